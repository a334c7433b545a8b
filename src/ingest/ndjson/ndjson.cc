// JSON records as columns. Two steps, each a window at a time: vectors find the bytes that matter
// (tokens.h), and a walk over them by the grammar notes where the values of the fields are
// (record.h). Only those are looked at again, and written to the columns. The bytes of what is
// skipped are never read but by the first step.

#include <algorithm>

#include "core/bytes.h"
#include "core/memory.h"
#include "core/status.h"
#include "encoding/utf8.h"
#include "ingest/decoder/decoder.h"
#include "ingest/ndjson/layout.h"
#include "ingest/ndjson/record.h"
#include "ingest/ndjson/scan.h"
#include "ingest/ndjson/store.h"
#include "ingest/ndjson/text.h"

namespace sinew {
namespace {

constexpr size_t kDefaultDepth = 64;
constexpr size_t kMostDepth = 65536;
constexpr uint32_t kNdjsonFlags =
    SINEW_NDJSON_VALIDATE | SINEW_NDJSON_CONCATENATED | SINEW_NDJSON_ARRAY;
// A layout costs as much as it takes to decode some records; where records are not alike it never
// pays. Each record that is like one earns a part of the next.
constexpr size_t kBudget = 256, kLayoutCost = 16;
constexpr size_t kMostWait = 63;

constexpr uint8_t kByteOrderMark[] = {0xEF, 0xBB, 0xBF};

// How much of a scalar, or of a string with its quotes, is JSON. Of others it is all.
size_t GoodJson(Bytes text) {
  switch (text.data[0]) {
    case '"': {
      const size_t good = FindBadEscape({text.data + 1, text.size - 2});
      return good == text.size - 2 ? text.size : good + 1;
    }
    case '{':
    case '[':
      return text.size;
    default:
      return IsJsonScalar(text) ? text.size : 0;
  }
}

// Writes a value that is not null, a string with its quotes, to row `row`; or returns what is wrong
// with it, and sets *at to where.
sinew_reject_reason PutValue(Bytes text, const DecoderField& field, size_t row,
                             ColumnWriter* column, const uint8_t** at) {
  *at = text.data;
  switch (text.data[0]) {
    case '"': {
      text = {text.data + 1, text.size - 2};
      size_t fault;
      const sinew_reject_reason reason = StoreJsonString(text, field, row, column, &fault);
      if (fault != SIZE_MAX) *at = text.data + fault;
      return reason;
    }
    case '{':
    case '[':
      return SINEW_REJECT_TYPE;
    default:
      return StoreJsonScalar(text, field, row, column);
  }
}

class Ndjson final : public sinew_decoder {
 public:
  Ndjson(Memory&& memory, const sinew_decoder_options& options, size_t max_depth, uint32_t flags)
      : sinew_decoder(std::move(memory), options), max_depth_(max_depth), flags_(flags) {
    reader_.tokens().newlines = IsLines();
  }
  ~Ndjson() {
    reader_.Destroy(&memory_);
    memory_.FreeArray(levels_, LevelBytes());
    memory_.FreeArray(layouts_, kJsonLayouts);
  }
  void Destroy() override { Memory::Delete(this); }

  sinew_status Init(const sinew_decoder_options& options, sinew_error* error) {
    sinew_status status = reader_.Init(options, max_depth_, Validates(), &memory_, error);
    if (status != SINEW_STATUS_OK) return status;
    status = sinew_decoder::Init(options, error);
    if (status != SINEW_STATUS_OK) return status;
    status = memory_.AllocateArray(LevelBytes(), &levels_);
    if (status == SINEW_STATUS_OK) status = memory_.AllocateArray(kJsonLayouts, &layouts_);
    if (status != SINEW_STATUS_OK) return FailGrowth(error, status, memory_);
    ForgetLayouts();
    scanner_.Init(levels_, max_depth_);
    return SINEW_STATUS_OK;
  }

 protected:
  size_t DecodeRecords(const uint8_t* in, size_t size, bool end) override;
  void StartRecord() override { scanner_.Start(FaultyBetween()); }
  size_t FindEnd(const uint8_t* in, size_t size) override;
  // Each has a comma or a bracket behind it.
  size_t ElementsIn(size_t size, size_t) const override { return size / 2; }
  void DecodeRow(Bytes record) override;
  void DecodeRows(RecordRows* rows) override;
  void EndSkipped() override { between_ = AfterRecord(false); }
  bool MayEnd() const override {
    return (flags_ & SINEW_NDJSON_ARRAY) == 0 || between_ == Between::kBegin ||
           between_ == Between::kEnd;
  }
  void ResetFormat() override {
    between_ = Between::kBegin;
    mark_ = 0;
    ForgetLayouts();
    rows_to_wait_ = next_wait_ = 0;
  }

 private:
  // Where in an array the reader is, between two records.
  enum class Between : uint8_t {
    kBegin,    // before the array
    kFirst,    // before an element or the end
    kElement,  // behind a comma
    kComma,    // behind an element
    kAny,      // behind an element at fault: a comma, an element or the end
    kEnd,      // behind the array
  };
  enum class Found { kRecord, kComma, kFault, kNothing };
  using Outcome = JsonReader::Outcome;

  bool IsLines() const { return (flags_ & (SINEW_NDJSON_CONCATENATED | SINEW_NDJSON_ARRAY)) == 0; }
  bool IsArray() const { return (flags_ & SINEW_NDJSON_ARRAY) != 0; }
  bool Validates() const { return (flags_ & SINEW_NDJSON_VALIDATE) != 0; }
  size_t LevelBytes() const { return max_depth_ / 8 + 1; }

  // No record may begin here, so one that does is at fault.
  bool FaultyBetween() const {
    return IsArray() && (between_ == Between::kBegin || between_ == Between::kComma ||
                         between_ == Between::kEnd);
  }
  Between AfterRecord(bool is_whole) const {
    if (!IsArray() || between_ == Between::kBegin || between_ == Between::kEnd) return between_;
    return is_whole ? Between::kComma : Between::kAny;
  }

  void ForgetLayouts() {
    for (size_t i = 0; i < kJsonLayouts; ++i) layouts_[i].Clear();
    last_layout_ = 0;
    budget_ = kBudget;
  }
  void SetRows(bool are_rows);
  void TakeAlike(size_t row_limit, RecordRows* rows, size_t* done);
  void Learn(size_t first);
  void LearnTokens(size_t first, size_t last);
  Found FindRecord(size_t* done);
  bool TakeBetween(uint8_t kind);
  Outcome ReadRecord(Found found, bool end, size_t* extent);
  void Validate(size_t begin, size_t end);
  void CheckFields();
  void PutRecord();
  sinew_reject_reason PutList(size_t field, JsonElements array, const uint8_t** at);
  bool PutField(size_t field);

  const size_t max_depth_;
  const uint32_t flags_;
  JsonReader reader_;
  JsonScanner scanner_;
  uint8_t* levels_ = nullptr;
  // Of the records so far; and whether it pays to learn another one.
  JsonLayout* layouts_ = nullptr;
  size_t last_layout_ = 0;
  size_t budget_ = 0;
  // Whether the layouts are of rows, behind which there is no newline or comma; for how many rows
  // none is to be looked for, and how many it will be the next time that none is found.
  bool are_rows_ = false;
  size_t rows_to_wait_ = 0, next_wait_ = 0;
  Between between_ = Between::kBegin;
  size_t mark_ = 0;  // bytes of the byte order mark so far
};

// Takes what stands between two elements of an array; false if it cannot stand there.
bool Ndjson::TakeBetween(uint8_t kind) {
  const Between from = between_;
  if (from == Between::kBegin && kind == '[') {
    between_ = Between::kFirst;
  } else if (kind == ',' && (from == Between::kComma || from == Between::kAny)) {
    between_ = Between::kElement;
  } else if (kind == ']' &&
             (from == Between::kFirst || from == Between::kComma || from == Between::kAny)) {
    between_ = Between::kEnd;
  } else {
    return false;
  }
  return true;
}

// Goes to the first token of the next record, and sets *done to where it is; or to behind a comma,
// where elements of an array that are alike begin.
Ndjson::Found Ndjson::FindRecord(size_t* done) {
  for (;;) {
    const uint8_t kind = reader_.Next();
    *done = reader_.Here();
    if (kind == kJsonEnd) return Found::kNothing;
    if (kind == '\n') continue;
    if (kind == '{' && !FaultyBetween()) return Found::kRecord;
    if (!IsArray() || !TakeBetween(kind)) return Found::kFault;
    *done += 1;
    if (kind == ',') return Found::kComma;
  }
}

// Reads the rest of a record, and sets *extent to where it ends. kMore: not in this text.
Ndjson::Outcome Ndjson::ReadRecord(Found found, bool end, size_t* extent) {
  const JsonTokens& tokens = reader_.tokens();
  reader_.ClearFault();
  Outcome outcome;
  if (found == Found::kRecord) {
    const size_t begin = reader_.Here();
    outcome = reader_.ReadObject();
    *extent = reader_.Here() + 1;
    if (outcome == Outcome::kWhole) {
      if (Validates() && !reader_.has_fault()) Validate(begin, *extent);
      if (!IsLines()) return outcome;
      const uint8_t kind = reader_.Next();
      *extent = reader_.is_end() ? tokens.size : reader_.Here() + 1;
      if (kind == '\n' || (kind == kJsonEnd && end)) return outcome;
      outcome = reader_.Fault(SINEW_REJECT_SYNTAX);
    }
  } else {
    outcome = reader_.Fault(SINEW_REJECT_SYNTAX);
  }
  *extent = tokens.size;
  if (outcome == Outcome::kMore) {
    if (!end) return Outcome::kMore;
    reader_.NoteFault(tokens.size, SINEW_REJECT_TRUNCATED);
    return Outcome::kFault;
  }
  const size_t here = reader_.Here();
  const void* const newline = memchr(tokens.in + here, '\n', tokens.size - here);
  if (newline == nullptr) return end ? Outcome::kFault : Outcome::kMore;
  *extent = static_cast<size_t>(static_cast<const uint8_t*>(newline) - tokens.in) + 1;
  return Outcome::kFault;
}

size_t Ndjson::DecodeRecords(const uint8_t* in, size_t size, bool end) {
  size_t done = 0;
  while (mark_ < 3 && done < size && in[done] == kByteOrderMark[mark_]) {
    ++mark_;
    ++done;
  }
  if (done == size) return done;
  mark_ = 3;
  SetRows(false);
  reader_.Start(in, size, done, kJsonChunk);
  const JsonTokens& tokens = reader_.tokens();
  while (row_ < row_limit_) {
    if (!IsArray() || between_ == Between::kElement) {
      TakeAlike(row_limit_, nullptr, &done);
      if (row_ == row_limit_) break;
    }
    const Found found = FindRecord(&done);
    if (found == Found::kNothing) return done;
    if (found == Found::kComma) continue;
    const size_t first = tokens.at - 1, base = tokens.base;
    size_t extent;
    const Outcome outcome = ReadRecord(found, end, &extent);
    if (outcome == Outcome::kMore) return done;
    const bool is_long = extent - done > max_record_size();
    if (is_long) {
      RejectRecord(in + done, kNoField, SINEW_REJECT_SIZE);
    } else {
      PutRecord();
    }
    if (stopped_) return done;
    between_ = AfterRecord(outcome == Outcome::kWhole && !is_long);
    done = extent;
    // Behind a fault the tokens may be of another state than that of a new record.
    if (outcome == Outcome::kFault) {
      reader_.Start(in, size, done, kJsonBlock);
    } else if (!reader_.has_fault() && tokens.base == base && size - extent >= kJsonSlack) {
      Learn(first);
    }
  }
  return done;
}

// Whether the records that come are rows, or have something behind them.
void Ndjson::SetRows(bool are_rows) {
  if (are_rows == are_rows_) return;
  ForgetLayouts();
  are_rows_ = are_rows;
}

// Decodes records that are like one before.
void Ndjson::TakeAlike(size_t row_limit, RecordRows* rows, size_t* done) {
  if (!use_json_layouts) return;
  JsonTokens& tokens = reader_.tokens();
  for (;;) {
    // Between two records, what is behind the last token is white space.
    const bool is_used = tokens.at == tokens.count;
    JsonRun run = {&tokens,       layouts_, last_layout_, fields(),          columns_,
                   field_count(), row_,     row_limit,    max_record_size(), Validates(),
                   *done,         false,    rows};
    is_used ? RunJsonText(&run) : RunJson(&run);
    budget_ = std::min(budget_ + (run.row - row_), kBudget);
    EndRecords(run.row - row_);
    last_layout_ = run.last;
    *done = run.done;
    if (row_ == row_limit) return;
    if (is_used) {
      if (tokens.next == tokens.size) return;
      FillJsonTokens(&tokens);
    }
    if (is_used || tokens.at == tokens.count) continue;
    if (!run.is_cut || tokens.at == 0 || tokens.next == tokens.size) return;
    // The chunk ends in a record: the next one begins with it.
    reader_.Start(tokens.in, tokens.size, tokens.PositionOf(tokens.at), tokens.step);
  }
}

// Learns from the record that begins with a token and ends at the next one, if that pays.
void Ndjson::Learn(size_t first) {
  const JsonTokens& tokens = reader_.tokens();
  size_t last = tokens.at;
  if (IsLines() && tokens.kinds[last - 1] != '\n') return;
  if (IsArray()) {
    if (last == tokens.count || tokens.kinds[last] != ',') return;
    ++last;
  }
  LearnTokens(first, last);
}

void Ndjson::LearnTokens(size_t first, size_t last) {
  if (budget_ < kLayoutCost || !use_json_layouts) return;
  budget_ -= kLayoutCost;
  const size_t oldest = (last_layout_ + 1) % kJsonLayouts;
  if (!reader_.Learn(first, last, fields(), &layouts_[oldest])) return;
  CompareJsonLayouts(layouts_, oldest);
  last_layout_ = oldest;
}

size_t Ndjson::FindEnd(const uint8_t* in, size_t size) {
  if (!IsLines()) return scanner_.Find(in, size);
  const void* const newline = size == 0 ? nullptr : memchr(in, '\n', size);
  if (newline == nullptr) return kNoEnd;
  return static_cast<size_t>(static_cast<const uint8_t*>(newline) - in) + 1;
}

// The whole of `record` is one object with white space around it.
void Ndjson::DecodeRow(Bytes record) {
  JsonTokens& tokens = reader_.tokens();
  SetRows(true);
  tokens.newlines = false;
  reader_.Start(record.data, record.size, 0, kJsonChunk);
  reader_.ClearFault();
  Outcome outcome = Outcome::kFault;
  if (reader_.Next() == '{') {
    const size_t begin = reader_.Here();
    outcome = reader_.ReadObject();
    if (outcome == Outcome::kWhole) {
      if (Validates() && !reader_.has_fault()) Validate(begin, reader_.Here() + 1);
      if (reader_.Next() != kJsonEnd) outcome = reader_.Fault(SINEW_REJECT_SYNTAX);
    }
  } else {
    outcome = reader_.Fault(SINEW_REJECT_SYNTAX);
  }
  if (outcome == Outcome::kMore) reader_.NoteFault(record.size, SINEW_REJECT_TRUNCATED);
  tokens.newlines = IsLines();
  PutRecord();
  if (outcome == Outcome::kWhole && !reader_.has_fault() && tokens.base == 0) {
    LearnTokens(0, tokens.count);
  }
}

// Rows that are like ones before. Where none is, it is tried less and less often.
void Ndjson::DecodeRows(RecordRows* rows) {
  if (rows_to_wait_ != 0) {
    --rows_to_wait_;
    return;
  }
  SetRows(true);
  JsonTokens& tokens = reader_.tokens();
  tokens.newlines = false;
  const Bytes text = rows->Text();
  const auto begin = static_cast<size_t>(rows->At(rows->next).data - text.data);
  // There may be bytes of rows that are null before it.
  const size_t next = tokens.at != tokens.count ? tokens.PositionOf(tokens.at) : tokens.next;
  if (!rows->goes_on || next < begin) {
    // Room for a row, and for more if it is like others.
    const size_t step = rows->At(rows->next).size / kJsonBlock * 2 * kJsonBlock + 2 * kJsonBlock;
    reader_.Start(text.data, text.size, begin, std::min(step, kJsonChunk));
  }
  const size_t row = row_;
  size_t done = begin;
  TakeAlike(row_ + (rows->valid_end - rows->next), rows, &done);
  tokens.newlines = IsLines();
  rows->goes_on = true;
  next_wait_ = row_ != row ? 0 : std::min(2 * next_wait_ + 1, kMostWait);
  rows_to_wait_ = next_wait_;
}

// What SINEW_NDJSON_VALIDATE adds for a record that is otherwise good.
void Ndjson::Validate(size_t begin, size_t end) {
  const uint8_t* const in = reader_.tokens().in;
  const size_t valid = ValidUtf8Prefix(in + begin, end - begin);
  if (valid != end - begin) reader_.NoteFault(begin + valid, SINEW_REJECT_ENCODING);
}

// Finds the first value of a field, or element of one, that is no JSON, which is a fault of the
// record.
void Ndjson::CheckFields() {
  const JsonTokens& tokens = reader_.tokens();
  const uint8_t* const in = tokens.in;
  const uint8_t* const end = in + tokens.size;
  size_t first = SIZE_MAX;
  const auto check = [&](Bytes text) {
    const size_t good = GoodJson(text);
    if (good != text.size) first = std::min(first, static_cast<size_t>(text.data - in) + good);
  };
  for (size_t i = 0; i < field_count(); ++i) {
    JsonSlot& slot = reader_.slot(i);
    if (slot.kind == kJsonScalar) {
      const Bytes text = JsonScalarAt(in + slot.begin, end);
      slot.end = slot.begin + static_cast<uint32_t>(text.size);
      check(text);
    } else if (slot.kind == '"') {
      check({in + slot.begin - 1, slot.end - slot.begin + size_t{2}});
    } else if (slot.kind == '[' && IsList(field(i).type)) {
      JsonElements elements(in + slot.begin, end);
      while (elements.Next()) check(elements.text());
    }
  }
  if (first != SIZE_MAX) reader_.NoteFault(first, SINEW_REJECT_SYNTAX);
}

// Writes the record to its row, or rejects it.
void Ndjson::PutRecord() {
  const uint8_t* const in = reader_.tokens().in;
  if (!reader_.has_fault()) CheckFields();
  if (reader_.has_fault()) {
    return RejectRecord(in + reader_.fault(), kNoField, reader_.reason());
  }
  for (size_t i = 0; i < field_count(); ++i) {
    if (!PutField(i)) return DropRecord();
  }
  EndRecord();
}

// Writes the elements of an array to the row; or returns what is wrong with one, and sets *at to
// where.
sinew_reject_reason Ndjson::PutList(size_t index, JsonElements array, const uint8_t** at) {
  const DecoderField& list = field(index);
  ColumnWriter& column = columns_[index];
  ColumnWriter& elements = columns_[list.elements];
  while (array.Next()) {
    if (array.text().data[0] == 'n') {
      elements.PutNull(column.bytes_size, list.value_type);
    } else if (const sinew_reject_reason reason =
                   PutValue(array.text(), list, column.bytes_size, &elements, at)) {
      return reason;
    }
    ++column.bytes_size;
  }
  column.EndString(row_, HasWideOffsets(list.type));
  return sinew_reject_reason{0};
}

// False: the record is to be dropped.
bool Ndjson::PutField(size_t index) {
  const JsonSlot& slot = reader_.slot(index);
  const JsonTokens& tokens = reader_.tokens();
  const uint8_t* at = tokens.in + slot.begin;
  const uint8_t* const end = tokens.in + tokens.size;
  if (slot.kind == 0 || (slot.kind == kJsonScalar && *at == 'n')) {
    PutNull(index);
    return true;
  }
  const DecoderField& info = field(index);
  Bytes text = {at, slot.end - slot.begin};
  if (slot.kind == '"') text = {--at, text.size + 2};
  sinew_reject_reason reason = SINEW_REJECT_TYPE;
  if (IsRaw(info)) {
    if (slot.end == 0) text.size = static_cast<size_t>(JsonValueEnd(at, end) - at);
    size_t fault;
    reason = StoreJsonText(text, info, row_, &columns_[index], &fault);
    if (fault != SIZE_MAX) at += fault;
  } else if (!IsList(info.type)) {
    reason = PutValue(text, info, row_, &columns_[index], &at);
  } else if (slot.kind == '[') {
    reason = PutList(index, {at, end}, &at);
  }
  if (reason == 0) return true;
  if (RejectValue(at, index, reason)) return false;
  ForgetRows(1, index);
  PutNull(index);
  return true;
}

}  // namespace
}  // namespace sinew

// SINEW_CHAPTER NDJSON
//
// JSON records (RFC 8259): objects, one a line (NDJSON, JSON Lines), one behind the other, or as
// the elements of an array. Fields are members of them, or members of objects and elements of
// arrays in them.
//
// The path of a field is a JSON pointer (RFC 6901) such as "/user/id" or "/tags/0", where ~1 is /
// and ~0 is ~ in a name; or, if it does not begin with '/', names with dots between, "user.id". A
// name that is a number is the index of an element, too, if there is an array.
//
// - A value that is missing or null is null. If a name occurs more than once in an object, the last
//   one counts.
// - Strings go to columns of strings and binary strings, without their escapes; to dates, times and
//   16 bytes, if they say one (date: YYYY-MM-DD; time: RFC 3339, also with a space for the T, and
//   without the offset, which is UTC then, or an integer; 16 bytes: a UUID).
// - Numbers go to columns of integers, floats and times. Integers are exact: a number whose value
//   is not an integer, such as 1.5, is SINEW_REJECT_TYPE, while 1.0 and 1e3 are integers. Floats
//   are the nearest to the number.
// - true and false go to columns of bool. Everything else is SINEW_REJECT_TYPE.
// - Of a type of lists (SINEW_TYPE_LIST) the value is an array, and what is said of values holds
//   for its elements. One at fault, such as an array, is the fault of the list, which is null then.
// - With SINEW_FIELD_RAW any value is text.
// - A string of a field that is not UTF-8, or has one half of a surrogate pair, is
//   SINEW_REJECT_ENCODING.
//
// What is not part of a field is checked for its structure only: brackets, braces, commas and
// colons are where the grammar has them, strings are closed and have no control characters in them,
// and between all these there is white space and, where a value is to be, one run of other bytes
// without a backslash. What these are, the escapes in strings and whether all is UTF-8 is checked
// with SINEW_NDJSON_VALIDATE, and then any fault of it rejects the record.
//
// A record that breaks the rules is SINEW_REJECT_SYNTAX, at the first byte that does; of several
// kinds of faults those of the structure come first. A record at fault in its structure ends with
// its line, or the line in which its fault is. A byte order mark at the beginning is skipped, and
// so are empty lines.

// Creates a decoder of JSON records and writes it to *out, or null if it fails. `ndjson_options`
// may be null, which is as if all were 0. Free it with sinew_decoder_destroy.
//
// SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, or an option is not allowed, or a path cannot
// be read; error->offset is the index of the field then, and the message has the position. Also
// SINEW_STATUS_MEMORY_LIMIT and SINEW_STATUS_OUT_OF_MEMORY.
SINEW_API sinew_status sinew_ndjson_create(const sinew_decoder_options* options,
                                           const sinew_ndjson_options* ndjson_options,
                                           sinew_decoder** out, sinew_error* error) SINEW_NOEXCEPT {
  using namespace sinew;
  if (out == nullptr) return FailNull(error, "out");
  *out = nullptr;
  if (const sinew_status status = CheckDecoderOptions(options, error, SINEW_FIELD_RAW, true)) {
    return status;
  }
  for (size_t i = 0; i < options->field_count; ++i) {
    const sinew_field& field = options->fields[i];
    const bool is_raw = (field.flags & SINEW_FIELD_RAW) != 0;
    if (!is_raw || (field.flags == SINEW_FIELD_RAW && IsString(field.type))) continue;
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, i,
                "options.fields[%zu].flags has no meaning for the type", i);
  }
  sinew_ndjson_options own = {};
  if (ndjson_options != nullptr) {
    own = *ndjson_options;
    const auto invalid = [error](const char* name, size_t value, const char* what) {
      return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0, "ndjson_options.%s: %zu is %s", name,
                  value, what);
    };
    if (own.size != sizeof(sinew_ndjson_options)) {
      return invalid("size", own.size, "not the size of a known sinew_ndjson_options");
    }
    if (own.max_depth > kMostDepth) return invalid("max_depth", own.max_depth, "over 65,536");
    constexpr uint32_t kBoth = SINEW_NDJSON_CONCATENATED | SINEW_NDJSON_ARRAY;
    if ((own.flags & ~kNdjsonFlags) != 0) return invalid("flags", own.flags, "not known");
    if ((own.flags & kBoth) == kBoth) {
      return invalid("flags", own.flags, "SINEW_NDJSON_CONCATENATED and SINEW_NDJSON_ARRAY");
    }
  }
  const size_t max_depth = own.max_depth == 0 ? kDefaultDepth : own.max_depth;
  return NewDecoder<Ndjson>(*options, out, error, max_depth, own.flags);
}

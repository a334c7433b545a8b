// Delimited text: CSV (RFC 4180) and its relatives. Records that are alike, as nearly all are, are
// indexed and decoded a column at a time (csv.h). A record that is not, and the rest of a chunk in
// which a value is at fault, is scanned byte by byte here, which is also what says how a text is
// read: the other way gives the same.

#include "ingest/csv/csv.h"

#include <string.h>

#include <algorithm>

#include "core/status.h"
#include "core/type.h"
#include "encoding/utf8.h"
#include "ingest/decoder/values.h"

using sinew::Bytes;
using sinew::ColumnWriter;
using sinew::CsvIndex;
using sinew::CsvRules;
using sinew::Fail;
using sinew::kNoEnd;
using sinew::kNoField;

namespace sinew {
namespace {

constexpr size_t kDefaultColumns = 4096;
constexpr size_t kMostColumns = size_t{1} << 20;
constexpr size_t kMostNullText = 255;
constexpr uint8_t kByteOrderMark[] = {0xEF, 0xBB, 0xBF};
// No column: what a field is not found in.
constexpr size_t kNoColumn = SIZE_MAX;

// What is known of a field, and of the record that is scanned.
struct CsvField {
  size_t column;  // of the text
  Bytes text;     // without quotes
  bool is_there, is_quoted, has_quotes;
};

bool IsQuote(uint8_t byte) {
  const uint8_t lower = byte | 0x20;
  const bool is_of_values = (byte >= '0' && byte <= '9') || (lower >= 'a' && lower <= 'z') ||
                            byte == '+' || byte == '-' || byte == '.' || byte == ':' || byte == ' ';
  return byte < 0x80 && !is_of_values && byte != '\r' && byte != '\n';
}

sinew_status CheckCsvOptions(const sinew_csv_options& options, sinew_error* error) {
  const auto invalid = [error](const char* name, size_t value, const char* what) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0, "csv.%s: %zu is %s", name, value, what);
  };
  if (options.size != sizeof(sinew_csv_options)) {
    return invalid("size", options.size, "not the size of a known sinew_csv_options");
  }
  if (options.null_text != nullptr && strlen(options.null_text) > kMostNullText) {
    return invalid("null_text", strlen(options.null_text), "over 255 bytes");
  }
  if (options.max_columns > kMostColumns) {
    return invalid("max_columns", options.max_columns, "over 2^20");
  }
  constexpr uint32_t kFlags = SINEW_CSV_HEADER | SINEW_CSV_NO_QUOTES | SINEW_CSV_LAZY_QUOTES |
                              SINEW_CSV_RAGGED | SINEW_CSV_EMPTY_IS_NULL;
  if ((options.flags & ~kFlags) != 0) {
    return invalid("flags", options.flags, "not made of SINEW_CSV_* alone");
  }
  if (options.quote != 0 && !IsQuote(options.quote)) {
    return invalid("quote", options.quote, "no byte for it");
  }
  const uint8_t quote = options.quote == 0 ? '"' : options.quote;
  const bool has_quotes = (options.flags & SINEW_CSV_NO_QUOTES) == 0;
  const uint8_t delimiter = options.delimiter == 0 ? ',' : options.delimiter;
  if (delimiter == '\r' || delimiter == '\n' || (has_quotes && delimiter == quote)) {
    return invalid("delimiter", delimiter, "CR, LF or the quote");
  }
  return SINEW_STATUS_OK;
}

// The number of a column: digits without zeros before them.
size_t ParseColumn(const char* path) {
  size_t column = 0;
  const char* at = path;
  for (; *at >= '0' && *at <= '9'; ++at) {
    if (at - path > 7) return kNoColumn;
    column = column * 10 + static_cast<size_t>(*at - '0');
  }
  const bool is_number = *at == 0 && at != path && (*path != '0' || at == path + 1);
  return is_number ? column : kNoColumn;
}

class CsvDecoder final : public sinew_decoder {
 public:
  CsvDecoder(Memory&& memory, const sinew_decoder_options& options, const sinew_csv_options& csv)
      : sinew_decoder(std::move(memory), options),
        has_header_((csv.flags & SINEW_CSV_HEADER) != 0),
        max_columns_(csv.max_columns == 0 ? kDefaultColumns : csv.max_columns) {
    rules_.delimiter = csv.delimiter == 0 ? ',' : csv.delimiter;
    rules_.quote = csv.quote == 0 ? '"' : csv.quote;
    rules_.has_quotes = (csv.flags & SINEW_CSV_NO_QUOTES) == 0;
    rules_.lazy = (csv.flags & SINEW_CSV_LAZY_QUOTES) != 0;
    rules_.ragged = (csv.flags & SINEW_CSV_RAGGED) != 0;
    rules_.empty_is_null = (csv.flags & SINEW_CSV_EMPTY_IS_NULL) != 0;
    rules_.has_null_text = csv.null_text != nullptr;
    rules_.null_text = {null_text_, 0};
    if (rules_.has_null_text) {
      rules_.null_text.size = strlen(csv.null_text);
      memcpy(null_text_, csv.null_text, rules_.null_text.size);
    }
  }
  ~CsvDecoder() {
    memory_.Free(csv_fields_, field_count() * sizeof(CsvField));
    memory_.Free(order_, field_count() * sizeof(uint16_t));
    memory_.Free(index_.ends, CsvIndex::kRoom * sizeof(uint32_t));
  }
  void Destroy() override { Memory::Delete(this); }

  sinew_status Init(const sinew_decoder_options& options, sinew_error* error) {
    sinew_status status = sinew_decoder::Init(options, error);
    if (status != SINEW_STATUS_OK) return status;
    status = Allocate(field_count(), &csv_fields_);
    if (status == SINEW_STATUS_OK) status = Allocate(field_count(), &order_);
    if (status == SINEW_STATUS_OK) status = Allocate(CsvIndex::kRoom, &index_.ends);
    if (status != SINEW_STATUS_OK) return FailGrowth(error, status, memory_);
    for (size_t i = 0; i < field_count(); ++i) {
      csv_fields_[i].column = has_header_ ? kNoColumn : ParseColumn(options.fields[i].path);
    }
    SortFields();
    return SINEW_STATUS_OK;
  }

 protected:
  size_t DecodeRecords(const uint8_t* in, size_t size, bool end) override;
  void StartRecord() override;
  size_t FindEnd(const uint8_t* in, size_t size) override;
  void DecodeRow(Bytes record) override;
  void ResetFormat() override {
    at_beginning_ = true;
    columns_per_record_ = 0;
    is_regular_ = false;
    if (!has_header_) return;
    for (size_t i = 0; i < field_count(); ++i) csv_fields_[i].column = kNoColumn;
  }
  // Empty lines are no records, so each has two bytes, and where the number of fields is given one
  // for each of them; the last one may lack its newline.
  size_t RowsIn(size_t size) const override {
    return size / (rules_.ragged ? 2 : std::max(size_t{2}, columns_per_record_)) + 1;
  }

 private:
  // What the scan of a record found.
  struct Record {
    size_t size;  // kNoEnd: it goes on
    size_t columns;
    const uint8_t* fault;  // null: there is none
    sinew_reject_reason reason;
  };
  // Where the scan is in pieces of a record.
  enum class State : uint8_t {
    kFieldStart,
    kUnquoted,
    kQuoted,
    kQuote,        // behind a quote that closes, or is the first of two
    kQuoteReturn,  // and a carriage return
    kFaulty,       // the record goes on to the end of the line
  };

  template <typename T>
  sinew_status Allocate(size_t count, T** array) {
    void* block;
    const sinew_status status = memory_.Allocate(count * sizeof(T), &block);
    if (status == SINEW_STATUS_OK) *array = static_cast<T*>(block);
    return status;
  }

  void SortFields();
  void SetColumns(size_t columns);
  size_t SkipMark(const uint8_t* in, size_t size, bool end);
  size_t EmptyLines(const uint8_t* in, size_t size, bool end) const;
  size_t DecodeChunk(const uint8_t* in, size_t before, size_t size, size_t* indexed);
  template <typename TakeField>
  Record Scan(const uint8_t* in, size_t size, bool end, const TakeField& take) const;
  Record ScanFields(const uint8_t* in, size_t size, bool end);
  void DecodeHeader(const uint8_t* in, const Record& record, size_t size, bool end);
  void DecodeScanned(const uint8_t* in, const Record& record);
  bool StoreField(size_t field);

  CsvRules rules_;
  uint8_t null_text_[kMostNullText];
  const bool has_header_;
  const size_t max_columns_;

  CsvField* csv_fields_ = nullptr;
  uint16_t* order_ = nullptr;  // of the fields, by column
  CsvIndex index_ = {};

  bool at_beginning_ = true;       // a byte order mark may come
  size_t columns_per_record_ = 0;  // of the first record; 0: there was none
  bool is_regular_ = false;        // a record of as many columns has all fields

  State state_ = State::kFieldStart;
  size_t mark_ = 0;  // bytes of a byte order mark that have come
};

void CsvDecoder::SortFields() {
  for (size_t i = 0; i < field_count(); ++i) {
    size_t at = i;
    const size_t column = csv_fields_[i].column;
    for (; at > 0 && csv_fields_[order_[at - 1]].column > column; --at) order_[at] = order_[at - 1];
    order_[at] = static_cast<uint16_t>(i);
  }
}

void CsvDecoder::SetColumns(size_t columns) {
  columns_per_record_ = columns;
  is_regular_ =
      columns <= CsvIndex::kMaxEnds && csv_fields_[order_[field_count() - 1]].column < columns;
}

// Calls take(number, text, is quoted, has quotes in it) for every field of the record at `in`.
//
// A quoting fault ends what is said in fields: the record goes on to the next newline, so that what
// follows is read as if nothing had been.
template <typename TakeField>
CsvDecoder::Record CsvDecoder::Scan(const uint8_t* in, size_t size, bool end,
                                    const TakeField& take) const {
  const uint8_t* const last = in + size;
  const uint8_t* at = in;
  Record record = {kNoEnd, 0, nullptr, {}};
  const auto faulty = [&](const uint8_t* where, const uint8_t* from, sinew_reject_reason reason) {
    const size_t left = static_cast<size_t>(last - from);
    const void* newline = left == 0 ? nullptr : memchr(from, '\n', left);
    if (newline == nullptr && !end) return record;
    record.size = newline == nullptr ? size : static_cast<size_t>(AsBytes(newline) - in) + 1;
    record.fault = where;
    record.reason = reason;
    return record;
  };
  for (;;) {
    const uint8_t* const begin = at;
    Bytes text;
    const bool is_quoted = rules_.has_quotes && at != last && *at == rules_.quote;
    bool has_quotes = false;
    if (is_quoted) {
      ++at;
      for (;;) {
        const size_t left = static_cast<size_t>(last - at);
        const void* quote = left == 0 ? nullptr : memchr(at, rules_.quote, left);
        if (quote == nullptr) {
          return end ? faulty(begin, last, SINEW_REJECT_TRUNCATED) : record;
        }
        at = AsBytes(quote) + 1;
        if (at == last || (*at == '\r' && at + 1 == last)) {
          if (!end) return record;
          break;
        }
        if (*at == rules_.delimiter || *at == '\n' || (*at == '\r' && at[1] == '\n')) break;
        if (*at == rules_.quote) {
          ++at;
        } else if (!rules_.lazy) {
          return faulty(at, at, SINEW_REJECT_SYNTAX);
        }
        has_quotes = true;
      }
      text = {begin + 1, static_cast<size_t>(at - begin) - 2};
      if (at != last && *at == '\r') ++at;
    } else {
      for (; at != last && *at != rules_.delimiter && *at != '\n'; ++at) {
        if (rules_.has_quotes && *at == rules_.quote && !rules_.lazy) {
          return faulty(at, at, SINEW_REJECT_SYNTAX);
        }
      }
      if (at == last && !end) return record;
      text = {begin, static_cast<size_t>(at - begin)};
      const bool is_last = at == last || *at == '\n';
      if (is_last && text.size != 0 && at[-1] == '\r') --text.size;
    }
    take(record.columns++, text, is_quoted, has_quotes);
    if (at == last || *at == '\n') {
      record.size = static_cast<size_t>(at - in) + (at != last);
      return record;
    }
    ++at;
  }
}

// Keeps the fields that are wanted.
CsvDecoder::Record CsvDecoder::ScanFields(const uint8_t* in, size_t size, bool end) {
  for (size_t i = 0; i < field_count(); ++i) csv_fields_[i].is_there = false;
  size_t next = 0;
  return Scan(in, size, end, [&](size_t column, Bytes text, bool is_quoted, bool has_quotes) {
    for (; next < field_count() && csv_fields_[order_[next]].column == column; ++next) {
      CsvField& field = csv_fields_[order_[next]];
      field.text = text;
      field.is_there = true;
      field.is_quoted = is_quoted;
      field.has_quotes = has_quotes;
    }
  });
}

// Looks for the names of the fields.
void CsvDecoder::DecodeHeader(const uint8_t* in, const Record& record, size_t size, bool end) {
  if (record.fault == nullptr && record.columns <= max_columns_) {
    Scan(in, size, end, [&](size_t column, Bytes text, bool, bool has_quotes) {
      for (size_t i = 0; i < field_count(); ++i) {
        CsvField& field = csv_fields_[i];
        const Bytes path = this->field(i).path;
        if (field.column != kNoColumn || path.size > text.size) continue;
        // As if the name were copied without its quotes.
        size_t at = 0, matched = 0;
        for (; at < text.size && matched < path.size; ++at, ++matched) {
          if (text.data[at] != path.data[matched]) break;
          at += has_quotes && text.data[at] == rules_.quote && at + 1 < text.size &&
                text.data[at + 1] == rules_.quote;
        }
        if (at == text.size && matched == path.size) field.column = column;
      }
    });
    for (size_t i = 0; i < field_count(); ++i) {
      if (csv_fields_[i].column != kNoColumn) continue;
      RejectRecord(in, i, SINEW_REJECT_HEADER);
      stopped_ = true;
      return;
    }
    SortFields();
    SetColumns(record.columns);
    return;
  }
  RejectRecord(record.fault == nullptr ? in : record.fault, kNoField, SINEW_REJECT_HEADER);
  stopped_ = true;
}

// Writes a field to row_, or returns false if the record must be dropped.
bool CsvDecoder::StoreField(size_t index) {
  const CsvField& csv = csv_fields_[index];
  const DecoderField& field = this->field(index);
  ColumnWriter& column = columns_[index];
  const bool is_string = IsString(field.type);
  if (!csv.is_there || (!csv.is_quoted && IsNullCsv(rules_, csv.text, is_string))) {
    PutNull(index);
    return true;
  }
  sinew_reject_reason reason = {};
  size_t at = 0;
  if (!is_string) {
    reason = csv.has_quotes ? SINEW_REJECT_TYPE
                            : StoreText(csv.text, field.type, field.flags, row_, &column);
  } else {
    if (field.type == SINEW_TYPE_STRING || field.type == SINEW_TYPE_LARGE_STRING) {
      at = ValidUtf8Prefix(csv.text.data, csv.text.size);
      if (at != csv.text.size) reason = SINEW_REJECT_ENCODING;
    }
    if (reason == 0) {
      uint8_t* const to = column.bytes + column.bytes_size;
      if (csv.has_quotes) {
        column.bytes_size += UnquoteCsv(csv.text, rules_.quote, to);
      } else {
        if (csv.text.size != 0) memcpy(to, csv.text.data, csv.text.size);
        column.bytes_size += csv.text.size;
      }
      column.EndString(row_, HasWideOffsets(field.type));
    }
  }
  if (reason == 0) return true;
  if (RejectValue(csv.text.data + at, index, reason)) return false;
  PutNull(index);
  return true;
}

// Decodes or rejects the record whose fields ScanFields found.
void CsvDecoder::DecodeScanned(const uint8_t* in, const Record& record) {
  if (record.fault != nullptr) return RejectRecord(record.fault, kNoField, record.reason);
  if (record.columns > max_columns_) return RejectRecord(in, kNoField, SINEW_REJECT_FIELDS);
  if (columns_per_record_ == 0) SetColumns(record.columns);
  if (!rules_.ragged) {
    if (record.columns != columns_per_record_) {
      return RejectRecord(in, kNoField, SINEW_REJECT_FIELDS);
    }
    for (size_t i = 0; !is_regular_ && i < field_count(); ++i) {
      if (!csv_fields_[i].is_there) return RejectRecord(in, i, SINEW_REJECT_FIELDS);
    }
  }
  for (size_t i = 0; i < field_count(); ++i) {
    if (!StoreField(i)) return DropRecord();
  }
  EndRecord();
}

void CsvDecoder::DecodeRow(Bytes text) {
  const uint8_t* const in = text.data;
  if (has_header_ && columns_per_record_ == 0) {
    return RejectRecord(in, kNoField, SINEW_REJECT_HEADER);
  }
  Record record = ScanFields(in, text.size, true);
  if (record.fault == nullptr && record.size != text.size) {
    record.fault = in + record.size;
    record.reason = SINEW_REJECT_SYNTAX;
  }
  DecodeScanned(in, record);
}

// How many bytes of a byte order mark the input begins with. Less than all of them: more must come
// before that can be said.
size_t CsvDecoder::SkipMark(const uint8_t* in, size_t size, bool end) {
  const size_t begin = std::min(size, sizeof(kByteOrderMark));
  const bool is_mark = size != 0 && memcmp(in, kByteOrderMark, begin) == 0;
  if (is_mark && begin < sizeof(kByteOrderMark) && !end) return begin;
  at_beginning_ = false;
  return is_mark && begin == sizeof(kByteOrderMark) ? begin : 0;
}

// The bytes of the empty lines at `in`.
size_t CsvDecoder::EmptyLines(const uint8_t* in, size_t size, bool end) const {
  size_t at = 0;
  for (;;) {
    if (at < size && in[at] == '\n') {
      ++at;
    } else if (at + 1 < size && in[at] == '\r' && in[at + 1] == '\n') {
      at += 2;
    } else {
      return end && at + 1 == size && in[at] == '\r' ? size : at;
    }
  }
}

// Decodes records that are alike, as many as index and room allow and up to the first one at fault.
// Returns the bytes of them, and how many were looked at.
size_t CsvDecoder::DecodeChunk(const uint8_t* in, size_t before, size_t size, size_t* indexed) {
  index_.fields = columns_per_record_;
  IndexCsv(rules_, in, std::min(size, size_t{1} << 30), row_limit_ - row_, &index_);
  *indexed = index_.size;
  size_t count = index_.count;
  const auto end_of = [&](size_t records) {
    return records == 0 ? 0 : index_.ends[records * index_.fields] + size_t{1};
  };
  if (index_.size > max_record_size()) {
    for (size_t i = 0; i < count; ++i) {
      if (end_of(i + 1) - end_of(i) > max_record_size()) count = i;
    }
  }
  if (count == 0) return 0;
  sinew::CsvChunk chunk = {};
  chunk.rules = &rules_;
  chunk.in = in;
  chunk.before = before;
  chunk.size = size;
  chunk.ends = index_.ends;
  chunk.fields = index_.fields;
  chunk.is_plain = !index_.has_quotes && !rules_.has_null_text;
  chunk.is_utf8 = index_.is_ascii ||
                  (rules_.delimiter < 0x80 && ValidUtf8Prefix(in, index_.size) == index_.size);
  const size_t written = count;
  for (size_t i = 0; i < field_count(); ++i) {
    count = DecodeCsvColumn(chunk, csv_fields_[i].column, field(i), count, row_, &columns_[i]);
  }
  EndRecords(count);
  if (count < written) ForgetRows(written - count);
  return end_of(count);
}

size_t CsvDecoder::DecodeRecords(const uint8_t* in, size_t size, bool end) {
  size_t at = 0;
  if (at_beginning_) {
    at = SkipMark(in, size, end);
    if (at_beginning_) return 0;
  }
  size_t plain = 0;  // up to here, record by record
  for (;;) {
    at += EmptyLines(in + at, size - at, end);
    if (at == size || row_ == row_limit_) return at;
    if (is_regular_ && at >= plain) {
      size_t indexed;
      const size_t taken = DecodeChunk(in + at, at, size - at, &indexed);
      plain = at + indexed;
      at += taken;
      if (taken != 0) continue;
    }
    const bool is_header = has_header_ && columns_per_record_ == 0;
    const Record record = is_header
                              ? Scan(in + at, size - at, end, [](size_t, Bytes, bool, bool) {})
                              : ScanFields(in + at, size - at, end);
    if (record.size == kNoEnd) return at;
    if (record.size > max_record_size()) {
      RejectRecord(in + at, kNoField, SINEW_REJECT_SIZE);
    } else if (is_header) {
      DecodeHeader(in + at, record, size - at, end);
    } else {
      DecodeScanned(in + at, record);
    }
    if (stopped_) return at;
    at += record.size;
  }
}

void CsvDecoder::StartRecord() {
  state_ = State::kFieldStart;
  mark_ = at_beginning_ ? 0 : sizeof(kByteOrderMark);
}

size_t CsvDecoder::FindEnd(const uint8_t* in, size_t size) {
  for (size_t i = 0; i < size; ++i) {
    const uint8_t byte = in[i];
    if (mark_ < sizeof(kByteOrderMark)) {
      // A mark counts as a record, in which there is nothing.
      if (byte == kByteOrderMark[mark_]) {
        state_ = State::kUnquoted;
        if (++mark_ == sizeof(kByteOrderMark)) return i + 1;
        continue;
      }
      mark_ = sizeof(kByteOrderMark);
      at_beginning_ = false;
    }
    const bool is_quote = rules_.has_quotes && byte == rules_.quote;
    const bool is_delimiter = byte == rules_.delimiter;
    switch (state_) {
      case State::kFieldStart:
      case State::kUnquoted:
        if (byte == '\n') return i + 1;
        if (is_quote) {
          if (state_ == State::kFieldStart) {
            state_ = State::kQuoted;
          } else if (!rules_.lazy) {
            state_ = State::kFaulty;
          }
        } else {
          state_ = is_delimiter ? State::kFieldStart : State::kUnquoted;
        }
        break;
      case State::kQuoted:
        if (is_quote) state_ = State::kQuote;
        break;
      case State::kQuote:
        if (byte == '\n') return i + 1;
        state_ = is_quote       ? State::kQuoted
                 : is_delimiter ? State::kFieldStart
                 : byte == '\r' ? State::kQuoteReturn
                 : rules_.lazy  ? State::kQuoted
                                : State::kFaulty;
        break;
      case State::kQuoteReturn:
        if (byte == '\n') return i + 1;
        state_ = !rules_.lazy ? State::kFaulty : is_quote ? State::kQuote : State::kQuoted;
        break;
      case State::kFaulty:
        if (byte == '\n') return i + 1;
        break;
    }
  }
  return kNoEnd;
}

}  // namespace
}  // namespace sinew

// SINEW_CHAPTER CSV
//
// Delimited text: CSV (RFC 4180), TSV, and lines such as `name;value`. A record is a line, or more
// than one if its quotes say so; a field is the text between delimiters, a value as
// docs/formats/csv.md says.

// Creates a decoder of delimited text and writes it to *out, or null if it fails. `csv` may be
// null: all of its options have their defaults. Free it with sinew_decoder_destroy.
//
// The path of a field is the name of a column with SINEW_CSV_HEADER, of the first one if several
// are called so; without, it is the number of a column, from "0". The first record says how many
// fields a record has.
//
// - Lines end with LF or CRLF, the last one also with the end of the input. Empty lines are no
//   records; a byte order mark at the beginning of the input is skipped. The header is no record,
//   unless it is at fault, or does not name a field: SINEW_REJECT_HEADER, which ends the input even
//   without SINEW_DECODER_STOP.
// - A field that begins with a quote ends with one; two between them stand for one. A text behind
//   the closing quote, and a quote in another field, are faults (SINEW_REJECT_SYNTAX) whose record
//   ends with the line: the next one is read as if nothing had been. A quote that is not closed
//   takes all that follows (SINEW_REJECT_TRUNCATED, at the quote; or SINEW_REJECT_SIZE).
// - An empty field without quotes is null, or a string of no bytes. A field that a record does not
//   have is null with SINEW_CSV_RAGGED, and rejects the record without (SINEW_REJECT_FIELDS), as do
//   other numbers of fields.
// - Values other than strings stand without spaces: `true` and `false`; integers as digits, with an
//   optional '-'; floats as decimals, `inf` and `nan`; dates as YYYY-MM-DD; times as in RFC 3339
//   or as integers; UUIDs. With a quote in it a field is of another type (SINEW_REJECT_TYPE).
// - A string that is not binary must be UTF-8.
//
// Rejects of a record are at its first byte, or at the byte that has no place there; those of a
// value at the first byte of its text, or the first one that is not UTF-8. Rows of
// sinew_decoder_decode_many are records without a header, which may end with a newline.
//
// SINEW_STATUS_INVALID_ARGUMENT: `options` or `out` is null, or an option is not as it must be;
// without SINEW_CSV_HEADER, that is also a path that is no number below the most fields of a
// record, and error->offset is its field. max_record_size must be 0, or 3 or more. Also
// SINEW_STATUS_MEMORY_LIMIT and SINEW_STATUS_OUT_OF_MEMORY.
SINEW_API sinew_status sinew_csv_create(const sinew_decoder_options* options,
                                        const sinew_csv_options* csv, sinew_decoder** out,
                                        sinew_error* error) SINEW_NOEXCEPT {
  if (out == nullptr) return sinew::FailNull(error, "out");
  *out = nullptr;
  if (const sinew_status status = sinew::CheckDecoderOptions(options, error)) return status;
  constexpr sinew_csv_options kDefaults = {sizeof(sinew_csv_options), nullptr, 0, 0, 0, 0};
  if (csv == nullptr) csv = &kDefaults;
  if (const sinew_status status = sinew::CheckCsvOptions(*csv, error)) return status;
  if (options->max_record_size != 0 && options->max_record_size < 3) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                "options.max_record_size: %zu is less than a byte order mark has",
                options->max_record_size);
  }
  const size_t columns = csv->max_columns == 0 ? sinew::kDefaultColumns : csv->max_columns;
  for (size_t i = 0; i < options->field_count; ++i) {
    if ((csv->flags & SINEW_CSV_HEADER) != 0) break;
    if (sinew::ParseColumn(options->fields[i].path) >= columns) {
      return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, i,
                  "options.fields[%zu].path: \"%.100s\" is not the number of a column, 0 to %zu", i,
                  options->fields[i].path, columns - 1);
    }
  }
  return sinew::NewDecoder<sinew::CsvDecoder>(*options, out, error, *csv);
}

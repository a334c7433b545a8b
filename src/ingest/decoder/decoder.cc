#include "ingest/decoder/decoder.h"

#include <algorithm>

#include "core/column.h"
#include "core/float_environment.h"
#include "core/status.h"
#include "core/type.h"

using sinew::Bytes;
using sinew::ColumnWriter;
using sinew::DecoderField;
using sinew::Fail;
using sinew::kNoEnd;
using sinew::kNoField;

namespace sinew {
namespace {

constexpr size_t kDefaultRows = 4096;
constexpr size_t kDefaultRecordSize = size_t{16} << 20;
constexpr size_t kDefaultRejects = 16;
// Offsets of 32 bits must be able to say where the strings of a record end.
constexpr size_t kMostRecordSize = size_t{1} << 30;
constexpr size_t kMostRows = size_t{1} << 31;
constexpr size_t kMostRejects = size_t{1} << 20;
// What is decoded at a time, if records are not longer: little enough for the second cache.
constexpr size_t kWindow = size_t{256} << 10;
// Of a batch whose memory is short. The least that a column takes has room for this.
constexpr size_t kLeastWindow = 64;

size_t Or(size_t value, size_t default_value) { return value == 0 ? default_value : value; }

// The first null from a row on, or the end of the column.
size_t ValidEnd(const sinew_column& column, size_t row) {
  while (row < column.count && IsValid(column, row)) ++row;
  return row;
}

const char* NameOf(sinew_reject_reason reason) {
  switch (reason) {
    case SINEW_REJECT_SYNTAX:
      return "the record breaks the rules of its format";
    case SINEW_REJECT_TRUNCATED:
      return "the input ends within the record";
    case SINEW_REJECT_TYPE:
      return "the value is of another type";
    case SINEW_REJECT_RANGE:
      return "the type cannot hold the value";
    case SINEW_REJECT_ENCODING:
      return "the string is not UTF-8";
    case SINEW_REJECT_SIZE:
      return "the record is too long";
    case SINEW_REJECT_DEPTH:
      return "the record is nested too deeply";
    case SINEW_REJECT_FIELDS:
      return "the record has a wrong number of fields";
    case SINEW_REJECT_CHECKSUM:
      return "the checksum is wrong";
    case SINEW_REJECT_COMPRESSION:
      return "the compressed data is damaged or too large";
    case SINEW_REJECT_CODEC:
      return "there is no library for the compression";
    case SINEW_REJECT_VERSION:
      return "the magic of the batch is not 2; Kafka before 0.11 wrote 0 and 1";
    case SINEW_REJECT_HEADER:
      return "the header is at fault or does not name the field";
    case SINEW_REJECT_VALUE_SIZE:
      return "the string is too long";
  }
  return "unknown reason";
}

}  // namespace

sinew_status CheckDecoderOptions(const sinew_decoder_options* options, sinew_error* error,
                                 uint32_t own_flags, bool takes_lists) {
  if (options == nullptr) return FailNull(error, "options");
  const auto invalid = [error](const char* name, size_t value, const char* what) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0, "options.%s: %zu is %s", name, value,
                what);
  };
  if (options->size != sizeof(sinew_decoder_options)) {
    return invalid("size", options->size, "not the size of a known sinew_decoder_options");
  }
  if (options->fields == nullptr) return FailNull(error, "options.fields");
  if (options->field_count == 0 || options->field_count > SINEW_DECODER_MAX_FIELDS) {
    return invalid("field_count", options->field_count, "not from 1 to 256");
  }
  if (options->max_rows > kMostRows) return invalid("max_rows", options->max_rows, "over 2^31");
  if (options->max_record_size > kMostRecordSize) {
    return invalid("max_record_size", options->max_record_size, "over 2^30");
  }
  if (options->max_value_size > kMostRecordSize) {
    return invalid("max_value_size", options->max_value_size, "over 2^30");
  }
  if (options->max_rejects > kMostRejects) {
    return invalid("max_rejects", options->max_rejects, "over 2^20");
  }
  if ((options->flags & ~(SINEW_DECODER_STOP | SINEW_DECODER_STRICT)) != 0) {
    return invalid("flags", options->flags, "not SINEW_DECODER_STOP, SINEW_DECODER_STRICT or both");
  }
  for (size_t i = 0; i < options->field_count; ++i) {
    const sinew_field& field = options->fields[i];
    const auto at_field = [&](const char* what) {
      return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, i, "options.fields[%zu]%s", i, what);
    };
    if (field.path == nullptr) return at_field(".path is null");
    if (!IsType(field.type)) return at_field(".type is not a known type");
    if (IsList(field.type) && !takes_lists) {
      return at_field(".type is of lists, which the format does not have");
    }
    const sinew_type type = ValueType(field.type);
    const bool is_timestamp = type >= SINEW_TYPE_TIMESTAMP_S && type <= SINEW_TYPE_TIMESTAMP_NS;
    if ((field.flags & ~own_flags) > (is_timestamp ? SINEW_FIELD_EPOCH_NS : 0)) {
      return at_field(".flags has no meaning for the type");
    }
  }
  return SINEW_STATUS_OK;
}

}  // namespace sinew

sinew_decoder::sinew_decoder(sinew::Memory&& memory, const sinew_decoder_options& options)
    : memory_(std::move(memory)),
      max_rows_(sinew::Or(options.max_rows, sinew::kDefaultRows)),
      max_record_size_(sinew::Or(options.max_record_size, sinew::kDefaultRecordSize)),
      max_rejects_(sinew::Or(options.max_rejects, sinew::kDefaultRejects)),
      flags_(options.flags),
      carry_(memory_),
      most_window_(sinew::kWindow) {}

sinew_decoder::~sinew_decoder() {
  memory_.Free(columns_, column_count_ * sizeof(ColumnWriter));
  memory_.Free(fields_, field_count_ * sizeof(DecoderField));
  memory_.Free(texts_, texts_size_);
  memory_.Free(rejects_, max_rejects_ * sizeof(sinew_reject));
}

sinew_status sinew_decoder::Init(const sinew_decoder_options& options, sinew_error* error) {
  size_t texts_size = 0;
  size_t column_count = options.field_count;
  const auto name_of = [](const sinew_field& field) {
    return field.name != nullptr ? field.name : field.path;
  };
  for (size_t i = 0; i < options.field_count; ++i) {
    texts_size += strlen(options.fields[i].path) + strlen(name_of(options.fields[i])) + 2;
    column_count += sinew::IsList(options.fields[i].type);
  }
  const size_t sizes[] = {column_count * sizeof(ColumnWriter),
                          options.field_count * sizeof(DecoderField), texts_size,
                          max_rejects_ * sizeof(sinew_reject)};
  void* blocks[4];
  for (size_t i = 0; i < 4; ++i) {
    const sinew_status status = memory_.Allocate(sizes[i], &blocks[i]);
    if (status == SINEW_STATUS_OK) continue;
    while (i-- > 0) memory_.Free(blocks[i], sizes[i]);
    return sinew::FailGrowth(error, status, memory_);
  }
  columns_ = static_cast<ColumnWriter*>(blocks[0]);
  fields_ = static_cast<DecoderField*>(blocks[1]);
  field_count_ = options.field_count;
  column_count_ = column_count;
  texts_ = static_cast<uint8_t*>(blocks[2]);
  texts_size_ = texts_size;
  rejects_ = static_cast<sinew_reject*>(blocks[3]);
  uint8_t* text = texts_;
  const auto keep = [&text](const char* from) {
    const Bytes kept = {text, strlen(from)};
    memcpy(text, from, kept.size + 1);
    text += kept.size + 1;
    return kept;
  };
  size_t elements = field_count_;
  for (size_t i = 0; i < field_count_; ++i) {
    const sinew_field& field = options.fields[i];
    const Bytes path = keep(field.path);
    fields_[i] = {path,
                  keep(name_of(field)),
                  field.type,
                  field.flags,
                  sinew::ValueType(field.type),
                  kNoField,
                  sinew::Or(options.max_value_size, SIZE_MAX)};
    if (sinew::IsList(field.type)) fields_[i].elements = elements++;
  }
  return SINEW_STATUS_OK;
}

void sinew_decoder::Reset() {
  ResetFormat();
  carry_.set_size(0);
  carry_done_ = 0;
  carry_is_whole_ = skips_ = stopped_ = has_ended_ = false;
  most_window_ = sinew::kWindow;
  rejects_size_ = 0;
  last_ = {};
  bytes_ = row_bytes_ = records_ = rows_ = rejected_records_ = rejected_values_ = 0;
}

sinew_decoder_counts sinew_decoder::counts() const {
  return {bytes_ + row_bytes_, records_, rows_, rejected_records_, rejected_values_, rejects_size_};
}

void sinew_decoder::Note(const uint8_t* at, size_t field, sinew_reject_reason reason) {
  last_ = {records_, window_offset_ + static_cast<size_t>(at - window_), field, reason};
  if (rejects_size_ < max_rejects_) rejects_[rejects_size_++] = last_;
  stopped_ |= (flags_ & SINEW_DECODER_STOP) != 0;
}

bool sinew_decoder::RejectValue(const uint8_t* at, size_t field, sinew_reject_reason reason) {
  Note(at, field, reason);
  if (flags_ != 0) return true;
  ++rejected_values_;
  return false;
}

void sinew_decoder::DropRecord() {
  ++records_;
  ++rejected_records_;
  ForgetRows(1);
}

void sinew_decoder::ForgetRows(size_t count) {
  for (size_t i = 0; i < field_count_; ++i) ForgetRows(count, i);
}

void sinew_decoder::ForgetRows(size_t count, size_t field) {
  ColumnWriter& column = columns_[field];
  const DecoderField& info = fields_[field];
  const size_t end = column.bytes_size;
  column.ForgetRows(row_, count, info.type);
  if (info.elements == kNoField) return;
  columns_[info.elements].ForgetRows(column.bytes_size, end - column.bytes_size, info.value_type);
}

void sinew_decoder::RejectRecord(const uint8_t* at, size_t field, sinew_reject_reason reason) {
  Note(at, field, reason);
  DropRecord();
}

// Makes room in every column for `rows` rows from row_ on, with `bytes` bytes of strings. What an
// empty batch holds was for other rows: where memory is short it is freed.
sinew_status sinew_decoder::Reserve(size_t rows, size_t bytes) {
  sinew_status status = TryReserve(rows, bytes);
  if (!sinew::IsMemoryShort(status) || row_ != 0) return status;
  batch_->Release();
  status = PrepareBatch();
  return status == SINEW_STATUS_OK ? TryReserve(rows, bytes) : status;
}

sinew_status sinew_decoder::TryReserve(size_t rows, size_t bytes) {
  Advance();
  for (size_t i = 0; i < field_count_; ++i) {
    sinew_status status;
    if (fields_[i].elements == kNoField) {
      status = batch_->Reserve(i, rows, bytes);
    } else {
      const size_t elements = ElementsIn(bytes, i);
      status = batch_->Reserve(i, rows, elements);
      if (status == SINEW_STATUS_OK) status = batch_->Reserve(fields_[i].elements, elements, bytes);
    }
    if (status != SINEW_STATUS_OK) {
      is_batch_short_ = true;
      return status;
    }
  }
  for (size_t i = 0; i < column_count_; ++i) {
    ColumnWriter& column = columns_[i];
    column.values = batch_->Values<uint8_t>(i);
    column.bytes = sinew::IsString(batch_->column(i).type) ? batch_->StringBytes(i) : nullptr;
    column.validity = batch_->Validity(i);
  }
  row_limit_ = row_ + rows;
  is_batch_short_ = leaves_room_ && !batch_->memory().Fits(batch_->memory().used());
  return is_batch_short_ ? SINEW_STATUS_MEMORY_LIMIT : SINEW_STATUS_OK;
}

// Tells the batch of the rows so far.
void sinew_decoder::Advance() {
  for (size_t i = 0; i < field_count_; ++i) {
    batch_->Advance(i, row_ - advanced_, columns_[i].bytes_size, true);
    const size_t elements = fields_[i].elements;
    if (elements == kNoField) continue;
    batch_->Advance(elements, columns_[i].bytes_size - batch_->column(elements).count,
                    columns_[elements].bytes_size, true);
  }
  advanced_ = row_;
}

bool sinew_decoder::MakeRoom(size_t rows, size_t bytes) {
  failure_ = Reserve(std::min(rows, max_rows_ - row_), bytes);
  return failure_ == SINEW_STATUS_OK;
}

// Decodes what lies at `in`, whose first byte is byte `offset` of the input, as far as there is
// room for rows.
sinew_status sinew_decoder::DecodeWindow(const uint8_t* in, size_t size, bool end, uint64_t offset,
                                         size_t* done) {
  *done = 0;
  const sinew_status status = Reserve(std::min(max_rows_ - row_, RowsIn(size)), BytesIn(size));
  if (status != SINEW_STATUS_OK) return status;
  window_ = in;
  window_offset_ = offset;
  *done = DecodeRecords(in, size, end);
  return std::exchange(failure_, SINEW_STATUS_OK);
}

// The record that begins at `in`, byte `offset` of the input, is too long: what is left of it is to
// be skipped.
void sinew_decoder::SkipLong(const uint8_t* in, uint64_t offset) {
  window_ = in;
  window_offset_ = offset;
  Note(in, kNoField, SINEW_REJECT_SIZE);
  ++records_;
  ++rejected_records_;
  skips_ = true;
}

// All of the input was decoded.
sinew_status sinew_decoder::EndInput() {
  if (has_ended_ || MayEnd()) return SINEW_STATUS_OK;
  has_ended_ = true;
  window_ = nullptr;
  window_offset_ = bytes_;
  Note(window_, kNoField, SINEW_REJECT_TRUNCATED);
  ++records_;
  ++rejected_records_;
  return stopped_ ? SINEW_STATUS_CORRUPT : SINEW_STATUS_OK;
}

// Goes on with the record that began in an earlier piece. Sets *done to the bytes taken of this
// one: all of them if the record goes on.
sinew_status sinew_decoder::DecodeCarry(const uint8_t* in, size_t size, bool end, size_t* done) {
  *done = 0;
  if (!carry_is_whole_) {
    const uint64_t begin = bytes_ - carry_.size();
    size_t more = FindEnd(in, size);
    const bool found = more != kNoEnd;
    if (!found) more = size;
    if (carry_.size() + more > max_record_size_) {
      SkipLong(carry_.data(), begin);
      skips_ = !found;
      if (found) EndSkipped();
      carry_.set_size(0);
      *done = more;
      return SINEW_STATUS_OK;
    }
    const sinew_status status = carry_.Grow(more);
    if (status != SINEW_STATUS_OK) {
      // These bytes come again.
      StartRecord();
      FindEnd(carry_.data(), carry_.size());
      return status;
    }
    carry_.Append({in, more});
    *done = more;
    carry_is_whole_ = found || end;
    if (!carry_is_whole_) return SINEW_STATUS_OK;
  }
  size_t decoded;
  const uint64_t offset = bytes_ + *done - carry_.size() + carry_done_;
  const sinew_status status = DecodeWindow(carry_.data() + carry_done_, carry_.size() - carry_done_,
                                           true, offset, &decoded);
  carry_done_ += decoded;
  if (carry_done_ == carry_.size()) {
    carry_.set_size(0);
    carry_done_ = 0;
    carry_is_whole_ = false;
  }
  return status;
}

// Decodes a piece as far as there is room for rows, and sets *done to the bytes that it took.
sinew_status sinew_decoder::DecodePiece(const uint8_t* in, size_t size, bool end, size_t* done) {
  *done = 0;
  size_t window = most_window_;
  size_t too_small = 0;  // a window that has no whole record
  // Whether to try again with less in an empty batch: of a window of `here` bytes, or a record.
  const auto tries_less = [&](sinew_status status, size_t here) {
    if (!sinew::IsMemoryShort(status) || row_ != 0) return false;
    if (here / 2 > std::max(too_small, sinew::kLeastWindow)) {
      window = most_window_ = here / 2;
      return true;
    }
    return std::exchange(leaves_room_, false);
  };
  const auto take = [&](size_t taken) {
    *done += taken;
    bytes_ += taken;
  };
  while (!stopped_) {
    const uint8_t* const from = in + *done;
    const size_t left = size - *done;
    if (left == 0 && (carry_.size() == 0 || !(end || carry_is_whole_))) {
      return end ? EndInput() : SINEW_STATUS_OK;
    }
    if (row_ == max_rows_) return SINEW_STATUS_OUTPUT_FULL;
    size_t taken;
    if (carry_.size() != 0) {
      const sinew_status status = DecodeCarry(from, left, end, &taken);
      take(taken);
      if (status != SINEW_STATUS_OK && !tries_less(status, 0)) return status;
      continue;
    }
    if (skips_) {
      taken = FindEnd(from, left);
      skips_ = taken == kNoEnd;
      if (!skips_) EndSkipped();
      take(skips_ ? left : taken);
      continue;
    }
    const size_t here = std::min(left, window);
    const bool is_last = end && here == left;
    sinew_status status = DecodeWindow(from, here, is_last, bytes_, &taken);
    take(taken);
    if (status != SINEW_STATUS_OK) {
      if (taken == 0 && tries_less(status, here)) continue;
      return status;
    }
    if (taken != 0 || row_ == row_limit_ || is_last || stopped_) {
      window = most_window_;
      too_small = 0;
      continue;
    }
    // The record goes on behind the window.
    too_small = here;
    if (here > max_record_size_) {
      SkipLong(from, bytes_);
      StartRecord();
    } else if (here < left) {
      // A byte beyond the longest record shows that this one is too long.
      window = std::min(2 * window, std::max(sinew::kWindow, max_record_size_ + 1));
    } else {
      status = carry_.Grow(left);
      if (status != SINEW_STATUS_OK) return status;
      carry_.Append({from, left});
      StartRecord();
      FindEnd(from, left);
      take(left);
    }
  }
  return SINEW_STATUS_CORRUPT;
}

// Makes the batch the columns of the fields, without rows.
sinew_status sinew_decoder::PrepareBatch() {
  sinew::BatchField fields[SINEW_DECODER_MAX_FIELDS];
  for (size_t i = 0; i < field_count_; ++i) {
    fields[i] = {fields_[i].name, fields_[i].type, false, 0};
  }
  return batch_->Prepare(fields, field_count_, 0);
}

sinew_status sinew_decoder::Begin(sinew_batch* batch, sinew_error* error) {
  for (size_t i = 0; i < column_count_; ++i) {
    columns_[i].bytes_size = 0;
    columns_[i].has_nulls = false;
  }
  row_ = advanced_ = 0;
  batch_ = batch;
  // Of a batch that was short of memory, and is not, or not so much.
  const size_t held = batch->memory().used();
  if (most_window_ < sinew::kWindow && batch->memory().Fits(4 * held)) most_window_ *= 2;
  const sinew_status status = PrepareBatch();
  if (status != SINEW_STATUS_OK) return sinew::FailBatch(error, status, batch->memory());
  return stopped_ ? FailStopped(error) : SINEW_STATUS_OK;
}

void sinew_decoder::Finish() {
  Advance();
  for (size_t i = 0; i < column_count_; ++i) {
    batch_->Advance(i, 0, columns_[i].bytes_size, columns_[i].has_nulls);
  }
  batch_->Commit();
  rows_ += row_;
}

sinew_status sinew_decoder::FailStopped(sinew_error* error) const {
  const char* const reason = sinew::NameOf(last_.reason);
  const unsigned long long record = last_.record, offset = last_.offset;
  if (last_.field == kNoField) {
    return Fail(error, SINEW_STATUS_CORRUPT, last_.offset, "record %llu, byte %llu: %s", record,
                offset, reason);
  }
  const Bytes name = fields_[last_.field].name;
  return Fail(error, SINEW_STATUS_CORRUPT, last_.offset, "record %llu, byte %llu, field %.*s: %s",
              record, offset, static_cast<int>(std::min<size_t>(name.size, 100)),
              reinterpret_cast<const char*>(name.data), reason);
}

// Of the decoder or of the batch, whichever is short of memory.
sinew_status sinew_decoder::FailMemory(sinew_error* error, sinew_status status) {
  const bool is_batch = std::exchange(is_batch_short_, false);
  return sinew::FailBatch(error, status, is_batch ? batch_->memory() : memory_);
}

sinew_codec_result sinew_decoder::Decode(const uint8_t* in, size_t size, bool end, bool leaves_room,
                                         sinew_batch* batch, sinew_error* error) {
  sinew_status status = Begin(batch, error);
  if (status != SINEW_STATUS_OK) return {0, 0, status};
  leaves_room_ = leaves_room;
  size_t done;
  status = DecodePiece(in, size, end, &done);
  Finish();
  // The limit of the batch is met as its number of rows may be.
  if (status == SINEW_STATUS_MEMORY_LIMIT && is_batch_short_ && row_ != 0) {
    is_batch_short_ = false;
    status = SINEW_STATUS_OUTPUT_FULL;
  }
  if (status == SINEW_STATUS_CORRUPT) {
    FailStopped(error);
  } else if (status == SINEW_STATUS_OUTPUT_FULL) {
    Fail(error, status, 0, "batch: there are more than %zu rows", row_);
  } else if (status != SINEW_STATUS_OK) {
    FailMemory(error, status);
  }
  return {done, row_, status};
}

sinew_status sinew_decoder::DecodeMany(const sinew_column& column, bool keeps_rows,
                                       sinew_batch* batch, sinew_error* error, uint32_t* records) {
  if (!HasSingleRecords()) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                "decoder: the format has no single records");
  }
  sinew_status status = Begin(batch, error);
  if (status != SINEW_STATUS_OK || column.count == 0) return status;
  leaves_room_ = !keeps_rows && column.count > 1;
  sinew::RecordRows rows = {column, sinew::HasWideOffsets(column.type), 0, 0, false};
  status = Reserve(column.count, rows.Text().size);
  if (status != SINEW_STATUS_OK) return FailMemory(error, status);
  window_offset_ = 0;
  while (rows.next < column.count) {
    if (rows.next >= rows.valid_end) rows.valid_end = sinew::ValidEnd(column, rows.next);
    const size_t first = rows.next;
    if (first < rows.valid_end) DecodeRows(&rows);
    // They have a row each.
    for (size_t i = first; records != nullptr && i < rows.next; ++i) {
      *records++ = static_cast<uint32_t>(i);
    }
    if (rows.next != first) {
      const Bytes last = rows.At(rows.next - 1);
      row_bytes_ += static_cast<size_t>(last.data + last.size - rows.At(first).data);
      continue;
    }
    const size_t row = rows.next++, before = row_;
    if (row < rows.valid_end) {
      const Bytes record = rows.At(row);
      rows.goes_on = false;
      window_ = record.data;
      row_bytes_ += record.size;
      if (record.size > max_record_size_) {
        RejectRecord(window_, kNoField, SINEW_REJECT_SIZE);
      } else {
        DecodeRow(record);
      }
      if (stopped_) {
        if (!keeps_rows) Finish();
        FailStopped(error);
        if (error != nullptr) error->offset = row;
        return SINEW_STATUS_CORRUPT;
      }
    } else {
      ++records_;
    }
    if (records != nullptr && row_ != before) *records++ = static_cast<uint32_t>(row);
    if (keeps_rows && row_ == row) {
      for (size_t i = 0; i < field_count_; ++i) PutNull(i);
      ++row_;
    }
  }
  Finish();
  return SINEW_STATUS_OK;
}

// SINEW_CHAPTER Decoders
//
// A decoder is created for a format and the fields that are wanted. Pieces of input go in as they
// arrive, cut anywhere; batches of rows come out. The functions of this chapter are for the
// decoders of all formats.
//
// A fault in the input is no failure of a call: a record that breaks the rules of its format is
// rejected, a value that does not fit its field is null, and decoding goes on. All of that is
// counted, and the first rejects are kept with their place and reason. With SINEW_DECODER_STOP the
// first fault ends the input.

// Decodes the next piece of the input to rows of `batch`, which loses what it held: a column for
// each field, by the name of the field, of the type of the field. With SINEW_DECODE_END in `flags`
// the input ends behind this piece; without it, a record that goes on is kept until its rest is
// given.
//
// Returns how many bytes of the piece were consumed as `read`, and the number of rows as `written`,
// at most sinew_decoder_options.max_rows, and fewer if the memory limit of the batch is low; they
// are in the batch whatever the status. How the input is cut into pieces changes neither rows nor
// rejects. Takes O(size) time. After the end of the input the decoder must be reset before it is
// given another one.
//
// - SINEW_STATUS_OK: all of the piece was consumed.
// - SINEW_STATUS_OUTPUT_FULL: the batch has all the rows it may have. Call again with the rest of
//   the piece, which may be empty.
// - SINEW_STATUS_CORRUPT: with SINEW_DECODER_STOP, the first fault. error->offset is its place in
//   the input, error->message names record, byte, field and reason. Every further call fails in the
//   same way, without rows.
// - SINEW_STATUS_MEMORY_LIMIT, of the decoder or the batch: the limit is too low for the next
//   record alone, and no call gets past it. A limit that leaves room for max_rows rows of each
//   field and 16 times the size of the longest record is always enough. What was consumed is not
//   lost.
// - SINEW_STATUS_OUT_OF_MEMORY: what was consumed is not lost. Call again with the rest of the
//   piece.
// - SINEW_STATUS_OVERFLOW: a column whose offsets have 32 bits would have more than 2^31 - 1 bytes
//   of strings, or elements of lists. Call again with the rest of the piece.
// - SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, `flags` has an unknown bit, or `in` is in
//   memory of `batch`: a row of its columns.
SINEW_API sinew_codec_result sinew_decoder_decode(sinew_decoder* decoder, const void* in,
                                                  size_t size, sinew_batch* batch, uint32_t flags,
                                                  sinew_error* error) SINEW_NOEXCEPT {
  const auto invalid = [error](const char* argument) {
    return sinew_codec_result{0, 0, sinew::FailNull(error, argument)};
  };
  if (decoder == nullptr) return invalid("decoder");
  if (in == nullptr && size != 0) return invalid("in");
  if (batch == nullptr) return invalid("batch");
  if ((flags & ~SINEW_DECODE_END) != 0) {
    return {0, 0,
            Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                 "flags: %u has bits besides SINEW_DECODE_END", flags)};
  }
  if (const sinew_status status =
          sinew::CheckApart(Bytes{sinew::AsBytes(in), size}, *batch, "in", error)) {
    return {0, 0, status};
  }
  const sinew::FloatEnvironment floats;
  return decoder->Decode(sinew::AsBytes(in), size, (flags & SINEW_DECODE_END) != 0, false, batch,
                         error);
}

// Decodes every row of a column of strings or binary strings as one record to the row of `batch`
// with the same number: the values of Kafka records, for example. A null row, and one that is
// rejected, is null in every field. The batch loses what it held.
//
// It is independent of the input of sinew_decoder_decode, and has its counts and rejects in common
// with it. Takes O(bytes) time.
//
// On failure the batch has no rows. SINEW_STATUS_CORRUPT: with SINEW_DECODER_STOP, the first fault;
// error->offset is its row. SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, the column is
// malformed, not of strings, or in memory of `batch`, or the format has no single records.
// SINEW_STATUS_OVERFLOW: the rows have 2^31 bytes or more, and a field has offsets of 32 bits. Also
// SINEW_STATUS_MEMORY_LIMIT, for fewer rows may fit, and SINEW_STATUS_OUT_OF_MEMORY.
SINEW_API sinew_status sinew_decoder_decode_many(sinew_decoder* decoder, const sinew_column* column,
                                                 sinew_batch* batch,
                                                 sinew_error* error) SINEW_NOEXCEPT {
  if (decoder == nullptr) return sinew::FailNull(error, "decoder");
  if (const sinew_status status = sinew::CheckColumn(column, "column", error)) return status;
  if (batch == nullptr) return sinew::FailNull(error, "batch");
  if (!sinew::IsString(column->type)) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0, "column: type %d is not a string type",
                static_cast<int>(column->type));
  }
  if (const sinew_status status = sinew::CheckApart(*column, *batch, "column", error)) {
    return status;
  }
  const sinew::FloatEnvironment floats;
  return decoder->DecodeMany(*column, true, batch, error);
}

// Forgets the input so far, its counts and its rejects, and keeps the memory.
// SINEW_STATUS_INVALID_ARGUMENT: `decoder` is null.
SINEW_API sinew_status sinew_decoder_reset(sinew_decoder* decoder) SINEW_NOEXCEPT {
  if (decoder == nullptr) return SINEW_STATUS_INVALID_ARGUMENT;
  decoder->Reset();
  return SINEW_STATUS_OK;
}

// Frees a decoder and all its memory, on any thread.
SINEW_API void sinew_decoder_destroy(sinew_decoder* decoder) SINEW_NOEXCEPT {
  if (decoder != nullptr) decoder->Destroy();
}

// Returns what the decoder has seen; zeros for null.
SINEW_API sinew_decoder_counts sinew_decoder_stats(const sinew_decoder* decoder) SINEW_NOEXCEPT {
  return decoder == nullptr ? sinew_decoder_counts{} : decoder->counts();
}

// Returns one of the rejects that were kept, sinew_decoder_counts.rejects of them, in the order of
// the input. All members are 0 for null, and for an index that is out of range.
SINEW_API sinew_reject sinew_decoder_reject(const sinew_decoder* decoder,
                                            size_t index) SINEW_NOEXCEPT {
  return decoder == nullptr ? sinew_reject{} : decoder->RejectAt(index);
}

// Returns a few English words that say what a reason means, null-terminated and valid for ever.
SINEW_API const char* sinew_reject_name(sinew_reject_reason reason) SINEW_NOEXCEPT {
  return sinew::NameOf(reason);
}

// Returns the bytes that the decoder holds, which options.memory_limit bounds; 0 for null.
SINEW_API size_t sinew_decoder_memory(const sinew_decoder* decoder) SINEW_NOEXCEPT {
  return decoder == nullptr ? 0 : decoder->memory().used();
}

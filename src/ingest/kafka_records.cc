// The record sets of Kafka: batches of magic 2
// (https://kafka.apache.org/documentation/#recordbatch), numbers of the batch big-endian, numbers
// of a record varints:
//
//   batch:  | first offset i64 | length i32 | leader epoch i32 | magic i8 | crc u32 |
//           | attributes i16 | last offset delta i32 | first time i64 | max time i64 |
//           | producer i64 | producer epoch i16 | sequence i32 | count i32 |
//           | records, compressed or not
//   record: | length | attributes i8 | time delta | offset delta | key length | key |
//           | value length | value | headers |
//
// The CRC-32C is of everything behind it. To a decoder a batch is what a record is to others: it is
// completed if it comes in pieces. Compressed records are decoded to a buffer of their own, from
// which their bytes go to the columns; others go there from the input.

#include <algorithm>
#include <type_traits>

#include "core/status.h"
#include "core/type.h"
#include "core/varint.h"
#include "hash/crc32c.h"
#include "ingest/decoder/decoder.h"
#include "ingest/stream/codec.h"

namespace sinew {
namespace {

constexpr size_t kLengthAt = 8, kEpochAt = 12, kMagicAt = 16, kCrcAt = 17, kAttributesAt = 21,
                 kLastDeltaAt = 23, kFirstTimeAt = 27, kMaxTimeAt = 35, kProducerAt = 43,
                 kProducerEpochAt = 51, kCountAt = 57, kRecordsAt = 61;
// Before the length, and with it.
constexpr size_t kFrame = 12;
// The shortest of any magic that says its magic.
constexpr int32_t kLeastLength = kMagicAt + 1 - kFrame;
constexpr uint8_t kMagic = 2;

constexpr uint16_t kCodecMask = 7, kLogAppendTime = 8, kTransactional = 16, kControl = 32;
constexpr int16_t kAbortMarker = 0;

// Length, attributes, two deltas, two lengths and the number of headers, a byte each.
constexpr size_t kLeastRecord = 7;

// Records of no more bytes get room as a whole.
constexpr size_t kSmall = size_t{256} << 10;

constexpr size_t kDefaultDecodedSize = size_t{64} << 20;
constexpr size_t kMostDecodedSize = size_t{1} << 30;

// By the number in the attributes.
constexpr sinew_compression kCodecs[] = {SINEW_COMPRESSION_NONE, SINEW_COMPRESSION_GZIP,
                                         SINEW_COMPRESSION_SNAPPY, SINEW_COMPRESSION_LZ4,
                                         SINEW_COMPRESSION_ZSTD};

// Its address is what tells these decoders from others.
constexpr char kFormat = 0;

int16_t Big16(const uint8_t* at) {
  return static_cast<int16_t>(__builtin_bswap16(Load<uint16_t>(at)));
}
int32_t Big32(const uint8_t* at) {
  return static_cast<int32_t>(__builtin_bswap32(Load<uint32_t>(at)));
}
int64_t Big64(const uint8_t* at) {
  return static_cast<int64_t>(__builtin_bswap64(Load<uint64_t>(at)));
}

// Sums that may be of anything.
int64_t Add(int64_t a, int64_t b) {
  return static_cast<int64_t>(static_cast<uint64_t>(a) + static_cast<uint64_t>(b));
}

enum class Part : uint8_t {
  kOffset,
  kTimestamp,
  kKey,
  kValue,
  kHeaders,
  kHeaderCount,
  kLeaderEpoch,
  kProducerId,
  kProducerEpoch
};

struct PartName {
  const char* path;
  Part part;
  // What its column may be; for bytes every string type.
  sinew_type type, other_type;
};
constexpr PartName kParts[] = {
    {"offset", Part::kOffset, SINEW_TYPE_I64, SINEW_TYPE_I64},
    {"timestamp", Part::kTimestamp, SINEW_TYPE_TIMESTAMP_MS, SINEW_TYPE_I64},
    {"key", Part::kKey, SINEW_TYPE_BINARY, SINEW_TYPE_BINARY},
    {"value", Part::kValue, SINEW_TYPE_BINARY, SINEW_TYPE_BINARY},
    {"headers", Part::kHeaders, SINEW_TYPE_BINARY, SINEW_TYPE_BINARY},
    {"header_count", Part::kHeaderCount, SINEW_TYPE_I32, SINEW_TYPE_I32},
    {"partition_leader_epoch", Part::kLeaderEpoch, SINEW_TYPE_I32, SINEW_TYPE_I32},
    {"producer_id", Part::kProducerId, SINEW_TYPE_I64, SINEW_TYPE_I64},
    {"producer_epoch", Part::kProducerEpoch, SINEW_TYPE_I16, SINEW_TYPE_I16},
};

// Null data: there is none.
struct Record {
  int64_t time_delta, offset_delta;
  Bytes key, value, headers;
  int32_t header_count;
};

// Reads from a run of bytes, up to the first fault: what is not there, or makes no sense.
class Reader {
 public:
  Reader(const uint8_t* begin, const uint8_t* end) : at_(begin), end_(end) {}

  // Where to go on, or what is at fault.
  const uint8_t* at() const { return at_; }
  size_t left() const { return static_cast<size_t>(end_ - at_); }
  bool failed() const { return failed_; }

  void Skip(size_t size) {
    if (size > left()) {
      Fail(at_);
    } else {
      at_ += size;
    }
  }

  // A zigzag varint of an int32_t or int64_t.
  template <typename T>
  T Number() {
    std::make_unsigned_t<T> value;
    if (at_ != end_ && *at_ < 0x80) {
      value = *at_++;
    } else {
      size_t size = 0;
      if (ReadVarint(at_, left(), &size, &value) != SINEW_STATUS_OK) {
        Fail(at_);
        return 0;
      }
      at_ += size;
    }
    return static_cast<T>(ZigzagDecode(value));
  }

  // Bytes behind their length, where -1 says that there are none.
  Bytes Text() {
    const uint8_t* const begin = at_;
    const auto length = Number<int32_t>();
    if (failed_ || length == -1) return {nullptr, 0};
    if (length < 0 || static_cast<size_t>(length) > left()) {
      Fail(begin);
      return {nullptr, 0};
    }
    const Bytes text = {at_, static_cast<size_t>(length)};
    at_ += length;
    return text;
  }

  // Nothing is read from here on.
  void Fail(const uint8_t* at) {
    failed_ = true;
    at_ = end_ = at;
  }

 private:
  const uint8_t* at_;
  const uint8_t* end_;
  bool failed_ = false;
};

// Reads a record and moves *at behind it, or to the fault.
bool ReadRecord(const uint8_t** at, const uint8_t* end, Record* record) {
  Reader outer(*at, end);
  const auto length = outer.Number<int32_t>();
  if (outer.failed() || length < 0 || static_cast<size_t>(length) > outer.left()) return false;
  const uint8_t* const last = outer.at() + length;
  Reader in(outer.at(), last);
  in.Skip(1);  // attributes, of which none are defined
  record->time_delta = in.Number<int64_t>();
  record->offset_delta = in.Number<int32_t>();
  record->key = in.Text();
  record->value = in.Text();
  const uint8_t* const headers = in.at();
  record->header_count = in.Number<int32_t>();
  if (record->header_count < 0) in.Fail(headers);
  for (int32_t i = 0; i < record->header_count && !in.failed(); ++i) {
    const uint8_t* const key = in.at();
    if (in.Text().data == nullptr) in.Fail(key);
    in.Text();
  }
  record->headers = {headers, static_cast<size_t>(last - headers)};
  const bool is_right = !in.failed() && in.at() == last;
  *at = in.at();
  return is_right;
}

class KafkaRecords final : public sinew_decoder {
 public:
  KafkaRecords(Memory&& memory, const sinew_decoder_options& options, size_t max_decoded_size)
      : sinew_decoder(std::move(memory), options),
        max_decoded_size_(max_decoded_size),
        decoded_(memory_),
        decompressor_(memory_) {
    format_ = &kFormat;
  }
  void Destroy() override { Memory::Delete(this); }

  sinew_status Init(const sinew_decoder_options& options, sinew_error* error);
  sinew_status Expect(const sinew_kafka_transaction* aborted, size_t count, int64_t first_offset);
  const sinew_kafka_records_counts& batch_counts() const { return batch_counts_; }

  ~KafkaRecords() { memory_.FreeArray(aborted_, aborted_capacity_); }

 protected:
  size_t DecodeRecords(const uint8_t* in, size_t size, bool end) override;
  void StartRecord() override { frame_size_ = 0; }
  size_t FindEnd(const uint8_t* in, size_t size) override;
  void DecodeRow(Bytes) override {}
  bool HasSingleRecords() const override { return false; }
  void ResetFormat() override;
  // The records of a batch make room for themselves.
  size_t RowsIn(size_t) const override { return 1; }
  size_t BytesIn(size_t) const override { return 0; }

 private:
  // What becomes of a batch: its records come, or it is over, or the call is.
  enum class Next : uint8_t { kRecords, kBehind, kReturn };
  Next StartBatch(const uint8_t* batch, size_t size);
  Next StartRecords(const uint8_t* batch, size_t size);
  size_t MakeRoomFor(Bytes records);
  Next Emit(const uint8_t* batch, size_t size);
  Next Reject(const uint8_t* at, sinew_reject_reason reason);
  void TakeMarker(const uint8_t* batch, Bytes records);
  bool Put(const uint8_t* batch, const Record& record);
  static void PutText(ColumnWriter* column, size_t row, bool wide, Bytes text);

  const size_t max_decoded_size_;
  struct FieldPart {
    Part part;
    bool is_wide;
  };
  FieldPart parts_[SINEW_DECODER_MAX_FIELDS];

  // FindEnd.
  uint8_t frame_[kFrame];
  size_t frame_size_ = 0;
  size_t frame_left_ = 0;

  // A batch that has begun: how much of its records has been read, and how many follow.
  bool in_batch_ = false;
  bool is_decoded_ = false;
  size_t batch_size_ = 0;
  size_t read_ = 0;
  size_t records_left_ = 0;

  bool is_lost_ = false;  // where batches begin is not known any more
  Scratch decoded_;
  Decompressor decompressor_;
  uint32_t missing_codecs_ = 0;  // a bit for each

  // Transactions that were aborted, by producer and then by offset, so that those that are over
  // come before the others of their producer. One has begun if its first offset was seen: the
  // highest last offset of a batch that has to do with transactions.
  struct Aborted {
    int64_t producer_id, first_offset;
    bool is_over;
  };
  Aborted* FindOpen(const uint8_t* batch);
  Aborted* aborted_ = nullptr;
  size_t aborted_size_ = 0, aborted_capacity_ = 0;
  int64_t seen_ = INT64_MIN;
  int64_t first_offset_ = INT64_MIN;

  sinew_kafka_records_counts batch_counts_ = {};
};

sinew_status KafkaRecords::Init(const sinew_decoder_options& options, sinew_error* error) {
  for (size_t i = 0; i < options.field_count; ++i) {
    const sinew_field& field = options.fields[i];
    const PartName* name = nullptr;
    for (const PartName& known : kParts) {
      if (strcmp(known.path, field.path) == 0) name = &known;
    }
    if (name == nullptr) {
      return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, i,
                  "options.fields[%zu].path: '%.100s' is no part of a Kafka record", i, field.path);
    }
    const bool fits = name->type == SINEW_TYPE_BINARY
                          ? IsString(field.type)
                          : field.type == name->type || field.type == name->other_type;
    if (!fits) {
      return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, i,
                  "options.fields[%zu].type: %s cannot have type %d", i, name->path,
                  static_cast<int>(field.type));
    }
    if (field.flags != 0) {
      return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, i,
                  "options.fields[%zu].flags has no meaning for Kafka records", i);
    }
    parts_[i] = {name->part, HasWideOffsets(field.type)};
  }
  return sinew_decoder::Init(options, error);
}

sinew_status KafkaRecords::Expect(const sinew_kafka_transaction* aborted, size_t count,
                                  int64_t first_offset) {
  if (count > aborted_capacity_) {
    Aborted* grown;
    if (count > PTRDIFF_MAX / sizeof(Aborted)) return SINEW_STATUS_OUT_OF_MEMORY;
    const sinew_status status = memory_.AllocateArray(count, &grown);
    if (status != SINEW_STATUS_OK) return status;
    memory_.FreeArray(aborted_, aborted_capacity_);
    aborted_ = grown;
    aborted_capacity_ = count;
  }
  for (size_t i = 0; i < count; ++i) {
    aborted_[i] = {aborted[i].producer_id, aborted[i].first_offset, false};
  }
  std::sort(aborted_, aborted_ + count, [](const Aborted& a, const Aborted& b) {
    return a.producer_id != b.producer_id ? a.producer_id < b.producer_id
                                          : a.first_offset < b.first_offset;
  });
  aborted_size_ = count;
  seen_ = INT64_MIN;
  first_offset_ = first_offset;
  return SINEW_STATUS_OK;
}

void KafkaRecords::ResetFormat() {
  frame_size_ = 0;
  in_batch_ = is_lost_ = false;
  missing_codecs_ = 0;
  aborted_size_ = 0;
  seen_ = first_offset_ = INT64_MIN;
  batch_counts_ = {};
}

size_t KafkaRecords::FindEnd(const uint8_t* in, size_t size) {
  size_t at = 0;
  if (frame_size_ < kFrame) {
    at = std::min(size, kFrame - frame_size_);
    if (at != 0) memcpy(frame_ + frame_size_, in, at);
    frame_size_ += at;
    if (frame_size_ < kFrame) return kNoEnd;
    const int32_t length = Big32(frame_ + kLengthAt);
    const bool can_be = length >= kLeastLength;
    // If not, DecodeRecords sees this batch and rejects it, unless it is too long for that.
    if (!can_be && max_record_size() < kFrame) is_lost_ = true;
    frame_left_ = can_be ? static_cast<size_t>(length) : 0;
  }
  const size_t here = std::min(frame_left_, size - at);
  frame_left_ -= here;
  return frame_left_ == 0 ? at + here : kNoEnd;
}

KafkaRecords::Next KafkaRecords::Reject(const uint8_t* at, sinew_reject_reason reason) {
  RejectRecord(at, kNoField, reason);
  in_batch_ = false;
  return stopped_ ? Next::kReturn : Next::kBehind;
}

// The first aborted transaction of the producer of a batch that has begun and is not over, or null.
KafkaRecords::Aborted* KafkaRecords::FindOpen(const uint8_t* batch) {
  const int64_t producer = Big64(batch + kProducerAt);
  Aborted* const end = aborted_ + aborted_size_;
  Aborted* const found =
      std::lower_bound(aborted_, end, producer, [](const Aborted& one, int64_t wanted) {
        return one.producer_id < wanted || (one.producer_id == wanted && one.is_over);
      });
  const bool is_open =
      found != end && found->producer_id == producer && found->first_offset <= seen_;
  return is_open ? found : nullptr;
}

// A control batch has one record, whose key says what it is: its version and a type. An abort
// marker ends the transactions of its producer that have begun.
void KafkaRecords::TakeMarker(const uint8_t* batch, Bytes records) {
  const uint8_t* at = records.data;
  Record record;
  if (!ReadRecord(&at, records.data + records.size, &record)) return;
  if (record.key.data == nullptr || record.key.size < 4) return;
  if (Big16(record.key.data + 2) != kAbortMarker) return;
  while (Aborted* const open = FindOpen(batch)) open->is_over = true;
}

// A batch is there as a whole.
KafkaRecords::Next KafkaRecords::StartBatch(const uint8_t* batch, size_t size) {
  if (size > max_record_size()) return Reject(batch, SINEW_REJECT_SIZE);
  if (batch[kMagicAt] != kMagic) return Reject(batch + kMagicAt, SINEW_REJECT_VERSION);
  if (size < kRecordsAt) return Reject(batch + kLengthAt, SINEW_REJECT_SYNTAX);
  const uint32_t crc = sinew_crc32c(batch + kAttributesAt, size - kAttributesAt, 0);
  if (crc != static_cast<uint32_t>(Big32(batch + kCrcAt))) {
    return Reject(batch + kCrcAt, SINEW_REJECT_CHECKSUM);
  }
  const auto attributes = static_cast<uint16_t>(Big16(batch + kAttributesAt));
  if (aborted_size_ != 0 && (attributes & (kTransactional | kControl)) != 0) {
    seen_ = std::max(seen_, Add(Big64(batch), Big32(batch + kLastDeltaAt)));
    if ((attributes & kControl) == 0 && FindOpen(batch) != nullptr) {
      ++batch_counts_.batches;
      ++batch_counts_.aborted_batches;
      return Next::kBehind;
    }
  }
  return StartRecords(batch, size);
}

KafkaRecords::Next KafkaRecords::StartRecords(const uint8_t* batch, size_t size) {
  const auto attributes = static_cast<uint16_t>(Big16(batch + kAttributesAt));
  const size_t codec = attributes & kCodecMask;
  Bytes records = {batch + kRecordsAt, size - kRecordsAt};
  is_decoded_ = false;
  if (codec != 0) {
    if (codec >= sizeof(kCodecs) / sizeof(kCodecs[0])) {
      return Reject(batch + kAttributesAt + 1, SINEW_REJECT_CODEC);
    }
    const sinew_status status =
        (missing_codecs_ >> codec & 1) != 0
            ? SINEW_STATUS_UNAVAILABLE
            : decompressor_.DecodeBlock(kCodecs[codec], records, max_decoded_size_, &decoded_,
                                        nullptr);
    switch (status) {
      case SINEW_STATUS_OK:
        break;
      case SINEW_STATUS_UNAVAILABLE:
        missing_codecs_ |= 1u << codec;
        return Reject(batch + kAttributesAt + 1, SINEW_REJECT_CODEC);
      case SINEW_STATUS_CORRUPT:
      case SINEW_STATUS_OUTPUT_FULL:
        return Reject(batch + kRecordsAt, SINEW_REJECT_COMPRESSION);
      default:
        FailCall(status);
        return Next::kReturn;
    }
    records = {decoded_.data(), decoded_.size()};
    is_decoded_ = true;
  }
  if ((attributes & kControl) != 0) {
    TakeMarker(batch, records);
    ++batch_counts_.batches;
    ++batch_counts_.control_batches;
    return Next::kBehind;
  }
  const int32_t count = Big32(batch + kCountAt);
  if (count < 0 || static_cast<size_t>(count) > records.size / kLeastRecord) {
    return Reject(batch + kCountAt, SINEW_REJECT_SYNTAX);
  }
  in_batch_ = true;
  batch_size_ = size;
  read_ = 0;
  records_left_ = static_cast<size_t>(count);
  return Next::kRecords;
}

void KafkaRecords::PutText(ColumnWriter* column, size_t row, bool wide, Bytes text) {
  memcpy(column->bytes + column->bytes_size, text.data, text.size);
  column->bytes_size += text.size;
  column->EndString(row, wide);
}

// Writes a record to its row. False: it is to be dropped.
bool KafkaRecords::Put(const uint8_t* batch, const Record& record) {
  for (size_t i = 0; i < field_count(); ++i) {
    ColumnWriter& column = columns_[i];
    bool keeps = true;
    const auto text = [&](const Bytes& bytes) {
      const bool is_long = bytes.size > field(i).max_value_size;
      if (is_long) {
        keeps =
            !RejectValue(is_decoded_ ? batch + kRecordsAt : bytes.data, i, SINEW_REJECT_VALUE_SIZE);
      }
      if (is_long || bytes.data == nullptr) {
        PutNull(i);
      } else {
        PutText(&column, row_, parts_[i].is_wide, bytes);
      }
    };
    switch (parts_[i].part) {
      case Part::kOffset:
        column.Set(row_, Add(Big64(batch), record.offset_delta));
        break;
      case Part::kTimestamp:
        column.Set(row_, (batch[kAttributesAt + 1] & kLogAppendTime) != 0
                             ? Big64(batch + kMaxTimeAt)
                             : Add(Big64(batch + kFirstTimeAt), record.time_delta));
        break;
      case Part::kKey:
        text(record.key);
        break;
      case Part::kValue:
        text(record.value);
        break;
      case Part::kHeaders:
        text(record.headers);
        break;
      case Part::kHeaderCount:
        column.Set(row_, record.header_count);
        break;
      case Part::kLeaderEpoch:
        column.Set(row_, Big32(batch + kEpochAt));
        break;
      case Part::kProducerId:
        column.Set(row_, Big64(batch + kProducerAt));
        break;
      case Part::kProducerEpoch:
        column.Set(row_, Big16(batch + kProducerEpochAt));
        break;
    }
    if (!keeps) return false;
  }
  return true;
}

// How many bytes the first records have.
size_t SizeOf(Bytes records, size_t count) {
  const uint8_t* const end = records.data + records.size;
  const uint8_t* last = records.data;
  for (size_t i = 0; i < count; ++i) {
    Reader in(last, end);
    const auto length = in.Number<int32_t>();
    // A record at fault ends the batch.
    if (in.failed() || length < 0 || static_cast<size_t>(length) > in.left()) break;
    last = in.at() + length;
  }
  return static_cast<size_t>(last - records.data);
}

// Makes room for as many of the records as may become rows, or in an empty batch for as many as it
// has room for, and returns their number; 0 if that fails. Of a large batch room is made for the
// bytes of these records alone, and not for those of all that follow, lest a batch of a few rows
// take as much memory as all records.
size_t KafkaRecords::MakeRoomFor(Bytes records) {
  size_t count = std::min(records_left_, max_rows() - row_);
  bool for_all = count == records_left_ || records.size <= kSmall;
  while (!MakeRoom(count, for_all ? records.size : SizeOf(records, count))) {
    count /= 2;
    for_all = false;
    if (count == 0 || row_ != 0) return 0;
  }
  return count;
}

// Goes on with the records of a batch, as far as there is room for rows.
KafkaRecords::Next KafkaRecords::Emit(const uint8_t* batch, size_t size) {
  const Bytes records = is_decoded_ ? Bytes{decoded_.data(), decoded_.size()}
                                    : Bytes{batch + kRecordsAt, size - kRecordsAt};
  const uint8_t* const end = records.data + records.size;
  const uint8_t* at = records.data + read_;
  while (records_left_ != 0 && row_ < max_rows()) {
    size_t count = MakeRoomFor({at, static_cast<size_t>(end - at)});
    if (count == 0) return Next::kReturn;
    for (; count != 0; --count) {
      Record record;
      if (!ReadRecord(&at, end, &record)) {
        return Reject(is_decoded_ ? batch + kRecordsAt : at, SINEW_REJECT_SYNTAX);
      }
      read_ = static_cast<size_t>(at - records.data);
      --records_left_;
      if (Add(Big64(batch), record.offset_delta) < first_offset_) {
        ++batch_counts_.earlier_records;
        continue;
      }
      if (Put(batch, record)) {
        EndRecord();
        continue;
      }
      DropRecord();
      if (stopped_) return Next::kReturn;
    }
  }
  if (records_left_ != 0) return Next::kReturn;
  if (at != end) {
    // The reject wants a row, too.
    if (row_ == row_limit_) return Next::kReturn;
    return Reject(is_decoded_ ? batch + kRecordsAt : at, SINEW_REJECT_SYNTAX);
  }
  in_batch_ = false;
  ++batch_counts_.batches;
  return Next::kBehind;
}

size_t KafkaRecords::DecodeRecords(const uint8_t* in, size_t size, bool end) {
  size_t at = 0;
  while (at < size && row_ < row_limit_) {
    if (is_lost_) return size;
    const uint8_t* const batch = in + at;
    const size_t left = size - at;
    const int32_t length = left < kFrame ? 0 : Big32(batch + kLengthAt);
    if (left >= kFrame && length < kLeastLength) {
      is_lost_ = true;
      const Next next = max_record_size() < kFrame ? Reject(batch, SINEW_REJECT_SIZE)
                                                   : Reject(batch + kLengthAt, SINEW_REJECT_SYNTAX);
      return next == Next::kReturn ? at : size;
    }
    const size_t whole = kFrame + static_cast<size_t>(length);
    if (left < kFrame || whole > left) {
      if (!end) return at;
      if (left > max_record_size()) {
        return Reject(batch, SINEW_REJECT_SIZE) == Next::kReturn ? at : size;
      }
      // A broker sends as many bytes as were asked for, and cuts the last batch.
      ++batch_counts_.partial_batches;
      in_batch_ = false;
      return size;
    }
    in_batch_ = in_batch_ && whole == batch_size_;
    Next next = in_batch_ ? Next::kRecords : StartBatch(batch, whole);
    if (next == Next::kRecords) next = Emit(batch, whole);
    if (next == Next::kReturn) return at;
    at += whole;
  }
  return at;
}

KafkaRecords* From(sinew_decoder* decoder) {
  return decoder == nullptr || decoder->format() != &kFormat ? nullptr
                                                             : static_cast<KafkaRecords*>(decoder);
}

}  // namespace
}  // namespace sinew

// SINEW_CHAPTER Kafka records
//
// What a fetch response of Kafka has of a partition, its record set: batches of magic 2, one behind
// the other, compressed or not, become rows. The values can go on to a decoder of what is in them,
// by sinew_decoder_decode_many.
//
// The path of a field is one of these:
//
// - "offset", SINEW_TYPE_I64.
// - "timestamp", SINEW_TYPE_TIMESTAMP_MS or SINEW_TYPE_I64: when the producer made the record, or,
//   if the topic says so, when the broker took it.
// - "key" and "value", any string type; null if there is none. Strings are not checked for UTF-8.
// - "headers", any string type: the headers as they are in the record, a zigzag varint with their
//   number, then for each the length of its key, the key, the length of its value, -1 for none, and
//   the value; lengths are zigzag varints. sinew_kafka_headers_next reads them.
// - "header_count", SINEW_TYPE_I32.
// - "partition_leader_epoch", SINEW_TYPE_I32; "producer_id", SINEW_TYPE_I64, and "producer_epoch",
//   SINEW_TYPE_I16, -1 if there is none.
//
// A batch is what a record is to other decoders: max_record_size is about batches, and a batch at
// fault counts as one record that was rejected (a key, a value or headers longer than
// max_value_size are a fault of one record alone), with the reason
//
// - SINEW_REJECT_CHECKSUM: its CRC-32C is not that of its bytes. First offset, length, leader epoch
//   and magic are not part of it.
// - SINEW_REJECT_VERSION: its magic is not 2. Brokers before Kafka 0.11 wrote 0 and 1.
// - SINEW_REJECT_CODEC: it is compressed in a way that is not known, or whose library is not there;
//   sinew_stream_load says which.
// - SINEW_REJECT_COMPRESSION: the compressed records are damaged, or more than max_decoded_size.
// - SINEW_REJECT_SIZE: it is longer than max_record_size.
// - SINEW_REJECT_SYNTAX: a length or number in it cannot be. The rows before the record at fault
//   are kept, those behind it are lost. If it is the length of the batch, nothing behind it can be
//   read: all that follows is skipped.
//
// Control batches have no rows. A batch that the end of the input cuts off is no fault, because
// brokers cut what they send; the next response begins with it. In a compressed batch the place of
// a fault is where the compressed records begin.

// Creates a decoder of Kafka's record batches and writes it to *out, or null if it fails. Free it
// with sinew_decoder_destroy. `kafka_options` may be null, which is as if all were 0.
//
// SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, or an option is not allowed, or a field is not
// one of those above, or of another type; error->offset is the index of the field then. Also
// SINEW_STATUS_MEMORY_LIMIT and SINEW_STATUS_OUT_OF_MEMORY.
SINEW_API sinew_status sinew_kafka_records_create(const sinew_decoder_options* options,
                                                  const sinew_kafka_records_options* kafka_options,
                                                  sinew_decoder** out,
                                                  sinew_error* error) SINEW_NOEXCEPT {
  using namespace sinew;
  if (out == nullptr) return FailNull(error, "out");
  *out = nullptr;
  if (const sinew_status status = CheckDecoderOptions(options, error)) return status;
  size_t max_decoded_size = kDefaultDecodedSize;
  if (kafka_options != nullptr) {
    if (kafka_options->size != sizeof(sinew_kafka_records_options)) {
      return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                  "kafka_options.size: %zu is not the size of a known sinew_kafka_records_options",
                  kafka_options->size);
    }
    if (kafka_options->max_decoded_size > kMostDecodedSize) {
      return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                  "kafka_options.max_decoded_size: %zu is over 2^30",
                  kafka_options->max_decoded_size);
    }
    if (kafka_options->max_decoded_size != 0) max_decoded_size = kafka_options->max_decoded_size;
  }
  return NewDecoder<KafkaRecords>(*options, out, error, max_decoded_size);
}

// Says what the input is from here on, which must be between batches: the answer to a request for
// the records from `first_offset` on, of which `aborted` lists the transactions that were aborted,
// `count` of them in any order. Their batches are left out (isolation level read_committed), and so
// are records with lower offsets, with which a response may begin because it has whole batches.
// What was said before does not count any more. Without a call, as after a reset, nothing is left
// out.
//
// If the call fails, the decoder is as it was. SINEW_STATUS_INVALID_ARGUMENT: `decoder` is null or
// not of Kafka records, or `aborted` is null and `count` is not 0. Also SINEW_STATUS_MEMORY_LIMIT
// and SINEW_STATUS_OUT_OF_MEMORY. `error` may be null.
SINEW_API sinew_status sinew_kafka_records_expect(sinew_decoder* decoder,
                                                  const sinew_kafka_transaction* aborted,
                                                  size_t count, int64_t first_offset,
                                                  sinew_error* error) SINEW_NOEXCEPT {
  using namespace sinew;
  KafkaRecords* const records = From(decoder);
  if (records == nullptr) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                "decoder is null, or not of Kafka records");
  }
  if (aborted == nullptr && count != 0) return FailNull(error, "aborted");
  const sinew_status status = records->Expect(aborted, count, first_offset);
  return status == SINEW_STATUS_OK ? status : FailGrowth(error, status, decoder->memory());
}

// Returns the header at byte `offset` of the headers of a record, which are `size` bytes at `in`, a
// row of the column "headers": 0 for the first one, then what `next` of the last one says. Key and
// value lie in `in`, and are not null-terminated. If there are no more the key is null; also if the
// bytes are no headers, from the first fault on.
//
//     struct sinew_kafka_header header = sinew_kafka_headers_next(in, size, 0);
//     for (; header.key != NULL; header = sinew_kafka_headers_next(in, size, header.next)) ...
SINEW_API sinew_kafka_header sinew_kafka_headers_next(const void* in, size_t size,
                                                      size_t offset) SINEW_NOEXCEPT {
  using namespace sinew;
  if (in == nullptr || offset >= size) return {};
  const uint8_t* const begin = AsBytes(in);
  Reader reader(begin + offset, begin + size);
  if (offset == 0) reader.Number<int32_t>();  // how many there are: they end with `in`
  if (reader.left() == 0) return {};
  const Bytes key = reader.Text(), value = reader.Text();
  if (reader.failed() || key.data == nullptr) return {};
  return {reinterpret_cast<const char*>(key.data), key.size,
          reinterpret_cast<const char*>(value.data), value.size,
          static_cast<size_t>(reader.at() - begin)};
}

// Returns what a decoder has seen of batches; zeros for null, and for a decoder that is not of
// Kafka records.
SINEW_API sinew_kafka_records_counts sinew_kafka_records_stats(const sinew_decoder* decoder)
    SINEW_NOEXCEPT {
  const auto* const records = sinew::From(const_cast<sinew_decoder*>(decoder));
  return records == nullptr ? sinew_kafka_records_counts{} : records->batch_counts();
}

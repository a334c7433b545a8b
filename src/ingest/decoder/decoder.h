#ifndef SINEW_INGEST_DECODER_DECODER_H_
#define SINEW_INGEST_DECODER_DECODER_H_

#include "core/batch.h"
#include "core/bits.h"
#include "core/bytes.h"
#include "core/column.h"
#include "core/memory.h"
#include "core/scratch.h"
#include "core/type.h"
#include "ingest/abi.h"

// What every decoder shares: where records begin and end in pieces of input, the columns that
// values are written to, and the book of rejects. A format is a class that derives from
// sinew_decoder.
//
//   piece of input --> | carry | window | window | rest |
//                        |       |                  `-- kept as the next carry
//                        |       `-- whole records, decoded where they lie
//                        `-- a record that began in an earlier piece, and the rest of it
//
// The columns get room for a window at a time: no more bytes of strings than the window has, and no
// more rows and elements of lists than its bytes allow. Everything that can fail for want of memory
// happens before a window is decoded, so that decoding writes without a check, and is never half
// done. Where an empty batch has no room for a window, a smaller one is tried; what a record needs
// is the least.

namespace sinew {

// A column of the batch that is being filled, with room for the rows of the window.
struct ColumnWriter {
  uint8_t* values;  // or offsets
  uint8_t* bytes;
  uint8_t* validity;  // all ones beyond the rows so far
  size_t bytes_size;  // of lists: the number of elements, which have a writer of their own
  bool has_nulls;

  template <typename T>
  void Set(size_t row, T value) {
    Store(values + row * sizeof(T), value);
  }
  void SetBool(size_t row, bool value) { AppendBit(values, row, value); }
  // Ends the string or list of a row at bytes_size. Every row must be given one.
  void EndString(size_t row, bool wide) {
    if (wide) {
      Store(values + (row + 1) * 8, static_cast<int64_t>(bytes_size));
    } else {
      Store(values + (row + 1) * 4, static_cast<int32_t>(bytes_size));
    }
  }
  // Makes a row of a column of that type null, which has the value 0, an empty string or an empty
  // list then.
  void PutNull(size_t row, sinew_type type) {
    SetNull(row);
    PutZero(row, type);
  }
  // Makes it 0, false, an empty string or an empty list.
  void PutZero(size_t row, sinew_type type) {
    const TypeInfo& info = InfoOf(type);
    if (info.kind == TypeKind::kBool) {
      SetBool(row, false);
    } else if (info.offset_width != 0) {
      EndString(row, info.offset_width == 8);
    } else {
      // Branches are faster than a memset whose size is not known.
      uint8_t* const to = values + row * info.width;
      switch (info.width) {
        case 1:
          return Store(to, uint8_t{0});
        case 2:
          return Store(to, uint16_t{0});
        case 4:
          return Store(to, uint32_t{0});
        case 8:
          return Store(to, uint64_t{0});
        default:
          Store(to, uint64_t{0});
          return Store(to + 8, uint64_t{0});
      }
    }
  }
  // A null whose value or string is written otherwise.
  void SetNull(size_t row) {
    validity[row / 8] &= static_cast<uint8_t>(~(1u << row % 8));
    has_nulls = true;
  }
  // Takes back what was written to `count` rows, the last ones, of a column of that type.
  void ForgetRows(size_t row, size_t count, sinew_type type) {
    for (size_t i = row; i < row + count; ++i) {
      validity[i / 8] |= static_cast<uint8_t>(1u << i % 8);
    }
    if (HasNarrowOffsets(type)) {
      bytes_size = static_cast<size_t>(Load<int32_t>(values + 4 * row));
    } else if (HasWideOffsets(type)) {
      bytes_size = static_cast<size_t>(Load<int64_t>(values + 8 * row));
    }
  }
};

// What a decoder knows of a field.
struct DecoderField {
  // Both are null-terminated, too.
  Bytes path;
  Bytes name;
  sinew_type type;
  uint32_t flags;
  // The type of a value: of lists, of an element.
  sinew_type value_type;
  // Lists: which of the columns is that of the elements; kNoField: it is not a list.
  size_t elements;
  // The most bytes of a string.
  size_t max_value_size;
};

// The rows of a column of strings, each of them a record. They lie one behind the other.
struct RecordRows {
  Bytes At(size_t row) const {
    return is_wide ? StringAt<int64_t>(column, row) : StringAt<int32_t>(column, row);
  }
  // From the first byte of the first row on.
  Bytes Text() const {
    const Bytes first = At(0), last = At(column.count - 1);
    return {first.data, static_cast<size_t>(last.data + last.size - first.data)};
  }

  const sinew_column& column;
  bool is_wide;
  // The next row, and a row that is null, or behind the last one.
  size_t next, valid_end;
  // For the format: what it knows of the text is of use for the next row.
  bool goes_on;
};

// A call that failed in this way may succeed with less.
inline bool IsMemoryShort(sinew_status status) {
  return status == SINEW_STATUS_MEMORY_LIMIT || status == SINEW_STATUS_OUT_OF_MEMORY;
}

constexpr size_t kNoField = SIZE_MAX;
// FindEnd: the record goes on.
constexpr size_t kNoEnd = SIZE_MAX;

// Checks what all formats ask of the options, as they are without their defaults. Bits of
// sinew_field.flags that are in `own_flags` the format checks itself; only some take lists.
sinew_status CheckDecoderOptions(const sinew_decoder_options* options, sinew_error* error,
                                 uint32_t own_flags = 0, bool takes_lists = false);

}  // namespace sinew

struct sinew_decoder {
 public:
  sinew_decoder(sinew::Memory&& memory, const sinew_decoder_options& options);
  sinew_decoder(const sinew_decoder&) = delete;
  sinew_decoder& operator=(const sinew_decoder&) = delete;

  // Frees the object.
  virtual void Destroy() = 0;

  // Copies the fields; once, before anything else. Formats have an Init of their own that calls it.
  sinew_status Init(const sinew_decoder_options& options, sinew_error* error);

  // If `leaves_room`, the limit of the batch is to allow as many bytes again for what comes next,
  // as far as that is possible.
  sinew_codec_result Decode(const uint8_t* in, size_t size, bool end, bool leaves_room,
                            sinew_batch* batch, sinew_error* error);
  // A row that is null or rejected is null in every field, or has no row unless keeps_rows. Without
  // it, what comes before the fault that ends the input is in the batch, and leaves_room as above;
  // and if `records` is not null, it has room for as many as the column has rows, and becomes the
  // row of the column of each row of the batch.
  sinew_status DecodeMany(const sinew_column& column, bool keeps_rows, sinew_batch* batch,
                          sinew_error* error, uint32_t* records = nullptr);
  void Reset();

  sinew_decoder_counts counts() const;
  sinew_reject RejectAt(size_t index) const {
    return index < rejects_size_ ? rejects_[index] : sinew_reject{};
  }
  const sinew::Memory& memory() const { return memory_; }
  size_t max_rows() const { return max_rows_; }
  // What tells the decoders of a format from others, for functions of that format.
  const void* format() const { return format_; }
  size_t field_count() const { return field_count_; }
  const sinew::DecoderField& field(size_t index) const { return fields_[index]; }
  const sinew::DecoderField* fields() const { return fields_; }

 protected:
  ~sinew_decoder();

  // Decodes the whole records at the beginning of `in`, each to row_ or to a reject, and returns
  // how many bytes they take. It returns before a record that goes on behind `in`, before one that
  // finds no room because row_ is row_limit_, and before one whose reject has set stopped_. If
  // `end`, nothing follows `in`: a record that goes on is at fault. A format whose records give
  // several rows may return in between; the record is offered again then, from its beginning.
  virtual size_t DecodeRecords(const uint8_t* in, size_t size, bool end) = 0;
  // Where the record ends that `in` goes on with: one past its last byte, or kNoEnd. StartRecord
  // comes before its first piece. Takes O(size) time, so that pieces of one byte are no trouble.
  virtual void StartRecord() = 0;
  virtual size_t FindEnd(const uint8_t* in, size_t size) = 0;
  // Decodes all of `record` to row_, or rejects it.
  virtual void DecodeRow(sinew::Bytes record) = 0;
  // Decodes rows from rows->next on, as many as there are without a fault before rows->valid_end
  // and it wants to decode together, and moves rows->next behind them.
  virtual void DecodeRows(sinew::RecordRows*) {}
  // The rest of a record that is too long was skipped: nothing of it comes to DecodeRecords.
  virtual void EndSkipped() {}
  // Whether the input may end here, behind a record. If not, the last reject says so.
  virtual bool MayEnd() const { return true; }
  // Whether a record may come alone, to DecodeRow.
  virtual bool HasSingleRecords() const { return true; }
  // As after creation.
  virtual void ResetFormat() = 0;
  // The most rows, bytes of a field of strings and elements of a field of lists that so many bytes
  // can give, without what MakeRoom is asked for.
  virtual size_t RowsIn(size_t size) const { return size; }
  virtual size_t BytesIn(size_t size) const { return size; }
  virtual size_t ElementsIn(size_t size, size_t) const { return size; }

  // A longer record, with what FindEnd counts to it, must be rejected: SINEW_REJECT_SIZE.
  size_t max_record_size() const { return max_record_size_; }
  // For DecodeRecords of a format whose strings can have more bytes than the input, or records more
  // rows than are wanted: makes room for so many rows and bytes from row_ on, to which nothing has
  // been written. On failure it may ask for less, or DecodeRecords must return.
  bool MakeRoom(size_t rows, size_t bytes);
  // For DecodeRecords, which must return then: the call fails for want of memory.
  void FailCall(sinew_status status) { failure_ = status; }

  // For DecodeRecords and DecodeRow. A record ends with its row, after all of its fields were
  // written or given to PutNull, ...
  void EndRecord() { EndRecords(1); }
  void EndRecords(size_t count) {
    records_ += count;
    row_ += count;
  }
  // ... or without, because of what is at `at`. DropRecord forgets what it wrote to row_.
  void RejectRecord(const uint8_t* at, size_t field, sinew_reject_reason reason);
  void DropRecord();
  // Forgets what was written to the `count` rows from row_ on, whatever it was; of one field.
  void ForgetRows(size_t count);
  void ForgetRows(size_t count, size_t field);
  // Notes a value at fault. True: the record must be dropped; false: the field must be null.
  bool RejectValue(const uint8_t* at, size_t field, sinew_reject_reason reason);
  void PutNull(size_t field) { columns_[field].PutNull(row_, fields_[field].type); }

  sinew::Memory memory_;
  const void* format_ = nullptr;
  sinew::ColumnWriter* columns_ = nullptr;  // one a field, then those of the elements of lists
  size_t row_ = 0;
  size_t row_limit_ = 0;
  bool stopped_ = false;

 private:
  sinew_status Begin(sinew_batch* batch, sinew_error* error);
  sinew_status PrepareBatch();
  void Finish();
  sinew_status FailStopped(sinew_error* error) const;
  sinew_status FailMemory(sinew_error* error, sinew_status status);
  void Note(const uint8_t* at, size_t field, sinew_reject_reason reason);
  void SkipLong(const uint8_t* in, uint64_t offset);
  sinew_status EndInput();
  sinew_status Reserve(size_t rows, size_t bytes);
  sinew_status TryReserve(size_t rows, size_t bytes);
  void Advance();
  sinew_status DecodeCarry(const uint8_t* in, size_t size, bool end, size_t* done);
  sinew_status DecodePiece(const uint8_t* in, size_t size, bool end, size_t* done);
  sinew_status DecodeWindow(const uint8_t* in, size_t size, bool end, uint64_t offset,
                            size_t* done);

  const size_t max_rows_;
  const size_t max_record_size_;
  const size_t max_rejects_;
  const uint32_t flags_;

  sinew::DecoderField* fields_ = nullptr;
  size_t field_count_ = 0;
  size_t column_count_ = 0;
  uint8_t* texts_ = nullptr;  // paths and names
  size_t texts_size_ = 0;

  // A record whose beginning came in an earlier piece, and how much of it is decoded.
  sinew::Scratch carry_;
  size_t carry_done_ = 0;
  bool carry_is_whole_ = false;
  bool skips_ = false;  // the rest of a record that is too long
  bool has_ended_ = false;

  sinew_batch* batch_ = nullptr;  // during a call
  size_t advanced_ = 0;           // rows that it knows of
  bool leaves_room_ = false;
  sinew_status failure_ = SINEW_STATUS_OK;
  bool is_batch_short_ = false;  // of memory, not the decoder

  size_t most_window_;  // what is decoded at a time
  // Where `in` of DecodeRecords is, in memory and in the input.
  const uint8_t* window_ = nullptr;
  uint64_t window_offset_ = 0;

  sinew_reject* rejects_ = nullptr;
  size_t rejects_size_ = 0;
  sinew_reject last_ = {};
  uint64_t bytes_ = 0, row_bytes_ = 0;  // of the input, and of rows of columns
  uint64_t records_ = 0, rows_ = 0;
  uint64_t rejected_records_ = 0, rejected_values_ = 0;
};

namespace sinew {

// Makes a decoder of a format, whose constructor takes a Memory, the checked options and
// `arguments`, and whose Init(options, error) does what can fail.
template <typename Format, typename... Arguments>
sinew_status NewDecoder(const sinew_decoder_options& options, sinew_decoder** out,
                        sinew_error* error, const Arguments&... arguments) {
  Format* format;
  sinew_status status = Memory::New(options.memory_limit, &format, options, arguments...);
  if (status != SINEW_STATUS_OK) return FailGrowth(error, status, Memory(options.memory_limit));
  status = format->Init(options, error);
  if (status != SINEW_STATUS_OK) {
    format->Destroy();
    return status;
  }
  *out = format;
  return SINEW_STATUS_OK;
}

}  // namespace sinew

#endif  // SINEW_INGEST_DECODER_DECODER_H_

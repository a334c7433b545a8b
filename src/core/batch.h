#ifndef SINEW_CORE_BATCH_H_
#define SINEW_CORE_BATCH_H_

#include <string.h>

#include "core/abi.h"
#include "core/bytes.h"
#include "core/memory.h"
#include "core/shared.h"

// A batch is columns that the library owns: what GROUP BY results, dictionaries and decoders give.
//
//   sinew_batch --> columns_: | name, type, rows | ...      a column of strings has three buffers:
//                                   |
//                                   +--> validity  | one bit a row, or no buffer: no nulls
//                                   +--> values    | a value a row, or a bit, or an offset
//                                   +--> bytes     | of strings
//
// A column of lists has no bytes, and offsets into another column, its elements, which stands
// behind the columns of the batch and is filled like any of them.
//
// A buffer is a block with a count of owners: the batch, and every Arrow array that was exported
// from it (core/arrow.cc). A batch writes only into buffers that it owns alone; what it shares, it
// leaves to the others and takes a new one. A batch that is filled again otherwise keeps its
// buffers, so that in the long run filling allocates nothing.
//
// There are two ways to fill one. Who knows the number of rows and bytes calls Prepare, which does
// everything that can fail, and writes into the buffers. Who does not begins with Prepare
// for 0 rows, appends row after row to each column, and then calls Commit, or Rollback. Lists are
// appended: elements to their column, and then the row.

namespace sinew {

// A value of type SINEW_TYPE_BYTES16.
struct Bytes16 {
  uint8_t bytes[16];
};

// Says in `error` why a batch could not grow, and returns the status.
sinew_status FailBatch(sinew_error* error, sinew_status status, const Memory& memory);

// Refuses input, which the message calls `name`, that is in memory of the batch that is to be
// filled: filling writes over it, or frees it.
sinew_status CheckApart(Bytes in, const sinew_batch& batch, const char* name, sinew_error* error);
sinew_status CheckApart(const sinew_column& column, const sinew_batch& batch, const char* name,
                        sinew_error* error);

// What a column of a batch is to be.
struct BatchField {
  Bytes name;
  sinew_type type;
  // Prepare: whether there is a bitmap; its bits are undefined until they are written. Columns that
  // are appended to get one with their first null.
  bool has_validity;
  // Prepare, string types: bytes of all rows together.
  size_t bytes;
};

inline BatchField FieldOf(const char* name, sinew_type type, bool has_validity, size_t bytes = 0) {
  return {{reinterpret_cast<const uint8_t*>(name), strlen(name)}, type, has_validity, bytes};
}

// A column of a batch, in the order in which Arrow has its buffers.
struct BatchColumn {
  static constexpr size_t kValidity = 0, kValues = 1, kBytes = 2, kBuffers = 3;

  const char* name;
  sinew_type type;
  size_t count;  // rows, those that are not committed included
  // Columns that Adopt took over: rows before the first one.
  size_t offset;
  // Null for what is not there, even if the batch keeps a buffer for later.
  const uint8_t* data[kBuffers];
  Shared* owners[kBuffers];
  // Buffers that Prepare made and has not taken yet.
  Shared* next[kBuffers];
  // Rows and bytes that can be appended to without a look at the buffers; of lists, `bytes` counts
  // the elements of the rows.
  size_t capacity;
  size_t bytes, bytes_capacity;
  // Lists: the column of the elements; 0 for others.
  size_t elements;
  // Lists: what views of the column point to, written with each.
  mutable sinew_column elements_view;

  uint8_t* Mutable(size_t buffer) { return owners[buffer]->contents(); }
  // The offset of a row into the bytes.
  size_t OffsetAt(size_t row) const;
  // Forgets the rows behind the first `rows`.
  void Truncate(size_t rows);
  // The first `rows` rows.
  sinew_column View(size_t rows) const;
};

}  // namespace sinew

struct sinew_batch {
 public:
  explicit sinew_batch(sinew::Memory&& memory) : memory_(std::move(memory)) {}
  ~sinew_batch();
  sinew_batch(const sinew_batch&) = delete;
  sinew_batch& operator=(const sinew_batch&) = delete;

  // Makes the batch one of these columns with so many rows, to be written by Values, Offsets and
  // Validity; or fails and leaves it as it was. 0 rows are where appending begins.
  sinew_status Prepare(const sinew::BatchField* fields, size_t field_count, size_t row_count);

  // Where Prepare wants what it made room for.
  template <typename T>
  T* Values(size_t column) {
    return reinterpret_cast<T*>(columns_[column].Mutable(sinew::BatchColumn::kValues));
  }
  uint8_t* StringBytes(size_t column) {
    return columns_[column].Mutable(sinew::BatchColumn::kBytes);
  }
  uint8_t* Validity(size_t column) {
    return columns_[column].Mutable(sinew::BatchColumn::kValidity);
  }

  // Adds a row to a column. T is what a value of the column is kept as; a bool column takes bool, a
  // string column Bytes. On failure the column is as it was. SINEW_STATUS_OVERFLOW: the bytes
  // exceed what 32-bit offsets can say.
  template <typename T>
  sinew_status Append(size_t column, T value);
  sinew_status AppendNull(size_t column);
  // Adds a row to a column of lists: what was appended to its elements since the row before.
  // SINEW_STATUS_OVERFLOW: as for strings.
  sinew_status AppendList(size_t column);
  // The column of the elements of lists, for all that is done to a column here.
  size_t Elements(size_t column) const { return columns_[column].elements; }
  // Makes room for so many rows and bytes more, which are written behind those that are there and
  // become rows by Advance; the bits of validity are ones. On failure the column is as it was. Of
  // lists `bytes` are elements, which want room of their own.
  sinew_status Reserve(size_t column, size_t rows, size_t bytes);
  // `bytes` is that of all rows, or their elements; without nulls among them the column needs no
  // bitmap.
  void Advance(size_t column, size_t rows, size_t bytes, bool has_nulls);
  // Makes all rows that were appended part of the batch: every column has as many.
  void Commit();
  // Forgets the rows that were appended since Commit.
  void Rollback();

  size_t row_count() const { return row_count_; }
  size_t column_count() const { return column_count_; }
  const sinew::BatchColumn& column(size_t index) const { return columns_[index]; }
  sinew_column View(size_t index) const;
  // What keeps the memory of a buffer; null if there is none.
  sinew::Shared* OwnerOf(size_t column, size_t buffer) const {
    return imported_ != nullptr ? imported_ : columns_[column].owners[buffer];
  }
  sinew::Memory& memory() { return memory_; }
  const sinew::Memory& memory() const { return memory_; }

  // Whether any of these bytes is in memory that the batch holds, what it keeps for later included.
  bool Holds(sinew::Bytes bytes) const;
  // Frees the buffers; the batch has columns without rows then, and wants to be prepared.
  void Release();

  // Buffers have got other owners: appending must look before it writes.
  void MarkShared();
  // Makes the batch columns in memory that `owner` keeps, whose owner it becomes; or fails and
  // leaves both as they were. `columns` says where they are by data and offset; behind them are the
  // elements of lists, in the order of the lists, with their count. They cannot be appended to.
  sinew_status Adopt(const sinew::BatchField* fields, const sinew::BatchColumn* columns,
                     size_t column_count, size_t row_count, sinew::Shared* owner);

 private:
  struct Staged;

  sinew_status Stage(const sinew::BatchField* fields, size_t field_count, Staged* staged);
  void Take(const Staged& staged, const sinew::BatchField* fields, size_t field_count);
  void Discard(const Staged& staged);
  sinew_status StageBuffers(const sinew::BatchField& field, size_t row_count,
                            sinew::BatchColumn* column);
  sinew_status GrowRows(sinew::BatchColumn* column, size_t more, bool with_validity);
  sinew_status GrowBytes(sinew::BatchColumn* column, size_t more);
  sinew_status MakeRoom(sinew::BatchColumn* column);
  void FinishRow(sinew::BatchColumn* column, bool valid);

  sinew::Memory memory_;
  sinew::BatchColumn* columns_ = nullptr;
  size_t column_count_ = 0;
  size_t column_capacity_ = 0;
  size_t row_count_ = 0;
  char* names_ = nullptr;
  size_t names_capacity_ = 0;
  // What Adopt was given.
  sinew::Shared* imported_ = nullptr;
};

#endif  // SINEW_CORE_BATCH_H_

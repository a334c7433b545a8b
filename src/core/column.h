#ifndef SINEW_CORE_COLUMN_H_
#define SINEW_CORE_COLUMN_H_

#include "core/abi.h"
#include "core/bits.h"
#include "core/bytes.h"
#include "core/type.h"

namespace sinew {

// Checks everything that a kernel relies on: a known type, no length that overflows, no null
// pointer with a length, and for strings offsets in order and within the bytes. Lists are refused.
// `name` is what the message calls the column.
sinew_status CheckColumn(const sinew_column* column, const char* name, sinew_error* error);

// Checks the offsets of a column of lists with so many elements.
sinew_status CheckListOffsets(const sinew_column& column, size_t element_count, const char* name,
                              sinew_error* error);

// As CheckColumn, for a call that reads each row as bytes and writes something for it to `out`: its
// result if it must be refused, else count 0 and SINEW_STATUS_OK. Booleans, which are bits, are
// refused.
inline sinew_result CheckColumnAndOut(const sinew_column* column, const void* out) {
  sinew_error error;
  const sinew_status status = CheckColumn(column, "column", &error);
  if (status != SINEW_STATUS_OK) return {error.offset, status};
  if (column->type == SINEW_TYPE_BOOL || (out == nullptr && column->count != 0)) {
    return {0, SINEW_STATUS_INVALID_ARGUMENT};
  }
  return {0, SINEW_STATUS_OK};
}

// String i of a checked column whose offsets have the type Offset (int32_t or int64_t).
template <typename Offset>
inline Bytes StringAt(const sinew_column& column, size_t row) {
  const char* offsets = static_cast<const char*>(column.offsets) + row * sizeof(Offset);
  const Offset begin = Load<Offset>(offsets);
  const Offset end = Load<Offset>(offsets + sizeof(Offset));
  return {static_cast<const uint8_t*>(column.values) + begin, static_cast<size_t>(end - begin)};
}

// Row i of a checked column whose values are bytes (IsBytes).
inline Bytes BytesAt(const sinew_column& column, size_t row) {
  if (HasNarrowOffsets(column.type)) return StringAt<int32_t>(column, row);
  if (HasWideOffsets(column.type)) return StringAt<int64_t>(column, row);
  constexpr size_t kSize = 16;
  return {static_cast<const uint8_t*>(column.values) + row * kSize, kSize};
}

// Rows [first, first + count) of a checked column.
inline sinew_column Slice(const sinew_column& column, size_t first, size_t count) {
  sinew_column slice = column;
  const TypeInfo& info = InfoOf(column.type);
  slice.count = count;
  if (info.offset_width != 0) {
    slice.offsets = AsBytes(column.offsets) + first * info.offset_width;
  } else if (info.width != 0) {
    slice.values = AsBytes(column.values) + first * info.width;
    slice.values_size -= first * info.width;
  } else {
    slice.values_offset += first;
  }
  if (slice.validity != nullptr) slice.validity_offset += first;
  return slice;
}

inline bool IsValid(const sinew_column& column, size_t row) {
  return column.validity == nullptr || BitAt(column.validity, column.validity_offset + row);
}

}  // namespace sinew

#endif  // SINEW_CORE_COLUMN_H_

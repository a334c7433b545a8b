#ifndef SINEW_CORE_COLUMN_H_
#define SINEW_CORE_COLUMN_H_

#include "core/abi.h"
#include "core/bits.h"
#include "core/bytes.h"

namespace sinew {

inline bool IsString(sinew_type type) {
  return type == SINEW_TYPE_STRING || type == SINEW_TYPE_LARGE_STRING;
}

// Bytes of a value; 0 for strings and for a type that there is not.
inline size_t ValueWidth(sinew_type type) {
  switch (type) {
    case SINEW_TYPE_I8:
    case SINEW_TYPE_U8:
      return 1;
    case SINEW_TYPE_I16:
    case SINEW_TYPE_U16:
      return 2;
    case SINEW_TYPE_I32:
    case SINEW_TYPE_U32:
    case SINEW_TYPE_F32:
      return 4;
    case SINEW_TYPE_I64:
    case SINEW_TYPE_U64:
    case SINEW_TYPE_F64:
      return 8;
    case SINEW_TYPE_BYTES16:
      return 16;
    case SINEW_TYPE_STRING:
    case SINEW_TYPE_LARGE_STRING:
      break;
  }
  return 0;
}

// Checks everything that a kernel relies on: a known type, no length that overflows, no null
// pointer with a length, and for strings offsets in order and within the bytes. `name` is what the
// message calls the column.
sinew_status CheckColumn(const sinew_column* column, const char* name, sinew_error* error);

// The same for a call that writes something for each row to `out`: its result where it must be
// refused, else count 0 and SINEW_STATUS_OK.
inline sinew_result CheckColumnAndOut(const sinew_column* column, const void* out) {
  sinew_error error;
  const sinew_status status = CheckColumn(column, "column", &error);
  if (status != SINEW_STATUS_OK) return {error.offset, status};
  if (out == nullptr && column->count != 0) return {0, SINEW_STATUS_INVALID_ARGUMENT};
  return {0, SINEW_STATUS_OK};
}

// The same for a column that may be null memory of `count` values, with a validity bitmap, starting
// at `offset`: true when nothing is missing and nothing overflows.
inline bool CheckValues(const void* values, size_t offset, size_t count, size_t width) {
  size_t end;
  if (__builtin_add_overflow(offset, count, &end) || end > PTRDIFF_MAX / width) return false;
  return values != nullptr || count == 0;
}

// String i of a checked column whose offsets have the type Offset (int32_t or int64_t).
template <typename Offset>
inline Bytes StringAt(const sinew_column& column, size_t row) {
  const char* offsets =
      static_cast<const char*>(column.offsets) + (column.offset + row) * sizeof(Offset);
  const Offset begin = Load<Offset>(offsets);
  const Offset end = Load<Offset>(offsets + sizeof(Offset));
  return {static_cast<const uint8_t*>(column.values) + begin, static_cast<size_t>(end - begin)};
}

inline bool IsValid(const sinew_column& column, size_t row) {
  return column.validity == nullptr || BitAt(column.validity, column.offset + row);
}

}  // namespace sinew

#endif  // SINEW_CORE_COLUMN_H_

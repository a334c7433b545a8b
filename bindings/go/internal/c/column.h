#include <sinew/sinew.h>

// Bytes of a value of a fixed-width type.
static inline size_t sinew_go_width(int32_t type) {
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
    case SINEW_TYPE_BYTES16:
      return 16;
    default:
      return 8;
  }
}

// The column whose first row is at `rows` (strings: at `offsets`, into `size` bytes at `rows`), and
// whose validity starts at bit `bit` of `validity`. The library counts values and validity from one
// offset, so the pointers that start at the first row move back by `bit` rows; what lies before the
// offset is never read.
static inline sinew_column sinew_go_column(int32_t type, size_t count, const uint8_t* rows,
                                           size_t size, const uint8_t* offsets,
                                           const uint8_t* validity, size_t bit) {
  sinew_column column = {(sinew_type)type, count, bit, rows, size, offsets, validity};
  if (type == SINEW_TYPE_STRING || type == SINEW_TYPE_LARGE_STRING) {
    size_t width = type == SINEW_TYPE_STRING ? 4 : 8;
    column.offsets = (const void*)((uintptr_t)offsets - bit * width);
  } else {
    size_t width = sinew_go_width(type);
    column.values = (const void*)((uintptr_t)rows - bit * width);
    column.values_size = (bit + count) * width;
  }
  return column;
}

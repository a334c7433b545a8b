#include <sinew/sinew.h>

// A column of `count` rows at `rows` (strings: at `offsets`, into `size` bytes at `rows`). `bits`
// is the bit of the first row within its byte of `validity`, and times 8 that within its byte of
// booleans.
static inline sinew_column sinew_go_column(int32_t type, size_t count, const uint8_t* rows,
                                           size_t size, const uint8_t* offsets,
                                           const uint8_t* validity, size_t bits) {
  sinew_column column = {(sinew_type)type, count,    rows,     size,
                         offsets,          validity, bits % 8, bits / 8};
  return column;
}

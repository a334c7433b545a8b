#ifndef SINEW_ENCODING_BITPACK_H_
#define SINEW_ENCODING_BITPACK_H_

#include <stddef.h>
#include <stdint.h>

namespace sinew {

// Bytes of `count` values of `width` (at most 64) bits, the last one filled up; SIZE_MAX where that
// overflows.
inline size_t PackedSize(size_t count, size_t width) {
  size_t whole;
  if (__builtin_mul_overflow(count / 8, width, &whole)) return SIZE_MAX;
  const size_t rest = (count % 8 * width + 7) / 8;
  return whole > SIZE_MAX - rest ? SIZE_MAX : whole + rest;
}

// The least width that holds a value.
inline size_t WidthOf(uint64_t value) {
  return value == 0 ? 0 : 64 - static_cast<size_t>(__builtin_clzll(value));
}

}  // namespace sinew

#endif  // SINEW_ENCODING_BITPACK_H_

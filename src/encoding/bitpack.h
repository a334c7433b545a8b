#ifndef SINEW_ENCODING_BITPACK_H_
#define SINEW_ENCODING_BITPACK_H_

#include <stddef.h>
#include <stdint.h>

namespace sinew {

// Bytes that `count` values of `width` bits take, rounded up; SIZE_MAX if that overflows.
inline size_t PackedSize(size_t count, size_t width) {
  size_t whole, rest;
  if (__builtin_mul_overflow(count / 8, width, &whole) ||
      __builtin_mul_overflow(count % 8, width, &rest)) {
    return SIZE_MAX;
  }
  rest = rest / 8 + (rest % 8 != 0);
  return whole > SIZE_MAX - rest ? SIZE_MAX : whole + rest;
}

// The smallest width that holds a value.
inline size_t WidthOf(uint64_t value) {
  return value == 0 ? 0 : 64 - static_cast<size_t>(__builtin_clzll(value));
}

}  // namespace sinew

#endif  // SINEW_ENCODING_BITPACK_H_

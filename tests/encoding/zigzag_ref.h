#ifndef SINEW_TESTS_ENCODING_ZIGZAG_REF_H_
#define SINEW_TESTS_ENCODING_ZIGZAG_REF_H_

#include <stdint.h>

#include <type_traits>

// "Positive integers p are encoded as 2 * p (the even numbers), while negative integers n are
// encoded as 2 * |n| - 1 (the odd numbers)", says the Protocol Buffers documentation.
template <typename T>
std::make_unsigned_t<T> ZigzagRef(T value) {
  using U = std::make_unsigned_t<T>;
  if (value >= 0) return static_cast<U>(2 * static_cast<U>(value));
  return static_cast<U>(2 * static_cast<U>(-(value + 1)) + 1);
}

template <typename U>
std::make_signed_t<U> UnzigzagRef(U value) {
  using T = std::make_signed_t<U>;
  return static_cast<T>(value % 2 == 0 ? static_cast<T>(value / 2)
                                       : -static_cast<T>(value / 2) - 1);
}

#endif  // SINEW_TESTS_ENCODING_ZIGZAG_REF_H_

#ifndef SINEW_TESTS_ENCODING_BITPACK_REF_H_
#define SINEW_TESTS_ENCODING_BITPACK_REF_H_

#include <stddef.h>
#include <stdint.h>

#include <vector>

// Bit by bit, as Parquet's Encodings.md describes bit-packed runs: the lowest bit of a value first,
// into the lowest free bit of a byte.

template <typename T>
std::vector<uint8_t> BitpackRef(const std::vector<T>& values, size_t width) {
  std::vector<uint8_t> out;
  size_t bits = 0;
  for (const T value : values) {
    for (size_t i = 0; i < width; ++i, ++bits) {
      if (bits % 8 == 0) out.push_back(0);
      if ((value >> i) & 1) out.back() = static_cast<uint8_t>(out.back() | 1u << bits % 8);
    }
  }
  return out;
}

template <typename T>
std::vector<T> BitunpackRef(const uint8_t* in, size_t width, size_t count) {
  std::vector<T> values;
  size_t bits = 0;
  for (size_t k = 0; k < count; ++k) {
    T value = 0;
    for (size_t i = 0; i < width; ++i, ++bits) {
      value |= static_cast<T>((in[bits / 8] >> bits % 8) & 1) << i;
    }
    values.push_back(value);
  }
  return values;
}

#endif  // SINEW_TESTS_ENCODING_BITPACK_REF_H_

#ifndef SINEW_TESTS_ENCODING_BITMAP_REF_H_
#define SINEW_TESTS_ENCODING_BITMAP_REF_H_

#include <stddef.h>
#include <stdint.h>

#include <vector>

// Bit by bit, as Arrow's Columnar.rst defines validity bitmaps.

inline bool BitRef(const uint8_t* bits, size_t index) {
  return (bits[index / 8] & (1 << index % 8)) != 0;
}

inline std::vector<bool> BitsRef(const uint8_t* bits, size_t offset, size_t count) {
  std::vector<bool> flags;
  for (size_t i = 0; i < count; ++i) flags.push_back(BitRef(bits, offset + i));
  return flags;
}

// The rest of the last byte is 0.
inline std::vector<uint8_t> BitmapRef(const std::vector<bool>& flags) {
  std::vector<uint8_t> bytes((flags.size() + 7) / 8);
  for (size_t i = 0; i < flags.size(); ++i) {
    if (flags[i]) bytes[i / 8] = static_cast<uint8_t>(bytes[i / 8] | 1 << i % 8);
  }
  return bytes;
}

template <typename Op>
std::vector<uint8_t> CombineRef(const std::vector<bool>& a, const std::vector<bool>& b,
                                const Op& op) {
  std::vector<bool> flags;
  for (size_t i = 0; i < a.size(); ++i) flags.push_back(op(a[i], b[i]));
  return BitmapRef(flags);
}

template <typename T>
std::vector<T> IndicesRef(const std::vector<bool>& flags) {
  std::vector<T> indices;
  for (size_t i = 0; i < flags.size(); ++i) {
    if (flags[i]) indices.push_back(static_cast<T>(i));
  }
  return indices;
}

#endif  // SINEW_TESTS_ENCODING_BITMAP_REF_H_

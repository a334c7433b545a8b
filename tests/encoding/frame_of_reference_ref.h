#ifndef SINEW_TESTS_ENCODING_FRAME_OF_REFERENCE_REF_H_
#define SINEW_TESTS_ENCODING_FRAME_OF_REFERENCE_REF_H_

#include <stddef.h>
#include <stdint.h>

#include <algorithm>
#include <type_traits>
#include <vector>

template <typename T>
struct FrameRef {
  T base = 0;
  size_t width = 0;
};

// The least value, and the bits of the greatest distance from it, counted one by one.
template <typename T>
FrameRef<T> MeasureRef(const std::vector<T>& values) {
  FrameRef<T> frame;
  if (values.empty()) return frame;
  frame.base = *std::min_element(values.begin(), values.end());
  const T greatest = *std::max_element(values.begin(), values.end());
  for (__int128 rest = static_cast<__int128>(greatest) - frame.base; rest > 0; rest /= 2) {
    ++frame.width;
  }
  return frame;
}

// Distances from any base, modulo 2^32 or 2^64.
template <typename T>
std::vector<std::make_unsigned_t<T>> DistancesRef(const std::vector<T>& values, T base) {
  std::vector<std::make_unsigned_t<T>> out;
  for (const T value : values) {
    const __int128 distance = static_cast<__int128>(value) - base;
    out.push_back(static_cast<std::make_unsigned_t<T>>(distance));
  }
  return out;
}

#endif  // SINEW_TESTS_ENCODING_FRAME_OF_REFERENCE_REF_H_

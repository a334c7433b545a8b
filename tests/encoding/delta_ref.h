#ifndef SINEW_TESTS_ENCODING_DELTA_REF_H_
#define SINEW_TESTS_ENCODING_DELTA_REF_H_

#include <type_traits>
#include <vector>

// Each value less the one before it, and running sums, modulo 2^32 or 2^64.

template <typename T>
std::vector<T> DeltaRef(T start, const std::vector<T>& values) {
  using U = std::make_unsigned_t<T>;
  std::vector<T> out;
  T before = start;
  for (const T value : values) {
    out.push_back(static_cast<T>(static_cast<U>(value) - static_cast<U>(before)));
    before = value;
  }
  return out;
}

template <typename T>
std::vector<T> SumsRef(T start, const std::vector<T>& differences) {
  using U = std::make_unsigned_t<T>;
  std::vector<T> out;
  U sum = static_cast<U>(start);
  for (const T difference : differences) {
    sum += static_cast<U>(difference);
    out.push_back(static_cast<T>(sum));
  }
  return out;
}

#endif  // SINEW_TESTS_ENCODING_DELTA_REF_H_

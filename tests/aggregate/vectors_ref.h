#ifndef SINEW_TESTS_AGGREGATE_VECTORS_REF_H_
#define SINEW_TESTS_AGGREGATE_VECTORS_REF_H_

#include <stddef.h>
#include <stdint.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

// The sums of docs/numbers.md, "Vectors", word for word.
namespace vectors_ref {

// `term(i)` is what element i adds.
template <typename T, class Term>
T Sum(size_t dimension, const Term& term) {
  const size_t lanes = 64 / sizeof(T);
  std::vector<T> sums(lanes, T{0});
  const size_t whole = dimension / lanes * lanes, left = dimension - whole;
  for (size_t i = 0; i < whole; ++i) sums[i % lanes] = sums[i % lanes] + term(i);
  for (size_t i = 0; i < left; ++i) {
    T& sum = sums[lanes - left + i];
    sum = sum + term(whole + i);
  }
  for (size_t half = lanes / 2; half != 0; half /= 2) {
    for (size_t i = 0; i < half; ++i) sums[i] = sums[i] + sums[i + half];
  }
  return sums[0];
}

template <typename T>
double Dot(const T* a, const T* b, size_t dimension) {
  return Sum<T>(dimension, [&](size_t i) {
    const volatile T product = a[i] * b[i];  // rounded
    return product;
  });
}

template <typename T>
double SquaredDistance(const T* a, const T* b, size_t dimension) {
  return Sum<T>(dimension, [&](size_t i) {
    const volatile T difference = a[i] - b[i];
    const volatile T square = difference * difference;
    return square;
  });
}

template <typename T>
double Cosine(const T* a, const T* b, size_t dimension) {
  const double lengths = std::sqrt(Dot(a, a, dimension)) * std::sqrt(Dot(b, b, dimension));
  if (lengths == 0) return 0;
  const double cosine = Dot(a, b, dimension) / lengths;
  return cosine > 1 ? 1 : cosine < -1 ? -1 : cosine == 0 ? 0 : cosine;
}

// Whether the one is nearer than the other; NaN is the farthest.
inline bool IsNearer(bool is_distance, double a, double b) {
  if (std::isnan(a) || std::isnan(b)) return !std::isnan(a) && std::isnan(b);
  return is_distance ? a < b : a > b;
}

// Those of the rows that are nearest, by their numbers where they are as near.
inline std::vector<uint32_t> Nearest(const std::vector<double>& measures,
                                     std::vector<uint32_t> rows, bool is_distance, size_t count) {
  std::stable_sort(rows.begin(), rows.end(), [&](uint32_t a, uint32_t b) {
    return IsNearer(is_distance, measures[a], measures[b]);
  });
  rows.resize(std::min(rows.size(), count));
  return rows;
}

}  // namespace vectors_ref

#endif  // SINEW_TESTS_AGGREGATE_VECTORS_REF_H_

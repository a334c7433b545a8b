#ifndef SINEW_TESTS_AGGREGATE_ACCUMULATORS_MIN_MAX_REF_H_
#define SINEW_TESTS_AGGREGATE_ACCUMULATORS_MIN_MAX_REF_H_

#include <stddef.h>
#include <stdint.h>

#include <cmath>
#include <limits>
#include <vector>

template <typename T>
T RefLesser(T a, T b) {
  return b < a ? b : a;
}

// IEEE 754-2019 section 9.6, minimum.
inline double RefLesser(double a, double b) {
  if (std::isnan(a) || std::isnan(b)) return std::numeric_limits<double>::quiet_NaN();
  if (a == 0 && b == 0) return std::signbit(a) ? a : b;
  return b < a ? b : a;
}

template <typename T>
T RefGreater(T a, T b) {
  return a < b ? b : a;
}

// IEEE 754-2019 section 9.6, maximum.
inline double RefGreater(double a, double b) {
  if (std::isnan(a) || std::isnan(b)) return std::numeric_limits<double>::quiet_NaN();
  if (a == 0 && b == 0) return std::signbit(a) ? b : a;
  return a < b ? b : a;
}

template <typename T>
struct RefExtremes {
  T min = 0;
  T max = 0;
  size_t count = 0;
};

template <typename T>
RefExtremes<T> RefMinMax(const std::vector<T>& rows, const std::vector<bool>& valid) {
  RefExtremes<T> found;
  for (size_t i = 0; i < rows.size(); ++i) {
    if (!valid[i]) continue;
    // A value with itself: a NaN becomes the one NaN of the results.
    found.min = RefLesser(found.count == 0 ? rows[i] : found.min, rows[i]);
    found.max = RefGreater(found.count == 0 ? rows[i] : found.max, rows[i]);
    ++found.count;
  }
  return found;
}

#endif  // SINEW_TESTS_AGGREGATE_ACCUMULATORS_MIN_MAX_REF_H_

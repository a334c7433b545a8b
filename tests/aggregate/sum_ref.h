#ifndef SINEW_TESTS_AGGREGATE_SUM_REF_H_
#define SINEW_TESTS_AGGREGATE_SUM_REF_H_

#include <stddef.h>
#include <stdint.h>

#include <vector>

__extension__ typedef __int128 Int128;

// The exact sum of the valid rows.
template <typename T>
Int128 RefSum(const std::vector<T>& rows, const std::vector<bool>& valid) {
  Int128 sum = 0;
  for (size_t i = 0; i < rows.size(); ++i) {
    if (valid[i]) sum += rows[i];
  }
  return sum;
}

// The sum of doubles in the order that sinew_sum_f64 promises.
inline double RefSum(const std::vector<double>& rows, const std::vector<bool>& valid) {
  double sums[32] = {};
  for (size_t i = 0; i < rows.size(); ++i) {
    if (valid[i]) sums[i % 32] += rows[i];
  }
  for (size_t j = 0; j < 16; ++j) sums[j] += sums[j + 16];
  for (size_t j = 0; j < 8; ++j) sums[j] += sums[j + 8];
  for (size_t j = 0; j < 4; ++j) sums[j] += sums[j + 4];
  for (size_t j = 0; j < 2; ++j) sums[j] += sums[j + 2];
  return sums[0] + sums[1];
}

#endif  // SINEW_TESTS_AGGREGATE_SUM_REF_H_

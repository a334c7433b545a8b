#ifndef SINEW_TESTS_AGGREGATE_ACCUMULATORS_SUM_REF_H_
#define SINEW_TESTS_AGGREGATE_ACCUMULATORS_SUM_REF_H_

#include <stddef.h>
#include <stdint.h>

#include <vector>

#include "aggregate/accumulators/contract.h"

__extension__ typedef __int128 RefInt128;

// The exact sum of the valid rows.
template <typename T>
RefInt128 RefSum(const std::vector<T>& rows, const std::vector<bool>& valid, Order) {
  RefInt128 sum = 0;
  for (size_t i = 0; i < rows.size(); ++i) {
    if (valid[i]) sum += rows[i];
  }
  return sum;
}

// Doubles: in the order that docs/numbers.md has for a column or a group.
inline double RefSum(const std::vector<double>& rows, const std::vector<bool>& valid, Order order) {
  const size_t lanes = order == Order::kColumn ? 32 : 1;
  double sums[32] = {};
  for (size_t i = 0; i < rows.size(); ++i) {
    if (valid[i]) sums[i % lanes] += rows[i];
  }
  for (size_t j = 0; j < 16; ++j) sums[j] += sums[j + 16];
  for (size_t j = 0; j < 8; ++j) sums[j] += sums[j + 8];
  for (size_t j = 0; j < 4; ++j) sums[j] += sums[j + 4];
  for (size_t j = 0; j < 2; ++j) sums[j] += sums[j + 2];
  return sums[0] + sums[1];
}

#endif  // SINEW_TESTS_AGGREGATE_ACCUMULATORS_SUM_REF_H_

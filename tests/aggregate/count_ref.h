#ifndef SINEW_TESTS_AGGREGATE_COUNT_REF_H_
#define SINEW_TESTS_AGGREGATE_COUNT_REF_H_

#include <stddef.h>

#include <vector>

inline size_t RefCount(const std::vector<bool>& valid) {
  size_t count = 0;
  for (bool is_valid : valid) count += is_valid ? 1 : 0;
  return count;
}

#endif  // SINEW_TESTS_AGGREGATE_COUNT_REF_H_

#ifndef SINEW_TESTS_HASH_JUMP_HASH_REF_H_
#define SINEW_TESTS_HASH_JUMP_HASH_REF_H_

#include <stdint.h>

// The loop of the paper (Lamping, Veach 2014, figure 1), step for step.
inline uint32_t JumpHashRef(uint64_t key, uint32_t num_buckets) {
  int64_t b = -1;
  int64_t j = 0;
  while (j < num_buckets) {
    b = j;
    key = key * 2862933555777941757u + 1;
    j = static_cast<int64_t>(static_cast<double>(b + 1) * (static_cast<double>(int64_t{1} << 31) /
                                                           static_cast<double>((key >> 33) + 1)));
  }
  return static_cast<uint32_t>(b);
}

#endif  // SINEW_TESTS_HASH_JUMP_HASH_REF_H_

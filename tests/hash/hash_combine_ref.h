#ifndef SINEW_TESTS_HASH_HASH_COMBINE_REF_H_
#define SINEW_TESTS_HASH_HASH_COMBINE_REF_H_

#include <stdint.h>

// The formula as the manual of sinew_hash_combine gives it.
inline uint64_t HashCombineRef(uint64_t first, uint64_t second) {
  uint64_t x = (first ^ (first >> 32)) * 0x9E3779B97F4A7C15 + 0x243F6A8885A308D3 + second;
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
  return x ^ (x >> 31);
}

#endif  // SINEW_TESTS_HASH_HASH_COMBINE_REF_H_

#ifndef SINEW_TESTS_HASH_XXHASH_SANITY_H_
#define SINEW_TESTS_HASH_XXHASH_SANITY_H_

#include <stddef.h>
#include <stdint.h>

#include <vector>

// The input of xxHash's sanity check (cli/xsum_sanity_check.c), of which each vector hashes the
// first bytes: the high bytes of the powers of kSanitySeed64, from kSanitySeed32 on, modulo 2^64.
constexpr uint64_t kSanitySeed32 = 2654435761u;
constexpr uint64_t kSanitySeed64 = 11400714785074694797u;

inline std::vector<uint8_t> SanityBytes(size_t size) {
  std::vector<uint8_t> bytes;
  for (uint64_t state = kSanitySeed32; bytes.size() < size; state *= kSanitySeed64) {
    bytes.push_back(static_cast<uint8_t>(state >> 56));
  }
  return bytes;
}

#endif  // SINEW_TESTS_HASH_XXHASH_SANITY_H_

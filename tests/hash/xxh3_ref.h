#ifndef SINEW_TESTS_HASH_XXH3_REF_H_
#define SINEW_TESTS_HASH_XXH3_REF_H_

#include <stddef.h>
#include <stdint.h>

// XXH3 with a seed. The oracle is xxHash itself, by other authors, compiled from its header.
#define XXH_INLINE_ALL
#include "sinew/sinew.h"

#include <xxhash.h>

inline uint64_t Xxh3Ref(const void* in, size_t size, uint64_t seed) {
  return XXH3_64bits_withSeed(in, size, seed);
}

inline sinew_hash128 Xxh3Ref128(const void* in, size_t size, uint64_t seed) {
  const XXH128_hash_t hash = XXH3_128bits_withSeed(in, size, seed);
  return {hash.low64, hash.high64};
}

inline bool operator==(const sinew_hash128& a, const sinew_hash128& b) {
  return a.low == b.low && a.high == b.high;
}
inline bool operator!=(const sinew_hash128& a, const sinew_hash128& b) { return !(a == b); }

#endif  // SINEW_TESTS_HASH_XXH3_REF_H_

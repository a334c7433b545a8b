#ifndef SINEW_TESTS_HASH_XXH3_REF_H_
#define SINEW_TESTS_HASH_XXH3_REF_H_

#include <stddef.h>
#include <stdint.h>

// XXH3-64 with a seed. The oracle is xxHash itself, by other authors, compiled from its header.
#define XXH_INLINE_ALL
#include <xxhash.h>

inline uint64_t Xxh3Ref(const void* in, size_t size, uint64_t seed) {
  return XXH3_64bits_withSeed(in, size, seed);
}

#endif  // SINEW_TESTS_HASH_XXH3_REF_H_

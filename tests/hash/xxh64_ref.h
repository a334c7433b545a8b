#ifndef SINEW_TESTS_HASH_XXH64_REF_H_
#define SINEW_TESTS_HASH_XXH64_REF_H_

#include <stddef.h>
#include <stdint.h>

// The oracle is xxHash itself, by other authors, compiled from its header.
#define XXH_INLINE_ALL
#include <xxhash.h>

inline uint64_t Xxh64Ref(const void* in, size_t size, uint64_t seed) {
  return XXH64(in, size, seed);
}

#endif  // SINEW_TESTS_HASH_XXH64_REF_H_

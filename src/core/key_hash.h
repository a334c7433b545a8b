#ifndef SINEW_CORE_KEY_HASH_H_
#define SINEW_CORE_KEY_HASH_H_

#include <stddef.h>
#include <stdint.h>

#include "core/abi.h"
#include "core/bytes.h"

namespace sinew {

// What the hashes of one table depend on. It starts with fast hashes under `seed`. They spread any
// keys but those that somebody chose against them; a table that meets such keys changes to strong
// hashes under a random `key` (see KeyTable).
struct KeySeed {
  uint64_t seed = 0;
  bool strong = false;
  uint64_t key[4] = {};
};

// SipHash (Aumasson, Bernstein, "SipHash: a fast short-input PRF", 2012) of the 8 bytes of `word`:
// kPerWord rounds for each word of input, kAtEnd at the end. Loops over it vectorise.
template <int kPerWord, int kAtEnd>
inline uint64_t SipHash(const uint64_t key[2], uint64_t word) {
  uint64_t v0 = key[0] ^ 0x736F6D6570736575u;
  uint64_t v1 = key[1] ^ 0x646F72616E646F6Du;
  uint64_t v2 = key[0] ^ 0x6C7967656E657261u;
  uint64_t v3 = key[1] ^ 0x7465646279746573u;
  const auto rotate = [](uint64_t x, int bits) { return x << bits | x >> (64 - bits); };
  const auto round = [&] {
    v0 += v1;
    v2 += v3;
    v1 = rotate(v1, 13) ^ v0;
    v3 = rotate(v3, 16) ^ v2;
    v0 = rotate(v0, 32) + v3;
    v2 += v1;
    v1 = rotate(v1, 17) ^ v2;
    v3 = rotate(v3, 21) ^ v0;
    v2 = rotate(v2, 32);
  };
  const auto absorb = [&](uint64_t input) {
    v3 ^= input;
    for (int i = 0; i < kPerWord; ++i) round();
    v0 ^= input;
  };
  absorb(word);
  absorb(uint64_t{sizeof(word)} << 56);
  v2 ^= 0xFF;
  for (int i = 0; i < kAtEnd; ++i) round();
  return v0 ^ v1 ^ v2 ^ v3;
}

// The fast hash of an integer key, the seed already over it. Two rounds of multiply (the factors
// are 2^64 over the golden ratio and over the plastic number, odd) around a fold: the high half
// then depends on every bit of the key. Multiplications of 64 bits keep it within what every SIMD
// target has.
inline uint32_t FastHash(uint64_t key) {
  uint64_t hash = key * 0x9E3779B97F4A7C15u;
  hash ^= hash >> 32;
  return static_cast<uint32_t>((hash * 0xC13FA9A902A6328Fu) >> 32);
}

// The strong one. SipHash-1-3 is what hash tables of Rust and Python rest on; in vectors it costs a
// few nanoseconds.
inline uint32_t StrongHash(const uint64_t key[2], uint64_t word) {
  return static_cast<uint32_t>(SipHash<1, 3>(key, word) >> 32);
}

inline uint32_t KeyHash(uint64_t key, const KeySeed& seed) {
  return seed.strong ? StrongHash(seed.key, key) : FastHash(key);
}

// How strings are hashed. The functions are in src/hash, and core must not see that family, so
// whoever makes a table passes them to it (hash/key_hash.h has the ones that all tables take).
struct StringHash {
  // Rows [first, first + count) of a checked string column.
  void (*column)(const sinew_column& column, size_t first, size_t count, const KeySeed& seed,
                 uint32_t* hashes);
  // One string: what the other one gives for it.
  uint32_t (*one)(Bytes string, const KeySeed& seed);
};

}  // namespace sinew

#endif  // SINEW_CORE_KEY_HASH_H_

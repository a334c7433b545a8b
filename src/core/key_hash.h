#ifndef SINEW_CORE_KEY_HASH_H_
#define SINEW_CORE_KEY_HASH_H_

#include <stddef.h>
#include <stdint.h>

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

// A string of at most kShortString bytes, with zeros behind it: two words instead of bytes whose
// number nobody can predict.
struct ShortWords {
  uint64_t low;
  uint64_t high;

  friend bool operator==(const ShortWords& a, const ShortWords& b) {
    return ((a.low ^ b.low) | (a.high ^ b.high)) == 0;
  }
};
constexpr size_t kShortString = 16;

// kShortString bytes, of which the first `size` are all ones and the others 0.
inline const uint8_t* ShortMask(size_t size) {
  static constexpr uint8_t kOnes[2 * kShortString] = {255, 255, 255, 255, 255, 255, 255, 255,
                                                      255, 255, 255, 255, 255, 255, 255, 255};
  return kOnes + kShortString - size;
}

// Reads kShortString bytes, whatever the size.
inline ShortWords LoadPadded(const uint8_t* string, size_t size) {
  const uint8_t* const mask = ShortMask(size);
  return {Load<uint64_t>(string) & Load<uint64_t>(mask),
          Load<uint64_t>(string + 8) & Load<uint64_t>(mask + 8)};
}

// Reads the string alone.
inline ShortWords LoadShort(const uint8_t* string, size_t size) {
  if (size > 8) {
    return {Load<uint64_t>(string), Load<uint64_t>(string + size - 8) >> 8 * (kShortString - size)};
  }
  if (size >= 4) {
    return {Load<uint32_t>(string) | uint64_t{Load<uint32_t>(string + size - 4)} << 8 * (size - 4),
            0};
  }
  if (size == 0) return {0, 0};
  return {string[0] | uint64_t{string[size / 2]} << 8 * (size / 2) |
              uint64_t{string[size - 1]} << 8 * (size - 1),
          0};
}

// The fast hash of a string: the 128-bit product of its two words under two secret ones, folded; of
// a long string that of each 16 bytes and what came out before, the last ones perhaps twice. As
// long as the secrets are not known, nobody can choose a factor of 0 or keys that differ and have
// one product (NH of UMAC, Black and others 1999, has the argument for sums in place of XOR). No
// seed that anybody would choose makes one of them small.
class FastStringHash {
 public:
  explicit FastStringHash(uint64_t seed)
      : low_(seed ^ 0xE7037ED1A0B428DBu),
        high_((seed ^ 0xD6E8FEB86659FD93u) * 0x9E3779B97F4A7C15u) {
    high_ = (high_ ^ high_ >> 32) * 0xA0761D6478BD642Fu;
  }

  uint32_t OfShort(ShortWords words, size_t size) const {
    return Finish(Fold(words.low ^ low_, words.high ^ high_), size);
  }
  uint32_t OfLong(const uint8_t* string, size_t size) const {
    uint64_t hash = low_;
    const auto add = [&](const uint8_t* from) {
      hash = Fold(Load<uint64_t>(from) ^ hash, Load<uint64_t>(from + 8) ^ high_);
    };
    add(string);
    for (size_t at = kShortString; at < size - kShortString; at += kShortString) add(string + at);
    add(string + size - kShortString);
    return Finish(hash, size);
  }
  uint32_t operator()(Bytes string) const {
    return string.size > kShortString ? OfLong(string.data, string.size)
                                      : OfShort(LoadShort(string.data, string.size), string.size);
  }

 private:
  __extension__ typedef unsigned __int128 Product;
  static uint64_t Fold(uint64_t a, uint64_t b) {
    const Product product = Product{a} * b;
    return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
  }
  static uint32_t Finish(uint64_t hash, size_t size) {
    return static_cast<uint32_t>(((hash ^ size) * 0x9E3779B97F4A7C15u) >> 32);
  }

  uint64_t low_;
  uint64_t high_;
};

// The strong hash of a string, under the key of a KeySeed. It is in src/hash, and core must not see
// that family, so whoever makes a table passes it (hash/key_hash.h has the one that all tables
// take).
using StringHash = uint32_t (*)(Bytes string, const uint64_t key[4]);

inline uint32_t KeyHash(Bytes string, const KeySeed& seed, StringHash strong) {
  return seed.strong ? strong(string, seed.key) : FastStringHash(seed.seed)(string);
}

}  // namespace sinew

#endif  // SINEW_CORE_KEY_HASH_H_

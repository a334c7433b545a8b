#ifndef SINEW_TESTS_HASH_MURMUR3_REF_H_
#define SINEW_TESTS_HASH_MURMUR3_REF_H_

#include <stddef.h>
#include <stdint.h>

#include <utility>

// MurmurHash3_x86_32 and MurmurHash3_x64_128 of SMHasher, in its order, a byte at a time.

inline uint64_t Murmur3Word(const uint8_t* in, size_t bytes) {
  uint64_t word = 0;
  for (size_t i = 0; i < bytes; ++i) word |= uint64_t{in[i]} << (8 * i);
  return word;
}

inline uint32_t Murmur3Ref32(const uint8_t* in, size_t size, uint32_t seed) {
  const auto rotl = [](uint32_t x, int r) { return (x << r) | (x >> (32 - r)); };
  const auto mix = [rotl](uint32_t k) { return rotl(k * 0xcc9e2d51, 15) * 0x1b873593; };
  uint32_t h = seed;
  size_t at = 0;
  for (; at + 4 <= size; at += 4) {
    h ^= mix(static_cast<uint32_t>(Murmur3Word(in + at, 4)));
    h = rotl(h, 13);
    h = h * 5 + 0xe6546b64;
  }
  if (at != size) h ^= mix(static_cast<uint32_t>(Murmur3Word(in + at, size - at)));
  h ^= static_cast<uint32_t>(size);
  h ^= h >> 16;
  h *= 0x85ebca6b;
  h ^= h >> 13;
  h *= 0xc2b2ae35;
  h ^= h >> 16;
  return h;
}

// Both halves, the first one first.
inline std::pair<uint64_t, uint64_t> Murmur3Ref128(const uint8_t* in, size_t size, uint64_t seed) {
  const auto rotl = [](uint64_t x, int r) { return (x << r) | (x >> (64 - r)); };
  const uint64_t c1 = 0x87c37b91114253d5, c2 = 0x4cf5ad432745937f;
  const auto mix1 = [&](uint64_t k) { return rotl(k * c1, 31) * c2; };
  const auto mix2 = [&](uint64_t k) { return rotl(k * c2, 33) * c1; };
  uint64_t h1 = seed, h2 = seed;
  size_t at = 0;
  for (; at + 16 <= size; at += 16) {
    h1 ^= mix1(Murmur3Word(in + at, 8));
    h1 = (rotl(h1, 27) + h2) * 5 + 0x52dce729;
    h2 ^= mix2(Murmur3Word(in + at + 8, 8));
    h2 = (rotl(h2, 31) + h1) * 5 + 0x38495ab5;
  }
  const size_t tail = size - at;
  if (tail > 8) h2 ^= mix2(Murmur3Word(in + at + 8, tail - 8));
  if (tail > 0) h1 ^= mix1(Murmur3Word(in + at, tail < 8 ? tail : 8));
  h1 ^= size;
  h2 ^= size;
  h1 += h2;
  h2 += h1;
  for (uint64_t* h : {&h1, &h2}) {
    *h ^= *h >> 33;
    *h *= 0xff51afd7ed558ccd;
    *h ^= *h >> 33;
    *h *= 0xc4ceb9fe1a85ec53;
    *h ^= *h >> 33;
  }
  h1 += h2;
  h2 += h1;
  return {h1, h2};
}

#endif  // SINEW_TESTS_HASH_MURMUR3_REF_H_

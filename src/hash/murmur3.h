#ifndef SINEW_HASH_MURMUR3_H_
#define SINEW_HASH_MURMUR3_H_

#include <stddef.h>
#include <stdint.h>

#include "core/abi.h"
#include "core/bytes.h"
#include "hash/abi.h"

// MurmurHash3 of one input in plain code: x86-32 and x64-128 of Appleby's
// https://github.com/aappleby/smhasher. The last bytes, fewer than a block, are taken from the end
// of the input with a shift in place of a branch on how many they are: no bytes mix to nothing.
namespace sinew {
namespace murmur3 {

constexpr uint32_t kFactor32_1 = 0xCC9E2D51;
constexpr uint32_t kFactor32_2 = 0x1B873593;
constexpr uint32_t kAdd32 = 0xE6546B64;
constexpr uint32_t kEnd32_1 = 0x85EBCA6B;
constexpr uint32_t kEnd32_2 = 0xC2B2AE35;

constexpr uint64_t kFactor64_1 = 0x87C37B91114253D5;
constexpr uint64_t kFactor64_2 = 0x4CF5AD432745937F;
constexpr uint32_t kAdd64_1 = 0x52DCE729;
constexpr uint32_t kAdd64_2 = 0x38495AB5;
constexpr uint64_t kEnd64_1 = 0xFF51AFD7ED558CCD;
constexpr uint64_t kEnd64_2 = 0xC4CEB9FE1A85EC53;

inline uint32_t RotateLeft(uint32_t x, int bits) { return x << bits | x >> (32 - bits); }
inline uint64_t RotateLeft(uint64_t x, int bits) { return x << bits | x >> (64 - bits); }

// The first `size` bytes, at most three, as a number.
inline uint32_t LoadUpTo3(const uint8_t* in, size_t size) {
  if (size == 0) return 0;
  return in[0] | uint32_t{in[size / 2]} << (size / 2 * 8) |
         uint32_t{in[size - 1]} << (size - 1) * 8;
}

inline uint32_t Mix32(uint32_t word) { return RotateLeft(word * kFactor32_1, 15) * kFactor32_2; }

inline uint32_t Hash32(const uint8_t* in, size_t size, uint32_t seed) {
  uint32_t h = seed;
  const uint8_t* end = in + size;
  for (size_t left = size; left >= 4; left -= 4, in += 4) {
    h = RotateLeft(h ^ Mix32(Load<uint32_t>(in)), 13) * 5 + kAdd32;
  }
  uint32_t tail;
  if (size >= 4) {
    tail = static_cast<uint32_t>(uint64_t{Load<uint32_t>(end - 4)} >> (32 - size % 4 * 8));
  } else {
    tail = LoadUpTo3(in, size);
  }
  h ^= Mix32(tail) ^ static_cast<uint32_t>(size);
  h = (h ^ h >> 16) * kEnd32_1;
  h = (h ^ h >> 13) * kEnd32_2;
  return h ^ h >> 16;
}

inline uint64_t Mix64First(uint64_t word) {
  return RotateLeft(word * kFactor64_1, 31) * kFactor64_2;
}

inline uint64_t Mix64Second(uint64_t word) {
  return RotateLeft(word * kFactor64_2, 33) * kFactor64_1;
}

inline uint64_t End64(uint64_t h) {
  h = (h ^ h >> 33) * kEnd64_1;
  h = (h ^ h >> 33) * kEnd64_2;
  return h ^ h >> 33;
}

inline sinew_hash128 Hash128(const uint8_t* in, size_t size, uint64_t seed) {
  uint64_t h1 = seed, h2 = seed;
  const uint8_t* end = in + size;
  for (size_t left = size; left >= 16; left -= 16, in += 16) {
    h1 = (RotateLeft(h1 ^ Mix64First(Load<uint64_t>(in)), 27) + h2) * 5 + kAdd64_1;
    h2 = (RotateLeft(h2 ^ Mix64Second(Load<uint64_t>(in + 8)), 31) + h1) * 5 + kAdd64_2;
  }
  const size_t tail = size % 16;
  if (tail >= 8) {
    h1 ^= Mix64First(Load<uint64_t>(in));
    h2 ^= Mix64Second(Load<uint64_t>(end - 8) >> (15 - tail) * 8 >> 8);
  } else if (size >= 8) {
    h1 ^= Mix64First(Load<uint64_t>(end - 8) >> (7 - tail) * 8 >> 8);
  } else if (size >= 4) {
    h1 ^= Mix64First(Load<uint32_t>(in) | uint64_t{Load<uint32_t>(end - 4)} << (size - 4) * 8);
  } else {
    h1 ^= Mix64First(LoadUpTo3(in, size));
  }
  h1 ^= size;
  h2 ^= size;
  h1 += h2;
  h2 += h1;
  h1 = End64(h1);
  h2 = End64(h2);
  h1 += h2;
  return {h1, h2 + h1};
}

}  // namespace murmur3
}  // namespace sinew

// The entry of the kernel for columns, for other kernels: its comment is in the header that users
// see.
extern "C" sinew_result sinew_murmur3_128_many(const sinew_column* column, uint64_t seed,
                                               sinew_hash128* out) SINEW_NOEXCEPT;

#endif  // SINEW_HASH_MURMUR3_H_

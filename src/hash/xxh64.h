#ifndef SINEW_HASH_XXH64_H_
#define SINEW_HASH_XXH64_H_

#include <hwy/base.h>
#include <stddef.h>
#include <stdint.h>

#include <initializer_list>

#include "core/abi.h"
#include "core/bytes.h"

// XXH64 in plain code to inline: https://github.com/Cyan4973/xxHash, doc/xxhash_spec.md. Four lanes
// take 32 bytes at a time; what is left is added in words, a half word and bytes.
namespace sinew {
namespace xxh64 {

constexpr uint64_t kPrime1 = 0x9E3779B185EBCA87;
constexpr uint64_t kPrime2 = 0xC2B2AE3D27D4EB4F;
constexpr uint64_t kPrime3 = 0x165667B19E3779F9;
constexpr uint64_t kPrime4 = 0x85EBCA77C2B2AE63;
constexpr uint64_t kPrime5 = 0x27D4EB2F165667C5;

constexpr size_t kStripe = 32;

inline uint64_t RotateLeft(uint64_t x, int bits) { return (x << bits) | (x >> (64 - bits)); }

HWY_INLINE uint64_t Round(uint64_t lane, uint64_t word) {
  return RotateLeft(lane + word * kPrime2, 31) * kPrime1;
}

struct Lanes {
  uint64_t a, b, c, d;

  explicit Lanes(uint64_t seed)
      : a(seed + kPrime1 + kPrime2), b(seed + kPrime2), c(seed), d(seed - kPrime1) {}

  // Adds all whole stripes and returns what follows them.
  HWY_INLINE const uint8_t* Add(const uint8_t* in, size_t size) {
    Lanes lanes = *this;
    for (; size >= kStripe; in += kStripe, size -= kStripe) {
      lanes.a = Round(lanes.a, Load<uint64_t>(in));
      lanes.b = Round(lanes.b, Load<uint64_t>(in + 8));
      lanes.c = Round(lanes.c, Load<uint64_t>(in + 16));
      lanes.d = Round(lanes.d, Load<uint64_t>(in + 24));
    }
    *this = lanes;
    return in;
  }

  HWY_INLINE uint64_t Merge() const {
    uint64_t hash = RotateLeft(a, 1) + RotateLeft(b, 7) + RotateLeft(c, 12) + RotateLeft(d, 18);
    for (const uint64_t lane : {a, b, c, d}) {
      hash = (hash ^ Round(0, lane)) * kPrime1 + kPrime4;
    }
    return hash;
  }
};

// Adds the last `size` bytes, fewer than a stripe, and mixes.
HWY_INLINE uint64_t Finish(uint64_t hash, const uint8_t* in, size_t size) {
  for (; size >= 8; in += 8, size -= 8) {
    hash = RotateLeft(hash ^ Round(0, Load<uint64_t>(in)), 27) * kPrime1 + kPrime4;
  }
  if (size >= 4) {
    hash = RotateLeft(hash ^ (Load<uint32_t>(in) * kPrime1), 23) * kPrime2 + kPrime3;
    in += 4;
    size -= 4;
  }
  for (; size != 0; ++in, --size) hash = RotateLeft(hash ^ (*in * kPrime5), 11) * kPrime1;
  hash = (hash ^ (hash >> 33)) * kPrime2;
  hash = (hash ^ (hash >> 29)) * kPrime3;
  return hash ^ (hash >> 32);
}

HWY_INLINE uint64_t Hash(const uint8_t* in, size_t size, uint64_t seed) {
  if (size < kStripe) return Finish(seed + kPrime5 + size, in, size);
  Lanes lanes(seed);
  const uint8_t* rest = lanes.Add(in, size);
  return Finish(lanes.Merge() + size, rest, size % kStripe);
}

}  // namespace xxh64
}  // namespace sinew

// The entry of the kernel for columns, for other kernels: its comment is in the header that users
// see.
extern "C" sinew_result sinew_xxh64_many(const sinew_column* column, uint64_t seed,
                                         uint64_t* out) SINEW_NOEXCEPT;

#endif  // SINEW_HASH_XXH64_H_

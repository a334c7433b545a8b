#ifndef SINEW_HASH_KAFKA_H_
#define SINEW_HASH_KAFKA_H_

#include <stddef.h>
#include <stdint.h>

#include "core/bytes.h"

// MurmurHash2 (Appleby) as Apache Kafka's Utils.murmur2 has it, in plain code, and the remainder by
// a number of partitions without a division.
namespace sinew {
namespace kafka {

constexpr uint32_t kSeed = 0x9747B28C;
constexpr uint32_t kMultiplier = 0x5BD1E995;

inline uint32_t Mix(uint32_t word) {
  word *= kMultiplier;
  return (word ^ word >> 24) * kMultiplier;
}

inline uint32_t Murmur2(const uint8_t* in, size_t size) {
  uint32_t h = kSeed ^ static_cast<uint32_t>(size);
  const uint8_t* tail = in + (size & ~size_t{3});
  for (; in != tail; in += 4) h = h * kMultiplier ^ Mix(Load<uint32_t>(in));
  switch (size % 4) {
    case 3:
      h ^= uint32_t{tail[2]} << 16;
      [[fallthrough]];
    case 2:
      h ^= uint32_t{tail[1]} << 8;
      [[fallthrough]];
    case 1:
      h = (h ^ tail[0]) * kMultiplier;
  }
  h = (h ^ h >> 13) * kMultiplier;
  return h ^ h >> 15;
}

// Kafka's Utils.toPositive of a hash, modulo the number of partitions.
//
// For a divisor 0 < d < 2^31 let 2^s be the least power of two that is not less than d, and r the
// least integer with r * d >= 2^(31 + s). Then e = r * d - 2^(31 + s) < d <= 2^s, so that for all
// x < 2^31 x * e < 2^(31 + s) and floor(x * r / 2^(31 + s)) = floor(x / d) (Granlund and Montgomery
// 1994, theorem 4.2). r fits in 32 bits: d > 2^(s - 1) makes 2^(31 + s) / d < 2^32, and by at least
// 1, for d is an integer. The product is taken of 2 * x, which also drops the sign of the hash, so
// that its upper half has to be shifted by s alone.
struct Modulus {
  explicit Modulus(uint32_t positive)
      : divisor(positive),
        shift(divisor == 1 ? 0 : 32 - static_cast<uint32_t>(__builtin_clz(divisor - 1))),
        reciprocal(static_cast<uint32_t>(((uint64_t{1} << (31 + shift)) + divisor - 1) / divisor)) {
  }

  uint32_t Of(uint32_t hash) const {
    const uint32_t twice = hash << 1;
    const uint32_t quotient = static_cast<uint32_t>(uint64_t{twice} * reciprocal >> 32) >> shift;
    return (twice >> 1) - quotient * divisor;
  }

  uint32_t divisor;
  uint32_t shift;
  uint32_t reciprocal;
};

}  // namespace kafka
}  // namespace sinew

#endif  // SINEW_HASH_KAFKA_H_

#ifndef SINEW_HASH_HASH_COMBINE_H_
#define SINEW_HASH_HASH_COMBINE_H_

#include <stdint.h>

// The parts of sinew_hash_combine, for one pair of hashes; hash_combine.cc has the same for
// vectors.
namespace sinew {
namespace combine {

// 2^64 over the golden ratio, odd; and digits of pi, so that no zeros meet.
constexpr uint64_t kFirst = 0x9E3779B97F4A7C15;
constexpr uint64_t kOffset = 0x243F6A8885A308D3;
// Variant 13 of the finalizers that Stafford searched for ("Better Bit Mixing", 2011), as in
// SplitMix64 (Steele, Lea, Flood 2014).
constexpr uint64_t kMix1 = 0xBF58476D1CE4E5B9;
constexpr uint64_t kMix2 = 0x94D049BB133111EB;

// What the first hash adds to the second.
inline uint64_t Spread(uint64_t first) { return (first ^ (first >> 32)) * kFirst + kOffset; }

// The mixer up to its last multiplication.
inline uint64_t Mix(uint64_t x) {
  x = (x ^ (x >> 30)) * kMix1;
  return (x ^ (x >> 27)) * kMix2;
}

}  // namespace combine
}  // namespace sinew

#endif  // SINEW_HASH_HASH_COMBINE_H_

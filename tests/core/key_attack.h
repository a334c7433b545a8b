#ifndef SINEW_TESTS_CORE_KEY_ATTACK_H_
#define SINEW_TESTS_CORE_KEY_ATTACK_H_

#include <stdint.h>

#include <cstring>
#include <string>
#include <vector>

// Keys that collide, made as somebody makes them who has read the source and knows the seed of an
// object. They are computed from what the hashes are, by inverting them step by step, and share no
// code with the library.

// The number that options.seed is XORed with.
inline uint64_t InnerSeed(uint64_t chosen) { return chosen ^ 0xD1B54A32D192ED03u; }

// The inverse of an odd number modulo 2^64, by Newton's iteration.
inline uint64_t InverseOf(uint64_t odd) {
  uint64_t inverse = odd;
  for (int i = 0; i < 6; ++i) inverse *= 2 - odd * inverse;
  return inverse;
}

// The integer whose fast hash under the seed is the high half of `target`: every low half gives
// another one.
inline uint64_t IntegerWithHash(uint64_t target, uint64_t chosen_seed) {
  uint64_t x = target * InverseOf(0xC13FA9A902A6328Fu);
  x ^= x >> 32;
  return x * InverseOf(0x9E3779B97F4A7C15u) ^ InnerSeed(chosen_seed);
}

// The string of 16 bytes whose fast hash under the seed is the high half of `target`: its second
// word makes one factor of the product 1.
inline std::string StringWithHash(uint64_t target, uint64_t chosen_seed) {
  const uint64_t seed = InnerSeed(chosen_seed);
  uint64_t secret = (seed ^ 0xD6E8FEB86659FD93u) * 0x9E3779B97F4A7C15u;
  secret = (secret ^ secret >> 32) * 0xA0761D6478BD642Fu;
  const uint64_t product = target * InverseOf(0x9E3779B97F4A7C15u) ^ 16;
  const uint64_t words[2] = {product ^ seed ^ 0xE7037ED1A0B428DBu, secret ^ 1};
  std::string string(sizeof(words), '\0');
  memcpy(string.data(), words, sizeof(words));
  return string;
}

// Such a string that begins with a byte of 0, as the packed key of several columns without nulls
// does; the low byte of `target` does not count.
inline std::string PackedWithHash(uint64_t target, uint64_t chosen_seed) {
  const uint64_t first = (InnerSeed(chosen_seed) ^ 0xE7037ED1A0B428DBu ^ 16) & 0xFF;
  return StringWithHash((target & ~uint64_t{0xFF}) | (first * 0x9E3779B97F4A7C15u & 0xFF),
                        chosen_seed);
}

// Hashes of 32 bits that hurt a table of segments and buckets, in the high half; the low half is a
// number, so that all differ.
enum class Attack {
  kOneHash,     // all the same
  kOneHome,     // one bucket in whatever segment, by the low bits
  kOneSegment,  // one segment however often it splits, by the high bits
  kFewHomes,    // 16 buckets of a segment
};
constexpr Attack kAttacks[] = {Attack::kOneHash, Attack::kOneHome, Attack::kOneSegment,
                               Attack::kFewHomes};

inline uint64_t AttackHash(Attack attack, uint64_t i) {
  const uint64_t spread = i * 0x9E3779B97F4A7C15u >> 32;
  uint64_t hash = 0x12345678;
  if (attack == Attack::kOneHome) hash = (spread & 0xFFFFF000u) | 0x678;
  if (attack == Attack::kOneSegment) hash = 0x12340000 | (spread & 0xFFFF);
  if (attack == Attack::kFewHomes) hash = (spread & 0xFFFFF000u) | (i % 16 * 256);
  return hash << 32 | i;
}

inline std::vector<uint64_t> AttackIntegers(Attack attack, size_t count, uint64_t chosen_seed) {
  std::vector<uint64_t> keys;
  for (size_t i = 0; i < count; ++i) {
    keys.push_back(IntegerWithHash(AttackHash(attack, i), chosen_seed));
  }
  return keys;
}

inline std::vector<std::string> AttackStrings(Attack attack, size_t count, uint64_t chosen_seed) {
  std::vector<std::string> keys;
  for (size_t i = 0; i < count; ++i) {
    keys.push_back(StringWithHash(AttackHash(attack, i), chosen_seed));
  }
  return keys;
}

#endif  // SINEW_TESTS_CORE_KEY_ATTACK_H_

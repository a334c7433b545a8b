#ifndef SINEW_TESTS_SUPPORT_RANDOM_H_
#define SINEW_TESTS_SUPPORT_RANDOM_H_

#include <stddef.h>
#include <stdint.h>

#include <vector>

// SplitMix64 (Steele, Lea, Flood 2014): the tests' inputs, the same on every run and machine.
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}

  uint64_t operator()() {
    uint64_t z = state_ += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }

  // Uniform enough in [0, bound) for test inputs; bound > 0.
  uint64_t Below(uint64_t bound) { return (*this)() % bound; }

 private:
  uint64_t state_;
};

inline std::vector<uint8_t> RandomBytes(size_t size, uint64_t seed) {
  Random random(seed);
  std::vector<uint8_t> bytes(size);
  for (uint8_t& byte : bytes) byte = static_cast<uint8_t>(random());
  return bytes;
}

#endif  // SINEW_TESTS_SUPPORT_RANDOM_H_

#ifndef SINEW_TESTS_SUPPORT_TEXT_H_
#define SINEW_TESTS_SUPPORT_TEXT_H_

#include <stddef.h>
#include <stdint.h>

#include <string>

#include "support/random.h"

// The UTF-8 of one code point.
inline std::string Utf8Of(uint32_t code_point) {
  const auto byte = [](uint32_t bits) { return static_cast<char>(bits); };
  if (code_point < 0x80) return {byte(code_point)};
  const char last = byte(0x80 | (code_point & 0x3F));
  if (code_point < 0x800) return {byte(0xC0 | code_point >> 6), last};
  const char third = byte(0x80 | (code_point >> 6 & 0x3F));
  if (code_point < 0x10000) return {byte(0xE0 | code_point >> 12), third, last};
  return {byte(0xF0 | code_point >> 18), byte(0x80 | (code_point >> 12 & 0x3F)), third, last};
}

// A code point of a script that takes 1 to `most` bytes, 4 at most.
inline uint32_t RandomCodePoint(Random& random, size_t most = 4) {
  switch (random.Below(most)) {
    case 0:
      return static_cast<uint32_t>(random.Below(0x80));
    case 1:
      return static_cast<uint32_t>(0x80 + random.Below(0x780));
    case 2: {
      const uint32_t point = static_cast<uint32_t>(0x800 + random.Below(0xF000));
      return point < 0xD800 ? point : point + 0x800;
    }
    default:
      return static_cast<uint32_t>(0x10000 + random.Below(0x100000));
  }
}

// Well-formed text of exactly `size` bytes, with sequences of up to `most` bytes.
inline std::string RandomText(size_t size, Random& random, size_t most = 4) {
  std::string text;
  while (text.size() < size) {
    const std::string next = Utf8Of(RandomCodePoint(random, most));
    if (text.size() + next.size() <= size) text += next;
  }
  return text;
}

#endif  // SINEW_TESTS_SUPPORT_TEXT_H_

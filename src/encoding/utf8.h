#ifndef SINEW_ENCODING_UTF8_H_
#define SINEW_ENCODING_UTF8_H_

#include <stddef.h>
#include <stdint.h>

namespace sinew {

inline bool IsContinuation(uint8_t byte) { return (byte & 0xC0) == 0x80; }

// The first sequence of a text that is not empty.
struct Utf8Sequence {
  size_t size;     // 1 to 4; 0 if it is not well-formed
  bool truncated;  // size is 0 only because the text ends within the sequence
};

// By table 3-7 of the Unicode Standard (version 15, section 3.9).
inline Utf8Sequence FirstSequence(const uint8_t* in, size_t left) {
  const uint8_t lead = in[0];
  if (lead < 0x80) return {1, false};
  if (lead < 0xC2 || lead > 0xF4) return {0, false};
  const size_t size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (left < 2) return {0, true};
  // Overlong forms, surrogates and what is beyond U+10FFFF show in the second byte.
  const uint8_t least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const uint8_t most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (in[1] < least || in[1] > most) return {0, false};
  for (size_t i = 2; i < size; ++i) {
    if (i >= left) return {0, true};
    if (!IsContinuation(in[i])) return {0, false};
  }
  return {size, false};
}

// How far a conversion came.
struct Progress {
  size_t read, written;
};

// Writes the UTF-8 of a code point; false if there is no room for it.
inline bool WriteUtf8(uint32_t point, uint8_t* out, size_t capacity, size_t& written) {
  const size_t size = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  if (size > capacity - written) return false;
  for (size_t i = size; i-- > 1; point >>= 6) {
    out[written + i] = static_cast<uint8_t>(0x80 | (point & 0x3F));
  }
  out[written] = static_cast<uint8_t>(size == 1 ? point : (0xF00 >> size) | point);
  written += size;
  return true;
}

// The length of the longest prefix that is well-formed UTF-8.
size_t ValidUtf8Prefix(const uint8_t* in, size_t size);

}  // namespace sinew

#endif  // SINEW_ENCODING_UTF8_H_

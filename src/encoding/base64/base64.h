#ifndef SINEW_ENCODING_BASE64_BASE64_H_
#define SINEW_ENCODING_BASE64_BASE64_H_

#include "core/bytes.h"
#include "encoding/abi.h"

// What the parts of encoding/base64 share that does not depend on the target.
namespace sinew {
namespace base64 {

// The sign bit marks a byte that is not a digit, in the table and in vectors that look it up.
constexpr uint8_t kNoDigit = 0x80;

struct Tables {
  uint8_t digit[64];
  uint8_t value[256];  // of a digit, or kNoDigit

  // For lookups of 16 entries. Encoding adds an entry of digit_shift to a value: entry 13 to 0-25,
  // entry 0 to 26-51, and entries 1 to 12 to 52-63.
  uint8_t digit_shift[16];
  // A byte is not a digit if wrong_high of its upper four bits and wrong_low of its lower four have
  // a bit in common.
  uint8_t wrong_high[16];
  uint8_t wrong_low[16];
  // Decoding adds an entry of value_shift to a digit, by its upper four bits. Only `lonely` needs
  // another addend than the digits that share these bits; its entry is 8 further on.
  uint8_t value_shift[16];
  uint8_t lonely;
};

extern const Tables kTables[2];
static_assert(SINEW_BASE64_URL == 1);

inline const Tables& TablesOf(uint32_t flags) { return kTables[flags & SINEW_BASE64_URL]; }
inline bool IsPadded(uint32_t flags) { return (flags & SINEW_BASE64_RAW) == 0; }
inline bool IsStrict(uint32_t flags) { return (flags & SINEW_BASE64_STRICT) != 0; }
inline bool IsBreak(uint8_t byte) { return byte == '\n' || byte == '\r'; }

constexpr uint32_t kEncodeFlags = SINEW_BASE64_URL | SINEW_BASE64_RAW;
constexpr uint32_t kDecodeFlags = kEncodeFlags | SINEW_BASE64_STRICT;

inline size_t EncodedSize(size_t size, uint32_t flags) {
  return IsPadded(flags) ? (size + 2) / 3 * 4 : size / 3 * 4 + (size % 3 * 4 + 2) / 3;
}

// The most bytes that `size` bytes of text decode to.
inline size_t DecodedBound(size_t size) { return size / 4 * 3 + size % 4 * 3 / 4; }

// Encodes group by group; returns where the output ends.
uint8_t* EncodeGroups(const Tables& t, const uint8_t* in, size_t size, uint32_t flags,
                      uint8_t* out);

// How far a decoder came, in bytes of the input and of the output. It stops between groups.
struct Progress {
  size_t read;
  size_t written;
};

// Decodes the rest of the input, from `done` on, group by group.
sinew_codec_result DecodeGroups(const Bytes& in, uint32_t flags, uint8_t* out, size_t capacity,
                                Progress done);

}  // namespace base64
}  // namespace sinew

#endif  // SINEW_ENCODING_BASE64_BASE64_H_

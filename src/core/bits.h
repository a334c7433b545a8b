#ifndef SINEW_CORE_BITS_H_
#define SINEW_CORE_BITS_H_

#include <stddef.h>
#include <stdint.h>

#include "core/bytes.h"

namespace sinew {

// The low `count` bits set; count <= 64.
inline uint64_t LowBits(size_t count) {
  return count >= 64 ? ~uint64_t{0} : (uint64_t{1} << count) - 1;
}

inline bool BitAt(const uint8_t* bits, size_t index) {
  return (bits[index / 8] >> (index % 8)) & 1;
}

// Writes a bit behind those that are there: what is above it in its byte says nothing yet.
inline void AppendBit(uint8_t* bits, size_t index, bool bit) {
  const uint32_t before = index % 8 == 0 ? 0 : bits[index / 8] & LowBits(index % 8);
  bits[index / 8] = static_cast<uint8_t>(before | uint32_t{bit} << index % 8);
}

// Bits [index, index + count) of a bitmap, the first one lowest; count is 1 to 64. Reads only the
// bytes that hold them.
inline uint64_t LoadBits(const uint8_t* bits, size_t index, size_t count) {
  const uint8_t* from = bits + index / 8;
  const size_t shift = index % 8;
  const size_t bytes = (shift + count + 7) / 8;  // 1 to 9
  if (bytes >= 8) {
    uint64_t word = Load<uint64_t>(from) >> shift;
    if (bytes == 9) word |= uint64_t{from[8]} << (64 - shift);
    return word & LowBits(count);
  }
  uint64_t word = 0;
  for (size_t i = 0; i < bytes; ++i) word |= uint64_t{from[i]} << (8 * i);
  return (word >> shift) & LowBits(count);
}

// The position, counted from `index`, of the first one in bits [index, index + count); `count` when
// there is none.
inline size_t FindBit(const uint8_t* bits, size_t index, size_t count) {
  for (size_t i = 0; i < count; i += 64) {
    const uint64_t word = LoadBits(bits, index + i, count - i < 64 ? count - i : 64);
    if (word != 0) return i + static_cast<size_t>(__builtin_ctzll(word));
  }
  return count;
}

}  // namespace sinew

#endif  // SINEW_CORE_BITS_H_

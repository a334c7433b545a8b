#ifndef SINEW_CORE_VARINT_H_
#define SINEW_CORE_VARINT_H_

#include <bit>

#include "core/abi.h"
#include "core/bits.h"
#include "core/bytes.h"

namespace sinew {

// Numbers of seven bits a byte, the lowest first, with the high bit set in all bytes but the last
// (LEB128).

// Bytes of the longest varint of a T: 5 or 10.
template <typename T>
constexpr size_t kMaxVarintBytes = (8 * sizeof(T) + 6) / 7;

// The most that the last byte of such a varint can hold: 15 or 1.
template <typename T>
constexpr uint8_t kMaxLastByte =
    static_cast<uint8_t>((1u << (8 * sizeof(T) - 7 * (kMaxVarintBytes<T> - 1))) - 1);

// Bytes that a value takes: its bits divided by 7, rounded up, without a division.
inline size_t VarintLength(uint64_t value) {
  return (9 * static_cast<size_t>(std::bit_width(value | 1)) + 64) / 64;
}

// T is unsigned, and holds the bits of a signed integer.
template <typename T>
inline T ZigzagEncode(T value) {
  return static_cast<T>(value << 1) ^ (T{0} - (value >> (8 * sizeof(T) - 1)));
}

template <typename T>
inline T ZigzagDecode(T value) {
  return static_cast<T>(value >> 1) ^ (T{0} - (value & 1));
}

// Joins the low seven bits of each byte.
inline uint64_t JoinSevens(uint64_t bytes) {
  uint64_t x = bytes & 0x7F7F7F7F7F7F7F7Fu;
  x = (x & 0x007F007F007F007Fu) | ((x & 0x7F007F007F007F00u) >> 1);
  x = (x & 0x00003FFF00003FFFu) | ((x & 0x3FFF00003FFF0000u) >> 2);
  return (x & 0x0FFFFFFFu) | ((x & 0x0FFFFFFF00000000u) >> 4);
}

// Spreads the low 56 bits, seven to a byte.
inline uint64_t SpreadSevens(uint64_t value) {
  uint64_t x = (value & 0x0FFFFFFFu) | ((value << 4) & 0x0FFFFFFF00000000u);
  x = (x & 0x00003FFF00003FFFu) | ((x << 2) & 0x3FFF00003FFF0000u);
  return (x & 0x007F007F007F007Fu) | ((x << 1) & 0x7F007F007F007F00u);
}

// Reads the varint at *at and moves *at behind it, or to the fault if the status is not OK.
template <typename T>
inline sinew_status ReadVarint(const uint8_t* in, size_t size, size_t* at, T* value) {
  T result = 0;
  for (size_t i = 0; i < kMaxVarintBytes<T>; ++i, ++*at) {
    if (*at == size) return SINEW_STATUS_TRUNCATED;
    const uint8_t byte = in[*at];
    result |= static_cast<T>(byte & 0x7F) << (7 * i);
    if (byte >= 0x80) continue;
    if (i + 1 == kMaxVarintBytes<T> && byte > kMaxLastByte<T>) return SINEW_STATUS_CORRUPT;
    ++*at;
    *value = result;
    return SINEW_STATUS_OK;
  }
  return *at == size ? SINEW_STATUS_TRUNCATED : SINEW_STATUS_CORRUPT;
}

// Reads the varint at `at` as Protocol Buffers do, and returns its end; or null if none of at most
// ten bytes ends before `end`. Bits above the 64th are dropped. A loop over the bytes: what comes
// next is read while the branches are guessed, and messages of one writer make good guesses;
// finding the end by a bit scan made messages wait for each varint (0.6 times the speed).
inline const uint8_t* ReadWireVarint(const uint8_t* at, const uint8_t* end, uint64_t* value) {
  uint64_t result = 0;
  for (uint32_t shift = 0; at < end && shift < 7 * kMaxVarintBytes<uint64_t>; shift += 7) {
    const uint8_t byte = *at++;
    result |= uint64_t{byte & 0x7Fu} << shift;
    if (byte < 0x80) {
      *value = result;
      return at;
    }
  }
  return nullptr;
}

// Writes a varint and returns its end. A loop, as those that come alone are short and alike.
inline uint8_t* WriteVarint(uint64_t value, uint8_t* out) {
  for (; value >= 0x80; value >>= 7) *out++ = static_cast<uint8_t>(value | 0x80);
  *out++ = static_cast<uint8_t>(value);
  return out;
}

// The same without a branch on the length, for many of any length; `out` has room for 10 bytes.
inline uint8_t* WriteAnyVarint(uint64_t value, uint8_t* out) {
  const size_t length = VarintLength(value);
  if (length <= 8) {
    const uint64_t more = 0x8080808080808080u & LowBits(8 * length - 8);
    Store(out, SpreadSevens(value) | more);
  } else {
    Store(out, SpreadSevens(value) | 0x8080808080808080u);
    // The highest bit says that a tenth byte follows, which holds it.
    out[8] = static_cast<uint8_t>(value >> 56);
    out[9] = static_cast<uint8_t>(value >> 63);
  }
  return out + length;
}

}  // namespace sinew

#endif  // SINEW_CORE_VARINT_H_

#ifndef SINEW_INGEST_DECODER_DIGITS_H_
#define SINEW_INGEST_DECODER_DIGITS_H_

#include "core/bytes.h"

// Short numbers in a word: the digits end at its highest byte, zeros fill it up, and three
// multiplications add pairs, fours and eights of them (Johnny Lee, "Fast numeric string to int",
// 2016).

namespace sinew {

constexpr uint64_t Repeat(uint8_t byte) { return byte * uint64_t{0x0101010101010101}; }

// The digits, 0 to 8 of them, before `end` in the highest bytes of a word, and zeros below. What is
// no digit is more than 9. Eight bytes before `end` are read.
inline uint64_t DigitsBefore(const uint8_t* end, size_t size) {
  const uint64_t word = Load<uint64_t>(end - 8) ^ Repeat('0');
  const size_t unused = 64 - 8 * size;
  return size == 0 ? 0 : word >> unused << unused;
}

inline bool AreDigits(uint64_t digits) {
  return (((digits + Repeat(0x80 - 10)) | digits) & Repeat(0x80)) == 0;
}

inline uint64_t NumberOf(uint64_t digits) {
  digits = (digits * (1 + (10 << 8))) >> 8 & 0x00FF00FF00FF00FF;
  digits = (digits * (1 + (100 << 16))) >> 16 & 0x0000FFFF0000FFFF;
  return (digits * (1 + (uint64_t{10000} << 32))) >> 32;
}

// An optional '-' and 1 to 16 digits. False for any other text, and for one whose end is less than
// 16 bytes behind what can be read; `before` bytes can be read before its beginning.
inline bool ParseShortInteger(Bytes text, size_t before, int64_t* number) {
  const bool is_negative = text.data[0] == '-';
  const size_t size = text.size - is_negative;
  const uint8_t* const end = text.data + text.size;
  if (size - 1 >= 16 || before + text.size < 16) return false;
  uint64_t value;
  if (size <= 8) {
    const uint64_t digits = DigitsBefore(end, size);
    if (!AreDigits(digits)) return false;
    value = NumberOf(digits);
  } else {
    const uint64_t low = DigitsBefore(end, 8), high = DigitsBefore(end - 8, size - 8);
    if (!AreDigits(low) || !AreDigits(high)) return false;
    value = NumberOf(high) * 100000000 + NumberOf(low);
  }
  *number = static_cast<int64_t>(is_negative ? 0 - value : value);
  return true;
}

}  // namespace sinew

#endif  // SINEW_INGEST_DECODER_DIGITS_H_

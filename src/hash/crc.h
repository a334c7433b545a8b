#ifndef SINEW_HASH_CRC_H_
#define SINEW_HASH_CRC_H_

#include <stddef.h>
#include <stdint.h>

#include <array>

// What a CRC over GF(2) needs to know of its polynomial P, derived at compile time.
//
// Bits are reflected: the highest bit of a word is the coefficient of its lowest power of x. A
// carry-less product of two reflected words of 64 bits comes out as the product times x, in 128
// bits; a CRC of 32 bits in the lower half of a word reads as that CRC times x^32.
namespace sinew {
namespace crc {

// A polynomial is x^width plus kTerms. With y = x^-512, which moves a vector of 64 bytes back by
// one place, the sum of y^delay over kDelays is 1 modulo P. A search through sums of seven powers
// found these; for a width of 64 there are none below a thousand, and CRC-32C has better means.
struct Castagnoli {
  using Word = uint32_t;
  static constexpr Word kTerms = 0x82F63B78;
  static constexpr std::array<unsigned, 0> kDelays = {};
};
struct Ieee {
  using Word = uint32_t;
  static constexpr Word kTerms = 0xEDB88320;
  static constexpr std::array<unsigned, 7> kDelays = {14, 22, 30, 52, 75, 98, 105};
};
struct Nvme {
  using Word = uint64_t;
  static constexpr Word kTerms = 0x9A6C9329AC4BC9B5;
  static constexpr std::array<unsigned, 0> kDelays = {};
};

template <class P>
struct Algebra {
  using Word = typename P::Word;
  static constexpr unsigned kWidth = 8 * sizeof(Word);
  static constexpr Word kOne = Word{1} << (kWidth - 1);  // x^0

  static constexpr Word TimesX(Word a) { return (a >> 1) ^ (a & 1 ? P::kTerms : 0); }
  static constexpr Word OverX(Word a) { return a & kOne ? (a ^ P::kTerms) << 1 | 1 : a << 1; }

  static constexpr Word Times(Word a, Word b) {
    Word product = 0;
    for (; b != 0; b <<= 1, a = TimesX(a)) product ^= b & kOne ? a : 0;
    return product;
  }

  static constexpr Word PowerOfX(int exponent) {
    Word power = kOne;
    for (; exponent > 0; --exponent) power = TimesX(power);
    for (; exponent < 0; ++exponent) power = OverX(power);
    return power;
  }

  // The multiplier that shifts a word by `bits`. It makes up for the x of a carry-less product, and
  // for its own place: as a word of 64 bits it reads as itself times x^(64 - width).
  static constexpr int kProductShift = 65 - static_cast<int>(kWidth);
  static constexpr Word ShiftBy(unsigned bits) {
    return PowerOfX(static_cast<int>(bits) - kProductShift);
  }
};

// Multipliers for the two words of a 16-byte block.
struct BlockShift {
  uint64_t first, second;
};

template <class P>
struct Tables {
  using Word = typename P::Word;
  using A = Algebra<P>;

  // For a block that stands `distance` bytes before the end.
  static constexpr BlockShift ShiftBlock(unsigned distance) {
    return {A::ShiftBy(8 * distance + 64), A::ShiftBy(8 * distance)};
  }

  // The same for neighbouring blocks, from the one kMaxDistance bytes before the end to the last
  // one, and behind it what a vector reads that is only partly filled with blocks.
  static constexpr size_t kMaxDistance = 2048 - 16;
  alignas(64) static constexpr std::array<BlockShift, kMaxDistance / 16 + 4> kBlockShift = [] {
    std::array<BlockShift, kMaxDistance / 16 + 4> shift = {};
    BlockShift next = ShiftBlock(0);
    const Word block = A::PowerOfX(128);
    for (size_t i = kMaxDistance / 16 + 1; i-- > 0;) {
      shift[i] = next;
      next = {A::Times(static_cast<Word>(next.first), block),
              A::Times(static_cast<Word>(next.second), block)};
    }
    return shift;
  }();

  // kWordShift[i][digit] shifts by digit * 64^i words of 64 bits.
  static constexpr std::array<std::array<Word, 64>, 11> kWordShift = [] {
    std::array<std::array<Word, 64>, 11> shift = {};
    Word step = A::PowerOfX(64);
    for (auto& row : shift) {
      row[0] = A::ShiftBy(0);
      for (size_t digit = 1; digit < 64; ++digit) row[digit] = A::Times(row[digit - 1], step);
      for (int square = 0; square < 6; ++square) step = A::Times(step, step);
    }
    return shift;
  }();

  // kSlice[i][byte] is what `byte`, with i zero bytes behind it, adds to the CRC.
  static constexpr std::array<std::array<Word, 256>, 8> kSlice = [] {
    std::array<std::array<Word, 256>, 8> slice = {};
    for (unsigned byte = 0; byte < 256; ++byte) {
      Word crc = byte;
      for (auto& table : slice) {
        for (int bit = 0; bit < 8; ++bit) crc = A::TimesX(crc);
        table[byte] = crc;
      }
    }
    return slice;
  }();

  // Barrett's reduction: of a word w, the product with kQuotient has w x^64 / (P x^(64-width)) in
  // its lower half; of that quotient, the product with kModulus has the remainder in its upper half
  // (less the quotient itself when the width is 64: kModulus lacks the 1 of P then).
  static constexpr uint64_t kQuotient = [] {
    uint64_t quotient = 1;
    Word rest = P::kTerms;
    for (int i = 1; i < 64; ++i, rest = A::TimesX(rest)) quotient |= uint64_t{rest & 1} << i;
    return quotient;
  }();
  static constexpr uint64_t kModulus = uint64_t{P::kTerms} << 1 | 1;

  // The sum over kDelays is what it should be.
  static constexpr bool kDelaysAreRight = [] {
    const Word back = A::PowerOfX(-512);
    Word power = A::kOne;
    Word sum = A::kOne;
    unsigned at = 0;
    for (const unsigned delay : P::kDelays) {
      for (; at < delay; ++at) power = A::Times(power, back);
      sum ^= power;
    }
    return P::kDelays.empty() || sum == 0;
  }();
  static_assert(kDelaysAreRight);
};

// Bytes j of a block are moved up by 16 - n places by the indices that begin at kMove + n, and
// those which that pushes out are moved to the front by the indices 16 further on; kTail + n is a
// mask of the last n bytes.
alignas(16) inline constexpr uint8_t kMove[48] = {
    0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80,
    0,    1,    2,    3,    4,    5,    6,    7,    8,    9,    10,   11,   12,   13,   14,   15,
    0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80,
};
alignas(16) inline constexpr uint8_t kTail[32] = {
    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,
    0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
};

}  // namespace crc
}  // namespace sinew

#endif  // SINEW_HASH_CRC_H_

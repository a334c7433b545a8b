// CRC-32C (Castagnoli; RFC 3720 section 12.1): the remainder of the message times x^32 modulo P, a
// polynomial over GF(2). Short messages go through the CRC instruction, eight bytes at a time.
// Longer ones are folded: four wide accumulators are moved along the message by carry-less
// multiplication with powers of x (Gopal et al., "Fast CRC Computation for Generic Polynomials
// Using PCLMULQDQ Instruction", Intel 2009), while the CRC instruction, which runs on another port,
// works through three streams of its own.

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "hash/crc32c.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include <array>

#include "core/abi.h"
#include "core/bytes.h"
#include "core/dispatch.h"

#ifndef SINEW_HASH_CRC32C_CONSTANTS
#define SINEW_HASH_CRC32C_CONSTANTS
namespace sinew {
namespace {

// Bits are reflected: the highest bit of a word is the coefficient of its lowest power of x.
// P is x^32 plus this.
constexpr uint32_t kPolynomial = 0x82F63B78;
constexpr uint32_t kOne = 0x80000000;  // x^0

constexpr uint32_t TimesX(uint32_t a) { return (a >> 1) ^ (a & 1 ? kPolynomial : 0); }
constexpr uint32_t OverX(uint32_t a) { return a & kOne ? (a ^ kPolynomial) << 1 | 1 : a << 1; }

constexpr uint32_t TimesModP(uint32_t a, uint32_t b) {
  uint32_t product = 0;
  for (; b != 0; b <<= 1, a = TimesX(a)) product ^= b & kOne ? a : 0;
  return product;
}

// x^(bits - 33) modulo P, the multiplier that shifts by `bits`: a carry-less product of reflected
// words comes out as the product times x^33, when its upper end is taken for that of a word.
constexpr uint32_t ShiftBy(unsigned bits) {
  uint32_t power = kOne;
  for (; bits > 33; --bits) power = TimesX(power);
  for (; bits < 33; ++bits) power = OverX(power);
  return power;
}

// kWordShift[i][digit] shifts by digit * 64^i words of 64 bits.
constexpr std::array<std::array<uint32_t, 64>, 11> kWordShift = [] {
  std::array<std::array<uint32_t, 64>, 11> shift = {};
  uint32_t step = ShiftBy(64 + 33);  // x^64
  for (auto& row : shift) {
    row[0] = ShiftBy(0);
    for (size_t digit = 1; digit < 64; ++digit) row[digit] = TimesModP(row[digit - 1], step);
    for (int square = 0; square < 6; ++square) step = TimesModP(step, step);
  }
  return shift;
}();

// Multipliers for the two words of a 16-byte block that stands `distance` bytes before the end.
struct BlockShift {
  uint64_t first, second;
};
constexpr BlockShift ShiftBlock(unsigned distance) {
  return {ShiftBy(8 * distance + 64), ShiftBy(8 * distance)};
}

// The same for neighbouring blocks, from the one kMaxDistance bytes before the end to the last one,
// and behind it what a vector reads that is only partly filled with blocks.
constexpr size_t kMaxDistance = 2048 - 16;
constexpr std::array<BlockShift, kMaxDistance / 16 + 4> kBlockShift = [] {
  std::array<BlockShift, kMaxDistance / 16 + 4> shift = {};
  BlockShift next = ShiftBlock(0);
  for (size_t i = kMaxDistance / 16 + 1; i-- > 0;) {
    shift[i] = next;
    const uint32_t block = ShiftBy(128 + 33);  // x^128
    next = {TimesModP(static_cast<uint32_t>(next.first), block),
            TimesModP(static_cast<uint32_t>(next.second), block)};
  }
  return shift;
}();

// kSlice[i][byte] is what `byte`, with i zero bytes behind it, adds to the CRC.
constexpr std::array<std::array<uint32_t, 256>, 8> kSlice = [] {
  std::array<std::array<uint32_t, 256>, 8> slice = {};
  for (uint32_t byte = 0; byte < 256; ++byte) {
    uint32_t crc = byte;
    for (auto& table : slice) {
      for (int bit = 0; bit < 8; ++bit) crc = TimesX(crc);
      table[byte] = crc;
    }
  }
  return slice;
}();

}  // namespace
}  // namespace sinew
#endif  // SINEW_HASH_CRC32C_CONSTANTS

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

// What the target has in one instruction: CRC-32C of a word (on Arm every CPU from Armv8.1 on has
// it, hence all with SVE), and carry-less multiplication.
// Better targets compare as less in Highway, and newer versions of it have more of them.
#undef SINEW_HAS_CRC
#if (HWY_ARCH_X86 && HWY_TARGET <= HWY_SSE4) || (HWY_ARCH_ARM && HWY_TARGET < HWY_NEON) || \
    (HWY_TARGET == HWY_NEON && defined(__ARM_FEATURE_CRC32))
#define SINEW_HAS_CRC 1
#else
#define SINEW_HAS_CRC 0
#endif
#undef SINEW_HAS_CLMUL
#if (HWY_ARCH_X86 && HWY_TARGET <= HWY_SSE4) || HWY_TARGET == HWY_NEON || \
    HWY_TARGET == HWY_SVE2 || HWY_TARGET == HWY_SVE2_128
#define SINEW_HAS_CLMUL 1
#else
#define SINEW_HAS_CLMUL 0
#endif

// The CRC of a message, extended by eight bytes.
HWY_INLINE uint64_t Extend(uint64_t crc, uint64_t word) {
#if SINEW_HAS_CRC && HWY_ARCH_X86 && HWY_COMPILER_CLANG
  // The intrinsic asks for a feature of its own, which Highway's target does not name.
  __asm__("crc32q %1, %0" : "+r"(crc) : "r"(word));
  return crc;
#elif SINEW_HAS_CRC && HWY_ARCH_X86
  return _mm_crc32_u64(crc, word);
#elif SINEW_HAS_CRC
  __asm__(".arch_extension crc\n\tcrc32cx %w0, %w0, %x1" : "+r"(crc) : "r"(word));
  return crc;
#else
  word ^= crc;
  crc = 0;
  for (size_t i = 0; i < 8; ++i) crc ^= kSlice[7 - i][(word >> (8 * i)) & 0xFF];
  return crc;
#endif
}

// Extends by the `count` (1 to 7) low bytes of `bytes`, the others being 0. Zero bytes in front of
// a message whose CRC is 0 leave it 0.
HWY_INLINE uint32_t ExtendPartly(uint32_t crc, uint64_t bytes, size_t count) {
  return Extend(0, (bytes ^ crc) << (64 - 8 * count)) ^
         static_cast<uint32_t>(uint64_t{crc} >> (8 * count));
}

// Less than eight bytes, with as many in front of them that may be read as make up eight.
HWY_INLINE uint32_t ExtendLast(uint32_t crc, const uint8_t* in, size_t size) {
  if (size == 0) return crc;
  return ExtendPartly(crc, Load<uint64_t>(in + size - 8) >> (64 - 8 * size), size);
}

HWY_INLINE uint32_t ExtendTiny(uint32_t crc, const uint8_t* in, size_t size) {
  if (size >= 4) {
    const uint64_t high = Load<uint32_t>(in + size - 4);
    return ExtendPartly(crc, Load<uint32_t>(in) | high << (8 * (size - 4)), size);
  }
  if (size == 0) return crc;
  const uint64_t middle = in[size / 2];
  const uint64_t last = in[size - 1];
  return ExtendPartly(crc, in[0] | middle << (8 * (size / 2)) | last << (8 * (size - 1)), size);
}

// At least eight bytes.
HWY_INLINE uint32_t ExtendByWords(uint32_t crc, const uint8_t* in, size_t size) {
  for (; size >= 8; in += 8, size -= 8) crc = Extend(crc, Load<uint64_t>(in));
  return ExtendLast(crc, in, size);
}

#if SINEW_HAS_CLMUL

#if HWY_ARCH_X86 && HWY_TARGET <= HWY_AVX3_DL
using D = hn::ScalableTag<uint64_t>;
constexpr size_t kVector = 64;
#else
using D = hn::CappedTag<uint64_t, 2>;
constexpr size_t kVector = 16;
#endif
// Below kMinFolded bytes the CRC instruction alone is faster; up to kMaxShort bytes it is to shift
// every block to the end at once. In a round of folding, kStreamWords words of each stream keep the
// CRC instruction as busy as multiplication. Measured on Zen 5.
constexpr size_t kMinFolded = !SINEW_HAS_CRC ? 32 : kVector == 64 ? 128 : 192;
constexpr size_t kMaxShort = kVector == 64 ? 1600 : 400;
constexpr size_t kStreamWords = !SINEW_HAS_CRC ? 0 : kVector == 64 ? 5 : 3;
using V = hn::Vec<D>;

constexpr size_t kStep = 4 * kVector;  // what four accumulators advance by
constexpr BlockShift kStepShift = ShiftBlock(kStep);
static_assert(kVector <= kMinFolded && kStep <= kMaxShort && kMaxShort <= kMaxDistance + 16);

HWY_INLINE V LoadBlocks(const uint8_t* in) {
  return hn::LoadU(D(), reinterpret_cast<const uint64_t*>(in));
}

// A CRC goes on in the first bytes of what follows.
HWY_INLINE V AddCrc(V first, uint32_t crc) {
  const D d;
  return hn::Xor(first, hn::IfThenElseZero(hn::FirstN(d, 1), hn::Set(d, crc)));
}

// Shifts each block of a vector to the end; the first stands `distance` bytes before it.
HWY_INLINE V ShiftToEnd(V blocks, size_t distance) {
  const BlockShift* entry = kBlockShift.data() + (kMaxDistance - distance) / 16;
  const V shift = hn::LoadU(D(), &entry->first);
  return hn::Xor(hn::CLMulLower(blocks, shift), hn::CLMulUpper(blocks, shift));
}

// Adds the blocks of the last `size` bytes, a multiple of 16, each shifted straight to the end:
// none waits for another.
HWY_INLINE V AddToEnd(V sum, const uint8_t* in, size_t size) {
  for (; size >= kVector; in += kVector, size -= kVector) {
    sum = hn::Xor(sum, ShiftToEnd(LoadBlocks(in), size - 16));
  }
  if (kVector == 16 || size == 0) return sum;
  const D d;
  const V last = hn::MaskedLoad(hn::FirstN(d, size / 8), d, reinterpret_cast<const uint64_t*>(in));
  return hn::Xor(sum, ShiftToEnd(last, size - 16));
}

// The CRC of a message that is the sum of the blocks, plus a word.
HWY_INLINE uint32_t Reduce(V blocks, uint64_t word) {
#if HWY_ARCH_X86 && HWY_TARGET <= HWY_AVX3_DL
  const hn::Half<D> d256;
  const auto half = hn::Xor(hn::LowerHalf(d256, blocks), hn::UpperHalf(d256, blocks));
  const hn::Half<decltype(d256)> d128;
  const auto block = hn::Xor(hn::LowerHalf(d128, half), hn::UpperHalf(d128, half));
#else
  const auto block = blocks;
#endif
  return Extend(Extend(0, hn::GetLane(block)), hn::ExtractLane(block, 1) ^ word);
}

// One vector to kMaxShort bytes.
HWY_INLINE uint32_t SumShort(uint32_t crc, const uint8_t* in, size_t size) {
  const size_t blocks = size / 16 * 16;
  const V first = ShiftToEnd(AddCrc(LoadBlocks(in), crc), blocks - 16);
  crc = Reduce(AddToEnd(first, in + kVector, blocks - kVector), 0);
  return ExtendByWords(crc, in + blocks, size - blocks);
}

// Moves an accumulator to the vector at `in`, kStep bytes on.
HWY_INLINE V Fold(V accumulator, V step, const uint8_t* in) {
  return hn::Xor3(hn::CLMulLower(accumulator, step), hn::CLMulUpper(accumulator, step),
                  LoadBlocks(in));
}

// What Extend(0, _) makes the product of.
HWY_INLINE uint64_t Multiply(uint64_t a, uint64_t b) {
  const hn::CappedTag<uint64_t, 2> d;
  return hn::GetLane(hn::CLMulLower(hn::Set(d, a), hn::Set(d, b)));
}

// The multiplier that shifts by so many words.
HWY_INLINE uint32_t ShiftByWords(size_t words) {
  uint32_t shift = kWordShift[0][words % 64];
  for (size_t row = 1; (words /= 64) != 0; ++row) {
    shift = Extend(0, Multiply(shift, kWordShift[row][words % 64]));
  }
  return shift;
}

// At least kStep bytes. Where the CRC instruction helps along, the message is
//
//   stream 0 | stream 1 | stream 2 | vectors | less than a block
//
// and a round takes kStreamWords words of each stream and kStep bytes of the vectors, which keeps
// both ports busy; more streams than the instruction has cycles of latency would gain nothing.
uint32_t FoldLong(uint32_t crc, const uint8_t* in, size_t size) {
  constexpr size_t kRound = kStep + 3 * 8 * kStreamWords;
  size_t rounds = kStreamWords == 0 ? 0 : (size - kStep) / kRound;
  const size_t stream = rounds * 8 * kStreamWords;
  const uint8_t* words = in;
  in += 3 * stream;
  size -= 3 * stream;
  const uint8_t* tail = in + size / 16 * 16;
  // From the end of each stream to the end of the vectors.
  const uint32_t stream_shift = ShiftByWords(stream / 8);
  const uint32_t shift2 = ShiftByWords(size / 16 * 2);
  const uint32_t shift1 = Extend(0, Multiply(shift2, stream_shift));
  const uint32_t shift0 = Extend(0, Multiply(shift1, stream_shift));
  uint64_t crc0 = rounds == 0 ? 0 : crc;
  uint64_t crc1 = 0;
  uint64_t crc2 = 0;

  const V step = hn::LoadDup128(D(), &kStepShift.first);
  V a0 = AddCrc(LoadBlocks(in), rounds == 0 ? crc : 0);
  V a1 = LoadBlocks(in + kVector);
  V a2 = LoadBlocks(in + 2 * kVector);
  V a3 = LoadBlocks(in + 3 * kVector);
  const auto fold = [&]() HWY_ATTR {
    in += kStep;
    size -= kStep;
    a0 = Fold(a0, step, in);
    a1 = Fold(a1, step, in + kVector);
    a2 = Fold(a2, step, in + 2 * kVector);
    a3 = Fold(a3, step, in + 3 * kVector);
  };
  for (; rounds != 0; --rounds) {
    for (size_t i = 0; i < kStreamWords; ++i, words += 8) {
      crc0 = Extend(crc0, Load<uint64_t>(words));
      crc1 = Extend(crc1, Load<uint64_t>(words + stream));
      crc2 = Extend(crc2, Load<uint64_t>(words + 2 * stream));
    }
    fold();
  }
  while (size >= 2 * kStep) fold();

  const size_t end = size / 16 * 16 - 16;
  const V sum =
      hn::Xor(hn::Xor(ShiftToEnd(a0, end), ShiftToEnd(a1, end - kVector)),
              hn::Xor(ShiftToEnd(a2, end - 2 * kVector), ShiftToEnd(a3, end - 3 * kVector)));
  in += kStep;
  const uint64_t streams = Multiply(crc0, shift0) ^ Multiply(crc1, shift1) ^ Multiply(crc2, shift2);
  crc = Reduce(AddToEnd(sum, in, static_cast<size_t>(tail - in)), streams);
  return ExtendByWords(crc, tail, size % 16);
}

#endif  // SINEW_HAS_CLMUL

uint32_t Crc32c(uint32_t crc, const uint8_t* in, size_t size) {
  if (size < 8) return ~ExtendTiny(~crc, in, size);
#if SINEW_HAS_CLMUL
  if (size > kMaxShort) return ~FoldLong(~crc, in, size);
  if (size >= kMinFolded) return ~SumShort(~crc, in, size);
#endif
  return ~ExtendByWords(~crc, in, size);
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sinew {
namespace {
HWY_EXPORT(Crc32c);
}  // namespace
}  // namespace sinew

// Returns the CRC-32C (Castagnoli) of a message, as iSCSI (RFC 3720, section 12.1), SCTP, ext4 and
// Kafka use it: `crc` is that of all bytes before `in`, 0 at the start, so that a message can be
// passed in pieces of any size. The inversions that the standard asks for at both ends are inside:
// what is returned is final, and may be passed on. `in` may be null when `size` (in bytes) is 0.
// Cannot fail; any thread may call.
SINEW_API uint32_t sinew_crc32c(uint32_t crc, const void* in, size_t size) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(Crc32c)(crc, static_cast<const uint8_t*>(in), size);
}
#endif  // HWY_ONCE

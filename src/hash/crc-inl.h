// CRCs of 32 and 64 bits: the remainder of the message times x^width modulo P, a polynomial over
// GF(2). Short messages are taken word by word, with the CRC instruction where there is one for P.
// Longer ones are folded: wide accumulators are moved along the message by carry-less
// multiplication with powers of x (Gopal et al., "Fast CRC Computation for Generic Polynomials
// Using PCLMULQDQ Instruction", Intel 2009). Where there is a CRC instruction, which runs on
// another port, it works through three streams of its own meanwhile; elsewhere half of a long
// message needs no multiplication at all (Recur).

#if defined(SINEW_HASH_CRC_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef SINEW_HASH_CRC_INL_H_
#undef SINEW_HASH_CRC_INL_H_
#else
#define SINEW_HASH_CRC_INL_H_
#endif

#include <hwy/highway.h>

#include <type_traits>

#include "core/bytes.h"
#include "core/dispatch.h"
#include "core/scalar-inl.h"
#include "core/targets.h"
#include "hash/crc.h"

// CPUs with AVX2 and without AVX-512 may multiply 32 bytes at a time nevertheless.
#define SINEW_MAY_HAVE_VPCLMULQDQ (HWY_ARCH_X86 && HWY_TARGET == HWY_AVX2)

#if SINEW_MAY_HAVE_VPCLMULQDQ
HWY_PUSH_ATTRIBUTES("avx2,pclmul,vpclmulqdq")
namespace sinew {
namespace HWY_NAMESPACE {
namespace crc_kernel {
namespace {

constexpr size_t kWideStep = 128;  // what four accumulators of 32 bytes advance by

// Folds the message of at least kWideStep bytes, a multiple of it, behind a CRC into the
// accumulators at `sums`, as FoldLong does, and extends crcs[0..2] by the streams meanwhile:
// kStreamWords words of each for each of the first `rounds` steps.
template <size_t kStreamWords>
HWY_NOINLINE void FoldWide(uint64_t crc, const uint8_t* in, size_t size, const uint64_t* shift,
                           const uint8_t* words, size_t stream, size_t rounds, uint64_t* crcs,
                           uint8_t* sums) {
  const auto load = [](const uint8_t* from) {
    return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from));
  };
  const __m256i step =
      _mm256_set_epi64x(static_cast<int64_t>(shift[1]), static_cast<int64_t>(shift[0]),
                        static_cast<int64_t>(shift[1]), static_cast<int64_t>(shift[0]));
  __m256i a0 = _mm256_xor_si256(load(in), _mm256_set_epi64x(0, 0, 0, static_cast<int64_t>(crc)));
  __m256i a1 = load(in + 32);
  __m256i a2 = load(in + 64);
  __m256i a3 = load(in + 96);
  const auto fold = [&](__m256i accumulator, size_t place) {
    return _mm256_xor_si256(_mm256_xor_si256(_mm256_clmulepi64_epi128(accumulator, step, 0x00),
                                             _mm256_clmulepi64_epi128(accumulator, step, 0x11)),
                            load(in + place));
  };
  const auto fold_all = [&] {
    in += kWideStep;
    size -= kWideStep;
    a0 = fold(a0, 0);
    a1 = fold(a1, 32);
    a2 = fold(a2, 64);
    a3 = fold(a3, 96);
  };
  if constexpr (kStreamWords != 0) {
    uint64_t crc0 = crcs[0];
    uint64_t crc1 = crcs[1];
    uint64_t crc2 = crcs[2];
    const auto extend = [](uint64_t& of, const uint8_t* word) {
      __asm__("crc32q %1, %0" : "+r"(of) : "rm"(Load<uint64_t>(word)));
    };
    for (; rounds != 0; --rounds) {
      for (size_t i = 0; i < kStreamWords; ++i, words += 8) {
        extend(crc0, words);
        extend(crc1, words + stream);
        extend(crc2, words + 2 * stream);
      }
      fold_all();
    }
    crcs[0] = crc0;
    crcs[1] = crc1;
    crcs[2] = crc2;
  }
  while (size >= 2 * kWideStep) fold_all();
  const auto store = [&](__m256i accumulator, size_t place) {
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(sums + place), accumulator);
  };
  store(a0, 0);
  store(a1, 32);
  store(a2, 64);
  store(a3, 96);
}

}  // namespace
}  // namespace crc_kernel
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_POP_ATTRIBUTES
#endif

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace crc_kernel {
namespace {

namespace hn = hwy::HWY_NAMESPACE;
using crc::BlockShift;
using crc::kMove;
using crc::kTail;

#if SINEW_HAS_AVX3_DL
using D = hn::ScalableTag<uint64_t>;
constexpr size_t kVector = 64;
#else
using D = hn::CappedTag<uint64_t, 2>;
constexpr size_t kVector = 16;
#endif
using D128 = hn::CappedTag<uint64_t, 2>;
using V = hn::Vec<D>;
using V128 = hn::Vec<D128>;

// The CRC of one polynomial, without the inversions of the standards. Members of a class template
// because they hang together by the tables.
template <class P>
class Crc {
 public:
  using Word = typename P::Word;

  // The CRC of what came before, extended by a message.
  static HWY_INLINE Word Update(Word crc, const uint8_t* in, size_t size) {
    if (size < 8) return ExtendTiny(crc, in, size);
#if SINEW_HAS_CLMUL
    if (size >= kMinStreams && size <= kMaxStreams) return ExtendByStreams(crc, in, size);
    if (size > kMaxShort) return FoldLong(crc, in, size);
    if (size >= kMinFolded) return SumShort(crc, in, size);
    if (!kHasInstruction) return ReducePair(crc, in, size);
#endif
    return ExtendByWords(crc, in, size);
  }

  // The CRC of a message, extended by `size` zero bytes.
  static HWY_INLINE Word Shift(Word crc, uint64_t size) {
    if (size >= 8) crc = MultiplyShift(crc, ShiftByWords(size / 8));
    return size % 8 == 0 ? crc : ExtendPartly(crc, 0, size % 8);
  }

 private:
  using T = crc::Tables<P>;
  using A = crc::Algebra<P>;
  static constexpr bool kHasInstruction =
      SINEW_HAS_CRC &&
      (std::is_same_v<P, crc::Castagnoli> || (HWY_ARCH_ARM && std::is_same_v<P, crc::Ieee>));

  // The CRC of a message, extended by eight bytes.
  static HWY_INLINE uint64_t Extend(uint64_t crc, uint64_t word) {
#if SINEW_HAS_CRC
    if constexpr (kHasInstruction) {
#if HWY_ARCH_X86 && HWY_COMPILER_CLANG
      // The intrinsic asks for a feature of its own, which Highway's target does not name.
      __asm__("crc32q %1, %0" : "+r"(crc) : "r"(word));
      return crc;
#elif HWY_ARCH_X86
      return _mm_crc32_u64(crc, word);
#else
      if constexpr (std::is_same_v<P, crc::Castagnoli>) {
        __asm__(".arch_extension crc\n\tcrc32cx %w0, %w0, %x1" : "+r"(crc) : "r"(word));
      } else {
        __asm__(".arch_extension crc\n\tcrc32x %w0, %w0, %x1" : "+r"(crc) : "r"(word));
      }
      return crc;
#endif
    }
#endif
    word ^= crc;
#if SINEW_HAS_CLMUL
    return Remainder(hn::Set(D128(), word), hn::Zero(D128()));
#else
    crc = 0;
    for (size_t i = 0; i < 8; ++i) crc ^= T::kSlice[7 - i][(word >> (8 * i)) & 0xFF];
    return crc;
#endif
  }

  // Extends by the `count` (1 to 7) low bytes of `bytes`, the others being 0. Zero bytes in front
  // of a message whose CRC is 0 leave it 0.
  static HWY_INLINE Word ExtendPartly(Word crc, uint64_t bytes, size_t count) {
    return static_cast<Word>(Extend(0, (bytes ^ crc) << (64 - 8 * count)) ^
                             uint64_t{crc} >> (8 * count));
  }

  // Less than eight bytes, with as many in front of them that may be read as make up eight.
  static HWY_INLINE Word ExtendLast(Word crc, const uint8_t* in, size_t size) {
    if (size == 0) return crc;
    return ExtendPartly(crc, Load<uint64_t>(in + size - 8) >> (64 - 8 * size), size);
  }

  static HWY_INLINE Word ExtendTiny(Word crc, const uint8_t* in, size_t size) {
    if (size >= 4) {
      const uint64_t high = Load<uint32_t>(in + size - 4);
      return ExtendPartly(crc, Load<uint32_t>(in) | high << (8 * (size - 4)), size);
    }
    if (size == 0) return crc;
    const uint64_t middle = in[size / 2];
    const uint64_t last = in[size - 1];
    return ExtendPartly(crc, in[0] | middle << (8 * (size / 2)) | last << (8 * (size - 1)), size);
  }

  // Eight bytes at least, or as many in front that may be read as make up eight.
  static HWY_INLINE Word ExtendByWords(Word crc, const uint8_t* in, size_t size) {
    for (; size >= 8; in += 8, size -= 8) {
      crc = static_cast<Word>(Extend(crc, Load<uint64_t>(in)));
    }
    return ExtendLast(crc, in, size);
  }

#if SINEW_HAS_CLMUL

  // Below kMinFolded bytes it is faster to go by words; up to kMaxShort bytes it is to shift every
  // block to the end at once, or with the CRC instruction, from kMinStreams to kMaxStreams, to go
  // by words in three streams. In a round of folding, kStreamWords words of each stream keep the
  // CRC instruction as busy as multiplication. Measured on Zen 5; streams on Zen 4 without AVX-512,
  // 400 bytes in 22 ns instead of 38.
  static constexpr size_t kMinFolded = !kHasInstruction ? 16 : kVector == 64 ? 128 : 192;
  static constexpr size_t kMaxShort = kVector == 64 ? 1600 : 400;
  static constexpr size_t kStreamWords = !kHasInstruction ? 0 : kVector == 64 ? 5 : 3;

  static constexpr size_t kMinStreams = 120;
  static constexpr size_t kMaxStreams = kHasInstruction && kVector == 16 ? 1600 : 0;

  static constexpr size_t kStep = 4 * kVector;  // what four accumulators advance by
  static constexpr BlockShift kStepShift = T::ShiftBlock(kStep);
  static constexpr BlockShift kNextShift = T::ShiftBlock(16);
  static_assert(kStep <= kMaxShort && kMaxShort <= T::kMaxDistance + 16);

  static HWY_INLINE V128 Words(const uint8_t* in) {
    return hn::LoadU(D128(), reinterpret_cast<const uint64_t*>(in));
  }

  static HWY_INLINE V LoadBlocks(const uint8_t* in) {
    return hn::LoadU(D(), reinterpret_cast<const uint64_t*>(in));
  }

  // The first `size` bytes, a multiple of 16 below kVector.
  static HWY_INLINE V LoadSomeBlocks(const uint8_t* in, size_t size) {
    return hn::MaskedLoad(hn::FirstN(D(), size / 8), D(), reinterpret_cast<const uint64_t*>(in));
  }

  // A CRC goes on in the first bytes of what follows.
  static HWY_INLINE V AddCrc(V first, Word crc) {
    const D d;
    return hn::Xor(first, hn::IfThenElseZero(hn::FirstN(d, 1), hn::Set(d, crc)));
  }

  // The multipliers of blocks from that `distance` bytes before the end on.
  static HWY_INLINE const uint8_t* ShiftsFrom(size_t distance) {
    return reinterpret_cast<const uint8_t*>(T::kBlockShift.data()) + (T::kMaxDistance - distance);
  }

  // Shifts each block of a vector by the multipliers at `shifts`.
  template <class VBlocks>
  static HWY_INLINE VBlocks ShiftToEnd(VBlocks blocks, const uint8_t* shifts) {
    const hn::DFromV<VBlocks> d;
    const VBlocks shift = hn::LoadU(d, reinterpret_cast<const uint64_t*>(shifts));
    return hn::Xor(hn::CLMulLower(blocks, shift), hn::CLMulUpper(blocks, shift));
  }

  // Adds the blocks of the last `size` bytes, a multiple of 16, each shifted straight to the end:
  // none waits for another.
  static HWY_INLINE V AddToEnd(V sum, const uint8_t* in, size_t size) {
    const uint8_t* shifts = ShiftsFrom(size - 16);
    for (; size >= kVector; in += kVector, shifts += kVector, size -= kVector) {
      sum = hn::Xor(sum, ShiftToEnd(LoadBlocks(in), shifts));
    }
    if (kVector == 16 || size == 0) return sum;
    return hn::Xor(sum, ShiftToEnd(LoadSomeBlocks(in, size), shifts));
  }

  static HWY_INLINE V128 SumOfBlocks(V blocks) {
#if SINEW_HAS_AVX3_DL
    const hn::Half<D> d256;
    const auto half = hn::Xor(hn::LowerHalf(d256, blocks), hn::UpperHalf(d256, blocks));
    const hn::Half<decltype(d256)> d128;
    return hn::Xor(hn::LowerHalf(d128, half), hn::UpperHalf(d128, half));
#else
    return blocks;
#endif
  }

  // The remainder of the lower word of `words` times x^64, plus the upper word of `rest`, which is
  // one already.
  static HWY_INLINE Word Remainder(V128 words, V128 rest) {
    const D128 d;
    const V128 quotient = hn::CLMulLower(words, hn::Set(d, T::kQuotient));
    const V128 multiple = hn::CLMulLower(quotient, hn::Set(d, T::kModulus));
    const uint64_t unreduced = sizeof(Word) == 8 ? hn::GetLane(quotient) : 0;
    return static_cast<Word>(hn::ExtractLane(hn::Xor(multiple, rest), 1) ^ unreduced);
  }

  // In three streams of words, from kMinStreams to kMaxStreams bytes.
  static HWY_INLINE Word ExtendByStreams(Word crc, const uint8_t* in, size_t size) {
    const size_t words = size / 24;
    const uint8_t* end = in + size;
    const Word shift1 = ShiftByWords(words);
    const Word shift0 = ShiftByWords(2 * words);
    uint64_t crc0 = crc;
    uint64_t crc1 = 0;
    uint64_t crc2 = 0;
    for (size_t i = 0; i < words; ++i, in += 8) {
      crc0 = Extend(crc0, Load<uint64_t>(in));
      crc1 = Extend(crc1, Load<uint64_t>(in + 8 * words));
      crc2 = Extend(crc2, Load<uint64_t>(in + 16 * words));
    }
    in += 16 * words;
    crc2 ^= Extend(0, Multiply(crc0, shift0) ^ Multiply(crc1, shift1));
    return ExtendByWords(static_cast<Word>(crc2), in, static_cast<size_t>(end - in));
  }

  // The CRC of a block, its second word plus another.
  static HWY_INLINE Word Reduce(V128 block, uint64_t word = 0) {
    if constexpr (kHasInstruction) {
      return static_cast<Word>(
          Extend(Extend(0, hn::GetLane(block)), hn::ExtractLane(block, 1) ^ word));
    } else {
      const D128 d;
      const V128 first = hn::CLMulLower(block, hn::Set(d, A::ShiftBy(128)));
      return Remainder(hn::Xor(first, hn::ShiftRightBytes<8>(d, block)), first);
    }
  }

  // 8 to 15 bytes, as the end of a block whose first bytes are zero.
  static HWY_INLINE Word ReducePair(Word crc, const uint8_t* in, size_t size) {
    const size_t more = 8 * (size - 8);
    const uint64_t first = Load<uint64_t>(in) ^ crc;
    const uint64_t last = Load<uint64_t>(in + size - 8) ^ uint64_t { crc } >> more;
    const D128 d;
    const V128 product = hn::CLMulLower(hn::Set(d, more == 0 ? 0 : first << (64 - more)),
                                        hn::Set(d, A::ShiftBy(128)));
    return Remainder(hn::Xor(product, hn::Set(d, last)), product);
  }

  // The CRC of a message that is the block (with the word as in Reduce), and then the last `size`
  // (below 16) bytes before `end`; 16 bytes before it may be read.
  static HWY_INLINE Word ReduceWithTail(V128 block, uint64_t word, const uint8_t* end,
                                        size_t size) {
    if constexpr (kHasInstruction) {
      return ExtendByWords(Reduce(block, word), end - size, size);
    } else {
      if (size == 0) return Reduce(block);
      // Both together are two blocks, of which the first begins with zero bytes.
      const D128 d;
      const hn::Repartition<uint8_t, D128> d8;
      const auto to_first = hn::LoadU(d8, kMove + size);
      const auto to_second = hn::LoadU(d8, kMove + size + 16);
      const auto bytes = hn::BitCast(d8, block);
      const V128 first = hn::BitCast(d, hn::TableLookupBytesOr0(bytes, to_first));
      const auto tail = hn::And(hn::LoadU(d8, end - 16), hn::LoadU(d8, kTail + size));
      const V128 second = hn::BitCast(d, hn::Or(hn::TableLookupBytesOr0(bytes, to_second), tail));
      const V128 shift = hn::LoadU(d, &kNextShift.first);
      return Reduce(
          hn::Xor(hn::Xor(hn::CLMulLower(first, shift), hn::CLMulUpper(first, shift)), second));
    }
  }

  // 16 to kMaxShort bytes. The CRC is shifted by itself, as the first word of a block that goes
  // before them in no time.
  static HWY_INLINE Word SumShort(Word crc, const uint8_t* in, size_t size) {
    const D128 d;
    const uint8_t* end = in + size;
    size_t blocks = size / 16 * 16;
    const uint8_t* shifts = ShiftsFrom(blocks - 16);
    V128 sum;
    if (blocks >= kVector) {
      const V first = ShiftToEnd(AddCrc(LoadBlocks(in), crc), shifts);
      sum = SumOfBlocks(AddToEnd(first, in + kVector, blocks - kVector));
    } else {
      sum = hn::CLMulLower(hn::Set(d, crc), Words(shifts));
      for (; blocks != 16; in += 16, shifts += 16, blocks -= 16) {
        sum = hn::Xor(sum, ShiftToEnd(Words(in), shifts));
      }
      sum = hn::Xor(sum, Words(in));
    }
    return ReduceWithTail(sum, 0, end, size % 16);
  }

  // Moves an accumulator to the vector kStep bytes on.
  static HWY_INLINE V Fold(V accumulator, V step, V next) {
    return hn::Xor3(hn::CLMulLower(accumulator, step), hn::CLMulUpper(accumulator, step), next);
  }

  // Shifts four accumulators, of which the first stands `distance` bytes before the end.
  static HWY_INLINE V SumOfAccumulators(V a0, V a1, V a2, V a3, size_t distance) {
    const uint8_t* shifts = ShiftsFrom(distance);
    return hn::Xor(
        hn::Xor(ShiftToEnd(a0, shifts), ShiftToEnd(a1, shifts + kVector)),
        hn::Xor(ShiftToEnd(a2, shifts + 2 * kVector), ShiftToEnd(a3, shifts + 3 * kVector)));
  }

  // What Extend(0, _) makes the product of.
  static HWY_INLINE uint64_t Multiply(uint64_t a, uint64_t b) {
    const D128 d;
    return hn::GetLane(hn::CLMulLower(hn::Set(d, a), hn::Set(d, b)));
  }

  // The multipliers that shift three streams of `stream` bytes to the end of the `rest` behind
  // them, both multiples of 8; of none if `rest` is 0.
  struct StreamShifts {
    HWY_INLINE StreamShifts(size_t stream, size_t rest) {
      if (rest == 0) return;
      const Word one = ShiftByWords(stream / 8);
      third = ShiftByWords(rest / 8);
      second = MultiplyShift(third, one);
      first = MultiplyShift(second, one);
    }
    HWY_INLINE uint64_t Sum(uint64_t crc0, uint64_t crc1, uint64_t crc2) const {
      return Multiply(crc0, first) ^ Multiply(crc1, second) ^ Multiply(crc2, third);
    }
    Word first = 0, second = 0, third = 0;
  };

  // More than kMaxShort bytes. Where the CRC instruction helps along, the message is
  //
  //   stream 0 | stream 1 | stream 2 | vectors | less than a block
  //
  // and a round takes kStreamWords words of each stream and kStep bytes of the vectors, which keeps
  // both ports busy; more streams than the instruction has cycles of latency would gain nothing.
  static HWY_NOINLINE Word FoldLong(Word crc, const uint8_t* in, size_t size) {
    if constexpr (kRing != 0) {
      if (size >= kMinRecurrence) return Recur(crc, in, size);
    }
#if SINEW_MAY_HAVE_VPCLMULQDQ
    if (size >= kMinWide && has_vpclmulqdq) return FoldLongWide(crc, in, size);
#endif
    constexpr size_t kRound = kStep + 3 * 8 * kStreamWords;
    const uint8_t* end = in + size;
    size_t rounds = kStreamWords == 0 ? 0 : (size - kStep) / kRound;
    const size_t stream = rounds * 8 * kStreamWords;
    const uint8_t* words = in;
    in += 3 * stream;
    size -= 3 * stream;
    const StreamShifts shifts(stream, kStreamWords == 0 ? 0 : size / 16 * 16);
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
      a0 = Fold(a0, step, LoadBlocks(in));
      a1 = Fold(a1, step, LoadBlocks(in + kVector));
      a2 = Fold(a2, step, LoadBlocks(in + 2 * kVector));
      a3 = Fold(a3, step, LoadBlocks(in + 3 * kVector));
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

    const size_t last = size / 16 * 16 - 16;
    V sum = SumOfAccumulators(a0, a1, a2, a3, last);
    sum = AddToEnd(sum, in + kStep, last + 16 - kStep);
    const uint64_t streams = kStreamWords == 0 ? 0 : shifts.Sum(crc0, crc1, crc2);
    return ReduceWithTail(SumOfBlocks(sum), streams, end, size % 16);
  }

#if SINEW_MAY_HAVE_VPCLMULQDQ
  // Measured on Zen 4 without AVX-512: twice as fast from 2 KiB on, 1.5 times where the CRC
  // instruction helps along.
  static constexpr size_t kMinWide = 512;
  static constexpr size_t kWideStreamWords = kHasInstruction ? 3 : 0;
  static constexpr BlockShift kWideShift = T::ShiftBlock(kWideStep);

  // FoldLong with vectors of 32 bytes.
  static HWY_INLINE Word FoldLongWide(Word crc, const uint8_t* in, size_t size) {
    constexpr size_t kRound = kWideStep + 3 * 8 * kWideStreamWords;
    const size_t rounds = kWideStreamWords == 0 ? 0 : (size - kWideStep) / kRound;
    const size_t stream = rounds * 8 * kWideStreamWords;
    const uint8_t* vectors = in + 3 * stream;
    size -= 3 * stream;
    const size_t folded = size / kWideStep * kWideStep;
    const size_t rest = (size - folded) / 16 * 16;
    uint64_t crcs[3] = {crc, 0, 0};
    alignas(32) uint8_t sums[kWideStep];
    FoldWide<kWideStreamWords>(rounds == 0 ? crc : 0, vectors, folded, &kWideShift.first, in,
                               stream, rounds, crcs, sums);
    const uint8_t* shifts = ShiftsFrom(kWideStep + rest - 16);
    V sum = AddToEnd(hn::Zero(D()), vectors + folded, rest);
    for (size_t i = 0; i < kWideStep; i += kVector) {
      sum = hn::Xor(sum, ShiftToEnd(LoadBlocks(sums + i), shifts + i));
    }
    const uint64_t streams =
        rounds == 0 ? 0 : StreamShifts(stream, folded + rest).Sum(crcs[0], crcs[1], crcs[2]);
    return ReduceWithTail(sum, streams, vectors + size, size % 16);
  }
#endif

  // Long messages where vectors have 64 bytes and no CRC instruction helps along. A vector need not
  // be multiplied to move it along: as the powers at kDelays add up to 1, it may as well be added
  // to the vectors that come so many places later. That is a recurrence,
  //
  //   v[n] = message[n] + v[n - delay 0] + v[n - delay 1] + ...,
  //
  // which costs loads where folding costs multiplications: half of the message goes either way.
  //
  //   folded | the recurrence | where its sums end up (kRing vectors) | less than a round
  //
  // The last vectors of v are in a ring, twice, so that all of them can be read in a row. At 1 MiB
  // it is 1.4 times as fast as folding alone, below kMinRecurrence bytes it does not pay (Zen 5).
  static constexpr size_t kRing =
      kVector == 64 && !P::kDelays.empty() ? (P::kDelays[P::kDelays.size() - 1] + 3) / 4 * 4 : 0;
  static constexpr size_t kRingSize = kRing * kVector;
  static constexpr size_t kMinRecurrence = size_t{48} << 10;

  // The next value of the recurrence, for the vector at `in`; `ring` is where it goes.
  static HWY_INLINE V Recurrence(const uint8_t* in, const uint8_t* ring) {
    V sum = LoadBlocks(in);
    for (const unsigned delay : P::kDelays) {
      sum = hn::Xor(sum, LoadBlocks(ring + kRingSize - delay * kVector));
    }
    return sum;
  }

  static HWY_INLINE void StoreBlocks(V blocks, uint8_t* out) {
    hn::StoreU(blocks, D(), reinterpret_cast<uint64_t*>(out));
  }

  // At least kMinRecurrence bytes.
  static HWY_NOINLINE Word Recur(Word crc, const uint8_t* begin, size_t size) {
    // Loads that cross cache lines would cost a sixth of the speed.
    const size_t head = kVector + -reinterpret_cast<uintptr_t>(begin) % kVector;
    crc = SumShort(crc, begin, head);
    const size_t half = ((size - head) / kRingSize - 1) / 2 * kRingSize;
    alignas(64) uint8_t ring[2 * kRingSize];
    memset(ring, 0, kRingSize);

    const V step = hn::LoadDup128(D(), &kStepShift.first);
    const uint8_t* folded = begin + head;
    const uint8_t* in = folded + half;
    const uint8_t* end = in + half;
    V a0 = AddCrc(LoadBlocks(folded), crc);
    V a1 = LoadBlocks(folded + kVector);
    V a2 = LoadBlocks(folded + 2 * kVector);
    V a3 = LoadBlocks(folded + 3 * kVector);
    const auto fold = [&](V next0, V next1, V next2, V next3) HWY_ATTR {
      a0 = Fold(a0, step, next0);
      a1 = Fold(a1, step, next1);
      a2 = Fold(a2, step, next2);
      a3 = Fold(a3, step, next3);
    };
    const auto recur = [&](size_t at) HWY_ATTR {
      for (size_t i = at; i < at + kStep; i += kVector, in += kVector) {
        const V next = Recurrence(in, ring + i);
        StoreBlocks(next, ring + i);
        StoreBlocks(next, ring + i + kRingSize);
      }
    };
    size_t at = 0;
    for (; in != end - kStep; at = at == kRingSize - kStep ? 0 : at + kStep) {
      recur(at);
      folded += kStep;
      fold(LoadBlocks(folded), LoadBlocks(folded + kVector), LoadBlocks(folded + 2 * kVector),
           LoadBlocks(folded + 3 * kVector));
    }
    recur(at);
    const Word first = Reduce(SumOfBlocks(SumOfAccumulators(a0, a1, a2, a3, kStep - 16)));

    // What the recurrence still has to add, to vectors that are not part of it any more.
    memset(ring + kRingSize, 0, kRingSize);
    a0 = a1 = a2 = a3 = hn::Zero(D());
    for (at = 0; at < kRingSize; at += kStep, in += kStep) {
      const uint8_t* out = ring + at;
      fold(Recurrence(in, out), Recurrence(in + kVector, out + kVector),
           Recurrence(in + 2 * kVector, out + 2 * kVector),
           Recurrence(in + 3 * kVector, out + 3 * kVector));
    }
    const Word second = Reduce(SumOfBlocks(SumOfAccumulators(a0, a1, a2, a3, kStep - 16)));
    crc = MultiplyShift(first, ShiftByWords((half + kRingSize) / 8)) ^ second;
    return Update(crc, in, size - static_cast<size_t>(in - begin));
  }
#endif

  // The product of a CRC and a multiplier, or of two multipliers.
  static HWY_INLINE Word MultiplyShift(Word a, Word b) {
#if SINEW_HAS_CLMUL
    const D128 d;
    const V128 product = hn::CLMulLower(hn::Set(d, a), hn::Set(d, b));
    if constexpr (kHasInstruction) return static_cast<Word>(Extend(0, hn::GetLane(product)));
    return Remainder(product, product);
#else
    return A::Times(A::Times(a, b), A::PowerOfX(A::kProductShift));
#endif
  }

  // The multiplier that shifts by so many words.
  static HWY_INLINE Word ShiftByWords(uint64_t words) {
    Word shift = T::kWordShift[0][words % 64];
    for (size_t row = 1; (words /= 64) != 0; ++row) {
      shift = MultiplyShift(shift, T::kWordShift[row][words % 64]);
    }
    return shift;
  }
};

}  // namespace
}  // namespace crc_kernel
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#endif  // SINEW_HASH_CRC_INL_H_

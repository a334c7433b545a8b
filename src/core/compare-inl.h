// What comparisons of columns share: vectors to truth values, 64 to a word. Included once for each
// target.

#if defined(SINEW_CORE_COMPARE_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef SINEW_CORE_COMPARE_INL_H_
#undef SINEW_CORE_COMPARE_INL_H_
#else
#define SINEW_CORE_COMPARE_INL_H_
#endif

#include <hwy/highway.h>
#include <string.h>

#include <algorithm>
#include <type_traits>

#include "core/abi.h"
#include "core/bits.h"
#include "core/bytes.h"
#include "core/targets.h"
#include "core/vectors-inl.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

// Calls function(T()) for the type of values that lie in memory.
template <class Function>
HWY_INLINE void WithType(sinew_type type, const Function& function) {
  switch (type) {
    case SINEW_TYPE_I8:
      return function(int8_t{});
    case SINEW_TYPE_I16:
      return function(int16_t{});
    case SINEW_TYPE_I32:
    case SINEW_TYPE_DATE32:
      return function(int32_t{});
    case SINEW_TYPE_U8:
      return function(uint8_t{});
    case SINEW_TYPE_U16:
      return function(uint16_t{});
    case SINEW_TYPE_U32:
      return function(uint32_t{});
    case SINEW_TYPE_U64:
      return function(uint64_t{});
    case SINEW_TYPE_F32:
      return function(float{});
    case SINEW_TYPE_F64:
      return function(double{});
    default:
      return function(int64_t{});
  }
}

// The type as which values of T are compared for being equal: integers without sign, so that one
// function has both.
template <typename T>
using Equatable = typename std::conditional_t<std::is_integral_v<T>, std::make_unsigned<T>,
                                              std::type_identity<T>>::type;

// A mask of at most 64 lanes as bits.
template <class D>
HWY_INLINE uint64_t BitsOfMask(D d, hn::Mask<D> mask) {
  uint8_t bytes[64] = {};  // StoreMaskBits may write eight bytes; room to spare
  hn::StoreMaskBits(d, mask, bytes);
  const size_t lanes = hn::Lanes(d);
  if (lanes <= 8) return bytes[0] & LowBits(lanes);
  if (lanes == 16) return Load<uint16_t>(bytes);
  if (lanes == 32) return Load<uint32_t>(bytes);
  return Load<uint64_t>(bytes);
}

#if HWY_TARGET != HWY_SCALAR && !HWY_HAVE_SCALABLE && !SINEW_HAS_AVX3
// Masks are vectors here, and taking the bits of each costs more than its comparison: so a mask of
// bytes is made of sizeof(T) of them. For i64 on AVX2 that halves the time.

// Of sizeof(T) / kUnit masks from `first` on, at every kUnit-th, unit k of each lane is that of the
// k-th.
template <size_t kUnit, class D, class MaskAt>
HWY_INLINE auto MergeMasks(D d, const MaskAt& mask_at, size_t first) {
  if constexpr (kUnit == sizeof(hn::TFromD<D>)) {
    return hn::BitCast(hn::Repartition<uint8_t, D>(),
                       hn::VecFromMask(d, mask_at(first * hn::Lanes(d))));
  } else {
    using Unit = hwy::UnsignedFromSize<kUnit>;
    const hn::Repartition<Unit, D> units;
    const auto even = MergeMasks<2 * kUnit>(d, mask_at, first);
    const auto odd = MergeMasks<2 * kUnit>(d, mask_at, first + kUnit);
    return hn::BitCast(hn::Repartition<uint8_t, D>(),
                       hn::OddEven(hn::BitCast(units, odd), hn::BitCast(units, even)));
  }
}

// The order of bytes within a block of 16 that puts byte k of lane j of `lanes` at k * lanes + j.
template <size_t kLanes>
struct ByteOrder {
  alignas(16) uint8_t bytes[16];
  constexpr ByteOrder() : bytes() {
    for (size_t i = 0; i < 16; ++i) {
      bytes[i] = static_cast<uint8_t>(i % kLanes * (16 / kLanes) + i / kLanes);
    }
  }
};

// The truth values of as many rows as a vector has bytes; mask_at(i) is that of those from row i
// on.
template <class D, class MaskAt>
HWY_INLINE uint64_t PackMasks(D d, const MaskAt& mask_at) {
  constexpr size_t kSize = sizeof(hn::TFromD<D>);
  const hn::Repartition<uint8_t, D> bytes;
  auto merged = MergeMasks<1>(d, mask_at, 0);
  if constexpr (kSize > 1) {
    const hn::Repartition<uint32_t, D> words;
    const auto reorder_words = [&](const uint32_t(&order)[8]) HWY_ATTR {
      if constexpr (hn::MaxLanes(bytes) == 32) {
        merged = hn::BitCast(bytes, hn::TableLookupLanes(hn::BitCast(words, merged),
                                                         hn::SetTableIndices(words, order)));
      }
    };
    // Bytes are moved within blocks of 16, words of four anywhere. Of two blocks, each has a part
    // of the rows that belong together: of lanes of 64 bits even four rows in turn come from both,
    // so that the words are moved first; shorter lanes are put together by the words.
    constexpr uint32_t kEvenFirst[8] = {0, 2, 4, 6, 1, 3, 5, 7};
    constexpr uint32_t kAlternate[8] = {0, 4, 1, 5, 2, 6, 3, 7};
    constexpr uint32_t kAlternatePairs[8] = {0, 1, 4, 5, 2, 3, 6, 7};
    constexpr bool kWordsFirst = kSize == 8 && hn::MaxLanes(bytes) == 32;
    if (kWordsFirst) reorder_words(kEvenFirst);
    static constexpr ByteOrder<kWordsFirst ? 4 : 16 / kSize> kOrder;
    merged = hn::TableLookupBytes(merged, hn::LoadDup128(bytes, kOrder.bytes));
    if (kSize == 4) reorder_words(kAlternate);
    if (kSize == 2) reorder_words(kAlternatePairs);
  }
  return BitsOfMask(bytes, hn::MaskFromVec(merged));
}
template <typename T>
constexpr size_t kPackedMasks = sizeof(T);
#else
template <class D, class MaskAt>
HWY_INLINE uint64_t PackMasks(D d, const MaskAt& mask_at) {
  return BitsOfMask(d, mask_at(0));
}
template <typename T>
constexpr size_t kPackedMasks = 1;
#endif

// The truth values of 64 rows; mask_at(i) is that of the vector from row i on.
template <typename T, class MaskAt>
HWY_INLINE uint64_t WordOfMasks(const MaskAt& mask_at) {
  const hn::CappedTag<T, 64> d;
  const size_t rows = hn::Lanes(d) * kPackedMasks<T>;
  uint64_t word = 0;
  for (size_t i = 0; i < 64; i += rows) {
    word |= PackMasks(d, [&](size_t k) HWY_ATTR { return mask_at(i + k); }) << i;
  }
  return word;
}

// Truth values of `count` rows, from vectors of one column, or of two at once, as mask(x) or
// mask(x, y). Behind the last row the values are undefined.
template <typename T, class MaskOf, class... Columns>
HWY_INLINE void CompareValues(size_t count, const MaskOf& mask, uint64_t* out,
                              const Columns*... columns) {
  constexpr size_t kColumns = sizeof...(columns);
  constexpr size_t kSize = 64 * sizeof(T);
  const hn::CappedTag<T, 64> d;
  const uint8_t* values[] = {columns...};
  uint8_t last[kColumns][kSize];
  size_t words = count / 64, rest = count % 64;
  // Twice around if there is a rest: one loop for both is half the code.
  for (;;) {
    for (size_t word = 0; word < words; ++word) {
      const size_t begin = word * kSize;
      *out++ = WordOfMasks<T>([&](size_t i) HWY_ATTR {
        const size_t at = begin + i * sizeof(T);
        if constexpr (kColumns == 1) {
          return mask(LoadUnaligned(d, values[0] + at));
        } else {
          return mask(LoadUnaligned(d, values[0] + at), LoadUnaligned(d, values[1] + at));
        }
      });
    }
    if (rest == 0) return;
    for (size_t k = 0; k < kColumns; ++k) {
      memset(last[k], 0, kSize);
      memcpy(last[k], values[k] + words * kSize, rest * sizeof(T));
      values[k] = last[k];
    }
    words = 1;
    rest = 0;
  }
}

// Truth values of `count` rows, one by one.
template <class Test>
HWY_INLINE void TestRows(size_t count, const Test& test, uint64_t* out) {
  for (size_t begin = 0; begin < count; begin += 64) {
    const size_t rows = std::min<size_t>(count - begin, 64);
    uint64_t word = 0;
    for (size_t i = 0; i < rows; ++i) word |= uint64_t{test(begin + i)} << i;
    out[begin / 64] = word;
  }
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#endif

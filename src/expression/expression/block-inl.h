// What all steps share: a block of rows, its nulls, vectors to truth values. Included once for each
// target.

#if defined(SINEW_EXPRESSION_EXPRESSION_BLOCK_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef SINEW_EXPRESSION_EXPRESSION_BLOCK_INL_H_
#undef SINEW_EXPRESSION_EXPRESSION_BLOCK_INL_H_
#else
#define SINEW_EXPRESSION_EXPRESSION_BLOCK_INL_H_
#endif

#include <hwy/highway.h>
#include <string.h>

#include <algorithm>
#include <bit>
#include <type_traits>

#include "core/bits.h"
#include "core/bytes.h"
#include "core/column.h"
#include "core/vectors-inl.h"
#include "expression/expression/program.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

// What the steps work on: rows [row, row + count) of the columns, and the registers of a program.
struct Block {
  const Program& program;
  const sinew_column* columns;
  size_t row;
  size_t count;
  // Of 64 truth values.
  size_t words;
  size_t faults;
};

// A bitmap of rows that are not null, or knowledge that all are.
struct Validity {
  uint64_t* words;
  bool* all;
};

Validity ValidityOf(Block& block, Ref ref) {
  switch (ref.place) {
    case Place::kBits: {
      BitsRegister& bits = block.program.BitsAt(ref);
      return {bits.valid, &bits.all_valid};
    }
    case Place::kWords: {
      WordsRegister& words = block.program.WordsAt(ref);
      return {words.valid, &words.all_valid};
    }
    default: {
      ViewsRegister& views = block.program.ViewsAt(ref);
      return {views.valid, &views.all_valid};
    }
  }
}

uint64_t LowRows(Block& block, size_t word) { return LowBits(block.count - word * 64); }

// The bits of a column's bitmap.
void ReadBits(Block& block, const void* bits, size_t offset, uint64_t* out) {
  const uint8_t* bytes = AsBytes(bits);
  for (size_t i = 0; i < block.words; ++i) {
    out[i] =
        LoadBits(bytes, offset + block.row + i * 64, std::min<size_t>(block.count - i * 64, 64));
  }
}

uint64_t ValidWord(const Validity& validity, size_t word) {
  return *validity.all ? ~uint64_t{0} : validity.words[word];
}

void CopyValidity(Block& block, Ref from, Ref to) {
  const Validity out = ValidityOf(block, to);
  if (from.place == Place::kColumn) {
    const sinew_column& column = block.columns[from.index];
    *out.all = column.validity == nullptr;
    if (!*out.all) ReadBits(block, column.validity, column.validity_offset, out.words);
    return;
  }
  const Validity in = ValidityOf(block, from);
  *out.all = *in.all;
  if (!*in.all) memcpy(out.words, in.words, block.words * sizeof(uint64_t));
}

void CopyValidity(Block& block, Ref a, Ref b, Ref to) {
  const Validity in_a = ValidityOf(block, a), in_b = ValidityOf(block, b),
                 out = ValidityOf(block, to);
  *out.all = *in_a.all && *in_b.all;
  if (*out.all) return;
  for (size_t i = 0; i < block.words; ++i) {
    out.words[i] = ValidWord(in_a, i) & ValidWord(in_b, i);
  }
}

// A null is not true.
void ClearNulls(Block& block, Ref ref) {
  const BitsRegister& bits = block.program.BitsAt(ref);
  if (bits.all_valid) return;
  for (size_t i = 0; i < block.words; ++i) bits.truth[i] &= bits.valid[i];
}

// Makes those rows of the result null that `fault` says, word by word, and counts them.
template <class Fault>
void AddFaults(Block& block, Ref out, const Fault& fault) {
  const Validity validity = ValidityOf(block, out);
  for (size_t i = 0; i < block.words; ++i) {
    const uint64_t faults = fault(i) & ValidWord(validity, i) & LowRows(block, i);
    if (faults == 0) continue;
    if (*validity.all) {
      std::fill_n(validity.words, kBlockWords, ~uint64_t{0});
      *validity.all = false;
    }
    validity.words[i] &= ~faults;
    block.faults += static_cast<size_t>(std::popcount(faults));
  }
}

const uint8_t* ValuesOf(Block& block, const Step& step) {
  if (step.a.place == Place::kWords) return block.program.WordsAt(step.a).data;
  const sinew_column& column = block.columns[step.a.index];
  return AsBytes(column.values) + block.row * ValueWidth(column.type);
}

// The words of a register to write to.
uint8_t* OwnWords(Block& block, Ref ref) {
  WordsRegister& words = block.program.WordsAt(ref);
  words.data = reinterpret_cast<const uint8_t*>(words.own);
  return reinterpret_cast<uint8_t*>(words.own);
}

// Calls function(at), where at(i) is row i of the block, for a column or views.
template <class Function>
HWY_INLINE void WithStrings(Block& block, Ref ref, const Function& function) {
  if (ref.place == Place::kViews) {
    const Bytes* views = block.program.ViewsAt(ref).views;
    return function([views](size_t i) HWY_ATTR { return views[i]; });
  }
  const sinew_column& column = block.columns[ref.index];
  const size_t row = block.row;
  if (HasNarrowOffsets(column.type)) {
    function([&column, row](size_t i) HWY_ATTR { return StringAt<int32_t>(column, row + i); });
  } else {
    function([&column, row](size_t i) HWY_ATTR { return StringAt<int64_t>(column, row + i); });
  }
}

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

// Highway 1.0.3 has it for floats alone, of which a NaN is neither less nor not less. (Its Ne says
// on AVX-512 that NaN is not unlike NaN, so what follows negates Eq.)
template <class V>
HWY_INLINE auto LessEqual(V a, V b) {
  if constexpr (hwy::IsFloat<hn::TFromV<V>>()) {
    return hn::Le(a, b);
  } else {
    return hn::Not(hn::Lt(b, a));
  }
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

// Truth values of `count` rows, from vectors. Behind the last row the values are undefined.
template <typename T, class MaskOf>
HWY_INLINE void CompareValues(const uint8_t* values, size_t count, const MaskOf& mask,
                              uint64_t* out) {
  uint8_t last[64 * sizeof(T)];
  size_t words = count / 64, rest = count % 64;
  // Twice around if there is a rest: one loop for both is half the code.
  for (;;) {
    for (size_t word = 0; word < words; ++word) {
      const uint8_t* from = values + word * sizeof(last);
      *out++ = WordOfMasks<T>([&](size_t i) HWY_ATTR {
        return mask(LoadUnaligned(hn::CappedTag<T, 64>(), from + i * sizeof(T)));
      });
    }
    if (rest == 0) return;
    memset(last, 0, sizeof(last));
    memcpy(last, values + words * sizeof(last), rest * sizeof(T));
    values = last;
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

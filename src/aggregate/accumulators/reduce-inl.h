// The walk that sum and min_max share: rows of a column, reduced in virtual lanes, strip by strip.
//
//   row      0   1   2  ...  31 | 32  33  34  ...  63 | 64 ...
//   lane     0   1   2  ...  31 |  0   1   2  ...  31 |  0 ...
//           '------ strip -----'
//
// If the operation is not associative, as the addition of doubles, there are 32 lanes. A lane sees
// its rows in order, whatever the vector size, so that a result depends on the rows alone. Four
// vectors of AVX-512 hold all lanes, or eight of AVX2: so many accumulators hide the latency of a
// floating-point addition. Targets with smaller vectors go over a block of strips, small enough for
// the L1 cache, once for each group of eight vectors, and the other lanes wait in memory meanwhile.
// If it is associative, there are as many lanes as one group of vectors has, and every row is read
// once, in the order of memory.

#if defined(SINEW_AGGREGATE_REDUCE_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef SINEW_AGGREGATE_REDUCE_INL_H_
#undef SINEW_AGGREGATE_REDUCE_INL_H_
#else
#define SINEW_AGGREGATE_REDUCE_INL_H_
#endif

#include <hwy/highway.h>

#include <algorithm>
#include <type_traits>

#include "core/bits-inl.h"
#include "core/bits.h"
#include "core/bytes.h"
#include "core/vectors-inl.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

constexpr size_t kReduceLanes = 32;
// What FoldLanes leaves.
constexpr size_t kLanesLeft = 8;
// Of a block of strips: at most 16 KiB.
constexpr size_t kStripRows = 2048;
constexpr size_t kCacheLine = 64;
// Below it (64 KiB) the detour costs more than it saves.
constexpr size_t kAlignRows = 8192;

// The lanes between blocks: two accumulators each. What they hold and what one more row does to
// them is up to Op, a struct of
//
//   using Lane = ...;             an 8-byte type
//   bool kIsAssociative           whether a row may go to any lane
//   bool kHasTwo                  whether b is used
//   bool kZeroIsNeutral           whether the neutral key is 0
//   V Key(D d, V row)             maps a row, widened to 8 bytes, to what is folded; static, like
//   void Fold(V key, V& a, V& b)  which folds a key into the accumulators of its lane
template <class Op>
struct ReduceState {
  alignas(64) typename Op::Lane a[kReduceLanes];
  alignas(64) typename Op::Lane b[kReduceLanes];
};

// Values of type Stored, widened to lanes of 8 bytes: integers keep their sign, floats become
// doubles.
template <class D, class V>
HWY_INLINE hn::Vec<D> Widen(D d, V narrow) {
  using Stored = hn::TFromV<V>;
  if constexpr (sizeof(Stored) == 8) {
    return narrow;
  } else if constexpr (std::is_same_v<Stored, float>) {
    return hn::BitCast(d, hn::PromoteTo(hn::RebindToFloat<D>(), narrow));
  } else if constexpr (sizeof(Stored) == 4) {
    using Wide = std::conditional_t<std::is_signed_v<Stored>, int64_t, uint64_t>;
    return hn::BitCast(d, hn::PromoteTo(hn::Rebind<Wide, D>(), narrow));
  } else {  // no version of Highway lacks these two steps
    using Half = std::conditional_t<std::is_signed_v<Stored>, int32_t, uint32_t>;
    return Widen(d, hn::PromoteTo(hn::Rebind<Half, D>(), narrow));
  }
}

// What lanes of Stored are loaded as: words as the lanes they become.
template <class D, typename Stored>
using StoredTag = std::conditional_t<sizeof(Stored) == 8, D, hn::Rebind<Stored, D>>;

// A load that stays an instruction of its own. Compilers fuse loads into the instructions that
// follow, and masked ones then no longer make Zen 5 fetch ahead (17 instead of 39 GB/s from
// memory), while two for one load split twice as many cache lines, and are what the sum of i64 on
// AVX2 waits for (48 instead of 75 GB/s in L1). With nulls AVX2 lacks the registers. Of a masked
// load that widens bytes GCC 12 makes an instruction that it cannot encode.
template <typename Stored, bool kNulls, class D>
HWY_INLINE hn::Vec<D> LoadRows(D d, const uint8_t* from) {
  const StoredTag<D, Stored> ds;
  auto rows = LoadUnaligned(ds, from);
#if HWY_ARCH_X86 && HWY_TARGET != HWY_SCALAR
  if constexpr (SINEW_HAS_AVX3 || !kNulls) __asm__("" : "+v"(rows.raw));
#endif
  return Widen(d, rows);
}

// Accumulators that are not used hold four more vectors, if there are so many lanes.
template <class Op, class D>
constexpr bool IsWide(D d) {
  return !Op::kHasTwo && !HWY_HAVE_SCALABLE && 8 * hn::MaxLanes(d) <= kReduceLanes;
}

// The lanes of a strip, a power of two from 8 to kReduceLanes.
template <class Op, class D>
HWY_INLINE size_t StripLanes(D d) {
  if (!Op::kIsAssociative) return kReduceLanes;
  return std::max((IsWide<Op>(d) ? 8 : 4) * hn::Lanes(d), kLanesLeft);
}

// Whether the bits of valid rows are loaded as masks, so that AVX-512 folds the lanes that count by
// one instruction. In L1 on Zen 4 sums of i64 with nulls take 0.71 of the time so, and extremes
// 0.83. A fold that is one addition is faster if it adds zeros (0.82).
template <class Op>
constexpr bool kByMasks = SINEW_HAS_AVX3 && Op::kHasTwo;

// Folds whole strips. With kNulls, bit shift + lanes i + j of `validity` says whether row j of
// strip i counts, for a shift less than 8; a row that does not is left out or folds as `neutral`.
// The bits are read 8 bytes at a time. The first strips find nothing in `state`.
template <class Op, typename Stored, bool kNulls>
HWY_NOINLINE void FoldStrips(const uint8_t* HWY_RESTRICT values,
                             const uint8_t* HWY_RESTRICT validity, size_t shift, size_t strips,
                             bool first, typename Op::Lane neutral,
                             ReduceState<Op>* HWY_RESTRICT state) {
  using Lane = typename Op::Lane;
  const hn::CappedTag<Lane, 8> d;
  const hn::RebindToUnsigned<decltype(d)> du;
  constexpr bool kIsWide = IsWide<Op>(d);
  const size_t N = hn::Lanes(d);
  const size_t lanes = StripLanes<Op>(d);
  const auto null = hn::Set(d, neutral);
  for (size_t lane = 0; lane < lanes; lane += (kIsWide ? 8 : 4) * N) {
    Lane* HWY_RESTRICT a = state->a + lane;
    Lane* HWY_RESTRICT b = kIsWide ? a + 4 * N : state->b + lane;
    auto a0 = null, a1 = null, a2 = null, a3 = null;
    auto b0 = null, b1 = null, b2 = null, b3 = null;
    if (!first) {
      a0 = hn::Load(d, a), a1 = hn::Load(d, a + N);
      a2 = hn::Load(d, a + 2 * N), a3 = hn::Load(d, a + 3 * N);
      b0 = hn::Load(d, b), b1 = hn::Load(d, b + N);
      b2 = hn::Load(d, b + 2 * N), b3 = hn::Load(d, b + 3 * N);
    }
    const uint8_t* masks = validity;
    [[maybe_unused]] uint8_t moved[kStripRows / 8];
    if (kNulls && kByMasks<Op> && shift != 0) {
      for (size_t i = 0; i < kReduceLanes / 8 * strips; i += kReduceLanes / 8) {
        Store(moved + i, static_cast<uint32_t>(Load<uint64_t>(validity + i) >> shift));
      }
      masks = moved;
    }
    // An Iota that begins at a variable goes through memory.
    const auto bit0 = hn::Shl(hn::Set(du, 1), hn::Add(hn::Iota(du, 0), hn::Set(du, shift + lane)));
    const auto bit1 = hn::ShiftLeftSame(bit0, static_cast<int>(N));
    const auto bit2 = hn::ShiftLeftSame(bit0, static_cast<int>(2 * N));
    const auto bit3 = hn::ShiftLeftSame(bit0, static_cast<int>(3 * N));
    const auto fold = [&](auto row, auto bits, auto bit, size_t i, auto& x, auto& y) HWY_ATTR {
      auto key = Op::Key(d, row);
      if constexpr (kNulls && kByMasks<Op>) {
        const auto valid = hn::LoadMaskBits(d, masks + N / 8 * i);
        auto with_x = x, with_y = y;
        Op::Fold(key, with_x, with_y);
        x = hn::IfThenElse(valid, with_x, x);
        y = hn::IfThenElse(valid, with_y, y);
        return;
      }
      if constexpr (kNulls) {
        const auto valid = hn::RebindMask(d, hn::TestBit(bits, bit));
        key =
            Op::kZeroIsNeutral ? hn::IfThenElseZero(valid, key) : hn::IfThenElse(valid, key, null);
      }
      Op::Fold(key, x, y);
    };

    const uint8_t* from = values + lane * sizeof(Stored);
    const size_t step = N * sizeof(Stored);
    for (size_t i = 0; i < strips; ++i, from += lanes * sizeof(Stored)) {
      const uint64_t word = kNulls ? Load<uint64_t>(validity + lanes / 8 * i) : 0;
      const auto bits = hn::Set(du, word);
      const auto row0 = LoadRows<Stored, kNulls>(d, from);
      const auto row1 = LoadRows<Stored, kNulls>(d, from + step);
      const auto row2 = LoadRows<Stored, kNulls>(d, from + 2 * step);
      const auto row3 = LoadRows<Stored, kNulls>(d, from + 3 * step);
      fold(row0, bits, bit0, 0, a0, b0);
      fold(row1, bits, bit1, 1, a1, b1);
      fold(row2, bits, bit2, 2, a2, b2);
      fold(row3, bits, bit3, 3, a3, b3);
      if constexpr (kIsWide) {
        const auto next = hn::Set(du, word >> 4 * N);
        const auto row4 = LoadRows<Stored, kNulls>(d, from + 4 * step);
        const auto row5 = LoadRows<Stored, kNulls>(d, from + 5 * step);
        const auto row6 = LoadRows<Stored, kNulls>(d, from + 6 * step);
        const auto row7 = LoadRows<Stored, kNulls>(d, from + 7 * step);
        fold(row4, next, bit0, 4, b0, b0);
        fold(row5, next, bit1, 5, b1, b1);
        fold(row6, next, bit2, 6, b2, b2);
        fold(row7, next, bit3, 7, b3, b3);
      }
      if constexpr (kNulls) masks += lanes / 8;
    }

    hn::Store(a0, d, a), hn::Store(a1, d, a + N);
    hn::Store(a2, d, a + 2 * N), hn::Store(a3, d, a + 3 * N);
    hn::Store(b0, d, b), hn::Store(b1, d, b + N);
    hn::Store(b2, d, b + 2 * N), hn::Store(b3, d, b + 3 * N);
  }
}

// Folds `count` rows at `values`, at most 64, whose bits are those of `validity` from bit `offset`
// on, into lanes `lane` and following of `lanes`, a vector of D at a time; `lane` is a multiple of
// its lanes.
template <class Op, typename Stored, class D>
HWY_INLINE void FoldFew(D d, const uint8_t* values, const uint8_t* validity, size_t offset,
                        size_t count, size_t lane, size_t lanes, typename Op::Lane neutral,
                        ReduceState<Op>* HWY_RESTRICT state) {
  if (count == 0) return;
  const hn::RebindToUnsigned<D> du;
  const StoredTag<D, Stored> ds;
  const size_t N = hn::Lanes(d);
  const auto bit = hn::Shl(hn::Set(du, 1), hn::Iota(du, 0));
  uint64_t valid = validity == nullptr ? LowBits(count) : LoadBits(validity, offset, count);
  for (;;) {
    const auto rows =
        count >= N
            ? LoadRows<Stored, true>(d, values)
            : Widen(d,
                    LoadPart(ds, reinterpret_cast<const hn::TFromD<decltype(ds)>*>(values), count));
    const auto is_valid = hn::RebindMask(d, hn::TestBit(hn::Set(du, valid), bit));
    const auto key = hn::IfThenElse(is_valid, Op::Key(d, rows), hn::Set(d, neutral));
    auto* const to_a = state->a + lane;
    auto* const to_b = state->b + lane;
    auto a = hn::Load(d, to_a), b = hn::Load(d, to_b);
    Op::Fold(key, a, b);
    hn::Store(a, d, to_a), hn::Store(b, d, to_b);
    if (count <= N) break;
    count -= N;
    values += N * sizeof(Stored);
    valid >>= N;
    lane = (lane + N) % lanes;
  }
}

// Writes `neutral` to all lanes.
template <class Op>
HWY_INLINE void Fill(typename Op::Lane neutral, ReduceState<Op>* HWY_RESTRICT state) {
  const hn::CappedTag<typename Op::Lane, 8> d;
  // Four vectors at once: of a simpler loop GCC makes `rep stos`, which takes 20 ns to begin.
  const size_t N = hn::Lanes(d);
  const auto null = hn::Set(d, neutral);
  for (size_t lane = 0; lane < kReduceLanes; lane += 4 * N) {
    for (auto* lanes : {state->a + lane, state->b + lane}) {
      hn::Store(null, d, lanes), hn::Store(null, d, lanes + N);
      hn::Store(null, d, lanes + 2 * N), hn::Store(null, d, lanes + 3 * N);
    }
  }
}

// Folds rows [first, first + count) of a column, which keeps them as Stored, and returns how many
// of them are valid. `neutral` is a key whose folding changes no result: `state` begins with it,
// and null rows fold as that. The lanes may end up rotated: what is made of them must not depend on
// where among them lane 0 is.
template <typename Stored, class Op>
HWY_INLINE size_t Reduce(const sinew_column& column, size_t first, size_t count,
                         typename Op::Lane neutral, ReduceState<Op>* HWY_RESTRICT state) {
  const hn::CappedTag<typename Op::Lane, 8> d;
  const hn::CappedTag<typename Op::Lane, 1> one;
  const uint8_t* values = static_cast<const uint8_t*>(column.values) + first * sizeof(Stored);
  const uint8_t* validity = column.validity;
  size_t offset = column.validity_offset + first;
  const size_t valid_count = validity == nullptr ? count : CountBits(validity, offset, count);
  if (valid_count == count) validity = nullptr;
  const auto skip = [&](size_t rows) {
    values += rows * sizeof(Stored);
    offset += rows;
    count -= rows;
  };

  // Vectors that split cache lines cost up to a third. From a size on the rows before the first
  // whole line go ahead, into the last lanes, so that the row that follows is the first of a strip.
  const uintptr_t address = reinterpret_cast<uintptr_t>(values);
  // Of narrow rows more than there are lanes may come before it, and widening takes longer than the
  // detour saves.
  const size_t head = count < kAlignRows || sizeof(Stored) < 4
                          ? 0
                          : -address / sizeof(Stored) % (kCacheLine / sizeof(Stored));
  const size_t lanes = StripLanes<Op>(d);
  // Bits are read 8 bytes at a time: the last strips may not have so many, and are left to FoldFew.
  const size_t few = validity == nullptr ? 0 : 64 - lanes;
  bool is_first = head == 0 && count >= lanes + few;
  if (!is_first) Fill(neutral, state);
  FoldFew<Op, Stored>(one, values, validity, offset, head, (kReduceLanes - head) % lanes, lanes,
                      neutral, state);
  skip(head);

  while (count >= lanes + few) {
    const size_t strips = std::min((count - few) / lanes, kStripRows / lanes);
    if (validity == nullptr) {
      FoldStrips<Op, Stored, false>(values, nullptr, 0, strips, is_first, neutral, state);
    } else {
      FoldStrips<Op, Stored, true>(values, validity + offset / 8, offset % 8, strips, is_first,
                                   neutral, state);
    }
    is_first = false;
    skip(strips * lanes);
  }
  FoldFew<Op, Stored>(d, values, validity, offset, count, 0, lanes, neutral, state);
  return valid_count;
}

// Folds lanes that are half of their circle apart, until kLanesLeft are left. By vectors, because
// results that go through memory one by one wait for it longer than for their additions.
template <class Op, class Fold>
HWY_INLINE void FoldLanes(typename Op::Lane* lanes, const Fold& fold) {
  const hn::CappedTag<typename Op::Lane, kLanesLeft> d;
  for (size_t half = StripLanes<Op>(d) / 2; half >= kLanesLeft; half /= 2) {
    for (size_t lane = 0; lane < half; lane += hn::Lanes(d)) {
      hn::Store(fold(hn::Load(d, lanes + lane), hn::Load(d, lanes + lane + half)), d, lanes + lane);
    }
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#endif  // per-target include guard

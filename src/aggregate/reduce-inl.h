// The walk that sum and min_max share: rows of a column slice, reduced in 32 virtual lanes.
//
//   row      0   1   2  ...  31 | 32  33  34  ...  63 | 64 ...
//   lane     0   1   2  ...  31 |  0   1   2  ...  31 |  0 ...
//           '------ strip -----'
//
// A lane sees its rows in order, whatever the vector size, so that a result depends on the rows
// alone even where the operation is not associative. Four vectors of AVX-512 hold all lanes, and
// four accumulators are what hides the latency of a floating-point addition. Targets with smaller
// vectors also keep four: they go over a block of strips, small enough for the L1 cache, once for
// each group of four vectors, and the other lanes wait in memory meanwhile.

#if defined(SINEW_AGGREGATE_REDUCE_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef SINEW_AGGREGATE_REDUCE_INL_H_
#undef SINEW_AGGREGATE_REDUCE_INL_H_
#else
#define SINEW_AGGREGATE_REDUCE_INL_H_
#endif

#include <hwy/highway.h>

#include <algorithm>

#include "core/bits.h"
#include "core/bytes.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

constexpr size_t kReduceLanes = 32;
constexpr size_t kRowSize = 8;
constexpr size_t kStripSize = kReduceLanes * kRowSize;
constexpr size_t kBlockStrips = 64;

// The lanes between blocks: two accumulators each. What they hold and what one more row does to
// them is up to Op, a struct of
//
//   using Lane = ...;             an 8-byte type
//   V Key(D d, V row)             maps a row to what is folded; static, like
//   void Fold(V key, V& a, V& b)  which folds a key into the accumulators of its lane
template <class Op>
struct ReduceState {
  alignas(64) typename Op::Lane a[kReduceLanes];
  alignas(64) typename Op::Lane b[kReduceLanes];
};

template <class D>
HWY_INLINE hn::Vec<D> LoadRows(D d, const uint8_t* from) {
#if HWY_TARGET == HWY_SCALAR  // whose LoadU wants alignment
  return hn::Set(d, Load<hn::TFromD<D>>(from));
#else
  return hn::LoadU(d, reinterpret_cast<const hn::TFromD<D>*>(from));
#endif
}

// Folds whole strips. With kNulls, the low 32 bits of valid[i] say which rows of strip i count;
// the others fold as `neutral`.
template <class Op, bool kNulls>
HWY_NOINLINE void FoldStrips(const uint8_t* HWY_RESTRICT values, const uint64_t* HWY_RESTRICT valid,
                             size_t strips, typename Op::Lane neutral,
                             ReduceState<Op>* HWY_RESTRICT state) {
  using Lane = typename Op::Lane;
  const hn::CappedTag<Lane, 8> d;
  const hn::RebindToUnsigned<decltype(d)> du;
  const size_t N = hn::Lanes(d);
  const auto null = hn::Set(d, neutral);
  for (size_t lane = 0; lane < kReduceLanes; lane += 4 * N) {
    Lane* HWY_RESTRICT a = state->a + lane;
    Lane* HWY_RESTRICT b = state->b + lane;
    auto a0 = hn::Load(d, a), a1 = hn::Load(d, a + N);
    auto a2 = hn::Load(d, a + 2 * N), a3 = hn::Load(d, a + 3 * N);
    auto b0 = hn::Load(d, b), b1 = hn::Load(d, b + N);
    auto b2 = hn::Load(d, b + 2 * N), b3 = hn::Load(d, b + 3 * N);
    const auto bit = [du, lane, N](size_t i)
                         HWY_ATTR { return hn::Shl(hn::Set(du, 1), hn::Iota(du, lane + i * N)); };
    const auto bit0 = bit(0), bit1 = bit(1), bit2 = bit(2), bit3 = bit(3);

    const uint8_t* from = values + lane * kRowSize;
    for (size_t i = 0; i < strips; ++i, from += kStripSize) {
      auto key0 = Op::Key(d, LoadRows(d, from));
      auto key1 = Op::Key(d, LoadRows(d, from + N * kRowSize));
      auto key2 = Op::Key(d, LoadRows(d, from + 2 * N * kRowSize));
      auto key3 = Op::Key(d, LoadRows(d, from + 3 * N * kRowSize));
      if (kNulls) {
        const auto bits = hn::Set(du, valid[i]);
        key0 = hn::IfThenElse(hn::RebindMask(d, hn::TestBit(bits, bit0)), key0, null);
        key1 = hn::IfThenElse(hn::RebindMask(d, hn::TestBit(bits, bit1)), key1, null);
        key2 = hn::IfThenElse(hn::RebindMask(d, hn::TestBit(bits, bit2)), key2, null);
        key3 = hn::IfThenElse(hn::RebindMask(d, hn::TestBit(bits, bit3)), key3, null);
      }
      Op::Fold(key0, a0, b0);
      Op::Fold(key1, a1, b1);
      Op::Fold(key2, a2, b2);
      Op::Fold(key3, a3, b3);
    }

    hn::Store(a0, d, a), hn::Store(a1, d, a + N);
    hn::Store(a2, d, a + 2 * N), hn::Store(a3, d, a + 3 * N);
    hn::Store(b0, d, b), hn::Store(b1, d, b + N);
    hn::Store(b2, d, b + 2 * N), hn::Store(b3, d, b + 3 * N);
  }
}

// The validity bits of whole strips, one word a strip (of which the low 32 bits matter). Returns
// how many rows are valid.
HWY_INLINE size_t LoadValidity(const uint8_t* validity, size_t index, size_t strips,
                               uint64_t* HWY_RESTRICT valid) {
  size_t count = 0;
  size_t i = 0;
  for (; i + 2 <= strips; i += 2, index += 64) {
    const uint64_t bits = LoadBits(validity, index, 64);
    valid[i] = bits;
    valid[i + 1] = bits >> 32;
    count += hwy::PopCount(bits);
  }
  if (i < strips) {
    valid[i] = LoadBits(validity, index, 32);
    count += hwy::PopCount(valid[i]);
  }
  return count;
}

// Folds rows [offset, offset + count) of `in` into `state` and returns how many of them are valid.
// `neutral` is a key whose folding changes no result: null rows, and the lanes that the last strip
// leaves empty, fold as that.
template <class Op>
HWY_INLINE size_t Reduce(const void* in, const uint8_t* validity, size_t offset, size_t count,
                         typename Op::Lane neutral, ReduceState<Op>* HWY_RESTRICT state) {
  const uint8_t* values = static_cast<const uint8_t*>(in) + offset * kRowSize;
  alignas(64) uint64_t valid[kBlockStrips];
  size_t valid_count = 0;
  while (count >= kReduceLanes) {
    const size_t strips = std::min(count / kReduceLanes, kBlockStrips);
    const size_t rows = strips * kReduceLanes;
    if (validity == nullptr) {
      FoldStrips<Op, false>(values, nullptr, strips, neutral, state);
      valid_count += rows;
    } else {
      valid_count += LoadValidity(validity, offset, strips, valid);
      FoldStrips<Op, true>(values, valid, strips, neutral, state);
    }
    values += strips * kStripSize;
    offset += rows;
    count -= rows;
  }
  if (count != 0) {
    alignas(64) uint8_t last[kStripSize] = {};
    memcpy(last, values, count * kRowSize);
    valid[0] = validity == nullptr ? LowBits(count) : LoadBits(validity, offset, count);
    FoldStrips<Op, true>(last, valid, 1, neutral, state);
    valid_count += hwy::PopCount(valid[0]);
  }
  return valid_count;
}

}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#endif  // per-target include guard

#if defined(SINEW_HASH_ROWS_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef SINEW_HASH_ROWS_INL_H_
#undef SINEW_HASH_ROWS_INL_H_
#else
#define SINEW_HASH_ROWS_INL_H_
#endif

#include <hwy/highway.h>
#include <string.h>

#include "core/abi.h"
#include "core/bits.h"
#include "core/bytes.h"
#include "core/targets.h"
#include "core/vectors-inl.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

// Sets of rows are words of bits: this many at a time.
constexpr size_t kRows = 64;

// Calls `visit` with each row of a set.
template <typename Visit>
HWY_INLINE void ForEachRow(uint64_t rows, const Visit& visit) {
  for (; rows != 0; rows &= rows - 1) visit(static_cast<size_t>(__builtin_ctzll(rows)));
}

HWY_INLINE uint64_t NullRows(const sinew_column& column, size_t first, size_t count) {
  if (column.validity == nullptr) return 0;
  return ~LoadBits(column.validity, column.validity_offset + first, count) & LowBits(count);
}

template <typename Offset>
HWY_INLINE Offset OffsetAt(const char* offsets, size_t row) {
  return Load<Offset>(offsets + row * sizeof(Offset));
}

// Which of kRows sizes are less than `bound`.
HWY_INLINE uint64_t RowsBelow(const uint8_t* sizes, uint8_t bound) {
  const hn::CappedTag<uint8_t, kRows> d;
  uint64_t rows = 0;
  for (size_t row = 0; row < kRows; row += hn::Lanes(d)) {
    uint64_t bits = 0;
    hn::StoreMaskBits(d, hn::Lt(hn::Load(d, sizes + row), hn::Set(d, bound)),
                      reinterpret_cast<uint8_t*>(&bits));
    rows |= bits << row;
  }
  return rows;
}

// Writes `null` to the hashes of null rows; `out` is that of row `first`.
template <typename Hash>
HWY_INLINE void SetNullRows(const sinew_column& column, size_t first, size_t count, Hash null,
                            Hash* out) {
  if (column.validity == nullptr) return;
  for (size_t row = 0; row < count; row += kRows) {
    const size_t rows = count - row < kRows ? count - row : kRows;
    ForEachRow(NullRows(column, first + row, rows),
               [&](size_t at) HWY_ATTR { Store(out + row + at, null); });
  }
}

// A row a lane.
using RowTag = hn::CappedTag<uint64_t, 8>;
using RowWords = hn::Vec<RowTag>;

// Consecutive values of kWidth (1, 2, 4 or 8) bytes, as many as there are lanes.
template <size_t kWidth>
HWY_INLINE RowWords LoadValues(const uint8_t* from) {
  using T = hwy::UnsignedFromSize<kWidth>;
  const RowTag d;
  const auto values = LoadUnaligned(hn::Rebind<T, RowTag>(), from);
#if HWY_TARGET == HWY_SCALAR  // which promotes to twice the width alone
  return hn::Set(d, hn::GetLane(values));
#else
  if constexpr (kWidth <= 2) {
    return hn::PromoteTo(d, hn::PromoteTo(hn::Rebind<uint32_t, RowTag>(), values));
  } else if constexpr (kWidth == 4) {
    return hn::PromoteTo(d, values);
  } else {
    return values;
  }
#endif
}

// The low and the high words of consecutive values of 16 bytes, and back.
HWY_INLINE void LoadPairs(const uint8_t* from, RowWords& low, RowWords& high) {
  const RowTag d;
#if HWY_TARGET == HWY_SCALAR
  low = hn::Set(d, Load<uint64_t>(from));
  high = hn::Set(d, Load<uint64_t>(from + 8));
#else
  hn::LoadInterleaved2(d, reinterpret_cast<const uint64_t*>(from), low, high);
#endif
}

HWY_INLINE void StoreHashes(RowWords hashes, void* to) { StoreUnaligned(hashes, RowTag(), to); }

HWY_INLINE void StorePairs(RowWords low, RowWords high, void* to) {
#if HWY_TARGET == HWY_SCALAR
  Store(to, hn::GetLane(low));
  Store(static_cast<uint64_t*>(to) + 1, hn::GetLane(high));
#elif SINEW_HAS_AVX3
  // Two permutations, where StoreInterleaved2 takes six: 10% of the XXH3-128 of a column.
  const RowTag d;
  const __m512i first = _mm512_setr_epi64(0, 8, 1, 9, 2, 10, 3, 11);
  const __m512i last = _mm512_setr_epi64(4, 12, 5, 13, 6, 14, 7, 15);
  uint64_t* pairs = static_cast<uint64_t*>(to);
  hn::StoreU(RowWords{_mm512_permutex2var_epi64(low.raw, first, high.raw)}, d, pairs);
  hn::StoreU(RowWords{_mm512_permutex2var_epi64(low.raw, last, high.raw)}, d, pairs + 8);
#else
  hn::StoreInterleaved2(low, high, RowTag(), static_cast<uint64_t*>(to));
#endif
}

// Calls step(in, out) for values of kWidth bytes and their hashes, as many at a time as there are
// lanes; the last ones of a long column may be hashed twice. Stores what one(in) returns where
// there are fewer: a vector of them would have to go through memory.
template <size_t kWidth, typename Hash, typename Step, typename One>
HWY_INLINE void ForEachVector(const uint8_t* in, size_t count, Hash* out, const Step& step,
                              const One& one) {
  const size_t lanes = hn::Lanes(RowTag());
  if (count < lanes) {
    for (size_t row = 0; row < count; ++row) Store(out + row, one(in + row * kWidth));
    return;
  }
  for (size_t row = 0; row + lanes <= count; row += lanes) step(in + row * kWidth, out + row);
  if (count % lanes != 0) step(in + (count - lanes) * kWidth, out + (count - lanes));
}

// The offsets of rows [first, first + rows) of a column of strings, at most kRows, and the end of
// the last one, as numbers of 64 bits, so that one function does for both kinds. Narrow ones are
// widened to `widened`, kRows + 1 of them.
HWY_INLINE const char* WideOffsets(const sinew_column& column, size_t first, size_t rows,
                                   int64_t* widened) {
  const char* const offsets = static_cast<const char*>(column.offsets);
  if (HasWideOffsets(column.type)) return offsets + first * sizeof(int64_t);
  const char* const narrow = offsets + first * sizeof(int32_t);
  const hn::CappedTag<int64_t, 8> d;
  size_t row = 0;
  for (; row + hn::Lanes(d) <= rows; row += hn::Lanes(d)) {
    const auto some = LoadUnaligned(hn::Rebind<int32_t, decltype(d)>(), narrow + row * 4);
    hn::StoreU(hn::PromoteTo(d, some), d, widened + row);
  }
  for (; row <= rows; ++row) widened[row] = OffsetAt<int32_t>(narrow, row);
  return reinterpret_cast<const char*>(widened);
}

// Whether the strings of `rows` rows, one or more, have one length: branches on it are then no
// surprise.
template <typename Offset>
HWY_INLINE bool SameLength(const char* offsets, size_t rows) {
  const hn::CappedTag<Offset, kRows / sizeof(Offset)> d;
  const auto size = hn::Set(d, OffsetAt<Offset>(offsets, 1) - OffsetAt<Offset>(offsets, 0));
  auto difference = hn::Zero(d);
  size_t row = 0;
  for (; row + hn::Lanes(d) <= rows; row += hn::Lanes(d)) {
    const auto begins = LoadUnaligned(d, offsets + row * sizeof(Offset));
    const auto ends = LoadUnaligned(d, offsets + (row + 1) * sizeof(Offset));
    difference = hn::Or(difference, hn::Xor(hn::Sub(ends, begins), size));
  }
  Offset rest = 0;
  for (; row < rows; ++row) {
    const Offset of_row = OffsetAt<Offset>(offsets, row + 1) - OffsetAt<Offset>(offsets, row);
    rest |= of_row ^ hn::GetLane(size);
  }
  return rest == 0 && hn::AllTrue(d, hn::Eq(difference, hn::Zero(d)));
}

}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#endif  // SINEW_HASH_ROWS_INL_H_

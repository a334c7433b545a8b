#if defined(SINEW_HASH_ROWS_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef SINEW_HASH_ROWS_INL_H_
#undef SINEW_HASH_ROWS_INL_H_
#else
#define SINEW_HASH_ROWS_INL_H_
#endif

#include <hwy/highway.h>

#include "core/abi.h"
#include "core/bits.h"
#include "core/bytes.h"

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
  return ~LoadBits(column.validity, column.offset + first, count) & LowBits(count);
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

}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#endif  // SINEW_HASH_ROWS_INL_H_

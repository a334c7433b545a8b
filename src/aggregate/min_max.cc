// Least and greatest value.
//
// Every type is mapped to signed integers that stand in the same order, its keys, and one pass
// finds the least and the greatest key. Unsigned integers flip the sign bit. Doubles flip the other
// bits where the sign bit is set, which gives the total order of IEEE 754-2019 (section 5.10):
//
//   -NaN < -infinity < ... < -0.0 < +0.0 < ... < +infinity < +NaN
//
// so that zeros need no special care, and a NaN, of either sign, shows at one of the two ends. The
// minimum and maximum instructions of floating point treat NaN and zeros differently on every
// target.

#include <algorithm>
#include <type_traits>

#include "core/abi.h"
#include "core/bytes.h"
#include "core/column.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "aggregate/min_max.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "aggregate/reduce-inl.h"
#include "core/dispatch.h"

#ifndef SINEW_AGGREGATE_MIN_MAX_ONCE
#define SINEW_AGGREGATE_MIN_MAX_ONCE
namespace sinew {

// Keys of one type. Each map is its own inverse.
struct KeyI64 {
  static int64_t Flip(int64_t key) { return key; }
};
struct KeyU64 {
  static int64_t Flip(int64_t key) { return key ^ INT64_MIN; }
};
struct KeyF64 {
  static int64_t Flip(int64_t key) { return key ^ ((key >> 63) & INT64_MAX); }
};

// Least and greatest key of `count` valid rows; both 0 if there are none.
struct Extremes {
  int64_t min;
  int64_t max;
  size_t count;
};

}  // namespace sinew
#endif  // SINEW_AGGREGATE_MIN_MAX_ONCE

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

// a: the least key; b: the greatest.
template <class Type>
struct FindExtremes {
  using Lane = int64_t;

  template <class D, class V>
  static HWY_INLINE V Key(D d, V row) {
    if constexpr (std::is_same_v<Type, KeyF64>) {
      return hn::Xor(row, hn::And(hn::BroadcastSignBit(row), hn::Set(d, INT64_MAX)));
    } else {
      return hn::Xor(row, hn::Set(d, Type::Flip(0)));
    }
  }
  template <class V>
  static HWY_INLINE void Fold(V key, V& a, V& b) {
    a = hn::Min(a, key);
    b = hn::Max(b, key);
  }
};

// The key of the first valid row changes neither extreme when it is folded again: it starts every
// lane and stands for the null rows.
template <class Type>
Extremes MinMax(const void* in, const uint8_t* validity, size_t offset, size_t count) {
  using Op = FindExtremes<Type>;
  const size_t first = validity == nullptr ? 0 : FindBit(validity, offset, count);
  if (first == count) return {};
  const uint8_t* row = static_cast<const uint8_t*>(in) + first * kRowSize;
  const int64_t key = Type::Flip(Load<int64_t>(row));
  ReduceState<Op> state;
  std::fill_n(state.a, kReduceLanes, key);
  std::fill_n(state.b, kReduceLanes, key);
  const size_t valid = Reduce<Op>(in, validity, offset, count, key, &state);
  return {*std::min_element(state.a, state.a + kReduceLanes),
          *std::max_element(state.b, state.b + kReduceLanes), valid};
}

Extremes MinMaxI64(const void* in, const uint8_t* validity, size_t offset, size_t count) {
  return MinMax<KeyI64>(in, validity, offset, count);
}

Extremes MinMaxU64(const void* in, const uint8_t* validity, size_t offset, size_t count) {
  return MinMax<KeyU64>(in, validity, offset, count);
}

Extremes MinMaxF64(const void* in, const uint8_t* validity, size_t offset, size_t count) {
  return MinMax<KeyF64>(in, validity, offset, count);
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace sinew {
namespace {

HWY_EXPORT(MinMaxI64);
HWY_EXPORT(MinMaxU64);
HWY_EXPORT(MinMaxF64);

// The extremes of a checked slice.
Extremes MinMax(const int64_t* in, const uint8_t* validity, size_t offset, size_t count) {
  return SINEW_DISPATCH(MinMaxI64)(in, validity, offset, count);
}
Extremes MinMax(const uint64_t* in, const uint8_t* validity, size_t offset, size_t count) {
  return SINEW_DISPATCH(MinMaxU64)(in, validity, offset, count);
}
Extremes MinMax(const double* in, const uint8_t* validity, size_t offset, size_t count) {
  return SINEW_DISPATCH(MinMaxF64)(in, validity, offset, count);
}

// What the results say for one of the two keys of `found`.
sinew_i64_result ResultI64(int64_t key, const Extremes& found) {
  return {key, found.count, SINEW_STATUS_OK};
}
sinew_u64_result ResultU64(int64_t key, const Extremes& found) {
  if (found.count == 0) return {0, 0, SINEW_STATUS_OK};
  return {static_cast<uint64_t>(KeyU64::Flip(key)), found.count, SINEW_STATUS_OK};
}
sinew_f64_result ResultF64(int64_t key, const Extremes& found) {
  constexpr int64_t kInfinity = 0x7FF0000000000000;
  if (found.max > kInfinity || found.min < -kInfinity - 1) {
    return {__builtin_nan(""), found.count, SINEW_STATUS_OK};
  }
  const int64_t bits = KeyF64::Flip(key);
  return {Load<double>(&bits), found.count, SINEW_STATUS_OK};
}

}  // namespace
}  // namespace sinew

// Returns the least of the valid rows of a slice, and their number: row i, for i in [0, count), is
// in[i], valid when bit offset + i of `validity` is set (least significant bit first; a
// null pointer says that all are). The value under a null row is not looked at. Where no row is
// valid, value and count are 0.
//
// No pointer needs alignment; `in` may be null when count is 0. Any thread may call.
//
// SINEW_STATUS_INVALID_ARGUMENT: `in` is null and count is not 0, or offset + count overflows.
SINEW_API sinew_i64_result sinew_min_i64(const int64_t* in, const uint8_t* validity, size_t offset,
                                         size_t count) SINEW_NOEXCEPT {
  if (!sinew::CheckValues(in, offset, count, sizeof(*in))) {
    return {0, 0, SINEW_STATUS_INVALID_ARGUMENT};
  }
  const sinew::Extremes found = sinew::MinMax(in, validity, offset, count);
  return sinew::ResultI64(found.min, found);
}

// Returns the greatest of the valid rows of a slice, and their number; else as sinew_min_i64.
SINEW_API sinew_i64_result sinew_max_i64(const int64_t* in, const uint8_t* validity, size_t offset,
                                         size_t count) SINEW_NOEXCEPT {
  if (!sinew::CheckValues(in, offset, count, sizeof(*in))) {
    return {0, 0, SINEW_STATUS_INVALID_ARGUMENT};
  }
  const sinew::Extremes found = sinew::MinMax(in, validity, offset, count);
  return sinew::ResultI64(found.max, found);
}

// As sinew_min_i64, of unsigned integers.
SINEW_API sinew_u64_result sinew_min_u64(const uint64_t* in, const uint8_t* validity, size_t offset,
                                         size_t count) SINEW_NOEXCEPT {
  if (!sinew::CheckValues(in, offset, count, sizeof(*in))) {
    return {0, 0, SINEW_STATUS_INVALID_ARGUMENT};
  }
  const sinew::Extremes found = sinew::MinMax(in, validity, offset, count);
  return sinew::ResultU64(found.min, found);
}

// As sinew_max_i64, of unsigned integers.
SINEW_API sinew_u64_result sinew_max_u64(const uint64_t* in, const uint8_t* validity, size_t offset,
                                         size_t count) SINEW_NOEXCEPT {
  if (!sinew::CheckValues(in, offset, count, sizeof(*in))) {
    return {0, 0, SINEW_STATUS_INVALID_ARGUMENT};
  }
  const sinew::Extremes found = sinew::MinMax(in, validity, offset, count);
  return sinew::ResultU64(found.max, found);
}

// As sinew_min_i64, of doubles, in the sense of IEEE 754-2019 `minimum` and of Go's `min`: if any
// valid row is NaN the result is the quiet NaN 0x7FF8000000000000, and -0.0 is less than +0.0.
SINEW_API sinew_f64_result sinew_min_f64(const double* in, const uint8_t* validity, size_t offset,
                                         size_t count) SINEW_NOEXCEPT {
  if (!sinew::CheckValues(in, offset, count, sizeof(*in))) {
    return {0, 0, SINEW_STATUS_INVALID_ARGUMENT};
  }
  const sinew::Extremes found = sinew::MinMax(in, validity, offset, count);
  return sinew::ResultF64(found.min, found);
}

// As sinew_max_i64, of doubles, in the sense of IEEE 754-2019 `maximum` and of Go's `max`: if any
// valid row is NaN the result is the quiet NaN 0x7FF8000000000000, and -0.0 is less than +0.0.
SINEW_API sinew_f64_result sinew_max_f64(const double* in, const uint8_t* validity, size_t offset,
                                         size_t count) SINEW_NOEXCEPT {
  if (!sinew::CheckValues(in, offset, count, sizeof(*in))) {
    return {0, 0, SINEW_STATUS_INVALID_ARGUMENT};
  }
  const sinew::Extremes found = sinew::MinMax(in, validity, offset, count);
  return sinew::ResultF64(found.max, found);
}

#endif  // HWY_ONCE

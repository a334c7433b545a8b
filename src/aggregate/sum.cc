// Sums of 64-bit integers and doubles.
//
// Integers: each lane adds up its rows modulo 2^64, and their high halves apart. The second sum
// cannot overflow, and what the high halves do not account for in the first sum is the sum of the
// low halves, which is less than 2^64 too: together they are the exact sum, at two additions and a
// shift a row.
//
// Doubles: the 32 lanes are added up in a fixed tree (see reduce-inl.h), so that every target
// rounds in the same places. The tree adds lanes that are half of their circle apart, and is the
// same wherever on the circle it begins.

#include <math.h>

#include "core/abi.h"
#include "core/column.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "aggregate/sum.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "aggregate/reduce-inl.h"
#include "core/dispatch.h"

#ifndef SINEW_AGGREGATE_SUM_ONCE
#define SINEW_AGGREGATE_SUM_ONCE
namespace sinew {

__extension__ typedef __int128 Int128;

struct IntegerSum {
  Int128 total;
  size_t count;
};

struct DoubleSum {
  double total;
  size_t count;
};

}  // namespace sinew
#endif  // SINEW_AGGREGATE_SUM_ONCE

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

// a: the rows modulo 2^64; b: their high halves.
template <typename T>
struct AddIntegers {
  using Lane = T;

  template <class D, class V>
  static HWY_INLINE V Key(D /*d*/, V row) {
    return row;
  }
  template <class V>
  static HWY_INLINE void Fold(V key, V& a, V& b) {
    a = hn::Add(a, key);
    b = hn::Add(b, hn::ShiftRight<32>(key));
  }
};

// a: the sum; b: not used.
struct AddDoubles {
  using Lane = double;

  template <class D, class V>
  static HWY_INLINE V Key(D /*d*/, V row) {
    return row;
  }
  template <class V>
  static HWY_INLINE void Fold(V key, V& a, V& /*b*/) {
    a = hn::Add(a, key);
  }
};

template <typename T>
IntegerSum SumIntegers(const void* in, const uint8_t* validity, size_t offset, size_t count) {
  // What the sum of high halves has room for.
  constexpr size_t kMaxRows = size_t{1} << 31;
  using Op = AddIntegers<T>;
  IntegerSum sum = {};
  while (count != 0) {
    const size_t rows = std::min(count, kMaxRows);
    ReduceState<Op> state = {};
    sum.count += Reduce<Op>(in, validity, offset, rows, 0, &state);
    in = static_cast<const T*>(in) + rows;
    uint64_t wrapped = 0;
    T high_halves = 0;
    for (size_t lane = 0; lane < kReduceLanes; ++lane) {
      wrapped += static_cast<uint64_t>(state.a[lane]);
      high_halves += state.b[lane];
    }
    const uint64_t low_halves = wrapped - (static_cast<uint64_t>(high_halves) << 32);
    sum.total += Int128{high_halves} * (Int128{1} << 32) + low_halves;
    offset += rows;
    count -= rows;
  }
  return sum;
}

IntegerSum SumI64(const void* in, const uint8_t* validity, size_t offset, size_t count) {
  return SumIntegers<int64_t>(in, validity, offset, count);
}

IntegerSum SumU64(const void* in, const uint8_t* validity, size_t offset, size_t count) {
  return SumIntegers<uint64_t>(in, validity, offset, count);
}

// A null row adds +0.0, which changes no lane: they begin at +0.0, and no sum of +0.0 and anything
// is -0.0.
DoubleSum SumF64(const void* in, const uint8_t* validity, size_t offset, size_t count) {
  ReduceState<AddDoubles> state = {};
  const size_t valid = Reduce<AddDoubles>(in, validity, offset, count, 0.0, &state);
  for (size_t half = kReduceLanes / 2; half != 0; half /= 2) {
    for (size_t lane = 0; lane < half; ++lane) state.a[lane] += state.a[lane + half];
  }
  return {state.a[0], valid};
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace sinew {
namespace {

HWY_EXPORT(SumI64);
HWY_EXPORT(SumU64);
HWY_EXPORT(SumF64);

IntegerSum Sum(const int64_t* in, const uint8_t* validity, size_t offset, size_t count) {
  return SINEW_DISPATCH(SumI64)(in, validity, offset, count);
}
IntegerSum Sum(const uint64_t* in, const uint8_t* validity, size_t offset, size_t count) {
  return SINEW_DISPATCH(SumU64)(in, validity, offset, count);
}
DoubleSum Sum(const double* in, const uint8_t* validity, size_t offset, size_t count) {
  return SINEW_DISPATCH(SumF64)(in, validity, offset, count);
}

}  // namespace
}  // namespace sinew

// Returns the exact sum of the valid rows of a slice, and their number: row i, for i in [0, count),
// is in[i], valid when bit offset + i of `validity` is set (least significant bit first; a
// null pointer says that all are). The value under a null row is not looked at. Partial sums may
// leave the range of the type, the sum may not. A sum of nothing is 0.
//
// No pointer needs alignment; `in` may be null when count is 0. Any thread may call.
//
// SINEW_STATUS_INVALID_ARGUMENT: `in` is null and count is not 0, or offset + count overflows.
// SINEW_STATUS_OVERFLOW: the sum does not fit int64_t; value is 0.
SINEW_API sinew_i64_result sinew_sum_i64(const int64_t* in, const uint8_t* validity, size_t offset,
                                         size_t count) SINEW_NOEXCEPT {
  if (!sinew::CheckValues(in, offset, count, sizeof(*in))) {
    return {0, 0, SINEW_STATUS_INVALID_ARGUMENT};
  }
  const sinew::IntegerSum sum = sinew::Sum(in, validity, offset, count);
  const int64_t value = static_cast<int64_t>(sum.total);
  if (value != sum.total) return {0, sum.count, SINEW_STATUS_OVERFLOW};
  return {value, sum.count, SINEW_STATUS_OK};
}

// As sinew_sum_i64, of unsigned integers. SINEW_STATUS_OVERFLOW: the sum does not fit uint64_t.
SINEW_API sinew_u64_result sinew_sum_u64(const uint64_t* in, const uint8_t* validity, size_t offset,
                                         size_t count) SINEW_NOEXCEPT {
  if (!sinew::CheckValues(in, offset, count, sizeof(*in))) {
    return {0, 0, SINEW_STATUS_INVALID_ARGUMENT};
  }
  const sinew::IntegerSum sum = sinew::Sum(in, validity, offset, count);
  const uint64_t value = static_cast<uint64_t>(sum.total);
  if (value != sum.total) return {0, sum.count, SINEW_STATUS_OVERFLOW};
  return {value, sum.count, SINEW_STATUS_OK};
}

// Returns the sum of the valid rows of a slice, and their number; rows, pointers, threads and
// SINEW_STATUS_INVALID_ARGUMENT as for sinew_sum_i64.
//
// The result is the same, bit for bit, on every machine, because the order of the additions is part
// of this contract: there are 32 partial sums that start at +0.0; row i is added to sum i mod 32 in
// order of i, null rows left out; then sums 0 to 15 take sums 16 to 31 in turn, 0 to 7 take 8 to
// 15, and so on to 1. It may differ in the last bits from a sum in another order. Every addition
// rounds to nearest, ties to even. A NaN result is always 0x7FF8000000000000; a sum of nothing, and
// one of zeros only, is +0.0.
SINEW_API sinew_f64_result sinew_sum_f64(const double* in, const uint8_t* validity, size_t offset,
                                         size_t count) SINEW_NOEXCEPT {
  if (!sinew::CheckValues(in, offset, count, sizeof(*in))) {
    return {0, 0, SINEW_STATUS_INVALID_ARGUMENT};
  }
  const sinew::DoubleSum sum = sinew::Sum(in, validity, offset, count);
  return {isnan(sum.total) ? __builtin_nan("") : sum.total, sum.count, SINEW_STATUS_OK};
}

#endif  // HWY_ONCE

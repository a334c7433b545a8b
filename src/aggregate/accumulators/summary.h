#ifndef SINEW_AGGREGATE_ACCUMULATORS_SUMMARY_H_
#define SINEW_AGGREGATE_ACCUMULATORS_SUMMARY_H_

#include <hwy/base.h>

#include <bit>
#include <limits>
#include <type_traits>

#include "aggregate/accumulators/accumulator.h"
#include "core/bits.h"
#include "core/bytes.h"
#include "core/type.h"
#include "core/widen.h"

namespace sinew {

__extension__ typedef __int128 Int128;
__extension__ typedef unsigned __int128 Uint128;

// What is kept of a column for COUNT, SUM, MIN, MAX and MEAN. T is int64_t, uint64_t or double,
// what the values of the column are widened to: integers of either kind to 64 bits, floats to
// doubles, dates and timestamps, which are signed integers, likewise, and booleans to 0 and 1. None
// of it loses anything, so that all types share the code behind the loads of their values. The
// count is always there, and the other parts if they are asked for; 8 bytes each, but 16 for a sum
// of integers:
//
//   | values that are not null | sum | min | complement of max |
//
// An integer sum is its low 64 bits, which are a T, and how often they wrapped, up less down:
// adding then touches the second word only if the first overflows.
//
// Minimum and maximum are kept as signed integers that order as the values do, so that one
// comparison settles every type; for doubles this is the order of IEEE 754-2019 minimum and
// maximum, -0.0 below 0.0, and NaN is a number that wins in both. The complement turns a maximum
// into a minimum, so that one instruction settles both.
template <typename T>
struct Summary {
  static constexpr Parts kSum = 1;
  static constexpr Parts kMin = 2;
  static constexpr Parts kMax = 4;

  static constexpr size_t kSumAt = 8;
  static constexpr size_t MinAt(Parts parts) {
    return kSumAt + (!(parts & kSum) ? 0 : std::is_integral_v<T> ? 16 : 8);
  }
  static constexpr size_t MaxAt(Parts parts) { return MinAt(parts) + (parts & kMin ? 8 : 0); }
  static constexpr size_t Size(Parts parts) { return MaxAt(parts) + (parts & kMax ? 8 : 0); }

  // With no parts it counts, looks at no value, and takes a column of any type.
  static const StateType kState;
};
extern template struct Summary<int64_t>;
extern template struct Summary<uint64_t>;
extern template struct Summary<double>;

inline bool IsTime(sinew_type type) {
  return type >= SINEW_TYPE_DATE32 && type <= SINEW_TYPE_TIMESTAMP_NS;
}

// Calls visit(T{}) with what the values of a type are widened to, or returns null if they are not
// numbers in this sense.
template <typename Visit>
const Accumulator* ForWide(sinew_type type, const Visit& visit) {
  if (IsFloat(type)) return visit(double{});
  if (IsUnsigned(type)) return visit(uint64_t{});
  const bool is_signed = type >= SINEW_TYPE_I8 && type <= SINEW_TYPE_I64;
  return is_signed || IsTime(type) || type == SINEW_TYPE_BOOL ? visit(int64_t{}) : nullptr;
}

// The same for what can be added up: of times a sum has no meaning.
template <typename Visit>
const Accumulator* ForNumber(sinew_type type, const Visit& visit) {
  return IsTime(type) ? nullptr : ForWide(type, visit);
}

// The type of a column of T.
template <typename T>
constexpr sinew_type kTypeOf = std::is_same_v<T, double>    ? SINEW_TYPE_F64
                               : std::is_same_v<T, int64_t> ? SINEW_TYPE_I64
                                                            : SINEW_TYPE_U64;

// What every extreme is less than: the state of min and of max before any value.
constexpr int64_t kNoExtreme = std::numeric_limits<int64_t>::max();
// What NaN is kept as, in min and in max: less than every number.
constexpr int64_t kNaNExtreme = std::numeric_limits<int64_t>::min();

// Numbers as signed integers of the same order, -0.0 below 0.0; each map is its own inverse.
inline int64_t FlipNegative(int64_t bits) { return bits ^ ((bits >> 63) & INT64_MAX); }
inline int64_t OrderOf(int64_t value) { return value; }
inline int64_t OrderOf(uint64_t value) { return static_cast<int64_t>(value) ^ INT64_MIN; }
inline int64_t OrderOf(double value) { return FlipNegative(std::bit_cast<int64_t>(value)); }

// The one NaN that results have.
inline double Canonical(double value) {
  return value != value ? std::numeric_limits<double>::quiet_NaN() : value;
}

// The number of an order, as its 8 bytes.
template <typename T>
T FromOrder(int64_t order) {
  if constexpr (std::is_same_v<T, double>) {
    return Canonical(std::bit_cast<double>(FlipNegative(order)));
  } else {
    return static_cast<T>(OrderOf(static_cast<T>(order)));
  }
}

inline void AddToCount(uint8_t* count, uint64_t more) {
  Store(count, Load<uint64_t>(count) + more);
}

// Adds a value, and more wraps of the low word, to a sum in place. The wraps may wrap themselves:
// sums that are read from bytes are as large as somebody likes.
template <typename T>
inline void AddToSum(uint8_t* sum, T value, uint64_t wraps = 0) {
  if constexpr (std::is_same_v<T, double>) {
    Store(sum, Load<double>(sum) + value);
  } else {
    T low;
    if (__builtin_expect(__builtin_add_overflow(Load<T>(sum), value, &low), 0)) {
      wraps += std::is_signed_v<T> && static_cast<int64_t>(value) < 0 ? ~uint64_t{0} : 1;
    }
    Store(sum, low);
    if (__builtin_expect(wraps != 0, 0)) {
      Store(sum + 8, Load<uint64_t>(sum + 8) + wraps);
    }
  }
}

// The sum of whole columns, in the order that docs/numbers.md promises for doubles; each returns
// how many rows took part.
size_t SumColumn(const sinew_column& column, int64_t, Int128* sum);
size_t SumColumn(const sinew_column& column, uint64_t, Int128* sum);
size_t SumColumn(const sinew_column& column, double, double* sum);

// The least order and the greatest of whole columns, if any row took part, and how many did. A NaN
// of either sign is beyond the infinity of its sign.
struct Extremes {
  int64_t min;
  int64_t max;
  size_t count;
};
Extremes ColumnExtremes(const sinew_column& column, int64_t);
Extremes ColumnExtremes(const sinew_column& column, uint64_t);
Extremes ColumnExtremes(const sinew_column& column, double);

// Rows of a column that are not null.
size_t CountColumn(const sinew_column& column);

// Rows of a column of booleans that are true.
size_t CountTrue(const sinew_column& column);

// For `finish`: writes result(state), of 8 bytes, of each state.
template <typename Result>
void WriteResults(const States& states, uint8_t* out, uint8_t* valid, const Result& result) {
  for (size_t i = 0; i < states.count; ++i) {
    Store(out + i * 8, result(states.At(i)));
    if (valid != nullptr) valid[i] = 1;
  }
}

// The same for a result that is null if no value took part.
template <typename Result>
void WriteResultsOrNull(const States& states, uint8_t* out, uint8_t* valid, const Result& result) {
  for (size_t i = 0; i < states.count; ++i) {
    const uint8_t* state = states.At(i);
    const bool is_valid = Load<uint64_t>(state) != 0;
    Store(out + i * 8, is_valid ? result(state) : 0);
    if (valid != nullptr) valid[i] = is_valid;
  }
}

}  // namespace sinew

#endif  // SINEW_AGGREGATE_ACCUMULATORS_SUMMARY_H_

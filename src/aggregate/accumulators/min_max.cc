// MIN and MAX: the least and the greatest value.
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

#include "aggregate/accumulators/strings.h"
#include "aggregate/accumulators/summary.h"
#include "core/column.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "aggregate/accumulators/min_max.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "aggregate/accumulators/reduce-inl.h"
#include "core/dispatch.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

// a: the least key; b: the greatest.
template <typename T>
struct FindExtremes {
  using Lane = int64_t;
  static constexpr bool kIsAssociative = true, kHasTwo = true, kZeroIsNeutral = false;

  template <class D, class V>
  static HWY_INLINE V Key(D d, V row) {
    if constexpr (std::is_same_v<T, double>) {
      return hn::Xor(row, hn::And(hn::BroadcastSignBit(row), hn::Set(d, INT64_MAX)));
    } else {
      return hn::Xor(row, hn::Set(d, OrderOf(T{0})));
    }
  }
  template <class V>
  static HWY_INLINE void Fold(V key, V& a, V& b) {
    a = hn::Min(a, key);
    b = hn::Max(b, key);
  }
};

// The key of the first valid row changes neither extreme when it is folded again.
template <typename T, typename Stored>
Extremes MinMaxOf(const sinew_column& column) {
  using Op = FindExtremes<T>;
  const size_t first = column.validity == nullptr
                           ? 0
                           : FindBit(column.validity, column.validity_offset, column.count);
  if (first == column.count) return {};
  const int64_t key =
      OrderOf(static_cast<T>(Load<Stored>(static_cast<const Stored*>(column.values) + first)));
  ReduceState<Op> state;
  const size_t valid = Reduce<Stored>(column, 0, column.count, key, &state);
  FoldLanes<Op>(state.a, [](auto a, auto b) HWY_ATTR { return hn::Min(a, b); });
  FoldLanes<Op>(state.b, [](auto a, auto b) HWY_ATTR { return hn::Max(a, b); });
  return {*std::min_element(state.a, state.a + kLanesLeft),
          *std::max_element(state.b, state.b + kLanesLeft), valid};
}

template <typename T>
Extremes MinMax(const sinew_column& column) {
  return ForStored<T>(column.type, [&](auto stored) HWY_ATTR {
    using Stored = decltype(stored);
    if constexpr (std::is_same_v<Stored, bool>) {
      return Extremes{};  // which are counted
    } else {
      return MinMaxOf<T, Stored>(column);
    }
  });
}

Extremes MinMaxI64(const sinew_column& column) { return MinMax<int64_t>(column); }

Extremes MinMaxU64(const sinew_column& column) { return MinMax<uint64_t>(column); }

Extremes MinMaxF64(const sinew_column& column) { return MinMax<double>(column); }

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

template <typename T>
void FinishMin(const States& states, uint8_t* out, uint8_t* valid) {
  const size_t at = Summary<T>::MinAt(states.parts);
  WriteResultsOrNull(states, out, valid, [at](const uint8_t* state) {
    return FromOrder<T>(Load<int64_t>(state + at));
  });
}

template <typename T>
void FinishMax(const States& states, uint8_t* out, uint8_t* valid) {
  const size_t at = Summary<T>::MaxAt(states.parts);
  WriteResultsOrNull(states, out, valid, [at](const uint8_t* state) {
    const int64_t kept = Load<int64_t>(state + at);
    // NaN is the same on both sides.
    const bool is_nan = std::is_same_v<T, double> && kept == kNaNExtreme;
    return FromOrder<T>(is_nan ? kept : ~kept);
  });
}

const Accumulator* FindMin(sinew_type type) {
  if (IsBytes(type)) return FindOfStrings(SINEW_AGGREGATE_MIN, type);
  return ForWide(type, [](auto number) {
    using T = decltype(number);
    static constexpr Accumulator kMin = {
        SINEW_AGGREGATE_MIN, {},           true,   &Summary<T>::kState,
        Summary<T>::kMin,    FinishMin<T>, nullptr};
    return &kMin;
  });
}

const Accumulator* FindMax(sinew_type type) {
  if (IsBytes(type)) return FindOfStrings(SINEW_AGGREGATE_MAX, type);
  return ForWide(type, [](auto number) {
    using T = decltype(number);
    static constexpr Accumulator kMax = {
        SINEW_AGGREGATE_MAX, {},           true,   &Summary<T>::kState,
        Summary<T>::kMax,    FinishMax<T>, nullptr};
    return &kMax;
  });
}

const Register<SINEW_AGGREGATE_MIN> kRegisterMin("min", FindMin);
const Register<SINEW_AGGREGATE_MAX> kRegisterMax("max", FindMax);

}  // namespace

Extremes ColumnExtremes(const sinew_column& column, int64_t) {
  return SINEW_DISPATCH(MinMaxI64)(column);
}

Extremes ColumnExtremes(const sinew_column& column, uint64_t) {
  return SINEW_DISPATCH(MinMaxU64)(column);
}

Extremes ColumnExtremes(const sinew_column& column, double) {
  return SINEW_DISPATCH(MinMaxF64)(column);
}

}  // namespace sinew
#endif  // HWY_ONCE

// SUM of 64-bit integers and doubles. Of whole columns:
//
// Integers: each lane adds up its rows modulo 2^64, and their high halves apart. The second sum
// cannot overflow, and what the high halves do not account for in the first sum is the sum of the
// low halves, which is less than 2^64 too: together they are the exact sum, at two additions and a
// shift a row.
//
// Doubles: the 32 lanes are added up in a fixed tree (see reduce-inl.h), so that every target
// rounds in the same places. The tree adds lanes that are half of their circle apart, and is the
// same wherever on the circle it begins.

#include "aggregate/accumulators/summary.h"
#include "core/column.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "aggregate/accumulators/sum.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "aggregate/accumulators/reduce-inl.h"
#include "core/dispatch.h"

#ifndef SINEW_AGGREGATE_ACCUMULATORS_SUM_ONCE
#define SINEW_AGGREGATE_ACCUMULATORS_SUM_ONCE
namespace sinew {
namespace {

struct IntegerSum {
  Int128 total;
  size_t count;
};

struct DoubleSum {
  double total;
  size_t count;
};

}  // namespace
}  // namespace sinew
#endif  // SINEW_AGGREGATE_ACCUMULATORS_SUM_ONCE

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

// What the sum of high halves has room for.
constexpr size_t kMaxRows = size_t{1} << 31;

// Adds at most kMaxRows rows.
template <typename T>
HWY_INLINE void AddRows(const sinew_column& rows, IntegerSum* sum) {
  using Op = AddIntegers<T>;
  ReduceState<Op> state;
  sum->count += Reduce<Op>(rows, 0, &state);
  const auto add = [](auto a, auto b) HWY_ATTR { return hn::Add(a, b); };
  FoldLanes(state.a, add);
  FoldLanes(state.b, add);
  uint64_t wrapped = 0;
  T high_halves = 0;
  for (size_t lane = 0; lane < kLanesLeft; ++lane) {
    wrapped += static_cast<uint64_t>(state.a[lane]);
    high_halves += state.b[lane];
  }
  const uint64_t low_halves = wrapped - (static_cast<uint64_t>(high_halves) << 32);
  sum->total += Int128{high_halves} * (Int128{1} << 32) + low_halves;
}

template <typename T>
IntegerSum SumIntegers(const sinew_column& column) {
  IntegerSum sum = {};
  if (column.count <= kMaxRows) {
    AddRows<T>(column, &sum);
    return sum;
  }
  for (sinew_column rest = column; rest.count != 0;) {
    sinew_column rows = rest;
    rows.count = std::min(rest.count, kMaxRows);
    AddRows<T>(rows, &sum);
    rest.values = static_cast<const uint8_t*>(rest.values) + rows.count * kRowSize;
    rest.validity_offset += rows.count;
    rest.count -= rows.count;
  }
  return sum;
}

IntegerSum SumI64(const sinew_column& column) { return SumIntegers<int64_t>(column); }

IntegerSum SumU64(const sinew_column& column) { return SumIntegers<uint64_t>(column); }

// A null row adds +0.0, which changes no lane: they begin at +0.0, and no sum of +0.0 and anything
// is -0.0.
DoubleSum SumF64(const sinew_column& column) {
  ReduceState<AddDoubles> state;
  const size_t valid = Reduce<AddDoubles>(column, 0.0, &state);
  FoldLanes(state.a, [](auto a, auto b) HWY_ATTR { return hn::Add(a, b); });
  static_assert(kLanesLeft == 8);
  const double* const a = state.a;
  return {((a[0] + a[4]) + (a[2] + a[6])) + ((a[1] + a[5]) + (a[3] + a[7])), valid};
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

// Whether an integer sum fits its type: it has not wrapped, or as often up as down.
bool Fits(const uint8_t* state) {
  return Load<int64_t>(state + Summary<int64_t>::kSumAt + sizeof(int64_t)) == 0;
}

template <typename T>
void Finish(const States& states, uint8_t* out, uint8_t* valid) {
  if constexpr (std::is_same_v<T, double>) {
    WriteResults(states, out, valid, [](const uint8_t* state) {
      return Canonical(Load<double>(state + Summary<double>::kSumAt));
    });
  } else {
    bool all_fit = true;
    WriteResults(states, out, valid, [&](const uint8_t* state) {
      all_fit &= Fits(state);
      return Load<T>(state + Summary<T>::kSumAt);
    });
    for (size_t i = 0; !all_fit && i < states.count; ++i) {
      if (Fits(states.At(i))) continue;
      Store(out + i * sizeof(T), T{0});
      if (valid != nullptr) valid[i] = 0;
    }
  }
}

size_t OverflowCount(const States& states) {
  size_t overflows = 0;
  for (size_t i = 0; i < states.count; ++i) overflows += !Fits(states.At(i));
  return overflows;
}

const Accumulator* FindSum(sinew_type type) {
  return ForNumber(type, [](auto number) {
    using T = decltype(number);
    static constexpr Accumulator kSum = {SINEW_AGGREGATE_SUM,
                                         kTypeOf<T>,
                                         true,
                                         &Summary<T>::kState,
                                         Summary<T>::kSum,
                                         Finish<T>,
                                         std::is_same_v<T, double> ? nullptr : OverflowCount};
    return &kSum;
  });
}

const Register<SINEW_AGGREGATE_SUM> kRegisterSum(FindSum);

}  // namespace

size_t SumColumn(const sinew_column& column, int64_t, Int128* sum) {
  const IntegerSum found = SINEW_DISPATCH(SumI64)(column);
  *sum = found.total;
  return found.count;
}

size_t SumColumn(const sinew_column& column, uint64_t, Int128* sum) {
  const IntegerSum found = SINEW_DISPATCH(SumU64)(column);
  *sum = found.total;
  return found.count;
}

size_t SumColumn(const sinew_column& column, double, double* sum) {
  const DoubleSum found = SINEW_DISPATCH(SumF64)(column);
  *sum = found.total;
  return found.count;
}

}  // namespace sinew
#endif  // HWY_ONCE

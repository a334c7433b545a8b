// SUM of integers, booleans and floats. Of whole columns:
//
// Integers of 64 bits: each lane adds up its rows modulo 2^64, and their high halves apart. The
// second sum cannot overflow, and what the high halves do not account for in the first sum is the
// sum of the low halves, which is less than 2^64 too: together they are the exact sum, at two
// additions and a shift a row. Integers of fewer bits are widened to 64 as they are loaded, and
// then need the first sum alone.
//
// Below AVX-512, x86 has no signed shift of 64 bits, and four instructions in its place. There the
// second sum is that of the highest 16 bits, whose signed shift is one of 32 bits: it leaves them
// in the upper half of the lane, which has room for 65,536 rows, and in the lower half numbers that
// nobody looks at. What it does not account for is less than 2^48 a row, hence again less than 2^64
// in all.
//
// Floats are widened to doubles. Doubles: the 32 lanes are added up in a fixed tree (see
// reduce-inl.h), so that every target rounds in the same places. The tree adds lanes that are half
// of their circle apart, and is the same wherever on the circle it begins.

#include <algorithm>

#include "aggregate/accumulators/summary.h"
#include "core/column.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "aggregate/accumulators/sum.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "aggregate/accumulators/reduce-inl.h"
#include "core/dispatch.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

// a: the rows modulo 2^64; b: their high halves.
template <typename T>
struct AddIntegers {
  using Lane = T;
  static constexpr bool kIsAssociative = true, kHasTwo = true, kZeroIsNeutral = true;

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

template <class V>
HWY_INLINE V AddHalves(V a, V b) {
  const hn::DFromV<V> d;
  const hn::Repartition<int32_t, decltype(d)> d32;
  return hn::BitCast(d, hn::Add(hn::BitCast(d32, a), hn::BitCast(d32, b)));
}

// a: the rows modulo 2^64; b: in its upper half, their highest 16 bits.
struct AddTopBits {
  using Lane = int64_t;
  static constexpr bool kIsAssociative = true, kHasTwo = true, kZeroIsNeutral = true;
  static constexpr size_t kMaxRows = size_t{1} << 16;

  template <class D, class V>
  static HWY_INLINE V Key(D /*d*/, V row) {
    return row;
  }
  template <class V>
  static HWY_INLINE void Fold(V key, V& a, V& b) {
    const hn::DFromV<V> d;
    const hn::Repartition<int32_t, decltype(d)> d32;
    a = hn::Add(a, key);
    b = AddHalves(b, hn::BitCast(d, hn::ShiftRight<16>(hn::BitCast(d32, key))));
  }
};

// Doubles, or integers of few bits. a: the sum; b: not used.
template <typename T>
struct AddUp {
  using Lane = T;
  static constexpr bool kIsAssociative = std::is_integral_v<T>, kHasTwo = false,
                        kZeroIsNeutral = true;

  template <class D, class V>
  static HWY_INLINE V Key(D /*d*/, V row) {
    return row;
  }
  template <class V>
  static HWY_INLINE void Fold(V key, V& a, V& /*b*/) {
    a = hn::Add(a, key);
  }
};

// Writes the sum of rows [first, first + count) of a column, at most kMaxRows, and returns how many
// took part.
template <typename T>
HWY_INLINE size_t SumWords(const sinew_column& column, size_t first, size_t count, Int128* sum) {
  ReduceState<AddIntegers<T>> state;
  const size_t valid = Reduce<T>(column, first, count, 0, &state);
  const auto add = [](auto a, auto b) HWY_ATTR { return hn::Add(a, b); };
  FoldLanes<AddIntegers<T>>(state.a, add);
  FoldLanes<AddIntegers<T>>(state.b, add);
  uint64_t wrapped = 0;
  T high_halves = 0;
  for (size_t lane = 0; lane < kLanesLeft; ++lane) {
    wrapped += static_cast<uint64_t>(state.a[lane]);
    high_halves += state.b[lane];
  }
  const uint64_t low_halves = wrapped - (static_cast<uint64_t>(high_halves) << 32);
  *sum = Int128{high_halves} * (Int128{1} << 32) + low_halves;
  return valid;
}

#if HWY_ARCH_X86 && HWY_TARGET != HWY_SCALAR && !SINEW_HAS_AVX3

HWY_INLINE size_t SumTopBits(const sinew_column& column, size_t first, size_t count, Int128* sum) {
  ReduceState<AddTopBits> state;
  const size_t valid = Reduce<int64_t>(column, first, count, 0, &state);
  FoldLanes<AddTopBits>(state.a, [](auto a, auto b) HWY_ATTR { return hn::Add(a, b); });
  FoldLanes<AddTopBits>(state.b, [](auto a, auto b) HWY_ATTR { return AddHalves(a, b); });
  uint64_t wrapped = 0;
  int64_t top = 0;
  for (size_t lane = 0; lane < kLanesLeft; ++lane) {
    wrapped += static_cast<uint64_t>(state.a[lane]);
    top += state.b[lane] >> 32;
  }
  const uint64_t rest = wrapped - (static_cast<uint64_t>(top) << 48);
  *sum = Int128{top} * (Int128{1} << 48) + rest;
  return valid;
}

template <>
HWY_INLINE size_t SumWords<int64_t>(const sinew_column& column, size_t first, size_t count,
                                    Int128* sum) {
  size_t valid = 0;
  *sum = 0;
  for (size_t done = 0; done < count; done += AddTopBits::kMaxRows) {
    Int128 part;
    valid += SumTopBits(column, first + done, std::min(count - done, AddTopBits::kMaxRows), &part);
    *sum += part;
  }
  return valid;
}

#endif

template <typename T, typename Stored>
HWY_INLINE size_t SumNarrow(const sinew_column& column, size_t first, size_t count, Int128* sum) {
  ReduceState<AddUp<T>> state;
  const size_t valid = Reduce<Stored>(column, first, count, 0, &state);
  FoldLanes<AddUp<T>>(state.a, [](auto a, auto b) HWY_ATTR { return hn::Add(a, b); });
  T total = 0;
  for (size_t lane = 0; lane < kLanesLeft; ++lane) total += state.a[lane];
  *sum = total;
  return valid;
}

template <typename T>
size_t SumIntegers(const sinew_column& column, size_t first, size_t count, Int128* sum) {
  return ForStored<T>(column.type, [&](auto stored) HWY_ATTR {
    using Stored = decltype(stored);
    if constexpr (std::is_same_v<Stored, bool>) {
      return size_t{0};  // which are counted
    } else if constexpr (sizeof(Stored) == sizeof(T)) {
      return SumWords<T>(column, first, count, sum);
    } else {
      return SumNarrow<T, Stored>(column, first, count, sum);
    }
  });
}

size_t SumI64(const sinew_column& column, size_t first, size_t count, Int128* sum) {
  return SumIntegers<int64_t>(column, first, count, sum);
}

size_t SumU64(const sinew_column& column, size_t first, size_t count, Int128* sum) {
  return SumIntegers<uint64_t>(column, first, count, sum);
}

// A null row adds +0.0, which changes no lane: they begin at +0.0, and no sum of +0.0 and anything
// is -0.0.
size_t SumF64(const sinew_column& column, double* sum) {
  ReduceState<AddUp<double>> state;
  const size_t valid = ForStored<double>(column.type, [&](auto stored) HWY_ATTR {
    return Reduce<decltype(stored)>(column, 0, column.count, 0.0, &state);
  });
  FoldLanes<AddUp<double>>(state.a, [](auto a, auto b) HWY_ATTR { return hn::Add(a, b); });
  static_assert(kLanesLeft == 8);
  const double* const a = state.a;
  *sum = ((a[0] + a[4]) + (a[2] + a[6])) + ((a[1] + a[5]) + (a[3] + a[7]));
  return valid;
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

// What the sum of high halves has room for.
constexpr size_t kMaxRows = size_t{1} << 31;

template <class Kernel>
size_t SumIntegers(const sinew_column& column, const Kernel& kernel, Int128* sum) {
  size_t valid = 0;
  *sum = 0;
  for (size_t first = 0; first < column.count; first += kMaxRows) {
    Int128 part;
    valid += kernel(column, first, std::min(column.count - first, kMaxRows), &part);
    *sum += part;
  }
  return valid;
}

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

const Register<SINEW_AGGREGATE_SUM> kRegisterSum("sum", FindSum);

}  // namespace

size_t SumColumn(const sinew_column& column, int64_t, Int128* sum) {
  return SumIntegers(column, SINEW_DISPATCH(SumI64), sum);
}

size_t SumColumn(const sinew_column& column, uint64_t, Int128* sum) {
  return SumIntegers(column, SINEW_DISPATCH(SumU64), sum);
}

size_t SumColumn(const sinew_column& column, double, double* sum) {
  return SINEW_DISPATCH(SumF64)(column, sum);
}

}  // namespace sinew
#endif  // HWY_ONCE

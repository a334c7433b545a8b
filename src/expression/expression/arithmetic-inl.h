// Arithmetic and casts, and the results that do not exist. Included once for each target.

#if defined(SINEW_EXPRESSION_EXPRESSION_ARITHMETIC_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef SINEW_EXPRESSION_EXPRESSION_ARITHMETIC_INL_H_
#undef SINEW_EXPRESSION_EXPRESSION_ARITHMETIC_INL_H_
#else
#define SINEW_EXPRESSION_EXPRESSION_ARITHMETIC_INL_H_
#endif

#include "expression/expression/block-inl.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

// Computes words: checked(row, &result) returns whether there is no result. simple(row, out) writes
// those of 64 rows and returns true, if that is all right, and else nothing that matters.
template <class Simple, class Checked>
HWY_INLINE void ComputeChecked(Block& block, const Step& step, const Simple& simple,
                               const Checked& checked) {
  uint8_t* out = OwnWords(block, step.out);
  uint64_t faults[kBlockWords];
  for (size_t begin = 0; begin < block.count; begin += 64) {
    const size_t end = std::min(begin + 64, block.count);
    uint64_t& fault = faults[begin / 64];
    fault = 0;
    if (end == begin + 64 && simple(begin, out + begin * 8)) continue;
    for (size_t i = begin; i < end; ++i) {
      int64_t result;
      const bool is_fault = checked(i, &result);
      Store(out + i * 8, is_fault ? int64_t{0} : result);
      fault |= uint64_t{is_fault} << i % 64;
    }
  }
  if (step.b.place == Place::kNowhere) {
    CopyValidity(block, step.a, step.out);
  } else {
    CopyValidity(block, step.a, step.b, step.out);
  }
  AddFaults(block, step.out, [&](size_t word) HWY_ATTR { return faults[word]; });
}

// Whether 64 values are in [-2^bits, 2^bits).
HWY_INLINE bool AreSmall(const uint8_t* values, int bits) {
  if (bits >= 63) return true;
  uint64_t high = 0;
  for (size_t i = 0; i < 64; ++i) {
    high |= (Load<uint64_t>(values + i * 8) + (uint64_t{1} << bits)) >> (bits + 1);
  }
  return high == 0;
}

// From one word each: simple(value), in a form that the compiler makes vectors of, for values in
// [-2^bits, 2^bits), checked(value, &result) for all.
template <class Simple, class Checked>
HWY_INLINE void MapChecked(Block& block, const Step& step, int bits, const Simple& simple,
                           const Checked& checked) {
  const uint8_t* in = block.program.WordsAt(step.a).data;
  ComputeChecked(
      block, step,
      [&](size_t row, uint8_t* out) HWY_ATTR {
        const uint8_t* from = in + row * 8;
        if (!AreSmall(from, bits)) return false;
        for (size_t i = 0; i < 64; ++i) Store(out + i * 8, simple(Load<int64_t>(from + i * 8)));
        return true;
      },
      [&](size_t i, int64_t* result)
          HWY_ATTR { return checked(Load<int64_t>(in + i * 8), result); });
}
template <class Checked>
HWY_INLINE void MapChecked(Block& block, const Step& step, const Checked& checked) {
  const uint8_t* in = block.program.WordsAt(step.a).data;
  ComputeChecked(
      block, step, [](size_t, uint8_t*) HWY_ATTR { return false; },
      [&](size_t i, int64_t* result)
          HWY_ATTR { return checked(Load<int64_t>(in + i * 8), result); });
}

// From two words each. operation(x, y, &wrong) computes a vector; lanes of `wrong` are negative
// where it may not be the result.
template <class Operation, class Checked>
HWY_INLINE void CombineChecked(Block& block, const Step& step, const Operation& operation,
                               const Checked& checked) {
  const uint8_t* a = block.program.WordsAt(step.a).data;
  const uint8_t* b = block.program.WordsAt(step.b).data;
  ComputeChecked(
      block, step,
      [&](size_t row, uint8_t* out) HWY_ATTR {
        const hn::CappedTag<int64_t, 64> d;
        auto wrong = hn::Zero(d);
        for (size_t i = 0; i < 64; i += hn::Lanes(d)) {
          const size_t at = (row + i) * 8;
          StoreUnaligned(operation(LoadUnaligned(d, a + at), LoadUnaligned(d, b + at), &wrong), d,
                         out + i * 8);
        }
        return hn::AllFalse(d, hn::Lt(wrong, hn::Zero(d)));
      },
      [&](size_t i, int64_t* result)
          HWY_ATTR { return checked(Load<int64_t>(a + i * 8), Load<int64_t>(b + i * 8), result); });
}

// Negative where one of two values is not in [-2^kBits, 2^kBits).
template <int kBits, class V>
HWY_INLINE V AreNotSmall(V x, V y) {
  const hn::DFromV<V> d;
  const auto move = hn::Set(d, int64_t{1} << kBits);
  const auto moved = hn::Or(hn::Add(x, move), hn::Add(y, move));
  const hn::RebindToUnsigned<decltype(d)> bits;
  return hn::Neg(hn::BitCast(d, hn::ShiftRight<kBits + 1>(hn::BitCast(bits, moved))));
}

// Doubles tell apart integers of 52 bits, and quotients of two of them from the integers next to
// them. So a division of doubles, of which a CPU does several at a time, is right for them. With
// one bit less the conversions are additions, which every target has for vectors.
constexpr int kExactBits = 51;

template <class V>
HWY_INLINE V IsNotDivisible(V x, V y) {
  const hn::DFromV<V> d;
  return hn::Or(hn::VecFromMask(d, hn::Eq(y, hn::Zero(d))), AreNotSmall<kExactBits>(x, y));
}

// Of integers of kExactBits, calls function(x, y, quotient towards zero), all as doubles, for an
// integer as a double.
template <class V, class Function>
HWY_INLINE V Divide(V x, V y, const Function& function) {
  const hn::DFromV<V> d;
  const hn::RebindToFloat<decltype(d)> reals;
  // The unit in the last place of doubles next to 1.5 * 2^52 is 1.
  const auto integers = hn::Set(reals, 0x1.8p52);
  const auto real = [&](V value) HWY_ATTR {
    return hn::Sub(hn::BitCast(reals, hn::Add(value, hn::BitCast(d, integers))), integers);
  };
  const auto a = real(x), b = real(y);
  const auto result = function(a, b, hn::Trunc(hn::Div(a, b)));
  return hn::Sub(hn::BitCast(d, hn::Add(result, integers)), hn::BitCast(d, integers));
}

void ComputeIntegers(Block& block, const Step& step) {
  switch (step.arithmetic) {
    case Arithmetic::kAdd:
      return CombineChecked(
          block, step,
          [](auto x, auto y, auto* wrong) HWY_ATTR {
            const auto sum = hn::Add(x, y);
            *wrong = hn::Or(*wrong, hn::And(hn::Xor(x, sum), hn::Xor(y, sum)));
            return sum;
          },
          [](int64_t a, int64_t b, int64_t* result)
              HWY_ATTR { return __builtin_add_overflow(a, b, result); });
    case Arithmetic::kSubtract:
      return CombineChecked(
          block, step,
          [](auto x, auto y, auto* wrong) HWY_ATTR {
            const auto difference = hn::Sub(x, y);
            *wrong = hn::Or(*wrong, hn::And(hn::Xor(x, y), hn::Xor(x, difference)));
            return difference;
          },
          [](int64_t a, int64_t b, int64_t* result)
              HWY_ATTR { return __builtin_sub_overflow(a, b, result); });
    case Arithmetic::kMultiply:
      return CombineChecked(
          block, step,
          [](auto x, auto y, auto* wrong) HWY_ATTR {
            *wrong = hn::Or(*wrong, AreNotSmall<31>(x, y));
#if HWY_TARGET == HWY_SCALAR
            return hn::Mul(x, y);
#else
            const hn::Repartition<int32_t, hn::DFromV<decltype(x)> > halves;
            return hn::MulEven(hn::BitCast(halves, x), hn::BitCast(halves, y));
#endif
          },
          [](int64_t a, int64_t b, int64_t* result)
              HWY_ATTR { return __builtin_mul_overflow(a, b, result); });
    case Arithmetic::kDivide:
      return CombineChecked(
          block, step,
          [](auto x, auto y, auto* wrong) HWY_ATTR {
            *wrong = hn::Or(*wrong, IsNotDivisible(x, y));
            return Divide(x, y, [](auto, auto, auto quotient) HWY_ATTR { return quotient; });
          },
          [](int64_t a, int64_t b, int64_t* result) HWY_ATTR {
            const bool fault = b == 0 || (a == INT64_MIN && b == -1);
            *result = fault ? 0 : a / b;
            return fault;
          });
    default:
      return CombineChecked(
          block, step,
          [](auto x, auto y, auto* wrong) HWY_ATTR {
            *wrong = hn::Or(*wrong, IsNotDivisible(x, y));
            return Divide(x, y, [](auto a, auto b, auto quotient) HWY_ATTR {
              return hn::Sub(a, hn::Mul(quotient, b));
            });
          },
          [](int64_t a, int64_t b, int64_t* result) HWY_ATTR {
            // INT64_MIN % -1 is 0, but the CPU divides first.
            *result = b == 0 || b == -1 ? 0 : a % b;
            return b == 0;
          });
  }
}

void ComputeReals(Block& block, const Step& step) {
  const uint8_t* a = block.program.WordsAt(step.a).data;
  const uint8_t* b = block.program.WordsAt(step.b).data;
  uint8_t* out = OwnWords(block, step.out);
  const hn::CappedTag<double, 64> d;
  const size_t lanes = hn::Lanes(d);
  const auto compute = [&](auto operation) HWY_ATTR {
    for (size_t i = 0; i < block.words * 64; i += lanes) {
      StoreUnaligned(operation(LoadUnaligned(d, a + i * 8), LoadUnaligned(d, b + i * 8)), d,
                     out + i * 8);
    }
  };
  switch (step.arithmetic) {
    case Arithmetic::kAdd:
      compute([](auto x, auto y) HWY_ATTR { return hn::Add(x, y); });
      break;
    case Arithmetic::kSubtract:
      compute([](auto x, auto y) HWY_ATTR { return hn::Sub(x, y); });
      break;
    case Arithmetic::kMultiply:
      compute([](auto x, auto y) HWY_ATTR { return hn::Mul(x, y); });
      break;
    default:
      compute([](auto x, auto y) HWY_ATTR { return hn::Div(x, y); });
  }
  CopyValidity(block, step.a, step.b, step.out);
}

void RunNegate(Block& block, const Step& step) {
  if (step.type == SINEW_TYPE_I64) {
    return MapChecked(block, step, [](int64_t value, int64_t* result) HWY_ATTR {
      return __builtin_sub_overflow(int64_t{0}, value, result);
    });
  }
  const uint8_t* in = block.program.WordsAt(step.a).data;
  uint8_t* out = OwnWords(block, step.out);
  for (size_t i = 0; i < block.count; ++i) {
    Store(out + i * 8, Load<uint64_t>(in + i * 8) ^ uint64_t{1} << 63);
  }
  CopyValidity(block, step.a, step.out);
}

template <typename In, typename Out>
void Convert(Block& block, const Step& step) {
  const uint8_t* in = block.program.WordsAt(step.a).data;
  uint8_t* out = OwnWords(block, step.out);
  for (size_t i = 0; i < block.count; ++i) {
    Store(out + i * 8, static_cast<Out>(Load<In>(in + i * 8)));
  }
}

void RunConvert(Block& block, const Step& step) {
  if (step.type == SINEW_TYPE_BOOL) {
    const uint64_t* bits = block.program.BitsAt(step.a).truth;
    uint8_t* out = OwnWords(block, step.out);
    for (size_t i = 0; i < block.count; ++i) {
      const int64_t bit = static_cast<int64_t>(bits[i / 64] >> i % 64 & 1);
      if (step.other == SINEW_TYPE_F64) {
        Store(out + i * 8, static_cast<double>(bit));
      } else {
        Store(out + i * 8, bit);
      }
    }
    return CopyValidity(block, step.a, step.out);
  }
  if (step.type == SINEW_TYPE_F64) {
    // Towards zero; -2^63 is an i64, and 2^63 is not.
    return MapChecked(block, step, [](int64_t word, int64_t* result) HWY_ATTR {
      const double value = std::bit_cast<double>(word);
      const bool fits = value >= -0x1p63 && value < 0x1p63;
      *result = fits ? static_cast<int64_t>(value) : 0;
      return !fits;
    });
  }
  if (step.other == SINEW_TYPE_I64) {
    return MapChecked(block, step, [](int64_t word, int64_t* result) HWY_ATTR {
      *result = word;
      return word < 0;  // a u64 of 2^63 or more
    });
  }
  if (step.type == SINEW_TYPE_U64) {
    Convert<uint64_t, double>(block, step);
  } else if (step.other == SINEW_TYPE_F64) {
    Convert<int64_t, double>(block, step);
  } else {
    Convert<int64_t, int64_t>(block, step);
  }
  CopyValidity(block, step.a, step.out);
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#endif

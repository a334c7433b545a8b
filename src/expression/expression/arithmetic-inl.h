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

// Doubles tell apart integers of so many bits, and quotients of two of them from the integers next
// to them. So a division of doubles, of which a CPU does several at a time, is right for them.
constexpr int kExactBits = 52;

// Whether 64 values are in [-2^bits, 2^bits).
HWY_INLINE bool AreSmall(const uint8_t* values, int bits) {
  if (bits >= 63) return true;
  uint64_t high = 0;
  for (size_t i = 0; i < 64; ++i) {
    high |= (Load<uint64_t>(values + i * 8) + (uint64_t{1} << bits)) >> (bits + 1);
  }
  return high == 0;
}

HWY_INLINE bool HaveZero(const uint8_t* values) {
  bool zero = false;
  for (size_t i = 0; i < 64; ++i) zero |= Load<uint64_t>(values + i * 8) == 0;
  return zero;
}

// Computes words: checked(row, &result) returns whether there is no result. For 64 rows of which
// are_simple(row) says so, all have one, and simple(row) is it, in a form that the compiler makes
// vectors of.
template <class AreSimple, class Simple, class Checked>
HWY_INLINE void ComputeChecked(Block& block, const Step& step, const AreSimple& are_simple,
                               const Simple& simple, const Checked& checked) {
  uint8_t* out = OwnWords(block, step.out);
  uint64_t faults[kBlockWords];
  for (size_t begin = 0; begin < block.count; begin += 64) {
    const size_t end = std::min(begin + 64, block.count);
    uint64_t& fault = faults[begin / 64];
    fault = 0;
    if (end == begin + 64 && are_simple(begin)) {
      for (size_t i = begin; i < begin + 64; ++i) Store(out + i * 8, simple(i));
      continue;
    }
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

// From one word each: simple(value) for values in [-2^bits, 2^bits), checked(value, &result) for
// all.
template <class Simple, class Checked>
HWY_INLINE void MapChecked(Block& block, const Step& step, int bits, const Simple& simple,
                           const Checked& checked) {
  const uint8_t* in = block.program.WordsAt(step.a).data;
  ComputeChecked(
      block, step, [&](size_t i) HWY_ATTR { return AreSmall(in + i * 8, bits); },
      [&](size_t i) HWY_ATTR { return simple(Load<int64_t>(in + i * 8)); },
      [&](size_t i, int64_t* result)
          HWY_ATTR { return checked(Load<int64_t>(in + i * 8), result); });
}
template <class Checked>
HWY_INLINE void MapChecked(Block& block, const Step& step, const Checked& checked) {
  const uint8_t* in = block.program.WordsAt(step.a).data;
  ComputeChecked(
      block, step, [](size_t) HWY_ATTR { return false; },
      [](size_t) HWY_ATTR { return int64_t{0}; },
      [&](size_t i, int64_t* result)
          HWY_ATTR { return checked(Load<int64_t>(in + i * 8), result); });
}

// From two words each.
template <class AreSimple, class Simple, class Checked>
HWY_INLINE void CombineChecked(Block& block, const Step& step, const AreSimple& are_simple,
                               const Simple& simple, const Checked& checked) {
  const uint8_t* a = block.program.WordsAt(step.a).data;
  const uint8_t* b = block.program.WordsAt(step.b).data;
  ComputeChecked(
      block, step, [&](size_t i) HWY_ATTR { return are_simple(a + i * 8, b + i * 8); },
      [&](size_t i) HWY_ATTR { return simple(Load<int64_t>(a + i * 8), Load<int64_t>(b + i * 8)); },
      [&](size_t i, int64_t* result)
          HWY_ATTR { return checked(Load<int64_t>(a + i * 8), Load<int64_t>(b + i * 8), result); });
}

// Towards zero, of integers of kExactBits.
HWY_INLINE int64_t Quotient(int64_t a, int64_t b) {
  return static_cast<int64_t>(static_cast<double>(a) / static_cast<double>(b));
}

// Sums and differences of vectors; one is wrong if its sign is.
template <bool kSubtract>
void AddVectors(Block& block, const Step& step) {
  const hn::CappedTag<int64_t, 64> d;
  const size_t lanes = hn::Lanes(d);
  const uint8_t* a = block.program.WordsAt(step.a).data;
  const uint8_t* b = block.program.WordsAt(step.b).data;
  uint8_t* out = OwnWords(block, step.out);
  uint64_t faults[kBlockWords];
  for (size_t word = 0; word < block.words; ++word) {
    uint64_t bits = 0;
    for (size_t i = 0; i < 64; i += lanes) {
      const size_t at = (word * 64 + i) * 8;
      const auto x = LoadUnaligned(d, a + at), y = LoadUnaligned(d, b + at);
      const auto result = kSubtract ? hn::Sub(x, y) : hn::Add(x, y);
      const auto wrong = kSubtract ? hn::And(hn::Xor(x, y), hn::Xor(x, result))
                                   : hn::And(hn::Xor(x, result), hn::Xor(y, result));
      const auto mask = hn::Lt(wrong, hn::Zero(d));
      bits |= BitsOfMask(d, mask) << i;
      StoreUnaligned(hn::IfThenZeroElse(mask, result), d, out + at);
    }
    faults[word] = bits;
  }
  CopyValidity(block, step.a, step.b, step.out);
  AddFaults(block, step.out, [&](size_t word) HWY_ATTR { return faults[word]; });
}

void ComputeIntegers(Block& block, const Step& step) {
  const auto are_divisible = [](const uint8_t* a, const uint8_t* b) HWY_ATTR {
    return AreSmall(a, kExactBits) && AreSmall(b, kExactBits) && !HaveZero(b);
  };
  switch (step.arithmetic) {
    case Arithmetic::kAdd:
      return AddVectors<false>(block, step);
    case Arithmetic::kSubtract:
      return AddVectors<true>(block, step);
    case Arithmetic::kMultiply:
      return CombineChecked(
          block, step,
          [](const uint8_t* a, const uint8_t* b)
              HWY_ATTR { return AreSmall(a, 31) && AreSmall(b, 31); },
          [](int64_t a, int64_t b)
              HWY_ATTR { return int64_t{static_cast<int32_t>(a)} * static_cast<int32_t>(b); },
          [](int64_t a, int64_t b, int64_t* result)
              HWY_ATTR { return __builtin_mul_overflow(a, b, result); });
    case Arithmetic::kDivide:
      return CombineChecked(
          block, step, are_divisible, [](int64_t a, int64_t b) HWY_ATTR { return Quotient(a, b); },
          [](int64_t a, int64_t b, int64_t* result) HWY_ATTR {
            const bool fault = b == 0 || (a == INT64_MIN && b == -1);
            *result = fault ? 0 : a / b;
            return fault;
          });
    default:
      return CombineChecked(
          block, step, are_divisible,
          [](int64_t a, int64_t b) HWY_ATTR { return a - Quotient(a, b) * b; },
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

// Comparisons of numbers and times, with literals, lists and each other. Included once for each
// target.

#if defined(SINEW_EXPRESSION_EXPRESSION_COMPARISON_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef SINEW_EXPRESSION_EXPRESSION_COMPARISON_INL_H_
#undef SINEW_EXPRESSION_EXPRESSION_COMPARISON_INL_H_
#else
#define SINEW_EXPRESSION_EXPRESSION_COMPARISON_INL_H_
#endif

#include "core/compare.h"
#include "expression/expression/block-inl.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

template <typename T>
HWY_INLINE T FromWord(int64_t word) {
  if constexpr (std::is_floating_point_v<T>) {
    return static_cast<T>(std::bit_cast<double>(word));
  } else {
    return static_cast<T>(word);
  }
}

template <size_t kCount, class D>
HWY_INLINE auto EqualsAny(D d, hn::Vec<D> x, const hn::TFromD<D>* literals) {
  const auto equal = hn::Eq(x, hn::Set(d, literals[0]));
  if constexpr (kCount == 1) {
    return equal;
  } else {
    return hn::Or(equal, EqualsAny<kCount - 1>(d, x, literals + 1));
  }
}

template <typename T, size_t kCount>
HWY_INLINE void CompareFew(const uint8_t* values, size_t count, const int64_t* list,
                           uint64_t* out) {
  T literals[kCount];
  for (size_t i = 0; i < kCount; ++i) literals[i] = FromWord<T>(list[i]);
  const hn::CappedTag<T, 64> d;
  CompareValues<T>(
      count, [&](auto x) HWY_ATTR { return EqualsAny<kCount>(d, x, literals); }, out, values);
}

// Up to four at a time.
template <typename T>
void CompareList(const uint8_t* values, size_t count, const int64_t* list, size_t list_count,
                 uint64_t* out) {
  for (size_t i = 0; i < list_count; i += 4) {
    uint64_t part[kBlockWords];
    uint64_t* const to = i == 0 ? out : part;
    switch (list_count - i) {
      case 1:
        CompareFew<T, 1>(values, count, list + i, to);
        break;
      case 2:
        CompareFew<T, 2>(values, count, list + i, to);
        break;
      case 3:
        CompareFew<T, 3>(values, count, list + i, to);
        break;
      default:
        CompareFew<T, 4>(values, count, list + i, to);
    }
    for (size_t k = 0; i != 0 && k < (count + 63) / 64; ++k) out[k] |= part[k];
  }
}

// Binary search without branches that depend on the values: as many steps for every row.
template <typename T>
void SearchList(const uint8_t* values, size_t count, const int64_t* list, size_t list_count,
                uint64_t* out) {
  TestRows(
      count,
      [&](size_t row) HWY_ATTR {
        const T value = Load<T>(values + row * sizeof(T));
        const int64_t* begin = list;
        for (size_t size = list_count; size > 1;) {
          const size_t half = size / 2;
          begin += FromWord<T>(begin[half]) <= value ? half : 0;
          size -= half;
        }
        return FromWord<T>(*begin) == value;
      },
      out);
}

// A list with a null in it is never known not to have a value.
void FinishList(Block& block, const Step& step) {
  ClearNulls(block, step.out);
  if (!step.null_in_list) return;
  BitsRegister& out = block.program.BitsAt(step.out);
  memcpy(out.valid, out.truth, block.words * sizeof(uint64_t));
  out.all_valid = false;
}

void RunCompareLiteral(Block& block, const Step& step) {
  uint64_t* truth = block.program.BitsAt(step.out).truth;
  if (step.relation == Relation::kAlways || step.relation == Relation::kNever) {
    std::fill_n(truth, block.words, step.relation == Relation::kAlways ? ~uint64_t{0} : 0);
  } else {
    int64_t literal = step.integer;
    if (step.type == SINEW_TYPE_F64) literal = std::bit_cast<int64_t>(step.real);
    if (step.type == SINEW_TYPE_F32) {
      literal = std::bit_cast<int32_t>(static_cast<float>(step.real));
    }
    CompareWithConstant(step.type, step.relation, ValuesOf(block, step), block.count, &literal,
                        truth);
  }
  CopyValidity(block, step.a, step.out);
  ClearNulls(block, step.out);
}

template <typename A, typename B, class Test>
void CompareRows(Block& block, const Step& step, const Test& test) {
  const uint8_t* a = block.program.WordsAt(step.a).data;
  const uint8_t* b = block.program.WordsAt(step.b).data;
  TestRows(
      block.count, [&](size_t i) HWY_ATTR { return test(Load<A>(a + i * 8), Load<B>(b + i * 8)); },
      block.program.BitsAt(step.out).truth);
}

void RunCompareWords(Block& block, const Step& step) {
  const Relation relation = step.relation;
  if (step.integer > 1 || step.scale > 1) {
    CompareRows<int64_t, int64_t>(block, step, [&](int64_t a, int64_t b) HWY_ATTR {
      return Holds(relation, static_cast<__int128>(a) * step.integer,
                   static_cast<__int128>(b) * step.scale);
    });
  } else if ((step.type == SINEW_TYPE_U64) == (step.other == SINEW_TYPE_U64)) {
    // Both are of one type, or i64 and times.
    CompareColumns(
        step.type == SINEW_TYPE_F64 || step.type == SINEW_TYPE_U64 ? step.type : SINEW_TYPE_I64,
        relation, block.program.WordsAt(step.a).data, block.program.WordsAt(step.b).data,
        block.count, block.program.BitsAt(step.out).truth);
  } else if (step.type == SINEW_TYPE_U64) {
    CompareRows<uint64_t, int64_t>(block, step, [&](uint64_t a, int64_t b) HWY_ATTR {
      return Holds(relation,
                   b < 0                          ? 1
                   : a < static_cast<uint64_t>(b) ? -1
                                                  : a != static_cast<uint64_t>(b),
                   0);
    });
  } else {
    CompareRows<int64_t, uint64_t>(block, step, [&](int64_t a, uint64_t b) HWY_ATTR {
      return Holds(relation,
                   a < 0                          ? -1
                   : static_cast<uint64_t>(a) < b ? -1
                                                  : static_cast<uint64_t>(a) != b,
                   0);
    });
  }
  CopyValidity(block, step.a, step.b, step.out);
  ClearNulls(block, step.out);
}

void RunInNumbers(Block& block, const Step& step) {
  const int64_t* list = block.program.numbers.data() + step.list;
  uint64_t* truth = block.program.BitsAt(step.out).truth;
  if (step.list_count == 0) {
    std::fill_n(truth, block.words, 0);
  } else {
    WithType(step.type, [&](auto zero) HWY_ATTR {
      using T = decltype(zero);
      const auto function =
          step.list_count <= kMaxCompared ? CompareList<Equatable<T>> : SearchList<T>;
      function(ValuesOf(block, step), block.count, list, step.list_count, truth);
    });
  }
  CopyValidity(block, step.a, step.out);
  FinishList(block, step);
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#endif

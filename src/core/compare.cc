#include "core/compare.h"

#include <utility>

#include "core/dispatch.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/compare.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "core/compare-inl.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

void NegateWords(size_t count, uint64_t* out) {
  for (size_t i = 0; i < (count + 63) / 64; ++i) out[i] = ~out[i];
}

// Of <>, <= and >=: what they are not.
constexpr Relation Negation(Relation relation) {
  return relation == Relation::kNotEqual    ? Relation::kEqual
         : relation == Relation::kLessEqual ? Relation::kGreater
                                            : Relation::kLess;
}

// A comparison for each relation would be twice the code, so some of them are negated word by word.
// With NaN <= is more than not greater. (Ne of Highway 1.0.3 says on AVX-512 that NaN is not unlike
// NaN, so <> is negated for floats, too.)
template <typename T>
bool IsNegated(Relation relation) {
  return relation == Relation::kNotEqual ||
         (!std::is_floating_point_v<T> &&
          (relation == Relation::kLessEqual || relation == Relation::kGreaterEqual));
}

template <typename T>
void EqualsConstant(const uint8_t* values, size_t count, T constant, uint64_t* out) {
  const auto v = hn::Set(hn::CappedTag<T, 64>(), constant);
  CompareValues<T>(count, [&](auto x) HWY_ATTR { return hn::Eq(x, v); }, out, values);
}

template <typename T>
void CompareWithConstantOf(Relation relation, const uint8_t* values, size_t count, T constant,
                           uint64_t* out) {
  const bool negated = IsNegated<T>(relation);
  const auto v = hn::Set(hn::CappedTag<T, 64>(), constant);
  switch (negated ? Negation(relation) : relation) {
    case Relation::kEqual:
      EqualsConstant(values, count, static_cast<Equatable<T>>(constant), out);
      break;
    case Relation::kLess:
      CompareValues<T>(count, [&](auto x) HWY_ATTR { return hn::Lt(x, v); }, out, values);
      break;
    case Relation::kGreater:
      CompareValues<T>(count, [&](auto x) HWY_ATTR { return hn::Gt(x, v); }, out, values);
      break;
    case Relation::kLessEqual:
      if constexpr (std::is_floating_point_v<T>) {
        CompareValues<T>(count, [&](auto x) HWY_ATTR { return hn::Le(x, v); }, out, values);
      }
      break;
    default:
      if constexpr (std::is_floating_point_v<T>) {
        CompareValues<T>(count, [&](auto x) HWY_ATTR { return hn::Le(v, x); }, out, values);
      }
  }
  if (negated) NegateWords(count, out);
}

template <typename T>
void EqualsColumn(const uint8_t* a, const uint8_t* b, size_t count, uint64_t* out) {
  CompareValues<T>(count, [](auto x, auto y) HWY_ATTR { return hn::Eq(x, y); }, out, a, b);
}

template <typename T>
void CompareColumnsOf(Relation relation, const uint8_t* a, const uint8_t* b, size_t count,
                      uint64_t* out) {
  const bool negated = IsNegated<T>(relation);
  if (negated) relation = Negation(relation);
  if (relation == Relation::kGreater || relation == Relation::kGreaterEqual) {
    std::swap(a, b);  // a > b is b < a
  }
  if (relation == Relation::kEqual) {
    EqualsColumn<Equatable<T>>(a, b, count, out);
  } else if (relation == Relation::kLess || relation == Relation::kGreater) {
    CompareValues<T>(count, [](auto x, auto y) HWY_ATTR { return hn::Lt(x, y); }, out, a, b);
  } else if constexpr (std::is_floating_point_v<T>) {
    CompareValues<T>(count, [](auto x, auto y) HWY_ATTR { return hn::Le(x, y); }, out, a, b);
  }
  if (negated) NegateWords(count, out);
}

void RunWithConstant(sinew_type type, Relation relation, const uint8_t* values, size_t count,
                     const void* constant, uint64_t* out) {
  WithType(type, [&](auto zero) HWY_ATTR {
    using T = decltype(zero);
    CompareWithConstantOf<T>(relation, values, count, Load<T>(constant), out);
  });
}

void RunColumns(sinew_type type, Relation relation, const uint8_t* a, const uint8_t* b,
                size_t count, uint64_t* out) {
  WithType(type, [&](auto zero)
                     HWY_ATTR { CompareColumnsOf<decltype(zero)>(relation, a, b, count, out); });
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sinew {

HWY_EXPORT(RunWithConstant);
HWY_EXPORT(RunColumns);

void CompareWithConstant(sinew_type type, Relation relation, const uint8_t* values, size_t count,
                         const void* constant, uint64_t* out) {
  SINEW_DISPATCH(RunWithConstant)(type, relation, values, count, constant, out);
}

void CompareColumns(sinew_type type, Relation relation, const uint8_t* a, const uint8_t* b,
                    size_t count, uint64_t* out) {
  SINEW_DISPATCH(RunColumns)(type, relation, a, b, count, out);
}

}  // namespace sinew
#endif  // HWY_ONCE

// Indices of DDSketch: the bin of each value. The exponent of a double is the whole part of its
// logarithm to the base 2, and its mantissa says what follows.

#include "sketch/ddsketch/ddsketch.h"
#include "sketch/ddsketch/logarithm.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sketch/ddsketch/index.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "core/dispatch.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

using D = hn::ScalableTag<double>;
using V = hn::Vec<D>;
using DU = hn::RebindToUnsigned<D>;
using DI = hn::Rebind<int32_t, D>;
using DIndex = hn::CappedTag<int32_t, kDDSketchPadding>;

// The logarithm of positive, normal values, or what a mapping has in its place.
template <sinew_ddsketch_mapping kMapping>
HWY_INLINE V LogarithmOf(V x) {
  const D d;
  const DU du;
  const auto bits = hn::BitCast(du, x);
  // In the mantissa of 2^52 the exponent is 2^52 more.
  const auto in_mantissa = hn::Or(hn::ShiftRight<52>(bits), hn::Set(du, 0x4330000000000000));
  V e = hn::Sub(hn::BitCast(d, in_mantissa), hn::Set(d, 0x1p52 + 1023));
  V m = hn::BitCast(
      d, hn::Or(hn::And(bits, hn::Set(du, 0xFFFFFFFFFFFFF)), hn::Set(du, 0x3FF0000000000000)));
  const V one = hn::Set(d, 1.0);
  if constexpr (kMapping == SINEW_DDSKETCH_MAPPING_LINEAR) return hn::Sub(hn::Add(e, m), one);
  if constexpr (kMapping == SINEW_DDSKETCH_MAPPING_QUADRATIC) {
    const V product = hn::Mul(hn::Sub(m, hn::Set(d, 5.0)), hn::Sub(m, one));
    return hn::Sub(e, hn::Mul(product, hn::Set(d, kThird)));
  }
  if constexpr (kMapping == SINEW_DDSKETCH_MAPPING_CUBIC) {
    const V s = hn::Sub(m, one);
    V sum = hn::Add(hn::Mul(hn::Set(d, kCubicA), s), hn::Set(d, kCubicB));
    sum = hn::Add(hn::Mul(sum, s), hn::Set(d, kCubicC));
    return hn::Add(hn::Mul(sum, s), e);
  }
  // As in logarithm.h.
  const auto is_large = hn::Gt(m, hn::Set(d, kSquareRootOf2));
  m = hn::IfThenElse(is_large, hn::Mul(m, hn::Set(d, 0.5)), m);
  e = hn::Add(e, hn::IfThenElseZero(is_large, one));
  const V s = hn::Div(hn::Sub(m, one), hn::Add(m, one));
  const V z = hn::Mul(s, s);
  V sum = hn::Mul(hn::Set(d, kLogarithmTerms[0]), z);
  for (size_t i = 1; i < std::size(kLogarithmTerms); ++i) {
    sum = hn::Mul(hn::Add(sum, hn::Set(d, kLogarithmTerms[i])), z);
  }
  const V twice = hn::Add(s, s);
  return hn::Add(hn::Mul(e, hn::Set(d, kLn2)), hn::Add(twice, hn::Mul(twice, sum)));
}

template <sinew_ddsketch_mapping kMapping>
DDSketchClasses IndicesOf(const double* HWY_RESTRICT values, size_t count,
                          const DDSketchMapping& mapping, int32_t* HWY_RESTRICT indices) {
  const D d;
  const V least = hn::Set(d, mapping.least), most = hn::Set(d, mapping.most);
  const V multiplier = hn::Set(d, mapping.multiplier), offset = hn::Set(d, mapping.offset);
  size_t known = 0, counted = 0, negative = 0;
  for (size_t i = 0; i < count; i += hn::Lanes(d)) {
    const V value = hn::LoadU(d, values + i);
    const V size = hn::Abs(value);
    // Of NaN both are false.
    const auto is_known = hn::Le(size, most);
    const auto is_counted = hn::And(is_known, hn::Gt(size, least));
    known += hn::CountTrue(d, is_known);
    counted += hn::CountTrue(d, is_counted);
    negative += hn::CountTrue(d, hn::And(is_counted, hn::Lt(value, hn::Zero(d))));
    const V x = hn::Add(hn::Mul(LogarithmOf<kMapping>(size), multiplier), offset);
    // One less for negative ones, whole or not, as in those libraries.
    const V below = hn::IfThenElseZero(hn::Lt(x, hn::Zero(d)), hn::Set(d, 1.0));
    hn::StoreU(hn::DemoteTo(DI(), hn::Sub(hn::Trunc(x), below)), DI(), indices + i);
  }
  return {static_cast<uint32_t>(counted - negative), static_cast<uint32_t>(negative),
          static_cast<uint32_t>(known - counted)};
}

DDSketchClasses Indices(const double* values, size_t count, const DDSketchMapping& mapping,
                        int32_t* indices) {
  switch (mapping.kind) {
    case SINEW_DDSKETCH_MAPPING_LINEAR:
      return IndicesOf<SINEW_DDSKETCH_MAPPING_LINEAR>(values, count, mapping, indices);
    case SINEW_DDSKETCH_MAPPING_QUADRATIC:
      return IndicesOf<SINEW_DDSKETCH_MAPPING_QUADRATIC>(values, count, mapping, indices);
    case SINEW_DDSKETCH_MAPPING_CUBIC:
      return IndicesOf<SINEW_DDSKETCH_MAPPING_CUBIC>(values, count, mapping, indices);
    default:
      return IndicesOf<SINEW_DDSKETCH_MAPPING_LOGARITHMIC>(values, count, mapping, indices);
  }
}

DDSketchRange RangeOf(const int32_t* indices, size_t count) {
  const DIndex d;
  auto least = hn::Set(d, indices[0]), most = least;
  for (size_t i = 0; i < count; i += hn::Lanes(d)) {
    const auto index = hn::LoadU(d, indices + i);
    least = hn::Min(least, index);
    most = hn::Max(most, index);
  }
  return {hn::GetLane(hn::MinOfLanes(d, least)), hn::GetLane(hn::MaxOfLanes(d, most))};
}

bool HasNegative(const double* values, size_t count, const DDSketchMapping& mapping) {
  const D d;
  const V least = hn::Set(d, -mapping.least), most = hn::Set(d, -mapping.most);
  V found = hn::Zero(d);
  for (size_t i = 0; i < count; i += hn::Lanes(d)) {
    const V value = hn::LoadU(d, values + i);
    const auto is_negative = hn::And(hn::Lt(value, least), hn::Ge(value, most));
    found = hn::Min(found, hn::IfThenElseZero(is_negative, value));
  }
  return !hn::AllFalse(d, hn::Lt(found, hn::Zero(d)));
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sinew {

HWY_EXPORT(Indices);
HWY_EXPORT(RangeOf);
HWY_EXPORT(HasNegative);

DDSketchClasses DDSketchIndices(const double* values, size_t count, const DDSketchMapping& mapping,
                                int32_t* indices) {
  return SINEW_DISPATCH(Indices)(values, count, mapping, indices);
}

DDSketchRange DDSketchRangeOf(const int32_t* indices, size_t count) {
  return SINEW_DISPATCH(RangeOf)(indices, count);
}

bool DDSketchHasNegative(const double* values, size_t count, const DDSketchMapping& mapping) {
  return SINEW_DISPATCH(HasNegative)(values, count, mapping);
}

}  // namespace sinew
#endif  // HWY_ONCE

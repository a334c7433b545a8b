// Prefix sums within a vector, which delta and DELTA_BINARY_PACKED share.
#if defined(SINEW_ENCODING_PREFIX_SUM_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef SINEW_ENCODING_PREFIX_SUM_INL_H_
#undef SINEW_ENCODING_PREFIX_SUM_INL_H_
#else
#define SINEW_ENCODING_PREFIX_SUM_INL_H_
#endif

#include <hwy/highway.h>

#include "core/scalar-inl.h"
#include "core/targets.h"

#if HWY_TARGET != HWY_SCALAR

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

// The longest vectors that SumsWithin and LastInAll take. They take 16 bytes, too.
template <typename T>
using SumTag = hn::CappedTag<T, (SINEW_HAS_AVX3 ? 64 : 16) / sizeof(T)>;

template <class V>
constexpr bool kIsWide = hn::MaxLanes(hn::DFromV<V>()) * sizeof(hn::TFromV<V>) > 16;

// Lane i becomes the sum of lanes 0 to i.
template <class V>
HWY_INLINE V SumsWithin(V v) {
#if SINEW_HAS_AVX3
  if constexpr (kIsWide<V>) {
    const auto zero = _mm512_setzero_si512();
    if constexpr (sizeof(hn::TFromV<V>) == 4) {
      v = hn::Add(v, V{_mm512_alignr_epi32(v.raw, zero, 15)});
      v = hn::Add(v, V{_mm512_alignr_epi32(v.raw, zero, 14)});
      v = hn::Add(v, V{_mm512_alignr_epi32(v.raw, zero, 12)});
      return hn::Add(v, V{_mm512_alignr_epi32(v.raw, zero, 8)});
    } else {
      v = hn::Add(v, V{_mm512_alignr_epi64(v.raw, zero, 7)});
      v = hn::Add(v, V{_mm512_alignr_epi64(v.raw, zero, 6)});
      return hn::Add(v, V{_mm512_alignr_epi64(v.raw, zero, 4)});
    }
  }
#endif
  const hn::DFromV<V> d;
  v = hn::Add(v, hn::ShiftLeftLanes<1>(d, v));
  return sizeof(hn::TFromV<V>) == 4 ? hn::Add(v, hn::ShiftLeftLanes<2>(d, v)) : v;
}

template <class V>
HWY_INLINE V LastInAll(V v) {
#if SINEW_HAS_AVX3
  if constexpr (kIsWide<V>) {
    if constexpr (sizeof(hn::TFromV<V>) == 4) {
      return V{_mm512_permutexvar_epi32(_mm512_set1_epi32(15), v.raw)};
    } else {
      return V{_mm512_permutexvar_epi64(_mm512_set1_epi64(7), v.raw)};
    }
  }
#endif
  return hn::Broadcast<16 / sizeof(hn::TFromV<V>) - 1>(v);
}

}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#endif  // HWY_TARGET != HWY_SCALAR

#endif  // per-target include guard

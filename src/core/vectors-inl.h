#if defined(SINEW_CORE_VECTORS_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef SINEW_CORE_VECTORS_INL_H_
#undef SINEW_CORE_VECTORS_INL_H_
#else
#define SINEW_CORE_VECTORS_INL_H_
#endif

#include <hwy/highway.h>
#include <string.h>

#include "core/bytes.h"
#include "core/scalar-inl.h"
#include "core/targets.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

// A vector at any address; Highway's scalar target wants its LoadU and StoreU aligned.
template <class D>
HWY_INLINE hn::Vec<D> LoadUnaligned(D d, const void* from) {
#if HWY_TARGET == HWY_SCALAR
  return hn::Set(d, Load<hn::TFromD<D>>(from));
#else
  return hn::LoadU(d, static_cast<const hn::TFromD<D>*>(from));
#endif
}

template <class D>
HWY_INLINE void StoreUnaligned(hn::Vec<D> v, [[maybe_unused]] D d, void* to) {
#if HWY_TARGET == HWY_SCALAR
  Store(to, hn::GetLane(v));
#else
  hn::StoreU(v, d, static_cast<hn::TFromD<D>*>(to));
#endif
}

// The first `count` lanes, at most a vector, and `fill` behind them. Reads nothing else.
template <class D>
HWY_INLINE hn::Vec<D> LoadPart(D d, const hn::TFromD<D>* in, size_t count, hn::TFromD<D> fill) {
#if SINEW_HAS_AVX3
  const auto part = hn::FirstN(d, count);
  return hn::IfThenElse(part, hn::MaskedLoad(part, d, in), hn::Set(d, fill));
#else
  HWY_ALIGN hn::TFromD<D> lanes[hn::MaxLanes(d)];
  hn::Store(hn::Set(d, fill), d, lanes);
  memcpy(lanes, in, count * sizeof(*in));
  return hn::Load(d, lanes);
#endif
}

// The same with zeros behind them.
template <class D>
HWY_INLINE hn::Vec<D> LoadPart(D d, const hn::TFromD<D>* in, size_t count) {
#if SINEW_HAS_AVX3
  return hn::MaskedLoad(hn::FirstN(d, count), d, in);
#else
  return LoadPart(d, in, count, hn::TFromD<D>{0});
#endif
}

// Writes the first `count` lanes and nothing else.
template <class D>
HWY_INLINE void StorePart(hn::Vec<D> v, D d, size_t count, hn::TFromD<D>* out) {
#if SINEW_HAS_AVX3
  hn::BlendedStore(v, hn::FirstN(d, count), d, out);
#else
  HWY_ALIGN hn::TFromD<D> lanes[hn::MaxLanes(d)];
  hn::Store(v, d, lanes);
  memcpy(out, lanes, count * sizeof(*out));
#endif
}

}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#endif  // per-target include guard

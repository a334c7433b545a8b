// Zigzag: signed integers as unsigned ones, numbers near 0 as small ones: 0, -1, 1, -2, ... become
// 0, 1, 2, 3, ... (Protocol Buffers, "Signed Integers"). The sign moves to the lowest bit, and the
// other bits of negative numbers are inverted.

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "encoding/zigzag.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "core/dispatch.h"
#include "core/scalar-inl.h"
#include "core/varint.h"
#include "encoding/abi.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;
namespace {

struct EncodeStep {
  template <class D, class V>
  HWY_INLINE V operator()(D d, V v) const {
    const hn::RebindToSigned<D> di;
    constexpr int kSign = 8 * sizeof(hn::TFromD<D>) - 1;
    return hn::Xor(hn::Add(v, v), hn::BitCast(d, hn::ShiftRight<kSign>(hn::BitCast(di, v))));
  }
  template <typename T>
  HWY_INLINE T Scalar(T value) const {
    return ZigzagEncode(value);
  }
};

struct DecodeStep {
  template <class D, class V>
  HWY_INLINE V operator()(D d, V v) const {
    const auto one = hn::Set(d, hn::TFromD<D>{1});
    return hn::Xor(hn::ShiftRight<1>(v), hn::Sub(hn::Zero(d), hn::And(v, one)));
  }
  template <typename T>
  HWY_INLINE T Scalar(T value) const {
    return ZigzagDecode(value);
  }
};

// `out` may be `in`.
template <typename T, class Step>
void Transform(const uint8_t* in, size_t count, uint8_t* out, const Step& step) {
  const hn::ScalableTag<T> d;
  const size_t lanes = hn::Lanes(d);
  size_t i = 0;
  for (; i + 2 * lanes <= count; i += 2 * lanes) {
    const T* from = reinterpret_cast<const T*>(in) + i;
    const auto first = step(d, hn::LoadU(d, from));
    const auto second = step(d, hn::LoadU(d, from + lanes));
    hn::StoreU(first, d, reinterpret_cast<T*>(out) + i);
    hn::StoreU(second, d, reinterpret_cast<T*>(out) + i + lanes);
  }
  for (; i < count; ++i) {
    Store(out + i * sizeof(T), step.Scalar(Load<T>(in + i * sizeof(T))));
  }
}

void ZigzagEncode32(const uint8_t* in, size_t count, uint8_t* out) {
  Transform<uint32_t>(in, count, out, EncodeStep());
}
void ZigzagEncode64(const uint8_t* in, size_t count, uint8_t* out) {
  Transform<uint64_t>(in, count, out, EncodeStep());
}
void ZigzagDecode32(const uint8_t* in, size_t count, uint8_t* out) {
  Transform<uint32_t>(in, count, out, DecodeStep());
}
void ZigzagDecode64(const uint8_t* in, size_t count, uint8_t* out) {
  Transform<uint64_t>(in, count, out, DecodeStep());
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace sinew {
namespace {

HWY_EXPORT(ZigzagEncode32);
HWY_EXPORT(ZigzagEncode64);
HWY_EXPORT(ZigzagDecode32);
HWY_EXPORT(ZigzagDecode64);

}  // namespace
}  // namespace sinew

// SINEW_CHAPTER Zigzag
//
// Signed integers as unsigned ones, numbers near 0 as small ones. It comes before an encoding that
// stores small numbers in few bytes.

// Maps `count` signed values to unsigned ones, so that numbers near 0, of either sign, become small
// numbers: 0, -1, 1, -2, ... become 0, 1, 2, 3, ... This is the mapping of sint32 in Protocol
// Buffers: n becomes 2 n if it is not negative, else -2 n - 1. Every value has a counterpart, so
// nothing can fail. `out` takes `count` values and may be the memory of `in`.
SINEW_API void sinew_zigzag_encode_i32(const int32_t* in, size_t count,
                                       uint32_t* out) SINEW_NOEXCEPT {
  using namespace sinew;
  SINEW_DISPATCH(ZigzagEncode32)(AsBytes(in), count, AsBytes(out));
}

// Like sinew_zigzag_encode_i32, for 64-bit values: the mapping of sint64.
SINEW_API void sinew_zigzag_encode_i64(const int64_t* in, size_t count,
                                       uint64_t* out) SINEW_NOEXCEPT {
  using namespace sinew;
  SINEW_DISPATCH(ZigzagEncode64)(AsBytes(in), count, AsBytes(out));
}

// Maps 0, 1, 2, 3, ... back to 0, -1, 1, -2, ...: the inverse of sinew_zigzag_encode_i32. `out`
// takes `count` values and may be the memory of `in`.
SINEW_API void sinew_zigzag_decode_i32(const uint32_t* in, size_t count,
                                       int32_t* out) SINEW_NOEXCEPT {
  using namespace sinew;
  SINEW_DISPATCH(ZigzagDecode32)(AsBytes(in), count, AsBytes(out));
}

// Like sinew_zigzag_decode_i32, for 64-bit values.
SINEW_API void sinew_zigzag_decode_i64(const uint64_t* in, size_t count,
                                       int64_t* out) SINEW_NOEXCEPT {
  using namespace sinew;
  SINEW_DISPATCH(ZigzagDecode64)(AsBytes(in), count, AsBytes(out));
}

#endif  // HWY_ONCE

// Differences of neighbours, and their prefix sums, which give the values back. All arithmetic
// wraps around, so that every input survives the round trip.
//
// Encoding goes from the back, where it never needs a value that it has overwritten. Decoding sums
// up within vectors; what goes from one to the next is a single addition.

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "encoding/delta.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "core/bytes.h"
#include "core/dispatch.h"
#include "encoding/abi.h"
#include "encoding/prefix_sum-inl.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;
namespace {

// Differences to the value before, `last` in front of the first one. `out` may be `in`.
template <typename T>
T Encode(const uint8_t* in, size_t count, T last, uint8_t* out) {
  if (count == 0) return last;
  const T end = Load<T>(in + (count - 1) * sizeof(T));
  const hn::ScalableTag<T> d;
  const size_t lanes = hn::Lanes(d);
  size_t i = count;
  for (; i > 2 * lanes; i -= 2 * lanes) {
    const T* from = reinterpret_cast<const T*>(in) + (i - 2 * lanes);
    T* to = reinterpret_cast<T*>(out) + (i - 2 * lanes);
    const auto second = hn::Sub(hn::LoadU(d, from + lanes), hn::LoadU(d, from + lanes - 1));
    const auto first = hn::Sub(hn::LoadU(d, from), hn::LoadU(d, from - 1));
    hn::StoreU(second, d, to + lanes);
    hn::StoreU(first, d, to);
  }
  while (--i > 0) {
    const T value = Load<T>(in + i * sizeof(T)) - Load<T>(in + (i - 1) * sizeof(T));
    Store(out + i * sizeof(T), value);
  }
  Store(out, static_cast<T>(Load<T>(in) - last));
  return end;
}

// Sums of all values so far, `last` included. `out` may be `in`.
template <typename T>
T Decode(const uint8_t* in, size_t count, T last, uint8_t* out) {
  size_t i = 0;
#if HWY_TARGET != HWY_SCALAR
  const SumTag<T> d;
  const size_t lanes = hn::Lanes(d);
  auto carry = hn::Set(d, last);
  for (; i + 2 * lanes <= count; i += 2 * lanes) {
    const T* from = reinterpret_cast<const T*>(in) + i;
    T* to = reinterpret_cast<T*>(out) + i;
    const auto first = SumsWithin(hn::LoadU(d, from));
    const auto second = SumsWithin(hn::LoadU(d, from + lanes));
    const auto middle = hn::Add(carry, LastInAll(first));
    hn::StoreU(hn::Add(first, carry), d, to);
    hn::StoreU(hn::Add(second, middle), d, to + lanes);
    carry = hn::Add(carry, LastInAll(hn::Add(second, LastInAll(first))));
  }
  last = hn::GetLane(carry);
#endif
  for (; i < count; ++i) {
    last += Load<T>(in + i * sizeof(T));
    Store(out + i * sizeof(T), last);
  }
  return last;
}

uint32_t DeltaEncode32(const uint8_t* in, size_t count, uint32_t start, uint8_t* out) {
  return Encode<uint32_t>(in, count, start, out);
}
uint64_t DeltaEncode64(const uint8_t* in, size_t count, uint64_t start, uint8_t* out) {
  return Encode<uint64_t>(in, count, start, out);
}
uint32_t DeltaDecode32(const uint8_t* in, size_t count, uint32_t start, uint8_t* out) {
  return Decode<uint32_t>(in, count, start, out);
}
uint64_t DeltaDecode64(const uint8_t* in, size_t count, uint64_t start, uint8_t* out) {
  return Decode<uint64_t>(in, count, start, out);
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace sinew {
namespace {

HWY_EXPORT(DeltaEncode32);
HWY_EXPORT(DeltaEncode64);
HWY_EXPORT(DeltaDecode32);
HWY_EXPORT(DeltaDecode64);

}  // namespace
}  // namespace sinew

// SINEW_CHAPTER Differences
//
// Integers as the differences of neighbours, which are small if the values change little from one
// to the next. Decoding adds them up again.

// Writes the difference between each of `count` values and the value before it to `out`: out[0] =
// in[0] - start and out[i] = in[i] - in[i - 1]. Differences that do not fit wrap around, and
// sinew_delta_decode_i32 still restores the values. `out` takes `count` values and may be the
// memory of `in`.
//
// Returns the last value, or `start` if there is none. If the values come in parts, pass it as the
// `start` of the next part. Unsigned values may be passed as signed ones with the same bits.
SINEW_API int32_t sinew_delta_encode_i32(const int32_t* in, size_t count, int32_t start,
                                         int32_t* out) SINEW_NOEXCEPT {
  using namespace sinew;
  return static_cast<int32_t>(SINEW_DISPATCH(DeltaEncode32)(
      AsBytes(in), count, static_cast<uint32_t>(start), AsBytes(out)));
}

// Like sinew_delta_encode_i32, for 64-bit values.
SINEW_API int64_t sinew_delta_encode_i64(const int64_t* in, size_t count, int64_t start,
                                         int64_t* out) SINEW_NOEXCEPT {
  using namespace sinew;
  return static_cast<int64_t>(SINEW_DISPATCH(DeltaEncode64)(
      AsBytes(in), count, static_cast<uint64_t>(start), AsBytes(out)));
}

// Writes the prefix sums of `count` differences, the inverse of sinew_delta_encode_i32: out[0] =
// start + in[0] and out[i] = out[i - 1] + in[i]. Sums that do not fit wrap around. `out` takes
// `count` values and may be the memory of `in`.
//
// Returns the last sum, or `start` if there is none: the `start` of the next part.
SINEW_API int32_t sinew_delta_decode_i32(const int32_t* in, size_t count, int32_t start,
                                         int32_t* out) SINEW_NOEXCEPT {
  using namespace sinew;
  return static_cast<int32_t>(SINEW_DISPATCH(DeltaDecode32)(
      AsBytes(in), count, static_cast<uint32_t>(start), AsBytes(out)));
}

// Like sinew_delta_decode_i32, for 64-bit values.
SINEW_API int64_t sinew_delta_decode_i64(const int64_t* in, size_t count, int64_t start,
                                         int64_t* out) SINEW_NOEXCEPT {
  using namespace sinew;
  return static_cast<int64_t>(SINEW_DISPATCH(DeltaDecode64)(
      AsBytes(in), count, static_cast<uint64_t>(start), AsBytes(out)));
}

#endif  // HWY_ONCE

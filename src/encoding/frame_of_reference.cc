// Frame of reference: values as their distances from the least one, which need few bits if the
// values are close to each other (Goldstein, Ramakrishnan, Shaft, "Compressing Relations and
// Indexes", 1998). Measuring finds the least value and the bits; sinew_bitpack_* packs the
// distances.

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "encoding/frame_of_reference.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "core/bytes.h"
#include "core/dispatch.h"
#include "core/scalar-inl.h"
#include "encoding/abi.h"
#include "encoding/bitpack.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;
namespace {

// The least and the greatest of `count` values, which is not 0.
template <typename T>
void Extremes(const uint8_t* in, size_t count, T* least, T* greatest) {
  *least = *greatest = Load<T>(in);
  const hn::ScalableTag<T> d;
  const size_t lanes = hn::Lanes(d);
  auto low0 = hn::Set(d, *least), low1 = low0;
  auto high0 = low0, high1 = low0;
  size_t i = 0;
  for (; i + 2 * lanes <= count; i += 2 * lanes) {
    const T* from = reinterpret_cast<const T*>(in) + i;
    const auto first = hn::LoadU(d, from);
    const auto second = hn::LoadU(d, from + lanes);
    low0 = hn::Min(low0, first);
    low1 = hn::Min(low1, second);
    high0 = hn::Max(high0, first);
    high1 = hn::Max(high1, second);
  }
  *least = hn::GetLane(hn::MinOfLanes(d, hn::Min(low0, low1)));
  *greatest = hn::GetLane(hn::MaxOfLanes(d, hn::Max(high0, high1)));
  for (; i < count; ++i) {
    const T value = Load<T>(in + i * sizeof(T));
    if (value < *least) *least = value;
    if (value > *greatest) *greatest = value;
  }
}

// `out` may be `in`.
template <typename T>
void AddToEach(const uint8_t* in, size_t count, T addend, uint8_t* out) {
  const hn::ScalableTag<T> d;
  const size_t lanes = hn::Lanes(d);
  const auto addends = hn::Set(d, addend);
  size_t i = 0;
  for (; i + 2 * lanes <= count; i += 2 * lanes) {
    const T* from = reinterpret_cast<const T*>(in) + i;
    const auto first = hn::Add(hn::LoadU(d, from), addends);
    const auto second = hn::Add(hn::LoadU(d, from + lanes), addends);
    hn::StoreU(first, d, reinterpret_cast<T*>(out) + i);
    hn::StoreU(second, d, reinterpret_cast<T*>(out) + i + lanes);
  }
  for (; i < count; ++i) {
    Store(out + i * sizeof(T), static_cast<T>(Load<T>(in + i * sizeof(T)) + addend));
  }
}

void ExtremesI32(const uint8_t* in, size_t count, int32_t* least, int32_t* greatest) {
  Extremes(in, count, least, greatest);
}
void ExtremesI64(const uint8_t* in, size_t count, int64_t* least, int64_t* greatest) {
  Extremes(in, count, least, greatest);
}
void ExtremesU32(const uint8_t* in, size_t count, uint32_t* least, uint32_t* greatest) {
  Extremes(in, count, least, greatest);
}
void ExtremesU64(const uint8_t* in, size_t count, uint64_t* least, uint64_t* greatest) {
  Extremes(in, count, least, greatest);
}
void AddToEach32(const uint8_t* in, size_t count, uint32_t addend, uint8_t* out) {
  AddToEach(in, count, addend, out);
}
void AddToEach64(const uint8_t* in, size_t count, uint64_t addend, uint8_t* out) {
  AddToEach(in, count, addend, out);
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace sinew {
namespace {

HWY_EXPORT(ExtremesI32);
HWY_EXPORT(ExtremesI64);
HWY_EXPORT(ExtremesU32);
HWY_EXPORT(ExtremesU64);
HWY_EXPORT(AddToEach32);
HWY_EXPORT(AddToEach64);

template <typename Frame, typename T, typename ExtremesCall>
Frame Measure(const T* in, size_t count, const ExtremesCall& extremes) {
  if (count == 0) return {0, 0};
  T least, greatest;
  extremes(AsBytes(in), count, &least, &greatest);
  return {least, WidthOf(static_cast<uint64_t>(greatest) - static_cast<uint64_t>(least))};
}

void Add32(const void* in, size_t count, uint32_t addend, void* out) {
  SINEW_DISPATCH(AddToEach32)(AsBytes(in), count, addend, AsBytes(out));
}
void Add64(const void* in, size_t count, uint64_t addend, void* out) {
  SINEW_DISPATCH(AddToEach64)(AsBytes(in), count, addend, AsBytes(out));
}

}  // namespace
}  // namespace sinew

// SINEW_CHAPTER Frame of reference
//
// Integers as their distances from the least of them, which need few bits if the values are close
// to each other. sinew_frame_of_reference_measure_* finds the least value and the number of bits,
// and sinew_bitpack_encode_* can pack the distances.

// Returns the least of `count` values, the base, and how many bits the greatest distance from it
// takes, the width, 0 to 32. Both are 0 if there are no values. O(n).
SINEW_API sinew_frame_i64 sinew_frame_of_reference_measure_i32(const int32_t* in,
                                                               size_t count) SINEW_NOEXCEPT {
  using namespace sinew;
  return Measure<sinew_frame_i64>(in, count, SINEW_DISPATCH(ExtremesI32));
}

// Like sinew_frame_of_reference_measure_i32, for 64-bit values: the width is 0 to 64.
SINEW_API sinew_frame_i64 sinew_frame_of_reference_measure_i64(const int64_t* in,
                                                               size_t count) SINEW_NOEXCEPT {
  using namespace sinew;
  return Measure<sinew_frame_i64>(in, count, SINEW_DISPATCH(ExtremesI64));
}

// Like sinew_frame_of_reference_measure_i32, for unsigned values.
SINEW_API sinew_frame_u64 sinew_frame_of_reference_measure_u32(const uint32_t* in,
                                                               size_t count) SINEW_NOEXCEPT {
  using namespace sinew;
  return Measure<sinew_frame_u64>(in, count, SINEW_DISPATCH(ExtremesU32));
}

// Like sinew_frame_of_reference_measure_i64, for unsigned values.
SINEW_API sinew_frame_u64 sinew_frame_of_reference_measure_u64(const uint64_t* in,
                                                               size_t count) SINEW_NOEXCEPT {
  using namespace sinew;
  return Measure<sinew_frame_u64>(in, count, SINEW_DISPATCH(ExtremesU64));
}

// Writes the distances in[i] - base of `count` values to `out`, which may be the memory of `in`.
// With the base that sinew_frame_of_reference_measure_i32 returns, the distances fit its width, and
// sinew_bitpack_encode_u32 packs them. With another base they wrap around.
SINEW_API void sinew_frame_of_reference_encode_i32(const int32_t* in, size_t count, int32_t base,
                                                   uint32_t* out) SINEW_NOEXCEPT {
  sinew::Add32(in, count, 0u - static_cast<uint32_t>(base), out);
}

// Like sinew_frame_of_reference_encode_i32, for 64-bit values.
SINEW_API void sinew_frame_of_reference_encode_i64(const int64_t* in, size_t count, int64_t base,
                                                   uint64_t* out) SINEW_NOEXCEPT {
  sinew::Add64(in, count, uint64_t{0} - static_cast<uint64_t>(base), out);
}

// Like sinew_frame_of_reference_encode_i32, for unsigned values.
SINEW_API void sinew_frame_of_reference_encode_u32(const uint32_t* in, size_t count, uint32_t base,
                                                   uint32_t* out) SINEW_NOEXCEPT {
  sinew::Add32(in, count, 0u - base, out);
}

// Like sinew_frame_of_reference_encode_i64, for unsigned values.
SINEW_API void sinew_frame_of_reference_encode_u64(const uint64_t* in, size_t count, uint64_t base,
                                                   uint64_t* out) SINEW_NOEXCEPT {
  sinew::Add64(in, count, uint64_t{0} - base, out);
}

// Writes the values base + in[i] of `count` distances to `out`, which may be the memory of `in`:
// the inverse of sinew_frame_of_reference_encode_i32 with the same base, whatever that is. Sums
// that do not fit wrap around.
SINEW_API void sinew_frame_of_reference_decode_i32(const uint32_t* in, size_t count, int32_t base,
                                                   int32_t* out) SINEW_NOEXCEPT {
  sinew::Add32(in, count, static_cast<uint32_t>(base), out);
}

// Like sinew_frame_of_reference_decode_i32, for 64-bit values.
SINEW_API void sinew_frame_of_reference_decode_i64(const uint64_t* in, size_t count, int64_t base,
                                                   int64_t* out) SINEW_NOEXCEPT {
  sinew::Add64(in, count, static_cast<uint64_t>(base), out);
}

// Like sinew_frame_of_reference_decode_i32, for unsigned values.
SINEW_API void sinew_frame_of_reference_decode_u32(const uint32_t* in, size_t count, uint32_t base,
                                                   uint32_t* out) SINEW_NOEXCEPT {
  sinew::Add32(in, count, base, out);
}

// Like sinew_frame_of_reference_decode_i64, for unsigned values.
SINEW_API void sinew_frame_of_reference_decode_u64(const uint64_t* in, size_t count, uint64_t base,
                                                   uint64_t* out) SINEW_NOEXCEPT {
  sinew::Add64(in, count, base, out);
}

#endif  // HWY_ONCE

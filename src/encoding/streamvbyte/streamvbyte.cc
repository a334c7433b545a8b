// Stream VByte (Lemire, Kurz, Rupp, "Stream VByte: Faster Byte-Oriented Integer Compression", 2018;
// docs/formats/streamvbyte.md): a control byte for every four values says how many bytes of each
// are stored; all control bytes come first. So the length of a value does not depend on the bytes
// of the values before it, only on the sum of their lengths.
//
// expand-inl.h has the vector code for AVX-512 VBMI2, shuffle-inl.h that of all other targets;
// values.h does one value at a time, what vectors leave over and all that goes wrong.

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "encoding/streamvbyte/streamvbyte.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "core/dispatch.h"
#include "encoding/abi.h"
#include "encoding/streamvbyte/expand-inl.h"
#include "encoding/streamvbyte/shuffle-inl.h"
#include "encoding/streamvbyte/values.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

#if HWY_TARGET == HWY_SCALAR

template <bool k0124, bool kDelta>
HWY_INLINE StreamVByteProgress<const uint8_t> DecodeVectors(const uint8_t* in, size_t, uint32_t,
                                                            uint8_t*, size_t count) {
  return {0, in + StreamVByteControlSize(count)};
}

template <bool k0124, bool kDelta>
HWY_INLINE StreamVByteProgress<uint8_t> EncodeVectors(const uint8_t*, size_t count, uint32_t,
                                                      uint8_t* out, size_t) {
  return {0, out + StreamVByteControlSize(count)};
}

template <bool k0124, bool kDelta>
HWY_INLINE size_t StoredSize(const uint8_t* in, size_t count) {
  size_t size = 0;
  for (size_t i = 0; i < count; ++i) {
    uint32_t value = Load<uint32_t>(in + 4 * i);
    if (kDelta) value -= Load<uint32_t>(in + 4 * i - 4);
    size += StreamVByteLength<k0124>(StreamVByteCode<k0124>(value));
  }
  return size;
}

#endif  // HWY_TARGET == HWY_SCALAR

// The control bytes are there.
template <bool k0124, bool kDelta>
sinew_codec_result Decode(const uint8_t* in, size_t size, uint32_t start, uint8_t* out,
                          size_t count) {
  const auto done = DecodeVectors<k0124, kDelta>(in, size, start, out, count);
  return StreamVByteDecodeValues<k0124, kDelta>(in, size, start, out, count, done.values,
                                                done.data);
}

template <bool k0124, bool kDelta>
sinew_codec_result Encode(const uint8_t* in, size_t count, uint32_t start, uint8_t* out,
                          size_t capacity) {
  const auto done = EncodeVectors<k0124, kDelta>(in, count, start, out, capacity);
  return StreamVByteEncodeValues<k0124, kDelta>(in, count, start, out, capacity, done.values,
                                                done.data);
}

sinew_codec_result DecodePlain(const uint8_t* in, size_t size, uint32_t start, uint8_t* out,
                               size_t count, uint32_t flags) {
  return (flags & SINEW_STREAMVBYTE_0124) != 0 ? Decode<true, false>(in, size, start, out, count)
                                               : Decode<false, false>(in, size, start, out, count);
}

sinew_codec_result DecodeDelta(const uint8_t* in, size_t size, uint32_t start, uint8_t* out,
                               size_t count, uint32_t flags) {
  return (flags & SINEW_STREAMVBYTE_0124) != 0 ? Decode<true, true>(in, size, start, out, count)
                                               : Decode<false, true>(in, size, start, out, count);
}

sinew_codec_result EncodePlain(const uint8_t* in, size_t count, uint32_t start, uint8_t* out,
                               size_t capacity, uint32_t flags) {
  return (flags & SINEW_STREAMVBYTE_0124) != 0
             ? Encode<true, false>(in, count, start, out, capacity)
             : Encode<false, false>(in, count, start, out, capacity);
}

sinew_codec_result EncodeDelta(const uint8_t* in, size_t count, uint32_t start, uint8_t* out,
                               size_t capacity, uint32_t flags) {
  return (flags & SINEW_STREAMVBYTE_0124) != 0
             ? Encode<true, true>(in, count, start, out, capacity)
             : Encode<false, true>(in, count, start, out, capacity);
}

size_t StoredPlain(const uint8_t* in, size_t count, uint32_t flags) {
  return (flags & SINEW_STREAMVBYTE_0124) != 0 ? StoredSize<true, false>(in, count)
                                               : StoredSize<false, false>(in, count);
}

// There is a value before `in`.
size_t StoredDelta(const uint8_t* in, size_t count, uint32_t flags) {
  return (flags & SINEW_STREAMVBYTE_0124) != 0 ? StoredSize<true, true>(in, count)
                                               : StoredSize<false, true>(in, count);
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace sinew {
namespace {

HWY_EXPORT(DecodePlain);
HWY_EXPORT(DecodeDelta);
HWY_EXPORT(EncodePlain);
HWY_EXPORT(EncodeDelta);
HWY_EXPORT(StoredPlain);
HWY_EXPORT(StoredDelta);

bool AreKnown(uint32_t flags) { return (flags & ~SINEW_STREAMVBYTE_0124) == 0; }

template <typename Call>
sinew_codec_result DecodeChecked(const void* in, size_t size, uint32_t start, uint32_t* out,
                                 size_t count, uint32_t flags, const Call& decode) {
  if (!AreKnown(flags)) return {0, 0, SINEW_STATUS_INVALID_ARGUMENT};
  // The fewest bytes that `count` values can take.
  const bool is_0124 = flags == SINEW_STREAMVBYTE_0124;
  const size_t control = StreamVByteControlSize(count);
  if (control > size || (!is_0124 && count > size - control)) {
    return {size, 0, SINEW_STATUS_TRUNCATED};
  }
  return decode(static_cast<const uint8_t*>(in), size, start, reinterpret_cast<uint8_t*>(out),
                count, flags);
}

template <typename Call>
sinew_codec_result EncodeChecked(const uint32_t* in, size_t count, uint32_t start, void* out,
                                 size_t capacity, uint32_t flags, const Call& encode) {
  if (!AreKnown(flags)) return {0, 0, SINEW_STATUS_INVALID_ARGUMENT};
  if (StreamVByteControlSize(count) > capacity) return {0, 0, SINEW_STATUS_OUTPUT_FULL};
  return encode(reinterpret_cast<const uint8_t*>(in), count, start, static_cast<uint8_t*>(out),
                capacity, flags);
}

}  // namespace
}  // namespace sinew

// SINEW_CHAPTER Stream VByte
//
// 32-bit integers in as few bytes as they need, with all lengths before all bytes, which is fast to
// decode (Lemire, Kurz, Rupp, "Stream VByte: Faster Byte-Oriented Integer Compression", 2018). The
// layout is in docs/formats/streamvbyte.md.

// Encodes `count` values in Stream VByte, the format of libstreamvbyte: first (count + 3) / 4
// control bytes with two bits for each value, from the lowest bits up, then the low bytes of each
// value. The two bits say how many bytes of the value are stored: 1, 2, 3 or 4 with
// SINEW_STREAMVBYTE_1234, and 0, 1, 2 or 4 with SINEW_STREAMVBYTE_0124, which is better if many
// values are 0. Neither the flags nor the count are stored. sinew_streamvbyte_encoded_bound(count)
// bytes always suffice.
//
// - SINEW_STATUS_OK: read is count, and written the number of bytes.
// - SINEW_STATUS_OUTPUT_FULL: `capacity` is too small; read is the index of the first value whose
//   bytes do not fit, 0 if the control bytes do not fit. written is 0, and `out` holds nothing of
//   use.
// - SINEW_STATUS_INVALID_ARGUMENT: unknown flags; read and written are 0, and nothing is written.
SINEW_API sinew_codec_result sinew_streamvbyte_encode(const uint32_t* in, size_t count, void* out,
                                                      size_t capacity,
                                                      uint32_t flags) SINEW_NOEXCEPT {
  using namespace sinew;
  return EncodeChecked(in, count, 0, out, capacity, flags, SINEW_DISPATCH(EncodePlain));
}

// Decodes the first `count` values of what sinew_streamvbyte_encode wrote with the same flags, and
// fills `out` with them. The input may be any bytes. What follows the values is ignored.
//
// - SINEW_STATUS_OK: read is the number of bytes that the values took, and written is count.
// - SINEW_STATUS_TRUNCATED: `size` bytes are too few; read is size, and written the number of
//   values that are complete, which are in `out`. If `size` bytes could not hold `count` values
//   whatever they say, nothing is decoded.
// - SINEW_STATUS_INVALID_ARGUMENT: unknown flags; read and written are 0, and nothing is written.
//
// No other fault is possible, because any bytes are a valid encoding of some values.
SINEW_API sinew_codec_result sinew_streamvbyte_decode(const void* in, size_t size, uint32_t* out,
                                                      size_t count, uint32_t flags) SINEW_NOEXCEPT {
  using namespace sinew;
  return DecodeChecked(in, size, 0, out, count, flags, SINEW_DISPATCH(DecodePlain));
}

// Encodes like sinew_streamvbyte_encode, but the difference between each value and the value before
// it, modulo 2^32, `start` before the first: few bytes if values grow slowly, as sorted ones do.
SINEW_API sinew_codec_result sinew_streamvbyte_encode_delta(const uint32_t* in, size_t count,
                                                            uint32_t start, void* out,
                                                            size_t capacity,
                                                            uint32_t flags) SINEW_NOEXCEPT {
  using namespace sinew;
  return EncodeChecked(in, count, start, out, capacity, flags, SINEW_DISPATCH(EncodeDelta));
}

// Decodes like sinew_streamvbyte_decode what sinew_streamvbyte_encode_delta wrote with the same
// flags and `start`.
SINEW_API sinew_codec_result sinew_streamvbyte_decode_delta(const void* in, size_t size,
                                                            uint32_t start, uint32_t* out,
                                                            size_t count,
                                                            uint32_t flags) SINEW_NOEXCEPT {
  using namespace sinew;
  return DecodeChecked(in, size, start, out, count, flags, SINEW_DISPATCH(DecodeDelta));
}

// Returns the most bytes that `count` values can take, with any flags: 4 bytes each, and a control
// byte for every four values or part of four.
SINEW_API size_t sinew_streamvbyte_encoded_bound(size_t count) SINEW_NOEXCEPT {
  const size_t control = sinew::StreamVByteControlSize(count);
  return count > (SIZE_MAX - control) / 4 ? SIZE_MAX : control + 4 * count;
}

// Computes how many bytes sinew_streamvbyte_encode writes for these values: written, while read is
// count. O(n).
//
// - SINEW_STATUS_INVALID_ARGUMENT: unknown flags; read and written are 0.
SINEW_API sinew_codec_result sinew_streamvbyte_encoded_size(const uint32_t* in, size_t count,
                                                            uint32_t flags) SINEW_NOEXCEPT {
  using namespace sinew;
  if (!AreKnown(flags)) return {0, 0, SINEW_STATUS_INVALID_ARGUMENT};
  const size_t stored =
      SINEW_DISPATCH(StoredPlain)(reinterpret_cast<const uint8_t*>(in), count, flags);
  return {count, StreamVByteControlSize(count) + stored, SINEW_STATUS_OK};
}

// Computes, like sinew_streamvbyte_encoded_size, how many bytes sinew_streamvbyte_encode_delta
// writes.
SINEW_API sinew_codec_result sinew_streamvbyte_encoded_size_delta(const uint32_t* in, size_t count,
                                                                  uint32_t start,
                                                                  uint32_t flags) SINEW_NOEXCEPT {
  using namespace sinew;
  if (!AreKnown(flags)) return {0, 0, SINEW_STATUS_INVALID_ARGUMENT};
  if (count == 0) return {0, 0, SINEW_STATUS_OK};
  const uint8_t* const bytes = reinterpret_cast<const uint8_t*>(in);
  const uint32_t first = Load<uint32_t>(bytes) - start;
  const size_t first_size = flags == SINEW_STREAMVBYTE_0124
                                ? StreamVByteLength<true>(StreamVByteCode<true>(first))
                                : StreamVByteLength<false>(StreamVByteCode<false>(first));
  const size_t stored = SINEW_DISPATCH(StoredDelta)(bytes + 4, count - 1, flags);
  return {count, StreamVByteControlSize(count) + first_size + stored, SINEW_STATUS_OK};
}

#endif  // HWY_ONCE

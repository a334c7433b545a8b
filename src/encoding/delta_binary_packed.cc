// Parquet's DELTA_BINARY_PACKED (Encodings.md; docs/formats/delta-binary-packed.md): differences of
// neighbours, less the smallest of their block, packed with a width for every 32 of them. Decoding
// unpacks a vector of differences and sums it up in registers.

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "encoding/delta_binary_packed.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "core/dispatch.h"
#include "encoding/abi.h"
#include "encoding/delta_binary_packed-inl.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

template <typename T>
sinew_codec_result EncodeAll(const uint8_t* in, size_t count, uint8_t* out, size_t capacity) {
  size_t size = 0;
  const auto load = [in](size_t first, size_t, T*) {
    return reinterpret_cast<const T*>(in) + first;
  };
  const size_t encoded = EncodeDeltas<T>(count, out, capacity, &size, load);
  const bool whole = encoded == count && size != 0;
  return {encoded, size, whole ? SINEW_STATUS_OK : SINEW_STATUS_OUTPUT_FULL};
}

template <typename T>
sinew_codec_result DecodeAll(const uint8_t* in, size_t size, uint8_t* out, size_t capacity) {
  DeltaStream stream(in, size);
  sinew_status status = stream.Header<8 * sizeof(T)>(capacity);
  if (status != SINEW_STATUS_OK || stream.count == 0) return {stream.at, 0, status};
  T last = static_cast<T>(stream.last);
  Store(out, last);
  size_t done = 1;
  while (done < stream.count) {
    status = stream.NextMiniblock<8 * sizeof(T)>();
    if (status != SINEW_STATUS_OK) return {stream.at, done, status};
    const size_t part = std::min(stream.miniblock_values, stream.count - done);
    const size_t begin = stream.at - stream.miniblock_values / 8 * stream.width;
    last = DecodeDeltas<T>(in + begin, size - begin, stream.width, static_cast<T>(stream.least),
                           last, out + done * sizeof(T), part);
    done += part;
  }
  return {stream.at, done, SINEW_STATUS_OK};
}

sinew_codec_result EncodeI32(const uint8_t* in, size_t count, uint8_t* out, size_t capacity) {
  return EncodeAll<uint32_t>(in, count, out, capacity);
}
sinew_codec_result EncodeI64(const uint8_t* in, size_t count, uint8_t* out, size_t capacity) {
  return EncodeAll<uint64_t>(in, count, out, capacity);
}
sinew_codec_result DecodeI32(const uint8_t* in, size_t size, uint8_t* out, size_t capacity) {
  return DecodeAll<uint32_t>(in, size, out, capacity);
}
sinew_codec_result DecodeI64(const uint8_t* in, size_t size, uint8_t* out, size_t capacity) {
  return DecodeAll<uint64_t>(in, size, out, capacity);
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace sinew {
namespace {
HWY_EXPORT(EncodeI32);
HWY_EXPORT(EncodeI64);
HWY_EXPORT(DecodeI32);
HWY_EXPORT(DecodeI64);

}  // namespace
}  // namespace sinew

// Returns how many bytes sinew_delta_binary_packed_encode_i32 writes at most for `count` values;
// SIZE_MAX where that does not fit. Any thread may call.
SINEW_API size_t sinew_delta_binary_packed_bound_i32(size_t count) SINEW_NOEXCEPT {
  return sinew::DeltaBound<32>(count);
}

// The same for sinew_delta_binary_packed_encode_i64.
SINEW_API size_t sinew_delta_binary_packed_bound_i64(size_t count) SINEW_NOEXCEPT {
  return sinew::DeltaBound<64>(count);
}

// Encodes `count` values as Parquet's DELTA_BINARY_PACKED (Encodings.md), in blocks of 128 values
// with four miniblocks each, as other writers do. Differences wrap at 32 bits, so that every column
// can be encoded. `written` of the result is the size in bytes, `read` the count. `in` and `out`
// must not overlap and need no alignment; `in` may be null when `count` is 0. Any thread may call.
//
// SINEW_STATUS_OUTPUT_FULL: `capacity` bytes are too few;
// sinew_delta_binary_packed_bound_i32(count) bytes always suffice. `read` is the first value of the
// block that did not fit.
SINEW_API sinew_codec_result sinew_delta_binary_packed_encode_i32(const int32_t* in, size_t count,
                                                                  void* out,
                                                                  size_t capacity) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(EncodeI32)(AsBytes(in), count, AsBytes(out), capacity);
}

// The same for values of 64 bits.
SINEW_API sinew_codec_result sinew_delta_binary_packed_encode_i64(const int64_t* in, size_t count,
                                                                  void* out,
                                                                  size_t capacity) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(EncodeI64)(AsBytes(in), count, AsBytes(out), capacity);
}

// Returns how many values the header of a DELTA_BINARY_PACKED stream says there are: a claim of the
// input, which may be more than its bytes can hold or any memory has. Statuses and their offsets
// are those of the decoder. Any thread may call.
SINEW_API sinew_result sinew_delta_binary_packed_count(const void* in, size_t size) SINEW_NOEXCEPT {
  using namespace sinew;
  DeltaStream stream(AsBytes(in), size);
  const sinew_status status = stream.Header<64>(SIZE_MAX);
  return {status == SINEW_STATUS_OK ? stream.count : stream.at, status};
}

// Decodes a DELTA_BINARY_PACKED stream of 32-bit values, of any block size and number of miniblocks
// that the format allows, to `out`, which has room for `capacity` values. `read` of the result is
// the size of the stream in bytes, up to which the next one may follow; `written` the number of
// values. The input may be any bytes. Widths of miniblocks behind the last value are ignored, as
// the format asks. `in` and `out` must not overlap and need no alignment; each may be null when its
// size is 0. Any thread may call.
//
// With a status other than OK, `read` is the offset of the first fault, and `written` counts the
// values of whole miniblocks before it:
//
// SINEW_STATUS_TRUNCATED: the input ends early; read is size.
// SINEW_STATUS_CORRUPT: a number of more than 64 bits, at the byte that is too much; a block size
// that is not a positive multiple of 128, a number of miniblocks that does not divide it into
// multiples of 32, or a first value or least difference of more than 32 bits, at its first byte; a
// width of more than 32, at its byte.
// SINEW_STATUS_OUTPUT_FULL: the header says that there are more than `capacity` values; read is the
// offset of that number. Nothing is decoded.
SINEW_API sinew_codec_result sinew_delta_binary_packed_decode_i32(const void* in, size_t size,
                                                                  int32_t* out,
                                                                  size_t capacity) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(DecodeI32)(AsBytes(in), size, reinterpret_cast<uint8_t*>(out), capacity);
}

// The same for values of 64 bits, where widths go up to 64.
SINEW_API sinew_codec_result sinew_delta_binary_packed_decode_i64(const void* in, size_t size,
                                                                  int64_t* out,
                                                                  size_t capacity) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(DecodeI64)(AsBytes(in), size, reinterpret_cast<uint8_t*>(out), capacity);
}

#endif  // HWY_ONCE

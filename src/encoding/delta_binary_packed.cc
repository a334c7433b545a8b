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
    last = DecodeDeltas<T>(stream, begin, last, out + done * sizeof(T), part);
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

// SINEW_CHAPTER DELTA_BINARY_PACKED
//
// The encoding of Parquet for integers that change little from one to the next: differences, packed
// in blocks with a width of their own (docs/formats/delta-binary-packed.md).

// Encodes `count` values, in blocks of 128 values with four miniblocks each, as other writers do.
// Differences wrap around at 32 bits, so any values can be encoded.
// sinew_delta_binary_packed_encoded_bound_i32(count) bytes always suffice.
//
// - SINEW_STATUS_OK: read is count, and written the number of bytes.
// - SINEW_STATUS_OUTPUT_FULL: `capacity` is too small; read is the index of the first value of the
//   block that does not fit. The written bytes before it claim `count` values, so they are no
//   stream.
SINEW_API sinew_codec_result sinew_delta_binary_packed_encode_i32(const int32_t* in, size_t count,
                                                                  void* out,
                                                                  size_t capacity) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(EncodeI32)(AsBytes(in), count, AsBytes(out), capacity);
}

// Like sinew_delta_binary_packed_encode_i32, for 64-bit values.
SINEW_API sinew_codec_result sinew_delta_binary_packed_encode_i64(const int64_t* in, size_t count,
                                                                  void* out,
                                                                  size_t capacity) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(EncodeI64)(AsBytes(in), count, AsBytes(out), capacity);
}

// Decodes a stream of 32-bit values to `out`, which has room for `capacity` values. Blocks and
// miniblocks may have any size that the format allows. The input may be any bytes. Bytes after the
// stream are ignored, and so are the widths of miniblocks after the last value, as the format asks.
// Numbers of 33 bits are taken modulo 2^32: some writers, DuckDB among them, take differences of
// 32-bit values in 64 bits, or the values as unsigned ones.
//
// - SINEW_STATUS_OK: read is the number of bytes of the stream, and written the number of its
//   values.
//
// With any other status, read is the offset of the first fault, and written the number of values of
// the miniblocks before it, which are in `out`:
// - SINEW_STATUS_TRUNCATED: the input ends early; read is size.
// - SINEW_STATUS_CORRUPT: the block size is not a positive multiple of 128, the number of
//   miniblocks does not divide it into multiples of 32, or the first value or the least difference
//   of a block has more than 33 bits, and read is the first byte of that number; or the width of a
//   miniblock is above 33, and read is its byte; or a number has more than 64 bits, and read is as
//   for sinew_varint_decode_u64.
// - SINEW_STATUS_OUTPUT_FULL: the stream claims more than `capacity` values; read is the first byte
//   of that number, and nothing is written.
SINEW_API sinew_codec_result sinew_delta_binary_packed_decode_i32(const void* in, size_t size,
                                                                  int32_t* out,
                                                                  size_t capacity) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(DecodeI32)(AsBytes(in), size, AsBytes(out), capacity);
}

// Like sinew_delta_binary_packed_decode_i32, for 64-bit values, where widths go up to 64.
SINEW_API sinew_codec_result sinew_delta_binary_packed_decode_i64(const void* in, size_t size,
                                                                  int64_t* out,
                                                                  size_t capacity) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(DecodeI64)(AsBytes(in), size, AsBytes(out), capacity);
}

// Returns the most bytes that sinew_delta_binary_packed_encode_i32 can write for `count` values.
SINEW_API size_t sinew_delta_binary_packed_encoded_bound_i32(size_t count) SINEW_NOEXCEPT {
  return sinew::DeltaBound<32>(count);
}

// Returns the most bytes that sinew_delta_binary_packed_encode_i64 can write for `count` values.
SINEW_API size_t sinew_delta_binary_packed_encoded_bound_i64(size_t count) SINEW_NOEXCEPT {
  return sinew::DeltaBound<64>(count);
}

// Reads how many values the header of a stream, of 32-bit or 64-bit values, claims: written, while
// read is the number of bytes of the header. The claim may be more than the bytes of the stream, or
// any memory, can hold. The other statuses are those of sinew_delta_binary_packed_decode_i64, with
// a written of 0. O(1).
SINEW_API sinew_codec_result sinew_delta_binary_packed_count(const void* in,
                                                             size_t size) SINEW_NOEXCEPT {
  using namespace sinew;
  DeltaStream stream(AsBytes(in), size);
  const sinew_status status = stream.Header<64>(SIZE_MAX);
  return {stream.at, stream.count, status};
}

#endif  // HWY_ONCE

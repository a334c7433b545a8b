// Bit packing: values of `width` bits end to end, the first in the lowest bits of the first byte,
// as in Parquet's bit-packed runs (docs/formats/bitpack.md). The vector code is in bitpack-inl.h,
// which other encodings share.

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "encoding/bitpack.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "core/dispatch.h"
#include "encoding/abi.h"
#include "encoding/bitpack-inl.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

// Packs, and returns all values or-ed together.
template <typename T>
T PackChecked(const uint8_t* in, size_t count, size_t width, uint8_t* out) {
  constexpr size_t kChunk = 4096 / sizeof(T);  // stays in the L1 cache
  T all = 0;
  while (count != 0) {
    const size_t part = std::min(count, kChunk);
    all |= OrOfAll<T>(in, part);
    if (all & ~static_cast<T>(LowBits(width))) return all;
    Pack<T>(in, part, width, out);
    in += part * sizeof(T);
    out += part * width / 8;
    count -= part;
  }
  return all;
}

uint32_t PackU32(const uint8_t* in, size_t count, size_t width, uint8_t* out) {
  return PackChecked<uint32_t>(in, count, width, out);
}

uint64_t PackU64(const uint8_t* in, size_t count, size_t width, uint8_t* out) {
  return PackChecked<uint64_t>(in, count, width, out);
}

uint32_t OrU32(const uint8_t* in, size_t count) { return OrOfAll<uint32_t>(in, count); }

uint64_t OrU64(const uint8_t* in, size_t count) { return OrOfAll<uint64_t>(in, count); }

void UnpackU32(const uint8_t* in, size_t size, size_t width, uint8_t* out, size_t count) {
  Unpack<uint32_t>(in, size, width, out, count);
}

void UnpackU64(const uint8_t* in, size_t size, size_t width, uint8_t* out, size_t count) {
  Unpack<uint64_t>(in, size, width, out, count);
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace sinew {
namespace {

HWY_EXPORT(PackU32);
HWY_EXPORT(PackU64);
HWY_EXPORT(OrU32);
HWY_EXPORT(OrU64);
HWY_EXPORT(UnpackU32);
HWY_EXPORT(UnpackU64);

template <typename T, typename PackCall>
sinew_codec_result Encode(const void* in, size_t count, size_t width, void* out,
                          const PackCall& pack) {
  if (width > 8 * sizeof(T)) return {0, 0, SINEW_STATUS_INVALID_ARGUMENT};
  const uint8_t* values = static_cast<const uint8_t*>(in);
  const T all = pack(values, count, width, static_cast<uint8_t*>(out));
  if (WidthOf(all) <= width) return {count, PackedSize(count, width), SINEW_STATUS_OK};
  size_t fault = 0;
  while (WidthOf(Load<T>(values + fault * sizeof(T))) <= width) ++fault;
  return {fault, 0, SINEW_STATUS_INVALID_ARGUMENT};
}

template <typename T, typename UnpackCall>
sinew_codec_result Decode(const void* in, size_t size, size_t width, void* out, size_t count,
                          const UnpackCall& unpack) {
  if (width > 8 * sizeof(T) || count > PTRDIFF_MAX / sizeof(T)) {
    return {0, 0, SINEW_STATUS_INVALID_ARGUMENT};
  }
  const size_t packed = PackedSize(count, width);
  const bool whole = packed <= size;
  // What is there of too few bytes: less than `packed`, so that their bits do not overflow.
  if (!whole) count = size / width * 8 + size % width * 8 / width;
  unpack(static_cast<const uint8_t*>(in), size, width, static_cast<uint8_t*>(out), count);
  if (!whole) return {size, count, SINEW_STATUS_TRUNCATED};
  return {packed, count, SINEW_STATUS_OK};
}

}  // namespace
}  // namespace sinew

// SINEW_CHAPTER Bit packing
//
// Unsigned integers of one width, 0 to 64 bits, without space between them: the layout of the
// bit-packed runs of Parquet (docs/formats/bitpack.md).

// Packs `count` values of `width` bits each, 0 to 32, without space between them: value i goes to
// bits i * width to (i + 1) * width - 1 of `out`, the lowest bit of a byte being its first. Unused
// bits of the last byte are 0. Writes sinew_bitpack_encoded_size(count, width) bytes.
//
// - SINEW_STATUS_OK: read is count, and written the number of bytes.
// - SINEW_STATUS_INVALID_ARGUMENT: a value does not fit the width; read is the index of the first
//   such value, written is 0, and the bytes of `out` have no meaning. Or `width` is above 32; read
//   and written are 0, and nothing is written.
SINEW_API sinew_codec_result sinew_bitpack_encode_u32(const uint32_t* in, size_t count,
                                                      size_t width, void* out) SINEW_NOEXCEPT {
  using namespace sinew;
  return Encode<uint32_t>(in, count, width, out, SINEW_DISPATCH(PackU32));
}

// Like sinew_bitpack_encode_u32, for 64-bit values and a width of 0 to 64.
SINEW_API sinew_codec_result sinew_bitpack_encode_u64(const uint64_t* in, size_t count,
                                                      size_t width, void* out) SINEW_NOEXCEPT {
  using namespace sinew;
  return Encode<uint64_t>(in, count, width, out, SINEW_DISPATCH(PackU64));
}

// Unpacks `count` values of `width` bits each, 0 to 32, as sinew_bitpack_encode_u32 packs them, and
// fills `out` with them. The input may be any bytes. Bytes after the values, and unused bits of the
// last byte, are ignored.
//
// - SINEW_STATUS_OK: read is sinew_bitpack_encoded_size(count, width), and written is count.
// - SINEW_STATUS_TRUNCATED: `size` bytes are too few; read is size, and written the number of
//   values that are complete, which are in `out`.
// - SINEW_STATUS_INVALID_ARGUMENT: `width` is above 32, or `count` is more than memory can hold;
//   read and written are 0, and nothing is written.
SINEW_API sinew_codec_result sinew_bitpack_decode_u32(const void* in, size_t size, size_t width,
                                                      uint32_t* out, size_t count) SINEW_NOEXCEPT {
  using namespace sinew;
  return Decode<uint32_t>(in, size, width, out, count, SINEW_DISPATCH(UnpackU32));
}

// Like sinew_bitpack_decode_u32, for 64-bit values and a width of 0 to 64.
SINEW_API sinew_codec_result sinew_bitpack_decode_u64(const void* in, size_t size, size_t width,
                                                      uint64_t* out, size_t count) SINEW_NOEXCEPT {
  using namespace sinew;
  return Decode<uint64_t>(in, size, width, out, count, SINEW_DISPATCH(UnpackU64));
}

// Returns the smallest width, 0 to 32, that every one of `count` values fits: 0 if all are 0 or
// there are none. O(n).
SINEW_API size_t sinew_bitpack_width_u32(const uint32_t* in, size_t count) SINEW_NOEXCEPT {
  using namespace sinew;
  return WidthOf(SINEW_DISPATCH(OrU32)(reinterpret_cast<const uint8_t*>(in), count));
}

// Like sinew_bitpack_width_u32, for 64-bit values: 0 to 64.
SINEW_API size_t sinew_bitpack_width_u64(const uint64_t* in, size_t count) SINEW_NOEXCEPT {
  using namespace sinew;
  return WidthOf(SINEW_DISPATCH(OrU64)(reinterpret_cast<const uint8_t*>(in), count));
}

// Returns how many bytes `count` values of `width` bits take when packed: count * width bits,
// rounded up to a byte.
SINEW_API size_t sinew_bitpack_encoded_size(size_t count, size_t width) SINEW_NOEXCEPT {
  return sinew::PackedSize(count, width);
}

#endif  // HWY_ONCE

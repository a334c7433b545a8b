// Varints (LEB128): an integer in groups of seven bits, the lowest first, one to a byte, whose
// highest bit says that another one follows; signed ones in zigzag first. It is the encoding of
// Protocol Buffers and Kafka (docs/formats/varint.md).
//
// Decoding takes 64 bytes at a time: their highest bits tell where every value begins and ends, so
// that none waits for the one before it (masked VByte: Plaisance, Kurz, Lemire, "Vectorized VByte
// Decoding", 2015). With AVX-512 VBMI a byte permutation moves all values into lanes and two
// multiplications join their sevens; encoding spreads the sevens by multishift and squeezes the
// bytes that are used together.

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "encoding/varint.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "core/dispatch.h"
#include "encoding/abi.h"
#include "encoding/varint-inl.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

template <typename T, bool kZigzag>
sinew_codec_result Decode(const uint8_t* in, size_t size, uint8_t* out, size_t capacity) {
  size_t at = 0;
  size_t count = DecodeBlocks<T, kZigzag>(in, size, out, capacity, &at);
  for (; at < size; ++count) {
    if (count == capacity) return {at, count, SINEW_STATUS_OUTPUT_FULL};
    T value;
    const sinew_status status = ReadVarint(in, size, &at, &value);
    if (status != SINEW_STATUS_OK) return {at, count, status};
    Store(out + count * sizeof(T), kZigzag ? ZigzagDecode(value) : value);
  }
  return {at, count, SINEW_STATUS_OK};
}

template <typename T, bool kZigzag>
sinew_codec_result Encode(const uint8_t* in, size_t count, uint8_t* out, size_t capacity) {
  size_t at = 0, size = 0;
  for (; count - at >= kVarintGroup && capacity - size >= kVarintRoom; at += kVarintGroup) {
    size = static_cast<size_t>(EncodeGroup<T, kZigzag>(in + at * sizeof(T), out + size) - out);
  }
  while (at < count) {
    // Where there may be too little room, or less than a group is left.
    const size_t part = std::min(count - at, kVarintGroup);
    uint8_t values[kVarintGroup * sizeof(T)] = {};
    uint8_t bytes[kVarintRoom];
    memcpy(values, in + at * sizeof(T), part * sizeof(T));
    const uint8_t* end = EncodeGroup<T, kZigzag>(values, bytes);
    // Each 0 that fills the group up is a byte.
    const size_t length = static_cast<size_t>(end - bytes) - (kVarintGroup - part);
    const size_t room = capacity - size;
    if (length > room) {
      size_t fits = 0;
      for (size_t next = 0;; ++at) {
        while (bytes[next] >= 0x80) ++next;
        if (++next > room) break;
        fits = next;
      }
      memcpy(out + size, bytes, fits);
      return {at, size + fits, SINEW_STATUS_OUTPUT_FULL};
    }
    memcpy(out + size, bytes, length);
    size += length;
    at += part;
  }
  return {count, size, SINEW_STATUS_OK};
}

template <typename T, bool kZigzag>
size_t EncodedSize(const uint8_t* in, size_t count) {
  constexpr size_t kPart = size_t{1} << 28;
  size_t size = 0;
  for (; count > kPart; count -= kPart, in += kPart * sizeof(T)) {
    size += SizeOfVarints<T, kZigzag>(in, kPart);
  }
  return size + SizeOfVarints<T, kZigzag>(in, count);
}

sinew_codec_result VarintDecodeU32(const uint8_t* in, size_t size, uint8_t* out, size_t capacity) {
  return Decode<uint32_t, false>(in, size, out, capacity);
}
sinew_codec_result VarintDecodeU64(const uint8_t* in, size_t size, uint8_t* out, size_t capacity) {
  return Decode<uint64_t, false>(in, size, out, capacity);
}
sinew_codec_result VarintDecodeZigzag32(const uint8_t* in, size_t size, uint8_t* out,
                                        size_t capacity) {
  return Decode<uint32_t, true>(in, size, out, capacity);
}
sinew_codec_result VarintDecodeZigzag64(const uint8_t* in, size_t size, uint8_t* out,
                                        size_t capacity) {
  return Decode<uint64_t, true>(in, size, out, capacity);
}
sinew_codec_result VarintEncodeU32(const uint8_t* in, size_t count, uint8_t* out, size_t capacity) {
  return Encode<uint32_t, false>(in, count, out, capacity);
}
sinew_codec_result VarintEncodeU64(const uint8_t* in, size_t count, uint8_t* out, size_t capacity) {
  return Encode<uint64_t, false>(in, count, out, capacity);
}
sinew_codec_result VarintEncodeZigzag32(const uint8_t* in, size_t count, uint8_t* out,
                                        size_t capacity) {
  return Encode<uint32_t, true>(in, count, out, capacity);
}
sinew_codec_result VarintEncodeZigzag64(const uint8_t* in, size_t count, uint8_t* out,
                                        size_t capacity) {
  return Encode<uint64_t, true>(in, count, out, capacity);
}
size_t VarintSizeU32(const uint8_t* in, size_t count) {
  return EncodedSize<uint32_t, false>(in, count);
}
size_t VarintSizeU64(const uint8_t* in, size_t count) {
  return EncodedSize<uint64_t, false>(in, count);
}
size_t VarintSizeZigzag32(const uint8_t* in, size_t count) {
  return EncodedSize<uint32_t, true>(in, count);
}
size_t VarintSizeZigzag64(const uint8_t* in, size_t count) {
  return EncodedSize<uint64_t, true>(in, count);
}

size_t VarintCount(const uint8_t* in, size_t size) {
  const hn::ScalableTag<uint8_t> d;
  const hn::RebindToSigned<decltype(d)> di;
  const size_t lanes = hn::Lanes(d);
  size_t count = 0, i = 0;
  for (; i + lanes <= size; i += lanes) {
    const auto bytes = hn::BitCast(di, hn::LoadU(d, in + i));
    count += hn::CountTrue(di, hn::Gt(bytes, hn::Set(di, int8_t{-1})));
  }
  for (; i < size; ++i) count += in[i] < 0x80;
  return count;
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace sinew {
namespace {

HWY_EXPORT(VarintDecodeU32);
HWY_EXPORT(VarintDecodeU64);
HWY_EXPORT(VarintDecodeZigzag32);
HWY_EXPORT(VarintDecodeZigzag64);
HWY_EXPORT(VarintEncodeU32);
HWY_EXPORT(VarintEncodeU64);
HWY_EXPORT(VarintEncodeZigzag32);
HWY_EXPORT(VarintEncodeZigzag64);
HWY_EXPORT(VarintSizeU32);
HWY_EXPORT(VarintSizeU64);
HWY_EXPORT(VarintSizeZigzag32);
HWY_EXPORT(VarintSizeZigzag64);
HWY_EXPORT(VarintCount);

}  // namespace
}  // namespace sinew

// SINEW_CHAPTER Varints
//
// Integers in as few bytes as they need, as Protocol Buffers and Kafka write them: LEB128. All
// calls work on whole arrays.

// Writes `count` values as varints (unsigned LEB128), one after the other: seven bits of a value to
// a byte, the lowest first, with the highest bit set in all bytes of a value but its last. Each
// value takes as few bytes as it can, 1 to 5. These are the bytes of a packed field of type uint32
// in Protocol Buffers (https://protobuf.dev/programming-guides/encoding/) and of Kafka's unsigned
// varints. `out` has room for `capacity` bytes: 5 * count always suffice, and
// sinew_varint_encoded_size_u32 says exactly how many are needed.
//
// - SINEW_STATUS_OK: read is count, and written the number of bytes.
// - SINEW_STATUS_OUTPUT_FULL: `capacity` is too small; read is the index of the first value that
//   does not fit. The values before it are written.
SINEW_API sinew_codec_result sinew_varint_encode_u32(const uint32_t* in, size_t count, void* out,
                                                     size_t capacity) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(VarintEncodeU32)(AsBytes(in), count, AsBytes(out), capacity);
}

// Like sinew_varint_encode_u32, for 64-bit values, which take 1 to 10 bytes: type uint64 of
// Protocol Buffers. Its types int64, int32 and enum are written the same way after sign extension
// to 64 bits, so a negative number takes 10 bytes.
SINEW_API sinew_codec_result sinew_varint_encode_u64(const uint64_t* in, size_t count, void* out,
                                                     size_t capacity) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(VarintEncodeU64)(AsBytes(in), count, AsBytes(out), capacity);
}

// Like sinew_varint_encode_u32, for signed values in zigzag (0, -1, 1, -2, ... become 0, 1, 2, 3,
// ...), so that negative numbers near 0 are short, too: type sint32 of Protocol Buffers, and
// Kafka's varint.
SINEW_API sinew_codec_result sinew_varint_encode_zigzag_i32(const int32_t* in, size_t count,
                                                            void* out,
                                                            size_t capacity) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(VarintEncodeZigzag32)(AsBytes(in), count, AsBytes(out), capacity);
}

// Like sinew_varint_encode_zigzag_i32, for 64-bit values, which take 1 to 10 bytes: type sint64 of
// Protocol Buffers, and Kafka's varlong.
SINEW_API sinew_codec_result sinew_varint_encode_zigzag_i64(const int64_t* in, size_t count,
                                                            void* out,
                                                            size_t capacity) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(VarintEncodeZigzag64)(AsBytes(in), count, AsBytes(out), capacity);
}

// Reads the varints of sinew_varint_encode_u32 until the input ends, and writes their values to
// `out`, which has room for `capacity` of them; sinew_varint_count says how many there are. The
// input may be any bytes. A value may take more bytes than it needs, up to 5.
//
// - SINEW_STATUS_OK: read is size, and written the number of values.
//
// With any other status, read is the offset of the first fault, and the values before it are
// written:
// - SINEW_STATUS_TRUNCATED: the input ends within a value; read is size. The value begins behind
//   the last byte that is below 0x80.
// - SINEW_STATUS_CORRUPT: a value does not fit 32 bits; read is the offset of its fifth byte if
//   that is the last and above 15, otherwise of its sixth byte. If the writer extended signs to 64
//   bits, as for int32 of Protocol Buffers, use sinew_varint_decode_u64.
// - SINEW_STATUS_OUTPUT_FULL: the input goes on after `capacity` values; read is where the next
//   value begins. So a capacity of n reads the first n values of a longer input.
SINEW_API sinew_codec_result sinew_varint_decode_u32(const void* in, size_t size, uint32_t* out,
                                                     size_t capacity) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(VarintDecodeU32)(AsBytes(in), size, AsBytes(out), capacity);
}

// Like sinew_varint_decode_u32, for the values of sinew_varint_encode_u64, of up to 10 bytes.
//
// - SINEW_STATUS_CORRUPT: a value does not fit 64 bits; read is the offset of its tenth byte if
//   that is the last and above 1, otherwise of its eleventh byte.
SINEW_API sinew_codec_result sinew_varint_decode_u64(const void* in, size_t size, uint64_t* out,
                                                     size_t capacity) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(VarintDecodeU64)(AsBytes(in), size, AsBytes(out), capacity);
}

// Like sinew_varint_decode_u32, for the values of sinew_varint_encode_zigzag_i32.
SINEW_API sinew_codec_result sinew_varint_decode_zigzag_i32(const void* in, size_t size,
                                                            int32_t* out,
                                                            size_t capacity) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(VarintDecodeZigzag32)(AsBytes(in), size, AsBytes(out), capacity);
}

// Like sinew_varint_decode_u64, for the values of sinew_varint_encode_zigzag_i64.
SINEW_API sinew_codec_result sinew_varint_decode_zigzag_i64(const void* in, size_t size,
                                                            int64_t* out,
                                                            size_t capacity) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(VarintDecodeZigzag64)(AsBytes(in), size, AsBytes(out), capacity);
}

// Returns how many bytes sinew_varint_encode_u32 writes for these values. O(n).
SINEW_API size_t sinew_varint_encoded_size_u32(const uint32_t* in, size_t count) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(VarintSizeU32)(AsBytes(in), count);
}

// Returns how many bytes sinew_varint_encode_u64 writes for these values.
SINEW_API size_t sinew_varint_encoded_size_u64(const uint64_t* in, size_t count) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(VarintSizeU64)(AsBytes(in), count);
}

// Returns how many bytes sinew_varint_encode_zigzag_i32 writes for these values.
SINEW_API size_t sinew_varint_encoded_size_zigzag_i32(const int32_t* in,
                                                      size_t count) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(VarintSizeZigzag32)(AsBytes(in), count);
}

// Returns how many bytes sinew_varint_encode_zigzag_i64 writes for these values.
SINEW_API size_t sinew_varint_encoded_size_zigzag_i64(const int64_t* in,
                                                      size_t count) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(VarintSizeZigzag64)(AsBytes(in), count);
}

// Returns how many varints, of either width, end within `size` bytes: the number of bytes below
// 0x80. If the bytes decode without a fault, this is the number of their values. O(n).
SINEW_API size_t sinew_varint_count(const void* in, size_t size) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(VarintCount)(AsBytes(in), size);
}

#endif  // HWY_ONCE

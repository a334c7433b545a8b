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
sinew_codec_result VarintDecodeS32(const uint8_t* in, size_t size, uint8_t* out, size_t capacity) {
  return Decode<uint32_t, true>(in, size, out, capacity);
}
sinew_codec_result VarintDecodeS64(const uint8_t* in, size_t size, uint8_t* out, size_t capacity) {
  return Decode<uint64_t, true>(in, size, out, capacity);
}
sinew_codec_result VarintEncodeU32(const uint8_t* in, size_t count, uint8_t* out, size_t capacity) {
  return Encode<uint32_t, false>(in, count, out, capacity);
}
sinew_codec_result VarintEncodeU64(const uint8_t* in, size_t count, uint8_t* out, size_t capacity) {
  return Encode<uint64_t, false>(in, count, out, capacity);
}
sinew_codec_result VarintEncodeS32(const uint8_t* in, size_t count, uint8_t* out, size_t capacity) {
  return Encode<uint32_t, true>(in, count, out, capacity);
}
sinew_codec_result VarintEncodeS64(const uint8_t* in, size_t count, uint8_t* out, size_t capacity) {
  return Encode<uint64_t, true>(in, count, out, capacity);
}
size_t VarintSizeU32(const uint8_t* in, size_t count) {
  return EncodedSize<uint32_t, false>(in, count);
}
size_t VarintSizeU64(const uint8_t* in, size_t count) {
  return EncodedSize<uint64_t, false>(in, count);
}
size_t VarintSizeS32(const uint8_t* in, size_t count) {
  return EncodedSize<uint32_t, true>(in, count);
}
size_t VarintSizeS64(const uint8_t* in, size_t count) {
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
HWY_EXPORT(VarintDecodeS32);
HWY_EXPORT(VarintDecodeS64);
HWY_EXPORT(VarintEncodeU32);
HWY_EXPORT(VarintEncodeU64);
HWY_EXPORT(VarintEncodeS32);
HWY_EXPORT(VarintEncodeS64);
HWY_EXPORT(VarintSizeU32);
HWY_EXPORT(VarintSizeU64);
HWY_EXPORT(VarintSizeS32);
HWY_EXPORT(VarintSizeS64);
HWY_EXPORT(VarintCount);

}  // namespace
}  // namespace sinew

// Returns how many bytes `count` values take as varints: 1 to 5 each. `in` needs no alignment and
// may be null when `count` is 0; any thread may call.
SINEW_API size_t sinew_varint_encoded_size_u32(const uint32_t* in, size_t count) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(VarintSizeU32)(AsBytes(in), count);
}

// The same for values of 64 bits: 1 to 10 bytes each.
SINEW_API size_t sinew_varint_encoded_size_u64(const uint64_t* in, size_t count) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(VarintSizeU64)(AsBytes(in), count);
}

// The same for sinew_varint_encode_s32.
SINEW_API size_t sinew_varint_encoded_size_s32(const int32_t* in, size_t count) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(VarintSizeS32)(AsBytes(in), count);
}

// The same for sinew_varint_encode_s64.
SINEW_API size_t sinew_varint_encoded_size_s64(const int64_t* in, size_t count) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(VarintSizeS64)(AsBytes(in), count);
}

// Returns how many varints end within `size` bytes, which is the number of bytes below 0x80: the
// number of values that these bytes decode to if they decode at all. `in` may be null when `size`
// is 0; any thread may call.
SINEW_API size_t sinew_varint_count(const void* in, size_t size) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(VarintCount)(AsBytes(in), size);
}

// Writes `count` values as varints (unsigned LEB128) end to end: seven bits to a byte, the lowest
// first, and in all but the last byte of a value the highest bit set. Each value takes as few bytes
// as it can. These are the bytes of a packed field of Protocol Buffers
// (https://protobuf.dev/programming-guides/encoding/) of type uint32, and Kafka's unsigned varints.
// `out` has room for `capacity` bytes and must not overlap `in`; sinew_varint_encoded_size_u32 says
// how many are needed, 5 * count always do. No pointer needs any alignment, and either may be null
// when it has nothing to hold. Any thread may call.
//
// SINEW_STATUS_OK: read is count, and written the number of bytes. SINEW_STATUS_OUTPUT_FULL: read
// is the index of the first value that does not fit whole; those before it are written.
SINEW_API sinew_codec_result sinew_varint_encode_u32(const uint32_t* in, size_t count, void* out,
                                                     size_t capacity) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(VarintEncodeU32)(AsBytes(in), count, AsBytes(out), capacity);
}

// The same for values of 64 bits, which take up to 10 bytes: uint64 of Protocol Buffers, and also
// its int64, int32 and enum, which are sign-extended to 64 bits and written as unsigned ones; a
// negative one takes 10 bytes.
SINEW_API sinew_codec_result sinew_varint_encode_u64(const uint64_t* in, size_t count, void* out,
                                                     size_t capacity) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(VarintEncodeU64)(AsBytes(in), count, AsBytes(out), capacity);
}

// The same for signed values in zigzag (0, -1, 1, -2, ... become 0, 1, 2, 3, ...), so that numbers
// near 0 are short: sint32 of Protocol Buffers, and Kafka's varint.
SINEW_API sinew_codec_result sinew_varint_encode_s32(const int32_t* in, size_t count, void* out,
                                                     size_t capacity) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(VarintEncodeS32)(AsBytes(in), count, AsBytes(out), capacity);
}

// The same for signed values of 64 bits in zigzag: sint64 of Protocol Buffers, and Kafka's varlong.
SINEW_API sinew_codec_result sinew_varint_encode_s64(const int64_t* in, size_t count, void* out,
                                                     size_t capacity) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(VarintEncodeS64)(AsBytes(in), count, AsBytes(out), capacity);
}

// Reads varints from `size` bytes, of any origin, to the end of the input, the encoding of
// sinew_varint_encode_u32; a value may take more bytes than it needs, up to 5. Writes the values to
// `out`, which has room for `capacity` of them and must not overlap `in`. No pointer needs any
// alignment, and either may be null when it has nothing to hold. Any thread may call.
//
// SINEW_STATUS_OK: read is size, and written the number of values. Otherwise those before the fault
// are written, and read is the offset of it. SINEW_STATUS_TRUNCATED: the input ends within a value;
// read is size, and the value begins behind the last byte below 0x80.
// SINEW_STATUS_CORRUPT: a value does not fit 32 bits; read is its fifth byte where that is the last
// one and over 15, or its sixth byte. A writer that sign-extends (int32 of Protocol Buffers) needs
// sinew_varint_decode_u64. SINEW_STATUS_OUTPUT_FULL: there is more than `capacity` values; read is
// where the next one begins, so that a call with a capacity of n reads n values of a longer input.
SINEW_API sinew_codec_result sinew_varint_decode_u32(const void* in, size_t size, uint32_t* out,
                                                     size_t capacity) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(VarintDecodeU32)(AsBytes(in), size, AsBytes(out), capacity);
}

// The same for values of 64 bits, which take up to 10 bytes. SINEW_STATUS_CORRUPT: read is the
// tenth byte where that is the last one and over 1, or the eleventh byte.
SINEW_API sinew_codec_result sinew_varint_decode_u64(const void* in, size_t size, uint64_t* out,
                                                     size_t capacity) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(VarintDecodeU64)(AsBytes(in), size, AsBytes(out), capacity);
}

// As sinew_varint_decode_u32, for the values of sinew_varint_encode_s32.
SINEW_API sinew_codec_result sinew_varint_decode_s32(const void* in, size_t size, int32_t* out,
                                                     size_t capacity) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(VarintDecodeS32)(AsBytes(in), size, AsBytes(out), capacity);
}

// As sinew_varint_decode_u64, for the values of sinew_varint_encode_s64.
SINEW_API sinew_codec_result sinew_varint_decode_s64(const void* in, size_t size, int64_t* out,
                                                     size_t capacity) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(VarintDecodeS64)(AsBytes(in), size, AsBytes(out), capacity);
}

#endif  // HWY_ONCE

// Parquet's BYTE_STREAM_SPLIT (Encodings.md; docs/formats/byte-stream-split.md): byte k of every
// value goes to stream k, which compressors like better than floats. Both ways are a transposition
// of bytes within blocks of 16, by interleaving; with vectors of 64 bytes, one permutation a vector
// puts the blocks in order.

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "encoding/byte_stream_split.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "core/bytes.h"
#include "core/dispatch.h"
#include "core/scalar-inl.h"
#include "core/targets.h"
#include "encoding/abi.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

#if HWY_TARGET != HWY_SCALAR

#undef SINEW_SPLIT_BLOCKS
#if SINEW_HAS_AVX3
#define SINEW_SPLIT_BLOCKS 4
#else
#define SINEW_SPLIT_BLOCKS 1
#endif

using D8 = hn::CappedTag<uint8_t, 16 * SINEW_SPLIT_BLOCKS>;
using D16 = hn::Repartition<uint16_t, D8>;
using D32 = hn::Repartition<uint32_t, D8>;
using D64 = hn::Repartition<uint64_t, D8>;
using V = hn::Vec<D8>;
constexpr size_t kVector = 16 * SINEW_SPLIT_BLOCKS;

HWY_INLINE V LoadVector(const uint8_t* in) { return hn::LoadU(D8(), in); }
HWY_INLINE void StoreVector(V v, uint8_t* out) { hn::StoreU(v, D8(), out); }

template <class D>
HWY_INLINE V Lower(V a, V b) {
  const D d;
  return hn::BitCast(D8(), hn::InterleaveLower(d, hn::BitCast(d, a), hn::BitCast(d, b)));
}
template <class D>
HWY_INLINE V Upper(V a, V b) {
  const D d;
  return hn::BitCast(D8(), hn::InterleaveUpper(d, hn::BitCast(d, a), hn::BitCast(d, b)));
}

// Exchanges lanes 4 j + b and 4 b + j of 32 bits.
HWY_INLINE V SwapLanes32(V v) {
#if SINEW_SPLIT_BLOCKS == 4
  const __m512i order = _mm512_setr_epi32(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15);
  return V{_mm512_permutexvar_epi32(order, v.raw)};
#else
  return v;
#endif
}

// Takes lanes of 16 bits from 4 j + b to 8 b + j.
HWY_INLINE V ToBlocks16(V v) {
#if SINEW_SPLIT_BLOCKS == 4
  alignas(64) static constexpr uint16_t kOrder[32] = {0,  4,  8,  12, 16, 20, 24, 28, 1,  5,  9,
                                                      13, 17, 21, 25, 29, 2,  6,  10, 14, 18, 22,
                                                      26, 30, 3,  7,  11, 15, 19, 23, 27, 31};
  return V{_mm512_permutexvar_epi16(_mm512_load_si512(kOrder), v.raw)};
#else
  return v;
#endif
}

// And back.
HWY_INLINE V FromBlocks16(V v) {
#if SINEW_SPLIT_BLOCKS == 4
  alignas(64) static constexpr uint16_t kOrder[32] = {0,  8,  16, 24, 1,  9,  17, 25, 2,  10, 18,
                                                      26, 3,  11, 19, 27, 4,  12, 20, 28, 5,  13,
                                                      21, 29, 6,  14, 22, 30, 7,  15, 23, 31};
  return V{_mm512_permutexvar_epi16(_mm512_load_si512(kOrder), v.raw)};
#else
  return v;
#endif
}

// Four vectors of values to kVector bytes of each of four streams, `stride` bytes apart.
HWY_INLINE void SplitBlock4(const uint8_t* in, size_t stride, uint8_t* out) {
  alignas(16) static constexpr uint8_t kByStream[16] = {0, 4, 8,  12, 1, 5, 9,  13,
                                                        2, 6, 10, 14, 3, 7, 11, 15};
  const auto by_stream = hn::LoadDup128(D8(), kByStream);
  const auto load = [&](size_t i) HWY_ATTR {
    return hn::TableLookupBytes(LoadVector(in + i * kVector), by_stream);
  };
  const V v0 = load(0), v1 = load(1), v2 = load(2), v3 = load(3);
  const V lower01 = Lower<D32>(v0, v1), lower23 = Lower<D32>(v2, v3);
  const V upper01 = Upper<D32>(v0, v1), upper23 = Upper<D32>(v2, v3);
  StoreVector(SwapLanes32(Lower<D64>(lower01, lower23)), out);
  StoreVector(SwapLanes32(Upper<D64>(lower01, lower23)), out + stride);
  StoreVector(SwapLanes32(Lower<D64>(upper01, upper23)), out + 2 * stride);
  StoreVector(SwapLanes32(Upper<D64>(upper01, upper23)), out + 3 * stride);
}

HWY_INLINE void JoinBlock4(const uint8_t* in, size_t stride, uint8_t* out) {
  const auto load = [&](size_t i) HWY_ATTR { return SwapLanes32(LoadVector(in + i * stride)); };
  const V s0 = load(0), s1 = load(1), s2 = load(2), s3 = load(3);
  const V lower01 = Lower<D8>(s0, s1), lower23 = Lower<D8>(s2, s3);
  const V upper01 = Upper<D8>(s0, s1), upper23 = Upper<D8>(s2, s3);
  StoreVector(Lower<D16>(lower01, lower23), out);
  StoreVector(Upper<D16>(lower01, lower23), out + kVector);
  StoreVector(Lower<D16>(upper01, upper23), out + 2 * kVector);
  StoreVector(Upper<D16>(upper01, upper23), out + 3 * kVector);
}

// Eight vectors of 8-byte values to kVector bytes of each of eight streams.
HWY_INLINE void SplitBlock8(const uint8_t* in, size_t stride, uint8_t* out) {
  alignas(16) static constexpr uint8_t kByStream[16] = {0, 8,  1, 9,  2, 10, 3, 11,
                                                        4, 12, 5, 13, 6, 14, 7, 15};
  const auto by_stream = hn::LoadDup128(D8(), kByStream);
  const auto load = [&](size_t i) HWY_ATTR {
    return hn::TableLookupBytes(LoadVector(in + i * kVector), by_stream);
  };
  const auto store = [&](V v, size_t i)
                         HWY_ATTR { StoreVector(FromBlocks16(v), out + i * stride); };
  const V v0 = load(0), v1 = load(1), v2 = load(2), v3 = load(3);
  const V lower01 = Lower<D16>(v0, v1), lower23 = Lower<D16>(v2, v3);
  const V upper01 = Upper<D16>(v0, v1), upper23 = Upper<D16>(v2, v3);
  const V v4 = load(4), v5 = load(5), v6 = load(6), v7 = load(7);
  const V lower45 = Lower<D16>(v4, v5), lower67 = Lower<D16>(v6, v7);
  const V upper45 = Upper<D16>(v4, v5), upper67 = Upper<D16>(v6, v7);
  const auto finish = [&](V a, V b, V c, V d, size_t i) HWY_ATTR {
    const V lower_ab = Lower<D32>(a, b), lower_cd = Lower<D32>(c, d);
    const V upper_ab = Upper<D32>(a, b), upper_cd = Upper<D32>(c, d);
    store(Lower<D64>(lower_ab, lower_cd), i);
    store(Upper<D64>(lower_ab, lower_cd), i + 1);
    store(Lower<D64>(upper_ab, upper_cd), i + 2);
    store(Upper<D64>(upper_ab, upper_cd), i + 3);
  };
  finish(lower01, lower23, lower45, lower67, 0);
  finish(upper01, upper23, upper45, upper67, 4);
}

HWY_INLINE void JoinBlock8(const uint8_t* in, size_t stride, uint8_t* out) {
  const auto load = [&](size_t i) HWY_ATTR { return ToBlocks16(LoadVector(in + i * stride)); };
  const auto store = [&](V v, size_t i) HWY_ATTR { StoreVector(v, out + i * kVector); };
  const V s0 = load(0), s1 = load(1), s2 = load(2), s3 = load(3);
  const V lower01 = Lower<D8>(s0, s1), lower23 = Lower<D8>(s2, s3);
  const V upper01 = Upper<D8>(s0, s1), upper23 = Upper<D8>(s2, s3);
  const V s4 = load(4), s5 = load(5), s6 = load(6), s7 = load(7);
  const V lower45 = Lower<D8>(s4, s5), lower67 = Lower<D8>(s6, s7);
  const V upper45 = Upper<D8>(s4, s5), upper67 = Upper<D8>(s6, s7);
  const auto finish = [&](V a, V b, V c, V d, size_t i) HWY_ATTR {
    const V lower_ab = Lower<D16>(a, b), lower_cd = Lower<D16>(c, d);
    const V upper_ab = Upper<D16>(a, b), upper_cd = Upper<D16>(c, d);
    store(Lower<D32>(lower_ab, lower_cd), i);
    store(Upper<D32>(lower_ab, lower_cd), i + 1);
    store(Lower<D32>(upper_ab, upper_cd), i + 2);
    store(Upper<D32>(upper_ab, upper_cd), i + 3);
  };
  finish(lower01, lower23, lower45, lower67, 0);
  finish(upper01, upper23, upper45, upper67, 4);
}

#endif  // HWY_TARGET != HWY_SCALAR

template <size_t kWidth>
HWY_INLINE void Split(const uint8_t* in, size_t count, uint8_t* out) {
  size_t i = 0;
#if HWY_TARGET != HWY_SCALAR
  for (; i + kVector <= count; i += kVector) {
    if (kWidth == 4) {
      SplitBlock4(in + i * kWidth, count, out + i);
    } else {
      SplitBlock8(in + i * kWidth, count, out + i);
    }
  }
#endif
  for (; i < count; ++i) {
    for (size_t k = 0; k < kWidth; ++k) out[k * count + i] = in[i * kWidth + k];
  }
}

template <size_t kWidth>
HWY_INLINE void JoinStreams(const uint8_t* in, size_t count, uint8_t* out) {
  size_t i = 0;
#if HWY_TARGET != HWY_SCALAR
  for (; i + kVector <= count; i += kVector) {
    if (kWidth == 4) {
      JoinBlock4(in + i, count, out + i * kWidth);
    } else {
      JoinBlock8(in + i, count, out + i * kWidth);
    }
  }
#endif
  for (; i < count; ++i) {
    for (size_t k = 0; k < kWidth; ++k) out[i * kWidth + k] = in[k * count + i];
  }
}

void Split4(const uint8_t* in, size_t count, uint8_t* out) { Split<4>(in, count, out); }
void Split8(const uint8_t* in, size_t count, uint8_t* out) { Split<8>(in, count, out); }
void Join4(const uint8_t* in, size_t count, uint8_t* out) { JoinStreams<4>(in, count, out); }
void Join8(const uint8_t* in, size_t count, uint8_t* out) { JoinStreams<8>(in, count, out); }

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace sinew {
namespace {

HWY_EXPORT(Split4);
HWY_EXPORT(Split8);
HWY_EXPORT(Join4);
HWY_EXPORT(Join8);

template <typename Call>
sinew_codec_result Encode(const void* in, size_t count, void* out, size_t width,
                          const Call& split) {
  split(AsBytes(in), count, AsBytes(out));
  return {count, count * width, SINEW_STATUS_OK};
}

template <typename Call>
sinew_codec_result Decode(const void* in, size_t size, void* out, size_t capacity, size_t width,
                          const Call& join) {
  if (size % width != 0) return {size, 0, SINEW_STATUS_TRUNCATED};
  const size_t count = size / width;
  if (count > capacity) return {capacity * width, 0, SINEW_STATUS_OUTPUT_FULL};
  join(AsBytes(in), count, AsBytes(out));
  return {size, count, SINEW_STATUS_OK};
}

}  // namespace
}  // namespace sinew

// SINEW_CHAPTER BYTE_STREAM_SPLIT
//
// The rearrangement of Parquet that makes floats easier to compress: the first bytes of all values
// together, then the second bytes, and so on (docs/formats/byte-stream-split.md).

// Encodes `count` values of `width` bytes each, 4 (float, int32_t, ...) or 8 (double, int64_t,
// ...): first byte 0 of every value, then byte 1 of every value, and so on. Writes count * width
// bytes.
//
// - SINEW_STATUS_OK: read is count, and written the number of bytes.
// - SINEW_STATUS_INVALID_ARGUMENT: `width` is neither 4 nor 8; read and written are 0, and nothing
//   is written.
SINEW_API sinew_codec_result sinew_byte_stream_split_encode(const void* in, size_t count,
                                                            size_t width,
                                                            void* out) SINEW_NOEXCEPT {
  using namespace sinew;
  switch (width) {
    case 4:
      return Encode(in, count, out, width, SINEW_DISPATCH(Split4));
    case 8:
      return Encode(in, count, out, width, SINEW_DISPATCH(Split8));
    default:
      return {0, 0, SINEW_STATUS_INVALID_ARGUMENT};
  }
}

// Decodes the `size` bytes that sinew_byte_stream_split_encode wrote with the same width to `out`,
// which has room for `capacity` values. All of the input is one stream, so its size must be exact.
//
// - SINEW_STATUS_OK: read is size, and written the number of values, size / width.
// - SINEW_STATUS_TRUNCATED: `size` is not a multiple of the width; read is size.
// - SINEW_STATUS_OUTPUT_FULL: there are more than `capacity` values; read is capacity * width.
// - SINEW_STATUS_INVALID_ARGUMENT: `width` is neither 4 nor 8; read is 0.
//
// With any status but OK, written is 0, and nothing is written.
SINEW_API sinew_codec_result sinew_byte_stream_split_decode(const void* in, size_t size,
                                                            size_t width, void* out,
                                                            size_t capacity) SINEW_NOEXCEPT {
  using namespace sinew;
  switch (width) {
    case 4:
      return Decode(in, size, out, capacity, width, SINEW_DISPATCH(Join4));
    case 8:
      return Decode(in, size, out, capacity, width, SINEW_DISPATCH(Join8));
    default:
      return {0, 0, SINEW_STATUS_INVALID_ARGUMENT};
  }
}

#endif  // HWY_ONCE

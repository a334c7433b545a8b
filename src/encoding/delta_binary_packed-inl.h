#if defined(SINEW_ENCODING_DELTA_BINARY_PACKED_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef SINEW_ENCODING_DELTA_BINARY_PACKED_INL_H_
#undef SINEW_ENCODING_DELTA_BINARY_PACKED_INL_H_
#else
#define SINEW_ENCODING_DELTA_BINARY_PACKED_INL_H_
#endif

#include <hwy/highway.h>

#include <algorithm>
#include <limits>
#include <type_traits>

#include "core/targets.h"
#include "encoding/bitpack-inl.h"
#include "encoding/delta_binary_packed.h"
#include "encoding/prefix_sum-inl.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

#if SINEW_UNPACK == SINEW_UNPACK_VBMI

template <typename T, bool kStraddles>
HWY_INLINE T UnpackDeltas(const uint8_t* in, size_t size, size_t width, T least, T last,
                          uint8_t* out, size_t count) {
  const typename Unpacker<T>::D d;
  const hn::Repartition<uint8_t, decltype(d)> d8;
  const Unpacker<T> unpacker(width);
  const size_t lanes = hn::Lanes(d);
  const size_t step = lanes * width / 8;
  const auto least_v = hn::Set(d, least);
  auto carry = hn::Set(d, last);
  for (size_t i = 0; i < count; i += lanes, in += step, size -= step, out += 64) {
    const auto bytes = size >= 64 ? hn::LoadU(d8, in) : LoadPart(d8, in, size);
    const auto deltas = hn::Add(unpacker.template Values<kStraddles>(bytes), least_v);
    const auto sums = SumsWithin(deltas);
    const auto values = hn::Add(sums, carry);
    // Beside the chain of carries, which is one addition a vector.
    carry = hn::Add(carry, LastInAll(sums));
    if (count - i < lanes) {
      hn::BlendedStore(values, hn::FirstN(d, count - i), d, reinterpret_cast<T*>(out));
      return Load<T>(out + (count - i - 1) * sizeof(T));
    }
    hn::StoreU(values, d, reinterpret_cast<T*>(out));
  }
  return hn::GetLane(carry);
}

// Unpacks `count` deltas of `width` bits less than `least`, and writes the values that they lead to
// from `last` on; returns the last one. Of `in`, `size` bytes may be read.
template <typename T>
HWY_INLINE T SumDeltas(const uint8_t* in, size_t size, size_t width, T least, T last, uint8_t* out,
                       size_t count) {
  if (Straddles<T>(width)) {
    return UnpackDeltas<T, true>(in, size, width, least, last, out, count);
  }
  return UnpackDeltas<T, false>(in, size, width, least, last, out, count);
}

#else

template <typename T>
HWY_INLINE T SumDeltas(const uint8_t* in, size_t size, size_t width, T least, T last, uint8_t* out,
                       size_t count) {
  // Parts that stay in the L1 cache between the two passes.
  constexpr size_t kPart = 1024;
  while (count != 0) {
    const size_t part = std::min(count, kPart);
    Unpack<T>(in, size, width, out, part);
    in += kPart * width / 8;
    size -= part == kPart ? kPart * width / 8 : 0;
    count -= part;
    size_t i = 0;
#if HWY_TARGET != HWY_SCALAR
    const hn::CappedTag<T, 16 / sizeof(T)> d;
    const size_t lanes = hn::Lanes(d);
    const auto least_v = hn::Set(d, least);
    auto carry = hn::Set(d, last);
    for (; i + lanes <= part; i += lanes, out += 16) {
      const auto deltas = hn::Add(hn::LoadU(d, reinterpret_cast<const T*>(out)), least_v);
      const auto sums = SumsWithin(deltas);
      hn::StoreU(hn::Add(sums, carry), d, reinterpret_cast<T*>(out));
      carry = hn::Add(carry, LastInAll(sums));
    }
    last = hn::GetLane(carry);
#endif
    for (; i < part; ++i, out += sizeof(T)) {
      last += Load<T>(out) + least;
      Store(out, last);
    }
  }
  return last;
}

#endif  // SINEW_UNPACK

// The same for the current miniblock of a stream, from byte `begin` of it on.
template <typename T>
HWY_INLINE T DecodeDeltas(const DeltaStream& stream, size_t begin, T last, uint8_t* out,
                          size_t count) {
  const uint8_t* in = stream.in + begin;
  const size_t size = stream.size - begin;
  const T least = static_cast<T>(stream.least);
  if (HWY_LIKELY(stream.width <= 8 * sizeof(T))) {
    return SumDeltas<T>(in, size, stream.width, least, last, out, count);
  }
  for (size_t i = 0; i < count; ++i, out += sizeof(T)) {
    last += static_cast<T>(UnpackValue<uint64_t>(in, size, stream.width, i)) + least;
    Store(out, last);
  }
  return last;
}

// Reads the next values of a stream, of which some must be left, and returns how many, 1 to 32; or
// 0 if there is a fault, which is at `stream->at` and for which *status is the reason. Two streams
// with the same number of values come in the same portions. *begin is the byte in which the deltas
// of the portion begin.
template <typename T>
HWY_INLINE size_t ReadPortion(DeltaStream* stream, T* out, size_t* begin, sinew_status* status) {
  if (stream->left == stream->count) {
    *begin = stream->first;
    out[0] = static_cast<T>(stream->last);
    --stream->left;
    return 1;
  }
  constexpr size_t kPortion = 32;
  const size_t read = stream->count - 1 - stream->left;
  const size_t within = read % stream->miniblock_values;
  if (within == 0) {
    *status = stream->NextMiniblock<8 * sizeof(T)>();
    if (*status != SINEW_STATUS_OK) return 0;
  }
  *begin = stream->at - (stream->miniblock_values - within) / 8 * stream->width;
  const size_t portion = std::min(stream->left, kPortion);
  using U = std::make_unsigned_t<T>;
  stream->last = DecodeDeltas<U>(*stream, *begin, static_cast<U>(stream->last),
                                 reinterpret_cast<uint8_t*>(out), portion);
  stream->left -= portion;
  return portion;
}

// Bytes of a block, and what packing writes behind it.
template <typename T>
constexpr size_t kDeltaBlockRoom =
    kMaxVarintBytes<uint64_t> + kDeltaMiniblocks + kDeltaBlock * sizeof(T) + kMaxPackStep + 8;

#if HWY_TARGET != HWY_SCALAR
template <class D, typename T = hn::TFromD<D>>
HWY_INLINE T OrOfLanes(D d, hn::Vec<D> v) {
#if SINEW_HAS_AVX3
  (void)d;
  if constexpr (sizeof(T) == 4) return static_cast<T>(_mm512_reduce_or_epi32(v.raw));
  if constexpr (sizeof(T) == 8) return static_cast<T>(_mm512_reduce_or_epi64(v.raw));
#else
  HWY_ALIGN T each[HWY_MAX_BYTES / sizeof(T)];
  hn::Store(v, d, each);
  T all = 0;
  for (size_t i = 0; i < hn::Lanes(d); ++i) all |= each[i];
  return all;
#endif
}
#endif

// Packs a miniblock. Reads up to kMaxPackStep values, and may write as many bytes and 8 more after
// the miniblock.
template <typename T>
HWY_INLINE void PackMiniblock(const T* in, size_t width, uint8_t* out) {
  const uint8_t* from = reinterpret_cast<const uint8_t*>(in);
  if (width == 0) return;
  if (width == 8 * sizeof(T)) {
    memcpy(out, from, kDeltaMiniblock * sizeof(T));
    return;
  }
#if SINEW_HAS_AVX3
  if (width <= 8) {
    // Eight values in a word, whose bits are taken out of its bytes.
    const uint64_t bits = LowBits(width) * 0x0101010101010101;
    for (size_t i = 0; i < kDeltaMiniblock / 8; ++i, out += width) {
      uint64_t bytes;
      if constexpr (sizeof(T) == 4) {
        const __m256i eight = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(in + 8 * i));
        bytes = static_cast<uint64_t>(_mm_cvtsi128_si64(_mm256_cvtepi32_epi8(eight)));
      } else {
        const __m512i eight = _mm512_loadu_si512(in + 8 * i);
        bytes = static_cast<uint64_t>(_mm_cvtsi128_si64(_mm512_cvtepi64_epi8(eight)));
      }
      Store(out, _pext_u64(bytes, bits));
    }
    return;
  }
#endif
  const size_t step = PackStep<T>(width);
  PackSteps<T>(from, width, out, (kDeltaMiniblock + step - 1) / step);
}

// Encodes a block of `count` values, the one before them being at in[-1]; returns its end. `out`
// has room for kDeltaBlockRoom<T> bytes.
template <typename T>
HWY_INLINE uint8_t* EncodeDeltaBlock(const uint8_t* in, size_t count, uint8_t* out) {
  using I = std::make_signed_t<T>;
  // Behind the deltas, what a step of packing takes with the last miniblock.
  HWY_ALIGN T deltas[kDeltaBlock + kMaxPackStep];
  memset(deltas + kDeltaBlock, 0, kMaxPackStep * sizeof(T));
  T least;
  T all[kDeltaMiniblocks];
  const size_t miniblocks = (count + kDeltaMiniblock - 1) / kDeltaMiniblock;
#if HWY_TARGET != HWY_SCALAR
  if (count == kDeltaBlock) {
    const hn::CappedTag<T, 16> d;
    const hn::RebindToSigned<decltype(d)> di;
    const size_t lanes = hn::Lanes(d);
    auto smallest = hn::Set(di, std::numeric_limits<I>::max());
    for (size_t i = 0; i < kDeltaBlock; i += lanes) {
      const T* from = reinterpret_cast<const T*>(in) + i;
      const auto delta = hn::Sub(hn::LoadU(d, from), hn::LoadU(d, from - 1));
      hn::Store(delta, d, deltas + i);
      smallest = hn::Min(smallest, hn::BitCast(di, delta));
    }
    least = static_cast<T>(hn::GetLane(hn::MinOfLanes(di, smallest)));
    const auto least_v = hn::Set(d, least);
    for (size_t k = 0; k < kDeltaMiniblocks; ++k) {
      auto any = hn::Zero(d);
      for (size_t i = k * kDeltaMiniblock; i < (k + 1) * kDeltaMiniblock; i += lanes) {
        const auto rest = hn::Sub(hn::Load(d, deltas + i), least_v);
        hn::Store(rest, d, deltas + i);
        any = hn::Or(any, rest);
      }
      all[k] = OrOfLanes(d, any);
    }
  } else
#endif
  {
    T last = Load<T>(in - sizeof(T));
    least = static_cast<T>(std::numeric_limits<I>::max());
    for (size_t i = 0; i < count; ++i) {
      const T value = Load<T>(in + i * sizeof(T));
      deltas[i] = value - last;
      last = value;
      if (static_cast<I>(deltas[i]) < static_cast<I>(least)) least = deltas[i];
    }
    for (size_t i = 0; i < kDeltaBlock; ++i) deltas[i] = i < count ? deltas[i] - least : 0;
    for (size_t k = 0; k < kDeltaMiniblocks; ++k) {
      all[k] = 0;
      for (size_t i = 0; i < kDeltaMiniblock; ++i) all[k] |= deltas[k * kDeltaMiniblock + i];
    }
  }

  out = WriteVarint(ZigzagEncode(least), out);
  uint8_t* widths = out;
  memset(widths, 0, kDeltaMiniblocks);
  out += kDeltaMiniblocks;
  for (size_t k = 0; k < miniblocks; ++k) {
    const size_t width = WidthOf(all[k]);
    widths[k] = static_cast<uint8_t>(width);
    PackMiniblock<T>(deltas + k * kDeltaMiniblock, width, out);
    out += kDeltaMiniblock * width / 8;
  }
  return out;
}

// Encodes the values that `load` supplies. load(first, count, to) returns where values [first,
// first + count), at most kDeltaBlock, are: it may write them to `to`, or return a place where the
// value before them stands in front. Appends to out[*size] and returns how many values it encoded:
// all, or those of the blocks for which there was room.
template <typename T, typename Values>
HWY_INLINE size_t EncodeDeltas(size_t count, uint8_t* out, size_t capacity, size_t* size,
                               const Values& load) {
  HWY_ALIGN T block[1 + kDeltaBlock];
  uint8_t room[kDeltaBlockRoom<T>];
  static_assert(kDeltaBlockRoom<T> >= kDeltaHeader);
  const auto append = [&](uint8_t* begin, uint8_t* end) {
    const size_t bytes = static_cast<size_t>(end - begin);
    if (begin == room) {
      if (bytes > capacity - *size) return false;
      memcpy(out + *size, room, bytes);
    }
    *size += bytes;
    return true;
  };
  const auto target = [&] { return capacity - *size >= kDeltaBlockRoom<T> ? out + *size : room; };

  const T* values = count == 0 ? nullptr : load(0, 1, block + 1);
  const T first = count == 0 ? 0 : Load<T>(values);
  uint8_t* begin = target();
  uint8_t* end = WriteVarint(kDeltaBlock, begin);
  end = WriteVarint(kDeltaMiniblocks, end);
  end = WriteVarint(count, end);
  end = WriteVarint(ZigzagEncode(first), end);
  if (!append(begin, end) || count == 0) return 0;
  block[0] = first;
  for (size_t at = 1; at < count; at += kDeltaBlock) {
    const size_t part = std::min(kDeltaBlock, count - at);
    values = load(at, part, block + 1);
    begin = target();
    end = EncodeDeltaBlock<T>(reinterpret_cast<const uint8_t*>(values), part, begin);
    if (!append(begin, end)) return at;
    if (values == block + 1) block[0] = block[part];
  }
  return count;
}

}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#endif  // per-target include guard

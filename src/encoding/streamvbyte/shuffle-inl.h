// Four values at a time: a table turns their control byte into the shuffle that takes the stored
// bytes to their places, or back.
#if defined(SINEW_ENCODING_STREAMVBYTE_SHUFFLE_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef SINEW_ENCODING_STREAMVBYTE_SHUFFLE_INL_H_
#undef SINEW_ENCODING_STREAMVBYTE_SHUFFLE_INL_H_
#else
#define SINEW_ENCODING_STREAMVBYTE_SHUFFLE_INL_H_
#endif

#include <hwy/highway.h>

#include <algorithm>

#include "core/bytes.h"
#include "core/scalar-inl.h"
#include "core/targets.h"
#include "encoding/streamvbyte/table.h"

#if HWY_TARGET != HWY_SCALAR && !SINEW_HAS_AVX3_DL

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

// The codes of 16 values, in a word with four bits for each value, from a word that says of each of
// their bytes whether it is not 0.
template <bool k0124>
HWY_INLINE uint64_t CodesOf(uint64_t bytes) {
  constexpr uint64_t kOnes = 0x1111111111111111;
  const uint64_t b1 = bytes >> 1, b2 = bytes >> 2, b3 = bytes >> 3;
  const uint64_t low = k0124 ? (b2 | b3) | (bytes & ~b1) : b3 | (b1 & ~b2);
  const uint64_t high = k0124 ? b1 | b2 | b3 : b2 | b3;
  return (low & kOnes) | (high & kOnes) << 1;
}

using D8 = hn::CappedTag<uint8_t, 16>;
using D32 = hn::CappedTag<uint32_t, 4>;
using V8 = hn::Vec<D8>;
using V32 = hn::Vec<D32>;

// Four values from 16 bytes that can be read. `carry` is the value before them, in every lane.
template <bool k0124, bool kDelta>
HWY_INLINE V32 DecodeQuad(const uint8_t* data, uint8_t control, V32& carry) {
  const V8 shuffle = hn::Load(D8(), kStreamVByteTable<k0124>.expand[control]);
  V32 v = hn::BitCast(D32(), hn::TableLookupBytesOr0(hn::LoadU(D8(), data), shuffle));
  if (kDelta) {
    v = hn::Add(v, hn::ShiftLeftLanes<1>(D32(), v));
    v = hn::Add(v, hn::ShiftLeftLanes<2>(D32(), v));
    const V32 total = hn::Broadcast<3>(v);
    v = hn::Add(v, carry);
    carry = hn::Add(carry, total);
  }
  return v;
}

HWY_INLINE void StoreQuad(V32 v, uint8_t* out) { hn::StoreU(hn::BitCast(D8(), v), D8(), out); }

template <bool k0124, bool kDelta>
HWY_INLINE StreamVByteProgress<const uint8_t> DecodeVectors(const uint8_t* in, size_t size,
                                                            uint32_t start, uint8_t* out,
                                                            size_t count) {
  const uint8_t* const length = kStreamVByteTable<k0124>.length;
  const uint8_t* data = in + StreamVByteControlSize(count);
  size_t room = static_cast<size_t>(in + size - data);
  V32 carry = hn::Set(D32(), start);
  size_t i = 0;
  for (; count - i >= 32 && room >= 128; i += 32) {
    const uint8_t* const before = data;
    uint64_t controls = Load<uint64_t>(in + i / 4);
    for (size_t k = 0; k < 8; ++k) {
      const uint8_t control = static_cast<uint8_t>(controls);
      controls >>= 8;
      StoreQuad(DecodeQuad<k0124, kDelta>(data, control, carry), out + 4 * i + 16 * k);
      data += length[control];
    }
    room -= static_cast<size_t>(data - before);
  }

  // The last stored bytes go to a buffer, of which 16 can be read.
  uint8_t last[32] = {};
  const uint8_t* from = data;
  bool is_last = false;
  for (; count - i >= 4; i += 4) {
    if (room < 16 && !is_last) {
      memcpy(last, data, room);
      from = last;
      is_last = true;
    }
    const uint8_t control = in[i / 4];
    const size_t need = length[control];
    if (need > room) break;
    StoreQuad(DecodeQuad<k0124, kDelta>(from, control, carry), out + 4 * i);
    from += need;
    data += need;
    room -= need;
  }
  return {i, data};
}

HWY_INLINE V32 LoadQuad(const uint8_t* in) { return hn::BitCast(D32(), hn::LoadU(D8(), in)); }

template <bool kDelta>
HWY_INLINE V32 Differences(V32 v, V32& previous) {
  if (!kDelta) return v;
  const V32 before = hn::CombineShiftRightBytes<12>(D32(), v, previous);
  previous = v;
  return hn::Sub(v, before);
}

// A bit for each byte that is 0.
HWY_INLINE uint64_t ZeroBytes(V32 v) {
#if SINEW_HAS_SSSE3
  return static_cast<uint64_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(v.raw, _mm_setzero_si128())));
#else
  HWY_ALIGN uint8_t bits[8];
  hn::StoreMaskBits(D8(), hn::Eq(hn::BitCast(D8(), v), hn::Zero(D8())), bits);
  return Load<uint16_t>(bits);
#endif
}

HWY_INLINE V8 Compress(V32 v, const uint8_t* shuffle) {
  return hn::TableLookupBytesOr0(hn::BitCast(D8(), v), hn::Load(D8(), shuffle));
}

template <bool k0124, bool kDelta>
HWY_INLINE StreamVByteProgress<uint8_t> EncodeVectors(const uint8_t* in, size_t count,
                                                      uint32_t start, uint8_t* out,
                                                      size_t capacity) {
  const StreamVByteTable& table = kStreamVByteTable<k0124>;
  uint8_t* data = out + StreamVByteControlSize(count);
  size_t room = static_cast<size_t>(out + capacity - data);
  V32 previous = hn::Set(D32(), start);
  size_t i = 0;
  for (; count - i >= 16 && room >= 64; i += 16) {
    const V32 v0 = Differences<kDelta>(LoadQuad(in + 4 * i), previous);
    const V32 v1 = Differences<kDelta>(LoadQuad(in + 4 * i + 16), previous);
    const V32 v2 = Differences<kDelta>(LoadQuad(in + 4 * i + 32), previous);
    const V32 v3 = Differences<kDelta>(LoadQuad(in + 4 * i + 48), previous);
    const uint64_t zeros =
        ZeroBytes(v0) | ZeroBytes(v1) << 16 | ZeroBytes(v2) << 32 | ZeroBytes(v3) << 48;
    uint64_t codes = CodesOf<k0124>(~zeros);
    codes = (codes | codes >> 2) & 0x0F0F0F0F0F0F0F0F;
    codes |= codes >> 4;
    const uint8_t* const before = data;
    const auto store = [&](V32 v, size_t k) HWY_ATTR {
      const uint8_t control = static_cast<uint8_t>(codes >> (16 * k));
      out[i / 4 + k] = control;
      hn::StoreU(Compress(v, table.compress[control]), D8(), data);
      data += table.length[control];
    };
    store(v0, 0);
    store(v1, 1);
    store(v2, 2);
    store(v3, 3);
    room -= static_cast<size_t>(data - before);
  }

  // The last ones by way of a place that is large enough.
  HWY_ALIGN uint8_t place[16];
  while (i < count) {
    const size_t values = std::min<size_t>(count - i, 4);
    memset(place, 0, sizeof(place));
    memcpy(place, in + 4 * i, 4 * values);
    const V32 v =
        Differences<kDelta>(hn::Load(D32(), reinterpret_cast<uint32_t*>(place)), previous);
    hn::Store(hn::BitCast(D8(), v), D8(), place);
    memset(place + 4 * values, 0, 16 - 4 * values);
    const V32 clean = hn::Load(D32(), reinterpret_cast<uint32_t*>(place));
    uint64_t codes = CodesOf<k0124>(~ZeroBytes(clean));
    codes = (codes | codes >> 2) & 0x0F0F;
    const uint8_t control = static_cast<uint8_t>(codes | codes >> 4);
    const size_t need = table.length[control] - (4 - values) * StreamVByteLength<k0124>(0);
    if (need > room) break;
    hn::Store(Compress(clean, table.compress[control]), D8(), place);
    memcpy(data, place, need);
    out[i / 4] = control;
    data += need;
    room -= need;
    i += values;
  }
  return {i, data};
}

// The stored bytes of values, of the differences to those before them if kDelta.
template <bool k0124, bool kDelta>
HWY_INLINE size_t StoredSize(const uint8_t* in, size_t count) {
  const hn::ScalableTag<uint8_t> d8;
  const hn::Repartition<uint32_t, decltype(d8)> d;
  using V = hn::Vec<decltype(d)>;
  const size_t lanes = hn::Lanes(d);
  const V zero = hn::Zero(d);
  const auto load = [&](size_t i) HWY_ATTR { return hn::BitCast(d, hn::LoadU(d8, in + 4 * i)); };
  constexpr size_t kMost = size_t{1} << 24;  // so many lengths at a time do not overflow a sum
  size_t size = 0;
  size_t i = 0;
  while (count - i >= lanes) {
    const size_t stop = i + std::min(count - i, kMost) / lanes * lanes;
    V saved = zero;
    for (; i < stop; i += lanes) {
      V v = load(i);
      if (kDelta) v = hn::Sub(v, hn::BitCast(d, hn::LoadU(d8, in + 4 * i - 4)));
      const V upper = hn::VecFromMask(d, hn::Eq(hn::ShiftRight<16>(v), zero));
      const V second = hn::VecFromMask(d, hn::Eq(hn::ShiftRight<8>(v), zero));
      const V third = hn::VecFromMask(d, hn::Eq(k0124 ? v : hn::ShiftRight<24>(v), zero));
      saved = hn::Sub(saved, hn::Add(hn::Add(upper, second), third));
      if (k0124) saved = hn::Sub(saved, upper);
    }
    size -= hn::GetLane(hn::SumOfLanes(d, saved));
  }
  for (size_t k = i; k < count; ++k) {
    uint32_t value = Load<uint32_t>(in + 4 * k);
    if (kDelta) value -= Load<uint32_t>(in + 4 * k - 4);
    size += StreamVByteLength<k0124>(StreamVByteCode<k0124>(value));
  }
  return size + 4 * i;
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#endif  // HWY_TARGET != HWY_SCALAR && !SINEW_HAS_AVX3_DL

#endif  // per-target include guard

// Stream VByte (Lemire, Kurz, Rupp, "Stream VByte: Faster Byte-Oriented Integer Compression", 2018;
// docs/formats/streamvbyte.md): a control byte for every four values says how many bytes of each
// are stored; all control bytes come first.
//
// A table turns the control byte into the shuffle that takes the stored bytes to their places, or
// back. With AVX-512 VBMI2, which expands and compresses bytes under a mask, 16 values are one step
// and the mask is computed: no value depends on another but through the sum of the lengths.

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "encoding/streamvbyte.cc"
#include "encoding/streamvbyte.h"

#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include <algorithm>

#include "core/bits.h"
#include "core/bytes.h"
#include "core/dispatch.h"
#include "encoding/abi.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

#undef SINEW_HAS_VBMI2
#if HWY_ARCH_X86 && HWY_TARGET <= HWY_AVX3_DL
#define SINEW_HAS_VBMI2 1
#else
#define SINEW_HAS_VBMI2 0
#endif

// How far the vectors came: whole values, and the stored bytes behind them.
template <typename Byte>
struct Progress {
  size_t values;
  Byte* data;
};

#if HWY_TARGET != HWY_SCALAR

// What follows computes on 16 values at once in a word, four bits for each: a bit for a byte of it,
// or the code in the low two.
constexpr uint64_t kOnes = 0x1111111111111111;

// From the bytes that are not 0.
template <bool k0124>
HWY_INLINE uint64_t CodesOf(uint64_t bytes) {
  const uint64_t b1 = bytes >> 1, b2 = bytes >> 2, b3 = bytes >> 3;
  const uint64_t low = k0124 ? (b2 | b3) | (bytes & ~b1) : b3 | (b1 & ~b2);
  const uint64_t high = k0124 ? b1 | b2 | b3 : b2 | b3;
  return (low & kOnes) | (high & kOnes) << 1;
}

#if SINEW_HAS_VBMI2

// The bytes that are stored of each value, from its code c: the low c + 1 bits of four, or for 0124
// none, one, two or four, as sums that do not carry.
template <bool k0124>
HWY_INLINE uint64_t StoredOf(uint32_t control) {
  if (k0124) {
    const uint64_t code = _pdep_u64(control, 3 * kOnes);
    const uint64_t high = code >> 1 & kOnes;
    const uint64_t both = code & high;
    return code + high + 11 * both;
  }
  const uint64_t code2 = _pdep_u64(control, 6 * kOnes);
  const uint64_t high2 = code2 >> 1 & (2 * kOnes);
  const uint64_t both2 = code2 & high2;
  return kOnes + code2 + high2 + 3 * both2;
}

// The bytes to be stored.
template <bool k0124>
HWY_INLINE uint64_t StoredOf(__m512i v) {
  v = _mm512_or_si512(v, _mm512_srli_epi32(v, 8));
  v = _mm512_or_si512(v, _mm512_srli_epi32(v, 16));
  const uint64_t bytes = _mm512_test_epi8_mask(v, v);
  return k0124 ? bytes | (bytes << 1 & 8 * kOnes) : bytes | kOnes;
}

// The control bytes of what StoredOf returned.
template <bool k0124>
HWY_INLINE uint32_t ControlOf(uint64_t stored) {
  constexpr uint64_t kFirst = k0124 ? kOnes : 2 * kOnes;
  const uint64_t codes = stored ^ ((stored >> 1 ^ stored >> 2) & kFirst);
  return static_cast<uint32_t>(_pext_u64(codes, 3 * kFirst));
}

// On Zen 5 the zeroing form waits for the last use of its destination, which costs five cycles or,
// when that use is at the end of prefix sums, many more; this one starts from a new register.
HWY_INLINE __m512i NewZero() {
  __m512i zero = _mm512_setzero_si512();
  __asm__("" : "+v"(zero));
  return zero;
}

// Kept apart from what uses it: with a mask, GCC would make one instruction of both, and masked
// loads that miss the caches are slow.
HWY_INLINE __m512i LoadVector(const uint8_t* from) {
  __m512i v = _mm512_loadu_si512(from);
  __asm__("" : "+v"(v));
  return v;
}

HWY_INLINE __m512i Expand(uint64_t stored, __m512i bytes) {
  return _mm512_mask_expand_epi8(NewZero(), stored, bytes);
}
HWY_INLINE __m512i Compress(uint64_t stored, __m512i v) {
  return _mm512_mask_compress_epi8(NewZero(), stored, v);
}

HWY_INLINE __m512i PrefixSums(__m512i v) {
  const __m512i zero = _mm512_setzero_si512();
  v = _mm512_add_epi32(v, _mm512_bslli_epi128(v, 4));
  v = _mm512_add_epi32(v, _mm512_bslli_epi128(v, 8));
  // The last sum of a block of 128 bits goes to the next one, then those of two to the next two.
  const __m512i last = _mm512_shuffle_epi32(v, _MM_PERM_DDDD);
  v = _mm512_add_epi32(v, _mm512_maskz_shuffle_i64x2(0xCC, last, last, _MM_SHUFFLE(2, 2, 0, 0)));
  const __m512i half = _mm512_set1_epi32(7);
  return _mm512_add_epi32(v, _mm512_mask_permutexvar_epi32(zero, 0xFF00, half, v));
}

template <bool k0124, bool kDelta>
class Decoder {
 public:
  HWY_INLINE Decoder(const uint8_t* data, uint32_t start)
      : data_(data), carry_(_mm512_set1_epi32(static_cast<int>(start))) {}

  HWY_INLINE const uint8_t* data() const { return data_; }

  // 16 values from 64 bytes that can be read.
  HWY_INLINE void Step(uint32_t control, uint8_t* out) {
    const uint64_t stored = StoredOf<k0124>(control);
    const __m512i v = Expand(stored, LoadVector(data_));
    data_ += _mm_popcnt_u64(stored);
    _mm512_storeu_si512(out, Sums(v));
  }

  // `count` values, at most 16, from `size` bytes; false where those are too few.
  HWY_INLINE bool LastStep(uint32_t control, size_t size, uint8_t* out, size_t count) {
    const uint64_t stored = StoredOf<k0124>(control) & LowBits(4 * count);
    const size_t need = static_cast<size_t>(_mm_popcnt_u64(stored));
    if (need > size) return false;
    const __m512i bytes = _mm512_maskz_loadu_epi8(LowBits(size), data_);
    data_ += need;
    _mm512_mask_storeu_epi32(out, static_cast<__mmask16>(LowBits(count)),
                             Sums(Expand(stored, bytes)));
    return true;
  }

 private:
  HWY_INLINE __m512i Sums(__m512i v) {
    if (!kDelta) return v;
    v = PrefixSums(v);
    const __m512i total = _mm512_permutexvar_epi32(_mm512_set1_epi32(15), v);
    v = _mm512_add_epi32(v, carry_);
    carry_ = _mm512_add_epi32(carry_, total);
    return v;
  }

  const uint8_t* data_;
  __m512i carry_;
};

template <bool k0124, bool kDelta>
HWY_INLINE Progress<const uint8_t> DecodeVectors(const uint8_t* in, size_t size, uint32_t start,
                                                 uint8_t* out, size_t count) {
  const uint8_t* const end = in + size;
  Decoder<k0124, kDelta> decoder(in + ControlSize(count), start);
  const auto room = [&]() HWY_ATTR { return static_cast<size_t>(end - decoder.data()); };
  size_t i = 0;
  for (; count - i >= 64 && room() >= 256; i += 64) {
    for (size_t k = 0; k < 4; ++k) {
      decoder.Step(Load<uint32_t>(in + i / 4 + 4 * k), out + 4 * i + 64 * k);
    }
  }
  for (; count - i >= 16 && room() >= 64; i += 16) {
    decoder.Step(Load<uint32_t>(in + i / 4), out + 4 * i);
  }
  while (i < count) {
    const size_t values = std::min<size_t>(count - i, 16);
    uint32_t control = 0;
    if (values == 16) {
      control = Load<uint32_t>(in + i / 4);
    } else {
      for (size_t k = ControlSize(values); k-- != 0;) control = control << 8 | in[i / 4 + k];
    }
    if (!decoder.LastStep(control, room(), out + 4 * i, values)) break;
    i += values;
  }
  return {i, decoder.data()};
}

template <bool k0124, bool kDelta>
class Encoder {
 public:
  HWY_INLINE Encoder(uint8_t* data, uint32_t start)
      : data_(data), previous_(_mm512_set1_epi32(static_cast<int>(start))) {}

  HWY_INLINE uint8_t* data() const { return data_; }

  // 16 values to room for 64 bytes; returns the control bytes.
  HWY_INLINE uint32_t Step(const uint8_t* in) {
    const __m512i v = Differences(_mm512_loadu_si512(in));
    const uint64_t stored = StoredOf<k0124>(v);
    _mm512_storeu_si512(data_, Compress(stored, v));
    data_ += _mm_popcnt_u64(stored);
    return ControlOf<k0124>(stored);
  }

  // `count` values, at most 16, to `capacity` bytes; false where those are too few.
  HWY_INLINE bool LastStep(const uint8_t* in, size_t count, size_t capacity, uint32_t* control) {
    const __mmask16 values = static_cast<__mmask16>(LowBits(count));
    __m512i v = Differences(_mm512_maskz_loadu_epi32(values, in));
    if (kDelta) v = _mm512_maskz_mov_epi32(values, v);
    const uint64_t stored = StoredOf<k0124>(v) & LowBits(4 * count);
    const size_t size = static_cast<size_t>(_mm_popcnt_u64(stored));
    if (size > capacity) return false;
    _mm512_mask_storeu_epi8(data_, LowBits(size), Compress(stored, v));
    data_ += size;
    *control = ControlOf<k0124>(stored);
    return true;
  }

 private:
  HWY_INLINE __m512i Differences(__m512i v) {
    if (!kDelta) return v;
    const __m512i before = _mm512_alignr_epi32(v, previous_, 15);
    previous_ = v;
    return _mm512_sub_epi32(v, before);
  }

  uint8_t* data_;
  __m512i previous_;
};

template <bool k0124, bool kDelta>
HWY_INLINE Progress<uint8_t> EncodeVectors(const uint8_t* in, size_t count, uint32_t start,
                                           uint8_t* out, size_t capacity) {
  uint8_t* const end = out + capacity;
  Encoder<k0124, kDelta> encoder(out + ControlSize(count), start);
  const auto room = [&]() HWY_ATTR { return static_cast<size_t>(end - encoder.data()); };
  size_t i = 0;
  for (; count - i >= 16 && room() >= 64; i += 16) {
    Store(out + i / 4, encoder.Step(in + 4 * i));
  }
  while (i < count) {
    const size_t values = std::min<size_t>(count - i, 16);
    uint32_t control;
    if (!encoder.LastStep(in + 4 * i, values, room(), &control)) break;
    if (values == 16) {
      Store(out + i / 4, control);
    } else {
      for (size_t k = 0; k < ControlSize(values); ++k, control >>= 8) {
        out[i / 4 + k] = static_cast<uint8_t>(control);
      }
    }
    i += values;
  }
  return {i, encoder.data()};
}

#else  // !SINEW_HAS_VBMI2

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
HWY_INLINE Progress<const uint8_t> DecodeVectors(const uint8_t* in, size_t size, uint32_t start,
                                                 uint8_t* out, size_t count) {
  const uint8_t* const length = kStreamVByteTable<k0124>.length;
  const uint8_t* data = in + ControlSize(count);
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

  // The last stored bytes go where as many can be read.
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
#if HWY_ARCH_X86 && HWY_TARGET <= HWY_SSSE3
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
HWY_INLINE Progress<uint8_t> EncodeVectors(const uint8_t* in, size_t count, uint32_t start,
                                           uint8_t* out, size_t capacity) {
  const StreamVByteTable& table = kStreamVByteTable<k0124>;
  uint8_t* data = out + ControlSize(count);
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

#endif  // SINEW_HAS_VBMI2

#if SINEW_HAS_VBMI2

// The stored bytes of values, of the differences to those before `in` where kDelta.
template <bool k0124, bool kDelta>
HWY_INLINE size_t StoredSize(const uint8_t* in, size_t count) {
  size_t size = 0;
  size_t i = 0;
  for (; count - i >= 16; i += 16) {
    __m512i v = _mm512_loadu_si512(in + 4 * i);
    if (kDelta) v = _mm512_sub_epi32(v, _mm512_loadu_si512(in + 4 * i - 4));
    size += static_cast<size_t>(_mm_popcnt_u64(StoredOf<k0124>(v)));
  }
  if (i == count) return size;
  const __mmask16 values = static_cast<__mmask16>(LowBits(count - i));
  __m512i v = _mm512_maskz_loadu_epi32(values, in + 4 * i);
  if (kDelta) v = _mm512_sub_epi32(v, _mm512_maskz_loadu_epi32(values, in + 4 * i - 4));
  return size + static_cast<size_t>(_mm_popcnt_u64(StoredOf<k0124>(v) & LowBits(4 * (count - i))));
}

#else  // !SINEW_HAS_VBMI2

// The stored bytes of values, of the differences to those before `in` where kDelta.
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

#endif  // SINEW_HAS_VBMI2

#else  // HWY_TARGET == HWY_SCALAR

template <bool k0124, bool kDelta>
HWY_INLINE Progress<const uint8_t> DecodeVectors(const uint8_t* in, size_t, uint32_t, uint8_t*,
                                                 size_t count) {
  return {0, in + ControlSize(count)};
}

template <bool k0124, bool kDelta>
HWY_INLINE Progress<uint8_t> EncodeVectors(const uint8_t*, size_t count, uint32_t, uint8_t* out,
                                           size_t) {
  return {0, out + ControlSize(count)};
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

#endif  // HWY_TARGET != HWY_SCALAR

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

sinew_codec_result DecodePlain(const uint8_t* in, size_t size, uint32_t flags, uint32_t start,
                               uint8_t* out, size_t count) {
  return (flags & SINEW_STREAMVBYTE_0124) != 0 ? Decode<true, false>(in, size, start, out, count)
                                               : Decode<false, false>(in, size, start, out, count);
}

sinew_codec_result DecodeDelta(const uint8_t* in, size_t size, uint32_t flags, uint32_t start,
                               uint8_t* out, size_t count) {
  return (flags & SINEW_STREAMVBYTE_0124) != 0 ? Decode<true, true>(in, size, start, out, count)
                                               : Decode<false, true>(in, size, start, out, count);
}

sinew_codec_result EncodePlain(const uint8_t* in, size_t count, uint32_t flags, uint32_t start,
                               uint8_t* out, size_t capacity) {
  return (flags & SINEW_STREAMVBYTE_0124) != 0
             ? Encode<true, false>(in, count, start, out, capacity)
             : Encode<false, false>(in, count, start, out, capacity);
}

sinew_codec_result EncodeDelta(const uint8_t* in, size_t count, uint32_t flags, uint32_t start,
                               uint8_t* out, size_t capacity) {
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

template <typename Call>
sinew_codec_result DecodeChecked(const void* in, size_t size, uint32_t flags, uint32_t start,
                                 uint32_t* out, size_t count, const Call& decode) {
  // The least that any control bytes ask for.
  const bool is_0124 = (flags & SINEW_STREAMVBYTE_0124) != 0;
  const size_t control = ControlSize(count);
  if (control > size || (!is_0124 && count > size - control)) {
    return {size, 0, SINEW_STATUS_TRUNCATED};
  }
  return decode(static_cast<const uint8_t*>(in), size, flags, start,
                reinterpret_cast<uint8_t*>(out), count);
}

template <typename Call>
sinew_codec_result EncodeChecked(const uint32_t* in, size_t count, uint32_t flags, uint32_t start,
                                 void* out, size_t capacity, const Call& encode) {
  if (ControlSize(count) > capacity) return {0, 0, SINEW_STATUS_OUTPUT_FULL};
  return encode(reinterpret_cast<const uint8_t*>(in), count, flags, start,
                static_cast<uint8_t*>(out), capacity);
}

}  // namespace
}  // namespace sinew

// Returns the most bytes that `count` values take in Stream VByte, of either variant: 4 each, and
// one more for every four or part of them. SIZE_MAX where that overflows. Any thread may call.
SINEW_API size_t sinew_streamvbyte_max_encoded_size(size_t count) SINEW_NOEXCEPT {
  const size_t control = sinew::ControlSize(count);
  return count > (SIZE_MAX - control) / 4 ? SIZE_MAX : control + 4 * count;
}

// Returns the bytes that sinew_streamvbyte_encode writes for these values. `in` needs no alignment
// and may be null when `count` is 0. Cannot fail; any thread may call.
SINEW_API size_t sinew_streamvbyte_encoded_size(const uint32_t* in, size_t count,
                                                uint32_t flags) SINEW_NOEXCEPT {
  using namespace sinew;
  return ControlSize(count) +
         SINEW_DISPATCH(StoredPlain)(reinterpret_cast<const uint8_t*>(in), count, flags);
}

// The same for sinew_streamvbyte_delta_encode.
SINEW_API size_t sinew_streamvbyte_delta_encoded_size(const uint32_t* in, size_t count,
                                                      uint32_t flags,
                                                      uint32_t start) SINEW_NOEXCEPT {
  using namespace sinew;
  if (count == 0) return 0;
  const uint8_t* const bytes = reinterpret_cast<const uint8_t*>(in);
  const uint32_t first = Load<uint32_t>(bytes) - start;
  const size_t size = (flags & SINEW_STREAMVBYTE_0124) != 0
                          ? StreamVByteLength<true>(StreamVByteCode<true>(first))
                          : StreamVByteLength<false>(StreamVByteCode<false>(first));
  return ControlSize(count) + size + SINEW_DISPATCH(StoredDelta)(bytes + 4, count - 1, flags);
}

// Encodes `count` values in Stream VByte (Lemire, Kurz, Rupp 2018; the format of libstreamvbyte):
// first (count + 3) / 4 control bytes, two bits a value from the lowest up, then the low bytes of
// each value. `flags` is SINEW_STREAMVBYTE_1234, where 1 to 4 bytes are stored of a value, or
// SINEW_STREAMVBYTE_0124, where 0, 1, 2 or 4 are, better where many are 0; other bits are ignored.
// Neither the flags nor the count are stored. `out` has room for `capacity` bytes, for which
// sinew_streamvbyte_max_encoded_size(count) are always enough, and must not overlap `in`. No
// pointer needs any alignment; each may be null when its size is 0. Any thread may call.
//
// SINEW_STATUS_OUTPUT_FULL: read is the first value whose bytes did not fit, 0 where not even the
// control bytes did; written is 0, and what `out` holds is not defined.
SINEW_API sinew_codec_result sinew_streamvbyte_encode(const uint32_t* in, size_t count,
                                                      uint32_t flags, void* out,
                                                      size_t capacity) SINEW_NOEXCEPT {
  using namespace sinew;
  return EncodeChecked(in, count, flags, 0, out, capacity, SINEW_DISPATCH(EncodePlain));
}

// The same for the differences of each value to the one before it, modulo 2^32, and of the first
// one to `start`: few bytes where values grow slowly.
SINEW_API sinew_codec_result sinew_streamvbyte_delta_encode(const uint32_t* in, size_t count,
                                                            uint32_t flags, uint32_t start,
                                                            void* out,
                                                            size_t capacity) SINEW_NOEXCEPT {
  using namespace sinew;
  return EncodeChecked(in, count, flags, start, out, capacity, SINEW_DISPATCH(EncodeDelta));
}

// Decodes `count` values, as sinew_streamvbyte_encode wrote them with the same `flags`, to `out`,
// which must not overlap `in`. `in` may be anything: the read of the result, at most `size`, is how
// many bytes the values took; what follows them, and codes behind the last value, are ignored. No
// pointer needs any alignment; each may be null when its size is 0. Any thread may call.
//
// SINEW_STATUS_TRUNCATED: `size` bytes are too few; read is size, and written the number of values
// that are whole, which are in `out`. A count that so many bytes cannot hold whatever they say is
// refused before any work, with nothing written. There is no other fault: every byte means
// something.
SINEW_API sinew_codec_result sinew_streamvbyte_decode(const void* in, size_t size, uint32_t flags,
                                                      uint32_t* out, size_t count) SINEW_NOEXCEPT {
  using namespace sinew;
  return DecodeChecked(in, size, flags, 0, out, count, SINEW_DISPATCH(DecodePlain));
}

// The same for what sinew_streamvbyte_delta_encode wrote with the same `flags` and `start`.
SINEW_API sinew_codec_result sinew_streamvbyte_delta_decode(const void* in, size_t size,
                                                            uint32_t flags, uint32_t start,
                                                            uint32_t* out,
                                                            size_t count) SINEW_NOEXCEPT {
  using namespace sinew;
  return DecodeChecked(in, size, flags, start, out, count, SINEW_DISPATCH(DecodeDelta));
}

#endif  // HWY_ONCE

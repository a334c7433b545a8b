// 16 values at a time with AVX-512 VBMI2, which expands and compresses bytes under a mask: the mask
// of the stored bytes is computed from the control bytes, or from the values.
#if defined(SINEW_ENCODING_STREAMVBYTE_EXPAND_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef SINEW_ENCODING_STREAMVBYTE_EXPAND_INL_H_
#undef SINEW_ENCODING_STREAMVBYTE_EXPAND_INL_H_
#else
#define SINEW_ENCODING_STREAMVBYTE_EXPAND_INL_H_
#endif

#include <hwy/highway.h>

#include <algorithm>

#include "core/bits.h"
#include "core/scalar-inl.h"
#include "core/targets.h"
#include "encoding/streamvbyte/values.h"

#if SINEW_HAS_AVX3_DL

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

// Masks for 16 values are 64-bit words with four bits for each value, one for each of its bytes.
constexpr uint64_t kOnes = 0x1111111111111111;

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

  // `count` values, at most 16, from `size` bytes; false if those are too few.
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
HWY_INLINE StreamVByteProgress<const uint8_t> DecodeVectors(const uint8_t* in, size_t size,
                                                            uint32_t start, uint8_t* out,
                                                            size_t count) {
  const uint8_t* const end = in + size;
  Decoder<k0124, kDelta> decoder(in + StreamVByteControlSize(count), start);
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
      for (size_t k = StreamVByteControlSize(values); k-- != 0;)
        control = control << 8 | in[i / 4 + k];
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

  // `count` values, at most 16, to `capacity` bytes; false if those are too few.
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
HWY_INLINE StreamVByteProgress<uint8_t> EncodeVectors(const uint8_t* in, size_t count,
                                                      uint32_t start, uint8_t* out,
                                                      size_t capacity) {
  uint8_t* const end = out + capacity;
  Encoder<k0124, kDelta> encoder(out + StreamVByteControlSize(count), start);
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
      for (size_t k = 0; k < StreamVByteControlSize(values); ++k, control >>= 8) {
        out[i / 4 + k] = static_cast<uint8_t>(control);
      }
    }
    i += values;
  }
  return {i, encoder.data()};
}

// The stored bytes of values, of the differences to those before them if kDelta.
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

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#endif  // SINEW_HAS_AVX3_DL

#endif  // per-target include guard

#if defined(SINEW_ENCODING_VARINT_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef SINEW_ENCODING_VARINT_INL_H_
#undef SINEW_ENCODING_VARINT_INL_H_
#else
#define SINEW_ENCODING_VARINT_INL_H_
#endif

#include <hwy/highway.h>

#include <algorithm>

#include "core/bits.h"
#include "core/bytes.h"
#include "core/scalar-inl.h"
#include "core/targets.h"
#include "core/varint.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

// Bytes that are looked at together; no more values than that come out of them.
constexpr size_t kVarintBlock = 64;
// Values that are encoded together.
constexpr size_t kVarintGroup = 16;
// What that writes at most, over the end of the last one included.
constexpr size_t kVarintRoom = 10 * kVarintGroup + 64;

#if SINEW_HAS_AVX3_DL

using Bytes512 = hn::Vec<hn::CappedTag<uint8_t, 64>>;

// A vector of the bytes 0, 1, 2, ...
HWY_INLINE __m512i ByteIota() { return hn::Iota(hn::CappedTag<uint8_t, 64>(), 0).raw; }

// Lane i of T, of which there are 64 / sizeof(T), gets the varint that begins at byte starts[i] of
// `sevens` and ends with byte ends[i]; `sevens` are the bytes without their highest bits. At most
// sizeof(T) bytes of it: 28 or 56 bits.
template <typename T>
struct LanesOfVarints {
  __m512i first;  // the index of each lane's first byte
  __m512i last;   // the index of its last byte, in each of its bytes

  HWY_INLINE LanesOfVarints(__m512i starts, __m512i ends, size_t from) {
    // The lane that a byte is in.
    constexpr int kShift = sizeof(T) == 4 ? 2 : 3;
    const __m512i lane_begin =
        _mm512_and_si512(ByteIota(), _mm512_set1_epi8(static_cast<char>(~(sizeof(T) - 1))));
    const __m512i lane = _mm512_srli_epi16(lane_begin, kShift);
    const __m512i index = _mm512_add_epi8(lane, _mm512_set1_epi8(static_cast<char>(from)));
    first = _mm512_permutexvar_epi8(index, starts);
    last = _mm512_permutexvar_epi8(index, ends);
  }

  HWY_INLINE __m512i Low(__m512i sevens) const {
    const __m512i byte =
        _mm512_add_epi8(first, _mm512_and_si512(ByteIota(), _mm512_set1_epi8(sizeof(T) - 1)));
    const __mmask64 within = _mm512_cmple_epu8_mask(byte, last);
    const __m512i bytes = _mm512_maskz_permutexvar_epi8(within, byte, sevens);
    const __m512i pairs = _mm512_maddubs_epi16(_mm512_set1_epi16(0x8001 - 0x10000), bytes);
    const __m512i fours = _mm512_madd_epi16(pairs, _mm512_set1_epi32(0x40000001));
    if (sizeof(T) == 4) return fours;
    const __m512i high = _mm512_andnot_si512(_mm512_set1_epi64(0xFFFFFFFF), fours);
    return _mm512_or_si512(_mm512_srli_epi64(high, 4), _mm512_maskz_mov_epi32(0x5555, fours));
  }

  // What of a longer varint belongs above that: the fifth byte, or the ninth and the tenth.
  HWY_INLINE __m512i High(__m512i sevens) const {
    if (sizeof(T) == 4) {
      const __m512i byte = _mm512_add_epi8(first, _mm512_set1_epi32(4));
      const __mmask64 within = _mm512_mask_cmple_epu8_mask(0x1111111111111111u, byte, last);
      const __m512i bytes = _mm512_maskz_permutexvar_epi8(within, byte, sevens);
      return _mm512_slli_epi32(bytes, 28);
    }
    const __m512i byte = _mm512_add_epi8(first, _mm512_set1_epi64(0x0908));
    const __mmask64 within = _mm512_mask_cmple_epu8_mask(0x0303030303030303u, byte, last);
    const __m512i bytes = _mm512_maskz_permutexvar_epi8(within, byte, sevens);
    const __m512i pair = _mm512_maddubs_epi16(_mm512_set1_epi16(0x8001 - 0x10000), bytes);
    return _mm512_slli_epi64(pair, 56);
  }
};

template <typename T, bool kZigzag, bool kWhole>
HWY_INLINE void StoreLanes(__m512i lanes, size_t count, uint8_t* out) {
  using D = hn::CappedTag<T, 64 / sizeof(T)>;
  const D d;
  auto values = hn::Vec<D>{lanes};
  if (kZigzag) {
    const auto sign = hn::And(values, hn::Set(d, T{1}));
    values = hn::Xor(hn::ShiftRight<1>(values), hn::Sub(hn::Zero(d), sign));
  }
  if (kWhole) {
    hn::StoreU(values, d, reinterpret_cast<T*>(out));
  } else {
    const size_t part = std::min(count, hn::Lanes(d));
    hn::BlendedStore(values, hn::FirstN(d, part), d, reinterpret_cast<T*>(out));
  }
}

// As many bytes as there are lanes, 8 or 16.
template <size_t kLanes>
HWY_INLINE __m128i LoadLanes(const uint8_t* in) {
  const auto* from = reinterpret_cast<const __m128i*>(in);
  return kLanes == 16 ? _mm_loadu_si128(from) : _mm_loadl_epi64(from);
}

// Decodes the varints of a block, those that end within its first `size` bytes, at most `room`;
// kWhole says that these are kVarintBlock or more each. Returns how many values there are, and adds
// the bytes that they took to *at. 0 if there is none or one is at fault.
template <typename T, bool kZigzag, bool kWhole>
HWY_INLINE size_t DecodeBlock(const uint8_t* in, size_t size, uint8_t* out, size_t room,
                              size_t* at) {
  constexpr size_t kLanes = 64 / sizeof(T);
  const uint64_t there = kWhole ? ~uint64_t{0} : LowBits(size);
  const __m512i bytes =
      kWhole ? _mm512_loadu_si512(in + *at) : _mm512_maskz_loadu_epi8(there, in + *at);
  const uint64_t more = _mm512_movepi8_mask(bytes);
  uint64_t last = ~more & there;
  if (!kWhole) last = _pdep_u64(LowBits(room), last);
  if (kWhole && more == 0) {
    const uint8_t* from = in + *at;
    for (size_t i = 0; i < kVarintBlock; i += kLanes) {
      const __m128i some = LoadLanes<kLanes>(from + i);
      const __m512i lanes =
          sizeof(T) == 4 ? _mm512_cvtepu8_epi32(some) : _mm512_cvtepu8_epi64(some);
      StoreLanes<T, kZigzag, true>(lanes, kLanes, out + i * sizeof(T));
    }
    *at += kVarintBlock;
    return kVarintBlock;
  }

  // Bytes from which on so many say that there is more.
  const uint64_t two = more & (more >> 1);
  const uint64_t four = two & (two >> 2);
  const uint64_t eight = four & (four >> 4);
  // A byte at which a varint must end, but which is too large or goes on.
  const uint64_t full = sizeof(T) == 4 ? four << 4 : (eight & (more >> 8)) << 9;
  const __m512i limit = _mm512_set1_epi8(static_cast<char>(kMaxLastByte<T>));
  if (HWY_UNLIKELY((full & _mm512_cmpgt_epu8_mask(bytes, limit)) != 0)) return 0;
  if (HWY_UNLIKELY(last == 0)) return 0;
  const size_t count = static_cast<size_t>(__builtin_popcountll(last));
  const __m512i iota = ByteIota();
  const __m512i ends = _mm512_maskz_compress_epi8(last, iota);
  const __m512i starts = _mm512_maskz_compress_epi8((last << 1) | 1, iota);
  const __m512i sevens = _mm512_and_si512(bytes, _mm512_set1_epi8(0x7F));
  if (sizeof(T) == 4) {
    for (size_t i = 0; i < count; i += kLanes) {
      const LanesOfVarints<T> lanes(starts, ends, i);
      __m512i values = lanes.Low(sevens);
      if (four != 0) values = _mm512_or_si512(values, lanes.High(sevens));
      StoreLanes<T, kZigzag, kWhole>(values, count - i, out + i * sizeof(T));
    }
  } else if (four == 0) {
    for (size_t i = 0; i < count; i += 16) {
      const __m512i halves = LanesOfVarints<uint32_t>(starts, ends, i).Low(sevens);
      const __m512i low = _mm512_cvtepu32_epi64(_mm512_castsi512_si256(halves));
      const __m512i high = _mm512_cvtepu32_epi64(_mm512_extracti64x4_epi64(halves, 1));
      StoreLanes<T, kZigzag, kWhole>(low, count - i, out + i * sizeof(T));
      if (kWhole || count - i > 8) {
        StoreLanes<T, kZigzag, kWhole>(high, count - i - 8, out + (i + 8) * sizeof(T));
      }
    }
  } else {
    for (size_t i = 0; i < count; i += kLanes) {
      const LanesOfVarints<T> lanes(starts, ends, i);
      __m512i values = lanes.Low(sevens);
      if (eight != 0) values = _mm512_or_si512(values, lanes.High(sevens));
      StoreLanes<T, kZigzag, kWhole>(values, count - i, out + i * sizeof(T));
    }
  }
  *at += 64 - static_cast<size_t>(__builtin_clzll(last));
  return count;
}

// Decodes what whole blocks and the last ones hold, until the input or the room ends or a value is
// at fault; adds to *at and returns the number of values.
template <typename T, bool kZigzag>
HWY_INLINE size_t DecodeBlocks(const uint8_t* in, size_t size, uint8_t* out, size_t room,
                               size_t* at) {
  size_t count = 0;
  while (size - *at >= kVarintBlock && room - count >= kVarintBlock) {
    const size_t values = DecodeBlock<T, kZigzag, true>(in, 0, out + count * sizeof(T), 0, at);
    if (values == 0) return count;
    count += values;
  }
  while (*at < size && count < room) {
    const size_t values = DecodeBlock<T, kZigzag, false>(in, std::min(size - *at, kVarintBlock),
                                                         out + count * sizeof(T),
                                                         std::min(room - count, kVarintBlock), at);
    if (values == 0) return count;
    count += values;
  }
  return count;
}

#else

// Bit i says whether byte i has its highest bit set.
HWY_INLINE uint64_t HighBits(const uint8_t* in) {
  uint64_t bits = 0;
#if HWY_TARGET == HWY_SCALAR
  for (size_t i = 0; i < 8; ++i) {
    const uint64_t high = (Load<uint64_t>(in + 8 * i) >> 7) & 0x0101010101010101u;
    bits |= (high * 0x0102040810204080u >> 56) << (8 * i);
  }
#else
  const hn::CappedTag<uint8_t, 16> du;
  const hn::RebindToSigned<decltype(du)> d;
  for (size_t i = 0; i < 64; i += 16) {
    uint8_t mask[8] = {};
    hn::StoreMaskBits(d, hn::Lt(hn::BitCast(d, hn::LoadU(du, in + i)), hn::Zero(d)), mask);
    bits |= uint64_t{Load<uint16_t>(mask)} << i;
  }
#endif
  return bits;
}

// Decodes whole blocks, and leaves the rest and every fault to be read value by value. The ends of
// the values in a block are known from its highest bits, so that no value waits for the one before
// it.
template <typename T, bool kZigzag>
HWY_INLINE size_t DecodeBlocks(const uint8_t* in, size_t size, uint8_t* out, size_t room,
                               size_t* at) {
  size_t count = 0;
  // A value is read as eight bytes.
  while (size - *at >= kVarintBlock + 8 && room - count >= kVarintBlock) {
    const uint8_t* from = in + *at;
    const uint64_t more = HighBits(from);
    if (more == 0) {
      for (size_t i = 0; i < kVarintBlock; ++i) {
        const T value = from[i];
        Store(out + (count + i) * sizeof(T), kZigzag ? ZigzagDecode(value) : value);
      }
      *at += kVarintBlock;
      count += kVarintBlock;
      continue;
    }
    size_t begin = 0;
    for (uint64_t last = ~more; last != 0; last &= last - 1) {
      const size_t end = static_cast<size_t>(__builtin_ctzll(last));
      const size_t extra = end - begin;  // bytes but for the last one
      T value;
      if (HWY_LIKELY(extra < 8)) {
        const size_t unused = 56 - 8 * extra;
        const uint64_t bits = JoinSevens(Load<uint64_t>(from + begin) << unused >> unused);
        value = static_cast<T>(bits);
        if (sizeof(T) == 4 && (extra > 4 || bits >> 32 != 0)) {
          *at += begin;
          return count;
        }
      } else {
        size_t next = begin;
        if (ReadVarint<T>(from, end + 1, &next, &value) != SINEW_STATUS_OK) {
          *at += begin;
          return count;
        }
      }
      Store(out + count * sizeof(T), kZigzag ? ZigzagDecode(value) : value);
      ++count;
      begin = end + 1;
    }
    if (begin == 0) return count;
    *at += begin;
  }
  return count;
}

#endif  // SINEW_HAS_AVX3_DL

#if SINEW_HAS_AVX3_DL

// Indexed by the exponent of a value as a float or a double, whose bias is 63 in the six bits that
// a permutation looks at: bytes of its varint, and how far to shift bytes that all have the highest
// bit down, so that those stay that belong to a varint's bytes but the last one.
struct ByExponent {
  uint8_t value[64];
};
constexpr ByExponent kLengthsByExponent = [] {
  ByExponent lengths = {};
  for (size_t exponent = 0; exponent < 64; ++exponent) {
    lengths.value[(exponent + 63) % 64] = static_cast<uint8_t>(exponent / 7 + 1);
  }
  return lengths;
}();
template <size_t kBytes>
constexpr ByExponent kShiftsByExponent = [] {
  ByExponent shifts = {};
  for (size_t exponent = 0; exponent < 64; ++exponent) {
    const size_t length = std::min(exponent / 7 + 1, kBytes + 1);
    shifts.value[(exponent + 63) % 64] = static_cast<uint8_t>(8 * (kBytes + 1 - length));
  }
  return shifts;
}();

// What a table says of each lane, in its lowest byte. Rounding down keeps the exponent exact.
HWY_INLINE __m512i LookUpExponents32(__m512i values, const ByExponent& table) {
  const __m512 rounded = _mm512_cvt_roundepu32_ps(_mm512_or_si512(values, _mm512_set1_epi32(1)),
                                                  _MM_FROUND_TO_ZERO | _MM_FROUND_NO_EXC);
  return _mm512_maskz_permutexvar_epi8(0x1111111111111111u,
                                       _mm512_srli_epi32(_mm512_castps_si512(rounded), 23),
                                       _mm512_loadu_si512(&table));
}
HWY_INLINE __m512i LookUpExponents64(__m512i values, const ByExponent& table) {
  const __m512d rounded = _mm512_cvt_roundepu64_pd(_mm512_or_si512(values, _mm512_set1_epi64(1)),
                                                   _MM_FROUND_TO_ZERO | _MM_FROUND_NO_EXC);
  return _mm512_maskz_permutexvar_epi8(0x0101010101010101u,
                                       _mm512_srli_epi64(_mm512_castpd_si512(rounded), 52),
                                       _mm512_loadu_si512(&table));
}

// Writes the bytes of each varint end to end: its last one has no highest bit, and what is behind
// that in its field is left out. `first` has a bit for the first byte of each field.
HWY_INLINE uint8_t* EmitVarints(__m512i fields, uint64_t first, uint8_t* out) {
  const uint64_t used = (static_cast<uint64_t>(_mm512_movepi8_mask(fields)) << 1) | first;
  _mm512_storeu_si512(out, _mm512_maskz_compress_epi8(used, fields));
  return out + __builtin_popcountll(used);
}

// Values below 2^28, in fields of four bytes.
HWY_INLINE uint8_t* EmitFours(__m512i values, uint8_t* out) {
  const __m512i sevens =
      _mm512_and_si512(_mm512_multishift_epi64_epi8(_mm512_set1_epi64(0x352E2720150E0700), values),
                       _mm512_set1_epi8(0x7F));
  const __m512i shifts = LookUpExponents32(values, kShiftsByExponent<4>);
  const __m512i more = _mm512_srlv_epi32(_mm512_set1_epi32(0x80808080 - 0x100000000), shifts);
  return EmitVarints(_mm512_or_si512(sevens, more), 0x1111111111111111u, out);
}

// The low eight bytes of the varints of eight values.
HWY_INLINE __m512i LowEights(__m512i values) {
  const __m512i sevens =
      _mm512_and_si512(_mm512_multishift_epi64_epi8(_mm512_set1_epi64(0x312A231C150E0700), values),
                       _mm512_set1_epi8(0x7F));
  const __m512i shifts = LookUpExponents64(values, kShiftsByExponent<8>);
  const __m512i more = _mm512_srlv_epi64(_mm512_set1_epi8(static_cast<char>(0x80)), shifts);
  return _mm512_or_si512(sevens, more);
}

// Values below 2^56, in fields of eight bytes.
HWY_INLINE uint8_t* EmitEights(__m512i values, uint8_t* out) {
  return EmitVarints(LowEights(values), 0x0101010101010101u, out);
}

// Any values, in fields of 16 bytes. Byte 8 is the value's highest byte as it stands: its highest
// bit says that a tenth byte follows, which holds it.
HWY_INLINE uint8_t* EmitSixteens(__m512i values, uint8_t* out) {
  const __m512i low = LowEights(values);
  const __m512i high = _mm512_or_si512(_mm512_srli_epi64(values, 56),
                                       _mm512_slli_epi64(_mm512_srli_epi64(values, 63), 8));
  const __m512i front = _mm512_setr_epi64(0, 8, 1, 9, 2, 10, 3, 11);
  const __m512i back = _mm512_setr_epi64(4, 12, 5, 13, 6, 14, 7, 15);
  constexpr uint64_t kFirst = 0x0001000100010001u;
  out = EmitVarints(_mm512_permutex2var_epi64(low, front, high), kFirst, out);
  return EmitVarints(_mm512_permutex2var_epi64(low, back, high), kFirst, out);
}

template <typename T, bool kZigzag>
HWY_INLINE __m512i LoadVarintValues(const uint8_t* in) {
  using D = hn::CappedTag<T, 64 / sizeof(T)>;
  const D d;
  const auto values = hn::LoadU(d, reinterpret_cast<const T*>(in));
  if (!kZigzag) return values.raw;
  const hn::RebindToSigned<D> di;
  const auto sign = hn::BitCast(d, hn::ShiftRight<8 * sizeof(T) - 1>(hn::BitCast(di, values)));
  return hn::Xor(hn::Add(values, values), sign).raw;
}

// Encodes kVarintGroup values and returns their end; writes up to kVarintRoom bytes.
template <typename T, bool kZigzag>
HWY_INLINE uint8_t* EncodeGroup(const uint8_t* in, uint8_t* out) {
  const __m512i values = LoadVarintValues<T, kZigzag>(in);
  if constexpr (sizeof(T) == 4) {
    if (_mm512_test_epi32_mask(values, _mm512_set1_epi32(static_cast<int>(~LowBits(7)))) == 0) {
      _mm_storeu_si128(reinterpret_cast<__m128i*>(out), _mm512_cvtepi32_epi8(values));
      return out + 16;
    }
    if (_mm512_test_epi32_mask(values, _mm512_set1_epi32(static_cast<int>(~LowBits(28)))) == 0) {
      return EmitFours(values, out);
    }
    out = EmitEights(_mm512_cvtepu32_epi64(_mm512_castsi512_si256(values)), out);
    return EmitEights(_mm512_cvtepu32_epi64(_mm512_extracti64x4_epi64(values, 1)), out);
  } else {
    const __m512i second = LoadVarintValues<T, kZigzag>(in + 64);
    const __m512i any = _mm512_or_si512(values, second);
    const auto exceed = [](__m512i v, size_t bits) {
      return _mm512_test_epi64_mask(v, _mm512_set1_epi64(static_cast<int64_t>(~LowBits(bits)))) !=
             0;
    };
    if (!exceed(any, 7)) {
      _mm_storel_epi64(reinterpret_cast<__m128i*>(out), _mm512_cvtepi64_epi8(values));
      _mm_storel_epi64(reinterpret_cast<__m128i*>(out + 8), _mm512_cvtepi64_epi8(second));
      return out + 16;
    }
    if (!exceed(any, 28)) {
      return EmitFours(_mm512_inserti64x4(_mm512_castsi256_si512(_mm512_cvtepi64_epi32(values)),
                                          _mm512_cvtepi64_epi32(second), 1),
                       out);
    }
    if (!exceed(any, 56)) return EmitEights(second, EmitEights(values, out));
    return EmitSixteens(second, EmitSixteens(values, out));
  }
}

// The bytes that `count` values take, fewer than 2^32 / 10.
template <typename T, bool kZigzag>
HWY_INLINE size_t SizeOfVarints(const uint8_t* in, size_t count) {
  constexpr size_t kLanes = 64 / sizeof(T);
  const hn::CappedTag<T, kLanes> d;
  auto sum = hn::Zero(d);
  size_t i = 0;
  for (; i + kLanes <= count; i += kLanes) {
    const __m512i values = LoadVarintValues<T, kZigzag>(in + i * sizeof(T));
    const __m512i lengths = sizeof(T) == 4 ? LookUpExponents32(values, kLengthsByExponent)
                                           : LookUpExponents64(values, kLengthsByExponent);
    sum = hn::Add(sum, hn::Vec<decltype(d)>{lengths});
  }
  size_t size = hn::GetLane(hn::SumOfLanes(d, sum));
  for (; i < count; ++i) {
    const T value = Load<T>(in + i * sizeof(T));
    size += VarintLength(kZigzag ? ZigzagEncode(value) : value);
  }
  return size;
}

#else

template <typename T, bool kZigzag>
HWY_INLINE size_t SizeOfVarints(const uint8_t* in, size_t count) {
  size_t size = 0;
  for (size_t i = 0; i < count; ++i) {
    const T value = Load<T>(in + i * sizeof(T));
    size += VarintLength(kZigzag ? ZigzagEncode(value) : value);
  }
  return size;
}

template <typename T, bool kZigzag>
HWY_INLINE uint8_t* EncodeGroup(const uint8_t* in, uint8_t* out) {
  T values[kVarintGroup];
  T any = 0;
  for (size_t i = 0; i < kVarintGroup; ++i) {
    const T value = Load<T>(in + i * sizeof(T));
    values[i] = kZigzag ? ZigzagEncode(value) : value;
    any |= values[i];
  }
  if (any < 0x80) {
    for (size_t i = 0; i < kVarintGroup; ++i) out[i] = static_cast<uint8_t>(values[i]);
    return out + kVarintGroup;
  }
  for (size_t i = 0; i < kVarintGroup; ++i) out = WriteAnyVarint(values[i], out);
  return out;
}

#endif  // SINEW_HAS_AVX3_DL

}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#endif  // per-target include guard

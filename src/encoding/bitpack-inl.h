#if defined(SINEW_ENCODING_BITPACK_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef SINEW_ENCODING_BITPACK_INL_H_
#undef SINEW_ENCODING_BITPACK_INL_H_
#else
#define SINEW_ENCODING_BITPACK_INL_H_
#endif

#include <hwy/highway.h>

#include <algorithm>

#include "core/bits.h"
#include "core/bytes.h"
#include "core/float_environment.h"
#include "core/targets.h"
#include "core/vectors-inl.h"
#include "encoding/bitpack.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

// How the targets unpack. kUnpackBlock values come out of one vector at a time: a permutation gives
// every lane the bytes that its value touches, and a shift by less than eight bits moves the value
// down. A value that touches one byte more than a lane holds takes the rest from a second
// permutation. Indices and shifts are computed from the width, a dozen instructions a call.
#undef SINEW_UNPACK
#define SINEW_UNPACK_WORDS 0   // one value at a time
#define SINEW_UNPACK_BLOCKS 1  // blocks of 16 bytes
#define SINEW_UNPACK_VBMI 2    // 64 bytes, permuted as a whole
#if HWY_TARGET == HWY_SCALAR
#define SINEW_UNPACK SINEW_UNPACK_WORDS
#elif SINEW_HAS_AVX3_DL
#define SINEW_UNPACK SINEW_UNPACK_VBMI
#else
#define SINEW_UNPACK SINEW_UNPACK_BLOCKS
#endif

// Value `index` of bits at `in`, of which `size` bytes may be read.
template <typename T>
HWY_INLINE T UnpackValue(const uint8_t* in, size_t size, size_t width, size_t index) {
  const size_t bit = index * width;
  const size_t at = bit / 8, shift = bit % 8;
  uint64_t value = 0;
  if (size - at >= 8) {
    value = Load<uint64_t>(in + at) >> shift;
    if (shift + width > 64) value |= uint64_t{in[at + 8]} << (64 - shift);
  } else {
    for (size_t i = at; i < size; ++i) value |= uint64_t{in[i]} << (8 * (i - at));
    value >>= shift;
  }
  return static_cast<T>(value & LowBits(width));
}

// Whether some value touches more bytes than a lane of T holds: the one that begins at the highest
// bit of a byte that a multiple of the width can have.
template <typename T>
HWY_INLINE bool Straddles(size_t width) {
  const size_t step = std::min<size_t>(width & (~width + 1), 8);
  return 8 - step + width > 8 * sizeof(T);
}

#if SINEW_UNPACK != SINEW_UNPACK_WORDS

// The bit in which each value begins, those from `first` on, in lanes of 32 bits: a value of 64
// bits has two.
template <typename T, class D32>
HWY_INLINE hn::Vec<D32> FirstBits(D32 d, size_t first, size_t width) {
  auto value = hn::Iota(d, 0);
  if (sizeof(T) == 8) value = hn::ShiftRight<1>(value);
  return hn::Mul(hn::Add(value, hn::Set(d, static_cast<uint32_t>(first))),
                 hn::Set(d, static_cast<uint32_t>(width)));
}

// The bytes that each value touches, counted from byte `origin`: sizeof(T) of them.
template <typename T, class D8>
HWY_INLINE hn::Vec<D8> ByteIndices(D8 d8, size_t first, size_t width, size_t origin) {
  alignas(16) static constexpr uint8_t kSplat[16] = {0, 0, 0, 0, 4,  4,  4,  4,
                                                     8, 8, 8, 8, 12, 12, 12, 12};
  alignas(16) static constexpr uint8_t kStep[16] = {0,
                                                    1,
                                                    2,
                                                    3,
                                                    sizeof(T) & 4 ? 0 : 4,
                                                    sizeof(T) & 4 ? 1 : 5,
                                                    sizeof(T) & 4 ? 2 : 6,
                                                    sizeof(T) & 4 ? 3 : 7,  //
                                                    0,
                                                    1,
                                                    2,
                                                    3,
                                                    sizeof(T) & 4 ? 0 : 4,
                                                    sizeof(T) & 4 ? 1 : 5,
                                                    sizeof(T) & 4 ? 2 : 6,
                                                    sizeof(T) & 4 ? 3 : 7};
  const hn::Repartition<uint32_t, D8> d32;
  const auto byte = hn::Sub(hn::ShiftRight<3>(FirstBits<T>(d32, first, width)),
                            hn::Set(d32, static_cast<uint32_t>(origin)));
  return hn::Add(hn::TableLookupBytes(hn::BitCast(d8, byte), hn::LoadDup128(d8, kSplat)),
                 hn::LoadDup128(d8, kStep));
}

// Where in its first byte each value begins.
template <typename T, class D>
HWY_INLINE hn::Vec<D> Shifts(D d, size_t first, size_t width) {
  const auto bits = FirstBits<T>(hn::Repartition<uint32_t, D>(), first, width);
  return hn::And(hn::BitCast(d, bits), hn::Set(d, T{7}));
}

#endif  // SINEW_UNPACK != SINEW_UNPACK_WORDS

#if SINEW_UNPACK == SINEW_UNPACK_VBMI

// Turns the first bytes of a vector, kUnpackBlock<T> * width bits, into values.
template <typename T>
class Unpacker {
 public:
  using D = hn::CappedTag<T, 64 / sizeof(T)>;
  using V = hn::Vec<D>;

  explicit Unpacker(size_t width)
      : low_(ByteIndices<T>(D8(), 0, width, 0)),
        high_(hn::Add(low_, hn::Set(D8(), uint8_t{sizeof(T)}))),
        shift_(Shifts<T>(D(), 0, width)),
        mask_(hn::Set(D(), static_cast<T>(LowBits(width)))) {}

  template <bool kStraddles>
  HWY_INLINE V Values(hn::Vec<hn::Repartition<uint8_t, D>> bytes) const {
    const auto low = _mm512_permutexvar_epi8(low_.raw, bytes.raw);
    if (!kStraddles) return hn::And(hn::Shr(V{low}, shift_), mask_);
    const auto high = _mm512_permutexvar_epi8(high_.raw, bytes.raw);
    if constexpr (sizeof(T) == 4) {
      return hn::And(V{_mm512_shrdv_epi32(low, high, shift_.raw)}, mask_);
    } else {
      return hn::And(V{_mm512_shrdv_epi64(low, high, shift_.raw)}, mask_);
    }
  }

 private:
  using D8 = hn::Repartition<uint8_t, D>;
  hn::Vec<D8> low_, high_;
  V shift_, mask_;
};

template <typename T, bool kStraddles>
void UnpackVectors(const uint8_t* in, size_t size, size_t width, uint8_t* out, size_t count) {
  const typename Unpacker<T>::D d;
  const hn::Repartition<uint8_t, decltype(d)> d8;
  const Unpacker<T> unpacker(width);
  const size_t block = hn::Lanes(d);
  const size_t step = block * width / 8;
  for (; count >= block && size >= 64; count -= block, size -= step, in += step, out += 64) {
    const auto values = unpacker.template Values<kStraddles>(hn::LoadU(d8, in));
    hn::StoreU(values, d, reinterpret_cast<T*>(out));
  }
  for (; count >= block; count -= block, size -= step, in += step, out += 64) {
    const auto values = unpacker.template Values<kStraddles>(LoadPart(d8, in, size));
    hn::StoreU(values, d, reinterpret_cast<T*>(out));
  }
  if (count == 0) return;
  const auto values =
      unpacker.template Values<kStraddles>(LoadPart(d8, in, std::min<size_t>(size, 64)));
  hn::BlendedStore(values, hn::FirstN(d, count), d, reinterpret_cast<T*>(out));
}

#elif SINEW_UNPACK == SINEW_UNPACK_BLOCKS

// Eight values are `width` bytes and begin with a byte; two blocks of u32 or four of u64.
template <typename T>
constexpr size_t kBlockValues = 16 / sizeof(T);
template <typename T>
using BlockTag = hn::CappedTag<T, kBlockValues<T>>;

// The byte in which value `first` begins.
HWY_INLINE size_t BlockByte(size_t first, size_t width) { return first * width / 8; }

template <typename T>
HWY_INLINE hn::Vec<BlockTag<uint8_t>> BlockIndices(size_t first, size_t width) {
  const BlockTag<uint8_t> d8;
  return hn::And(ByteIndices<T>(d8, first, width, BlockByte(first, width)),
                 hn::Set(d8, uint8_t{15}));
}

template <typename T, bool kStraddles, class VI, class V>
HWY_INLINE void UnpackBlock(const uint8_t* in, VI indices, V shift, V mask, uint8_t* out) {
  const BlockTag<T> d;
  const BlockTag<uint8_t> d8;
  const auto bytes = hn::LoadU(d8, in);
  auto values = hn::Shr(hn::BitCast(d, hn::TableLookupBytes(bytes, indices)), shift);
  if (kStraddles) {
    const auto next =
        hn::And(hn::Add(indices, hn::Set(d8, uint8_t{sizeof(T)})), hn::Set(d8, uint8_t{15}));
    const auto high = hn::BitCast(d, hn::TableLookupBytes(bytes, next));
    // In two steps, since a shift of 0 asks for one by all bits.
    const auto left = hn::Sub(hn::Set(d, T{8 * sizeof(T) - 1}), shift);
    values = hn::Or(values, hn::Shl(hn::ShiftLeft<1>(high), left));
  }
  hn::StoreU(hn::And(values, mask), d, reinterpret_cast<T*>(out));
}

template <typename T, bool kStraddles>
void UnpackGroups(const uint8_t* in, size_t width, uint8_t* out, size_t groups) {
#if HWY_ARCH_X86 && !SINEW_HAS_AVX2
  // Without instructions that shift lanes differently, Highway multiplies by powers of two, which
  // it makes of floats; one that overflows is right, but may trap.
  const FloatEnvironment floats;
  width = floats.Pin(width);
#endif
  const BlockTag<T> d;
  constexpr size_t kN = kBlockValues<T>;
  const auto mask = hn::Set(d, static_cast<T>(LowBits(width)));
  const auto indices0 = BlockIndices<T>(0, width);
  const auto indices1 = BlockIndices<T>(kN, width);
  const auto shift0 = Shifts<T>(d, 0, width);
  const auto shift1 = Shifts<T>(d, kN, width);
  const size_t byte1 = BlockByte(kN, width);
  if constexpr (sizeof(T) == 4) {
    for (; groups != 0; --groups, in += width, out += 32) {
      UnpackBlock<T, kStraddles>(in, indices0, shift0, mask, out);
      UnpackBlock<T, kStraddles>(in + byte1, indices1, shift1, mask, out + 16);
    }
  } else {
    const auto indices2 = BlockIndices<T>(2 * kN, width);
    const auto indices3 = BlockIndices<T>(3 * kN, width);
    const auto shift2 = Shifts<T>(d, 2 * kN, width);
    const auto shift3 = Shifts<T>(d, 3 * kN, width);
    const size_t byte2 = BlockByte(2 * kN, width);
    const size_t byte3 = BlockByte(3 * kN, width);
    for (; groups != 0; --groups, in += width, out += 64) {
      UnpackBlock<T, kStraddles>(in, indices0, shift0, mask, out);
      UnpackBlock<T, kStraddles>(in + byte1, indices1, shift1, mask, out + 16);
      UnpackBlock<T, kStraddles>(in + byte2, indices2, shift2, mask, out + 32);
      UnpackBlock<T, kStraddles>(in + byte3, indices3, shift3, mask, out + 48);
    }
  }
}

template <typename T, bool kStraddles>
void UnpackVectors(const uint8_t* in, size_t size, size_t width, uint8_t* out, size_t count) {
  // The last block of a group reads this many bytes from the group's first one on.
  const size_t reach = BlockByte(8 - kBlockValues<T>, width) + 16;
  const size_t direct = size < reach ? 0 : std::min(count / 8, (size - reach) / width + 1);
  UnpackGroups<T, kStraddles>(in, width, out, direct);
  in += direct * width;
  out += direct * 8 * sizeof(T);
  count -= direct * 8;
  if (count == 0) return;

  // What is left is less than a reach and a group; it continues in a buffer, where more can be
  // read.
  uint8_t rest[256];
  const size_t left = (count * width + 7) / 8;
  memcpy(rest, in, left);
  memset(rest + left, 0, reach);
  const size_t groups = count / 8;
  UnpackGroups<T, kStraddles>(rest, width, out, groups);
  if (count % 8 == 0) return;
  uint8_t last[8 * sizeof(T)];
  UnpackGroups<T, kStraddles>(rest + groups * width, width, last, 1);
  memcpy(out + groups * 8 * sizeof(T), last, count % 8 * sizeof(T));
}

#endif  // SINEW_UNPACK

// Unpacks `count` values of `width` bits, at most those of T, to `out`, which needs no alignment.
// Of `in`, `size` bytes may be read: as many as hold the values, or more.
template <typename T>
HWY_INLINE void Unpack(const uint8_t* in, size_t size, size_t width, uint8_t* out, size_t count) {
  if (count == 0) return;
  if (width == 0) {
    memset(out, 0, count * sizeof(T));
    return;
  }
  if (width == 8 * sizeof(T)) {
    memcpy(out, in, count * sizeof(T));
    return;
  }
#if SINEW_UNPACK != SINEW_UNPACK_WORDS
  // Two values of 63 bits may touch 17 bytes, more than a block.
  if (SINEW_UNPACK == SINEW_UNPACK_VBMI || width != 63) {
    if (Straddles<T>(width)) {
      UnpackVectors<T, true>(in, size, width, out, count);
    } else {
      UnpackVectors<T, false>(in, size, width, out, count);
    }
    return;
  }
#endif
  for (size_t i = 0; i < count; ++i) {
    Store(out + i * sizeof(T), UnpackValue<T>(in, size, width, i));
  }
}

// Packing first joins neighbours, as long as they fit: two lanes of 32 bits with `width` bits each
// become a lane of 64 bits with twice as many. Eight such words of `bits` bits are `bits` bytes.

// Values that fill eight words.
template <typename T>
HWY_INLINE size_t PackStep(size_t width) {
#if HWY_TARGET == HWY_SCALAR
  (void)width;
  return 8;
#else
  return width > 32 ? 8 : width > 16 ? 16 : width > 8 ? 32 : 64;
#endif
}
constexpr size_t kMaxPackStep = 64;

#if HWY_TARGET != HWY_SCALAR

using PackTag = hn::CappedTag<uint32_t, 16>;
using WordTag = hn::Repartition<uint64_t, PackTag>;

HWY_INLINE hn::Vec<WordTag> Join(hn::Vec<PackTag> lanes, size_t width) {
  const WordTag d;
  const auto words = hn::BitCast(d, lanes);
  const auto low = hn::Set(d, uint64_t{0xFFFFFFFF});
  return hn::Or(hn::And(words, low),
                hn::ShiftRightSame(hn::AndNot(low, words), static_cast<int>(32 - width)));
}

// Lanes that hold kJoins times two values from `in` on.
template <typename T, int kJoins>
HWY_INLINE hn::Vec<PackTag> LoadJoined(const uint8_t* in, size_t width) {
  const PackTag d;
  if constexpr (kJoins > 0) {
    const size_t half = (hn::Lanes(d) << (kJoins - 1)) * sizeof(T);
    const size_t joined = width << (kJoins - 1);
    const auto first = Join(LoadJoined<T, kJoins - 1>(in, width), joined);
    const auto second = Join(LoadJoined<T, kJoins - 1>(in + half, width), joined);
    return hn::ConcatEven(d, hn::BitCast(d, second), hn::BitCast(d, first));
  } else if constexpr (sizeof(T) == 8) {
    const auto* lanes = reinterpret_cast<const uint32_t*>(in);
    return hn::ConcatEven(d, hn::LoadU(d, lanes + hn::Lanes(d)), hn::LoadU(d, lanes));
  } else {
    return hn::LoadU(d, reinterpret_cast<const uint32_t*>(in));
  }
}

#endif  // HWY_TARGET != HWY_SCALAR

// Puts eight words end to end at `out`, which has room for 8 bytes more than they fill.
HWY_INLINE void StoreWords(const uint64_t* words, size_t bits, uint8_t* out) {
  uint64_t pending = 0;
  size_t filled = 0;
  for (size_t i = 0; i < 8; ++i) {
    pending |= words[i] << filled;
    filled += bits;
    if (filled < 64) continue;
    Store(out, pending);
    out += 8;
    filled -= 64;
    pending = filled == 0 ? 0 : words[i] >> (bits - filled);
  }
  Store(out, pending);
}

#if SINEW_HAS_AVX3

// The same for words of more than 32 bits, in a vector. Word i of the output begins inside of word
// 64 i / bits, and goes on with the next two at most.
class WordPacker {
 public:
  using D = hn::CappedTag<uint64_t, 8>;

  explicit WordPacker(size_t bits) : mask_(LowBits(bits)) {
    const D d;
    const auto begin = hn::ShiftLeft<6>(hn::Iota(d, 0));
    // begin / bits: what rounding the reciprocal up adds is too little to reach a whole number.
    const auto reciprocal = hn::Set(d, (uint32_t{1} << 16) / static_cast<uint32_t>(bits) + 1);
    first_.raw = _mm512_srli_epi64(_mm512_mul_epu32(begin.raw, reciprocal.raw), 16);
    const auto size = hn::Set(d, bits);
    const auto used = hn::Vec<D>{_mm512_mul_epu32(first_.raw, size.raw)};
    right_ = hn::Sub(begin, used);
    left_ = hn::Sub(size, right_);
  }

  HWY_INLINE void Store(hn::Vec<D> words, uint8_t* out) const {
    const D d;
    const auto one = hn::Set(d, uint64_t{1});
    const auto second = hn::Add(first_, one);
    const auto third = hn::Add(second, one);
    const auto end = hn::Add(hn::Add(left_, left_), right_);
    // A shift by 64 or more leaves nothing.
    const auto a = _mm512_srlv_epi64(_mm512_permutexvar_epi64(first_.raw, words.raw), right_.raw);
    const auto b = _mm512_sllv_epi64(_mm512_permutexvar_epi64(second.raw, words.raw), left_.raw);
    const auto c = _mm512_sllv_epi64(_mm512_permutexvar_epi64(third.raw, words.raw), end.raw);
    _mm512_mask_storeu_epi8(out, mask_, _mm512_ternarylogic_epi64(a, b, c, 0xFE));
  }

 private:
  uint64_t mask_;
  // The word in which a word of the output begins, at which bit of it, and where the next one goes.
  hn::Vec<D> first_, right_, left_;
};

#endif  // SINEW_HAS_AVX3

// Packs PackStep<T> values, `kJoins` as that asks for; T is 8 bytes and kJoins -1 if values are
// words as they stand.
template <typename T, int kJoins>
void PackSteps(const uint8_t* in, size_t width, uint8_t* out, size_t steps) {
#if HWY_TARGET == HWY_SCALAR
  for (; steps != 0; --steps, in += 8 * sizeof(T), out += width) {
    uint64_t words[8];
    for (size_t i = 0; i < 8; ++i) words[i] = Load<T>(in + i * sizeof(T));
    StoreWords(words, width, out);
  }
#else
  const WordTag d;
  constexpr bool kIsWords = kJoins < 0;
  const size_t bits = kIsWords ? width : width << (kJoins + 1);
  const size_t vector = (hn::Lanes(d) << (kJoins + 1)) * sizeof(T);
  const auto load = [=](const uint8_t* from) HWY_ATTR {
    if constexpr (kIsWords) {
      return hn::LoadU(WordTag(), reinterpret_cast<const uint64_t*>(from));
    } else {
      return Join(LoadJoined<T, kJoins>(from, width), width << kJoins);
    }
  };
#if SINEW_HAS_AVX3
  if (bits > 32) {
    const WordPacker packer(bits);
    for (; steps != 0; --steps, in += vector, out += bits) packer.Store(load(in), out);
    return;
  }
#endif
  for (; steps != 0; --steps, out += bits) {
    alignas(64) uint64_t words[8];
    for (size_t i = 0; i < 8; i += hn::Lanes(d), in += vector) hn::Store(load(in), d, words + i);
    StoreWords(words, bits, out);
  }
#endif
}

template <typename T>
HWY_INLINE void PackSteps(const uint8_t* in, size_t width, uint8_t* out, size_t steps) {
#if HWY_TARGET == HWY_SCALAR
  PackSteps<T, 0>(in, width, out, steps);  // nothing is joined
#else
  if (width <= 8) {
    PackSteps<T, 2>(in, width, out, steps);
  } else if (width <= 16) {
    PackSteps<T, 1>(in, width, out, steps);
  } else if (width <= 32) {
    PackSteps<T, 0>(in, width, out, steps);
  } else if constexpr (sizeof(T) == 8) {
    PackSteps<T, -1>(in, width, out, steps);
  }
#endif
}

// Packs `count` values, which must fit `width` bits, into PackedSize(count, width) bytes; neither
// pointer needs any alignment.
template <typename T>
HWY_INLINE void Pack(const uint8_t* in, size_t count, size_t width, uint8_t* out) {
  if (width == 0 || count == 0) return;
  if (width == 8 * sizeof(T)) {
    memcpy(out, in, count * sizeof(T));
    return;
  }
  const size_t step = PackStep<T>(width);
  const size_t size = PackedSize(count, width);
  // A step may write 8 bytes more than it fills.
  const size_t direct = size < 8 ? 0 : std::min(count / step, (size - 8) / (step * width / 8));
  PackSteps<T>(in, width, out, direct);
  in += direct * step * sizeof(T);
  out += direct * step * width / 8;
  for (count -= direct * step; count != 0;) {
    const size_t part = std::min(count, step);
    alignas(64) uint8_t values[kMaxPackStep * 8];
    uint8_t packed[64 + 8];
    memcpy(values, in, part * sizeof(T));
    memset(values + part * sizeof(T), 0, (step - part) * sizeof(T));
    PackSteps<T>(values, width, packed, 1);
    const size_t part_size = PackedSize(part, width);
    memcpy(out, packed, part_size);
    in += part * sizeof(T);
    out += part_size;
    count -= part;
  }
}

// All values or-ed together.
template <typename T>
HWY_INLINE T OrOfAll(const uint8_t* in, size_t count) {
  T all = 0;
  size_t i = 0;
#if HWY_TARGET != HWY_SCALAR
  const hn::ScalableTag<T> d;
  const size_t lanes = hn::Lanes(d);
  const auto load = [in, d](size_t at)
                        HWY_ATTR { return hn::LoadU(d, reinterpret_cast<const T*>(in) + at); };
  auto sum0 = hn::Zero(d), sum1 = hn::Zero(d), sum2 = hn::Zero(d), sum3 = hn::Zero(d);
  for (; i + 4 * lanes <= count; i += 4 * lanes) {
    sum0 = hn::Or(sum0, load(i));
    sum1 = hn::Or(sum1, load(i + lanes));
    sum2 = hn::Or(sum2, load(i + 2 * lanes));
    sum3 = hn::Or(sum3, load(i + 3 * lanes));
  }
  for (; i + lanes <= count; i += lanes) sum0 = hn::Or(sum0, load(i));
  HWY_ALIGN T each[HWY_MAX_BYTES / sizeof(T)];
  hn::Store(hn::Or(hn::Or(sum0, sum1), hn::Or(sum2, sum3)), d, each);
  for (size_t lane = 0; lane < lanes; ++lane) all |= each[lane];
#endif
  for (; i < count; ++i) all |= Load<T>(in + i * sizeof(T));
  return all;
}

}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#endif  // per-target include guard

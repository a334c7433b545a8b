// Bitmaps in the layout of Arrow (docs/formats/bitmap.md): bit i is bit i % 8 of byte i / 8. A
// slice may start at any bit, so its bits have to be moved to the front of the bytes first: a
// vector loaded at a byte is shifted down, and one loaded a byte later, shifted up, fills in the
// upper bits. The last bits are handled in words, so that no byte outside of the slice is read.

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "encoding/bitmap.cc"
#include "encoding/bitmap.h"

#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include <algorithm>
#include <array>

#include "core/bits-inl.h"
#include "core/bits.h"
#include "core/bytes.h"
#include "core/dispatch.h"
#include "core/targets.h"
#include "core/vectors-inl.h"
#include "encoding/abi.h"

#ifndef SINEW_ENCODING_BITMAP_TABLES
#define SINEW_ENCODING_BITMAP_TABLES
namespace sinew {
namespace {

// The places of the bits of each byte in order, then zeros.
using PlacesInByte = std::array<std::array<uint8_t, 8>, 256>;
constexpr PlacesInByte PlacesOfBytes() {
  PlacesInByte places = {};
  for (size_t byte = 0; byte < 256; ++byte) {
    size_t ones = 0;
    for (uint8_t bit = 0; bit < 8; ++bit) {
      if (byte >> bit & 1) places[byte][ones++] = bit;
    }
  }
  return places;
}
alignas(64) constexpr PlacesInByte kPlacesInByte = PlacesOfBytes();

}  // namespace
}  // namespace sinew
#endif  // SINEW_ENCODING_BITMAP_TABLES

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

using D64 = hn::ScalableTag<uint64_t>;
using V64 = hn::Vec<D64>;

HWY_INLINE V64 LoadWords(const uint8_t* from) { return LoadUnaligned(D64(), from); }

HWY_INLINE void StoreWords(V64 v, uint8_t* to) { StoreUnaligned(v, D64(), to); }

// The bits of a bitmap from bit `offset` on.
class Slice {
 public:
  HWY_INLINE Slice(const uint8_t* bits, size_t offset)
      : from_(bits + offset / 8), shift_(offset % 8) {}

  HWY_INLINE size_t shift() const { return shift_; }

  // A vector from byte i on. If kShifted, the byte behind it must be part of the bitmap, too.
  template <bool kShifted>
  HWY_INLINE V64 Vector(size_t i) const {
    const V64 v = LoadWords(from_ + i);
    if (!kShifted) return v;
    const V64 next = LoadWords(from_ + i + 1);
    return hn::Or(hn::ShiftRightSame(v, static_cast<int>(shift_)),
                  hn::ShiftLeftSame(next, static_cast<int>(8 - shift_)));
  }

  template <bool kShifted>
  HWY_INLINE uint64_t WholeWord(size_t i) const {
    return kShifted ? WholeWord(i) : Load<uint64_t>(from_ + i);
  }

  HWY_INLINE uint64_t WholeWord(size_t i) const {
    const uint64_t word = Load<uint64_t>(from_ + i) >> shift_;
    return shift_ == 0 ? word : word | uint64_t{from_[i + 8]} << (64 - shift_);
  }

  // `count` bits, at most 64, from byte i on.
  HWY_INLINE uint64_t Word(size_t i, size_t count) const {
    return LoadBits(from_ + i, shift_, count);
  }

 private:
  const uint8_t* from_;
  size_t shift_;
};

// Writes vectors, as many as fit into the first `whole` bytes, and returns the bytes of them:
// vector(i) makes the one from byte i on.
template <class Vector>
HWY_INLINE size_t WriteVectors(size_t whole, uint8_t* out, const Vector& vector) {
  const size_t size = hn::Lanes(D64()) * 8;
  size_t i = 0;
  for (; i + 4 * size <= whole; i += 4 * size) {
    // In this order: the output may lie over what is still to be read.
    StoreWords(vector(i), out + i);
    StoreWords(vector(i + size), out + i + size);
    StoreWords(vector(i + 2 * size), out + i + 2 * size);
    StoreWords(vector(i + 3 * size), out + i + 3 * size);
  }
  for (; i + size <= whole; i += size) StoreWords(vector(i), out + i);
  return i;
}

// Writes what is left of `count` bits from byte i on, and sets the unused ones of the last byte to
// 0: word(i, n) makes n bits, at most 64, from byte i on.
template <class Word>
HWY_INLINE void WriteWords(size_t i, size_t count, uint8_t* out, const Word& word) {
  for (; i + 8 <= count / 8; i += 8) Store(out + i, word(i, 64));
  const size_t rest = count - 8 * i;
  if (rest == 0) return;
  uint64_t last = word(i, rest) & LowBits(rest);
  for (; i < (count + 7) / 8; ++i, last >>= 8) out[i] = static_cast<uint8_t>(last);
}

HWY_INLINE size_t CountZeros(uint64_t word) { return static_cast<size_t>(__builtin_ctzll(word)); }

// The whole bytes that vectors can make.
HWY_INLINE size_t WholeBytes(const Slice& in, size_t count) {
  if (in.shift() == 0 || count == 0) return count / 8;
  return std::min((in.shift() + count + 7) / 8 - 1, count / 8);
}

template <bool kShiftedA, bool kShiftedB, class Op>
HWY_INLINE size_t CombineVectors(const Slice& a, const Slice& b, size_t whole, uint8_t* out,
                                 const Op& op) {
  return WriteVectors(whole, out, [&](size_t i) HWY_ATTR {
    return op(a.Vector<kShiftedA>(i), b.Vector<kShiftedB>(i));
  });
}

template <class Op>
HWY_INLINE void Combine(const uint8_t* a_bits, size_t a_offset, const uint8_t* b_bits,
                        size_t b_offset, size_t count, uint8_t* out, const Op& op) {
  const Slice a(a_bits, a_offset), b(b_bits, b_offset);
  const size_t whole = std::min(WholeBytes(a, count), WholeBytes(b, count));
  size_t done;
  if (a.shift() == 0 && b.shift() == 0) {
    done = CombineVectors<false, false>(a, b, whole, out, op);
  } else if (b.shift() == 0) {
    done = CombineVectors<true, false>(a, b, whole, out, op);
  } else if (a.shift() == 0) {
    done = CombineVectors<false, true>(a, b, whole, out, op);
  } else {
    done = CombineVectors<true, true>(a, b, whole, out, op);
  }
  WriteWords(done, count, out,
             [&](size_t i, size_t bits) HWY_ATTR { return op(a.Word(i, bits), b.Word(i, bits)); });
}

struct AndOp {
  HWY_INLINE V64 operator()(V64 a, V64 b) const { return hn::And(a, b); }
  HWY_INLINE uint64_t operator()(uint64_t a, uint64_t b) const { return a & b; }
};
struct OrOp {
  HWY_INLINE V64 operator()(V64 a, V64 b) const { return hn::Or(a, b); }
  HWY_INLINE uint64_t operator()(uint64_t a, uint64_t b) const { return a | b; }
};
struct XorOp {
  HWY_INLINE V64 operator()(V64 a, V64 b) const { return hn::Xor(a, b); }
  HWY_INLINE uint64_t operator()(uint64_t a, uint64_t b) const { return a ^ b; }
};
struct AndNotOp {
  HWY_INLINE V64 operator()(V64 a, V64 b) const { return hn::AndNot(b, a); }
  HWY_INLINE uint64_t operator()(uint64_t a, uint64_t b) const { return a & ~b; }
};

void BitmapAnd(const uint8_t* a, size_t a_offset, const uint8_t* b, size_t b_offset, size_t count,
               uint8_t* out) {
  Combine(a, a_offset, b, b_offset, count, out, AndOp());
}
void BitmapOr(const uint8_t* a, size_t a_offset, const uint8_t* b, size_t b_offset, size_t count,
              uint8_t* out) {
  Combine(a, a_offset, b, b_offset, count, out, OrOp());
}
void BitmapXor(const uint8_t* a, size_t a_offset, const uint8_t* b, size_t b_offset, size_t count,
               uint8_t* out) {
  Combine(a, a_offset, b, b_offset, count, out, XorOp());
}
void BitmapAndNot(const uint8_t* a, size_t a_offset, const uint8_t* b, size_t b_offset,
                  size_t count, uint8_t* out) {
  Combine(a, a_offset, b, b_offset, count, out, AndNotOp());
}

void BitmapNot(const uint8_t* bits, size_t offset, size_t count, uint8_t* out) {
  const Slice in(bits, offset);
  const size_t whole = WholeBytes(in, count);
  size_t done;
  if (in.shift() == 0) {
    done =
        WriteVectors(whole, out, [&](size_t i) HWY_ATTR { return hn::Not(in.Vector<false>(i)); });
  } else {
    done = WriteVectors(whole, out, [&](size_t i) HWY_ATTR { return hn::Not(in.Vector<true>(i)); });
  }
  WriteWords(done, count, out, [&](size_t i, size_t n) HWY_ATTR { return ~in.Word(i, n); });
}

size_t BitmapCount(const uint8_t* bits, size_t offset, size_t count) {
  return CountBits(bits, offset, count);
}

#if HWY_TARGET != HWY_SCALAR

// Of bytes; 64 lanes at most, of which a word holds a bit each.
#if HWY_ARCH_X86
using D8 = hn::CappedTag<uint8_t, 64>;
#else
using D8 = hn::CappedTag<uint8_t, 16>;
#endif

void BitmapFromBytes(const uint8_t* in, size_t count, uint8_t* out) {
  const D8 d;
  const size_t lanes = hn::Lanes(d);
  const auto bits_of = [&](const uint8_t* from, uint8_t* to) HWY_ATTR {
    hn::StoreMaskBits(d, hn::Ne(hn::LoadU(d, from), hn::Zero(d)), to);
  };
  size_t i = 0;
  for (; count - i >= lanes; i += lanes) bits_of(in + i, out + i / 8);
  if (i == count) return;
  HWY_ALIGN uint8_t last[64] = {};
  HWY_ALIGN uint8_t bits[8];
  memcpy(last, in + i, count - i);
  bits_of(last, bits);
  memcpy(out + i / 8, bits, (count - i + 7) / 8);
}

void BitmapToBytes(const uint8_t* bits, size_t offset, size_t count, uint8_t* out) {
  const D8 d;
  const size_t lanes = hn::Lanes(d);
  const Slice in(bits, offset);
  const auto ones = hn::Set(d, uint8_t{1});
  const auto bytes_of = [&](uint64_t word, uint8_t* to) HWY_ATTR {
    HWY_ALIGN uint8_t mask[8];
    Store(mask, word);
    for (size_t k = 0; k < 64; k += lanes) {
      hn::StoreU(hn::IfThenElseZero(hn::LoadMaskBits(d, mask + k / 8), ones), d, to + k);
    }
  };
  size_t i = 0;
  for (; count - i >= 64; i += 64) bytes_of(in.WholeWord(i / 8), out + i);
  if (i == count) return;
  HWY_ALIGN uint8_t last[64];
  bytes_of(in.Word(i / 8, count - i), last);
  memcpy(out + i, last, count - i);
}

#else  // HWY_TARGET == HWY_SCALAR

void BitmapFromBytes(const uint8_t* in, size_t count, uint8_t* out) {
  for (size_t i = 0; i < count; i += 8) {
    unsigned byte = 0;
    for (size_t k = 0; k < std::min<size_t>(count - i, 8); ++k) byte |= (in[i + k] != 0) << k;
    out[i / 8] = static_cast<uint8_t>(byte);
  }
}

void BitmapToBytes(const uint8_t* bits, size_t offset, size_t count, uint8_t* out) {
  for (size_t i = 0; i < count; ++i) out[i] = BitAt(bits, offset + i);
}

#endif  // HWY_TARGET != HWY_SCALAR

#if SINEW_HAS_AVX3_DL

HWY_INLINE void WriteWide(__m128i bytes, size_t base, uint32_t* out) {
  const __m512i first = _mm512_set1_epi32(static_cast<int>(base));
  _mm512_storeu_si512(out, _mm512_add_epi32(_mm512_cvtepu8_epi32(bytes), first));
}
HWY_INLINE void WriteWide(__m128i bytes, size_t base, uint64_t* out) {
  const __m512i first = _mm512_set1_epi64(static_cast<long long>(base));
  _mm512_storeu_si512(out, _mm512_add_epi64(_mm512_cvtepu8_epi64(bytes), first));
  const __m128i upper = _mm_unpackhi_epi64(bytes, bytes);
  _mm512_storeu_si512(out + 8, _mm512_add_epi64(_mm512_cvtepu8_epi64(upper), first));
}

// Writes the indices of the bits set in `word`, plus `base`; all of 64 places may be overwritten.
// An index within a word fits a byte: bytes are compressed, then widened.
template <typename T>
HWY_INLINE size_t WriteOnes(uint64_t word, size_t base, T* out) {
  const size_t ones = static_cast<size_t>(_mm_popcnt_u64(word));
  // Merged into a new register: on Zen 5 the zeroing form waits for the last use of the old one.
  __m512i places = _mm512_setzero_si512();
  __asm__("" : "+v"(places));
  places = _mm512_mask_compress_epi8(places, word, hn::Iota(hn::CappedTag<uint8_t, 64>(), 0).raw);
  WriteWide(_mm512_castsi512_si128(places), base, out);
  if (ones > 16) {
    WriteWide(_mm512_extracti32x4_epi32(places, 1), base, out + 16);
    WriteWide(_mm512_extracti32x4_epi32(places, 2), base, out + 32);
    WriteWide(_mm512_extracti32x4_epi32(places, 3), base, out + 48);
  }
  return ones;
}

#else  // !SINEW_HAS_AVX3_DL

template <typename T>
HWY_INLINE size_t WriteOnes(uint64_t word, size_t base, T* out) {
  size_t ones = 0;
  for (; word != 0; word &= word - 1) Store(out + ones++, static_cast<T>(base + CountZeros(word)));
  return ones;
}

#endif  // SINEW_HAS_AVX3_DL

#if SINEW_HAS_SSSE3 && !SINEW_HAS_AVX3_DL

// Does as WriteOnes, a byte at a time, whose places are looked up: that takes as long for a byte of
// zeros as for one of ones.
template <typename T>
HWY_INLINE size_t WriteManyOnes(uint64_t word, size_t base, T* out) {
  const hn::CappedTag<T, 8> d;
  const hn::Rebind<uint32_t, decltype(d)> d32;
  const hn::Rebind<uint8_t, decltype(d)> d8;
  const size_t lanes = hn::Lanes(d);
  const auto next = hn::Set(d, T{8});
  auto first = hn::Set(d, static_cast<T>(base));
  size_t ones = 0;
  for (size_t i = 0; i < 8; ++i, word >>= 8) {
    const uint64_t byte = word & 0xFF;
    for (size_t k = 0; k < 8; k += lanes) {
      const auto places = hn::PromoteTo(d32, hn::LoadU(d8, kPlacesInByte[byte].data() + k));
      if constexpr (sizeof(T) == 4) {
        hn::StoreU(hn::Add(first, places), d, out + ones + k);
      } else {
        hn::StoreU(hn::Add(first, hn::PromoteTo(d, places)), d, out + ones + k);
      }
    }
    ones += hwy::PopCount(byte);
    first = hn::Add(first, next);
  }
  return ones;
}

// Writes the ones of blocks of 8 words from bit `i` on, as long as there are places for all bits of
// one. How many ones the block before had says which way is taken: a look at each word would cost
// sparse bitmaps as much as their ones do.
template <bool kShifted, typename T>
HWY_INLINE void WriteBlocks(const Slice& in, size_t count, T* out, size_t capacity, size_t& i,
                            size_t& written) {
  constexpr size_t kBlock = 512;
  constexpr size_t kMany = kBlock / 8;
  if (count < kBlock || capacity < kBlock) return;
  size_t at = i;
  T* to = out;
  T* const last = out + (capacity - kBlock);
  size_t ones = 8 * hwy::PopCount(in.WholeWord<kShifted>(at / 8));
  for (; count - at >= kBlock && to <= last; at += kBlock) {
    T* const first = to;
    if (ones > kMany) {
      for (size_t k = at; k < at + kBlock; k += 64) {
        to += WriteManyOnes(in.WholeWord<kShifted>(k / 8), k, to);
      }
    } else {
      for (size_t k = at; k < at + kBlock; k += 64) {
        for (uint64_t word = in.WholeWord<kShifted>(k / 8); word != 0; word &= word - 1) {
          Store(to++, static_cast<T>(k + CountZeros(word)));
        }
      }
    }
    ones = static_cast<size_t>(to - first);
  }
  i = at;
  written = static_cast<size_t>(to - out);
}

#endif  // SINEW_HAS_SSSE3 && !SINEW_HAS_AVX3_DL

template <typename T>
HWY_INLINE sinew_codec_result ToIndices(const uint8_t* bits, size_t offset, size_t count, T* out,
                                        size_t capacity) {
  const Slice in(bits, offset);
  size_t written = 0;
  size_t i = 0;
#if SINEW_HAS_SSSE3 && !SINEW_HAS_AVX3_DL
  if (in.shift() == 0) {
    WriteBlocks<false>(in, count, out, capacity, i, written);
  } else {
    WriteBlocks<true>(in, count, out, capacity, i, written);
  }
#endif
  for (; count - i >= 64 && capacity - written >= 64; i += 64) {
    written += WriteOnes(in.WholeWord(i / 8), i, out + written);
  }
  for (; i < count; i += 64) {
    uint64_t word = in.Word(i / 8, std::min<size_t>(count - i, 64));
    for (; word != 0; word &= word - 1) {
      const size_t index = i + CountZeros(word);
      if (written == capacity) return {index, written, SINEW_STATUS_OUTPUT_FULL};
      Store(out + written++, static_cast<T>(index));
    }
  }
  return {count, written, SINEW_STATUS_OK};
}

sinew_codec_result BitmapToIndices32(const uint8_t* bits, size_t offset, size_t count,
                                     uint32_t* out, size_t capacity) {
  return ToIndices(bits, offset, count, out, capacity);
}
sinew_codec_result BitmapToIndices64(const uint8_t* bits, size_t offset, size_t count,
                                     uint64_t* out, size_t capacity) {
  return ToIndices(bits, offset, count, out, capacity);
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace sinew {
namespace {
HWY_EXPORT(BitmapAnd);
HWY_EXPORT(BitmapOr);
HWY_EXPORT(BitmapXor);
HWY_EXPORT(BitmapAndNot);
HWY_EXPORT(BitmapNot);
HWY_EXPORT(BitmapCount);
HWY_EXPORT(BitmapFromBytes);
HWY_EXPORT(BitmapToBytes);
HWY_EXPORT(BitmapToIndices32);
HWY_EXPORT(BitmapToIndices64);
}  // namespace

size_t BitmapToIndices(const uint8_t* bits, size_t offset, size_t count, uint32_t* out) {
  return SINEW_DISPATCH(BitmapToIndices32)(bits, offset, count, out, count).written;
}

}  // namespace sinew

// SINEW_CHAPTER Bitmaps
//
// One bit a row, as in Arrow's validity bitmaps and columns of booleans: bit i is bit i % 8 of byte
// i / 8, counted from the lowest. An input is a slice of a bitmap, the `count` bits from bit
// `offset` on; only the bytes that hold them are read. An output starts at bit 0 and takes (count +
// 7) / 8 bytes; the unused bits of its last byte are set to 0. docs/formats/bitmap.md has an
// example.

// Returns how many bits of a slice are set.
SINEW_API size_t sinew_bitmap_count(const uint8_t* bits, size_t offset,
                                    size_t count) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(BitmapCount)(bits, offset, count);
}

// Writes a bitmap of the bits that are set in both slices: bit i of `out` is set if bit a_offset +
// i of `a` and bit b_offset + i of `b` are. Of two validity bitmaps this makes the rows that are
// valid in both columns. `out` may be `a` or `b`.
SINEW_API void sinew_bitmap_and(const uint8_t* a, size_t a_offset, const uint8_t* b,
                                size_t b_offset, size_t count, uint8_t* out) SINEW_NOEXCEPT {
  using namespace sinew;
  SINEW_DISPATCH(BitmapAnd)(a, a_offset, b, b_offset, count, out);
}

// Writes a bitmap of the bits that are set in at least one of two slices. `out` may be `a` or `b`.
SINEW_API void sinew_bitmap_or(const uint8_t* a, size_t a_offset, const uint8_t* b, size_t b_offset,
                               size_t count, uint8_t* out) SINEW_NOEXCEPT {
  using namespace sinew;
  SINEW_DISPATCH(BitmapOr)(a, a_offset, b, b_offset, count, out);
}

// Writes a bitmap of the bits that are set in exactly one of two slices. `out` may be `a` or `b`.
SINEW_API void sinew_bitmap_xor(const uint8_t* a, size_t a_offset, const uint8_t* b,
                                size_t b_offset, size_t count, uint8_t* out) SINEW_NOEXCEPT {
  using namespace sinew;
  SINEW_DISPATCH(BitmapXor)(a, a_offset, b, b_offset, count, out);
}

// Writes a bitmap of the bits that are set in the slice of `a` and not in the slice of `b`. `out`
// may be `a` or `b`.
SINEW_API void sinew_bitmap_and_not(const uint8_t* a, size_t a_offset, const uint8_t* b,
                                    size_t b_offset, size_t count, uint8_t* out) SINEW_NOEXCEPT {
  using namespace sinew;
  SINEW_DISPATCH(BitmapAndNot)(a, a_offset, b, b_offset, count, out);
}

// Writes a bitmap of the bits that are not set in a slice. `out` may be `bits`.
SINEW_API void sinew_bitmap_not(const uint8_t* bits, size_t offset, size_t count,
                                uint8_t* out) SINEW_NOEXCEPT {
  using namespace sinew;
  SINEW_DISPATCH(BitmapNot)(bits, offset, count, out);
}

// Makes a bitmap of `count` bytes, such as an array of bool in C or Go: bit i of `out` is set if
// byte i is not 0.
SINEW_API void sinew_bitmap_from_bytes(const void* in, size_t count, uint8_t* out) SINEW_NOEXCEPT {
  using namespace sinew;
  SINEW_DISPATCH(BitmapFromBytes)(AsBytes(in), count, out);
}

// Writes a byte for each bit of a slice, 1 if it is set and 0 if not: `count` bytes.
SINEW_API void sinew_bitmap_to_bytes(const uint8_t* bits, size_t offset, size_t count,
                                     void* out) SINEW_NOEXCEPT {
  using namespace sinew;
  SINEW_DISPATCH(BitmapToBytes)(bits, offset, count, AsBytes(out));
}

// Writes the indices of the bits of a slice that are set, in rising order; index 0 is bit `offset`.
// `out` can hold `capacity` indices, all of which may be overwritten. `count` indices are always
// enough, sinew_bitmap_count says how many there are.
//
// Returns `count` as `read` and the number of indices as `written`. SINEW_STATUS_OUTPUT_FULL:
// `capacity` indices are written, and `read` is the index of the next bit that is set.
// SINEW_STATUS_INVALID_ARGUMENT: `count` is more than 2^32, which 32 bits cannot index; nothing is
// written, and `read` is 0.
SINEW_API sinew_codec_result sinew_bitmap_to_indices_u32(const uint8_t* bits, size_t offset,
                                                         size_t count, uint32_t* out,
                                                         size_t capacity) SINEW_NOEXCEPT {
  using namespace sinew;
  if (count > size_t{1} << 32) return {0, 0, SINEW_STATUS_INVALID_ARGUMENT};
  return SINEW_DISPATCH(BitmapToIndices32)(bits, offset, count, out, capacity);
}

// Writes the indices of the bits of a slice that are set, as sinew_bitmap_to_indices_u32 does, for
// any `count`.
SINEW_API sinew_codec_result sinew_bitmap_to_indices_u64(const uint8_t* bits, size_t offset,
                                                         size_t count, uint64_t* out,
                                                         size_t capacity) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(BitmapToIndices64)(bits, offset, count, out, capacity);
}

#endif  // HWY_ONCE

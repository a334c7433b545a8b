#if defined(SINEW_ENCODING_BASE64_BASE64_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef SINEW_ENCODING_BASE64_BASE64_INL_H_
#undef SINEW_ENCODING_BASE64_BASE64_INL_H_
#else
#define SINEW_ENCODING_BASE64_BASE64_INL_H_
#endif

#include <hwy/highway.h>

#include <algorithm>

#include "core/bits.h"
#include "core/bytes.h"
#include "core/targets.h"
#include "core/vectors-inl.h"
#include "encoding/base64/base64.h"

// Encoding spreads the bits of a vector, so that those of each digit are in a byte of their own,
// and looks up the digits. Decoding looks up the values, which also finds bytes that are not
// digits, and packs the bits. With byte permutes (AVX-512 VBMI) the tables have 64 and 128 entries;
// otherwise lookups of 16 give what to add to a byte (Muła, Lemire, "Faster Base64 Encoding and
// Decoding using AVX2 Instructions", ACM TWEB 2018).
//
// A group is the bytes a, b, c, whose 24 bits are cut into four digits:
//
//   a7 a6 a5 a4 a3 a2 | a1 a0 b7 b6 b5 b4 | b3 b2 b1 b0 c7 c6 | c5 c4 c3 c2 c1 c0
//        digit 0      |      digit 1      |      digit 2      |      digit 3
//
// Encoding spreads a group to a 32-bit lane of the bytes b, a, c, b, the lowest first. In it the
// bits of each digit are next to one another, from bit 31 to bit 0:
//
//   b b b b b b b b c c c c c c c c a a a a a a a a b b b b b b b b
//   7 6 5 4 3 2 1 0 7 6 5 4 3 2 1 0 7 6 5 4 3 2 1 0 7 6 5 4 3 2 1 0
//           <-digit 2-> <-digit 3-> <-digit 0-> <-digit 1->

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;
using base64::IsBreak;
using base64::IsPadded;
using base64::Progress;
using base64::Tables;

#if HWY_TARGET != HWY_SCALAR

// A vector holds kVector digits, or the kBytes that they stand for.
constexpr size_t kVector = SINEW_HAS_AVX3_DL ? 64 : SINEW_HAS_AVX2 ? 32 : 16;
constexpr size_t kBytes = kVector / 4 * 3;
using D = hn::CappedTag<uint8_t, kVector>;

using V = hn::Vec<D>;

#if SINEW_HAS_AVX3_DL

HWY_INLINE V LookUp64(V table, V index) { return V{_mm512_permutexvar_epi8(index.raw, table.raw)}; }

struct Permutation {
  uint8_t lane[64];
};
// Each three bytes to a lane of b, a, c, b.
constexpr Permutation kSpread = [] {
  Permutation p = {};
  const unsigned from[] = {1, 0, 2, 1};
  for (unsigned i = 0; i < 64; ++i) p.lane[i] = static_cast<uint8_t>(i / 4 * 3 + from[i % 4]);
  return p;
}();
// Bytes 2, 1, 0 of each lane: a, b, c.
constexpr Permutation kPack = [] {
  Permutation p = {};
  for (unsigned i = 0; i < 48; ++i) p.lane[i] = static_cast<uint8_t>(i / 3 * 4 + 2 - i % 3);
  return p;
}();

// The digits of the first kBytes bytes of a vector.
class Encoder {
 public:
  explicit HWY_INLINE Encoder(const Tables& t)
      : digit_(hn::LoadU(D(), t.digit)), spread_(hn::LoadU(D(), kSpread.lane)) {}

  HWY_INLINE V operator()(V bytes) const {
    // Each byte of the result takes eight bits of 64, from a place on that this number says: digits
    // 0 to 3 from 10 = 0x0A, 4 = 0x04, 22 = 0x16 and 16 = 0x10, and those of the next lane from 32
    // more. The lookup ignores the two bits above the six of a digit.
    const auto begin = hn::Set(hn::Repartition<uint64_t, D>(), 0x3036242A1016040A);
    const V spread = LookUp64(bytes, spread_);
    return LookUp64(digit_, V{_mm512_multishift_epi64_epi8(begin.raw, spread.raw)});
  }

 private:
  V digit_, spread_;
};

// The values of digits. A byte that is not a digit sets the sign bit of its lane in `wrong`.
class Decoder {
 public:
  explicit HWY_INLINE Decoder(const Tables& t)
      : low_(hn::LoadU(D(), t.value)),
        high_(hn::LoadU(D(), t.value + 64)),
        pack_(hn::LoadU(D(), kPack.lane)) {}

  HWY_INLINE V Values(V digits, V* wrong) const {
    const V values = V{_mm512_permutex2var_epi8(low_.raw, digits.raw, high_.raw)};
    *wrong = hn::Or(*wrong, hn::Or(digits, values));
    return values;
  }

  static HWY_INLINE bool IsWrong(V wrong) { return _mm512_movepi8_mask(wrong.raw) != 0; }

  // Packs values to kBytes bytes; what follows them is undefined. Each step multiplies one of two
  // neighbours, which shifts it up, and adds the other. The lane has the bytes c, b, a, 0, the
  // lowest first:
  //
  //   digit 0   digit 1   digit 2   digit 3       bytes, of which 6 bits are used
  //    digit 0 << 6 | 1    digit 2 << 6 | 3       16 bits, of which 12 are used
  //      digits 0 and 1 << 12 | 2 and 3           32 bits, of which 24 are used
  HWY_INLINE V Bytes(V values) const {
    const __m512i pairs = _mm512_maddubs_epi16(values.raw, _mm512_set1_epi32(0x01400140));
    return LookUp64(V{_mm512_madd_epi16(pairs, _mm512_set1_epi32(0x00011000))}, pack_);
  }

 private:
  V low_, high_, pack_;
};

#else  // !SINEW_HAS_AVX3_DL

using D32 = hn::Repartition<uint32_t, D>;
using D16 = hn::Repartition<uint16_t, D>;

// Permutations of 4 bytes that give each 16-byte block of a longer vector 12 bytes, or join the 12
// bytes of each block. Lookups of bytes do not cross blocks.
struct Permutation {
  int32_t lane[kVector / 4];
};
constexpr Permutation kApart = [] {
  Permutation p = {};
  for (size_t i = 0; i < kVector / 4; ++i) p.lane[i] = static_cast<int32_t>(i / 4 * 3 + i % 4);
  return p;
}();
constexpr Permutation kTogether = [] {
  Permutation p = {};
  for (size_t i = 0; i < kVector / 16 * 3; ++i) p.lane[i] = static_cast<int32_t>(i / 3 * 4 + i % 3);
  return p;
}();

HWY_INLINE V MoveLanes(V v, const Permutation& p) {
  if (kVector == 16) return v;
  const D32 d32;
  const auto lanes = hn::SetTableIndices(d32, p.lane);
  return hn::BitCast(D(), hn::TableLookupLanes(hn::BitCast(d32, v), lanes));
}

HWY_ALIGN constexpr uint8_t kSpread[16] = {1, 0, 2, 1, 4, 3, 5, 4, 7, 6, 8, 7, 10, 9, 11, 10};
HWY_ALIGN constexpr uint8_t kPack[16] = {2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, 0, 0, 0, 0};

class Encoder {
 public:
  explicit HWY_INLINE Encoder(const Tables& t) : tables_(t) {}

  HWY_INLINE V operator()(V bytes) const {
    const D d;
    const D16 d16;
    const D32 d32;
    const auto spread = hn::BitCast(
        d32, hn::TableLookupBytes(MoveLanes(bytes, kApart), hn::LoadDup128(d, kSpread)));
    // Multiplications shift the halves of a lane by different amounts, each digit to a byte of its
    // own: digit 0 down by 10 bits and digit 2 by 6, digit 1 up by 4 and digit 3 by 8.
    const auto down = hn::MulHigh(hn::BitCast(d16, hn::And(spread, hn::Set(d32, 0x0FC0FC00))),
                                  hn::BitCast(d16, hn::Set(d32, 0x04000040)));
    const auto up = hn::Mul(hn::BitCast(d16, hn::And(spread, hn::Set(d32, 0x003F03F0))),
                            hn::BitCast(d16, hn::Set(d32, 0x01000010)));
    const V values = hn::BitCast(d, hn::Or(down, up));
    const V range = hn::IfThenElse(hn::Lt(values, hn::Set(d, uint8_t{26})), hn::Set(d, uint8_t{13}),
                                   hn::SaturatedSub(values, hn::Set(d, uint8_t{51})));
    const V shift = hn::LoadDup128(d, tables_.digit_shift);
    return hn::Add(values, hn::TableLookupBytes(shift, range));
  }

 private:
  const Tables& tables_;
};

class Decoder {
 public:
  explicit HWY_INLINE Decoder(const Tables& t) : tables_(t) {}

  HWY_INLINE V Values(V digits, V* wrong) const {
    const D d;
    const V high = hn::ShiftRight<4>(digits);
    const V low = hn::And(digits, hn::Set(d, uint8_t{15}));
    const V wrong_high = hn::TableLookupBytes(hn::LoadDup128(d, tables_.wrong_high), high);
    const V wrong_low = hn::TableLookupBytes(hn::LoadDup128(d, tables_.wrong_low), low);
    *wrong = hn::Or(*wrong, hn::And(wrong_high, wrong_low));
    const V is_lonely = hn::VecFromMask(d, hn::Eq(digits, hn::Set(d, tables_.lonely)));
    const V row = hn::Xor(high, hn::And(is_lonely, hn::Set(d, uint8_t{8})));
    return hn::Add(digits, hn::TableLookupBytes(hn::LoadDup128(d, tables_.value_shift), row));
  }

  static HWY_INLINE bool IsWrong(V wrong) {
    return !hn::AllTrue(D(), hn::Eq(wrong, hn::Zero(D())));
  }

  HWY_INLINE V Bytes(V values) const {
    const D d;
#if SINEW_HAS_AVX2
    const V groups =
        V{_mm256_madd_epi16(_mm256_maddubs_epi16(values.raw, _mm256_set1_epi32(0x01400140)),
                            _mm256_set1_epi32(0x00011000))};
#elif SINEW_HAS_SSSE3
    const V groups = V{_mm_madd_epi16(_mm_maddubs_epi16(values.raw, _mm_set1_epi32(0x01400140)),
                                      _mm_set1_epi32(0x00011000))};
#else
    const D16 d16;
    const D32 d32;
    const auto v16 = hn::BitCast(d16, values);
    const auto v32 = hn::BitCast(
        d32, hn::Or(hn::ShiftLeft<6>(hn::And(v16, hn::Set(d16, 0xFF))), hn::ShiftRight<8>(v16)));
    const V groups = hn::BitCast(
        d, hn::Or(hn::ShiftLeft<12>(hn::And(v32, hn::Set(d32, 0xFFFF))), hn::ShiftRight<16>(v32)));
#endif
    return MoveLanes(hn::TableLookupBytes(groups, hn::LoadDup128(d, kPack)), kTogether);
  }

 private:
  const Tables& tables_;
};

#endif  // SINEW_HAS_AVX3_DL

// kBytes bytes. A masked load takes as long as one of a whole vector, of which a quarter would not
// be used, and crosses fewer cache lines: encoding 1 MiB takes a tenth less.
#if SINEW_HAS_AVX3_DL
constexpr size_t kReadable = kBytes;
HWY_INLINE V LoadBytes(const uint8_t* in) {
  return hn::MaskedLoad(hn::FirstN(D(), kBytes), D(), in);
}
#else
constexpr size_t kReadable = kVector;
HWY_INLINE V LoadBytes(const uint8_t* in) { return hn::LoadU(D(), in); }
#endif

HWY_INLINE size_t EncodeAll(const Encoder& encoder, const uint8_t* in, size_t size, uint32_t flags,
                            uint8_t* out) {
  const D d;
  uint8_t* const begin = out;
  for (; size >= kReadable + 3 * kBytes; in += 4 * kBytes, size -= 4 * kBytes, out += 4 * kVector) {
    const V v0 = encoder(LoadBytes(in));
    const V v1 = encoder(LoadBytes(in + kBytes));
    const V v2 = encoder(LoadBytes(in + 2 * kBytes));
    const V v3 = encoder(LoadBytes(in + 3 * kBytes));
    hn::StoreU(v0, d, out);
    hn::StoreU(v1, d, out + kVector);
    hn::StoreU(v2, d, out + 2 * kVector);
    hn::StoreU(v3, d, out + 3 * kVector);
  }
  for (; size >= kReadable; in += kBytes, size -= kBytes, out += kVector) {
    hn::StoreU(encoder(LoadBytes(in)), d, out);
  }
  while (size != 0) {
    const size_t part = std::min(size, kBytes);
    const size_t digits = (part * 4 + 2) / 3;
    const V v = encoder(LoadPart(d, in, part));
    const size_t count = base64::EncodedSize(part, flags);
    StorePart(hn::IfThenElse(hn::FirstN(d, digits), v, hn::Set(d, uint8_t{'='})), d, count, out);
    in += part;
    size -= part;
    out += count;
  }
  return static_cast<size_t>(out - begin);
}

// Decodes vectors of digits from `done` on. Stops before a vector that has another byte, or whose
// bytes have no room.
HWY_INLINE Progress DecodeVectors(const Decoder& decoder, const Bytes& in, uint8_t* out,
                                  size_t capacity, Progress done) {
  const D d;
  const uint8_t* from = in.data + done.read;
  size_t size = in.size - done.read;
  uint8_t* to = out + done.written;
  capacity -= done.written;
  // Reads come before writes: `out` may be `in`.
  while (size >= 4 * kVector && capacity >= 4 * kVector) {
    V wrong = hn::Zero(d);
    const V v0 = decoder.Values(hn::LoadU(d, from), &wrong);
    const V v1 = decoder.Values(hn::LoadU(d, from + kVector), &wrong);
    const V v2 = decoder.Values(hn::LoadU(d, from + 2 * kVector), &wrong);
    const V v3 = decoder.Values(hn::LoadU(d, from + 3 * kVector), &wrong);
    if (HWY_UNLIKELY(decoder.IsWrong(wrong))) break;
    hn::StoreU(decoder.Bytes(v0), d, to);
    hn::StoreU(decoder.Bytes(v1), d, to + kBytes);
    hn::StoreU(decoder.Bytes(v2), d, to + 2 * kBytes);
    hn::StoreU(decoder.Bytes(v3), d, to + 3 * kBytes);
    from += 4 * kVector;
    size -= 4 * kVector;
    to += 4 * kBytes;
    capacity -= 4 * kBytes;
  }
  while (size >= kVector && capacity >= kBytes) {
    V wrong = hn::Zero(d);
    const V v = decoder.Values(hn::LoadU(d, from), &wrong);
    if (decoder.IsWrong(wrong)) break;
    StorePart(decoder.Bytes(v), d, kBytes, to);
    from += kVector;
    size -= kVector;
    to += kBytes;
    capacity -= kBytes;
  }
  return {in.size - size, static_cast<size_t>(to - out)};
}

// Decodes the end of a text, at most a vector, if it is well-formed and has no line breaks;
// otherwise does nothing.
HWY_INLINE Progress DecodeEnd(const Decoder& decoder, const Bytes& in, uint32_t flags, uint8_t* out,
                              size_t capacity, Progress done) {
  const uint8_t* const from = in.data + done.read;
  const size_t size = in.size - done.read;
  if (size == 0 || size > kVector) return done;
  size_t digits = size;
  if (IsPadded(flags)) {
    if (size % 4 != 0) return done;
    if (from[size - 1] == '=') digits -= from[size - 2] == '=' ? 2 : 1;
  } else if (size % 4 == 1) {
    return done;
  }
  if (base64::IsStrict(flags) && digits % 4 != 0) return done;
  const size_t count = digits * 3 / 4;
  if (capacity - done.written < count) return done;
  V wrong = hn::Zero(D());
  const V v = decoder.Values(LoadPart(D(), from, digits, 'A'), &wrong);
  if (decoder.IsWrong(wrong)) return done;
  StorePart(decoder.Bytes(v), D(), count, out + done.written);
  return {in.size, done.written + count};
}

// Copies the bytes that are not line breaks and returns their number; up to a vector behind them is
// overwritten.
HWY_INLINE size_t RemoveBreaks(const uint8_t* in, size_t size, uint8_t* out) {
  const D d;
  const uint8_t* const begin = out;
  const V line_feed = hn::Set(d, uint8_t{'\n'});
  const V carriage_return = hn::Set(d, uint8_t{'\r'});
#if SINEW_HAS_AVX3_DL
  const auto compress = [&](V v, uint64_t bytes) HWY_ATTR {
    const uint64_t kept = bytes & _mm512_cmpneq_epi8_mask(v.raw, line_feed.raw) &
                          _mm512_cmpneq_epi8_mask(v.raw, carriage_return.raw);
    hn::StoreU(V{_mm512_maskz_compress_epi8(kept, v.raw)}, d, out);
    out += __builtin_popcountll(kept);
  };
  for (; size >= kVector; in += kVector, size -= kVector) {
    compress(hn::LoadU(d, in), ~uint64_t{0});
  }
  if (size != 0) compress(LoadPart(d, in, size), LowBits(size));
#else
  while (size != 0) {
    const V v = HWY_LIKELY(size >= kVector) ? hn::LoadU(d, in) : LoadPart(d, in, size);
    hn::StoreU(v, d, out);
    const intptr_t line =
        hn::FindFirstTrue(d, hn::Or(hn::Eq(v, line_feed), hn::Eq(v, carriage_return)));
    size_t read = std::min(size, kVector);
    out += line < 0 ? read : static_cast<size_t>(line);
    if (line >= 0) {
      read = static_cast<size_t>(line) + 1;
      if (read != size && IsBreak(in[read])) ++read;
    }
    in += read;
    size -= read;
  }
#endif
  return static_cast<size_t>(out - begin);
}

// Decodes lines from `done` on: chunks are copied to a buffer without their line breaks, and
// decoded from there. Stops where DecodeVectors and DecodeEnd do.
HWY_NOINLINE Progress DecodeLines(const Decoder& decoder, const Bytes& in, uint32_t flags,
                                  uint8_t* out, size_t capacity, Progress done) {
  constexpr size_t kChunk = 4096;
  uint8_t digits[kVector + kChunk + kVector];
  size_t count = 0;  // digits in the buffer that are not decoded yet
  while (done.read != in.size) {
    const size_t chunk = std::min(in.size - done.read, kChunk);
    count += RemoveBreaks(in.data + done.read, chunk, digits + count);
    done.read += chunk;
    Progress part = {0, done.written};
    part = DecodeVectors(decoder, {digits, count}, out, capacity, part);
    if (done.read == in.size) {
      part = DecodeEnd(decoder, {digits, count}, flags, out, capacity, part);
    }
    done.written = part.written;
    count -= part.read;
    if (count >= kVector) break;
    const D d;
    hn::StoreU(hn::LoadU(d, digits + part.read), d, digits);
  }
  // Back to the first digit that is left.
  while (count != 0) count -= !IsBreak(in.data[--done.read]);
  return done;
}

HWY_INLINE sinew_codec_result DecodeAll(const Decoder& decoder, const Bytes& in, uint32_t flags,
                                        uint8_t* out, size_t capacity) {
  Progress done = DecodeVectors(decoder, in, out, capacity, {0, 0});
  done = DecodeEnd(decoder, in, flags, out, capacity, done);
  if (done.read == in.size) return {done.read, done.written, SINEW_STATUS_OK};
  if (in.size - done.read >= 16) done = DecodeLines(decoder, in, flags, out, capacity, done);
  if (done.read == in.size) return {done.read, done.written, SINEW_STATUS_OK};
  return base64::DecodeGroups(in, flags, out, capacity, done);
}

#else  // HWY_TARGET == HWY_SCALAR

struct Encoder {
  explicit Encoder(const Tables& t) : tables(t) {}
  const Tables& tables;
};

size_t EncodeAll(const Encoder& encoder, const uint8_t* in, size_t size, uint32_t flags,
                 uint8_t* out) {
  return static_cast<size_t>(base64::EncodeGroups(encoder.tables, in, size, flags, out) - out);
}

struct Decoder {
  explicit Decoder(const Tables&) {}
};

sinew_codec_result DecodeAll(const Decoder&, const Bytes& in, uint32_t flags, uint8_t* out,
                             size_t capacity) {
  return base64::DecodeGroups(in, flags, out, capacity, {0, 0});
}

#endif  // HWY_TARGET != HWY_SCALAR

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#endif  // SINEW_ENCODING_BASE64_BASE64_INL_H_

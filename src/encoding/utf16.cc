// UTF-8 to UTF-16 (the Unicode Standard, section 3.9) and back. From UTF-8, a unit is computed for
// every byte of a vector as if a sequence began there, from that byte and the two that follow; then
// the units of the bytes that do begin a sequence are kept. To UTF-8, every unit becomes up to four
// bytes of a 32-bit lane; then as many of them are kept as its value needs.

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "encoding/utf16.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include <algorithm>

#include "core/abi.h"
#include "core/bytes.h"
#include "core/dispatch.h"
#include "core/scalar-inl.h"
#include "core/targets.h"
#include "encoding/abi.h"
#include "encoding/utf8.h"

#ifndef SINEW_ENCODING_UTF16_SCALAR
#define SINEW_ENCODING_UTF16_SCALAR
namespace sinew {
namespace {

constexpr bool IsHighSurrogate(uint32_t unit) { return (unit & 0xFC00) == 0xD800; }
constexpr bool IsLowSurrogate(uint32_t unit) { return (unit & 0xFC00) == 0xDC00; }

inline uint16_t UnitAt(const uint8_t* in, size_t i) { return Load<uint16_t>(in + 2 * i); }

// The bytes of a unit in UTF-8; each half of a pair counts for two of its four.
inline size_t BytesOfUnit(uint32_t unit) {
  return 1 + (unit >= 0x80) + (unit >= 0x800 && (unit & 0xF800) != 0xD800);
}

// Converts the well-formed sequences that begin in [at.read, end), as long as there is room.
Progress ToUtf16Scalar(const uint8_t* in, size_t end, uint8_t* out, size_t capacity, Progress at) {
  while (at.read < end) {
    const uint8_t* from = in + at.read;
    const uint32_t lead = from[0];
    const size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    uint32_t point = size == 1 ? lead : lead & (0x7F >> size);
    for (size_t i = 1; i < size; ++i) point = point << 6 | (from[i] & 0x3F);
    const size_t units = size == 4 ? 2 : 1;
    if (units > capacity - at.written) break;
    uint8_t* to = out + 2 * at.written;
    if (size == 4) {
      Store(to, static_cast<uint16_t>(0xD7C0 + (point >> 10)));
      Store(to + 2, static_cast<uint16_t>(0xDC00 | (point & 0x3FF)));
    } else {
      Store(to, static_cast<uint16_t>(point));
    }
    at.read += size;
    at.written += units;
  }
  return at;
}

// Converts units from `at` on until `end`, an unpaired surrogate or the end of the room. A pair
// that begins before `end` may use `count` units.
Progress ToUtf8Scalar(const uint8_t* in, size_t end, size_t count, uint8_t* out, size_t capacity,
                      Progress at) {
  while (at.read < end) {
    uint32_t point = UnitAt(in, at.read);
    size_t units = 1;
    if (IsHighSurrogate(point)) {
      if (at.read + 1 == count || !IsLowSurrogate(UnitAt(in, at.read + 1))) return at;
      point = ((point - 0xD7C0) << 10) + (UnitAt(in, at.read + 1) & 0x3FF);
      units = 2;
    } else if (IsLowSurrogate(point)) {
      return at;
    }
    if (!WriteUtf8(point, out, capacity, at.written)) return at;
    at.read += units;
  }
  return at;
}

// Shuffles that move the parts of a block that are kept together.
struct alignas(16) Shuffles {
  uint8_t units[256][16];  // keeps those of 8 units whose bit is set
  // Of 4 times 4 bytes keeps the third, the second if bit 2 * i is set, and the first if the bit
  // behind it is set, too.
  uint8_t bytes[256][16];
};

constexpr Shuffles kShuffles = [] {
  Shuffles shuffles = {};
  for (uint32_t bits = 0; bits < 256; ++bits) {
    size_t units = 0;
    for (uint8_t i = 0; i < 16; ++i) {
      if ((bits >> i / 2 & 1) != 0) shuffles.units[bits][units++] = i;
    }
    size_t bytes = 0;
    for (uint8_t i = 0; i < 4; ++i) {
      const uint32_t more = bits >> 2 * i & 3;
      if (more > 1) shuffles.bytes[bits][bytes++] = static_cast<uint8_t>(4 * i);
      if (more > 0) shuffles.bytes[bits][bytes++] = static_cast<uint8_t>(4 * i + 1);
      shuffles.bytes[bits][bytes++] = static_cast<uint8_t>(4 * i + 2);
    }
  }
  return shuffles;
}();

}  // namespace
}  // namespace sinew
#endif  // SINEW_ENCODING_UTF16_SCALAR

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

#if HWY_TARGET == HWY_SCALAR

void ToUtf16(const uint8_t* in, size_t size, uint8_t* out, size_t capacity, Progress& at) {
  at = ToUtf16Scalar(in, size, out, capacity, at);
}

void ToUtf8(const uint8_t* in, size_t count, uint8_t* out, size_t capacity, Progress& at) {
  at = ToUtf8Scalar(in, count, count, out, capacity, at);
}

size_t UnitsOf(const uint8_t* in, size_t size) {
  size_t units = 0;
  for (size_t i = 0; i < size; ++i) units += !IsContinuation(in[i]) + (in[i] >= 0xF0);
  return units;
}

size_t BytesOf(const uint8_t* in, size_t count) {
  size_t bytes = 0;
  for (size_t i = 0; i < count; ++i) bytes += BytesOfUnit(UnitAt(in, i));
  return bytes;
}

#else

namespace hn = hwy::HWY_NAMESPACE;

using D8 = hn::CappedTag<uint8_t, 64>;
using D16 = hn::Repartition<uint16_t, D8>;
using Half8 = hn::Rebind<uint8_t, D16>;
using V16 = hn::Vec<D16>;

HWY_INLINE bool IsAscii(hn::Vec<D8> v) {
  const hn::RebindToSigned<D8> d;
  return hn::AllFalse(d, hn::Lt(hn::BitCast(d, v), hn::Zero(d)));
}

// A vector of bytes, one to a unit.
HWY_INLINE V16 Widen(const uint8_t* in) { return hn::PromoteTo(D16(), hn::LoadU(Half8(), in)); }

HWY_INLINE void StoreUnits(V16 units, uint8_t* to) {
  hn::StoreU(units, D16(), reinterpret_cast<uint16_t*>(to));
}

#if !SINEW_HAS_AVX3_DL
// Stores a block of bytes in the order of a shuffle.
template <class V>
HWY_INLINE void StoreShuffled(V block, const uint8_t* shuffle, uint8_t* to) {
  const hn::CappedTag<uint8_t, 16> d;
  hn::StoreU(hn::TableLookupBytes(hn::BitCast(d, block), hn::Load(d, shuffle)), d, to);
}
#endif

// Stores the units that are kept, as part of a whole vector, and returns how many they are.
HWY_INLINE size_t StoreKept(V16 units, hn::Mask<D16> keep, uint8_t* to) {
  const D16 d;
  // Not Compress: with Highway 1.0.3, GCC copies its table of 2 KiB to the stack for every call,
  // and halves are joined by way of memory.
#if HWY_MAX_BYTES == 16
  uint8_t bits[8];
  hn::StoreMaskBits(d, keep, bits);
  StoreShuffled(units, kShuffles.units[bits[0]], to);
  return hwy::PopCount(bits[0]);
#elif SINEW_HAS_AVX2 && !SINEW_HAS_AVX3
  uint8_t bits[8];
  hn::StoreMaskBits(d, keep, bits);
  const size_t first = hwy::PopCount(bits[0]);
  StoreShuffled(hn::LowerHalf(units), kShuffles.units[bits[0]], to);
  StoreShuffled(hn::UpperHalf(hn::Half<D16>(), units), kShuffles.units[bits[1]], to + 2 * first);
  return first + hwy::PopCount(bits[1]);
#else
  StoreUnits(hn::Compress(units, keep), to);
  return hn::CountTrue(d, keep);
#endif
}

// Converts the sequences that begin in a vector of bytes, as wide as a vector of units; one byte
// before it and two behind it are part of the text. Stores a whole vector, and returns how many
// units of it are right.
HWY_INLINE size_t UnitsAt(const uint8_t* in, uint8_t* out) {
  const D16 d;
  const auto set = [d](int value) HWY_ATTR { return hn::Set(d, static_cast<uint16_t>(value)); };
  const V16 lead = Widen(in);
  const V16 second = hn::And(Widen(in + 1), set(0x3F));
  const V16 third = hn::And(Widen(in + 2), set(0x3F));
  const V16 before = Widen(in - 1);
  const V16 two = hn::Or(hn::ShiftLeft<6>(hn::And(lead, set(0x1F))), second);
  const V16 three = hn::Or(hn::Or(hn::ShiftLeft<12>(lead), hn::ShiftLeft<6>(second)), third);
  V16 unit = hn::IfThenElse(hn::Lt(lead, set(0xE0)), two, three);
  unit = hn::IfThenElse(hn::Lt(lead, set(0x80)), lead, unit);
  hn::Mask<D16> keep = hn::Ne(hn::And(lead, set(0xC0)), set(0x80));
  const hn::Mask<D16> low = hn::Gt(before, set(0xEF));
  const hn::Mask<D16> high = hn::Gt(lead, set(0xEF));
  if (!hn::AllFalse(d, hn::Or(low, high))) {
    // A lead of four bytes gives the high surrogate; the low one comes from the byte behind it and
    // the two that follow.
    const V16 bits =
        hn::Or(hn::Or(hn::ShiftLeft<8>(hn::And(lead, set(0x07))), hn::ShiftLeft<2>(second)),
               hn::ShiftRight<4>(third));
    unit = hn::IfThenElse(high, hn::Add(bits, set(0xD7C0)), unit);
    const V16 last = hn::Or(hn::ShiftLeft<6>(hn::And(second, set(0x0F))), third);
    unit = hn::IfThenElse(low, hn::Or(last, set(0xDC00)), unit);
    keep = hn::Or(keep, low);
  }
  return StoreKept(unit, keep, out);
}

// Converts the last `size` bytes, at most two vectors and two bytes, from a copy with zeros around
// them. There is room for as many units.
HWY_INLINE size_t LastUnits(const uint8_t* in, size_t size, uint8_t* out) {
  const size_t lanes = hn::Lanes(D16());
  alignas(64) uint8_t text[1 + 3 * 32 + 2] = {};
  alignas(64) uint8_t units[2 * 3 * 32];
  memcpy(text + 1, in, size);
  size_t written = 0;
  size_t at = 0;
  for (; at < size; at += lanes) written += UnitsAt(text + 1 + at, units + 2 * written);
  written -= at - size;  // of the zeros
  memcpy(out, units, 2 * written);
  return written;
}

// Converts well-formed text as long as there is room.
void ToUtf16(const uint8_t* in, size_t size, uint8_t* out, size_t capacity, Progress& at) {
  const size_t lanes = hn::Lanes(D16());
  // So that there is a byte before each vector.
  at = ToUtf16Scalar(in, std::min<size_t>(size, 1), out, capacity, at);
  // Not `at`: stores of bytes might change it, as far as the compiler knows.
  size_t read = at.read;
  size_t written = at.written;
  while (size - read >= 2 * lanes + 2 && capacity - written >= 2 * lanes) {
    const uint8_t* from = in + read;
    uint8_t* to = out + 2 * written;
    if (IsAscii(hn::LoadU(D8(), from))) {
      StoreUnits(Widen(from), to);
      StoreUnits(Widen(from + lanes), to + 2 * lanes);
      written += 2 * lanes;
    } else {
      const size_t units = UnitsAt(from, to);
      written += units + UnitsAt(from + lanes, to + 2 * units);
    }
    read += 2 * lanes;
  }
  // ASCII at the end, the last vector together with what has been converted before it.
  while (read < size && size >= lanes) {
    const size_t first = std::min(read, size - lanes);
    const size_t skip = read - first;
    const V16 units = Widen(in + first);
    if (lanes - skip > capacity - written) break;
    if (!hn::AllTrue(D16(), hn::Lt(units, hn::Set(D16(), 0x80)))) break;
    StoreUnits(units, out + 2 * (written - skip));
    written += lanes - skip;
    read = first + lanes;
  }
  at = {read, written};
  // The vectors may have stopped within a sequence, whose units are written but for a low
  // surrogate.
  if (at.read != 0 && in[at.read - 1] >= 0xF0) {
    --at.read;
    --at.written;
  }
  while (at.read < size && IsContinuation(in[at.read])) ++at.read;
  const size_t rest = size - at.read;
  if (rest != 0 && rest <= 2 * lanes + 2 && rest <= capacity - at.written) {
    at.written += LastUnits(in + at.read, rest, out + 2 * at.written);
    at.read = size;
  }
#if SINEW_HAS_AVX2
  _mm256_zeroupper();  // which GCC 12 leaves out of this function
#endif
  at = ToUtf16Scalar(in, size, out, capacity, at);
}

// The units of well-formed text.
size_t UnitsOf(const uint8_t* in, size_t size) {
  const D8 d;
  const hn::RebindToSigned<D8> ds;
  size_t units = 0;
  size_t i = 0;
  for (; i + hn::Lanes(d) <= size; i += hn::Lanes(d)) {
    const hn::Vec<D8> bytes = hn::LoadU(d, in + i);
    units += hn::CountTrue(ds, hn::Gt(hn::BitCast(ds, bytes), hn::Set(ds, -65)));
    units += hn::CountTrue(d, hn::Eq(hn::Max(bytes, hn::Set(d, 0xF0)), bytes));
  }
  for (; i < size; ++i) units += !IsContinuation(in[i]) + (in[i] >= 0xF0);
  return units;
}

// The bytes of well-formed units.
size_t BytesOf(const uint8_t* in, size_t count) {
  const D16 d;
  size_t bytes = 0;
  size_t i = 0;
  for (; i + hn::Lanes(d) <= count; i += hn::Lanes(d)) {
    const V16 units = hn::LoadU(d, reinterpret_cast<const uint16_t*>(in + 2 * i));
    const V16 page = hn::And(units, hn::Set(d, 0xF800));
    bytes += hn::Lanes(d) + hn::CountTrue(d, hn::Gt(units, hn::Set(d, 0x7F)));
    bytes +=
        hn::CountTrue(d, hn::AndNot(hn::Eq(page, hn::Set(d, 0xD800)), hn::Ne(page, hn::Zero(d))));
  }
  for (; i < count; ++i) bytes += BytesOfUnit(UnitAt(in, i));
  return bytes;
}

#if SINEW_HAS_AVX3_DL

// Converts 16 units; one before them and, unless they are the last of the text, one behind them are
// part of it. Stores 64 bytes, and returns how many of them are right, or 0 if there is a surrogate
// without its other half. Of the first `skip` units there are no bytes.
HWY_INLINE size_t BytesAt(const uint8_t* in, uint8_t* out, bool is_last = false, size_t skip = 0) {
  const hn::CappedTag<uint32_t, 16> d;
  const hn::Rebind<uint16_t, decltype(d)> d16;
  const hn::Repartition<uint8_t, decltype(d)> d8;
  using V = hn::Vec<decltype(d)>;
  const auto set = [d](uint32_t value) HWY_ATTR { return hn::Set(d, value); };
  const auto load = [&](const uint8_t* from) HWY_ATTR {
    return hn::PromoteTo(d, hn::LoadU(d16, reinterpret_cast<const uint16_t*>(from)));
  };
  const V unit = load(in);
  const V tail = hn::Or(hn::And(unit, set(0x3F)), set(0x80));
  const V middle = hn::Or(hn::And(hn::ShiftRight<6>(unit), set(0x3F)), set(0x80));
  const V two = hn::Or(hn::Or(hn::ShiftRight<6>(unit), set(0xC0)), hn::ShiftLeft<8>(tail));
  const V three = hn::Or(hn::Or(hn::ShiftRight<12>(unit), set(0xE0)),
                         hn::Or(hn::ShiftLeft<8>(middle), hn::ShiftLeft<16>(tail)));
  const auto is_ascii = hn::Lt(unit, set(0x80));
  const auto is_two = hn::Lt(unit, set(0x800));
  V bytes = hn::IfThenElse(is_ascii, unit, hn::IfThenElse(is_two, two, three));
  V keep = hn::IfThenElse(is_ascii, set(0xFF), hn::IfThenElse(is_two, set(0xFFFF), set(0xFFFFFF)));
  const auto is_surrogate = hn::Eq(hn::And(unit, set(0xF800)), set(0xD800));
  if (!hn::AllFalse(d, is_surrogate)) {
    const V next = is_last ? V{_mm512_alignr_epi32(hn::Zero(d).raw, unit.raw, 1)} : load(in + 2);
    const auto high = hn::Eq(hn::And(unit, set(0xFC00)), set(0xD800));
    const auto low = hn::AndNot(high, is_surrogate);
    const auto high_before = hn::Eq(hn::And(load(in - 2), set(0xFC00)), set(0xD800));
    const auto low_behind = hn::Eq(hn::And(next, set(0xFC00)), set(0xDC00));
    const auto lost = hn::Or(hn::AndNot(low_behind, high), hn::AndNot(high_before, low));
    if (!hn::AllFalse(d, lost)) return 0;
    const V point =
        hn::Add(hn::ShiftLeft<10>(hn::Sub(unit, set(0xD7C0))), hn::And(next, set(0x3FF)));
    const auto part = [&](const V& bits)
                          HWY_ATTR { return hn::Or(hn::And(bits, set(0x3F)), set(0x80)); };
    const V four = hn::Or(
        hn::Or(hn::Or(hn::ShiftRight<18>(point), set(0xF0)),
               hn::ShiftLeft<8>(part(hn::ShiftRight<12>(point)))),
        hn::Or(hn::ShiftLeft<16>(part(hn::ShiftRight<6>(point))), hn::ShiftLeft<24>(part(point))));
    bytes = hn::IfThenElse(high, four, bytes);
    keep = hn::IfThenElse(high, set(0xFFFFFFFF), hn::IfThenZeroElse(low, keep));
  }
  const __mmask64 mask = hn::MaskFromVec(hn::BitCast(d8, keep)).raw & ~uint64_t{0} << 4 * skip;
  _mm512_storeu_si512(out, _mm512_maskz_compress_epi8(mask, bytes.raw));
  return static_cast<size_t>(__builtin_popcountll(mask));
}

// Converts a vector of units below U+800. Stores 64 bytes, and returns how many of them are right.
HWY_INLINE size_t PairsOf(V16 units, uint8_t* out) {
  const D16 d;
  const V16 lead = hn::Or(hn::ShiftRight<6>(units), hn::Set(d, 0xC0));
  const V16 tail = hn::Or(hn::And(units, hn::Set(d, 0x3F)), hn::Set(d, 0x80));
  const auto is_ascii = hn::Lt(units, hn::Set(d, 0x80));
  const V16 bytes = hn::IfThenElse(is_ascii, units, hn::Or(lead, hn::ShiftLeft<8>(tail)));
  const V16 keep = hn::IfThenElse(is_ascii, hn::Set(d, 0xFF), hn::Set(d, 0xFFFF));
  const __mmask64 mask = hn::MaskFromVec(hn::BitCast(D8(), keep)).raw;
  _mm512_storeu_si512(out, _mm512_maskz_compress_epi8(mask, bytes.raw));
  return static_cast<size_t>(__builtin_popcountll(mask));
}

// Converts units until an unpaired surrogate or the end of the room.
void ToUtf8(const uint8_t* in, size_t count, uint8_t* out, size_t capacity, Progress& at) {
  const D16 d;
  const hn::Rebind<uint8_t, D16> d8;
  const hn::CappedTag<uint16_t, 16> block16;
  const hn::CappedTag<uint8_t, 16> block8;
  const size_t lanes = hn::Lanes(d);
  // So that there is a unit before each vector.
  at = ToUtf8Scalar(in, std::min<size_t>(count, 1), count, out, capacity, at);
  // Not `at`: stores of bytes might change it, as far as the compiler knows.
  size_t read = at.read;
  size_t written = at.written;
  while (read != 0 && count - read > lanes && capacity - written >= lanes) {
    const uint8_t* from = in + 2 * read;
    const V16 units = hn::LoadU(d, reinterpret_cast<const uint16_t*>(from));
    if (hn::AllTrue(d, hn::Lt(units, hn::Set(d, 0x80)))) {
      const auto narrow = hn::DemoteTo(d8, hn::BitCast(hn::RebindToSigned<D16>(), units));
      hn::StoreU(narrow, d8, out + written);
      written += lanes;
      read += lanes;
      continue;
    }
    if (capacity - written < 2 * lanes) break;
    if (hn::AllTrue(d, hn::Lt(units, hn::Set(d, 0x800)))) {
      written += PairsOf(units, out + written);
    } else {
      if (capacity - written < 4 * lanes) break;
      const size_t half = BytesAt(from, out + written);
      const size_t rest = BytesAt(from + lanes, out + written + half);
      if (half == 0 || rest == 0) break;
      written += half + rest;
    }
    read += lanes;
  }
  // The rest, the last 16 units together with what has been converted before them: from a copy they
  // would be loaded before its stores are done.
  while (read != 0 && read < count && count > 16) {
    const size_t first = std::min(read, count - 16);
    const size_t skip = read - first;
    const uint8_t* from = in + 2 * first;
    const auto units = hn::LoadU(block16, reinterpret_cast<const uint16_t*>(from));
    size_t more = 16 - skip;
    if (hn::AllTrue(block16, hn::Lt(units, hn::Set(block16, 0x80)))) {
      if (more > capacity - written) break;
      const auto signed_units = hn::BitCast(hn::RebindToSigned<decltype(block16)>(), units);
      hn::StoreU(hn::DemoteTo(block8, signed_units), block8, out + written - skip);
    } else {
      alignas(64) uint8_t bytes[4 * 16];
      const bool has_room = capacity - written >= sizeof(bytes);
      more = BytesAt(from, has_room ? out + written : bytes, first + 16 == count, skip);
      if (more == 0 || more > capacity - written) break;
      if (!has_room) memcpy(out + written, bytes, more);
    }
    written += more;
    read = first + 16;
  }
  // Of a short text, from a copy with zeros behind it.
  if (read != 0 && read < count && count <= 16) {
    alignas(64) uint8_t text[2 * (1 + 16)] = {};
    alignas(64) uint8_t bytes[4 * 16];
    memcpy(text, in + 2 * (read - 1), 2 * (1 + count - read));
    const size_t more = BytesAt(text + 2, bytes, true);
    const size_t of_zeros = 16 - (count - read);
    if (more != 0 && more - of_zeros <= capacity - written) {
      memcpy(out + written, bytes, more - of_zeros);
      written += more - of_zeros;
      read = count;
    }
  }
  at = {read, written};
  _mm256_zeroupper();  // which GCC 12 leaves out of this function
  // A pair may end behind the last vector, which wrote it.
  if (at.read != 0 && at.read < count && IsLowSurrogate(UnitAt(in, at.read)) &&
      IsHighSurrogate(UnitAt(in, at.read - 1))) {
    ++at.read;
  }
  at = ToUtf8Scalar(in, count, count, out, capacity, at);
}

#else

// Vectors of at most two blocks.
using U8 = hn::CappedTag<uint8_t, SINEW_HAS_AVX2 ? 32 : 16>;
using U16 = hn::Repartition<uint16_t, U8>;

HWY_INLINE hn::Mask<U16> AreIn(hn::Vec<U16> units, int mask, int value) {
  const U16 d;
  return hn::Eq(hn::And(units, hn::Set(d, static_cast<uint16_t>(mask))),
                hn::Set(d, static_cast<uint16_t>(value)));
}

// Converts a vector of units, given the units that begin one before. Stores up to four bytes for
// each of them, and returns how many of them are right. Of surrogates, whose halves are all there,
// each gives two bytes.
HWY_INLINE size_t BytesAt(hn::Vec<U16> units, hn::Vec<U16> before, bool has_surrogates,
                          uint8_t* out) {
  const U8 d8;
  const U16 d;
  const auto set = [d](int value) HWY_ATTR { return hn::Set(d, static_cast<uint16_t>(value)); };
  const auto is_more = hn::Gt(units, set(0x7F));
  auto is_three = hn::Gt(units, set(0x7FF));
  // The lead of three bytes, then their middle or the lead of two; the last byte.
  const auto middle = hn::And(hn::ShiftLeft<2>(units), set(0x3F00));
  const auto lead = hn::Or(hn::ShiftRight<12>(units), set(0xC0E0));
  auto first = hn::Or(hn::And(lead, hn::IfThenElse(is_three, set(0xBFFF), set(0xFFFF))), middle);
  auto last = hn::IfThenElse(is_more, hn::Or(hn::And(units, set(0x3F)), set(0x80)), units);
  if (has_surrogates) {
    const auto is_high = AreIn(units, 0xFC00, 0xD800);
    const auto is_low = AreIn(units, 0xFC00, 0xDC00);
    is_three = hn::AndNot(hn::Or(is_high, is_low), is_three);
    const auto top = hn::Add(hn::And(units, set(0x3FF)), set(0x40));  // the code point >> 10
    const auto high = hn::Or(hn::And(top, set(0x0700)), set(0xF000));
    const auto low = hn::Or(hn::Or(hn::ShiftLeft<12>(hn::And(before, set(0x3))), set(0x8000)),
                            hn::And(middle, set(0x0F00)));
    first = hn::IfThenElse(is_high, high, hn::IfThenElse(is_low, low, first));
    const auto second = hn::Or(hn::And(hn::ShiftRight<2>(top), set(0x3F)), set(0x80));
    last = hn::IfThenElse(is_high, second, last);
  }
  const auto low = hn::InterleaveLower(d, first, last);
  const auto high = hn::InterleaveUpper(d, first, last);
  // Two bits for each unit, as many as it has bytes more than one.
  const auto more = hn::Or(hn::And(hn::VecFromMask(d, is_more), set(0x00FF)),
                           hn::And(hn::VecFromMask(d, is_three), set(0xFF00)));
  uint8_t bits[8];
  hn::StoreMaskBits(d8, hn::MaskFromVec(hn::BitCast(d8, more)), bits);
  size_t written = 0;
  const auto store = [&](auto block, uint8_t index) HWY_ATTR {
    StoreShuffled(block, kShuffles.bytes[index], out + written);
    written += 4 + hwy::PopCount(index);
  };
#if SINEW_HAS_AVX2
  const hn::Half<U16> half;
  store(hn::LowerHalf(half, low), bits[0]);
  store(hn::LowerHalf(half, high), bits[1]);
  store(hn::UpperHalf(half, low), bits[2]);
  store(hn::UpperHalf(half, high), bits[3]);
#else
  store(low, bits[0]);
  store(high, bits[1]);
#endif
  return written;
}

// Converts units until an unpaired surrogate or the end of the room.
void ToUtf8(const uint8_t* in, size_t count, uint8_t* out, size_t capacity, Progress& at) {
  const U16 d;
  const hn::Rebind<uint8_t, U16> d8;
  const size_t lanes = hn::Lanes(d);
  const auto load = [d](const uint8_t* from)
                        HWY_ATTR { return hn::LoadU(d, reinterpret_cast<const uint16_t*>(from)); };
  const auto has_surrogates = [d](hn::Vec<U16> units) HWY_ATTR {
    return !hn::AllFalse(d, AreIn(units, 0xF800, 0xD800));
  };
  // Not `at`: stores of bytes might change it, as far as the compiler knows.
  size_t read = 0;
  size_t written = 0;
  while (count - read >= lanes && capacity - written >= lanes) {
    const hn::Vec<U16> units = load(in + 2 * read);
    if (hn::AllTrue(d, hn::Lt(units, hn::Set(d, 0x80)))) {
      const auto narrow = hn::DemoteTo(d8, hn::BitCast(hn::RebindToSigned<U16>(), units));
      hn::StoreU(narrow, d8, out + written);
      written += lanes;
      read += lanes;
      continue;
    }
    if (capacity - written < 4 * lanes) break;
    if (!has_surrogates(units)) {
      written += BytesAt(units, units, false, out + written);
      read += lanes;
      continue;
    }
    if (read != 0) {
      // No vector ends within a pair, so every low one has its high one before it in this vector.
      const hn::Vec<U16> before = load(in + 2 * read - 2);
      const auto behind_high = hn::VecFromMask(d, AreIn(before, 0xFC00, 0xD800));
      const auto low = hn::VecFromMask(d, AreIn(units, 0xFC00, 0xDC00));
      if (hn::AllTrue(d, hn::Eq(behind_high, low))) {
        const bool is_cut = IsHighSurrogate(UnitAt(in, read + lanes - 1));
        written += BytesAt(units, before, true, out + written) - (is_cut ? 2 : 0);
        read += lanes - (is_cut ? 1 : 0);
        continue;
      }
    }
    const size_t end = read + lanes;
    const Progress next = ToUtf8Scalar(in, end, count, out, capacity, {read, written});
    read = next.read;
    written = next.written;
    if (read < end) break;
  }
  // The last units, from a copy with zeros behind them.
  while (read < count) {
    const size_t rest = std::min(count - read, lanes);
    alignas(32) uint8_t last[2 * 16] = {};
    uint8_t bytes[4 * 16];
    memcpy(last, in + 2 * read, 2 * rest);
    const hn::Vec<U16> units = load(last);
    if (has_surrogates(units)) break;
    const size_t size = BytesAt(units, units, false, bytes) - (lanes - rest);
    if (size > capacity - written) break;
    memcpy(out + written, bytes, size);
    read += rest;
    written += size;
  }
#if SINEW_HAS_AVX2
  _mm256_zeroupper();  // which GCC 12 leaves out of this function
#endif
  at = ToUtf8Scalar(in, count, count, out, capacity, {read, written});
}

#endif  // SINEW_HAS_AVX3_DL

#endif  // HWY_TARGET == HWY_SCALAR

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace sinew {
namespace {
HWY_EXPORT(ToUtf16);
HWY_EXPORT(ToUtf8);
HWY_EXPORT(UnitsOf);
HWY_EXPORT(BytesOf);

// So much text stays in the first-level cache from when it is checked until it is converted.
constexpr size_t kPiece = 16 << 10;
}  // namespace
}  // namespace sinew

// SINEW_CHAPTER UTF-16
//
// Unicode text in units of 16 bits (the Unicode Standard, section 3.9), in the byte order of the
// machine, which is little-endian: the strings of Java, JavaScript and Windows. A character is one
// unit, or a pair of surrogates, a high and then a low one. A byte order mark is converted like any
// other character, and none is added.

// Converts `size` bytes of UTF-8 to UTF-16. `out` can hold `capacity` units; `size` units are
// always enough, sinew_utf8_to_utf16_size says how many are written.
//
// Returns `size` as `read` and the units written. On failure all text before offset `read` is
// converted, to `written` units. SINEW_STATUS_CORRUPT: the bytes from `read` on are not well-formed
// UTF-8. SINEW_STATUS_TRUNCATED: the text ends within the sequence at `read`.
// SINEW_STATUS_OUTPUT_FULL: the character at `read` has no room.
SINEW_API sinew_codec_result sinew_utf8_to_utf16(const void* in, size_t size, uint16_t* out,
                                                 size_t capacity) SINEW_NOEXCEPT {
  using namespace sinew;
  const uint8_t* text = AsBytes(in);
  uint8_t* to = reinterpret_cast<uint8_t*>(out);
  Progress total = {0, 0};
  while (total.read < size) {
    const uint8_t* piece = text + total.read;
    const size_t length = ValidUtf8Prefix(piece, std::min(size - total.read, kPiece));
    if (length == 0) {
      const bool truncated = FirstSequence(piece, size - total.read).truncated;
      return {total.read, total.written, truncated ? SINEW_STATUS_TRUNCATED : SINEW_STATUS_CORRUPT};
    }
    Progress at = {0, 0};
    SINEW_DISPATCH(ToUtf16)(piece, length, to + 2 * total.written, capacity - total.written, at);
    total.read += at.read;
    total.written += at.written;
    if (at.read < length) return {total.read, total.written, SINEW_STATUS_OUTPUT_FULL};
  }
  return {total.read, total.written, SINEW_STATUS_OK};
}

// Returns how many units sinew_utf8_to_utf16 writes for well-formed text. If the text is not
// well-formed, this may be more than the units written before the fault, but never less, and never
// more than 2 * `size`.
SINEW_API size_t sinew_utf8_to_utf16_size(const void* in, size_t size) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(UnitsOf)(AsBytes(in), size);
}

// Converts `count` units of UTF-16 to UTF-8. `out` can hold `capacity` bytes; 3 * `count` bytes are
// always enough, sinew_utf16_to_utf8_size says how many are written.
//
// Returns `count` as `read` and the bytes written. On failure all units before index `read` are
// converted, to `written` bytes. SINEW_STATUS_CORRUPT: the unit at `read` is a surrogate without
// its other half. SINEW_STATUS_TRUNCATED: it is a high surrogate, and the last unit.
// SINEW_STATUS_OUTPUT_FULL: the character at `read` has no room.
SINEW_API sinew_codec_result sinew_utf16_to_utf8(const uint16_t* in, size_t count, void* out,
                                                 size_t capacity) SINEW_NOEXCEPT {
  using namespace sinew;
  const uint8_t* units = reinterpret_cast<const uint8_t*>(in);
  Progress at = {0, 0};
  SINEW_DISPATCH(ToUtf8)(units, count, AsBytes(out), capacity, at);
  sinew_status status = SINEW_STATUS_OK;
  if (at.read < count) {
    const uint32_t unit = UnitAt(units, at.read);
    const bool high = IsHighSurrogate(unit);
    if (high && at.read + 1 == count) {
      status = SINEW_STATUS_TRUNCATED;
    } else if (IsLowSurrogate(unit) || (high && !IsLowSurrogate(UnitAt(units, at.read + 1)))) {
      status = SINEW_STATUS_CORRUPT;
    } else {
      status = SINEW_STATUS_OUTPUT_FULL;
    }
  }
  return {at.read, at.written, status};
}

// Returns how many bytes sinew_utf16_to_utf8 writes for well-formed units. If they are not
// well-formed, this may be more than the bytes written before the fault, but never less, and never
// more than 3 * `count`.
SINEW_API size_t sinew_utf16_to_utf8_size(const uint16_t* in, size_t count) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(BytesOf)(reinterpret_cast<const uint8_t*>(in), count);
}

#endif  // HWY_ONCE

// Hexadecimal digits (Base16, RFC 4648 section 8): each byte is two digits, the upper half first.
//
// Encoding widens bytes to 16 bits, so that each half has a byte of its own, and looks the digits
// up; decoding subtracts in a way that gives more than 15 for a byte that is not a digit. With byte
// permutes (AVX-512 VBMI) both are lookups.

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "encoding/hex.cc"
#include "encoding/hex.h"

#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "core/bytes.h"
#include "core/dispatch.h"
#include "core/targets.h"
#include "core/vectors-inl.h"
#include "encoding/abi.h"

#ifndef SINEW_ENCODING_HEX_TABLES
#define SINEW_ENCODING_HEX_TABLES
namespace sinew {
namespace {

// Four times over: a lookup of 64 then ignores what is above the four bits.
struct HexDigits {
  uint8_t digit[64];
};
constexpr HexDigits MakeHexDigits(char ten) {
  HexDigits d = {};
  for (unsigned i = 0; i < 64; ++i) {
    const unsigned value = i % 16;
    d.digit[i] = static_cast<uint8_t>(value < 10 ? '0' + value : ten + value - 10);
  }
  return d;
}
constexpr HexDigits kHexDigits[2] = {MakeHexDigits('a'), MakeHexDigits('A')};
static_assert(SINEW_HEX_UPPER == 1);

[[maybe_unused]] inline void HexEncodeBytes(const HexDigits& d, const uint8_t* in, size_t size,
                                            uint8_t* out) {
  for (size_t i = 0; i < size; ++i) {
    out[2 * i] = d.digit[in[i] >> 4];
    out[2 * i + 1] = d.digit[in[i] & 15];
  }
}

// Decodes pairs of digits from byte `at` on, and finds the fault if there is one.
inline sinew_codec_result HexDecodePairs(const uint8_t* in, size_t size, uint8_t* out, size_t at) {
  for (; at + 1 < size; at += 2) {
    const uint8_t upper = HexValue(in[at]);
    const uint8_t lower = HexValue(in[at + 1]);
    if (((upper | lower) & kNoHexDigit) != 0) {
      return {at + (upper == kNoHexDigit ? 0 : 1), at / 2, SINEW_STATUS_CORRUPT};
    }
    out[at / 2] = static_cast<uint8_t>(upper << 4 | lower);
  }
  if (at == size) return {size, size / 2, SINEW_STATUS_OK};
  const bool is_digit = HexValue(in[at]) != kNoHexDigit;
  return {at, at / 2, is_digit ? SINEW_STATUS_TRUNCATED : SINEW_STATUS_CORRUPT};
}

}  // namespace
}  // namespace sinew
#endif  // SINEW_ENCODING_HEX_TABLES

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

#if HWY_TARGET != HWY_SCALAR

// A vector holds kVector digits, or the kBytes that they stand for.
constexpr size_t kVector = SINEW_HAS_AVX3 ? 64 : SINEW_HAS_AVX2 ? 32 : 16;
constexpr size_t kBytes = kVector / 2;
using D = hn::CappedTag<uint8_t, kVector>;
using D16 = hn::CappedTag<uint16_t, kVector / 2>;
using DHalf = hn::CappedTag<uint8_t, kBytes>;
using V = hn::Vec<D>;
using VHalf = hn::Vec<DHalf>;

// The digits of kBytes bytes.
class HexEncoder {
 public:
#if SINEW_HAS_AVX3_DL
  explicit HWY_INLINE HexEncoder(const HexDigits& digits) : digits_(hn::LoadU(D(), digits.digit)) {}

  HWY_INLINE V operator()(VHalf bytes) const {
    // Of the 64 bits of four widened bytes, each byte of the result takes the eight bits from its
    // place on; the lookup of 64 ignores all but the lower four of them:
    //
    //   bit    0        8         16        24        32        40        48        56
    //          byte 0   00000000  byte 1    00000000  byte 2    00000000  byte 3    00000000
    //   from   0x04     0x00      0x14      0x10      0x24      0x20      0x34      0x30
    //          upper 0  lower 0   upper 1   lower 1   upper 2   lower 2   upper 3   lower 3
    const auto begin = hn::Set(hn::Repartition<uint64_t, D>(), 0x3034202410140004);
    const auto wide = hn::PromoteTo(D16(), bytes);
    const __m512i halves = _mm512_multishift_epi64_epi8(begin.raw, wide.raw);
    return V{_mm512_permutexvar_epi8(halves, digits_.raw)};
  }

 private:
  V digits_;
#else
  explicit HWY_INLINE HexEncoder(const HexDigits& digits) : digits_(digits) {}

  HWY_INLINE V operator()(VHalf bytes) const {
    const D d;
    const auto wide = hn::PromoteTo(D16(), bytes);
    const auto halves = hn::Or(hn::ShiftRight<4>(wide), hn::ShiftLeft<8>(wide));
    return hn::TableLookupBytes(hn::LoadDup128(d, digits_.digit),
                                hn::And(hn::BitCast(d, halves), hn::Set(d, uint8_t{15})));
  }

 private:
  const HexDigits& digits_;
#endif
};

// The values of digits; another byte sets its lane of `wrong` to more than 15.
class HexDecoder {
 public:
#if SINEW_HAS_AVX3_DL
  HWY_INLINE HexDecoder()
      : low_(hn::LoadU(D(), kHexValues.value)), high_(hn::LoadU(D(), kHexValues.value + 64)) {}

  HWY_INLINE V Values(V digits, V* wrong) const {
    const V values = V{_mm512_permutex2var_epi8(low_.raw, digits.raw, high_.raw)};
    *wrong = hn::Or(*wrong, hn::Or(digits, values));
    return values;
  }

  static HWY_INLINE bool IsWrong(V wrong) { return _mm512_movepi8_mask(wrong.raw) != 0; }

  static HWY_INLINE VHalf Bytes(V values) {
    const __m512i pairs = _mm512_maddubs_epi16(values.raw, _mm512_set1_epi16(0x0110));
    return VHalf{_mm512_cvtepi16_epi8(pairs)};
  }

 private:
  V low_, high_;
#else
  HWY_INLINE V Values(V digits, V* wrong) const {
    const D d;
    const V number = hn::Sub(digits, hn::Set(d, uint8_t{'0'}));
    // The letters of either case become 0 to 5, then 10 to 15; saturation keeps what is more.
    const V letter = hn::Sub(hn::Or(digits, hn::Set(d, uint8_t{0x20})), hn::Set(d, uint8_t{'a'}));
    const V ten = hn::Set(d, uint8_t{10});
    const V values = hn::IfThenElse(hn::Lt(number, ten), number, hn::SaturatedAdd(letter, ten));
    *wrong = hn::Or(*wrong, values);
    return values;
  }

  static HWY_INLINE bool IsWrong(V wrong) {
    const D d;
    return !hn::AllTrue(d, hn::Lt(wrong, hn::Set(d, uint8_t{16})));
  }

  static HWY_INLINE VHalf Bytes(V values) {
    const D16 d16;
    const auto pairs = hn::BitCast(d16, values);
    const auto bytes = hn::And(hn::Or(hn::ShiftLeft<4>(pairs), hn::ShiftRight<8>(pairs)),
                               hn::Set(d16, uint16_t{0xFF}));
    return hn::DemoteTo(DHalf(), hn::BitCast(hn::RebindToSigned<D16>(), bytes));
  }
#endif
};

sinew_codec_result HexEncode(const uint8_t* in, size_t size, uint32_t flags, uint8_t* out) {
  const sinew_codec_result result = {size, 2 * size, SINEW_STATUS_OK};
  const D d;
  const DHalf half;
  const HexEncoder encoder(kHexDigits[flags & SINEW_HEX_UPPER]);
  for (; size >= 4 * kBytes; in += 4 * kBytes, size -= 4 * kBytes, out += 4 * kVector) {
    const V v0 = encoder(hn::LoadU(half, in));
    const V v1 = encoder(hn::LoadU(half, in + kBytes));
    const V v2 = encoder(hn::LoadU(half, in + 2 * kBytes));
    const V v3 = encoder(hn::LoadU(half, in + 3 * kBytes));
    hn::StoreU(v0, d, out);
    hn::StoreU(v1, d, out + kVector);
    hn::StoreU(v2, d, out + 2 * kVector);
    hn::StoreU(v3, d, out + 3 * kVector);
  }
  for (; size >= kBytes; in += kBytes, size -= kBytes, out += kVector) {
    hn::StoreU(encoder(hn::LoadU(half, in)), d, out);
  }
  if (size != 0) StorePart(encoder(LoadPart(half, in, size)), d, 2 * size, out);
  return result;
}

sinew_codec_result HexDecode(const uint8_t* in, size_t size, uint8_t* out) {
  const D d;
  const DHalf half;
  const HexDecoder decoder;
  size_t at = 0;
  // Reads come before writes: `out` may be `in`.
  for (; size - at >= 4 * kVector; at += 4 * kVector) {
    V wrong = hn::Zero(d);
    const V v0 = decoder.Values(hn::LoadU(d, in + at), &wrong);
    const V v1 = decoder.Values(hn::LoadU(d, in + at + kVector), &wrong);
    const V v2 = decoder.Values(hn::LoadU(d, in + at + 2 * kVector), &wrong);
    const V v3 = decoder.Values(hn::LoadU(d, in + at + 3 * kVector), &wrong);
    if (HWY_UNLIKELY(decoder.IsWrong(wrong))) break;
    uint8_t* const to = out + at / 2;
    hn::StoreU(decoder.Bytes(v0), half, to);
    hn::StoreU(decoder.Bytes(v1), half, to + kBytes);
    hn::StoreU(decoder.Bytes(v2), half, to + 2 * kBytes);
    hn::StoreU(decoder.Bytes(v3), half, to + 3 * kBytes);
  }
  for (; size - at >= kVector; at += kVector) {
    V wrong = hn::Zero(d);
    const V v = decoder.Values(hn::LoadU(d, in + at), &wrong);
    if (decoder.IsWrong(wrong)) return HexDecodePairs(in, size, out, at);
    hn::StoreU(decoder.Bytes(v), half, out + at / 2);
  }
  const size_t rest = (size - at) / 2 * 2;
  if (rest != 0) {
    V wrong = hn::Zero(d);
    const V v = decoder.Values(LoadPart(d, in + at, rest, '0'), &wrong);
    if (decoder.IsWrong(wrong)) return HexDecodePairs(in, size, out, at);
    StorePart(decoder.Bytes(v), half, rest / 2, out + at / 2);
    at += rest;
  }
  return HexDecodePairs(in, size, out, at);
}

#else  // HWY_TARGET == HWY_SCALAR

sinew_codec_result HexEncode(const uint8_t* in, size_t size, uint32_t flags, uint8_t* out) {
  HexEncodeBytes(kHexDigits[flags & SINEW_HEX_UPPER], in, size, out);
  return {size, 2 * size, SINEW_STATUS_OK};
}

sinew_codec_result HexDecode(const uint8_t* in, size_t size, uint8_t* out) {
  return HexDecodePairs(in, size, out, 0);
}

#endif  // HWY_TARGET != HWY_SCALAR

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace sinew {
namespace {
HWY_EXPORT(HexEncode);
HWY_EXPORT(HexDecode);
}  // namespace
}  // namespace sinew

// SINEW_CHAPTER Hex
//
// Bytes as pairs of hexadecimal digits (Base16, RFC 4648, section 8): the upper four bits of a byte
// are the first digit, the lower four the second. docs/formats/hex.md has an example.

// Encodes `size` bytes as 2 * `size` digits, which `out` must have room for. The digits above 9 are
// a to f, or A to F with SINEW_HEX_UPPER in `flags`.
//
// Returns `size` as `read` and 2 * `size` as `written`. SINEW_STATUS_INVALID_ARGUMENT, with nothing
// written: a pointer is null although `size` is not 0, or `flags` has an unknown bit.
SINEW_API sinew_codec_result sinew_hex_encode(const void* in, size_t size, void* out,
                                              uint32_t flags) SINEW_NOEXCEPT {
  using namespace sinew;
  if ((size != 0 && (in == nullptr || out == nullptr)) || (flags & ~SINEW_HEX_UPPER) != 0) {
    return {0, 0, SINEW_STATUS_INVALID_ARGUMENT};
  }
  return SINEW_DISPATCH(HexEncode)(AsBytes(in), size, flags, AsBytes(out));
}

// Decodes `size` digits of either case into `out`, whose `capacity` must be at least `size` / 2
// bytes. `out` may be `in`.
//
// Returns `size` as `read` and `size` / 2 as `written`. On failure `read` is an offset in `in`, and
// the first `written` bytes of `out` are what the digits before it decode to:
//
// - SINEW_STATUS_CORRUPT: the byte at `read` is not a digit.
// - SINEW_STATUS_TRUNCATED: all bytes are digits, but the last one, at `read`, has no partner.
// - SINEW_STATUS_OUTPUT_FULL: `capacity` is too small. Nothing is written, and `read` is the first
//   digit that has no room, 2 * `capacity`.
// - SINEW_STATUS_INVALID_ARGUMENT: a pointer is null although its size is not 0. Nothing is
//   written, and `read` is 0.
SINEW_API sinew_codec_result sinew_hex_decode(const void* in, size_t size, void* out,
                                              size_t capacity) SINEW_NOEXCEPT {
  using namespace sinew;
  if ((in == nullptr && size != 0) || (out == nullptr && capacity != 0)) {
    return {0, 0, SINEW_STATUS_INVALID_ARGUMENT};
  }
  if (capacity < size / 2) return {2 * capacity, 0, SINEW_STATUS_OUTPUT_FULL};
  return SINEW_DISPATCH(HexDecode)(AsBytes(in), size, AsBytes(out));
}

#endif  // HWY_ONCE

// Short texts that are numbers, in a word or two (decoder/digits.h). A decimal is such an integer,
// from which the point is taken out, divided by a power of ten: correctly rounded if both are exact
// (Clinger, "How to Read Floating Point Numbers Accurately", 1990).

#if defined(SINEW_INGEST_DECODER_NUMBERS_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef SINEW_INGEST_DECODER_NUMBERS_INL_H_
#undef SINEW_INGEST_DECODER_NUMBERS_INL_H_
#else
#define SINEW_INGEST_DECODER_NUMBERS_INL_H_
#endif

#include <hwy/highway.h>

#include <bit>
#include <type_traits>

#include "core/bits.h"
#include "core/scalar-inl.h"
#include "core/targets.h"
#include "core/type.h"
#include "ingest/decoder/decoder.h"
#include "ingest/decoder/digits.h"
#if SINEW_HAS_AVX2
#include <immintrin.h>
#endif

#ifndef SINEW_INGEST_DECODER_NUMBERS_POWERS
#define SINEW_INGEST_DECODER_NUMBERS_POWERS
namespace sinew {
namespace {

constexpr double kPowersOfTen[] = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                   1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};

// What a type of integers can hold, of what an int64_t can: one function reads all of these types.
struct IntegerRange {
  int64_t least, most;
  size_t width;
};

inline IntegerRange IntegerRangeOf(sinew_type type) {
  const size_t width = ValueWidth(type);
  const int64_t most = static_cast<int64_t>(~uint64_t{0} >> (65 - 8 * width));
  const bool is_unsigned = type >= SINEW_TYPE_U8 && type <= SINEW_TYPE_U64;
  if (!is_unsigned) return {-most - 1, most, width};
  return {0, width == 8 ? most : 2 * most + 1, width};
}

}  // namespace
}  // namespace sinew
#endif

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

// A bit, the highest of the byte, where the first point is; 0 if there is none.
HWY_INLINE uint64_t PointIn(uint64_t digits) {
  const uint64_t zero = digits ^ Repeat('.' ^ '0');
  const uint64_t found = (zero - Repeat(1)) & ~zero & Repeat(0x80);
  return found & (0 - found);
}

// `digits` without the byte of the point, and `first` in the lowest one.
HWY_INLINE uint64_t WithoutPoint(uint64_t digits, uint64_t point, uint64_t first) {
  const uint64_t below = (point >> 7) - 1;  // the bytes below it
  const uint64_t above = ~(below << 8 | 0xFF);
  return (digits & above) | (digits & below) << 8 | first;
}

// A text that can be read from `before` bytes before its beginning on.
struct Text {
  const uint8_t* begin;
  size_t size;
  size_t before;
};

// Whether a text of a sign, digits and a point at most is as JSON has them: there is a digit before
// the point and one behind it, and no zero before other digits.
HWY_INLINE bool IsJsonForm(Text text) {
  const uint8_t* const digits = text.begin + (text.begin[0] == '-');
  const uint8_t* const last = text.begin + text.size - 1;
  return digits[0] != '.' && *last != '.' &&
         (digits[0] != '0' || digits == last || digits[1] == '.');
}

HWY_INLINE bool StoreShortInteger(Text text, const IntegerRange& range, size_t row,
                                  ColumnWriter* column) {
  int64_t value;
  if (!ParseShortInteger({text.begin, text.size}, text.before, &value)) return false;
  if (value < range.least || value > range.most) return false;
  switch (range.width) {
    case 1:
      column->Set(row, static_cast<uint8_t>(value));
      break;
    case 2:
      column->Set(row, static_cast<uint16_t>(value));
      break;
    case 4:
      column->Set(row, static_cast<uint32_t>(value));
      break;
    default:
      column->Set(row, value);
  }
  return true;
}

template <typename T>
HWY_INLINE bool StoreShortDecimal(Text text, size_t row, ColumnWriter* column) {
  const bool negative = text.begin[0] == '-';
  const size_t size = text.size - negative;
  const uint8_t* const end = text.begin + text.size;
  if (size - 1 >= 16 || text.before + text.size < 16) return false;
  uint64_t number;
  size_t places = 0;
  if (size <= 8) {
    uint64_t digits = DigitsBefore(end, size);
    if (const uint64_t point = PointIn(digits)) {
      if (size == 1) return false;
      places = hwy::Num0BitsAboveMS1Bit_Nonzero64(point) / 8;
      digits = WithoutPoint(digits, point, 0);
    }
    if (!AreDigits(digits)) return false;
    number = NumberOf(digits);
  } else {
    uint64_t low = DigitsBefore(end, 8), high = DigitsBefore(end - 8, size - 8);
    if (const uint64_t point = PointIn(low)) {
      places = hwy::Num0BitsAboveMS1Bit_Nonzero64(point) / 8;
      low = WithoutPoint(low, point, high >> 56);
      high <<= 8;
    } else if (const uint64_t earlier = PointIn(high)) {
      places = 8 + hwy::Num0BitsAboveMS1Bit_Nonzero64(earlier) / 8;
      high = WithoutPoint(high, earlier, 0);
    }
    if (!AreDigits(low) || !AreDigits(high)) return false;
    number = NumberOf(high) * 100000000 + NumberOf(low);
  }
  // 10^10 is the largest power of ten that a float can be, 10^22 that a double can be.
  constexpr bool kDouble = std::is_same_v<T, double>;
  constexpr uint64_t kMost = uint64_t{1} << (kDouble ? 53 : 24);
  if (number > kMost || (!kDouble && places > 10)) return false;
  const T value = static_cast<T>(number) / static_cast<T>(kPowersOfTen[places]);
  // Signs are hard to predict: no branch on them.
  using Bits = std::conditional_t<kDouble, uint64_t, uint32_t>;
  column->Set(row, std::bit_cast<Bits>(value) | Bits{negative} << (8 * sizeof(T) - 1));
  return true;
}

#if SINEW_HAS_AVX2

namespace hn = hwy::HWY_NAMESPACE;

// A text of at most 8 bytes a lane.
using Words = hn::ScalableTag<uint64_t>;

// Ten to the power of 0 to 7.
HWY_INLINE hn::Vec<hn::ScalableTag<double>> PowersOfTen(hn::Vec<Words> exponents) {
  const hn::ScalableTag<double> d;
#if SINEW_HAS_AVX3
  return hn::TableLookupLanes(hn::LoadU(d, kPowersOfTen), hn::IndicesFromVec(d, exponents));
#else
  // As floats, which are exact, and of which a vector holds eight.
  HWY_ALIGN constexpr float kFloats[8] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7};
  const hn::ScalableTag<float> d32;
  const auto index = hn::IndicesFromVec(d32, hn::BitCast(hn::ScalableTag<uint32_t>(), exponents));
  const auto powers = hn::TableLookupLanes(hn::Load(d32, kFloats), index);
  return hn::PromoteTo(d, hn::LowerHalf(hn::ConcatEven(d32, powers, powers)));
#endif
}

// The numbers of four digits, the first of which is in the lowest byte.
HWY_INLINE hn::Vec<hn::ScalableTag<uint32_t>> Fours(hn::Vec<Words> digits) {
#if SINEW_HAS_AVX3
  const __m512i twos = _mm512_maddubs_epi16(digits.raw, _mm512_set1_epi16(1 << 8 | 10));
  return {_mm512_madd_epi16(twos, _mm512_set1_epi32(1 << 16 | 100))};
#else
  const __m256i twos = _mm256_maddubs_epi16(digits.raw, _mm256_set1_epi16(1 << 8 | 10));
  return {_mm256_madd_epi16(twos, _mm256_set1_epi32(1 << 16 | 100))};
#endif
}

// A vector of numbers at once, as above: of each the 8 bytes before its end, and its size. Writes
// the values, integers in `range` or doubles, to `out` and returns a bit for each text of at most 8
// bytes that is one. What is written for the others has no meaning. kJson: as IsJsonForm has it.
template <bool kDecimal, bool kJson>
HWY_INLINE uint64_t NumbersOf(hn::Vec<Words> word, hn::Vec<Words> size,
                              [[maybe_unused]] const IntegerRange& range, uint8_t* out) {
  const Words d;
  const hn::RebindToSigned<Words> ds;
  const hn::Repartition<uint8_t, Words> d8;
  const hn::Repartition<uint32_t, Words> d32;
  const auto bytes = [&](uint8_t byte) HWY_ATTR { return hn::BitCast(d, hn::Set(d8, byte)); };
  const auto is_above = [&](auto v, int64_t least) HWY_ATTR {
    return hn::RebindMask(d, hn::Gt(hn::BitCast(ds, v), hn::Set(ds, least)));
  };
  const auto zero = hn::Zero(d), one = hn::Set(d, 1), low = hn::Set(d, 0xFF);
  // Shifts by more than 63 give 0.
  const auto unused = hn::Sub(hn::Set(d, 64), hn::ShiftLeft<3>(size));
  auto digits = hn::Shr(hn::Xor(word, bytes('0')), unused);
  const auto negative = hn::Eq(hn::And(digits, low), hn::Set(d, '-' ^ '0'));
  digits = hn::Shl(hn::IfThenElse(negative, hn::AndNot(low, digits), digits), unused);
  auto count = hn::Sub(size, hn::IfThenElseZero(negative, one));

  auto places = zero;
  [[maybe_unused]] auto ends_in_point = hn::MaskFromVec(zero);
  if constexpr (kDecimal) {
    const auto is_point = hn::Eq(hn::BitCast(d8, digits), hn::Set(d8, '.' ^ '0'));
    const auto all = hn::And(hn::BitCast(d, hn::VecFromMask(d8, is_point)), bytes(0x80));
    const auto point = hn::And(all, hn::Sub(zero, all));
    const auto has_point = hn::Ne(point, zero);
    const auto below = hn::Sub(hn::ShiftRight<7>(point), one);
    const auto rest = hn::Or(hn::ShiftLeft<8>(below), low);
    const auto without = hn::Or(hn::AndNot(rest, digits), hn::ShiftLeft<8>(hn::And(digits, below)));
    digits = hn::IfThenElse(has_point, without, digits);
    places = hn::SumsOf8(hn::BitCast(d8, hn::AndNot(rest, bytes(1))));
    count = hn::Sub(count, hn::IfThenElseZero(has_point, one));
    ends_in_point = hn::And(has_point, hn::Eq(places, zero));
  }
  const auto over_9 = hn::BitCast(d, hn::Add(hn::BitCast(d8, digits), hn::Set(d8, 0x80 - 10)));
  const auto wrong = hn::And(hn::Or(over_9, digits), bytes(0x80));
  auto fine = hn::And(hn::Eq(wrong, zero), hn::Ne(count, zero));
  fine = hn::AndNot(is_above(size, 8), fine);
  if constexpr (kJson) {
    // Before the point there is a digit, and if the first one is 0, no other.
    const auto whole = hn::Sub(count, places);
    const auto first = hn::Shr(digits, hn::Sub(hn::Set(d, 64), hn::ShiftLeft<3>(count)));
    const auto is_zero = hn::Eq(hn::And(first, low), zero);
    const auto is_padded = hn::And(is_zero, hn::Ne(whole, one));
    fine = hn::AndNot(hn::Or(hn::Or(is_padded, hn::Eq(whole, zero)), ends_in_point), fine);
  }

  const auto fours = Fours(digits);
  const auto number =
      hn::Add(hn::MulEven(fours, hn::Set(d32, 10000)), hn::ShiftRight<32>(hn::BitCast(d, fours)));
  if constexpr (kDecimal) {
    const hn::RebindToFloat<Words> df;
    // Of a number below 2^52: the bits of a double above it.
    const auto above = hn::BitCast(df, hn::Or(number, hn::Set(d, std::bit_cast<uint64_t>(0x1p52))));
    const auto value = hn::Div(hn::Sub(above, hn::Set(df, 0x1p52)), PowersOfTen(places));
    const auto sign = hn::IfThenElseZero(negative, hn::Set(d, uint64_t{1} << 63));
    hn::StoreU(hn::Or(hn::BitCast(d, value), sign), d, reinterpret_cast<uint64_t*>(out));
  } else {
    const auto value = hn::IfThenElse(negative, hn::Sub(zero, number), number);
    const auto is_below = hn::Lt(hn::BitCast(ds, value), hn::Set(ds, range.least));
    const auto is_outside = hn::Or(is_above(value, range.most), hn::RebindMask(d, is_below));
    fine = hn::AndNot(is_outside, fine);
    hn::StoreU(value, d, reinterpret_cast<uint64_t*>(out));
  }
  uint8_t bits[8];
  hn::StoreMaskBits(d, fine, bits);
  return bits[0];
}

// The lowest bytes of words.
template <typename Narrow>
HWY_INLINE void CopyLowest(const uint64_t* words, size_t count, uint8_t* out) {
  const Words d;
  const hn::Rebind<Narrow, Words> to;
  for (size_t i = 0; i < count; i += hn::Lanes(d)) {
    const auto narrow = hn::TruncateTo(to, hn::Load(d, words + i));
    hn::StoreU(narrow, to, reinterpret_cast<Narrow*>(out) + i);
  }
}

// Stores the numbers of `count` texts, 8 to 64 and a multiple of 8: their last 8 bytes are `words`,
// which is overwritten. Returns a bit for each of those that are no such numbers.
template <bool kDecimal, bool kJson>
HWY_INLINE uint64_t StoreNumbers(uint64_t* words, const uint64_t* sizes, size_t count,
                                 const IntegerRange& range, uint8_t* out) {
  const Words d;
  const bool is_narrow = !kDecimal && range.width != 8;
  uint8_t* const to = is_narrow ? reinterpret_cast<uint8_t*>(words) : out;
  uint64_t stored = 0;
  for (size_t i = 0; i < count; i += hn::Lanes(d)) {
    stored |= NumbersOf<kDecimal, kJson>(hn::Load(d, words + i), hn::Load(d, sizes + i), range,
                                         to + i * 8)
              << i;
  }
  if (is_narrow) {
    if (range.width == 4) {
      CopyLowest<uint32_t>(words, count, out);
    } else if (range.width == 2) {
      CopyLowest<uint16_t>(words, count, out);
    } else {
      CopyLowest<uint8_t>(words, count, out);
    }
  }
  return ~stored & LowBits(count);
}

#endif  // SINEW_HAS_AVX2

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#endif  // per-target include guard

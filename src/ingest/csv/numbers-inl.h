// Short texts that are numbers, in a word or two (decoder/digits.h). A decimal is such an integer,
// from which the point is taken out, divided by a power of ten: correctly rounded if both are exact
// (Clinger, "How to Read Floating Point Numbers Accurately", 1990).

#if defined(SINEW_INGEST_CSV_NUMBERS_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef SINEW_INGEST_CSV_NUMBERS_INL_H_
#undef SINEW_INGEST_CSV_NUMBERS_INL_H_
#else
#define SINEW_INGEST_CSV_NUMBERS_INL_H_
#endif

#include <hwy/highway.h>

#include <bit>
#include <limits>
#include <type_traits>

#include "core/targets.h"
#include "ingest/decoder/decoder.h"
#include "ingest/decoder/digits.h"
#if SINEW_HAS_AVX3_DL
#include <immintrin.h>
#endif

#ifndef SINEW_INGEST_CSV_NUMBERS_POWERS
#define SINEW_INGEST_CSV_NUMBERS_POWERS
namespace sinew {
namespace {

constexpr double kPowersOfTen[] = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                   1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};

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

template <typename T>
HWY_INLINE bool StoreShortInteger(Text text, size_t row, ColumnWriter* column) {
  int64_t value;
  if (!ParseShortInteger({text.begin, text.size}, text.before, &value)) return false;
  if constexpr (std::is_same_v<T, uint64_t>) {
    if (value < 0) return false;
  } else if constexpr (sizeof(T) < 8) {
    if (value < std::numeric_limits<T>::min() || value > std::numeric_limits<T>::max()) {
      return false;
    }
  }
  column->Set(row, static_cast<T>(value));
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

#if SINEW_HAS_AVX3_DL

// Eight numbers at once, as above, in lanes: of each the 8 bytes before its end, and its size.
// Writes the values to `out` and returns a bit for each text of at most 8 bytes that is one. What
// is written for the others has no meaning.
template <typename T>
HWY_INLINE uint64_t NumbersOf(__m512i word, __m512i size, uint8_t* out) {
  constexpr bool kDecimal = std::is_same_v<T, double>;
  const auto bytes = [](uint8_t byte)
                         HWY_ATTR { return _mm512_set1_epi8(static_cast<char>(byte)); };
  const __m512i one = _mm512_set1_epi64(1);
  const __m512i unused = _mm512_sub_epi64(_mm512_set1_epi64(64), _mm512_slli_epi64(size, 3));
  __m512i digits = _mm512_srlv_epi64(_mm512_xor_si512(word, bytes('0')), unused);
  const __mmask8 negative = _mm512_cmpeq_epi64_mask(
      _mm512_and_si512(digits, _mm512_set1_epi64(0xFF)), _mm512_set1_epi64('-' ^ '0'));
  digits = _mm512_mask_andnot_epi64(digits, negative, _mm512_set1_epi64(0xFF), digits);
  digits = _mm512_sllv_epi64(digits, unused);
  __m512i count = _mm512_mask_sub_epi64(size, negative, size, one);

  __m512i places = _mm512_setzero_si512();
  if constexpr (kDecimal) {
    const __mmask64 points = _mm512_cmpeq_epi8_mask(digits, bytes('.' ^ '0'));
    const __m512i all = _mm512_maskz_mov_epi8(points, bytes(0x80));
    const __m512i point = _mm512_and_si512(all, _mm512_sub_epi64(_mm512_setzero_si512(), all));
    const __mmask8 has_point = _mm512_test_epi64_mask(point, point);
    const __m512i below = _mm512_sub_epi64(_mm512_srli_epi64(point, 7), one);
    const __m512i rest = _mm512_or_si512(_mm512_slli_epi64(below, 8), _mm512_set1_epi64(0xFF));
    const __m512i without = _mm512_or_si512(_mm512_andnot_si512(rest, digits),
                                            _mm512_slli_epi64(_mm512_and_si512(digits, below), 8));
    digits = _mm512_mask_mov_epi64(digits, has_point, without);
    const __m512i bits = _mm512_popcnt_epi64(_mm512_andnot_si512(rest, bytes(0xFF)));
    places = _mm512_maskz_srli_epi64(has_point, bits, 3);
    count = _mm512_mask_sub_epi64(count, has_point, count, one);
  }
  const __m512i wrong = _mm512_or_si512(_mm512_add_epi8(digits, bytes(0x80 - 10)), digits);
  __mmask8 fine = _mm512_testn_epi64_mask(wrong, bytes(0x80));
  fine &= _mm512_cmpgt_epi64_mask(count, _mm512_setzero_si512());
  fine &= _mm512_cmple_epu64_mask(size, _mm512_set1_epi64(8));

  const __m512i twos = _mm512_maddubs_epi16(digits, _mm512_set1_epi16(1 << 8 | 10));
  const __m512i fours = _mm512_madd_epi16(twos, _mm512_set1_epi32(1 << 16 | 100));
  const __m512i number = _mm512_add_epi64(_mm512_mul_epu32(fours, _mm512_set1_epi64(10000)),
                                          _mm512_srli_epi64(fours, 32));
  if constexpr (kDecimal) {
    const __m512d power = _mm512_permutexvar_pd(places, _mm512_loadu_pd(kPowersOfTen));
    const __m512d value = _mm512_div_pd(_mm512_cvtepu64_pd(number), power);
    const __m512d sign = _mm512_castsi512_pd(_mm512_maskz_set1_epi64(negative, INT64_MIN));
    _mm512_storeu_pd(out, _mm512_or_pd(value, sign));
  } else {
    const __m512i value = _mm512_mask_sub_epi64(number, negative, _mm512_setzero_si512(), number);
    using Limits = std::numeric_limits<T>;
    if constexpr (Limits::min() == 0)
      fine &= _mm512_cmpge_epi64_mask(value, _mm512_setzero_si512());
    if constexpr (sizeof(T) < 4) {
      fine &= _mm512_cmple_epi64_mask(value, _mm512_set1_epi64(Limits::max()));
      fine &= _mm512_cmpge_epi64_mask(value, _mm512_set1_epi64(Limits::min()));
    }
    if constexpr (sizeof(T) == 8) _mm512_storeu_si512(out, value);
    if constexpr (sizeof(T) == 4) _mm512_mask_cvtepi64_storeu_epi32(out, 0xFF, value);
    if constexpr (sizeof(T) == 2) _mm512_mask_cvtepi64_storeu_epi16(out, 0xFF, value);
    if constexpr (sizeof(T) == 1) _mm512_mask_cvtepi64_storeu_epi8(out, 0xFF, value);
  }
  return fine;
}

#endif  // SINEW_HAS_AVX3_DL

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#endif  // per-target include guard

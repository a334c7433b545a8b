// A column of CSV at a time. Short texts become numbers in a word (decoder/digits.h). A decimal is
// such an integer, from which the point is taken out, divided by a power of ten: correctly rounded
// if both are exact (Clinger, "How to Read Floating Point Numbers Accurately", 1990). All else goes
// to StoreText.

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "ingest/csv/columns.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>
#include <string.h>

#include <limits>
#include <type_traits>

#include "core/dispatch.h"
#include "core/type.h"
#include "encoding/utf8.h"
#include "ingest/csv/chunk.h"
#include "ingest/decoder/digits.h"
#include "ingest/decoder/values.h"

#ifndef SINEW_INGEST_CSV_COLUMNS_POWERS
#define SINEW_INGEST_CSV_COLUMNS_POWERS
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
  column->Set(row, negative ? -value : value);
  return true;
}

// Where field `number` of record `record` is, without the carriage return before a newline.
HWY_INLINE Bytes FieldAt(const CsvChunk& chunk, size_t number, size_t record) {
  const uint32_t* const ends = chunk.ends + record * chunk.fields + number;
  const size_t begin = ends[0] + uint32_t{1};
  size_t end = ends[1];
  if (number + 1 == chunk.fields && end != begin && chunk.in[end - 1] == '\r') --end;
  return {chunk.in + begin, end - begin};
}

template <bool kPlain, typename StoreValue>
HWY_INLINE size_t DecodeValues(const CsvChunk& chunk, size_t number, const DecoderField& field,
                               size_t count, size_t row, ColumnWriter* column,
                               const StoreValue& store) {
  for (size_t i = 0; i < count; ++i, ++row) {
    Bytes text = FieldAt(chunk, number, i);
    bool null = text.size == 0;
    if constexpr (!kPlain) {
      const CsvRules& rules = *chunk.rules;
      if (chunk.rules->has_quotes && text.size != 0 && text.data[0] == rules.quote) {
        text = {text.data + 1, text.size - 2};
        // An empty text is no value, nor is one with quotes in it.
        if (text.size == 0) return i;
      } else {
        null = IsNullCsv(rules, text, false);
      }
    }
    if (HWY_UNLIKELY(null)) {
      column->PutNull(row, field.type);
      continue;
    }
    const size_t before = chunk.before + static_cast<size_t>(text.data - chunk.in);
    if (HWY_LIKELY(store(Text{text.data, text.size, before}, row))) continue;
    if (StoreText(text, field.type, field.flags, row, column) != 0) return i;
  }
  return count;
}

template <bool kPlain, typename Offset>
HWY_INLINE size_t DecodeStrings(const CsvChunk& chunk, size_t number, const DecoderField& field,
                                size_t count, size_t row, ColumnWriter* column) {
  const bool is_text = field.type == SINEW_TYPE_STRING || field.type == SINEW_TYPE_LARGE_STRING;
  const bool validate = is_text && !chunk.is_utf8;
  const CsvRules& rules = *chunk.rules;
  size_t bytes_size = column->bytes_size;
  size_t i = 0;
  for (; i < count; ++i) {
    const Bytes all = FieldAt(chunk, number, i);
    Bytes text = all;
    bool has_quotes = false;
    if constexpr (!kPlain) {
      if (rules.has_quotes && text.size != 0 && text.data[0] == rules.quote) {
        text = {text.data + 1, text.size - 2};
        has_quotes = text.size != 0 && memchr(text.data, rules.quote, text.size) != nullptr;
      }
    }
    const bool is_quoted = text.data != all.data;
    if (HWY_UNLIKELY(validate && ValidUtf8Prefix(text.data, text.size) != text.size)) break;
    uint8_t* const to = column->bytes + bytes_size;
    constexpr size_t kShort = 32;
    if (HWY_LIKELY(text.size <= kShort &&
                   static_cast<size_t>(text.data - chunk.in) + kShort <= chunk.size)) {
      // There is as much room as text: what is too much of it is overwritten.
      memcpy(to, text.data, kShort);
    } else {
      memcpy(to, text.data, text.size);
    }
    size_t size = text.size;
    if (!kPlain && HWY_UNLIKELY(has_quotes)) size = UnquoteCsv(text, rules.quote, to);
    if (kPlain ? text.size == 0 && rules.empty_is_null
               : !is_quoted && IsNullCsv(rules, text, true)) {
      column->SetNull(row + i);
      size = 0;
    }
    bytes_size += size;
    Store(column->values + (row + i + 1) * sizeof(Offset), static_cast<Offset>(bytes_size));
  }
  column->bytes_size = bytes_size;
  return i;
}

template <bool kPlain>
size_t DecodeColumn(const CsvChunk& chunk, size_t number, const DecoderField& field, size_t count,
                    size_t row, ColumnWriter* column) {
  const auto integers = [&]<typename T>(T) HWY_ATTR {
    return DecodeValues<kPlain>(chunk, number, field, count, row, column,
                                [&](Text text, size_t at)
                                    HWY_ATTR { return StoreShortInteger<T>(text, at, column); });
  };
  const auto decimals = [&]<typename T>(T) HWY_ATTR {
    return DecodeValues<kPlain>(chunk, number, field, count, row, column,
                                [&](Text text, size_t at)
                                    HWY_ATTR { return StoreShortDecimal<T>(text, at, column); });
  };
  switch (field.type) {
    case SINEW_TYPE_STRING:
    case SINEW_TYPE_BINARY:
      return DecodeStrings<kPlain, int32_t>(chunk, number, field, count, row, column);
    case SINEW_TYPE_LARGE_STRING:
    case SINEW_TYPE_LARGE_BINARY:
      return DecodeStrings<kPlain, int64_t>(chunk, number, field, count, row, column);
    case SINEW_TYPE_I8:
      return integers(int8_t{});
    case SINEW_TYPE_I16:
      return integers(int16_t{});
    case SINEW_TYPE_I32:
      return integers(int32_t{});
    case SINEW_TYPE_I64:
      return integers(int64_t{});
    case SINEW_TYPE_U8:
      return integers(uint8_t{});
    case SINEW_TYPE_U16:
      return integers(uint16_t{});
    case SINEW_TYPE_U32:
      return integers(uint32_t{});
    case SINEW_TYPE_U64:
      return integers(uint64_t{});
    case SINEW_TYPE_F32:
      return decimals(float{});
    case SINEW_TYPE_F64:
      return decimals(double{});
    default:
      return DecodeValues<kPlain>(chunk, number, field, count, row, column,
                                  [](Text, size_t) { return false; });
  }
}

size_t Decode(const CsvChunk& chunk, size_t number, const DecoderField& field, size_t count,
              size_t row, ColumnWriter* column) {
  return chunk.is_plain ? DecodeColumn<true>(chunk, number, field, count, row, column)
                        : DecodeColumn<false>(chunk, number, field, count, row, column);
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sinew {
namespace {
HWY_EXPORT(Decode);
}  // namespace

size_t DecodeCsvColumn(const CsvChunk& chunk, size_t number, const DecoderField& field,
                       size_t count, size_t row, ColumnWriter* column) {
  return SINEW_DISPATCH(Decode)(chunk, number, field, count, row, column);
}

}  // namespace sinew
#endif

#include "ingest/decoder/values.h"

#include <fast_float/fast_float.h>

#include <limits>
#include <system_error>
#include <type_traits>

#include "core/batch.h"
#include "core/calendar.h"
#include "core/type.h"
#include "encoding/hex.h"

namespace sinew {
namespace {

constexpr sinew_reject_reason kFine = sinew_reject_reason{0};

constexpr bool IsDigit(uint8_t byte) { return byte >= '0' && byte <= '9'; }

// Digits, and nothing else, as a number of up to 64 bits.
sinew_reject_reason ParseDigits(Bytes digits, uint64_t* number) {
  if (digits.size == 0) return SINEW_REJECT_TYPE;
  uint64_t value = 0;
  bool fits = true;
  for (size_t i = 0; i < digits.size; ++i) {
    if (!IsDigit(digits.data[i])) return SINEW_REJECT_TYPE;
    fits &= !__builtin_mul_overflow(value, uint64_t{10}, &value);
    fits &= !__builtin_add_overflow(value, uint64_t{digits.data[i]} - '0', &value);
  }
  *number = value;
  return fits ? kFine : SINEW_REJECT_RANGE;
}

// An integer as its size and sign.
struct Integer {
  uint64_t size;
  bool is_negative;
};

sinew_reject_reason ParseInteger(Bytes text, Integer* integer) {
  integer->is_negative = text.size != 0 && text.data[0] == '-';
  if (integer->is_negative) text = {text.data + 1, text.size - 1};
  return ParseDigits(text, &integer->size);
}

// A number of JSON's grammar whose value is an integer, such as 12e3 or 1.50e2.
sinew_reject_reason ParseDecimalInteger(Bytes text, Integer* integer) {
  const sinew_reject_reason plain = ParseInteger(text, integer);
  if (plain != SINEW_REJECT_TYPE) return plain;
  size_t at = integer->is_negative ? 1 : 0;
  // Every digit counts 10 to the power of what is left of the exponent behind it.
  int64_t exponent = 0;
  size_t exponent_at = at;
  while (exponent_at < text.size && (text.data[exponent_at] | 0x20) != 'e') ++exponent_at;
  if (exponent_at < text.size) {
    size_t i = exponent_at + 1;
    const bool is_negative = text.data[i] == '-';
    i += is_negative || text.data[i] == '+';
    for (; i < text.size; ++i) {
      // More decides nothing: the digits are fewer than 2^30.
      if (exponent < int64_t{1} << 40) exponent = exponent * 10 + (text.data[i] - '0');
    }
    if (is_negative) exponent = -exponent;
  }
  size_t point = exponent_at;
  for (size_t i = at; i < exponent_at; ++i) {
    if (text.data[i] == '.') point = i;
  }
  uint64_t value = 0;
  bool fits = true;
  const auto append = [&](uint64_t digit) {
    fits &= !__builtin_mul_overflow(value, uint64_t{10}, &value);
    fits &= !__builtin_add_overflow(value, digit, &value);
  };
  // Of the digits, those up to the moved point.
  int64_t left = static_cast<int64_t>(point - at) + exponent;
  for (; at < exponent_at; ++at) {
    if (at == point) continue;
    const uint64_t digit = uint64_t{text.data[at]} - '0';
    if (left > 0) {
      append(digit);
    } else if (digit != 0) {
      return SINEW_REJECT_TYPE;
    }
    --left;
  }
  for (; left > 0 && value != 0 && fits; --left) append(0);
  integer->size = value;
  return fits ? kFine : SINEW_REJECT_RANGE;
}

template <typename T>
sinew_reject_reason StoreInteger(Integer integer, size_t row, ColumnWriter* column) {
  const uint64_t most = static_cast<uint64_t>(std::numeric_limits<T>::max());
  if (integer.is_negative && integer.size != 0) {
    if (std::is_unsigned_v<T> || integer.size > most + 1) return SINEW_REJECT_RANGE;
    column->Set(row, static_cast<T>(-integer.size));
  } else {
    if (integer.size > most) return SINEW_REJECT_RANGE;
    column->Set(row, static_cast<T>(integer.size));
  }
  return kFine;
}

template <typename T>
sinew_reject_reason StoreFloat(Bytes text, size_t row, ColumnWriter* column) {
  const char* begin = reinterpret_cast<const char*>(text.data);
  const char* const end = begin + text.size;
  // from_chars takes no plus.
  if (text.size > 1 && *begin == '+' && begin[1] != '-') ++begin;
  T value = 0;
  const auto result = fast_float::from_chars(begin, end, value);
  // nan(...), which C has.
  const bool has_payload = text.size != 0 && end[-1] == ')';
  if (result.ec == std::errc::invalid_argument || result.ptr != end || has_payload) {
    return SINEW_REJECT_TYPE;
  }
  constexpr T kLargest = std::numeric_limits<T>::max();
  if (value > kLargest || value < -kLargest) {
    // Infinity that was not written as such.
    const uint8_t last = static_cast<uint8_t>(end[-1] | 0x20);
    if (last != 'f' && last != 'y') return SINEW_REJECT_RANGE;
  }
  if (value != value) value = std::numeric_limits<T>::quiet_NaN();
  column->Set(row, value);
  return kFine;
}

// How many parts of a second a type of timestamps counts.
constexpr int64_t kParts[] = {1, 1000, 1000000, 1000000000};
int64_t PartsOf(sinew_type unit) { return kParts[unit - SINEW_TYPE_TIMESTAMP_S]; }

// A number of one unit in another.
sinew_reject_reason StoreEpoch(Integer integer, sinew_type type, uint32_t flags, size_t row,
                               ColumnWriter* column) {
  if (integer.size > uint64_t{INT64_MAX} + integer.is_negative) return SINEW_REJECT_RANGE;
  int64_t time = static_cast<int64_t>(integer.is_negative ? -integer.size : integer.size);
  if (!ConvertEpoch(type, flags, &time)) return SINEW_REJECT_RANGE;
  column->Set(row, time);
  return kFine;
}

// Two digits at `at`; 100 or more if they are none.
uint32_t TwoDigits(const uint8_t* at) {
  return IsDigit(at[0]) && IsDigit(at[1]) ? (at[0] - '0') * 10u + (at[1] - '0') : 100;
}

// The date YYYY-MM-DD in the first ten bytes.
sinew_reject_reason ParseDate(Bytes text, int64_t* days) {
  if (text.size < 10 || text.data[4] != '-' || text.data[7] != '-') return SINEW_REJECT_TYPE;
  const uint32_t century = TwoDigits(text.data), years = TwoDigits(text.data + 2);
  const uint32_t month = TwoDigits(text.data + 5), day = TwoDigits(text.data + 8);
  if (century >= 100 || years >= 100 || month >= 100 || day >= 100) return SINEW_REJECT_TYPE;
  const uint32_t year = century * 100 + years;
  if (!IsDate(year, month, day)) return SINEW_REJECT_RANGE;
  *days = DaysOf(year, month, day);
  return kFine;
}

sinew_reject_reason StoreUuid(Bytes text, size_t row, ColumnWriter* column) {
  const bool has_hyphens = text.size == 36;
  if (!has_hyphens && text.size != 32) return SINEW_REJECT_TYPE;
  Bytes16 value;
  size_t at = 0;
  for (size_t i = 0; i < 16; ++i) {
    if (has_hyphens && (i == 4 || i == 6 || i == 8 || i == 10) && text.data[at++] != '-') {
      return SINEW_REJECT_TYPE;
    }
    const uint32_t high = HexValue(text.data[at]), low = HexValue(text.data[at + 1]);
    if (high == kNoHexDigit || low == kNoHexDigit) return SINEW_REJECT_TYPE;
    value.bytes[i] = static_cast<uint8_t>(high << 4 | low);
    at += 2;
  }
  column->Set(row, value);
  return kFine;
}

// An integer of any type that is kept as one.
sinew_reject_reason StoreAnyInteger(Integer integer, sinew_type type, uint32_t flags, size_t row,
                                    ColumnWriter* column) {
  switch (type) {
    case SINEW_TYPE_I8:
      return StoreInteger<int8_t>(integer, row, column);
    case SINEW_TYPE_I16:
      return StoreInteger<int16_t>(integer, row, column);
    case SINEW_TYPE_I32:
      return StoreInteger<int32_t>(integer, row, column);
    case SINEW_TYPE_I64:
      return StoreInteger<int64_t>(integer, row, column);
    case SINEW_TYPE_U8:
      return StoreInteger<uint8_t>(integer, row, column);
    case SINEW_TYPE_U16:
      return StoreInteger<uint16_t>(integer, row, column);
    case SINEW_TYPE_U32:
      return StoreInteger<uint32_t>(integer, row, column);
    case SINEW_TYPE_U64:
      return StoreInteger<uint64_t>(integer, row, column);
    default:
      return StoreEpoch(integer, type, flags, row, column);
  }
}

}  // namespace

bool ConvertEpoch(sinew_type type, uint32_t flags, int64_t* time) {
  const int64_t to = PartsOf(type);
  const int64_t from = flags == 0 ? to : kParts[flags - SINEW_FIELD_EPOCH_S];
  if (from < to) return !__builtin_mul_overflow(*time, to / from, time);
  if (from > to) *time = FloorDivide(*time, from / to);
  return true;
}

sinew_reject_reason ParseTime(Bytes text, sinew_type unit, int64_t* time) {
  int64_t days;
  if (const sinew_reject_reason reason = ParseDate(text, &days)) return reason;
  const uint8_t* at = text.data + 10;
  const uint8_t* const end = text.data + text.size;
  const auto left = [&] { return static_cast<size_t>(end - at); };
  uint32_t hour = 0, minute = 0, second = 0;
  int64_t nanoseconds = 0, offset = 0;
  if (at != end) {
    if (*at != ' ' && (*at | 0x20) != 't') return SINEW_REJECT_TYPE;
    if (left() < 6 || at[3] != ':') return SINEW_REJECT_TYPE;
    hour = TwoDigits(at + 1);
    minute = TwoDigits(at + 4);
    at += 6;
    if (left() >= 3 && *at == ':') {
      second = TwoDigits(at + 1);
      at += 3;
      if (left() >= 2 && *at == '.' && IsDigit(at[1])) {
        ++at;
        for (int64_t part = 100000000; at != end && IsDigit(*at); ++at, part /= 10) {
          nanoseconds += (*at - '0') * part;
        }
      }
    }
    if (hour >= 100 || minute >= 100 || second >= 100) return SINEW_REJECT_TYPE;
    if (left() == 1 && (*at | 0x20) == 'z') {
      ++at;
    } else if (left() == 6 && (*at == '+' || *at == '-') && at[3] == ':') {
      const uint32_t hours = TwoDigits(at + 1), minutes = TwoDigits(at + 4);
      if (hours >= 100 || minutes >= 100) return SINEW_REJECT_TYPE;
      if (hours > 23 || minutes > 59) return SINEW_REJECT_RANGE;
      offset = int64_t{hours} * 3600 + minutes * 60;
      if (*at == '-') offset = -offset;
      at += 6;
    }
    if (at != end) return SINEW_REJECT_TYPE;
    if (hour > 23 || minute > 59 || second > 60) return SINEW_REJECT_RANGE;
    if (second == 60) nanoseconds = 0;
  }
  const int64_t seconds = days * 86400 + hour * 3600 + minute * 60 + second - offset;
  const int64_t parts = PartsOf(unit);
  // Most have none, and the divisions are slow.
  const int64_t fraction = nanoseconds == 0 ? 0 : nanoseconds / (1000000000 / parts);
  int64_t value;
  // Times before 1970 need the last step when the first one is out of range by less than a second.
  const bool before = seconds < 0 && fraction != 0;
  if (__builtin_mul_overflow(seconds + before, parts, &value) ||
      __builtin_add_overflow(value, fraction - (before ? parts : 0), &value)) {
    return SINEW_REJECT_RANGE;
  }
  *time = value;
  return kFine;
}

sinew_reject_reason StoreText(Bytes text, sinew_type type, uint32_t flags, size_t row,
                              ColumnWriter* column) {
  const TypeInfo& info = InfoOf(type);
  const auto is = [&](const char* word, size_t size) {
    return text.size == size && memcmp(text.data, word, size) == 0;
  };
  switch (info.kind) {
    case TypeKind::kBool:
      if (!is("true", 4) && !is("false", 5)) return SINEW_REJECT_TYPE;
      column->SetBool(row, text.size == 4);
      return kFine;
    case TypeKind::kFloat:
      return type == SINEW_TYPE_F32 ? StoreFloat<float>(text, row, column)
                                    : StoreFloat<double>(text, row, column);
    case TypeKind::kBytes:
      return StoreUuid(text, row, column);
    case TypeKind::kTime: {
      if (type == SINEW_TYPE_DATE32) {
        int64_t days;
        if (text.size != 10) return SINEW_REJECT_TYPE;
        const sinew_reject_reason reason = ParseDate(text, &days);
        if (reason == kFine) column->Set(row, static_cast<int32_t>(days));
        return reason;
      }
      int64_t time;
      const sinew_reject_reason reason = ParseTime(text, type, &time);
      if (reason == kFine) column->Set(row, time);
      if (reason != SINEW_REJECT_TYPE) return reason;
      break;
    }
    case TypeKind::kInteger:
      break;
    default:
      return SINEW_REJECT_TYPE;
  }
  Integer integer;
  const sinew_reject_reason reason = ParseInteger(text, &integer);
  return reason == kFine ? StoreAnyInteger(integer, type, flags, row, column) : reason;
}

sinew_reject_reason StoreNumber(Bytes number, sinew_type type, uint32_t flags, size_t row,
                                ColumnWriter* column) {
  if (type == SINEW_TYPE_F32) return StoreFloat<float>(number, row, column);
  if (type == SINEW_TYPE_F64) return StoreFloat<double>(number, row, column);
  if (!IsInteger(type) || type == SINEW_TYPE_DATE32) return SINEW_REJECT_TYPE;
  Integer integer;
  const sinew_reject_reason reason = ParseDecimalInteger(number, &integer);
  return reason == kFine ? StoreAnyInteger(integer, type, flags, row, column) : reason;
}

}  // namespace sinew

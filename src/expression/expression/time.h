#ifndef SINEW_EXPRESSION_EXPRESSION_TIME_H_
#define SINEW_EXPRESSION_EXPRESSION_TIME_H_

#include <string.h>

#include "core/bytes.h"
#include "core/calendar.h"
#include "expression/abi.h"

// Dates and times, as the compiler and the steps need them.

namespace sinew {

inline constexpr int64_t kNanoseconds = 1000000000;  // of a second
inline constexpr int64_t kSecondsPerDay = 86400;

// Nanoseconds of a unit of a date or timestamp type.
inline int64_t NanosecondsOf(sinew_type type) {
  switch (type) {
    case SINEW_TYPE_DATE32:
      return kSecondsPerDay * kNanoseconds;
    case SINEW_TYPE_TIMESTAMP_S:
      return kNanoseconds;
    case SINEW_TYPE_TIMESTAMP_MS:
      return 1000000;
    case SINEW_TYPE_TIMESTAMP_US:
      return 1000;
    default:
      return 1;
  }
}

// Reads a text from its beginning.
class TimeReader {
 public:
  explicit TimeReader(Bytes text) : text_(text) {}

  bool AtEnd() const { return at_ == text_.size; }
  bool Skip(char c) {
    if (at_ == text_.size || text_.data[at_] != static_cast<uint8_t>(c)) return false;
    ++at_;
    return true;
  }
  // So many digits.
  bool Digits(size_t count, uint32_t* number) {
    *number = 0;
    for (size_t i = 0; i < count; ++i, ++at_) {
      if (at_ == text_.size || text_.data[at_] < '0' || text_.data[at_] > '9') return false;
      *number = *number * 10 + (text_.data[at_] - uint32_t{'0'});
    }
    return true;
  }
  // 1 to 9 digits behind the point, as nanoseconds.
  bool Fraction(int64_t* nanoseconds) {
    size_t digits = 0;
    *nanoseconds = 0;
    for (uint32_t digit; digits < 9 && Peek() && Digits(1, &digit); ++digits) {
      *nanoseconds = *nanoseconds * 10 + digit;
    }
    for (size_t i = digits; i < 9; ++i) *nanoseconds *= 10;
    return digits != 0;
  }

 private:
  bool Peek() const { return at_ < text_.size && text_.data[at_] >= '0' && text_.data[at_] <= '9'; }

  Bytes text_;
  size_t at_ = 0;
};

// YYYY-MM-DD, and if it is no date ' ' or 'T', hh:mm, :ss, a fraction of a second, and Z or an
// offset +hh:mm, each with what is before it. `time` is nanoseconds since 1970-01-01T00:00:00Z;
// `is_fine` says that microseconds do not hold it.
inline bool ParseTimeText(Bytes text, bool is_date, __int128* time, bool* is_fine) {
  TimeReader reader(text);
  uint32_t year, month, day, hour = 0, minute = 0, second = 0;
  int64_t nanosecond = 0, offset = 0;
  if (!reader.Digits(4, &year) || !reader.Skip('-') || !reader.Digits(2, &month) ||
      !reader.Skip('-') || !reader.Digits(2, &day) || !IsDate(year, month, day)) {
    return false;
  }
  if (!is_date && (reader.Skip(' ') || reader.Skip('T'))) {
    if (!reader.Digits(2, &hour) || !reader.Skip(':') || !reader.Digits(2, &minute)) return false;
    if (reader.Skip(':')) {
      if (!reader.Digits(2, &second)) return false;
      if (reader.Skip('.') && !reader.Fraction(&nanosecond)) return false;
    }
    const bool ahead = reader.Skip('+');
    if (ahead || reader.Skip('-')) {
      uint32_t hours, minutes;
      if (!reader.Digits(2, &hours) || !reader.Skip(':') || !reader.Digits(2, &minutes) ||
          hours > 23 || minutes > 59) {
        return false;
      }
      offset = int64_t{hours * 60 + minutes} * (ahead ? 60 : -60);
    } else {
      reader.Skip('Z');
    }
  }
  if (!reader.AtEnd() || hour > 23 || minute > 59 || second > 59) return false;
  const int64_t seconds =
      DaysOf(year, month, day) * kSecondsPerDay + (hour * 60 + minute) * 60 + second - offset;
  *time = static_cast<__int128>(seconds) * kNanoseconds + nanosecond;
  *is_fine = nanosecond % 1000 != 0;
  return true;
}

// Digits and a unit, as in "5m"; more than nothing, and nanoseconds that fit 64 bits.
inline bool ParseWidth(Bytes text, __int128* nanoseconds) {
  size_t i = 0;
  int64_t number = 0;
  for (; i < text.size && text.data[i] >= '0' && text.data[i] <= '9'; ++i) {
    if (__builtin_mul_overflow(number, 10, &number) ||
        __builtin_add_overflow(number, text.data[i] - '0', &number)) {
      return false;
    }
  }
  constexpr struct {
    const char* name;
    int64_t nanoseconds;
  } kUnits[] = {{"ns", 1},
                {"us", 1000},
                {"ms", 1000000},
                {"s", kNanoseconds},
                {"m", 60 * kNanoseconds},
                {"h", 3600 * kNanoseconds},
                {"d", kSecondsPerDay * kNanoseconds}};
  for (const auto& unit : kUnits) {
    if (strlen(unit.name) != text.size - i || memcmp(unit.name, text.data + i, text.size - i)) {
      continue;
    }
    int64_t product;
    if (number == 0 || __builtin_mul_overflow(number, unit.nanoseconds, &product)) return false;
    *nanoseconds = product;
    return true;
  }
  return false;
}

}  // namespace sinew

#endif  // SINEW_EXPRESSION_EXPRESSION_TIME_H_

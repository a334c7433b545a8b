#ifndef SINEW_EXPRESSION_EXPRESSION_TIME_H_
#define SINEW_EXPRESSION_EXPRESSION_TIME_H_

#include <string.h>

#include <algorithm>

#include "core/bytes.h"
#include "expression/abi.h"

// Dates, times and the order of strings, as the compiler and the steps need them.

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

template <typename T>
inline T FloorDivide(T a, T b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

// Days since 1970-01-01 of a date of the proleptic Gregorian calendar, and the date of a day, by
// H. Hinnant, chrono-Compatible Low-Level Date Algorithms (howardhinnant.github.io): a year begins
// in March, so that the day that is there or not is its last.
inline int64_t DaysOf(int64_t year, int64_t month, int64_t day) {
  year -= month <= 2;
  const int64_t era = FloorDivide<int64_t>(year, 400);
  const int64_t year_of_era = year - era * 400;
  const int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

template <typename T>
struct Date {
  T year, month, day;
};
template <typename T>
inline Date<T> DateOf(T days) {
  days += 719468;
  const T era = FloorDivide<T>(days, 146097);
  const T day_of_era = days - era * 146097;
  const T year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const T day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const T month_from_march = (5 * day_of_year + 2) / 153;
  const T month = month_from_march + (month_from_march < 10 ? 3 : -9);
  return {year_of_era + era * 400 + (month <= 2), month,
          day_of_year - (153 * month_from_march + 2) / 5 + 1};
}

inline bool IsLeapYear(int64_t year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

inline int CompareBytes(Bytes a, Bytes b) {
  const size_t size = std::min(a.size, b.size);
  const int order = size == 0 ? 0 : memcmp(a.data, b.data, size);
  if (order != 0) return order;
  return a.size < b.size ? -1 : a.size > b.size;
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
  bool Digits(size_t count, int64_t* number) {
    *number = 0;
    for (size_t i = 0; i < count; ++i, ++at_) {
      if (at_ == text_.size || text_.data[at_] < '0' || text_.data[at_] > '9') return false;
      *number = *number * 10 + (text_.data[at_] - '0');
    }
    return true;
  }
  // 1 to 9 digits behind the point, as nanoseconds.
  bool Fraction(int64_t* nanoseconds) {
    size_t digits = 0;
    *nanoseconds = 0;
    for (int64_t digit; digits < 9 && Peek() && Digits(1, &digit); ++digits) {
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
  constexpr int64_t kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  TimeReader reader(text);
  int64_t year, month, day, hour = 0, minute = 0, second = 0, nanosecond = 0, offset = 0;
  if (!reader.Digits(4, &year) || !reader.Skip('-') || !reader.Digits(2, &month) ||
      !reader.Skip('-') || !reader.Digits(2, &day) || month < 1 || month > 12 || day < 1 ||
      day > kDays[month - 1] + (month == 2 && IsLeapYear(year))) {
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
      int64_t hours, minutes;
      if (!reader.Digits(2, &hours) || !reader.Skip(':') || !reader.Digits(2, &minutes) ||
          hours > 23 || minutes > 59) {
        return false;
      }
      offset = (hours * 60 + minutes) * (ahead ? 60 : -60);
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

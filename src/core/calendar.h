#ifndef SINEW_CORE_CALENDAR_H_
#define SINEW_CORE_CALENDAR_H_

#include <stdint.h>

// The Gregorian calendar, which is taken to hold for ever, by H. Hinnant, chrono-Compatible
// Low-Level Date Algorithms (howardhinnant.github.io): a year begins in March, so that the day that
// is there or not is its last; 400 years have 146097 days; 719468 days before 1970-01-01 lies
// 0000-03-01.

namespace sinew {

template <typename T>
constexpr T FloorDivide(T a, T b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

constexpr bool IsDate(uint32_t year, uint32_t month, uint32_t day) {
  constexpr uint8_t kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12) return false;
  const bool is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return day >= 1 && day <= kDays[month - 1] + uint32_t{month == 2 && is_leap};
}

// Days from 1970-01-01 to a date.
constexpr int64_t DaysOf(uint32_t year, uint32_t month, uint32_t day) {
  // 400 years more, so that no year before March is negative.
  const uint32_t y = year + 400 - (month <= 2);
  const uint32_t era = y / 400, year_of_era = y % 400;
  const uint32_t day_of_year = (153 * (month + (month > 2 ? 0 : 12) - 3) + 2) / 5 + day - 1;
  return int64_t{era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 +
                 day_of_year} -
         719468 - 146097;
}

template <typename T>
struct Date {
  T year, month, day;
};

// The date of a day, of any sign; T holds the days and 719468 more.
template <typename T>
constexpr Date<T> DateOf(T days) {
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

}  // namespace sinew

#endif  // SINEW_CORE_CALENDAR_H_

// Dates and times. Included once for each target.

#if defined(SINEW_EXPRESSION_EXPRESSION_CALENDAR_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef SINEW_EXPRESSION_EXPRESSION_CALENDAR_INL_H_
#undef SINEW_EXPRESSION_EXPRESSION_CALENDAR_INL_H_
#else
#define SINEW_EXPRESSION_EXPRESSION_CALENDAR_INL_H_
#endif

#include "expression/expression/arithmetic-inl.h"
#include "expression/expression/block-inl.h"
#include "expression/expression/time.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

// FloorDivide of an integer of kExactBits by a positive one.
HWY_INLINE int64_t FloorOfReals(int64_t a, int64_t b) {
  const double quotient = static_cast<double>(a) / static_cast<double>(b);
  const int64_t integer = static_cast<int64_t>(quotient);
  return integer - (quotient < static_cast<double>(integer) ? 1 : 0);
}

// An integer of kExactBits over as much fits 32 bits.
constexpr int64_t kGivesDays = int64_t{1} << (kExactBits - 31);

void RunRescale(Block& block, const Step& step) {
  const auto checked = [&](int64_t value, int64_t* result) HWY_ATTR {
    if (__builtin_mul_overflow(value, step.integer, result)) return true;
    *result = FloorDivide(*result, step.scale);
    return step.is_days && *result != static_cast<int32_t>(*result);
  };
  if (step.integer != 1 || (step.is_days && step.scale < kGivesDays)) {
    return MapChecked(block, step, checked);
  }
  MapChecked(
      block, step, [&](int64_t value) HWY_ATTR { return FloorOfReals(value, step.scale); },
      checked);
}

// Hours, minutes, seconds and days of the week come around: (value / unit + shift) % modulus. A
// date has no hours, its unit is 0.
void RunCycle(Block& block, const Step& step, int64_t unit, int64_t shift, int64_t modulus) {
  if (unit == 0) unit = modulus = 1;
  MapChecked(
      block, step,
      [=](int64_t value) HWY_ATTR {
        const int64_t count = FloorOfReals(value, unit) + shift;
        return count - FloorOfReals(count, modulus) * modulus;
      },
      [=](int64_t value, int64_t* result) HWY_ATTR {
        const int64_t count = FloorDivide(value, unit) + shift;
        *result = count - FloorDivide(count, modulus) * modulus;
        return false;
      });
}

// part(date) is that of a day. Days of 32 bits are faster.
template <class Part>
HWY_INLINE void RunDate(Block& block, const Step& step, int64_t day, const Part& part) {
  const auto checked = [&](int64_t value, int64_t* result) HWY_ATTR {
    *result = part(DateOf(FloorDivide(value, day)));
    return false;
  };
  if (day < kGivesDays) return MapChecked(block, step, checked);
  MapChecked(
      block, step,
      [&](int64_t value) HWY_ATTR {
        return int64_t{part(DateOf(static_cast<int32_t>(FloorOfReals(value, day))))};
      },
      checked);
}

void RunDatePart(Block& block, const Step& step) {
  const int64_t second = step.integer;
  const bool is_date = second == 0;
  const int64_t day = is_date ? 1 : second * kSecondsPerDay;
  switch (step.part) {
    case DatePart::kYear:
      return RunDate(block, step, day, [](auto date) HWY_ATTR { return date.year; });
    case DatePart::kMonth:
      return RunDate(block, step, day, [](auto date) HWY_ATTR { return date.month; });
    case DatePart::kDay:
      return RunDate(block, step, day, [](auto date) HWY_ATTR { return date.day; });
    case DatePart::kHour:
      return RunCycle(block, step, 3600 * second, 0, 24);
    case DatePart::kMinute:
      return RunCycle(block, step, 60 * second, 0, 60);
    case DatePart::kSecond:
      return RunCycle(block, step, second, 0, 60);
    default:
      // 1970-01-01 was a Thursday; Sunday is 0.
      return RunCycle(block, step, day, 4, 7);
  }
}

void RunBucket(Block& block, const Step& step) {
  const auto checked = [&](int64_t value, int64_t* result) HWY_ATTR {
    const bool fault =
        __builtin_mul_overflow(FloorDivide(value, step.integer), step.integer, result);
    return fault || (step.is_days && *result < INT32_MIN);
  };
  if (step.is_days) return MapChecked(block, step, checked);
  MapChecked(
      block, step,
      [&](int64_t value) HWY_ATTR { return FloorOfReals(value, step.integer) * step.integer; },
      checked);
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#endif

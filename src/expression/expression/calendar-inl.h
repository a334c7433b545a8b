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

void RunRescale(Block& block, const Step& step) {
  MapChecked(block, step, [&](int64_t value, int64_t* result) HWY_ATTR {
    if (__builtin_mul_overflow(value, step.integer, result)) return true;
    *result = FloorDivide(*result, step.scale);
    return step.is_days && *result != static_cast<int32_t>(*result);
  });
}

int64_t PartOf(DatePart part, int64_t days, int64_t seconds) {
  switch (part) {
    case DatePart::kYear:
      return DateOf(days).year;
    case DatePart::kMonth:
      return DateOf(days).month;
    case DatePart::kDay:
      return DateOf(days).day;
    case DatePart::kHour:
      return seconds / 3600;
    case DatePart::kMinute:
      return seconds / 60 % 60;
    case DatePart::kSecond:
      return seconds % 60;
    default:
      // 1970-01-01 was a Thursday; Sunday is 0.
      return days + 4 - 7 * FloorDivide<int64_t>(days + 4, 7);
  }
}

void RunDatePart(Block& block, const Step& step) {
  const int64_t second = step.integer;
  const int64_t day = second == 0 ? 1 : second * kSecondsPerDay;
  MapChecked(block, step, [&](int64_t value, int64_t* result) HWY_ATTR {
    const int64_t days = FloorDivide(value, day);
    const int64_t seconds = second == 0 ? 0 : (value - days * day) / second;
    *result = PartOf(step.part, days, seconds);
    return false;
  });
}

void RunBucket(Block& block, const Step& step) {
  return MapChecked(block, step, [&](int64_t value, int64_t* result) HWY_ATTR {
    const bool fault =
        __builtin_mul_overflow(FloorDivide(value, step.integer), step.integer, result);
    return fault || (step.is_days && *result < INT32_MIN);
  });
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#endif

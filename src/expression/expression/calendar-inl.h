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

// Divides integers of `bits` and rounds down. The lowest bits do not matter if no multiple of the
// divisor has them.
struct Divider {
  explicit Divider(int64_t divisor)
      : low_bits(std::countr_zero(static_cast<uint64_t>(divisor))),
        bits(std::min(kExactBits + low_bits, 63)),
        divisor(static_cast<double>(divisor >> low_bits)) {}

  HWY_INLINE int64_t Floor(int64_t value) const {
    const double quotient = static_cast<double>(value >> low_bits) / divisor;
    const int64_t integer = static_cast<int64_t>(quotient);
    return integer - (quotient < static_cast<double>(integer) ? 1 : 0);
  }

  int low_bits, bits;
  double divisor;
};

// Integers of so many bits have a quotient of `quotient_bits`, too.
HWY_INLINE int BitsFor(const Divider& divider, int quotient_bits, int64_t divisor) {
  return std::min(divider.bits,
                  quotient_bits + 63 - std::countl_zero(static_cast<uint64_t>(divisor)));
}

void RunRescale(Block& block, const Step& step) {
  const auto checked = [&](int64_t value, int64_t* result) HWY_ATTR {
    if (__builtin_mul_overflow(value, step.integer, result)) return true;
    *result = FloorDivide(*result, step.scale);
    return step.is_days && *result != static_cast<int32_t>(*result);
  };
  if (step.integer != 1) return MapChecked(block, step, checked);
  const Divider scale(step.scale);
  MapChecked(
      block, step, step.is_days ? BitsFor(scale, 31, step.scale) : scale.bits,
      [=](int64_t value) HWY_ATTR { return scale.Floor(value); }, checked);
}

// Hours, minutes, seconds and days of the week come around: (value / unit + shift) % modulus. A
// date has no hours, its unit is 0.
void RunCycle(Block& block, const Step& step, int64_t unit, int64_t shift, int64_t modulus) {
  if (unit == 0) unit = modulus = 1;
  const Divider by_unit(unit), by_modulus(modulus);
  MapChecked(
      block, step, by_unit.bits,
      [=](int64_t value) HWY_ATTR {
        const int64_t count = by_unit.Floor(value) + shift;
        return count - by_modulus.Floor(count) * modulus;
      },
      [=](int64_t value, int64_t* result) HWY_ATTR {
        const int64_t count = FloorDivide(value, unit) + shift;
        *result = count - FloorDivide(count, modulus) * modulus;
        return false;
      });
}

// part(date) is that of a day. Days of 32 bits are faster; DateOf adds to them.
template <class Part>
HWY_INLINE void RunDate(Block& block, const Step& step, int64_t day, const Part& part) {
  const auto checked = [&](int64_t value, int64_t* result) HWY_ATTR {
    *result = part(DateOf(FloorDivide(value, day)));
    return false;
  };
  const Divider by_day(day);
  MapChecked(
      block, step, BitsFor(by_day, 30, day),
      [&](int64_t value)
          HWY_ATTR { return int64_t{part(DateOf(static_cast<int32_t>(by_day.Floor(value))))}; },
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
  // One width below a value of 62 bits is still an int64_t.
  if (step.is_days) return MapChecked(block, step, checked);
  const Divider width(step.integer);
  MapChecked(
      block, step, std::min(width.bits, 62),
      [&](int64_t value) HWY_ATTR { return width.Floor(value) * step.integer; }, checked);
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#endif

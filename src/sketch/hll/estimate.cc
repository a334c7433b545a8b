// What coupons and registers say of the number of different values.
//
// Coupons: two values have one coupon by chance, with probability S2 = 2^-26 / 3 (the key, and the
// sum of the squares of 2^-value). n values have on average n - C(n,2) S2 + C(n,3) S3 - ...
// different coupons, which is solved for n.
//
// Registers: as long as rows come in order, every change of a register adds the inverse of its
// probability ("historic inverse probability", Cohen 2014, Ting 2014). Where that history is lost,
// by a merge, the estimator of Ertl (arXiv 1702.01284, section 4), which corrects the formula of
// Flajolet for small and large numbers without tables.

#include <algorithm>

#include "core/square_root.h"
#include "sketch/hll/hll.h"

namespace sinew {
namespace {

// Values of 64 bits have at most 63 in a register, as if hashes had 62 bits.
constexpr uint32_t kMostRank = kMostValue - 1;

// The share of registers that are 0 stands for a geometric series, in sigma, and of those that are
// full in tau. Both are sums until no term changes them.
double Sigma(double x) {
  double y = 1, z = x, before;
  do {
    x *= x;
    before = z;
    z += x * y;
    y += y;
  } while (z != before);
  return z;
}

double Tau(double x) {
  if (x == 0 || x == 1) return 0;
  double y = 1, z = 1 - x, before;
  do {
    x = SquareRoot(x);
    before = z;
    y *= 0.5;
    z -= (1 - x) * (1 - x) * y;
  } while (z != before);
  return z / 3;
}

}  // namespace

double EstimateOfCoupons(uint32_t count) {
  constexpr double kS2 = 0x1p-26 / 3, kS3 = 0x1p-52 / 7, kS4 = 0x1p-78 / 15;
  double n = count;
  // Each step is closer by a factor of some n * S2, less than 0.001.
  for (int step = 0; step < 8; ++step) {
    const double pairs = n * (n - 1) / 2;
    const double triples = pairs * (n - 2) / 3;
    const double fours = triples * (n - 3) / 4;
    n = count + (pairs * kS2 - triples * kS3 + fours * kS4);
  }
  return n < count ? count : n;
}

// That of a number of pairs with the same coupon, n^2 S2 / 2 on average, over n.
double CouponError() {
  constexpr double kRootOfHalfS2 = 4.983499639451453e-05;
  return kRootOfHalfS2;
}

double EstimateOf(const Registers& registers) {
  return registers.is_in_order() ? registers.in_order()
                                 : EstimateOfMerged(registers.values(), registers.size());
}

double EstimateOfMerged(const uint8_t* registers, size_t register_count) {
  uint32_t counts[kMostValue + 1] = {};
  for (size_t i = 0; i < register_count; ++i) ++counts[registers[i]];
  if (counts[0] == register_count) return 0;
  const double size = static_cast<double>(register_count);
  double z = size * Tau(1 - counts[kMostRank + 1] / size);
  for (uint32_t value = kMostRank; value > 0; --value) z = 0.5 * (z + counts[value]);
  z += size * Sigma(counts[0] / size);
  constexpr double kHalfOverLn2 = 0.7213475204444817;
  return kHalfOverLn2 * size * size / z;
}

double ErrorOf(const Registers& registers) {
  constexpr double kInOrder = 0.8325546111576977;  // the root of ln 2
  constexpr double kMerged = 1.0389617614136892;   // the root of 3 ln 2 - 1
  return (registers.is_in_order() ? kInOrder : kMerged) /
         SquareRoot(static_cast<double>(registers.size()));
}

}  // namespace sinew

double sinew_hll::EstimateMerged() const {
  return registers_.is_there() ? sinew::EstimateOfMerged(registers_.values(), registers_.size())
                               : sinew::EstimateOfCoupons(coupons_.count());
}

sinew_estimate sinew_hll::Estimate(double standard_errors) const {
  const bool has_registers = registers_.is_there();
  const double value =
      has_registers ? sinew::EstimateOf(registers_) : sinew::EstimateOfCoupons(coupons_.count());
  const double x =
      standard_errors * (has_registers ? sinew::ErrorOf(registers_) : sinew::CouponError());
  // e^x to the third power of x: errors are as likely by a factor up as down.
  const double factor = 1 + x * (1 + x * (0.5 + x / 6));
  const double seen = has_registers ? static_cast<double>(registers_.size() - registers_.zeros())
                                    : coupons_.count();
  return {value, std::max(value / factor, std::min(seen, value)), value * factor};
}

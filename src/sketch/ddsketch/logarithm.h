#ifndef SINEW_SKETCH_DDSKETCH_LOGARITHM_H_
#define SINEW_SKETCH_DDSKETCH_LOGARITHM_H_

#include <stdint.h>

#include <algorithm>
#include <bit>

// Logarithm and exponential, to about the last digit: of IEEE 754's basic operations in one order
// alone, so that vectors, single values, other machines and other languages have the same bits. The
// C library's are others on every system.
//
// ln(2^e m) = e ln 2 + 2 (s + s^3/3 + s^5/5 + ...), with s = (m - 1) / (m + 1) and m around 1,
// where ten terms are below the last digit. e^x = 2^k e^r with r within ln 2 / 2 of 0, by the
// thirteen first terms of its series.

namespace sinew {

// Polynomials of the interpolated mappings: of the mantissa less 1, or the mantissa.
constexpr double kCubicA = 6.0 / 35, kCubicB = -3.0 / 5, kCubicC = 10.0 / 7;
constexpr double kThird = 1.0 / 3;

constexpr double kLn2 = 0x1.62E42FEFA39EFp-1;
// Of which the first has so few digits that products with an exponent are exact.
constexpr double kLn2High = 0x1.62E42FEEp-1, kLn2Low = 0x1.A39EF35793C76p-33;
constexpr double kSquareRootOf2 = 0x1.6A09E667F3BCDp0;
// Where e^x of those libraries ends.
constexpr double kMostExponent = 7.094361393031e+02;

// 1/3, 1/5, ..., the last one first.
constexpr double kLogarithmTerms[] = {1.0 / 21, 1.0 / 19, 1.0 / 17, 1.0 / 15, 1.0 / 13,
                                      1.0 / 11, 1.0 / 9,  1.0 / 7,  1.0 / 5,  1.0 / 3};

// Of a positive, normal x.
inline double Logarithm(double x) {
  const uint64_t bits = std::bit_cast<uint64_t>(x);
  double e = static_cast<double>(static_cast<int64_t>(bits >> 52) - 1023);
  double m = std::bit_cast<double>((bits & 0xFFFFFFFFFFFFF) | 0x3FF0000000000000);
  if (m > kSquareRootOf2) {
    m *= 0.5;
    e += 1;
  }
  const double s = (m - 1) / (m + 1);
  const double z = s * s;
  double sum = 0;
  for (const double term : kLogarithmTerms) sum = (sum + term) * z;
  const double twice = s + s;
  return e * kLn2 + (twice + twice * sum);
}

inline double Exponential(double x) {
  x = std::clamp(x, -709.0, 709.78);
  const double scaled = x * (1 / kLn2);
  const int64_t k = static_cast<int64_t>(scaled + (scaled < 0 ? -0.5 : 0.5));
  const double r = (x - static_cast<double>(k) * kLn2High) - static_cast<double>(k) * kLn2Low;
  double sum = 1;
  for (int term = 13; term > 0; --term) sum = 1 + sum * r / term;
  const auto power = [](int64_t exponent) {
    return std::bit_cast<double>(static_cast<uint64_t>(1023 + exponent) << 52);
  };
  return sum * power(k / 2) * power(k - k / 2);
}

}  // namespace sinew

#endif  // SINEW_SKETCH_DDSKETCH_LOGARITHM_H_

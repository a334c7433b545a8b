// Mappings of DDSketch: from the accuracy that is asked for, or from the bytes, to what indices are
// computed with (index.cc), and from an index back to a value.
//
// An interpolated mapping has in place of the logarithm to the base 2 a function that equals it at
// powers of 2, and is a polynomial in the mantissa between them. Where it rises slowest, it does so
// 1 / ln 2 / rise times slower than the logarithm, and there its bins must be as narrow as those of
// the logarithm everywhere: gamma is the power ln 2 * rise of that of the logarithm.

#include <algorithm>
#include <bit>

#include "core/square_root.h"
#include "sketch/ddsketch/ddsketch.h"
#include "sketch/ddsketch/logarithm.h"

namespace sinew {
namespace {

// Indices are within some 2^29 of it: so no index leaves 32 bits.
constexpr double kMostOffset = 0x1p30;
constexpr double kMostDouble = 0x1.FFFFFFFFFFFFFp1023;

// How slowly the function rises by the natural logarithm, at least, where it is no logarithm.
double RiseOf(sinew_ddsketch_mapping kind) {
  switch (kind) {
    case SINEW_DDSKETCH_MAPPING_QUADRATIC:
      return 4.0 / 3;
    case SINEW_DDSKETCH_MAPPING_CUBIC:
      return 10.0 / 7;
    default:
      return 1;
  }
}

double FloorOf(double x) {
  const double whole = static_cast<double>(static_cast<int64_t>(x));
  return whole > x ? whole - 1 : whole;
}

// m * 2^exponent, where m is 1 to 2 and the exponent -1022 to 1023.
double Scale(double m, double exponent) {
  return m *
         std::bit_cast<double>(static_cast<uint64_t>(1023 + static_cast<int64_t>(exponent)) << 52);
}

// The mantissa whose polynomial is x, 0 to 1.
double MantissaOf(sinew_ddsketch_mapping kind, double x) {
  if (kind == SINEW_DDSKETCH_MAPPING_LINEAR) return 1 + x;
  if (kind == SINEW_DDSKETCH_MAPPING_QUADRATIC) return 3 - SquareRoot(4 - 3 * x);
  // Newton's method: the polynomial is near to x, so that each step doubles the digits.
  double s = x;
  for (int step = 0; step < 5; ++step) {
    const double f = ((kCubicA * s + kCubicB) * s + kCubicC) * s - x;
    s -= f / ((3 * kCubicA * s + 2 * kCubicB) * s + kCubicC);
  }
  return 1 + s;
}

// The least value of a bin.
double LeastOf(const DDSketchMapping& mapping, int32_t index) {
  const double x = (index - mapping.offset) / mapping.multiplier;
  if (mapping.kind == SINEW_DDSKETCH_MAPPING_LOGARITHMIC) return Exponential(x);
  const double clamped = std::clamp(x, -1022.0, 1023.9999999999998);
  const double exponent = FloorOf(clamped);
  return Scale(MantissaOf(mapping.kind, clamped - exponent), exponent);
}

bool AreNear(double a, double b) {
  constexpr double kPart = 1e-12;
  const double size_a = std::max(a, -a), size_b = std::max(b, -b);
  if (a == 0 || b == 0) return size_a <= kPart && size_b <= kPart;
  return std::max(a - b, b - a) <= kPart * std::max(size_a, size_b);
}

}  // namespace

DDSketchMapping DDSketchMapping::OfAccuracy(sinew_ddsketch_mapping kind, double accuracy) {
  double gamma = (1 + accuracy) / (1 - accuracy), offset = 0;
  if (kind != SINEW_DDSKETCH_MAPPING_LOGARITHMIC) {
    gamma = Exponential(kLn2 * RiseOf(kind) * Logarithm(gamma));
  }
  // Linear mappings of those libraries begin there.
  if (kind == SINEW_DDSKETCH_MAPPING_LINEAR) offset = 1 / (Logarithm(gamma) / kLn2);
  DDSketchMapping mapping = {};
  OfGamma(kind, gamma, offset, &mapping);
  return mapping;
}

bool DDSketchMapping::OfGamma(sinew_ddsketch_mapping kind, double gamma, double offset,
                              DDSketchMapping* out) {
  if (!(gamma > 1 && gamma <= kMostDouble && offset >= -kMostOffset && offset <= kMostOffset)) {
    return false;
  }
  double logarithm = Logarithm(gamma), full = gamma;
  if (kind != SINEW_DDSKETCH_MAPPING_LOGARITHMIC) {
    logarithm /= kLn2;
    const double exponent = logarithm / RiseOf(kind);
    if (exponent > kMostExponent) return false;
    full = Exponential(exponent);
  }
  const double accuracy = 1 - 2 / (1 + full);
  // Gamma may be that of an accuracy at the very end of what is allowed, rounded.
  if (!(accuracy > kDDSketchLeastAccuracy * 0.999 && accuracy < 1)) return false;
  // Such that no value of a bin is infinite.
  const double most = Exponential(kMostExponent) / (2 * full) * (full + 1);
  *out = {kind, gamma, offset, 1 / logarithm, accuracy, 0x1p-1022 * full, most};
  return true;
}

double DDSketchMapping::ValueOf(int32_t index) const {
  return std::min(LeastOf(*this, index) * (1 + accuracy), kMostDouble);
}

bool DDSketchMapping::IsLike(const DDSketchMapping& other) const {
  return kind == other.kind && AreNear(gamma, other.gamma) && AreNear(offset, other.offset);
}

}  // namespace sinew

// SUM_EXACT: the sum of floats as if it were computed without any rounding and then rounded once.
//
// Every double is an integer times 2^-1074, of 2098 bits at most, and so is every sum. The state is
// that integer, in digits of 32 bits that are kept in 64, so that carries wait until there is no
// room for more of them (the "small accumulator" of R. M. Neal, Fast exact summation using small
// and large superaccumulators, 2015, arXiv:1505.05571, with digits that do not overlap):
//
//   | values | additions since carries moved | NaN, infinities | digit 0 | digit 1 | ... digit 67 |
//                                                              2^-1074  2^-1042          2^1070
//
// The 53 bits of a value are in three digits. Integers in a fixed place commute, so that neither
// the order of the rows nor how they were split shows in the result.

#include "aggregate/accumulators/fold.h"

namespace sinew {
namespace {

struct ExactSum {
  using Value = double;
  // Those of the largest double end in digit 65; two more are for sums of 2^64 of them.
  static constexpr size_t kDigits = 68;
  // A digit of less than 2^32 has room for so many others.
  static constexpr uint64_t kMostAdditions = uint64_t{1} << 30;
  static constexpr uint64_t kNaN = 1, kInfinity = 2, kMinusInfinity = 4;

  uint64_t count = 0;
  uint64_t additions = 0;
  uint64_t special = 0;
  int64_t digits[kDigits] = {};

  void Add(double value) {
    ++count;
    const uint64_t bits = std::bit_cast<uint64_t>(value);
    const bool is_negative = bits >> 63 != 0;
    const uint64_t exponent = bits >> 52 & 0x7FF;
    uint64_t mantissa = bits & ((uint64_t{1} << 52) - 1);
    if (exponent == 0x7FF) {
      special |= mantissa != 0 ? kNaN : is_negative ? kMinusInfinity : kInfinity;
      return;
    }
    if (exponent != 0) mantissa |= uint64_t{1} << 52;
    const size_t shift = exponent == 0 ? 0 : exponent - 1;
    const Uint128 placed = static_cast<Uint128>(mantissa) << shift % 32;
    const int64_t sign = is_negative ? -1 : 1;
    int64_t* const to = digits + shift / 32;
    to[0] += sign * static_cast<int64_t>(static_cast<uint64_t>(placed) & UINT32_MAX);
    to[1] += sign * static_cast<int64_t>(static_cast<uint64_t>(placed) >> 32);
    to[2] += sign * static_cast<int64_t>(static_cast<uint64_t>(placed >> 64));
    if (__builtin_expect(++additions == kMostAdditions, 0)) Carry();
  }

  // Leaves every digit but the last within 0 and 2^32 - 1.
  void Carry() {
    int64_t carry = 0;
    for (size_t i = 0; i + 1 < kDigits; ++i) {
      const int64_t digit = digits[i] + carry;
      digits[i] = digit & UINT32_MAX;
      carry = digit >> 32;
    }
    digits[kDigits - 1] += carry;
    additions = 0;
  }

  // Makes a finite sum its magnitude, with carries moved, and returns whether it was negative.
  bool MakePositive() {
    Carry();
    if (digits[kDigits - 1] >= 0) return false;
    for (int64_t& digit : digits) digit = -digit;
    Carry();
    return true;
  }

  // What is more than a finite sum is one of three, and of the digits those from the first that is
  // not 0 to the last are written. The count says nothing.
  enum Kind : uint8_t { kPositive, kNegative, kIsNaN, kIsInfinity, kIsMinusInfinity };
  void Encode(sinew_type, ByteWriter* out) const {
    if (special != 0) {
      out->Put(special == kInfinity        ? kIsInfinity
               : special == kMinusInfinity ? kIsMinusInfinity
                                           : kIsNaN);
      return;
    }
    ExactSum sum = *this;
    out->Put(sum.MakePositive() ? kNegative : kPositive);
    size_t first = 0, end = kDigits;
    while (end != 0 && sum.digits[end - 1] == 0) --end;
    while (first < end && sum.digits[first] == 0) ++first;
    out->Put(static_cast<uint8_t>(first));
    out->Put(static_cast<uint8_t>(end - first));
    for (size_t i = first; i < end; ++i) out->Put(static_cast<uint32_t>(sum.digits[i]));
  }
  void Decode(sinew_type, ByteReader* in) {
    const size_t begin = in->at();
    const uint8_t kind = in->Get<uint8_t>();
    if (kind > kIsMinusInfinity) in->FailAt(begin, "an exact sum is of no known kind");
    if (kind >= kIsNaN) {
      special = kind == kIsNaN ? kNaN : kind == kIsInfinity ? kInfinity : kMinusInfinity;
      return;
    }
    const size_t first = in->Get<uint8_t>();
    const size_t count = in->Get<uint8_t>();
    if (first + count > kDigits || (count == 0 && (first != 0 || kind == kNegative))) {
      return in->FailAt(begin, "an exact sum has digits that cannot be");
    }
    for (size_t i = first; i < first + count; ++i) digits[i] = in->Get<uint32_t>();
    // The last one has the carries of the sum of 2^56 values, and room for more.
    if (count != 0 &&
        (digits[first] == 0 || digits[first + count - 1] == 0 || digits[kDigits - 1] >= 1 << 18)) {
      in->FailAt(begin, "an exact sum has digits that cannot be");
    }
    if (kind == kNegative) {
      for (int64_t& digit : digits) digit = -digit;
      Carry();
    }
  }

  void Merge(const ExactSum& other) {
    count += other.count;
    special |= other.special;
    Carry();
    ExactSum more = other;
    more.Carry();
    for (size_t i = 0; i < kDigits; ++i) digits[i] += more.digits[i];
    Carry();
  }

  // Rounds to nearest, ties to even.
  double Rounded() const {
    if ((special & kNaN) != 0 || special == (kInfinity | kMinusInfinity)) {
      return std::numeric_limits<double>::quiet_NaN();
    }
    constexpr double kMost = std::numeric_limits<double>::infinity();
    if (special != 0) return special == kInfinity ? kMost : -kMost;
    ExactSum sum = *this;
    const bool is_negative = sum.MakePositive();
    size_t top = kDigits;
    while (top != 0 && sum.digits[top - 1] == 0) --top;
    if (top == 0) return 0;
    // The highest three digits are more than 64 bits; what is below them is one sticky bit.
    Uint128 high = 0;
    const size_t low_digit = top < 3 ? 0 : top - 3;
    for (size_t i = top; i-- > low_digit;) high = high << 32 | static_cast<uint64_t>(sum.digits[i]);
    uint64_t sticky = 0;
    for (size_t i = 0; i < low_digit; ++i) sticky |= static_cast<uint64_t>(sum.digits[i]);
    size_t width = 0;
    while (width < 128 && high >> width != 0) ++width;
    // In units of 2^-1074: below 2^53 there is nothing to round.
    const size_t drop = width > 53 ? width - 53 : 0;
    uint64_t kept = static_cast<uint64_t>(high >> drop);
    if (drop != 0) {
      const Uint128 rest = high & ((Uint128{1} << drop) - 1);
      const Uint128 half = Uint128{1} << (drop - 1);
      if (rest > half || (rest == half && (sticky != 0 || (kept & 1) != 0))) ++kept;
    }
    const uint64_t sign = uint64_t{is_negative} << 63;
    const size_t place = low_digit * 32 + drop;
    // The highest bit of 53 adds 1 to the exponent, as does the one that rounding may have made.
    const uint64_t exponent = place + (kept >> 53);
    if (exponent >= 0x7FE) return is_negative ? -kMost : kMost;
    return std::bit_cast<double>(sign | ((uint64_t{place} << 52) + kept));
  }
};

void Finish(const States& states, uint8_t* out, uint8_t* valid) {
  WriteFolds<ExactSum, 0>(states, out, valid, [](const ExactSum& sum) { return sum.Rounded(); });
}

const Accumulator* Find(sinew_type type) {
  static constexpr Accumulator kSumExact = {
      SINEW_AGGREGATE_SUM_EXACT, SINEW_TYPE_F64, true, &Fold<ExactSum>::kState, 0, Finish, nullptr};
  return IsFloat(type) ? &kSumExact : nullptr;
}

const Register<SINEW_AGGREGATE_SUM_EXACT> kRegisterSumExact("sum_exact", Find);

}  // namespace
}  // namespace sinew

#include "aggregate/accumulators/contract.h"

namespace {

constexpr double kMost = std::numeric_limits<double>::max();
constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kTiny = std::numeric_limits<double>::denorm_min();

// The sum as an integer in units of 2^-1074, in bits, and its sign: additions of two bits with a
// carry, as on paper.
class RefExactSum {
 public:
  void Add(double value) {
    uint64_t bits = BitsOf(value);
    const bool is_negative = bits >> 63 != 0;
    const size_t exponent = bits >> 52 & 0x7FF;
    uint64_t mantissa = bits & ((uint64_t{1} << 52) - 1);
    if (exponent != 0) mantissa |= uint64_t{1} << 52;
    Number number(kBits);
    for (size_t i = 0; i < 53; ++i) {
      number[i + (exponent == 0 ? 0 : exponent - 1)] = mantissa >> i & 1;
    }
    AddTo(is_negative ? negative_ : positive_, number);
  }

  // To nearest, ties to even.
  double Rounded() const {
    const bool is_negative = IsLess(positive_, negative_);
    const Number sum = is_negative ? Less(negative_, positive_) : Less(positive_, negative_);
    size_t width = kBits;
    while (width != 0 && !sum[width - 1]) --width;
    const size_t drop = width > 53 ? width - 53 : 0;
    double kept = 0;
    for (size_t i = width; i-- > drop;) kept = kept * 2 + sum[i];
    if (drop != 0 && sum[drop - 1]) {
      const bool more = std::find(sum.begin(), sum.begin() + static_cast<ptrdiff_t>(drop) - 1,
                                  true) != sum.begin() + static_cast<ptrdiff_t>(drop) - 1;
      if (more || sum[drop]) kept += 1;
    }
    // In two steps, because 2^-1074 times what is to come may be less than any double is.
    const double result = std::ldexp(kept, static_cast<int>(drop) - 1074);
    return is_negative ? -result : result;
  }

 private:
  using Number = std::vector<bool>;
  static constexpr size_t kBits = 2200;

  static void AddTo(Number& to, const Number& number) {
    bool carry = false;
    for (size_t i = 0; i < kBits; ++i) {
      const int digit = to[i] + number[i] + carry;
      to[i] = digit & 1;
      carry = digit > 1;
    }
  }
  static bool IsLess(const Number& a, const Number& b) {
    for (size_t i = kBits; i-- > 0;) {
      if (a[i] != b[i]) return b[i];
    }
    return false;
  }
  static Number Less(Number a, const Number& b) {
    bool borrow = false;
    for (size_t i = 0; i < kBits; ++i) {
      const int digit = a[i] - b[i] - borrow;
      a[i] = digit & 1;
      borrow = digit < 0;
    }
    return a;
  }

  Number positive_ = Number(kBits), negative_ = Number(kBits);
};

double RefSumExact(const std::vector<double>& rows, const std::vector<bool>& valid) {
  RefExactSum sum;
  double special = 0;
  for (size_t i = 0; i < rows.size(); ++i) {
    if (!valid[i]) continue;
    if (std::isfinite(rows[i])) {
      sum.Add(rows[i]);
    } else {
      special += rows[i];
    }
  }
  return special != 0 || special != special ? special : sum.Rounded();
}

double SumExact(const std::vector<double>& rows) {
  return Reduce(SINEW_AGGREGATE_SUM_EXACT, rows).f64;
}

}  // namespace

// The oracle is slow: what it says of few rows, __int128 says of many in the contract, whose rows
// are multiples of 2^-10, or of 2^-1074, or end far above that.
BOOST_AUTO_TEST_CASE(AnyRows) {
  Random random(7);
  ForEachTarget([&] {
    for (size_t round = 0; round < 300; ++round) {
      std::vector<double> rows;
      const size_t count = random.Below(12);
      for (size_t i = 0; i < count; ++i) {
        double row = FromBits<double>(random());
        if (round % 3 == 0)
          row = std::ldexp(static_cast<double>(random()), -static_cast<int>(random.Below(140)));
        if (round % 3 == 1) row = FromBits<double>(random() & 0x800FFFFFFFFFFFFF);
        if (!std::isfinite(row)) row = 0;
        // What is added may be all but taken away again.
        if (!rows.empty() && random.Below(3) == 0) row = -rows[random.Below(rows.size())];
        if (round % 2 == 0 && random.Below(2) == 0) row = -row;
        rows.push_back(row);
      }
      const double wanted = RefSumExact(rows, std::vector<bool>(rows.size(), true));
      BOOST_REQUIRE_EQUAL(BitsOf(SumExact(rows)), BitsOf(wanted));
    }
  });
}

BOOST_AUTO_TEST_CASE(F64) {
  TestContract<double>(SINEW_AGGREGATE_SUM_EXACT, NumbersOf<double>(), SINEW_TYPE_F64,
                       [](const std::vector<double>& rows, const std::vector<bool>& valid, Order) {
                         // All rows of the contract are multiples of 2^-1074 below 2^-1000, or
                         // multiples of 2^-150 below 2^104; the former are too little to matter
                         // unless there is nothing else.
                         __extension__ typedef __int128 Int128;
                         Int128 large = 0;
                         double special = 0, tiny = 0;
                         for (size_t i = 0; i < rows.size(); ++i) {
                           if (!valid[i]) continue;
                           if (!std::isfinite(rows[i])) {
                             special += rows[i];
                           } else if (std::abs(rows[i]) < 0x1p-100) {
                             tiny += rows[i];
                           } else {
                             large += static_cast<Int128>(std::ldexp(rows[i], 10));
                           }
                         }
                         double sum = special;
                         if (special == 0) {
                           sum = large == 0 ? tiny : std::ldexp(static_cast<double>(large), -10);
                         }
                         return Wanted{true, sum != sum ? kNaN : BitsOf(sum)};
                       });
}

BOOST_AUTO_TEST_CASE(ByHand) {
  ForEachTarget([] {
    BOOST_TEST(SumExact({1e16, 1, -1e16}) == 1);
    BOOST_TEST(SumExact({1e308, 1e308, -1e308, -1e308, 0.1}) == 0.1);
    BOOST_TEST(SumExact({kMost, kMost, -kMost}) == kMost);
    BOOST_TEST(SumExact({kMost, kMost}) == kInfinity);
    BOOST_TEST(SumExact({-kMost, -kMost}) == -kInfinity);
    // Half a unit in the last place above the largest is a tie, which goes to the even infinity.
    BOOST_TEST(SumExact({kMost, 0x1p970}) == kInfinity);
    BOOST_TEST(SumExact({kMost, 0x1p970, -kTiny}) == kMost);
    BOOST_TEST(SumExact({1, 0x1p-53}) == 1);
    BOOST_TEST(SumExact({1, 0x1p-53, kTiny}) == 0x1.0000000000001p0);
    BOOST_TEST(SumExact({0x1.0000000000001p0, 0x1p-53}) == 0x1.0000000000002p0);
    BOOST_TEST(SumExact({0x1.fffffffffffffp0, 0x1p-53}) == 2);
    BOOST_TEST(SumExact({kTiny, kTiny, -0x1p-1022}) == -0x1p-1022 + 2 * kTiny);
    BOOST_TEST(SumExact(std::vector<double>(10, 0.1)) == 1);
    BOOST_TEST(BitsOf(SumExact({-0.0, -0.0})) == 0u);
    BOOST_TEST(BitsOf(SumExact({})) == 0u);
    BOOST_TEST(BitsOf(SumExact({kInfinity, -kInfinity})) == kNaN);
    BOOST_TEST(SumExact({-kInfinity, kMost}) == -kInfinity);
  });
}

#include <numeric>

#include "aggregate/accumulators/contract.h"

namespace {

// The values in order, NaN behind all others and -0.0 before 0.0.
template <typename T>
std::vector<T> Sorted(const std::vector<T>& rows, const std::vector<bool>& valid) {
  std::vector<T> values;
  for (size_t i = 0; i < rows.size(); ++i) {
    if (valid[i]) values.push_back(rows[i]);
  }
  std::stable_sort(values.begin(), values.end(), [](T a, T b) {
    if constexpr (std::is_same_v<T, double>) {
      if (std::isnan(a) || std::isnan(b)) return !std::isnan(a) && std::isnan(b);
      if (a == b) return std::signbit(a) && !std::signbit(b);
    }
    return a < b;
  });
  return values;
}

template <typename T>
uint64_t WordOf(T value) {
  return value != value ? kNaN : BitsOf(value);
}

template <typename T>
double RefContinuous(const std::vector<T>& sorted, double fraction) {
  const double place = static_cast<double>(sorted.size() - 1) * fraction;
  const size_t low = static_cast<size_t>(place);
  const double part = place - static_cast<double>(low);
  const double a = static_cast<double>(sorted[low]);
  if (part == 0) return a;
  const double b = static_cast<double>(sorted[low + 1]);
  return a == b ? a : a * (1 - part) + b * part;
}

// The fractions are of few bits, so that the product is exact.
template <typename T>
T RefDiscrete(const std::vector<T>& sorted, double fraction) {
  const double number = std::ceil(static_cast<double>(sorted.size()) * fraction);
  return sorted[number == 0 ? 0 : static_cast<size_t>(number) - 1];
}

template <typename T>
void TestContinuous(sinew_type type, double fraction) {
  TestContract<T>(
      SINEW_AGGREGATE_QUANTILE_CONTINUOUS, {type}, SINEW_TYPE_F64,
      [=](const std::vector<T>& rows, const std::vector<bool>& valid, Order) {
        const std::vector<T> sorted = Sorted(rows, valid);
        if (sorted.empty()) return Wanted{};
        return Wanted{true, WordOf(RefContinuous(sorted, fraction))};
      },
      fraction);
}

template <typename T>
void TestDiscrete(const std::vector<sinew_type>& types, double fraction) {
  TestContract<T>(
      SINEW_AGGREGATE_QUANTILE_DISCRETE, types, {},
      [=](const std::vector<T>& rows, const std::vector<bool>& valid, Order) {
        const std::vector<T> sorted = Sorted(rows, valid);
        if (sorted.empty()) return Wanted{};
        return Wanted{true, WordOf(RefDiscrete(sorted, fraction))};
      },
      fraction);
}

sinew_reduce_result Quantile(sinew_aggregate function, const sinew_column& column,
                             double fraction) {
  const sinew_aggregate_spec spec = {sizeof(spec), function, 0, 0, 0, 0, fraction, 0, 0};
  return sinew_reduce(&column, &spec);
}

// Distributions in which the few values that are looked at first mislead, and others.
template <typename T>
std::vector<T> ManyRows(size_t count, size_t kind, Random& random) {
  std::vector<T> rows(count);
  for (size_t i = 0; i < count; ++i) {
    const uint64_t word = random();
    switch (kind) {
      case 0:
        rows[i] = FromBits<T>(word);
        break;
      case 1:  // all the same, but for a few
        rows[i] = static_cast<T>(i % 999 == 5 ? word % 100 : 7);
        break;
      case 2:
        rows[i] = static_cast<T>(i);
        break;
      case 3:  // a power law
        rows[i] = static_cast<T>(uint64_t{1} << random.Below(63));
        break;
      default:  // what is looked at first is far away from the others
        rows[i] =
            static_cast<T>(i % (count / 512 + 1) == 0 ? 1000000000 + word % 1000 : word % 1000000);
    }
  }
  return rows;
}

template <typename T>
void TestManyRows(size_t count) {
  Random random(7);
  for (size_t kind = 0; kind < 5; ++kind) {
    const std::vector<T> rows = ManyRows<T>(count, kind, random);
    const std::vector<T> sorted = Sorted(rows, std::vector<bool>(count, true));
    const sinew_column column = ColumnOf(rows.data(), count);
    std::vector<double> fractions = {0, 1, 0.5, 0.25, 0.875, 1.0 / 1024, 1023.0 / 1024};
    fractions.push_back(static_cast<double>(random.Below(1025)) / 1024);
    for (const double fraction : fractions) {
      const auto discrete = Quantile(SINEW_AGGREGATE_QUANTILE_DISCRETE, column, fraction);
      BOOST_REQUIRE_EQUAL(ValueBits(discrete), WordOf(RefDiscrete(sorted, fraction)));
      const auto continuous = Quantile(SINEW_AGGREGATE_QUANTILE_CONTINUOUS, column, fraction);
      BOOST_REQUIRE_EQUAL(ValueBits(continuous), WordOf(RefContinuous(sorted, fraction)));
    }
  }
}

}  // namespace

// The state is the same for both, so that one of them sees each type.
BOOST_AUTO_TEST_CASE(MediansOfIntegers) { TestContinuous<int64_t>(SINEW_TYPE_BOOL, 0.5); }
BOOST_AUTO_TEST_CASE(QuantilesOfFloats) { TestContinuous<double>(SINEW_TYPE_F32, 0.875); }
BOOST_AUTO_TEST_CASE(DiscreteQuantiles) {
  TestDiscrete<int64_t>({SINEW_TYPE_I64, SINEW_TYPE_BOOL, SINEW_TYPE_I8, SINEW_TYPE_DATE32}, 0.5);
  TestDiscrete<uint64_t>({SINEW_TYPE_U16, SINEW_TYPE_U32}, 0.125);
  TestDiscrete<double>({SINEW_TYPE_F32}, 0.75);
}

BOOST_AUTO_TEST_CASE(SelectsFromManyRows) {
  ForEachTarget([] {
    for (const size_t count : {1024u, 1025u, 30'001u}) {
      TestManyRows<int64_t>(count);
      TestManyRows<uint64_t>(count);
      TestManyRows<double>(count);
    }
  });
}

// Where nulls are where values are looked at first.
BOOST_AUTO_TEST_CASE(SelectsFromManyRowsWithNulls) {
  constexpr size_t kCount = 9999;
  std::vector<int64_t> rows(kCount);
  std::iota(rows.begin(), rows.end(), -5000);
  std::vector<uint8_t> valid(kCount / 8 + 1);
  std::vector<bool> flags(kCount);
  for (size_t i = 0; i < kCount; ++i) {
    flags[i] = i % (kCount / 512 + 1) != 0;
    valid[i / 8] = static_cast<uint8_t>(valid[i / 8] | flags[i] << i % 8);
  }
  const std::vector<int64_t> sorted = Sorted(rows, flags);
  for (const double fraction : {0.0, 0.25, 0.75, 1.0}) {
    const auto result = Quantile(SINEW_AGGREGATE_QUANTILE_DISCRETE,
                                 ColumnOf(rows.data(), kCount, valid.data()), fraction);
    BOOST_TEST(result.count == sorted.size());
    BOOST_TEST(result.i64 == RefDiscrete(sorted, fraction));
  }
}

// What a product has too much because the fraction is rounded does not make it the next place:
// those of DuckDB.
BOOST_AUTO_TEST_CASE(DiscretePlacesAreThoseOfTheFractionAsWritten) {
  std::vector<int64_t> rows(100);
  std::iota(rows.begin(), rows.end(), 1);
  const sinew_column column = ColumnOf(rows.data(), rows.size());
  for (int percent = 1; percent <= 100; ++percent) {
    const auto result = Quantile(SINEW_AGGREGATE_QUANTILE_DISCRETE, column, percent / 100.0);
    BOOST_TEST(result.i64 == percent);
  }
  BOOST_TEST(Quantile(SINEW_AGGREGATE_QUANTILE_DISCRETE, column, 0).i64 == 1);
  BOOST_TEST(Quantile(SINEW_AGGREGATE_QUANTILE_DISCRETE, column, 0.5 + 0x1p-52).i64 == 50);
  BOOST_TEST(Quantile(SINEW_AGGREGATE_QUANTILE_DISCRETE, column, 0.5 + 0x1p-49).i64 == 51);
}

BOOST_AUTO_TEST_CASE(InfinitiesLieBetweenNothing) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  const std::vector<double> rows = {kInfinity, 1, -kInfinity};
  const sinew_column column = ColumnOf(rows.data(), 3);
  BOOST_TEST(Quantile(SINEW_AGGREGATE_QUANTILE_CONTINUOUS, column, 0.75).f64 == kInfinity);
  BOOST_TEST(Quantile(SINEW_AGGREGATE_QUANTILE_CONTINUOUS, column, 0.5).f64 == 1);
  BOOST_TEST(ValueBits(Quantile(SINEW_AGGREGATE_QUANTILE_CONTINUOUS,
                                ColumnOf(std::vector<double>{-kInfinity, kInfinity}.data(), 2),
                                0.5)) == kNaN);
}

BOOST_AUTO_TEST_CASE(FractionsAreWithin0And1) {
  const std::vector<int64_t> rows = {1, 2};
  const sinew_column column = ColumnOf(rows.data(), 2);
  for (const double fraction : {-0.1, 1.1, HUGE_VAL, -HUGE_VAL, FromBits<double>(kNaN)}) {
    for (const sinew_aggregate function :
         {SINEW_AGGREGATE_QUANTILE_CONTINUOUS, SINEW_AGGREGATE_QUANTILE_DISCRETE}) {
      BOOST_TEST(Quantile(function, column, fraction).status == SINEW_STATUS_INVALID_ARGUMENT);
    }
  }
  BOOST_TEST(Quantile(SINEW_AGGREGATE_SUM, column, 0.5).status == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(Quantile(SINEW_AGGREGATE_QUANTILE_DISCRETE, column, -0.0).i64 == 1);
}

#include <cmath>

#include "aggregate/groupby_fixture.h"
#include "aggregate/reduce.h"
#include "support/targets.h"

// COVARIANCE_POPULATION, COVARIANCE_SAMPLE and CORRELATION.

namespace {

constexpr sinew_aggregate kFunctions[] = {SINEW_AGGREGATE_COVARIANCE_POPULATION,
                                          SINEW_AGGREGATE_COVARIANCE_SAMPLE,
                                          SINEW_AGGREGATE_CORRELATION};

sinew_reduce_result ReducePair(sinew_aggregate function, const sinew_column& a,
                               const sinew_column& b) {
  const sinew_column columns[] = {a, b};
  const sinew_aggregate_spec spec = {sizeof(spec), function, 0, 0, 0, 1, 0, 0, 0};
  return sinew_reduce_columns(columns, 2, &spec);
}
double Of(sinew_aggregate function, const std::vector<double>& a, const std::vector<double>& b) {
  return ReducePair(function, ColumnOf(a.data(), a.size()), ColumnOf(b.data(), b.size())).f64;
}

// As their definitions have it, in two passes and more digits.
std::optional<double> Wanted(sinew_aggregate function, const std::vector<double>& a,
                             const std::vector<double>& b) {
  const long double count = static_cast<long double>(a.size());
  if (a.size() < (function == SINEW_AGGREGATE_COVARIANCE_SAMPLE ? 2 : 1)) return std::nullopt;
  long double mean_a = 0, mean_b = 0, aa = 0, bb = 0, ab = 0;
  for (size_t i = 0; i < a.size(); ++i) mean_a += a[i] / count, mean_b += b[i] / count;
  for (size_t i = 0; i < a.size(); ++i) {
    aa += (a[i] - mean_a) * (a[i] - mean_a);
    bb += (b[i] - mean_b) * (b[i] - mean_b);
    ab += (a[i] - mean_a) * (b[i] - mean_b);
  }
  switch (function) {
    case SINEW_AGGREGATE_COVARIANCE_POPULATION:
      return static_cast<double>(ab / count);
    case SINEW_AGGREGATE_COVARIANCE_SAMPLE:
      return static_cast<double>(ab / (count - 1));
    default:
      return static_cast<double>(ab / std::sqrt(aa * bb));
  }
}

void RequireClose(std::optional<double> found, std::optional<double> wanted, double scale) {
  BOOST_REQUIRE_EQUAL(found.has_value(), wanted.has_value());
  if (!found) return;
  if (std::isnan(*wanted)) {
    BOOST_REQUIRE_EQUAL(BitsOf(*found), kNaN);
  } else {
    BOOST_REQUIRE_LE(std::abs(*found - *wanted), 1e-11 * scale);
  }
}

}  // namespace

// F. J. Anscombe, Graphs in Statistical Analysis, The American Statistician 27 (1973): the first of
// the four data sets, which have a correlation of 0.816.
BOOST_AUTO_TEST_CASE(AnscombesQuartet) {
  const std::vector<double> x = {10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5};
  const std::vector<double> y = {8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68};
  BOOST_TEST(std::abs(Of(SINEW_AGGREGATE_CORRELATION, x, y) - 0.816) < 0.0005);
  BOOST_TEST(std::abs(Of(SINEW_AGGREGATE_COVARIANCE_SAMPLE, x, y) - 5.501) < 1e-12);
  BOOST_TEST(std::abs(Of(SINEW_AGGREGATE_COVARIANCE_POPULATION, x, y) - 5.501 * 10 / 11) < 1e-12);
}

BOOST_AUTO_TEST_CASE(SpecialRows) {
  const double infinity = std::numeric_limits<double>::infinity();
  for (const sinew_aggregate function : kFunctions) {
    const sinew_column none = ColumnOf(static_cast<const double*>(nullptr), 0);
    BOOST_TEST(ReducePair(function, none, none).count == 0u);
    BOOST_TEST(BitsOf(Of(function, {1, infinity, 3}, {1, 2, 3})) == kNaN);
    BOOST_TEST(BitsOf(Of(function, {1, 2, 3}, {1, std::nan("1"), 3})) == kNaN);
  }
  BOOST_TEST(Of(SINEW_AGGREGATE_COVARIANCE_POPULATION, {5}, {7}) == 0);
  BOOST_TEST(BitsOf(Of(SINEW_AGGREGATE_CORRELATION, {5, 5}, {7, 8})) == kNaN);
  BOOST_TEST(BitsOf(Of(SINEW_AGGREGATE_CORRELATION, {5}, {7})) == kNaN);
  // Squares that no double can hold are 0, and their products may not be: over 0 they are no 1.
  BOOST_TEST(BitsOf(Of(SINEW_AGGREGATE_CORRELATION, {0, 1e-200, 0}, {0, 1, 1})) == kNaN);
  BOOST_TEST(BitsOf(Of(SINEW_AGGREGATE_CORRELATION, {0, 1, 1}, {0, -1e-200, 0})) == kNaN);
  // What is far from 0 and close together keeps its digits, and none is beyond 1.
  BOOST_TEST(Of(SINEW_AGGREGATE_COVARIANCE_SAMPLE, {1e9, 1e9 + 1, 1e9 + 2},
                {-1e9, -1e9 + 1, -1e9 + 2}) == 1);
  Random random(1);
  for (size_t round = 0; round < 100; ++round) {
    std::vector<double> x(20), y(20);
    for (size_t i = 0; i < x.size(); ++i) {
      x[i] = static_cast<double>(random.Below(1 << 20)) / 3;
      y[i] = -x[i] / 7;
    }
    const double found = Of(SINEW_AGGREGATE_CORRELATION, x, y);
    BOOST_REQUIRE(found >= -1 && found <= -1 + 1e-12);
  }
  const int64_t numbers[] = {1, 2};
  const sinew_column integers = ColumnOf(numbers, 2);
  sinew_column times = integers;
  times.type = SINEW_TYPE_TIMESTAMP_S;
  for (const sinew_aggregate function : kFunctions) {
    BOOST_TEST(ReducePair(function, integers, times).status == SINEW_STATUS_INVALID_ARGUMENT);
    BOOST_TEST(ReducePair(function, times, integers).status == SINEW_STATUS_INVALID_ARGUMENT);
  }
}

// Columns of an integer and of a float, with nulls on both sides, whole, in groups, merged, as
// bytes.
BOOST_AUTO_TEST_CASE(ColumnsAndGroups) {
  ForEachTarget([] {
    Random random(2);
    for (size_t round = 0; round < 20; ++round) {
      const size_t count = random.Below(900);
      constexpr size_t kGroups = 3;
      const double base = round % 2 == 0 ? 0 : 1e6;
      std::vector<int64_t> keys(count), a(count);
      std::vector<double> b(count);
      std::vector<uint8_t> a_valid(count / 8 + 1), b_valid(count / 8 + 1);
      std::vector<double> some_a[kGroups + 1], some_b[kGroups + 1];
      for (size_t i = 0; i < count; ++i) {
        keys[i] = static_cast<int64_t>(random.Below(kGroups));
        a[i] = static_cast<int64_t>(base) + static_cast<int64_t>(random.Below(1000));
        b[i] = base + static_cast<double>(a[i] % 100) / 3 + static_cast<double>(random.Below(50));
        const bool is_valid[] = {random.Below(5) != 0, random.Below(5) != 0};
        a_valid[i / 8] = static_cast<uint8_t>(a_valid[i / 8] | is_valid[0] << i % 8);
        b_valid[i / 8] = static_cast<uint8_t>(b_valid[i / 8] | is_valid[1] << i % 8);
        if (!is_valid[0] || !is_valid[1]) continue;
        for (const size_t to : {static_cast<size_t>(keys[i]), kGroups}) {
          some_a[to].push_back(static_cast<double>(a[i]));
          some_b[to].push_back(b[i]);
        }
      }
      const sinew_column columns[] = {ColumnOf(a.data(), count, a_valid.data()),
                                      ColumnOf(b.data(), count, b_valid.data())};
      std::vector<sinew_aggregate_spec> specs;
      for (const sinew_aggregate function : kFunctions) {
        const sinew_reduce_result found = ReducePair(function, columns[0], columns[1]);
        const std::optional<double> wanted = Wanted(function, some_a[kGroups], some_b[kGroups]);
        BOOST_REQUIRE_EQUAL(found.status, SINEW_STATUS_OK);
        BOOST_REQUIRE_EQUAL(found.count, some_a[kGroups].size());
        RequireClose(wanted ? std::optional<double>(found.f64) : std::nullopt, wanted, 1e5);
        specs.push_back({sizeof(sinew_aggregate_spec), function, 0, 0, 0, 1, 0, 0, 0});
      }
      const auto part = [&](size_t first, size_t rows) {
        GroupBy groupby = Create(Options(SINEW_TYPE_I64, specs));
        const sinew_column key = ColumnOf(keys.data() + first, rows);
        sinew_column values[] = {SkipRows(columns[0], first), SkipRows(columns[1], first)};
        values[0].count = values[1].count = rows;
        BOOST_REQUIRE_EQUAL(sinew_groupby_update(groupby.get(), &key, 1, values, 2, nullptr),
                            SINEW_STATUS_OK);
        return groupby;
      };
      const GroupBy whole = part(0, count / 3), rest = part(count / 3, count - count / 3);
      std::string bytes(sinew_groupby_encoded_size(rest.get(), 0, 1).written, '\0');
      BOOST_REQUIRE_EQUAL(sinew_groupby_encode(rest.get(), 0, 1, bytes.data(), bytes.size()).status,
                          SINEW_STATUS_OK);
      BOOST_REQUIRE_EQUAL(
          sinew_groupby_merge_encoded(whole.get(), bytes.data(), bytes.size(), nullptr),
          SINEW_STATUS_OK);
      const OwnedBatch batch = ReadAll(whole.get());
      const auto found_keys = WordsOf(sinew_batch_column(batch.get(), 0));
      for (size_t f = 0; f < 3; ++f) {
        const auto found = WordsOf(sinew_batch_column(batch.get(), 1 + f));
        for (size_t i = 0; i < found.size(); ++i) {
          const size_t group = static_cast<size_t>(*found_keys[i]);
          RequireClose(
              found[i] ? std::optional<double>(std::bit_cast<double>(*found[i])) : std::nullopt,
              Wanted(kFunctions[f], some_a[group], some_b[group]), 1e5);
        }
      }
    }
  });
}

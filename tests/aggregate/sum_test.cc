#include "sinew/sinew.h"

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>

#include "aggregate/sum_ref.h"
#include "support/slice.h"
#include "support/targets.h"

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

sinew_i64_result Sum(const int64_t* in, const uint8_t* validity, size_t offset, size_t count) {
  return sinew_sum_i64(in, validity, offset, count);
}
sinew_u64_result Sum(const uint64_t* in, const uint8_t* validity, size_t offset, size_t count) {
  return sinew_sum_u64(in, validity, offset, count);
}
sinew_f64_result Sum(const double* in, const uint8_t* validity, size_t offset, size_t count) {
  return sinew_sum_f64(in, validity, offset, count);
}
template <typename T>
auto Sum(const std::vector<T>& rows) {
  return Sum(rows.data(), nullptr, 0, rows.size());
}

uint64_t BitsOf(double value) {
  uint64_t bits;
  memcpy(&bits, &value, sizeof(bits));
  return bits;
}

double DoubleOf(uint64_t bits) {
  double value;
  memcpy(&value, &bits, sizeof(value));
  return value;
}

// Rows of every size, so that some sums fit and others do not.
template <typename T>
std::vector<T> RandomRows(size_t count, Random& random) {
  std::vector<T> rows(count);
  const unsigned shift = static_cast<unsigned>(random.Below(16));
  for (T& row : rows) row = static_cast<T>(random()) >> shift;
  return rows;
}

// Doubles whose sum depends on the order: both signs, exponents 40 apart.
template <>
std::vector<double> RandomRows(size_t count, Random& random) {
  std::vector<double> rows(count);
  for (double& row : rows) {
    row = std::ldexp(static_cast<double>(static_cast<int64_t>(random())),
                     static_cast<int>(random.Below(40)));
  }
  return rows;
}

template <typename T>
void RequireExact(Int128 expected, size_t count, T value, size_t result_count, int32_t status) {
  const bool fits = expected == static_cast<T>(expected);
  BOOST_REQUIRE_EQUAL(status, fits ? SINEW_STATUS_OK : SINEW_STATUS_OVERFLOW);
  BOOST_REQUIRE_EQUAL(value, fits ? static_cast<T>(expected) : T{0});
  BOOST_REQUIRE_EQUAL(result_count, count);
}

void RequireSum(const std::vector<double>& rows, const std::vector<bool>& valid, size_t count,
                const sinew_f64_result& result) {
  BOOST_REQUIRE_EQUAL(result.status, SINEW_STATUS_OK);
  BOOST_REQUIRE_EQUAL(BitsOf(result.value), BitsOf(RefSum(rows, valid)));
  BOOST_REQUIRE_EQUAL(result.count, count);
}
template <typename T, typename Result>
void RequireSum(const std::vector<T>& rows, const std::vector<bool>& valid, size_t count,
                const Result& result) {
  RequireExact<T>(RefSum(rows, valid), count, result.value, result.count, result.status);
}

template <typename T>
void TestEqualsOracle() {
  GuardedSlice<T> slice(kMaxShapeRows);
  ForEachTarget([&] {
    Random random(1);
    ForEachShape([&](size_t count, size_t offset, unsigned percent) {
      const std::vector<T> rows = RandomRows<T>(count, random);
      const std::vector<bool> valid = RandomFlags(count, percent, random);
      slice.Place(rows, valid, offset, (count + offset) % 8);
      const size_t valid_count = static_cast<size_t>(std::count(valid.begin(), valid.end(), true));
      RequireSum(rows, valid, valid_count, Sum(slice.in, slice.validity, offset, count));
      RequireSum(rows, std::vector<bool>(count, true), count,
                 Sum(slice.in, nullptr, offset, count));
    });
  });
}

}  // namespace

BOOST_AUTO_TEST_CASE(I64Vectors) {
  ForEachTarget([] {
    BOOST_TEST(Sum<int64_t>({1, -2, 30}).value == 29);
    BOOST_TEST(Sum<int64_t>({INT64_MIN, INT64_MAX}).value == -1);
    BOOST_TEST(Sum<int64_t>({INT64_MAX, 0}).value == INT64_MAX);
    BOOST_TEST(Sum<int64_t>({INT64_MIN, 0}).value == INT64_MIN);
    for (const std::vector<int64_t>& rows :
         {std::vector<int64_t>{INT64_MAX, 1}, std::vector<int64_t>{INT64_MIN, -1}}) {
      const sinew_i64_result result = Sum(rows);
      BOOST_TEST(result.status == SINEW_STATUS_OVERFLOW);
      BOOST_TEST(result.value == 0);
      BOOST_TEST(result.count == 2u);
    }
  });
}

BOOST_AUTO_TEST_CASE(OverflowThatCancelsIsNone) {
  ForEachTarget([] {
    BOOST_TEST(Sum<int64_t>({INT64_MAX, 1, -1}).value == INT64_MAX);
    std::vector<int64_t> rows(50000, INT64_MAX);
    BOOST_TEST(Sum(rows).status == SINEW_STATUS_OVERFLOW);
    rows.resize(100000, INT64_MIN);
    const sinew_i64_result result = Sum(rows);
    BOOST_TEST(result.status == SINEW_STATUS_OK);
    BOOST_TEST(result.value == -50000);
    BOOST_TEST(result.count == 100000u);
  });
}

BOOST_AUTO_TEST_CASE(U64Vectors) {
  ForEachTarget([] {
    BOOST_TEST(Sum<uint64_t>({1, 2, 3}).value == 6u);
    BOOST_TEST(Sum<uint64_t>({UINT64_MAX - 5, 5}).value == UINT64_MAX);
    const sinew_u64_result result = Sum<uint64_t>({UINT64_MAX - 5, 6});
    BOOST_TEST(result.status == SINEW_STATUS_OVERFLOW);
    BOOST_TEST(result.value == 0u);
    BOOST_TEST(result.count == 2u);
    BOOST_TEST(Sum(std::vector<uint64_t>(100001, UINT64_MAX)).status == SINEW_STATUS_OVERFLOW);
  });
}

// 1e16 + 1 is 1e16: whether the 1 survives tells which rows were added first.
BOOST_AUTO_TEST_CASE(F64OrderOfAdditions) {
  const auto sum_of = [](size_t one, size_t minus) {
    std::vector<double> rows(100);
    rows[0] = 1e16;
    rows[one] = 1;
    rows[minus] = -1e16;
    return Sum(rows).value;
  };
  ForEachTarget([&] {
    BOOST_TEST(sum_of(1, 2) == 1);    // apart until the last addition
    BOOST_TEST(sum_of(32, 64) == 0);  // all in sum 0, in order
    BOOST_TEST(sum_of(64, 32) == 1);
    BOOST_TEST(sum_of(16, 8) == 0);  // sum 16 joins sum 0 before sum 8 does
    BOOST_TEST(sum_of(8, 16) == 1);
    BOOST_TEST(sum_of(8, 4) == 0);
    BOOST_TEST(sum_of(4, 2) == 0);
    BOOST_TEST(sum_of(2, 1) == 0);
  });
}

BOOST_AUTO_TEST_CASE(F64SpecialValues) {
  constexpr uint64_t kNan = 0x7FF8000000000000;
  const double tiny = std::numeric_limits<double>::denorm_min();
  ForEachTarget([&] {
    BOOST_TEST(BitsOf(Sum<double>({}).value) == 0u);
    BOOST_TEST(BitsOf(Sum<double>({-0.0}).value) == 0u);
    BOOST_TEST(BitsOf(Sum(std::vector<double>(64, -0.0)).value) == 0u);
    BOOST_TEST(Sum<double>({tiny, tiny}).value == 2 * tiny);
    BOOST_TEST(Sum<double>({kInfinity, 1}).value == kInfinity);
    BOOST_TEST(Sum<double>({-kInfinity, 1}).value == -kInfinity);
    BOOST_TEST(BitsOf(Sum<double>({kInfinity, -kInfinity}).value) == kNan);
    // Quiet and signalling NaN of both signs, with payloads.
    for (uint64_t bits :
         {0x7FF8000000000001u, 0xFFF8000000000000u, 0x7FF0000000000001u, 0xFFF4000000001234u}) {
      for (size_t at = 0; at < 70; ++at) {
        std::vector<double> rows(70, 1.5);
        rows[at] = DoubleOf(bits);
        BOOST_REQUIRE_EQUAL(BitsOf(Sum(rows).value), kNan);
      }
    }
  });
}

BOOST_AUTO_TEST_CASE(F64NullRowsMayHoldAnything) {
  const std::vector<uint8_t> none(20, 0);
  ForEachTarget([&] {
    for (double garbage : {std::nan("1"), kInfinity, DoubleOf(0x7FF0000000000001)}) {
      const std::vector<double> rows(133, garbage);
      const sinew_f64_result result = Sum(rows.data(), none.data(), 3, 130);
      BOOST_TEST(BitsOf(result.value) == 0u);
      BOOST_TEST(result.count == 0u);
    }
  });
}

BOOST_AUTO_TEST_CASE(I64EqualsOracle) { TestEqualsOracle<int64_t>(); }
BOOST_AUTO_TEST_CASE(U64EqualsOracle) { TestEqualsOracle<uint64_t>(); }
BOOST_AUTO_TEST_CASE(F64EqualsOracle) { TestEqualsOracle<double>(); }

BOOST_AUTO_TEST_CASE(NothingIsZero) {
  BOOST_TEST(sinew_sum_i64(nullptr, nullptr, 0, 0).status == SINEW_STATUS_OK);
  BOOST_TEST(sinew_sum_u64(nullptr, nullptr, 7, 0).value == 0u);
  BOOST_TEST(sinew_sum_f64(nullptr, nullptr, 3, 0).count == 0u);
}

BOOST_AUTO_TEST_CASE(Rejects) {
  const int64_t i64[1] = {1};
  const uint64_t u64[1] = {1};
  const double f64[1] = {1};
  const auto rejected = [](const auto& result) {
    return result.status == SINEW_STATUS_INVALID_ARGUMENT && result.value == 0 && result.count == 0;
  };
  BOOST_TEST(rejected(sinew_sum_i64(nullptr, nullptr, 0, 1)));
  BOOST_TEST(rejected(sinew_sum_u64(nullptr, nullptr, 0, 1)));
  BOOST_TEST(rejected(sinew_sum_f64(nullptr, nullptr, 0, 1)));
  for (size_t offset : {SIZE_MAX, SIZE_MAX / 8}) {
    BOOST_TEST(rejected(sinew_sum_i64(i64, nullptr, offset, 1)));
    BOOST_TEST(rejected(sinew_sum_u64(u64, nullptr, offset, 1)));
    BOOST_TEST(rejected(sinew_sum_f64(f64, nullptr, offset, 1)));
  }
}

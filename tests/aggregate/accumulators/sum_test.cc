#include "aggregate/accumulators/contract.h"
#include "aggregate/accumulators/sum_ref.h"

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

template <typename T>
Wanted WantedOf(RefInt128 sum) {
  if (sum != static_cast<T>(sum)) return {false, {}};
  return {true, BitsOf(static_cast<T>(sum))};
}
template <typename T>
void TestSum() {
  TestContract<T>(SINEW_AGGREGATE_SUM, NumbersOf<T>(), kTypeOfTest<T>,
                  [](const std::vector<T>& rows, const std::vector<bool>& valid, Order order) {
                    const auto sum = RefSum(rows, valid, order);
                    if constexpr (std::is_same_v<T, double>) {
                      return Wanted{true, sum != sum ? kNaN : BitsOf(sum)};
                    } else {
                      return WantedOf<T>(sum);
                    }
                  });
}

template <typename T>
sinew_reduce_result Sum(const std::vector<T>& rows) {
  return Reduce(SINEW_AGGREGATE_SUM, rows);
}

}  // namespace

BOOST_AUTO_TEST_CASE(I64) { TestSum<int64_t>(); }
BOOST_AUTO_TEST_CASE(U64) { TestSum<uint64_t>(); }
BOOST_AUTO_TEST_CASE(F64) { TestSum<double>(); }

BOOST_AUTO_TEST_CASE(I64Vectors) {
  ForEachTarget([] {
    BOOST_TEST(Sum<int64_t>({1, -2, 30}).i64 == 29);
    BOOST_TEST(Sum<int64_t>({INT64_MIN, INT64_MAX}).i64 == -1);
    BOOST_TEST(Sum<int64_t>({INT64_MAX, 0}).i64 == INT64_MAX);
    BOOST_TEST(Sum<int64_t>({INT64_MIN, 0}).i64 == INT64_MIN);
    for (const std::vector<int64_t>& rows :
         {std::vector<int64_t>{INT64_MAX, 1}, std::vector<int64_t>{INT64_MIN, -1}}) {
      const sinew_reduce_result result = Sum(rows);
      BOOST_TEST(result.status == SINEW_STATUS_OVERFLOW);
      BOOST_TEST(result.i64 == 0);
      BOOST_TEST(result.count == 2u);
    }
  });
}

BOOST_AUTO_TEST_CASE(OverflowThatCancelsIsNone) {
  ForEachTarget([] {
    BOOST_TEST(Sum<int64_t>({INT64_MAX, 1, -1}).i64 == INT64_MAX);
    std::vector<int64_t> rows(50000, INT64_MAX);
    BOOST_TEST(Sum(rows).status == SINEW_STATUS_OVERFLOW);
    rows.resize(100000, INT64_MIN);
    const sinew_reduce_result result = Sum(rows);
    BOOST_TEST(result.status == SINEW_STATUS_OK);
    BOOST_TEST(result.i64 == -50000);
    BOOST_TEST(result.count == 100000u);
    // Of the most rows that a part of a column has on any target.
    rows.assign(65536, INT64_MIN);
    rows.resize(131072, INT64_MAX);
    BOOST_TEST(Sum(rows).i64 == -65536);
    BOOST_TEST(Sum(std::vector<int64_t>(65536, -1)).i64 == -65536);
  });
}

BOOST_AUTO_TEST_CASE(U64Vectors) {
  ForEachTarget([] {
    BOOST_TEST(Sum<uint64_t>({1, 2, 3}).u64 == 6u);
    BOOST_TEST(Sum<uint64_t>({UINT64_MAX - 5, 5}).u64 == UINT64_MAX);
    const sinew_reduce_result result = Sum<uint64_t>({UINT64_MAX - 5, 6});
    BOOST_TEST(result.status == SINEW_STATUS_OVERFLOW);
    BOOST_TEST(result.u64 == 0u);
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
    return Sum(rows).f64;
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
  const double tiny = std::numeric_limits<double>::denorm_min();
  ForEachTarget([&] {
    BOOST_TEST(BitsOf(Sum<double>({}).f64) == 0u);
    BOOST_TEST(BitsOf(Sum<double>({-0.0}).f64) == 0u);
    BOOST_TEST(BitsOf(Sum(std::vector<double>(64, -0.0)).f64) == 0u);
    BOOST_TEST(Sum<double>({tiny, tiny}).f64 == 2 * tiny);
    BOOST_TEST(Sum<double>({kInfinity, 1}).f64 == kInfinity);
    BOOST_TEST(Sum<double>({-kInfinity, 1}).f64 == -kInfinity);
    BOOST_TEST(BitsOf(Sum<double>({kInfinity, -kInfinity}).f64) == kNaN);
    // Quiet and signalling NaN of both signs, with payloads.
    for (uint64_t bits :
         {0x7FF8000000000001u, 0xFFF8000000000000u, 0x7FF0000000000001u, 0xFFF4000000001234u}) {
      for (size_t at = 0; at < 70; ++at) {
        std::vector<double> rows(70, 1.5);
        rows[at] = FromBits<double>(bits);
        BOOST_REQUIRE_EQUAL(BitsOf(Sum(rows).f64), kNaN);
      }
    }
  });
}

BOOST_AUTO_TEST_CASE(F64NullRowsMayHoldAnything) {
  const std::vector<uint8_t> none(20, 0);
  ForEachTarget([&] {
    for (double garbage : {std::nan("1"), kInfinity, FromBits<double>(0x7FF0000000000001)}) {
      const std::vector<double> rows(133, garbage);
      const sinew_reduce_result result =
          Reduce(SINEW_AGGREGATE_SUM, ColumnOf(&rows[3], 130, none.data(), 3));
      BOOST_TEST(BitsOf(result.f64) == 0u);
      BOOST_TEST(result.count == 0u);
    }
  });
}

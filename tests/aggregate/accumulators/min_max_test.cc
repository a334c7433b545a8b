#include "aggregate/accumulators/contract.h"
#include "aggregate/accumulators/min_max_ref.h"

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

template <typename T>
void TestMinMax() {
  const auto wanted = [](T RefExtremes<T>::* which) {
    return [which](const std::vector<T>& rows, const std::vector<bool>& valid, Order) {
      const RefExtremes<T> found = RefMinMax(rows, valid);
      return found.count == 0 ? Wanted{} : Wanted{true, BitsOf(found.*which)};
    };
  };
  std::vector<sinew_type> types = NumbersOf<T>();
  if (std::is_same_v<T, int64_t>) types.insert(types.end(), kTimes.begin(), kTimes.end());
  TestContract<T>(SINEW_AGGREGATE_MIN, types, {}, wanted(&RefExtremes<T>::min));
  TestContract<T>(SINEW_AGGREGATE_MAX, types, {}, wanted(&RefExtremes<T>::max));
}

template <typename T>
uint64_t MinBits(const std::vector<T>& rows) {
  return ValueBits(Reduce(SINEW_AGGREGATE_MIN, rows));
}
template <typename T>
uint64_t MaxBits(const std::vector<T>& rows) {
  return ValueBits(Reduce(SINEW_AGGREGATE_MAX, rows));
}

// Wherever the extreme row stands, it is found.
template <typename T>
void TestEveryPosition(T low, T middle, T high) {
  ForEachTarget([&] {
    for (size_t at = 0; at < 130; ++at) {
      std::vector<T> rows(130, middle);
      rows[at] = low;
      BOOST_REQUIRE_EQUAL(MinBits(rows), BitsOf(low));
      rows[at] = high;
      BOOST_REQUIRE_EQUAL(MaxBits(rows), BitsOf(high));
    }
  });
}

}  // namespace

BOOST_AUTO_TEST_CASE(I64) { TestMinMax<int64_t>(); }
BOOST_AUTO_TEST_CASE(U64) { TestMinMax<uint64_t>(); }
BOOST_AUTO_TEST_CASE(F64) { TestMinMax<double>(); }

BOOST_AUTO_TEST_CASE(I64EveryPosition) {
  TestEveryPosition<int64_t>(-1, 0, 1);
  TestEveryPosition<int64_t>(INT64_MIN, INT64_MIN + 1, INT64_MAX);
  TestEveryPosition<int64_t>(INT64_MIN, INT64_MAX - 1, INT64_MAX);
}

BOOST_AUTO_TEST_CASE(U64EveryPosition) {
  TestEveryPosition<uint64_t>(0, 1, 2);
  TestEveryPosition<uint64_t>(0, uint64_t{1} << 63, UINT64_MAX);
  TestEveryPosition<uint64_t>((uint64_t{1} << 63) - 1, uint64_t{1} << 63, UINT64_MAX);
}

BOOST_AUTO_TEST_CASE(F64EveryPosition) {
  const double tiny = std::numeric_limits<double>::denorm_min();
  TestEveryPosition(-1.0, 0.5, 1.0);
  TestEveryPosition(-2.0, -1.0, -0.5);
  TestEveryPosition(-tiny, -0.0, 0.0);
  TestEveryPosition(-0.0, 0.0, tiny);
  TestEveryPosition(-kInfinity, std::numeric_limits<double>::lowest(), kInfinity);
  TestEveryPosition(-kInfinity, std::numeric_limits<double>::max(), kInfinity);
}

BOOST_AUTO_TEST_CASE(F64NanWins) {
  ForEachTarget([] {
    // Quiet and signalling, both signs, with payloads, the least and the greatest of each.
    for (uint64_t bits : {kNaN, kNaN + 1, 0xFFF8000000000000u, 0x7FF0000000000001u,
                          0xFFF0000000000001u, UINT64_MAX, uint64_t{INT64_MAX}}) {
      for (size_t at = 0; at < 130; ++at) {
        std::vector<double> rows(130, at % 2 == 0 ? kInfinity : -kInfinity);
        rows[at] = FromBits<double>(bits);
        BOOST_REQUIRE_EQUAL(MinBits(rows), kNaN);
        BOOST_REQUIRE_EQUAL(MaxBits(rows), kNaN);
      }
    }
  });
}

BOOST_AUTO_TEST_CASE(F64NullRowsMayHoldAnything) {
  ForEachTarget([] {
    for (uint64_t bits : {kNaN, UINT64_MAX, BitsOf(kInfinity), BitsOf(-kInfinity)}) {
      for (size_t at = 0; at < 130; ++at) {
        std::vector<double> rows(133, FromBits<double>(bits));
        std::vector<uint8_t> validity(17, 0);
        rows[3 + at] = -1.5;
        validity[(3 + at) / 8] = static_cast<uint8_t>(1 << (3 + at) % 8);
        const sinew_column column = ColumnOf(&rows[3], 130, validity.data(), 3);
        BOOST_REQUIRE_EQUAL(Reduce(SINEW_AGGREGATE_MIN, column).f64, -1.5);
        BOOST_REQUIRE_EQUAL(Reduce(SINEW_AGGREGATE_MAX, column).f64, -1.5);
      }
    }
  });
}

#include "sinew/sinew.h"

#include <string.h>

#include <boost/test/unit_test.hpp>
#include <tuple>

#include "aggregate/min_max_ref.h"
#include "support/slice.h"
#include "support/targets.h"

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
using Types = std::tuple<int64_t, uint64_t, double>;

constexpr uint64_t kNan = 0x7FF8000000000000;

// The C functions of one type.
template <typename T>
struct Functions;
template <>
struct Functions<int64_t> {
  static constexpr auto kMin = sinew_min_i64;
  static constexpr auto kMax = sinew_max_i64;
};
template <>
struct Functions<uint64_t> {
  static constexpr auto kMin = sinew_min_u64;
  static constexpr auto kMax = sinew_max_u64;
};
template <>
struct Functions<double> {
  static constexpr auto kMin = sinew_min_f64;
  static constexpr auto kMax = sinew_max_f64;
};

template <typename T>
T Min(const std::vector<T>& rows) {
  return Functions<T>::kMin(rows.data(), nullptr, 0, rows.size()).value;
}
template <typename T>
T Max(const std::vector<T>& rows) {
  return Functions<T>::kMax(rows.data(), nullptr, 0, rows.size()).value;
}

template <typename T>
uint64_t BitsOf(T value) {
  uint64_t bits;
  memcpy(&bits, &value, sizeof(bits));
  return bits;
}

template <typename T>
T FromBits(uint64_t bits) {
  T value;
  memcpy(&value, &bits, sizeof(value));
  return value;
}

// Random bits, except that NaN would drown every other double: those are replaced by zeros of both
// signs and by infinities now and then, or by a NaN rarely.
template <typename T>
std::vector<T> RandomRows(size_t count, Random& random) {
  std::vector<T> rows(count);
  const bool with_nan = random.Below(4) == 0;
  const uint64_t zeros = random.Below(3);
  for (T& row : rows) {
    row = FromBits<T>(random());
    if (zeros != 0 && random.Below(2) == 0) row = FromBits<T>(random() << 63);
    if (zeros == 2) row = FromBits<T>(BitsOf(row) & INT64_MAX);
    if (row != row && !(with_nan && random.Below(64) == 0)) row = static_cast<T>(kInfinity);
  }
  return rows;
}

template <typename T>
void RequireExtremes(const std::vector<T>& rows, const std::vector<bool>& valid, const T* in,
                     const uint8_t* validity, size_t offset) {
  const RefExtremes<T> expected = RefMinMax(rows, valid);
  const auto min = Functions<T>::kMin(in, validity, offset, rows.size());
  const auto max = Functions<T>::kMax(in, validity, offset, rows.size());
  BOOST_REQUIRE_EQUAL(min.status, SINEW_STATUS_OK);
  BOOST_REQUIRE_EQUAL(max.status, SINEW_STATUS_OK);
  BOOST_REQUIRE_EQUAL(BitsOf(min.value), BitsOf(expected.min));
  BOOST_REQUIRE_EQUAL(BitsOf(max.value), BitsOf(expected.max));
  BOOST_REQUIRE_EQUAL(min.count, expected.count);
  BOOST_REQUIRE_EQUAL(max.count, expected.count);
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
      RequireExtremes(rows, valid, slice.in, slice.validity, offset);
      RequireExtremes(rows, std::vector<bool>(count, true), slice.in, nullptr, offset);
    });
  });
}

// Wherever the extreme row stands, it is found.
template <typename T>
void TestEveryPosition(T low, T middle, T high) {
  ForEachTarget([&] {
    for (size_t at = 0; at < 130; ++at) {
      std::vector<T> rows(130, middle);
      rows[at] = low;
      BOOST_REQUIRE_EQUAL(BitsOf(Min(rows)), BitsOf(low));
      rows[at] = high;
      BOOST_REQUIRE_EQUAL(BitsOf(Max(rows)), BitsOf(high));
    }
  });
}

}  // namespace

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
    for (uint64_t bits : {kNan, kNan + 1, 0xFFF8000000000000u, 0x7FF0000000000001u,
                          0xFFF0000000000001u, UINT64_MAX, uint64_t{INT64_MAX}}) {
      for (size_t at = 0; at < 130; ++at) {
        std::vector<double> rows(130, at % 2 == 0 ? kInfinity : -kInfinity);
        rows[at] = FromBits<double>(bits);
        BOOST_REQUIRE_EQUAL(BitsOf(Min(rows)), kNan);
        BOOST_REQUIRE_EQUAL(BitsOf(Max(rows)), kNan);
      }
    }
  });
}

BOOST_AUTO_TEST_CASE(F64NullRowsMayHoldAnything) {
  ForEachTarget([] {
    for (uint64_t bits : {kNan, UINT64_MAX, BitsOf(kInfinity), BitsOf(-kInfinity)}) {
      for (size_t at = 0; at < 130; ++at) {
        std::vector<double> rows(133, FromBits<double>(bits));
        std::vector<uint8_t> validity(17, 0);
        rows[3 + at] = -1.5;
        validity[(3 + at) / 8] = static_cast<uint8_t>(1 << (3 + at) % 8);
        BOOST_REQUIRE_EQUAL(sinew_min_f64(rows.data() + 3, validity.data(), 3, 130).value, -1.5);
        BOOST_REQUIRE_EQUAL(sinew_max_f64(rows.data() + 3, validity.data(), 3, 130).value, -1.5);
      }
    }
  });
}

BOOST_AUTO_TEST_CASE(I64EqualsOracle) { TestEqualsOracle<int64_t>(); }
BOOST_AUTO_TEST_CASE(U64EqualsOracle) { TestEqualsOracle<uint64_t>(); }
BOOST_AUTO_TEST_CASE(F64EqualsOracle) { TestEqualsOracle<double>(); }

BOOST_AUTO_TEST_CASE_TEMPLATE(NothingHasNoExtremes, T, Types) {
  const T rows[8] = {1, 2, 3, 4, 5, 6, 7, 8};
  const uint8_t none = 0;
  ForEachTarget([&] {
    for (const auto& result :
         {Functions<T>::kMin(nullptr, nullptr, 0, 0), Functions<T>::kMax(nullptr, nullptr, 3, 0),
          Functions<T>::kMin(rows, &none, 1, 7), Functions<T>::kMax(rows, &none, 0, 8)}) {
      BOOST_TEST(result.status == SINEW_STATUS_OK);
      BOOST_TEST(BitsOf(result.value) == 0u);
      BOOST_TEST(result.count == 0u);
    }
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(Rejects, T, Types) {
  const T rows[1] = {1};
  for (const auto function : {Functions<T>::kMin, Functions<T>::kMax}) {
    for (const auto& result :
         {function(nullptr, nullptr, 0, 1), function(rows, nullptr, SIZE_MAX, 1),
          function(rows, nullptr, SIZE_MAX / 8, 1)}) {
      BOOST_TEST(result.status == SINEW_STATUS_INVALID_ARGUMENT);
      BOOST_TEST(BitsOf(result.value) == 0u);
      BOOST_TEST(result.count == 0u);
    }
  }
}

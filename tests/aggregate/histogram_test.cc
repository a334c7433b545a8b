#include "sinew/sinew.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "support/column.h"
#include "support/float_control.h"
#include "support/guard.h"
#include "support/random.h"
#include "support/targets.h"

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

// The place of a value among edges, as NumPy's searchsorted finds it: the last bin has its upper
// edge, too. Behind the bins are those below, those above, and NaN.
size_t BinOf(double value, const std::vector<double>& edges) {
  const size_t bins = edges.size() - 1;
  if (std::isnan(value)) return bins + 2;
  if (value < edges.front()) return bins;
  if (value > edges.back()) return bins + 1;
  const size_t above =
      static_cast<size_t>(std::upper_bound(edges.begin(), edges.end(), value) - edges.begin());
  return std::min(above, bins) - 1;
}

template <typename T>
struct Input {
  Input(sinew_type type, std::vector<T> all, size_t nulls, Random& random) : rows(std::move(all)) {
    const size_t size = rows.size() * sizeof(T), bit = random.Below(20);
    uint8_t* to = values_at.Back(size, random.Below(2));
    if (size != 0) memcpy(to, rows.data(), size);
    column = {type, rows.size(), to, size, nullptr, nullptr, 0, 0};
    const auto bits = [&](GuardedMemory& memory) {
      uint8_t* bitmap = memory.Back((bit + rows.size() + 7) / 8);
      for (size_t i = 0; i < (bit + rows.size() + 7) / 8; ++i) {
        bitmap[i] = static_cast<uint8_t>(random.Below(3) == 0 ? random() : 0xFF);
      }
      return bitmap;
    };
    if (nulls & 1) {
      column.validity = bits(nulls_at);
      column.validity_offset = bit;
    }
    if (nulls & 2) {
      bitmap = bits(bitmap_at);
      offset = bit;
    }
  }

  bool Counts(size_t row) const {
    const size_t bit = offset + row;
    return IsValidRow(column, row) && (bitmap == nullptr || (bitmap[bit / 8] >> bit % 8 & 1) != 0);
  }

  // Of the rows that count, added to what is there.
  std::vector<uint64_t> Expected(const std::vector<double>& edges) const {
    std::vector<uint64_t> counts(edges.size() + 2, 5);
    for (size_t i = 0; i < rows.size(); ++i) {
      if (Counts(i)) ++counts[BinOf(static_cast<double>(rows[i]), edges)];
    }
    return counts;
  }

  static inline GuardedMemory values_at{1 << 17}, nulls_at{1 << 12}, bitmap_at{1 << 12};
  std::vector<T> rows;
  sinew_column column;
  const uint8_t* bitmap = nullptr;
  size_t offset = 0;
};

template <typename Call>
void Require(const std::vector<uint64_t>& expected, const Call& call) {
  static GuardedMemory counts_at(1 << 16);
  uint8_t* counts = counts_at.Back(expected.size() * 8, 1);
  const std::vector<uint64_t> fives(expected.size(), 5);
  memcpy(counts, fives.data(), 8 * fives.size());
  BOOST_REQUIRE_EQUAL(call(reinterpret_cast<uint64_t*>(counts), expected.size() - 3),
                      SINEW_STATUS_OK);
  std::vector<uint64_t> found(expected.size());
  memcpy(found.data(), counts, 8 * found.size());
  BOOST_REQUIRE_EQUAL_COLLECTIONS(found.begin(), found.end(), expected.begin(), expected.end());
}

// All three kinds of bins, of few and of many.
template <typename T>
void TestHistograms(const Input<T>& in) {
  const sinew_column* column = &in.column;
  for (const size_t bins : {1, 3, 16, 17, 100}) {
    std::vector<double> edges;
    for (size_t i = 0; i <= bins; ++i) {
      edges.push_back(std::floor(static_cast<double>(i * i) * 200.0 / double(bins * bins)) +
                      static_cast<double>(i) / 128 - 50);
    }
    Require(in.Expected(edges), [&](uint64_t* counts, size_t count) {
      return sinew_histogram(column, in.bitmap, in.offset, edges.data(), counts, count);
    });
    const double low = -0.3, high = 99.9, width = (high - low) / static_cast<double>(bins);
    for (size_t i = 0; i <= bins; ++i) edges[i] = low + static_cast<double>(i) * width;
    edges[bins] = high;
    Require(in.Expected(edges), [&](uint64_t* counts, size_t count) {
      return sinew_histogram_linear(column, in.bitmap, in.offset, low, high, counts, count);
    });
  }
  for (const uint32_t bits : {0, 1, 5}) {
    std::vector<double> edges;
    const size_t per_power = size_t{1} << bits;
    for (int power = -3; power < 7; ++power) {
      for (size_t i = 0; i < per_power; ++i) {
        edges.push_back(
            std::ldexp(1 + static_cast<double>(i) / static_cast<double>(per_power), power));
      }
    }
    edges.push_back(128);
    BOOST_REQUIRE_EQUAL(sinew_histogram_log_linear_count(0.125, 128, bits).count, edges.size() - 1);
    Require(in.Expected(edges), [&](uint64_t* counts, size_t count) {
      return sinew_histogram_log_linear(column, in.bitmap, in.offset, 0.125, 128, bits, counts,
                                        count);
    });
  }
}

template <typename T>
void TestType(sinew_type type) {
  Random random(type);
  for (const size_t count : {0, 1, 2, 7, 63, 64, 65, 200, 1023, 1025, 3000}) {
    std::vector<T> values;
    for (size_t i = 0; i < count; ++i) {
      const uint64_t word = random();
      if constexpr (std::is_floating_point_v<T>) {
        constexpr T kOdd[] = {0,
                              T{-0.0},
                              T(kNaN),
                              T(kInfinity),
                              -T(kInfinity),
                              T(1),
                              T{99.9},
                              T(128),
                              T(-50),
                              T{0.125},
                              T(64),
                              T{-0.3},
                              std::numeric_limits<T>::denorm_min(),
                              std::numeric_limits<T>::max()};
        values.push_back(word % 4 == 0 ? kOdd[(word >> 8) % std::size(kOdd)]
                                       : static_cast<T>(word >> 40) / T(1 << 17) - T(10));
      } else {
        values.push_back(static_cast<T>(word % 4 == 0 ? word >> 16 : word >> 57));
      }
    }
    const Input<T> in(type, values, count < 64 ? random.Below(4) : count % 4, random);
    TestHistograms(in);
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE(CountsOnEveryTarget) {
  ForEachTarget([] {
    TestType<double>(SINEW_TYPE_F64);
    TestType<float>(SINEW_TYPE_F32);
    TestType<int64_t>(SINEW_TYPE_I64);
  });
  TestType<int8_t>(SINEW_TYPE_I8);
  TestType<uint16_t>(SINEW_TYPE_U16);
  TestType<uint64_t>(SINEW_TYPE_U64);
}

// At every edge of bins of one width, and just below: numpy.histogram_bin_edges has the same edges,
// and numpy.histogram(edges[:-1], edges) a one in each bin.
BOOST_AUTO_TEST_CASE(LinearBinsBeginAtTheirEdges) {
  ForEachTarget([] {
    for (const auto& [low, high] : {std::pair{0.0, 1.0},
                                    {-1e300, 1e300},
                                    {0.1, 0.7},
                                    {1e9, 1e9 + 1},
                                    {-7.3, -7.2},
                                    {1e-300, 3e-300}}) {
      for (const size_t bins : {1, 7, 10, 999}) {
        std::vector<double> values;
        for (size_t i = 0; i < bins; ++i) {
          const double edge =
              low + static_cast<double>(i) * ((high - low) / static_cast<double>(bins));
          values.push_back(edge);
          values.push_back(std::nextafter(edge, -kInfinity));
        }
        values.push_back(high);
        const sinew_column column = {SINEW_TYPE_F64,
                                     values.size(),
                                     values.data(),
                                     8 * values.size(),
                                     nullptr,
                                     nullptr,
                                     0,
                                     0};
        std::vector<uint64_t> counts(bins + 3);
        BOOST_REQUIRE_EQUAL(
            sinew_histogram_linear(&column, nullptr, 0, low, high, counts.data(), bins),
            SINEW_STATUS_OK);
        for (size_t i = 0; i < bins; ++i) BOOST_REQUIRE_EQUAL(counts[i], 2u);
        BOOST_REQUIRE_EQUAL(counts[bins], 1u);
      }
    }
  });
}

// Many rows of one value, which are counted in tables.
BOOST_AUTO_TEST_CASE(CountsManyRows) {
  const std::vector<uint8_t> values(100000, 7);
  const sinew_column column = {
      SINEW_TYPE_U8, values.size(), values.data(), values.size(), nullptr, nullptr, 0, 0};
  uint64_t counts[13] = {};
  BOOST_TEST(sinew_histogram_linear(&column, nullptr, 0, 0, 10, counts, 10) == SINEW_STATUS_OK);
  BOOST_TEST(sinew_histogram_linear(&column, nullptr, 0, 0, 10, counts, 10) == SINEW_STATUS_OK);
  for (size_t i = 0; i < 13; ++i) BOOST_TEST(counts[i] == (i == 7 ? 200000u : 0u));
}

BOOST_AUTO_TEST_CASE(FloatsOfTheCallerDoNotMatter) {
  const double values[] = {1e-310, 0.3, 2};
  const sinew_column column = {SINEW_TYPE_F64, 3, values, sizeof(values), nullptr, nullptr, 0, 0};
  const double edges[] = {0, 1e-310, 1};
  for (const uint64_t flush : FLOAT_FLUSHES) {
    for (uint64_t rounding = 0; rounding < 4; ++rounding) {
      uint64_t counts[5] = {}, linear[13] = {};
      SetFloatControl(FLOAT_DEFAULT | flush | rounding << FLOAT_ROUNDING_SHIFT);
      const sinew_status first = sinew_histogram(&column, nullptr, 0, edges, counts, 2);
      const sinew_status second = sinew_histogram_linear(&column, nullptr, 0, 0, 1, linear, 10);
      SetFloatControl(FLOAT_DEFAULT);
      BOOST_TEST(first == SINEW_STATUS_OK);
      BOOST_TEST(second == SINEW_STATUS_OK);
      BOOST_TEST(counts[0] == 0u);
      BOOST_TEST(counts[1] == 2u);
      BOOST_TEST(counts[3] == 1u);
      BOOST_TEST(linear[0] == 1u);
    }
  }
}

BOOST_AUTO_TEST_CASE(RefusesWhatMakesNoBins) {
  const double values[] = {1, 2}, edges[] = {0, 1, 2}, same[] = {0, 1, 1}, odd[] = {0, kNaN, 2};
  const sinew_column numbers = {SINEW_TYPE_F64, 2, values, sizeof(values), nullptr, nullptr, 0, 0};
  sinew_column times = numbers, booleans = numbers;
  times.type = SINEW_TYPE_TIMESTAMP_S;
  booleans.type = SINEW_TYPE_BOOL;
  uint64_t counts[8] = {};
  const auto refused = [&](sinew_status status) {
    BOOST_TEST(status == SINEW_STATUS_INVALID_ARGUMENT);
    for (const uint64_t count : counts) BOOST_TEST(count == 0u);
  };
  refused(sinew_histogram(nullptr, nullptr, 0, edges, counts, 2));
  refused(sinew_histogram(&times, nullptr, 0, edges, counts, 2));
  refused(sinew_histogram(&booleans, nullptr, 0, edges, counts, 2));
  refused(sinew_histogram(&numbers, nullptr, 0, nullptr, counts, 2));
  refused(sinew_histogram(&numbers, nullptr, 0, edges, nullptr, 2));
  refused(sinew_histogram(&numbers, nullptr, 0, edges, counts, 0));
  refused(sinew_histogram(&numbers, nullptr, SIZE_MAX, edges, counts, 2));
  refused(sinew_histogram(&numbers, nullptr, 0, same, counts, 2));
  refused(sinew_histogram(&numbers, nullptr, 0, odd, counts, 2));
  refused(sinew_histogram_linear(&numbers, nullptr, 0, 1, 1, counts, 2));
  refused(sinew_histogram_linear(&numbers, nullptr, 0, kNaN, 1, counts, 2));
  refused(sinew_histogram_linear(&numbers, nullptr, 0, 0, kInfinity, counts, 2));
  refused(
      sinew_histogram_linear(&numbers, nullptr, 0, 1e300, std::nextafter(1e300, 2e300), counts, 2));
  refused(sinew_histogram_linear(&numbers, nullptr, 0, 0, 1, counts, (1 << 24) + 1));
  refused(sinew_histogram_log_linear(&numbers, nullptr, 0, 1, 8, 0, counts, 2));
  refused(sinew_histogram_log_linear(&numbers, nullptr, 0, 1.5, 8, 0, counts, 3));
  refused(sinew_histogram_log_linear(&numbers, nullptr, 0, 0, 8, 0, counts, 3));
  refused(sinew_histogram_log_linear(&numbers, nullptr, 0, 1, 8, 21, counts, 3));
  BOOST_TEST(sinew_histogram_log_linear_count(8, 1, 0).status == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_histogram_log_linear_count(1, 0x1p40, 20).status ==
             SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_histogram_log_linear_count(1.5, 8, 1).count == 5u);
}

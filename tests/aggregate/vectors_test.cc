#include "sinew/sinew.h"

#include <string.h>

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "aggregate/vectors_ref.h"
#include "support/guard.h"
#include "support/random.h"
#include "support/targets.h"

namespace {

constexpr sinew_metric kMetrics[] = {SINEW_METRIC_DOT, SINEW_METRIC_COSINE,
                                     SINEW_METRIC_SQUARED_DISTANCE};

template <typename T>
constexpr sinew_type kTypeOf = sizeof(T) == 4 ? SINEW_TYPE_F32 : SINEW_TYPE_F64;

// What elements are made of.
enum class Kind {
  kRounded,  // sums that another order would round otherwise
  kSmall,    // integers: many rows are as near as others
  kSpecial,  // with NaNs, infinities, zeros of both signs, and numbers whose squares are none
};

template <typename T>
T Element(Kind kind, Random& random) {
  using Limits = std::numeric_limits<T>;
  if (kind == Kind::kSmall) return static_cast<T>(static_cast<int>(random.Below(3)) - 1);
  if (kind == Kind::kSpecial && random.Below(12) == 0) {
    const T special[] = {Limits::quiet_NaN(),  Limits::infinity(), -Limits::infinity(), T{0}, -T{0},
                         Limits::denorm_min(), Limits::max(),      Limits::min()};
    return special[random.Below(8)];
  }
  return static_cast<T>(static_cast<double>(random()) / 9.2e18 - 1);
}

// Vectors whose last byte is `gap` bytes before a guard page, or whose first is behind one.
template <typename T>
struct Matrix {
  std::vector<std::vector<T>> rows;
  sinew_vectors view;

  Matrix(GuardedMemory& memory, size_t count, size_t dimension, size_t between, size_t gap,
         Kind kind, Random& random) {
    const size_t stride = dimension * sizeof(T) + between;
    const size_t size = count == 0 ? 0 : count * stride - between;
    uint8_t* const values = gap == 0 && between % 2 != 0 ? memory.Front() : memory.Back(size, gap);
    view = {kTypeOf<T>, count, dimension, values, size, stride};
    for (size_t row = 0; row < count; ++row) {
      std::vector<T> vector;
      for (size_t i = 0; i < dimension; ++i) vector.push_back(Element<T>(kind, random));
      if (kind == Kind::kSpecial && row % 5 == 4) vector.assign(dimension, T{0});
      memcpy(values + row * stride, vector.data(), dimension * sizeof(T));
      // What is between them would show.
      if (row + 1 != count) memset(values + row * stride + dimension * sizeof(T), 0xFF, between);
      rows.push_back(std::move(vector));
    }
  }
};

template <typename T>
double Expected(sinew_metric metric, const std::vector<T>& a, const std::vector<T>& b) {
  switch (metric) {
    case SINEW_METRIC_DOT:
      return vectors_ref::Dot(a.data(), b.data(), a.size());
    case SINEW_METRIC_COSINE:
      return vectors_ref::Cosine(a.data(), b.data(), a.size());
    default:
      return vectors_ref::SquaredDistance(a.data(), b.data(), a.size());
  }
}

bool HasBits(const void* at, double value) {
  const uint64_t nan = 0x7FF8000000000000;
  return memcmp(at, std::isnan(value) ? static_cast<const void*>(&nan) : &value, 8) == 0;
}

template <typename T>
void RequireMeasures(const Matrix<T>& in, const Matrix<T>& queries, uint8_t* out) {
  for (const sinew_metric metric : kMetrics) {
    const sinew_status status =
        sinew_vectors_compare(&in.view, &queries.view, metric, reinterpret_cast<double*>(out));
    BOOST_REQUIRE_EQUAL(status, SINEW_STATUS_OK);
    for (size_t i = 0; i < queries.rows.size(); ++i) {
      for (size_t j = 0; j < in.rows.size(); ++j) {
        const double expected = Expected(metric, queries.rows[i], in.rows[j]);
        const uint8_t* const at = out + (i * in.rows.size() + j) * 8;
        double found;
        memcpy(&found, at, 8);
        BOOST_REQUIRE_MESSAGE(HasBits(at, expected), "metric " << metric << ", dimension "
                                                               << in.view.dimension << ", query "
                                                               << i << ", row " << j << ": "
                                                               << found << ", not " << expected);
      }
    }
  }
}

template <typename T>
void EqualsTheOracle() {
  GuardedMemory rows(1 << 16), vectors(1 << 16), to(1 << 16);
  ForEachTarget([&] {
    Random random(1);
    for (size_t dimension = 1; dimension <= 140; dimension += dimension < 70 ? 1 : 7) {
      const Kind kind = dimension % 3 == 0 ? Kind::kSpecial : Kind::kRounded;
      // As many as go together, one less, one more.
      for (const size_t count : {dimension % 10, size_t{8}}) {
        const Matrix<T> in(rows, count, dimension, random.Below(3) * (dimension % 7),
                           random.Below(9), kind, random);
        const Matrix<T> queries(vectors, 1 + dimension % 2, dimension, dimension % 2,
                                random.Below(9), kind, random);
        RequireMeasures(in, queries, to.Back(count * queries.rows.size() * 8, random.Below(9)));
      }
    }
  });
}

// The numbers of rows that take part, and the bitmap that says so.
struct Choice {
  std::vector<uint32_t> rows;
  std::vector<uint8_t> bitmap;
  size_t offset;

  Choice(size_t count, size_t one_of, Random& random)
      : bitmap((count + 18) / 8), offset(random.Below(9)) {
    for (uint32_t row = 0; row < count; ++row) {
      if (one_of != 0 && random.Below(one_of) != 0) continue;
      rows.push_back(row);
      bitmap[(offset + row) / 8] |= static_cast<uint8_t>(1 << (offset + row) % 8);
    }
  }
};

template <typename T>
void RequireNearest(const Matrix<T>& in, const Matrix<T>& queries, const Choice& choice,
                    bool has_bitmap, size_t count, GuardedMemory& to, GuardedMemory& numbers) {
  const size_t places = queries.rows.size() * count;
  for (const sinew_metric metric : kMetrics) {
    uint8_t* const measures = to.Back(places * 8, count % 8);
    uint8_t* const out = numbers.Back(places * 4, count % 5);
    memset(measures, 0xEE, places * 8);
    memset(out, 0xEE, places * 4);
    const sinew_codec_result result = sinew_vectors_nearest(
        &in.view, &queries.view, has_bitmap ? choice.bitmap.data() : nullptr, choice.offset, metric,
        reinterpret_cast<uint32_t*>(out), reinterpret_cast<double*>(measures), count);
    BOOST_REQUIRE_EQUAL(result.status, SINEW_STATUS_OK);
    BOOST_REQUIRE_EQUAL(result.read, in.rows.size());
    BOOST_REQUIRE_EQUAL(result.written, std::min(count, choice.rows.size()));
    for (size_t i = 0; i < queries.rows.size(); ++i) {
      std::vector<double> all;
      for (const std::vector<T>& row : in.rows) {
        all.push_back(Expected(metric, queries.rows[i], row));
      }
      const std::vector<uint32_t> expected =
          vectors_ref::Nearest(all, choice.rows, metric == SINEW_METRIC_SQUARED_DISTANCE, count);
      for (size_t j = 0; j < count; ++j) {
        uint32_t row;
        memcpy(&row, out + (i * count + j) * 4, 4);
        const uint8_t* const at = measures + (i * count + j) * 8;
        if (j >= expected.size()) {  // as it was
          BOOST_REQUIRE_EQUAL(row, 0xEEEEEEEEu);
          BOOST_REQUIRE(at[0] == 0xEE && at[7] == 0xEE);
          continue;
        }
        BOOST_REQUIRE_EQUAL(row, expected[j]);
        BOOST_REQUIRE(HasBits(at, all[row]));
      }
    }
  }
}

template <typename T>
void FindsTheNearest() {
  GuardedMemory rows(1 << 17), vectors(1 << 16), to(1 << 17), numbers(1 << 16);
  ForEachTarget([&] {
    Random random(2);
    for (const size_t dimension : {1, 3, 16, 37}) {
      for (const size_t count : {0, 1, 5, 300}) {
        for (const Kind kind : {Kind::kRounded, Kind::kSmall, Kind::kSpecial}) {
          const Matrix<T> in(rows, count, dimension, 0, 0, kind, random);
          const size_t query_count = dimension == 1 && kind == Kind::kSmall ? 66 : 2;
          const Matrix<T> queries(vectors, query_count, dimension, 0, 0, kind, random);
          const size_t one_of = random.Below(4);
          const Choice choice(count, one_of, random);
          for (const size_t most : {size_t{0}, size_t{1}, size_t{7}, count + 2}) {
            if (query_count * most > 9000) continue;
            RequireNearest(in, queries, choice, one_of != 0, most, to, numbers);
          }
        }
      }
    }
  });
}

}  // namespace

BOOST_AUTO_TEST_CASE(FloatsEqualTheOracleOnEveryTarget) { EqualsTheOracle<float>(); }
BOOST_AUTO_TEST_CASE(DoublesEqualTheOracleOnEveryTarget) { EqualsTheOracle<double>(); }

BOOST_AUTO_TEST_CASE(FindsTheNearestFloats) { FindsTheNearest<float>(); }
BOOST_AUTO_TEST_CASE(FindsTheNearestDoubles) { FindsTheNearest<double>(); }

// Numbers that need no oracle: a triangle of 3, 4 and 5, and its mirror image.
BOOST_AUTO_TEST_CASE(MeasuresAreWhatTheySay) {
  const float matrix[] = {3, 4, 4, 3, -3, -4, 0, 0, 6, 8};
  const float query[] = {3, 4};
  const sinew_vectors in = {SINEW_TYPE_F32, 5, 2, matrix, sizeof(matrix), 8};
  const sinew_vectors queries = {SINEW_TYPE_F32, 1, 2, query, sizeof(query), 8};
  const double expected[3][5] = {
      {25, 24, -25, 0, 50}, {1, 24.0 / 25, -1, 0, 1}, {0, 2, 100, 25, 25}};
  const uint32_t nearest[3][5] = {{4, 0, 1, 3, 2}, {0, 4, 1, 3, 2}, {0, 1, 3, 4, 2}};
  for (size_t i = 0; i < 3; ++i) {
    double measures[5];
    uint32_t rows[5];
    BOOST_REQUIRE_EQUAL(sinew_vectors_compare(&in, &queries, kMetrics[i], measures),
                        SINEW_STATUS_OK);
    BOOST_TEST(measures == expected[i], boost::test_tools::per_element());
    BOOST_REQUIRE_EQUAL(
        sinew_vectors_nearest(&in, &queries, nullptr, 0, kMetrics[i], rows, measures, 5).written,
        5u);
    BOOST_TEST(rows == nearest[i], boost::test_tools::per_element());
  }
}

// A sum of n terms is within (n / 16 + 5) half units in the last place of the sum of their
// magnitudes: docs/numbers.md promises it.
BOOST_AUTO_TEST_CASE(ErrorsAreWithinTheBound) {
  Random random(3);
  const size_t dimension = 2000;
  std::vector<float> a, b;
  long double exact = 0, magnitude = 0;
  for (size_t i = 0; i < dimension; ++i) {
    a.push_back(Element<float>(Kind::kRounded, random));
    b.push_back(Element<float>(Kind::kRounded, random));
    exact += static_cast<long double>(a[i]) * b[i];
    magnitude += std::abs(static_cast<long double>(a[i]) * b[i]);
  }
  const sinew_vectors in = {SINEW_TYPE_F32, 1, dimension, a.data(), dimension * 4, dimension * 4};
  sinew_vectors query = in;
  query.values = b.data();
  double measure;
  BOOST_REQUIRE_EQUAL(sinew_vectors_compare(&in, &query, SINEW_METRIC_DOT, &measure),
                      SINEW_STATUS_OK);
  BOOST_TEST(std::abs(measure - exact) <= magnitude * (dimension / 16 + 5) * 0x1p-24L);
}

BOOST_AUTO_TEST_CASE(RefusesWhatIsMalformed) {
  const double values[8] = {1, 2, 3, 4, 5, 6, 7, 8};
  const sinew_vectors good = {SINEW_TYPE_F64, 4, 2, values, 64, 16};
  double out[16], measures[16];
  uint32_t rows[16];
  const auto statuses = [&](const sinew_vectors* in, const sinew_vectors* queries,
                            sinew_metric metric, sinew_status expected) {
    memset(out, 0xEE, sizeof(out));
    memset(measures, 0xEE, sizeof(measures));
    memset(rows, 0xEE, sizeof(rows));
    BOOST_TEST(sinew_vectors_compare(in, queries, metric, out) == expected);
    const sinew_codec_result result =
        sinew_vectors_nearest(in, queries, nullptr, 0, metric, rows, measures, 4);
    BOOST_TEST(result.status == expected);
    if (expected == SINEW_STATUS_OK) return;
    BOOST_TEST(result.read == 0u);
    BOOST_TEST(result.written == 0u);
    BOOST_TEST((HasBits(out, measures[0]) && rows[0] == 0xEEEEEEEEu));
  };
  const auto refused = [&](const sinew_vectors& bad) {
    statuses(&bad, &good, SINEW_METRIC_DOT, SINEW_STATUS_INVALID_ARGUMENT);
    statuses(&good, &bad, SINEW_METRIC_DOT, SINEW_STATUS_INVALID_ARGUMENT);
  };
  statuses(&good, &good, SINEW_METRIC_DOT, SINEW_STATUS_OK);
  statuses(nullptr, &good, SINEW_METRIC_DOT, SINEW_STATUS_INVALID_ARGUMENT);
  statuses(&good, nullptr, SINEW_METRIC_DOT, SINEW_STATUS_INVALID_ARGUMENT);
  for (const int metric : {0, 4, -1}) {
    statuses(&good, &good, static_cast<sinew_metric>(metric), SINEW_STATUS_INVALID_ARGUMENT);
  }
  for (const sinew_type type :
       {sinew_type{}, SINEW_TYPE_I64, SINEW_TYPE_BYTES16, SINEW_TYPE_STRING, SINEW_TYPE_F32}) {
    sinew_vectors bad = good;
    bad.type = type;
    refused(bad);
  }
  const auto with = [&](size_t count, size_t dimension, size_t size, size_t stride) {
    return sinew_vectors{SINEW_TYPE_F64, count, dimension, values, size, stride};
  };
  refused(with(4, 0, 64, 16));
  refused(with(4, 2, 63, 16));
  refused(with(4, 2, 64, 15));
  refused(with(5, 2, 64, 16));
  refused(with(4, 2, 64, 17));
  refused(with(1, 2, 15, 16));
  refused(with(2, 2, 64, SIZE_MAX));
  refused(with(SIZE_MAX, 2, SIZE_MAX, 16));
  refused(with(1, SINEW_VECTORS_MAX_DIMENSION + 1, SIZE_MAX, SIZE_MAX));
  refused(with(1, SIZE_MAX, SIZE_MAX, SIZE_MAX));
  sinew_vectors bad = good;
  bad.values = nullptr;
  refused(bad);
  bad = with(size_t{1} << 32, 2, SIZE_MAX, 16);
  statuses(&bad, &good, SINEW_METRIC_DOT, SINEW_STATUS_OVERFLOW);

  BOOST_TEST(sinew_vectors_compare(&good, &good, SINEW_METRIC_DOT, nullptr) ==
             SINEW_STATUS_INVALID_ARGUMENT);
  const auto nearest = [&](uint32_t* to, double* measures_to, size_t count) {
    return sinew_vectors_nearest(&good, &good, nullptr, 0, SINEW_METRIC_DOT, to, measures_to, count)
        .status;
  };
  BOOST_TEST(nearest(nullptr, measures, 1) == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(nearest(rows, nullptr, 1) == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(nearest(rows, measures, SIZE_MAX / 8) == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(nearest(nullptr, nullptr, 0) == SINEW_STATUS_OK);
  const sinew_vectors none = {SINEW_TYPE_F64, 0, 2, nullptr, 0, 16};
  BOOST_TEST(sinew_vectors_compare(&none, &good, SINEW_METRIC_DOT, nullptr) == SINEW_STATUS_OK);
  BOOST_TEST(sinew_vectors_compare(&good, &none, SINEW_METRIC_DOT, nullptr) == SINEW_STATUS_OK);
}

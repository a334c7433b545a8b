#include "aggregate/reduce.h"

#include <boost/test/unit_test.hpp>
#include <tuple>

// What sinew_reduce checks. What the functions compute is tested in accumulators/.

BOOST_AUTO_TEST_CASE(RejectsAndSaysNothingElse) {
  const int64_t rows[2] = {1, 2};
  const auto check = [&](auto change) {
    sinew_column column = ColumnOf(rows, 2);
    sinew_aggregate_spec spec = {sizeof(spec), SINEW_AGGREGATE_SUM, 0};
    change(column, spec);
    const sinew_reduce_result result = sinew_reduce(&column, &spec);
    BOOST_TEST(result.status == SINEW_STATUS_INVALID_ARGUMENT);
    BOOST_TEST(result.type == 0);
    BOOST_TEST(result.count == 0u);
    BOOST_TEST(ValueBits(result) == 0u);
  };
  using Column = sinew_column;
  using Spec = sinew_aggregate_spec;
  check([](Column&, Spec& s) { s.size = 0; });
  check([](Column&, Spec& s) { s.size = sizeof(s) + 8; });
  check([](Column&, Spec& s) { s.column = 1; });
  for (const int function : {-1, 0, 200, 255, 256, INT32_MAX, INT32_MIN}) {
    check([=](Column&, Spec& s) { s.function = static_cast<sinew_aggregate>(function); });
  }
  check([](Column& c, Spec&) { c.type = SINEW_TYPE_BYTES16; });
  check([](Column& c, Spec&) { c.type = SINEW_TYPE_TIMESTAMP_NS; });
  check([](Column& c, Spec&) { c.type = static_cast<sinew_type>(9999); });
  check([](Column& c, Spec& s) {
    s.function = SINEW_AGGREGATE_COUNT;
    c.type = static_cast<sinew_type>(-1);
  });
  check([](Column& c, Spec&) { c.values = nullptr; });
  check([](Column& c, Spec&) { c.values_size = 15; });
  check([](Column& c, Spec&) { c.values_offset = 1; });
  check([](Column& c, Spec&) { c.count = SIZE_MAX; });
  check([](Column& c, Spec&) { c.count = SIZE_MAX / 8 + 2; });
  check([](Column& c, Spec&) { c.validity_offset = SIZE_MAX; });
  const sinew_column column = ColumnOf(rows, 2);
  const sinew_aggregate_spec spec = {sizeof(spec), SINEW_AGGREGATE_SUM, 0};
  BOOST_TEST(sinew_reduce(nullptr, &spec).status == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_reduce(&column, nullptr).status == SINEW_STATUS_INVALID_ARGUMENT);
}

using Types = std::tuple<int64_t, uint64_t, double>;

BOOST_AUTO_TEST_CASE_TEMPLATE(NothingMayBeNull, T, Types) {
  const sinew_column column = ColumnOf(static_cast<const T*>(nullptr), 0);
  for (const sinew_aggregate function :
       {SINEW_AGGREGATE_COUNT_ROWS, SINEW_AGGREGATE_COUNT, SINEW_AGGREGATE_SUM, SINEW_AGGREGATE_MIN,
        SINEW_AGGREGATE_MAX, SINEW_AGGREGATE_MEAN}) {
    const sinew_reduce_result result = Reduce(function, column);
    BOOST_TEST(result.status == SINEW_STATUS_OK);
    BOOST_TEST(result.count == 0u);
    BOOST_TEST(ValueBits(result) == 0u);
  }
}

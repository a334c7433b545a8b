#include "aggregate/reduce.h"

#include <boost/test/unit_test.hpp>
#include <tuple>

#include "core/memory.h"

// What sinew_reduce checks. What the functions compute is tested in accumulators/.

BOOST_AUTO_TEST_CASE(RejectsAndSaysNothingElse) {
  const int64_t rows[2] = {1, 2};
  const auto check = [&](auto change) {
    sinew_column column = ColumnOf(rows, 2);
    sinew_aggregate_spec spec = {sizeof(spec), SINEW_AGGREGATE_SUM, 0, 0, 0, 0, 0, 0, 0};
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
  check([](Column&, Spec& s) { s.flags = SINEW_AGGREGATE_FILTER; });
  check([](Column&, Spec& s) { s.filter = 1; });
  check([](Column&, Spec& s) { s.second = 1; });
  check([](Column&, Spec& s) { s.fraction = 0.5; });
  check([](Column&, Spec& s) { s.function = SINEW_AGGREGATE_ARG_MIN; });
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
  const sinew_aggregate_spec spec = {sizeof(spec), SINEW_AGGREGATE_SUM, 0, 0, 0, 0, 0, 0, 0};
  BOOST_TEST(sinew_reduce(nullptr, &spec).status == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_reduce(&column, nullptr).status == SINEW_STATUS_INVALID_ARGUMENT);
}

BOOST_AUTO_TEST_CASE(ColumnsRejectAndSayNothingElse) {
  const int64_t rows[2] = {1, 2};
  const uint8_t bits = 1;
  const auto check = [&](auto change) {
    sinew_column columns[] = {ColumnOf(rows, 2),
                              {SINEW_TYPE_BOOL, 2, &bits, 1, nullptr, nullptr, 0, 0}};
    sinew_aggregate_spec spec = {
        sizeof(spec), SINEW_AGGREGATE_SUM, 0, SINEW_AGGREGATE_FILTER, 1, 0, 0, 0, 0};
    BOOST_TEST(sinew_reduce_columns(columns, 2, &spec).i64 == 1);
    change(columns, spec);
    const sinew_reduce_result result = sinew_reduce_columns(columns, 2, &spec);
    BOOST_TEST(result.status == SINEW_STATUS_INVALID_ARGUMENT);
    BOOST_TEST(result.type == 0);
    BOOST_TEST(result.count == 0u);
    BOOST_TEST(ValueBits(result) == 0u);
  };
  using Spec = sinew_aggregate_spec;
  check([](sinew_column*, Spec& s) { s.size = 16; });
  check([](sinew_column*, Spec& s) { s.function = static_cast<sinew_aggregate>(200); });
  check([](sinew_column*, Spec& s) { s.column = 2; });
  check([](sinew_column*, Spec& s) { s.filter = 2; });
  check([](sinew_column*, Spec& s) { s.filter = 0; });
  check([](sinew_column*, Spec& s) { s.flags = 0; });
  check([](sinew_column*, Spec& s) { s.flags = 3; });
  check([](sinew_column*, Spec& s) { s.second = 1; });
  check([](sinew_column*, Spec& s) { s.function = SINEW_AGGREGATE_ARG_MAX, s.second = 2; });
  check([](sinew_column* c, Spec& s) {
    s = {sizeof(s), SINEW_AGGREGATE_ARG_MAX, 0, 0, 0, 1, 0, 0, 0};
    c[1].count = 1;
  });
  check([](sinew_column*, Spec& s) { s.function = SINEW_AGGREGATE_COUNT_ROWS, s.column = 1; });
  check([](sinew_column* c, Spec&) { c[1].count = 1; });
  check([](sinew_column* c, Spec&) { c[1].values = nullptr; });
  check([](sinew_column* c, Spec&) { c[1] = c[0]; });
  check([](sinew_column* c, Spec&) { c[0].values_size = 15; });
  check([](sinew_column* c, Spec& s) { c[0].type = SINEW_TYPE_BYTES16, s.column = 0; });
  const sinew_aggregate_spec spec = {sizeof(spec), SINEW_AGGREGATE_COUNT, 0, 0, 0, 0, 0, 0, 0};
  BOOST_TEST(sinew_reduce_columns(nullptr, 0, &spec).status == SINEW_STATUS_INVALID_ARGUMENT);
  const sinew_column column = ColumnOf(rows, 2);
  BOOST_TEST(sinew_reduce_columns(&column, 0, &spec).status == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_reduce_columns(&column, 1, nullptr).status == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_reduce_columns(&column, 1, &spec).count == 2u);
}

// What many rows with nulls on both sides take is given back.
BOOST_AUTO_TEST_CASE(AFilterOfManyRowsTakesMemoryForTheCall) {
  constexpr size_t kCount = 100'000;
  std::vector<int64_t> rows(kCount);
  std::vector<uint8_t> bits(kCount / 8, 0x0F), valid(kCount / 8, 0x3C), chosen(kCount / 8, 0x55);
  for (size_t i = 0; i < kCount; ++i) rows[i] = static_cast<int64_t>(i);
  const sinew_column columns[] = {
      ColumnOf(rows.data(), kCount, valid.data()),
      {SINEW_TYPE_BOOL, kCount, bits.data(), bits.size(), nullptr, chosen.data(), 0, 0}};
  const sinew_aggregate_spec spec = {
      sizeof(spec), SINEW_AGGREGATE_SUM, 0, SINEW_AGGREGATE_FILTER, 1, 0, 0, 0, 0};
  int64_t sum = 0;
  for (size_t i = 2; i < kCount; i += 8) sum += rows[i];
  const size_t before = sinew_memory_stats().current;
  const sinew_reduce_result result = sinew_reduce_columns(columns, 2, &spec);
  BOOST_TEST(result.status == SINEW_STATUS_OK);
  BOOST_TEST(result.i64 == sum);
  BOOST_TEST(result.count == kCount / 8);
  sinew::FailAllocationsAfter(0);
  const sinew_reduce_result failed = sinew_reduce_columns(columns, 2, &spec);
  sinew::FailAllocationsAfter(-1);
  BOOST_TEST(failed.status == SINEW_STATUS_OUT_OF_MEMORY);
  BOOST_TEST((failed.type == 0 && failed.count == 0 && ValueBits(failed) == 0));
  BOOST_TEST(sinew_memory_stats().current == before);
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

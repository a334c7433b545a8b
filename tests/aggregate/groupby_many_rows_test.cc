#include "aggregate/groupby_fixture.h"
#include "support/repeated.h"

// More rows than 2^28 in a batch, and counts and sums beyond 2^31 rows and 2^32.
BOOST_AUTO_TEST_CASE(CountsAndSumsOfBillionsOfRows) {
  constexpr size_t kRowsOfBlock = RepeatedMemory::kBlock / 8;
  std::vector<int64_t> values(kRowsOfBlock);
  for (size_t i = 0; i < kRowsOfBlock; ++i) values[i] = static_cast<int64_t>(i % 8 + 1);
  const size_t count = (size_t{1} << 28) + 8;
  RepeatedMemory memory(count * 8, values.data());
  const sinew_column column = {
      SINEW_TYPE_I64, count, memory.data(), count * 8, nullptr, nullptr, 0, 0};
  // The column is key and value at once.
  sinew_groupby_options options = Options(SINEW_TYPE_I64);
  const sinew_type type = SINEW_TYPE_I64;
  const sinew_aggregate_spec aggregates[] = {
      Spec(SINEW_AGGREGATE_COUNT_ROWS), Spec(SINEW_AGGREGATE_COUNT, 0),
      Spec(SINEW_AGGREGATE_SUM, 0), Spec(SINEW_AGGREGATE_MEAN, 0)};
  options.value_types = &type;
  options.value_count = 1;
  options.aggregates = aggregates;
  options.aggregate_count = 4;
  const GroupBy once = Create(options);
  BOOST_REQUIRE_EQUAL(sinew_groupby_update(once.get(), &column, 1, &column, 1, nullptr),
                      SINEW_STATUS_OK);
  // Merged 200 times, each group has some 2^32.6 rows.
  const GroupBy all = Create(options);
  constexpr int64_t kTimes = 200;
  for (int64_t i = 0; i < kTimes; ++i) {
    BOOST_REQUIRE_EQUAL(sinew_groupby_merge(all.get(), once.get(), nullptr), SINEW_STATUS_OK);
  }
  const auto check = [](const sinew_groupby* groupby, int64_t rows) {
    BOOST_REQUIRE_EQUAL(sinew_groupby_count(groupby), 8u);
    for (const size_t aggregate : {0u, 1u, 2u}) {
      const auto results = Results(groupby, aggregate);
      for (size_t group = 0; group < 8; ++group) {
        const int64_t expected = aggregate == 2 ? rows * static_cast<int64_t>(group + 1) : rows;
        BOOST_TEST(results[group].value() == static_cast<uint64_t>(expected));
      }
    }
    const auto means = Results(groupby, 3);
    for (size_t group = 0; group < 8; ++group) {
      BOOST_TEST(std::bit_cast<double>(means[group].value()) == static_cast<double>(group + 1));
    }
  };
  const int64_t rows = static_cast<int64_t>(count / 8);
  check(once.get(), rows);
  check(all.get(), rows * kTimes);
}

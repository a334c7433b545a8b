#include <boost/test/unit_test.hpp>

#include "aggregate/groupby_fixture.h"
#include "support/sanitizers.h"

namespace {

// The groups that an object holds when its limit first refuses a small batch.
size_t Fill(const sinew_groupby_options& options) {
  const GroupBy groupby = Create(options);
  const size_t limit = options.memory_limit;
  const size_t batch = std::max<size_t>(1, limit / 30000);
  uint64_t next = 0;
  for (;;) {
    std::vector<Row> rows(batch);
    for (Row& row : rows) {
      const uint64_t key = next++ * 0x9E3779B97F4A7C15u;
      row.key = IsString(options.key_types[0]) ? std::string(key % 20, 'x') + std::to_string(key)
                                               : IntegerKey(static_cast<int64_t>(key));
    }
    const size_t groups = sinew_groupby_count(groupby.get());
    const sinew_status status = Update(groupby.get(), Batch(options.key_types[0], rows, 0));
    BOOST_REQUIRE_LE(sinew_groupby_memory(groupby.get()), limit);
    if (status == SINEW_STATUS_OK) continue;
    BOOST_REQUIRE_EQUAL(status, SINEW_STATUS_MEMORY_LIMIT);
    BOOST_REQUIRE_EQUAL(sinew_groupby_count(groupby.get()), groups);
    BOOST_REQUIRE(sinew::Invariants(*groupby));
    const double share =
        static_cast<double>(sinew_groupby_memory(groupby.get())) / static_cast<double>(limit);
    BOOST_TEST(share >= 0.7, share << " of " << limit << ", hint " << options.expected_groups);
    return groups;
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE(ALimitOfAnySizeIsUsedToMostOfIt) {
  const double largest = SINEW_TEST_SANITIZED ? 512 << 10 : 16 << 20;
  const std::vector<sinew_aggregate_spec> count = {Spec(SINEW_AGGREGATE_COUNT, 0)};
  for (const sinew_type key_type : {SINEW_TYPE_I64, SINEW_TYPE_STRING}) {
    for (const auto& aggregates : {count, kEverything}) {
      for (double limit = 64 << 10; limit <= largest; limit *= 1.37) {
        sinew_groupby_options options = Options(key_type, aggregates);
        options.memory_limit = static_cast<size_t>(limit);
        options.seed = 1;  // with random ones the share differs, by a few hundredths
        const size_t groups = Fill(options);
        // At most 64 bytes in the directory, 8 for the key and the states, and the string.
        const size_t most = 64 + 8 + (&aggregates == &kEverything ? 88 : 8) +
                            (key_type == SINEW_TYPE_STRING ? 40 : 0);
        BOOST_TEST(static_cast<double>(groups * most) >= 0.54 * limit);
        for (const size_t hint : {size_t{8000}, SIZE_MAX}) {
          options.expected_groups = hint;
          BOOST_TEST(Fill(options) >= groups / 2);
        }
      }
    }
  }
}

// Where creation succeeds without a hint, it does with any.
BOOST_AUTO_TEST_CASE(AHintNeverMakesCreationFail) {
  for (size_t limit = 1024; limit <= 3 << 20; limit += limit / 16) {
    sinew_groupby_options options = Options(SINEW_TYPE_I64);
    options.memory_limit = limit;
    sinew_groupby* groupby;
    const sinew_status without = sinew_groupby_create(&options, &groupby, nullptr);
    sinew_groupby_destroy(groupby);
    for (const size_t hint : {size_t{1}, size_t{1000}, size_t{8000}, size_t{100000}, SIZE_MAX}) {
      options.expected_groups = hint;
      BOOST_TEST(sinew_groupby_create(&options, &groupby, nullptr) == without);
      sinew_groupby_destroy(groupby);
    }
    BOOST_TEST((limit < (64 << 10) || without == SINEW_STATUS_OK));
  }
}

// Without a limit, too, a few groups take little.
BOOST_AUTO_TEST_CASE(FewGroupsTakeLittleMemory) {
  const GroupBy groupby = Create(Options(SINEW_TYPE_I64));
  std::vector<Row> rows(5000);
  for (size_t i = 0; i < rows.size(); ++i) rows[i].key = IntegerKey(static_cast<int64_t>(i));
  BOOST_REQUIRE_EQUAL(Update(groupby.get(), Batch(SINEW_TYPE_I64, rows, 0)), SINEW_STATUS_OK);
  BOOST_TEST(sinew_groupby_memory(groupby.get()) < size_t{2} << 20);
}

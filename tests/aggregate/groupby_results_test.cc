#include "aggregate/groupby_fixture.h"
#include "core/memory.h"

BOOST_AUTO_TEST_CASE(EveryRangeEqualsTheOracle) {
  const OwnedBatch batch = CreateBatch();
  for (const sinew_type type : {SINEW_TYPE_I64, SINEW_TYPE_U64, SINEW_TYPE_STRING}) {
    Random random(static_cast<uint64_t>(type));
    const GroupBy groupby = Create(Options(type));
    GroupByRef expected(kTypes);
    for (const size_t groups : {1, 10, 600}) {
      const std::vector<Row> rows = RandomRows(1000, type, groups, groups != 10, random);
      BOOST_REQUIRE_EQUAL(Update(groupby.get(), Batch(type, rows, 0)), SINEW_STATUS_OK);
      AddTo(expected, rows);
      const size_t count = sinew_groupby_count(groupby.get());
      const auto check = [&](size_t first, size_t part) {
        sinew_error error = {};
        BOOST_REQUIRE_EQUAL(sinew_groupby_results(groupby.get(), first, part, batch.get(), &error),
                            SINEW_STATUS_OK);
        RequireGroups(batch.get(), type, expected, first, part);
      };
      check(0, count);
      check(0, 0);
      check(count, 0);
      for (const size_t first : {1, 7, 8, 100, 257}) {
        if (first < count) check(first, (count - first) / 2 + 1);
      }
    }
  }
}

// Everything that can be null: the null key, and a group without values.
BOOST_AUTO_TEST_CASE(NullsAreInTheValidity) {
  const GroupBy groupby = Create(Options(SINEW_TYPE_I64));
  const std::vector<Row> rows = {{std::nullopt, {}, {}}, {IntegerKey(1), {}, {}}};
  BOOST_REQUIRE_EQUAL(Update(groupby.get(), Batch(SINEW_TYPE_I64, rows, 3)), SINEW_STATUS_OK);
  GroupByRef expected(kTypes);
  AddTo(expected, rows);
  const OwnedBatch batch = ReadAll(groupby.get());
  RequireGroups(batch.get(), SINEW_TYPE_I64, expected, 0, 2);
  BOOST_TEST(!IsValidRow(sinew_batch_column(batch.get(), 0), 0));
  BOOST_TEST(IsValidRow(sinew_batch_column(batch.get(), 0), 1));
}

// Sums that do not fit are null where they stand, counted, and in the way of no other result.
BOOST_AUTO_TEST_CASE(SumsThatDoNotFitAreNull) {
  const sinew_type types[] = {SINEW_TYPE_I64, SINEW_TYPE_U64};
  const std::vector<sinew_aggregate_spec> aggregates = {
      Spec(SINEW_AGGREGATE_MEAN, 0), Spec(SINEW_AGGREGATE_SUM, 0), Spec(SINEW_AGGREGATE_SUM, 1)};
  sinew_groupby_options options = Options(SINEW_TYPE_I64, aggregates);
  options.value_types = types;
  const GroupBy groupby = Create(options);
  constexpr size_t kGroups = 3000;  // more than a block of them
  std::vector<int64_t> keys, integers;
  std::vector<uint64_t> naturals;
  for (int round = 0; round < 2; ++round) {
    for (size_t group = 0; group < kGroups; ++group) {
      keys.push_back(static_cast<int64_t>(group));
      integers.push_back(group == 1000 || group == 2500 ? INT64_MIN : 1);
      naturals.push_back(group == 700 || group == 1000 ? UINT64_MAX : 2);
    }
  }
  const auto column = [&](sinew_type type, const void* values) {
    return sinew_column{type, keys.size(), values, 8 * keys.size(), nullptr, nullptr, 0, 0};
  };
  const sinew_column key = column(SINEW_TYPE_I64, keys.data());
  const sinew_column values[] = {column(SINEW_TYPE_I64, integers.data()),
                                 column(SINEW_TYPE_U64, naturals.data())};
  BOOST_TEST(sinew_groupby_overflow_count(groupby.get()) == 0u);
  BOOST_REQUIRE_EQUAL(sinew_groupby_update(groupby.get(), &key, 1, values, 2, nullptr),
                      SINEW_STATUS_OK);
  BOOST_TEST(sinew_groupby_overflow_count(groupby.get()) == 4u);
  const OwnedBatch batch = CreateBatch();
  for (const size_t first : {0u, 1u, 700u, 999u, 2500u}) {
    BOOST_REQUIRE_EQUAL(
        sinew_groupby_results(groupby.get(), first, kGroups - first, batch.get(), nullptr),
        SINEW_STATUS_OK);
    const auto means = WordsOf(sinew_batch_column(batch.get(), 1));
    const auto sums = WordsOf(sinew_batch_column(batch.get(), 2));
    const auto natural_sums = WordsOf(sinew_batch_column(batch.get(), 3));
    for (size_t group = first; group < kGroups; ++group) {
      const bool is_least = group == 1000 || group == 2500;
      const bool is_most = group == 700 || group == 1000;
      using Word = std::optional<uint64_t>;
      BOOST_REQUIRE(means[group - first] == std::bit_cast<uint64_t>(is_least ? -0x1p63 : 1.0));
      BOOST_REQUIRE(sums[group - first] == (is_least ? Word() : Word(2)));
      BOOST_REQUIRE(natural_sums[group - first] == (is_most ? Word() : Word(4)));
    }
  }
  // Other rows bring one of them back, and a merge makes others.
  const int64_t back_key = 2500, back = INT64_MAX;
  const uint64_t none = 0;
  const sinew_column one = {SINEW_TYPE_I64, 1, &back_key, 8, nullptr, nullptr, 0, 0};
  const sinew_column more[] = {{SINEW_TYPE_I64, 1, &back, 8, nullptr, nullptr, 0, 0},
                               {SINEW_TYPE_U64, 1, &none, 8, nullptr, nullptr, 0, 0}};
  BOOST_REQUIRE_EQUAL(sinew_groupby_update(groupby.get(), &one, 1, more, 2, nullptr),
                      SINEW_STATUS_OK);
  BOOST_TEST(sinew_groupby_overflow_count(groupby.get()) == 4u);  // -2^63 - 1
  BOOST_REQUIRE_EQUAL(sinew_groupby_update(groupby.get(), &one, 1, more, 2, nullptr),
                      SINEW_STATUS_OK);
  BOOST_TEST(sinew_groupby_overflow_count(groupby.get()) == 3u);
  BOOST_TEST(*Results(groupby.get(), 1)[2500] == static_cast<uint64_t>(-2));
  BOOST_REQUIRE_EQUAL(sinew_groupby_reset(groupby.get()), SINEW_STATUS_OK);
  BOOST_TEST(sinew_groupby_overflow_count(groupby.get()) == 0u);
  BOOST_TEST(sinew_groupby_overflow_count(nullptr) == 0u);
}

BOOST_AUTO_TEST_CASE(ReadingAgainAllocatesNothing) {
  Random random(1);
  const GroupBy groupby = Create(Options(SINEW_TYPE_STRING));
  const Batch rows(SINEW_TYPE_STRING, RandomRows(500, SINEW_TYPE_STRING, 100, true, random), 0);
  BOOST_REQUIRE_EQUAL(Update(groupby.get(), rows), SINEW_STATUS_OK);
  const OwnedBatch batch = CreateBatch();
  const size_t count = sinew_groupby_count(groupby.get());
  BOOST_REQUIRE_EQUAL(sinew_groupby_results(groupby.get(), 0, count, batch.get(), nullptr),
                      SINEW_STATUS_OK);
  sinew::FailAllocationsAfter(0);
  for (size_t part = 0; part <= count; ++part) {
    BOOST_TEST(sinew_groupby_results(groupby.get(), count - part, part, batch.get(), nullptr) ==
               SINEW_STATUS_OK);
  }
  sinew::FailAllocationsAfter(-1);
}

BOOST_AUTO_TEST_CASE(WhatFailsLeavesTheBatch) {
  const GroupBy groupby = Create(Options(SINEW_TYPE_I64));
  const Batch rows(SINEW_TYPE_I64,
                   {{IntegerKey(1), int64_t{5}, 1.0}, {IntegerKey(2), int64_t{7}, 1.0}}, 0);
  BOOST_REQUIRE_EQUAL(Update(groupby.get(), rows), SINEW_STATUS_OK);
  const OwnedBatch batch = CreateBatch();
  BOOST_REQUIRE_EQUAL(sinew_groupby_results(groupby.get(), 0, 1, batch.get(), nullptr),
                      SINEW_STATUS_OK);
  const Snapshot before(batch.get());
  sinew_error error = {};
  const auto failed = [&](sinew_status status, sinew_status expected, size_t offset,
                          const char* words) {
    BOOST_TEST(status == expected);
    BOOST_TEST(error.status == expected);
    BOOST_TEST(error.offset == offset);
    BOOST_TEST(strstr(error.message, words) != nullptr, error.message);
    BOOST_TEST((Snapshot(batch.get()) == before));
  };
  sinew_groupby* g = groupby.get();
  failed(sinew_groupby_results(g, 1, 2, batch.get(), &error), SINEW_STATUS_INVALID_ARGUMENT, 2,
         "first + count");
  failed(sinew_groupby_results(g, SIZE_MAX, 2, batch.get(), &error), SINEW_STATUS_INVALID_ARGUMENT,
         2, "first + count");
  failed(sinew_groupby_results(nullptr, 0, 0, batch.get(), &error), SINEW_STATUS_INVALID_ARGUMENT,
         0, "groupby is null");
  failed(sinew_groupby_results(g, 0, 1, nullptr, &error), SINEW_STATUS_INVALID_ARGUMENT, 0,
         "batch is null");

  const OwnedBatch small = CreateBatch(1024);
  BOOST_TEST(sinew_groupby_results(g, 0, 1, small.get(), &error) == SINEW_STATUS_MEMORY_LIMIT);
  BOOST_TEST(sinew_batch_column_count(small.get()) == 0u);
  const OwnedBatch fresh = CreateBatch();
  for (int64_t after = 0;; ++after) {
    sinew::FailAllocationsAfter(after);
    const sinew_status status = sinew_groupby_results(g, 0, 1, fresh.get(), &error);
    sinew::FailAllocationsAfter(-1);
    if (status == SINEW_STATUS_OK) break;
    BOOST_TEST(status == SINEW_STATUS_OUT_OF_MEMORY);
    BOOST_TEST(sinew_batch_column_count(fresh.get()) == 0u);
  }
  BOOST_TEST((Snapshot(fresh.get()) == before));
}

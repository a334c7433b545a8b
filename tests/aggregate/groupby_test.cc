#include <boost/test/unit_test.hpp>
#include <cmath>

#include "aggregate/groupby_fixture.h"
#include "core/key_attack.h"
#include "core/memory.h"
#include "support/targets.h"

BOOST_AUTO_TEST_CASE(ExampleByHand) {
  const int64_t keys[] = {7, -1, 7, 7, -1};
  const int64_t integers[] = {10, 20, 30, -5, 0};
  const double numbers[] = {0.5, -0.0, 0.25, 0.0, 0.0};
  const sinew_column key = {SINEW_TYPE_I64, 5, keys, sizeof(keys), nullptr, nullptr, 0, 0};
  const uint8_t valid[] = {0b01011};  // rows 2 and 4 are null
  const sinew_column values[] = {
      {SINEW_TYPE_I64, 5, integers, sizeof(integers), nullptr, valid, 0, 0},
      {SINEW_TYPE_F64, 5, numbers, sizeof(numbers), nullptr, nullptr, 0, 0}};
  const GroupBy groupby = Create(Options(SINEW_TYPE_I64));
  BOOST_REQUIRE_EQUAL(sinew_groupby_update(groupby.get(), &key, 1, values, 2, nullptr),
                      SINEW_STATUS_OK);
  BOOST_REQUIRE_EQUAL(sinew_groupby_count(groupby.get()), 2u);
  const OwnedBatch batch = ReadAll(groupby.get());
  const auto rows = [&](size_t column) { return sinew_batch_column(batch.get(), column).values; };
  const int64_t* keys_out = static_cast<const int64_t*>(rows(0));
  BOOST_TEST(keys_out[0] == 7);
  BOOST_TEST(keys_out[1] == -1);
  const auto integer_results = [&](size_t aggregate, int64_t first, int64_t second) {
    const int64_t* out = static_cast<const int64_t*>(rows(1 + aggregate));
    BOOST_TEST(out[0] == first);
    BOOST_TEST(out[1] == second);
  };
  integer_results(0, 3, 2);
  integer_results(1, 2, 1);
  integer_results(2, 5, 20);
  integer_results(3, -5, 20);
  integer_results(4, 10, 20);
  const auto numbers_out = [&](size_t aggregate) {
    return static_cast<const double*>(rows(1 + aggregate));
  };
  BOOST_TEST(numbers_out(5)[0] == 2.5);
  BOOST_TEST(numbers_out(7)[0] == 0.75);
  BOOST_TEST(std::signbit(numbers_out(8)[1]));  // min of -0.0 and 0.0
  BOOST_TEST(!std::signbit(numbers_out(9)[1]));
}

BOOST_AUTO_TEST_CASE(EqualsTheOracleOnEveryTarget) {
  ForEachTarget([] {
    for (const sinew_type key_type : kKeyTypes) {
      for (const bool nulls : {false, true}) {
        for (const size_t groups : {1u, 5u, 700u, 30000u}) {
          Random random(groups + nulls);
          const GroupBy groupby = Create(Options(key_type));
          GroupByRef expected(kTypes);
          for (const size_t count : {0u, 1u, 2u, 7u, 255u, 256u, 257u, 300u, 3000u}) {
            const std::vector<Row> rows = RandomRows(count, key_type, groups, nulls, random);
            BOOST_REQUIRE_EQUAL(Update(groupby.get(), Batch(key_type, rows, count % 5)),
                                SINEW_STATUS_OK);
            AddTo(expected, rows);
          }
          RequireEqual(groupby.get(), key_type, expected);
        }
      }
    }
  });
}

BOOST_AUTO_TEST_CASE(SeedAndHintChangeNothing) {
  Random random(3);
  const std::vector<Row> rows = RandomRows(5000, SINEW_TYPE_I64, 2000, true, random);
  GroupByRef expected(kTypes);
  AddTo(expected, rows);
  for (const uint64_t seed : {uint64_t{0}, uint64_t{1}, ~uint64_t{0}}) {
    for (const size_t hint : {0u, 10u, 2000u, 100000u}) {
      sinew_groupby_options options = Options(SINEW_TYPE_I64);
      options.seed = seed;
      options.expected_groups = hint;
      const GroupBy groupby = Create(options);
      BOOST_REQUIRE_EQUAL(Update(groupby.get(), Batch(SINEW_TYPE_I64, rows, 0)), SINEW_STATUS_OK);
      RequireEqual(groupby.get(), SINEW_TYPE_I64, expected);
    }
  }
}

BOOST_AUTO_TEST_CASE(AWrongHintTakesLittleMemory) {
  sinew_groupby_options options = Options(SINEW_TYPE_I64);
  options.expected_groups = SIZE_MAX;
  options.memory_limit = size_t{1} << 30;
  BOOST_TEST(sinew_groupby_memory(Create(options).get()) > 0u);
}

BOOST_AUTO_TEST_CASE(ManyGroupsKeepTheirOrderAcrossGrowth) {
  constexpr size_t kGroups = 700000;
  constexpr size_t kBatch = 5000;
  const std::vector<sinew_aggregate_spec> sum = {Spec(SINEW_AGGREGATE_SUM, 0)};
  const GroupBy groupby = Create(Options(SINEW_TYPE_U64, sum));
  std::vector<uint64_t> keys(kGroups);
  std::vector<int64_t> integers(kGroups);
  const auto value_of = [](size_t i) { return static_cast<int64_t>(i * i) - 1000; };
  for (size_t i = 0; i < kGroups; ++i) {
    keys[i] = i * 0xD6E8FEB86659FD93u;
    integers[i] = value_of(i);
  }
  const std::vector<double> unused(kBatch);
  for (int round = 0; round < 2; ++round) {
    for (size_t first = 0; first < kGroups; first += kBatch) {
      const sinew_column key = {
          SINEW_TYPE_U64, kBatch, &keys[first], kBatch * 8, nullptr, nullptr, 0, 0};
      const sinew_column values[] = {
          {SINEW_TYPE_I64, kBatch, &integers[first], kBatch * 8, nullptr, nullptr, 0, 0},
          {SINEW_TYPE_F64, kBatch, unused.data(), kBatch * 8, nullptr, nullptr, 0, 0}};
      BOOST_REQUIRE_EQUAL(sinew_groupby_update(groupby.get(), &key, 1, values, 2, nullptr),
                          SINEW_STATUS_OK);
    }
  }
  BOOST_REQUIRE_EQUAL(sinew_groupby_count(groupby.get()), kGroups);
  // All of them, and ranges across the borders of chunks. Each value came twice.
  const OwnedBatch batch = CreateBatch();
  const auto check = [&](size_t first, size_t count) {
    BOOST_REQUIRE_EQUAL(sinew_groupby_results(groupby.get(), first, count, batch.get(), nullptr),
                        SINEW_STATUS_OK);
    const sinew_column out = sinew_batch_column(batch.get(), 0);
    const uint64_t* keys_out = static_cast<const uint64_t*>(out.values);
    BOOST_TEST(out.count == count);
    BOOST_TEST(std::equal(keys_out, keys_out + count, &keys[first]));
    const int64_t* sums = static_cast<const int64_t*>(sinew_batch_column(batch.get(), 1).values);
    bool equal = true;
    for (size_t i = 0; i < count; ++i) equal &= sums[i] == 2 * value_of(first + i);
    BOOST_TEST(equal);
  };
  check(0, kGroups);
  for (const size_t first : {0u, 63u, 64u, 262000u, 262143u, 600000u}) check(first, 1000);
}

BOOST_AUTO_TEST_CASE(MergeEqualsAllRowsInOne) {
  for (const sinew_type key_type : kKeyTypes) {
    for (const bool nulls : {false, true}) {
      Random random(11);
      // Multiples of 1/1024 of this size add exactly, so that the order does not matter.
      std::vector<Row> first = RandomRows(2000, key_type, 900, nulls, random);
      std::vector<Row> second = RandomRows(3000, key_type, 1500, nulls, random);
      const GroupBy into = Create(Options(key_type));
      sinew_groupby_options other = Options(key_type);
      other.seed = 99;
      const GroupBy from = Create(other);
      BOOST_REQUIRE_EQUAL(Update(into.get(), Batch(key_type, first, 1)), SINEW_STATUS_OK);
      BOOST_REQUIRE_EQUAL(Update(from.get(), Batch(key_type, second, 2)), SINEW_STATUS_OK);
      BOOST_REQUIRE_EQUAL(sinew_groupby_merge(into.get(), from.get(), nullptr), SINEW_STATUS_OK);
      GroupByRef expected(kTypes);
      AddTo(expected, first);
      AddTo(expected, second);
      RequireEqual(into.get(), key_type, expected);
      GroupByRef unchanged(kTypes);
      AddTo(unchanged, second);
      RequireEqual(from.get(), key_type, unchanged);
    }
  }
}

BOOST_AUTO_TEST_CASE(ResetForgetsAndKeepsTheMemory) {
  for (const sinew_type key_type : kKeyTypes) {
    Random random(21);
    const std::vector<Row> rows = RandomRows(20000, key_type, 15000, true, random);
    const Batch batch(key_type, rows, 0);
    GroupByRef expected(kTypes);
    AddTo(expected, rows);
    const GroupBy groupby = Create(Options(key_type));
    size_t memory = 0;
    for (int round = 0; round < 3; ++round) {
      BOOST_REQUIRE_EQUAL(Update(groupby.get(), batch), SINEW_STATUS_OK);
      RequireEqual(groupby.get(), key_type, expected);
      if (round > 0) BOOST_TEST(sinew_groupby_memory(groupby.get()) == memory);
      memory = sinew_groupby_memory(groupby.get());
      BOOST_REQUIRE_EQUAL(sinew_groupby_reset(groupby.get()), SINEW_STATUS_OK);
      BOOST_TEST(sinew_groupby_count(groupby.get()) == 0u);
    }
  }
}

BOOST_AUTO_TEST_CASE(SumBeyond64BitsIsNullAndCancelsWithoutATrace) {
  const std::vector<sinew_aggregate_spec> sum = {Spec(SINEW_AGGREGATE_SUM, 0)};
  const std::vector<sinew_aggregate_spec> mean = {Spec(SINEW_AGGREGATE_MEAN, 0)};
  const GroupBy sums = Create(Options(SINEW_TYPE_I64, sum));
  const GroupBy means = Create(Options(SINEW_TYPE_I64, mean));
  const auto add = [&](int64_t key, int64_t value) {
    const Batch rows(SINEW_TYPE_I64, {{IntegerKey(key), value, 0.0}}, 0);
    BOOST_REQUIRE_EQUAL(Update(sums.get(), rows), SINEW_STATUS_OK);
    BOOST_REQUIRE_EQUAL(Update(means.get(), rows), SINEW_STATUS_OK);
  };
  add(1, 5);
  add(2, INT64_MAX);
  add(2, 1);
  using Words = std::vector<std::optional<uint64_t>>;
  BOOST_TEST((Results(sums.get(), 0) == Words{5, std::nullopt}));
  BOOST_TEST(sinew_groupby_overflow_count(sums.get()) == 1u);
  BOOST_TEST(sinew_groupby_overflow_count(means.get()) == 0u);
  BOOST_TEST(std::bit_cast<double>(*Results(means.get(), 0)[1]) == 0x1p62);  // 2^63 / 2
  add(2, -1);
  BOOST_TEST(*Results(sums.get(), 0)[1] == static_cast<uint64_t>(INT64_MAX));
  add(2, INT64_MIN);
  add(2, INT64_MIN);
  add(2, -1);
  BOOST_TEST((Results(sums.get(), 0) == Words{5, std::nullopt}));
}

// The example by hand: two values below, three above, and what brings the sum back into range.
BOOST_AUTO_TEST_CASE(MergeAddsSumsThatHaveWrapped) {
  const std::vector<sinew_aggregate_spec> sum = {Spec(SINEW_AGGREGATE_SUM, 0)};
  const auto add = [](const GroupBy& groupby, const std::vector<int64_t>& values) {
    std::vector<Row> rows;
    for (const int64_t value : values) rows.push_back({IntegerKey(1), value, 0.0});
    BOOST_REQUIRE_EQUAL(Update(groupby.get(), Batch(SINEW_TYPE_I64, rows, 0)), SINEW_STATUS_OK);
  };
  const GroupBy into = Create(Options(SINEW_TYPE_I64, sum));
  const GroupBy from = Create(Options(SINEW_TYPE_I64, sum));
  add(into, {INT64_MIN, INT64_MIN, 5});
  add(from, {INT64_MAX, INT64_MAX, INT64_MAX});
  BOOST_REQUIRE_EQUAL(sinew_groupby_merge(into.get(), from.get(), nullptr), SINEW_STATUS_OK);
  add(into, {-10});
  BOOST_TEST(static_cast<int64_t>(Results(into.get(), 0)[0].value()) == 9223372036854775800);
}

// Against 128 bits: sums on both sides of both ends of 64 bits, merged in both directions.
BOOST_AUTO_TEST_CASE(MergedSumsEqual128Bits) {
  const std::vector<sinew_aggregate_spec> sum = {Spec(SINEW_AGGREGATE_SUM, 0)};
  const std::vector<sinew_aggregate_spec> mean = {Spec(SINEW_AGGREGATE_MEAN, 0)};
  const int64_t values[] = {INT64_MIN, INT64_MIN + 1, INT64_MAX, INT64_MAX - 1, -1, 0, 1, 5};
  Random random(61);
  size_t overflows = 0, fits = 0;
  for (size_t round = 0; round < 3000; ++round) {
    const GroupBy sums[2] = {Create(Options(SINEW_TYPE_I64, sum)),
                             Create(Options(SINEW_TYPE_I64, sum))};
    const GroupBy means[2] = {Create(Options(SINEW_TYPE_I64, mean)),
                              Create(Options(SINEW_TYPE_I64, mean))};
    __int128 expected = 0;
    size_t count = 0;
    for (size_t part = 0; part < 2; ++part) {
      std::vector<Row> rows(1 + random.Below(6));
      for (Row& row : rows) {
        const int64_t value = values[random.Below(8)];
        row = {IntegerKey(1), value, 0.0};
        expected += value;
      }
      count += rows.size();
      for (const GroupBy* of : {&sums[part], &means[part]}) {
        BOOST_REQUIRE_EQUAL(Update(of->get(), Batch(SINEW_TYPE_I64, rows, 0)), SINEW_STATUS_OK);
      }
    }
    for (const GroupBy* of : {sums, means}) {
      BOOST_REQUIRE_EQUAL(sinew_groupby_merge(of[0].get(), of[1].get(), nullptr), SINEW_STATUS_OK);
    }
    const std::optional<uint64_t> sum_of_all = Results(sums[0].get(), 0)[0];
    if (expected < INT64_MIN || expected > INT64_MAX) {
      ++overflows;
      BOOST_REQUIRE(!sum_of_all);
    } else {
      ++fits;
      BOOST_REQUIRE(sum_of_all == static_cast<uint64_t>(expected));
    }
    BOOST_REQUIRE_EQUAL(sinew_groupby_overflow_count(sums[0].get()), sum_of_all ? 0u : 1u);
    BOOST_REQUIRE(
        Results(means[0].get(), 0)[0] ==
        std::bit_cast<uint64_t>(static_cast<double>(expected) / static_cast<double>(count)));
  }
  BOOST_TEST(overflows > 300u);
  BOOST_TEST(fits > 300u);
}

// A batch whose first null is new fails, and the next null gets its number where it then comes.
BOOST_AUTO_TEST_CASE(AFailedBatchTakesItsNullGroupBack) {
  for (const sinew_type key_type : kKeyTypes) {
    Random random(71);
    const std::vector<Row> before = RandomRows(100, key_type, 80, false, random);
    const std::vector<Row> more = RandomRows(9000, key_type, 9000, true, random);
    std::vector<Row> last = RandomRows(50, key_type, 20000, false, random);
    last[40].key.reset();
    size_t failures = 0;
    for (int64_t countdown = 1;; ++countdown) {
      const GroupBy groupby = Create(Options(key_type));
      GroupByRef expected(kTypes);
      BOOST_REQUIRE_EQUAL(Update(groupby.get(), Batch(key_type, before, 0)), SINEW_STATUS_OK);
      AddTo(expected, before);
      sinew::FailAllocationsAfter(countdown);
      const sinew_status status = Update(groupby.get(), Batch(key_type, more, 0));
      sinew::FailAllocationsAfter(-1);
      if (status == SINEW_STATUS_OK) break;
      ++failures;
      BOOST_REQUIRE_EQUAL(Update(groupby.get(), Batch(key_type, last, 0)), SINEW_STATUS_OK);
      AddTo(expected, last);
      RequireEqual(groupby.get(), key_type, expected);
    }
    BOOST_TEST(failures > 5u);
  }
}

// A batch that is too large for memory, and then one that is smaller, but larger than any before.
BOOST_AUTO_TEST_CASE(ASmallerBatchAfterOneThatFailed) {
  Random random(81);
  const std::vector<Row> rows = RandomRows(20000, SINEW_TYPE_I64, 10, true, random);
  const std::vector<Row> fewer(rows.begin(), rows.begin() + 15000);
  const GroupBy groupby = Create(Options(SINEW_TYPE_I64));
  sinew::FailAllocationsAfter(0);
  BOOST_TEST(Update(groupby.get(), Batch(SINEW_TYPE_I64, rows, 0)) == SINEW_STATUS_OUT_OF_MEMORY);
  sinew::FailAllocationsAfter(-1);
  GroupByRef expected(kTypes);
  AddTo(expected, fewer);
  BOOST_REQUIRE_EQUAL(Update(groupby.get(), Batch(SINEW_TYPE_I64, fewer, 0)), SINEW_STATUS_OK);
  RequireEqual(groupby.get(), SINEW_TYPE_I64, expected);
}

BOOST_AUTO_TEST_CASE(AFailingAllocationChangesNothing) {
  for (const sinew_type key_type : {SINEW_TYPE_I64, SINEW_TYPE_STRING}) {
    Random random(31);
    const std::vector<Row> before = RandomRows(1000, key_type, 800, true, random);
    const std::vector<Row> more = RandomRows(24000, key_type, 15000, true, random);
    const Batch first(key_type, before, 0);
    const Batch second(key_type, more, 3);
    GroupByRef small(kTypes), large(kTypes);
    AddTo(small, before);
    AddTo(large, before);
    AddTo(large, more);
    const size_t blocks = sinew_memory_stats().blocks;
    bool succeeded = false;
    size_t failures = 0;
    for (int64_t countdown = 0; !succeeded; ++countdown) {
      const GroupBy groupby = Create(Options(key_type));
      BOOST_REQUIRE_EQUAL(Update(groupby.get(), first), SINEW_STATUS_OK);
      sinew_error error = {};
      sinew::FailAllocationsAfter(countdown);
      const sinew_status status = Update(groupby.get(), second, &error);
      sinew::FailAllocationsAfter(-1);
      succeeded = status == SINEW_STATUS_OK;
      if (!succeeded) {
        ++failures;
        BOOST_REQUIRE_EQUAL(status, SINEW_STATUS_OUT_OF_MEMORY);
        BOOST_REQUIRE_EQUAL(error.status, status);
        RequireEqual(groupby.get(), key_type, small);
        BOOST_REQUIRE_EQUAL(Update(groupby.get(), second), SINEW_STATUS_OK);
      }
      BOOST_REQUIRE(Keys(groupby.get()) == large.keys());
    }
    BOOST_TEST(failures > 5u);
    BOOST_TEST(sinew_memory_stats().blocks == blocks);
  }
}

BOOST_AUTO_TEST_CASE(AFailingAllocationInCreateOrMergeChangesNothing) {
  Random random(41);
  const std::vector<Row> rows = RandomRows(4000, SINEW_TYPE_STRING, 3000, true, random);
  const sinew_memory before = sinew_memory_stats();
  sinew_groupby_options options = Options(SINEW_TYPE_STRING);
  options.expected_groups = 50000;
  for (int64_t countdown = 0;; ++countdown) {
    sinew_groupby* groupby = reinterpret_cast<sinew_groupby*>(&options);
    sinew::FailAllocationsAfter(countdown);
    const sinew_status status = sinew_groupby_create(&options, &groupby, nullptr);
    sinew::FailAllocationsAfter(-1);
    if (status == SINEW_STATUS_OK) {
      sinew_groupby_destroy(groupby);
      BOOST_TEST(countdown > 3);
      break;
    }
    BOOST_REQUIRE_EQUAL(status, SINEW_STATUS_OUT_OF_MEMORY);
    BOOST_REQUIRE(groupby == nullptr);
    BOOST_REQUIRE_EQUAL(sinew_memory_stats().current, before.current);
  }
  const GroupBy from = Create(Options(SINEW_TYPE_STRING));
  BOOST_REQUIRE_EQUAL(Update(from.get(), Batch(SINEW_TYPE_STRING, rows, 0)), SINEW_STATUS_OK);
  const std::vector<Row> own = RandomRows(100, SINEW_TYPE_STRING, 90, false, random);
  GroupByRef small(kTypes);
  AddTo(small, own);
  bool succeeded = false;
  for (int64_t countdown = 0; !succeeded; ++countdown) {
    const GroupBy into = Create(Options(SINEW_TYPE_STRING));
    BOOST_REQUIRE_EQUAL(Update(into.get(), Batch(SINEW_TYPE_STRING, own, 0)), SINEW_STATUS_OK);
    sinew::FailAllocationsAfter(countdown);
    succeeded = sinew_groupby_merge(into.get(), from.get(), nullptr) == SINEW_STATUS_OK;
    sinew::FailAllocationsAfter(-1);
    if (!succeeded) RequireEqual(into.get(), SINEW_TYPE_STRING, small);
  }
}

BOOST_AUTO_TEST_CASE(MemoryLimitHoldsAndTheObjectStaysUsable) {
  Random random(51);
  const std::vector<Row> few = RandomRows(500, SINEW_TYPE_STRING, 400, false, random);
  const std::vector<Row> many = RandomRows(60000, SINEW_TYPE_STRING, 50000, false, random);
  const Batch small(SINEW_TYPE_STRING, few, 0);
  const Batch large(SINEW_TYPE_STRING, many, 0);
  GroupByRef expected(kTypes);
  AddTo(expected, few);
  sinew_groupby_options options = Options(SINEW_TYPE_STRING);
  for (const size_t limit : {size_t{400000}, size_t{1} << 20, size_t{3} << 20}) {
    options.memory_limit = limit;
    const GroupBy groupby = Create(options);
    BOOST_REQUIRE_EQUAL(Update(groupby.get(), small), SINEW_STATUS_OK);
    sinew_error error = {};
    BOOST_TEST(Update(groupby.get(), large, &error) == SINEW_STATUS_MEMORY_LIMIT);
    BOOST_TEST(std::string(error.message).find(std::to_string(limit)) != std::string::npos);
    BOOST_TEST(sinew_groupby_memory(groupby.get()) <= limit);
    RequireEqual(groupby.get(), SINEW_TYPE_STRING, expected);
    BOOST_REQUIRE_EQUAL(sinew_groupby_reset(groupby.get()), SINEW_STATUS_OK);
    BOOST_REQUIRE_EQUAL(Update(groupby.get(), small), SINEW_STATUS_OK);
    RequireEqual(groupby.get(), SINEW_TYPE_STRING, expected);
  }
  options.memory_limit = 100;
  sinew_groupby* groupby;
  BOOST_TEST(sinew_groupby_create(&options, &groupby, nullptr) == SINEW_STATUS_MEMORY_LIMIT);
  BOOST_TEST(groupby == nullptr);
}

// tests/core/key_table_test.cc has the attacks; here, that GROUP BY is protected by its table, and
// gives the same results before and after.
BOOST_AUTO_TEST_CASE(ChosenKeysChangeNoResult) {
  for (const sinew_type key_type : {SINEW_TYPE_U64, SINEW_TYPE_STRING}) {
    Random random(91);
    std::vector<Row> rows = RandomRows(20000, key_type, 3000, true, random);
    const std::vector<uint64_t> integers = AttackIntegers(Attack::kOneHash, 5000, 9);
    const std::vector<std::string> strings = AttackStrings(Attack::kOneHash, 5000, 9);
    for (size_t i = 0; i < 5000; ++i) {
      rows[4 * i].key =
          IsString(key_type) ? strings[i] : IntegerKey(static_cast<int64_t>(integers[i]));
    }
    GroupByRef expected(kTypes);
    AddTo(expected, rows);
    sinew_groupby_options options = Options(key_type);
    options.seed = 9;
    const GroupBy groupby = Create(options);
    BOOST_REQUIRE_EQUAL(Update(groupby.get(), Batch(key_type, rows, 0)), SINEW_STATUS_OK);
    BOOST_TEST(sinew::KeysOf(*groupby).is_strong());
    BOOST_TEST(sinew::KeysOf(*groupby).steps() < 5 * rows.size() + 5000);
    RequireEqual(groupby.get(), key_type, expected);
    const GroupBy merged = Create(options);
    BOOST_REQUIRE_EQUAL(sinew_groupby_merge(merged.get(), groupby.get(), nullptr), SINEW_STATUS_OK);
    BOOST_TEST(sinew::KeysOf(*merged).is_strong());
    RequireEqual(merged.get(), key_type, expected);
  }
}

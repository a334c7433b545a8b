#include <boost/test/unit_test.hpp>
#include <map>
#include <set>

#include "aggregate/accumulators/batches.h"
#include "aggregate/accumulators/value_rows.h"
#include "aggregate/reduce.h"
#include "core/key_attack.h"
#include "core/memory.h"
#include "support/allocations.h"
#include "support/sanitizers.h"
#include "support/targets.h"

// The contract of accumulators for COUNT_DISTINCT, whose oracle is a set of the bytes of values as
// keys are in results: one zero and one NaN.

namespace {

size_t DistinctOf(sinew_type type, const Values& values) {
  std::set<std::string> distinct;
  for (const Key& value : values) {
    if (value) distinct.insert(KeyInResults(type, *value));
  }
  return distinct.size();
}

Key F64(uint64_t bits) { return std::string(reinterpret_cast<const char*>(&bits), sizeof(bits)); }

// The distinct values of a column of a type, and of those rows that a filter leaves, twice with a
// sum in between: what is asked for again shares a state.
GroupBy CreateFor(sinew_type type, size_t memory_limit = 0, uint64_t seed = 0) {
  const sinew_type key_type = SINEW_TYPE_I64;
  const sinew_type types[] = {type, SINEW_TYPE_BOOL, SINEW_TYPE_I64};
  sinew_aggregate_spec filtered = Spec(SINEW_AGGREGATE_COUNT_DISTINCT);
  filtered.flags = SINEW_AGGREGATE_FILTER;
  filtered.filter = 1;
  const sinew_aggregate_spec specs[] = {
      Spec(SINEW_AGGREGATE_COUNT_DISTINCT), filtered, Spec(SINEW_AGGREGATE_SUM, 2),
      Spec(SINEW_AGGREGATE_COUNT_DISTINCT), Spec(SINEW_AGGREGATE_COUNT_DISTINCT, 1)};
  sinew_groupby_options options = {};
  options.size = sizeof(options);
  options.key_types = &key_type;
  options.key_count = 1;
  options.value_types = types;
  options.value_count = 3;
  options.aggregates = specs;
  options.aggregate_count = 5;
  options.memory_limit = memory_limit;
  options.seed = seed;
  return Create(options);
}

// The columns live until the call has returned and no longer.
sinew_status Update(sinew_groupby* groupby, sinew_type type, const KeyedRows& rows) {
  const KeyColumn values(type, RowsOfValues(rows.values), 0, 3);
  const KeyColumn filter(SINEW_TYPE_BOOL, RowsOfValues(rows.filter), 0, 5);
  const sinew_column key = ColumnOf(rows.keys.data(), rows.keys.size());
  const sinew_column columns[] = {values.view, filter.view, key};
  return sinew_groupby_update(groupby, &key, 1, columns, 3, nullptr);
}

void RequireResults(const sinew_groupby* groupby, sinew_type type,
                    const std::vector<KeyedRows>& all) {
  struct Group {
    Values values, chosen, flags;
    int64_t sum = 0;
  };
  std::vector<int64_t> keys;
  std::map<int64_t, Group> groups;
  for (const KeyedRows& rows : all) {
    for (size_t i = 0; i < rows.keys.size(); ++i) {
      const auto [place, is_new] = groups.try_emplace(rows.keys[i]);
      if (is_new) keys.push_back(rows.keys[i]);
      Group& group = place->second;
      group.values.push_back(rows.values[i]);
      if (rows.filter[i] == std::string(1, 1)) group.chosen.push_back(rows.values[i]);
      group.flags.push_back(rows.filter[i]);
      group.sum += rows.keys[i];
    }
  }
  BOOST_REQUIRE(sinew::Invariants(*groupby));
  BOOST_REQUIRE_EQUAL(sinew_groupby_count(groupby), keys.size());
  const OwnedBatch batch = ReadAll(groupby);
  for (size_t i = 1; i <= 5; ++i) {
    BOOST_REQUIRE_EQUAL(sinew_batch_column(batch.get(), i).type, SINEW_TYPE_I64);
  }
  const auto found = [&](size_t aggregate) {
    return WordsOf(sinew_batch_column(batch.get(), 1 + aggregate));
  };
  const auto all_values = found(0), chosen = found(1), sums = found(2), again = found(3),
             flags = found(4);
  for (size_t i = 0; i < keys.size(); ++i) {
    const Group& group = groups[keys[i]];
    BOOST_REQUIRE_EQUAL(all_values[i].value(), DistinctOf(type, group.values));
    BOOST_REQUIRE_EQUAL(chosen[i].value(), DistinctOf(type, group.chosen));
    BOOST_REQUIRE_EQUAL(sums[i].value(), static_cast<uint64_t>(group.sum));
    BOOST_REQUIRE_EQUAL(again[i].value(), all_values[i].value());
    BOOST_REQUIRE_EQUAL(flags[i].value(), DistinctOf(SINEW_TYPE_BOOL, group.flags));
  }
}

constexpr size_t kTurns = SINEW_TEST_SANITIZED ? 8 : 1;

}  // namespace

// As SQL has it, and as DuckDB answers.
BOOST_AUTO_TEST_CASE(NullsDoNotCountAndZerosAreOneAndNaNsAreOne) {
  const Values values = {F64(0),
                         F64(uint64_t{1} << 63),
                         std::nullopt,
                         F64(0x7FF8000000000000),
                         F64(0xFFF0000000000001),
                         F64(1),
                         std::nullopt,
                         F64(0x3FF0000000000000)};
  const KeyColumn column(SINEW_TYPE_F64, RowsOfValues(values), 0, 0);
  const sinew_reduce_result result = Reduce(SINEW_AGGREGATE_COUNT_DISTINCT, column.view);
  BOOST_TEST(result.status == SINEW_STATUS_OK);
  BOOST_TEST(result.type == SINEW_TYPE_I64);
  BOOST_TEST(result.i64 == 4);
  BOOST_TEST(result.count == 6u);
  BOOST_TEST(Reduce(SINEW_AGGREGATE_COUNT_DISTINCT, std::vector<int64_t>{}).i64 == 0);
}

BOOST_AUTO_TEST_CASE(ReducesColumns) {
  ForEachTarget([] {
    Random random(1);
    for (const sinew_type type : kAllTypes) {
      for (const size_t count : {0u, 1u, 5u, 255u, 256u, 257u, 1000u}) {
        const Values values =
            RandomValues(type, count, 1 + random.Below(600), random.Below(3) * 30, random);
        const KeyColumn column(type, RowsOfValues(values), 0, random.Below(9));
        const sinew_reduce_result result = Reduce(SINEW_AGGREGATE_COUNT_DISTINCT, column.view);
        BOOST_REQUIRE_EQUAL(result.status, SINEW_STATUS_OK);
        BOOST_REQUIRE_EQUAL(result.type, SINEW_TYPE_I64);
        BOOST_REQUIRE_EQUAL(static_cast<size_t>(result.i64), DistinctOf(type, values));
        BOOST_REQUIRE_EQUAL(ValueBits(result), static_cast<uint64_t>(result.i64));
        BOOST_REQUIRE_EQUAL(result.count,
                            static_cast<size_t>(std::count_if(values.begin(), values.end(),
                                                              [](const Key& k) { return !!k; })));
        // Of the rows of a filter.
        const KeyedRows rows = RandomRowsOf(type, count, 1, 300, random);
        const KeyColumn all(type, RowsOfValues(rows.values), 0, 2);
        const KeyColumn filter(SINEW_TYPE_BOOL, RowsOfValues(rows.filter), 0, 7);
        Values chosen;
        for (size_t i = 0; i < count; ++i) {
          if (rows.filter[i] == std::string(1, 1)) chosen.push_back(rows.values[i]);
        }
        const sinew_column columns[] = {all.view, filter.view};
        sinew_aggregate_spec spec = Spec(SINEW_AGGREGATE_COUNT_DISTINCT);
        spec.flags = SINEW_AGGREGATE_FILTER;
        spec.filter = 1;
        BOOST_REQUIRE_EQUAL(static_cast<size_t>(sinew_reduce_columns(columns, 2, &spec).i64),
                            DistinctOf(type, chosen));
      }
    }
  });
}

BOOST_AUTO_TEST_CASE(AColumnTakesMemoryWhileItIsReduced) {
  const std::vector<int64_t> values = {1, 2, 3};
  for (int64_t countdown = 0;; ++countdown) {
    sinew::FailAllocationsAfter(countdown);
    const sinew_reduce_result result = Reduce(SINEW_AGGREGATE_COUNT_DISTINCT, values);
    sinew::FailAllocationsAfter(-1);
    BOOST_REQUIRE_EQUAL(sinew_memory_stats().current, 0u);
    if (result.status == SINEW_STATUS_OK) {
      BOOST_TEST(countdown > 0);
      BOOST_TEST(result.i64 == 3);
      return;
    }
    BOOST_REQUIRE_EQUAL(result.status, SINEW_STATUS_OUT_OF_MEMORY);
    BOOST_REQUIRE_EQUAL(result.i64, 0);
    BOOST_REQUIRE_EQUAL(result.count, 0u);
  }
}

BOOST_AUTO_TEST_CASE(GroupsAndMerges) {
  ForEachTarget([] {
    Random random(2);
    for (size_t round = 0; round < 2 * kTypeCount; round += kTurns) {
      const sinew_type type = kAllTypes[round % kTypeCount];
      const size_t groups = round % 3 == 0 ? 1 : 100;
      CheckBatchesAndMerges(
          [&] { return CreateFor(type); },
          [&] { return RandomRowsOf(type, random.Below(600), groups, 40, random); },
          [&](sinew_groupby* to, const KeyedRows& rows) { return Update(to, type, rows); },
          [&](const sinew_groupby* from, const std::vector<KeyedRows>& all) {
            RequireResults(from, type, all);
          });
    }
  });
}

// Tables grow while rows come, and the lists of the groups with them.
BOOST_AUTO_TEST_CASE(ManyValuesOfFewGroups) {
  for (const sinew_type type : {SINEW_TYPE_I32, SINEW_TYPE_U64}) {
    const size_t count = 40'000 / kTurns;
    Random random(3);
    KeyedRows rows;
    rows.filter.assign(count, std::nullopt);
    for (size_t i = 0; i < count; ++i) {
      rows.keys.push_back(static_cast<int64_t>(i % 3));
      const uint64_t value =
          random.Below(count) * 0x9E3779B97F4A7C15u >> (type == SINEW_TYPE_I32 ? 32 : 0);
      rows.values.push_back(
          std::string(reinterpret_cast<const char*>(&value), sinew_type_width(type)));
    }
    const GroupBy groupby = CreateFor(type), other = CreateFor(type);
    BOOST_REQUIRE_EQUAL(Update(groupby.get(), type, rows), SINEW_STATUS_OK);
    RequireResults(groupby.get(), type, {rows});
    BOOST_REQUIRE_EQUAL(sinew_groupby_merge(other.get(), groupby.get(), nullptr), SINEW_STATUS_OK);
    RequireResults(other.get(), type, {rows});
  }
}

// Values that somebody chose who knows the seed, in one group: 64 bits and strings meet in the
// table of values, and shorter ones, which go there with the number of their group, in that of
// pairs.
BOOST_AUTO_TEST_CASE(ChosenValuesCostAConstantNumberOfSteps) {
  // As many with sanitizers: fewer are not noticed.
  constexpr size_t kChosen = 10'000;
  const auto check = [](sinew_type type, const Values& values) {
    const GroupBy groupby = CreateFor(type, 0, 9);
    const KeyedRows rows = {std::vector<int64_t>(values.size(), 5), values,
                            Values(values.size(), std::string(1, 1))};
    BOOST_REQUIRE_EQUAL(Update(groupby.get(), type, rows), SINEW_STATUS_OK);
    BOOST_REQUIRE_EQUAL(Update(groupby.get(), type, rows), SINEW_STATUS_OK);
    RequireResults(groupby.get(), type, {rows, rows});
    const uint64_t most = 2 * values.size() * sinew::Directory::kFreeSteps + 5000;
    for (size_t set = 0; set < 2; ++set) {
      BOOST_TEST(groupby->sets()[set].steps() > 1000);
      BOOST_TEST(groupby->sets()[set].steps() <= 2 * most);
    }
  };
  for (const Attack attack : kAttacks) {
    Values integers, strings;
    for (const uint64_t word : AttackIntegers(attack, kChosen, 9)) {
      integers.push_back(std::string(reinterpret_cast<const char*>(&word), sizeof(word)));
    }
    for (const std::string& string : AttackStrings(attack, kChosen, 9)) strings.push_back(string);
    check(SINEW_TYPE_U64, integers);
    check(SINEW_TYPE_STRING, strings);
  }
  Values short_ones;
  for (uint32_t value = 0; short_ones.size() < 5000; ++value) {
    if (sinew::FastHash(value ^ InnerSeed(9)) % 4096 != 0x678) continue;
    short_ones.push_back(std::string(reinterpret_cast<const char*>(&value), sizeof(value)));
  }
  check(SINEW_TYPE_U32, short_ones);
}

// Whichever allocation fails, of a batch or of a merge, the object is as it was.
BOOST_AUTO_TEST_CASE(FailedBatchesDoNotCount) {
  Random random(4);
  for (const sinew_type type : {SINEW_TYPE_STRING, SINEW_TYPE_I64, SINEW_TYPE_U16}) {
    std::vector<KeyedRows> all;
    const GroupBy whole = CreateFor(type), other = CreateFor(type);
    const auto unchanged = [&] { RequireResults(whole.get(), type, all); };
    for (size_t i = 0; i < 4; ++i) {
      KeyedRows rows = RandomRowsOf(type, 700, 40 * (i + 1), 500 * (i + 1), random);
      UntilItSucceeds([&] { return Update(whole.get(), type, rows); }, unchanged);
      all.push_back(std::move(rows));
    }
    KeyedRows rows = RandomRowsOf(type, 900, 300, 3000, random);
    BOOST_REQUIRE_EQUAL(Update(other.get(), type, rows), SINEW_STATUS_OK);
    UntilItSucceeds([&] { return sinew_groupby_merge(whole.get(), other.get(), nullptr); },
                    unchanged);
    all.push_back(std::move(rows));
    RequireResults(whole.get(), type, all);
  }
  BOOST_TEST(sinew_memory_stats().current == 0u);
}

BOOST_AUTO_TEST_CASE(BatchesBeyondTheLimitDoNotCount) {
  Random random(5);
  constexpr size_t kLimit = 200'000;
  for (const sinew_type type : {SINEW_TYPE_STRING, SINEW_TYPE_I32}) {
    const GroupBy limited = CreateFor(type, kLimit);
    std::vector<KeyedRows> all;
    size_t refused = 0;
    for (size_t i = 0; i < 40 && refused < 3; ++i) {
      KeyedRows rows = RandomRowsOf(type, 300, 20, 100'000, random);
      const sinew_status status = Update(limited.get(), type, rows);
      BOOST_REQUIRE_LE(sinew_groupby_memory(limited.get()), kLimit);
      if (status == SINEW_STATUS_OK) {
        all.push_back(std::move(rows));
      } else {
        BOOST_REQUIRE_EQUAL(status, SINEW_STATUS_MEMORY_LIMIT);
        ++refused;
      }
      RequireResults(limited.get(), type, all);
    }
    BOOST_TEST(refused > 0u);
    BOOST_TEST(all.size() > 1u);
    // After Reset there is room again.
    BOOST_REQUIRE_EQUAL(sinew_groupby_reset(limited.get()), SINEW_STATUS_OK);
    const KeyedRows rows = RandomRowsOf(type, 300, 20, 100'000, random);
    BOOST_REQUIRE_EQUAL(Update(limited.get(), type, rows), SINEW_STATUS_OK);
    RequireResults(limited.get(), type, {rows});
  }
}

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <map>
#include <set>

#include "aggregate/accumulators/batches.h"
#include "aggregate/accumulators/value_rows.h"
#include "aggregate/reduce.h"
#include "core/memory.h"
#include "support/allocations.h"
#include "support/sanitizers.h"
#include "support/targets.h"

// The contract of accumulators for APPROX_COUNT_DISTINCT. The oracle is a sketch of the same
// values, marked as merged in its bytes; tests/sketch says of sketches that they are those of
// DataSketches.

namespace {

struct DestroyHll {
  void operator()(sinew_hll* hll) const { sinew_hll_destroy(hll); }
};
using Hll = std::unique_ptr<sinew_hll, DestroyHll>;

uint64_t SketchOf(sinew_type type, const Values& values, uint32_t lg_k) {
  const KeyColumn column(type, RowsOfValues(values), 0, 1);
  const sinew_hll_options options = {sizeof(options), lg_k, 0};
  sinew_hll* made;
  BOOST_REQUIRE_EQUAL(sinew_hll_create(&options, &made, nullptr), SINEW_STATUS_OK);
  Hll hll(made);
  BOOST_REQUIRE_EQUAL(sinew_hll_update(hll.get(), &column.view, nullptr), SINEW_STATUS_OK);
  std::string bytes(sinew_hll_encoded_size(hll.get()), '\0');
  BOOST_REQUIRE_EQUAL(sinew_hll_encode(hll.get(), bytes.data(), bytes.size()).written,
                      bytes.size());
  if ((bytes[7] & 3) == 2) bytes[5] = static_cast<char>(bytes[5] | 16);
  BOOST_REQUIRE_EQUAL(sinew_hll_decode(bytes.data(), bytes.size(), 0, &made, nullptr),
                      SINEW_STATUS_OK);
  hll.reset(made);
  return static_cast<uint64_t>(std::llround(sinew_hll_estimate(hll.get(), 1).value));
}

sinew_aggregate_spec ApproxSpec(uint32_t lg_k, uint32_t column = 0) {
  sinew_aggregate_spec spec = Spec(SINEW_AGGREGATE_APPROX_COUNT_DISTINCT, column);
  spec.lg_k = lg_k;
  return spec;
}

// Of the rows that a filter leaves, and of several numbers of registers: what is asked for twice
// shares a state, what is not does not.
constexpr uint32_t kFew = 4, kSome = 9, kDefault = 12;

GroupBy CreateFor(sinew_type type, size_t memory_limit = 0) {
  const sinew_type key_type = SINEW_TYPE_I64;
  const sinew_type types[] = {type, SINEW_TYPE_BOOL, SINEW_TYPE_I64};
  sinew_aggregate_spec filtered = ApproxSpec(kFew);
  filtered.flags = SINEW_AGGREGATE_FILTER;
  filtered.filter = 1;
  const sinew_aggregate_spec specs[] = {ApproxSpec(0), filtered, Spec(SINEW_AGGREGATE_SUM, 2),
                                        ApproxSpec(kSome), ApproxSpec(kDefault)};
  sinew_groupby_options options = {};
  options.size = sizeof(options);
  options.key_types = &key_type;
  options.key_count = 1;
  options.value_types = types;
  options.value_count = 3;
  options.aggregates = specs;
  options.aggregate_count = 5;
  options.memory_limit = memory_limit;
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
    Values values, chosen;
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
  const auto of_default = found(0), chosen = found(1), sums = found(2), some = found(3),
             again = found(4);
  for (size_t i = 0; i < keys.size(); ++i) {
    const Group& group = groups[keys[i]];
    BOOST_REQUIRE_EQUAL(of_default[i].value(), SketchOf(type, group.values, kDefault));
    BOOST_REQUIRE_EQUAL(chosen[i].value(), SketchOf(type, group.chosen, kFew));
    BOOST_REQUIRE_EQUAL(sums[i].value(), static_cast<uint64_t>(group.sum));
    BOOST_REQUIRE_EQUAL(some[i].value(), SketchOf(type, group.values, kSome));
    BOOST_REQUIRE_EQUAL(again[i].value(), of_default[i].value());
  }
}

constexpr size_t kTurns = SINEW_TEST_SANITIZED ? 8 : 1;

std::vector<int64_t> DifferentValues(size_t count) {
  std::vector<int64_t> values(count);
  for (size_t i = 0; i < count; ++i) values[i] = static_cast<int64_t>(i * 0x9E3779B97F4A7C15u);
  return values;
}

sinew_reduce_result ReduceBy(const sinew_column& column, uint32_t lg_k) {
  const sinew_aggregate_spec spec = ApproxSpec(lg_k);
  return sinew_reduce(&column, &spec);
}

}  // namespace

BOOST_AUTO_TEST_CASE(FewValuesAreCounted) {
  const double nan = std::nan("");
  const std::vector<double> rows = {0, -0.0, nan, -nan, 1, 1, 2};
  const uint8_t valid = 0x3F;
  const sinew_reduce_result result = ReduceBy(ColumnOf(rows.data(), 7, &valid), 0);
  BOOST_TEST(result.status == SINEW_STATUS_OK);
  BOOST_TEST(result.type == SINEW_TYPE_I64);
  BOOST_TEST(result.i64 == 3);
  BOOST_TEST(result.count == 6u);
  BOOST_TEST(ReduceBy(ColumnOf(rows.data(), 0), 0).i64 == 0);
  const KeyColumn texts(SINEW_TYPE_STRING, {{"a"}, {""}, {std::nullopt}, {"b"}, {"a"}}, 0, 0);
  BOOST_TEST(ReduceBy(texts.view, 0).i64 == 2);  // none of which is empty
  BOOST_TEST(ReduceBy(texts.view, 0).count == 4u);
}

// Five standard errors are not left by fixed values, and coupons are next to exact.
BOOST_AUTO_TEST_CASE(ErrorsAreWithinThoseThatArePromised) {
  for (const uint32_t lg_k : {4u, 8u, 12u, 14u}) {
    const double error = 1.04 / std::sqrt(std::ldexp(1, static_cast<int>(lg_k)));
    for (const size_t count : {5u, 380u, 5000u, 70'001u}) {
      const std::vector<int64_t> values = DifferentValues(count);
      const sinew_column column = ColumnOf(values.data(), count);
      const double exact = static_cast<double>(Reduce(SINEW_AGGREGATE_COUNT_DISTINCT, values).i64);
      const double found = static_cast<double>(ReduceBy(column, lg_k).i64);
      BOOST_TEST(exact == static_cast<double>(count));
      const bool is_exact = count <= (lg_k < 8 ? 7 : std::ldexp(3, static_cast<int>(lg_k) - 5));
      BOOST_TEST(std::abs(found - exact) <= (is_exact ? 0 : 5 * error * exact),
                 lg_k << ": " << found << " of " << exact);
    }
  }
}

BOOST_AUTO_TEST_CASE(ReducesColumns) {
  ForEachTarget([] {
    Random random(1);
    for (const sinew_type type : kAllTypes) {
      for (const size_t count : {0u, 1u, 9u, 256u, 1000u}) {
        const KeyedRows rows = RandomRowsOf(type, count, 1, 1 + random.Below(600), random);
        const KeyColumn column(type, RowsOfValues(rows.values), 0, random.Below(9));
        const KeyColumn filter(SINEW_TYPE_BOOL, RowsOfValues(rows.filter), 0, 7);
        const uint32_t lg_k = static_cast<uint32_t>(4 + random.Below(10));
        const sinew_reduce_result result = ReduceBy(column.view, lg_k);
        BOOST_REQUIRE_EQUAL(result.status, SINEW_STATUS_OK);
        BOOST_REQUIRE_EQUAL(static_cast<uint64_t>(result.i64), SketchOf(type, rows.values, lg_k));
        BOOST_REQUIRE_EQUAL(
            result.count, static_cast<size_t>(std::count_if(rows.values.begin(), rows.values.end(),
                                                            [](const Key& k) { return !!k; })));
        Values chosen;
        for (size_t i = 0; i < count; ++i) {
          if (rows.filter[i] == std::string(1, 1)) chosen.push_back(rows.values[i]);
        }
        const sinew_column columns[] = {column.view, filter.view};
        sinew_aggregate_spec spec = ApproxSpec(lg_k);
        spec.flags = SINEW_AGGREGATE_FILTER;
        spec.filter = 1;
        BOOST_REQUIRE_EQUAL(static_cast<uint64_t>(sinew_reduce_columns(columns, 2, &spec).i64),
                            SketchOf(type, chosen, lg_k));
      }
    }
  });
}

BOOST_AUTO_TEST_CASE(AColumnTakesMemoryWhileItIsReduced) {
  const std::vector<int64_t> values = DifferentValues(500);
  for (int64_t countdown = 0;; ++countdown) {
    sinew::FailAllocationsAfter(countdown);
    const sinew_reduce_result result = ReduceBy(ColumnOf(values.data(), values.size()), 12);
    sinew::FailAllocationsAfter(-1);
    BOOST_REQUIRE_EQUAL(sinew_memory_stats().current, 0u);
    if (result.status == SINEW_STATUS_OK) {
      BOOST_TEST(countdown > 2);
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
    for (size_t round = 0; round < kTypeCount; round += kTurns) {
      const sinew_type type = kAllTypes[round % kTypeCount];
      const size_t groups = round % 3 == 0 ? 1 : 30;
      CheckBatchesAndMerges(
          [&] { return CreateFor(type); },
          [&] { return RandomRowsOf(type, random.Below(600), groups, 400, random); },
          [&](sinew_groupby* to, const KeyedRows& rows) { return Update(to, type, rows); },
          [&](const sinew_groupby* from, const std::vector<KeyedRows>& all) {
            RequireResults(from, type, all);
          });
    }
  });
}

// What is merged has coupons or registers, and so has what it is merged into.
BOOST_AUTO_TEST_CASE(MergesOfAllForms) {
  const sinew_type type = SINEW_TYPE_I64;
  constexpr size_t kCounts[] = {0, 3, 12, 200, 385, 3000};
  const auto batch_of = [&](size_t first, size_t count) {
    KeyedRows rows;
    rows.keys.assign(count + 1, 1);
    rows.values.push_back(std::nullopt);
    const std::vector<int64_t> all = DifferentValues(first + count);
    for (size_t i = first; i < first + count; ++i) {
      rows.values.push_back(std::string(reinterpret_cast<const char*>(&all[i]), sizeof(all[i])));
    }
    rows.filter.assign(count + 1, std::string(1, 1));
    return rows;
  };
  for (const size_t count : kCounts) {
    for (const size_t more : kCounts) {
      const GroupBy into = CreateFor(type), from = CreateFor(type);
      const KeyedRows a = batch_of(0, count), b = batch_of(count / 2, more);
      BOOST_REQUIRE_EQUAL(Update(into.get(), type, a), SINEW_STATUS_OK);
      BOOST_REQUIRE_EQUAL(Update(from.get(), type, b), SINEW_STATUS_OK);
      UntilItSucceeds([&] { return sinew_groupby_merge(into.get(), from.get(), nullptr); },
                      [&] { RequireResults(into.get(), type, {a}); });
      RequireResults(into.get(), type, {a, b});
      RequireResults(from.get(), type, {b});
    }
  }
}

// Whichever allocation fails, of a batch or of a merge, the object is as it was.
BOOST_AUTO_TEST_CASE(FailedBatchesDoNotCount) {
  Random random(4);
  for (const sinew_type type : {SINEW_TYPE_STRING, SINEW_TYPE_I64}) {
    std::vector<KeyedRows> all;
    const GroupBy whole = CreateFor(type), other = CreateFor(type);
    const auto unchanged = [&] { RequireResults(whole.get(), type, all); };
    for (size_t i = 0; i < 4; ++i) {
      KeyedRows rows = RandomRowsOf(type, 700, 4 * (i + 1), 5000, random);
      UntilItSucceeds([&] { return Update(whole.get(), type, rows); }, unchanged);
      all.push_back(std::move(rows));
    }
    KeyedRows rows = RandomRowsOf(type, 900, 30, 3000, random);
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
  constexpr size_t kLimit = 100'000;
  const sinew_type type = SINEW_TYPE_I32;
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

// Groups of a value each are far from the size of their registers.
BOOST_AUTO_TEST_CASE(ManyGroupsOfOneValueAreSmall) {
  constexpr size_t kGroups = 20'000, kBatch = 1000;
  const sinew_type type = SINEW_TYPE_I64;
  const sinew_aggregate_spec counted = Spec(SINEW_AGGREGATE_COUNT), approx = ApproxSpec(12);
  const auto memory_of = [&](const sinew_aggregate_spec& spec) {
    sinew_groupby_options options = {};
    options.size = sizeof(options);
    options.key_types = options.value_types = &type;
    options.key_count = options.value_count = options.aggregate_count = 1;
    options.aggregates = &spec;
    const GroupBy groupby = Create(options);
    const std::vector<int64_t> keys = DifferentValues(kGroups);
    for (size_t i = 0; i < kGroups; i += kBatch) {
      const sinew_column batch = ColumnOf(keys.data() + i, kBatch);
      BOOST_REQUIRE_EQUAL(sinew_groupby_update(groupby.get(), &batch, 1, &batch, 1, nullptr),
                          SINEW_STATUS_OK);
    }
    return sinew_groupby_memory(groupby.get());
  };
  BOOST_TEST(memory_of(approx) - memory_of(counted) < 80 * kGroups);
}

BOOST_AUTO_TEST_CASE(ParametersAreChecked) {
  const std::vector<int64_t> values = {1, 2};
  const sinew_column column = ColumnOf(values.data(), 2);
  for (const uint32_t lg_k : {4u, 21u}) BOOST_TEST(ReduceBy(column, lg_k).i64 == 2);
  sinew_aggregate_spec sum = Spec(SINEW_AGGREGATE_SUM);
  sum.lg_k = 12;
  BOOST_TEST(sinew_reduce(&column, &sum).status == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_reduce_columns(&column, 1, &sum).status == SINEW_STATUS_INVALID_ARGUMENT);
  const auto message = [&](const sinew_aggregate_spec& spec) {
    const sinew_type type = SINEW_TYPE_I64;
    sinew_groupby_options options = {};
    options.size = sizeof(options);
    options.key_types = options.value_types = &type;
    options.key_count = options.value_count = options.aggregate_count = 1;
    options.aggregates = &spec;
    sinew_groupby* none;
    sinew_error error;
    BOOST_TEST(sinew_groupby_create(&options, &none, &error) == SINEW_STATUS_INVALID_ARGUMENT);
    return std::string(error.message);
  };
  BOOST_TEST(message(sum) == "options.aggregates[0].lg_k: 12, but the function has no registers");
  for (const uint32_t lg_k : {1u, 3u, 22u, ~0u}) {
    BOOST_TEST(ReduceBy(column, lg_k).status == SINEW_STATUS_INVALID_ARGUMENT);
    BOOST_TEST(message(ApproxSpec(lg_k)) ==
               "options.aggregates[0].lg_k: " + std::to_string(lg_k) + " is not within 4 and 21");
  }
}

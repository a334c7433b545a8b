#include <map>

#include "aggregate/accumulators/batches.h"
#include "aggregate/accumulators/contract.h"
#include "aggregate/accumulators/value_rows.h"
#include "support/allocations.h"

// The contract of accumulators for APPROX_QUANTILE: near to the value that sorting finds, and what
// a sketch of the same values says.

namespace {

constexpr double kAccuracy = 0.01;

// Of a value in the order of all of them, NaN behind the others. What is too far below the greatest
// size of its sign has shared a bin.
template <typename T>
Wanted RefApprox(std::vector<T> values, double fraction) {
  if (values.empty()) return Wanted{};
  std::sort(values.begin(), values.end(),
            [](T a, T b) { return a != a ? false : b != b || a < b; });
  const size_t rank = static_cast<size_t>(fraction * static_cast<double>(values.size() - 1));
  const double x = static_cast<double>(values[rank]);
  if (x != x) return {true, kNaN};
  if (std::abs(x) > 0x1p1023) return {true, BitsOf(std::copysign(HUGE_VAL, x))};
  if (std::abs(x) < 0x1p-1021) return {true, BitsOf(0.0)};
  double most = 0;
  for (const T value : values) {
    const double other = static_cast<double>(value);
    if (std::signbit(other) == std::signbit(x) && std::abs(other) < 0x1p1023) {
      most = std::max(most, std::abs(other));
    }
  }
  const double lowest = most * std::exp(-2047 * std::log((1 + kAccuracy) / (1 - kAccuracy)));
  if (std::abs(x) < 1.03 * lowest) return {true, BitsOf(std::copysign(lowest, x)), 0.06 * lowest};
  return {true, BitsOf(x), 1.0001 * kAccuracy * std::abs(x)};
}

template <typename T>
void TestApprox(const std::vector<sinew_type>& types, double fraction) {
  TestContract<T>(
      SINEW_AGGREGATE_APPROX_QUANTILE, types, SINEW_TYPE_F64,
      [=](const std::vector<T>& rows, const std::vector<bool>& valid, Order) {
        std::vector<T> values;
        for (size_t i = 0; i < rows.size(); ++i) {
          if (valid[i]) values.push_back(rows[i]);
        }
        return RefApprox(values, fraction);
      },
      fraction);
}

struct DestroyDDSketch {
  void operator()(sinew_ddsketch* ddsketch) const { sinew_ddsketch_destroy(ddsketch); }
};
using DDSketch = std::unique_ptr<sinew_ddsketch, DestroyDDSketch>;

// What a sketch says, with what it rejects at the ends.
std::optional<uint64_t> SketchOf(sinew_type type, const Values& values, double fraction,
                                 double accuracy) {
  const KeyColumn column(type, RowsOfValues(values), 0, 1);
  const sinew_ddsketch_options options = {sizeof(options), accuracy,
                                          SINEW_DDSKETCH_MAPPING_LOGARITHMIC, 2048, 0};
  sinew_ddsketch* made;
  BOOST_REQUIRE_EQUAL(sinew_ddsketch_create(&options, &made, nullptr), SINEW_STATUS_OK);
  const DDSketch sketch(made);
  BOOST_REQUIRE_EQUAL(sinew_ddsketch_update(made, &column.view, nullptr), SINEW_STATUS_OK);
  double below = 0, above = 0, nans = 0;
  for (const Key& value : values) {
    double x = 0;
    if (value && type == SINEW_TYPE_F64) memcpy(&x, value->data(), sizeof(x));
    if (value && type == SINEW_TYPE_F32) {
      float narrow;
      memcpy(&narrow, value->data(), sizeof(narrow));
      x = narrow;
    }
    below += x < -0x1p1023;
    above += x > 0x1p1023;
    nans += x != x;
  }
  const double known = sinew_ddsketch_summarize(made).count;
  const double all = below + known + above + nans;
  if (all == 0) return std::nullopt;
  const double rank = fraction * (all - 1);
  if (rank < below) return BitsOf(-HUGE_VAL);
  if (rank >= below + known) return rank < below + known + above ? BitsOf(HUGE_VAL) : kNaN;
  // A fraction whose rank is the same, whatever is rounded.
  const double among =
      known == 1 ? 0 : std::min((std::floor(rank - below) + 0.25) / (known - 1), 1.0);
  double found = 0;
  BOOST_REQUIRE_EQUAL(sinew_ddsketch_quantiles(made, &among, 1, &found).status, SINEW_STATUS_OK);
  return BitsOf(found);
}

sinew_aggregate_spec ApproxSpec(double fraction, double accuracy) {
  sinew_aggregate_spec spec = Spec(SINEW_AGGREGATE_APPROX_QUANTILE);
  spec.fraction = fraction;
  spec.relative_accuracy = accuracy;
  return spec;
}

// Of the rows that a filter leaves, and of several accuracies: quantiles of one accuracy share a
// state.
GroupBy CreateFor(sinew_type type, size_t memory_limit = 0) {
  const sinew_type key_type = SINEW_TYPE_I64;
  const sinew_type types[] = {type, SINEW_TYPE_BOOL, SINEW_TYPE_I64};
  sinew_aggregate_spec filtered = ApproxSpec(0.75, 0.05);
  filtered.flags = SINEW_AGGREGATE_FILTER;
  filtered.filter = 1;
  const sinew_aggregate_spec specs[] = {ApproxSpec(0.5, 0), filtered, Spec(SINEW_AGGREGATE_SUM, 2),
                                        ApproxSpec(0.25, kAccuracy), ApproxSpec(1, 0.001)};
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
  };
  std::vector<int64_t> keys;
  std::map<int64_t, Group> groups;
  for (const KeyedRows& rows : all) {
    for (size_t i = 0; i < rows.keys.size(); ++i) {
      const auto [place, is_new] = groups.try_emplace(rows.keys[i]);
      if (is_new) keys.push_back(rows.keys[i]);
      place->second.values.push_back(rows.values[i]);
      if (rows.filter[i] == std::string(1, 1)) place->second.chosen.push_back(rows.values[i]);
    }
  }
  BOOST_REQUIRE(sinew::Invariants(*groupby));
  BOOST_REQUIRE_EQUAL(sinew_groupby_count(groupby), keys.size());
  const OwnedBatch batch = ReadAll(groupby);
  const auto found = [&](size_t aggregate) {
    return WordsOf(sinew_batch_column(batch.get(), 1 + aggregate));
  };
  const auto halves = found(0), chosen = found(1), quarters = found(3), ends = found(4);
  for (size_t i = 0; i < keys.size(); ++i) {
    const Group& group = groups[keys[i]];
    BOOST_REQUIRE(halves[i] == SketchOf(type, group.values, 0.5, kAccuracy));
    BOOST_REQUIRE(chosen[i] == SketchOf(type, group.chosen, 0.75, 0.05));
    BOOST_REQUIRE(quarters[i] == SketchOf(type, group.values, 0.25, kAccuracy));
    BOOST_REQUIRE(ends[i] == SketchOf(type, group.values, 1, 0.001));
  }
}

constexpr sinew_type kSomeTypes[] = {SINEW_TYPE_F64, SINEW_TYPE_I64, SINEW_TYPE_F32, SINEW_TYPE_U16,
                                     SINEW_TYPE_I32};

sinew_reduce_result ReduceBy(const sinew_column& column, double fraction, double accuracy) {
  const sinew_aggregate_spec spec = ApproxSpec(fraction, accuracy);
  return sinew_reduce(&column, &spec);
}

}  // namespace

// Of one type: the state is the same for all, and the others are compared with sketches.
BOOST_AUTO_TEST_CASE(OfFloats) { TestApprox<double>({SINEW_TYPE_F32}, 0.875); }

BOOST_AUTO_TEST_CASE(OfBooleans) {
  const uint8_t bits = 0b1011000;
  const sinew_column column = {SINEW_TYPE_BOOL, 4, &bits, 1, nullptr, nullptr, 0, 3};
  BOOST_TEST(ReduceBy(column, 0, 0).f64 == 0);
  BOOST_TEST(std::abs(ReduceBy(column, 0.5, 0).f64 - 1) <= kAccuracy);
  BOOST_TEST(ReduceBy(column, 0.5, 0).count == 4u);
}

BOOST_AUTO_TEST_CASE(ReducesColumns) {
  ForEachTarget([] {
    Random random(1);
    for (const sinew_type type : kSomeTypes) {
      for (const size_t count : {0u, 1u, 9u, 256u, 1000u}) {
        const KeyedRows rows = RandomRowsOf(type, count, 1, 1 + random.Below(600), random);
        const KeyColumn column(type, RowsOfValues(rows.values), 0, random.Below(9));
        const double fraction = static_cast<double>(random.Below(5)) / 4;
        const sinew_reduce_result result = ReduceBy(column.view, fraction, 0.02);
        BOOST_REQUIRE_EQUAL(result.status, SINEW_STATUS_OK);
        BOOST_REQUIRE_EQUAL(result.type, SINEW_TYPE_F64);
        BOOST_REQUIRE_EQUAL(BitsOf(result.f64),
                            SketchOf(type, rows.values, fraction, 0.02).value_or(0));
      }
    }
  });
}

BOOST_AUTO_TEST_CASE(GroupsAndMerges) {
  ForEachTarget([] {
    Random random(2);
    size_t round = 0;
    for (const sinew_type type : kSomeTypes) {
      const size_t groups = round++ % 2 == 0 ? 1 : 30;
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

// Whichever allocation fails, of a batch or of a merge, the object is as it was.
BOOST_AUTO_TEST_CASE(FailedBatchesDoNotCount) {
  Random random(4);
  const sinew_type type = SINEW_TYPE_F64;
  {
    std::vector<KeyedRows> all;
    const GroupBy whole = CreateFor(type), other = CreateFor(type);
    const auto unchanged = [&] { RequireResults(whole.get(), type, all); };
    for (size_t i = 0; i < 4; ++i) {
      KeyedRows rows = RandomRowsOf(type, 700, 2 * (i + 1), 5000, random);
      UntilItSucceeds([&] { return Update(whole.get(), type, rows); }, unchanged);
      all.push_back(std::move(rows));
    }
    KeyedRows rows = RandomRowsOf(type, 900, 6, 3000, random);
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
  for (size_t i = 0; i < 60 && refused < 3; ++i) {
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
}

// Groups of a value each are far from the size of their bins.
BOOST_AUTO_TEST_CASE(ManyGroupsOfOneValueAreSmall) {
  constexpr size_t kGroups = 20'000;
  const sinew_type type = SINEW_TYPE_I64;
  const auto memory_of = [&](const sinew_aggregate_spec& spec) {
    sinew_groupby_options options = {};
    options.size = sizeof(options);
    options.key_types = options.value_types = &type;
    options.key_count = options.value_count = options.aggregate_count = 1;
    options.aggregates = &spec;
    const GroupBy groupby = Create(options);
    std::vector<int64_t> keys(1000);
    for (size_t i = 0; i < kGroups; i += keys.size()) {
      for (size_t k = 0; k < keys.size(); ++k) keys[k] = static_cast<int64_t>(i + k);
      const sinew_column batch = ColumnOf(keys.data(), keys.size());
      BOOST_REQUIRE_EQUAL(sinew_groupby_update(groupby.get(), &batch, 1, &batch, 1, nullptr),
                          SINEW_STATUS_OK);
    }
    return sinew_groupby_memory(groupby.get());
  };
  BOOST_TEST(memory_of(ApproxSpec(0.5, 0)) - memory_of(Spec(SINEW_AGGREGATE_COUNT)) < 80 * kGroups);
}

BOOST_AUTO_TEST_CASE(ParametersAreChecked) {
  const std::vector<int64_t> values = {100, 200};
  const sinew_column column = ColumnOf(values.data(), 2);
  for (const double accuracy : {1e-6, 0.999}) {
    BOOST_TEST(ReduceBy(column, 0, accuracy).status == SINEW_STATUS_OK);
  }
  sinew_aggregate_spec sum = Spec(SINEW_AGGREGATE_SUM);
  sum.relative_accuracy = 0.01;
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
  BOOST_TEST(message(sum) ==
             "options.aggregates[0].relative_accuracy: 0.01, but the function has none");
  BOOST_TEST(message(ApproxSpec(0.5, 1.5)) ==
             "options.aggregates[0].relative_accuracy: 1.5 is not within 1e-6 and 1");
  for (const double accuracy : {1.0, -0.1, 1e-7, HUGE_VAL, FromBits<double>(kNaN)}) {
    BOOST_TEST(ReduceBy(column, 0.5, accuracy).status == SINEW_STATUS_INVALID_ARGUMENT);
    BOOST_TEST(message(ApproxSpec(0.5, accuracy)).find("within 1e-6 and 1") != std::string::npos);
  }
  BOOST_TEST(message(ApproxSpec(1.5, 0)).find("fraction") != std::string::npos);
}

#include <boost/test/unit_test.hpp>

#include "aggregate/key_column.h"
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

// A value for a number: as many of them differ as the type has.
Key CellOf(sinew_type type, uint64_t number) {
  if (IsString(type))
    return std::string(number * 0x9E3779B97F4A7C15u % 28, 'x') + std::to_string(number);
  return std::string(reinterpret_cast<const char*>(&number), sinew_type_width(type));
}

struct Case {
  Types keys, values;
  sinew_aggregate_spec aggregate;
  // How many rows have the same key, one after the other; 0 if all are of 16 groups.
  uint64_t rows_per_group;
  bool null_comes_first = false;
};

void FillColumns(const Case& of, size_t limit) {
  sinew_groupby_options options = {};
  options.size = sizeof(options);
  options.key_types = of.keys.data();
  options.key_count = of.keys.size();
  options.value_types = of.values.data();
  options.value_count = of.values.size();
  options.aggregates = &of.aggregate;
  options.aggregate_count = 1;
  options.memory_limit = limit;
  options.seed = 1;
  const GroupBy groupby = Create(options);
  const size_t batch = limit / 8000;
  for (uint64_t first = 0;; first += batch) {
    KeyRows keys, values;
    for (uint64_t row = first; row < first + batch; ++row) {
      const uint64_t group = of.rows_per_group == 0 ? row % 16 : row / of.rows_per_group;
      keys.emplace_back();
      for (const sinew_type type : of.keys) keys.back().push_back(CellOf(type, group));
      if (row == 0 && of.null_comes_first) keys.back().back() = std::nullopt;
      values.emplace_back();
      for (const sinew_type type : of.values) values.back().push_back(CellOf(type, row));
    }
    std::deque<KeyColumn> columns;
    const auto views_of = [&](const Types& types, const KeyRows& rows) {
      std::vector<sinew_column> views;
      for (size_t c = 0; c < types.size(); ++c) {
        views.push_back(columns.emplace_back(types[c], rows, c, 0).view);
      }
      return views;
    };
    const auto key_views = views_of(of.keys, keys), value_views = views_of(of.values, values);
    const sinew_status status =
        sinew_groupby_update(groupby.get(), key_views.data(), key_views.size(), value_views.data(),
                             value_views.size(), nullptr);
    BOOST_REQUIRE_LE(sinew_groupby_memory(groupby.get()), limit);
    if (status == SINEW_STATUS_OK) continue;
    BOOST_REQUIRE_EQUAL(status, SINEW_STATUS_MEMORY_LIMIT);
    BOOST_REQUIRE(sinew::Invariants(*groupby));
    const double share =
        static_cast<double>(sinew_groupby_memory(groupby.get())) / static_cast<double>(limit);
    BOOST_TEST(share >= 0.7, share << " of " << limit);
    return;
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

// Several key columns in each of their forms, and states that keep memory of their own.
BOOST_AUTO_TEST_CASE(ALimitIsUsedToMostOfItByKeysAndStatesOfEveryKind) {
  const sinew_type i8 = SINEW_TYPE_I8, i16 = SINEW_TYPE_I16, i32 = SINEW_TYPE_I32,
                   i64 = SINEW_TYPE_I64, f64 = SINEW_TYPE_F64, string = SINEW_TYPE_STRING;
  const sinew_aggregate_spec rows = Spec(SINEW_AGGREGATE_COUNT_ROWS);
  std::vector<Case> cases = {
      {{i32, i32}, {}, rows, 1},
      {{i32, i32}, {}, rows, 1, true},
      {{i32, i16, i8}, {}, rows, 1},
      {{string, i64}, {}, rows, 1},
      {{i64, string, string}, {}, rows, 1},
  };
  const sinew_aggregate_spec distinct = Spec(SINEW_AGGREGATE_COUNT_DISTINCT);
  sinew_aggregate_spec arg_max = Spec(SINEW_AGGREGATE_ARG_MAX);
  arg_max.second = 1;
  for (const uint64_t rows_per_group : {1u, 50u, 0u}) {
    const auto add = [&](const Types& values, const sinew_aggregate_spec& aggregate) {
      cases.push_back({{i64}, values, aggregate, rows_per_group});
    };
    add({i64}, distinct);
    add({i32}, distinct);
    add({string}, distinct);
    add({i64}, Spec(SINEW_AGGREGATE_QUANTILE_DISCRETE));
    if (rows_per_group == 0) continue;
    add({string}, Spec(SINEW_AGGREGATE_LAST));
    add({string, i64}, arg_max);
    add({f64}, Spec(SINEW_AGGREGATE_SUM_EXACT));
    add({i64}, Spec(SINEW_AGGREGATE_APPROX_COUNT_DISTINCT));
    add({f64}, Spec(SINEW_AGGREGATE_APPROX_QUANTILE));
  }
  const double largest = SINEW_TEST_SANITIZED ? 100 << 10 : 1 << 20;
  for (const Case& of : cases) {
    BOOST_TEST_CONTEXT("function " << of.aggregate.function << ", " << of.keys.size() << " keys, "
                                   << of.rows_per_group << " rows a group") {
      for (double limit = 64 << 10; limit <= largest; limit *= 2.3) {
        FillColumns(of, static_cast<size_t>(limit));
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

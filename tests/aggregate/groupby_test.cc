#include "sinew/sinew.h"

#include <algorithm>
#include <bit>
#include <boost/test/unit_test.hpp>
#include <cstring>
#include <memory>
#include <set>

#include "aggregate/groupby_directory.h"
#include "aggregate/groupby_ref.h"
#include "core/memory.h"
#include "support/guard.h"
#include "support/random.h"
#include "support/targets.h"

namespace {

struct Destroy {
  void operator()(sinew_groupby* groupby) const { sinew_groupby_destroy(groupby); }
};
using GroupBy = std::unique_ptr<sinew_groupby, Destroy>;
using Key = GroupByRef::Key;
using Value = GroupByRef::Value;

// Two value columns, i64 and f64, and every aggregate of each.
const std::vector<sinew_type> kTypes = {SINEW_TYPE_I64, SINEW_TYPE_F64};
const std::vector<sinew_aggregate_spec> kEverything = {
    {SINEW_AGGREGATE_COUNT, SINEW_COLUMN_NONE},
    {SINEW_AGGREGATE_COUNT, 0},
    {SINEW_AGGREGATE_SUM, 0},
    {SINEW_AGGREGATE_MIN, 0},
    {SINEW_AGGREGATE_MAX, 0},
    {SINEW_AGGREGATE_MEAN, 0},
    {SINEW_AGGREGATE_COUNT, 1},
    {SINEW_AGGREGATE_SUM, 1},
    {SINEW_AGGREGATE_MIN, 1},
    {SINEW_AGGREGATE_MAX, 1},
    {SINEW_AGGREGATE_MEAN, 1},
};

sinew_groupby_options Options(sinew_type key_type,
                              const std::vector<sinew_aggregate_spec>& aggregates = kEverything) {
  sinew_groupby_options options = {};
  options.size = sizeof(options);
  options.key_type = key_type;
  options.value_types = kTypes.data();
  options.value_count = kTypes.size();
  options.aggregates = aggregates.data();
  options.aggregate_count = aggregates.size();
  return options;
}

GroupBy Create(const sinew_groupby_options& options) {
  sinew_groupby* groupby = nullptr;
  sinew_error error = {};
  const sinew_status status = sinew_groupby_create(&options, &groupby, &error);
  BOOST_REQUIRE_MESSAGE(status == SINEW_STATUS_OK, error.message);
  return GroupBy(groupby);
}

struct Row {
  Key key;
  Value integer, number;
};

Key IntegerKey(int64_t key) {
  return std::string(reinterpret_cast<const char*>(&key), sizeof(key));
}

// Rows as Arrow columns, in memory that ends at a guard page, behind `skip` rows that must not
// count.
class Batch {
 public:
  Batch(sinew_type key_type, const std::vector<Row>& rows, size_t skip)
      : key_memory_(KeySize(key_type, rows, skip) + 1),
        offsets_memory_((rows.size() + skip + 1) * 8),
        integers_memory_((rows.size() + skip) * 8 + 1),
        numbers_memory_((rows.size() + skip) * 8 + 1),
        validity_{GuardedMemory(rows.size() + skip), GuardedMemory(rows.size() + skip),
                  GuardedMemory(rows.size() + skip)} {
    const size_t total = rows.size() + skip;
    const bool is_string = key_type == SINEW_TYPE_STRING || key_type == SINEW_TYPE_LARGE_STRING;
    const size_t key_size = KeySize(key_type, rows, skip);
    const size_t offset_width = key_type == SINEW_TYPE_STRING ? 4 : 8;
    uint8_t* keys = key_memory_.Back(key_size);
    uint8_t* offsets = offsets_memory_.Back((total + 1) * offset_width);
    uint8_t* integers = integers_memory_.Back(total * 8);
    uint8_t* numbers = numbers_memory_.Back(total * 8);
    uint8_t* bits[3];
    bool all_valid[3] = {true, true, true};
    for (size_t c = 0; c < 3; ++c) {
      bits[c] = validity_[c].Back((total + 7) / 8);
      memset(bits[c], 0, (total + 7) / 8);
    }
    size_t used = 0;
    const auto offset = [&](size_t row) {
      const uint64_t value = used;
      if (is_string) memcpy(offsets + row * offset_width, &value, offset_width);
    };
    offset(0);
    for (size_t i = 0; i < total; ++i) {
      const Row row = i < skip ? Row{{}, {}, {}} : rows[i - skip];
      const std::string key = row.key.value_or(is_string ? "null" : "NullNull");
      memcpy(keys + used, key.data(), key.size());
      used += key.size();
      offset(i + 1);
      const int64_t integer = row.integer ? std::get<int64_t>(*row.integer) : -77;
      const double number = row.number ? std::get<double>(*row.number) : 1e300;
      memcpy(integers + i * 8, &integer, 8);
      memcpy(numbers + i * 8, &number, 8);
      const bool valid[3] = {row.key.has_value(), row.integer.has_value(), row.number.has_value()};
      for (size_t c = 0; c < 3; ++c) {
        bits[c][i / 8] |= static_cast<uint8_t>(valid[c] << (i % 8));
        all_valid[c] &= i < skip || valid[c];
      }
    }
    const auto validity = [&](size_t c) { return all_valid[c] ? nullptr : bits[c]; };
    key = {key_type, rows.size(), skip, keys, key_size, is_string ? offsets : nullptr, validity(0)};
    values[0] = {SINEW_TYPE_I64, rows.size(), skip, integers, total * 8, nullptr, validity(1)};
    values[1] = {SINEW_TYPE_F64, rows.size(), skip, numbers, total * 8, nullptr, validity(2)};
  }

  sinew_column key;
  sinew_column values[2];

 private:
  static size_t KeySize(sinew_type type, const std::vector<Row>& rows, size_t skip) {
    if (type == SINEW_TYPE_I64 || type == SINEW_TYPE_U64) return (rows.size() + skip) * 8;
    size_t size = skip * 4;
    for (const Row& row : rows) size += row.key ? row.key->size() : 4;
    return size;
  }

  GuardedMemory key_memory_, offsets_memory_, integers_memory_, numbers_memory_;
  GuardedMemory validity_[3];
};

sinew_status Update(sinew_groupby* groupby, const Batch& batch, sinew_error* error = nullptr) {
  return sinew_groupby_update(groupby, &batch.key, batch.values, 2, error);
}

// Everything that can be read from a GROUP BY, a string a group.
std::vector<Key> Keys(const sinew_groupby* groupby, bool is_string) {
  const size_t count = sinew_groupby_count(groupby);
  std::vector<uint8_t> validity((count + 7) / 8 + 1, 0xAA);
  std::vector<Key> keys(count);
  if (is_string) {
    const sinew_result size = sinew_groupby_string_keys_size(groupby, 0, count);
    BOOST_REQUIRE_EQUAL(size.status, SINEW_STATUS_OK);
    std::vector<int64_t> offsets(count + 1);
    std::string bytes(size.count, '?');
    BOOST_REQUIRE_EQUAL(sinew_groupby_string_keys(groupby, 0, count, offsets.data(), bytes.data(),
                                                  bytes.size(), validity.data(), nullptr),
                        SINEW_STATUS_OK);
    for (size_t i = 0; i < count; ++i) {
      if ((validity[i / 8] >> (i % 8)) & 1) {
        keys[i] = bytes.substr(static_cast<size_t>(offsets[i]),
                               static_cast<size_t>(offsets[i + 1] - offsets[i]));
      }
    }
  } else {
    std::vector<int64_t> integers(count);
    BOOST_REQUIRE_EQUAL(
        sinew_groupby_keys(groupby, 0, count, integers.data(), validity.data(), nullptr),
        SINEW_STATUS_OK);
    for (size_t i = 0; i < count; ++i) {
      if ((validity[i / 8] >> (i % 8)) & 1) {
        keys[i] = IntegerKey(integers[i]);
      } else {
        BOOST_REQUIRE_EQUAL(integers[i], 0);
      }
    }
  }
  BOOST_TEST(validity.back() == 0xAA);
  return keys;
}

// The bits of each result, or nothing for null.
std::vector<std::optional<uint64_t>> Results(const sinew_groupby* groupby, size_t aggregate) {
  const size_t count = sinew_groupby_count(groupby);
  std::vector<uint64_t> out(count);
  std::vector<uint8_t> validity((count + 7) / 8);
  sinew_error error = {};
  BOOST_REQUIRE_MESSAGE(sinew_groupby_result(groupby, aggregate, 0, count, out.data(),
                                             validity.data(), &error) == SINEW_STATUS_OK,
                        error.message);
  std::vector<std::optional<uint64_t>> results(count);
  for (size_t i = 0; i < count; ++i) {
    if ((validity[i / 8] >> (i % 8)) & 1) {
      results[i] = out[i];
    } else {
      BOOST_REQUIRE_EQUAL(out[i], 0u);
    }
  }
  return results;
}

std::optional<uint64_t> Bits(const Value& value) {
  if (!value) return std::nullopt;
  if (const int64_t* integer = std::get_if<int64_t>(&*value))
    return std::bit_cast<uint64_t>(*integer);
  const double number = std::get<double>(*value);
  if (number != number) return 0x7FF8000000000000u;
  return std::bit_cast<uint64_t>(number);
}

void RequireEqual(const sinew_groupby* groupby, const GroupByRef& expected, bool is_string) {
  BOOST_REQUIRE(Keys(groupby, is_string) == expected.keys());
  for (size_t a = 0; a < kEverything.size(); ++a) {
    const auto results = Results(groupby, a);
    for (size_t group = 0; group < results.size(); ++group) {
      const Value wanted = expected.Result(group, kEverything[a]);
      BOOST_REQUIRE_MESSAGE(results[group] == Bits(wanted),
                            "aggregate " << a << " of group " << group);
      if (!wanted) continue;
      const bool is_double = std::holds_alternative<double>(*wanted);
      BOOST_REQUIRE_EQUAL(sinew_groupby_result_type(groupby, a),
                          is_double ? SINEW_TYPE_F64 : SINEW_TYPE_I64);
    }
  }
}

// What one row may hold: keys from `groups` different ones, with or without nulls.
std::vector<Row> RandomRows(size_t count, sinew_type key_type, size_t groups, bool nulls,
                            Random& random) {
  const double special[] = {0.0,
                            -0.0,
                            std::numeric_limits<double>::infinity(),
                            -std::numeric_limits<double>::infinity(),
                            std::numeric_limits<double>::denorm_min(),
                            1e308};
  std::vector<Row> rows(count);
  for (Row& row : rows) {
    const uint64_t number = random.Below(groups);
    if (key_type == SINEW_TYPE_STRING || key_type == SINEW_TYPE_LARGE_STRING) {
      // Lengths around those of a word and of a vector, and the empty string.
      row.key = std::string(number % 3 == 0 ? number % 37 : number % 9, 'x') +
                (number == 0 ? "" : std::to_string(number));
    } else {
      row.key = IntegerKey(static_cast<int64_t>(number * (number % 2 ? 0x9E3779B97F4A7C15u : 1)));
    }
    row.integer = static_cast<int64_t>(random()) >> random.Below(60);
    if (std::get<int64_t>(*row.integer) > INT64_MAX / 4096 ||
        std::get<int64_t>(*row.integer) < INT64_MIN / 4096) {
      row.integer = static_cast<int64_t>(random.Below(1000));
    }
    row.number = random.Below(20) == 0 ? special[random.Below(6)]
                                       : static_cast<double>(random.Below(1 << 20)) / 1024 - 300;
    if (random.Below(500) == 0) row.number = std::bit_cast<double>(0xFFF8000000001234u);
    if (nulls) {
      if (random.Below(10) == 0) row.key.reset();
      if (random.Below(3) == 0) row.integer.reset();
      if (random.Below(3) == 0) row.number.reset();
    }
  }
  return rows;
}

void AddTo(GroupByRef& expected, const std::vector<Row>& rows) {
  for (const Row& row : rows) expected.Add(row.key, {row.integer, row.number});
}

const sinew_type kKeyTypes[] = {SINEW_TYPE_I64, SINEW_TYPE_U64, SINEW_TYPE_STRING,
                                SINEW_TYPE_LARGE_STRING};

bool IsString(sinew_type type) {
  return type == SINEW_TYPE_STRING || type == SINEW_TYPE_LARGE_STRING;
}

}  // namespace

BOOST_AUTO_TEST_CASE(ExampleByHand) {
  const int64_t keys[] = {7, -1, 7, 7, -1};
  const int64_t integers[] = {10, 20, 30, -5, 0};
  const double numbers[] = {0.5, -0.0, 0.25, 0.0, 0.0};
  const sinew_column key = {SINEW_TYPE_I64, 5, 0, keys, sizeof(keys), nullptr, nullptr};
  const uint8_t valid[] = {0b01011};  // rows 2 and 4 are null
  const sinew_column values[] = {
      {SINEW_TYPE_I64, 5, 0, integers, sizeof(integers), nullptr, valid},
      {SINEW_TYPE_F64, 5, 0, numbers, sizeof(numbers), nullptr, nullptr}};
  const GroupBy groupby = Create(Options(SINEW_TYPE_I64));
  BOOST_REQUIRE_EQUAL(sinew_groupby_update(groupby.get(), &key, values, 2, nullptr),
                      SINEW_STATUS_OK);
  BOOST_REQUIRE_EQUAL(sinew_groupby_count(groupby.get()), 2u);
  int64_t out[2];
  BOOST_REQUIRE_EQUAL(sinew_groupby_keys(groupby.get(), 0, 2, out, nullptr, nullptr),
                      SINEW_STATUS_OK);
  BOOST_TEST(out[0] == 7);
  BOOST_TEST(out[1] == -1);
  const auto integer_results = [&](size_t aggregate, int64_t first, int64_t second) {
    BOOST_TEST(sinew_groupby_result(groupby.get(), aggregate, 0, 2, out, nullptr, nullptr) ==
               SINEW_STATUS_OK);
    BOOST_TEST(out[0] == first);
    BOOST_TEST(out[1] == second);
  };
  integer_results(0, 3, 2);
  integer_results(1, 2, 1);
  integer_results(2, 5, 20);
  integer_results(3, -5, 20);
  integer_results(4, 10, 20);
  double number_out[2];
  const auto read_numbers = [&](size_t aggregate) {
    BOOST_TEST(sinew_groupby_result(groupby.get(), aggregate, 0, 2, number_out, nullptr, nullptr) ==
               SINEW_STATUS_OK);
  };
  read_numbers(5);
  BOOST_TEST(number_out[0] == 2.5);
  read_numbers(7);
  BOOST_TEST(number_out[0] == 0.75);
  read_numbers(8);
  BOOST_TEST(std::signbit(number_out[1]));  // min of -0.0 and 0.0
  read_numbers(9);
  BOOST_TEST(!std::signbit(number_out[1]));
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
          RequireEqual(groupby.get(), expected, IsString(key_type));
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
      RequireEqual(groupby.get(), expected, false);
    }
  }
}

BOOST_AUTO_TEST_CASE(ManyGroupsKeepTheirOrderAcrossGrowth) {
  constexpr size_t kGroups = 700000;
  constexpr size_t kBatch = 5000;
  const std::vector<sinew_aggregate_spec> sum = {{SINEW_AGGREGATE_SUM, 0}};
  const GroupBy groupby = Create(Options(SINEW_TYPE_U64, sum));
  std::vector<uint64_t> keys(kGroups);
  for (size_t i = 0; i < kGroups; ++i) keys[i] = i * 0xD6E8FEB86659FD93u;
  const std::vector<double> unused(kBatch);
  for (int round = 0; round < 2; ++round) {
    for (size_t first = 0; first < kGroups; first += kBatch) {
      const sinew_column key = {SINEW_TYPE_U64, kBatch,  0,      &keys[first],
                                kBatch * 8,     nullptr, nullptr};
      sinew_column values[] = {
          key, {SINEW_TYPE_F64, kBatch, 0, unused.data(), kBatch * 8, nullptr, nullptr}};
      values[0].type = SINEW_TYPE_I64;
      BOOST_REQUIRE_EQUAL(sinew_groupby_update(groupby.get(), &key, values, 2, nullptr),
                          SINEW_STATUS_OK);
    }
  }
  BOOST_REQUIRE_EQUAL(sinew_groupby_count(groupby.get()), kGroups);
  std::vector<uint64_t> out(kGroups);
  BOOST_REQUIRE_EQUAL(sinew_groupby_keys(groupby.get(), 0, kGroups, out.data(), nullptr, nullptr),
                      SINEW_STATUS_OK);
  BOOST_TEST((out == keys));
  // Ranges across the borders of chunks say the same.
  std::vector<uint64_t> part(1000);
  for (const size_t first : {0u, 63u, 64u, 262000u, 262143u, 600000u}) {
    BOOST_REQUIRE_EQUAL(
        sinew_groupby_keys(groupby.get(), first, part.size(), part.data(), nullptr, nullptr),
        SINEW_STATUS_OK);
    BOOST_TEST(std::equal(part.begin(), part.end(), &keys[first]));
  }
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
      RequireEqual(into.get(), expected, IsString(key_type));
      GroupByRef unchanged(kTypes);
      AddTo(unchanged, second);
      RequireEqual(from.get(), unchanged, IsString(key_type));
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
      RequireEqual(groupby.get(), expected, IsString(key_type));
      if (round > 0) BOOST_TEST(sinew_groupby_memory(groupby.get()) == memory);
      memory = sinew_groupby_memory(groupby.get());
      BOOST_REQUIRE_EQUAL(sinew_groupby_reset(groupby.get()), SINEW_STATUS_OK);
      BOOST_TEST(sinew_groupby_count(groupby.get()) == 0u);
    }
  }
}

BOOST_AUTO_TEST_CASE(SumBeyond64BitsIsAStatusAndCancelsWithoutOne) {
  const std::vector<sinew_aggregate_spec> aggregates = {{SINEW_AGGREGATE_SUM, 0},
                                                        {SINEW_AGGREGATE_MEAN, 0}};
  const GroupBy groupby = Create(Options(SINEW_TYPE_I64, aggregates));
  const auto add = [&](int64_t key, int64_t value) {
    const Batch batch(SINEW_TYPE_I64, {{IntegerKey(key), value, 0.0}}, 0);
    BOOST_REQUIRE_EQUAL(Update(groupby.get(), batch), SINEW_STATUS_OK);
  };
  add(1, 5);
  add(2, INT64_MAX);
  add(2, 1);
  int64_t out[2] = {-9, -9};
  sinew_error error = {};
  BOOST_TEST(sinew_groupby_result(groupby.get(), 0, 0, 2, out, nullptr, &error) ==
             SINEW_STATUS_OVERFLOW);
  BOOST_TEST(error.offset == 1u);
  BOOST_TEST(std::string(error.message).find("group 1") != std::string::npos);
  BOOST_TEST(out[0] == -9);
  double mean[2];
  BOOST_TEST(sinew_groupby_result(groupby.get(), 1, 0, 2, mean, nullptr, nullptr) ==
             SINEW_STATUS_OK);
  BOOST_TEST(mean[1] == 4611686018427387904.0);  // 2^63 / 2
  add(2, -1);
  BOOST_TEST(sinew_groupby_result(groupby.get(), 0, 0, 2, out, nullptr, nullptr) ==
             SINEW_STATUS_OK);
  BOOST_TEST(out[1] == INT64_MAX);
  add(2, INT64_MIN);
  add(2, INT64_MIN);
  add(2, -1);
  BOOST_TEST(sinew_groupby_result(groupby.get(), 0, 1, 1, out, nullptr, &error) ==
             SINEW_STATUS_OVERFLOW);
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
        RequireEqual(groupby.get(), small, IsString(key_type));
        BOOST_REQUIRE_EQUAL(Update(groupby.get(), second), SINEW_STATUS_OK);
      }
      BOOST_REQUIRE(Keys(groupby.get(), IsString(key_type)) == large.keys());
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
    if (!succeeded) RequireEqual(into.get(), small, true);
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
    RequireEqual(groupby.get(), expected, true);
    BOOST_REQUIRE_EQUAL(sinew_groupby_reset(groupby.get()), SINEW_STATUS_OK);
    BOOST_REQUIRE_EQUAL(Update(groupby.get(), small), SINEW_STATUS_OK);
    RequireEqual(groupby.get(), expected, true);
  }
  options.memory_limit = 100;
  sinew_groupby* groupby;
  BOOST_TEST(sinew_groupby_create(&options, &groupby, nullptr) == SINEW_STATUS_MEMORY_LIMIT);
  BOOST_TEST(groupby == nullptr);
}

namespace {

void ExpectInvalid(sinew_status status, const sinew_error& error, const char* words,
                   size_t offset = 0) {
  BOOST_TEST(status == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(error.status == status);
  BOOST_TEST(error.offset == offset);
  BOOST_TEST(std::string(error.message).find(words) != std::string::npos,
             error.message << " should say " << words);
}

}  // namespace

BOOST_AUTO_TEST_CASE(CreateNamesTheArgumentAtFault) {
  const auto check = [](auto change, const char* words, size_t offset = 0) {
    std::vector<sinew_type> types = kTypes;
    std::vector<sinew_aggregate_spec> aggregates = kEverything;
    sinew_groupby_options options = Options(SINEW_TYPE_I64);
    options.value_types = types.data();
    options.aggregates = aggregates.data();
    change(options, types, aggregates);
    sinew_groupby* groupby = reinterpret_cast<sinew_groupby*>(&options);
    sinew_error error = {};
    const sinew_status status = sinew_groupby_create(&options, &groupby, &error);
    BOOST_TEST(groupby == nullptr);
    ExpectInvalid(status, error, words, offset);
  };
  using Options = sinew_groupby_options;
  using Types = std::vector<sinew_type>;
  using Specs = std::vector<sinew_aggregate_spec>;
  check([](Options& o, Types&, Specs&) { o.size = 8; }, "options.size");
  check([](Options& o, Types&, Specs&) { o.key_type = SINEW_TYPE_F64; }, "options.key_type");
  check([](Options& o, Types&, Specs&) { o.key_type = static_cast<sinew_type>(99); }, "key_type");
  check([](Options& o, Types&, Specs&) { o.value_types = nullptr; }, "options.value_types is null");
  check([](Options& o, Types&, Specs&) { o.value_count = 17; }, "options.value_count");
  check([](Options& o, Types&, Specs&) { o.aggregates = nullptr; }, "options.aggregates is null");
  check([](Options& o, Types&, Specs&) { o.aggregate_count = 0; }, "options.aggregate_count");
  check([](Options& o, Types&, Specs&) { o.aggregate_count = 65; }, "options.aggregate_count");
  check([](Options&, Types& t, Specs&) { t[1] = SINEW_TYPE_STRING; }, "value_types[1]", 1);
  check([](Options&, Types&, Specs& s) { s[4].function = static_cast<sinew_aggregate>(9); },
        "aggregates[4].function", 4);
  check([](Options&, Types&, Specs& s) { s[2].column = 2; }, "aggregates[2].column", 2);
  check([](Options&, Types&, Specs& s) { s[3].column = SINEW_COLUMN_NONE; }, "aggregates[3].column",
        3);
  sinew_groupby* groupby;
  sinew_error error = {};
  ExpectInvalid(sinew_groupby_create(nullptr, &groupby, &error), error, "options is null");
  const Options options = ::Options(SINEW_TYPE_I64);
  ExpectInvalid(sinew_groupby_create(&options, nullptr, &error), error, "out is null");
}

BOOST_AUTO_TEST_CASE(UpdateNamesTheArgumentAtFaultAndChangesNothing) {
  Random random(61);
  const std::vector<Row> rows = RandomRows(100, SINEW_TYPE_STRING, 20, true, random);
  const Batch batch(SINEW_TYPE_STRING, rows, 0);
  const GroupBy groupby = Create(Options(SINEW_TYPE_STRING));
  BOOST_REQUIRE_EQUAL(Update(groupby.get(), batch), SINEW_STATUS_OK);
  GroupByRef expected(kTypes);
  AddTo(expected, rows);
  const auto check = [&](auto change, const char* words, size_t offset = 0) {
    sinew_column key = batch.key;
    sinew_column values[2] = {batch.values[0], batch.values[1]};
    change(key, values);
    sinew_error error = {};
    ExpectInvalid(sinew_groupby_update(groupby.get(), &key, values, 2, &error), error, words,
                  offset);
    RequireEqual(groupby.get(), expected, true);
  };
  using Column = sinew_column;
  const int32_t backwards[101] = {0, 2, 1};
  check([](Column& k, Column*) { k.type = SINEW_TYPE_I64, k.values_size = 800; }, "key: type 1");
  check([](Column& k, Column*) { k.type = static_cast<sinew_type>(-1); }, "key: type -1");
  check([](Column& k, Column*) { k.count = 99; }, "values[0]: 100 rows, but the key column has 99");
  check([&](Column& k, Column*) { k.offsets = backwards; }, "key: the offsets of row 1", 1);
  check([](Column& k, Column*) { k.values_size -= 1; }, "key: row 99 ends", 99);
  check([](Column& k, Column*) { k.offsets = nullptr; }, "key: offsets is null");
  check([](Column& k, Column*) { k.count = SIZE_MAX; }, "key: offset + count overflows");
  check([](Column&, Column* v) { v[1].count = 101; }, "values[1]: ", 100);
  check([](Column&, Column* v) { v[1].count = 99; }, "values[1]: 99 rows");
  check([](Column&, Column* v) { v[1].type = SINEW_TYPE_I64; }, "values[1]: type 1");
  check([](Column&, Column* v) { v[0].values = nullptr; }, "values[0]: values is null");
  sinew_error error = {};
  ExpectInvalid(sinew_groupby_update(nullptr, &batch.key, batch.values, 2, &error), error,
                "groupby is null");
  ExpectInvalid(sinew_groupby_update(groupby.get(), nullptr, batch.values, 2, &error), error,
                "key: the column is null");
  ExpectInvalid(sinew_groupby_update(groupby.get(), &batch.key, nullptr, 2, &error), error,
                "values is null");
  ExpectInvalid(sinew_groupby_update(groupby.get(), &batch.key, batch.values, 1, &error), error,
                "value_count: 1");
  RequireEqual(groupby.get(), expected, true);
}

BOOST_AUTO_TEST_CASE(ReadersNameTheArgumentAtFault) {
  const GroupBy integers = Create(Options(SINEW_TYPE_I64));
  const GroupBy strings = Create(Options(SINEW_TYPE_STRING));
  const Batch one(SINEW_TYPE_I64, {{IntegerKey(5), int64_t{1}, 1.0}}, 0);
  const Batch text(SINEW_TYPE_STRING, {{Key("five"), int64_t{1}, 1.0}}, 0);
  BOOST_REQUIRE_EQUAL(Update(integers.get(), one), SINEW_STATUS_OK);
  BOOST_REQUIRE_EQUAL(Update(strings.get(), text), SINEW_STATUS_OK);
  int64_t out[4];
  char bytes[4];
  sinew_error e = {};
  ExpectInvalid(sinew_groupby_keys(nullptr, 0, 0, out, nullptr, &e), e, "groupby is null");
  ExpectInvalid(sinew_groupby_keys(integers.get(), 0, 2, out, nullptr, &e), e, "first + count", 1);
  ExpectInvalid(sinew_groupby_keys(integers.get(), SIZE_MAX, 2, out, nullptr, &e), e, "first", 1);
  ExpectInvalid(sinew_groupby_keys(integers.get(), 0, 1, nullptr, nullptr, &e), e, "out is null");
  ExpectInvalid(sinew_groupby_keys(strings.get(), 0, 1, out, nullptr, &e), e, "keys are strings");
  ExpectInvalid(sinew_groupby_string_keys(integers.get(), 0, 1, out, bytes, 4, nullptr, &e), e,
                "integers");
  ExpectInvalid(sinew_groupby_string_keys(strings.get(), 0, 1, out, bytes, 3, nullptr, &e), e,
                "out_size: 3 bytes, but the keys need 4", 4);
  ExpectInvalid(sinew_groupby_string_keys(strings.get(), 0, 1, nullptr, bytes, 4, nullptr, &e), e,
                "offsets is null");
  ExpectInvalid(sinew_groupby_string_keys(strings.get(), 0, 1, out, nullptr, 4, nullptr, &e), e,
                "out is null");
  ExpectInvalid(sinew_groupby_result(integers.get(), 11, 0, 1, out, nullptr, &e), e,
                "aggregate: 11");
  ExpectInvalid(sinew_groupby_result(integers.get(), 0, 1, 1, out, nullptr, &e), e, "first", 1);
  ExpectInvalid(sinew_groupby_result(integers.get(), 0, 0, 1, nullptr, nullptr, &e), e, "out");
  ExpectInvalid(sinew_groupby_merge(nullptr, strings.get(), &e), e, "into is null");
  ExpectInvalid(sinew_groupby_merge(strings.get(), nullptr, &e), e, "from is null");
  ExpectInvalid(sinew_groupby_merge(strings.get(), integers.get(), &e), e, "from: its key type");
  const std::vector<sinew_aggregate_spec> other = {{SINEW_AGGREGATE_SUM, 1}};
  const GroupBy sums = Create(Options(SINEW_TYPE_I64, other));
  ExpectInvalid(sinew_groupby_merge(integers.get(), sums.get(), &e), e, "aggregates");
  BOOST_TEST(sinew_groupby_string_keys_size(integers.get(), 0, 1).status ==
             SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_groupby_string_keys_size(strings.get(), 0, 2).status ==
             SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_groupby_reset(nullptr) == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_groupby_count(nullptr) == 0u);
  BOOST_TEST(sinew_groupby_memory(nullptr) == 0u);
  BOOST_TEST(sinew_groupby_result_type(nullptr, 0) == 0);
  BOOST_TEST(sinew_groupby_result_type(integers.get(), 11) == 0);
  sinew_groupby_destroy(nullptr);
}

// Hashes of a few bits only: buckets overflow into their neighbours, and keys of one hash fill
// whole segments.
BOOST_AUTO_TEST_CASE(DirectoryEqualsASetUnderCollisions) {
  for (const uint32_t hash_bits : {0u, 0x3u, 0x80000007u, 0xFF000FFFu}) {
    for (const bool empty_at_end : {false, true}) {
      sinew::Memory memory(0);
      sinew::Directory directory(memory);
      BOOST_REQUIRE_EQUAL(directory.Init(0), SINEW_STATUS_OK);
      Random random(hash_bits);
      std::vector<uint32_t> hashes;
      std::vector<bool> there;
      const auto find = [&](uint32_t group) {
        return directory.Find(hashes[group], [&](const sinew::Directory::Bucket& bucket,
                                                 size_t way) { return bucket.keys[way] == group; });
      };
      const auto found = [&](uint32_t group) {
        const sinew::Directory::Place place = find(group);
        return place.mark() == 0 ? -1 : int64_t{sinew::Directory::GroupOf(place.mark())};
      };
      const size_t steps = hash_bits == 0xFF000FFFu ? 60000 : 3000;
      for (size_t step = 0; step < steps; ++step) {
        if (random.Below(3) != 0 || hashes.empty()) {
          hashes.push_back(static_cast<uint32_t>(random()) & hash_bits);
          there.push_back(true);
          const uint32_t group = static_cast<uint32_t>(hashes.size() - 1);
          BOOST_REQUIRE_EQUAL(directory.Insert(find(group), group, hashes[group], group),
                              SINEW_STATUS_OK);
        } else {
          const uint32_t group = static_cast<uint32_t>(random.Below(hashes.size()));
          if (there[group]) directory.Remove(hashes[group], group);
          there[group] = false;
        }
      }
      for (uint32_t group = 0; group < hashes.size(); ++group) {
        BOOST_REQUIRE_EQUAL(found(group), there[group] ? int64_t{group} : -1);
      }
      if (empty_at_end) {
        for (uint32_t group = 0; group < hashes.size(); ++group) {
          if (there[group]) directory.Remove(hashes[group], group);
        }
      } else {
        directory.Clear();
      }
      for (uint32_t group = 0; group < hashes.size(); ++group) {
        BOOST_REQUIRE_EQUAL(found(group), -1);
      }
    }
  }
}

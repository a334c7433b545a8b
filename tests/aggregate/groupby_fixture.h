#ifndef SINEW_TESTS_AGGREGATE_GROUPBY_FIXTURE_H_
#define SINEW_TESTS_AGGREGATE_GROUPBY_FIXTURE_H_

#include "sinew/sinew.h"

#include <algorithm>
#include <bit>
#include <boost/test/unit_test.hpp>
#include <cstring>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "aggregate/groupby.h"
#include "aggregate/groupby_ref.h"
#include "core/batch_fixture.h"
#include "support/column.h"
#include "support/guard.h"
#include "support/random.h"

struct Destroy {
  void operator()(sinew_groupby* groupby) const { sinew_groupby_destroy(groupby); }
};
using GroupBy = std::unique_ptr<sinew_groupby, Destroy>;
using Key = GroupByRef::Key;
using Value = GroupByRef::Value;

// Two value columns, i64 and f64, and every aggregate of each.
inline const std::vector<sinew_type> kTypes = {SINEW_TYPE_I64, SINEW_TYPE_F64};
inline sinew_aggregate_spec Spec(sinew_aggregate function, uint32_t column = 0) {
  return {sizeof(sinew_aggregate_spec), function, column, 0, 0, 0, 0, 0, 0};
}
inline const std::vector<sinew_aggregate_spec> kEverything = {
    Spec(SINEW_AGGREGATE_COUNT_ROWS), Spec(SINEW_AGGREGATE_COUNT, 0), Spec(SINEW_AGGREGATE_SUM, 0),
    Spec(SINEW_AGGREGATE_MIN, 0),     Spec(SINEW_AGGREGATE_MAX, 0),   Spec(SINEW_AGGREGATE_MEAN, 0),
    Spec(SINEW_AGGREGATE_COUNT, 1),   Spec(SINEW_AGGREGATE_SUM, 1),   Spec(SINEW_AGGREGATE_MIN, 1),
    Spec(SINEW_AGGREGATE_MAX, 1),     Spec(SINEW_AGGREGATE_MEAN, 1),
};

inline sinew_type ResultType(const sinew_aggregate_spec& spec) {
  switch (spec.function) {
    case SINEW_AGGREGATE_COUNT_ROWS:
    case SINEW_AGGREGATE_COUNT:
      return SINEW_TYPE_I64;
    case SINEW_AGGREGATE_MEAN:
      return SINEW_TYPE_F64;
    default:
      return kTypes[spec.column];
  }
}

inline const sinew_type kKeyTypes[] = {SINEW_TYPE_I64, SINEW_TYPE_U64, SINEW_TYPE_STRING,
                                       SINEW_TYPE_LARGE_STRING};

inline sinew_groupby_options Options(
    sinew_type key_type, const std::vector<sinew_aggregate_spec>& aggregates = kEverything) {
  sinew_groupby_options options = {};
  options.size = sizeof(options);
  options.key_types = std::find(std::begin(kKeyTypes), std::end(kKeyTypes), key_type);
  options.key_count = 1;
  options.value_types = kTypes.data();
  options.value_count = kTypes.size();
  options.aggregates = aggregates.data();
  options.aggregate_count = aggregates.size();
  return options;
}

inline GroupBy Create(const sinew_groupby_options& options) {
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

inline Key IntegerKey(int64_t key) {
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
    key = SkipRows(
        {key_type, rows.size(), keys, key_size, is_string ? offsets : nullptr, validity(0), 0, 0},
        skip);
    values[0] = SkipRows(
        {SINEW_TYPE_I64, rows.size(), integers, total * 8, nullptr, validity(1), 0, 0}, skip);
    values[1] = SkipRows(
        {SINEW_TYPE_F64, rows.size(), numbers, total * 8, nullptr, validity(2), 0, 0}, skip);
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

inline sinew_status Update(sinew_groupby* groupby, const Batch& batch,
                           sinew_error* error = nullptr) {
  return sinew_groupby_update(groupby, &batch.key, 1, batch.values, 2, error);
}

// Keys and results of all groups.
inline OwnedBatch ReadAll(const sinew_groupby* groupby) {
  OwnedBatch batch = CreateBatch();
  sinew_error error = {};
  BOOST_REQUIRE_MESSAGE(sinew_groupby_results(groupby, 0, sinew_groupby_count(groupby), batch.get(),
                                              &error) == SINEW_STATUS_OK,
                        error.message);
  return batch;
}

inline std::vector<Key> Keys(const sinew_groupby* groupby) {
  return RowsOf(sinew_batch_column(ReadAll(groupby).get(), 0));
}

// The bits of each value of 8 bytes, or nothing for null, which must be kept as 0.
inline std::vector<std::optional<uint64_t>> WordsOf(const sinew_column& column) {
  BOOST_REQUIRE_EQUAL(sinew_type_width(column.type), 8u);
  std::vector<std::optional<uint64_t>> words(column.count);
  for (size_t i = 0; i < column.count; ++i) {
    uint64_t word;
    memcpy(&word, static_cast<const char*>(column.values) + i * 8, 8);
    if (IsValidRow(column, i)) {
      words[i] = word;
    } else {
      BOOST_REQUIRE_EQUAL(word, 0u);
    }
  }
  return words;
}

inline std::vector<std::optional<uint64_t>> Results(const sinew_groupby* groupby,
                                                    size_t aggregate) {
  return WordsOf(sinew_batch_column(ReadAll(groupby).get(), 1 + aggregate));
}

inline std::optional<uint64_t> Bits(const Value& value) {
  if (!value) return std::nullopt;
  if (const int64_t* integer = std::get_if<int64_t>(&*value))
    return std::bit_cast<uint64_t>(*integer);
  const double number = std::get<double>(*value);
  if (number != number) return 0x7FF8000000000000u;
  return std::bit_cast<uint64_t>(number);
}

inline bool IsString(sinew_type type) {
  return type == SINEW_TYPE_STRING || type == SINEW_TYPE_LARGE_STRING;
}

// Requires that `batch` is groups [first, first + count) of the oracle, and kEverything of them.
inline void RequireGroups(const sinew_batch* batch, sinew_type key_type, const GroupByRef& expected,
                          size_t first, size_t count) {
  BOOST_REQUIRE_EQUAL(sinew_batch_row_count(batch), count);
  BOOST_REQUIRE_EQUAL(sinew_batch_column_count(batch), 1 + kEverything.size());
  const sinew_column keys = sinew_batch_column(batch, 0);
  BOOST_REQUIRE(std::string(sinew_batch_name(batch, 0)) == "key_0");
  BOOST_REQUIRE_EQUAL(keys.type, IsString(key_type) ? SINEW_TYPE_LARGE_STRING : key_type);
  const auto begin = expected.keys().begin() + static_cast<ptrdiff_t>(first);
  BOOST_REQUIRE(RowsOf(keys) == std::vector<Key>(begin, begin + static_cast<ptrdiff_t>(count)));
  if (!IsString(key_type)) WordsOf(keys);
  for (size_t a = 0; a < kEverything.size(); ++a) {
    const sinew_column column = sinew_batch_column(batch, 1 + a);
    BOOST_REQUIRE(std::string(sinew_batch_name(batch, 1 + a)) == "result_" + std::to_string(a));
    BOOST_REQUIRE_EQUAL(column.type, ResultType(kEverything[a]));
    const auto results = WordsOf(column);
    for (size_t i = 0; i < count; ++i) {
      BOOST_REQUIRE_MESSAGE(results[i] == Bits(expected.Result(first + i, kEverything[a])),
                            "aggregate " << a << " of group " << first + i);
    }
  }
}

inline void RequireEqual(const sinew_groupby* groupby, sinew_type key_type,
                         const GroupByRef& expected) {
  BOOST_REQUIRE(sinew::Invariants(*groupby));
  BOOST_REQUIRE_EQUAL(sinew_groupby_count(groupby), expected.keys().size());
  RequireGroups(ReadAll(groupby).get(), key_type, expected, 0, expected.keys().size());
}

// What one row may hold: keys from `groups` different ones, with or without nulls.
inline std::vector<Row> RandomRows(size_t count, sinew_type key_type, size_t groups, bool nulls,
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

inline void AddTo(GroupByRef& expected, const std::vector<Row>& rows) {
  for (const Row& row : rows) expected.Add(row.key, {row.integer, row.number});
}

#endif  // SINEW_TESTS_AGGREGATE_GROUPBY_FIXTURE_H_

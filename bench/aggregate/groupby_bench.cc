#include <absl/container/flat_hash_map.h>
#include <sinew/sinew.h>

#include <algorithm>
#include <memory>
#include <sinew/base.hpp>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "support/bench.h"

// GROUP BY of one key column or of two; count, sum, min and max of one i64 column. A call of Sinew
// and of a peer makes the table, adds all rows, reads the results and frees everything. Rows go to
// Sinew in slices, as they come out of a decoder.
namespace {

constexpr size_t kSlice = 16384;

struct State {
  int64_t count = 0;
  int64_t sum = 0;
  int64_t min = INT64_MAX;
  int64_t max = INT64_MIN;

  void Add(int64_t value) {
    ++count;
    sum += value;
    min = std::min(min, value);
    max = std::max(max, value);
  }
  uint64_t Checksum(uint64_t key) const {
    return key * 0x9E3779B97F4A7C15u ^
           (static_cast<uint64_t>(count) + static_cast<uint64_t>(sum) * 3 +
            static_cast<uint64_t>(min) * 5 + static_cast<uint64_t>(max) * 7);
  }
};

class Random {
 public:
  uint64_t operator()() { return bench::Mix(state_ += 0x9E3779B97F4A7C15u); }  // SplitMix64

 private:
  uint64_t state_ = 1;
};

struct Rows {
  Rows(size_t count, size_t groups) : keys(count), values(count) {
    Random random;
    for (int64_t& key : keys) key = static_cast<int64_t>(random() % groups);
    for (int64_t& value : values) value = static_cast<int64_t>(random() % 1000000);
  }
  std::vector<int64_t> keys, values;
};

// The same with the keys as strings of 21 bytes.
struct StringRows : Rows {
  StringRows(size_t count, size_t groups) : Rows(count, groups), offsets(count + 1) {
    for (size_t i = 0; i < count; ++i) {
      const std::string digits = std::to_string(keys[i]);
      bytes += "customer-" + std::string(12 - digits.size(), '0') + digits;
      offsets[i + 1] = static_cast<int32_t>(bytes.size());
    }
  }
  std::string_view Key(size_t i) const {
    return std::string_view(bytes).substr(static_cast<size_t>(offsets[i]), 21);
  }
  std::string bytes;
  std::vector<int32_t> offsets;
};

uint64_t NumberOf(int64_t key) { return static_cast<uint64_t>(key); }
uint64_t NumberOf(std::string_view key) { return std::hash<std::string_view>()(key); }
template <typename First, typename Second>
uint64_t NumberOf(const std::pair<First, Second>& key) {
  return NumberOf(key.first) * 0xC2B2AE3D27D4EB4Fu + NumberOf(key.second);
}

// What std::unordered_map needs for keys of two columns.
struct PairHash {
  template <typename Key>
  size_t operator()(const Key& key) const {
    return NumberOf(key) ^ NumberOf(key) >> 29;
  }
};

template <typename Map, typename KeyOf>
uint64_t MapGroupBy(const std::vector<int64_t>& values, const KeyOf& key_of) {
  Map map;
  for (size_t i = 0; i < values.size(); ++i) map[key_of(i)].Add(values[i]);
  uint64_t checksum = 0;
  for (const auto& [key, state] : map) checksum += state.Checksum(NumberOf(key));
  return checksum;
}

class SinewGroupBy {
 public:
  explicit SinewGroupBy(const std::vector<sinew_type>& key_types)
      : SinewGroupBy(key_types, {SINEW_AGGREGATE_COUNT, SINEW_AGGREGATE_SUM, SINEW_AGGREGATE_MIN,
                                 SINEW_AGGREGATE_MAX}) {}
  SinewGroupBy(const std::vector<sinew_type>& key_types,
               const std::vector<sinew_aggregate>& functions) {
    const sinew_type value_type = SINEW_TYPE_I64;
    std::vector<sinew_aggregate_spec> aggregates;
    for (const sinew_aggregate function : functions) {
      const bool is_quantile = function == SINEW_AGGREGATE_APPROX_QUANTILE ||
                               function == SINEW_AGGREGATE_QUANTILE_DISCRETE;
      const double fraction = is_quantile ? 0.5 : 0;
      aggregates.push_back({sizeof(sinew_aggregate_spec), function, 0, 0, 0, 0, fraction, 0, 0});
    }
    sinew_groupby_options options = {};
    options.size = sizeof(options);
    options.key_types = key_types.data();
    options.key_count = key_types.size();
    options.value_types = &value_type;
    options.value_count = 1;
    options.aggregates = aggregates.data();
    options.aggregate_count = aggregates.size();
    Check(sinew_groupby_create(&options, &groupby_, nullptr));
    const sinew_batch_options batch_options = {sizeof(batch_options), 0};
    Check(sinew_batch_create(&batch_options, &results_, nullptr));
  }
  ~SinewGroupBy() {
    sinew_batch_destroy(results_);
    sinew_groupby_destroy(groupby_);
  }
  SinewGroupBy(const SinewGroupBy&) = delete;
  SinewGroupBy& operator=(const SinewGroupBy&) = delete;

  void Update(const std::vector<sinew_column>& keys, const std::vector<int64_t>& values) {
    sinew_column slices[2];
    for (size_t first = 0; first < values.size(); first += kSlice) {
      const size_t count = std::min(kSlice, values.size() - first);
      for (size_t i = 0; i < keys.size(); ++i) slices[i] = sinew::slice(keys[i], first, count);
      const sinew_column value = {
          SINEW_TYPE_I64, count, values.data() + first, 8 * count, nullptr, nullptr, 0, 0};
      Check(sinew_groupby_update(groupby_, slices, keys.size(), &value, 1, nullptr));
    }
  }

  uint64_t IntegerChecksum() {
    return Checksum(1, [](const sinew_column* keys, size_t i) {
      return NumberOf(static_cast<const int64_t*>(keys->values)[i]);
    });
  }

  uint64_t StringChecksum() {
    return Checksum(
        1, [](const sinew_column* keys, size_t i) { return NumberOf(StringAt(*keys, i)); });
  }

  template <typename T>
  uint64_t IntegersChecksum() {
    return Checksum(2, [](const sinew_column* keys, size_t i) {
      return NumberOf(std::pair(static_cast<const T*>(keys[0].values)[i],
                                static_cast<const T*>(keys[1].values)[i]));
    });
  }

  uint64_t StringsChecksum() {
    return Checksum(2, [](const sinew_column* keys, size_t i) {
      return NumberOf(std::pair(StringAt(keys[0], i), StringAt(keys[1], i)));
    });
  }

  // The sum of the results of a single aggregate.
  double Total() {
    Check(sinew_groupby_results(groupby_, 0, sinew_groupby_count(groupby_), results_, nullptr));
    const sinew_column results = sinew_batch_column(results_, 1);
    double total = 0;
    for (size_t i = 0; i < results.count; ++i) {
      total += results.type == SINEW_TYPE_F64
                   ? static_cast<const double*>(results.values)[i]
                   : static_cast<double>(static_cast<const int64_t*>(results.values)[i]);
    }
    return total;
  }

  void Reset() { Check(sinew_groupby_reset(groupby_)); }

 private:
  static constexpr size_t kPiece = 4096;

  static void Check(sinew_status status) {
    if (status != SINEW_STATUS_OK) abort();
  }

  static std::string_view StringAt(const sinew_column& keys, size_t i) {
    const int64_t* ends = static_cast<const int64_t*>(keys.offsets) + i;
    return std::string_view(static_cast<const char*>(keys.values) + ends[0],
                            static_cast<size_t>(ends[1] - ends[0]));
  }

  // Results are read a piece at a time, into a batch that stays in the cache.
  template <typename NumberAt>
  uint64_t Checksum(size_t key_count, const NumberAt& number_at) {
    const size_t groups = sinew_groupby_count(groupby_);
    uint64_t checksum = 0;
    for (size_t first = 0; first < groups; first += kPiece) {
      const size_t count = std::min(kPiece, groups - first);
      Check(sinew_groupby_results(groupby_, first, count, results_, nullptr));
      sinew_column keys[2];
      for (size_t i = 0; i < key_count; ++i) keys[i] = sinew_batch_column(results_, i);
      const int64_t* columns[4];
      for (size_t i = 0; i < 4; ++i) {
        columns[i] =
            static_cast<const int64_t*>(sinew_batch_column(results_, key_count + i).values);
      }
      for (size_t i = 0; i < count; ++i) {
        const State state = {columns[0][i], columns[1][i], columns[2][i], columns[3][i]};
        checksum += state.Checksum(number_at(keys, i));
      }
    }
    return checksum;
  }

  sinew_groupby* groupby_ = nullptr;
  sinew_batch* results_ = nullptr;
};

sinew_column KeyColumn(const Rows& rows) {
  return {SINEW_TYPE_I64,
          rows.keys.size(),
          rows.keys.data(),
          rows.keys.size() * 8,
          nullptr,
          nullptr,
          0,
          0};
}

sinew_column KeyColumn(const StringRows& rows) {
  return {SINEW_TYPE_STRING,
          rows.offsets.size() - 1,
          rows.bytes.data(),
          rows.bytes.size(),
          rows.offsets.data(),
          nullptr,
          0,
          0};
}

void RunIntegers(bench::Table& table, size_t count, size_t groups, const std::string& name) {
  const auto rows = std::make_shared<Rows>(count, groups);
  const auto key_of = [rows](size_t i) { return rows->keys[i]; };
  table.Run({"i64 key, " + name,
             bench::MillionsPerSecond("rows"),
             static_cast<double>(count),
             bench::Repeat([rows] {
               SinewGroupBy groupby({SINEW_TYPE_I64});
               groupby.Update({KeyColumn(*rows)}, rows->values);
               return groupby.IntegerChecksum();
             }),
             {{"absl::flat_hash_map", bench::Repeat([rows, key_of] {
                 return MapGroupBy<absl::flat_hash_map<int64_t, State>>(rows->values, key_of);
               })},
              {"std::unordered_map", bench::Repeat([rows, key_of] {
                 return MapGroupBy<std::unordered_map<int64_t, State>>(rows->values, key_of);
               })}}});
}

void RunStrings(bench::Table& table, size_t count, size_t groups, const std::string& name) {
  const auto rows = std::make_shared<StringRows>(count, groups);
  const auto key_of = [rows](size_t i) { return rows->Key(i); };
  table.Run(
      {"21-byte string key, " + name,
       bench::MillionsPerSecond("rows"),
       static_cast<double>(count),
       bench::Repeat([rows] {
         SinewGroupBy groupby({SINEW_TYPE_STRING});
         groupby.Update({KeyColumn(*rows)}, rows->values);
         return groupby.StringChecksum();
       }),
       // The peers keep views into the input where Sinew keeps the strings: in their favour.
       {{"absl::flat_hash_map", bench::Repeat([rows, key_of] {
           return MapGroupBy<absl::flat_hash_map<std::string_view, State>>(rows->values, key_of);
         })},
        {"std::unordered_map", bench::Repeat([rows, key_of] {
           return MapGroupBy<std::unordered_map<std::string_view, State>>(rows->values, key_of);
         })}}});
}

// Two columns of integers: of a thousand groups, 32 of each.
template <typename T>
struct PairRows {
  PairRows(size_t count, size_t groups) : rows(count, groups), keys{Keys(count), Keys(count)} {
    for (size_t i = 0; i < count; ++i) {
      keys[0][i] = static_cast<T>(rows.keys[i] / 32 * 37);
      keys[1][i] = static_cast<T>(rows.keys[i] % 32 - 5);
    }
  }
  using Keys = std::vector<T>;
  Rows rows;
  Keys keys[2];
};

template <typename T>
void RunPairs(bench::Table& table, sinew_type type, size_t count, size_t groups,
              const std::string& name) {
  const auto rows = std::make_shared<PairRows<T>>(count, groups);
  const auto key_of = [rows](size_t i) { return std::pair(rows->keys[0][i], rows->keys[1][i]); };
  const auto column = [=](size_t i) {
    return sinew_column{type, count, rows->keys[i].data(), count * sizeof(T), nullptr, nullptr,
                        0,    0};
  };
  using Key = std::pair<T, T>;
  table.Run({name,
             bench::MillionsPerSecond("rows"),
             static_cast<double>(count),
             bench::Repeat([=] {
               SinewGroupBy groupby({type, type});
               groupby.Update({column(0), column(1)}, rows->rows.values);
               return groupby.IntegersChecksum<T>();
             }),
             {{"absl::flat_hash_map", bench::Repeat([rows, key_of] {
                 return MapGroupBy<absl::flat_hash_map<Key, State>>(rows->rows.values, key_of);
               })},
              {"std::unordered_map", bench::Repeat([rows, key_of] {
                 return MapGroupBy<std::unordered_map<Key, State, PairHash>>(rows->rows.values,
                                                                             key_of);
               })}}});
}

// Two columns of strings of 3 letters, such as the airports of a flight.
struct Airports {
  Airports(size_t count, size_t groups) : rows(count, groups) {
    for (size_t c = 0; c < 2; ++c) {
      offsets[c].push_back(0);
      for (size_t i = 0; i < count; ++i) {
        const int64_t number = (c == 0 ? rows.keys[i] / 32 : rows.keys[i] % 32) * 7919 % 17576;
        for (const int64_t letter : {number / 676, number / 26 % 26, number % 26}) {
          bytes[c] += static_cast<char>('A' + letter);
        }
        offsets[c].push_back(static_cast<int32_t>(bytes[c].size()));
      }
    }
  }
  sinew_column Column(size_t c) const {
    return {SINEW_TYPE_STRING,
            rows.keys.size(),
            bytes[c].data(),
            bytes[c].size(),
            offsets[c].data(),
            nullptr,
            0,
            0};
  }
  std::string_view Key(size_t c, size_t i) const {
    return std::string_view(bytes[c]).substr(3 * i, 3);
  }
  Rows rows;
  std::string bytes[2];
  std::vector<int32_t> offsets[2];
};

void RunAirports(bench::Table& table, size_t count, size_t groups, const std::string& name) {
  const auto rows = std::make_shared<Airports>(count, groups);
  using Key = std::pair<std::string_view, std::string_view>;
  const auto key_of = [rows](size_t i) { return Key(rows->Key(0, i), rows->Key(1, i)); };
  table.Run({name,
             bench::MillionsPerSecond("rows"),
             static_cast<double>(count),
             bench::Repeat([rows] {
               SinewGroupBy groupby({SINEW_TYPE_STRING, SINEW_TYPE_STRING});
               groupby.Update({rows->Column(0), rows->Column(1)}, rows->rows.values);
               return groupby.StringsChecksum();
             }),
             {{"absl::flat_hash_map", bench::Repeat([rows, key_of] {
                 return MapGroupBy<absl::flat_hash_map<Key, State>>(rows->rows.values, key_of);
               })},
              {"std::unordered_map", bench::Repeat([rows, key_of] {
                 return MapGroupBy<std::unordered_map<Key, State, PairHash>>(rows->rows.values,
                                                                             key_of);
               })}}});
}

// Different values of each group, or their median, about and exactly.
void RunAbout(bench::Table& table, std::pair<const char*, sinew_aggregate> about,
              std::pair<const char*, sinew_aggregate> exact, size_t count, size_t groups,
              const std::string& name) {
  const auto rows = std::make_shared<Rows>(count, groups);
  const auto total = [rows](sinew_aggregate function) {
    SinewGroupBy groupby({SINEW_TYPE_I64}, {function});
    groupby.Update({KeyColumn(*rows)}, rows->values);
    return groupby.Total();
  };
  const double wanted = total(exact.second);
  const auto is_near = [total, wanted](sinew_aggregate function) {
    return bench::Repeat([total, wanted, function] {
      const double found = total(function);
      return uint64_t{found > 0.95 * wanted && found < 1.05 * wanted};
    });
  };
  table.Run({std::string(about.first) + " of i64, " + name,
             bench::MillionsPerSecond("rows"),
             static_cast<double>(count),
             is_near(about.second),
             {{exact.first, is_near(exact.second)}}});
}

}  // namespace

int main(int argc, char** argv) {
  bench::Table table("aggregate/groupby", argc, argv);
  constexpr size_t kRows = 10000000;
  RunIntegers(table, kRows, 10, "1e7 rows, 10 groups");
  RunIntegers(table, kRows, 1000, "1e7 rows, 1e3 groups");
  RunIntegers(table, kRows, 100000, "1e7 rows, 1e5 groups");
  RunIntegers(table, kRows, 1000000, "1e7 rows, 1e6 groups");
  RunIntegers(table, kRows, 10000000, "1e7 rows, 1e7 groups");
  RunStrings(table, kRows / 4, 1000, "2.5e6 rows, 1e3 groups");
  RunStrings(table, kRows / 4, 1000000, "2.5e6 rows, 1e6 groups");

  // Keys of two columns: packed into a word, and into bytes.
  RunPairs<int16_t>(table, SINEW_TYPE_I16, kRows / 10, 1000,
                    "i16 and i16 keys, 1e6 rows, 1e3 groups");
  RunPairs<int32_t>(table, SINEW_TYPE_I32, kRows / 10, 1000,
                    "i32 and i32 keys, 1e6 rows, 1e3 groups");
  RunAirports(table, kRows / 10, 1000, "3-byte and 3-byte string keys, 1e6 rows, 1e3 groups");

  for (const auto& [groups, name] :
       {std::pair{10, "1e6 rows, 10 groups"}, {10000, "1e6 rows, 1e4 groups"}}) {
    RunAbout(table, {"APPROX_COUNT_DISTINCT", SINEW_AGGREGATE_APPROX_COUNT_DISTINCT},
             {"COUNT_DISTINCT", SINEW_AGGREGATE_COUNT_DISTINCT}, kRows / 10, groups, name);
    RunAbout(table, {"APPROX_QUANTILE", SINEW_AGGREGATE_APPROX_QUANTILE},
             {"QUANTILE_DISCRETE", SINEW_AGGREGATE_QUANTILE_DISCRETE}, kRows / 10, groups, name);
  }

  // What a consumer of small batches does: one object, reset for each batch.
  const auto rows = std::make_shared<Rows>(2048, 200);
  const auto groupby = std::make_shared<SinewGroupBy>(std::vector{SINEW_TYPE_I64});
  const auto key_of = [rows](size_t i) { return rows->keys[i]; };
  table.Run({"i64 key, batch of 2048 rows, 200 groups",
             bench::NanosecondsPer("batch"),
             1,
             bench::Repeat([rows, groupby] {
               groupby->Reset();
               groupby->Update({KeyColumn(*rows)}, rows->values);
               return groupby->IntegerChecksum();
             }),
             {{"absl::flat_hash_map", bench::Repeat([rows, key_of] {
                 return MapGroupBy<absl::flat_hash_map<int64_t, State>>(rows->values, key_of);
               })}}});
  return table.ExitCode();
}

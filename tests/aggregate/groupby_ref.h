#ifndef SINEW_TESTS_AGGREGATE_GROUPBY_REF_H_
#define SINEW_TESTS_AGGREGATE_GROUPBY_REF_H_

#include "sinew/sinew.h"

#include <cmath>
#include <cstring>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

// GROUP BY as its documentation says it, keeping every row: groups in order of first appearance,
// and each aggregate computed from the values of the group when it is asked for.
template <typename KeyType>
class BasicGroupByRef {
 public:
  using Key = KeyType;
  // One value of either type; none is null.
  using Value = std::optional<std::variant<int64_t, double>>;

  explicit BasicGroupByRef(std::vector<sinew_type> value_types) : types_(std::move(value_types)) {}

  void Add(const Key& key, const std::vector<Value>& row) {
    const auto [place, is_new] = numbers_.try_emplace(key, keys_.size());
    if (is_new) {
      keys_.push_back(key);
      rows_.emplace_back();
    }
    rows_[place->second].push_back(row);
  }

  const std::vector<Key>& keys() const { return keys_; }

  Value Result(size_t group, sinew_aggregate_spec spec) const {
    if (spec.function == SINEW_AGGREGATE_COUNT_ROWS)
      return static_cast<int64_t>(rows_[group].size());
    int64_t count = 0;
    __int128 integer_sum = 0;
    double double_sum = 0;
    std::optional<int64_t> integer_min, integer_max;
    std::optional<double> double_min, double_max;
    const bool is_double = types_[spec.column] == SINEW_TYPE_F64;
    for (const std::vector<Value>& row : rows_[group]) {
      const Value& value = row[spec.column];
      if (!value) continue;
      ++count;
      if (const int64_t* v = std::get_if<int64_t>(&*value)) {
        integer_sum += *v;
        if (!integer_min || *v < *integer_min) integer_min = *v;
        if (!integer_max || *v > *integer_max) integer_max = *v;
      } else {
        const double d = std::get<double>(*value);
        double_sum += d;
        double_min = double_min ? Min(*double_min, d) : d;
        double_max = double_max ? Max(*double_max, d) : d;
      }
    }
    switch (spec.function) {
      case SINEW_AGGREGATE_COUNT_ROWS:
        break;
      case SINEW_AGGREGATE_COUNT:
        return count;
      case SINEW_AGGREGATE_SUM:
        if (is_double) return double_sum;
        return static_cast<int64_t>(integer_sum);
      case SINEW_AGGREGATE_MIN:
        return is_double ? Value(double_min) : Value(integer_min);
      case SINEW_AGGREGATE_MAX:
        return is_double ? Value(double_max) : Value(integer_max);
      case SINEW_AGGREGATE_MEAN:
        if (count == 0) return std::nullopt;
        return (is_double ? double_sum : static_cast<double>(integer_sum)) /
               static_cast<double>(count);
      default:
        break;  // tests/aggregate/accumulators has the others
    }
    return std::nullopt;
  }

 private:
  // IEEE 754-2019 minimum and maximum.
  static double Min(double a, double b) {
    if (std::isnan(a) || std::isnan(b)) return std::numeric_limits<double>::quiet_NaN();
    if (a == 0 && b == 0) return std::signbit(a) ? a : b;
    return a < b ? a : b;
  }
  static double Max(double a, double b) {
    if (std::isnan(a) || std::isnan(b)) return std::numeric_limits<double>::quiet_NaN();
    if (a == 0 && b == 0) return std::signbit(a) ? b : a;
    return a > b ? a : b;
  }

  std::vector<sinew_type> types_;
  std::map<Key, size_t> numbers_;
  std::vector<Key> keys_;
  std::vector<std::vector<std::vector<Value>>> rows_;
};

// Of one key column: the bytes of an integer, or the string itself; no key is null.
using GroupByRef = BasicGroupByRef<std::optional<std::string>>;

// Of several: a key is those of each column; of a bool one byte, 0 or 1.
using KeyRow = std::vector<std::optional<std::string>>;
using GroupByRowsRef = BasicGroupByRef<KeyRow>;

// What a value of a key column is in the results: floats have one zero and one NaN there.
inline std::string KeyInResults(sinew_type type, const std::string& bytes) {
  const auto as = [&](auto number) {
    memcpy(&number, bytes.data(), sizeof(number));
    if (number == 0) number = 0;
    if (std::isnan(number)) {
      using Limits = std::numeric_limits<decltype(number)>;
      number = std::copysign(Limits::quiet_NaN(), decltype(number){1});
    }
    return std::string(reinterpret_cast<const char*>(&number), sizeof(number));
  };
  if (type == SINEW_TYPE_F32) return as(float{});
  if (type == SINEW_TYPE_F64) return as(double{});
  return bytes;
}

#endif  // SINEW_TESTS_AGGREGATE_GROUPBY_REF_H_

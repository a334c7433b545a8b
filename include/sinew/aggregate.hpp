#ifndef SINEW_AGGREGATE_HPP_
#define SINEW_AGGREGATE_HPP_

#include "sinew/aggregate.h"
#include "sinew/aggregate_compare.hpp"
#include "sinew/aggregate_filter.hpp"
#include "sinew/aggregate_histogram.hpp"
#include "sinew/aggregate_sort.hpp"
#include "sinew/aggregate_take.hpp"
#include "sinew/aggregate_vectors.hpp"
#include "sinew/base.hpp"
#include "sinew/batch.hpp"

#include <array>
#include <concepts>
#include <cstddef>
#include <cstring>
#include <initializer_list>
#include <memory>
#include <new>
#include <optional>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

namespace sinew {

// Which rows a reduction takes: those for which a column of booleans, of as many rows, is true,
// neither false nor null; or all.
class where {
 public:
  where() = default;
  explicit where(const sinew_column& booleans) : booleans_(booleans), is_all_(false) {}

  bool is_all() const noexcept { return is_all_; }
  const sinew_column& c() const noexcept { return booleans_; }

 private:
  sinew_column booleans_ = {};
  bool is_all_ = true;
};

namespace detail {

inline sinew_reduce_result reduce(const sinew_column& rows, sinew_aggregate function,
                                  const where& taken, const sinew_column* second = nullptr,
                                  double fraction = 0, std::uint32_t lg_k = 0,
                                  double relative_accuracy = 0) {
  sinew_aggregate_spec spec = {};
  spec.size = sizeof(spec);
  spec.function = function;
  spec.fraction = fraction;
  spec.lg_k = lg_k;
  spec.relative_accuracy = relative_accuracy;
  sinew_reduce_result result;
  if (taken.is_all() && second == nullptr) {
    result = sinew_reduce(&rows, &spec);
  } else {
    sinew_column columns[3] = {rows};
    std::size_t count = 1;
    if (second != nullptr) {
      spec.second = static_cast<std::uint32_t>(count);
      columns[count++] = *second;
    }
    if (!taken.is_all()) {
      spec.flags = SINEW_AGGREGATE_FILTER;
      spec.filter = static_cast<std::uint32_t>(count);
      columns[count++] = taken.c();
    }
    result = sinew_reduce_columns(columns, count, &spec);
  }
  check(result.status, 0, "sinew_reduce");
  return result;
}

template <typename T>
T value_of(const sinew_reduce_result& result) noexcept {
  if constexpr (std::is_floating_point_v<T>) {
    return static_cast<T>(result.f64);
  } else if constexpr (std::is_unsigned_v<T>) {
    return static_cast<T>(result.u64);
  } else {
    return static_cast<T>(result.i64);
  }
}

template <typename T>
std::optional<T> value_or_null(const sinew_reduce_result& result, std::size_t least = 1) noexcept {
  return result.count < least ? std::nullopt : std::optional<T>(value_of<T>(result));
}

// T of a column<T>, or of what makes one: a contiguous range of T.
template <typename T>
T row_of(const column<T>& rows);
template <typename Rows>
using value_in = decltype(row_of(column(std::declval<const Rows&>())));

// What has a sum, extremes and a mean.
template <typename T>
concept number = std::is_arithmetic_v<T> && value<T>;
template <typename Rows>
concept numbers = number<value_in<Rows>>;

// What has extremes: numbers, strings and 16 bytes.
template <typename T>
concept ordered =
    number<T> || std::same_as<T, std::string_view> || std::same_as<T, std::array<std::byte, 16>>;
template <typename Rows>
concept orderable = ordered<value_in<Rows>>;

template <typename T>
std::optional<T> one_of(const column<T>& rows, sinew_aggregate function, const where& taken,
                        const sinew_column* second = nullptr, double fraction = 0) {
  const sinew_reduce_result result = reduce(rows, function, taken, second, fraction);
  if (result.count == 0) return std::nullopt;
  if constexpr (number<T>) {
    return value_of<T>(result);
  } else {
    return rows[result.row];
  }
}

// What a sum of T is: an integer of 64 bits, or a double.
template <typename T>
using sum_of =
    std::conditional_t<std::is_floating_point_v<T>, double,
                       std::conditional_t<std::is_unsigned_v<T>, std::uint64_t, std::int64_t>>;

}  // namespace detail

// The number of valid rows, of a column of any type. As all reductions, it takes the rows for which
// a column of booleans is true, if there is one: `sum(rows, where(is_late))`.
inline std::size_t count_valid(const sinew_column& rows, const where& taken = {}) {
  return detail::reduce(rows, SINEW_AGGREGATE_COUNT, taken).count;
}

// How many different values the valid rows have, of a column of any type: -0.0 and 0.0 are one, and
// all NaNs are.
inline std::size_t count_distinct(const sinew_column& rows, const where& taken = {}) {
  return static_cast<std::size_t>(detail::reduce(rows, SINEW_AGGREGATE_COUNT_DISTINCT, taken).i64);
}

// About as many, in no more memory than a sketch of 2^lg_k registers takes, lg_k 4 to 21: see
// SINEW_AGGREGATE_APPROX_COUNT_DISTINCT.
inline std::size_t approx_count_distinct(const sinew_column& rows, std::uint32_t lg_k = 12,
                                         const where& taken = {}) {
  return static_cast<std::size_t>(
      detail::reduce(rows, SINEW_AGGREGATE_APPROX_COUNT_DISTINCT, taken, nullptr, 0, lg_k).i64);
}

// The sum of the valid rows, 0 if there are none: of integers one of 64 bits, exact or an error of
// status SINEW_STATUS_OVERFLOW; of floats a double, the same bits on every machine. As the others,
// it takes a column of integers or floats of any width, or a contiguous range of them.
template <detail::numbers Rows>
detail::sum_of<detail::value_in<Rows>> sum(const Rows& rows, const where& taken = {}) {
  return detail::value_of<detail::sum_of<detail::value_in<Rows>>>(
      detail::reduce(column(rows), SINEW_AGGREGATE_SUM, taken));
}

// The least and the greatest of the valid rows, nothing if there are none. A NaN among them is
// both; -0.0 is less than 0.0. They take columns of strings and of 16 bytes, too, which compare
// byte by byte, as do first and last; a string is where the column has it.
template <detail::orderable Rows>
std::optional<detail::value_in<Rows>> min(const Rows& rows, const where& taken = {}) {
  return detail::one_of(column(rows), SINEW_AGGREGATE_MIN, taken);
}
template <detail::orderable Rows>
std::optional<detail::value_in<Rows>> max(const Rows& rows, const where& taken = {}) {
  return detail::one_of(column(rows), SINEW_AGGREGATE_MAX, taken);
}

// The sum of the valid rows, exact for integers, over their number; nothing if there are none.
template <detail::numbers Rows>
std::optional<double> mean(const Rows& rows, const where& taken = {}) {
  return detail::value_or_null<double>(detail::reduce(column(rows), SINEW_AGGREGATE_MEAN, taken));
}

// The sum of the valid rows as if nothing were rounded on the way, rounded once.
template <detail::numbers Rows>
  requires std::floating_point<detail::value_in<Rows>>
double sum_exact(const Rows& rows, const where& taken = {}) {
  return detail::reduce(column(rows), SINEW_AGGREGATE_SUM_EXACT, taken).f64;
}

// The variance and the standard deviation of the valid rows, nothing if there are none; and as they
// are estimated from a sample, nothing if there are less than two.
template <detail::numbers Rows>
std::optional<double> variance_population(const Rows& rows, const where& taken = {}) {
  return detail::value_or_null<double>(
      detail::reduce(column(rows), SINEW_AGGREGATE_VARIANCE_POPULATION, taken));
}
template <detail::numbers Rows>
std::optional<double> variance_sample(const Rows& rows, const where& taken = {}) {
  return detail::value_or_null<double>(
      detail::reduce(column(rows), SINEW_AGGREGATE_VARIANCE_SAMPLE, taken), 2);
}
template <detail::numbers Rows>
std::optional<double> stddev_population(const Rows& rows, const where& taken = {}) {
  return detail::value_or_null<double>(
      detail::reduce(column(rows), SINEW_AGGREGATE_STDDEV_POPULATION, taken));
}
template <detail::numbers Rows>
std::optional<double> stddev_sample(const Rows& rows, const where& taken = {}) {
  return detail::value_or_null<double>(
      detail::reduce(column(rows), SINEW_AGGREGATE_STDDEV_SAMPLE, taken), 2);
}

// The first and the last of the valid rows, nothing if there are none.
template <detail::orderable Rows>
std::optional<detail::value_in<Rows>> first(const Rows& rows, const where& taken = {}) {
  return detail::one_of(column(rows), SINEW_AGGREGATE_FIRST, taken);
}
template <detail::orderable Rows>
std::optional<detail::value_in<Rows>> last(const Rows& rows, const where& taken = {}) {
  return detail::one_of(column(rows), SINEW_AGGREGATE_LAST, taken);
}

// The bits of the valid rows combined, nothing if there are none.
template <detail::numbers Rows>
  requires std::integral<detail::value_in<Rows>>
std::optional<detail::value_in<Rows>> bit_and(const Rows& rows, const where& taken = {}) {
  return detail::value_or_null<detail::value_in<Rows>>(
      detail::reduce(column(rows), SINEW_AGGREGATE_BIT_AND, taken));
}
template <detail::numbers Rows>
  requires std::integral<detail::value_in<Rows>>
std::optional<detail::value_in<Rows>> bit_or(const Rows& rows, const where& taken = {}) {
  return detail::value_or_null<detail::value_in<Rows>>(
      detail::reduce(column(rows), SINEW_AGGREGATE_BIT_OR, taken));
}
template <detail::numbers Rows>
  requires std::integral<detail::value_in<Rows>>
std::optional<detail::value_in<Rows>> bit_xor(const Rows& rows, const where& taken = {}) {
  return detail::value_or_null<detail::value_in<Rows>>(
      detail::reduce(column(rows), SINEW_AGGREGATE_BIT_XOR, taken));
}

// The value of a column in the first row in which another, of as many rows and of any type, has its
// least or its greatest value, nothing if there are no rows in which both are valid.
template <detail::orderable Rows>
std::optional<detail::value_in<Rows>> arg_min(const Rows& rows, const sinew_column& by,
                                              const where& taken = {}) {
  return detail::one_of(column(rows), SINEW_AGGREGATE_ARG_MIN, taken, &by);
}
template <detail::orderable Rows>
std::optional<detail::value_in<Rows>> arg_max(const Rows& rows, const sinew_column& by,
                                              const where& taken = {}) {
  return detail::one_of(column(rows), SINEW_AGGREGATE_ARG_MAX, taken, &by);
}

// The covariance and the correlation of two columns of numbers, over the rows in which both are
// valid: nothing if there are none, or less than two for that of a sample. The correlation is NaN
// where all values of a column are the same.
template <detail::numbers Rows>
std::optional<double> covariance_population(const Rows& rows, const sinew_column& second,
                                            const where& taken = {}) {
  return detail::value_or_null<double>(
      detail::reduce(column(rows), SINEW_AGGREGATE_COVARIANCE_POPULATION, taken, &second));
}
template <detail::numbers Rows>
std::optional<double> covariance_sample(const Rows& rows, const sinew_column& second,
                                        const where& taken = {}) {
  return detail::value_or_null<double>(
      detail::reduce(column(rows), SINEW_AGGREGATE_COVARIANCE_SAMPLE, taken, &second), 2);
}

template <detail::numbers Rows>
std::optional<double> correlation(const Rows& rows, const sinew_column& second,
                                  const where& taken = {}) {
  return detail::value_or_null<double>(
      detail::reduce(column(rows), SINEW_AGGREGATE_CORRELATION, taken, &second));
}

// The quantile of the valid rows at a fraction of 0 to 1, nothing if there are none: interpolated
// between two values, or one of the values; and the median, which is the former at 0.5.
template <detail::numbers Rows>
std::optional<double> quantile_continuous(const Rows& rows, double fraction,
                                          const where& taken = {}) {
  return detail::value_or_null<double>(
      detail::reduce(column(rows), SINEW_AGGREGATE_QUANTILE_CONTINUOUS, taken, nullptr, fraction));
}
template <detail::numbers Rows>
std::optional<detail::value_in<Rows>> quantile_discrete(const Rows& rows, double fraction,
                                                        const where& taken = {}) {
  return detail::one_of(column(rows), SINEW_AGGREGATE_QUANTILE_DISCRETE, taken, nullptr, fraction);
}
// About the quantile at a fraction of 0 to 1, within a part of itself: see
// SINEW_AGGREGATE_APPROX_QUANTILE.
template <detail::numbers Rows>
std::optional<double> approx_quantile(const Rows& rows, double fraction,
                                      double relative_accuracy = 0.01, const where& taken = {}) {
  return detail::value_or_null<double>(detail::reduce(column(rows), SINEW_AGGREGATE_APPROX_QUANTILE,
                                                      taken, nullptr, fraction, 0,
                                                      relative_accuracy));
}
template <detail::numbers Rows>
std::optional<double> median(const Rows& rows, const where& taken = {}) {
  return quantile_continuous(rows, 0.5, taken);
}

// What a GROUP BY of key columns of these types computes: of numbers, std::string_view, or
// std::array<std::byte, 16>. Each aggregate is added by a call, which returns the handle of its
// column in the results; a handle belongs to the options that made it.
template <typename... Keys>
class group_by_options {
  static_assert(sizeof...(Keys) >= 1 && sizeof...(Keys) <= SINEW_GROUPBY_MAX_KEYS,
                "1 to SINEW_GROUPBY_MAX_KEYS key columns");

 public:
  // A value column; group_by::update takes them in this order.
  template <typename T>
  struct values {
    std::uint32_t index;
  };
  // An aggregate whose results are T.
  template <typename T>
  using aggregate = batch::handle<T>;

  // The column of results that has the keys of key column i.
  template <std::size_t i>
  static constexpr batch::handle<std::tuple_element_t<i, std::tuple<Keys...>>> key() noexcept {
    return {i};
  }

  template <typename T>
  values<T> add_values() {
    value_types_.push_back(detail::type_of<T>::value);
    return {static_cast<std::uint32_t>(value_types_.size() - 1)};
  }

  // Rows of the group, or those of them whose value is not null, of a column of any type.
  aggregate<std::int64_t> count() { return add<std::int64_t>(SINEW_AGGREGATE_COUNT_ROWS, 0); }
  template <typename T>
  aggregate<std::int64_t> count(values<T> column) {
    return add<std::int64_t>(SINEW_AGGREGATE_COUNT, column.index);
  }
  // How many different values they are.
  template <typename T>
  aggregate<std::int64_t> count_distinct(values<T> column) {
    return add<std::int64_t>(SINEW_AGGREGATE_COUNT_DISTINCT, column.index);
  }
  // About how many, from 2^lg_k registers a group.
  template <typename T>
  aggregate<std::int64_t> approx_count_distinct(values<T> column, std::uint32_t lg_k = 12) {
    return add<std::int64_t>(SINEW_AGGREGATE_APPROX_COUNT_DISTINCT, column.index, 0, 0, lg_k);
  }
  // Of integers and floats of any width; min, max, first and last of strings and of 16 bytes, too.
  // A sum is 0 for a group without values; the others are null for such a group. A sum of integers
  // has 64 bits, and is null if it does not fit.
  template <detail::number T>
  aggregate<detail::sum_of<T>> sum(values<T> column) {
    return add<detail::sum_of<T>>(SINEW_AGGREGATE_SUM, column.index);
  }
  template <detail::ordered T>
  aggregate<T> min(values<T> column) {
    return add<T>(SINEW_AGGREGATE_MIN, column.index);
  }
  template <detail::ordered T>
  aggregate<T> max(values<T> column) {
    return add<T>(SINEW_AGGREGATE_MAX, column.index);
  }
  template <detail::number T>
  aggregate<double> mean(values<T> column) {
    return add<double>(SINEW_AGGREGATE_MEAN, column.index);
  }

  // Of floats: the sum rounded once; 0 for a group without values.
  template <std::floating_point T>
  aggregate<double> sum_exact(values<T> column) {
    return add<double>(SINEW_AGGREGATE_SUM_EXACT, column.index);
  }
  template <detail::ordered T>
  aggregate<T> first(values<T> column) {
    return add<T>(SINEW_AGGREGATE_FIRST, column.index);
  }
  template <detail::ordered T>
  aggregate<T> last(values<T> column) {
    return add<T>(SINEW_AGGREGATE_LAST, column.index);
  }
  // Of integers.
  template <std::integral T>
  aggregate<T> bit_and(values<T> column) {
    return add<T>(SINEW_AGGREGATE_BIT_AND, column.index);
  }
  template <std::integral T>
  aggregate<T> bit_or(values<T> column) {
    return add<T>(SINEW_AGGREGATE_BIT_OR, column.index);
  }
  template <std::integral T>
  aggregate<T> bit_xor(values<T> column) {
    return add<T>(SINEW_AGGREGATE_BIT_XOR, column.index);
  }
  // Those of a sample are null for a group of one value, too.
  template <detail::number T>
  aggregate<double> variance_population(values<T> column) {
    return add<double>(SINEW_AGGREGATE_VARIANCE_POPULATION, column.index);
  }
  template <detail::number T>
  aggregate<double> variance_sample(values<T> column) {
    return add<double>(SINEW_AGGREGATE_VARIANCE_SAMPLE, column.index);
  }
  template <detail::number T>
  aggregate<double> stddev_population(values<T> column) {
    return add<double>(SINEW_AGGREGATE_STDDEV_POPULATION, column.index);
  }
  template <detail::number T>
  aggregate<double> stddev_sample(values<T> column) {
    return add<double>(SINEW_AGGREGATE_STDDEV_SAMPLE, column.index);
  }

  // The value of the first column in the first row of the group in which the second one is least or
  // greatest.
  template <detail::ordered T, typename By>
  aggregate<T> arg_min(values<T> column, values<By> by) {
    return add<T>(SINEW_AGGREGATE_ARG_MIN, column.index, by.index);
  }
  template <detail::ordered T, typename By>
  aggregate<T> arg_max(values<T> column, values<By> by) {
    return add<T>(SINEW_AGGREGATE_ARG_MAX, column.index, by.index);
  }
  // Of two columns of numbers. That of a sample is null for a group of one row, too, and the
  // correlation NaN where all values of a column are the same.
  template <detail::number T, detail::number U>
  aggregate<double> covariance_population(values<T> column, values<U> second) {
    return add<double>(SINEW_AGGREGATE_COVARIANCE_POPULATION, column.index, second.index);
  }
  template <detail::number T, detail::number U>
  aggregate<double> covariance_sample(values<T> column, values<U> second) {
    return add<double>(SINEW_AGGREGATE_COVARIANCE_SAMPLE, column.index, second.index);
  }
  template <detail::number T, detail::number U>
  aggregate<double> correlation(values<T> column, values<U> second) {
    return add<double>(SINEW_AGGREGATE_CORRELATION, column.index, second.index);
  }
  // The quantile of integers and floats at a fraction of 0 to 1: interpolated, or one of the
  // values.
  template <detail::number T>
  aggregate<double> quantile_continuous(values<T> column, double fraction) {
    return add<double>(SINEW_AGGREGATE_QUANTILE_CONTINUOUS, column.index, 0, fraction);
  }
  template <detail::number T>
  aggregate<T> quantile_discrete(values<T> column, double fraction) {
    return add<T>(SINEW_AGGREGATE_QUANTILE_DISCRETE, column.index, 0, fraction);
  }
  // About the former, within a part of itself.
  template <detail::number T>
  aggregate<double> approx_quantile(values<T> column, double fraction,
                                    double relative_accuracy = 0.01) {
    return add<double>(SINEW_AGGREGATE_APPROX_QUANTILE, column.index, 0, fraction, 0,
                       relative_accuracy);
  }
  template <detail::number T>
  aggregate<double> median(values<T> column) {
    return quantile_continuous(column, 0.5);
  }

  // A value column of booleans.
  struct filter {
    std::uint32_t index;
  };
  filter add_filter() {
    value_types_.push_back(SINEW_TYPE_BOOL);
    return {static_cast<std::uint32_t>(value_types_.size() - 1)};
  }
  // Has an aggregate take only the rows for which the column is true, neither false nor null:
  // `options.where(options.sum(delay), is_late)`.
  template <typename T>
  aggregate<T> where(aggregate<T> of, filter column) {
    sinew_aggregate_spec& spec = aggregates_[of.index - sizeof...(Keys)];
    spec.flags = SINEW_AGGREGATE_FILTER;
    spec.filter = column.index;
    return of;
  }

  // As in sinew_groupby_options; 0 is "no limit" and "not known".
  std::size_t memory_limit = 0;
  std::size_t expected_groups = 0;
  std::uint64_t seed = 0;

 private:
  template <typename... Others>
  friend class group_by;

  template <typename T>
  aggregate<T> add(sinew_aggregate function, std::uint32_t column, std::uint32_t second = 0,
                   double fraction = 0, std::uint32_t lg_k = 0, double relative_accuracy = 0) {
    aggregates_.push_back({sizeof(sinew_aggregate_spec), function, column, 0, 0, second, fraction,
                           lg_k, relative_accuracy});
    return {sizeof...(Keys) + aggregates_.size() - 1};  // behind the keys
  }

  std::vector<sinew_type> value_types_;
  std::vector<sinew_aggregate_spec> aggregates_;
};

// A GROUP BY in progress, whose keys the options say: `group_by by(options)`. It can be moved, not
// copied; a moved-from one can be destroyed or assigned to, and throws on every other use that can.
// One thread at a time.
template <typename... Keys>
class group_by {
 public:
  explicit group_by(const group_by_options<Keys...>& options) {
    sinew_groupby_options c = {};
    c.size = sizeof(c);
    const sinew_type key_types[] = {detail::type_of<Keys>::value...};
    c.key_types = key_types;
    c.key_count = sizeof...(Keys);
    c.value_types = options.value_types_.data();
    c.value_count = options.value_types_.size();
    c.aggregates = options.aggregates_.data();
    c.aggregate_count = options.aggregates_.size();
    c.memory_limit = options.memory_limit;
    c.expected_groups = options.expected_groups;
    c.seed = options.seed;
    sinew_groupby* created = nullptr;
    call([&](sinew_error* failure) { return sinew_groupby_create(&c, &created, failure); });
    groupby_.reset(created);
  }

  // Adds a batch of rows: the key columns, and one column for each add_values, as long as they are.
  // If it throws, the object is as it was.
  void update(const column<Keys>&... keys, std::span<const sinew_column> values) {
    const sinew_column key_columns[] = {keys.c()...};
    call([&](sinew_error* failure) {
      return sinew_groupby_update(c(), key_columns, sizeof...(Keys), values.data(), values.size(),
                                  failure);
    });
  }
  void update(const column<Keys>&... keys, std::initializer_list<sinew_column> values = {}) {
    update(keys..., std::span<const sinew_column>(values.begin(), values.size()));
  }

  // Adds the groups of `from`, which has the same options. If it throws, the object is as it was.
  void merge(const group_by& from) {
    call([&](sinew_error* failure) { return sinew_groupby_merge(c(), from.c(), failure); });
  }

  // The same of the groups of one of `part_count` parts: sinew_groupby_merge_part.
  void merge_part(const group_by& from, std::size_t part, std::size_t part_count) {
    call([&](sinew_error* failure) {
      return sinew_groupby_merge_part(c(), from.c(), part, part_count, failure);
    });
  }

  // The groups of a part, by default all, as bytes; and adds groups that encode wrote:
  // sinew_groupby_encode, sinew_groupby_merge_encoded.
  std::vector<std::byte> encode(std::size_t part = 0, std::size_t part_count = 1) const {
    const sinew_codec_result size = sinew_groupby_encoded_size(c(), part, part_count);
    detail::check(size.status, size.read, "sinew_groupby_encoded_size");
    std::vector<std::byte> out(size.written);
    const sinew_codec_result encoded =
        sinew_groupby_encode(c(), part, part_count, out.data(), out.size());
    detail::check(encoded.status, encoded.read, "sinew_groupby_encode");
    return out;
  }
  void merge_encoded(std::span<const std::byte> in) {
    call([&](sinew_error* failure) {
      return sinew_groupby_merge_encoded(c(), in.data(), in.size(), failure);
    });
  }

  // Forgets the groups and keeps the memory.
  void reset() { detail::check(sinew_groupby_reset(c()), 0, "sinew_groupby_reset"); }

  // Groups.
  std::size_t size() const noexcept { return sinew_groupby_count(c()); }
  // Bytes held.
  std::size_t memory() const noexcept { return sinew_groupby_memory(c()); }

  // Sums of integers that do not fit, which are null in the results.
  std::size_t overflow_count() const noexcept { return sinew_groupby_overflow_count(c()); }

  // Keys and results of all groups, or of groups [first, first + count), as a batch, or into a
  // batch that is there already: sinew_groupby_results. The first columns are the keys, and
  // batch::get with the handle of an aggregate is its results.
  batch results() const {
    batch out;
    results(0, size(), out);
    return out;
  }
  void results(std::size_t first, std::size_t count, batch& out) const {
    call([&](sinew_error* failure) {
      return sinew_groupby_results(c(), first, count, out.c(), failure);
    });
  }

  // The handle in C; stays owned by this object.
  sinew_groupby* c() const noexcept { return groupby_.get(); }

 private:
  struct destroy {
    void operator()(sinew_groupby* groupby) const noexcept { sinew_groupby_destroy(groupby); }
  };

  template <typename Function>
  static void call(const Function& function) {
    sinew_error failure = {};
    detail::check(function(&failure), failure);
  }

  std::unique_ptr<sinew_groupby, destroy> groupby_;
};

}  // namespace sinew

#endif  // SINEW_AGGREGATE_HPP_

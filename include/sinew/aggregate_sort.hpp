#ifndef SINEW_AGGREGATE_SORT_HPP_
#define SINEW_AGGREGATE_SORT_HPP_

#include "sinew/aggregate.h"
#include "sinew/base.hpp"

#include <algorithm>
#include <cstring>
#include <initializer_list>

namespace sinew {

// A column that rows are sorted by: a column<T>, or a sinew_column of another type.
struct sort_key {
  sort_key(const sinew_column& key, bool descending = false, bool nulls_first = false)
      : column_of(key),
        order((descending ? SINEW_SORT_DESCENDING : 0) |
              (nulls_first ? SINEW_SORT_NULLS_FIRST : 0)) {}
  template <typename T>
  sort_key(const column<T>& key, bool descending = false, bool nulls_first = false)
      : sort_key(key.c(), descending, nulls_first) {}

  sinew_column column_of;
  std::uint32_t order;
};

namespace detail {

struct sort_keys {
  explicit sort_keys(std::span<const sort_key> keys) : count(keys.size()) {
    if (count > SINEW_SORT_MAX_KEYS) invalid(count, "keys: too many");
    for (std::size_t i = 0; i < count; ++i) {
      columns[i] = keys[i].column_of;
      orders[i] = keys[i].order;
    }
  }

  std::size_t row_count() const noexcept { return count == 0 ? 0 : columns[0].count; }

  sinew_column columns[SINEW_SORT_MAX_KEYS];
  std::uint32_t orders[SINEW_SORT_MAX_KEYS];
  std::size_t count;
};

}  // namespace detail

// sinew_sort: sorts numbers in place.
template <typename T>
  requires(std::is_arithmetic_v<T> && detail::value<T>)
void sort(std::span<T> values, bool descending = false) {
  detail::check(sinew_sort(detail::type_of<T>::value, values.data(), values.size(),
                           descending ? SINEW_SORT_DESCENDING : 0),
                0, "sinew_sort");
}

// sinew_sort_indices: the rows from place `first` on in the order by the keys, as many as `out`
// has.
inline void sorted_rows(std::span<const sort_key> keys, std::size_t first,
                        std::span<std::uint32_t> out) {
  const detail::sort_keys list(keys);
  sinew_error failure = {};
  detail::check(sinew_sort_indices(list.columns, list.count, list.orders, first, out.data(),
                                   out.size(), &failure),
                failure);
}
// All rows, or the first `most` of them.
inline std::vector<std::uint32_t> sorted_rows(std::initializer_list<sort_key> keys,
                                              std::size_t most = SIZE_MAX) {
  const std::size_t rows = keys.size() == 0 ? 0 : keys.begin()->column_of.count;
  std::vector<std::uint32_t> out(std::min(rows, most));
  sorted_rows(std::span(keys.begin(), keys.size()), 0, out);
  return out;
}

// sinew_sort_validate: whether the rows are in the order by the keys.
inline bool is_sorted(std::initializer_list<sort_key> keys) {
  const detail::sort_keys list(std::span(keys.begin(), keys.size()));
  const sinew_result result = sinew_sort_validate(list.columns, list.count, list.orders);
  if (result.status == SINEW_STATUS_CORRUPT) return false;
  detail::check(result.status, result.count, "sinew_sort_validate");
  return true;
}

// sinew_sort_distinct: the rows that are not the same as those before them.
inline std::vector<std::uint32_t> distinct_rows(std::initializer_list<sort_key> keys) {
  const detail::sort_keys list(std::span(keys.begin(), keys.size()));
  std::vector<std::uint32_t> out(list.row_count());
  const sinew_codec_result result =
      sinew_sort_distinct(list.columns, list.count, out.data(), out.size());
  detail::check(result.status, result.read, "sinew_sort_distinct");
  out.resize(result.written);
  return out;
}

}  // namespace sinew

#endif  // SINEW_AGGREGATE_SORT_HPP_

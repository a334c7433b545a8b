#ifndef SINEW_AGGREGATE_COMPARE_HPP_
#define SINEW_AGGREGATE_COMPARE_HPP_

#include "sinew/aggregate.h"
#include "sinew/base.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

namespace sinew {

// Truth values, and a bitmap of those that are not null, which is empty if none is: a column of
// booleans, to filter by.
struct compared_rows {
  std::vector<std::uint8_t> values;
  std::vector<std::uint8_t> validity;
  std::size_t count;

  operator sinew_column() const {
    return {SINEW_TYPE_BOOL,
            count,
            values.data(),
            values.size(),
            nullptr,
            validity.empty() ? nullptr : validity.data(),
            0,
            0};
  }
};

// sinew_compare: which rows are in a relation to those of `other`, of the same type and with as
// many rows, or with one, which is then compared with all.
inline compared_rows compare(const sinew_column& rows, const sinew_column& other,
                             sinew_relation relation) {
  const std::size_t size = (rows.count + 7) / 8;
  compared_rows out = {std::vector<std::uint8_t>(size), {}, rows.count};
  if (rows.validity != nullptr || other.validity != nullptr) out.validity.resize(size);
  detail::check(sinew_compare(&rows, &other, relation, out.values.data(),
                              out.validity.empty() ? nullptr : out.validity.data()),
                "sinew_compare");
  return out;
}

// The same with a constant.
template <typename T>
  requires(detail::value<T>)
compared_rows compare(const column<T>& rows, const std::type_identity_t<T>& constant,
                      sinew_relation relation) {
  sinew_column one = column<T>(std::span(&constant, 1)).c();
  one.type = rows.c().type;  // dates are of one type with int32_t
  return compare(rows.c(), one, relation);
}
inline compared_rows compare(const column<std::string_view>& rows, std::string_view constant,
                             sinew_relation relation) {
  const std::int64_t offsets[] = {0, static_cast<std::int64_t>(constant.size())};
  return compare(rows.c(), column<std::string_view>(std::span(offsets), constant).c(), relation);
}

}  // namespace sinew

#endif  // SINEW_AGGREGATE_COMPARE_HPP_

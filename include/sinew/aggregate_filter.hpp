#ifndef SINEW_AGGREGATE_FILTER_HPP_
#define SINEW_AGGREGATE_FILTER_HPP_

#include "sinew/aggregate.h"
#include "sinew/encoding_dictionary.hpp"

namespace sinew {

// The rows that a filter chose: their values, and a bitmap of those that are not null, which is
// empty if the column has none.
template <typename T>
struct filtered_rows {
  std::vector<T> values;
  std::vector<std::uint8_t> validity;

  operator column<T>() const { return {values, validity}; }
};
template <>
struct filtered_rows<std::string_view> {
  string_rows values;
  std::vector<std::uint8_t> validity;

  operator column<std::string_view>() const {
    return {std::span<const std::int64_t>(values.offsets), values.bytes, validity};
  }
};

// sinew_filter_count: for how many rows a column of booleans is true, neither false nor null.
inline std::size_t filter_count(const sinew_column& filter) {
  const sinew_result result = sinew_filter_count(&filter);
  detail::check(result, "sinew_filter_count");
  return result.count;
}

// sinew_filter: the rows for which `filter`, a column of booleans with as many rows, is true.
template <typename T>
  requires(detail::value<T>)
filtered_rows<T> filter(const column<T>& values, const sinew_column& filter) {
  filtered_rows<T> out;
  out.values.resize(filter_count(filter));
  if (values.c().validity != nullptr) out.validity.resize((out.values.size() + 7) / 8);
  detail::check(
      sinew_filter(&values.c(), &filter, out.values.data(),
                   out.validity.empty() ? nullptr : out.validity.data(), out.values.size()),
      "sinew_filter");
  return out;
}

// sinew_filter of a column of booleans: their bits.
inline filtered_rows<std::uint8_t> filter_booleans(const sinew_column& values,
                                                   const sinew_column& filter) {
  const std::size_t rows = filter_count(filter);
  filtered_rows<std::uint8_t> out = {std::vector<std::uint8_t>((rows + 7) / 8), {}};
  if (values.type != SINEW_TYPE_BOOL) detail::invalid(0, "values: not of booleans");
  if (values.validity != nullptr) out.validity.resize(out.values.size());
  detail::check(sinew_filter(&values, &filter, out.values.data(),
                             out.validity.empty() ? nullptr : out.validity.data(), rows),
                "sinew_filter");
  return out;
}

// sinew_filter_strings: the strings for which `filter`, a column of booleans with as many rows, is
// true.
inline filtered_rows<std::string_view> filter(const column<std::string_view>& values,
                                              const sinew_column& filter) {
  const std::size_t rows = filter_count(filter);
  const sinew_codec_result size = sinew_filter_strings_size(&values.c(), &filter);
  detail::check(size, "sinew_filter_strings_size");
  filtered_rows<std::string_view> out;
  out.values.offsets.resize(rows + 1);
  out.values.bytes.resize(size.written);
  if (values.c().validity != nullptr) out.validity.resize((rows + 7) / 8);
  detail::check(sinew_filter_strings(&values.c(), &filter, out.values.offsets.data(),
                                     out.validity.empty() ? nullptr : out.validity.data(), rows,
                                     out.values.bytes.data(), size.written),
                "sinew_filter_strings");
  return out;
}

}  // namespace sinew

#endif  // SINEW_AGGREGATE_FILTER_HPP_

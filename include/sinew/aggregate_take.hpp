#ifndef SINEW_AGGREGATE_TAKE_HPP_
#define SINEW_AGGREGATE_TAKE_HPP_

#include "sinew/aggregate.h"
#include "sinew/encoding_dictionary.hpp"

namespace sinew {

// Writes values[indices[i]] to out[i], 0 for a null row. Throws if an index is out of range, with
// its row, and if `out` is shorter than `indices`.
template <typename T>
  requires(detail::value<T>)
void take(const column<T>& values, const column<std::uint32_t>& indices, std::span<T> out) {
  if (out.size() < indices.size()) detail::invalid(out.size(), "out: shorter than indices");
  const sinew_result result = sinew_take(&values.c(), &indices.c(), out.data());
  detail::check(result.status, result.count, "sinew_take");
}

// The strings that indices name, none for a null row. Throws if an index is out of range, with its
// row.
inline string_rows take(const column<std::string_view>& values,
                        const column<std::uint32_t>& indices) {
  const sinew_codec_result size = sinew_take_strings_size(&values.c(), &indices.c());
  detail::check(size.status, size.read, "sinew_take_strings_size");
  string_rows out;
  out.offsets.resize(indices.size() + 1);
  out.bytes.resize(size.written);
  const sinew_codec_result result = sinew_take_strings(
      &values.c(), &indices.c(), out.offsets.data(), out.bytes.data(), out.bytes.size());
  detail::check(result.status, result.read, "sinew_take_strings");
  return out;
}

}  // namespace sinew

#endif  // SINEW_AGGREGATE_TAKE_HPP_

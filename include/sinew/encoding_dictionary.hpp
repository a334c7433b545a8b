#ifndef SINEW_ENCODING_DICTIONARY_HPP_
#define SINEW_ENCODING_DICTIONARY_HPP_

#include "sinew/base.hpp"
#include "sinew/batch.hpp"
#include "sinew/encoding.h"

#include <concepts>
#include <memory>

namespace sinew {

// What a dictionary can hold.
template <typename T>
concept dictionary_value =
    std::same_as<T, std::string_view> || (std::integral<T> && detail::value<T>);

// Strings that a call wrote, end to end. What it returns is good as long as it is itself.
class string_rows {
 public:
  std::size_t size() const noexcept { return offsets.empty() ? 0 : offsets.size() - 1; }
  std::string_view operator[](std::size_t i) const noexcept {
    const auto begin = static_cast<std::size_t>(offsets[i]);
    return std::string_view(bytes).substr(begin, static_cast<std::size_t>(offsets[i + 1]) - begin);
  }
  operator column<std::string_view>() const {
    return {std::span<const std::int64_t>(offsets), bytes};
  }

  std::vector<std::int64_t> offsets = {0};
  std::string bytes;
};

// A sinew_dictionary: T is an integer or std::string_view. It moves; it does not copy.
template <dictionary_value T>
class dictionary {
 public:
  // 0 is "no limit" and "not known", as in sinew_dictionary_options.
  explicit dictionary(std::size_t memory_limit = 0, std::size_t expected_values = 0,
                      std::uint64_t seed = 0) {
    sinew_dictionary_options options = {};
    options.size = sizeof(options);
    options.type = detail::type_of<T>::value;
    options.memory_limit = memory_limit;
    options.expected_values = expected_values;
    options.seed = seed;
    sinew_dictionary* created = nullptr;
    sinew_error failure = {};
    detail::check(sinew_dictionary_create(&options, &created, &failure), failure);
    dictionary_.reset(created);
  }

  // sinew_dictionary_encode. Throws where `indices` is shorter than the column.
  void encode(const column<T>& rows, std::span<std::uint32_t> indices) {
    if (indices.size() < rows.size()) detail::invalid(indices.size(), "indices: fewer than rows");
    sinew_error failure = {};
    detail::check(sinew_dictionary_encode(c(), &rows.c(), indices.data(), &failure), failure);
  }
  std::vector<std::uint32_t> encode(const column<T>& rows) {
    std::vector<std::uint32_t> indices(rows.size());
    encode(rows, indices);
    return indices;
  }

  void reset() { detail::check(sinew_dictionary_reset(c()), 0, "sinew_dictionary_reset"); }

  // The number of values.
  std::size_t size() const noexcept { return sinew_dictionary_count(c()); }
  // The bytes it holds.
  std::size_t memory() const noexcept { return sinew_dictionary_memory(c()); }

  // All values, or those with the indices [first, first + count), as a batch of one column, or into
  // a batch that is there already.
  batch values() const { return values(0, size()); }
  batch values(std::size_t first, std::size_t count) const {
    batch out;
    values(first, count, out);
    return out;
  }
  void values(std::size_t first, std::size_t count, batch& out) const {
    sinew_error failure = {};
    detail::check(sinew_dictionary_values(c(), first, count, out.c(), &failure), failure);
  }

  // The handle in C; stays owned by this object.
  sinew_dictionary* c() const noexcept { return dictionary_.get(); }

 private:
  struct destroy {
    void operator()(sinew_dictionary* handle) const noexcept { sinew_dictionary_destroy(handle); }
  };

  std::unique_ptr<sinew_dictionary, destroy> dictionary_;
};

}  // namespace sinew

#endif  // SINEW_ENCODING_DICTIONARY_HPP_

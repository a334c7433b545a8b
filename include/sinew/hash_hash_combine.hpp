#ifndef SINEW_HASH_HASH_COMBINE_HPP_
#define SINEW_HASH_HASH_COMBINE_HPP_

#include "sinew/base.hpp"
#include "sinew/hash.h"

namespace sinew {

// sinew_hash_combine. Cannot fail.
inline std::uint64_t hash_combine(std::uint64_t first, std::uint64_t second) noexcept {
  return sinew_hash_combine(first, second);
}

// sinew_hash_combine_many of three spans of one length.
inline void hash_combine_many(std::span<const std::uint64_t> first,
                              std::span<const std::uint64_t> second, std::span<std::uint64_t> out) {
  if (first.size() != second.size() || out.size() != first.size()) {
    detail::invalid(out.size(), "out: not as many elements as first and second");
  }
  sinew_hash_combine_many(first.data(), second.data(), out.size(), out.data());
}

}  // namespace sinew

#endif  // SINEW_HASH_HASH_COMBINE_HPP_

#ifndef SINEW_HASH_MURMUR3_HPP_
#define SINEW_HASH_MURMUR3_HPP_

#include "sinew/base.hpp"
#include "sinew/hash.h"

namespace sinew {

// sinew_murmur3_32. Cannot fail.
inline std::uint32_t murmur3_32(std::span<const std::byte> in, std::uint32_t seed = 0) noexcept {
  return sinew_murmur3_32(in.data(), in.size(), seed);
}
inline std::uint32_t murmur3_32(std::string_view in, std::uint32_t seed = 0) noexcept {
  return sinew_murmur3_32(in.data(), in.size(), seed);
}

// sinew_murmur3_128. Cannot fail.
inline sinew_hash128 murmur3_128(std::span<const std::byte> in, std::uint64_t seed = 0) noexcept {
  return sinew_murmur3_128(in.data(), in.size(), seed);
}
inline sinew_hash128 murmur3_128(std::string_view in, std::uint64_t seed = 0) noexcept {
  return sinew_murmur3_128(in.data(), in.size(), seed);
}

// sinew_murmur3_32_many: a hash for each row, 0 for a null row, to `out`, which has as many
// elements.
inline void murmur3_32_many(const sinew_column& rows, std::span<std::uint32_t> out,
                            std::uint32_t seed = 0) {
  detail::check_rows(out.size(), rows.count);
  detail::check(sinew_murmur3_32_many(&rows, seed, out.data()), "sinew_murmur3_32_many");
}

// sinew_murmur3_128_many: a hash for each row, zeros for a null row, to `out`, which has as many
// elements.
inline void murmur3_128_many(const sinew_column& rows, std::span<sinew_hash128> out,
                             std::uint64_t seed = 0) {
  detail::check_rows(out.size(), rows.count);
  detail::check(sinew_murmur3_128_many(&rows, seed, out.data()), "sinew_murmur3_128_many");
}

}  // namespace sinew

#endif  // SINEW_HASH_MURMUR3_HPP_

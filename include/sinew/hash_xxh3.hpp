#ifndef SINEW_HASH_XXH3_HPP_
#define SINEW_HASH_XXH3_HPP_

#include "sinew/base.hpp"
#include "sinew/hash.h"

namespace sinew {

// sinew_xxh3_64. Cannot fail.
inline std::uint64_t xxh3_64(std::span<const std::byte> in, std::uint64_t seed = 0) noexcept {
  return sinew_xxh3_64(in.data(), in.size(), seed);
}
inline std::uint64_t xxh3_64(std::string_view in, std::uint64_t seed = 0) noexcept {
  return sinew_xxh3_64(in.data(), in.size(), seed);
}

// sinew_xxh3_128. Cannot fail.
inline sinew_hash128 xxh3_128(std::span<const std::byte> in, std::uint64_t seed = 0) noexcept {
  return sinew_xxh3_128(in.data(), in.size(), seed);
}
inline sinew_hash128 xxh3_128(std::string_view in, std::uint64_t seed = 0) noexcept {
  return sinew_xxh3_128(in.data(), in.size(), seed);
}

// The XXH3 hash of an input that comes in pieces. A copy is a hash of its own.
class xxh3_hasher {
 public:
  explicit xxh3_hasher(std::uint64_t seed = 0) noexcept { reset(seed); }

  void reset(std::uint64_t seed = 0) noexcept { sinew_xxh3_init(&state_, seed); }
  void update(std::span<const std::byte> in) noexcept {
    sinew_xxh3_update(&state_, in.data(), in.size());
  }
  void update(std::string_view in) noexcept { sinew_xxh3_update(&state_, in.data(), in.size()); }

  std::uint64_t digest_64() const noexcept { return sinew_xxh3_64_digest(&state_); }
  sinew_hash128 digest_128() const noexcept { return sinew_xxh3_128_digest(&state_); }

 private:
  sinew_xxh3_state state_;
};

// sinew_xxh3_64_many: a hash for each row, 0 for a null row, to `out`, which has as many elements.
inline void xxh3_64_many(const sinew_column& rows, std::span<std::uint64_t> out,
                         std::uint64_t seed = 0) {
  detail::check_rows(out.size(), rows.count);
  detail::check(sinew_xxh3_64_many(&rows, seed, out.data()), "sinew_xxh3_64_many");
}

// sinew_xxh3_128_many: a hash for each row, zeros for a null row, to `out`, which has as many
// elements.
inline void xxh3_128_many(const sinew_column& rows, std::span<sinew_hash128> out,
                          std::uint64_t seed = 0) {
  detail::check_rows(out.size(), rows.count);
  detail::check(sinew_xxh3_128_many(&rows, seed, out.data()), "sinew_xxh3_128_many");
}

}  // namespace sinew

#endif  // SINEW_HASH_XXH3_HPP_

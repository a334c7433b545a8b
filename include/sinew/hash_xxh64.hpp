#ifndef SINEW_HASH_XXH64_HPP_
#define SINEW_HASH_XXH64_HPP_

#include "sinew/base.hpp"
#include "sinew/hash.h"

namespace sinew {

// sinew_xxh64. Cannot fail.
inline std::uint64_t xxh64(std::span<const std::byte> in, std::uint64_t seed = 0) noexcept {
  return sinew_xxh64(in.data(), in.size(), seed);
}
inline std::uint64_t xxh64(std::string_view in, std::uint64_t seed = 0) noexcept {
  return sinew_xxh64(in.data(), in.size(), seed);
}

// The XXH64 hash of an input that comes in pieces. A copy is a hash of its own.
class xxh64_hasher {
 public:
  explicit xxh64_hasher(std::uint64_t seed = 0) noexcept { reset(seed); }

  void reset(std::uint64_t seed = 0) noexcept { sinew_xxh64_init(&state_, seed); }
  void update(std::span<const std::byte> in) noexcept {
    sinew_xxh64_update(&state_, in.data(), in.size());
  }
  void update(std::string_view in) noexcept { sinew_xxh64_update(&state_, in.data(), in.size()); }

  std::uint64_t digest() const noexcept { return sinew_xxh64_digest(&state_); }

 private:
  sinew_xxh64_state state_;
};

// sinew_xxh64_many: a hash for each row, 0 for a null row, to `out`, which has as many elements.
inline void xxh64_many(const sinew_column& rows, std::span<std::uint64_t> out,
                       std::uint64_t seed = 0) {
  detail::check_rows(out.size(), rows.count);
  detail::check(sinew_xxh64_many(&rows, seed, out.data()), "sinew_xxh64_many");
}

}  // namespace sinew

#endif  // SINEW_HASH_XXH64_HPP_

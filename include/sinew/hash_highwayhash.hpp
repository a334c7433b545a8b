#ifndef SINEW_HASH_HIGHWAYHASH_HPP_
#define SINEW_HASH_HIGHWAYHASH_HPP_

#include "sinew/base.hpp"
#include "sinew/hash.h"

namespace sinew {

// A key of HighwayHash; another number of bytes does not compile.
using highwayhash_key = std::span<const std::byte, SINEW_HIGHWAYHASH_KEY_SIZE>;

// sinew_highwayhash_64. Cannot fail.
inline std::uint64_t highwayhash_64(std::span<const std::byte> in, highwayhash_key key) noexcept {
  return sinew_highwayhash_64(in.data(), in.size(), key.data());
}
inline std::uint64_t highwayhash_64(std::string_view in, highwayhash_key key) noexcept {
  return sinew_highwayhash_64(in.data(), in.size(), key.data());
}

// sinew_highwayhash_128. Cannot fail.
inline sinew_hash128 highwayhash_128(std::span<const std::byte> in, highwayhash_key key) noexcept {
  return sinew_highwayhash_128(in.data(), in.size(), key.data());
}
inline sinew_hash128 highwayhash_128(std::string_view in, highwayhash_key key) noexcept {
  return sinew_highwayhash_128(in.data(), in.size(), key.data());
}

// sinew_highwayhash_256. Cannot fail.
inline std::array<std::byte, 32> highwayhash_256(std::span<const std::byte> in,
                                                 highwayhash_key key) noexcept {
  std::array<std::byte, 32> hash;
  sinew_highwayhash_256(in.data(), in.size(), key.data(), hash.data());
  return hash;
}
inline std::array<std::byte, 32> highwayhash_256(std::string_view in,
                                                 highwayhash_key key) noexcept {
  return highwayhash_256(std::as_bytes(std::span(in)), key);
}

// The HighwayHash of an input that comes in pieces. A copy is a hash of its own.
class highwayhash {
 public:
  explicit highwayhash(highwayhash_key key) noexcept {
    sinew_highwayhash_init(&state_, key.data());
  }

  void reset() noexcept { sinew_highwayhash_reset(&state_); }
  void update(std::span<const std::byte> in) noexcept {
    sinew_highwayhash_update(&state_, in.data(), in.size());
  }
  void update(std::string_view in) noexcept { update(std::as_bytes(std::span(in))); }

  std::uint64_t digest_64() const noexcept { return sinew_highwayhash_64_digest(&state_); }
  sinew_hash128 digest_128() const noexcept { return sinew_highwayhash_128_digest(&state_); }
  std::array<std::byte, 32> digest_256() const noexcept {
    std::array<std::byte, 32> hash;
    sinew_highwayhash_256_digest(&state_, hash.data());
    return hash;
  }

 private:
  sinew_highwayhash_state state_;
};

}  // namespace sinew

#endif  // SINEW_HASH_HIGHWAYHASH_HPP_

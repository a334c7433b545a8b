#ifndef SINEW_HASH_BLAKE3_HPP_
#define SINEW_HASH_BLAKE3_HPP_

#include "sinew/base.hpp"
#include "sinew/hash.h"

namespace sinew {

// What the BLAKE3 functions return.
using blake3_hash = std::array<std::byte, SINEW_BLAKE3_HASH_SIZE>;

// A key of BLAKE3; another number of bytes does not compile.
using blake3_key = std::span<const std::byte, SINEW_BLAKE3_KEY_SIZE>;

// sinew_blake3. Cannot fail.
inline blake3_hash blake3(std::span<const std::byte> in) noexcept {
  blake3_hash hash;
  sinew_blake3(in.data(), in.size(), hash.data());
  return hash;
}
inline blake3_hash blake3(std::string_view in) noexcept {
  return blake3(std::as_bytes(std::span(in)));
}

// sinew_blake3_keyed. Cannot fail: the type of the key says how long it is.
inline blake3_hash blake3_keyed(std::span<const std::byte> in, blake3_key key) noexcept {
  blake3_hash hash;
  [[maybe_unused]] const sinew_status status =
      sinew_blake3_keyed(in.data(), in.size(), key.data(), key.size(), hash.data());
  return hash;
}

// sinew_blake3_derive_key: fills `out`, which must not be empty.
inline void blake3_derive_key(std::span<const std::byte> material, std::string_view context,
                              std::span<std::byte> out) {
  detail::check(sinew_blake3_derive_key(material.data(), material.size(), context.data(),
                                        context.size(), out.data(), out.size()),
                0, "sinew_blake3_derive_key");
}

// The BLAKE3 hash of an input that comes in pieces. A copy is a hash of its own.
class blake3_hasher {
 public:
  blake3_hasher() noexcept { sinew_blake3_init(&state_); }
  explicit blake3_hasher(blake3_key key) noexcept {
    [[maybe_unused]] const sinew_status status =
        sinew_blake3_init_keyed(&state_, key.data(), key.size());
  }
  static blake3_hasher derive_key(std::string_view context) noexcept {
    blake3_hasher hasher;
    sinew_blake3_init_derive_key(&hasher.state_, context.data(), context.size());
    return hasher;
  }

  void update(std::span<const std::byte> in) noexcept {
    sinew_blake3_update(&state_, in.data(), in.size());
  }
  void update(std::string_view in) noexcept { sinew_blake3_update(&state_, in.data(), in.size()); }

  blake3_hash digest() const noexcept {
    blake3_hash hash;
    sinew_blake3_digest(&state_, hash.data());
    return hash;
  }

  // Fills `out`, which must not be empty, with the extended output from byte `seek` on.
  void output(std::span<std::byte> out, std::uint64_t seek = 0) const {
    detail::check(sinew_blake3_output(&state_, seek, out.data(), out.size()), 0,
                  "sinew_blake3_output");
  }

  void reset() noexcept { sinew_blake3_reset(&state_); }

 private:
  sinew_blake3_state state_;
};

// sinew_blake3_many: a hash for each row, zeros for a null row, to `out`, which has as many
// elements.
inline void blake3_many(const sinew_column& rows, std::span<blake3_hash> out) {
  detail::check_rows(out.size(), rows.count);
  detail::check(sinew_blake3_many(&rows, out.data()), "sinew_blake3_many");
}

}  // namespace sinew

#endif  // SINEW_HASH_BLAKE3_HPP_

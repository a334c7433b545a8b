#ifndef SINEW_HASH_HPP_
#define SINEW_HASH_HPP_

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

// sinew_crc32c of what follows the bytes whose checksum is `crc`. Cannot fail.
inline std::uint32_t crc32c(std::span<const std::byte> in, std::uint32_t crc = 0) noexcept {
  return sinew_crc32c(crc, in.data(), in.size());
}
inline std::uint32_t crc32c(std::string_view in, std::uint32_t crc = 0) noexcept {
  return sinew_crc32c(crc, in.data(), in.size());
}

// sinew_crc32c_combine: of a message, and another of `second_size` bytes behind it. Cannot fail.
inline std::uint32_t crc32c_combine(std::uint32_t first, std::uint32_t second,
                                    std::uint64_t second_size) noexcept {
  return sinew_crc32c_combine(first, second, second_size);
}

// sinew_crc32 of what follows the bytes whose checksum is `crc`. Cannot fail.
inline std::uint32_t crc32(std::span<const std::byte> in, std::uint32_t crc = 0) noexcept {
  return sinew_crc32(crc, in.data(), in.size());
}
inline std::uint32_t crc32(std::string_view in, std::uint32_t crc = 0) noexcept {
  return sinew_crc32(crc, in.data(), in.size());
}

// sinew_crc32_combine: of a message, and another of `second_size` bytes behind it. Cannot fail.
inline std::uint32_t crc32_combine(std::uint32_t first, std::uint32_t second,
                                   std::uint64_t second_size) noexcept {
  return sinew_crc32_combine(first, second, second_size);
}

// sinew_crc64nvme of what follows the bytes whose checksum is `crc`. Cannot fail.
inline std::uint64_t crc64nvme(std::span<const std::byte> in, std::uint64_t crc = 0) noexcept {
  return sinew_crc64nvme(crc, in.data(), in.size());
}
inline std::uint64_t crc64nvme(std::string_view in, std::uint64_t crc = 0) noexcept {
  return sinew_crc64nvme(crc, in.data(), in.size());
}

// sinew_crc64nvme_combine: of a message, and another of `second_size` bytes behind it. Cannot fail.
inline std::uint64_t crc64nvme_combine(std::uint64_t first, std::uint64_t second,
                                       std::uint64_t second_size) noexcept {
  return sinew_crc64nvme_combine(first, second, second_size);
}

// sinew_xxh3_64_many: one hash a row, 0 for null rows, into `out`, which has as many elements.
inline void xxh3_64_many(const sinew_column& rows, std::span<std::uint64_t> out,
                         std::uint64_t seed = 0) {
  if (out.size() != rows.count) detail::invalid(out.size(), "out: not as many elements as rows");
  const sinew_result result = sinew_xxh3_64_many(&rows, seed, out.data());
  detail::check(result.status, result.count, "sinew_xxh3_64_many");
}

// What the BLAKE3 functions return: SINEW_BLAKE3_HASH_SIZE bytes.
using blake3_hash = std::array<std::byte, SINEW_BLAKE3_HASH_SIZE>;

namespace detail {
inline std::uint8_t* octets(std::byte* bytes) noexcept {
  return reinterpret_cast<std::uint8_t*>(bytes);
}
}  // namespace detail

// sinew_blake3. Cannot fail.
inline blake3_hash blake3(std::span<const std::byte> in) noexcept {
  blake3_hash hash;
  sinew_blake3(in.data(), in.size(), detail::octets(hash.data()));
  return hash;
}
inline blake3_hash blake3(std::string_view in) noexcept {
  return blake3(std::as_bytes(std::span(in)));
}

// sinew_blake3_keyed. The type of the key leaves nothing to fail.
inline blake3_hash blake3_keyed(std::span<const std::byte, SINEW_BLAKE3_KEY_SIZE> key,
                                std::span<const std::byte> in) noexcept {
  blake3_hash hash;
  [[maybe_unused]] const sinew_status status =
      sinew_blake3_keyed(key.data(), key.size(), in.data(), in.size(), detail::octets(hash.data()));
  return hash;
}

// sinew_blake3_derive_key: fills `out`, which must not be empty.
inline void blake3_derive_key(std::string_view context, std::span<const std::byte> material,
                              std::span<std::byte> out) {
  detail::check(sinew_blake3_derive_key(context.data(), context.size(), material.data(),
                                        material.size(), detail::octets(out.data()), out.size()),
                0, "sinew_blake3_derive_key");
}

// The hash of an input that comes in pieces; a copy goes its own way.
class blake3_hasher {
 public:
  blake3_hasher() noexcept { sinew_blake3_init(&state_); }
  explicit blake3_hasher(std::span<const std::byte, SINEW_BLAKE3_KEY_SIZE> key) noexcept {
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
    sinew_blake3_digest(&state_, detail::octets(hash.data()));
    return hash;
  }

  // Fills `out`, which must not be empty, with the extended output from `seek` on.
  void output(std::span<std::byte> out, std::uint64_t seek = 0) const {
    const sinew_result result =
        sinew_blake3_output(&state_, seek, detail::octets(out.data()), out.size());
    detail::check(result.status, result.count, "sinew_blake3_output");
  }

  void reset() noexcept { sinew_blake3_reset(&state_); }

 private:
  sinew_blake3_state state_;
};

// sinew_blake3_many: one hash a row, zeros for null rows, into `out`, which has as many elements.
inline void blake3_many(const sinew_column& rows, std::span<blake3_hash> out) {
  if (out.size() != rows.count) detail::invalid(out.size(), "out: not as many elements as rows");
  const sinew_result result = sinew_blake3_many(&rows, reinterpret_cast<std::uint8_t*>(out.data()));
  detail::check(result.status, result.count, "sinew_blake3_many");
}

}  // namespace sinew

#endif  // SINEW_HASH_HPP_

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

}  // namespace sinew

#endif  // SINEW_HASH_HPP_

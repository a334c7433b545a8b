#ifndef SINEW_HASH_CRC32C_HPP_
#define SINEW_HASH_CRC32C_HPP_

#include "sinew/base.hpp"
#include "sinew/hash.h"

namespace sinew {

// sinew_crc32c: `crc` is that of the bytes before `in`. Cannot fail.
inline std::uint32_t crc32c(std::span<const std::byte> in, std::uint32_t crc = 0) noexcept {
  return sinew_crc32c(in.data(), in.size(), crc);
}
inline std::uint32_t crc32c(std::string_view in, std::uint32_t crc = 0) noexcept {
  return sinew_crc32c(in.data(), in.size(), crc);
}

// sinew_crc32c_combine: of two messages joined, the second of `second_size` bytes. Cannot fail.
inline std::uint32_t crc32c_combine(std::uint32_t first, std::uint32_t second,
                                    std::uint64_t second_size) noexcept {
  return sinew_crc32c_combine(first, second, second_size);
}

}  // namespace sinew

#endif  // SINEW_HASH_CRC32C_HPP_

#ifndef SINEW_HASH_CRC32_HPP_
#define SINEW_HASH_CRC32_HPP_

#include "sinew/base.hpp"
#include "sinew/hash.h"

namespace sinew {

// sinew_crc32: `crc` is that of the bytes before `in`. Cannot fail.
inline std::uint32_t crc32(std::span<const std::byte> in, std::uint32_t crc = 0) noexcept {
  return sinew_crc32(in.data(), in.size(), crc);
}
inline std::uint32_t crc32(std::string_view in, std::uint32_t crc = 0) noexcept {
  return sinew_crc32(in.data(), in.size(), crc);
}

// sinew_crc32_combine: of two messages joined, the second of `second_size` bytes. Cannot fail.
inline std::uint32_t crc32_combine(std::uint32_t first, std::uint32_t second,
                                   std::uint64_t second_size) noexcept {
  return sinew_crc32_combine(first, second, second_size);
}

}  // namespace sinew

#endif  // SINEW_HASH_CRC32_HPP_

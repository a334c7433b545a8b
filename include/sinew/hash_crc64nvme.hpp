#ifndef SINEW_HASH_CRC64NVME_HPP_
#define SINEW_HASH_CRC64NVME_HPP_

#include "sinew/base.hpp"
#include "sinew/hash.h"

namespace sinew {

// sinew_crc64nvme: `crc` is that of the bytes before `in`. Cannot fail.
inline std::uint64_t crc64nvme(std::span<const std::byte> in, std::uint64_t crc = 0) noexcept {
  return sinew_crc64nvme(in.data(), in.size(), crc);
}
inline std::uint64_t crc64nvme(std::string_view in, std::uint64_t crc = 0) noexcept {
  return sinew_crc64nvme(in.data(), in.size(), crc);
}

// sinew_crc64nvme_combine: of two messages joined, the second of `second_size` bytes. Cannot fail.
inline std::uint64_t crc64nvme_combine(std::uint64_t first, std::uint64_t second,
                                       std::uint64_t second_size) noexcept {
  return sinew_crc64nvme_combine(first, second, second_size);
}

}  // namespace sinew

#endif  // SINEW_HASH_CRC64NVME_HPP_

#ifndef SINEW_ENCODING_STREAMVBYTE_HPP_
#define SINEW_ENCODING_STREAMVBYTE_HPP_

#include "sinew/base.hpp"
#include "sinew/encoding.h"

namespace sinew {

// sinew_streamvbyte_max_encoded_size and sinew_streamvbyte_encoded_size: of any values, and of
// these. Cannot fail.
inline std::size_t streamvbyte_max_encoded_size(std::size_t count) noexcept {
  return sinew_streamvbyte_max_encoded_size(count);
}
inline std::size_t streamvbyte_encoded_size(std::span<const std::uint32_t> in,
                                            std::uint32_t flags = SINEW_STREAMVBYTE_1234) noexcept {
  return sinew_streamvbyte_encoded_size(in.data(), in.size(), flags);
}
inline std::size_t streamvbyte_delta_encoded_size(
    std::span<const std::uint32_t> in, std::uint32_t start,
    std::uint32_t flags = SINEW_STREAMVBYTE_1234) noexcept {
  return sinew_streamvbyte_delta_encoded_size(in.data(), in.size(), flags, start);
}

// sinew_streamvbyte_encode: into the front of `out`; returns how many bytes. Throws where `out` is
// too small.
inline std::size_t streamvbyte_encode(std::span<const std::uint32_t> in, std::span<std::byte> out,
                                      std::uint32_t flags = SINEW_STREAMVBYTE_1234) {
  const sinew_codec_result result =
      sinew_streamvbyte_encode(in.data(), in.size(), flags, out.data(), out.size());
  detail::check(result.status, result.read, "sinew_streamvbyte_encode");
  return result.written;
}

// sinew_streamvbyte_delta_encode: the same for differences, of the first value to `start`.
inline std::size_t streamvbyte_delta_encode(std::span<const std::uint32_t> in, std::uint32_t start,
                                            std::span<std::byte> out,
                                            std::uint32_t flags = SINEW_STREAMVBYTE_1234) {
  const sinew_codec_result result =
      sinew_streamvbyte_delta_encode(in.data(), in.size(), flags, start, out.data(), out.size());
  detail::check(result.status, result.read, "sinew_streamvbyte_delta_encode");
  return result.written;
}

// sinew_streamvbyte_decode: fills `out` and returns how many bytes that took. Throws where `in` is
// too short.
inline std::size_t streamvbyte_decode(std::span<const std::byte> in, std::span<std::uint32_t> out,
                                      std::uint32_t flags = SINEW_STREAMVBYTE_1234) {
  const sinew_codec_result result =
      sinew_streamvbyte_decode(in.data(), in.size(), flags, out.data(), out.size());
  detail::check(result.status, result.read, "sinew_streamvbyte_decode");
  return result.read;
}

// sinew_streamvbyte_delta_decode: the same for differences.
inline std::size_t streamvbyte_delta_decode(std::span<const std::byte> in, std::uint32_t start,
                                            std::span<std::uint32_t> out,
                                            std::uint32_t flags = SINEW_STREAMVBYTE_1234) {
  const sinew_codec_result result =
      sinew_streamvbyte_delta_decode(in.data(), in.size(), flags, start, out.data(), out.size());
  detail::check(result.status, result.read, "sinew_streamvbyte_delta_decode");
  return result.read;
}

}  // namespace sinew

#endif  // SINEW_ENCODING_STREAMVBYTE_HPP_

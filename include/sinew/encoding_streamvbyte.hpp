#ifndef SINEW_ENCODING_STREAMVBYTE_HPP_
#define SINEW_ENCODING_STREAMVBYTE_HPP_

#include "sinew/base.hpp"
#include "sinew/encoding.h"

namespace sinew {

// sinew_streamvbyte_encode: to the front of `out`; returns how many bytes. Throws if `out` is too
// small.
inline std::size_t streamvbyte_encode(std::span<const std::uint32_t> in, std::span<std::byte> out,
                                      std::uint32_t flags = SINEW_STREAMVBYTE_1234) {
  const sinew_codec_result result =
      sinew_streamvbyte_encode(in.data(), in.size(), out.data(), out.size(), flags);
  detail::check(result.status, result.read, "sinew_streamvbyte_encode");
  return result.written;
}

// sinew_streamvbyte_decode: fills `out` and returns how many bytes of `in` that took. Throws if
// `in` is too short.
inline std::size_t streamvbyte_decode(std::span<const std::byte> in, std::span<std::uint32_t> out,
                                      std::uint32_t flags = SINEW_STREAMVBYTE_1234) {
  const sinew_codec_result result =
      sinew_streamvbyte_decode(in.data(), in.size(), out.data(), out.size(), flags);
  detail::check(result.status, result.read, "sinew_streamvbyte_decode");
  return result.read;
}

// sinew_streamvbyte_encode_delta: differences, of the first value to `start`.
inline std::size_t streamvbyte_encode_delta(std::span<const std::uint32_t> in, std::uint32_t start,
                                            std::span<std::byte> out,
                                            std::uint32_t flags = SINEW_STREAMVBYTE_1234) {
  const sinew_codec_result result =
      sinew_streamvbyte_encode_delta(in.data(), in.size(), start, out.data(), out.size(), flags);
  detail::check(result.status, result.read, "sinew_streamvbyte_encode_delta");
  return result.written;
}

// sinew_streamvbyte_decode_delta: with the same `start`.
inline std::size_t streamvbyte_decode_delta(std::span<const std::byte> in, std::uint32_t start,
                                            std::span<std::uint32_t> out,
                                            std::uint32_t flags = SINEW_STREAMVBYTE_1234) {
  const sinew_codec_result result =
      sinew_streamvbyte_decode_delta(in.data(), in.size(), start, out.data(), out.size(), flags);
  detail::check(result.status, result.read, "sinew_streamvbyte_decode_delta");
  return result.read;
}

// sinew_streamvbyte_encoded_bound: the most bytes that `count` values can take.
inline std::size_t streamvbyte_encoded_bound(std::size_t count) noexcept {
  return sinew_streamvbyte_encoded_bound(count);
}

// sinew_streamvbyte_encoded_size: how many bytes these values take. Throws if a flag is unknown.
inline std::size_t streamvbyte_encoded_size(std::span<const std::uint32_t> in,
                                            std::uint32_t flags = SINEW_STREAMVBYTE_1234) {
  const sinew_codec_result result = sinew_streamvbyte_encoded_size(in.data(), in.size(), flags);
  detail::check(result.status, result.read, "sinew_streamvbyte_encoded_size");
  return result.written;
}

// sinew_streamvbyte_encoded_size_delta: how many bytes these values take as differences.
inline std::size_t streamvbyte_encoded_size_delta(std::span<const std::uint32_t> in,
                                                  std::uint32_t start,
                                                  std::uint32_t flags = SINEW_STREAMVBYTE_1234) {
  const sinew_codec_result result =
      sinew_streamvbyte_encoded_size_delta(in.data(), in.size(), start, flags);
  detail::check(result.status, result.read, "sinew_streamvbyte_encoded_size_delta");
  return result.written;
}

}  // namespace sinew

#endif  // SINEW_ENCODING_STREAMVBYTE_HPP_

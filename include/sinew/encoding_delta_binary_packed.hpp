#ifndef SINEW_ENCODING_DELTA_BINARY_PACKED_HPP_
#define SINEW_ENCODING_DELTA_BINARY_PACKED_HPP_

#include "sinew/base.hpp"
#include "sinew/encoding.h"

namespace sinew {

// sinew_delta_binary_packed_encode_*: to the front of `out`; returns how many bytes. Throws if
// `out` is too small.
inline std::size_t delta_binary_packed_encode(std::span<const std::int32_t> in,
                                              std::span<std::byte> out) {
  const sinew_codec_result result =
      sinew_delta_binary_packed_encode_i32(in.data(), in.size(), out.data(), out.size());
  detail::check(result.status, result.read, "sinew_delta_binary_packed_encode_i32");
  return result.written;
}
inline std::size_t delta_binary_packed_encode(std::span<const std::int64_t> in,
                                              std::span<std::byte> out) {
  const sinew_codec_result result =
      sinew_delta_binary_packed_encode_i64(in.data(), in.size(), out.data(), out.size());
  detail::check(result.status, result.read, "sinew_delta_binary_packed_encode_i64");
  return result.written;
}

// sinew_delta_binary_packed_decode_*: to the front of `out`; returns how many bytes were read and
// how many values written. Throws on a fault.
inline sinew_codec_result delta_binary_packed_decode(std::span<const std::byte> in,
                                                     std::span<std::int32_t> out) {
  const sinew_codec_result result =
      sinew_delta_binary_packed_decode_i32(in.data(), in.size(), out.data(), out.size());
  detail::check(result.status, result.read, "sinew_delta_binary_packed_decode_i32");
  return result;
}
inline sinew_codec_result delta_binary_packed_decode(std::span<const std::byte> in,
                                                     std::span<std::int64_t> out) {
  const sinew_codec_result result =
      sinew_delta_binary_packed_decode_i64(in.data(), in.size(), out.data(), out.size());
  detail::check(result.status, result.read, "sinew_delta_binary_packed_decode_i64");
  return result;
}

// sinew_delta_binary_packed_count: how many values a stream claims. Throws on a fault.
inline std::size_t delta_binary_packed_count(std::span<const std::byte> in) {
  const sinew_codec_result result = sinew_delta_binary_packed_count(in.data(), in.size());
  detail::check(result.status, result.read, "sinew_delta_binary_packed_count");
  return result.written;
}

}  // namespace sinew

#endif  // SINEW_ENCODING_DELTA_BINARY_PACKED_HPP_

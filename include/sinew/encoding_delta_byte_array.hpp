#ifndef SINEW_ENCODING_DELTA_BYTE_ARRAY_HPP_
#define SINEW_ENCODING_DELTA_BYTE_ARRAY_HPP_

#include "sinew/base.hpp"
#include "sinew/encoding.h"

namespace sinew {

// sinew_delta_length_byte_array_encode and sinew_delta_byte_array_encode: the valid rows, to the
// front of `out`; return how many bytes. Throw if the column is invalid or `out` is too small.
inline std::size_t delta_length_byte_array_encode(const sinew_column& rows,
                                                  std::span<std::byte> out) {
  const sinew_codec_result result =
      sinew_delta_length_byte_array_encode(&rows, out.data(), out.size());
  detail::check(result.status, result.read, "sinew_delta_length_byte_array_encode");
  return result.written;
}
inline std::size_t delta_byte_array_encode(const sinew_column& rows, std::span<std::byte> out) {
  const sinew_codec_result result = sinew_delta_byte_array_encode(&rows, out.data(), out.size());
  detail::check(result.status, result.read, "sinew_delta_byte_array_encode");
  return result.written;
}

// sinew_delta_length_byte_array_decode and sinew_delta_byte_array_decode: return how many bytes
// were read and how many strings written; `offsets` has one element more than it has room for
// strings. Throw on a fault.
inline sinew_codec_result delta_length_byte_array_decode(std::span<const std::byte> in,
                                                         std::span<std::int64_t> offsets,
                                                         std::span<std::byte> bytes) {
  if (offsets.empty()) detail::invalid(0, "offsets: a column of strings has one at least");
  const sinew_codec_result result = sinew_delta_length_byte_array_decode(
      in.data(), in.size(), offsets.data(), offsets.size() - 1, bytes.data(), bytes.size());
  detail::check(result.status, result.read, "sinew_delta_length_byte_array_decode");
  return result;
}
inline sinew_codec_result delta_byte_array_decode(std::span<const std::byte> in,
                                                  std::span<std::int64_t> offsets,
                                                  std::span<std::byte> bytes) {
  if (offsets.empty()) detail::invalid(0, "offsets: a column of strings has one at least");
  const sinew_codec_result result = sinew_delta_byte_array_decode(
      in.data(), in.size(), offsets.data(), offsets.size() - 1, bytes.data(), bytes.size());
  detail::check(result.status, result.read, "sinew_delta_byte_array_decode");
  return result;
}

// sinew_delta_byte_array_decoded_size of at most `capacity` strings. Throws on a fault.
inline std::size_t delta_byte_array_decoded_size(std::span<const std::byte> in,
                                                 std::size_t capacity) {
  const sinew_codec_result result =
      sinew_delta_byte_array_decoded_size(in.data(), in.size(), capacity);
  detail::check(result.status, result.read, "sinew_delta_byte_array_decoded_size");
  return result.written;
}

}  // namespace sinew

#endif  // SINEW_ENCODING_DELTA_BYTE_ARRAY_HPP_

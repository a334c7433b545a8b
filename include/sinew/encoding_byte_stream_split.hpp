#ifndef SINEW_ENCODING_BYTE_STREAM_SPLIT_HPP_
#define SINEW_ENCODING_BYTE_STREAM_SPLIT_HPP_

#include "sinew/base.hpp"
#include "sinew/encoding.h"

namespace sinew {

// sinew_byte_stream_split_encode: to the front of `out`. Throws if `out` has fewer bytes than `in`.
template <typename T>
  requires(sizeof(T) == 4 || sizeof(T) == 8)
void byte_stream_split_encode(std::span<const T> in, std::span<std::byte> out) {
  if (out.size() < in.size_bytes()) detail::invalid(out.size(), "out: fewer bytes than in");
  const sinew_codec_result result =
      sinew_byte_stream_split_encode(in.data(), in.size(), sizeof(T), out.data());
  detail::check(result.status, result.read, "sinew_byte_stream_split_encode");
}

// sinew_byte_stream_split_decode: all of `in`, to the front of `out`; returns how many values.
// Throws on a fault.
template <typename T>
  requires(sizeof(T) == 4 || sizeof(T) == 8)
std::size_t byte_stream_split_decode(std::span<const std::byte> in, std::span<T> out) {
  const sinew_codec_result result =
      sinew_byte_stream_split_decode(in.data(), in.size(), sizeof(T), out.data(), out.size());
  detail::check(result.status, result.read, "sinew_byte_stream_split_decode");
  return result.written;
}

}  // namespace sinew

#endif  // SINEW_ENCODING_BYTE_STREAM_SPLIT_HPP_

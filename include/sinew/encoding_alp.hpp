#ifndef SINEW_ENCODING_ALP_HPP_
#define SINEW_ENCODING_ALP_HPP_

#include "sinew/base.hpp"
#include "sinew/encoding.h"

namespace sinew {

// sinew_alp_encode_*. The first form writes to the front of `out` and returns how many bytes; it
// throws if `out` is too small.
inline std::size_t alp_encode(std::span<const double> in, std::span<std::byte> out) {
  const sinew_codec_result result =
      sinew_alp_encode_f64(in.data(), in.size(), out.data(), out.size());
  detail::check(result.status, result.read, "sinew_alp_encode_f64");
  return result.written;
}
inline std::size_t alp_encode(std::span<const float> in, std::span<std::byte> out) {
  const sinew_codec_result result =
      sinew_alp_encode_f32(in.data(), in.size(), out.data(), out.size());
  detail::check(result.status, result.read, "sinew_alp_encode_f32");
  return result.written;
}
inline std::vector<std::byte> alp_encode(std::span<const double> in) {
  std::vector<std::byte> out(sinew_alp_encoded_bound_f64(in.size()));
  out.resize(alp_encode(in, out));
  return out;
}
inline std::vector<std::byte> alp_encode(std::span<const float> in) {
  std::vector<std::byte> out(sinew_alp_encoded_bound_f32(in.size()));
  out.resize(alp_encode(in, out));
  return out;
}

// sinew_alp_decode_*: to the front of `out`; returns how many bytes were read and how many values
// written. Throws on a fault.
inline sinew_codec_result alp_decode(std::span<const std::byte> in, std::span<double> out) {
  const sinew_codec_result result =
      sinew_alp_decode_f64(in.data(), in.size(), out.data(), out.size());
  detail::check(result.status, result.read, "sinew_alp_decode_f64");
  return result;
}
inline sinew_codec_result alp_decode(std::span<const std::byte> in, std::span<float> out) {
  const sinew_codec_result result =
      sinew_alp_decode_f32(in.data(), in.size(), out.data(), out.size());
  detail::check(result.status, result.read, "sinew_alp_decode_f32");
  return result;
}

// sinew_alp_count: how many values the header claims. Throws on a fault.
inline std::size_t alp_count(std::span<const std::byte> in) {
  const sinew_codec_result result = sinew_alp_count(in.data(), in.size());
  detail::check(result.status, result.read, "sinew_alp_count");
  return result.written;
}

}  // namespace sinew

#endif  // SINEW_ENCODING_ALP_HPP_

#ifndef SINEW_ENCODING_RLE_HPP_
#define SINEW_ENCODING_RLE_HPP_

#include "sinew/base.hpp"
#include "sinew/encoding.h"

namespace sinew {

// sinew_rle_encode_u32: to the front of `out`; returns how many bytes. Throws if `out` is too small
// or a value does not fit the width.
inline std::size_t rle_encode(std::span<const std::uint32_t> in, std::size_t width,
                              std::span<std::byte> out) {
  const sinew_codec_result result =
      sinew_rle_encode_u32(in.data(), in.size(), width, out.data(), out.size());
  detail::check(result.status, result.read, "sinew_rle_encode_u32");
  return result.written;
}

// sinew_rle_decode_u32: fills `out` and returns how many bytes of `in` that took. Throws on a
// fault.
inline std::size_t rle_decode(std::span<const std::byte> in, std::size_t width,
                              std::span<std::uint32_t> out) {
  const sinew_codec_result result =
      sinew_rle_decode_u32(in.data(), in.size(), width, out.data(), out.size());
  detail::check(result.status, result.read, "sinew_rle_decode_u32");
  return result.read;
}

// sinew_rle_encoded_bound: the most bytes that `count` values of `width` bits can take.
inline std::size_t rle_encoded_bound(std::size_t count, std::size_t width) noexcept {
  return sinew_rle_encoded_bound(count, width);
}

}  // namespace sinew

#endif  // SINEW_ENCODING_RLE_HPP_

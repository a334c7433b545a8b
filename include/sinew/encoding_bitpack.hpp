#ifndef SINEW_ENCODING_BITPACK_HPP_
#define SINEW_ENCODING_BITPACK_HPP_

#include "sinew/base.hpp"
#include "sinew/encoding.h"

namespace sinew {

// sinew_bitpack_encode_*: packs values of `width` bits to the front of `out` and returns how many
// bytes. Throws if `out` is too small or a value does not fit the width.
inline std::size_t bitpack_encode(std::span<const std::uint32_t> in, std::size_t width,
                                  std::span<std::byte> out) {
  if (sinew_bitpack_encoded_size(in.size(), width) > out.size()) {
    detail::invalid(out.size(), "out: too small for the packed values");
  }
  const sinew_codec_result result =
      sinew_bitpack_encode_u32(in.data(), in.size(), width, out.data());
  detail::check(result.status, result.read, "sinew_bitpack_encode_u32");
  return result.written;
}
inline std::size_t bitpack_encode(std::span<const std::uint64_t> in, std::size_t width,
                                  std::span<std::byte> out) {
  if (sinew_bitpack_encoded_size(in.size(), width) > out.size()) {
    detail::invalid(out.size(), "out: too small for the packed values");
  }
  const sinew_codec_result result =
      sinew_bitpack_encode_u64(in.data(), in.size(), width, out.data());
  detail::check(result.status, result.read, "sinew_bitpack_encode_u64");
  return result.written;
}

// sinew_bitpack_decode_*: fills `out` with values of `width` bits and returns how many bytes of
// `in` they took. Throws if `in` is too short.
inline std::size_t bitpack_decode(std::span<const std::byte> in, std::size_t width,
                                  std::span<std::uint32_t> out) {
  const sinew_codec_result result =
      sinew_bitpack_decode_u32(in.data(), in.size(), width, out.data(), out.size());
  detail::check(result.status, result.read, "sinew_bitpack_decode_u32");
  return result.read;
}
inline std::size_t bitpack_decode(std::span<const std::byte> in, std::size_t width,
                                  std::span<std::uint64_t> out) {
  const sinew_codec_result result =
      sinew_bitpack_decode_u64(in.data(), in.size(), width, out.data(), out.size());
  detail::check(result.status, result.read, "sinew_bitpack_decode_u64");
  return result.read;
}

// sinew_bitpack_width_*: the smallest width that every value fits. Cannot fail.
inline std::size_t bitpack_width(std::span<const std::uint32_t> in) noexcept {
  return sinew_bitpack_width_u32(in.data(), in.size());
}
inline std::size_t bitpack_width(std::span<const std::uint64_t> in) noexcept {
  return sinew_bitpack_width_u64(in.data(), in.size());
}

}  // namespace sinew

#endif  // SINEW_ENCODING_BITPACK_HPP_

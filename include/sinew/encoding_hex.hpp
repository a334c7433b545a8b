#ifndef SINEW_ENCODING_HEX_HPP_
#define SINEW_ENCODING_HEX_HPP_

#include "sinew/base.hpp"
#include "sinew/encoding.h"

namespace sinew {

// sinew_hex_encode: two digits for each byte; `flags` is SINEW_HEX_LOWER or SINEW_HEX_UPPER. The
// second form writes to the front of `out` and returns how many digits; it throws if `out` is too
// short.
inline std::string hex_encode(std::span<const std::byte> in,
                              std::uint32_t flags = SINEW_HEX_LOWER) {
  std::string out(2 * in.size(), '\0');
  detail::check(sinew_hex_encode(in.data(), in.size(), out.data(), flags), "sinew_hex_encode");
  return out;
}
inline std::size_t hex_encode(std::span<const std::byte> in, std::span<char> out,
                              std::uint32_t flags = SINEW_HEX_LOWER) {
  if (out.size() / 2 < in.size()) detail::invalid(out.size(), "out: too short");
  const sinew_codec_result result = sinew_hex_encode(in.data(), in.size(), out.data(), flags);
  detail::check(result, "sinew_hex_encode");
  return result.written;
}

// sinew_hex_decode. The first form writes to the front of `out` and returns how many bytes. Throws
// with the offset of the fault.
inline std::size_t hex_decode(std::string_view digits, std::span<std::byte> out) {
  const sinew_codec_result result =
      sinew_hex_decode(digits.data(), digits.size(), out.data(), out.size());
  detail::check(result, "sinew_hex_decode");
  return result.written;
}
inline std::vector<std::byte> hex_decode(std::string_view digits) {
  std::vector<std::byte> out(digits.size() / 2);
  hex_decode(digits, out);
  return out;
}

}  // namespace sinew

#endif  // SINEW_ENCODING_HEX_HPP_

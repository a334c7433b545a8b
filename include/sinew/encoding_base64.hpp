#ifndef SINEW_ENCODING_BASE64_HPP_
#define SINEW_ENCODING_BASE64_HPP_

#include "sinew/base.hpp"
#include "sinew/encoding.h"

namespace sinew {

// sinew_base64_encode; `flags` is a sum of SINEW_BASE64_STANDARD and others. The second form writes
// to the front of `out` and returns how many characters; it throws if `out` is too short.
inline std::string base64_encode(std::span<const std::byte> in,
                                 std::uint32_t flags = SINEW_BASE64_STANDARD) {
  std::string out(sinew_base64_encoded_size(in.size(), flags).written, '\0');
  detail::check(sinew_base64_encode(in.data(), in.size(), out.data(), flags),
                "sinew_base64_encode");
  return out;
}
inline std::size_t base64_encode(std::span<const std::byte> in, std::span<char> out,
                                 std::uint32_t flags = SINEW_BASE64_STANDARD) {
  if (out.size() < sinew_base64_encoded_size(in.size(), flags).written) {
    detail::invalid(out.size(), "out: shorter than the text");
  }
  const sinew_codec_result result = sinew_base64_encode(in.data(), in.size(), out.data(), flags);
  detail::check(result, "sinew_base64_encode");
  return result.written;
}

// sinew_base64_decode. The first form writes to the front of `out` and returns how many bytes.
// Throws with the offset of the fault.
inline std::size_t base64_decode(std::string_view text, std::span<std::byte> out,
                                 std::uint32_t flags = SINEW_BASE64_STANDARD) {
  const sinew_codec_result result =
      sinew_base64_decode(text.data(), text.size(), out.data(), out.size(), flags);
  detail::check(result, "sinew_base64_decode");
  return result.written;
}
inline std::vector<std::byte> base64_decode(std::string_view text,
                                            std::uint32_t flags = SINEW_BASE64_STANDARD) {
  std::vector<std::byte> out(sinew_base64_decoded_bound(text.size()));
  out.resize(base64_decode(text, out, flags));
  return out;
}

// sinew_base64_encode_many and sinew_base64_decode_many: into `out`, whose row i is the bytes from
// offsets[i] to offsets[i + 1]; they return how many bytes there are. `offsets` must have one
// element more than there are rows. They throw with the row at fault.
inline std::size_t base64_encode_many(const sinew_column& rows, std::span<std::int64_t> offsets,
                                      std::span<char> out,
                                      std::uint32_t flags = SINEW_BASE64_STANDARD) {
  if (offsets.size() != rows.count + 1) detail::invalid(offsets.size(), "offsets: not rows + 1");
  const sinew_codec_result result =
      sinew_base64_encode_many(&rows, offsets.data(), out.data(), out.size(), flags);
  detail::check(result, "sinew_base64_encode_many");
  return result.written;
}
inline std::size_t base64_decode_many(const sinew_column& rows, std::span<std::int64_t> offsets,
                                      std::span<std::byte> out,
                                      std::uint32_t flags = SINEW_BASE64_STANDARD) {
  if (offsets.size() != rows.count + 1) detail::invalid(offsets.size(), "offsets: not rows + 1");
  const sinew_codec_result result =
      sinew_base64_decode_many(&rows, offsets.data(), out.data(), out.size(), flags);
  detail::check(result, "sinew_base64_decode_many");
  return result.written;
}

// sinew_base64_encoded_size_many: how many characters sinew_base64_encode_many writes.
inline std::size_t base64_encoded_size_many(const sinew_column& rows,
                                            std::uint32_t flags = SINEW_BASE64_STANDARD) {
  const sinew_codec_result result = sinew_base64_encoded_size_many(&rows, flags);
  detail::check(result, "sinew_base64_encoded_size_many");
  return result.written;
}

}  // namespace sinew

#endif  // SINEW_ENCODING_BASE64_HPP_

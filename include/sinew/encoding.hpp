#ifndef SINEW_ENCODING_HPP_
#define SINEW_ENCODING_HPP_

#include "sinew/base.hpp"
#include "sinew/encoding.h"
#include "sinew/encoding_bitmap.hpp"
#include "sinew/encoding_delta.hpp"
#include "sinew/encoding_dictionary.hpp"
#include "sinew/encoding_frame_of_reference.hpp"
#include "sinew/encoding_streamvbyte.hpp"
#include "sinew/encoding_varint.hpp"
#include "sinew/encoding_zigzag.hpp"

namespace sinew {

// sinew_base64_encode; `flags` is a sum of SINEW_BASE64_STANDARD and others. The second form writes
// to `out` and returns how many characters; it throws if `out` is too short.
inline std::string base64_encode(std::span<const std::byte> in,
                                 std::uint32_t flags = SINEW_BASE64_STANDARD) {
  std::string out(sinew_base64_encoded_size(in.size(), flags), '\0');
  sinew_base64_encode(in.data(), in.size(), flags, out.data());
  return out;
}
inline std::size_t base64_encode(std::span<const std::byte> in, std::span<char> out,
                                 std::uint32_t flags = SINEW_BASE64_STANDARD) {
  if (out.size() < sinew_base64_encoded_size(in.size(), flags)) {
    detail::invalid(out.size(), "out: shorter than the text");
  }
  return sinew_base64_encode(in.data(), in.size(), flags, out.data());
}

// sinew_base64_decode. The first form writes to `out` and returns how many bytes.
inline std::size_t base64_decode(std::string_view text, std::span<std::byte> out,
                                 std::uint32_t flags = SINEW_BASE64_STANDARD) {
  const sinew_codec_result result =
      sinew_base64_decode(text.data(), text.size(), flags, out.data(), out.size());
  detail::check(result.status, result.read, "sinew_base64_decode");
  return result.written;
}
inline std::vector<std::byte> base64_decode(std::string_view text,
                                            std::uint32_t flags = SINEW_BASE64_STANDARD) {
  std::vector<std::byte> out(sinew_base64_decoded_size(text.size(), flags));
  out.resize(base64_decode(text, out, flags));
  return out;
}

// sinew_base64_encode_column and sinew_base64_decode_column: into `out`, whose row i is the bytes
// from offsets[i] to offsets[i + 1]; return how many bytes there are. `offsets` has one element
// more than there are rows. They throw with the row at fault.
inline std::size_t base64_encode_column(const sinew_column& rows, std::span<std::int64_t> offsets,
                                        std::span<char> out,
                                        std::uint32_t flags = SINEW_BASE64_STANDARD) {
  if (offsets.size() != rows.count + 1) detail::invalid(offsets.size(), "offsets: not rows + 1");
  const sinew_codec_result result =
      sinew_base64_encode_column(&rows, flags, offsets.data(), out.data(), out.size());
  detail::check(result.status, result.read, "sinew_base64_encode_column");
  return result.written;
}
inline std::size_t base64_decode_column(const sinew_column& rows, std::span<std::int64_t> offsets,
                                        std::span<std::byte> out,
                                        std::uint32_t flags = SINEW_BASE64_STANDARD) {
  if (offsets.size() != rows.count + 1) detail::invalid(offsets.size(), "offsets: not rows + 1");
  const sinew_codec_result result =
      sinew_base64_decode_column(&rows, flags, offsets.data(), out.data(), out.size());
  detail::check(result.status, result.read, "sinew_base64_decode_column");
  return result.written;
}

// sinew_base64_encoded_column_size: the characters that sinew_base64_encode_column writes.
inline std::size_t base64_encoded_column_size(const sinew_column& rows,
                                              std::uint32_t flags = SINEW_BASE64_STANDARD) {
  const sinew_result result = sinew_base64_encoded_column_size(&rows, flags);
  detail::check(result.status, result.count, "sinew_base64_encoded_column_size");
  return result.count;
}

// sinew_hex_encode; `flags` is SINEW_HEX_LOWER or SINEW_HEX_UPPER. Cannot fail.
inline std::string hex_encode(std::span<const std::byte> in,
                              std::uint32_t flags = SINEW_HEX_LOWER) {
  std::string out(2 * in.size(), '\0');
  sinew_hex_encode(in.data(), in.size(), flags, out.data());
  return out;
}

// sinew_hex_decode. The first form writes to `out` and returns how many bytes.
inline std::size_t hex_decode(std::string_view digits, std::span<std::byte> out) {
  const sinew_codec_result result =
      sinew_hex_decode(digits.data(), digits.size(), out.data(), out.size());
  detail::check(result.status, result.read, "sinew_hex_decode");
  return result.written;
}
inline std::vector<std::byte> hex_decode(std::string_view digits) {
  std::vector<std::byte> out(digits.size() / 2);
  hex_decode(digits, out);
  return out;
}

// sinew_utf8_validate: whether a text is well-formed UTF-8. Cannot fail.
inline bool utf8_valid(std::string_view text) noexcept {
  return sinew_utf8_validate(text.data(), text.size()).status == SINEW_STATUS_OK;
}

// The longest prefix that is well-formed UTF-8. Cannot fail.
inline std::string_view utf8_valid_prefix(std::string_view text) noexcept {
  return text.substr(0, sinew_utf8_validate(text.data(), text.size()).count);
}

// sinew_utf8_count: the number of code points, each bad byte taken for one. Cannot fail.
inline std::size_t utf8_count(std::string_view text) noexcept {
  return sinew_utf8_count(text.data(), text.size());
}

// sinew_utf8_sanitize: a copy with `replacement`, U+FFFD, in place of each run of bad bytes.
inline std::string utf8_sanitize(std::string_view text,
                                 std::string_view replacement = "\xEF\xBF\xBD") {
  std::string out(sinew_utf8_sanitized_size(text.data(), text.size(), replacement.size()), '\0');
  const sinew_codec_result result = sinew_utf8_sanitize(
      text.data(), text.size(), replacement.data(), replacement.size(), out.data(), out.size());
  detail::check(result.status, result.read, "sinew_utf8_sanitize");
  return out;
}

// sinew_utf8_validate_many: one bit a row, 1 where it is well-formed and not null, into `out`,
// which has a byte for every eight rows.
inline void utf8_validate_many(const sinew_column& rows, std::span<std::uint8_t> out) {
  if (out.size() != (rows.count + 7) / 8)
    detail::invalid(out.size(), "out: not a bit for each row");
  const sinew_result result = sinew_utf8_validate_many(&rows, out.data());
  detail::check(result.status, result.count, "sinew_utf8_validate_many");
}

// sinew_utf8_to_utf16 and back. They throw where the text is not well-formed, with the offset.
inline std::u16string utf8_to_utf16(std::string_view text) {
  std::u16string out(sinew_utf8_to_utf16_size(text.data(), text.size()), u'\0');
  const sinew_codec_result result = sinew_utf8_to_utf16(
      text.data(), text.size(), reinterpret_cast<std::uint16_t*>(out.data()), out.size());
  detail::check(result.status, result.read, "sinew_utf8_to_utf16");
  return out;
}
inline std::string utf16_to_utf8(std::u16string_view text) {
  const auto* units = reinterpret_cast<const std::uint16_t*>(text.data());
  std::string out(sinew_utf16_to_utf8_size(units, text.size()), '\0');
  const sinew_codec_result result = sinew_utf16_to_utf8(units, text.size(), out.data(), out.size());
  detail::check(result.status, result.read, "sinew_utf16_to_utf8");
  return out;
}

// sinew_json_escape: the text between the quotes of a JSON string. Bad bytes become \ufffd.
inline std::string json_escape(std::string_view text, std::uint32_t flags = 0) {
  std::string out(text.size() + text.size() / 8 + 16, '\0');
  std::size_t written = 0;
  for (;;) {
    const sinew_codec_result result = sinew_json_escape(text.data(), text.size(), flags,
                                                        out.data() + written, out.size() - written);
    written += result.written;
    if (result.status != SINEW_STATUS_OUTPUT_FULL) {
      detail::check(result.status, result.read, "sinew_json_escape");
      out.resize(written);
      return out;
    }
    text.remove_prefix(result.read);
    out.resize(2 * out.size());
  }
}

// sinew_json_unescape: what stands between the quotes of a JSON string. Throws with the offset of
// what is no such text.
inline std::string json_unescape(std::string_view text) {
  std::string out(text.size(), '\0');
  const sinew_codec_result result =
      sinew_json_unescape(text.data(), text.size(), out.data(), out.size());
  detail::check(result.status, result.read, "sinew_json_unescape");
  out.resize(result.written);
  return out;
}

// sinew_bitpack_width_*: the least width that holds each value. Cannot fail.
inline std::size_t bitpack_width(std::span<const std::uint32_t> in) noexcept {
  return sinew_bitpack_width_u32(in.data(), in.size());
}
inline std::size_t bitpack_width(std::span<const std::uint64_t> in) noexcept {
  return sinew_bitpack_width_u64(in.data(), in.size());
}

// sinew_bitpack_encode_*: packs values of `width` bits into the front of `out` and returns how many
// bytes they take. Throws where `out` is too small or a value does not fit.
inline std::size_t bitpack_encode(std::span<const std::uint32_t> in, std::size_t width,
                                  std::span<std::byte> out) {
  if (sinew_bitpack_encoded_size(in.size(), width) > out.size()) {
    detail::invalid(out.size(), "out: too small for the values packed, or width over 32");
  }
  const sinew_result result = sinew_bitpack_encode_u32(in.data(), in.size(), width, out.data());
  detail::check(result.status, result.count, "sinew_bitpack_encode_u32");
  return result.count;
}
inline std::size_t bitpack_encode(std::span<const std::uint64_t> in, std::size_t width,
                                  std::span<std::byte> out) {
  if (sinew_bitpack_encoded_size(in.size(), width) > out.size()) {
    detail::invalid(out.size(), "out: too small for the values packed, or width over 64");
  }
  const sinew_result result = sinew_bitpack_encode_u64(in.data(), in.size(), width, out.data());
  detail::check(result.status, result.count, "sinew_bitpack_encode_u64");
  return result.count;
}

// sinew_bitpack_decode_*: fills `out` with values of `width` bits and returns how many bytes they
// took. Throws where `in` is too short.
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

// sinew_rle_encode_u32: Parquet's hybrid of run lengths and bit packing, into the front of `out`;
// returns how many bytes. Throws where `out` is too small or a value does not fit the width.
inline std::size_t rle_encode(std::span<const std::uint32_t> in, std::size_t width,
                              std::span<std::byte> out) {
  const sinew_codec_result result =
      sinew_rle_encode_u32(in.data(), in.size(), width, out.data(), out.size());
  detail::check(result.status, result.read, "sinew_rle_encode_u32");
  return result.written;
}

// sinew_rle_decode_u32: fills `out` and returns how many bytes that took. Throws on a fault.
inline std::size_t rle_decode(std::span<const std::byte> in, std::size_t width,
                              std::span<std::uint32_t> out) {
  const sinew_codec_result result =
      sinew_rle_decode_u32(in.data(), in.size(), width, out.data(), out.size());
  detail::check(result.status, result.read, "sinew_rle_decode_u32");
  return result.read;
}

// sinew_delta_binary_packed_count: how many values a stream claims to hold. Throws on a fault.
inline std::size_t delta_binary_packed_count(std::span<const std::byte> in) {
  const sinew_result result = sinew_delta_binary_packed_count(in.data(), in.size());
  detail::check(result.status, result.count, "sinew_delta_binary_packed_count");
  return result.count;
}

// sinew_delta_binary_packed_encode_*: into the front of `out`; returns how many bytes. Throws where
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

// sinew_delta_binary_packed_decode_*: how many bytes of `in` and how many values they hold. Throws
// on a fault.
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

// sinew_delta_length_byte_array_encode and sinew_delta_byte_array_encode: the valid rows, into the
// front of `out`; return how many bytes. Throw where the column is bad or `out` too small.
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

// sinew_delta_length_byte_array_decode and sinew_delta_byte_array_decode: how many bytes of `in`
// and how many strings they hold; `offsets` has one element more than it has room for strings.
// Throw on a fault.
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
  const sinew_result result = sinew_delta_byte_array_decoded_size(in.data(), in.size(), capacity);
  detail::check(result.status, result.count, "sinew_delta_byte_array_decoded_size");
  return result.count;
}

// sinew_byte_stream_split_encode_4 and _8. Throws where `out` is not as many bytes as `in`.
template <typename T>
requires(sizeof(T) == 4 || sizeof(T) == 8) void byte_stream_split_encode(std::span<const T> in,
                                                                         std::span<std::byte> out) {
  if (out.size() != in.size_bytes()) detail::invalid(out.size(), "out: not as many bytes as in");
  if constexpr (sizeof(T) == 4) {
    sinew_byte_stream_split_encode_4(in.data(), in.size(), out.data());
  } else {
    sinew_byte_stream_split_encode_8(in.data(), in.size(), out.data());
  }
}

// sinew_byte_stream_split_decode_4 and _8: returns how many values. Throws on a fault.
template <typename T>
requires(sizeof(T) == 4 || sizeof(T) == 8) std::size_t
    byte_stream_split_decode(std::span<const std::byte> in, std::span<T> out) {
  sinew_codec_result result;
  if constexpr (sizeof(T) == 4) {
    result = sinew_byte_stream_split_decode_4(in.data(), in.size(), out.data(), out.size());
  } else {
    result = sinew_byte_stream_split_decode_8(in.data(), in.size(), out.data(), out.size());
  }
  detail::check(result.status, result.read, "sinew_byte_stream_split_decode");
  return result.written;
}

// sinew_alp_encode_*: compresses values into the front of `out`, or into a buffer of their own, and
// returns the bytes. The first form throws where `out` is too small.
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
  std::vector<std::byte> out(sinew_alp_bound_f64(in.size()));
  out.resize(alp_encode(in, out));
  return out;
}
inline std::vector<std::byte> alp_encode(std::span<const float> in) {
  std::vector<std::byte> out(sinew_alp_bound_f32(in.size()));
  out.resize(alp_encode(in, out));
  return out;
}

// sinew_alp_count: how many values a buffer says it holds.
inline std::size_t alp_count(std::span<const std::byte> in) {
  const sinew_result result = sinew_alp_count(in.data(), in.size());
  detail::check(result.status, result.count, "sinew_alp_count");
  return result.count;
}

// sinew_alp_decode_*: returns how many bytes were read and values written. Throws on a fault.
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

}  // namespace sinew

#endif  // SINEW_ENCODING_HPP_

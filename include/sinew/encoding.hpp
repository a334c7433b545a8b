#ifndef SINEW_ENCODING_HPP_
#define SINEW_ENCODING_HPP_

#include "sinew/base.hpp"
#include "sinew/encoding.h"
#include "sinew/encoding_base64.hpp"
#include "sinew/encoding_bitmap.hpp"
#include "sinew/encoding_delta.hpp"
#include "sinew/encoding_dictionary.hpp"
#include "sinew/encoding_frame_of_reference.hpp"
#include "sinew/encoding_hex.hpp"
#include "sinew/encoding_json.hpp"
#include "sinew/encoding_streamvbyte.hpp"
#include "sinew/encoding_utf16.hpp"
#include "sinew/encoding_utf8.hpp"
#include "sinew/encoding_varint.hpp"
#include "sinew/encoding_zigzag.hpp"

namespace sinew {

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

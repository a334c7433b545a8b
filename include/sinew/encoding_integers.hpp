#ifndef SINEW_ENCODING_INTEGERS_HPP_
#define SINEW_ENCODING_INTEGERS_HPP_

#include "sinew/base.hpp"
#include "sinew/encoding.h"

#include <concepts>

namespace sinew {

// An integer of 32 or 64 bits, for the functions of this header.
template <typename T>
concept codec_integer = std::same_as<T, std::int32_t> || std::same_as<T, std::uint32_t> ||
    std::same_as<T, std::int64_t> || std::same_as<T, std::uint64_t>;

namespace detail {
template <typename T, typename U>
void check_room(std::span<const T> in, std::span<U> out) {
  if (out.size() < in.size()) invalid(out.size(), "out: shorter than in");
}
}  // namespace detail

// sinew_varint_encoded_size_*: the bytes that values take. Signed values are in zigzag.
template <codec_integer T>
std::size_t varint_encoded_size(std::span<const T> in) noexcept {
  if constexpr (std::same_as<T, std::uint32_t>) {
    return sinew_varint_encoded_size_u32(in.data(), in.size());
  } else if constexpr (std::same_as<T, std::uint64_t>) {
    return sinew_varint_encoded_size_u64(in.data(), in.size());
  } else if constexpr (std::same_as<T, std::int32_t>) {
    return sinew_varint_encoded_size_s32(in.data(), in.size());
  } else {
    return sinew_varint_encoded_size_s64(in.data(), in.size());
  }
}

// sinew_varint_count: how many varints end within the bytes.
inline std::size_t varint_count(std::span<const std::byte> in) noexcept {
  return sinew_varint_count(in.data(), in.size());
}

// sinew_varint_encode_*: into the front of `out`, or into a buffer of their own; the first form
// returns how many bytes, and throws where `out` is too small.
template <codec_integer T>
std::size_t varint_encode(std::span<const T> in, std::span<std::byte> out) {
  sinew_codec_result result;
  if constexpr (std::same_as<T, std::uint32_t>) {
    result = sinew_varint_encode_u32(in.data(), in.size(), out.data(), out.size());
  } else if constexpr (std::same_as<T, std::uint64_t>) {
    result = sinew_varint_encode_u64(in.data(), in.size(), out.data(), out.size());
  } else if constexpr (std::same_as<T, std::int32_t>) {
    result = sinew_varint_encode_s32(in.data(), in.size(), out.data(), out.size());
  } else {
    result = sinew_varint_encode_s64(in.data(), in.size(), out.data(), out.size());
  }
  detail::check(result.status, result.read, "sinew_varint_encode");
  return result.written;
}
template <codec_integer T>
std::vector<std::byte> varint_encode(std::span<const T> in) {
  std::vector<std::byte> out(varint_encoded_size(in));
  varint_encode(in, std::span<std::byte>(out));
  return out;
}

// sinew_varint_decode_*: reads values until `in` ends or `out` is full, and returns how many bytes
// were read and values written. Throws where a value is cut off or too large.
template <codec_integer T>
sinew_codec_result varint_decode(std::span<const std::byte> in, std::span<T> out) {
  sinew_codec_result result;
  if constexpr (std::same_as<T, std::uint32_t>) {
    result = sinew_varint_decode_u32(in.data(), in.size(), out.data(), out.size());
  } else if constexpr (std::same_as<T, std::uint64_t>) {
    result = sinew_varint_decode_u64(in.data(), in.size(), out.data(), out.size());
  } else if constexpr (std::same_as<T, std::int32_t>) {
    result = sinew_varint_decode_s32(in.data(), in.size(), out.data(), out.size());
  } else {
    result = sinew_varint_decode_s64(in.data(), in.size(), out.data(), out.size());
  }
  if (result.status == SINEW_STATUS_OUTPUT_FULL) return result;
  detail::check(result.status, result.read, "sinew_varint_decode");
  return result;
}

// sinew_zigzag_*: into the front of `out`, which may be the same memory. Throws where it is
// shorter.
inline void zigzag_encode(std::span<const std::int32_t> in, std::span<std::uint32_t> out) {
  detail::check_room(in, out);
  sinew_zigzag_encode_i32(in.data(), in.size(), out.data());
}
inline void zigzag_encode(std::span<const std::int64_t> in, std::span<std::uint64_t> out) {
  detail::check_room(in, out);
  sinew_zigzag_encode_i64(in.data(), in.size(), out.data());
}
inline void zigzag_decode(std::span<const std::uint32_t> in, std::span<std::int32_t> out) {
  detail::check_room(in, out);
  sinew_zigzag_decode_i32(in.data(), in.size(), out.data());
}
inline void zigzag_decode(std::span<const std::uint64_t> in, std::span<std::int64_t> out) {
  detail::check_room(in, out);
  sinew_zigzag_decode_i64(in.data(), in.size(), out.data());
}

// sinew_delta_encode_*: differences, into the front of `out`, which may be the same memory; returns
// the start of the next part. Throws where `out` is shorter.
inline std::int32_t delta_encode(std::int32_t start, std::span<const std::int32_t> in,
                                 std::span<std::int32_t> out) {
  detail::check_room(in, out);
  return sinew_delta_encode_i32(start, in.data(), in.size(), out.data());
}
inline std::int64_t delta_encode(std::int64_t start, std::span<const std::int64_t> in,
                                 std::span<std::int64_t> out) {
  detail::check_room(in, out);
  return sinew_delta_encode_i64(start, in.data(), in.size(), out.data());
}

// sinew_delta_decode_*: prefix sums; the same.
inline std::int32_t delta_decode(std::int32_t start, std::span<const std::int32_t> in,
                                 std::span<std::int32_t> out) {
  detail::check_room(in, out);
  return sinew_delta_decode_i32(start, in.data(), in.size(), out.data());
}
inline std::int64_t delta_decode(std::int64_t start, std::span<const std::int64_t> in,
                                 std::span<std::int64_t> out) {
  detail::check_room(in, out);
  return sinew_delta_decode_i64(start, in.data(), in.size(), out.data());
}

// sinew_frame_of_reference_measure_*: the least value, and the bits of the distances from it.
inline sinew_frame_i64 frame_of_reference_measure(std::span<const std::int32_t> in) noexcept {
  return sinew_frame_of_reference_measure_i32(in.data(), in.size());
}
inline sinew_frame_i64 frame_of_reference_measure(std::span<const std::int64_t> in) noexcept {
  return sinew_frame_of_reference_measure_i64(in.data(), in.size());
}
inline sinew_frame_u64 frame_of_reference_measure(std::span<const std::uint32_t> in) noexcept {
  return sinew_frame_of_reference_measure_u32(in.data(), in.size());
}
inline sinew_frame_u64 frame_of_reference_measure(std::span<const std::uint64_t> in) noexcept {
  return sinew_frame_of_reference_measure_u64(in.data(), in.size());
}

// sinew_frame_of_reference_encode_*: distances from `base`, into the front of `out`, which may be
// the same memory. Throws where it is shorter.
inline void frame_of_reference_encode(std::span<const std::int32_t> in, std::int32_t base,
                                      std::span<std::uint32_t> out) {
  detail::check_room(in, out);
  sinew_frame_of_reference_encode_i32(in.data(), in.size(), base, out.data());
}
inline void frame_of_reference_encode(std::span<const std::int64_t> in, std::int64_t base,
                                      std::span<std::uint64_t> out) {
  detail::check_room(in, out);
  sinew_frame_of_reference_encode_i64(in.data(), in.size(), base, out.data());
}
inline void frame_of_reference_encode(std::span<const std::uint32_t> in, std::uint32_t base,
                                      std::span<std::uint32_t> out) {
  detail::check_room(in, out);
  sinew_frame_of_reference_encode_u32(in.data(), in.size(), base, out.data());
}
inline void frame_of_reference_encode(std::span<const std::uint64_t> in, std::uint64_t base,
                                      std::span<std::uint64_t> out) {
  detail::check_room(in, out);
  sinew_frame_of_reference_encode_u64(in.data(), in.size(), base, out.data());
}

// sinew_frame_of_reference_decode_*: the values again; the same.
inline void frame_of_reference_decode(std::span<const std::uint32_t> in, std::int32_t base,
                                      std::span<std::int32_t> out) {
  detail::check_room(in, out);
  sinew_frame_of_reference_decode_i32(in.data(), in.size(), base, out.data());
}
inline void frame_of_reference_decode(std::span<const std::uint64_t> in, std::int64_t base,
                                      std::span<std::int64_t> out) {
  detail::check_room(in, out);
  sinew_frame_of_reference_decode_i64(in.data(), in.size(), base, out.data());
}
inline void frame_of_reference_decode(std::span<const std::uint32_t> in, std::uint32_t base,
                                      std::span<std::uint32_t> out) {
  detail::check_room(in, out);
  sinew_frame_of_reference_decode_u32(in.data(), in.size(), base, out.data());
}
inline void frame_of_reference_decode(std::span<const std::uint64_t> in, std::uint64_t base,
                                      std::span<std::uint64_t> out) {
  detail::check_room(in, out);
  sinew_frame_of_reference_decode_u64(in.data(), in.size(), base, out.data());
}

}  // namespace sinew

#endif  // SINEW_ENCODING_INTEGERS_HPP_

#ifndef SINEW_ENCODING_VARINT_HPP_
#define SINEW_ENCODING_VARINT_HPP_

#include "sinew/base.hpp"
#include "sinew/encoding.h"

#include <concepts>

namespace sinew {

// What can be a varint: an unsigned integer of 32 or 64 bits as it is, a signed one in zigzag.
template <typename T>
concept varint_value = std::same_as<T, std::int32_t> || std::same_as<T, std::uint32_t> ||
                       std::same_as<T, std::int64_t> || std::same_as<T, std::uint64_t>;

// sinew_varint_encoded_size_*: how many bytes the values take.
template <varint_value T>
std::size_t varint_encoded_size(std::span<const T> in) noexcept {
  if constexpr (std::same_as<T, std::uint32_t>) {
    return sinew_varint_encoded_size_u32(in.data(), in.size());
  } else if constexpr (std::same_as<T, std::uint64_t>) {
    return sinew_varint_encoded_size_u64(in.data(), in.size());
  } else if constexpr (std::same_as<T, std::int32_t>) {
    return sinew_varint_encoded_size_zigzag_i32(in.data(), in.size());
  } else {
    return sinew_varint_encoded_size_zigzag_i64(in.data(), in.size());
  }
}

// sinew_varint_count: how many varints end within the bytes.
inline std::size_t varint_count(std::span<const std::byte> in) noexcept {
  return sinew_varint_count(in.data(), in.size());
}

// sinew_varint_encode_*. The first form writes to the front of `out` and returns how many bytes; it
// throws if `out` is too small.
template <varint_value T>
std::size_t varint_encode(std::span<const T> in, std::span<std::byte> out) {
  sinew_codec_result result;
  if constexpr (std::same_as<T, std::uint32_t>) {
    result = sinew_varint_encode_u32(in.data(), in.size(), out.data(), out.size());
  } else if constexpr (std::same_as<T, std::uint64_t>) {
    result = sinew_varint_encode_u64(in.data(), in.size(), out.data(), out.size());
  } else if constexpr (std::same_as<T, std::int32_t>) {
    result = sinew_varint_encode_zigzag_i32(in.data(), in.size(), out.data(), out.size());
  } else {
    result = sinew_varint_encode_zigzag_i64(in.data(), in.size(), out.data(), out.size());
  }
  detail::check(result.status, result.read, "sinew_varint_encode");
  return result.written;
}
template <varint_value T>
std::vector<std::byte> varint_encode(std::span<const T> in) {
  std::vector<std::byte> out(varint_encoded_size(in));
  varint_encode(in, std::span<std::byte>(out));
  return out;
}

// sinew_varint_decode_*: decodes until `in` ends or `out` is full, and returns how many bytes were
// read and how many values written. Throws if a value is cut off or does not fit T.
template <varint_value T>
sinew_codec_result varint_decode(std::span<const std::byte> in, std::span<T> out) {
  sinew_codec_result result;
  if constexpr (std::same_as<T, std::uint32_t>) {
    result = sinew_varint_decode_u32(in.data(), in.size(), out.data(), out.size());
  } else if constexpr (std::same_as<T, std::uint64_t>) {
    result = sinew_varint_decode_u64(in.data(), in.size(), out.data(), out.size());
  } else if constexpr (std::same_as<T, std::int32_t>) {
    result = sinew_varint_decode_zigzag_i32(in.data(), in.size(), out.data(), out.size());
  } else {
    result = sinew_varint_decode_zigzag_i64(in.data(), in.size(), out.data(), out.size());
  }
  if (result.status == SINEW_STATUS_OUTPUT_FULL) return result;
  detail::check(result.status, result.read, "sinew_varint_decode");
  return result;
}

}  // namespace sinew

#endif  // SINEW_ENCODING_VARINT_HPP_

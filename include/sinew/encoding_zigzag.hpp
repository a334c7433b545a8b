#ifndef SINEW_ENCODING_ZIGZAG_HPP_
#define SINEW_ENCODING_ZIGZAG_HPP_

#include "sinew/base.hpp"
#include "sinew/encoding.h"

namespace sinew {

// sinew_zigzag_*: to the front of `out`, which may be the same memory. Throw if `out` is shorter
// than `in`.
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

}  // namespace sinew

#endif  // SINEW_ENCODING_ZIGZAG_HPP_

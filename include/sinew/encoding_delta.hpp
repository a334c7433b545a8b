#ifndef SINEW_ENCODING_DELTA_HPP_
#define SINEW_ENCODING_DELTA_HPP_

#include "sinew/base.hpp"
#include "sinew/encoding.h"

namespace sinew {

// sinew_delta_encode_*: differences, to the front of `out`, which may be the same memory; returns
// the `start` of the next part. Throws if `out` is shorter than `in`.
inline std::int32_t delta_encode(std::span<const std::int32_t> in, std::int32_t start,
                                 std::span<std::int32_t> out) {
  detail::check_room(in, out);
  return sinew_delta_encode_i32(in.data(), in.size(), start, out.data());
}
inline std::int64_t delta_encode(std::span<const std::int64_t> in, std::int64_t start,
                                 std::span<std::int64_t> out) {
  detail::check_room(in, out);
  return sinew_delta_encode_i64(in.data(), in.size(), start, out.data());
}

// sinew_delta_decode_*: prefix sums, to the front of `out`, which may be the same memory; returns
// the `start` of the next part. Throws if `out` is shorter than `in`.
inline std::int32_t delta_decode(std::span<const std::int32_t> in, std::int32_t start,
                                 std::span<std::int32_t> out) {
  detail::check_room(in, out);
  return sinew_delta_decode_i32(in.data(), in.size(), start, out.data());
}
inline std::int64_t delta_decode(std::span<const std::int64_t> in, std::int64_t start,
                                 std::span<std::int64_t> out) {
  detail::check_room(in, out);
  return sinew_delta_decode_i64(in.data(), in.size(), start, out.data());
}

}  // namespace sinew

#endif  // SINEW_ENCODING_DELTA_HPP_

#ifndef SINEW_ENCODING_FRAME_OF_REFERENCE_HPP_
#define SINEW_ENCODING_FRAME_OF_REFERENCE_HPP_

#include "sinew/base.hpp"
#include "sinew/encoding.h"

namespace sinew {

// sinew_frame_of_reference_measure_*: the least value, and how many bits the greatest distance from
// it takes.
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

// sinew_frame_of_reference_encode_*: distances from `base`, to the front of `out`, which may be the
// same memory. Throw if `out` is shorter than `in`.
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

// sinew_frame_of_reference_decode_*: the values, to the front of `out`, which may be the same
// memory. Throw if `out` is shorter than `in`.
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

#endif  // SINEW_ENCODING_FRAME_OF_REFERENCE_HPP_

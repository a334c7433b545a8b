#ifndef SINEW_ENCODING_BITMAP_HPP_
#define SINEW_ENCODING_BITMAP_HPP_

#include "sinew/base.hpp"
#include "sinew/encoding.h"

namespace sinew {

// Bits [offset, offset + count) of a bitmap in Arrow's layout, which must outlive the slice.
class bitmap_slice {
 public:
  // Throws if `bits` are too short.
  bitmap_slice(std::span<const std::uint8_t> bits, std::size_t offset, std::size_t count)
      : bits_(bits.data()), offset_(offset), count_(count) {
    const std::size_t bytes = offset / 8 + count / 8 + (offset % 8 + count % 8 + 7) / 8;
    if (offset / 8 > bits.size() || count / 8 > bits.size() || bytes > bits.size()) {
      detail::invalid(bits.size(), "bits: shorter than the slice");
    }
  }

  const std::uint8_t* bits() const noexcept { return bits_; }
  std::size_t offset() const noexcept { return offset_; }
  std::size_t count() const noexcept { return count_; }

 private:
  const std::uint8_t* bits_;
  std::size_t offset_;
  std::size_t count_;
};

namespace detail {

inline void check_bitmap_out(std::size_t have, std::size_t want) {
  if (have < want) invalid(have, "out: too short");
}

template <typename Call>
void combine(const bitmap_slice& a, const bitmap_slice& b, std::span<std::uint8_t> out, Call call) {
  if (a.count() != b.count()) invalid(b.count(), "b: not as long as a");
  check_bitmap_out(out.size(), (a.count() + 7) / 8);
  call(a.bits(), a.offset(), b.bits(), b.offset(), a.count(), out.data());
}

}  // namespace detail

// sinew_bitmap_and, ..._or, ..._xor, ..._and_not and ..._not. They write to the front of `out`, and
// throw if the slices differ in length or `out` is too short.
inline void bitmap_and(const bitmap_slice& a, const bitmap_slice& b, std::span<std::uint8_t> out) {
  detail::combine(a, b, out, sinew_bitmap_and);
}
inline void bitmap_or(const bitmap_slice& a, const bitmap_slice& b, std::span<std::uint8_t> out) {
  detail::combine(a, b, out, sinew_bitmap_or);
}
inline void bitmap_xor(const bitmap_slice& a, const bitmap_slice& b, std::span<std::uint8_t> out) {
  detail::combine(a, b, out, sinew_bitmap_xor);
}
inline void bitmap_and_not(const bitmap_slice& a, const bitmap_slice& b,
                           std::span<std::uint8_t> out) {
  detail::combine(a, b, out, sinew_bitmap_and_not);
}
inline void bitmap_not(const bitmap_slice& in, std::span<std::uint8_t> out) {
  detail::check_bitmap_out(out.size(), (in.count() + 7) / 8);
  sinew_bitmap_not(in.bits(), in.offset(), in.count(), out.data());
}

// sinew_bitmap_count: how many bits are set.
inline std::size_t bitmap_count(const bitmap_slice& in) noexcept {
  return sinew_bitmap_count(in.bits(), in.offset(), in.count());
}

// sinew_bitmap_from_bytes: sets the bits of the bytes that are not 0. Throws if `out` is too short.
inline void bitmap_from_bytes(std::span<const std::byte> in, std::span<std::uint8_t> out) {
  detail::check_bitmap_out(out.size(), (in.size() + 7) / 8);
  sinew_bitmap_from_bytes(in.data(), in.size(), out.data());
}

// sinew_bitmap_to_bytes: a byte for each bit, 1 if it is set. Throws if `out` is too short.
inline void bitmap_to_bytes(const bitmap_slice& in, std::span<std::byte> out) {
  detail::check_bitmap_out(out.size(), in.count());
  sinew_bitmap_to_bytes(in.bits(), in.offset(), in.count(), out.data());
}

// sinew_bitmap_to_indices_*: writes the indices of the bits that are set to the front of `out`, and
// returns how many. Throws if `out` is too short.
inline std::size_t bitmap_to_indices(const bitmap_slice& in, std::span<std::uint32_t> out) {
  const sinew_codec_result result =
      sinew_bitmap_to_indices_u32(in.bits(), in.offset(), in.count(), out.data(), out.size());
  detail::check(result, "sinew_bitmap_to_indices_u32");
  return result.written;
}
inline std::size_t bitmap_to_indices(const bitmap_slice& in, std::span<std::uint64_t> out) {
  const sinew_codec_result result =
      sinew_bitmap_to_indices_u64(in.bits(), in.offset(), in.count(), out.data(), out.size());
  detail::check(result, "sinew_bitmap_to_indices_u64");
  return result.written;
}

}  // namespace sinew

#endif  // SINEW_ENCODING_BITMAP_HPP_

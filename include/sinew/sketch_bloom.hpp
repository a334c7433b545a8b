#ifndef SINEW_SKETCH_BLOOM_HPP_
#define SINEW_SKETCH_BLOOM_HPP_

#include "sinew/base.hpp"
#include "sinew/sketch.h"

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace sinew {

// A sinew_bloom: whether a value may be among those that were added. It moves; it does not copy.
class bloom {
 public:
  // For so many different values, as in sinew_bloom_options; a memory_limit of 0 is "no limit".
  bloom(std::uint64_t distinct_count, double false_positive_probability,
        std::size_t memory_limit = 0)
      : bloom(sinew_bloom_options{sizeof(sinew_bloom_options), distinct_count,
                                  false_positive_probability, 0, memory_limit}) {}

  // With a bitset of so many bytes.
  static bloom of_size(std::size_t bitset_size, std::size_t memory_limit = 0) {
    return bloom(sinew_bloom_options{sizeof(sinew_bloom_options), 0, 0, bitset_size, memory_limit});
  }

  // sinew_bloom_decode.
  static bloom decode(std::span<const std::byte> in, std::size_t memory_limit = 0) {
    sinew_bloom* created = nullptr;
    sinew_error failure = {};
    detail::check(sinew_bloom_decode(in.data(), in.size(), memory_limit, &created, &failure),
                  failure);
    return bloom(created);
  }

  // sinew_bloom_update: a column of any type, or a contiguous range.
  void update(const sinew_column& rows) {
    sinew_error failure = {};
    detail::check(sinew_bloom_update(c(), &rows, &failure), failure);
  }
  template <typename T>
  void update(const column<T>& rows) {
    update(rows.c());
  }

  void merge(const bloom& from) {
    sinew_error failure = {};
    detail::check(sinew_bloom_merge(c(), from.c(), &failure), failure);
  }

  void reset() { detail::check(sinew_bloom_reset(c()), 0, "sinew_bloom_reset"); }

  // sinew_bloom_contains_many: a bitmap of rows whose values may have been added.
  std::vector<std::uint8_t> contains(const sinew_column& rows) const {
    std::vector<std::uint8_t> bitmap((rows.count + 7) / 8);
    sinew_error failure = {};
    detail::check(sinew_bloom_contains_many(c(), &rows, bitmap.data(), &failure), failure);
    return bitmap;
  }
  template <typename T>
  std::vector<std::uint8_t> contains(const column<T>& rows) const {
    return contains(rows.c());
  }

  // The bytes it holds.
  std::size_t memory() const noexcept { return sinew_bloom_memory(c()); }

  // sinew_bloom_encode.
  std::vector<std::byte> encode() const {
    std::vector<std::byte> out(sinew_bloom_encoded_size(c()));
    detail::check(sinew_bloom_encode(c(), out.data(), out.size()).status, 0, "sinew_bloom_encode");
    return out;
  }

  // The handle in C; stays owned by this object.
  sinew_bloom* c() const noexcept { return bloom_.get(); }

 private:
  struct destroy {
    void operator()(sinew_bloom* handle) const noexcept { sinew_bloom_destroy(handle); }
  };
  explicit bloom(sinew_bloom* created) : bloom_(created) {}
  explicit bloom(const sinew_bloom_options& options) {
    sinew_bloom* created = nullptr;
    sinew_error failure = {};
    detail::check(sinew_bloom_create(&options, &created, &failure), failure);
    bloom_.reset(created);
  }
  std::unique_ptr<sinew_bloom, destroy> bloom_;
};

}  // namespace sinew

#endif  // SINEW_SKETCH_BLOOM_HPP_

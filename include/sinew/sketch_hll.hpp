#ifndef SINEW_SKETCH_HLL_HPP_
#define SINEW_SKETCH_HLL_HPP_

#include "sinew/base.hpp"
#include "sinew/sketch.h"

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace sinew {

// A sinew_hll: about how many different values there are. It moves; it does not copy.
class hll {
 public:
  // 0 is "no limit", as in sinew_hll_options.
  explicit hll(std::uint32_t lg_k, std::size_t memory_limit = 0) {
    const sinew_hll_options options = {sizeof(options), lg_k, memory_limit};
    sinew_hll* created = nullptr;
    sinew_error failure = {};
    detail::check(sinew_hll_create(&options, &created, &failure), failure);
    hll_.reset(created);
  }

  // sinew_hll_decode.
  static hll decode(std::span<const std::byte> in, std::size_t memory_limit = 0) {
    sinew_hll* created = nullptr;
    sinew_error failure = {};
    detail::check(sinew_hll_decode(in.data(), in.size(), memory_limit, &created, &failure),
                  failure);
    return hll(created);
  }

  // sinew_hll_update: a column of any type, or a contiguous range.
  void update(const sinew_column& rows) {
    sinew_error failure = {};
    detail::check(sinew_hll_update(c(), &rows, &failure), failure);
  }
  template <typename T>
  void update(const column<T>& rows) {
    update(rows.c());
  }

  void merge(const hll& from) {
    sinew_error failure = {};
    detail::check(sinew_hll_merge(c(), from.c(), &failure), failure);
  }

  void reset() { detail::check(sinew_hll_reset(c()), 0, "sinew_hll_reset"); }

  // The estimate, with bounds so many standard errors away.
  sinew_estimate estimate(std::uint32_t standard_errors = 2) const noexcept {
    return sinew_hll_estimate(c(), standard_errors);
  }

  std::uint32_t lg_k() const noexcept { return sinew_hll_lg_k(c()); }
  // The bytes it holds.
  std::size_t memory() const noexcept { return sinew_hll_memory(c()); }

  // sinew_hll_encode.
  std::vector<std::byte> encode() const {
    std::vector<std::byte> out(sinew_hll_encoded_size(c()));
    detail::check(sinew_hll_encode(c(), out.data(), out.size()).status, 0, "sinew_hll_encode");
    return out;
  }

  // The handle in C; stays owned by this object.
  sinew_hll* c() const noexcept { return hll_.get(); }

 private:
  struct destroy {
    void operator()(sinew_hll* handle) const noexcept { sinew_hll_destroy(handle); }
  };
  explicit hll(sinew_hll* created) : hll_(created) {}
  std::unique_ptr<sinew_hll, destroy> hll_;
};

}  // namespace sinew

#endif  // SINEW_SKETCH_HLL_HPP_

#ifndef SINEW_SKETCH_DDSKETCH_HPP_
#define SINEW_SKETCH_DDSKETCH_HPP_

#include "sinew/base.hpp"
#include "sinew/sketch.h"

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace sinew {

// A sinew_ddsketch: quantiles, each within a part of itself. It moves; it does not copy.
class ddsketch {
 public:
  // As in sinew_ddsketch_options; a memory_limit of 0 is "no limit".
  explicit ddsketch(double relative_accuracy,
                    sinew_ddsketch_mapping mapping = SINEW_DDSKETCH_MAPPING_LOGARITHMIC,
                    std::uint32_t bins = 2048, std::size_t memory_limit = 0) {
    const sinew_ddsketch_options options = {sizeof(options), relative_accuracy, mapping, bins,
                                            memory_limit};
    sinew_ddsketch* created = nullptr;
    sinew_error failure = {};
    detail::check(sinew_ddsketch_create(&options, &created, &failure), failure);
    ddsketch_.reset(created);
  }

  // sinew_ddsketch_decode.
  static ddsketch decode(std::span<const std::byte> in, std::uint32_t bins = 2048,
                         std::size_t memory_limit = 0) {
    sinew_ddsketch* created = nullptr;
    sinew_error failure = {};
    detail::check(
        sinew_ddsketch_decode(in.data(), in.size(), bins, memory_limit, &created, &failure),
        failure);
    return ddsketch(created);
  }

  // sinew_ddsketch_update: a column of integers or floats, or a contiguous range.
  void update(const sinew_column& rows) {
    sinew_error failure = {};
    detail::check(sinew_ddsketch_update(c(), &rows, &failure), failure);
  }
  template <typename T>
  void update(const column<T>& rows) {
    update(rows.c());
  }

  void merge(const ddsketch& from) {
    sinew_error failure = {};
    detail::check(sinew_ddsketch_merge(c(), from.c(), &failure), failure);
  }

  void reset() { detail::check(sinew_ddsketch_reset(c()), 0, "sinew_ddsketch_reset"); }

  // The quantile of each fraction, from 0 to 1.
  std::vector<double> quantiles(std::span<const double> fractions) const {
    std::vector<double> out(fractions.size());
    const sinew_result result =
        sinew_ddsketch_quantiles(c(), fractions.data(), fractions.size(), out.data());
    detail::check(result.status, result.count, "sinew_ddsketch_quantiles");
    return out;
  }
  double quantile(double fraction) const { return quantiles(std::span(&fraction, 1)).front(); }

  sinew_ddsketch_summary summarize() const noexcept { return sinew_ddsketch_summarize(c()); }
  double relative_accuracy() const noexcept { return sinew_ddsketch_relative_accuracy(c()); }
  // The bytes it holds.
  std::size_t memory() const noexcept { return sinew_ddsketch_memory(c()); }

  // sinew_ddsketch_encode.
  std::vector<std::byte> encode() const {
    std::vector<std::byte> out(sinew_ddsketch_encoded_size(c()));
    detail::check(sinew_ddsketch_encode(c(), out.data(), out.size()).status, 0,
                  "sinew_ddsketch_encode");
    return out;
  }

  // The handle in C; stays owned by this object.
  sinew_ddsketch* c() const noexcept { return ddsketch_.get(); }

 private:
  struct destroy {
    void operator()(sinew_ddsketch* handle) const noexcept { sinew_ddsketch_destroy(handle); }
  };
  explicit ddsketch(sinew_ddsketch* created) : ddsketch_(created) {}
  std::unique_ptr<sinew_ddsketch, destroy> ddsketch_;
};

}  // namespace sinew

#endif  // SINEW_SKETCH_DDSKETCH_HPP_

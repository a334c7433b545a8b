#ifndef SINEW_SKETCH_KLL_HPP_
#define SINEW_SKETCH_KLL_HPP_

#include "sinew/base.hpp"
#include "sinew/sketch.h"

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace sinew {

// A sinew_kll: quantiles and ranks, within a part of the number of values. It moves; it does not
// copy.
class kll {
 public:
  // As in sinew_kll_options; a memory_limit of 0 is "no limit".
  explicit kll(std::uint32_t k, sinew_type type = SINEW_TYPE_F64, std::uint64_t seed = 0,
               std::size_t memory_limit = 0) {
    const sinew_kll_options options = {sizeof(options), type, k, seed, memory_limit};
    sinew_kll* created = nullptr;
    sinew_error failure = {};
    detail::check(sinew_kll_create(&options, &created, &failure), failure);
    kll_.reset(created);
  }

  // sinew_kll_decode.
  static kll decode(std::span<const std::byte> in, sinew_type type = SINEW_TYPE_F64,
                    std::uint64_t seed = 0, std::size_t memory_limit = 0) {
    sinew_kll* created = nullptr;
    sinew_error failure = {};
    detail::check(
        sinew_kll_decode(in.data(), in.size(), type, seed, memory_limit, &created, &failure),
        failure);
    return kll(created);
  }

  // sinew_kll_update: a column of integers or floats, or a contiguous range.
  void update(const sinew_column& rows) {
    sinew_error failure = {};
    detail::check(sinew_kll_update(c(), &rows, &failure), failure);
  }
  template <typename T>
  void update(const column<T>& rows) {
    update(rows.c());
  }

  void merge(const kll& from) {
    sinew_error failure = {};
    detail::check(sinew_kll_merge(c(), from.c(), &failure), failure);
  }

  void reset() { detail::check(sinew_kll_reset(c()), 0, "sinew_kll_reset"); }

  // The quantile of each fraction, from 0 to 1.
  std::vector<double> quantiles(std::span<const double> fractions) {
    std::vector<double> out(fractions.size());
    const sinew_result result =
        sinew_kll_quantiles(c(), fractions.data(), fractions.size(), out.data());
    detail::check(result.status, result.count, "sinew_kll_quantiles");
    return out;
  }
  double quantile(double fraction) { return quantiles(std::span(&fraction, 1)).front(); }

  // Which part of all values is at most each number.
  std::vector<double> ranks(std::span<const double> numbers) {
    std::vector<double> out(numbers.size());
    const sinew_result result = sinew_kll_ranks(c(), numbers.data(), numbers.size(), out.data());
    detail::check(result.status, result.count, "sinew_kll_ranks");
    return out;
  }
  double rank(double number) { return ranks(std::span(&number, 1)).front(); }

  sinew_kll_summary summarize() noexcept { return sinew_kll_summarize(c()); }
  double rank_error() const noexcept { return sinew_kll_rank_error(c()); }
  std::uint32_t k() const noexcept { return sinew_kll_k(c()); }
  // The bytes it holds.
  std::size_t memory() const noexcept { return sinew_kll_memory(c()); }

  // sinew_kll_encode.
  std::vector<std::byte> encode() {
    std::vector<std::byte> out(sinew_kll_encoded_size(c()));
    detail::check(sinew_kll_encode(c(), out.data(), out.size()).status, 0, "sinew_kll_encode");
    return out;
  }

  // The handle in C; stays owned by this object.
  sinew_kll* c() const noexcept { return kll_.get(); }

 private:
  struct destroy {
    void operator()(sinew_kll* handle) const noexcept { sinew_kll_destroy(handle); }
  };
  explicit kll(sinew_kll* created) : kll_(created) {}
  std::unique_ptr<sinew_kll, destroy> kll_;
};

}  // namespace sinew

#endif  // SINEW_SKETCH_KLL_HPP_

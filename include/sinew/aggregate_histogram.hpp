#ifndef SINEW_AGGREGATE_HISTOGRAM_HPP_
#define SINEW_AGGREGATE_HISTOGRAM_HPP_

#include "sinew/aggregate.h"
#include "sinew/base.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace sinew {

// Where a histogram has its edges.
class histogram_bins {
 public:
  // Between edges in ascending order, which must stay where they are.
  static histogram_bins between(std::span<const double> edges) {
    return {kind::given, edges, 0, 0, 0, edges.empty() ? 0 : edges.size() - 1};
  }
  // Of one width.
  static histogram_bins linear(double low, double high, std::size_t count) {
    return {kind::linear, {}, low, high, 0, count};
  }
  // 2^bits of them from a power of two to the next.
  static histogram_bins log_linear(double low, double high, std::uint32_t bits) {
    const sinew_result count = sinew_histogram_log_linear_count(low, high, bits);
    detail::check(count, "sinew_histogram_log_linear_count");
    return {kind::log_linear, {}, low, high, bits, count.count};
  }

  std::size_t size() const noexcept { return count_; }

 private:
  friend class histogram;
  enum class kind { given, linear, log_linear };
  histogram_bins(kind of, std::span<const double> edges, double low, double high,
                 std::uint32_t bits, std::size_t count)
      : kind_(of), edges_(edges), low_(low), high_(high), bits_(bits), count_(count) {}

  kind kind_;
  std::span<const double> edges_;
  double low_, high_;
  std::uint32_t bits_;
  std::size_t count_;
};

// How many values were in each bin: sinew_histogram, sinew_histogram_linear and
// sinew_histogram_log_linear. Two of the same bins are merged by adding their counts.
class histogram {
 public:
  explicit histogram(const histogram_bins& bins) : bins_(bins), counters_(bins.count_ + 3) {}

  // Counts the rows of a column of numbers, all or those of a bitmap.
  void add(const sinew_column& rows, std::span<const std::uint8_t> bitmap = {}) {
    using kind = histogram_bins::kind;
    const std::uint8_t* bits = detail::checked_validity(bitmap, rows.count);
    const histogram_bins& b = bins_;
    std::uint64_t* counts = counters_.data();
    detail::check(b.kind_ == kind::given
                      ? sinew_histogram(&rows, bits, 0, b.edges_.data(), counts, b.count_)
                  : b.kind_ == kind::linear
                      ? sinew_histogram_linear(&rows, bits, 0, b.low_, b.high_, counts, b.count_)
                      : sinew_histogram_log_linear(&rows, bits, 0, b.low_, b.high_, b.bits_, counts,
                                                   b.count_),
                  0, "sinew_histogram");
  }

  std::span<const std::uint64_t> counts() const noexcept {
    return std::span(counters_).first(bins_.count_);
  }
  // Values below the first edge, above the last, and NaN.
  std::uint64_t below() const noexcept { return counters_[bins_.count_]; }
  std::uint64_t above() const noexcept { return counters_[bins_.count_ + 1]; }
  std::uint64_t nan() const noexcept { return counters_[bins_.count_ + 2]; }

 private:
  histogram_bins bins_;
  std::vector<std::uint64_t> counters_;
};

}  // namespace sinew

#endif  // SINEW_AGGREGATE_HISTOGRAM_HPP_

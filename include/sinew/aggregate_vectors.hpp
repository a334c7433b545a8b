#ifndef SINEW_AGGREGATE_VECTORS_HPP_
#define SINEW_AGGREGATE_VECTORS_HPP_

#include "sinew/aggregate.h"
#include "sinew/base.hpp"

#include <algorithm>

namespace sinew {

// Vectors of floats or doubles, the rows of a matrix in memory of the caller.
template <typename T>
  requires(std::is_same_v<T, float> || std::is_same_v<T, double>)
class vectors {
 public:
  // Those that stand one behind the other. Throws if `dimension` does not divide the number of
  // values.
  vectors(std::span<const T> values, std::size_t dimension)
      : vectors(values, dimension, dimension) {
    if (dimension == 0 || values.size() % dimension != 0) {
      detail::invalid(values.size(), "values: no whole vectors");
    }
  }
  // Those that begin every `stride` values; the last one may end with the values.
  vectors(std::span<const T> values, std::size_t dimension, std::size_t stride)
      : c_{detail::type_of<T>::value,
           stride == 0 ? 0 : (values.size() + stride - 1) / stride,
           dimension,
           values.data(),
           values.size_bytes(),
           stride * sizeof(T)} {}

  std::size_t size() const noexcept { return c_.count; }
  std::size_t dimension() const noexcept { return c_.dimension; }
  const sinew_vectors& c() const noexcept { return c_; }

 private:
  sinew_vectors c_;
};

// sinew_vectors_compare: out[i * in.size() + j] is the measure of queries[i] with in[j]. Throws if
// `out` has another size.
template <typename T>
void compare(const vectors<T>& in, const vectors<T>& queries, sinew_metric metric,
             std::span<double> out) {
  const bool fits = queries.size() == 0 ? out.empty()
                                        : out.size() % queries.size() == 0 &&
                                              out.size() / queries.size() == in.size();
  if (!fits) detail::invalid(out.size(), "out: not one measure of each query with each row");
  detail::check(sinew_vectors_compare(&in.c(), &queries.c(), metric, out.data()), 0,
                "sinew_vectors_compare");
}

// The nearest rows of each query: those of query i are [i * count, i * count + count) of both.
struct nearest_rows {
  std::vector<std::uint32_t> rows;
  std::vector<double> measures;
  std::size_t count;
};

// sinew_vectors_nearest: the `count` rows that are nearest to each query, or all if there are
// fewer. With a bitmap only rows whose bit is 1 take part. Throws if it is shorter than `in`.
template <typename T>
nearest_rows nearest(const vectors<T>& in, const vectors<T>& queries, sinew_metric metric,
                     std::size_t count, std::span<const std::uint8_t> bitmap = {}) {
  if (!bitmap.empty() && bitmap.size() < (in.size() + 7) / 8) {
    detail::invalid(bitmap.size(), "bitmap: shorter than in");
  }
  nearest_rows out;
  out.count = std::min(count, in.size());
  out.rows.resize(out.count * queries.size());
  out.measures.resize(out.rows.size());
  const sinew_codec_result result =
      sinew_vectors_nearest(&in.c(), &queries.c(), bitmap.empty() ? nullptr : bitmap.data(), 0,
                            metric, out.rows.data(), out.measures.data(), out.count);
  detail::check(result.status, result.read, "sinew_vectors_nearest");
  // Fewer rows take part than there are.
  for (std::size_t i = 1; i < queries.size() && result.written != out.count; ++i) {
    std::copy_n(out.rows.begin() + static_cast<std::ptrdiff_t>(i * out.count), result.written,
                out.rows.begin() + static_cast<std::ptrdiff_t>(i * result.written));
    std::copy_n(out.measures.begin() + static_cast<std::ptrdiff_t>(i * out.count), result.written,
                out.measures.begin() + static_cast<std::ptrdiff_t>(i * result.written));
  }
  out.count = result.written;
  out.rows.resize(out.count * queries.size());
  out.measures.resize(out.rows.size());
  return out;
}

}  // namespace sinew

#endif  // SINEW_AGGREGATE_VECTORS_HPP_

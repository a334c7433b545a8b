#include <sinew/sinew.h>
#include <stdlib.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "support/bench.h"

// The rows of a matrix that are nearest to a query. Elements are multiples of 1/16 of which sums
// are exact, so that contenders agree whatever the order of theirs.
namespace {

constexpr size_t kNearest = 10;

template <typename T>
struct Vectors {
  std::vector<T> values;
  size_t dimension;

  Vectors(size_t count, size_t of, uint64_t seed) : values(count * of), dimension(of) {
    for (size_t i = 0; i < values.size(); ++i) {
      values[i] = static_cast<T>(static_cast<int>(bench::Mix(seed + i) % 128) - 64) / 16;
    }
  }

  sinew_vectors View() const {
    const size_t size = dimension * sizeof(T);
    return {sizeof(T) == 4 ? SINEW_TYPE_F32 : SINEW_TYPE_F64,
            values.size() / dimension,
            dimension,
            values.data(),
            values.size() * sizeof(T),
            size};
  }
};

// What a program has that the compiler is to make vectors of: 16 sums, because it may not change
// the order of one.
template <typename T>
double SquaredDistance(const T* a, const T* b, size_t dimension) {
  T sums[16] = {};
  for (size_t i = 0; i + 16 <= dimension; i += 16) {
    for (size_t k = 0; k < 16; ++k) sums[k] += (a[i + k] - b[i + k]) * (a[i + k] - b[i + k]);
  }
  T sum = 0;
  for (size_t k = 0; k < 16; ++k) sum += sums[k];
  return static_cast<double>(sum);
}

template <typename T>
double Dot(const T* a, const T* b, size_t dimension) {
  T sums[16] = {};
  for (size_t i = 0; i + 16 <= dimension; i += 16) {
    for (size_t k = 0; k < 16; ++k) sums[k] += a[i + k] * b[i + k];
  }
  T sum = 0;
  for (size_t k = 0; k < 16; ++k) sum += sums[k];
  return static_cast<double>(-sum);  // less is nearer
}

template <typename T>
uint64_t NearestByLoop(const Vectors<T>& in, const Vectors<T>& queries, sinew_metric metric) {
  const size_t dimension = in.dimension;
  uint64_t all = 0;
  for (size_t q = 0; q < queries.values.size(); q += dimension) {
    std::vector<std::pair<double, uint32_t>> heap;
    for (size_t i = 0; i < in.values.size(); i += dimension) {
      const T *a = queries.values.data() + q, *b = in.values.data() + i;
      const double measure =
          metric == SINEW_METRIC_DOT ? Dot(a, b, dimension) : SquaredDistance(a, b, dimension);
      const std::pair<double, uint32_t> entry(measure, static_cast<uint32_t>(i / dimension));
      if (heap.size() == kNearest) {
        if (!(entry < heap.front())) continue;
        std::pop_heap(heap.begin(), heap.end());
        heap.pop_back();
      }
      heap.push_back(entry);
      std::push_heap(heap.begin(), heap.end());
    }
    for (const auto& entry : heap) all += bench::Mix(entry.second);
  }
  return all;
}

template <typename T>
void Run(bench::Table& table, const std::string& name, size_t count, size_t dimension,
         size_t query_count, sinew_metric metric) {
  const auto in = std::make_shared<Vectors<T>>(count, dimension, 1);
  const auto queries = std::make_shared<Vectors<T>>(query_count, dimension, 2);
  std::vector<bench::Peer> peers;
  if (query_count == 1) peers = bench::Yardsticks(in->values.data(), in->values.size() * sizeof(T));
  // Of a cosine the sums are exact, but not the quotient.
  if (metric != SINEW_METRIC_COSINE) {
    peers.push_back({"loop", bench::Repeat([=] { return NearestByLoop(*in, *queries, metric); })});
  }
  table.Run({name, bench::GigabytesPerSecond(),
             static_cast<double>(count * dimension * sizeof(T) * query_count), bench::Repeat([=] {
               const sinew_vectors rows = in->View(), of = queries->View();
               std::vector<uint32_t> out(query_count * kNearest);
               std::vector<double> measures(out.size());
               if (sinew_vectors_nearest(&rows, &of, nullptr, 0, metric, out.data(),
                                         measures.data(), kNearest)
                       .status != SINEW_STATUS_OK) {
                 abort();
               }
               uint64_t all = 0;
               for (const uint32_t row : out) all += bench::Mix(row);
               return all;
             }),
             peers});
}

}  // namespace

int main(int argc, char** argv) {
  bench::Table table("aggregate/vectors", argc, argv);
  constexpr size_t kMany = 1000000, kFew = 1000;
  Run<float>(table, "10 nearest of 1e6 x 128 f32, squared distance", kMany, 128, 1,
             SINEW_METRIC_SQUARED_DISTANCE);
  Run<float>(table, "10 nearest of 1e6 x 128 f32, dot", kMany, 128, 1, SINEW_METRIC_DOT);
  Run<float>(table, "10 nearest of 1e6 x 128 f32, cosine", kMany, 128, 1, SINEW_METRIC_COSINE);
  Run<float>(table, "10 nearest of 1e6 x 96 f32, dot", kMany, 96, 1, SINEW_METRIC_DOT);
  Run<float>(table, "10 nearest of 1000 x 128 f32, dot", kFew, 128, 1, SINEW_METRIC_DOT);
  Run<float>(table, "10 nearest of 1000 x 128 f32, cosine", kFew, 128, 1, SINEW_METRIC_COSINE);
  Run<float>(table, "64 queries, 10 nearest of 1e5 x 128 f32, dot", 100000, 128, 64,
             SINEW_METRIC_DOT);
  Run<double>(table, "10 nearest of 1e6 x 64 f64, dot", kMany, 64, 1, SINEW_METRIC_DOT);
  return table.ExitCode();
}

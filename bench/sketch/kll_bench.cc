#include <sinew/sinew.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <random>
#include <string>
#include <vector>

#include "support/bench.h"

#ifdef SINEW_BENCH_DATASKETCHES
#include <kll_sketch.hpp>
#endif

namespace {

constexpr uint32_t kK = 200;
constexpr size_t kBlock = 992;

double Median(sinew_kll* sketch) {
  const double half = 0.5;
  double median = 0;
  (void)sinew_kll_quantiles(sketch, &half, 1, &median);
  return median;
}

// What there is no way around: blocks in order.
struct Blocks {
  double block[kBlock];
  size_t count = 0;
  void Add(const double* values, size_t size) {
    for (size_t i = 0; i < size; ++i) {
      block[count++] = values[i];
      if (count == kBlock) {
        std::sort(block, block + kBlock);
        count = 0;
      }
    }
  }
};

}  // namespace

// Every batch takes the next of a million values.
int main(int argc, char** argv) {
  bench::Table table("sketch/kll", argc, argv);
  constexpr size_t kRows = size_t{1} << 20;
  std::mt19937_64 random(1);
  const std::pair<const char*, double> shapes[] = {{"latencies", 1.0}, {"few values", 0.0}};
  for (const auto& [shape, deviation] : shapes) {
    std::lognormal_distribution<double> distribution(0, 1);
    std::vector<double> values(kRows);
    for (double& value : values) {
      value = 5 * distribution(random);
      if (deviation == 0) value = std::floor(value);
    }
    const sinew_kll_options options = {sizeof(options), SINEW_TYPE_F64, kK, 0, 0};
    sinew_kll* sketch = nullptr;
    if (sinew_kll_create(&options, &sketch, nullptr) != SINEW_STATUS_OK) return 1;
    const auto update = [sketch, &values](size_t first, size_t count) {
      const sinew_column column = {
          SINEW_TYPE_F64, count, values.data() + first, 8 * count, nullptr, nullptr, 0, 0};
      (void)sinew_kll_update(sketch, &column, nullptr);
    };
    update(0, kRows);
    const double found = Median(sketch);
    const auto at_most =
        std::count_if(values.begin(), values.end(), [&](double value) { return value <= found; });
    if (deviation != 0 && std::abs(static_cast<double>(at_most) / kRows - 0.5) > 0.0133) {
      std::fprintf(stderr, "%g is no median\n", found);
      return 1;
    }
    Blocks blocks;
#ifdef SINEW_BENCH_DATASKETCHES
    datasketches::kll_sketch<double> theirs(kK);
#endif
    for (const size_t count : {size_t{16}, size_t{256}, size_t{4096}, kRows}) {
      const auto batches = [count](const auto& add) {
        return bench::Repeat([count, add, first = size_t{0}]() mutable {
          add(first, count);
          first = (first + count) % kRows;
          return uint64_t{count};
        });
      };
      table.Run({std::string(shape) + ", " + std::to_string(count) + " rows",
                 bench::NanosecondsPer("value"),
                 static_cast<double>(count),
                 batches(update),
                 {{"std::sort of blocks",
                   batches([&](size_t first, size_t rows) { blocks.Add(&values[first], rows); })},
#ifdef SINEW_BENCH_DATASKETCHES
                  {"DataSketches C++", batches([&](size_t first, size_t rows) {
                     for (size_t i = first; i < first + rows; ++i) theirs.update(values[i]);
                   })}
#endif
                 }});
    }
    sinew_kll_destroy(sketch);
  }
  return table.ExitCode();
}

#include <sinew/sinew.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "support/bench.h"

namespace {

constexpr double kAccuracy = 0.01;
constexpr int kMiddle = 1024;

// A sketch of positive values as it is written by hand: the logarithm of the C library, and a count
// for each bin.
__attribute__((noinline)) void Count(const double* values, size_t count, double multiplier,
                                     double* bins) {
  for (size_t i = 0; i < count; ++i) {
    if (!(values[i] > 0x1p-1000 && values[i] < 0x1p1000)) continue;
    bins[static_cast<int>(std::floor(std::log(values[i]) * multiplier)) + kMiddle] += 1;
  }
}

double Median(const sinew_ddsketch* sketch) {
  const double half = 0.5;
  double median = 0;
  (void)sinew_ddsketch_quantiles(sketch, &half, 1, &median);
  return median;
}

double Median(const std::vector<double>& bins, double multiplier) {
  double all = 0, below = 0;
  for (const double count : bins) all += count;
  size_t i = 0;
  while ((below += bins[i]) <= 0.5 * (all - 1)) ++i;
  return std::exp((static_cast<double>(i) - kMiddle) / multiplier) * (1 + kAccuracy);
}

}  // namespace

// Every batch takes the next of a million values.
int main(int argc, char** argv) {
  bench::Table table("sketch/ddsketch", argc, argv);
  constexpr size_t kRows = size_t{1} << 20;
  std::mt19937_64 random(1);
  const double multiplier = 1 / std::log((1 + kAccuracy) / (1 - kAccuracy));
  const std::pair<const char*, double> shapes[] = {{"latencies", 1.0}, {"all alike", 0.0}};
  for (const auto& [shape, deviation] : shapes) {
    std::lognormal_distribution<double> distribution(0, deviation == 0 ? 1e-9 : deviation);
    std::vector<double> values(kRows), bins(2 * kMiddle);
    for (double& value : values) value = 5 * distribution(random);
    Count(values.data(), kRows, multiplier, bins.data());
    const double wanted = Median(bins, multiplier);
    for (const auto& [name, mapping] :
         {std::pair{"logarithmic", SINEW_DDSKETCH_MAPPING_LOGARITHMIC},
          {"linear", SINEW_DDSKETCH_MAPPING_LINEAR},
          {"cubic", SINEW_DDSKETCH_MAPPING_CUBIC}}) {
      const sinew_ddsketch_options options = {sizeof(options), kAccuracy, mapping, 2048, 0};
      sinew_ddsketch* sketch = nullptr;
      if (sinew_ddsketch_create(&options, &sketch, nullptr) != SINEW_STATUS_OK) return 1;
      const auto update = [sketch, &values](size_t first, size_t count) {
        const sinew_column column = {
            SINEW_TYPE_F64, count, values.data() + first, 8 * count, nullptr, nullptr, 0, 0};
        (void)sinew_ddsketch_update(sketch, &column, nullptr);
      };
      update(0, kRows);
      if (std::abs(Median(sketch) - wanted) > 2 * kAccuracy * wanted) {
        std::fprintf(stderr, "medians differ: %g and %g\n", Median(sketch), wanted);
        return 1;
      }
      for (const size_t count : {size_t{16}, size_t{256}, size_t{4096}, kRows}) {
        const auto batches = [count](const auto& add) {
          return bench::Repeat([count, add, first = size_t{0}]() mutable {
            add(first, count);
            first = (first + count) % kRows;
            return uint64_t{count};
          });
        };
        table.Run({std::string(shape) + ", " + name + ", " + std::to_string(count) + " rows",
                   bench::NanosecondsPer("value"),
                   static_cast<double>(count),
                   batches(update),
                   {{"loop with log()", batches([&, multiplier](size_t first, size_t rows) {
                       Count(values.data() + first, rows, multiplier, bins.data());
                     })}}});
      }
      sinew_ddsketch_destroy(sketch);
    }
  }
  return table.ExitCode();
}

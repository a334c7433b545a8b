#include <sinew/sinew.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include "support/bench.h"

// Values in bins of one width, between given edges and in log-linear bins: evenly spread, and half
// of them in one bin.
namespace {

constexpr size_t kRows = 1000000;
constexpr double kHigh = 1000;

using Counts = std::vector<uint64_t>;

template <class Work>
auto Counting(size_t bins, const Work& work) {
  const auto counts = std::make_shared<Counts>(bins + 3);
  return bench::Repeat([=] {
    std::fill(counts->begin(), counts->end(), 0);
    work(counts->data());
    uint64_t sum = 0;
    for (size_t i = 0; i < counts->size(); ++i) sum += (*counts)[i] * (i + 1);
    return sum;
  });
}

void Run(bench::Table& table, bool skewed, size_t bins) {
  const auto values = std::make_shared<std::vector<double>>(kRows);
  for (size_t i = 0; i < kRows; ++i) {
    const double value = static_cast<double>(bench::Mix(i) >> 11) * 0x1p-53 * kHigh;
    (*values)[i] = skewed && bench::Mix(i + kRows) % 2 == 0 ? 1.5 : value + 1;
  }
  const auto column = [=] {
    return sinew_column{SINEW_TYPE_F64, kRows, values->data(), 8 * kRows, nullptr, nullptr, 0, 0};
  };
  const double low = 1, high = kHigh + 1;
  const std::string of = std::to_string(bins) + (skewed ? " bins, half in one" : " bins, evenly");
  const auto row = [&](const std::string& name, auto work, auto loop) {
    table.Run({name + ", " + of,
               bench::MillionsPerSecond("rows"),
               static_cast<double>(kRows),
               Counting(bins, work),
               {{"loop", Counting(bins, loop)}}});
  };
  row(
      "one width",
      [=](uint64_t* counts) {
        const sinew_column in = column();
        bench::Check(sinew_histogram_linear(&in, nullptr, 0, low, high, counts, bins));
      },
      [=](uint64_t* counts) {
        const double scale = static_cast<double>(bins) / (high - low);
        for (const double value : *values) {
          if (value < low || value > high) continue;
          ++counts[std::min(static_cast<size_t>((value - low) * scale), bins - 1)];
        }
      });
  const auto edges = std::make_shared<std::vector<double>>();
  for (size_t i = 0; i <= bins; ++i) {
    const double part = static_cast<double>(i) / static_cast<double>(bins);
    edges->push_back(low + (high - low) * part * part);
  }
  row(
      "given edges",
      [=](uint64_t* counts) {
        const sinew_column in = column();
        bench::Check(sinew_histogram(&in, nullptr, 0, edges->data(), counts, bins));
      },
      [=](uint64_t* counts) {
        for (const double value : *values) {
          if (value < low || value > high) continue;
          const auto above = std::upper_bound(edges->begin(), edges->end(), value);
          ++counts[std::min(static_cast<size_t>(above - edges->begin()), bins) - 1];
        }
      });
}

void RunLogLinear(bench::Table& table) {
  const auto values = std::make_shared<std::vector<int64_t>>(kRows);
  for (size_t i = 0; i < kRows; ++i) {
    (*values)[i] = static_cast<int64_t>(std::exp2(static_cast<double>(bench::Mix(i) % 2000) / 100));
  }
  const size_t bins = sinew_histogram_log_linear_count(1, 0x1p40, 5).count;
  table.Run(
      {"log-linear, i64, 5 bits",
       bench::MillionsPerSecond("rows"),
       static_cast<double>(kRows),
       Counting(bins,
                [=](uint64_t* counts) {
                  const sinew_column in = {
                      SINEW_TYPE_I64, kRows, values->data(), 8 * kRows, nullptr, nullptr, 0, 0};
                  bench::Check(
                      sinew_histogram_log_linear(&in, nullptr, 0, 1, 0x1p40, 5, counts, bins));
                }),
       {{"loop", Counting(bins, [=](uint64_t* counts) {
           for (const int64_t value : *values) {
             const int power = 63 - __builtin_clzll(static_cast<uint64_t>(value));
             const uint64_t fraction = static_cast<uint64_t>(value) << (63 - power) << 1 >> 59;
             ++counts[static_cast<size_t>(power) * 32 + fraction];
           }
         })}}});
}

}  // namespace

int main(int argc, char** argv) {
  bench::Table table("aggregate/histogram", argc, argv);
  for (const bool skewed : {false, true}) {
    for (const size_t bins : {10, 100, 1000}) Run(table, skewed, bins);
  }
  RunLogLinear(table);
  return table.ExitCode();
}

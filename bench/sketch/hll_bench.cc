#include <sinew/sinew.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

#include "support/bench.h"

namespace {

constexpr uint32_t kLgK = 14;
constexpr uint64_t kSeed = 9001;

// A sketch as it is written by hand: the same hash, value by value, and registers alone.
void Raise(sinew_hash128 hash, std::vector<uint8_t>& registers) {
  const uint8_t value = static_cast<uint8_t>(std::min(std::countl_zero(hash.high) + 1, 63));
  uint8_t& at = registers[hash.low & (registers.size() - 1)];
  if (value > at) at = value;
}

double Estimate(const std::vector<uint8_t>& registers) {
  double sum = 0;
  for (const uint8_t value : registers) sum += std::ldexp(1.0, -value);
  const double size = static_cast<double>(registers.size());
  return 0.7213 / (1 + 1.079 / size) * size * size / sum;
}

template <typename Update, typename Loop>
bool Run(bench::Table& table, const std::string& name, size_t rows, const Update& update,
         const Loop& loop) {
  const sinew_hll_options options = {sizeof(options), kLgK, 0};
  sinew_hll* sketch = nullptr;
  if (sinew_hll_create(&options, &sketch, nullptr) != SINEW_STATUS_OK) return false;
  std::vector<uint8_t> registers(size_t{1} << kLgK);
  const auto add = [&](size_t first, size_t count) { update(sketch, first, count); };
  const auto add_one_by_one = [&](size_t first, size_t count) { loop(registers, first, count); };
  add(0, rows);
  add_one_by_one(0, rows);
  const double found = sinew_hll_estimate(sketch, 1).value, wanted = Estimate(registers);
  const bool agree = std::abs(found - wanted) < 0.05 * wanted;
  if (!agree) std::fprintf(stderr, "estimates differ: %g and %g\n", found, wanted);
  for (const size_t count : {size_t{256}, size_t{4096}, rows}) {
    const auto batches = [=](const auto& each) {
      return bench::Repeat([=, first = size_t{0}]() mutable {
        each(first, count);
        first = (first + count) % rows;
        return uint64_t{count};
      });
    };
    if (!agree) break;
    table.Run({name + ", " + std::to_string(count) + " rows",
               bench::NanosecondsPer("value"),
               static_cast<double>(count),
               batches(add),
               {{"loop with sinew_murmur3_128", batches(add_one_by_one)}}});
  }
  sinew_hll_destroy(sketch);
  return agree;
}

}  // namespace

// A sketch of 16384 registers that has seen all of a million different values; every batch takes
// the next of them.
int main(int argc, char** argv) {
  bench::Table table("sketch/hll", argc, argv);
  constexpr size_t kRows = size_t{1} << 20;
  std::vector<int64_t> values(kRows);
  std::vector<int32_t> offsets = {0};
  std::string bytes;
  for (size_t i = 0; i < kRows; ++i) {
    values[i] = static_cast<int64_t>(i * 0x9E3779B97F4A7C15u);
    bytes += "visitor-" + std::to_string(i);
    offsets.push_back(static_cast<int32_t>(bytes.size()));
  }
  const bool integers = Run(
      table, "i64", kRows,
      [&](sinew_hll* to, size_t first, size_t count) {
        const sinew_column column = {
            SINEW_TYPE_I64, count, values.data() + first, 8 * count, nullptr, nullptr, 0, 0};
        (void)sinew_hll_update(to, &column, nullptr);
      },
      [&](std::vector<uint8_t>& registers, size_t first, size_t count) {
        for (size_t i = first; i < first + count; ++i) {
          Raise(sinew_murmur3_128(&values[i], sizeof(values[i]), kSeed), registers);
        }
      });
  const bool strings = Run(
      table, "strings of 9 to 15 bytes", kRows,
      [&](sinew_hll* to, size_t first, size_t count) {
        const sinew_column column = {
            SINEW_TYPE_STRING, count, bytes.data(), bytes.size(), &offsets[first], nullptr, 0, 0};
        (void)sinew_hll_update(to, &column, nullptr);
      },
      [&](std::vector<uint8_t>& registers, size_t first, size_t count) {
        for (size_t i = first; i < first + count; ++i) {
          const size_t size = static_cast<size_t>(offsets[i + 1] - offsets[i]);
          Raise(sinew_murmur3_128(bytes.data() + offsets[i], size, kSeed), registers);
        }
      });
  return integers && strings ? table.ExitCode() : 1;
}

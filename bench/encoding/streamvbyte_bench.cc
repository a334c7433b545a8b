#include <sinew/sinew.h>

#include <string>
#include <utility>
#include <vector>

#include "encoding/integers.h"
#include "support/bench.h"

extern "C" {
#include <streamvbyte.h>
#include <streamvbytedelta.h>
}

namespace {

using bench::Repeat;

// Sums of some output: enough to see contenders disagree, little enough not to be timed.
template <typename T>
uint64_t Sample(const std::vector<T>& out, size_t size) {
  return size + out[0] + out[size / 3] + out[size - 1];
}

void Rows(bench::Table& table, const std::string& name, const std::vector<uint32_t>& values,
          const std::vector<uint32_t>& sorted) {
  const size_t count = values.size();
  const uint32_t length = static_cast<uint32_t>(count);
  const bench::Unit unit = bench::MillionsPerSecond("values");
  const double amount = static_cast<double>(count);
  const size_t capacity = streamvbyte_max_compressedbytes(length);
  std::vector<uint8_t> packed(capacity);
  std::vector<uint32_t> out(count);

  for (const uint32_t flags : {SINEW_STREAMVBYTE_1234, SINEW_STREAMVBYTE_0124}) {
    const bool is_0124 = flags == SINEW_STREAMVBYTE_0124;
    const auto encode = is_0124 ? streamvbyte_encode_0124 : streamvbyte_encode;
    const auto decode = is_0124 ? streamvbyte_decode_0124 : streamvbyte_decode;
    const std::string variant = is_0124 ? "0124, " + name : name;
    const size_t size = encode(values.data(), length, packed.data());
    table.Run({"encode " + variant,
               unit,
               amount,
               Repeat([&] {
                 return Sample(packed, sinew_streamvbyte_encode(values.data(), count, packed.data(),
                                                                capacity, flags)
                                           .written);
               }),
               {{BENCH_STREAMVBYTE, Repeat([&] {
                   return Sample(packed, encode(values.data(), length, packed.data()));
                 })},
                bench::Yardsticks(values.data(), 4 * count)[0]}});
    table.Run({"decode " + variant,
               unit,
               amount,
               Repeat([&] {
                 const auto result =
                     sinew_streamvbyte_decode(packed.data(), size, out.data(), count, flags);
                 return result.read + Sample(out, count);
               }),
               {{BENCH_STREAMVBYTE, Repeat([&] {
                   return decode(packed.data(), out.data(), length) + Sample(out, count);
                 })},
                bench::Yardsticks(values.data(), 4 * count)[0]}});
  }

  const size_t size = streamvbyte_delta_encode(sorted.data(), length, packed.data(), 0);
  table.Run({"encode differences, " + name,
             unit,
             amount,
             Repeat([&] {
               return Sample(packed,
                             sinew_streamvbyte_encode_delta(sorted.data(), count, 0, packed.data(),
                                                            capacity, SINEW_STREAMVBYTE_1234)
                                 .written);
             }),
             {{BENCH_STREAMVBYTE, Repeat([&] {
                 return Sample(packed,
                               streamvbyte_delta_encode(sorted.data(), length, packed.data(), 0));
               })},
              bench::Yardsticks(sorted.data(), 4 * count)[0]}});
  table.Run({"decode differences, " + name,
             unit,
             amount,
             Repeat([&] {
               const auto result = sinew_streamvbyte_decode_delta(
                   packed.data(), size, 0, out.data(), count, SINEW_STREAMVBYTE_1234);
               return result.read + Sample(out, count);
             }),
             {{BENCH_STREAMVBYTE, Repeat([&] {
                 return streamvbyte_delta_decode(packed.data(), out.data(), length, 0) +
                        Sample(out, count);
               })},
              bench::Yardsticks(sorted.data(), 4 * count)[0]}});
}

}  // namespace

int main(int argc, char** argv) {
  bench::Table table("encoding/streamvbyte", argc, argv);
  for (const auto& [name, count] : {std::pair<std::string, size_t>{"128 values", 128},
                                    {"1,024 values", 1024},
                                    {"65,536 values", 65536},
                                    {"16,777,216 values", size_t{16} << 20}}) {
    Generator random;
    std::vector<uint32_t> values(count), sorted(count);
    uint32_t last = 0;
    for (size_t i = 0; i < count; ++i) {
      const uint64_t word = random();
      values[i] = static_cast<uint32_t>(word >> 32 >> (word >> 16) % 32);  // any length
      sorted[i] = last += static_cast<uint32_t>(word >> 56) << (word >> 16) % 4;
    }
    Rows(table, name, values, sorted);
  }
  return table.ExitCode();
}

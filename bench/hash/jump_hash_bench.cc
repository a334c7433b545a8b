#include <sinew/sinew.h>

#include <random>
#include <string>
#include <vector>

#include "support/bench.h"

namespace {

// The code of the paper.
__attribute__((noinline)) uint32_t JumpConsistentHash(uint64_t key, uint32_t num_buckets) {
  int64_t b = -1;
  int64_t j = 0;
  while (j < num_buckets) {
    b = j;
    key = key * 2862933555777941757u + 1;
    j = static_cast<int64_t>(static_cast<double>(b + 1) * (static_cast<double>(int64_t{1} << 31) /
                                                           static_cast<double>((key >> 33) + 1)));
  }
  return static_cast<uint32_t>(b);
}

}  // namespace

// Every batch takes the next keys of a million, which no branch predictor remembers.
int main(int argc, char** argv) {
  bench::Table table("hash/jump_hash", argc, argv);
  constexpr size_t kRows = size_t{1} << 20;
  std::mt19937_64 random(1);
  std::vector<uint64_t> keys(kRows);
  for (uint64_t& key : keys) key = random();
  std::vector<uint32_t> out(kRows);
  const auto run = [&](size_t count, uint32_t buckets) {
    bench::Row row = {std::to_string(count) + " rows, " + std::to_string(buckets) + " buckets",
                      bench::NanosecondsPer("row"),
                      static_cast<double>(count),
                      {},
                      {}};
    const auto batches = [=, &out](const auto& choose) {
      return bench::Repeat([=, &out, first = size_t{0}]() mutable {
        choose(first);
        first = (first + count) % kRows;
        return out[0] + 3 * uint64_t{out[count - 1]};
      });
    };
    row.sinew = batches([&, count, buckets](size_t first) {
      const sinew_column column = {
          SINEW_TYPE_U64, count, keys.data() + first, 8 * count, nullptr, nullptr, 0, 0};
      (void)sinew_jump_hash_many(&column, buckets, out.data());
    });
    row.peers = {{"loop of the paper's code", batches([&, count, buckets](size_t first) {
                    for (size_t i = 0; i < count; ++i) {
                      out[i] = JumpConsistentHash(keys[first + i], buckets);
                    }
                  })}};
    table.Run(row);
  };
  for (const size_t count : {size_t{4}, size_t{16}, size_t{256}, size_t{4096}, kRows}) {
    for (const uint32_t buckets : {10, 1000}) run(count, buckets);
  }
  for (const uint32_t buckets : {2, 100, 100000}) run(4096, buckets);
  return table.ExitCode();
}

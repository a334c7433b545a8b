#include <sinew/sinew.h>

#include <random>
#include <string>
#include <vector>

#include "support/bench.h"

namespace {

// Plain code for this machine, which GCC can vectorise across the nodes.
__attribute__((noinline)) uint32_t Choose(uint64_t hash, const uint64_t* nodes, size_t count) {
  int64_t most = INT64_MIN;
  size_t choice = 0;
  for (size_t i = 0; i < count; ++i) {
    uint64_t x = (nodes[i] ^ (nodes[i] >> 32)) * 0x9E3779B97F4A7C15 + 0x243F6A8885A308D3 + hash;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
    const int64_t weight = static_cast<int64_t>((x ^ (x >> 27)) * 0x94D049BB133111EB);
    if (weight > most) {
      most = weight;
      choice = i;
    }
  }
  return static_cast<uint32_t>(choice);
}

}  // namespace

int main(int argc, char** argv) {
  bench::Table table("hash/rendezvous", argc, argv);
  constexpr size_t kRows = size_t{1} << 18;
  std::mt19937_64 random(1);
  std::vector<uint64_t> hashes(kRows);
  for (uint64_t& hash : hashes) hash = random();
  std::vector<uint64_t> nodes(100);
  for (uint64_t& node : nodes) node = random();
  std::vector<uint32_t> out(kRows);
  const auto run = [&](size_t count, size_t node_count) {
    bench::Row row = {std::to_string(count) + " rows, " + std::to_string(node_count) + " nodes",
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
    row.sinew = batches([&, count, node_count](size_t first) {
      const sinew_column column = {
          SINEW_TYPE_U64, count, hashes.data() + first, 8 * count, nullptr, nullptr, 0, 0};
      (void)sinew_rendezvous_many(&column, nodes.data(), node_count, out.data());
    });
    row.peers = {{"C loop, -march=native", batches([&, count, node_count](size_t first) {
                    for (size_t i = 0; i < count; ++i) {
                      out[i] = Choose(hashes[first + i], nodes.data(), node_count);
                    }
                  })}};
    table.Run(row);
  };
  for (const size_t count : {size_t{4}, size_t{16}, size_t{256}, kRows}) {
    for (const size_t node_count : {3, 10, 100}) run(count, node_count);
  }
  return table.ExitCode();
}

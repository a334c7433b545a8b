#include <sinew/sinew.h>

#include <random>
#include <string>
#include <vector>

#include "support/bench.h"

namespace {

// The formula, one pair after another, as a compiler for this machine makes it of plain code.
__attribute__((noinline)) void CombineLoop(const uint64_t* first, const uint64_t* second,
                                           size_t count, uint64_t* out) {
  for (size_t i = 0; i < count; ++i) {
    uint64_t x = (first[i] ^ (first[i] >> 32)) * 0x9E3779B97F4A7C15 + 0x243F6A8885A308D3;
    x += second[i];
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
    out[i] = x ^ (x >> 31);
  }
}

}  // namespace

int main(int argc, char** argv) {
  bench::Table table("hash/hash_combine", argc, argv);
  constexpr size_t kRows = size_t{1} << 20;
  std::mt19937_64 random(1);
  std::vector<uint64_t> first(kRows), second(kRows), out(kRows);
  for (uint64_t& hash : first) hash = random();
  for (uint64_t& hash : second) hash = random();
  for (const size_t count : {size_t{16}, size_t{256}, size_t{4096}, kRows}) {
    bench::Row row = {std::to_string(count) + " rows",
                      bench::NanosecondsPer("row"),
                      static_cast<double>(count),
                      {},
                      {}};
    const auto digest = [&out, count] { return out[0] + 3 * out[count / 2] + 5 * out[count - 1]; };
    row.sinew = bench::Repeat([&, count] {
      sinew_hash_combine_many(first.data(), second.data(), count, out.data());
      return digest();
    });
    row.peers = {{"C loop, -march=native", bench::Repeat([&, count] {
                    CombineLoop(first.data(), second.data(), count, out.data());
                    return digest();
                  })}};
    for (bench::Peer& peer : bench::Yardsticks(first.data(), 8 * count)) row.peers.push_back(peer);
    table.Run(row);
  }
  return table.ExitCode();
}

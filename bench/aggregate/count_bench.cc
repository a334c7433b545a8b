#include <sinew/sinew.h>

#include "aggregate/columns.h"
#include "support/bench.h"

namespace {

BENCH_OPAQUE size_t LoopCount(const uint8_t* bits, size_t size) {
  size_t count = 0;
  for (size_t i = 0; i < size; i += 8) {
    uint64_t word;
    memcpy(&word, bits + i, sizeof(word));
    count += static_cast<size_t>(__builtin_popcountll(word));
  }
  return count;
}

}  // namespace

int main(int argc, char** argv) {
  bench::Table table("aggregate/count", argc, argv);
  const bench::Column<uint8_t> column(bench::kSizes[2].second);
  const uint8_t* bits = column.rows.data();
  for (const auto& [name, size] : bench::kSizes) {
    bench::Row row = {std::string("bitmap ") + name,
                      bench::GigabytesPerSecond(),
                      static_cast<double>(size),
                      {},
                      {}};
    row.sinew = bench::Repeat([=, size = size] { return sinew_count(bits, 0, size * 8).count; });
    row.peers = {{"C loop", bench::Repeat([=, size = size] { return LoopCount(bits, size); })}};
    for (bench::Peer& peer : bench::Yardsticks(bits, size)) row.peers.push_back(peer);
    table.Run(row);
  }
  return table.ExitCode();
}

#ifndef SINEW_BENCH_HASH_CRC_ROWS_H_
#define SINEW_BENCH_HASH_CRC_ROWS_H_

#include <immintrin.h>
#include <stddef.h>
#include <stdint.h>

#include <string>
#include <vector>

#include "support/bench.h"

namespace bench {

// ISA-L's AVX-512 versions return with dirty upper halves, which would slow down whoever runs next.
inline void CleanUpperHalves() {
#ifdef __AVX__
  _mm256_zeroupper();
#endif
}

inline std::string SizeName(size_t size) {
  if (size < 1024) return std::to_string(size) + " B";
  return size < (size_t{1} << 20) ? std::to_string(size >> 10) + " KiB"
                                  : std::to_string(size >> 20) + " MiB";
}

// Rows for every size. Each of `make_peers(data, size)` and `sinew(data, size)` reads those bytes.
template <typename Sinew, typename MakePeers>
void RunCrcRows(Table& table, Sinew sinew, MakePeers make_peers) {
  std::vector<uint8_t> bytes(size_t{64} << 20);
  for (size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<uint8_t>(i * i >> 7);
  const uint8_t* data = bytes.data();
  for (const size_t size : {8,   16,   31,   64,   100,  128,   200,   256,    400,     512,
                            777, 1024, 2048, 4096, 8192, 16384, 65536, 262144, 1 << 20, 1 << 24}) {
    const bool is_short = size < 1024;
    Row row = {SizeName(size), is_short ? NanosecondsPer("call") : GigabytesPerSecond(),
               is_short ? 1 : static_cast<double>(size), Repeat([=] { return sinew(data, size); }),
               make_peers(data, size)};
    for (const Peer& peer : Yardsticks(data, size)) row.peers.push_back(peer);
    table.Run(row);
  }
}

// Rows for combine, whose lengths change from call to call: few and many digits.
template <typename Combine>
Work RepeatCombine(Combine combine, uint64_t size) {
  return [=](size_t calls) {
    uint64_t all = 1;
    for (size_t i = 0; i < calls; ++i) all ^= combine(all, i, size + (i & 1023));
    return all;
  };
}

}  // namespace bench

#endif  // SINEW_BENCH_HASH_CRC_ROWS_H_

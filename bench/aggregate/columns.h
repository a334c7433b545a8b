#ifndef SINEW_BENCH_AGGREGATE_COLUMNS_H_
#define SINEW_BENCH_AGGREGATE_COLUMNS_H_

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <string>
#include <utility>
#include <vector>

#include "support/bench.h"

namespace bench {

// A column of integers in [-2^20, 2^20), as T: small enough that sums of doubles are exact, so that
// contenders agree whatever their order of additions. One row in ten is null.
template <typename T>
struct Column {
  explicit Column(size_t count) : rows(count), validity((count + 7) / 8) {
    uint64_t state = 1;
    for (size_t i = 0; i < count; ++i) {
      state = state * 6364136223846793005u + 1442695040888963407u;  // Knuth's MMIX
      rows[i] = static_cast<T>(static_cast<int64_t>(state >> 43) - (1 << 20));
      if (state % 1000003 % 10 != 0) validity[i / 8] |= static_cast<uint8_t>(1 << i % 8);
    }
  }
  std::vector<T> rows;
  std::vector<uint8_t> validity;
};

inline bool IsValid(const uint8_t* validity, size_t i) { return (validity[i / 8] >> i % 8) & 1; }

// The value as what a Work returns.
template <typename T>
uint64_t BitsOf(T value) {
  uint64_t bits;
  memcpy(&bits, &value, sizeof(bits));
  return bits;
}

// The sizes of a column in the L1 cache, in the L2 cache and in memory.
inline const std::pair<const char*, size_t> kSizes[] = {
    {"16 KiB", size_t{16} << 10}, {"1 MiB", size_t{1} << 20}, {"64 MiB", size_t{64} << 20}};

// Runs a row without and a row with nulls for each of the sizes: sinew(in, validity, count) and the
// peers that peers(in, validity, count) returns, where a null validity says that every row counts.
template <typename T, typename SinewCall, typename PeersOf>
void RunColumns(Table& table, const std::string& name, const SinewCall& sinew,
                const PeersOf& peers) {
  const Column<T> column(kSizes[2].second / sizeof(T));
  const T* in = column.rows.data();
  for (const auto& [size_name, size] : kSizes) {
    const size_t count = size / sizeof(T);
    const std::vector<Peer> yardsticks = Yardsticks(in, size);
    for (const uint8_t* validity : {static_cast<const uint8_t*>(nullptr), column.validity.data()}) {
      Row row = {name + (validity == nullptr ? " " : " nulls ") + size_name, GigabytesPerSecond(),
                 static_cast<double>(size),
                 Repeat([=] { return BitsOf(sinew(in, validity, count)); }),
                 peers(in, validity, count)};
      row.peers.insert(row.peers.end(), yardsticks.begin(), yardsticks.end());
      table.Run(row);
    }
  }
}

}  // namespace bench

// A function whose calls are all made, whatever the compiler can see of it.
#define BENCH_OPAQUE __attribute__((noipa))

#endif  // SINEW_BENCH_AGGREGATE_COLUMNS_H_

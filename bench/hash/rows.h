#ifndef SINEW_BENCH_HASH_ROWS_H_
#define SINEW_BENCH_HASH_ROWS_H_

#include <sinew/sinew.h>

#include <functional>
#include <random>
#include <string>
#include <vector>

#include "support/bench.h"

// Rows of a hash over columns. `many` is Sinew's function over a column, `one` the peer's of one
// row, which is compiled into a loop; both with seed 0.
namespace bench {

inline uint64_t FoldHash(uint64_t hash) { return hash; }
inline uint64_t FoldHash(sinew_hash128 hash) { return hash.low + hash.high; }

// Stands for a batch when results are compared; a sum of all would be timed, too.
template <typename Hash>
uint64_t Digest(const std::vector<Hash>& hashes, size_t count) {
  return FoldHash(hashes[0]) + FoldHash(hashes[count / 2]) * 3 + FoldHash(hashes[count - 1]) * 5;
}

template <typename Hash, typename Offset, typename One>
__attribute__((noinline)) void LoopOfStrings(const uint8_t* bytes, const Offset* offsets,
                                             size_t count, const One& one, Hash* out) {
  for (size_t i = 0; i < count; ++i) {
    out[i] = one(bytes + offsets[i], static_cast<size_t>(offsets[i + 1] - offsets[i]));
  }
}

template <size_t kWidth, typename Hash, typename One>
__attribute__((noinline)) void LoopOfValues(const uint8_t* values, size_t count, const One& one,
                                            Hash* out) {
  for (size_t i = 0; i < count; ++i) out[i] = one(values + kWidth * i, kWidth);
}

// Random strings, whose sizes come from `size_of(random)`.
template <typename Offset = int32_t>
struct RandomStrings {
  template <typename Size>
  RandomStrings(size_t count, const Size& size_of) : offsets{0} {
    std::mt19937_64 random(1);
    for (size_t i = 0; i < count; ++i) {
      offsets.push_back(offsets.back() + static_cast<Offset>(size_of(random)));
    }
    bytes.resize(static_cast<size_t>(offsets.back()));
    for (uint8_t& byte : bytes) byte = static_cast<uint8_t>(random());
  }

  sinew_column Column(size_t first, size_t count) const {
    const sinew_type type = sizeof(Offset) == 4 ? SINEW_TYPE_STRING : SINEW_TYPE_LARGE_STRING;
    return {type, count, bytes.data(), bytes.size(), offsets.data() + first, nullptr, 0, 0};
  }

  std::vector<Offset> offsets;
  std::vector<uint8_t> bytes;
};

// Calls `hash` with the first row of each batch of `count` rows, one after the other, of `rows` in
// all: the keys are fresh, so that no branch predictor can learn their lengths.
template <typename Hash>
Work Batches(size_t count, size_t rows, const Hash& hash) {
  return Repeat([=, first = size_t{0}]() mutable {
    const uint64_t digest = hash(first);
    first = (first + count) % rows;
    return digest;
  });
}

template <typename Hash, typename Offset = int32_t, typename Many, typename One, typename Size>
void Strings(Table& table, const std::string& name, const std::string& peer, const Many& many,
             const One& one, const Size& size_of) {
  constexpr size_t kRows = size_t{1} << 20;
  const RandomStrings<Offset> strings(kRows, size_of);
  std::vector<Hash> out(kRows);
  for (const size_t count : {size_t{16}, size_t{256}, size_t{4096}, kRows}) {
    Row row = {name + ", " + std::to_string(count) + " rows",
               NanosecondsPer("key"),
               static_cast<double>(count),
               {},
               {}};
    row.sinew = Batches(count, kRows, [&, count](size_t first) {
      const sinew_column column = strings.Column(first, count);
      return many(&column, out.data()).count + Digest(out, count);
    });
    row.peers = {{peer, Batches(count, kRows, [&, count](size_t first) {
                    LoopOfStrings(strings.bytes.data(), strings.offsets.data() + first, count, one,
                                  out.data());
                    return count + Digest(out, count);
                  })}};
    table.Run(row);
  }
}

template <size_t kWidth, typename Hash, typename Many, typename One>
void Values(Table& table, const std::string& name, const std::string& peer, sinew_type type,
            const Many& many, const One& one) {
  constexpr size_t kRows = size_t{1} << 20;
  std::mt19937_64 random(2);
  std::vector<uint8_t> values(kWidth * kRows);
  for (uint8_t& byte : values) byte = static_cast<uint8_t>(random());
  std::vector<Hash> out(kRows);
  for (const size_t count : {size_t{16}, size_t{256}, size_t{4096}, kRows}) {
    Row row = {name + ", " + std::to_string(count) + " rows",
               NanosecondsPer("key"),
               static_cast<double>(count),
               {},
               {}};
    row.sinew = Repeat([&, count] {
      const sinew_column column = {type, count, values.data(), values.size(), nullptr, nullptr,
                                   0,    0};
      return many(&column, out.data()).count + Digest(out, count);
    });
    row.peers = {{peer, Repeat([&, count] {
                    LoopOfValues<kWidth>(values.data(), count, one, out.data());
                    return count + Digest(out, count);
                  })}};
    for (Peer& yardstick : Yardsticks(values.data(), kWidth * count)) {
      row.peers.push_back(yardstick);
    }
    table.Run(row);
  }
}

// The common distributions of lengths, and every width.
template <typename Hash, typename Many, typename One>
void Columns(Table& table, const std::string& prefix, const std::string& peer, const Many& many,
             const One& one) {
  const auto strings = [&](const std::string& name, const auto& size_of) {
    Strings<Hash>(table, prefix + name, "loop of " + peer, many, one, size_of);
  };
  strings("8-40 B", [](auto& random) { return 8 + random() % 33; });
  strings("0-16 B", [](auto& random) { return random() % 17; });
  strings("1-100 B", [](auto& random) { return 1 + random() % 100; });
  strings("50-300 B", [](auto& random) { return 50 + random() % 251; });
  strings("21 B each", [](auto&) { return 21; });
  strings("16 B each", [](auto&) { return 16; });
  Values<1, Hash>(table, prefix + "uint8", "loop of " + peer, SINEW_TYPE_U8, many, one);
  Values<2, Hash>(table, prefix + "uint16", "loop of " + peer, SINEW_TYPE_U16, many, one);
  Values<4, Hash>(table, prefix + "uint32", "loop of " + peer, SINEW_TYPE_U32, many, one);
  Values<8, Hash>(table, prefix + "uint64", "loop of " + peer, SINEW_TYPE_U64, many, one);
  Values<16, Hash>(table, prefix + "16 bytes", "loop of " + peer, SINEW_TYPE_BYTES16, many, one);
}

// One input in the cache, from 0 bytes to 16 MiB; `sinew(in, size)` and `peer(in, size)`.
template <typename Sinew, typename Other>
void OneShot(Table& table, const std::string& prefix, const std::string& peer, const Sinew& sinew,
             const Other& other) {
  std::vector<uint8_t> bytes(size_t{16} << 20);
  for (size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<uint8_t>(i * i >> 7);
  const auto run = [&](const std::string& name, size_t size, Unit unit, double amount) {
    Row row = {prefix + name, unit, amount, {}, {}};
    const uint8_t* in = bytes.data();
    row.sinew = Repeat([=] { return FoldHash(sinew(in, size)); });
    row.peers = {{peer, Repeat([=] { return FoldHash(other(in, size)); })}};
    if (size >= 4096) {
      for (Peer& yardstick : Yardsticks(in, size)) row.peers.push_back(yardstick);
    }
    table.Run(row);
  };
  for (const size_t size : {0, 3, 8, 16, 21, 32, 48, 64, 100, 128, 200, 240, 256, 512, 1024}) {
    run(std::to_string(size) + " B", size, NanosecondsPer("call"), 1);
  }
  for (const size_t kib : {2, 4, 16, 64, 256, 1024, 4096, 16384}) {
    const std::string name =
        kib < 1024 ? std::to_string(kib) + " KiB" : std::to_string(kib / 1024) + " MiB";
    run(name, kib << 10, GigabytesPerSecond(), static_cast<double>(kib << 10));
  }
}

}  // namespace bench

#endif  // SINEW_BENCH_HASH_ROWS_H_

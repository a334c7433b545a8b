#include <sinew/sinew.h>
#define XXH_INLINE_ALL
#ifdef __AVX512F__
#define XXH_VECTOR XXH_AVX512
#endif
#include <xxhash.h>

#include <random>
#include <string>
#include <vector>

#include "support/bench.h"

#define TEXT(NUMBER) #NUMBER
#define TEXT_OF(MACRO) TEXT(MACRO)

namespace {

const char kXxhash[] = "xxHash " TEXT_OF(XXH_VERSION_MAJOR) "." TEXT_OF(
    XXH_VERSION_MINOR) "." TEXT_OF(XXH_VERSION_RELEASE);

// Apart, so that both sides pay for a call and neither is specialised for the row's size.
__attribute__((noinline)) uint64_t XxhashOne(const void* in, size_t size, uint64_t seed) {
  return XXH3_64bits_withSeed(in, size, seed);
}

__attribute__((noinline)) void XxhashStrings(const uint8_t* bytes, const int32_t* offsets,
                                             size_t count, uint64_t* out) {
  for (size_t i = 0; i < count; ++i) {
    const size_t size = static_cast<size_t>(offsets[i + 1] - offsets[i]);
    out[i] = XXH3_64bits_withSeed(bytes + offsets[i], size, 0);
  }
}

__attribute__((noinline)) void XxhashWords(const uint64_t* words, size_t count, uint64_t* out) {
  for (size_t i = 0; i < count; ++i) out[i] = XXH3_64bits_withSeed(words + i, 8, 0);
}

// Stands for a batch when results are compared; a sum of all would be timed, too.
uint64_t Digest(const std::vector<uint64_t>& hashes, size_t count) {
  return hashes[0] + hashes[count / 2] * 3 + hashes[count - 1] * 5;
}

void OneShot(bench::Table& table) {
  std::vector<uint8_t> bytes(size_t{16} << 20);
  for (size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<uint8_t>(i * i >> 7);
  const auto run = [&](const std::string& name, size_t size, uint64_t seed, bench::Unit unit,
                       double amount) {
    bench::Row row = {name, unit, amount, {}, {}};
    const uint8_t* in = bytes.data();
    row.sinew = bench::Repeat([in, size, seed] { return sinew_xxh3_64(in, size, seed); });
    row.peers = {{kXxhash, bench::Repeat([in, size, seed] { return XxhashOne(in, size, seed); })}};
    if (size >= 4096) {
      for (bench::Peer& peer : bench::Yardsticks(in, size)) row.peers.push_back(peer);
    }
    table.Run(row);
  };
  for (const size_t size : {3, 8, 16, 21, 32, 48, 64, 100, 128, 200, 240, 256, 512, 1024}) {
    run(std::to_string(size) + " B", size, 0, bench::NanosecondsPer("call"), 1);
  }
  for (const size_t kib : {2, 4, 16, 64, 256, 1024, 4096, 16384}) {
    const std::string name =
        kib < 1024 ? std::to_string(kib) + " KiB" : std::to_string(kib / 1024) + " MiB";
    const double amount = static_cast<double>(kib << 10);
    run(name, kib << 10, 0, bench::GigabytesPerSecond(), amount);
    if (kib <= 64) run(name + ", seeded", kib << 10, 7, bench::GigabytesPerSecond(), amount);
  }
}

// Batches of `count` rows, one after the other, of a million rows in all: the keys are fresh, so
// that no branch predictor can learn their lengths.
template <typename Size>
void Strings(bench::Table& table, const std::string& name, const Size& size_of) {
  constexpr size_t kRows = size_t{1} << 20;
  std::mt19937_64 random(1);
  std::vector<int32_t> offsets = {0};
  for (size_t i = 0; i < kRows; ++i) {
    offsets.push_back(offsets.back() + static_cast<int32_t>(size_of(random)));
  }
  std::vector<uint8_t> bytes(static_cast<size_t>(offsets.back()));
  for (uint8_t& byte : bytes) byte = static_cast<uint8_t>(random());
  std::vector<uint64_t> out(kRows);
  for (const size_t count : {size_t{256}, size_t{4096}, kRows}) {
    const auto batches = [=](const auto& hash) {
      return bench::Repeat([=, first = size_t{0}]() mutable {
        const uint64_t digest = hash(first);
        first = (first + count) % kRows;
        return digest;
      });
    };
    bench::Row row = {name + ", " + std::to_string(count) + " rows",
                      bench::NanosecondsPer("key"),
                      static_cast<double>(count),
                      {},
                      {}};
    row.sinew = batches([&, count](size_t first) {
      const sinew_column column = {SINEW_TYPE_STRING, count,          first,  bytes.data(),
                                   bytes.size(),      offsets.data(), nullptr};
      return sinew_xxh3_64_many(&column, 0, out.data()).count + Digest(out, count);
    });
    row.peers = {{"loop of " + std::string(kXxhash), batches([&, count](size_t first) {
                    XxhashStrings(bytes.data(), offsets.data() + first, count, out.data());
                    return count + Digest(out, count);
                  })}};
    table.Run(row);
  }
}

void Words(bench::Table& table) {
  constexpr size_t kRows = size_t{1} << 20;
  std::mt19937_64 random(2);
  std::vector<uint64_t> words(kRows);
  for (uint64_t& word : words) word = random();
  std::vector<uint64_t> out(kRows);
  for (const size_t count : {size_t{256}, size_t{4096}, kRows}) {
    bench::Row row = {"uint64, " + std::to_string(count) + " rows",
                      bench::NanosecondsPer("key"),
                      static_cast<double>(count),
                      {},
                      {}};
    row.sinew = bench::Repeat([&, count] {
      const sinew_column column = {SINEW_TYPE_U64, count,   0,      words.data(),
                                   8 * kRows,      nullptr, nullptr};
      return sinew_xxh3_64_many(&column, 0, out.data()).count + Digest(out, count);
    });
    row.peers = {{"loop of " + std::string(kXxhash), bench::Repeat([&, count] {
                    XxhashWords(words.data(), count, out.data());
                    return count + Digest(out, count);
                  })}};
    for (bench::Peer& peer : bench::Yardsticks(words.data(), 8 * count)) row.peers.push_back(peer);
    table.Run(row);
  }
}

}  // namespace

int main(int argc, char** argv) {
  bench::Table table("hash/xxh3", argc, argv);
  OneShot(table);
  Strings(table, "8-40 B", [](auto& random) { return 8 + random() % 33; });
  Strings(table, "0-16 B", [](auto& random) { return random() % 17; });
  Strings(table, "1-100 B", [](auto& random) { return 1 + random() % 100; });
  Strings(table, "50-300 B", [](auto& random) { return 50 + random() % 251; });
  Strings(table, "21 B each", [](auto&) { return 21; });
  Words(table);
  return table.ExitCode();
}

#include <sinew/sinew.h>
#include <string.h>

#include <random>
#include <string>
#include <vector>

#include "support/bench.h"

namespace {

constexpr uint32_t kPartitions = 48;

// Apache Kafka's Utils.murmur2, as it stands there, in C.
inline uint32_t Murmur2(const uint8_t* in, size_t size) {
  const uint32_t m = 0x5bd1e995;
  uint32_t h = 0x9747b28c ^ static_cast<uint32_t>(size);
  for (; size >= 4; in += 4, size -= 4) {
    uint32_t k;
    memcpy(&k, in, 4);
    k *= m;
    k ^= k >> 24;
    k *= m;
    h *= m;
    h ^= k;
  }
  switch (size) {
    case 3:
      h ^= uint32_t{in[2]} << 16;
      [[fallthrough]];
    case 2:
      h ^= uint32_t{in[1]} << 8;
      [[fallthrough]];
    case 1:
      h ^= in[0];
      h *= m;
  }
  h ^= h >> 13;
  h *= m;
  return h ^ h >> 15;
}

// Apart, so that both sides pay for a call and neither is specialised for the row's size.
__attribute__((noinline)) uint32_t PartitionOne(const void* in, size_t size, uint32_t partitions) {
  return (Murmur2(static_cast<const uint8_t*>(in), size) & INT32_MAX) % partitions;
}

template <typename Offset>
__attribute__((noinline)) void PartitionStrings(const uint8_t* bytes, const Offset* offsets,
                                                size_t count, uint32_t partitions, uint32_t* out) {
  for (size_t i = 0; i < count; ++i) {
    const size_t size = static_cast<size_t>(offsets[i + 1] - offsets[i]);
    out[i] = (Murmur2(bytes + offsets[i], size) & INT32_MAX) % partitions;
  }
}

__attribute__((noinline)) void HashWords(const uint64_t* words, size_t count, uint32_t* out) {
  for (size_t i = 0; i < count; ++i) {
    out[i] = Murmur2(reinterpret_cast<const uint8_t*>(words + i), 8);
  }
}

// Stands for a batch when results are compared; a sum of all would be timed, too.
uint64_t Digest(const std::vector<uint32_t>& out, size_t count) {
  return out[0] + out[count / 2] * uint64_t{3} + out[count - 1] * uint64_t{5};
}

// Keys one by one, each of another length.
void OneByOne(bench::Table& table) {
  constexpr size_t kKeys = 4096;
  std::vector<uint8_t> bytes(kKeys + 1024);
  std::mt19937_64 random(3);
  for (uint8_t& byte : bytes) byte = static_cast<uint8_t>(random());
  for (const size_t size : {4, 11, 24, 36, 100, 1000}) {
    const auto keys = [&, size](const auto& partition) {
      return bench::Repeat([&, size, partition, at = size_t{0}]() mutable {
        at = (at + 1) % kKeys;
        return uint64_t{partition(bytes.data() + at, size, kPartitions)};
      });
    };
    table.Run({std::to_string(size) + " B",
               bench::NanosecondsPer("key"),
               1,
               keys([](const void* in, size_t length, uint32_t partitions) {
                 return sinew_kafka_partition(in, length, partitions).value;
               }),
               {{"C", keys(PartitionOne)}}});
  }
}

// Batches of `count` rows, one after the other, of a million rows in all: the keys are fresh, so
// that no branch predictor can learn their lengths.
template <typename Offset, typename Size>
void Strings(bench::Table& table, const std::string& name, const Size& size_of) {
  constexpr size_t kRows = size_t{1} << 20;
  std::mt19937_64 random(1);
  std::vector<Offset> offsets = {0};
  for (size_t i = 0; i < kRows; ++i) {
    offsets.push_back(offsets.back() + static_cast<Offset>(size_of(random)));
  }
  std::vector<uint8_t> bytes(static_cast<size_t>(offsets.back()));
  for (uint8_t& byte : bytes) byte = static_cast<uint8_t>(random());
  std::vector<uint32_t> out(kRows);
  const sinew_type type = sizeof(Offset) == 4 ? SINEW_TYPE_STRING : SINEW_TYPE_LARGE_STRING;
  for (const size_t count : {size_t{16}, size_t{256}, size_t{4096}, kRows}) {
    const auto batches = [=](const auto& partition) {
      return bench::Repeat([=, first = size_t{0}]() mutable {
        const uint64_t digest = partition(first);
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
      const sinew_column column = {
          type, count, bytes.data(), bytes.size(), offsets.data() + first, nullptr, 0, 0};
      return sinew_kafka_partition_many(&column, kPartitions, out.data()).count +
             Digest(out, count);
    });
    row.peers = {{"loop in C", batches([&, count](size_t first) {
                    PartitionStrings(bytes.data(), offsets.data() + first, count, kPartitions,
                                     out.data());
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
  std::vector<uint32_t> out(kRows);
  for (const size_t count : {size_t{256}, size_t{4096}, kRows}) {
    bench::Row row = {"hashes of uint64, " + std::to_string(count) + " rows",
                      bench::NanosecondsPer("key"),
                      static_cast<double>(count),
                      {},
                      {}};
    row.sinew = bench::Repeat([&, count] {
      const sinew_column column = {
          SINEW_TYPE_U64, count, words.data(), 8 * kRows, nullptr, nullptr, 0, 0};
      return sinew_kafka_murmur2_many(&column, out.data()).count + Digest(out, count);
    });
    row.peers = {{"loop in C", bench::Repeat([&, count] {
                    HashWords(words.data(), count, out.data());
                    return count + Digest(out, count);
                  })}};
    table.Run(row);
  }
}

}  // namespace

int main(int argc, char** argv) {
  bench::Table table("hash/kafka", argc, argv);
  OneByOne(table);
  Strings<int32_t>(table, "8-40 B", [](auto& random) { return 8 + random() % 33; });
  Strings<int64_t>(table, "8-40 B, 64-bit offsets", [](auto& random) { return 8 + random() % 33; });
  Strings<int32_t>(table, "0-16 B", [](auto& random) { return random() % 17; });
  Strings<int32_t>(table, "1-100 B", [](auto& random) { return 1 + random() % 100; });
  Strings<int32_t>(table, "50-300 B", [](auto& random) { return 50 + random() % 251; });
  Strings<int32_t>(table, "8 B, one in 16 of 500 B",
                   [](auto& random) { return random() % 16 == 0 ? 500 : 8; });
  Strings<int32_t>(table, "36 B each", [](auto&) { return 36; });
  Words(table);
  return table.ExitCode();
}

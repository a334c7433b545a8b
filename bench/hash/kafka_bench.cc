#include <sinew/sinew.h>
#include <string.h>

#include <random>
#include <string>
#include <vector>

#include "hash/rows.h"
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

// Partitions of a column of keys.
template <typename Offset = int32_t, typename Size>
void Strings(bench::Table& table, const std::string& name, const Size& size_of) {
  bench::Strings<uint32_t, Offset>(
      table, name, "loop in C",
      [](const sinew_column* column, uint32_t* out) {
        return sinew_kafka_partition_many(column, kPartitions, out);
      },
      [](const uint8_t* in, size_t size) { return (Murmur2(in, size) & INT32_MAX) % kPartitions; },
      size_of);
}

}  // namespace

int main(int argc, char** argv) {
  bench::Table table("hash/kafka", argc, argv);
  OneByOne(table);
  const auto eight_to_forty = [](auto& random) { return 8 + random() % 33; };
  Strings(table, "8-40 B", eight_to_forty);
  Strings<int64_t>(table, "8-40 B, 64-bit offsets", eight_to_forty);
  Strings(table, "0-16 B", [](auto& random) { return random() % 17; });
  Strings(table, "1-100 B", [](auto& random) { return 1 + random() % 100; });
  Strings(table, "50-300 B", [](auto& random) { return 50 + random() % 251; });
  Strings(table, "8 B, one in 16 of 500 B",
          [](auto& random) { return random() % 16 == 0 ? 500 : 8; });
  Strings(table, "36 B each", [](auto&) { return 36; });
  bench::Values<8, uint32_t>(table, "hashes of uint64", "loop in C", SINEW_TYPE_U64,
                             sinew_kafka_murmur2_many, Murmur2);
  return table.ExitCode();
}

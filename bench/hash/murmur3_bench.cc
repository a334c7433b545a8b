#include <sinew/sinew.h>
#include <string.h>

#include <string>
#include <vector>

#include "hash/rows.h"
#include "support/bench.h"

namespace {

// SMHasher's MurmurHash3.cpp, as it stands there, in C.
inline uint32_t RotateLeft(uint32_t x, int r) { return (x << r) | (x >> (32 - r)); }
inline uint64_t RotateLeft(uint64_t x, int r) { return (x << r) | (x >> (64 - r)); }

inline uint32_t Hash32(const uint8_t* in, size_t size, uint32_t seed) {
  const uint32_t c1 = 0xcc9e2d51, c2 = 0x1b873593;
  uint32_t h = seed;
  const uint8_t* tail = in + size / 4 * 4;
  for (; in != tail; in += 4) {
    uint32_t k;
    memcpy(&k, in, 4);
    h ^= RotateLeft(k * c1, 15) * c2;
    h = RotateLeft(h, 13) * 5 + 0xe6546b64;
  }
  uint32_t k = 0;
  switch (size & 3) {
    case 3:
      k ^= uint32_t{tail[2]} << 16;
      [[fallthrough]];
    case 2:
      k ^= uint32_t{tail[1]} << 8;
      [[fallthrough]];
    case 1:
      k ^= tail[0];
      h ^= RotateLeft(k * c1, 15) * c2;
  }
  h ^= static_cast<uint32_t>(size);
  h ^= h >> 16;
  h *= 0x85ebca6b;
  h ^= h >> 13;
  h *= 0xc2b2ae35;
  return h ^ h >> 16;
}

inline uint64_t Mix(uint64_t h) {
  h ^= h >> 33;
  h *= 0xff51afd7ed558ccd;
  h ^= h >> 33;
  h *= 0xc4ceb9fe1a85ec53;
  return h ^ h >> 33;
}

inline sinew_hash128 Hash128(const uint8_t* in, size_t size, uint64_t seed) {
  const uint64_t c1 = 0x87c37b91114253d5, c2 = 0x4cf5ad432745937f;
  uint64_t h1 = seed, h2 = seed;
  const uint8_t* tail = in + size / 16 * 16;
  for (; in != tail; in += 16) {
    uint64_t k1, k2;
    memcpy(&k1, in, 8);
    memcpy(&k2, in + 8, 8);
    h1 ^= RotateLeft(k1 * c1, 31) * c2;
    h1 = (RotateLeft(h1, 27) + h2) * 5 + 0x52dce729;
    h2 ^= RotateLeft(k2 * c2, 33) * c1;
    h2 = (RotateLeft(h2, 31) + h1) * 5 + 0x38495ab5;
  }
  uint64_t k1 = 0, k2 = 0;
  switch (size & 15) {
    case 15:
      k2 ^= uint64_t{tail[14]} << 48;
      [[fallthrough]];
    case 14:
      k2 ^= uint64_t{tail[13]} << 40;
      [[fallthrough]];
    case 13:
      k2 ^= uint64_t{tail[12]} << 32;
      [[fallthrough]];
    case 12:
      k2 ^= uint64_t{tail[11]} << 24;
      [[fallthrough]];
    case 11:
      k2 ^= uint64_t{tail[10]} << 16;
      [[fallthrough]];
    case 10:
      k2 ^= uint64_t{tail[9]} << 8;
      [[fallthrough]];
    case 9:
      k2 ^= uint64_t{tail[8]};
      h2 ^= RotateLeft(k2 * c2, 33) * c1;
      [[fallthrough]];
    case 8:
      k1 ^= uint64_t{tail[7]} << 56;
      [[fallthrough]];
    case 7:
      k1 ^= uint64_t{tail[6]} << 48;
      [[fallthrough]];
    case 6:
      k1 ^= uint64_t{tail[5]} << 40;
      [[fallthrough]];
    case 5:
      k1 ^= uint64_t{tail[4]} << 32;
      [[fallthrough]];
    case 4:
      k1 ^= uint64_t{tail[3]} << 24;
      [[fallthrough]];
    case 3:
      k1 ^= uint64_t{tail[2]} << 16;
      [[fallthrough]];
    case 2:
      k1 ^= uint64_t{tail[1]} << 8;
      [[fallthrough]];
    case 1:
      k1 ^= uint64_t{tail[0]};
      h1 ^= RotateLeft(k1 * c1, 31) * c2;
  }
  h1 ^= size;
  h2 ^= size;
  h1 += h2;
  h2 += h1;
  h1 = Mix(h1);
  h2 = Mix(h2);
  h1 += h2;
  h2 += h1;
  return {h1, h2};
}

// Apart, so that both sides pay for a call and neither is specialised for the row's size.
__attribute__((noinline)) uint32_t One32(const void* in, size_t size, uint32_t seed) {
  return Hash32(static_cast<const uint8_t*>(in), size, seed);
}
__attribute__((noinline)) sinew_hash128 One128(const void* in, size_t size, uint64_t seed) {
  return Hash128(static_cast<const uint8_t*>(in), size, seed);
}

// One key, each time at another place.
template <typename Sinew, typename Peer>
void OneShot(bench::Table& table, const std::string& prefix, const Sinew& sinew, const Peer& peer) {
  constexpr size_t kStarts = 4096;
  std::vector<uint8_t> bytes((size_t{1} << 20) + kStarts);
  for (size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<uint8_t>(i * i >> 7);
  for (const size_t size : {3, 8, 15, 16, 24, 36, 64, 100, 1024, 65536, 1 << 20}) {
    const bool is_long = size >= 1024;
    const auto walk = [&, size](const auto& hash) {
      return bench::Repeat([&, size, hash, at = size_t{0}]() mutable {
        at = (at + 1) % kStarts;
        return bench::FoldHash(hash(bytes.data() + at, size, 0));
      });
    };
    table.Run({prefix + std::to_string(size) + " B",
               is_long ? bench::GigabytesPerSecond() : bench::NanosecondsPer("call"),
               is_long ? static_cast<double>(size) : 1,
               walk(sinew),
               {{"C", walk(peer)}}});
  }
}

template <typename Hash, typename Many, typename One>
void Columns(bench::Table& table, const std::string& prefix, const Many& many, const One& one) {
  const auto strings = [&](const std::string& name, const auto& size_of) {
    bench::Strings<Hash>(table, prefix + name, "loop in C", many, one, size_of);
  };
  strings("8-40 B", [](auto& random) { return 8 + random() % 33; });
  strings("0-16 B", [](auto& random) { return random() % 17; });
  strings("1-100 B", [](auto& random) { return 1 + random() % 100; });
  strings("50-300 B", [](auto& random) { return 50 + random() % 251; });
  strings("36 B each", [](auto&) { return 36; });
  bench::Values<8, Hash>(table, prefix + "8 B values", "loop in C", SINEW_TYPE_U64, many, one);
  bench::Values<16, Hash>(table, prefix + "16 B values", "loop in C", SINEW_TYPE_BYTES16, many,
                          one);
}

}  // namespace

int main(int argc, char** argv) {
  bench::Table table("hash/murmur3", argc, argv);
  OneShot(table, "32 bits, ", sinew_murmur3_32, One32);
  Columns<uint32_t>(
      table, "32 bits, ",
      [](const sinew_column* column, uint32_t* out) {
        return sinew_murmur3_32_many(column, 0, out);
      },
      [](const uint8_t* in, size_t size) { return Hash32(in, size, 0); });
  OneShot(table, "128 bits, ", sinew_murmur3_128, One128);
  Columns<sinew_hash128>(
      table, "128 bits, ",
      [](const sinew_column* column, sinew_hash128* out) {
        return sinew_murmur3_128_many(column, 0, out);
      },
      [](const uint8_t* in, size_t size) { return Hash128(in, size, 0); });
  return table.ExitCode();
}

#include <sinew/sinew.h>
#include <string.h>

#include <random>
#include <string>
#include <vector>

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

// The two widths behind one name, for the rows below.
struct Bits32 {
  using Hash = uint32_t;
  static constexpr char kName[] = "32 bits, ";
  static uint64_t Low(Hash hash) { return hash; }
  static Hash Sinew(const void* in, size_t size) { return sinew_murmur3_32(in, size, 0); }
  static Hash Peer(const void* in, size_t size) { return One32(in, size, 0); }
  static size_t Many(const sinew_column& column, Hash* out) {
    return sinew_murmur3_32_many(&column, 0, out).count;
  }
  static Hash Inline(const uint8_t* in, size_t size) { return Hash32(in, size, 0); }
};

struct Bits128 {
  using Hash = sinew_hash128;
  static constexpr char kName[] = "128 bits, ";
  static uint64_t Low(Hash hash) { return hash.low ^ hash.high; }
  static Hash Sinew(const void* in, size_t size) { return sinew_murmur3_128(in, size, 0); }
  static Hash Peer(const void* in, size_t size) { return One128(in, size, 0); }
  static size_t Many(const sinew_column& column, Hash* out) {
    return sinew_murmur3_128_many(&column, 0, out).count;
  }
  static Hash Inline(const uint8_t* in, size_t size) { return Hash128(in, size, 0); }
};

template <class Bits>
void OneShot(bench::Table& table) {
  constexpr size_t kStarts = 4096;
  std::vector<uint8_t> bytes((size_t{1} << 20) + kStarts);
  for (size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<uint8_t>(i * i >> 7);
  for (const size_t size : {3, 8, 15, 16, 24, 36, 64, 100, 1024, 65536, 1 << 20}) {
    const bool is_long = size >= 1024;
    const auto walk = [&, size](const auto& hash) {
      return bench::Repeat([&, size, hash, at = size_t{0}]() mutable {
        at = (at + 1) % kStarts;
        return Bits::Low(hash(bytes.data() + at, size));
      });
    };
    table.Run({Bits::kName + std::to_string(size) + " B",
               is_long ? bench::GigabytesPerSecond() : bench::NanosecondsPer("call"),
               is_long ? static_cast<double>(size) : 1,
               walk(Bits::Sinew),
               {{"C", walk(Bits::Peer)}}});
  }
}

template <class Bits>
__attribute__((noinline)) void LoopStrings(const uint8_t* bytes, const int32_t* offsets,
                                           size_t count, typename Bits::Hash* out) {
  for (size_t i = 0; i < count; ++i) {
    out[i] = Bits::Inline(bytes + offsets[i], static_cast<size_t>(offsets[i + 1] - offsets[i]));
  }
}

// Stands for a batch when results are compared; a sum of all would be timed, too.
template <class Bits>
uint64_t Digest(const std::vector<typename Bits::Hash>& out, size_t count) {
  return Bits::Low(out[0]) + Bits::Low(out[count / 2]) * 3 + Bits::Low(out[count - 1]) * 5;
}

// Batches of `count` rows, one after the other, of a million rows in all: the keys are fresh, so
// that no branch predictor can learn their lengths.
template <class Bits, typename Size>
void Strings(bench::Table& table, const std::string& name, const Size& size_of) {
  constexpr size_t kRows = size_t{1} << 20;
  std::mt19937_64 random(1);
  std::vector<int32_t> offsets = {0};
  for (size_t i = 0; i < kRows; ++i) {
    offsets.push_back(offsets.back() + static_cast<int32_t>(size_of(random)));
  }
  std::vector<uint8_t> bytes(static_cast<size_t>(offsets.back()));
  for (uint8_t& byte : bytes) byte = static_cast<uint8_t>(random());
  std::vector<typename Bits::Hash> out(kRows);
  for (const size_t count : {size_t{16}, size_t{256}, size_t{4096}, kRows}) {
    const auto batches = [=](const auto& hash) {
      return bench::Repeat([=, first = size_t{0}]() mutable {
        const uint64_t digest = hash(first);
        first = (first + count) % kRows;
        return digest;
      });
    };
    bench::Row row = {Bits::kName + name + ", " + std::to_string(count) + " rows",
                      bench::NanosecondsPer("key"),
                      static_cast<double>(count),
                      {},
                      {}};
    row.sinew = batches([&, count](size_t first) {
      const sinew_column column = {SINEW_TYPE_STRING,
                                   count,
                                   bytes.data(),
                                   bytes.size(),
                                   offsets.data() + first,
                                   nullptr,
                                   0,
                                   0};
      return Bits::Many(column, out.data()) + Digest<Bits>(out, count);
    });
    row.peers = {{"loop in C", batches([&, count](size_t first) {
                    LoopStrings<Bits>(bytes.data(), offsets.data() + first, count, out.data());
                    return count + Digest<Bits>(out, count);
                  })}};
    table.Run(row);
  }
}

template <class Bits, size_t kWidth>
__attribute__((noinline)) void LoopValues(const uint8_t* values, size_t count,
                                          typename Bits::Hash* out) {
  for (size_t i = 0; i < count; ++i) out[i] = Bits::Inline(values + i * kWidth, kWidth);
}

template <class Bits, size_t kWidth>
void Values(bench::Table& table, sinew_type type) {
  constexpr size_t kRows = size_t{1} << 20;
  std::mt19937_64 random(2);
  std::vector<uint8_t> values(kRows * kWidth);
  for (uint8_t& value : values) value = static_cast<uint8_t>(random());
  std::vector<typename Bits::Hash> out(kRows);
  for (const size_t count : {size_t{4096}, kRows}) {
    bench::Row row = {
        Bits::kName + std::to_string(kWidth) + " B values, " + std::to_string(count) + " rows",
        bench::NanosecondsPer("key"),
        static_cast<double>(count),
        {},
        {}};
    row.sinew = bench::Repeat([&, count] {
      const sinew_column column = {type, count, values.data(), values.size(), nullptr, nullptr,
                                   0,    0};
      return Bits::Many(column, out.data()) + Digest<Bits>(out, count);
    });
    row.peers = {{"loop in C", bench::Repeat([&, count] {
                    LoopValues<Bits, kWidth>(values.data(), count, out.data());
                    return count + Digest<Bits>(out, count);
                  })}};
    table.Run(row);
  }
}

template <class Bits>
void All(bench::Table& table) {
  OneShot<Bits>(table);
  Strings<Bits>(table, "8-40 B", [](auto& random) { return 8 + random() % 33; });
  Strings<Bits>(table, "0-16 B", [](auto& random) { return random() % 17; });
  Strings<Bits>(table, "1-100 B", [](auto& random) { return 1 + random() % 100; });
  Strings<Bits>(table, "50-300 B", [](auto& random) { return 50 + random() % 251; });
  Strings<Bits>(table, "36 B each", [](auto&) { return 36; });
  Values<Bits, 8>(table, SINEW_TYPE_U64);
  Values<Bits, 16>(table, SINEW_TYPE_BYTES16);
}

}  // namespace

int main(int argc, char** argv) {
  bench::Table table("hash/murmur3", argc, argv);
  All<Bits32>(table);
  All<Bits128>(table);
  return table.ExitCode();
}

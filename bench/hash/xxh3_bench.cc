#include <sinew/sinew.h>

#include <string>
#include <vector>

#include "hash/rows.h"
#include "hash/xxhash_peer.h"

namespace {

// Apart, so that both sides pay for a call and neither is specialised for the row's size or
// taken out of the loop.
__attribute__((noipa)) uint64_t XxhashOne(const void* in, size_t size, uint64_t seed) {
  return XXH3_64bits_withSeed(in, size, seed);
}

__attribute__((noipa)) sinew_hash128 XxhashOne128(const void* in, size_t size, uint64_t seed) {
  const XXH128_hash_t hash = XXH3_128bits_withSeed(in, size, seed);
  return {hash.low64, hash.high64};
}

__attribute__((noipa)) void XxhashUpdate(XXH3_state_t* state, const void* in, size_t size) {
  XXH3_64bits_update(state, in, size);
}

// An input of `size` bytes in pieces of `piece`, and its digest.
void Streaming(bench::Table& table, const std::string& name, size_t size, size_t piece) {
  std::vector<uint8_t> bytes(size);
  for (size_t i = 0; i < size; ++i) bytes[i] = static_cast<uint8_t>(i * i >> 7);
  bench::Row row = {
      "stream, " + name, bench::GigabytesPerSecond(), static_cast<double>(size), {}, {}};
  row.sinew = bench::Repeat([&, piece] {
    sinew_xxh3_state state;
    sinew_xxh3_init(&state, 0);
    for (size_t at = 0; at < size; at += piece) sinew_xxh3_update(&state, &bytes[at], piece);
    return sinew_xxh3_64_digest(&state);
  });
  row.peers = {{kXxhash, bench::Repeat([&, piece] {
                  XXH3_state_t state;
                  XXH3_INITSTATE(&state);
                  XXH3_64bits_reset(&state);
                  for (size_t at = 0; at < size; at += piece) {
                    XxhashUpdate(&state, &bytes[at], piece);
                  }
                  return XXH3_64bits_digest(&state);
                })}};
  table.Run(row);
}

}  // namespace

int main(int argc, char** argv) {
  bench::Table table("hash/xxh3", argc, argv);
  bench::OneShot(
      table, "", kXxhash, [](const uint8_t* in, size_t size) { return sinew_xxh3_64(in, size, 0); },
      [](const uint8_t* in, size_t size) { return XxhashOne(in, size, 0); });
  bench::OneShot(
      table, "seeded, ", kXxhash,
      [](const uint8_t* in, size_t size) { return sinew_xxh3_64(in, size, 7); },
      [](const uint8_t* in, size_t size) { return XxhashOne(in, size, 7); });
  bench::OneShot(
      table, "128 bits, ", kXxhash,
      [](const uint8_t* in, size_t size) { return sinew_xxh3_128(in, size, 0); },
      [](const uint8_t* in, size_t size) { return XxhashOne128(in, size, 0); });
  Streaming(table, "1 KiB by 16 B", 1 << 10, 16);
  Streaming(table, "64 KiB by 64 B", 64 << 10, 64);
  Streaming(table, "64 KiB by 1 KiB", 64 << 10, 1 << 10);
  Streaming(table, "1 MiB by 32 KiB", 1 << 20, 32 << 10);
  Streaming(table, "1 MiB at once", 1 << 20, 1 << 20);
  bench::Columns<uint64_t>(
      table, "", kXxhash,
      [](const sinew_column* column, uint64_t* out) { return sinew_xxh3_64_many(column, 0, out); },
      [](const void* in, size_t size) { return XXH3_64bits_withSeed(in, size, 0); });
  bench::Columns<sinew_hash128>(
      table, "128 bits, ", kXxhash,
      [](const sinew_column* column, sinew_hash128* out) {
        return sinew_xxh3_128_many(column, 0, out);
      },
      [](const void* in, size_t size) {
        const XXH128_hash_t hash = XXH3_128bits_withSeed(in, size, 0);
        return sinew_hash128{hash.low64, hash.high64};
      });
  return table.ExitCode();
}

#include <highwayhash/highwayhash.h>
#include <sinew/sinew.h>

#include <string>
#include <vector>

#include "support/bench.h"

namespace {

// The header, for this machine's instructions; apart, so that both sides pay for a call.
__attribute__((noinline)) uint64_t Google64(const void* in, size_t size, const uint64_t* key) {
  const highwayhash::HHKey& words = *reinterpret_cast<const highwayhash::HHKey*>(key);
  highwayhash::HHStateT<HH_TARGET> state(words);
  highwayhash::HHResult64 result;
  highwayhash::HighwayHashT(&state, static_cast<const char*>(in), size, &result);
  return result;
}

__attribute__((noinline)) uint64_t Google128(const void* in, size_t size, const uint64_t* key) {
  const highwayhash::HHKey& words = *reinterpret_cast<const highwayhash::HHKey*>(key);
  highwayhash::HHStateT<HH_TARGET> state(words);
  highwayhash::HHResult128 result;
  highwayhash::HighwayHashT(&state, static_cast<const char*>(in), size, &result);
  return result[0] + 3 * result[1];
}

__attribute__((noinline)) uint64_t Google256(const void* in, size_t size, const uint64_t* key) {
  const highwayhash::HHKey& words = *reinterpret_cast<const highwayhash::HHKey*>(key);
  highwayhash::HHStateT<HH_TARGET> state(words);
  highwayhash::HHResult256 result;
  highwayhash::HighwayHashT(&state, static_cast<const char*>(in), size, &result);
  return result[0] + 3 * result[3];
}

}  // namespace

int main(int argc, char** argv) {
  bench::Table table("hash/highwayhash", argc, argv);
  std::vector<uint8_t> bytes(size_t{16} << 20);
  for (size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<uint8_t>(i * i >> 7);
  alignas(32) static constexpr uint64_t kKey[4] = {1, 2, 3, 4};
  const uint8_t* in = bytes.data();

  const auto run = [&](const std::string& name, size_t size, bench::Unit unit, double amount,
                       const auto& sinew, const auto& google) {
    bench::Row row = {name, unit, amount, {}, {}};
    row.sinew = bench::Repeat([=] { return sinew(in, size, kKey); });
    row.peers = {{"google/highwayhash", bench::Repeat([=] { return google(in, size, kKey); })}};
    if (size >= 4096) {
      for (bench::Peer& peer : bench::Yardsticks(in, size)) row.peers.push_back(peer);
    }
    table.Run(row);
  };
  const auto run_all = [&](const std::string& size_name, size_t size, bench::Unit unit,
                           double amount) {
    run("64 bits, " + size_name, size, unit, amount, sinew_highwayhash_64, Google64);
    const auto sinew128 = [](const void* from, size_t count, const uint64_t* key) {
      const sinew_hash128 hash = sinew_highwayhash_128(from, count, key);
      return hash.low + 3 * hash.high;
    };
    run("128 bits, " + size_name, size, unit, amount, sinew128, Google128);
    const auto sinew256 = [](const void* from, size_t count, const uint64_t* key) {
      uint64_t words[4];
      sinew_highwayhash_256(from, count, key, words);
      return words[0] + 3 * words[3];
    };
    run("256 bits, " + size_name, size, unit, amount, sinew256, Google256);
  };
  for (const size_t size : {0, 8, 16, 21, 32, 40, 64, 100, 128, 256, 512}) {
    run_all(std::to_string(size) + " B", size, bench::NanosecondsPer("call"), 1);
  }
  for (const size_t kib : {1, 4, 64, 1024, 16384}) {
    const std::string name =
        kib < 1024 ? std::to_string(kib) + " KiB" : std::to_string(kib / 1024) + " MiB";
    run_all(name, kib << 10, bench::GigabytesPerSecond(), static_cast<double>(kib << 10));
  }
  return table.ExitCode();
}

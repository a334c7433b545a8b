#include <immintrin.h>
#include <isa-l/crc.h>
#include <sinew/sinew.h>

#include <string>
#include <vector>

#include "support/bench.h"

namespace {

// ISA-L takes and returns the register as it is, without the inversions of the standard. Its
// AVX-512 version returns with dirty upper halves, which would slow down whoever runs next.
uint32_t IsalCrc32c(const std::vector<uint8_t>& bytes, size_t size) {
  // It only reads the buffer.
  uint8_t* in = const_cast<uint8_t*>(bytes.data());
  const uint32_t crc = ~crc32_iscsi(in, static_cast<int>(size), ~0u);
#ifdef __AVX__
  _mm256_zeroupper();
#endif
  return crc;
}

}  // namespace

int main(int argc, char** argv) {
  bench::Table table("hash/crc32c", argc, argv);
  std::vector<uint8_t> bytes(size_t{64} << 20);
  for (size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<uint8_t>(i * i >> 7);

  const auto run = [&](const std::string& name, size_t size, bench::Unit unit, double amount) {
    bench::Row row = {name, unit, amount, {}, {}};
    row.sinew = bench::Repeat([&bytes, size] { return sinew_crc32c(0, bytes.data(), size); });
    row.peers = {
        {"ISA-L " ISAL_VERSION, bench::Repeat([&bytes, size] { return IsalCrc32c(bytes, size); })}};
    for (bench::Peer& peer : bench::Yardsticks(bytes.data(), size)) row.peers.push_back(peer);
    table.Run(row);
  };
  for (const size_t size : {8, 16, 31, 64, 100, 128, 200, 256, 400, 512, 777}) {
    run(std::to_string(size) + " B", size, bench::NanosecondsPer("call"), 1);
  }
  for (const size_t kib : {1, 2, 4, 8, 16, 64, 256, 1024, 16384}) {
    const std::string name =
        kib < 1024 ? std::to_string(kib) + " KiB" : std::to_string(kib / 1024) + " MiB";
    run(name, kib << 10, bench::GigabytesPerSecond(), static_cast<double>(kib << 10));
  }
  return table.ExitCode();
}

#include <isa-l/crc.h>
#include <sinew/sinew.h>

#include "hash/crc_rows.h"

namespace {

uint64_t Sinew(const uint8_t* in, size_t size) { return sinew_crc32c(in, size, 0); }

// ISA-L takes and returns the register as it is, without the inversions of the standard, and only
// reads the buffer.
uint64_t Isal(const uint8_t* in, size_t size) {
  const uint32_t crc = ~crc32_iscsi(const_cast<uint8_t*>(in), static_cast<int>(size), ~0u);
  bench::CleanUpperHalves();
  return crc;
}

}  // namespace

int main(int argc, char** argv) {
  bench::Table table("hash/crc32c", argc, argv);
  bench::RunCrcRows(table, Sinew, [](const uint8_t* in, size_t size) -> std::vector<bench::Peer> {
    return {{"ISA-L " ISAL_VERSION, bench::Repeat([=] { return Isal(in, size); })}};
  });
  const auto combine = [](uint64_t first, uint64_t second, uint64_t size) -> uint64_t {
    return sinew_crc32c_combine(static_cast<uint32_t>(first), static_cast<uint32_t>(second), size);
  };
  for (const uint64_t size : {uint64_t{1} << 16, uint64_t{1} << 40}) {
    table.Run({"combine, " + bench::SizeName(size),
               bench::NanosecondsPer("call"),
               1,
               bench::RepeatCombine(combine, size),
               {}});
  }
  return table.ExitCode();
}

#include <isa-l/crc64.h>
#include <sinew/sinew.h>

#include "hash/crc_rows.h"

namespace {

uint64_t Sinew(const uint8_t* in, size_t size) { return sinew_crc64nvme(in, size, 0); }

// Another polynomial of the same width and bit order: the same work.
uint64_t Isal(const uint8_t* in, size_t size) {
  const uint64_t crc = crc64_jones_refl(0, in, size);
  bench::CleanUpperHalves();
  return crc;
}

}  // namespace

int main(int argc, char** argv) {
  bench::Table table("hash/crc64nvme", argc, argv);
  bench::RunCrcRows(table, Sinew, [](const uint8_t* in, size_t size) -> std::vector<bench::Peer> {
    return {{"ISA-L " ISAL_VERSION " (Jones)", bench::Repeat([=] { return Isal(in, size); }),
             /*same_result=*/false}};
  });
  for (const uint64_t size : {uint64_t{1} << 16, uint64_t{1} << 40}) {
    table.Run({"combine, " + bench::SizeName(size),
               bench::NanosecondsPer("call"),
               1,
               bench::RepeatCombine(sinew_crc64nvme_combine, size),
               {}});
  }
  return table.ExitCode();
}

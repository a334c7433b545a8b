#include <isa-l/crc.h>
#include <sinew/sinew.h>
#include <zlib.h>

#include "hash/crc_rows.h"

namespace {

uint64_t Sinew(const uint8_t* in, size_t size) { return sinew_crc32(in, size, 0); }

uint64_t Isal(const uint8_t* in, size_t size) {
  const uint32_t crc = crc32_gzip_refl(0, in, size);
  bench::CleanUpperHalves();
  return crc;
}

uint64_t Zlib(const uint8_t* in, size_t size) { return crc32(0, in, static_cast<unsigned>(size)); }

}  // namespace

int main(int argc, char** argv) {
  bench::Table table("hash/crc32", argc, argv);
  bench::RunCrcRows(table, Sinew, [](const uint8_t* in, size_t size) -> std::vector<bench::Peer> {
    return {{"ISA-L " ISAL_VERSION, bench::Repeat([=] { return Isal(in, size); })},
            {"zlib " ZLIB_VERSION, bench::Repeat([=] { return Zlib(in, size); })}};
  });
  const auto combine = [](uint64_t first, uint64_t second, uint64_t size) -> uint64_t {
    return sinew_crc32_combine(static_cast<uint32_t>(first), static_cast<uint32_t>(second), size);
  };
  const auto zlib = [](uint64_t first, uint64_t second, uint64_t size) -> uint64_t {
    return crc32_combine(static_cast<uint32_t>(first), static_cast<uint32_t>(second),
                         static_cast<z_off_t>(size));
  };
  for (const uint64_t size : {uint64_t{1} << 16, uint64_t{1} << 40}) {
    table.Run({"combine, " + bench::SizeName(size),
               bench::NanosecondsPer("call"),
               1,
               bench::RepeatCombine(combine, size),
               {{"zlib " ZLIB_VERSION, bench::RepeatCombine(zlib, size)}}});
  }
  return table.ExitCode();
}

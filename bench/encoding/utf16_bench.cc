#include <sinew/sinew.h>
#ifdef BENCH_SIMDUTF
#include <simdutf.h>
#endif

#include <string>
#include <vector>

#include "encoding/text.h"
#include "support/bench.h"

int main(int argc, char** argv) {
  bench::Table table("encoding/utf16", argc, argv);

  for (const bench::Script& script : bench::kScripts) {
    for (const size_t size : {64, 1024, 65536}) {
      const std::string text = bench::TextOf(script, size);
      std::vector<uint16_t> units(size);
      std::string back(size, '\0');
      const size_t count =
          sinew_utf8_to_utf16(text.data(), size, units.data(), units.size()).written;
      const std::string name =
          std::string(script.name) + ", " +
          (size < 1024 ? std::to_string(size) + " B" : std::to_string(size / 1024) + " KiB");
      const double bytes = static_cast<double>(size);

      bench::Row to16 = {"from UTF-8, " + name, bench::GigabytesPerSecond(), bytes, {}, {}};
      to16.sinew = bench::Repeat([&] {
        return sinew_utf8_to_utf16(text.data(), size, units.data(), units.size()).written;
      });
#ifdef BENCH_SIMDUTF
      to16.peers = {{"simdutf " SIMDUTF_VERSION, bench::Repeat([&] {
                       return simdutf::convert_utf8_to_utf16le(
                           text.data(), size, reinterpret_cast<char16_t*>(units.data()));
                     })}};
#endif
      table.Run(to16);

      bench::Row to8 = {"to UTF-8, " + name, bench::GigabytesPerSecond(), bytes, {}, {}};
      to8.sinew = bench::Repeat([&] {
        return sinew_utf16_to_utf8(units.data(), count, back.data(), back.size()).written;
      });
#ifdef BENCH_SIMDUTF
      to8.peers = {{"simdutf " SIMDUTF_VERSION, bench::Repeat([&] {
                      return simdutf::convert_utf16le_to_utf8(
                          reinterpret_cast<char16_t*>(units.data()), count, back.data());
                    })}};
#endif
      table.Run(to8);
    }
  }
  return table.ExitCode();
}

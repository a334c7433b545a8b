#include <sinew/sinew.h>

#include "support/bench.h"

int main(int argc, char** argv) {
  bench::Table table("encoding/invert", argc, argv);
  std::vector<uint8_t> in(65536), out(65536);
  table.Run({"64 KiB", bench::GigabytesPerSecond(), 65536, bench::Repeat([&] {
               sinew_invert(in.data(), in.size(), out.data());
               return out[0];
             }),
             bench::Yardsticks(in.data(), in.size())});
  return table.ExitCode();
}

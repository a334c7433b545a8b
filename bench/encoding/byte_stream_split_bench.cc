#include <sinew/sinew.h>

#include <string>
#include <utility>
#include <vector>

#include "support/bench.h"

namespace {

// What the specification says, compiled for this machine.
template <size_t kWidth>
void SplitLoop(const uint8_t* in, size_t count, uint8_t* out) {
  for (size_t i = 0; i < count; ++i) {
    for (size_t k = 0; k < kWidth; ++k) out[k * count + i] = in[kWidth * i + k];
  }
}
template <size_t kWidth>
void JoinLoop(const uint8_t* in, size_t count, uint8_t* out) {
  for (size_t i = 0; i < count; ++i) {
    for (size_t k = 0; k < kWidth; ++k) out[kWidth * i + k] = in[k * count + i];
  }
}

template <size_t kWidth>
void Rows(bench::Table& table, size_t size, const std::string& size_name) {
  const size_t count = size / kWidth;
  std::vector<uint8_t> in(size), out(size);
  for (size_t i = 0; i < size; ++i) in[i] = static_cast<uint8_t>(i * i >> 7);
  const auto sample = [&] { return uint64_t{out[size / 3]} << 8 | out[size - 1]; };
  const auto run = [&](const std::string& name, auto sinew, auto loop) {
    bench::Row row = {name + std::to_string(kWidth) + " bytes, " + size_name,
                      bench::GigabytesPerSecond(),
                      static_cast<double>(size),
                      bench::Repeat([&, sinew] {
                        sinew();
                        return sample();
                      }),
                      {}};
    row.peers = {{"loop", bench::Repeat([&, loop] {
                    loop(in.data(), count, out.data());
                    return sample();
                  })},
                 bench::Yardsticks(in.data(), size)[0]};
    table.Run(row);
  };
  run(
      "encode ",
      [&] { return sinew_byte_stream_split_encode(in.data(), count, kWidth, out.data()).read; },
      SplitLoop<kWidth>);
  run(
      "decode ",
      [&] {
        return sinew_byte_stream_split_decode(in.data(), size, kWidth, out.data(), count).read;
      },
      JoinLoop<kWidth>);
}

}  // namespace

int main(int argc, char** argv) {
  bench::Table table("encoding/byte_stream_split", argc, argv);
  for (const auto& [name, size] : {std::pair<const char*, size_t>{"4 KiB", size_t{4} << 10},
                                   {"256 KiB", size_t{256} << 10},
                                   {"64 MiB", size_t{64} << 20}}) {
    Rows<4>(table, size, name);
    Rows<8>(table, size, name);
  }
  return table.ExitCode();
}

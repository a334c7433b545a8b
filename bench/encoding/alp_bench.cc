#include <math.h>
#include <sinew/sinew.h>
#include <stdio.h>
#include <string.h>
#include <zstd.h>

#include <string>
#include <vector>

#include "support/bench.h"

namespace {

sinew_codec_result Encode(const std::vector<double>& in, std::vector<uint8_t>& out) {
  return sinew_alp_encode_f64(in.data(), in.size(), out.data(), out.size());
}
sinew_codec_result Encode(const std::vector<float>& in, std::vector<uint8_t>& out) {
  return sinew_alp_encode_f32(in.data(), in.size(), out.data(), out.size());
}
sinew_codec_result Decode(const std::vector<uint8_t>& in, std::vector<double>& out) {
  return sinew_alp_decode_f64(in.data(), in.size(), out.data(), out.size());
}
sinew_codec_result Decode(const std::vector<uint8_t>& in, std::vector<float>& out) {
  return sinew_alp_decode_f32(in.data(), in.size(), out.data(), out.size());
}

uint64_t Next(uint64_t& state) {
  state = state * 6364136223846793005u + 1442695040888963407u;  // Knuth's MMIX
  return state >> 11;
}

// A walk in steps of up to `step` units from `first` on, in numbers with `places` decimal places.
template <typename F>
std::vector<F> Walk(size_t count, double places, uint64_t step, double first) {
  std::vector<F> values(count);
  uint64_t state = 1;
  int64_t units = static_cast<int64_t>(first * pow(10, places));
  for (F& value : values) {
    units += static_cast<int64_t>(Next(state) % (2 * step + 1)) - static_cast<int64_t>(step);
    if (units < 0) units = -units;
    value = static_cast<F>(static_cast<double>(units) / pow(10, places));
  }
  return values;
}

// Numbers with all their digits, between 1 and 20.
template <typename F>
std::vector<F> Reals(size_t count) {
  std::vector<F> values(count);
  uint64_t state = 2;
  for (F& value : values) value = static_cast<F>(1 + 19 * (Next(state) * 0x1p-53));
  return values;
}

template <typename F>
uint64_t Checksum(const std::vector<F>& values) {
  uint64_t bits = 0;
  memcpy(&bits, &values[values.size() / 3], sizeof(F));
  return bits;
}

std::string Bits(size_t bytes, size_t count) {
  char text[32];
  snprintf(text, sizeof(text), "%.1f bits",
           8.0 * static_cast<double>(bytes) / static_cast<double>(count));
  return text;
}

// Two rows; how many bits a value takes is in the names of the contenders.
template <typename F>
void Rows(bench::Table& table, const std::string& name, const std::vector<F>& values) {
  const size_t count = values.size(), bytes = count * sizeof(F);
  std::vector<uint8_t> packed(sizeof(F) == 8 ? sinew_alp_encoded_bound_f64(count)
                                             : sinew_alp_encoded_bound_f32(count));
  packed.resize(Encode(values, packed).written);
  const auto room = packed.size() + 64;
  std::vector<uint8_t> again(room);
  std::vector<F> out(count);

  const std::string size = ", " + Bits(packed.size(), count);
  bench::Row decode = {"decode " + name + size,
                       bench::MillionsPerSecond("values"),
                       static_cast<double>(count),
                       bench::Repeat([&] {
                         Decode(packed, out);
                         return Checksum(out);
                       }),
                       {}};
  bench::Row encode = {"encode " + name + size,
                       bench::MillionsPerSecond("values"),
                       static_cast<double>(count),
                       bench::Repeat([&] { return Encode(values, again).read; }),
                       {}};
  for (const int level : {1, 3}) {
    std::vector<uint8_t> frame(ZSTD_compressBound(bytes));
    frame.resize(ZSTD_compress(frame.data(), frame.size(), values.data(), bytes, level));
    const std::string peer = std::string("zstd ") + ZSTD_versionString() + " level " +
                             std::to_string(level) + ", " + Bits(frame.size(), count);
    decode.peers.push_back({peer, bench::Repeat([&out, frame, bytes] {
                              ZSTD_decompress(out.data(), bytes, frame.data(), frame.size());
                              return Checksum(out);
                            })});
    encode.peers.push_back(
        {peer, bench::Repeat([&values, bytes, count, level,
                              to = std::vector<uint8_t>(ZSTD_compressBound(bytes))]() mutable {
           return ZSTD_isError(ZSTD_compress(to.data(), to.size(), values.data(), bytes, level))
                      ? 0
                      : count;
         })});
  }
  const bench::Peer yardstick = bench::Yardsticks(values.data(), bytes)[0];
  decode.peers.push_back(yardstick);
  encode.peers.push_back(yardstick);
  table.Run(decode);
  table.Run(encode);
}

}  // namespace

int main(int argc, char** argv) {
  bench::Table table("encoding/alp", argc, argv);
  for (const auto& [name, count] : {std::pair<const char*, size_t>{"32,768 ", size_t{32} << 10},
                                    {"8,388,608 ", size_t{8} << 20}}) {
    const std::string many = name;
    Rows(table, many + "prices", Walk<double>(count, 2, 12, 180));
    Rows(table, many + "temperatures", Walk<double>(count, 1, 4, 12));
    if (count > size_t{1} << 20) continue;
    Rows(table, many + "rates of 4 places", Walk<double>(count, 4, 40, 1.1));
    Rows(table, many + "real doubles", Reals<double>(count));
    Rows(table, many + "temperatures as floats", Walk<float>(count, 1, 4, 12));
    Rows(table, many + "real floats", Reals<float>(count));
  }
  return table.ExitCode();
}

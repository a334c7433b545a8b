#include <sinew/sinew.h>
#include <string.h>

#include <string>
#include <vector>

#include "support/bench.h"

namespace {

// Value by value, from words of 64 bits; a stream of Sinew's own, with 8 bytes behind it.
void DecodeLoop(const uint8_t* in, size_t width, std::vector<uint32_t>& out) {
  const uint64_t mask = (uint64_t{1} << width) - 1;
  for (size_t done = 0; done < out.size();) {
    uint64_t header = 0;
    for (int shift = 0;; shift += 7) {
      header |= uint64_t{*in & 0x7Fu} << shift;
      if (*in++ < 0x80) break;
    }
    const size_t length = header >> 1;
    if (header & 1) {
      for (size_t i = 0; i < 8 * length && done + i < out.size(); ++i) {
        uint64_t word;
        memcpy(&word, in + i * width / 8, 8);
        out[done + i] = static_cast<uint32_t>(word >> (i * width % 8) & mask);
      }
      in += length * width;
      done += 8 * length;
    } else {
      uint32_t value = 0;
      memcpy(&value, in, (width + 7) / 8);
      for (size_t i = 0; i < length; ++i) out[done + i] = value;
      in += (width + 7) / 8;
      done += length;
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  bench::Table table("encoding/rle", argc, argv);
  const struct {
    const char* name;
    size_t width, longest;
  } shapes[] = {{"1 bit, runs of 1", 1, 1},
                {"1 bit, runs of 50", 1, 99},
                {"6 bits, runs of 5", 6, 9},
                {"10 bits, runs of 1", 10, 1},
                {"10 bits, runs of 500", 10, 999}};
  for (const auto& shape : shapes) {
    const size_t count = 65536;
    std::vector<uint32_t> values, out(count);
    uint64_t state = 1;
    while (values.size() < count) {
      state = state * 6364136223846793005u + 1442695040888963407u;  // Knuth's MMIX
      const size_t run = 1 + (state >> 20) % shape.longest;
      const uint32_t value = static_cast<uint32_t>(state >> (64 - shape.width));
      for (size_t i = 0; i < run && values.size() < count; ++i) values.push_back(value);
    }
    const size_t bound = sinew_rle_encoded_bound(count, shape.width);
    std::vector<uint8_t> stream(bound + 8), again(bound);
    const size_t size =
        sinew_rle_encode_u32(values.data(), count, shape.width, stream.data(), bound).written;
    const std::vector<bench::Peer> yardsticks = bench::Yardsticks(values.data(), 4 * count);
    const auto sample = [&] { return uint64_t{out[count / 3]} + out[count - 1]; };
    bench::Row row = {std::string("decode ") + shape.name,
                      bench::GigabytesPerSecond(),
                      4.0 * count,
                      bench::Repeat([&] {
                        const sinew_codec_result result = sinew_rle_decode_u32(
                            stream.data(), size, shape.width, out.data(), count);
                        return sample() + (result.written - count);
                      }),
                      {}};
    row.peers = {{"loop over values", bench::Repeat([&] {
                    DecodeLoop(stream.data(), shape.width, out);
                    return sample();
                  })},
                 yardsticks[0]};
    table.Run(row);
    row = {std::string("encode ") + shape.name,
           bench::GigabytesPerSecond(),
           4.0 * count,
           bench::Repeat([&] {
             return sinew_rle_encode_u32(values.data(), count, shape.width, again.data(), bound)
                 .written;
           }),
           {yardsticks[0]}};
    table.Run(row);
  }
  return table.ExitCode();
}

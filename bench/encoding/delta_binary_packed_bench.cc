#include <sinew/sinew.h>
#include <string.h>

#include <algorithm>
#include <string>
#include <type_traits>
#include <vector>

#include "support/bench.h"

namespace {

sinew_codec_result Encode(const std::vector<int32_t>& in, std::vector<uint8_t>& out) {
  return sinew_delta_binary_packed_encode_i32(in.data(), in.size(), out.data(), out.size());
}
sinew_codec_result Encode(const std::vector<int64_t>& in, std::vector<uint8_t>& out) {
  return sinew_delta_binary_packed_encode_i64(in.data(), in.size(), out.data(), out.size());
}
sinew_codec_result Decode(const std::vector<uint8_t>& in, std::vector<int32_t>& out) {
  return sinew_delta_binary_packed_decode_i32(in.data(), in.size(), out.data(), out.size());
}
sinew_codec_result Decode(const std::vector<uint8_t>& in, std::vector<int64_t>& out) {
  return sinew_delta_binary_packed_decode_i64(in.data(), in.size(), out.data(), out.size());
}

// Value by value, from words of 64 bits; a stream of Sinew's own, with 8 bytes behind it.
template <typename T>
void DecodeLoop(const uint8_t* in, std::vector<T>& out) {
  using U = std::make_unsigned_t<T>;
  const auto varint = [&in] {
    uint64_t value = 0;
    for (int shift = 0;; shift += 7) {
      value |= uint64_t{*in & 0x7Fu} << shift;
      if (*in++ < 0x80) return value;
    }
  };
  const auto zigzag = [&varint] {
    const uint64_t value = varint();
    return (value >> 1) ^ (~(value & 1) + 1);
  };
  varint();
  varint();
  const size_t count = varint();
  U last = static_cast<U>(zigzag());
  out[0] = static_cast<T>(last);
  for (size_t done = 1; done < count;) {
    const U least = static_cast<U>(zigzag());
    const uint8_t* widths = in;
    in += 4;
    for (size_t k = 0; k < 4 && done < count; ++k) {
      const size_t width = widths[k];
      const uint64_t mask = width == 0 ? 0 : ~uint64_t{0} >> (64 - width);
      const size_t part = std::min<size_t>(32, count - done);
      for (size_t i = 0; i < part; ++i) {
        uint64_t word;
        memcpy(&word, in + i * width / 8, 8);
        last += least + static_cast<U>(word >> (i * width % 8) & mask);
        out[done + i] = static_cast<T>(last);
      }
      in += 4 * width;
      done += part;
    }
  }
}

template <typename T>
void Rows(bench::Table& table, const std::string& type) {
  const size_t count = (size_t{256} << 10) / sizeof(T);
  for (const size_t bits : {1, 5, 11, 20, 30}) {
    std::vector<T> values(count), out(count);
    uint64_t state = 1;
    std::make_unsigned_t<T> value = 0;
    for (T& v : values) {
      state = state * 6364136223846793005u + 1442695040888963407u;  // Knuth's MMIX
      v = static_cast<T>(value += static_cast<T>(state >> (64 - bits)));
    }
    const size_t bound = sizeof(T) == 4 ? sinew_delta_binary_packed_encoded_bound_i32(count)
                                        : sinew_delta_binary_packed_encoded_bound_i64(count);
    std::vector<uint8_t> stream(bound + 8), again(bound);
    Encode(values, stream);
    const double bytes = static_cast<double>(count * sizeof(T));
    const std::string name = type + ", steps of " + std::to_string(bits) + " bits, 256 KiB";
    const std::vector<bench::Peer> yardsticks = bench::Yardsticks(values.data(), count * sizeof(T));
    bench::Row row = {"decode " + name,
                      bench::GigabytesPerSecond(),
                      bytes,
                      bench::Repeat([&] {
                        Decode(stream, out);
                        return static_cast<uint64_t>(out[count / 3] + out[count - 1]);
                      }),
                      {}};
    row.peers = {{"loop over values", bench::Repeat([&] {
                    DecodeLoop(stream.data(), out);
                    return static_cast<uint64_t>(out[count / 3] + out[count - 1]);
                  })},
                 yardsticks[0]};
    table.Run(row);
    row = {"encode " + name,
           bench::GigabytesPerSecond(),
           bytes,
           bench::Repeat([&] { return Encode(values, again).written; }),
           {yardsticks[0]}};
    table.Run(row);
  }
}

}  // namespace

int main(int argc, char** argv) {
  bench::Table table("encoding/delta_binary_packed", argc, argv);
  Rows<int32_t>(table, "i32");
  Rows<int64_t>(table, "i64");
  return table.ExitCode();
}

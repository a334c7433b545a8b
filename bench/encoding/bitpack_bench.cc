#include <sinew/sinew.h>
#include <string.h>

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "support/bench.h"

namespace {

// What generators of unpacking code (FastPFor, Arrow, Lucene) write out: one function for each
// width, which unpacks 32 values with all shifts known to the compiler, here compiled for this
// machine.
template <typename T, size_t kWidth>
void Unpack32(const uint8_t* in, T* out) {
  constexpr T kMask = static_cast<T>(~uint64_t{0} >> (64 - kWidth));
  std::array<T, (kWidth * 32 / 8 + sizeof(T) - 1) / sizeof(T) + 1> words = {};
  memcpy(words.data(), in, kWidth * 32 / 8);
#pragma GCC unroll 32
  for (size_t i = 0; i < 32; ++i) {
    const size_t bit = i * kWidth, word = bit / (8 * sizeof(T)), shift = bit % (8 * sizeof(T));
    T value = words[word] >> shift;
    if (shift + kWidth > 8 * sizeof(T)) value |= words[word + 1] << (8 * sizeof(T) - shift);
    out[i] = value & kMask;
  }
}

template <typename T>
using Unpack = void (*)(const uint8_t*, T*);

template <typename T, size_t... kWidths>
constexpr std::array<Unpack<T>, sizeof...(kWidths)> AllWidths(std::index_sequence<kWidths...>) {
  return {&Unpack32<T, kWidths + 1>...};
}
template <typename T>
constexpr auto kUnpack = AllWidths<T>(std::make_index_sequence<8 * sizeof(T)>());

// Bits gathered in a word, written out when it is full.
template <typename T>
void PackWords(const T* in, size_t count, size_t width, uint8_t* out) {
  unsigned __int128 pending = 0;
  size_t filled = 0;
  for (size_t i = 0; i < count; ++i) {
    pending |= static_cast<unsigned __int128>(in[i]) << filled;
    filled += width;
    if (filled >= 64) {
      const uint64_t word = static_cast<uint64_t>(pending);
      memcpy(out, &word, 8);
      out += 8;
      pending >>= 64;
      filled -= 64;
    }
  }
  const uint64_t word = static_cast<uint64_t>(pending);
  memcpy(out, &word, (filled + 7) / 8);
}

sinew_codec_result Encode(const uint32_t* in, size_t count, size_t width, void* out) {
  return sinew_bitpack_encode_u32(in, count, width, out);
}
sinew_codec_result Encode(const uint64_t* in, size_t count, size_t width, void* out) {
  return sinew_bitpack_encode_u64(in, count, width, out);
}
sinew_codec_result Decode(const void* in, size_t size, size_t width, uint32_t* out, size_t count) {
  return sinew_bitpack_decode_u32(in, size, width, out, count);
}
sinew_codec_result Decode(const void* in, size_t size, size_t width, uint64_t* out, size_t count) {
  return sinew_bitpack_decode_u64(in, size, width, out, count);
}

template <typename T>
void Rows(bench::Table& table, const std::string& type, const std::vector<size_t>& widths,
          size_t bytes, const std::string& size_name) {
  const size_t count = bytes / sizeof(T);
  for (const size_t width : widths) {
    std::vector<T> values(count), out(count);
    uint64_t state = 1;
    for (T& value : values) {
      state = state * 6364136223846793005u + 1442695040888963407u;  // Knuth's MMIX
      value = static_cast<T>(state >> (64 - width));
    }
    std::vector<uint8_t> packed(sinew_bitpack_encoded_size(count, width) + 8);
    Encode(values.data(), count, width, packed.data());
    const std::string name = type + ", " + std::to_string(width) + " bits, " + size_name;
    const auto checksum = [](const auto& data, size_t size) {
      return uint64_t{data[size / 3]} + data[size - 1];
    };

    bench::Row row = {"unpack " + name,
                      bench::GigabytesPerSecond(),
                      static_cast<double>(bytes),
                      bench::Repeat([&] {
                        Decode(packed.data(), packed.size(), width, out.data(), count);
                        return checksum(out, count);
                      }),
                      {}};
    row.peers = {{"loop for the width", bench::Repeat([&] {
                    for (size_t i = 0; i < count; i += 32) {
                      kUnpack<T>[width - 1](packed.data() + i * width / 8, out.data() + i);
                    }
                    return checksum(out, count);
                  })},
                 bench::Yardsticks(values.data(), bytes)[0]};
    table.Run(row);

    std::vector<uint8_t> again(packed.size());
    const size_t size = packed.size() - 8;
    row = {"pack " + name,
           bench::GigabytesPerSecond(),
           static_cast<double>(bytes),
           bench::Repeat([&] {
             Encode(values.data(), count, width, again.data());
             return checksum(again, size);
           }),
           {}};
    row.peers = {{"loop over words", bench::Repeat([&] {
                    PackWords(values.data(), count, width, again.data());
                    return checksum(again, size);
                  })},
                 bench::Yardsticks(values.data(), bytes)[0]};
    table.Run(row);
  }
}

}  // namespace

int main(int argc, char** argv) {
  bench::Table table("encoding/bitpack", argc, argv);
  for (const auto& [name, size] : {std::pair<const char*, size_t>{"16 KiB", size_t{16} << 10},
                                   {"256 KiB", size_t{256} << 10},
                                   {"64 MiB", size_t{64} << 20}}) {
    const bool all = size == size_t{256} << 10;
    Rows<uint32_t>(table, "u32",
                   all ? std::vector<size_t>{1, 3, 7, 10, 13, 17, 20, 25, 27, 31}
                       : std::vector<size_t>{3, 13, 27},
                   size, name);
    Rows<uint64_t>(
        table, "u64",
        all ? std::vector<size_t>{1, 5, 13, 20, 33, 41, 57, 61} : std::vector<size_t>{5, 20, 41},
        size, name);
  }
  return table.ExitCode();
}

#include <sinew/sinew.h>
#include <stdint.h>
#include <string.h>

#include <string>
#include <vector>

#include "support/bench.h"

namespace {

// What a program without a library writes: digits and values from tables, one by one.
class Plain {
 public:
  Plain() {
    memset(value_, 0xFF, sizeof(value_));
    for (uint8_t i = 0; i < 16; ++i) value_[static_cast<uint8_t>(kDigits[i])] = i;
    for (uint8_t i = 10; i < 16; ++i) value_[static_cast<uint8_t>("ABCDEF"[i - 10])] = i;
  }

  void Encode(const std::string& in, char* out) const {
    for (const char c : in) {
      *out++ = kDigits[static_cast<uint8_t>(c) >> 4];
      *out++ = kDigits[c & 15];
    }
  }

  bool Decode(const std::string& in, char* out) const {
    uint8_t wrong = 0;
    for (size_t i = 0; i < in.size() / 2; ++i) {
      const uint8_t upper = value_[static_cast<uint8_t>(in[2 * i])];
      const uint8_t lower = value_[static_cast<uint8_t>(in[2 * i + 1])];
      wrong |= upper | lower;
      out[i] = static_cast<char>(upper << 4 | lower);
    }
    return wrong < 16;
  }

 private:
  static constexpr char kDigits[] = "0123456789abcdef";
  uint8_t value_[256];
};

uint64_t Ends(const std::string& out, size_t size) {
  return static_cast<uint8_t>(out[0]) * 256u + static_cast<uint8_t>(out[size - 1]);
}

}  // namespace

int main(int argc, char** argv) {
  bench::Table table("encoding/hex", argc, argv);
  std::string bytes(size_t{1} << 20, '\0');
  for (size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(i * i >> 7);
  const Plain plain;

  // `size` counts the bytes that the digits stand for; memcpy and read go through the digits.
  for (const size_t size : {8, 16, 20, 32, 64, 100, 256, 1 << 10, 4 << 10, 64 << 10, 1 << 20}) {
    const std::string in = bytes.substr(0, size);
    const std::string name =
        size < 1024 ? std::to_string(size) + " B" : std::to_string(size >> 10) + " KiB";
    const bench::Unit unit =
        size < 1024 ? bench::NanosecondsPer("call") : bench::GigabytesPerSecond();
    const double amount = size < 1024 ? 1 : static_cast<double>(size);
    std::string digits(2 * size, '\0');
    std::string out(2 * size, '\0');
    static_cast<void>(sinew_hex_encode(in.data(), size, digits.data(), SINEW_HEX_LOWER));

    bench::Row encode = {"encode, " + name, unit, amount, {}, {}};
    encode.sinew = bench::Repeat([&] {
      static_cast<void>(sinew_hex_encode(in.data(), size, out.data(), SINEW_HEX_LOWER));
      return Ends(out, 2 * size);
    });
    encode.peers.push_back({"plain loop", bench::Repeat([&] {
                              plain.Encode(in, out.data());
                              return Ends(out, 2 * size);
                            })});
    bench::Row decode = {"decode, " + name, unit, amount, {}, {}};
    decode.sinew = bench::Repeat([&] {
      return sinew_hex_decode(digits.data(), 2 * size, out.data(), size).written + Ends(out, size);
    });
    decode.peers.push_back({"plain loop", bench::Repeat([&] {
                              return (plain.Decode(digits, out.data()) ? size : 0) +
                                     Ends(out, size);
                            })});
    for (bench::Peer& peer : bench::Yardsticks(digits.data(), 2 * size)) {
      encode.peers.push_back(peer);
      decode.peers.push_back(peer);
    }
    table.Run(encode);
    table.Run(decode);
  }
  return table.ExitCode();
}

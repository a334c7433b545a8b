#include <sinew/sinew.h>
#include <string.h>
#ifdef BENCH_SIMDUTF
#include <simdutf.h>
#endif

#include <string>
#include <string_view>
#include <vector>

#include "support/bench.h"

namespace {

// What a program without a library writes: bytes one by one, values from a table.
class Plain {
 public:
  Plain() {
    const std::string_view alphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    memcpy(digit_, alphabet.data(), 64);
    memset(value_, 0x80, sizeof(value_));
    for (uint8_t i = 0; i < 64; ++i) value_[static_cast<uint8_t>(digit_[i])] = i;
  }

  size_t Encode(const std::string& in, char* out) const {
    const auto byte = [&in](size_t i) { return i < in.size() ? static_cast<uint8_t>(in[i]) : 0u; };
    char* const begin = out;
    for (size_t i = 0; i < in.size(); i += 3) {
      const uint32_t group = byte(i) << 16 | byte(i + 1) << 8 | byte(i + 2);
      *out++ = digit_[group >> 18];
      *out++ = digit_[group >> 12 & 63];
      *out++ = i + 1 < in.size() ? digit_[group >> 6 & 63] : '=';
      *out++ = i + 2 < in.size() ? digit_[group & 63] : '=';
    }
    return static_cast<size_t>(out - begin);
  }

  size_t Decode(const std::string& in, char* out) const {
    char* const begin = out;
    uint32_t group = 0;
    int digits = 0;
    for (const char c : in) {
      const uint8_t value = value_[static_cast<uint8_t>(c)];
      if (value == 0x80) continue;
      group = group << 6 | value;
      if (++digits < 4) continue;
      *out++ = static_cast<char>(group >> 16);
      *out++ = static_cast<char>(group >> 8);
      *out++ = static_cast<char>(group);
      digits = 0;
    }
    for (int left = digits; left > 1; --left) {
      *out++ = static_cast<char>(group >> (6 * digits - 8));
      group <<= 8;
    }
    return static_cast<size_t>(out - begin);
  }

 private:
  char digit_[64];
  uint8_t value_[256];
};

std::string Lines(const std::string& text) {
  std::string lines;
  for (size_t at = 0; at < text.size(); at += 76) lines += text.substr(at, 76) + "\r\n";
  return lines;
}

uint64_t Sum(size_t written, const std::string& out) {
  return written + static_cast<uint8_t>(out[0]) * 256u + static_cast<uint8_t>(out[written - 1]);
}

std::string Name(size_t size) {
  return size < 1024 ? std::to_string(size) + " B" : std::to_string(size >> 10) + " KiB";
}

bench::Unit UnitOf(size_t size) {
  return size < 1024 ? bench::NanosecondsPer("call") : bench::GigabytesPerSecond();
}

// `size` counts the bytes that are encoded, whichever way.
void EncodeRow(bench::Table* table, const std::string& in) {
  const Plain plain;
  std::string out(in.size() / 3 * 4 + 4, '\0');
  bench::Row row = {"encode, " + Name(in.size()),
                    UnitOf(in.size()),
                    in.size() < 1024 ? 1 : static_cast<double>(in.size()),
                    {},
                    {}};
  row.sinew = bench::Repeat([&] {
    return Sum(sinew_base64_encode(in.data(), in.size(), out.data(), SINEW_BASE64_STANDARD).written,
               out);
  });
#ifdef BENCH_SIMDUTF
  row.peers.push_back({"simdutf " SIMDUTF_VERSION, bench::Repeat([&] {
                         return Sum(simdutf::binary_to_base64(in.data(), in.size(), out.data()),
                                    out);
                       })});
#endif
  row.peers.push_back(
      {"plain loop", bench::Repeat([&] { return Sum(plain.Encode(in, out.data()), out); })});
  for (bench::Peer& peer : bench::Yardsticks(in.data(), in.size())) row.peers.push_back(peer);
  table->Run(row);
}

void DecodeRow(bench::Table* table, const std::string& name, const std::string& in, size_t size) {
  const Plain plain;
  std::string out(in.size(), '\0');
  bench::Row row = {
      name + ", " + Name(size), UnitOf(size), size < 1024 ? 1 : static_cast<double>(size), {}, {}};
  row.sinew = bench::Repeat([&] {
    return Sum(
        sinew_base64_decode(in.data(), in.size(), out.data(), out.size(), SINEW_BASE64_STANDARD)
            .written,
        out);
  });
#ifdef BENCH_SIMDUTF
  row.peers.push_back(
      {"simdutf " SIMDUTF_VERSION, bench::Repeat([&] {
         return Sum(simdutf::base64_to_binary(in.data(), in.size(), out.data()).count, out);
       })});
#endif
  row.peers.push_back(
      {"plain loop", bench::Repeat([&] { return Sum(plain.Decode(in, out.data()), out); })});
  for (bench::Peer& peer : bench::Yardsticks(in.data(), in.size())) row.peers.push_back(peer);
  table->Run(row);
}

// Strings of 8 to 40 bytes, as tokens and digests are.
void ColumnRows(bench::Table* table, const std::string& bytes) {
  constexpr size_t kRows = 4096;
  std::vector<int32_t> offsets = {0};
  uint32_t random = 1;
  for (size_t row = 0; row < kRows; ++row) {
    random = random * 1664525 + 1013904223;
    offsets.push_back(offsets.back() + 8 + static_cast<int32_t>((random >> 16) % 33));
  }
  const size_t size = static_cast<size_t>(offsets.back());
  const sinew_column column = {
      SINEW_TYPE_STRING, kRows, bytes.data(), size, offsets.data(), nullptr, 0, 0};
  std::vector<int64_t> encoded_offsets(kRows + 1), out_offsets(kRows + 1);
  std::string encoded(sinew_base64_encoded_size_many(&column, 0).written, '\0');
  std::string out(encoded.size() + 64, '\0');
  bench::Row encode = {"encode strings of 8-40 B", bench::NanosecondsPer("string"), kRows, {}, {}};
  encode.sinew = bench::Repeat([&] {
    return Sum(
        sinew_base64_encode_many(&column, encoded_offsets.data(), encoded.data(), encoded.size(), 0)
            .written,
        encoded);
  });
  encode.sinew(1);
  const sinew_column texts = {SINEW_TYPE_LARGE_STRING,
                              kRows,
                              encoded.data(),
                              encoded.size(),
                              encoded_offsets.data(),
                              nullptr,
                              0,
                              0};
  bench::Row decode = {"decode strings of 8-40 B", bench::NanosecondsPer("string"), kRows, {}, {}};
  decode.sinew = bench::Repeat([&] {
    return Sum(
        sinew_base64_decode_many(&texts, out_offsets.data(), out.data(), out.size(), 0).written,
        out);
  });
#ifdef BENCH_SIMDUTF
  encode.peers.push_back({"simdutf " SIMDUTF_VERSION ", string by string", bench::Repeat([&] {
                            size_t written = 0;
                            for (size_t i = 0; i < kRows; ++i) {
                              written += simdutf::binary_to_base64(
                                  bytes.data() + offsets[i],
                                  static_cast<size_t>(offsets[i + 1] - offsets[i]),
                                  out.data() + written);
                            }
                            return Sum(written, out);
                          })});
  decode.peers.push_back({"simdutf " SIMDUTF_VERSION ", string by string", bench::Repeat([&] {
                            size_t written = 0;
                            for (size_t i = 0; i < kRows; ++i) {
                              const int64_t* at = encoded_offsets.data() + i;
                              written +=
                                  simdutf::base64_to_binary(encoded.data() + at[0],
                                                            static_cast<size_t>(at[1] - at[0]),
                                                            out.data() + written)
                                      .count;
                            }
                            return Sum(written, out);
                          })});
#endif
  for (bench::Peer& peer : bench::Yardsticks(bytes.data(), size)) encode.peers.push_back(peer);
  table->Run(encode);
  for (bench::Peer& peer : bench::Yardsticks(encoded.data(), encoded.size())) {
    decode.peers.push_back(peer);
  }
  table->Run(decode);
}

}  // namespace

int main(int argc, char** argv) {
  bench::Table table("encoding/base64", argc, argv);
  std::string bytes(size_t{16} << 20, '\0');
  for (size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(i * i >> 7);

  const size_t sizes[] = {8, 20, 32, 64, 100, 256, 1 << 10, 4 << 10, 16 << 10, 64 << 10, 1 << 20};
  for (const size_t size : sizes) EncodeRow(&table, bytes.substr(0, size));
  for (const size_t size : sizes) {
    std::string encoded(sinew_base64_encoded_size(size, 0).written, '\0');
    static_cast<void>(sinew_base64_encode(bytes.data(), size, encoded.data(), 0));
    DecodeRow(&table, "decode", encoded, size);
    if (size >= 256) DecodeRow(&table, "decode lines of 76", Lines(encoded), size);
  }
  ColumnRows(&table, bytes);
  return table.ExitCode();
}

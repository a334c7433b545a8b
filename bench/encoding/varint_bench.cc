#include <sinew/sinew.h>
#include <string.h>

#include <string>
#include <utility>
#include <vector>

#include "encoding/integers.h"
#include "support/bench.h"

namespace {

// Byte by byte, as protobuf's and Kafka's own code reads and writes varints.
template <typename T>
size_t DecodeLoop(const uint8_t* in, size_t size, T* out) {
  size_t count = 0;
  for (size_t at = 0; at < size; ++count) {
    T value = 0;
    for (unsigned shift = 0; shift < 8 * sizeof(T); shift += 7) {
      const uint8_t byte = in[at++];
      value |= static_cast<T>(byte & 0x7F) << shift;
      if (byte < 0x80 || at == size) break;
    }
    out[count] = value;
  }
  return count;
}

template <typename T>
size_t EncodeLoop(const T* in, size_t count, uint8_t* out) {
  uint8_t* at = out;
  for (size_t i = 0; i < count; ++i) {
    T value = in[i];
    for (; value >= 0x80; value >>= 7) *at++ = static_cast<uint8_t>(value | 0x80);
    *at++ = static_cast<uint8_t>(value);
  }
  return static_cast<size_t>(at - out);
}

// Eight bytes at a time: the first one without its highest bit set tells the length, and pext joins
// the sevens; the way of fast scalar decoders.
#ifdef __BMI2__
template <typename T>
size_t DecodePext(const uint8_t* in, size_t size, T* out) {
  size_t count = 0, at = 0;
  while (at < size) {
    uint64_t word = 0;
    memcpy(&word, in + at, 8);  // the input has a margin
    const uint64_t ends = ~word & 0x8080808080808080u;
    if (ends == 0) {
      T value = 0;
      for (unsigned shift = 0;; shift += 7) {
        const uint8_t byte = in[at++];
        value |= static_cast<T>(byte & 0x7F) << shift;
        if (byte < 0x80) break;
      }
      out[count++] = value;
      continue;
    }
    const uint64_t used = ends ^ (ends - 1);
    out[count++] = static_cast<T>(__builtin_ia32_pext_di(word & used, 0x7F7F7F7F7F7F7F7Fu));
    at += (static_cast<size_t>(__builtin_ctzll(ends)) + 1) / 8;
  }
  return count;
}
#endif

sinew_codec_result Encode(const uint32_t* in, size_t count, void* out, size_t capacity) {
  return sinew_varint_encode_u32(in, count, out, capacity);
}
sinew_codec_result Encode(const uint64_t* in, size_t count, void* out, size_t capacity) {
  return sinew_varint_encode_u64(in, count, out, capacity);
}
sinew_codec_result Decode(const void* in, size_t size, uint32_t* out, size_t capacity) {
  return sinew_varint_decode_u32(in, size, out, capacity);
}
sinew_codec_result Decode(const void* in, size_t size, uint64_t* out, size_t capacity) {
  return sinew_varint_decode_u64(in, size, out, capacity);
}
size_t Size(const uint32_t* in, size_t count) { return sinew_varint_encoded_size_u32(in, count); }
size_t Size(const uint64_t* in, size_t count) { return sinew_varint_encoded_size_u64(in, count); }

template <typename T>
size_t SizeLoop(const T* in, size_t count) {
  size_t size = 0;
  for (size_t i = 0; i < count; ++i) {
    size += (static_cast<size_t>(9 * (63 - __builtin_clzll(in[i] | 1))) + 73) / 64;
  }
  return size;
}

// Lengths from `least` to `most` bytes, each as likely.
template <typename T>
std::vector<T> Values(size_t count, size_t least, size_t most) {
  std::vector<T> values(count);
  Generator generator;
  for (T& value : values) {
    const size_t length = least + (generator() >> 33) % (most - least + 1);
    const size_t bits = std::min<size_t>(7 * length, 8 * sizeof(T));
    value = static_cast<T>((generator() | uint64_t{1} << 63) >> (64 - bits));
  }
  return values;
}

template <typename T>
void Rows(bench::Table& table, const std::string& type, size_t least, size_t most, size_t count) {
  const std::vector<T> values = Values<T>(count, least, most);
  std::vector<T> out(count);
  const size_t size = Size(values.data(), count);
  std::vector<uint8_t> bytes(size + 256);
  Encode(values.data(), count, bytes.data(), bytes.size());
  std::vector<uint8_t> again(bytes.size());
  const std::string name = type + ", " + std::to_string(least) +
                           (most == least ? "" : " to " + std::to_string(most)) + " bytes, " +
                           std::to_string(count) + " values";
  const auto unit = bench::MillionsPerSecond("values");
  const double amount = static_cast<double>(count);
  const auto checksum = [&] { return uint64_t{out[count / 3]} + out[count - 1]; };
  const auto text = [&] { return uint64_t{again[size / 3]} + again[size - 1]; };

  bench::Row row = {"decode " + name,
                    unit,
                    amount,
                    bench::Repeat([&] {
                      Decode(bytes.data(), size, out.data(), count);
                      return checksum();
                    }),
                    {}};
  row.peers = {{"loop over bytes", bench::Repeat([&] {
                  DecodeLoop(bytes.data(), size, out.data());
                  return checksum();
                })}};
#ifdef __BMI2__
  row.peers.push_back({"loop with pext", bench::Repeat([&] {
                         DecodePext(bytes.data(), size, out.data());
                         return checksum();
                       })});
#endif
  row.peers.push_back(bench::Yardsticks(values.data(), count * sizeof(T))[0]);
  table.Run(row);

  row = {"encode " + name,
         unit,
         amount,
         bench::Repeat([&] {
           Encode(values.data(), count, again.data(), again.size());
           return text();
         }),
         {}};
  row.peers = {{"loop over bytes", bench::Repeat([&] {
                  EncodeLoop(values.data(), count, again.data());
                  return text();
                })},
               bench::Yardsticks(values.data(), count * sizeof(T))[0]};
  table.Run(row);

  row = {
      "size " + name, unit, amount, bench::Repeat([&] { return Size(values.data(), count); }), {}};
  row.peers = {{"loop with clz", bench::Repeat([&] { return SizeLoop(values.data(), count); })},
               bench::Yardsticks(values.data(), count * sizeof(T))[1]};
  table.Run(row);
}

}  // namespace

int main(int argc, char** argv) {
  bench::Table table("encoding/varint", argc, argv);
  // More than branch predictors can learn, as happens when the same values come again and again.
  const size_t count = 262144;
  for (const auto& [least, most] :
       {std::pair<size_t, size_t>{1, 1}, {1, 2}, {1, 3}, {1, 5}, {4, 4}}) {
    Rows<uint32_t>(table, "u32", least, most, count);
  }
  for (const auto& [least, most] :
       {std::pair<size_t, size_t>{1, 1}, {1, 2}, {1, 5}, {1, 8}, {1, 10}, {10, 10}}) {
    Rows<uint64_t>(table, "u64", least, most, count);
  }
  Rows<uint32_t>(table, "u32", 1, 5, 100);
  Rows<uint64_t>(table, "u64", 1, 10, 100);
  Rows<uint32_t>(table, "u32", 1, 3, 10'000'000);
  Rows<uint64_t>(table, "u64", 1, 10, 10'000'000);
  return table.ExitCode();
}

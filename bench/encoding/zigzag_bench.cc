#include <sinew/sinew.h>

#include <string>
#include <vector>

#include "encoding/integers.h"
#include "support/bench.h"

namespace {

void Encode(const int32_t* in, size_t count, uint32_t* out) {
  sinew_zigzag_encode_i32(in, count, out);
}
void Encode(const int64_t* in, size_t count, uint64_t* out) {
  sinew_zigzag_encode_i64(in, count, out);
}
void Decode(const uint32_t* in, size_t count, int32_t* out) {
  sinew_zigzag_decode_i32(in, count, out);
}
void Decode(const uint64_t* in, size_t count, int64_t* out) {
  sinew_zigzag_decode_i64(in, count, out);
}

// The peers are loops that the compiler vectorizes for this machine.
template <typename T, typename U>
void Rows(bench::Table& table, const std::string& type, size_t bytes, const std::string& size) {
  const size_t count = bytes / sizeof(T);
  std::vector<T> values(count), same(count);
  std::vector<U> mapped(count);
  Generator generator;
  for (T& value : values) value = static_cast<T>(generator());
  const auto unit = bench::GigabytesPerSecond();
  const double amount = static_cast<double>(bytes);
  const auto ends = [count](const auto& out) {
    return static_cast<uint64_t>(out[count / 3]) + static_cast<uint64_t>(out[count - 1]);
  };
  bench::Row row = {"encode " + type + ", " + size,
                    unit,
                    amount,
                    bench::Repeat([&] {
                      Encode(values.data(), count, mapped.data());
                      return ends(mapped);
                    }),
                    {}};
  row.peers = {{"loop", bench::Repeat([&] {
                  for (size_t i = 0; i < count; ++i) {
                    mapped[i] = (static_cast<U>(values[i]) << 1) ^
                                static_cast<U>(values[i] >> (8 * sizeof(T) - 1));
                  }
                  return ends(mapped);
                })},
               bench::Yardsticks(values.data(), bytes)[0]};
  table.Run(row);
  row = {"decode " + type + ", " + size,
         unit,
         amount,
         bench::Repeat([&] {
           Decode(mapped.data(), count, same.data());
           return ends(same);
         }),
         {}};
  row.peers = {{"loop", bench::Repeat([&] {
                  for (size_t i = 0; i < count; ++i) {
                    same[i] = static_cast<T>((mapped[i] >> 1) ^ (U{0} - (mapped[i] & 1)));
                  }
                  return ends(same);
                })},
               bench::Yardsticks(values.data(), bytes)[0]};
  table.Run(row);
}

}  // namespace

int main(int argc, char** argv) {
  bench::Table table("encoding/zigzag", argc, argv);
  ForEachSize([&](size_t bytes, const std::string& size) {
    Rows<int32_t, uint32_t>(table, "i32", bytes, size);
    Rows<int64_t, uint64_t>(table, "i64", bytes, size);
  });
  return table.ExitCode();
}

#include <sinew/sinew.h>

#include <string>
#include <type_traits>
#include <vector>

#include "encoding/integers.h"
#include "support/bench.h"

namespace {

int32_t Encode(int32_t start, const int32_t* in, size_t count, int32_t* out) {
  return sinew_delta_encode_i32(in, count, start, out);
}
int64_t Encode(int64_t start, const int64_t* in, size_t count, int64_t* out) {
  return sinew_delta_encode_i64(in, count, start, out);
}
int32_t Decode(int32_t start, const int32_t* in, size_t count, int32_t* out) {
  return sinew_delta_decode_i32(in, count, start, out);
}
int64_t Decode(int64_t start, const int64_t* in, size_t count, int64_t* out) {
  return sinew_delta_decode_i64(in, count, start, out);
}

// The compiler vectorizes the loop that encodes for this machine, but not the one that decodes.
template <typename T>
void Rows(bench::Table& table, const std::string& type, size_t bytes, const std::string& size) {
  using U = std::make_unsigned_t<T>;
  const size_t count = bytes / sizeof(T);
  std::vector<T> values(count), differences(count), same(count);
  Generator generator;
  T sum = 0;
  for (T& value : values) value = sum += static_cast<T>((generator() >> 54) % 1000);
  const auto unit = bench::GigabytesPerSecond();
  const double amount = static_cast<double>(bytes);
  const auto ends = [count](const auto& out) {
    return static_cast<uint64_t>(out[count / 3]) + static_cast<uint64_t>(out[count - 1]);
  };
  bench::Row row = {"encode " + type + ", " + size,
                    unit,
                    amount,
                    bench::Repeat([&] {
                      Encode(0, values.data(), count, differences.data());
                      return ends(differences);
                    }),
                    {}};
  row.peers = {{"loop", bench::Repeat([&] {
                  differences[0] = values[0];
                  for (size_t i = 1; i < count; ++i) {
                    differences[i] =
                        static_cast<T>(static_cast<U>(values[i]) - static_cast<U>(values[i - 1]));
                  }
                  return ends(differences);
                })},
               bench::Yardsticks(values.data(), bytes)[0]};
  table.Run(row);
  row = {"decode " + type + ", " + size,
         unit,
         amount,
         bench::Repeat([&] {
           Decode(0, differences.data(), count, same.data());
           return ends(same);
         }),
         {}};
  row.peers = {{"loop", bench::Repeat([&] {
                  U last = 0;
                  for (size_t i = 0; i < count; ++i) {
                    last += static_cast<U>(differences[i]);
                    same[i] = static_cast<T>(last);
                  }
                  return ends(same);
                })},
               bench::Yardsticks(values.data(), bytes)[0]};
  table.Run(row);
}

}  // namespace

int main(int argc, char** argv) {
  bench::Table table("encoding/delta", argc, argv);
  ForEachSize([&](size_t bytes, const std::string& size) {
    Rows<int32_t>(table, "i32", bytes, size);
    Rows<int64_t>(table, "i64", bytes, size);
  });
  return table.ExitCode();
}

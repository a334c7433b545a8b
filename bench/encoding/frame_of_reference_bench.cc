#include <sinew/sinew.h>

#include <algorithm>
#include <string>
#include <vector>

#include "encoding/integers.h"
#include "support/bench.h"

namespace {

sinew_frame_i64 Measure(const int32_t* in, size_t count) {
  return sinew_frame_of_reference_measure_i32(in, count);
}
sinew_frame_i64 Measure(const int64_t* in, size_t count) {
  return sinew_frame_of_reference_measure_i64(in, count);
}
void Encode(const int32_t* in, size_t count, int32_t base, uint32_t* out) {
  sinew_frame_of_reference_encode_i32(in, count, base, out);
}
void Encode(const int64_t* in, size_t count, int64_t base, uint64_t* out) {
  sinew_frame_of_reference_encode_i64(in, count, base, out);
}

// The peers are loops that the compiler vectorizes for this machine. Decoding is encoding with
// another base.
template <typename T, typename U>
void Rows(bench::Table& table, const std::string& type, size_t bytes, const std::string& size) {
  const size_t count = bytes / sizeof(T);
  std::vector<T> values(count);
  std::vector<U> distances(count);
  Generator generator;
  for (T& value : values) value = static_cast<T>(1000000 + (generator() >> 44));
  const auto unit = bench::GigabytesPerSecond();
  const double amount = static_cast<double>(bytes);
  bench::Row row = {"measure " + type + ", " + size,
                    unit,
                    amount,
                    bench::Repeat([&] {
                      const sinew_frame_i64 frame = Measure(values.data(), count);
                      return static_cast<uint64_t>(frame.base) + frame.width;
                    }),
                    {}};
  row.peers = {{"loop", bench::Repeat([&] {
                  T least = values[0], greatest = values[0];
                  for (size_t i = 0; i < count; ++i) {
                    least = std::min(least, values[i]);
                    greatest = std::max(greatest, values[i]);
                  }
                  const uint64_t distance =
                      static_cast<uint64_t>(greatest) - static_cast<uint64_t>(least);
                  return static_cast<uint64_t>(least) + 64 -
                         static_cast<uint64_t>(__builtin_clzll(distance | 1));
                })},
               bench::Yardsticks(values.data(), bytes)[1]};
  table.Run(row);

  const T base = static_cast<T>(Measure(values.data(), count).base);
  const auto ends = [&] { return uint64_t{distances[count / 3]} + distances[count - 1]; };
  row = {"encode " + type + ", " + size,
         unit,
         amount,
         bench::Repeat([&] {
           Encode(values.data(), count, base, distances.data());
           return ends();
         }),
         {}};
  row.peers = {{"loop", bench::Repeat([&] {
                  for (size_t i = 0; i < count; ++i) {
                    distances[i] = static_cast<U>(values[i]) - static_cast<U>(base);
                  }
                  return ends();
                })},
               bench::Yardsticks(values.data(), bytes)[0]};
  table.Run(row);
}

}  // namespace

int main(int argc, char** argv) {
  bench::Table table("encoding/frame_of_reference", argc, argv);
  ForEachSize([&](size_t bytes, const std::string& size) {
    Rows<int32_t, uint32_t>(table, "i32", bytes, size);
    Rows<int64_t, uint64_t>(table, "i64", bytes, size);
  });
  return table.ExitCode();
}

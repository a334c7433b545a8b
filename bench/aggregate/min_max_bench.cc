#include <sinew/sinew.h>

#include "aggregate/columns.h"
#include "support/bench.h"

namespace {

// The loop that a programmer writes; it knows nothing of NaN and -0.0.
template <typename T>
BENCH_OPAQUE T LoopMin(const T* in, size_t count) {
  T min = in[0];
  for (size_t i = 1; i < count; ++i) min = in[i] < min ? in[i] : min;
  return min;
}

template <typename T>
BENCH_OPAQUE T LoopMin(const T* in, const uint8_t* validity, size_t count) {
  size_t i = 0;
  while (!bench::IsValid(validity, i)) ++i;
  T min = in[i];
  for (; i < count; ++i) {
    if (bench::IsValid(validity, i)) min = in[i] < min ? in[i] : min;
  }
  return min;
}

int64_t SinewMin(const int64_t* in, const uint8_t* validity, size_t count) {
  return sinew_min_i64(in, validity, 0, count).value;
}
double SinewMin(const double* in, const uint8_t* validity, size_t count) {
  return sinew_min_f64(in, validity, 0, count).value;
}

template <typename T>
void Run(const std::string& type, bench::Table& table) {
  bench::RunColumns<T>(
      table, "min " + type,
      [](const T* in, const uint8_t* validity, size_t count) {
        return SinewMin(in, validity, count);
      },
      [](const T* in, const uint8_t* validity, size_t count) -> std::vector<bench::Peer> {
        if (validity == nullptr) {
          return {{"C loop", bench::Repeat([=] { return bench::BitsOf(LoopMin(in, count)); })}};
        }
        return {
            {"C loop", bench::Repeat([=] { return bench::BitsOf(LoopMin(in, validity, count)); })}};
      });
}

}  // namespace

int main(int argc, char** argv) {
  bench::Table table("aggregate/min_max", argc, argv);
  Run<int64_t>("i64", table);
  Run<double>("f64", table);
  return table.ExitCode();
}

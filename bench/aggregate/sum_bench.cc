#include <immintrin.h>
#include <sinew/sinew.h>

#include "aggregate/columns.h"
#include "support/bench.h"

namespace {

template <typename T>
BENCH_OPAQUE T LoopSum(const T* in, size_t count) {
  T sum = 0;
  for (size_t i = 0; i < count; ++i) sum += in[i];
  return sum;
}

template <typename T>
BENCH_OPAQUE T LoopSum(const T* in, const uint8_t* validity, size_t count) {
  T sum = 0;
  for (size_t i = 0; i < count; ++i) {
    if (bench::IsValid(validity, i)) sum += in[i];
  }
  return sum;
}

#ifdef __AVX512F__
// What AVX-512 can do at best, with eight accumulators: integers wrap, and doubles are added in an
// order that no other vector size has. Whole accumulators only.
template <typename T, typename AddRows>
T Avx512Sum(size_t count, const AddRows& add_rows) {
  typedef T Vector __attribute__((vector_size(64)));
  Vector sums[8] = {};
  for (size_t i = 0; i + 64 <= count; i += 64) {
    for (size_t k = 0; k < 8; ++k) sums[k] = Vector(add_rows(sums[k], i + 8 * k));
  }
  T sum = 0;
  for (const Vector& vector : sums) {
    for (size_t lane = 0; lane < 8; ++lane) sum += vector[lane];
  }
  return sum;
}

BENCH_OPAQUE int64_t Avx512Sum(const int64_t* in, size_t count) {
  return Avx512Sum<int64_t>(count, [in](auto sum, size_t i) {
    return _mm512_add_epi64(__m512i(sum), _mm512_loadu_si512(in + i));
  });
}

BENCH_OPAQUE double Avx512Sum(const double* in, size_t count) {
  return Avx512Sum<double>(count, [in](auto sum, size_t i) {
    return _mm512_add_pd(__m512d(sum), _mm512_loadu_pd(in + i));
  });
}

BENCH_OPAQUE int64_t Avx512Sum(const int64_t* in, const uint8_t* validity, size_t count) {
  return Avx512Sum<int64_t>(count, [in, validity](auto sum, size_t i) {
    return _mm512_mask_add_epi64(__m512i(sum), validity[i / 8], __m512i(sum),
                                 _mm512_loadu_si512(in + i));
  });
}

BENCH_OPAQUE double Avx512Sum(const double* in, const uint8_t* validity, size_t count) {
  return Avx512Sum<double>(count, [in, validity](auto sum, size_t i) {
    return _mm512_mask_add_pd(__m512d(sum), validity[i / 8], __m512d(sum), _mm512_loadu_pd(in + i));
  });
}
#endif

int64_t SinewSum(const int64_t* in, const uint8_t* validity, size_t count) {
  return sinew_sum_i64(in, validity, 0, count).value;
}
double SinewSum(const double* in, const uint8_t* validity, size_t count) {
  return sinew_sum_f64(in, validity, 0, count).value;
}

template <typename T>
void Run(const std::string& type, bench::Table& table) {
  const bench::Column<T> column(bench::kSizes[2].second / sizeof(T));
  const T* in = column.rows.data();
  const uint8_t* validity = column.validity.data();
  for (const auto& [name, size] : bench::kSizes) {
    const size_t count = size / sizeof(T);
    const double bytes = static_cast<double>(size);
    const std::vector<bench::Peer> yardsticks = bench::Yardsticks(in, size);

    bench::Row dense = {type + " " + name, bench::GigabytesPerSecond(), bytes, {}, {}};
    dense.sinew = bench::Repeat([=] { return bench::BitsOf(SinewSum(in, nullptr, count)); });
    dense.peers = {{"C loop", bench::Repeat([=] { return bench::BitsOf(LoopSum(in, count)); })}};
#ifdef __AVX512F__
    dense.peers.push_back(
        {"AVX-512 loop", bench::Repeat([=] { return bench::BitsOf(Avx512Sum(in, count)); })});
#endif
    dense.peers.insert(dense.peers.end(), yardsticks.begin(), yardsticks.end());
    table.Run(dense);

    bench::Row nulls = {type + " nulls " + name, bench::GigabytesPerSecond(), bytes, {}, {}};
    nulls.sinew = bench::Repeat([=] { return bench::BitsOf(SinewSum(in, validity, count)); });
    nulls.peers = {
        {"C loop", bench::Repeat([=] { return bench::BitsOf(LoopSum(in, validity, count)); })}};
#ifdef __AVX512F__
    nulls.peers.push_back({"AVX-512 loop", bench::Repeat([=] {
                             return bench::BitsOf(Avx512Sum(in, validity, count));
                           })});
#endif
    nulls.peers.insert(nulls.peers.end(), yardsticks.begin(), yardsticks.end());
    table.Run(nulls);
  }
}

}  // namespace

int main(int argc, char** argv) {
  bench::Table table("aggregate/sum", argc, argv);
  Run<int64_t>("i64", table);
  Run<double>("f64", table);
  return table.ExitCode();
}

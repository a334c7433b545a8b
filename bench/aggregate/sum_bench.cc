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
  bench::RunColumns<T>(
      table, type,
      [](const T* in, const uint8_t* validity, size_t count) {
        return SinewSum(in, validity, count);
      },
      [](const T* in, const uint8_t* validity, size_t count) {
        std::vector<bench::Peer> peers;
        const auto add = [&peers](const char* name, auto call) {
          peers.push_back({name, bench::Repeat([call] { return bench::BitsOf(call()); })});
        };
        if (validity == nullptr) {
          add("C loop", [=] { return LoopSum(in, count); });
#ifdef __AVX512F__
          add("AVX-512 loop", [=] { return Avx512Sum(in, count); });
#endif
        } else {
          add("C loop", [=] { return LoopSum(in, validity, count); });
#ifdef __AVX512F__
          add("AVX-512 loop", [=] { return Avx512Sum(in, validity, count); });
#endif
        }
        return peers;
      });
}

}  // namespace

int main(int argc, char** argv) {
  bench::Table table("aggregate/sum", argc, argv);
  Run<int64_t>("i64", table);
  Run<double>("f64", table);
  return table.ExitCode();
}

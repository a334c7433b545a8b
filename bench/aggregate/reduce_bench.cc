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

BENCH_OPAQUE size_t LoopCount(const uint8_t* bits, size_t size) {
  size_t count = 0;
  for (size_t i = 0; i < size; i += 8) {
    uint64_t word;
    memcpy(&word, bits + i, sizeof(word));
    count += static_cast<size_t>(__builtin_popcountll(word));
  }
  return count;
}

template <typename T>
T Reduce(sinew_aggregate function, const T* in, const uint8_t* validity, size_t count) {
  const bool is_double = std::is_same_v<T, double>;
  const sinew_column column = {is_double ? SINEW_TYPE_F64 : SINEW_TYPE_I64,
                               count,
                               in,
                               count * sizeof(T),
                               nullptr,
                               validity,
                               0,
                               0};
  const sinew_aggregate_spec spec = {sizeof(spec), function, 0, 0, 0, 0, 0, 0, 0};
  const sinew_reduce_result result = sinew_reduce(&column, &spec);
  return is_double ? static_cast<T>(result.f64) : static_cast<T>(result.i64);
}

template <typename T>
void RunSum(const std::string& type, bench::Table& table) {
  bench::RunColumns<T>(
      table, type,
      [](const T* in, const uint8_t* validity, size_t count) {
        return Reduce(SINEW_AGGREGATE_SUM, in, validity, count);
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

template <typename T>
void RunMin(const std::string& type, bench::Table& table) {
  bench::RunColumns<T>(
      table, "min " + type,
      [](const T* in, const uint8_t* validity, size_t count) {
        return Reduce(SINEW_AGGREGATE_MIN, in, validity, count);
      },
      [](const T* in, const uint8_t* validity, size_t count) -> std::vector<bench::Peer> {
        if (validity == nullptr) {
          return {{"C loop", bench::Repeat([=] { return bench::BitsOf(LoopMin(in, count)); })}};
        }
        return {
            {"C loop", bench::Repeat([=] { return bench::BitsOf(LoopMin(in, validity, count)); })}};
      });
}

size_t CountOf(const uint8_t* validity, size_t count) {
  const sinew_column column = {SINEW_TYPE_BOOL, count,    validity, (count + 7) / 8,
                               nullptr,         validity, 0,        0};
  const sinew_aggregate_spec spec = {sizeof(spec), SINEW_AGGREGATE_COUNT, 0, 0, 0, 0, 0, 0, 0};
  return sinew_reduce(&column, &spec).count;
}

// The validity of a column, which is all that COUNT reads.
void RunCount(bench::Table& table) {
  const bench::Column<uint8_t> column(bench::kSizes[2].second);
  const uint8_t* bits = column.rows.data();
  for (const auto& [name, size] : bench::kSizes) {
    bench::Row row = {std::string("bitmap ") + name,
                      bench::GigabytesPerSecond(),
                      static_cast<double>(size),
                      {},
                      {}};
    row.sinew = bench::Repeat([=, size = size] { return CountOf(bits, size * 8); });
    row.peers = {{"C loop", bench::Repeat([=, size = size] { return LoopCount(bits, size); })}};
    for (bench::Peer& peer : bench::Yardsticks(bits, size)) row.peers.push_back(peer);
    table.Run(row);
  }
}

}  // namespace

// A table a function, as if each were a kernel.
int main(int argc, char** argv) {
  bench::Table sum("aggregate/sum", argc, argv);
  RunSum<int64_t>("i64", sum);
  RunSum<double>("f64", sum);
  bench::Table min_max("aggregate/min_max", argc, argv);
  RunMin<int64_t>("i64", min_max);
  RunMin<double>("f64", min_max);
  bench::Table count("aggregate/count", argc, argv);
  RunCount(count);
  return sum.ExitCode() | min_max.ExitCode() | count.ExitCode();
}

#include <sinew/sinew.h>
#include <string.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>
#include <string>
#include <vector>

#include "support/bench.h"
#ifdef BENCH_VQSORT
#include <hwy/contrib/sort/vqsort.h>
#endif

// Sorting values, finding the order of rows, and a part of it.
namespace {

double Uniform(uint64_t i) { return static_cast<double>(bench::Mix(i) >> 11) * 0x1p-53; }

template <typename T>
T RandomValue(uint64_t i) {
  if constexpr (std::is_floating_point_v<T>) {
    // Of the normal distribution.
    return static_cast<T>(std::sqrt(-2 * std::log(Uniform(2 * i) + 0x1p-60)) *
                          std::cos(6.283185307179586 * Uniform(2 * i + 1)));
  } else {
    return static_cast<T>(bench::Mix(i));
  }
}

std::string CountName(size_t count) {
  if (count % 1000000 == 0) return std::to_string(count / 1000000) + "e6";
  return std::to_string(count);
}

// Inputs in turn, so that no branch predictor learns a short one.
template <typename T>
struct Input {
  Input(size_t row_count, T (*value)(uint64_t))
      : count(row_count), turns(std::max<size_t>(1, 200000 / row_count)), values(turns * count) {
    for (size_t i = 0; i < values.size(); ++i) values[i] = value(i);
  }
  const T* Next() {
    turn = (turn + 1) % turns;
    return values.data() + turn * count;
  }
  size_t count, turns, turn = 0;
  std::vector<T> values;
};

// All contenders copy the input first.
template <typename T>
void RunSort(bench::Table& table, const std::string& name, sinew_type type, size_t count,
             T (*value)(uint64_t)) {
  const auto input = [=] { return std::make_shared<Input<T>>(count, value); };
  const auto out = std::make_shared<std::vector<T>>(count);
  const auto work = [=](auto sort) {
    return bench::Repeat([=, in = input()] {
      memcpy(out->data(), in->Next(), count * sizeof(T));
      sort(out->data());
      uint64_t bits = 0;
      memcpy(&bits, out->data() + count / 2, sizeof(T));
      return bits;
    });
  };
  std::vector<bench::Peer> peers;
#ifdef BENCH_VQSORT
  const auto sorter = std::make_shared<hwy::Sorter>();
  peers.push_back(
      {"vqsort", work([=](T* values) { (*sorter)(values, count, hwy::SortAscending()); })});
#endif
  peers.push_back({"std::sort", work([=](T* values) { std::sort(values, values + count); })});
  table.Run({"sort " + name + ", " + CountName(count), bench::MillionsPerSecond("keys"),
             static_cast<double>(count),
             work([=](T* values) { bench::Check(sinew_sort(type, values, count, 0)); }), peers});
}

template <typename T>
sinew_column ColumnOf(sinew_type type, const T* values, size_t count) {
  return {type, count, values, count * sizeof(T), nullptr, nullptr, 0, 0};
}

void RunIndices(bench::Table& table, size_t count) {
  // Each contender goes through the same ones at its own pace.
  const auto input = [=] { return std::make_shared<Input<int64_t>>(count, RandomValue<int64_t>); };
  const auto out = std::make_shared<std::vector<uint32_t>>(count);
  const auto sum = [=] { return uint64_t{(*out)[0]} + (*out)[count / 2]; };
  std::vector<bench::Peer> peers;
#ifdef BENCH_VQSORT
  const auto pairs = std::make_shared<std::vector<hwy::K64V64>>(count);
  const auto sorter = std::make_shared<hwy::Sorter>();
  peers.push_back({"vqsort of key and index", bench::Repeat([=, in = input()] {
                     const int64_t* values = in->Next();
                     for (size_t i = 0; i < count; ++i) {
                       (*pairs)[i].key = static_cast<uint64_t>(values[i]) ^ uint64_t { 1 } << 63;
                       (*pairs)[i].value = i;
                     }
                     (*sorter)(pairs->data(), count, hwy::SortAscending());
                     for (size_t i = 0; i < count; ++i) {
                       (*out)[i] = static_cast<uint32_t>((*pairs)[i].value);
                     }
                     return sum();
                   })});
#endif
  peers.push_back({"std::sort of indices", bench::Repeat([=, in = input()] {
                     const int64_t* values = in->Next();
                     std::iota(out->begin(), out->end(), 0u);
                     std::sort(out->begin(), out->end(),
                               [=](uint32_t a, uint32_t b) { return values[a] < values[b]; });
                     return sum();
                   })});
  table.Run({"indices of i64, " + CountName(count), bench::MillionsPerSecond("rows"),
             static_cast<double>(count), bench::Repeat([=, in = input()] {
               const sinew_column column = ColumnOf(SINEW_TYPE_I64, in->Next(), count);
               bench::Check(
                   sinew_sort_indices(&column, 1, nullptr, 0, out->data(), count, nullptr));
               return sum();
             }),
             peers});
}

// A part of the order: rows [first, first + wanted).
void RunPart(bench::Table& table, const std::string& name, size_t count, size_t first,
             size_t wanted) {
  const auto in = std::make_shared<Input<double>>(count, RandomValue<double>);
  const double* values = in->values.data();
  const auto out = std::make_shared<std::vector<uint32_t>>(wanted);
  std::vector<bench::Peer> peers = bench::Yardsticks(values, count * sizeof(double));
  const auto copy = std::make_shared<std::vector<double>>(count);
  peers.push_back({wanted == 1 ? "copy and std::nth_element" : "heap", bench::Repeat([=] {
                     if (wanted == 1) {
                       memcpy(copy->data(), values, count * sizeof(double));
                       const auto at = copy->begin() + static_cast<ptrdiff_t>(first);
                       std::nth_element(copy->begin(), at, copy->end());
                       uint64_t bits;
                       memcpy(&bits, &*at, sizeof(bits));
                       return bits;
                     }
                     std::vector<double> heap(values, values + wanted);
                     std::make_heap(heap.begin(), heap.end());
                     for (size_t i = wanted; i < count; ++i) {
                       if (values[i] >= heap[0]) continue;
                       std::pop_heap(heap.begin(), heap.end());
                       heap.back() = values[i];
                       std::push_heap(heap.begin(), heap.end());
                     }
                     uint64_t bits;
                     memcpy(&bits, &heap[0], sizeof(bits));
                     return bits;
                   })});
  table.Run({name + " of f64, " + CountName(count), bench::MillionsPerSecond("rows"),
             static_cast<double>(count), bench::Repeat([=, keep = in] {
               const sinew_column column = ColumnOf(SINEW_TYPE_F64, values, count);
               bench::Check(
                   sinew_sort_indices(&column, 1, nullptr, first, out->data(), wanted, nullptr));
               uint64_t bits;
               memcpy(&bits, values + out->back(), sizeof(bits));
               return bits;
             }),
             peers});
}

void RunRows(bench::Table& table, size_t count) {
  const auto names = std::make_shared<std::string>();
  const auto offsets = std::make_shared<std::vector<int32_t>>(1);
  const auto numbers = std::make_shared<std::vector<int32_t>>();
  for (size_t i = 0; i < count; ++i) {
    *names += "name-" + std::to_string(bench::Mix(i) % 5000);
    offsets->push_back(static_cast<int32_t>(names->size()));
    numbers->push_back(static_cast<int32_t>(bench::Mix(i + 1) % 1000));
  }
  const auto out = std::make_shared<std::vector<uint32_t>>(count);
  const auto sum = [=] { return uint64_t{(*out)[0]} + (*out)[count / 2]; };
  table.Run({"rows by string and i32, " + CountName(count),
             bench::MillionsPerSecond("rows"),
             static_cast<double>(count),
             bench::Repeat([=] {
               const sinew_column keys[] = {{SINEW_TYPE_STRING, count, names->data(), names->size(),
                                             offsets->data(), nullptr, 0, 0},
                                            ColumnOf(SINEW_TYPE_I32, numbers->data(), count)};
               bench::Check(sinew_sort_indices(keys, 2, nullptr, 0, out->data(), count, nullptr));
               return sum();
             }),
             {{"std::stable_sort of indices", bench::Repeat([=] {
                 std::iota(out->begin(), out->end(), 0u);
                 const auto name = [&](uint32_t row) {
                   return std::string_view(
                       names->data() + (*offsets)[row],
                       static_cast<size_t>((*offsets)[row + 1] - (*offsets)[row]));
                 };
                 std::stable_sort(out->begin(), out->end(), [&](uint32_t a, uint32_t b) {
                   const int order = name(a).compare(name(b));
                   return order != 0 ? order < 0 : (*numbers)[a] < (*numbers)[b];
                 });
                 return sum();
               })}}});
}

}  // namespace

int main(int argc, char** argv) {
  bench::Table table("aggregate/sort", argc, argv);
  for (const size_t count : {100, 1000, 100000, 1000000}) {
    RunSort<int64_t>(table, "i64", SINEW_TYPE_I64, count, RandomValue<int64_t>);
    RunSort<double>(table, "normal f64", SINEW_TYPE_F64, count, RandomValue<double>);
    RunSort<int32_t>(table, "i32", SINEW_TYPE_I32, count, RandomValue<int32_t>);
  }
  RunSort<int64_t>(table, "i64 of 100 values", SINEW_TYPE_I64, 1000000, [](uint64_t i) {
    return static_cast<int64_t>(bench::Mix(bench::Mix(i) % 100));
  });
  RunSort<int64_t>(table, "i64 in order", SINEW_TYPE_I64, 1000000,
                   [](uint64_t i) { return static_cast<int64_t>(i * 1000); });
  for (const size_t count : {1000, 1000000, 10000000}) RunIndices(table, count);
  RunPart(table, "first 100", 10000000, 0, 100);
  RunPart(table, "median", 10000000, 5000000, 1);
  RunRows(table, 1000000);
  return table.ExitCode();
}

#include <sinew/sinew.h>

#include <memory>
#include <string>
#include <vector>

#include "support/bench.h"

// Columns in a relation to a constant and to another column, as bitmaps, in the cache and beyond.
namespace {

constexpr size_t kBatch = 2048;
constexpr size_t kRows = 10000000;

uint64_t SumOf(const std::vector<uint8_t>& bits) {
  return bits[0] + (uint64_t{bits[bits.size() / 2]} << 8);
}

template <typename T>
void RunValues(bench::Table& table, const std::string& name, sinew_type type, size_t count) {
  const auto a = std::make_shared<std::vector<T>>(count),
             b = std::make_shared<std::vector<T>>(count);
  for (size_t i = 0; i < count; ++i) {
    (*a)[i] = static_cast<T>(bench::Mix(i) % 100);
    (*b)[i] = static_cast<T>(bench::Mix(i + count) % 100);
  }
  const auto bits = std::make_shared<std::vector<uint8_t>>((count + 7) / 8);
  const auto compare = [=](const std::vector<T>& with) {
    const sinew_column in = {type, count, a->data(), count * sizeof(T), nullptr, nullptr, 0, 0};
    const sinew_column other = {type,    with.size(), with.data(), with.size() * sizeof(T),
                                nullptr, nullptr,     0,           0};
    bench::Check(sinew_compare(&in, &other, SINEW_RELATION_LESS, bits->data(), nullptr).status);
    return SumOf(*bits);
  };
  const auto loop = [=](const T* with, size_t step) {
    for (size_t i = 0; i < count; i += 8) {
      uint32_t byte = 0;
      for (size_t k = 0; k < 8 && i + k < count; ++k) {
        byte |= uint32_t{(*a)[i + k] < with[(i + k) * step]} << k;
      }
      (*bits)[i / 8] = static_cast<uint8_t>(byte);
    }
    return SumOf(*bits);
  };
  const auto constant = std::make_shared<std::vector<T>>(1, T{50});
  const std::string of = " of " + std::to_string(count) + " rows";
  table.Run({name + ", a constant" + of,
             bench::MillionsPerSecond("rows"),
             static_cast<double>(count),
             bench::Repeat([=] { return compare(*constant); }),
             {{"loop", bench::Repeat([=] { return loop(constant->data(), 0); })}}});
  table.Run({name + ", another column" + of,
             bench::MillionsPerSecond("rows"),
             static_cast<double>(count),
             bench::Repeat([=] { return compare(*b); }),
             {{"loop", bench::Repeat([=] { return loop(b->data(), 1); })}}});
}

void RunStrings(bench::Table& table, sinew_relation relation, size_t count) {
  const auto bytes = std::make_shared<std::string>();
  const auto offsets = std::make_shared<std::vector<int32_t>>(1);
  for (size_t i = 0; i < count; ++i) {
    *bytes += "key" + std::to_string(bench::Mix(i) % 100000);
    offsets->push_back(static_cast<int32_t>(bytes->size()));
  }
  const auto bits = std::make_shared<std::vector<uint8_t>>((count + 7) / 8);
  static constexpr char kConstant[] = "key50000";
  table.Run(
      {std::string("strings ") + (relation == SINEW_RELATION_EQUAL ? "=" : "<") +
           " a constant of " + std::to_string(count) + " rows",
       bench::MillionsPerSecond("rows"),
       static_cast<double>(count),
       bench::Repeat([=] {
         static constexpr int32_t kEnds[] = {0, 8};
         const sinew_column in = {SINEW_TYPE_STRING,
                                  count,
                                  bytes->data(),
                                  bytes->size(),
                                  offsets->data(),
                                  nullptr,
                                  0,
                                  0};
         const sinew_column other = {SINEW_TYPE_STRING, 1, kConstant, 8, kEnds, nullptr, 0, 0};
         bench::Check(sinew_compare(&in, &other, relation, bits->data(), nullptr).status);
         return SumOf(*bits);
       }),
       {{"std::string_view", bench::Repeat([=] {
           const std::string_view all(*bytes), constant(kConstant);
           std::fill(bits->begin(), bits->end(), uint8_t{0});
           for (size_t i = 0; i < count; ++i) {
             const size_t begin = static_cast<size_t>((*offsets)[i]);
             const std::string_view row =
                 all.substr(begin, static_cast<size_t>((*offsets)[i + 1]) - begin);
             const bool holds = relation == SINEW_RELATION_EQUAL ? row == constant : row < constant;
             (*bits)[i / 8] = static_cast<uint8_t>((*bits)[i / 8] | holds << i % 8);
           }
           return SumOf(*bits);
         })}}});
}

}  // namespace

int main(int argc, char** argv) {
  bench::Table table("aggregate/compare", argc, argv);
  for (const size_t count : {kBatch, kRows}) {
    RunValues<uint8_t>(table, "u8", SINEW_TYPE_U8, count);
    RunValues<int32_t>(table, "i32", SINEW_TYPE_I32, count);
    RunValues<int64_t>(table, "i64", SINEW_TYPE_I64, count);
    RunValues<double>(table, "f64", SINEW_TYPE_F64, count);
  }
  RunStrings(table, SINEW_RELATION_EQUAL, 1000000);
  RunStrings(table, SINEW_RELATION_LESS, 1000000);
  return table.ExitCode();
}

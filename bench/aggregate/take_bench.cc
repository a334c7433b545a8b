#include <sinew/sinew.h>
#include <string.h>

#include <memory>
#include <string>
#include <vector>

#include "support/bench.h"

// Taking values by random indices: what decoding a dictionary-encoded column is.
namespace {

constexpr size_t kRows = 1000000;
constexpr size_t kBatch = 2048;

std::vector<uint32_t> RandomIndices(size_t distinct) {
  std::vector<uint32_t> indices(kRows);
  for (size_t i = 0; i < kRows; ++i) indices[i] = static_cast<uint32_t>(bench::Mix(i) % distinct);
  return indices;
}

template <typename T>
void RunDecode(bench::Table& table, sinew_type type, size_t distinct, size_t count) {
  const auto indices = std::make_shared<std::vector<uint32_t>>(RandomIndices(distinct));
  const auto values = std::make_shared<std::vector<T>>(distinct);
  for (size_t i = 0; i < distinct; ++i) (*values)[i] = static_cast<T>(bench::Mix(i));
  const auto out = std::make_shared<std::vector<T>>(kRows);
  const auto sum = [=] { return static_cast<uint64_t>((*out)[0] ^ (*out)[count - 1]); };
  table.Run({"decode " + std::to_string(8 * sizeof(T)) + " bits, " + std::to_string(distinct) +
                 " values, " + std::to_string(count) + " rows",
             bench::MillionsPerSecond("rows"),
             static_cast<double>(count),
             bench::Repeat([=] {
               const sinew_column dictionary = {
                   type, distinct, values->data(), distinct * sizeof(T), nullptr, nullptr, 0, 0};
               const sinew_column column = {
                   SINEW_TYPE_U32, count, indices->data(), 4 * kRows, nullptr, nullptr, 0, 0};
               bench::Check(sinew_take(&dictionary, &column, out->data()).status);
               return sum();
             }),
             {{"loop without checks", bench::Repeat([=] {
                 for (size_t i = 0; i < count; ++i) (*out)[i] = (*values)[(*indices)[i]];
                 return sum();
               })},
              {"loop with checks", bench::Repeat([=] {
                 for (size_t i = 0; i < count; ++i) {
                   const uint32_t index = (*indices)[i];
                   if (index >= distinct) abort();
                   (*out)[i] = (*values)[index];
                 }
                 return sum();
               })}}});
}

void RunDecodeStrings(bench::Table& table, size_t distinct, size_t count) {
  const auto indices = std::make_shared<std::vector<uint32_t>>(RandomIndices(distinct));
  const auto bytes = std::make_shared<std::string>();
  const auto offsets = std::make_shared<std::vector<int32_t>>(1);
  for (size_t i = 0; i < distinct; ++i) {
    bytes->append(8 + bench::Mix(i) % 17, static_cast<char>('a' + i % 26));
    offsets->push_back(static_cast<int32_t>(bytes->size()));
  }
  const auto out = std::make_shared<std::string>(count * 24, '\0');
  const auto ends = std::make_shared<std::vector<int64_t>>(count + 1);
  const auto sum = [=] { return static_cast<uint64_t>((*ends)[count]) ^ uint8_t((*out)[7]); };
  table.Run({"decode strings of 8 to 24 bytes, " + std::to_string(distinct) + " values, " +
                 std::to_string(count) + " rows",
             bench::MillionsPerSecond("rows"),
             static_cast<double>(count),
             bench::Repeat([=] {
               const sinew_column dictionary = {SINEW_TYPE_STRING,
                                                distinct,
                                                bytes->data(),
                                                bytes->size(),
                                                offsets->data(),
                                                nullptr,
                                                0,
                                                0};
               const sinew_column column = {
                   SINEW_TYPE_U32, count, indices->data(), 4 * kRows, nullptr, nullptr, 0, 0};
               bench::Check(
                   sinew_take_strings(&dictionary, &column, ends->data(), out->data(), out->size())
                       .status);
               return sum();
             }),
             {{"memcpy of each", bench::Repeat([=] {
                 size_t end = 0;
                 for (size_t i = 0; i < count; ++i) {
                   const uint32_t index = (*indices)[i];
                   const size_t begin = static_cast<size_t>((*offsets)[index]);
                   const size_t size = static_cast<size_t>((*offsets)[index + 1]) - begin;
                   memcpy(out->data() + end, bytes->data() + begin, size);
                   end += size;
                   (*ends)[i + 1] = static_cast<int64_t>(end);
                 }
                 return sum();
               })}}});
}

}  // namespace

int main(int argc, char** argv) {
  bench::Table table("aggregate/take", argc, argv);
  for (const size_t distinct : {size_t{1000}, size_t{100000}}) {
    RunDecode<uint8_t>(table, SINEW_TYPE_U8, distinct, kBatch);
    RunDecode<uint32_t>(table, SINEW_TYPE_U32, distinct, kBatch);
    RunDecode<uint64_t>(table, SINEW_TYPE_U64, distinct, kBatch);
    RunDecode<uint64_t>(table, SINEW_TYPE_U64, distinct, kRows);
    RunDecodeStrings(table, distinct, kRows);
  }
  return table.ExitCode();
}

#include <sinew/sinew.h>
#include <string.h>

#include <memory>
#include <string>
#include <vector>

#include "support/bench.h"

// Packing the rows that a bitmap chooses, at random: of few, half and most of them.
namespace {

constexpr size_t kRows = 1000000;
constexpr size_t kBatch = 2048;

bool BitOf(const std::vector<uint8_t>& bits, size_t i) { return (bits[i / 8] >> i % 8 & 1) != 0; }

std::vector<uint8_t> RandomBits(size_t percent) {
  std::vector<uint8_t> bits(kRows / 8);
  for (size_t i = 0; i < kRows; ++i) {
    bits[i / 8] = static_cast<uint8_t>(bits[i / 8] | (bench::Mix(i + 1) % 100 < percent) << i % 8);
  }
  return bits;
}

sinew_column FilterOf(const std::vector<uint8_t>& bits, size_t count) {
  return {SINEW_TYPE_BOOL, count, bits.data(), bits.size(), nullptr, nullptr, 0, 0};
}

std::string NameOf(const std::string& what, size_t percent, size_t count) {
  return what + ", " + std::to_string(percent) + "% of " + std::to_string(count) + " rows";
}

template <typename T>
void RunValues(bench::Table& table, sinew_type type, size_t percent, size_t count) {
  const auto bits = std::make_shared<std::vector<uint8_t>>(RandomBits(percent));
  const auto values = std::make_shared<std::vector<T>>(count);
  for (size_t i = 0; i < count; ++i) (*values)[i] = static_cast<T>(bench::Mix(i));
  const auto out = std::make_shared<std::vector<T>>(count);
  const auto sum = [=](size_t n) { return static_cast<uint64_t>((*out)[0] ^ (*out)[n - 1]) + n; };
  table.Run({NameOf(std::to_string(8 * sizeof(T)) + " bits", percent, count),
             bench::MillionsPerSecond("rows"),
             static_cast<double>(count),
             bench::Repeat([=] {
               const sinew_column column = {
                   type, count, values->data(), count * sizeof(T), nullptr, nullptr, 0, 0};
               const sinew_column filter = FilterOf(*bits, count);
               const sinew_codec_result result =
                   sinew_filter(&column, &filter, out->data(), nullptr, count);
               bench::Check(result.status);
               return sum(result.written);
             }),
             {{"loop with a branch", bench::Repeat([=] {
                 size_t n = 0;
                 for (size_t i = 0; i < count; ++i) {
                   if (BitOf(*bits, i)) (*out)[n++] = (*values)[i];
                 }
                 return sum(n);
               })},
              {"loop without a branch", bench::Repeat([=] {
                 size_t n = 0;
                 for (size_t i = 0; i < count; ++i) {
                   (*out)[n] = (*values)[i];
                   n += BitOf(*bits, i);
                 }
                 return sum(n);
               })}}});
}

void RunStrings(bench::Table& table, size_t percent, size_t count) {
  const auto bits = std::make_shared<std::vector<uint8_t>>(RandomBits(percent));
  const auto bytes = std::make_shared<std::string>();
  const auto offsets = std::make_shared<std::vector<int32_t>>(1);
  for (size_t i = 0; i < count; ++i) {
    bytes->append(8 + bench::Mix(i) % 17, static_cast<char>('a' + i % 26));
    offsets->push_back(static_cast<int32_t>(bytes->size()));
  }
  const auto out = std::make_shared<std::string>(bytes->size(), '\0');
  const auto ends = std::make_shared<std::vector<int64_t>>(count + 1);
  const auto sum = [=](size_t end) { return end ^ uint8_t((*out)[7]); };
  table.Run({NameOf("strings of 8 to 24 bytes", percent, count),
             bench::MillionsPerSecond("rows"),
             static_cast<double>(count),
             bench::Repeat([=] {
               const sinew_column column = {SINEW_TYPE_STRING,
                                            count,
                                            bytes->data(),
                                            bytes->size(),
                                            offsets->data(),
                                            nullptr,
                                            0,
                                            0};
               const sinew_column filter = FilterOf(*bits, count);
               const sinew_codec_result result = sinew_filter_strings(
                   &column, &filter, ends->data(), nullptr, count, out->data(), out->size());
               bench::Check(result.status);
               return sum(result.written);
             }),
             {{"memcpy of each", bench::Repeat([=] {
                 size_t end = 0, n = 0;
                 for (size_t i = 0; i < count; ++i) {
                   if (!BitOf(*bits, i)) continue;
                   const size_t begin = static_cast<size_t>((*offsets)[i]);
                   const size_t size = static_cast<size_t>((*offsets)[i + 1]) - begin;
                   memcpy(out->data() + end, bytes->data() + begin, size);
                   end += size;
                   (*ends)[++n] = static_cast<int64_t>(end);
                 }
                 return sum(end);
               })}}});
}

}  // namespace

int main(int argc, char** argv) {
  bench::Table table("aggregate/filter", argc, argv);
  for (const size_t percent : {1, 50, 90}) {
    RunValues<uint8_t>(table, SINEW_TYPE_U8, percent, kBatch);
    RunValues<uint16_t>(table, SINEW_TYPE_U16, percent, kBatch);
    RunValues<uint32_t>(table, SINEW_TYPE_U32, percent, kBatch);
    RunValues<uint64_t>(table, SINEW_TYPE_U64, percent, kBatch);
    RunValues<uint64_t>(table, SINEW_TYPE_U64, percent, kRows);
    RunStrings(table, percent, kRows);
  }
  return table.ExitCode();
}

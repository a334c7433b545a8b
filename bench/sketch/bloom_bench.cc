#include <sinew/sinew.h>

#include <cstdio>
#include <string>
#include <vector>

#include "support/bench.h"

namespace {

// A filter as it is written by hand: the same hash, value by value.
class Loop {
 public:
  explicit Loop(size_t size) : words_(size / sizeof(uint32_t)) {}

  void Add(uint64_t hash) {
    uint32_t* const block = BlockOf(hash);
    for (size_t i = 0; i < 8; ++i) block[i] |= BitOf(hash, i);
  }
  bool Has(uint64_t hash) {
    const uint32_t* const block = BlockOf(hash);
    bool has = true;
    for (size_t i = 0; i < 8; ++i) has &= (block[i] & BitOf(hash, i)) != 0;
    return has;
  }

 private:
  uint32_t* BlockOf(uint64_t hash) {
    return &words_[((hash >> 32) * (words_.size() / 8) >> 32) * 8];
  }
  static uint32_t BitOf(uint64_t hash, size_t i) {
    constexpr uint32_t kFactors[] = {0x47B6137B, 0x44974D91, 0x8824AD5B, 0xA2B7289D,
                                     0x705495C7, 0x2DF1424B, 0x9EFC4947, 0x5C6BFB31};
    return 1u << (static_cast<uint32_t>(hash) * kFactors[i] >> 27);
  }
  std::vector<uint32_t> words_;
};

constexpr size_t kBatch = 4096;

// Batches of values, column(first) and hash(row), that are added, and of which half are found.
template <typename Column, typename Hash>
void Run(bench::Table& table, const std::string& name, size_t rows, size_t size,
         const Column& column, const Hash& hash) {
  const sinew_bloom_options options = {sizeof(options), 0, 0, size, 0};
  sinew_bloom* bloom = nullptr;
  bench::Check(sinew_bloom_create(&options, &bloom, nullptr));
  Loop loop(size);
  const auto batches = [=](const auto& each) {
    return bench::Repeat([=, first = size_t{0}]() mutable {
      const uint64_t result = each(first);
      first = (first + kBatch) % rows;
      return result;
    });
  };
  const auto add = [&](size_t first) {
    const sinew_column batch = column(first);
    bench::Check(sinew_bloom_update(bloom, &batch, nullptr));
    return uint64_t{0};
  };
  const auto add_one_by_one = [&](size_t first) {
    for (size_t i = first; i < first + kBatch; ++i) loop.Add(hash(i));
    return uint64_t{0};
  };
  for (size_t first = 0; first < rows / 2; first += kBatch) {
    add(first);
    add_one_by_one(first);
  }
  const std::string what =
      name + ", " +
      (size >> 20 == 0 ? std::to_string(size >> 10) + " KiB" : std::to_string(size >> 20) + " MiB");
  std::vector<uint8_t> bitmap(kBatch / 8);
  table.Run({what + ", contains",
             bench::NanosecondsPer("value"),
             kBatch,
             batches([&](size_t first) {
               const sinew_column batch = column(first);
               bench::Check(sinew_bloom_contains_many(bloom, &batch, bitmap.data(), nullptr));
               return uint64_t{bitmap[0]} << 8 | bitmap[kBatch / 8 - 1];
             }),
             {{"loop with sinew_xxh64", batches([&](size_t first) {
                 for (size_t i = 0; i < kBatch; ++i) {
                   const uint8_t bit = static_cast<uint8_t>(1 << i % 8);
                   uint8_t& byte = bitmap[i / 8];
                   byte =
                       static_cast<uint8_t>(loop.Has(hash(first + i)) ? byte | bit : byte & ~bit);
                 }
                 return uint64_t{bitmap[0]} << 8 | bitmap[kBatch / 8 - 1];
               })}}});
  table.Run({what + ", update",
             bench::NanosecondsPer("value"),
             kBatch,
             batches(add),
             {{"loop with sinew_xxh64", batches(add_one_by_one)}}});
  sinew_bloom_destroy(bloom);
}

}  // namespace

// A million different values, of which the filter has half; every batch takes the next of them.
int main(int argc, char** argv) {
  bench::Table table("sketch/bloom", argc, argv);
  constexpr size_t kRows = size_t{1} << 20;
  std::vector<int64_t> values(kRows);
  std::vector<int32_t> offsets = {0};
  std::string bytes;
  for (size_t i = 0; i < kRows; ++i) {
    values[i] = static_cast<int64_t>(bench::Mix(i));
    bytes += "visitor-" + std::to_string(i);
    offsets.push_back(static_cast<int32_t>(bytes.size()));
  }
  for (const size_t size : {size_t{32} << 10, size_t{1} << 20, size_t{32} << 20}) {
    Run(
        table, "i64", kRows, size,
        [&](size_t first) {
          return sinew_column{
              SINEW_TYPE_I64, kBatch, &values[first], 8 * kBatch, nullptr, nullptr, 0, 0};
        },
        [&](size_t i) { return sinew_xxh64(&values[i], sizeof(values[i]), 0); });
    Run(
        table, "strings of 9 to 15 bytes", kRows, size,
        [&](size_t first) {
          return sinew_column{SINEW_TYPE_STRING,
                              kBatch,
                              bytes.data(),
                              bytes.size(),
                              &offsets[first],
                              nullptr,
                              0,
                              0};
        },
        [&](size_t i) {
          return sinew_xxh64(&bytes[static_cast<size_t>(offsets[i])],
                             static_cast<size_t>(offsets[i + 1] - offsets[i]), 0);
        });
  }
  return table.ExitCode();
}

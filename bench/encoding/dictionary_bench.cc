#include <absl/container/flat_hash_map.h>
#include <sinew/sinew.h>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "support/bench.h"

// Dictionary encoding of i64 and 21-byte string columns, in two ways: a whole column into a new
// dictionary, and batches of 2,048 rows into one that knows all their values. The peer is the loop
// that one writes over a hash map; a map of strings keeps views into the input, but Sinew keeps the
// strings: in the peer's favour. Decoding is in aggregate/take_bench.cc.
namespace {

constexpr size_t kRows = 1000000;
constexpr size_t kBatch = 2048;

struct Integers {
  using Key = int64_t;
  static constexpr sinew_type kType = SINEW_TYPE_I64;
  static constexpr const char* kName = "i64";

  explicit Integers(size_t distinct) : keys(kRows) {
    for (size_t i = 0; i < kRows; ++i)
      keys[i] = static_cast<int64_t>(bench::Mix(bench::Mix(i) % distinct));
  }
  int64_t At(size_t row) const { return keys[row]; }
  sinew_column Column(size_t first, size_t count) const {
    return {kType, count, keys.data() + first, 8 * count, nullptr, nullptr, 0, 0};
  }

  std::vector<int64_t> keys;
};

struct Strings {
  using Key = std::string_view;
  static constexpr sinew_type kType = SINEW_TYPE_STRING;
  static constexpr const char* kName = "21-byte string";

  explicit Strings(size_t distinct) : offsets(kRows + 1) {
    for (size_t i = 0; i < kRows; ++i) {
      const std::string digits =
          std::to_string(bench::Mix(bench::Mix(i) % distinct) % 1000000000000);
      bytes += "customer-" + std::string(12 - digits.size(), '0') + digits;
      offsets[i + 1] = static_cast<int32_t>(bytes.size());
    }
  }
  std::string_view At(size_t row) const { return std::string_view(bytes).substr(row * 21, 21); }
  sinew_column Column(size_t first, size_t count) const {
    return {kType, count, bytes.data(), bytes.size(), offsets.data() + first, nullptr, 0, 0};
  }

  std::string bytes;
  std::vector<int32_t> offsets;
};

uint64_t Checksum(const uint32_t* indices, size_t count) {
  uint64_t sum = 0;
  for (size_t i = 0; i < count; i += 61) sum = sum * 31 + indices[i];
  return sum;
}

struct Destroy {
  void operator()(sinew_dictionary* dictionary) const { sinew_dictionary_destroy(dictionary); }
};
using Dictionary = std::unique_ptr<sinew_dictionary, Destroy>;

Dictionary Create(sinew_type type) {
  sinew_dictionary_options options = {};
  options.size = sizeof(options);
  options.type = type;
  sinew_dictionary* dictionary;
  bench::Check(sinew_dictionary_create(&options, &dictionary, nullptr));
  return Dictionary(dictionary);
}

template <typename Key>
void MapEncode(const auto& rows, size_t first, size_t count,
               absl::flat_hash_map<Key, uint32_t>* map, std::vector<Key>* values, uint32_t* out) {
  for (size_t i = 0; i < count; ++i) {
    const Key key = rows.At(first + i);
    const auto [entry, is_new] = map->try_emplace(key, static_cast<uint32_t>(values->size()));
    if (is_new) values->push_back(key);
    out[i] = entry->second;
  }
}

template <typename Rows>
void RunEncode(bench::Table& table, size_t distinct) {
  using Key = typename Rows::Key;
  const auto rows = std::make_shared<Rows>(distinct);
  const auto out = std::make_shared<std::vector<uint32_t>>(kRows);
  const std::string what = std::string(Rows::kName) + ", " + std::to_string(distinct) + " values";
  table.Run({"encode " + what + ", 1e6 rows, new dictionary",
             bench::MillionsPerSecond("rows"),
             static_cast<double>(kRows),
             bench::Repeat([=] {
               const Dictionary dictionary = Create(Rows::kType);
               const sinew_column column = rows->Column(0, kRows);
               bench::Check(
                   sinew_dictionary_encode(dictionary.get(), &column, out->data(), nullptr));
               return Checksum(out->data(), kRows);
             }),
             {{"absl::flat_hash_map", bench::Repeat([=] {
                 absl::flat_hash_map<Key, uint32_t> map;
                 std::vector<Key> values;
                 MapEncode(*rows, 0, kRows, &map, &values, out->data());
                 return Checksum(out->data(), kRows);
               })}}});

  const std::shared_ptr<sinew_dictionary> known(Create(Rows::kType));
  const sinew_column all = rows->Column(0, kRows);
  bench::Check(sinew_dictionary_encode(known.get(), &all, out->data(), nullptr));
  const auto map = std::make_shared<absl::flat_hash_map<Key, uint32_t>>();
  const auto values = std::make_shared<std::vector<Key>>();
  MapEncode(*rows, 0, kRows, map.get(), values.get(), out->data());
  const auto walk = [](auto encode) {
    return bench::Repeat([next = size_t{0}, encode]() mutable {
      const size_t first = next;
      next = next + 2 * kBatch > kRows ? 0 : next + kBatch;
      return encode(first);
    });
  };
  table.Run({"encode " + what + ", batch of 2048, all known",
             bench::MillionsPerSecond("rows"),
             static_cast<double>(kBatch),
             walk([=](size_t first) {
               const sinew_column column = rows->Column(first, kBatch);
               bench::Check(sinew_dictionary_encode(known.get(), &column, out->data(), nullptr));
               return Checksum(out->data(), kBatch);
             }),
             {{"absl::flat_hash_map", walk([=](size_t first) {
                 MapEncode(*rows, first, kBatch, map.get(), values.get(), out->data());
                 return Checksum(out->data(), kBatch);
               })}}});
}

}  // namespace

int main(int argc, char** argv) {
  bench::Table table("encoding/dictionary", argc, argv);
  for (const size_t distinct : {size_t{1000}, size_t{100000}, size_t{1000000}}) {
    RunEncode<Integers>(table, distinct);
    RunEncode<Strings>(table, distinct);
  }
  return table.ExitCode();
}

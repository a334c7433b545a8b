#include <sinew/sinew.h>
#include <stdlib.h>

#include <random>

#include "support/bench.h"

namespace {

// 4,096 rows of four columns of 64 bits: 128 KiB, which the cache of the second level holds.
constexpr size_t kRows = 4096;

struct Rows {
  std::vector<int64_t> values = std::vector<int64_t>(4 * kRows);
  std::vector<uint8_t> bitmap = std::vector<uint8_t>(kRows / 8);

  Rows() {
    std::mt19937_64 random(1);
    for (int64_t& value : values) value = static_cast<int64_t>(random() % 12);
  }
  const int64_t* column(size_t i) const { return values.data() + i * kRows; }
};

// What a programmer writes: a bitmap, row by row.
template <typename Test>
__attribute__((noipa)) uint64_t Loop(uint8_t* bitmap, const Test& test) {
  uint64_t count = 0;
  for (size_t i = 0; i < kRows; i += 8) {
    uint8_t byte = 0;
    for (size_t k = 0; k < 8; ++k) {
      const bool is_true = test(i + k);
      byte = static_cast<uint8_t>(byte | is_true << k);
      count += is_true;
    }
    bitmap[i / 8] = byte;
  }
  return count;
}

template <typename Test>
void RunFilter(bench::Table& table, const std::string& text, size_t columns, const Test& test) {
  Rows rows;
  const sinew_expression_column names[] = {
      {"a", SINEW_TYPE_I64}, {"b", SINEW_TYPE_I64}, {"c", SINEW_TYPE_I64}, {"d", SINEW_TYPE_I64}};
  sinew_column views[4] = {};
  for (size_t i = 0; i < 4; ++i) {
    views[i].type = SINEW_TYPE_I64;
    views[i].count = kRows;
    views[i].values = rows.column(i);
    views[i].values_size = kRows * sizeof(int64_t);
  }
  sinew_expression_options options = {};
  options.size = sizeof(options);
  options.text = text.data();
  options.text_size = text.size();
  options.columns = names;
  options.column_count = 4;
  sinew_expression* expression = nullptr;
  if (sinew_expression_create(&options, &expression, nullptr) != SINEW_STATUS_OK) abort();
  const size_t size = columns * kRows * sizeof(int64_t);
  std::vector<bench::Peer> peers = bench::Yardsticks(rows.values.data(), size);
  std::vector<uint8_t> bitmap(kRows / 8);
  peers.push_back({"loop", bench::Repeat([&] { return Loop(bitmap.data(), test(rows)); })});
  table.Run(
      {text, bench::GigabytesPerSecond(), static_cast<double>(size), bench::Repeat([&] {
         return sinew_expression_filter(expression, views, 4, kRows, rows.bitmap.data()).count;
       }),
       peers});
  sinew_expression_destroy(expression);
}

}  // namespace

int main(int argc, char** argv) {
  bench::Table table("expression/expression", argc, argv);
  RunFilter(table, "a > 5", 1,
            [](const Rows& rows) { return [a = rows.column(0)](size_t i) { return a[i] > 5; }; });
  RunFilter(table, "a > 5 and b < 7 or c in (1, 2, 3) and d <> 4", 4, [](const Rows& rows) {
    return
        [a = rows.column(0), b = rows.column(1), c = rows.column(2), d = rows.column(3)](size_t i) {
          return (a[i] > 5 && b[i] < 7) || ((c[i] == 1 || c[i] == 2 || c[i] == 3) && d[i] != 4);
        };
  });
  RunFilter(table, "a * 3 + b > c - d", 4, [](const Rows& rows) {
    return [a = rows.column(0), b = rows.column(1), c = rows.column(2),
            d = rows.column(3)](size_t i) { return a[i] * 3 + b[i] > c[i] - d[i]; };
  });
  RunFilter(table, "a / 3 = b % 5", 2, [](const Rows& rows) {
    return [a = rows.column(0), b = rows.column(1)](size_t i) { return a[i] / 3 == b[i] % 5; };
  });
  return table.ExitCode();
}

#include "sinew/sinew.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "aggregate/accumulators/batches.h"
#include "aggregate/reduce.h"
#include "core/batch_fixture.h"
#include "core/memory.h"
#include "support/allocations.h"
#include "support/column.h"
#include "support/sanitizers.h"
#include "support/slice.h"
#include "support/targets.h"

// The contract of accumulators for those that keep strings.

namespace {

using Text = std::optional<std::string>;

constexpr sinew_type kTypes[] = {SINEW_TYPE_STRING, SINEW_TYPE_LARGE_STRING, SINEW_TYPE_BINARY,
                                 SINEW_TYPE_LARGE_BINARY, SINEW_TYPE_BYTES16};
constexpr sinew_aggregate kFunctions[] = {SINEW_AGGREGATE_MIN, SINEW_AGGREGATE_MAX,
                                          SINEW_AGGREGATE_FIRST, SINEW_AGGREGATE_LAST};

// The row that has the result, as the documentation has it; rows.size() if there is none.
size_t WantedRow(sinew_aggregate function, const std::vector<Text>& rows) {
  size_t found = rows.size();
  for (size_t i = 0; i < rows.size(); ++i) {
    if (!rows[i]) continue;
    const bool is_first = found == rows.size();
    if (is_first || function == SINEW_AGGREGATE_LAST ||
        (function == SINEW_AGGREGATE_MIN && *rows[i] < *rows[found]) ||
        (function == SINEW_AGGREGATE_MAX && *rows[i] > *rows[found])) {
      found = i;
    }
  }
  return found;
}
Text Wanted(sinew_aggregate function, const std::vector<Text>& rows) {
  const size_t row = WantedRow(function, rows);
  return row == rows.size() ? Text() : rows[row];
}

// Strings that are prefixes of one another, that differ in their last byte and in its highest bit.
std::string RandomText(sinew_type type, Random& random) {
  static const std::string bytes("\0a\x7F\x80\xFF", 5);
  std::string text(type == SINEW_TYPE_BYTES16 ? 16 : random.Below(random.Below(4) == 0 ? 70 : 4),
                   'm');
  for (size_t i = random.Below(2) == 0 ? 0 : text.size() - text.size() / 8; i < text.size(); ++i) {
    text[i] = bytes[random.Below(bytes.size())];
  }
  return text;
}

std::vector<Text> RandomTexts(size_t count, sinew_type type, unsigned percent, Random& random) {
  std::vector<Text> rows(count);
  for (Text& row : rows) {
    if (random.Below(100) < percent) row = RandomText(type, random);
  }
  return rows;
}

// A column between guard pages.
class GuardedTexts {
 public:
  // Each row at most 80 bytes and `more`.
  explicit GuardedTexts(size_t max_rows, size_t more = 0)
      : bytes_((80 + more) * max_rows + 1), offsets_(8 * (max_rows + 1)), bits_(max_rows) {}

  sinew_column Place(sinew_type type, const std::vector<Text>& rows, size_t bit) {
    std::string bytes;
    const size_t width = type == SINEW_TYPE_STRING || type == SINEW_TYPE_BINARY ? 4 : 8;
    std::vector<uint8_t> offsets((rows.size() + 1) * width);
    std::vector<bool> valid;
    for (size_t i = 0; i < rows.size(); ++i) {
      bytes += rows[i].value_or("what is under null");
      if (type == SINEW_TYPE_BYTES16) bytes.resize(16 * (i + 1));
      const int64_t end = static_cast<int64_t>(bytes.size());
      memcpy(&offsets[(i + 1) * width], &end, width);
      valid.push_back(rows[i].has_value());
    }
    const bool has_nulls = std::find(valid.begin(), valid.end(), false) != valid.end();
    return {type,
            rows.size(),
            bytes_.Place(bytes.data(), bytes.size(), bit % 8),
            bytes.size(),
            type == SINEW_TYPE_BYTES16 ? nullptr
                                       : offsets_.Place(offsets.data(), offsets.size(), bit % 8),
            has_nulls ? bits_.Place(valid, bit) : nullptr,
            has_nulls ? bit : 0,
            0};
  }

 private:
  GuardedBytes bytes_, offsets_;
  GuardedBits bits_;
};

struct Destroy {
  void operator()(sinew_groupby* groupby) const { sinew_groupby_destroy(groupby); }
};
using GroupBy = std::unique_ptr<sinew_groupby, Destroy>;

// Every function of a column of texts, each of all rows and of those of a filter, and beside them a
// sum.
GroupBy Create(sinew_type type, size_t memory_limit = 0) {
  std::vector<sinew_aggregate_spec> specs = {
      {sizeof(sinew_aggregate_spec), SINEW_AGGREGATE_SUM, 1, 0, 0, 0, 0, 0, 0}};
  for (const sinew_aggregate function : kFunctions) {
    specs.push_back({sizeof(sinew_aggregate_spec), function, 0, 0, 0, 0, 0, 0, 0});
    specs.push_back(
        {sizeof(sinew_aggregate_spec), function, 0, SINEW_AGGREGATE_FILTER, 2, 0, 0, 0, 0});
  }
  const sinew_type key_type = SINEW_TYPE_I64;
  const sinew_type value_types[] = {type, SINEW_TYPE_I64, SINEW_TYPE_BOOL};
  sinew_groupby_options options = {};
  options.size = sizeof(options);
  options.key_types = &key_type;
  options.key_count = 1;
  options.value_types = value_types;
  options.value_count = 3;
  options.aggregates = specs.data();
  options.aggregate_count = specs.size();
  options.memory_limit = memory_limit;
  sinew_groupby* groupby = nullptr;
  BOOST_REQUIRE_EQUAL(sinew_groupby_create(&options, &groupby, nullptr), SINEW_STATUS_OK);
  return GroupBy(groupby);
}

struct Rows {
  std::vector<int64_t> keys;
  std::vector<Text> texts;
  std::vector<bool> chosen;
};

Rows RandomRows(size_t count, size_t groups, sinew_type type, Random& random) {
  Rows rows;
  rows.texts = RandomTexts(count, type, random.Below(2) == 0 ? 100 : 60, random);
  rows.chosen = RandomFlags(count, 50, random);
  for (size_t i = 0; i < count; ++i)
    rows.keys.push_back(static_cast<int64_t>(random.Below(groups)));
  return rows;
}

// The columns live until the call has returned and no longer.
sinew_status Update(sinew_groupby* groupby, sinew_type type, const Rows& rows) {
  GuardedTexts memory(rows.keys.size(), 600);
  GuardedBits bits(rows.keys.size());
  const sinew_column key = ColumnOf(rows.keys.data(), rows.keys.size());
  const sinew_column values[] = {memory.Place(type, rows.texts, rows.keys.size() % 11),
                                 key,
                                 {SINEW_TYPE_BOOL, rows.keys.size(), bits.Place(rows.chosen, 5),
                                  (rows.keys.size() + 12) / 8, nullptr, nullptr, 0, 5}};
  return sinew_groupby_update(groupby, &key, 1, values, 3, nullptr);
}

void RequireResults(const sinew_groupby* groupby, sinew_type type, const std::vector<Rows>& all) {
  std::vector<int64_t> keys;
  struct Group {
    std::vector<Text> texts, chosen;
    int64_t sum = 0;
  };
  std::map<int64_t, Group> groups;
  for (const Rows& rows : all) {
    for (size_t i = 0; i < rows.keys.size(); ++i) {
      const auto [place, is_new] = groups.try_emplace(rows.keys[i]);
      if (is_new) keys.push_back(rows.keys[i]);
      place->second.texts.push_back(rows.texts[i]);
      place->second.sum += rows.keys[i];
      if (rows.chosen[i]) place->second.chosen.push_back(rows.texts[i]);
    }
  }
  const OwnedBatch batch = CreateBatch();
  BOOST_REQUIRE_EQUAL(sinew_groupby_count(groupby), keys.size());
  BOOST_REQUIRE_EQUAL(sinew_groupby_results(groupby, 0, keys.size(), batch.get(), nullptr),
                      SINEW_STATUS_OK);
  const sinew_column sums = sinew_batch_column(batch.get(), 1);
  for (size_t i = 0; i < keys.size(); ++i) {
    BOOST_REQUIRE_EQUAL(static_cast<const int64_t*>(sums.values)[i], groups[keys[i]].sum);
  }
  for (size_t a = 0; a < 8; ++a) {
    const sinew_column column = sinew_batch_column(batch.get(), 2 + a);
    const sinew_type wide = type == SINEW_TYPE_STRING   ? SINEW_TYPE_LARGE_STRING
                            : type == SINEW_TYPE_BINARY ? SINEW_TYPE_LARGE_BINARY
                                                        : type;
    BOOST_REQUIRE_EQUAL(column.type, wide);
    const auto found = RowsOf(column);
    BOOST_REQUIRE_EQUAL(found.size(), keys.size());
    for (size_t i = 0; i < keys.size(); ++i) {
      const Group& group = groups[keys[i]];
      BOOST_REQUIRE_MESSAGE(
          found[i] == Wanted(kFunctions[a / 2], a % 2 == 0 ? group.texts : group.chosen),
          "function " << kFunctions[a / 2] << " of group " << keys[i]);
    }
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE(ReducesColumns) {
  GuardedTexts memory(kMaxShapeRows);
  Random random(1);
  size_t turn = 0;
  ForEachShape([&](size_t count, size_t offset, unsigned percent) {
    if (++turn % (SINEW_TEST_SANITIZED ? 61 : 7) != 0) return;
    const sinew_type type = kTypes[random.Below(5)];
    const std::vector<Text> rows = RandomTexts(count, type, percent, random);
    const sinew_column column = memory.Place(type, rows, offset);
    const size_t valid = static_cast<size_t>(
        std::count_if(rows.begin(), rows.end(), [](const Text& row) { return row.has_value(); }));
    for (const sinew_aggregate function : kFunctions) {
      const sinew_reduce_result result = Reduce(function, column);
      BOOST_REQUIRE_EQUAL(result.status, SINEW_STATUS_OK);
      BOOST_REQUIRE_EQUAL(result.type, type);
      BOOST_REQUIRE_EQUAL(result.count, valid);
      BOOST_REQUIRE_EQUAL(result.row, valid == 0 ? 0 : WantedRow(function, rows));
      BOOST_REQUIRE_EQUAL(ValueBits(result), 0u);
    }
  });
}

BOOST_AUTO_TEST_CASE(ReducesWhatAFilterChooses) {
  GuardedTexts memory(300);
  GuardedBits bits(300);
  Random random(2);
  for (size_t round = 0; round < 40; ++round) {
    const sinew_type type = kTypes[round % 5];
    std::vector<Text> rows = RandomTexts(random.Below(300), type, 70, random);
    const std::vector<bool> chosen = RandomFlags(rows.size(), 20, random);
    const sinew_column columns[] = {memory.Place(type, rows, 3),
                                    {SINEW_TYPE_BOOL, rows.size(), bits.Place(chosen, 1),
                                     (rows.size() + 8) / 8, nullptr, nullptr, 0, 1}};
    for (size_t i = 0; i < rows.size(); ++i) {
      if (!chosen[i]) rows[i].reset();
    }
    for (const sinew_aggregate function : kFunctions) {
      const sinew_aggregate_spec spec = {
          sizeof(spec), function, 0, SINEW_AGGREGATE_FILTER, 1, 0, 0, 0, 0};
      const size_t wanted = WantedRow(function, rows);
      BOOST_REQUIRE_EQUAL(sinew_reduce_columns(columns, 2, &spec).row,
                          wanted == rows.size() ? 0 : wanted);
    }
  }
}

BOOST_AUTO_TEST_CASE(GroupsAndMerges) {
  ForEachTarget([] {
    Random random(3);
    for (size_t round = 0; round < 30; ++round) {
      const sinew_type type = kTypes[round % 5];
      const size_t groups = round % 3 == 0 ? 1 : 150;
      CheckBatchesAndMerges(
          [&] { return Create(type); },
          [&] { return RandomRows(random.Below(600), groups, type, random); },
          [&](sinew_groupby* to, const Rows& rows) { return Update(to, type, rows); },
          [&](const sinew_groupby* from, const std::vector<Rows>& all) {
            RequireResults(from, type, all);
          });
    }
  });
}

// Whichever allocation fails, of a batch or of a merge, the object is as it was.
BOOST_AUTO_TEST_CASE(FailedBatchesDoNotCount) {
  Random random(4);
  for (const sinew_type type : {SINEW_TYPE_STRING, SINEW_TYPE_BYTES16}) {
    std::vector<Rows> all;
    const GroupBy whole = Create(type), other = Create(type);
    const auto unchanged = [&] { RequireResults(whole.get(), type, all); };
    for (size_t i = 0; i < 6; ++i) {
      Rows rows = RandomRows(200, 40 * (i + 1), type, random);
      UntilItSucceeds([&] { return Update(whole.get(), type, rows); }, unchanged);
      all.push_back(std::move(rows));
    }
    Rows rows = RandomRows(400, 300, type, random);
    BOOST_REQUIRE_EQUAL(Update(other.get(), type, rows), SINEW_STATUS_OK);
    UntilItSucceeds([&] { return sinew_groupby_merge(whole.get(), other.get(), nullptr); },
                    unchanged);
    all.push_back(std::move(rows));
    RequireResults(whole.get(), type, all);
  }
}

BOOST_AUTO_TEST_CASE(BatchesBeyondTheLimitDoNotCount) {
  Random random(5);
  constexpr size_t kLimit = 100'000;
  const GroupBy limited = Create(SINEW_TYPE_STRING, kLimit);
  std::vector<Rows> all;
  size_t refused = 0;
  // The groups are there after a few batches, and then their strings grow.
  for (size_t i = 0; i < 60; ++i) {
    Rows rows = RandomRows(50, 20, SINEW_TYPE_STRING, random);
    for (Text& text : rows.texts) {
      if (text) text->append(i * 10, 'z');
    }
    const sinew_status status = Update(limited.get(), SINEW_TYPE_STRING, rows);
    BOOST_REQUIRE_LE(sinew_groupby_memory(limited.get()), kLimit);
    if (status == SINEW_STATUS_OK) {
      all.push_back(std::move(rows));
    } else {
      BOOST_REQUIRE_EQUAL(status, SINEW_STATUS_MEMORY_LIMIT);
      ++refused;
    }
    RequireResults(limited.get(), SINEW_TYPE_STRING, all);
  }
  BOOST_TEST(refused > 0u);
  BOOST_TEST(all.size() > 10u);
}

// What is replaced makes room for what replaces it, and Reset for all.
BOOST_AUTO_TEST_CASE(MemoryDoesNotGrowWithTheBatches) {
  Random random(6);
  const GroupBy groupby = Create(SINEW_TYPE_STRING);
  size_t after_few = 0;
  for (size_t i = 0; i < 400; ++i) {
    if (i % 100 == 99) BOOST_REQUIRE_EQUAL(sinew_groupby_reset(groupby.get()), SINEW_STATUS_OK);
    const Rows rows = RandomRows(100, 20, SINEW_TYPE_STRING, random);
    BOOST_REQUIRE_EQUAL(Update(groupby.get(), SINEW_TYPE_STRING, rows), SINEW_STATUS_OK);
    if (i == 20) after_few = sinew_groupby_memory(groupby.get());
  }
  // 8 strings of 20 groups, of less than 70 bytes, in room for 144, and what was outgrown.
  BOOST_TEST(sinew_groupby_memory(groupby.get()) <= after_few + 8 * 20 * 2 * 144);
}

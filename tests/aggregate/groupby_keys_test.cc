#include <boost/test/unit_test.hpp>
#include <cmath>
#include <deque>

#include "aggregate/key_column.h"
#include "core/key_attack.h"
#include "core/memory.h"
#include "core/type.h"
#include "support/sanitizers.h"
#include "support/targets.h"

using sinew::Directory;
using sinew::KeyTable;

// GROUP BY of key columns of every type, alone and together.
namespace {

// Sanitizers take ten times as long for each.
constexpr size_t kFewer = SINEW_TEST_SANITIZED ? 8 : 1;

// Counts rows, and adds up a column of i64.
const std::vector<sinew_aggregate_spec> kRowsAndSum = {Spec(SINEW_AGGREGATE_COUNT_ROWS),
                                                       Spec(SINEW_AGGREGATE_SUM, 0)};
const Types kInteger = {SINEW_TYPE_I64};

sinew_groupby_options OptionsOf(const Types& types) {
  sinew_groupby_options options = {};
  options.size = sizeof(options);
  options.key_types = types.data();
  options.key_count = types.size();
  options.value_types = kInteger.data();
  options.value_count = 1;
  options.aggregates = kRowsAndSum.data();
  options.aggregate_count = kRowsAndSum.size();
  return options;
}

// An object, and the oracle that has seen the same rows.
class Pair {
 public:
  explicit Pair(const Types& types) : Pair(types, OptionsOf(types)) {}
  Pair(const Types& types, const sinew_groupby_options& options)
      : types_(types), groupby(Create(options)), expected(kInteger) {}

  sinew_status Try(const KeyRows& rows, size_t skip = 0, sinew_error* error = nullptr) {
    return Try(types_, rows, skip, error);
  }
  sinew_status Try(const Types& types, const KeyRows& rows, size_t skip, sinew_error* error,
                   size_t left_out = 0) {
    std::deque<KeyColumn> columns;
    std::vector<sinew_column> keys;
    for (size_t c = 0; c < types.size(); ++c) {
      keys.push_back(columns.emplace_back(types[c], rows, c, skip + c).view);
      keys.back().count -= left_out;
    }
    std::vector<int64_t> values(rows.size());
    for (size_t i = 0; i < rows.size(); ++i) values[i] = ValueOf(rows[i]);
    const size_t count = rows.size() - left_out;
    const sinew_column value = {
        SINEW_TYPE_I64, count, values.data(), 8 * count, nullptr, nullptr, 0, 0};
    return sinew_groupby_update(groupby.get(), keys.data(), keys.size(), &value, 1, error);
  }

  void Expect(const KeyRows& rows) {
    for (const KeyRow& row : rows) {
      KeyRow key = row;
      for (size_t c = 0; c < key.size(); ++c) {
        if (key[c]) key[c] = KeyInResults(types_[c], *key[c]);
      }
      expected.Add(key, {ValueOf(row)});
    }
  }

  void Add(const KeyRows& rows, size_t skip = 0) {
    BOOST_REQUIRE_EQUAL(Try(rows, skip), SINEW_STATUS_OK);
    Expect(rows);
  }

  // The same columns, without their last rows.
  void AddAllBut(const KeyRows& rows, size_t left_out) {
    BOOST_REQUIRE_EQUAL(Try(types_, rows, 0, nullptr, left_out), SINEW_STATUS_OK);
    Expect(KeyRows(rows.begin(), rows.end() - static_cast<ptrdiff_t>(left_out)));
  }

  // Requires that `batch` is groups [first, first + count) of the oracle.
  void RequireGroups(const sinew_batch* batch, size_t first, size_t count) const {
    BOOST_REQUIRE_EQUAL(sinew_batch_row_count(batch), count);
    BOOST_REQUIRE_EQUAL(sinew_batch_column_count(batch), types_.size() + 2);
    for (size_t c = 0; c < types_.size(); ++c) {
      const sinew_column column = sinew_batch_column(batch, c);
      BOOST_REQUIRE(std::string(sinew_batch_name(batch, c)) == "key_" + std::to_string(c));
      BOOST_REQUIRE_EQUAL(column.type, sinew::WithWideOffsets(types_[c]));
      const std::vector<BatchRow> rows = RowsOf(column);
      sinew_column no_nulls = column;
      no_nulls.validity = nullptr;
      const std::vector<BatchRow> values = RowsOf(no_nulls);
      for (size_t i = 0; i < count; ++i) {
        if (rows[i] != expected.keys()[first + i][c]) {
          BOOST_FAIL("key column " << c << " of group " << first + i);
        }
        // Null is kept as 0, or as no bytes.
        if (rows[i]) continue;
        BOOST_REQUIRE(values[i]->find_first_not_of('\0') == std::string::npos);
        BOOST_REQUIRE(!IsStringType(column.type) || values[i]->empty());
      }
    }
    for (size_t a = 0; a < 2; ++a) {
      BOOST_REQUIRE(std::string(sinew_batch_name(batch, types_.size() + a)) ==
                    "result_" + std::to_string(a));
      const auto results = WordsOf(sinew_batch_column(batch, types_.size() + a));
      for (size_t i = 0; i < count; ++i) {
        if (results[i] != Bits(expected.Result(first + i, kRowsAndSum[a]))) {
          BOOST_FAIL("result " << a << " of group " << first + i);
        }
      }
    }
  }

  void RequireEqual() const {
    BOOST_REQUIRE(sinew::Invariants(*groupby));
    BOOST_REQUIRE_EQUAL(sinew_groupby_count(groupby.get()), expected.keys().size());
    RequireGroups(ReadAll(groupby.get()).get(), 0, expected.keys().size());
  }

 private:
  static int64_t ValueOf(const KeyRow& row) {
    int64_t value = 1;
    for (const Key& key : row) value = value * 31 + (key ? static_cast<int64_t>(key->size()) : -7);
    return value;
  }

  const Types types_;

 public:
  const GroupBy groupby;
  GroupByRowsRef expected;
};

KeyRows RandomKeys(const Types& types, size_t count, size_t different, unsigned nulls,
                   Random& random) {
  KeyRows rows(count);
  for (KeyRow& row : rows) {
    for (const sinew_type type : types) row.push_back(RandomKey(type, different, nulls, random));
  }
  return rows;
}

Types RandomTypes(size_t count, Random& random) {
  Types types(count);
  for (sinew_type& type : types) type = kAllTypes[random.Below(kTypeCount)];
  return types;
}

const Types kStrings = {SINEW_TYPE_STRING, SINEW_TYPE_LARGE_BINARY};
const Types kWords = {SINEW_TYPE_I16, SINEW_TYPE_BOOL, SINEW_TYPE_DATE32};
const Types kNarrow = {SINEW_TYPE_I32, SINEW_TYPE_DATE32};
const Types kMixed = {SINEW_TYPE_STRING, SINEW_TYPE_F64, SINEW_TYPE_BYTES16, SINEW_TYPE_BINARY,
                      SINEW_TYPE_U8};

}  // namespace

BOOST_AUTO_TEST_CASE(EveryTypeAlone) {
  ForEachTarget([] {
    for (const sinew_type type : kAllTypes) {
      for (const unsigned nulls : {0u, 15u}) {
        Random random(static_cast<uint64_t>(type));
        Pair pair({type});
        for (const size_t count : {1u, 9u, 255u, 256u, 257u, 700u}) {
          pair.Add(RandomKeys({type}, count, count, nulls, random), count % 5);
        }
        pair.RequireEqual();
      }
    }
  });
}

BOOST_AUTO_TEST_CASE(EveryPairOfTypes) {
  Random random(2);
  for (const sinew_type first : kAllTypes) {
    for (const sinew_type second : kAllTypes) {
      Pair pair({first, second});
      // Without nulls first: what is packed must leave room for them.
      pair.Add(RandomKeys({first, second}, 100, 12, 0, random), 3);
      pair.Add(RandomKeys({first, second}, 300, 12, 20, random), 1);
      pair.RequireEqual();
    }
  }
}

BOOST_AUTO_TEST_CASE(AnyTypesAndNumberOfColumnsOnEveryTarget) {
  ForEachTarget([] {
    for (size_t round = 0; round < 120 / kFewer; ++round) {
      Random random(1000 + round);
      const Types types = RandomTypes(1 + random.Below(SINEW_GROUPBY_MAX_KEYS), random);
      Pair pair(types);
      for (size_t batch = 0; batch < 3; ++batch) {
        const size_t different = 1 + random.Below(4);
        pair.Add(RandomKeys(types, random.Below(600), different, 10 * batch, random),
                 random.Below(9));
      }
      pair.RequireEqual();
    }
  });
}

// All numbers that two columns can have, with every null: nothing is mistaken for anything else.
BOOST_AUTO_TEST_CASE(EveryValueAndNullOfSmallColumns) {
  const Types types = {SINEW_TYPE_U8, SINEW_TYPE_BOOL, SINEW_TYPE_I8};
  KeyRows rows;
  for (int a = -1; a < 256; a += a < 3 || a > 250 ? 1 : static_cast<int>(5 * kFewer)) {
    for (int b = -1; b < 2; ++b) {
      for (int c = -1; c < 256; ++c) {
        const auto key = [](int value) {
          return value < 0 ? Key() : Key(std::string(1, static_cast<char>(value)));
        };
        rows.push_back({key(a), key(b), key(c)});
      }
    }
  }
  const size_t groups = rows.size();
  for (size_t i = 0; i < groups; ++i) rows.push_back(rows[(i * 7919) % groups]);
  for (const bool with_string : {false, true}) {
    Types with = types;
    KeyRows keys = rows;
    if (with_string) {
      with.push_back(SINEW_TYPE_STRING);
      for (KeyRow& key : keys) key.push_back("x");
    }
    Pair pair(with);
    pair.Add(keys);
    BOOST_TEST(sinew_groupby_count(pair.groupby.get()) == groups);
    pair.RequireEqual();
  }
}

// 64 bits with those for null, and one more, are packed in different ways and group alike.
BOOST_AUTO_TEST_CASE(KeysOf64And65Bits) {
  // How they are packed without nulls, and with some.
  const struct {
    Types types;
    bool strings, strings_with_nulls;
  } cases[] = {
      {{SINEW_TYPE_I32, SINEW_TYPE_I8, SINEW_TYPE_U8, SINEW_TYPE_I8, SINEW_TYPE_BOOL,
        SINEW_TYPE_BOOL},
       false,
       false},  // 33 + 3 * 9 + 2 * 2 = 64
      {{SINEW_TYPE_I16, SINEW_TYPE_BOOL, SINEW_TYPE_U16, SINEW_TYPE_BOOL, SINEW_TYPE_I16,
        SINEW_TYPE_I8},
       false,
       false},  // 3 * 17 + 9 + 2 * 2 = 64
      {{SINEW_TYPE_F32, SINEW_TYPE_U16, SINEW_TYPE_I8, SINEW_TYPE_BOOL, SINEW_TYPE_BOOL,
        SINEW_TYPE_BOOL},
       false,
       true},                                              // 33 + 17 + 9 + 3 * 2 = 65
      {{SINEW_TYPE_DATE32, SINEW_TYPE_I32}, false, true},  // 64 without nulls, 66 with
      {{SINEW_TYPE_I64, SINEW_TYPE_BOOL}, true, true},     // 65 without nulls
  };
  for (const auto& [types, strings, strings_with_nulls] : cases) {
    Pair pair(types);
    BOOST_TEST(sinew::KeysOf(*pair.groupby).has_strings() == strings);
    Random random(64);
    for (const unsigned nulls : {0u, 30u, 95u}) {
      pair.Add(RandomKeys(types, 2000, 5, nulls, random), nulls % 7);
      BOOST_TEST(sinew::KeysOf(*pair.groupby).has_strings() ==
                 (nulls == 0 ? strings : strings_with_nulls));
      // The values at the ends, with all bits set, which reach every bit of a packed key.
      KeyRows ends(3);
      for (const sinew_type type : types) {
        const bool is_bool = type == SINEW_TYPE_BOOL;
        const size_t width = is_bool ? 1 : sinew_type_width(type);
        ends[0].push_back(std::string(width, is_bool ? '\1' : '\xFF'));
        ends[1].push_back(std::string(width, '\0'));
        ends[2].push_back(std::nullopt);
      }
      if (nulls == 0) ends.pop_back();
      pair.Add(ends);
    }
    pair.RequireEqual();
  }
}

// Two i32 are a word until the first null comes, and then all of them are bytes.
BOOST_AUTO_TEST_CASE(TheFirstNullWidensKeys) {
  for (const Types& types :
       {kNarrow, Types{SINEW_TYPE_U32, SINEW_TYPE_F32},
        Types{SINEW_TYPE_BOOL, SINEW_TYPE_I32, SINEW_TYPE_BOOL, SINEW_TYPE_U16, SINEW_TYPE_BOOL,
              SINEW_TYPE_BOOL, SINEW_TYPE_BOOL, SINEW_TYPE_I8}}) {
    for (const size_t groups : {0u, 1u, 300u, 5000u}) {
      Random random(groups);
      Pair pair(types);
      const auto is_wide = [&] { return sinew::KeysOf(*pair.groupby).has_strings(); };
      pair.Add(RandomKeys(types, groups, 2 * groups + 1, 0, random), 2);
      BOOST_TEST(!is_wide());
      pair.RequireEqual();
      KeyRows rows = RandomKeys(types, 400, 300, 0, random);
      pair.Add(rows);
      BOOST_TEST(!is_wide());
      // A bitmap with a null behind the rows.
      rows[399].back() = std::nullopt;
      pair.AddAllBut(rows, 1);
      BOOST_TEST(!is_wide());
      pair.Add(rows, 3);
      BOOST_TEST(is_wide());
      pair.RequireEqual();
      pair.Add(RandomKeys(types, 500, 300, 20, random));
      pair.RequireEqual();
      BOOST_REQUIRE_EQUAL(sinew_groupby_reset(pair.groupby.get()), SINEW_STATUS_OK);
      pair.expected = GroupByRowsRef(kInteger);
      pair.Add(rows);
      pair.RequireEqual();
    }
  }
}

BOOST_AUTO_TEST_CASE(MergeOfWidenedKeys) {
  for (const unsigned nulls : {0u, 10u}) {
    for (const unsigned other_nulls : {0u, 10u}) {
      Random random(nulls + other_nulls);
      Pair into(kNarrow), from(kNarrow);
      const KeyRows first = RandomKeys(kNarrow, 2000, 1500, nulls, random);
      const KeyRows second = RandomKeys(kNarrow, 3000, 2000, other_nulls, random);
      into.Add(first);
      from.Add(second);
      BOOST_REQUIRE_EQUAL(sinew_groupby_merge(into.groupby.get(), from.groupby.get(), nullptr),
                          SINEW_STATUS_OK);
      BOOST_TEST(sinew::KeysOf(*into.groupby).has_strings() == (nulls + other_nulls != 0));
      into.Expect(second);
      into.RequireEqual();
      from.RequireEqual();
      into.Add(second);
      into.RequireEqual();
    }
  }
}

// What the first null takes: a batch that fails then leaves every group, and the next one counts.
BOOST_AUTO_TEST_CASE(AFailingAllocationOfTheFirstNullChangesNothing) {
  for (const bool merge : {false, true}) {
    Random random(77);
    const KeyRows before = RandomKeys(kNarrow, 2000, 1500, 0, random);
    const KeyRows more = RandomKeys(kNarrow, 2000, 1500, 10, random);
    Pair from(kNarrow);
    from.Add(more);
    const size_t blocks = sinew_memory_stats().blocks;
    size_t failures = 0;
    for (int64_t countdown = 0;; ++countdown) {
      Pair into(kNarrow);
      into.Add(before);
      sinew::FailAllocationsAfter(countdown);
      const sinew_status status =
          merge ? sinew_groupby_merge(into.groupby.get(), from.groupby.get(), nullptr)
                : into.Try(more);
      sinew::FailAllocationsAfter(-1);
      if (status != SINEW_STATUS_OK) {
        ++failures;
        BOOST_REQUIRE_EQUAL(status, SINEW_STATUS_OUT_OF_MEMORY);
        into.RequireEqual();
        BOOST_REQUIRE_EQUAL(into.Try(more), SINEW_STATUS_OK);
      }
      into.Expect(more);
      into.RequireEqual();
      if (status == SINEW_STATUS_OK) break;
    }
    BOOST_TEST(failures > 10u);
    BOOST_TEST(sinew_memory_stats().blocks == blocks);
  }
  // A limit that the keys fit once, but not twice.
  Random random(78);
  sinew_groupby_options options = OptionsOf(kNarrow);
  options.memory_limit = size_t{1} << 20;
  Pair pair(kNarrow, options);
  while (sinew_groupby_memory(pair.groupby.get()) < options.memory_limit / 4 * 3) {
    const KeyRows rows = RandomKeys(kNarrow, 300, 1u << 30, 0, random);
    if (pair.Try(rows) != SINEW_STATUS_OK) break;
    pair.Expect(rows);
  }
  BOOST_TEST(pair.Try({KeyRow(2)}) == SINEW_STATUS_MEMORY_LIMIT);
  BOOST_TEST(sinew_groupby_memory(pair.groupby.get()) <= options.memory_limit);
  pair.RequireEqual();
  pair.Add({KeyRow{std::string(4, '\1'), std::string(4, '\2')}});
  pair.RequireEqual();
}

// Every way to cut a string in two or three: the bytes behind one another are the same.
BOOST_AUTO_TEST_CASE(WhereStringsEndMatters) {
  for (const size_t length : {0u, 1u, 3u, 127u, 128u, 129u, 300u}) {
    std::string whole;
    for (size_t i = 0; i < length; ++i) whole += static_cast<char>("\0\1\2\x80"[i % 4]);
    for (const sinew_type type : {SINEW_TYPE_STRING, SINEW_TYPE_LARGE_BINARY}) {
      KeyRows two, three;
      for (size_t i = 0; i <= length; ++i) {
        two.push_back({whole.substr(0, i), whole.substr(i)});
        two.push_back({std::nullopt, whole.substr(i)});
        two.push_back({whole.substr(i), std::nullopt});
        for (const size_t k : {i, (i + length) / 2, length}) {
          three.push_back({whole.substr(0, i), whole.substr(i, k - i), whole.substr(k)});
          three.push_back({whole.substr(0, i), std::nullopt, whole.substr(i)});
        }
      }
      Pair pairs({type, type}), triples({type, type, SINEW_TYPE_STRING});
      pairs.Add(two);
      triples.Add(three);
      pairs.RequireEqual();
      triples.RequireEqual();
    }
  }
  Pair pair({SINEW_TYPE_STRING, SINEW_TYPE_STRING});
  pair.Add({{"a", "bc"},
            {"ab", "c"},
            {"a", "bc"},
            {"", "abc"},
            {std::nullopt, "abc"},
            {"abc", ""},
            {"abc", std::nullopt},
            {std::nullopt, std::nullopt},
            {"", ""}});
  BOOST_TEST(sinew_groupby_count(pair.groupby.get()) == 8u);
  pair.RequireEqual();
}

BOOST_AUTO_TEST_CASE(StringsOfEveryLength) {
  Pair pair({SINEW_TYPE_BINARY, SINEW_TYPE_I32, SINEW_TYPE_LARGE_STRING});
  for (const size_t other : {0u, 5u, 200u}) {
    KeyRows rows;
    for (size_t length = 0; length <= 300; ++length) {
      std::string bytes(length, '\0');
      for (size_t i = 0; i < length; ++i) bytes[i] = static_cast<char>(i % 3);
      rows.push_back({bytes, std::string(4, '\0'), std::string(other, '\0')});
      rows.push_back({std::string(other, '\0'), std::nullopt, bytes});
    }
    pair.Add(rows);
  }
  pair.RequireEqual();
}

BOOST_AUTO_TEST_CASE(FloatsHaveOneZeroAndOneNaN) {
  const double numbers[] = {
      0.0, -0.0, std::nan("1"), -std::nan("2"), std::bit_cast<double>(0x7FF0000000000001u), 1.0};
  const float floats[] = {
      -0.0f, 0.0f, std::nanf("3"), -std::nanf(""), std::bit_cast<float>(0xFF800001u), 1.0f};
  const auto check = [](const void* values, size_t width, sinew_type type, bool pairs) {
    const sinew_column key = {type, 6, values, 6 * width, nullptr, nullptr, 0, 0};
    const sinew_column keys[] = {key, key};
    const Types types = {type, type};
    sinew_groupby_options options = OptionsOf(types);
    options.key_count = pairs ? 2 : 1;
    const GroupBy groupby = Create(options);
    const int64_t ones[] = {1, 1, 1, 1, 1, 1};
    const sinew_column value = {SINEW_TYPE_I64, 6, ones, 48, nullptr, nullptr, 0, 0};
    BOOST_REQUIRE_EQUAL(
        sinew_groupby_update(groupby.get(), keys, options.key_count, &value, 1, nullptr),
        SINEW_STATUS_OK);
    BOOST_REQUIRE_EQUAL(sinew_groupby_count(groupby.get()), 3u);
    const OwnedBatch batch = ReadAll(groupby.get());
    const void* out = sinew_batch_column(batch.get(), options.key_count - 1).values;
    const uint32_t singles[] = {0, 0x7FC00000, 0x3F800000};
    const uint64_t doubles[] = {0, 0x7FF8000000000000, 0x3FF0000000000000};
    BOOST_TEST(memcmp(out, width == 4 ? static_cast<const void*>(singles) : doubles, 3 * width) ==
               0);
    const auto rows = WordsOf(sinew_batch_column(batch.get(), options.key_count));
    BOOST_TEST((rows == std::vector<std::optional<uint64_t>>{2, 3, 1}));
  };
  for (const bool pairs : {false, true}) {
    check(numbers, 8, SINEW_TYPE_F64, pairs);
    check(floats, 4, SINEW_TYPE_F32, pairs);
  }
}

BOOST_AUTO_TEST_CASE(EveryRangeOfGroups) {
  const OwnedBatch batch = CreateBatch();
  for (const Types& types :
       {kStrings, kWords, kMixed, Types{SINEW_TYPE_BOOL}, Types{SINEW_TYPE_F32}}) {
    Random random(7);
    Pair pair(types);
    pair.Add(RandomKeys(types, 1500, 400, 20, random));
    const size_t count = sinew_groupby_count(pair.groupby.get());
    const auto check = [&](size_t first, size_t part) {
      BOOST_REQUIRE_EQUAL(
          sinew_groupby_results(pair.groupby.get(), first, part, batch.get(), nullptr),
          SINEW_STATUS_OK);
      pair.RequireGroups(batch.get(), first, part);
    };
    for (const size_t first : {0u, 1u, 7u, 8u, 100u, 257u}) {
      if (first < count) check(first, (count - first) / 2 + 1);
    }
    check(count, 0);
    check(0, count);
    // What is read again allocates nothing, unless it has more bytes of strings.
    sinew::FailAllocationsAfter(0);
    for (size_t part = 0; part <= count; part += 37) check(count - part, part);
    sinew::FailAllocationsAfter(-1);
  }
}

BOOST_AUTO_TEST_CASE(StringColumnsOfEitherWidthAreOneKey) {
  Random random(9);
  Pair pair({SINEW_TYPE_STRING, SINEW_TYPE_BINARY, SINEW_TYPE_I8});
  for (const sinew_type first : {SINEW_TYPE_STRING, SINEW_TYPE_LARGE_STRING, SINEW_TYPE_BINARY}) {
    for (const sinew_type second : {SINEW_TYPE_LARGE_BINARY, SINEW_TYPE_STRING}) {
      const Types types = {first, second, SINEW_TYPE_I8};
      const KeyRows rows = RandomKeys(types, 300, 5, 10, random);
      BOOST_REQUIRE_EQUAL(pair.Try(types, rows, 1, nullptr), SINEW_STATUS_OK);
      pair.Expect(rows);
    }
  }
  pair.RequireEqual();
}

BOOST_AUTO_TEST_CASE(MergeOfKeysEqualsAllRowsInOne) {
  for (size_t round = 0; round < 60 / kFewer; ++round) {
    Random random(500 + round);
    const Types types =
        round == 0 ? kStrings : RandomTypes(1 + random.Below(SINEW_GROUPBY_MAX_KEYS), random);
    // Any string type may be merged with any other.
    Types others = types;
    for (sinew_type& type : others) {
      if (IsStringType(type)) type = kAllTypes[kTypeCount - 1 - random.Below(4)];
    }
    Pair into(types);
    sinew_groupby_options options = OptionsOf(others);
    options.seed = 99;
    Pair from(others, options);
    const KeyRows first = RandomKeys(types, 700, 6, 10, random);
    const KeyRows second = RandomKeys(types, 900, 9, 10, random);
    into.Add(first);
    from.Add(second);
    BOOST_REQUIRE_EQUAL(sinew_groupby_merge(into.groupby.get(), from.groupby.get(), nullptr),
                        SINEW_STATUS_OK);
    into.Expect(second);
    into.RequireEqual();
    from.RequireEqual();
  }
}

BOOST_AUTO_TEST_CASE(MergeRefusesOtherKeys) {
  const Types types[] = {{SINEW_TYPE_I32},
                         {SINEW_TYPE_U32},
                         {SINEW_TYPE_I32, SINEW_TYPE_I16},
                         {SINEW_TYPE_I16, SINEW_TYPE_I32},
                         {SINEW_TYPE_I32, SINEW_TYPE_I16, SINEW_TYPE_BOOL},
                         kStrings};
  for (const Types& a : types) {
    for (const Types& b : types) {
      if (a == b) continue;
      const Pair into(a), from(b);
      sinew_error error = {};
      BOOST_TEST(sinew_groupby_merge(into.groupby.get(), from.groupby.get(), &error) ==
                 SINEW_STATUS_INVALID_ARGUMENT);
      BOOST_TEST(std::string(error.message).find("from: its key types") == 0u);
    }
  }
}

BOOST_AUTO_TEST_CASE(ResetKeepsTheMemoryOfKeys) {
  for (const Types& types : {kStrings, kWords, kMixed}) {
    Random random(21);
    const KeyRows rows = RandomKeys(types, 5000, 300, 10, random);
    Pair pair(types);
    size_t memory = 0;
    for (int round = 0; round < 3; ++round) {
      BOOST_REQUIRE_EQUAL(pair.Try(rows), SINEW_STATUS_OK);
      if (round == 0) pair.Expect(rows);
      BOOST_TEST(sinew_groupby_count(pair.groupby.get()) == pair.expected.keys().size());
      if (round > 0) BOOST_TEST(sinew_groupby_memory(pair.groupby.get()) == memory);
      memory = sinew_groupby_memory(pair.groupby.get());
      BOOST_REQUIRE_EQUAL(sinew_groupby_reset(pair.groupby.get()), SINEW_STATUS_OK);
    }
    pair.expected = GroupByRowsRef(kInteger);
    pair.Add(rows);
    pair.RequireEqual();
  }
}

BOOST_AUTO_TEST_CASE(AFailingAllocationOfKeysChangesNothing) {
  for (const Types& types : {kStrings, kWords, kMixed, Types{SINEW_TYPE_BYTES16}}) {
    Random random(31);
    const KeyRows before = RandomKeys(types, 300, 200, 10, random);
    const KeyRows more = RandomKeys(types, 3000, 1500, 10, random);
    const size_t blocks = sinew_memory_stats().blocks;
    size_t failures = 0;
    for (int64_t countdown = 0;; ++countdown) {
      Pair pair(types);
      pair.Add(before);
      sinew_error error = {};
      sinew::FailAllocationsAfter(countdown);
      const sinew_status status = pair.Try(more, 1, &error);
      sinew::FailAllocationsAfter(-1);
      if (status == SINEW_STATUS_OK) break;
      ++failures;
      BOOST_REQUIRE_EQUAL(status, SINEW_STATUS_OUT_OF_MEMORY);
      BOOST_REQUIRE_EQUAL(error.status, status);
      pair.RequireEqual();
      pair.Add(more);
      pair.RequireEqual();
    }
    BOOST_TEST(failures > 5u);
    BOOST_TEST(sinew_memory_stats().blocks == blocks);
  }
}

BOOST_AUTO_TEST_CASE(AFailingAllocationInMergeOrResultsOfKeysChangesNothing) {
  for (const Types& types : {kStrings, kWords, kMixed}) {
    Random random(41);
    Pair from(types);
    from.Add(RandomKeys(types, 3000, 2000, 10, random));
    const KeyRows own = RandomKeys(types, 100, 90, 10, random);
    bool succeeded = false;
    for (int64_t countdown = 0; !succeeded; ++countdown) {
      Pair into(types);
      into.Add(own);
      sinew::FailAllocationsAfter(countdown);
      succeeded =
          sinew_groupby_merge(into.groupby.get(), from.groupby.get(), nullptr) == SINEW_STATUS_OK;
      sinew::FailAllocationsAfter(-1);
      if (!succeeded) into.RequireEqual();
    }
    const OwnedBatch batch = CreateBatch();
    for (int64_t countdown = 0;; ++countdown) {
      sinew::FailAllocationsAfter(countdown);
      const sinew_status status = sinew_groupby_results(
          from.groupby.get(), 0, sinew_groupby_count(from.groupby.get()), batch.get(), nullptr);
      sinew::FailAllocationsAfter(-1);
      if (status == SINEW_STATUS_OK) break;
      BOOST_REQUIRE_EQUAL(status, SINEW_STATUS_OUT_OF_MEMORY);
      BOOST_REQUIRE_EQUAL(sinew_batch_column_count(batch.get()), 0u);
    }
    from.RequireGroups(batch.get(), 0, sinew_groupby_count(from.groupby.get()));
  }
}

// Scratch memory counts, and what a refused batch took does not stay in the way.
BOOST_AUTO_TEST_CASE(TheMemoryLimitHoldsForKeys) {
  for (const Types& types : {kStrings, kWords, kMixed}) {
    Random random(51);
    const KeyRows few = RandomKeys(types, 500, 200, 10, random);
    const KeyRows many = RandomKeys(types, 60000, 60000, 0, random);
    KeyRows distinct = many;
    for (size_t i = 0; i < distinct.size(); ++i) {
      if (types == kWords) distinct[i][2] = std::string(reinterpret_cast<const char*>(&i), 4);
    }
    for (const size_t limit : {size_t{400000}, size_t{1} << 20}) {
      sinew_groupby_options options = OptionsOf(types);
      options.memory_limit = limit;
      Pair pair(types, options);
      pair.Add(few);
      sinew_error error = {};
      BOOST_TEST(pair.Try(distinct, 0, &error) == SINEW_STATUS_MEMORY_LIMIT);
      BOOST_TEST(sinew_groupby_memory(pair.groupby.get()) <= limit);
      pair.RequireEqual();
      pair.Add(few);
      pair.RequireEqual();
    }
  }
  // Long strings of one block of rows, beyond the limit by themselves.
  sinew_groupby_options options = OptionsOf(kStrings);
  options.memory_limit = 300000;
  Pair pair(kStrings, options);
  const KeyRows long_rows(200, KeyRow{std::string(10000, 'x'), "y"});
  BOOST_TEST(pair.Try(long_rows) == SINEW_STATUS_MEMORY_LIMIT);
  pair.Add({{std::string(10000, 'x'), "y"}});
  BOOST_TEST(sinew_groupby_memory(pair.groupby.get()) <= options.memory_limit);
  pair.RequireEqual();
}

// Packed keys that somebody chose so that they meet, in each form. tests/core/key_table_test.cc has
// what a table may take before it notices.
BOOST_AUTO_TEST_CASE(ChosenPackedKeysCostAConstantNumberOfSteps) {
  // As many with sanitizers: fewer are not noticed.
  constexpr size_t kChosen = 20000, kUnnoticed = 5000;
  const auto part = [](uint64_t word, int at, size_t size) {
    const uint64_t value = word >> at;
    return std::string(reinterpret_cast<const char*>(&value), size);
  };
  const auto check = [](const Types& types, const KeyRows& rows, const KeyRows& then) {
    sinew_groupby_options options = OptionsOf(types);
    options.seed = 9;
    Pair pair(types, options);
    pair.Add(rows);
    pair.Add(rows);
    const KeyTable& keys = sinew::KeysOf(*pair.groupby);
    BOOST_TEST(keys.is_strong());
    BOOST_TEST(keys.steps() <= 2 * rows.size() * Directory::kFreeSteps + kUnnoticed);
    pair.RequireEqual();
    if (then.empty()) return;
    pair.Add(then);
    pair.RequireEqual();
    BOOST_TEST(sinew::KeysOf(*pair.groupby).steps() <=
               (rows.size() + then.size()) * Directory::kFreeSteps + kUnnoticed);
  };
  for (const Attack attack : kAttacks) {
    // Values alone, any word being a row; then a null, for which all keys are packed anew.
    KeyRows narrow, bytes;
    for (const uint64_t word : AttackIntegers(attack, kChosen, 9)) {
      narrow.push_back({part(word, 0, 4), part(word, 32, 4)});
    }
    check({SINEW_TYPE_I32, SINEW_TYPE_U32}, narrow, {{std::nullopt, part(7, 0, 4)}});
    // (u8, string): behind a byte of nulls, and without a length.
    for (uint64_t i = 0; i < kChosen; ++i) {
      const std::string key = PackedWithHash(AttackHash(attack, i << 8), 9);
      bytes.push_back({key.substr(1, 1), key.substr(2)});
    }
    check({SINEW_TYPE_U8, SINEW_TYPE_STRING}, bytes, {});
  }
  // Values and null bits, of which there are 33 + 17 + 9.
  KeyRows words;
  for (const uint64_t word : AttackIntegers(Attack::kOneHash, 60000, 9)) {
    // Those that are words of such rows: no null, and nothing beyond the last column.
    if ((word >> 32 & 1) != 0 || (word >> 49 & 1) != 0 || word >> 58 != 0) continue;
    words.push_back({part(word, 0, 4), part(word, 33, 2), part(word, 50, 1)});
  }
  BOOST_TEST(words.size() > 200u);
  check({SINEW_TYPE_I32, SINEW_TYPE_I16, SINEW_TYPE_I8}, words, {});
}

BOOST_AUTO_TEST_CASE(UpdateNamesTheKeyColumnAtFault) {
  const Types types = {SINEW_TYPE_STRING, SINEW_TYPE_I32, SINEW_TYPE_BINARY};
  Pair pair(types);
  const KeyRows rows = {{"a", std::string(4, '\1'), "b"}, {"c", std::nullopt, ""}};
  pair.Add(rows);
  const KeyColumn columns[] = {KeyColumn(types[0], rows, 0, 0), KeyColumn(types[1], rows, 1, 0),
                               KeyColumn(types[2], rows, 2, 0)};
  const int64_t values[] = {1, 2};
  const auto check = [&](auto change, const char* words, size_t offset = 0) {
    sinew_column keys[] = {columns[0].view, columns[1].view, columns[2].view};
    sinew_column value = {SINEW_TYPE_I64, 2, values, sizeof(values), nullptr, nullptr, 0, 0};
    size_t count = 3;
    change(keys, value, count);
    sinew_error error = {};
    BOOST_TEST(sinew_groupby_update(pair.groupby.get(), keys, count, &value, 1, &error) ==
               SINEW_STATUS_INVALID_ARGUMENT);
    BOOST_TEST(error.offset == offset);
    BOOST_TEST(std::string(error.message).find(words) == 0u, error.message);
    pair.RequireEqual();
  };
  using Column = sinew_column;
  check([](Column* k, Column&, size_t&) { k[1].type = SINEW_TYPE_U32; },
        "keys[1]: type 34, but options.key_types[1] was 18");
  check([](Column* k, Column&, size_t&) { k[2].count = 1; }, "keys[2]: 1 rows, but keys[0] has 2");
  check([](Column* k, Column&, size_t&) { k[2].values_size = 0; }, "keys[2]: row 0 ends");
  check([](Column* k, Column&, size_t&) { k[1].values_size = 7; }, "keys[1]: 7 bytes", 1);
  check([](Column*, Column& v, size_t&) { v.count = 1; }, "values[0]: 1 rows, but the keys have 2");
  for (const size_t wrong : {0u, 1u, 2u, 4u}) {
    check([=](Column*, Column&, size_t& count) { count = wrong; }, "key_count: ");
  }
}

// Two strings of 3 GB, which are one mapping, are each fine, but not together.
BOOST_AUTO_TEST_CASE(KeysOfARowAreLimitedTogether) {
  const Types types = {SINEW_TYPE_LARGE_STRING, SINEW_TYPE_LARGE_STRING, SINEW_TYPE_STRING};
  Pair pair(types);
  const size_t size = size_t{3} << 30;
  // Never read: the check comes first.
  const char byte = 0;
  const int64_t offsets[] = {0, 1, static_cast<int64_t>(size)};
  const int32_t narrow[] = {0, 1, 1};
  const uint8_t second_is_null = 0b01;
  const sinew_column wide = {SINEW_TYPE_LARGE_STRING, 2, &byte, size, offsets, nullptr, 0, 0};
  const sinew_column keys[] = {
      wide, wide, {SINEW_TYPE_STRING, 2, &byte, 1, narrow, &second_is_null, 0, 0}};
  const int64_t values[] = {1, 2};
  const sinew_column value = {SINEW_TYPE_I64, 2, values, 16, nullptr, nullptr, 0, 0};
  sinew_error error = {};
  BOOST_TEST(sinew_groupby_update(pair.groupby.get(), keys, 3, &value, 1, &error) ==
             SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(error.offset == 1u);
  BOOST_TEST(std::string(error.message).find("keys: row 1 ") == 0u, error.message);
  pair.RequireEqual();
}

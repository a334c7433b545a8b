#include <boost/test/unit_test.hpp>

#include "aggregate/groupby_fixture.h"

namespace {

void ExpectInvalid(sinew_status status, const sinew_error& error, const char* words,
                   size_t offset = 0) {
  BOOST_TEST(status == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(error.status == status);
  BOOST_TEST(error.offset == offset);
  BOOST_TEST(std::string(error.message).find(words) != std::string::npos,
             error.message << " should say " << words);
}

}  // namespace

BOOST_AUTO_TEST_CASE(CreateNamesTheArgumentAtFault) {
  const auto check = [](auto change, const char* words, size_t offset = 0) {
    std::vector<sinew_type> key_types = {SINEW_TYPE_I64};
    std::vector<sinew_type> types = kTypes;
    std::vector<sinew_aggregate_spec> aggregates = kEverything;
    sinew_groupby_options options = Options(SINEW_TYPE_I64);
    options.key_types = key_types.data();
    options.value_types = types.data();
    options.aggregates = aggregates.data();
    change(options, key_types, types, aggregates);
    sinew_groupby* groupby = reinterpret_cast<sinew_groupby*>(&options);
    sinew_error error = {};
    const sinew_status status = sinew_groupby_create(&options, &groupby, &error);
    BOOST_TEST(groupby == nullptr);
    ExpectInvalid(status, error, words, offset);
  };
  using Options = sinew_groupby_options;
  using Types = std::vector<sinew_type>;
  using Specs = std::vector<sinew_aggregate_spec>;
  check([](Options& o, Types&, Types&, Specs&) { o.size = 8; }, "options.size");
  check(
      [](Options& o, Types& k, Types&, Specs&) {
        k = {SINEW_TYPE_BOOL, SINEW_TYPE_STRING, sinew_type{}};
        o.key_types = k.data();
        o.key_count = 3;
      },
      "key_types[2]: type 0 is unknown", 2);
  check([](Options&, Types& k, Types&, Specs&) { k[0] = static_cast<sinew_type>(9999); },
        "key_types[0]: type 9999");
  check([](Options& o, Types&, Types&, Specs&) { o.key_types = nullptr; }, "key_types is null");
  check([](Options& o, Types&, Types&, Specs&) { o.key_count = 0; }, "options.key_count: 0");
  check([](Options& o, Types&, Types&, Specs&) { o.key_count = 9; }, "options.key_count: 9");
  check([](Options& o, Types&, Types&, Specs&) { o.value_types = nullptr; },
        "options.value_types is null");
  check([](Options& o, Types&, Types&, Specs&) { o.value_count = 17; }, "options.value_count");
  check([](Options& o, Types&, Types&, Specs&) { o.aggregates = nullptr; },
        "options.aggregates is null");
  check([](Options& o, Types&, Types&, Specs&) { o.aggregate_count = 0; },
        "options.aggregate_count");
  check([](Options& o, Types&, Types&, Specs&) { o.aggregate_count = 65; },
        "options.aggregate_count");
  check([](Options&, Types&, Types& t, Specs&) { t[1] = static_cast<sinew_type>(9999); },
        "value_types[1]: type 9999", 1);
  check([](Options&, Types&, Types& t, Specs&) { t[1] = SINEW_TYPE_STRING; },
        "aggregates[7]: function 3 takes no column of type", 7);
  check([](Options&, Types&, Types&, Specs& s) { s[5].size = 8; }, "aggregates[5].size: 8", 5);
  for (const int function : {-1, 0, 200, 255, 256, INT32_MAX, INT32_MIN}) {
    check([=](Options&, Types&, Types&,
              Specs& s) { s[4].function = static_cast<sinew_aggregate>(function); },
          "aggregates[4].function", 4);
  }
  check([](Options&, Types&, Types&, Specs& s) { s[2].column = 2; }, "aggregates[2].column", 2);
  check([](Options&, Types&, Types&, Specs& s) { s[3].column = UINT32_MAX; },
        "aggregates[3].column", 3);
  check([](Options&, Types&, Types&, Specs& s) { s[0].column = 1; }, "aggregates[0].column: 1");
  check([](Options&, Types&, Types&, Specs& s) { s[2].flags = 2; },
        "aggregates[2].flags: 2 has an unknown bit", 2);
  check([](Options&, Types&, Types&, Specs& s) { s[2].filter = 1; },
        "aggregates[2].filter: 1, but flags has no", 2);
  check([](Options&, Types&, Types&, Specs& s) { s[2].flags = 1, s[2].filter = 2; },
        "aggregates[2].filter: 2 is not below value_count 2", 2);
  check([](Options&, Types&, Types&, Specs& s) { s[2].flags = 1; },
        "aggregates[2].filter: column 0 is of type 19, not of booleans", 2);
  check([](Options& o, Types&, Types&, Specs& s) { o.value_count = 0, s[0].flags = 1; },
        "aggregates[0].filter: 0 is not below value_count 0");
  check([](Options&, Types&, Types&, Specs& s) { s[2].second = 1; },
        "aggregates[2].second: 1, but the function is of one column", 2);
  check([](Options&, Types&, Types&,
           Specs& s) { s[2].function = SINEW_AGGREGATE_ARG_MIN, s[2].second = 2; },
        "aggregates[2].second: 2 is not below value_count 2", 2);
  check(
      [](Options&, Types&, Types& t, Specs& s) {
        s = {Spec(SINEW_AGGREGATE_CORRELATION)}, s[0].second = 1, t[1] = SINEW_TYPE_DATE32;
      },
      "aggregates[0]: function 21 takes no columns of types 19 and 64");
  check([](Options& o, Types&, Types&, Specs& s) { o.value_count = 0, s[1].column = 0; },
        "aggregates[1].column: 0 is not below value_count 0", 1);
  sinew_groupby* groupby;
  sinew_error error = {};
  ExpectInvalid(sinew_groupby_create(nullptr, &groupby, &error), error, "options is null");
  const Options options = ::Options(SINEW_TYPE_I64);
  ExpectInvalid(sinew_groupby_create(&options, nullptr, &error), error, "out is null");
}

BOOST_AUTO_TEST_CASE(UpdateNamesTheArgumentAtFaultAndChangesNothing) {
  Random random(61);
  const std::vector<Row> rows = RandomRows(100, SINEW_TYPE_STRING, 20, true, random);
  const Batch batch(SINEW_TYPE_STRING, rows, 0);
  const GroupBy groupby = Create(Options(SINEW_TYPE_STRING));
  BOOST_REQUIRE_EQUAL(Update(groupby.get(), batch), SINEW_STATUS_OK);
  GroupByRef expected(kTypes);
  AddTo(expected, rows);
  const auto check = [&](auto change, const char* words, size_t offset = 0) {
    sinew_column key = batch.key;
    sinew_column values[2] = {batch.values[0], batch.values[1]};
    change(key, values);
    sinew_error error = {};
    ExpectInvalid(sinew_groupby_update(groupby.get(), &key, 1, values, 2, &error), error, words,
                  offset);
    RequireEqual(groupby.get(), SINEW_TYPE_STRING, expected);
  };
  using Column = sinew_column;
  const int32_t backwards[101] = {0, 2, 1};
  check([](Column& k, Column*) { k.type = SINEW_TYPE_I64, k.values_size = 800; },
        "keys[0]: type 1");
  check([](Column& k, Column*) { k.type = static_cast<sinew_type>(-1); }, "keys[0]: type -1");
  check([](Column& k, Column*) { k.count = 99; }, "values[0]: 100 rows, but the keys have 99");
  check([&](Column& k, Column*) { k.offsets = backwards; }, "keys[0]: the offsets of row 1", 1);
  check([](Column& k, Column*) { k.values_size -= 1; }, "keys[0]: row 99 ends", 99);
  check([](Column& k, Column*) { k.offsets = nullptr; }, "keys[0]: offsets is null");
  check([](Column& k, Column*) { k.count = SIZE_MAX; },
        "keys[0]: count or validity_offset + count overflows");
  check([](Column&, Column* v) { v[1].count = 101; }, "values[1]: ", 100);
  check([](Column&, Column* v) { v[1].count = 99; }, "values[1]: 99 rows");
  check([](Column&, Column* v) { v[1].type = SINEW_TYPE_I64; }, "values[1]: type 1");
  check([](Column&, Column* v) { v[0].values = nullptr; }, "values[0]: values is null");
  sinew_error error = {};
  ExpectInvalid(sinew_groupby_update(nullptr, &batch.key, 1, batch.values, 2, &error), error,
                "groupby is null");
  ExpectInvalid(sinew_groupby_update(groupby.get(), nullptr, 1, batch.values, 2, &error), error,
                "keys is null");
  ExpectInvalid(sinew_groupby_update(groupby.get(), &batch.key, 1, nullptr, 2, &error), error,
                "values is null");
  ExpectInvalid(sinew_groupby_update(groupby.get(), &batch.key, 1, batch.values, 1, &error), error,
                "value_count: 1");
  for (const size_t count : {0u, 2u}) {
    ExpectInvalid(sinew_groupby_update(groupby.get(), &batch.key, count, batch.values, 2, &error),
                  error, "key_count: ");
  }
  RequireEqual(groupby.get(), SINEW_TYPE_STRING, expected);
}

BOOST_AUTO_TEST_CASE(MergeNamesTheArgumentAtFault) {
  const GroupBy integers = Create(Options(SINEW_TYPE_I64));
  const GroupBy strings = Create(Options(SINEW_TYPE_STRING));
  sinew_error e = {};
  ExpectInvalid(sinew_groupby_merge(nullptr, strings.get(), &e), e, "into is null");
  ExpectInvalid(sinew_groupby_merge(strings.get(), nullptr, &e), e, "from is null");
  ExpectInvalid(sinew_groupby_merge(strings.get(), integers.get(), &e), e, "from: its key types");
  ExpectInvalid(sinew_groupby_merge(strings.get(), strings.get(), &e), e, "merged into itself");
  const std::vector<sinew_aggregate_spec> other = {Spec(SINEW_AGGREGATE_SUM, 1)};
  const GroupBy sums = Create(Options(SINEW_TYPE_I64, other));
  ExpectInvalid(sinew_groupby_merge(integers.get(), sums.get(), &e), e, "aggregates");
}

BOOST_AUTO_TEST_CASE(NullIsNoGroupBy) {
  BOOST_TEST(sinew_groupby_reset(nullptr) == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_groupby_count(nullptr) == 0u);
  BOOST_TEST(sinew_groupby_memory(nullptr) == 0u);
  sinew_groupby_destroy(nullptr);
}

#include "aggregate/groupby_fixture.h"
#include "core/batch_fixture.h"
#include "core/memory.h"

// Keys and results as a batch, against what the readers of single columns say.

namespace {

// The columns that a batch of groups [first, first + count) must have.
void RequireResults(const sinew_groupby* groupby, sinew_type key_type, size_t aggregates,
                    size_t first, size_t count, const OwnedBatch& batch) {
  sinew_error error = {};
  BOOST_REQUIRE_EQUAL(sinew_groupby_results(groupby, first, count, batch.get(), &error),
                      SINEW_STATUS_OK);
  BOOST_REQUIRE_EQUAL(sinew_batch_column_count(batch.get()), 1 + aggregates);
  BOOST_REQUIRE_EQUAL(sinew_batch_row_count(batch.get()), count);
  const std::vector<BatchRow> keys = RowsOf(sinew_batch_column(batch.get(), 0));
  BOOST_TEST(std::string(sinew_batch_name(batch.get(), 0)) == "key_0");
  std::vector<uint8_t> validity(count / 8 + 1);
  const auto row_of = [&](size_t i, const char* bytes, size_t size) {
    const bool valid = (validity[i / 8] >> i % 8 & 1) != 0;
    return valid ? BatchRow(std::string(bytes, size)) : std::nullopt;
  };
  if (IsStringType(key_type)) {
    BOOST_TEST((sinew_batch_column(batch.get(), 0).type == SINEW_TYPE_LARGE_STRING));
    const size_t size = sinew_groupby_string_keys_size(groupby, first, count).count;
    std::vector<int64_t> offsets(count + 1);
    std::string bytes(size, '\0');
    BOOST_REQUIRE_EQUAL(sinew_groupby_string_keys(groupby, first, count, offsets.data(),
                                                  bytes.data(), size, validity.data(), nullptr),
                        SINEW_STATUS_OK);
    for (size_t i = 0; i < count; ++i) {
      const size_t begin = static_cast<size_t>(offsets[i]);
      const size_t end = static_cast<size_t>(offsets[i + 1]);
      BOOST_TEST((keys[i] == row_of(i, bytes.data() + begin, end - begin)));
    }
  } else {
    BOOST_TEST((sinew_batch_column(batch.get(), 0).type == key_type));
    std::vector<uint64_t> words(count + 1);
    BOOST_REQUIRE_EQUAL(
        sinew_groupby_keys(groupby, first, count, words.data(), validity.data(), nullptr),
        SINEW_STATUS_OK);
    for (size_t i = 0; i < count; ++i) {
      BOOST_TEST((keys[i] == row_of(i, reinterpret_cast<const char*>(&words[i]), 8)));
    }
  }
  for (size_t a = 0; a < aggregates; ++a) {
    const std::vector<BatchRow> results = RowsOf(sinew_batch_column(batch.get(), 1 + a));
    BOOST_TEST(
        (sinew_batch_column(batch.get(), 1 + a).type == sinew_groupby_result_type(groupby, a)));
    BOOST_TEST(std::string(sinew_batch_name(batch.get(), 1 + a)) == "result_" + std::to_string(a));
    std::vector<uint64_t> words(count + 1);
    BOOST_REQUIRE_EQUAL(
        sinew_groupby_result(groupby, a, first, count, words.data(), validity.data(), nullptr),
        SINEW_STATUS_OK);
    for (size_t i = 0; i < count; ++i) {
      BOOST_TEST((results[i] == row_of(i, reinterpret_cast<const char*>(&words[i]), 8)));
    }
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE(EqualsTheReadersOfSingleColumns) {
  const OwnedBatch batch = CreateBatch();
  for (const sinew_type type : {SINEW_TYPE_I64, SINEW_TYPE_U64, SINEW_TYPE_STRING}) {
    Random random(static_cast<uint64_t>(type));
    const GroupBy groupby = Create(Options(type));
    for (const size_t groups : {1, 10, 600}) {
      const Batch rows(type, RandomRows(1000, type, groups, groups != 10, random), 0);
      BOOST_REQUIRE_EQUAL(Update(groupby.get(), rows), SINEW_STATUS_OK);
      const size_t count = sinew_groupby_count(groupby.get());
      const auto check = [&](size_t first, size_t part) {
        RequireResults(groupby.get(), type, kEverything.size(), first, part, batch);
      };
      check(0, count);
      check(0, 0);
      check(count, 0);
      for (const size_t first : {1, 7, 8, 100, 257}) {
        if (first < count) check(first, (count - first) / 2 + 1);
      }
    }
  }
  // Everything that can be null: a group without values.
  const GroupBy groupby = Create(Options(SINEW_TYPE_I64));
  const Batch rows(SINEW_TYPE_I64, {{std::nullopt, {}, {}}, {IntegerKey(1), {}, {}}}, 3);
  BOOST_REQUIRE_EQUAL(Update(groupby.get(), rows), SINEW_STATUS_OK);
  RequireResults(groupby.get(), SINEW_TYPE_I64, kEverything.size(), 0, 2, batch);
  BOOST_TEST(!IsValidRow(sinew_batch_column(batch.get(), 0), 0));
  BOOST_TEST(IsValidRow(sinew_batch_column(batch.get(), 0), 1));
}

BOOST_AUTO_TEST_CASE(ReadingAgainAllocatesNothing) {
  Random random(1);
  const GroupBy groupby = Create(Options(SINEW_TYPE_STRING));
  const Batch rows(SINEW_TYPE_STRING, RandomRows(500, SINEW_TYPE_STRING, 100, true, random), 0);
  BOOST_REQUIRE_EQUAL(Update(groupby.get(), rows), SINEW_STATUS_OK);
  const OwnedBatch batch = CreateBatch();
  const size_t count = sinew_groupby_count(groupby.get());
  BOOST_REQUIRE_EQUAL(sinew_groupby_results(groupby.get(), 0, count, batch.get(), nullptr),
                      SINEW_STATUS_OK);
  sinew::FailAllocationsAfter(0);
  for (size_t part = 0; part <= count; ++part) {
    BOOST_TEST(sinew_groupby_results(groupby.get(), count - part, part, batch.get(), nullptr) ==
               SINEW_STATUS_OK);
  }
  sinew::FailAllocationsAfter(-1);
}

BOOST_AUTO_TEST_CASE(WhatFailsLeavesTheBatch) {
  const GroupBy groupby = Create(Options(SINEW_TYPE_I64));
  const Batch rows(SINEW_TYPE_I64,
                   {{IntegerKey(1), int64_t{5}, 1.0},
                    {IntegerKey(2), INT64_MAX, 1.0},
                    {IntegerKey(2), int64_t{1}, 1.0}},
                   0);
  BOOST_REQUIRE_EQUAL(Update(groupby.get(), rows), SINEW_STATUS_OK);
  const OwnedBatch batch = CreateBatch();
  BOOST_REQUIRE_EQUAL(sinew_groupby_results(groupby.get(), 0, 1, batch.get(), nullptr),
                      SINEW_STATUS_OK);
  const Snapshot before(batch.get());
  sinew_error error = {};
  const auto failed = [&](sinew_status status, sinew_status expected, size_t offset,
                          const char* words) {
    BOOST_TEST(status == expected);
    BOOST_TEST(error.status == expected);
    BOOST_TEST(error.offset == offset);
    BOOST_TEST(strstr(error.message, words) != nullptr, error.message);
    BOOST_TEST((Snapshot(batch.get()) == before));
  };
  sinew_groupby* g = groupby.get();
  failed(sinew_groupby_results(g, 0, 2, batch.get(), &error), SINEW_STATUS_OVERFLOW, 1,
         "aggregate 2: the sum of group 1");
  failed(sinew_groupby_results(g, 1, 2, batch.get(), &error), SINEW_STATUS_INVALID_ARGUMENT, 2,
         "first + count");
  failed(sinew_groupby_results(g, SIZE_MAX, 2, batch.get(), &error), SINEW_STATUS_INVALID_ARGUMENT,
         2, "first + count");
  failed(sinew_groupby_results(nullptr, 0, 0, batch.get(), &error), SINEW_STATUS_INVALID_ARGUMENT,
         0, "groupby is null");
  failed(sinew_groupby_results(g, 0, 1, nullptr, &error), SINEW_STATUS_INVALID_ARGUMENT, 0,
         "batch is null");

  const OwnedBatch small = CreateBatch(1024);
  BOOST_TEST(sinew_groupby_results(g, 0, 1, small.get(), &error) == SINEW_STATUS_MEMORY_LIMIT);
  BOOST_TEST(sinew_batch_column_count(small.get()) == 0u);
  const OwnedBatch fresh = CreateBatch();
  for (int64_t after = 0;; ++after) {
    sinew::FailAllocationsAfter(after);
    const sinew_status status = sinew_groupby_results(g, 0, 1, fresh.get(), &error);
    sinew::FailAllocationsAfter(-1);
    if (status == SINEW_STATUS_OK) break;
    BOOST_TEST(status == SINEW_STATUS_OUT_OF_MEMORY);
    BOOST_TEST(sinew_batch_column_count(fresh.get()) == 0u);
  }
  BOOST_TEST((Snapshot(fresh.get()) == before));
}

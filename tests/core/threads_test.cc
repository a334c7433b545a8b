#include "sinew/sinew.h"

#include <array>
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <thread>
#include <vector>

#include "core/memory.h"

// What threads share although every one has its own handles: counters and kept blocks of memory,
// seeds, columns that are read, and what was exported of a batch. The build with ThreadSanitizer
// has these tests alone: it finds nothing in those of one thread.

using sinew::Memory;

namespace {

constexpr size_t kThreads = 8;
constexpr int64_t kRows = 20000;

template <typename Work>
void OnThreads(const Work& work) {
  std::vector<std::thread> threads;
  for (size_t number = 0; number < kThreads; ++number) threads.emplace_back(work, number);
  for (std::thread& thread : threads) thread.join();
}

// Boost.Test's own checks are for one thread.
void Require(bool good) {
  if (!good) abort();
}

std::vector<int64_t> Numbers() {
  std::vector<int64_t> numbers(kRows);
  for (int64_t i = 0; i < kRows; ++i) numbers[static_cast<size_t>(i)] = i;
  return numbers;
}

sinew_column ColumnOf(const std::vector<int64_t>& numbers) {
  sinew_column column = {};
  column.type = SINEW_TYPE_I64;
  column.count = numbers.size();
  column.values = numbers.data();
  column.values_size = numbers.size() * sizeof(int64_t);
  return column;
}

sinew_groupby* SumsOf(const sinew_column& column) {
  const sinew_aggregate_spec sum = {sizeof(sum), SINEW_AGGREGATE_SUM, 0, 0, 0, 0, 0, 0, 0};
  sinew_groupby_options options = {};
  options.size = sizeof(options);
  options.key_types = &column.type;
  options.key_count = 1;
  options.value_types = &column.type;
  options.value_count = 1;
  options.aggregates = &sum;
  options.aggregate_count = 1;
  sinew_groupby* groupby;
  Require(sinew_groupby_create(&options, &groupby, nullptr) == SINEW_STATUS_OK);
  Require(sinew_groupby_update(groupby, &column, 1, &column, 1, nullptr) == SINEW_STATUS_OK);
  return groupby;
}

sinew_batch* ResultsOf(const sinew_groupby* groupby) {
  sinew_batch_options options = {};
  options.size = sizeof(options);
  sinew_batch* batch;
  Require(sinew_batch_create(&options, &batch, nullptr) == SINEW_STATUS_OK);
  Require(sinew_groupby_results(groupby, 0, sinew_groupby_count(groupby), batch, nullptr) ==
          SINEW_STATUS_OK);
  return batch;
}

}  // namespace

// A block that one thread freed becomes another one's.
BOOST_AUTO_TEST_CASE(KeptBlocks) {
  const size_t current = sinew_memory_stats().current;
  OnThreads([](size_t number) {
    Memory memory(0);
    const uint8_t mark = static_cast<uint8_t>(number + 1);
    for (size_t i = 0; i < 100; ++i) {
      const size_t size = (size_t{128} << 10) << (i + number) % 5;
      void* block = nullptr;
      Require(memory.Allocate(size, &block) == SINEW_STATUS_OK);
      uint8_t* bytes = static_cast<uint8_t*>(block);
      for (size_t at = 0; at < size; at += 4096) bytes[at] = mark;
      for (size_t at = 0; at < size; at += 4096) Require(bytes[at] == mark);
      memory.Free(block, size);
      if (i % 50 == 0) sinew_memory_trim();
      if (i % 30 == 0) sinew_memory_keep((number + i) << 20);
    }
  });
  sinew_memory_keep(sinew::kPagesKept);
  BOOST_TEST(sinew_memory_stats().current == current);
}

// Built on threads from one column, merged and destroyed by another.
BOOST_AUTO_TEST_CASE(GroupBys) {
  const size_t current = sinew_memory_stats().current;
  const std::vector<int64_t> numbers = Numbers();
  const sinew_column column = ColumnOf(numbers);
  std::array<sinew_groupby*, kThreads> groupbys;
  OnThreads([&](size_t number) { groupbys[number] = SumsOf(column); });
  for (size_t i = 1; i < kThreads; ++i) {
    BOOST_TEST(sinew_groupby_merge(groupbys[0], groupbys[i], nullptr) == SINEW_STATUS_OK);
  }
  sinew_batch* batch = ResultsOf(groupbys[0]);
  const sinew_column sums = sinew_batch_column(batch, 1);
  BOOST_REQUIRE_EQUAL(sums.count, numbers.size());
  for (int64_t i = 0; i < kRows; ++i) {
    BOOST_REQUIRE_EQUAL(static_cast<const int64_t*>(sums.values)[i], int64_t{kThreads} * i);
  }
  sinew_batch_destroy(batch);
  OnThreads([&](size_t number) { sinew_groupby_destroy(groupbys[number]); });
  BOOST_TEST(sinew_memory_stats().current == current);
}

// Every thread merges a part of one object, which all of them read, and of its bytes.
BOOST_AUTO_TEST_CASE(PartsOfOneGroupBy) {
  const size_t current = sinew_memory_stats().current;
  const std::vector<int64_t> numbers = Numbers();
  const sinew_column column = ColumnOf(numbers);
  sinew_groupby* const from = SumsOf(column);
  std::array<sinew_groupby*, kThreads> parts;
  OnThreads([&](size_t number) {
    parts[number] = SumsOf(column);
    Require(sinew_groupby_reset(parts[number]) == SINEW_STATUS_OK);
    Require(sinew_groupby_merge_part(parts[number], from, number, kThreads, nullptr) ==
            SINEW_STATUS_OK);
    const sinew_codec_result size = sinew_groupby_encoded_size(from, number, kThreads);
    std::vector<uint8_t> bytes(size.written);
    Require(sinew_groupby_encode(from, number, kThreads, bytes.data(), bytes.size()).status ==
            SINEW_STATUS_OK);
    Require(sinew_groupby_merge_encoded(parts[number], bytes.data(), bytes.size(), nullptr) ==
            SINEW_STATUS_OK);
    Require(sinew_groupby_count(parts[number]) == size.read);
  });
  size_t groups = 0;
  for (sinew_groupby* part : parts) {
    groups += sinew_groupby_count(part);
    sinew_groupby_destroy(part);
  }
  BOOST_TEST(groups == numbers.size());
  sinew_groupby_destroy(from);
  BOOST_TEST(sinew_memory_stats().current == current);
}

// Arrays that were exported from one batch, each read and released on a thread of its own, while
// the batch drops them.
BOOST_AUTO_TEST_CASE(ExportedArrays) {
  const size_t current = sinew_memory_stats().current;
  const std::vector<int64_t> numbers = Numbers();
  sinew_groupby* groupby = SumsOf(ColumnOf(numbers));
  sinew_batch* batch = ResultsOf(groupby);
  std::array<ArrowArray, kThreads> arrays;
  for (ArrowArray& array : arrays) {
    BOOST_REQUIRE_EQUAL(sinew_batch_export(batch, nullptr, &array, nullptr), SINEW_STATUS_OK);
  }
  OnThreads([&](size_t number) {
    ArrowArray& array = arrays[number];
    const int64_t* sums = static_cast<const int64_t*>(array.children[1]->buffers[1]);
    for (int64_t i = 0; i < kRows; ++i) Require(sums[i] == i);
    if (number == 0) sinew_batch_destroy(batch);
    array.release(&array);
  });
  sinew_groupby_destroy(groupby);
  BOOST_TEST(sinew_memory_stats().current == current);
}

#ifndef SINEW_TESTS_HASH_BUCKETS_H_
#define SINEW_TESTS_HASH_BUCKETS_H_

#include "sinew/sinew.h"

#include <boost/test/unit_test.hpp>
#include <cstring>
#include <vector>

#include "support/column.h"
#include "support/random.h"
#include "support/slice.h"
#include "support/targets.h"

// What the tests of every choice of a bucket for a column of hashes share.

// many(column, out) against one(hash) for every small length, offset and misalignment, between
// guard pages, with and without nulls.
template <typename Many, typename One>
void CheckRows(const Many& many, const One& one) {
  constexpr size_t kMax = 2100;
  Random random(1);
  GuardedSlice<uint64_t> slice(kMax);
  GuardedMemory memory(kMax * sizeof(uint32_t) + 8);
  for (const size_t count : {0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 129, 2100}) {
    for (const size_t offset : {0, 1, 7, 64}) {
      std::vector<uint64_t> hashes(count);
      for (uint64_t& hash : hashes) hash = random();
      const std::vector<bool> valid = RandomFlags(count, 80, random);
      std::vector<uint32_t> expected(count);
      for (size_t i = 0; i < count; ++i) expected[i] = one(hashes[i]);
      const size_t gap = count % 8;
      slice.Place(hashes, valid, offset, gap);
      ForEachTarget([&] {
        for (const bool nulls : {false, true}) {
          const sinew_type type = nulls ? SINEW_TYPE_I64 : SINEW_TYPE_U64;
          const sinew_column column = {type,      count,   slice.in,
                                       8 * count, nullptr, nulls ? slice.validity : nullptr,
                                       offset,    0};
          uint8_t* out = memory.Back(count * sizeof(uint32_t), gap % 4);
          const sinew_result result = many(&column, reinterpret_cast<uint32_t*>(out));
          BOOST_TEST(result.status == SINEW_STATUS_OK);
          BOOST_TEST(result.count == count);
          for (size_t i = 0; i < count; ++i) {
            uint32_t bucket;
            memcpy(&bucket, out + i * sizeof(bucket), sizeof(bucket));
            if (bucket != (nulls && !valid[i] ? 0 : expected[i])) {
              BOOST_ERROR("row " << i << " of " << count << ", offset " << offset);
            }
          }
        }
      });
    }
  }
}

// Columns that many(column, out) refuses, with the row at fault, and nothing written.
template <typename Many>
void CheckRejects(const Many& many) {
  const uint64_t values[4] = {};
  const int32_t ends[5] = {};
  const struct {
    sinew_column column;
    size_t position;
  } cases[] = {
      {{static_cast<sinew_type>(100), 4, values, 32, nullptr, nullptr, 0, 0}, 0},
      {{SINEW_TYPE_F64, 4, values, 32, nullptr, nullptr, 0, 0}, 0},
      {{SINEW_TYPE_TIMESTAMP_S, 4, values, 32, nullptr, nullptr, 0, 0}, 0},
      {{SINEW_TYPE_BOOL, 4, values, 32, nullptr, nullptr, 0, 0}, 0},
      {{SINEW_TYPE_U32, 4, values, 32, nullptr, nullptr, 0, 0}, 0},
      {{SINEW_TYPE_STRING, 4, values, 32, ends, nullptr, 0, 0}, 0},
      {{SINEW_TYPE_U64, 4, nullptr, 32, nullptr, nullptr, 0, 0}, 0},
      {SkipRows({SINEW_TYPE_U64, 4, values, 32, nullptr, nullptr, 0, 0}, 1), 3},
      {SkipRows({SINEW_TYPE_I64, SIZE_MAX, values, 32, nullptr, nullptr, 0, 0}, 1), 0},
  };
  uint32_t out[4] = {5, 5, 5, 5};
  const auto check = [&](const sinew_column* column, uint32_t* to, size_t position) {
    const sinew_result result = many(column, to);
    BOOST_TEST(result.status == SINEW_STATUS_INVALID_ARGUMENT);
    BOOST_TEST(result.count == position);
  };
  for (const auto& test : cases) check(&test.column, out, test.position);
  const sinew_column good = {SINEW_TYPE_U64, 4, values, 32, nullptr, nullptr, 0, 0};
  check(nullptr, out, 0);
  check(&good, nullptr, 0);
  for (const uint32_t bucket : out) BOOST_TEST(bucket == 5u);
  const sinew_column empty = {SINEW_TYPE_U64, 0, nullptr, 0, nullptr, nullptr, 0, 0};
  BOOST_TEST(many(&empty, nullptr).status == SINEW_STATUS_OK);
}

// The bucket of one key.
inline void CheckBucket(const sinew_u32_result& result, uint32_t bucket) {
  BOOST_TEST(result.status == SINEW_STATUS_OK);
  BOOST_TEST(result.value == bucket);
}

inline void CheckRefused(const sinew_u32_result& result) {
  BOOST_TEST(result.status == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(result.value == 0u);
}

#endif  // SINEW_TESTS_HASH_BUCKETS_H_

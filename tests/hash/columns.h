#ifndef SINEW_TESTS_HASH_COLUMNS_H_
#define SINEW_TESTS_HASH_COLUMNS_H_

#include "sinew/sinew.h"

#include <string.h>

#include <boost/test/unit_test.hpp>
#include <vector>

#include "support/column.h"
#include "support/guard.h"
#include "support/random.h"
#include "support/targets.h"

// What holds for every function that hashes the rows of a column: the hash of each row is that of
// its bytes. `many(column, seed, out)` is the function, `one(bytes, size, seed)` the oracle; a null
// row's hash is Hash{}.

// Strings one behind the other, and the column that views them.
template <typename Offset>
struct Strings {
  std::vector<uint8_t> bytes;
  std::vector<Offset> offsets = {0};

  void Add(size_t size, Random& random) {
    for (size_t i = 0; i < size; ++i) bytes.push_back(static_cast<uint8_t>(random()));
    offsets.push_back(static_cast<Offset>(bytes.size()));
  }

  sinew_column Column(size_t offset, size_t count, const uint8_t* validity) const {
    const bool text = count % 2 == 0;
    const sinew_type narrow = text ? SINEW_TYPE_STRING : SINEW_TYPE_BINARY;
    const sinew_type wide = text ? SINEW_TYPE_LARGE_STRING : SINEW_TYPE_LARGE_BINARY;
    const sinew_type type = sizeof(Offset) == 4 ? narrow : wide;
    return SkipRows({type, count, bytes.data(), bytes.size(), offsets.data(), validity, 0, 0},
                    offset);
  }
};

struct FixedType {
  sinew_type type;
  size_t width;
};
constexpr FixedType kFixedTypes[] = {
    {SINEW_TYPE_I64, 8},         {SINEW_TYPE_U64, 8},      {SINEW_TYPE_F64, 8},
    {SINEW_TYPE_I8, 1},          {SINEW_TYPE_U8, 1},       {SINEW_TYPE_I16, 2},
    {SINEW_TYPE_U16, 2},         {SINEW_TYPE_I32, 4},      {SINEW_TYPE_U32, 4},
    {SINEW_TYPE_F32, 4},         {SINEW_TYPE_BYTES16, 16}, {SINEW_TYPE_DATE32, 4},
    {SINEW_TYPE_TIMESTAMP_NS, 8}};

template <typename Hash, typename Many, typename Expected>
void CheckRows(const sinew_column& column, uint64_t seed, const Many& many,
               const Expected& expected) {
  std::vector<Hash> out(column.count + 1);
  memset(static_cast<void*>(out.data()), 0x55, out.size() * sizeof(Hash));
  const Hash untouched = out.back();
  const sinew_result result = many(&column, seed, out.data());
  BOOST_TEST(result.status == SINEW_STATUS_OK);
  BOOST_TEST(result.count == column.count);
  for (size_t row = 0; row < column.count; ++row) {
    const Hash hash = IsValidRow(column, row) ? expected(row) : Hash{};
    if (out[row] != hash) BOOST_ERROR("row " << row);
  }
  BOOST_TEST((out[column.count] == untouched));
}

template <typename Hash, typename Offset, typename Many, typename One>
void CheckStringColumns(const Many& many, const One& one) {
  constexpr size_t kRows = 1100;
  const std::vector<uint8_t> validity = RandomBytes(kRows / 8 + 1, 11);
  // The longest string, and how many have that very length: none, all, or runs of them.
  const struct {
    size_t max_size;
    unsigned runs;
  } cases[] = {{0, 0},  {8, 0},  {16, 0}, {40, 0}, {70, 0}, {130, 0}, {600, 0}, {2, 2}, {7, 2},
               {11, 2}, {21, 2}, {32, 2}, {63, 2}, {70, 2}, {100, 2}, {200, 2}, {24, 1}};
  for (const auto& test : cases) {
    Random random(test.max_size);
    Strings<Offset> strings;
    for (size_t row = 0; row < kRows; ++row) {
      const bool equal = test.runs == 2 || (test.runs == 1 && row % 300 < 200);
      strings.Add(equal ? test.max_size : random.Below(test.max_size + 1), random);
    }
    for (const uint64_t seed : {uint64_t{0}, uint64_t{0x9E3779B185EBCA8D}}) {
      std::vector<Hash> hashes;
      for (size_t row = 0; row < kRows; ++row) {
        const size_t begin = static_cast<size_t>(strings.offsets[row]);
        const size_t size = static_cast<size_t>(strings.offsets[row + 1]) - begin;
        hashes.push_back(one(strings.bytes.data() + begin, size, seed));
      }
      ForEachTarget([&] {
        for (const size_t count : {0, 1, 2, 4, 7, 8, 15, 16, 31, 63, 64, 65, 128, 1000}) {
          for (const size_t offset : {0, 1, 64, 99}) {
            const auto expected = [&](size_t row) { return hashes[offset + row]; };
            CheckRows<Hash>(strings.Column(offset, count, nullptr), seed, many, expected);
            CheckRows<Hash>(strings.Column(offset, count, validity.data()), seed, many, expected);
          }
        }
      });
    }
  }
}

template <typename Hash, typename Many, typename One>
void CheckFixedWidthColumns(const Many& many, const One& one) {
  constexpr size_t kRows = 1100;
  const std::vector<uint8_t> bytes = RandomBytes(16 * kRows + 1, 4);
  const std::vector<uint8_t> validity = RandomBytes(kRows / 8 + 1, 12);
  const uint8_t* values = bytes.data() + 1;  // not aligned
  for (const FixedType& fixed : kFixedTypes) {
    for (const uint64_t seed : {uint64_t{0}, uint64_t{1}, uint64_t{0x9E3779B185EBCA8D}}) {
      std::vector<Hash> hashes;
      for (size_t row = 0; row < kRows; ++row) {
        hashes.push_back(one(values + row * fixed.width, fixed.width, seed));
      }
      ForEachTarget([&] {
        for (const size_t count : {0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 63, 64, 65, 1000}) {
          for (const size_t offset : {0, 3, 64}) {
            const auto expected = [&](size_t row) { return hashes[offset + row]; };
            for (const uint8_t* bits : {static_cast<const uint8_t*>(nullptr), validity.data()}) {
              const sinew_column column = SkipRows(
                  {fixed.type, count, values, kRows * fixed.width, nullptr, bits, 0, 0}, offset);
              CheckRows<Hash>(column, seed, many, expected);
            }
          }
        }
      });
    }
  }
}

// The values, offsets and bits end where their memory does, and so do the hashes.
template <typename Hash, typename Many, typename One>
void CheckColumnsBetweenGuardPages(const Many& many, const One& one) {
  GuardedMemory values_memory(1 << 15);
  GuardedMemory offsets_memory(4096);
  GuardedMemory bits_memory(4096);
  GuardedMemory out_memory(1 << 15);
  const auto check = [&](sinew_column column, size_t width, bool front) {
    const size_t bytes = (column.count + 7) / 8;
    const size_t out_size = column.count * sizeof(Hash);
    uint8_t* values = front ? values_memory.Front() : values_memory.Back(column.count * width);
    uint8_t* bits = front ? bits_memory.Front() : bits_memory.Back(bytes);
    uint8_t* out = front ? out_memory.Front() : out_memory.Back(out_size);
    for (size_t i = 0; i < column.count * width; ++i) values[i] = static_cast<uint8_t>(i * 7);
    memset(bits, 0xFF, bytes);
    column.values = values;
    column.validity = bits;
    BOOST_TEST(many(&column, 9, reinterpret_cast<Hash*>(out)).count == column.count);
    for (size_t row = 0; row < column.count; ++row) {
      Hash hash;
      memcpy(&hash, out + row * sizeof(Hash), sizeof(Hash));
      if (hash != one(values + row * width, width, 9)) BOOST_ERROR("row " << row);
    }
  };
  ForEachTarget([&] {
    for (const bool front : {false, true}) {
      for (const size_t count : {1, 5, 8, 63, 64, 65, 130}) {
        for (const size_t size : {0, 1, 3, 4, 8, 15, 20, 30, 31, 32, 33, 40, 63, 64, 100}) {
          int32_t* ends = reinterpret_cast<int32_t*>(front ? offsets_memory.Front()
                                                           : offsets_memory.Back(4 * (count + 1)));
          for (size_t row = 0; row <= count; ++row) ends[row] = static_cast<int32_t>(row * size);
          check({SINEW_TYPE_STRING, count, nullptr, count * size, ends, nullptr, 0, 0}, size,
                front);
        }
        for (const FixedType& fixed : kFixedTypes) {
          check({fixed.type, count, nullptr, count * fixed.width, nullptr, nullptr, 0, 0},
                fixed.width, front);
        }
      }
    }
  });
}

template <typename Hash, typename Many>
void CheckRejectsAllOrNothing(const Many& many) {
  const uint64_t values[4] = {};
  const int32_t backwards[5] = {0, 3, 2, 3, 6};
  const struct {
    sinew_column column;
    size_t position;
  } cases[] = {
      {{static_cast<sinew_type>(100), 4, values, 32, nullptr, nullptr, 0, 0}, 0},
      {{static_cast<sinew_type>(0), 4, values, 32, nullptr, nullptr, 0, 0}, 0},
      {{SINEW_TYPE_U64, 4, nullptr, 32, nullptr, nullptr, 0, 0}, 0},
      {SkipRows({SINEW_TYPE_U64, 4, values, 32, nullptr, nullptr, 0, 0}, 1), 3},
      {{SINEW_TYPE_BYTES16, 4, values, 32, nullptr, nullptr, 0, 0}, 2},
      {SkipRows({SINEW_TYPE_I64, SIZE_MAX, values, 32, nullptr, nullptr, 0, 0}, 1), 0},
      {{SINEW_TYPE_STRING, 4, values, 32, nullptr, nullptr, 0, 0}, 0},
      {{SINEW_TYPE_BOOL, 4, values, 32, nullptr, nullptr, 0, 0}, 0},
      {{SINEW_TYPE_U64, 4, values, 32, nullptr, nullptr, 0, 1}, 0},
      {{SINEW_TYPE_STRING, 4, values, 32, backwards, nullptr, 0, 0}, 1},
      {SkipRows({SINEW_TYPE_STRING, 2, values, 5, backwards, nullptr, 0, 0}, 2), 1},
  };
  for (const auto& test : cases) {
    Hash out[4];
    memset(static_cast<void*>(out), 0x55, sizeof(out));
    const Hash untouched = out[0];
    const sinew_result result = many(&test.column, 0, out);
    BOOST_TEST(result.status == SINEW_STATUS_INVALID_ARGUMENT);
    BOOST_TEST(result.count == test.position);
    for (const Hash& hash : out) BOOST_TEST((hash == untouched));
  }
  Hash out[1];
  BOOST_TEST(many(nullptr, 0, out).status == SINEW_STATUS_INVALID_ARGUMENT);
  const sinew_column whole = {SINEW_TYPE_U64, 4, values, 32, nullptr, nullptr, 0, 0};
  BOOST_TEST(many(&whole, 0, nullptr).status == SINEW_STATUS_INVALID_ARGUMENT);
  for (const sinew_type type :
       {SINEW_TYPE_STRING, SINEW_TYPE_LARGE_STRING, SINEW_TYPE_BINARY, SINEW_TYPE_LARGE_BINARY,
        SINEW_TYPE_U8, SINEW_TYPE_U16, SINEW_TYPE_DATE32, SINEW_TYPE_U64, SINEW_TYPE_BYTES16}) {
    const sinew_column empty = SkipRows({type, 0, nullptr, 0, nullptr, nullptr, 0, 0}, 3);
    BOOST_TEST(many(&empty, 0, nullptr).status == SINEW_STATUS_OK);
  }
}

#endif  // SINEW_TESTS_HASH_COLUMNS_H_

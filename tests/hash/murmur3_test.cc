#include "sinew/sinew.h"

#include <boost/test/unit_test.hpp>
#include <cstring>
#include <string>
#include <vector>

#include "hash/murmur3_ref.h"
#include "hash/side_by_side.h"
#include "support/guard.h"
#include "support/random.h"
#include "support/targets.h"

namespace {

const uint64_t kSeeds[] = {0, 1, 0x9747B28C, 0x9E3779B185EBCA8D, UINT64_MAX};

bool Equal(sinew_hash128 hash, std::pair<uint64_t, uint64_t> expected) {
  return hash.low == expected.first && hash.high == expected.second;
}

uint32_t Seed32(uint64_t seed) { return static_cast<uint32_t>(seed); }

// SMHasher's VerificationTest: the hashes of {}, {0}, {0, 1}, ... with seeds from 256 down, one
// behind the other; of those a hash with seed 0, of which the first four bytes.
template <size_t kHashSize, typename Hash>
uint32_t Verification(const Hash& hash) {
  uint8_t key[256];
  uint8_t hashes[256 * kHashSize];
  for (uint32_t i = 0; i < 256; ++i) {
    key[i] = static_cast<uint8_t>(i);
    hash(key, i, 256 - i, hashes + i * kHashSize);
  }
  uint8_t last[kHashSize];
  hash(hashes, sizeof(hashes), 0, last);
  return static_cast<uint32_t>(Murmur3Word(last, 4));
}

void CheckMany(const sinew_column& column, size_t turn, const KeyAt& key) {
  const uint64_t seed = kSeeds[turn % std::size(kSeeds)];
  std::vector<uint32_t> hashes(column.count + 1, 0x5555);
  std::vector<sinew_hash128> wide(column.count + 1, sinew_hash128{0x5555, 0x5555});
  const sinew_result result = sinew_murmur3_32_many(&column, Seed32(seed), hashes.data());
  const sinew_result result128 = sinew_murmur3_128_many(&column, seed, wide.data());
  for (const sinew_result& each : {result, result128}) {
    BOOST_TEST(each.status == SINEW_STATUS_OK);
    BOOST_TEST(each.count == column.count);
  }
  for (size_t row = 0; row < column.count; ++row) {
    uint32_t hash = 0;
    std::pair<uint64_t, uint64_t> hash128 = {0, 0};
    if (IsValidRow(column, row)) {
      const Key bytes = key(row);
      hash = Murmur3Ref32(bytes.data, bytes.size, Seed32(seed));
      hash128 = Murmur3Ref128(bytes.data, bytes.size, seed);
    }
    if (hashes[row] != hash) BOOST_ERROR("row " << row);
    if (!Equal(wide[row], hash128)) BOOST_ERROR("128 bits of row " << row);
  }
  BOOST_TEST(hashes[column.count] == 0x5555u);
  BOOST_TEST(Equal(wide[column.count], {0x5555, 0x5555}));
}

}  // namespace

// The values that SMHasher's main.cpp lists for Murmur3A and Murmur3F.
BOOST_AUTO_TEST_CASE(VerificationCodes) {
  const uint32_t code32 =
      Verification<4>([](const void* in, size_t size, uint32_t seed, uint8_t* out) {
        const uint32_t hash = sinew_murmur3_32(in, size, seed);
        memcpy(out, &hash, sizeof(hash));
      });
  BOOST_TEST(code32 == 0xB0F57EE3u);
  const uint32_t code128 =
      Verification<16>([](const void* in, size_t size, uint32_t seed, uint8_t* out) {
        const sinew_hash128 hash = sinew_murmur3_128(in, size, seed);
        memcpy(out, &hash, sizeof(hash));
      });
  BOOST_TEST(code128 == 0x6384BA69u);
}

// The same of columns of one row.
BOOST_AUTO_TEST_CASE(VerificationCodesOfColumns) {
  const auto column = [](const void* in, size_t size, int64_t* offsets) {
    offsets[0] = 0;
    offsets[1] = static_cast<int64_t>(size);
    return sinew_column{SINEW_TYPE_LARGE_STRING, 1, in, size, offsets, nullptr, 0, 0};
  };
  ForEachTarget([&] {
    const uint32_t code32 =
        Verification<4>([&](const void* in, size_t size, uint32_t seed, uint8_t* out) {
          int64_t offsets[2];
          const sinew_column row = column(in, size, offsets);
          uint32_t hash;
          BOOST_TEST(sinew_murmur3_32_many(&row, seed, &hash).count == 1u);
          memcpy(out, &hash, sizeof(hash));
        });
    BOOST_TEST(code32 == 0xB0F57EE3u);
    const uint32_t code128 =
        Verification<16>([&](const void* in, size_t size, uint32_t seed, uint8_t* out) {
          int64_t offsets[2];
          const sinew_column row = column(in, size, offsets);
          sinew_hash128 hash;
          BOOST_TEST(sinew_murmur3_128_many(&row, seed, &hash).count == 1u);
          memcpy(out, &hash, sizeof(hash));
        });
    BOOST_TEST(code128 == 0x6384BA69u);
  });
}

BOOST_AUTO_TEST_CASE(EveryLengthAtEitherGuardPage) {
  constexpr size_t kMax = 300;
  const std::vector<uint8_t> bytes = RandomBytes(kMax, 1);
  GuardedMemory memory(kMax + 16);
  for (const uint64_t seed : kSeeds) {
    for (size_t size = 0; size <= kMax; ++size) {
      const uint32_t expected = Murmur3Ref32(bytes.data(), size, Seed32(seed));
      const auto expected128 = Murmur3Ref128(bytes.data(), size, seed);
      memcpy(memory.Front(), bytes.data(), size);
      BOOST_TEST(sinew_murmur3_32(memory.Front(), size, Seed32(seed)) == expected);
      BOOST_TEST(Equal(sinew_murmur3_128(memory.Front(), size, seed), expected128));
      for (size_t gap = 0; gap < 16; ++gap) {
        uint8_t* in = memory.Back(size, gap);
        memcpy(in, bytes.data(), size);
        BOOST_TEST(sinew_murmur3_32(in, size, Seed32(seed)) == expected);
        BOOST_TEST(Equal(sinew_murmur3_128(in, size, seed), expected128));
      }
    }
  }
  BOOST_TEST(sinew_murmur3_32(nullptr, 0, 0) == 0u);
  BOOST_TEST(Equal(sinew_murmur3_128(nullptr, 0, 0), {0, 0}));
}

BOOST_AUTO_TEST_CASE(ColumnsOfStrings) { CheckAllStrings<int32_t>(CheckMany); }
BOOST_AUTO_TEST_CASE(ColumnsOfLargeStrings) { CheckAllStrings<int64_t>(CheckMany); }

BOOST_AUTO_TEST_CASE(ColumnsOfFixedWidth) { CheckAllFixedWidths(CheckMany); }

// The strings and the values begin and end where their memory does, and so does the output.
BOOST_AUTO_TEST_CASE(ColumnsBetweenGuardPages) {
  GuardedMemory bytes(32768);
  GuardedMemory offsets(4096);
  GuardedMemory validity(4096);
  GuardedMemory out(4096);
  GuardedMemory out128(4096);
  ForEachTarget([&] {
    for (const size_t count : {1, 5, 16, 17, 33}) {
      uint32_t* hashes = reinterpret_cast<uint32_t*>(out.Back(4 * count));
      sinew_hash128* wide = reinterpret_cast<sinew_hash128*>(out128.Back(16 * count));
      for (const size_t size : {0, 1, 4, 15, 16, 30, 513, 800}) {
        for (const bool front : {false, true}) {
          uint8_t* values = front ? bytes.Front() : bytes.Back(count * size);
          memset(values, 7, count * size);
          int32_t* ends = reinterpret_cast<int32_t*>(offsets.Back(4 * (count + 1)));
          for (size_t row = 0; row <= count; ++row) ends[row] = static_cast<int32_t>(row * size);
          uint8_t* bits = validity.Back((count + 7) / 8);
          memset(bits, 0xFF, (count + 7) / 8);
          const sinew_column column = {
              SINEW_TYPE_STRING, count, values, count * size, ends, bits, 0, 0};
          BOOST_TEST(sinew_murmur3_32_many(&column, 9, hashes).count == count);
          BOOST_TEST(sinew_murmur3_128_many(&column, 9, wide).count == count);
          const uint32_t expected = Murmur3Ref32(values, size, 9);
          const auto expected128 = Murmur3Ref128(values, size, 9);
          for (size_t row = 0; row < count; ++row) {
            BOOST_TEST(hashes[row] == expected);
            BOOST_TEST(Equal(wide[row], expected128));
          }
        }
      }
      for (const auto& [type, width] :
           {std::pair(SINEW_TYPE_U8, 1), std::pair(SINEW_TYPE_U16, 2), std::pair(SINEW_TYPE_U32, 4),
            std::pair(SINEW_TYPE_U64, 8), std::pair(SINEW_TYPE_BYTES16, 16)}) {
        const size_t size = count * static_cast<size_t>(width);
        const sinew_column column = {type, count, bytes.Back(size), size, nullptr, nullptr, 0, 0};
        BOOST_TEST(sinew_murmur3_32_many(&column, 5, hashes).count == count);
        BOOST_TEST(sinew_murmur3_128_many(&column, 5, wide).count == count);
      }
    }
  });
}

BOOST_AUTO_TEST_CASE(RejectsAllOrNothing) {
  const uint64_t values[4] = {};
  const int32_t backwards[5] = {0, 3, 2, 3, 6};
  const struct {
    sinew_column column;
    size_t position;
  } cases[] = {
      {{static_cast<sinew_type>(100), 4, values, 32, nullptr, nullptr, 0, 0}, 0},
      {{SINEW_TYPE_U64, 4, nullptr, 32, nullptr, nullptr, 0, 0}, 0},
      {SkipRows({SINEW_TYPE_U64, 4, values, 32, nullptr, nullptr, 0, 0}, 1), 3},
      {{SINEW_TYPE_STRING, 4, values, 32, nullptr, nullptr, 0, 0}, 0},
      {{SINEW_TYPE_BOOL, 4, values, 32, nullptr, nullptr, 0, 0}, 0},
      {{SINEW_TYPE_STRING, 4, values, 32, backwards, nullptr, 0, 0}, 1},
      {SkipRows({SINEW_TYPE_STRING, 2, values, 5, backwards, nullptr, 0, 0}, 2), 1},
  };
  uint32_t out[4] = {1, 2, 3, 4};
  sinew_hash128 wide[4] = {{1, 1}, {2, 2}, {3, 3}, {4, 4}};
  for (const auto& test : cases) {
    for (const sinew_result& result : {sinew_murmur3_32_many(&test.column, 0, out),
                                       sinew_murmur3_128_many(&test.column, 0, wide)}) {
      BOOST_TEST(result.status == SINEW_STATUS_INVALID_ARGUMENT);
      BOOST_TEST(result.count == test.position);
    }
    for (uint32_t i = 0; i < 4; ++i) {
      BOOST_TEST(out[i] == i + 1);
      BOOST_TEST(Equal(wide[i], {i + 1, i + 1}));
    }
  }
  const sinew_column whole = {SINEW_TYPE_U64, 4, values, 32, nullptr, nullptr, 0, 0};
  const sinew_column empty = {SINEW_TYPE_STRING, 0, nullptr, 0, nullptr, nullptr, 0, 0};
  BOOST_TEST(sinew_murmur3_32_many(nullptr, 0, out).status == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_murmur3_32_many(&whole, 0, nullptr).status == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_murmur3_32_many(&empty, 0, nullptr).status == SINEW_STATUS_OK);
  BOOST_TEST(sinew_murmur3_128_many(nullptr, 0, wide).status == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_murmur3_128_many(&whole, 0, nullptr).status == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_murmur3_128_many(&empty, 0, nullptr).status == SINEW_STATUS_OK);
}

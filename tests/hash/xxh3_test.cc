#include "sinew/sinew.h"

#include <boost/test/unit_test.hpp>
#include <cstring>
#include <string>
#include <vector>

#include "hash/xxh3-inl.h"
#include "hash/xxh3_ref.h"
#include "support/guard.h"
#include "support/random.h"
#include "support/targets.h"

namespace {

const uint64_t kSeeds[] = {0, 1, 0x9E3779B185EBCA8D, uint64_t{1} << 63, UINT64_MAX};

// xxHash's sanity check (cli/xsum_sanity_check.c): the input, the seeds and the results.
std::vector<uint8_t> SanityBytes(size_t size) {
  std::vector<uint8_t> bytes;
  for (uint64_t state = 2654435761u; bytes.size() < size; state *= 11400714785074694797u) {
    bytes.push_back(static_cast<uint8_t>(state >> 56));
  }
  return bytes;
}

struct Sanity {
  size_t size;
  uint64_t unseeded, seeded;
};

const Sanity kSanity[] = {
    {0, 0x2D06800538D394C2, 0xA8A6B918B2F0364A},    {1, 0xC44BDFF4074EECDB, 0x032BE332DD766EF8},
    {6, 0x27B56A84CD2D7325, 0x84589C116AB59AB9},    {12, 0xA713DAF0DFBB77E7, 0xE7303E1B2336DE0E},
    {24, 0xA3FE70BF9D3510EB, 0x850E80FC35BDD690},   {48, 0x397DA259ECBA1F11, 0xADC2CBAA44ACC616},
    {80, 0xBCDEFBBB2C47C90A, 0xC6DD0CB699532E73},   {195, 0xCD94217EE362EC3A, 0xBA68003D370CB3D9},
    {403, 0xCDEB804D65C6DEA4, 0x6259F6ECFD6443FD},  {512, 0x617E49599013CB6B, 0x3CE457DE14C27708},
    {2048, 0xDD59E2C3A5F038E0, 0x66F81670669ABABC}, {2099, 0xC6B9D9B3FC9AC765, 0x184F316843663974},
    {2240, 0x6E73A90539CF2948, 0x757BA8487D1B5247}, {2367, 0xCB37AEB9E5D361ED, 0xD2DB3415B942B42A},
};

// Strings one behind the other, and the column that views them.
template <typename Offset>
struct Strings {
  sinew_type type = sizeof(Offset) == 4 ? SINEW_TYPE_STRING : SINEW_TYPE_LARGE_STRING;
  std::vector<uint8_t> bytes;
  std::vector<Offset> offsets = {0};

  Strings(size_t count, size_t max_size, uint64_t seed) {
    Random random(seed);
    for (size_t row = 0; row < count; ++row) {
      const size_t size = random.Below(max_size + 1);
      for (size_t i = 0; i < size; ++i) bytes.push_back(static_cast<uint8_t>(random()));
      offsets.push_back(static_cast<Offset>(bytes.size()));
    }
  }

  sinew_column Column(size_t offset, size_t count, const uint8_t* validity) const {
    return {type, count, offset, bytes.data(), bytes.size(), offsets.data(), validity};
  }

  uint64_t Hash(size_t row, uint64_t seed) const {
    const size_t begin = static_cast<size_t>(offsets[row]);
    return Xxh3Ref(bytes.data() + begin, static_cast<size_t>(offsets[row + 1]) - begin, seed);
  }
};

bool Bit(const uint8_t* bits, size_t i) { return bits == nullptr || ((bits[i / 8] >> i % 8) & 1); }

template <typename Expected>
void CheckMany(const sinew_column& column, uint64_t seed, const Expected& expected) {
  std::vector<uint64_t> out(column.count + 1, 0x5555);
  const sinew_result result = sinew_xxh3_64_many(&column, seed, out.data());
  BOOST_TEST(result.status == SINEW_STATUS_OK);
  BOOST_TEST(result.count == column.count);
  for (size_t row = 0; row < column.count; ++row) {
    const bool valid = Bit(column.validity, column.offset + row);
    if (out[row] != (valid ? expected(column.offset + row) : 0)) BOOST_ERROR("row " << row);
  }
  BOOST_TEST(out[column.count] == 0x5555u);
}

template <typename Offset>
void CheckStrings() {
  const std::vector<uint8_t> validity = RandomBytes(2200 / 8, 11);
  for (const size_t max_size : {0, 8, 40, 130, 600}) {
    const Strings<Offset> strings(2200, max_size, max_size);
    const auto expected = [&](uint64_t seed) {
      return [&strings, seed](size_t row) { return strings.Hash(row, seed); };
    };
    ForEachTarget([&] {
      for (const size_t count : {0, 1, 2, 63, 64, 65, 127, 128, 129, 1000, 2100}) {
        for (const size_t offset : {0, 1, 7, 64, 99}) {
          CheckMany(strings.Column(offset, count, nullptr), 0, expected(0));
          CheckMany(strings.Column(offset, count, validity.data()), 77, expected(77));
        }
      }
    });
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE(PublishedVectors) {
  const std::vector<uint8_t> bytes = SanityBytes(2367);
  ForEachTarget([&] {
    for (const Sanity& vector : kSanity) {
      BOOST_TEST_CONTEXT("size " << vector.size) {
        BOOST_TEST(sinew_xxh3_64(bytes.data(), vector.size, 0) == vector.unseeded);
        BOOST_TEST(sinew_xxh3_64(bytes.data(), vector.size, 11400714785074694797u) ==
                   vector.seeded);
      }
    }
    BOOST_TEST(sinew_xxh3_64(nullptr, 0, 0) == kSanity[0].unseeded);
  });
}

BOOST_AUTO_TEST_CASE(EveryLengthAtEitherGuardPage) {
  constexpr size_t kMax = 2200;
  const std::vector<uint8_t> bytes = RandomBytes(kMax, 1);
  GuardedMemory memory(kMax);
  for (const uint64_t seed : kSeeds) {
    for (size_t size = 0; size <= kMax; ++size) {
      const uint64_t expected = Xxh3Ref(bytes.data(), size, seed);
      uint8_t* back = memory.Back(size);
      memcpy(memory.Front(), bytes.data(), size);
      ForEachTarget([&] {
        if (sinew_xxh3_64(memory.Front(), size, seed) != expected) {
          BOOST_ERROR("front, size " << size << ", seed " << seed);
        }
      });
      memcpy(back, bytes.data(), size);
      ForEachTarget([&] {
        if (sinew_xxh3_64(back, size, seed) != expected) {
          BOOST_ERROR("back, size " << size << ", seed " << seed);
        }
      });
    }
  }
}

BOOST_AUTO_TEST_CASE(EveryMisalignment) {
  const std::vector<uint8_t> bytes = RandomBytes(20000, 2);
  GuardedMemory memory(bytes.size() + 64);
  for (const size_t size : {3, 8, 16, 32, 128, 240, 241, 1024, 1025, 9216, 9300, 20000}) {
    const uint64_t expected = Xxh3Ref(bytes.data(), size, 5);
    for (size_t gap = 0; gap < 64; ++gap) {
      uint8_t* in = memory.Back(size, gap);
      memcpy(in, bytes.data(), size);
      ForEachTarget([&] {
        if (sinew_xxh3_64(in, size, 5) != expected) {
          BOOST_ERROR("size " << size << ", gap " << gap);
        }
      });
    }
  }
}

BOOST_AUTO_TEST_CASE(LongInputs) {
  const std::vector<uint8_t> bytes = RandomBytes((size_t{3} << 20) + 77, 3);
  for (const size_t size : {size_t{8191}, size_t{8192}, size_t{8193}, size_t{65536}, size_t{100001},
                            size_t{1} << 20, bytes.size()}) {
    for (const uint64_t seed : kSeeds) {
      const uint64_t expected = Xxh3Ref(bytes.data(), size, seed);
      ForEachTarget([&] { BOOST_TEST(sinew_xxh3_64(bytes.data(), size, seed) == expected); });
    }
  }
}

BOOST_AUTO_TEST_CASE(ColumnsOfStrings) { CheckStrings<int32_t>(); }
BOOST_AUTO_TEST_CASE(ColumnsOfLargeStrings) { CheckStrings<int64_t>(); }

BOOST_AUTO_TEST_CASE(ColumnsOfFixedWidth) {
  std::vector<uint8_t> values = RandomBytes(8 * 2200 + 1, 4);
  const std::vector<uint8_t> validity = RandomBytes(2200 / 8, 12);
  for (const sinew_type type : {SINEW_TYPE_I64, SINEW_TYPE_U64, SINEW_TYPE_F64}) {
    for (const uint64_t seed : kSeeds) {
      ForEachTarget([&] {
        for (const size_t count : {0, 1, 2, 3, 7, 8, 9, 63, 64, 65, 1000, 2100}) {
          for (const size_t offset : {0, 3, 64}) {
            for (const uint8_t* bits : {static_cast<const uint8_t*>(nullptr), validity.data()}) {
              const uint8_t* unaligned = values.data() + 1;
              const sinew_column column = {type, count, offset, unaligned, 8 * 2200, nullptr, bits};
              CheckMany(column, seed,
                        [&](size_t row) { return Xxh3Ref(unaligned + 8 * row, 8, seed); });
            }
          }
        }
      });
    }
  }
}

// The strings and the values end where their memory does, and so does the output.
BOOST_AUTO_TEST_CASE(ColumnsBetweenGuardPages) {
  GuardedMemory bytes(4096);
  GuardedMemory offsets(4096);
  GuardedMemory validity(4096);
  GuardedMemory out(4096);
  ForEachTarget([&] {
    for (const size_t count : {1, 5, 63, 64, 65, 130}) {
      for (const size_t size : {0, 1, 4, 15, 30}) {
        uint8_t* values = bytes.Back(count * size);
        memset(values, 7, count * size);
        int32_t* ends = reinterpret_cast<int32_t*>(offsets.Back(4 * (count + 1)));
        for (size_t row = 0; row <= count; ++row) ends[row] = static_cast<int32_t>(row * size);
        uint8_t* bits = validity.Back((count + 7) / 8);
        memset(bits, 0xFF, (count + 7) / 8);
        uint64_t* hashes = reinterpret_cast<uint64_t*>(out.Back(8 * count));
        const sinew_column column = {SINEW_TYPE_STRING, count, 0, values, count * size, ends, bits};
        BOOST_TEST(sinew_xxh3_64_many(&column, 9, hashes).count == count);
        const uint64_t expected = Xxh3Ref(values, size, 9);
        for (size_t row = 0; row < count; ++row) BOOST_TEST(hashes[row] == expected);
      }
      uint8_t* values = bytes.Back(8 * count);
      uint64_t* hashes = reinterpret_cast<uint64_t*>(out.Front());
      const sinew_column column = {SINEW_TYPE_U64, count, 0, values, 8 * count, nullptr, nullptr};
      BOOST_TEST(sinew_xxh3_64_many(&column, 9, hashes).count == count);
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
      {{static_cast<sinew_type>(99), 4, 0, values, 32, nullptr, nullptr}, 0},
      {{SINEW_TYPE_U64, 4, 0, nullptr, 32, nullptr, nullptr}, 0},
      {{SINEW_TYPE_U64, 4, 1, values, 32, nullptr, nullptr}, 4},
      {{SINEW_TYPE_I64, SIZE_MAX, 1, values, 32, nullptr, nullptr}, 0},
      {{SINEW_TYPE_STRING, 4, 0, values, 32, nullptr, nullptr}, 0},
      {{SINEW_TYPE_STRING, 4, 0, values, 32, backwards, nullptr}, 1},
      {{SINEW_TYPE_STRING, 2, 2, values, 5, backwards, nullptr}, 1},
  };
  for (const auto& test : cases) {
    uint64_t out[4] = {1, 2, 3, 4};
    const sinew_result result = sinew_xxh3_64_many(&test.column, 0, out);
    BOOST_TEST(result.status == SINEW_STATUS_INVALID_ARGUMENT);
    BOOST_TEST(result.count == test.position);
    for (uint64_t i = 0; i < 4; ++i) BOOST_TEST(out[i] == i + 1);
  }
  uint64_t out[1];
  BOOST_TEST(sinew_xxh3_64_many(nullptr, 0, out).status == SINEW_STATUS_INVALID_ARGUMENT);
  const sinew_column whole = {SINEW_TYPE_U64, 4, 0, values, 32, nullptr, nullptr};
  BOOST_TEST(sinew_xxh3_64_many(&whole, 0, nullptr).status == SINEW_STATUS_INVALID_ARGUMENT);
  const sinew_column empty = {SINEW_TYPE_STRING, 0, 0, nullptr, 0, nullptr, nullptr};
  BOOST_TEST(sinew_xxh3_64_many(&empty, 0, nullptr).status == SINEW_STATUS_OK);
}

// What other kernels inline is the same function.
BOOST_AUTO_TEST_CASE(InlineForms) {
  const std::vector<uint8_t> bytes = RandomBytes(sinew::xxh3::kMaxShort, 8);
  for (size_t size = 0; size <= bytes.size(); ++size) {
    BOOST_TEST(sinew::xxh3::HashShort(bytes.data(), size, 3) == Xxh3Ref(bytes.data(), size, 3));
  }
  for (const uint64_t word : kSeeds) {
    for (const uint64_t seed : kSeeds) {
      BOOST_TEST(sinew::xxh3::HashWord(word, seed) == Xxh3Ref(&word, 8, seed));
    }
  }
}

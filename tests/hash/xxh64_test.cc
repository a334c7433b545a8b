#include "sinew/sinew.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cstring>
#include <vector>

#include "hash/columns.h"
#include "hash/xxh64_ref.h"
#include "hash/xxhash_sanity.h"
#include "support/guard.h"
#include "support/random.h"

namespace {

const uint64_t kSeeds[] = {0, 1, kSanitySeed32, uint64_t{1} << 63, UINT64_MAX};

// xxHash's sanity check (cli/xsum_sanity_check.c).
const struct {
  size_t size;
  uint64_t seed, hash;
} kSanity[] = {
    {0, 0, 0xEF46DB3751D8E999},
    {0, kSanitySeed32, 0xAC75FDA2929B17EF},
    {1, 0, 0xE934A84ADB052768},
    {1, kSanitySeed32, 0x5014607643A9B4C3},
    {4, 0, 0x9136A0DCA57457EE},
    {14, 0, 0x8282DCC4994E35C8},
    {14, kSanitySeed32, 0xC3BD6BF63DEB6DF0},
    {222, 0, 0xB641AE8CB691C174},
    {222, kSanitySeed32, 0x20CB8AB7AE10C14A},
};

sinew_result Many(const sinew_column* column, uint64_t seed, uint64_t* out) {
  return sinew_xxh64_many(column, seed, out);
}

void CheckDigest(const sinew_xxh64_state& state, const uint8_t* in, size_t size, uint64_t seed) {
  if (sinew_xxh64_digest(&state) != Xxh64Ref(in, size, seed)) BOOST_ERROR("size " << size);
}

}  // namespace

BOOST_AUTO_TEST_CASE(PublishedVectors) {
  const std::vector<uint8_t> bytes = SanityBytes(222);
  for (const auto& vector : kSanity) {
    BOOST_TEST_CONTEXT("size " << vector.size << ", seed " << vector.seed) {
      BOOST_TEST(sinew_xxh64(bytes.data(), vector.size, vector.seed) == vector.hash);
      sinew_xxh64_state state;
      sinew_xxh64_init(&state, vector.seed);
      for (size_t i = 0; i < vector.size; ++i) sinew_xxh64_update(&state, bytes.data() + i, 1);
      BOOST_TEST(sinew_xxh64_digest(&state) == vector.hash);
    }
  }
  BOOST_TEST(sinew_xxh64(nullptr, 0, 0) == kSanity[0].hash);
}

BOOST_AUTO_TEST_CASE(EveryLengthAndMisalignmentBetweenGuardPages) {
  constexpr size_t kMax = 600;
  const std::vector<uint8_t> bytes = RandomBytes(kMax, 1);
  GuardedMemory memory(kMax + 64);
  for (const uint64_t seed : kSeeds) {
    for (size_t size = 0; size <= kMax; ++size) {
      const uint64_t expected = Xxh64Ref(bytes.data(), size, seed);
      for (uint8_t* in : {memory.Front(), memory.Back(size), memory.Back(size, size % 64)}) {
        memcpy(in, bytes.data(), size);
        if (sinew_xxh64(in, size, seed) != expected) BOOST_ERROR("size " << size);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(LongInputs) {
  const std::vector<uint8_t> bytes = RandomBytes((size_t{1} << 20) + 77, 3);
  for (const size_t size : {size_t{65536}, size_t{100001}, bytes.size()}) {
    BOOST_TEST(sinew_xxh64(bytes.data(), size, 9) == Xxh64Ref(bytes.data(), size, 9));
  }
}

// A digest after every byte, which no later one may notice.
BOOST_AUTO_TEST_CASE(DigestDoesNotConsume) {
  const std::vector<uint8_t> bytes = RandomBytes(300, 4);
  for (const uint64_t seed : kSeeds) {
    sinew_xxh64_state state;
    sinew_xxh64_init(&state, seed);
    for (size_t size = 0; size < bytes.size(); ++size) {
      CheckDigest(state, bytes.data(), size, seed);
      sinew_xxh64_update(&state, bytes.data() + size, 1);
    }
    CheckDigest(state, bytes.data(), bytes.size(), seed);
  }
}

BOOST_AUTO_TEST_CASE(AnySplit) {
  const std::vector<uint8_t> bytes = RandomBytes(5000, 5);
  const size_t kLargest[] = {2, 33, 70, 300, 5000};
  Random random(6);
  for (int round = 0; round < 5000; ++round) {
    const size_t largest = kLargest[round % 5];
    const size_t size = random.Below(round % 2 == 0 ? 130 : bytes.size() + 1);
    const uint64_t seed = random();
    sinew_xxh64_state state;
    sinew_xxh64_init(&state, seed);
    for (size_t at = 0; at < size;) {
      const size_t piece = std::min<size_t>(random.Below(largest + 1), size - at);
      sinew_xxh64_update(&state, bytes.data() + at, piece);
      at += piece;
    }
    CheckDigest(state, bytes.data(), size, seed);
  }
}

BOOST_AUTO_TEST_CASE(CopiesAndStartingOver) {
  const std::vector<uint8_t> bytes = RandomBytes(1000, 7);
  sinew_xxh64_state state;
  memset(&state, 0xA5, sizeof(state));
  for (const size_t cut : {0, 1, 32, 500}) {
    sinew_xxh64_init(&state, cut);
    sinew_xxh64_update(&state, nullptr, 0);
    sinew_xxh64_update(&state, bytes.data(), cut);
    sinew_xxh64_state copy = state;
    sinew_xxh64_update(&copy, bytes.data() + cut, bytes.size() - cut);
    CheckDigest(state, bytes.data(), cut, cut);
    CheckDigest(copy, bytes.data(), bytes.size(), cut);
  }
}

BOOST_AUTO_TEST_CASE(Strings32) { CheckStringColumns<uint64_t, int32_t>(Many, Xxh64Ref); }
BOOST_AUTO_TEST_CASE(Strings64) { CheckStringColumns<uint64_t, int64_t>(Many, Xxh64Ref); }
BOOST_AUTO_TEST_CASE(FixedWidths) { CheckFixedWidthColumns<uint64_t>(Many, Xxh64Ref); }
BOOST_AUTO_TEST_CASE(ColumnsBetweenGuardPages) {
  CheckColumnsBetweenGuardPages<uint64_t>(Many, Xxh64Ref);
}
BOOST_AUTO_TEST_CASE(Rejects) { CheckRejectsAllOrNothing<uint64_t>(Many); }

#include "sinew/sinew.h"

#include "hash/xxh3/xxh3.h"

#include <boost/test/unit_test.hpp>
#include <cstring>
#include <vector>

#include "hash/xxh3_ref.h"
#include "hash/xxhash_sanity.h"
#include "support/guard.h"
#include "support/random.h"
#include "support/targets.h"

namespace {

const uint64_t kSeeds[] = {0, 1, 0x9E3779B185EBCA8D, uint64_t{1} << 63, UINT64_MAX};

// xxHash's sanity check (cli/xsum_sanity_check.c): the sizes and the results without and with its
// seed.
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

}  // namespace

BOOST_AUTO_TEST_CASE(PublishedVectors) {
  const std::vector<uint8_t> bytes = SanityBytes(2367);
  ForEachTarget([&] {
    for (const Sanity& vector : kSanity) {
      BOOST_TEST_CONTEXT("size " << vector.size) {
        BOOST_TEST(sinew_xxh3_64(bytes.data(), vector.size, 0) == vector.unseeded);
        BOOST_TEST(sinew_xxh3_64(bytes.data(), vector.size, kSanitySeed64) == vector.seeded);
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

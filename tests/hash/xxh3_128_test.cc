#include "sinew/sinew.h"

#include "hash/xxh3/xxh3_128.h"

#include <boost/test/unit_test.hpp>
#include <cstring>
#include <vector>

#include "hash/xxh3_ref.h"
#include "hash/xxhash_sanity.h"
#include "support/guard.h"
#include "support/random.h"
#include "support/targets.h"

namespace {

const uint64_t kSeeds[] = {0, 1, kSanitySeed64, uint64_t{1} << 63, UINT64_MAX};

// xxHash's sanity check (cli/xsum_sanity_check.c).
const struct {
  size_t size;
  uint64_t seed;
  sinew_hash128 hash;
} kSanity[] = {
    {0, 0, {0x6001C324468D497F, 0x99AA06D3014798D8}},
    {0, kSanitySeed32, {0x5444F7869C671AB0, 0x92220AE55E14AB50}},
    {1, 0, {0xC44BDFF4074EECDB, 0xA6CD5E9392000F6A}},
    {1, kSanitySeed32, {0xB53D5557E7F76F8D, 0x89B99554BA22467C}},
    {6, 0, {0x3E7039BDDA43CFC6, 0x082AFE0B8162D12A}},
    {6, kSanitySeed32, {0x269D8F70BE98856E, 0x5A865B5389ABD2B1}},
    {12, 0, {0x061A192713F69AD9, 0x6E3EFD8FC7802B18}},
    {12, kSanitySeed32, {0x9BE9F9A67F3C7DFB, 0xD7E09D518A3405D3}},
    {24, 0, {0x1E7044D28B1B901D, 0x0CE966E4678D3761}},
    {24, kSanitySeed32, {0xD7304C54EBAD40A9, 0x3162026714A6A243}},
    {48, 0, {0xF942219AED80F67B, 0xA002AC4E5478227E}},
    {48, kSanitySeed32, {0x7BA3C3E453A1934E, 0x163ADDE36C072295}},
    {81, 0, {0x5E8BAFB9F95FB803, 0x4952F58181AB0042}},
    {81, kSanitySeed32, {0x703FBB3D7A5F755C, 0x2724EC7ADC750FB6}},
    {222, 0, {0xF1AEBD597CEC6B3A, 0x337E09641B948717}},
    {222, kSanitySeed32, {0xAE995BB8AF917A8D, 0x91820016621E97F1}},
    {403, 0, {0xCDEB804D65C6DEA4, 0x1B6DE21E332DD73D}},
    {403, kSanitySeed64, {0x6259F6ECFD6443FD, 0xBED311971E0BE8F2}},
    {512, 0, {0x617E49599013CB6B, 0x18D2D110DCC9BCA1}},
    {512, kSanitySeed64, {0x3CE457DE14C27708, 0x925D06B8EC5B8040}},
    {2048, 0, {0xDD59E2C3A5F038E0, 0xF736557FD47073A5}},
    {2048, kSanitySeed32, {0x230D43F30206260B, 0x7FB03F7E7186C3EA}},
    {2240, 0, {0x6E73A90539CF2948, 0xCCB134FBFA7CE49D}},
    {2240, kSanitySeed32, {0xED385111126FBA6F, 0x50A1FE17B338995F}},
    {2367, 0, {0xCB37AEB9E5D361ED, 0xE89C0F6FF369B427}},
    {2367, kSanitySeed32, {0x6F5360AE69C2F406, 0xD23AAE4B76C31ECB}},
};

}  // namespace

BOOST_AUTO_TEST_CASE(PublishedVectors) {
  const std::vector<uint8_t> bytes = SanityBytes(2367);
  ForEachTarget([&] {
    for (const auto& vector : kSanity) {
      const sinew_hash128 hash = sinew_xxh3_128(bytes.data(), vector.size, vector.seed);
      if (hash != vector.hash) BOOST_ERROR("size " << vector.size << ", seed " << vector.seed);
    }
    BOOST_TEST((sinew_xxh3_128(nullptr, 0, 0) == kSanity[0].hash));
  });
}

BOOST_AUTO_TEST_CASE(EveryLengthAtEitherGuardPage) {
  constexpr size_t kMax = 2200;
  const std::vector<uint8_t> bytes = RandomBytes(kMax, 1);
  GuardedMemory memory(kMax);
  for (const uint64_t seed : kSeeds) {
    for (size_t size = 0; size <= kMax; ++size) {
      const sinew_hash128 expected = Xxh3Ref128(bytes.data(), size, seed);
      for (uint8_t* in : {memory.Front(), memory.Back(size)}) {
        memcpy(in, bytes.data(), size);
        ForEachTarget([&] {
          if (sinew_xxh3_128(in, size, seed) != expected) {
            BOOST_ERROR("size " << size << ", seed " << seed);
          }
        });
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(EveryMisalignment) {
  const std::vector<uint8_t> bytes = RandomBytes(20000, 2);
  GuardedMemory memory(bytes.size() + 64);
  for (const size_t size : {3, 8, 16, 32, 128, 240, 241, 1024, 1025, 9216, 9300, 20000}) {
    const sinew_hash128 expected = Xxh3Ref128(bytes.data(), size, 5);
    for (size_t gap = 0; gap < 64; ++gap) {
      uint8_t* in = memory.Back(size, gap);
      memcpy(in, bytes.data(), size);
      ForEachTarget([&] {
        if (sinew_xxh3_128(in, size, 5) != expected) {
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
      const sinew_hash128 expected = Xxh3Ref128(bytes.data(), size, seed);
      ForEachTarget([&] { BOOST_TEST((sinew_xxh3_128(bytes.data(), size, seed) == expected)); });
    }
  }
}

#include "sinew/sinew.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cstring>
#include <vector>

#include "hash/xxh3_ref.h"
#include "hash/xxhash_sanity.h"
#include "support/guard.h"
#include "support/random.h"
#include "support/targets.h"

namespace {

void CheckDigests(const sinew_xxh3_state& state, const uint8_t* in, size_t size, uint64_t seed) {
  if (sinew_xxh3_64_digest(&state) != Xxh3Ref(in, size, seed)) BOOST_ERROR("64, size " << size);
  if (sinew_xxh3_128_digest(&state) != Xxh3Ref128(in, size, seed)) {
    BOOST_ERROR("128, size " << size);
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE(PublishedVectors) {
  const std::vector<uint8_t> bytes = SanityBytes(2367);
  sinew_xxh3_state state;
  sinew_xxh3_init(&state, kSanitySeed64);
  for (const uint8_t byte : bytes) sinew_xxh3_update(&state, &byte, 1);
  BOOST_TEST(sinew_xxh3_64_digest(&state) == 0xD2DB3415B942B42Au);
  sinew_xxh3_init(&state, kSanitySeed32);
  for (const uint8_t byte : bytes) sinew_xxh3_update(&state, &byte, 1);
  const sinew_hash128 hash = {0x6F5360AE69C2F406, 0xD23AAE4B76C31ECB};
  BOOST_TEST((sinew_xxh3_128_digest(&state) == hash));
}

// A digest after every byte, which no later one may notice.
BOOST_AUTO_TEST_CASE(DigestDoesNotConsume) {
  const std::vector<uint8_t> bytes = RandomBytes(3300, 1);
  ForEachTarget([&] {
    for (const uint64_t seed : {uint64_t{0}, kSanitySeed64}) {
      sinew_xxh3_state state;
      sinew_xxh3_init(&state, seed);
      for (size_t size = 0; size < bytes.size(); ++size) {
        CheckDigests(state, bytes.data(), size, seed);
        sinew_xxh3_update(&state, bytes.data() + size, 1);
      }
      CheckDigests(state, bytes.data(), bytes.size(), seed);
    }
  });
}

BOOST_AUTO_TEST_CASE(AnySplit) {
  const std::vector<uint8_t> bytes = RandomBytes(40000, 2);
  const size_t kLargest[] = {2, 70, 300, 1100, 5000, 40000};
  ForEachTarget([&] {
    Random random(3);
    for (int round = 0; round < 300; ++round) {
      const size_t largest = kLargest[round % 6];
      const size_t size = random.Below(round % 2 == 0 ? 3000 : bytes.size() + 1);
      const uint64_t seed = round % 3 == 0 ? 0 : random();
      sinew_xxh3_state state;
      sinew_xxh3_init(&state, seed);
      for (size_t at = 0; at < size;) {
        const size_t piece = std::min<size_t>(random.Below(largest + 1), size - at);
        sinew_xxh3_update(&state, bytes.data() + at, piece);
        at += piece;
      }
      CheckDigests(state, bytes.data(), size, seed);
    }
  });
}

// Cuts around the block, where the buffer is just full or just not.
BOOST_AUTO_TEST_CASE(CutsAroundABlock) {
  const std::vector<uint8_t> bytes = RandomBytes(4200, 4);
  ForEachTarget([&] {
    for (const size_t first : {0, 1, 63, 64, 960, 1023, 1024, 1025, 1088, 2047, 2048, 2049}) {
      for (const size_t second : {0, 1, 63, 64, 65, 1023, 1024, 1025, 2048}) {
        sinew_xxh3_state state;
        sinew_xxh3_init(&state, 6);
        sinew_xxh3_update(&state, bytes.data(), first);
        sinew_xxh3_update(&state, bytes.data() + first, second);
        CheckDigests(state, bytes.data(), first + second, 6);
      }
    }
  });
}

BOOST_AUTO_TEST_CASE(CopiesAreStatesOfTheirOwn) {
  const std::vector<uint8_t> bytes = RandomBytes(3000, 5);
  for (const size_t cut : {0, 100, 1500}) {
    sinew_xxh3_state state;
    sinew_xxh3_init(&state, 8);
    sinew_xxh3_update(&state, bytes.data(), cut);
    sinew_xxh3_state copy = state;
    sinew_xxh3_update(&copy, bytes.data() + cut, bytes.size() - cut);
    CheckDigests(state, bytes.data(), cut, 8);
    CheckDigests(copy, bytes.data(), bytes.size(), 8);
  }
}

BOOST_AUTO_TEST_CASE(InitStartsOver) {
  const std::vector<uint8_t> bytes = RandomBytes(3000, 6);
  sinew_xxh3_state state;
  memset(&state, 0xA5, sizeof(state));
  for (const size_t size : {3000, 10, 0, 1024}) {
    sinew_xxh3_init(&state, size);
    sinew_xxh3_update(&state, nullptr, 0);
    sinew_xxh3_update(&state, bytes.data(), size);
    CheckDigests(state, bytes.data(), size, size);
  }
}

// No byte outside of the pieces or of the state is touched.
BOOST_AUTO_TEST_CASE(BetweenGuardPages) {
  GuardedMemory memory(4096);
  GuardedMemory state_memory(4096);
  ForEachTarget([&] {
    for (const size_t size : {1, 64, 240, 241, 1024, 1025, 2500, 4096}) {
      for (uint8_t* in : {memory.Front(), memory.Back(size)}) {
        auto* state =
            reinterpret_cast<sinew_xxh3_state*>(state_memory.Back(sizeof(sinew_xxh3_state)));
        sinew_xxh3_init(state, 1);
        for (int twice = 0; twice < 2; ++twice) sinew_xxh3_update(state, in, size);
        std::vector<uint8_t> whole(in, in + size);
        whole.insert(whole.end(), in, in + size);
        CheckDigests(*state, whole.data(), whole.size(), 1);
      }
    }
  });
}

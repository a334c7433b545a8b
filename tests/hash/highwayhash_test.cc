#include "sinew/sinew.h"

#include <algorithm>
#include <array>
#include <boost/test/unit_test.hpp>
#include <cstring>
#include <vector>

#include "hash/highwayhash_ref.h"
#include "hash/highwayhash_vectors.h"
#include "support/guard.h"
#include "support/random.h"
#include "support/targets.h"

namespace {

std::vector<uint8_t> Ramp(size_t size) {
  std::vector<uint8_t> bytes(size);
  for (size_t i = 0; i < size; ++i) bytes[i] = static_cast<uint8_t>(i);
  return bytes;
}

// All three hashes of an input: 1 + 2 + 4 words.
using Hashes = std::array<uint64_t, 7>;

Hashes Expected(const uint8_t* in, size_t size, const uint8_t* key) {
  HighwayHashRef ref(key);
  ref.Append(in, size);
  HighwayHashRef ref128 = ref;
  HighwayHashRef ref256 = ref;
  const auto hash128 = ref128.Finalize128();
  const auto hash256 = ref256.Finalize256();
  Hashes all = {ref.Finalize64(), hash128[0], hash128[1]};
  std::copy(hash256.begin(), hash256.end(), all.begin() + 3);
  return all;
}

Hashes OneShot(const void* in, size_t size, const void* key) {
  const sinew_hash128 hash128 = sinew_highwayhash_128(in, size, key);
  Hashes all = {sinew_highwayhash_64(in, size, key), hash128.low, hash128.high};
  sinew_highwayhash_256(in, size, key, &all[3]);
  return all;
}

Hashes Digests(const sinew_highwayhash_state& state) {
  const sinew_hash128 hash128 = sinew_highwayhash_128_digest(&state);
  Hashes all = {sinew_highwayhash_64_digest(&state), hash128.low, hash128.high};
  sinew_highwayhash_256_digest(&state, &all[3]);
  return all;
}

sinew_highwayhash_state Begin(const std::vector<uint8_t>& key) {
  sinew_highwayhash_state state;
  sinew_highwayhash_init(&state, key.data());
  return state;
}

}  // namespace

BOOST_AUTO_TEST_CASE(PublishedTables) {
  const std::vector<uint8_t> key = Ramp(32);
  const std::vector<uint8_t> bytes = Ramp(64);
  ForEachTarget([&] {
    for (size_t size = 0; size <= 64; ++size) {
      BOOST_TEST_CONTEXT("size " << size) {
        const Hashes hashes = OneShot(bytes.data(), size, key.data());
        BOOST_TEST(hashes[0] == kHighwayHash64[size]);
        BOOST_TEST(hashes[1] == kHighwayHash128[size][0]);
        BOOST_TEST(hashes[2] == kHighwayHash128[size][1]);
        for (size_t i = 0; i < 4; ++i) BOOST_TEST(hashes[3 + i] == kHighwayHash256[size][i]);
      }
    }
    BOOST_TEST(sinew_highwayhash_64(nullptr, 0, key.data()) == kHighwayHash64[0]);
  });
}

BOOST_AUTO_TEST_CASE(EveryLengthAtEitherGuardPage) {
  constexpr size_t kMax = 300;
  const std::vector<uint8_t> bytes = RandomBytes(kMax, 1);
  const std::vector<uint8_t> key = RandomBytes(32, 2);
  GuardedMemory memory(kMax);
  GuardedMemory keys(33);
  GuardedMemory out(32);
  uint8_t* guarded_key = keys.Back(32);
  memcpy(guarded_key, key.data(), 32);
  for (size_t size = 0; size <= kMax; ++size) {
    const Hashes expected = Expected(bytes.data(), size, key.data());
    memcpy(memory.Front(), bytes.data(), size);
    ForEachTarget([&] {
      if (OneShot(memory.Front(), size, guarded_key) != expected) {
        BOOST_ERROR("front, size " << size);
      }
    });
    uint8_t* back = memory.Back(size);
    memcpy(back, bytes.data(), size);
    ForEachTarget([&] {
      if (OneShot(back, size, guarded_key) != expected) BOOST_ERROR("back, size " << size);
      sinew_highwayhash_256(back, size, guarded_key, out.Back(32));
      BOOST_TEST(memcmp(out.Back(32), &expected[3], 32) == 0);
    });
  }
}

BOOST_AUTO_TEST_CASE(EveryMisalignment) {
  const std::vector<uint8_t> bytes = RandomBytes(3000, 3);
  const std::vector<uint8_t> key = RandomBytes(32, 4);
  GuardedMemory memory(bytes.size() + 64);
  GuardedMemory keys(32 + 64);
  for (const size_t size : {1, 15, 16, 31, 32, 47, 64, 1000, 3000}) {
    const Hashes expected = Expected(bytes.data(), size, key.data());
    for (size_t gap = 0; gap < 64; ++gap) {
      uint8_t* in = memory.Back(size, gap);
      memcpy(in, bytes.data(), size);
      uint8_t* guarded_key = keys.Back(32, gap);
      memcpy(guarded_key, key.data(), 32);
      ForEachTarget([&] {
        if (OneShot(in, size, guarded_key) != expected) {
          BOOST_ERROR("size " << size << ", gap " << gap);
        }
      });
    }
  }
}

BOOST_AUTO_TEST_CASE(LongInput) {
  const std::vector<uint8_t> bytes = RandomBytes((size_t{1} << 20) + 77, 5);
  const std::vector<uint8_t> key = RandomBytes(32, 6);
  const Hashes expected = Expected(bytes.data(), bytes.size(), key.data());
  ForEachTarget([&] { BOOST_TEST(OneShot(bytes.data(), bytes.size(), key.data()) == expected); });
}

BOOST_AUTO_TEST_CASE(AnySplitGivesTheSame) {
  const std::vector<uint8_t> bytes = RandomBytes(1000, 7);
  const std::vector<uint8_t> key = RandomBytes(32, 8);
  for (const size_t size : {0, 1, 31, 32, 33, 64, 95, 130}) {
    const Hashes expected = Expected(bytes.data(), size, key.data());
    ForEachTarget([&] {
      for (size_t split = 0; split <= size; ++split) {
        sinew_highwayhash_state state = Begin(key);
        sinew_highwayhash_update(&state, bytes.data(), split);
        sinew_highwayhash_update(&state, bytes.data() + split, size - split);
        if (Digests(state) != expected) BOOST_ERROR("size " << size << ", split " << split);
      }
    });
  }
  Random random(9);
  ForEachTarget([&] {
    for (int round = 0; round < 50; ++round) {
      const size_t size = random.Below(bytes.size() + 1);
      const size_t most = 1 + random.Below(120);
      sinew_highwayhash_state state = Begin(key);
      for (size_t at = 0; at < size;) {
        const size_t piece = std::min<size_t>(random.Below(most + 1), size - at);
        sinew_highwayhash_update(&state, bytes.data() + at, piece);
        at += piece;
      }
      if (Digests(state) != Expected(bytes.data(), size, key.data())) {
        BOOST_ERROR("size " << size << ", pieces of up to " << most);
      }
    }
  });
}

BOOST_AUTO_TEST_CASE(DigestsDoNotConsumeAndCopiesAreClones) {
  const std::vector<uint8_t> bytes = RandomBytes(200, 10);
  const std::vector<uint8_t> key = RandomBytes(32, 11);
  const auto expected = [&](size_t size) { return Expected(bytes.data(), size, key.data()); };
  ForEachTarget([&] {
    sinew_highwayhash_state state = Begin(key);
    sinew_highwayhash_update(&state, nullptr, 0);
    BOOST_TEST(Digests(state) == expected(0));
    sinew_highwayhash_update(&state, bytes.data(), 50);
    BOOST_TEST(Digests(state) == expected(50));
    BOOST_TEST(Digests(state) == expected(50));
    sinew_highwayhash_state clone = state;
    sinew_highwayhash_update(&clone, bytes.data() + 50, 150);
    BOOST_TEST(Digests(clone) == expected(200));
    BOOST_TEST(Digests(state) == expected(50));
    sinew_highwayhash_update(&state, bytes.data() + 50, 20);
    BOOST_TEST(Digests(state) == expected(70));
    sinew_highwayhash_reset(&state);
    BOOST_TEST(Digests(state) == expected(0));
    sinew_highwayhash_update(&state, bytes.data(), 99);
    BOOST_TEST(Digests(state) == expected(99));
  });
}

BOOST_AUTO_TEST_CASE(EveryBitOfInputAndKeyCounts) {
  std::vector<uint8_t> bytes = RandomBytes(100, 12);
  std::vector<uint8_t> key = RandomBytes(32, 13);
  const Hashes before = OneShot(bytes.data(), bytes.size(), key.data());
  const auto check = [&](std::vector<uint8_t>& in, const char* what) {
    for (size_t bit = 0; bit < 8 * in.size(); ++bit) {
      in[bit / 8] ^= static_cast<uint8_t>(1u << (bit % 8));
      const Hashes after = OneShot(bytes.data(), bytes.size(), key.data());
      for (size_t i = 0; i < after.size(); ++i) {
        if (after[i] == before[i]) BOOST_ERROR("bit " << bit << " of the " << what);
      }
      in[bit / 8] ^= static_cast<uint8_t>(1u << (bit % 8));
    }
  };
  ForEachTarget([&] {
    check(bytes, "input");
    check(key, "key");
  });
}

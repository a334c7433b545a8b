#include "sinew/sinew.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cstring>
#include <utility>
#include <vector>

#include "hash/hash_combine_ref.h"
#include "support/guard.h"
#include "support/random.h"
#include "support/targets.h"

namespace {

// Duplicates among numbers.
size_t Collisions(std::vector<uint64_t> values) {
  std::sort(values.begin(), values.end());
  return values.size() -
         static_cast<size_t>(std::unique(values.begin(), values.end()) - values.begin());
}

}  // namespace

// The formula of the manual, computed apart in Python: these must never change.
BOOST_AUTO_TEST_CASE(FrozenValues) {
  const struct {
    uint64_t first, second, combined;
  } vectors[] = {
      {0, 0, 0xE9E0033E3BADAF36},
      {0, 1, 0xEAB29DE408AA52FD},
      {1, 0, 0x2CB0F69F4ABEA221},
      {1, 1, 0xB19E04CB9DCE3146},
      {UINT64_MAX, UINT64_MAX, 0x42E9C8C719027AED},
      {0x0123456789ABCDEF, 0xFEDCBA9876543210, 0xDB7BCCE3ADD57E68},
  };
  ForEachTarget([&] {
    for (const auto& vector : vectors) {
      BOOST_TEST(sinew_hash_combine(vector.first, vector.second) == vector.combined);
      std::vector<uint64_t> first(20, vector.first);
      const std::vector<uint64_t> second(20, vector.second);
      sinew_hash_combine_many(first.data(), second.data(), 20, first.data());
      for (const uint64_t combined : first) BOOST_TEST(combined == vector.combined);
    }
  });
}

BOOST_AUTO_TEST_CASE(EveryCountBetweenGuardPages) {
  constexpr size_t kMax = 70;
  Random random(1);
  GuardedMemory firsts(8 * kMax + 8);
  GuardedMemory seconds(8 * kMax + 8);
  GuardedMemory outs(8 * kMax + 8);
  for (size_t count = 0; count <= kMax; ++count) {
    std::vector<uint64_t> first(count + 1);
    std::vector<uint64_t> second(count + 1);
    std::vector<uint64_t> expected(count + 1);
    for (size_t i = 0; i < count; ++i) {
      first[i] = random();
      second[i] = random();
      expected[i] = HashCombineRef(first[i], second[i]);
      BOOST_REQUIRE(sinew_hash_combine(first[i], second[i]) == expected[i]);
    }
    ForEachTarget([&] {
      for (const size_t gap : {0, 1, 5}) {
        uint8_t* a = firsts.Back(8 * count, gap);
        uint8_t* b = seconds.Back(8 * count, gap * 3 % 8);
        uint8_t* out = outs.Back(8 * count, gap * 5 % 8);
        const auto words = [](uint8_t* at) { return reinterpret_cast<uint64_t*>(at); };
        memcpy(a, first.data(), 8 * count);
        memcpy(b, second.data(), 8 * count);
        sinew_hash_combine_many(words(a), words(b), count, words(out));
        if (memcmp(out, expected.data(), 8 * count) != 0) BOOST_ERROR("count " << count);
        // In place of the second, then of the first.
        sinew_hash_combine_many(words(a), words(b), count, words(b));
        if (memcmp(b, expected.data(), 8 * count) != 0) BOOST_ERROR("second, count " << count);
        memcpy(b, second.data(), 8 * count);
        sinew_hash_combine_many(words(a), words(b), count, words(a));
        if (memcmp(a, expected.data(), 8 * count) != 0) BOOST_ERROR("first, count " << count);
      }
    });
  }
  sinew_hash_combine_many(nullptr, nullptr, 0, nullptr);
}

BOOST_AUTO_TEST_CASE(OrderCountsAndSoDoNulls) {
  Random random(2);
  for (int i = 0; i < 10000; ++i) {
    const uint64_t x = i < 5000 ? static_cast<uint64_t>(i) + 1 : random();
    const uint64_t y = i < 5000 ? static_cast<uint64_t>(i) + 2 : random();
    BOOST_REQUIRE(sinew_hash_combine(x, y) != sinew_hash_combine(y, x));
    BOOST_REQUIRE(sinew_hash_combine(x, 0) != sinew_hash_combine(0, x));
    BOOST_REQUIRE(sinew_hash_combine(x, 0) != x);
    BOOST_REQUIRE(sinew_hash_combine(0, x) != x);
    BOOST_REQUIRE(sinew_hash_combine(x, x) != sinew_hash_combine(y, y));
  }
}

// Pairs as careless hashes would give them: 2^18 of each kind must not collide in 64 bits, and in
// either half of the bits no more than random numbers would (8 +- 3 times).
BOOST_AUTO_TEST_CASE(StructuredPairsDoNotCollide) {
  constexpr uint64_t kSide = 1 << 9;
  using Pair = std::pair<uint64_t, uint64_t>;
  const struct {
    const char* name;
    Pair (*pair)(uint64_t i, uint64_t j);
  } kinds[] = {
      {"small", [](uint64_t i, uint64_t j) { return Pair(i, j); }},
      {"high", [](uint64_t i, uint64_t j) { return Pair(i << 55, j << 55); }},
      {"first high", [](uint64_t i, uint64_t j) { return Pair(i << 32, j); }},
      {"second high", [](uint64_t i, uint64_t j) { return Pair(i, j << 32); }},
      {"both halves", [](uint64_t i, uint64_t j) { return Pair(i << 32 | i, j << 32 | j); }},
      {"hundreds", [](uint64_t i, uint64_t j) { return Pair(100 * i, 1000000 * j); }},
      {"golden",
       [](uint64_t i, uint64_t j) { return Pair(i * 0x9E3779B97F4A7C15, j * 0x9E3779B97F4A7C15); }},
      {"negative", [](uint64_t i, uint64_t j) { return Pair(-i, -j); }},
      {"repeated",
       [](uint64_t i, uint64_t j) { return Pair(i * 0x0001000100010001, j * 0x0001000100010001); }},
  };
  for (const auto& kind : kinds) {
    std::vector<uint64_t> whole, low, high;
    for (uint64_t i = 0; i < kSide; ++i) {
      for (uint64_t j = 0; j < kSide; ++j) {
        const Pair pair = kind.pair(i, j);
        const uint64_t hash = sinew_hash_combine(pair.first, pair.second);
        whole.push_back(hash);
        low.push_back(hash & 0xFFFFFFFF);
        high.push_back(hash >> 32);
      }
    }
    BOOST_TEST_CONTEXT(kind.name) {
      BOOST_TEST(Collisions(whole) == 0u);
      for (const auto& half : {low, high}) {
        BOOST_TEST(Collisions(half) < 26u);
      }
    }
  }
}

// Each of 128 input bits flips each of 64 output bits half of the time, from small numbers on.
BOOST_AUTO_TEST_CASE(Avalanche) {
  constexpr int kTrials = 1000;
  Random random(3);
  for (const bool small : {false, true}) {
    for (int bit = 0; bit < 128; ++bit) {
      int flips[64] = {};
      for (int trial = 0; trial < kTrials; ++trial) {
        const uint64_t first = small ? static_cast<uint64_t>(trial) : random();
        const uint64_t second = small ? random.Below(1000) : random();
        const uint64_t mask = uint64_t{1} << bit % 64;
        uint64_t changed =
            sinew_hash_combine(first, second) ^
            sinew_hash_combine(bit < 64 ? first ^ mask : first, bit < 64 ? second : second ^ mask);
        for (int out = 0; out < 64; ++out) flips[out] += changed >> out & 1;
      }
      for (int out = 0; out < 64; ++out) {
        // Half of the trials, give or take six standard deviations.
        if (std::abs(flips[out] - kTrials / 2) > 95) {
          BOOST_ERROR((small ? "small numbers, " : "") << "bit " << bit << " to bit " << out << ": "
                                                       << flips[out] << " of " << kTrials);
        }
      }
    }
  }
}

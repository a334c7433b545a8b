#include "sinew/sinew.h"

#include <boost/test/unit_test.hpp>
#include <vector>

#include "hash/buckets.h"
#include "hash/jump_hash_ref.h"

// Guava's own test of its consistentHash (HashingTest), which takes the same steps.
BOOST_AUTO_TEST_CASE(PublishedValues) {
  const uint32_t of100[] = {0,  55, 62, 8,  45, 59, 86, 97, 82, 59,
                            73, 37, 17, 56, 86, 21, 90, 37, 38, 83};
  const struct {
    uint64_t key;
    uint32_t buckets, bucket;
  } vectors[] = {
      {10863919174838991u, 11, 6}, {2016238256797177309u, 11, 3}, {1673758223894951030u, 11, 5},
      {2, 100001, 80343},          {2201, 100001, 22152},         {2202, 100001, 15018},
  };
  ForEachTarget([&] {
    for (uint64_t key = 0; key < 20; ++key) {
      CheckBucket(sinew_jump_hash(key, 100), of100[key]);
      const sinew_column column = {SINEW_TYPE_U64, 1, &key, sizeof(key), nullptr, nullptr, 0, 0};
      uint32_t bucket = 500;
      BOOST_TEST(sinew_jump_hash_many(&column, 100, &bucket).count == 1u);
      BOOST_TEST(bucket == of100[key]);
    }
    for (const auto& vector : vectors) {
      CheckBucket(sinew_jump_hash(vector.key, vector.buckets), vector.bucket);
    }
  });
}

BOOST_AUTO_TEST_CASE(NoBuckets) {
  const uint64_t key = 7;
  const sinew_column column = {SINEW_TYPE_U64, 1, &key, sizeof(key), nullptr, nullptr, 0, 0};
  for (const uint32_t buckets : {uint32_t{0}, uint32_t{INT32_MAX} + 1, UINT32_MAX}) {
    CheckRefused(sinew_jump_hash(key, buckets));
    uint32_t bucket = 5;
    BOOST_TEST(sinew_jump_hash_many(&column, buckets, &bucket).status ==
               SINEW_STATUS_INVALID_ARGUMENT);
    BOOST_TEST(bucket == 5u);
  }
}

BOOST_AUTO_TEST_CASE(RowsOfColumns) {
  for (const uint32_t buckets : {1u, 2u, 3u, 10u, 1000u, uint32_t{INT32_MAX}}) {
    CheckRows([&](const sinew_column* column,
                  uint32_t* out) { return sinew_jump_hash_many(column, buckets, out); },
              [&](uint64_t key) { return JumpHashRef(key, buckets); });
  }
}

BOOST_AUTO_TEST_CASE(RejectsAllOrNothing) {
  CheckRejects([](const sinew_column* column, uint32_t* out) {
    return sinew_jump_hash_many(column, 10, out);
  });
}

// Keys where the generator's next number is extreme: the first jump is by a whole 2^31, or by none.
BOOST_AUTO_TEST_CASE(ExtremeJumps) {
  std::vector<uint64_t> keys;
  // The inverse of the multiplier modulo 2^64, by Newton's iteration.
  uint64_t inverse = 1;
  for (int i = 0; i < 6; ++i) inverse *= 2 - 2862933555777941757u * inverse;
  for (const uint64_t top : {uint64_t{0}, uint64_t{1}, uint64_t{2}, (uint64_t{1} << 31) - 1,
                             uint64_t{1} << 30, (uint64_t{1} << 31) - 2}) {
    for (uint64_t low = 0; low < 50; ++low) keys.push_back(((top << 33 | low) - 1) * inverse);
  }
  std::vector<uint32_t> out(keys.size());
  const sinew_column column = {SINEW_TYPE_U64, keys.size(), keys.data(), 8 * keys.size(),
                               nullptr,        nullptr,     0,           0};
  for (const uint32_t buckets : {1u, 2u, 1u << 20, uint32_t{INT32_MAX} - 1, uint32_t{INT32_MAX}}) {
    ForEachTarget([&] {
      BOOST_TEST(sinew_jump_hash_many(&column, buckets, out.data()).count == keys.size());
      for (size_t i = 0; i < keys.size(); ++i) {
        if (out[i] != JumpHashRef(keys[i], buckets)) BOOST_ERROR("key " << keys[i]);
        if (out[i] != sinew_jump_hash(keys[i], buckets).value) BOOST_ERROR("key " << keys[i]);
      }
    });
  }
}

BOOST_AUTO_TEST_CASE(GrowthMovesKeysToTheNewBucketOnly) {
  constexpr size_t kKeys = 20000;
  Random random(2);
  std::vector<uint64_t> keys(kKeys);
  for (uint64_t& key : keys) key = random();
  const sinew_column column = {SINEW_TYPE_U64, kKeys,   keys.data(), 8 * kKeys,
                               nullptr,        nullptr, 0,           0};
  std::vector<uint32_t> before(kKeys);
  std::vector<uint32_t> after(kKeys);
  for (uint32_t buckets = 1; buckets <= 40; ++buckets) {
    BOOST_TEST(sinew_jump_hash_many(&column, buckets, after.data()).count == kKeys);
    std::vector<size_t> shares(buckets);
    for (size_t i = 0; i < kKeys; ++i) {
      BOOST_REQUIRE(after[i] < buckets);
      if (buckets > 1 && after[i] != before[i] && after[i] != buckets - 1) {
        BOOST_ERROR("key " << i << " moves to an old one of " << buckets << " buckets");
      }
      ++shares[after[i]];
    }
    const double even = static_cast<double>(kKeys) / buckets;
    for (const size_t share : shares) {
      BOOST_TEST(static_cast<double>(share) > 0.75 * even);
      BOOST_TEST(static_cast<double>(share) < 1.25 * even);
    }
    before = after;
  }
}

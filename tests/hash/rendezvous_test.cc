#include "sinew/sinew.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <vector>

#include "hash/buckets.h"
#include "hash/rendezvous_ref.h"

namespace {

std::vector<uint64_t> RandomHashes(size_t count, uint64_t seed) {
  Random random(seed);
  std::vector<uint64_t> hashes(count);
  for (uint64_t& hash : hashes) hash = random();
  return hashes;
}

std::vector<uint32_t> Choices(const std::vector<uint64_t>& hashes,
                              const std::vector<uint64_t>& nodes) {
  std::vector<uint32_t> out(hashes.size());
  const sinew_column column = {
      SINEW_TYPE_U64, hashes.size(), hashes.data(), 8 * hashes.size(), nullptr, nullptr, 0, 0};
  const sinew_result result =
      sinew_rendezvous_many(&column, nodes.data(), nodes.size(), out.data());
  BOOST_TEST(result.status == SINEW_STATUS_OK);
  return out;
}

}  // namespace

// The formula of the manual, computed apart in Python: these must never change.
BOOST_AUTO_TEST_CASE(FrozenValues) {
  const std::vector<uint64_t> nodes = {0x1111, 0x2222, 0x3333, 0x4444, 0x5555};
  const std::vector<uint32_t> expected = {2, 0, 0, 2, 4, 3, 4, 4, 3, 4,
                                          2, 4, 0, 4, 3, 1, 3, 3, 2, 0};
  const std::vector<uint64_t> small_nodes = {1, 2, 3};
  const std::vector<uint32_t> small_expected = {0, 0, 2, 0, 1, 0, 2, 0, 1, 1,
                                                0, 0, 1, 1, 0, 0, 2, 0, 2, 1};
  std::vector<uint64_t> hashes, high_hashes;
  for (uint64_t i = 0; i < 20; ++i) {
    hashes.push_back(i);
    high_hashes.push_back(i << 32);
  }
  for (size_t i = 0; i < 20; ++i) {
    CheckBucket(sinew_rendezvous(hashes[i], nodes.data(), nodes.size()), expected[i]);
  }
  ForEachTarget([&] {
    BOOST_TEST(Choices(hashes, nodes) == expected);
    BOOST_TEST(Choices(high_hashes, small_nodes) == small_expected);
  });
}

BOOST_AUTO_TEST_CASE(RowsOfColumns) {
  for (const size_t count : {1, 2, 3, 5, 20}) {
    const std::vector<uint64_t> nodes = RandomHashes(count, count);
    CheckRows(
        [&](const sinew_column* column, uint32_t* out) {
          return sinew_rendezvous_many(column, nodes.data(), nodes.size(), out);
        },
        [&](uint64_t hash) {
          const uint32_t choice = RendezvousRef(hash, nodes);
          CheckBucket(sinew_rendezvous(hash, nodes.data(), nodes.size()), choice);
          return choice;
        });
  }
}

BOOST_AUTO_TEST_CASE(RejectsAllOrNothing) {
  const uint64_t nodes[] = {1, 2, 3};
  CheckRejects([&](const sinew_column* column, uint32_t* out) {
    return sinew_rendezvous_many(column, nodes, 3, out);
  });
  const sinew_column column = {SINEW_TYPE_U64, 3, nodes, sizeof(nodes), nullptr, nullptr, 0, 0};
  uint32_t out[3] = {5, 5, 5};
  const auto status = [&](const uint64_t* at, size_t count) {
    return sinew_rendezvous_many(&column, at, count, out).status;
  };
  BOOST_TEST(status(nullptr, 0) == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(status(nullptr, 3) == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(status(nodes, 0) == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(status(nodes, size_t{1} << 32) == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(out[0] == 5u);
  CheckRefused(sinew_rendezvous(7, nullptr, 0));
  CheckRefused(sinew_rendezvous(7, nullptr, 3));
  CheckRefused(sinew_rendezvous(7, nodes, 0));
  CheckRefused(sinew_rendezvous(7, nodes, size_t{1} << 32));
}

BOOST_AUTO_TEST_CASE(OfEqualNodesTheFirst) {
  const std::vector<uint64_t> hashes = RandomHashes(1000, 1);
  const std::vector<uint64_t> nodes = {9, 4, 9, 4, 4};
  ForEachTarget([&] {
    for (const uint32_t choice : Choices(hashes, nodes)) BOOST_REQUIRE(choice <= 1u);
  });
}

BOOST_AUTO_TEST_CASE(TheOrderOfTheNodesDoesNotMatter) {
  const std::vector<uint64_t> hashes = RandomHashes(2000, 2);
  const std::vector<uint64_t> nodes = RandomHashes(11, 3);
  const std::vector<uint64_t> reversed(nodes.rbegin(), nodes.rend());
  const std::vector<uint32_t> there = Choices(hashes, nodes);
  const std::vector<uint32_t> back = Choices(hashes, reversed);
  for (size_t i = 0; i < hashes.size(); ++i) BOOST_REQUIRE(there[i] == 10 - back[i]);
}

// Nodes numbered 0, 1, 2, ... and keys numbered as well: the worst there is.
BOOST_AUTO_TEST_CASE(SharesAreEvenAndOnlyKeysOfALostNodeMove) {
  constexpr size_t kKeys = 40000;
  for (const bool numbered : {false, true}) {
    std::vector<uint64_t> hashes = RandomHashes(kKeys, 4);
    std::vector<uint64_t> nodes = RandomHashes(10, 5);
    if (numbered) {
      for (size_t i = 0; i < kKeys; ++i) hashes[i] = i;
      for (size_t i = 0; i < nodes.size(); ++i) nodes[i] = i;
    }
    const std::vector<uint32_t> before = Choices(hashes, nodes);
    for (size_t lost = 0; lost < nodes.size(); ++lost) {
      std::vector<uint64_t> left = nodes;
      left.erase(left.begin() + static_cast<ptrdiff_t>(lost));
      const std::vector<uint32_t> after = Choices(hashes, left);
      std::vector<size_t> moved(left.size());
      for (size_t i = 0; i < kKeys; ++i) {
        const size_t choice = after[i];
        if (before[i] == lost) {
          ++moved[choice];
        } else {
          BOOST_REQUIRE(left[choice] == nodes[before[i]]);
        }
      }
      // About 4000 keys go to 9 nodes: 444 each, with a standard deviation of 20.
      for (const size_t count : moved) {
        BOOST_TEST(count > 330u);
        BOOST_TEST(count < 560u);
      }
    }
  }
}

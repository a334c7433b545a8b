#include "aggregate/groupby_directory.h"

#include <boost/test/unit_test.hpp>
#include <vector>

#include "support/random.h"

// Hashes of a few bits only: buckets overflow into their neighbours, and keys of one hash fill
// whole segments.
BOOST_AUTO_TEST_CASE(DirectoryEqualsASetUnderCollisions) {
  for (const uint32_t hash_bits : {0u, 0x3u, 0x80000007u, 0xFF000FFFu}) {
    for (const bool empty_at_end : {false, true}) {
      sinew::Memory memory(0);
      sinew::Directory directory(memory);
      BOOST_REQUIRE_EQUAL(directory.Init(0), SINEW_STATUS_OK);
      Random random(hash_bits);
      std::vector<uint32_t> hashes;
      std::vector<bool> there;
      const auto find = [&](uint32_t group) {
        return directory.Find(hashes[group], [&](const sinew::Directory::Bucket& bucket,
                                                 size_t way) { return bucket.keys[way] == group; });
      };
      const auto found = [&](uint32_t group) {
        const sinew::Directory::Place place = find(group);
        return place.mark() == 0 ? -1 : int64_t{sinew::Directory::GroupOf(place.mark())};
      };
      const size_t steps = hash_bits == 0xFF000FFFu ? 60000 : 3000;
      for (size_t step = 0; step < steps; ++step) {
        if (random.Below(3) != 0 || hashes.empty()) {
          hashes.push_back(static_cast<uint32_t>(random()) & hash_bits);
          there.push_back(true);
          const uint32_t group = static_cast<uint32_t>(hashes.size() - 1);
          BOOST_REQUIRE_EQUAL(directory.Insert(find(group), group, hashes[group], group),
                              SINEW_STATUS_OK);
        } else {
          const uint32_t group = static_cast<uint32_t>(random.Below(hashes.size()));
          if (there[group]) directory.Remove(hashes[group], group);
          there[group] = false;
        }
      }
      for (uint32_t group = 0; group < hashes.size(); ++group) {
        BOOST_REQUIRE_EQUAL(found(group), there[group] ? int64_t{group} : -1);
      }
      if (empty_at_end) {
        for (uint32_t group = 0; group < hashes.size(); ++group) {
          if (there[group]) directory.Remove(hashes[group], group);
        }
      } else {
        directory.Clear();
      }
      for (uint32_t group = 0; group < hashes.size(); ++group) {
        BOOST_REQUIRE_EQUAL(found(group), -1);
      }
    }
  }
}

#include "core/directory.h"

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
      const auto find = [&](uint32_t number) {
        return directory.Find(hashes[number],
                              [&](const sinew::Directory::Bucket& bucket, size_t way) {
                                return bucket.keys[way] == number;
                              });
      };
      const auto found = [&](uint32_t number) {
        const sinew::Directory::Place place = find(number);
        return place.mark() == 0 ? -1 : int64_t{sinew::Directory::NumberOf(place.mark())};
      };
      const size_t steps = hash_bits == 0xFF000FFFu ? 60000 : 3000;
      for (size_t step = 0; step < steps; ++step) {
        if (random.Below(3) != 0 || hashes.empty()) {
          hashes.push_back(static_cast<uint32_t>(random()) & hash_bits);
          there.push_back(true);
          const uint32_t number = static_cast<uint32_t>(hashes.size() - 1);
          BOOST_REQUIRE_EQUAL(directory.Insert(find(number), number, hashes[number], number),
                              SINEW_STATUS_OK);
        } else {
          const uint32_t number = static_cast<uint32_t>(random.Below(hashes.size()));
          if (there[number]) directory.Remove(hashes[number], number);
          there[number] = false;
        }
      }
      for (uint32_t number = 0; number < hashes.size(); ++number) {
        BOOST_REQUIRE_EQUAL(found(number), there[number] ? int64_t{number} : -1);
      }
      if (empty_at_end) {
        for (uint32_t number = 0; number < hashes.size(); ++number) {
          if (there[number]) directory.Remove(hashes[number], number);
        }
      } else {
        directory.Clear();
      }
      for (uint32_t number = 0; number < hashes.size(); ++number) {
        BOOST_REQUIRE_EQUAL(found(number), -1);
      }
    }
  }
}

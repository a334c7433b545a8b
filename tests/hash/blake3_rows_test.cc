#include "sinew/sinew.h"

#include <array>
#include <boost/test/unit_test.hpp>

#include "hash/blake3_ref.h"
#include "hash/columns.h"

namespace {

using Digest = std::array<uint8_t, SINEW_BLAKE3_HASH_SIZE>;

sinew_result Many(const sinew_column* column, uint64_t, Digest* out) {
  return sinew_blake3_many(column, out);
}

Digest One(const void* in, size_t size, uint64_t) {
  const std::vector<uint8_t> hash =
      Blake3Ref().Hash(static_cast<const uint8_t*>(in), size, 0, SINEW_BLAKE3_HASH_SIZE);
  Digest digest;
  std::copy(hash.begin(), hash.end(), digest.begin());
  return digest;
}

}  // namespace

BOOST_AUTO_TEST_CASE(Strings32) { CheckStringColumns<Digest, int32_t>(Many, One); }
BOOST_AUTO_TEST_CASE(Strings64) { CheckStringColumns<Digest, int64_t>(Many, One); }
BOOST_AUTO_TEST_CASE(FixedWidths) { CheckFixedWidthColumns<Digest>(Many, One); }
BOOST_AUTO_TEST_CASE(BetweenGuardPages) { CheckColumnsBetweenGuardPages<Digest>(Many, One); }
BOOST_AUTO_TEST_CASE(Rejects) { CheckRejectsAllOrNothing<Digest>(Many); }

// Rows of up to a chunk share the lanes; longer ones come between them.
BOOST_AUTO_TEST_CASE(LongRows) {
  Random random(1);
  Strings<int32_t> strings;
  std::vector<Digest> hashes;
  const size_t sizes[] = {0, 1, 63, 64, 65, 128, 500, 1023, 1024, 1025, 2048, 3000, 20000};
  for (size_t row = 0; row < 300; ++row) {
    const size_t most = row % 50 == 49 ? 13 : 11;
    strings.Add(random.Below(2) == 0 ? sizes[random.Below(most)] : random.Below(1100), random);
  }
  for (size_t row = 0; row < 300; ++row) {
    const size_t begin = static_cast<size_t>(strings.offsets[row]);
    const size_t size = static_cast<size_t>(strings.offsets[row + 1]) - begin;
    hashes.push_back(One(strings.bytes.data() + begin, size, 0));
  }
  const std::vector<uint8_t> validity = RandomBytes(300 / 8 + 1, 2);
  ForEachTarget([&] {
    for (const size_t count : {1, 2, 16, 40, 290}) {
      for (const uint8_t* bits : {static_cast<const uint8_t*>(nullptr), validity.data()}) {
        CheckRows<Digest>(strings.Column(10, count, bits), 0, Many,
                          [&](size_t row) { return hashes[10 + row]; });
      }
    }
  });
}

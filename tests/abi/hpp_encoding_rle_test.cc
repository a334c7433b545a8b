#include "hpp.h"

// docs/formats/rle.md.
BOOST_AUTO_TEST_CASE(Rle) {
  std::vector<uint32_t> levels(28, 4);
  for (uint32_t i = 0; i < 8; ++i) levels[i] = i;
  std::vector<std::byte> bytes(sinew::rle_encoded_bound(28, 3));
  BOOST_TEST(sinew::rle_encode(levels, 3, bytes) == 6u);
  std::vector<uint32_t> same(28);
  BOOST_TEST(sinew::rle_decode(bytes, 3, same) == 6u);
  BOOST_TEST(same == levels);
  RequireError([&] { sinew::rle_encode(levels, 2, bytes); }, SINEW_STATUS_INVALID_ARGUMENT, 4,
               "sinew_rle_encode_u32");
}

#include "hpp.h"

// docs/formats/alp.md.
BOOST_AUTO_TEST_CASE(Alp) {
  const std::vector<double> prices = {12.5, 12.75, 13.25, 12.99, 1.0 / 3, 13.0, 12.0, 12.5};
  const std::vector<std::byte> packed = sinew::alp_encode(prices);
  BOOST_TEST(packed.size() == 43u);
  BOOST_TEST((packed[18] == std::byte{0xB0}));
  BOOST_TEST(sinew::alp_count(packed) == 8u);
  std::vector<double> same(8);
  BOOST_TEST(sinew::alp_decode(packed, same).read == 43u);
  BOOST_TEST(same == prices);
  std::vector<std::byte> small(42);
  RequireError([&] { sinew::alp_encode(prices, small); }, SINEW_STATUS_OUTPUT_FULL, 0,
               "sinew_alp_encode_f64");
  same.resize(7);
  RequireError([&] { sinew::alp_decode(packed, same); }, SINEW_STATUS_OUTPUT_FULL, 4,
               "sinew_alp_decode_f64");
  RequireError([&] { sinew::alp_count({}); }, SINEW_STATUS_TRUNCATED, 0, "sinew_alp_count");

  const std::vector<float> temperatures = {12.5f, 12.75f, -3.25f};
  std::vector<float> again(3);
  BOOST_TEST(sinew::alp_decode(sinew::alp_encode(temperatures), again).written == 3u);
  BOOST_TEST(again == temperatures);
  RequireError([&] { sinew::alp_decode(packed, again); }, SINEW_STATUS_CORRUPT, 3,
               "sinew_alp_decode_f32");
}

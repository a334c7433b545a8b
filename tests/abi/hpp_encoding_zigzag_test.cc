#include "hpp.h"

// docs/formats/integers.md.
BOOST_AUTO_TEST_CASE(Zigzag) {
  const std::vector<int64_t> values = {0, 3, -2};
  std::vector<uint64_t> mapped(3);
  sinew::zigzag_encode(values, mapped);
  BOOST_TEST(mapped == (std::vector<uint64_t>{0, 6, 3}));
  std::vector<int64_t> back(3);
  sinew::zigzag_decode(mapped, back);
  BOOST_TEST(back == values);
  RequireError([&] { sinew::zigzag_encode(values, std::span(mapped).first(2)); },
               SINEW_STATUS_INVALID_ARGUMENT, 2, "out");
}

#include "hpp.h"

// docs/formats/integers.md.
BOOST_AUTO_TEST_CASE(Delta) {
  const std::vector<int64_t> values = {1000, 1003, 1001};
  std::vector<int64_t> differences(3);
  BOOST_TEST(sinew::delta_encode(values, 1000, differences) == 1001);
  BOOST_TEST(differences == (std::vector<int64_t>{0, 3, -2}));
  BOOST_TEST(sinew::delta_decode(differences, 1000, differences) == 1001);
  BOOST_TEST(differences == values);
  const std::vector<int32_t> narrow = {5, 7};
  std::vector<int32_t> out(1);
  RequireError([&] { sinew::delta_encode(narrow, 0, out); }, SINEW_STATUS_INVALID_ARGUMENT, 1,
               "out");
}

#include "hpp.h"

BOOST_AUTO_TEST_CASE(Invert) {
  const std::vector<std::byte> in(3, std::byte{0x0F});
  BOOST_TEST((sinew::invert(in) == std::vector<std::byte>(3, std::byte{0xF0})));
}

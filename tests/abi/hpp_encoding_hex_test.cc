#include "hpp.h"

// RFC 4648, section 10.
BOOST_AUTO_TEST_CASE(Hex) {
  const std::string plain = "foo";
  const auto bytes = std::as_bytes(std::span(plain));
  BOOST_TEST(sinew::hex_encode(bytes, SINEW_HEX_UPPER) == "666F6F");
  BOOST_TEST(sinew::hex_encode(bytes) == "666f6f");
  BOOST_TEST((sinew::hex_decode("666f6F") == std::vector<std::byte>(bytes.begin(), bytes.end())));
  std::string digits(7, '-');
  BOOST_TEST(sinew::hex_encode(bytes, digits) == 6u);
  BOOST_TEST(digits == "666f6f-");
  RequireError([&] { sinew::hex_encode(bytes, std::span(digits).first(5)); },
               SINEW_STATUS_INVALID_ARGUMENT, 5, "out");
  RequireError([&] { sinew::hex_encode(bytes, 2); }, SINEW_STATUS_INVALID_ARGUMENT, 0,
               "sinew_hex_encode");
  std::vector<std::byte> out(2);
  RequireError([&] { sinew::hex_decode("666f6F", out); }, SINEW_STATUS_OUTPUT_FULL, 4,
               "sinew_hex_decode");
  RequireError([&] { sinew::hex_decode("66x"); }, SINEW_STATUS_CORRUPT, 2, "sinew_hex_decode");
}

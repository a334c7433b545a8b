#include "hpp.h"

// docs/formats/bitpack.md.
BOOST_AUTO_TEST_CASE(Bitpack) {
  const std::vector<uint32_t> values = {0, 1, 2, 3, 4, 5, 6, 7};
  std::vector<std::byte> packed(3);
  BOOST_TEST(sinew::bitpack_width(values) == 3u);
  BOOST_TEST(sinew::bitpack_encode(values, 3, packed) == 3u);
  BOOST_TEST((packed == std::vector<std::byte>{std::byte{0x88}, std::byte{0xC6}, std::byte{0xFA}}));
  std::vector<uint32_t> unpacked(8);
  BOOST_TEST(sinew::bitpack_decode(packed, 3, unpacked) == 3u);
  BOOST_TEST(unpacked == values);
  RequireError([&] { sinew::bitpack_encode(values, 2, packed); }, SINEW_STATUS_INVALID_ARGUMENT, 4,
               "sinew_bitpack_encode_u32");
  RequireError([&] { sinew::bitpack_encode(values, 4, packed); }, SINEW_STATUS_INVALID_ARGUMENT, 3,
               "out");
  RequireError([&] { sinew::bitpack_decode(packed, 4, unpacked); }, SINEW_STATUS_TRUNCATED, 3,
               "sinew_bitpack_decode_u32");

  const std::vector<uint64_t> words = {uint64_t{1} << 40, 5};
  packed.resize(16);
  BOOST_TEST(sinew::bitpack_width(words) == 41u);
  BOOST_TEST(sinew::bitpack_encode(words, 41, packed) == 11u);
  std::vector<uint64_t> same(2);
  BOOST_TEST(sinew::bitpack_decode(packed, 41, same) == 11u);
  BOOST_TEST(same == words);
}

#include "hpp.h"

// docs/formats/streamvbyte.md.
BOOST_AUTO_TEST_CASE(StreamVByte) {
  const std::vector<uint32_t> values = {0, 1, 255, 256, 65535, 65536, 0x12345678};
  BOOST_TEST(sinew::streamvbyte_encoded_bound(7) == 30u);
  BOOST_TEST(sinew::streamvbyte_encoded_size(values) == 16u);
  std::vector<std::byte> packed(16);
  BOOST_TEST(sinew::streamvbyte_encode(values, packed) == 16u);
  BOOST_TEST((packed[1] == std::byte{0x39}));
  std::vector<uint32_t> same(7);
  BOOST_TEST(sinew::streamvbyte_decode(packed, same) == 16u);
  BOOST_TEST(same == values);
  BOOST_TEST(sinew::streamvbyte_encode(values, packed, SINEW_STREAMVBYTE_0124) == 16u);
  BOOST_TEST((packed[0] == std::byte{0x94}));
  RequireError([&] { sinew::streamvbyte_decode(std::span(packed).first(15), same); },
               SINEW_STATUS_TRUNCATED, 15, "sinew_streamvbyte_decode");
  RequireError([&] { sinew::streamvbyte_encode(values, std::span(packed).first(15)); },
               SINEW_STATUS_OUTPUT_FULL, 6, "sinew_streamvbyte_encode");

  const std::vector<uint32_t> ids = {1000, 1003, 1003, 1500, 70000};
  BOOST_TEST(sinew::streamvbyte_encoded_size_delta(ids, 990) == 10u);
  BOOST_TEST(sinew::streamvbyte_encode_delta(ids, 990, packed) == 10u);
  same.resize(5);
  BOOST_TEST(sinew::streamvbyte_decode_delta(packed, 990, same) == 10u);
  BOOST_TEST(same == ids);
  RequireError([&] { sinew::streamvbyte_encoded_size(ids, 2); }, SINEW_STATUS_INVALID_ARGUMENT, 0,
               "sinew_streamvbyte_encoded_size");
}

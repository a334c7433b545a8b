#include "hpp.h"

// docs/formats/byte-stream-split.md.
BOOST_AUTO_TEST_CASE(ByteStreamSplit) {
  const std::vector<int64_t> wide = {7, 5, 3, 1, 2, 3, 4, 5};
  std::vector<int64_t> wide_again(8);
  std::vector<std::byte> bytes(64);
  sinew::byte_stream_split_encode(std::span(wide), bytes);
  BOOST_TEST((bytes[1] == std::byte{5}));
  BOOST_TEST(sinew::byte_stream_split_decode(bytes, std::span(wide_again)) == 8u);
  BOOST_TEST(wide_again == wide);
  std::vector<float> prices = {1.5f, 2.5f}, prices_again(2);
  bytes.resize(8);
  sinew::byte_stream_split_encode(std::span<const float>(prices), bytes);
  BOOST_TEST(sinew::byte_stream_split_decode(bytes, std::span(prices_again)) == 2u);
  BOOST_TEST(prices_again == prices);
  RequireError([&] { sinew::byte_stream_split_encode(std::span<const int64_t>(wide), bytes); },
               SINEW_STATUS_INVALID_ARGUMENT, 8, "out");
  RequireError([&] { sinew::byte_stream_split_decode(bytes, std::span(prices_again).first(1)); },
               SINEW_STATUS_OUTPUT_FULL, 4, "sinew_byte_stream_split_decode");
}

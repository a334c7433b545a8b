#include "hpp.h"

// docs/formats/varint.md.
BOOST_AUTO_TEST_CASE(Varint) {
  const std::vector<uint32_t> values = {1, 150, 300};
  const std::span<const uint32_t> span(values);
  const std::vector<std::byte> bytes = sinew::varint_encode(span);
  BOOST_TEST((bytes == std::vector<std::byte>{std::byte{1}, std::byte{0x96}, std::byte{1},
                                              std::byte{0xAC}, std::byte{2}}));
  BOOST_TEST(sinew::varint_encoded_size(span) == 5u);
  BOOST_TEST(sinew::varint_count(bytes) == 3u);
  std::vector<uint32_t> same(3);
  BOOST_TEST(sinew::varint_decode(bytes, std::span(same)).read == 5u);
  BOOST_TEST(same == values);
  BOOST_TEST(sinew::varint_decode(bytes, std::span(same).first(2)).read == 3u);
  std::vector<int64_t> from_zigzag(3);
  BOOST_TEST(sinew::varint_decode(bytes, std::span(from_zigzag)).written == 3u);
  BOOST_TEST(from_zigzag[0] == -1);
  RequireError([&] { sinew::varint_decode(std::span(bytes).first(4), std::span(same)); },
               SINEW_STATUS_TRUNCATED, 4, "sinew_varint_decode");
  std::vector<std::byte> few(2);
  RequireError([&] { sinew::varint_encode(span, std::span(few)); }, SINEW_STATUS_OUTPUT_FULL, 1,
               "sinew_varint_encode");
}

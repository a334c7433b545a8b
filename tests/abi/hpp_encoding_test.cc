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

// docs/formats: rle.md, delta-binary-packed.md, byte-stream-split.md and delta-byte-array.md.
BOOST_AUTO_TEST_CASE(ParquetNumbers) {
  std::vector<std::byte> bytes(64);
  std::vector<uint32_t> levels(28, 4);
  for (uint32_t i = 0; i < 8; ++i) levels[i] = i;
  BOOST_TEST(sinew::rle_encode(levels, 3, bytes) == 6u);
  std::vector<uint32_t> same(28);
  BOOST_TEST(sinew::rle_decode(bytes, 3, same) == 6u);
  BOOST_TEST(same == levels);
  RequireError([&] { sinew::rle_encode(levels, 2, bytes); }, SINEW_STATUS_INVALID_ARGUMENT, 4,
               "sinew_rle_encode_u32");

  const std::vector<int32_t> values = {7, 5, 3, 1, 2, 3, 4, 5};
  const std::vector<int64_t> wide(values.begin(), values.end());
  std::vector<int32_t> narrow_again(8);
  std::vector<int64_t> wide_again(8);
  bytes.resize(sinew_delta_binary_packed_bound_i64(8));
  BOOST_TEST(sinew::delta_binary_packed_encode(values, bytes) == 18u);
  BOOST_TEST(sinew::delta_binary_packed_count(bytes) == 8u);
  BOOST_TEST(sinew::delta_binary_packed_decode(bytes, narrow_again).read == 18u);
  BOOST_TEST(narrow_again == values);
  BOOST_TEST(sinew::delta_binary_packed_encode(wide, bytes) == 18u);
  BOOST_TEST(sinew::delta_binary_packed_decode(bytes, wide_again).written == 8u);
  BOOST_TEST(wide_again == wide);
  narrow_again.resize(7);
  RequireError([&] { sinew::delta_binary_packed_decode(bytes, narrow_again); },
               SINEW_STATUS_OUTPUT_FULL, 3, "sinew_delta_binary_packed_decode_i32");

  bytes.resize(64);
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
}

BOOST_AUTO_TEST_CASE(ParquetStrings) {
  sinew::string_buffer words;
  for (const char* word : {"axis", "axle", "babble", "babyhood"}) words.push_back(word);
  const sinew::column<std::string_view> column = words;
  std::vector<std::byte> bytes(200), text(22);
  std::vector<int64_t> offsets(5);
  BOOST_TEST(sinew::delta_length_byte_array_encode(column, bytes) == 40u);
  BOOST_TEST(sinew::delta_length_byte_array_decode(bytes, offsets, text).read == 40u);
  BOOST_TEST(offsets[4] == 22);
  BOOST_TEST(sinew::delta_byte_array_encode(column, bytes) == 61u);
  BOOST_TEST(sinew::delta_byte_array_decoded_size(bytes, 4) == 22u);
  BOOST_TEST(sinew::delta_byte_array_decode(bytes, offsets, text).written == 4u);
  BOOST_TEST((std::string_view(reinterpret_cast<const char*>(text.data()), 22) ==
              "axisaxlebabblebabyhood"));
  RequireError([&] { sinew::delta_byte_array_decode(bytes, {}, text); },
               SINEW_STATUS_INVALID_ARGUMENT, 0, "offsets");
}

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

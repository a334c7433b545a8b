#include "hpp.h"

// RFC 4648, section 10.
BOOST_AUTO_TEST_CASE(Base64) {
  const std::string plain = "foobar";
  const auto bytes = std::as_bytes(std::span(plain));
  BOOST_TEST(sinew::base64_encode(bytes) == "Zm9vYmFy");
  BOOST_TEST(sinew::base64_encode(bytes.first(4)) == "Zm9vYg==");
  BOOST_TEST(sinew::base64_encode(bytes.first(4), SINEW_BASE64_RAW) == "Zm9vYg");
  std::string text(8, '\0');
  BOOST_TEST(sinew::base64_encode(bytes, text) == 8u);
  BOOST_TEST(text == "Zm9vYmFy");
  RequireError([&] { sinew::base64_encode(bytes, std::span(text).first(7)); },
               SINEW_STATUS_INVALID_ARGUMENT, 7, "out");
  BOOST_TEST(
      (sinew::base64_decode("Zm9v\nYmFy") == std::vector<std::byte>(bytes.begin(), bytes.end())));
  std::vector<std::byte> out(4);
  BOOST_TEST(sinew::base64_decode("Zm9vYg==", out) == 4u);
  RequireError([&] { sinew::base64_decode("Zm9v*mFy", out); }, SINEW_STATUS_CORRUPT, 4,
               "sinew_base64_decode");

  const std::vector<int32_t> offsets = {0, 1, 3, 6};
  const sinew::column<std::string_view> rows(offsets, plain);
  std::vector<int64_t> text_offsets(4), byte_offsets(4);
  BOOST_TEST(sinew::base64_encoded_column_size(rows) == 12u);
  text.resize(12);
  BOOST_TEST(sinew::base64_encode_column(rows, text_offsets, text) == 12u);
  BOOST_TEST(text == "Zg==b28=YmFy");
  const sinew::column<std::string_view> texts(text_offsets, text);
  out.resize(9);
  BOOST_TEST(sinew::base64_decode_column(texts, byte_offsets, out) == 6u);
  BOOST_TEST((byte_offsets == std::vector<int64_t>{0, 1, 3, 6}));
  BOOST_TEST(std::equal(bytes.begin(), bytes.end(), out.begin()));
  RequireError([&] { sinew::base64_encode_column(rows, text_offsets, std::span(text).first(11)); },
               SINEW_STATUS_OUTPUT_FULL, 0, "sinew_base64_encode_column");
  RequireError([&] { sinew::base64_decode_column(texts, std::span(byte_offsets).first(3), out); },
               SINEW_STATUS_INVALID_ARGUMENT, 3, "offsets");
  text[5] = '*';
  RequireError([&] { sinew::base64_decode_column(texts, byte_offsets, out); }, SINEW_STATUS_CORRUPT,
               1, "sinew_base64_decode_column");
}

// RFC 4648, section 10.
BOOST_AUTO_TEST_CASE(Hex) {
  const std::string plain = "foo";
  const auto bytes = std::as_bytes(std::span(plain));
  BOOST_TEST(sinew::hex_encode(bytes, SINEW_HEX_UPPER) == "666F6F");
  BOOST_TEST(sinew::hex_encode(bytes) == "666f6f");
  BOOST_TEST((sinew::hex_decode("666f6F") == std::vector<std::byte>(bytes.begin(), bytes.end())));
  std::vector<std::byte> out(2);
  RequireError([&] { sinew::hex_decode("666f6F", out); }, SINEW_STATUS_OUTPUT_FULL, 4,
               "sinew_hex_decode");
  RequireError([&] { sinew::hex_decode("66x"); }, SINEW_STATUS_CORRUPT, 2, "sinew_hex_decode");
}

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

// The Unicode Standard, sections 3.9; RFC 8259, section 7.
BOOST_AUTO_TEST_CASE(Texts) {
  const std::string text = "\xE4\xBA\x8C\xF0\x90\x8C\x82";
  BOOST_TEST(sinew::utf8_valid(text));
  BOOST_TEST(!sinew::utf8_valid("\xC0\x80"));
  BOOST_TEST(sinew::utf8_valid_prefix("ab\xFF!") == "ab");
  BOOST_TEST(sinew::utf8_count(text) == 2u);
  BOOST_TEST(sinew::utf8_sanitize("a\xFF\xFE!") == "a\xEF\xBF\xBD!");
  BOOST_TEST(sinew::utf8_sanitize("a\xFF!", "") == "a!");
  sinew::string_buffer rows;
  rows.push_back(text);
  rows.push_back("\xFF");
  rows.push_null();
  std::vector<uint8_t> valid(1);
  sinew::utf8_validate_many(sinew::column<std::string_view>(rows), valid);
  BOOST_TEST(valid[0] == 1);
  RequireError([&] { sinew::utf8_validate_many(sinew::column<std::string_view>(rows), {}); },
               SINEW_STATUS_INVALID_ARGUMENT, 0, "out");

  BOOST_TEST((sinew::utf8_to_utf16(text) == u"\x4E8C\xD800\xDF02"));
  BOOST_TEST(sinew::utf16_to_utf8(u"\x4E8C\xD800\xDF02") == text);
  RequireError([] { sinew::utf8_to_utf16("ab\xE2\x82"); }, SINEW_STATUS_TRUNCATED, 2, "utf16");
  RequireError([] { sinew::utf16_to_utf8(u"a\xDC00"); }, SINEW_STATUS_CORRUPT, 1, "utf8");

  BOOST_TEST(sinew::json_escape("\"<\n\xFF") == "\\\"<\\n\\ufffd");
  BOOST_TEST(sinew::json_escape("<", SINEW_JSON_HTML) == "\\u003c");
  BOOST_TEST(sinew::json_escape(std::string(500, '\1')).size() == 3000u);
  BOOST_TEST(sinew::json_unescape("\\uD834\\uDD1E\\/") == "\xF0\x9D\x84\x9E/");
  RequireError([] { sinew::json_unescape("ab\\x"); }, SINEW_STATUS_CORRUPT, 2, "json");
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

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

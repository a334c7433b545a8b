#include "hpp.h"

// The Unicode Standard, section 3.9.
BOOST_AUTO_TEST_CASE(Utf8) {
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
}

#include "hpp.h"

// RFC 8259, section 7.
BOOST_AUTO_TEST_CASE(Json) {
  BOOST_TEST(sinew::json_escape("\"<\n\xFF") == "\\\"<\\n\\ufffd");
  BOOST_TEST(sinew::json_escape("<", SINEW_JSON_HTML) == "\\u003c");
  BOOST_TEST(sinew::json_escape(std::string(500, '\1')).size() == 3000u);
  RequireError([] { sinew::json_escape("a", 2); }, SINEW_STATUS_INVALID_ARGUMENT, 0, "json");
  BOOST_TEST(sinew::json_unescape("\\uD834\\uDD1E\\/") == "\xF0\x9D\x84\x9E/");
  RequireError([] { sinew::json_unescape("ab\\x"); }, SINEW_STATUS_CORRUPT, 2, "json");
}

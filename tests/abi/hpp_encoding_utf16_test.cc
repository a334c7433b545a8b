#include "hpp.h"

// The Unicode Standard, section 3.9.
BOOST_AUTO_TEST_CASE(Utf16) {
  const std::string text = "\xE4\xBA\x8C\xF0\x90\x8C\x82";
  BOOST_TEST((sinew::utf8_to_utf16(text) == u"\x4E8C\xD800\xDF02"));
  BOOST_TEST(sinew::utf16_to_utf8(u"\x4E8C\xD800\xDF02") == text);
  RequireError([] { sinew::utf8_to_utf16("ab\xE2\x82"); }, SINEW_STATUS_TRUNCATED, 2, "utf16");
  RequireError([] { sinew::utf16_to_utf8(u"a\xDC00"); }, SINEW_STATUS_CORRUPT, 1, "utf8");
}

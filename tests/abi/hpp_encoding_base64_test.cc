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
  BOOST_TEST(sinew::base64_encoded_size_many(rows) == 12u);
  text.resize(12);
  BOOST_TEST(sinew::base64_encode_many(rows, text_offsets, text) == 12u);
  BOOST_TEST(text == "Zg==b28=YmFy");
  const sinew::column<std::string_view> texts(text_offsets, text);
  out.resize(9);
  BOOST_TEST(sinew::base64_decode_many(texts, byte_offsets, out) == 6u);
  BOOST_TEST((byte_offsets == std::vector<int64_t>{0, 1, 3, 6}));
  BOOST_TEST(std::equal(bytes.begin(), bytes.end(), out.begin()));
  RequireError([&] { sinew::base64_encode_many(rows, text_offsets, std::span(text).first(11)); },
               SINEW_STATUS_OUTPUT_FULL, 0, "sinew_base64_encode_many");
  RequireError([&] { sinew::base64_decode_many(texts, std::span(byte_offsets).first(3), out); },
               SINEW_STATUS_INVALID_ARGUMENT, 3, "offsets");
  text[5] = '*';
  RequireError([&] { sinew::base64_decode_many(texts, byte_offsets, out); }, SINEW_STATUS_CORRUPT,
               1, "sinew_base64_decode_many");
  RequireError([&] { sinew::base64_encode(bytes, SINEW_BASE64_STRICT); },
               SINEW_STATUS_INVALID_ARGUMENT, 0, "sinew_base64_encode");
}

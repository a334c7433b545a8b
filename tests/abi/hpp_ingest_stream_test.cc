#include "hpp.h"

namespace {

// "gzip", as gzip writes it.
constexpr char kBytes[] =
    "\x1f\x8b\x08\0\0\0\0\0\0\x03\x4b\xaf\xca\x2c\0\0\xf2\x5c\xe9\x3a\x04\0\0";
constexpr std::string_view kPacked(kBytes, sizeof(kBytes));

}  // namespace

BOOST_AUTO_TEST_CASE(DecodesStreams) {
  sinew::stream_load(SINEW_COMPRESSION_GZIP);
  sinew::stream stream;
  BOOST_TEST(stream.compression() == SINEW_COMPRESSION_AUTO);
  std::string text;
  std::string_view left = kPacked;
  for (bool more = true; more;) {
    char out[3];
    const sinew::stream_decoded step = stream.decode(left, out, true);
    text.append(out, step.written);
    left.remove_prefix(step.read);
    more = step.full;
  }
  BOOST_TEST(text == "gzip");
  BOOST_TEST(stream.compression() == SINEW_COMPRESSION_GZIP);
  BOOST_TEST(stream.memory() > 0u);

  stream.reset();
  char out[16];
  BOOST_TEST(stream.decode("as it is", out, true).written == 8u);
  BOOST_TEST(stream.compression() == SINEW_COMPRESSION_NONE);
}

BOOST_AUTO_TEST_CASE(SaysWhatIsWrongWithAStream) {
  sinew::stream stream({.compression = SINEW_COMPRESSION_GZIP, .max_size = 3});
  char out[16];
  RequireError([&] { stream.decode(kPacked, out, true); }, SINEW_STATUS_CORRUPT, kPacked.size(),
               "more than 3 bytes");
  stream.reset();
  RequireError([&] { stream.decode("no gzip", out); }, SINEW_STATUS_CORRUPT, 0, "header");
  RequireError([&] { sinew::stream bad({.compression = SINEW_COMPRESSION_SNAPPY}); },
               SINEW_STATUS_INVALID_ARGUMENT, 0, "compression");
  RequireError([&] { sinew::stream_load(static_cast<sinew_compression>(77)); },
               SINEW_STATUS_INVALID_ARGUMENT, 0, "77");
}

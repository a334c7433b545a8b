#include "sinew/sinew.h"

#include <boost/test/unit_test.hpp>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "encoding/json_ref.h"
#include "support/guard.h"
#include "support/random.h"
#include "support/targets.h"
#include "support/text.h"

namespace {

constexpr size_t kMax = 20000;

// Input and output between guard pages; the output has exactly the room that it is said to have.
class Codec {
 public:
  void CheckEscape(std::string_view text) {
    for (const uint32_t flags : {0u, SINEW_JSON_HTML}) {
      const std::string expected = JsonEscapeRef(text, flags != 0);
      const uint8_t* in = Place(text);
      for (const size_t more : {0, 200}) {
        uint8_t* out = out_.Back(expected.size() + more);
        const sinew_codec_result result =
            sinew_json_escape(in, text.size(), out, expected.size() + more, flags);
        BOOST_REQUIRE_EQUAL(result.status, SINEW_STATUS_OK);
        BOOST_REQUIRE_EQUAL(result.read, text.size());
        BOOST_REQUIRE_EQUAL(result.written, expected.size());
        BOOST_REQUIRE(memcmp(out, expected.data(), expected.size()) == 0);
      }
      // In as many calls as a small output takes.
      std::string all;
      size_t read = 0;
      const size_t room = 6 + expected.size() / 3;
      for (sinew_status status = SINEW_STATUS_OUTPUT_FULL; status != SINEW_STATUS_OK;) {
        uint8_t* out = out_.Back(room);
        const sinew_codec_result part =
            sinew_json_escape(in + read, text.size() - read, out, room, flags);
        all.append(reinterpret_cast<char*>(out), part.written);
        read += part.read;
        status = part.status;
      }
      BOOST_REQUIRE(all == expected);
    }
  }

  void CheckUnescape(std::string_view text) {
    const JsonUnescapeRef expected(text);
    const sinew_status status = expected.corrupt     ? SINEW_STATUS_CORRUPT
                                : expected.truncated ? SINEW_STATUS_TRUNCATED
                                                     : SINEW_STATUS_OK;
    const uint8_t* in = Place(text);
    for (const size_t more : {0, 200}) {
      uint8_t* out = out_.Back(expected.out.size() + more);
      const sinew_codec_result result =
          sinew_json_unescape(in, text.size(), out, expected.out.size() + more);
      BOOST_REQUIRE_EQUAL(result.status, status);
      BOOST_REQUIRE_EQUAL(result.read, expected.read);
      BOOST_REQUIRE_EQUAL(result.written, expected.out.size());
      BOOST_REQUIRE(memcmp(out, expected.out.data(), result.written) == 0);
    }
    if (expected.out.empty()) return;
    const size_t room = expected.out.size() - 1 - expected.out.size() / 3;
    uint8_t* out = out_.Back(room);
    const sinew_codec_result full = sinew_json_unescape(in, text.size(), out, room);
    BOOST_REQUIRE_EQUAL(full.status, SINEW_STATUS_OUTPUT_FULL);
    BOOST_REQUIRE(full.written + 3 >= room && full.written <= room);
    const JsonUnescapeRef part(text.substr(0, full.read));
    BOOST_REQUIRE_EQUAL(part.read, full.read);
    BOOST_REQUIRE_EQUAL(part.out.size(), full.written);
    BOOST_REQUIRE(memcmp(out, part.out.data(), full.written) == 0);
  }

 private:
  uint8_t* Place(std::string_view text) {
    uint8_t* in = ++turn_ % 2 == 0 ? in_.Front() : in_.Back(text.size(), turn_ / 2 % 5);
    if (!text.empty()) memcpy(in, text.data(), text.size());
    return in;
  }

  GuardedMemory in_{8 * kMax}, out_{8 * kMax};
  size_t turn_ = 0;
};

std::string Escaped(std::string_view text, uint32_t flags = 0) {
  std::string out(6 * text.size(), '\0');
  out.resize(sinew_json_escape(text.data(), text.size(), out.data(), out.size(), flags).written);
  return out;
}

}  // namespace

BOOST_AUTO_TEST_CASE(ExamplesOfTheStandard) {
  ForEachTarget([] {
    // RFC 8259, section 7: the reverse solidus, and the G clef, U+1D11E.
    char out[4];
    BOOST_TEST(sinew_json_unescape("\\u005C", 6, out, 1).written == 1u);
    BOOST_TEST(out[0] == '\\');
    BOOST_TEST(sinew_json_unescape("\\uD834\\uDD1E", 12, out, 4).written == 4u);
    BOOST_TEST(memcmp(out, "\xF0\x9D\x84\x9E", 4) == 0);
    BOOST_TEST(Escaped("\\") == "\\\\");
    BOOST_TEST(Escaped(std::string_view("a\"\b\f\n\r\t\0\x1F\x7F/", 11)) ==
               "a\\\"\\b\\f\\n\\r\\t\\u0000\\u001f\x7F/");
    BOOST_TEST(Escaped("<a & b>") == "<a & b>");
    BOOST_TEST(Escaped("<a & b>", SINEW_JSON_HTML) == "\\u003ca \\u0026 b\\u003e");
    BOOST_TEST(Escaped("\xE2\x80\xA8\xE2\x80\xA9\xE2\x80\xAA\xFF") ==
               "\\u2028\\u2029\xE2\x80\xAA\\ufffd");
    BOOST_TEST(sinew_json_escape(nullptr, 0, nullptr, 0, 0).status == SINEW_STATUS_OK);
    for (const uint32_t unknown : {2u, 3u, 1u << 31}) {
      BOOST_TEST(sinew_json_escape("a", 1, out, 4, unknown).status ==
                 SINEW_STATUS_INVALID_ARGUMENT);
    }
    BOOST_TEST(sinew_json_unescape(nullptr, 0, nullptr, 0).status == SINEW_STATUS_OK);
  });
}

// Every character that matters at every place of a vector, and its neighbour.
BOOST_AUTO_TEST_CASE(EveryCharacterAtEveryPlace) {
  const std::string_view specials[] = {
      "\"", "\\", "\x1F", "\n", "<", "\xE2\x80\xA8", "\xFF", "\xF0\x9F\x98\x80", "&"};
  ForEachTarget([&] {
    Codec codec;
    for (size_t size = 0; size < 140; size += size < 70 ? 1 : 7) {
      for (const std::string_view special : specials) {
        std::string text(size, 'a');
        text += special;
        codec.CheckEscape(text);
        text += 'b';
        text += special;
        text.append(70 - size / 2, 'c');
        codec.CheckEscape(text);
        codec.CheckUnescape(JsonEscapeRef(text, true));
        codec.CheckUnescape(text);
      }
    }
  });
}

BOOST_AUTO_TEST_CASE(EveryEscapeAndEveryWayToBreakOne) {
  const std::string_view sequences[] = {"\\\"",
                                        "\\\\",
                                        "\\/",
                                        "\\b",
                                        "\\f",
                                        "\\n",
                                        "\\r",
                                        "\\t",
                                        "\\u0000",
                                        "\\u00e9",
                                        "\\uABcd",
                                        "\\ud83d\\ude00",
                                        "\\uD83D\\uDE00",
                                        "\\ud83d",
                                        "\\ude00",
                                        "\\ud83d\\u0041",
                                        "\\ud83dx",
                                        "\\ud83d\\n",
                                        "\\x",
                                        "\\u12g4",
                                        "\\uFFFF",
                                        "\\U0041",
                                        "\"",
                                        "\x01",
                                        "\\ud83d\\ud83d",
                                        "\\u d83",
                                        "\\ud83d\\udb00"};
  ForEachTarget([&] {
    Codec codec;
    for (const std::string_view sequence : sequences) {
      for (const size_t before : {0, 1, 62, 63, 64, 100}) {
        const std::string text = std::string(before, 'x') + std::string(sequence);
        for (size_t size = before; size <= text.size(); ++size) {
          codec.CheckUnescape(std::string_view(text).substr(0, size));
        }
        codec.CheckUnescape(text + "y");
        codec.CheckUnescape(text + std::string(100, 'y'));
      }
    }
  });
}

BOOST_AUTO_TEST_CASE(RoundTripsOfRandomTexts) {
  Random random(1);
  ForEachTarget([&] {
    Codec codec;
    for (int i = 0; i < 300; ++i) {
      std::string text = RandomText(random.Below(600), random, 1 + random.Below(4));
      for (size_t specials = random.Below(30); specials != 0 && !text.empty(); --specials) {
        text[random.Below(text.size())] = "\"\\\n<\x01\xFF\xE2"[random.Below(7)];
      }
      codec.CheckEscape(text);
      codec.CheckUnescape(text);
      codec.CheckUnescape(JsonEscapeRef(text, i % 2 == 0));
    }
  });
}

// Longer than the pieces in which text is checked, with whatever the cut may fall into.
BOOST_AUTO_TEST_CASE(LongTexts) {
  Random random(2);
  for (const std::string_view unit : {"\xF0\x9F\x98\x80", "\\ud83d\\ude00", "\n", "a"}) {
    for (size_t shift = 0; shift < 3; ++shift) {
      std::string text(shift, 'a');
      while (text.size() < 16500) text += unit;
      ForEachTarget([&] {
        Codec codec;
        codec.CheckEscape(text);
        codec.CheckUnescape(text);
      });
    }
  }
}

#include "sinew/sinew.h"

#include <boost/test/unit_test.hpp>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "encoding/utf16_ref.h"
#include "support/guard.h"
#include "support/random.h"
#include "support/targets.h"
#include "support/text.h"

namespace {

constexpr size_t kMax = 700;

// Input and output between guard pages; the output has exactly the room that it is said to have.
class Converter {
 public:
  // What comes of a text, with all the room it needs and with less.
  void CheckUtf8(std::string_view text) {
    const ConversionRef expected = Utf8ToUtf16Ref(text);
    uint8_t* in = Place(text.data(), text.size());
    const size_t size = sinew_utf8_to_utf16_size(in, text.size());
    BOOST_REQUIRE(size >= expected.units.size() && size <= 2 * text.size());
    sinew_status status = SINEW_STATUS_OK;
    if (expected.read < text.size()) {
      const bool truncated = Utf8TruncatedRef(text.substr(expected.read));
      status = truncated ? SINEW_STATUS_TRUNCATED : SINEW_STATUS_CORRUPT;
    } else {
      BOOST_REQUIRE_EQUAL(size, expected.units.size());
    }
    for (const size_t room : {expected.units.size(), expected.units.size() + 100}) {
      uint8_t* out = out_.Back(2 * room, room % 2);
      const sinew_codec_result result =
          sinew_utf8_to_utf16(in, text.size(), reinterpret_cast<uint16_t*>(out), room);
      BOOST_REQUIRE_EQUAL(result.status, status);
      BOOST_REQUIRE_EQUAL(result.read, expected.read);
      BOOST_REQUIRE_EQUAL(result.written, expected.units.size());
      BOOST_REQUIRE(memcmp(out, expected.units.data(), 2 * result.written) == 0);
    }
    if (expected.units.empty()) return;
    const size_t room = expected.units.size() - 1 - expected.units.size() / 3;
    uint8_t* out = out_.Back(2 * room);
    const sinew_codec_result full =
        sinew_utf8_to_utf16(in, text.size(), reinterpret_cast<uint16_t*>(out), room);
    BOOST_REQUIRE_EQUAL(full.status, SINEW_STATUS_OUTPUT_FULL);
    BOOST_REQUIRE(full.written + 1 >= room && full.written <= room);
    const ConversionRef part = Utf8ToUtf16Ref(text.substr(0, full.read));
    BOOST_REQUIRE_EQUAL(part.read, full.read);
    BOOST_REQUIRE_EQUAL(part.units.size(), full.written);
    BOOST_REQUIRE(memcmp(out, part.units.data(), 2 * full.written) == 0);
  }

  void CheckUtf16(std::u16string_view units) {
    const ConversionRef expected = Utf16ToUtf8Ref(units);
    const uint16_t* in = reinterpret_cast<const uint16_t*>(Place(units.data(), 2 * units.size()));
    const size_t size = sinew_utf16_to_utf8_size(in, units.size());
    BOOST_REQUIRE(size >= expected.bytes.size() && size <= 3 * units.size());
    sinew_status status = SINEW_STATUS_OK;
    if (expected.read < units.size()) {
      const bool high = (units[expected.read] & 0xFC00) == 0xD800;
      status =
          high && expected.read + 1 == units.size() ? SINEW_STATUS_TRUNCATED : SINEW_STATUS_CORRUPT;
    } else {
      BOOST_REQUIRE_EQUAL(size, expected.bytes.size());
    }
    for (const size_t room : {expected.bytes.size(), expected.bytes.size() + 300}) {
      uint8_t* out = out_.Back(room);
      const sinew_codec_result result = sinew_utf16_to_utf8(in, units.size(), out, room);
      BOOST_REQUIRE_EQUAL(result.status, status);
      BOOST_REQUIRE_EQUAL(result.read, expected.read);
      BOOST_REQUIRE_EQUAL(result.written, expected.bytes.size());
      BOOST_REQUIRE(memcmp(out, expected.bytes.data(), result.written) == 0);
    }
    if (expected.bytes.empty()) return;
    const size_t room = expected.bytes.size() - 1 - expected.bytes.size() / 3;
    uint8_t* out = out_.Back(room);
    const sinew_codec_result full = sinew_utf16_to_utf8(in, units.size(), out, room);
    BOOST_REQUIRE_EQUAL(full.status, SINEW_STATUS_OUTPUT_FULL);
    BOOST_REQUIRE(full.written + 3 >= room && full.written <= room);
    const ConversionRef part = Utf16ToUtf8Ref(units.substr(0, full.read));
    BOOST_REQUIRE_EQUAL(part.read, full.read);
    BOOST_REQUIRE_EQUAL(part.bytes.size(), full.written);
    BOOST_REQUIRE(memcmp(out, part.bytes.data(), full.written) == 0);
  }

 private:
  // By turns at the front page and at the back page, at every alignment.
  uint8_t* Place(const void* data, size_t size) {
    ++turn_;
    uint8_t* in = turn_ % 2 == 0 ? in_.Front() : in_.Back(size, turn_ / 2 % 3);
    if (size != 0) memcpy(in, data, size);
    return in;
  }

  GuardedMemory in_{4 * 50000}, out_{4 * 50000};
  size_t turn_ = 0;
};

std::u16string RandomUnits(size_t count, Random& random, size_t most = 4) {
  std::u16string units;
  while (units.size() < count) {
    const std::u16string next = Utf16Of(RandomCodePoint(random, most));
    if (units.size() + next.size() <= count) units += next;
  }
  return units;
}

}  // namespace

BOOST_AUTO_TEST_CASE(ExamplesOfTheStandard) {
  // The Unicode Standard, table 3-5: U+004D, U+0430, U+4E8C, U+10302.
  const char utf8[] = "\x4D\xD0\xB0\xE4\xBA\x8C\xF0\x90\x8C\x82";
  const uint16_t utf16[] = {0x004D, 0x0430, 0x4E8C, 0xD800, 0xDF02};
  ForEachTarget([&] {
    uint16_t units[5];
    const sinew_codec_result to16 = sinew_utf8_to_utf16(utf8, 10, units, 5);
    BOOST_TEST((to16.status == SINEW_STATUS_OK && to16.read == 10 && to16.written == 5));
    BOOST_TEST(memcmp(units, utf16, sizeof(units)) == 0);
    char bytes[10];
    const sinew_codec_result to8 = sinew_utf16_to_utf8(utf16, 5, bytes, 10);
    BOOST_TEST((to8.status == SINEW_STATUS_OK && to8.read == 5 && to8.written == 10));
    BOOST_TEST(memcmp(bytes, utf8, sizeof(bytes)) == 0);
    BOOST_TEST(sinew_utf8_to_utf16(nullptr, 0, nullptr, 0).status == SINEW_STATUS_OK);
    BOOST_TEST(sinew_utf16_to_utf8(nullptr, 0, nullptr, 0).status == SINEW_STATUS_OK);
  });
}

BOOST_AUTO_TEST_CASE(EveryLengthOfEveryScript) {
  Random random(1);
  for (const size_t most : {1, 2, 3, 4}) {
    const std::string text = RandomText(kMax, random, most);
    const std::u16string units = RandomUnits(kMax, random, most);
    ForEachTarget([&] {
      Converter converter;
      for (size_t size = 0; size <= kMax; size += size < 150 ? 1 : 13) {
        converter.CheckUtf8(std::string_view(text).substr(0, size));
        converter.CheckUtf16(std::u16string_view(units).substr(0, size));
      }
    });
  }
}

BOOST_AUTO_TEST_CASE(EveryCodePoint) {
  std::string text;
  std::u16string units;
  for (uint32_t point = 0; point < 0x110000; point += point < 0x11000 ? 1 : 257) {
    if (0xD800 <= point && point < 0xE000) continue;
    text += Utf8Of(point);
    units += Utf16Of(point);
  }
  ForEachTarget([&] {
    std::vector<uint16_t> out(units.size());
    const sinew_codec_result to16 =
        sinew_utf8_to_utf16(text.data(), text.size(), out.data(), out.size());
    BOOST_TEST(to16.written == units.size());
    BOOST_TEST(memcmp(out.data(), units.data(), 2 * units.size()) == 0);
    std::string bytes(text.size(), '\0');
    const sinew_codec_result to8 =
        sinew_utf16_to_utf8(out.data(), out.size(), bytes.data(), bytes.size());
    BOOST_TEST(to8.written == text.size());
    BOOST_TEST((bytes == text));
  });
}

// A fault at every place: a byte that belongs to nothing, a surrogate without its other half.
BOOST_AUTO_TEST_CASE(TheFaultAtEveryPlace) {
  Random random(2);
  for (const size_t most : {1, 3, 4}) {
    const std::string text = RandomText(150, random, most);
    const std::u16string units = RandomUnits(150, random, most);
    ForEachTarget([&] {
      Converter converter;
      for (size_t at = 0; at < text.size(); ++at) {
        for (const char byte : {'\xFF', '\x80', '\xE3'}) {
          std::string bad = text;
          bad[at] = byte;
          converter.CheckUtf8(bad);
        }
        for (const char16_t unit : {0xD800, 0xDFFF}) {
          std::u16string bad = units;
          bad[at] = unit;
          converter.CheckUtf16(bad);
        }
      }
    });
  }
}

// Sequences and pairs at every place of a vector and of the pieces that a long text is cut into.
BOOST_AUTO_TEST_CASE(LongTexts) {
  Random random(3);
  for (size_t shift = 0; shift < 4; ++shift) {
    std::string text(shift, 'a');
    for (const size_t size : {16384, 33000}) {
      while (text.size() < size) text += random.Below(50) == 0 ? "b" : "\xF0\x9F\x98\x80";
      ForEachTarget([&] {
        Converter converter;
        converter.CheckUtf8(text);
        converter.CheckUtf16(Utf8ToUtf16Ref(text).units);
      });
    }
  }
}

#include "sinew/sinew.h"

#include <boost/test/unit_test.hpp>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "encoding/utf8_ref.h"
#include "support/column.h"
#include "support/guard.h"
#include "support/random.h"
#include "support/targets.h"
#include "support/text.h"

namespace {

// What every function has to say about a text, compared with the oracle.
void Check(std::string_view text, const uint8_t* in) {
  const size_t size = text.size();
  const sinew_result result = sinew_utf8_validate(in, size);
  const size_t prefix = Utf8PrefixRef(text);
  BOOST_REQUIRE_EQUAL(result.count, prefix);
  const sinew_status status = prefix == size                          ? SINEW_STATUS_OK
                              : Utf8TruncatedRef(text.substr(prefix)) ? SINEW_STATUS_TRUNCATED
                                                                      : SINEW_STATUS_CORRUPT;
  BOOST_REQUIRE_EQUAL(result.status, status);
}

void CheckAll(std::string_view text) {
  const uint8_t* in = reinterpret_cast<const uint8_t*>(text.data());
  Check(text, in);
  BOOST_REQUIRE_EQUAL(sinew_utf8_count(in, text.size()), Utf8CountRef(text));
  for (const std::string_view replacement : {"\xEF\xBF\xBD", "", "?"}) {
    const std::string expected = Utf8SanitizeRef(text, replacement);
    BOOST_REQUIRE_EQUAL(sinew_utf8_sanitized_size(in, text.size(), replacement.size()),
                        expected.size());
    std::string out(expected.size(), 'x');
    const sinew_codec_result result = sinew_utf8_sanitize(
        in, text.size(), replacement.data(), replacement.size(), out.data(), out.size());
    BOOST_REQUIRE_EQUAL(result.status, SINEW_STATUS_OK);
    BOOST_REQUIRE_EQUAL(result.read, text.size());
    BOOST_REQUIRE_EQUAL(result.written, expected.size());
    BOOST_REQUIRE(out == expected);
    if (expected.empty()) continue;
    const sinew_codec_result full = sinew_utf8_sanitize(
        in, text.size(), replacement.data(), replacement.size(), out.data(), out.size() - 1);
    BOOST_REQUIRE_EQUAL(full.status, SINEW_STATUS_OUTPUT_FULL);
    BOOST_REQUIRE(full.written < expected.size());
    BOOST_REQUIRE_EQUAL(Utf8SanitizeRef(text.substr(0, full.read), replacement).size(),
                        full.written);
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE(ExamplesOfTheStandards) {
  ForEachTarget([] {
    // RFC 3629, section 7: "A<NOT IDENTICAL TO><ALPHA>.", "hangugeo", "nihongo", U+233B4 with BOM.
    CheckAll("\x41\xE2\x89\xA2\xCE\x91\x2E");
    CheckAll("\xED\x95\x9C\xEA\xB5\xAD\xEC\x96\xB4");
    CheckAll("\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E");
    CheckAll("\xEF\xBB\xBF\xF0\xA3\x8E\xB4");
    BOOST_TEST(sinew_utf8_count("\xED\x95\x9C\xEA\xB5\xAD\xEC\x96\xB4", 9) == 3u);
    // The Unicode Standard, section 3.9: tables 3-8 to 3-11, ill-formed byte by byte.
    for (const std::string_view text :
         {"\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41", "\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41",
          "\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42", "\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41"}) {
      CheckAll(text);
      BOOST_TEST(sinew_utf8_validate(text.data(), text.size()).count == 0u);
    }
    const sinew_result empty = sinew_utf8_validate(nullptr, 0);
    BOOST_TEST((empty.count == 0 && empty.status == SINEW_STATUS_OK));
    BOOST_TEST(sinew_utf8_count(nullptr, 0) == 0u);
  });
}

// Every byte at which a range of the grammar begins or ends, and its neighbours, in each place of a
// sequence, at several places of a text.
BOOST_AUTO_TEST_CASE(EveryBoundaryOfTheGrammar) {
  const std::string bytes =
      "\x7F\x80\x8F\x90\x9F\xA0\xBF\xC0\xC1\xC2\xDF\xE0\xE1\xEC\xED\xEE\xEF\xF0\xF1\xF3\xF4\xF5"
      "\xFF";
  ForEachTarget([&] {
    for (const size_t at : {0u, 13u, 62u, 126u}) {
      std::string text(200, 'a');
      for (const char a : bytes) {
        for (const char b : bytes) {
          for (const char c : bytes) {
            for (const char d : {'a', '\x80', '\xBF', '\xC2', '\xF4'}) {
              text[at] = a, text[at + 1] = b, text[at + 2] = c, text[at + 3] = d;
              Check(text, reinterpret_cast<const uint8_t*>(text.data()));
            }
          }
        }
      }
    }
  });
}

BOOST_AUTO_TEST_CASE(EveryLengthAtEitherGuardPage) {
  constexpr size_t kMax = 600;
  GuardedMemory memory(kMax + 64);
  Random random(1);
  for (const size_t most : {1, 4}) {
    const std::string text = RandomText(kMax, random, most);
    ForEachTarget([&] {
      for (size_t size = 0; size <= kMax; ++size) {
        const std::string_view part(text.data(), size);
        memcpy(memory.Front(), part.data(), size);
        Check(part, memory.Front());
        uint8_t* back = memory.Back(size, size % 7);
        memcpy(back, part.data(), size);
        Check(part, back);
        back = memory.Back(size);
        memcpy(back, part.data(), size);
        Check(part, back);
        if (sinew_utf8_count(back, size) != Utf8CountRef(part)) BOOST_ERROR("size " << size);
      }
    });
  }
}

// One bad byte at every place, in texts of every kind of script.
BOOST_AUTO_TEST_CASE(TheFaultAtEveryPlace) {
  Random random(2);
  for (const size_t size : {70, 150, 700}) {
    for (const size_t most : {1, 2, 3, 4}) {
      const std::string text = RandomText(size, random, most);
      ForEachTarget([&] {
        for (size_t at = 0; at < size; ++at) {
          for (const char byte : {'\xFF', '\x80', '\xC3', 'a'}) {
            std::string bad = text;
            bad[at] = byte;
            Check(bad, reinterpret_cast<const uint8_t*>(bad.data()));
          }
        }
      });
    }
  }
}

BOOST_AUTO_TEST_CASE(CountsAndReplacesWhateverComes) {
  Random random(3);
  ForEachTarget([&] {
    for (int i = 0; i < 300; ++i) {
      std::string text = RandomText(random.Below(400), random);
      for (size_t faults = random.Below(12); faults != 0 && !text.empty(); --faults) {
        text[random.Below(text.size())] = static_cast<char>(random());
      }
      CheckAll(text);
    }
    const std::vector<uint8_t> noise = RandomBytes(3000, 4);
    CheckAll({reinterpret_cast<const char*>(noise.data()), noise.size()});
  });
}

// Sequences across the pieces in which long texts are counted and copied.
BOOST_AUTO_TEST_CASE(LongTexts) {
  Random random(5);
  for (size_t shift = 0; shift < 4; ++shift) {
    std::string text(shift, 'a');
    while (text.size() < 50000) text += "\xF0\x9F\x98\x80";
    ForEachTarget([&] {
      CheckAll(text);
      std::string bad = text;
      bad[shift + 16384] = 'x';
      CheckAll(bad);
    });
  }
}

namespace {

struct Rows {
  std::vector<std::string> rows;
  std::vector<bool> valid;

  // The column without its first `skip` rows, with offsets of either width.
  template <typename Offset>
  void Check(size_t skip) const {
    std::string bytes;
    std::vector<Offset> offsets = {0};
    std::vector<uint8_t> validity(rows.size() / 8 + 1);
    for (size_t i = 0; i < rows.size(); ++i) {
      bytes += rows[i];
      offsets.push_back(static_cast<Offset>(bytes.size()));
      if (valid[i]) validity[i / 8] = static_cast<uint8_t>(validity[i / 8] | 1 << i % 8);
    }
    const sinew_type type = sizeof(Offset) == 4 ? SINEW_TYPE_STRING : SINEW_TYPE_LARGE_STRING;
    const sinew_column column = SkipRows({type, rows.size() - skip, bytes.data(), bytes.size(),
                                          offsets.data(), validity.data(), 0, 0},
                                         skip);
    std::vector<uint8_t> out((column.count + 7) / 8 + 1, 0xEE);
    const sinew_result result = sinew_utf8_validate_many(&column, out.data());
    BOOST_REQUIRE_EQUAL(result.status, SINEW_STATUS_OK);
    BOOST_REQUIRE_EQUAL(result.count, column.count);
    for (size_t i = 0; i < 8 * (out.size() - 1); ++i) {
      const bool expected = i < column.count && valid[skip + i] &&
                            Utf8PrefixRef(rows[skip + i]) == rows[skip + i].size();
      BOOST_REQUIRE_EQUAL((out[i / 8] >> i % 8) & 1, expected);
    }
    BOOST_TEST(out.back() == 0xEE);
  }
};

}  // namespace

BOOST_AUTO_TEST_CASE(RowsOfAColumn) {
  Random random(6);
  ForEachTarget([&] {
    for (const size_t count : {1, 7, 64, 65, 300}) {
      for (const bool faults : {false, true}) {
        Rows column;
        for (size_t i = 0; i < count; ++i) {
          std::string row = RandomText(random.Below(30), random);
          if (faults && random.Below(9) == 0) row += static_cast<char>(0x80 + random.Below(0x80));
          // A sequence that two rows share is whole in neither.
          if (faults && random.Below(20) == 0) {
            column.rows.push_back(row + "\xE2\x82");
            column.valid.push_back(random.Below(5) != 0);
            row = "\xAC";
          }
          column.rows.push_back(row);
          column.valid.push_back(random.Below(5) != 0);
        }
        for (const size_t skip : {size_t{0}, count / 3}) {
          column.Check<int32_t>(skip);
          column.Check<int64_t>(skip);
        }
      }
    }
  });
}

BOOST_AUTO_TEST_CASE(RejectsColumns) {
  const int32_t offsets[3] = {0, 3, 2};
  uint8_t out[1] = {7};
  const sinew_column backwards = {SINEW_TYPE_STRING, 2, "abc", 3, offsets, nullptr, 0, 0};
  const sinew_column numbers = {SINEW_TYPE_I32, 1, offsets, 12, nullptr, nullptr, 0, 0};
  const sinew_column one = {SINEW_TYPE_STRING, 1, "abc", 3, offsets, nullptr, 0, 0};
  const auto check = [&](const sinew_column* column, uint8_t* to, size_t place) {
    const sinew_result result = sinew_utf8_validate_many(column, to);
    BOOST_TEST(result.status == SINEW_STATUS_INVALID_ARGUMENT);
    BOOST_TEST(result.count == place);
    BOOST_TEST(out[0] == 7);
  };
  check(&backwards, out, 1);
  check(&numbers, out, 0);
  check(nullptr, out, 0);
  check(&one, nullptr, 0);
  const sinew_column none = {SINEW_TYPE_STRING, 0, nullptr, 0, nullptr, nullptr, 0, 0};
  BOOST_TEST(sinew_utf8_validate_many(&none, nullptr).status == SINEW_STATUS_OK);
}

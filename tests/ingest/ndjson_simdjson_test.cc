#include <simdjson.h>

#include <boost/test/unit_test.hpp>
#include <optional>
#include <random>
#include <string_view>

#include "ingest/ndjson_run.h"

// Records that are right, nearly right and wrong, against simdjson.

namespace {

const std::string_view kRecords[] = {
    R"({"a":1,"b":"x"})",
    R"({"b":"\u00e9\n\"\\\/","a":-0.5e3})",
    R"( { "a" : 18446744073709551615 , "b" : "\ud83d\ude00é€😀" } )",
    R"({"a":[1,{"a":2},[]],"b":null,"a":3.25})",
    R"({"x":{"y":[true,false,null,{}]},"\u0061":1e-7,"b":""})",
    R"({"a":-9223372036854775808,"b":"0","c":[[[[1]]]]})",
    R"({"b":"\t\b\f\r","a":2.2250738585072014e-308,"b":"last"})",
    R"({"a":true,"b":{"b":"in"},"long name of a field":"a long text that takes more than 64 bytes"})",
    R"({})",
};

// Replaces, inserts, removes or repeats a few bytes.
std::string Mutated(std::string text, std::mt19937& random) {
  constexpr std::string_view kBytes = "{}[]\",:\\/ue+-.0123456789abtfnlrs \t\x80\xC3\xA9\xED\x1F";
  for (size_t edits = random() % 4; edits != 0 && !text.empty(); --edits) {
    const size_t at = random() % text.size();
    const char byte = kBytes[random() % kBytes.size()];
    switch (random() % 4) {
      case 0:
        text[at] = byte;
        break;
      case 1:
        text.insert(at, 1, byte);
        break;
      case 2:
        text.erase(at, 1 + random() % 2);
        break;
      default:
        text.insert(at, text.substr(at, random() % 8));
    }
  }
  return text;
}

struct Fields {
  Cell a, b;
};

// The last of each name; what is of another type than double or string is null.
Fields FieldsOf(const simdjson::dom::object& record) {
  Fields fields;
  for (const auto member : record) {
    if (member.key == "a") {
      double number;
      const bool is_number = member.value.is_number() && !member.value.get(number);
      fields.a = is_number ? Cell(FloatText(number)) : std::nullopt;
    } else if (member.key == "b") {
      std::string_view string;
      fields.b = member.value.get(string) ? std::nullopt : Cell(string);
    }
  }
  return fields;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(ndjson_simdjson)

BOOST_AUTO_TEST_CASE(Agrees) {
  NdjsonSettings settings;
  settings.fields = {{"a", SINEW_TYPE_F64, 0}, {"b", SINEW_TYPE_STRING, 0}};
  settings.ndjson_flags = SINEW_NDJSON_VALIDATE;
  NdjsonDecoder decoder(settings);
  BOOST_REQUIRE_EQUAL(decoder.status, SINEW_STATUS_OK);
  simdjson::dom::parser parser;
  std::mt19937 random(1);
  size_t right = 0, wrong = 0;
  for (size_t i = 0; i < 40000; ++i) {
    const std::string text = Mutated(std::string(kRecords[i % std::size(kRecords)]), random);
    if (text.find_first_not_of(" \t") == std::string::npos) continue;
    simdjson::dom::object record;
    const simdjson::error_code error = parser.parse(text).get(record);
    // It has no numbers beyond those of 64 bits, whatever is wanted of them, and no halves of a
    // surrogate pair.
    if (error == simdjson::NUMBER_ERROR) continue;
    if (error == simdjson::STRING_ERROR && text.find("\\ud") != std::string::npos) continue;
    const NdjsonOutcome got = decoder.Feed(text);
    BOOST_TEST(sinew_decoder_reset(decoder.decoder) == SINEW_STATUS_OK);
    BOOST_TEST_CONTEXT(text << ": " << simdjson::error_message(error)) {
      BOOST_TEST(decoder.problem == "");
      BOOST_TEST(got.records == 1u);
      BOOST_TEST(got.rows.size() == (error == simdjson::SUCCESS ? 1u : 0u));
      if (error != simdjson::SUCCESS || got.rows.size() != 1) {
        ++wrong;
        continue;
      }
      ++right;
      const Fields fields = FieldsOf(record);
      BOOST_TEST((got.rows[0][0] == fields.a));
      BOOST_TEST((got.rows[0][1] == fields.b));
    }
  }
  BOOST_TEST(right > 10000u);
  BOOST_TEST(wrong > 10000u);
}

BOOST_AUTO_TEST_SUITE_END()

#include "sinew/sinew.h"

#include <boost/test/unit_test.hpp>

#include "core/memory.h"
#include "ingest/ndjson/layout.h"
#include "ingest/ndjson_json.h"
#include "ingest/ndjson_run.h"
#include "support/guard.h"
#include "support/sanitizers.h"
#include "support/targets.h"

namespace {

// Of random rounds, with sanitizers; the fuzz target goes on from there.
constexpr int kFewer = SINEW_TEST_SANITIZED ? 3 : 1;

void Check(std::string_view input, const NdjsonSettings& settings, const NdjsonOutcome& got,
           const NdjsonDecoder& decoder, const NdjsonOutcome& expected) {
  BOOST_TEST(decoder.problem == "");
  const std::string difference = NdjsonDifference(got, expected);
  if (difference.empty()) return;
  std::string fields;
  for (const NdjsonField& field : settings.fields) {
    fields += " " + field.path + ":" + std::to_string(field.type);
  }
  BOOST_ERROR(difference << "\nflags " << settings.ndjson_flags << " " << settings.flags
                         << " depth " << settings.max_depth << " size " << settings.max_record_size
                         << " rows " << settings.max_rows << " fields" << fields << "\n"
                         << input.substr(0, 3000));
}

// Decodes with the fields as one column each, and says the rows and rejects as text.
std::string Decoded(std::string_view input, const NdjsonSettings& settings) {
  NdjsonDecoder decoder(settings);
  BOOST_REQUIRE_EQUAL(decoder.status, SINEW_STATUS_OK);
  const NdjsonOutcome got = decoder.Feed(input);
  Check(input, settings, got, decoder, NdjsonRef(input, settings));
  std::string text;
  for (const CellRow& row : got.rows) {
    for (size_t i = 0; i < row.size(); ++i) {
      text += row[i].value_or("null");
      text += i + 1 < row.size() ? ',' : ';';
    }
  }
  for (const sinew_reject& reject : got.rejects) {
    text += " !";
    text += std::to_string(reject.reason) + "@" + std::to_string(reject.offset);
  }
  return text;
}

std::string One(std::string_view value, sinew_type type, uint32_t flags = 0) {
  NdjsonSettings settings;
  settings.fields = {{"v", type, flags}};
  return Decoded(std::string("{\"v\":").append(value).append("}\n"), settings);
}

// Texts as values: right by the grammar, or at least in structure.
struct Text {
  std::string text;
  bool is_json;
  bool has_structure;
};

std::vector<Text> Corpus() {
  std::vector<Text> corpus;
  const auto good = [&](std::initializer_list<const char*> texts) {
    for (const char* text : texts) corpus.push_back({text, true, true});
  };
  const auto loose = [&](std::initializer_list<const char*> texts) {
    for (const char* text : texts) corpus.push_back({text, false, true});
  };
  const auto bad = [&](std::initializer_list<const char*> texts) {
    for (const char* text : texts) corpus.push_back({text, false, false});
  };
  good({"0",
        "-0",
        "1",
        "-1",
        "10",
        "123456789",
        "0.5",
        "-0.5",
        "1.0",
        "1e5",
        "1E5",
        "1e+5",
        "1e-5",
        "0e0",
        "0E+1",
        "-0.0e-0",
        "1.25E-10",
        "123.456e78",
        "1e400",
        "-1e400",
        "1e-400",
        "9223372036854775807",
        "-9223372036854775808",
        "18446744073709551615",
        "100000000000000000000000000000000",
        "0.1e1",
        "20e1",
        "-237462374673276894279832749832423e9",
        "0.00000000000000000000000000000000000001",
        "true",
        "false",
        "null"});
  good({R"("")",
        R"("a")",
        R"(" ")",
        R"("\"")",
        R"("\\")",
        R"("\/")",
        R"("\b")",
        R"("\f")",
        R"("\n")",
        R"("\r")",
        R"("\t")",
        R"("\u0000")",
        R"("\u0061")",
        R"("\u00e9")",
        R"("\uABCD")",
        R"("\uabcd")",
        R"("\ud83d\ude00")",
        R"("\uD83D\uDE00")",
        R"("\ud800")",
        R"("\udc00")",
        R"("\ud800\ud800")",
        R"("\ud800x")",
        R"("\udc00\ud800")",
        R"("\\u0061")",
        R"("\\\\")",
        R"("\\\"")",
        R"("a\\")",
        R"("\u0022")",
        R"("\u005C")",
        R"("{}[]:,")",
        R"("[")",
        R"("}")",
        "\"\x7F\"",
        "\"\xC3\xA9\"",
        "\"\xE2\x82\xAC\"",
        "\"\xF0\x9F\x98\x80\"",
        "\"\xF4\x8F\xBF\xBF\"",
        "\"\xEF\xBF\xBF\"",
        "\"\xE2\x80\xA8\"",
        R"("\u2028")",
        R"("https:\/\/example.com")",
        R"("\u0012 esc")",
        R"("new\u000Aline")",
        "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\""});
  good({"[]",
        "[ ]",
        "[\t]",
        "{}",
        "{ }",
        "[[]]",
        "[{}]",
        "{\"a\":[]}",
        "{\"a\":{}}",
        "[1]",
        "[1,2]",
        "[1, 2]",
        "[1 ,2]",
        "[ 1 , 2 ]",
        "[\"a\"]",
        "[\"a\",\"b\"]",
        "[null]",
        "[null,1,\"1\",{},[],true]",
        "[[[[[[[[]]]]]]]]",
        "[[],[],[[]]]",
        "{\"a\":1}",
        "{\"a\":1,\"b\":2}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":1,\"a\":1}",
        "{\"\":0}",
        "{\"a\" :1}",
        "{\"a\": 1}",
        "{ \"a\":1 }",
        "{\"a\\u0062\":1}",
        "{\"a\\\"b\":1}",
        "{\"\\u0000\":1}",
        "{\"a\":{\"b\":{\"c\":[1,{\"d\":null}]}}}",
        "[1,\r2]",
        "[1,\t2]",
        "[-0,1e1,0.5]",
        "[true,false,null]",
        "[\"\",\"\"]",
        "{\"a\":\"b\",\"c\":\"d\"}",
        "{\"[\":\"]\"}",
        "[{\"a\":1},{\"a\":2}]",
        "[[1,2],[3,4]]",
        "{\"a\":[],\"b\":{}}",
        "{\"k\":{\"k\":1}}"});
  // Scalars that are none: they are where a value may be.
  loose({"tru",
         "True",
         "TRUE",
         "truee",
         "trueX",
         "fals",
         "falsee",
         "nul",
         "Null",
         "nulll",
         "nan",
         "NaN",
         "Infinity",
         "-Infinity",
         "inf",
         "undefined",
         "a",
         "abc",
         "'a'",
         "'",
         "`",
         "+1",
         "+0",
         "-",
         "--1",
         "-a",
         "01",
         "00",
         "-01",
         "-00",
         "0123",
         "1.",
         ".5",
         "-.5",
         "1.e5",
         ".",
         "1..2",
         "1.2.3",
         "1e",
         "1E",
         "1e+",
         "1e-",
         "1e1.5",
         "1ee5",
         "1e5e5",
         "e5",
         "0x10",
         "0x",
         "1_000",
         "1a",
         "1-2",
         "1+2",
         "0.",
         "-0.",
         "0e",
         "2.e3",
         "0.3e",
         "0.3e+",
         "1eE2",
         "1e0e",
         "9.e+",
         "-1.",
         "-2.",
         "-foo",
         "-012",
         "012",
         "-1x",
         "1/2",
         "1;2",
         "$",
         "@",
         "#comment",
         "//",
         "/**/",
         "\x01",
         "\x7F",
         "\x1B",
         "\x80",
         "\xFF",
         "\xC3\xA9",
         "\xEF\xBC\x91",
         "\xE2\x80\xA8",
         "\x0C",
         "\x0B",
         "*",
         "(1)",
         "<1>",
         "=",
         "1=",
         "?",
         "!",
         "&1",
         "^",
         "~"});
  loose({R"("\a")",
         R"("\x41")",
         R"("\0")",
         R"("\u")",
         R"("\u0")",
         R"("\u00")",
         R"("\u004")",
         R"("\u004g")",
         R"("\uzzzz")",
         R"("\u 041")",
         R"("\U0041")",
         R"("\v")",
         R"("\'")",
         R"("\ ")",
         R"("\u-041")",
         R"("\ud83d\u")",
         R"("\ud83d\x")",
         R"("\e")",
         R"("\N")",
         R"("\(")",
         "\"\x80\"",
         "\"\xFF\"",
         "\"\xC3\"",
         "\"\xC0\x80\"",
         "\"\xE2\x82\"",
         "\"\xED\xA0\x80\"",
         "\"\xF4\x90\x80\x80\"",
         "\"\xF0\x9F\x98\"",
         "\"a\xE9\"",
         "\"\xF8\x88\x80\x80\x80\"",
         "\"\xE0\x80\x80\"",
         "\"\xF0\x80\x80\x80\"",
         R"("\\\x")"});
  loose({"[tru]", "[1.]", "[nan]", "{\"a\":nul}", "{\"a\":01}", "[1,+2]", "{\"\\x\":1}",
         "{\"a\":[1,{\"b\":.5}]}", "[\"\\q\"]", "{\"\xFF\":1}", "[\x01]", "[a]", "[a,b]",
         "{\"a\":1;}"});
  bad({"",
       " ",
       ",",
       ":",
       "]",
       "}",
       "[",
       "{",
       "\"",
       "\"a",
       "[1",
       "[1,",
       "[,",
       "[,1]",
       "[1,]",
       "[1,,2]",
       "[,,]",
       "[1 2]",
       "[1:2]",
       "[\"a\":1]",
       "[1}",
       "[}",
       "{]",
       "{1}",
       "{a}",
       "{a:1}",
       "{'a':1}",
       "{\"a\"}",
       "{\"a\":}",
       "{\"a\":1,}",
       "{,}",
       "{,\"a\":1}",
       "{\"a\":1,,\"b\":2}",
       "{\"a\" 1}",
       "{\"a\"::1}",
       "{\"a\",1}",
       "{\"a\":1 \"b\":2}",
       "{\"a\":1:2}",
       "{\"a\":1]",
       "{\"a\":[}",
       "{\"a\":[1}]",
       "{1:1}",
       "{null:1}",
       "{[]:1}",
       "{{}:1}",
       "{\"a\":1 true}",
       "[[]",
       "[]]",
       "[1]]",
       "{}}",
       "{\"a\":{}",
       "1 2",
       "1 \"a\"",
       "\"a\" 1",
       "\"a\"\"b\"",
       "\"a\" \"b\"",
       "true false",
       "[] []",
       "{} {}",
       "[]{}",
       "1[]",
       "[]1",
       "{}1",
       "\"a\"1",
       "\"a\"b",
       "1\"a\"",
       "a\"b\"",
       "\\",
       "\\\"",
       "\\u0061",
       "a\\b",
       "1\\",
       "[\\n]",
       "\"\t\"",
       "\"a\tb\"",
       "\"\x01\"",
       "\"\x1F\"",
       "\"\\\t\"",
       "\"\x08\"",
       "\"a\"\"",
       "\"\"\"",
       "\"\\\"",
       "\"\\\\\\\"",
       "[\"a",
       "[\"a]",
       "{\"a",
       "{\"a:1}",
       "{\"a\":\"b}",
       "[\"a\" \"b\"]",
       "{\"a\":1\"b\":2}",
       "{\"a\"\"b\":2}",
       "[1\"a\"]",
       "[\"a\"1]",
       "[{]}",
       "{[}]",
       "[\"x\"}",
       "{\"a\": ,}",
       "{\"a\": :1}",
       "[:]",
       "{:}",
       "{:1}",
       "{\"a\":[1,]}",
       "{\"a\":{\"b\":}}",
       "[[,]]",
       "[{,}]",
       "{\"a\":1}}}",
       ",1",
       "1,",
       "1,,",
       "]]",
       "}}",
       "[]]]",
       "\"a\":1,",
       "true:1"});
  return corpus;
}

const NdjsonSettings kFlights = {
    {{"origin", SINEW_TYPE_STRING, 0}, {"delay", SINEW_TYPE_I64, 0}}, 0, 0, 0, 0, 0};

}  // namespace

BOOST_AUTO_TEST_SUITE(ndjson)

BOOST_AUTO_TEST_CASE(AcceptsAndRejectsWhatTheGrammarSays) {
  const std::vector<Text> corpus = Corpus();
  BOOST_TEST(corpus.size() >= 300u);
  for (const Text& text : corpus) {
    for (const bool validate : {false, true}) {
      BOOST_TEST_CONTEXT(text.text << (validate ? " validated" : "")) {
        NdjsonSettings settings;
        settings.ndjson_flags = validate ? SINEW_NDJSON_VALIDATE : 0;
        settings.fields = {{"k", SINEW_TYPE_I64, 0}};
        const std::string skipped = std::string("{\"x\":") + text.text + ",\"k\":7}\n";
        const std::string following = skipped + "{\"k\":8}\n";
        const std::string got = Decoded(following, settings);
        const bool accepted = validate ? text.is_json : text.has_structure;
        BOOST_TEST(got.starts_with(accepted ? "7;8;" : "8; !"));
        // What a field asks for is checked in any case.
        settings.fields = {{"v", SINEW_TYPE_STRING, 0}};
        const std::string chosen = Decoded(std::string("{\"v\":") + text.text + "}\n", settings);
        if (text.is_json) BOOST_TEST(chosen.substr(0, 2) != " !");
        // In arrays and objects that are fields, only the structure is.
        const bool is_scalar = text.text[0] != '{' && text.text[0] != '[';
        const bool not_utf8 = text.text[0] == '"' && text.text.find('\\') == std::string::npos;
        if (!text.is_json && is_scalar && !not_utf8) BOOST_TEST(chosen.substr(0, 2) == " !");
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(Integers) {
  BOOST_TEST(One("12", SINEW_TYPE_I64) == "12;");
  BOOST_TEST(One("-0", SINEW_TYPE_I64) == "0;");
  BOOST_TEST(One(" -7 ", SINEW_TYPE_I64) == "-7;");
  BOOST_TEST(One("12345678", SINEW_TYPE_I64) == "12345678;");
  BOOST_TEST(One("123456789", SINEW_TYPE_I64) == "123456789;");
  BOOST_TEST(One("-9223372036854775808", SINEW_TYPE_I64) == "-9223372036854775808;");
  BOOST_TEST(One("9223372036854775808", SINEW_TYPE_I64) == "null; !4@5");
  BOOST_TEST(One("18446744073709551615", SINEW_TYPE_U64) == "18446744073709551615;");
  BOOST_TEST(One("-1", SINEW_TYPE_U64) == "null; !4@5");
  BOOST_TEST(One("127", SINEW_TYPE_I8) == "127;");
  BOOST_TEST(One("128", SINEW_TYPE_I8) == "null; !4@5");
  BOOST_TEST(One("1e3", SINEW_TYPE_I16) == "1000;");
  BOOST_TEST(One("1.50e2", SINEW_TYPE_U8) == "150;");
  BOOST_TEST(One("1.5", SINEW_TYPE_I32) == "null; !3@5");
  BOOST_TEST(One("01", SINEW_TYPE_I32) == " !1@5");
  BOOST_TEST(One("\"1\"", SINEW_TYPE_I32) == "null; !3@5");
  BOOST_TEST(One("true", SINEW_TYPE_I32) == "null; !3@5");
  BOOST_TEST(One("[1]", SINEW_TYPE_I32) == "null; !3@5");
  BOOST_TEST(One("null", SINEW_TYPE_I32) == "null;");
}

BOOST_AUTO_TEST_CASE(Floats) {
  BOOST_TEST(One("0.1", SINEW_TYPE_F64) == "0x1.999999999999ap-4;");
  BOOST_TEST(One("0.1", SINEW_TYPE_F32) == "0x1.99999ap-4;");
  BOOST_TEST(One("-0", SINEW_TYPE_F64) == "-0x0p+0;");
  BOOST_TEST(One("9007199254740993", SINEW_TYPE_F64) == "0x1p+53;");
  BOOST_TEST(One("5e-324", SINEW_TYPE_F64) == "0x0.0000000000001p-1022;");
  BOOST_TEST(One("1e400", SINEW_TYPE_F64) == "null; !4@5");
  BOOST_TEST(One("1e39", SINEW_TYPE_F32) == "null; !4@5");
}

BOOST_AUTO_TEST_CASE(Strings) {
  BOOST_TEST(One(R"("LAX")", SINEW_TYPE_STRING) == "LAX;");
  BOOST_TEST(One(R"("")", SINEW_TYPE_LARGE_STRING) == ";");
  BOOST_TEST(One(R"("a\"\\\/\b\f\n\r\tz")", SINEW_TYPE_STRING) == "a\"\\/\b\f\n\r\tz;");
  BOOST_TEST(One(R"("\u0041\u00e9\u20ac\ud83d\ude00")", SINEW_TYPE_STRING) ==
             "A\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80;");
  BOOST_TEST(One(R"("x\ud83d")", SINEW_TYPE_STRING) == "null; !5@7");
  BOOST_TEST(One(R"("\ude00")", SINEW_TYPE_BINARY) == "null; !5@6");
  BOOST_TEST(One("\"ab\xFFz\"", SINEW_TYPE_STRING) == "null; !5@8");
  BOOST_TEST(One(R"("a\x")", SINEW_TYPE_STRING) == " !1@7");
  BOOST_TEST(One("12", SINEW_TYPE_STRING) == "null; !3@5");
  BOOST_TEST(One("{}", SINEW_TYPE_STRING) == "null; !3@5");
}

constexpr sinew_type ListOf(sinew_type type) {
  return static_cast<sinew_type>(SINEW_TYPE_LIST + type);
}

BOOST_AUTO_TEST_CASE(Lists) {
  BOOST_TEST(One("[1,2 , -3]", ListOf(SINEW_TYPE_I64)) == "[1,2,-3];");
  BOOST_TEST(One("[ ]", ListOf(SINEW_TYPE_I64)) == "[];");
  BOOST_TEST(One("null", ListOf(SINEW_TYPE_I64)) == "null;");
  BOOST_TEST(One("[1,null]", ListOf(SINEW_TYPE_U8)) == "[1,null];");
  BOOST_TEST(One("[true,null,false]", ListOf(SINEW_TYPE_BOOL)) == "[true,null,false];");
  BOOST_TEST(One(R"(["","a\"]b","\u00e9"])", ListOf(SINEW_TYPE_STRING)) == "[,a\"]b,\xC3\xA9];");
  BOOST_TEST(One(R"(["a","bc",null])", ListOf(SINEW_TYPE_LARGE_BINARY)) == "[a,bc,null];");
  BOOST_TEST(One("[\"2001-01-01\"]", ListOf(SINEW_TYPE_DATE32)) == "[11323];");
  BOOST_TEST(One("[1500,-1500]", ListOf(SINEW_TYPE_TIMESTAMP_S), SINEW_FIELD_EPOCH_MS) ==
             "[1,-2];");
  // The first element at fault is that of the list.
  BOOST_TEST(One("[1,256,\"x\"]", ListOf(SINEW_TYPE_U8)) == "null; !4@8");
  BOOST_TEST(One("[1,\"x\"]", ListOf(SINEW_TYPE_U8)) == "null; !3@8");
  BOOST_TEST(One("[[1]]", ListOf(SINEW_TYPE_I64)) == "null; !3@6");
  BOOST_TEST(One("[1,{\"]\":[]},2]", ListOf(SINEW_TYPE_I64)) == "null; !3@8");
  BOOST_TEST(One("[\"a\",\"\xFF\"]", ListOf(SINEW_TYPE_STRING)) == "null; !5@11");
  BOOST_TEST(One("7", ListOf(SINEW_TYPE_I64)) == "null; !3@5");
  BOOST_TEST(One("\"a\"", ListOf(SINEW_TYPE_STRING)) == "null; !3@5");
  BOOST_TEST(One("{}", ListOf(SINEW_TYPE_STRING)) == "null; !3@5");
  // What is no JSON is a fault of the record.
  BOOST_TEST(One("[1,tru]", ListOf(SINEW_TYPE_STRING)) == " !1@8");
  BOOST_TEST(One(R"([1,"\x"])", ListOf(SINEW_TYPE_I64)) == " !1@9");
  // Rows around one at fault, and an earlier value of the name.
  NdjsonSettings settings;
  settings.fields = {{"a", ListOf(SINEW_TYPE_STRING), 0}};
  const char* const rows =
      "{\"a\":[\"x\"]}\n{\"a\":[\"y\",1]}\n{\"a\":[1],\"a\":[\"z\"]}\n{}\n{\"a\":1}";
  BOOST_TEST(Decoded(rows, settings) == "[x];null;[z];null;null; !3@22 !3@54");
  settings.flags = SINEW_DECODER_STRICT;
  BOOST_TEST(Decoded(rows, settings) == "[x];[z];null; !3@22 !3@54");
}

BOOST_AUTO_TEST_CASE(RawValues) {
  const auto raw = [](const char* value, sinew_type type = SINEW_TYPE_STRING) {
    return One(value, type, SINEW_FIELD_RAW);
  };
  BOOST_TEST(raw("12.50") == "12.50;");
  BOOST_TEST(raw("true", SINEW_TYPE_LARGE_BINARY) == "true;");
  BOOST_TEST(raw("null") == "null;");
  BOOST_TEST(raw(R"("a\nb\"")") == "\"a\\nb\\\"\";");
  BOOST_TEST(raw(R"({ "x" : [1, "}\"]"], "y":{} })") == "{ \"x\" : [1, \"}\\\"]\"], \"y\":{} };");
  BOOST_TEST(raw("[]") == "[];");
  BOOST_TEST(raw("[1,[2,[]]] ") == "[1,[2,[]]];");
  BOOST_TEST(raw("{\"\xFF\":1}") == "null; !5@7");
  BOOST_TEST(raw("tru") == " !1@5");
  BOOST_TEST(raw("[tru]") == "[tru];");
}

BOOST_AUTO_TEST_CASE(OtherTypes) {
  BOOST_TEST(One("true", SINEW_TYPE_BOOL) == "true;");
  BOOST_TEST(One("false", SINEW_TYPE_BOOL) == "false;");
  BOOST_TEST(One("1", SINEW_TYPE_BOOL) == "null; !3@5");
  BOOST_TEST(One("\"2001-01-01\"", SINEW_TYPE_DATE32) == "11323;");
  BOOST_TEST(One("\"2001\\u002d01-01\"", SINEW_TYPE_DATE32) == "11323;");
  BOOST_TEST(One("\"2001-09-09 01:46:40\"", SINEW_TYPE_TIMESTAMP_MS) == "1000000000000;");
  BOOST_TEST(One("1500", SINEW_TYPE_TIMESTAMP_S, SINEW_FIELD_EPOCH_MS) == "1;");
  BOOST_TEST(One("-1500", SINEW_TYPE_TIMESTAMP_S, SINEW_FIELD_EPOCH_MS) == "-2;");
  BOOST_TEST(One("\"soon\"", SINEW_TYPE_TIMESTAMP_S) == "null; !3@5");
}

BOOST_AUTO_TEST_CASE(Paths) {
  const auto at = [](const char* path, std::string_view input) {
    NdjsonSettings settings;
    settings.fields = {{path, SINEW_TYPE_STRING, 0}};
    return Decoded(input, settings);
  };
  BOOST_TEST(at("/user/id", R"({"user":{"id":"x"},"id":"y"})") == "x;");
  BOOST_TEST(at("user.id", R"({"user":{"id":"x"},"id":"y"})") == "x;");
  BOOST_TEST(at("/user.id", R"({"user":{"id":"x"},"user.id":"y"})") == "y;");
  BOOST_TEST(at("/a~1b~0c", R"({"a/b~c":"x"})") == "x;");
  BOOST_TEST(at("/~01", R"({"~1":"x"})") == "x;");
  BOOST_TEST(at("/", R"({"":"x"})") == "x;");
  BOOST_TEST(at("//", R"({"":{"":"x"}})") == "x;");
  BOOST_TEST(at("/tags/1", R"({"tags":["x","y"]})") == "y;");
  BOOST_TEST(at("/tags/1", R"({"tags":{"1":"z"}})") == "z;");
  BOOST_TEST(at("/tags/01", R"({"tags":["x","y"]})") == "null;");
  BOOST_TEST(at("/t/1/a/0", R"({"t":["x",{"a":["z"]}]})") == "z;");
  BOOST_TEST(at("a/b", R"({"a/b":"x"})") == "x;");
  BOOST_TEST(at("/a/b", R"({"a":"x"})") == "null;");
  BOOST_TEST(at("a", R"({"\u0061":"x"})") == "x;");
  // The last one counts, and what was in an earlier one does not.
  BOOST_TEST(at("a", R"({"a":"x","a":"y"})") == "y;");
  BOOST_TEST(at("a.b", R"({"a":{"b":"x"},"a":{"c":"y"}})") == "null;");
  BOOST_TEST(at("a.b", R"({"a":{"b":"x"},"a":1})") == "null;");
  BOOST_TEST(at("a.b", R"({"a":1,"a":{"b":"x"}})") == "x;");
  BOOST_TEST(at("a", R"({"a":1,"\u0061":"y"})") == "y;");

  NdjsonSettings settings;
  settings.fields = {{"a", SINEW_TYPE_STRING, 0},
                     {"/a/b", SINEW_TYPE_I64, 0},
                     {"/a/b", SINEW_TYPE_F64, 0},
                     {"a", SINEW_TYPE_I64, 0}};
  BOOST_TEST(Decoded(R"({"a":{"b":1}})", settings) == "null,1,0x1p+0,null; !3@5 !3@5");
  BOOST_TEST(Decoded(R"({"a":"x"})", settings) == "x,null,null,null; !3@5");
}

BOOST_AUTO_TEST_CASE(Records) {
  NdjsonSettings lines = {{{"a", SINEW_TYPE_I64, 0}}, 0, 0, 0, 0, 0};
  BOOST_TEST(Decoded("{\"a\":1}\n{\"a\":2}", lines) == "1;2;");
  BOOST_TEST(Decoded("\xEF\xBB\xBF\r\n\n {\"a\":1} \r\n \t\n{\"a\":2}\r\n\n", lines) == "1;2;");
  BOOST_TEST(Decoded("{\"a\":1}{\"a\":2}\n{\"a\":3}\n", lines) == "3; !1@7");
  BOOST_TEST(Decoded("{\"a\":\n1}\n{\"a\":3}\n", lines) == "3; !1@5 !1@6");
  BOOST_TEST(Decoded("[1]\n7\n{\"a\":3}\n", lines) == "3; !1@0 !1@4");
  BOOST_TEST(Decoded("{\"a\":\"x\n{\"a\":2}\n{\"a\":3}\n", lines) == "2;3; !1@7");
  BOOST_TEST(Decoded("{\"a\":1}\n{\"a\":", lines) == "1; !2@13");
  BOOST_TEST(Decoded("", lines) == "");
  NdjsonSettings many = lines;
  many.ndjson_flags = SINEW_NDJSON_CONCATENATED;
  BOOST_TEST(Decoded("{\"a\":1}{\"a\":2}\n{\n\"a\":3}", many) == "1;2;3;");
  BOOST_TEST(Decoded("{\"a\":1} x {\"a\":2}\n{\"a\":3}", many) == "1;3; !1@8");
  NdjsonSettings array = lines;
  array.ndjson_flags = SINEW_NDJSON_ARRAY;
  BOOST_TEST(Decoded(" [ {\"a\":1} ,{\"a\":2}\n,{\n\"a\":3}]\n", array) == "1;2;3;");
  BOOST_TEST(Decoded("[]", array) == "");
  BOOST_TEST(Decoded("", array) == "");
  BOOST_TEST(Decoded("[{\"a\":1},", array) == "1; !2@9");
  BOOST_TEST(Decoded("[{\"a\":1}", array) == "1; !2@8");
  BOOST_TEST(Decoded("[{\"a\":1},\n{\"a\":x y},\n{\"a\":3}\n]", array) == "1;3; !1@17");
  BOOST_TEST(Decoded("[{\"a\":1},\n7,\n{\"a\":3}]", array) == "1;3; !1@10");
  BOOST_TEST(Decoded("{\"a\":1}\n[{\"a\":2}]\n{}", array) == "2; !1@0 !1@18");
  BOOST_TEST(Decoded("[{\"a\":1} {\"a\":2}\n,{\"a\":3}]", array) == "1;3; !1@9");
}

BOOST_AUTO_TEST_CASE(Limits) {
  NdjsonSettings settings = {{{"a", SINEW_TYPE_I64, 0}}, 0, 3, 0, 0, 0};
  BOOST_TEST(Decoded("{\"b\":[[]],\"a\":1}\n", settings) == "1;");
  BOOST_TEST(Decoded("{\"b\":[[[]]],\"a\":1}\n{\"a\":2}\n", settings) == "2; !7@7");
  settings.max_depth = 0;
  const std::string open(63, '['), close(63, ']');
  BOOST_TEST(Decoded("{\"a\":1,\"b\":" + open + close + "}", settings) == "1;");
  BOOST_TEST(Decoded("{\"a\":1,\"b\":[" + open + close + "]}", settings) == " !7@74");
  settings.max_depth = 3000;
  const std::string deep(2999, '['), end(2999, ']');
  BOOST_TEST(Decoded("{\"a\":1,\"b\":" + deep + end + "}", settings) == "1;");
  settings.max_depth = 0;
  settings.max_record_size = 8;
  BOOST_TEST(Decoded("{\"a\":1}\n {\"a\":2}\n{\"a\":33}\n{\"a\":4}", settings) == "1;2;4; !6@17");
}

BOOST_AUTO_TEST_CASE(EverySplit) {
  const char* const inputs[] = {
      "\xEF\xBB\xBF{\"a\":1}\n\n{\"a\":\"\\u00e9\\\\\"}\r\n{\"a\":x}\n{\"a\":[{}],\"b\":2",
      "{\"a\":\"x\ny\"}{\"a\":2}{\"b\":[1,{\"a\":3}],\"a\":4}\n{\"a\" 1}\n {\"a\":5}",
      "[{\"a\":1},{\"a\":tru e}\n,{\"a\":2}]",
      "\xEF\xBB[{\"a\":1}] {\n\n[",
      "[{\"a\":1 \\\"},\n{\"a\":{}}  ,",
      "[{\"a\":1234}{\"a\":2}\n{\"a\":3},{\"a\":12345",
  };
  for (const char* const text : inputs) {
    const std::string input = text;
    for (const uint32_t mode : {0u, SINEW_NDJSON_CONCATENATED, SINEW_NDJSON_ARRAY}) {
      for (const uint32_t validate : {0u, SINEW_NDJSON_VALIDATE}) {
        for (const uint32_t flags : {0u, SINEW_DECODER_STRICT, SINEW_DECODER_STOP}) {
          for (const size_t most : {0, 7, 8, 9, 15}) {
            NdjsonSettings settings = {{{"a", SINEW_TYPE_I64, 0},
                                        {"/b/1/a", SINEW_TYPE_STRING, 0},
                                        {"b", ListOf(SINEW_TYPE_I64), 0},
                                        {"a", SINEW_TYPE_STRING, SINEW_FIELD_RAW}},
                                       mode | validate,
                                       0,
                                       most,
                                       0,
                                       flags};
            settings.max_rows = most == 0 ? 0 : 1 + most % 2;
            const NdjsonOutcome expected = NdjsonRef(input, settings);
            for (size_t first = 0; first <= input.size(); ++first) {
              for (const size_t second : {size_t{1}, size_t{2}, size_t{5}, input.size()}) {
                size_t piece = 0;
                NdjsonDecoder decoder(settings);
                const NdjsonOutcome got =
                    decoder.Feed(input, [&] { return piece++ == 0 ? first : second; });
                BOOST_TEST_CONTEXT("cut " << first << " " << second)
                Check(input, settings, got, decoder, expected);
              }
            }
          }
        }
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(RandomInputsAreAsTheOracleSays) {
  GuardedMemory memory(1 << 16);
  ForEachTarget([&] {
    Random random(1);
    for (int round = 0; round < 600 / kFewer; ++round) {
      const NdjsonSettings settings = RandomNdjsonSettings(random);
      const size_t count = round % 20 == 0 ? 300 : random.Below(20);
      const std::string input = JsonInput(random, settings, count);
      const NdjsonOutcome expected = NdjsonRef(input, settings);
      NdjsonDecoder decoder(settings);
      BOOST_REQUIRE_EQUAL(decoder.status, SINEW_STATUS_OK);
      for (int again = 0; again < 3; ++again) {
        const size_t largest = again == 0   ? input.size() + 1
                               : again == 1 ? 1 + random.Below(300)
                                            : 1 + random.Below(20);
        const bool whole = again == 0;
        const NdjsonOutcome got = decoder.Feed(
            input, [&] { return whole ? input.size() : random.Below(largest + 1); },
            [&](std::string_view piece) {
              if (piece.size() > 1 << 16) return piece;
              uint8_t* const to = random.Below(2) == 0 ? memory.Front() : memory.Back(piece.size());
              memcpy(to, piece.data(), piece.size());
              return std::string_view(reinterpret_cast<char*>(to), piece.size());
            });
        BOOST_TEST_CONTEXT("round " << round << " pieces of " << largest)
        Check(input, settings, got, decoder, expected);
        if (again != 2) BOOST_TEST(sinew_decoder_reset(decoder.decoder) == SINEW_STATUS_OK);
      }
    }
  });
}

BOOST_AUTO_TEST_CASE(MutatedRecordsAreRejectedWhereTheOracleSays) {
  ForEachTarget([&] {
    Random random(2);
    const std::string records[] = {
        "{\"date\":\"2001-01-01 00:01:00\",\"delay\":33,\"distance\":2176,\"origin\":\"LAS\"}",
        "{\"origin\":\"a\\u00e9\\n\",\"user\":{\"id\":[1,{\"a\":null},\"x\"]}, \"delay\": -5 }",
        "{\"delay\":1e2,\"origin\":null,\"tags\":[[],{},[true,false]],\"z\":\"{[,:\\\\\\\"\"}"};
    for (int round = 0; round < 4000 / kFewer; ++round) {
      std::string input = records[round % 3] + "\n" + Mutated(records[round % 3], random) + "\n" +
                          records[(round + 1) % 3] + "\n";
      NdjsonSettings settings = kFlights;
      settings.ndjson_flags = round % 2 == 0 ? SINEW_NDJSON_VALIDATE : 0;
      if (round % 5 == 0) settings.ndjson_flags |= SINEW_NDJSON_CONCATENATED;
      NdjsonDecoder decoder(settings);
      Check(input, settings, decoder.Feed(input), decoder, NdjsonRef(input, settings));
    }
  });
}

// Records that differ from those before in what a layout compares, and in what it does not.
class LikeOthers {
 public:
  explicit LikeOthers(Random* random) : random_(random) {
    for (size_t i = 0; i < 6; ++i) Pick(i);
  }

  std::string Next() {
    if (random_->Below(3) == 0) Pick(random_->Below(6));
    std::string record = "{";
    for (size_t k = 0; k < 3; ++k) {
      record.append("\"").append(names_[k]).append("\":").append(values_[k]) += ',';
    }
    record.append("\"o\":{\"").append(names_[3]).append("\":").append(values_[3]);
    record.append("},\"l\":[").append(values_[4]) += ',';
    return record.append(values_[5]).append("]}");
  }

  static NdjsonSettings Settings(Random* random) {
    static constexpr sinew_type kTypes[] = {
        SINEW_TYPE_I64,    SINEW_TYPE_STRING,       SINEW_TYPE_I8,  SINEW_TYPE_U16,
        SINEW_TYPE_F64,    SINEW_TYPE_LARGE_STRING, SINEW_TYPE_U64, SINEW_TYPE_BOOL,
        SINEW_TYPE_DATE32, SINEW_TYPE_TIMESTAMP_S,  SINEW_TYPE_U32, SINEW_TYPE_I32};
    static constexpr const char* kPaths[] = {"a", "b", "id", "o.a", "o.ab", "/l/1", "/l/0/a", "ab"};
    NdjsonSettings settings;
    for (size_t i = 1 + random->Below(4); i > 0; --i) {
      NdjsonField field = {kPaths[random->Below(8)], kTypes[random->Below(12)], 0};
      if (random->Below(8) == 0) field.type = static_cast<sinew_type>(SINEW_TYPE_LIST + field.type);
      if (field.type == SINEW_TYPE_STRING && random->Below(3) == 0) field.flags = SINEW_FIELD_RAW;
      settings.fields.push_back(field);
    }
    settings.ndjson_flags = random->Below(3) == 0 ? SINEW_NDJSON_VALIDATE : 0;
    settings.flags = random->Below(4) == 0 ? SINEW_DECODER_STRICT : 0;
    settings.max_record_size = random->Below(4) == 0 ? 60 + random->Below(60) : 0;
    return settings;
  }

 private:
  static constexpr const char* kNames[] = {
      "a",      "b",  "ab",       "ba", "\\u0061", "\\u0062x",
      "abcdef", "id", "i\\u0064", "",   "a\\/",    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"};
  static constexpr const char* kValues[] = {
      "1",
      "-1",
      "0",
      "-0",
      "00",
      "-",
      "12345678",
      "-123456789",
      "1234567890123456",
      "12345678901234567",
      "9223372036854775808",
      "127",
      "128",
      "255",
      "256",
      "-128",
      "65536",
      "1.0",
      "1.5",
      "1e2",
      "true",
      "false",
      "null",
      "nul",
      "nulx",
      "1 ",
      " 1",
      "1a",
      "12345678a",
      "a2345678",
      "1234567:",
      "\"x\"",
      "\"\"",
      "\"\\n\"",
      "\"\\q\"",
      "\"\xC3\xA9\"",
      "\"\xC3\"",
      "\"2001-01-01\"",
      "\"\\ud83d\"",
      "{}",
      "[]",
      "[1]",
      "{\"a\":1}",
      "\"x123456789012345678901234567890123456789012345678901234567890123456789\"",
      "\"x12345678901234567890123456789012345678901234567890123456789012\xC3\xA9\"",
      "\"\\\"\""};

  void Pick(size_t i) {
    names_[i] = kNames[random_->Below(std::size(kNames))];
    values_[i] = kValues[random_->Below(std::size(kValues))];
  }

  Random* const random_;
  const char* names_[6];
  const char* values_[6];
};

// Calls test(uses), with layouts and without.
template <typename Test>
void WithAndWithoutLayouts(const Test& test) {
  for (const bool uses : {true, false}) {
    sinew::use_json_layouts = uses;
    test(uses);
  }
  sinew::use_json_layouts = true;
}

BOOST_AUTO_TEST_CASE(RecordsLikeOthers) {
  ForEachTarget([&] {
    Random random(5);
    for (int round = 0; round < 1500 / kFewer; ++round) {
      NdjsonSettings settings = LikeOthers::Settings(&random);
      settings.ndjson_flags |= static_cast<uint32_t>(random.Below(3) * 2);
      settings.max_rows = random.Below(2) == 0 ? 0 : 1 + random.Below(40);
      LikeOthers records(&random);
      const bool is_array = settings.ndjson_flags >= SINEW_NDJSON_ARRAY;
      std::string input = is_array ? "[" : "";
      for (int i = 0; i < 60; ++i) input += records.Next() + (is_array ? ",\n" : "\n");
      const NdjsonOutcome expected = NdjsonRef(input, settings);
      WithAndWithoutLayouts([&](bool uses) {
        NdjsonDecoder decoder(settings);
        BOOST_TEST_CONTEXT("round " << round << (uses ? "" : " without layouts"))
        Check(input, settings, decoder.Feed(input), decoder, expected);
      });
    }
  });
}

// Rows of a column, most of them like others, among them nulls with bytes and without, rows with
// white space, and rows that are not what they must be; their bytes end at a page that cannot be
// read.
BOOST_AUTO_TEST_CASE(RowsLikeOthers) {
  GuardedMemory memory(1 << 16);
  const auto place = [&memory](const std::string& text) {
    uint8_t* const at = memory.Back(text.size());
    memcpy(at, text.data(), text.size());
    return at;
  };
  ForEachTarget([&] {
    Random random(6);
    for (int round = 0; round < 1500 / kFewer; ++round) {
      const NdjsonSettings settings = LikeOthers::Settings(&random);
      const size_t unusual = 2 + random.Below(40);
      LikeOthers records(&random);
      std::vector<NdjsonRow> rows;
      for (size_t i = random.Below(90); i > 0; --i) {
        NdjsonRow row = {records.Next()};
        const std::string good = row.text;
        switch (random.Below(unusual)) {
          case 0:
            switch (random.Below(10)) {
              case 0:
                row.text = "";
                break;
              case 1:
                row.text = "  ";
                break;
              case 2:
                row.text = good + good;
                break;
              case 3:
                row.text = good.substr(0, random.Below(good.size()));
                break;
              case 4:
                row.text = good.substr(random.Below(good.size()));
                break;
              case 5:
                row.text = good + " x";
                break;
              case 6:
                row = {"", true};
                break;
              case 7:
                rows.push_back({good, true});
                row.text = random.Below(2) == 0 ? "   " : good;
                break;
              case 8:
                row = {"\"", true};
                break;
              default:
                row.text = "[" + good + "]";
            }
            break;
          case 1:
            row.text =
                std::string(random.Below(40), ' ') + good + std::string(random.Below(40), '\n');
            break;
        }
        rows.push_back(row);
      }
      std::string all;
      for (const NdjsonRow& row : rows) all += row.text + (row.is_null ? " (null)|" : "|");
      const NdjsonOutcome expected = NdjsonRowsRef(rows, settings);
      WithAndWithoutLayouts([&](bool uses) {
        NdjsonDecoder decoder(settings);
        BOOST_TEST_CONTEXT("round " << round << (uses ? "" : " without layouts")) {
          Check(all, settings, decoder.Rows(rows, place), decoder, expected);
        }
      });
    }
  });
}

// Records of one shape, several of which are read side by side: values of any length, and now and
// then a byte that is wrong somewhere.
class OfOneShape {
 public:
  explicit OfOneShape(Random* random) : random_(random), unusual_(4 + random->Below(80)) {}

  std::string Next() {
    std::string record = "{\"s\":" + String() + ", \"skipped\":" + String() + ",\"n\":" + Number() +
                         ",\"a name of more bytes than a vector has\":{\"l\":[" + Number() + "," +
                         String() + "]},\"m\": " + Number() + "}";
    if (random_->Below(unusual_) != 0) return record;
    static constexpr char kBytes[] = {'"', '\\', '\n', '\x01', ',', '}', ' ', '\x80', 'n', '0'};
    const size_t at = random_->Below(record.size());
    switch (random_->Below(3)) {
      case 0:
        return record.erase(at, 1);
      case 1:
        return record.insert(at, 1, kBytes[random_->Below(sizeof(kBytes))]);
      default:
        record[at] = kBytes[random_->Below(sizeof(kBytes))];
        return record;
    }
  }

 private:
  std::string Number() {
    static constexpr const char* kOthers[] = {
        "null", "-0", "0",   "1.5e3", "12345678901234567", "1 ", "",     "01",   "-00.5", ".5",
        "5.",   "-",  "-.5", "1.2.3", "1234567.",          "0.", "00.1", "-0.0", "255",   "-129"};
    if (random_->Below(unusual_) == 0) return kOthers[random_->Below(std::size(kOthers))];
    const size_t digits = random_->Below(random_->Below(4) == 0 ? 16 : 5);
    std::string number = random_->Below(2) == 0 ? "-" : "";
    number += static_cast<char>('1' + random_->Below(9));
    for (size_t i = 0; i < digits; ++i) number += static_cast<char>('0' + random_->Below(10));
    if (random_->Below(3) == 0) number += "." + std::to_string(random_->Below(1000));
    return number;
  }
  std::string String() {
    static constexpr const char* kOthers[] = {"\\n", "\\\"", "\\\\", "\xC3\xA9",
                                              "{",   ",",    ":",    "\\\x01"};
    std::string text = "\"";
    size_t size = random_->Below(random_->Below(4) == 0 ? 100 : 12);
    if (random_->Below(400) == 0) size = random_->Below(20000);
    for (size_t i = 0; i < size; ++i) {
      if (random_->Below(50 * unusual_) == 0) text += kOthers[random_->Below(8)];
      text += static_cast<char>('a' + i % 26);
    }
    return text + '"';
  }

  Random* const random_;
  const size_t unusual_;
};

BOOST_AUTO_TEST_CASE(RecordsSideBySide) {
  GuardedMemory memory(1 << 20);
  const auto place = [&memory](std::string_view text) {
    uint8_t* const at = memory.Back(text.size());
    memcpy(at, text.data(), text.size());
    return std::string_view(reinterpret_cast<const char*>(at), text.size());
  };
  ForEachTarget([&] {
    Random random(9);
    for (int round = 0; round < 300; ++round) {
      NdjsonSettings settings = {
          {{"n", SINEW_TYPE_I64, 0}, {"s", SINEW_TYPE_STRING, 0}}, 0, 0, 0, 0, 0};
      if (random.Below(2) == 0) settings.fields.push_back({"m", SINEW_TYPE_F64, 0});
      if (random.Below(4) == 0) settings.ndjson_flags = SINEW_NDJSON_VALIDATE;
      if (random.Below(4) == 0) settings.max_record_size = 200 + random.Below(200);
      if (random.Below(4) == 0) settings.max_rows = 1 + random.Below(40);
      OfOneShape records(&random);
      std::vector<NdjsonRow> rows(20 + random.Below(100));
      for (NdjsonRow& row : rows) row.text = records.Next();
      BOOST_TEST_CONTEXT("round " << round) {
        NdjsonDecoder of_rows(settings);
        const auto place_row = [&place](const std::string& text) {
          return reinterpret_cast<const uint8_t*>(place(text).data());
        };
        Check("rows", settings, of_rows.Rows(rows, place_row), of_rows,
              NdjsonRowsRef(rows, settings));
        static constexpr uint32_t kForms[] = {0, 0, SINEW_NDJSON_CONCATENATED, SINEW_NDJSON_ARRAY};
        const uint32_t form = kForms[random.Below(4)];
        settings.ndjson_flags |= form;
        const bool is_array = form == SINEW_NDJSON_ARRAY;
        std::string input = is_array ? "[" : "";
        for (const NdjsonRow& row : rows) input += row.text + (is_array ? ",\n" : "\n");
        NdjsonDecoder decoder(settings);
        Check(input, settings,
              decoder.Feed(
                  input, [&] { return input.size(); }, place),
              decoder, NdjsonRef(input, settings));
      }
    }
  });
}

// A record of too many tokens comes in the place of one that was learned; nothing of that is left.
BOOST_AUTO_TEST_CASE(TooManyTokensToLearn) {
  const auto repeat = [](std::string_view text, size_t count) {
    std::string all;
    while (count-- > 0) all += text;
    return all;
  };
  const std::string one = "{\"a\":1}\n", other = "{\"a\":1,\"b\":2}\n";
  const std::string long_one = "{\"l\":[1" + repeat(",1", 300) + "],\"a\":3}\n";
  const std::string input =
      repeat(one, 20) + other + repeat(one, 20) + long_one + repeat(one, 3000) + repeat(other, 20);
  const NdjsonSettings settings = {{{"a", SINEW_TYPE_I64, 0}}, 0, 0, 0, 0, 0};
  const NdjsonOutcome expected = NdjsonRef(input, settings);
  ForEachTarget([&] {
    NdjsonDecoder decoder(settings);
    Check("too many tokens", settings, decoder.Feed(input), decoder, expected);
  });
}

// What is behind a record matters in lines, and must not be there in a row.
BOOST_AUTO_TEST_CASE(RowsAndLinesInTurn) {
  const NdjsonSettings settings = {{{"a", SINEW_TYPE_I64, 0}}, 0, 0, 0, 0, 0};
  const std::string record = "{\"a\":1,\"b\":\"" + std::string(80, 'x') + "\"}";
  const std::vector<NdjsonRow> rows(20, {record});
  std::string lines;
  for (int i = 0; i < 20; ++i) lines += record + "\n";
  const auto place = [](const std::string& text) { return text.data(); };
  NdjsonDecoder decoder(settings);
  for (int i = 0; i < 3; ++i) {
    BOOST_TEST(decoder.Rows(rows, place).rows.size() == 20u);
    BOOST_TEST(decoder.Feed(record + "{}\n" + lines).rows.size() == 20u);
    std::vector<NdjsonRow> more = rows;
    more.push_back({record + "\n" + record});
    BOOST_TEST(!decoder.Rows(more, place).rows[20][0].has_value());
    BOOST_TEST(decoder.Feed(lines).rows.size() == 20u);
  }
}

BOOST_AUTO_TEST_CASE(LongRecordsAndTokens) {
  ForEachTarget([&] {
    // Strings, spaces, escapes and numbers that are longer than what is looked at together, so
    // that what is known of the byte before is handed on at every place.
    for (const size_t size : {1, 62, 63, 64, 65, 127, 8191, 8192, 8193, 20000, 300000}) {
      for (const size_t shift : {0, 1, 5}) {
        const std::string fill(size, 'x');
        std::string backslashes, escapes;
        for (size_t i = 0; i < size; ++i) {
          backslashes += "\\\\";
          escapes += "\\u0041";
        }
        const std::string pad(shift, ' ');
        const std::string input =
            pad + "{\"b\":\"" + fill + "\",\"a\":1}\n" + pad + "{\"b\":\"" + backslashes +
            "\",\"a\":2}\n" + pad + "{\"a\":3," + std::string(size, ' ') + "\"b\":\"\"}\n" + pad +
            "{\"b\":\"" + backslashes + "\\\",\"a\":2}\n" + pad + "{\"" + fill + "\":1,\"a\":\"" +
            escapes + "\"}\n" + pad + "{\"c\":" + fill + ",\"a\":6}\n" + pad + "{\"c\":[" +
            std::string(2 * size, '1') + "],\"a\":0." + std::string(size, '0') + "7}\n";
        NdjsonSettings settings = {
            {{"a", SINEW_TYPE_F64, 0}, {"b", SINEW_TYPE_STRING, 0}}, 0, 0, 0, 0, 0};
        const NdjsonOutcome expected = NdjsonRef(input, settings);
        NdjsonDecoder decoder(settings);
        Check("long", settings, decoder.Feed(input), decoder, expected);
        BOOST_TEST(expected.rows.size() == 6u);
        NdjsonDecoder pieces(settings);
        Check("long", settings, pieces.Feed(input, [&] { return 1 + size / 3; }), pieces, expected);
      }
    }
  });
}

// Records of about as many bytes as positions of 16 bits can be, and as they may have.
BOOST_AUTO_TEST_CASE(LongRecordsAtTheLimit) {
  const std::string begin = "{\"a\":1,\"s\":\"", end = "\"}\n";
  std::string behind;
  for (int i = 0; i < 20; ++i) behind += begin + end;
  ForEachTarget([&] {
    for (const size_t most : {65400, 65406, 65407, 65408, 65409, 65472, 65534, 65535, 65536}) {
      for (const size_t size : {most - 1, most, most + 1}) {
        const std::string fill(size - begin.size() - end.size(), 'x');
        const std::string input = begin + end + begin + fill + end + behind;
        NdjsonSettings settings = {{{"a", SINEW_TYPE_I64, 0}}, 0, 0, 0, 0, 0};
        settings.max_record_size = most;
        NdjsonDecoder decoder(settings);
        Check("at the limit", settings, decoder.Feed(input), decoder, NdjsonRef(input, settings));
      }
    }
  });
}

BOOST_AUTO_TEST_CASE(RowsOfAColumn) {
  Random random(3);
  for (int round = 0; round < 3000 / kFewer; ++round) {
    NdjsonSettings settings = RandomNdjsonSettings(random);
    settings.max_record_size = 0;
    settings.ndjson_flags &= SINEW_NDJSON_VALIDATE;
    JsonWriter writer(random);
    writer.newlines = true;
    writer.spaces = 2 + random.Below(9);
    writer.escapes = random.Below(2) * 5;
    std::string input = writer.Space() + writer.Object(3, 5) + writer.Space();
    if (random.Below(2) == 0) input = Mutated(input, random);
    NdjsonDecoder decoder(settings);
    Check(input, settings, decoder.Row(input), decoder, NdjsonRowRef(input, settings));
  }
}

BOOST_AUTO_TEST_CASE(NothingIsLostIfMemoryIsShort) {
  Random random(4);
  NdjsonSettings settings = kFlights;
  settings.max_rows = 50;
  settings.fields.push_back({"tags", ListOf(SINEW_TYPE_STRING), 0});
  std::string input;
  JsonWriter writer(random);
  for (int i = 0; i < 300; ++i) {
    input += writer.Flight() + "\n";
    if (i % 3 == 0) input += "{\"tags\":[\"a\",\"bcd\",null]}\n";
  }
  const NdjsonOutcome expected = NdjsonRef(input, settings);
  size_t failed = 0;
  for (int64_t countdown = 0; countdown < 60; ++countdown) {
    sinew::FailAllocationsAfter(countdown);
    NdjsonDecoder decoder(settings);
    if (decoder.status != SINEW_STATUS_OK) {
      sinew::FailAllocationsAfter(-1);
      BOOST_TEST(decoder.status == SINEW_STATUS_OUT_OF_MEMORY);
      ++failed;
      continue;
    }
    NdjsonOutcome got;
    size_t at = 0;
    while (at < input.size()) {
      const size_t size = std::min<size_t>(997, input.size() - at);
      const sinew_codec_result result =
          sinew_decoder_decode(decoder.decoder, input.data() + at, size, decoder.batch,
                               at + size == input.size() ? SINEW_DECODE_END : 0, nullptr);
      AppendCells(decoder.batch, &got.rows);
      at += result.read;
      if (result.status == SINEW_STATUS_OUT_OF_MEMORY) sinew::FailAllocationsAfter(-1);
    }
    sinew::FailAllocationsAfter(-1);
    BOOST_TEST((got.rows == expected.rows));
  }
  BOOST_TEST(failed > 10u);
  BOOST_TEST(failed < 50u);
  NdjsonDecoder small(settings, 4096);
  BOOST_TEST(small.status == SINEW_STATUS_MEMORY_LIMIT);
  BOOST_TEST(small.decoder == nullptr);
}

BOOST_AUTO_TEST_CASE(RefusesBadArguments) {
  const auto create = [](const char* path, sinew_error* error) {
    NdjsonSettings settings;
    settings.fields = {{"a", SINEW_TYPE_I64, 0}, {path, SINEW_TYPE_I64, 0}};
    NdjsonDecoder decoder(settings);
    BOOST_TEST((decoder.decoder == nullptr) == (decoder.status != SINEW_STATUS_OK));
    *error = decoder.error;
    return decoder.status;
  };
  sinew_error error = {};
  const auto message = [&](const char* path) {
    BOOST_TEST(create(path, &error) == SINEW_STATUS_INVALID_ARGUMENT);
    BOOST_TEST(error.offset == 1u);
    return std::string(error.message);
  };
  BOOST_TEST(message("") == "options.fields[1].path: byte 0: it is empty");
  BOOST_TEST(message("/a~") == "options.fields[1].path: byte 2: it has ~ without 0 or 1");
  BOOST_TEST(message("/a~2") == "options.fields[1].path: byte 2: it has ~ without 0 or 1");
  BOOST_TEST(message("a..b") == "options.fields[1].path: byte 2: it has an empty name");
  BOOST_TEST(message(".a") == "options.fields[1].path: byte 0: it has an empty name");
  BOOST_TEST(message("a.") == "options.fields[1].path: byte 2: it has an empty name");
  BOOST_TEST(message("ab\xFF") == "options.fields[1].path: byte 2: it is not UTF-8");
  BOOST_TEST(create("a~b", &error) == SINEW_STATUS_OK);

  sinew_field field = {"a", nullptr, SINEW_TYPE_I64, 0};
  sinew_decoder_options options = {};
  options.size = sizeof(options);
  options.fields = &field;
  options.field_count = 1;
  sinew_decoder* decoder;
  BOOST_TEST(sinew_ndjson_create(&options, nullptr, &decoder, &error) == SINEW_STATUS_OK);
  sinew_decoder_destroy(decoder);
  for (const sinew_type type :
       {SINEW_TYPE_I64, SINEW_TYPE_TIMESTAMP_S, ListOf(SINEW_TYPE_STRING)}) {
    field = {"a", nullptr, type, SINEW_FIELD_RAW};
    BOOST_TEST(sinew_ndjson_create(&options, nullptr, &decoder, &error) ==
               SINEW_STATUS_INVALID_ARGUMENT);
  }
  field = {"a", nullptr, SINEW_TYPE_I64, 0};
  const auto refused = [&](const sinew_decoder_options* o, const sinew_ndjson_options* n) {
    decoder = reinterpret_cast<sinew_decoder*>(1);
    const sinew_status status = sinew_ndjson_create(o, n, &decoder, &error);
    return status == SINEW_STATUS_INVALID_ARGUMENT && decoder == nullptr && error.message[0] != 0;
  };
  BOOST_TEST(refused(nullptr, nullptr));
  sinew_ndjson_options ndjson = {sizeof(ndjson), 0, 8};
  BOOST_TEST(refused(&options, &ndjson));
  ndjson.flags = SINEW_NDJSON_ARRAY | SINEW_NDJSON_CONCATENATED;
  BOOST_TEST(refused(&options, &ndjson));
  ndjson = {sizeof(ndjson), 65537, 0};
  BOOST_TEST(refused(&options, &ndjson));
  ndjson = {4, 0, 0};
  BOOST_TEST(refused(&options, &ndjson));
  options.flags = 8;
  BOOST_TEST(refused(&options, nullptr));
  BOOST_TEST(sinew_ndjson_create(&options, nullptr, nullptr, &error) ==
             SINEW_STATUS_INVALID_ARGUMENT);
}

BOOST_AUTO_TEST_SUITE_END()

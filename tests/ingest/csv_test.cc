#include "sinew/ingest.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "core/memory.h"
#include "ingest/csv_ref.h"
#include "support/guard.h"
#include "support/random.h"
#include "support/targets.h"
#include "support/text.h"

namespace {

CsvSettings Strings(size_t count, uint32_t flags = 0) {
  CsvSettings settings;
  for (size_t i = 0; i < count; ++i) settings.paths.push_back(std::to_string(i));
  settings.types.assign(count, SINEW_TYPE_STRING);
  settings.flags = flags;
  return settings;
}

CsvOutcome Whole(const CsvSettings& settings, std::string_view text) {
  CsvHandle handle(settings);
  BOOST_REQUIRE_EQUAL(handle.status, SINEW_STATUS_OK);
  return handle.Run(text, [&] { return text.size(); });
}

void CheckAgainstRef(const CsvSettings& settings, std::string_view text) {
  BOOST_TEST(CsvDifference(Whole(settings, text), CsvRef(text, settings).Run()) == "");
}

using Rows = std::vector<CellRow>;

void CheckRows(const CsvSettings& settings, std::string_view text, const Rows& rows) {
  const CsvOutcome outcome = Whole(settings, text);
  BOOST_TEST(outcome.status == SINEW_STATUS_OK);
  BOOST_TEST(outcome.rejects.size() == 0u);
  BOOST_TEST((outcome.rows == rows));
  CheckAgainstRef(settings, text);
}

void CheckReject(const CsvSettings& settings, std::string_view text, const Rows& rows,
                 const sinew_reject& reject) {
  const CsvOutcome outcome = Whole(settings, text);
  BOOST_TEST((outcome.rows == rows));
  BOOST_REQUIRE_EQUAL(outcome.rejects.size(), 1u);
  BOOST_TEST(SameReject(outcome.rejects[0], reject));
  CheckAgainstRef(settings, text);
}

// Field after field, of letters that matter.
std::string RandomField(Random& random, const CsvSettings& settings) {
  const auto pick = [&](std::initializer_list<const char*> list) {
    return std::string(list.begin()[random.Below(list.size())]);
  };
  switch (random.Below(12)) {
    case 0:
      return "";
    case 1:
      return settings.null_text.value_or("NULL");
    case 2:
      return RandomText(random.Below(100), random);
    case 3:
      return std::string(random.Below(90), 'a');
    case 4:
      return std::to_string(static_cast<int64_t>(random()) >> random.Below(64));
    case 5:
      return std::to_string(static_cast<int64_t>(random.Below(200000)) - 100000);
    case 6:
      return pick({"true", "false", "-", ".", "-.5", "5.", "+7", "1e5", "-0", "nan", "-inf", "00"});
    case 7:
      return pick(
          {"a,b", "a;b", "say \"x\"", "\"", "\"\"", "two\nlines", "two\r\nlines", "\r", " "});
    default: {
      std::string text = random.Below(3) == 0 ? "-" : "";
      text += std::to_string(random() >> (8 + random.Below(56)));
      if (random.Below(4) != 0) text.insert(text.size() - random.Below(3) % text.size(), ".");
      return text;
    }
  }
}

// A table whose fields are quoted where they must be, and where chance wants it.
std::string RandomTable(Random& random, const CsvSettings& settings, size_t columns, size_t rows) {
  const char delimiter = settings.delimiter == 0 ? ',' : settings.delimiter;
  const char quote = settings.quote == 0 ? '"' : settings.quote;
  const bool crlf = random.Below(2) == 0, quotes = (settings.flags & SINEW_CSV_NO_QUOTES) == 0;
  const size_t often = 1 + random.Below(40);
  std::string text = random.Below(4) == 0 ? "\xEF\xBB\xBF" : "";
  if ((settings.flags & SINEW_CSV_HEADER) != 0) {
    for (size_t i = 0; i < columns; ++i) {
      text += (i == 0 ? "" : std::string(1, delimiter)) + "c" + std::to_string(i);
    }
    text += '\n';
  }
  for (size_t row = 0; row < rows; ++row) {
    size_t here = columns;
    if (random.Below(100) == 0) here += random.Below(3);
    for (size_t i = 0; i < here; ++i) {
      if (i != 0) text += delimiter;
      std::string field = RandomField(random, settings);
      if (!quotes) std::erase_if(field, [&](char c) { return c == delimiter || c == '\n'; });
      const bool must =
          quotes && field.find_first_of(std::string{delimiter, quote, '\r', '\n'}) != field.npos;
      if (!must && (!quotes || random.Below(often) != 0)) {
        text += field;
        continue;
      }
      text += quote;
      for (const char c : field) text += c == quote ? std::string(2, quote) : std::string(1, c);
      text += quote;
    }
    text += crlf ? "\r\n" : "\n";
    if (random.Below(50) == 0) text += "\n\r\n";
  }
  if (random.Below(2) == 0 && !text.empty()) text.pop_back();
  return text;
}

CsvSettings RandomSettings(Random& random, size_t columns) {
  constexpr sinew_type kTypes[] = {
      SINEW_TYPE_STRING, SINEW_TYPE_LARGE_STRING, SINEW_TYPE_BINARY, SINEW_TYPE_LARGE_BINARY,
      SINEW_TYPE_F64,    SINEW_TYPE_F32,          SINEW_TYPE_I64,    SINEW_TYPE_I32,
      SINEW_TYPE_I16,    SINEW_TYPE_I8,           SINEW_TYPE_U64,    SINEW_TYPE_U32,
      SINEW_TYPE_U16,    SINEW_TYPE_U8,           SINEW_TYPE_BOOL,   SINEW_TYPE_STRING};
  CsvSettings settings;
  settings.flags = static_cast<uint32_t>(random.Below(32));
  // Half of the tables are as nearly all are.
  if (random.Below(2) == 0) settings.flags &= SINEW_CSV_HEADER;
  settings.delimiter = "\0;\t|\x80"[random.Below(5)];
  settings.quote = "\0'\"`"[random.Below(4)];
  if (random.Below(3) == 0) settings.null_text = random.Below(4) == 0 ? "" : "NULL";
  settings.decoder_flags = random.Below(3) == 0 ? SINEW_DECODER_STRICT : 0;
  if (random.Below(20) == 0) settings.decoder_flags |= SINEW_DECODER_STOP;
  if (random.Below(4) == 0) settings.max_record_size = 3 + random.Below(300);
  if (random.Below(5) == 0) settings.max_value_size = 1 + random.Below(12);
  if (random.Below(10) == 0) settings.max_columns = 1 + random.Below(20);
  settings.max_rows = random.Below(3) == 0 ? 1 + random.Below(50) : 0;
  const size_t fields = 1 + random.Below(6);
  const bool strings = random.Below(3) == 0;  // so that few values are at fault
  for (size_t i = 0; i < fields; ++i) {
    const size_t most =
        settings.max_columns == 0 ? columns : std::min(columns, settings.max_columns);
    settings.paths.push_back(((settings.flags & SINEW_CSV_HEADER) != 0 ? "c" : "") +
                             std::to_string(random.Below(most)));
    settings.types.push_back(kTypes[random.Below(strings ? 4 : 16)]);
  }
  return settings;
}

void Mutate(Random& random, std::string& text) {
  const size_t count = random.Below(4);
  for (size_t i = 0; i < count && !text.empty(); ++i) {
    const char byte = "\"',;\n\r\xC3 a0"[random.Below(11)];
    const size_t at = random.Below(text.size());
    switch (random.Below(3)) {
      case 0:
        text[at] = byte;
        break;
      case 1:
        text.insert(at, 1, byte);
        break;
      default:
        text.erase(at, 1);
    }
  }
}

constexpr char kNasty[] =
    "\xEF\xBB\xBF"
    "ab,1\r\n\r\n\"q,\"\"u\n\",\"2\"\r\n\n\"x\"y,3\nb\"r,4\n,\r\nlong line,55555\none\n\"\"\"\","
    "\"\"\n\"a\"\rb\nz,7\r\n\"open,8";

}  // namespace

BOOST_AUTO_TEST_SUITE(csv)

// The rules of RFC 4180, section 2, with its examples.
BOOST_AUTO_TEST_CASE(Rfc4180) {
  const CsvSettings three = Strings(3);
  const Rows abc = {{"aaa", "bbb", "ccc"}, {"zzz", "yyy", "xxx"}};
  CheckRows(three, "aaa,bbb,ccc\r\nzzz,yyy,xxx\r\n", abc);
  CheckRows(three, "aaa,bbb,ccc\r\nzzz,yyy,xxx", abc);
  CheckRows(three, "\"aaa\",\"bbb\",\"ccc\"\r\nzzz,yyy,xxx", abc);
  CheckRows(three, "\"aaa\",\"b\r\nbb\",\"ccc\"\r\nzzz,yyy,xxx",
            {{"aaa", "b\r\nbb", "ccc"}, {"zzz", "yyy", "xxx"}});
  CheckRows(three, "\"aaa\",\"b\"\"bb\",\"ccc\"", {{"aaa", "b\"bb", "ccc"}});
  CheckRows(three, " a , \tb,c ", {{" a ", " \tb", "c "}});
  CsvSettings named = Strings(2, SINEW_CSV_HEADER);
  named.paths = {"field_name", "a \"b\""};
  CheckRows(named, "\"a \"\"b\"\"\",field_name,x\r\n1,2,3\r\n4,5,6", {{"2", "1"}, {"5", "4"}});
}

BOOST_AUTO_TEST_CASE(LinesAndMarks) {
  CheckRows(Strings(1), "", {});
  CheckRows(Strings(1), "\n\r\n\n", {});
  CheckRows(Strings(1), "\r", {});
  CheckRows(Strings(1), "\xEF\xBB\xBF", {});
  CheckRows(Strings(1), "\xEF\xBB\xBF\n\"a\"\r", {{"a"}});
  CheckRows(Strings(1), "a\r\r\n\"\"\n\"\n\"", {{"a\r"}, {""}, {"\n"}});
  CheckRows(Strings(1), "a\n\xEF\xBB\xBF\n", {{"a"}, {"\xEF\xBB\xBF"}});
  CheckRows(Strings(2), ",\n\n,\r\n\"\",\"\"", {{"", ""}, {"", ""}, {"", ""}});
  const sinew_reject incomplete = {0, 0, 0, SINEW_REJECT_ENCODING};
  CheckReject(Strings(1), "\xEF\xBB", {{std::nullopt}}, incomplete);
}

BOOST_AUTO_TEST_CASE(Options) {
  CsvSettings settings = Strings(2, SINEW_CSV_NO_QUOTES);
  settings.delimiter = ';';
  settings.types[1] = SINEW_TYPE_F64;
  CheckRows(settings, "Hamburg;12.3\n\"x\";-0.5\n",
            {{"Hamburg", FloatText(12.3)}, {"\"x\"", FloatText(-0.5)}});
  settings = Strings(2);
  settings.quote = '\'';
  CheckRows(settings, "'a,''b',\"\n", {{"a,'b", "\""}});

  settings = Strings(2, SINEW_CSV_LAZY_QUOTES);
  CheckRows(settings, "a \"word\",\"1\"2\"\n\"x\"y\",\"z\"\n",
            {{"a \"word\"", "1\"2"}, {"x\"y", "z"}});

  settings = Strings(2, SINEW_CSV_RAGGED);
  CheckRows(settings, "a,b\nc\nd,e,f\n", {{"a", "b"}, {"c", std::nullopt}, {"d", "e"}});

  settings = Strings(2, SINEW_CSV_EMPTY_IS_NULL);
  CheckRows(settings, ",\"\"\n\"\",", {{std::nullopt, ""}, {"", std::nullopt}});
  settings.null_text = "\\N";
  settings.types[1] = SINEW_TYPE_I32;
  CheckRows(settings, "\\N,\\N\n\"\\N\",", {{std::nullopt, std::nullopt}, {"\\N", std::nullopt}});
  settings = Strings(1);
  settings.null_text = "";
  CheckRows(settings, "\"\"\na\n", {{""}, {"a"}});
}

BOOST_AUTO_TEST_CASE(TypesOfValues) {
  CsvSettings settings = Strings(7);
  settings.types = {SINEW_TYPE_BOOL, SINEW_TYPE_I8,     SINEW_TYPE_U64,         SINEW_TYPE_F32,
                    SINEW_TYPE_F64,  SINEW_TYPE_DATE32, SINEW_TYPE_TIMESTAMP_MS};
  const CsvOutcome outcome =
      Whole(settings,
            "true,-128,18446744073709551615,0.1,1e300,1970-01-02,1970-01-01T00:00:01.5Z\n"
            "\"false\",\"127\",\"0\",\"-2.5\",\"2\",\"1969-12-31\",\"1500\"\n,,,,,,\n");
  const Rows expected = {
      {"true", "-128", "18446744073709551615", FloatText(0.1f), FloatText(1e300), "1", "1500"},
      {"false", "127", "0", FloatText(-2.5), FloatText(2), "-1", "1500"},
      CellRow(7)};
  BOOST_TEST((outcome.rows == expected));
  BOOST_TEST(outcome.rejects.size() == 0u);
}

BOOST_AUTO_TEST_CASE(Faults) {
  const CsvSettings two = Strings(2);
  // What follows a quoting fault is read as if nothing had been.
  CheckReject(two, "a,b\n\"c\"d,\"e\nf,g\n", {{"a", "b"}, {"f", "g"}},
              {1, 7, SIZE_MAX, SINEW_REJECT_SYNTAX});
  CheckReject(two, "a\"b,c\nf,g\n", {{"f", "g"}}, {0, 1, SIZE_MAX, SINEW_REJECT_SYNTAX});
  CheckReject(two, "f,g\n\"a\"\rb,c\n", {{"f", "g"}}, {1, 7, SIZE_MAX, SINEW_REJECT_SYNTAX});
  CheckReject(two, "f,g\na,\"b\nc,d\n", {{"f", "g"}}, {1, 6, SIZE_MAX, SINEW_REJECT_TRUNCATED});
  CheckReject(two, "f,g\na\nh,i\n", {{"f", "g"}, {"h", "i"}},
              {1, 4, SIZE_MAX, SINEW_REJECT_FIELDS});
  CheckReject(two, "f,g\na,b,c\nh,i\n", {{"f", "g"}, {"h", "i"}},
              {1, 4, SIZE_MAX, SINEW_REJECT_FIELDS});
  CheckReject(two, "f,g\na,\"\xFF\"\nh,i\n", {{"f", "g"}, {"a", std::nullopt}, {"h", "i"}},
              {1, 7, 1, SINEW_REJECT_ENCODING});
  CsvSettings narrow = Strings(1);
  narrow.max_columns = 2;
  CheckReject(narrow, "a,b,c\nd,e\n", {{"d"}}, {0, 0, SIZE_MAX, SINEW_REJECT_FIELDS});
  CsvSettings missing = Strings(1);
  missing.paths[0] = "3";
  CheckReject(missing, "a,b\n", {}, {0, 0, 0, SINEW_REJECT_FIELDS});
  CsvSettings number = Strings(2);
  number.types[1] = SINEW_TYPE_I8;
  CheckReject(number, "a,\"1\"\"\"\n", {{"a", std::nullopt}}, {0, 3, 1, SINEW_REJECT_TYPE});
  CheckReject(number, "a,128\nb,1\n", {{"a", std::nullopt}, {"b", "1"}},
              {0, 2, 1, SINEW_REJECT_RANGE});
  number.decoder_flags = SINEW_DECODER_STRICT;
  CheckReject(number, "a,-129\nb,1\n", {{"b", "1"}}, {0, 2, 1, SINEW_REJECT_RANGE});
  CsvSettings sized = Strings(1);
  sized.max_record_size = 4;
  CheckReject(sized, "abc\nabcd\nx\n", {{"abc"}, {"x"}}, {1, 4, SIZE_MAX, SINEW_REJECT_SIZE});
  CsvSettings brief = Strings(2);
  brief.max_value_size = 3;
  // What is in the column counts, not the quotes.
  CheckReject(brief, "abc,\"d\"\"e\"\nabcd,x\n", {{"abc", "d\"e"}, {std::nullopt, "x"}},
              {1, 11, 0, SINEW_REJECT_VALUE_SIZE});
  CheckReject(brief, "a,\"d\"\"ef\"\n", {{"a", std::nullopt}}, {0, 3, 1, SINEW_REJECT_VALUE_SIZE});
  brief.types[1] = SINEW_TYPE_I64;
  brief.decoder_flags = SINEW_DECODER_STRICT;
  CheckReject(brief, "abcd,1\nabc,12345\n", {{"abc", "12345"}}, {0, 0, 0, SINEW_REJECT_VALUE_SIZE});
}

BOOST_AUTO_TEST_CASE(Headers) {
  CsvSettings settings = Strings(2, SINEW_CSV_HEADER);
  settings.paths = {"b", "b"};
  CheckRows(settings, "a,b,b\n1,2,3\n", {{"2", "2"}});
  CheckRows(settings, "a,b\n", {});
  CheckReject(settings, "a,\"b\"x\n1,2\n", {}, {0, 5, SIZE_MAX, SINEW_REJECT_HEADER});
  settings.paths[1] = "c";
  CheckReject(settings, "\n\na,b\n1,2\n", {}, {0, 2, 1, SINEW_REJECT_HEADER});
  CsvHandle handle(settings);
  CsvOutcome outcome;
  BOOST_TEST(handle.Decode("a,b\n", false, outcome) == SINEW_STATUS_CORRUPT);
  BOOST_TEST(handle.error.message ==
             "record 0, byte 0, field c: the header is at fault or does not name the field");
  BOOST_TEST(handle.Decode("1,2\n", false, outcome) == SINEW_STATUS_CORRUPT);
  // Another input may have its columns elsewhere.
  for (const char* text : {"c,b\nx,y\n", "b,_,c\ny,,x\n"}) {
    BOOST_TEST(sinew_decoder_reset(handle.decoder) == SINEW_STATUS_OK);
    outcome = {};
    BOOST_TEST(handle.Decode(text, true, outcome) == SINEW_STATUS_OK);
    BOOST_TEST((outcome.rows == Rows{{"y", "x"}}));
  }
}

BOOST_AUTO_TEST_CASE(EverySplit) {
  ForEachTarget([] {
    const std::string input = kNasty;
    for (const uint32_t flags :
         {0u, SINEW_CSV_LAZY_QUOTES, SINEW_CSV_RAGGED, SINEW_CSV_NO_QUOTES}) {
      for (const size_t max_record_size : {0, 3, 10, 13}) {
        CsvSettings settings = Strings(2, flags);
        settings.types[1] = SINEW_TYPE_I32;
        settings.max_record_size = max_record_size;
        settings.max_rows = max_record_size == 0 ? 2 : 0;
        const CsvOutcome expected = CsvRef(input, settings).Run();
        for (size_t first = 0; first <= input.size(); ++first) {
          for (const size_t second : {size_t{1}, size_t{2}, size_t{5}, size_t{30}, input.size()}) {
            CsvHandle handle(settings);
            size_t piece = 0;
            const CsvOutcome got = handle.Run(input, [&] { return piece++ == 0 ? first : second; });
            BOOST_TEST_CONTEXT("flags " << flags << " size " << max_record_size << " cut " << first
                                        << " " << second)
            BOOST_TEST(CsvDifference(got, expected) == "");
          }
        }
      }
    }
  });
}

// A byte of the mark as the delimiter.
BOOST_AUTO_TEST_CASE(EverySplitBehindHalfAMark) {
  for (const std::string input : {"\xEF\"a\nb\"\nc\xEF\x64\n", "\xEF\xBB\"a\nb\"\nc\xBB\x64\n"}) {
    CsvSettings settings = Strings(2);
    settings.types.assign(2, SINEW_TYPE_BINARY);
    settings.delimiter = input[input.size() - 3];
    const CsvOutcome expected = CsvRef(input, settings).Run();
    BOOST_TEST(expected.rows.size() == 2u);
    for (size_t first = 0; first <= input.size(); ++first) {
      CsvHandle handle(settings);
      size_t piece = 0;
      const CsvOutcome got = handle.Run(input, [&] { return piece++ == 0 ? first : input.size(); });
      BOOST_TEST_CONTEXT("cut " << first) BOOST_TEST(CsvDifference(got, expected) == "");
    }
  }
}

BOOST_AUTO_TEST_CASE(RandomTablesInRandomPieces) {
  ForEachTarget([] {
    Random random(1);
    for (int round = 0; round < 1500; ++round) {
      const size_t columns = 1 + random.Below(round % 10 == 0 ? 90 : 9);
      const CsvSettings settings = RandomSettings(random, columns);
      std::string text =
          RandomTable(random, settings, columns, random.Below(round % 5 == 0 ? 300 : 30));
      if (round % 2 == 0) Mutate(random, text);
      const CsvOutcome expected = CsvRef(text, settings).Run();
      CsvHandle handle(settings);
      BOOST_REQUIRE_EQUAL(handle.status, SINEW_STATUS_OK);
      const size_t largest = 1 + random.Below(text.size() + 1);
      for (const bool whole : {true, false}) {
        const CsvOutcome got =
            handle.Run(text, [&] { return whole ? text.size() : 1 + random.Below(largest); });
        BOOST_TEST_CONTEXT("round " << round << " whole " << whole)
        BOOST_TEST(CsvDifference(got, expected) == "");
        BOOST_TEST(sinew_decoder_reset(handle.decoder) == SINEW_STATUS_OK);
      }
    }
  });
}

// Longer than the windows in which the input is decoded, and than the index of a chunk.
BOOST_AUTO_TEST_CASE(LargeRecordsAndManyColumns) {
  Random random(2);
  for (const size_t columns : {1, 3, 70, 700, 2048, 2049, 3000}) {
    CsvSettings settings = Strings(1, columns == 1 ? SINEW_CSV_RAGGED : 0);
    settings.paths = {"0", std::to_string(columns - 1)};
    settings.types.assign(2, SINEW_TYPE_BINARY);
    std::string text;
    for (size_t row = 0; row < 20 + 5000 / columns; ++row) {
      for (size_t i = 0; i < columns; ++i) {
        if (i != 0) text += ',';
        if (random.Below(500) == 0) {
          text += '"' + std::string(random.Below(20000), '\n') + '"';
        } else {
          text.append(random.Below(5), 'x');
        }
      }
      text += random.Below(2) == 0 ? "\r\n" : "\n";
    }
    CheckAgainstRef(settings, text);
  }
  CsvSettings settings = Strings(2);
  std::string text = "a,b\n\"";
  text.append(1000000, '\n') += "\",b\nc,d\n";
  CheckAgainstRef(settings, text);
  settings.max_record_size = 500000;
  CheckAgainstRef(settings, text);
  // A record that is too long takes no more room than the longest that is not.
  settings.max_record_size = 600000;
  CsvHandle handle(settings);
  CsvOutcome outcome;
  BOOST_TEST(handle.Decode(text, true, outcome) == SINEW_STATUS_OK);
  BOOST_TEST((outcome.rows == Rows{{"a", "b"}, {"c", "d"}}));
  BOOST_TEST(sinew_batch_memory(handle.batch) < 2 * 700000u);
}

BOOST_AUTO_TEST_CASE(NumbersAreThoseOfFromChars) {
  ForEachTarget([] {
    Random random(3);
    CsvSettings settings;
    for (const sinew_type type :
         {SINEW_TYPE_F64, SINEW_TYPE_F32, SINEW_TYPE_I64, SINEW_TYPE_U64, SINEW_TYPE_I32,
          SINEW_TYPE_U8, SINEW_TYPE_I8, SINEW_TYPE_BINARY}) {
      settings.paths.push_back("0");
      settings.types.push_back(type);
    }
    settings.max_rejects = 1 << 20;
    std::string text;
    for (int i = 0; i < 30000; ++i) {
      // Mostly digits, and whatever else may be in a number.
      const size_t size = 1 + random.Below(i % 8 == 0 ? 26 : 18);
      size_t points = random.Below(4);
      for (size_t k = 0; k < size; ++k) {
        const size_t kind = random.Below(40);
        if (kind == 0) {
          text += "+-e. :/x"[random.Below(8)];
        } else if (k == 0 && random.Below(3) == 0) {
          text += '-';
        } else if (points == 1 && random.Below(size) < 3) {
          text += '.';
          points = 0;
        } else {
          text += static_cast<char>('0' + random.Below(10));
        }
      }
      text += '\n';
    }
    CheckAgainstRef(settings, text);
  });
}

// Without a fault, so that they are decoded side by side: all lengths, signs and places of the
// point next to each other, and now and then what is decoded alone.
BOOST_AUTO_TEST_CASE(RunsOfNumbers) {
  ForEachTarget([] {
    Random random(5);
    const auto digits = [&](size_t count) {
      std::string text;
      while (text.size() < count) text += static_cast<char>('0' + random.Below(10));
      return text;
    };
    const auto decimal = [&] {
      std::string text = digits(1 + random.Below(9));
      if (random.Below(4) != 0) text.insert(random.Below(text.size() + 1), ".");
      if (random.Below(20) == 0) text += "e-7";
      return text;
    };
    // As many digits as every number of the type has.
    const std::pair<sinew_type, size_t> integers[] = {
        {SINEW_TYPE_I8, 2},  {SINEW_TYPE_U8, 2},  {SINEW_TYPE_I16, 4}, {SINEW_TYPE_U16, 4},
        {SINEW_TYPE_I32, 9}, {SINEW_TYPE_U32, 9}, {SINEW_TYPE_I64, 9}, {SINEW_TYPE_U64, 9}};
    for (const size_t rows : {1, 7, 8, 9, 63, 64, 65, 500}) {
      CsvSettings settings;
      std::string text;
      for (size_t row = 0; row < rows; ++row) {
        for (const auto& [type, most] : integers) {
          const bool is_signed = type >= SINEW_TYPE_I8 && type <= SINEW_TYPE_I64;
          if (random.Below(30) != 0) {
            if (is_signed && random.Below(3) == 0) text += '-';
            text += digits(1 + random.Below(most));
          }
          text += ',';
        }
        if (random.Below(3) == 0) text += '-';
        text += decimal() + ",";
        text += random.Below(30) == 0 ? "" : decimal();
        text += random.Below(9) == 0 ? "\r\n" : "\n";
      }
      for (const auto& [type, most] : integers) settings.types.push_back(type);
      settings.types.push_back(SINEW_TYPE_F64);
      settings.types.push_back(SINEW_TYPE_F64);
      for (size_t i = 0; i < settings.types.size(); ++i)
        settings.paths.push_back(std::to_string(i));
      BOOST_TEST(Whole(settings, text).rejects.size() == 0u);
      CheckAgainstRef(settings, text);
    }
  });
}

BOOST_AUTO_TEST_CASE(NothingOutsideIsRead) {
  ForEachTarget([] {
    Random random(4);
    GuardedMemory memory(1 << 16);
    for (int round = 0; round < 400; ++round) {
      const size_t columns = 1 + random.Below(4);
      const CsvSettings settings = RandomSettings(random, columns);
      std::string text = RandomTable(random, settings, columns, random.Below(12));
      if (round % 3 == 0) Mutate(random, text);
      text.resize(std::min<size_t>(text.size(), 1 << 16));
      const CsvOutcome expected = CsvRef(text, settings).Run();
      for (uint8_t* place : {memory.Front(), memory.Back(text.size())}) {
        memcpy(place, text.data(), text.size());
        const std::string_view guarded(reinterpret_cast<const char*>(place), text.size());
        BOOST_TEST(CsvDifference(Whole(settings, guarded), expected) == "");
      }
    }
  });
}

BOOST_AUTO_TEST_CASE(RowsOfAColumn) {
  CsvSettings settings = Strings(2);
  settings.types[1] = SINEW_TYPE_I32;
  CsvHandle handle(settings);
  const std::string values = "a,1\"b\",2\r\nc,3\nd,4x,y\"z";
  const int32_t offsets[] = {0, 3, 10, 17, 17, 20, 22};
  const uint8_t validity = 0b101111;
  const sinew_column column = {
      SINEW_TYPE_STRING, 6, values.data(), values.size(), offsets, &validity, 0, 0};
  BOOST_TEST(sinew_decoder_decode_many(handle.decoder, &column, handle.batch, nullptr) ==
             SINEW_STATUS_OK);
  CsvOutcome outcome;
  AppendCells(handle.batch, &outcome.rows);
  handle.Finish(outcome);
  const CellRow none(2);
  BOOST_TEST((outcome.rows == Rows{{"a", "1"}, {"b", "2"}, none, none, none, none}));
  BOOST_REQUIRE_EQUAL(outcome.rejects.size(), 3u);
  BOOST_TEST(SameReject(outcome.rejects[0], {2, 4, SIZE_MAX, SINEW_REJECT_SYNTAX}));
  BOOST_TEST(SameReject(outcome.rejects[1], {3, 0, SIZE_MAX, SINEW_REJECT_FIELDS}));
  BOOST_TEST(SameReject(outcome.rejects[2], {5, 0, SIZE_MAX, SINEW_REJECT_TRUNCATED}));

  settings = Strings(1, SINEW_CSV_HEADER);
  settings.paths[0] = "b";
  CsvHandle named(settings);
  const auto decode = [&](std::string_view row, CsvOutcome& rows) {
    const int32_t ends[] = {0, static_cast<int32_t>(row.size())};
    const sinew_column one = {SINEW_TYPE_BINARY, 1, row.data(), row.size(), ends, nullptr, 0, 0};
    BOOST_TEST(sinew_decoder_decode_many(named.decoder, &one, named.batch, nullptr) ==
               SINEW_STATUS_OK);
    AppendCells(named.batch, &rows.rows);
  };
  CsvOutcome rows;
  decode("x,y", rows);
  BOOST_TEST(sinew_decoder_reject(named.decoder, 0).reason == SINEW_REJECT_HEADER);
  BOOST_TEST(named.Decode("a,b\n", true, rows) == SINEW_STATUS_OK);
  decode("x,y", rows);
  BOOST_TEST((rows.rows == Rows{{std::nullopt}, {"y"}}));
}

BOOST_AUTO_TEST_CASE(NothingIsLostIfMemoryIsShort) {
  Random random(5);
  CsvSettings settings = Strings(3);
  settings.max_rows = 40;
  const std::string text = RandomTable(random, settings, 3, 300);
  const CsvOutcome expected = CsvRef(text, settings).Run();
  int failures = 0;
  for (int64_t countdown = 0; countdown < 60; ++countdown) {
    sinew::FailAllocationsAfter(countdown);
    CsvHandle handle(settings);
    if (handle.status != SINEW_STATUS_OK) {
      sinew::FailAllocationsAfter(-1);
      BOOST_TEST(handle.status == SINEW_STATUS_OUT_OF_MEMORY);
      ++failures;
      continue;
    }
    CsvOutcome outcome;
    for (size_t at = 0; at < text.size();) {
      const size_t size = std::min<size_t>(97, text.size() - at);
      const bool end = at + size == text.size();
      std::string_view piece(text.data() + at, size);
      size_t read;
      outcome.status = handle.Decode(piece, end, outcome, &read);
      if (outcome.status != SINEW_STATUS_OK) {
        ++failures;
        BOOST_TEST(outcome.status == SINEW_STATUS_OUT_OF_MEMORY);
        sinew::FailAllocationsAfter(-1);
        outcome.status = handle.Decode(piece.substr(read), end, outcome);
      }
      at += size;
    }
    sinew::FailAllocationsAfter(-1);
    handle.Finish(outcome);
    BOOST_TEST(CsvDifference(outcome, expected) == "");
  }
  BOOST_TEST(failures > 8);
}

BOOST_AUTO_TEST_CASE(StaysWithinItsMemory) {
  CsvSettings settings = Strings(2);
  settings.max_rejects = 4;
  for (const size_t limit : {size_t{1}, size_t{2000}, size_t{6000}}) {
    BOOST_TEST(CsvHandle(settings, limit).status == SINEW_STATUS_MEMORY_LIMIT);
  }
  CsvHandle handle(settings, 100000);
  BOOST_REQUIRE_EQUAL(handle.status, SINEW_STATUS_OK);
  CsvOutcome outcome;
  BOOST_TEST(handle.Decode("a,b\n", false, outcome) == SINEW_STATUS_OK);
  const std::string text = "\"" + std::string(200000, 'x');
  BOOST_TEST(handle.Decode(text, false, outcome) == SINEW_STATUS_MEMORY_LIMIT);
  BOOST_TEST(sinew_decoder_memory(handle.decoder) <= 100000u);
  BOOST_TEST(handle.Decode("c,d\n", true, outcome) == SINEW_STATUS_OK);
  BOOST_TEST((outcome.rows == Rows{{"a", "b"}, {"c", "d"}}));
}

BOOST_AUTO_TEST_CASE(RefusesBadArguments) {
  const auto create = [](auto change) {
    sinew_field fields[] = {{"0", nullptr, SINEW_TYPE_I64, 0}, {"1", nullptr, SINEW_TYPE_I64, 0}};
    sinew_decoder_options options = {};
    options.size = sizeof(options);
    options.fields = fields;
    options.field_count = 2;
    sinew_csv_options csv = {};
    csv.size = sizeof(csv);
    change(options, csv, fields);
    sinew_decoder* decoder = nullptr;
    sinew_error error;
    const sinew_status status = sinew_csv_create(&options, &csv, &decoder, &error);
    BOOST_TEST((status == SINEW_STATUS_OK) == (decoder != nullptr));
    sinew_decoder_destroy(decoder);
    return status == SINEW_STATUS_OK ? std::string() : std::string(error.message);
  };
  using Options = sinew_decoder_options;
  using Csv = sinew_csv_options;
  BOOST_TEST(create([](Options&, Csv&, sinew_field*) {}) == "");
  BOOST_TEST(create([](Options& o, Csv&, sinew_field*) { o.field_count = 0; }) != "");
  BOOST_TEST(create([](Options& o, Csv&, sinew_field*) { o.max_record_size = 2; }) ==
             "options.max_record_size: 2 is less than a byte order mark has");
  BOOST_TEST(create([](Options&, Csv& c, sinew_field*) { c.size = 3; }) ==
             "csv.size: 3 is not the size of a known sinew_csv_options");
  BOOST_TEST(create([](Options&, Csv& c, sinew_field*) { c.flags = 32; }) ==
             "csv.flags: 32 is not made of SINEW_CSV_* alone");
  BOOST_TEST(create([](Options&, Csv& c, sinew_field*) { c.max_columns = (1 << 20) + 1; }) ==
             "csv.max_columns: 1048577 is over 2^20");
  BOOST_TEST(create([](Options&, Csv& c, sinew_field*) { c.max_columns = 1; }) ==
             "options.fields[1].path: \"1\" is not the number of a column, 0 to 0");
  for (const uint8_t byte : {'\r', '\n', '"'}) {
    BOOST_TEST(create([=](Options&, Csv& c, sinew_field*) { c.delimiter = byte; }) ==
               "csv.delimiter: " + std::to_string(byte) + " is CR, LF or the quote");
  }
  for (const uint8_t byte : {'\r', '\n', '0', 'x', 'Z', '-', '.', ' ', ':', '\x80'}) {
    BOOST_TEST(create([=](Options&, Csv& c, sinew_field*) { c.quote = byte; }) ==
               "csv.quote: " + std::to_string(byte) + " is no byte for it");
  }
  const std::string null_text(256, 'x');
  BOOST_TEST(create([&](Options&, Csv& c, sinew_field*) { c.null_text = null_text.c_str(); }) ==
             "csv.null_text: 256 is over 255 bytes");
  for (const char* path : {"", "a", "-1", "01", "1x", " 1", "4096", "99999999999999999999"}) {
    BOOST_TEST(create([=](Options&, Csv&, sinew_field* f) { f[1].path = path; }) ==
               "options.fields[1].path: \"" + std::string(path) +
                   "\" is not the number of a column, 0 to 4095");
  }
  BOOST_TEST(create([](Options&, Csv& c, sinew_field* f) {
               c.flags = SINEW_CSV_HEADER;
               f[0].path = "";
             }) == "");
  sinew_decoder* decoder;
  BOOST_TEST(sinew_csv_create(nullptr, nullptr, &decoder, nullptr) ==
             SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_csv_create(nullptr, nullptr, nullptr, nullptr) == SINEW_STATUS_INVALID_ARGUMENT);
}

BOOST_AUTO_TEST_SUITE_END()

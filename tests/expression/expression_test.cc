#include "sinew/sinew.h"

#include <string.h>

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "expression/fixture.h"
#include "expression/trees.h"
#include "support/float_control.h"
#include "support/targets.h"

namespace {

// What the oracle says for each row, and its faults.
std::vector<std::string> Expected(const ref::Node& tree, const Table& table, size_t* faults) {
  ref::Evaluator evaluator;
  std::vector<std::string> rows;
  for (size_t row = 0; row < table.row_count; ++row) {
    rows.push_back(Show(evaluator.At(tree, row), tree.type));
  }
  *faults = evaluator.faults;
  return rows;
}

void TestTree(const ref::Node& tree, const Table& table) {
  const std::string text = ref::Print(tree);
  BOOST_TEST_CONTEXT(text) {
    const OwnedExpression expression = Compile(text);
    size_t expected_faults;
    const std::vector<std::string> expected = Expected(tree, table, &expected_faults);
    ForEachTarget([&] {
      const uint64_t before = sinew_expression_faults(expression.get());
      const std::vector<std::string> rows = Evaluate(expression.get(), table);
      BOOST_TEST(sinew_expression_faults(expression.get()) - before == expected_faults);
      for (size_t i = 0; i < rows.size(); ++i) {
        if (rows[i] == expected[i]) continue;
        BOOST_TEST_CONTEXT("row " << i << " of " << rows.size()) {
          BOOST_REQUIRE_EQUAL(rows[i], expected[i]);
        }
      }
      if (tree.type != ref::Type::kBool) return;
      std::string is_true;
      for (const std::string& row : expected) is_true += row == "1" ? '1' : '0';
      size_t faults;
      BOOST_REQUIRE_EQUAL(Filter(expression.get(), table, &faults), is_true);
      BOOST_TEST(faults == expected_faults);
    });
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE(AgreesWithTheOracleOnRandomTrees) {
  for (uint64_t seed = 0; seed < 80; ++seed) {
    Random random(seed);
    const size_t rows = random.Below(200);
    const unsigned percents[] = {0, 10, 50, 100};
    const Table table(rows, percents[seed % 4], seed);
    Trees trees(table, seed);
    for (size_t i = 0; i < 50; ++i) {
      TestTree(*(i % 3 == 0 ? trees.Any() : trees.Bool(1 + static_cast<int>(i % 4))), table);
    }
  }
}

// 64 rows of them are computed in another way.
BOOST_AUTO_TEST_CASE(AgreesWithTheOracleOnShortIntegers) {
  for (uint64_t seed = 0; seed < 60; ++seed) {
    const Table table(64 * 3 + seed % 3, seed % 3 * 10, seed, Integers::kShort);
    Trees trees(table, seed);
    for (size_t i = 0; i < 20; ++i) TestTree(*(i % 2 == 0 ? trees.Any() : trees.Bool(2)), table);
    for (size_t i = 0; i < 40; ++i) TestTree(*trees.Product(), table);
  }
}

// Quotients just below and above an integer are the hardest.
BOOST_AUTO_TEST_CASE(DividesExactly) {
  Random random(1);
  std::vector<int64_t> a, b;
  while (a.size() < 64000) {
    const int bits = 4 + static_cast<int>(random.Below(47));
    const int64_t divisor = RandomShort(bits, random);
    const int64_t most = ((int64_t{1} << 52) - 2) / (divisor < 0 ? -divisor : divisor);
    const int64_t quotient = most - static_cast<int64_t>(random.Below(3) ? 0 : random.Below(1000));
    for (int64_t near = -1; near <= 1; ++near) {
      a.push_back(quotient * divisor + near);
      b.push_back(divisor);
    }
  }
  const sinew_expression_column names[] = {{"a", SINEW_TYPE_I64}, {"b", SINEW_TYPE_I64}};
  sinew_column columns[2] = {};
  for (size_t i = 0; i < 2; ++i) {
    columns[i].type = SINEW_TYPE_I64;
    columns[i].count = a.size();
    columns[i].values = (i == 0 ? a : b).data();
    columns[i].values_size = a.size() * sizeof(int64_t);
  }
  const auto test = [&](const char* text, const auto& expected) {
    sinew_expression_options options = {};
    options.size = sizeof(options);
    options.text = text;
    options.text_size = strlen(text);
    options.columns = names;
    options.column_count = 2;
    OwnedExpression expression;
    sinew_expression* created;
    BOOST_REQUIRE(sinew_expression_create(&options, &created, nullptr) == SINEW_STATUS_OK);
    expression.reset(created);
    ForEachTarget([&] {
      const sinew_batch_options batch_options = {sizeof(batch_options), 0};
      sinew_batch* batch;
      BOOST_REQUIRE(sinew_batch_create(&batch_options, &batch, nullptr) == SINEW_STATUS_OK);
      BOOST_REQUIRE(sinew_expression_evaluate(created, columns, 2, a.size(), batch, nullptr) ==
                    SINEW_STATUS_OK);
      const int64_t* values = static_cast<const int64_t*>(sinew_batch_column(batch, 0).values);
      for (size_t i = 0; i < a.size(); ++i) BOOST_REQUIRE_EQUAL(values[i], expected(a[i], b[i]));
      sinew_batch_destroy(batch);
    });
  };
  test("a / b", [](int64_t x, int64_t y) { return x / y; });
  test("a % b", [](int64_t x, int64_t y) { return x % y; });
}

BOOST_AUTO_TEST_CASE(AgreesWithTheOracleAtEveryLength) {
  for (size_t rows = 0; rows < 200; ++rows) {
    const Table table(rows, rows % 2 * 20, rows);
    Trees trees(table, 1000 + rows);
    for (size_t i = 0; i < 4; ++i) TestTree(*trees.Bool(1), table);
    TestTree(*trees.Any(), table);
  }
}

BOOST_AUTO_TEST_CASE(AgreesWithTheOracleOverBlocks) {
  for (const size_t rows : {2047, 2048, 2049, 4096, 4096 + 33, 6144 + 65}) {
    for (const unsigned percent : {0, 20}) {
      const Table table(rows, percent, rows + percent);
      Trees trees(table, rows);
      for (size_t i = 0; i < 8; ++i) {
        TestTree(*(i % 3 == 0 ? trees.Any() : trees.Bool(2)), table);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(OperatorsBindAsTheGrammarSays) {
  constexpr struct {
    const char* text;
    const char* same;
  } kCases[] = {
      {"i64 + other * i32", "i64 + (other * i32)"},
      {"i64 - other - i32", "(i64 - other) - i32"},
      {"i64 / other % i32 * i8", "((i64 / other) % i32) * i8"},
      {"i64 - -other", "i64 - (-other)"},
      {"-i8 * i16", "(-i8) * i16"},
      {"- - i8", "-(-i8)"},
      {"i8 + i16 > i32 - 1", "(i8 + i16) > (i32 - 1)"},
      {"not i8 > 0 and flag", "(not (i8 > 0)) and flag"},
      {"not not flag", "flag"},
      {"flag or i8 > 0 and i16 > 0", "flag or ((i8 > 0) and (i16 > 0))"},
      {"flag and i8 > 0 or i16 > 0", "(flag and (i8 > 0)) or (i16 > 0)"},
      {"i8 between 0 and 5 and flag", "((i8 >= 0) and (i8 <= 5)) and flag"},
      {"i8 not between i16 - 1 and i16 + 1", "not ((i8 >= i16 - 1) and (i8 <= i16 + 1))"},
      {"not i8 in (1, 2)", "i8 not in (1, 2)"},
      {"not i8 is null", "i8 is not null"},
      {"i8 + 1 in (1, -2)", "(i8 + 1 = 1) or (i8 + 1 = -2)"},
      {"I8 IS NULL OR FLAG", ""},
      {"i8 IS Not NULL aNd flag", "(i8 is not null) and flag"},
      {"name='A''b'or\tflag\n", "(name = 'A''b') or flag"},
      {"\"large name\" = \"name\"", "name = \"large name\""},
      {".5 < f64", "f64 > 0.5"},
      {"5.e-1 < f64", "f64 > 5E-1"},
      {"x.y_2 <> ''", "length(x.y_2) != 0"},
  };
  const Table table(300, 10, 7);
  for (const auto& test : kCases) {
    BOOST_TEST_CONTEXT(test.text) {
      if (*test.same == 0) {
        OwnedExpression expression;
        sinew_error error = {};
        BOOST_TEST(Create(test.text, &expression, &error) == SINEW_STATUS_INVALID_ARGUMENT);
        BOOST_TEST(std::string(error.message) == "at byte 0: there is no column I8");
        continue;
      }
      BOOST_TEST(Rows(test.text, table) == Rows(test.same, table),
                 boost::test_tools::per_element());
    }
  }
}

// The tables of SQL (ISO/IEC 9075-2, <boolean value expression>).
BOOST_AUTO_TEST_CASE(TruthHasThreeValues) {
  const Table table(1, 0, 1);
  const char* const kValues[] = {"true", "false", "null"};
  const char* const kAnd[3][3] = {{"1", "0", "null"}, {"0", "0", "0"}, {"null", "0", "null"}};
  const char* const kOr[3][3] = {{"1", "1", "1"}, {"1", "0", "null"}, {"1", "null", "null"}};
  const char* const kNot[] = {"0", "1", "null"};
  for (int a = 0; a < 3; ++a) {
    const std::string left = kValues[a];
    BOOST_TEST(Rows("not " + left, table)[0] == kNot[a]);
    for (int b = 0; b < 3; ++b) {
      const std::string right = kValues[b];
      BOOST_TEST(Rows(left + " and " + right, table)[0] == kAnd[a][b]);
      BOOST_TEST(Rows(left + " or " + right, table)[0] == kOr[a][b]);
      const std::string equal = a == 2 || b == 2 ? "null" : a == b ? "1" : "0";
      BOOST_TEST(Rows(left + " = " + right, table)[0] == equal);
    }
  }
}

// Values that the documentation states, each of one row.
BOOST_AUTO_TEST_CASE(GivesTheDocumentedValues) {
  const std::string nan = "(0.0 / 0.0)";
  const struct {
    std::string text;
    const char* value;
    size_t faults = 0;
  } cases[] = {
      {"7 / 2", "3"},
      {"-7 / 2", "-3"},
      {"7 % -2", "1"},
      {"-7 % 2", "-1"},
      {"7 / 0", "null", 1},
      {"7 % 0", "null", 1},
      {"9223372036854775807 + 1", "null", 1},
      {"-9223372036854775808 - 1", "null", 1},
      {"-9223372036854775808 / -1", "null", 1},
      {"-9223372036854775808 % -1", "0"},
      {"-(-9223372036854775807 - 1)", "null", 1},
      {"4611686018427387904 * 2", "null", 1},
      {"null + 1", "null"},
      {"7 / 2.0", "0x1.cp+1"},
      {"1.0 / 0", "inf"},
      {nan + " = " + nan, "0"},
      {nan + " <> " + nan, "1"},
      {nan + " < 1.0", "0"},
      {nan + " >= 1.0", "0"},
      {nan + " in (1.0)", "0"},
      {"-0.0 = 0.0", "1"},
      {"18446744073709551615 > -1", "1"},
      {"18446744073709551615 = 18446744073709551614", "0"},
      {"cast(18446744073709551615 as i64)", "null", 1},
      {"cast(1e19 as i64)", "null", 1},
      {"cast(-2.9 as i64)", "-2"},
      {"cast(" + nan + " as i64)", "null", 1},
      {"cast(true as i64) + 1", "2"},
      {"1 in (2, null)", "null"},
      {"1 in (1, null)", "1"},
      {"1 not in (2, null)", "null"},
      {"null in (1, 'a')", "null"},
      {"null is null", "1"},
      {"null = null", "null"},
      {"'b' > 'ab'", "1"},
      {"'' = ''", "1"},
      {"length('it''s')", "4"},
      {"starts_with('abc', '')", "1"},
      {"ends_with('abc', 'bc')", "1"},
      {"contains('abc', 'bd')", "0"},
      {"year(timestamp '1969-12-31 23:59:59')", "1969"},
      {"second(timestamp '1969-12-31 23:59:59.5')", "59"},
      {"weekday(date '2000-01-01')", "6"},
      {"month(date '2000-02-29')", "2"},
      {"day(date '2000-02-29')", "29"},
      {"hour(date '2000-02-29')", "0"},
      {"timestamp '2001-01-01T00:00:00+01:30' = timestamp '2000-12-31 22:30Z'", "1"},
      {"date '2001-01-02' > timestamp '2001-01-01 23:59:59.999999999'", "1"},
      {"cast(timestamp '1970-01-01 00:01:40' as i64)", "100000000"},
      {"cast(cast(-1500 as timestamp_ms) as timestamp_s) = timestamp '1969-12-31 23:59:58'", "1"},
      {"cast(5000000000 as date)", "null", 1},
      {"cast(date '9999-12-31' as timestamp_ns) is null", "1", 1},
      {"bucket(timestamp '1969-12-31 23:59:59', '5m') = timestamp '1969-12-31 23:55:00'", "1"},
      {"bucket(date '2001-01-04', '7d') = date '2001-01-04'", "1"},
      {"coalesce(null, null, 5)", "5"},
      {"coalesce(1 / 0, 5)", "5", 1},
      {"if(null, 1, 2)", "2"},
      {"if(1 > 0, 'yes', 'no')", "yes"},
      {"if(true, 1, 2.5)", "0x1p+0"},
  };
  const Table table(1, 0, 1);
  for (const auto& test : cases) {
    BOOST_TEST_CONTEXT(test.text) {
      const OwnedExpression expression = Compile(test.text);
      BOOST_TEST(Evaluate(expression.get(), table)[0] == test.value);
      BOOST_TEST(sinew_expression_faults(expression.get()) == test.faults);
    }
  }
}

// However the caller rounds.
BOOST_AUTO_TEST_CASE(KeepsTheFloatingPointEnvironment) {
  const Table table(100, 0, 5);
  const std::string text = "f32 * 0.1 + ratio / 3 > f64 * 0.7 or f32 < 0.1";
  size_t faults;
  const std::string expected = Filter(Compile(text).get(), table, &faults);
  const uint64_t before = GetFloatControl();
  for (uint64_t rounding = 0; rounding < 4; ++rounding) {
    SetFloatControl(FLOAT_DEFAULT | rounding << FLOAT_ROUNDING_SHIFT);
    OwnedExpression expression;
    const sinew_status status = Create(text, &expression, nullptr);
    const std::string rows =
        status == SINEW_STATUS_OK ? Filter(expression.get(), table, &faults) : "";
    SetFloatControl(before);
    BOOST_TEST(rows == expected);
  }
}

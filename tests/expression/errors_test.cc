#include "sinew/sinew.h"

#include <pthread.h>
#include <string.h>

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "core/memory.h"
#include "expression/fixture.h"
#include "support/sanitizers.h"

BOOST_AUTO_TEST_CASE(SaysWhatIsWrongAndWhere) {
  const std::string deep(65, '('), signs(65, '-');
  const struct {
    std::string text;
    size_t offset;
    const char* message;
  } cases[] = {
      {"", 0, "expected a value, found the end"},
      {"  ", 2, "expected a value, found the end"},
      {"i8 > ", 5, "expected a value, found the end"},
      {"i8 + 3 * 'x'", 9, "expected a number, found string 'x'"},
      {"name + 1", 0, "expected a number, found column name of type string"},
      {"i8 > 'x'", 5, "expected a number, found string 'x'"},
      {"name = 5", 7, "expected a string, found number 5"},
      {"s = 5", 4, "expected a date or timestamp, found number 5"},
      {"flag = 1", 7, "expected a boolean, found number 1"},
      {"flag < true", 0,
       "expected a number, a string, a date or a timestamp, found column flag of type bool"},
      {"i8 and flag", 0, "expected a boolean, found column i8 of type i64"},
      {"flag or 5", 8, "expected a boolean, found number 5"},
      {"not 5", 4, "expected a boolean, found number 5"},
      {"-name", 1, "expected a number, found column name of type string"},
      {"-'x'", 1, "expected a number, found string 'x'"},
      {"(i8 + 1) = (name = 'x')", 11, "expected a number, found a value of type bool"},
      {"what > 1", 0, "there is no column what"},
      {"\"i\"\"8\" > 1", 0, "there is no column \"i\"\"8\""},
      {"i8 > 1 1", 7, "expected an operator or the end, found number 1"},
      {"i8 > 1)", 6, "expected an operator or the end, found ')'"},
      {"(i8 > 1", 7, "expected ')', found the end"},
      {"i8 # 1", 3, "unexpected character '#'"},
      {"i8 > 1 ! 2", 7, "unexpected character '!'"},
      {std::string("i8\0", 3), 2, "unexpected character '"},
      {"name = 'x", 7, "the string has no end"},
      {"\"name = 1", 0, "the quoted name has no end"},
      {"i8 > 18446744073709551616", 5, "the integer does not fit 64 bits"},
      {"i8 > -9223372036854775809", 5, "the integer does not fit 64 bits"},
      {"f64 > 1e999", 6, "the number is too large for f64"},
      {"u64 + 1 > 5", 0,
       "expected a number of type i64 or f64, found column u64 of type u64; cast it"},
      {"f64 % 2", 0, "expected an integer, found column f64 of type f64"},
      {"1 = 2 = 3", 6, "comparisons do not chain; use parentheses or 'and'"},
      {"i8 in ()", 7, "expected a literal, found ')'"},
      {"i8 in (i16)", 7, "expected a literal, found i16"},
      {"i8 in (1, 'x')", 10, "expected a number, found string 'x'"},
      {"i8 in (1 2)", 9, "expected ',' or ')', found number 2"},
      {"i8 in 5", 6, "expected '(', found number 5"},
      {"i8 not 5", 7, "expected 'in' or 'between', found number 5"},
      {"i8 is 5", 6, "expected 'null' or 'not null', found number 5"},
      {"i8 is not 5", 10, "expected 'null', found number 5"},
      {"i8 between 1 or 2", 13, "expected 'and', found or"},
      {"s > timestamp '2001-02-29'", 14,
       "expected a timestamp as in '2001-12-31 23:59:59.999', found string '2001-02-29'"},
      {"s > date '2001-02-01 00:00:00'", 9,
       "expected a date as in '2001-12-31', found string '2001-02-01 00:00:00'"},
      {"nope(1)", 0, "there is no function nope"},
      {"length(5)", 7, "expected a string, found number 5"},
      {"starts_with(name)", 16, "expected ',', found ')'"},
      {"starts_with(name, bytes)", 18, "expected a string in quotes, found bytes"},
      {"hour(5)", 5, "expected a date or timestamp, found number 5"},
      {"bucket(s, '5x')", 10,
       "expected a width as in '5m', in ns, us, ms, s, m, h or d, found string '5x'"},
      {"bucket(s, '0s')", 10,
       "expected a width as in '5m', in ns, us, ms, s, m, h or d, found string '0s'"},
      {"bucket(s, '5ms')", 10, "string '5ms' is not a whole number of units of type timestamp_s"},
      {"cast(i8 to f64)", 8, "expected 'as', found to"},
      {"cast(i8 as what)", 11,
       "expected a type: i64, f64, date, timestamp_s, timestamp_ms, timestamp_us or timestamp_ns, "
       "found what"},
      {"cast(name as i64)", 5,
       "expected a number, a boolean, a date or a timestamp, found column name of type string"},
      {"cast(flag as date)", 5, "expected a number, a date or a timestamp, found a boolean"},
      {"coalesce(i8)", 11, "expected ',', found ')'"},
      {"coalesce(i8, 'x')", 13, "expected a number, found string 'x'"},
      {"coalesce(null, null)", 9, "expected a value with a type, found null"},
      {"name = coalesce(null, 5)", 22, "expected a string, found number 5"},
      {"coalesce(s, ms)", 12,
       "expected type timestamp_s, found column ms of type timestamp_ms; cast one of both"},
      {"coalesce(s, timestamp '2001-01-01 00:00:00.5')", 12,
       "timestamp '2001-01-01 00:00:00.5' is no timestamp_s"},
      {"if(i8, 1, 2)", 3, "expected a boolean, found column i8 of type i64"},
      {"if(flag, null, null)", 15, "expected a value with a type, found null"},
      {"null", 0, "expected a value with a type, found null"},
      {"i8 = and", 5, "expected a value, found and"},
      {deep + "i8", 64, "more than 64 parentheses, calls, signs and 'not' inside of each other"},
      {signs + "i8", 64, "more than 64 parentheses, calls, signs and 'not' inside of each other"},
      {"name = '0123456789012345678901234567890123456789012345678901234' + 1", 7,
       "expected a number, found string '012345678901234567890123456789012345678..."},
  };
  for (const auto& test : cases) {
    BOOST_TEST_CONTEXT(test.text) {
      OwnedExpression expression;
      sinew_error error = {};
      BOOST_TEST(Create(test.text, &expression, &error) == SINEW_STATUS_INVALID_ARGUMENT);
      BOOST_TEST(error.status == SINEW_STATUS_INVALID_ARGUMENT);
      BOOST_TEST(error.offset == test.offset);
      BOOST_TEST(error.message == "at byte " + std::to_string(test.offset) + ": " + test.message);
    }
  }
}

BOOST_AUTO_TEST_CASE(RefusesBadArguments) {
  sinew_expression_options options = {};
  options.size = sizeof(options);
  options.text = "a > 1";
  options.text_size = 5;
  sinew_expression_column columns[2] = {{"a", SINEW_TYPE_I64}, {"b", SINEW_TYPE_BYTES16}};
  options.columns = columns;
  options.column_count = 2;
  sinew_expression* expression;
  sinew_error error = {};
  const auto refuse = [&](const char* message) {
    BOOST_TEST(sinew_expression_create(&options, &expression, &error) ==
               SINEW_STATUS_INVALID_ARGUMENT);
    BOOST_TEST(expression == nullptr);
    BOOST_TEST(std::string(error.message) == message);
  };
  BOOST_TEST(sinew_expression_create(&options, nullptr, &error) == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_expression_create(nullptr, &expression, nullptr) ==
             SINEW_STATUS_INVALID_ARGUMENT);
  options.size = 8;
  refuse("options.size: 8 is not the size of a known sinew_expression_options");
  options.size = sizeof(options);
  options.text = nullptr;
  refuse("options.text is null");
  options.text = "a > 1";
  options.text_size = SINEW_EXPRESSION_MAX_SIZE + 1;
  refuse("options.text_size: 65537 bytes are more than 65536");
  options.text_size = 5;
  options.column_count = SINEW_EXPRESSION_MAX_COLUMNS + 1;
  refuse("options.column_count: 4097 columns are more than 4096");
  options.column_count = 2;
  options.columns = nullptr;
  refuse("options.columns is null");
  options.columns = columns;
  columns[1].name = nullptr;
  refuse("options.columns[1].name is null");
  columns[1] = {"b", static_cast<sinew_type>(5)};
  refuse("options.columns[1].type: type 5 is unknown");
  columns[1] = {"b", SINEW_TYPE_BYTES16};
  options.text = "b > 1";
  refuse("at byte 0: column b has type SINEW_TYPE_BYTES16, which expressions do not take");
  options.text = "a > 1";
  BOOST_REQUIRE(sinew_expression_create(&options, &expression, &error) == SINEW_STATUS_OK);

  uint8_t used = 0xFF;
  BOOST_TEST(sinew_expression_uses(expression, &used) == SINEW_STATUS_OK);
  BOOST_TEST(used == 1);
  BOOST_TEST(sinew_expression_uses(expression, nullptr) == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_expression_uses(nullptr, &used) == SINEW_STATUS_INVALID_ARGUMENT);

  const int64_t values[] = {1, 2, 3};
  // The second column is not used, so it need not be one.
  sinew_column views[2] = {{SINEW_TYPE_I64, 3, values, sizeof(values), nullptr, nullptr, 0, 0}, {}};
  uint8_t bitmap = 0xFF;
  const auto filter = [&](size_t column_count, size_t rows) {
    return sinew_expression_filter(expression, views, column_count, rows, &bitmap);
  };
  BOOST_TEST(filter(2, 3).status == SINEW_STATUS_OK);
  BOOST_TEST(bitmap == 6);
  BOOST_TEST(filter(1, 3).status == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(filter(2, 2).status == SINEW_STATUS_INVALID_ARGUMENT);
  views[0].type = SINEW_TYPE_U64;
  BOOST_TEST(filter(2, 3).status == SINEW_STATUS_INVALID_ARGUMENT);
  sinew_batch* batch;
  const sinew_batch_options batch_options = {sizeof(batch_options), 0};
  BOOST_REQUIRE(sinew_batch_create(&batch_options, &batch, nullptr) == SINEW_STATUS_OK);
  BOOST_TEST(sinew_expression_evaluate(expression, views, 2, 3, batch, &error) ==
             SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(std::string(error.message) ==
             "columns[0]: its type is SINEW_TYPE_U64 and not SINEW_TYPE_I64");
  views[0].type = SINEW_TYPE_I64;
  BOOST_TEST(sinew_expression_evaluate(expression, views, 2, 4, batch, &error) ==
             SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(std::string(error.message) == "columns[0]: it has 3 rows and not 4");
  BOOST_TEST(sinew_expression_evaluate(nullptr, views, 2, 3, batch, &error) ==
             SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_expression_evaluate(expression, views, 2, 3, nullptr, &error) ==
             SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_expression_evaluate(expression, nullptr, 2, 3, batch, &error) ==
             SINEW_STATUS_INVALID_ARGUMENT);
  views[0].values_size = 23;
  BOOST_TEST(sinew_expression_filter(expression, views, 2, 3, &bitmap).status ==
             SINEW_STATUS_INVALID_ARGUMENT);
  views[0].values_size = 24;
  BOOST_TEST(sinew_expression_filter(expression, views, 2, 3, nullptr).status ==
             SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_expression_filter(nullptr, views, 2, 3, &bitmap).status ==
             SINEW_STATUS_INVALID_ARGUMENT);
  sinew_batch_destroy(batch);
  sinew_expression_destroy(expression);

  options.text = "a + 1";
  BOOST_REQUIRE(sinew_expression_create(&options, &expression, &error) == SINEW_STATUS_OK);
  BOOST_TEST(filter(2, 3).status == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_expression_type(expression) == SINEW_TYPE_I64);
  BOOST_TEST(sinew_expression_memory(expression) > 0u);
  sinew_expression_destroy(expression);
  BOOST_TEST(sinew_expression_type(nullptr) == sinew_type{});
  BOOST_TEST(sinew_expression_memory(nullptr) == 0u);
  BOOST_TEST(sinew_expression_faults(nullptr) == 0u);
}

BOOST_AUTO_TEST_CASE(RefusesColumnsOfTheBatchThatIsFilled) {
  const Table table(100, 20, 3);
  const sinew_batch_options options = {sizeof(options), 0};
  sinew_batch* batch;
  BOOST_REQUIRE(sinew_batch_create(&options, &batch, nullptr) == SINEW_STATUS_OK);
  const OwnedExpression first = Compile("i64 + 1");
  BOOST_REQUIRE(sinew_expression_evaluate(first.get(), table.views.data(), table.views.size(),
                                          table.row_count, batch, nullptr) == SINEW_STATUS_OK);
  sinew_expression_column column = {"value", SINEW_TYPE_I64};
  sinew_expression_options again = {};
  again.size = sizeof(again);
  again.text = "value * 2";
  again.text_size = 9;
  again.columns = &column;
  again.column_count = 1;
  sinew_expression* second;
  BOOST_REQUIRE(sinew_expression_create(&again, &second, nullptr) == SINEW_STATUS_OK);
  const sinew_column value = sinew_batch_column(batch, 0);
  const std::vector<int64_t> before(static_cast<const int64_t*>(value.values),
                                    static_cast<const int64_t*>(value.values) + value.count);
  sinew_error error = {};
  BOOST_TEST(sinew_expression_evaluate(second, &value, 1, value.count, batch, &error) ==
             SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(error.message == "columns[0]: it is in memory of the batch to be filled");
  BOOST_TEST(memcmp(sinew_batch_column(batch, 0).values, before.data(), 8 * before.size()) == 0);
  // What an imported batch looks at is freed when it is filled.
  ArrowSchema schema;
  ArrowArray array;
  sinew_batch* other;
  BOOST_REQUIRE(sinew_batch_create(&options, &other, nullptr) == SINEW_STATUS_OK);
  BOOST_REQUIRE(sinew_batch_export(batch, &schema, &array, nullptr) == SINEW_STATUS_OK);
  BOOST_REQUIRE(sinew_batch_import(other, &schema, &array, nullptr) == SINEW_STATUS_OK);
  sinew_batch_destroy(batch);
  const sinew_column imported = sinew_batch_column(other, 0);
  BOOST_TEST(sinew_expression_evaluate(second, &imported, 1, imported.count, other, nullptr) ==
             SINEW_STATUS_INVALID_ARGUMENT);
  // A column that the text does not name is not looked at.
  again.text = "5";
  again.text_size = 1;
  sinew_expression* constant;
  BOOST_REQUIRE(sinew_expression_create(&again, &constant, nullptr) == SINEW_STATUS_OK);
  BOOST_TEST(sinew_expression_evaluate(constant, &imported, 1, imported.count, other, nullptr) ==
             SINEW_STATUS_OK);
  sinew_expression_destroy(second);
  sinew_expression_destroy(constant);
  sinew_batch_destroy(other);
}

// A failed allocation, whichever it is, is a status, and leaves nothing behind.
BOOST_AUTO_TEST_CASE(AllocationsMayFail) {
  const std::string text =
      "coalesce(if(i8 + 1 in (1, 2, 3, 17), name, 'x'), \"large name\", 'y''z') = 'A' or s > "
      "timestamp '2001-01-01'";
  const Table table(100, 20, 3);
  for (int64_t countdown = 0;; ++countdown) {
    BOOST_REQUIRE(countdown < 1000);
    const size_t blocks = sinew_memory_stats().blocks;
    OwnedExpression expression;
    sinew_error error = {};
    sinew::FailAllocationsAfter(countdown);
    const sinew_status status = Create(text, &expression, &error);
    sinew::FailAllocationsAfter(-1);
    if (status == SINEW_STATUS_OK) {
      // Evaluating allocates nothing.
      sinew::FailAllocationsAfter(0);
      size_t faults;
      Filter(expression.get(), table, &faults);
      sinew::FailAllocationsAfter(-1);
      break;
    }
    BOOST_TEST(status == SINEW_STATUS_OUT_OF_MEMORY);
    BOOST_TEST(error.status == SINEW_STATUS_OUT_OF_MEMORY);
    BOOST_TEST(sinew_memory_stats().blocks == blocks);
  }

  const OwnedExpression expression = Compile("coalesce(name, 'x')");
  const sinew_batch_options options = {sizeof(options), 0};
  sinew_batch* batch;
  BOOST_REQUIRE(sinew_batch_create(&options, &batch, nullptr) == SINEW_STATUS_OK);
  for (int64_t countdown = 0;; ++countdown) {
    sinew::FailAllocationsAfter(countdown);
    const sinew_status status = sinew_expression_evaluate(
        expression.get(), table.views.data(), table.views.size(), table.row_count, batch, nullptr);
    sinew::FailAllocationsAfter(-1);
    if (status == SINEW_STATUS_OK) break;
    BOOST_TEST(status == SINEW_STATUS_OUT_OF_MEMORY);
    BOOST_TEST(sinew_batch_column_count(batch) == 0u);
  }
  sinew_batch_destroy(batch);

  OwnedExpression limited;
  sinew_error error = {};
  BOOST_TEST(Create("i8 + 1 > 5", &limited, &error, 20000) == SINEW_STATUS_MEMORY_LIMIT);
  BOOST_TEST(error.status == SINEW_STATUS_MEMORY_LIMIT);
}

// Long texts take no more time or stack than their size deserves.
BOOST_AUTO_TEST_CASE(TakesLongTexts) {
  const Table table(70, 0, 1);
  std::string sum = "i8", list = "i64 in (0", names = "name in ('q'", any = "flag";
  for (int i = 1; i <= 4000; ++i) sum += " + 1";
  for (int i = 1; i <= 5000; ++i) {
    list += ", " + std::to_string(7 * i);
    names += ", '" + std::to_string(i) + "'";
  }
  for (int i = 0; i < 3000; ++i) any += " or i8 = " + std::to_string(i);
  const std::vector<std::string> added = Rows(sum, table);
  const std::vector<std::string> plain = Rows("i8 + 4000", table);
  BOOST_TEST(added == plain, boost::test_tools::per_element());
  BOOST_TEST(Rows(list + ")", table) == Rows("i64 >= 0 and i64 <= 35000 and i64 % 7 = 0", table),
             boost::test_tools::per_element());
  Rows(names + ")", table);
  BOOST_TEST(Rows(any, table) == Rows("flag or i8 >= 0", table), boost::test_tools::per_element());

  // At the limits there is an error.
  OwnedExpression expression;
  sinew_error error = {};
  std::string many = "i8";
  for (int i = 0; i < 9000; ++i) many += "+i8";
  BOOST_TEST(Create(many, &expression, &error) == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(strstr(error.message, "more than 8192 steps") != nullptr);
  std::string constants = "i8";
  for (int i = 0; i < 300; ++i) constants += " + " + std::to_string(i);
  BOOST_TEST(Create(constants, &expression, &error) == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(strstr(error.message, "more than 256 different constants") != nullptr);
  // One that comes again is no other.
  std::string names_again = "coalesce(name";
  for (int i = 0; i < 300; ++i) names_again += ", 'x'";
  BOOST_TEST(Create(names_again + ")", &expression, &error) == SINEW_STATUS_OK);
}

// A thread of musl has so much. Sanitizers need more.
#if !SINEW_TEST_SANITIZED
BOOST_AUTO_TEST_CASE(NeedsLittleStack) {
  static std::string text;
  const auto compile = [](void*) -> void* {
    OwnedExpression expression;
    BOOST_TEST(Create(text, &expression, nullptr) == SINEW_STATUS_OK);
    return nullptr;
  };
  const char* const levels[][3] = {{"(", "i8", ")"},
                                   {"if(flag, i8, ", "1", ")"},
                                   {"coalesce(i8, i8 * ", "1", ")"},
                                   {"1 + 2 * cast(", "i8", " as i64)"},
                                   {"flag or flag and i8 = i8 + i8 * if(", "flag", ", i8, i8)"}};
  for (const auto& [begin, middle, end] : levels) {
    text.clear();
    for (size_t i = 0; i < SINEW_EXPRESSION_MAX_DEPTH; ++i) text += begin;
    text += middle;
    for (size_t i = 0; i < SINEW_EXPRESSION_MAX_DEPTH; ++i) text += end;
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, 128 * 1024);
    pthread_t thread;
    BOOST_REQUIRE(pthread_create(&thread, &attributes, compile, nullptr) == 0);
    pthread_join(thread, nullptr);
    pthread_attr_destroy(&attributes);
  }
}
#endif

#include "sinew/base.h"

#include "core/column.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <utility>
#include <vector>

#include "support/column.h"

namespace {

struct Case {
  const char* what;
  sinew_column column;
  size_t offset;
  const char* words;  // in the message
};

sinew_error Check(const sinew_column& column) {
  sinew_error error = {};
  const sinew_status status = sinew::CheckColumn(&column, "key", &error);
  BOOST_TEST(status == error.status);
  return error;
}

const int64_t kValues[4] = {1, 2, 3, 4};
const uint8_t kBits[2] = {0x5A, 0xC3};
const int32_t kOffsets[5] = {0, 1, 1, 3, 6};
const int32_t kBackwards[5] = {0, 3, 2, 3, 6};
const int32_t kNegative[3] = {-1, 1, 2};
const int64_t kLargeOffsets[3] = {2, 4, 6};
const int64_t kHugeOffsets[3] = {0, 4, INT64_MAX};

}  // namespace

BOOST_AUTO_TEST_CASE(AcceptsWhatIsWhole) {
  const sinew_column good[] = {
      {SINEW_TYPE_I64, 4, kValues, 32, nullptr, nullptr, 0, 0},
      SkipRows({SINEW_TYPE_F64, 1, kValues, 32, nullptr, nullptr, 0, 0}, 3),
      {SINEW_TYPE_U64, 0, nullptr, 0, nullptr, nullptr, 0, 0},
      {SINEW_TYPE_STRING, 4, "abcdef", 6, kOffsets, nullptr, 0, 0},
      SkipRows({SINEW_TYPE_STRING, 2, "abcdef", 6, kOffsets, nullptr, 0, 0}, 2),
      {SINEW_TYPE_STRING, 0, nullptr, 0, nullptr, nullptr, 0, 0},
      {SINEW_TYPE_LARGE_STRING, 2, "abcdef", 6, kLargeOffsets, nullptr, 0, 0},
      SkipRows({SINEW_TYPE_STRING, 0, nullptr, 0, kOffsets, nullptr, 0, 0}, 1),
      {SINEW_TYPE_BOOL, 16, kBits, 2, nullptr, nullptr, 0, 0},
      {SINEW_TYPE_BOOL, 9, kBits, 2, nullptr, nullptr, 0, 7},
      {SINEW_TYPE_BOOL, 0, nullptr, 0, nullptr, nullptr, 0, 5},
      {SINEW_TYPE_DATE32, 8, kValues, 32, nullptr, nullptr, 0, 0},
      {SINEW_TYPE_BINARY, 4, "abcdef", 6, kOffsets, kBits, 12, 0},
      {SINEW_TYPE_LARGE_BINARY, 2, "abcdef", 6, kLargeOffsets, nullptr, 0, 0},
  };
  for (const sinew_column& column : good) {
    BOOST_TEST(sinew::CheckColumn(&column, "key", nullptr) == SINEW_STATUS_OK);
  }
}

BOOST_AUTO_TEST_CASE(HoldsEachWidthToItsValues) {
  const std::pair<sinew_type, size_t> widths[] = {
      {SINEW_TYPE_I8, 1},          {SINEW_TYPE_U8, 1},           {SINEW_TYPE_I16, 2},
      {SINEW_TYPE_U16, 2},         {SINEW_TYPE_I32, 4},          {SINEW_TYPE_U32, 4},
      {SINEW_TYPE_F32, 4},         {SINEW_TYPE_I64, 8},          {SINEW_TYPE_U64, 8},
      {SINEW_TYPE_F64, 8},         {SINEW_TYPE_BYTES16, 16},     {SINEW_TYPE_DATE32, 4},
      {SINEW_TYPE_TIMESTAMP_S, 8}, {SINEW_TYPE_TIMESTAMP_MS, 8}, {SINEW_TYPE_TIMESTAMP_US, 8},
      {SINEW_TYPE_TIMESTAMP_NS, 8}};
  for (const auto& [type, width] : widths) {
    BOOST_TEST(sinew_type_width(type) == width);
    sinew_column column = {type, 2, kValues, 2 * width, nullptr, nullptr, 0, 0};
    BOOST_TEST(sinew::CheckColumn(&column, "key", nullptr) == SINEW_STATUS_OK);
    column.count = 3;
    BOOST_TEST(Check(column).offset == 2u);
  }
  for (const sinew_type type : {SINEW_TYPE_BOOL, SINEW_TYPE_STRING, SINEW_TYPE_LARGE_STRING,
                                SINEW_TYPE_BINARY, SINEW_TYPE_LARGE_BINARY}) {
    BOOST_TEST(sinew_type_width(type) == 0u);
  }
}

BOOST_AUTO_TEST_CASE(RejectsWithTheArgumentAndThePlace) {
  const Case cases[] = {
      {"type", {static_cast<sinew_type>(77), 1, kValues, 32, nullptr, nullptr, 0, 0}, 0, "type 77"},
      {"zero type",
       {static_cast<sinew_type>(0), 1, kValues, 32, nullptr, nullptr, 0, 0},
       0,
       "type 0"},
      {"null values",
       {SINEW_TYPE_I64, 4, nullptr, 32, nullptr, nullptr, 0, 0},
       0,
       "values is null"},
      {"short values", SkipRows({SINEW_TYPE_I64, 4, kValues, 32, nullptr, nullptr, 0, 0}, 1), 3,
       "do not hold"},
      {"no values", {SINEW_TYPE_I64, 4, nullptr, 0, nullptr, nullptr, 0, 0}, 0, "do not hold"},
      {"overflow", SkipRows({SINEW_TYPE_I64, SIZE_MAX, kValues, 32, nullptr, nullptr, 0, 0}, 1), 0,
       "overflows"},
      {"product overflow",
       {SINEW_TYPE_F64, SIZE_MAX / 8, kValues, 32, nullptr, nullptr, 0, 0},
       0,
       "overflows"},
      {"bit overflow",
       {SINEW_TYPE_I64, 4, kValues, 32, nullptr, kBits, SIZE_MAX - 3, 0},
       0,
       "validity_offset + count overflows"},
      {"values_offset",
       {SINEW_TYPE_I64, 2, kValues, 32, nullptr, nullptr, 0, 1},
       0,
       "values_offset"},
      {"string values_offset",
       {SINEW_TYPE_STRING, 2, "abcdef", 6, kOffsets, nullptr, 0, 1},
       0,
       "values_offset"},
      {"short bits", {SINEW_TYPE_BOOL, 14, kBits, 2, nullptr, nullptr, 0, 3}, 13, "do not hold"},
      {"no bits", {SINEW_TYPE_BOOL, 1, kBits, 2, nullptr, nullptr, 0, 40}, 0, "do not hold"},
      {"bits overflow",
       {SINEW_TYPE_BOOL, 14, kBits, 2, nullptr, nullptr, 0, SIZE_MAX - 13},
       0,
       "values_offset + count overflows"},
      {"backwards binary",
       {SINEW_TYPE_BINARY, 4, "abcdef", 6, kBackwards, nullptr, 0, 0},
       1,
       "row 1 run backwards"},
      {"null offsets",
       {SINEW_TYPE_STRING, 4, "abcdef", 6, nullptr, nullptr, 0, 0},
       0,
       "offsets is null"},
      {"backwards",
       {SINEW_TYPE_STRING, 4, "abcdef", 6, kBackwards, nullptr, 0, 0},
       1,
       "row 1 run backwards"},
      {"negative",
       {SINEW_TYPE_STRING, 2, "abcdef", 6, kNegative, nullptr, 0, 0},
       0,
       "row 0 run backwards"},
      {"past the end",
       {SINEW_TYPE_STRING, 4, "abcde", 5, kOffsets, nullptr, 0, 0},
       3,
       "row 3 ends at byte 6"},
      {"far past",
       {SINEW_TYPE_LARGE_STRING, 2, "abcdef", 6, kHugeOffsets, nullptr, 0, 0},
       1,
       "row 1 ends"},
  };
  for (const Case& test : cases) {
    BOOST_TEST_CONTEXT(test.what) {
      const sinew_error error = Check(test.column);
      BOOST_TEST(error.status == SINEW_STATUS_INVALID_ARGUMENT);
      BOOST_TEST(error.offset == test.offset);
      BOOST_TEST(std::string(error.message).find(test.words) != std::string::npos, error.message);
      BOOST_TEST(std::string(error.message).find("key: ") == 0u);
    }
  }
  BOOST_TEST(sinew::CheckColumn(nullptr, "key", nullptr) == SINEW_STATUS_INVALID_ARGUMENT);
}

BOOST_AUTO_TEST_CASE(ReadsStringsAndBitsThroughTheSlice) {
  const uint8_t validity[] = {0b0110};
  const sinew_column column =
      SkipRows({SINEW_TYPE_STRING, 3, "abcdef", 6, kOffsets, validity, 0, 0}, 1);
  const char* expected[] = {"", "bc", "def"};
  for (size_t row = 0; row < 3; ++row) {
    const sinew::Bytes bytes = sinew::StringAt<int32_t>(column, row);
    BOOST_TEST(std::string(reinterpret_cast<const char*>(bytes.data), bytes.size) == expected[row]);
  }
  BOOST_TEST(sinew::IsValid(column, 0));
  BOOST_TEST(sinew::IsValid(column, 1));
  BOOST_TEST(!sinew::IsValid(column, 2));
}

BOOST_AUTO_TEST_CASE(NamesEveryTypeAndNothingElse) {
  const std::pair<sinew_type, const char*> names[] = {
      {SINEW_TYPE_BOOL, "SINEW_TYPE_BOOL"},
      {SINEW_TYPE_I8, "SINEW_TYPE_I8"},
      {SINEW_TYPE_F64, "SINEW_TYPE_F64"},
      {SINEW_TYPE_TIMESTAMP_NS, "SINEW_TYPE_TIMESTAMP_NS"},
      {SINEW_TYPE_LARGE_BINARY, "SINEW_TYPE_LARGE_BINARY"}};
  for (const auto& [type, name] : names) {
    BOOST_TEST(std::string(sinew_type_name(type)) == name);
  }
  size_t known = 0, lists = 0;
  for (int number = -200; number < 600; ++number) {
    const sinew_type type = static_cast<sinew_type>(number);
    const bool named = std::string(sinew_type_name(type)) != "unknown type";
    const sinew_column empty = {type, 0, nullptr, 0, nullptr, nullptr, 0, 0};
    const bool is_list = named && number >= SINEW_TYPE_LIST;
    BOOST_TEST((sinew::CheckColumn(&empty, "key", nullptr) == SINEW_STATUS_OK) ==
               (named && !is_list));
    BOOST_TEST(sinew::IsList(type) == is_list);
    BOOST_TEST(sinew::IsScalar(type) == (named && !is_list));
    if (!named || is_list) BOOST_TEST(sinew_type_width(type) == 0u);
    if (is_list) {
      const bool is_wide = number >= SINEW_TYPE_LARGE_LIST;
      BOOST_TEST(std::string(sinew_type_name(type)) ==
                 (is_wide ? "SINEW_TYPE_LARGE_LIST" : "SINEW_TYPE_LIST"));
      BOOST_TEST(sinew::ListOf(sinew::ElementType(type), is_wide) == type);
      BOOST_TEST(sinew::IsScalar(sinew::ElementType(type)));
      BOOST_TEST(sinew::HasWideOffsets(type) == is_wide);
    }
    known += named;
    lists += is_list;
  }
  BOOST_TEST(known == 21u * 3);
  BOOST_TEST(lists == 21u * 2);
}

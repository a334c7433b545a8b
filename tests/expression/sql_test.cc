#include "sinew/sinew.h"

#include <string.h>

#include <boost/test/unit_test.hpp>
#include <string>

#include "expression/fixture.h"
#include "support/targets.h"

namespace {

constexpr int64_t kI64[] = {0, 0, 7, -7, 7, 9007199254740993, -100, 0, 4611686018427387904, 12};
constexpr int64_t kOther[] = {0, 1, 2, 2, -2, 0, 3, 5, -1, 12};
constexpr double kF64[] = {0, 0, 2.5, -2.5, 1e10, 0.1, 0, -0.0, 1e-3, 12};
// null, 1970-01-01, 2001-12-31 23:59:59.999999, 1969-12-31 23:59:59, 2000-02-29 12:34:56.5,
// 2024-05-05 05:05:05.000005, null, 1999-01-03 00:05, 1901-01-01, 2038-01-19 03:14:08
constexpr int64_t kUs[] = {0,
                           0,
                           1009843199999999,
                           -1000000,
                           951827696500000,
                           1714885505000005,
                           0,
                           915321900000000,
                           -2177452800000000,
                           2147483648000000};
// null, 1970-01-01, 2001-12-31, 1969-12-31, 2000-02-29, 1900-03-01, 2100-12-31, null, 2000-01-01,
// 2004-12-31
constexpr int32_t kDayOf[] = {0, 0, 11687, -1, 11016, -25508, 47846, 0, 10957, 12783};
constexpr char kName[] = "JFKLGAit'sJFjfkz\xC3\xBCrichJFKJFK";
constexpr int32_t kNameOffsets[] = {0, 0, 0, 3, 6, 10, 12, 15, 15, 22, 28};
// null, true, false, null, true, false, true, false, null, true
constexpr uint8_t kFlag[] = {0x52, 0x02};

// Bit i is row i.
constexpr uint8_t kAllButFirst[] = {0xFE, 0x03};
constexpr uint8_t kAllBut0And6[] = {0xBE, 0x03};
constexpr uint8_t kAllBut0And7[] = {0x7E, 0x03};
constexpr uint8_t kFlagValid[] = {0xF6, 0x02};

// A table of ten rows in the columns that are named below.
Table SqlTable() {
  Table table(10, 0, 1);
  const auto set = [&](const char* name, const void* values, size_t size, const uint8_t* validity) {
    for (size_t i = 0; i < kColumnCount; ++i) {
      if (strcmp(kColumns[i].name, name) != 0) continue;
      sinew_column& view = table.views[i];
      view = {};
      view.type = kColumns[i].type;
      view.count = 10;
      view.values = values;
      view.values_size = size;
      view.offsets = kNameOffsets;
      view.validity = validity;
    }
  };
  set("i64", kI64, sizeof(kI64), kAllBut0And7);
  set("other", kOther, sizeof(kOther), kAllButFirst);
  set("f64", kF64, sizeof(kF64), kAllBut0And6);
  set("us", kUs, sizeof(kUs), kAllBut0And6);
  set("day_of", kDayOf, sizeof(kDayOf), kAllBut0And7);
  set("name", kName, sizeof(kName) - 1, kAllBut0And7);
  set("flag", kFlag, sizeof(kFlag), kFlagValid);
  return table;
}

}  // namespace

// The values are those of DuckDB 2.0.1, for the same text but for: // for the division of integers,
// with error_on_division_by_zero = false; 1.5::double, because its 1.5 is a decimal number; strlen
// for length, dayofweek for weekday, epoch_us(t) for the cast of a timestamp to an integer,
// trunc(d)::bigint for that of an f64, time_bucket with the origin 1970-01-01 for bucket, and
// CASE WHEN for if.
BOOST_AUTO_TEST_CASE(GivesWhatSqlGives) {
  constexpr struct {
    const char* text;
    const char* rows;
  } kCases[] = {
      {"i64 > 5 and other < 7 or f64 in (0.1, 2.5)", "null|0|1|0|1|1|null|null|1|0"},
      {"i64 > 5 or null", "null|null|1|null|1|1|null|null|1|1"},
      {"not (i64 = other)", "null|1|1|1|1|1|1|null|1|0"},
      {"i64 <> other and flag", "null|1|0|null|1|0|1|0|null|0"},
      {"flag or i64 is null", "1|1|0|null|1|0|1|1|null|1"},
      {"flag = (i64 > 0)", "null|0|0|null|1|0|0|null|null|1"},
      {"i64 between -7 and 7", "null|1|1|1|1|0|0|null|0|0"},
      {"i64 not between other and 100", "null|1|0|1|0|1|1|null|1|0"},
      {"other in (2, 3, null)", "null|null|1|1|null|null|1|null|null|null"},
      {"other not in (2, 3, null)", "null|null|0|0|null|null|0|null|null|null"},
      {"other not in (2, 3)", "null|1|0|0|1|1|0|1|1|1"},
      {"name in ('JFK', 'LGA')", "null|0|1|1|0|0|0|null|0|0"},
      {"name < 'LGA'", "null|1|1|0|0|1|0|null|0|1"},
      {"name >= 'jfk' or name = ''", "null|1|0|0|0|0|1|null|1|0"},
      {"starts_with(name, 'JF')", "null|0|1|0|0|1|0|null|0|1"},
      {"ends_with(name, 'FK')", "null|0|1|0|0|0|0|null|0|1"},
      {"contains(name, 'FKJ')", "null|0|0|0|0|0|0|null|0|1"},
      {"length(name)", "null|0|3|3|4|2|3|null|7|6"},
      {"i64 + other * 2 - 1", "null|1|10|-4|2|9007199254740992|-95|null|4611686018427387901|35"},
      {"i64 / other", "null|0|3|-3|-3|null|-33|null|-4611686018427387904|1"},
      {"i64 % other", "null|0|1|-1|1|null|-1|null|0|0"},
      {"-i64", "null|0|-7|7|-7|-9007199254740993|100|null|-4611686018427387904|-12"},
      {"i64 * 1.5",
       "null|0x0p+0|0x1.5p+3|-0x1.5p+3|0x1.5p+3|0x1.8p+53|-0x1.2cp+7|null|0x1.8p+62|0x1.2p+4"},
      {"i64 = 9007199254740992.0", "null|0|0|0|0|1|0|null|0|0"},
      {"f64 * other - 0.5",
       "null|-0x1p-1|0x1.2p+2|-0x1.6p+2|-0x1.2a05f2002p+34|-0x1p-1|null|-0x1p-1|-0x1."
       "0083126e978d5p-1|0x1.1fp+7"},
      {"f64 < 1", "null|1|0|1|0|1|null|1|1|0"},
      {"f64 = 0", "null|1|0|0|0|0|null|1|0|0"},
      {"i64 < f64", "null|0|0|1|1|0|null|null|0|0"},
      {"coalesce(i64, other, 0)", "0|0|7|-7|7|9007199254740993|-100|5|4611686018427387904|12"},
      {"coalesce(name, 'none')", "none||JFK|LGA|it's|JF|jfk|none|zürich|JFKJFK"},
      {"if(flag, i64, other)", "null|0|2|2|7|0|-100|5|-1|12"},
      {"if(i64 > 0, name, 'less')", "less|less|JFK|less|it's|JF|less|less|zürich|JFKJFK"},
      {"year(us) * 100 + month(us)",
       "null|197001|200112|196912|200002|202405|null|199901|190101|203801"},
      {"day(us)", "null|1|31|31|29|5|null|3|1|19"},
      {"hour(us) * 3600 + minute(us) * 60 + second(us)",
       "null|0|86399|86399|45296|18305|null|300|0|11648"},
      {"weekday(us)", "null|4|1|3|2|0|null|0|2|2"},
      {"weekday(day_of)", "null|4|1|3|2|4|5|null|6|5"},
      {"day(day_of) + month(day_of) * 100 + year(day_of) * 10000",
       "null|19700101|20011231|19691231|20000229|19000301|21001231|null|20000101|20041231"},
      {"us < timestamp '2000-02-29 12:34:56.5'", "null|1|0|1|0|0|null|1|1|0"},
      {"us >= day_of", "null|1|1|1|1|1|null|null|0|1"},
      {"day_of = date '2000-02-29' or day_of > date '2050-01-01'", "null|0|0|0|1|0|1|null|0|0"},
      {"day_of between date '1969-12-31' and date '2000-01-01'", "null|1|0|1|0|0|0|null|1|0"},
      {"cast(us as date) = day_of", "null|1|1|1|1|0|null|null|0|0"},
      {"cast(us as i64)",
       "null|0|1009843199999999|-1000000|951827696500000|1714885505000005|null|915321900000000|-"
       "2177452800000000|2147483648000000"},
      {"cast(day_of as i64)", "null|0|11687|-1|11016|-25508|47846|null|10957|12783"},
      {"cast(f64 as i64)", "null|0|2|-2|10000000000|0|null|0|0|12"},
      {"cast(flag as i64)", "null|1|0|null|1|0|1|0|null|1"},
      {"cast(bucket(us, '5m') as i64)",
       "null|0|1009842900000000|-300000000|951827400000000|1714885500000000|null|915321900000000|-"
       "2177452800000000|2147483400000000"},
      {"cast(bucket(us, '7d') as i64)",
       "null|0|1009411200000000|-604800000000|951350400000000|1714608000000000|null|"
       "915062400000000|-2177884800000000|2147040000000000"},
      {"cast(bucket(us, '90s') as i64)",
       "null|0|1009843110000000|-90000000|951827670000000|1714885470000000|null|915321870000000|-"
       "2177452800000000|2147483610000000"},
      {"i64 / f64",
       "null|nan|0x1.6666666666666p+1|0x1.6666666666666p+1|0x1.80d43de9cc603p-31|0x1.4p+56|null|"
       "null|0x1.f4p+71|0x1p+0"},
      {"i64 / f64 > 0 and f64 <> 0", "null|0|1|1|1|1|null|0|1|1"},
      {"if(other = 0, 0, i64 / other)", "null|0|3|-3|-3|0|-33|null|-4611686018427387904|1"},
      {"other in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, -1, -2, 0, 100, 200)",
       "null|1|1|1|1|1|1|1|1|1"},
      {"not flag and (name is not null or us is null)", "null|0|1|null|0|1|0|0|null|0"},
  };
  const Table table = SqlTable();
  for (const auto& test : kCases) {
    BOOST_TEST_CONTEXT(test.text) {
      const OwnedExpression expression = Compile(test.text);
      ForEachTarget([&] {
        std::string rows;
        for (const std::string& row : Evaluate(expression.get(), table)) {
          rows += (rows.empty() ? "" : "|") + row;
        }
        BOOST_TEST(rows == test.rows);
      });
    }
  }
}

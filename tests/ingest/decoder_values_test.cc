// Texts to values, against strtod and strtof, integers of 128 bits and the calendar of the C++
// library.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <optional>
#include <string>

#include "core/type.h"
#include "ingest/decoder/values.h"
#include "support/random.h"

namespace {

struct Outcome {
  sinew_reject_reason reason;
  uint64_t bits;
};

using Storing = sinew_reject_reason (*)(sinew::Bytes, sinew_type, uint32_t, size_t,
                                        sinew::ColumnWriter*);

// The bits of what is written to row 1 of a column; the rows beside it must stay as they are.
Outcome Stored(Storing store, const std::string& text, sinew_type type, uint32_t flags = 0) {
  // A copy of its own, so that a sanitizer sees what is read behind it.
  const std::string copy(text.data(), text.size());
  alignas(8) uint8_t values[48];
  memset(values, 0xA5, sizeof(values));
  sinew::ColumnWriter column = {values, nullptr, nullptr, 0, false};
  const sinew::Bytes bytes = {reinterpret_cast<const uint8_t*>(copy.data()), copy.size()};
  const sinew_reject_reason reason = store(bytes, type, flags, 1, &column);
  const size_t width = sinew::ValueWidth(type);
  uint64_t bits = 0;
  if (width <= 8) memcpy(&bits, values + width, width);
  const bool kept =
      std::all_of(values, values + width, [](uint8_t byte) { return byte == 0xA5; }) &&
      std::all_of(values + 2 * width, values + sizeof(values),
                  [&](uint8_t byte) { return width == 0 || byte == 0xA5; });
  if (!kept) BOOST_ERROR("rows beside the one written have changed");
  return {reason, bits};
}

int64_t Signed(uint64_t bits) { return static_cast<int64_t>(bits); }

constexpr sinew_reject_reason kFine = sinew_reject_reason{0};

struct IntegerType {
  sinew_type type;
  __int128 least, most;
};
const IntegerType kIntegers[] = {
    {SINEW_TYPE_I8, INT8_MIN, INT8_MAX},    {SINEW_TYPE_I16, INT16_MIN, INT16_MAX},
    {SINEW_TYPE_I32, INT32_MIN, INT32_MAX}, {SINEW_TYPE_I64, INT64_MIN, INT64_MAX},
    {SINEW_TYPE_U8, 0, UINT8_MAX},          {SINEW_TYPE_U16, 0, UINT16_MAX},
    {SINEW_TYPE_U32, 0, UINT32_MAX},        {SINEW_TYPE_U64, 0, UINT64_MAX},
};

std::string TextOf(__int128 value) {
  std::string text;
  for (__int128 left = value; left != 0 || text.empty(); left /= 10) {
    text.insert(text.begin(), static_cast<char>('0' + std::abs(static_cast<int>(left % 10))));
  }
  if (value < 0) text.insert(text.begin(), '-');
  return text;
}

void CheckInteger(Storing store, const std::string& text, __int128 value) {
  for (const IntegerType& integer : kIntegers) {
    BOOST_TEST_CONTEXT(text << " as " << integer.type) {
      const Outcome got = Stored(store, text, integer.type);
      const bool fits = value >= integer.least && value <= integer.most;
      if (got.reason != (fits ? kFine : SINEW_REJECT_RANGE)) BOOST_ERROR("reason " << got.reason);
      const size_t width = sinew::ValueWidth(integer.type);
      const uint64_t mask = width == 8 ? ~uint64_t{0} : (uint64_t{1} << 8 * width) - 1;
      if (fits && got.bits != (static_cast<uint64_t>(value) & mask)) BOOST_ERROR(got.bits);
    }
  }
}

template <typename T>
void CheckFloat(const std::string& text) {
  const bool is_double = sizeof(T) == 8;
  const sinew_type type = is_double ? SINEW_TYPE_F64 : SINEW_TYPE_F32;
  const T expected = is_double ? static_cast<T>(strtod(text.c_str(), nullptr))
                               : static_cast<T>(strtof(text.c_str(), nullptr));
  for (const Storing store : {&sinew::StoreText, &sinew::StoreNumber}) {
    const Outcome got = Stored(store, text, type);
    BOOST_TEST_CONTEXT(text) {
      if (std::isinf(expected)) {
        if (got.reason != SINEW_REJECT_RANGE) BOOST_ERROR("reason " << got.reason);
        continue;
      }
      uint64_t bits = 0;
      memcpy(&bits, &expected, sizeof(expected));
      if (got.reason != kFine || got.bits != bits) BOOST_ERROR(got.bits << " for " << bits);
    }
  }
}

std::string RandomDecimal(Random& random) {
  std::string text = random.Below(2) == 0 ? "-" : "";
  const auto digits = [&](size_t count) {
    for (size_t i = 0; i < count; ++i) text += static_cast<char>('0' + random.Below(10));
  };
  text += static_cast<char>('1' + random.Below(9));
  digits(random.Below(25));
  if (random.Below(2) == 0) {
    text += '.';
    digits(1 + random.Below(40));
  }
  if (random.Below(2) == 0) {
    text += random.Below(2) == 0 ? 'e' : 'E';
    const uint64_t sign = random.Below(3);
    if (sign != 0) text += sign == 1 ? '+' : '-';
    text += std::to_string(random.Below(340));
  }
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(decoder_values)

BOOST_AUTO_TEST_CASE(Integers) {
  for (const IntegerType& integer : kIntegers) {
    for (const __int128 edge : {integer.least, integer.most, __int128{0}}) {
      for (int step = -2; step <= 2; ++step) {
        CheckInteger(&sinew::StoreText, TextOf(edge + step), edge + step);
        CheckInteger(&sinew::StoreNumber, TextOf(edge + step), edge + step);
      }
    }
  }
  Random random(1);
  for (int i = 0; i < 20000; ++i) {
    __int128 value = static_cast<__int128>(random()) << 64 | random();
    value >>= random.Below(128);
    CheckInteger(&sinew::StoreText, TextOf(value), value);
  }
  CheckInteger(&sinew::StoreText, "-0", 0);
  CheckInteger(&sinew::StoreText, "000012", 12);
  std::string zeros(400, '0');
  CheckInteger(&sinew::StoreText, zeros.append("7"), 7);
  for (const char* text : {"", "-", "+1", " 1", "1 ", "1.0", "1e2", "0x1", "a", "1a", "--1"}) {
    BOOST_TEST(Stored(&sinew::StoreText, text, SINEW_TYPE_I64).reason == SINEW_REJECT_TYPE);
  }
  BOOST_TEST(Stored(&sinew::StoreText, std::string(400, '9'), SINEW_TYPE_I64).reason ==
             SINEW_REJECT_RANGE);
}

BOOST_AUTO_TEST_CASE(IntegersWrittenAsDecimals) {
  const auto check = [](const char* text, __int128 value) {
    CheckInteger(&sinew::StoreNumber, text, value);
  };
  check("1e3", 1000);
  check("1.0", 1);
  check("-1.50e2", -150);
  check("1230e-1", 123);
  check("0.001e3", 1);
  check("0e999999999999999999999999", 0);
  check("0.000e-5", 0);
  check("-0.0", 0);
  check("9223372036854775807.000", INT64_MAX);
  check("1.8446744073709551615e19", UINT64_MAX);
  check("1e19", __int128{1000000000000000000} * 10);
  for (const char* text : {"1.5", "1e-1", "0.1", "123e-3", "1e-99999999999999999999"}) {
    BOOST_TEST(Stored(&sinew::StoreNumber, text, SINEW_TYPE_I64).reason == SINEW_REJECT_TYPE);
  }
  for (const char* text : {"1e20", "1e400", "1e99999999999999999999", "18446744073709551616.0"}) {
    BOOST_TEST(Stored(&sinew::StoreNumber, text, SINEW_TYPE_U64).reason == SINEW_REJECT_RANGE);
  }
}

BOOST_AUTO_TEST_CASE(Floats) {
  Random random(2);
  for (int i = 0; i < 50000; ++i) {
    const std::string text = RandomDecimal(random);
    CheckFloat<double>(text);
    CheckFloat<float>(text);
  }
  for (int i = 0; i < 20000; ++i) {
    const uint64_t bits = random();
    double value;
    memcpy(&value, &bits, sizeof(value));
    if (!std::isfinite(value)) continue;
    char text[64];
    snprintf(text, sizeof(text), "%.*g", 15 + i % 4, value);
    CheckFloat<double>(text);
  }
  // Halfway between two doubles, and a digit more or less far behind.
  const std::string halfway = "9007199254740993";
  for (const char* end :
       {"", ".0", ".00000000000000000000000000000000000000000000000000000000001"}) {
    CheckFloat<double>(halfway + end);
  }
  for (const char* text :
       {"2.2250738585072011e-308", "2.2250738585072014e-308", "4.9406564584124654e-324",
        "2.4703282292062327e-324", "1.7976931348623157e308", "1.7976931348623159e308", "1e309",
        "-1e400", "1e-400", "0.0", "-0.0", "3.4028235677973366e38", "1.17549435e-38",
        "7.0064923216240854e-46", "7.00649232162408613e-46"}) {
    CheckFloat<double>(text);
    CheckFloat<float>(text);
  }
  const auto text_bits = [](const char* text) {
    const Outcome got = Stored(&sinew::StoreText, text, SINEW_TYPE_F64);
    BOOST_TEST(got.reason == kFine);
    double value;
    memcpy(&value, &got.bits, sizeof(value));
    return value;
  };
  BOOST_TEST(text_bits("inf") == HUGE_VAL);
  BOOST_TEST(text_bits("-Infinity") == -HUGE_VAL);
  BOOST_TEST(text_bits("+1.5") == 1.5);
  BOOST_TEST(text_bits(".5") == 0.5);
  BOOST_TEST(text_bits("5.") == 5);
  BOOST_TEST(Stored(&sinew::StoreText, "-nan", SINEW_TYPE_F64).bits == 0x7FF8000000000000u);
  for (const char* text :
       {"", "-", "+", ".", "+-1", "1e", "1e+", " 1", "1 ", "1,5", "0x1p3", "x", "nan(1)"}) {
    BOOST_TEST(Stored(&sinew::StoreText, text, SINEW_TYPE_F64).reason == SINEW_REJECT_TYPE);
  }
}

BOOST_AUTO_TEST_CASE(Booleans) {
  for (const bool value : {false, true}) {
    uint8_t bits = 0;
    sinew::ColumnWriter column = {&bits, nullptr, nullptr, 0, false};
    const std::string text = value ? "true" : "false";
    BOOST_TEST(sinew::StoreText({reinterpret_cast<const uint8_t*>(text.data()), text.size()},
                                SINEW_TYPE_BOOL, 0, 0, &column) == kFine);
    BOOST_TEST(int{bits} == int{value});
  }
  for (const char* text : {"", "True", "1", "truee", "fals"}) {
    BOOST_TEST(Stored(&sinew::StoreText, text, SINEW_TYPE_BOOL).reason == SINEW_REJECT_TYPE);
  }
}

BOOST_AUTO_TEST_CASE(EveryDayOfTenThousandYears) {
  using namespace std::chrono;
  const sys_days first = year(0) / January / 1, last = year(9999) / December / 31;
  for (sys_days day = first; day <= last; day += days(1)) {
    const year_month_day date(day);
    char text[32];
    snprintf(text, sizeof(text), "%04d-%02u-%02u", static_cast<int>(date.year()),
             static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    const Outcome got = Stored(&sinew::StoreText, text, SINEW_TYPE_DATE32);
    if (got.reason != kFine || static_cast<int32_t>(got.bits) != day.time_since_epoch().count()) {
      BOOST_FAIL(text << " became " << static_cast<int32_t>(got.bits));
    }
  }
  for (const char* text : {"2001-02-29", "1900-02-29", "2001-04-31", "2001-13-01", "2001-00-01",
                           "2001-01-00", "2001-01-32"}) {
    BOOST_TEST(Stored(&sinew::StoreText, text, SINEW_TYPE_DATE32).reason == SINEW_REJECT_RANGE);
  }
  for (const char* text :
       {"", "2001-1-01", "2001-01-01 ", "2001/01/01", "20010101", "2001-01-0x"}) {
    BOOST_TEST(Stored(&sinew::StoreText, text, SINEW_TYPE_DATE32).reason == SINEW_REJECT_TYPE);
  }
}

BOOST_AUTO_TEST_CASE(Times) {
  const auto time = [](const char* text, sinew_type unit) -> std::optional<int64_t> {
    const Outcome got = Stored(&sinew::StoreText, text, unit);
    if (got.reason != kFine) return std::nullopt;
    return Signed(got.bits);
  };
  using std::optional;
  const auto is = [&](const char* text, sinew_type unit, int64_t expected) {
    BOOST_TEST_CONTEXT(text) BOOST_TEST((time(text, unit) == optional<int64_t>(expected)));
  };
  // The examples of RFC 3339, section 5.8, by `date -d`.
  is("1985-04-12T23:20:50.52Z", SINEW_TYPE_TIMESTAMP_MS, 482196050520);
  is("1996-12-19T16:39:57-08:00", SINEW_TYPE_TIMESTAMP_S, 851042397);
  is("1990-12-31T23:59:60Z", SINEW_TYPE_TIMESTAMP_S, 662688000);
  is("1990-12-31T15:59:60-08:00", SINEW_TYPE_TIMESTAMP_S, 662688000);
  is("1937-01-01T12:00:27.87+00:20", SINEW_TYPE_TIMESTAMP_MS, -1041337172130);
  is("2001-01-01 00:01:00", SINEW_TYPE_TIMESTAMP_S, 978307260);
  is("2001-01-01t00:01:00z", SINEW_TYPE_TIMESTAMP_US, 978307260000000);
  is("2001-01-01 00:01", SINEW_TYPE_TIMESTAMP_S, 978307260);
  is("2001-01-01", SINEW_TYPE_TIMESTAMP_NS, 978307200000000000);
  is("1969-12-31T23:59:59.9999999999Z", SINEW_TYPE_TIMESTAMP_NS, -1);
  is("1969-12-31T23:59:59.5Z", SINEW_TYPE_TIMESTAMP_S, -1);
  is("1969-12-31T23:59:58.5Z", SINEW_TYPE_TIMESTAMP_MS, -1500);
  is("1677-09-21T00:12:43.145224192Z", SINEW_TYPE_TIMESTAMP_NS, INT64_MIN);
  is("2262-04-11T23:47:16.854775807Z", SINEW_TYPE_TIMESTAMP_NS, INT64_MAX);
  is("12", SINEW_TYPE_TIMESTAMP_MS, 12);
  is("-9223372036854775808", SINEW_TYPE_TIMESTAMP_MS, INT64_MIN);
  for (const char* text :
       {"1677-09-21T00:12:43.145224191Z", "2262-04-11T23:47:16.854775808Z", "9223372036854775808",
        "2001-02-30T00:00:00Z", "2001-01-01T24:00:00Z", "2001-01-01T00:60:00Z",
        "2001-01-01T00:00:61Z", "2001-01-01T00:00:00+24:00"}) {
    BOOST_TEST_CONTEXT(text)
    BOOST_TEST(Stored(&sinew::StoreText, text, SINEW_TYPE_TIMESTAMP_NS).reason ==
               SINEW_REJECT_RANGE);
  }
  for (const char* text :
       {"", "2001-", "2001-01-01T", "2001-01-01T1", "2001-01-01T00:00:", "2001-01-01T00:00:0",
        "2001-01-01T00:00:00.", "2001-01-01T00:00:00.Z", "2001-01-01T00:00:00+0000",
        "2001-01-01T00:00:00 Z", "2001-01-01x00:00:00", "2001-01-01T00:00:00Zx", "1.5"}) {
    BOOST_TEST_CONTEXT(text)
    BOOST_TEST(Stored(&sinew::StoreText, text, SINEW_TYPE_TIMESTAMP_NS).reason ==
               SINEW_REJECT_TYPE);
  }
}

BOOST_AUTO_TEST_CASE(TimesAsNumbersOfAnyUnit) {
  const int64_t parts[] = {1, 1000, 1000000, 1000000000};
  Random random(3);
  for (int round = 0; round < 20000; ++round) {
    const int64_t value = static_cast<int64_t>(random()) >> random.Below(64);
    for (uint32_t from = 0; from <= 4; ++from) {
      for (int to = 0; to < 4; ++to) {
        const __int128 source = from == 0 ? parts[to] : parts[from - 1];
        const __int128 scaled = __int128{value} * parts[to];
        __int128 expected = scaled / source;
        if (scaled % source < 0) --expected;
        const auto type = static_cast<sinew_type>(SINEW_TYPE_TIMESTAMP_S + to);
        const Outcome got = Stored(&sinew::StoreNumber, std::to_string(value), type, from);
        const bool fits = expected >= INT64_MIN && expected <= INT64_MAX;
        const bool right = fits ? got.reason == kFine && Signed(got.bits) == expected
                                : got.reason == SINEW_REJECT_RANGE;
        if (!right) BOOST_FAIL(value << " of unit " << from << " in unit " << to);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(Uuids) {
  uint8_t values[32];
  sinew::ColumnWriter column = {values, nullptr, nullptr, 0, false};
  const auto store = [&](const std::string& text) {
    return sinew::StoreText({reinterpret_cast<const uint8_t*>(text.data()), text.size()},
                            SINEW_TYPE_BYTES16, 0, 1, &column);
  };
  // RFC 9562, appendix A.6.
  const uint8_t expected[] = {0x01, 0x7F, 0x22, 0xE2, 0x79, 0xB0, 0x7C, 0xC3,
                              0x98, 0xC4, 0xDC, 0x0C, 0x0C, 0x07, 0x39, 0x8F};
  for (const char* text :
       {"017F22E2-79B0-7CC3-98C4-DC0C0C07398F", "017f22e2-79b0-7cc3-98c4-dc0c0c07398f",
        "017f22e279b07cc398c4dc0c0c07398f"}) {
    memset(values, 0, sizeof(values));
    BOOST_TEST(store(text) == kFine);
    BOOST_TEST(memcmp(values + 16, expected, 16) == 0);
  }
  for (const char* text :
       {"", "017f22e2-79b0-7cc3-98c4-dc0c0c07398", "017f22e2079b0-7cc3-98c4-dc0c0c07398f",
        "g17f22e279b07cc398c4dc0c0c07398f"}) {
    BOOST_TEST(store(text) == SINEW_REJECT_TYPE);
  }
}

BOOST_AUTO_TEST_SUITE_END()

#include "sinew/sinew.h"

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "support/column.h"
#include "support/guard.h"
#include "support/random.h"
#include "support/targets.h"

namespace {

constexpr sinew_relation kRelations[] = {SINEW_RELATION_EQUAL,   SINEW_RELATION_NOT_EQUAL,
                                         SINEW_RELATION_LESS,    SINEW_RELATION_LESS_EQUAL,
                                         SINEW_RELATION_GREATER, SINEW_RELATION_GREATER_EQUAL};

bool BitOf(const void* bits, size_t i) {
  return ((static_cast<const uint8_t*>(bits)[i / 8] >> i % 8) & 1) != 0;
}

// C++'s own operators, which are those of IEEE 754 for floats.
template <typename T>
bool Holds(sinew_relation relation, const T& a, const T& b) {
  switch (relation) {
    case SINEW_RELATION_EQUAL:
      return a == b;
    case SINEW_RELATION_NOT_EQUAL:
      return a != b;
    case SINEW_RELATION_LESS:
      return a < b;
    case SINEW_RELATION_LESS_EQUAL:
      return a <= b;
    case SINEW_RELATION_GREATER:
      return a > b;
    default:
      return a >= b;
  }
}

// A column, with its rows beside it, that ends at the back page.
template <typename T>
struct Rows {
  explicit Rows(size_t capacity) : values_at(capacity), nulls_at(capacity / 8 + 64) {}

  // Bitmaps begin at any bit.
  void Place(sinew_type type, std::vector<T> values, bool nulls, Random& random) {
    rows = std::move(values);
    column = {type, rows.size(), nullptr, 0, nullptr, nullptr, 0, 0};
    if (nulls) {
      const size_t bit = random.Below(20), size = (bit + rows.size() + 7) / 8;
      uint8_t* to = nulls_at.Back(size);
      for (size_t i = 0; i < size; ++i) to[i] = static_cast<uint8_t>(random() | random());
      column.validity = to;
      column.validity_offset = bit;
    }
    PlaceValues(random);
  }

  void PlaceValues(Random& random) {
    if constexpr (std::is_same_v<T, std::string>) {
      std::string all = "xy";
      offsets = {2};
      for (const std::string& row : rows) {
        all += row;
        offsets.push_back(static_cast<int64_t>(all.size()));
      }
      narrow.assign(offsets.begin(), offsets.end());
      const bool wide =
          column.type == SINEW_TYPE_LARGE_STRING || column.type == SINEW_TYPE_LARGE_BINARY;
      column.offsets = wide ? static_cast<const void*>(offsets.data()) : narrow.data();
      column.values_size = all.size();
      uint8_t* to = values_at.Back(all.size());
      std::copy(all.begin(), all.end(), to);
      column.values = to;
    } else if (column.type == SINEW_TYPE_BOOL) {
      column.values_offset = random.Below(20);
      column.values_size = (column.values_offset + rows.size() + 7) / 8;
      uint8_t* to = values_at.Back(column.values_size);
      std::fill_n(to, column.values_size, uint8_t{0});
      for (size_t i = 0; i < rows.size(); ++i) {
        const size_t bit = column.values_offset + i;
        to[bit / 8] = static_cast<uint8_t>(to[bit / 8] | (rows[i] != T()) << bit % 8);
      }
      column.values = to;
    } else {
      column.values_size = rows.size() * sizeof(T);
      uint8_t* to = values_at.Back(column.values_size, random.Below(2));
      for (size_t i = 0; i < rows.size(); ++i) memcpy(to + i * sizeof(T), &rows[i], sizeof(T));
      column.values = to;
    }
  }

  GuardedMemory values_at, nulls_at;
  std::vector<T> rows;
  std::vector<int64_t> offsets;
  std::vector<int32_t> narrow;
  sinew_column column;
};

// Every bit, and the zeros behind the last one, with validity and without.
template <typename T>
void RequireRelations(const Rows<T>& a, const Rows<T>& b, GuardedMemory& bits_at,
                      GuardedMemory& valid_at) {
  const size_t count = a.rows.size(), size = (count + 7) / 8;
  for (const sinew_relation relation : kRelations) {
    uint8_t *bits = bits_at.Back(size), *valid = valid_at.Back(size);
    const sinew_result result = sinew_compare(&a.column, &b.column, relation, bits, valid);
    BOOST_REQUIRE_EQUAL(result.status, SINEW_STATUS_OK);
    BOOST_REQUIRE_EQUAL(result.count, count);
    for (size_t i = 0; i < 8 * size; ++i) {
      const size_t other = b.rows.size() == count ? i : 0;
      const bool is_valid = i < count && IsValidRow(a.column, i) && IsValidRow(b.column, other);
      const bool holds = is_valid && Holds(relation, a.rows[i], b.rows[other]);
      if (BitOf(valid, i) != is_valid || BitOf(bits, i) != holds) {
        BOOST_FAIL("type " << a.column.type << ", relation " << relation << ", row " << i << " of "
                           << count);
      }
    }
    const std::vector<uint8_t> expected(bits, bits + size);
    const sinew_result alone = sinew_compare(&a.column, &b.column, relation, bits, nullptr);
    BOOST_REQUIRE_EQUAL(alone.status, SINEW_STATUS_OK);
    BOOST_REQUIRE(std::equal(expected.begin(), expected.end(), bits));
  }
}

// A column with another one and with a constant, of lengths around words, vectors and blocks.
template <typename T, typename Value>
void TestColumns(const std::vector<sinew_type>& types, const Value& value) {
  GuardedMemory bits_at(1 << 12), valid_at(1 << 12);
  Rows<T> a(1 << 17), b(1 << 17), constant(1 << 12);
  Random random(types[0]);
  std::vector<size_t> counts = {127, 128, 130, 2047, 2048, 2049, 2200};
  for (size_t i = 0; i < 67; ++i) counts.push_back(i);
  for (const size_t count : counts) {
    std::vector<T> x, y;
    for (size_t i = 0; i < count; ++i) {
      x.push_back(value(random()));
      y.push_back(random.Below(3) == 0 ? x[i] : value(random()));
    }
    a.Place(types[random.Below(types.size())], x, random.Below(2) == 0, random);
    const bool same = types[0] < SINEW_TYPE_STRING;
    const sinew_type other = same ? a.column.type : types[random.Below(types.size())];
    b.Place(other, y, random.Below(2) == 0, random);
    constant.Place(other, {value(random())}, random.Below(6) == 0, random);
    RequireRelations(a, b, bits_at, valid_at);
    RequireRelations(a, constant, bits_at, valid_at);
  }
}

// Few values, so that many are equal, and the ends of the type.
template <typename T>
T Integer(uint64_t word) {
  using Limits = std::numeric_limits<T>;
  switch (word % 8) {
    case 0:
      return Limits::min();
    case 1:
      return Limits::max();
    default:
      return static_cast<T>(word >> 8 & 1 ? word >> 32 : word >> 61);
  }
}

template <typename T>
T Float(uint64_t word) {
  using Limits = std::numeric_limits<T>;
  constexpr T kValues[] = {0,
                           T{-0.0},
                           1,
                           -1,
                           Limits::infinity(),
                           -Limits::infinity(),
                           Limits::quiet_NaN(),
                           Limits::denorm_min(),
                           -Limits::denorm_min(),
                           Limits::max()};
  return kValues[word % std::size(kValues)];
}

template <typename T>
void TestIntegers(const std::vector<sinew_type>& types) {
  TestColumns<T>(types, Integer<T>);
}

}  // namespace

BOOST_AUTO_TEST_CASE(ComparesNumbersOnEveryTarget) {
  ForEachTarget([] {
    TestIntegers<int8_t>({SINEW_TYPE_I8});
    TestIntegers<int16_t>({SINEW_TYPE_I16});
    TestIntegers<int32_t>({SINEW_TYPE_I32, SINEW_TYPE_DATE32});
    TestIntegers<int64_t>({SINEW_TYPE_I64, SINEW_TYPE_TIMESTAMP_S, SINEW_TYPE_TIMESTAMP_NS});
    TestIntegers<uint8_t>({SINEW_TYPE_U8});
    TestIntegers<uint16_t>({SINEW_TYPE_U16});
    TestIntegers<uint32_t>({SINEW_TYPE_U32});
    TestIntegers<uint64_t>({SINEW_TYPE_U64});
    TestColumns<float>({SINEW_TYPE_F32}, Float<float>);
    TestColumns<double>({SINEW_TYPE_F64}, Float<double>);
  });
}

BOOST_AUTO_TEST_CASE(ComparesBooleans) {
  TestColumns<uint8_t>({SINEW_TYPE_BOOL},
                       [](uint64_t word) { return static_cast<uint8_t>(word & 1); });
}

// std::string compares bytes without sign, and so does std::array of them.
BOOST_AUTO_TEST_CASE(ComparesStringsAndBytes) {
  TestColumns<std::string>(
      {SINEW_TYPE_STRING, SINEW_TYPE_LARGE_STRING, SINEW_TYPE_BINARY, SINEW_TYPE_LARGE_BINARY},
      [](uint64_t word) {
        // Around 8 bytes, which are compared at once; with zeros and high bits.
        std::string text(word % 12, "a\0\xFF"[word >> 8 & 1]);
        if (!text.empty() && (word >> 10 & 1) != 0) {
          text[word >> 16 & 7 % text.size()] = "\0\x80\xFF"[word >> 20 & 1];
        }
        return text;
      });
  TestColumns<std::array<uint8_t, 16>>({SINEW_TYPE_BYTES16}, [](uint64_t word) {
    std::array<uint8_t, 16> bytes = {};
    bytes[word % 16] = static_cast<uint8_t>(word >> 8);
    return bytes;
  });
}

BOOST_AUTO_TEST_CASE(RefusesWhatDoesNotFit) {
  const int64_t values[3] = {1, 2, 3};
  const int32_t backwards[] = {0, 2, 1, 3};
  uint8_t bits = 0xA5, valid = 0xA5;
  const sinew_column numbers = {SINEW_TYPE_I64, 3, values, sizeof(values), nullptr, nullptr, 0, 0};
  const sinew_column strings = {SINEW_TYPE_STRING, 3, values, 3, backwards, nullptr, 0, 0};
  sinew_column two = numbers, times = numbers, lists = numbers, none = numbers;
  two.count = 2;
  none.count = 0;
  times.type = SINEW_TYPE_TIMESTAMP_S;
  lists.type = static_cast<sinew_type>(SINEW_TYPE_LIST + SINEW_TYPE_I64);
  const auto refused = [&](const sinew_column* a, const sinew_column* b, int relation, size_t row) {
    const sinew_result result =
        sinew_compare(a, b, static_cast<sinew_relation>(relation), &bits, &valid);
    BOOST_TEST(result.status == SINEW_STATUS_INVALID_ARGUMENT);
    BOOST_TEST(result.count == row);
    BOOST_TEST(bits == 0xA5);
    BOOST_TEST(valid == 0xA5);
  };
  refused(nullptr, &numbers, SINEW_RELATION_EQUAL, 0);
  refused(&numbers, nullptr, SINEW_RELATION_EQUAL, 0);
  refused(&numbers, &two, SINEW_RELATION_EQUAL, 0);
  refused(&numbers, &none, SINEW_RELATION_EQUAL, 0);
  refused(&numbers, &times, SINEW_RELATION_EQUAL, 0);
  refused(&lists, &lists, SINEW_RELATION_EQUAL, 0);
  refused(&numbers, &numbers, 0, 0);
  refused(&numbers, &numbers, 7, 0);
  refused(&strings, &strings, SINEW_RELATION_LESS, 1);
  BOOST_TEST(sinew_compare(&numbers, &numbers, SINEW_RELATION_EQUAL, nullptr, &valid).status ==
             SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_compare(&none, &numbers, SINEW_RELATION_EQUAL, nullptr, nullptr).status ==
             SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_compare(&none, &none, SINEW_RELATION_EQUAL, nullptr, nullptr).status ==
             SINEW_STATUS_OK);
}

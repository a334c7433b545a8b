#include <boost/test/unit_test.hpp>
#include <functional>
#include <limits>
#include <memory>
#include <string>

#include "aggregate/sort_ref.h"
#include "core/memory.h"
#include "support/guard.h"
#include "support/random.h"
#include "support/targets.h"

namespace {

constexpr sinew_type kTypes[] = {
    SINEW_TYPE_BOOL,        SINEW_TYPE_I8,           SINEW_TYPE_I16,          SINEW_TYPE_I32,
    SINEW_TYPE_I64,         SINEW_TYPE_U8,           SINEW_TYPE_U16,          SINEW_TYPE_U32,
    SINEW_TYPE_U64,         SINEW_TYPE_F32,          SINEW_TYPE_F64,          SINEW_TYPE_DATE32,
    SINEW_TYPE_TIMESTAMP_S, SINEW_TYPE_TIMESTAMP_NS, SINEW_TYPE_BYTES16,      SINEW_TYPE_STRING,
    SINEW_TYPE_BINARY,      SINEW_TYPE_LARGE_STRING, SINEW_TYPE_LARGE_BINARY,
};

// How the n-th of `count` values comes about; its rank is what is ordered.
enum Pattern { kRandom, kFew, kSorted, kReversed, kEqual, kOrganPipe, kSawtooth, kPatterns };

uint64_t RankOf(Pattern pattern, size_t i, size_t count, Random& random) {
  switch (pattern) {
    case kRandom:
      return random();
    case kFew:
      return random.Below(5) << random.Below(2) * 40;
    case kSorted:
      return i;
    case kReversed:
      return count - i;
    case kEqual:
      return 42;
    case kOrganPipe:
      return std::min(i, count - i);
    default:
      return i % 17;
  }
}

// Floats of all kinds, most of them as often as others.
template <typename T, typename Bits>
T FloatOf(uint64_t rank, Random& random) {
  constexpr Bits kNaN[] = {static_cast<Bits>(sizeof(T) == 8 ? 0x7FF8000000000015 : 0x7FC00015),
                           static_cast<Bits>(~Bits{0}), static_cast<Bits>(~Bits{0} >> 1)};
  using Limits = std::numeric_limits<T>;
  T value = static_cast<T>(static_cast<int64_t>(rank));
  switch (random.Below(12)) {
    case 0:
      return random.Below(2) == 0 ? T{0} : -T{0};
    case 1:
      return random.Below(2) == 0 ? Limits::infinity() : -Limits::infinity();
    case 2: {
      const Bits bits = kNaN[random.Below(3)];
      memcpy(&value, &bits, sizeof(value));
      return value;
    }
    case 3:
      return random.Below(2) == 0 ? Limits::denorm_min() : -Limits::denorm_min();
    default:
      return random.Below(2) == 0 ? value : -value / 3;
  }
}

// A column of any type, its nulls under a bitmap of its own.
class Column {
 public:
  Column(sinew_type type, Pattern pattern, size_t count, bool nulls, Random& random) {
    const size_t width = sinew_type_width(type);
    const bool is_bool = type == SINEW_TYPE_BOOL;
    const size_t skip = random.Below(9);
    std::vector<int64_t> ends = {0};
    if (is_bool) values_.resize((count + skip) / 8 + 1);
    for (size_t i = 0; i < count; ++i) {
      const uint64_t rank = RankOf(pattern, i, count, random);
      if (is_bool) {
        values_[(skip + i) / 8] |= static_cast<uint8_t>((rank & 1) << (skip + i) % 8);
      } else if (type == SINEW_TYPE_F32) {
        Append(FloatOf<float, uint32_t>(rank, random));
      } else if (type == SINEW_TYPE_F64) {
        Append(FloatOf<double, uint64_t>(rank, random));
      } else if (width != 0) {
        // A rank in the middle of the bytes, so that many are the same in some of them.
        uint64_t words[2] = {rank >> random.Below(2) * 60, __builtin_bswap64(rank % 3)};
        if (width == 16) std::swap(words[0], words[1]);
        const uint8_t* bytes = reinterpret_cast<const uint8_t*>(words);
        values_.insert(values_.end(), bytes, bytes + width);
      } else {
        const std::string string = StringOf(rank, random);
        values_.insert(values_.end(), string.begin(), string.end());
        ends.push_back(static_cast<int64_t>(values_.size()));
      }
    }
    const bool narrow = type == SINEW_TYPE_STRING || type == SINEW_TYPE_BINARY;
    if (width == 0 && !is_bool) {
      offsets_.resize(ends.size() * (narrow ? 4 : 8));
      for (size_t i = 0; i < ends.size(); ++i) {
        memcpy(&offsets_[i * (narrow ? 4 : 8)], &ends[i], narrow ? 4 : 8);
      }
    }
    const size_t bit = random.Below(9);
    if (nulls) validity_ = RandomBytes((count + bit) / 8 + 1, random());
    view = {type,
            count,
            values_.data(),
            values_.size(),
            offsets_.empty() ? nullptr : offsets_.data(),
            nulls ? validity_.data() : nullptr,
            nulls ? bit : 0,
            is_bool ? skip : 0};
  }
  Column(const Column&) = delete;
  Column& operator=(const Column&) = delete;

  sinew_column view;

 private:
  template <typename T>
  void Append(T value) {
    const uint8_t* bytes = reinterpret_cast<const uint8_t*>(&value);
    values_.insert(values_.end(), bytes, bytes + sizeof(value));
  }

  // Beginnings of one another, with zero bytes, the same for long.
  static std::string StringOf(uint64_t rank, Random& random) {
    std::string string = std::to_string(rank % 1000);
    switch (random.Below(6)) {
      case 0:
        return string.substr(0, random.Below(2));
      case 1:
        return std::string(random.Below(20), '\0');
      case 2:
        return std::string(random.Below(30), '\xFF');
      case 3:
        return std::string(40, 'p') + string;
      case 4:
        return "prefix/" + string + std::string(random.Below(9), '\0');
      default:
        return string;
    }
  }

  std::vector<uint8_t> values_, offsets_, validity_;
};

using Keys = std::vector<sinew_column>;
using Orders = std::vector<uint32_t>;

std::vector<uint32_t> Sorted(const Keys& keys, const Orders& orders, size_t first, size_t count) {
  std::vector<uint32_t> rows(count, 0xA5A5A5A5);
  sinew_error error = {};
  BOOST_REQUIRE_EQUAL(sinew_sort_indices(keys.data(), keys.size(), orders.data(), first,
                                         rows.data(), count, &error),
                      SINEW_STATUS_OK);
  BOOST_REQUIRE_EQUAL(error.status, SINEW_STATUS_OK);
  return rows;
}

void CheckSorted(const Keys& keys, const Orders& orders, Random& random) {
  const size_t count = keys[0].count;
  const std::vector<uint32_t> expected = ref::SortedRows(keys, orders);
  BOOST_REQUIRE(Sorted(keys, orders, 0, count) == expected);
  for (int turn = 0; turn < 4; ++turn) {
    const size_t first = turn == 0 ? 0 : random.Below(count + 1);
    const size_t wanted = random.Below(std::min<size_t>(count - first, turn < 2 ? 10 : count) + 1);
    BOOST_REQUIRE(Sorted(keys, orders, first, wanted) ==
                  std::vector<uint32_t>(expected.begin() + static_cast<ptrdiff_t>(first),
                                        expected.begin() + static_cast<ptrdiff_t>(first + wanted)));
  }
  // The order of the rows as they are.
  size_t sorted = count == 0 ? 0 : 1;
  std::vector<uint32_t> distinct(sorted, 0);
  for (size_t row = 1; row < count; ++row) {
    const int order = ref::CompareRows(keys, orders, row - 1, row);
    if (order <= 0 && sorted == row) ++sorted;
    if (order != 0) distinct.push_back(static_cast<uint32_t>(row));
  }
  const sinew_result result = sinew_sort_validate(keys.data(), keys.size(), orders.data());
  BOOST_REQUIRE_EQUAL(result.count, sorted);
  BOOST_REQUIRE_EQUAL(result.status, sorted == count ? SINEW_STATUS_OK : SINEW_STATUS_CORRUPT);
  std::vector<uint32_t> rows(count, 0);
  const sinew_codec_result unique =
      sinew_sort_distinct(keys.data(), keys.size(), rows.data(), distinct.size());
  BOOST_REQUIRE_EQUAL(unique.status, SINEW_STATUS_OK);
  BOOST_REQUIRE_EQUAL(unique.read, count);
  BOOST_REQUIRE_EQUAL(unique.written, distinct.size());
  rows.resize(distinct.size());
  BOOST_REQUIRE(rows == distinct);
}

template <typename T>
int CompareBits(T a, T b) {
  using Bits = std::conditional_t<sizeof(T) == 4, uint32_t, uint64_t>;
  Bits bits_a, bits_b;
  memcpy(&bits_a, &a, sizeof(a));
  memcpy(&bits_b, &b, sizeof(b));
  // With a sign the other way round, as those of numbers.
  if (std::signbit(a) != std::signbit(b)) return std::signbit(a) ? 1 : -1;
  const int order = bits_a < bits_b ? -1 : bits_a > bits_b;
  return std::signbit(a) ? -order : order;
}

template <typename T>
void TestValues(sinew_type type, T (*value_of)(uint64_t, Random&)) {
  GuardedMemory memory(70000 * sizeof(T) + 16);
  Random random(1);
  size_t turn = 0;
  const auto test = [&](size_t count, Pattern pattern) {
    const bool descending = ++turn % 2 == 0;
    std::vector<T> values(count);
    for (size_t i = 0; i < count; ++i) {
      values[i] = value_of(RankOf(pattern, i, count, random), random);
    }
    uint8_t* place = memory.Back(count * sizeof(T), turn % 3 == 0 ? random.Below(8) : 0);
    if (count != 0) memcpy(place, values.data(), count * sizeof(T));
    const uint32_t flags = descending ? SINEW_SORT_DESCENDING : 0;
    BOOST_REQUIRE_EQUAL(sinew_sort(type, place, count, flags), SINEW_STATUS_OK);
    const auto less = [&](T a, T b) {
      int order = ref::CompareNumbers(a, b);
      if constexpr (std::is_floating_point_v<T>) {
        // NaNs by their bits, those with a sign last.
        if (order == 0) order = memcmp(&a, &b, sizeof(T)) == 0 ? 0 : CompareBits(a, b);
      }
      return descending ? order > 0 : order < 0;
    };
    std::stable_sort(values.begin(), values.end(), less);
    BOOST_REQUIRE_MESSAGE(count == 0 || memcmp(values.data(), place, count * sizeof(T)) == 0,
                          "count " << count << ", pattern " << pattern);
  };
  for (size_t count = 0; count <= 140; ++count) {
    test(count, kRandom);
    test(count, static_cast<Pattern>(count % kPatterns));
  }
  for (const size_t count : {255, 256, 257, 511, 600, 1000, 5000, 40000, 70000}) {
    for (int pattern = 0; pattern < kPatterns; ++pattern) test(count, Pattern(pattern));
  }
}

template <typename T>
T IntegerOf(uint64_t rank, Random&) {
  return static_cast<T>(rank);
}

}  // namespace

BOOST_AUTO_TEST_CASE(SortsValuesOnEveryTarget) {
  ForEachTarget([] {
    TestValues<int8_t>(SINEW_TYPE_I8, IntegerOf);
    TestValues<uint8_t>(SINEW_TYPE_U8, IntegerOf);
    TestValues<int16_t>(SINEW_TYPE_I16, IntegerOf);
    TestValues<uint16_t>(SINEW_TYPE_U16, IntegerOf);
    TestValues<int32_t>(SINEW_TYPE_DATE32, IntegerOf);
    TestValues<uint32_t>(SINEW_TYPE_U32, IntegerOf);
    TestValues<int64_t>(SINEW_TYPE_I64, IntegerOf);
    TestValues<uint64_t>(SINEW_TYPE_U64, IntegerOf);
    TestValues<float>(SINEW_TYPE_F32, FloatOf<float, uint32_t>);
    TestValues<double>(SINEW_TYPE_F64, FloatOf<double, uint64_t>);
  });
}

BOOST_AUTO_TEST_CASE(SortsRowsOfEveryType) {
  ForEachTarget([] {
    Random random(2);
    for (const sinew_type type : kTypes) {
      for (const uint32_t order : {0, 1, 2, 3}) {
        for (size_t count = 0; count <= 70; ++count) {
          const Pattern pattern = static_cast<Pattern>(random.Below(kPatterns));
          const Column column(type, pattern, count, random.Below(2) != 0, random);
          CheckSorted({column.view}, {order}, random);
        }
        for (const size_t count : {300, 5000}) {
          const Column column(type, Pattern(random.Below(kPatterns)), count, order % 2 == 0,
                              random);
          CheckSorted({column.view}, {order}, random);
        }
      }
    }
  });
}

BOOST_AUTO_TEST_CASE(SortsRowsByManyColumns) {
  Random random(3);
  for (int turn = 0; turn < 300; ++turn) {
    const size_t count = turn % 10 == 0 ? 6000 : random.Below(200);
    std::vector<std::unique_ptr<Column>> columns;
    Keys keys;
    Orders orders;
    for (size_t i = 0, width = 1 + random.Below(turn % 30 == 1 ? 16 : 4); i < width; ++i) {
      const sinew_type type = kTypes[random.Below(std::size(kTypes))];
      const Pattern pattern = static_cast<Pattern>(random.Below(kPatterns));
      columns.push_back(
          std::make_unique<Column>(type, pattern, count, random.Below(3) == 0, random));
      keys.push_back(columns.back()->view);
      orders.push_back(static_cast<uint32_t>(random.Below(4)));
    }
    CheckSorted(keys, orders, random);
  }
}

BOOST_AUTO_TEST_CASE(SortsManyRows) {
  Random random(4);
  for (const sinew_type type : {SINEW_TYPE_F64, SINEW_TYPE_I32, SINEW_TYPE_STRING}) {
    const Column column(type, kRandom, 200000, type == SINEW_TYPE_I32, random);
    CheckSorted({column.view}, {0}, random);
  }
}

BOOST_AUTO_TEST_CASE(LongStringsThatAreTheSameForLong) {
  // 300 strings of 100,000 bytes that differ in the last few.
  std::string bytes;
  std::vector<int64_t> ends = {0};
  Random random(5);
  for (int i = 0; i < 300; ++i) {
    bytes += std::string(100000, 'x') + std::to_string(random.Below(100));
    ends.push_back(static_cast<int64_t>(bytes.size()));
  }
  const Keys keys = {
      {SINEW_TYPE_LARGE_STRING, 300, bytes.data(), bytes.size(), ends.data(), nullptr, 0, 0}};
  CheckSorted(keys, {SINEW_SORT_DESCENDING}, random);
}

BOOST_AUTO_TEST_CASE(NoMemoryIsAStatusAndChangesNothing) {
  Random random(6);
  const Column strings(SINEW_TYPE_STRING, kRandom, 3000, true, random);
  const Column numbers(SINEW_TYPE_I64, kRandom, 3000, true, random);
  const Keys keys = {strings.view, numbers.view};
  const std::vector<uint32_t> expected = ref::SortedRows(keys, {0, 0});
  std::vector<int64_t> values(3000);
  for (int64_t& value : values) value = static_cast<int64_t>(random());
  std::vector<int64_t> sorted = values;
  std::sort(sorted.begin(), sorted.end());
  const sinew_memory before = sinew_memory_stats();
  bool indices_done = false, values_done = false;
  for (int64_t countdown = 0; !indices_done || !values_done; ++countdown) {
    std::vector<uint32_t> rows(3000, 7);
    std::vector<int64_t> copy = values;
    sinew_error error = {};
    sinew::FailAllocationsAfter(countdown);
    const sinew_status status =
        sinew_sort_indices(keys.data(), 2, nullptr, 0, rows.data(), 3000, &error);
    sinew::FailAllocationsAfter(countdown);
    const sinew_status sort = sinew_sort(SINEW_TYPE_I64, copy.data(), copy.size(), 0);
    sinew::FailAllocationsAfter(-1);
    indices_done = status == SINEW_STATUS_OK;
    values_done = sort == SINEW_STATUS_OK;
    if (!indices_done) {
      BOOST_REQUIRE_EQUAL(status, SINEW_STATUS_OUT_OF_MEMORY);
      BOOST_REQUIRE_EQUAL(error.status, SINEW_STATUS_OUT_OF_MEMORY);
      BOOST_REQUIRE(rows == std::vector<uint32_t>(3000, 7));
    } else {
      BOOST_REQUIRE(rows == expected);
    }
    BOOST_REQUIRE(copy == (values_done ? sorted : values));
    BOOST_REQUIRE_EQUAL(sinew_memory_stats().current, before.current);
  }
}

BOOST_AUTO_TEST_CASE(RefusesWhatItCannotSort) {
  uint64_t values[4] = {3, 2, 1, 0};
  uint32_t rows[4];
  sinew_error error = {};
  for (const sinew_type type :
       {SINEW_TYPE_BOOL, SINEW_TYPE_BYTES16, SINEW_TYPE_STRING, static_cast<sinew_type>(0)}) {
    BOOST_TEST(sinew_sort(type, values, 1, 0) == SINEW_STATUS_INVALID_ARGUMENT);
  }
  BOOST_TEST(sinew_sort(SINEW_TYPE_U64, values, 4, 2) == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_sort(SINEW_TYPE_U64, nullptr, 4, 0) == SINEW_STATUS_INVALID_ARGUMENT);
  for (const sinew_type type : {SINEW_TYPE_U64, SINEW_TYPE_U8}) {
    BOOST_TEST(sinew_sort(type, nullptr, 0, 0) == SINEW_STATUS_OK);
  }
  BOOST_TEST(sinew_sort(SINEW_TYPE_U64, values, size_t{1} << 32, 0) == SINEW_STATUS_OVERFLOW);

  const sinew_column four = {SINEW_TYPE_U64, 4, values, 32, nullptr, nullptr, 0, 0};
  const sinew_column three = {SINEW_TYPE_U64, 3, values, 32, nullptr, nullptr, 0, 0};
  const sinew_column malformed = {SINEW_TYPE_U64, 5, values, 32, nullptr, nullptr, 0, 0};
  const auto refused = [&](const Keys& keys, const uint32_t* orders, size_t first, uint32_t* out,
                           size_t count, const char* message) {
    error.message[0] = '\0';
    BOOST_TEST(sinew_sort_indices(keys.data(), keys.size(), orders, first, out, count, &error) ==
               SINEW_STATUS_INVALID_ARGUMENT);
    BOOST_TEST(std::string(error.message).find(message) != std::string::npos);
    BOOST_TEST(sinew_sort_indices(keys.data(), keys.size(), orders, first, out, count, nullptr) ==
               SINEW_STATUS_INVALID_ARGUMENT);
  };
  const uint32_t unknown[] = {0, 4};
  refused({four, three}, nullptr, 0, rows, 3, "keys[1] has 3 rows");
  refused({four, malformed}, nullptr, 0, rows, 4, "keys[1]");
  refused({four, four}, unknown, 0, rows, 4, "orders[1]");
  refused({four}, nullptr, 2, rows, 3, "3 rows from 2 of 4");
  refused({four}, nullptr, 5, rows, 0, "from 5");
  refused({four}, nullptr, 0, nullptr, 4, "out");
  refused(Keys(17, four), nullptr, 0, rows, 4, "17 keys");
  refused({}, nullptr, 0, rows, 0, "key");
  BOOST_TEST(sinew_sort_validate(nullptr, 1, nullptr).status == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_sort_distinct(nullptr, 1, rows, 4).status == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_sort_distinct(&four, 1, nullptr, 4).status == SINEW_STATUS_INVALID_ARGUMENT);
  const sinew_codec_result full = sinew_sort_distinct(&four, 1, rows, 2);
  BOOST_TEST(full.status == SINEW_STATUS_OUTPUT_FULL);
  BOOST_TEST(full.read == 2u);
  BOOST_TEST(full.written == 2u);
  BOOST_TEST(sinew_sort_distinct(&four, 1, nullptr, 0).status == SINEW_STATUS_OUTPUT_FULL);
  static const uint8_t byte = 0;
  const sinew_column many = {SINEW_TYPE_BOOL, size_t{1} << 32, &byte, size_t{1} << 29,
                             nullptr,         nullptr,         0,     0};
  BOOST_TEST(sinew_sort_indices(&many, 1, nullptr, 0, rows, 4, &error) == SINEW_STATUS_OVERFLOW);
}

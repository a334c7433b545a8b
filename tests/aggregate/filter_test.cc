#include "sinew/sinew.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "support/column.h"
#include "support/guard.h"
#include "support/random.h"
#include "support/targets.h"

namespace {

constexpr sinew_type kFixedTypes[] = {SINEW_TYPE_U8,     SINEW_TYPE_I16, SINEW_TYPE_F32,
                                      SINEW_TYPE_DATE32, SINEW_TYPE_I64, SINEW_TYPE_TIMESTAMP_US,
                                      SINEW_TYPE_BYTES16};

bool BitOf(const uint8_t* bits, size_t i) { return ((bits[i / 8] >> i % 8) & 1) != 0; }

// Bits of which `part` of 64 are ones, with words of zeros and of ones between.
std::vector<uint8_t> RandomBits(size_t count, uint64_t part, Random& random) {
  std::vector<uint8_t> bits((count + 7) / 8);
  uint64_t of_word = part;
  for (size_t i = 0; i < count; ++i) {
    if (i % 64 == 0) of_word = random.Below(4) == 0 ? random.Below(2) * 64 : part;
    if (random.Below(64) < of_word) bits[i / 8] = static_cast<uint8_t>(bits[i / 8] | 1 << i % 8);
  }
  return bits;
}

// Copies to where a byte too many on either side is found.
const uint8_t* AtEnd(GuardedMemory& memory, const std::vector<uint8_t>& bytes) {
  uint8_t* to = memory.Back(bytes.size());
  std::copy(bytes.begin(), bytes.end(), to);
  return to;
}

// A column of booleans and the rows that it chooses.
struct Filter {
  Filter(size_t count, uint64_t part, bool nulls, Random& random) {
    const size_t bit = random.Below(20), valid_bit = random.Below(20);
    bits = RandomBits(bit + count, part, random);
    valid = RandomBits(valid_bit + count, 50, random);
    column = {SINEW_TYPE_BOOL, count,   AtEnd(bits_at, bits),
              bits.size(),     nullptr, nulls ? AtEnd(valid_at, valid) : nullptr,
              valid_bit,       bit};
    for (size_t i = 0; i < count; ++i) {
      if (BitOf(bits.data(), bit + i) && IsValidRow(column, i)) rows.push_back(i);
    }
  }

  static inline GuardedMemory bits_at{1 << 12}, valid_at{1 << 12};
  std::vector<uint8_t> bits, valid;
  std::vector<size_t> rows;
  sinew_column column;
};

void RequireValidity(const sinew_column& values, const Filter& filter, const uint8_t* validity) {
  for (size_t i = 0; i < (filter.rows.size() + 7) / 8 * 8; ++i) {
    const bool valid = i < filter.rows.size() && IsValidRow(values, filter.rows[i]);
    BOOST_REQUIRE_EQUAL(BitOf(validity, i), valid);
  }
}

// Every length up to a few words, and some beyond.
template <typename Test>
void ForEachCount(const Test& test) {
  for (size_t count = 0; count < 135; ++count) test(count);
  for (const size_t count : {191, 192, 193, 640, 1000}) test(count);
}

}  // namespace

BOOST_AUTO_TEST_CASE(PacksValuesOnEveryTarget) {
  GuardedMemory from(1 << 15), nulls_at(1 << 12), to(1 << 15), bits_to(1 << 12);
  ForEachTarget([&] {
    Random random(1);
    ForEachCount([&](size_t count) {
      for (const sinew_type type : kFixedTypes) {
        const size_t width = sinew_type_width(type);
        const Filter filter(count, std::vector<uint64_t>{0, 3, 32, 60, 64}[random.Below(5)],
                            random.Below(2) == 0, random);
        uint8_t* values = from.Back(count * width, random.Below(2));
        for (size_t i = 0; i < count * width; ++i) values[i] = static_cast<uint8_t>(random());
        const size_t valid_bit = random.Below(20);
        const std::vector<uint8_t> valid = RandomBits(valid_bit + count, 40, random);
        const bool nulls = random.Below(2) == 0;
        const sinew_column column = {type,      count,
                                     values,    count * width,
                                     nullptr,   nulls ? AtEnd(nulls_at, valid) : nullptr,
                                     valid_bit, 0};
        const size_t chosen = filter.rows.size();
        BOOST_REQUIRE_EQUAL(sinew_filter_count(&filter.column).count, chosen);
        // Exactly enough room, and more.
        const size_t capacity = chosen + random.Below(3) * 40;
        uint8_t* out = to.Back(capacity * width, random.Below(2));
        uint8_t* validity = bits_to.Back((chosen + 7) / 8);
        const sinew_codec_result result =
            sinew_filter(&column, &filter.column, out, validity, capacity);
        BOOST_REQUIRE_EQUAL(result.status, SINEW_STATUS_OK);
        BOOST_REQUIRE_EQUAL(result.read, count);
        BOOST_REQUIRE_EQUAL(result.written, chosen);
        for (size_t i = 0; i < chosen; ++i) {
          BOOST_REQUIRE(memcmp(out + i * width, values + filter.rows[i] * width, width) == 0);
        }
        RequireValidity(column, filter, validity);
        if (chosen == 0) continue;
        const size_t room = random.Below(chosen);
        uint8_t* less = to.Back(room * width);
        const sinew_codec_result full = sinew_filter(&column, &filter.column, less, validity, room);
        BOOST_REQUIRE_EQUAL(full.status, SINEW_STATUS_OUTPUT_FULL);
        BOOST_REQUIRE_EQUAL(full.read, filter.rows[room]);
        BOOST_REQUIRE_EQUAL(full.written, 0u);
      }
    });
  });
}

BOOST_AUTO_TEST_CASE(PacksBooleansOnEveryTarget) {
  GuardedMemory from(1 << 12), to(1 << 12), bits_to(1 << 12);
  ForEachTarget([&] {
    Random random(2);
    ForEachCount([&](size_t count) {
      for (const uint64_t part : {2, 32, 62}) {
        const Filter filter(count, part, part == 32, random);
        const size_t bit = random.Below(20);
        const std::vector<uint8_t> bits = RandomBits(bit + count, 30, random);
        const sinew_column column = {
            SINEW_TYPE_BOOL, count, AtEnd(from, bits), bits.size(), nullptr, nullptr, 0, bit};
        const size_t chosen = filter.rows.size();
        uint8_t* out = to.Back((chosen + 7) / 8);
        uint8_t* validity = bits_to.Back((chosen + 7) / 8);
        const sinew_codec_result result =
            sinew_filter(&column, &filter.column, out, validity, chosen);
        BOOST_REQUIRE_EQUAL(result.status, SINEW_STATUS_OK);
        BOOST_REQUIRE_EQUAL(result.written, chosen);
        for (size_t i = 0; i < (chosen + 7) / 8 * 8; ++i) {
          BOOST_REQUIRE_EQUAL(BitOf(out, i),
                              i < chosen && BitOf(bits.data(), bit + filter.rows[i]));
        }
        RequireValidity(column, filter, validity);
      }
    });
  });
}

BOOST_AUTO_TEST_CASE(PacksStrings) {
  GuardedMemory to(1 << 16), bytes_at(1 << 16), bits_to(1 << 12);
  Random random(3);
  for (const size_t count : {0, 1, 2, 63, 64, 65, 130, 300}) {
    for (const uint64_t part : {1, 20, 63, 64}) {
      for (const bool wide : {false, true}) {
        const Filter filter(count, part, random.Below(2) == 0, random);
        std::vector<std::string> strings;
        std::string all = "before";
        std::vector<int64_t> offsets = {6};
        for (size_t i = 0; i < count; ++i) {
          const size_t size = random.Below(8) == 0 ? random.Below(300) : random.Below(12);
          strings.push_back(std::string(size, static_cast<char>('a' + i % 26)));
          all += strings.back();
          offsets.push_back(static_cast<int64_t>(all.size()));
        }
        const std::vector<int32_t> narrow(offsets.begin(), offsets.end());
        const std::vector<uint8_t> valid = RandomBits(5 + count, 40, random);
        const void* ends = wide ? static_cast<const void*>(offsets.data()) : narrow.data();
        const sinew_column column = {wide ? SINEW_TYPE_LARGE_BINARY : SINEW_TYPE_STRING,
                                     count,
                                     AtEnd(bytes_at, {all.begin(), all.end()}),
                                     all.size(),
                                     ends,
                                     valid.data(),
                                     5,
                                     0};
        std::string expected;
        for (const size_t row : filter.rows) expected += strings[row];
        const size_t chosen = filter.rows.size();
        const sinew_codec_result size = sinew_filter_strings_size(&column, &filter.column);
        BOOST_REQUIRE_EQUAL(size.status, SINEW_STATUS_OK);
        BOOST_REQUIRE_EQUAL(size.read, count);
        BOOST_REQUIRE_EQUAL(size.written, expected.size());
        std::vector<int64_t> packed(chosen + 1);
        uint8_t* out = to.Back(size.written);
        uint8_t* validity = bits_to.Back((chosen + 7) / 8);
        const auto run = [&](size_t rows, size_t bytes) {
          return sinew_filter_strings(&column, &filter.column, packed.data(), validity, rows,
                                      to.Back(bytes), bytes);
        };
        const sinew_codec_result result = run(chosen, size.written);
        BOOST_REQUIRE_EQUAL(result.status, SINEW_STATUS_OK);
        BOOST_REQUIRE_EQUAL(result.read, count);
        BOOST_REQUIRE_EQUAL(result.written, expected.size());
        BOOST_REQUIRE(expected.empty() || memcmp(out, expected.data(), expected.size()) == 0);
        size_t end = 0;
        for (size_t i = 0; i < chosen; ++i) {
          end += strings[filter.rows[i]].size();
          BOOST_REQUIRE_EQUAL(packed[i + 1], static_cast<int64_t>(end));
        }
        RequireValidity(column, filter, validity);
        if (size.written == 0) continue;
        const sinew_codec_result few_rows = run(chosen - 1, size.written);
        BOOST_REQUIRE_EQUAL(few_rows.status, SINEW_STATUS_OUTPUT_FULL);
        BOOST_REQUIRE_EQUAL(few_rows.read, filter.rows[chosen - 1]);
        const sinew_codec_result few_bytes = run(chosen, size.written - 1);
        BOOST_REQUIRE_EQUAL(few_bytes.status, SINEW_STATUS_OUTPUT_FULL);
        BOOST_REQUIRE_EQUAL(few_bytes.written, 0u);
        size_t last = chosen - 1;
        while (strings[filter.rows[last]].empty()) --last;
        BOOST_REQUIRE_EQUAL(few_bytes.read, filter.rows[last]);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(RefusesWhatIsMalformed) {
  const uint8_t bits[] = {0b101};
  const uint64_t numbers[] = {1, 2, 3};
  const int32_t offsets[] = {0, 1, 2, 3};
  const sinew_column fixed = {SINEW_TYPE_U64, 3, numbers, 24, nullptr, nullptr, 0, 0};
  const sinew_column strings = {SINEW_TYPE_STRING, 3, "abc", 3, offsets, nullptr, 0, 0};
  const sinew_column filter = {SINEW_TYPE_BOOL, 3, bits, 1, nullptr, nullptr, 0, 0};
  uint64_t out[3];
  int64_t ends[4];
  uint8_t validity[1];
  const auto refused = [&](const sinew_column* values, const sinew_column* by) {
    const auto is_refused = [](const sinew_codec_result& result) {
      BOOST_TEST(result.status == SINEW_STATUS_INVALID_ARGUMENT);
      BOOST_TEST(result.written == 0u);
    };
    is_refused(sinew_filter(values, by, out, validity, 3));
    is_refused(sinew_filter_strings_size(values, by));
    is_refused(sinew_filter_strings(values, by, ends, validity, 3, out, 24));
  };
  refused(nullptr, &filter);
  for (const sinew_column& column : {fixed, strings}) {
    refused(&column, nullptr);
    refused(&column, &fixed);
    sinew_column bad = filter;
    bad.count = 2;
    refused(&column, &bad);
    bad.count = SIZE_MAX;
    refused(&column, &bad);
    bad = column;
    bad.count = SIZE_MAX;
    refused(&bad, &filter);
    bad = column;
    bad.validity = bits;
    bad.validity_offset = SIZE_MAX;
    refused(&bad, &filter);
    bad = column;
    bad.type = SINEW_TYPE_LIST;
    refused(&bad, &filter);
  }
  BOOST_TEST(sinew_filter(&strings, &filter, out, validity, 3).status ==
             SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_filter_strings_size(&fixed, &filter).status == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_filter_count(nullptr).status == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_filter_count(&fixed).status == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_filter(&fixed, &filter, nullptr, nullptr, 3).status ==
             SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_filter_strings(&strings, &filter, nullptr, nullptr, 3, out, 24).status ==
             SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_filter_strings(&strings, &filter, ends, nullptr, 3, nullptr, 24).status ==
             SINEW_STATUS_INVALID_ARGUMENT);
  // Nulls need a place, unless no row is chosen.
  sinew_column none = filter;
  const uint8_t zeros[1] = {};
  none.values = zeros;
  for (sinew_column column : {fixed, strings}) {
    column.validity = bits;
    const auto status_of = [&](const sinew_column& by) {
      return column.type == SINEW_TYPE_U64
                 ? sinew_filter(&column, &by, out, nullptr, 3).status
                 : sinew_filter_strings(&column, &by, ends, nullptr, 3, out, 24).status;
    };
    BOOST_TEST(status_of(filter) == SINEW_STATUS_INVALID_ARGUMENT);
    BOOST_TEST(status_of(none) == SINEW_STATUS_OK);
  }
  BOOST_TEST(sinew_filter(&fixed, &none, nullptr, nullptr, 0).status == SINEW_STATUS_OK);
  // Offsets count where their string is chosen: that of row 1 is not.
  sinew_column bad = strings;
  for (const int32_t end : {4, 1, -1}) {
    const int32_t wrong[] = {0, 1, 2, end};
    bad.offsets = wrong;
    const sinew_codec_result result =
        sinew_filter_strings(&bad, &filter, ends, nullptr, 3, out, 24);
    BOOST_TEST(result.status == SINEW_STATUS_INVALID_ARGUMENT);
    BOOST_TEST(result.read == 2u);
  }
  bad.offsets = nullptr;
  BOOST_TEST(sinew_filter_strings_size(&bad, &filter).status == SINEW_STATUS_INVALID_ARGUMENT);
}

// Strings that overlap can be more than any memory, which arithmetic alone finds.
BOOST_AUTO_TEST_CASE(SizesThatOverflowAreRefused) {
  const int64_t end = PTRDIFF_MAX;
  const int64_t offsets[] = {0, end, 0, end};
  const uint8_t byte = 0, bits = 0b101;
  const sinew_column strings = {
      SINEW_TYPE_LARGE_STRING, 3, &byte, size_t{PTRDIFF_MAX}, offsets, nullptr, 0, 0};
  const sinew_column filter = {SINEW_TYPE_BOOL, 3, &bits, 1, nullptr, nullptr, 0, 0};
  const sinew_codec_result result = sinew_filter_strings_size(&strings, &filter);
  BOOST_TEST(result.status == SINEW_STATUS_OVERFLOW);
  BOOST_TEST(result.read == 2u);
  BOOST_TEST(result.written == 0u);
}

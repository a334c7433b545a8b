#include "encoding/dictionary_fixture.h"
#include "support/targets.h"

namespace {

constexpr sinew_type kFixedTypes[] = {SINEW_TYPE_U8, SINEW_TYPE_I16, SINEW_TYPE_F32, SINEW_TYPE_I64,
                                      SINEW_TYPE_BYTES16};
constexpr size_t kWidths[] = {1, 2, 4, 8, 16};

// Indices of rows, about a fifth of them null where asked, with an index out of range under those.
Rows<uint32_t> RandomIndices(size_t count, size_t distinct, bool nulls, Random& random) {
  Rows<uint32_t> rows;
  for (size_t i = 0; i < count; ++i) {
    const bool null = (nulls && random.Below(5) == 0) || distinct == 0;
    rows.push_back(null ? std::nullopt
                        : std::optional(static_cast<uint32_t>(random.Below(distinct))));
  }
  return rows;
}

}  // namespace

BOOST_AUTO_TEST_CASE(TakesValuesOnEveryTarget) {
  GuardedMemory from(16 * 300 + 16), to(16 * 2100 + 16);
  ForEachTarget([&] {
    Random random(1);
    for (size_t t = 0; t < 5; ++t) {
      const size_t width = kWidths[t];
      for (const size_t distinct : {0, 1, 2, 98, 300}) {
        for (const size_t count : {0, 1, 2, 3, 31, 32, 33, 100, 1023, 1024, 1025, 2100}) {
          for (const bool nulls : {false, true}) {
            if (distinct == 0 && !nulls) continue;
            const size_t skip = distinct == 0 ? 0 : random.Below(distinct) / 2;
            const size_t size = distinct * width;
            uint8_t* values = from.Back(size, random.Below(2));
            for (size_t i = 0; i < size; ++i) values[i] = static_cast<uint8_t>(random());
            const Rows<uint32_t> rows = RandomIndices(count, distinct - skip, nulls, random);
            const Columns indices(count % 2 == 0 ? SINEW_TYPE_U32 : SINEW_TYPE_I32, rows,
                                  random.Below(9), nulls);
            const sinew_column dictionary = SkipRows(
                {kFixedTypes[t], distinct - skip, values, size, nullptr, nullptr, 0, 0}, skip);
            uint8_t* out = to.Back(count * width, random.Below(8));
            const sinew_result result = sinew_take(&dictionary, &indices.view, out);
            BOOST_REQUIRE_EQUAL(result.status, SINEW_STATUS_OK);
            BOOST_REQUIRE_EQUAL(result.count, count);
            const uint8_t zeros[16] = {};
            for (size_t i = 0; i < count; ++i) {
              const uint8_t* expected = rows[i] ? values + (skip + *rows[i]) * width : zeros;
              BOOST_REQUIRE(memcmp(out + i * width, expected, width) == 0);
            }
          }
        }
      }
    }
  });
}

BOOST_AUTO_TEST_CASE(AnIndexOutOfRangeIsCorruptAtItsRow) {
  const std::vector<uint64_t> values(50);
  const sinew_column dictionary = {SINEW_TYPE_U64, 50, values.data(), 400, nullptr, nullptr, 0, 0};
  const int32_t offsets[51] = {};
  const sinew_column strings = {SINEW_TYPE_STRING, 50, nullptr, 0, offsets, nullptr, 0, 0};
  const sinew_column empty = {SINEW_TYPE_U64, 0, nullptr, 0, nullptr, nullptr, 0, 0};
  ForEachTarget([&] {
    Random random(2);
    for (const size_t count : {1, 16, 17, 1024, 1500}) {
      Rows<uint32_t> rows(count, 49u);
      for (int turn = 0; turn < 20; ++turn) {
        const size_t fault = turn < 2 ? turn * (count - 1) : random.Below(count);
        for (const uint32_t wrong : {50u, 51u, 0x80000000u, UINT32_MAX}) {
          Rows<uint32_t> bad = rows;
          bad[fault] = wrong;
          bad[count - 1] = bad[count - 1] == 49u ? 50u : bad[count - 1];
          for (const sinew_type type : {SINEW_TYPE_U32, SINEW_TYPE_I32}) {
            const Columns indices(type, bad, turn % 4, turn % 2 == 0);
            std::vector<uint64_t> out(count);
            std::vector<int64_t> ends(count + 1);
            const sinew_result result = sinew_take(&dictionary, &indices.view, out.data());
            BOOST_REQUIRE_EQUAL(result.status, SINEW_STATUS_CORRUPT);
            BOOST_REQUIRE_EQUAL(result.count, fault);
            const sinew_codec_result text =
                sinew_take_strings(&strings, &indices.view, ends.data(), out.data(), 8);
            BOOST_REQUIRE_EQUAL(text.status, SINEW_STATUS_CORRUPT);
            BOOST_REQUIRE_EQUAL(text.read, fault);
            BOOST_REQUIRE_EQUAL(sinew_take(&empty, &indices.view, out.data()).count, 0u);
          }
          // Under a null it is not looked at.
          bad[count - 1].reset();
          bad[fault].reset();
          const Columns nulls(SINEW_TYPE_U32, bad);
          std::vector<uint64_t> out(count);
          BOOST_REQUIRE_EQUAL(sinew_take(&dictionary, &nulls.view, out.data()).status,
                              SINEW_STATUS_OK);
        }
      }
    }
  });
}

BOOST_AUTO_TEST_CASE(TakesStrings) {
  Random random(3);
  GuardedMemory to(1 << 20);
  for (const sinew_type type : {SINEW_TYPE_STRING, SINEW_TYPE_LARGE_STRING}) {
    for (const size_t distinct : {0, 1, 5, 40, 600}) {
      Rows<std::string> values;
      for (size_t i = 0; i < distinct; ++i) values.push_back(ValueOf<std::string>(i * 7));
      const Columns dictionary(type, values, distinct % 3, false);
      for (const size_t count : {0, 1, 2, 50, 1300}) {
        const Rows<uint32_t> rows = RandomIndices(count, distinct, true, random);
        const Columns indices(SINEW_TYPE_U32, rows, count % 7);
        std::string expected;
        for (const std::optional<uint32_t>& row : rows) expected += row ? *values[*row] : "";
        const sinew_codec_result size = sinew_take_strings_size(&dictionary.view, &indices.view);
        BOOST_REQUIRE_EQUAL(size.status, SINEW_STATUS_OK);
        BOOST_REQUIRE_EQUAL(size.read, count);
        BOOST_REQUIRE_EQUAL(size.written, expected.size());
        std::vector<int64_t> offsets(count + 1);
        uint8_t* out = to.Back(size.written);
        sinew_codec_result result =
            sinew_take_strings(&dictionary.view, &indices.view, offsets.data(), out, size.written);
        BOOST_REQUIRE_EQUAL(result.status, SINEW_STATUS_OK);
        BOOST_REQUIRE_EQUAL(result.read, count);
        BOOST_REQUIRE_EQUAL(result.written, size.written);
        BOOST_REQUIRE(expected.empty() || memcmp(out, expected.data(), expected.size()) == 0);
        size_t end = 0;
        for (size_t i = 0; i < count; ++i) {
          end += rows[i] ? values[*rows[i]]->size() : 0;
          BOOST_REQUIRE_EQUAL(offsets[i + 1], static_cast<int64_t>(end));
        }
        if (size.written == 0) continue;
        // One byte less: the row that ends with the last byte does not fit.
        result = sinew_take_strings(&dictionary.view, &indices.view, offsets.data(),
                                    to.Back(size.written - 1), size.written - 1);
        BOOST_REQUIRE_EQUAL(result.status, SINEW_STATUS_OUTPUT_FULL);
        BOOST_REQUIRE_EQUAL(result.written, 0u);
        size_t last = count - 1;
        while (offsets[last] == static_cast<int64_t>(size.written)) --last;
        BOOST_REQUIRE_EQUAL(result.read, last);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(TakeOfEncodeIsTheColumn) {
  ForEachType([](auto value, sinew_type type) {
    using Value = decltype(value);
    Random random(type);
    const Rows<Value> rows = RandomRows<Value>(2500, 200, true, random);
    const Columns column(type, rows, 3);
    const Dictionary encoder = Create(OptionsFor(type));
    const std::vector<uint32_t> encoded = Encode(encoder, column.view);
    const std::vector<uint32_t> padded = [&] {
      std::vector<uint32_t> all(3);
      all.insert(all.end(), encoded.begin(), encoded.end());
      return all;
    }();
    const sinew_column indices = SkipRows({SINEW_TYPE_U32, encoded.size(), padded.data(),
                                           padded.size() * 4, nullptr, column.view.validity, 0, 0},
                                          3);
    Rows<Value> values;
    for (const Value& entry : ValuesOf<Value>(encoder)) values.push_back(entry);
    const Columns dictionary(type, values, 0, false);
    if constexpr (std::is_same_v<Value, std::string>) {
      const sinew_codec_result size = sinew_take_strings_size(&dictionary.view, &indices);
      std::vector<int64_t> offsets(rows.size() + 1);
      std::string bytes(size.written, '?');
      BOOST_REQUIRE_EQUAL(
          sinew_take_strings(&dictionary.view, &indices, offsets.data(), bytes.data(), bytes.size())
              .status,
          SINEW_STATUS_OK);
      for (size_t i = 0; i < rows.size(); ++i) {
        const size_t begin = static_cast<size_t>(offsets[i]);
        BOOST_REQUIRE_EQUAL(bytes.substr(begin, static_cast<size_t>(offsets[i + 1]) - begin),
                            rows[i].value_or(""));
      }
    } else {
      std::vector<Value> out(rows.size());
      BOOST_REQUIRE_EQUAL(sinew_take(&dictionary.view, &indices, out.data()).status,
                          SINEW_STATUS_OK);
      for (size_t i = 0; i < rows.size(); ++i) {
        BOOST_REQUIRE(out[i] == rows[i].value_or(Value{}));
      }
    }
  });
}

BOOST_AUTO_TEST_CASE(RefusesWhatIsMalformed) {
  const uint8_t bits[] = {0xFF};
  const uint64_t values[] = {1, 2};
  const uint32_t rows[] = {0, 1, 1};
  const int32_t offsets[] = {0, 2, 3};
  const sinew_column fixed = {SINEW_TYPE_U64, 2, values, 16, nullptr, nullptr, 0, 0};
  const sinew_column strings = {SINEW_TYPE_STRING, 2, "abc", 3, offsets, nullptr, 0, 0};
  const sinew_column indices = {SINEW_TYPE_U32, 3, rows, 12, nullptr, nullptr, 0, 0};
  uint64_t out[3];
  int64_t ends[4];
  const auto refused = [&](const sinew_column* dictionary, const sinew_column* rows_of) {
    const sinew_result a = sinew_take(dictionary, rows_of, out);
    const sinew_codec_result b = sinew_take_strings(dictionary, rows_of, ends, out, 8);
    const sinew_codec_result c = sinew_take_strings_size(dictionary, rows_of);
    BOOST_TEST(a.status == SINEW_STATUS_INVALID_ARGUMENT);
    BOOST_TEST(b.status == SINEW_STATUS_INVALID_ARGUMENT);
    BOOST_TEST(c.status == SINEW_STATUS_INVALID_ARGUMENT);
  };
  refused(nullptr, &indices);
  for (const sinew_column& dictionary : {fixed, strings}) {
    sinew_column bad = dictionary;
    bad.validity = bits;
    refused(&bad, &indices);
    bad = dictionary;
    bad.count = SIZE_MAX;
    refused(&bad, &indices);
    refused(&dictionary, nullptr);
    for (const sinew_type type : {SINEW_TYPE_U16, SINEW_TYPE_F32, sinew_type{}}) {
      bad = indices;
      bad.type = type;
      refused(&dictionary, &bad);
    }
    bad = indices;
    bad.values_size = 11;
    refused(&dictionary, &bad);
  }
  BOOST_TEST(sinew_take(&strings, &indices, out).status == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_take_strings_size(&fixed, &indices).status == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_take(&fixed, &indices, nullptr).status == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_take_strings(&strings, &indices, nullptr, out, 8).status ==
             SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_take_strings(&strings, &indices, ends, nullptr, 8).status ==
             SINEW_STATUS_INVALID_ARGUMENT);
  sinew_column bad = strings;
  bad.offsets = nullptr;
  BOOST_TEST(sinew_take_strings_size(&bad, &indices).status == SINEW_STATUS_INVALID_ARGUMENT);
  // Offsets count where an index names their string.
  for (const int32_t end : {4, 1, -1}) {
    const int32_t wrong[] = {0, 2, end};
    bad.offsets = wrong;
    const sinew_codec_result result = sinew_take_strings(&bad, &indices, ends, out, 8);
    BOOST_TEST(result.status == SINEW_STATUS_INVALID_ARGUMENT);
    BOOST_TEST(result.read == 1u);
  }
}

// Strings larger than any memory are refused by arithmetic alone.
BOOST_AUTO_TEST_CASE(SizesThatOverflowAreRefused) {
  const int64_t offsets[] = {0, int64_t{1} << 62};
  const uint8_t byte = 0;
  const sinew_column strings = {
      SINEW_TYPE_LARGE_STRING, 1, &byte, size_t{1} << 62, offsets, nullptr, 0, 0};
  const uint32_t rows[] = {0, 0, 0};
  sinew_column indices = {SINEW_TYPE_U32, 1, rows, 12, nullptr, nullptr, 0, 0};
  BOOST_TEST(sinew_take_strings_size(&strings, &indices).written == size_t{1} << 62);
  indices.count = 3;
  const sinew_codec_result result = sinew_take_strings_size(&strings, &indices);
  BOOST_TEST(result.status == SINEW_STATUS_OVERFLOW);
  BOOST_TEST(result.read == 1u);
  BOOST_TEST(result.written == 0u);
}

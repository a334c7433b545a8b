#include "sinew/sinew.h"

#include <string.h>

#include <boost/test/unit_test.hpp>
#include <vector>

#include "encoding/rle_ref.h"
#include "support/guard.h"
#include "support/random.h"
#include "support/targets.h"

namespace {

using Values = std::vector<uint32_t>;

std::vector<uint8_t> Encode(const Values& values, size_t width) {
  std::vector<uint8_t> out(sinew_rle_encoded_bound(values.size(), width));
  const sinew_codec_result result =
      sinew_rle_encode_u32(values.data(), values.size(), width, out.data(), out.size());
  BOOST_REQUIRE_EQUAL(result.status, SINEW_STATUS_OK);
  BOOST_REQUIRE_EQUAL(result.read, values.size());
  BOOST_REQUIRE_LE(result.written, out.size());
  out.resize(result.written);
  return out;
}

// Both decoders on the same bytes, between guard pages.
void CheckDecode(const std::vector<uint8_t>& bytes, size_t width, size_t count) {
  static GuardedMemory in_memory(1 << 15), out_memory(1 << 15);
  const RleDecodedRef expected = RleDecodeRef(bytes.data(), bytes.size(), width, count);
  uint8_t* in = in_memory.Back(bytes.size());
  if (!bytes.empty()) memcpy(in, bytes.data(), bytes.size());
  uint8_t* out = out_memory.Back(4 * count);
  const sinew_codec_result result =
      sinew_rle_decode_u32(in, bytes.size(), width, reinterpret_cast<uint32_t*>(out), count);
  BOOST_REQUIRE_EQUAL(result.status, expected.status);
  BOOST_REQUIRE_EQUAL(result.read, expected.read);
  BOOST_REQUIRE_EQUAL(result.written, expected.values.size());
  if (result.written != 0) {
    BOOST_REQUIRE_EQUAL(memcmp(out, expected.values.data(), 4 * result.written), 0);
  }
}

// Runs of up to `max_run` values.
Values Runs(size_t count, size_t width, size_t max_run, uint64_t seed) {
  Random random(seed);
  Values values;
  while (values.size() < count) {
    const uint32_t value = static_cast<uint32_t>(width == 0 ? 0 : random() >> (64 - width));
    const size_t run = 1 + random.Below(max_run);
    for (size_t i = 0; i < run && values.size() < count; ++i) values.push_back(value);
  }
  return values;
}

void RoundTrip(const Values& values, size_t width) {
  const std::vector<uint8_t> bytes = Encode(values, width);
  const RleDecodedRef decoded = RleDecodeRef(bytes.data(), bytes.size(), width, values.size());
  BOOST_REQUIRE_EQUAL(decoded.status, SINEW_STATUS_OK);
  BOOST_REQUIRE_EQUAL(decoded.read, bytes.size());
  BOOST_REQUIRE(decoded.values == values);
  CheckDecode(bytes, width, values.size());
}

}  // namespace

// docs/formats/rle.md: 0 to 7 packed as in Parquet's Encodings.md, then twenty times 4.
BOOST_AUTO_TEST_CASE(Example) {
  ForEachTarget([] {
    Values values = {0, 1, 2, 3, 4, 5, 6, 7};
    values.insert(values.end(), 20, 4);
    const std::vector<uint8_t> expected = {0x03, 0x88, 0xC6, 0xFA, 0x28, 0x04};
    BOOST_TEST(Encode(values, 3) == expected);
    CheckDecode(expected, 3, 28);
    BOOST_TEST(Encode({1, 0, 1}, 1) == (std::vector<uint8_t>{0x03, 0x05}));
    BOOST_TEST(Encode({5, 5, 5}, 9) == (std::vector<uint8_t>{0x06, 0x05, 0x00}));
    BOOST_TEST(Encode({}, 9).empty());
  });
}

BOOST_AUTO_TEST_CASE(EveryWidthAndCount) {
  ForEachTarget([] {
    for (size_t width = 0; width <= 32; ++width) {
      for (const size_t max_run : {1, 3, 12, 100}) {
        for (size_t count = 0; count <= 70; ++count) {
          RoundTrip(Runs(count, width, static_cast<size_t>(max_run), count + width), width);
        }
        RoundTrip(Runs(3000, width, static_cast<size_t>(max_run), width), width);
      }
    }
  });
}

BOOST_AUTO_TEST_CASE(SameBytesOnEveryTarget) {
  for (size_t width = 0; width <= 32; width += 3) {
    const Values values = Runs(2000, width, 20, width);
    const std::vector<uint8_t> expected = Encode(values, width);
    ForEachTarget([&] { BOOST_REQUIRE(Encode(values, width) == expected); });
  }
}

// Pages of a column of dictionary indices, as Arrow C++ 26, DuckDB 2.0 and Polars 2.1 read them
// (what is refused, two of them refuse at least; of empty input at width 0 Polars alone makes
// zeros).
BOOST_AUTO_TEST_CASE(ReadsWhatOthersWrote) {
  struct Case {
    std::vector<uint8_t> bytes;
    size_t width;
    Values values;
    size_t read;
  };
  const Case cases[] = {
      // The last group without the bytes that no value needs, or with some of them.
      {{0x03, 0x88, 0xC6}, 3, {0, 1, 2, 3, 4}, 3},
      {{0x03, 0x88}, 3, {0, 1}, 2},
      {{0x03, 0x05}, 5, {5}, 2},
      {{0x05, 0x88, 0xC6, 0xFA, 0x88, 0xC6}, 3, {0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3, 4}, 6},
      // Before a run, and of a run that goes on.
      {{0x04, 0x07, 0x03, 0x88, 0xC6}, 3, {7, 7, 0, 1, 2, 3, 4}, 5},
      {{0x20, 0x01}, 3, {1, 1, 1, 1, 1}, 2},
      {{0x04, 0x07, 0x06, 0x01}, 3, {7, 7, 1, 1}, 4},
      {{0x05, 0x88, 0xC6, 0xFA, 0x88, 0xC6, 0xFA}, 3, {0, 1, 2, 3, 4}, 7},
      {{0x0A, 0x01, 0x00, 0x00}, 3, {1, 1, 1, 1, 1}, 2},
      // A dictionary of one value.
      {{0x0A}, 0, {0, 0, 0, 0, 0}, 1},
      {{0x03}, 0, {0, 0, 0, 0, 0}, 1},
      {{}, 0, {0, 0, 0, 0, 0}, 0},
  };
  ForEachTarget([&] {
    for (const Case& example : cases) {
      Values out(example.values.size());
      const sinew_codec_result result = sinew_rle_decode_u32(
          example.bytes.data(), example.bytes.size(), example.width, out.data(), out.size());
      BOOST_TEST(result.status == SINEW_STATUS_OK);
      BOOST_TEST(result.read == example.read);
      BOOST_TEST(result.written == out.size());
      BOOST_TEST(out == example.values);
      CheckDecode(example.bytes, example.width, out.size());
    }
    const auto refuse = [](const std::vector<uint8_t>& bytes, size_t width, size_t count) {
      Values out(count);
      const sinew_codec_result result =
          sinew_rle_decode_u32(bytes.data(), bytes.size(), width, out.data(), count);
      BOOST_TEST(result.status == SINEW_STATUS_TRUNCATED);
      BOOST_TEST(result.read == bytes.size());
    };
    // A value is missing, or a group before the last one.
    refuse({0x03, 0x88, 0xC6}, 3, 6);
    refuse({0x05, 0x88, 0xC6}, 3, 5);
    refuse({0x03}, 3, 1);
    refuse({0x02}, 0, 2);
  });
}

// A run of 2^31 - 1 values is the longest that a header may claim.
BOOST_AUTO_TEST_CASE(RejectsHeaders) {
  const auto check = [](const std::vector<uint8_t>& bytes, size_t width, size_t count,
                        sinew_status status, size_t read, size_t written) {
    std::vector<uint32_t> out(count);
    const sinew_codec_result result =
        sinew_rle_decode_u32(bytes.data(), bytes.size(), width, out.data(), count);
    BOOST_TEST(result.status == status);
    BOOST_TEST(result.read == read);
    BOOST_TEST(result.written == written);
    CheckDecode(bytes, width, count);
  };
  check({}, 3, 0, SINEW_STATUS_OK, 0, 0);
  check({}, 3, 1, SINEW_STATUS_TRUNCATED, 0, 0);
  check({0x04, 0x07}, 3, 3, SINEW_STATUS_TRUNCATED, 2, 2);
  check({0x04, 0x08}, 3, 2, SINEW_STATUS_CORRUPT, 1, 0);
  check({0x04, 0x08, 0x02}, 9, 2, SINEW_STATUS_CORRUPT, 2, 0);
  check({0x00, 0x00}, 3, 2, SINEW_STATUS_CORRUPT, 0, 0);
  check({0x01, 0x00}, 3, 2, SINEW_STATUS_CORRUPT, 0, 0);
  check({0xFE, 0xFF, 0xFF, 0xFF, 0x0F, 1}, 3, 4, SINEW_STATUS_OK, 6, 4);
  check({0x80, 0x80, 0x80, 0x80, 0x10, 1}, 3, 4, SINEW_STATUS_CORRUPT, 0, 0);
  check({0xFF, 0xFF, 0xFF, 0xFF, 0x01, 1, 1}, 3, 4, SINEW_STATUS_TRUNCATED, 7, 0);
  check({0x81, 0x80, 0x80, 0x80, 0x02, 1}, 3, 4, SINEW_STATUS_CORRUPT, 0, 0);
  std::vector<uint8_t> wide(9, 0x80);
  wide.push_back(0x80);
  check(wide, 3, 4, SINEW_STATUS_TRUNCATED, 10, 0);
  wide.push_back(0x00);
  check(wide, 3, 4, SINEW_STATUS_CORRUPT, 10, 0);
  wide[9] = 0x03;
  check(wide, 3, 4, SINEW_STATUS_CORRUPT, 9, 0);
  uint32_t one = 1;
  BOOST_TEST(sinew_rle_decode_u32(&one, 4, 33, &one, 1).status == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_rle_encode_u32(&one, 1, 33, &one, 4).status == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_rle_encoded_bound(1, SIZE_MAX) == SIZE_MAX);
  BOOST_TEST(sinew_rle_encoded_bound(SIZE_MAX, 32) == SIZE_MAX);
}

BOOST_AUTO_TEST_CASE(RejectsAsTheOracleDoes) {
  ForEachTarget([] {
    Random random(4);
    for (const size_t width : {1, 3, 8, 13, 32}) {
      const std::vector<uint8_t> bytes = Encode(Runs(200, width, 15, width), width);
      for (size_t size = 0; size <= bytes.size(); ++size) {
        CheckDecode({bytes.begin(), bytes.begin() + static_cast<ptrdiff_t>(size)}, width, 200);
      }
      for (size_t turn = 0; turn < 500; ++turn) {
        std::vector<uint8_t> changed = bytes;
        changed[random.Below(changed.size())] = static_cast<uint8_t>(random());
        CheckDecode(changed, width, 190 + random.Below(20));
      }
    }
  });
}

BOOST_AUTO_TEST_CASE(RejectsValuesAndSmallOutputs) {
  ForEachTarget([] {
    Values values = Runs(500, 7, 12, 1);
    const std::vector<uint8_t> bytes = Encode(values, 7);
    GuardedMemory memory(bytes.size());
    for (size_t room = 0; room < bytes.size(); ++room) {
      uint8_t* out = memory.Back(room);
      const sinew_codec_result result = sinew_rle_encode_u32(values.data(), 500, 7, out, room);
      BOOST_REQUIRE_EQUAL(result.status, SINEW_STATUS_OUTPUT_FULL);
      BOOST_REQUIRE_LE(result.written, room);
      // Whole runs of what there is.
      const RleDecodedRef decoded = RleDecodeRef(out, result.written, 7, result.read);
      BOOST_REQUIRE_EQUAL(decoded.status, SINEW_STATUS_OK);
      BOOST_REQUIRE_EQUAL(decoded.read, result.written);
    }
    values[321] = 128;
    const sinew_codec_result result =
        sinew_rle_encode_u32(values.data(), 500, 7, memory.Front(), bytes.size());
    BOOST_TEST(result.status == SINEW_STATUS_INVALID_ARGUMENT);
    BOOST_TEST(result.read == 321u);
    BOOST_TEST(result.written == 0u);
  });
}

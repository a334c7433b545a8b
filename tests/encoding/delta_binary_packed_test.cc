#include "sinew/sinew.h"

#include <string.h>

#include <boost/test/unit_test.hpp>
#include <limits>
#include <vector>

#include "encoding/delta_binary_packed_ref.h"
#include "support/guard.h"
#include "support/random.h"
#include "support/targets.h"

namespace {

size_t Bound(int32_t, size_t count) { return sinew_delta_binary_packed_encoded_bound_i32(count); }
size_t Bound(int64_t, size_t count) { return sinew_delta_binary_packed_encoded_bound_i64(count); }
sinew_codec_result Encode(const int32_t* in, size_t count, void* out, size_t capacity) {
  return sinew_delta_binary_packed_encode_i32(in, count, out, capacity);
}
sinew_codec_result Encode(const int64_t* in, size_t count, void* out, size_t capacity) {
  return sinew_delta_binary_packed_encode_i64(in, count, out, capacity);
}
sinew_codec_result Decode(const void* in, size_t size, int32_t* out, size_t capacity) {
  return sinew_delta_binary_packed_decode_i32(in, size, out, capacity);
}
sinew_codec_result Decode(const void* in, size_t size, int64_t* out, size_t capacity) {
  return sinew_delta_binary_packed_decode_i64(in, size, out, capacity);
}

template <typename T>
class Fixture {
 public:
  Fixture() : values_(kMax * sizeof(T)), bytes_(Bound(T(), kMax)) {}

  // Encodes to just as many bytes as it takes, before a guard page, as the oracle does; decodes
  // back, with the input and the output before guard pages.
  void RoundTrip(const std::vector<T>& values) {
    const std::vector<uint8_t> expected = DeltaEncodeRef(values);
    BOOST_REQUIRE_LE(expected.size(), Bound(T(), values.size()));
    T* in = reinterpret_cast<T*>(values_.Back(values.size() * sizeof(T), values.size() % 3));
    if (!values.empty()) memcpy(static_cast<void*>(in), values.data(), values.size() * sizeof(T));
    for (const size_t room : {expected.size(), Bound(T(), values.size())}) {
      uint8_t* out = bytes_.Back(room);
      memset(out, 0xEE, room);
      const sinew_codec_result encoded = Encode(in, values.size(), out, room);
      BOOST_REQUIRE_EQUAL(encoded.status, SINEW_STATUS_OK);
      BOOST_REQUIRE_EQUAL(encoded.read, values.size());
      BOOST_REQUIRE_EQUAL(encoded.written, expected.size());
      if (memcmp(out, expected.data(), expected.size()) != 0) {
        BOOST_ERROR("encoding " << values.size() << " values, room " << room);
      }
    }
    CheckDecode(expected, values);
  }

  void CheckDecode(const std::vector<uint8_t>& stream, const std::vector<T>& values) {
    uint8_t* in = bytes_.Back(stream.size());
    memcpy(in, stream.data(), stream.size());
    T* out = reinterpret_cast<T*>(values_.Back(values.size() * sizeof(T)));
    const sinew_codec_result decoded = Decode(in, stream.size(), out, values.size());
    BOOST_REQUIRE_EQUAL(decoded.status, SINEW_STATUS_OK);
    BOOST_REQUIRE_EQUAL(decoded.read, stream.size());
    BOOST_REQUIRE_EQUAL(decoded.written, values.size());
    if (!values.empty() && memcmp(out, values.data(), values.size() * sizeof(T)) != 0) {
      BOOST_ERROR("decoding " << values.size() << " values");
    }
  }

 private:
  static constexpr size_t kMax = 5000;
  GuardedMemory values_, bytes_;
};

// Steps of up to `bits` bits.
template <typename T>
std::vector<T> Walk(size_t count, size_t bits, uint64_t seed) {
  using U = std::make_unsigned_t<T>;
  Random random(seed);
  std::vector<T> values;
  U value = static_cast<U>(random());
  for (size_t i = 0; i < count; ++i) {
    values.push_back(static_cast<T>(value));
    value += static_cast<U>(bits == 0 ? 3 : random() >> (64 - bits));
  }
  return values;
}

template <typename T>
void CheckDecodersAgree(const std::vector<uint8_t>& in, size_t capacity) {
  const DeltaDecodedRef<T> expected = DeltaDecodeRef<T>(in.data(), in.size(), capacity);
  std::vector<T> out(capacity);
  const sinew_codec_result result = Decode(in.data(), in.size(), out.data(), capacity);
  BOOST_REQUIRE_EQUAL(result.status, expected.status);
  BOOST_REQUIRE_EQUAL(result.read, expected.read);
  // The oracle does not decode parts of a miniblock either.
  BOOST_REQUIRE_EQUAL(result.written, expected.values.size());
  out.resize(result.written);
  BOOST_TEST(out == expected.values);
}

template <typename T>
void CheckWidths() {
  Fixture<T> fixture;
  for (size_t bits = 0; bits <= 8 * sizeof(T); ++bits) {
    for (const size_t count : {2, 31, 33, 34, 129, 130, 300}) {
      fixture.RoundTrip(Walk<T>(static_cast<size_t>(count), bits, bits));
    }
    // Widths that differ between miniblocks.
    std::vector<T> mixed;
    for (size_t k = 0; k < 8; ++k) {
      const std::vector<T> part = Walk<T>(31, (bits + 5 * k) % (8 * sizeof(T) + 1), k);
      mixed.insert(mixed.end(), part.begin(), part.end());
    }
    fixture.RoundTrip(mixed);
  }
}

template <typename T>
void CheckEdges() {
  Fixture<T> fixture;
  constexpr T kMin = std::numeric_limits<T>::min(), kMax = std::numeric_limits<T>::max();
  for (size_t count = 0; count <= 300; ++count) {
    fixture.RoundTrip(Walk<T>(count, 11, count));
    fixture.RoundTrip(std::vector<T>(count, kMin));
  }
  fixture.RoundTrip({kMin, kMax, kMin, kMax, 0, -1, kMax, kMin});
  fixture.RoundTrip({kMax, kMin});
  fixture.RoundTrip(Walk<T>(5000, 7, 1));
  fixture.RoundTrip(Walk<T>(5000, 8 * sizeof(T), 1));
}

template <typename T>
void CheckShapes() {
  Fixture<T> fixture;
  const size_t shapes[][2] = {{128, 1}, {128, 2},  {256, 1}, {256, 8},
                              {384, 3}, {1024, 4}, {4096, 1}};
  for (const auto& [block, miniblocks] : shapes) {
    for (const size_t count : {0, 1, 2, 33, 200, 1025, 3000}) {
      const std::vector<T> values = Walk<T>(static_cast<size_t>(count), 9, 4);
      fixture.CheckDecode(DeltaEncodeRef(values, block, miniblocks), values);
    }
  }
}

template <typename T>
void CheckCutAndChanged() {
  Random random(8);
  for (const size_t count : {0, 1, 2, 40, 129, 260}) {
    const std::vector<uint8_t> stream = DeltaEncodeRef(Walk<T>(static_cast<size_t>(count), 5, 2));
    for (size_t size = 0; size < stream.size(); ++size) {
      const std::vector<uint8_t> cut(stream.begin(), stream.begin() + static_cast<ptrdiff_t>(size));
      CheckDecodersAgree<T>(cut, 300);
    }
    if (count > 0) CheckDecodersAgree<T>(stream, static_cast<size_t>(count) - 1);
    for (size_t turn = 0; turn < 400; ++turn) {
      std::vector<uint8_t> changed = stream;
      // Mostly in the header.
      const size_t at =
          random.Below(turn % 2 == 0 ? std::min<size_t>(changed.size(), 16) : changed.size());
      changed[at] = static_cast<uint8_t>(random());
      CheckDecodersAgree<T>(changed, 300);
    }
  }
}

}  // namespace

// The second example of Parquet's Encodings.md (7, 5, 3, 1, 2, 3, 4, 5), whole as in
// docs/formats/delta-binary-packed.md, and the first one (1, 2, 3, 4, 5).
BOOST_AUTO_TEST_CASE(StandardExamples) {
  ForEachTarget([] {
    const int32_t values[] = {7, 5, 3, 1, 2, 3, 4, 5};
    const uint8_t expected[] = {0x80, 0x01, 0x04, 0x08, 0x0E, 0x03, 0x02, 0x00, 0x00,
                                0x00, 0xC0, 0x3F, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00};
    uint8_t out[64];
    const sinew_codec_result encoded =
        sinew_delta_binary_packed_encode_i32(values, 8, out, sizeof(out));
    BOOST_TEST(encoded.written == sizeof(expected));
    BOOST_TEST(memcmp(out, expected, sizeof(expected)) == 0);
    int32_t decoded[8];
    BOOST_TEST(sinew_delta_binary_packed_decode_i32(out, sizeof(out), decoded, 8).read ==
               sizeof(expected));
    BOOST_TEST(decoded == values, boost::test_tools::per_element());
    const sinew_codec_result count = sinew_delta_binary_packed_count(expected, sizeof(expected));
    BOOST_TEST(count.status == SINEW_STATUS_OK);
    BOOST_TEST(count.read == 5u);
    BOOST_TEST(count.written == 8u);
    BOOST_TEST(sinew_delta_binary_packed_count(expected, 3).status == SINEW_STATUS_TRUNCATED);
    BOOST_TEST(sinew_delta_binary_packed_count(expected, 3).read == 3u);
    BOOST_TEST(sinew_delta_binary_packed_count(expected, 3).written == 0u);

    const int64_t ramp[] = {1, 2, 3, 4, 5};
    const uint8_t steps[] = {0x80, 0x01, 0x04, 0x05, 0x02, 0x02, 0, 0, 0, 0};
    BOOST_TEST(sinew_delta_binary_packed_encode_i64(ramp, 5, out, sizeof(out)).written ==
               sizeof(steps));
    BOOST_TEST(memcmp(out, steps, sizeof(steps)) == 0);
  });
}

BOOST_AUTO_TEST_CASE(EveryWidth) {
  ForEachTarget([] {
    CheckWidths<int32_t>();
    CheckWidths<int64_t>();
  });
}

BOOST_AUTO_TEST_CASE(EveryCountAndExtremes) {
  ForEachTarget([] {
    CheckEdges<int32_t>();
    CheckEdges<int64_t>();
  });
}

BOOST_AUTO_TEST_CASE(EveryShapeOfBlock) {
  ForEachTarget([] {
    CheckShapes<int32_t>();
    CheckShapes<int64_t>();
  });
}

// Pages of DuckDB 2.0.1: INTEGER, whose differences it takes in 64 bits, and UINTEGER. Each has one
// miniblock, of 256 values and width 33.
BOOST_AUTO_TEST_CASE(ReadsDifferencesOf33Bits) {
  constexpr int32_t kMin = std::numeric_limits<int32_t>::min();
  constexpr int32_t kMax = std::numeric_limits<int32_t>::max();
  std::vector<uint8_t> integers = {
      0x80, 0x10, 0x08, 0x0A, 0xAE, 0xC5, 0xBE, 0xB7, 0x06,  // 2048, 8, 10, the first value
      0xFD, 0xFF, 0xFF, 0xFF, 0x1F, 0x21, 0,    0,    0,    0,    0,    0,    0,
      0x90, 0x81, 0xE0, 0x9B, 0x66, 0x5B, 0x9A, 0x21, 0xF7, 0x38, 0x68, 0x69, 0x21,
      0xD6, 0x46, 0xA1, 0x0D, 0x66, 0x79, 0x15, 0xC1, 0xFF, 0xFF, 0xFF, 0x3F, 0x00,
      0x00, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0xFF, 0x05, 0x00, 0x00, 0x80};
  std::vector<uint8_t> unsigned_integers = {
      0x80, 0x10, 0x08, 0x04, 0x80, 0xF8, 0x82, 0xAD, 0x16,  // 2048, 8, 4, the first value
      0xFD, 0x9F, 0xD9, 0xE6, 0x1D, 0x21, 0,    0,    0,    0,    0,
      0,    0,    0x04, 0xCA, 0x9A, 0x3B, 0xF4, 0x9F, 0xAC, 0xB9, 0x03};
  integers.resize(22 + 33 * 256 / 8);
  unsigned_integers.resize(22 + 33 * 256 / 8);
  ForEachTarget([&] {
    Fixture<int32_t> fixture;
    fixture.CheckDecode(integers, {863490391, -816295192, 1613070492, -1166045478, 1856530847, kMin,
                                   kMax, kMin, kMax, 5});
    fixture.CheckDecode(unsigned_integers, {static_cast<int32_t>(3000000000u), 5,
                                            static_cast<int32_t>(4000000000u), 1});
    std::vector<uint8_t> wider = integers;
    wider[14] = 34;
    int32_t out[10];
    const sinew_codec_result result = Decode(wider.data(), wider.size(), out, 10);
    BOOST_TEST(result.status == SINEW_STATUS_CORRUPT);
    BOOST_TEST(result.read == 14u);
    BOOST_TEST(result.written == 1u);
    // Every number of values.
    for (uint8_t count = 1; count <= 10; ++count) {
      integers[3] = count;
      CheckDecodersAgree<int32_t>(integers, 10);
    }
  });
}

BOOST_AUTO_TEST_CASE(RejectsAsTheOracleDoes) {
  ForEachTarget([] {
    CheckCutAndChanged<int32_t>();
    CheckCutAndChanged<int64_t>();
  });
}

BOOST_AUTO_TEST_CASE(RejectsHeaders) {
  const auto check = [](const std::vector<uint8_t>& in, sinew_status status, size_t at) {
    int32_t out[4];
    const sinew_codec_result result =
        sinew_delta_binary_packed_decode_i32(in.data(), in.size(), out, 4);
    BOOST_TEST(result.status == status);
    BOOST_TEST(result.read == at);
    BOOST_TEST(result.written == 0u);
    CheckDecodersAgree<int32_t>(in, 4);
  };
  check({}, SINEW_STATUS_TRUNCATED, 0);
  check({0x80}, SINEW_STATUS_TRUNCATED, 1);
  check({0x00, 4, 0, 0}, SINEW_STATUS_CORRUPT, 0);         // blocks of 0
  check({0x81, 1, 4, 0, 0}, SINEW_STATUS_CORRUPT, 0);      // of 129
  check({0x80, 1, 0, 0, 0}, SINEW_STATUS_CORRUPT, 2);      // no miniblocks
  check({0x80, 1, 8, 0, 0}, SINEW_STATUS_CORRUPT, 2);      // of 16 values
  check({0x80, 1, 3, 0, 0}, SINEW_STATUS_CORRUPT, 2);      // that do not divide
  check({0x80, 1, 4, 5, 0}, SINEW_STATUS_OUTPUT_FULL, 3);  // more values than room
  check({0x80, 1, 4, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0},
        SINEW_STATUS_OUTPUT_FULL, 3);                                             // 2^60 of them
  check({0x80, 1, 4, 1, 0x80, 0x80, 0x80, 0x80, 0x20}, SINEW_STATUS_CORRUPT, 4);  // 34 bits
  check({0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x02}, SINEW_STATUS_CORRUPT, 9);
  check({0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80}, SINEW_STATUS_TRUNCATED, 10);
  check({0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0}, SINEW_STATUS_CORRUPT, 10);

  // 2^40 miniblocks; one of 2^62 values and width 32, whose size overflows.
  const auto late = [](const std::vector<uint8_t>& in, size_t at) {
    int32_t out[4];
    const sinew_codec_result result =
        sinew_delta_binary_packed_decode_i32(in.data(), in.size(), out, 4);
    BOOST_TEST(result.status == SINEW_STATUS_TRUNCATED);
    BOOST_TEST(result.read == at);
    BOOST_TEST(result.written == 1u);
    CheckDecodersAgree<int32_t>(in, 4);
  };
  late({0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01,  // 2^49
        0x80, 0x80, 0x80, 0x80, 0x80, 0x20, 2, 2, 2, 1, 1},
       19);
  late({0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x40, 1, 2, 2, 2, 32, 1, 1, 1}, 17);
}

BOOST_AUTO_TEST_CASE(ReportsAFullOutput) {
  ForEachTarget([] {
    const std::vector<int64_t> values = Walk<int64_t>(1000, 13, 6);
    const std::vector<uint8_t> expected = DeltaEncodeRef(values);
    GuardedMemory memory(expected.size());
    size_t last_read = 0;
    for (size_t room = 0; room < expected.size(); ++room) {
      uint8_t* out = memory.Back(room);
      const sinew_codec_result result = Encode(values.data(), values.size(), out, room);
      BOOST_REQUIRE_EQUAL(result.status, SINEW_STATUS_OUTPUT_FULL);
      BOOST_REQUIRE_LE(result.written, room);
      BOOST_REQUIRE_EQUAL(memcmp(out, expected.data(), result.written), 0);
      BOOST_REQUIRE_GE(result.read, last_read);
      BOOST_REQUIRE(result.read == 0 || result.read % 128 == 1);
      last_read = result.read;
    }
    BOOST_TEST(last_read == 897u);
    BOOST_TEST(Bound(int64_t(), SIZE_MAX) == SIZE_MAX);
  });
}

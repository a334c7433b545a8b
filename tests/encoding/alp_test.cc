#include "sinew/sinew.h"

#include <string.h>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "encoding/alp_ref.h"
#include "support/guard.h"
#include "support/random.h"
#include "support/targets.h"

namespace {

size_t Bound(double, size_t count) { return sinew_alp_encoded_bound_f64(count); }
size_t Bound(float, size_t count) { return sinew_alp_encoded_bound_f32(count); }
sinew_codec_result Encode(const double* in, size_t count, void* out, size_t capacity) {
  return sinew_alp_encode_f64(in, count, out, capacity);
}
sinew_codec_result Encode(const float* in, size_t count, void* out, size_t capacity) {
  return sinew_alp_encode_f32(in, count, out, capacity);
}
sinew_codec_result Decode(const void* in, size_t size, double* out, size_t capacity) {
  return sinew_alp_decode_f64(in, size, out, capacity);
}
sinew_codec_result Decode(const void* in, size_t size, float* out, size_t capacity) {
  return sinew_alp_decode_f32(in, size, out, capacity);
}

template <typename F>
bool Same(const F* a, const F* b, size_t count) {
  return count == 0 || memcmp(a, b, count * sizeof(F)) == 0;
}

template <typename F>
std::vector<uint8_t> Encoded(const std::vector<F>& values) {
  std::vector<uint8_t> out(Bound(F(), values.size()));
  out.resize(Encode(values.data(), values.size(), out.data(), out.size()).written);
  return out;
}

// Columns of every kind that the encoder tells apart.

// Numbers with `places` decimal places in steps of up to `range` units.
template <typename F>
std::vector<F> DecimalValues(size_t count, size_t places, uint64_t range, uint64_t seed = 1) {
  Random random(seed);
  std::vector<F> values(count);
  for (F& value : values) {
    const int64_t units =
        static_cast<int64_t>(random.Below(range)) - static_cast<int64_t>(range / 3);
    value = static_cast<F>(units) / AlpRef<F>::Ten(places);
  }
  return values;
}

template <typename F>
std::vector<F> RandomBits(size_t count, uint64_t seed = 2) {
  Random random(seed);
  std::vector<F> values(count);
  for (F& value : values) value = AlpRef<F>::FromBits(static_cast<typename AlpRef<F>::U>(random()));
  return values;
}

// Like measurements with all their digits: exponents and signs repeat.
template <typename F>
std::vector<F> RealValues(size_t count, uint64_t seed = 3) {
  Random random(seed);
  std::vector<F> values(count);
  for (F& value : values) {
    value = static_cast<F>(1 + static_cast<double>(random() >> 11) * 0x1p-53);
    if (random.Below(50) == 0) value *= static_cast<F>(std::pow(2.0, random.Below(60)));
  }
  return values;
}

template <typename F>
std::vector<F> Specials() {
  using Limits = std::numeric_limits<F>;
  using U = typename AlpRef<F>::U;
  const U infinity = AlpRef<F>::Bits(Limits::infinity());
  return {F(0),
          -F(0),
          Limits::infinity(),
          -Limits::infinity(),
          AlpRef<F>::FromBits(infinity + 1),  // NaN that signals
          AlpRef<F>::FromBits(infinity + 12345),
          Limits::quiet_NaN(),
          -Limits::quiet_NaN(),
          AlpRef<F>::FromBits(~U{0}),
          Limits::denorm_min(),
          -Limits::denorm_min(),
          Limits::min(),
          Limits::max(),
          Limits::lowest(),
          Limits::epsilon(),
          F(0.1),
          F(1e10),
          static_cast<F>(AlpRef<F>::kLimit),
          static_cast<F>(AlpRef<F>::kLimit - 1),
          static_cast<F>(AlpRef<F>::kLimit * 2 - 1),
          -static_cast<F>(AlpRef<F>::kLimit),
          -static_cast<F>(AlpRef<F>::kLimit + 1)};
}

// Decimals of which one in `n` is something else.
template <typename F>
std::vector<F> Mixed(size_t count, size_t n) {
  Random random(n);
  std::vector<F> values = DecimalValues<F>(count, 2, 10000);
  const std::vector<F> specials = Specials<F>();
  for (F& value : values) {
    if (random.Below(n) == 0) value = specials[random.Below(specials.size())];
  }
  return values;
}

template <typename F>
std::vector<std::vector<F>> Columns(size_t count) {
  std::vector<std::vector<F>> columns = {std::vector<F>(count, F(7.25)),
                                         std::vector<F>(count, -F(0)),
                                         std::vector<F>(count, std::numeric_limits<F>::quiet_NaN()),
                                         RandomBits<F>(count),
                                         RealValues<F>(count),
                                         Mixed<F>(count, 2),
                                         Mixed<F>(count, 30),
                                         Mixed<F>(count, 500)};
  for (size_t places = 0; places <= 5; ++places) {
    columns.push_back(DecimalValues<F>(count, places, 3000));
    columns.push_back(DecimalValues<F>(count, places, 4000000));
  }
  // Places that change from vector to vector, so that each chooses.
  std::vector<F> changing;
  for (size_t part = 0; changing.size() < count; ++part) {
    const std::vector<F> next =
        DecimalValues<F>(std::min<size_t>(700, count - changing.size()), part * 7 % 5, 20000, part);
    changing.insert(changing.end(), next.begin(), next.end());
  }
  columns.push_back(changing);
  return columns;
}

// Encodes and decodes between guard pages, both pointers misaligned.
template <typename F>
class Fixture {
 public:
  Fixture() : values_(kMax * sizeof(F) + 16), bytes_(kMax * sizeof(F) + 256) {}

  std::vector<uint8_t> RoundTrip(const std::vector<F>& values) {
    const size_t misalign = ++turn_ % 8;
    uint8_t* place = values_.Back(values.size() * sizeof(F), misalign);
    if (!values.empty()) memcpy(place, values.data(), values.size() * sizeof(F));
    uint8_t* out = bytes_.Back(Bound(F(), values.size()));
    const sinew_codec_result result =
        Encode(reinterpret_cast<const F*>(place), values.size(), out, Bound(F(), values.size()));
    BOOST_REQUIRE_EQUAL(result.status, SINEW_STATUS_OK);
    BOOST_REQUIRE_EQUAL(result.read, values.size());
    const std::vector<uint8_t> stream(out, out + result.written);

    // Exactly the bytes that were written are enough room.
    uint8_t* exact = bytes_.Back(stream.size(), turn_ % 3);
    const sinew_codec_result again =
        Encode(reinterpret_cast<const F*>(place), values.size(), exact, stream.size());
    BOOST_REQUIRE_EQUAL(again.status, SINEW_STATUS_OK);
    BOOST_REQUIRE_EQUAL(memcmp(exact, stream.data(), stream.size()), 0);
    BOOST_REQUIRE_EQUAL(sinew_alp_count(exact, stream.size()).written, values.size());
    BOOST_REQUIRE_EQUAL(sinew_alp_count(exact, stream.size()).read, 12u);
    CheckDecode(stream, values);
    return stream;
  }

  void CheckDecode(const std::vector<uint8_t>& stream, const std::vector<F>& values) {
    uint8_t* in = bytes_.Back(stream.size(), turn_ % 5);
    memcpy(in, stream.data(), stream.size());
    F* out = reinterpret_cast<F*>(values_.Back(values.size() * sizeof(F), turn_ % 7));
    const sinew_codec_result result = Decode(in, stream.size(), out, values.size());
    BOOST_REQUIRE_EQUAL(result.status, SINEW_STATUS_OK);
    BOOST_REQUIRE_EQUAL(result.read, stream.size());
    BOOST_REQUIRE_EQUAL(result.written, values.size());
    BOOST_REQUIRE(Same(out, values.data(), values.size()));
  }

 private:
  static constexpr size_t kMax = 110000;
  GuardedMemory values_, bytes_;
  size_t turn_ = 0;
};

template <typename F>
void CheckOracleReads(const std::vector<uint8_t>& stream, const std::vector<F>& values) {
  const AlpDecodedRef<F> decoded = AlpDecodeRef<F>(stream.data(), stream.size(), values.size());
  BOOST_REQUIRE_EQUAL(decoded.status, SINEW_STATUS_OK);
  BOOST_REQUIRE_EQUAL(decoded.read, stream.size());
  BOOST_REQUIRE_EQUAL(decoded.values.size(), values.size());
  BOOST_REQUIRE(Same(decoded.values.data(), values.data(), values.size()));
}

// What one target writes, every target writes, and the oracle reads.
template <typename F>
void CheckCounts(const std::vector<size_t>& counts) {
  for (const size_t count : counts) {
    for (const std::vector<F>& column : Columns<F>(count)) {
      std::vector<uint8_t> first;
      ForEachTarget([&] {
        Fixture<F> fixture;
        const std::vector<uint8_t> stream = fixture.RoundTrip(column);
        if (first.empty()) first = stream;
        BOOST_REQUIRE(stream == first);
      });
      CheckOracleReads(first, column);
    }
  }
}

// Every combination of powers, with and without what does not fit them.
template <typename F>
void CheckLayouts() {
  Fixture<F> fixture;
  Random random(4);
  for (uint8_t exponent = 0; exponent <= AlpRef<F>::kMaxExponent; ++exponent) {
    for (uint8_t factor = 0; factor <= exponent; ++factor) {
      const std::vector<F> values = Mixed<F>(1 + random.Below(90), 20);
      fixture.CheckDecode(
          AlpEncodeRef(values, 0, 0, [&](size_t) { return AlpChoiceRef{exponent, factor}; }),
          values);
    }
  }
  for (size_t left = 1; left <= 16; ++left) {
    for (size_t code = 0; code <= 3; ++code) {
      const std::vector<F> values = RealValues<F>(1024 + random.Below(1100), left);
      fixture.CheckDecode(
          AlpEncodeRef(values, left, code, [](size_t) { return AlpChoiceRef{0xFE, 0}; }), values);
    }
  }
  // All kinds in one group.
  const std::vector<F> values = Mixed<F>(9000, 40);
  fixture.CheckDecode(AlpEncodeRef(values, 9, 2,
                                   [](size_t vector) {
                                     return AlpChoiceRef{
                                         static_cast<uint8_t>(vector % 3 == 0   ? 0xFF
                                                              : vector % 3 == 1 ? 0xFE
                                                                                : 5),
                                         static_cast<uint8_t>(vector % 3 == 2 ? 3 : 0)};
                                   }),
                      values);
}

template <typename F>
void CheckDecodersAgree(const std::vector<uint8_t>& in, size_t capacity) {
  const AlpDecodedRef<F> expected = AlpDecodeRef<F>(in.data(), in.size(), capacity);
  std::vector<F> out(capacity);
  const sinew_codec_result result = Decode(in.data(), in.size(), out.data(), capacity);
  BOOST_REQUIRE_EQUAL(result.status, expected.status);
  BOOST_REQUIRE_EQUAL(result.read, expected.read);
  BOOST_REQUIRE_EQUAL(result.written, expected.values.size());
  BOOST_REQUIRE(Same(out.data(), expected.values.data(), result.written));
}

template <typename F>
std::vector<std::vector<uint8_t>> Streams() {
  const auto split = [](size_t) { return AlpChoiceRef{0xFE, 0}; };
  return {Encoded(std::vector<F>()),
          Encoded(Mixed<F>(40, 9)),
          Encoded(Mixed<F>(1100, 100)),
          Encoded(DecimalValues<F>(1030, 1, 300)),
          Encoded(RandomBits<F>(20)),
          AlpEncodeRef(RealValues<F>(33), 9, 1, split),
          AlpEncodeRef(RealValues<F>(1030), 12, 3, split)};
}

template <typename F>
void CheckCutAndChanged() {
  Random random(8);
  for (const std::vector<uint8_t>& stream : Streams<F>()) {
    const size_t step = stream.size() < 600 ? 1 : 37;
    for (size_t size = 0; size < stream.size(); size += step) {
      CheckDecodersAgree<F>({stream.begin(), stream.begin() + static_cast<ptrdiff_t>(size)}, 1100);
    }
    for (size_t turn = 0; turn < 600; ++turn) {
      std::vector<uint8_t> changed = stream;
      // In turn: the headers, all of it, and the exceptions at the end.
      const size_t size = changed.size();
      size_t at = random.Below(turn % 3 == 0 ? std::min<size_t>(size, 32) : size);
      if (turn % 3 == 1) at = size - 1 - random.Below(std::min<size_t>(size, 48));
      changed[at] = static_cast<uint8_t>(random());
      if (turn % 2 == 0) changed[at] = static_cast<uint8_t>(stream[at] + random.Below(3) - 1);
      CheckDecodersAgree<F>(changed, 1100);
    }
  }
}

template <typename F>
void CheckFullOutput() {
  for (const std::vector<F>& column :
       {Mixed<F>(3000, 50), RealValues<F>(3000), RandomBits<F>(3000)}) {
    const std::vector<uint8_t> expected = Encoded(column);
    GuardedMemory memory(expected.size());
    size_t last_read = 0;
    for (size_t room = 0; room < expected.size(); room += room < 60 ? 1 : 131) {
      uint8_t* out = memory.Back(room);
      const sinew_codec_result result = Encode(column.data(), column.size(), out, room);
      BOOST_REQUIRE_EQUAL(result.status, SINEW_STATUS_OUTPUT_FULL);
      BOOST_REQUIRE_LE(result.written, room);
      BOOST_REQUIRE_EQUAL(memcmp(out, expected.data(), result.written), 0);
      BOOST_REQUIRE_EQUAL(result.read % 1024, 0u);
      BOOST_REQUIRE_GE(result.read, last_read);
      last_read = result.read;
    }
    BOOST_TEST(last_read == 2048u);
  }
}

}  // namespace

// The examples of docs/formats/alp.md.
BOOST_AUTO_TEST_CASE(DocumentedExamples) {
  ForEachTarget([] {
    const std::vector<double> prices = {12.5, 12.75, 13.25, 12.99, 1.0 / 3, 13.0, 12.0, 12.5};
    const auto choice = [](size_t) { return AlpChoiceRef{16, 14}; };
    const std::vector<uint8_t> expected = {0x41, 0x4C, 0x50, 0x18, 0x08, 0x00, 0x00, 0x00,
                                           0x00, 0x00, 0x00, 0x00,                          //
                                           0x00,                                            //
                                           0x10, 0x0E, 0x07, 0x01, 0x00,                    //
                                           0xB0, 0x04, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,  //
                                           0xB2, 0x65, 0x7F, 0x0C, 0x20, 0x03, 0x64,        //
                                           0x04, 0x00,                                      //
                                           0x55, 0x55, 0x55, 0x55, 0x55, 0x55, 0xD5, 0x3F};
    BOOST_TEST(AlpEncodeRef(prices, 0, 0, choice) == expected, boost::test_tools::per_element());
    BOOST_TEST(Encoded(prices) == expected, boost::test_tools::per_element());
    double decoded[8];
    const sinew_codec_result result =
        sinew_alp_decode_f64(expected.data(), expected.size(), decoded, 8);
    BOOST_TEST(result.read == expected.size());
    BOOST_TEST(result.written == 8u);
    BOOST_TEST(Same(decoded, prices.data(), 8));
  });
}

BOOST_AUTO_TEST_CASE(EveryKindOfColumn) {
  CheckCounts<double>({0, 1, 2, 7, 8, 9, 31, 33, 100, 1023, 1024, 1025, 3001});
  CheckCounts<float>({0, 1, 2, 15, 16, 17, 31, 33, 100, 1023, 1024, 1025, 3001});
}

BOOST_AUTO_TEST_CASE(MoreThanAGroup) {
  ForEachTarget([] {
    Fixture<double> doubles;
    Fixture<float> floats;
    doubles.RoundTrip(Mixed<double>(102400 + 1025, 100));
    floats.RoundTrip(RealValues<float>(102400 + 1));
    // A group of decimals, then one that has none.
    std::vector<double> both = DecimalValues<double>(102400, 2, 5000);
    const std::vector<double> reals = RealValues<double>(2000);
    both.insert(both.end(), reals.begin(), reals.end());
    CheckOracleReads(doubles.RoundTrip(both), both);
  });
}

BOOST_AUTO_TEST_CASE(SpecialValues) {
  ForEachTarget([] {
    Fixture<double> doubles;
    Fixture<float> floats;
    doubles.RoundTrip(Specials<double>());
    floats.RoundTrip(Specials<float>());
    for (const double value : Specials<double>()) doubles.RoundTrip(std::vector<double>(70, value));
    for (const float value : Specials<float>()) floats.RoundTrip(std::vector<float>(70, value));
  });
}

BOOST_AUTO_TEST_CASE(ReadsWhatTheOracleWrites) {
  ForEachTarget([] {
    CheckLayouts<double>();
    CheckLayouts<float>();
  });
}

BOOST_AUTO_TEST_CASE(RejectsAsTheOracleDoes) {
  ForEachTarget([] {
    CheckCutAndChanged<double>();
    CheckCutAndChanged<float>();
  });
}

BOOST_AUTO_TEST_CASE(RejectsHeaders) {
  const auto check = [](const std::vector<uint8_t>& in, sinew_status status, size_t at) {
    double out[4];
    const sinew_codec_result result = sinew_alp_decode_f64(in.data(), in.size(), out, 4);
    BOOST_TEST(result.status == status);
    BOOST_TEST(result.read == at);
    BOOST_TEST(result.written == 0u);
    CheckDecodersAgree<double>(in, 4);
  };
  const auto body = [](const std::vector<uint8_t>& rest) {
    std::vector<uint8_t> in = {'A', 'L', 'P', 0x18};
    PutRef(&in, uint64_t{4});
    for (const uint8_t byte : rest) in.push_back(byte);
    return in;
  };
  check({}, SINEW_STATUS_TRUNCATED, 0);
  check({'A', 'L'}, SINEW_STATUS_TRUNCATED, 2);
  check({'A', 'X'}, SINEW_STATUS_CORRUPT, 1);
  check({'A', 'L', 'P', 0x14}, SINEW_STATUS_CORRUPT, 3);  // floats
  check({'A', 'L', 'P', 0x18, 5, 0, 0, 0, 0, 0, 0, 0}, SINEW_STATUS_OUTPUT_FULL, 4);
  check({'A', 'L', 'P', 0x18, 0, 0, 0, 0, 0, 0, 0, 0x80}, SINEW_STATUS_OUTPUT_FULL, 4);
  check(body({}), SINEW_STATUS_TRUNCATED, 12);
  check(body({17}), SINEW_STATUS_CORRUPT, 12);                // left parts of 17 bits
  check(body({3, 4}), SINEW_STATUS_CORRUPT, 13);              // codes of 4 bits
  check(body({3, 0, 8, 0}), SINEW_STATUS_CORRUPT, 14);        // an entry of 4 bits
  check(body({0, 0xFE}), SINEW_STATUS_CORRUPT, 13);           // no dictionary
  check(body({0, 19}), SINEW_STATUS_CORRUPT, 13);             // exponent
  check(body({0, 3, 4}), SINEW_STATUS_CORRUPT, 14);           // factor above it
  check(body({0, 3, 2, 53}), SINEW_STATUS_CORRUPT, 15);       // width
  check(body({0, 3, 2, 0, 5, 0}), SINEW_STATUS_CORRUPT, 16);  // exceptions
  check(body({0, 3, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 8, 0}), SINEW_STATUS_CORRUPT, 18);  // base
  check(body({0, 3, 2, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0}), SINEW_STATUS_TRUNCATED, 26);
  check(body({0, 3, 2, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0}),
        SINEW_STATUS_CORRUPT, 26);  // position
  check(body({3, 0, 7, 0, 0xFE, 5, 0}), SINEW_STATUS_CORRUPT, 17);

  uint8_t floats[12] = {'A', 'L', 'P', 0x14, 3};
  BOOST_TEST(sinew_alp_count(floats, 12).written == 3u);
  BOOST_TEST(sinew_alp_count(floats, 11).status == SINEW_STATUS_TRUNCATED);
  floats[3] = 0x24;
  BOOST_TEST(sinew_alp_count(floats, 12).status == SINEW_STATUS_CORRUPT);
  BOOST_TEST(sinew_alp_count(floats, 12).read == 3u);
  BOOST_TEST(sinew_alp_count(floats, 12).written == 0u);
  BOOST_TEST(sinew_alp_count(nullptr, 0).status == SINEW_STATUS_TRUNCATED);
}

BOOST_AUTO_TEST_CASE(ReportsAFullOutput) {
  ForEachTarget([] {
    CheckFullOutput<double>();
    CheckFullOutput<float>();
  });
}

BOOST_AUTO_TEST_CASE(Bounds) {
  BOOST_TEST(sinew_alp_encoded_bound_f64(0) == 12u);
  BOOST_TEST(sinew_alp_encoded_bound_f64(SIZE_MAX) == SIZE_MAX);
  BOOST_TEST(sinew_alp_encoded_bound_f64(SIZE_MAX / 8) == SIZE_MAX);
  BOOST_TEST(sinew_alp_encoded_bound_f32(SIZE_MAX / 4) == SIZE_MAX);
  BOOST_TEST(sinew_alp_encoded_bound_f32(1024) == 12u + 18 + 1 + 4096);
}

// What the method is for: so many bits a value, 64 or 32 of them before.
BOOST_AUTO_TEST_CASE(Sizes) {
  const auto bits = [](const auto& values) {
    return 8.0 * static_cast<double>(Encoded(values).size()) / static_cast<double>(values.size());
  };
  for (size_t places = 0; places <= 4; ++places) {
    // 10 and 20 bits, a header of 0.1, and the exceptions: products of powers of ten round.
    BOOST_TEST(bits(DecimalValues<double>(102400, places, 1000)) < 11.0);
    BOOST_TEST(bits(DecimalValues<double>(102400, places, 1000000)) < 21.0);
    BOOST_TEST(bits(DecimalValues<float>(102400, places, 1000)) < 15.5);
  }
  BOOST_TEST(bits(std::vector<double>(102400, 3.14)) < 0.2);
  BOOST_TEST(bits(RealValues<double>(102400)) < 55.0);
  BOOST_TEST(bits(RealValues<float>(102400)) < 25.5);
  BOOST_TEST(bits(RandomBits<double>(102400)) < 64.1);
}

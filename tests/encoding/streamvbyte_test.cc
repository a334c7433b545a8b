#include "sinew/sinew.h"

#include <string.h>

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "encoding/streamvbyte_ref.h"
#include "support/guard.h"
#include "support/random.h"
#include "support/targets.h"

namespace {

constexpr uint32_t kVariants[] = {SINEW_STREAMVBYTE_1234, SINEW_STREAMVBYTE_0124};

const StreamVByteLengths& LengthsOf(uint32_t flags) {
  return flags == SINEW_STREAMVBYTE_0124 ? kLengths0124 : kLengths1234;
}

// With differences to `start` where that is not null.
struct Coding {
  uint32_t flags;
  const uint32_t* start;

  size_t Size(const uint32_t* in, size_t count) const {
    const sinew_codec_result result =
        start == nullptr ? sinew_streamvbyte_encoded_size(in, count, flags)
                         : sinew_streamvbyte_encoded_size_delta(in, count, *start, flags);
    BOOST_REQUIRE_EQUAL(result.status, SINEW_STATUS_OK);
    BOOST_REQUIRE_EQUAL(result.read, count);
    return result.written;
  }
  sinew_codec_result Encode(const uint32_t* in, size_t count, void* out, size_t capacity) const {
    return start == nullptr
               ? sinew_streamvbyte_encode(in, count, out, capacity, flags)
               : sinew_streamvbyte_encode_delta(in, count, *start, out, capacity, flags);
  }
  sinew_codec_result Decode(const void* in, size_t size, uint32_t* out, size_t count) const {
    return start == nullptr ? sinew_streamvbyte_decode(in, size, out, count, flags)
                            : sinew_streamvbyte_decode_delta(in, size, *start, out, count, flags);
  }
  std::vector<uint8_t> Expected(const std::vector<uint32_t>& values) const {
    return StreamVByteRef(start == nullptr ? values : DifferencesRef(values, *start),
                          LengthsOf(flags));
  }
};

template <typename Test>
void ForEachCoding(const Test& test) {
  static const uint32_t kStart = 0xFFFFFF00;
  for (const uint32_t flags : kVariants) {
    test(Coding{flags, nullptr});
    test(Coding{flags, &kStart});
  }
}

// Values of every length, of which runs have the same one.
std::vector<uint32_t> RandomValues(size_t count, uint64_t seed) {
  Random random(seed);
  std::vector<uint32_t> values(count);
  uint64_t bits = 0;
  for (uint32_t& value : values) {
    if (random.Below(4) == 0) bits = random.Below(33);
    value = static_cast<uint32_t>(bits == 0 ? 0 : random() >> (64 - bits));
  }
  return values;
}

std::string Hex(const uint8_t* bytes, size_t size) {
  std::string text;
  for (size_t i = 0; i < size; ++i) {
    for (const int shift : {4, 0}) text += "0123456789ABCDEF"[bytes[i] >> shift & 15];
  }
  return text;
}

std::string EncodedHex(const Coding& coding, const std::vector<uint32_t>& values) {
  std::vector<uint8_t> out(sinew_streamvbyte_encoded_bound(values.size()));
  const sinew_codec_result result =
      coding.Encode(values.data(), values.size(), out.data(), out.size());
  BOOST_TEST(result.read == values.size());
  return Hex(out.data(), result.written);
}

}  // namespace

// docs/formats/streamvbyte.md, as libstreamvbyte 0.4.1 writes it.
BOOST_AUTO_TEST_CASE(ExampleOfThePage) {
  ForEachTarget([] {
    const std::vector<uint32_t> values = {0, 1, 255, 256, 65535, 65536, 0x12345678};
    BOOST_TEST(EncodedHex({SINEW_STREAMVBYTE_1234, nullptr}, values) ==
               "40390001FF0001FFFF00000178563412");
    BOOST_TEST(EncodedHex({SINEW_STREAMVBYTE_0124, nullptr}, values) ==
               "943E01FF0001FFFF0000010078563412");
    const uint32_t start = 990;
    BOOST_TEST(EncodedHex({SINEW_STREAMVBYTE_1234, &start}, {1000, 1003, 1003, 1500, 70000}) ==
               "40020A0300F101940B01");
  });
}

// What libstreamvbyte 0.4.1 makes of these values.
BOOST_AUTO_TEST_CASE(Libstreamvbyte) {
  std::vector<uint32_t> values(37);
  uint32_t state = 1;
  for (uint32_t& value : values) {
    state = state * 1664525u + 1013904223u;
    value = state >> (state >> 27);
  }
  const uint32_t start = 1000;
  ForEachTarget([&] {
    BOOST_TEST(
        EncodedHex({SINEW_STREAMVBYTE_1234, nullptr}, values) ==
        "5A4BA72158BE97C26202B2107910D10B1681D102B036780618D30BC6314794E638043A0A901D40076103"
        "CD2535DE5B78011B87EB1475050644E61FDD2958580398CF83048A6814FEB81302D4024E25A911068F50"
        "43C007A90E6B01BB621501A4370626464FDD01");
    BOOST_TEST(
        EncodedHex({SINEW_STREAMVBYTE_0124, nullptr}, values) ==
        "AF9FFB76ADFFEBD7B703B210790010D10B001681D102B036780618D30B00C6314794E638043A0A901D40"
        "0007610300CD2535DE5B7800011B87EB140075050644E61FDD002958580398CF83048A681400FEB81302"
        "D4024E25A91106008F504300C007A90E6B01BB62150001A437060026464FDD0100");
    BOOST_TEST(
        EncodedHex({SINEW_STREAMVBYTE_1234, &start}, values) ==
        "FE7FEFEF78FE9FFEEF02CA0C795EC092FF06B0F4FFBB81FFFFDF337806689C93F9AE2DF4FF6B46639F38"
        "04A623C7FB5613407743C3FFC6C4FCFF68DAFFFFA95B7823A487FF1A6CEB14EE19EBFF913EE0DBDC4338"
        "7B026F772B01F29890FB7450FF01D649ECFD7A225BEC05E63E3D31B0BCFF47FFFFFFA20E6B011254AAFE"
        "469DEAFFA33706820EFAFF299701");
  });
}

BOOST_AUTO_TEST_CASE(EveryControlByte) {
  ForEachTarget([] {
    const std::vector<uint8_t> bytes = RandomBytes(256 + 4 * 1024, 3);
    std::vector<uint8_t> in = bytes;
    for (size_t i = 0; i < 256; ++i) in[i] = static_cast<uint8_t>(i * 5 + 1);
    for (const uint32_t flags : kVariants) {
      const StreamVByteDecoded expected =
          StreamVByteDecodeRef(in.data(), in.size(), 1024, LengthsOf(flags));
      std::vector<uint32_t> out(1024);
      const sinew_codec_result result =
          sinew_streamvbyte_decode(in.data(), in.size(), out.data(), 1024, flags);
      BOOST_TEST(result.status == SINEW_STATUS_OK);
      BOOST_TEST(result.read == expected.read);
      BOOST_TEST(result.written == 1024u);
      BOOST_TEST(out == expected.values);
    }
  });
}

BOOST_AUTO_TEST_CASE(EverySmallCount) {
  constexpr size_t kMost = 300;
  GuardedMemory in(kMost * 4 + 8), packed(kMost * 5 + 8), out(kMost * 4 + 8);
  ForEachTarget([&] {
    ForEachCoding([&](const Coding& coding) {
      for (size_t count = 0; count <= kMost; ++count) {
        const std::vector<uint32_t> values = RandomValues(count, count);
        const std::vector<uint8_t> expected = coding.Expected(values);
        const size_t size = expected.size(), gap = count % 8;
        uint32_t* const from = reinterpret_cast<uint32_t*>(
            count % 2 == 0 ? in.Front() + gap : in.Back(4 * count, gap));
        if (count != 0) memcpy(static_cast<void*>(from), values.data(), 4 * count);
        uint8_t* const to = count % 3 == 0 ? packed.Front() : packed.Back(size);
        BOOST_REQUIRE_EQUAL(coding.Size(from, count), size);
        sinew_codec_result result = coding.Encode(from, count, to, size);
        BOOST_REQUIRE_EQUAL(result.status, SINEW_STATUS_OK);
        BOOST_REQUIRE_EQUAL(result.read, count);
        BOOST_REQUIRE_EQUAL(result.written, size);
        if (size != 0 && memcmp(to, expected.data(), size) != 0) {
          BOOST_ERROR("encoded " << count << ": " << Hex(to, size));
        }

        uint32_t* const again = reinterpret_cast<uint32_t*>(
            count % 2 == 0 ? out.Back(4 * count, gap) : out.Front() + gap);
        result = coding.Decode(to, size, again, count);
        BOOST_REQUIRE_EQUAL(result.status, SINEW_STATUS_OK);
        BOOST_REQUIRE_EQUAL(result.read, size);
        BOOST_REQUIRE_EQUAL(result.written, count);
        if (count != 0 && memcmp(static_cast<void*>(again), values.data(), 4 * count) != 0) {
          BOOST_ERROR("decoded " << count);
        }
      }
    });
  });
}

BOOST_AUTO_TEST_CASE(LongInputs) {
  ForEachTarget([] {
    ForEachCoding([](const Coding& coding) {
      for (const size_t count : {10000, 10003}) {
        const std::vector<uint32_t> values = RandomValues(static_cast<size_t>(count), 1);
        const std::vector<uint8_t> expected = coding.Expected(values);
        // What follows the stream is not looked at, nor is room beyond it needed.
        std::vector<uint8_t> packed(expected.size() + 100, 0xFF);
        BOOST_TEST(coding.Size(values.data(), values.size()) == expected.size());
        BOOST_TEST(
            coding.Encode(values.data(), values.size(), packed.data(), packed.size()).written ==
            expected.size());
        BOOST_TEST((memcmp(packed.data(), expected.data(), expected.size()) == 0));
        std::vector<uint32_t> out(values.size());
        BOOST_TEST(coding.Decode(packed.data(), packed.size(), out.data(), out.size()).read ==
                   expected.size());
        BOOST_TEST((out == values));
      }
    });
  });
}

BOOST_AUTO_TEST_CASE(ReportsTruncatedInput) {
  GuardedMemory memory(1000);
  ForEachTarget([&] {
    ForEachCoding([&](const Coding& coding) {
      const std::vector<uint32_t> values = RandomValues(150, 7);
      const std::vector<uint8_t> whole = coding.Expected(values);
      const StreamVByteLengths& lengths = LengthsOf(coding.flags);
      for (size_t size = 0; size < whole.size(); ++size) {
        uint8_t* const in = memory.Back(size);
        if (size != 0) memcpy(in, whole.data(), size);
        std::vector<uint32_t> out(values.size());
        const sinew_codec_result result = coding.Decode(in, size, out.data(), out.size());
        BOOST_REQUIRE_EQUAL(result.status, SINEW_STATUS_TRUNCATED);
        BOOST_REQUIRE_EQUAL(result.read, size);
        size_t expected = StreamVByteDecodeRef(in, size, values.size(), lengths).values.size();
        const size_t control = (values.size() + 3) / 4;
        if (coding.flags == SINEW_STREAMVBYTE_1234 && size < control + values.size()) expected = 0;
        BOOST_REQUIRE_EQUAL(result.written, expected);
        BOOST_REQUIRE(memcmp(out.data(), values.data(), expected * 4) == 0);
      }
    });
  });
}

BOOST_AUTO_TEST_CASE(ReportsFullOutput) {
  GuardedMemory memory(1000);
  ForEachTarget([&] {
    ForEachCoding([&](const Coding& coding) {
      const std::vector<uint32_t> values = RandomValues(150, 9);
      const size_t whole = coding.Expected(values).size();
      const std::vector<uint32_t> coded =
          coding.start == nullptr ? values : DifferencesRef(values, *coding.start);
      for (size_t capacity = 0; capacity < whole; ++capacity) {
        size_t fault = 0, used = (values.size() + 3) / 4;
        if (used <= capacity) {
          for (;; ++fault) {
            used += StreamVByteRef({coded[fault]}, LengthsOf(coding.flags)).size() - 1;
            if (used > capacity) break;
          }
        }
        const sinew_codec_result result =
            coding.Encode(values.data(), values.size(), memory.Back(capacity), capacity);
        BOOST_REQUIRE_EQUAL(result.status, SINEW_STATUS_OUTPUT_FULL);
        BOOST_REQUIRE_EQUAL(result.read, fault);
        BOOST_REQUIRE_EQUAL(result.written, 0u);
      }
    });
  });
}

BOOST_AUTO_TEST_CASE(RefusesCountsThatCannotBe) {
  ForEachTarget([] {
    ForEachCoding([](const Coding& coding) {
      const uint8_t bytes[16] = {};
      for (const size_t count : {SIZE_MAX, SIZE_MAX / 4, size_t{65}}) {
        const sinew_codec_result result = coding.Decode(bytes, sizeof(bytes), nullptr, count);
        BOOST_TEST(result.status == SINEW_STATUS_TRUNCATED);
        BOOST_TEST(result.read == sizeof(bytes));
        BOOST_TEST(result.written == 0u);
      }
    });
    uint32_t out[64] = {1, 2, 3};
    const uint8_t zeros[16] = {};
    BOOST_TEST(sinew_streamvbyte_decode(zeros, 16, out, 64, SINEW_STREAMVBYTE_0124).written == 64u);
    BOOST_TEST(out[2] == 0u);
  });
}

BOOST_AUTO_TEST_CASE(RefusesUnknownFlags) {
  const uint32_t values[4] = {1, 2, 3, 4}, start = 0;
  uint32_t numbers[4] = {9, 9, 9, 9};
  uint8_t bytes[20] = {9, 9};
  for (const uint32_t flags : {2u, 3u, 0x80000000u}) {
    for (const Coding coding : {Coding{flags, nullptr}, Coding{flags, &start}}) {
      const auto refused = [](const sinew_codec_result& result) {
        return result.status == SINEW_STATUS_INVALID_ARGUMENT && result.read == 0 &&
               result.written == 0;
      };
      BOOST_TEST(refused(coding.Encode(values, 4, bytes, sizeof(bytes))));
      BOOST_TEST(refused(coding.Decode(bytes, sizeof(bytes), numbers, 4)));
    }
    BOOST_TEST(sinew_streamvbyte_encoded_size(values, 4, flags).status ==
               SINEW_STATUS_INVALID_ARGUMENT);
    BOOST_TEST(sinew_streamvbyte_encoded_size_delta(values, 4, 0, flags).status ==
               SINEW_STATUS_INVALID_ARGUMENT);
  }
  BOOST_TEST(bytes[0] == 9);
  BOOST_TEST(numbers[0] == 9u);
}

BOOST_AUTO_TEST_CASE(Sizes) {
  BOOST_TEST(sinew_streamvbyte_encoded_bound(0) == 0u);
  BOOST_TEST(sinew_streamvbyte_encoded_bound(1) == 5u);
  BOOST_TEST(sinew_streamvbyte_encoded_bound(8) == 34u);
  BOOST_TEST(sinew_streamvbyte_encoded_bound(SIZE_MAX) == SIZE_MAX);
  BOOST_TEST(sinew_streamvbyte_encoded_bound(SIZE_MAX / 4) == SIZE_MAX);
  ForEachTarget([] {
    ForEachCoding([](const Coding& coding) {
      BOOST_TEST(coding.Size(nullptr, 0) == 0u);
      BOOST_TEST(coding.Encode(nullptr, 0, nullptr, 0).status == SINEW_STATUS_OK);
      BOOST_TEST(coding.Decode(nullptr, 0, nullptr, 0).status == SINEW_STATUS_OK);
    });
  });
}

#include "sinew/sinew.h"

#include <boost/test/unit_test.hpp>
#include <cstring>
#include <string>
#include <vector>

#include "encoding/hex_ref.h"
#include "support/guard.h"
#include "support/random.h"
#include "support/targets.h"

namespace {

constexpr size_t kMax = 2000;

std::string RandomString(size_t size, uint64_t seed) {
  const std::vector<uint8_t> bytes = RandomBytes(size, seed);
  return std::string(bytes.begin(), bytes.end());
}

// Digits of both cases.
std::string RandomDigits(size_t size, uint64_t seed) {
  Random random(seed);
  std::string digits;
  while (digits.size() < size) digits += "0123456789abcdefABCDEF"[random.Below(22)];
  return digits;
}

// Input and output of a call between guard pages.
class Codec {
 public:
  Codec() : in_(kMax), out_(kMax) {}

  bool Encodes(std::string_view in, uint32_t flags, size_t gap) {
    const std::string expected = HexEncodeRef(in, flags == SINEW_HEX_UPPER);
    uint8_t* const from = Place(in, gap);
    uint8_t* const out = front_ ? out_.Front() : out_.Back(expected.size(), 63 - gap);
    const sinew_codec_result result = sinew_hex_encode(from, in.size(), out, flags);
    return result.status == SINEW_STATUS_OK && result.read == in.size() &&
           result.written == expected.size() && memcmp(out, expected.data(), expected.size()) == 0;
  }

  // The call does what the oracle says, in place, too.
  bool Decodes(std::string_view in, size_t gap) {
    const HexDecoded expected = HexDecodeRef(in);
    const size_t capacity = in.size() / 2;
    uint8_t* const from = Place(in, gap);
    uint8_t* const out = front_ ? out_.Front() : out_.Back(capacity);
    return Is(expected, sinew_hex_decode(from, in.size(), out, capacity), out) &&
           Is(expected, sinew_hex_decode(from, in.size(), from, capacity), from);
  }

 private:
  uint8_t* Place(std::string_view in, size_t gap) {
    front_ = !front_ && gap == 0;
    uint8_t* const from = front_ ? in_.Front() : in_.Back(in.size(), gap);
    if (!in.empty()) memcpy(from, in.data(), in.size());
    return from;
  }

  static bool Is(const HexDecoded& expected, const sinew_codec_result& result, const uint8_t* out) {
    return result.status == expected.status && result.read == expected.read &&
           result.written == expected.bytes.size() &&
           memcmp(out, expected.bytes.data(), result.written) == 0;
  }

  GuardedMemory in_, out_;
  bool front_ = false;
};

}  // namespace

BOOST_AUTO_TEST_CASE(StandardVectors) {
  // RFC 4648, section 10.
  const std::pair<std::string, std::string> vectors[] = {{"", ""},
                                                         {"f", "66"},
                                                         {"fo", "666F"},
                                                         {"foo", "666F6F"},
                                                         {"foob", "666F6F62"},
                                                         {"fooba", "666F6F6261"},
                                                         {"foobar", "666F6F626172"}};
  ForEachTarget([&] {
    for (const auto& [plain, digits] : vectors) {
      std::string encoded(digits.size(), '\0');
      BOOST_TEST(
          sinew_hex_encode(plain.data(), plain.size(), encoded.data(), SINEW_HEX_UPPER).written ==
          digits.size());
      BOOST_TEST(encoded == digits);
      std::string decoded(plain.size(), '\0');
      const sinew_codec_result result =
          sinew_hex_decode(digits.data(), digits.size(), decoded.data(), decoded.size());
      BOOST_TEST(result.status == SINEW_STATUS_OK);
      BOOST_TEST(result.read == digits.size());
      BOOST_TEST(result.written == plain.size());
      BOOST_TEST(decoded == plain);
    }
    BOOST_TEST(sinew_hex_encode(nullptr, 0, nullptr, SINEW_HEX_LOWER).status == SINEW_STATUS_OK);
    BOOST_TEST(sinew_hex_decode(nullptr, 0, nullptr, 0).status == SINEW_STATUS_OK);
  });
}

BOOST_AUTO_TEST_CASE(EveryLengthAndMisalignment) {
  Codec codec;
  for (size_t size = 0; size <= 900; size += size < 300 ? 1 : 37) {
    const std::string bytes = RandomString(size, size);
    const std::string digits = RandomDigits(size, size);
    ForEachTarget([&] {
      for (const size_t gap : {0, 0, 1, 7, 16, 31, 63}) {
        if (!codec.Encodes(bytes, SINEW_HEX_LOWER, gap) ||
            !codec.Encodes(bytes, SINEW_HEX_UPPER, gap)) {
          BOOST_ERROR("encode, size " << size << ", gap " << gap);
        }
        if (!codec.Decodes(digits, gap)) BOOST_ERROR("decode, size " << size << ", gap " << gap);
      }
    });
  }
}

BOOST_AUTO_TEST_CASE(EveryByteBothWays) {
  std::string bytes;
  for (int byte = 0; byte < 256; ++byte) bytes += static_cast<char>(byte);
  Codec codec;
  ForEachTarget([&] {
    BOOST_TEST(codec.Encodes(bytes, SINEW_HEX_LOWER, 0));
    BOOST_TEST(codec.Decodes(HexEncodeRef(bytes, false), 0));
    BOOST_TEST(codec.Decodes(HexEncodeRef(bytes, true), 0));
  });
}

BOOST_AUTO_TEST_CASE(EveryBadByteAtEveryPosition) {
  Codec codec;
  for (const size_t size : {1, 2, 3, 16, 31, 33, 64, 65, 127, 130, 256, 257, 600}) {
    const std::string good = RandomDigits(size, size);
    ForEachTarget([&] {
      for (size_t at = 0; at < size; at += size < 130 ? 1 : 5) {
        for (unsigned byte = 0; byte < 256; byte += size < 66 ? 1 : 3) {
          std::string bad = good;
          bad[at] = static_cast<char>(byte);
          if (!codec.Decodes(bad, 0))
            BOOST_ERROR("byte " << byte << " at " << at << " of " << size);
        }
        std::string bad = good;
        bad[at] = 'g';
        bad[size - 1] = '/';
        if (!codec.Decodes(bad, 0)) BOOST_ERROR("two faults, the first at " << at);
      }
    });
  }
}

BOOST_AUTO_TEST_CASE(BadArguments) {
  uint8_t bytes[2] = {0x55, 0x55};
  const auto is = [](const sinew_codec_result& result, size_t read, sinew_status status) {
    return result.read == read && result.written == 0 && result.status == status;
  };
  BOOST_TEST(is(sinew_hex_decode(nullptr, 2, bytes, 1), 0, SINEW_STATUS_INVALID_ARGUMENT));
  BOOST_TEST(is(sinew_hex_decode("00", 2, nullptr, 1), 0, SINEW_STATUS_INVALID_ARGUMENT));
  BOOST_TEST(is(sinew_hex_decode("0000", 4, bytes, 1), 2, SINEW_STATUS_OUTPUT_FULL));
  BOOST_TEST(is(sinew_hex_decode("00", 2, nullptr, 0), 0, SINEW_STATUS_OUTPUT_FULL));
  BOOST_TEST(is(sinew_hex_decode("0", 1, nullptr, 0), 0, SINEW_STATUS_TRUNCATED));
  BOOST_TEST(is(sinew_hex_encode(nullptr, 1, bytes, 0), 0, SINEW_STATUS_INVALID_ARGUMENT));
  BOOST_TEST(is(sinew_hex_encode("0", 1, nullptr, 0), 0, SINEW_STATUS_INVALID_ARGUMENT));
  BOOST_TEST(is(sinew_hex_encode("0", 1, bytes, 2), 0, SINEW_STATUS_INVALID_ARGUMENT));
  BOOST_TEST(is(sinew_hex_encode("", 0, nullptr, 1u << 31), 0, SINEW_STATUS_INVALID_ARGUMENT));
  BOOST_TEST(bytes[0] == 0x55);
}

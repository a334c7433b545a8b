#include "sinew/sinew.h"

#include <boost/test/unit_test.hpp>
#include <cstring>
#include <string>
#include <vector>

#include "encoding/base64_ref.h"
#include "support/guard.h"
#include "support/random.h"
#include "support/targets.h"

namespace {

constexpr size_t kMax = 24000;
constexpr uint32_t kEncoderFlags = SINEW_BASE64_URL | SINEW_BASE64_RAW;
constexpr uint32_t kAllFlags = kEncoderFlags | SINEW_BASE64_STRICT;

std::string RandomString(size_t size, uint64_t seed) {
  const std::vector<uint8_t> bytes = RandomBytes(size, seed);
  return std::string(bytes.begin(), bytes.end());
}

std::string Encode(std::string_view in, uint32_t flags) {
  std::string out(sinew_base64_encoded_size(in.size(), flags).written, '\0');
  const sinew_codec_result result = sinew_base64_encode(in.data(), in.size(), out.data(), flags);
  BOOST_REQUIRE(result.status == SINEW_STATUS_OK);
  BOOST_REQUIRE(result.read == in.size() && result.written == out.size());
  return out;
}

// A text, and what the oracle says of it.
struct Case {
  Case(std::string in, uint32_t with) : text(std::move(in)), flags(with) {
    expected = Base64DecodeRef(text, flags);
  }
  std::string text;
  uint32_t flags;
  Base64Decoded expected;
};

// Input and output of a call between guard pages.
class Codec {
 public:
  Codec() : in_(kMax), out_(kMax) {}

  // The call does what the oracle says, whether it has all the room it may need, as much as the
  // result takes, or works in place. True if so.
  bool Agrees(const Case& text, size_t gap = 0) {
    const auto& [in, flags, expected] = text;
    const size_t bound = sinew_base64_decoded_bound(in.size());
    uint8_t* const from = Place(in, gap);
    bool good = expected.bytes.size() <= bound;
    good = good && Is(expected, sinew_base64_decode(from, in.size(), Out(bound), bound, flags));
    const size_t least = expected.bytes.size();
    good = good && Is(expected, sinew_base64_decode(from, in.size(), Out(least), least, flags));
    out_at_ = from;
    return good && Is(expected, sinew_base64_decode(from, in.size(), from, bound, flags));
  }

  bool AgreesWithin(std::string_view in, uint32_t flags, size_t capacity) {
    const Base64Decoded expected = Base64DecodeRef(in, flags, capacity);
    return Is(expected,
              sinew_base64_decode(Place(in, 0), in.size(), Out(capacity), capacity, flags));
  }

 private:
  uint8_t* Place(std::string_view in, size_t gap) {
    front_ = !front_ && gap == 0;
    uint8_t* const from = front_ ? in_.Front() : in_.Back(in.size(), gap);
    if (!in.empty()) memcpy(from, in.data(), in.size());
    return from;
  }

  uint8_t* Out(size_t size) { return out_at_ = front_ ? out_.Front() : out_.Back(size); }

  bool Is(const Base64Decoded& expected, const sinew_codec_result& result) const {
    return result.status == expected.status && result.read == expected.read &&
           result.written == expected.bytes.size() &&
           memcmp(out_at_, expected.bytes.data(), result.written) == 0;
  }

  GuardedMemory in_, out_;
  uint8_t* out_at_ = nullptr;
  bool front_ = false;
};

void CheckAll(const std::vector<Case>& cases) {
  Codec codec;
  ForEachTarget([&] {
    for (const Case& one : cases) {
      if (!codec.Agrees(one)) BOOST_ERROR('"' << one.text << "\", flags " << one.flags);
    }
  });
}

// A line break after every `line` bytes.
std::string Lines(const std::string& text, size_t line, std::string_view line_break) {
  std::string lines;
  for (size_t at = 0; at < text.size(); at += line) {
    lines += text.substr(at, line);
    lines += line_break;
  }
  return lines;
}

}  // namespace

BOOST_AUTO_TEST_CASE(StandardVectors) {
  // RFC 4648, section 10.
  const std::pair<std::string, std::string> vectors[] = {
      {"", ""},
      {"f", "Zg=="},
      {"fo", "Zm8="},
      {"foo", "Zm9v"},
      {"foob", "Zm9vYg=="},
      {"fooba", "Zm9vYmE="},
      {"foobar", "Zm9vYmFy"},
      // Section 9.
      {"\x14\xFB\x9C\x03\xD9\x7E", "FPucA9l+"},
      {"\x14\xFB\x9C\x03\xD9", "FPucA9k="},
      {"\x14\xFB\x9C\x03", "FPucAw=="},
  };
  Codec codec;
  ForEachTarget([&] {
    for (const auto& [plain, encoded] : vectors) {
      BOOST_TEST(Encode(plain, SINEW_BASE64_STANDARD) == encoded);
      BOOST_TEST(codec.Agrees(Case(encoded, SINEW_BASE64_STANDARD)));
      const std::string raw = encoded.substr(0, encoded.find('='));
      BOOST_TEST(Encode(plain, SINEW_BASE64_RAW) == raw);
      BOOST_TEST(codec.Agrees(Case(raw, SINEW_BASE64_RAW | SINEW_BASE64_STRICT)));
      std::string decoded(plain.size(), '\0');
      const sinew_codec_result result = sinew_base64_decode(
          encoded.data(), encoded.size(), decoded.data(), decoded.size(), SINEW_BASE64_STRICT);
      BOOST_TEST(result.status == SINEW_STATUS_OK);
      BOOST_TEST(result.read == encoded.size());
      BOOST_TEST(result.written == plain.size());
      BOOST_TEST(decoded == plain);
    }
    BOOST_TEST(Encode("\x14\xFB\x9C\x03\xD9\x7E", SINEW_BASE64_URL) == "FPucA9l-");
    BOOST_TEST(Encode("\xFF\xFF\xFF", SINEW_BASE64_URL) == "____");
    BOOST_TEST(Encode("\xFF\xFF\xFF", SINEW_BASE64_STANDARD) == "////");
    BOOST_TEST(sinew_base64_encode(nullptr, 0, nullptr, 0).status == SINEW_STATUS_OK);
    BOOST_TEST(sinew_base64_decode(nullptr, 0, nullptr, 0, 0).status == SINEW_STATUS_OK);
  });
}

BOOST_AUTO_TEST_CASE(Sizes) {
  for (size_t size = 0; size < 300; ++size) {
    const std::string bytes(size, 'x');
    for (uint32_t flags = 0; flags <= kEncoderFlags; ++flags) {
      const sinew_codec_result encoded = sinew_base64_encoded_size(size, flags);
      BOOST_TEST(encoded.status == SINEW_STATUS_OK);
      BOOST_TEST(encoded.read == size);
      BOOST_TEST(encoded.written == Base64EncodeRef(bytes, flags).size());
      BOOST_TEST(sinew_base64_decoded_bound(encoded.written) >= size);
    }
    BOOST_TEST(sinew_base64_decoded_bound(size) == size * 3 / 4);
  }
  // The last size whose encoding size_t can hold, and the next one.
  const size_t last = SIZE_MAX / 4 * 3;
  for (const uint32_t flags : {SINEW_BASE64_STANDARD, SINEW_BASE64_RAW}) {
    BOOST_TEST(sinew_base64_encoded_size(last, flags).written == SIZE_MAX - 3);
    BOOST_TEST(sinew_base64_encoded_size(SIZE_MAX, flags).written == SIZE_MAX);
  }
  BOOST_TEST(sinew_base64_encoded_size(last + 1, 0).written == SIZE_MAX);
  BOOST_TEST(sinew_base64_decoded_bound(SIZE_MAX) == SIZE_MAX / 4 * 3 + 2);
}

BOOST_AUTO_TEST_CASE(EncodesEveryLengthAndMisalignment) {
  const std::string bytes = RandomString(1000, 1);
  GuardedMemory in(1100), out(2000);
  for (uint32_t flags = 0; flags <= kEncoderFlags; ++flags) {
    for (size_t size = 0; size <= bytes.size(); size += size < 400 ? 1 : 37) {
      const std::string expected = Base64EncodeRef(bytes.substr(0, size), flags);
      ForEachTarget([&] {
        for (const size_t gap : {0, 1, 7, 31, 63}) {
          uint8_t* const from = gap == 1 ? in.Front() : in.Back(size, gap);
          uint8_t* const to = gap == 1 ? out.Front() : out.Back(expected.size(), 63 - gap);
          memcpy(from, bytes.data(), size);
          memset(to, 0x55, expected.size());
          if (gap != 63) to[expected.size()] = 0x55;
          const size_t written = sinew_base64_encode(from, size, to, flags).written;
          if (written != expected.size() || memcmp(to, expected.data(), written) != 0) {
            BOOST_ERROR("size " << size << ", flags " << flags << ", gap " << gap);
          }
          if (gap != 63 && to[expected.size()] != 0x55) BOOST_ERROR("wrote past size " << size);
        }
      });
    }
  }
}

BOOST_AUTO_TEST_CASE(DecodesEveryLengthAndMisalignment) {
  Codec codec;
  for (uint32_t flags = 0; flags <= kAllFlags; ++flags) {
    for (size_t size = 0; size <= 1200; size += size < 330 ? 1 : 37) {
      const Case encoded(Base64EncodeRef(RandomString(size, size), flags), flags);
      ForEachTarget([&] {
        for (const size_t gap : {0, 0, 1, 7, 31, 63}) {
          if (!codec.Agrees(encoded, gap)) {
            BOOST_ERROR("size " << size << ", flags " << flags << ", gap " << gap);
          }
        }
      });
    }
  }
}

BOOST_AUTO_TEST_CASE(EveryByteAtEveryPosition) {
  const std::string good = Base64EncodeRef(RandomString(127, 3), SINEW_BASE64_STANDARD);
  std::vector<Case> cases;
  for (size_t at = 0; at < good.size(); at += 1 + at % 3) {
    for (unsigned byte = 0; byte < 256; ++byte) {
      std::string bad = good;
      bad[at] = static_cast<char>(byte);
      cases.emplace_back(bad, byte % 2 == at % 2 ? SINEW_BASE64_STANDARD : SINEW_BASE64_URL);
    }
  }
  CheckAll(cases);
}

BOOST_AUTO_TEST_CASE(FaultsOfEveryKindAtEveryPosition) {
  const std::string kinds[] = {"=", "==", "\n", "\r\n", "*", std::string(1, '\0'), "\xC1"};
  for (const size_t size : {1, 2, 3, 4, 5, 12, 13, 24, 47, 48, 49, 97, 193}) {
    for (uint32_t flags = 0; flags <= kAllFlags; flags += size < 48 ? 1 : 3) {
      const std::string good = Base64EncodeRef(RandomString(size, size), flags);
      std::vector<Case> cases;
      for (const std::string& kind : kinds) {
        for (size_t at = 0; at <= good.size(); ++at) {
          std::string bad = good;
          cases.emplace_back(bad.insert(at, kind), flags);
          if (at + kind.size() > good.size()) continue;
          bad = good;
          cases.emplace_back(bad.replace(at, kind.size(), kind), flags);
        }
      }
      for (size_t left = 0; left < good.size(); ++left) {
        cases.emplace_back(good.substr(0, left), flags);
      }
      CheckAll(cases);
    }
  }
}

BOOST_AUTO_TEST_CASE(EveryEnding) {
  // Every end of up to five bytes of these, behind none and behind several groups.
  const std::string bytes = "AB=\n*";
  std::vector<Case> cases;
  for (const std::string& head : {std::string(), Base64EncodeRef(RandomString(60, 5), 0)}) {
    for (uint32_t flags = 0; flags <= kAllFlags; ++flags) {
      for (size_t count = 1, length = 1; length <= 5; ++length) {
        count *= bytes.size();
        for (size_t number = 0; number < count; ++number) {
          std::string text = head;
          for (size_t i = 0, rest = number; i < length; ++i, rest /= bytes.size()) {
            text += bytes[rest % bytes.size()];
          }
          cases.emplace_back(text, flags);
        }
      }
    }
  }
  CheckAll(cases);
}

BOOST_AUTO_TEST_CASE(LineBreaks) {
  for (const size_t size : {1, 10, 48, 57, 100, 1000, 3100, 4700}) {
    for (uint32_t flags = 0; flags <= kAllFlags; flags += 3) {
      const std::string encoded = Base64EncodeRef(RandomString(size, size), flags);
      std::vector<Case> cases;
      for (const size_t line : {1, 3, 4, 17, 63, 64, 76, 250, 4095}) {
        if (line < 3 && size > 3000) continue;
        for (const char* line_break : {"\n", "\r\n", "\n\n\r"}) {
          const std::string lines = Lines(encoded, line, line_break);
          cases.emplace_back(lines, flags);
          // A fault near the end, and the end missing.
          std::string bad = lines;
          bad[bad.size() - bad.size() / 20 - 1] = '!';
          cases.emplace_back(bad, flags);
          cases.emplace_back(lines.substr(0, lines.size() * 9 / 10), flags);
        }
      }
      cases.emplace_back(encoded + std::string(100, '\n'), flags);
      cases.emplace_back(std::string(3000, '\r') + encoded, flags);
      CheckAll(cases);
    }
  }
}

BOOST_AUTO_TEST_CASE(EveryCapacity) {
  Codec codec;
  for (const size_t size : {3, 50, 200, 700}) {
    const std::string encoded = Base64EncodeRef(RandomString(size, size), SINEW_BASE64_STANDARD);
    const std::string lines = Lines(encoded, 76, "\r\n");
    ForEachTarget([&] {
      for (size_t capacity = 0; capacity <= size + 5; ++capacity) {
        if (!codec.AgreesWithin(encoded, SINEW_BASE64_STANDARD, capacity) ||
            !codec.AgreesWithin(lines, SINEW_BASE64_STANDARD, capacity)) {
          BOOST_ERROR(size << " bytes, capacity " << capacity);
        }
      }
    });
  }
}

BOOST_AUTO_TEST_CASE(RandomText) {
  Random random(7);
  std::vector<Case> cases;
  for (size_t turn = 0; turn < 3000; ++turn) {
    const uint32_t flags = static_cast<uint32_t>(random.Below(kAllFlags + 1));
    std::string text;
    const size_t size = random.Below(turn % 8 == 0 ? 5000 : 300);
    const uint64_t rarity = 1 + random.Below(3000);
    while (text.size() < size) {
      if (random.Below(rarity) == 0) {
        text += "\n\r==\n\n*"[random.Below(7)];
      } else {
        text += Base64Alphabet(flags)[random.Below(64)];
      }
    }
    cases.emplace_back(text, flags);
  }
  CheckAll(cases);
}

// docs/formats/base64.md.
BOOST_AUTO_TEST_CASE(DocumentedFaults) {
  struct Fault {
    std::string text;
    uint32_t flags;
    sinew_status status;
    size_t read, written;
  };
  const Fault faults[] = {
      {"AAAA*AAA", SINEW_BASE64_STANDARD, SINEW_STATUS_CORRUPT, 4, 3},
      {"AAA=", SINEW_BASE64_RAW, SINEW_STATUS_CORRUPT, 3, 0},
      {"A===", SINEW_BASE64_STANDARD, SINEW_STATUS_CORRUPT, 1, 0},
      {"AA=A", SINEW_BASE64_STANDARD, SINEW_STATUS_CORRUPT, 3, 0},
      {"AA==A", SINEW_BASE64_STANDARD, SINEW_STATUS_CORRUPT, 4, 1},
      {"AAAAAB==", SINEW_BASE64_STRICT, SINEW_STATUS_CORRUPT, 4, 3},
      {"AAAAAA", SINEW_BASE64_STANDARD, SINEW_STATUS_TRUNCATED, 4, 3},
      {"AAAAA", SINEW_BASE64_RAW, SINEW_STATUS_TRUNCATED, 4, 3},
      {"AAAAAA=", SINEW_BASE64_STANDARD, SINEW_STATUS_TRUNCATED, 4, 3},
  };
  ForEachTarget([&] {
    for (const Fault& fault : faults) {
      uint8_t out[8];
      const sinew_codec_result result =
          sinew_base64_decode(fault.text.data(), fault.text.size(), out, sizeof(out), fault.flags);
      BOOST_TEST_CONTEXT(fault.text) {
        BOOST_TEST(result.status == fault.status);
        BOOST_TEST(result.read == fault.read);
        BOOST_TEST(result.written == fault.written);
      }
    }
  });
}

BOOST_AUTO_TEST_CASE(PiecesMakeTheWhole) {
  const std::string bytes = RandomString(1000, 9);
  ForEachTarget([&] {
    for (const size_t piece : {3, 48, 300}) {
      std::string out;
      for (size_t at = 0; at < bytes.size(); at += piece) {
        out += Encode(bytes.substr(at, piece), SINEW_BASE64_STANDARD);
      }
      BOOST_TEST(out == Encode(bytes, SINEW_BASE64_STANDARD));
    }
  });
}

BOOST_AUTO_TEST_CASE(BadArguments) {
  uint8_t byte = 0;
  const auto refused = [](const sinew_codec_result& result) {
    return result.status == SINEW_STATUS_INVALID_ARGUMENT && result.read == 0 &&
           result.written == 0;
  };
  BOOST_TEST(refused(sinew_base64_decode(nullptr, 1, &byte, 1, 0)));
  BOOST_TEST(refused(sinew_base64_decode("AAAA", 4, nullptr, 3, 0)));
  BOOST_TEST(refused(sinew_base64_decode("AAAA", 4, &byte, 1, 8)));
  BOOST_TEST(sinew_base64_decode("AAAA", 4, nullptr, 0, 0).status == SINEW_STATUS_OUTPUT_FULL);
  BOOST_TEST(refused(sinew_base64_encode(nullptr, 1, &byte, 0)));
  BOOST_TEST(refused(sinew_base64_encode("A", 1, nullptr, 0)));
  for (const uint32_t unknown : {SINEW_BASE64_STRICT, 8u, 1u << 31}) {
    BOOST_TEST(refused(sinew_base64_encode("A", 1, &byte, unknown)));
    BOOST_TEST(refused(sinew_base64_encoded_size(1, unknown)));
  }
  BOOST_TEST(byte == 0);
}

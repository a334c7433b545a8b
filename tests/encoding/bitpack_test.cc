#include "sinew/sinew.h"

#include <string.h>

#include <boost/test/unit_test.hpp>
#include <vector>

#include "encoding/bitpack_ref.h"
#include "support/guard.h"
#include "support/random.h"
#include "support/targets.h"

namespace {

sinew_codec_result Encode(const uint32_t* in, size_t count, size_t width, void* out) {
  return sinew_bitpack_encode_u32(in, count, width, out);
}
sinew_codec_result Encode(const uint64_t* in, size_t count, size_t width, void* out) {
  return sinew_bitpack_encode_u64(in, count, width, out);
}
sinew_codec_result Decode(const void* in, size_t size, size_t width, uint32_t* out, size_t count) {
  return sinew_bitpack_decode_u32(in, size, width, out, count);
}
sinew_codec_result Decode(const void* in, size_t size, size_t width, uint64_t* out, size_t count) {
  return sinew_bitpack_decode_u64(in, size, width, out, count);
}
size_t Width(const uint32_t* in, size_t count) { return sinew_bitpack_width_u32(in, count); }
size_t Width(const uint64_t* in, size_t count) { return sinew_bitpack_width_u64(in, count); }

template <typename T>
std::vector<T> RandomValues(size_t count, size_t width, uint64_t seed) {
  Random random(seed);
  std::vector<T> values(count);
  for (T& value : values) {
    value = static_cast<T>(width == 0 ? 0 : random() >> (64 - width));
    if (random.Below(8) == 0) value = static_cast<T>(width == 0 ? 0 : ~uint64_t{0} >> (64 - width));
  }
  return values;
}

// Values between guard pages, `misalign` bytes off alignment.
template <typename T>
class Ends {
 public:
  explicit Ends(size_t max) : memory_(max + 64) {}
  T* Place(size_t size, size_t turn) {
    uint8_t* at = turn % 2 == 0 ? memory_.Front() + turn / 2 % 8 : memory_.Back(size, 0);
    return reinterpret_cast<T*>(at);
  }

 private:
  GuardedMemory memory_;
};

template <typename T>
void CheckEveryWidth(const std::vector<size_t>& counts) {
  const size_t max = counts.back();
  Ends<T> values(max * sizeof(T));
  Ends<uint8_t> packed(max * sizeof(T));
  size_t turn = 0;
  for (size_t width = 0; width <= 8 * sizeof(T); ++width) {
    const std::vector<T> all = RandomValues<T>(max, width, width);
    for (const size_t count : counts) {
      const std::vector<T> in(all.begin(), all.begin() + static_cast<ptrdiff_t>(count));
      const std::vector<uint8_t> expected = BitpackRef(in, width);
      BOOST_REQUIRE_EQUAL(sinew_bitpack_encoded_size(count, width), expected.size());
      ++turn;
      T* from = values.Place(count * sizeof(T), turn);
      if (count != 0) memcpy(static_cast<void*>(from), in.data(), count * sizeof(T));
      uint8_t* to = packed.Place(expected.size(), turn / 2);
      const sinew_codec_result encoded = Encode(from, count, width, to);
      BOOST_REQUIRE_EQUAL(encoded.status, SINEW_STATUS_OK);
      BOOST_REQUIRE_EQUAL(encoded.read, count);
      BOOST_REQUIRE_EQUAL(encoded.written, expected.size());
      if (!expected.empty() && memcmp(to, expected.data(), expected.size()) != 0) {
        BOOST_ERROR("encoded " << count << " of width " << width);
      }
      BOOST_REQUIRE_LE(Width(from, count), width);

      memset(static_cast<void*>(from), 0xAA, count * sizeof(T));
      const sinew_codec_result decoded = Decode(to, expected.size(), width, from, count);
      BOOST_REQUIRE_EQUAL(decoded.status, SINEW_STATUS_OK);
      BOOST_REQUIRE_EQUAL(decoded.read, expected.size());
      BOOST_REQUIRE_EQUAL(decoded.written, count);
      if (count != 0 && memcmp(static_cast<void*>(from), in.data(), count * sizeof(T)) != 0) {
        BOOST_ERROR("decoded " << count << " of width " << width);
      }
    }
  }
}

template <typename T>
void CheckTruncated() {
  const std::vector<uint8_t> bytes = RandomBytes(70, 5);
  for (size_t width = 1; width <= 8 * sizeof(T); ++width) {
    for (size_t size = 0; size < bytes.size(); ++size) {
      const size_t whole = size * 8 / width;
      std::vector<T> out(whole + 1);
      const sinew_codec_result result = Decode(bytes.data(), size, width, out.data(), whole + 1);
      BOOST_REQUIRE_EQUAL(result.status, SINEW_STATUS_TRUNCATED);
      BOOST_REQUIRE_EQUAL(result.read, size);
      BOOST_REQUIRE_EQUAL(result.written, whole);
      out.pop_back();
      BOOST_TEST(out == BitunpackRef<T>(bytes.data(), width, whole));
      // A claim that no memory holds is found out before any work.
      const size_t most = PTRDIFF_MAX / sizeof(T);
      std::vector<T> few(whole);
      BOOST_REQUIRE_EQUAL(Decode(bytes.data(), size, width, few.data(), most).written, whole);
      BOOST_REQUIRE_EQUAL(Decode(bytes.data(), size, width, few.data(), most + 1).status,
                          SINEW_STATUS_INVALID_ARGUMENT);
    }
  }
}

template <typename T>
void CheckTooWide() {
  for (size_t width = 0; width < 8 * sizeof(T); ++width) {
    std::vector<T> in = RandomValues<T>(2000, width, 3);
    std::vector<uint8_t> out(in.size() * sizeof(T));
    for (const size_t at : {0, 1, 63, 700, 1999}) {
      in[at] = T{1} << width;
      const sinew_codec_result result = Encode(in.data(), in.size(), width, out.data());
      BOOST_REQUIRE_EQUAL(result.status, SINEW_STATUS_INVALID_ARGUMENT);
      BOOST_REQUIRE_EQUAL(result.read, static_cast<size_t>(at));
      BOOST_REQUIRE_EQUAL(result.written, 0u);
      BOOST_REQUIRE_EQUAL(Width(in.data(), in.size()), width + 1);
      in[at] = 0;
    }
  }
}

}  // namespace

// The example of Parquet's Encodings.md, "RLE/Bit-Packing Hybrid", and of docs/formats/bitpack.md.
BOOST_AUTO_TEST_CASE(StandardExample) {
  ForEachTarget([] {
    const uint32_t values[] = {0, 1, 2, 3, 4, 5, 6, 7};
    const uint8_t expected[] = {0x88, 0xC6, 0xFA};
    uint8_t packed[3];
    BOOST_TEST(sinew_bitpack_width_u32(values, 8) == 3u);
    BOOST_TEST(sinew_bitpack_encode_u32(values, 8, 3, packed).written == 3u);
    BOOST_TEST(packed == expected, boost::test_tools::per_element());
    uint32_t unpacked[8];
    BOOST_TEST(sinew_bitpack_decode_u32(packed, 3, 3, unpacked, 8).read == 3u);
    BOOST_TEST(unpacked == values, boost::test_tools::per_element());
  });
}

BOOST_AUTO_TEST_CASE(EveryWidthAndSmallCount) {
  std::vector<size_t> counts;
  for (size_t count = 0; count <= 140; ++count) counts.push_back(count);
  ForEachTarget([&] {
    CheckEveryWidth<uint32_t>(counts);
    CheckEveryWidth<uint64_t>(counts);
  });
}

BOOST_AUTO_TEST_CASE(LongInputs) {
  ForEachTarget([] {
    CheckEveryWidth<uint32_t>({1024, 1025, 3001});
    CheckEveryWidth<uint64_t>({512, 513, 2001});
  });
}

BOOST_AUTO_TEST_CASE(IgnoresWhatFollows) {
  ForEachTarget([] {
    const std::vector<uint8_t> bytes = RandomBytes(400, 9);
    for (size_t width = 0; width <= 32; ++width) {
      for (const size_t count : {1, 7, 33, 64}) {
        std::vector<uint32_t> out(static_cast<size_t>(count));
        const sinew_codec_result result =
            sinew_bitpack_decode_u32(bytes.data(), bytes.size(), width, out.data(), out.size());
        BOOST_REQUIRE_EQUAL(result.read, (out.size() * width + 7) / 8);
        BOOST_TEST(out == BitunpackRef<uint32_t>(bytes.data(), width, out.size()));
      }
    }
  });
}

BOOST_AUTO_TEST_CASE(RejectsTruncatedInput) {
  ForEachTarget([] {
    CheckTruncated<uint32_t>();
    CheckTruncated<uint64_t>();
  });
}

BOOST_AUTO_TEST_CASE(RejectsValuesThatDoNotFit) {
  ForEachTarget([] {
    CheckTooWide<uint32_t>();
    CheckTooWide<uint64_t>();
  });
}

BOOST_AUTO_TEST_CASE(RejectsBadArguments) {
  uint64_t value = 0;
  uint32_t half = 0;
  BOOST_TEST(sinew_bitpack_encode_u32(&half, 1, 33, &value).status ==
             SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_bitpack_encode_u64(&value, 1, 65, &half).status ==
             SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_bitpack_decode_u32(&value, 8, 33, &half, 1).status ==
             SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_bitpack_decode_u64(&value, 8, 65, &value, 1).status ==
             SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_bitpack_encoded_size(8, 65) == 65u);
  BOOST_TEST(sinew_bitpack_encoded_size(1, SIZE_MAX) == SIZE_MAX / 8 + 1);
  BOOST_TEST(sinew_bitpack_encoded_size(7, SIZE_MAX) == SIZE_MAX);
  BOOST_TEST(sinew_bitpack_encoded_size(SIZE_MAX, 64) == SIZE_MAX);
  BOOST_TEST(sinew_bitpack_encoded_size(SIZE_MAX, 8) == SIZE_MAX);
  BOOST_TEST(sinew_bitpack_encoded_size(SIZE_MAX, 1) == SIZE_MAX / 8 + 1);
  BOOST_TEST(sinew_bitpack_encode_u64(nullptr, 0, 7, nullptr).status == SINEW_STATUS_OK);
  BOOST_TEST(sinew_bitpack_decode_u64(nullptr, 0, 7, nullptr, 0).status == SINEW_STATUS_OK);
  BOOST_TEST(sinew_bitpack_decode_u64(nullptr, 0, 0, &value, 1).status == SINEW_STATUS_OK);
}

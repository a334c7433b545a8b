#include "sinew/sinew.h"

#include <string.h>

#include <boost/test/unit_test.hpp>
#include <vector>

#include "encoding/byte_stream_split_ref.h"
#include "support/guard.h"
#include "support/random.h"
#include "support/targets.h"

namespace {

void Encode(size_t width, const void* in, size_t count, void* out) {
  const sinew_codec_result result = sinew_byte_stream_split_encode(in, count, width, out);
  BOOST_REQUIRE_EQUAL(result.status, SINEW_STATUS_OK);
  BOOST_REQUIRE_EQUAL(result.read, count);
  BOOST_REQUIRE_EQUAL(result.written, count * width);
}

sinew_codec_result Decode(size_t width, const void* in, size_t size, void* out, size_t capacity) {
  return sinew_byte_stream_split_decode(in, size, width, out, capacity);
}

}  // namespace

// The example of Parquet's Encodings.md, and of docs/formats/byte-stream-split.md.
BOOST_AUTO_TEST_CASE(StandardExample) {
  ForEachTarget([] {
    const uint8_t values[] = {0xAA, 0xBB, 0xCC, 0xDD, 0x00, 0x11,
                              0x22, 0x33, 0xA3, 0xB4, 0xC5, 0xD6};
    const uint8_t expected[] = {0xAA, 0x00, 0xA3, 0xBB, 0x11, 0xB4,
                                0xCC, 0x22, 0xC5, 0xDD, 0x33, 0xD6};
    uint8_t out[12];
    Encode(4, values, 3, out);
    BOOST_TEST(out == expected, boost::test_tools::per_element());
    uint8_t again[12];
    BOOST_TEST(Decode(4, out, 12, again, 3).written == 3u);
    BOOST_TEST(again == values, boost::test_tools::per_element());
  });
}

BOOST_AUTO_TEST_CASE(EveryCount) {
  constexpr size_t kMax = 400;
  GuardedMemory in_memory(8 * kMax + 8), out_memory(8 * kMax + 8);
  const std::vector<uint8_t> bytes = RandomBytes(8 * kMax, 1);
  ForEachTarget([&] {
    for (const size_t width : {4, 8}) {
      for (size_t count = 0; count <= kMax; ++count) {
        const std::vector<uint8_t> values(bytes.begin(),
                                          bytes.begin() + static_cast<ptrdiff_t>(count * width));
        const std::vector<uint8_t> expected = ByteStreamSplitRef(values, width);
        const size_t size = values.size();
        uint8_t* in = count % 2 == 0 ? in_memory.Front() + count % 3 : in_memory.Back(size);
        uint8_t* out = count % 4 < 2 ? out_memory.Front() + count % 5 : out_memory.Back(size);
        if (size != 0) memcpy(in, values.data(), size);
        Encode(width, in, count, out);
        if (size != 0 && memcmp(out, expected.data(), size) != 0) {
          BOOST_ERROR("encoding " << count << " values of " << width);
        }
        memset(in, 0xEE, size);
        const sinew_codec_result result = Decode(width, out, size, in, count);
        BOOST_REQUIRE_EQUAL(result.status, SINEW_STATUS_OK);
        BOOST_REQUIRE_EQUAL(result.read, size);
        BOOST_REQUIRE_EQUAL(result.written, count);
        if (size != 0 && memcmp(in, values.data(), size) != 0) {
          BOOST_ERROR("decoding " << count << " values of " << width);
        }
      }
    }
  });
}

BOOST_AUTO_TEST_CASE(Rejects) {
  uint8_t in[24] = {}, out[24];
  for (const size_t width : {4, 8}) {
    for (size_t rest = 1; rest < static_cast<size_t>(width); ++rest) {
      const sinew_codec_result result = Decode(width, in, width + rest, out, 3);
      BOOST_TEST(result.status == SINEW_STATUS_TRUNCATED);
      BOOST_TEST(result.read == width + rest);
      BOOST_TEST(result.written == 0u);
    }
    const sinew_codec_result result = Decode(width, in, 3 * width, out, 2);
    BOOST_TEST(result.status == SINEW_STATUS_OUTPUT_FULL);
    BOOST_TEST(result.read == 2 * width);
    BOOST_TEST(result.written == 0u);
    BOOST_TEST(Decode(width, nullptr, 0, nullptr, 0).status == SINEW_STATUS_OK);
    Encode(width, nullptr, 0, nullptr);
  }
  for (const size_t width : {size_t{0}, size_t{1}, size_t{2}, size_t{5}, size_t{16}, SIZE_MAX}) {
    for (const sinew_codec_result result : {sinew_byte_stream_split_encode(in, 1, width, out),
                                            sinew_byte_stream_split_decode(in, 8, width, out, 9)}) {
      BOOST_TEST(result.status == SINEW_STATUS_INVALID_ARGUMENT);
      BOOST_TEST(result.read == 0u);
      BOOST_TEST(result.written == 0u);
    }
  }
}

#include "sinew/sinew.h"

#include <zlib.h>

#include "hash/crc32_ref.h"
#include "hash/crc_suite.h"

SINEW_CRC_SUITE(Crc32Ref, sinew_crc32, sinew_crc32_combine)

BOOST_AUTO_TEST_CASE(StandardVectors) {
  ForEachTarget([] {
    const auto crc = [](const char* text) { return sinew_crc32(text, strlen(text), 0); };
    // The check value of the CRC catalogues, and the CRC that ends every PNG file, of its chunk
    // IEND (W3C Portable Network Graphics, section 11.2.5).
    BOOST_TEST(crc("123456789") == 0xCBF43926u);
    BOOST_TEST(crc("IEND") == 0xAE426082u);
    BOOST_TEST(crc("a") == 0xE8B7BE43u);
    BOOST_TEST(crc("The quick brown fox jumps over the lazy dog") == 0x414FA339u);
  });
}

// zlib is the implementation that RFC 1952 was written beside.
BOOST_AUTO_TEST_CASE(AgreesWithZlib) {
  const std::vector<uint8_t> bytes = RandomBytes(200000, 9);
  Random random(10);
  for (int i = 0; i < 500; ++i) {
    const size_t size = random.Below(i < 400 ? 3000 : bytes.size());
    const uint8_t* in = bytes.data() + random.Below(bytes.size() - size);
    const uint32_t start = static_cast<uint32_t>(random());
    const uint64_t shift = random() >> (1 + random.Below(63));  // z_off_t has a sign
    const uint32_t expected = static_cast<uint32_t>(crc32(start, in, static_cast<uInt>(size)));
    const uint32_t combined =
        static_cast<uint32_t>(crc32_combine(start, expected, static_cast<z_off_t>(shift)));
    ForEachTarget([&] {
      if (sinew_crc32(in, size, start) != expected) BOOST_ERROR("size " << size);
      if (sinew_crc32_combine(start, expected, shift) != combined) BOOST_ERROR("shift " << shift);
    });
  }
}

#include "sinew/sinew.h"

#include <boost/test/unit_test.hpp>
#include <cstring>
#include <string>
#include <vector>

#include "hash/crc32c_ref.h"
#include "support/guard.h"
#include "support/random.h"
#include "support/targets.h"

namespace {

std::vector<uint8_t> Ramp(int first, int step) {
  std::vector<uint8_t> bytes;
  for (int i = 0; i < 32; ++i) bytes.push_back(static_cast<uint8_t>(first + i * step));
  return bytes;
}

}  // namespace

BOOST_AUTO_TEST_CASE(StandardVectors) {
  ForEachTarget([] {
    // RFC 3720, appendix B.4 (which prints the bytes in the order they are sent).
    const auto crc = [](const std::vector<uint8_t>& bytes) {
      return sinew_crc32c(0, bytes.data(), bytes.size());
    };
    BOOST_TEST(crc(Ramp(0, 0)) == 0x8A9136AAu);
    BOOST_TEST(crc(Ramp(0xFF, 0)) == 0x62A8AB43u);
    BOOST_TEST(crc(Ramp(0, 1)) == 0x46DD794Eu);
    BOOST_TEST(crc(Ramp(31, -1)) == 0x113FDB5Cu);
    BOOST_TEST(crc({0x01, 0xC0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,    0, 0, 0, 0,     //
                    0x14, 0,    0, 0, 0, 0, 4, 0, 0, 0, 0, 0x14, 0, 0, 0, 0x18,  //
                    0x28, 0,    0, 0, 0, 0, 0, 0, 2, 0, 0, 0,    0, 0, 0, 0}) == 0xD9963A56u);
    // The check value of the CRC catalogues.
    BOOST_TEST(sinew_crc32c(0, "123456789", 9) == 0xE3069283u);
    BOOST_TEST(sinew_crc32c(0, nullptr, 0) == 0u);
    BOOST_TEST(sinew_crc32c(0x12345678, nullptr, 0) == 0x12345678u);
  });
}

BOOST_AUTO_TEST_CASE(EveryLengthAtEitherGuardPage) {
  constexpr size_t kMax = 1700;
  const std::vector<uint8_t> bytes = RandomBytes(kMax, 1);
  std::vector<uint32_t> expected;
  for (size_t size = 0; size <= kMax; ++size) {
    expected.push_back(Crc32cRef(0xDEADBEEF, bytes.data(), size));
  }
  GuardedMemory memory(kMax + 64);
  ForEachTarget([&] {
    for (size_t size = 0; size <= kMax; ++size) {
      memcpy(memory.Front(), bytes.data(), size);
      if (sinew_crc32c(0xDEADBEEF, memory.Front(), size) != expected[size]) {
        BOOST_ERROR("front, size " << size);
      }
      uint8_t* back = memory.Back(size);
      memcpy(back, bytes.data(), size);
      if (sinew_crc32c(0xDEADBEEF, back, size) != expected[size]) {
        BOOST_ERROR("back, size " << size);
      }
    }
  });
}

BOOST_AUTO_TEST_CASE(EveryMisalignment) {
  const std::vector<uint8_t> bytes = RandomBytes(6000, 2);
  GuardedMemory memory(bytes.size() + 64);
  for (const size_t size :
       {1, 7, 16, 63, 64, 127, 128, 129, 255, 512, 513, 1023, 1024, 1500, 6000}) {
    const uint32_t expected = Crc32cRef(0, bytes.data(), size);
    ForEachTarget([&] {
      for (size_t gap = 0; gap < 64; ++gap) {
        uint8_t* in = memory.Back(size, gap);
        memcpy(in, bytes.data(), size);
        if (sinew_crc32c(0, in, size) != expected) BOOST_ERROR("size " << size << ", gap " << gap);
      }
    });
  }
}

// Every number of rounds, with every kind of rest behind it, and lengths that need several digits
// of the shift.
BOOST_AUTO_TEST_CASE(LongMessages) {
  const std::vector<uint8_t> bytes = RandomBytes((size_t{5} << 20) + 123, 3);
  std::vector<size_t> sizes = {65535, 65536, 65537, 1 << 20, bytes.size()};
  for (size_t size = 1700; size < 12000; size += 37) sizes.push_back(size);
  for (const size_t size : sizes) {
    const uint32_t expected = Crc32cRef(7, bytes.data(), size);
    ForEachTarget([&] {
      if (sinew_crc32c(7, bytes.data(), size) != expected) BOOST_ERROR("size " << size);
    });
  }
}

BOOST_AUTO_TEST_CASE(AnySplitGivesTheSame) {
  const std::vector<uint8_t> bytes = RandomBytes(5000, 4);
  Random random(5);
  for (const size_t size : {0, 1, 9, 40, 200, 1100, 5000}) {
    const uint32_t expected = Crc32cRef(0, bytes.data(), size);
    ForEachTarget([&] {
      for (size_t split = 0; split <= size; split += size < 1000 ? 1 : 23) {
        const uint32_t first = sinew_crc32c(0, bytes.data(), split);
        if (sinew_crc32c(first, bytes.data() + split, size - split) != expected) {
          BOOST_ERROR("size " << size << ", split " << split);
        }
      }
      uint32_t crc = 0;
      for (size_t at = 0; at < size;) {
        const size_t piece = std::min<size_t>(random.Below(700), size - at);
        crc = sinew_crc32c(crc, bytes.data() + at, piece);
        at += piece;
      }
      BOOST_TEST(crc == expected);
    });
  }
}

BOOST_AUTO_TEST_CASE(EveryBitCounts) {
  std::vector<uint8_t> bytes = RandomBytes(2100, 6);
  ForEachTarget([&] {
    const uint32_t before = sinew_crc32c(0, bytes.data(), bytes.size());
    for (size_t bit = 0; bit < 8 * bytes.size(); bit += 5) {
      bytes[bit / 8] ^= static_cast<uint8_t>(1u << (bit % 8));
      if (sinew_crc32c(0, bytes.data(), bytes.size()) == before) BOOST_ERROR("bit " << bit);
      bytes[bit / 8] ^= static_cast<uint8_t>(1u << (bit % 8));
    }
  });
}

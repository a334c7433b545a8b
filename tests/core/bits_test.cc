#include "core/bits.h"

#include <boost/test/unit_test.hpp>

#include "support/guard.h"
#include "support/random.h"

BOOST_AUTO_TEST_CASE(LoadBitsEqualsBitByBit) {
  const std::vector<uint8_t> source = RandomBytes(32, 1);
  GuardedMemory memory(64);
  for (size_t index = 0; index < 70; ++index) {
    for (size_t count = 1; count <= 64; ++count) {
      const size_t bytes = (index + count + 7) / 8;
      uint8_t* bits = memory.Back(bytes);
      memcpy(bits, source.data(), bytes);
      uint64_t expected = 0;
      for (size_t i = 0; i < count; ++i) {
        expected |= uint64_t{sinew::BitAt(source.data(), index + i)} << i;
      }
      BOOST_REQUIRE_EQUAL(sinew::LoadBits(bits, index, count), expected);
    }
  }
}

BOOST_AUTO_TEST_CASE(FindBitEqualsBitByBit) {
  GuardedMemory memory(64);
  for (size_t index = 0; index < 20; ++index) {
    for (size_t count = 0; count <= 150; ++count) {
      const size_t bytes = count == 0 ? 0 : (index + count + 7) / 8 - index / 8;
      const uint8_t* bits = memory.Back(bytes) - index / 8;
      for (size_t one = 0; one <= count; ++one) {
        // Ones before the range must not be found; nor, where one == count, those behind it.
        memset(memory.Back(bytes), 0, bytes);
        for (size_t i = 0; i < bytes * 8; ++i) {
          const size_t at = index / 8 * 8 + i;
          if (at < index || at >= index + one) memory.Back(bytes)[i / 8] |= 1 << i % 8;
        }
        BOOST_REQUIRE_EQUAL(sinew::FindBit(bits, index, count), one);
      }
    }
  }
}

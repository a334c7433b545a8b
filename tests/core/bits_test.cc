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

#include "sinew/sinew.h"

#include <boost/test/unit_test.hpp>

#include "encoding/invert_ref.h"
#include "support/random.h"
#include "support/targets.h"

BOOST_AUTO_TEST_CASE(EverySize) {
  ForEachTarget([] {
    for (size_t size = 0; size < 300; ++size) {
      const std::vector<uint8_t> in = RandomBytes(size, size);
      std::vector<uint8_t> out(size);
      sinew_invert(in.data(), size, out.data());
      BOOST_REQUIRE(out == InvertRef(in));
    }
  });
}

// Masks of comparisons over all lanes, put together: what src/core/sve_select.h mends.
#include <boost/test/unit_test.hpp>

#include "support/targets.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/masks_test.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "core/dispatch.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {
namespace hn = hwy::HWY_NAMESPACE;

// Writes 1 for each byte that is `a` or below `b`, then for each that is one of both alone; returns
// how many bytes that was.
size_t Combine(const uint8_t* in, uint8_t a, uint8_t b, uint8_t* any, uint8_t* one) {
  const hn::ScalableTag<uint8_t> d;
  const auto bytes = hn::LoadU(d, in);
  const auto first = hn::Eq(bytes, hn::Set(d, a));
  const auto second = hn::Lt(bytes, hn::Set(d, b));
  hn::StoreU(hn::IfThenElseZero(hn::Or(first, second), hn::Set(d, 1)), d, any);
  hn::StoreU(hn::IfThenElseZero(hn::Xor(first, second), hn::Set(d, 1)), d, one);
  return hn::Lanes(d);
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sinew {
HWY_EXPORT(Combine);
constexpr auto kCombine = [](auto... arguments) { return SINEW_DISPATCH(Combine)(arguments...); };
}  // namespace sinew

BOOST_AUTO_TEST_CASE(CombinedMasksHaveEveryLane) {
  ForEachTarget([] {
    uint8_t in[256], any[256], one[256];
    for (int i = 0; i < 256; ++i) in[i] = static_cast<uint8_t>(i * 7 % 61);
    for (const int a : {5, 34, 60}) {
      const size_t count = sinew::kCombine(in, static_cast<uint8_t>(a), uint8_t{32}, any, one);
      for (size_t i = 0; i < count; ++i) {
        BOOST_REQUIRE_EQUAL(any[i], in[i] == a || in[i] < 32);
        BOOST_REQUIRE_EQUAL(one[i], (in[i] == a) != (in[i] < 32));
      }
    }
  });
}
#endif

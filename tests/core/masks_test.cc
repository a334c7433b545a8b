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

// Writes 1 for each lane that is `a` or below `b`, then for each that is one of both alone, and the
// bits of both masks; returns how many lanes that was.
template <typename T>
size_t Combine(const T* in, T a, T b, T* any, T* one, uint8_t* any_bits, uint8_t* one_bits) {
  const hn::ScalableTag<T> d;
  const auto lanes = hn::LoadU(d, in);
  const auto first = hn::Eq(lanes, hn::Set(d, a));
  const auto second = hn::Lt(lanes, hn::Set(d, b));
  hn::StoreU(hn::IfThenElseZero(hn::Or(first, second), hn::Set(d, 1)), d, any);
  hn::StoreU(hn::IfThenElseZero(hn::Xor(first, second), hn::Set(d, 1)), d, one);
  hn::StoreMaskBits(d, hn::Or(first, second), any_bits);
  hn::StoreMaskBits(d, hn::Xor(first, second), one_bits);
  return hn::Lanes(d);
}

size_t Combine8(const uint8_t* in, uint8_t a, uint8_t b, uint8_t* any, uint8_t* one,
                uint8_t* any_bits, uint8_t* one_bits) {
  return Combine(in, a, b, any, one, any_bits, one_bits);
}
size_t Combine16(const uint16_t* in, uint16_t a, uint16_t b, uint16_t* any, uint16_t* one,
                 uint8_t* any_bits, uint8_t* one_bits) {
  return Combine(in, a, b, any, one, any_bits, one_bits);
}
size_t Combine32(const uint32_t* in, uint32_t a, uint32_t b, uint32_t* any, uint32_t* one,
                 uint8_t* any_bits, uint8_t* one_bits) {
  return Combine(in, a, b, any, one, any_bits, one_bits);
}
size_t Combine64(const uint64_t* in, uint64_t a, uint64_t b, uint64_t* any, uint64_t* one,
                 uint8_t* any_bits, uint8_t* one_bits) {
  return Combine(in, a, b, any, one, any_bits, one_bits);
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sinew {
namespace {
HWY_EXPORT(Combine8);
HWY_EXPORT(Combine16);
HWY_EXPORT(Combine32);
HWY_EXPORT(Combine64);
constexpr auto kCombine8 = [](auto... x) { return SINEW_DISPATCH(Combine8)(x...); };
constexpr auto kCombine16 = [](auto... x) { return SINEW_DISPATCH(Combine16)(x...); };
constexpr auto kCombine32 = [](auto... x) { return SINEW_DISPATCH(Combine32)(x...); };
constexpr auto kCombine64 = [](auto... x) { return SINEW_DISPATCH(Combine64)(x...); };

template <typename T, typename Combine>
void Check(const Combine& combine) {
  // No vector has more lanes.
  constexpr size_t kLanes = 256;
  T in[kLanes], any[kLanes], one[kLanes];
  uint8_t any_bits[kLanes / 8], one_bits[kLanes / 8];
  for (size_t i = 0; i < kLanes; ++i) in[i] = static_cast<T>(i * 7 % 61);
  for (const T a : {T{5}, T{34}, T{60}}) {
    const size_t count = combine(in, a, T{32}, any, one, any_bits, one_bits);
    for (size_t i = 0; i < count; ++i) {
      const bool is_any = in[i] == a || in[i] < 32;
      const bool is_one = (in[i] == a) != (in[i] < 32);
      BOOST_REQUIRE_EQUAL(any[i], is_any);
      BOOST_REQUIRE_EQUAL(one[i], is_one);
      BOOST_REQUIRE_EQUAL(any_bits[i / 8] >> i % 8 & 1, is_any);
      BOOST_REQUIRE_EQUAL(one_bits[i / 8] >> i % 8 & 1, is_one);
    }
  }
}

}  // namespace
}  // namespace sinew

BOOST_AUTO_TEST_CASE(CombinedMasksHaveEveryLane) {
  ForEachTarget([] {
    sinew::Check<uint8_t>(sinew::kCombine8);
    sinew::Check<uint16_t>(sinew::kCombine16);
    sinew::Check<uint32_t>(sinew::kCombine32);
    sinew::Check<uint64_t>(sinew::kCombine64);
  });
}
#endif

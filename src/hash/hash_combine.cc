// One hash made of two, in an order that matters: the first is spread over all bits by a
// multiplication, the second is added, and the sum goes through the mixer of SplitMix64. Each step
// is a bijection, so that for either hash fixed, different others give different results.

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "hash/hash_combine.cc"
#include "hash/hash_combine.h"

#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "core/abi.h"
#include "core/bytes.h"
#include "core/dispatch.h"
#include "core/scalar-inl.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

using D = hn::ScalableTag<uint64_t>;
using V = hn::Vec<D>;

HWY_INLINE V Combine(V first, V second) {
  using namespace combine;
  const D d;
  V x = hn::Mul(hn::Xor(first, hn::ShiftRight<32>(first)), hn::Set(d, kFirst));
  x = hn::Add(hn::Add(x, hn::Set(d, kOffset)), second);
  x = hn::Mul(hn::Xor(x, hn::ShiftRight<30>(x)), hn::Set(d, kMix1));
  x = hn::Mul(hn::Xor(x, hn::ShiftRight<27>(x)), hn::Set(d, kMix2));
  return hn::Xor(x, hn::ShiftRight<31>(x));
}

void CombineRows(const uint64_t* first, const uint64_t* second, size_t count, uint64_t* out) {
  size_t row = 0;
#if HWY_TARGET != HWY_SCALAR
  const D d;
  for (; count - row >= hn::Lanes(d); row += hn::Lanes(d)) {
    hn::StoreU(Combine(hn::LoadU(d, first + row), hn::LoadU(d, second + row)), d, out + row);
  }
#endif
  for (; row < count; ++row) {
    const uint64_t x =
        combine::Mix(combine::Spread(Load<uint64_t>(first + row)) + Load<uint64_t>(second + row));
    Store(out + row, x ^ (x >> 31));
  }
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sinew {
namespace {
HWY_EXPORT(CombineRows);
}  // namespace
}  // namespace sinew

// SINEW_CHAPTER Hashes of several columns
//
// The hash of a row with several key columns: the hash of the first column combined with that of
// the second, the result combined with that of the third, and so on. The order matters. A null,
// whose hash is 0, counts like a value: (null, x), (x, null) and x alone have different hashes.
//
// The formula is part of the contract, the same on every machine and in every version. Modulo 2^64,
// with ^ for exclusive or and >> for a shift, it is
//
//   x = (first ^ first >> 32) * 0x9E3779B97F4A7C15 + 0x243F6A8885A308D3 + second
//   x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9
//   x = (x ^ x >> 27) * 0x94D049BB133111EB
//   hash = x ^ x >> 31
//
// whose last three lines are the mixer of SplitMix64 (Steele, Lea, Flood, "Fast Splittable
// Pseudorandom Number Generators", 2014). For a given first hash, different second ones give
// different results, and the other way round. There is no secret in it: it resists chosen inputs as
// far as the hashes that go in do.

// Returns the hash of two hashes, in this order.
SINEW_API uint64_t sinew_hash_combine(uint64_t first, uint64_t second) SINEW_NOEXCEPT {
  using namespace sinew::combine;
  const uint64_t x = Mix(Spread(first) + second);
  return x ^ (x >> 31);
}

// Combines two columns of hashes, as the functions ending in _64_many write them: out[i] =
// sinew_hash_combine(first[i], second[i]) for each i below `count`. `out` may be `first` or
// `second` itself.
SINEW_API void sinew_hash_combine_many(const uint64_t* first, const uint64_t* second, size_t count,
                                       uint64_t* out) SINEW_NOEXCEPT {
  using namespace sinew;
  SINEW_DISPATCH(CombineRows)(first, second, count, out);
}
#endif  // HWY_ONCE

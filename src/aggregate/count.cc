// Counts the ones of a validity bitmap: vectors of whole bytes, and the bits before and after them
// as words.

#include "core/abi.h"
#include "core/bits.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "aggregate/count.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "core/dispatch.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

// 64 bits a lane.
template <class D>
HWY_INLINE hn::Vec<D> CountLanes(D d, const uint8_t* from) {
#if HWY_TARGET == HWY_SCALAR  // whose LoadU wants alignment
  return hn::PopulationCount(hn::Set(d, Load<uint64_t>(from)));
#else
  return hn::PopulationCount(hn::LoadU(d, reinterpret_cast<const uint64_t*>(from)));
#endif
}

size_t CountBits(const uint8_t* bits, size_t index, size_t count) {
  size_t ones = 0;
  if (index % 8 != 0 && count != 0) {
    const size_t head = HWY_MIN(8 - index % 8, count);
    ones += hwy::PopCount(LoadBits(bits, index, head));
    index += head;
    count -= head;
  }

  const hn::ScalableTag<uint64_t> d;
  const size_t size = hn::Lanes(d) * sizeof(uint64_t);
  const uint8_t* from = bits + index / 8;
  auto sum0 = hn::Zero(d), sum1 = hn::Zero(d), sum2 = hn::Zero(d), sum3 = hn::Zero(d);
  for (; count >= 4 * size * 8; count -= 4 * size * 8, from += 4 * size) {
    sum0 = hn::Add(sum0, CountLanes(d, from));
    sum1 = hn::Add(sum1, CountLanes(d, from + size));
    sum2 = hn::Add(sum2, CountLanes(d, from + 2 * size));
    sum3 = hn::Add(sum3, CountLanes(d, from + 3 * size));
  }
  const auto sum = hn::Add(hn::Add(sum0, sum1), hn::Add(sum2, sum3));
  ones += hn::GetLane(hn::SumOfLanes(d, sum));

  for (; count >= 64; count -= 64, from += 8) ones += hwy::PopCount(Load<uint64_t>(from));
  if (count != 0) ones += hwy::PopCount(LoadBits(from, 0, count));
  return ones;
}

}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace sinew {
namespace {

HWY_EXPORT(CountBits);

size_t Count(const uint8_t* validity, size_t offset, size_t count) {
  return SINEW_DISPATCH(CountBits)(validity, offset, count);
}

}  // namespace
}  // namespace sinew

// Returns how many rows of a slice are valid: the number of set bits among bits
// [offset, offset + count) of `validity`, least significant bit of each byte first. A null pointer
// says that every row is valid. Reads only the bytes that hold those bits; any thread may call.
//
// SINEW_STATUS_INVALID_ARGUMENT: offset + count overflows; count is 0.
SINEW_API sinew_result sinew_count(const uint8_t* validity, size_t offset,
                                   size_t count) SINEW_NOEXCEPT {
  size_t end;
  if (__builtin_add_overflow(offset, count, &end)) return {0, SINEW_STATUS_INVALID_ARGUMENT};
  if (validity == nullptr) return {count, SINEW_STATUS_OK};
  return {sinew::Count(validity, offset, count), SINEW_STATUS_OK};
}

#endif  // HWY_ONCE

#if defined(SINEW_CORE_BITS_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef SINEW_CORE_BITS_INL_H_
#undef SINEW_CORE_BITS_INL_H_
#else
#define SINEW_CORE_BITS_INL_H_
#endif

#include <hwy/highway.h>

#include <algorithm>

#include "core/bits.h"
#include "core/bytes.h"
#include "core/targets.h"
#include "core/vectors-inl.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

template <class D>
HWY_INLINE hn::Vec<D> CountLanes(D d, const uint8_t* from) {
  return hn::PopulationCount(LoadUnaligned(d, from));
}

// Sums of ones, in lanes of 8 bytes, of all groups of four vectors that `count` bits have; `from`
// and `count` go on behind them.
template <class D>
HWY_INLINE hn::Vec<D> CountGroups(D d, const uint8_t*& from, size_t& count) {
  const size_t size = hn::Lanes(d) * sizeof(uint64_t);
#if SINEW_HAS_SSSE3 && !SINEW_HAS_AVX3
  // Without an instruction for words their bytes are counted, which are added up later: a byte has
  // room for the ones of 7 groups.
  const hn::Repartition<uint8_t, D> d8;
  auto sums = hn::Zero(d);
  while (count >= 4 * size * 8) {
    auto ones = hn::Zero(d8);
    for (size_t groups = std::min<size_t>(count / (4 * size * 8), 7); groups != 0; --groups) {
      ones = hn::Add(
          ones, hn::Add(hn::Add(CountLanes(d8, from), CountLanes(d8, from + size)),
                        hn::Add(CountLanes(d8, from + 2 * size), CountLanes(d8, from + 3 * size))));
      count -= 4 * size * 8;
      from += 4 * size;
    }
    sums = hn::Add(sums, hn::SumsOf8(ones));
  }
  return sums;
#else
  auto sum0 = hn::Zero(d), sum1 = hn::Zero(d), sum2 = hn::Zero(d), sum3 = hn::Zero(d);
  for (; count >= 4 * size * 8; count -= 4 * size * 8, from += 4 * size) {
    sum0 = hn::Add(sum0, CountLanes(d, from));
    sum1 = hn::Add(sum1, CountLanes(d, from + size));
    sum2 = hn::Add(sum2, CountLanes(d, from + 2 * size));
    sum3 = hn::Add(sum3, CountLanes(d, from + 3 * size));
  }
  return hn::Add(hn::Add(sum0, sum1), hn::Add(sum2, sum3));
#endif
}

// The number of ones in bits [index, index + count) of a bitmap, of which only the bytes that hold
// them are read: vectors of whole bytes, and the bits before and after them as words.
HWY_NOINLINE inline size_t CountBits(const uint8_t* bits, size_t index, size_t count) {
  size_t ones = 0;
  if (index % 8 != 0 && count != 0) {
    const size_t head = std::min(8 - index % 8, count);
    ones += hwy::PopCount(LoadBits(bits, index, head));
    index += head;
    count -= head;
  }

  const hn::ScalableTag<uint64_t> d;
  const uint8_t* from = bits + index / 8;
  const auto sum = CountGroups(d, from, count);
  ones += hn::GetLane(hn::SumOfLanes(d, sum));

  for (; count >= 64; count -= 64, from += 8) ones += hwy::PopCount(Load<uint64_t>(from));
  if (count != 0) ones += hwy::PopCount(LoadBits(from, 0, count));
  return ones;
}

}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#endif  // per-target include guard

#include "aggregate/sort/select.h"

#include "core/dispatch.h"

// Loops that the compiler makes vectors of, for each target.

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "aggregate/sort/select.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "core/scalar-inl.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

template <typename Word>
HWY_INLINE size_t InBins(const Word* HWY_RESTRICT words, size_t count, Word low, int shift,
                         uint64_t* HWY_RESTRICT bins) {
  constexpr Word kBins = kSelectBins;
  Word places[kSelectBlock];
  Word less = 0;
  for (size_t i = 0; i < count; ++i) {
    const Word distance = static_cast<Word>(words[i] - low) >> shift;
    const Word spare = kBins + static_cast<Word>(i % kSelectSpare);
    const bool is_less = words[i] < low;
    places[i] = is_less || distance >= kBins ? spare : distance;
    less += is_less;
  }
  for (size_t i = 0; i < count; ++i) ++bins[places[i]];
  return less;
}

template <typename Word>
HWY_INLINE size_t Within(const Word* HWY_RESTRICT words, size_t count, Word low, Word high,
                         Word* HWY_RESTRICT kept, size_t kept_count, Word* above) {
  // Most steps have none.
  constexpr size_t kStep = 64;
  Word least = *above;
  for (size_t i = 0; i < count; i += kStep) {
    const size_t end = std::min(i + kStep, count);
    Word any = 0;
    for (size_t k = i; k < end; ++k) {
      const bool is_above = words[k] > high;
      any |= static_cast<Word>(words[k] >= low && !is_above);
      least = std::min(least, is_above ? words[k] : static_cast<Word>(~Word{0}));
    }
    if (any == 0) continue;
    for (size_t k = i; k < end; ++k) {
      kept[kept_count] = words[k];
      kept_count += words[k] >= low && words[k] <= high;
    }
  }
  *above = least;
  return kept_count;
}

size_t InBins32(const uint32_t* words, size_t count, uint32_t low, int shift, uint64_t* bins) {
  return InBins(words, count, low, shift, bins);
}
size_t InBins64(const uint64_t* words, size_t count, uint64_t low, int shift, uint64_t* bins) {
  return InBins(words, count, low, shift, bins);
}
size_t Within32(const uint32_t* words, size_t count, uint32_t low, uint32_t high, uint32_t* kept,
                size_t kept_count, uint32_t* above) {
  return Within(words, count, low, high, kept, kept_count, above);
}
size_t Within64(const uint64_t* words, size_t count, uint64_t low, uint64_t high, uint64_t* kept,
                size_t kept_count, uint64_t* above) {
  return Within(words, count, low, high, kept, kept_count, above);
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sinew {
namespace {

HWY_EXPORT(InBins32);
HWY_EXPORT(InBins64);
HWY_EXPORT(Within32);
HWY_EXPORT(Within64);

}  // namespace

size_t CountInBins(const uint32_t* words, size_t count, uint32_t low, int shift, uint64_t* bins) {
  return SINEW_DISPATCH(InBins32)(words, count, low, shift, bins);
}
size_t CountInBins(const uint64_t* words, size_t count, uint64_t low, int shift, uint64_t* bins) {
  return SINEW_DISPATCH(InBins64)(words, count, low, shift, bins);
}

size_t CollectWithin(const uint32_t* words, size_t count, uint32_t low, uint32_t high,
                     uint32_t* kept, size_t kept_count, uint32_t* above) {
  return SINEW_DISPATCH(Within32)(words, count, low, high, kept, kept_count, above);
}
size_t CollectWithin(const uint64_t* words, size_t count, uint64_t low, uint64_t high,
                     uint64_t* kept, size_t kept_count, uint64_t* above) {
  return SINEW_DISPATCH(Within64)(words, count, low, high, kept, kept_count, above);
}

}  // namespace sinew
#endif  // HWY_ONCE

// Blocks of Bloom filters: a block is one vector, or two where vectors are shorter, and a value one
// pass over it.

#include "sketch/bloom/bloom.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sketch/bloom/blocks.cc"
#include <hwy/cache_control.h>
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include <algorithm>

#include "core/dispatch.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

using D = hn::CappedTag<uint32_t, kBloomBlockWords>;
using V = hn::Vec<D>;

// The specification's.
HWY_ALIGN constexpr uint32_t kFactors[kBloomBlockWords] = {
    0x47B6137B, 0x44974D91, 0x8824AD5B, 0xA2B7289D, 0x705495C7, 0x2DF1424B, 0x9EFC4947, 0x5C6BFB31};

// How many values ahead their blocks are fetched, and from which size of all blocks on: smaller
// ones are in the second cache.
constexpr size_t kAhead = 16;
constexpr size_t kLargeBlocks = (size_t{512} << 10) / kBloomBlockSize;

HWY_INLINE size_t WordsAt(uint64_t hash, size_t block_count) {
  return static_cast<size_t>((hash >> 32) * block_count >> 32) * kBloomBlockWords;
}

// The bits of a value in words [first, first + lanes).
HWY_INLINE V BitsOf(uint64_t hash, size_t first) {
  const D d;
  const V products =
      hn::Mul(hn::Set(d, static_cast<uint32_t>(hash)), hn::Load(d, kFactors + first));
  return hn::Shl(hn::Set(d, 1), hn::ShiftRight<27>(products));
}

HWY_INLINE void AddOne(uint64_t hash, uint32_t* HWY_RESTRICT block) {
  const D d;
  for (size_t i = 0; i < kBloomBlockWords; i += hn::Lanes(d)) {
    hn::Store(hn::Or(hn::Load(d, block + i), BitsOf(hash, i)), d, block + i);
  }
}

HWY_INLINE bool HasOne(uint64_t hash, const uint32_t* HWY_RESTRICT block) {
  const D d;
  V missing = hn::Zero(d);
  for (size_t i = 0; i < kBloomBlockWords; i += hn::Lanes(d)) {
    missing = hn::Or(missing, hn::AndNot(hn::Load(d, block + i), BitsOf(hash, i)));
  }
  return hn::AllTrue(d, hn::Eq(missing, hn::Zero(d)));
}

// Calls visit(i, block) for the block of each hash, which is on its way already if there are many.
template <typename Word, typename Visit>
HWY_INLINE void ForEachBlock(const uint64_t* hashes, size_t count, size_t block_count, Word* blocks,
                             const Visit& visit) {
  const size_t ahead = block_count < kLargeBlocks ? count : std::min(kAhead, count);
  const auto fetch = [&](size_t i) { hwy::Prefetch(blocks + WordsAt(hashes[i], block_count)); };
  if (block_count >= kLargeBlocks) {
    for (size_t i = 0; i < ahead; ++i) fetch(i);
  }
  size_t i = 0;
  for (; i < count - ahead; ++i) {
    fetch(i + ahead);
    visit(i, blocks + WordsAt(hashes[i], block_count));
  }
  for (; i < count; ++i) visit(i, blocks + WordsAt(hashes[i], block_count));
}

void Add(const uint64_t* hashes, size_t count, size_t block_count, uint32_t* blocks) {
  ForEachBlock(hashes, count, block_count, blocks,
               [hashes](size_t i, uint32_t* block) HWY_ATTR { AddOne(hashes[i], block); });
}

void Find(const uint32_t* blocks, size_t block_count, const uint64_t* hashes, size_t count,
          uint64_t* bits) {
  uint64_t word = 0;
  ForEachBlock(hashes, count, block_count, blocks, [&](size_t i, const uint32_t* block) HWY_ATTR {
    word = word >> 1 | uint64_t{HasOne(hashes[i], block)} << 63;
    if (i % 64 == 63) bits[i / 64] = word;
  });
  if (count % 64 != 0) bits[count / 64] = word >> (64 - count % 64);
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sinew {

HWY_EXPORT(Add);
HWY_EXPORT(Find);

void BloomAdd(const uint64_t* hashes, size_t count, size_t block_count, uint32_t* blocks) {
  SINEW_DISPATCH(Add)(hashes, count, block_count, blocks);
}

void BloomFind(const uint32_t* blocks, size_t block_count, const uint64_t* hashes, size_t count,
               uint64_t* bits) {
  SINEW_DISPATCH(Find)(blocks, block_count, hashes, count, bits);
}

}  // namespace sinew
#endif  // HWY_ONCE

#include "aggregate/groupby_find.h"

#include <algorithm>
#include <bit>

#include "core/dispatch.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "aggregate/groupby_find.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using Bucket = Directory::Bucket;

// One bit for each of the ways that hold `wanted`, the first way lowest.
template <typename T>
HWY_INLINE uint32_t MatchWays(const T* ways, T wanted) {
  const hn::CappedTag<T, Directory::kWays> d;
  uint32_t matches = 0;
  for (size_t way = 0; way < Directory::kWays; way += hn::Lanes(d)) {
    uint8_t bits[8];
    hn::StoreMaskBits(d, hn::Eq(hn::LoadU(d, ways + way), hn::Set(d, wanted)), bits);
    matches |= static_cast<uint32_t>(bits[0]) << way;
  }
  return matches;
}

// A key that is not settled goes on to the next bucket where its first one is full.
template <typename Key>
HWY_INLINE void PrefetchNextBuckets(const Directory::View view, const KeyBlock<Key>& block) {
  for (size_t r = 0; r < block.rest_count; ++r) {
    const uint32_t hash = block.hashes[block.rest[r]];
    const Directory::Slot& slot = view.SlotFor(hash);
    if (slot.buckets[hash & slot.mask].IsFull()) {
      __builtin_prefetch(slot.buckets + ((hash + 1) & slot.mask));
    }
  }
}

template <bool kLarge>
HWY_INLINE void FindIntegersOf(const Directory::View view, size_t count,
                               KeyBlock<uint64_t>* HWY_RESTRICT block,
                               uint32_t* HWY_RESTRICT groups) {
  for (size_t i = 0; i < count; ++i) block->hashes[i] = GroupByHash(block->keys[i]);
  if (kLarge) {
    std::fill_n(block->hashes + count, kGroupByAhead, block->hashes[0]);
    for (size_t i = 0; i < kGroupByAhead; ++i) __builtin_prefetch(view.Home(block->hashes[i]));
  }
  const Directory::Slot only = view.slots[0];
  size_t rest = 0;
  for (size_t i = 0; i < count; ++i) {
    if (kLarge) __builtin_prefetch(view.Home(block->hashes[i + kGroupByAhead]));
    const uint32_t hash = block->hashes[i];
    const uint64_t key = block->keys[i];
    const Bucket& bucket = kLarge ? *view.Home(hash) : only.buckets[hash & only.mask];
    const uint32_t matches = MatchWays(bucket.keys, key);
    groups[i] = bucket.groups_plus_1[std::countr_zero(matches | 8)] - 1;
    block->rest[rest] = static_cast<uint32_t>(i);
    // Free ways hold key 0, which therefore always takes the slow way.
    rest += (matches == 0) | (key == 0);
  }
  block->rest_count = rest;
  if (kLarge) PrefetchNextBuckets(view, *block);
}

void FindIntegers(const Directory& directory, size_t count, KeyBlock<uint64_t>* block,
                  uint32_t* groups) {
  if (directory.IsLarge()) {
    FindIntegersOf<true>(directory.view(), count, block, groups);
  } else {
    FindIntegersOf<false>(directory.view(), count, block, groups);
  }
}

// Two passes, so that the bytes of the strings are prefetched as well: the first finds a way with
// the same hash, the second compares.
void FindStrings(const Directory& directory, size_t count, KeyBlock<Bytes>* block,
                 uint32_t* groups) {
  const Directory::View view = directory.view();
  const bool large = directory.IsLarge();
  if (large) {
    std::fill_n(block->hashes + count, kGroupByAhead, block->hashes[0]);
    for (size_t i = 0; i < kGroupByAhead; ++i) __builtin_prefetch(view.Home(block->hashes[i]));
  }
  uint8_t ways[kGroupByBlock];
  for (size_t i = 0; i < count; ++i) {
    if (large) __builtin_prefetch(view.Home(block->hashes[i + kGroupByAhead]));
    const Bucket* bucket = view.Home(block->hashes[i]);
    const uint32_t matches = MatchWays(bucket->hashes, block->hashes[i]);
    ways[i] = static_cast<uint8_t>(std::countr_zero(matches | 8));
    if (large) __builtin_prefetch(reinterpret_cast<const void*>(bucket->keys[ways[i]]));
  }
  size_t rest = 0;
  for (size_t i = 0; i < count; ++i) {
    const Bucket* bucket = view.Home(block->hashes[i]);
    const uint32_t group_plus_1 = bucket->groups_plus_1[ways[i]];
    groups[i] = group_plus_1 - 1;
    block->rest[rest] = static_cast<uint32_t>(i);
    rest += group_plus_1 == 0 || !SameKey(*bucket, ways[i], block->keys[i], block->hashes[i]);
  }
  block->rest_count = rest;
  if (large) PrefetchNextBuckets(view, *block);
}

}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sinew {

HWY_EXPORT(FindIntegers);
HWY_EXPORT(FindStrings);

void FindKnown(const Directory& directory, size_t count, KeyBlock<uint64_t>* block,
               uint32_t* groups) {
  SINEW_DISPATCH(FindIntegers)(directory, count, block, groups);
}

void FindKnown(const Directory& directory, size_t count, KeyBlock<Bytes>* block, uint32_t* groups) {
  SINEW_DISPATCH(FindStrings)(directory, count, block, groups);
}

}  // namespace sinew
#endif  // HWY_ONCE

#include "core/keys.h"

#include <algorithm>
#include <bit>

#include "core/dispatch.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/keys.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;
namespace {

using Bucket = Directory::Bucket;
using Mark = Directory::Mark;
using DW = hn::CappedTag<uint64_t, Directory::kWays>;

// The mark of `key` if it is in the bucket, else 0. At most one way in use matches; free ways match
// key 0 too, and add nothing. No result passes through a general register, let alone through a
// branch: finding the way by number took twice as long.
HWY_INLINE hn::Vec<DW> MarkOf(const Bucket& bucket, uint64_t key) {
  const DW d;
  const auto wanted = hn::Set(d, key);
  auto mark = hn::Zero(d);
  for (size_t way = 0; way < Directory::kWays; way += hn::Lanes(d)) {
    const auto matches = hn::Eq(hn::Load(d, bucket.keys + way), wanted);
    mark = hn::Or(mark, hn::IfThenElseZero(matches, hn::Load(d, bucket.marks + way)));
  }
  return hn::SumOfLanes(d, mark);
}

// The first way whose key has this hash, or the last way.
HWY_INLINE size_t WayOf(const Bucket& bucket, uint32_t hash) {
  const DW d;
  const auto low_half = hn::Set(d, UINT32_MAX);
  const auto wanted = hn::Set(d, hash);
  uint32_t matches = 1u << (Directory::kWays - 1);
  for (size_t way = 0; way < Directory::kWays; way += hn::Lanes(d)) {
    const auto hashes = hn::And(hn::Load(d, bucket.marks + way), low_half);
    uint8_t bits[8];
    hn::StoreMaskBits(d, hn::Eq(hashes, wanted), bits);
    matches |= static_cast<uint32_t>(bits[0]) << way;
  }
  return static_cast<size_t>(std::countr_zero(matches));
}

template <typename Key>
HWY_INLINE void PrefetchFirstBuckets(const Directory::View view, size_t count,
                                     KeyBlock<Key>* block) {
  std::fill_n(block->hashes + count, kKeysAhead, block->hashes[0]);
  for (size_t i = 0; i < kKeysAhead; ++i) __builtin_prefetch(view.Home(block->hashes[i]));
}

// Writes the numbers of all rows and lists those without a mark. One of them goes on to the next
// bucket where its first one is full.
template <typename Key>
HWY_INLINE void Settle(const Directory::View view, bool large, const Mark* marks, size_t count,
                       KeyBlock<Key>* HWY_RESTRICT block, uint32_t* HWY_RESTRICT numbers) {
  // Not a bool: compilers vectorise this one.
  uint64_t unknown = 0;
  for (size_t i = 0; i < count; ++i) {
    numbers[i] = Directory::NumberOf(marks[i]);
    unknown |= marks[i] == 0;
  }
  block->rest_count = 0;
  if (unknown == 0) return;
  size_t rest = 0;
  for (size_t i = 0; i < count; ++i) {
    block->rest[rest] = static_cast<uint32_t>(i);
    rest += marks[i] == 0;
  }
  block->rest_count = rest;
  for (size_t r = 0; large && r < rest; ++r) {
    const uint32_t hash = block->hashes[block->rest[r]];
    const Directory::Slot& slot = view.SlotFor(hash);
    if (slot.buckets[hash & slot.mask].IsFull()) {
      __builtin_prefetch(slot.buckets + ((hash + 1) & slot.mask));
    }
  }
}

template <bool kLarge>
HWY_INLINE void FindIntegersOf(const Directory::View view, size_t count,
                               KeyBlock<uint64_t>* HWY_RESTRICT block,
                               uint32_t* HWY_RESTRICT numbers) {
  if (kLarge) PrefetchFirstBuckets(view, count, block);
  const Directory::Slot only = view.slots[0];
  Mark marks[kKeysPerBlock];
  for (size_t i = 0; i < count; ++i) {
    if (kLarge) __builtin_prefetch(view.Home(block->hashes[i + kKeysAhead]));
    const uint32_t hash = block->hashes[i];
    const Bucket& bucket = kLarge ? *view.Home(hash) : only.buckets[hash & only.mask];
    marks[i] = hn::GetLane(MarkOf(bucket, block->keys[i]));
  }
  Settle(view, kLarge, marks, count, block, numbers);
}

void FindIntegers(const Directory& directory, const KeySeed& seed, size_t count,
                  KeyBlock<uint64_t>* HWY_RESTRICT block, uint32_t* HWY_RESTRICT numbers) {
  // Compilers vectorise these loops.
  for (size_t i = 0; i < count; ++i) block->keys[i] ^= seed.seed;
  if (__builtin_expect(seed.strong, 0)) {
    const uint64_t key[2] = {seed.key[0], seed.key[1]};
    for (size_t i = 0; i < count; ++i) block->hashes[i] = StrongHash(key, block->keys[i]);
  } else {
    for (size_t i = 0; i < count; ++i) block->hashes[i] = FastHash(block->keys[i]);
  }
  if (directory.IsLarge()) {
    FindIntegersOf<true>(directory.view(), count, block, numbers);
  } else {
    FindIntegersOf<false>(directory.view(), count, block, numbers);
  }
}

// Two passes, so that the bytes of the strings are prefetched as well: the first finds a way with
// the same hash, the second compares.
void FindStrings(const Directory& directory, size_t count, KeyBlock<Bytes>* block,
                 uint32_t* numbers) {
  const Directory::View view = directory.view();
  const bool large = directory.IsLarge();
  if (large) PrefetchFirstBuckets(view, count, block);
  uint8_t ways[kKeysPerBlock];
  for (size_t i = 0; i < count; ++i) {
    if (large) __builtin_prefetch(view.Home(block->hashes[i + kKeysAhead]));
    const Bucket& bucket = *view.Home(block->hashes[i]);
    ways[i] = static_cast<uint8_t>(WayOf(bucket, block->hashes[i]));
    if (large) __builtin_prefetch(reinterpret_cast<const void*>(bucket.keys[ways[i]]));
  }
  Mark marks[kKeysPerBlock];
  for (size_t i = 0; i < count; ++i) {
    const Bucket& bucket = *view.Home(block->hashes[i]);
    const Mark mark = bucket.marks[ways[i]];
    const bool same = mark != 0 && SameKey(bucket, ways[i], block->keys[i], block->hashes[i]);
    marks[i] = same ? mark : 0;
  }
  Settle(view, large, marks, count, block, numbers);
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sinew {

HWY_EXPORT(FindIntegers);
HWY_EXPORT(FindStrings);

void FindKnown(const Directory& directory, const KeySeed& seed, size_t count,
               KeyBlock<uint64_t>* block, uint32_t* numbers) {
  SINEW_DISPATCH(FindIntegers)(directory, seed, count, block, numbers);
}

void FindKnown(const Directory& directory, const KeySeed&, size_t count, KeyBlock<Bytes>* block,
               uint32_t* numbers) {
  SINEW_DISPATCH(FindStrings)(directory, count, block, numbers);
}

}  // namespace sinew
#endif  // HWY_ONCE

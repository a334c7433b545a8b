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

// The ways whose keys have this hash, a bit each; a free way has the hash 0.
HWY_INLINE uint32_t WaysOf(const Bucket& bucket, uint32_t hash) {
  const DW d;
  const auto low_half = hn::Set(d, UINT32_MAX);
  const auto wanted = hn::Set(d, hash);
  uint32_t matches = 0;
  for (size_t way = 0; way < Directory::kWays; way += hn::Lanes(d)) {
    const auto hashes = hn::And(hn::Load(d, bucket.marks + way), low_half);
    uint8_t bits[8];
    hn::StoreMaskBits(d, hn::Eq(hashes, wanted), bits);
    matches |= static_cast<uint32_t>(bits[0]) << way;
  }
  return matches;
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

// What is compared where there is no string: nothing.
alignas(8) constexpr uint8_t kNoString[sizeof(uint32_t) + StringArena::kReadable] = {};

// Strings go through three loops, each in a function of its own, so that it has all registers:
// their hashes, then a way with the same hash and where its string is, and then the comparison. In
// a large directory strings are prefetched in between; in a small one, too, short loops have more
// rows in flight than a long one.

template <bool kPadded>
HWY_NOINLINE void HashStrings(uint64_t seed, size_t count, KeyBlock<Bytes>* HWY_RESTRICT block) {
  const FastStringHash hash(seed);
  for (size_t i = 0; i < count; ++i) {
    const Bytes key = block->keys[i];
    block->hashes[i] = key.size <= kShortString && kPadded
                           ? hash.OfShort(LoadPadded(key.data, key.size), key.size)
                           : hash(key);
  }
}

template <bool kLarge>
HWY_NOINLINE void FindWays(const Directory::View view, size_t count, KeyBlock<Bytes>* block,
                           Mark* HWY_RESTRICT marks, StringArena::Ref* HWY_RESTRICT refs) {
  if (kLarge) PrefetchFirstBuckets(view, count, block);
  const Directory::Slot only = view.slots[0];
  for (size_t i = 0; i < count; ++i) {
    if (kLarge) __builtin_prefetch(view.Home(block->hashes[i + kKeysAhead]));
    const uint32_t hash = block->hashes[i];
    const Bucket& bucket = kLarge ? *view.Home(hash) : only.buckets[hash & only.mask];
    const uint32_t ways = WaysOf(bucket, hash);
    const size_t way = static_cast<size_t>(std::countr_zero(ways | 1u << (Directory::kWays - 1)));
    const Mark mark = ways == 0 ? 0 : bucket.marks[way];
    const auto ref = reinterpret_cast<StringArena::Ref>(bucket.keys[way]);
    marks[i] = mark;
    refs[i] = mark == 0 ? kNoString : ref;
    if (kLarge) __builtin_prefetch(ref);
  }
}

// Whether the first `size` of kShortString bytes are the same.
HWY_INLINE bool SameShort(const uint8_t* a, const uint8_t* b, size_t size) {
#if HWY_TARGET == HWY_SCALAR
  return LoadPadded(a, size) == LoadPadded(b, size);
#else
  const hn::Full128<uint8_t> d;
  const auto differ = hn::Xor(hn::LoadU(d, a), hn::LoadU(d, b));
  return hn::AllTrue(d, hn::Eq(hn::And(differ, hn::LoadU(d, ShortMask(size))), hn::Zero(d)));
#endif
}

HWY_INLINE bool SameLong(const uint8_t* a, const uint8_t* b, size_t size) {
  for (size_t at = 0; at < size - kShortString; at += kShortString) {
    if (!SameShort(a + at, b + at, kShortString)) return false;
  }
  return SameShort(a + size - kShortString, b + size - kShortString, kShortString);
}

// Makes 0 of the mark of every row whose key is another one. Short strings are compared without a
// branch and a loop: a call of memcmp costs more than the rest of a lookup.
template <bool kPadded>
HWY_NOINLINE void CompareStrings(const KeyBlock<Bytes>& block, const StringArena::Ref* refs,
                                 size_t count, Mark* HWY_RESTRICT marks) {
  for (size_t i = 0; i < count; ++i) {
    const Bytes own = StringArena::Get(refs[i]);
    const Bytes key = block.keys[i];
    bool same = own.size == key.size;
    if (key.size > kShortString) {
      same = same && SameLong(own.data, key.data, key.size);
    } else if (kPadded) {
      same &= SameShort(own.data, key.data, key.size);
    } else {
      same &= LoadPadded(own.data, key.size) == LoadShort(key.data, key.size);
    }
    marks[i] &= Mark{0} - same;
  }
}

void FindStrings(const Directory& directory, const KeySeed& seed, size_t count,
                 KeyBlock<Bytes>* block, uint32_t* numbers) {
  if (!seed.strong) {
    (block->is_padded ? HashStrings<true> : HashStrings<false>)(seed.seed, count, block);
  }
  const Directory::View view = directory.view();
  const bool large = directory.IsLarge();
  Mark marks[kKeysPerBlock];
  StringArena::Ref refs[kKeysPerBlock];
  (large ? FindWays<true> : FindWays<false>)(view, count, block, marks, refs);
  (block->is_padded ? CompareStrings<true> : CompareStrings<false>)(*block, refs, count, marks);
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

void FindKnown(const Directory& directory, const KeySeed& seed, size_t count,
               KeyBlock<Bytes>* block, uint32_t* numbers) {
  SINEW_DISPATCH(FindStrings)(directory, seed, count, block, numbers);
}

}  // namespace sinew
#endif  // HWY_ONCE

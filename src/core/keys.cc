#include "core/keys.h"

#include <algorithm>
#include <bit>

#include "core/dispatch.h"
#include "core/targets.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/keys.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "core/scalar-inl.h"
#if SINEW_HAS_AVX2
#include <immintrin.h>
#endif

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

// The first way whose key has this hash, or a free one where that is 0; the last way if there is
// none.
HWY_INLINE size_t WayOf(const Bucket& bucket, uint32_t hash) {
  // Two bits a way, of which the first says whether the low half of its mark is the hash.
  uint32_t matches = 0;
#if HWY_TARGET == HWY_SCALAR
  for (size_t way = 0; way < Directory::kWays; ++way) {
    matches |= uint32_t{Directory::HashOf(bucket.marks[way]) == hash} << 2 * way;
  }
#else
  const DW d;
  const hn::Repartition<uint32_t, DW> d32;
  const auto wanted = hn::Set(d32, hash);
  for (size_t way = 0; way < Directory::kWays; way += hn::Lanes(d)) {
    uint8_t bits[8];
    const auto halves = hn::BitCast(d32, hn::Load(d, bucket.marks + way));
    hn::StoreMaskBits(d32, hn::Eq(halves, wanted), bits);
    matches |= static_cast<uint32_t>(bits[0]) << 2 * way;
  }
#endif
  constexpr uint32_t kLow = 0x55, kLast = 1u << 2 * (Directory::kWays - 1);
  static_assert(kLow >> 2 * Directory::kWays == 0);
  return static_cast<size_t>(std::countr_zero((matches & kLow) | kLast)) / 2;
}

template <typename Key>
HWY_INLINE void PrefetchFirstBuckets(const Directory::View view, size_t count,
                                     KeyBlock<Key>* block) {
  std::fill_n(block->hashes + count, kKeysAhead, block->hashes[0]);
  for (size_t i = 0; i < kKeysAhead; ++i) __builtin_prefetch(view.Home(block->hashes[i]));
}

// Writes the numbers of all rows and lists those without a mark. Where the first bucket of one of
// them is full, mark_in(bucket, row), the mark of its key or 0, says whether it is in the next one.
template <typename Key, typename MarkIn>
HWY_INLINE void Settle(const Directory::View view, bool large, const Mark* marks, size_t count,
                       KeyBlock<Key>* HWY_RESTRICT block, uint32_t* HWY_RESTRICT numbers,
                       const MarkIn& mark_in) {
  size_t rest = 0;
  constexpr size_t kRows = 32;  // at a time: nearly always all of them are known
  for (size_t first = 0; first < count; first += kRows) {
    const size_t end = std::min(first + kRows, count);
    // Not a bool: compilers vectorise this one.
    uint64_t unknown = 0;
    for (size_t i = first; i < end; ++i) {
      numbers[i] = Directory::NumberOf(marks[i]);
      unknown |= marks[i] == 0;
    }
    for (size_t i = first; unknown != 0 && i < end; ++i) {
      block->rest[rest] = static_cast<uint32_t>(i);
      rest += marks[i] == 0;
    }
  }
  // Without a branch on whether it goes on: if not, it looks again in vain.
  const auto next = [&](size_t row) HWY_ATTR -> const Bucket& {
    const uint32_t hash = block->hashes[row];
    const Directory::Slot& slot = view.SlotFor(hash);
    const uint32_t home = hash & slot.mask;
    return slot.buckets[(home + slot.buckets[home].IsFull()) & slot.mask];
  };
  for (size_t r = 0; large && r < rest; ++r) __builtin_prefetch(&next(block->rest[r]));
  block->rest_count = rest;
  block->steps = 0;
  if (rest > count / 4) return;  // new keys, most likely
  size_t left = 0;
  for (size_t r = 0; r < rest; ++r) {
    const uint32_t row = block->rest[r];
    const Mark mark = mark_in(next(row), row);
    numbers[row] = Directory::NumberOf(mark);
    block->rest[left] = row;
    left += mark == 0;
  }
  block->rest_count = left;
  block->steps = rest - left;
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
  Settle(view, kLarge, marks, count, block, numbers,
         [&](const Bucket& bucket, size_t row)
             HWY_ATTR { return hn::GetLane(MarkOf(bucket, block->keys[row])); });
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
HWY_NOINLINE void HashStrings(uint64_t seed, size_t begin, size_t end,
                              KeyBlock<Bytes>* HWY_RESTRICT block) {
  const FastStringHash hash(seed);
  for (size_t i = begin; i < end; ++i) {
    const Bytes key = block->keys[i];
    block->hashes[i] = key.size <= kShortString && kPadded
                           ? hash.OfShort(LoadPadded(key.data, key.size), key.size)
                           : hash(key);
  }
}

HWY_INLINE StringArena::Ref RefAt(const Bucket& bucket, size_t way) {
  const auto ref = reinterpret_cast<StringArena::Ref>(bucket.keys[way]);
  return ref == nullptr ? kNoString : ref;
}

// A row whose key is not in its first bucket gets another one's string, which differs, or nothing.
template <bool kLarge>
HWY_NOINLINE void FindWays(const Directory::View view, size_t count, KeyBlock<Bytes>* block,
                           Mark* HWY_RESTRICT marks, StringArena::Ref* HWY_RESTRICT refs) {
  if (kLarge) PrefetchFirstBuckets(view, count, block);
  const Directory::Slot only = view.slots[0];
  for (size_t i = 0; i < count; ++i) {
    if (kLarge) __builtin_prefetch(view.Home(block->hashes[i + kKeysAhead]));
    const uint32_t hash = block->hashes[i];
    const Bucket& bucket = kLarge ? *view.Home(hash) : only.buckets[hash & only.mask];
    const size_t way = WayOf(bucket, hash);
    marks[i] = bucket.marks[way];
    refs[i] = RefAt(bucket, way);
    if (kLarge) {
      __builtin_prefetch(refs[i]);
      __builtin_prefetch(refs[i] + sizeof(uint32_t) + block->keys[i].size);
    }
  }
}

// Whether the first `size` of kShortString bytes are the same.
HWY_INLINE bool SameShort(const uint8_t* a, const uint8_t* b, size_t size) {
#if HWY_TARGET == HWY_SCALAR
  return LoadPadded(a, size) == LoadPadded(b, size);
#else
  const hn::Full128<uint8_t> d;
  const auto differ = hn::Xor(hn::LoadU(d, a), hn::LoadU(d, b));
#if SINEW_HAS_AVX2
  return _mm_testz_si128(differ.raw, hn::LoadU(d, ShortMask(size)).raw) != 0;
#else
  return hn::AllTrue(d, hn::Eq(hn::And(differ, hn::LoadU(d, ShortMask(size))), hn::Zero(d)));
#endif
#endif
}

HWY_INLINE bool SameLong(const uint8_t* a, const uint8_t* b, size_t size) {
  const size_t last = size - kShortString;
  bool same = SameShort(a, b, kShortString);
  same = same & SameShort(a + last, b + last, kShortString);
  for (size_t at = kShortString; same && at < last; at += kShortString) {
    same = SameShort(a + at, b + at, kShortString);
  }
  return same;
}

// Whether the key is this string. Short ones are compared without a branch and a loop: a call of
// memcmp costs more than the rest of a lookup.
template <bool kPadded>
HWY_INLINE bool SameString(StringArena::Ref ref, Bytes key) {
  const Bytes own = StringArena::Get(ref);
  const bool same = own.size == key.size;
  if (key.size > kShortString) return same && SameLong(own.data, key.data, key.size);
  if (kPadded) return same & SameShort(own.data, key.data, key.size);
  return same & (LoadPadded(own.data, key.size) == LoadShort(key.data, key.size));
}

// Makes 0 of the mark of every row whose key is another one.
template <bool kPadded>
HWY_NOINLINE void CompareStrings(const KeyBlock<Bytes>& block, const StringArena::Ref* refs,
                                 size_t begin, size_t end, Mark* HWY_RESTRICT marks) {
  for (size_t i = begin; i < end; ++i) {
    marks[i] &= Mark{0} - SameString<kPadded>(refs[i], block.keys[i]);
  }
}

void FindStrings(const Directory& directory, const KeySeed& seed, size_t count,
                 KeyBlock<Bytes>* block, uint32_t* numbers) {
  const size_t padded = block->padded;
  if (!seed.strong) {
    HashStrings<true>(seed.seed, 0, padded, block);
    HashStrings<false>(seed.seed, padded, count, block);
  }
  const Directory::View view = directory.view();
  const bool large = directory.IsLarge();
  Mark marks[kKeysPerBlock];
  StringArena::Ref refs[kKeysPerBlock];
  (large ? FindWays<true> : FindWays<false>)(view, count, block, marks, refs);
  CompareStrings<true>(*block, refs, 0, padded, marks);
  CompareStrings<false>(*block, refs, padded, count, marks);
  const auto mark_in = [&](const Bucket& bucket, size_t row) HWY_ATTR {
    const size_t way = WayOf(bucket, block->hashes[row]);
    const StringArena::Ref ref = RefAt(bucket, way);
    const bool same = row < padded ? SameString<true>(ref, block->keys[row])
                                   : SameString<false>(ref, block->keys[row]);
    return bucket.marks[way] & (Mark{0} - same);
  };
  Settle(view, large, marks, count, block, numbers, mark_in);
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

#ifndef SINEW_CORE_DIRECTORY_H_
#define SINEW_CORE_DIRECTORY_H_

#include <algorithm>
#include <bit>

#include "core/memory.h"
#include "core/store.h"

namespace sinew {

// Finds the number of a key. Extendible hashing (Fagin, Nievergelt, Pippenger, Strong 1979) over
// segments, each a table of buckets with linear probing from bucket to bucket:
//
//   hash, 32 bits:  | depth bits: which slot | ................ | low bits: which bucket |
//
//   slots    | 00 | 01 | 10 | 11 |        2^depth of them; several may share one segment
//              |    |    \____/
//              v    v      v
//   segments [..] [..]   [..]             2^8 to 2^12 buckets; fewer under a small memory limit
//
//   bucket   | key 0 ... key 3 | mark 0 ... mark 3 |   one cache line; the ways in use come first
//
// Why segments: a full one splits in two and leaves the rest alone, so growth costs some 50 us at a
// time at any size, where doubling one large table stops the caller for seconds. Why buckets:
// nearly every lookup is settled by one cache line, where probing entry by entry runs into the next
// line often enough to double the misses at ten million keys. Why a hash in every mark: a split
// never looks at a key.
//
// A first, small segment doubles until it is full-sized; so does one that cannot split sensibly
// because its hashes agree in far more bits than chance allows, which bounds the slots.
//
// Chosen keys: whoever knows the hash can choose keys that all share a home, or a segment. The
// directory cannot prevent that, but it notices what chance does not explain (HasNoticedAttack):
// splits that leave nearly all keys on one side, segments that cannot split, and more steps from
// bucket to bucket than kFreeSteps a row over a while. Its owner then rebuilds it under another
// hash. A column of nearly one key only, which chance has put further off its home than that, looks
// the same: then the rebuilding is for nothing, and does no harm.
class Directory {
 public:
  static constexpr size_t kWays = 4;

  // The number of a key, plus 1, above its hash; 0 for a free way. It is as wide as a key, so that
  // one comparison of keys selects it.
  using Mark = uint64_t;
  static Mark MakeMark(uint32_t hash, uint32_t number) { return (Mark{number} + 1) << 32 | hash; }
  static uint32_t HashOf(Mark mark) { return static_cast<uint32_t>(mark); }
  static uint32_t NumberOf(Mark mark) { return static_cast<uint32_t>(mark >> 32) - 1; }

  struct alignas(64) Bucket {
    // The integer, or where the string is; 0 in a free way.
    uint64_t keys[kWays];
    Mark marks[kWays];

    bool IsFull() const { return marks[kWays - 1] != 0; }
    size_t UsedWays() const {
      size_t used = 0;
      for (const Mark mark : marks) used += mark != 0;
      return used;
    }
  };

  struct Slot {
    Bucket* buckets;
    uint32_t mask;   // buckets - 1
    uint32_t depth;  // leading hash bits that all keys of the segment share
  };

  explicit Directory(Memory& memory);
  ~Directory() { Release(); }
  Directory(const Directory&) = delete;
  Directory& operator=(const Directory&) = delete;

  // Once, before anything else: makes room for about `keys` keys, or kMaxHint if that is less. On
  // failure it may be tried again.
  sinew_status Init(size_t keys);

  // Init for a number of keys that may be a wrong guess: takes a part of the memory limit at most,
  // and if there is no room for so many, makes room for a few.
  sinew_status InitForHint(size_t keys);

  // Exchanges the entries, and not what has been noticed; both must be in the same memory.
  void Swap(Directory& other);

  // What finding the home of a hash takes, apart from the directory so that it can stay in
  // registers; good until the next Insert.
  struct View {
    const Slot* slots;
    uint32_t shift;

    const Slot& SlotFor(uint32_t hash) const { return slots[static_cast<uint64_t>(hash) >> shift]; }
    const Bucket* Home(uint32_t hash) const {
      const Slot& slot = SlotFor(hash);
      return slot.buckets + (hash & slot.mask);
    }
  };
  View view() const { return {slots_, 32 - depth_}; }

  // Where a key is, or, with no mark there, where it would go.
  struct Place {
    Bucket* bucket;
    size_t way;
    // What it took beyond one look at one bucket: buckets more, and keys that had the hash and were
    // others, each of them kStepsOfKey.
    uint32_t steps;
    Mark mark() const { return bucket->marks[way]; }
  };

  // Looks for the key of this hash that same(bucket, way) accepts. Whether it is there is the only
  // branch that cannot be predicted.
  template <typename Same>
  Place Find(uint32_t hash, const Same& same) const {
    const Slot& slot = view().SlotFor(hash);
    uint32_t steps = 0;
    for (uint32_t b = hash & slot.mask;; b = (b + 1) & slot.mask, ++steps) {
      Bucket& bucket = slot.buckets[b];
      uint32_t candidates = 0;
      for (size_t way = 0; way < kWays; ++way) {
        const Mark mark = bucket.marks[way];
        const bool is_candidate = (mark != 0) & (HashOf(mark) == hash);
        candidates |= static_cast<uint32_t>(is_candidate) << way;
      }
      for (; candidates != 0; candidates &= candidates - 1) {
        const size_t way = static_cast<size_t>(std::countr_zero(candidates));
        if (same(bucket, way)) return {&bucket, way, steps};
        steps += kStepsOfKey;
      }
      if (!bucket.IsFull()) return {&bucket, bucket.UsedWays(), steps};
    }
  }

  // Adds a key at the place where Find would have it. A segment that holds as many as it may grows
  // first, and the key goes elsewhere; on failure nothing has changed.
  sinew_status Insert(Place place, uint64_t key, uint32_t hash, uint32_t number) {
    const size_t first = FirstSharing(SlotOf(hash));
    if (__builtin_expect(used_[first] >= LimitOf(slots_[first].mask + 1), 0)) {
      const sinew_status status = Grow(hash);
      if (status != SINEW_STATUS_OK) return status;
      return Insert(key, hash, number);
    }
    Fill(place, key, MakeMark(hash, number));
    ++used_[first];
    return SINEW_STATUS_OK;
  }

  // Adds a key that is not there, without looking for it.
  sinew_status Insert(uint64_t key, uint32_t hash, uint32_t number) {
    return Insert(FindFree(view().SlotFor(hash), hash), key, hash, number);
  }

  // Takes out the entry of a key that is there.
  void Remove(uint32_t hash, uint32_t number);

  // Takes out everything and keeps the memory.
  void Clear();

  // More than one segment: worth prefetching.
  bool IsLarge() const { return depth_ != 0; }

  // Counts the steps of all lookups among `rows` rows.
  void NoteSteps(uint64_t steps, size_t rows) {
    steps_ += steps;
    const uint64_t free = rows * kFreeSteps;
    excess_ = excess_ + steps > free ? excess_ + steps - free : 0;
    if (excess_ > kMaxExcess) noticed_attack_ = true;
  }
  bool HasNoticedAttack() const { return noticed_attack_; }
  void ForgetAttack() {
    noticed_attack_ = false;
    excess_ = 0;
  }

  // All steps so far, and those that a row may take on average without any conclusion.
  uint64_t steps() const { return steps_; }
  static constexpr uint64_t kFreeSteps = 4;
  static constexpr uint64_t kMaxExcess = 1024;

  // The entries, or SIZE_MAX if anything is not as it should be: a slot beside those that share its
  // segment, a way in use behind a free one, an entry in the wrong segment or behind a bucket that
  // is not full, a count. For tests.
  size_t CheckedSize() const;

  // Whether the entry is there, where a lookup finds it. For tests.
  bool Has(uint64_t key, uint32_t hash, uint32_t number) const {
    const Mark mark = MakeMark(hash, number);
    const auto same = [&](const Bucket& bucket, size_t way) { return bucket.marks[way] == mark; };
    const Place place = Find(hash, same);
    return place.mark() == mark && place.bucket->keys[place.way] == key;
  }

 private:
  static constexpr uint32_t kFirstBuckets = 1u << 8;
  static constexpr uint32_t kFullBuckets = 1u << 12;
  static constexpr uint32_t kLeastFullBuckets = 1u << 4;
  // Comparing a string is a miss of the cache where the next bucket is a prefetched line.
  static constexpr uint32_t kStepsOfKey = 2;
  // From so many keys on, chance does not leave an eighth of them on one side of a split: that is
  // twelve standard deviations off the middle.
  static constexpr uint32_t kTellingKeys = 256;
  // Slots allowed for each segment, as a power of two, before a segment doubles instead of
  // splitting.
  static constexpr uint32_t kSpareDepth = 3;
  static constexpr uint32_t kMaxDepth = 18;
  // Half a gigabyte: a wrong hint must not take all of the machine's memory.
  static constexpr size_t kMaxHint = size_t{1} << 24;

  void Release();
  sinew_status Init(uint32_t buckets, uint32_t depth);

  size_t SlotOf(uint32_t hash) const { return static_cast<uint64_t>(hash) >> (32 - depth_); }

  // The number of slots that share the segment of `slot`: neighbours, aligned to their number.
  size_t SharingCount(size_t slot) const { return size_t{1} << (depth_ - slots_[slot].depth); }
  size_t FirstSharing(size_t slot) const { return slot & ~(SharingCount(slot) - 1); }

  // Calls visit(slot) for the first slot of every segment.
  template <typename Visit>
  void ForEachSegment(const Visit& visit) const {
    for (size_t slot = 0; slot < size_t{1} << depth_; slot += SharingCount(slot)) visit(slot);
  }

  // The most keys that a segment holds: five eighths, half while it is small and memory is cheap.
  // At three quarters new keys met so many full buckets that ten million keys took 15% longer.
  uint32_t LimitOf(uint32_t buckets) const {
    return buckets < full_buckets_ ? buckets * kWays / 2 : buckets * kWays / 8 * 5;
  }

  static Place FindFree(const Slot& slot, uint32_t hash) {
    uint32_t b = hash & slot.mask;
    while (slot.buckets[b].IsFull()) b = (b + 1) & slot.mask;
    return {&slot.buckets[b], slot.buckets[b].UsedWays(), 0};
  }

  static void Fill(Place place, uint64_t key, Mark mark) {
    place.bucket->keys[place.way] = key;
    place.bucket->marks[place.way] = mark;
  }

  template <typename Visit>
  static void ForEachEntry(const Slot& slot, const Visit& visit);

  sinew_status Allocate(uint32_t count, Bucket** buckets);
  void Free(Bucket* buckets, uint32_t count);
  sinew_status ResizeSlots(uint32_t depth);
  sinew_status Grow(uint32_t hash);
  sinew_status Double(size_t first);
  sinew_status Split(size_t first);

  Memory& memory_;
  Slot* slots_ = nullptr;
  // Keys in the segment, kept for the first of the slots that share it.
  uint32_t* used_ = nullptr;
  uint32_t depth_ = 0;
  size_t segments_ = 0;
  // Full-sized segments are cut from slabs, which double in size up to a huge page; other segments
  // are blocks of their own.
  size_t SegmentSize() const { return full_buckets_ * sizeof(Bucket); }
  size_t SlabSize(size_t slab) const {
    return std::max(SegmentSize(), std::min(SegmentSize() << std::min<size_t>(slab, 8), max_slab_));
  }
  const uint32_t full_buckets_;
  const size_t max_slab_;
  BlockTable<Bucket> slabs_;
  size_t slab_segments_ = 0;  // cut from the last slab
  // A full-sized segment that a split left behind, for the next one.
  Bucket* spare_ = nullptr;

  uint64_t steps_ = 0;
  uint64_t excess_ = 0;
  bool noticed_attack_ = false;
};

}  // namespace sinew

#endif  // SINEW_CORE_DIRECTORY_H_

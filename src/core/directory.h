#ifndef SINEW_CORE_DIRECTORY_H_
#define SINEW_CORE_DIRECTORY_H_

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
//   segments [..] [..]   [..]             2^8 to 2^12 buckets
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

  explicit Directory(Memory& memory) : memory_(memory), slabs_(memory) {}
  ~Directory();
  Directory(const Directory&) = delete;
  Directory& operator=(const Directory&) = delete;

  // Once, before anything else: makes room for about `keys` keys, or kMaxHint if that is less.
  sinew_status Init(size_t keys);

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
    Mark mark() const { return bucket->marks[way]; }
  };

  // Looks for the key of this hash that same(bucket, way) accepts. Whether it is there is the only
  // branch that cannot be predicted.
  template <typename Same>
  Place Find(uint32_t hash, const Same& same) const {
    const Slot& slot = view().SlotFor(hash);
    for (uint32_t b = hash & slot.mask;; b = (b + 1) & slot.mask) {
      Bucket& bucket = slot.buckets[b];
      uint32_t candidates = 0;
      for (size_t way = 0; way < kWays; ++way) {
        const Mark mark = bucket.marks[way];
        const bool is_candidate = (mark != 0) & (HashOf(mark) == hash);
        candidates |= static_cast<uint32_t>(is_candidate) << way;
      }
      for (; candidates != 0; candidates &= candidates - 1) {
        const size_t way = static_cast<size_t>(std::countr_zero(candidates));
        if (same(bucket, way)) return {&bucket, way};
      }
      if (!bucket.IsFull()) return {&bucket, bucket.UsedWays()};
    }
  }

  // Adds a key at the place where Find would have it. A segment that holds as many as it may grows
  // first, and the key goes elsewhere; on failure nothing has changed.
  sinew_status Insert(Place place, uint64_t key, uint32_t hash, uint32_t number) {
    const size_t first = FirstSharing(SlotOf(hash));
    if (__builtin_expect(used_[first] >= LimitOf(slots_[first].mask + 1), 0)) {
      const sinew_status status = Grow(hash);
      if (status != SINEW_STATUS_OK) return status;
      return Insert(FindFree(view().SlotFor(hash), hash), key, hash, number);
    }
    Fill(place, key, MakeMark(hash, number));
    ++used_[first];
    return SINEW_STATUS_OK;
  }

  // Takes out the entry of a key that is there.
  void Remove(uint32_t hash, uint32_t number);

  // Takes out everything and keeps the memory.
  void Clear();

  // More than one segment: worth prefetching.
  bool IsLarge() const { return depth_ != 0; }

 private:
  static constexpr uint32_t kFirstBuckets = 1u << 8;
  static constexpr uint32_t kFullBuckets = 1u << 12;
  // Slots allowed for each segment, as a power of two, before a segment doubles instead of
  // splitting.
  static constexpr uint32_t kSpareDepth = 3;
  static constexpr uint32_t kMaxDepth = 18;
  // Half a gigabyte: a wrong hint must not take all of the machine's memory.
  static constexpr size_t kMaxHint = size_t{1} << 24;

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
  static uint32_t LimitOf(uint32_t buckets) {
    return buckets < kFullBuckets ? buckets * kWays / 2 : buckets * kWays / 8 * 5;
  }

  static Place FindFree(const Slot& slot, uint32_t hash) {
    uint32_t b = hash & slot.mask;
    while (slot.buckets[b].IsFull()) b = (b + 1) & slot.mask;
    return {&slot.buckets[b], slot.buckets[b].UsedWays()};
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
  // Full-sized segments are cut from slabs of one huge page; other sizes are blocks of their own.
  BlockTable<Bucket> slabs_;
  size_t slab_segments_ = 0;  // cut from the last slab
  // A full-sized segment that a split left behind, for the next one.
  Bucket* spare_ = nullptr;
};

}  // namespace sinew

#endif  // SINEW_CORE_DIRECTORY_H_

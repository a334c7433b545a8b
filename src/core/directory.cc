#include "core/directory.h"

#include <algorithm>

namespace sinew {

// Under a limit a full segment is small, so that the two that a split needs fit nearly to the end.
Directory::Directory(Memory& memory)
    : memory_(memory),
      full_buckets_(std::max(kLeastFullBuckets,
                             static_cast<uint32_t>(std::bit_floor(
                                 memory.StepOf(kFullBuckets * sizeof(Bucket)) / sizeof(Bucket))))),
      max_slab_(std::bit_floor(memory.StepOf(Memory::kHugePage))),
      slabs_(memory) {}

void Directory::Release() {
  if (slots_ == nullptr) return;
  ForEachSegment([this](size_t first) {
    const uint32_t buckets = slots_[first].mask + 1;
    if (buckets != full_buckets_) memory_.Free(slots_[first].buckets, buckets * sizeof(Bucket));
  });
  for (; slabs_.size() != 0; slabs_.RemoveLast()) {
    memory_.Free(slabs_[slabs_.size() - 1], SlabSize(slabs_.size() - 1));
  }
  memory_.Free(slots_, sizeof(Slot) << depth_);
  memory_.Free(used_, sizeof(uint32_t) << depth_);
  slots_ = nullptr;
  used_ = nullptr;
  depth_ = 0;
  spare_ = nullptr;
}

sinew_status Directory::Init(size_t keys) {
  keys = std::min(keys, kMaxHint);
  uint32_t buckets = std::min(kFirstBuckets, full_buckets_);
  while (buckets < full_buckets_ && LimitOf(buckets) < keys) buckets *= 2;
  uint32_t depth = 0;
  if (buckets == full_buckets_) {
    // Hashes spread unevenly: a segment may meet its limit while the average is still below it.
    while (depth < kMaxDepth && (size_t{LimitOf(buckets)} << depth) < keys + keys / 16) ++depth;
  }
  // Asked first: finding out with most of it allocated would take as long as using it.
  if (!memory_.Fits(size_t{buckets} * sizeof(Bucket) << depth)) return SINEW_STATUS_MEMORY_LIMIT;
  const sinew_status status = Init(buckets, depth);
  if (status != SINEW_STATUS_OK) Release();
  return status;
}

sinew_status Directory::Init(uint32_t buckets, uint32_t depth) {
  sinew_status status = ResizeSlots(depth);
  if (status != SINEW_STATUS_OK) return status;
  segments_ = size_t{1} << depth;
  std::fill_n(slots_, segments_, Slot{nullptr, buckets - 1, depth});
  std::fill_n(used_, segments_, 0u);
  for (size_t slot = 0; status == SINEW_STATUS_OK && slot < segments_; ++slot) {
    status = Allocate(buckets, &slots_[slot].buckets);
  }
  return status;
}

sinew_status Directory::InitForHint(size_t keys) {
  // A key takes up to 64 bytes here; its owner needs room, too.
  if (memory_.limit() != 0) keys = std::min(keys, memory_.limit() / 128);
  const sinew_status status = Init(keys);
  return status == SINEW_STATUS_OK || keys == 0 ? status : Init(0);
}

void Directory::Swap(Directory& other) {
  std::swap(slots_, other.slots_);
  std::swap(used_, other.used_);
  std::swap(depth_, other.depth_);
  std::swap(segments_, other.segments_);
  slabs_.Swap(other.slabs_);
  std::swap(slab_segments_, other.slab_segments_);
  std::swap(spare_, other.spare_);
}

void Directory::Remove(uint32_t hash, uint32_t number) {
  const size_t first = FirstSharing(SlotOf(hash));
  const Slot& slot = slots_[first];
  uint32_t b = hash & slot.mask;
  size_t way = 0;
  while (slot.buckets[b].marks[way] != MakeMark(hash, number)) {
    if (++way == kWays) {
      way = 0;
      b = (b + 1) & slot.mask;
    }
  }
  --used_[first];
  // The last entry of the bucket fills the hole. If the bucket was full, keys may have gone past
  // it, and one of those takes the free place, which leaves a hole where it was (Knuth 6.4,
  // algorithm R, with buckets for entries).
  for (bool moved = true; moved;) {
    Bucket& bucket = slot.buckets[b];
    size_t last = kWays - 1;
    while (bucket.marks[last] == 0) --last;
    Fill({&bucket, way, 0}, bucket.keys[last], bucket.marks[last]);
    Fill({&bucket, last, 0}, 0, 0);
    moved = false;
    if (last != kWays - 1) return;
    for (uint32_t c = b; !moved;) {
      c = (c + 1) & slot.mask;
      Bucket& candidate = slot.buckets[c];
      for (way = 0; way < kWays && candidate.marks[way] != 0; ++way) {
        const uint32_t from_home = (c - HashOf(candidate.marks[way])) & slot.mask;
        if (from_home < ((c - b) & slot.mask)) continue;
        Fill({&bucket, last, 0}, candidate.keys[way], candidate.marks[way]);
        b = c;
        moved = true;
        break;
      }
      if (!candidate.IsFull()) break;
    }
  }
}

void Directory::Clear() {
  ForEachSegment([this](size_t first) {
    if (used_[first] == 0) return;
    memset(slots_[first].buckets, 0, (size_t{slots_[first].mask} + 1) * sizeof(Bucket));
    used_[first] = 0;
  });
}

sinew_status Directory::Allocate(uint32_t count, Bucket** buckets) {
  if (count != full_buckets_) {
    void* block;
    const sinew_status status = memory_.Allocate(count * sizeof(Bucket), &block);
    if (status != SINEW_STATUS_OK) return status;
    *buckets = static_cast<Bucket*>(block);
  } else if (spare_ != nullptr) {
    *buckets = spare_;
    spare_ = nullptr;
  } else {
    const size_t slabs = slabs_.size();
    if (slabs == 0 || slab_segments_ * SegmentSize() == SlabSize(slabs - 1)) {
      const sinew_status status = slabs_.Append(SlabSize(slabs));
      if (status != SINEW_STATUS_OK) return status;
      slab_segments_ = 0;
    }
    *buckets = slabs_[slabs_.size() - 1] + slab_segments_++ * full_buckets_;
  }
  memset(static_cast<void*>(*buckets), 0, count * sizeof(Bucket));
  return SINEW_STATUS_OK;
}

void Directory::Free(Bucket* buckets, uint32_t count) {
  if (count != full_buckets_) {
    memory_.Free(buckets, count * sizeof(Bucket));
  } else {
    // At most one is spare: a split takes two and returns one, and a segment outgrows its full size
    // only where splitting no longer helps.
    spare_ = buckets;
  }
}

sinew_status Directory::ResizeSlots(uint32_t depth) {
  void* slots;
  void* used;
  sinew_status status = memory_.Allocate(sizeof(Slot) << depth, &slots);
  if (status != SINEW_STATUS_OK) return status;
  status = memory_.Allocate(sizeof(uint32_t) << depth, &used);
  if (status != SINEW_STATUS_OK) {
    memory_.Free(slots, sizeof(Slot) << depth);
    return status;
  }
  if (slots_ != nullptr) {
    for (size_t slot = 0; slot < size_t{1} << depth; ++slot) {
      static_cast<Slot*>(slots)[slot] = slots_[slot >> (depth - depth_)];
      static_cast<uint32_t*>(used)[slot] = used_[slot >> (depth - depth_)];
    }
    memory_.Free(slots_, sizeof(Slot) << depth_);
    memory_.Free(used_, sizeof(uint32_t) << depth_);
  }
  slots_ = static_cast<Slot*>(slots);
  used_ = static_cast<uint32_t*>(used);
  depth_ = depth;
  return SINEW_STATUS_OK;
}

sinew_status Directory::Grow(uint32_t hash) {
  const size_t first = FirstSharing(SlotOf(hash));
  if (slots_[first].mask + 1 < full_buckets_) return Double(first);
  if (slots_[first].depth < depth_) return Split(first);
  if (depth_ == kMaxDepth) return Double(first);
  if (size_t{2} << depth_ > segments_ << kSpareDepth) {
    noticed_attack_ = true;
    return Double(first);
  }
  const sinew_status status = ResizeSlots(depth_ + 1);
  return status == SINEW_STATUS_OK ? Split(FirstSharing(SlotOf(hash))) : status;
}

// Calls visit(key, mark) for each key of a segment.
template <typename Visit>
void Directory::ForEachEntry(const Slot& slot, const Visit& visit) {
  for (size_t b = 0; b <= slot.mask; ++b) {
    const Bucket& bucket = slot.buckets[b];
    for (size_t way = 0; way < kWays && bucket.marks[way] != 0; ++way) {
      visit(bucket.keys[way], bucket.marks[way]);
    }
  }
}

size_t Directory::CheckedSize() const {
  size_t total = 0;
  size_t segments = 0;
  bool right = true;
  ForEachSegment([&](size_t first) {
    const Slot& slot = slots_[first];
    ++segments;
    for (size_t s = first; s < first + SharingCount(first); ++s) {
      right &= slots_[s].buckets == slot.buckets && slots_[s].mask == slot.mask &&
               slots_[s].depth == slot.depth;
    }
    uint32_t used = 0;
    for (uint32_t b = 0; b <= slot.mask; ++b) {
      const Bucket& bucket = slot.buckets[b];
      for (size_t way = 0; way < kWays; ++way) {
        const Mark mark = bucket.marks[way];
        if (mark == 0) {
          right &= bucket.keys[way] == 0;
          continue;
        }
        ++used;
        const uint32_t hash = HashOf(mark);
        right &= way == 0 || bucket.marks[way - 1] != 0;
        right &= FirstSharing(SlotOf(hash)) == first;
        for (uint32_t c = hash & slot.mask; c != b; c = (c + 1) & slot.mask) {
          right &= slot.buckets[c].IsFull();
        }
      }
    }
    right &= used == used_[first] && used <= LimitOf(slot.mask + 1);
    total += used;
  });
  return right && segments == segments_ ? total : SIZE_MAX;
}

sinew_status Directory::Double(size_t first) {
  const Slot old = slots_[first];
  const uint32_t buckets = old.mask + 1;
  Slot doubled = {nullptr, 2 * buckets - 1, old.depth};
  const sinew_status status = Allocate(2 * buckets, &doubled.buckets);
  if (status != SINEW_STATUS_OK) return status;
  ForEachEntry(old,
               [&](uint64_t key, Mark mark) { Fill(FindFree(doubled, HashOf(mark)), key, mark); });
  Free(old.buckets, buckets);
  std::fill_n(slots_ + first, SharingCount(first), doubled);
  return SINEW_STATUS_OK;
}

sinew_status Directory::Split(size_t first) {
  const Slot old = slots_[first];
  const uint32_t buckets = old.mask + 1;
  Slot half[2] = {{nullptr, old.mask, old.depth + 1}, {nullptr, old.mask, old.depth + 1}};
  sinew_status status = Allocate(buckets, &half[0].buckets);
  if (status != SINEW_STATUS_OK) return status;
  status = Allocate(buckets, &half[1].buckets);
  if (status != SINEW_STATUS_OK) {
    Free(half[0].buckets, buckets);
    return status;
  }
  uint32_t used[2] = {0, 0};
  ForEachEntry(old, [&](uint64_t key, Mark mark) {
    const uint32_t side = (HashOf(mark) >> (31 - old.depth)) & 1;
    Fill(FindFree(half[side], HashOf(mark)), key, mark);
    ++used[side];
  });
  Free(old.buckets, buckets);
  const uint32_t keys = used[0] + used[1];
  if (keys >= kTellingKeys && std::min(used[0], used[1]) < keys / 8) noticed_attack_ = true;
  const size_t sharing = SharingCount(first) / 2;
  for (size_t side = 0; side < 2; ++side) {
    std::fill_n(slots_ + first + side * sharing, sharing, half[side]);
    used_[first + side * sharing] = used[side];
  }
  ++segments_;
  return SINEW_STATUS_OK;
}

}  // namespace sinew

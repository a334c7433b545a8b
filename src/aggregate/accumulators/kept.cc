#include "aggregate/accumulators/kept.h"

#include <algorithm>

namespace sinew {

// What a state was stands behind this.
struct KeptMemory::Change {
  uint8_t* state;
  size_t size;
  size_t kept;
  // Where its bytes are going to be.
  struct {
    uint8_t* data;
    size_t capacity;
  } rooms[kMaxKept];

  uint8_t* saved() { return reinterpret_cast<uint8_t*>(this + 1); }
  KeptBytes* now() { return reinterpret_cast<KeptBytes*>(state); }
  KeptBytes* before() { return reinterpret_cast<KeptBytes*>(saved()); }
};

bool KeptMemory::Save(uint8_t* state, size_t size, size_t kept) {
  if (status_ == SINEW_STATUS_OK) status_ = saved_.Grow(sizeof(Change) + size);
  if (status_ != SINEW_STATUS_OK) return false;
  Change change = {state, size, kept, {}};
  saved_.Append({AsBytes(&change), sizeof(change)});
  saved_.Append({state, size});
  return true;
}

template <typename Visit>
bool KeptMemory::ForEachChange(const Visit& visit) {
  for (size_t at = 0; at < saved_.size();) {
    Change* const change = reinterpret_cast<Change*>(saved_.data() + at);
    if (!visit(change)) return false;
    at += sizeof(Change) + change->size;
  }
  return true;
}

sinew_status KeptMemory::Keep() {
  const ByteChunks::Place end = chunks_.end();
  if (status_ == SINEW_STATUS_OK) {
    ForEachChange([&](Change* change) {
      for (size_t i = 0; i < change->kept && status_ == SINEW_STATUS_OK; ++i) {
        const KeptBytes& now = change->now()[i];
        const KeptBytes& before = change->before()[i];
        auto& room = change->rooms[i];
        room = {const_cast<uint8_t*>(before.data), before.capacity};
        if (now.size <= before.capacity && before.capacity != 0) continue;
        room.capacity = (std::max(now.size, 2 * before.capacity) | 7) + 1;
        status_ = chunks_.MakeRoom(room.capacity, &room.data);
        if (status_ == SINEW_STATUS_OK) chunks_.Use(room.capacity);
      }
      return status_ == SINEW_STATUS_OK;
    });
  }
  if (status_ != SINEW_STATUS_OK) {
    chunks_.Rewind(end);
    Undo();
    undoes_ = true;
    return status_;
  }
  ForEachChange([](Change* change) {
    for (size_t i = 0; i < change->kept; ++i) {
      KeptBytes& now = change->now()[i];
      const auto& room = change->rooms[i];
      CopyShort(room.data, now.bytes());
      now = {room.data, now.size, room.capacity};
    }
    return true;
  });
  saved_.set_size(0);
  words_.set_size(0);
  blocks_end_ = blocks_.end();
  added_ = 0;
  return SINEW_STATUS_OK;
}

void KeptMemory::EndUndo() {
  blocks_.Rewind(blocks_end_);
  status_ = SINEW_STATUS_OK;
  added_ = 0;
  undoes_ = false;
}

void KeptMemory::Undo() {
  ForEachChange([](Change* change) {
    memcpy(change->state, change->saved(), change->size);
    return true;
  });
  saved_.set_size(0);
  for (size_t end = words_.size(); end != 0; end -= sizeof(Word)) {
    const Word word = Load<Word>(words_.data() + end - sizeof(Word));
    Store(word.at, word.was);
  }
  words_.set_size(0);
}

uint8_t* KeptMemory::Allocate(size_t size) {
  uint8_t* block = nullptr;
  if (goes_on()) status_ = blocks_.MakeRoom(size, &block);
  if (!goes_on()) return nullptr;
  blocks_.Use(size);
  return block;
}

bool KeptMemory::MayAdd(KeptValues* list, size_t width) {
  if (status_ != SINEW_STATUS_OK) {
    if (undoes_) TakeAway(list, width, 1);
    return false;
  }
  const uint32_t capacity = KeptValues::NextCapacity(list->capacity, width);
  const size_t size = KeptValues::kHeader + capacity * width;
  uint8_t* block;
  status_ = blocks_.MakeRoom(size, &block);
  if (status_ != SINEW_STATUS_OK) return false;
  blocks_.Use(size);
  if (list->last == nullptr) {
    list->first = block;
  } else {
    Store(list->last, block);
  }
  list->last = block;
  list->used = 0;
  list->capacity = capacity;
  return true;
}

void KeptMemory::AddAll(KeptValues* list, size_t width, const KeptValues& others) {
  if (undoes_) return TakeAway(list, width, others.count);
  others.ForEachRun(width, [&](const uint8_t* values, size_t number) {
    while (number != 0) {
      if (status_ != SINEW_STATUS_OK) return;
      if (list->used == list->capacity && !MayAdd(list, width)) return;
      const uint32_t more =
          static_cast<uint32_t>(std::min<size_t>(number, list->capacity - list->used));
      memcpy(list->last + KeptValues::kHeader + list->used * width, values, more * width);
      list->used += more;
      list->count += more;
      added_ += more;
      values += more * width;
      number -= more;
    }
  });
}

void KeptMemory::TakeAway(KeptValues* list, size_t width, uint64_t number) {
  number = std::min(number, added_);
  added_ -= number;
  list->count -= number;
  if (number < list->used) {
    list->used -= static_cast<uint32_t>(number);
    return;
  }
  // The block that has the last value now.
  const KeptValues left = *list;
  list->last = nullptr;
  list->used = list->capacity = 0;
  if (left.count == 0) {
    list->first = nullptr;
    return;
  }
  left.ForEachRun(width, [&](const uint8_t* values, size_t in_block) {
    list->last = const_cast<uint8_t*>(values) - KeptValues::kHeader;
    list->used = static_cast<uint32_t>(in_block);
    list->capacity = KeptValues::NextCapacity(list->capacity, width);
  });
}

}  // namespace sinew

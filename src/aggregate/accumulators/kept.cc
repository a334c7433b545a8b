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
  const sinew_status status = std::exchange(status_, SINEW_STATUS_OK);
  if (status != SINEW_STATUS_OK) {
    chunks_.Rewind(end);
    Undo();
    return status;
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
  return SINEW_STATUS_OK;
}

void KeptMemory::Undo() {
  ForEachChange([](Change* change) {
    memcpy(change->state, change->saved(), change->size);
    return true;
  });
  saved_.set_size(0);
}

}  // namespace sinew

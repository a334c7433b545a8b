#include "core/store.h"

#include <algorithm>

namespace sinew {

sinew_status RowStore::Grow() {
  const size_t full = LowRows() + 1;
  if (capacity_ == 0 || capacity_ >= full) {
    const size_t rows = capacity_ == 0 ? FirstRows() : full;
    const sinew_status status = chunks_.Append(rows * stride_);
    if (status == SINEW_STATUS_OK) capacity_ += rows;
    return status;
  }
  void* chunk;
  const sinew_status status = memory_.Allocate(2 * capacity_ * stride_, &chunk);
  if (status != SINEW_STATUS_OK) return status;
  memcpy(chunk, chunks_[0], capacity_ * stride_);
  memory_.Free(chunks_[0], capacity_ * stride_);
  chunks_[0] = static_cast<uint8_t*>(chunk);
  capacity_ *= 2;
  return SINEW_STATUS_OK;
}

sinew_status StringArena::Add(Bytes string, Ref* ref) {
  const size_t size = sizeof(uint32_t) + string.size;
  const size_t room = size + kReadable;
  while (chunk_ < chunks_.size() && chunks_[chunk_]->size - used_ < room) {
    ++chunk_;
    used_ = sizeof(Chunk);
  }
  if (chunk_ == chunks_.size()) {
    // Doubling up to a huge page keeps both a few strings and the number of chunks small.
    size_t capacity = chunk_ == 0 ? kFirstChunk : chunks_[chunk_ - 1]->size * 2;
    capacity = std::min(capacity, memory_.StepOf(Memory::kHugePage));
    capacity = std::max(capacity, sizeof(Chunk) + room);
    const sinew_status status = chunks_.Append(capacity);
    if (status != SINEW_STATUS_OK) return status;
    chunks_[chunk_]->size = capacity;
    used_ = sizeof(Chunk);
  }
  uint8_t* to = reinterpret_cast<uint8_t*>(chunks_[chunk_]) + used_;
  Store(to, static_cast<uint32_t>(string.size));
  if (string.size != 0) memcpy(to + sizeof(uint32_t), string.data, string.size);
  used_ += size;
  *ref = to;
  return SINEW_STATUS_OK;
}

StringArena::Place StringArena::PlaceOf(Ref ref) const {
  size_t chunk = 0;
  uintptr_t offset;
  // As numbers, since pointers into different blocks do not compare.
  while (offset = reinterpret_cast<uintptr_t>(ref) - reinterpret_cast<uintptr_t>(chunks_[chunk]),
         offset >= chunks_[chunk]->size) {
    if (++chunk == chunks_.size()) break;
  }
  return {chunk, offset};
}

void StringArena::Rewind(Ref ref) {
  const Place place = PlaceOf(ref);
  chunk_ = place.chunk;
  used_ = place.offset;
}

bool StringArena::Holds(Ref ref, Ref next) const {
  if (chunks_.size() == 0) return false;
  const Place place = PlaceOf(ref);
  const Place end = next == nullptr ? Place{chunk_, used_} : PlaceOf(next);
  if (place.chunk > end.chunk || end.chunk > chunk_ || place.chunk >= chunks_.size()) return false;
  const size_t room = place.chunk == end.chunk ? end.offset : chunks_[place.chunk]->size;
  return place.offset >= sizeof(Chunk) && place.offset + sizeof(uint32_t) <= room &&
         Get(ref).size <= room - place.offset - sizeof(uint32_t);
}

}  // namespace sinew

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

sinew_status ByteChunks::MakeRoom(size_t size, uint8_t** room) {
  while (end_.chunk < chunks_.size() && SizeOf(end_.chunk) - end_.offset < size) {
    end_ = {end_.chunk + 1, kBegin};
  }
  if (end_.chunk == chunks_.size()) {
    // Doubling up to a huge page keeps both a few strings and the number of chunks small.
    size_t capacity = end_.chunk == 0 ? kFirstChunk : SizeOf(end_.chunk - 1) * 2;
    capacity = std::min(capacity, memory_.StepOf(Memory::kHugePage));
    capacity = std::max(capacity, kBegin + size);
    const sinew_status status = chunks_.Append(capacity);
    if (status != SINEW_STATUS_OK) return status;
    chunks_[end_.chunk]->size = capacity;
    end_.offset = kBegin;
  }
  *room = reinterpret_cast<uint8_t*>(chunks_[end_.chunk]) + end_.offset;
  return SINEW_STATUS_OK;
}

ByteChunks::Place ByteChunks::PlaceOf(const uint8_t* byte) const {
  size_t chunk = 0;
  uintptr_t offset;
  // As numbers, since pointers into different blocks do not compare.
  while (offset = reinterpret_cast<uintptr_t>(byte) - reinterpret_cast<uintptr_t>(chunks_[chunk]),
         offset >= SizeOf(chunk)) {
    if (++chunk == chunks_.size()) break;
  }
  return {chunk, offset};
}

sinew_status StringArena::Add(Bytes string, Ref* ref) {
  const size_t size = sizeof(uint32_t) + string.size;
  uint8_t* to;
  const sinew_status status = chunks_.MakeRoom(size + kReadable, &to);
  if (status != SINEW_STATUS_OK) return status;
  Store(to, static_cast<uint32_t>(string.size));
  if (string.size != 0) memcpy(to + sizeof(uint32_t), string.data, string.size);
  chunks_.Use(size);
  *ref = to;
  return SINEW_STATUS_OK;
}

bool StringArena::Holds(Ref ref, Ref next) const {
  if (chunks_.chunk_count() == 0) return false;
  const ByteChunks::Place place = chunks_.PlaceOf(ref);
  const ByteChunks::Place end = next == nullptr ? chunks_.end() : chunks_.PlaceOf(next);
  if (place.chunk > end.chunk || end.chunk > chunks_.end().chunk ||
      place.chunk >= chunks_.chunk_count()) {
    return false;
  }
  const size_t room = place.chunk == end.chunk ? end.offset : chunks_.SizeOf(place.chunk);
  return place.offset >= ByteChunks::kBegin && place.offset + sizeof(uint32_t) <= room &&
         Get(ref).size <= room - place.offset - sizeof(uint32_t);
}

}  // namespace sinew

#include "core/store.h"

namespace sinew {

sinew_status RowStore::Grow() {
  const size_t full = LowRows() + 1;
  if (capacity_ == 0 || capacity_ >= full) {
    const size_t rows = capacity_ == 0 ? kFirstRows : full;
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
  while (chunk_ < chunks_.size() && chunks_[chunk_]->size - used_ < size) {
    ++chunk_;
    used_ = sizeof(Chunk);
  }
  if (chunk_ == chunks_.size()) {
    // Doubling up to a huge page keeps both a few strings and the number of chunks small.
    size_t capacity = chunk_ == 0 ? kFirstChunk : chunks_[chunk_ - 1]->size * 2;
    if (capacity > Memory::kHugePage) capacity = Memory::kHugePage;
    if (capacity < sizeof(Chunk) + size) capacity = sizeof(Chunk) + size;
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

}  // namespace sinew

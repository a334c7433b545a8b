#include "core/scratch.h"

#include <algorithm>

namespace sinew {

sinew_status Scratch::Reserve(size_t capacity) {
  if (capacity <= capacity_) return SINEW_STATUS_OK;
  void* data;
  const sinew_status status = memory_.Allocate(capacity, &data);
  if (status != SINEW_STATUS_OK) return status;
  if (size_ != 0) memcpy(data, data_, size_);
  memory_.Free(data_, capacity_);
  data_ = static_cast<uint8_t*>(data);
  capacity_ = capacity;
  return SINEW_STATUS_OK;
}

sinew_status Scratch::Renew(size_t least, size_t ample) {
  if (least <= capacity_) return SINEW_STATUS_OK;
  memory_.Free(data_, capacity_);
  data_ = nullptr;
  size_ = capacity_ = 0;
  return Reserve(memory_.Fits(ample) ? ample : least);
}

sinew_status Scratch::Grow(size_t more) {
  if (more <= capacity_ - size_) return SINEW_STATUS_OK;
  const sinew_status status = Reserve(std::max({size_ + more, 2 * capacity_, size_t{1024}}));
  return status == SINEW_STATUS_MEMORY_LIMIT ? Reserve(size_ + more) : status;
}

}  // namespace sinew

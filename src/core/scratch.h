#ifndef SINEW_CORE_SCRATCH_H_
#define SINEW_CORE_SCRATCH_H_

#include "core/bytes.h"
#include "core/memory.h"

namespace sinew {

// A growing buffer in counted memory, for what is kept from one step to the next.
class Scratch {
 public:
  explicit Scratch(Memory& memory) : memory_(memory) {}
  ~Scratch() { memory_.Free(data_, capacity_); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  // Makes room for so many bytes in all, and keeps the first size(); on failure nothing has
  // changed.
  sinew_status Reserve(size_t capacity);
  // Makes room for `least` bytes, or for `ample` if the limit allows that, and forgets the
  // contents. They are freed first, so that old and new never count together: on failure there is
  // no room.
  sinew_status Renew(size_t least, size_t ample);
  // Makes room for so many more, and for the next ones by the way.
  sinew_status Grow(size_t more);
  // There is room for them.
  void Append(Bytes bytes) {
    if (bytes.size != 0) memcpy(data_ + size_, bytes.data, bytes.size);
    size_ += bytes.size;
  }

  uint8_t* data() { return data_; }
  const uint8_t* data() const { return data_; }
  size_t size() const { return size_; }
  size_t capacity() const { return capacity_; }
  void set_size(size_t size) { size_ = size; }

 private:
  Memory& memory_;
  uint8_t* data_ = nullptr;
  size_t size_ = 0;
  size_t capacity_ = 0;
};

}  // namespace sinew

#endif  // SINEW_CORE_SCRATCH_H_

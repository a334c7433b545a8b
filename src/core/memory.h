#ifndef SINEW_CORE_MEMORY_H_
#define SINEW_CORE_MEMORY_H_

#include <new>
#include <utility>

#include "core/abi.h"
#include "core/pages.h"

namespace sinew {

// The memory of one object: every allocation of the library goes through one of these, which counts
// it and holds it against the object's limit. Small blocks come from the C library, large
// ones from the system (core/pages.h). Blocks may be freed on another thread than the one that
// allocated them.
class Memory {
 public:
  // A limit of 0 means none.
  explicit Memory(size_t limit) : Memory(limit == 0 ? SIZE_MAX : limit, nullptr) {}

  // Of a part of an object: what it counts, `whole` counts too, whose limit is that of both.
  static Memory PartOf(Memory& whole) { return Memory(whole.limit_, &whole); }

  // Takes over what the other one counts.
  Memory(Memory&& other)
      : used_(std::exchange(other.used_, 0)), limit_(other.limit_), whole_(other.whole_) {}
  Memory& operator=(Memory&&) = delete;
  // An object that was made by New leaves its own block.
  ~Memory() {
    if (whole_ != nullptr) whole_->Disown(used_);
  }

  // Makes an object that owns a Memory, whose constructor takes it and then `arguments`; the object
  // itself is counted too.
  template <typename T, typename... Arguments>
  static sinew_status New(size_t limit, T** object, Arguments&&... arguments) {
    return New(Memory(limit), object, std::forward<Arguments>(arguments)...);
  }
  template <typename T, typename... Arguments>
  static sinew_status New(Memory&& memory, T** object, Arguments&&... arguments) {
    *object = nullptr;
    void* block;
    const sinew_status status = memory.Allocate(sizeof(T), &block);
    if (status != SINEW_STATUS_OK) return status;
    *object = new (block) T(std::move(memory), std::forward<Arguments>(arguments)...);
    return SINEW_STATUS_OK;
  }

  // Destroys an object made by New; null is fine.
  template <typename T>
  static void Delete(T* object) {
    if (object == nullptr) return;
    object->~T();
    FreeBlock(object, sizeof(T));
  }

  // On success writes a block of `size` bytes (more than 0), uninitialised and aligned to a cache
  // line, and returns OK; else returns OUT_OF_MEMORY or MEMORY_LIMIT and changes nothing. A block
  // of kHugePage bytes or more is aligned to kHugePage and asks the system for huge pages.
  sinew_status Allocate(size_t size, void** block);

  // `size` is what was asked for; a null block is fine.
  void Free(void* block, size_t size);

  // The same for `count` elements, more than 0, of a type that needs neither constructor nor
  // destructor. On failure *array is as it was.
  template <typename T>
  sinew_status AllocateArray(size_t count, T** array) {
    void* block;
    const sinew_status status = Allocate(count * sizeof(T), &block);
    if (status == SINEW_STATUS_OK) *array = static_cast<T*>(block);
    return status;
  }
  template <typename T>
  void FreeArray(T* array, size_t count) {
    Free(array, count * sizeof(T));
  }

  // A block that is shared is not this object's any more: it no longer counts here, and whoever
  // drops it last frees it with FreeShared, which needs no object.
  void Disown(size_t size) {
    for (Memory* memory = this; memory != nullptr; memory = memory->whole_) memory->used_ -= size;
  }
  static void FreeShared(void* block, size_t size) { FreeBlock(block, size); }

  size_t used() const { return used_; }
  size_t limit() const { return limit_ == SIZE_MAX ? 0 : limit_; }

  // Whether a block of this size would be within the limit.
  bool Fits(size_t size) const {
    for (const Memory* memory = this; memory != nullptr; memory = memory->whole_) {
      if (size > memory->limit_ - memory->used_) return false;
    }
    return true;
  }

  // The most bytes that a structure should grow by at a time: `most`, or a small part of the limit,
  // so that little of it is left over when the next step does not fit.
  size_t StepOf(size_t most) const {
    const size_t part = limit_ / 32;
    return part < most ? part : most;
  }

  static constexpr size_t kHugePage = sinew::kHugePage;

 private:
  Memory(size_t limit, Memory* whole) : limit_(limit), whole_(whole) {}

  static void FreeBlock(void* block, size_t size);

  size_t used_ = 0;
  const size_t limit_;
  Memory* const whole_;
};

// Says why an object that counts its bytes in `memory` could not grow, and returns the status.
// `most` is the limit that SINEW_STATUS_OVERFLOW is about, as in "2^31 distinct values", if the
// status may be that.
sinew_status FailGrowth(sinew_error* error, sinew_status status, const Memory& memory,
                        const char* most = nullptr);

// Tests only: the `countdown`-th allocation from now on, and every one after it, fails as if the
// system had no memory; a negative countdown turns this off. Applies to the whole process.
void FailAllocationsAfter(int64_t countdown);

}  // namespace sinew

#endif  // SINEW_CORE_MEMORY_H_

#ifndef SINEW_CORE_SHARED_H_
#define SINEW_CORE_SHARED_H_

#include <atomic>
#include <new>

#include "core/memory.h"

namespace sinew {

// The head of a block of memory that may have several owners, such as a batch and the Arrow arrays
// that were exported from it. Whoever drops it last frees it, on any thread.
struct Shared {
  // Bytes from the start of the block to its contents, which are aligned as the block is.
  static constexpr size_t kHead = 64;

  std::atomic<size_t> owners{1};
  // Of the block, the head included.
  size_t size;
  // Called before the block is freed, unless it is null.
  void (*finish)(Shared* shared);

  // Makes a block with room for `room` bytes and one owner, counted by `memory`.
  static sinew_status New(Memory& memory, size_t room, Shared** shared,
                          void (*finish)(Shared*) = nullptr) {
    size_t size;
    if (__builtin_add_overflow(room, kHead, &size)) return SINEW_STATUS_OUT_OF_MEMORY;
    void* block;
    const sinew_status status = memory.Allocate(size, &block);
    if (status == SINEW_STATUS_OK) *shared = new (block) Shared{{1}, size, finish};
    return status;
  }

  uint8_t* contents() { return reinterpret_cast<uint8_t*>(this) + kHead; }
  size_t room() const { return size - kHead; }

  Shared* AddOwner() {
    owners.fetch_add(1, std::memory_order_relaxed);
    return this;
  }
  // Whether nobody else owns it; what other owners did before they dropped it has then happened.
  bool HasOneOwner() const { return owners.load(std::memory_order_acquire) == 1; }

  // Drops an owner that counts the block by no Memory.
  static void Drop(Shared* shared) {
    if (shared->owners.fetch_sub(1, std::memory_order_acq_rel) != 1) return;
    if (shared->finish != nullptr) shared->finish(shared);
    Memory::FreeShared(shared, shared->size);
  }
  // Drops an owner that counts the block by `memory`; null is fine.
  static void Drop(Shared* shared, Memory& memory) {
    if (shared == nullptr) return;
    memory.Disown(shared->size);
    Drop(shared);
  }
};
static_assert(sizeof(Shared) <= Shared::kHead);

}  // namespace sinew

#endif  // SINEW_CORE_SHARED_H_

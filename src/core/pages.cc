#include "core/pages.h"

#include <stdint.h>
#include <sys/mman.h>

#include <atomic>
#include <bit>

#include "core/abi.h"

#ifdef __SANITIZE_ADDRESS__
#define SINEW_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SINEW_ASAN 1
#endif
#endif
#ifdef SINEW_ASAN
#include <sanitizer/asan_interface.h>
#endif

namespace sinew {
namespace {

// What is mapped for `size` bytes: of the sizes up to twice a power of two there are eight, so that
// a block that was kept fits many requests, and at most an eighth is never touched.
size_t MappedSize(size_t size) {
  const size_t step = std::bit_floor(size) / 8;
  return size > SIZE_MAX - step ? 0 : (size + step - 1) & ~(step - 1);
}

void* Map(size_t size) {
  void* pages = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return pages == MAP_FAILED ? nullptr : pages;
}

// The system may be unable to unmap pages between others, as that makes one mapping into two, of
// which it has a limited number: then it gets their memory at least, and the addresses are lost.
void Unmap(void* pages, size_t size) {
  if (size != 0 && munmap(pages, size) != 0) madvise(pages, size, MADV_DONTNEED);
}

// Maps a huge page more than is needed and gives back what lies before the first boundary and what
// is left behind the block.
void* MapHuge(size_t size) {
  if (size > SIZE_MAX - kHugePage) return nullptr;
  uint8_t* mapped = static_cast<uint8_t*>(Map(size + kHugePage));
  if (mapped == nullptr) return nullptr;
  const size_t before = -reinterpret_cast<uintptr_t>(mapped) % kHugePage;
  uint8_t* pages = mapped + before;
  Unmap(mapped, before);
  Unmap(pages + size, kHugePage - before);
  // Advice only: without huge pages the memory is slower, not wrong.
  madvise(pages, size / kHugePage * kHugePage, MADV_HUGEPAGE);
  return pages;
}

// Tells AddressSanitizer what of a mapping its owner may touch.
void Mark([[maybe_unused]] void* pages, [[maybe_unused]] size_t size,
          [[maybe_unused]] size_t mapped) {
#ifdef SINEW_ASAN
  ASAN_UNPOISON_MEMORY_REGION(pages, size);
  ASAN_POISON_MEMORY_REGION(static_cast<uint8_t*>(pages) + size, mapped - size);
#endif
}

// Blocks that were freed a moment ago, the oldest first.
class Kept {
 public:
  // How many bytes may be kept.
  std::atomic<size_t> bound = kPagesKept;

  // Nobody waits here: where another thread is at it, the system serves as well. So a process that
  // is forked in the middle goes on, too.
  bool TryLock() { return !locked_.test_and_set(std::memory_order_acquire); }
  void Unlock() { locked_.clear(std::memory_order_release); }

  // A block of exactly `size` bytes, or null.
  void* Take(size_t size) {
    for (size_t i = count_; i-- != 0;) {
      if (blocks_[i].size == size) return Remove(i).pages;
    }
    return nullptr;
  }

  // Takes in a block, and gives the oldest ones back for it.
  void Put(void* pages, size_t size) {
    if (count_ == kMost) DropOldest();
    blocks_[count_++] = {pages, size};
    bytes_ += size;
    TrimTo(bound);
  }

  // Gives the oldest ones back until no more bytes are left.
  void TrimTo(size_t bytes) {
    while (bytes_ > bytes) DropOldest();
  }

  size_t bytes() const { return bytes_; }

 private:
  // A table of a few gigabytes, most of whose blocks are huge pages.
  static constexpr size_t kMost = 1024;
  struct Block {
    void* pages;
    size_t size;
  };

  void DropOldest() {
    const Block block = Remove(0);
    Unmap(block.pages, block.size);
  }

  Block Remove(size_t i) {
    const Block block = blocks_[i];
    --count_;
    for (; i < count_; ++i) blocks_[i] = blocks_[i + 1];
    bytes_ -= block.size;
    return block;
  }

  std::atomic_flag locked_;
  size_t count_ = 0;
  size_t bytes_ = 0;
  Block blocks_[kMost] = {};
};

constinit Kept kept;

}  // namespace

void* AllocatePages(size_t size) {
  const size_t mapped = MappedSize(size);
  if (mapped == 0) return nullptr;
  void* pages = nullptr;
  if (kept.TryLock()) {
    pages = kept.Take(mapped);
    kept.Unlock();
  }
  // By what is mapped: a block of a little less is kept for what needs the alignment, too.
  if (pages == nullptr) pages = mapped >= kHugePage ? MapHuge(mapped) : Map(mapped);
  if (pages != nullptr) Mark(pages, size, mapped);
  return pages;
}

void FreePages(void* pages, size_t size) {
  const size_t mapped = MappedSize(size);
  Mark(pages, mapped, mapped);
  // A block that would drive out most of the others is no gain.
  if (mapped <= kept.bound / 2 && kept.TryLock()) {
    kept.Put(pages, mapped);
    kept.Unlock();
  } else {
    Unmap(pages, mapped);
  }
}

size_t TrimPages() {
  if (!kept.TryLock()) return 0;
  const size_t bytes = kept.bytes();
  kept.TrimTo(0);
  kept.Unlock();
  return bytes;
}

}  // namespace sinew

// SINEW_CHAPTER Memory

// Sets how many bytes of freed memory the library keeps for the next objects, and returns how many
// it kept until now: 32 MiB at first. What is above goes back to the system at once, or, while
// another thread is allocating or freeing, when the next memory is freed. Large blocks alone are
// kept, 1,024 of them at most, and none that takes more than half of `size`.
//
// The system hands out pages more slowly than a table fills them. Who creates and destroys large
// objects in turn lets the library keep as much as one of them holds; who fills the same object
// again after its reset needs none of this.
SINEW_API size_t sinew_memory_keep(size_t size) SINEW_NOEXCEPT {
  const size_t before = sinew::kept.bound.exchange(size);
  if (sinew::kept.TryLock()) {
    sinew::kept.TrimTo(size);
    sinew::kept.Unlock();
  }
  return before;
}

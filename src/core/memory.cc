#include "core/memory.h"

#include <stdlib.h>

#include <atomic>

#include "core/pages.h"
#include "core/status.h"

namespace sinew {
namespace {

constexpr size_t kCacheLine = 64;

std::atomic<size_t> current_bytes{0};
std::atomic<size_t> peak_bytes{0};
std::atomic<size_t> current_blocks{0};
std::atomic<int64_t> failure_countdown{-1};

bool FailureInjected() {
  if (failure_countdown.load(std::memory_order_relaxed) < 0) return false;
  int64_t left = failure_countdown.load(std::memory_order_relaxed);
  if (left > 0) failure_countdown.store(left - 1, std::memory_order_relaxed);
  return left == 0;
}

}  // namespace

sinew_status Memory::Allocate(size_t size, void** block) {
  if (!Fits(size)) return SINEW_STATUS_MEMORY_LIMIT;
  if (FailureInjected()) return SINEW_STATUS_OUT_OF_MEMORY;
  void* memory = nullptr;
  if (size >= kLargeBlock) {
    memory = AllocatePages(size);
  } else if (posix_memalign(&memory, kCacheLine, size) != 0) {
    memory = nullptr;
  }
  if (memory == nullptr) return SINEW_STATUS_OUT_OF_MEMORY;
  for (Memory* part = this; part != nullptr; part = part->whole_) part->used_ += size;
  const size_t now = current_bytes.fetch_add(size, std::memory_order_relaxed) + size;
  size_t peak = peak_bytes.load(std::memory_order_relaxed);
  while (now > peak && !peak_bytes.compare_exchange_weak(peak, now, std::memory_order_relaxed)) {
  }
  current_blocks.fetch_add(1, std::memory_order_relaxed);
  *block = memory;
  return SINEW_STATUS_OK;
}

void Memory::Free(void* block, size_t size) {
  if (block == nullptr) return;
  Disown(size);
  FreeBlock(block, size);
}

void Memory::FreeBlock(void* block, size_t size) {
  if (size >= kLargeBlock) {
    FreePages(block, size);
  } else {
    free(block);
  }
  current_bytes.fetch_sub(size, std::memory_order_relaxed);
  current_blocks.fetch_sub(1, std::memory_order_relaxed);
}

sinew_status FailGrowth(sinew_error* error, sinew_status status, const Memory& memory,
                        const char* most) {
  switch (status) {
    case SINEW_STATUS_MEMORY_LIMIT:
      return Fail(error, status, 0, "the memory limit of %zu bytes does not allow what is needed",
                  memory.limit());
    case SINEW_STATUS_OVERFLOW:
      return Fail(error, status, 0, "more than %s", most);
    default:
      return Fail(error, status, 0, "out of memory");
  }
}

void FailAllocationsAfter(int64_t countdown) {
  failure_countdown.store(countdown, std::memory_order_relaxed);
}

}  // namespace sinew

// SINEW_CHAPTER Memory

// Returns how much memory the library holds in this process. The members are read one after the
// other: while other threads allocate, they may be from slightly different moments.
SINEW_API sinew_memory sinew_memory_stats(void) SINEW_NOEXCEPT {
  return {sinew::current_bytes.load(std::memory_order_relaxed),
          sinew::peak_bytes.load(std::memory_order_relaxed),
          sinew::current_blocks.load(std::memory_order_relaxed)};
}

// Gives back to the system what the library keeps of freed memory for the next objects (32 MiB at
// most, or what sinew_memory_keep says) and returns how many bytes that was; they do not count in
// sinew_memory_stats. While another thread is allocating or freeing, it may do nothing and return
// 0.
SINEW_API size_t sinew_memory_trim(void) SINEW_NOEXCEPT { return sinew::TrimPages(); }

#include "core/memory.h"

#include <mimalloc.h>
#include <sys/mman.h>

#include <atomic>

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
  const bool huge = size >= kHugePage;
  void* memory = mi_malloc_aligned(size, huge ? kHugePage : kCacheLine);
  if (memory == nullptr) return SINEW_STATUS_OUT_OF_MEMORY;
  // Advice only: without huge pages the memory is slower, not wrong.
  if (huge) madvise(memory, size / kHugePage * kHugePage, MADV_HUGEPAGE);
  used_ += size;
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
  used_ -= size;
  FreeBlock(block, size);
}

void Memory::FreeBlock(void* block, size_t size) {
  mi_free(block);
  current_bytes.fetch_sub(size, std::memory_order_relaxed);
  current_blocks.fetch_sub(1, std::memory_order_relaxed);
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

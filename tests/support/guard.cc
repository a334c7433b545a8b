#include "support/guard.h"

#include <sys/mman.h>
#include <unistd.h>

#include <stdexcept>

namespace {
size_t PageSize() { return static_cast<size_t>(sysconf(_SC_PAGESIZE)); }
}  // namespace

GuardedMemory::GuardedMemory(size_t capacity) {
  const size_t page = PageSize();
  const size_t inner = (capacity + page - 1) / page * page;
  void* all = mmap(nullptr, inner + 2 * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (all == MAP_FAILED) throw std::runtime_error("mmap failed");
  begin_ = static_cast<uint8_t*>(all) + page;
  end_ = begin_ + inner;
  // qemu does not take 0 bytes.
  if (inner != 0 && mprotect(begin_, inner, PROT_READ | PROT_WRITE) != 0) {
    throw std::runtime_error("mprotect failed");
  }
}

GuardedMemory::~GuardedMemory() {
  const size_t page = PageSize();
  munmap(begin_ - page, static_cast<size_t>(end_ - begin_) + 2 * page);
}

uint8_t* GuardedMemory::Back(size_t size, size_t gap) {
  if (size + gap > static_cast<size_t>(end_ - begin_)) throw std::out_of_range("guarded memory");
  return end_ - gap - size;
}

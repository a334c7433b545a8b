#include "support/guard.h"

#include <sys/mman.h>
#include <unistd.h>

#include <map>
#include <mutex>
#include <stdexcept>
#include <vector>

namespace {

size_t PageSize() { return static_cast<size_t>(sysconf(_SC_PAGESIZE)); }

void Protect(uint8_t* begin, size_t size, int protection) {
  // qemu does not take 0 bytes.
  if (size != 0 && mprotect(begin, size, protection) != 0) {
    throw std::runtime_error("mprotect failed");
  }
}

// Memory of objects that are gone, by size, inaccessible as if it were unmapped: to map it anew and
// to fault its pages in is most of the time of tests that take it over and over.
class Kept {
 public:
  // Or null.
  uint8_t* Take(size_t size) {
    const std::lock_guard lock(mutex_);
    const auto found = kept_.find(size);
    if (found == kept_.end() || found->second.empty()) return nullptr;
    uint8_t* const begin = found->second.back();
    found->second.pop_back();
    total_ -= size;
    return begin;
  }

  bool Keep(uint8_t* begin, size_t size) {
    const std::lock_guard lock(mutex_);
    if (size > kMost - total_) return false;
    kept_[size].push_back(begin);
    total_ += size;
    return true;
  }

 private:
  static constexpr size_t kMost = size_t{32} << 20;

  std::mutex mutex_;
  std::map<size_t, std::vector<uint8_t*>> kept_;
  size_t total_ = 0;
};

Kept& KeptMemory() {
  static Kept* const kept = new Kept;  // also for objects that are destroyed at exit
  return *kept;
}

}  // namespace

GuardedMemory::GuardedMemory(size_t capacity) {
  const size_t page = PageSize();
  const size_t inner = (capacity + page - 1) / page * page;
  begin_ = KeptMemory().Take(inner);
  if (begin_ == nullptr) {
    void* all = mmap(nullptr, inner + 2 * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (all == MAP_FAILED) throw std::runtime_error("mmap failed");
    begin_ = static_cast<uint8_t*>(all) + page;
  }
  end_ = begin_ + inner;
  Protect(begin_, inner, PROT_READ | PROT_WRITE);
}

GuardedMemory::~GuardedMemory() {
  const size_t page = PageSize();
  const size_t inner = static_cast<size_t>(end_ - begin_);
  if (inner != 0 && mprotect(begin_, inner, PROT_NONE) == 0 && KeptMemory().Keep(begin_, inner))
    return;
  munmap(begin_ - page, inner + 2 * page);
}

uint8_t* GuardedMemory::Back(size_t size, size_t gap) {
  if (size + gap > static_cast<size_t>(end_ - begin_)) throw std::out_of_range("guarded memory");
  return end_ - gap - size;
}

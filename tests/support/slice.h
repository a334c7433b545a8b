#ifndef SINEW_TESTS_SUPPORT_SLICE_H_
#define SINEW_TESTS_SUPPORT_SLICE_H_

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <vector>

#include "support/guard.h"
#include "support/random.h"

// Memory between guard pages for bytes. Every other call of Place lays them against the front
// pages, the rest lay them against the back pages.
class GuardedBytes {
 public:
  explicit GuardedBytes(size_t max_size) : memory_(max_size + 8) {}

  // `misalign` (0 to 7) moves them off alignment.
  const uint8_t* Place(const void* bytes, size_t size, size_t misalign) {
    front_ = !front_;
    uint8_t* const to = front_ ? memory_.Front() + misalign : memory_.Back(size, misalign);
    if (size != 0) memcpy(to, bytes, size);
    return to;
  }

 private:
  GuardedMemory memory_;
  bool front_ = false;
};

// The same for bits.
class GuardedBits {
 public:
  explicit GuardedBits(size_t max_count) : memory_(max_count / 8 + 16) {}

  // Bit `offset` + i of what it returns becomes bits[i]; before the byte of bit `offset` there is
  // no memory.
  const uint8_t* Place(const std::vector<bool>& bits, size_t offset) {
    front_ = !front_;
    const size_t first_byte = offset / 8;
    const size_t size = bits.empty() ? 0 : (offset + bits.size() + 7) / 8 - first_byte;
    uint8_t* const to = front_ ? memory_.Front() : memory_.Back(size);
    memset(to, 0xA5, size);  // what surrounds the slice in its bytes
    for (size_t i = 0; i < bits.size(); ++i) {
      const size_t bit = offset % 8 + i;
      const uint8_t mask = static_cast<uint8_t>(1 << bit % 8);
      to[bit / 8] = static_cast<uint8_t>(bits[i] ? to[bit / 8] | mask : to[bit / 8] & ~mask);
    }
    return reinterpret_cast<const uint8_t*>(reinterpret_cast<uintptr_t>(to) - first_byte);
  }

 private:
  GuardedMemory memory_;
  bool front_ = false;
};

// Rows of a column slice and their validity, between guard pages: the bytes before the slice's
// first row and behind its last one do not exist, nor do those of its bitmap, so that one byte read
// outside of the slice crashes the test.
template <typename T>
class GuardedSlice {
 public:
  explicit GuardedSlice(size_t max_rows) : values_(max_rows * sizeof(T)), bits_(max_rows) {}

  // The bit of row i becomes bit `offset` + i; `misalign` (0 to 7) moves the rows off alignment.
  void Place(const std::vector<T>& rows, const std::vector<bool>& valid, size_t offset,
             size_t misalign) {
    in = reinterpret_cast<const T*>(values_.Place(rows.data(), rows.size() * sizeof(T), misalign));
    validity = bits_.Place(valid, offset);
  }

  const T* in = nullptr;
  const uint8_t* validity = nullptr;

 private:
  GuardedBytes values_;
  GuardedBits bits_;
};

// `count` flags of which about `percent` in a hundred are set.
inline std::vector<bool> RandomFlags(size_t count, unsigned percent, Random& random) {
  std::vector<bool> flags(count);
  for (size_t i = 0; i < count; ++i) flags[i] = random.Below(100) < percent;
  return flags;
}

// Calls test(count, offset, percent): every length up to a few vectors with every bit offset, and
// lengths around the blocks that kernels cut long slices into; shares of valid rows in turn.
template <typename Test>
void ForEachShape(const Test& test) {
  constexpr unsigned kPercents[] = {0, 1, 50, 99, 100};
  constexpr size_t kLongCounts[] = {2047, 2048, 2049, 4096 + 33, 10007};
  size_t turn = 0;
  for (size_t count = 0; count <= 300; ++count) {
    for (size_t offset = 0; offset <= 70; ++offset) test(count, offset, kPercents[turn++ % 5]);
  }
  for (size_t count : kLongCounts) {
    for (size_t offset = 0; offset <= 70; offset += 3) test(count, offset, kPercents[turn++ % 5]);
  }
}
constexpr size_t kMaxShapeRows = 10007;

#endif  // SINEW_TESTS_SUPPORT_SLICE_H_

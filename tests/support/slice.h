#ifndef SINEW_TESTS_SUPPORT_SLICE_H_
#define SINEW_TESTS_SUPPORT_SLICE_H_

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <vector>

#include "support/guard.h"
#include "support/random.h"

// Rows of a column slice and their validity, between guard pages: the bytes before the slice's
// first row and behind its last one do not exist, nor do those of its bitmap, so that one byte read
// outside of the slice crashes the test.
template <typename T>
class GuardedSlice {
 public:
  explicit GuardedSlice(size_t max_rows)
      : values_(max_rows * sizeof(T) + 8), bits_(max_rows / 8 + 16) {}

  // The bit of row i becomes bit `offset` + i. Every other call lays the slice against the front
  // pages, the rest lay it against the back pages; `misalign` (0 to 7) moves the rows off
  // alignment.
  void Place(const std::vector<T>& rows, const std::vector<bool>& valid, size_t offset,
             size_t misalign) {
    front_ = !front_;
    const size_t size = rows.size() * sizeof(T);
    uint8_t* values = front_ ? values_.Front() + misalign : values_.Back(size, misalign);
    if (size != 0) memcpy(values, rows.data(), size);
    in = reinterpret_cast<const T*>(values);

    const size_t first_byte = offset / 8;
    const size_t bytes = rows.empty() ? 0 : (offset + rows.size() + 7) / 8 - first_byte;
    uint8_t* bits = front_ ? bits_.Front() : bits_.Back(bytes);
    memset(bits, 0xA5, bytes);  // what surrounds the slice in its bytes
    for (size_t i = 0; i < rows.size(); ++i) {
      const size_t bit = offset % 8 + i;
      const uint8_t mask = static_cast<uint8_t>(1 << bit % 8);
      bits[bit / 8] = static_cast<uint8_t>(valid[i] ? bits[bit / 8] | mask : bits[bit / 8] & ~mask);
    }
    // An address before the memory, not to be dereferenced below bit `offset`.
    validity = reinterpret_cast<const uint8_t*>(reinterpret_cast<uintptr_t>(bits) - first_byte);
  }

  const T* in = nullptr;
  const uint8_t* validity = nullptr;

 private:
  GuardedMemory values_;
  GuardedMemory bits_;
  bool front_ = false;
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

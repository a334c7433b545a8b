#ifndef SINEW_TESTS_SUPPORT_GUARD_H_
#define SINEW_TESTS_SUPPORT_GUARD_H_

#include <stddef.h>
#include <stdint.h>

// Memory with an inaccessible page on either side: one byte read or written outside of it, or in it
// after its object is gone, crashes the test. What it holds at first is not said. A place that ends
// at the back page catches overruns, one that begins at the front page catches underruns.
class GuardedMemory {
 public:
  explicit GuardedMemory(size_t capacity);
  ~GuardedMemory();
  GuardedMemory(const GuardedMemory&) = delete;
  GuardedMemory& operator=(const GuardedMemory&) = delete;

  // `size` bytes that begin right behind the front page.
  uint8_t* Front() { return begin_; }
  // `size` bytes that end `gap` bytes before the back page; the gap misaligns both ends.
  uint8_t* Back(size_t size, size_t gap = 0);

 private:
  uint8_t* begin_;
  uint8_t* end_;
};

#endif  // SINEW_TESTS_SUPPORT_GUARD_H_

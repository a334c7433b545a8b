#ifndef SINEW_TESTS_SUPPORT_REPEATED_H_
#define SINEW_TESTS_SUPPORT_REPEATED_H_

#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <boost/test/unit_test.hpp>

// A block of memory mapped many times over, one copy behind the other: columns of billions of rows
// that cost no more memory than the block. Writing to one copy writes to all.
class RepeatedMemory {
 public:
  static constexpr size_t kBlock = size_t{8} << 20;

  // A block whose size divides no power of two: a read from the wrong copy shows.
  static constexpr size_t kOddBlock = kBlock - 4096;

  // At least `size` bytes, the `block_size` bytes of `block` again and again; block_size is a
  // multiple of 4096.
  RepeatedMemory(size_t size, const void* block, size_t block_size = kBlock)
      : size_((size + block_size - 1) / block_size * block_size) {
    const int file = memfd_create("repeated", 0);
    BOOST_REQUIRE(file >= 0 && ftruncate(file, static_cast<off_t>(block_size)) == 0);
    void* all = mmap(nullptr, size_, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    BOOST_REQUIRE(all != MAP_FAILED);
    data_ = static_cast<uint8_t*>(all);
    for (size_t at = 0; at < size_; at += block_size) {
      BOOST_REQUIRE(mmap(data_ + at, block_size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED,
                         file, 0) != MAP_FAILED);
    }
    close(file);
    memcpy(data_, block, block_size);
  }
  ~RepeatedMemory() { munmap(data_, size_); }
  RepeatedMemory(const RepeatedMemory&) = delete;
  RepeatedMemory& operator=(const RepeatedMemory&) = delete;

  uint8_t* data() { return data_; }

 private:
  uint8_t* data_;
  const size_t size_;
};

#endif  // SINEW_TESTS_SUPPORT_REPEATED_H_

#ifndef SINEW_BENCH_ENCODING_INTEGERS_H_
#define SINEW_BENCH_ENCODING_INTEGERS_H_

#include <stddef.h>
#include <stdint.h>

#include <string>

// Knuth's MMIX generator; the high bits are the good ones.
class Generator {
 public:
  uint64_t operator()() {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return state_;
  }

 private:
  uint64_t state_ = 1;
};

// Calls rows(bytes, name) for the sizes of arrays that fit each cache, and none.
template <typename Rows>
void ForEachSize(const Rows& rows) {
  rows(size_t{16} << 10, "16 KiB");
  rows(size_t{256} << 10, "256 KiB");
  rows(size_t{64} << 20, "64 MiB");
}

#endif  // SINEW_BENCH_ENCODING_INTEGERS_H_

#include "core/random.h"

#include <stdint.h>
#include <sys/random.h>
#include <time.h>

#include <algorithm>
#include <atomic>

#include "core/bytes.h"
#include "core/key_hash.h"

namespace sinew {
namespace {

void BytesOfLastResort(uint8_t* out, size_t size) {
  static std::atomic<uint64_t> calls{0};
  timespec now = {};
  clock_gettime(CLOCK_MONOTONIC, &now);
  const uint64_t key[2] = {static_cast<uint64_t>(now.tv_nsec) ^ reinterpret_cast<uintptr_t>(&now),
                           reinterpret_cast<uintptr_t>(&calls) ^ static_cast<uint64_t>(now.tv_sec)};
  for (size_t i = 0; i < size; i += sizeof(uint64_t)) {
    const uint64_t word = SipHash<1, 3>(key, calls.fetch_add(1, std::memory_order_relaxed));
    memcpy(out + i, &word, std::min(size - i, sizeof(word)));
  }
}

}  // namespace

void RandomBytes(void* out, size_t size) {
  // Up to 256 bytes come whole, and no signal interrupts them.
  if (getrandom(out, size, 0) != static_cast<ssize_t>(size)) {
    BytesOfLastResort(static_cast<uint8_t*>(out), size);
  }
}

}  // namespace sinew

#ifndef SINEW_CORE_RANDOM_H_
#define SINEW_CORE_RANDOM_H_

#include <stddef.h>

namespace sinew {

// Writes `size` bytes, at most 256, that nobody outside of the process can foresee. Cannot fail: if
// the system refuses, as a sandbox may make it do, the bytes come from the clock and from where the
// system has put things in memory, which is the best that is left.
void RandomBytes(void* out, size_t size);

}  // namespace sinew

#endif  // SINEW_CORE_RANDOM_H_

#ifndef SINEW_AGGREGATE_COPY_STRING_H_
#define SINEW_AGGREGATE_COPY_STRING_H_

#include <stddef.h>
#include <stdint.h>
#include <string.h>

namespace sinew {

// Copies a string in steps of 16 bytes where neither side ends before the last step does: short
// strings then take one branch that can be predicted. CopyShort, which writes nothing beyond the
// string, asks for its size class: 6.7 ns a string of 1 to 12 bytes on Zen 3, against 1.9.
inline void CopyString(const uint8_t* from, const uint8_t* from_end, size_t size, uint8_t* to,
                       const uint8_t* to_end) {
  constexpr size_t kStep = 16;
  const size_t stepped = (size + kStep - 1) / kStep * kStep;
  if (size <= 8 * kStep && static_cast<size_t>(from_end - from) >= stepped &&
      static_cast<size_t>(to_end - to) >= stepped) {
    for (size_t i = 0; i < size; i += kStep) memcpy(to + i, from + i, kStep);
  } else if (size != 0) {
    memcpy(to, from, size);
  }
}

}  // namespace sinew

#endif  // SINEW_AGGREGATE_COPY_STRING_H_

#ifndef SINEW_CORE_BYTES_H_
#define SINEW_CORE_BYTES_H_

#include <stddef.h>
#include <stdint.h>
#include <string.h>

namespace sinew {

static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "little-endian machines only");

// An unaligned little-endian load or store of any trivially copyable type.
template <typename T>
inline T Load(const void* from) {
  T value;
  memcpy(&value, from, sizeof(T));
  return value;
}

template <typename T>
inline void Store(void* to, T value) {
  memcpy(to, &value, sizeof(T));
}

// Memory of the caller as bytes.
inline const uint8_t* AsBytes(const void* in) { return static_cast<const uint8_t*>(in); }
inline uint8_t* AsBytes(void* out) { return static_cast<uint8_t*>(out); }

// A borrowed run of bytes.
struct Bytes {
  const uint8_t* data;
  size_t size;
};

}  // namespace sinew

#endif  // SINEW_CORE_BYTES_H_

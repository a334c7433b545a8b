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

inline bool SameBytes(Bytes a, Bytes b) {
  return a.size == b.size && (a.size == 0 || memcmp(a.data, b.data, a.size) == 0);
}

// Less than, equal to or greater than 0, as memcmp: what is the beginning of another is less.
inline int CompareBytes(Bytes a, Bytes b) {
  const size_t size = a.size < b.size ? a.size : b.size;
  const int order = size == 0 ? 0 : memcmp(a.data, b.data, size);
  if (order != 0) return order;
  return a.size < b.size ? -1 : a.size > b.size;
}

// As memcpy, for strings that are mostly short: a call costs more than they do.
inline void CopyShort(uint8_t* to, Bytes string) {
  const uint8_t* const from = string.data;
  const size_t size = string.size;
  if (size > 16) {
    memcpy(to, from, size);
  } else if (size >= 8) {
    const uint64_t head = Load<uint64_t>(from);
    const uint64_t tail = Load<uint64_t>(from + size - 8);
    Store(to, head);
    Store(to + size - 8, tail);
  } else if (size >= 4) {
    const uint32_t head = Load<uint32_t>(from);
    const uint32_t tail = Load<uint32_t>(from + size - 4);
    Store(to, head);
    Store(to + size - 4, tail);
  } else if (size != 0) {
    to[0] = from[0];
    to[size / 2] = from[size / 2];
    to[size - 1] = from[size - 1];
  }
}

}  // namespace sinew

#endif  // SINEW_CORE_BYTES_H_

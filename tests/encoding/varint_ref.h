#ifndef SINEW_TESTS_ENCODING_VARINT_REF_H_
#define SINEW_TESTS_ENCODING_VARINT_REF_H_

#include <stddef.h>
#include <stdint.h>

#include <type_traits>
#include <vector>

#include "encoding/zigzag_ref.h"

// Base 128 varints as "Encoding" of the Protocol Buffers documentation describes them: seven bits
// to a byte, the least significant group first, the highest bit says that more follows.

inline void PutVarintRef(uint64_t value, std::vector<uint8_t>* out) {
  while (value > 127) {
    out->push_back(static_cast<uint8_t>(value % 128 + 128));
    value /= 128;
  }
  out->push_back(static_cast<uint8_t>(value));
}

// Signed values are in zigzag.
template <typename T>
std::vector<uint8_t> VarintRef(const std::vector<T>& values) {
  std::vector<uint8_t> out;
  for (const T value : values) {
    if constexpr (std::is_signed_v<T>) {
      PutVarintRef(ZigzagRef(value), &out);
    } else {
      PutVarintRef(value, &out);
    }
  }
  return out;
}

template <typename T>
struct VarintDecodedRef {
  std::vector<T> values;
  size_t read;
  sinew_status status;
};

template <typename T>
VarintDecodedRef<T> VarintDecodeRef(const uint8_t* in, size_t size, size_t capacity) {
  using U = std::make_unsigned_t<T>;
  constexpr size_t kMost = sizeof(T) == 4 ? 5 : 10;
  VarintDecodedRef<T> result = {};
  size_t at = 0;
  while (at < size) {
    if (result.values.size() == capacity) return {result.values, at, SINEW_STATUS_OUTPUT_FULL};
    unsigned __int128 value = 0;
    size_t length = 0;
    for (;; ++length) {
      if (at + length == size) return {result.values, size, SINEW_STATUS_TRUNCATED};
      if (length == kMost) return {result.values, at + length, SINEW_STATUS_CORRUPT};
      const uint8_t byte = in[at + length];
      value += static_cast<unsigned __int128>(byte % 128) << (7 * length);
      if (byte < 128) break;
    }
    if (value >> (8 * sizeof(T)) != 0) return {result.values, at + length, SINEW_STATUS_CORRUPT};
    at += length + 1;
    if constexpr (std::is_signed_v<T>) {
      result.values.push_back(UnzigzagRef(static_cast<U>(value)));
    } else {
      result.values.push_back(static_cast<U>(value));
    }
  }
  result.read = size;
  return result;
}

#endif  // SINEW_TESTS_ENCODING_VARINT_REF_H_

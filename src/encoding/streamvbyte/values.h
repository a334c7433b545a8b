#ifndef SINEW_ENCODING_STREAMVBYTE_VALUES_H_
#define SINEW_ENCODING_STREAMVBYTE_VALUES_H_

#include <stddef.h>
#include <stdint.h>

#include "core/bits.h"
#include "core/bytes.h"
#include "encoding/abi.h"

namespace sinew {

// Code c of a value is two bits of a control byte, and says how many bytes are stored of it: c + 1,
// or in the variant 0124 none, one, two or four.
template <bool k0124>
constexpr size_t StreamVByteLength(uint32_t code) {
  return k0124 ? code + (code == 3) : code + 1;
}

template <bool k0124>
constexpr uint32_t StreamVByteCode(uint32_t value) {
  return k0124 ? (value > 0) + (value > 0xFF) + (value > 0xFFFF)
               : (value > 0xFF) + (value > 0xFFFF) + (value > 0xFFFFFF);
}

// Bytes of all control bytes of `count` values.
inline size_t StreamVByteControlSize(size_t count) { return count / 4 + (count % 4 != 0); }

// How far a vector loop came: whole values, and the end of their stored bytes.
template <typename Byte>
struct StreamVByteProgress {
  size_t values;
  Byte* data;
};

// Decodes from value i and the stored bytes at `data` on, to the end or the fault.
template <bool k0124, bool kDelta>
inline sinew_codec_result StreamVByteDecodeValues(const uint8_t* in, size_t size, uint32_t start,
                                                  uint8_t* out, size_t count, size_t i,
                                                  const uint8_t* data) {
  const uint8_t* const end = in + size;
  uint32_t previous = kDelta ? (i == 0 ? start : Load<uint32_t>(out + (i - 1) * 4)) : 0;
  for (; i < count; ++i) {
    const size_t length = StreamVByteLength<k0124>(in[i / 4] >> (i % 4 * 2) & 3);
    const size_t room = static_cast<size_t>(end - data);
    if (room < length) return {size, i, SINEW_STATUS_TRUNCATED};
    uint32_t value = 0;
    if (room >= 4) {
      value = Load<uint32_t>(data) & static_cast<uint32_t>(LowBits(8 * length));
    } else {
      for (size_t k = 0; k < length; ++k) value |= uint32_t{data[k]} << (8 * k);
    }
    data += length;
    if (kDelta) value = previous += value;
    Store(out + i * 4, value);
  }
  return {static_cast<size_t>(data - in), count, SINEW_STATUS_OK};
}

// Encodes from value i on, to the end or the first value that does not fit. Values from i on have
// no control bytes yet.
template <bool k0124, bool kDelta>
inline sinew_codec_result StreamVByteEncodeValues(const uint8_t* in, size_t count, uint32_t start,
                                                  uint8_t* out, size_t capacity, size_t i,
                                                  uint8_t* data) {
  uint8_t* const end = out + capacity;
  uint32_t previous = kDelta ? (i == 0 ? start : Load<uint32_t>(in + (i - 1) * 4)) : 0;
  for (; i < count; ++i) {
    uint32_t value = Load<uint32_t>(in + i * 4);
    if (kDelta) {
      const uint32_t difference = value - previous;
      previous = value;
      value = difference;
    }
    const uint32_t code = StreamVByteCode<k0124>(value);
    const size_t length = StreamVByteLength<k0124>(code);
    const size_t room = static_cast<size_t>(end - data);
    if (room < length) return {i, 0, SINEW_STATUS_OUTPUT_FULL};
    if (room >= 4) {
      Store(data, value);
    } else {
      for (size_t k = 0; k < length; ++k) data[k] = static_cast<uint8_t>(value >> (8 * k));
    }
    data += length;
    if (i % 4 == 0) out[i / 4] = 0;
    out[i / 4] = static_cast<uint8_t>(out[i / 4] | code << (i % 4 * 2));
  }
  return {count, static_cast<size_t>(data - out), SINEW_STATUS_OK};
}

}  // namespace sinew

#endif  // SINEW_ENCODING_STREAMVBYTE_VALUES_H_

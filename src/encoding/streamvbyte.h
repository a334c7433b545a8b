#ifndef SINEW_ENCODING_STREAMVBYTE_H_
#define SINEW_ENCODING_STREAMVBYTE_H_

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

inline size_t ControlSize(size_t count) { return count / 4 + (count % 4 != 0); }

// What a control byte says of the four values.
struct alignas(16) StreamVByteTable {
  uint8_t expand[256][16];    // for each byte of the values, which stored byte it is; 0x80 is none
  uint8_t compress[256][16];  // for each stored byte, which byte of the values it is
  uint8_t length[256];        // how many bytes are stored
};

template <bool k0124>
inline constexpr StreamVByteTable kStreamVByteTable = [] {
  StreamVByteTable table = {};
  for (uint32_t control = 0; control < 256; ++control) {
    uint8_t stored = 0;
    for (uint8_t& byte : table.compress[control]) byte = 0x80;
    for (uint8_t byte = 0; byte < 16; ++byte) {
      const bool is_stored = byte % 4u < StreamVByteLength<k0124>(control >> (byte / 4 * 2) & 3);
      table.expand[control][byte] = is_stored ? stored : 0x80;
      if (is_stored) table.compress[control][stored++] = byte;
    }
    table.length[control] = stored;
  }
  return table;
}();

// From value i and the stored bytes at `data` on, one value at a time, to the end or the fault.
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

// The same the other way; values from i on have no control bytes yet.
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

#endif  // SINEW_ENCODING_STREAMVBYTE_H_

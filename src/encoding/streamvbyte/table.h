#ifndef SINEW_ENCODING_STREAMVBYTE_TABLE_H_
#define SINEW_ENCODING_STREAMVBYTE_TABLE_H_

#include "encoding/streamvbyte/values.h"

namespace sinew {

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

}  // namespace sinew

#endif  // SINEW_ENCODING_STREAMVBYTE_TABLE_H_

#ifndef SINEW_ENCODING_HEX_H_
#define SINEW_ENCODING_HEX_H_

#include <stdint.h>

namespace sinew {

// The sign bit marks a byte that is not a digit, in the table and in vectors that look it up.
constexpr uint8_t kNoHexDigit = 0x80;
struct HexValues {
  uint8_t value[256];
};
inline constexpr HexValues kHexValues = [] {
  HexValues v = {};
  for (uint8_t& value : v.value) value = kNoHexDigit;
  for (uint8_t i = 0; i < 16; ++i) {
    v.value[static_cast<uint8_t>("0123456789abcdef"[i])] = i;
    v.value[static_cast<uint8_t>("0123456789ABCDEF"[i])] = i;
  }
  return v;
}();

// The value of a hexadecimal digit of either case; kNoHexDigit for any other byte.
inline uint8_t HexValue(uint8_t digit) { return kHexValues.value[digit]; }

}  // namespace sinew

#endif  // SINEW_ENCODING_HEX_H_

#ifndef SINEW_TESTS_HASH_CRC32C_REF_H_
#define SINEW_TESTS_HASH_CRC32C_REF_H_

#include <stddef.h>
#include <stdint.h>

// RFC 3720 section 12.1, one bit at a time: the register starts with ones, bits enter lowest first,
// the generator is 0x11EDC6F41 (bit-reversed, without its top bit: 0x82F63B78), the end is
// inverted.
inline uint32_t Crc32cRef(uint32_t crc, const uint8_t* in, size_t size) {
  crc = ~crc;
  for (size_t i = 0; i < size; ++i) {
    crc ^= in[i];
    for (int bit = 0; bit < 8; ++bit) crc = (crc & 1) != 0 ? (crc >> 1) ^ 0x82F63B78u : crc >> 1;
  }
  return ~crc;
}

#endif  // SINEW_TESTS_HASH_CRC32C_REF_H_

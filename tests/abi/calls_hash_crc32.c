#include "calls.h"

// The check value of CRC-32/ISO-HDLC in the catalogue of parametrised CRC algorithms.
CALLS(Crc32) {
  uint32_t crc;
  CALL(crc = sinew_crc32("123456789", 9, 0), crc == 0xCBF43926u);
  CALL(crc = sinew_crc32(bytes, sizeof(bytes), 0), crc != 0);
  const uint32_t first = sinew_crc32("12345", 5, 0);
  CALL(crc = sinew_crc32_combine(first, sinew_crc32("6789", 4, 0), 4), crc == 0xCBF43926u);
}

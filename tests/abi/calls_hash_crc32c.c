#include "calls.h"

// The check value of CRC-32/ISCSI in the catalogue of parametrised CRC algorithms.
CALLS(Crc32c) {
  uint32_t crc;
  CALL(crc = sinew_crc32c("123456789", 9, 0), crc == 0xE3069283u);
  CALL(crc = sinew_crc32c(bytes, sizeof(bytes), 0), crc != 0);
  const uint32_t first = sinew_crc32c("12345", 5, 0);
  CALL(crc = sinew_crc32c_combine(first, sinew_crc32c("6789", 4, 0), 4), crc == 0xE3069283u);
}

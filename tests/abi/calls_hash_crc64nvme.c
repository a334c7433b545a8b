#include "calls.h"

// The check value of CRC-64/NVME in the catalogue of parametrised CRC algorithms.
CALLS(Crc64Nvme) {
  uint64_t crc;
  CALL(crc = sinew_crc64nvme("123456789", 9, 0), crc == 0xAE8B14860A799888u);
  CALL(crc = sinew_crc64nvme(bytes, sizeof(bytes), 0), crc != 0);
  const uint64_t first = sinew_crc64nvme("12345", 5, 0);
  CALL(crc = sinew_crc64nvme_combine(first, sinew_crc64nvme("6789", 4, 0), 4),
       crc == 0xAE8B14860A799888u);
}

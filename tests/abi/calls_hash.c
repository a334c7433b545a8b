#include "calls.h"

// Check values of the catalogue of parametrised CRC algorithms: CRC-32/ISCSI, CRC-32/ISO-HDLC and
// CRC-64/NVME.
static void CallCrc32c(void) {
  uint32_t crc;
  CALL(crc = sinew_crc32c(0, "123456789", 9), crc == 0xE3069283u);
  CALL(crc = sinew_crc32c(0, bytes, sizeof(bytes)), crc != 0);
  const uint32_t first = sinew_crc32c(0, "12345", 5);
  CALL(crc = sinew_crc32c_combine(first, sinew_crc32c(0, "6789", 4), 4), crc == 0xE3069283u);
}

static void CallCrc32(void) {
  uint32_t crc;
  CALL(crc = sinew_crc32(0, "123456789", 9), crc == 0xCBF43926u);
  CALL(crc = sinew_crc32(0, bytes, sizeof(bytes)), crc != 0);
  const uint32_t first = sinew_crc32(0, "12345", 5);
  CALL(crc = sinew_crc32_combine(first, sinew_crc32(0, "6789", 4), 4), crc == 0xCBF43926u);
}

static void CallCrc64Nvme(void) {
  uint64_t crc;
  CALL(crc = sinew_crc64nvme(0, "123456789", 9), crc == 0xAE8B14860A799888u);
  CALL(crc = sinew_crc64nvme(0, bytes, sizeof(bytes)), crc != 0);
  const uint64_t first = sinew_crc64nvme(0, "12345", 5);
  CALL(crc = sinew_crc64nvme_combine(first, sinew_crc64nvme(0, "6789", 4), 4),
       crc == 0xAE8B14860A799888u);
}

static void CallXxh3(void) {
  uint64_t hash;
  // The value that the XXH3 specification's reference gives for the empty input.
  CALL(hash = sinew_xxh3_64(NULL, 0, 0), hash == 0x2D06800538D394C2u);
  for (size_t size = 1; size <= sizeof(bytes); size *= 2) {
    CALL(hash = sinew_xxh3_64(bytes, size, 42), hash != 0);
  }
  static uint64_t hashes[kRows];
  const sinew_column strings = {SINEW_TYPE_STRING, kRows, 0, bytes, sizeof(bytes), offsets, NULL};
  const sinew_column numbers = {SINEW_TYPE_U64, kRows, 0, naturals, sizeof(naturals), NULL, NULL};
  sinew_result rows;
  CALL(rows = sinew_xxh3_64_many(&strings, 0, hashes),
       rows.count == kRows && hashes[3] == sinew_xxh3_64(bytes + 24, 8, 0));
  CALL(rows = sinew_xxh3_64_many(&numbers, 7, hashes),
       rows.count == kRows && hashes[3] == sinew_xxh3_64(naturals + 3, 8, 7));
}

void CallHash(void) {
  CallCrc32c();
  CallCrc32();
  CallCrc64Nvme();
  CallXxh3();
}

#include "calls.h"

static void CallCrc32c(void) {
  uint32_t crc;
  // The check value of the catalogue of parametrised CRC algorithms (CRC-32/ISCSI).
  CALL(crc = sinew_crc32c(0, "123456789", 9), crc == 0xE3069283u);
  CALL(crc = sinew_crc32c(0, bytes, sizeof(bytes)), crc != 0);
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
  CallXxh3();
}

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

// The first bytes of the published vectors of an empty input.
static void CallBlake3(void) {
  static const uint8_t empty[4] = {0xAF, 0x13, 0x49, 0xB9};
  uint8_t hash[SINEW_BLAKE3_HASH_SIZE], other[SINEW_BLAKE3_HASH_SIZE], output[2000];
  sinew_status status;
  sinew_result result;
  sinew_blake3_state state;
  CALL(sinew_blake3(NULL, 0, hash), memcmp(hash, empty, sizeof(empty)) == 0);
  CALL(sinew_blake3(bytes, sizeof(bytes), hash), memcmp(hash, empty, sizeof(empty)) != 0);
  CALL(sinew_blake3_init(&state), 1);
  CALL(sinew_blake3_update(&state, bytes, 5000), 1);
  CALL(sinew_blake3_update(&state, bytes + 5000, sizeof(bytes) - 5000), 1);
  CALL(sinew_blake3_digest(&state, other), memcmp(hash, other, sizeof(hash)) == 0);
  CALL(result = sinew_blake3_output(&state, 0, output, sizeof(output)),
       result.count == sizeof(output) && memcmp(hash, output, sizeof(hash)) == 0);
  CALL(result = sinew_blake3_output(&state, 0, output, 0),
       result.status == SINEW_STATUS_INVALID_ARGUMENT);
  CALL(sinew_blake3_reset(&state), 1);
  CALL(sinew_blake3_digest(&state, other), memcmp(other, empty, sizeof(empty)) == 0);

  CALL(status = sinew_blake3_keyed(hash, SINEW_BLAKE3_KEY_SIZE, bytes, 100, other),
       status == SINEW_STATUS_OK);
  CALL(status = sinew_blake3_init_keyed(&state, hash, SINEW_BLAKE3_KEY_SIZE),
       status == SINEW_STATUS_OK);
  CALL(sinew_blake3_update(&state, bytes, 100), 1);
  CALL(sinew_blake3_digest(&state, output), memcmp(other, output, sizeof(other)) == 0);
  CALL(status = sinew_blake3_init_keyed(&state, hash, 16), status == SINEW_STATUS_INVALID_ARGUMENT);
  CALL(status = sinew_blake3_derive_key("context", 7, bytes, 2000, other, sizeof(other)),
       status == SINEW_STATUS_OK);
  CALL(sinew_blake3_init_derive_key(&state, "context", 7), 1);
  CALL(sinew_blake3_update(&state, bytes, 2000), 1);
  CALL(sinew_blake3_digest(&state, output), memcmp(other, output, sizeof(other)) == 0);

  static uint8_t hashes[kRows * SINEW_BLAKE3_HASH_SIZE];
  const sinew_column strings = {SINEW_TYPE_STRING, kRows, 0, bytes, sizeof(bytes), offsets, NULL};
  CALL(sinew_blake3(bytes + 24, 8, hash), 1);
  CALL(result = sinew_blake3_many(&strings, hashes),
       result.count == kRows && memcmp(hashes + 3 * sizeof(hash), hash, sizeof(hash)) == 0);
}

void CallHash(void) {
  CallBlake3();
  CallCrc32c();
  CallCrc32();
  CallCrc64Nvme();
  CallXxh3();
}

#include "calls.h"

// The first bytes of the published vectors of an empty input.
CALLS(Blake3) {
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
  CALL(status = sinew_blake3_output(&state, 0, output, sizeof(output)),
       status == SINEW_STATUS_OK && memcmp(hash, output, sizeof(hash)) == 0);
  CALL(status = sinew_blake3_output(&state, 0, output, 0), status == SINEW_STATUS_INVALID_ARGUMENT);
  CALL(sinew_blake3_reset(&state), 1);
  CALL(sinew_blake3_digest(&state, other), memcmp(other, empty, sizeof(empty)) == 0);

  CALL(status = sinew_blake3_keyed(bytes, 100, hash, SINEW_BLAKE3_KEY_SIZE, other),
       status == SINEW_STATUS_OK);
  CALL(status = sinew_blake3_init_keyed(&state, hash, SINEW_BLAKE3_KEY_SIZE),
       status == SINEW_STATUS_OK);
  CALL(sinew_blake3_update(&state, bytes, 100), 1);
  CALL(sinew_blake3_digest(&state, output), memcmp(other, output, sizeof(other)) == 0);
  CALL(status = sinew_blake3_init_keyed(&state, hash, 16), status == SINEW_STATUS_INVALID_ARGUMENT);
  CALL(status = sinew_blake3_derive_key(bytes, 2000, "context", 7, other, sizeof(other)),
       status == SINEW_STATUS_OK);
  CALL(sinew_blake3_init_derive_key(&state, "context", 7), 1);
  CALL(sinew_blake3_update(&state, bytes, 2000), 1);
  CALL(sinew_blake3_digest(&state, output), memcmp(other, output, sizeof(other)) == 0);

  static uint8_t hashes[kRows * SINEW_BLAKE3_HASH_SIZE];
  const sinew_column strings = {SINEW_TYPE_STRING, kRows, bytes, sizeof(bytes),
                                offsets,           NULL,  0,     0};
  CALL(sinew_blake3(bytes + 24, 8, hash), 1);
  CALL(result = sinew_blake3_many(&strings, hashes),
       result.count == kRows && memcmp(hashes + 3 * sizeof(hash), hash, sizeof(hash)) == 0);
}

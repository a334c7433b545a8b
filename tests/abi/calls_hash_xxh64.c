#include "calls.h"

CALLS(Xxh64) {
  uint64_t hash;
  // The value of xxHash's sanity check for the empty input.
  CALL(hash = sinew_xxh64(NULL, 0, 0), hash == 0xEF46DB3751D8E999u);
  CALL(hash = sinew_xxh64(bytes, sizeof(bytes), 42), hash != 0);
  static uint64_t hashes[kRows];
  const sinew_column strings = {SINEW_TYPE_STRING, kRows, bytes, sizeof(bytes),
                                offsets,           NULL,  0,     0};
  const sinew_column numbers = {SINEW_TYPE_U64, kRows, naturals, sizeof(naturals),
                                NULL,           NULL,  0,        0};
  sinew_result rows;
  CALL(rows = sinew_xxh64_many(&strings, 0, hashes),
       rows.count == kRows && hashes[3] == sinew_xxh64(bytes + 24, 8, 0));
  CALL(rows = sinew_xxh64_many(&numbers, 7, hashes),
       rows.count == kRows && hashes[3] == sinew_xxh64(naturals + 3, 8, 7));
  sinew_xxh64_state state;
  CALL(sinew_xxh64_init(&state, 42), 1);
  CALL(sinew_xxh64_update(&state, bytes, 100), 1);
  CALL(sinew_xxh64_update(&state, bytes + 100, sizeof(bytes) - 100), 1);
  CALL(hash = sinew_xxh64_digest(&state), hash == sinew_xxh64(bytes, sizeof(bytes), 42));
}

#include "calls.h"

CALLS(Xxh3) {
  uint64_t hash;
  // The value that the XXH3 specification's reference gives for the empty input.
  CALL(hash = sinew_xxh3_64(NULL, 0, 0), hash == 0x2D06800538D394C2u);
  for (size_t size = 1; size <= sizeof(bytes); size *= 2) {
    CALL(hash = sinew_xxh3_64(bytes, size, 42), hash != 0);
  }
  static uint64_t hashes[kRows];
  const sinew_column strings = {SINEW_TYPE_STRING, kRows, bytes, sizeof(bytes),
                                offsets,           NULL,  0,     0};
  const sinew_column numbers = {SINEW_TYPE_U64, kRows, naturals, sizeof(naturals),
                                NULL,           NULL,  0,        0};
  sinew_result rows;
  CALL(rows = sinew_xxh3_64_many(&strings, 0, hashes),
       rows.count == kRows && hashes[3] == sinew_xxh3_64(bytes + 24, 8, 0));
  CALL(rows = sinew_xxh3_64_many(&numbers, 7, hashes),
       rows.count == kRows && hashes[3] == sinew_xxh3_64(naturals + 3, 8, 7));
  sinew_hash128 wide;
  CALL(wide = sinew_xxh3_128(NULL, 0, 0),
       wide.low == 0x6001C324468D497Fu && wide.high == 0x99AA06D3014798D8u);
  for (size_t size = 1; size <= sizeof(bytes); size *= 2) {
    CALL(wide = sinew_xxh3_128(bytes, size, 42), wide.low != wide.high);
  }
  static sinew_hash128 wides[kRows];
  CALL(rows = sinew_xxh3_128_many(&strings, 0, wides),
       rows.count == kRows && wides[3].high == sinew_xxh3_128(bytes + 24, 8, 0).high);
  CALL(rows = sinew_xxh3_128_many(&numbers, 7, wides),
       rows.count == kRows && wides[3].low == sinew_xxh3_128(naturals + 3, 8, 7).low);
  sinew_xxh3_state state;
  CALL(sinew_xxh3_init(&state, 42), 1);
  CALL(sinew_xxh3_update(&state, bytes, 100), 1);
  CALL(sinew_xxh3_update(&state, bytes + 100, sizeof(bytes) - 100), 1);
  CALL(hash = sinew_xxh3_64_digest(&state), hash == sinew_xxh3_64(bytes, sizeof(bytes), 42));
  CALL(wide = sinew_xxh3_128_digest(&state),
       wide.high == sinew_xxh3_128(bytes, sizeof(bytes), 42).high);
}

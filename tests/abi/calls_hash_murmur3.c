#include "calls.h"

// The values of SMHasher for no input.
CALLS(Murmur3) {
  static uint32_t hashes[kRows];
  static sinew_hash128 hashes128[kRows];
  const sinew_column strings = {SINEW_TYPE_STRING, kRows, bytes, sizeof(bytes),
                                offsets,           NULL,  0,     0};
  uint32_t hash;
  sinew_hash128 hash128;
  sinew_result rows;
  CALL(hash = sinew_murmur3_32(NULL, 0, 1), hash == 0x514E28B7u);
  CALL(hash = sinew_murmur3_32(bytes + 24, 8, 7), hash != 0);
  CALL(rows = sinew_murmur3_32_many(&strings, 7, hashes), rows.count == kRows && hashes[3] == hash);
  CALL(hash128 = sinew_murmur3_128(NULL, 0, 0), hash128.low == 0 && hash128.high == 0);
  CALL(hash128 = sinew_murmur3_128(bytes + 24, 8, 7), hash128.low != 0);
  CALL(rows = sinew_murmur3_128_many(&strings, 7, hashes128),
       rows.count == kRows && hashes128[3].low == hash128.low && hashes128[3].high == hash128.high);
}

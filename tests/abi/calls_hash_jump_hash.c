#include "calls.h"

CALLS(JumpHash) {
  static uint32_t buckets[kRows];
  const sinew_column keys = {SINEW_TYPE_U64, kRows,    naturals, sizeof(naturals),
                             NULL,           validity, 0,        0};
  sinew_u32_result bucket;
  sinew_result rows;
  // Guava's test of the same hash.
  CALL(bucket = sinew_jump_hash(2, 100001),
       bucket.status == SINEW_STATUS_OK && bucket.value == 80343);
  CALL(rows = sinew_jump_hash_many(&keys, 100001, buckets),
       rows.count == kRows && buckets[1] == 80343);
}

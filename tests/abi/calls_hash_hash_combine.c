#include "calls.h"

CALLS(HashCombine) {
  static uint64_t hashes[kRows];
  uint64_t hash;
  CALL(hash = sinew_hash_combine(0, 1), hash == 0xEAB29DE408AA52FDu);
  CALL(sinew_hash_combine_many(naturals, naturals, kRows, hashes),
       hashes[0] == 0xB19E04CB9DCE3146u);
}

#ifndef SINEW_HASH_ABI_H_
#define SINEW_HASH_ABI_H_

#include "core/abi.h"

#ifndef SINEW_HASH_H_

// A hash of 128 bits. The number is low + high * 2^64; in memory, low comes first.
SINEW_ABI struct sinew_hash128 {
  uint64_t low;
  uint64_t high;
};

#endif  // SINEW_HASH_H_

#endif  // SINEW_HASH_ABI_H_

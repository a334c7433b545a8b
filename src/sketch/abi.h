#ifndef SINEW_SKETCH_ABI_H_
#define SINEW_SKETCH_ABI_H_

#include "core/abi.h"

#ifndef SINEW_SKETCH_H_

// SINEW_FAMILY Sketches
//
// What is known of very many values in few bytes, within an error that is known, too; in the bytes
// of public formats.

// SINEW_CHAPTER HLL

// An estimate, and the bounds within which what is estimated is likely to be.
SINEW_ABI struct sinew_estimate {
  double value;
  double lower;
  double upper;
};

// The least lg_k of a sinew_hll.
SINEW_CONSTANT constexpr uint32_t SINEW_HLL_MIN_LG_K = 4;

// The greatest lg_k of a sinew_hll.
SINEW_CONSTANT constexpr uint32_t SINEW_HLL_MAX_LG_K = 21;

// What sinew_hll_create creates. Set `size` to sizeof(struct sinew_hll_options), and what is not
// needed to 0.
SINEW_ABI struct sinew_hll_options {
  // sizeof(struct sinew_hll_options): lets later versions add members.
  size_t size;
  // The base-2 logarithm of the number of registers, SINEW_HLL_MIN_LG_K to SINEW_HLL_MAX_LG_K: the
  // standard error is 0.83 over the root of that number, of sketches that were merged 1.04. 12, for
  // 1.3% in 4 KiB, is a common choice.
  uint32_t lg_k;
  // Most bytes the object may hold; 0 is no limit.
  size_t memory_limit;
};

// A HyperLogLog sketch: how many different values it has seen, about.
SINEW_ABI struct sinew_hll;

#endif  // SINEW_SKETCH_H_

#endif  // SINEW_SKETCH_ABI_H_

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

// SINEW_CHAPTER DDSketch

// How a sinew_ddsketch numbers its bins: by a logarithm, or by an approximation of it between
// powers of 2 that is faster to compute, with more bins for the same accuracy. The numbers are
// those of the format.
SINEW_ABI enum sinew_ddsketch_mapping : int32_t {
  // The logarithm: the fewest bins.
  SINEW_DDSKETCH_MAPPING_LOGARITHMIC = 0,
  // A line: the fewest operations, and 44% more bins.
  SINEW_DDSKETCH_MAPPING_LINEAR = 1,
  // A parabola: 8% more bins. The libraries for Go and Python do not read it, that for Java does.
  SINEW_DDSKETCH_MAPPING_QUADRATIC = 2,
  // A polynomial of third degree: 1% more bins.
  SINEW_DDSKETCH_MAPPING_CUBIC = 3,
};

// The most bins of a sinew_ddsketch.
SINEW_CONSTANT constexpr uint32_t SINEW_DDSKETCH_MAX_BINS = 1048576;

// What sinew_ddsketch_create creates. Set `size` to sizeof(struct sinew_ddsketch_options), and what
// is not needed to 0.
SINEW_ABI struct sinew_ddsketch_options {
  // sizeof(struct sinew_ddsketch_options): lets later versions add members.
  size_t size;
  // The most by which a quantile may differ from the value it stands for, as a part of that value:
  // 1e-6 or more, and less than 1. 0.01 is a common choice.
  double relative_accuracy;
  sinew_ddsketch_mapping mapping;
  // The most bins of positive values, and of negative ones: 1 to SINEW_DDSKETCH_MAX_BINS. Values
  // nearer to 0 than those of so many bins share one, which is then not as accurate. 2048 is a
  // common choice: with an accuracy of 1% the greatest value is 6e17 times the least, then.
  uint32_t bins;
  // Most bytes the object may hold; 0 is no limit.
  size_t memory_limit;
};

// What the bins of a sinew_ddsketch say of all its values: it is within the relative accuracy of
// the truth, of sums as long as the values have one sign.
SINEW_ABI struct sinew_ddsketch_summary {
  // How many values there are: a whole number, unless the sketch was read from bytes that have
  // others.
  double count;
  // The sum of them, 0 if there are none; infinite if it is too great for a double.
  double sum;
  // The least and the greatest; NaN if there are none.
  double min;
  double max;
  // How many rows were rejected: NaN, infinite or too great.
  uint64_t rejected;
};

// A DDSketch: quantiles of the values it has seen, about.
SINEW_ABI struct sinew_ddsketch;

// SINEW_CHAPTER Bloom filter

// The most bytes of the bitset of a sinew_bloom.
SINEW_CONSTANT constexpr uint32_t SINEW_BLOOM_MAX_SIZE = 2147483616;

// What sinew_bloom_create creates. Set `size` to sizeof(struct sinew_bloom_options), and what is
// not needed to 0.
SINEW_ABI struct sinew_bloom_options {
  // sizeof(struct sinew_bloom_options): lets later versions add members.
  size_t size;
  // How many different values are expected, and the part of all others of which the filter may then
  // say that they are there, more than 0 and less than 1: the bitset gets the size that the
  // libraries of Parquet for Java and C++ compute from them, a power of 2 up to 128 MiB. A million
  // values with 0.01 take 2 MiB.
  uint64_t distinct_count;
  double false_positive_probability;
  // Or the bytes of the bitset, a multiple of 32 up to SINEW_BLOOM_MAX_SIZE; the two above are 0
  // then.
  size_t bitset_size;
  // Most bytes the object may hold; 0 is no limit.
  size_t memory_limit;
};

// A Bloom filter: whether a value may be among those that were added.
SINEW_ABI struct sinew_bloom;

// SINEW_CHAPTER KLL

// The least k of a sinew_kll.
SINEW_CONSTANT constexpr uint32_t SINEW_KLL_MIN_K = 8;

// The greatest k of a sinew_kll.
SINEW_CONSTANT constexpr uint32_t SINEW_KLL_MAX_K = 65535;

// What sinew_kll_create creates. Set `size` to sizeof(struct sinew_kll_options), and what is not
// needed to 0.
SINEW_ABI struct sinew_kll_options {
  // sizeof(struct sinew_kll_options): lets later versions add members.
  size_t size;
  // What its values are: SINEW_TYPE_F64 or SINEW_TYPE_F32.
  sinew_type type;
  // SINEW_KLL_MIN_K to SINEW_KLL_MAX_K: up to k values are all kept, and of any number some 3 k,
  // with an error of ranks of some 2.7 / k. 200, for 1.33%, is a common choice.
  uint32_t k;
  // Of the random bits. Any number will do, unless somebody could choose values that have bad luck
  // with a number that is known.
  uint64_t seed;
  // Most bytes the object may hold; 0 is no limit.
  size_t memory_limit;
};

// What a sinew_kll knows exactly.
SINEW_ABI struct sinew_kll_summary {
  // How many values there are.
  uint64_t count;
  // The least and the greatest; NaN if there are none.
  double min;
  double max;
};

// A KLL sketch: quantiles and ranks of the values it has seen, about.
SINEW_ABI struct sinew_kll;

#endif  // SINEW_SKETCH_H_

#endif  // SINEW_SKETCH_ABI_H_

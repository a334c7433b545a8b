// Generated from src/ by cmake/generate_headers.cmake; do not edit.
#ifndef SINEW_SKETCH_H_
#define SINEW_SKETCH_H_

// # Sketches
//
// What is known of very many values in few bytes, within an error that is known, too; in the bytes
// of public formats.
//
// Chapters:
//
//   HLL

#include "sinew/base.h"

#ifdef __cplusplus
extern "C" {
#endif

// ## HLL
//
// How many different values there are, about, in a few kilobytes: HyperLogLog in the bytes of
// Apache DataSketches, whose libraries for Java, C++, Go and Python read what is written here and
// write what is read here. docs/formats/hll.md has the layout, and says how estimates are made.

// The least lg_k of a sinew_hll.
#define SINEW_HLL_MIN_LG_K SINEW_VALUE(uint32_t, 4)

// The greatest lg_k of a sinew_hll.
#define SINEW_HLL_MAX_LG_K SINEW_VALUE(uint32_t, 21)

// What sinew_hll_create creates. Set `size` to sizeof(struct sinew_hll_options), and what is not
// needed to 0.
typedef struct sinew_hll_options {
  // sizeof(struct sinew_hll_options): lets later versions add members.
  size_t size;
  // The base-2 logarithm of the number of registers, SINEW_HLL_MIN_LG_K to SINEW_HLL_MAX_LG_K: the
  // standard error is 0.83 over the root of that number, of sketches that were merged 1.04. 12, for
  // 1.3% in 4 KiB, is a common choice.
  uint32_t lg_k;
  // Most bytes the object may hold; 0 is no limit.
  size_t memory_limit;
} sinew_hll_options;

// A HyperLogLog sketch: how many different values it has seen, about.
typedef struct sinew_hll sinew_hll;

// Creates a sketch without values and writes it to *out, or null if it fails. Free it with
// sinew_hll_destroy.
//
// SINEW_STATUS_INVALID_ARGUMENT: `options` or `out` is null, the options have a size that no
// version of sinew_hll_options has, or lg_k is out of range. Also SINEW_STATUS_MEMORY_LIMIT and
// SINEW_STATUS_OUT_OF_MEMORY.
SINEW_MUST_USE
SINEW_API sinew_status sinew_hll_create(const sinew_hll_options* options, sinew_hll** out,
                                        sinew_error* error) SINEW_NOEXCEPT;

// Frees a sketch and all its memory, on any thread.
SINEW_API void sinew_hll_destroy(sinew_hll* hll) SINEW_NOEXCEPT;

// Adds the values of a column of any type but lists. Null rows change nothing, nor do empty
// strings, as in DataSketches. Integers, booleans, dates and timestamps are hashed as integers of
// 64 bits, floats as doubles, of which both zeros are one and all NaNs are, strings and 16 bytes by
// their bytes: so columns of different widths may be added to one sketch, and the sketch is what
// DataSketches makes of the same values (of unsigned ones, what it makes of them as 64 bits).
//
// Takes O(rows) time. Memory is taken only until there are registers, 2^lg_k bytes. If the call
// fails, the sketch is as it was. SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, or the column
// is malformed or of lists. Also SINEW_STATUS_MEMORY_LIMIT and SINEW_STATUS_OUT_OF_MEMORY.
SINEW_MUST_USE
SINEW_API sinew_status sinew_hll_update(sinew_hll* hll, const sinew_column* column,
                                        sinew_error* error) SINEW_NOEXCEPT;

// Adds the values of `from`, which does not change, to those of `into`. A sketch of fewer registers
// has less to say, so that `into` then has as many as that: the lesser lg_k, if `from` has
// registers. An estimate of two sketches that both have registers has the greater standard error.
// If the call fails, `into` is as it was.
//
// SINEW_STATUS_INVALID_ARGUMENT: a pointer is null. Also SINEW_STATUS_MEMORY_LIMIT and
// SINEW_STATUS_OUT_OF_MEMORY.
SINEW_MUST_USE
SINEW_API sinew_status sinew_hll_merge(sinew_hll* into, const sinew_hll* from,
                                       sinew_error* error) SINEW_NOEXCEPT;

// Forgets all values. SINEW_STATUS_INVALID_ARGUMENT: `hll` is null. Also SINEW_STATUS_MEMORY_LIMIT
// and SINEW_STATUS_OUT_OF_MEMORY: then nothing is forgotten.
SINEW_MUST_USE
SINEW_API sinew_status sinew_hll_reset(sinew_hll* hll) SINEW_NOEXCEPT;

// An estimate, and the bounds within which what is estimated is likely to be.
typedef struct sinew_estimate {
  double value;
  double lower;
  double upper;
} sinew_estimate;

// Returns how many different values the sketch has seen, about, and bounds that are so many
// standard errors away: with 1 the truth is within them in 68% of all cases, with 2 in 95%, with 3
// in 99.7%. All are 0 if `hll` is null. Sketches with the same bytes have the same estimates, on
// every machine. O(1), or O(2^lg_k) for a sketch of several that were merged.
SINEW_API sinew_estimate sinew_hll_estimate(const sinew_hll* hll,
                                            uint32_t standard_errors) SINEW_NOEXCEPT;

// Returns the base-2 logarithm of the number of registers, which a merge may have made less, or 0
// if `hll` is null.
SINEW_API uint32_t sinew_hll_lg_k(const sinew_hll* hll) SINEW_NOEXCEPT;

// Returns how many bytes the object holds, which options.memory_limit limits, or 0 if `hll` is
// null.
SINEW_API size_t sinew_hll_memory(const sinew_hll* hll) SINEW_NOEXCEPT;

// Returns how many bytes sinew_hll_encode writes, or 0 if `hll` is null.
SINEW_API size_t sinew_hll_encoded_size(const sinew_hll* hll) SINEW_NOEXCEPT;

// Writes the sketch to `out` in the compact form of DataSketches, with registers of 8 bits (HLL_8),
// and returns how many bytes those are. SINEW_STATUS_OUTPUT_FULL: `capacity` is less than
// sinew_hll_encoded_size; then nothing in `out` is right. SINEW_STATUS_INVALID_ARGUMENT: a pointer
// is null.
SINEW_MUST_USE
SINEW_API sinew_result sinew_hll_encode(const sinew_hll* hll, void* out,
                                        size_t capacity) SINEW_NOEXCEPT;

// Creates the sketch that a library of DataSketches or sinew_hll_encode has written, with registers
// of 4, 6 or 8 bits, compact or not, and writes it to *out, or null if it fails. Free it with
// sinew_hll_destroy. memory_limit is as in sinew_hll_options. Whatever the bytes are, no more
// memory is taken than some twice their size.
//
// SINEW_STATUS_TRUNCATED: `in` ends too early; error->offset is its size. SINEW_STATUS_CORRUPT: the
// bytes are none of such a sketch, or there are some behind its end; error->offset is the byte, and
// the message says what is wrong there. SINEW_STATUS_INVALID_ARGUMENT: a pointer is null. Also
// SINEW_STATUS_MEMORY_LIMIT and SINEW_STATUS_OUT_OF_MEMORY.
SINEW_MUST_USE
SINEW_API sinew_status sinew_hll_decode(const void* in, size_t size, size_t memory_limit,
                                        sinew_hll** out, sinew_error* error) SINEW_NOEXCEPT;

#ifdef __cplusplus
}  // extern "C"
#endif

#endif  // SINEW_SKETCH_H_

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
//   DDSketch
//   Bloom filter
//   KLL

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
// 64 bits, floats as doubles, where both zeros are one value and all NaNs are one value, strings
// and 16 bytes by their bytes: so columns of different widths may be added to one sketch, and the
// sketch is what DataSketches makes of the same values (of unsigned ones, what it makes of them as
// 64 bits).
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
// SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, or `from` is `into`. Also
// SINEW_STATUS_MEMORY_LIMIT and SINEW_STATUS_OUT_OF_MEMORY.
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

// Returns how many different values the sketch has seen, about, and bounds that are
// `standard_errors` away from it: with 1 the truth is within them in 68% of all cases, with 2 in
// 95%, with 3 in 99.7%. Any number may be given: 0 makes both bounds the estimate itself, and a
// greater one moves them further apart, the lower one down to the number of values that the sketch
// is certain of, or to the estimate if that is less. All are 0 if `hll` is null. Sketches with the
// same bytes have the same estimates, on every machine. O(1), or O(2^lg_k) for a sketch of several
// that were merged.
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

// Writes the sketch to `out` in the compact form of DataSketches, with registers of 8 bits (HLL_8).
// Returns 1 as `read`, for the sketch, and as `written` how many bytes it takes.
//
// SINEW_STATUS_OUTPUT_FULL: `capacity` is less than sinew_hll_encoded_size. Then nothing in `out`
// is right. SINEW_STATUS_INVALID_ARGUMENT: a pointer is null. With either of them both numbers are
// 0.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_hll_encode(const sinew_hll* hll, void* out,
                                              size_t capacity) SINEW_NOEXCEPT;

// Creates the sketch that a library of DataSketches or sinew_hll_encode has written, with registers
// of 4, 6 or 8 bits, compact or not, and writes it to *out, or null if it fails. Free it with
// sinew_hll_destroy. memory_limit is as in sinew_hll_options. Whatever the bytes are, no more
// memory is taken than some twice their size.
//
// SINEW_STATUS_TRUNCATED: `in` ends too early; error->offset is its size. SINEW_STATUS_CORRUPT: the
// bytes are not such a sketch, or there are more behind its end; error->offset is the byte, and
// the message says what is wrong there. SINEW_STATUS_INVALID_ARGUMENT: a pointer is null. Also
// SINEW_STATUS_MEMORY_LIMIT and SINEW_STATUS_OUT_OF_MEMORY.
SINEW_MUST_USE
SINEW_API sinew_status sinew_hll_decode(const void* in, size_t size, size_t memory_limit,
                                        sinew_hll** out, sinew_error* error) SINEW_NOEXCEPT;

// ## DDSketch
//
// Quantiles of any number of values in a few kilobytes, each within a part of itself, such as 1%:
// DDSketch in the bytes of Datadog's libraries (ddsketch.proto), of which that for Go reads what is
// written here and writes what is read here. docs/formats/ddsketch.md has the layout, and says what
// holds for the others.

// The most bins of a sinew_ddsketch.
#define SINEW_DDSKETCH_MAX_BINS SINEW_VALUE(uint32_t, 1048576)

// How a sinew_ddsketch numbers its bins: by a logarithm, or by an approximation of it between
// powers of 2 that is faster to compute, with more bins for the same accuracy. The numbers are
// those of the format.
SINEW_ENUM(sinew_ddsketch_mapping, int32_t) {
  // The logarithm: the fewest bins.
  SINEW_DDSKETCH_MAPPING_LOGARITHMIC = 0,
  // A line: the fewest operations, and 44% more bins.
  SINEW_DDSKETCH_MAPPING_LINEAR = 1,
  // A parabola: 8% more bins. The libraries for Go and Python do not read it, that for Java does.
  SINEW_DDSKETCH_MAPPING_QUADRATIC = 2,
  // A polynomial of third degree: 1% more bins.
  SINEW_DDSKETCH_MAPPING_CUBIC = 3,
};

// What sinew_ddsketch_create creates. Set `size` to sizeof(struct sinew_ddsketch_options), and what
// is not needed to 0.
typedef struct sinew_ddsketch_options {
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
} sinew_ddsketch_options;

// A DDSketch: quantiles of the values it has seen, about.
typedef struct sinew_ddsketch sinew_ddsketch;

// Creates a sketch without values and writes it to *out, or null if it fails. Free it with
// sinew_ddsketch_destroy. It takes 8 bytes a bin, their number rounded up to a power of 2, and as
// many again once there is a negative value.
//
// SINEW_STATUS_INVALID_ARGUMENT: `options` or `out` is null, the options have a size that no
// version of sinew_ddsketch_options has, the accuracy or the number of bins is out of range, or the
// mapping is unknown. Also SINEW_STATUS_MEMORY_LIMIT and SINEW_STATUS_OUT_OF_MEMORY.
SINEW_MUST_USE
SINEW_API sinew_status sinew_ddsketch_create(const sinew_ddsketch_options* options,
                                             sinew_ddsketch** out,
                                             sinew_error* error) SINEW_NOEXCEPT;

// Frees a sketch and all its memory, on any thread.
SINEW_API void sinew_ddsketch_destroy(sinew_ddsketch* ddsketch) SINEW_NOEXCEPT;

// Adds the values of a column of integers or floats, as doubles. Null rows change nothing. A value
// whose distance from 0 is at most some 1e-308 counts as 0. What is NaN or infinite, or further
// from 0 than some 1e308, is rejected: it has no part in quantiles, and sinew_ddsketch_summarize
// says how often that was.
//
// Takes O(rows) time. Which bins there are, and so the bytes of the sketch, depends on the values
// and neither on their order nor on how many calls add them, nor on the machine. If the call fails,
// the sketch is as it was. SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, or the column is
// malformed or not of integers or floats. Also SINEW_STATUS_MEMORY_LIMIT and
// SINEW_STATUS_OUT_OF_MEMORY, which the first negative value may meet.
SINEW_MUST_USE
SINEW_API sinew_status sinew_ddsketch_update(sinew_ddsketch* ddsketch, const sinew_column* column,
                                             sinew_error* error) SINEW_NOEXCEPT;

// Adds the values of `from`, which does not change, to those of `into`: it is then as if they had
// been added one by one, as long as `from` has as many bins. Rejected rows are added, too. If the
// call fails, `into` is as it was.
//
// SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, both are the same, or they have different
// mappings: another kind, or a gamma or offset that differs by more than 1e-12 of itself. Also
// SINEW_STATUS_MEMORY_LIMIT and SINEW_STATUS_OUT_OF_MEMORY.
SINEW_MUST_USE
SINEW_API sinew_status sinew_ddsketch_merge(sinew_ddsketch* into, const sinew_ddsketch* from,
                                            sinew_error* error) SINEW_NOEXCEPT;

// Forgets all values and rejected rows. SINEW_STATUS_INVALID_ARGUMENT: `ddsketch` is null.
SINEW_MUST_USE
SINEW_API sinew_status sinew_ddsketch_reset(sinew_ddsketch* ddsketch) SINEW_NOEXCEPT;

// Writes to `out` the quantile of each of `count` fractions, from 0 for the least value to 1 for
// the greatest: of n values in order the one of rank floor(fraction * (n - 1)), counted from 0,
// within the relative accuracy. There is no interpolation between two values. Those of a sketch
// without values are NaN. Values that share the lowest bin, because options.bins were too few, have
// that bin's value. Sketches with the same bytes have the same quantiles, on every machine.
//
// Takes O(count * bins) time. Returns `count`. SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, or
// a fraction is not from 0 to 1, and its number is returned; then nothing is written.
SINEW_MUST_USE
SINEW_API sinew_result sinew_ddsketch_quantiles(const sinew_ddsketch* ddsketch,
                                                const double* fractions, size_t count,
                                                double* out) SINEW_NOEXCEPT;

// What the bins of a sinew_ddsketch say of all its values: it is within the relative accuracy of
// the truth, of sums as long as the values have one sign.
typedef struct sinew_ddsketch_summary {
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
} sinew_ddsketch_summary;

// Returns what the bins say of all values, in O(bins) time; counts are 0 and the others NaN if
// `ddsketch` is null. Sketches with the same bytes have the same, on every machine, but for
// `rejected`, which is not in the bytes.
SINEW_API sinew_ddsketch_summary sinew_ddsketch_summarize(const sinew_ddsketch* ddsketch)
    SINEW_NOEXCEPT;

// Returns the relative accuracy that the mapping has, which is that of the options but for its last
// digits, or 0 if `ddsketch` is null.
SINEW_API double sinew_ddsketch_relative_accuracy(const sinew_ddsketch* ddsketch) SINEW_NOEXCEPT;

// Returns how many bytes the object holds, which options.memory_limit limits, or 0 if `ddsketch` is
// null.
SINEW_API size_t sinew_ddsketch_memory(const sinew_ddsketch* ddsketch) SINEW_NOEXCEPT;

// Returns how many bytes sinew_ddsketch_encode writes, or 0 if `ddsketch` is null.
SINEW_API size_t sinew_ddsketch_encoded_size(const sinew_ddsketch* ddsketch) SINEW_NOEXCEPT;

// Writes the sketch to `out` as a message DDSketch of ddsketch.proto, bins in contiguous form from
// the lowest to the highest that count anything. Returns 1 as `read`, for the sketch, and as
// `written` how many bytes it takes.
//
// SINEW_STATUS_OUTPUT_FULL: `capacity` is less than sinew_ddsketch_encoded_size. Then nothing in
// `out` is right. SINEW_STATUS_INVALID_ARGUMENT: a pointer is null. With either of them both
// numbers are 0.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_ddsketch_encode(const sinew_ddsketch* ddsketch, void* out,
                                                   size_t capacity) SINEW_NOEXCEPT;

// Creates the sketch that sinew_ddsketch_encode or a library of Datadog has written as a message
// DDSketch of ddsketch.proto, and writes it to *out, or null if it fails. Free it with
// sinew_ddsketch_destroy. Bins may be there in both forms, and unknown fields are passed over.
// `bins` and memory_limit are as in sinew_ddsketch_options: whatever the bytes are, it takes no
// more memory than a sketch of these options, and O(size + bins) time.
//
// SINEW_STATUS_TRUNCATED: `in` ends within a field; error->offset is its size.
// SINEW_STATUS_CORRUPT: the bytes are not such a message, or what they say is not a sketch;
// error->offset is the byte, and the message says what is wrong there.
// SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, or the number of bins is out of range. Also
// SINEW_STATUS_MEMORY_LIMIT and SINEW_STATUS_OUT_OF_MEMORY.
SINEW_MUST_USE
SINEW_API sinew_status sinew_ddsketch_decode(const void* in, size_t size, uint32_t bins,
                                             size_t memory_limit, sinew_ddsketch** out,
                                             sinew_error* error) SINEW_NOEXCEPT;

// ## Bloom filter
//
// Whether a value is among those that were added: "no" is certain, "yes" is wrong for a small part
// of the others. Split-block Bloom filters in the bytes of Apache Parquet, whose writers and
// readers read what is written here and write what is read here. docs/formats/bloom.md has the
// layout.

// The most bytes of the bitset of a sinew_bloom.
#define SINEW_BLOOM_MAX_SIZE SINEW_VALUE(uint32_t, 2147483616)

// What sinew_bloom_create creates. Set `size` to sizeof(struct sinew_bloom_options), and what is
// not needed to 0.
typedef struct sinew_bloom_options {
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
} sinew_bloom_options;

// A Bloom filter: whether a value may be among those that were added.
typedef struct sinew_bloom sinew_bloom;

// Creates a filter without values and writes it to *out, or null if it fails. Free it with
// sinew_bloom_destroy.
//
// SINEW_STATUS_INVALID_ARGUMENT: `options` or `out` is null, or the options have a size that no
// version of sinew_bloom_options has. Without a bitset_size also: distinct_count is 0, or the
// probability is not within 0 and 1; with one: these two are not 0, or it is not a multiple of 32
// up to SINEW_BLOOM_MAX_SIZE. Also SINEW_STATUS_MEMORY_LIMIT and SINEW_STATUS_OUT_OF_MEMORY.
SINEW_MUST_USE
SINEW_API sinew_status sinew_bloom_create(const sinew_bloom_options* options, sinew_bloom** out,
                                          sinew_error* error) SINEW_NOEXCEPT;

// Frees a filter and all its memory, on any thread.
SINEW_API void sinew_bloom_destroy(sinew_bloom* bloom) SINEW_NOEXCEPT;

// Adds the values of a column of any type but lists. Null rows change nothing. Values are hashed as
// Parquet does, by XXH64 of their plain encoding: integers of up to 32 bits and dates as 32 bits,
// longer ones and timestamps as 64 bits, floats and doubles by their bits, so that both zeros are
// different values, strings and 16 bytes by their bytes. A boolean is hashed as one byte; Parquet
// has no filters of them.
//
// Takes O(rows) time and no memory. SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, or the column
// is malformed or of lists.
SINEW_MUST_USE
SINEW_API sinew_status sinew_bloom_update(sinew_bloom* bloom, const sinew_column* column,
                                          sinew_error* error) SINEW_NOEXCEPT;

// Adds the values of `from`, which does not change, to those of `into`: what was added to either is
// in it then. SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, `from` is `into`, or their bitsets
// have different sizes.
SINEW_MUST_USE
SINEW_API sinew_status sinew_bloom_merge(sinew_bloom* into, const sinew_bloom* from,
                                         sinew_error* error) SINEW_NOEXCEPT;

// Forgets all values. SINEW_STATUS_INVALID_ARGUMENT: `bloom` is null.
SINEW_MUST_USE
SINEW_API sinew_status sinew_bloom_reset(sinew_bloom* bloom) SINEW_NOEXCEPT;

// Returns how many bytes the object holds, which options.memory_limit limits, or 0 if `bloom` is
// null.
SINEW_API size_t sinew_bloom_memory(const sinew_bloom* bloom) SINEW_NOEXCEPT;

// Returns how many bytes sinew_bloom_encode writes, those of the bitset, or 0 if `bloom` is null.
SINEW_API size_t sinew_bloom_encoded_size(const sinew_bloom* bloom) SINEW_NOEXCEPT;

// Writes the bitset of the filter to `out`, as it stands in a Parquet file behind its header.
// Returns 1 as `read`, for the filter, and as `written` how many bytes it takes.
//
// SINEW_STATUS_OUTPUT_FULL: `capacity` is less than sinew_bloom_encoded_size, and nothing is
// written. SINEW_STATUS_INVALID_ARGUMENT: a pointer is null. With either of them both numbers are
// 0.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_bloom_encode(const sinew_bloom* bloom, void* out,
                                                size_t capacity) SINEW_NOEXCEPT;

// Creates the filter whose bitset `in` is, as it stands in a Parquet file behind its header or as
// sinew_bloom_encode has written it, and writes it to *out, or null if it fails. Free it with
// sinew_bloom_destroy. memory_limit is as in sinew_bloom_options. The number of blocks need not be
// a power of 2.
//
// SINEW_STATUS_TRUNCATED: `in` is empty or ends within a block; error->offset is its size.
// SINEW_STATUS_CORRUPT: it is more than SINEW_BLOOM_MAX_SIZE bytes; error->offset is that many.
// SINEW_STATUS_INVALID_ARGUMENT: a pointer is null. Also SINEW_STATUS_MEMORY_LIMIT and
// SINEW_STATUS_OUT_OF_MEMORY.
SINEW_MUST_USE
SINEW_API sinew_status sinew_bloom_decode(const void* in, size_t size, size_t memory_limit,
                                          sinew_bloom** out, sinew_error* error) SINEW_NOEXCEPT;

// Sets bit i of `bitmap` if the value of row i may have been added, and clears it if it has not
// been; of a null row it is cleared. Which columns are taken, and how their values are hashed, is
// said at sinew_bloom_update: the type must be that of the values that were added. `bitmap` takes
// (column->count + 7) / 8 bytes, and the unused bits of the last one become 0.
//
// Takes O(rows) time and no memory. Calls with the same filter may run on several threads at a
// time, as long as none changes it. SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, or the column
// is malformed or of lists; nothing is written then.
SINEW_MUST_USE
SINEW_API sinew_status sinew_bloom_contains_many(const sinew_bloom* bloom,
                                                 const sinew_column* column, uint8_t* bitmap,
                                                 sinew_error* error) SINEW_NOEXCEPT;

// ## KLL
//
// Quantiles and ranks of any number of values in a few kilobytes, within a part of the number of
// values, such as 1.33%: KLL in the bytes of Apache DataSketches, whose libraries for Java, C++, Go
// and Python read what is written here and write what is read here. docs/formats/kll.md has the
// layout, and says what the error is.

// The least k of a sinew_kll.
#define SINEW_KLL_MIN_K SINEW_VALUE(uint32_t, 8)

// The greatest k of a sinew_kll.
#define SINEW_KLL_MAX_K SINEW_VALUE(uint32_t, 65535)

// What sinew_kll_create creates. Set `size` to sizeof(struct sinew_kll_options), and what is not
// needed to 0.
typedef struct sinew_kll_options {
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
} sinew_kll_options;

// A KLL sketch: quantiles and ranks of the values it has seen, about.
typedef struct sinew_kll sinew_kll;

// Creates a sketch without values and writes it to *out, or null if it fails. Free it with
// sinew_kll_destroy. It takes 24 bytes for each of k, and some 20 KiB besides, whatever the number
// of values: no other call takes memory.
//
// SINEW_STATUS_INVALID_ARGUMENT: `options` or `out` is null, the options have a size that no
// version of sinew_kll_options has, or the type or k is not one of those there are. Also
// SINEW_STATUS_MEMORY_LIMIT and SINEW_STATUS_OUT_OF_MEMORY.
SINEW_MUST_USE
SINEW_API sinew_status sinew_kll_create(const sinew_kll_options* options, sinew_kll** out,
                                        sinew_error* error) SINEW_NOEXCEPT;

// Frees a sketch and all its memory, on any thread.
SINEW_API void sinew_kll_destroy(sinew_kll* kll) SINEW_NOEXCEPT;

// Adds the values of a column of integers or floats, as the nearest doubles, and in a sketch of
// floats as the floats nearest to those. Null rows and NaN change nothing, as in DataSketches.
// Infinities are values like others, and -0.0 is 0.0.
//
// Takes O(rows) time, and no memory. The sketch depends on the values, their order, the seed and
// what was merged or encoded in between; neither on how many calls add the values nor on the
// machine. SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, or the column is malformed or not of
// integers or floats. SINEW_STATUS_OVERFLOW: there would be more than 2^56 values; the sketch is as
// it was.
SINEW_MUST_USE
SINEW_API sinew_status sinew_kll_update(sinew_kll* kll, const sinew_column* column,
                                        sinew_error* error) SINEW_NOEXCEPT;

// Adds the values of `from`, which does not change, to those of `into`, which keeps its k; the
// error of ranks is that of the lesser k, if values of `from` stand for others already. Takes
// O(k) time, and no memory.
//
// SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, both are the same, or they have different
// types. SINEW_STATUS_OVERFLOW: there would be more than 2^56 values; `into` is as it was.
SINEW_MUST_USE
SINEW_API sinew_status sinew_kll_merge(sinew_kll* into, const sinew_kll* from,
                                       sinew_error* error) SINEW_NOEXCEPT;

// Forgets all values; the sketch is as it was created, or for one that was decoded, as if it had
// been. SINEW_STATUS_INVALID_ARGUMENT: `kll` is null.
SINEW_MUST_USE
SINEW_API sinew_status sinew_kll_reset(sinew_kll* kll) SINEW_NOEXCEPT;

// Writes to `out` the quantile of each of `count` fractions, from 0 for the least value to 1 for
// the greatest: of n values in order the one of rank floor(fraction * (n - 1)), counted from 0, or
// one whose rank is within the error of it; of 0 and 1 it is exact. All are values that were added;
// there is no interpolation between two. Those of a sketch without values are NaN. The sketch sorts
// what it has, which later results do not show.
//
// Takes O(count * log(k)^2) time. Returns `count`. SINEW_STATUS_INVALID_ARGUMENT: a pointer is
// null, or a fraction is not from 0 to 1, and its number is returned; then nothing is written.
SINEW_MUST_USE
SINEW_API sinew_result sinew_kll_quantiles(sinew_kll* kll, const double* fractions, size_t count,
                                           double* out) SINEW_NOEXCEPT;

// Writes to `out` the rank of each of `count` numbers: which part of all values is at most it, from
// 0 to 1, within the error. Of numbers in order this is the distribution function (CDF), and
// differences are the parts of the values from one to the next (PMF), whose error is up to a half
// more. Those of a sketch without values are NaN. The sketch sorts what it has, which later results
// do not show.
//
// Takes O(count * log(k)^2) time. Returns `count`. SINEW_STATUS_INVALID_ARGUMENT: a pointer is
// null, or a number is NaN, and its index is returned; then nothing is written.
SINEW_MUST_USE
SINEW_API sinew_result sinew_kll_ranks(sinew_kll* kll, const double* numbers, size_t count,
                                       double* out) SINEW_NOEXCEPT;

// What a sinew_kll knows exactly.
typedef struct sinew_kll_summary {
  // How many values there are.
  uint64_t count;
  // The least and the greatest; NaN if there are none.
  double min;
  double max;
} sinew_kll_summary;

// Returns the number of values, the least and the greatest, which are exact. The number is 0 and
// the others NaN if `kll` is null.
SINEW_API sinew_kll_summary sinew_kll_summarize(sinew_kll* kll) SINEW_NOEXCEPT;

// Returns the error of ranks, as a part of the number of values: with a probability of 99% all
// quantiles and ranks of a sketch are within it. That is 2.296 / k^0.9723, as in DataSketches,
// where k is the least one of what was merged. 0 if `kll` is null.
SINEW_API double sinew_kll_rank_error(const sinew_kll* kll) SINEW_NOEXCEPT;

// Returns k, or 0 if `kll` is null.
SINEW_API uint32_t sinew_kll_k(const sinew_kll* kll) SINEW_NOEXCEPT;

// Returns how many bytes the object holds, which options.memory_limit limits, or 0 if `kll` is
// null.
SINEW_API size_t sinew_kll_memory(const sinew_kll* kll) SINEW_NOEXCEPT;

// Returns how many bytes sinew_kll_encode writes, or 0 if `kll` is null. Before that the sketch
// makes its values as few as the format has them, as it does by itself after every 992 values.
SINEW_API size_t sinew_kll_encoded_size(sinew_kll* kll) SINEW_NOEXCEPT;

// Writes the sketch to `out` in the form of DataSketches, the lowest level in order; before that,
// as sinew_kll_encoded_size. Returns 1 as `read`, for the sketch, and as `written` how many bytes
// it takes.
//
// SINEW_STATUS_OUTPUT_FULL: `capacity` is less than sinew_kll_encoded_size. Then nothing in `out`
// is right. SINEW_STATUS_INVALID_ARGUMENT: a pointer is null. With either of them both numbers are
// 0.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_kll_encode(sinew_kll* kll, void* out,
                                              size_t capacity) SINEW_NOEXCEPT;

// Creates the sketch that a library of DataSketches or sinew_kll_encode has written, and writes it
// to *out, or null if it fails. Free it with sinew_kll_destroy. The bytes do not say what the type
// is, which must be the one they were written with; seed and memory_limit are as in
// sinew_kll_options. No more memory is taken than for a sketch of the k that the bytes say.
//
// SINEW_STATUS_TRUNCATED: `in` ends too early; error->offset is its size. SINEW_STATUS_CORRUPT: the
// bytes are not such a sketch, or there are more behind its end, as if the type is another;
// error->offset is the byte, and the message says what is wrong there.
// SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, or the type is not one of those there are. Also
// SINEW_STATUS_MEMORY_LIMIT and SINEW_STATUS_OUT_OF_MEMORY.
SINEW_MUST_USE
SINEW_API sinew_status sinew_kll_decode(const void* in, size_t size, sinew_type type, uint64_t seed,
                                        size_t memory_limit, sinew_kll** out,
                                        sinew_error* error) SINEW_NOEXCEPT;

#ifdef __cplusplus
}  // extern "C"
#endif

#endif  // SINEW_SKETCH_H_

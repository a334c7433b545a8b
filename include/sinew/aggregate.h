// Generated from src/ by cmake/generate_headers.cmake; do not edit.
#ifndef SINEW_AGGREGATE_H_
#define SINEW_AGGREGATE_H_

// # Aggregates
//
// Counts, sums, extremes, means and variances of columns, of all rows or of the rows of each group;
// and the choice of rows by their indices or by a filter.
//
// Chapters:
//
//   Reductions
//   GROUP BY
//   Take
//   Filter
//   Compare
//   Histograms
//   Sort
//   Vectors

#include "sinew/base.h"

#ifdef __cplusplus
extern "C" {
#endif

// ## Reductions
//
// One value for a whole column, such as its sum.

// In sinew_aggregate_spec.flags: rows count only where `filter` is true.
#define SINEW_AGGREGATE_FILTER SINEW_VALUE(uint32_t, 1)

// A function over the rows of a column, or of a group of them. Null rows are left out. Numbers are
// integers of any width, floats, and booleans, which are 0 and 1.
SINEW_ENUM(sinew_aggregate, int32_t) {
  // All rows, null or not. Result type: i64.
  SINEW_AGGREGATE_COUNT_ROWS = 1,
  // Rows whose value is not null, of a column of any type. Result type: i64.
  SINEW_AGGREGATE_COUNT = 2,
  // Sum of numbers, 0 for no values. Result type: i64 of signed integers and booleans, u64 of
  // unsigned integers, f64 of floats. Of integers it is exact: 128 bits are kept, partial sums may
  // leave the range of the type, and a final sum that does is SINEW_STATUS_OVERFLOW of
  // sinew_reduce, and null in the results of a GROUP BY. Floats are added as doubles, with the same
  // result on every machine, bit for bit; the functions say in which order.
  SINEW_AGGREGATE_SUM = 3,
  // Least and greatest value of a column of any type, null for no values. Result type: that of the
  // column; strings have offsets of 64 bits in the results of a GROUP BY. Of booleans they are
  // their logical AND and OR. Of floats in the sense of IEEE 754-2019 `minimum` and `maximum`, and
  // of Go's `min` and `max`: if any value is NaN the result is NaN, and -0.0 is less than 0.0.
  // Strings, and values of 16 bytes, compare byte by byte as unsigned numbers, and one that begins
  // another is less.
  SINEW_AGGREGATE_MIN = 4,
  SINEW_AGGREGATE_MAX = 5,
  // The sum of numbers over the count, null for no values. Result type: f64. Of integers the exact
  // sum is rounded to a double, to nearest and ties to even, and then divided.
  SINEW_AGGREGATE_MEAN = 6,
  // The value of the first and of the last row that has one, of a column of any type; null for no
  // values. Result type: that of SINEW_AGGREGATE_MIN. For any value take the first.
  SINEW_AGGREGATE_FIRST = 7,
  SINEW_AGGREGATE_LAST = 8,
  // The bits of integers combined, null for no values. Result type: that of the column.
  SINEW_AGGREGATE_BIT_AND = 9,
  SINEW_AGGREGATE_BIT_OR = 10,
  SINEW_AGGREGATE_BIT_XOR = 11,
  // The mean of the squares of the distances of numbers from their mean, null for no values; and as
  // it is estimated from a sample, their sum over the count less 1, null for less than two values.
  // Result type: f64. Computed in doubles, to which integers are rounded, in a way that does not
  // lose digits where values are close to one another and far from 0.
  SINEW_AGGREGATE_VARIANCE_POPULATION = 12,
  SINEW_AGGREGATE_VARIANCE_SAMPLE = 13,
  // The square roots of these.
  SINEW_AGGREGATE_STDDEV_POPULATION = 14,
  SINEW_AGGREGATE_STDDEV_SAMPLE = 15,
  // The sum of floats, 0 for no values, as if it were computed without rounding and then rounded to
  // a double once, to nearest and ties to even: the order of the rows does not show in it, nor do
  // partial sums beyond the range of a double. It takes 568 bytes a group. Result type: f64.
  SINEW_AGGREGATE_SUM_EXACT = 16,
  // Of two columns of any types: the value of the first one in the row in which the second one has
  // its least, or its greatest, value in the sense of SINEW_AGGREGATE_MIN; in the first such row if
  // there are several, and where it is NaN if it is anywhere. Null for no rows; rows in which
  // either column is null are left out. Result type: that of SINEW_AGGREGATE_MIN of the first
  // column.
  SINEW_AGGREGATE_ARG_MIN = 17,
  SINEW_AGGREGATE_ARG_MAX = 18,
  // Of two columns of numbers: the mean of the products of the distances from their means, null for
  // no rows; as it is estimated from a sample, their sum over the count less 1, null for less than
  // two rows; and the correlation (Pearson's), which is the covariance over the product of the
  // standard deviations, -1 to 1, null for no rows, and NaN where one of these is 0. Rows in which
  // either column is null are left out. Result type: f64. Computed as variances are.
  SINEW_AGGREGATE_COVARIANCE_POPULATION = 19,
  SINEW_AGGREGATE_COVARIANCE_SAMPLE = 20,
  SINEW_AGGREGATE_CORRELATION = 21,
  // How many different values that are not null there are, of a column of any type; exactly, 0 for
  // none. As in keys, -0.0 and 0.0 are one value, and all NaNs are. Result type: i64. In a GROUP BY
  // all different values are kept: a group takes 16 bytes, and each of its values 40 to 65 more; a
  // value of 8 bytes or more, and its own bytes, another 35 to 65, once for all groups.
  SINEW_AGGREGATE_COUNT_DISTINCT = 22,
  // The quantile at sinew_aggregate_spec.fraction p, 0.5 for the median, of the values in the order
  // of sinew_sort, in which NaN is behind all others; null for no values. The continuous one, of
  // numbers, is at place (n - 1) * p of n values, counted from 0: the value there, or what lies
  // between two, a and b, as the part d of the way from one to the other, which is
  // a * (1 - d) + b * d in doubles, to which integers are rounded. Result type: f64. The discrete
  // one, of numbers, dates and timestamps, is a value: number ceil(n * p) of them, counted from 1,
  // or the first one for a p of 0; a product that is above an integer by n * 2^-50 or less is that
  // integer. Result type: that of the column. They are DuckDB's quantile_cont and quantile_disc,
  // and percentile_cont and percentile_disc of SQL. A GROUP BY keeps all values of each group, once
  // for all quantiles of a column.
  SINEW_AGGREGATE_QUANTILE_CONTINUOUS = 23,
  SINEW_AGGREGATE_QUANTILE_DISCRETE = 24,
  // About how many different values that are not null there are, of a column of any type, 0 for
  // none: what a sketch that sinew_hll_update has given them estimates, with
  // sinew_aggregate_spec.lg_k, rounded to the nearest integer. Values are one where they are to
  // it: -0.0 and 0.0, and all NaNs; empty strings are left out. The estimate is that of sketches
  // that were merged, so that it depends on the set of values alone, neither on their order nor on
  // merges of groups. Its standard error is 1.04 / 2^(lg_k / 2), 1.6% for an lg_k of 12; as long
  // as there are 3/32 of 2^lg_k different values at most (with an lg_k below 8, 7 of them) it is
  // exact, but that one in 2 * 10^8 pairs of values counts as one. Result type: i64. A group takes
  // 16 bytes, 32 more from its first value on, 5 to 16 a value from the eighth one on, and 2^lg_k
  // in place of them once there are more. What it has outgrown, less than as much again, is not
  // used by others.
  SINEW_AGGREGATE_APPROX_COUNT_DISTINCT = 25,
  // About the quantile at sinew_aggregate_spec.fraction p of numbers, null for no values: of n of
  // them in the order of sinew_sort, in which infinities are at the ends and NaN is behind all
  // others, the one of rank floor((n - 1) * p), counted from 0, but for the part of itself that is
  // sinew_aggregate_spec.relative_accuracy. It is what a sketch of sinew_ddsketch_update says that
  // has a logarithmic mapping and 2048 bins, and depends on the values, neither on their order nor
  // on merges of groups. Values whose size is at most some 1e-308 count as 0, and those of more
  // than some 1e308 as infinities. With an accuracy of 1% the bins of each sign reach over a factor
  // of 6 * 10^17 from the greatest size on; smaller values count as the last of them. Result type:
  // f64. A group takes 16 bytes, 32 more from its first value on, 4 to 8 a value from the ninth one
  // on, and in place of more than 256 of them 8 to 16 for each bin between the least and the
  // greatest of each sign, 32 KiB at most. What it has outgrown, less than as much again, is not
  // used by others.
  SINEW_AGGREGATE_APPROX_QUANTILE = 26,
};

// What to compute. Set `size` to sizeof(struct sinew_aggregate_spec), and what is not needed to 0.
typedef struct sinew_aggregate_spec {
  // sizeof(struct sinew_aggregate_spec): lets later versions add parameters of functions.
  size_t size;
  sinew_aggregate function;
  // The index of the value column, in GROUP BY and sinew_reduce_columns. 0 for
  // SINEW_AGGREGATE_COUNT_ROWS, which looks at no column, and in sinew_reduce, which has one.
  uint32_t column;
  // SINEW_AGGREGATE_FILTER or 0.
  uint32_t flags;
  // With SINEW_AGGREGATE_FILTER the index of a value column of booleans: for this aggregate a row
  // counts only where it is true, neither false nor null (FILTER in SQL). It may be any of the
  // columns, `column` too. Otherwise 0.
  uint32_t filter;
  // Of functions of two columns the index of the second value column. Otherwise 0.
  uint32_t second;
  // Of quantiles the fraction of the values that are below, 0 to 1. Otherwise 0.
  double fraction;
  // Of SINEW_AGGREGATE_APPROX_COUNT_DISTINCT the base-2 logarithm of the number of registers, 4 to
  // 21, or 0 for 12. Otherwise 0.
  uint32_t lg_k;
  // Of SINEW_AGGREGATE_APPROX_QUANTILE how far a result may be from the value itself, as a part of
  // it, 1e-6 to less than 1, or 0 for 0.01. Otherwise 0.
  double relative_accuracy;
} sinew_aggregate_spec;

// What sinew_reduce returns. The result is in one of the last four members, and the others are 0:
// in `f64` if `type` is a type of floats, in `u64` if it is one of unsigned integers, in `row` if
// it is one of strings or SINEW_TYPE_BYTES16, and else in `i64`, a boolean as 0 or 1. A NaN is
// always 0x7FF8000000000000.
typedef struct sinew_reduce_result {
  // Of the result.
  sinew_type type;
  sinew_status status;
  // Rows that took part. A result that sinew_aggregate says is null for so many is 0 here.
  size_t count;
  int64_t i64;
  uint64_t u64;
  double f64;
  // The row of the column whose value is the result.
  size_t row;
} sinew_reduce_result;

// Reduces a column to one value, which `spec` names.
// spec->column, flags, filter and second must be 0. sinew_aggregate says what the functions do,
// which types of column they take, and which type they return.
//
// A sum of floats, which become doubles before they are added, is the same on every machine, bit
// for bit, because the order of the additions is part of this contract: there are 32 partial sums
// that start at +0.0; row i is added to sum i mod 32 in order of i, null rows left out; then sums 0
// to 15 take sums 16 to 31 in turn, 0 to 7 take 8 to 15, and so on to 1. It may differ in the last
// bits from a sum in another order. Every addition rounds to nearest, ties to even. A sum of zeros
// only is +0.0. A mean divides this sum.
// docs/numbers.md says in which order variances are computed. A quantile is selected, which takes
// O(rows) time and no memory, and a handful of passes over the column.
//
// SINEW_AGGREGATE_COUNT_DISTINCT of values of more than 16 bits takes memory while it runs, 35 to
// 65 bytes for each that is different, and the bytes of strings; the approximate one takes up to
// twice 2^lg_k bytes, and an approximate quantile 16 KiB, or 32 if there are negative values.
// Nothing else takes any.
//
// Errors: SINEW_STATUS_INVALID_ARGUMENT, with 0 in the other members, for a null argument, a
// malformed column, a spec of a size or function that is not known, a fraction that is not within 0
// and 1, or is not 0 where the function is no quantile, an lg_k or a relative accuracy that is
// neither 0 nor one that the function may have, and a type that the function does not take;
// SINEW_STATUS_OVERFLOW, with `type` and `count` as they should be, if a sum of integers does not
// fit 64 bits. If different values are counted, also, with 0 in the other
// members, SINEW_STATUS_OUT_OF_MEMORY, SINEW_STATUS_OVERFLOW for more than 2^32 - 2 of them, and
// SINEW_STATUS_INVALID_ARGUMENT for one of more than 4 GiB - 1 byte.
SINEW_MUST_USE
SINEW_API sinew_reduce_result sinew_reduce(const sinew_column* column,
                                           const sinew_aggregate_spec* spec) SINEW_NOEXCEPT;

// Reduces columns of the same number of rows to one value, as sinew_reduce does: the one that
// spec->column names, or for functions of two this and the one that spec->second names, of which
// with SINEW_AGGREGATE_FILTER only those rows count for which the column that spec->filter names is
// true. The others are left out as nulls are. A row that counts is added in the place that its
// number gives it, whatever the filter. SINEW_AGGREGATE_COUNT_ROWS counts the rows of the first
// column, or those that the filter leaves.
//
// If there is a filter and any of these columns has a bitmap of nulls, or if the second one has
// one, more than 65,536 rows take memory of a bit a row, which is freed before the call returns. In
// all other cases only what sinew_reduce says is taken.
//
// Errors: those of sinew_reduce; SINEW_STATUS_INVALID_ARGUMENT, too, if there is no column, or if
// `spec` names one that is out of range, if those that it names have different numbers of rows, or
// if the filter is not of SINEW_TYPE_BOOL; SINEW_STATUS_OUT_OF_MEMORY, with 0 in the other members.
SINEW_MUST_USE
SINEW_API sinew_reduce_result sinew_reduce_columns(const sinew_column* columns, size_t column_count,
                                                   const sinew_aggregate_spec* spec)
    SINEW_NOEXCEPT;

// ## GROUP BY
//
// Aggregates of the rows of each group, that is, of the rows that have the same key in each of one
// or several key columns. Batches of rows go in, two objects can be made one, and the results come
// out in the order in which the keys first appeared.

// The most key columns of one GROUP BY.
#define SINEW_GROUPBY_MAX_KEYS SINEW_VALUE(size_t, 8)

// The most value columns of one GROUP BY.
#define SINEW_GROUPBY_MAX_COLUMNS SINEW_VALUE(size_t, 16)

// The most aggregates of one GROUP BY.
#define SINEW_GROUPBY_MAX_AGGREGATES SINEW_VALUE(size_t, 64)

// What sinew_groupby_create creates. Set `size` to sizeof(struct sinew_groupby_options), and what
// is not needed to 0. The arrays are read during that call only.
typedef struct sinew_groupby_options {
  // sizeof(struct sinew_groupby_options): lets later versions add members.
  size_t size;
  // Types of the key columns: any.
  const sinew_type* key_types;
  // 1 to SINEW_GROUPBY_MAX_KEYS.
  size_t key_count;
  // Types of the value columns, which the aggregates over them must take; may be null if there are
  // none.
  const sinew_type* value_types;
  // At most SINEW_GROUPBY_MAX_COLUMNS.
  size_t value_count;
  // 1 to SINEW_GROUPBY_MAX_AGGREGATES aggregates.
  const sinew_aggregate_spec* aggregates;
  size_t aggregate_count;
  // Most bytes the object may hold; 0 is no limit.
  size_t memory_limit;
  // How many groups to make room for at once, or 0 if that is unknown. More can be added in any
  // case; beyond 2^24, or what memory_limit allows, room is made only as they come.
  size_t expected_groups;
  // Seeds the hashes of the keys, and of the values of SINEW_AGGREGATE_COUNT_DISTINCT. If it is 0,
  // which is best, each object takes random numbers. Results never depend on it. Chosen keys and
  // values cannot make a call slow, even if whoever chose them knows the seed: an object that meets
  // such keys changes once to a strong hash under a random key.
  uint64_t seed;
} sinew_groupby_options;

// A GROUP BY in progress: the groups in the order in which their keys first appeared, each with the
// state of every aggregate.
typedef struct sinew_groupby sinew_groupby;

// Creates a GROUP BY and writes it to *out, or null if it fails. Free it with
// sinew_groupby_destroy. It keeps all its memory until then.
//
// SINEW_STATUS_INVALID_ARGUMENT: `options` or `out` is null, the options have a size that no
// version of sinew_groupby_options has, a type or function is unknown or not supported, the index
// of a column is out of range, or there are too many columns or aggregates; error->offset is the
// element of the list. Also SINEW_STATUS_MEMORY_LIMIT and SINEW_STATUS_OUT_OF_MEMORY.
SINEW_MUST_USE
SINEW_API sinew_status sinew_groupby_create(const sinew_groupby_options* options,
                                            sinew_groupby** out,
                                            sinew_error* error) SINEW_NOEXCEPT;

// Frees a GROUP BY and all its memory, on any thread.
SINEW_API void sinew_groupby_destroy(sinew_groupby* groupby) SINEW_NOEXCEPT;

// Adds a batch of rows: row i belongs to the group of the keys in row i of the `key_count` columns
// of `keys`, and takes part with row i of each of the `value_count` columns of `values`; the
// columns are in the order of options.key_types and options.value_types. A group is the rows that
// are equal in every key column. There, null is a value like any other, and equals null alone.
// Strings are compared byte by byte, and an empty one is a key like any other; columns of strings
// may come with offsets of 32 or of 64 bits, whichever was given at creation. Of floats, -0.0 and
// 0.0 are one key, and all NaNs are one. A null value is left out of the aggregates of its column.
//
// If the call fails, no row of the batch counts. Takes O(rows) time. Memory of 4 bytes a row of the
// largest batch so far is kept and counted, as are, with keys of several columns that take more
// than 64 bits, those of 256 rows; batches of a few thousand to a hundred thousand rows stay in the
// cache and are fastest. Several key columns are as fast as one of integers if they are of fixed
// width and their bits, 1 for a boolean, are 64 at most; otherwise the keys of a row are put
// together to a string. If there are nulls, each column takes 1 bit more: two i32 are fast until
// the first null, and are then put together to strings, all groups so far at once. That, and the
// change to a strong hash (sinew_groupby_options.seed), needs room for all keys a second time, and
// the call fails if the memory limit has none. Aggregates that keep strings, or 16 bytes, copy
// them, once a batch and group at most. Besides, each of them takes 80 to 104 bytes for each group
// in which a batch changes it, and up to as much again, which is room for more; this is kept and
// counted, too. Quantiles keep all values of their column, once, as wide as it has them (a boolean
// is a byte), with room for as many again, up to 16 KiB, and 32 bytes or more for each group.
// Approximate distinct counts and quantiles take 16 bytes for each register, coupon or bin that a
// batch changes, and as much again for each that it adds; kept and counted, too.
//
// SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, a column is malformed or of another type than
// at creation, the columns differ in length, or the keys of a row are longer than 4 GiB - 1 byte
// together (of several columns, a few bytes less); error->offset is the row. SINEW_STATUS_OVERFLOW:
// there would be more than 2^32 - 2 groups. Also SINEW_STATUS_MEMORY_LIMIT and
// SINEW_STATUS_OUT_OF_MEMORY.
SINEW_MUST_USE
SINEW_API sinew_status sinew_groupby_update(sinew_groupby* groupby, const sinew_column* keys,
                                            size_t key_count, const sinew_column* values,
                                            size_t value_count, sinew_error* error) SINEW_NOEXCEPT;

// Adds the groups of `from` to those of `into`, as if the rows of `from` had been added to `into`
// after its own; a sum of doubles becomes the sum of the two sums. Groups that are new to `into`
// follow in the order of `from`, which does not change. Both must have the same types of keys and
// values (any string types for one another) and the same aggregates; limits and seeds may differ.
// If the call fails, `into` is as it was.
//
// SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, the options differ, or `from` is `into`. Other
// statuses are those of sinew_groupby_update.
SINEW_MUST_USE
SINEW_API sinew_status sinew_groupby_merge(sinew_groupby* into, const sinew_groupby* from,
                                           sinew_error* error) SINEW_NOEXCEPT;

// Forgets all groups and keeps the memory for new ones: the fast way to start again for each batch
// or window. SINEW_STATUS_INVALID_ARGUMENT: `groupby` is null.
SINEW_MUST_USE
SINEW_API sinew_status sinew_groupby_reset(sinew_groupby* groupby) SINEW_NOEXCEPT;

// Returns the number of groups, or 0 if `groupby` is null.
SINEW_API size_t sinew_groupby_count(const sinew_groupby* groupby) SINEW_NOEXCEPT;

// Returns how many bytes the object holds, which options.memory_limit limits, or 0 if `groupby` is
// null.
SINEW_API size_t sinew_groupby_memory(const sinew_groupby* groupby) SINEW_NOEXCEPT;

// Returns how many sums of integers do not fit their type, of all groups and all aggregates, or 0
// if `groupby` is null. In the results they are null, and are the only sums that are. Every sum
// that fits is exact, whatever the others do, and adding more rows may bring one back. O(groups).
SINEW_API size_t sinew_groupby_overflow_count(const sinew_groupby* groupby) SINEW_NOEXCEPT;

// Fills `batch` with the keys and results of groups [first, first + count), in the order in which
// the keys first appeared: a column "key_0", "key_1", ... for each of options.key_types, then a
// column "result_0", "result_1", ... for each of options.aggregates. The keys have the types of
// options.key_types, except that strings have offsets of 64 bits; sinew_aggregate says which type a
// result has, when it is null, and what NaN and -0.0 do. A NaN is always the quiet NaN
// 0x7FF8000000000000 (as a key of type f32, 0x7FC00000), and a key of either zero is 0.0. A null
// key and a null result are 0 or an empty string, and null by the validity of their column. A batch
// that is filled again allocates nothing if it has had as many rows before. O(count).
//
// A sum of integers that does not fit its type is null, too. No other sum is, and
// sinew_groupby_overflow_count says how many there are.
//
// If the call fails, the batch is as it was. SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, or
// there are no such groups. SINEW_STATUS_MEMORY_LIMIT: the limit of the batch is too low. Also
// SINEW_STATUS_OUT_OF_MEMORY.
SINEW_MUST_USE
SINEW_API sinew_status sinew_groupby_results(const sinew_groupby* groupby, size_t first,
                                             size_t count, sinew_batch* batch,
                                             sinew_error* error) SINEW_NOEXCEPT;

// Adds the groups of a part of `from` to those of `into`: all that is said of sinew_groupby_merge
// holds for these groups. A group belongs to one of `part_count` parts, which are numbered from 0,
// by the hash of its key, so that the parts of several objects can be merged apart, on several
// threads or machines, and no group is in two of them. For each part an object of its own,
// made with the same options, takes that part of one object after the other.
//
// The hash is the same on every machine and in every version: sinew_xxh3_64_many with seed 0 of
// each key column, a boolean as a byte, a float as its bits with one zero, 0.0, and one NaN, the
// quiet one; of several columns combined by sinew_hash_combine, from the first to the last. The
// hash of a null is 0. A hash h is of part floor(h * part_count / 2^64). Whoever chooses keys can
// put all into one part, which costs nothing but the balance.
//
// Calls with the same `from` may run on several threads at a time, as long as none changes it.
// Takes O(groups of `from`) time, most of it for those of the part, and keeps up to 12 bytes of
// memory for each of these.
//
// SINEW_STATUS_INVALID_ARGUMENT: what is said of sinew_groupby_merge, or `part` is not below
// `part_count`. Other statuses are those of sinew_groupby_merge.
SINEW_MUST_USE
SINEW_API sinew_status sinew_groupby_merge_part(sinew_groupby* into, const sinew_groupby* from,
                                                size_t part, size_t part_count,
                                                sinew_error* error) SINEW_NOEXCEPT;

// Returns as `written` how many bytes sinew_groupby_encode writes, and as `read` how many groups
// the part has. Takes O(groups) time.
//
// SINEW_STATUS_INVALID_ARGUMENT: `groupby` is null, or `part` is not below `part_count`.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_groupby_encoded_size(const sinew_groupby* groupby, size_t part,
                                                        size_t part_count) SINEW_NOEXCEPT;

// Writes the groups of a part, those that sinew_groupby_merge_part takes for it, to `out`, with
// their keys and the states of their aggregates: sinew_groupby_decode and
// sinew_groupby_merge_encoded go on from there, in another process, on another machine, or with a
// later version. For all groups pass part 0 of 1. The format is in docs/formats/groupby.md: the
// same groups in the same order give the same bytes on every machine, and a checksum is at the end.
//
// Returns as `read` how many groups were written, and as `written` how many bytes. Takes O(groups)
// time and no memory. Calls with the same object may run on several threads at a time, as long as
// none changes it.
//
// SINEW_STATUS_OUTPUT_FULL: `capacity` is less than sinew_groupby_encoded_size. Then nothing in
// `out` is right. SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, or `part` is not below
// `part_count`.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_groupby_encode(const sinew_groupby* groupby, size_t part,
                                                  size_t part_count, void* out,
                                                  size_t capacity) SINEW_NOEXCEPT;

// Adds the groups that sinew_groupby_encode wrote to those of `into`, as if the object that they
// are from were merged into it by sinew_groupby_merge. All of `in` is checked before anything is
// allocated or changed: bytes that somebody made up cost O(size) time, and memory within the
// limit of `into`. A key that comes several times in them is one group.
//
// If the call fails, `into` is as it was. SINEW_STATUS_TRUNCATED: `in` ends too early;
// error->offset is its size. SINEW_STATUS_CORRUPT: the checksum is wrong, or the bytes are not
// what sinew_groupby_encode writes; error->offset is the byte, and the message says what is wrong
// there. SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, or the types of keys and values or the
// aggregates are not those of `into`. Other statuses are those of sinew_groupby_update.
SINEW_MUST_USE
SINEW_API sinew_status sinew_groupby_merge_encoded(sinew_groupby* into, const void* in, size_t size,
                                                   sinew_error* error) SINEW_NOEXCEPT;

// Creates the GROUP BY that sinew_groupby_encode wrote, or its part, and writes it to *out, or null
// if it fails. It is like one that sinew_groupby_create made with the same options and this memory
// limit, 0 for none, and a seed of its own. Free it with sinew_groupby_destroy.
//
// Other statuses than SINEW_STATUS_OK are those of sinew_groupby_merge_encoded.
SINEW_MUST_USE
SINEW_API sinew_status sinew_groupby_decode(const void* in, size_t size, size_t memory_limit,
                                            sinew_groupby** out,
                                            sinew_error* error) SINEW_NOEXCEPT;

// ## Take
//
// The rows of a column that indices name: what decodes a dictionary-encoded column, and what puts
// rows into an order. sinew_take is for values of a fixed width, sinew_take_strings for strings.

// Writes values[indices[i]] to element i of `out`, which must hold indices->count elements of the
// type of `values`: a column of any type whose values are whole bytes, without nulls. `indices` is
// a column of type SINEW_TYPE_U32 or SINEW_TYPE_I32. The index of a null row is not looked at, and
// its value is written as 0.
//
// Errors: SINEW_STATUS_CORRUPT if an index is negative or not less than values->count: `count` is
// the first such row, and what `out` holds is not defined; SINEW_STATUS_INVALID_ARGUMENT, with
// nothing written and a count of 0, for a null argument (`out` may be null for no rows), a
// malformed column, values that are strings or booleans or have a validity bitmap, and indices of
// another type.
SINEW_MUST_USE
SINEW_API sinew_result sinew_take(const sinew_column* values, const sinew_column* indices,
                                  void* out) SINEW_NOEXCEPT;

// Returns in `written` the bytes that sinew_take_strings would write to `out` for the same columns,
// and in `read` the rows. Writes nothing.
//
// Errors, with `read` the first row at fault and `written` 0: those of sinew_take_strings, but for
// SINEW_STATUS_OUTPUT_FULL.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_take_strings_size(const sinew_column* values,
                                                     const sinew_column* indices) SINEW_NOEXCEPT;

// Takes strings, as sinew_take takes other values: writes indices->count + 1 offsets from 0 to
// `offsets`, and the bytes of the strings one behind the other to `out`, which holds `capacity`
// bytes. The result is a column of type SINEW_TYPE_LARGE_STRING (or SINEW_TYPE_LARGE_BINARY). A
// null row gets no bytes. Of `values` only the strings that are named are looked at, so that a
// large column costs a small batch nothing.
//
// Returns the rows read and the bytes written. On an error no byte is written to `out`, `written`
// is 0, `read` is the first row at fault, and what `offsets` holds is not defined:
// SINEW_STATUS_CORRUPT if an index is negative or not less than values->count;
// SINEW_STATUS_OUTPUT_FULL if the bytes do not fit; SINEW_STATUS_OVERFLOW if they exceed
// PTRDIFF_MAX; SINEW_STATUS_INVALID_ARGUMENT for a null argument (`out` may be null for no bytes),
// a malformed column, values that are not strings or have a validity bitmap, indices of another
// type, and a string that is named whose offsets run backwards or past the bytes.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_take_strings(const sinew_column* values,
                                                const sinew_column* indices, int64_t* offsets,
                                                void* out, size_t capacity) SINEW_NOEXCEPT;

// ## Filter
//
// The rows of a column that a filter chooses, one behind the other. A filter is a column of
// booleans with as many rows: those are chosen for which it is true, neither false nor null. The
// bitmap that sinew_expression_filter writes is the values of one. What only reduces the rows that
// are chosen need not pack them: sinew_reduce_columns takes a filter.

// Returns in `count` how many rows a filter chooses.
//
// Errors: SINEW_STATUS_INVALID_ARGUMENT, with a count of 0, for a null argument, a malformed column
// and one that is not of booleans.
SINEW_MUST_USE
SINEW_API sinew_result sinew_filter_count(const sinew_column* filter) SINEW_NOEXCEPT;

// Writes the values of the rows that `filter` chooses to `out`, one behind the other: of a column
// of any type but strings and lists. `out` has room for `capacity` of them; those of booleans are
// bits, from bit 0 of `out` on. `validity`, which may be null if the column has no nulls, gets a
// bit for each of them, from bit 0 on: 1 if the row is valid, 0 if it is null. Of bits, only whole
// bytes are written, the last one with zeros behind the last bit. The value of a null row is copied
// like any other, whatever it is.
//
// Returns the rows read and the values written. On an error nothing is written and `written` is 0:
// SINEW_STATUS_OUTPUT_FULL if `capacity` is less than sinew_filter_count, with `read` the first row
// that is chosen and does not fit; SINEW_STATUS_INVALID_ARGUMENT, with `read` 0, for a null
// argument
// (`out` and `validity` may be null if no row is chosen), a malformed column, values that are
// strings or lists, a filter that is not of booleans, columns of different lengths, and rows that
// are chosen of a column with nulls without `validity`.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_filter(const sinew_column* values, const sinew_column* filter,
                                          void* out, uint8_t* validity,
                                          size_t capacity) SINEW_NOEXCEPT;

// Returns in `written` the bytes that sinew_filter_strings would write to `out` for the same
// columns, and in `read` the rows. Writes nothing.
//
// Errors, with `read` the first row at fault and `written` 0: those of sinew_filter_strings, but
// for SINEW_STATUS_OUTPUT_FULL and a missing output.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_filter_strings_size(const sinew_column* values,
                                                       const sinew_column* filter) SINEW_NOEXCEPT;

// Packs strings, as sinew_filter packs other values: writes an offset more to `offsets` than rows
// are chosen, from 0 on, and the bytes of the strings one behind the other to `out`. `offsets` has
// room for the offsets of `row_capacity` rows, which are one more, `validity` for the bits of as
// many rows, and `out` for `capacity` bytes. The result is a column of type
// SINEW_TYPE_LARGE_STRING (or SINEW_TYPE_LARGE_BINARY). Of `values` only the strings of rows that
// are chosen are looked at.
//
// Returns the rows read and the bytes written. On an error no byte is written to `out` or
// `validity`, `written` is 0, `read` is the first row at fault, and what `offsets` holds is not
// defined: SINEW_STATUS_OUTPUT_FULL if the rows or the bytes do not fit; SINEW_STATUS_OVERFLOW if
// the bytes exceed PTRDIFF_MAX; SINEW_STATUS_INVALID_ARGUMENT for a null argument (`out` may be
// null for no bytes), a malformed column, values that are not strings, a filter that is not of
// booleans, columns of different lengths, nulls without `validity`, and a string that is chosen
// whose offsets run backwards or past the bytes.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_filter_strings(const sinew_column* values,
                                                  const sinew_column* filter, int64_t* offsets,
                                                  uint8_t* validity, size_t row_capacity, void* out,
                                                  size_t capacity) SINEW_NOEXCEPT;

// ## Compare
//
// The rows of a column in a relation to a constant, or to another column, as a bitmap: the values
// of a column of booleans that chooses rows, which sinew_filter, sinew_reduce_columns and the
// search of sinew_vectors_nearest take.

// Between a value and another one.
SINEW_ENUM(sinew_relation, int32_t) {
  SINEW_RELATION_EQUAL = 1,
  SINEW_RELATION_NOT_EQUAL = 2,
  SINEW_RELATION_LESS = 3,
  SINEW_RELATION_LESS_EQUAL = 4,
  SINEW_RELATION_GREATER = 5,
  SINEW_RELATION_GREATER_EQUAL = 6,
};

// Compares row by row: bit i of `bitmap` is 1 if row i of `in` is in the relation to row i of
// `other`, and 0 if it is not, or if either is null. `other` has as many rows as `in`, or one, with
// which every row is compared: a constant. Both have one type, which is any but lists; strings of
// all four types compare with one another. `validity`, which may be null, gets a bit for each row,
// 1 if neither is null: with the bitmap as values it is the column that `in < other` is in SQL.
// Without it the bitmap alone says where the relation is true, which is all that a filter needs.
//
// Numbers and times are in their own order. Floats compare as in IEEE 754: -0.0 equals 0.0, and a
// NaN is unequal to everything, itself included, and neither less nor greater. Of booleans false is
// less than true. Strings, and values of 16 bytes, compare byte by byte as unsigned numbers, and
// one that begins another is less.
//
// Returns the number of rows. Of both bitmaps whole bytes are written, from bit 0 on, the last one
// with zeros behind the last bit. The value of a null row is not looked at.
//
// Errors, with nothing written: SINEW_STATUS_INVALID_ARGUMENT, with the first row at fault as the
// count, for a malformed column and offsets of strings that run backwards or past the bytes, and
// with a count of 0 for a null argument (`bitmap` may be null for no rows), columns of different
// types, a length of `other` that is neither that of `in` nor 1, and an unknown relation.
SINEW_MUST_USE
SINEW_API sinew_result sinew_compare(const sinew_column* in, const sinew_column* other,
                                     sinew_relation relation, uint8_t* bitmap,
                                     uint8_t* validity) SINEW_NOEXCEPT;

// ## Histograms
//
// How many values of a column of numbers are in each bin. A bin is from an edge to the next: a
// value at an edge belongs to the bin that begins there, and one at the last edge to the last bin,
// as in NumPy. `counts` has bin_count + 3 counters: one for each bin, then one for what is below
// the first edge, one for what is above the last, and one for NaN. Nulls are not counted, and
// neither is a row for which bit bitmap_offset + its number of `bitmap`, which may be null, is 0.
// Integers are rounded to doubles first, if they are beyond 2^53. The counters are added to, so
// they are zeros at first; and the sum of two histograms of the same bins is that of all rows.

// Counts values in bins between edges that are given, bin_count + 1 of them in ascending order.
// Infinite edges are taken: with -infinity and infinity as the outer ones nothing is outside.
//
// Errors, with nothing written: SINEW_STATUS_INVALID_ARGUMENT for another null pointer, a malformed
// column or one that is not of numbers, edges of which one is NaN or not above the one before it,
// and a bin_count of 0 or above 2^24.
SINEW_MUST_USE
SINEW_API sinew_status sinew_histogram(const sinew_column* in, const uint8_t* bitmap,
                                       size_t bitmap_offset, const double* edges, uint64_t* counts,
                                       size_t bin_count) SINEW_NOEXCEPT;

// Counts values in bins of one width: edge i is low + i * w, computed in doubles, with a width w of
// (high - low) / bin_count, and the last one is `high`.
//
// Errors, with nothing written: SINEW_STATUS_INVALID_ARGUMENT for another null pointer, a malformed
// column or one that is not of numbers, `low` not below `high`, a width that is infinite, subnormal
// or less than 2^-48 times the size of either, and a bin_count of 0 or above 2^24.
SINEW_MUST_USE
SINEW_API sinew_status sinew_histogram_linear(const sinew_column* in, const uint8_t* bitmap,
                                              size_t bitmap_offset, double low, double high,
                                              uint64_t* counts, size_t bin_count) SINEW_NOEXCEPT;

// Returns in `count` how many bins sinew_histogram_log_linear has.
//
// Errors: SINEW_STATUS_INVALID_ARGUMENT, with a count of 0, for what it refuses.
SINEW_MUST_USE
SINEW_API sinew_result sinew_histogram_log_linear_count(double low, double high,
                                                        uint32_t bits) SINEW_NOEXCEPT;

// Counts values in bins that grow with the values, so that each is known to a part of itself: from
// a power of two to the next there are 2^bits bins of one width, which is 2^-bits of the power (the
// buckets of HdrHistogram). With 5 bits a bin is at most 3.2% wide, and 1 to 2^40 takes 1280 of
// them. `low` and `high` are edges of bins, as powers of two are; the number of bins between them,
// and so `bin_count`, is that of sinew_histogram_log_linear_count.
//
// Errors, with nothing written: SINEW_STATUS_INVALID_ARGUMENT for another null pointer, a malformed
// column or one that is not of numbers, `low` or `high` that is not a positive normal number and an
// edge, `low` not below `high`, bits above 20, more than 2^24 bins, and a bin_count that is not
// their number.
SINEW_MUST_USE
SINEW_API sinew_status sinew_histogram_log_linear(const sinew_column* in, const uint8_t* bitmap,
                                                  size_t bitmap_offset, double low, double high,
                                                  uint32_t bits, uint64_t* counts,
                                                  size_t bin_count) SINEW_NOEXCEPT;

// ## Sort
//
// Values in order, and the rows of columns in order. There is one order of each type, ascending
// unless asked otherwise. Numbers, dates and times go by value; -0.0 is before 0.0, and NaN is
// greater than every number. false is before true. Strings and 16 bytes go byte by byte, as memcmp
// has it, a string that is the beginning of another before it. Descending is the reverse, so NaN is
// first then. Nulls are behind all values, or before them if asked, either way.

// The most key columns of one sort.
#define SINEW_SORT_MAX_KEYS SINEW_VALUE(size_t, 16)

// The greatest value first.
#define SINEW_SORT_DESCENDING SINEW_VALUE(uint32_t, 1)

// Nulls before all values.
#define SINEW_SORT_NULLS_FIRST SINEW_VALUE(uint32_t, 2)

// Sorts values in place: numbers, dates or times, that is, any type whose values have 1, 2, 4 or 8
// bytes. `flags` is 0 or SINEW_SORT_DESCENDING. NaNs keep their bits, by which they are in order
// among themselves. Takes O(count) time for any input, and memory of the size of
// the values while it runs, if they are more than a few hundred.
//
// Errors: SINEW_STATUS_INVALID_ARGUMENT for another type, null values and unknown flags;
// SINEW_STATUS_OVERFLOW for more than 2^32 - 1 values; SINEW_STATUS_OUT_OF_MEMORY. Nothing is
// written then.
SINEW_MUST_USE
SINEW_API sinew_status sinew_sort(sinew_type type, void* values, size_t count,
                                  uint32_t flags) SINEW_NOEXCEPT;

// Writes the numbers of the rows [first, first + count) of the order of all rows: with 0 and the
// number of rows all of them, with 0 and 10 the first ten, with half the number of rows and 1 the
// median. What is not asked for is not sorted, which takes a fraction of the time. sinew_take puts
// columns into this order.
//
// Rows are compared by the first of 1 to SINEW_SORT_MAX_KEYS key columns, of any types, if they are
// the same there by the second one, and so on; those that are the same in all come by their
// numbers, as in a stable sort. orders[i] is 0 or bits of SINEW_SORT_DESCENDING and
// SINEW_SORT_NULLS_FIRST, for keys[i]; a null pointer says 0 for all. All NaNs are the same here.
//
// Errors: SINEW_STATUS_INVALID_ARGUMENT for a null pointer, malformed columns or columns of
// different lengths, unknown bits in `orders`, and rows that do not exist; SINEW_STATUS_OVERFLOW
// for more than 2^32 - 1 rows; SINEW_STATUS_OUT_OF_MEMORY. Nothing is written to `out` then.
SINEW_MUST_USE
SINEW_API sinew_status sinew_sort_indices(const sinew_column* keys, size_t key_count,
                                          const uint32_t* orders, size_t first, uint32_t* out,
                                          size_t count, sinew_error* error) SINEW_NOEXCEPT;

// Finds whether the rows of key columns are in the order of sinew_sort_indices, and returns their
// number.
//
// Errors: SINEW_STATUS_CORRUPT if they are not: `count` is the first row that is less than the one
// before it; SINEW_STATUS_INVALID_ARGUMENT and SINEW_STATUS_OVERFLOW, with a count of 0, for what
// sinew_sort_indices refuses.
SINEW_MUST_USE
SINEW_API sinew_result sinew_sort_validate(const sinew_column* keys, size_t key_count,
                                           const uint32_t* orders) SINEW_NOEXCEPT;

// Writes the number of each row that is not the same as the one before it, by all key columns: of
// sorted rows the first one of each value. Returns in `written` how many there are, at most as many
// as rows, and in `read` the number of rows.
//
// Errors: SINEW_STATUS_OUTPUT_FULL if `out` holds fewer: `read` is the first row that found no
// room, and `capacity` are written; SINEW_STATUS_INVALID_ARGUMENT and SINEW_STATUS_OVERFLOW, with
// nothing written, for what sinew_sort_indices refuses.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_sort_distinct(const sinew_column* keys, size_t key_count,
                                                 uint32_t* out, size_t capacity) SINEW_NOEXCEPT;

// ## Vectors
//
// Measures of how near vectors are to one another, such as embeddings of items: of queries against
// all rows of a matrix, or the nearest rows alone. All rows are looked at, so what is found is
// exact. A call pays from some dozens of rows on; several queries in one call are faster than one
// by one, because the matrix is read from memory once for 64 of them.
//
// Sums are in the type of the elements, in an order that does not depend on the machine
// (docs/numbers.md), and are given as doubles. A NaN, or infinities that cancel, make the measure
// NaN, which is always 0x7FF8000000000000. A sum that is beyond the range of its type is infinite.

// The most elements of a vector.
#define SINEW_VECTORS_MAX_DIMENSION SINEW_VALUE(size_t, 32768)

// How near two vectors are to one another, as a double.
SINEW_ENUM(sinew_metric, int32_t) {
  // The sum of the products of their elements (inner product). The greatest is the nearest.
  SINEW_METRIC_DOT = 1,
  // The cosine of the angle between them, -1 to 1: the sum of the products over the product of
  // their lengths, which are the roots of the sums of their squares; 0 if either length is 0. The
  // greatest is the nearest.
  SINEW_METRIC_COSINE = 2,
  // The sum of the squares of the differences of their elements, whose root is the Euclidean
  // distance. The least is the nearest.
  SINEW_METRIC_SQUARED_DISTANCE = 3,
};

// A view of vectors of one dimension in memory of the caller: the rows of a matrix.
typedef struct sinew_vectors {
  // Of the elements: SINEW_TYPE_F32 or SINEW_TYPE_F64.
  sinew_type type;
  // Number of vectors.
  size_t count;
  // Elements of a vector, 1 to SINEW_VECTORS_MAX_DIMENSION.
  size_t dimension;
  // The first vector. May be null if count is 0.
  const void* values;
  // Bytes readable at `values`.
  size_t values_size;
  // Bytes from one vector to the next, at least those of its elements. What is between them is not
  // looked at.
  size_t stride;
} sinew_vectors;

// Writes the measure of each query with each row: out[i * in->count + j] is that of queries[i] with
// in[j]. `queries` are of the type and dimension of `in`.
//
// Errors: SINEW_STATUS_INVALID_ARGUMENT for null pointers, malformed or different vectors, an
// unknown metric, and more measures than any memory has; SINEW_STATUS_OVERFLOW for more than 2^32 -
// 1 rows. Nothing is written then.
SINEW_MUST_USE
SINEW_API sinew_status sinew_vectors_compare(const sinew_vectors* in, const sinew_vectors* queries,
                                             sinew_metric metric, double* out) SINEW_NOEXCEPT;

// Finds the `count` rows that are nearest to each query, or all if there are fewer: row
// out[i * count + j] is the one at place j for queries[i], from the nearest on, and measures[i *
// count + j] is its measure. Rows that are as near as one another come by their numbers, so that
// the result depends on the input alone; rows whose measure is NaN are behind all others. `queries`
// are of the type and dimension of `in`. If `bitmap` is not null, a row takes part only if bit
// bitmap_offset + its number is 1; the others are not read.
//
// Returns in `written` how many places of each query were filled, and in `read` the number of rows.
// Takes no memory.
//
// Errors: SINEW_STATUS_INVALID_ARGUMENT for other null pointers, malformed or different vectors, an
// unknown metric, and more results than any memory has; SINEW_STATUS_OVERFLOW for more than 2^32 -
// 1 rows. Nothing is written then.
SINEW_MUST_USE
SINEW_API sinew_codec_result sinew_vectors_nearest(const sinew_vectors* in,
                                                   const sinew_vectors* queries,
                                                   const uint8_t* bitmap, size_t bitmap_offset,
                                                   sinew_metric metric, uint32_t* out,
                                                   double* measures, size_t count) SINEW_NOEXCEPT;

#ifdef __cplusplus
}  // extern "C"
#endif

#endif  // SINEW_AGGREGATE_H_

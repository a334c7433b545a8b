// Generated from src/ by cmake/generate_headers.cmake; do not edit.
#ifndef SINEW_AGGREGATE_H_
#define SINEW_AGGREGATE_H_

// # Aggregates
//
// Counts, sums, extremes and means of columns: of all rows, or of the rows of each group.
//
// Chapters:
//
//   aggregate/count
//   aggregate/sum
//   aggregate/min_max
//   aggregate/groupby

#include "sinew/base.h"

#ifdef __cplusplus
extern "C" {
#endif

// ## aggregate/count

// Returns how many rows of a slice are valid: the number of set bits among bits
// [offset, offset + count) of `validity`, least significant bit of each byte first. A null pointer
// says that every row is valid. Reads only the bytes that hold those bits; any thread may call.
//
// SINEW_STATUS_INVALID_ARGUMENT: offset + count overflows; count is 0.
SINEW_MUST_USE
SINEW_API sinew_result sinew_count(const uint8_t* validity, size_t offset,
                                   size_t count) SINEW_NOEXCEPT;

// ## aggregate/sum

// Returns the exact sum of the valid rows of a slice, and their number: row i, for i in [0, count),
// is in[i], valid when bit offset + i of `validity` is set (least significant bit first; a
// null pointer says that all are). The value under a null row is not looked at. Partial sums may
// leave the range of the type, the sum may not. A sum of nothing is 0.
//
// No pointer needs alignment; `in` may be null when count is 0. Any thread may call.
//
// SINEW_STATUS_INVALID_ARGUMENT: `in` is null and count is not 0, or offset + count overflows.
// SINEW_STATUS_OVERFLOW: the sum does not fit int64_t; value is 0.
SINEW_MUST_USE
SINEW_API sinew_i64_result sinew_sum_i64(const int64_t* in, const uint8_t* validity, size_t offset,
                                         size_t count) SINEW_NOEXCEPT;

// As sinew_sum_i64, of unsigned integers. SINEW_STATUS_OVERFLOW: the sum does not fit uint64_t.
SINEW_MUST_USE
SINEW_API sinew_u64_result sinew_sum_u64(const uint64_t* in, const uint8_t* validity, size_t offset,
                                         size_t count) SINEW_NOEXCEPT;

// Returns the sum of the valid rows of a slice, and their number; rows, pointers, threads and
// SINEW_STATUS_INVALID_ARGUMENT as for sinew_sum_i64.
//
// The result is the same, bit for bit, on every machine, because the order of the additions is part
// of this contract: there are 32 partial sums that start at +0.0; row i is added to sum i mod 32 in
// order of i, null rows left out; then sums 0 to 15 take sums 16 to 31 in turn, 0 to 7 take 8 to
// 15, and so on to 1. It may differ in the last bits from a sum in another order. Every addition
// rounds to nearest, ties to even. A NaN result is always 0x7FF8000000000000; a sum of nothing, and
// one of zeros only, is +0.0.
SINEW_MUST_USE
SINEW_API sinew_f64_result sinew_sum_f64(const double* in, const uint8_t* validity, size_t offset,
                                         size_t count) SINEW_NOEXCEPT;

// ## aggregate/min_max

// Returns the least of the valid rows of a slice, and their number: row i, for i in [0, count), is
// in[i], valid when bit offset + i of `validity` is set (least significant bit first; a
// null pointer says that all are). The value under a null row is not looked at. Where no row is
// valid, value and count are 0.
//
// No pointer needs alignment; `in` may be null when count is 0. Any thread may call.
//
// SINEW_STATUS_INVALID_ARGUMENT: `in` is null and count is not 0, or offset + count overflows.
SINEW_MUST_USE
SINEW_API sinew_i64_result sinew_min_i64(const int64_t* in, const uint8_t* validity, size_t offset,
                                         size_t count) SINEW_NOEXCEPT;

// Returns the greatest of the valid rows of a slice, and their number; else as sinew_min_i64.
SINEW_MUST_USE
SINEW_API sinew_i64_result sinew_max_i64(const int64_t* in, const uint8_t* validity, size_t offset,
                                         size_t count) SINEW_NOEXCEPT;

// As sinew_min_i64, of unsigned integers.
SINEW_MUST_USE
SINEW_API sinew_u64_result sinew_min_u64(const uint64_t* in, const uint8_t* validity, size_t offset,
                                         size_t count) SINEW_NOEXCEPT;

// As sinew_max_i64, of unsigned integers.
SINEW_MUST_USE
SINEW_API sinew_u64_result sinew_max_u64(const uint64_t* in, const uint8_t* validity, size_t offset,
                                         size_t count) SINEW_NOEXCEPT;

// As sinew_min_i64, of doubles, in the sense of IEEE 754-2019 `minimum` and of Go's `min`: if any
// valid row is NaN the result is the quiet NaN 0x7FF8000000000000, and -0.0 is less than +0.0.
SINEW_MUST_USE
SINEW_API sinew_f64_result sinew_min_f64(const double* in, const uint8_t* validity, size_t offset,
                                         size_t count) SINEW_NOEXCEPT;

// As sinew_max_i64, of doubles, in the sense of IEEE 754-2019 `maximum` and of Go's `max`: if any
// valid row is NaN the result is the quiet NaN 0x7FF8000000000000, and -0.0 is less than +0.0.
SINEW_MUST_USE
SINEW_API sinew_f64_result sinew_max_f64(const double* in, const uint8_t* validity, size_t offset,
                                         size_t count) SINEW_NOEXCEPT;

// ## aggregate/groupby

// Stands for "no value column" in sinew_aggregate_spec.
#define SINEW_COLUMN_NONE ((uint32_t)UINT32_MAX)

// The most value columns of one GROUP BY.
#define SINEW_GROUPBY_MAX_COLUMNS ((size_t)16)

// The most aggregates of one GROUP BY.
#define SINEW_GROUPBY_MAX_AGGREGATES ((size_t)64)

// What a GROUP BY computes for each group. Rows whose value is null are left out.
SINEW_ENUM(sinew_aggregate, int32_t) {
  // Rows of the group with SINEW_COLUMN_NONE, else rows whose value is not null. Result type: i64.
  SINEW_AGGREGATE_COUNT = 1,
  // Sum. Exact for integers: the state is 128 bits wide, and a sum that does not fit the result
  // type i64 is SINEW_STATUS_OVERFLOW when it is read. Doubles are added in the order of the rows.
  // 0 for a group without values. Result type: that of the value column.
  SINEW_AGGREGATE_SUM = 2,
  // Least and greatest value; as sinew_min_f64 and sinew_max_f64 do, NaN wins over every number and
  // -0.0 is less than 0.0. Null for a group without values. Result type: that of the value column.
  SINEW_AGGREGATE_MIN = 3,
  SINEW_AGGREGATE_MAX = 4,
  // Sum over count. For integers the exact sum is rounded to a double, then divided. Null for a
  // group without values. Result type: f64.
  SINEW_AGGREGATE_MEAN = 5,
};

// One aggregate of a GROUP BY: a function over one of the value columns.
typedef struct sinew_aggregate_spec {
  sinew_aggregate function;
  // Index of the value column. SINEW_COLUMN_NONE is allowed for, and only for,
  // SINEW_AGGREGATE_COUNT.
  uint32_t column;
} sinew_aggregate_spec;

// What sinew_groupby_create builds. Set `size` to sizeof(struct sinew_groupby_options) and what is
// not needed to 0. The arrays are read during the call only.
typedef struct sinew_groupby_options {
  // sizeof(struct sinew_groupby_options): lets later versions add members.
  size_t size;
  // Type of the key column: SINEW_TYPE_I64, SINEW_TYPE_U64, a timestamp or a string type.
  sinew_type key_type;
  // Types of the value columns, SINEW_TYPE_I64 or SINEW_TYPE_F64; may be null when there is none.
  const sinew_type* value_types;
  // At most SINEW_GROUPBY_MAX_COLUMNS.
  size_t value_count;
  // 1 to SINEW_GROUPBY_MAX_AGGREGATES aggregates.
  const sinew_aggregate_spec* aggregates;
  size_t aggregate_count;
  // Most bytes the object may hold; 0 is no limit.
  size_t memory_limit;
  // Groups to make room for at once; 0 where that is unknown. A hint: more are always welcome, and
  // beyond 2^24, or what memory_limit allows, room is made only as they come.
  size_t expected_groups;
  // Seeds the hash of the keys; 0, which is best, takes a random number for each object. Results
  // never depend on it. Whatever keys come, also from somebody who knows the seed, a row costs at
  // most a few times what it costs with keys that nobody chose: an object that meets such keys
  // changes to a strong hash under a random key, once.
  uint64_t seed;
} sinew_groupby_options;

// A GROUP BY in progress: groups in the order of their first appearance, with the state of every
// aggregate, in memory of its own. One thread at a time; different objects freely.
typedef struct sinew_groupby sinew_groupby;

// Creates a GROUP BY and writes it to *out; free it with sinew_groupby_destroy. All its memory
// stays with it until then. On failure *out is null.
//
// Errors: SINEW_STATUS_INVALID_ARGUMENT for options or out null, a size that is not that of a known
// version of sinew_groupby_options, an unknown or unsupported type or function, a column index out
// of range, or too many columns or aggregates (error->offset is the element of the list);
// SINEW_STATUS_MEMORY_LIMIT and SINEW_STATUS_OUT_OF_MEMORY. `error` may be null. Any thread may
// call.
SINEW_MUST_USE
SINEW_API sinew_status sinew_groupby_create(const sinew_groupby_options* options,
                                            sinew_groupby** out,
                                            sinew_error* error) SINEW_NOEXCEPT;

// Frees a GROUP BY and all its memory; null is fine. No other call on it may be running. Any thread
// may call, not only the one that created it.
SINEW_API void sinew_groupby_destroy(sinew_groupby* groupby) SINEW_NOEXCEPT;

// Adds a batch of rows: row i belongs to the group of the key in row i of `key`, and takes part
// with row i of each of the `value_count` columns of `values`, which are in the order of
// options.value_types. A null key is a group of its own; a null value is left out of the aggregates
// of its column; a key that is an empty string is a string like any other. Strings are compared
// byte by byte. The key column of a GROUP BY over strings may have either string type.
//
// All or nothing: on failure the object holds exactly what it held before. The columns are not
// referred to after the call.
//
// Scratch memory of 4 bytes a row of the largest batch so far is kept and counted; batches of a few
// thousand to a hundred thousand rows stay in the cache and are fastest.
//
// Errors: SINEW_STATUS_INVALID_ARGUMENT where an argument is null, a column is malformed or of
// another type than at creation, the columns differ in length, or a key is longer than 4 GiB - 1
// (error->offset is the row); SINEW_STATUS_MEMORY_LIMIT; SINEW_STATUS_OUT_OF_MEMORY;
// SINEW_STATUS_OVERFLOW for more than 2^32 - 2 groups. `error` may be null. One thread at a time.
SINEW_MUST_USE
SINEW_API sinew_status sinew_groupby_update(sinew_groupby* groupby, const sinew_column* key,
                                            const sinew_column* values, size_t value_count,
                                            sinew_error* error) SINEW_NOEXCEPT;

// Adds the groups of `from` to those of `into`, as if its rows had been added there after into's
// own (sums of doubles: into's sum plus from's sum). Groups that are new to `into` follow in the
// order of `from`. `from` is unchanged and stays its owner's. The two must have the same kind of
// key (both strings, or the same integer type), value types and aggregates; limits and seeds may
// differ.
//
// All or nothing, as sinew_groupby_update.
//
// Errors: SINEW_STATUS_INVALID_ARGUMENT for a null argument, different options, or one object as
// both; SINEW_STATUS_MEMORY_LIMIT; SINEW_STATUS_OUT_OF_MEMORY; SINEW_STATUS_OVERFLOW as
// sinew_groupby_update. `error` may be null. Neither object may be in use by another call.
SINEW_MUST_USE
SINEW_API sinew_status sinew_groupby_merge(sinew_groupby* into, const sinew_groupby* from,
                                           sinew_error* error) SINEW_NOEXCEPT;

// Forgets all groups and keeps the memory for the next ones: the cheap way to a fresh result for
// each batch or window. Errors: SINEW_STATUS_INVALID_ARGUMENT for null. One thread at a time.
SINEW_MUST_USE
SINEW_API sinew_status sinew_groupby_reset(sinew_groupby* groupby) SINEW_NOEXCEPT;

// Returns the number of groups; 0 for null.
SINEW_API size_t sinew_groupby_count(const sinew_groupby* groupby) SINEW_NOEXCEPT;

// Returns the bytes that the object holds, which options.memory_limit bounds; 0 for null.
SINEW_API size_t sinew_groupby_memory(const sinew_groupby* groupby) SINEW_NOEXCEPT;

// Returns the type of the results of one aggregate, by its place in options.aggregates:
// SINEW_TYPE_I64 or SINEW_TYPE_F64; 0 for null or a place out of range.
SINEW_API sinew_type sinew_groupby_result_type(const sinew_groupby* groupby,
                                               size_t aggregate) SINEW_NOEXCEPT;

// Writes the integer keys of groups [first, first + count), in order of first appearance, to `out`:
// count elements of the key type. `validity`, if not null, gets a bitmap of count bits from bit 0
// in (count + 7) / 8 bytes, unused bits 0; the null key is a 0 in both.
//
// Errors, with nothing written: SINEW_STATUS_INVALID_ARGUMENT for a null groupby, out null with a
// count, a range beyond sinew_groupby_count, or string keys. `error` may be null.
SINEW_MUST_USE
SINEW_API sinew_status sinew_groupby_keys(const sinew_groupby* groupby, size_t first, size_t count,
                                          void* out, uint8_t* validity,
                                          sinew_error* error) SINEW_NOEXCEPT;

// Returns in `count` the bytes that the string keys of groups [first, first + count) need:
// out_size of sinew_groupby_string_keys.
//
// Errors: SINEW_STATUS_INVALID_ARGUMENT for null, a range beyond sinew_groupby_count, or integer
// keys.
SINEW_MUST_USE
SINEW_API sinew_result sinew_groupby_string_keys_size(const sinew_groupby* groupby, size_t first,
                                                      size_t count) SINEW_NOEXCEPT;

// Writes the string keys of groups [first, first + count), in order of first appearance, as an
// Arrow string column: count + 1 offsets from 0 to `offsets`, the bytes one behind the other to
// `out`, and a bitmap to `validity`, if that is not null, as in sinew_groupby_keys. The null key
// has no bytes.
//
// Errors, with nothing written: SINEW_STATUS_INVALID_ARGUMENT for a null groupby or offsets, out
// null with bytes to write, a range beyond sinew_groupby_count, integer keys, or an out_size below
// sinew_groupby_string_keys_size (error->offset is what is needed). `error` may be null.
SINEW_MUST_USE
SINEW_API sinew_status sinew_groupby_string_keys(const sinew_groupby* groupby, size_t first,
                                                 size_t count, int64_t* offsets, void* out,
                                                 size_t out_size, uint8_t* validity,
                                                 sinew_error* error) SINEW_NOEXCEPT;

// Writes one aggregate, by its place in options.aggregates, of groups [first, first + count) to
// `out`: count elements of sinew_groupby_result_type. `validity`, if not null, gets a bitmap as in
// sinew_groupby_keys; a null result is a 0 in both. What is null, and what NaN and -0.0 do, is said
// at sinew_aggregate; a NaN is always the quiet NaN 0x7FF8000000000000.
//
// Errors, with nothing written: SINEW_STATUS_INVALID_ARGUMENT for a null groupby, out null with a
// count, a place or range that is not there; SINEW_STATUS_OVERFLOW where an integer sum does not
// fit (error->offset is the first such group). `error` may be null.
SINEW_MUST_USE
SINEW_API sinew_status sinew_groupby_result(const sinew_groupby* groupby, size_t aggregate,
                                            size_t first, size_t count, void* out,
                                            uint8_t* validity, sinew_error* error) SINEW_NOEXCEPT;

#ifdef __cplusplus
}  // extern "C"
#endif

#endif  // SINEW_AGGREGATE_H_

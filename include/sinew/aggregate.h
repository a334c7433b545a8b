// Generated from src/ by cmake/generate_headers.cmake; do not edit.
#ifndef SINEW_AGGREGATE_H_
#define SINEW_AGGREGATE_H_

#include "sinew/base.h"

#ifdef __cplusplus
extern "C" {
#endif

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

// Stands for "no value column" in sinew_aggregate_spec.
#define SINEW_COLUMN_NONE ((uint32_t)UINT32_MAX)

// The most value columns of one GROUP BY.
#define SINEW_GROUPBY_MAX_COLUMNS ((size_t)16)

// The most aggregates of one GROUP BY.
#define SINEW_GROUPBY_MAX_AGGREGATES ((size_t)64)

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
  // Type of the key column: SINEW_TYPE_I64, SINEW_TYPE_U64, SINEW_TYPE_STRING or
  // SINEW_TYPE_LARGE_STRING.
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
  // Groups to make room for at once; 0 where that is unknown. A hint: more are always welcome.
  size_t expected_groups;
  // Seeds the hash of the keys. Where keys come from strangers, pass a random number, so that
  // nobody can choose keys that collide. Results never depend on it.
  uint64_t seed;
} sinew_groupby_options;

// A GROUP BY in progress: groups in the order of their first appearance, with the state of every
// aggregate, in memory of its own. One thread at a time; different objects freely.
typedef struct sinew_groupby sinew_groupby;

// Returns how many rows of a slice are valid: the number of set bits among bits
// [offset, offset + count) of `validity`, least significant bit of each byte first. A null pointer
// says that every row is valid. Reads only the bytes that hold those bits; any thread may call.
//
// SINEW_STATUS_INVALID_ARGUMENT: offset + count overflows; count is 0.
SINEW_MUST_USE
SINEW_API sinew_result sinew_count(const uint8_t* validity, size_t offset,
                                   size_t count) SINEW_NOEXCEPT;

// Returns the exact sum of the valid rows of a slice, and their number: row i, for i in [0, count),
// is in[offset + i], valid when bit offset + i of `validity` is set (least significant bit first; a
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

// Returns the least of the valid rows of a slice, and their number: row i, for i in [0, count), is
// in[offset + i], valid when bit offset + i of `validity` is set (least significant bit first; a
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

#ifdef __cplusplus
}  // extern "C"
#endif

#endif  // SINEW_AGGREGATE_H_

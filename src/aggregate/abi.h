#ifndef SINEW_AGGREGATE_ABI_H_
#define SINEW_AGGREGATE_ABI_H_

#include "core/abi.h"

#ifndef SINEW_AGGREGATE_H_

// SINEW_FAMILY Aggregates
//
// Counts, sums, extremes and means of columns: of all rows, or of the rows of each group.

// SINEW_CHAPTER aggregate/groupby

// What a GROUP BY computes for each group. Rows whose value is null are left out.
SINEW_ABI enum sinew_aggregate : int32_t {
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
SINEW_CONSTANT constexpr uint32_t SINEW_COLUMN_NONE = UINT32_MAX;

// The most value columns of one GROUP BY.
SINEW_CONSTANT constexpr size_t SINEW_GROUPBY_MAX_COLUMNS = 16;

// The most aggregates of one GROUP BY.
SINEW_CONSTANT constexpr size_t SINEW_GROUPBY_MAX_AGGREGATES = 64;

// One aggregate of a GROUP BY: a function over one of the value columns.
SINEW_ABI struct sinew_aggregate_spec {
  sinew_aggregate function;
  // Index of the value column. SINEW_COLUMN_NONE is allowed for, and only for,
  // SINEW_AGGREGATE_COUNT.
  uint32_t column;
};

// What sinew_groupby_create builds. Set `size` to sizeof(struct sinew_groupby_options) and what is
// not needed to 0. The arrays are read during the call only.
SINEW_ABI struct sinew_groupby_options {
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
};

// A GROUP BY in progress: groups in the order of their first appearance, with the state of every
// aggregate, in memory of its own. One thread at a time; different objects freely.
SINEW_ABI struct sinew_groupby;

#endif  // SINEW_AGGREGATE_H_

#endif  // SINEW_AGGREGATE_ABI_H_

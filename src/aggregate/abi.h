#ifndef SINEW_AGGREGATE_ABI_H_
#define SINEW_AGGREGATE_ABI_H_

#include "core/abi.h"

#ifndef SINEW_AGGREGATE_H_

// SINEW_FAMILY Aggregates
//
// Counts, sums, extremes, means and variances of columns, of all rows or of the rows of each group;
// and the choice of rows by their indices or by a filter.

// SINEW_CHAPTER Reductions

// A function over the rows of a column, or of a group of them. Null rows are left out. Numbers are
// integers of any width, floats, and booleans, which are 0 and 1.
SINEW_ABI enum sinew_aggregate : int32_t {
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

// In sinew_aggregate_spec.flags: rows count only where `filter` is true.
SINEW_CONSTANT constexpr uint32_t SINEW_AGGREGATE_FILTER = 1;

// What to compute. Set `size` to sizeof(struct sinew_aggregate_spec), and what is not needed to 0.
SINEW_ABI struct sinew_aggregate_spec {
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
};

// What sinew_reduce returns. The result is in one of the last four members, and the others are 0:
// in `f64` if `type` is a type of floats, in `u64` if it is one of unsigned integers, in `row` if
// it is one of strings or SINEW_TYPE_BYTES16, and else in `i64`, a boolean as 0 or 1. A NaN is
// always 0x7FF8000000000000.
SINEW_ABI struct sinew_reduce_result {
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
};

// SINEW_CHAPTER GROUP BY

// The most key columns of one GROUP BY.
SINEW_CONSTANT constexpr size_t SINEW_GROUPBY_MAX_KEYS = 8;

// The most value columns of one GROUP BY.
SINEW_CONSTANT constexpr size_t SINEW_GROUPBY_MAX_COLUMNS = 16;

// The most aggregates of one GROUP BY.
SINEW_CONSTANT constexpr size_t SINEW_GROUPBY_MAX_AGGREGATES = 64;

// What sinew_groupby_create creates. Set `size` to sizeof(struct sinew_groupby_options), and what
// is not needed to 0. The arrays are read during that call only.
SINEW_ABI struct sinew_groupby_options {
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
};

// A GROUP BY in progress: the groups in the order in which their keys first appeared, each with the
// state of every aggregate.
SINEW_ABI struct sinew_groupby;

// SINEW_CHAPTER Compare

// Between a value and another one.
SINEW_ABI enum sinew_relation : int32_t {
  SINEW_RELATION_EQUAL = 1,
  SINEW_RELATION_NOT_EQUAL = 2,
  SINEW_RELATION_LESS = 3,
  SINEW_RELATION_LESS_EQUAL = 4,
  SINEW_RELATION_GREATER = 5,
  SINEW_RELATION_GREATER_EQUAL = 6,
};

// SINEW_CHAPTER Sort

// The most key columns of one sort.
SINEW_CONSTANT constexpr size_t SINEW_SORT_MAX_KEYS = 16;

// The greatest value first.
SINEW_CONSTANT constexpr uint32_t SINEW_SORT_DESCENDING = 1;
// Nulls before all values.
SINEW_CONSTANT constexpr uint32_t SINEW_SORT_NULLS_FIRST = 2;

// SINEW_CHAPTER Vectors

// The most elements of a vector.
SINEW_CONSTANT constexpr size_t SINEW_VECTORS_MAX_DIMENSION = 32768;

// How near two vectors are to one another, as a double.
SINEW_ABI enum sinew_metric : int32_t {
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
SINEW_ABI struct sinew_vectors {
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
};

#endif  // SINEW_AGGREGATE_H_

#endif  // SINEW_AGGREGATE_ABI_H_

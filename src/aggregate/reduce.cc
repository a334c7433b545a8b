#include <bit>

#include "aggregate/accumulators/select.h"
#include "aggregate/accumulators/summary.h"
#include "core/bytes.h"
#include "core/column.h"
#include "core/float_environment.h"
#include "core/memory.h"
#include "core/scratch.h"

namespace sinew {
namespace {

// A result of nothing but a status.
sinew_reduce_result Failed(sinew_status status) {
  sinew_reduce_result result = {};
  result.status = status;
  return result;
}

sinew_reduce_result ReduceToRow(const sinew_column* columns, const Accumulator& accumulator) {
  size_t count;
  const size_t row = accumulator.find_row(columns, &count);
  const sinew_type type = accumulator.ResultOf(columns[0].type);
  return {type, SINEW_STATUS_OK, count, 0, 0, 0, count == 0 ? 0 : row};
}

// The result that 8 bytes are. Each member is written once: members that are written again wait for
// one another.
sinew_reduce_result ResultOf(sinew_type type, size_t count, uint64_t bits) {
  const bool is_u64 = IsUnsigned(type);
  const bool is_i64 = !is_u64 && !IsFloat(type);
  return {type,
          SINEW_STATUS_OK,
          count,
          is_i64 ? static_cast<int64_t>(bits) : 0,
          is_u64 ? bits : 0,
          is_i64 || is_u64 ? 0 : std::bit_cast<double>(bits),
          0};
}

// What needs all values, or is the value of a row.
sinew_reduce_result ReduceWhole(const sinew_column* columns, const Accumulator& accumulator,
                                const Parameters& parameters) {
  if (accumulator.find_row != nullptr) return ReduceToRow(columns, accumulator);
  uint8_t value[8];
  size_t count;
  if (accumulator.reduce != nullptr) {
    const sinew_status status = accumulator.reduce(columns, parameters, value, &count);
    if (status != SINEW_STATUS_OK) return Failed(status);
  } else {
    alignas(8) uint8_t state[kMaxStateSize];
    const sinew_status status = accumulator.state->count_column(columns[0], state);
    if (status != SINEW_STATUS_OK) return Failed(status);
    count = CountColumn(columns[0]);
    accumulator.finish({accumulator.parts, state, kMaxStateSize, 1}, value, nullptr);
  }
  return ResultOf(accumulator.ResultOf(columns[0].type), count, Load<uint64_t>(value));
}

sinew_reduce_result Reduce(const sinew_column* columns, const Accumulator& accumulator,
                           const Parameters& parameters) {
  if (accumulator.state->of_column == nullptr) return ReduceWhole(columns, accumulator, parameters);
  alignas(8) uint8_t state[kMaxStateSize];
  const size_t count = accumulator.state->of_column(accumulator.parts, state, columns);
  const States states = {accumulator.parts, state, kMaxStateSize, 1};
  const sinew_type type = accumulator.ResultOf(columns[0].type);
  uint8_t value[8];
  uint8_t is_valid;
  accumulator.finish(states, value, &is_valid);
  // What can overflow is null for no other reason.
  if (is_valid == 0 && accumulator.overflow_count != nullptr) {
    return {type, SINEW_STATUS_OVERFLOW, count, 0, 0, 0, 0};
  }
  return ResultOf(type, count, Load<uint64_t>(value));
}

// Part of its callers, which short columns notice. `second` is the type of a second column.
HWY_INLINE sinew_reduce_result ReduceBy(const sinew_column* columns, const Accumulator& accumulator,
                                        const Parameters& parameters, sinew_type second = {}) {
  // Integers need none, and short columns notice that, too.
  if (!IsFloat(accumulator.ResultOf(columns[0].type)) && !IsFloat(second)) {
    return Reduce(columns, accumulator, parameters);
  }
  const FloatEnvironment floats;
  return Reduce(columns, accumulator, parameters);
}

// Of a column and, if they are there, a second one and a filter.
sinew_reduce_result ReduceSelected(const sinew_column& column, const sinew_column* second,
                                   const sinew_column* filter, const Accumulator& accumulator,
                                   const Parameters& parameters) {
  sinew_column columns[2] = {column, second == nullptr ? sinew_column{} : *second};
  const bool second_has_nulls = second != nullptr && second->validity != nullptr;
  if (column.count == 0 || (filter == nullptr && !second_has_nulls)) {
    return ReduceBy(columns, accumulator, parameters, columns[1].type);
  }
  if (column.validity == nullptr && !second_has_nulls && filter->validity == nullptr) {
    columns[0].validity = AsBytes(filter->values);
    columns[0].validity_offset = filter->values_offset;
    return ReduceBy(columns, accumulator, parameters, columns[1].type);
  }
  constexpr size_t kFewWords = 1024;
  uint64_t few[kFewWords];
  uint64_t* words = few;
  const size_t word_count = (column.count + 63) / 64;
  Memory memory(0);
  Scratch many(memory);
  if (word_count > kFewWords) {
    const sinew_status status = many.Reserve(word_count * sizeof(uint64_t));
    if (status != SINEW_STATUS_OK) return Failed(status);
    words = reinterpret_cast<uint64_t*>(many.data());
  }
  SelectRows(column, second, filter, 0, column.count, words);
  columns[0] = SelectedRows(column, 0, words);
  return ReduceBy(columns, accumulator, parameters, columns[1].type);
}

}  // namespace
}  // namespace sinew

// SINEW_CHAPTER Reductions
//
// One value for a whole column, such as its sum.

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
SINEW_API sinew_reduce_result sinew_reduce(const sinew_column* column,
                                           const sinew_aggregate_spec* spec) SINEW_NOEXCEPT {
  if (sinew::CheckColumn(column, "column", nullptr) != SINEW_STATUS_OK || spec == nullptr ||
      spec->size != sizeof(*spec) ||
      (spec->column | spec->flags | spec->filter | spec->second) != 0 ||
      !sinew::TakesFraction(spec->function, spec->fraction) ||
      !sinew::TakesLgK(spec->function, spec->lg_k) ||
      !sinew::TakesAccuracy(spec->function, spec->relative_accuracy)) {
    return sinew::Failed(SINEW_STATUS_INVALID_ARGUMENT);
  }
  const sinew::Accumulator* accumulator = sinew::FindAccumulator(spec->function, column->type);
  if (accumulator == nullptr) return sinew::Failed(SINEW_STATUS_INVALID_ARGUMENT);
  return sinew::ReduceBy(column, *accumulator, sinew::ParametersOf(*spec));
}

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
SINEW_API sinew_reduce_result sinew_reduce_columns(const sinew_column* columns, size_t column_count,
                                                   const sinew_aggregate_spec* spec)
    SINEW_NOEXCEPT {
  const auto invalid = [] { return sinew::Failed(SINEW_STATUS_INVALID_ARGUMENT); };
  if (columns == nullptr || spec == nullptr || spec->size != sizeof(*spec)) return invalid();
  const bool has_filter = spec->flags == SINEW_AGGREGATE_FILTER;
  const bool has_second = sinew::TakesTwoColumns(spec->function);
  if ((!has_filter && (spec->flags | spec->filter) != 0) || (!has_second && spec->second != 0) ||
      spec->column >= column_count || spec->filter >= column_count ||
      spec->second >= column_count || !sinew::TakesFraction(spec->function, spec->fraction) ||
      !sinew::TakesLgK(spec->function, spec->lg_k) ||
      !sinew::TakesAccuracy(spec->function, spec->relative_accuracy)) {
    return invalid();
  }
  const bool counts_rows = spec->function == SINEW_AGGREGATE_COUNT_ROWS;
  if (counts_rows && spec->column != 0) return invalid();
  const sinew_column& filter = columns[spec->filter];
  const sinew_column& second = columns[spec->second];
  const sinew_column& column = counts_rows && has_filter ? filter : columns[spec->column];
  const auto goes_with_it = [&column](const sinew_column& other) {
    return sinew::CheckColumn(&other, "columns", nullptr) == SINEW_STATUS_OK &&
           other.count == column.count;
  };
  if (sinew::CheckColumn(&column, "columns", nullptr) != SINEW_STATUS_OK ||
      (has_second && !goes_with_it(second)) ||
      (has_filter && (!goes_with_it(filter) || filter.type != SINEW_TYPE_BOOL))) {
    return invalid();
  }
  const sinew::Accumulator* accumulator =
      sinew::FindAccumulator(counts_rows && has_filter ? SINEW_AGGREGATE_COUNT : spec->function,
                             column.type, has_second ? second.type : sinew_type{});
  if (accumulator == nullptr) return invalid();
  return sinew::ReduceSelected(column, has_second ? &second : nullptr,
                               has_filter ? &filter : nullptr, *accumulator,
                               sinew::ParametersOf(*spec));
}

#ifndef SINEW_AGGREGATE_ACCUMULATORS_ACCUMULATOR_H_
#define SINEW_AGGREGATE_ACCUMULATORS_ACCUMULATOR_H_

#include "aggregate/abi.h"
#include "core/byte_stream.h"
#include "sketch/abi.h"

// An accumulator computes one aggregate of one type of column from rows that it sees once, in any
// number of portions: it keeps a state, adds rows to it, merges it with the state of other rows,
// and reads the result from it. The same accumulators serve sinew_reduce, which has one state and
// gives it whole columns, and GROUP BY, which has a state for each group and gives each row to the
// state of its group.
//
// The state is apart from the aggregate, because aggregates of one column share what they keep. A
// mean needs a sum and a count, and the count says for every aggregate whether there is a result.
// So an Accumulator names a StateType and the parts of it that it reads; of one column all parts
// that any aggregate asks for stand side by side, are updated in one pass over the column, and are
// kept once. This is the row of a group with COUNT_ROWS, and with SUM and MEAN of column 0, which
// is i64, and MIN and MAX of column 1, which is f64 (see layout.h):
//
//           .-- state of rows    .-- state of column 0          .-- state of column 1
//   | rows u64 | count u64 | sum i64 | wraps i64 | count u64 | min i64 | ~max i64 |
//     '- COUNT_ROWS   '------ SUM ------'             '------ MIN ----'      |
//                     '------ MEAN -----'             '-------------- MAX ---'
//
// What a state of numbers holds, and why it is in this form, is said in summary.h.
//
// To add an aggregate: an enumerator in abi.h, and a file here that defines the Accumulator of each
// type it takes and registers them. An aggregate that can be read from parts that exist is only a
// `finish`; any other brings a StateType of its own, which fold.h makes of a struct that adds one
// value at a time.

namespace sinew {

class KeptMemory;
struct Parameters;

// Which parts of a state are kept, one bit each; what they mean is up to the StateType.
using Parts = uint32_t;

// The most rows of a call that updates states.
constexpr size_t kMaxUpdateRows = 256;

// The most bytes of a state.
constexpr size_t kMaxStateSize = 576;

// How rows are kept. States are `size(parts)` bytes, a multiple of 8, at addresses that are a
// multiple of 8. They may be copied, and hold no pointers but those of KeptBytes, with which a
// state begins that keeps strings, and of KeptValues (see kept.h). Columns have been checked and
// are of the type that the StateType is for.
struct StateType {
  size_t (*size)(Parts parts);

  // Writes the state of no rows.
  void (*init)(Parts parts, uint8_t* state);

  // Adds row first + i of the column to the state at rows[i] + offset, for every i below count; the
  // same state may stand there several times. Null rows change nothing.
  void (*update)(Parts parts, size_t offset, uint8_t* const* rows, size_t count,
                 const sinew_column* columns, size_t first);

  // Writes the state of all rows of a column and returns how many took part: fewer if some are
  // null.
  size_t (*of_column)(Parts parts, uint8_t* state, const sinew_column* columns);

  // Adds the state at from[i] + offset to the one at into[i] + offset, for every i below count.
  void (*merge)(Parts parts, size_t offset, uint8_t* const* into, const uint8_t* const* from,
                size_t count);

  // Writes a state of columns of these types as docs/formats/groupby.md has it: the same bytes on
  // every machine for the same state, whatever its form in memory is.
  void (*encode)(Parts parts, const sinew_type* types, const uint8_t* state, ByteWriter* out);

  // Reads such bytes and writes the state, which is merged into others and nothing else: it may
  // point to what was read. Bytes that `encode` never writes are a fault of the reader; whatever it
  // writes then must not be used.
  void (*decode)(Parts parts, const sinew_type* types, ByteReader* in, uint8_t* state);

  // In place of `update` and `merge`, which are null then: of a state that needs memory, two that
  // change it only where `memory` lets them. Where the result is bytes, or needs all values,
  // `of_column` is null, too, and Accumulator::find_row or reduce takes whole columns.
  void (*update_kept)(Parts parts, size_t offset, uint8_t* const* rows, size_t count,
                      const sinew_column* columns, size_t first, KeptMemory* memory) = nullptr;
  void (*merge_kept)(Parts parts, size_t offset, uint8_t* const* into, const uint8_t* const* from,
                     size_t count, KeptMemory* memory) = nullptr;

  // A state that is a ValueSet, whose values are in the ValueSets of the object (value_sets.h),
  // which update, merge and encode it in place of the functions above, which are null. `decode`
  // writes an EncodedValueSet. In place of `of_column`, as it may fail:
  bool is_set = false;
  sinew_status (*count_column)(const sinew_column& column, uint8_t* state) = nullptr;

  // Parts are the lg_k of an aggregate: one of another lg_k has another state.
  bool is_of_lg_k = false;

  // In place of update_kept, of a state of a relative accuracy: one of another has another state.
  void (*update_by)(const Parameters& parameters, size_t offset, uint8_t* const* rows, size_t count,
                    const sinew_column* columns, size_t first, KeptMemory* memory) = nullptr;
};

// What aggregates are given besides columns; 0 where a function does not take it.
struct Parameters {
  double fraction = 0;
  uint32_t lg_k = 0;
  double relative_accuracy = 0;

  bool operator==(const Parameters&) const = default;
};

// `count` states of the same parts, the first at `first` and each `stride` bytes behind the one
// before.
struct States {
  Parts parts;
  const uint8_t* first;
  size_t stride;
  size_t count;
  Parameters parameters = {};

  const uint8_t* At(size_t i) const { return first + i * stride; }
};

struct Accumulator {
  sinew_aggregate function;
  // Of the result, or 0 for the type of the column.
  sinew_type result;
  // Whether there is a column: COUNT_ROWS has none.
  bool has_column;
  const StateType* state;
  // The parts that `finish` reads. A state may have others too.
  Parts parts;

  sinew_type ResultOf(sinew_type column) const { return result != 0 ? result : column; }

  // Writes the result of each state to out, in 8 bytes: an integer of 64 bits, or a double, as what
  // the result type widens to. To valid, unless it is null, it writes 1, or 0 for a null result,
  // which is written as 0. A result that does not fit its type is null, too. Null if the result is
  // bytes: it is the first KeptBytes of the state then.
  void (*finish)(const States& states, uint8_t* out, uint8_t* valid);

  // Returns how many states have a result that does not fit its type. Null if all always fit.
  size_t (*overflow_count)(const States& states);

  // Where the result is bytes: returns the row of a whole column that has it, the number of rows if
  // there is none, and sets *count to how many rows took part.
  size_t (*find_row)(const sinew_column* columns, size_t* count) = nullptr;

  // Where the result needs all values, or memory: writes that of a whole column to out, as `finish`
  // does, 0 if there is none, and to *count how many rows took part.
  sinew_status (*reduce)(const sinew_column* columns, const Parameters& parameters, uint8_t* out,
                         size_t* count) = nullptr;
};

// The accumulator of a function over a column of a type, or over two; null if the function is
// unknown or takes no such columns. A function without a column has the same accumulator for every
// type.
const Accumulator* FindAccumulator(sinew_aggregate function, sinew_type type,
                                   sinew_type second = {});

// Whether a function is of two columns.
bool TakesTwoColumns(sinew_aggregate function);

// Whether a function is a quantile, which has a fraction.
inline bool IsQuantile(sinew_aggregate function) {
  return function == SINEW_AGGREGATE_QUANTILE_CONTINUOUS ||
         function == SINEW_AGGREGATE_QUANTILE_DISCRETE ||
         function == SINEW_AGGREGATE_APPROX_QUANTILE;
}
// Whether a function may have a fraction: NaN is none.
inline bool TakesFraction(sinew_aggregate function, double fraction) {
  return IsQuantile(function) ? fraction >= 0 && fraction <= 1 : fraction == 0;
}

// Whether a function is an approximate distinct count, which has an lg_k, and whether a function
// may have one; 0 is none.
inline bool IsOfLgK(sinew_aggregate function) {
  return function == SINEW_AGGREGATE_APPROX_COUNT_DISTINCT;
}
inline bool TakesLgK(sinew_aggregate function, uint32_t lg_k) {
  return lg_k == 0 ||
         (IsOfLgK(function) && lg_k >= SINEW_HLL_MIN_LG_K && lg_k <= SINEW_HLL_MAX_LG_K);
}
constexpr uint32_t kDefaultLgK = 12;

// Whether a function is an approximate quantile, which has a relative accuracy, and whether a
// function may have one; 0 is none, as is NaN.
inline bool IsOfAccuracy(sinew_aggregate function) {
  return function == SINEW_AGGREGATE_APPROX_QUANTILE;
}
inline bool TakesAccuracy(sinew_aggregate function, double accuracy) {
  return accuracy == 0 || (IsOfAccuracy(function) && accuracy >= 1e-6 && accuracy < 1);
}
constexpr double kDefaultAccuracy = 0.01;

// The parameters of a spec that may have them. A fraction of -0.0 is 0.0.
inline Parameters ParametersOf(const sinew_aggregate_spec& spec) {
  const bool is_default = IsOfLgK(spec.function) && spec.lg_k == 0;
  return {spec.fraction == 0 ? 0 : spec.fraction, is_default ? kDefaultLgK : spec.lg_k,
          spec.relative_accuracy != 0   ? spec.relative_accuracy
          : IsOfAccuracy(spec.function) ? kDefaultAccuracy
                                        : 0};
}

// Whether there is a type that the function takes.
bool IsKnownAggregate(sinew_aggregate function);

// The accumulator of a function for a type of column, or for two, or null.
using FindByType = const Accumulator* (*)(sinew_type type);
using FindByTypes = const Accumulator* (*)(sinew_type type, sinew_type second);

// What a function is called in names of results, such as "sum"; null if it is unknown.
const char* NameOfAggregate(sinew_aggregate function);

constexpr size_t kMaxAggregateFunctions = 256;
struct RegisteredFunction {
  FindByType find;
  FindByTypes find_pair;
  const char* name;
};
extern RegisteredFunction registered_functions[kMaxAggregateFunctions];

// Makes a function and its accumulators known: the file that defines them has one of these at
// namespace scope.
template <sinew_aggregate kFunction>
struct Register {
  Register(const char* name, FindByType find) {
    static_assert(kFunction > 0 && kFunction < kMaxAggregateFunctions);
    registered_functions[kFunction] = {find, nullptr, name};
  }
  Register(const char* name, FindByTypes find_pair) {
    static_assert(kFunction > 0 && kFunction < kMaxAggregateFunctions);
    registered_functions[kFunction] = {nullptr, find_pair, name};
  }
};

}  // namespace sinew

#endif  // SINEW_AGGREGATE_ACCUMULATORS_ACCUMULATOR_H_

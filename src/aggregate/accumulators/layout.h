#ifndef SINEW_AGGREGATE_ACCUMULATORS_LAYOUT_H_
#define SINEW_AGGREGATE_ACCUMULATORS_LAYOUT_H_

#include "aggregate/accumulators/accumulator.h"
#include "core/bytes.h"
#include "core/type.h"

namespace sinew {

// What the row of a group holds: the states of all aggregates, one for each column that has any
// (accumulator.h has a picture).
class StateLayout {
 public:
  // Checks the aggregates and the value types, and lays out the row.
  sinew_status Init(const sinew_groupby_options& options, sinew_error* error);

  size_t stride() const { return stride_; }
  size_t column_count() const { return column_count_; }
  sinew_type column_type(size_t column) const { return column_types_[column]; }
  // Whether a column of the type may be given. Strings are only counted: any will do for another.
  bool TakesColumn(size_t column, sinew_type type) const {
    return type == column_types_[column] || (IsString(type) && IsString(column_types_[column]));
  }
  size_t aggregate_count() const { return aggregate_count_; }
  sinew_type ResultType(size_t aggregate) const {
    const Aggregate& wanted = aggregates_[aggregate];
    return wanted.of->ResultOf(column_types_[wanted.column]);
  }

  // Writes the states of `count` groups without values to rows one behind the other.
  void InitRows(uint8_t* rows, size_t count) const;

  // Adds one row of input to each of `count` groups: column rows [first, first + count) of checked
  // columns.
  void Update(uint8_t* const* rows, size_t count, const sinew_column* values, size_t first) const;

  // Adds the state of each of `count` groups to another.
  void Merge(uint8_t* const* into, const uint8_t* const* from, size_t count) const;

  // How many of `count` rows, one behind the other, have an aggregate that does not fit its result
  // type.
  size_t OverflowCount(size_t aggregate, const uint8_t* rows, size_t count) const;

  // Writes the aggregate of `count` rows, one behind the other: 8 bytes each, what values of the
  // result type are widened to, and where `valid` is not null 1, or 0 for a null, which is written
  // as 0. What does not fit its type is null.
  void Results(size_t aggregate, const uint8_t* rows, size_t count, uint8_t* out,
               uint8_t* valid) const;

  friend bool operator==(const StateLayout& a, const StateLayout& b);

 private:
  // A state in the row.
  struct State {
    const StateType* type;
    Parts parts;
    uint32_t offset;
    // Of the values; there are none for a state that counts rows.
    uint32_t column;
    bool has_column;
  };
  struct Aggregate {
    const Accumulator* of;
    uint32_t column;
    uint32_t state;
  };

  sinew_status AddAggregate(const sinew_aggregate_spec& spec, size_t i, sinew_error* error);
  States StatesOf(const Aggregate& aggregate, const uint8_t* rows, size_t count) const;

  size_t stride_ = 0;
  size_t column_count_ = 0;
  size_t aggregate_count_ = 0;
  size_t state_count_ = 0;
  sinew_type column_types_[SINEW_GROUPBY_MAX_COLUMNS] = {};
  Aggregate aggregates_[SINEW_GROUPBY_MAX_AGGREGATES] = {};
  State states_[SINEW_GROUPBY_MAX_AGGREGATES] = {};
};

}  // namespace sinew

#endif  // SINEW_AGGREGATE_ACCUMULATORS_LAYOUT_H_

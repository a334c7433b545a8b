#ifndef SINEW_AGGREGATE_ACCUMULATORS_LAYOUT_H_
#define SINEW_AGGREGATE_ACCUMULATORS_LAYOUT_H_

#include "aggregate/accumulators/accumulator.h"
#include "core/bytes.h"
#include "core/type.h"

namespace sinew {

class SetsOfStates;

// What the row of a group holds: the states of all aggregates, one for each column that has any
// (accumulator.h has a picture).
class StateLayout {
 public:
  // Checks the aggregates and the value types, and lays out the row.
  sinew_status Init(const sinew_groupby_options& options, sinew_error* error);

  size_t stride() const { return stride_; }
  size_t column_count() const { return column_count_; }
  sinew_type column_type(size_t column) const { return column_types_[column]; }
  // Whether a column of the type may be given.
  bool TakesColumn(size_t column, sinew_type type) const {
    return AreAlike(type, column_types_[column]);
  }
  size_t aggregate_count() const { return aggregate_count_; }
  // What an aggregate was asked for as; the rows that a filter leaves are the values of the filter.
  sinew_aggregate function(size_t aggregate) const { return aggregates_[aggregate].of->function; }
  uint32_t column(size_t aggregate) const { return aggregates_[aggregate].column; }
  uint32_t flags(size_t aggregate) const {
    return aggregates_[aggregate].filter == kNone ? 0 : SINEW_AGGREGATE_FILTER;
  }
  uint32_t filter(size_t aggregate) const {
    return flags(aggregate) == 0 ? 0 : aggregates_[aggregate].filter;
  }
  uint32_t second(size_t aggregate) const {
    const uint32_t second = aggregates_[aggregate].second;
    return second == kNone ? 0 : second;
  }
  Parameters parameters(size_t aggregate) const { return aggregates_[aggregate].parameters(); }
  sinew_type ResultType(size_t aggregate) const {
    const Aggregate& wanted = aggregates_[aggregate];
    return WithWideOffsets(wanted.of->ResultOf(column_types_[wanted.column]));
  }

  // Writes the states of `count` groups without values to rows one behind the other.
  void InitRows(uint8_t* rows, size_t count) const;

  // Adds one row of input to each of `count` groups, at most kMaxUpdateRows: column rows [first,
  // first + count) of checked columns.
  void Update(uint8_t* const* rows, size_t count, const sinew_column* values, size_t first) const;

  // Adds the state of each of `count` groups to another.
  void Merge(uint8_t* const* into, const uint8_t* const* from, size_t count) const;

  // Writes the states of a group as docs/formats/groupby.md has them.
  void Encode(const uint8_t* row, const SetsOfStates& sets, ByteWriter* out) const;
  // Reads them and writes a row for Merge, which may point to what was read; see StateType.
  void Decode(ByteReader* in, uint8_t* row) const;

  // Whether there are states that keep bytes, or values. Update and Merge pass them by; for them
  // there are these two, which go ahead and are followed by KeptMemory::Keep.
  bool keeps_bytes() const { return keeps_bytes_; }
  void UpdateKept(uint8_t* const* rows, size_t count, const sinew_column* values, size_t first,
                  KeptMemory* memory) const;
  void MergeKept(uint8_t* const* into, const uint8_t* const* from, size_t count,
                 KeptMemory* memory) const;

  // The states that are ValueSets: how many, and of each the type of its values, and where it is in
  // the row. Update and Merge pass them by, too; SetsOfStates has their values.
  size_t set_count() const { return set_count_; }
  sinew_type set_type(size_t set) const { return column_types_[StateOfSet(set).column]; }
  size_t set_offset(size_t set) const { return StateOfSet(set).offset; }
  // Adds rows as Update does, each to the sets of the group with a number, at most kKeysPerBlock.
  sinew_status AddToSets(const uint32_t* groups, size_t count, const sinew_column* values,
                         size_t first, SetsOfStates* sets) const;
  // OK, or the error for the first string of checked columns, called values[i], that is too long
  // for them.
  sinew_status CheckSetLengths(const sinew_column* values, sinew_error* error) const;

  // How many of `count` rows, one behind the other, have an aggregate that does not fit its result
  // type.
  size_t OverflowCount(size_t aggregate, const uint8_t* rows, size_t count) const;

  // Whether the results of an aggregate are bytes, and those of a row: no data if there are none.
  bool HasBytes(size_t aggregate) const { return aggregates_[aggregate].of->finish == nullptr; }
  Bytes BytesOf(size_t aggregate, const uint8_t* row) const;

  // Writes any other aggregate of `count` rows, one behind the other: 8 bytes each, what values of
  // the result type are widened to, and where `valid` is not null 1, or 0 for a null, which is
  // written as 0. What does not fit its type is null.
  void Results(size_t aggregate, const uint8_t* rows, size_t count, uint8_t* out,
               uint8_t* valid) const;

  friend bool operator==(const StateLayout& a, const StateLayout& b);

 private:
  // A state in the row.
  struct State {
    const StateType* type;
    uint32_t offset : 24;
    Parts parts : 7;
    // There is none for a state that counts rows.
    uint32_t has_column : 1;
    // Of the values.
    uint8_t column;
    // Of booleans, or kNone.
    uint8_t filter;
    // Of a function of two columns, or kNone.
    uint8_t second;
    // Which of the sets it is, or kNone.
    uint8_t set;
  };
  struct Aggregate {
    const Accumulator* of;
    uint8_t column;
    uint8_t filter;
    uint8_t second;
    uint8_t state;
    // Of Parameters, apart because they take less so.
    uint32_t lg_k;
    double fraction;
    double relative_accuracy;

    Parameters parameters() const { return {fraction, lg_k, relative_accuracy}; }
  };
  // There are few, and small tables should not be most of a small limit.
  static constexpr uint8_t kNone = UINT8_MAX;
  static_assert(SINEW_GROUPBY_MAX_COLUMNS < kNone && SINEW_GROUPBY_MAX_AGGREGATES < kNone);

  // Calls visit(state, types) for each state, with the types of its columns.
  template <typename Visit>
  void ForEachState(const Visit& visit) const;
  sinew_status AddAggregate(const sinew_aggregate_spec& spec, size_t i, sinew_error* error);
  sinew_status CheckSpec(const sinew_aggregate_spec& spec, size_t i, sinew_error* error) const;
  // Calls update(state, columns) for each state of a kind, with the one or two columns that it
  // takes; the first one has the nulls of a filter, too.
  enum class Kind { kPlain, kKept, kSet };
  static Kind KindOf(const State& state) {
    return state.type->is_set                  ? Kind::kSet
           : state.type->merge_kept != nullptr ? Kind::kKept
                                               : Kind::kPlain;
  }
  template <typename Visit>
  void ForEachInput(Kind kind, const sinew_column* values, size_t first, size_t count,
                    const Visit& update) const;
  // Those of an aggregate that has the state.
  Parameters ParametersOf(const State& state) const {
    const Aggregate* aggregate = aggregates_;
    while (states_ + aggregate->state != &state) ++aggregate;
    return aggregate->parameters();
  }
  const State& StateOfSet(size_t set) const {
    const State* state = states_;
    while (state->set != set) ++state;
    return *state;
  }
  States StatesOf(const Aggregate& aggregate, const uint8_t* rows, size_t count) const;

  size_t stride_ = 0;
  size_t column_count_ = 0;
  size_t aggregate_count_ = 0;
  size_t state_count_ = 0;
  bool keeps_bytes_ = false;
  uint8_t set_count_ = 0;
  sinew_type column_types_[SINEW_GROUPBY_MAX_COLUMNS] = {};
  Aggregate aggregates_[SINEW_GROUPBY_MAX_AGGREGATES] = {};
  State states_[SINEW_GROUPBY_MAX_AGGREGATES] = {};
};

}  // namespace sinew

#endif  // SINEW_AGGREGATE_ACCUMULATORS_LAYOUT_H_

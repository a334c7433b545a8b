#include "aggregate/accumulators/layout.h"

#include <stdio.h>

#include <algorithm>

#include "aggregate/accumulators/kept.h"
#include "aggregate/accumulators/select.h"
#include "aggregate/accumulators/value_sets.h"
#include "core/column.h"
#include "core/status.h"

namespace sinew {

sinew_status StateLayout::Init(const sinew_groupby_options& options, sinew_error* error) {
  const auto invalid = [error](size_t offset, const char* format, auto... arguments) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, offset, format, arguments...);
  };
  if (options.value_count > SINEW_GROUPBY_MAX_COLUMNS) {
    return invalid(0, "options.value_count: %zu is more than %zu", options.value_count,
                   SINEW_GROUPBY_MAX_COLUMNS);
  }
  if (options.value_types == nullptr && options.value_count != 0) {
    return FailNull(error, "options.value_types");
  }
  if (options.aggregates == nullptr) return FailNull(error, "options.aggregates");
  if (options.aggregate_count == 0 || options.aggregate_count > SINEW_GROUPBY_MAX_AGGREGATES) {
    return invalid(0, "options.aggregate_count: %zu is not within 1 and %zu",
                   options.aggregate_count, SINEW_GROUPBY_MAX_AGGREGATES);
  }
  for (; column_count_ < options.value_count; ++column_count_) {
    const sinew_type type = options.value_types[column_count_];
    if (!IsScalar(type)) {
      return invalid(column_count_, "options.value_types[%zu]: type %d is unknown or of lists",
                     column_count_, static_cast<int>(type));
    }
    column_types_[column_count_] = type;
  }
  for (size_t i = 0; i < options.aggregate_count; ++i) {
    const sinew_status status = AddAggregate(options.aggregates[i], i, error);
    if (status != SINEW_STATUS_OK) return status;
  }
  for (size_t i = 0; i < state_count_; ++i) {
    State& state = states_[i];
    state.offset = static_cast<uint32_t>(stride_);
    stride_ += state.type->size(state.parts);
    if (state.type->is_set) state.set = set_count_++;
  }
  return SINEW_STATUS_OK;
}

sinew_status StateLayout::CheckSpec(const sinew_aggregate_spec& spec, size_t i,
                                    sinew_error* error) const {
  const auto invalid = [error, i](const char* format, auto... arguments) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, i, format, i, arguments...);
  };
  if (spec.size != sizeof(sinew_aggregate_spec)) {
    return invalid(
        "options.aggregates[%zu].size: %zu is not the size of a known "
        "sinew_aggregate_spec",
        spec.size);
  }
  if (!IsKnownAggregate(spec.function)) {
    return invalid("options.aggregates[%zu].function: %d is unknown",
                   static_cast<int>(spec.function));
  }
  if (spec.function == SINEW_AGGREGATE_COUNT_ROWS) {
    if (spec.column != 0) {
      return invalid(
          "options.aggregates[%zu].column: %u, but counting rows has no column, which is "
          "0",
          spec.column);
    }
  } else if (spec.column >= column_count_) {
    return invalid("options.aggregates[%zu].column: %u is not below value_count %zu", spec.column,
                   column_count_);
  }
  if (TakesTwoColumns(spec.function) ? spec.second >= column_count_ : spec.second != 0) {
    if (spec.second >= column_count_) {
      return invalid("options.aggregates[%zu].second: %u is not below value_count %zu", spec.second,
                     column_count_);
    }
    return invalid("options.aggregates[%zu].second: %u, but the function is of one column",
                   spec.second);
  }
  if (!TakesFraction(spec.function, spec.fraction)) {
    return invalid(IsQuantile(spec.function)
                       ? "options.aggregates[%zu].fraction: %g is not within 0 and 1"
                       : "options.aggregates[%zu].fraction: %g, but the function is no quantile",
                   spec.fraction);
  }
  if (!TakesLgK(spec.function, spec.lg_k)) {
    return invalid(IsOfLgK(spec.function)
                       ? "options.aggregates[%zu].lg_k: %u is not within 4 and 21"
                       : "options.aggregates[%zu].lg_k: %u, but the function has no registers",
                   spec.lg_k);
  }
  if (!TakesAccuracy(spec.function, spec.relative_accuracy)) {
    return invalid(IsOfAccuracy(spec.function)
                       ? "options.aggregates[%zu].relative_accuracy: %g is not within 1e-6 and 1"
                       : "options.aggregates[%zu].relative_accuracy: %g, but the function has none",
                   spec.relative_accuracy);
  }
  if ((spec.flags & ~SINEW_AGGREGATE_FILTER) != 0) {
    return invalid("options.aggregates[%zu].flags: %u has an unknown bit", spec.flags);
  }
  if (spec.flags == 0) {
    if (spec.filter == 0) return SINEW_STATUS_OK;
    return invalid("options.aggregates[%zu].filter: %u, but flags has no SINEW_AGGREGATE_FILTER",
                   spec.filter);
  }
  if (spec.filter >= column_count_) {
    return invalid("options.aggregates[%zu].filter: %u is not below value_count %zu", spec.filter,
                   column_count_);
  }
  if (column_types_[spec.filter] != SINEW_TYPE_BOOL) {
    return invalid("options.aggregates[%zu].filter: column %u is of type %d, not of booleans",
                   spec.filter, static_cast<int>(column_types_[spec.filter]));
  }
  return SINEW_STATUS_OK;
}

sinew_status StateLayout::AddAggregate(const sinew_aggregate_spec& spec, size_t i,
                                       sinew_error* error) {
  if (const sinew_status status = CheckSpec(spec, i, error)) return status;
  const bool has_filter = spec.flags != 0;
  const uint8_t filter = has_filter ? static_cast<uint8_t>(spec.filter) : kNone;
  // The rows that a filter leaves are the values of the filter that are left.
  const bool counts_filter = has_filter && spec.function == SINEW_AGGREGATE_COUNT_ROWS;
  const sinew_aggregate function = counts_filter ? SINEW_AGGREGATE_COUNT : spec.function;
  const uint8_t column = static_cast<uint8_t>(counts_filter ? spec.filter : spec.column);
  const sinew_type type = column_count_ == 0 ? sinew_type{} : column_types_[column];
  const bool has_second = TakesTwoColumns(function);
  const uint8_t second = has_second ? static_cast<uint8_t>(spec.second) : kNone;
  const sinew_type second_type = has_second ? column_types_[second] : sinew_type{};
  const Accumulator* of = FindAccumulator(function, type, second_type);
  if (of == nullptr && has_second) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, i,
                "options.aggregates[%zu]: function %d takes no columns of types %d and %d", i,
                static_cast<int>(function), static_cast<int>(type), static_cast<int>(second_type));
  }
  if (of == nullptr) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, i,
                "options.aggregates[%zu]: function %d takes no column of type %d", i,
                static_cast<int>(spec.function), static_cast<int>(type));
  }
  const Parameters parameters = sinew::ParametersOf(spec);
  const Parts parts = of->state->is_of_lg_k ? parameters.lg_k : of->parts;
  // A state that the column has already, or a new one.
  State* const end = states_ + state_count_;
  State* const state = std::find_if(states_, end, [&](const State& s) {
    return s.type == of->state && s.column == column && s.filter == filter && s.second == second &&
           !(of->state->is_of_lg_k && s.parts != parts) &&
           !(of->state->update_by != nullptr &&
             ParametersOf(s).relative_accuracy != parameters.relative_accuracy);
  });
  if (state == end) {
    *state = {of->state, 0, 0, of->has_column, column, filter, second, kNone};
    ++state_count_;
  }
  state->parts |= parts;
  keeps_bytes_ |= of->state->merge_kept != nullptr;
  aggregates_[aggregate_count_++] = {of,
                                     column,
                                     filter,
                                     second,
                                     static_cast<uint8_t>(state - states_),
                                     parameters.lg_k,
                                     parameters.fraction,
                                     parameters.relative_accuracy};
  return SINEW_STATUS_OK;
}

void StateLayout::InitRows(uint8_t* rows, size_t count) const {
  if (count == 0) return;
  for (size_t i = 0; i < state_count_; ++i) {
    states_[i].type->init(states_[i].parts, rows + states_[i].offset);
  }
  // A loop of words: rows are small, and calling memcpy costs more than it copies.
  for (size_t at = stride_; at < count * stride_; at += 8) {
    Store(rows + at, Load<uint64_t>(rows + at - stride_));
  }
}

template <typename Visit>
void StateLayout::ForEachInput(Kind kind, const sinew_column* values, size_t first, size_t count,
                               const Visit& update) const {
  static constexpr sinew_column kNoColumn = {};
  for (size_t i = 0; i < state_count_; ++i) {
    const State& state = states_[i];
    if (KindOf(state) != kind) continue;
    const sinew_column* columns = state.has_column ? values + state.column : &kNoColumn;
    const sinew_column* const filter = state.filter == kNone ? nullptr : values + state.filter;
    const sinew_column* const second = state.second == kNone ? nullptr : values + state.second;
    sinew_column chosen[2];
    if (second != nullptr) {
      chosen[0] = *columns;
      chosen[1] = *second;
      columns = chosen;
    }
    uint64_t selected[kMaxUpdateRows / 64];
    if (filter != nullptr || (second != nullptr && second->validity != nullptr)) {
      if (!SelectRows(*columns, second, filter, first, count, selected)) continue;
      chosen[0] = SelectedRows(*columns, first, selected);
      columns = chosen;
    }
    update(state, columns);
  }
}

void StateLayout::Update(uint8_t* const* rows, size_t count, const sinew_column* values,
                         size_t first) const {
  ForEachInput(Kind::kPlain, values, first, count,
               [&](const State& state, const sinew_column* columns) {
                 state.type->update(state.parts, state.offset, rows, count, columns, first);
               });
}

void StateLayout::UpdateKept(uint8_t* const* rows, size_t count, const sinew_column* values,
                             size_t first, KeptMemory* memory) const {
  ForEachInput(
      Kind::kKept, values, first, count, [&](const State& state, const sinew_column* columns) {
        if (state.type->update_by != nullptr) {
          return state.type->update_by(ParametersOf(state), state.offset, rows, count, columns,
                                       first, memory);
        }
        state.type->update_kept(state.parts, state.offset, rows, count, columns, first, memory);
      });
}

void StateLayout::Merge(uint8_t* const* into, const uint8_t* const* from, size_t count) const {
  for (size_t i = 0; i < state_count_; ++i) {
    const State& state = states_[i];
    if (KindOf(state) != Kind::kPlain) continue;
    state.type->merge(state.parts, state.offset, into, from, count);
  }
}

void StateLayout::MergeKept(uint8_t* const* into, const uint8_t* const* from, size_t count,
                            KeptMemory* memory) const {
  for (size_t i = 0; i < state_count_; ++i) {
    const State& state = states_[i];
    if (KindOf(state) != Kind::kKept) continue;
    state.type->merge_kept(state.parts, state.offset, into, from, count, memory);
  }
}

sinew_status StateLayout::AddToSets(const uint32_t* groups, size_t count,
                                    const sinew_column* values, size_t first,
                                    SetsOfStates* sets) const {
  sinew_status status = SINEW_STATUS_OK;
  ForEachInput(Kind::kSet, values, first, count,
               [&](const State& state, const sinew_column* columns) {
                 if (status != SINEW_STATUS_OK) return;
                 status = (*sets)[state.set].Add(columns[0], first, count, groups);
               });
  return status;
}

sinew_status StateLayout::CheckSetLengths(const sinew_column* values, sinew_error* error) const {
  for (size_t set = 0; set < set_count_; ++set) {
    const size_t column = StateOfSet(set).column;
    if (CheckKeyLengths(values[column], "values", nullptr) == SINEW_STATUS_OK) continue;
    char name[32];
    snprintf(name, sizeof(name), "values[%zu]", column);
    return CheckKeyLengths(values[column], name, error);
  }
  return SINEW_STATUS_OK;
}

Bytes StateLayout::BytesOf(size_t aggregate, const uint8_t* row) const {
  return Load<KeptBytes>(row + states_[aggregates_[aggregate].state].offset).bytes();
}

template <typename Visit>
void StateLayout::ForEachState(const Visit& visit) const {
  for (size_t i = 0; i < state_count_; ++i) {
    const State& state = states_[i];
    const sinew_type types[] = {state.has_column ? column_types_[state.column] : sinew_type{},
                                state.second != kNone ? column_types_[state.second] : sinew_type{}};
    visit(state, types);
  }
}

void StateLayout::Encode(const uint8_t* row, const SetsOfStates& sets, ByteWriter* out) const {
  ForEachState([&](const State& state, const sinew_type* types) {
    if (state.type->is_set) return sets[state.set].Encode(row + state.offset, out);
    state.type->encode(state.parts, types, row + state.offset, out);
  });
}

void StateLayout::Decode(ByteReader* in, uint8_t* row) const {
  ForEachState([&](const State& state, const sinew_type* types) {
    state.type->decode(state.parts, types, in, row + state.offset);
  });
}

States StateLayout::StatesOf(const Aggregate& aggregate, const uint8_t* rows, size_t count) const {
  const State& state = states_[aggregate.state];
  return {state.parts, rows + state.offset, stride_, count, aggregate.parameters()};
}

size_t StateLayout::OverflowCount(size_t aggregate, const uint8_t* rows, size_t count) const {
  const Aggregate& wanted = aggregates_[aggregate];
  if (wanted.of->overflow_count == nullptr) return 0;
  return wanted.of->overflow_count(StatesOf(wanted, rows, count));
}

void StateLayout::Results(size_t aggregate, const uint8_t* rows, size_t count, uint8_t* out,
                          uint8_t* valid) const {
  const Aggregate& wanted = aggregates_[aggregate];
  wanted.of->finish(StatesOf(wanted, rows, count), out, valid);
}

bool operator==(const StateLayout& a, const StateLayout& b) {
  const auto same = [](const StateLayout::Aggregate& x, const StateLayout::Aggregate& y) {
    return x.of == y.of && x.column == y.column && x.filter == y.filter && x.second == y.second &&
           x.parameters() == y.parameters();
  };
  return a.column_count_ == b.column_count_ && a.aggregate_count_ == b.aggregate_count_ &&
         std::equal(a.column_types_, a.column_types_ + a.column_count_, b.column_types_,
                    AreAlike) &&
         std::equal(a.aggregates_, a.aggregates_ + a.aggregate_count_, b.aggregates_, same);
}

}  // namespace sinew

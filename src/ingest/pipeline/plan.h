#ifndef SINEW_INGEST_PIPELINE_PLAN_H_
#define SINEW_INGEST_PIPELINE_PLAN_H_

#include "aggregate/accumulators/layout.h"
#include "aggregate/groupby.h"
#include "core/batch.h"
#include "core/bytes.h"
#include "core/memory.h"
#include "core/scratch.h"
#include "core/store.h"
#include "expression/expression.h"
#include "ingest/abi.h"

// What a pipeline computes, compiled once. Every column has a slot:
//
//   | columns of the input | computed columns | other expressions of keys and aggregates |
//
// An expression can name the slots of the first two kinds that come before its own; the others have
// no name. Keys and the values of aggregates are slots. An expression that occurs twice has one.

namespace sinew {

struct Slot {
  // Null-terminated; no data if there is none.
  Bytes name;
  sinew_type type;
  // Whether it is a key or a value, or named by an expression that is not `where`.
  bool is_needed;
  // Of a column that is computed.
  Bytes text;
  sinew_expression* expression;
  sinew_batch* values;
};

class Plan {
 public:
  // All of it is counted in `memory`.
  explicit Plan(Memory& memory) : memory_(memory), texts_(memory), scratch_(memory) {}
  ~Plan();
  Plan(const Plan&) = delete;
  Plan& operator=(const Plan&) = delete;

  // Once. On failure the plan is good for nothing but to be destroyed.
  sinew_status Compile(const sinew_pipeline_options& options, sinew_error* error);

  // Whether the results of the two are the same for the same rows.
  bool IsLike(const Plan& other) const;

  size_t input_count() const { return input_count_; }
  // Columns of the input that decoders give; those behind them come beside the records.
  size_t field_count() const { return field_count_; }
  size_t slot_count() const { return slot_count_; }
  const Slot& slot(size_t index) const { return slots_[index]; }
  sinew_expression* where() const { return where_; }

  size_t key_count() const { return key_count_; }
  size_t key(size_t index) const { return keys_[index]; }
  size_t value_count() const { return value_count_; }
  size_t value(size_t index) const { return values_[index]; }

  // The GROUP BY of the keys and values.
  const sinew_groupby_options& groupby() const { return groupby_; }
  const StateLayout& layout() const { return layout_; }
  const ResultColumn* results() const { return results_; }
  size_t result_count() const { return key_count_ + aggregate_count_; }

 private:
  sinew_status Allocate(const sinew_pipeline_options& options, sinew_error* error);
  sinew_status AddInput(const sinew_pipeline_options& options, sinew_error* error);
  sinew_status AddNamed(Bytes name, sinew_type type, sinew_error* error);
  sinew_status AddWhere(const char* text, sinew_error* error);
  sinew_status AddComputed(const sinew_pipeline_column& column, size_t index, sinew_error* error);
  sinew_status AddKey(const sinew_pipeline_column& key, size_t index, sinew_error* error);
  sinew_status AddAggregate(const sinew_pipeline_aggregate& aggregate, size_t index,
                            sinew_error* error);
  sinew_status AddArgument(const sinew_pipeline_aggregate& aggregate, size_t index,
                           sinew_aggregate_spec* spec, sinew_error* error);
  sinew_status AddFilter(const sinew_pipeline_aggregate& aggregate, size_t index,
                         sinew_aggregate_spec* spec, sinew_error* error);
  sinew_status AddValue(size_t slot, size_t index, uint32_t* value, sinew_error* error);
  sinew_status NameResult(const sinew_pipeline_aggregate& aggregate, Bytes* name,
                          sinew_error* error);
  // `place` is what an error begins with.
  sinew_status Resolve(const char* text, const char* place, size_t* slot, sinew_error* error);
  sinew_status FindOrAdd(Bytes text, const char* place, size_t* slot, sinew_error* error);
  sinew_status AddExpression(Bytes text, const char* place, sinew_error* error);
  sinew_status NewExpression(Bytes text, const char* place, sinew_expression** out,
                             sinew_error* error);
  size_t FindName(Bytes name) const;
  // Copies a text and the zero byte behind it.
  sinew_status Keep(Bytes text, Bytes* kept, sinew_error* error);
  sinew_status FailMemory(sinew_error* error, sinew_status status) const;

  Memory& memory_;
  StringArena texts_;
  Scratch scratch_;  // a text that is put together

  Slot* slots_ = nullptr;
  size_t slot_count_ = 0, slot_capacity_ = 0;
  size_t input_count_ = 0, field_count_ = 0, named_count_ = 0;
  // The names and types of the first slots, as expressions are given them.
  sinew_expression_column* names_ = nullptr;
  size_t names_capacity_ = 0;
  sinew_expression* where_ = nullptr;
  Bytes where_text_ = {nullptr, 0};

  size_t keys_[SINEW_GROUPBY_MAX_KEYS];
  size_t key_count_ = 0;
  size_t values_[SINEW_GROUPBY_MAX_COLUMNS];
  size_t value_count_ = 0;
  size_t aggregate_count_ = 0;
  sinew_type key_types_[SINEW_GROUPBY_MAX_KEYS];
  sinew_type value_types_[SINEW_GROUPBY_MAX_COLUMNS];
  sinew_aggregate_spec aggregates_[SINEW_GROUPBY_MAX_AGGREGATES];
  ResultColumn results_[SINEW_GROUPBY_MAX_KEYS + SINEW_GROUPBY_MAX_AGGREGATES];
  sinew_groupby_options groupby_ = {};
  StateLayout layout_;
};

}  // namespace sinew

#endif  // SINEW_INGEST_PIPELINE_PLAN_H_

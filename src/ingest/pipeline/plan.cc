#include "ingest/pipeline/plan.h"

#include <stdio.h>
#include <string.h>

#include <algorithm>

#include "core/float_environment.h"
#include "core/status.h"
#include "core/type.h"
#include "ingest/decoder/decoder.h"

namespace sinew {
namespace {

constexpr size_t kNoSlot = SIZE_MAX;

Bytes TextOf(const char* text) { return {AsBytes(text), strlen(text)}; }
const char* CharsOf(Bytes text) { return reinterpret_cast<const char*>(text.data); }

// What an error says first: "keys[1]", "aggregates[1].where".
struct PlaceName {
  char text[48];
  PlaceName(const char* list, size_t index, const char* member = "") {
    snprintf(text, sizeof(text), "%s[%zu]%s", list, index, member);
  }
};

constexpr int kMostDecimals = 15;
constexpr size_t kFractionSize = kMostDecimals + 2;

// Writes a number within 0 and 1 in as few decimals as read as it again, and returns how many bytes
// that takes. Ten to the power of so many, and the decimals as an integer, are exact as doubles: a
// reader makes their quotient of the text.
size_t WriteFraction(double fraction, char* out) {
  const FloatEnvironment floats;
  double unit = 1;
  int decimals = 0;
  const auto digits_of = [&] { return static_cast<int64_t>(fraction * unit + 0.5); };
  while (decimals < kMostDecimals && static_cast<double>(digits_of()) / unit != fraction) {
    unit *= 10;
    ++decimals;
  }
  uint64_t digits = static_cast<uint64_t>(digits_of());
  for (int i = decimals; i > 0; --i, digits /= 10)
    out[i + 1] = static_cast<char>('0' + digits % 10);
  out[0] = static_cast<char>('0' + digits);
  if (decimals == 0) return 1;
  out[1] = '.';
  return static_cast<size_t>(decimals) + 2;
}

// A list must have `least` to `most` elements.
sinew_status CheckList(const char* name, const void* list, const char* count_name, size_t count,
                       size_t least, size_t most, sinew_error* error) {
  if (count < least || count > most) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                "options.%s: %zu is not within %zu and %zu", count_name, count, least, most);
  }
  if (list != nullptr || count == 0) return SINEW_STATUS_OK;
  return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0, "options.%s is null", name);
}

}  // namespace

Plan::~Plan() {
  for (size_t i = 0; i < slot_count_; ++i) {
    Memory::Delete(slots_[i].expression);
    Memory::Delete(slots_[i].values);
  }
  Memory::Delete(where_);
  memory_.FreeArray(slots_, slot_capacity_);
  memory_.FreeArray(names_, names_capacity_);
}

sinew_status Plan::FailMemory(sinew_error* error, sinew_status status) const {
  return FailGrowth(error, status, memory_);
}

sinew_status Plan::Keep(Bytes text, Bytes* kept, sinew_error* error) {
  StringArena::Ref ref;
  const sinew_status status = texts_.Add({text.data, text.size + 1}, &ref);
  if (status != SINEW_STATUS_OK) return FailMemory(error, status);
  *kept = {StringArena::Get(ref).data, text.size};
  return SINEW_STATUS_OK;
}

sinew_status Plan::Compile(const sinew_pipeline_options& options, sinew_error* error) {
  sinew_status status = Allocate(options, error);
  if (status == SINEW_STATUS_OK) status = AddInput(options, error);
  if (status == SINEW_STATUS_OK && options.where != nullptr) {
    status = AddWhere(options.where, error);
  }
  for (size_t i = 0; status == SINEW_STATUS_OK && i < options.computed_count; ++i) {
    status = AddComputed(options.computed[i], i, error);
  }
  for (size_t i = 0; status == SINEW_STATUS_OK && i < options.key_count; ++i) {
    status = AddKey(options.keys[i], i, error);
  }
  for (size_t i = 0; status == SINEW_STATUS_OK && i < options.aggregate_count; ++i) {
    status = AddAggregate(options.aggregates[i], i, error);
  }
  if (status != SINEW_STATUS_OK) return status;

  groupby_ = {sizeof(groupby_),
              key_types_,
              key_count_,
              value_types_,
              value_count_,
              aggregates_,
              aggregate_count_,
              0,
              options.expected_groups,
              options.seed};
  status = layout_.Init(groupby_, error);
  if (status != SINEW_STATUS_OK) return status;
  for (size_t i = 0; i < aggregate_count_; ++i) {
    results_[key_count_ + i].type = layout_.ResultType(i);
  }
  // A slot is named by slots behind it.
  for (size_t i = slot_count_; i-- > input_count_;) {
    const Slot& slot = slots_[i];
    for (size_t k = 0; slot.is_needed && k < slot.expression->column_count(); ++k) {
      slots_[k].is_needed |= slot.expression->Uses(k);
    }
  }
  return SINEW_STATUS_OK;
}

// Checks the lists and makes room for all that they can become.
sinew_status Plan::Allocate(const sinew_pipeline_options& options, sinew_error* error) {
  size_t inputs = options.column_count;
  if (options.decoder != nullptr) {
    const size_t fields = options.decoder->field_count();
    if (const sinew_status status = CheckList("columns", options.columns, "column_count", inputs, 0,
                                              SINEW_EXPRESSION_MAX_COLUMNS - fields, error)) {
      return status;
    }
    inputs += fields;
  } else if (const sinew_status status =
                 CheckList("columns", options.columns, "column_count", inputs, 1,
                           SINEW_EXPRESSION_MAX_COLUMNS, error)) {
    return status;
  }
  sinew_status status =
      CheckList("computed", options.computed, "computed_count", options.computed_count, 0,
                SINEW_EXPRESSION_MAX_COLUMNS - inputs, error);
  if (status != SINEW_STATUS_OK) return status;
  status = CheckList("keys", options.keys, "key_count", options.key_count, 0,
                     SINEW_GROUPBY_MAX_KEYS, error);
  if (status != SINEW_STATUS_OK) return status;
  status = CheckList("aggregates", options.aggregates, "aggregate_count", options.aggregate_count,
                     1, SINEW_GROUPBY_MAX_AGGREGATES, error);
  if (status != SINEW_STATUS_OK) return status;

  names_capacity_ = inputs + options.computed_count;
  slot_capacity_ = names_capacity_ + options.key_count + 3 * options.aggregate_count;
  status = memory_.AllocateArray(names_capacity_, &names_);
  if (status == SINEW_STATUS_OK) status = memory_.AllocateArray(slot_capacity_, &slots_);
  return status == SINEW_STATUS_OK ? status : FailMemory(error, status);
}

sinew_status Plan::AddNamed(Bytes name, sinew_type type, sinew_error* error) {
  Slot slot = {};
  slot.type = type;
  if (const sinew_status status = Keep(name, &slot.name, error)) return status;
  names_[slot_count_] = {CharsOf(slot.name), type};
  slots_[slot_count_++] = slot;
  named_count_ = slot_count_;
  return SINEW_STATUS_OK;
}

sinew_status Plan::AddInput(const sinew_pipeline_options& options, sinew_error* error) {
  if (options.decoder != nullptr) {
    for (size_t i = 0; i < options.decoder->field_count(); ++i) {
      const DecoderField& field = options.decoder->field(i);
      if (const sinew_status status = AddNamed(field.name, field.type, error)) return status;
    }
  }
  for (size_t i = 0; i < options.column_count; ++i) {
    const sinew_expression_column& column = options.columns[i];
    if (column.name == nullptr) {
      return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, i, "columns[%zu].name is null", i);
    }
    if (!IsType(column.type)) {
      return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, i, "columns[%zu].type: type %d is unknown",
                  i, static_cast<int>(column.type));
    }
    if (options.decoder != nullptr && IsList(column.type)) {
      return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, i,
                  "columns[%zu].type: no lists come beside records", i);
    }
    if (const sinew_status status = AddNamed(TextOf(column.name), column.type, error)) {
      return status;
    }
  }
  input_count_ = slot_count_;
  field_count_ = options.decoder != nullptr ? options.decoder->field_count() : options.column_count;
  return SINEW_STATUS_OK;
}

// Compiles an expression over the columns that have names so far.
sinew_status Plan::NewExpression(Bytes text, const char* place, sinew_expression** out,
                                 sinew_error* error) {
  if (text.size > SINEW_EXPRESSION_MAX_SIZE) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, SINEW_EXPRESSION_MAX_SIZE,
                "%s: %zu bytes are more than %zu", place, text.size, SINEW_EXPRESSION_MAX_SIZE);
  }
  sinew_status status = Memory::New(Memory::PartOf(memory_), out);
  if (status != SINEW_STATUS_OK) return FailMemory(error, status);
  const sinew_expression_options options = {sizeof(options), text.data,    text.size,
                                            names_,          named_count_, 0};
  sinew_error why;
  status = (*out)->Compile(options, &why);
  if (status == SINEW_STATUS_OK) return status;
  Memory::Delete(*out);
  *out = nullptr;
  if (status != SINEW_STATUS_INVALID_ARGUMENT) return FailMemory(error, status);
  return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, why.offset, "%s: %s", place, why.message);
}

sinew_status Plan::AddWhere(const char* text, sinew_error* error) {
  if (const sinew_status status = Keep(TextOf(text), &where_text_, error)) return status;
  const sinew_status status = NewExpression(where_text_, "where", &where_, error);
  if (status != SINEW_STATUS_OK || where_->type() == SINEW_TYPE_BOOL) return status;
  return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0, "where: its type is %s and not %s",
              InfoOf(where_->type()).name, InfoOf(SINEW_TYPE_BOOL).name);
}

// Adds a slot for an expression.
sinew_status Plan::AddExpression(Bytes text, const char* place, sinew_error* error) {
  Slot slot = {};
  if (const sinew_status status = Keep(text, &slot.text, error)) return status;
  sinew_status status = NewExpression(slot.text, place, &slot.expression, error);
  if (status != SINEW_STATUS_OK) return status;
  status = Memory::New(Memory::PartOf(memory_), &slot.values);
  if (status != SINEW_STATUS_OK) {
    Memory::Delete(slot.expression);
    return FailMemory(error, status);
  }
  slot.type = slot.expression->type();
  slots_[slot_count_++] = slot;
  return SINEW_STATUS_OK;
}

sinew_status Plan::AddComputed(const sinew_pipeline_column& column, size_t index,
                               sinew_error* error) {
  if (column.text == nullptr) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, index, "computed[%zu].text is null", index);
  }
  const char* const name = column.name != nullptr ? column.name : column.text;
  if (FindName(TextOf(name)) != kNoSlot) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, index,
                "computed[%zu].name: there is a column %.100s already", index, name);
  }
  sinew_status status =
      AddExpression(TextOf(column.text), PlaceName("computed", index).text, error);
  if (status != SINEW_STATUS_OK) return status;
  Slot& slot = slots_[slot_count_ - 1];
  status = Keep(TextOf(name), &slot.name, error);
  if (status != SINEW_STATUS_OK) return status;
  names_[named_count_++] = {CharsOf(slot.name), slot.type};
  return SINEW_STATUS_OK;
}

size_t Plan::FindName(Bytes name) const {
  for (size_t i = 0; i < named_count_; ++i) {
    if (SameBytes(slots_[i].name, name)) return i;
  }
  return kNoSlot;
}

// Sets *slot to that of an expression without a name.
sinew_status Plan::FindOrAdd(Bytes text, const char* place, size_t* slot, sinew_error* error) {
  for (*slot = named_count_; *slot < slot_count_; ++*slot) {
    if (SameBytes(slots_[*slot].text, text)) return SINEW_STATUS_OK;
  }
  return AddExpression(text, place, error);
}

// Sets *slot to what a text stands for: a column by its name, or an expression.
sinew_status Plan::Resolve(const char* text, const char* place, size_t* slot, sinew_error* error) {
  *slot = FindName(TextOf(text));
  return *slot != kNoSlot ? SINEW_STATUS_OK : FindOrAdd(TextOf(text), place, slot, error);
}

sinew_status Plan::AddKey(const sinew_pipeline_column& key, size_t index, sinew_error* error) {
  if (key.text == nullptr) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, index, "keys[%zu].text is null", index);
  }
  size_t slot;
  sinew_status status = Resolve(key.text, PlaceName("keys", index).text, &slot, error);
  if (status == SINEW_STATUS_OK && IsList(slots_[slot].type)) {
    status = Fail(error, SINEW_STATUS_INVALID_ARGUMENT, index,
                  "keys[%zu]: column %.100s is of lists, which cannot be keys", index, key.text);
  }
  if (status != SINEW_STATUS_OK) return status;
  slots_[slot].is_needed = true;
  keys_[key_count_] = slot;
  key_types_[key_count_] = slots_[slot].type;
  const char* const name = key.name != nullptr ? key.name : key.text;
  return Keep(TextOf(name), &results_[key_count_++].name, error);
}

// Sets *value to the number of a slot among the values.
sinew_status Plan::AddValue(size_t slot, size_t index, uint32_t* value, sinew_error* error) {
  slots_[slot].is_needed = true;
  for (*value = 0; *value < value_count_; ++*value) {
    if (values_[*value] == slot) return SINEW_STATUS_OK;
  }
  if (value_count_ == SINEW_GROUPBY_MAX_COLUMNS) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, index,
                "%s: there are aggregates of more than %zu columns",
                PlaceName("aggregates", index).text, SINEW_GROUPBY_MAX_COLUMNS);
  }
  values_[value_count_] = slot;
  value_types_[value_count_++] = slots_[slot].type;
  return SINEW_STATUS_OK;
}

// Sets in *spec the column that an aggregate is computed of.
sinew_status Plan::AddArgument(const sinew_pipeline_aggregate& aggregate, size_t index,
                               sinew_aggregate_spec* spec, sinew_error* error) {
  const PlaceName place("aggregates", index);
  size_t slot;
  if (const sinew_status status = Resolve(aggregate.text, place.text, &slot, error)) return status;
  const sinew_type type = slots_[slot].type;
  if (IsList(type)) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, index,
                "%s: column %.100s is of lists, which aggregates do not take", place.text,
                CharsOf(slots_[slot].name));
  }
  sinew_type second_type = {};
  if (aggregate.second != nullptr) {
    size_t second;
    const PlaceName of_second("aggregates", index, ".second");
    sinew_status status = Resolve(aggregate.second, of_second.text, &second, error);
    if (status != SINEW_STATUS_OK) return status;
    second_type = slots_[second].type;
    status = AddValue(second, index, &spec->second, error);
    if (status != SINEW_STATUS_OK) return status;
  }
  if (FindAccumulator(aggregate.function, type, second_type) == nullptr) {
    const bool has_second = aggregate.second != nullptr;
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, index,
                "%s: %s takes no column of type %s%s%s", place.text,
                NameOfAggregate(aggregate.function), InfoOf(type).name,
                has_second ? " and one of type " : "", has_second ? InfoOf(second_type).name : "");
  }
  return AddValue(slot, index, &spec->column, error);
}

// Sets in *spec the column that says which rows count.
sinew_status Plan::AddFilter(const sinew_pipeline_aggregate& aggregate, size_t index,
                             sinew_aggregate_spec* spec, sinew_error* error) {
  const PlaceName place("aggregates", index, ".where");
  size_t slot;
  if (const sinew_status status = Resolve(aggregate.where, place.text, &slot, error)) return status;
  if (slots_[slot].type != SINEW_TYPE_BOOL) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, index, "%s: its type is %s and not %s",
                place.text, InfoOf(slots_[slot].type).name, InfoOf(SINEW_TYPE_BOOL).name);
  }
  spec->flags = SINEW_AGGREGATE_FILTER;
  return AddValue(slot, index, &spec->filter, error);
}

sinew_status Plan::AddAggregate(const sinew_pipeline_aggregate& aggregate, size_t index,
                                sinew_error* error) {
  const PlaceName place("aggregates", index);
  const sinew_aggregate function = aggregate.function;
  if (!IsKnownAggregate(function)) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, index, "%s.function: %d is unknown",
                place.text, static_cast<int>(function));
  }
  const bool has_text = function != SINEW_AGGREGATE_COUNT_ROWS;
  if (has_text != (aggregate.text != nullptr)) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, index,
                has_text ? "%s.text is null" : "%s.text: rows are counted without", place.text);
  }
  const bool has_second = TakesTwoColumns(function);
  if (has_second != (aggregate.second != nullptr)) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, index,
                has_second ? "%s.second is null" : "%s.second: %s is of one column", place.text,
                NameOfAggregate(function));
  }
  if (!TakesFraction(function, aggregate.fraction)) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, index,
                IsQuantile(function) ? "%s.fraction: %g is not within 0 and 1"
                                     : "%s.fraction: %g, but the function is no quantile",
                place.text, aggregate.fraction);
  }
  if (!TakesLgK(function, aggregate.lg_k)) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, index,
                IsOfLgK(function) ? "%s.lg_k: %u is not within 4 and 21"
                                  : "%s.lg_k: %u, but the function has no registers",
                place.text, aggregate.lg_k);
  }
  if (!TakesAccuracy(function, aggregate.relative_accuracy)) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, index,
                IsOfAccuracy(function) ? "%s.relative_accuracy: %g is not within 1e-6 and 1"
                                       : "%s.relative_accuracy: %g, but the function has none",
                place.text, aggregate.relative_accuracy);
  }
  sinew_aggregate_spec spec = {};
  spec.size = sizeof(spec);
  spec.function = function;
  spec.fraction = aggregate.fraction;
  spec.relative_accuracy = aggregate.relative_accuracy;
  spec.lg_k = aggregate.lg_k;
  if (has_text) {
    if (const sinew_status status = AddArgument(aggregate, index, &spec, error)) return status;
  }
  if (aggregate.where != nullptr) {
    if (const sinew_status status = AddFilter(aggregate, index, &spec, error)) return status;
  }
  ResultColumn& result = results_[key_count_ + aggregate_count_];
  result = {};
  aggregates_[aggregate_count_++] = spec;
  return NameResult(aggregate, &result.name, error);
}

// Copies the name that an aggregate has, or puts together the one that it has by default.
sinew_status Plan::NameResult(const sinew_pipeline_aggregate& aggregate, Bytes* name,
                              sinew_error* error) {
  if (aggregate.name != nullptr) return Keep(TextOf(aggregate.name), name, error);
  const auto text_or_none = [](const char* text) { return TextOf(text == nullptr ? "" : text); };
  const Bytes text = text_or_none(aggregate.text), where = text_or_none(aggregate.where),
              second = text_or_none(aggregate.second);
  char fraction[kFractionSize];
  const size_t more = text.size + second.size + where.size + sizeof(fraction) + 48;
  if (const sinew_status status = scratch_.Reserve(more)) {
    return FailMemory(error, status);
  }
  scratch_.set_size(0);
  scratch_.Append(TextOf(NameOfAggregate(aggregate.function)));
  if (aggregate.text != nullptr) {
    scratch_.Append(TextOf("("));
    scratch_.Append(text);
    if (aggregate.second != nullptr) scratch_.Append(TextOf(", "));
    scratch_.Append(second);
    if (IsQuantile(aggregate.function)) {
      scratch_.Append(TextOf(", "));
      scratch_.Append({AsBytes(fraction), WriteFraction(aggregate.fraction, fraction)});
    }
    scratch_.Append(TextOf(")"));
  }
  if (aggregate.where != nullptr) {
    scratch_.Append(TextOf(" where "));
    scratch_.Append(where);
  }
  const Bytes put_together = {scratch_.data(), scratch_.size()};
  scratch_.Append({AsBytes(""), 1});
  return Keep(put_together, name, error);
}

bool Plan::IsLike(const Plan& other) const {
  const auto same_slot = [](const Slot& a, const Slot& b) {
    return a.type == b.type && SameBytes(a.name, b.name) && SameBytes(a.text, b.text);
  };
  const auto same_aggregate = [](const sinew_aggregate_spec& a, const sinew_aggregate_spec& b) {
    return a.function == b.function && a.column == b.column && a.flags == b.flags &&
           a.filter == b.filter && a.second == b.second && ParametersOf(a) == ParametersOf(b);
  };
  const auto same_result = [](const ResultColumn& a, const ResultColumn& b) {
    return SameBytes(a.name, b.name);
  };
  return input_count_ == other.input_count_ && (where_ == nullptr) == (other.where_ == nullptr) &&
         SameBytes(where_text_, other.where_text_) &&
         std::equal(slots_, slots_ + slot_count_, other.slots_, other.slots_ + other.slot_count_,
                    same_slot) &&
         std::equal(keys_, keys_ + key_count_, other.keys_, other.keys_ + other.key_count_) &&
         std::equal(values_, values_ + value_count_, other.values_,
                    other.values_ + other.value_count_) &&
         std::equal(aggregates_, aggregates_ + aggregate_count_, other.aggregates_,
                    other.aggregates_ + other.aggregate_count_, same_aggregate) &&
         std::equal(results_, results_ + result_count(), other.results_,
                    other.results_ + other.result_count(), same_result);
}

}  // namespace sinew

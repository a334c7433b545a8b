#include "aggregate/groupby_states.h"

#include <algorithm>
#include <limits>

#include "core/status.h"

namespace sinew {
namespace {

double Canonical(double value) {
  return value != value ? std::numeric_limits<double>::quiet_NaN() : value;
}

double DoubleOf(int64_t order) { return Canonical(std::bit_cast<double>(FlipNegative(order))); }

// The exact sum, rounded once to a double.
double SumAsDouble(const uint8_t* sum, int64_t) {
  const __int128 wraps = Load<int64_t>(sum + 8);
  return static_cast<double>(wraps * (static_cast<__int128>(1) << 64) + Load<int64_t>(sum));
}
double SumAsDouble(const uint8_t* sum, double) { return Load<double>(sum); }

void Lower(uint8_t* extreme, const uint8_t* other) {
  Store(extreme, std::min(Load<int64_t>(extreme), Load<int64_t>(other)));
}

}  // namespace

sinew_status StateLayout::Init(const sinew_groupby_options& options, sinew_error* error) {
  const auto invalid = [error](size_t offset, const char* format, auto... arguments) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, offset, format, arguments...);
  };
  const auto is_null = [&](const char* argument) { return invalid(0, "%s is null", argument); };
  if (options.value_count > SINEW_GROUPBY_MAX_COLUMNS) {
    return invalid(0, "options.value_count: %zu is more than %zu", options.value_count,
                   SINEW_GROUPBY_MAX_COLUMNS);
  }
  if (options.value_types == nullptr && options.value_count != 0) {
    return is_null("options.value_types");
  }
  if (options.aggregates == nullptr) return is_null("options.aggregates");
  if (options.aggregate_count == 0 || options.aggregate_count > SINEW_GROUPBY_MAX_AGGREGATES) {
    return invalid(0, "options.aggregate_count: %zu is not within 1 and %zu",
                   options.aggregate_count, SINEW_GROUPBY_MAX_AGGREGATES);
  }
  column_count_ = options.value_count;
  for (size_t i = 0; i < column_count_; ++i) {
    const sinew_type type = options.value_types[i];
    if (type != SINEW_TYPE_I64 && type != SINEW_TYPE_F64) {
      return invalid(i, "options.value_types[%zu]: type %d is not SINEW_TYPE_I64 or SINEW_TYPE_F64",
                     i, static_cast<int>(type));
    }
    columns_[i].type = type;
  }
  aggregate_count_ = options.aggregate_count;
  for (size_t i = 0; i < aggregate_count_; ++i) {
    const sinew_aggregate_spec spec = options.aggregates[i];
    aggregates_[i] = spec;
    if (spec.function < SINEW_AGGREGATE_COUNT || spec.function > SINEW_AGGREGATE_MEAN) {
      return invalid(i, "options.aggregates[%zu].function: %d is unknown", i,
                     static_cast<int>(spec.function));
    }
    if (spec.column == SINEW_COLUMN_NONE && spec.function == SINEW_AGGREGATE_COUNT) {
      count_rows_ = true;
      continue;
    }
    if (spec.column >= column_count_) {
      return invalid(i, "options.aggregates[%zu].column: %u is not below value_count %zu", i,
                     spec.column, column_count_);
    }
    StateColumn& column = columns_[spec.column];
    column.used = true;
    column.sum |= spec.function == SINEW_AGGREGATE_SUM || spec.function == SINEW_AGGREGATE_MEAN;
    column.min |= spec.function == SINEW_AGGREGATE_MIN;
    column.max |= spec.function == SINEW_AGGREGATE_MAX;
  }
  uint32_t offset = count_rows_ ? 8 : 0;
  for (size_t i = 0; i < column_count_; ++i) {
    StateColumn& column = columns_[i];
    if (!column.used) continue;
    column.offset = offset;
    if (column.min) Store(empty_row_ + column.MinOffset(), kNoExtreme);
    if (column.max) Store(empty_row_ + column.MaxOffset(), kNoExtreme);
    offset = column.End();
  }
  stride_ = offset;
  return SINEW_STATUS_OK;
}

void StateLayout::Update(uint8_t* const* rows, size_t count, const sinew_column* values,
                         size_t first) const {
  if (count_rows_) {
    for (size_t i = 0; i < count; ++i) AddToCount(rows[i], 1);
  }
  for (size_t c = 0; c < column_count_; ++c) {
    if (columns_[c].used) UpdateColumn(columns_[c], rows, count, values[c], first);
  }
}

void StateLayout::Merge(uint8_t* const* into, const uint8_t* const* from, size_t count) const {
  for (size_t i = 0; i < count; ++i) {
    uint8_t* to = into[i];
    const uint8_t* other = from[i];
    if (count_rows_) AddToCount(to, Load<uint64_t>(other));
    for (size_t c = 0; c < column_count_; ++c) {
      const StateColumn& column = columns_[c];
      if (!column.used) continue;
      AddToCount(to + column.offset, Load<uint64_t>(other + column.offset));
      const uint8_t* sum = other + column.SumOffset();
      if (column.sum && column.type == SINEW_TYPE_I64) {
        AddToSum(to + column.SumOffset(), Load<int64_t>(sum), Load<int64_t>(sum + 8));
      } else if (column.sum) {
        AddToSum(to + column.SumOffset(), Load<double>(sum));
      }
      if (column.min) Lower(to + column.MinOffset(), other + column.MinOffset());
      if (column.max) Lower(to + column.MaxOffset(), other + column.MaxOffset());
    }
  }
}

sinew_type StateLayout::ResultType(size_t aggregate) const {
  const sinew_aggregate_spec spec = aggregates_[aggregate];
  if (spec.function == SINEW_AGGREGATE_COUNT) return SINEW_TYPE_I64;
  if (spec.function == SINEW_AGGREGATE_MEAN) return SINEW_TYPE_F64;
  return columns_[spec.column].type;
}

size_t StateLayout::FirstOverflow(size_t aggregate, const uint8_t* rows, size_t count) const {
  const sinew_aggregate_spec spec = aggregates_[aggregate];
  if (spec.function != SINEW_AGGREGATE_SUM) return count;
  const StateColumn& column = columns_[spec.column];
  if (column.type != SINEW_TYPE_I64) return count;
  const uint8_t* wraps = rows + column.SumOffset() + 8;
  size_t i = 0;
  while (i < count && Load<int64_t>(wraps + i * stride_) == 0) ++i;
  return i;
}

void StateLayout::Results(size_t aggregate, const uint8_t* rows, size_t count, uint8_t* out,
                          uint8_t* valid) const {
  const sinew_aggregate_spec spec = aggregates_[aggregate];
  const StateColumn column =
      spec.column == SINEW_COLUMN_NONE ? StateColumn{} : columns_[spec.column];
  const auto write = [&](size_t offset, auto result) {
    for (size_t i = 0; i < count; ++i) Store(out + i * 8, result(rows + i * stride_ + offset));
    if (valid != nullptr) memset(valid, 1, count);
  };
  // For what is null without values.
  const auto write_or_null = [&](size_t offset, auto result) {
    for (size_t i = 0; i < count; ++i) {
      const uint8_t* row = rows + i * stride_;
      const bool is_valid = Load<uint64_t>(row + column.offset) != 0;
      Store(out + i * 8, is_valid ? result(row + offset) : 0);
      if (valid != nullptr) valid[i] = is_valid;
    }
  };
  const auto write_extreme = [&](size_t offset, int64_t flip) {
    const auto order = [flip](const uint8_t* extreme) {
      // NaN is the same on both sides.
      const int64_t kept = Load<int64_t>(extreme);
      return kept == kNaNExtreme ? kept : kept ^ flip;
    };
    if (column.type == SINEW_TYPE_F64) {
      write_or_null(offset, [&](const uint8_t* extreme) { return DoubleOf(order(extreme)); });
    } else {
      write_or_null(offset, [&](const uint8_t* extreme) { return Load<int64_t>(extreme) ^ flip; });
    }
  };
  const auto write_mean = [&](auto type) {
    write_or_null(0, [&](const uint8_t* row) {
      return Canonical(SumAsDouble(row + column.SumOffset(), type) /
                       static_cast<double>(Load<uint64_t>(row + column.offset)));
    });
  };
  switch (spec.function) {
    case SINEW_AGGREGATE_COUNT:
      write(column.offset, Load<int64_t>);
      break;
    case SINEW_AGGREGATE_SUM:
      if (column.type == SINEW_TYPE_F64) {
        write(column.SumOffset(), [](const uint8_t* sum) { return Canonical(Load<double>(sum)); });
      } else {
        write(column.SumOffset(), Load<int64_t>);
      }
      break;
    case SINEW_AGGREGATE_MIN:
      write_extreme(column.MinOffset(), 0);
      break;
    case SINEW_AGGREGATE_MAX:
      write_extreme(column.MaxOffset(), -1);
      break;
    case SINEW_AGGREGATE_MEAN:
      if (column.type == SINEW_TYPE_F64) {
        write_mean(double{});
      } else {
        write_mean(int64_t{});
      }
      break;
  }
}

bool operator==(const StateLayout& a, const StateLayout& b) {
  const auto same_spec = [](const sinew_aggregate_spec& x, const sinew_aggregate_spec& y) {
    return x.function == y.function && x.column == y.column;
  };
  return a.column_count_ == b.column_count_ && a.aggregate_count_ == b.aggregate_count_ &&
         std::equal(a.columns_, a.columns_ + a.column_count_, b.columns_) &&
         std::equal(a.aggregates_, a.aggregates_ + a.aggregate_count_, b.aggregates_, same_spec);
}

}  // namespace sinew

#include "aggregate/groupby_states.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <limits>

#include "core/column.h"
#include "core/status.h"

namespace sinew {
namespace {

using Int128 = __int128;

constexpr double kCanonicalNaN = std::numeric_limits<double>::quiet_NaN();
constexpr int64_t kLeast = std::numeric_limits<int64_t>::min();
constexpr int64_t kGreatest = std::numeric_limits<int64_t>::max();

// Doubles as integers of the same order, -0.0 below 0.0; it is its own inverse.
int64_t FlipNegative(int64_t bits) {
  return bits ^ static_cast<int64_t>(static_cast<uint64_t>(bits >> 63) >> 1);
}

// What is compared for min and max. A NaN is beyond every number on the side that wins.
template <int64_t kNaN>
int64_t OrderOf(int64_t value) {
  return value;
}
template <int64_t kNaN>
int64_t OrderOf(double value) {
  return value != value ? kNaN : FlipNegative(std::bit_cast<int64_t>(value));
}

double FromOrder(int64_t order) {
  const double value = std::bit_cast<double>(FlipNegative(order));
  return value != value ? kCanonicalNaN : value;
}

// The exact sum of integers; that of doubles.
Int128 Add(Int128 sum, int64_t value) { return sum + value; }
double Add(double sum, double value) { return sum + value; }

template <typename T>
using SumOf = decltype(Add({}, T{}));

template <typename T>
void AddTo(uint8_t* to, T value) {
  Store(to, Load<T>(to) + value);
}

}  // namespace

sinew_status StateLayout::Init(const sinew_groupby_options& options, sinew_error* error) {
  const auto invalid = [error](size_t offset, const char* format, auto... arguments) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, offset, format, arguments...);
  };
  if (options.value_count > SINEW_GROUPBY_MAX_COLUMNS) {
    return invalid(0, "options.value_count: %zu is more than %zu", options.value_count,
                   SINEW_GROUPBY_MAX_COLUMNS);
  }
  if (options.value_types == nullptr && options.value_count != 0) {
    return invalid(0, "options.value_types is null");
  }
  if (options.aggregates == nullptr) return invalid(0, "options.aggregates is null");
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
    Column& column = columns_[spec.column];
    column.used = true;
    column.sum |= spec.function == SINEW_AGGREGATE_SUM || spec.function == SINEW_AGGREGATE_MEAN;
    column.min |= spec.function == SINEW_AGGREGATE_MIN;
    column.max |= spec.function == SINEW_AGGREGATE_MAX;
  }
  uint32_t offset = count_rows_ ? 8 : 0;
  for (size_t i = 0; i < column_count_; ++i) {
    Column& column = columns_[i];
    if (!column.used) continue;
    column.offset = offset;
    if (column.min) Store(empty_row_ + column.MinOffset(), kGreatest);
    if (column.max) Store(empty_row_ + column.MaxOffset(), kLeast);
    offset = column.End();
  }
  stride_ = offset;
  return SINEW_STATUS_OK;
}

template <typename T, bool kSum, bool kMin, bool kMax>
void StateLayout::UpdateColumn(const Column& column, uint8_t* const* rows, size_t count,
                               const sinew_column& values, size_t first) {
  using Sum = SumOf<T>;
  constexpr size_t kSumOffset = 8;
  constexpr size_t kMinOffset = kSumOffset + (kSum ? sizeof(Sum) : 0);
  constexpr size_t kMaxOffset = kMinOffset + (kMin ? 8 : 0);
  const size_t offset = column.offset;
  const uint8_t* in =
      static_cast<const uint8_t*>(values.values) + (values.offset + first) * sizeof(T);
  const auto add = [&](size_t i) {
    uint8_t* state = rows[i] + offset;
    const T value = Load<T>(in + i * sizeof(T));
    AddTo<uint64_t>(state, 1);
    if constexpr (kSum) Store(state + kSumOffset, Add(Load<Sum>(state + kSumOffset), value));
    if constexpr (kMin) {
      Store(state + kMinOffset,
            std::min(OrderOf<kLeast>(value), Load<int64_t>(state + kMinOffset)));
    }
    if constexpr (kMax) {
      Store(state + kMaxOffset,
            std::max(OrderOf<kGreatest>(value), Load<int64_t>(state + kMaxOffset)));
    }
  };
  if (values.validity == nullptr) {
    for (size_t i = 0; i < count; ++i) add(i);
  } else {
    for (size_t i = 0; i < count; ++i) {
      if (IsValid(values, first + i)) add(i);
    }
  }
}

void StateLayout::Update(uint8_t* const* rows, size_t count, const sinew_column* values,
                         size_t first) const {
  using Function = void (*)(const Column&, uint8_t* const*, size_t, const sinew_column&, size_t);
  // By type, then by which of sum (1), min (2) and max (4) are there.
  static constexpr Function kUpdate[2][8] = {
      {UpdateColumn<int64_t, false, false, false>, UpdateColumn<int64_t, true, false, false>,
       UpdateColumn<int64_t, false, true, false>, UpdateColumn<int64_t, true, true, false>,
       UpdateColumn<int64_t, false, false, true>, UpdateColumn<int64_t, true, false, true>,
       UpdateColumn<int64_t, false, true, true>, UpdateColumn<int64_t, true, true, true>},
      {UpdateColumn<double, false, false, false>, UpdateColumn<double, true, false, false>,
       UpdateColumn<double, false, true, false>, UpdateColumn<double, true, true, false>,
       UpdateColumn<double, false, false, true>, UpdateColumn<double, true, false, true>,
       UpdateColumn<double, false, true, true>, UpdateColumn<double, true, true, true>}};
  if (count_rows_) {
    for (size_t i = 0; i < count; ++i) AddTo<uint64_t>(rows[i], 1);
  }
  for (size_t c = 0; c < column_count_; ++c) {
    const Column& column = columns_[c];
    if (!column.used) continue;
    kUpdate[column.type == SINEW_TYPE_F64][column.sum + 2 * column.min + 4 * column.max](
        column, rows, count, values[c], first);
  }
}

void StateLayout::Merge(uint8_t* const* into, const uint8_t* const* from, size_t count) const {
  for (size_t i = 0; i < count; ++i) {
    uint8_t* to = into[i];
    const uint8_t* other = from[i];
    if (count_rows_) AddTo(to, Load<uint64_t>(other));
    for (size_t c = 0; c < column_count_; ++c) {
      const Column& column = columns_[c];
      if (!column.used) continue;
      AddTo(to + column.offset, Load<uint64_t>(other + column.offset));
      if (column.sum && column.type == SINEW_TYPE_I64) {
        AddTo(to + column.SumOffset(), Load<Int128>(other + column.SumOffset()));
      } else if (column.sum) {
        AddTo(to + column.SumOffset(), Load<double>(other + column.SumOffset()));
      }
      const auto choose = [to, other](uint32_t offset, auto better) {
        const int64_t order = Load<int64_t>(other + offset);
        if (better(order, Load<int64_t>(to + offset))) Store(to + offset, order);
      };
      if (column.min) choose(column.MinOffset(), std::less<int64_t>());
      if (column.max) choose(column.MaxOffset(), std::greater<int64_t>());
    }
  }
}

sinew_type StateLayout::ResultType(size_t aggregate) const {
  const sinew_aggregate_spec spec = aggregates_[aggregate];
  if (spec.function == SINEW_AGGREGATE_COUNT) return SINEW_TYPE_I64;
  if (spec.function == SINEW_AGGREGATE_MEAN) return SINEW_TYPE_F64;
  return columns_[spec.column].type;
}

bool StateLayout::Overflows(size_t aggregate, const uint8_t* row) const {
  const sinew_aggregate_spec spec = aggregates_[aggregate];
  if (spec.function != SINEW_AGGREGATE_SUM) return false;
  const Column& column = columns_[spec.column];
  if (column.type != SINEW_TYPE_I64) return false;
  const Int128 sum = Load<Int128>(row + column.SumOffset());
  return sum != static_cast<int64_t>(sum);
}

bool StateLayout::Result(size_t aggregate, const uint8_t* row, void* out) const {
  const sinew_aggregate_spec spec = aggregates_[aggregate];
  if (spec.column == SINEW_COLUMN_NONE) {
    Store(out, Load<uint64_t>(row));
    return true;
  }
  const Column& column = columns_[spec.column];
  const bool is_double = column.type == SINEW_TYPE_F64;
  const uint64_t values = Load<uint64_t>(row + column.offset);
  const auto write_double = [out](double value) {
    Store(out, value != value ? kCanonicalNaN : value);
  };
  const auto write_order = [out, is_double](int64_t order) {
    if (is_double) {
      Store(out, FromOrder(order));
    } else {
      Store(out, order);
    }
  };
  switch (spec.function) {
    case SINEW_AGGREGATE_COUNT:
      Store(out, values);
      return true;
    case SINEW_AGGREGATE_SUM:
      if (is_double) {
        write_double(Load<double>(row + column.SumOffset()));
      } else {
        Store(out, static_cast<int64_t>(Load<Int128>(row + column.SumOffset())));
      }
      return true;
    case SINEW_AGGREGATE_MIN:
    case SINEW_AGGREGATE_MAX:
    case SINEW_AGGREGATE_MEAN:
      break;
  }
  if (values == 0) {
    Store(out, uint64_t{0});
    return false;
  }
  if (spec.function == SINEW_AGGREGATE_MEAN) {
    const double sum = is_double ? Load<double>(row + column.SumOffset())
                                 : static_cast<double>(Load<Int128>(row + column.SumOffset()));
    write_double(sum / static_cast<double>(values));
  } else {
    write_order(Load<int64_t>(
        row + (spec.function == SINEW_AGGREGATE_MIN ? column.MinOffset() : column.MaxOffset())));
  }
  return true;
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

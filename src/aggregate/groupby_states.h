#ifndef SINEW_AGGREGATE_GROUPBY_STATES_H_
#define SINEW_AGGREGATE_GROUPBY_STATES_H_

#include <bit>
#include <limits>

#include "aggregate/abi.h"
#include "core/bytes.h"

namespace sinew {

// What a row holds of one value column: 8 bytes each, but 16 for an integer sum, and only what is
// asked for.
//
//   | values that are not null | sum | min | complement of max |
//
// An integer sum is its low 64 bits and how often they wrapped, up less down: adding then touches
// the second word only where the first overflows.
//
// Min and max of doubles are kept as integers that order as IEEE 754-2019 minimum and maximum ask,
// so that one comparison settles -0.0 and NaN too. The complement turns a maximum into a minimum,
// so that one instruction settles both.
struct StateColumn {
  sinew_type type;
  uint32_t offset;  // in the row
  bool used, sum, min, max;

  uint32_t SumOffset() const { return offset + 8; }
  uint32_t SumSize() const { return !sum ? 0 : type == SINEW_TYPE_I64 ? 16 : 8; }
  uint32_t MinOffset() const { return SumOffset() + SumSize(); }
  uint32_t MaxOffset() const { return MinOffset() + (min ? 8 : 0); }
  uint32_t End() const { return MaxOffset() + (max ? 8 : 0); }
  bool operator==(const StateColumn&) const = default;
};

// What every extreme is less than: the state of min and of max before any value.
constexpr int64_t kNoExtreme = std::numeric_limits<int64_t>::max();
// What NaN is kept as, in min and in max: less than every number.
constexpr int64_t kNaNExtreme = std::numeric_limits<int64_t>::min();

// Doubles as integers of the same order, -0.0 below 0.0; it is its own inverse.
inline int64_t FlipNegative(int64_t bits) {
  return bits ^ static_cast<int64_t>(static_cast<uint64_t>(bits >> 63) >> 1);
}
inline int64_t OrderOf(int64_t value) { return value; }
inline int64_t OrderOf(double value) { return FlipNegative(std::bit_cast<int64_t>(value)); }

inline void AddToCount(uint8_t* count, uint64_t more) {
  Store(count, Load<uint64_t>(count) + more);
}

// Adds to a sum in place.
inline void AddToSum(uint8_t* sum, int64_t value, int64_t wraps = 0) {
  int64_t low;
  if (__builtin_expect(__builtin_add_overflow(Load<int64_t>(sum), value, &low), 0)) {
    wraps += value < 0 ? -1 : 1;
  }
  Store(sum, low);
  if (__builtin_expect(wraps != 0, 0)) Store(sum + 8, Load<int64_t>(sum + 8) + wraps);
}
inline void AddToSum(uint8_t* sum, double value) { Store(sum, Load<double>(sum) + value); }

// Adds one row of input to each of `count` groups, whose rows of states are given: rows
// [first, first + count) of a checked column.
void UpdateColumn(const StateColumn& column, uint8_t* const* rows, size_t count,
                  const sinew_column& values, size_t first);

// What the row of a group holds:
//
//   | number of rows, where a COUNT of no column asks for it | StateColumn 0 | StateColumn 1 | ...
class StateLayout {
 public:
  // Checks the aggregates and the value types, and lays out the row.
  sinew_status Init(const sinew_groupby_options& options, sinew_error* error);

  size_t stride() const { return stride_; }
  size_t column_count() const { return column_count_; }
  sinew_type column_type(size_t column) const { return columns_[column].type; }
  size_t aggregate_count() const { return aggregate_count_; }
  sinew_type ResultType(size_t aggregate) const;

  // Writes the state of a group without values.
  void InitRow(uint8_t* row) const {
    // A loop of words: rows are small, and calling memcpy costs more than it copies.
    for (size_t i = 0; i < stride_; i += 8) Store(row + i, Load<uint64_t>(empty_row_ + i));
  }

  // Adds one row of input to each of `count` groups: column rows [first, first + count) of checked
  // columns.
  void Update(uint8_t* const* rows, size_t count, const sinew_column* values, size_t first) const;

  // Adds the state of each of `count` groups to another.
  void Merge(uint8_t* const* into, const uint8_t* const* from, size_t count) const;

  // The number of the first of `count` rows, one behind the other, whose aggregate does not fit its
  // result type; count where all fit.
  size_t FirstOverflow(size_t aggregate, const uint8_t* rows, size_t count) const;

  // Writes the aggregate of `count` rows, one behind the other: 8 bytes of the result type each,
  // and where `valid` is not null 1, or 0 for a null, which is written as 0.
  void Results(size_t aggregate, const uint8_t* rows, size_t count, uint8_t* out,
               uint8_t* valid) const;

  friend bool operator==(const StateLayout& a, const StateLayout& b);

 private:
  static constexpr size_t kMaxStride = 8 + SINEW_GROUPBY_MAX_COLUMNS * 40;

  size_t stride_ = 0;
  size_t column_count_ = 0;
  size_t aggregate_count_ = 0;
  bool count_rows_ = false;
  StateColumn columns_[SINEW_GROUPBY_MAX_COLUMNS] = {};
  sinew_aggregate_spec aggregates_[SINEW_GROUPBY_MAX_AGGREGATES] = {};
  uint8_t empty_row_[kMaxStride] = {};
};

}  // namespace sinew

#endif  // SINEW_AGGREGATE_GROUPBY_STATES_H_

// COUNT: the values that are not null, of a column of any type. COUNT_ROWS: all rows.

#include <algorithm>
#include <bit>

#include "aggregate/accumulators/encoded.h"
#include "aggregate/accumulators/summary.h"
#include "core/bits.h"
#include "core/column.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "aggregate/accumulators/count.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "core/bits-inl.h"
#include "core/dispatch.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

size_t CountColumnBits(const uint8_t* bits, size_t offset, size_t count) {
  return CountBits(bits, offset, count);
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sinew {
namespace {

HWY_EXPORT(CountColumnBits);

// The state of COUNT_ROWS, the number of rows.
constexpr StateType kRows = {
    [](Parts) { return sizeof(uint64_t); },
    [](Parts, uint8_t* state) { Store(state, uint64_t{0}); },
    [](Parts, size_t offset, uint8_t* const* rows, size_t count, const sinew_column*, size_t) {
      for (size_t i = 0; i < count; ++i) AddToCount(rows[i] + offset, 1);
    },
    [](Parts, uint8_t* state, const sinew_column* columns) {
      Store(state, uint64_t{columns[0].count});
      return columns[0].count;
    },
    [](Parts, size_t offset, uint8_t* const* into, const uint8_t* const* from, size_t count) {
      for (size_t i = 0; i < count; ++i) {
        AddToCount(into[i] + offset, Load<uint64_t>(from[i] + offset));
      }
    },
    [](Parts, const sinew_type*, const uint8_t* state, ByteWriter* out) {
      out->Put(Load<uint64_t>(state));
    },
    [](Parts, const sinew_type*, ByteReader* in, uint8_t* state) {
      Store(state, DecodeCount(in));
    }};

// Both states begin with the count.
void Finish(const States& states, uint8_t* out, uint8_t* valid) {
  WriteResults(states, out, valid, Load<int64_t>);
}

constexpr Accumulator AccumulatorOf(sinew_aggregate function, const StateType* state) {
  return {function, SINEW_TYPE_I64, function == SINEW_AGGREGATE_COUNT, state, 0, Finish, nullptr};
}

const Accumulator* FindCount(sinew_type type) {
  // A column that has other aggregates is to have one state for all.
  const Accumulator* count = ForWide(type, [](auto number) {
    static constexpr Accumulator kCount =
        AccumulatorOf(SINEW_AGGREGATE_COUNT, &Summary<decltype(number)>::kState);
    return &kCount;
  });
  return count != nullptr ? count : FindCount(SINEW_TYPE_F64);
}

const Accumulator* FindCountRows(sinew_type) {
  static constexpr Accumulator kCountRows = AccumulatorOf(SINEW_AGGREGATE_COUNT_ROWS, &kRows);
  return &kCountRows;
}

const Register<SINEW_AGGREGATE_COUNT> kRegisterCount("count", FindCount);
const Register<SINEW_AGGREGATE_COUNT_ROWS> kRegisterCountRows("count", FindCountRows);

}  // namespace

size_t CountColumn(const sinew_column& column) {
  if (column.validity == nullptr) return column.count;
  return SINEW_DISPATCH(CountColumnBits)(column.validity, column.validity_offset, column.count);
}

size_t CountTrue(const sinew_column& column) {
  const uint8_t* const values = static_cast<const uint8_t*>(column.values);
  if (column.validity == nullptr) {
    return SINEW_DISPATCH(CountColumnBits)(values, column.values_offset, column.count);
  }
  size_t count = 0;
  for (size_t row = 0; row < column.count; row += 64) {
    const size_t rows = std::min<size_t>(column.count - row, 64);
    count += static_cast<size_t>(
        std::popcount(LoadBits(values, column.values_offset + row, rows) &
                      LoadBits(column.validity, column.validity_offset + row, rows)));
  }
  return count;
}

}  // namespace sinew
#endif  // HWY_ONCE

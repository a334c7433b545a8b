#include <algorithm>
#include <type_traits>

#include "aggregate/groupby_states.h"
#include "core/column.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "aggregate/groupby_update.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "core/dispatch.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;
namespace {

// Lowers min and the complement of max, side by side, in one go. Without a branch: a group of few
// rows changes its extremes too often to predict.
template <typename T>
HWY_INLINE void LowerBoth(uint8_t* extremes, T value) {
  const hn::CappedTag<int64_t, 2> d;
  alignas(16) static constexpr int64_t kFlip[2] = {0, -1};
  const int64_t order = OrderOf(value);
  for (size_t lane = 0; lane < 2; lane += hn::Lanes(d)) {
    int64_t* to = reinterpret_cast<int64_t*>(extremes) + lane;
    auto keys = hn::Xor(hn::Set(d, order), hn::Load(d, kFlip + lane));
    if (value != value) keys = hn::Set(d, kNaNExtreme);
    hn::StoreU(hn::Min(hn::LoadU(d, to), keys), d, to);
  }
}

template <typename T>
HWY_INLINE void LowerOne(uint8_t* extreme, T value, int64_t flip) {
  const int64_t key = value != value ? kNaNExtreme : OrderOf(value) ^ flip;
  Store(extreme, std::min(Load<int64_t>(extreme), key));
}

template <typename T, bool kSum, bool kMin, bool kMax>
void UpdateRows(size_t offset, uint8_t* const* rows, size_t count, const sinew_column& values,
                size_t first) {
  constexpr size_t kSumOffset = 8;
  constexpr size_t kMinOffset = kSumOffset + (!kSum ? 0 : std::is_integral_v<T> ? 16 : 8);
  constexpr size_t kMaxOffset = kMinOffset + (kMin ? 8 : 0);
  const uint8_t* in = static_cast<const uint8_t*>(values.values) + first * sizeof(T);
  const auto add = [&](size_t i) HWY_ATTR {
    uint8_t* state = rows[i] + offset;
    const T value = Load<T>(in + i * sizeof(T));
    AddToCount(state, 1);
    if constexpr (kSum) AddToSum(state + kSumOffset, value);
    if constexpr (kMin && kMax) {
      LowerBoth(state + kMinOffset, value);
    } else if constexpr (kMin) {
      LowerOne(state + kMinOffset, value, 0);
    } else if constexpr (kMax) {
      LowerOne(state + kMaxOffset, value, -1);
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

template <typename T>
void UpdateRowsOf(const StateColumn& column, uint8_t* const* rows, size_t count,
                  const sinew_column& values, size_t first) {
  using Function = void (*)(size_t, uint8_t* const*, size_t, const sinew_column&, size_t);
  static constexpr Function kBySumMinMax[2][2][2] = {
      {{UpdateRows<T, false, false, false>, UpdateRows<T, false, false, true>},
       {UpdateRows<T, false, true, false>, UpdateRows<T, false, true, true>}},
      {{UpdateRows<T, true, false, false>, UpdateRows<T, true, false, true>},
       {UpdateRows<T, true, true, false>, UpdateRows<T, true, true, true>}}};
  kBySumMinMax[column.sum][column.min][column.max](column.offset, rows, count, values, first);
}

void UpdateIntegers(const StateColumn& column, uint8_t* const* rows, size_t count,
                    const sinew_column& values, size_t first) {
  UpdateRowsOf<int64_t>(column, rows, count, values, first);
}

void UpdateDoubles(const StateColumn& column, uint8_t* const* rows, size_t count,
                   const sinew_column& values, size_t first) {
  UpdateRowsOf<double>(column, rows, count, values, first);
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sinew {

HWY_EXPORT(UpdateIntegers);
HWY_EXPORT(UpdateDoubles);

void UpdateColumn(const StateColumn& column, uint8_t* const* rows, size_t count,
                  const sinew_column& values, size_t first) {
  if (column.type == SINEW_TYPE_I64) {
    SINEW_DISPATCH(UpdateIntegers)(column, rows, count, values, first);
  } else {
    SINEW_DISPATCH(UpdateDoubles)(column, rows, count, values, first);
  }
}

}  // namespace sinew
#endif  // HWY_ONCE

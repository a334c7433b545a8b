#include "aggregate/accumulators/summary.h"

#include <algorithm>

#include "aggregate/accumulators/encoded.h"
#include "core/column.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "aggregate/accumulators/summary.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "core/dispatch.h"
#include "core/scalar-inl.h"

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

// Adds values at `in`, which are rows of the column from `first` on.
template <typename T, Parts kParts>
void UpdateRows(size_t offset, uint8_t* const* rows, size_t count, const uint8_t* in,
                const sinew_column& column, size_t first) {
  using Of = Summary<T>;
  const auto add = [&](size_t i) HWY_ATTR {
    uint8_t* state = rows[i] + offset;
    if constexpr (kParts == 0) {
      AddToCount(state, 1);
    } else {
      const T value = Load<T>(in + i * sizeof(T));
      AddToCount(state, 1);
      if constexpr (kParts & Of::kSum) AddToSum(state + Of::kSumAt, value);
      if constexpr ((kParts & Of::kMin) && (kParts & Of::kMax)) {
        LowerBoth(state + Of::MinAt(kParts), value);
      } else if constexpr (kParts & Of::kMin) {
        LowerOne(state + Of::MinAt(kParts), value, 0);
      } else if constexpr (kParts & Of::kMax) {
        LowerOne(state + Of::MaxAt(kParts), value, -1);
      }
    }
  };
  if (column.validity == nullptr) {
    for (size_t i = 0; i < count; ++i) add(i);
  } else {
    // By the bits: to ask of each row cannot be predicted where many are null, or left out by a
    // filter.
    for (size_t i = 0; i < count; i += 64) {
      const size_t block = std::min<size_t>(count - i, 64);
      uint64_t valid = LoadBits(column.validity, column.validity_offset + first + i, block);
      for (; valid != 0; valid &= valid - 1) add(i + static_cast<size_t>(__builtin_ctzll(valid)));
    }
  }
}

template <typename T>
void UpdateWide(Parts parts, size_t offset, uint8_t* const* rows, size_t count, const uint8_t* in,
                const sinew_column& column, size_t first) {
  using Function =
      void (*)(size_t, uint8_t* const*, size_t, const uint8_t*, const sinew_column&, size_t);
  static constexpr Function kByParts[8] = {
      UpdateRows<double, 0>, UpdateRows<T, 1>, UpdateRows<T, 2>, UpdateRows<T, 3>,
      UpdateRows<T, 4>,      UpdateRows<T, 5>, UpdateRows<T, 6>, UpdateRows<T, 7>};
  kByParts[parts](offset, rows, count, in, column, first);
}

// Values of other types are widened a block at a time: compilers vectorise that, it takes a
// twentieth of what adding to the states does, and one loop serves all types.
template <typename T>
void Update(Parts parts, size_t offset, uint8_t* const* rows, size_t count,
            const sinew_column& column, size_t first) {
  ForStored<T>(column.type, [&](auto stored) HWY_ATTR {
    using Stored = decltype(stored);
    if (std::is_same_v<Stored, T> || parts == 0) {
      const uint8_t* const values = static_cast<const uint8_t*>(column.values);
      const uint8_t* const in = parts == 0 ? nullptr : values + first * sizeof(T);
      return UpdateWide<T>(parts, offset, rows, count, in, column, first);
    }
    constexpr size_t kBlock = 256;
    T wide[kBlock];
    for (size_t done = 0; done < count; done += kBlock) {
      const size_t block = std::min(kBlock, count - done);
      WidenStored<Stored>(column, first + done, block, wide);
      UpdateWide<T>(parts, offset, rows + done, block, reinterpret_cast<const uint8_t*>(wide),
                    column, first + done);
    }
  });
}

void UpdateI64(Parts parts, size_t offset, uint8_t* const* rows, size_t count,
               const sinew_column& column, size_t first) {
  Update<int64_t>(parts, offset, rows, count, column, first);
}

void UpdateU64(Parts parts, size_t offset, uint8_t* const* rows, size_t count,
               const sinew_column& column, size_t first) {
  Update<uint64_t>(parts, offset, rows, count, column, first);
}

void UpdateF64(Parts parts, size_t offset, uint8_t* const* rows, size_t count,
               const sinew_column& column, size_t first) {
  Update<double>(parts, offset, rows, count, column, first);
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sinew {
namespace {

HWY_EXPORT(UpdateI64);
HWY_EXPORT(UpdateU64);
HWY_EXPORT(UpdateF64);

template <typename T>
void UpdateOf(Parts parts, size_t offset, uint8_t* const* rows, size_t count,
              const sinew_column* columns, size_t first) {
  const sinew_column& column = columns[0];
  if constexpr (std::is_same_v<T, int64_t>) {
    SINEW_DISPATCH(UpdateI64)(parts, offset, rows, count, column, first);
  } else if constexpr (std::is_same_v<T, uint64_t>) {
    SINEW_DISPATCH(UpdateU64)(parts, offset, rows, count, column, first);
  } else {
    SINEW_DISPATCH(UpdateF64)(parts, offset, rows, count, column, first);
  }
}

template <typename T>
void Init(Parts parts, uint8_t* state) {
  using Of = Summary<T>;
  memset(state, 0, Of::MinAt(parts));
  for (size_t at = Of::MinAt(parts); at < Of::Size(parts); at += 8) Store(state + at, kNoExtreme);
}

void Lower(uint8_t* extreme, int64_t other) {
  Store(extreme, std::min(Load<int64_t>(extreme), other));
}

// Their sum is the number of those that are true, which says all the rest.
size_t OfBooleans(Parts parts, uint8_t* state, const sinew_column& column) {
  using Of = Summary<int64_t>;
  const size_t count = CountColumn(column), sum = CountTrue(column);
  Init<int64_t>(parts, state);
  Store(state, uint64_t{count});
  if (parts & Of::kSum) Store(state + Of::kSumAt, uint64_t{sum});
  if (count == 0) return count;
  if (parts & Of::kMin) Store(state + Of::MinAt(parts), int64_t{sum == count});
  if (parts & Of::kMax) Store(state + Of::MaxAt(parts), ~int64_t{sum != 0});
  return count;
}

template <typename T>
size_t OfColumn(Parts parts, uint8_t* state, const sinew_column* columns) {
  using Of = Summary<T>;
  const sinew_column& column = columns[0];
  if (column.type == SINEW_TYPE_BOOL && parts != 0) return OfBooleans(parts, state, column);
  size_t count = 0;
  if (parts & Of::kSum) {
    std::conditional_t<std::is_integral_v<T>, Int128, double> sum;
    count = SumColumn(column, T{}, &sum);
    const T low = static_cast<T>(sum);
    Store(state + Of::kSumAt, low);
    if constexpr (std::is_integral_v<T>) {
      Store(state + Of::kSumAt + 8, static_cast<int64_t>((sum - low) >> 64));
    }
  }
  if (parts & (Of::kMin | Of::kMax)) {
    Extremes found = ColumnExtremes(column, T{});
    count = found.count;
    found.max = ~found.max;
    constexpr int64_t kInfinity = 0x7FF0000000000000;
    if (count == 0) {
      found.min = found.max = kNoExtreme;
    } else if (std::is_same_v<T, double> && (found.min < ~kInfinity || found.max < ~kInfinity)) {
      found.min = found.max = kNaNExtreme;
    }
    if (parts & Of::kMin) Store(state + Of::MinAt(parts), found.min);
    if (parts & Of::kMax) Store(state + Of::MaxAt(parts), found.max);
  }
  if (parts == 0) count = CountColumn(column);
  Store(state, uint64_t{count});
  return count;
}

template <typename T>
void Merge(Parts parts, size_t offset, uint8_t* const* into, const uint8_t* const* from,
           size_t count) {
  using Of = Summary<T>;
  for (size_t i = 0; i < count; ++i) {
    uint8_t* to = into[i] + offset;
    const uint8_t* other = from[i] + offset;
    AddToCount(to, Load<uint64_t>(other));
    if (parts & Of::kSum) {
      const uint8_t* sum = other + Of::kSumAt;
      const uint64_t wraps = std::is_integral_v<T> ? Load<uint64_t>(sum + 8) : 0;
      AddToSum(to + Of::kSumAt, Load<T>(sum), wraps);
    }
    for (size_t at = Of::MinAt(parts); at < Of::Size(parts); at += 8) {
      Lower(to + at, Load<int64_t>(other + at));
    }
  }
}

// A sum of integers is one of 128 bits; the wraps of a signed one are its high half, rounded to
// nearest.
template <typename T>
void Encode(Parts parts, const sinew_type* types, const uint8_t* state, ByteWriter* out) {
  using Of = Summary<T>;
  const uint64_t count = Load<uint64_t>(state);
  out->Put(count);
  if (parts & Of::kSum) {
    const T low = Load<T>(state + Of::kSumAt);
    if constexpr (std::is_same_v<T, double>) {
      EncodeDouble(low, out);
    } else {
      const uint64_t wraps = Load<uint64_t>(state + Of::kSumAt + 8);
      out->Put(low);
      out->Put(std::is_signed_v<T> && static_cast<int64_t>(low) < 0 ? wraps - 1 : wraps);
    }
  }
  for (const Parts part : {Of::kMin, Of::kMax}) {
    if ((parts & part) == 0) continue;
    const int64_t kept =
        Load<int64_t>(state + (part == Of::kMin ? Of::MinAt(parts) : Of::MaxAt(parts)));
    const bool is_nan = std::is_same_v<T, double> && kept == kNaNExtreme;
    const T value = FromOrder<T>(part == Of::kMin || is_nan ? kept : ~kept);
    EncodeValue<T>(types[0], count == 0 ? T{0} : value, out);
  }
}

template <typename T>
void Decode(Parts parts, const sinew_type* types, ByteReader* in, uint8_t* state) {
  using Of = Summary<T>;
  const uint64_t count = DecodeCount(in);
  const size_t begin = in->at();
  uint64_t any = 0;  // bits of all that is 0 for no values
  Init<T>(parts, state);
  Store(state, count);
  if (parts & Of::kSum) {
    if constexpr (std::is_same_v<T, double>) {
      Store(state + Of::kSumAt, DecodeFloat<double>(in));
    } else {
      const T low = in->Get<T>();
      const int64_t high = in->Get<int64_t>();
      constexpr int64_t kMost = kMostCounted;  // of so many values, none beyond 64 bits
      if (high >= kMost || high < (std::is_signed_v<T> ? -kMost : 0)) {
        in->FailAt(begin, "a sum is more than 2^56 values can have");
      }
      any |= static_cast<uint64_t>(high);
      const bool is_rounded_up = std::is_signed_v<T> && static_cast<int64_t>(low) < 0;
      Store(state + Of::kSumAt, low);
      Store(state + Of::kSumAt + 8, in->ok() ? high + is_rounded_up : 0);
    }
    any |= Load<uint64_t>(state + Of::kSumAt);
  }
  for (const Parts part : {Of::kMin, Of::kMax}) {
    if ((parts & part) == 0) continue;
    const T value = DecodeValue<T>(types[0], in);
    any |= Load<uint64_t>(&value);
    if (count == 0) continue;
    const int64_t order = value != value ? kNaNExtreme : OrderOf(value);
    uint8_t* const at = state + (part == Of::kMin ? Of::MinAt(parts) : Of::MaxAt(parts));
    Store(at, part == Of::kMin || value != value ? order : ~order);
  }
  if (count == 0) CheckNothing(any == 0, begin, in);
}

}  // namespace

template <typename T>
const StateType Summary<T>::kState = {Size,     Init<T>,   UpdateOf<T>, OfColumn<T>,
                                      Merge<T>, Encode<T>, Decode<T>};

template struct Summary<int64_t>;
template struct Summary<uint64_t>;
template struct Summary<double>;

}  // namespace sinew
#endif  // HWY_ONCE

#include <algorithm>

#include "aggregate/copy_string.h"
#include "core/column.h"
#include "core/dispatch.h"

// Takes the rows of a column that indices name. Indices are not trusted: the maximum of a block is
// first held against the number of values (if there are nulls, of a copy with 0 under them); what
// then takes the values needs no check and no branch.

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "aggregate/take.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "core/scalar-inl.h"

#ifndef SINEW_AGGREGATE_TAKE_CC_
#define SINEW_AGGREGATE_TAKE_CC_

namespace sinew {
namespace {

constexpr size_t kTakeBlock = 1024;
// Rows whose validity is one word.
constexpr size_t kWordRows = 32;

// The indices of a column of type u32 or i32, and which of them count.
struct Indices {
  const uint8_t* from;
  const uint8_t* validity;
  size_t bit;  // of row 0 in the bitmap
  // What an index must be less than: a negative i32 is not.
  uint64_t bound;

  uint32_t At(size_t row) const { return Load<uint32_t>(from + row * sizeof(uint32_t)); }
  bool IsValid(size_t row) const { return validity == nullptr || BitAt(validity, bit + row); }
  uint32_t ValidWord(size_t row, size_t count) const {
    return static_cast<uint32_t>(LoadBits(validity, bit + row, std::min(count, kWordRows)));
  }
};

}  // namespace
}  // namespace sinew

#endif  // SINEW_AGGREGATE_TAKE_CC_

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {
namespace hn = hwy::HWY_NAMESPACE;

// Whether all of the indices at `from` are less than `bound`.
HWY_INLINE bool AreBelow(const uint8_t* HWY_RESTRICT from, size_t count, uint64_t bound) {
  const hn::ScalableTag<uint32_t> d;
  const size_t lanes = hn::Lanes(d);
  auto worst = hn::Zero(d);
  size_t i = 0;
  for (; i + lanes <= count; i += lanes) {
    const auto next = hn::LoadU(d, reinterpret_cast<const uint32_t*>(from) + i);
    worst = hn::Max(worst, next);
  }
  uint32_t most = hn::GetLane(hn::MaxOfLanes(d, worst));
  for (; i < count; ++i) most = std::max(most, Load<uint32_t>(from + i * sizeof(uint32_t)));
  return most < bound;
}

// Copies indices [first, first + count), 0 where null.
HWY_INLINE void CopyIndices(const Indices& indices, size_t first, size_t count,
                            uint32_t* HWY_RESTRICT to) {
  memcpy(to, indices.from + first * sizeof(uint32_t), count * sizeof(uint32_t));
  for (size_t i = 0; i < count; i += kWordRows) {
    const uint32_t word = indices.ValidWord(first + i, count - i);
    const size_t rows = std::min(kWordRows, count - i);
    for (uint32_t k = 0; k < rows; ++k) to[i + k] &= 0 - ((word >> k) & 1);
  }
}

// Loads one by one: gathers of AVX-512 took 1.4 times as long. Four a step, because a step of one
// takes twice as long on Zen 4 if its code happens to lie in two cache lines.
template <typename T>
HWY_INLINE void TakeBlock(const uint8_t* HWY_RESTRICT values, const uint8_t* HWY_RESTRICT indices,
                          size_t count, uint8_t* HWY_RESTRICT out) {
  const auto take = [&](size_t i) {
    const size_t index = Load<uint32_t>(indices + i * sizeof(uint32_t));
    Store(out + i * sizeof(T), Load<T>(values + index * sizeof(T)));
  };
  size_t i = 0;
  for (; i + 4 <= count; i += 4) take(i), take(i + 1), take(i + 2), take(i + 3);
  for (; i < count; ++i) take(i);
}

// Zeros the values of null rows.
template <typename T>
HWY_INLINE void ClearNulls(const Indices& indices, size_t first, size_t count,
                           uint8_t* HWY_RESTRICT out) {
  for (size_t i = 0; i < count; i += kWordRows) {
    const size_t rows = std::min(kWordRows, count - i);
    const uint32_t word = indices.ValidWord(first + i, rows);
    if (word == LowBits(rows)) continue;
    for (uint32_t k = 0; k < rows; ++k) {
      uint8_t* value = out + (i + k) * sizeof(T);
      const T mask = static_cast<T>(T{0} - static_cast<T>((word >> k) & 1));
      Store(value, static_cast<T>(Load<T>(value) & mask));
    }
  }
}

// Returns the first block that has an index out of bounds, or the number of rows.
template <typename T>
HWY_INLINE size_t Take(const uint8_t* values, const Indices& indices, size_t count, uint8_t* out) {
  uint32_t copy[kTakeBlock];
  for (size_t first = 0; first < count; first += kTakeBlock) {
    const size_t rows = std::min(kTakeBlock, count - first);
    const uint8_t* from = indices.from + first * sizeof(uint32_t);
    if (indices.validity != nullptr) {
      CopyIndices(indices, first, rows, copy);
      from = reinterpret_cast<const uint8_t*>(copy);
    }
    if (!AreBelow(from, rows, indices.bound)) return first;
    TakeBlock<T>(values, from, rows, out + first * sizeof(T));
    if (indices.validity != nullptr) {
      ClearNulls<T>(indices, first, rows, out + first * sizeof(T));
    }
  }
  return count;
}

size_t TakeValues(const uint8_t* values, size_t width, const Indices& indices, size_t count,
                  uint8_t* out) {
  switch (width) {
    case 1:
      return Take<uint8_t>(values, indices, count, out);
    case 2:
      return Take<uint16_t>(values, indices, count, out);
    case 4:
      return Take<uint32_t>(values, indices, count, out);
    case 8:
      return Take<uint64_t>(values, indices, count, out);
    default:
      return Take<unsigned __int128>(values, indices, count, out);
  }
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sinew {
namespace {

HWY_EXPORT(TakeValues);

// Whether values and indices can be used at all. Of strings only those that are named are checked,
// when they are: a large column costs a small batch nothing.
bool CheckArguments(const sinew_column* values, bool strings, const sinew_column* indices) {
  if (values == nullptr || values->validity != nullptr) return false;
  sinew_column fixed = *values;
  if (strings) {
    if (!IsString(values->type)) return false;
    if (values->offsets == nullptr && values->count != 0) return false;
    fixed.count = 0;
    if (values->count >= PTRDIFF_MAX / 16) return false;
  } else if (ValueWidth(values->type) == 0) {
    return false;
  }
  if (CheckColumn(&fixed, "values", nullptr) != SINEW_STATUS_OK) return false;
  if (CheckColumn(indices, "indices", nullptr) != SINEW_STATUS_OK) return false;
  return indices->type == SINEW_TYPE_U32 || indices->type == SINEW_TYPE_I32;
}

Indices IndicesOf(const sinew_column& indices, size_t value_count) {
  const uint64_t most = indices.type == SINEW_TYPE_I32 ? uint64_t{1} << 31 : uint64_t{1} << 32;
  return {static_cast<const uint8_t*>(indices.values), indices.validity, indices.validity_offset,
          std::min<uint64_t>(value_count, most)};
}

// The first row from `first` on whose index is out of bounds, or count.
size_t FindFault(const Indices& indices, size_t first, size_t count) {
  while (first < count && !(indices.IsValid(first) && indices.At(first) >= indices.bound)) ++first;
  return first;
}

// Calls visit(row, string) for each row; a null row has no bytes. Stops at the first fault: an
// index out of bounds, or the offsets of a string that are not in order or not within the bytes.
template <typename Offset, typename Visit>
sinew_result ForEachString(const sinew_column& values, const Indices& indices, size_t count,
                           const Visit& visit) {
  const uint8_t* offsets = static_cast<const uint8_t*>(values.offsets);
  const uint8_t* bytes = static_cast<const uint8_t*>(values.values);
  for (size_t row = 0; row < count; ++row) {
    Bytes string = {nullptr, 0};
    if (indices.IsValid(row)) {
      const uint32_t index = indices.At(row);
      if (__builtin_expect(index >= indices.bound, 0)) return {row, SINEW_STATUS_CORRUPT};
      const Offset begin = Load<Offset>(offsets + size_t{index} * sizeof(Offset));
      const Offset end = Load<Offset>(offsets + (size_t{index} + 1) * sizeof(Offset));
      const bool in_order =
          (begin >= 0) & (end >= begin) & (static_cast<uint64_t>(end) <= values.values_size);
      if (__builtin_expect(!in_order, 0)) return {row, SINEW_STATUS_INVALID_ARGUMENT};
      string = {bytes + begin, static_cast<size_t>(end - begin)};
    }
    if (__builtin_expect(!visit(row, string), 0)) return {row, SINEW_STATUS_OVERFLOW};
  }
  return {count, SINEW_STATUS_OK};
}

// Sums up the bytes of the strings and calls place(row, end) with where each ends.
template <typename Place>
sinew_codec_result SizeOfStrings(const sinew_column& values, const sinew_column& column,
                                 const Place& place) {
  const Indices indices = IndicesOf(column, values.count);
  size_t size = 0;
  const auto add = [&](size_t row, Bytes string) {
    if (__builtin_add_overflow(size, string.size, &size) || size > PTRDIFF_MAX) return false;
    place(row, size);
    return true;
  };
  const sinew_result result = HasNarrowOffsets(values.type)
                                  ? ForEachString<int32_t>(values, indices, column.count, add)
                                  : ForEachString<int64_t>(values, indices, column.count, add);
  const bool ok = result.status == SINEW_STATUS_OK;
  return {result.count, ok ? size : 0, result.status};
}

// Copies the strings whose ends SizeOfStrings has found.
template <typename Offset>
void CopyStrings(const sinew_column& values, const Indices& indices, size_t count,
                 const int64_t* offsets, uint8_t* out, size_t capacity) {
  const uint8_t* starts = static_cast<const uint8_t*>(values.offsets);
  const uint8_t* bytes = static_cast<const uint8_t*>(values.values);
  size_t begin = 0;
  for (size_t row = 0; row < count; ++row) {
    const size_t end = static_cast<size_t>(Load<int64_t>(offsets + row + 1));
    if (end != begin) {
      const Offset start = Load<Offset>(starts + size_t{indices.At(row)} * sizeof(Offset));
      CopyString(bytes + start, bytes + values.values_size, end - begin, out + begin,
                 out + capacity);
    }
    begin = end;
  }
}

}  // namespace
}  // namespace sinew

// SINEW_CHAPTER Take
//
// The rows of a column that indices name: what decodes a dictionary-encoded column, and what puts
// rows into an order. sinew_take is for values of a fixed width, sinew_take_strings for strings.

// Writes values[indices[i]] to element i of `out`, which must hold indices->count elements of the
// type of `values`: a column of any type whose values are whole bytes, without nulls. `indices` is
// a column of type SINEW_TYPE_U32 or SINEW_TYPE_I32. The index of a null row is not looked at, and
// its value is written as 0.
//
// Errors: SINEW_STATUS_CORRUPT if an index is negative or not less than values->count: `count` is
// the first such row, and what `out` holds is not defined; SINEW_STATUS_INVALID_ARGUMENT, with
// nothing written and a count of 0, for a null argument (`out` may be null for no rows), a
// malformed column, values that are strings or booleans or have a validity bitmap, and indices of
// another type.
SINEW_API sinew_result sinew_take(const sinew_column* values, const sinew_column* indices,
                                  void* out) SINEW_NOEXCEPT {
  using namespace sinew;
  if (!sinew::CheckArguments(values, false, indices)) return {0, SINEW_STATUS_INVALID_ARGUMENT};
  const size_t count = indices->count;
  if (count == 0) return {0, SINEW_STATUS_OK};
  if (out == nullptr) return {0, SINEW_STATUS_INVALID_ARGUMENT};
  const sinew::Indices checked = sinew::IndicesOf(*indices, values->count);
  const size_t width = sinew::ValueWidth(values->type);
  size_t taken = 0;
  if (values->count != 0) {
    const uint8_t* from = static_cast<const uint8_t*>(values->values);
    taken = SINEW_DISPATCH(TakeValues)(from, width, checked, count, static_cast<uint8_t*>(out));
    if (taken == count) return {count, SINEW_STATUS_OK};
  }
  // A value is missing, or there are none and only nulls are right.
  const size_t fault = sinew::FindFault(checked, taken, count);
  if (fault < count) return {fault, SINEW_STATUS_CORRUPT};
  memset(out, 0, count * width);
  return {count, SINEW_STATUS_OK};
}

// Returns in `written` the bytes that sinew_take_strings would write to `out` for the same columns,
// and in `read` the rows. Writes nothing.
//
// Errors, with `read` the first row at fault and `written` 0: those of sinew_take_strings, but for
// SINEW_STATUS_OUTPUT_FULL.
SINEW_API sinew_codec_result sinew_take_strings_size(const sinew_column* values,
                                                     const sinew_column* indices) SINEW_NOEXCEPT {
  if (!sinew::CheckArguments(values, true, indices)) return {0, 0, SINEW_STATUS_INVALID_ARGUMENT};
  return sinew::SizeOfStrings(*values, *indices, [](size_t, size_t) {});
}

// Takes strings, as sinew_take takes other values: writes indices->count + 1 offsets from 0 to
// `offsets`, and the bytes of the strings one behind the other to `out`, which holds `capacity`
// bytes. The result is a column of type SINEW_TYPE_LARGE_STRING (or SINEW_TYPE_LARGE_BINARY). A
// null row gets no bytes. Of `values` only the strings that are named are looked at, so that a
// large column costs a small batch nothing.
//
// Returns the rows read and the bytes written. On an error no byte is written to `out`, `written`
// is 0, `read` is the first row at fault, and what `offsets` holds is not defined:
// SINEW_STATUS_CORRUPT if an index is negative or not less than values->count;
// SINEW_STATUS_OUTPUT_FULL if the bytes do not fit; SINEW_STATUS_OVERFLOW if they exceed
// PTRDIFF_MAX; SINEW_STATUS_INVALID_ARGUMENT for a null argument (`out` may be null for no bytes),
// a malformed column, values that are not strings or have a validity bitmap, indices of another
// type, and a string that is named whose offsets run backwards or past the bytes.
SINEW_API sinew_codec_result sinew_take_strings(const sinew_column* values,
                                                const sinew_column* indices, int64_t* offsets,
                                                void* out, size_t capacity) SINEW_NOEXCEPT {
  if (!sinew::CheckArguments(values, true, indices) || offsets == nullptr) {
    return {0, 0, SINEW_STATUS_INVALID_ARGUMENT};
  }
  sinew::Store(offsets, int64_t{0});
  size_t fitting = 0;
  const sinew_codec_result size =
      sinew::SizeOfStrings(*values, *indices, [&](size_t row, size_t end) {
        sinew::Store(offsets + row + 1, static_cast<int64_t>(end));
        fitting += end <= capacity;
      });
  if (size.status != SINEW_STATUS_OK) return size;
  if (size.written > capacity) return {fitting, 0, SINEW_STATUS_OUTPUT_FULL};
  if (size.written == 0) return size;
  if (out == nullptr) return {0, 0, SINEW_STATUS_INVALID_ARGUMENT};
  const sinew::Indices checked = sinew::IndicesOf(*indices, values->count);
  const auto copy = sinew::HasNarrowOffsets(values->type) ? sinew::CopyStrings<int32_t>
                                                          : sinew::CopyStrings<int64_t>;
  copy(*values, checked, indices->count, offsets, static_cast<uint8_t*>(out), capacity);
  return size;
}
#endif  // HWY_ONCE

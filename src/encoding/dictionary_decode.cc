#include <algorithm>

#include "core/column.h"
#include "core/dispatch.h"
#include "encoding/abi.h"

// Decoding a dictionary-encoded column: row i is the value that index i names. Indices are not
// trusted: the maximum of a block is first held against the dictionary (where there are nulls, of a
// copy with 0 under them); what then takes the values needs no check and no branch.

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "encoding/dictionary_decode.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#ifndef SINEW_ENCODING_DICTIONARY_DECODE_CC_
#define SINEW_ENCODING_DICTIONARY_DECODE_CC_

namespace sinew {
namespace {

constexpr size_t kDictionaryBlock = 1024;
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

#endif  // SINEW_ENCODING_DICTIONARY_DECODE_CC_

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

// Loads one by one: gathers of AVX-512 took 1.4 times as long.
template <typename T>
HWY_INLINE void TakeBlock(const uint8_t* HWY_RESTRICT values, const uint8_t* HWY_RESTRICT indices,
                          size_t count, uint8_t* HWY_RESTRICT out) {
  for (size_t i = 0; i < count; ++i) {
    const size_t index = Load<uint32_t>(indices + i * sizeof(uint32_t));
    Store(out + i * sizeof(T), Load<T>(values + index * sizeof(T)));
  }
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
  uint32_t copy[kDictionaryBlock];
  for (size_t first = 0; first < count; first += kDictionaryBlock) {
    const size_t rows = std::min(kDictionaryBlock, count - first);
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

// Whether dictionary and indices can be used at all. Of the strings of a dictionary only those that
// are named are checked, when they are: a large dictionary costs a small batch nothing.
bool CheckArguments(const sinew_column* dictionary, bool strings, const sinew_column* indices) {
  sinew_error error;
  if (dictionary == nullptr || dictionary->validity != nullptr) return false;
  sinew_column fixed = *dictionary;
  if (strings) {
    if (!IsString(dictionary->type)) return false;
    if (dictionary->offsets == nullptr && dictionary->count != 0) return false;
    fixed.count = 0;
    if (dictionary->count >= PTRDIFF_MAX / 16) return false;
  } else if (ValueWidth(dictionary->type) == 0) {
    return false;
  }
  if (CheckColumn(&fixed, "dictionary", &error) != SINEW_STATUS_OK) return false;
  if (CheckColumn(indices, "indices", &error) != SINEW_STATUS_OK) return false;
  return indices->type == SINEW_TYPE_U32 || indices->type == SINEW_TYPE_I32;
}

Indices IndicesOf(const sinew_column& indices, size_t dictionary_count) {
  const uint64_t most = indices.type == SINEW_TYPE_I32 ? uint64_t{1} << 31 : uint64_t{1} << 32;
  return {static_cast<const uint8_t*>(indices.values), indices.validity, indices.validity_offset,
          std::min<uint64_t>(dictionary_count, most)};
}

// The first row from `first` on whose index is out of bounds, or count.
size_t FindFault(const Indices& indices, size_t first, size_t count) {
  while (first < count && !(indices.IsValid(first) && indices.At(first) >= indices.bound)) ++first;
  return first;
}

// Calls visit(row, string) for each row; a null row has no bytes. Stops at the first fault: an
// index out of bounds, or the offsets of a string that are not in order or not within the bytes.
template <typename Offset, typename Visit>
sinew_result ForEachString(const sinew_column& dictionary, const Indices& indices, size_t count,
                           const Visit& visit) {
  const uint8_t* offsets = static_cast<const uint8_t*>(dictionary.offsets);
  const uint8_t* bytes = static_cast<const uint8_t*>(dictionary.values);
  for (size_t row = 0; row < count; ++row) {
    Bytes string = {nullptr, 0};
    if (indices.IsValid(row)) {
      const uint32_t index = indices.At(row);
      if (__builtin_expect(index >= indices.bound, 0)) return {row, SINEW_STATUS_CORRUPT};
      const Offset begin = Load<Offset>(offsets + size_t{index} * sizeof(Offset));
      const Offset end = Load<Offset>(offsets + (size_t{index} + 1) * sizeof(Offset));
      const bool in_order =
          (begin >= 0) & (end >= begin) & (static_cast<uint64_t>(end) <= dictionary.values_size);
      if (__builtin_expect(!in_order, 0)) return {row, SINEW_STATUS_INVALID_ARGUMENT};
      string = {bytes + begin, static_cast<size_t>(end - begin)};
    }
    if (__builtin_expect(!visit(row, string), 0)) return {row, SINEW_STATUS_OVERFLOW};
  }
  return {count, SINEW_STATUS_OK};
}

// Sums up the bytes of the strings and calls place(row, end) with where each ends.
template <typename Place>
sinew_result SizeOfStrings(const sinew_column& dictionary, const sinew_column& column,
                           const Place& place) {
  const Indices indices = IndicesOf(column, dictionary.count);
  size_t size = 0;
  const auto add = [&](size_t row, Bytes string) {
    if (__builtin_add_overflow(size, string.size, &size) || size > PTRDIFF_MAX) return false;
    place(row, size);
    return true;
  };
  const sinew_result result = HasNarrowOffsets(dictionary.type)
                                  ? ForEachString<int32_t>(dictionary, indices, column.count, add)
                                  : ForEachString<int64_t>(dictionary, indices, column.count, add);
  return result.status == SINEW_STATUS_OK ? sinew_result{size, SINEW_STATUS_OK} : result;
}

// Copies a string in steps of 16 bytes where neither side ends before the last step does: short
// strings then take one branch that can be predicted.
inline void CopyString(const uint8_t* from, const uint8_t* from_end, size_t size, uint8_t* to,
                       const uint8_t* to_end) {
  constexpr size_t kStep = 16;
  const size_t stepped = (size + kStep - 1) / kStep * kStep;
  if (size <= 8 * kStep && static_cast<size_t>(from_end - from) >= stepped &&
      static_cast<size_t>(to_end - to) >= stepped) {
    for (size_t i = 0; i < size; i += kStep) memcpy(to + i, from + i, kStep);
  } else if (size != 0) {
    memcpy(to, from, size);
  }
}

// Copies the strings whose ends SizeOfStrings has found.
template <typename Offset>
void CopyStrings(const sinew_column& dictionary, const Indices& indices, size_t count,
                 const int64_t* offsets, uint8_t* out, size_t capacity) {
  const uint8_t* starts = static_cast<const uint8_t*>(dictionary.offsets);
  const uint8_t* bytes = static_cast<const uint8_t*>(dictionary.values);
  size_t begin = 0;
  for (size_t row = 0; row < count; ++row) {
    const size_t end = static_cast<size_t>(Load<int64_t>(offsets + row + 1));
    if (end != begin) {
      const Offset start = Load<Offset>(starts + size_t{indices.At(row)} * sizeof(Offset));
      CopyString(bytes + start, bytes + dictionary.values_size, end - begin, out + begin,
                 out + capacity);
    }
    begin = end;
  }
}

}  // namespace
}  // namespace sinew

// Decodes a dictionary-encoded column of fixed width, that is, takes the rows of `dictionary` that
// `indices` names: writes dictionary[indices[i]] to element i of `out`, which must hold
// indices->count elements of the dictionary's type. The dictionary is a column of any type whose
// values are whole bytes, without nulls; indices is a column of type SINEW_TYPE_U32 or
// SINEW_TYPE_I32. The index of a null row is not looked at, and its value is written as 0. Indices
// are not trusted.
//
// Returns the number of rows. Errors: SINEW_STATUS_CORRUPT where an index is negative or not less
// than dictionary->count: `count` is the first such row, and what `out` holds is not defined;
// SINEW_STATUS_INVALID_ARGUMENT, with nothing written, for a null argument (`out` may be for no
// rows), a malformed column, a dictionary of strings or with a validity bitmap, or another type of
// indices. `out` must not overlap the columns. Any thread may call.
SINEW_API sinew_result sinew_dictionary_decode(const sinew_column* dictionary,
                                               const sinew_column* indices,
                                               void* out) SINEW_NOEXCEPT {
  using namespace sinew;
  if (!sinew::CheckArguments(dictionary, false, indices)) return {0, SINEW_STATUS_INVALID_ARGUMENT};
  const size_t count = indices->count;
  if (count == 0) return {0, SINEW_STATUS_OK};
  if (out == nullptr) return {0, SINEW_STATUS_INVALID_ARGUMENT};
  const sinew::Indices checked = sinew::IndicesOf(*indices, dictionary->count);
  const size_t width = sinew::ValueWidth(dictionary->type);
  size_t taken = 0;
  if (dictionary->count != 0) {
    const uint8_t* values = static_cast<const uint8_t*>(dictionary->values);
    taken = SINEW_DISPATCH(TakeValues)(values, width, checked, count, static_cast<uint8_t*>(out));
    if (taken == count) return {count, SINEW_STATUS_OK};
  }
  // A value of the dictionary is missing, or it has none and only nulls are right.
  const size_t fault = sinew::FindFault(checked, taken, count);
  if (fault < count) return {fault, SINEW_STATUS_CORRUPT};
  memset(out, 0, count * width);
  return {count, SINEW_STATUS_OK};
}

// Returns in `count` the bytes that sinew_dictionary_decode_strings will write to `out` for the
// same arguments.
//
// Errors, with the row in `count`: SINEW_STATUS_CORRUPT for an index out of range;
// SINEW_STATUS_INVALID_ARGUMENT for what is malformed; SINEW_STATUS_OVERFLOW where the bytes exceed
// PTRDIFF_MAX. Any thread may call.
SINEW_API sinew_result sinew_dictionary_decode_strings_size(
    const sinew_column* dictionary, const sinew_column* indices) SINEW_NOEXCEPT {
  if (!sinew::CheckArguments(dictionary, true, indices)) return {0, SINEW_STATUS_INVALID_ARGUMENT};
  return sinew::SizeOfStrings(*dictionary, *indices, [](size_t, size_t) {});
}

// Decodes a dictionary-encoded column of strings, as sinew_dictionary_decode does: writes
// indices->count + 1 offsets from 0 to `offsets`, and the bytes of the strings one behind the other
// to `out`, which holds `capacity` bytes. With these the result is a column of type
// SINEW_TYPE_LARGE_STRING. A null row gets no bytes. Of the dictionary only the strings that are
// named are looked at, so that a large one costs a small batch nothing.
//
// Returns the rows read and the bytes written. Errors, with no byte written to `out`:
// SINEW_STATUS_CORRUPT where an index is negative or not less than dictionary->count, and
// SINEW_STATUS_OUTPUT_FULL where the bytes do not fit, with the first such row in `read`;
// SINEW_STATUS_OVERFLOW where they exceed PTRDIFF_MAX; SINEW_STATUS_INVALID_ARGUMENT for a null
// argument (`out` may be for no bytes), a malformed column, a dictionary that is not of strings or
// has a validity bitmap, another type of indices, or a string named whose offsets run backwards or
// past the bytes. What `offsets` holds on failure is not defined. Nothing may overlap. Any thread
// may call.
SINEW_API sinew_codec_result sinew_dictionary_decode_strings(const sinew_column* dictionary,
                                                             const sinew_column* indices,
                                                             int64_t* offsets, void* out,
                                                             size_t capacity) SINEW_NOEXCEPT {
  if (!sinew::CheckArguments(dictionary, true, indices) || offsets == nullptr) {
    return {0, 0, SINEW_STATUS_INVALID_ARGUMENT};
  }
  sinew::Store(offsets, int64_t{0});
  size_t fitting = 0;
  const sinew_result size =
      sinew::SizeOfStrings(*dictionary, *indices, [&](size_t row, size_t end) {
        sinew::Store(offsets + row + 1, static_cast<int64_t>(end));
        fitting += end <= capacity;
      });
  if (size.status != SINEW_STATUS_OK) return {size.count, 0, size.status};
  if (size.count > capacity) return {fitting, 0, SINEW_STATUS_OUTPUT_FULL};
  if (size.count == 0) return {indices->count, 0, SINEW_STATUS_OK};
  if (out == nullptr) return {0, 0, SINEW_STATUS_INVALID_ARGUMENT};
  const sinew::Indices checked = sinew::IndicesOf(*indices, dictionary->count);
  const auto copy = sinew::HasNarrowOffsets(dictionary->type) ? sinew::CopyStrings<int32_t>
                                                              : sinew::CopyStrings<int64_t>;
  copy(*dictionary, checked, indices->count, offsets, static_cast<uint8_t*>(out), capacity);
  return {indices->count, size.count, SINEW_STATUS_OK};
}
#endif  // HWY_ONCE

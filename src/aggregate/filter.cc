#include <algorithm>

#include "aggregate/copy_string.h"
#include "core/column.h"
#include "core/dispatch.h"

// Packs the rows of a column that a filter chooses. The filter is read as words of 64 rows: a word
// of zeros is passed over, one of ones is copied whole, one of few ones is taken row by row, and
// all others are packed a vector at a time.

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "aggregate/filter.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "core/scalar-inl.h"
#include "core/vectors-inl.h"

#ifndef SINEW_AGGREGATE_FILTER_CC_
#define SINEW_AGGREGATE_FILTER_CC_

namespace sinew {
namespace {

// Rows whose choice is one word.
constexpr size_t kWordRows = 64;

// The rows for which a column of booleans is true, neither false nor null.
struct Chosen {
  const uint8_t* bits;
  size_t bit;  // of row 0
  const uint8_t* validity;
  size_t validity_bit;

  uint64_t Word(size_t row, size_t count) const {
    const uint64_t word = LoadBits(bits, bit + row, count);
    return validity == nullptr ? word : word & LoadBits(validity, validity_bit + row, count);
  }
};

// Where the bytes are, in a block of kRows values of kWidth bytes, of those that are chosen, by the
// bits that say so: in order, and anything behind them.
template <size_t kRows, size_t kWidth>
struct Places {
  constexpr Places() {
    for (size_t bits = 0; bits < (size_t{1} << kRows); ++bits) {
      size_t next = 0;
      for (size_t i = 0; i < kRows; ++i) {
        for (size_t k = 0; (bits >> i & 1) != 0 && k < kWidth; ++k) {
          bytes[bits][next++] = static_cast<uint8_t>(i * kWidth + k);
        }
      }
    }
  }
  uint8_t bytes[size_t{1} << kRows][kRows * kWidth] = {};
};
template <size_t kRows, size_t kWidth>
constexpr Places<kRows, kWidth> kPlaces;

}  // namespace
}  // namespace sinew

#endif  // SINEW_AGGREGATE_FILTER_CC_

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {
namespace hn = hwy::HWY_NAMESPACE;

size_t CountChosen(const Chosen& chosen, size_t count) {
  size_t ones = 0;
  for (size_t row = 0; row < count; row += kWordRows) {
    ones += hwy::PopCount(chosen.Word(row, std::min(kWordRows, count - row)));
  }
  return ones;
}

// One by one: for few rows, and next to the end of the output.
template <typename T>
HWY_INLINE void PackRows(const uint8_t* HWY_RESTRICT from, uint64_t word,
                         uint8_t* HWY_RESTRICT out) {
  for (; word != 0; word &= word - 1, out += sizeof(T)) {
    Store(out, Load<T>(from + hwy::Num0BitsBelowLS1Bit_Nonzero64(word) * sizeof(T)));
  }
}

#if HWY_TARGET != HWY_SCALAR
// Packs 64 rows; may write as many. Tables of our own say what goes where: Highway 1.0.3 has none
// for bytes, and GCC 12 copies those of its Compress to the stack for every vector.
template <typename T>
HWY_INLINE void PackWord(const uint8_t* HWY_RESTRICT from, uint64_t word,
                         uint8_t* HWY_RESTRICT out) {
  constexpr size_t kRows = 16 / sizeof(T);
  const hn::FixedTag<uint8_t, 16> d;
  for (size_t i = 0; i < kWordRows; i += kRows, word >>= kRows) {
    const size_t bits = word & LowBits(kRows);
    const auto places = hn::LoadU(d, kPlaces<kRows, sizeof(T)>.bytes[bits]);
    hn::StoreU(hn::TableLookupBytes(hn::LoadU(d, from + i * sizeof(T)), places), d, out);
    out += hwy::PopCount(bits) * sizeof(T);
  }
}
template <>
HWY_INLINE void PackWord<uint8_t>(const uint8_t* HWY_RESTRICT from, uint64_t word,
                                  uint8_t* HWY_RESTRICT out) {
  constexpr size_t kRows = 8;  // of 16 the table would be too large
  const hn::FixedTag<uint8_t, kRows> d;
  for (size_t i = 0; i < kWordRows; i += kRows, word >>= kRows) {
    const size_t bits = word & LowBits(kRows);
    const auto places = hn::LoadU(d, kPlaces<kRows, 1>.bytes[bits]);
    hn::StoreU(hn::TableLookupBytes(hn::LoadU(d, from + i), places), d, out);
    out += hwy::PopCount(bits);
  }
}
#if SINEW_HAS_AVX2
// Lanes of 32 bits go anywhere in 256 bits, one or two of them to a value.
template <typename T>
HWY_INLINE void PackLanes(const uint8_t* HWY_RESTRICT from, uint64_t word,
                          uint8_t* HWY_RESTRICT out) {
  constexpr size_t kRows = 32 / sizeof(T);
  const hn::FixedTag<uint32_t, 8> d;
  const hn::FixedTag<uint8_t, 8> d8;
  for (size_t i = 0; i < kWordRows; i += kRows, word >>= kRows) {
    const size_t bits = word & LowBits(kRows);
    const uint8_t* places = kPlaces<kRows, sizeof(T) / sizeof(uint32_t)>.bytes[bits];
    const auto indices = hn::IndicesFromVec(d, hn::PromoteTo(d, hn::LoadU(d8, places)));
    StoreUnaligned(hn::TableLookupLanes(LoadUnaligned(d, from + i * sizeof(T)), indices), d, out);
    out += hwy::PopCount(bits) * sizeof(T);
  }
}
template <>
HWY_INLINE void PackWord<uint32_t>(const uint8_t* HWY_RESTRICT from, uint64_t word,
                                   uint8_t* HWY_RESTRICT out) {
  PackLanes<uint32_t>(from, word, out);
}
template <>
HWY_INLINE void PackWord<uint64_t>(const uint8_t* HWY_RESTRICT from, uint64_t word,
                                   uint8_t* HWY_RESTRICT out) {
  PackLanes<uint64_t>(from, word, out);
}
#endif
template <>
HWY_INLINE void PackWord<unsigned __int128>(const uint8_t* HWY_RESTRICT from, uint64_t word,
                                            uint8_t* HWY_RESTRICT out) {
  PackRows<unsigned __int128>(from, word, out);
}
#endif

// Ones of a word that row by row take as long as the word's vectors do.
template <typename T>
constexpr size_t FewRows() {
  return std::min<size_t>(4 * sizeof(T), 16);
}

template <typename T>
HWY_INLINE void Pack(const Chosen& chosen, const uint8_t* values, size_t count, uint8_t* out,
                     [[maybe_unused]] const uint8_t* out_end) {
  for (size_t row = 0; row < count; row += kWordRows) {
    const size_t rows = std::min(kWordRows, count - row);
    const uint64_t word = chosen.Word(row, rows);
    if (word == 0) continue;
    const uint8_t* from = values + row * sizeof(T);
    const size_t ones = hwy::PopCount(word);
    if (ones == rows) {
      memcpy(out, from, rows * sizeof(T));
#if HWY_TARGET != HWY_SCALAR
    } else if (rows == kWordRows && ones > FewRows<T>() &&
               static_cast<size_t>(out_end - out) >= kWordRows * sizeof(T)) {
      PackWord<T>(from, word, out);
#endif
    } else {
      PackRows<T>(from, word, out);
    }
    out += ones * sizeof(T);
  }
}

// `out` has room for `capacity` values, and for all that are chosen.
void PackValues(const Chosen& chosen, const uint8_t* values, size_t width, size_t count,
                uint8_t* out, size_t capacity) {
  const uint8_t* end = out + capacity * width;
  switch (width) {
    case 1:
      return Pack<uint8_t>(chosen, values, count, out, end);
    case 2:
      return Pack<uint16_t>(chosen, values, count, out, end);
    case 4:
      return Pack<uint32_t>(chosen, values, count, out, end);
    case 8:
      return Pack<uint64_t>(chosen, values, count, out, end);
    default:
      return Pack<unsigned __int128>(chosen, values, count, out, end);
  }
}

// The bits of a word that `chosen` has, packed: each moves down by the number of zeros below it in
// `chosen`, by powers of two (Warren, Hacker's Delight, 2nd edition, section 7-4). The instruction
// of BMI2 takes a hundred times as long on Zen 1 and 2 as elsewhere.
HWY_INLINE uint64_t PackBits(uint64_t word, uint64_t chosen) {
  uint64_t zeros = ~chosen << 1;
  word &= chosen;
  for (uint32_t step = 1; step < 64; step *= 2) {
    uint64_t odd = zeros;  // bit i: whether there is an odd number of zeros below it
    for (uint32_t i = 1; i < 64; i *= 2) odd ^= odd << i;
    const uint64_t moved = odd & chosen;
    const uint64_t moving = word & moved;
    chosen = (chosen ^ moved) | (moved >> step);
    word = (word ^ moving) | (moving >> step);
    zeros &= ~odd;
  }
  return word;
}

// Packs bits from bit `bit` of `bits` on, all ones if it is null. Returns what it wrote, of which
// the last byte has zeros behind the last bit.
void PackBitmap(const Chosen& chosen, const uint8_t* bits, size_t bit, size_t count, uint8_t* out) {
  uint64_t pending = 0;
  size_t filled = 0;  // bits of it
  for (size_t row = 0; row < count; row += kWordRows) {
    const size_t rows = std::min(kWordRows, count - row);
    const uint64_t word = chosen.Word(row, rows);
    const size_t ones = hwy::PopCount(word);
    if (ones == 0) continue;
    const uint64_t in = bits == nullptr ? LowBits(rows) : LoadBits(bits, bit + row, rows);
    const uint64_t packed = ones == rows      ? in
                            : bits == nullptr ? LowBits(ones)
                                              : PackBits(in, word);
    pending |= packed << filled;
    if (filled + ones < 64) {
      filled += ones;
      continue;
    }
    Store(out, pending);
    out += sizeof(pending);
    const size_t written = 64 - filled;  // of `packed`
    pending = written == 64 ? 0 : packed >> written;
    filled = ones - written;
  }
  for (; filled != 0; filled -= std::min<size_t>(filled, 8), pending >>= 8) {
    *out++ = static_cast<uint8_t>(pending);
  }
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sinew {
namespace {

HWY_EXPORT(CountChosen);
HWY_EXPORT(PackValues);
HWY_EXPORT(PackBitmap);

bool IsFilter(const sinew_column* filter) {
  return CheckColumn(filter, "filter", nullptr) == SINEW_STATUS_OK &&
         filter->type == SINEW_TYPE_BOOL;
}

Chosen ChosenBy(const sinew_column& filter) {
  return {AsBytes(filter.values), filter.values_offset, filter.validity, filter.validity_offset};
}

size_t CountChosenBy(const sinew_column& filter) {
  return SINEW_DISPATCH(CountChosen)(ChosenBy(filter), filter.count);
}

// Calls visit(row, count) for each run of rows that are chosen, of at most 64, until it says false.
template <typename Visit>
void ForEachRun(const Chosen& chosen, size_t count, const Visit& visit) {
  for (size_t row = 0; row < count; row += kWordRows) {
    uint64_t word = chosen.Word(row, std::min(kWordRows, count - row));
    while (word != 0) {
      const size_t begin = static_cast<size_t>(__builtin_ctzll(word));
      const uint64_t rest = ~(word >> begin);
      const size_t rows = rest == 0 ? kWordRows : static_cast<size_t>(__builtin_ctzll(rest));
      if (!visit(row + begin, rows)) return;
      word &= ~(LowBits(rows) << begin);
    }
  }
}

// The row of the one that is chosen behind so many others.
size_t RowOf(const Chosen& chosen, size_t count, size_t before) {
  size_t found = count;
  ForEachRun(chosen, count, [&](size_t row, size_t rows) {
    if (before < rows) {
      found = row + before;
      return false;
    }
    before -= rows;
    return true;
  });
  return found;
}

// Whether columns can be used at all. Of strings only those that are chosen are checked, when they
// are.
bool CheckArguments(const sinew_column* values, bool strings, const sinew_column* filter) {
  if (values == nullptr || !IsFilter(filter) || values->count != filter->count) return false;
  sinew_column fixed = *values;
  if (strings) {
    if (!IsString(values->type)) return false;
    if (values->offsets == nullptr && values->count != 0) return false;
    if (values->count >= PTRDIFF_MAX / 16) return false;
    if (values->validity_offset > PTRDIFF_MAX) return false;
    fixed.count = 0;
  } else if (!IsScalar(values->type) || IsString(values->type)) {
    return false;
  }
  return CheckColumn(&fixed, "values", nullptr) == SINEW_STATUS_OK;
}

// Sums up the bytes of the strings that are chosen and calls place(row, end) with where each ends.
template <typename Offset, typename Place>
sinew_codec_result SizeOfStrings(const sinew_column& values, const Chosen& chosen,
                                 const Place& place) {
  const uint8_t* offsets = AsBytes(values.offsets);
  uint64_t size = 0;
  sinew_codec_result result = {values.count, 0, SINEW_STATUS_OK};
  ForEachRun(chosen, values.count, [&](size_t row, size_t rows) {
    Offset begin = Load<Offset>(offsets + row * sizeof(Offset));
    for (size_t end_of_run = row + rows; row < end_of_run; ++row) {
      const Offset end = Load<Offset>(offsets + (row + 1) * sizeof(Offset));
      if (__builtin_expect(
              (begin < 0) | (end < begin) | (static_cast<uint64_t>(end) > values.values_size), 0)) {
        result = {row, 0, SINEW_STATUS_INVALID_ARGUMENT};
        return false;
      }
      size += static_cast<uint64_t>(end) - static_cast<uint64_t>(begin);
      if (__builtin_expect(size > PTRDIFF_MAX, 0)) {
        result = {row, 0, SINEW_STATUS_OVERFLOW};
        return false;
      }
      place(row, static_cast<size_t>(size));
      begin = end;
    }
    return true;
  });
  if (result.status == SINEW_STATUS_OK) result.written = static_cast<size_t>(size);
  return result;
}

template <typename Place>
sinew_codec_result SizeOfStrings(const sinew_column& values, const sinew_column& filter,
                                 const Place& place) {
  const Chosen chosen = ChosenBy(filter);
  return HasNarrowOffsets(values.type) ? SizeOfStrings<int32_t>(values, chosen, place)
                                       : SizeOfStrings<int64_t>(values, chosen, place);
}

// Copies the strings that SizeOfStrings has checked, a run at a time.
template <typename Offset>
void CopyStrings(const sinew_column& values, const Chosen& chosen, uint8_t* out, size_t capacity) {
  const uint8_t* offsets = AsBytes(values.offsets);
  const uint8_t* bytes = AsBytes(values.values);
  const uint8_t* out_end = out + capacity;
  ForEachRun(chosen, values.count, [&](size_t row, size_t rows) {
    const size_t begin = static_cast<size_t>(Load<Offset>(offsets + row * sizeof(Offset)));
    const size_t end = static_cast<size_t>(Load<Offset>(offsets + (row + rows) * sizeof(Offset)));
    CopyString(bytes + begin, bytes + values.values_size, end - begin, out, out_end);
    out += end - begin;
    return true;
  });
}

// Whether there is a place for the nulls, if there are any.
bool HasRoomForNulls(const sinew_column& values, const uint8_t* validity) {
  return values.validity == nullptr || validity != nullptr;
}

void PackValidity(const sinew_column& values, const sinew_column& filter, uint8_t* validity) {
  if (validity == nullptr) return;
  SINEW_DISPATCH(PackBitmap)
  (ChosenBy(filter), values.validity, values.validity_offset, values.count, validity);
}

}  // namespace
}  // namespace sinew

// SINEW_CHAPTER Filter
//
// The rows of a column that a filter chooses, one behind the other. A filter is a column of
// booleans with as many rows: those are chosen for which it is true, neither false nor null. The
// bitmap that sinew_expression_filter writes is the values of one. What only reduces the rows that
// are chosen need not pack them: sinew_reduce_columns takes a filter.

// Returns in `count` how many rows a filter chooses.
//
// Errors: SINEW_STATUS_INVALID_ARGUMENT, with a count of 0, for a null argument, a malformed column
// and one that is not of booleans.
SINEW_API sinew_result sinew_filter_count(const sinew_column* filter) SINEW_NOEXCEPT {
  if (!sinew::IsFilter(filter)) return {0, SINEW_STATUS_INVALID_ARGUMENT};
  return {sinew::CountChosenBy(*filter), SINEW_STATUS_OK};
}

// Writes the values of the rows that `filter` chooses to `out`, one behind the other: of a column
// of any type but strings and lists. `out` has room for `capacity` of them; those of booleans are
// bits, from bit 0 of `out` on. `validity`, which may be null if the column has no nulls, gets a
// bit for each of them, from bit 0 on: 1 if the row is valid, 0 if it is null. Of bits, only whole
// bytes are written, the last one with zeros behind the last bit. The value of a null row is copied
// like any other, whatever it is.
//
// Returns the rows read and the values written. On an error nothing is written and `written` is 0:
// SINEW_STATUS_OUTPUT_FULL if `capacity` is less than sinew_filter_count, with `read` the first row
// that is chosen and does not fit; SINEW_STATUS_INVALID_ARGUMENT, with `read` 0, for a null
// argument
// (`out` and `validity` may be null if no row is chosen), a malformed column, values that are
// strings or lists, a filter that is not of booleans, columns of different lengths, and rows that
// are chosen of a column with nulls without `validity`.
SINEW_API sinew_codec_result sinew_filter(const sinew_column* values, const sinew_column* filter,
                                          void* out, uint8_t* validity,
                                          size_t capacity) SINEW_NOEXCEPT {
  using namespace sinew;
  if (!sinew::CheckArguments(values, false, filter)) return {0, 0, SINEW_STATUS_INVALID_ARGUMENT};
  const size_t count = values->count;
  const sinew::Chosen chosen = sinew::ChosenBy(*filter);
  const size_t written = sinew::CountChosenBy(*filter);
  if (written > capacity) {
    return {sinew::RowOf(chosen, count, capacity), 0, SINEW_STATUS_OUTPUT_FULL};
  }
  if (written == 0) return {count, 0, SINEW_STATUS_OK};
  if (out == nullptr || !sinew::HasRoomForNulls(*values, validity)) {
    return {0, 0, SINEW_STATUS_INVALID_ARGUMENT};
  }
  const uint8_t* from = sinew::AsBytes(values->values);
  uint8_t* to = sinew::AsBytes(out);
  if (values->type == SINEW_TYPE_BOOL) {
    SINEW_DISPATCH(PackBitmap)(chosen, from, values->values_offset, count, to);
  } else {
    // More room than there are rows is of no use, and its size might overflow.
    SINEW_DISPATCH(PackValues)
    (chosen, from, sinew::ValueWidth(values->type), count, to, std::min(capacity, count));
  }
  sinew::PackValidity(*values, *filter, validity);
  return {count, written, SINEW_STATUS_OK};
}

// Returns in `written` the bytes that sinew_filter_strings would write to `out` for the same
// columns, and in `read` the rows. Writes nothing.
//
// Errors, with `read` the first row at fault and `written` 0: those of sinew_filter_strings, but
// for SINEW_STATUS_OUTPUT_FULL and a missing output.
SINEW_API sinew_codec_result sinew_filter_strings_size(const sinew_column* values,
                                                       const sinew_column* filter) SINEW_NOEXCEPT {
  if (!sinew::CheckArguments(values, true, filter)) return {0, 0, SINEW_STATUS_INVALID_ARGUMENT};
  return sinew::SizeOfStrings(*values, *filter, [](size_t, size_t) {});
}

// Packs strings, as sinew_filter packs other values: writes an offset more to `offsets` than rows
// are chosen, from 0 on, and the bytes of the strings one behind the other to `out`. `offsets` has
// room for the offsets of `row_capacity` rows, which are one more, `validity` for the bits of as
// many rows, and `out` for `capacity` bytes. The result is a column of type
// SINEW_TYPE_LARGE_STRING (or SINEW_TYPE_LARGE_BINARY). Of `values` only the strings of rows that
// are chosen are looked at.
//
// Returns the rows read and the bytes written. On an error no byte is written to `out` or
// `validity`, `written` is 0, `read` is the first row at fault, and what `offsets` holds is not
// defined: SINEW_STATUS_OUTPUT_FULL if the rows or the bytes do not fit; SINEW_STATUS_OVERFLOW if
// the bytes exceed PTRDIFF_MAX; SINEW_STATUS_INVALID_ARGUMENT for a null argument (`out` may be
// null for no bytes), a malformed column, values that are not strings, a filter that is not of
// booleans, columns of different lengths, nulls without `validity`, and a string that is chosen
// whose offsets run backwards or past the bytes.
SINEW_API sinew_codec_result sinew_filter_strings(const sinew_column* values,
                                                  const sinew_column* filter, int64_t* offsets,
                                                  uint8_t* validity, size_t row_capacity, void* out,
                                                  size_t capacity) SINEW_NOEXCEPT {
  if (!sinew::CheckArguments(values, true, filter) || offsets == nullptr) {
    return {0, 0, SINEW_STATUS_INVALID_ARGUMENT};
  }
  const sinew::Chosen chosen = sinew::ChosenBy(*filter);
  const size_t rows = sinew::CountChosenBy(*filter);
  if (rows != 0 && !sinew::HasRoomForNulls(*values, validity)) {
    return {0, 0, SINEW_STATUS_INVALID_ARGUMENT};
  }
  if (rows > row_capacity) {
    return {sinew::RowOf(chosen, values->count, row_capacity), 0, SINEW_STATUS_OUTPUT_FULL};
  }
  int64_t* next = offsets;
  sinew::Store(next++, int64_t{0});
  size_t full = values->count;  // the first row that does not fit
  const sinew_codec_result size =
      sinew::SizeOfStrings(*values, *filter, [&](size_t row, size_t end) {
        sinew::Store(next++, static_cast<int64_t>(end));
        if (end > capacity) full = std::min(full, row);
      });
  if (size.status != SINEW_STATUS_OK) return size;
  if (size.written > capacity) return {full, 0, SINEW_STATUS_OUTPUT_FULL};
  if (size.written != 0) {
    if (out == nullptr) return {0, 0, SINEW_STATUS_INVALID_ARGUMENT};
    const auto copy = sinew::HasNarrowOffsets(values->type) ? sinew::CopyStrings<int32_t>
                                                            : sinew::CopyStrings<int64_t>;
    copy(*values, chosen, sinew::AsBytes(out), capacity);
  }
  sinew::PackValidity(*values, *filter, validity);
  return size;
}
#endif  // HWY_ONCE

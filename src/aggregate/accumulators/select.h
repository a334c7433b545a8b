#ifndef SINEW_AGGREGATE_ACCUMULATORS_SELECT_H_
#define SINEW_AGGREGATE_ACCUMULATORS_SELECT_H_

#include <algorithm>

#include "core/bits.h"
#include "core/column.h"

namespace sinew {

// A filter is a column of booleans, and rows count where it is true. Accumulators know of none:
// they are given the column with a bitmap in which the rows that the filter leaves out are null. So
// are, of two columns, the rows in which the second one is null.

// Writes a bit for each of rows [first, first + count), row `first` lowest: whether it is valid in
// `column` and, if they are there, valid in `second` and true in `filter`. Returns whether any is.
// Bits behind the last row are 0, up to the next whole word.
inline bool SelectRows(const sinew_column& column, const sinew_column* second,
                       const sinew_column* filter, size_t first, size_t count, uint64_t* words) {
  uint64_t any = 0;
  for (size_t i = 0; i < count; i += 64) {
    const size_t rows = std::min<size_t>(count - i, 64);
    const size_t row = first + i;
    uint64_t bits = LowBits(rows);
    const auto keep_valid = [&](const sinew_column& of) {
      if (of.validity != nullptr) bits &= LoadBits(of.validity, of.validity_offset + row, rows);
    };
    keep_valid(column);
    if (second != nullptr) keep_valid(*second);
    if (filter != nullptr) {
      keep_valid(*filter);
      bits &= LoadBits(AsBytes(filter->values), filter->values_offset + row, rows);
    }
    words[i / 64] = bits;
    any |= bits;
  }
  return any != 0;
}

// The column with the bits that SelectRows wrote. Only these rows may be looked at.
inline sinew_column SelectedRows(const sinew_column& column, size_t first, const uint64_t* words) {
  sinew_column selected = column;
  selected.validity = AsBytes(words);
  selected.validity_offset = size_t{0} - first;  // to which a row is added
  return selected;
}

}  // namespace sinew

#endif  // SINEW_AGGREGATE_ACCUMULATORS_SELECT_H_

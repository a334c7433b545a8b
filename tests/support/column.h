#ifndef SINEW_TESTS_SUPPORT_COLUMN_H_
#define SINEW_TESTS_SUPPORT_COLUMN_H_

#include "sinew/base.h"

#include <algorithm>
#include <vector>

// The column of values of fixed width, none of them null.
template <typename T>
sinew_column ColumnOf(sinew_type type, const std::vector<T>& rows) {
  return {type, rows.size(), rows.data(), rows.size() * sizeof(T), nullptr, nullptr, 0, 0};
}

// The column whose first row is row `rows` of another one; its count stays.
inline sinew_column SkipRows(sinew_column column, size_t rows) {
  const size_t skipped = rows * sinew_type_width(column.type);
  const bool wide = column.type == SINEW_TYPE_LARGE_STRING ||
                    column.type == SINEW_TYPE_LARGE_BINARY || column.type >= SINEW_TYPE_LARGE_LIST;
  if (skipped != 0 && column.values != nullptr) {
    column.values = static_cast<const uint8_t*>(column.values) + skipped;
    column.values_size -= std::min(column.values_size, skipped);
  }
  if (column.offsets != nullptr) {
    column.offsets = static_cast<const uint8_t*>(column.offsets) + rows * (wide ? 8 : 4);
  }
  column.validity_offset += rows;
  if (column.type == SINEW_TYPE_BOOL) column.values_offset += rows;
  return column;
}

// Whether a row is not null, read bit by bit.
inline bool IsValidRow(const sinew_column& column, size_t row) {
  const size_t bit = column.validity_offset + row;
  return column.validity == nullptr || ((column.validity[bit / 8] >> bit % 8) & 1) != 0;
}

#endif  // SINEW_TESTS_SUPPORT_COLUMN_H_

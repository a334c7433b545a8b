#ifndef SINEW_ENCODING_DELTA_BYTE_ARRAY_ROWS_H_
#define SINEW_ENCODING_DELTA_BYTE_ARRAY_ROWS_H_

#include "core/column.h"

namespace sinew {

inline Bytes StringRowAt(const sinew_column& column, size_t row) {
  return HasNarrowOffsets(column.type) ? StringAt<int32_t>(column, row)
                                       : StringAt<int64_t>(column, row);
}

// The valid rows of a column, one after the other.
template <typename Offset>
class ValidRows {
 public:
  explicit ValidRows(const sinew_column& column) : column_(column) {}

  // There must be one.
  Bytes Next() {
    while (!IsValid(column_, row_)) ++row_;
    return StringAt<Offset>(column_, row_++);
  }

  size_t row() const { return row_; }

 private:
  const sinew_column& column_;
  size_t row_ = 0;
};

}  // namespace sinew

#endif  // SINEW_ENCODING_DELTA_BYTE_ARRAY_ROWS_H_

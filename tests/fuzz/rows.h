#ifndef SINEW_TESTS_FUZZ_ROWS_H_
#define SINEW_TESTS_FUZZ_ROWS_H_

#include "sinew/sinew.h"

#include <vector>

#include "fuzz/columns.h"

// The bytes of a row of a good column; false for a null.
inline bool BytesOfRow(const sinew_column& column, size_t row, std::vector<uint8_t>* bytes) {
  if (!IsValid(column, row)) return false;
  const uint8_t* values = static_cast<const uint8_t*>(column.values);
  const uint8_t* offsets = static_cast<const uint8_t*>(column.offsets);
  size_t begin, end;
  if (HasOffsets32(column.type)) {
    int32_t pair[2];
    memcpy(pair, offsets + row * sizeof(pair[0]), sizeof(pair));
    begin = static_cast<size_t>(pair[0]), end = static_cast<size_t>(pair[1]);
  } else if (HasOffsets(column.type)) {
    int64_t pair[2];
    memcpy(pair, offsets + row * sizeof(pair[0]), sizeof(pair));
    begin = static_cast<size_t>(pair[0]), end = static_cast<size_t>(pair[1]);
  } else {
    begin = row * WidthOf(column.type), end = begin + WidthOf(column.type);
  }
  if (begin != end) bytes->assign(values + begin, values + end);
  return true;
}

#endif  // SINEW_TESTS_FUZZ_ROWS_H_

#ifndef SINEW_ENCODING_DELTA_BYTE_ARRAY_ROWS_H_
#define SINEW_ENCODING_DELTA_BYTE_ARRAY_ROWS_H_

#include <algorithm>

#include "core/bytes.h"
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

// How many bytes the beginnings of both share.
inline size_t SharedPrefix(const Bytes& a, const Bytes& b) {
  const size_t limit = std::min(a.size, b.size);
  size_t i = 0;
  for (; i + 8 <= limit; i += 8) {
    const uint64_t different = Load<uint64_t>(a.data + i) ^ Load<uint64_t>(b.data + i);
    if (different != 0) return i + static_cast<size_t>(__builtin_ctzll(different)) / 8;
  }
  while (i < limit && a.data[i] == b.data[i]) ++i;
  return i;
}

// What the formats store of a row, the one before being `last`.
inline size_t Length(const Bytes& row, const Bytes&) { return row.size; }
inline size_t Suffix(const Bytes& row, const Bytes& last) {
  return row.size - SharedPrefix(row, last);
}

// Supplies such a number for each of the next `count` rows.
using NextNumbers = void(void* rows, size_t count, uint32_t* to);

// The valid rows of a column for it, of which there must be so many.
template <typename Offset>
struct NumberedRows {
  explicit NumberedRows(const sinew_column& column) : rows(column) {}

  template <size_t (*kNumber)(const Bytes& row, const Bytes& last)>
  static void Next(void* from, size_t count, uint32_t* to) {
    NumberedRows& numbered = *static_cast<NumberedRows*>(from);
    for (size_t i = 0; i < count; ++i) {
      const Bytes row = numbered.rows.Next();
      to[i] = static_cast<uint32_t>(kNumber(row, numbered.last));
      numbered.last = row;
    }
  }

  ValidRows<Offset> rows;
  Bytes last = {nullptr, 0};
};

// Copies `size` bytes, in steps of 16 if `room` says that so many may be read and written after
// them.
inline void CopyBytes(uint8_t* to, const uint8_t* from, size_t size, bool room) {
  if (!room) {
    if (size != 0) memcpy(to, from, size);
    return;
  }
  struct Step {
    uint64_t words[2];
  };
  for (size_t i = 0; i < size; i += sizeof(Step)) Store(to + i, Load<Step>(from + i));
}

}  // namespace sinew

#endif  // SINEW_ENCODING_DELTA_BYTE_ARRAY_ROWS_H_

#ifndef SINEW_TESTS_AGGREGATE_SORT_REF_H_
#define SINEW_TESTS_AGGREGATE_SORT_REF_H_

#include "sinew/sinew.h"

#include <string.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string_view>
#include <type_traits>
#include <vector>

#include "support/column.h"

// The order of rows, cell by cell.

namespace ref {

template <typename T>
T Cell(const void* from, size_t row) {
  T value;
  memcpy(&value, static_cast<const char*>(from) + row * sizeof(T), sizeof(T));
  return value;
}

template <typename T>
int CompareNumbers(T a, T b) {
  if constexpr (std::is_floating_point_v<T>) {
    if (std::isnan(a) || std::isnan(b)) return int{std::isnan(a)} - int{std::isnan(b)};
    if (a == 0 && b == 0) return int{std::signbit(b)} - int{std::signbit(a)};
  }
  return a < b ? -1 : a > b;
}

template <typename T>
int CompareCells(const sinew_column& column, size_t a, size_t b) {
  return CompareNumbers(Cell<T>(column.values, a), Cell<T>(column.values, b));
}

template <typename Offset>
int CompareStrings(const sinew_column& column, size_t a, size_t b) {
  const auto string = [&](size_t row) {
    const Offset begin = Cell<Offset>(column.offsets, row);
    return std::string_view(static_cast<const char*>(column.values) + begin,
                            Cell<Offset>(column.offsets, row + 1) - begin);
  };
  return string(a).compare(string(b));
}

inline int CompareValues(const sinew_column& column, size_t a, size_t b) {
  const auto bit = [&](size_t row) {
    const size_t i = column.values_offset + row;
    return static_cast<const uint8_t*>(column.values)[i / 8] >> i % 8 & 1;
  };
  switch (column.type) {
    case SINEW_TYPE_BOOL:
      return bit(a) - bit(b);
    case SINEW_TYPE_I8:
      return CompareCells<int8_t>(column, a, b);
    case SINEW_TYPE_I16:
      return CompareCells<int16_t>(column, a, b);
    case SINEW_TYPE_I32:
    case SINEW_TYPE_DATE32:
      return CompareCells<int32_t>(column, a, b);
    case SINEW_TYPE_U8:
      return CompareCells<uint8_t>(column, a, b);
    case SINEW_TYPE_U16:
      return CompareCells<uint16_t>(column, a, b);
    case SINEW_TYPE_U32:
      return CompareCells<uint32_t>(column, a, b);
    case SINEW_TYPE_U64:
      return CompareCells<uint64_t>(column, a, b);
    case SINEW_TYPE_F32:
      return CompareCells<float>(column, a, b);
    case SINEW_TYPE_F64:
      return CompareCells<double>(column, a, b);
    case SINEW_TYPE_BYTES16:
      return memcmp(static_cast<const char*>(column.values) + 16 * a,
                    static_cast<const char*>(column.values) + 16 * b, 16);
    case SINEW_TYPE_STRING:
    case SINEW_TYPE_BINARY:
      return CompareStrings<int32_t>(column, a, b);
    case SINEW_TYPE_LARGE_STRING:
    case SINEW_TYPE_LARGE_BINARY:
      return CompareStrings<int64_t>(column, a, b);
    default:
      return CompareCells<int64_t>(column, a, b);
  }
}

inline int CompareRows(const std::vector<sinew_column>& keys, const std::vector<uint32_t>& orders,
                       size_t a, size_t b) {
  for (size_t i = 0; i < keys.size(); ++i) {
    const bool valid_a = IsValidRow(keys[i], a), valid_b = IsValidRow(keys[i], b);
    if (valid_a != valid_b) {
      const bool nulls_first = (orders[i] & SINEW_SORT_NULLS_FIRST) != 0;
      return valid_a == nulls_first ? 1 : -1;
    }
    if (!valid_a) continue;
    const int order = CompareValues(keys[i], a, b);
    if (order != 0) return (orders[i] & SINEW_SORT_DESCENDING) != 0 ? -order : order;
  }
  return 0;
}

inline std::vector<uint32_t> SortedRows(const std::vector<sinew_column>& keys,
                                        const std::vector<uint32_t>& orders) {
  std::vector<uint32_t> rows(keys[0].count);
  std::iota(rows.begin(), rows.end(), 0u);
  std::stable_sort(rows.begin(), rows.end(),
                   [&](uint32_t a, uint32_t b) { return CompareRows(keys, orders, a, b) < 0; });
  return rows;
}

}  // namespace ref

#endif  // SINEW_TESTS_AGGREGATE_SORT_REF_H_

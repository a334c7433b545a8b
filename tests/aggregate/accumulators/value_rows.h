#ifndef SINEW_TESTS_AGGREGATE_ACCUMULATORS_VALUE_ROWS_H_
#define SINEW_TESTS_AGGREGATE_ACCUMULATORS_VALUE_ROWS_H_

#include <optional>
#include <string>
#include <vector>

#include "aggregate/key_column.h"
#include "support/random.h"

// KeyedRows of a value column of any type, as bytes, and those of a batch with a key and a filter.

using Values = std::vector<Key>;

inline KeyRows RowsOfValues(const Values& values) {
  KeyRows rows;
  for (const Key& value : values) rows.push_back({value});
  return rows;
}

inline Values RandomValues(sinew_type type, size_t count, size_t different, unsigned nulls,
                           Random& random) {
  Values values(count);
  for (Key& value : values) value = RandomKey(type, different, nulls, random);
  return values;
}

struct KeyedRows {
  std::vector<int64_t> keys;
  Values values, filter;
};

inline KeyedRows RandomRowsOf(sinew_type type, size_t count, size_t groups, size_t different,
                              Random& random) {
  KeyedRows rows;
  rows.values = RandomValues(type, count, different, random.Below(2) == 0 ? 0 : 20, random);
  rows.filter = RandomValues(SINEW_TYPE_BOOL, count, 8, 10, random);
  for (size_t i = 0; i < count; ++i) {
    rows.keys.push_back(static_cast<int64_t>(random.Below(groups)));
  }
  return rows;
}

#endif  // SINEW_TESTS_AGGREGATE_ACCUMULATORS_VALUE_ROWS_H_

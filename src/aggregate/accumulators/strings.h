#ifndef SINEW_AGGREGATE_ACCUMULATORS_STRINGS_H_
#define SINEW_AGGREGATE_ACCUMULATORS_STRINGS_H_

#include "aggregate/accumulators/accumulator.h"
#include "core/batch.h"
#include "core/bits.h"
#include "core/column.h"
#include "core/type.h"

namespace sinew {

// Whether values of a type are kept as KeptBytes: strings, and 16 bytes.
inline bool IsBytes(sinew_type type) { return IsString(type) || type == SINEW_TYPE_BYTES16; }

// Calls visit(i, bytes) for every row first + i of such a column that is not null.
template <typename Visit>
void ForEachBytes(const sinew_column& column, size_t first, size_t count, const Visit& visit) {
  const auto walk = [&](const auto& bytes_at) {
    for (size_t i = 0; i < count; ++i) {
      if (IsValid(column, first + i)) visit(i, bytes_at(first + i));
    }
  };
  if (HasNarrowOffsets(column.type)) {
    walk([&](size_t row) { return StringAt<int32_t>(column, row); });
  } else if (HasWideOffsets(column.type)) {
    walk([&](size_t row) { return StringAt<int64_t>(column, row); });
  } else {
    walk([&](size_t row) {
      return Bytes{AsBytes(column.values) + row * sizeof(Bytes16), sizeof(Bytes16)};
    });
  }
}

// The accumulator of a function that keeps one value of such a column, or null.
const Accumulator* FindOfStrings(sinew_aggregate function, sinew_type type);

}  // namespace sinew

#endif  // SINEW_AGGREGATE_ACCUMULATORS_STRINGS_H_

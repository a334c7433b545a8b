#ifndef SINEW_AGGREGATE_ACCUMULATORS_STRINGS_H_
#define SINEW_AGGREGATE_ACCUMULATORS_STRINGS_H_

#include "aggregate/accumulators/accumulator.h"
#include "core/batch.h"
#include "core/bits.h"
#include "core/column.h"
#include "core/type.h"

namespace sinew {

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
    walk([&](size_t row) { return BytesAt(column, row); });
  }
}

// A value as a key has it in docs/formats/groupby.md, and whether there is one.
inline void EncodeBytes(sinew_type type, Bytes bytes, ByteWriter* out) {
  if (type != SINEW_TYPE_BYTES16) out->PutLength(bytes.size);
  out->PutBytes(bytes);
}
inline Bytes DecodeBytes(sinew_type type, ByteReader* in) {
  return type == SINEW_TYPE_BYTES16 ? in->GetBytes(sizeof(Bytes16)) : in->GetString();
}
inline bool DecodeIsThere(ByteReader* in) {
  const size_t begin = in->at();
  const uint8_t is_there = in->Get<uint8_t>();
  if (is_there > 1) in->FailAt(begin, "whether there is a value is neither 0 nor 1");
  return is_there == 1;
}

// The accumulator of a function that keeps one value of such a column, or null.
const Accumulator* FindOfStrings(sinew_aggregate function, sinew_type type);

}  // namespace sinew

#endif  // SINEW_AGGREGATE_ACCUMULATORS_STRINGS_H_

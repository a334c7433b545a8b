// DELTA_LENGTH_BYTE_ARRAY: the lengths of all strings, then their bytes.
#if defined(SINEW_ENCODING_DELTA_BYTE_ARRAY_LENGTHS_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef SINEW_ENCODING_DELTA_BYTE_ARRAY_LENGTHS_INL_H_
#undef SINEW_ENCODING_DELTA_BYTE_ARRAY_LENGTHS_INL_H_
#else
#define SINEW_ENCODING_DELTA_BYTE_ARRAY_LENGTHS_INL_H_
#endif

#include <hwy/highway.h>

#include <algorithm>

#include "encoding/delta_byte_array/numbers-inl.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

// Supplies the lengths of rows without nulls, the differences of the offsets from *rest on.
template <typename Offset>
void NextDenseLengths(void* rest, size_t count, uint32_t* to) {
  const uint8_t*& offsets = *static_cast<const uint8_t**>(rest);
  const uint8_t* from = offsets;
  for (size_t i = 0; i < count; ++i) {
    to[i] = static_cast<uint32_t>(Load<Offset>(from + (i + 1) * sizeof(Offset)) -
                                  Load<Offset>(from + i * sizeof(Offset)));
  }
  offsets += count * sizeof(Offset);
}

template <typename Offset>
sinew_codec_result EncodeLengths(const sinew_column& column, size_t count, uint8_t* out,
                                 size_t capacity) {
  size_t size = 0;
  using Rows = NumberedRows<Offset>;
  Rows lengths(column);
  const uint8_t* offsets = static_cast<const uint8_t*>(column.offsets);
  const bool done =
      count == column.count
          ? EncodeNumbers(NextDenseLengths<Offset>, &offsets, count, out, capacity, &size)
          : EncodeNumbers(Rows::template Next<Length>, &lengths, count, out, capacity, &size);
  if (!done) return {0, size, SINEW_STATUS_OUTPUT_FULL};
  if (count == 0) return {column.count, size, SINEW_STATUS_OK};
  if (count == column.count) {
    // Without nulls the bytes are in one piece.
    const Bytes first = StringRowAt(column, 0), last = StringRowAt(column, count - 1);
    const size_t bytes = static_cast<size_t>(last.data + last.size - first.data);
    if (bytes <= capacity - size) {
      if (bytes != 0) memcpy(out + size, first.data, bytes);
      return {column.count, size + bytes, SINEW_STATUS_OK};
    }
  }
  ValidRows<Offset> rows(column);
  for (size_t i = 0; i < count; ++i) {
    const Bytes row = rows.Next();
    if (row.size > capacity - size) return {rows.row() - 1, size, SINEW_STATUS_OUTPUT_FULL};
    if (row.size != 0) memcpy(out + size, row.data, row.size);
    size += row.size;
  }
  return {column.count, size, SINEW_STATUS_OK};
}

sinew_codec_result DecodeLengths(const uint8_t* in, size_t size, int64_t* offsets, size_t capacity,
                                 uint8_t* out, size_t bytes_capacity) {
  uint8_t* to = reinterpret_cast<uint8_t*>(offsets);
  Store(to, int64_t{0});
  DeltaStream lengths(in, size);
  const DeltaStream whole = lengths;
  sinew_status status = lengths.Header<32>(capacity);
  if (status != SINEW_STATUS_OK) return {lengths.at, 0, status};
  size_t data = 0;
  status = Skip(whole, &data);
  if (status != SINEW_STATUS_OK) return {data, 0, status};
  const uint64_t limit = std::min(size - data, bytes_capacity);
  uint64_t end = 0;
  size_t done = 0;
  size_t fault = 0;
  while (status == SINEW_STATUS_OK && lengths.left != 0) {
    HWY_ALIGN int32_t part[32];
    size_t begin = 0;
    const size_t count = ReadPortion(&lengths, part, &begin, &status);
    int32_t signs = 0;
    uint64_t sum = 0;
    for (size_t i = 0; i < count; ++i) {
      signs |= part[i];
      sum += static_cast<uint32_t>(part[i]);
    }
    const bool good = signs >= 0 && sum <= limit - end;
    for (size_t i = 0; i < count; ++i) {
      if (!good) {
        if (part[i] < 0) {
          status = SINEW_STATUS_CORRUPT;
          fault = NumberAt(lengths, begin, i);
          break;
        }
        const uint64_t next = end + static_cast<uint64_t>(part[i]);
        if (next > limit) {
          const bool truncated = next > size - data;
          status = truncated ? SINEW_STATUS_TRUNCATED : SINEW_STATUS_OUTPUT_FULL;
          fault = truncated ? size : data + end;
          break;
        }
      }
      end += static_cast<uint64_t>(part[i]);
      ++done;
      Store(to + 8 * done, static_cast<int64_t>(end));
    }
  }
  if (end != 0) memcpy(out, in + data, end);
  return {status == SINEW_STATUS_OK ? data + end : fault, done, status};
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#endif  // per-target include guard

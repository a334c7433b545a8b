#include "ingest/pipeline/rows.h"

#include <algorithm>
#include <bit>

#include "core/bits.h"
#include "core/column.h"
#include "core/type.h"

namespace sinew {
namespace {

// What follows the values, in this order.
enum Kind : uint32_t { kValue, kNan, kNull };

template <typename T>
void TakeValues(const sinew_column& column, const uint32_t* rows, size_t count, void* out) {
  const uint8_t* const values = AsBytes(column.values);
  uint8_t* const to = AsBytes(out);
  for (size_t i = 0; i < count; ++i) {
    Store(to + i * sizeof(T), Load<T>(values + rows[i] * sizeof(T)));
  }
}

void TakeBits(const uint8_t* bits, size_t offset, const uint32_t* rows, size_t count,
              uint8_t* out) {
  for (size_t i = 0; i < count; i += 8) {
    uint32_t byte = 0;
    for (size_t k = 0; k < std::min<size_t>(8, count - i); ++k) {
      byte |= uint32_t{BitAt(bits, offset + rows[i + k])} << k;
    }
    out[i / 8] = static_cast<uint8_t>(byte);
  }
}

template <typename Offset>
size_t BytesOf(const sinew_column& column, const uint32_t* rows, size_t count) {
  size_t bytes = 0;
  for (size_t i = 0; i < count; ++i) bytes += StringAt<Offset>(column, rows[i]).size;
  return bytes;
}

template <typename Offset>
void TakeStrings(const sinew_column& column, const uint32_t* rows, size_t count, uint8_t* offsets,
                 uint8_t* out) {
  Offset end = 0;
  Store(offsets, end);
  for (size_t i = 0; i < count; ++i) {
    const Bytes string = StringAt<Offset>(column, rows[i]);
    CopyShort(out + end, string);
    end += static_cast<Offset>(string.size);
    Store(offsets + (i + 1) * sizeof(Offset), end);
  }
}

size_t BytesOf(const sinew_column& column, const uint32_t* rows, size_t count) {
  if (!IsString(column.type)) return 0;
  return HasNarrowOffsets(column.type) ? BytesOf<int32_t>(column, rows, count)
                                       : BytesOf<int64_t>(column, rows, count);
}

void TakeColumn(const sinew_column& from, const uint32_t* rows, size_t count, sinew_batch* batch,
                size_t column) {
  uint8_t* const values = batch->Values<uint8_t>(column);
  if (from.validity != nullptr) {
    TakeBits(from.validity, from.validity_offset, rows, count, batch->Validity(column));
  }
  if (HasNarrowOffsets(from.type)) {
    return TakeStrings<int32_t>(from, rows, count, values, batch->StringBytes(column));
  }
  if (HasWideOffsets(from.type)) {
    return TakeStrings<int64_t>(from, rows, count, values, batch->StringBytes(column));
  }
  switch (ValueWidth(from.type)) {
    case 0:
      return TakeBits(AsBytes(from.values), from.values_offset, rows, count, values);
    case 1:
      return TakeValues<uint8_t>(from, rows, count, values);
    case 2:
      return TakeValues<uint16_t>(from, rows, count, values);
    case 4:
      return TakeValues<uint32_t>(from, rows, count, values);
    case 8:
      return TakeValues<uint64_t>(from, rows, count, values);
    default:
      return TakeValues<Bytes16>(from, rows, count, values);
  }
}

// Bits of a number as an unsigned one in the same order.
uint64_t RankOf(int64_t value) {
  return static_cast<uint64_t>(value) ^ uint64_t { 1 } << 63;
}
uint64_t RankOf(double value) {
  const uint64_t bits = std::bit_cast<uint64_t>(value + 0.0);  // -0.0 is 0.0
  return bits >> 63 != 0 ? ~bits : bits | uint64_t{1} << 63;
}

// The first 8 bytes, those that are missing as zeros.
uint64_t RankOf(Bytes string) {
  uint8_t bytes[8] = {};
  if (string.size != 0) memcpy(bytes, string.data, std::min<size_t>(string.size, 8));
  return __builtin_bswap64(Load<uint64_t>(bytes));
}

RankedRow RankFloat(double value, uint32_t row) {
  if (value != value) return {0, kNan, row};
  return {RankOf(value), kValue, row};
}

RankedRow RankAscending(const sinew_column& column, uint32_t row) {
  if (!IsValid(column, row)) return {0, kNull, row};
  const auto value = [&]<typename T>(T) {
    return Load<T>(AsBytes(column.values) + row * sizeof(T));
  };
  const auto integer = [&](auto type) {
    return RankedRow{RankOf(int64_t{value(type)}), kValue, row};
  };
  switch (column.type) {
    case SINEW_TYPE_BOOL:
      return {BitAt(AsBytes(column.values), column.values_offset + row), kValue, row};
    case SINEW_TYPE_F32:
      return RankFloat(double{value(float{})}, row);
    case SINEW_TYPE_F64:
      return RankFloat(value(double{}), row);
    case SINEW_TYPE_I8:
      return integer(int8_t{});
    case SINEW_TYPE_I16:
      return integer(int16_t{});
    case SINEW_TYPE_I32:
    case SINEW_TYPE_DATE32:
      return integer(int32_t{});
    case SINEW_TYPE_U8:
      return integer(uint8_t{});
    case SINEW_TYPE_U16:
      return integer(uint16_t{});
    case SINEW_TYPE_U32:
      return integer(uint32_t{});
    case SINEW_TYPE_U64:
      return {value(uint64_t{}), kValue, row};
    default:
      if (IsBytes(column.type)) return {RankOf(BytesAt(column, row)), kValue, row};
      return integer(int64_t{});
  }
}

RankedRow Rank(const RowOrder& order, uint32_t row) {
  RankedRow ranked = RankAscending(order.column, row);
  if (order.descending) ranked.rank = ~ranked.rank;
  return ranked;
}

// Less than, equal to or greater than 0, as memcmp.
int Compare(const RowOrder& order, const RankedRow& a, const RankedRow& b) {
  if (a.kind != b.kind) return a.kind < b.kind ? -1 : 1;
  if (a.rank != b.rank) return a.rank < b.rank ? -1 : 1;
  // Different bytes may have the same rank.
  if (a.kind != kValue || !IsBytes(order.column.type)) return 0;
  const int result = CompareBytes(BytesAt(order.column, a.row), BytesAt(order.column, b.row));
  return order.descending ? -result : result;
}

}  // namespace

sinew_status TakeRows(const sinew_column* columns, size_t column_count, const uint32_t* rows,
                      size_t count, BatchField* fields, sinew_batch* batch) {
  for (size_t i = 0; i < column_count; ++i) {
    fields[i].type = columns[i].type;
    fields[i].has_validity = columns[i].validity != nullptr;
    fields[i].bytes = BytesOf(columns[i], rows, count);
  }
  const sinew_status status = batch->Prepare(fields, column_count, count);
  if (status != SINEW_STATUS_OK) return status;
  for (size_t i = 0; i < column_count; ++i) TakeColumn(columns[i], rows, count, batch, i);
  return SINEW_STATUS_OK;
}

void SortRows(const RowOrder* orders, size_t order_count, size_t count, size_t limit,
              RankedRow* rows) {
  for (size_t i = 0; i < count; ++i) rows[i] = Rank(orders[0], static_cast<uint32_t>(i));
  const auto less = [=](const RankedRow& a, const RankedRow& b) {
    int result = Compare(orders[0], a, b);
    for (size_t k = 1; result == 0 && k < order_count; ++k) {
      result = Compare(orders[k], Rank(orders[k], a.row), Rank(orders[k], b.row));
    }
    return result != 0 ? result < 0 : a.row < b.row;
  };
  if (limit < count) std::nth_element(rows, rows + limit, rows + count, less);
  std::sort(rows, rows + limit, less);
}

}  // namespace sinew

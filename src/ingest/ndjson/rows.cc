#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "ingest/ndjson/rows.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include <algorithm>
#include <type_traits>

#include "core/bits.h"
#include "core/bytes.h"
#include "core/dispatch.h"
#include "core/type.h"
#include "core/vectors-inl.h"
#include "encoding/utf8.h"
#include "ingest/decoder/numbers-inl.h"
#include "ingest/ndjson/layout.h"
#include "ingest/ndjson/store.h"
#include "ingest/ndjson/text.h"

#ifndef SINEW_INGEST_NDJSON_ROWS_SCALAR
#define SINEW_INGEST_NDJSON_ROWS_SCALAR
namespace sinew {
namespace {

inline Bytes TrimSpaces(const uint8_t* begin, const uint8_t* end) {
  while (kJsonBytes.is_space[end[-1]]) --end;
  return {begin, static_cast<size_t>(end - begin)};
}

// A value that needs more than a few steps.
bool PutOther(const DecoderField& field, bool is_string, Bytes text, size_t row,
              ColumnWriter* column) {
  size_t fault;
  if (is_string) {
    if (FindBadEscape(text) != text.size) return false;
    if (IsRaw(field)) text = {text.data - 1, text.size + 2};
  } else {
    if (!IsJsonScalar(text)) return false;
    if (text.data[0] == 'n') {
      column->PutNull(row, field.type);
      return true;
    }
  }
  if (IsList(field.type)) return false;
  if (IsRaw(field)) return StoreJsonText(text, field, row, column, &fault) == 0;
  return (is_string ? StoreJsonString(text, field, row, column, &fault)
                    : StoreJsonScalar(text, field, row, column)) == 0;
}

}  // namespace
}  // namespace sinew
#endif  // SINEW_INGEST_NDJSON_ROWS_SCALAR

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

// Copies a string as long as it is ASCII without escapes.
HWY_INLINE bool CopyPlain(Bytes text, uint8_t* out) {
  const hn::CappedTag<uint8_t, kJsonSlack> d;
  const hn::RebindToSigned<decltype(d)> ds;
  for (size_t i = 0;;) {
    const auto bytes = LoadUnaligned(d, text.data + i);
    StoreUnaligned(bytes, d, out + i);
    const auto is_backslash = hn::VecFromMask(d, hn::Eq(bytes, hn::Set(d, '\\')));
    const auto special = hn::Lt(hn::BitCast(ds, hn::Or(bytes, is_backslash)), hn::Zero(ds));
    // -1, if there is none, is more than any.
    const size_t first = static_cast<size_t>(hn::FindFirstTrue(ds, special));
    if (HWY_UNLIKELY(first < text.size - i)) return false;
    i += hn::Lanes(d);
    if (HWY_LIKELY(i >= text.size)) return true;
  }
}

// The values of a field in records that are alike: where the first one is, and how many tokens
// behind it the next.
struct Values {
  const JsonTokens& tokens;
  const uint8_t* in;
  const uint16_t* positions;
  size_t stride, count;
  size_t row;  // of the first
};

// Each of these writes the values, and returns how many came before the first one at fault.
template <typename Offset>
HWY_INLINE size_t PutStrings(const Values& values, const DecoderField& field,
                             ColumnWriter* column) {
  const uint16_t* at = values.positions;
  size_t bytes_size = column->bytes_size;
  const size_t most = field.max_value_size;
  uint8_t* const bytes = column->bytes;
  Offset* const offsets = reinterpret_cast<Offset*>(column->values) + values.row + 1;
  size_t i = 0;
  for (; i < values.count; ++i, at += values.stride) {
    const Bytes text = {values.in + at[0] + 1, size_t{at[1]} - at[0] - 1};
    if (HWY_LIKELY(text.size <= most && CopyPlain(text, bytes + bytes_size))) {
      bytes_size += text.size;
      Store(offsets + i, static_cast<Offset>(bytes_size));
      continue;
    }
    column->bytes_size = bytes_size;
    if (!PutOther(field, true, text, values.row + i, column)) break;
    bytes_size = column->bytes_size;
  }
  column->bytes_size = bytes_size;
  return i;
}

// The text of value `i`, a scalar.
HWY_INLINE Bytes ScalarAt(const Values& values, size_t i) {
  const uint16_t* const at = values.positions + i * values.stride;
  return TrimSpaces(values.in + at[0], values.in + at[1]);
}

#if SINEW_HAS_AVX2

// Stores the numbers of `count` records, 8 to 64 and a multiple of 8, from `first` on. Returns a
// bit for each of those that it did not store.
template <bool kDecimal>
HWY_INLINE uint64_t StoreNumbers(const Values& values, size_t first, size_t count,
                                 const IntegerRange& range, uint8_t* out) {
  HWY_ALIGN uint64_t words[64];
  HWY_ALIGN uint64_t sizes[64];
  for (size_t i = 0; i < count; ++i) {
    const Bytes text = ScalarAt(values, first + i);
    words[i] = Load<uint64_t>(text.data + text.size - 8);
    sizes[i] = text.size;
  }
  return StoreNumbers<kDecimal, true>(words, sizes, count, range, out);
}

#endif  // SINEW_HAS_AVX2

// T is int64_t for all types of integers.
template <typename T>
HWY_INLINE size_t PutNumbers(const Values& values, const DecoderField& field, sinew_type type,
                             ColumnWriter* column) {
  constexpr bool kDecimal = std::is_floating_point_v<T>;
  const IntegerRange range = kDecimal ? IntegerRange{0, 0, 8} : IntegerRangeOf(type);
  // Of the first one there may not be 8 bytes before its end.
  for (size_t first = 0, some = 1; first < values.count; first += some, some = 1) {
    uint64_t left = 1;  // a bit for each of them that is to be stored alone
#if SINEW_HAS_AVX2
    if constexpr (!std::is_same_v<T, float>) {
      if (first != 0 && values.count - first >= 8) {
        some = std::min(values.count - first, size_t{64}) / 8 * 8;
        left = StoreNumbers<kDecimal>(values, first, some, range,
                                      column->values + (values.row + first) * range.width);
      }
    }
#endif
    for (; left != 0; left &= left - 1) {
      const size_t i = first + hwy::Num0BitsBelowLS1Bit_Nonzero64(left), row = values.row + i;
      const Bytes text = ScalarAt(values, i);
      const Text number = {text.data, text.size, static_cast<size_t>(text.data - values.tokens.in)};
      bool is_stored;
      if constexpr (kDecimal) {
        is_stored = StoreShortDecimal<T>(number, row, column);
      } else {
        is_stored = StoreShortInteger(number, range, row, column);
      }
      if (HWY_LIKELY(is_stored) && HWY_LIKELY(IsJsonForm(number))) continue;
      if (!PutOther(field, false, text, row, column)) return i;
    }
  }
  return values.count;
}

size_t PutOthers(const Values& values, bool is_string, const DecoderField& field,
                 ColumnWriter* column) {
  const uint16_t* at = values.positions;
  for (size_t i = 0; i < values.count; ++i, at += values.stride) {
    const uint8_t *const begin = values.in + at[0], *const end = values.in + at[1];
    const Bytes text =
        is_string ? Bytes{begin + 1, static_cast<size_t>(end - begin - 1)} : TrimSpaces(begin, end);
    if (!PutOther(field, is_string, text, values.row + i, column)) return i;
  }
  return values.count;
}

HWY_INLINE size_t PutValues(const Values& values, const JsonLayout::Value& value,
                            const DecoderField& field, ColumnWriter* column) {
  switch (value.action) {
    case JsonLayout::Action::kNull:
      for (size_t i = 0; i < values.count; ++i) column->PutNull(values.row + i, field.type);
      return values.count;
    case JsonLayout::Action::kString:
      return HasWideOffsets(value.type) ? PutStrings<int64_t>(values, field, column)
                                        : PutStrings<int32_t>(values, field, column);
    case JsonLayout::Action::kNumber:
      switch (value.type) {
        case SINEW_TYPE_F32:
          return PutNumbers<float>(values, field, value.type, column);
        case SINEW_TYPE_F64:
          return PutNumbers<double>(values, field, value.type, column);
        default:
          return PutNumbers<int64_t>(values, field, value.type, column);
      }
    default:
      return PutOthers(values, value.is_string, field, column);
  }
}

size_t PutRecords(const JsonRun& run, const JsonTokens& tokens, const JsonLayout& layout,
                  size_t count, size_t row) {
  size_t whole = count;
  for (size_t i = 0; i < run.field_count; ++i) {
    const JsonLayout::Value& value = layout.values[i];
    const Values values = {tokens,
                           tokens.in + tokens.base,
                           tokens.positions + tokens.at + value.token,
                           layout.token_count,
                           whole,
                           row};
    const size_t put = PutValues(values, value, run.fields[i], &run.columns[i]);
    if (HWY_LIKELY(put == whole)) continue;
    // Columns before this one have rows more.
    for (size_t k = 0; k <= i; ++k) {
      run.columns[k].ForgetRows(row + put, whole - put, run.fields[k].type);
    }
    whole = put;
  }
  return whole;
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace sinew {
namespace {
HWY_EXPORT(PutRecords);
}  // namespace

size_t PutJsonRecords(const JsonRun& run, const JsonTokens& tokens, const JsonLayout& layout,
                      size_t count, size_t row) {
  return SINEW_DISPATCH(PutRecords)(run, tokens, layout, count, row);
}

bool IsValidJsonRecord(const JsonTokens& tokens, const JsonLayout& layout, size_t at, size_t begin,
                       size_t end) {
  if (ValidUtf8Prefix(tokens.in + begin, end - begin) != end - begin) return false;
  for (size_t i = 0; i < layout.scalar_count; ++i) {
    const size_t token = at + layout.scalars[i];
    const uint8_t* const from = tokens.in + tokens.PositionOf(token);
    if (!IsJsonScalar(TrimSpaces(from, tokens.in + tokens.PositionOf(token + 1)))) return false;
  }
  return true;
}

}  // namespace sinew

#endif  // HWY_ONCE

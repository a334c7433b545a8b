// The values of records that are like a layout, written to rows a column at a time.

#include "core/bytes.h"
#include "core/type.h"
#include "encoding/utf8.h"
#include "ingest/decoder/digits.h"
#include "ingest/ndjson/layout.h"
#include "ingest/ndjson/store.h"
#include "ingest/ndjson/text.h"

#ifndef SINEW_INGEST_NDJSON_ROWS_INL_H_SCALAR
#define SINEW_INGEST_NDJSON_ROWS_INL_H_SCALAR
namespace sinew {
namespace {

// What may be read and written behind a token.
constexpr size_t kJsonSlack = 64;

// An integer as JSON has them, of at most 16 digits, if it is no nearer to the beginning of the
// text than that; else false.
inline bool ParseShortJsonInteger(Bytes text, size_t before, int64_t* number) {
  const size_t sign = text.data[0] == '-';
  if (text.data[sign] == '0' && text.size != sign + 1) return false;
  return ParseShortInteger(text, before, number);
}

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

// What SINEW_NDJSON_VALIDATE asks for beyond the structure, of the record at token `at`.
bool IsValidRecord(const JsonTokens& tokens, const JsonLayout& layout, size_t at, size_t begin,
                   size_t end) {
  if (ValidUtf8Prefix(tokens.in + begin, end - begin) != end - begin) return false;
  for (size_t i = 0; i < layout.scalar_count; ++i) {
    const size_t token = at + layout.scalars[i];
    const uint8_t* const from = tokens.in + tokens.PositionOf(token);
    if (!IsJsonScalar(TrimSpaces(from, tokens.in + tokens.PositionOf(token + 1)))) return false;
  }
  return true;
}

// Whether a record that ends at `end` is all of its row but for white space.
inline bool FillsRow(const RecordRows& rows, size_t row, const uint8_t* end, size_t max_size) {
  const Bytes text = rows.At(row);
  const uint8_t* const row_end = text.data + text.size;
  if (end > row_end || text.size > max_size) return false;
  while (end != row_end && kJsonBytes.is_space[*end]) ++end;
  return end == row_end;
}

}  // namespace
}  // namespace sinew
#endif  // SINEW_INGEST_NDJSON_ROWS_INL_H_SCALAR

#if defined(SINEW_INGEST_NDJSON_ROWS_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef SINEW_INGEST_NDJSON_ROWS_INL_H_
#undef SINEW_INGEST_NDJSON_ROWS_INL_H_
#else
#define SINEW_INGEST_NDJSON_ROWS_INL_H_
#endif

#include <hwy/highway.h>

#include "core/vectors-inl.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

template <class D>
HWY_INLINE bool IsZero(D d, hn::Vec<D> v) {
  return hn::AllTrue(d, hn::Eq(v, hn::Zero(d)));
}

// Copies a string as long as it is ASCII without escapes.
HWY_INLINE bool CopyPlain(Bytes text, uint8_t* out) {
  const hn::CappedTag<uint8_t, kJsonSlack> d;
  const hn::RebindToSigned<decltype(d)> ds;
  const size_t lanes = hn::Lanes(d);
  for (size_t i = 0; i < text.size; i += lanes) {
    const auto bytes = LoadUnaligned(d, text.data + i);
    StoreUnaligned(bytes, d, out + i);
    const auto special = hn::Or(
        hn::Lt(hn::BitCast(ds, bytes), hn::Zero(ds)),
        hn::MaskFromVec(hn::BitCast(ds, hn::VecFromMask(d, hn::Eq(bytes, hn::Set(d, '\\'))))));
    const size_t left = text.size - i;
    const auto part = hn::FirstN(ds, left < lanes ? left : lanes);
    if (!hn::AllFalse(ds, hn::And(special, part))) return false;
  }
  return true;
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
  uint8_t* const bytes = column->bytes;
  Offset* const offsets = reinterpret_cast<Offset*>(column->values) + values.row + 1;
  size_t i = 0;
  for (; i < values.count; ++i, at += values.stride) {
    const Bytes text = {values.in + at[0] + 1, size_t{at[1]} - at[0] - 1};
    if (HWY_LIKELY(CopyPlain(text, bytes + bytes_size))) {
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

template <typename T>
HWY_INLINE size_t PutIntegers(const Values& values, const JsonLayout::Value& value,
                              const DecoderField& field, ColumnWriter* column) {
  const uint16_t* at = values.positions;
  const int64_t least = value.least, most = value.most;
  T* const to = reinterpret_cast<T*>(column->values) + values.row;
  size_t i = 0;
  for (; i < values.count; ++i, at += values.stride) {
    const uint8_t* const begin = values.in + at[0];
    const Bytes text = TrimSpaces(begin, values.in + at[1]);
    int64_t number;
    const auto before = static_cast<size_t>(begin - values.tokens.in);
    if (HWY_LIKELY(ParseShortJsonInteger(text, before, &number)) &&
        HWY_LIKELY(number >= least && number <= most)) {
      Store(to + i, static_cast<T>(number));
    } else if (!PutOther(field, false, text, values.row + i, column)) {
      break;
    }
  }
  return i;
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
      return value.width == 4 ? PutStrings<int32_t>(values, field, column)
                              : PutStrings<int64_t>(values, field, column);
    case JsonLayout::Action::kInteger:
      switch (value.width) {
        case 8:
          return PutIntegers<int64_t>(values, value, field, column);
        case 4:
          return PutIntegers<int32_t>(values, value, field, column);
        case 2:
          return PutIntegers<int16_t>(values, value, field, column);
        default:
          return PutIntegers<int8_t>(values, value, field, column);
      }
    default:
      return PutOthers(values, value.is_string, field, column);
  }
}

// Writes records that are alike to rows, a column at a time, and returns how many.
HWY_INLINE size_t PutRecords(const JsonRun& run, const JsonTokens& tokens, const JsonLayout& layout,
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

#endif  // SINEW_INGEST_NDJSON_ROWS_INL_H_

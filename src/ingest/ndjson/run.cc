#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "ingest/ndjson/run.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "core/bytes.h"
#include "core/dispatch.h"
#include "core/targets.h"
#include "core/type.h"
#include "core/vectors-inl.h"
#include "encoding/utf8.h"
#include "ingest/ndjson/layout.h"
#include "ingest/ndjson/store.h"
#include "ingest/ndjson/text.h"

#ifndef SINEW_INGEST_NDJSON_RUN_SCALAR
#define SINEW_INGEST_NDJSON_RUN_SCALAR
namespace sinew {
namespace {

// What may be read and written behind a token.
constexpr size_t kJsonSlack = 64;

// Eight digits as bytes of 0 to 9, the first one lowest.
inline uint64_t EightDigits(uint64_t digits) {
  digits = (digits * (1 + (10 << 8))) >> 8 & 0x00FF00FF00FF00FF;
  digits = (digits * (1 + (100 << 16))) >> 16 & 0x0000FFFF0000FFFF;
  return (digits * (1 + (uint64_t{10000} << 32))) >> 32;
}

inline uint64_t NotDigits(uint64_t digits) {
  return ((digits + 0x7676767676767676) | digits) & 0x8080808080808080;
}

// An integer of 1 to 16 digits that ends 16 bytes or more behind the text's beginning; false if it
// is none.
inline bool ParseShortInteger(const uint8_t* begin, const uint8_t* end, int64_t* number) {
  const bool is_negative = *begin == '-';
  begin += is_negative;
  const size_t size = static_cast<size_t>(end - begin);
  if (size - 1 > 15 || (*begin == '0' && size != 1)) return false;
  constexpr uint64_t kZeros = 0x3030303030303030;
  uint64_t value = Load<uint64_t>(end - 8) ^ kZeros;
  if (size <= 8) {
    value &= ~uint64_t{0} << (8 - size) * 8;
    if (NotDigits(value) != 0) return false;
    value = EightDigits(value);
  } else {
    const uint64_t upper = (Load<uint64_t>(end - 16) ^ kZeros) & ~uint64_t{0} << (16 - size) * 8;
    if ((NotDigits(value) | NotDigits(upper)) != 0) return false;
    value = EightDigits(upper) * 100000000 + EightDigits(value);
  }
  const int64_t signed_value = static_cast<int64_t>(value);
  *number = is_negative ? -signed_value : signed_value;
  return true;
}

inline Bytes TrimSpaces(const uint8_t* begin, const uint8_t* end) {
  while (kJsonBytes.is_space[end[-1]]) --end;
  return {begin, static_cast<size_t>(end - begin)};
}

// Takes back what was written to a row.
void ForgetRow(const JsonRun& run, size_t row) {
  for (size_t i = 0; i < run.field_count; ++i) {
    ColumnWriter& column = run.columns[i];
    column.validity[row / 8] |= static_cast<uint8_t>(1u << row % 8);
    if (HasNarrowOffsets(run.fields[i].type)) {
      column.bytes_size = static_cast<size_t>(Load<int32_t>(column.values + 4 * row));
    } else if (HasWideOffsets(run.fields[i].type)) {
      column.bytes_size = static_cast<size_t>(Load<int64_t>(column.values + 8 * row));
    }
  }
}

void PutNullValue(const DecoderField& field, size_t row, ColumnWriter* column) {
  const TypeInfo& type = InfoOf(field.type);
  column->SetNull(row);
  if (type.kind == TypeKind::kBool) {
    column->SetBool(row, false);
  } else if (type.offset_width != 0) {
    column->EndString(row, type.offset_width == 8);
  } else {
    memset(column->values + row * type.width, 0, type.width);
  }
}

// A value that needs more than a few steps.
bool PutOther(const JsonRun& run, size_t index, bool is_string, Bytes text, size_t row) {
  const DecoderField& field = run.fields[index];
  ColumnWriter* const column = &run.columns[index];
  if (is_string) {
    size_t fault;
    return FindBadEscape(text) == text.size &&
           StoreJsonString(text, field, row, column, &fault) == 0;
  }
  if (!IsJsonScalar(text)) return false;
  if (text.data[0] != 'n') return StoreJsonScalar(text, field, row, column) == 0;
  PutNullValue(field, row, column);
  return true;
}

// What SINEW_NDJSON_VALIDATE asks for beyond the structure.
bool IsValidRecord(const JsonRun& run, const JsonLayout& layout, size_t begin, size_t end) {
  const JsonTokens& tokens = *run.tokens;
  if (ValidUtf8Prefix(tokens.in + begin, end - begin) != end - begin) return false;
  for (size_t i = 0; i < layout.scalar_count; ++i) {
    const size_t token = tokens.at + layout.scalars[i];
    const uint8_t* const from = tokens.in + tokens.PositionOf(token);
    if (!IsJsonScalar(TrimSpaces(from, tokens.in + tokens.PositionOf(token + 1)))) return false;
  }
  return true;
}

}  // namespace
}  // namespace sinew
#endif  // SINEW_INGEST_NDJSON_RUN_SCALAR

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

template <class D>
HWY_INLINE bool IsZero(D d, hn::Vec<D> v) {
  return hn::AllTrue(d, hn::Eq(v, hn::Zero(d)));
}

HWY_INLINE bool HasKinds(const JsonTokens& tokens, const JsonLayout& layout) {
  const hn::CappedTag<uint8_t, 64> d;
  const uint8_t* const kinds = tokens.kinds + tokens.at;
  auto other = hn::Zero(d);
  for (size_t i = 0; i < layout.token_count; i += hn::Lanes(d)) {
    const auto both = hn::Xor(LoadUnaligned(d, kinds + i), LoadUnaligned(d, &layout.kinds[i]));
    other = hn::Or(other, hn::And(both, LoadUnaligned(d, &layout.mask[i])));
  }
  return IsZero(d, other);
}

HWY_INLINE bool HasSizes(const JsonTokens& tokens, const JsonLayout& layout) {
  const hn::CappedTag<uint16_t, 32> d;
  const uint16_t* const positions = tokens.positions + tokens.at;
  auto other = hn::Zero(d);
  for (size_t i = 0; i < layout.size_end; i += hn::Lanes(d)) {
    const auto sizes =
        hn::Sub(LoadUnaligned(d, positions + i + 1), LoadUnaligned(d, positions + i));
    const auto both = hn::Xor(sizes, LoadUnaligned(d, &layout.sizes[i]));
    other = hn::Or(other, hn::And(both, LoadUnaligned(d, &layout.size_mask[i])));
  }
  return IsZero(d, other);
}

HWY_INLINE bool HasNames(const JsonTokens& tokens, const JsonLayout& layout) {
  const hn::CappedTag<uint8_t, JsonLayout::kNameBytes> d;
  const uint8_t* const in = tokens.in + tokens.base;
  const uint16_t* const positions = tokens.positions + tokens.at;
  auto other = hn::Zero(d);
  for (size_t k = 0; k < layout.name_count; ++k) {
    const JsonLayout::Name& name = layout.names[k];
    const uint8_t* const text = in + positions[name.token];
    for (size_t i = 0; i < JsonLayout::kNameBytes; i += hn::Lanes(d)) {
      const auto both = hn::Xor(LoadUnaligned(d, text + i), LoadUnaligned(d, &name.text[i]));
      other = hn::Or(other, hn::And(both, LoadUnaligned(d, &name.mask[i])));
    }
  }
  if (!IsZero(d, other)) return false;
  if (HWY_LIKELY(!tokens.has_escapes)) return true;
  for (size_t k = 0; k < layout.other_count; ++k) {
    const size_t token = layout.others[k];
    const uint8_t* const text = in + positions[token];
    if (memchr(text, '\\', layout.sizes[token]) != nullptr) return false;
  }
  return true;
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

// Writes the record at the next token to its row; false if a value is at fault.
HWY_INLINE bool PutRecord(const JsonRun& run, const JsonLayout& layout, size_t row) {
  using Action = JsonLayout::Action;
  const JsonTokens& tokens = *run.tokens;
  const uint8_t* const in = tokens.in + tokens.base;
  const uint16_t* const positions = tokens.positions + tokens.at;
  for (size_t i = 0; i < run.field_count; ++i) {
    const JsonLayout::Value& value = layout.values[i];
    ColumnWriter& column = run.columns[i];
    if (value.action == Action::kNull) {
      PutNullValue(run.fields[i], row, &column);
      continue;
    }
    const uint8_t* const begin = in + positions[value.token];
    const uint8_t* const end = in + positions[value.token + 1];
    if (value.is_string) {
      const Bytes text = {begin + 1, static_cast<size_t>(end - begin - 1)};
      if (value.action == Action::kString &&
          HWY_LIKELY(CopyPlain(text, column.bytes + column.bytes_size))) {
        column.bytes_size += text.size;
        column.EndString(row, value.width == 8);
      } else if (!PutOther(run, i, true, text, row)) {
        return false;
      }
      continue;
    }
    const Bytes text = TrimSpaces(begin, end);
    int64_t number;
    if (value.action == Action::kInteger && HWY_LIKELY(begin - tokens.in >= 16) &&
        HWY_LIKELY(ParseShortInteger(begin, begin + text.size, &number)) && number >= value.least &&
        number <= value.most) {
      uint8_t* const to = column.values + row * value.width;
      switch (value.width) {
        case 8:
          Store(to, number);
          break;
        case 4:
          Store(to, static_cast<int32_t>(number));
          break;
        case 2:
          Store(to, static_cast<int16_t>(number));
          break;
        default:
          Store(to, static_cast<int8_t>(number));
      }
    } else if (!PutOther(run, i, false, text, row)) {
      return false;
    }
  }
  return true;
}

void Run(JsonRun* run) {
  JsonTokens& tokens = *run->tokens;
  size_t row = run->row;
  size_t last = run->last;
  run->is_cut = false;
  while (row < run->row_limit) {
    const size_t left = tokens.count - tokens.at;
    const JsonLayout* layout = nullptr;
    for (size_t i = 0; i < kJsonLayouts; ++i) {
      const size_t index = (last + i) % kJsonLayouts;
      const JsonLayout& one = run->layouts[index];
      if (one.token_count == 0) continue;
      if (one.token_count > left) {
        run->is_cut = true;
        continue;
      }
      if (!HasKinds(tokens, one)) continue;
      layout = &one;
      last = index;
      break;
    }
    if (layout == nullptr) break;
    run->is_cut = false;
    const size_t next = tokens.at + layout->token_count;
    const size_t begin = tokens.PositionOf(tokens.at);
    const size_t end = tokens.PositionOf(next - 1) + 1;
    if (tokens.size - end < kJsonSlack || end - begin > run->max_record_size) break;
    if (!HasSizes(tokens, *layout) || !HasNames(tokens, *layout)) break;
    if (HWY_UNLIKELY(run->validate) && !IsValidRecord(*run, *layout, begin, end)) break;
    if (HWY_UNLIKELY(!PutRecord(*run, *layout, row))) {
      ForgetRow(*run, row);
      break;
    }
    ++row;
    tokens.at = next;
    run->done = end;
  }
  run->row = row;
  run->last = last;
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace sinew {
namespace {
HWY_EXPORT(Run);
}  // namespace

void RunJson(JsonRun* run) { SINEW_DISPATCH(Run)(run); }

}  // namespace sinew

#endif  // HWY_ONCE

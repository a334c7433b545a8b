// A column of CSV at a time. Short numbers are read here (numbers-inl.h), all else by StoreText.

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "ingest/csv/columns.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>
#include <string.h>

#include <algorithm>

#include "core/bits.h"
#include "core/dispatch.h"
#include "core/targets.h"
#include "core/type.h"
#include "encoding/utf8.h"
#include "ingest/csv/chunk.h"
#include "ingest/decoder/numbers-inl.h"
#include "ingest/decoder/values.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

// A field of each record. Its own copy of what that takes, because compilers must think that
// stores of bytes change the chunk.
class Fields {
 public:
  Fields(const CsvChunk& chunk, size_t number)
      : in_(chunk.in),
        ends_(chunk.ends + number),
        fields_(chunk.fields),
        trims_(chunk.has_returns && number + 1 == chunk.fields) {}

  // Without the carriage return before a newline.
  HWY_INLINE Bytes At(size_t record) const {
    const uint32_t* const ends = ends_ + record * fields_;
    const uint32_t begin = ends[0] + 1;
    uint32_t end = ends[1];
    if (trims_ && end != begin && in_[end - 1] == '\r') --end;
    return {in_ + begin, end - begin};
  }

 private:
  const uint8_t* const in_;
  const uint32_t* const ends_;
  const size_t fields_;
  const bool trims_;
};

#if SINEW_HAS_AVX2

// Stores the numbers of `count` records, 8 to 64 and a multiple of 8, from `first` on. Returns a
// bit for each of those that it did not store.
template <bool kDecimal>
HWY_INLINE uint64_t StoreNumbers(const CsvChunk& chunk, const Fields& fields, size_t first,
                                 size_t count, const IntegerRange& range, uint8_t* out) {
  HWY_ALIGN uint64_t words[64];
  HWY_ALIGN uint64_t sizes[64];
  // From the first record on that can be read from 8 bytes before its end; all behind it can.
  size_t i = 0;
  for (; i < count; ++i) {
    const Bytes text = fields.At(first + i);
    if (chunk.before + static_cast<size_t>(text.data - chunk.in) + text.size >= 8) break;
    words[i] = sizes[i] = 0;
  }
  for (; i < count; ++i) {
    const Bytes text = fields.At(first + i);
    words[i] = Load<uint64_t>(text.data + text.size - 8);
    sizes[i] = text.size;
  }
  return StoreNumbers<kDecimal, false>(words, sizes, count, range, out);
}

#endif  // SINEW_HAS_AVX2

// What the values of a column are read as here. The texts of the others are all left to StoreText.
enum class Kind { kInteger, kFloat, kDouble, kOther };

template <Kind kKind>
HWY_INLINE bool StoreShort(Text text, const IntegerRange& range, size_t row, ColumnWriter* column) {
  switch (kKind) {
    case Kind::kInteger:
      return StoreShortInteger(text, range, row, column);
    case Kind::kFloat:
      return StoreShortDecimal<float>(text, row, column);
    case Kind::kDouble:
      return StoreShortDecimal<double>(text, row, column);
    default:
      return false;
  }
}

template <Kind kKind, bool kPlain>
size_t DecodeValues(const CsvChunk& chunk, size_t number, const DecoderField& field, size_t count,
                    size_t row, ColumnWriter* column) {
  [[maybe_unused]] constexpr bool kDouble = kKind == Kind::kDouble;
  const IntegerRange range =
      kKind == Kind::kInteger ? IntegerRangeOf(field.type) : IntegerRange{0, 0, 8};
  const Fields fields(chunk, number);
  for (size_t first = 0; first < count;) {
    size_t some = 1;
    uint64_t left = 1;  // a bit for each of them that is to be stored alone
#if SINEW_HAS_AVX2
    if constexpr (kKind == Kind::kInteger || kDouble) {
      if (count - first >= 8 && !chunk.rules->has_null_text) {
        some = std::min(count - first, size_t{64}) / 8 * 8;
        left = StoreNumbers<kDouble>(chunk, fields, first, some, range,
                                     column->values + (row + first) * range.width);
      }
    }
#endif
    for (; left != 0; left &= left - 1) {
      const size_t i = first + hwy::Num0BitsBelowLS1Bit_Nonzero64(left);
      Bytes text = fields.At(i);
      bool null = text.size == 0;
      if constexpr (!kPlain) {
        const CsvRules& rules = *chunk.rules;
        if (chunk.rules->has_quotes && text.size != 0 && text.data[0] == rules.quote) {
          text = {text.data + 1, text.size - 2};
          // An empty text is no value, nor is one with quotes in it.
          if (text.size == 0) return i;
        } else {
          null = IsNullCsv(rules, text, false);
        }
      }
      if (HWY_UNLIKELY(null)) {
        column->PutNull(row + i, field.type);
        continue;
      }
      const size_t before = chunk.before + static_cast<size_t>(text.data - chunk.in);
      const Text value = {text.data, text.size, before};
      if (HWY_LIKELY(StoreShort<kKind>(value, range, row + i, column))) continue;
      if (StoreText(text, field.type, field.flags, row + i, column) != 0) return i;
    }
    first += some;
  }
  return count;
}

// Bytes that are copied of every string that allows it, whatever its size: what is too much is
// overwritten. There is room for as many as there is text.
constexpr size_t kCopied = 32;

// Stores the strings of the first `count` records, at each of which kCopied bytes can be read, as
// they are.
template <typename Offset>
HWY_INLINE void CopyStrings(const Fields& fields, size_t count, bool empty_is_null, size_t row,
                            ColumnWriter* column) {
  const hn::CappedTag<uint8_t, kCopied> d;
  uint8_t* const bytes = column->bytes;
  uint8_t* const offsets = column->values + (row + 1) * sizeof(Offset);
  size_t size = column->bytes_size;
  for (size_t i = 0; i < count; ++i) {
    const Bytes text = fields.At(i);
    for (size_t k = 0; k < kCopied; k += hn::Lanes(d)) {
      hn::StoreU(hn::LoadU(d, text.data + k), d, bytes + size + k);
    }
    if (HWY_UNLIKELY(text.size > kCopied)) {
      memcpy(bytes + size + kCopied, text.data + kCopied, text.size - kCopied);
    }
    if (HWY_UNLIKELY(text.size == 0 && empty_is_null)) column->SetNull(row + i);
    size += text.size;
    Store(offsets + i * sizeof(Offset), static_cast<Offset>(size));
  }
  column->bytes_size = size;
}

template <bool kPlain, typename Offset>
HWY_INLINE size_t DecodeStrings(const CsvChunk& chunk, size_t number, const DecoderField& field,
                                size_t count, size_t row, ColumnWriter* column) {
  const bool is_text = field.type == SINEW_TYPE_STRING || field.type == SINEW_TYPE_LARGE_STRING;
  const bool validate = is_text && !chunk.is_utf8;
  const CsvRules& rules = *chunk.rules;
  const Fields fields(chunk, number);
  const auto can_be_copied = [&](Bytes text) {
    return static_cast<size_t>(text.data - chunk.in) + kCopied <= chunk.size;
  };
  size_t i = 0;
  if (kPlain && !validate) {
    for (i = count; i != 0 && !can_be_copied(fields.At(i - 1)); --i) {
    }
    if (field.max_value_size != SIZE_MAX) {
      for (size_t k = 0; k < i; ++k) {
        if (fields.At(k).size > field.max_value_size) i = k;
      }
    }
    CopyStrings<Offset>(fields, i, rules.empty_is_null, row, column);
  }
  size_t bytes_size = column->bytes_size;
  for (; i < count; ++i) {
    const Bytes all = fields.At(i);
    Bytes text = all;
    bool has_quotes = false;
    if constexpr (!kPlain) {
      if (rules.has_quotes && text.size != 0 && text.data[0] == rules.quote) {
        text = {text.data + 1, text.size - 2};
        has_quotes = text.size != 0 && memchr(text.data, rules.quote, text.size) != nullptr;
      }
    }
    const bool is_quoted = text.data != all.data;
    if (HWY_UNLIKELY(validate && ValidUtf8Prefix(text.data, text.size) != text.size)) break;
    uint8_t* const to = column->bytes + bytes_size;
    if (HWY_LIKELY(text.size <= kCopied && can_be_copied(text))) {
      memcpy(to, text.data, kCopied);
    } else {
      memcpy(to, text.data, text.size);
    }
    size_t size = text.size;
    if (!kPlain && HWY_UNLIKELY(has_quotes)) size = UnquoteCsv(text, rules.quote, to);
    if (kPlain ? text.size == 0 && rules.empty_is_null
               : !is_quoted && IsNullCsv(rules, text, true)) {
      column->SetNull(row + i);
      size = 0;
    }
    if (HWY_UNLIKELY(size > field.max_value_size)) break;
    bytes_size += size;
    Store(column->values + (row + i + 1) * sizeof(Offset), static_cast<Offset>(bytes_size));
  }
  column->bytes_size = bytes_size;
  return i;
}

template <bool kPlain>
size_t DecodeColumn(const CsvChunk& chunk, size_t number, const DecoderField& field, size_t count,
                    size_t row, ColumnWriter* column) {
  switch (field.type) {
    case SINEW_TYPE_STRING:
    case SINEW_TYPE_BINARY:
      return DecodeStrings<kPlain, int32_t>(chunk, number, field, count, row, column);
    case SINEW_TYPE_LARGE_STRING:
    case SINEW_TYPE_LARGE_BINARY:
      return DecodeStrings<kPlain, int64_t>(chunk, number, field, count, row, column);
    case SINEW_TYPE_F32:
      return DecodeValues<Kind::kFloat, kPlain>(chunk, number, field, count, row, column);
    case SINEW_TYPE_F64:
      return DecodeValues<Kind::kDouble, kPlain>(chunk, number, field, count, row, column);
    default:
      // Dates and times have texts of their own.
      return field.type >= SINEW_TYPE_I8 && field.type <= SINEW_TYPE_U64
                 ? DecodeValues<Kind::kInteger, kPlain>(chunk, number, field, count, row, column)
                 : DecodeValues<Kind::kOther, kPlain>(chunk, number, field, count, row, column);
  }
}

size_t Decode(const CsvChunk& chunk, size_t number, const DecoderField& field, size_t count,
              size_t row, ColumnWriter* column) {
  return chunk.is_plain ? DecodeColumn<true>(chunk, number, field, count, row, column)
                        : DecodeColumn<false>(chunk, number, field, count, row, column);
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sinew {
namespace {
HWY_EXPORT(Decode);
}  // namespace

size_t DecodeCsvColumn(const CsvChunk& chunk, size_t number, const DecoderField& field,
                       size_t count, size_t row, ColumnWriter* column) {
  return SINEW_DISPATCH(Decode)(chunk, number, field, count, row, column);
}

}  // namespace sinew
#endif

#include "aggregate/sort/keys.h"

#include <algorithm>

#include "core/dispatch.h"

// Loops that the compiler makes vectors of, for each target.

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "aggregate/sort/keys.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "core/scalar-inl.h"

#ifndef SINEW_AGGREGATE_SORT_KEYS_CC_
#define SINEW_AGGREGATE_SORT_KEYS_CC_

namespace sinew {
namespace {

constexpr size_t kKeyBlock = 512;

template <typename Bits>
struct FloatBits;
template <>
struct FloatBits<uint32_t> {
  static constexpr uint32_t kInfinity = 0x7F800000;
};
template <>
struct FloatBits<uint64_t> {
  static constexpr uint64_t kInfinity = 0x7FF0000000000000;
};
template <typename Bits>
constexpr Bits kSignBit = Bits{1} << (8 * sizeof(Bits) - 1);

// Floats as integers count up with the number if it is positive and down if it is negative. Then
// -infinity is moved to 0, so that NaNs with a sign are behind all others, as those without.
template <typename Bits>
HWY_INLINE Bits FloatToWord(Bits bits) {
  const Bits all = static_cast<Bits>(Bits{0} - (bits >> (8 * sizeof(Bits) - 1)));
  const Bits ordered = bits ^ (all | kSignBit<Bits>);
  return ordered - static_cast<Bits>(~(FloatBits<Bits>::kInfinity | kSignBit<Bits>));
}

template <typename Bits>
HWY_INLINE Bits WordToFloat(Bits word) {
  const Bits ordered = word + static_cast<Bits>(~(FloatBits<Bits>::kInfinity | kSignBit<Bits>));
  const Bits all = static_cast<Bits>((ordered >> (8 * sizeof(Bits) - 1)) - 1);
  return ordered ^ (all | kSignBit<Bits>);
}

}  // namespace
}  // namespace sinew

#endif  // SINEW_AGGREGATE_SORT_KEYS_CC_

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

template <typename T, class Convert>
HWY_INLINE void EachValue(const uint8_t* HWY_RESTRICT values, SortRows rows,
                          uint64_t* HWY_RESTRICT out, const Convert& convert) {
  if (rows.list != nullptr) {
    for (size_t i = 0; i < rows.count; ++i) {
      out[i] = convert(Load<T>(values + size_t{rows.list[i]} * sizeof(T)));
    }
    return;
  }
  values += rows.first * sizeof(T);
  for (size_t i = 0; i < rows.count; ++i) out[i] = convert(Load<T>(values + i * sizeof(T)));
}

template <typename T>
HWY_INLINE void Integers(const SortPart& part, SortRows rows, uint64_t* out) {
  const T flip = static_cast<T>(part.flip);
  const uint64_t least = part.least;
  EachValue<T>(AsBytes(part.column->values), rows, out,
               [&](T value) { return uint64_t{static_cast<T>(value ^ flip)} - least; });
}

// Here all NaNs are one.
template <typename Bits>
HWY_INLINE void Floats(const SortPart& part, SortRows rows, uint64_t* out) {
  constexpr Bits kNaN = 2 * FloatBits<Bits>::kInfinity + 2;
  const Bits flip = static_cast<Bits>(part.flip);
  const uint64_t least = part.least;
  EachValue<Bits>(AsBytes(part.column->values), rows, out, [&](Bits bits) {
    return uint64_t{static_cast<Bits>(std::min(FloatToWord(bits), kNaN) ^ flip)} - least;
  });
}

HWY_INLINE void Halves(const SortPart& part, SortRows rows, uint64_t* out) {
  const uint8_t* values = AsBytes(part.column->values) + (part.kind == SortPartKind::kLow ? 8 : 0);
  for (size_t i = 0; i < rows.count; ++i) {
    const size_t row = rows.list != nullptr ? rows.list[i] : rows.first + i;
    out[i] = __builtin_bswap64(Load<uint64_t>(values + 16 * row)) ^ part.flip;
  }
}

HWY_INLINE void Bits(const uint8_t* bits, size_t bit, uint64_t flip, SortRows rows, uint64_t* out) {
  if (rows.list != nullptr) {
    for (size_t i = 0; i < rows.count; ++i) out[i] = BitAt(bits, bit + rows.list[i]) ^ flip;
    return;
  }
  for (size_t i = 0; i < rows.count; i += 64) {
    const size_t count = std::min<size_t>(64, rows.count - i);
    const uint64_t word = LoadBits(bits, bit + rows.first + i, count);
    for (size_t k = 0; k < count; ++k) out[i + k] = ((word >> k) & 1) ^ flip;
  }
}

template <typename Offset>
HWY_INLINE void Strings(const SortPart& part, size_t offset, SortRows rows, uint64_t* out) {
  const sinew_column& column = *part.column;
  const uint8_t* const end = AsBytes(column.values) + column.values_size;
  for (size_t i = 0; i < rows.count; ++i) {
    const size_t row = rows.list != nullptr ? rows.list[i] : rows.first + i;
    if (!IsValid(column, row)) {
      out[i] = part.null_word;
      continue;
    }
    Bytes rest = StringAt<Offset>(column, row);
    rest.data += offset;
    rest.size -= offset;
    uint64_t word = 0;
    if (end - rest.data >= 8) {
      word = __builtin_bswap64(Load<uint64_t>(rest.data));
      if (rest.size < kStringStep) word &= ~(~uint64_t{0} >> (8 * rest.size));
    } else {
      for (size_t k = 0; k < std::min(rest.size, kStringStep); ++k) {
        word |= uint64_t{rest.data[k]} << (56 - 8 * k);
      }
    }
    word = (word & ~uint64_t{0xFF}) + std::min(rest.size, kStringStep + 1) + 1;
    out[i] = part.flip == 0 ? word : part.flip - word;
  }
}

HWY_NOINLINE void Values(const SortPart& part, size_t offset, SortRows rows, uint64_t* out) {
  const sinew_column& column = *part.column;
  switch (part.kind) {
    case SortPartKind::kNull:
      return Bits(column.validity, column.validity_offset, part.flip, rows, out);
    case SortPartKind::kBit:
      return Bits(AsBytes(column.values), column.values_offset, part.flip, rows, out);
    case SortPartKind::kHigh:
    case SortPartKind::kLow:
      return Halves(part, rows, out);
    case SortPartKind::kString:
      if (HasNarrowOffsets(column.type)) return Strings<int32_t>(part, offset, rows, out);
      return Strings<int64_t>(part, offset, rows, out);
    case SortPartKind::kFloat:
      if (part.width == 4) return Floats<uint32_t>(part, rows, out);
      return Floats<uint64_t>(part, rows, out);
    case SortPartKind::kInteger:
      if (part.width == 1) return Integers<uint8_t>(part, rows, out);
      if (part.width == 2) return Integers<uint16_t>(part, rows, out);
      if (part.width == 4) return Integers<uint32_t>(part, rows, out);
      return Integers<uint64_t>(part, rows, out);
  }
}

SortRows Block(SortRows rows, size_t first) {
  const size_t count = std::min(kKeyBlock, rows.count - first);
  if (rows.list != nullptr) return {rows.list + first, 0, count};
  return {nullptr, rows.first + first, count};
}

void Build(const SortPart* parts, size_t part_count, size_t offset, SortRows rows,
           uint64_t* HWY_RESTRICT words) {
  uint64_t values[kKeyBlock];
  uint64_t valid[kKeyBlock];
  for (size_t first = 0; first < rows.count; first += kKeyBlock) {
    const SortRows block = Block(rows, first);
    for (size_t p = 0; p < part_count; ++p) {
      const SortPart& part = parts[p];
      uint64_t* const to = p == 0 ? words + first : values;
      Values(part, offset, block, to);
      const sinew_column& column = *part.column;
      if (column.validity != nullptr && part.kind != SortPartKind::kNull &&
          part.kind != SortPartKind::kString) {
        Bits(column.validity, column.validity_offset, 0, block, valid);
        for (size_t i = 0; i < block.count; ++i) to[i] &= 0 - valid[i];
      }
      if (p == 0) continue;
      for (size_t i = 0; i < block.count; ++i) {
        words[first + i] = (words[first + i] << part.bits) | values[i];
      }
    }
  }
}

size_t Below(uint64_t limit, const uint64_t* HWY_RESTRICT block, size_t first, size_t count,
             uint64_t* HWY_RESTRICT words, uint32_t* HWY_RESTRICT rows, size_t kept) {
  // Most steps have none.
  constexpr size_t kStep = 64;
  for (size_t i = 0; i < count; i += kStep) {
    const size_t end = std::min(i + kStep, count);
    uint64_t any = 0;
    for (size_t k = i; k < end; ++k) any |= uint64_t{block[k] < limit};
    if (__builtin_expect(any == 0, 1)) continue;
    for (size_t k = i; k < end; ++k) {
      if (block[k] >= limit) continue;
      words[kept] = block[k];
      rows[kept++] = static_cast<uint32_t>(first + k);
    }
  }
  return kept;
}

// The least and the greatest value, or the greatest word and 0 for none.
void Range(const SortPart& part, uint64_t* least, uint64_t* greatest) {
  uint64_t values[kKeyBlock];
  uint64_t valid[kKeyBlock];
  const sinew_column& column = *part.column;
  const SortRows rows = {nullptr, 0, column.count};
  uint64_t low = ~uint64_t{0}, high = 0;
  for (size_t first = 0; first < rows.count; first += kKeyBlock) {
    const SortRows block = Block(rows, first);
    Values(part, 0, block, values);
    if (column.validity != nullptr) {
      Bits(column.validity, column.validity_offset, 0, block, valid);
      for (size_t i = 0; i < block.count; ++i) {
        low = std::min(low, values[i] | (valid[i] - 1));
        high = std::max(high, values[i] & (0 - valid[i]));
      }
    } else {
      for (size_t i = 0; i < block.count; ++i) {
        low = std::min(low, values[i]);
        high = std::max(high, values[i]);
      }
    }
  }
  *least = low;
  *greatest = high;
}

template <typename T, typename Word, class Convert>
HWY_INLINE void Each(const void* from, size_t count, void* to, const Convert& convert) {
  const uint8_t* const in = AsBytes(from);
  uint8_t* const out = AsBytes(to);
  if (in == out) {  // so that the compiler knows
    for (size_t i = 0; i < count; ++i) {
      Store(out + i * sizeof(Word), static_cast<Word>(convert(Load<T>(out + i * sizeof(T)))));
    }
    return;
  }
  for (size_t i = 0; i < count; ++i) {
    Store(out + i * sizeof(Word), static_cast<Word>(convert(Load<T>(in + i * sizeof(T)))));
  }
}

void ToWords(TypeKind kind, size_t width, uint64_t flip, const void* values, size_t count,
             void* words) {
  const uint32_t flip32 = static_cast<uint32_t>(flip);
  if (kind == TypeKind::kFloat && width == 4) {
    return Each<uint32_t, uint32_t>(values, count, words,
                                    [=](uint32_t x) { return FloatToWord(x) ^ flip32; });
  }
  if (kind == TypeKind::kFloat) {
    return Each<uint64_t, uint64_t>(values, count, words,
                                    [=](uint64_t x) { return FloatToWord(x) ^ flip; });
  }
  const auto flipped = [=](auto x) { return static_cast<decltype(x)>(x ^ flip); };
  if (width == 1) return Each<uint8_t, uint32_t>(values, count, words, flipped);
  if (width == 2) return Each<uint16_t, uint32_t>(values, count, words, flipped);
  if (width == 4) return Each<uint32_t, uint32_t>(values, count, words, flipped);
  return Each<uint64_t, uint64_t>(values, count, words, flipped);
}

void FromWords(TypeKind kind, size_t width, uint64_t flip, const void* words, size_t count,
               void* values) {
  const uint32_t flip32 = static_cast<uint32_t>(flip);
  if (kind == TypeKind::kFloat && width == 4) {
    return Each<uint32_t, uint32_t>(words, count, values,
                                    [=](uint32_t x) { return WordToFloat(x ^ flip32); });
  }
  if (kind == TypeKind::kFloat) {
    return Each<uint64_t, uint64_t>(words, count, values,
                                    [=](uint64_t x) { return WordToFloat(x ^ flip); });
  }
  const auto flipped = [=](auto x) { return static_cast<decltype(x)>(x ^ flip); };
  if (width == 1) return Each<uint32_t, uint8_t>(words, count, values, flipped);
  if (width == 2) return Each<uint32_t, uint16_t>(words, count, values, flipped);
  if (width == 4) return Each<uint32_t, uint32_t>(words, count, values, flipped);
  return Each<uint64_t, uint64_t>(words, count, values, flipped);
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sinew {
namespace {

HWY_EXPORT(Build);
HWY_EXPORT(Below);
HWY_EXPORT(Range);
HWY_EXPORT(ToWords);
HWY_EXPORT(FromWords);

}  // namespace

uint64_t SortFlip(sinew_type type, bool descending) {
  const size_t width = ValueWidth(type);
  const TypeInfo& info = InfoOf(type);
  const bool is_signed =
      info.kind == TypeKind::kTime ||
      (info.kind == TypeKind::kInteger && type >= SINEW_TYPE_I8 && type <= SINEW_TYPE_I64);
  const uint64_t sign = is_signed ? uint64_t{1} << (8 * width - 1) : 0;
  return descending ? sign ^ LowBits(8 * width) : sign;
}

void BuildSortWords(const SortPart* parts, size_t part_count, size_t offset, SortRows rows,
                    uint64_t* words) {
  SINEW_DISPATCH(Build)(parts, part_count, offset, rows, words);
}

size_t AppendBelow(uint64_t limit, const uint64_t* block, size_t first, size_t count,
                   uint64_t* words, uint32_t* rows, size_t kept) {
  return SINEW_DISPATCH(Below)(limit, block, first, count, words, rows, kept);
}

void FitSortPart(SortPart& part) {
  uint64_t least, greatest;
  SINEW_DISPATCH(Range)(part, &least, &greatest);
  if (least > greatest) least = greatest = 0;
  const uint64_t range = greatest - least;
  part.least = least;
  part.bits = static_cast<uint8_t>(range == 0 ? 0 : 64 - __builtin_clzll(range));
}

void ValuesToWords(sinew_type type, uint64_t flip, const void* values, size_t count, void* words) {
  SINEW_DISPATCH(ToWords)(InfoOf(type).kind, ValueWidth(type), flip, values, count, words);
}

void WordsToValues(sinew_type type, uint64_t flip, const void* words, size_t count, void* values) {
  SINEW_DISPATCH(FromWords)(InfoOf(type).kind, ValueWidth(type), flip, words, count, values);
}

}  // namespace sinew
#endif  // HWY_ONCE

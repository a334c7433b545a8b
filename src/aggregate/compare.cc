#include "core/compare.h"

#include <algorithm>
#include <array>

#include "aggregate/abi.h"
#include "core/column.h"
#include "core/float_environment.h"
#include "core/status.h"

// Compares blocks of rows to words of 64 truth values, which lose the rows that are null and go to
// the bitmap. Vectors compare numbers and times (core/compare); strings, and 16 bytes, are compared
// row by row, mostly by the first 8 bytes alone.

namespace sinew {
namespace {

constexpr size_t kBlockRows = 2048;
constexpr size_t kBlockWords = kBlockRows / 64;
using Words = std::array<uint64_t, kBlockWords>;

// A column, or one row that stands for all.
struct Side {
  const sinew_column& column;
  bool is_constant;

  size_t RowOf(size_t row) const { return is_constant ? 0 : row; }

  uint64_t Bits(const void* bits, size_t offset, size_t row, size_t count) const {
    if (!is_constant) return LoadBits(AsBytes(bits), offset + row, count);
    return BitAt(AsBytes(bits), offset) ? LowBits(count) : 0;
  }
  uint64_t Valid(size_t row, size_t count) const {
    if (column.validity == nullptr) return LowBits(count);
    return Bits(column.validity, column.validity_offset, row, count);
  }
};

// Truth values of rows [row, row + count), row by row.
template <class Test>
void TestRows(size_t row, size_t count, const Test& test, Words& out) {
  for (size_t begin = 0; begin < count; begin += 64) {
    const size_t rows = std::min<size_t>(count - begin, 64);
    uint64_t word = 0;
    for (size_t i = 0; i < rows; ++i) word |= uint64_t{test(row + begin + i)} << i;
    out[begin / 64] = word;
  }
}

void CompareBooleans(Relation relation, const Side& a, const Side& b, size_t row, size_t count,
                     Words& out) {
  for (size_t begin = 0; begin < count; begin += 64) {
    const size_t rows = std::min<size_t>(count - begin, 64);
    const auto bits = [&](const Side& side) {
      return side.Bits(side.column.values, side.column.values_offset, row + begin, rows);
    };
    const uint64_t x = bits(a), y = bits(b);
    const auto rows_if = [&](int order, uint64_t word) {
      return Holds(relation, order, 0) ? word : 0;
    };
    out[begin / 64] = rows_if(-1, ~x & y) | rows_if(0, ~(x ^ y)) | rows_if(1, x & ~y);
  }
}

// A string and how it begins.
struct Text {
  Bytes bytes;
  Head head;
};

Text TextOf(const sinew_column& column, Bytes bytes) {
  const uint8_t* const end = AsBytes(column.values) + column.values_size;
  return {bytes, HeadOf(bytes, static_cast<size_t>(end - bytes.data))};
}

bool SameText(const Text& a, const Text& b) {
  return a.bytes.size == b.bytes.size && a.head.bytes == b.head.bytes &&
         (a.bytes.size <= kHeadSize || memcmp(a.bytes.data, b.bytes.data, a.bytes.size) == 0);
}

bool IsLess(const Text& a, const Text& b) {
  const uint64_t x = __builtin_bswap64(a.head.bytes), y = __builtin_bswap64(b.head.bytes);
  if (x != y) return x < y;
  // What is behind the end of one is zeros in its head, and may be zeros of the other one.
  if (std::min(a.bytes.size, b.bytes.size) <= kHeadSize) return a.bytes.size < b.bytes.size;
  return CompareBytes(a.bytes, b.bytes) < 0;
}

// Of texts at(i) and other(i).
template <class At, class Other>
void CompareTexts(Relation relation, size_t row, size_t count, const At& at, const Other& other,
                  Words& out) {
  const bool negated = relation == Relation::kNotEqual || relation == Relation::kLessEqual ||
                       relation == Relation::kGreaterEqual;
  const auto test = [&](const auto& holds) {
    TestRows(row, count, [&](size_t i) { return holds(at(i), other(i)) != negated; }, out);
  };
  switch (relation) {
    case Relation::kEqual:
    case Relation::kNotEqual:
      return test([](const Text& a, const Text& b) { return SameText(a, b); });
    case Relation::kLess:
    case Relation::kGreaterEqual:
      return test([](const Text& a, const Text& b) { return IsLess(a, b); });
    default:
      return test([](const Text& a, const Text& b) { return IsLess(b, a); });
  }
}

template <typename Offset>
void CompareStrings(Relation relation, const Side& a, const Side& b, size_t row, size_t count,
                    Words& out) {
  const auto at = [&](size_t i) { return TextOf(a.column, StringAt<Offset>(a.column, i)); };
  if (b.is_constant) {
    const Text constant = TextOf(b.column, BytesAt(b.column, 0));
    return CompareTexts(relation, row, count, at, [&](size_t) { return constant; }, out);
  }
  CompareTexts(
      relation, row, count, at, [&](size_t i) { return TextOf(b.column, BytesAt(b.column, i)); },
      out);
}

void CompareBytes16(Relation relation, const Side& a, const Side& b, size_t row, size_t count,
                    Words& out) {
  const auto number = [](const Side& side, size_t i) {
    const uint8_t* from = AsBytes(side.column.values) + 16 * side.RowOf(i);
    const unsigned __int128 high = __builtin_bswap64(Load<uint64_t>(from));
    return high << 64 | __builtin_bswap64(Load<uint64_t>(from + 8));
  };
  TestRows(row, count, [&](size_t i) { return Holds(relation, number(a, i), number(b, i)); }, out);
}

void CompareBlock(Relation relation, const Side& a, const Side& b, size_t row, size_t count,
                  Words& out) {
  const sinew_type type = a.column.type;
  if (type == SINEW_TYPE_BOOL) return CompareBooleans(relation, a, b, row, count, out);
  if (HasNarrowOffsets(type)) return CompareStrings<int32_t>(relation, a, b, row, count, out);
  if (IsString(type)) return CompareStrings<int64_t>(relation, a, b, row, count, out);
  if (type == SINEW_TYPE_BYTES16) return CompareBytes16(relation, a, b, row, count, out);
  const uint8_t* x = AsBytes(a.column.values) + row * ValueWidth(type);
  const uint8_t* y = AsBytes(b.column.values);
  if (b.is_constant) return CompareWithConstant(type, relation, x, count, y, out.data());
  CompareColumns(type, relation, x, y + row * ValueWidth(type), count, out.data());
}

}  // namespace
}  // namespace sinew

// SINEW_CHAPTER Compare
//
// The rows of a column in a relation to a constant, or to another column, as a bitmap: the values
// of a column of booleans that chooses rows, which sinew_filter, sinew_reduce_columns and the
// search of sinew_vectors_nearest take.

// Compares row by row: bit i of `bitmap` is 1 if row i of `in` is in the relation to row i of
// `other`, and 0 if it is not, or if either is null. `other` has as many rows as `in`, or one, with
// which every row is compared: a constant. Both have one type, which is any but lists; strings of
// all four types compare with one another. `validity`, which may be null, gets a bit for each row,
// 1 if neither is null: with the bitmap as values it is the column that `in < other` is in SQL.
// Without it the bitmap alone says where the relation is true, which is all that a filter needs.
//
// Numbers and times are in their own order. Floats compare as in IEEE 754: -0.0 equals 0.0, and a
// NaN is unequal to everything, itself included, and neither less nor greater. Of booleans false is
// less than true. Strings, and values of 16 bytes, compare byte by byte as unsigned numbers, and
// one that begins another is less.
//
// Returns the number of rows. Of both bitmaps whole bytes are written, from bit 0 on, the last one
// with zeros behind the last bit. The value of a null row is not looked at.
//
// Errors, with nothing written: SINEW_STATUS_INVALID_ARGUMENT, with the first row at fault as the
// count, for a malformed column and offsets of strings that run backwards or past the bytes, and
// with a count of 0 for a null argument (`bitmap` may be null for no rows), columns of different
// types, a length of `other` that is neither that of `in` nor 1, and an unknown relation.
SINEW_API sinew_result sinew_compare(const sinew_column* in, const sinew_column* other,
                                     sinew_relation relation, uint8_t* bitmap,
                                     uint8_t* validity) SINEW_NOEXCEPT {
  using namespace sinew;
  const sinew_result invalid = {0, SINEW_STATUS_INVALID_ARGUMENT};
  for (const sinew_column* column : {in, other}) {
    sinew_error error;
    const sinew_status status = CheckColumn(column, "column", &error);
    if (status != SINEW_STATUS_OK) return {error.offset, status};
  }
  const size_t count = in->count;
  if (!AreAlike(in->type, other->type) || (other->count != count && other->count != 1) ||
      relation < SINEW_RELATION_EQUAL || relation > SINEW_RELATION_GREATER_EQUAL) {
    return invalid;
  }
  if (count == 0) return {0, SINEW_STATUS_OK};
  if (bitmap == nullptr) return invalid;

  const FloatEnvironment environment;
  const Side a = {*in, false}, b = {*other, other->count != count};
  const Relation as = static_cast<Relation>(relation - SINEW_RELATION_EQUAL);
  const bool has_nulls = in->validity != nullptr || other->validity != nullptr;
  for (size_t row = 0; row < count; row += kBlockRows) {
    const size_t rows = std::min(kBlockRows, count - row);
    const size_t size = (rows + 7) / 8;
    Words truth, valid;
    CompareBlock(as, a, b, row, rows, truth);
    if (rows % 64 != 0) truth[rows / 64] &= LowBits(rows % 64);
    for (size_t i = 0; (has_nulls || validity != nullptr) && i < rows; i += 64) {
      const size_t part = std::min<size_t>(rows - i, 64);
      valid[i / 64] = a.Valid(row + i, part) & b.Valid(row + i, part);
      truth[i / 64] &= valid[i / 64];
    }
    memcpy(bitmap + row / 8, truth.data(), size);
    if (validity != nullptr) memcpy(validity + row / 8, valid.data(), size);
  }
  return {count, SINEW_STATUS_OK};
}

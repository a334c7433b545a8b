#ifndef SINEW_CORE_KEY_COLUMNS_H_
#define SINEW_CORE_KEY_COLUMNS_H_

#include "core/batch.h"
#include "core/key_table.h"
#include "core/type.h"

namespace sinew {

// Rows of one or several key columns as keys of a KeyTable, and back as columns of a batch.
//
// One column of numbers or of strings is the key itself, and null is the table's null key. The row
// of several columns is packed, nulls and all:
//
//   into a word, if they fit one; here i16, bool and date32:
//
//     | value, 16 bits | null, 1 | value, 1 | null, 1 | value, 32 | null, 1 | 0 ... |
//
//   or else into bytes, which to the table are a string; here a string, an f64 and a string:
//
//     | nulls, a bit a column | value, 8 bytes | length | bytes of the first | bytes of the last |
//
// The value of what is null is 0, or no bytes. Rows are equal if and only if their keys are: values
// of a fixed width are always there, and each string but the last says first how long it is
// (LEB128), so that whatever a row holds, the beginning of its key says where the next part begins.
//
// The null bits are always there, too: a column without nulls in this batch may have some in the
// next one, and keys that are there already cannot move. But where the values alone fit a word,
// such as two i32, they are all there is until the first null comes. Then the keys are packed anew,
// into bytes (Widened), which keep their numbers.
//
// Floats are kept as their bits, -0.0 as 0.0 and every NaN as the quiet one, so that equal values,
// and all NaNs, are one key.
constexpr size_t kMaxKeyColumns = 8;

// Bytes of a value of a fixed width in a key: a boolean is one.
inline size_t KeyValueSize(sinew_type type) {
  return type == SINEW_TYPE_BOOL ? 1 : ValueWidth(type);
}

// Bytes of a length in LEB128.
inline size_t LengthSize(size_t length) {
  size_t size = 1;
  for (; length >= 0x80; length >>= 7) ++size;
  return size;
}
// Writes them, and returns how many they are.
inline size_t PutLength(uint8_t* to, size_t length) {
  size_t size = 0;
  for (; length >= 0x80; length >>= 7) to[size++] = static_cast<uint8_t>(length | 0x80);
  to[size++] = static_cast<uint8_t>(length);
  return size;
}

// The values of one key, as the rows of its columns have them, a boolean in a byte; no data of what
// is null.
struct KeyValues {
  Bytes at[kMaxKeyColumns];
  bool is_string[kMaxKeyColumns];
  // What `at` may point to.
  uint64_t words[kMaxKeyColumns];
};

class KeyLayout {
 public:
  // 1 to kMaxKeyColumns types.
  KeyLayout(const sinew_type* types, size_t count);

  // What the table of the keys holds.
  bool has_strings() const { return has_strings_; }
  // Whether the keys have no room for nulls, and the layout that has.
  bool is_narrow() const { return form_ == Form::kValues; }
  KeyLayout Widened() const;
  // Whether the key is the one column itself, which ColumnKeys then reads.
  bool is_column() const { return form_ == Form::kColumn; }

  size_t count() const { return count_; }
  sinew_type type(size_t column) const { return columns_[column].type; }
  // Whether a column of the type may be given.
  bool TakesColumn(size_t column, sinew_type type) const {
    return AreAlike(type, columns_[column].type);
  }
  // Whether the keys of the two are the same for the same rows.
  bool IsLike(const KeyLayout& other) const;

  // The values of the key of a number; they point into the table, or into *values.
  void ValuesOf(const KeyTable& keys, size_t number, KeyValues* values) const;

  // For who makes keys: what a value and its null bit are in a word; how many bytes there are
  // before the first string; and the column that is the last string, whose length is not kept.
  uint64_t WordOf(size_t column, uint64_t value, bool is_null) const {
    const uint64_t null_bit = is_null ? uint64_t{1} << columns_[column].null_at : 0;
    return value << columns_[column].at | null_bit;
  }
  size_t fixed_size() const { return fixed_size_; }
  bool IsLastString(size_t column) const { return column == last_string_; }

  // OK, or the error for the first row of checked columns, called keys[i], whose key is longer than
  // a table can keep.
  sinew_status CheckLengths(const sinew_column* columns, sinew_error* error) const;

  // The most bytes that PackedKeys needs for a block of rows of these columns.
  size_t ScratchSize(const sinew_column* columns) const;

  // Writes what the columns of keys [first, first + count) are in a batch, without names.
  void Describe(const KeyTable& keys, size_t first, size_t count, BatchField* fields) const;
  // Writes the columns themselves, to those that come first in the batch.
  void Write(const KeyTable& keys, size_t first, size_t count, sinew_batch* batch) const;

 private:
  friend class PackedKeys;
  friend class WidenedKeys;

  enum class Form : uint8_t { kColumn, kWord, kValues, kBytes };
  struct Column {
    sinew_type type;
    // kWord: the first bit of the value, and the bit that says null; kValues: the former.
    uint32_t at, null_at;
    // kBytes: the first byte of a value that is no string.
    uint32_t byte_at;
  };

  void PackWords(const sinew_column* columns, size_t first, size_t count, uint64_t* words) const;
  // Returns the bytes written; offsets are count + 1.
  void PackBytes(const sinew_column* columns, size_t first, size_t count, uint8_t* out,
                 int64_t* offsets) const;
  template <typename Visit>
  void ForEachString(Bytes key, const Visit& visit) const;
  void WriteColumn(const KeyTable& keys, size_t first, size_t count, sinew_batch* batch) const;
  void WriteWords(const KeyTable& keys, size_t first, size_t count, sinew_batch* batch) const;
  void WriteBytes(const KeyTable& keys, size_t first, size_t count, sinew_batch* batch) const;

  Form form_;
  bool has_strings_;
  size_t count_;
  Column columns_[kMaxKeyColumns] = {};
  // kBytes: where the strings begin, and which column is the last of them (count_ if there is
  // none).
  size_t fixed_size_ = 1;
  size_t last_string_;
};

// The rows of checked columns, packed. `scratch` has ScratchSize bytes and is overwritten with each
// block.
class PackedKeys final : public KeySource {
 public:
  PackedKeys(const KeyLayout& layout, const sinew_column* columns, uint8_t* scratch)
      : layout_(layout), columns_(columns), scratch_(scratch) {}
  void Load(size_t first, size_t count, KeyBlock<uint64_t>* block) const override;
  void Load(size_t first, size_t count, KeyBlock<Bytes>* block) const override;

 private:
  const KeyLayout& layout_;
  const sinew_column* const columns_;
  uint8_t* const scratch_;
};

// Whether a row of one of the checked columns is null.
bool HasNulls(const sinew_column* columns, size_t count);

// The keys of a table whose layout is narrow, by number, as the wider one has them: all, or those
// of `numbers`.
class WidenedKeys final : public KeySource {
 public:
  WidenedKeys(const KeyLayout& layout, const KeyTable& table, const uint32_t* numbers = nullptr)
      : layout_(layout), wide_(layout.Widened()), table_(table), numbers_(numbers) {}
  // The table that takes them has no words.
  void Load(size_t first, size_t count, KeyBlock<uint64_t>* block) const override;
  void Load(size_t first, size_t count, KeyBlock<Bytes>* block) const override;

 private:
  // Values that have more than 64 bits together with those for nulls, of which there are 8, are 7
  // bytes and 5 booleans at most.
  static constexpr size_t kMaxSize = 16;

  const KeyLayout& layout_;
  const KeyLayout wide_;
  const KeyTable& table_;
  const uint32_t* const numbers_;
  mutable uint8_t bytes_[kKeysPerBlock * kMaxSize + kShortString];
};

}  // namespace sinew

#endif  // SINEW_CORE_KEY_COLUMNS_H_

#include "core/key_columns.h"

#include <algorithm>

#include "core/column.h"
#include "core/status.h"

namespace sinew {
namespace {

// The most bytes before a string that say how long it is: 2^32 - 1 in groups of 7 bits.
constexpr size_t kMaxLengthSize = 5;

// Bits of a value of a fixed width.
size_t BitsOf(sinew_type type) { return type == SINEW_TYPE_BOOL ? 1 : 8 * ValueWidth(type); }

size_t GetLength(const uint8_t** from) {
  size_t length = 0;
  for (int shift = 0;; shift += 7) {
    const uint8_t byte = *(*from)++;
    length |= size_t{byte & 0x7Fu} << shift;
    if (byte < 0x80) return length;
  }
}

// Calls visit(row, whether it is valid) for rows [first, first + count) of a column with a bitmap.
template <typename Visit>
inline void ForEachValidity(const sinew_column& column, size_t first, size_t count,
                            const Visit& visit) {
  for (size_t i = 0; i < count; i += 64) {
    const size_t rows = std::min<size_t>(count - i, 64);
    const uint64_t valid = LoadBits(column.validity, column.validity_offset + first + i, rows);
    for (size_t k = 0; k < rows; ++k) visit(i + k, valid >> k & 1);
  }
}

// The values of a column of at most 8 bytes, 0 where it is null.
void LoadValues(const sinew_column& column, size_t first, size_t count, uint64_t* values) {
  LoadKeyWords(column, first, count, values);
  if (column.validity == nullptr) return;
  ForEachValidity(column, first, count,
                  [values](size_t i, uint64_t valid) { values[i] &= uint64_t{0} - valid; });
}

// Calls visit(row, string) for the rows of a string column, with no bytes where it is null.
template <typename Offset, typename Visit>
inline void ForEachStringOf(const sinew_column& column, size_t first, size_t count,
                            const Visit& visit) {
  if (column.validity == nullptr) {
    for (size_t i = 0; i < count; ++i) visit(i, StringAt<Offset>(column, first + i));
  } else {
    ForEachValidity(column, first, count, [&](size_t i, uint64_t valid) {
      Bytes string = StringAt<Offset>(column, first + i);
      if (valid == 0) string.size = 0;
      visit(i, string);
    });
  }
}
template <typename Visit>
inline void ForEachString(const sinew_column& column, size_t first, size_t count,
                          const Visit& visit) {
  if (HasNarrowOffsets(column.type)) {
    ForEachStringOf<int32_t>(column, first, count, visit);
  } else {
    ForEachStringOf<int64_t>(column, first, count, visit);
  }
}

// The bytes of strings [first, first + count), those under a null included.
size_t BytesOfStrings(const sinew_column& column, size_t first, size_t count) {
  const uint8_t* offsets = static_cast<const uint8_t*>(column.offsets);
  const auto at = [&](size_t row) {
    return HasNarrowOffsets(column.type) ? int64_t{Load<int32_t>(offsets + 4 * row)}
                                         : Load<int64_t>(offsets + 8 * row);
  };
  return static_cast<size_t>(at(first + count) - at(first));
}

// Writes bits [0, count) of a bitmap.
template <typename Bit>
void WriteBits(size_t count, uint8_t* bits, const Bit& bit) {
  for (size_t i = 0; i < count; i += 8) {
    uint32_t byte = 0;
    for (size_t k = 0; k < std::min<size_t>(count - i, 8); ++k) byte |= uint32_t{bit(i + k)} << k;
    bits[i / 8] = static_cast<uint8_t>(byte);
  }
}

template <typename T>
void StoreValuesAs(const uint64_t* values, size_t count, uint8_t* out) {
  for (size_t i = 0; i < count; ++i) Store(out + i * sizeof(T), static_cast<T>(values[i]));
}

// Writes rows [at, at + count) of a column, where `at` is a multiple of 8.
void StoreValues(sinew_type type, const uint64_t* values, size_t count, size_t at, uint8_t* out) {
  switch (ValueWidth(type)) {
    case 0:
      return WriteBits(count, out + at / 8, [&](size_t i) { return values[i] != 0; });
    case 1:
      return StoreValuesAs<uint8_t>(values, count, out + at);
    case 2:
      return StoreValuesAs<uint16_t>(values, count, out + 2 * at);
    case 4:
      return StoreValuesAs<uint32_t>(values, count, out + 4 * at);
    default:
      return StoreValuesAs<uint64_t>(values, count, out + 8 * at);
  }
}

// Makes a block the keys that lie one behind the other, with kShortString bytes behind the last.
void SetKeys(const uint8_t* keys, const int64_t* offsets, size_t count, KeyBlock<Bytes>* block) {
  for (size_t i = 0; i < count; ++i) {
    block->keys[i] = {keys + offsets[i], static_cast<size_t>(offsets[i + 1] - offsets[i])};
  }
  block->padded = count;
  block->has_nulls = false;
}

}  // namespace

KeyLayout::KeyLayout(const sinew_type* types, size_t count) : count_(count), last_string_(count) {
  size_t bits = 0;
  bool fits_word = true;
  for (size_t i = 0; i < count; ++i) {
    columns_[i].type = types[i];
    fits_word &= !IsString(types[i]);
    bits += BitsOf(types[i]) + 1;
  }
  const bool fits_values = fits_word && bits - count <= 64;
  fits_word &= bits <= 64;
  const bool is_number = ValueWidth(types[0]) != 0 && ValueWidth(types[0]) <= 8;
  if (count == 1 && (is_number || IsString(types[0]))) {
    form_ = Form::kColumn;
  } else {
    form_ = fits_word ? Form::kWord : fits_values ? Form::kValues : Form::kBytes;
  }
  has_strings_ = form_ == Form::kBytes || IsString(types[0]);
  uint32_t at = 0;
  for (size_t i = 0; i < count; ++i) {
    columns_[i].at = at;
    columns_[i].null_at = at + static_cast<uint32_t>(BitsOf(types[i]));
    at = columns_[i].null_at + (form_ == Form::kWord);
    if (IsString(types[i])) {
      last_string_ = i;
    } else {
      columns_[i].byte_at = static_cast<uint32_t>(fixed_size_);
      fixed_size_ += KeyValueSize(types[i]);
    }
  }
}

KeyLayout KeyLayout::Widened() const {
  KeyLayout wide = *this;
  wide.form_ = Form::kBytes;
  wide.has_strings_ = true;
  return wide;
}

bool KeyLayout::IsLike(const KeyLayout& other) const {
  if (count_ != other.count_) return false;
  for (size_t i = 0; i < count_; ++i) {
    if (!TakesColumn(i, other.columns_[i].type)) return false;
  }
  return true;
}

sinew_status KeyLayout::CheckLengths(const sinew_column* columns, sinew_error* error) const {
  if (form_ == Form::kColumn) return CheckKeyLengths(columns[0], "keys[0]", error);
  if (last_string_ == count_) return SINEW_STATUS_OK;
  // Where all values together are shorter, no row is longer.
  size_t most = fixed_size_;
  for (size_t i = 0; i < count_; ++i) {
    if (!IsString(columns_[i].type)) continue;
    most += std::min(columns[i].values_size, StringArena::kMaxLength) + kMaxLengthSize;
  }
  if (most <= StringArena::kMaxLength) return SINEW_STATUS_OK;
  for (size_t first = 0; first < columns[0].count; first += kKeysPerBlock) {
    const size_t count = std::min(kKeysPerBlock, columns[0].count - first);
    size_t sizes[kKeysPerBlock];
    std::fill_n(sizes, count, fixed_size_);
    for (size_t c = 0; c < count_; ++c) {
      if (!IsString(columns_[c].type)) continue;
      sinew::ForEachString(columns[c], first, count, [&](size_t i, Bytes string) {
        sizes[i] += std::min(string.size, StringArena::kMaxLength + 1) + kMaxLengthSize;
      });
    }
    for (size_t i = 0; i < count; ++i) {
      if (sizes[i] <= StringArena::kMaxLength) continue;
      return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, first + i,
                  "keys: row %zu takes more than 4 GiB - 1 byte", first + i);
    }
  }
  return SINEW_STATUS_OK;
}

size_t KeyLayout::ScratchSize(const sinew_column* columns) const {
  if (form_ != Form::kBytes) return 0;
  size_t most = 0;
  for (size_t first = 0; first < columns[0].count; first += kKeysPerBlock) {
    const size_t count = std::min(kKeysPerBlock, columns[0].count - first);
    size_t size = count * fixed_size_;
    for (size_t c = 0; c < count_; ++c) {
      if (!IsString(columns_[c].type)) continue;
      const size_t bytes = BytesOfStrings(columns[c], first, count) + count * kMaxLengthSize;
      if (__builtin_add_overflow(size, bytes, &size)) return SIZE_MAX;
    }
    most = std::max(most, size);
  }
  return most > SIZE_MAX - kShortString ? SIZE_MAX : most + kShortString;
}

void KeyLayout::PackWords(const sinew_column* columns, size_t first, size_t count,
                          uint64_t* words) const {
  LoadValues(columns[0], first, count, words);
  for (size_t c = 0; c < count_; ++c) {
    const sinew_column& column = columns[c];
    if (c != 0) {
      uint64_t values[kKeysPerBlock];
      LoadValues(column, first, count, values);
      const uint32_t at = columns_[c].at;
      for (size_t i = 0; i < count; ++i) words[i] |= values[i] << at;
    }
    if (column.validity == nullptr || form_ == Form::kValues) continue;
    const uint32_t null_at = columns_[c].null_at;
    ForEachValidity(column, first, count,
                    [=](size_t i, uint64_t valid) { words[i] |= (valid ^ 1) << null_at; });
  }
}

void KeyLayout::PackBytes(const sinew_column* columns, size_t first, size_t count, uint8_t* out,
                          int64_t* offsets) const {
  // The bytes of each row, then where they begin.
  size_t sizes[kKeysPerBlock];
  std::fill_n(sizes, count, fixed_size_);
  for (size_t c = 0; c < count_; ++c) {
    if (!IsString(columns_[c].type)) continue;
    if (IsLastString(c)) {
      sinew::ForEachString(columns[c], first, count,
                           [&](size_t i, Bytes string) { sizes[i] += string.size; });
    } else {
      sinew::ForEachString(columns[c], first, count, [&](size_t i, Bytes string) {
        sizes[i] += LengthSize(string.size) + string.size;
      });
    }
  }
  uint8_t* rows[kKeysPerBlock];
  offsets[0] = 0;
  for (size_t i = 0; i < count; ++i) {
    rows[i] = out + offsets[i];
    offsets[i + 1] = offsets[i] + static_cast<int64_t>(sizes[i]);
  }

  uint8_t nulls[kKeysPerBlock] = {};
  for (size_t c = 0; c < count_; ++c) {
    if (columns[c].validity == nullptr) continue;
    ForEachValidity(columns[c], first, count, [&](size_t i, uint64_t valid) {
      nulls[i] |= static_cast<uint8_t>((valid ^ 1) << c);
    });
  }
  for (size_t i = 0; i < count; ++i) *rows[i] = nulls[i];

  uint64_t values[kKeysPerBlock];
  const auto store = [&](size_t at, auto width) {
    for (size_t i = 0; i < count; ++i) Store(rows[i] + at, static_cast<decltype(width)>(values[i]));
  };
  for (size_t c = 0; c < count_; ++c) {
    const size_t at = columns_[c].byte_at;
    switch (IsString(columns_[c].type) ? 0 : KeyValueSize(columns_[c].type)) {
      case 0:
        break;
      case 1:
        LoadValues(columns[c], first, count, values);
        store(at, uint8_t{});
        break;
      case 2:
        LoadValues(columns[c], first, count, values);
        store(at, uint16_t{});
        break;
      case 4:
        LoadValues(columns[c], first, count, values);
        store(at, uint32_t{});
        break;
      case 8:
        LoadValues(columns[c], first, count, values);
        store(at, uint64_t{});
        break;
      default: {
        const uint8_t* from = static_cast<const uint8_t*>(columns[c].values) + 16 * first;
        for (size_t i = 0; i < count; ++i) {
          const bool is_null = (nulls[i] >> c & 1) != 0;
          Store(rows[i] + at, is_null ? Bytes16{} : Load<Bytes16>(from + 16 * i));
        }
      }
    }
  }

  // From here on, where the next string of each row goes.
  for (size_t i = 0; i < count; ++i) rows[i] += fixed_size_;
  for (size_t c = 0; c < count_; ++c) {
    if (!IsString(columns_[c].type)) continue;
    if (IsLastString(c)) {
      sinew::ForEachString(columns[c], first, count,
                           [&](size_t i, Bytes string) { CopyShort(rows[i], string); });
    } else {
      sinew::ForEachString(columns[c], first, count, [&](size_t i, Bytes string) {
        rows[i] += PutLength(rows[i], string.size);
        CopyShort(rows[i], string);
        rows[i] += string.size;
      });
    }
  }
}

// Calls visit(column, string) for the strings of a packed key, in order.
template <typename Visit>
void KeyLayout::ForEachString(Bytes key, const Visit& visit) const {
  const uint8_t* at = key.data + fixed_size_;
  for (size_t c = 0; c < count_; ++c) {
    if (!IsString(columns_[c].type)) continue;
    const size_t size =
        IsLastString(c) ? static_cast<size_t>(key.data + key.size - at) : GetLength(&at);
    visit(c, Bytes{at, size});
    at += size;
  }
}

void KeyLayout::ValuesOf(const KeyTable& keys, size_t number, KeyValues* values) const {
  const auto set = [&](size_t c, Bytes value, bool is_null) {
    values->at[c] = is_null ? Bytes{nullptr, 0} : value;
    values->is_string[c] = IsString(columns_[c].type);
  };
  if (form_ == Form::kColumn && has_strings_) {
    return set(0, keys.StringAt(number), keys.IsNull(number));
  }
  if (form_ != Form::kBytes) {
    const uint64_t word = keys.IntegerAt(number);
    for (size_t c = 0; c < count_; ++c) {
      const Column& column = columns_[c];
      values->words[c] = word >> column.at & LowBits(BitsOf(column.type));
      const bool is_null = form_ == Form::kColumn
                               ? keys.IsNull(number)
                               : form_ == Form::kWord && (word >> column.null_at & 1) != 0;
      set(c, {AsBytes(&values->words[c]), KeyValueSize(column.type)}, is_null);
    }
    return;
  }
  const Bytes key = keys.StringAt(number);
  const auto is_null = [&](size_t c) { return (key.data[0] >> c & 1) != 0; };
  for (size_t c = 0; c < count_; ++c) {
    const Column& column = columns_[c];
    if (IsString(column.type)) continue;
    set(c, {key.data + column.byte_at, KeyValueSize(column.type)}, is_null(c));
  }
  if (last_string_ == count_) return;
  ForEachString(key, [&](size_t c, Bytes string) { set(c, string, is_null(c)); });
}

void KeyLayout::Describe(const KeyTable& keys, size_t first, size_t count,
                         BatchField* fields) const {
  const bool has_validity = form_ != Form::kColumn || keys.has_null();
  for (size_t c = 0; c < count_; ++c) {
    fields[c] = {{nullptr, 0}, WithWideOffsets(columns_[c].type), has_validity, 0};
  }
  if (form_ == Form::kColumn) {
    if (has_strings()) fields[0].bytes = keys.StringsSize(first, count);
  } else if (last_string_ != count_) {
    for (size_t i = 0; i < count; ++i) {
      ForEachString(keys.StringAt(first + i),
                    [&](size_t c, Bytes string) { fields[c].bytes += string.size; });
    }
  }
}

void KeyLayout::Write(const KeyTable& keys, size_t first, size_t count, sinew_batch* batch) const {
  switch (form_) {
    case Form::kColumn:
      return WriteColumn(keys, first, count, batch);
    case Form::kWord:
    case Form::kValues:
      return WriteWords(keys, first, count, batch);
    case Form::kBytes:
      return WriteBytes(keys, first, count, batch);
  }
}

void KeyLayout::WriteColumn(const KeyTable& keys, size_t first, size_t count,
                            sinew_batch* batch) const {
  if (has_strings()) {
    keys.CopyStrings(first, count, batch->Values<int64_t>(0), batch->StringBytes(0));
  } else {
    keys.CopyIntegers(first, count, ValueWidth(columns_[0].type), batch->Values<uint8_t>(0));
  }
  if (!keys.has_null()) return;
  WriteBits(count, batch->Validity(0), [&](size_t i) { return !keys.IsNull(first + i); });
}

void KeyLayout::WriteWords(const KeyTable& keys, size_t first, size_t count,
                           sinew_batch* batch) const {
  for (size_t done = 0; done < count; done += kKeysPerBlock) {
    const size_t rows = std::min(kKeysPerBlock, count - done);
    uint64_t words[kKeysPerBlock], values[kKeysPerBlock];
    keys.CopyIntegers(first + done, rows, sizeof(uint64_t), words);
    for (size_t c = 0; c < count_; ++c) {
      const Column& column = columns_[c];
      const uint64_t mask = LowBits(BitsOf(column.type));
      for (size_t i = 0; i < rows; ++i) values[i] = words[i] >> column.at & mask;
      StoreValues(column.type, values, rows, done, batch->Values<uint8_t>(c));
      WriteBits(rows, batch->Validity(c) + done / 8, [&](size_t i) {
        return form_ == Form::kValues || (words[i] >> column.null_at & 1) == 0;
      });
    }
  }
}

void KeyLayout::WriteBytes(const KeyTable& keys, size_t first, size_t count,
                           sinew_batch* batch) const {
  size_t written[kMaxKeyColumns] = {};
  for (size_t c = 0; c < count_; ++c) {
    if (IsString(columns_[c].type)) Store(batch->Values<int64_t>(c), int64_t{0});
  }
  for (size_t done = 0; done < count; done += kKeysPerBlock) {
    const size_t rows = std::min(kKeysPerBlock, count - done);
    Bytes packed[kKeysPerBlock];
    for (size_t i = 0; i < rows; ++i) packed[i] = keys.StringAt(first + done + i);
    for (size_t c = 0; c < count_; ++c) {
      const Column& column = columns_[c];
      WriteBits(rows, batch->Validity(c) + done / 8,
                [&](size_t i) { return (packed[i].data[0] >> c & 1) == 0; });
      if (IsString(column.type)) continue;
      uint8_t* const out = batch->Values<uint8_t>(c);
      if (KeyValueSize(column.type) == sizeof(Bytes16)) {
        for (size_t i = 0; i < rows; ++i) {
          Store(out + 16 * (done + i), Load<Bytes16>(packed[i].data + column.byte_at));
        }
      } else {
        uint64_t values[kKeysPerBlock] = {};
        const size_t size = KeyValueSize(column.type);
        for (size_t i = 0; i < rows; ++i) memcpy(&values[i], packed[i].data + column.byte_at, size);
        StoreValues(column.type, values, rows, done, out);
      }
    }
    for (size_t i = 0; i < rows && last_string_ != count_; ++i) {
      ForEachString(packed[i], [&](size_t c, Bytes string) {
        CopyShort(batch->StringBytes(c) + written[c], string);
        written[c] += string.size;
        Store(batch->Values<int64_t>(c) + done + i + 1, static_cast<int64_t>(written[c]));
      });
    }
  }
}

void PackedKeys::Load(size_t first, size_t count, KeyBlock<uint64_t>* block) const {
  layout_.PackWords(columns_, first, count, block->keys);
  block->has_nulls = false;
}

void PackedKeys::Load(size_t first, size_t count, KeyBlock<Bytes>* block) const {
  int64_t offsets[kKeysPerBlock + 1];
  layout_.PackBytes(columns_, first, count, scratch_, offsets);
  SetKeys(scratch_, offsets, count, block);
}

bool HasNulls(const sinew_column* columns, size_t count) {
  for (size_t c = 0; c < count; ++c) {
    const sinew_column& column = columns[c];
    for (size_t i = 0; column.validity != nullptr && i < column.count; i += 64) {
      const size_t rows = std::min<size_t>(column.count - i, 64);
      const uint64_t valid = LoadBits(column.validity, column.validity_offset + i, rows);
      if (valid != LowBits(rows)) return true;
    }
  }
  return false;
}

void WidenedKeys::Load(size_t, size_t, KeyBlock<uint64_t>* block) const {
  block->has_nulls = false;
}

void WidenedKeys::Load(size_t first, size_t count, KeyBlock<Bytes>* block) const {
  const size_t size = wide_.fixed_size_;
  int64_t offsets[kKeysPerBlock + 1];
  for (size_t i = 0; i <= count; ++i) offsets[i] = static_cast<int64_t>(i * size);
  for (size_t i = 0; i < count; ++i) {
    const size_t number = numbers_ == nullptr ? first + i : numbers_[first + i];
    const uint64_t word = table_.IntegerAt(number);
    uint8_t* const key = bytes_ + i * size;
    key[0] = 0;
    for (size_t c = 0; c < layout_.count_; ++c) {
      const KeyLayout::Column& column = layout_.columns_[c];
      const uint64_t value = word >> column.at & LowBits(BitsOf(column.type));
      memcpy(key + column.byte_at, &value, KeyValueSize(column.type));
    }
  }
  SetKeys(bytes_, offsets, count, block);
}

}  // namespace sinew

#include "core/encoded_keys.h"

#include <algorithm>
#include <iterator>

#include "core/store.h"

namespace sinew {
namespace {

// A key as it is read: the null bits, and the bytes of each value, none of what is null.
struct EncodedKey {
  uint8_t nulls;
  Bytes values[kMaxKeyColumns];

  bool IsNull(size_t column) const { return (nulls >> column & 1) != 0; }
  // The value of a column of at most 8 bytes, 0 of a null.
  uint64_t Word(size_t column) const {
    uint64_t word = 0;
    if (!IsNull(column)) memcpy(&word, values[column].data, values[column].size);
    return word;
  }
};

EncodedKey ReadKey(const KeyLayout& layout, ByteReader* in) {
  EncodedKey key;
  key.nulls = in->Get<uint8_t>();
  for (size_t c = 0; c < layout.count(); ++c) {
    const sinew_type type = layout.type(c);
    key.values[c] = key.IsNull(c)    ? Bytes{nullptr, 0}
                    : IsString(type) ? in->GetString()
                                     : in->GetBytes(KeyValueSize(type));
  }
  return key;
}

// Whether the bits of a float are not what a key has: -0.0, or another NaN than the quiet one.
template <typename T>
bool IsOtherFloat(T bits, T infinity) {
  const T magnitude = static_cast<T>(bits << 1) >> 1;
  const T quiet_nan = infinity | infinity >> 1;
  return magnitude > infinity ? bits != quiet_nan : magnitude == 0 && bits != 0;
}

const char* FaultOf(sinew_type type, Bytes value) {
  switch (type) {
    case SINEW_TYPE_BOOL:
      return value.data[0] > 1 ? "a boolean is neither 0 nor 1" : nullptr;
    case SINEW_TYPE_F32:
    case SINEW_TYPE_F64:
      return IsKeyFloat(value) ? nullptr : "a key is -0.0, or a NaN that is not the quiet one";
    default:
      return nullptr;
  }
}

// What a key may take more as a string of a table than as it is encoded: the values of nulls, and
// the lengths of strings that are null.
size_t MostMore(const KeyLayout& layout) { return layout.fixed_size() + kMaxKeyColumns; }

}  // namespace

bool IsKeyFloat(Bytes value) {
  return value.size == sizeof(uint32_t)
             ? !IsOtherFloat(Load<uint32_t>(value.data), 0x7F800000u)
             : !IsOtherFloat(Load<uint64_t>(value.data), uint64_t{0x7FF0000000000000});
}

void EncodeKey(const KeyValues& values, size_t column_count, ByteWriter* out) {
  uint8_t nulls = 0;
  for (size_t c = 0; c < column_count; ++c) {
    if (values.at[c].data == nullptr) nulls |= static_cast<uint8_t>(1 << c);
  }
  out->Put(nulls);
  for (size_t c = 0; c < column_count; ++c) {
    if (values.at[c].data == nullptr) continue;
    if (values.is_string[c]) out->PutLength(values.at[c].size);
    out->PutBytes(values.at[c]);
  }
}

EncodedKeysInfo CheckEncodedKeys(const KeyLayout& layout, size_t count, ByteReader* in) {
  EncodedKeysInfo info;
  size_t block_at = in->at();
  for (size_t i = 0; i < count && in->ok(); ++i) {
    if (i % kKeysPerBlock == 0) block_at = in->at();
    const size_t begin = in->at();
    const EncodedKey key = ReadKey(layout, in);
    if (!in->ok()) break;
    if (key.nulls >> layout.count() != 0) in->FailAt(begin, "a null bit is of no key column");
    size_t at = begin + 1;
    for (size_t c = 0; c < layout.count() && in->ok(); ++c) {
      if (key.IsNull(c)) continue;
      if (const char* fault = FaultOf(layout.type(c), key.values[c])) in->FailAt(at, fault);
      at += key.values[c].size + (IsString(layout.type(c)) ? LengthSize(key.values[c].size) : 0);
    }
    if (at - begin > StringArena::kMaxLength - MostMore(layout)) {
      in->FailAt(begin, "a key is longer than 4 GiB");
    }
    info.has_nulls |= key.nulls != 0;
    info.most_in_block = std::max(info.most_in_block, at - block_at);
  }
  info.end = in->at();
  return info;
}

size_t EncodedKeys::ScratchSize(const KeyLayout& layout, const EncodedKeysInfo& info) {
  if (layout.is_column() || !layout.has_strings()) return 0;
  return info.most_in_block + kKeysPerBlock * MostMore(layout) + kShortString;
}

ByteReader EncodedKeys::ReaderAt(size_t first) const {
  if (first != block_) {
    block_ = first;
    block_at_ = next_at_;
  }
  return ByteReader({in_.data + block_at_, in_.size - block_at_});
}

void EncodedKeys::Load(size_t first, size_t count, KeyBlock<uint64_t>* block) const {
  ByteReader in = ReaderAt(first);
  std::fill(std::begin(block->nulls), std::end(block->nulls), 0);
  block->has_nulls = false;
  for (size_t i = 0; i < count; ++i) {
    const EncodedKey key = ReadKey(layout_, &in);
    if (layout_.is_column()) {
      block->keys[i] = key.Word(0);
      block->nulls[i / 64] |= uint64_t{key.nulls} << i % 64;
      block->has_nulls |= key.nulls != 0;
      continue;
    }
    uint64_t word = 0;
    for (size_t c = 0; c < layout_.count(); ++c)
      word |= layout_.WordOf(c, key.Word(c), key.IsNull(c));
    block->keys[i] = word;
  }
  next_at_ = block_at_ + in.at();
}

void EncodedKeys::Load(size_t first, size_t count, KeyBlock<Bytes>* block) const {
  ByteReader in = ReaderAt(first);
  if (layout_.is_column()) {
    LoadColumn(&in, count, block);
  } else {
    Pack(&in, count, block);
  }
  next_at_ = block_at_ + in.at();
}

void EncodedKeys::LoadColumn(ByteReader* in, size_t count, KeyBlock<Bytes>* block) const {
  std::fill(std::begin(block->nulls), std::end(block->nulls), 0);
  block->has_nulls = false;
  for (size_t i = 0; i < count; ++i) {
    const EncodedKey key = ReadKey(layout_, in);
    // Of a null, too, something is read.
    const size_t at = in->at() - key.values[0].size;
    block->keys[i] = {in_.data + block_at_ + at, key.values[0].size};
    block->nulls[i / 64] |= uint64_t{key.nulls} << i % 64;
    block->has_nulls |= key.nulls != 0;
  }
  block->CountPadded(in_.data + in_.size, count);
}

void EncodedKeys::Pack(ByteReader* in, size_t count, KeyBlock<Bytes>* block) const {
  const size_t columns = layout_.count();
  uint8_t* to = scratch_;
  for (size_t i = 0; i < count; ++i) {
    const EncodedKey key = ReadKey(layout_, in);
    uint8_t* const begin = to;
    *to++ = key.nulls;
    for (size_t c = 0; c < columns; ++c) {
      const sinew_type type = layout_.type(c);
      if (IsString(type)) continue;
      const size_t size = KeyValueSize(type);
      if (key.IsNull(c)) {
        memset(to, 0, size);
      } else {
        memcpy(to, key.values[c].data, size);
      }
      to += size;
    }
    for (size_t c = 0; c < columns; ++c) {
      if (!IsString(layout_.type(c))) continue;
      if (!layout_.IsLastString(c)) to += PutLength(to, key.values[c].size);
      CopyShort(to, key.values[c]);
      to += key.values[c].size;
    }
    block->keys[i] = {begin, static_cast<size_t>(to - begin)};
  }
  block->padded = count;
  block->has_nulls = false;
}

}  // namespace sinew

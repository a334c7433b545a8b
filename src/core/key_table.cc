#include "core/key_table.h"

#include <algorithm>
#include <type_traits>

#include "core/column.h"
#include "core/random.h"
#include "core/status.h"

namespace sinew {
namespace {

// The seed is XORed over integer keys, and a key that is then 0 takes a slower way. With a chosen
// seed of 1, say, that key shall not be 1: no real data should favour this number.
constexpr uint64_t kSeed = 0xD1B54A32D192ED03u;

uint64_t SeedOf(uint64_t chosen) {
  uint64_t seed = chosen;
  while (seed == 0) RandomBytes(&seed, sizeof(seed));
  return seed ^ kSeed;
}

template <typename Key, typename IsNull>
void SetNulls(size_t count, KeyBlock<Key>* block, const IsNull& is_null) {
  block->has_nulls = false;
  for (size_t i = 0; i < count; i += 64) {
    const uint64_t nulls = is_null(i, std::min<size_t>(count - i, 64));
    block->nulls[i / 64] = nulls;
    block->has_nulls |= nulls != 0;
  }
}

template <typename Key>
void SetNulls(const sinew_column& column, size_t first, size_t count, KeyBlock<Key>* block) {
  block->has_nulls = false;
  if (column.validity == nullptr) return;
  SetNulls(count, block, [&](size_t i, size_t rows) {
    return ~LoadBits(column.validity, column.validity_offset + first + i, rows) & LowBits(rows);
  });
}

// Of rows whose numbers are numbers(row).
template <typename Key, typename Numbers>
void SetNulls(const KeyTable& table, size_t first, size_t count, const Numbers& numbers,
              KeyBlock<Key>* block) {
  block->has_nulls = false;
  if (!table.has_null()) return;
  SetNulls(count, block, [&](size_t i, size_t rows) {
    uint64_t nulls = 0;
    for (size_t k = 0; k < rows; ++k) nulls |= uint64_t{table.IsNull(numbers(first + i + k))} << k;
    return nulls;
  });
}

template <typename T>
void LoadIntegers(const sinew_column& column, size_t first, size_t count, uint64_t* keys) {
  const uint8_t* from = static_cast<const uint8_t*>(column.values) + first * sizeof(T);
  for (size_t i = 0; i < count; ++i) keys[i] = sinew::Load<T>(from + i * sizeof(T));
}

// `infinity` is the bits of it. By the bits, not as numbers: the caller may have subnormal numbers
// flushed to 0.
template <typename T>
void LoadFloats(const sinew_column& column, size_t first, size_t count, T infinity,
                uint64_t* keys) {
  const uint8_t* from = static_cast<const uint8_t*>(column.values) + first * sizeof(T);
  const T quiet_nan = infinity | infinity >> 1;
  for (size_t i = 0; i < count; ++i) {
    const T bits = sinew::Load<T>(from + i * sizeof(T));
    const T magnitude = static_cast<T>(bits << 1) >> 1;
    const T number = magnitude == 0 ? 0 : bits;
    keys[i] = magnitude > infinity ? quiet_nan : number;
  }
}

void LoadBools(const sinew_column& column, size_t first, size_t count, uint64_t* keys) {
  const uint8_t* bits = static_cast<const uint8_t*>(column.values);
  for (size_t i = 0; i < count; i += 64) {
    const size_t rows = std::min<size_t>(count - i, 64);
    const uint64_t word = LoadBits(bits, column.values_offset + first + i, rows);
    for (size_t k = 0; k < rows; ++k) keys[i + k] = word >> k & 1;
  }
}

template <typename T>
void StoreIntegers(const uint8_t* rows, size_t count, uint64_t seed, uint8_t* out) {
  for (size_t i = 0; i < count; ++i) {
    const uint64_t key = Load<uint64_t>(rows + i * sizeof(uint64_t)) ^ seed;
    Store(out + i * sizeof(T), static_cast<T>(key));
  }
}

}  // namespace

KeyTable::KeyTable(Memory& memory, const Options& options)
    : memory_(memory),
      options_(options),
      seed_{SeedOf(options.seed)},
      directory_(memory),
      keys_(memory, sizeof(uint64_t)),
      strings_(memory) {}

sinew_status KeyTable::MakeRoom() {
  if (__builtin_expect(count_ >= options_.max_count, 0)) return SINEW_STATUS_OVERFLOW;
  return count_ < keys_.capacity() ? SINEW_STATUS_OK : keys_.Grow();
}

sinew_status KeyTable::AddNull() {
  const sinew_status status = MakeRoom();
  if (status == SINEW_STATUS_OK) null_number_ = static_cast<uint32_t>(count_++);
  return status;
}

template <typename Key>
sinew_status KeyTable::FindOrAddKey(Key key, uint32_t hash, uint32_t* number, uint64_t* steps) {
  const Directory::Place place = directory_.Find(
      hash,
      [&](const Directory::Bucket& bucket, size_t way) { return SameKey(bucket, way, key, hash); });
  *steps += place.steps;
  if (place.mark() != 0) {
    *number = Directory::NumberOf(place.mark());
    return SINEW_STATUS_OK;
  }
  sinew_status status = MakeRoom();
  if (status != SINEW_STATUS_OK) return status;
  uint64_t stored;
  status = Own(key, &stored);
  if (status != SINEW_STATUS_OK) return status;
  status = directory_.Insert(place, stored, hash, static_cast<uint32_t>(count_));
  if (status != SINEW_STATUS_OK) {
    if (options_.strings) strings_.Rewind(reinterpret_cast<StringArena::Ref>(stored));
    return status;
  }
  Store(keys_.At(count_), stored);
  *number = static_cast<uint32_t>(count_++);
  return SINEW_STATUS_OK;
}

template <typename Key>
sinew_status KeyTable::FindBlockOf(const KeySource& source, size_t first, size_t count,
                                   uint32_t* numbers) {
  KeyBlock<Key> block;
  source.Load(first, count, &block);
  if constexpr (std::is_same_v<Key, Bytes>) {
    for (size_t i = 0; seed_.strong && i < count; ++i) {
      block.hashes[i] = options_.string_hash(block.keys[i], seed_.key);
    }
  }
  FindKnown(directory_, seed_, count, &block, numbers);
  // More than these the directory does notice: then the rest of the block is better done anew.
  const uint64_t most_steps =
      seed_.strong ? UINT64_MAX : Directory::kMaxExcess + kKeysPerBlock * Directory::kFreeSteps;
  // The row before which null gets its number, if there is one.
  size_t new_null = count;
  if (block.has_nulls && !has_null() && options_.null_key == NullKey::kNumber) {
    new_null = 0;
    while (!block.IsNull(new_null)) ++new_null;
  }
  sinew_status status = SINEW_STATUS_OK;
  uint64_t steps = block.steps;
  size_t r = 0;
  for (; status == SINEW_STATUS_OK && r < block.rest_count && steps <= most_steps; ++r) {
    const size_t i = block.rest[r];
    if (__builtin_expect(i > new_null && !has_null(), 0)) status = AddNull();
    if (status != SINEW_STATUS_OK || block.IsNull(i)) continue;
    status = FindOrAddKey(block.keys[i], block.hashes[i], &numbers[i], &steps);
  }
  if (status != SINEW_STATUS_OK) return status;
  directory_.NoteSteps(steps, count);
  if (__builtin_expect(directory_.HasNoticedAttack(), 0)) {
    status = ChangeToStrongHash();
    if (status != SINEW_STATUS_OK) return status;
    if (r < block.rest_count) return FindBlockOf<Key>(source, first, count, numbers);
  }
  if (new_null < count && !has_null()) status = AddNull();
  if (status == SINEW_STATUS_OK && block.has_nulls) {
    const uint32_t null_number = has_null() ? null_number_ : 0;
    for (size_t i = 0; i < count; ++i) numbers[i] = block.IsNull(i) ? null_number : numbers[i];
  }
  return status;
}

sinew_status KeyTable::FindBlock(const KeySource& source, size_t first, size_t count,
                                 uint8_t* numbers) {
  uint32_t block[kKeysPerBlock];
  const bool aligned = reinterpret_cast<uintptr_t>(numbers) % alignof(uint32_t) == 0;
  uint32_t* to = aligned ? reinterpret_cast<uint32_t*>(numbers) : block;
  const sinew_status status = options_.strings ? FindBlockOf<Bytes>(source, first, count, to)
                                               : FindBlockOf<uint64_t>(source, first, count, to);
  if (!aligned) memcpy(numbers, block, count * sizeof(uint32_t));
  return status;
}

sinew_status KeyTable::ChangeToStrongHash() {
  directory_.ForgetAttack();
  if (seed_.strong) return SINEW_STATUS_OK;
  KeySeed strong = seed_;
  strong.strong = true;
  RandomBytes(strong.key, sizeof(strong.key));
  // Beside the old one, which stays as it is until nothing can fail any more.
  Directory directory(memory_);
  sinew_status status = directory.Init(count_);
  for (size_t number = 0; status == SINEW_STATUS_OK && number < count_; ++number) {
    if (IsNull(number)) continue;
    status =
        directory.Insert(StoredAt(number), HashAt(number, strong), static_cast<uint32_t>(number));
  }
  if (status != SINEW_STATUS_OK) return status;
  directory_.Swap(directory);
  seed_ = strong;
  return SINEW_STATUS_OK;
}

void KeyTable::Forget(size_t count) {
  if (count == count_) return;
  StringArena::Ref first_string = nullptr;
  while (count_ > count) {
    --count_;
    if (IsNull(count_)) {
      null_number_ = kNoNumber;
      continue;
    }
    if (options_.strings) first_string = RefAt(count_);
    directory_.Remove(HashAt(count_, seed_), static_cast<uint32_t>(count_));
  }
  if (first_string != nullptr) strings_.Rewind(first_string);
}

void KeyTable::Clear() {
  directory_.Clear();
  strings_.Clear();
  count_ = 0;
  null_number_ = kNoNumber;
}

void KeyTable::CopyIntegers(size_t first, size_t count, size_t width, void* out) const {
  uint8_t* to = static_cast<uint8_t*>(out);
  keys_.ForEachRun(first, count, [&](const uint8_t* rows, size_t, size_t run) {
    switch (width) {
      case 1:
        StoreIntegers<uint8_t>(rows, run, seed_.seed, to);
        break;
      case 2:
        StoreIntegers<uint16_t>(rows, run, seed_.seed, to);
        break;
      case 4:
        StoreIntegers<uint32_t>(rows, run, seed_.seed, to);
        break;
      default:
        StoreIntegers<uint64_t>(rows, run, seed_.seed, to);
    }
    to += run * width;
    return true;
  });
  if (has_null() && null_number_ >= first && null_number_ - first < count) {
    memset(static_cast<uint8_t*>(out) + (null_number_ - first) * width, 0, width);
  }
}

size_t KeyTable::StringsSize(size_t first, size_t count) const {
  size_t size = 0;
  for (size_t i = 0; i < count; ++i) size += StringAt(first + i).size;
  return size;
}

void KeyTable::CopyStrings(size_t first, size_t count, int64_t* offsets, void* out) const {
  size_t written = 0;
  Store(offsets, int64_t{0});
  for (size_t i = 0; i < count; ++i) {
    const Bytes string = StringAt(first + i);
    if (string.size != 0) memcpy(static_cast<uint8_t*>(out) + written, string.data, string.size);
    written += string.size;
    Store(offsets + i + 1, static_cast<int64_t>(written));
  }
}

bool KeyTable::Invariants() const {
  if (count_ > keys_.capacity() || count_ > options_.max_count) return false;
  if (has_null() && (null_number_ >= count_ || options_.null_key == NullKey::kNone)) return false;
  if (directory_.CheckedSize() != count_ - has_null()) return false;
  StringArena::Ref next = nullptr;
  for (size_t number = count_; number-- != 0;) {
    if (IsNull(number)) continue;
    if (options_.strings) {
      const StringArena::Ref ref = RefAt(number);
      if (!strings_.Holds(ref, next)) return false;
      next = ref;
    }
    const uint32_t hash = HashAt(number, seed_);
    if (!directory_.Has(StoredAt(number), hash, static_cast<uint32_t>(number))) return false;
  }
  return true;
}

void LoadKeyWords(const sinew_column& column, size_t first, size_t count, uint64_t* words) {
  switch (column.type) {
    case SINEW_TYPE_BOOL:
      return LoadBools(column, first, count, words);
    case SINEW_TYPE_F32:
      return LoadFloats<uint32_t>(column, first, count, 0x7F800000, words);
    case SINEW_TYPE_F64:
      return LoadFloats<uint64_t>(column, first, count, 0x7FF0000000000000, words);
    default:
      break;
  }
  switch (ValueWidth(column.type)) {
    case 1:
      return LoadIntegers<uint8_t>(column, first, count, words);
    case 2:
      return LoadIntegers<uint16_t>(column, first, count, words);
    case 4:
      return LoadIntegers<uint32_t>(column, first, count, words);
    default:
      return LoadIntegers<uint64_t>(column, first, count, words);
  }
}

void ColumnKeys::Load(size_t first, size_t count, KeyBlock<uint64_t>* block) const {
  LoadKeyWords(column_, first, count, block->keys);
  SetNulls(column_, first, count, block);
}

void ColumnKeys::Load(size_t first, size_t count, KeyBlock<Bytes>* block) const {
  if (HasNarrowOffsets(column_.type)) {
    for (size_t i = 0; i < count; ++i) block->keys[i] = StringAt<int32_t>(column_, first + i);
  } else {
    for (size_t i = 0; i < count; ++i) block->keys[i] = StringAt<int64_t>(column_, first + i);
  }
  block->CountPadded(AsBytes(column_.values) + column_.values_size, count);
  SetNulls(column_, first, count, block);
}

void TableKeys::Load(size_t first, size_t count, KeyBlock<uint64_t>* block) const {
  for (size_t i = 0; i < count; ++i) block->keys[i] = table_.IntegerAt(NumberOf(first + i));
  SetNulls(table_, first, count, [this](size_t row) { return NumberOf(row); }, block);
}

void TableKeys::Load(size_t first, size_t count, KeyBlock<Bytes>* block) const {
  for (size_t i = 0; i < count; ++i) block->keys[i] = table_.StringAt(NumberOf(first + i));
  block->padded = table_.has_null() ? 0 : count;
  SetNulls(table_, first, count, [this](size_t row) { return NumberOf(row); }, block);
}

sinew_status CheckKeyLengths(const sinew_column& column, const char* name, sinew_error* error) {
  // Shorter offsets, or shorter values, hold no longer string.
  if (!HasWideOffsets(column.type) || column.values_size <= StringArena::kMaxLength) {
    return SINEW_STATUS_OK;
  }
  for (size_t row = 0; row < column.count; ++row) {
    if (StringAt<int64_t>(column, row).size > StringArena::kMaxLength) {
      return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, row,
                  "%s: row %zu is longer than 4 GiB - 1 byte", name, row);
    }
  }
  return SINEW_STATUS_OK;
}

}  // namespace sinew

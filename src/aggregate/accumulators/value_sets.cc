#include "aggregate/accumulators/value_sets.h"

#include <algorithm>
#include <bit>

#include "aggregate/accumulators/encoded.h"
#include "aggregate/accumulators/strings.h"
#include "core/encoded_keys.h"
#include "hash/key_hash.h"

namespace sinew {
namespace {

// Whether a value and a group do not fit a word.
bool IsWide(sinew_type type) { return IsBytes(type) || ValueWidth(type) > sizeof(uint32_t); }

}  // namespace

KeyTable::Options ValueTableOptions(bool strings, uint64_t seed) {
  return {.strings = strings,
          .null_key = KeyTable::NullKey::kNone,
          .max_count = UINT32_MAX - 1,
          .seed = seed,
          .string_hash = StrongStringHash};
}

void ValueBlock::Load(const sinew_column& column, size_t first, size_t rows,
                      const uint32_t* of_group) {
  const bool has_bytes = IsBytes(column.type);
  count = rows;
  std::copy_n(of_group, rows, groups);
  if (has_bytes) {
    for (size_t i = 0; i < rows; ++i) strings[i] = BytesAt(column, first + i);
    is_padded = false;
    end = AsBytes(column.values) + column.values_size;
  } else {
    LoadKeyWords(column, first, rows, words);
  }
  if (column.validity == nullptr) return;
  count = 0;
  for (size_t i = 0; i < rows; i += 64) {
    const size_t bit = column.validity_offset + first + i;
    for (uint64_t valid = LoadBits(column.validity, bit, std::min<size_t>(rows - i, 64));
         valid != 0; valid &= valid - 1) {
      const size_t row = i + static_cast<size_t>(std::countr_zero(valid));
      groups[count] = groups[row];
      if (has_bytes) {
        strings[count] = strings[row];
      } else {
        words[count] = words[row];
      }
      ++count;
    }
  }
}

void ValueBlockKeys::Load(size_t first, size_t count, KeyBlock<uint64_t>* keys) const {
  std::copy_n(block_.words + first, count, keys->keys);
  keys->has_nulls = false;
}

void ValueBlockKeys::Load(size_t first, size_t count, KeyBlock<Bytes>* keys) const {
  std::copy_n(block_.strings + first, count, keys->keys);
  keys->padded = count;
  if (!block_.is_padded) keys->CountPadded(block_.end, count);
  keys->has_nulls = false;
}

ValueSets::ValueSets(Memory& memory, sinew_type type, uint64_t seed)
    : type_(type),
      pairs_(memory, ValueTableOptions(false, seed)),
      next_(memory, 2 * sizeof(uint32_t)) {
  if (IsWide(type)) values_.emplace(memory, ValueTableOptions(IsBytes(type), seed));
}

sinew_status ValueSets::Init() {
  const sinew_status status = pairs_.Init(0);
  return status == SINEW_STATUS_OK && values_ ? values_->Init(0) : status;
}

sinew_status ValueSets::Add(const sinew_column& column, size_t first, size_t count,
                            const uint32_t* groups) {
  ValueBlock block;
  block.Load(column, first, count, groups);
  return AddBlock(&block);
}

sinew_status ValueSets::AddBlock(ValueBlock* block) {
  const size_t count = std::exchange(block->count, 0);
  uint32_t numbers[kKeysPerBlock];
  if (values_) {
    const sinew_status status = values_->FindOrAdd(ValueBlockKeys(*block), count, numbers);
    if (status != SINEW_STATUS_OK) return status;
    std::copy_n(numbers, count, block->words);
  }
  for (size_t i = 0; i < count; ++i) block->words[i] |= uint64_t{block->groups[i]} << 32;
  return pairs_.FindOrAdd(ValueBlockKeys(*block), count, numbers, [&](size_t first, size_t added) {
    while (2 * next_.capacity() < first + added) {
      const sinew_status grown = next_.Grow();
      if (grown != SINEW_STATUS_OK) return grown;
    }
    return SINEW_STATUS_OK;
  });
}

void ValueSets::Load(uint32_t value, ValueBlock* block) const {
  const size_t at = block->count;
  if (!values_) {
    block->words[at] = value;
  } else if (values_->has_strings()) {
    block->strings[at] = values_->StringAt(value);
  } else {
    block->words[at] = values_->IntegerAt(value);
  }
}

void ValueSets::LoadEncoded(ByteReader* in, ValueBlock* block) const {
  const Bytes value = ReadSetValue(type_, in);
  if (IsBytes(type_)) {
    block->strings[block->count] = value;
  } else {
    uint64_t word = 0;
    memcpy(&word, value.data, value.size);
    block->words[block->count] = word;
  }
}

void ValueSets::Rollback() {
  pairs_.Forget(pair_count_);
  if (values_) values_->Forget(value_count_);
}

void ValueSets::Commit(const RowStore& rows, size_t offset) {
  // Misses of the cache, of states and of the ends of their lists, overlap within a block.
  constexpr size_t kBlock = 32;
  uint8_t* states[kBlock];
  const auto of = [&](size_t i) { return reinterpret_cast<ValueSet*>(states[i]); };
  for (size_t first = pair_count_; first < pairs_.count(); first += kBlock) {
    const size_t count = std::min(kBlock, pairs_.count() - first);
    for (size_t i = 0; i < count; ++i) {
      states[i] = rows.At(pairs_.IntegerAt(first + i) >> 32) + offset;
      __builtin_prefetch(states[i], 1);
    }
    for (size_t i = 0; i < count; ++i) {
      if (of(i)->count != 0) __builtin_prefetch(NextAt(of(i)->last), 1);
    }
    for (size_t i = 0; i < count; ++i) {
      ValueSet* const set = of(i);
      const uint32_t pair = static_cast<uint32_t>(first + i);
      if (set->count++ == 0) {
        set->first = pair;
      } else {
        Store(NextAt(set->last), pair);
      }
      set->last = pair;
    }
  }
  pair_count_ = pairs_.count();
  if (values_) value_count_ = values_->count();
}

void ValueSets::Clear() {
  pairs_.Clear();
  if (values_) values_->Clear();
  pair_count_ = value_count_ = 0;
}

void ValueSets::Encode(const uint8_t* state, ByteWriter* out) const {
  out->Put(sinew::Load<ValueSet>(state).count);
  ForEachValue(state, [&](uint32_t value) {
    if (IsBytes(type_)) {
      EncodeBytes(type_, values_->StringAt(value), out);
    } else if (values_) {
      out->Put(values_->IntegerAt(value));
    } else if (KeyValueSize(type_) == sizeof(uint32_t)) {
      out->Put(value);
    } else if (KeyValueSize(type_) == sizeof(uint16_t)) {
      out->Put(static_cast<uint16_t>(value));
    } else {
      out->Put(static_cast<uint8_t>(value));
    }
    return SINEW_STATUS_OK;
  });
}

Bytes ReadSetValue(sinew_type type, ByteReader* in) {
  const size_t begin = in->at();
  const Bytes value = IsString(type) ? in->GetString() : in->GetBytes(KeyValueSize(type));
  if (!in->ok()) return value;
  if (type == SINEW_TYPE_BOOL && value.data[0] > 1) {
    in->FailAt(begin, "a boolean is neither 0 nor 1");
  } else if (IsFloat(type) && !IsKeyFloat(value)) {
    in->FailAt(begin, "a value is -0.0, or a NaN that is not the quiet one");
  } else if (value.size > StringArena::kMaxLength) {
    in->FailAt(begin, "a value is longer than 4 GiB");
  }
  return value;
}

bool ValueSets::Invariants() const {
  return pairs_.Invariants() && pairs_.count() == pair_count_ &&
         2 * next_.capacity() >= pair_count_ &&
         (!values_ || (values_->Invariants() && values_->count() == value_count_));
}

SetsOfStates::~SetsOfStates() {
  for (size_t i = 0; i < made_; ++i) sets_[i].~ValueSets();
  memory_.FreeArray(sets_, count_);
}

sinew_status SetsOfStates::Init(const StateLayout& layout) {
  if (layout.set_count() == 0) return SINEW_STATUS_OK;
  sinew_status status = memory_.AllocateArray(layout.set_count(), &sets_);
  if (status != SINEW_STATUS_OK) return status;
  count_ = layout.set_count();
  for (; made_ < count_ && status == SINEW_STATUS_OK; ++made_) {
    status = (new (sets_ + made_) ValueSets(memory_, layout.set_type(made_), seed_))->Init();
  }
  return status;
}

void SetsOfStates::Rollback() {
  for (size_t i = 0; i < count_; ++i) sets_[i].Rollback();
}

void SetsOfStates::Commit(const RowStore& rows, const StateLayout& layout) {
  for (size_t i = 0; i < count_; ++i) sets_[i].Commit(rows, layout.set_offset(i));
}

void SetsOfStates::Clear() {
  for (size_t i = 0; i < count_; ++i) sets_[i].Clear();
}

bool SetsOfStates::Invariants() const {
  return std::all_of(sets_, sets_ + count_,
                     [](const ValueSets& sets) { return sets.Invariants(); });
}

}  // namespace sinew

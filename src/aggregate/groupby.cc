#include <stdio.h>

#include <algorithm>

#include "aggregate/abi.h"
#include "aggregate/groupby_states.h"
#include "core/column.h"
#include "core/directory.h"
#include "core/keys.h"
#include "core/status.h"
#include "core/store.h"
#include "hash/key_hash-inl.h"

// GROUP BY in two steps for each batch: the keys of all rows become group numbers, then the rows
// are added to the states of their groups. The first step alone can fail, and what it did is
// undone, so that a batch counts whole or not at all. Groups are numbered in order of first
// appearance:
//
//   key --Directory--> group --+--> keys_:   | key 0 | key 1 | ...   (an integer, or where it is)
//                              +--> states_: | row 0 | row 1 | ...   (see StateLayout)
//
// Every miss of the cache is known a block ahead: hashes are computed for a block of rows at a time
// and the entries prefetched, and the states of the next block are prefetched while one is added.

namespace sinew {
namespace {

constexpr uint32_t kNoGroup = UINT32_MAX;
constexpr size_t kMaxGroups = UINT32_MAX - 1;
// Integer keys are kept with the seed over them, and what is 0 then takes a slower way: with no
// seed chosen, this number, which no real data should favour.
constexpr uint64_t kSeed = 0xD1B54A32D192ED03u;

// Puts the null rows among those that are not settled, in order.
template <typename Key, typename IsNull>
void AddToRest(const IsNull& is_null, size_t count, KeyBlock<Key>* block) {
  uint32_t rest[kKeysPerBlock];
  size_t rest_count = 0;
  for (size_t i = 0, r = 0; i < count; ++i) {
    const bool unsettled = r < block->rest_count && block->rest[r] == i;
    r += unsettled;
    if (unsettled || is_null(i)) rest[rest_count++] = static_cast<uint32_t>(i);
  }
  std::copy_n(rest, rest_count, block->rest);
  block->rest_count = rest_count;
}

}  // namespace
}  // namespace sinew

using sinew::Bytes;
using sinew::Fail;
using IntegerBlock = sinew::KeyBlock<uint64_t>;
using StringBlock = sinew::KeyBlock<Bytes>;

struct sinew_groupby {
 public:
  sinew_groupby(sinew::Memory&& memory, const sinew_groupby_options& options,
                const sinew::StateLayout& layout)
      : memory_(std::move(memory)),
        has_string_keys_(sinew::IsString(options.key_type)),
        key_type_(options.key_type),
        seed_(options.seed ^ sinew::kSeed),
        layout_(layout),
        directory_(memory_),
        keys_(memory_, sizeof(uint64_t)),
        states_(memory_, layout.stride()),
        strings_(memory_) {}
  ~sinew_groupby() { memory_.Free(batch_groups_, batch_capacity_ * sizeof(uint32_t)); }

  sinew_status Init(size_t expected_groups) { return directory_.Init(expected_groups); }

  sinew_status Update(const sinew_column& key, const sinew_column* values);
  sinew_status Merge(const sinew_groupby& from);
  void Reset();

  size_t count() const { return count_; }
  size_t memory_used() const { return memory_.used(); }
  const sinew::Memory& memory() const { return memory_; }
  sinew_type key_type() const { return key_type_; }
  bool has_string_keys() const { return has_string_keys_; }
  const sinew::StateLayout& layout() const { return layout_; }
  bool IsNullKey(size_t group) const { return group == null_group_; }
  uint64_t KeyAt(size_t group) const {
    return IsNullKey(group) ? 0 : sinew::Load<uint64_t>(keys_.At(group)) ^ seed_;
  }
  Bytes StringAt(size_t group) const {
    return IsNullKey(group)
               ? Bytes{nullptr, 0}
               : sinew::StringArena::Get(sinew::Load<sinew::StringArena::Ref>(keys_.At(group)));
  }
  const sinew::RowStore& keys() const { return keys_; }
  const sinew::RowStore& states() const { return states_; }

 private:
  // What FindAll has to undo.
  struct Mark {
    size_t count;
    uint32_t null_group;
    sinew::StringArena::Mark strings;
  };

  sinew_status ReserveBatch(size_t rows);
  // Writes the group of each of `rows` keys to batch_groups_, adding new groups, or adds none and
  // fails. load(first, count, block) fills in keys, and hashes if they are strings; is_null(row)
  // tells the null ones, if there can be any.
  template <typename Key, typename LoadKeys, typename IsNull>
  sinew_status FindAll(size_t rows, const LoadKeys& load, bool has_nulls, const IsNull& is_null);
  template <typename Key>
  sinew_status FindOrAdd(Key key, uint32_t hash, uint32_t* group);
  sinew_status FindOrAddNull(uint32_t* group);
  sinew_status MakeRoom();
  void Undo(const Mark& mark);
  uint32_t HashOfGroup(size_t group) const;

  sinew_status Own(uint64_t key, uint64_t* stored) {
    *stored = key;
    return SINEW_STATUS_OK;
  }
  sinew_status Own(Bytes key, uint64_t* stored) {
    sinew::StringArena::Ref ref;
    const sinew_status status = strings_.Add(key, &ref);
    if (status == SINEW_STATUS_OK) *stored = reinterpret_cast<uint64_t>(ref);
    return status;
  }

  // Calls add(rows, first, count) for each block of the batch, with the states of its groups.
  template <typename AddBlock>
  void ForEachBlock(size_t rows, const AddBlock& add) const;

  sinew::Memory memory_;
  const bool has_string_keys_;
  const sinew_type key_type_;
  const uint64_t seed_;
  const sinew::StateLayout layout_;
  sinew::Directory directory_;
  sinew::RowStore keys_;
  sinew::RowStore states_;
  sinew::StringArena strings_;
  size_t count_ = 0;
  uint32_t null_group_ = sinew::kNoGroup;
  uint32_t* batch_groups_ = nullptr;
  size_t batch_capacity_ = 0;
};

sinew_status sinew_groupby::ReserveBatch(size_t rows) {
  if (rows <= batch_capacity_) return SINEW_STATUS_OK;
  const size_t capacity = std::max(rows, sinew::kKeysPerBlock);
  void* groups;
  // It is scratch: freed first, so that the two never count together.
  memory_.Free(batch_groups_, batch_capacity_ * sizeof(uint32_t));
  batch_groups_ = nullptr;
  batch_capacity_ = 0;
  const sinew_status status = memory_.Allocate(capacity * sizeof(uint32_t), &groups);
  if (status != SINEW_STATUS_OK) return status;
  batch_groups_ = static_cast<uint32_t*>(groups);
  batch_capacity_ = capacity;
  return SINEW_STATUS_OK;
}

sinew_status sinew_groupby::MakeRoom() {
  if (__builtin_expect(count_ >= sinew::kMaxGroups, 0)) return SINEW_STATUS_OUT_OF_MEMORY;
  if (count_ == keys_.capacity()) {
    const sinew_status status = keys_.Grow();
    if (status != SINEW_STATUS_OK) return status;
  }
  return count_ < states_.capacity() ? SINEW_STATUS_OK : states_.Grow();
}

template <typename Key>
sinew_status sinew_groupby::FindOrAdd(Key key, uint32_t hash, uint32_t* group) {
  const sinew::Directory::Place place =
      directory_.Find(hash, [&](const sinew::Directory::Bucket& bucket, size_t way) {
        return sinew::SameKey(bucket, way, key, hash);
      });
  if (place.mark() != 0) {
    *group = sinew::Directory::NumberOf(place.mark());
    return SINEW_STATUS_OK;
  }
  sinew_status status = MakeRoom();
  if (status != SINEW_STATUS_OK) return status;
  uint64_t stored;
  status = Own(key, &stored);
  if (status != SINEW_STATUS_OK) return status;
  status = directory_.Insert(place, stored, hash, static_cast<uint32_t>(count_));
  if (status != SINEW_STATUS_OK) return status;
  sinew::Store(keys_.At(count_), stored);
  *group = static_cast<uint32_t>(count_++);
  return SINEW_STATUS_OK;
}

sinew_status sinew_groupby::FindOrAddNull(uint32_t* group) {
  if (null_group_ == sinew::kNoGroup) {
    const sinew_status status = MakeRoom();
    if (status != SINEW_STATUS_OK) return status;
    null_group_ = static_cast<uint32_t>(count_++);
  }
  *group = null_group_;
  return SINEW_STATUS_OK;
}

template <typename Key, typename LoadKeys, typename IsNull>
sinew_status sinew_groupby::FindAll(size_t rows, const LoadKeys& load, bool has_nulls,
                                    const IsNull& is_null) {
  sinew_status status = ReserveBatch(rows);
  if (status != SINEW_STATUS_OK) return status;
  const Mark before = {count_, null_group_, strings_.Here()};
  sinew::KeyBlock<Key> block;
  for (size_t first = 0; first < rows; first += sinew::kKeysPerBlock) {
    const size_t count = std::min(sinew::kKeysPerBlock, rows - first);
    uint32_t* groups = batch_groups_ + first;
    load(first, count, &block);
    sinew::FindKnown(directory_, count, &block, groups);
    const auto is_null_here = [&](size_t i) { return has_nulls && is_null(first + i); };
    if (has_nulls) sinew::AddToRest(is_null_here, count, &block);
    const size_t known = count_;
    for (size_t r = 0; r < block.rest_count; ++r) {
      const size_t i = block.rest[r];
      status = is_null_here(i) ? FindOrAddNull(&groups[i])
                               : FindOrAdd(block.keys[i], block.hashes[i], &groups[i]);
      if (status != SINEW_STATUS_OK) {
        Undo(before);
        return status;
      }
    }
    states_.ForEachRun(known, count_ - known, [&](uint8_t* states, size_t, size_t new_count) {
      for (size_t k = 0; k < new_count; ++k) layout_.InitRow(states + k * states_.stride());
      return true;
    });
  }
  return SINEW_STATUS_OK;
}

uint32_t sinew_groupby::HashOfGroup(size_t group) const {
  return has_string_keys_ ? sinew::KeyHash(StringAt(group), seed_)
                          : sinew::KeyHash(KeyAt(group) ^ seed_);
}

void sinew_groupby::Undo(const Mark& mark) {
  while (count_ > mark.count) {
    --count_;
    const uint32_t group = static_cast<uint32_t>(count_);
    if (group != null_group_) directory_.Remove(HashOfGroup(group), group);
  }
  null_group_ = mark.null_group;
  strings_.Rewind(mark.strings);
}

template <typename AddBlock>
void sinew_groupby::ForEachBlock(size_t rows, const AddBlock& add) const {
  uint8_t* states[2][sinew::kKeysPerBlock];
  uint8_t* const only_chunk = states_.OnlyChunk();
  const size_t stride = states_.stride();
  const bool prefetch = directory_.IsLarge();
  const auto locate = [&](size_t first, uint8_t** to) {
    const size_t count = std::min(sinew::kKeysPerBlock, rows - first);
    const uint32_t* groups = batch_groups_ + first;
    if (only_chunk != nullptr) {
      for (size_t i = 0; i < count; ++i) to[i] = only_chunk + groups[i] * stride;
    } else {
      for (size_t i = 0; i < count; ++i) to[i] = states_.At(groups[i]);
    }
    for (size_t i = 0; prefetch && i < count; ++i) {
      __builtin_prefetch(to[i], 1);
      __builtin_prefetch(to[i] + stride - 1, 1);
    }
  };
  locate(0, states[0]);
  for (size_t first = 0, side = 0; first < rows; first += sinew::kKeysPerBlock, side ^= 1) {
    if (first + sinew::kKeysPerBlock < rows) locate(first + sinew::kKeysPerBlock, states[side ^ 1]);
    add(states[side], first, std::min(sinew::kKeysPerBlock, rows - first));
  }
}

sinew_status sinew_groupby::Update(const sinew_column& key, const sinew_column* values) {
  const auto is_null = [&](size_t row) { return !sinew::IsValid(key, row); };
  const auto find_strings = [&](auto offset) {
    const auto load = [&](size_t first, size_t count, StringBlock* block) {
      uint64_t hashes[sinew::kKeysPerBlock];
      sinew::xxh3::HashRows(key, first, count, seed_, hashes);
      for (size_t i = 0; i < count; ++i) {
        block->keys[i] = sinew::StringAt<decltype(offset)>(key, first + i);
        block->hashes[i] = sinew::KeyHashOfXxh3(hashes[i]);
      }
    };
    return FindAll<Bytes>(key.count, load, key.validity != nullptr, is_null);
  };
  const auto find_integers = [&] {
    const uint8_t* from = static_cast<const uint8_t*>(key.values) + key.offset * 8;
    const auto load = [seed = seed_, from](size_t first, size_t count, IntegerBlock* block) {
      for (size_t i = 0; i < count; ++i) {
        block->keys[i] = sinew::Load<uint64_t>(from + (first + i) * 8) ^ seed;
      }
    };
    return FindAll<uint64_t>(key.count, load, key.validity != nullptr, is_null);
  };
  const sinew_status status = key.type == SINEW_TYPE_STRING         ? find_strings(int32_t{})
                              : key.type == SINEW_TYPE_LARGE_STRING ? find_strings(int64_t{})
                                                                    : find_integers();
  if (status != SINEW_STATUS_OK) return status;
  ForEachBlock(key.count, [&](uint8_t* const* states, size_t first, size_t count) {
    layout_.Update(states, count, values, first);
  });
  return SINEW_STATUS_OK;
}

sinew_status sinew_groupby::Merge(const sinew_groupby& from) {
  const bool has_null = from.null_group_ != sinew::kNoGroup;
  const auto is_null = [&](size_t group) { return from.IsNullKey(group); };
  const auto load_strings = [&](size_t first, size_t count, StringBlock* block) {
    for (size_t i = 0; i < count; ++i) {
      block->keys[i] = from.StringAt(first + i);
      block->hashes[i] = sinew::KeyHash(block->keys[i], seed_);
    }
  };
  const auto load_integers = [&](size_t first, size_t count, IntegerBlock* block) {
    for (size_t i = 0; i < count; ++i) block->keys[i] = from.KeyAt(first + i) ^ seed_;
  };
  const sinew_status status =
      has_string_keys_ ? FindAll<Bytes>(from.count_, load_strings, has_null, is_null)
                       : FindAll<uint64_t>(from.count_, load_integers, has_null, is_null);
  if (status != SINEW_STATUS_OK) return status;
  ForEachBlock(from.count_, [&](uint8_t* const* states, size_t first, size_t count) {
    const uint8_t* others[sinew::kKeysPerBlock];
    for (size_t i = 0; i < count; ++i) others[i] = from.states_.At(first + i);
    layout_.Merge(states, others, count);
  });
  return SINEW_STATUS_OK;
}

void sinew_groupby::Reset() {
  directory_.Clear();
  strings_.Rewind(sinew::StringArena::Start());
  count_ = 0;
  null_group_ = sinew::kNoGroup;
}

namespace sinew {
namespace {

sinew_status FailMemory(sinew_error* error, sinew_status status, const Memory& memory) {
  if (status == SINEW_STATUS_MEMORY_LIMIT) {
    return Fail(error, status, 0, "the memory limit of %zu bytes does not allow what is needed",
                memory.limit());
  }
  return Fail(error, status, 0, "out of memory");
}

// The hint, or what the memory limit leaves of it: 64 bytes a group are what the directory takes at
// most.
size_t AffordableGroups(const sinew_groupby_options& options) {
  if (options.memory_limit == 0) return options.expected_groups;
  return std::min(options.expected_groups, options.memory_limit / 64);
}

sinew_status FailNull(sinew_error* error, const char* argument) {
  return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0, "%s is null", argument);
}

// Checks what every reader of groups [first, first + count) relies on.
sinew_status CheckRange(const sinew_groupby* groupby, size_t first, size_t count,
                        sinew_error* error) {
  if (groupby == nullptr) return FailNull(error, "groupby");
  if (first > groupby->count() || count > groupby->count() - first) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, groupby->count(),
                "first + count: groups %zu + %zu are not all there, count is %zu", first, count,
                groupby->count());
  }
  return SINEW_STATUS_OK;
}

// Writes the bitmap of groups [first, first + count), whose key is null for one group at most.
void WriteKeyValidity(const sinew_groupby& groupby, size_t first, size_t count, uint8_t* validity) {
  if (validity == nullptr) return;
  for (size_t i = 0; i < count; i += 8) {
    validity[i / 8] = static_cast<uint8_t>(LowBits(std::min<size_t>(count - i, 8)));
  }
  for (size_t i = 0; i < count; ++i) {
    if (groupby.IsNullKey(first + i)) validity[i / 8] &= static_cast<uint8_t>(~(1u << i % 8));
  }
}

// Writes results [at, at + count), a block of validity bits at a time.
void WriteResults(const StateLayout& layout, size_t aggregate, const uint8_t* rows, size_t count,
                  size_t at, uint8_t* out, uint8_t* validity) {
  if (validity == nullptr) {
    layout.Results(aggregate, rows, count, out + at * 8, nullptr);
    return;
  }
  uint8_t valid[kKeysPerBlock];
  for (size_t first = 0; first < count; first += kKeysPerBlock) {
    const size_t block = std::min(kKeysPerBlock, count - first);
    layout.Results(aggregate, rows + first * layout.stride(), block, out + (at + first) * 8, valid);
    for (size_t i = 0; i < block; ++i) {
      const size_t bit = at + first + i;
      if (bit % 8 == 0) validity[bit / 8] = 0;
      validity[bit / 8] |= static_cast<uint8_t>(valid[i] << bit % 8);
    }
  }
}

template <typename T>
sinew_status CheckKeyLengths(const sinew_column& key, sinew_error* error) {
  for (size_t row = 0; row < key.count; ++row) {
    if (StringAt<T>(key, row).size > StringArena::kMaxLength) {
      return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, row,
                  "key: row %zu is longer than 4 GiB - 1 byte", row);
    }
  }
  return SINEW_STATUS_OK;
}

}  // namespace
}  // namespace sinew

// Creates a GROUP BY and writes it to *out; free it with sinew_groupby_destroy. All its memory
// stays with it until then. On failure *out is null.
//
// Errors: SINEW_STATUS_INVALID_ARGUMENT for options or out null, a size that is not that of a known
// version of sinew_groupby_options, an unknown or unsupported type or function, a column index out
// of range, or too many columns or aggregates (error->offset is the element of the list);
// SINEW_STATUS_MEMORY_LIMIT and SINEW_STATUS_OUT_OF_MEMORY. `error` may be null. Any thread may
// call.
SINEW_API sinew_status sinew_groupby_create(const sinew_groupby_options* options,
                                            sinew_groupby** out,
                                            sinew_error* error) SINEW_NOEXCEPT {
  if (out == nullptr) return sinew::FailNull(error, "out");
  *out = nullptr;
  if (options == nullptr) return sinew::FailNull(error, "options");
  if (options->size != sizeof(sinew_groupby_options)) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                "options.size: %zu is not the size of a known sinew_groupby_options",
                options->size);
  }
  if (options->key_type != SINEW_TYPE_I64 && options->key_type != SINEW_TYPE_U64 &&
      !sinew::IsString(options->key_type)) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                "options.key_type: type %d is not i64, u64 or a string",
                static_cast<int>(options->key_type));
  }
  sinew::StateLayout layout;
  const sinew_status valid = layout.Init(*options, error);
  if (valid != SINEW_STATUS_OK) return valid;
  sinew_groupby* groupby;
  sinew_status status = sinew::Memory::New(options->memory_limit, &groupby, *options, layout);
  if (status == SINEW_STATUS_OK) {
    status = groupby->Init(sinew::AffordableGroups(*options));
    if (status != SINEW_STATUS_OK) sinew::Memory::Delete(groupby);
  }
  if (status != SINEW_STATUS_OK) {
    return sinew::FailMemory(error, status, sinew::Memory(options->memory_limit));
  }
  *out = groupby;
  return SINEW_STATUS_OK;
}

// Frees a GROUP BY and all its memory; null is fine. No other call on it may be running. Any thread
// may call, not only the one that created it.
SINEW_API void sinew_groupby_destroy(sinew_groupby* groupby) SINEW_NOEXCEPT {
  sinew::Memory::Delete(groupby);
}

// Adds a batch of rows: row i belongs to the group of the key in row i of `key`, and takes part
// with row i of each of the `value_count` columns of `values`, which are in the order of
// options.value_types. A null key is a group of its own; a null value is left out of the aggregates
// of its column; a key that is an empty string is a string like any other. Strings are compared
// byte by byte. The key column of a GROUP BY over strings may have either string type.
//
// All or nothing: on failure the object holds exactly what it held before. The columns are not
// referred to after the call.
//
// Scratch memory of 4 bytes a row of the largest batch so far is kept and counted; batches of a few
// thousand to a hundred thousand rows stay in the cache and are fastest.
//
// Errors: SINEW_STATUS_INVALID_ARGUMENT where an argument is null, a column is malformed or of
// another type than at creation, the columns differ in length, or a key is longer than 4 GiB - 1
// (error->offset is the row); SINEW_STATUS_MEMORY_LIMIT; SINEW_STATUS_OUT_OF_MEMORY, also at
// 2^32 - 2 groups. `error` may be null. One thread at a time.
SINEW_API sinew_status sinew_groupby_update(sinew_groupby* groupby, const sinew_column* key,
                                            const sinew_column* values, size_t value_count,
                                            sinew_error* error) SINEW_NOEXCEPT {
  if (groupby == nullptr) return sinew::FailNull(error, "groupby");
  if (const sinew_status status = sinew::CheckColumn(key, "key", error)) return status;
  const bool same_kind =
      groupby->has_string_keys() ? sinew::IsString(key->type) : key->type == groupby->key_type();
  if (!same_kind) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                "key: type %d, but options.key_type was %d", static_cast<int>(key->type),
                static_cast<int>(groupby->key_type()));
  }
  if (value_count != groupby->layout().column_count()) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                "value_count: %zu, but options.value_count was %zu", value_count,
                groupby->layout().column_count());
  }
  if (values == nullptr && value_count != 0) return sinew::FailNull(error, "values");
  for (size_t i = 0; i < value_count; ++i) {
    if (sinew::CheckColumn(&values[i], "values", nullptr) != SINEW_STATUS_OK) {
      char name[32];  // made only now: it would cost as much as the rest of a small batch
      snprintf(name, sizeof(name), "values[%zu]", i);
      return sinew::CheckColumn(&values[i], name, error);
    }
    if (values[i].type != groupby->layout().column_type(i)) {
      return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                  "values[%zu]: type %d, but options.value_types was %d", i,
                  static_cast<int>(values[i].type),
                  static_cast<int>(groupby->layout().column_type(i)));
    }
    if (values[i].count != key->count) {
      return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                  "values[%zu]: %zu rows, but the key column has %zu", i, values[i].count,
                  key->count);
    }
  }
  if (key->count == 0) return SINEW_STATUS_OK;
  if (key->type == SINEW_TYPE_LARGE_STRING && key->values_size > sinew::StringArena::kMaxLength) {
    const sinew_status status = sinew::CheckKeyLengths<int64_t>(*key, error);
    if (status != SINEW_STATUS_OK) return status;
  }
  const sinew_status status = groupby->Update(*key, values);
  return status == SINEW_STATUS_OK ? status : sinew::FailMemory(error, status, groupby->memory());
}

// Adds the groups of `from` to those of `into`, as if its rows had been added there after into's
// own (sums of doubles: into's sum plus from's sum). Groups that are new to `into` follow in the
// order of `from`. `from` is unchanged and stays its owner's. The two must have the same kind of
// key (both strings, or the same integer type), value types and aggregates; limits and seeds may
// differ.
//
// All or nothing, as sinew_groupby_update.
//
// Errors: SINEW_STATUS_INVALID_ARGUMENT for a null argument or different options;
// SINEW_STATUS_MEMORY_LIMIT; SINEW_STATUS_OUT_OF_MEMORY. `error` may be null. Neither object may be
// in use by another call.
SINEW_API sinew_status sinew_groupby_merge(sinew_groupby* into, const sinew_groupby* from,
                                           sinew_error* error) SINEW_NOEXCEPT {
  if (into == nullptr) return sinew::FailNull(error, "into");
  if (from == nullptr) return sinew::FailNull(error, "from");
  const bool same_kind =
      into->has_string_keys() ? from->has_string_keys() : into->key_type() == from->key_type();
  if (!same_kind || !(into->layout() == from->layout())) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                "from: its key type, value types or aggregates are not those of into");
  }
  if (from->count() == 0) return SINEW_STATUS_OK;
  const sinew_status status = into->Merge(*from);
  return status == SINEW_STATUS_OK ? status : sinew::FailMemory(error, status, into->memory());
}

// Forgets all groups and keeps the memory for the next ones: the cheap way to a fresh result for
// each batch or window. Errors: SINEW_STATUS_INVALID_ARGUMENT for null. One thread at a time.
SINEW_API sinew_status sinew_groupby_reset(sinew_groupby* groupby) SINEW_NOEXCEPT {
  if (groupby == nullptr) return SINEW_STATUS_INVALID_ARGUMENT;
  groupby->Reset();
  return SINEW_STATUS_OK;
}

// Returns the number of groups; 0 for null.
SINEW_API size_t sinew_groupby_count(const sinew_groupby* groupby) SINEW_NOEXCEPT {
  return groupby == nullptr ? 0 : groupby->count();
}

// Returns the bytes that the object holds, which options.memory_limit bounds; 0 for null.
SINEW_API size_t sinew_groupby_memory(const sinew_groupby* groupby) SINEW_NOEXCEPT {
  return groupby == nullptr ? 0 : groupby->memory_used();
}

// Returns the type of the results of one aggregate, by its place in options.aggregates:
// SINEW_TYPE_I64 or SINEW_TYPE_F64; 0 for null or a place out of range.
SINEW_API sinew_type sinew_groupby_result_type(const sinew_groupby* groupby,
                                               size_t aggregate) SINEW_NOEXCEPT {
  if (groupby == nullptr || aggregate >= groupby->layout().aggregate_count()) return sinew_type{};
  return groupby->layout().ResultType(aggregate);
}

// Writes the integer keys of groups [first, first + count), in order of first appearance, to `out`:
// count elements of the key type. `validity`, if not null, gets a bitmap of count bits from bit 0
// in (count + 7) / 8 bytes, unused bits 0; the null key is a 0 in both.
//
// Errors, with nothing written: SINEW_STATUS_INVALID_ARGUMENT for a null groupby, out null with a
// count, a range beyond sinew_groupby_count, or string keys. `error` may be null.
SINEW_API sinew_status sinew_groupby_keys(const sinew_groupby* groupby, size_t first, size_t count,
                                          void* out, uint8_t* validity,
                                          sinew_error* error) SINEW_NOEXCEPT {
  if (const sinew_status status = sinew::CheckRange(groupby, first, count, error)) return status;
  if (groupby->has_string_keys()) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                "groupby: its keys are strings, which sinew_groupby_string_keys writes");
  }
  if (out == nullptr && count != 0) return sinew::FailNull(error, "out");
  for (size_t i = 0; i < count; ++i) {
    sinew::Store(static_cast<uint8_t*>(out) + 8 * i, groupby->KeyAt(first + i));
  }
  sinew::WriteKeyValidity(*groupby, first, count, validity);
  return SINEW_STATUS_OK;
}

// Returns in `count` the bytes that the string keys of groups [first, first + count) need:
// out_size of sinew_groupby_string_keys.
//
// Errors: SINEW_STATUS_INVALID_ARGUMENT for null, a range beyond sinew_groupby_count, or integer
// keys.
SINEW_API sinew_result sinew_groupby_string_keys_size(const sinew_groupby* groupby, size_t first,
                                                      size_t count) SINEW_NOEXCEPT {
  const sinew_status status = sinew::CheckRange(groupby, first, count, nullptr);
  if (status != SINEW_STATUS_OK) return {groupby == nullptr ? 0 : groupby->count(), status};
  if (!groupby->has_string_keys()) return {0, SINEW_STATUS_INVALID_ARGUMENT};
  size_t size = 0;
  for (size_t i = 0; i < count; ++i) size += groupby->StringAt(first + i).size;
  return {size, SINEW_STATUS_OK};
}

// Writes the string keys of groups [first, first + count), in order of first appearance, as an
// Arrow string column: count + 1 offsets from 0 to `offsets`, the bytes one behind the other to
// `out`, and a bitmap to `validity`, if that is not null, as in sinew_groupby_keys. The null key
// has no bytes.
//
// Errors, with nothing written: SINEW_STATUS_INVALID_ARGUMENT for a null groupby or offsets, out
// null with bytes to write, a range beyond sinew_groupby_count, integer keys, or an out_size below
// sinew_groupby_string_keys_size (error->offset is what is needed). `error` may be null.
SINEW_API sinew_status sinew_groupby_string_keys(const sinew_groupby* groupby, size_t first,
                                                 size_t count, int64_t* offsets, void* out,
                                                 size_t out_size, uint8_t* validity,
                                                 sinew_error* error) SINEW_NOEXCEPT {
  if (const sinew_status status = sinew::CheckRange(groupby, first, count, error)) return status;
  const sinew_result size = sinew_groupby_string_keys_size(groupby, first, count);
  if (size.status != SINEW_STATUS_OK) {
    return Fail(error, size.status, 0,
                "groupby: its keys are integers, which sinew_groupby_keys writes");
  }
  if (offsets == nullptr) return sinew::FailNull(error, "offsets");
  if (out_size < size.count) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, size.count,
                "out_size: %zu bytes, but the keys need %zu", out_size, size.count);
  }
  if (out == nullptr && size.count != 0) return sinew::FailNull(error, "out");
  size_t written = 0;
  sinew::Store(offsets, int64_t{0});
  for (size_t i = 0; i < count; ++i) {
    const Bytes key = groupby->StringAt(first + i);
    if (key.size != 0) memcpy(static_cast<uint8_t*>(out) + written, key.data, key.size);
    written += key.size;
    sinew::Store(offsets + i + 1, static_cast<int64_t>(written));
  }
  sinew::WriteKeyValidity(*groupby, first, count, validity);
  return SINEW_STATUS_OK;
}

// Writes one aggregate, by its place in options.aggregates, of groups [first, first + count) to
// `out`: count elements of sinew_groupby_result_type. `validity`, if not null, gets a bitmap as in
// sinew_groupby_keys; a null result is a 0 in both. What is null, and what NaN and -0.0 do, is said
// at sinew_aggregate; a NaN is always the quiet NaN 0x7FF8000000000000.
//
// Errors, with nothing written: SINEW_STATUS_INVALID_ARGUMENT for a null groupby, out null with a
// count, a place or range that is not there; SINEW_STATUS_OVERFLOW where an integer sum does not
// fit (error->offset is the first such group). `error` may be null.
SINEW_API sinew_status sinew_groupby_result(const sinew_groupby* groupby, size_t aggregate,
                                            size_t first, size_t count, void* out,
                                            uint8_t* validity, sinew_error* error) SINEW_NOEXCEPT {
  if (const sinew_status status = sinew::CheckRange(groupby, first, count, error)) return status;
  const sinew::StateLayout& layout = groupby->layout();
  if (aggregate >= layout.aggregate_count()) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                "aggregate: %zu is not below options.aggregate_count %zu", aggregate,
                layout.aggregate_count());
  }
  if (out == nullptr && count != 0) return sinew::FailNull(error, "out");
  size_t overflow = first + count;
  groupby->states().ForEachRun(first, count, [&](const uint8_t* rows, size_t row, size_t run) {
    const size_t fits = layout.FirstOverflow(aggregate, rows, run);
    if (fits < run) overflow = row + fits;
    return fits == run;
  });
  if (overflow < first + count) {
    return Fail(error, SINEW_STATUS_OVERFLOW, overflow,
                "aggregate %zu: the sum of group %zu does not fit 64 bits", aggregate, overflow);
  }
  groupby->states().ForEachRun(first, count, [&](const uint8_t* rows, size_t row, size_t run) {
    sinew::WriteResults(layout, aggregate, rows, run, row - first, static_cast<uint8_t*>(out),
                        validity);
    return true;
  });
  return SINEW_STATUS_OK;
}

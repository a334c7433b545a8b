#include "aggregate/groupby.h"

#include <stdio.h>

#include <algorithm>

#include "core/bits.h"
#include "core/column.h"
#include "core/float_environment.h"
#include "core/status.h"

using sinew::Bytes;
using sinew::Fail;
using sinew::KeyTable;

sinew_status sinew_groupby::Widen() {
  const sinew::KeyLayout wide = key_layout_.Widened();
  const size_t count = keys().count();
  KeyTable& table = MakeTable(wide);
  sinew_status status = table.Init(count);
  if (status == SINEW_STATUS_OK && count != 0) {
    // The numbers come out as they are: in order.
    status = ReserveBatch(count);
    if (status == SINEW_STATUS_OK) {
      status = table.FindOrAdd(sinew::WidenedKeys(key_layout_, keys()), count, batch_groups());
    }
  }
  if (status != SINEW_STATUS_OK) {
    tables_[1].reset();
    return status;
  }
  tables_[0].reset();
  is_wide_ = true;
  key_layout_ = wide;
  return SINEW_STATUS_OK;
}

sinew_status sinew_groupby::ReserveBatch(size_t rows) {
  const size_t size = std::max(rows, sinew::kKeysPerBlock) * sizeof(uint32_t);
  return batch_groups_.Renew(size, size);
}

sinew_status sinew_groupby::FindGroups(const sinew::KeySource& source, size_t rows) {
  const sinew_status status = ReserveBatch(rows);
  if (status != SINEW_STATUS_OK) return status;
  return keys().FindOrAdd(source, rows, batch_groups(), [&](size_t first, size_t count) {
    while (states_.capacity() < first + count) {
      const sinew_status grown = states_.Grow();
      if (grown != SINEW_STATUS_OK) return grown;
    }
    states_.ForEachRun(first, count, [&](uint8_t* states, size_t, size_t run) {
      layout_.InitRows(states, run);
      return true;
    });
    return SINEW_STATUS_OK;
  });
}

static_assert(sinew::kKeysPerBlock <= sinew::kMaxUpdateRows);

template <typename AddBlock>
void sinew_groupby::ForEachBlock(size_t rows, const AddBlock& add) const {
  uint8_t* states[2][sinew::kKeysPerBlock];
  const size_t stride = states_.stride();
  const bool prefetch = keys().IsLarge();
  const auto locate = [&](size_t first, uint8_t** to) {
    const size_t count = std::min(sinew::kKeysPerBlock, rows - first);
    const uint32_t* const groups = batch_groups() + first;
    if (uint8_t* const only_chunk = states_.OnlyChunk(); only_chunk != nullptr) {
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

sinew_status sinew_groupby::Init(size_t expected_groups) {
  sinew_status status = keys().Init(expected_groups);
  if (status == SINEW_STATUS_OK) status = sets_.Init(layout_);
  if (status != SINEW_STATUS_OK || key_count_ != 0) return status;
  const int64_t key = 0;
  const sinew_column column = {kOnlyKey, 1, &key, sizeof(key), nullptr, nullptr, 0, 0};
  return FindGroups(sinew::ColumnKeys(column), 1);
}

void sinew_groupby::Reset() {
  kept_.Clear();
  sets_.Clear();
  if (key_count_ != 0) return keys().Clear();
  layout_.InitRows(states_.At(0), 1);
}

sinew_status sinew_groupby::FindGroupsOf(const sinew_column* keys, size_t rows) {
  sinew_status status = SINEW_STATUS_OK;
  if (key_count_ == 0) {
    status = ReserveBatch(rows);
    if (status == SINEW_STATUS_OK) memset(batch_groups(), 0, rows * sizeof(uint32_t));
    return status;
  }
  if (key_layout_.is_column()) return FindGroups(sinew::ColumnKeys(keys[0]), rows);
  if (key_layout_.is_narrow() && sinew::HasNulls(keys, key_layout_.count())) status = Widen();
  if (status != SINEW_STATUS_OK) return status;
  const size_t size = key_layout_.ScratchSize(keys);
  // Batches differ a little.
  status = packed_keys_.Renew(size, size + size / 4);
  if (status != SINEW_STATUS_OK) return status;
  return FindGroups(sinew::PackedKeys(key_layout_, keys, packed_keys_.data()), rows);
}

sinew_status sinew_groupby::CheckLengths(const sinew_column* keys, const sinew_column* values,
                                         sinew_error* error) const {
  sinew_status status = SINEW_STATUS_OK;
  if (key_count_ != 0 && key_layout_.has_strings()) {
    status = key_layout_.CheckLengths(keys, error);
  }
  return status == SINEW_STATUS_OK ? layout_.CheckSetLengths(values, error) : status;
}

sinew_status sinew_groupby::Update(const sinew_column* keys, const sinew_column* values,
                                   size_t rows) {
  const size_t groups = this->keys().count();
  const sinew_status status = FindGroupsOf(keys, rows);
  if (status != SINEW_STATUS_OK) return status;
  return ChangeStates(
      groups,
      [&] {
        sinew_status added = SINEW_STATUS_OK;
        for (size_t i = 0; i < rows && added == SINEW_STATUS_OK; i += sinew::kKeysPerBlock) {
          const size_t count = std::min(sinew::kKeysPerBlock, rows - i);
          added = layout_.AddToSets(batch_groups() + i, count, values, i, &sets_);
        }
        return added;
      },
      [&] {
        ForEachBlock(rows, [&](uint8_t* const* states, size_t first, size_t count) {
          layout_.UpdateKept(states, count, values, first, &kept_);
        });
      },
      [&] {
        ForEachBlock(rows, [&](uint8_t* const* states, size_t first, size_t count) {
          layout_.Update(states, count, values, first);
        });
      });
}

sinew_status sinew_groupby::Merge(const sinew_groupby& from, const uint32_t* numbers, size_t rows) {
  const size_t groups = keys().count();
  sinew_status status = SINEW_STATUS_OK;
  if (key_layout_.is_narrow() && !from.key_layout_.is_narrow()) status = Widen();
  if (status != SINEW_STATUS_OK) return status;
  if (!key_layout_.is_narrow() && from.key_layout_.is_narrow()) {
    status = FindGroups(sinew::WidenedKeys(from.key_layout_, from.keys(), numbers), rows);
  } else {
    status = FindGroups(sinew::TableKeys(from.keys(), numbers), rows);
  }
  if (status != SINEW_STATUS_OK) return status;
  const auto state_of = [&](size_t i) {
    return from.states_.At(numbers == nullptr ? i : numbers[i]);
  };
  const auto locate = [&](size_t first, size_t count, const uint8_t** others) {
    for (size_t i = 0; i < count; ++i) others[i] = state_of(first + i);
  };
  return ChangeStates(
      groups,
      [&] {
        sinew_status added = SINEW_STATUS_OK;
        for (size_t i = 0; i < layout_.set_count() && added == SINEW_STATUS_OK; ++i) {
          added = sets_[i].Merge(
              from.sets_[i], rows, [&](size_t row) { return batch_groups()[row]; },
              [&](size_t row) { return state_of(row) + layout_.set_offset(i); });
        }
        return added;
      },
      [&] {
        ForEachBlock(rows, [&](uint8_t* const* states, size_t first, size_t count) {
          const uint8_t* others[sinew::kKeysPerBlock];
          locate(first, count, others);
          layout_.MergeKept(states, others, count, &kept_);
        });
      },
      [&] {
        ForEachBlock(rows, [&](uint8_t* const* states, size_t first, size_t count) {
          const uint8_t* others[sinew::kKeysPerBlock];
          locate(first, count, others);
          layout_.Merge(states, others, count);
        });
      });
}

namespace sinew {
namespace {

template <typename T, typename Wide>
void Narrow(const Wide* words, size_t count, size_t at, uint8_t* out) {
  for (size_t i = 0; i < count; ++i) Store(out + (at + i) * sizeof(T), static_cast<T>(words[i]));
}

// Writes rows [at, at + count) of a column of a type of less than 8 bytes, which were widened.
void NarrowTo(sinew_type type, const uint64_t* words, size_t count, size_t at, uint8_t* out) {
  if (type == SINEW_TYPE_F32) {
    double numbers[kKeysPerBlock];
    memcpy(numbers, words, count * sizeof(double));
    return Narrow<float>(numbers, count, at, out);
  }
  switch (ValueWidth(type)) {
    case 0:
      for (size_t i = 0; i < count; ++i) AppendBit(out, at + i, words[i] != 0);
      return;
    case 1:
      return Narrow<uint8_t>(words, count, at, out);
    case 2:
      return Narrow<uint16_t>(words, count, at, out);
    default:
      return Narrow<uint32_t>(words, count, at, out);
  }
}

// Writes results [at, at + count) of bytes: of 16 each, or behind those of the results before.
void WriteBytes(const StateLayout& layout, size_t aggregate, const uint8_t* rows, size_t count,
                size_t at, bool is_fixed, size_t column, sinew_batch* batch) {
  uint8_t* const values = batch->Values<uint8_t>(column);
  if (!is_fixed && at == 0) Store(values, int64_t{0});
  for (size_t i = at; i < at + count; ++i, rows += layout.stride()) {
    const Bytes bytes = layout.BytesOf(aggregate, rows);
    AppendBit(batch->Validity(column), i, bytes.data != nullptr);
    if (is_fixed) {
      static constexpr Bytes16 kNull = {};
      memcpy(values + i * sizeof(kNull), bytes.data == nullptr ? kNull.bytes : bytes.data,
             sizeof(kNull));
      continue;
    }
    const int64_t begin = Load<int64_t>(values + i * sizeof(begin));
    CopyShort(batch->StringBytes(column) + begin, bytes);
    Store(values + (i + 1) * sizeof(begin), begin + static_cast<int64_t>(bytes.size));
  }
}

// Writes results [at, at + count), a block of validity bits at a time.
void WriteResults(const StateLayout& layout, size_t aggregate, const uint8_t* rows, size_t count,
                  size_t at, sinew_type type, uint8_t* out, uint8_t* validity) {
  uint8_t valid[kKeysPerBlock];
  uint64_t wide[kKeysPerBlock];
  const bool is_wide = ValueWidth(type) == 8;
  for (size_t first = 0; first < count; first += kKeysPerBlock) {
    const size_t block = std::min(kKeysPerBlock, count - first);
    layout.Results(aggregate, rows + first * layout.stride(), block,
                   is_wide ? out + (at + first) * 8 : AsBytes(static_cast<void*>(wide)), valid);
    if (!is_wide) NarrowTo(type, wide, block, at + first, out);
    for (size_t i = 0; i < block; ++i) AppendBit(validity, at + first + i, valid[i] != 0);
  }
}

}  // namespace
}  // namespace sinew

sinew_status sinew_groupby::Results(size_t first, size_t count, const sinew::ResultColumn* columns,
                                    sinew_batch* batch) const {
  const size_t aggregates = layout_.aggregate_count();
  sinew::BatchField fields[SINEW_GROUPBY_MAX_KEYS + SINEW_GROUPBY_MAX_AGGREGATES];
  if (key_count_ != 0) key_layout_.Describe(keys(), first, count, fields);
  for (size_t i = 0; i < key_count_; ++i) fields[i].name = columns[i].name;
  for (size_t i = key_count_; i < key_count_ + aggregates; ++i) {
    fields[i] = {columns[i].name, columns[i].type, true, 0};
    if (!layout_.HasBytes(i - key_count_) || columns[i].type == SINEW_TYPE_BYTES16) continue;
    states_.ForEachRun(first, count, [&](const uint8_t* rows, size_t, size_t run) {
      for (size_t k = 0; k < run; ++k) {
        fields[i].bytes += layout_.BytesOf(i - key_count_, rows + k * layout_.stride()).size;
      }
      return true;
    });
  }
  const sinew_status status = batch->Prepare(fields, key_count_ + aggregates, count);
  if (status != SINEW_STATUS_OK) return status;
  if (key_count_ != 0) key_layout_.Write(keys(), first, count, batch);
  for (size_t i = 0; i < aggregates; ++i) {
    const size_t column = key_count_ + i;
    const bool is_fixed = columns[column].type == SINEW_TYPE_BYTES16;
    states_.ForEachRun(first, count, [&](const uint8_t* rows, size_t row, size_t run) {
      if (layout_.HasBytes(i)) {
        sinew::WriteBytes(layout_, i, rows, run, row - first, is_fixed, column, batch);
        return true;
      }
      sinew::WriteResults(layout_, i, rows, run, row - first, columns[column].type,
                          batch->Values<uint8_t>(column), batch->Validity(column));
      return true;
    });
  }
  return SINEW_STATUS_OK;
}

size_t sinew_groupby::OverflowCount() const {
  size_t overflows = 0;
  for (size_t i = 0; i < layout_.aggregate_count(); ++i) {
    states_.ForEachRun(0, keys().count(), [&](const uint8_t* rows, size_t, size_t run) {
      overflows += layout_.OverflowCount(i, rows, run);
      return true;
    });
  }
  return overflows;
}

namespace sinew {

bool Invariants(const sinew_groupby& groupby) {
  return groupby.keys().Invariants() && groupby.states().capacity() >= groupby.keys().count() &&
         groupby.sets().Invariants();
}

const KeyTable& KeysOf(const sinew_groupby& groupby) { return groupby.keys(); }

namespace {

sinew_status FailMemory(sinew_error* error, sinew_status status, const Memory& memory) {
  return FailGrowth(error, status, memory, "2^32 - 2 groups or different values");
}

sinew_status CheckKeyTypes(const sinew_groupby_options& options, sinew_error* error) {
  static_assert(SINEW_GROUPBY_MAX_KEYS == kMaxKeyColumns);
  if (options.key_count == 0 || options.key_count > SINEW_GROUPBY_MAX_KEYS) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                "options.key_count: %zu is not within 1 and %zu", options.key_count,
                SINEW_GROUPBY_MAX_KEYS);
  }
  if (options.key_types == nullptr) return FailNull(error, "options.key_types");
  for (size_t i = 0; i < options.key_count; ++i) {
    if (IsScalar(options.key_types[i])) continue;
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, i,
                "options.key_types[%zu]: type %d is unknown or of lists", i,
                static_cast<int>(options.key_types[i]));
  }
  return SINEW_STATUS_OK;
}

// Checks one of the columns of a batch, called by the name of its list and its number.
sinew_status CheckColumnOf(const sinew_column* columns, const char* list, size_t i,
                           sinew_error* error) {
  if (CheckColumn(&columns[i], list, nullptr) == SINEW_STATUS_OK) return SINEW_STATUS_OK;
  char name[32];  // made only now: it would cost as much as the rest of a small batch
  snprintf(name, sizeof(name), "%s[%zu]", list, i);
  return CheckColumn(&columns[i], name, error);
}

sinew_status CheckKeys(const sinew_groupby& groupby, const sinew_column* keys, size_t key_count,
                       sinew_error* error) {
  const KeyLayout& layout = groupby.key_layout();
  if (key_count != layout.count()) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                "key_count: %zu, but options.key_count was %zu", key_count, layout.count());
  }
  if (keys == nullptr) return FailNull(error, "keys");
  for (size_t i = 0; i < key_count; ++i) {
    if (const sinew_status status = CheckColumnOf(keys, "keys", i, error)) return status;
    if (!layout.TakesColumn(i, keys[i].type)) {
      return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                  "keys[%zu]: type %d, but options.key_types[%zu] was %d", i,
                  static_cast<int>(keys[i].type), i, static_cast<int>(layout.type(i)));
    }
    if (keys[i].count != keys[0].count) {
      return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                  "keys[%zu]: %zu rows, but keys[0] has %zu", i, keys[i].count, keys[0].count);
    }
  }
  return SINEW_STATUS_OK;
}

sinew_status CheckValues(const sinew_groupby& groupby, const sinew_column* values,
                         size_t value_count, size_t rows, sinew_error* error) {
  const StateLayout& layout = groupby.layout();
  if (value_count != layout.column_count()) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                "value_count: %zu, but options.value_count was %zu", value_count,
                layout.column_count());
  }
  if (values == nullptr && value_count != 0) return FailNull(error, "values");
  for (size_t i = 0; i < value_count; ++i) {
    if (const sinew_status status = CheckColumnOf(values, "values", i, error)) return status;
    if (!layout.TakesColumn(i, values[i].type)) {
      return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                  "values[%zu]: type %d, but options.value_types was %d", i,
                  static_cast<int>(values[i].type), static_cast<int>(layout.column_type(i)));
    }
    if (values[i].count != rows) {
      return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                  "values[%zu]: %zu rows, but the keys have %zu", i, values[i].count, rows);
    }
  }
  return SINEW_STATUS_OK;
}

}  // namespace

sinew_status CheckMerge(const sinew_groupby* into, const sinew_groupby* from, sinew_error* error) {
  if (into == nullptr) return FailNull(error, "into");
  if (from == nullptr) return FailNull(error, "from");
  if (into == from) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                "from: a GROUP BY cannot be merged into itself");
  }
  if (!into->key_layout().IsLike(from->key_layout()) || !(into->layout() == from->layout())) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                "from: its key types, value types or aggregates are not those of into");
  }
  return SINEW_STATUS_OK;
}

namespace {

// Checks what every reader of groups [first, first + count) relies on.
sinew_status CheckRange(const sinew_groupby* groupby, size_t first, size_t count,
                        sinew_error* error) {
  if (groupby == nullptr) return FailNull(error, "groupby");
  const size_t groups = groupby->keys().count();
  if (first > groups || count > groups - first) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, groups,
                "first + count: groups %zu + %zu are not all there, count is %zu", first, count,
                groups);
  }
  return SINEW_STATUS_OK;
}

}  // namespace
}  // namespace sinew

// SINEW_CHAPTER GROUP BY
//
// Aggregates of the rows of each group, that is, of the rows that have the same key in each of one
// or several key columns. Batches of rows go in, two objects can be made one, and the results come
// out in the order in which the keys first appeared.

// Creates a GROUP BY and writes it to *out, or null if it fails. Free it with
// sinew_groupby_destroy. It keeps all its memory until then.
//
// SINEW_STATUS_INVALID_ARGUMENT: `options` or `out` is null, the options have a size that no
// version of sinew_groupby_options has, a type or function is unknown or not supported, the index
// of a column is out of range, or there are too many columns or aggregates; error->offset is the
// element of the list. Also SINEW_STATUS_MEMORY_LIMIT and SINEW_STATUS_OUT_OF_MEMORY.
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
  if (const sinew_status status = sinew::CheckKeyTypes(*options, error)) return status;
  sinew::StateLayout layout;
  const sinew_status valid = layout.Init(*options, error);
  if (valid != SINEW_STATUS_OK) return valid;
  sinew_groupby* groupby;
  sinew_status status = sinew::Memory::New(options->memory_limit, &groupby, *options, layout);
  if (status == SINEW_STATUS_OK) {
    status = groupby->Init(options->expected_groups);
    if (status != SINEW_STATUS_OK) sinew::Memory::Delete(groupby);
  }
  if (status != SINEW_STATUS_OK) {
    return sinew::FailMemory(error, status, sinew::Memory(options->memory_limit));
  }
  *out = groupby;
  return SINEW_STATUS_OK;
}

// Frees a GROUP BY and all its memory, on any thread.
SINEW_API void sinew_groupby_destroy(sinew_groupby* groupby) SINEW_NOEXCEPT {
  sinew::Memory::Delete(groupby);
}

// Adds a batch of rows: row i belongs to the group of the keys in row i of the `key_count` columns
// of `keys`, and takes part with row i of each of the `value_count` columns of `values`; the
// columns are in the order of options.key_types and options.value_types. A group is the rows that
// are equal in every key column. There, null is a value like any other, and equals null alone.
// Strings are compared byte by byte, and an empty one is a key like any other; columns of strings
// may come with offsets of 32 or of 64 bits, whichever was given at creation. Of floats, -0.0 and
// 0.0 are one key, and all NaNs are one. A null value is left out of the aggregates of its column.
//
// If the call fails, no row of the batch counts. Takes O(rows) time. Memory of 4 bytes a row of the
// largest batch so far is kept and counted, as are, with keys of several columns that take more
// than 64 bits, those of 256 rows; batches of a few thousand to a hundred thousand rows stay in the
// cache and are fastest. Several key columns are as fast as one of integers if they are of fixed
// width and their bits, 1 for a boolean, are 64 at most; otherwise the keys of a row are put
// together to a string. If there are nulls, each column takes 1 bit more: two i32 are fast until
// the first null, and are then put together to strings, all groups so far at once. That, and the
// change to a strong hash (sinew_groupby_options.seed), needs room for all keys a second time, and
// the call fails if the memory limit has none. Aggregates that keep strings, or 16 bytes, copy
// them, once a batch and group at most. Besides, each of them takes 80 to 104 bytes for each group
// in which a batch changes it, and up to as much again, which is room for more; this is kept and
// counted, too. Quantiles keep all values of their column, once, as wide as it has them (a boolean
// is a byte), with room for as many again, up to 16 KiB, and 32 bytes or more for each group.
// Approximate distinct counts and quantiles take 16 bytes for each register, coupon or bin that a
// batch changes, and as much again for each that it adds; kept and counted, too.
//
// SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, a column is malformed or of another type than
// at creation, the columns differ in length, or the keys of a row are longer than 4 GiB - 1 byte
// together (of several columns, a few bytes less); error->offset is the row. SINEW_STATUS_OVERFLOW:
// there would be more than 2^32 - 2 groups. Also SINEW_STATUS_MEMORY_LIMIT and
// SINEW_STATUS_OUT_OF_MEMORY.
SINEW_API sinew_status sinew_groupby_update(sinew_groupby* groupby, const sinew_column* keys,
                                            size_t key_count, const sinew_column* values,
                                            size_t value_count, sinew_error* error) SINEW_NOEXCEPT {
  if (groupby == nullptr) return sinew::FailNull(error, "groupby");
  sinew_status status = sinew::CheckKeys(*groupby, keys, key_count, error);
  if (status != SINEW_STATUS_OK) return status;
  const size_t rows = keys[0].count;
  status = sinew::CheckValues(*groupby, values, value_count, rows, error);
  if (status != SINEW_STATUS_OK || rows == 0) return status;
  status = groupby->CheckLengths(keys, values, error);
  if (status != SINEW_STATUS_OK) return status;
  const sinew::FloatEnvironment floats;
  status = groupby->Update(keys, values, rows);
  return status == SINEW_STATUS_OK ? status : sinew::FailMemory(error, status, groupby->memory());
}

// Adds the groups of `from` to those of `into`, as if the rows of `from` had been added to `into`
// after its own; a sum of doubles becomes the sum of the two sums. Groups that are new to `into`
// follow in the order of `from`, which does not change. Both must have the same types of keys and
// values (any string types for one another) and the same aggregates; limits and seeds may differ.
// If the call fails, `into` is as it was.
//
// SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, the options differ, or `from` is `into`. Other
// statuses are those of sinew_groupby_update.
SINEW_API sinew_status sinew_groupby_merge(sinew_groupby* into, const sinew_groupby* from,
                                           sinew_error* error) SINEW_NOEXCEPT {
  if (const sinew_status status = sinew::CheckMerge(into, from, error)) return status;
  if (from->keys().count() == 0) return SINEW_STATUS_OK;
  const sinew::FloatEnvironment floats;
  const sinew_status status = into->Merge(*from);
  return status == SINEW_STATUS_OK ? status : sinew::FailMemory(error, status, into->memory());
}

// Forgets all groups and keeps the memory for new ones: the fast way to start again for each batch
// or window. SINEW_STATUS_INVALID_ARGUMENT: `groupby` is null.
SINEW_API sinew_status sinew_groupby_reset(sinew_groupby* groupby) SINEW_NOEXCEPT {
  if (groupby == nullptr) return SINEW_STATUS_INVALID_ARGUMENT;
  groupby->Reset();
  return SINEW_STATUS_OK;
}

// Returns the number of groups, or 0 if `groupby` is null.
SINEW_API size_t sinew_groupby_count(const sinew_groupby* groupby) SINEW_NOEXCEPT {
  return groupby == nullptr ? 0 : groupby->keys().count();
}

// Returns how many bytes the object holds, which options.memory_limit limits, or 0 if `groupby` is
// null.
SINEW_API size_t sinew_groupby_memory(const sinew_groupby* groupby) SINEW_NOEXCEPT {
  return groupby == nullptr ? 0 : groupby->memory().used();
}

// Returns how many sums of integers do not fit their type, of all groups and all aggregates, or 0
// if `groupby` is null. In the results they are null, and are the only sums that are. Every sum
// that fits is exact, whatever the others do, and adding more rows may bring one back. O(groups).
SINEW_API size_t sinew_groupby_overflow_count(const sinew_groupby* groupby) SINEW_NOEXCEPT {
  return groupby == nullptr ? 0 : groupby->OverflowCount();
}

namespace sinew {
namespace {

// "key_0", "key_1" and so on.
template <size_t kCount>
struct NumberedNames {
  char names[kCount][16] = {};

  constexpr explicit NumberedNames(const char* prefix) {
    for (size_t i = 0; i < kCount; ++i) {
      size_t at = 0;
      for (; prefix[at] != 0; ++at) names[i][at] = prefix[at];
      if (i >= 10) names[i][at++] = static_cast<char>('0' + i / 10);
      names[i][at++] = static_cast<char>('0' + i % 10);
    }
  }
  Bytes At(size_t i) const { return {AsBytes(names[i]), strlen(names[i])}; }
};
constexpr NumberedNames<SINEW_GROUPBY_MAX_KEYS> kKeyNames("key_");
constexpr NumberedNames<SINEW_GROUPBY_MAX_AGGREGATES> kResultNames("result_");

}  // namespace
}  // namespace sinew

// Fills `batch` with the keys and results of groups [first, first + count), in the order in which
// the keys first appeared: a column "key_0", "key_1", ... for each of options.key_types, then a
// column "result_0", "result_1", ... for each of options.aggregates. The keys have the types of
// options.key_types, except that strings have offsets of 64 bits; sinew_aggregate says which type a
// result has, when it is null, and what NaN and -0.0 do. A NaN is always the quiet NaN
// 0x7FF8000000000000 (as a key of type f32, 0x7FC00000), and a key of either zero is 0.0. A null
// key and a null result are 0 or an empty string, and null by the validity of their column. A batch
// that is filled again allocates nothing if it has had as many rows before. O(count).
//
// A sum of integers that does not fit its type is null, too. No other sum is, and
// sinew_groupby_overflow_count says how many there are.
//
// If the call fails, the batch is as it was. SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, or
// there are no such groups. SINEW_STATUS_MEMORY_LIMIT: the limit of the batch is too low. Also
// SINEW_STATUS_OUT_OF_MEMORY.
SINEW_API sinew_status sinew_groupby_results(const sinew_groupby* groupby, size_t first,
                                             size_t count, sinew_batch* batch,
                                             sinew_error* error) SINEW_NOEXCEPT {
  if (const sinew_status status = sinew::CheckRange(groupby, first, count, error)) return status;
  if (batch == nullptr) return sinew::FailNull(error, "batch");
  sinew::ResultColumn columns[SINEW_GROUPBY_MAX_KEYS + SINEW_GROUPBY_MAX_AGGREGATES];
  const size_t key_count = groupby->key_count();
  for (size_t i = 0; i < key_count; ++i) columns[i] = {sinew::kKeyNames.At(i), {}};
  for (size_t i = 0; i < groupby->layout().aggregate_count(); ++i) {
    columns[key_count + i] = {sinew::kResultNames.At(i), groupby->layout().ResultType(i)};
  }
  const sinew::FloatEnvironment floats;
  const sinew_status status = groupby->Results(first, count, columns, batch);
  return status == SINEW_STATUS_OK ? status : sinew::FailBatch(error, status, batch->memory());
}

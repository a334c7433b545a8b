#include <algorithm>

#include "core/column.h"
#include "core/directory.h"
#include "core/keys.h"
#include "core/status.h"
#include "core/store.h"
#include "encoding/abi.h"
#include "hash/key_hash-inl.h"

// Dictionary encoding: each distinct value gets the next number, in order of first appearance, and
// a column becomes the numbers of its values (Arrow's dictionary-encoded layout). The way from a
// value to its number is that of GROUP BY:
//
//   value --Directory--> number --> values_: | value 0 | value 1 | ...  (or where the string is)
//
// Rows are looked up a block at a time, with every miss of the cache prefetched; only values that
// are new take the slower way one by one. What a batch added is taken out again if it fails.

namespace sinew {
namespace {

// Indices have to be right as int32_t, too, which is Arrow's usual type for them.
constexpr size_t kMaxValues = size_t{1} << 31;
// Values are kept with the seed over them, and what is 0 then takes a slower way: with no seed
// chosen, this number, which no real data should favour.
constexpr uint64_t kSeed = 0xD1B54A32D192ED03u;

bool IsInteger(sinew_type type) {
  return ValueWidth(type) != 0 && type != SINEW_TYPE_F32 && type != SINEW_TYPE_F64 &&
         type != SINEW_TYPE_BYTES16;
}

}  // namespace
}  // namespace sinew

using sinew::Bytes;
using sinew::Fail;

struct sinew_dictionary {
 public:
  sinew_dictionary(sinew::Memory&& memory, const sinew_dictionary_options& options)
      : memory_(std::move(memory)),
        type_(options.type),
        seed_(options.seed ^ sinew::kSeed),
        directory_(memory_),
        values_(memory_, sizeof(uint64_t)),
        strings_(memory_) {}

  sinew_status Init(size_t expected_values) { return directory_.Init(expected_values); }

  sinew_status Encode(const sinew_column& column, uint8_t* out);
  void Reset();

  size_t count() const { return count_; }
  size_t memory_used() const { return memory_.used(); }
  const sinew::Memory& memory() const { return memory_; }
  sinew_type type() const { return type_; }
  bool has_strings() const { return sinew::IsString(type_); }
  Bytes StringAt(size_t index) const {
    return sinew::StringArena::Get(sinew::Load<sinew::StringArena::Ref>(values_.At(index)));
  }
  // Writes integers [first, first + count), each as a T.
  template <typename T>
  void Write(size_t first, size_t count, uint8_t* out) const;

 private:
  // load(first, count, block) fills in keys, and hashes if they are strings.
  template <typename Key, typename LoadKeys>
  sinew_status EncodeRows(const sinew_column& column, const LoadKeys& load, uint8_t* out);
  template <typename T>
  sinew_status EncodeIntegers(const sinew_column& column, uint8_t* out);
  template <typename Offset>
  sinew_status EncodeStrings(const sinew_column& column, uint8_t* out);
  template <typename Key>
  sinew_status FindOrAdd(Key key, uint32_t hash, uint32_t* index);
  void Undo(size_t count, sinew::StringArena::Mark strings);

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

  sinew::Memory memory_;
  const sinew_type type_;
  const uint64_t seed_;
  sinew::Directory directory_;
  sinew::RowStore values_;
  sinew::StringArena strings_;
  size_t count_ = 0;
};

template <typename Key>
sinew_status sinew_dictionary::FindOrAdd(Key key, uint32_t hash, uint32_t* index) {
  const sinew::Directory::Place place =
      directory_.Find(hash, [&](const sinew::Directory::Bucket& bucket, size_t way) {
        return sinew::SameKey(bucket, way, key, hash);
      });
  if (place.mark() != 0) {
    *index = sinew::Directory::NumberOf(place.mark());
    return SINEW_STATUS_OK;
  }
  if (__builtin_expect(count_ >= sinew::kMaxValues, 0)) return SINEW_STATUS_OVERFLOW;
  sinew_status status = count_ < values_.capacity() ? SINEW_STATUS_OK : values_.Grow();
  if (status != SINEW_STATUS_OK) return status;
  uint64_t stored;
  status = Own(key, &stored);
  if (status != SINEW_STATUS_OK) return status;
  status = directory_.Insert(place, stored, hash, static_cast<uint32_t>(count_));
  if (status != SINEW_STATUS_OK) return status;
  sinew::Store(values_.At(count_), stored);
  *index = static_cast<uint32_t>(count_++);
  return SINEW_STATUS_OK;
}

template <typename Key, typename LoadKeys>
sinew_status sinew_dictionary::EncodeRows(const sinew_column& column, const LoadKeys& load,
                                          uint8_t* out) {
  const size_t count_before = count_;
  const sinew::StringArena::Mark strings_before = strings_.Here();
  sinew::KeyBlock<Key> block;
  uint32_t indices[sinew::kKeysPerBlock];
  for (size_t first = 0; first < column.count; first += sinew::kKeysPerBlock) {
    const size_t count = std::min(sinew::kKeysPerBlock, column.count - first);
    load(first, count, &block);
    sinew::FindKnown(directory_, count, &block, indices);
    for (size_t r = 0; r < block.rest_count; ++r) {
      const size_t i = block.rest[r];
      if (!sinew::IsValid(column, first + i)) continue;
      const sinew_status status = FindOrAdd(block.keys[i], block.hashes[i], &indices[i]);
      if (status != SINEW_STATUS_OK) {
        Undo(count_before, strings_before);
        return status;
      }
    }
    if (column.validity != nullptr) {
      for (size_t i = 0; i < count; ++i) {
        indices[i] = sinew::IsValid(column, first + i) ? indices[i] : 0;
      }
    }
    memcpy(out + first * sizeof(uint32_t), indices, count * sizeof(uint32_t));
  }
  return SINEW_STATUS_OK;
}

template <typename T>
sinew_status sinew_dictionary::EncodeIntegers(const sinew_column& column, uint8_t* out) {
  const uint8_t* from = static_cast<const uint8_t*>(column.values) + column.offset * sizeof(T);
  const auto load = [seed = seed_, from](size_t first, size_t count,
                                         sinew::KeyBlock<uint64_t>* block) {
    for (size_t i = 0; i < count; ++i) {
      block->keys[i] = sinew::Load<T>(from + (first + i) * sizeof(T)) ^ seed;
    }
  };
  return EncodeRows<uint64_t>(column, load, out);
}

template <typename Offset>
sinew_status sinew_dictionary::EncodeStrings(const sinew_column& column, uint8_t* out) {
  const auto load = [&](size_t first, size_t count, sinew::KeyBlock<Bytes>* block) {
    uint64_t hashes[sinew::kKeysPerBlock];
    sinew::xxh3::HashRows(column, first, count, seed_, hashes);
    for (size_t i = 0; i < count; ++i) {
      block->keys[i] = sinew::StringAt<Offset>(column, first + i);
      block->hashes[i] = sinew::KeyHashOfXxh3(hashes[i]);
    }
  };
  return EncodeRows<Bytes>(column, load, out);
}

sinew_status sinew_dictionary::Encode(const sinew_column& column, uint8_t* out) {
  if (column.type == SINEW_TYPE_STRING) return EncodeStrings<int32_t>(column, out);
  if (column.type == SINEW_TYPE_LARGE_STRING) return EncodeStrings<int64_t>(column, out);
  switch (sinew::ValueWidth(column.type)) {
    case 1:
      return EncodeIntegers<uint8_t>(column, out);
    case 2:
      return EncodeIntegers<uint16_t>(column, out);
    case 4:
      return EncodeIntegers<uint32_t>(column, out);
    default:
      return EncodeIntegers<uint64_t>(column, out);
  }
}

void sinew_dictionary::Undo(size_t count, sinew::StringArena::Mark strings) {
  while (count_ > count) {
    --count_;
    const uint32_t hash = has_strings() ? sinew::KeyHash(StringAt(count_), seed_)
                                        : sinew::KeyHash(sinew::Load<uint64_t>(values_.At(count_)));
    directory_.Remove(hash, static_cast<uint32_t>(count_));
  }
  strings_.Rewind(strings);
}

void sinew_dictionary::Reset() {
  directory_.Clear();
  strings_.Rewind(sinew::StringArena::Start());
  count_ = 0;
}

template <typename T>
void sinew_dictionary::Write(size_t first, size_t count, uint8_t* out) const {
  values_.ForEachRun(first, count, [&](const uint8_t* rows, size_t, size_t run) {
    for (size_t i = 0; i < run; ++i) {
      const uint64_t value = sinew::Load<uint64_t>(rows + i * sizeof(uint64_t)) ^ seed_;
      sinew::Store(out + i * sizeof(T), static_cast<T>(value));
    }
    out += run * sizeof(T);
    return true;
  });
}

namespace sinew {
namespace {

sinew_status FailGrowth(sinew_error* error, sinew_status status, const Memory& memory) {
  switch (status) {
    case SINEW_STATUS_MEMORY_LIMIT:
      return Fail(error, status, 0, "the memory limit of %zu bytes does not allow what is needed",
                  memory.limit());
    case SINEW_STATUS_OVERFLOW:
      return Fail(error, status, 0, "more than 2^31 distinct values");
    default:
      return Fail(error, status, 0, "out of memory");
  }
}

sinew_status FailNull(sinew_error* error, const char* argument) {
  return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0, "%s is null", argument);
}

// The hint, or what the memory limit leaves of it: 64 bytes a value are what the directory takes at
// most.
size_t AffordableValues(const sinew_dictionary_options& options) {
  if (options.memory_limit == 0) return options.expected_values;
  return std::min(options.expected_values, options.memory_limit / 64);
}

// Checks what every reader of values [first, first + count) relies on.
sinew_status CheckRange(const sinew_dictionary* dictionary, size_t first, size_t count,
                        sinew_error* error) {
  if (dictionary == nullptr) return FailNull(error, "dictionary");
  if (first > dictionary->count() || count > dictionary->count() - first) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, dictionary->count(),
                "first + count: values %zu + %zu are not all there, count is %zu", first, count,
                dictionary->count());
  }
  return SINEW_STATUS_OK;
}

sinew_status CheckLengths(const sinew_column& column, sinew_error* error) {
  for (size_t row = 0; row < column.count; ++row) {
    if (StringAt<int64_t>(column, row).size > StringArena::kMaxLength) {
      return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, row,
                  "column: row %zu is longer than 4 GiB - 1 byte", row);
    }
  }
  return SINEW_STATUS_OK;
}

}  // namespace
}  // namespace sinew

// Creates an empty dictionary and writes it to *out; free it with sinew_dictionary_destroy. All its
// memory stays with it until then. On failure *out is null.
//
// Errors: SINEW_STATUS_INVALID_ARGUMENT for options or out null, a size that is not that of a known
// version of sinew_dictionary_options, or a type that is neither an integer nor a string;
// SINEW_STATUS_MEMORY_LIMIT and SINEW_STATUS_OUT_OF_MEMORY. `error` may be null. Any thread may
// call.
SINEW_API sinew_status sinew_dictionary_create(const sinew_dictionary_options* options,
                                               sinew_dictionary** out,
                                               sinew_error* error) SINEW_NOEXCEPT {
  if (out == nullptr) return sinew::FailNull(error, "out");
  *out = nullptr;
  if (options == nullptr) return sinew::FailNull(error, "options");
  if (options->size != sizeof(sinew_dictionary_options)) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                "options.size: %zu is not the size of a known sinew_dictionary_options",
                options->size);
  }
  if (!sinew::IsInteger(options->type) && !sinew::IsString(options->type)) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                "options.type: type %d is not an integer or a string",
                static_cast<int>(options->type));
  }
  sinew_dictionary* dictionary;
  sinew_status status = sinew::Memory::New(options->memory_limit, &dictionary, *options);
  if (status == SINEW_STATUS_OK) {
    status = dictionary->Init(sinew::AffordableValues(*options));
    if (status != SINEW_STATUS_OK) sinew::Memory::Delete(dictionary);
  }
  if (status != SINEW_STATUS_OK) {
    return sinew::FailGrowth(error, status, sinew::Memory(options->memory_limit));
  }
  *out = dictionary;
  return SINEW_STATUS_OK;
}

// Frees a dictionary and all its memory; null is fine. No other call on it may be running. Any
// thread may call, not only the one that created it.
SINEW_API void sinew_dictionary_destroy(sinew_dictionary* dictionary) SINEW_NOEXCEPT {
  sinew::Memory::Delete(dictionary);
}

// Encodes a column: writes the index of the value of each row to `out`, column->count elements, and
// adds values that are new, which get the next indices in the order of the rows. Batches so encoded
// one after the other share one dictionary, and give what all their rows in one batch would.
// Indices are less than 2^31, so that they may be read as int32_t as well. The index of a null row
// is 0, which says nothing: the column's own validity bitmap goes with the indices. Strings are
// compared byte by byte, and an empty one is a string like any other; a dictionary of strings takes
// columns of either string type.
//
// All or nothing: on failure the dictionary holds exactly what it held before, and what `out` holds
// is not defined. The column is not referred to after the call and must not overlap `out`. Growth
// is a little at a time: no row waits for a table to be rebuilt.
//
// The hash of the values is seeded by options.seed: it resists values chosen without knowledge of
// the seed in practice, and promises nothing beyond.
//
// Errors: SINEW_STATUS_INVALID_ARGUMENT where an argument is null (`out` may be for no rows), the
// column is malformed or of another type than at creation, or a string is longer than 4 GiB - 1
// (error->offset is the row); SINEW_STATUS_MEMORY_LIMIT; SINEW_STATUS_OUT_OF_MEMORY;
// SINEW_STATUS_OVERFLOW for more than 2^31 values. `error` may be null. One thread at a time.
SINEW_API sinew_status sinew_dictionary_encode(sinew_dictionary* dictionary,
                                               const sinew_column* column, uint32_t* out,
                                               sinew_error* error) SINEW_NOEXCEPT {
  if (dictionary == nullptr) return sinew::FailNull(error, "dictionary");
  if (const sinew_status status = sinew::CheckColumn(column, "column", error)) return status;
  const bool same_kind = dictionary->has_strings() ? sinew::IsString(column->type)
                                                   : column->type == dictionary->type();
  if (!same_kind) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0, "column: type %d, but options.type was %d",
                static_cast<int>(column->type), static_cast<int>(dictionary->type()));
  }
  if (column->count == 0) return SINEW_STATUS_OK;
  if (out == nullptr) return sinew::FailNull(error, "out");
  if (column->type == SINEW_TYPE_LARGE_STRING &&
      column->values_size > sinew::StringArena::kMaxLength) {
    const sinew_status status = sinew::CheckLengths(*column, error);
    if (status != SINEW_STATUS_OK) return status;
  }
  const sinew_status status = dictionary->Encode(*column, reinterpret_cast<uint8_t*>(out));
  return status == SINEW_STATUS_OK ? status
                                   : sinew::FailGrowth(error, status, dictionary->memory());
}

// Forgets all values and keeps the memory for the next ones. Errors: SINEW_STATUS_INVALID_ARGUMENT
// for null. One thread at a time.
SINEW_API sinew_status sinew_dictionary_reset(sinew_dictionary* dictionary) SINEW_NOEXCEPT {
  if (dictionary == nullptr) return SINEW_STATUS_INVALID_ARGUMENT;
  dictionary->Reset();
  return SINEW_STATUS_OK;
}

// Returns the number of values; 0 for null.
SINEW_API size_t sinew_dictionary_count(const sinew_dictionary* dictionary) SINEW_NOEXCEPT {
  return dictionary == nullptr ? 0 : dictionary->count();
}

// Returns the bytes that the object holds, which options.memory_limit bounds; 0 for null.
SINEW_API size_t sinew_dictionary_memory(const sinew_dictionary* dictionary) SINEW_NOEXCEPT {
  return dictionary == nullptr ? 0 : dictionary->memory_used();
}

// Writes the integers with the indices [first, first + count) to `out`: count elements of
// options.type. None is ever null.
//
// Errors, with nothing written: SINEW_STATUS_INVALID_ARGUMENT for a null dictionary, out null with
// a count, a range beyond sinew_dictionary_count, or a dictionary of strings. `error` may be null.
SINEW_API sinew_status sinew_dictionary_values(const sinew_dictionary* dictionary, size_t first,
                                               size_t count, void* out,
                                               sinew_error* error) SINEW_NOEXCEPT {
  if (const sinew_status status = sinew::CheckRange(dictionary, first, count, error)) return status;
  if (dictionary->has_strings()) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                "dictionary: its values are strings, which sinew_dictionary_strings writes");
  }
  if (count == 0) return SINEW_STATUS_OK;
  if (out == nullptr) return sinew::FailNull(error, "out");
  uint8_t* to = static_cast<uint8_t*>(out);
  switch (sinew::ValueWidth(dictionary->type())) {
    case 1:
      dictionary->Write<uint8_t>(first, count, to);
      break;
    case 2:
      dictionary->Write<uint16_t>(first, count, to);
      break;
    case 4:
      dictionary->Write<uint32_t>(first, count, to);
      break;
    default:
      dictionary->Write<uint64_t>(first, count, to);
  }
  return SINEW_STATUS_OK;
}

// Returns in `count` the bytes of the strings with the indices [first, first + count): out_size of
// sinew_dictionary_strings.
//
// Errors: SINEW_STATUS_INVALID_ARGUMENT for null, a range beyond sinew_dictionary_count, or a
// dictionary of integers.
SINEW_API sinew_result sinew_dictionary_strings_size(const sinew_dictionary* dictionary,
                                                     size_t first, size_t count) SINEW_NOEXCEPT {
  const sinew_status status = sinew::CheckRange(dictionary, first, count, nullptr);
  if (status != SINEW_STATUS_OK) return {sinew_dictionary_count(dictionary), status};
  if (!dictionary->has_strings()) return {0, SINEW_STATUS_INVALID_ARGUMENT};
  size_t size = 0;
  for (size_t i = 0; i < count; ++i) size += dictionary->StringAt(first + i).size;
  return {size, SINEW_STATUS_OK};
}

// Writes the strings with the indices [first, first + count) as a column of type
// SINEW_TYPE_LARGE_STRING: count + 1 offsets from 0 to `offsets`, the bytes one behind the other to
// `out`. None is ever null.
//
// Errors, with nothing written: SINEW_STATUS_INVALID_ARGUMENT for a null dictionary or offsets, out
// null with bytes to write, a range beyond sinew_dictionary_count, a dictionary of integers, or an
// out_size below sinew_dictionary_strings_size (error->offset is what is needed). `error` may be
// null.
SINEW_API sinew_status sinew_dictionary_strings(const sinew_dictionary* dictionary, size_t first,
                                                size_t count, int64_t* offsets, void* out,
                                                size_t out_size,
                                                sinew_error* error) SINEW_NOEXCEPT {
  if (const sinew_status status = sinew::CheckRange(dictionary, first, count, error)) return status;
  const sinew_result size = sinew_dictionary_strings_size(dictionary, first, count);
  if (size.status != SINEW_STATUS_OK) {
    return Fail(error, size.status, 0,
                "dictionary: its values are integers, which sinew_dictionary_values writes");
  }
  if (offsets == nullptr) return sinew::FailNull(error, "offsets");
  if (out_size < size.count) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, size.count,
                "out_size: %zu bytes, but the strings need %zu", out_size, size.count);
  }
  if (out == nullptr && size.count != 0) return sinew::FailNull(error, "out");
  size_t written = 0;
  sinew::Store(offsets, int64_t{0});
  for (size_t i = 0; i < count; ++i) {
    const Bytes string = dictionary->StringAt(first + i);
    if (string.size != 0) {
      memcpy(static_cast<uint8_t*>(out) + written, string.data, string.size);
    }
    written += string.size;
    sinew::Store(offsets + i + 1, static_cast<int64_t>(written));
  }
  return SINEW_STATUS_OK;
}

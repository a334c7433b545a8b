#include "encoding/dictionary.h"

#include "core/batch.h"
#include "core/column.h"
#include "core/key_table.h"
#include "core/status.h"
#include "encoding/abi.h"
#include "hash/key_hash.h"

// Dictionary encoding: each distinct value gets the next number, in order of first appearance, and
// a column becomes the numbers of its values (Arrow's dictionary-encoded layout). All of it is what
// a KeyTable does; here are the arguments.

using sinew::Fail;
using sinew::KeyTable;

struct sinew_dictionary {
 public:
  // Indices have to be right as int32_t, too, which is Arrow's usual type for them.
  sinew_dictionary(sinew::Memory&& memory, const sinew_dictionary_options& options)
      : memory_(std::move(memory)),
        type_(options.type),
        keys_(memory_, {.strings = sinew::IsString(options.type),
                        .null_key = KeyTable::NullKey::kNone,
                        .max_count = size_t{1} << 31,
                        .seed = options.seed,
                        .string_hash = sinew::StrongStringHash}) {}

  const sinew::Memory& memory() const { return memory_; }
  sinew_type type() const { return type_; }
  KeyTable& keys() { return keys_; }
  const KeyTable& keys() const { return keys_; }

 private:
  sinew::Memory memory_;
  const sinew_type type_;
  KeyTable keys_;
};

namespace sinew {

bool Invariants(const sinew_dictionary& dictionary) { return dictionary.keys().Invariants(); }

const KeyTable& KeysOf(const sinew_dictionary& dictionary) { return dictionary.keys(); }

namespace {

sinew_status FailMemory(sinew_error* error, sinew_status status, const Memory& memory) {
  return FailGrowth(error, status, memory, "2^31 distinct values");
}

// Checks what every reader of values [first, first + count) relies on.
sinew_status CheckRange(const sinew_dictionary* dictionary, size_t first, size_t count,
                        sinew_error* error) {
  if (dictionary == nullptr) return FailNull(error, "dictionary");
  const size_t values = dictionary->keys().count();
  if (first > values || count > values - first) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, values,
                "first + count: values %zu + %zu are not all there, count is %zu", first, count,
                values);
  }
  return SINEW_STATUS_OK;
}

}  // namespace
}  // namespace sinew

// SINEW_CHAPTER Dictionaries
//
// Columns as indices into their distinct values (Arrow's dictionary encoding): strings that repeat
// become numbers of 32 bits. A dictionary encodes batch after batch. docs/formats/dictionary.md
// has an example.

// Creates an empty dictionary and writes it to *out, or null if it fails. Free it with
// sinew_dictionary_destroy. It keeps all its memory until then.
//
// SINEW_STATUS_INVALID_ARGUMENT: `options` or `out` is null, the options have a size that no
// version of sinew_dictionary_options has, or their type is not one of those that they list. Also
// SINEW_STATUS_MEMORY_LIMIT and SINEW_STATUS_OUT_OF_MEMORY.
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
                "options.type: type %d is not an integer, a date, a timestamp or a string",
                static_cast<int>(options->type));
  }
  sinew_dictionary* dictionary;
  sinew_status status = sinew::Memory::New(options->memory_limit, &dictionary, *options);
  if (status == SINEW_STATUS_OK) {
    status = dictionary->keys().Init(options->expected_values);
    if (status != SINEW_STATUS_OK) sinew::Memory::Delete(dictionary);
  }
  if (status != SINEW_STATUS_OK) {
    return sinew::FailMemory(error, status, sinew::Memory(options->memory_limit));
  }
  *out = dictionary;
  return SINEW_STATUS_OK;
}

// Frees a dictionary and all its memory, on any thread.
SINEW_API void sinew_dictionary_destroy(sinew_dictionary* dictionary) SINEW_NOEXCEPT {
  sinew::Memory::Delete(dictionary);
}

// Encodes a column: writes the index of the value of each row to `out`, column->count of them.
// Values that are new are added, and get the next indices in the order of the rows. So the batches
// of a longer column can be encoded one after the other, with the same indices as in one call.
// Indices are less than 2^31: they may be read as int32_t as well. The index of a null row is 0;
// the validity of the column says which rows are null. Strings are compared byte by byte, and an
// empty one is a value like any other; a dictionary of strings takes columns with offsets of 32 or
// of 64 bits.
//
// If the call fails, the dictionary is as it was, and what is written to `out` is not defined.
// Takes O(rows) time; no row waits for a table to be built anew.
//
// SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, the column is malformed or of another type than
// at creation, or a string is longer than 4 GiB - 1 byte; error->offset is the row.
// SINEW_STATUS_OVERFLOW: there would be more than 2^31 values. SINEW_STATUS_MEMORY_LIMIT, which the
// change to a strong hash (sinew_dictionary_options.seed) may be, too: it needs room to find all
// values a second time. Also SINEW_STATUS_OUT_OF_MEMORY.
SINEW_API sinew_status sinew_dictionary_encode(sinew_dictionary* dictionary,
                                               const sinew_column* column, uint32_t* out,
                                               sinew_error* error) SINEW_NOEXCEPT {
  if (dictionary == nullptr) return sinew::FailNull(error, "dictionary");
  if (const sinew_status status = sinew::CheckColumn(column, "column", error)) return status;
  const bool same_kind = dictionary->keys().has_strings() ? sinew::IsString(column->type)
                                                          : column->type == dictionary->type();
  if (!same_kind) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0, "column: type %d, but options.type was %d",
                static_cast<int>(column->type), static_cast<int>(dictionary->type()));
  }
  if (column->count == 0) return SINEW_STATUS_OK;
  if (out == nullptr) return sinew::FailNull(error, "out");
  if (const sinew_status status = sinew::CheckKeyLengths(*column, "column", error)) return status;
  const sinew_status status =
      dictionary->keys().FindOrAdd(sinew::ColumnKeys(*column), column->count, out);
  return status == SINEW_STATUS_OK ? status
                                   : sinew::FailMemory(error, status, dictionary->memory());
}

// Forgets all values and keeps the memory for new ones. SINEW_STATUS_INVALID_ARGUMENT: `dictionary`
// is null.
SINEW_API sinew_status sinew_dictionary_reset(sinew_dictionary* dictionary) SINEW_NOEXCEPT {
  if (dictionary == nullptr) return SINEW_STATUS_INVALID_ARGUMENT;
  dictionary->keys().Clear();
  return SINEW_STATUS_OK;
}

// Returns the number of values, or 0 if `dictionary` is null.
SINEW_API size_t sinew_dictionary_count(const sinew_dictionary* dictionary) SINEW_NOEXCEPT {
  return dictionary == nullptr ? 0 : dictionary->keys().count();
}

// Returns how many bytes the object holds, which options.memory_limit limits, or 0 if `dictionary`
// is null.
SINEW_API size_t sinew_dictionary_memory(const sinew_dictionary* dictionary) SINEW_NOEXCEPT {
  return dictionary == nullptr ? 0 : dictionary->memory().used();
}

// Fills `batch` with the values that have the indices [first, first + count): one column, "value",
// without nulls. It has the type of options.type, except that strings have offsets of 64 bits. A
// batch that is filled again allocates nothing if it has had as many rows before. O(count).
//
// If the call fails, the batch is as it was. SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, or
// there are no such indices. SINEW_STATUS_MEMORY_LIMIT: the limit of the batch is too low. Also
// SINEW_STATUS_OUT_OF_MEMORY.
SINEW_API sinew_status sinew_dictionary_values(const sinew_dictionary* dictionary, size_t first,
                                               size_t count, sinew_batch* batch,
                                               sinew_error* error) SINEW_NOEXCEPT {
  if (const sinew_status status = sinew::CheckRange(dictionary, first, count, error)) return status;
  if (batch == nullptr) return sinew::FailNull(error, "batch");
  const KeyTable& keys = dictionary->keys();
  const sinew_type type = sinew::WithWideOffsets(dictionary->type());
  const size_t bytes = keys.has_strings() ? keys.StringsSize(first, count) : 0;
  const sinew::BatchField field = sinew::FieldOf("value", type, false, bytes);
  const sinew_status status = batch->Prepare(&field, 1, count);
  if (status != SINEW_STATUS_OK) return sinew::FailBatch(error, status, batch->memory());
  if (keys.has_strings()) {
    keys.CopyStrings(first, count, batch->Values<int64_t>(0), batch->StringBytes(0));
  } else {
    keys.CopyIntegers(first, count, sinew::ValueWidth(type), batch->Values<uint8_t>(0));
  }
  return SINEW_STATUS_OK;
}

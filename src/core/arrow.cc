#include <stdio.h>
#include <string.h>

#include <algorithm>

#include "core/arrow_c_data.h"
#include "core/batch.h"
#include "core/bits.h"
#include "core/column.h"
#include "core/shared.h"
#include "core/status.h"
#include "core/type.h"

// Batches as the structures of the Arrow C Data Interface, and back, without a copy.
//
// An exported ArrowArray is a struct array with a child for each column, and one of lists has a
// child again, its elements. A consumer may move a child elsewhere and release it before or after
// the others, so each struct has an owner's share of one block, which holds all that the structs
// point to, and each child has shares of its own buffers:
//
//   ArrowArray (of the caller)  --+
//   child 0 --+-- buffers 0       +--> block: children | pointers to them | ExportedColumns
//   child 1 --+-- buffers 1     --+
//
// The columns of elements stand behind all others there, as they do in the batch.
//
// An imported ArrowArray is moved into a block, which releases it with its last owner: the batch,
// or an array that was exported from the batch again.

namespace sinew {
namespace {

// What a child of an exported array points to.
struct ExportedColumn {
  Shared* block;
  Shared* owners[BatchColumn::kBuffers];
  const void* buffers[BatchColumn::kBuffers];
};

// A block that no Memory counts, since any thread may drop it at any time.
sinew_status NewBlock(size_t room, size_t owners, Shared** block) {
  Memory memory(0);
  const sinew_status status = Shared::New(memory, room, block);
  if (status != SINEW_STATUS_OK) return status;
  memory.Disown((*block)->size);
  (*block)->owners = owners;
  return status;
}

// Takes room for `count` objects from the front of a block.
template <typename T>
T* Take(uint8_t** at, size_t count) {
  T* taken = reinterpret_cast<T*>(*at);
  *at += count * sizeof(T);
  return taken;
}

template <typename Struct>
void ReleaseChildren(Struct* parent) {
  for (int64_t i = 0; i < parent->n_children; ++i) {
    Struct* child = parent->children[i];
    if (child->release != nullptr) child->release(child);
  }
  parent->release = nullptr;
  Shared::Drop(static_cast<Shared*>(parent->private_data));
}

void ReleaseArray(ArrowArray* array) { ReleaseChildren(array); }
void ReleaseSchema(ArrowSchema* schema) { ReleaseChildren(schema); }

void ReleaseColumn(ArrowArray* array) {
  ExportedColumn* column = static_cast<ExportedColumn*>(array->private_data);
  for (Shared* owner : column->owners) {
    if (owner != nullptr) Shared::Drop(owner);
  }
  array->private_data = column->block;
  ReleaseChildren(array);
}

size_t BuffersOf(sinew_type type) { return IsString(type) ? 3 : 2; }

size_t CountNulls(const BatchColumn& column, size_t rows) {
  if (column.data[BatchColumn::kValidity] == nullptr) return 0;
  size_t nulls = 0;
  for (size_t row = 0; row < rows; row += 64) {
    const size_t count = std::min<size_t>(rows - row, 64);
    const uint64_t valid =
        LoadBits(column.data[BatchColumn::kValidity], column.offset + row, count);
    nulls += count - static_cast<size_t>(__builtin_popcountll(valid));
  }
  return nulls;
}

// The columns of a batch, those of elements included.
size_t CountAll(const sinew_batch& batch) {
  size_t count = batch.column_count();
  for (size_t i = 0; i < batch.column_count(); ++i) count += batch.Elements(i) != 0;
  return count;
}

// The pointer to the child of a column of lists, in an array of pointers to the columns.
template <typename Struct>
Struct** ChildOf(const BatchColumn& column, Struct** pointers) {
  return column.elements == 0 ? nullptr : pointers + column.elements;
}

sinew_status ExportSchema(const sinew_batch& batch, ArrowSchema* out) {
  const size_t count = CountAll(batch);
  size_t names_size = 0;
  for (size_t i = 0; i < count; ++i) names_size += strlen(batch.column(i).name) + 1;
  Shared* block;
  const sinew_status status = NewBlock(
      count * (sizeof(ArrowSchema) + sizeof(ArrowSchema*)) + names_size, count + 1, &block);
  if (status != SINEW_STATUS_OK) return status;
  uint8_t* at = block->contents();
  ArrowSchema* children = Take<ArrowSchema>(&at, count);
  ArrowSchema** pointers = Take<ArrowSchema*>(&at, count);
  for (size_t i = 0; i < count; ++i) {
    const BatchColumn& column = batch.column(i);
    const size_t size = strlen(column.name) + 1;
    char* name = Take<char>(&at, size);
    memcpy(name, column.name, size);
    pointers[i] = new (children + i) ArrowSchema{InfoOf(column.type).arrow_format,
                                                 name,
                                                 nullptr,
                                                 ARROW_FLAG_NULLABLE,
                                                 column.elements != 0,
                                                 ChildOf(column, pointers),
                                                 nullptr,
                                                 ReleaseSchema,
                                                 block};
  }
  *out = {"+s",     "",      nullptr,       0,    static_cast<int64_t>(batch.column_count()),
          pointers, nullptr, ReleaseSchema, block};
  return SINEW_STATUS_OK;
}

sinew_status ExportArray(const sinew_batch& batch, ArrowArray* out) {
  const size_t count = CountAll(batch);
  const size_t batch_rows = batch.row_count();
  Shared* block;
  const sinew_status status =
      NewBlock(count * (sizeof(ArrowArray) + sizeof(ArrowArray*) + sizeof(ExportedColumn)) +
                   sizeof(const void*),
               count + 1, &block);
  if (status != SINEW_STATUS_OK) return status;
  uint8_t* at = block->contents();
  ArrowArray* children = Take<ArrowArray>(&at, count);
  ArrowArray** pointers = Take<ArrowArray*>(&at, count);
  ExportedColumn* columns = Take<ExportedColumn>(&at, count);
  const void** no_validity = Take<const void*>(&at, 1);
  *no_validity = nullptr;
  for (size_t i = 0; i < count; ++i) {
    const BatchColumn& column = batch.column(i);
    const size_t rows = i < batch.column_count() ? batch_rows : column.count;
    ExportedColumn* exported = new (columns + i) ExportedColumn{block, {}, {}};
    const size_t buffers = BuffersOf(column.type);
    for (size_t k = 0; k < buffers; ++k) {
      exported->buffers[k] = column.data[k];
      Shared* owner = batch.OwnerOf(i, k);
      if (column.data[k] != nullptr) exported->owners[k] = owner->AddOwner();
    }
    pointers[i] = new (children + i) ArrowArray{static_cast<int64_t>(rows),
                                                static_cast<int64_t>(CountNulls(column, rows)),
                                                static_cast<int64_t>(column.offset),
                                                static_cast<int64_t>(buffers),
                                                column.elements != 0,
                                                exported->buffers,
                                                ChildOf(column, pointers),
                                                nullptr,
                                                ReleaseColumn,
                                                exported};
  }
  *out = {static_cast<int64_t>(batch_rows),
          0,
          0,
          1,
          static_cast<int64_t>(batch.column_count()),
          no_validity,
          pointers,
          nullptr,
          ReleaseArray,
          block};
  return SINEW_STATUS_OK;
}

// The type that a format of the C Data Interface names, or 0. Lists are none by their format alone.
sinew_type TypeOfFormat(const char* format) {
  for (uint32_t number = 0; number < TypeTable::kListIndex; ++number) {
    const TypeInfo& info = kTypeTable.types[number];
    if (info.kind == TypeKind::kNone) continue;
    // A timestamp's time zone says how to show it, not what it is.
    const bool is_timestamp = info.kind == TypeKind::kTime && info.width == 8;
    const bool same = is_timestamp ? strncmp(format, info.arrow_format, strlen("tss:")) == 0
                                   : strcmp(format, info.arrow_format) == 0;
    if (same) return static_cast<sinew_type>(number);
  }
  return sinew_type{};
}

// Checks what an array says about itself, and says how many rows there are before its end.
sinew_status CheckArray(const ArrowArray& array, int64_t buffers, const char* name, size_t* end,
                        sinew_error* error) {
  const auto invalid = [&](const char* words) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0, "%s: %s", name, words);
  };
  if (array.length < 0 || array.offset < 0 || array.length > PTRDIFF_MAX / 32 ||
      array.offset > PTRDIFF_MAX / 32) {
    return invalid("length or offset is negative or too large");
  }
  if (array.null_count < -1 || array.null_count > array.length) {
    return invalid("null_count is more than length, or less than -1");
  }
  if (array.dictionary != nullptr) return invalid("it is dictionary-encoded");
  if (array.n_buffers != buffers || (array.buffers == nullptr && buffers != 0)) {
    return invalid("it has another number of buffers than its format");
  }
  if (array.buffers[0] == nullptr && array.null_count > 0) {
    return invalid("it has nulls, but no validity buffer");
  }
  *end = static_cast<size_t>(array.offset) + static_cast<size_t>(array.length);
  return SINEW_STATUS_OK;
}

// The validity of an array, or null if it says that it has no nulls.
const uint8_t* ValidityOf(const ArrowArray& array) {
  return array.null_count == 0 ? nullptr : static_cast<const uint8_t*>(array.buffers[0]);
}

// ReadColumn: as many rows as the array has.
constexpr size_t kAllRows = SIZE_MAX;

// Reads one column, with its type: rows [skip, skip + rows) of an array, and the elements of lists
// to *elements, which is null if there may be no lists.
sinew_status ReadColumn(const ArrowSchema* schema, const ArrowArray* array, const char* name,
                        size_t skip, size_t rows, BatchColumn* column, BatchColumn* elements,
                        sinew_error* error) {
  const auto invalid = [&](const char* words) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0, "%s: %s", name, words);
  };
  if (schema == nullptr || array == nullptr) return invalid("its schema or its array is null");
  if (schema->release == nullptr || array->release == nullptr) {
    return invalid("its schema or its array was released");
  }
  if (schema->format == nullptr) return invalid("its format is null");
  if (schema->dictionary != nullptr) return invalid("it is dictionary-encoded");
  const auto has_format = [&](uint32_t list) {
    return strcmp(schema->format, kTypeTable.types[list].arrow_format) == 0;
  };
  const bool is_wide = has_format(TypeTable::kLargeListIndex);
  sinew_type type = TypeOfFormat(schema->format);
  if (elements != nullptr && (is_wide || has_format(TypeTable::kListIndex))) {
    if (schema->n_children != 1 || array->n_children != 1 || schema->children == nullptr ||
        array->children == nullptr) {
      return invalid("it is of lists, and has not one child");
    }
    char elements_name[64];
    snprintf(elements_name, sizeof(elements_name), "%s: its elements", name);
    const sinew_status status = ReadColumn(schema->children[0], array->children[0], elements_name,
                                           0, kAllRows, elements, nullptr, error);
    if (status != SINEW_STATUS_OK) return status;
    type = ListOf(elements->type, is_wide);
  }
  if (!IsType(type)) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                "%s: the format \"%.40s\" is not supported", name, schema->format);
  }
  const size_t buffers = BuffersOf(type);
  size_t end;
  const sinew_status status = CheckArray(*array, static_cast<int64_t>(buffers), name, &end, error);
  if (status != SINEW_STATUS_OK) return status;
  if (rows == kAllRows) rows = static_cast<size_t>(array->length);
  if (static_cast<size_t>(array->length) < skip + rows) {
    return invalid("it has fewer rows than the struct that it is in");
  }
  if (rows != 0 && array->buffers[BatchColumn::kValues] == nullptr) {
    return invalid("a buffer is null");
  }
  *column = {};
  column->type = type;
  column->count = rows;
  column->offset = static_cast<size_t>(array->offset) + skip;
  column->data[BatchColumn::kValidity] = ValidityOf(*array);
  for (size_t k = 1; k < buffers; ++k) {
    column->data[k] = static_cast<const uint8_t*>(array->buffers[k]);
  }
  const sinew_column view = column->View(rows);
  if (IsList(type)) return CheckListOffsets(view, elements->count, name, error);
  return CheckColumn(&view, name, error);
}

// The array of an imported batch, in a block that releases it.
void ReleaseImported(Shared* block) {
  ArrowArray* array = reinterpret_cast<ArrowArray*>(block->contents());
  if (array->release != nullptr) array->release(array);
}

// Checks the struct that the columns are in, and says where its rows are.
sinew_status CheckStruct(const ArrowSchema& schema, const ArrowArray& array, sinew_error* error) {
  const auto invalid = [&](const char* words) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0, "array: %s", words);
  };
  size_t end;
  const sinew_status status = CheckArray(array, 1, "array", &end, error);
  if (status != SINEW_STATUS_OK) return status;
  // An array of pointers cannot be longer than memory.
  if (schema.n_children != array.n_children || array.n_children < 0 ||
      array.n_children > PTRDIFF_MAX / static_cast<int64_t>(sizeof(void*))) {
    return invalid("n_children is negative, too large, or not that of the schema");
  }
  if (array.n_children != 0 && (schema.children == nullptr || array.children == nullptr)) {
    return invalid("children is null");
  }
  const uint8_t* validity = ValidityOf(array);
  const size_t offset = static_cast<size_t>(array.offset);
  for (size_t row = offset; validity != nullptr && row < end; row += 64) {
    const size_t count = std::min<size_t>(end - row, 64);
    if (LoadBits(validity, row, count) != LowBits(count)) {
      return invalid("rows that are null as a whole are not supported");
    }
  }
  return SINEW_STATUS_OK;
}

sinew_status Import(sinew_batch* batch, ArrowSchema* schema, ArrowArray* array,
                    sinew_error* error) {
  const auto invalid = [&](const char* words) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0, "%s", words);
  };
  if (batch == nullptr) return invalid("batch is null");
  if (schema == nullptr) return invalid("schema is null");
  if (array == nullptr) return invalid("array is null");
  if (schema->release == nullptr) return invalid("schema: it was released");
  if (array->release == nullptr) return invalid("array: it was released");
  if (schema->format == nullptr) return invalid("schema: its format is null");
  const bool is_struct = strcmp(schema->format, "+s") == 0;
  if (is_struct) {
    const sinew_status status = CheckStruct(*schema, *array, error);
    if (status != SINEW_STATUS_OK) return status;
  } else if (array->length < 0) {
    return invalid("array: length is negative");
  }
  const size_t count = is_struct ? static_cast<size_t>(array->n_children) : 1;
  const size_t rows = static_cast<size_t>(array->length);
  const size_t skip = is_struct ? static_cast<size_t>(array->offset) : 0;

  Memory& memory = batch->memory();
  size_t scratch_size;
  void* scratch = nullptr;
  Shared* owner = nullptr;
  sinew_status status = SINEW_STATUS_OUT_OF_MEMORY;
  // Each column may have elements.
  if (!__builtin_mul_overflow(count, sizeof(BatchField) + 2 * sizeof(BatchColumn), &scratch_size)) {
    status = memory.Allocate(std::max<size_t>(scratch_size, 1), &scratch);
  }
  if (status != SINEW_STATUS_OK) return FailBatch(error, status, memory);
  BatchColumn* columns = static_cast<BatchColumn*>(scratch);
  BatchColumn* elements = columns + count;
  BatchField* fields = reinterpret_cast<BatchField*>(elements + count);
  for (size_t i = 0; status == SINEW_STATUS_OK && i < count; ++i) {
    const ArrowSchema* child_schema = is_struct ? schema->children[i] : schema;
    const ArrowArray* child = is_struct ? array->children[i] : array;
    char name[32];
    snprintf(name, sizeof(name), "column %zu", i);
    status = ReadColumn(child_schema, child, name, skip, rows, &columns[i], elements, error);
    if (status != SINEW_STATUS_OK) break;
    fields[i] =
        FieldOf(child_schema->name != nullptr ? child_schema->name : "", columns[i].type, false);
    if (IsList(columns[i].type)) ++elements;
  }
  if (status == SINEW_STATUS_OK) {
    status = Shared::New(memory, sizeof(ArrowArray), &owner, ReleaseImported);
    if (status == SINEW_STATUS_OK) {
      ArrowArray* moved = reinterpret_cast<ArrowArray*>(owner->contents());
      *moved = *array;
      status = batch->Adopt(fields, columns, count, rows, owner);
      if (status != SINEW_STATUS_OK) {
        moved->release = nullptr;  // it stays the caller's
        Shared::Drop(owner, memory);
      }
    }
    if (status != SINEW_STATUS_OK) FailBatch(error, status, memory);
  }
  memory.Free(scratch, std::max<size_t>(scratch_size, 1));
  if (status != SINEW_STATUS_OK) return status;
  array->release = nullptr;
  schema->release(schema);
  return SINEW_STATUS_OK;
}

}  // namespace
}  // namespace sinew

// SINEW_CHAPTER Batches

// Exports a batch as a struct array of the Arrow C Data Interface, which other libraries take as a
// record batch: writes *schema and *array, whose earlier contents are not looked at. The memory is
// shared, not copied, and lives until the batch has dropped it and the array, with every child that
// was moved out of it, is released, in any order and on any thread. A batch that is filled again
// leaves what it shares as it is and takes new memory. `schema` may be null if whoever gets the
// array knows its types.
//
// Timestamps are exported with the time zone UTC.
//
// Errors, with nothing written: SINEW_STATUS_INVALID_ARGUMENT for batch or array null;
// SINEW_STATUS_OUT_OF_MEMORY. `error` may be null.
SINEW_API sinew_status sinew_batch_export(sinew_batch* batch, struct ArrowSchema* schema,
                                          struct ArrowArray* array,
                                          sinew_error* error) SINEW_NOEXCEPT {
  if (batch == nullptr || array == nullptr) {
    return sinew::FailNull(error, batch == nullptr ? "batch" : "array");
  }
  ArrowSchema exported = {};
  sinew_status status = SINEW_STATUS_OK;
  if (schema != nullptr) status = sinew::ExportSchema(*batch, &exported);
  if (status == SINEW_STATUS_OK) status = sinew::ExportArray(*batch, array);
  if (status != SINEW_STATUS_OK) {
    if (exported.release != nullptr) exported.release(&exported);
    return sinew::FailBatch(error, status, batch->memory());
  }
  if (schema != nullptr) *schema = exported;
  batch->MarkShared();
  return SINEW_STATUS_OK;
}

// Imports an array of the Arrow C Data Interface: the batch drops what it held and becomes the
// columns of a struct array, which is what other libraries make of a record batch, or one column if
// the array has another type. The memory is not copied. The batch takes over *array, and releases
// it when neither it nor anything that was exported from it needs it any longer; it releases
// *schema at once. Both are then marked as released for the caller. On failure nothing has changed,
// and both are still the caller's.
//
// Types are those of sinew_type. The time zone of a timestamp is not kept, and extension types are
// taken as what they are stored as. Offsets of strings and lists are checked; that the buffers are
// as long as the array says cannot be.
//
// Errors: SINEW_STATUS_INVALID_ARGUMENT for a null argument, a structure that was released, a type
// that the library does not have (lists of lists, structs, dictionary-encoded or other), rows of a
// struct that are null as a whole, lengths, offsets or numbers of buffers that cannot be right, and
// strings and lists whose offsets run backwards or, of lists, past the elements;
// SINEW_STATUS_MEMORY_LIMIT; SINEW_STATUS_OUT_OF_MEMORY. `error` may be null.
SINEW_API sinew_status sinew_batch_import(sinew_batch* batch, struct ArrowSchema* schema,
                                          struct ArrowArray* array,
                                          sinew_error* error) SINEW_NOEXCEPT {
  return sinew::Import(batch, schema, array, error);
}

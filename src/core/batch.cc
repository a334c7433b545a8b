#include "core/batch.h"

#include <algorithm>
#include <type_traits>

#include "core/bits.h"
#include "core/column.h"
#include "core/status.h"
#include "core/type.h"

namespace sinew {
namespace {

// What Arrow calls the elements of a list.
constexpr const char* kElementsName = "item";
constexpr size_t kFirstRows = 64;
constexpr size_t kFirstBytes = 512;
// More rows than this, and sizes below could overflow.
constexpr size_t kMaxRows = PTRDIFF_MAX / 32;

// Bytes of the buffer of values of so many rows: one offset more than rows, for strings and lists.
size_t SizeOfValues(sinew_type type, size_t rows) {
  const TypeInfo& info = InfoOf(type);
  if (info.kind == TypeKind::kBool) return (rows + 7) / 8;
  return info.offset_width != 0 ? (rows + 1) * info.offset_width : rows * info.width;
}

// Rows that a buffer of values has room for.
size_t RowsOfValues(sinew_type type, size_t size) {
  const TypeInfo& info = InfoOf(type);
  if (info.kind == TypeKind::kBool) return size * 8;
  return info.offset_width != 0 ? size / info.offset_width - 1 : size / info.width;
}

// Room that spares small batches from growing, and keeps sizes few.
size_t RoundUp(size_t size) { return (std::max<size_t>(size, 1) + 63) / 64 * 64; }

bool CanWrite(const Shared* shared) { return shared != nullptr && shared->HasOneOwner(); }

// Drops a buffer that the batch is not going to write into again.
void Release(BatchColumn* column, size_t buffer, Memory& memory) {
  Shared::Drop(column->owners[buffer], memory);
  column->owners[buffer] = nullptr;
}

void PutOffset(uint8_t* offsets, size_t width, size_t row, size_t offset) {
  if (width == sizeof(int32_t)) {
    Store(offsets + row * width, static_cast<int32_t>(offset));
  } else {
    Store(offsets + row * width, static_cast<int64_t>(offset));
  }
}

// Of fields, the columns that are the elements of lists included.
size_t CountColumns(const BatchField* fields, size_t field_count) {
  size_t count = field_count;
  for (size_t i = 0; i < field_count; ++i) count += IsList(fields[i].type);
  return count;
}

// Makes a column, which has the buffers, one of so many rows.
void BeginRows(const BatchField& field, size_t row_count, BatchColumn* column) {
  if (field.has_validity) column->data[0] = column->Mutable(BatchColumn::kValidity);
  column->data[1] = column->Mutable(BatchColumn::kValues);
  if (IsString(field.type)) {
    column->data[2] = column->Mutable(BatchColumn::kBytes);
    column->bytes = field.bytes;
  }
  const size_t width = InfoOf(field.type).offset_width;
  // Appending needs the first offset.
  if (width != 0 && row_count == 0) {
    PutOffset(column->Mutable(BatchColumn::kValues), width, 0, 0);
  }
  column->count = row_count;
}

// The elements of a field of lists, of which there are none yet.
BatchField ElementsOf(const BatchField& field) {
  return {{nullptr, 0}, ElementType(field.type), false, 0};
}

}  // namespace

sinew_status FailBatch(sinew_error* error, sinew_status status, const Memory& memory) {
  return FailGrowth(error, status, memory,
                    "2^31 - 1 bytes of strings, or elements of lists, with offsets of 32 bits");
}

namespace {

// The bytes of so many bits.
Bytes BytesOfBits(const void* bits, size_t offset, size_t count) {
  return {AsBytes(bits) + offset / 8, (offset % 8 + count + 7) / 8};
}

// Calls see(bytes) for each run of bytes that the rows of a checked column are in. How large its
// values are beyond that need not be true: who has a column from elsewhere may not know it.
template <typename See>
void ForEachBuffer(const sinew_column& column, const See& see) {
  if (column.count == 0) return;
  const TypeInfo& info = InfoOf(column.type);
  if (info.offset_width != 0) {
    see(Bytes{AsBytes(column.offsets), (column.count + 1) * info.offset_width});
  }
  if (IsString(column.type)) {
    const Bytes first = BytesAt(column, 0), last = BytesAt(column, column.count - 1);
    see(Bytes{first.data, static_cast<size_t>(last.data + last.size - first.data)});
  } else if (info.kind == TypeKind::kBool) {
    see(BytesOfBits(column.values, column.values_offset, column.count));
  } else {
    see(Bytes{AsBytes(column.values), column.count * info.width});
  }
  if (column.validity == nullptr) return;
  see(BytesOfBits(column.validity, column.validity_offset, column.count));
}

bool Overlap(Bytes a, Bytes b) {
  const auto begin = [](Bytes bytes) { return reinterpret_cast<uintptr_t>(bytes.data); };
  return a.size != 0 && b.size != 0 && begin(a) < begin(b) + b.size && begin(b) < begin(a) + a.size;
}

sinew_status FailHeld(sinew_error* error, const char* name) {
  return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
              "%s: it is in memory of the batch to be filled", name);
}

}  // namespace

sinew_status CheckApart(Bytes in, const sinew_batch& batch, const char* name, sinew_error* error) {
  return batch.Holds(in) ? FailHeld(error, name) : SINEW_STATUS_OK;
}

sinew_status CheckApart(const sinew_column& column, const sinew_batch& batch, const char* name,
                        sinew_error* error) {
  bool is_held = false;
  ForEachBuffer(column, [&](Bytes buffer) { is_held |= batch.Holds(buffer); });
  return is_held ? FailHeld(error, name) : SINEW_STATUS_OK;
}

size_t BatchColumn::OffsetAt(size_t row) const {
  const uint8_t* offsets = data[kValues];
  return HasNarrowOffsets(type) ? static_cast<size_t>(Load<int32_t>(offsets + 4 * (offset + row)))
                                : static_cast<size_t>(Load<int64_t>(offsets + 8 * (offset + row)));
}

void BatchColumn::Truncate(size_t rows) {
  count = rows;
  if (InfoOf(type).offset_width != 0) bytes = OffsetAt(rows);
}

sinew_column BatchColumn::View(size_t rows) const {
  const TypeInfo& info = InfoOf(type);
  const uint8_t* values = data[kValues];
  sinew_column view = {};
  view.type = type;
  view.count = rows;
  view.validity = data[kValidity];
  view.validity_offset = view.validity == nullptr ? 0 : offset;
  if (info.offset_width != 0) {
    if (values != nullptr) view.offsets = values + offset * info.offset_width;
    view.values = data[kBytes];
    if (info.kind == TypeKind::kList) {
      view.values = &elements_view;
      view.values_size = sizeof(elements_view);
    } else if (values != nullptr && rows != 0) {
      view.values_size = OffsetAt(rows);
    }
  } else if (info.kind == TypeKind::kBool) {
    view.values = values;
    if (values != nullptr) view.values_size = (offset + rows + 7) / 8;
    view.values_offset = offset;
  } else if (values != nullptr) {
    view.values = values + offset * info.width;
    view.values_size = rows * info.width;
  }
  return view;
}

}  // namespace sinew

using sinew::BatchColumn;
using sinew::BatchField;
using sinew::Shared;

// What Prepare and Adopt make before they change anything.
struct sinew_batch::Staged {
  BatchColumn* columns;
  size_t column_capacity;
  char* names;
  size_t names_capacity;
};

sinew_batch::~sinew_batch() {
  for (size_t i = 0; i < column_capacity_; ++i) {
    for (Shared* owner : columns_[i].owners) Shared::Drop(owner, memory_);
  }
  Shared::Drop(imported_, memory_);
  memory_.Free(columns_, column_capacity_ * sizeof(BatchColumn));
  memory_.Free(names_, names_capacity_);
}

// Makes the array of columns and the block of names.
sinew_status sinew_batch::Stage(const BatchField* fields, size_t field_count, Staged* staged) {
  *staged = {columns_, column_capacity_, names_, names_capacity_};
  size_t names_size = 0;
  for (size_t i = 0; i < field_count; ++i) names_size += fields[i].name.size + 1;
  const size_t count = sinew::CountColumns(fields, field_count);
  if (count > column_capacity_) {
    void* columns;
    const size_t size = count * sizeof(BatchColumn);
    const sinew_status status = memory_.Allocate(size, &columns);
    if (status != SINEW_STATUS_OK) return status;
    memset(columns, 0, size);
    if (column_capacity_ != 0) memcpy(columns, columns_, column_capacity_ * sizeof(BatchColumn));
    staged->columns = static_cast<BatchColumn*>(columns);
    staged->column_capacity = count;
  }
  if (names_size > names_capacity_) {
    void* names;
    const sinew_status status = memory_.Allocate(names_size, &names);
    if (status != SINEW_STATUS_OK) {
      Discard(*staged);
      return status;
    }
    staged->names = static_cast<char*>(names);
    staged->names_capacity = names_size;
  }
  return SINEW_STATUS_OK;
}

void sinew_batch::Discard(const Staged& staged) {
  for (size_t i = 0; i < staged.column_capacity; ++i) {
    for (Shared*& next : staged.columns[i].next) {
      Shared::Drop(next, memory_);
      next = nullptr;
    }
  }
  if (staged.columns != columns_) {
    memory_.Free(staged.columns, staged.column_capacity * sizeof(BatchColumn));
  }
  if (staged.names != names_) memory_.Free(staged.names, staged.names_capacity);
}

// Makes the staged columns the batch's, with names and types.
void sinew_batch::Take(const Staged& staged, const BatchField* fields, size_t field_count) {
  if (staged.columns != columns_) {
    memory_.Free(columns_, column_capacity_ * sizeof(BatchColumn));
    columns_ = staged.columns;
    column_capacity_ = staged.column_capacity;
  }
  if (staged.names != names_) {
    memory_.Free(names_, names_capacity_);
    names_ = staged.names;
    names_capacity_ = staged.names_capacity;
  }
  char* name = names_;
  size_t elements = field_count;
  for (size_t i = 0; i < column_capacity_; ++i) {
    BatchColumn& column = columns_[i];
    for (size_t k = 0; k < BatchColumn::kBuffers; ++k) {
      column.data[k] = nullptr;
      if (column.next[k] == nullptr) continue;
      sinew::Release(&column, k, memory_);
      column.owners[k] = std::exchange(column.next[k], nullptr);
    }
    column.count = column.offset = column.capacity = column.bytes = column.bytes_capacity = 0;
    column.elements = 0;
    if (i >= field_count) continue;
    column.type = fields[i].type;
    column.name = name;
    if (fields[i].name.size != 0) memcpy(name, fields[i].name.data, fields[i].name.size);
    name[fields[i].name.size] = '\0';
    name += fields[i].name.size + 1;
    if (sinew::IsList(column.type)) {
      column.elements = elements;
      columns_[elements].type = sinew::ElementType(column.type);
      columns_[elements++].name = sinew::kElementsName;
    }
  }
  Shared::Drop(imported_, memory_);
  imported_ = nullptr;
  column_count_ = field_count;
  row_count_ = 0;
}

// Makes the buffers of a column that those it has do not do for.
sinew_status sinew_batch::StageBuffers(const BatchField& field, size_t row_count,
                                       BatchColumn* column) {
  const bool is_string = sinew::IsString(field.type);
  if (is_string && sinew::HasNarrowOffsets(field.type) && field.bytes > INT32_MAX) {
    return SINEW_STATUS_OVERFLOW;
  }
  const size_t needs[BatchColumn::kBuffers] = {field.has_validity ? (row_count + 7) / 8 : 0,
                                               sinew::SizeOfValues(field.type, row_count),
                                               is_string ? field.bytes : 0};
  const bool is_needed[BatchColumn::kBuffers] = {field.has_validity, true, is_string};
  for (size_t k = 0; k < BatchColumn::kBuffers; ++k) {
    if (!is_needed[k]) continue;
    if (sinew::CanWrite(column->owners[k]) && column->owners[k]->room() >= needs[k]) continue;
    if (needs[k] > PTRDIFF_MAX - 64) return SINEW_STATUS_OUT_OF_MEMORY;
    const sinew_status status = Shared::New(memory_, sinew::RoundUp(needs[k]), &column->next[k]);
    if (status != SINEW_STATUS_OK) return status;
  }
  return SINEW_STATUS_OK;
}

sinew_status sinew_batch::Prepare(const BatchField* fields, size_t field_count, size_t row_count) {
  if (row_count > sinew::kMaxRows) return SINEW_STATUS_OUT_OF_MEMORY;
  Staged staged;
  sinew_status status = Stage(fields, field_count, &staged);
  if (status != SINEW_STATUS_OK) return status;
  size_t elements = field_count;
  for (size_t i = 0; i < field_count; ++i) {
    status = StageBuffers(fields[i], row_count, &staged.columns[i]);
    if (status == SINEW_STATUS_OK && sinew::IsList(fields[i].type)) {
      status = StageBuffers(sinew::ElementsOf(fields[i]), 0, &staged.columns[elements++]);
    }
    if (status != SINEW_STATUS_OK) {
      Discard(staged);
      return status;
    }
  }
  Take(staged, fields, field_count);
  for (size_t i = 0; i < field_count; ++i) {
    BatchColumn* const column = &columns_[i];
    sinew::BeginRows(fields[i], row_count, column);
    if (column->elements != 0) {
      sinew::BeginRows(sinew::ElementsOf(fields[i]), 0, &columns_[column->elements]);
    }
  }
  row_count_ = row_count;
  return SINEW_STATUS_OK;
}

// Makes the buffers of a column, its bytes excepted, fit `more` rows, and its bitmap be there if
// that is asked for.
sinew_status sinew_batch::GrowRows(BatchColumn* column, size_t more, bool with_validity) {
  with_validity |= column->data[BatchColumn::kValidity] != nullptr;
  if (column->count >= sinew::kMaxRows / 2 || more >= sinew::kMaxRows / 2) {
    return SINEW_STATUS_OUT_OF_MEMORY;
  }
  const size_t needed = column->count + more;
  const size_t wanted = std::max({sinew::kFirstRows, 2 * column->count, needed});
  const auto rows_in = [&](size_t buffer) {
    if (!sinew::CanWrite(column->owners[buffer])) return size_t{0};
    const size_t room = column->owners[buffer]->room();
    return buffer == BatchColumn::kValidity ? room * 8 : sinew::RowsOfValues(column->type, room);
  };
  const size_t sizes[] = {(wanted + 7) / 8, sinew::SizeOfValues(column->type, wanted)};
  const bool is_needed[] = {with_validity, true};
  for (size_t k = 0; k < 2; ++k) {
    // Room for no rows is a buffer, too.
    const bool has_room = sinew::CanWrite(column->owners[k]) && rows_in(k) >= needed;
    if (!is_needed[k] || has_room) continue;
    const sinew_status status = Shared::New(memory_, sinew::RoundUp(sizes[k]), &column->next[k]);
    if (status != SINEW_STATUS_OK) {
      if (k == 1) Shared::Drop(std::exchange(column->next[0], nullptr), memory_);
      return status;
    }
  }
  const size_t used[] = {(column->count + 7) / 8, sinew::SizeOfValues(column->type, column->count)};
  for (size_t k = 0; k < 2; ++k) {
    if (!is_needed[k]) continue;
    Shared* const next = std::exchange(column->next[k], nullptr);
    uint8_t* const to = next != nullptr ? next->contents() : column->Mutable(k);
    if (column->data[k] == nullptr) {
      memset(to, 0xFF, used[k]);  // a bitmap for rows without nulls
    } else if (next != nullptr) {
      memcpy(to, column->data[k], used[k]);
    }
    if (next != nullptr) {
      sinew::Release(column, k, memory_);
      column->owners[k] = next;
    }
    column->data[k] = to;
  }
  column->capacity = rows_in(BatchColumn::kValues);
  if (with_validity) {
    column->capacity = std::min(column->capacity, rows_in(BatchColumn::kValidity));
  }
  return SINEW_STATUS_OK;
}

sinew_status sinew_batch::GrowBytes(BatchColumn* column, size_t more) {
  size_t needed;
  if (__builtin_add_overflow(column->bytes, more, &needed) || needed > PTRDIFF_MAX / 2) {
    return SINEW_STATUS_OUT_OF_MEMORY;
  }
  constexpr size_t k = BatchColumn::kBytes;
  if (!sinew::CanWrite(column->owners[k]) || column->owners[k]->room() < needed) {
    Shared* next;
    const size_t size = std::max({needed, 2 * column->bytes, sinew::kFirstBytes});
    const sinew_status status = Shared::New(memory_, sinew::RoundUp(size), &next);
    if (status != SINEW_STATUS_OK) return status;
    if (column->bytes != 0) memcpy(next->contents(), column->data[k], column->bytes);
    sinew::Release(column, k, memory_);
    column->owners[k] = next;
    column->data[k] = next->contents();
  }
  column->bytes_capacity = column->owners[k]->room();
  return SINEW_STATUS_OK;
}

sinew_status sinew_batch::MakeRoom(BatchColumn* column) {
  return __builtin_expect(column->count < column->capacity, 1) ? SINEW_STATUS_OK
                                                               : GrowRows(column, 1, false);
}

void sinew_batch::FinishRow(BatchColumn* column, bool valid) {
  if (column->data[BatchColumn::kValidity] != nullptr) {
    sinew::AppendBit(column->Mutable(BatchColumn::kValidity), column->count, valid);
  }
  ++column->count;
}

template <typename T>
sinew_status sinew_batch::Append(size_t index, T value) {
  BatchColumn* column = &columns_[index];
  const sinew_status status = MakeRoom(column);
  if (status != SINEW_STATUS_OK) return status;
  uint8_t* values = column->Mutable(BatchColumn::kValues);
  if constexpr (std::is_same_v<T, bool>) {
    sinew::AppendBit(values, column->count, value);
  } else if constexpr (std::is_same_v<T, sinew::Bytes>) {
    const size_t width = sinew::InfoOf(column->type).offset_width;
    if (width == sizeof(int32_t) && value.size > INT32_MAX - column->bytes) {
      return SINEW_STATUS_OVERFLOW;
    }
    if (value.size > column->bytes_capacity - column->bytes || column->bytes_capacity == 0) {
      const sinew_status grown = GrowBytes(column, value.size);
      if (grown != SINEW_STATUS_OK) return grown;
    }
    if (value.size != 0) {
      memcpy(column->Mutable(BatchColumn::kBytes) + column->bytes, value.data, value.size);
    }
    column->bytes += value.size;
    sinew::PutOffset(values, width, column->count + 1, column->bytes);
  } else {
    sinew::Store(values + column->count * sizeof(T), value);
  }
  FinishRow(column, true);
  return SINEW_STATUS_OK;
}

template sinew_status sinew_batch::Append(size_t, bool);
template sinew_status sinew_batch::Append(size_t, int8_t);
template sinew_status sinew_batch::Append(size_t, int16_t);
template sinew_status sinew_batch::Append(size_t, int32_t);
template sinew_status sinew_batch::Append(size_t, int64_t);
template sinew_status sinew_batch::Append(size_t, uint8_t);
template sinew_status sinew_batch::Append(size_t, uint16_t);
template sinew_status sinew_batch::Append(size_t, uint32_t);
template sinew_status sinew_batch::Append(size_t, uint64_t);
template sinew_status sinew_batch::Append(size_t, float);
template sinew_status sinew_batch::Append(size_t, double);
template sinew_status sinew_batch::Append(size_t, sinew::Bytes16);
template sinew_status sinew_batch::Append(size_t, sinew::Bytes);

sinew_status sinew_batch::AppendList(size_t index) {
  BatchColumn* column = &columns_[index];
  const size_t elements = columns_[column->elements].count;
  const size_t width = sinew::InfoOf(column->type).offset_width;
  if (width == sizeof(int32_t) && elements > INT32_MAX) return SINEW_STATUS_OVERFLOW;
  const sinew_status status = MakeRoom(column);
  if (status != SINEW_STATUS_OK) return status;
  column->bytes = elements;
  sinew::PutOffset(column->Mutable(BatchColumn::kValues), width, column->count + 1, elements);
  FinishRow(column, true);
  return SINEW_STATUS_OK;
}

sinew_status sinew_batch::AppendNull(size_t index) {
  BatchColumn* column = &columns_[index];
  if (column->count >= column->capacity || column->data[BatchColumn::kValidity] == nullptr) {
    const sinew_status status = GrowRows(column, 1, true);
    if (status != SINEW_STATUS_OK) return status;
  }
  const sinew::TypeInfo& type = sinew::InfoOf(column->type);
  uint8_t* values = column->Mutable(BatchColumn::kValues);
  if (type.kind == sinew::TypeKind::kBool) {
    sinew::AppendBit(values, column->count, false);
  } else if (type.offset_width != 0) {
    sinew::PutOffset(values, type.offset_width, column->count + 1, column->bytes);
  } else {
    memset(values + column->count * type.width, 0, type.width);
  }
  FinishRow(column, false);
  return SINEW_STATUS_OK;
}

sinew_status sinew_batch::Reserve(size_t index, size_t rows, size_t bytes) {
  BatchColumn* column = &columns_[index];
  if (sinew::HasNarrowOffsets(column->type) &&
      (bytes > INT32_MAX || column->bytes > INT32_MAX - bytes)) {
    return SINEW_STATUS_OVERFLOW;
  }
  sinew_status status = GrowRows(column, rows, true);
  if (status == SINEW_STATUS_OK && sinew::IsString(column->type)) status = GrowBytes(column, bytes);
  if (status != SINEW_STATUS_OK) return status;
  uint8_t* const validity = column->Mutable(BatchColumn::kValidity);
  const size_t begin = column->count, end = begin + rows;
  if (begin % 8 != 0) validity[begin / 8] |= static_cast<uint8_t>(0xFF << begin % 8);
  const size_t first = (begin + 7) / 8;
  if ((end + 7) / 8 > first) memset(validity + first, 0xFF, (end + 7) / 8 - first);
  return SINEW_STATUS_OK;
}

void sinew_batch::Advance(size_t index, size_t rows, size_t bytes, bool has_nulls) {
  BatchColumn* column = &columns_[index];
  column->count += rows;
  column->bytes = bytes;
  if (!has_nulls) column->data[BatchColumn::kValidity] = nullptr;
}

void sinew_batch::Commit() { row_count_ = column_count_ == 0 ? 0 : columns_[0].count; }

void sinew_batch::Rollback() {
  for (size_t i = 0; i < column_count_; ++i) {
    BatchColumn& column = columns_[i];
    column.Truncate(row_count_);
    if (column.elements != 0) columns_[column.elements].Truncate(column.bytes);
  }
}

sinew_column sinew_batch::View(size_t index) const {
  const BatchColumn& column = columns_[index];
  if (column.elements != 0) column.elements_view = columns_[column.elements].View(column.bytes);
  return column.View(row_count_);
}

bool sinew_batch::Holds(sinew::Bytes bytes) const {
  bool is_held = false;
  for (size_t i = 0; i < column_capacity_; ++i) {
    for (Shared* const owner : columns_[i].owners) {
      if (owner == nullptr) continue;
      is_held |= sinew::Overlap(bytes, {owner->contents(), owner->room()});
    }
    // How large imported buffers are nobody has said, but what the columns look at.
    if (imported_ == nullptr || columns_[i].count == 0) continue;
    sinew::ForEachBuffer(columns_[i].View(columns_[i].count),
                         [&](sinew::Bytes buffer) { is_held |= sinew::Overlap(bytes, buffer); });
  }
  return is_held;
}

void sinew_batch::Release() {
  for (size_t i = 0; i < column_capacity_; ++i) {
    BatchColumn& column = columns_[i];
    for (size_t k = 0; k < BatchColumn::kBuffers; ++k) {
      sinew::Release(&column, k, memory_);
      column.data[k] = nullptr;
    }
    column.count = column.offset = column.capacity = column.bytes = column.bytes_capacity = 0;
  }
  row_count_ = 0;
}

void sinew_batch::MarkShared() {
  for (size_t i = 0; i < column_capacity_; ++i) {
    columns_[i].capacity = columns_[i].bytes_capacity = 0;
  }
}

sinew_status sinew_batch::Adopt(const BatchField* fields, const BatchColumn* columns,
                                size_t column_count, size_t row_count, Shared* owner) {
  Staged staged;
  const sinew_status status = Stage(fields, column_count, &staged);
  if (status != SINEW_STATUS_OK) return status;
  Take(staged, fields, column_count);
  for (size_t i = 0; i < column_capacity_; ++i) {
    for (size_t k = 0; k < BatchColumn::kBuffers; ++k) sinew::Release(&columns_[i], k, memory_);
  }
  for (size_t i = 0; i < sinew::CountColumns(fields, column_count); ++i) {
    BatchColumn& column = columns_[i];
    column.offset = columns[i].offset;
    column.count = i < column_count ? row_count : columns[i].count;
    std::copy_n(columns[i].data, BatchColumn::kBuffers, column.data);
    if (column.elements != 0) column.bytes = columns[column.elements].count;
  }
  imported_ = owner;
  row_count_ = row_count;
  return SINEW_STATUS_OK;
}

// SINEW_CHAPTER Batches

// Creates a batch without columns and writes it to *out; free it with sinew_batch_destroy. On
// failure *out is null.
//
// Errors: SINEW_STATUS_INVALID_ARGUMENT for options or out null, or a size that is not that of a
// known version of sinew_batch_options; SINEW_STATUS_MEMORY_LIMIT and SINEW_STATUS_OUT_OF_MEMORY.
// `error` may be null.
SINEW_API sinew_status sinew_batch_create(const sinew_batch_options* options, sinew_batch** out,
                                          sinew_error* error) SINEW_NOEXCEPT {
  const auto invalid = [error](const char* message) {
    return sinew::Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0, "%s", message);
  };
  if (out == nullptr) return invalid("out is null");
  *out = nullptr;
  if (options == nullptr) return invalid("options is null");
  if (options->size != sizeof(sinew_batch_options)) {
    return sinew::Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                       "options.size: %zu is not the size of a known sinew_batch_options",
                       options->size);
  }
  const sinew_status status = sinew::Memory::New(options->memory_limit, out);
  if (status == SINEW_STATUS_OK) return status;
  return sinew::FailBatch(error, status, sinew::Memory(options->memory_limit));
}

// Frees a batch. Columns that were read from it are gone; Arrow arrays that were exported from it
// keep their memory until they are released.
SINEW_API void sinew_batch_destroy(sinew_batch* batch) SINEW_NOEXCEPT {
  sinew::Memory::Delete(batch);
}

// Returns the number of rows; 0 for null.
SINEW_API size_t sinew_batch_row_count(const sinew_batch* batch) SINEW_NOEXCEPT {
  return batch == nullptr ? 0 : batch->row_count();
}

// Returns the number of columns; 0 for null.
SINEW_API size_t sinew_batch_column_count(const sinew_batch* batch) SINEW_NOEXCEPT {
  return batch == nullptr ? 0 : batch->column_count();
}

// Returns a column, without a copy: it looks at memory of the batch, and is good until a call
// changes the batch or destroys it. For null, or a column that is not there, the column has type 0
// and no rows.
SINEW_API sinew_column sinew_batch_column(const sinew_batch* batch, size_t column) SINEW_NOEXCEPT {
  if (column >= sinew_batch_column_count(batch)) return {};
  return batch->View(column);
}

// Returns the name of a column, null-terminated; "" for null or a column that is not there. It is
// good as long as sinew_batch_column is.
SINEW_API const char* sinew_batch_name(const sinew_batch* batch, size_t column) SINEW_NOEXCEPT {
  return column >= sinew_batch_column_count(batch) ? "" : batch->column(column).name;
}

// Returns the bytes that the batch holds, which options.memory_limit bounds; 0 for null. Memory
// that was imported does not count.
SINEW_API size_t sinew_batch_memory(const sinew_batch* batch) SINEW_NOEXCEPT {
  return batch == nullptr ? 0 : batch->memory().used();
}

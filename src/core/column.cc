#include "core/column.h"

#include <type_traits>

#include "core/status.h"

namespace sinew {
namespace {

// Checks offsets into `size` bytes of strings, or elements of lists.
template <typename Offset>
sinew_status CheckOffsets(const sinew_column& column, size_t size, const char* name,
                          sinew_error* error) {
  const char* offsets = static_cast<const char*>(column.offsets);
  const auto at = [offsets](size_t row) { return Load<Offset>(offsets + row * sizeof(Offset)); };
  // One pass without a branch, which compilers vectorise; the position is looked for only on
  // failure. The sign of `signs` is set by a negative offset or, where there is none, by one that
  // is less than the one before.
  using Unsigned = std::make_unsigned_t<Offset>;
  Unsigned signs = static_cast<Unsigned>(at(0));
  for (size_t row = 0; row < column.count; ++row) {
    const Unsigned next = static_cast<Unsigned>(at(row + 1));
    signs |= next | (next - static_cast<Unsigned>(at(row)));
  }
  const bool backwards = static_cast<Offset>(signs) < 0;
  const bool past_end = static_cast<uint64_t>(at(column.count)) > size;
  if (!backwards && !past_end) return SINEW_STATUS_OK;
  for (size_t row = 0; row < column.count; ++row) {
    if (at(row) < 0 || at(row + 1) < at(row)) {
      return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, row,
                  "%s: the offsets of row %zu run backwards", name, row);
    }
    if (static_cast<uint64_t>(at(row + 1)) > size) {
      const bool is_list = IsList(column.type);
      return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, row,
                  "%s: row %zu ends at %s %lld, but %s %zu", name, row,
                  is_list ? "element" : "byte", static_cast<long long>(at(row + 1)),
                  is_list ? "their number is" : "values_size is", size);
    }
  }
  return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0, "%s: the first offset is outside the values",
              name);
}

// Of a column whose values end with the first `rows` rows.
sinew_status FailShort(const sinew_column& column, const char* name, size_t rows,
                       sinew_error* error) {
  return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, rows,
              "%s: %zu bytes of values do not hold %zu rows", name, column.values_size,
              column.count);
}

// Checks the offsets of a column that has rows.
sinew_status CheckAnyOffsets(const sinew_column& column, size_t size, const char* name,
                             sinew_error* error) {
  if (column.offsets == nullptr) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0, "%s: offsets is null", name);
  }
  return HasNarrowOffsets(column.type) ? CheckOffsets<int32_t>(column, size, name, error)
                                       : CheckOffsets<int64_t>(column, size, name, error);
}

}  // namespace

sinew_status CheckColumn(const sinew_column* column, const char* name, sinew_error* error) {
  const auto invalid = [error](const char* format, const char* argument) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0, format, argument);
  };
  if (column == nullptr) return invalid("%s: the column is null", name);
  const TypeInfo& type = InfoOf(column->type);
  if (type.kind == TypeKind::kNone) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0, "%s: type %d is unknown", name,
                static_cast<int>(column->type));
  }
  if (type.kind == TypeKind::kList) return invalid("%s: lists are not taken here", name);
  // Every offset, value and bit position below is then within ptrdiff_t.
  size_t end;
  if (column->count >= PTRDIFF_MAX / 16 ||
      __builtin_add_overflow(column->validity_offset, column->count, &end)) {
    return invalid("%s: count or validity_offset + count overflows", name);
  }
  if (column->values_offset != 0 && type.kind != TypeKind::kBool) {
    return invalid("%s: values_offset is not 0, which is for booleans alone", name);
  }
  if (column->values == nullptr && column->values_size != 0) {
    return invalid("%s: values is null, but values_size is not 0", name);
  }
  if (column->count == 0) return SINEW_STATUS_OK;
  if (type.width != 0) {
    // A division would take as long as 16 short hashes.
    if (column->count * type.width <= column->values_size) return SINEW_STATUS_OK;
    return FailShort(*column, name, column->values_size / type.width, error);
  }
  if (type.kind == TypeKind::kBool) {
    if (__builtin_add_overflow(column->values_offset, column->count, &end)) {
      return invalid("%s: values_offset + count overflows", name);
    }
    if ((end - 1) / 8 < column->values_size) return SINEW_STATUS_OK;
    const size_t bits = 8 * column->values_size;
    const size_t rows = bits < column->values_offset ? 0 : bits - column->values_offset;
    return FailShort(*column, name, rows, error);
  }
  return CheckAnyOffsets(*column, column->values_size, name, error);
}

sinew_status CheckListOffsets(const sinew_column& column, size_t element_count, const char* name,
                              sinew_error* error) {
  if (column.count == 0) return SINEW_STATUS_OK;
  return CheckAnyOffsets(column, element_count, name, error);
}

}  // namespace sinew

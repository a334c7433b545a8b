#include "expression/expression.h"

#include <stdio.h>

#include <algorithm>
#include <bit>

#include "core/bits.h"
#include "core/column.h"
#include "core/float_environment.h"
#include "core/status.h"
#include "core/type.h"

// Registers are one block of memory:
//
//   | bits | words | views | truth, valid of bits | values, valid of words | views, valid of views
//   |

namespace sinew {
namespace {

sinew_status FailMemory(sinew_error* error, sinew_status status, const Memory& memory) {
  return FailGrowth(error, status, memory, "the registers of an expression");
}

sinew_status CheckOptions(const sinew_expression_options* options, sinew_error* error) {
  if (options == nullptr) return FailNull(error, "options");
  if (options->size != sizeof(sinew_expression_options)) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                "options.size: %zu is not the size of a known sinew_expression_options",
                options->size);
  }
  if (options->text == nullptr && options->text_size != 0) return FailNull(error, "options.text");
  if (options->text_size > SINEW_EXPRESSION_MAX_SIZE) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, SINEW_EXPRESSION_MAX_SIZE,
                "options.text_size: %zu bytes are more than %zu", options->text_size,
                SINEW_EXPRESSION_MAX_SIZE);
  }
  if (options->column_count > SINEW_EXPRESSION_MAX_COLUMNS) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                "options.column_count: %zu columns are more than %zu", options->column_count,
                SINEW_EXPRESSION_MAX_COLUMNS);
  }
  if (options->column_count != 0 && options->columns == nullptr) {
    return FailNull(error, "options.columns");
  }
  for (size_t i = 0; i < options->column_count; ++i) {
    const sinew_expression_column& column = options->columns[i];
    if (!IsType(column.type)) {
      return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                  "options.columns[%zu].type: type %d is unknown", i,
                  static_cast<int>(column.type));
    }
    if (column.name == nullptr) {
      return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0, "options.columns[%zu].name is null", i);
    }
  }
  return SINEW_STATUS_OK;
}

// Of rows that are not null, in a block; null rows have none.
bool IsValidRow(const ViewsRegister& views, size_t row) {
  return views.all_valid || (views.valid[row / 64] >> row % 64 & 1) != 0;
}

// Writes the bits of rows [row, row + count) of a bitmap; row is a multiple of 64.
void WriteBits(const uint64_t* words, size_t count, uint8_t* bits) {
  memcpy(bits, words, (count + 7) / 8);
  if (count % 8 != 0) bits[count / 8] &= static_cast<uint8_t>(LowBits(count % 8));
}

}  // namespace

sinew_status CheckColumnAs(const sinew_column* columns, size_t index, sinew_type type, size_t rows,
                           sinew_error* error) {
  const sinew_column& column = columns[index];
  char name[32];
  snprintf(name, sizeof(name), "columns[%zu]", index);
  if (WithWideOffsets(column.type) != WithWideOffsets(type)) {
    const char* const given = IsType(column.type) ? InfoOf(column.type).name : "unknown";
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0, "%s: its type is %s and not %s", name,
                given, InfoOf(type).name);
  }
  if (column.count != rows) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0, "%s: it has %zu rows and not %zu", name,
                column.count, rows);
  }
  // Nothing reads a column of lists.
  return IsList(type) ? SINEW_STATUS_OK : CheckColumn(&column, name, error);
}

}  // namespace sinew

using sinew::kBlockRows;
using sinew::kBlockWords;
using sinew::Place;

sinew_status sinew_expression::Compile(const sinew_expression_options& options,
                                       sinew_error* error) {
  sinew_status status = sinew::CompileExpression(options, &program_, memory_, error);
  if (status != SINEW_STATUS_OK) return status;
  status = MakeRegisters();
  return status == SINEW_STATUS_OK ? status : sinew::FailMemory(error, status, memory_);
}

sinew_status sinew_expression::MakeRegisters() {
  const size_t bits = program_.bits_count;
  const size_t words = program_.words_count + program_.constant_words;
  const size_t views = program_.views_count + program_.constant_views;
  const size_t bitmap = kBlockWords * sizeof(uint64_t);
  const size_t word_block = kBlockRows * sizeof(uint64_t);
  const size_t view_block = kBlockRows * sizeof(sinew::Bytes);
  const size_t heads = bits * sizeof(sinew::BitsRegister) + words * sizeof(sinew::WordsRegister) +
                       views * sizeof(sinew::ViewsRegister);
  // Behind the heads everything is as aligned as a cache line.
  const size_t begin = (heads + 63) / 64 * 64;
  const size_t size =
      begin + bits * 2 * bitmap + words * (word_block + bitmap) + views * (view_block + bitmap);
  if (size == 0) return SINEW_STATUS_OK;
  const sinew_status status = memory_.Allocate(size, &scratch_);
  if (status != SINEW_STATUS_OK) return status;
  scratch_size_ = size;
  memset(scratch_, 0, size);

  uint8_t* const head = static_cast<uint8_t*>(scratch_);
  program_.bits = reinterpret_cast<sinew::BitsRegister*>(head);
  program_.words = reinterpret_cast<sinew::WordsRegister*>(program_.bits + bits);
  program_.views = reinterpret_cast<sinew::ViewsRegister*>(program_.words + words);
  uint8_t* next = head + begin;
  const auto take = [&next](size_t bytes) {
    uint8_t* const block = next;
    next += bytes;
    return block;
  };
  const auto take_bitmap = [&] { return reinterpret_cast<uint64_t*>(take(bitmap)); };
  for (size_t i = 0; i < bits; ++i) program_.bits[i] = {take_bitmap(), take_bitmap(), true};
  for (size_t i = 0; i < words; ++i) {
    uint8_t* const block = take(word_block);
    program_.words[i] = {block, reinterpret_cast<uint64_t*>(block), take_bitmap(), true};
  }
  for (size_t i = 0; i < views; ++i) {
    program_.views[i] = {reinterpret_cast<sinew::Bytes*>(take(view_block)), take_bitmap(), true};
  }

  size_t word = program_.words_count, view = program_.views_count;
  for (size_t i = 0; i < program_.constants.size(); ++i) {
    const sinew::Constant& constant = program_.constants[i];
    if (constant.place == Place::kWords) {
      sinew::WordsRegister& to = program_.words[word++];
      std::fill_n(to.own, kBlockRows, static_cast<uint64_t>(constant.word));
      to.all_valid = !constant.is_null;
    } else {
      sinew::ViewsRegister& to = program_.views[view++];
      const sinew::Bytes string = {program_.bytes.data() + constant.string.begin,
                                   constant.string.size};
      std::fill_n(to.views, kBlockRows, string);
      to.all_valid = !constant.is_null;
    }
  }
  return SINEW_STATUS_OK;
}

sinew_status sinew_expression::Check(const sinew_column* columns, size_t column_count,
                                     size_t row_count, sinew_error* error) const {
  if (columns == nullptr && column_count != 0) return sinew::FailNull(error, "columns");
  if (column_count != program_.uses.size()) {
    return sinew::Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0,
                       "column_count: %zu, but the expression was created for %zu", column_count,
                       program_.uses.size());
  }
  for (size_t i = 0; i < column_count; ++i) {
    if (!Uses(i)) continue;
    const sinew_status status =
        sinew::CheckColumnAs(columns, i, program_.uses[i], row_count, error);
    if (status != SINEW_STATUS_OK) return status;
  }
  return SINEW_STATUS_OK;
}

sinew_status sinew_expression::CheckApart(const sinew_column* columns, const sinew_batch& batch,
                                          sinew_error* error) const {
  for (size_t i = 0; i < program_.uses.size(); ++i) {
    if (!Uses(i)) continue;
    char name[32];
    snprintf(name, sizeof(name), "columns[%zu]", i);
    const sinew_status status = sinew::CheckApart(columns[i], batch, name, error);
    if (status != SINEW_STATUS_OK) return status;
  }
  return SINEW_STATUS_OK;
}

sinew_expression_result sinew_expression::Filter(const sinew_column* columns, size_t row_count,
                                                 uint8_t* bitmap) {
  sinew_expression_result result = {0, 0, SINEW_STATUS_OK};
  for (size_t row = 0; row < row_count; row += kBlockRows) {
    const size_t count = std::min(row_count - row, kBlockRows);
    result.faults += sinew::RunSteps(program_, columns, row, count);
    uint64_t* const truth = program_.BitsAt(program_.result).truth;
    if (count % 64 != 0) truth[count / 64] &= sinew::LowBits(count % 64);
    for (size_t i = 0; i < (count + 63) / 64; ++i) {
      result.count += static_cast<size_t>(std::popcount(truth[i]));
    }
    memcpy(bitmap + row / 8, truth, (count + 7) / 8);
  }
  faults_ += result.faults;
  return result;
}

size_t sinew_expression::BytesOf(const sinew_column* columns, size_t row_count) {
  if (program_.result.place != Place::kViews) return 0;
  size_t bytes = 0;
  for (size_t row = 0; row < row_count; row += kBlockRows) {
    const size_t count = std::min(row_count - row, kBlockRows);
    sinew::RunSteps(program_, columns, row, count);
    const sinew::ViewsRegister& views = program_.ViewsAt(program_.result);
    for (size_t i = 0; i < count; ++i) {
      if (sinew::IsValidRow(views, i)) bytes += views.views[i].size;
    }
  }
  return bytes;
}

size_t sinew_expression::Write(const sinew_column* columns, size_t row_count, sinew_batch* batch,
                               size_t column) {
  size_t faults = 0;
  int64_t bytes = 0;
  bool has_nulls = false;
  const sinew::Ref result = program_.result;
  uint8_t* const values = batch->Values<uint8_t>(column);
  uint8_t* const validity = batch->Validity(column);
  if (result.place == Place::kViews) sinew::Store(values, bytes);
  for (size_t row = 0; row < row_count; row += kBlockRows) {
    const size_t count = std::min(row_count - row, kBlockRows);
    const size_t words = (count + 63) / 64;
    faults += sinew::RunSteps(program_, columns, row, count);
    uint64_t* valid;
    bool all_valid;
    if (result.place == Place::kBits) {
      const sinew::BitsRegister& bits = program_.BitsAt(result);
      sinew::WriteBits(bits.truth, count, values + row / 8);
      valid = bits.valid;
      all_valid = bits.all_valid;
    } else if (result.place == Place::kWords) {
      const sinew::WordsRegister& from = program_.WordsAt(result);
      valid = from.valid;
      all_valid = from.all_valid;
      const bool narrow = program_.type == SINEW_TYPE_DATE32;
      for (size_t i = 0; i < count; ++i) {
        int64_t word = sinew::Load<int64_t>(from.data + i * 8);
        if (!all_valid && (valid[i / 64] >> i % 64 & 1) == 0) word = 0;
        if (narrow) {
          sinew::Store(values + (row + i) * 4, static_cast<int32_t>(word));
        } else {
          sinew::Store(values + (row + i) * 8, word);
        }
      }
    } else {
      const sinew::ViewsRegister& from = program_.ViewsAt(result);
      valid = from.valid;
      all_valid = from.all_valid;
      for (size_t i = 0; i < count; ++i) {
        const sinew::Bytes string = from.views[i];
        if (string.size != 0 && sinew::IsValidRow(from, i)) {
          memcpy(batch->StringBytes(column) + bytes, string.data, string.size);
          bytes += static_cast<int64_t>(string.size);
        }
        sinew::Store(values + (row + i + 1) * 8, bytes);
      }
    }
    if (all_valid) {
      memset(validity + row / 8, 0xFF, (count + 7) / 8);
      if (count % 8 != 0) {
        validity[(row + count) / 8] &= static_cast<uint8_t>(sinew::LowBits(count % 8));
      }
    } else {
      sinew::WriteBits(valid, count, validity + row / 8);
      for (size_t i = 0; i < words; ++i) {
        has_nulls |= (~valid[i] & sinew::LowBits(count - i * 64)) != 0;
      }
    }
  }
  batch->Advance(column, 0, static_cast<size_t>(bytes), has_nulls);
  faults_ += faults;
  return faults;
}

sinew_status sinew_expression::Evaluate(const sinew_column* columns, size_t row_count,
                                        sinew_batch* batch, sinew_error* error) {
  const sinew::BatchField field =
      sinew::FieldOf("value", program_.type, true, BytesOf(columns, row_count));
  const sinew_status status = batch->Prepare(&field, 1, row_count);
  if (status != SINEW_STATUS_OK) return sinew::FailBatch(error, status, batch->memory());
  Write(columns, row_count, batch, 0);
  return SINEW_STATUS_OK;
}

// SINEW_CHAPTER Expressions
//
// A text such as "distance > 1000 and origin in ('JFK', 'LGA')" or "bucket(departure, '5m')" is
// compiled once and then evaluated over columns, a block of rows at a time that the CPU's cache
// holds. NULL is a third truth value, as in SQL; docs/expressions.md has the grammar, the types and
// what every function does.

// Compiles options.text and writes the object to *out; free it with sinew_expression_destroy. On
// failure *out is null. The time it takes grows with the size of the text; a text nests no deeper
// than SINEW_EXPRESSION_MAX_DEPTH.
//
// SINEW_STATUS_INVALID_ARGUMENT: the text is no expression, names a column that is not there, or
// its types do not fit: error->offset is the position of the byte at fault, and error->message says
// what was expected there, as in "at byte 12: expected a number, found string 'x'"; or a pointer is
// null, a type is unknown, or there are too many bytes of text or too many columns.
// SINEW_STATUS_MEMORY_LIMIT: options.memory_limit is too low for the steps and registers. Also
// SINEW_STATUS_OUT_OF_MEMORY.
SINEW_API sinew_status sinew_expression_create(const sinew_expression_options* options,
                                               sinew_expression** out,
                                               sinew_error* error) SINEW_NOEXCEPT {
  if (out == nullptr) return sinew::FailNull(error, "out");
  *out = nullptr;
  if (const sinew_status status = sinew::CheckOptions(options, error)) return status;
  sinew_expression* expression;
  sinew_status status = sinew::Memory::New(options->memory_limit, &expression);
  if (status != SINEW_STATUS_OK) {
    return sinew::FailMemory(error, status, sinew::Memory(options->memory_limit));
  }
  {
    const sinew::FloatEnvironment floats;
    status = expression->Compile(*options, error);
  }
  if (status != SINEW_STATUS_OK) {
    sinew::Memory::Delete(expression);
    return status;
  }
  *out = expression;
  return SINEW_STATUS_OK;
}

// Frees an expression.
SINEW_API void sinew_expression_destroy(sinew_expression* expression) SINEW_NOEXCEPT {
  sinew::Memory::Delete(expression);
}

// Sets bit i of `bitmap` if the expression, whose type must be SINEW_TYPE_BOOL, is true for row i,
// and clears it if it is false or null; returns how many are set. There is a column for each of
// options.column_count, of the type given there and with row_count rows; those that
// sinew_expression_uses leaves out are not looked at. `bitmap` takes (row_count + 7) / 8 bytes,
// and the unused bits of the last one become 0. Allocates nothing. O(row_count).
//
// SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, the type of the expression is another, or the
// columns are not those that it was created for. If the call fails, it has written nothing and
// `count` is 0.
SINEW_API sinew_expression_result sinew_expression_filter(sinew_expression* expression,
                                                          const sinew_column* columns,
                                                          size_t column_count, size_t row_count,
                                                          uint8_t* bitmap) SINEW_NOEXCEPT {
  const sinew_expression_result invalid = {0, 0, SINEW_STATUS_INVALID_ARGUMENT};
  if (expression == nullptr || (bitmap == nullptr && row_count != 0)) return invalid;
  if (expression->type() != SINEW_TYPE_BOOL) return invalid;
  if (expression->Check(columns, column_count, row_count, nullptr) != SINEW_STATUS_OK) {
    return invalid;
  }
  const sinew::FloatEnvironment floats;
  return expression->Filter(columns, row_count, bitmap);
}

// Makes `batch` one column, "value", of what the expression is for each row: sinew_expression_type
// says of which type. Nulls are 0 or empty strings, and null by the validity of the column, which
// has a bitmap if there are any. Columns are given as to sinew_expression_filter; they must not be
// in memory of `batch`, which loses what it held. A batch that is filled again allocates nothing if
// it has had as many rows and bytes before. Strings are computed twice, first for their size.
// O(row_count + bytes of strings).
//
// If the call fails, the batch is as it was. SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, or
// the columns are not those that the expression was created for, or one that it names is in memory
// of `batch`; error->offset is the row, if it is about one. SINEW_STATUS_MEMORY_LIMIT: the limit of
// the batch is too low. Also SINEW_STATUS_OUT_OF_MEMORY.
SINEW_API sinew_status sinew_expression_evaluate(sinew_expression* expression,
                                                 const sinew_column* columns, size_t column_count,
                                                 size_t row_count, sinew_batch* batch,
                                                 sinew_error* error) SINEW_NOEXCEPT {
  if (expression == nullptr) return sinew::FailNull(error, "expression");
  if (batch == nullptr) return sinew::FailNull(error, "batch");
  if (const sinew_status status = expression->Check(columns, column_count, row_count, error)) {
    return status;
  }
  if (const sinew_status status = expression->CheckApart(columns, *batch, error)) return status;
  const sinew::FloatEnvironment floats;
  return expression->Evaluate(columns, row_count, batch, error);
}

// Returns the type of the expression's values: SINEW_TYPE_BOOL, SINEW_TYPE_I64, SINEW_TYPE_U64,
// SINEW_TYPE_F64, SINEW_TYPE_DATE32, one of the timestamps, SINEW_TYPE_LARGE_STRING or
// SINEW_TYPE_LARGE_BINARY. 0 for null.
SINEW_API sinew_type sinew_expression_type(const sinew_expression* expression) SINEW_NOEXCEPT {
  return expression == nullptr ? sinew_type{} : expression->type();
}

// Sets bit i of `bitmap` if the expression names column i of options.columns, and clears it if
// not: only the columns that it names have to be there to evaluate it. `bitmap` takes
// (options.column_count + 7) / 8 bytes, and the unused bits of the last one become 0.
//
// SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, and it has written nothing.
SINEW_API sinew_status sinew_expression_uses(const sinew_expression* expression,
                                             uint8_t* bitmap) SINEW_NOEXCEPT {
  if (expression == nullptr) return SINEW_STATUS_INVALID_ARGUMENT;
  const size_t count = expression->column_count();
  if (bitmap == nullptr && count != 0) return SINEW_STATUS_INVALID_ARGUMENT;
  for (size_t i = 0; i < count; ++i) {
    sinew::AppendBit(bitmap, i, expression->Uses(i));
  }
  return SINEW_STATUS_OK;
}

// Returns how many operations of all calls so far gave null because their result does not exist or
// does not fit: divisions by zero and overflows of integers, dates and timestamps. 0 for null.
SINEW_API uint64_t sinew_expression_faults(const sinew_expression* expression) SINEW_NOEXCEPT {
  return expression == nullptr ? 0 : expression->faults();
}

// Returns how many bytes the object holds, which options.memory_limit limits; 0 for null.
SINEW_API size_t sinew_expression_memory(const sinew_expression* expression) SINEW_NOEXCEPT {
  return expression == nullptr ? 0 : expression->memory().used();
}

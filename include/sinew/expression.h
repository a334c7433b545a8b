// Generated from src/ by cmake/generate_headers.cmake; do not edit.
#ifndef SINEW_EXPRESSION_H_
#define SINEW_EXPRESSION_H_

// # Expressions
//
// A small typed language over columns: filters and computed columns, from a text that is compiled
// once. docs/expressions.md has its grammar.
//
// Chapters:
//
//   Expressions

#include "sinew/base.h"

#ifdef __cplusplus
extern "C" {
#endif

// ## Expressions
//
// A text such as "distance > 1000 and origin in ('JFK', 'LGA')" or "bucket(departure, '5m')" is
// compiled once and then evaluated over columns, a block of rows at a time that the CPU's cache
// holds. NULL is a third truth value, as in SQL; docs/expressions.md has the grammar, the types and
// what every function does.

// The most bytes of text of an expression.
#define SINEW_EXPRESSION_MAX_SIZE SINEW_VALUE(size_t, 65536)

// The most parentheses, function calls, signs and `not`s that may be open at once.
#define SINEW_EXPRESSION_MAX_DEPTH SINEW_VALUE(size_t, 64)

// The most columns that can be given to an expression.
#define SINEW_EXPRESSION_MAX_COLUMNS SINEW_VALUE(size_t, 4096)

// A column that an expression may name.
typedef struct sinew_expression_column {
  // Null-terminated.
  const char* name;
  // A string type stands for the one with offsets of the other width, too.
  sinew_type type;
} sinew_expression_column;

// What sinew_expression_create compiles. Set `size` to sizeof(struct sinew_expression_options), and
// what is not needed to 0. What the pointers refer to is read during that call only.
typedef struct sinew_expression_options {
  // sizeof(struct sinew_expression_options): lets later versions add members.
  size_t size;
  // The text, as docs/expressions.md has it.
  const void* text;
  // 1 to SINEW_EXPRESSION_MAX_SIZE bytes.
  size_t text_size;
  // The columns that the expression is evaluated over, used or not. Of two with the same name the
  // first counts.
  const sinew_expression_column* columns;
  // At most SINEW_EXPRESSION_MAX_COLUMNS.
  size_t column_count;
  // Most bytes the object may hold; 0 is no limit.
  size_t memory_limit;
} sinew_expression_options;

// An expression that has been compiled, with the memory that evaluating it takes.
typedef struct sinew_expression sinew_expression;

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
SINEW_MUST_USE
SINEW_API sinew_status sinew_expression_create(const sinew_expression_options* options,
                                               sinew_expression** out,
                                               sinew_error* error) SINEW_NOEXCEPT;

// Frees an expression.
SINEW_API void sinew_expression_destroy(sinew_expression* expression) SINEW_NOEXCEPT;

// What sinew_expression_filter returns.
typedef struct sinew_expression_result {
  // Rows for which the expression is true.
  size_t count;
  // Operations that gave null because their result does not exist or does not fit: divisions by
  // zero and overflows of integers, dates and timestamps.
  size_t faults;
  sinew_status status;
} sinew_expression_result;

// Sets bit i of `bitmap` if the expression, whose type must be SINEW_TYPE_BOOL, is true for row i,
// and clears it if it is false or null; returns how many are set. There is a column for each of
// options.column_count, of the type given there and with row_count rows; those that
// sinew_expression_uses leaves out are not looked at. `bitmap` takes (row_count + 7) / 8 bytes,
// and the unused bits of the last one become 0. Allocates nothing. O(row_count).
//
// SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, the type of the expression is another, or the
// columns are not those that it was created for. If the call fails, it has written nothing and
// `count` is 0.
SINEW_MUST_USE
SINEW_API sinew_expression_result sinew_expression_filter(sinew_expression* expression,
                                                          const sinew_column* columns,
                                                          size_t column_count, size_t row_count,
                                                          uint8_t* bitmap) SINEW_NOEXCEPT;

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
SINEW_MUST_USE
SINEW_API sinew_status sinew_expression_evaluate(sinew_expression* expression,
                                                 const sinew_column* columns, size_t column_count,
                                                 size_t row_count, sinew_batch* batch,
                                                 sinew_error* error) SINEW_NOEXCEPT;

// Returns the type of the expression's values: SINEW_TYPE_BOOL, SINEW_TYPE_I64, SINEW_TYPE_U64,
// SINEW_TYPE_F64, SINEW_TYPE_DATE32, one of the timestamps, SINEW_TYPE_LARGE_STRING or
// SINEW_TYPE_LARGE_BINARY. 0 for null.
SINEW_API sinew_type sinew_expression_type(const sinew_expression* expression) SINEW_NOEXCEPT;

// Sets bit i of `bitmap` if the expression names column i of options.columns, and clears it if
// not: only the columns that it names have to be there to evaluate it. `bitmap` takes
// (options.column_count + 7) / 8 bytes, and the unused bits of the last one become 0.
//
// SINEW_STATUS_INVALID_ARGUMENT: a pointer is null, and it has written nothing.
SINEW_MUST_USE
SINEW_API sinew_status sinew_expression_uses(const sinew_expression* expression,
                                             uint8_t* bitmap) SINEW_NOEXCEPT;

// Returns how many operations of all calls so far gave null because their result does not exist or
// does not fit: divisions by zero and overflows of integers, dates and timestamps. 0 for null.
SINEW_API uint64_t sinew_expression_faults(const sinew_expression* expression) SINEW_NOEXCEPT;

// Returns how many bytes the object holds, which options.memory_limit limits; 0 for null.
SINEW_API size_t sinew_expression_memory(const sinew_expression* expression) SINEW_NOEXCEPT;

#ifdef __cplusplus
}  // extern "C"
#endif

#endif  // SINEW_EXPRESSION_H_

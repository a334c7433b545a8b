#ifndef SINEW_EXPRESSION_ABI_H_
#define SINEW_EXPRESSION_ABI_H_

#include "core/abi.h"

#ifndef SINEW_EXPRESSION_H_

// SINEW_FAMILY Expressions
//
// A small typed language over columns: filters and computed columns, from a text that is compiled
// once. docs/expressions.md has its grammar.

// SINEW_CHAPTER Expressions

// The most bytes of text of an expression.
SINEW_CONSTANT constexpr size_t SINEW_EXPRESSION_MAX_SIZE = 65536;

// The most parentheses, function calls, signs and `not`s that may be open at once.
SINEW_CONSTANT constexpr size_t SINEW_EXPRESSION_MAX_DEPTH = 64;

// The most columns that can be given to an expression.
SINEW_CONSTANT constexpr size_t SINEW_EXPRESSION_MAX_COLUMNS = 4096;

// A column that an expression may name.
SINEW_ABI struct sinew_expression_column {
  // Null-terminated.
  const char* name;
  // A string type stands for the one with offsets of the other width, too.
  sinew_type type;
};

// What sinew_expression_create compiles. Set `size` to sizeof(struct sinew_expression_options), and
// what is not needed to 0. What the pointers refer to is read during that call only.
SINEW_ABI struct sinew_expression_options {
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
};

// An expression that has been compiled, with the memory that evaluating it takes.
SINEW_ABI struct sinew_expression;

// What sinew_expression_filter returns.
SINEW_ABI struct sinew_expression_result {
  // Rows for which the expression is true.
  size_t count;
  // Operations that gave null because their result does not exist or does not fit: divisions by
  // zero and overflows of integers, dates and timestamps.
  size_t faults;
  sinew_status status;
};

#endif  // SINEW_EXPRESSION_H_

#endif  // SINEW_EXPRESSION_ABI_H_

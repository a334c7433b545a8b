#ifndef SINEW_EXPRESSION_EXPRESSION_H_
#define SINEW_EXPRESSION_EXPRESSION_H_

#include "core/batch.h"
#include "core/memory.h"
#include "expression/abi.h"
#include "expression/expression/program.h"

// A compiled expression: its steps, and the registers that they compute. All memory is allocated
// when it is compiled; evaluating allocates nothing.
struct sinew_expression {
 public:
  explicit sinew_expression(sinew::Memory&& memory)
      : memory_(std::move(memory)), program_(&memory_) {}
  ~sinew_expression() { memory_.Free(scratch_, scratch_size_); }
  sinew_expression(const sinew_expression&) = delete;
  sinew_expression& operator=(const sinew_expression&) = delete;

  // Once, before everything else.
  sinew_status Compile(const sinew_expression_options& options, sinew_error* error);

  // Of the values.
  sinew_type type() const { return program_.type; }
  size_t column_count() const { return program_.uses.size(); }
  // Whether the text names a column. Those that it does not are never looked at.
  bool Uses(size_t column) const { return program_.uses[column] != sinew_type{}; }

  // Checks what the calls below rely on: a column for each of the options, of its type and with
  // row_count rows if it is used.
  sinew_status Check(const sinew_column* columns, size_t column_count, size_t row_count,
                     sinew_error* error) const;

  // Refuses columns, which have been checked, that are in memory of a batch that is to be filled.
  sinew_status CheckApart(const sinew_column* columns, const sinew_batch& batch,
                          sinew_error* error) const;

  // Of an expression of type bool: sets bit i of `bitmap` if row i is true, clears it if not, and
  // returns how many are.
  sinew_expression_result Filter(const sinew_column* columns, size_t row_count, uint8_t* bitmap);

  // The bytes of the values, if they are strings, else 0.
  size_t BytesOf(const sinew_column* columns, size_t row_count);
  // Writes the values to a column of a batch that was prepared for row_count of them, with a
  // bitmap, and for these bytes. Returns the operations at fault.
  size_t Write(const sinew_column* columns, size_t row_count, sinew_batch* batch, size_t column);

  // Makes `batch` one column of the values, "value"; or fails and leaves it as it was.
  sinew_status Evaluate(const sinew_column* columns, size_t row_count, sinew_batch* batch,
                        sinew_error* error);

  // Of all calls so far.
  uint64_t faults() const { return faults_; }
  const sinew::Memory& memory() const { return memory_; }

 private:
  sinew_status MakeRegisters();

  sinew::Memory memory_;
  sinew::Program program_;
  void* scratch_ = nullptr;
  size_t scratch_size_ = 0;
  uint64_t faults_ = 0;
};

namespace sinew {

// Checks columns[index] of a call: it must be of `type`, if that is a string type with offsets of
// either width, have `rows` rows, and be well formed.
sinew_status CheckColumnAs(const sinew_column* columns, size_t index, sinew_type type, size_t rows,
                           sinew_error* error);

}  // namespace sinew

#endif  // SINEW_EXPRESSION_EXPRESSION_H_

#ifndef SINEW_EXPRESSION_HPP_
#define SINEW_EXPRESSION_HPP_

#include "sinew/batch.hpp"
#include "sinew/expression.h"

#include <initializer_list>
#include <memory>

namespace sinew {

// A text of docs/expressions.md, compiled for columns of these names and types. It can be moved,
// not copied. One thread at a time.
class expression {
 public:
  // Throws if the text is no expression; error::offset is the byte at fault. 0 is "no limit".
  expression(std::string_view text, std::span<const sinew_expression_column> columns,
             std::size_t memory_limit = 0) {
    sinew_expression_options options = {};
    options.size = sizeof(options);
    options.text = text.data();
    options.text_size = text.size();
    options.columns = columns.data();
    options.column_count = columns.size();
    options.memory_limit = memory_limit;
    sinew_expression* created = nullptr;
    sinew_error failure = {};
    detail::check(sinew_expression_create(&options, &created, &failure), failure);
    expression_.reset(created);
  }
  expression(std::string_view text, std::initializer_list<sinew_expression_column> columns,
             std::size_t memory_limit = 0)
      : expression(text, std::span<const sinew_expression_column>(columns.begin(), columns.size()),
                   memory_limit) {}

  // Of the values.
  sinew_type type() const noexcept { return sinew_expression_type(c()); }

  // Sets the bit of each row for which the expression, a bool, is true, clears the others, and
  // returns how many are set. Throws if `bitmap` has fewer bits than there are rows.
  std::size_t filter(std::span<const sinew_column> columns, std::size_t rows,
                     std::span<std::uint8_t> bitmap) {
    if (bitmap.size() < rows / 8 + (rows % 8 != 0 ? 1 : 0)) {
      detail::invalid(bitmap.size() * 8, "bitmap: fewer bits than rows");
    }
    const sinew_expression_result result =
        sinew_expression_filter(c(), columns.data(), columns.size(), rows, bitmap.data());
    detail::check(result.status, 0, "sinew_expression_filter");
    return result.count;
  }

  // The values, as a batch of one column, or into a batch that is there already.
  batch evaluate(std::span<const sinew_column> columns, std::size_t rows) {
    batch out;
    evaluate(columns, rows, out);
    return out;
  }
  void evaluate(std::span<const sinew_column> columns, std::size_t rows, batch& out) {
    sinew_error failure = {};
    detail::check(
        sinew_expression_evaluate(c(), columns.data(), columns.size(), rows, out.c(), &failure),
        failure);
  }

  // Operations of all calls so far that gave null: divisions by zero and overflows.
  std::uint64_t faults() const noexcept { return sinew_expression_faults(c()); }
  // Bytes held.
  std::size_t memory() const noexcept { return sinew_expression_memory(c()); }

  // The handle in C; stays owned by this object.
  sinew_expression* c() const noexcept { return expression_.get(); }

 private:
  struct destroy {
    void operator()(sinew_expression* handle) const noexcept { sinew_expression_destroy(handle); }
  };

  std::unique_ptr<sinew_expression, destroy> expression_;
};

}  // namespace sinew

#endif  // SINEW_EXPRESSION_HPP_

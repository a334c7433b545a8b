#ifndef SINEW_BATCH_HPP_
#define SINEW_BATCH_HPP_

#include "sinew/base.hpp"

#include <memory>

namespace sinew {

// A sinew_batch: columns that the library owns, which results come as. It can be moved, not copied.
class batch {
 public:
  // 0 is "no limit".
  explicit batch(std::size_t memory_limit = 0) {
    sinew_batch_options options = {};
    options.size = sizeof(options);
    options.memory_limit = memory_limit;
    sinew_batch* created = nullptr;
    sinew_error failure = {};
    detail::check(sinew_batch_create(&options, &created, &failure), failure);
    batch_.reset(created);
  }

  // Rows, and columns.
  std::size_t size() const noexcept { return sinew_batch_row_count(c()); }
  std::size_t columns() const noexcept { return sinew_batch_column_count(c()); }
  std::string_view name(std::size_t i) const noexcept { return sinew_batch_name(c(), i); }
  // Bytes held.
  std::size_t memory() const noexcept { return sinew_batch_memory(c()); }

  // A column whose number and type are known.
  template <typename T>
  struct handle {
    std::size_t index;
  };

  // A column, without a copy: good until the batch is filled again or destroyed.
  sinew_column operator[](std::size_t i) const noexcept { return sinew_batch_column(c(), i); }
  // The same, to be read as T. Throws if its values are not kept as T.
  template <typename T>
  sinew::column<T> get(std::size_t i) const {
    if (i >= columns()) detail::invalid(columns(), "batch: no such column");
    return sinew::column<T>((*this)[i]);
  }
  template <typename T>
  sinew::column<T> get(handle<T> column) const {
    return get<T>(column.index);
  }

  // sinew_batch_export and sinew_batch_import: the Arrow C Data Interface, without a copy.
  void export_to(ArrowSchema* schema, ArrowArray* array) {
    sinew_error failure = {};
    detail::check(sinew_batch_export(c(), schema, array, &failure), failure);
  }
  void import_from(ArrowSchema* schema, ArrowArray* array) {
    sinew_error failure = {};
    detail::check(sinew_batch_import(c(), schema, array, &failure), failure);
  }

  // The handle in C; stays owned by this object.
  sinew_batch* c() const noexcept { return batch_.get(); }

 private:
  struct destroy {
    void operator()(sinew_batch* handle) const noexcept { sinew_batch_destroy(handle); }
  };

  std::unique_ptr<sinew_batch, destroy> batch_;
};

}  // namespace sinew

#endif  // SINEW_BATCH_HPP_

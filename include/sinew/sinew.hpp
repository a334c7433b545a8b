#ifndef SINEW_SINEW_HPP_
#define SINEW_SINEW_HPP_

#include "sinew/sinew.h"

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <memory>
#include <new>
#include <optional>
#include <ranges>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

// Sinew for C++20: what sinew.h offers, with spans, value types and exceptions. Header-only; the
// contract of every call is that of the C function it names, and nothing is copied on the way in.
//
//   std::vector<std::int64_t> delays = ...;
//   std::int64_t total = sinew::sum(delays);
//
//   sinew::group_by_options options;
//   const auto delay = options.add_values<std::int64_t>();
//   const auto flights = options.count();
//   const auto mean_delay = options.mean(delay);
//
//   sinew::group_by<std::string_view> by_origin(options);
//   by_origin.update(origins, {sinew::column(delays)});  // as often as batches arrive
//
//   const auto keys = by_origin.keys();
//   const auto means = by_origin.result(mean_delay);
//   for (std::size_t i = 0; i < keys.size(); ++i) use(keys[i], means[i]);  // optionals
namespace sinew {

// What every function here throws, unless it says that it cannot.
class error : public std::runtime_error {
 public:
  error(sinew_status status, std::size_t offset, const std::string& message)
      : std::runtime_error(message), status_(status), offset_(offset) {}

  sinew_status status() const noexcept { return status_; }
  // The row or list element at fault; 0 where there is none.
  std::size_t offset() const noexcept { return offset_; }

 private:
  sinew_status status_;
  std::size_t offset_;
};

// The version of the loaded library, "major.minor.patch".
inline std::string_view version() noexcept { return sinew_version(); }

// The SIMD target that the kernels run on, "AVX2" for one.
inline std::string_view target() noexcept { return sinew_target(); }

// What the library holds for all live objects of the process.
inline sinew_memory memory_stats() noexcept { return sinew_memory_stats(); }

// sinew_xxh3_64. Cannot fail.
inline std::uint64_t xxh3_64(std::span<const std::byte> in, std::uint64_t seed = 0) noexcept {
  return sinew_xxh3_64(in.data(), in.size(), seed);
}
inline std::uint64_t xxh3_64(std::string_view in, std::uint64_t seed = 0) noexcept {
  return sinew_xxh3_64(in.data(), in.size(), seed);
}

// sinew_crc32c of what follows the bytes whose checksum is `crc`. Cannot fail.
inline std::uint32_t crc32c(std::span<const std::byte> in, std::uint32_t crc = 0) noexcept {
  return sinew_crc32c(crc, in.data(), in.size());
}
inline std::uint32_t crc32c(std::string_view in, std::uint32_t crc = 0) noexcept {
  return sinew_crc32c(crc, in.data(), in.size());
}

namespace detail {

template <typename T>
struct type_of;
template <>
struct type_of<std::int64_t> : std::integral_constant<sinew_type, SINEW_TYPE_I64> {};
template <>
struct type_of<std::uint64_t> : std::integral_constant<sinew_type, SINEW_TYPE_U64> {};
template <>
struct type_of<double> : std::integral_constant<sinew_type, SINEW_TYPE_F64> {};
template <>
struct type_of<std::string_view> : std::integral_constant<sinew_type, SINEW_TYPE_LARGE_STRING> {};

template <typename T>
concept number =
    std::same_as<T, std::int64_t> || std::same_as<T, std::uint64_t> || std::same_as<T, double>;

[[noreturn]] inline void invalid(std::size_t offset, const char* message) {
  throw error(SINEW_STATUS_INVALID_ARGUMENT, offset, message);
}

inline void check(sinew_status status, const sinew_error& failure) {
  if (status != SINEW_STATUS_OK) throw error(status, failure.offset, failure.message);
}

// Of a call that says no more than its status.
inline void check(sinew_status status, std::size_t offset, const char* function) {
  if (status == SINEW_STATUS_OK) return;
  throw error(status, offset, std::string(function) + ": " + sinew_status_name(status));
}

inline bool bit(const std::uint8_t* bits, std::size_t i) noexcept {
  return (bits[i / 8] >> i % 8) & 1;
}

// Null, or the bits; they must hold `count` rows.
inline const std::uint8_t* checked_validity(std::span<const std::uint8_t> validity,
                                            std::size_t count) {
  if (validity.data() == nullptr) return nullptr;
  if (validity.size() < count / 8 + (count % 8 != 0 ? 1 : 0)) {
    invalid(validity.size() * 8, "validity: fewer bits than rows");
  }
  return validity.data();
}

}  // namespace detail

// A view of rows in memory of the caller, an Arrow array: T is std::int64_t, std::uint64_t, double
// or std::string_view. Copies are cheap and look at the same memory, which must outlive them. In
// `validity`, bit i (least significant bit first) says whether row i is valid; without it all are.
template <typename T>
class column {
  static_assert(detail::number<T>, "int64_t, uint64_t, double or std::string_view");

 public:
  // Of anything that is a contiguous range of T. Throws if `validity` is too short.
  template <typename Range>
  requires std::convertible_to<const Range&, std::span<const T>> column(
      const Range& values, std::span<const std::uint8_t> validity = {}) {
    const std::span<const T> rows(values);
    column_.type = detail::type_of<T>::value;
    column_.count = rows.size();
    column_.values = rows.data();
    column_.values_size = rows.size_bytes();
    column_.validity = detail::checked_validity(validity, rows.size());
  }

  std::size_t size() const noexcept { return column_.count; }

  // Rows [first, first + count). Throws if there are not so many.
  column slice(std::size_t first, std::size_t count) const {
    if (first > size() || count > size() - first) detail::invalid(size(), "slice: out of range");
    column part = *this;
    part.column_.offset += first;
    part.column_.count = count;
    return part;
  }

  // The view in C.
  const sinew_column& c() const noexcept { return column_; }
  operator const sinew_column&() const noexcept { return column_; }

 private:
  sinew_column column_ = {};
};

template <typename Range>
column(const Range&) -> column<std::ranges::range_value_t<Range>>;
template <typename Range>
column(const Range&, std::span<const std::uint8_t>) -> column<std::ranges::range_value_t<Range>>;

// Strings: row i is the bytes from offsets[i] to offsets[i + 1].
template <>
class column<std::string_view> {
 public:
  // The offsets, one more than there are rows, of 32 or 64 bits. Throws if there is not even one,
  // or if `validity` is too short; whether they are in order is checked by each call.
  column(std::span<const std::int32_t> offsets, std::string_view bytes,
         std::span<const std::uint8_t> validity = {})
      : column(SINEW_TYPE_STRING, offsets.data(), offsets.size(), bytes, validity) {}
  column(std::span<const std::int64_t> offsets, std::string_view bytes,
         std::span<const std::uint8_t> validity = {})
      : column(SINEW_TYPE_LARGE_STRING, offsets.data(), offsets.size(), bytes, validity) {}

  std::size_t size() const noexcept { return column_.count; }

  // Rows [first, first + count). Throws if there are not so many.
  column slice(std::size_t first, std::size_t count) const {
    if (first > size() || count > size() - first) detail::invalid(size(), "slice: out of range");
    column part = *this;
    part.column_.offset += first;
    part.column_.count = count;
    return part;
  }

  // The view in C.
  const sinew_column& c() const noexcept { return column_; }
  operator const sinew_column&() const noexcept { return column_; }

 private:
  column(sinew_type type, const void* offsets, std::size_t offset_count, std::string_view bytes,
         std::span<const std::uint8_t> validity) {
    if (offset_count == 0) detail::invalid(0, "offsets: a column of strings has one at least");
    column_.type = type;
    column_.count = offset_count - 1;
    column_.values = bytes.data();
    column_.values_size = bytes.size();
    column_.offsets = offsets;
    column_.validity = detail::checked_validity(validity, column_.count);
  }

  sinew_column column_ = {};
};

// Strings in one piece of memory, gathered row by row: a column that owns its rows.
class string_buffer {
 public:
  void push_back(std::string_view row) {
    bytes_.append(row);
    finish_row(true);
  }
  void push_null() { finish_row(false); }

  // Forgets the rows and keeps the memory.
  void clear() noexcept {
    bytes_.clear();
    offsets_.resize(1);
    validity_.clear();
  }

  std::size_t size() const noexcept { return offsets_.empty() ? 0 : offsets_.size() - 1; }

  // Good until the buffer changes.
  operator column<std::string_view>() const { return {offsets_, bytes_, validity_}; }

 private:
  void finish_row(bool valid) {
    const std::size_t row = size();
    if (offsets_.empty()) offsets_.push_back(0);  // moved from
    offsets_.push_back(static_cast<std::int64_t>(bytes_.size()));
    if (row % 8 == 0) validity_.push_back(0);
    if (valid) validity_.back() = static_cast<std::uint8_t>(validity_.back() | 1 << row % 8);
  }

  std::string bytes_;
  std::vector<std::int64_t> offsets_ = {0};
  std::vector<std::uint8_t> validity_;
};

// The number of valid rows. Cannot fail.
inline std::size_t count_valid(const sinew_column& rows) noexcept {
  return sinew_count(rows.validity, rows.offset, rows.count).count;
}

// The sum of the valid rows, 0 if there are none: exact for integers, or an error of status
// SINEW_STATUS_OVERFLOW; for doubles the same bits on every machine.
inline std::int64_t sum(const column<std::int64_t>& rows) {
  const sinew_column& c = rows;
  const auto result =
      sinew_sum_i64(static_cast<const std::int64_t*>(c.values), c.validity, c.offset, c.count);
  detail::check(result.status, 0, "sinew_sum_i64");
  return result.value;
}
inline std::uint64_t sum(const column<std::uint64_t>& rows) {
  const sinew_column& c = rows;
  const auto result =
      sinew_sum_u64(static_cast<const std::uint64_t*>(c.values), c.validity, c.offset, c.count);
  detail::check(result.status, 0, "sinew_sum_u64");
  return result.value;
}
inline double sum(const column<double>& rows) noexcept {
  const sinew_column& c = rows;
  return sinew_sum_f64(static_cast<const double*>(c.values), c.validity, c.offset, c.count).value;
}

namespace detail {

template <typename Function, typename T>
std::optional<T> extreme(Function function, const column<T>& rows) noexcept {
  const sinew_column& c = rows;
  const auto result = function(static_cast<const T*>(c.values), c.validity, c.offset, c.count);
  return result.count == 0 ? std::nullopt : std::optional<T>(result.value);
}

}  // namespace detail

// The least and the greatest of the valid rows, nothing if there are none. A NaN among them is
// both; -0.0 is less than 0.0. Cannot fail.
inline std::optional<std::int64_t> min(const column<std::int64_t>& rows) noexcept {
  return detail::extreme(sinew_min_i64, rows);
}
inline std::optional<std::uint64_t> min(const column<std::uint64_t>& rows) noexcept {
  return detail::extreme(sinew_min_u64, rows);
}
inline std::optional<double> min(const column<double>& rows) noexcept {
  return detail::extreme(sinew_min_f64, rows);
}
inline std::optional<std::int64_t> max(const column<std::int64_t>& rows) noexcept {
  return detail::extreme(sinew_max_i64, rows);
}
inline std::optional<std::uint64_t> max(const column<std::uint64_t>& rows) noexcept {
  return detail::extreme(sinew_max_u64, rows);
}
inline std::optional<double> max(const column<double>& rows) noexcept {
  return detail::extreme(sinew_max_f64, rows);
}

// sinew_xxh3_64_many: one hash a row, 0 for null rows, into `out`, which has as many elements.
inline void xxh3_64_many(const sinew_column& rows, std::span<std::uint64_t> out,
                         std::uint64_t seed = 0) {
  if (out.size() != rows.count) detail::invalid(out.size(), "out: not as many elements as rows");
  const sinew_result result = sinew_xxh3_64_many(&rows, seed, out.data());
  detail::check(result.status, result.count, "sinew_xxh3_64_many");
}

// Rows that a GROUP BY gave: values, and which of them are null.
template <typename T>
class rows {
 public:
  std::size_t size() const noexcept { return values.size(); }
  std::optional<T> operator[](std::size_t i) const noexcept {
    return detail::bit(validity.data(), i) ? std::optional<T>(values[i]) : std::nullopt;
  }

  std::vector<T> values;  // 0 where null
  std::vector<std::uint8_t> validity;
};

// The same of strings. What it returns is good as long as it is itself.
template <>
class rows<std::string_view> {
 public:
  std::size_t size() const noexcept { return offsets.empty() ? 0 : offsets.size() - 1; }
  std::optional<std::string_view> operator[](std::size_t i) const noexcept {
    if (!detail::bit(validity.data(), i)) return std::nullopt;
    const auto begin = static_cast<std::size_t>(offsets[i]);
    return std::string_view(bytes).substr(begin, static_cast<std::size_t>(offsets[i + 1]) - begin);
  }

  std::vector<std::int64_t> offsets = {0};
  std::string bytes;
  std::vector<std::uint8_t> validity;
};

// What a GROUP BY computes. Each aggregate is added by a call, which returns the handle that its
// results are asked for with; a handle belongs to the options that made it.
class group_by_options {
 public:
  // A value column, of std::int64_t or double; group_by::update takes them in this order.
  template <typename T>
  struct values {
    std::uint32_t index;
  };
  // An aggregate whose results are T.
  template <typename T>
  struct aggregate {
    std::size_t index;
  };

  template <typename T>
  values<T> add_values() {
    static_assert(std::same_as<T, std::int64_t> || std::same_as<T, double>, "int64_t or double");
    value_types_.push_back(detail::type_of<T>::value);
    return {static_cast<std::uint32_t>(value_types_.size() - 1)};
  }

  // Rows of the group, or those of them whose value is not null.
  aggregate<std::int64_t> count() { return add<std::int64_t>(SINEW_AGGREGATE_COUNT); }
  template <typename T>
  aggregate<std::int64_t> count(values<T> column) {
    return add<std::int64_t>(SINEW_AGGREGATE_COUNT, column.index);
  }
  // 0 for a group without values; the others are null for such a group.
  template <typename T>
  aggregate<T> sum(values<T> column) {
    return add<T>(SINEW_AGGREGATE_SUM, column.index);
  }
  template <typename T>
  aggregate<T> min(values<T> column) {
    return add<T>(SINEW_AGGREGATE_MIN, column.index);
  }
  template <typename T>
  aggregate<T> max(values<T> column) {
    return add<T>(SINEW_AGGREGATE_MAX, column.index);
  }
  template <typename T>
  aggregate<double> mean(values<T> column) {
    return add<double>(SINEW_AGGREGATE_MEAN, column.index);
  }

  // As in sinew_groupby_options; 0 is "no limit" and "not known".
  std::size_t memory_limit = 0;
  std::size_t expected_groups = 0;
  std::uint64_t seed = 0;

 private:
  template <typename Key>
  friend class group_by;

  template <typename T>
  aggregate<T> add(sinew_aggregate function, std::uint32_t column = SINEW_COLUMN_NONE) {
    aggregates_.push_back({function, column});
    return {aggregates_.size() - 1};
  }

  std::vector<sinew_type> value_types_;
  std::vector<sinew_aggregate_spec> aggregates_;
};

// A GROUP BY in progress; Key is std::int64_t, std::uint64_t or std::string_view. It can be moved,
// not copied; a moved-from one can be destroyed or assigned to, and throws on every other use that
// can. One thread at a time.
template <typename Key>
class group_by {
  static_assert(std::same_as<Key, std::int64_t> || std::same_as<Key, std::uint64_t> ||
                    std::same_as<Key, std::string_view>,
                "int64_t, uint64_t or std::string_view");

 public:
  explicit group_by(const group_by_options& options) {
    sinew_groupby_options c = {};
    c.size = sizeof(c);
    c.key_type = detail::type_of<Key>::value;
    c.value_types = options.value_types_.data();
    c.value_count = options.value_types_.size();
    c.aggregates = options.aggregates_.data();
    c.aggregate_count = options.aggregates_.size();
    c.memory_limit = options.memory_limit;
    c.expected_groups = options.expected_groups;
    c.seed = options.seed;
    sinew_groupby* created = nullptr;
    call([&](sinew_error* failure) { return sinew_groupby_create(&c, &created, failure); });
    groupby_.reset(created);
  }

  // Adds a batch of rows; one column for each add_values, as long as `key`. If it throws, the
  // object is as it was.
  void update(const column<Key>& key, std::span<const sinew_column> values) {
    call([&](sinew_error* failure) {
      return sinew_groupby_update(c(), &key.c(), values.data(), values.size(), failure);
    });
  }
  void update(const column<Key>& key, std::initializer_list<sinew_column> values = {}) {
    update(key, std::span<const sinew_column>(values.begin(), values.size()));
  }

  // Adds the groups of `from`, which has the same options. If it throws, the object is as it was.
  void merge(const group_by& from) {
    call([&](sinew_error* failure) { return sinew_groupby_merge(c(), from.c(), failure); });
  }

  // Forgets the groups and keeps the memory.
  void reset() { detail::check(sinew_groupby_reset(c()), 0, "sinew_groupby_reset"); }

  // Groups.
  std::size_t size() const noexcept { return sinew_groupby_count(c()); }
  // Bytes held.
  std::size_t memory() const noexcept { return sinew_groupby_memory(c()); }

  // The keys of all groups, or of groups [first, first + count), in order of first appearance.
  rows<Key> keys() const { return keys(0, size()); }
  rows<Key> keys(std::size_t first, std::size_t count) const {
    rows<Key> keys;
    check_range(first, count);
    keys.validity.resize((count + 7) / 8);
    if constexpr (std::same_as<Key, std::string_view>) {
      const sinew_result size = sinew_groupby_string_keys_size(c(), first, count);
      detail::check(size.status, size.count, "sinew_groupby_string_keys_size");
      keys.offsets.resize(count + 1);
      keys.bytes.resize(size.count);
      call([&](sinew_error* failure) {
        return sinew_groupby_string_keys(c(), first, count, keys.offsets.data(), keys.bytes.data(),
                                         keys.bytes.size(), keys.validity.data(), failure);
      });
    } else {
      keys.values.resize(count);
      call([&](sinew_error* failure) {
        return sinew_groupby_keys(c(), first, count, keys.values.data(), keys.validity.data(),
                                  failure);
      });
    }
    return keys;
  }

  // One aggregate of all groups, or of groups [first, first + count). A sum of integers that does
  // not fit throws SINEW_STATUS_OVERFLOW with the group as offset.
  template <typename T>
  rows<T> result(group_by_options::aggregate<T> aggregate) const {
    return result(aggregate, 0, size());
  }
  template <typename T>
  rows<T> result(group_by_options::aggregate<T> aggregate, std::size_t first,
                 std::size_t count) const {
    rows<T> results;
    check_range(first, count);
    if (sinew_groupby_result_type(c(), aggregate.index) != detail::type_of<T>::value) {
      detail::invalid(aggregate.index, "aggregate: not one of this GROUP BY");
    }
    results.values.resize(count);
    results.validity.resize((count + 7) / 8);
    call([&](sinew_error* failure) {
      return sinew_groupby_result(c(), aggregate.index, first, count, results.values.data(),
                                  results.validity.data(), failure);
    });
    return results;
  }

  // The handle in C; stays owned by this object.
  sinew_groupby* c() const noexcept { return groupby_.get(); }

 private:
  struct destroy {
    void operator()(sinew_groupby* groupby) const noexcept { sinew_groupby_destroy(groupby); }
  };

  template <typename Function>
  static void call(const Function& function) {
    sinew_error failure = {};
    detail::check(function(&failure), failure);
  }

  // Before memory is allocated for the range.
  void check_range(std::size_t first, std::size_t count) const {
    if (first > size() || count > size() - first) detail::invalid(size(), "groups: out of range");
  }

  std::unique_ptr<sinew_groupby, destroy> groupby_;
};

}  // namespace sinew

#endif  // SINEW_SINEW_HPP_

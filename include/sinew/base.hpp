#ifndef SINEW_BASE_HPP_
#define SINEW_BASE_HPP_

#include "sinew/base.h"

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <ranges>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

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

// The type of lists of these elements, with offsets of 32 bits.
constexpr sinew_type list_of(sinew_type elements) noexcept {
  return static_cast<sinew_type>(SINEW_TYPE_LIST + elements);
}

// Stands for lists of T: column<list<T>>.
template <typename T>
struct list;

// Sets how many bytes of freed memory the library keeps for the next objects, and returns what it
// was: see sinew_memory_keep.
inline std::size_t memory_keep(std::size_t size) noexcept { return sinew_memory_keep(size); }

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
struct type_of<std::int8_t> : std::integral_constant<sinew_type, SINEW_TYPE_I8> {};
template <>
struct type_of<std::uint8_t> : std::integral_constant<sinew_type, SINEW_TYPE_U8> {};
template <>
struct type_of<std::int16_t> : std::integral_constant<sinew_type, SINEW_TYPE_I16> {};
template <>
struct type_of<std::uint16_t> : std::integral_constant<sinew_type, SINEW_TYPE_U16> {};
template <>
struct type_of<std::int32_t> : std::integral_constant<sinew_type, SINEW_TYPE_I32> {};
template <>
struct type_of<std::uint32_t> : std::integral_constant<sinew_type, SINEW_TYPE_U32> {};
template <>
struct type_of<float> : std::integral_constant<sinew_type, SINEW_TYPE_F32> {};
template <>
struct type_of<std::array<std::byte, 16>> : std::integral_constant<sinew_type, SINEW_TYPE_BYTES16> {
};
template <>
struct type_of<std::string_view> : std::integral_constant<sinew_type, SINEW_TYPE_LARGE_STRING> {};

// What a column holds row by row, but for strings.
template <typename T>
concept value = !std::same_as<T, std::string_view> && requires { type_of<T>::value; };

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

inline void check(const sinew_result& result, const char* function) {
  check(result.status, result.count, function);
}
inline void check(const sinew_codec_result& result, const char* function) {
  check(result.status, result.read, function);
}

// `out` must have an element for each row.
inline void check_rows(std::size_t out, std::size_t rows) {
  if (out != rows) invalid(out, "out: not as many elements as rows");
}

// Whether values of a type are kept as T.
template <typename T>
bool kept_as(sinew_type type) noexcept {
  if constexpr (std::same_as<T, std::string_view>) {
    return type >= SINEW_TYPE_STRING && type <= SINEW_TYPE_LARGE_BINARY;
  }
  if (type == SINEW_TYPE_DATE32) return std::same_as<T, std::int32_t>;
  if (type >= SINEW_TYPE_TIMESTAMP_S && type <= SINEW_TYPE_TIMESTAMP_NS) {
    return std::same_as<T, std::int64_t>;
  }
  return type == type_of<T>::value;
}

// The offset of a row of strings or lists.
inline std::size_t offset(const sinew_column& rows, bool wide, std::size_t i) noexcept {
  const auto* offsets = static_cast<const std::byte*>(rows.offsets);
  if (!wide) {
    std::int32_t narrow;
    std::memcpy(&narrow, offsets + i * sizeof(narrow), sizeof(narrow));
    return static_cast<std::size_t>(narrow);
  }
  std::int64_t offset;
  std::memcpy(&offset, offsets + i * sizeof(offset), sizeof(offset));
  return static_cast<std::size_t>(offset);
}

inline bool is_list(sinew_type type) noexcept { return type >= SINEW_TYPE_LIST; }

// Whether offsets have 64 bits.
inline bool is_wide(sinew_type type) noexcept {
  return type == SINEW_TYPE_LARGE_STRING || type == SINEW_TYPE_LARGE_BINARY ||
         type >= SINEW_TYPE_LARGE_LIST;
}

inline bool bit(const std::uint8_t* bits, std::size_t i) noexcept {
  return (bits[i / 8] >> i % 8) & 1;
}

// For what writes an element for each of `in`.
template <typename T, typename U>
void check_room(std::span<const T> in, std::span<U> out) {
  if (out.size() < in.size()) invalid(out.size(), "out: shorter than in");
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

// Rows [first, first + count) of a column. Throws if there are not so many.
inline sinew_column slice(const sinew_column& rows, std::size_t first, std::size_t count) {
  if (first > rows.count || count > rows.count - first) {
    detail::invalid(rows.count, "slice: out of range");
  }
  sinew_column part = rows;
  part.count = count;
  if (first == 0) return part;  // a column without rows may have null pointers
  const std::size_t skipped = first * sinew_type_width(rows.type);
  if (skipped != 0) part.values = static_cast<const std::uint8_t*>(rows.values) + skipped;
  part.values_size -= skipped;
  if (rows.offsets != nullptr) {
    const std::size_t width = detail::is_wide(rows.type) ? 8 : 4;
    part.offsets = static_cast<const std::uint8_t*>(rows.offsets) + first * width;
  }
  part.validity_offset += first;
  if (rows.type == SINEW_TYPE_BOOL) part.values_offset += first;
  return part;
}

// A view of rows in memory of the caller, an Arrow array: T is an integer of 8 to 64 bits, float,
// double, std::array<std::byte, 16> or std::string_view. Copies are cheap and look at the same
// memory, which must outlive them. In `validity`, bit i (least significant bit first) says whether
// row i is valid; without it all are.
template <typename T>
class column {
  static_assert(detail::value<T>, "an integer, a float, 16 bytes or std::string_view");

 public:
  // Of anything that is a contiguous range of T. Throws if `validity` is too short.
  template <typename Range>
    requires std::convertible_to<const Range&, std::span<const T>>
  column(const Range& values, std::span<const std::uint8_t> validity = {}) {
    const std::span<const T> rows(values);
    column_.type = detail::type_of<T>::value;
    column_.count = rows.size();
    column_.values = rows.data();
    column_.values_size = rows.size_bytes();
    column_.validity = detail::checked_validity(validity, rows.size());
  }

  // Of a column in C. Throws if its values are not kept as T.
  explicit column(const sinew_column& rows) : column_(rows) {
    if (!detail::kept_as<T>(rows.type)) detail::invalid(0, "column: of another type");
  }

  std::size_t size() const noexcept { return column_.count; }

  // Whether row i is not null, its value, and its value unless it is null.
  bool valid(std::size_t i) const noexcept {
    return column_.validity == nullptr ||
           detail::bit(column_.validity, column_.validity_offset + i);
  }
  T operator[](std::size_t i) const noexcept {
    T value;
    std::memcpy(&value, static_cast<const std::byte*>(column_.values) + i * sizeof(T), sizeof(T));
    return value;
  }
  std::optional<T> at(std::size_t i) const noexcept {
    return valid(i) ? std::optional<T>((*this)[i]) : std::nullopt;
  }

  // Rows [first, first + count). Throws if there are not so many.
  column slice(std::size_t first, std::size_t count) const {
    column part = *this;
    part.column_ = sinew::slice(column_, first, count);
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

  // Of a column in C. Throws if it is not one of strings.
  explicit column(const sinew_column& rows) : column_(rows) {
    if (!detail::kept_as<std::string_view>(rows.type)) detail::invalid(0, "column: not of strings");
  }

  std::size_t size() const noexcept { return column_.count; }

  // Whether row i is not null, its string, and its string unless it is null. The offsets must be in
  // order, as those of a batch are.
  bool valid(std::size_t i) const noexcept {
    return column_.validity == nullptr ||
           detail::bit(column_.validity, column_.validity_offset + i);
  }
  std::string_view operator[](std::size_t i) const noexcept {
    const std::size_t begin = offset(i);
    return {static_cast<const char*>(column_.values) + begin, offset(i + 1) - begin};
  }
  std::optional<std::string_view> at(std::size_t i) const noexcept {
    return valid(i) ? std::optional<std::string_view>((*this)[i]) : std::nullopt;
  }

  // Rows [first, first + count). Throws if there are not so many.
  column slice(std::size_t first, std::size_t count) const {
    column part = *this;
    part.column_ = sinew::slice(column_, first, count);
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

  std::size_t offset(std::size_t i) const noexcept {
    return detail::offset(column_, detail::is_wide(column_.type), i);
  }

  sinew_column column_ = {};
};

// Lists: row i is the elements from offsets[i] to offsets[i + 1], a column again.
template <typename T>
class column<list<T>> {
 public:
  // Of a column in C. Throws if it is not one of lists, or its elements are not kept as T.
  explicit column(const sinew_column& rows) : column_(rows), elements_(elements_of(rows)) {}

  std::size_t size() const noexcept { return column_.count; }
  // The elements of all rows.
  const column<T>& elements() const noexcept { return elements_; }

  // Whether row i is not null, its elements, and its elements unless it is null. The offsets must
  // be in order, as those of a batch are.
  bool valid(std::size_t i) const noexcept {
    return column_.validity == nullptr ||
           detail::bit(column_.validity, column_.validity_offset + i);
  }
  column<T> operator[](std::size_t i) const {
    const bool wide = detail::is_wide(column_.type);
    const std::size_t begin = detail::offset(column_, wide, i);
    return elements_.slice(begin, detail::offset(column_, wide, i + 1) - begin);
  }
  std::optional<column<T>> at(std::size_t i) const {
    return valid(i) ? std::optional<column<T>>((*this)[i]) : std::nullopt;
  }

  // Rows [first, first + count). Throws if there are not so many.
  column slice(std::size_t first, std::size_t count) const {
    column part = *this;
    part.column_ = sinew::slice(column_, first, count);
    return part;
  }

  // The view in C.
  const sinew_column& c() const noexcept { return column_; }
  operator const sinew_column&() const noexcept { return column_; }

 private:
  static const sinew_column& elements_of(const sinew_column& rows) {
    if (!detail::is_list(rows.type)) detail::invalid(0, "column: not of lists");
    return *static_cast<const sinew_column*>(rows.values);
  }

  sinew_column column_ = {};
  column<T> elements_;
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

}  // namespace sinew

#endif  // SINEW_BASE_HPP_

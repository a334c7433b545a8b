#include <stdio.h>

#include <algorithm>

#include "aggregate/abi.h"
#include "aggregate/sort/order.h"
#include "core/status.h"

namespace sinew {
namespace {

// Values whose words fit the stack.
constexpr size_t kStackWords = 256;

bool IsSortable(sinew_type type) {
  const TypeKind kind = InfoOf(type).kind;
  return kind == TypeKind::kInteger || kind == TypeKind::kFloat || kind == TypeKind::kTime;
}

// Values of the caller.
struct Values {
  sinew_type type;
  size_t width;
  uint64_t flip;
  uint8_t* data;
  size_t count;
};

// Whether values[i - 1] and values[i] are `in_order` for each i.
template <typename Word, class InOrder>
bool IsMonotonic(const Values& values, const InOrder& in_order) {
  Word words[kStackWords];
  for (size_t first = 0; first + 1 < values.count; first += kStackWords - 1) {
    const size_t count = std::min(kStackWords, values.count - first);
    ValuesToWords(values.type, values.flip, values.data + first * values.width, count, words);
    for (size_t i = 1; i < count; ++i) {
      if (!in_order(words[i - 1], words[i])) return false;
    }
  }
  return true;
}

void Reverse(const Values& values) {
  uint8_t* first = values.data;
  uint8_t* last = first + values.count * values.width;
  uint8_t value[sizeof(uint64_t)];
  for (last -= values.width; first < last; first += values.width, last -= values.width) {
    memcpy(value, first, values.width);
    memcpy(first, last, values.width);
    memcpy(last, value, values.width);
  }
}

// By counting: of values of a byte there are 256.
void SortBytes(const Values& values) {
  size_t counts[256] = {};
  const uint8_t flip = static_cast<uint8_t>(values.flip);
  for (size_t i = 0; i < values.count; ++i) ++counts[values.data[i] ^ flip];
  uint8_t* to = values.data;
  for (size_t i = 0; i < 256; ++i) {
    memset(to, static_cast<uint8_t>(i) ^ flip, counts[i]);
    to += counts[i];
  }
}

template <typename Word>
sinew_status SortValues(const Values& values) {
  if (IsMonotonic<Word>(values, [](Word a, Word b) { return a <= b; })) return SINEW_STATUS_OK;
  if (IsMonotonic<Word>(values, [](Word a, Word b) { return a >= b; })) {
    Reverse(values);
    return SINEW_STATUS_OK;
  }
  // One place for the words is the caller's memory, if it serves.
  const bool in_place =
      values.width == sizeof(Word) && reinterpret_cast<uintptr_t>(values.data) % sizeof(Word) == 0;
  const size_t count = in_place ? values.count : 2 * values.count;
  Word on_stack[2 * kStackWords];
  Word* words = on_stack;
  Memory memory(0);
  const bool is_large = values.count > kStackWords;
  if (is_large) {
    const sinew_status status = memory.AllocateArray(count, &words);
    if (status != SINEW_STATUS_OK) return status;
  }
  Word* const sorted = in_place ? reinterpret_cast<Word*>(values.data) : words + values.count;
  ValuesToWords(values.type, values.flip, values.data, values.count, words);
  const int bits = static_cast<int>(8 * values.width);
  const sinew_status status =
      SortWords(memory, Words<Word>{words}, Words<Word>{sorted}, {values.count, bits, 0, true});
  if (status == SINEW_STATUS_OK) {
    WordsToValues(values.type, values.flip, sorted, values.count, values.data);
  }
  if (is_large) memory.FreeArray(words, count);
  return status;
}

sinew_status CheckKeys(const sinew_column* keys, size_t key_count, const uint32_t* orders,
                       sinew_error* error) {
  if (keys == nullptr) return FailNull(error, "keys");
  if (key_count == 0 || key_count > kMaxSortKeys) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0, "%zu keys: there are 1 to %zu", key_count,
                kMaxSortKeys);
  }
  for (size_t i = 0; i < key_count; ++i) {
    char name[16];
    snprintf(name, sizeof(name), "keys[%zu]", i);
    const sinew_status status = CheckColumn(&keys[i], name, error);
    if (status != SINEW_STATUS_OK) return status;
    if (keys[i].count != keys[0].count) {
      return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0, "keys[%zu] has %zu rows, keys[0] %zu", i,
                  keys[i].count, keys[0].count);
    }
    if (orders != nullptr && (orders[i] & ~(SINEW_SORT_DESCENDING | SINEW_SORT_NULLS_FIRST)) != 0) {
      return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0, "orders[%zu]: unknown bits in %u", i,
                  static_cast<unsigned>(orders[i]));
    }
  }
  if (keys[0].count > kMaxSortCount) {
    return Fail(error, SINEW_STATUS_OVERFLOW, 0, "%zu rows, more than %zu", keys[0].count,
                kMaxSortCount);
  }
  return SINEW_STATUS_OK;
}

}  // namespace
}  // namespace sinew

// SINEW_CHAPTER Sort
//
// Values in order, and the rows of columns in order. There is one order of each type, ascending
// unless asked otherwise. Numbers, dates and times go by value; -0.0 is before 0.0, and NaN is
// greater than every number. false is before true. Strings and 16 bytes go byte by byte, as memcmp
// has it, a string that is the beginning of another before it. Descending is the reverse, so NaN is
// first then. Nulls are behind all values, or before them if asked, either way.

// Sorts values in place: numbers, dates or times, that is, any type whose values have 1, 2, 4 or 8
// bytes. `flags` is 0 or SINEW_SORT_DESCENDING. NaNs keep their bits, by which they are in order
// among themselves. Takes O(count) time for any input, and memory of the size of
// the values while it runs, if they are more than a few hundred.
//
// Errors: SINEW_STATUS_INVALID_ARGUMENT for another type, null values and unknown flags;
// SINEW_STATUS_OVERFLOW for more than 2^32 - 1 values; SINEW_STATUS_OUT_OF_MEMORY. Nothing is
// written then.
SINEW_API sinew_status sinew_sort(sinew_type type, void* values, size_t count,
                                  uint32_t flags) SINEW_NOEXCEPT {
  using namespace sinew;
  if (!IsSortable(type) || (flags & ~SINEW_SORT_DESCENDING) != 0) {
    return SINEW_STATUS_INVALID_ARGUMENT;
  }
  if (count == 0) return SINEW_STATUS_OK;
  if (values == nullptr) return SINEW_STATUS_INVALID_ARGUMENT;
  if (count > kMaxSortCount) return SINEW_STATUS_OVERFLOW;
  const Values all = {type, ValueWidth(type), SortFlip(type, flags != 0), AsBytes(values), count};
  if (all.width == 1) {
    SortBytes(all);
    return SINEW_STATUS_OK;
  }
  return all.width == 8 ? SortValues<uint64_t>(all) : SortValues<uint32_t>(all);
}

// Writes the numbers of the rows [first, first + count) of the order of all rows: with 0 and the
// number of rows all of them, with 0 and 10 the first ten, with half the number of rows and 1 the
// median. What is not asked for is not sorted, which takes a fraction of the time. sinew_take puts
// columns into this order.
//
// Rows are compared by the first of 1 to SINEW_SORT_MAX_KEYS key columns, of any types, if they are
// the same there by the second one, and so on; those that are the same in all come by their
// numbers, as in a stable sort. orders[i] is 0 or bits of SINEW_SORT_DESCENDING and
// SINEW_SORT_NULLS_FIRST, for keys[i]; a null pointer says 0 for all. All NaNs are the same here.
//
// Errors: SINEW_STATUS_INVALID_ARGUMENT for a null pointer, malformed columns or columns of
// different lengths, unknown bits in `orders`, and rows that do not exist; SINEW_STATUS_OVERFLOW
// for more than 2^32 - 1 rows; SINEW_STATUS_OUT_OF_MEMORY. Nothing is written to `out` then.
SINEW_API sinew_status sinew_sort_indices(const sinew_column* keys, size_t key_count,
                                          const uint32_t* orders, size_t first, uint32_t* out,
                                          size_t count, sinew_error* error) SINEW_NOEXCEPT {
  using namespace sinew;
  sinew_status status = CheckKeys(keys, key_count, orders, error);
  if (status != SINEW_STATUS_OK) return status;
  if (first > keys[0].count || count > keys[0].count - first) {
    return Fail(error, SINEW_STATUS_INVALID_ARGUMENT, 0, "%zu rows from %zu of %zu", count, first,
                keys[0].count);
  }
  if (out == nullptr && count != 0) return FailNull(error, "out");
  // For a small part of one column it does not pay.
  const bool fit = key_count > 1 || count >= keys[0].count / 8;
  RowOrder order(keys, key_count, orders, fit);
  status = order.Sort(first, count, out);
  if (status != SINEW_STATUS_OK) return Fail(error, status, 0, "no memory to sort %zu rows", count);
  return SINEW_STATUS_OK;
}

// Finds whether the rows of key columns are in the order of sinew_sort_indices, and returns their
// number.
//
// Errors: SINEW_STATUS_CORRUPT if they are not: `count` is the first row that is less than the one
// before it; SINEW_STATUS_INVALID_ARGUMENT and SINEW_STATUS_OVERFLOW, with a count of 0, for what
// sinew_sort_indices refuses.
SINEW_API sinew_result sinew_sort_validate(const sinew_column* keys, size_t key_count,
                                           const uint32_t* orders) SINEW_NOEXCEPT {
  const sinew_status status = sinew::CheckKeys(keys, key_count, orders, nullptr);
  if (status != SINEW_STATUS_OK) return {0, status};
  size_t sorted = keys[0].count;
  sinew::RowOrder(keys, key_count, orders, false).ForEachPair([&](size_t row, int order) {
    if (order > 0) sorted = row;
    return order <= 0;
  });
  return {sorted, sorted == keys[0].count ? SINEW_STATUS_OK : SINEW_STATUS_CORRUPT};
}

// Writes the number of each row that is not the same as the one before it, by all key columns: of
// sorted rows the first one of each value. Returns in `written` how many there are, at most as many
// as rows, and in `read` the number of rows.
//
// Errors: SINEW_STATUS_OUTPUT_FULL if `out` holds fewer: `read` is the first row that found no
// room, and `capacity` are written; SINEW_STATUS_INVALID_ARGUMENT and SINEW_STATUS_OVERFLOW, with
// nothing written, for what sinew_sort_indices refuses.
SINEW_API sinew_codec_result sinew_sort_distinct(const sinew_column* keys, size_t key_count,
                                                 uint32_t* out, size_t capacity) SINEW_NOEXCEPT {
  const sinew_status status = sinew::CheckKeys(keys, key_count, nullptr, nullptr);
  if (status != SINEW_STATUS_OK) return {0, 0, status};
  if (out == nullptr && capacity != 0) return {0, 0, SINEW_STATUS_INVALID_ARGUMENT};
  size_t written = 0, read = keys[0].count;
  const auto write = [&](size_t row) {
    if (written == capacity) {
      read = row;
      return false;
    }
    sinew::Store(out + written++, static_cast<uint32_t>(row));
    return true;
  };
  if (read != 0 && write(0)) {
    sinew::RowOrder(keys, key_count, nullptr, false).ForEachPair([&](size_t row, int order) {
      return order == 0 || write(row);
    });
  }
  return {read, written, read == keys[0].count ? SINEW_STATUS_OK : SINEW_STATUS_OUTPUT_FULL};
}

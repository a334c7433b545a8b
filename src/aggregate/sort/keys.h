#ifndef SINEW_AGGREGATE_SORT_KEYS_H_
#define SINEW_AGGREGATE_SORT_KEYS_H_

#include "core/column.h"

// Rows become unsigned words in their order, so that all that sorts need know of no types. A column
// is one part of a word, or several: a bit that says which rows are null, then the value. Several
// parts that fit are packed into one word, the first one highest; what does not fit, and what
// strings have behind their first bytes, are words for rows whose first words are the same.

namespace sinew {

enum class SortPartKind : uint8_t {
  kNull,     // 0 or 1
  kBit,      // a boolean
  kInteger,  // as many bits as the type has, or fewer if all values are close together
  kFloat,
  kHigh,  // of 16 bytes the first eight
  kLow,
  kString,
};

// One part of a word.
struct SortPart {
  const sinew_column* column;
  SortPartKind kind;
  uint8_t width;  // bytes of a value
  // Of the part; it is less than its type where the values are close together.
  uint8_t bits;
  // Turns the order around and, of signed integers, the sign.
  uint64_t flip;
  // Taken from each value.
  uint64_t least;
  // Strings: the words of nulls.
  uint64_t null_word;
};

// Which rows: those of the list, or the ones that begin at `first` if there is no list.
struct SortRows {
  const uint32_t* list;
  size_t first;
  size_t count;
};

// How many bytes of a string are in one word of it.
constexpr size_t kStringStep = 7;

// A word of a string has kStringStep bytes of it, then a byte that says how many of those there
// are, or one more if the string goes on; it counts from 1, and 0 and the greatest word are for
// nulls.
constexpr uint64_t kStringFlip = (~uint64_t{0} << 8) + kStringStep + 3;  // word to word, descending

// Whether there is more of a string than this word has.
inline bool HasMoreString(const SortPart& part, uint64_t word) {
  if (word == part.null_word) return false;
  const uint64_t ascending = part.flip == 0 ? word : part.flip - word;
  return ((ascending - 1) & 0xFF) > kStringStep;
}

// Writes the words of rows, of parts that fit one; `offset` bytes of strings are left out.
void BuildSortWords(const SortPart* parts, size_t part_count, size_t offset, SortRows rows,
                    uint64_t* words);

// Appends those rows of a block, `first` the first of them, whose words are less than `limit` to
// words and their rows, and returns how many there are then.
size_t AppendBelow(uint64_t limit, const uint64_t* block, size_t first, size_t count,
                   uint64_t* words, uint32_t* rows, size_t kept);

// Sets the bits of a part of integers or floats, and what to take from each, from the values that
// are there. Unless this is called, they are those of the type.
void FitSortPart(SortPart& part);

// What a value is combined with for its word to be in order: the sign of integers that have one,
// and all bits of the type if they are to descend.
uint64_t SortFlip(sinew_type type, bool descending);

// Numbers, dates and times as words in their order, which have 32 bits if the type does not have
// 64; and back. Each NaN is a word of its own, behind all numbers.
void ValuesToWords(sinew_type type, uint64_t flip, const void* values, size_t count, void* words);
void WordsToValues(sinew_type type, uint64_t flip, const void* words, size_t count, void* values);

}  // namespace sinew

#endif  // SINEW_AGGREGATE_SORT_KEYS_H_

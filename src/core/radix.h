#ifndef SINEW_CORE_RADIX_H_
#define SINEW_CORE_RADIX_H_

#include <stddef.h>
#include <stdint.h>

#include "core/memory.h"

// The engine of everything that sorts: words, alone or each with a number that goes with it, by
// their lowest `bits` bits, whatever those are made of. All other bits are the same in all words.
//
// The words are split by their highest digit into another array, then each part by the next digit
// back into the first one, and so on; a part that is small is finished in vectors, by comparing
// each of its words with all others. The width of a digit follows the number of words, so that two
// splits are enough for a million of them; where one digit has most of the words, as the exponent
// of floats has, the bits below it take part in the same split. Equal words keep their order, no
// input is slow: it takes O(count) time.

namespace sinew {

// The most words of one call.
constexpr size_t kMaxSortCount = UINT32_MAX;
// The most that are sorted without memory, which then cannot fail.
constexpr size_t kMaxSortInPlace = 1023;

// Words, and in the second form a value that goes along with each.
template <typename Word>
struct Words {
  Word* words;
};
struct WordsAndValues {
  uint64_t* words;
  uint32_t* values;
};

// Sorts `from` into `to`, or in place if `move` is false; the other one holds anything then. Words
// are in order by their `low` lowest bits already if they are the same in all others. The little
// memory that is needed otherwise comes from `memory`; if there is none, nothing has changed.
struct SortOptions {
  size_t count;  // at most kMaxSortCount
  int bits;
  int low;
  bool move;
};
sinew_status SortWords(Memory& memory, Words<uint32_t> from, Words<uint32_t> to, SortOptions how);
sinew_status SortWords(Memory& memory, Words<uint64_t> from, Words<uint64_t> to, SortOptions how);
sinew_status SortWords(Memory& memory, WordsAndValues from, WordsAndValues to, SortOptions how);

}  // namespace sinew

#endif  // SINEW_CORE_RADIX_H_

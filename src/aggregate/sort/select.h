#ifndef SINEW_AGGREGATE_SORT_SELECT_H_
#define SINEW_AGGREGATE_SORT_SELECT_H_

#include <algorithm>
#include <type_traits>

#include "core/bits.h"

// The word that has a place in the order of words, and the one behind it, without sorting, without
// changing anything and without memory: the words are read several times instead.
//
//   a few words of all      tell a window that has the word wanted, as a rule, and an eighth of all
//   the words of the window are counted by their highest bits, in kSelectBins bins
//   the bin that has it     is the next window, until its words fit the stack, where they are
//                           collected
//
// So one pass counts and one collects. Where the few words mislead, the next window is all that is
// on the right side of the first one, and from there on each is at most 2 / kSelectBins of the one
// before it: no input is slow.

namespace sinew {

// Words of a pass that are handed on together.
constexpr size_t kSelectBlock = 512;
// So many words are collected.
constexpr size_t kFewSelected = 1024;
constexpr size_t kSelectBins = 2048;
// Words outside of a window are counted in turn in so many places, which nobody reads, so that no
// addition waits for the one before it.
constexpr size_t kSelectSpare = 8;
// Words that tell the first window.
constexpr size_t kSelectSample = 512;

// Counts the words of a block, at most kSelectBlock, that are less than `low`, which it returns,
// and those of window [low, low + (kSelectBins << shift)) by (word - low) >> shift.
size_t CountInBins(const uint32_t* words, size_t count, uint32_t low, int shift, uint64_t* bins);
size_t CountInBins(const uint64_t* words, size_t count, uint64_t low, int shift, uint64_t* bins);

// Appends those words of a block that are within [low, high] to `kept`, which has room for one word
// more, returns how many there are then, and lowers *above to the least word that is more than
// `high`.
size_t CollectWithin(const uint32_t* words, size_t count, uint32_t low, uint32_t high,
                     uint32_t* kept, size_t kept_count, uint32_t* above);
size_t CollectWithin(const uint64_t* words, size_t count, uint64_t low, uint64_t high,
                     uint64_t* kept, size_t kept_count, uint64_t* above);

// A word and the next one in the order; of the last one, itself.
template <typename Word>
struct Selected {
  Word at;
  Word next;
};

// Selects from `count` words of at most `bits` bits the one at place k, which is below `count`.
//
//   struct Source {
//     // Calls visit(words, count) for all words in blocks of at most kSelectBlock.
//     template <class Visit> void ForEachBlock(const Visit& visit) const;
//     // Writes up to kSelectSample words from all over them, at least one, and returns how many.
//     size_t Sample(Word* words) const;
//   };
template <typename Word, class Source>
Selected<Word> SelectWord(const Source& source, size_t count, int bits, size_t k) {
  constexpr Word kMost = static_cast<Word>(~Word{0});
  Word few[kFewSelected + 1];
  // What is wanted is within [low, high], which has `inside` words; `below` words are less.
  Word low = 0, high = static_cast<Word>(LowBits(static_cast<size_t>(bits)));
  size_t below = 0, inside = count;
  bool is_first = true;
  while (inside > kFewSelected && low != high) {
    Word begin = low, end = high;
    if (is_first) {
      const size_t sampled = source.Sample(few);
      std::sort(few, few + sampled);
      // Three standard deviations of that place, at their most.
      const size_t at = static_cast<size_t>(static_cast<double>(k) / static_cast<double>(count) *
                                            static_cast<double>(sampled));
      const size_t reach = sampled / 16 + 1;
      const Word most = few[sampled - 1], spread = static_cast<Word>(most - few[0]);
      // There may be more beyond the last one: not far from it, as a rule.
      begin = at < reach ? Word{0} : few[at - reach];
      end = at + reach < sampled   ? few[at + reach]
            : spread > high - most ? high
                                   : static_cast<Word>(most + spread);
      is_first = false;
    }
    const uint64_t width = static_cast<uint64_t>(end) - begin;
    int shift = 0;
    while (width >> shift >= kSelectBins) ++shift;
    uint64_t bins[kSelectBins + kSelectSpare] = {};
    size_t less = 0;
    source.ForEachBlock([&](const Word* words, size_t size) {
      less += CountInBins(words, size, begin, shift, bins);
    });
    if (k < less) {
      high = static_cast<Word>(begin - 1);
      inside = less - below;
      continue;
    }
    below = less;
    size_t bin = 0;
    while (bin < kSelectBins && k >= below + bins[bin]) below += bins[bin++];
    if (bin == kSelectBins) {
      low = static_cast<Word>(begin + (static_cast<Word>(kSelectBins) << shift));
      inside = count - below;
      continue;
    }
    low = static_cast<Word>(begin + (static_cast<Word>(bin) << shift));
    high = static_cast<Word>(low + static_cast<Word>(LowBits(static_cast<size_t>(shift))));
    if (high < low) high = kMost;
    inside = bins[bin];
  }
  const bool is_one = low == high, has_above = below + inside < count;
  if (is_one && (k + 1 < below + inside || !has_above)) return {low, low};
  size_t collected = 0;
  Word above = kMost;
  source.ForEachBlock([&](const Word* words, size_t size) {
    // Of words that are all the same none has to be.
    collected = CollectWithin(words, size, is_one ? kMost : low, high, few, collected, &above);
  });
  if (is_one) return {low, above};
  Word* const at = few + (k - below);
  std::nth_element(few, at, few + inside);
  if (at + 1 != few + inside) return {*at, *std::min_element(at + 1, few + inside)};
  return {*at, has_above ? above : *at};
}

}  // namespace sinew

#endif  // SINEW_AGGREGATE_SORT_SELECT_H_

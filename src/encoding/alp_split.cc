// The choice of a split for values that are no decimals (ALP_RD, section 3.4 of the paper): where
// to cut, and which left parts the dictionary holds.

#include <algorithm>

#include "encoding/alp.h"

namespace sinew {
namespace {

// Bits of an exception: its position and its left part.
constexpr uint64_t kExceptionBits = 32;

// The most frequent left parts, most frequent first; of equal ones the smaller first.
struct Frequent {
  uint16_t parts[kAlpDictionary] = {};
  size_t counts[kAlpDictionary] = {};

  // Parts come in ascending order.
  void Add(uint16_t part, size_t count) {
    if (count <= counts[kAlpDictionary - 1]) return;
    size_t i = kAlpDictionary - 1;
    for (; i > 0 && counts[i - 1] < count; --i) {
      counts[i] = counts[i - 1];
      parts[i] = parts[i - 1];
    }
    counts[i] = count;
    parts[i] = part;
  }
};

}  // namespace

AlpSplit ChooseAlpSplit(const uint64_t* samples, size_t count, size_t bits) {
  uint16_t lefts[kAlpGroupSamples];
  for (size_t i = 0; i < count; ++i) {
    lefts[i] = static_cast<uint16_t>(samples[i] >> (bits - kAlpMaxLeft));
  }
  std::sort(lefts, lefts + count);
  // Equal ones are runs; those of a left part that is a bit shorter are runs joined.
  size_t lengths[kAlpGroupSamples];
  std::fill(lengths, lengths + count, 1);
  size_t runs = count;
  const auto join = [&lefts, &lengths, &runs](size_t shift) {
    size_t last = 0;
    for (size_t i = 0; i < runs; ++i) {
      const uint16_t left = static_cast<uint16_t>(lefts[i] >> shift);
      if (i != 0 && lefts[last] == left) {
        lengths[last] += lengths[i];
        continue;
      }
      if (i != 0) ++last;
      lefts[last] = left;
      lengths[last] = lengths[i];
    }
    runs = last + 1;
  };
  AlpSplit best;
  for (size_t left = kAlpMaxLeft; left > 0; --left) {
    join(left == kAlpMaxLeft ? 0 : 1);
    Frequent frequent;
    for (size_t i = 0; i < runs; ++i) frequent.Add(lefts[i], lengths[i]);
    size_t covered = 0;
    for (size_t code = 0, known = 0; code <= kAlpMaxCode; ++code) {
      for (; known < size_t{1} << code; ++known) covered += frequent.counts[known];
      const uint64_t cost = count * (code + bits - left) + (count - covered) * kExceptionBits;
      if (cost >= best.cost) continue;
      best.left = left;
      best.code = code;
      best.cost = cost;
      std::copy(frequent.parts, frequent.parts + kAlpDictionary, best.dictionary);
    }
  }
  return best;
}

}  // namespace sinew

#include "core/radix.h"

#include <algorithm>
#include <type_traits>
#include <utility>

#include "core/bits.h"
#include "core/dispatch.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/radix.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include "core/vectors-inl.h"

#ifndef SINEW_CORE_RADIX_CC_
#define SINEW_CORE_RADIX_CC_

namespace sinew {
namespace {

// So many are compared each with all others.
constexpr size_t kFewWords = 32;

// Above it a digit has kWideDigit bits, so that each part is written in a stream of its own without
// the help of the TLB; the parts of up to 50 million words are not above it.
constexpr size_t kManyWords = size_t{1} << 16;
constexpr int kWideDigit = 8;
// A part of more than this share of many words is split further at once, by up to 6 more bits.
constexpr size_t kUnevenShare = 32;
constexpr int kMaxMoreBits = 6;
constexpr size_t kMaxUnevenParts = (size_t{1} << kWideDigit) + (size_t{4} << kMaxMoreBits);

// Of fewer: parts of 8 to 16 words, if the words are even.
constexpr int DigitBits(size_t count) {
  if (count > kManyWords) return kWideDigit;
  const int log = 63 - __builtin_clzll(count);
  return std::clamp(log - 3, 2, 12);
}

// The most counters that are in use at once: a digit's for each of the splits within one another.
// 0 where those on the stack are enough.
constexpr size_t kStackCounters = 1024;
constexpr size_t CountersFor(size_t count) {
  const int digit = count > kManyWords ? 12 : DigitBits(count);
  const size_t most = (size_t{64} / digit + 1) << digit;
  return most <= kStackCounters ? 0 : most;
}
static_assert(CountersFor(kMaxSortInPlace) == 0);

}  // namespace
}  // namespace sinew

#endif  // SINEW_CORE_RADIX_CC_

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {
namespace hn = hwy::HWY_NAMESPACE;

HWY_INLINE void MoveValue(Words<uint32_t>, size_t, Words<uint32_t>, size_t) {}
HWY_INLINE void MoveValue(Words<uint64_t>, size_t, Words<uint64_t>, size_t) {}
HWY_INLINE void MoveValue(WordsAndValues from, size_t i, WordsAndValues to, size_t k) {
  to.values[k] = from.values[i];
}
HWY_INLINE Words<uint32_t> Skip(Words<uint32_t> side, size_t count) { return {side.words + count}; }
HWY_INLINE Words<uint64_t> Skip(Words<uint64_t> side, size_t count) { return {side.words + count}; }
HWY_INLINE WordsAndValues Skip(WordsAndValues side, size_t count) {
  return {side.words + count, side.values + count};
}

template <class Side>
class Radix {
  using Word = std::remove_pointer_t<decltype(Side::words)>;
  using Signed = hwy::MakeSigned<Word>;
  static constexpr bool kHasValues = std::is_same_v<Side, WordsAndValues>;
  static constexpr Word kSign = Word{1} << (8 * sizeof(Word) - 1);

 public:
  Radix(int low, uint32_t* counters) : low_(low), counters_(counters) {}

  // Sorts by the lowest `bits` bits. The result is in `to` if `move`, else in `from`.
  void Sort(Side from, Side to, size_t count, int bits, bool move) {
    for (;;) {
      if (count <= kFewWords) return SortFew(from, move ? to : from, count);
      if (bits <= low_) break;
      const int digit = std::min(bits - low_, DigitBits(count));
      const int shift = bits - digit;
      const Word mask = static_cast<Word>(LowBits(digit));
      const size_t parts = size_t{1} << digit;
      uint32_t* const ends = counters_;
      memset(ends, 0, parts * sizeof(*ends));
      for (size_t i = 0; i < count; ++i) ++ends[(from.words[i] >> shift) & mask];
      const size_t most = *std::max_element(ends, ends + parts);
      if (most == count) {
        // It is the same in all of them; so may be others.
        bits = std::min(shift, DifferentBits(from.words, count));
        continue;
      }
      if (count > kManyWords && most > count / kUnevenShare && shift > low_) {
        return SortUneven(from, to, count, shift, move);
      }
      uint32_t begin = 0;
      for (size_t part = 0; part < parts; ++part) begin += std::exchange(ends[part], begin);
      for (size_t i = 0; i < count; ++i) {
        const size_t k = ends[(from.words[i] >> shift) & mask]++;
        to.words[k] = from.words[i];
        MoveValue(from, i, to, k);
      }
      counters_ += parts;
      begin = 0;
      for (size_t part = 0; part < parts; ++part) {
        const uint32_t end = ends[part];
        if (end != begin) SortPart(from, to, begin, end, shift, move);
        begin = end;
      }
      counters_ -= parts;
      return;
    }
    if (move) Copy(from, to, count);
  }

 private:
  // What is in `to` by now.
  HWY_INLINE void SortPart(Side from, Side to, size_t begin, size_t end, int bits, bool move) {
    Sort(Skip(to, begin), Skip(from, begin), end - begin, bits, !move);
  }

  static void Copy(Side from, Side to, size_t count) {
    memcpy(to.words, from.words, count * sizeof(Word));
    if constexpr (kHasValues) {
      memcpy(to.values, from.values, count * sizeof(*to.values));
    }
  }

  static int DifferentBits(const Word* words, size_t count) {
    Word different = 0;
    for (size_t i = 1; i < count; ++i) different |= words[i] ^ words[0];
    return different == 0 ? 0 : 64 - __builtin_clzll(uint64_t{different});
  }

  // Splits by a digit of kWideDigit bits, whose counts stand in counters_, and each of its parts
  // that is large by some bits more.
  HWY_NOINLINE void SortUneven(Side from, Side to, size_t count, int shift, bool move) {
    constexpr size_t kParts = size_t{1} << kWideDigit;
    uint32_t ends[kMaxUnevenParts] = {};
    uint16_t first[kParts];  // of the parts of a digit
    uint8_t shifts[kParts];
    const Word digit = static_cast<Word>(kParts - 1);
    const size_t large = count / (size_t{1} << kMaxMoreBits);
    size_t parts = 0;
    for (size_t i = 0; i < kParts; ++i) {
      const size_t times = counters_[i] / large;
      const int more = times == 0 ? 0 : 64 - __builtin_clzll(times);
      const int bits = std::min({more, kMaxMoreBits, shift - low_});
      first[i] = static_cast<uint16_t>(parts);
      shifts[i] = static_cast<uint8_t>(shift - bits);
      parts += size_t{1} << bits;
    }
    const Word below = static_cast<Word>(LowBits(shift));
    const auto part_of = [&](Word word) {
      const size_t i = (word >> shift) & digit;
      return first[i] + static_cast<size_t>((word & below) >> shifts[i]);
    };
    for (size_t i = 0; i < count; ++i) ++ends[part_of(from.words[i])];
    uint32_t begin = 0;
    for (size_t part = 0; part < parts; ++part) begin += std::exchange(ends[part], begin);
    for (size_t i = 0; i < count; ++i) {
      const size_t k = ends[part_of(from.words[i])]++;
      to.words[k] = from.words[i];
      MoveValue(from, i, to, k);
    }
    begin = 0;
    for (size_t i = 0, part = 0; i < kParts; ++i) {
      const size_t next = i + 1 < kParts ? first[i + 1] : parts;
      for (; part < next; ++part) {
        const uint32_t end = ends[part];
        if (end != begin) SortPart(from, to, begin, end, shifts[i], move);
        begin = end;
      }
    }
  }

  // Of fewer than a vector.
  static void Insert(Side from, Side to, size_t count) {
    for (size_t i = 0; i < count; ++i) {
      const Word word = from.words[i];
      uint32_t value = 0;
      if constexpr (kHasValues) value = from.values[i];
      size_t k = i;
      for (; k > 0 && to.words[k - 1] > word; --k) {
        to.words[k] = to.words[k - 1];
        MoveValue(to, k - 1, to, k);
      }
      to.words[k] = word;
      if constexpr (kHasValues) to.values[k] = value;
    }
  }

  // The place of a word is the number of those that are less, and of equal ones before it. The last
  // vector overlaps with the one before it, so that none is incomplete.
  static HWY_NOINLINE void SortFew(Side from, Side to, size_t count) {
    const hn::CappedTag<Signed, kFewWords> d;
    const size_t lanes = hn::Lanes(d);
    if (count < lanes || count < 3) return Insert(from, to, count);
    HWY_ALIGN Signed words[kFewWords];
    HWY_ALIGN Signed places[kFewWords];
    uint32_t values[kFewWords];
    const auto load = [&](size_t first) HWY_ATTR {
      const auto word = LoadUnaligned(d, reinterpret_cast<const Signed*>(from.words + first));
      return hn::Xor(word, hn::Set(d, static_cast<Signed>(kSign)));
    };
    const size_t last = count - lanes;
    for (size_t first = 0; first < last; first += lanes) {
      StoreUnaligned(load(first), d, words + first);
    }
    StoreUnaligned(load(last), d, words + last);
    if constexpr (kHasValues) memcpy(values, from.values, count * sizeof(*values));
    const auto iota = hn::Iota(d, 0);
    for (size_t next = 0; next < count; next += lanes) {
      const size_t first = std::min(next, last);
      const auto word = load(first);
      // Less or equal of those before the vector: all but the greater ones.
      auto places0 = hn::Set(d, static_cast<Signed>(first));
      auto places1 = hn::Zero(d);
      size_t i = 0;
      for (; i < first; ++i) {
        places0 = hn::Add(places0, hn::VecFromMask(d, hn::Gt(hn::Set(d, words[i]), word)));
      }
      for (size_t k = 0; k < lanes; ++k, ++i) {
        const auto other = hn::Set(d, words[i]);
        const auto after = hn::Gt(iota, hn::Set(d, static_cast<Signed>(k)));
        const auto less = hn::Or(hn::Gt(word, other), hn::And(hn::Eq(word, other), after));
        places1 = hn::Sub(places1, hn::VecFromMask(d, less));
      }
      for (; i < count; ++i) {
        places1 = hn::Sub(places1, hn::VecFromMask(d, hn::Gt(word, hn::Set(d, words[i]))));
      }
      StoreUnaligned(hn::Add(places0, places1), d, places + first);
    }
    for (size_t i = 0; i < count; ++i) {
      const size_t place = static_cast<size_t>(places[i]);
      to.words[place] = static_cast<Word>(words[i]) ^ kSign;
      if constexpr (kHasValues) to.values[place] = values[i];
    }
  }

  const int low_;
  uint32_t* counters_;
};

void SortNarrow(Words<uint32_t> from, Words<uint32_t> to, SortOptions how, uint32_t* counters) {
  Radix<Words<uint32_t>>(how.low, counters).Sort(from, to, how.count, how.bits, how.move);
}

void SortWide(Words<uint64_t> from, Words<uint64_t> to, SortOptions how, uint32_t* counters) {
  Radix<Words<uint64_t>>(how.low, counters).Sort(from, to, how.count, how.bits, how.move);
}

void SortPairs(WordsAndValues from, WordsAndValues to, SortOptions how, uint32_t* counters) {
  Radix<WordsAndValues>(how.low, counters).Sort(from, to, how.count, how.bits, how.move);
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sinew {
namespace {

HWY_EXPORT(SortNarrow);
HWY_EXPORT(SortWide);
HWY_EXPORT(SortPairs);

template <class Side, class Sort>
sinew_status WithCounters(Memory& memory, Side from, Side to, SortOptions how, Sort* sort) {
  uint32_t on_stack[kStackCounters];
  const size_t count = CountersFor(how.count);
  uint32_t* counters = on_stack;
  if (count != 0) {
    const sinew_status status = memory.AllocateArray(count, &counters);
    if (status != SINEW_STATUS_OK) return status;
  }
  sort(from, to, how, counters);
  if (count != 0) memory.FreeArray(counters, count);
  return SINEW_STATUS_OK;
}

}  // namespace

sinew_status SortWords(Memory& memory, Words<uint32_t> from, Words<uint32_t> to, SortOptions how) {
  return WithCounters(memory, from, to, how, SINEW_DISPATCH(SortNarrow));
}

sinew_status SortWords(Memory& memory, Words<uint64_t> from, Words<uint64_t> to, SortOptions how) {
  return WithCounters(memory, from, to, how, SINEW_DISPATCH(SortWide));
}

sinew_status SortWords(Memory& memory, WordsAndValues from, WordsAndValues to, SortOptions how) {
  return WithCounters(memory, from, to, how, SINEW_DISPATCH(SortPairs));
}

}  // namespace sinew
#endif  // HWY_ONCE

// Levels of values: how they fill, and what they say.

#include <algorithm>
#include <utility>

#include "core/radix.h"
#include "hash/murmur3.h"
#include "sketch/kll/kll.h"

namespace sinew {
namespace {

// Merges [first, end) with so many words into the place that begins at `out`, as many below
// `first`: no word is written over before it is read. The others are anywhere but in that place.
void MergeDown(uint64_t* out, const uint64_t* first, const uint64_t* end, const uint64_t* words,
               size_t count) {
  const uint64_t* const words_end = words + count;
  while (first != end && words != words_end) {
    const bool is_less = *words < *first;
    *out++ = is_less ? *words : *first;
    words += is_less;
    first += !is_less;
  }
  memmove(out, words, static_cast<size_t>(words_end - words) * sizeof(*words));
}

}  // namespace

// k (2/3)^depth, rounded.
uint32_t KllWidth(uint32_t k, uint32_t levels, uint32_t level) {
  uint32_t depth = levels - 1 - level;
  if (depth > 30) return kKllLeastWidth;
  uint64_t twice = uint64_t{2 * k} << depth, power = 1;
  for (; depth != 0; --depth) power *= 3;
  return std::max(kKllLeastWidth, static_cast<uint32_t>((twice / power + 1) / 2));
}

uint32_t KllWidthOfAll(uint32_t k, uint32_t levels) {
  uint32_t all = 0;
  for (uint32_t i = 0; i < levels; ++i) all += KllWidth(k, levels, i);
  return all;
}

}  // namespace sinew

void sinew_kll::SetLevels(uint32_t levels) {
  std::fill(starts_ + levels_ + 1, starts_ + levels + 1, starts_[levels_]);
  levels_ = levels;
  for (uint32_t i = 0; i < levels; ++i) widths_[i] = sinew::KllWidth(k_, levels, i);
  width_of_all_ = sinew::KllWidthOfAll(k_, levels);
}

void sinew_kll::Stir(uint64_t word) { random_ = sinew::murmur3::End64(random_ ^ word); }

uint64_t sinew_kll::Toss() {
  random_ += 0x9E3779B97F4A7C15;
  return sinew::murmur3::End64(random_);
}

void sinew_kll::Add(const uint64_t* words, size_t count) {
  while (count != 0) {
    const size_t some = std::min(count, sinew::kKllBuffer - buffered_);
    memcpy(buffer_ + buffered_, words, some * sizeof(*words));
    buffered_ += some;
    is_sorted_ = false;
    words += some;
    count -= some;
    if (buffered_ == sinew::kKllBuffer) Flush();
  }
}

void sinew_kll::SortBuffer() {
  if (is_sorted_) return;
  // Words of values are close together, even if their first bits differ: less the least of them
  // they have fewer bits, of which all say something.
  uint64_t first = buffer_[0], last = first;
  for (size_t i = 1; i < buffered_; ++i) {
    first = std::min(first, buffer_[i]);
    last = std::max(last, buffer_[i]);
  }
  for (size_t i = 0; i < buffered_; ++i) buffer_[i] -= first;
  uint64_t spare[sinew::kKllBuffer];
  static_assert(sinew::kKllBuffer <= sinew::kMaxSortInPlace);
  (void)sinew::SortWords(memory_, sinew::Words<uint64_t>{buffer_}, sinew::Words<uint64_t>{spare},
                         {buffered_, static_cast<int>(std::bit_width(last - first)), 0, false});
  for (size_t i = 0; i < buffered_; ++i) buffer_[i] += first;
  is_sorted_ = true;
  min_ = std::min(min_, first);
  max_ = std::max(max_, last);
}

void sinew_kll::Flush() {
  SortBuffer();
  uint64_t sum = buffered_;
  for (size_t i = 0; i < buffered_; ++i) sum += buffer_[i];
  Stir(sum);
  // At least one, and so many that a run is long enough.
  const uint32_t most =
      static_cast<uint32_t>(std::bit_width(buffered_ / sinew::kKllLeastRun | 3)) - 1;
  uint32_t level = 0;
  for (; level < most; ++level) {
    if (level == levels_) SetLevels(level + 1);
    const size_t room = std::max<size_t>(widths_[level], width_of_all_ - retained());
    if (buffered_ >> level <= room) break;
  }
  if (level == levels_) SetLevels(level + 1);
  const size_t some = buffered_ >> level, left = buffered_ - (some << level);
  const size_t first = level == 0 ? 0 : Toss() >> (64 - level);
  for (size_t i = 0; i < some; ++i) buffer_[i] = buffer_[first + (i << level)];
  Insert(level, buffer_, some);
  memmove(buffer_, buffer_ + (some << level), left * sizeof(*buffer_));
  buffered_ = left;
  Compress();
}

void sinew_kll::Insert(uint32_t level, const uint64_t* words, size_t count) {
  uint64_t* const lowest = items_ + starts_[0];
  memmove(lowest - count, lowest, (starts_[level] - starts_[0]) * sizeof(*lowest));
  uint64_t* const first = this->level(level);
  sinew::MergeDown(first - count, first, this->level(level + 1), words, count);
  for (uint32_t i = 0; i <= level; ++i) starts_[i] -= static_cast<uint32_t>(count);
}

void sinew_kll::Compress() {
  while (retained() > width_of_all_) {
    uint32_t level = 0;
    while (SizeOf(level) < widths_[level]) ++level;
    Halve(level);
  }
}

void sinew_kll::Halve(uint32_t level) {
  if (level + 1 == levels_) SetLevels(levels_ + 1);
  uint64_t* const begin = this->level(level);
  uint64_t* const end = this->level(level + 1);
  const size_t size = SizeOf(level), half = size / 2;
  const bool is_odd = size % 2 != 0;  // then the least value stays
  uint64_t* const pairs = begin + is_odd;
  const size_t second = Toss() >> 63;
  for (size_t i = 0; i < half; ++i) pairs[i] = pairs[2 * i + second];
  sinew::MergeDown(end - half, end, this->level(level + 2), pairs, half);
  if (is_odd) begin[half] = *begin;
  uint64_t* const lowest = items_ + starts_[0];
  memmove(lowest + half, lowest, (starts_[level] - starts_[0]) * sizeof(*lowest));
  for (uint32_t i = 0; i <= level; ++i) starts_[i] += static_cast<uint32_t>(half);
  starts_[level + 1] -= static_cast<uint32_t>(half);
}

void sinew_kll::Merge(const sinew_kll& from) {
  using namespace sinew;
  const uint64_t count = count_ + from.count_;
  Stir(from.random_);
  Add(from.buffer_, from.buffered_);
  if (from.levels_ > 1) least_k_ = std::min(least_k_, from.least_k_);
  if (from.levels_ > levels_) SetLevels(from.levels_);
  for (uint32_t i = 0; i < from.levels_; ++i) {
    const uint64_t* words = from.level(i);
    for (size_t left = from.SizeOf(i); left != 0;) {
      const size_t some = std::min(left, kKllBuffer);
      Insert(i, words, some);
      Compress();
      words += some;
      left -= some;
    }
  }
  min_ = std::min(min_, from.min_);
  max_ = std::max(max_, from.max_);
  count_ = count;
}

void sinew_kll::Reset() {
  random_ = seed_;
  count_ = 0;
  least_k_ = k_;
  min_ = UINT64_MAX;
  max_ = 0;
  levels_ = 0;
  starts_[0] = static_cast<uint32_t>(ItemCapacity());
  SetLevels(1);
  buffered_ = 0;
  is_sorted_ = true;
}

sinew_kll::Runs sinew_kll::SortedRuns() {
  SortBuffer();
  Runs runs = {{{buffer_, buffer_ + buffered_, 1}}, 1};
  for (uint32_t i = 0; i < levels_; ++i) {
    runs.all[runs.count++] = {level(i), level(i + 1), uint64_t{1} << i};
  }
  return runs;
}

double sinew_kll::ValueAt(const Runs& runs, uint64_t rank) const {
  // Where it may be in each: halves of the longest part that is left, by what is in its middle.
  Runs parts = runs;
  Run* const last = parts.all + parts.count;
  uint64_t below = 0, found = 0;
  const auto size = [](const Run& run) { return run.end - run.begin; };
  for (;;) {
    const Run& longest = *std::max_element(
        parts.all, last, [&](const Run& a, const Run& b) { return size(a) < size(b); });
    if (size(longest) == 0) return sinew::KllValue(found);
    const uint64_t middle = longest.begin[size(longest) / 2];
    const uint64_t* after[sinew::kKllMostLevels + 1];
    uint64_t up_to = below;
    for (size_t i = 0; i < parts.count; ++i) {
      const Run& run = parts.all[i];
      after[i] = std::upper_bound(run.begin, run.end, middle);
      up_to += static_cast<uint64_t>(after[i] - run.begin) * run.weight;
    }
    if (up_to > rank) {
      found = middle;
      for (Run* run = parts.all; run != last; ++run) {
        run->end = std::lower_bound(run->begin, after[run - parts.all], middle);
      }
    } else {
      below = up_to;
      for (size_t i = 0; i < parts.count; ++i) parts.all[i].begin = after[i];
    }
  }
}

void sinew_kll::Quantiles(const double* fractions, size_t count, double* out) {
  const Runs runs = SortedRuns();
  for (size_t i = 0; i < count; ++i) {
    const double fraction = sinew::Load<double>(fractions + i);
    double value = std::bit_cast<double>(0x7FF8000000000000);
    if (count_ != 0) {
      const double rank = fraction * static_cast<double>(count_ - 1);
      value = fraction == 0   ? sinew::KllValue(min_)
              : fraction == 1 ? sinew::KllValue(max_)
                              : ValueAt(runs, std::min(static_cast<uint64_t>(rank), count_ - 1));
    }
    sinew::Store(out + i, value);
  }
}

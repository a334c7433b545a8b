#include "aggregate/sort/order.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace sinew {
namespace {

// Fewer rows are sorted whole, whatever is wanted of them.
constexpr size_t kFewRows = 4096;
// The digit by which the rows that are wanted are told from all others.
constexpr int kChoiceDigit = 11;
constexpr size_t kChoiceBlock = 1024;
// So many first rows are found by what the last one of them is so far.
constexpr size_t kMostFirst = 1024;
constexpr size_t kFirstRoom = 4 * kMostFirst;

// Whether the words are in order already, or the other way round.
bool IsAscending(const uint64_t* words, size_t count) {
  size_t i = 1;
  while (i < count && words[i - 1] <= words[i]) ++i;
  return i >= count;
}
bool IsDescending(const uint64_t* words, size_t count) {
  size_t i = 1;
  while (i < count && words[i - 1] > words[i]) ++i;
  return i >= count;
}

int BitWidth(size_t value) { return value == 0 ? 0 : 64 - __builtin_clzll(value); }

// Digits [low, high] have the rows that are wanted, `below` rows come before them, `kept` have
// them.
struct Choice {
  size_t low;
  size_t high;
  size_t below;
  size_t kept;
};

Choice Choose(const uint32_t* counts, size_t first, size_t count) {
  Choice choice = {0, 0, 0, 0};
  while (choice.below + counts[choice.low] <= first) choice.below += counts[choice.low++];
  choice.high = choice.low;
  choice.kept = counts[choice.low];
  while (choice.below + choice.kept < first + count) choice.kept += counts[++choice.high];
  return choice;
}

}  // namespace

RowOrder::RowOrder(const sinew_column* keys, size_t key_count, const uint32_t* orders, bool fit)
    : row_count_(keys[0].count) {
  for (size_t i = 0; i < key_count; ++i) AddColumn(keys[i], orders == nullptr ? 0 : orders[i], fit);
}

void RowOrder::AddColumn(const sinew_column& column, uint32_t order, bool fit) {
  const bool descending = (order & SINEW_SORT_DESCENDING) != 0;
  const bool nulls_first = (order & SINEW_SORT_NULLS_FIRST) != 0;
  const TypeInfo& info = InfoOf(column.type);
  SortPart part = {&column, SortPartKind::kInteger, info.width, 64, 0, 0, 0};
  if (info.kind == TypeKind::kString) {
    part.kind = SortPartKind::kString;
    part.flip = descending ? kStringFlip : 0;
    part.null_word = nulls_first ? 0 : ~uint64_t{0};
    return AddPart(part);
  }
  if (column.validity != nullptr) {
    // A valid row is 1.
    AddPart({&column, SortPartKind::kNull, 0, 1, uint64_t{!nulls_first}, 0, 0});
  }
  if (info.kind == TypeKind::kBool) {
    AddPart({&column, SortPartKind::kBit, 0, 1, uint64_t{descending}, 0, 0});
  } else if (info.kind == TypeKind::kBytes) {
    part.flip = descending ? ~uint64_t{0} : 0;
    part.kind = SortPartKind::kHigh;
    AddPart(part);
    part.kind = SortPartKind::kLow;
    AddPart(part);
  } else {
    if (info.kind == TypeKind::kFloat) part.kind = SortPartKind::kFloat;
    part.flip = SortFlip(column.type, descending);
    part.bits = static_cast<uint8_t>(8 * info.width);
    if (fit) FitSortPart(part);
    if (part.bits != 0) AddPart(part);
  }
}

// Strings are alone, other parts join those before them if they fit.
void RowOrder::AddPart(const SortPart& part) {
  Stage* const last = stage_count_ == 0 ? nullptr : &stages_[stage_count_ - 1];
  const bool is_string = part.kind == SortPartKind::kString;
  if (last != nullptr && !is_string && last->bits + part.bits <= 64) {
    ++last->part_count;
    last->bits += part.bits;
  } else {
    stages_[stage_count_++] = {part_count_, 1, part.bits};
  }
  parts_[part_count_++] = part;
}

int RowOrder::CompareRest(uint32_t row, uint64_t word) const {
  const uint32_t pair[] = {row - 1, row};
  Depth depth = After({0, 0}, word);
  while (depth.stage < stage_count_) {
    uint64_t words[2];
    Build(depth.stage, depth.offset, {pair, 0, 2}, words);
    if (words[0] != words[1]) return words[0] < words[1] ? -1 : 1;
    depth = After(depth, words[0]);
  }
  return 0;
}

sinew_status RowOrder::Reserve(size_t count) {
  const size_t size = 2 * (sizeof(uint64_t) + sizeof(uint32_t));
  const sinew_status status = block_.Reserve(count * size);
  if (status != SINEW_STATUS_OK) return status;
  words_ = reinterpret_cast<uint64_t*>(block_.data());
  spare_ = words_ + count;
  rows_ = reinterpret_cast<uint32_t*>(spare_ + count);
  spare_rows_ = rows_ + count;
  return SINEW_STATUS_OK;
}

sinew_status RowOrder::Sort(size_t first, size_t count, void* out) {
  if (count == 0) return SINEW_STATUS_OK;
  if (stage_count_ == 0) {
    for (size_t i = 0; i < count; ++i) {
      sinew::Store(AsBytes(out) + i * sizeof(uint32_t), static_cast<uint32_t>(first + i));
    }
    return SINEW_STATUS_OK;
  }
  const bool some = row_count_ > kFewRows && count < row_count_ / 8;
  const bool top = some && first == 0 && count <= kMostFirst && IsLast(0);
  sinew_status status = top ? SortFirst(count) : some ? SortSome(first, count) : SortAll();
  if (status == SINEW_STATUS_OK) status = SortRuns(first - skipped_, first - skipped_ + count);
  if (status != SINEW_STATUS_OK) return status;
  memcpy(out, rows_ + (first - skipped_), count * sizeof(uint32_t));
  return SINEW_STATUS_OK;
}

sinew_status RowOrder::SortAll() {
  const size_t count = kept_ = row_count_;
  const sinew_status status = Reserve(count);
  if (status != SINEW_STATUS_OK) return status;
  Build(0, 0, {nullptr, 0, count}, words_);
  if (IsAscending(words_, count)) {
    for (size_t i = 0; i < count; ++i) rows_[i] = static_cast<uint32_t>(i);
    return SINEW_STATUS_OK;
  }
  if (IsDescending(words_, count)) {
    std::reverse(words_, words_ + count);
    for (size_t i = 0; i < count; ++i) rows_[i] = static_cast<uint32_t>(count - 1 - i);
    return SINEW_STATUS_OK;
  }
  const int bits = stages_[0].bits;
  const int row_bits = BitWidth(count - 1);
  if (bits + row_bits > 64) {
    for (size_t i = 0; i < count; ++i) rows_[i] = static_cast<uint32_t>(i);
    return SortWords(memory_, WordsAndValues{words_, rows_}, WordsAndValues{spare_, spare_rows_},
                     {count, bits, 0, false});
  }
  // The number of the row fits into the word, too.
  for (size_t i = 0; i < count; ++i) words_[i] = words_[i] << row_bits | i;
  const sinew_status sorted = SortWords(memory_, Words<uint64_t>{words_}, Words<uint64_t>{spare_},
                                        {count, bits + row_bits, row_bits, false});
  const uint32_t mask = static_cast<uint32_t>((uint64_t{1} << row_bits) - 1);
  for (size_t i = 0; i < count; ++i) {
    rows_[i] = static_cast<uint32_t>(words_[i]) & mask;
    words_[i] >>= row_bits;
  }
  return sorted;
}

// Keeps rows whose words are less than that of the last one wanted, and sorts them when there is no
// room for more. One that is the same comes later, so it does not count.
sinew_status RowOrder::SortFirst(size_t count) {
  uint64_t block[kChoiceBlock];
  sinew_status status = Reserve(kFirstRoom);
  const auto sort = [&] {
    return SortWords(memory_, WordsAndValues{words_, rows_}, WordsAndValues{spare_, spare_rows_},
                     {kept_, stages_[0].bits, 0, false});
  };
  uint64_t limit = ~uint64_t{0};
  for (size_t i = 0; i < row_count_ && status == SINEW_STATUS_OK; i += kChoiceBlock) {
    const size_t rows = std::min(kChoiceBlock, row_count_ - i);
    Build(0, 0, {nullptr, i, rows}, block);
    kept_ = AppendBelow(limit, block, i, rows, words_, rows_, kept_);
    if (kept_ + kChoiceBlock <= kFirstRoom) continue;
    status = sort();
    kept_ = count;
    limit = words_[count - 1];
  }
  if (status != SINEW_STATUS_OK) return status;
  // Rows with the greatest word of all have not been kept: if too few others are there, they count.
  return kept_ < count ? SortSome(0, count) : sort();
}

// Counts the digits of all words and keeps the rows whose digits are in question; then once more
// among those, as long as there are many.
sinew_status RowOrder::SortSome(size_t first, size_t count) {
  uint64_t block[kChoiceBlock];
  uint32_t counts[size_t{1} << kChoiceDigit] = {};
  const size_t mask = (size_t{1} << kChoiceDigit) - 1;
  int shift = std::max(stages_[0].bits - kChoiceDigit, 0);
  for (size_t i = 0; i < row_count_; i += kChoiceBlock) {
    const size_t rows = std::min(kChoiceBlock, row_count_ - i);
    Build(0, 0, {nullptr, i, rows}, block);
    for (size_t k = 0; k < rows; ++k) ++counts[block[k] >> shift];
  }
  Choice choice = Choose(counts, first, count);
  // One more, for what is written before it is known whether it counts.
  const sinew_status status = Reserve(choice.kept + 1);
  if (status != SINEW_STATUS_OK) return status;
  size_t kept = 0;
  for (size_t i = 0; i < row_count_; i += kChoiceBlock) {
    const size_t rows = std::min(kChoiceBlock, row_count_ - i);
    Build(0, 0, {nullptr, i, rows}, block);
    for (size_t k = 0; k < rows; ++k) {
      words_[kept] = block[k];
      rows_[kept] = static_cast<uint32_t>(i + k);
      kept += (block[k] >> shift) - choice.low <= choice.high - choice.low;
    }
  }
  skipped_ = choice.below;
  while (choice.low == choice.high && shift > 0 && kept > kFewRows && count < kept / 8) {
    shift = std::max(shift - kChoiceDigit, 0);
    std::fill(std::begin(counts), std::end(counts), 0);
    for (size_t i = 0; i < kept; ++i) ++counts[(words_[i] >> shift) & mask];
    choice = Choose(counts, first - skipped_, count);
    const size_t before = std::exchange(kept, 0);
    for (size_t i = 0; i < before; ++i) {
      const uint64_t word = words_[i];
      words_[kept] = word;
      rows_[kept] = rows_[i];
      kept += ((word >> shift) & mask) - choice.low <= choice.high - choice.low;
    }
    skipped_ += choice.below;
  }
  kept_ = kept;
  return SortWords(memory_, WordsAndValues{words_, rows_}, WordsAndValues{spare_, spare_rows_},
                   {kept, stages_[0].bits, 0, false});
}

// Of rows whose words were all the same, how many bytes of their strings are; the next word's, at
// least.
size_t RowOrder::CommonOffset(const Run& run) const {
  const SortPart& part = parts_[stages_[run.depth.stage].first_part];
  const sinew_column& column = *part.column;
  const auto rest = [&](size_t place) {
    const Bytes string = BytesAt(column, rows_[place]);
    return Bytes{string.data + run.depth.offset, string.size - run.depth.offset};
  };
  const Bytes first = rest(run.begin);
  size_t common = first.size;
  for (size_t i = 1; i < run.count; ++i) {
    const Bytes other = rest(run.begin + i);
    common = std::min(common, other.size);
    size_t same = 0;
    while (same < common && first.data[same] == other.data[same]) ++same;
    common = same;
  }
  return run.depth.offset + common;
}

// Puts those places of a run on the stack whose words, which are in order, are the same, as far as
// they matter for the places [begin, end).
sinew_status RowOrder::PushRuns(const Run& run, size_t begin, size_t end) {
  const size_t run_end = run.begin + run.count;
  for (size_t i = run.begin; i < run_end;) {
    size_t next = i + 1;
    while (next < run_end && words_[next] == words_[i]) ++next;
    Run part = {i, next - i, After(run.depth, words_[i])};
    i = next;
    if (part.count == 1 || part.depth.stage == stage_count_) continue;
    if (part.begin >= end || part.begin + part.count <= begin) continue;
    if (part.count == run.count && part.depth.offset != 0) part.depth.offset = CommonOffset(part);
    const sinew_status status = runs_.Grow(sizeof(part));
    if (status != SINEW_STATUS_OK) return status;
    runs_.Append({reinterpret_cast<const uint8_t*>(&part), sizeof(part)});
  }
  return SINEW_STATUS_OK;
}

sinew_status RowOrder::SortRuns(size_t begin, size_t end) {
  if (IsLast(0)) return SINEW_STATUS_OK;
  sinew_status status = PushRuns({0, kept_, {0, 0}}, begin, end);
  while (status == SINEW_STATUS_OK && runs_.size() != 0) {
    Run run;
    runs_.set_size(runs_.size() - sizeof(run));
    memcpy(&run, runs_.data() + runs_.size(), sizeof(run));
    Build(run.depth.stage, run.depth.offset, {rows_ + run.begin, 0, run.count}, words_ + run.begin);
    status = SortWords(memory_, WordsAndValues{words_ + run.begin, rows_ + run.begin},
                       WordsAndValues{spare_ + run.begin, spare_rows_ + run.begin},
                       {run.count, stages_[run.depth.stage].bits, 0, false});
    if (status == SINEW_STATUS_OK && !IsLast(run.depth.stage)) status = PushRuns(run, begin, end);
  }
  return status;
}

}  // namespace sinew

#ifndef SINEW_AGGREGATE_SORT_ORDER_H_
#define SINEW_AGGREGATE_SORT_ORDER_H_

#include "aggregate/abi.h"
#include "aggregate/sort/keys.h"
#include "core/radix.h"
#include "core/scratch.h"

namespace sinew {

constexpr size_t kMaxSortKeys = SINEW_SORT_MAX_KEYS;

// The order of the rows of key columns. First come words of all rows, made of as many columns as
// fit; where they are the same, the words that follow are made for those rows alone, run by run.
class RowOrder {
 public:
  // Columns that have been checked, of the same number of rows, at most kMaxSortCount. `fit` says
  // that more of them are packed into a word for what their values need, at the cost of a look at
  // all of them.
  RowOrder(const sinew_column* keys, size_t key_count, const uint32_t* orders, bool fit);

  // Writes the numbers of the rows [first, first + count) in order, of 32 bits each.
  sinew_status Sort(size_t first, size_t count, void* out);

  // Calls visit(row, order) for each row but the first, with an order of less than 0, 0 or more
  // than 0 as the row before it is less, the same or greater; ends when that returns false.
  template <class Visit>
  void ForEachPair(const Visit& visit) const {
    uint64_t words[kPairBlock + 1];
    for (size_t first = 0; first + 1 < row_count_; first += kPairBlock) {
      const size_t count =
          row_count_ - first < kPairBlock + 1 ? row_count_ - first : kPairBlock + 1;
      if (stage_count_ != 0) Build(0, 0, {nullptr, first, count}, words);
      for (size_t i = 1; i < count; ++i) {
        int order = 0;
        if (stage_count_ != 0) {
          order = words[i - 1] < words[i] ? -1 : words[i - 1] > words[i];
          if (order == 0) order = CompareRest(static_cast<uint32_t>(first + i), words[i]);
        }
        if (!visit(first + i, order)) return;
      }
    }
  }

 private:
  static constexpr size_t kPairBlock = 256;

  // Parts whose words are compared together, or one string.
  struct Stage {
    size_t first_part;
    size_t part_count;
    int bits;
  };
  // Where rows are the same so far: before the words of a stage and, if that is a string, in its
  // first bytes.
  struct Depth {
    size_t stage;
    size_t offset;
  };
  // Rows at places [begin, begin + count) that are the same up to a depth.
  struct Run {
    size_t begin;
    size_t count;
    Depth depth;
  };

  void AddColumn(const sinew_column& column, uint32_t order, bool fit);
  void AddPart(const SortPart& part);
  bool IsString(size_t stage) const {
    return parts_[stages_[stage].first_part].kind == SortPartKind::kString;
  }
  void Build(size_t stage, size_t offset, SortRows rows, uint64_t* words) const {
    const Stage& built = stages_[stage];
    BuildSortWords(parts_ + built.first_part, built.part_count, offset, rows, words);
  }
  // Whether rows whose words of it are the same are the same.
  bool IsLast(size_t stage) const { return stage + 1 == stage_count_ && !IsString(stage); }
  // What comes after a word that rows have in common.
  Depth After(Depth depth, uint64_t word) const {
    const bool more =
        IsString(depth.stage) && HasMoreString(parts_[stages_[depth.stage].first_part], word);
    return more ? Depth{depth.stage, depth.offset + kStringStep} : Depth{depth.stage + 1, 0};
  }
  // Of a row and the one before it, whose first word is the same.
  int CompareRest(uint32_t row, uint64_t word) const;

  sinew_status Reserve(size_t count);
  sinew_status SortAll();
  sinew_status SortSome(size_t first, size_t count);
  sinew_status SortFirst(size_t count);
  sinew_status SortRuns(size_t begin, size_t end);
  sinew_status PushRuns(const Run& run, size_t begin, size_t end);
  size_t CommonOffset(const Run& run) const;

  size_t row_count_;
  SortPart parts_[3 * kMaxSortKeys];
  Stage stages_[3 * kMaxSortKeys];
  size_t part_count_ = 0;
  size_t stage_count_ = 0;

  Memory memory_{0};
  Scratch block_{memory_};
  Scratch runs_{memory_};
  // Of the rows that take part, which come after `skipped_` others in the order.
  size_t kept_ = 0;
  size_t skipped_ = 0;
  uint64_t* words_ = nullptr;
  uint64_t* spare_ = nullptr;
  uint32_t* rows_ = nullptr;
  uint32_t* spare_rows_ = nullptr;
};

}  // namespace sinew

#endif  // SINEW_AGGREGATE_SORT_ORDER_H_

#ifndef SINEW_AGGREGATE_GROUPBY_H_
#define SINEW_AGGREGATE_GROUPBY_H_

#include <optional>

#include "aggregate/abi.h"
#include "aggregate/accumulators/kept.h"
#include "aggregate/accumulators/layout.h"
#include "aggregate/accumulators/value_sets.h"
#include "core/batch.h"
#include "core/key_columns.h"
#include "core/key_table.h"
#include "core/memory.h"
#include "core/scratch.h"
#include "core/store.h"
#include "hash/key_hash.h"

namespace sinew {

class EncodedGroups;

// A column of results: of the keys its name counts alone.
struct ResultColumn {
  Bytes name;
  sinew_type type;
};

}  // namespace sinew

// GROUP BY in two steps for each batch: a KeyTable turns the keys of all rows into group numbers,
// then the rows are added to the states of their groups. The first step alone can fail, as can the
// second where states keep strings or sets of values, and what they did is undone, so that a batch
// counts whole or not at all:
//
//   keys --KeyLayout--> key --KeyTable--> group number --> states_: | row 0 | row 1 | ...
//
// How several key columns become one key is said in key_columns.h, what is in a row of states in
// accumulator.h.
//
// Every miss of the cache is known a block ahead: the states of the next block are prefetched while
// one is added.
struct sinew_groupby {
 public:
  // Without keys all rows are one group, which is there from the beginning. The table holds one key
  // for it, which no results have.
  sinew_groupby(sinew::Memory&& memory, const sinew_groupby_options& options,
                const sinew::StateLayout& layout)
      : memory_(std::move(memory)),
        key_count_(options.key_count),
        key_layout_(key_count_ == 0 ? &kOnlyKey : options.key_types,
                    key_count_ == 0 ? 1 : key_count_),
        layout_(layout),
        seed_(options.seed),
        states_(memory_, layout.stride()),
        batch_groups_(memory_),
        packed_keys_(memory_),
        part_(memory_),
        kept_(memory_),
        sets_(memory_, options.seed) {
    MakeTable(key_layout_);
  }

  // Once, before everything else.
  sinew_status Init(size_t expected_groups);

  // OK, or the error for the first row of checked columns that is longer than a table can keep.
  sinew_status CheckLengths(const sinew_column* keys, const sinew_column* values,
                            sinew_error* error) const;
  // The columns fit the layouts, have so many rows, and have been checked.
  sinew_status Update(const sinew_column* keys, const sinew_column* values, size_t rows);
  // Adds all groups of `from`, or those of `count` numbers.
  sinew_status Merge(const sinew_groupby& from) {
    return Merge(from, nullptr, from.keys().count());
  }
  sinew_status Merge(const sinew_groupby& from, const uint32_t* numbers, size_t count);
  // Adds the groups of a part; part_count is more than 0.
  sinew_status MergePart(const sinew_groupby& from, size_t part, size_t part_count);
  // Adds groups that were checked against this object.
  sinew_status MergeEncoded(const sinew::EncodedGroups& from);
  void Reset();

  // Makes `batch` the keys and results of groups [first, first + count), or leaves it as it was.
  sinew_status Results(size_t first, size_t count, const sinew::ResultColumn* columns,
                       sinew_batch* batch) const;
  // How many sums of integers do not fit their type.
  size_t OverflowCount() const;

  const sinew::Memory& memory() const { return memory_; }
  size_t key_count() const { return key_count_; }
  const sinew::KeyLayout& key_layout() const { return key_layout_; }
  const sinew::StateLayout& layout() const { return layout_; }
  const sinew::KeyTable& keys() const { return *tables_[is_wide_]; }
  const sinew::RowStore& states() const { return states_; }
  const sinew::SetsOfStates& sets() const { return sets_; }

  // The part that the key of a group falls into, of `count`.
  size_t PartOf(size_t group, size_t count) const;
  // Writes the groups of a part; returns how many those are.
  size_t Encode(size_t part, size_t part_count, sinew::ByteWriter* out) const;

 private:
  static constexpr sinew_type kOnlyKey = SINEW_TYPE_I64;

  sinew::KeyTable& keys() { return *tables_[is_wide_]; }
  sinew::KeyTable& MakeTable(const sinew::KeyLayout& layout) {
    return tables_[!tables_[0] ? 0 : 1].emplace(
        memory_, sinew::KeyTable::Options{.strings = layout.has_strings(),
                                          .null_key = sinew::KeyTable::NullKey::kNumber,
                                          .max_count = UINT32_MAX - 1,
                                          .seed = seed_,
                                          .string_hash = sinew::StrongStringHash});
  }
  // Makes room for nulls in narrow keys.
  sinew_status Widen();
  sinew_status ReserveBatch(size_t rows);
  uint32_t* batch_groups() { return reinterpret_cast<uint32_t*>(batch_groups_.data()); }
  const uint32_t* batch_groups() const {
    return reinterpret_cast<const uint32_t*>(batch_groups_.data());
  }
  // Writes the group of each row to batch_groups(), adding new groups, or adds none and fails.
  sinew_status FindGroups(const sinew::KeySource& source, size_t rows);
  sinew_status FindGroupsOf(const sinew_column* keys, size_t rows);
  // What follows the numbers of the groups of a batch: add_to_sets() adds to the sets that states
  // have, change_kept() changes those that keep bytes, and change() all others. The first two can
  // fail; then there are `groups` groups again, and change_kept() has been called twice.
  template <typename AddToSets, typename ChangeKept, typename Change>
  sinew_status ChangeStates(size_t groups, const AddToSets& add_to_sets,
                            const ChangeKept& change_kept, const Change& change);
  // Calls add(rows, first, count) for each block of the batch, with the states of its groups.
  template <typename AddBlock>
  void ForEachBlock(size_t rows, const AddBlock& add) const;

  sinew::Memory memory_;
  const size_t key_count_;
  sinew::KeyLayout key_layout_;
  const sinew::StateLayout layout_;
  const uint64_t seed_;
  // The second one takes the place of the first one when keys are widened.
  std::optional<sinew::KeyTable> tables_[2];
  bool is_wide_ = false;
  sinew::RowStore states_;
  sinew::Scratch batch_groups_;
  // Of a block of rows while they are looked up; and states on their way from bytes.
  sinew::Scratch packed_keys_;
  // The numbers of the groups that a merge takes.
  sinew::Scratch part_;
  // Of the states.
  sinew::KeptMemory kept_;
  sinew::SetsOfStates sets_;
};

template <typename AddToSets, typename ChangeKept, typename Change>
sinew_status sinew_groupby::ChangeStates(size_t groups, const AddToSets& add_to_sets,
                                         const ChangeKept& change_kept, const Change& change) {
  sinew_status status = layout_.set_count() == 0 ? SINEW_STATUS_OK : add_to_sets();
  if (status == SINEW_STATUS_OK && layout_.keeps_bytes()) {
    change_kept();
    status = kept_.Keep();
    if (status != SINEW_STATUS_OK) {
      change_kept();
      kept_.EndUndo();
    }
  }
  if (status != SINEW_STATUS_OK) {
    sets_.Rollback();
    keys().Forget(groups);
    return status;
  }
  change();
  sets_.Commit(states_, layout_);
  return SINEW_STATUS_OK;
}

// The entries, for others of this kernel: their comments are in the header that users see.
extern "C" sinew_status sinew_groupby_create(const sinew_groupby_options* options,
                                             sinew_groupby** out,
                                             sinew_error* error) SINEW_NOEXCEPT;
extern "C" void sinew_groupby_destroy(sinew_groupby* groupby) SINEW_NOEXCEPT;

namespace sinew {

// Checks what every merge relies on.
sinew_status CheckMerge(const sinew_groupby* into, const sinew_groupby* from, sinew_error* error);

// For tests: whether everything in the object fits together, and its keys.
bool Invariants(const sinew_groupby& groupby);
const KeyTable& KeysOf(const sinew_groupby& groupby);

}  // namespace sinew

#endif  // SINEW_AGGREGATE_GROUPBY_H_

#ifndef SINEW_AGGREGATE_ACCUMULATORS_VALUE_SETS_H_
#define SINEW_AGGREGATE_ACCUMULATORS_VALUE_SETS_H_

#include <optional>

#include "aggregate/accumulators/layout.h"
#include "core/key_table.h"
#include "core/memory.h"
#include "core/store.h"

// The different values of each group, which some states count. A state cannot hold them, and a
// table for each group would be too much where there are many groups: so all groups of an object
// share one key table, whose keys are pairs of a group and a value, and a pair that is new is one
// value more in its group. The values of a group are a list, in the order in which they came:
//
//   row of a group:    ... | count u64 | first u32 | last u32 | ...
//                                          |          '---------------------.
//                                          v                                v
//   pairs_:   number ->  | group, value | 0 | 1 | 2 | 3 | 4 | ...   next_:  | 2 | . | 4 | 3 | . |
//
//   a value is    its word, of up to 32 bits
//   or else       its number in values_, another key table: values of 64 bits and strings are
//                 there once, whatever the number of groups that have them
//
// A batch counts whole or not at all: rows are added to the tables, which may fail; then Rollback
// forgets what is new there, or Commit puts it into the lists, which cannot fail. Until then no
// state has changed.

namespace sinew {

// A set in the row of a group; and on its way from bytes, which it points to.
struct ValueSet {
  uint64_t count;
  uint32_t first, last;  // pairs, if there are any
};
struct EncodedValueSet {
  uint64_t count;
  const uint8_t* values;
};

// Values on their way into tables, none of them null.
struct ValueBlock {
  size_t count = 0;
  // Of strings: kShortString bytes may be read at each; or they lie in the order of their rows and
  // may be read up to `end`.
  bool is_padded = true;
  const uint8_t* end = nullptr;
  uint32_t groups[kKeysPerBlock];
  uint64_t words[kKeysPerBlock];
  Bytes strings[kKeysPerBlock];  // and 16 bytes

  // Makes it those of rows [first, first + rows), at most kKeysPerBlock, of a checked column that
  // are not null; row first + i is of the group of_group[i].
  void Load(const sinew_column& column, size_t first, size_t rows, const uint32_t* of_group);
};
class ValueBlockKeys final : public KeySource {
 public:
  explicit ValueBlockKeys(const ValueBlock& block) : block_(block) {}
  void Load(size_t first, size_t count, KeyBlock<uint64_t>* keys) const override;
  void Load(size_t first, size_t count, KeyBlock<Bytes>* keys) const override;

 private:
  const ValueBlock& block_;
};

// What a table of different values, or of pairs, is made with; a seed of 0 is a random one.
KeyTable::Options ValueTableOptions(bool strings, uint64_t seed);

// Reads a value as ValueSets::Encode writes it, or reports what it does not write.
Bytes ReadSetValue(sinew_type type, ByteReader* in);

// The sets of a state, of all groups.
class ValueSets {
 public:
  ValueSets(Memory& memory, sinew_type type, uint64_t seed);

  // Once, before everything else.
  sinew_status Init();

  // Adds rows [first, first + count), at most kKeysPerBlock, of a checked column; row first + i is
  // of the group groups[i]. Null rows change nothing.
  sinew_status Add(const sinew_column& column, size_t first, size_t count, const uint32_t* groups);

  // Adds the sets at state_of(i), which are of `from`, to those of groups group_of(i), for every i
  // below count; or encoded ones, which were checked and whose values end before `end`.
  template <typename GroupOf, typename StateOf>
  sinew_status Merge(const ValueSets& from, size_t count, const GroupOf& group_of,
                     const StateOf& state_of) {
    ValueBlock block;
    for (size_t i = 0; i < count; ++i) {
      const sinew_status status = from.ForEachValue(state_of(i), [&](uint32_t value) {
        from.Load(value, &block);
        return Take(group_of(i), &block);
      });
      if (status != SINEW_STATUS_OK) return status;
    }
    return AddBlock(&block);
  }
  template <typename GroupOf, typename StateOf>
  sinew_status MergeEncoded(size_t count, const GroupOf& group_of, const StateOf& state_of,
                            const uint8_t* end) {
    ValueBlock block;
    block.is_padded = false;
    block.end = end;
    for (size_t i = 0; i < count; ++i) {
      const EncodedValueSet set = sinew::Load<EncodedValueSet>(state_of(i));
      ByteReader in({set.values, static_cast<size_t>(end - set.values)});
      for (uint64_t n = 0; n < set.count; ++n) {
        LoadEncoded(&in, &block);
        const sinew_status status = Take(group_of(i), &block);
        if (status != SINEW_STATUS_OK) return status;
      }
    }
    return AddBlock(&block);
  }

  // Forgets what was added since the last Commit.
  void Rollback();
  // Adds to the states, which are at `offset` in the rows of their groups, what is new.
  void Commit(const RowStore& rows, size_t offset);
  // Forgets all values and keeps the memory for new ones.
  void Clear();

  // Writes a set as docs/formats/groupby.md has it.
  void Encode(const uint8_t* state, ByteWriter* out) const;

  // For tests: whether everything fits together, and the steps of the tables.
  bool Invariants() const;
  uint64_t steps() const { return pairs_.steps() + (values_ ? values_->steps() : 0); }

 private:
  // Calls visit(value) for the values of a set, in order, until it returns another status than OK.
  template <typename Visit>
  sinew_status ForEachValue(const uint8_t* state, const Visit& visit) const {
    const ValueSet set = sinew::Load<ValueSet>(state);
    uint32_t pair = set.first;
    for (uint64_t n = 0; n < set.count; ++n) {
      if (n != 0) pair = sinew::Load<uint32_t>(NextAt(pair));
      const sinew_status status = visit(static_cast<uint32_t>(pairs_.IntegerAt(pair)));
      if (status != SINEW_STATUS_OK) return status;
    }
    return SINEW_STATUS_OK;
  }

  // Writes the value behind those of a block.
  void Load(uint32_t value, ValueBlock* block) const;
  void LoadEncoded(ByteReader* in, ValueBlock* block) const;
  // Makes it one of the block, of a group, and adds a block that is full.
  sinew_status Take(uint32_t group, ValueBlock* block) {
    block->groups[block->count++] = group;
    return block->count < kKeysPerBlock ? SINEW_STATUS_OK : AddBlock(block);
  }
  // Adds a block, which is empty then.
  sinew_status AddBlock(ValueBlock* block);

  // Two of them share a row.
  uint8_t* NextAt(size_t pair) const { return next_.At(pair / 2) + pair % 2 * sizeof(uint32_t); }

  const sinew_type type_;
  KeyTable pairs_;
  RowStore next_;
  std::optional<KeyTable> values_;
  // What Commit has seen.
  size_t pair_count_ = 0, value_count_ = 0;
};

// Those of all such states of a row.
class SetsOfStates {
 public:
  SetsOfStates(Memory& memory, uint64_t seed) : memory_(memory), seed_(seed) {}
  ~SetsOfStates();
  SetsOfStates(const SetsOfStates&) = delete;
  SetsOfStates& operator=(const SetsOfStates&) = delete;

  // Once, before everything else.
  sinew_status Init(const StateLayout& layout);

  ValueSets& operator[](size_t set) { return sets_[set]; }
  const ValueSets& operator[](size_t set) const { return sets_[set]; }

  void Rollback();
  void Commit(const RowStore& rows, const StateLayout& layout);
  void Clear();
  bool Invariants() const;

 private:
  Memory& memory_;
  const uint64_t seed_;
  ValueSets* sets_ = nullptr;
  size_t count_ = 0, made_ = 0;
};

}  // namespace sinew

#endif  // SINEW_AGGREGATE_ACCUMULATORS_VALUE_SETS_H_

#ifndef SINEW_AGGREGATE_ACCUMULATORS_KEPT_H_
#define SINEW_AGGREGATE_ACCUMULATORS_KEPT_H_

#include <algorithm>

#include "core/bytes.h"
#include "core/memory.h"
#include "core/scratch.h"
#include "core/store.h"

// States that keep bytes, such as the least string of a group, in memory that grows as rows come
// and may be refused. A batch counts whole or not at all all the same:
//
//   update, merge   before its first change a state is saved; then it refers to the bytes where
//                   they are, in the batch or in the other object
//   Keep            room is made for all that is referred to, and only then are the bytes copied;
//                   if there is none: Undo
//   Undo            every state is again what was saved
//
//   state:  | data | size | capacity | ...     saved_:  | state | size | ... | as it was | ... |
//             |                                         '---------- a change ----------'
//             '--> | bytes, room for more |  in a chunk
//
// So a state that changes with every row of a batch is copied once a batch. What a state outgrows
// is not used again before Clear; the next room is at least twice as large, so that all it leaves
// behind is less than what it has. Nothing is freed one by one, and no state has to be destroyed.
//
// A state that keeps all its values has them in blocks, each of twice the size of the one before
// it, up to a limit, so that none is ever copied:
//
//   state:  | count | first | last | used | capacity |
//                       |       '----------------------------.
//                       '-> | next | values |   | next | values ...   |   | next | values, room |
//
// Values are added at once. If there is no room for one, the rest of the batch is passed by, and
// after Keep has failed the whole batch is gone through once more: then as many values as were
// added are taken away, from the same states in the same order. So nothing has to be written down
// for the case that does not happen.
//
// A state that is changed in place by what cannot be taken away, such as the greatest of two
// values, has blocks of its own, and what each word of 8 bytes was is written down before it
// changes, that of the state and of blocks alike:
//
//   words_:  | address | as it was | address | as it was | ...       put back from the last one on

namespace sinew {

// Bytes of a state. They come first in it.
struct KeptBytes {
  const uint8_t* data = nullptr;  // null: there is no value
  size_t size = 0;
  // Bytes of room at `data`; 0 as long as the bytes are somebody else's.
  size_t capacity = 0;

  bool is_there() const { return data != nullptr; }
  bool is_borrowed() const { return data != nullptr && capacity == 0; }
  Bytes bytes() const { return {data, size}; }
  void Borrow(Bytes bytes) {
    static constexpr uint8_t kNone = 0;
    data = bytes.data == nullptr ? &kNone : bytes.data;
    size = bytes.size;
    capacity = 0;
  }
};

// The most KeptBytes of a state.
constexpr size_t kMaxKept = 2;

// All values of a state, in the order in which they came. Their width divides 8, and is that of
// every call for the same list.
struct KeptValues {
  uint64_t count = 0;
  uint8_t* first = nullptr;
  // Null: there are none, or they are somebody else's, one behind the other at `first`.
  uint8_t* last = nullptr;
  // Values in the last block, and how many have room there.
  uint32_t used = 0;
  uint32_t capacity = 0;

  void Borrow(const uint8_t* values, uint64_t number) {
    *this = {number, const_cast<uint8_t*>(values), nullptr, 0, 0};
  }

  // Of a block: the address of the next one, and values.
  static constexpr size_t kHeader = sizeof(uint8_t*);
  static constexpr size_t kFirstBlock = 32;
  static constexpr size_t kLargestBlock = size_t{16} << 10;
  // In the block behind one that has room for `capacity` values, 0 for the first block.
  static uint32_t NextCapacity(uint32_t capacity, size_t width) {
    const size_t block = capacity == 0 ? kFirstBlock : 2 * (capacity * width + kHeader);
    return static_cast<uint32_t>((std::min(block, kLargestBlock) - kHeader) / width);
  }

  // Calls visit(values, number) for each run of values that lie one behind the other, in order.
  template <typename Visit>
  void ForEachRun(size_t width, const Visit& visit) const {
    if (last == nullptr) {
      if (count != 0) visit(static_cast<const uint8_t*>(first), static_cast<size_t>(count));
      return;
    }
    uint32_t room = 0;
    const uint8_t* block = first;
    for (uint64_t left = count; left != 0;) {
      room = NextCapacity(room, width);
      const size_t number = static_cast<size_t>(std::min<uint64_t>(left, room));
      visit(block + kHeader, number);
      left -= number;
      if (left != 0) block = Load<const uint8_t*>(block);
    }
  }
};

// The bytes that the states of one object keep.
class KeptMemory {
 public:
  explicit KeptMemory(Memory& memory)
      : chunks_(memory), blocks_(memory), saved_(memory), words_(memory) {}

  // Whether a state, which begins with `kept` KeptBytes and takes `size` bytes, a multiple of 8,
  // may be changed: it has been saved. If there is no memory for that, Keep fails.
  bool MayChange(uint8_t* state, size_t size, size_t kept) {
    return reinterpret_cast<const KeptBytes*>(state)->is_borrowed() || Save(state, size, kept);
  }

  // Adds a value to a list, if there is room, or takes the last one away while a batch is undone.
  template <size_t kWidth>
  void Add(KeptValues* list, const uint8_t* value) {
    if (__builtin_expect(status_ != SINEW_STATUS_OK || list->used == list->capacity, 0)) {
      if (!MayAdd(list, kWidth)) return;
    }
    memcpy(list->last + KeptValues::kHeader + list->used++ * kWidth, value, kWidth);
    ++list->count;
    ++added_;
  }
  // The same for all values of another list.
  void AddAll(KeptValues* list, size_t width, const KeptValues& others);

  // The same for a state that is changed in place: whether it may go on, which it may not while a
  // batch is undone; whether the word that `at` is in may be written to, in the state or in a block
  // of it; and such a block, a multiple of 8 bytes, or null.
  bool goes_on() const { return status_ == SINEW_STATUS_OK; }
  bool MayWrite(void* at) {
    uint8_t* const word = static_cast<uint8_t*>(at) - reinterpret_cast<uintptr_t>(at) % 8;
    if (words_.capacity() - words_.size() < sizeof(Word)) {
      if (goes_on()) status_ = words_.Grow(sizeof(Word));
      if (!goes_on()) return false;
    }
    const Word before = {word, Load<uint64_t>(word)};
    words_.Append({AsBytes(static_cast<const void*>(&before)), sizeof(before)});
    return true;
  }
  uint8_t* Allocate(size_t size);

  // Copies what the states that were changed refer to. On failure they are as they were before once
  // the caller has made the same changes again, for which this says that values are taken away, and
  // has called EndUndo.
  sinew_status Keep();
  void EndUndo();

  // Forgets all bytes and keeps the memory for new ones.
  void Clear() {
    chunks_.Clear();
    blocks_.Clear();
    blocks_end_ = blocks_.end();
  }

 private:
  struct Change;
  struct Word {
    uint8_t* at;
    uint64_t was;
  };

  // Whether there is room for a value in the last block of a list.
  bool MayAdd(KeptValues* list, size_t width);
  void TakeAway(KeptValues* list, size_t width, uint64_t number);

  bool Save(uint8_t* state, size_t size, size_t kept);
  // Calls visit(change) for each change until one returns false, and returns whether none did.
  template <typename Visit>
  bool ForEachChange(const Visit& visit);
  void Undo();

  ByteChunks chunks_;
  ByteChunks blocks_;
  ByteChunks::Place blocks_end_ = blocks_.end();  // before the batch
  Scratch saved_;
  Scratch words_;
  sinew_status status_ = SINEW_STATUS_OK;  // of the changes so far
  uint64_t added_ = 0;                     // values, by the batch
  bool undoes_ = false;
};

}  // namespace sinew

#endif  // SINEW_AGGREGATE_ACCUMULATORS_KEPT_H_

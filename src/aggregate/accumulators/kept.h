#ifndef SINEW_AGGREGATE_ACCUMULATORS_KEPT_H_
#define SINEW_AGGREGATE_ACCUMULATORS_KEPT_H_

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

// The bytes that the states of one object keep.
class KeptMemory {
 public:
  explicit KeptMemory(Memory& memory) : chunks_(memory), saved_(memory) {}

  // Whether a state, which begins with `kept` KeptBytes and takes `size` bytes, a multiple of 8,
  // may be changed: it has been saved. If there is no memory for that, Keep fails.
  bool MayChange(uint8_t* state, size_t size, size_t kept) {
    return reinterpret_cast<const KeptBytes*>(state)->is_borrowed() || Save(state, size, kept);
  }

  // Copies what the states that were changed refer to. On failure they are as they were before.
  sinew_status Keep();

  // Forgets all bytes and keeps the memory for new ones.
  void Clear() { chunks_.Clear(); }

 private:
  struct Change;

  bool Save(uint8_t* state, size_t size, size_t kept);
  // Calls visit(change) for each change until one returns false, and returns whether none did.
  template <typename Visit>
  bool ForEachChange(const Visit& visit);
  void Undo();

  ByteChunks chunks_;
  Scratch saved_;
  sinew_status status_ = SINEW_STATUS_OK;  // of the changes so far
};

}  // namespace sinew

#endif  // SINEW_AGGREGATE_ACCUMULATORS_KEPT_H_

#ifndef SINEW_CORE_STORE_H_
#define SINEW_CORE_STORE_H_

#include <algorithm>

#include "core/bytes.h"
#include "core/memory.h"

namespace sinew {

// A growing array of blocks in counted memory. Its owner knows their sizes and frees them.
template <typename T>
class BlockTable {
 public:
  explicit BlockTable(Memory& memory) : memory_(memory) {}
  ~BlockTable() { memory_.Free(items_, capacity_ * sizeof(T*)); }
  BlockTable(const BlockTable&) = delete;
  BlockTable& operator=(const BlockTable&) = delete;

  // Allocates a block of `size` bytes and puts it behind the others; on failure nothing has
  // changed.
  sinew_status Append(size_t size) {
    if (size_ == capacity_) {
      const size_t capacity = capacity_ == 0 ? 8 : 2 * capacity_;
      void* items;
      const sinew_status status = memory_.Allocate(capacity * sizeof(T*), &items);
      if (status != SINEW_STATUS_OK) return status;
      if (size_ != 0) memcpy(items, items_, size_ * sizeof(T*));
      memory_.Free(items_, capacity_ * sizeof(T*));
      items_ = static_cast<T**>(items);
      capacity_ = capacity;
    }
    void* block;
    const sinew_status status = memory_.Allocate(size, &block);
    if (status == SINEW_STATUS_OK) items_[size_++] = static_cast<T*>(block);
    return status;
  }

  // Both must be in the same memory.
  void Swap(BlockTable& other) {
    std::swap(items_, other.items_);
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
  }

  // Leaves the block to the owner.
  void RemoveLast() { --size_; }

  T*& operator[](size_t index) { return items_[index]; }
  T* operator[](size_t index) const { return items_[index]; }
  size_t size() const { return size_; }

 private:
  Memory& memory_;
  T** items_ = nullptr;
  size_t size_ = 0;
  size_t capacity_ = 0;
};

// Rows of one width, numbered from 0, in chunks:
//
//   chunks: | 0 | 1 | 2 | ...        chunk: | row | row | ... 2^chunk_shift rows |
//
// The first chunk grows by doubling until it is full-sized, so that a few rows take little memory;
// after that growth adds chunks and never moves a row, so that it costs the same at any size. A
// chunk of up to 64-byte rows is a whole number of huge pages; under a limit chunks are smaller.
class RowStore {
 public:
  // `stride` is the width of a row, a multiple of 8.
  RowStore(Memory& memory, size_t stride) : memory_(memory), chunks_(memory), stride_(stride) {
    const size_t most = memory.StepOf(kMaxChunk);
    while (chunk_shift_ > 2 && (stride << chunk_shift_) > most) --chunk_shift_;
  }
  ~RowStore() {
    for (size_t i = 0; i < chunks_.size(); ++i) memory_.Free(chunks_[i], ChunkRows(i) * stride_);
  }
  RowStore(const RowStore&) = delete;
  RowStore& operator=(const RowStore&) = delete;

  // Makes room for one more chunk; the rows that exist keep their contents.
  sinew_status Grow();

  size_t capacity() const { return capacity_; }
  size_t stride() const { return stride_; }

  uint8_t* At(size_t row) const {
    return chunks_[row >> chunk_shift_] + (row & LowRows()) * stride_;
  }

  // Calls visit(rows, first, count) for each run of rows [first, first + count) that lie one behind
  // the other, in order, until one returns false.
  template <typename Visit>
  void ForEachRun(size_t first, size_t count, const Visit& visit) const {
    for (const size_t end = first + count; first < end;) {
      const size_t run = std::min(end - first, LowRows() + 1 - (first & LowRows()));
      if (!visit(At(first), first, run)) return;
      first += run;
    }
  }

  // Where all rows are while they fit one chunk, else null.
  uint8_t* OnlyChunk() const {
    return capacity_ != 0 && capacity_ <= LowRows() + 1 ? chunks_[0] : nullptr;
  }

 private:
  static constexpr size_t kMaxChunk = size_t{16} << 20;
  static constexpr size_t kFirstRows = 64;

  size_t FirstRows() const { return std::min(kFirstRows, LowRows() + 1); }
  size_t LowRows() const { return (size_t{1} << chunk_shift_) - 1; }
  size_t ChunkRows(size_t chunk) const {
    return chunk == 0 && capacity_ <= LowRows() ? capacity_ : LowRows() + 1;
  }

  Memory& memory_;
  BlockTable<uint8_t> chunks_;
  const size_t stride_;
  size_t chunk_shift_ = 18;
  size_t capacity_ = 0;
};

// Room for bytes one behind the other, in chunks that grow. All of it goes back at once.
class ByteChunks {
  struct Chunk {
    size_t size;  // of the whole block
  };

 public:
  // Where the bytes of a chunk begin.
  static constexpr size_t kBegin = sizeof(Chunk);

  // A chunk, and the offset there.
  struct Place {
    size_t chunk;
    size_t offset;
  };

  explicit ByteChunks(Memory& memory) : memory_(memory), chunks_(memory) {}
  ~ByteChunks() {
    for (size_t i = 0; i < chunks_.size(); ++i) memory_.Free(chunks_[i], chunks_[i]->size);
  }
  ByteChunks(const ByteChunks&) = delete;
  ByteChunks& operator=(const ByteChunks&) = delete;

  // Writes where there is room for so many bytes, which stay free until they are used.
  sinew_status MakeRoom(size_t size, uint8_t** room);
  void Use(size_t size) { end_.offset += size; }

  // What is used ends there; the chunk may be one past the last.
  Place end() const { return end_; }
  // Forgets what was used from a place on, or all of it, and keeps the memory for what comes next.
  void Rewind(Place place) { end_ = place; }
  void Clear() { end_ = {0, kBegin}; }

  // Of a byte of a chunk. Takes as long as there are chunks.
  Place PlaceOf(const uint8_t* byte) const;
  size_t chunk_count() const { return chunks_.size(); }
  size_t SizeOf(size_t chunk) const { return chunks_[chunk]->size; }

 private:
  static constexpr size_t kFirstChunk = size_t{4} << 10;

  Memory& memory_;
  BlockTable<Chunk> chunks_;
  Place end_ = {0, kBegin};
};

// Byte strings that stay where they are until the arena forgets them. A string is kept behind its
// length (32 bits); a Ref points at the length. kReadable bytes may be read at each, whatever its
// length.
class StringArena {
 public:
  using Ref = const uint8_t*;
  static constexpr size_t kMaxLength = UINT32_MAX;
  static constexpr size_t kReadable = 16;

  explicit StringArena(Memory& memory) : chunks_(memory) {}

  // Copies `string` (of at most kMaxLength bytes) and writes where it is now.
  sinew_status Add(Bytes string, Ref* ref);

  static Bytes Get(Ref ref) { return {ref + sizeof(uint32_t), Load<uint32_t>(ref)}; }

  // Forgets a string and all that were added after it, and keeps the memory for what comes next.
  void Rewind(Ref ref) { chunks_.Rewind(chunks_.PlaceOf(ref)); }
  void Clear() { chunks_.Clear(); }

  // Whether a string that was added before `next` (null if it is the last one) lies whole within
  // what is in use, below `next` if that is in the same chunk. For tests: it takes as long as there
  // are chunks.
  bool Holds(Ref ref, Ref next) const;

 private:
  ByteChunks chunks_;
};

}  // namespace sinew

#endif  // SINEW_CORE_STORE_H_

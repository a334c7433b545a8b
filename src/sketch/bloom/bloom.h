#ifndef SINEW_SKETCH_BLOOM_BLOOM_H_
#define SINEW_SKETCH_BLOOM_BLOOM_H_

#include <utility>

#include "core/bytes.h"
#include "core/memory.h"
#include "sketch/abi.h"

// A split-block Bloom filter (Putze, Sanders, Singler 2007) as Parquet has it
// (https://github.com/apache/parquet-format/blob/master/BloomFilter.md). A value has one bit in
// each of the eight words of one block, so that a look at it is a look at one cache line:
//
//   hash of 64 bits    | high half               | low half                |
//                        |                         |
//                        '- times the number of    '- times eight odd factors: of each product
//                           blocks, high half:        the highest 5 bits say which bit
//                           which block               |
//                           v                         v
//   bitset             | block | block | ... |     | word | word | word | ... 8 words of 32 bits

namespace sinew {

constexpr size_t kBloomBlockWords = 8;
constexpr size_t kBloomBlockSize = kBloomBlockWords * sizeof(uint32_t);

// Sets the bits of values with these hashes.
void BloomAdd(const uint64_t* hashes, size_t count, size_t block_count, uint32_t* blocks);
// Writes to bit i of `bits` whether all of those of hash i are set; the unused bits of the last
// word are 0.
void BloomFind(const uint32_t* blocks, size_t block_count, const uint64_t* hashes, size_t count,
               uint64_t* bits);

// The bytes of a filter that says of no more than such a part of other values that they are there,
// once it has so many different ones: as parquet-mr and Arrow compute them, a power of 2.
size_t BloomSize(uint64_t distinct_count, double false_positive_probability);

}  // namespace sinew

struct sinew_bloom {
 public:
  // `size` is a number of whole blocks.
  sinew_bloom(sinew::Memory&& memory, size_t size) : memory_(std::move(memory)), size_(size) {}
  ~sinew_bloom() { memory_.Free(blocks_, size_); }

  // Once, before everything else.
  sinew_status Init();

  // Checked columns.
  void Update(const sinew_column& column);
  void Contains(const sinew_column& column, uint8_t* bitmap) const;
  // One of the same size.
  void Merge(const sinew_bloom& from);
  void Reset();
  // Takes as many bytes as there are.
  void Take(const uint8_t* in);

  sinew::Bytes bitset() const { return {reinterpret_cast<const uint8_t*>(blocks_), size_}; }
  const sinew::Memory& memory() const { return memory_; }

 private:
  size_t block_count() const { return size_ / sinew::kBloomBlockSize; }

  sinew::Memory memory_;
  const size_t size_;
  uint32_t* blocks_ = nullptr;
};

#endif  // SINEW_SKETCH_BLOOM_BLOOM_H_

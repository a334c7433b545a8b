#ifndef SINEW_HASH_BLAKE3_BLAKE3_H_
#define SINEW_HASH_BLAKE3_BLAKE3_H_

#include <stddef.h>
#include <stdint.h>

#include "core/abi.h"
#include "core/bytes.h"

// BLAKE3 (O'Connor, Aumasson, Neves, Wilcox-O'Hearn: "BLAKE3: one function, fast everywhere",
// https://github.com/BLAKE3-team/BLAKE3-specs), whose names are kept. What the parts share: blocks
// one after the other in plain code (block.cc), and many at once, one a lane (lanes.cc), for the
// tree (chunks.cc) and for the rows of a column (rows.cc).
namespace sinew {
namespace blake3 {

constexpr size_t kBlock = 64;
constexpr size_t kChunk = 1024;
constexpr size_t kBlocks = kChunk / kBlock;
// A chaining value: what is left of a chunk or of a parent node.
constexpr size_t kCv = 32;

constexpr uint32_t kChunkStart = 1 << 0;
constexpr uint32_t kChunkEnd = 1 << 1;
constexpr uint32_t kParent = 1 << 2;
constexpr uint32_t kRoot = 1 << 3;
constexpr uint32_t kKeyedHash = 1 << 4;
constexpr uint32_t kDeriveKeyContext = 1 << 5;
constexpr uint32_t kDeriveKeyMaterial = 1 << 6;

alignas(32) inline constexpr uint32_t kIv[8] = {0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A,
                                                0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19};

// Which word of the message each step of each round adds: the words are permuted once a round.
struct Schedule {
  uint8_t word[7][16];
};
inline constexpr Schedule kSchedule = [] {
  constexpr uint8_t kPermutation[16] = {2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8};
  Schedule schedule = {};
  for (uint8_t i = 0; i < 16; ++i) schedule.word[0][i] = i;
  for (size_t round = 1; round < 7; ++round) {
    for (size_t i = 0; i < 16; ++i) {
      schedule.word[round][i] = schedule.word[round - 1][kPermutation[i]];
    }
  }
  return schedule;
}();

// Everything that the compression function takes but the chaining value.
struct BlockInput {
  const uint8_t* block;  // kBlock bytes, zero from `size` on
  uint64_t counter;
  uint32_t size;
  uint32_t flags;
};

// Compresses `count` full blocks of a chunk or `count` = 1 parent into `cv`. The first has
// `first_flags` in addition to `flags`.
void CompressBlocks(uint32_t* cv, const uint8_t* in, size_t count, uint64_t counter,
                    uint32_t first_flags, uint32_t flags);

// Compresses one block into `cv`.
void CompressBlock(uint32_t* cv, const BlockInput& input);

// Writes the chaining value of a whole chunk.
void CompressChunk(const uint8_t* in, const uint32_t* key, uint64_t counter, uint32_t flags,
                   uint8_t* out);

// The block of output with the number input.counter: all 16 words of the state.
void OutputBlock(const uint32_t* cv, const BlockInput& input, uint8_t* out);

// Rows of memory that the next two may write behind those that they are asked for.
constexpr size_t kSlack = 15;

// Chaining values of `count` whole chunks, the first of which has the number `counter`.
void HashChunks(const uint8_t* in, size_t count, const uint32_t* key, uint64_t counter,
                uint32_t flags, uint8_t* cvs);

// Chaining values of `count` parents, whose children lie pairwise one behind the other. The parents
// may take the place of their children, or begin one later.
void HashParents(const uint8_t* children, size_t count, const uint32_t* key, uint32_t flags,
                 uint8_t* cvs);

// OutputBlock for `count` numbers from input.counter on.
void OutputBlocks(const uint32_t* cv, const BlockInput& input, size_t count, uint8_t* out);

// The hash of any number of bytes.
void Hash(const uint8_t* in, size_t size, uint8_t* out);

// sinew_blake3_many for a column that passed CheckColumn.
void HashRows(const sinew_column& column, uint8_t* out);

}  // namespace blake3
}  // namespace sinew

#endif  // SINEW_HASH_BLAKE3_BLAKE3_H_

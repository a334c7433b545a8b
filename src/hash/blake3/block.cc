// The compression function of BLAKE3 in plain code, for blocks that have to wait for each other:
// the chain of additions, exclusive ors and rotations is what takes the time, and a general
// register goes through it in half the cycles of a vector (a chunk takes 0.8 us; row vectors as in
// the official SSE4.1 code, 1.37 us). Lanes of vectors are for blocks that need not wait: see
// lanes.cc.

#include <hwy/base.h>

#include <utility>

#include "core/bytes.h"
#include "hash/blake3/blake3.h"

namespace sinew {
namespace blake3 {
namespace {

HWY_INLINE uint32_t RotateRight(uint32_t x, int bits) { return (x >> bits) | (x << (32 - bits)); }

HWY_INLINE void Mix(uint32_t& a, uint32_t& b, uint32_t& c, uint32_t& d, uint32_t x, uint32_t y) {
  a += x + b;
  d = RotateRight(d ^ a, 16);
  c += d;
  b = RotateRight(b ^ c, 12);
  a += y + b;
  d = RotateRight(d ^ a, 8);
  c += d;
  b = RotateRight(b ^ c, 7);
}

// The rounds, columns and then diagonals in each. A template, so that every index is a constant and
// the state can live in registers.
template <size_t kRound>
HWY_INLINE void Round(uint32_t* v, const uint8_t* block) {
  const auto word = [block](size_t step) {
    return Load<uint32_t>(block + 4 * kSchedule.word[kRound][step]);
  };
  Mix(v[0], v[4], v[8], v[12], word(0), word(1));
  Mix(v[1], v[5], v[9], v[13], word(2), word(3));
  Mix(v[2], v[6], v[10], v[14], word(4), word(5));
  Mix(v[3], v[7], v[11], v[15], word(6), word(7));
  Mix(v[0], v[5], v[10], v[15], word(8), word(9));
  Mix(v[1], v[6], v[11], v[12], word(10), word(11));
  Mix(v[2], v[7], v[8], v[13], word(12), word(13));
  Mix(v[3], v[4], v[9], v[14], word(14), word(15));
}

template <size_t... kRound>
HWY_INLINE void Rounds(uint32_t* v, const uint8_t* block, std::index_sequence<kRound...>) {
  (Round<kRound>(v, block), ...);
}

HWY_INLINE void Compress(uint32_t* v, const uint32_t* cv, const BlockInput& input) {
  for (size_t i = 0; i < 8; ++i) v[i] = cv[i];
  for (size_t i = 0; i < 4; ++i) v[8 + i] = kIv[i];
  v[12] = static_cast<uint32_t>(input.counter);
  v[13] = static_cast<uint32_t>(input.counter >> 32);
  v[14] = input.size;
  v[15] = input.flags;
  Rounds(v, input.block, std::make_index_sequence<7>());
}

}  // namespace

void CompressBlocks(uint32_t* cv, const uint8_t* in, size_t count, uint64_t counter,
                    uint32_t first_flags, uint32_t flags) {
  uint32_t h[8];
  for (size_t i = 0; i < 8; ++i) h[i] = cv[i];
  for (uint32_t more = first_flags; count != 0; --count, in += kBlock, more = 0) {
    uint32_t v[16];
    Compress(v, h, {in, counter, kBlock, flags | more});
    for (size_t i = 0; i < 8; ++i) h[i] = v[i] ^ v[8 + i];
  }
  for (size_t i = 0; i < 8; ++i) cv[i] = h[i];
}

void CompressBlock(uint32_t* cv, const BlockInput& input) {
  uint32_t v[16];
  Compress(v, cv, input);
  for (size_t i = 0; i < 8; ++i) cv[i] = v[i] ^ v[8 + i];
}

void CompressChunk(const uint8_t* in, const uint32_t* key, uint64_t counter, uint32_t flags,
                   uint8_t* out) {
  uint32_t cv[8];
  memcpy(cv, key, kCv);
  CompressBlocks(cv, in, kBlocks - 1, counter, kChunkStart, flags);
  CompressBlock(cv, {in + kChunk - kBlock, counter, kBlock, flags | kChunkEnd});
  memcpy(out, cv, kCv);
}

void OutputBlock(const uint32_t* cv, const BlockInput& input, uint8_t* out) {
  uint32_t v[16];
  Compress(v, cv, input);
  for (size_t i = 0; i < 8; ++i) Store(out + 4 * i, v[i] ^ v[8 + i]);
  for (size_t i = 0; i < 8; ++i) Store(out + 4 * (8 + i), v[8 + i] ^ cv[i]);
}

}  // namespace blake3
}  // namespace sinew

// What BLAKE3's tree compresses in lanes: the chunks of an input, the parents of a level, and the
// blocks of extended output.

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "hash/blake3/chunks.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include <algorithm>

#include "core/dispatch.h"
#include "hash/blake3/blake3.h"
#include "hash/blake3/lanes-inl.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;
using namespace blake3_lanes;
using blake3::BlockInput;

void HashChunks(const uint8_t* in, size_t count, const uint32_t* key, uint64_t counter,
                uint32_t flags, uint8_t* cvs) {
  const auto in_turn = [&] {
    for (; count != 0; --count, in += kChunk, cvs += kCv) {
      blake3::CompressChunk(in, key, counter++, flags, cvs);
    }
  };
  if (count <= kFew || MostLanes() == 1) return in_turn();
  Lanes lanes;
  Fill(lanes.size, kBlock);
  Fill(lanes.flags[0], flags | blake3::kChunkStart);
  lanes.blocks = kBlocks;
  lanes.keep_output = false;
  Fill(lanes.flags[1], flags);
  Fill(lanes.flags[2], flags | blake3::kChunkEnd);
  for (size_t group; count != 0; count -= group) {
    if (count <= kFew) return in_turn();
    group = std::min(count, MostLanes());
    FillCv(lanes, key);
    FillCounter(lanes, counter);
    FillBlocks(lanes, in, group, kChunk);
    LoadMessages(lanes, group);
    Compress(lanes, group);
    StoreCvs(lanes, group, cvs);
    in += group * kChunk;
    counter += group;
    cvs += group * kCv;
  }
}

void HashParents(const uint8_t* children, size_t count, const uint32_t* key, uint32_t flags,
                 uint8_t* cvs) {
  Lanes lanes;
  Fill(lanes.counter_low, 0);
  Fill(lanes.counter_high, 0);
  lanes.blocks = 1;
  lanes.keep_output = false;
  Fill(lanes.size, kBlock);
  Fill(lanes.flags[0], flags | blake3::kParent);
  for (size_t group; count != 0; count -= group) {
    group = std::min(count, MostLanes());
    FillCv(lanes, key);
    FillBlocks(lanes, children, group, kBlock);
    LoadMessages(lanes, group);
    Compress(lanes, group);
    StoreCvs(lanes, group, cvs);
    children += group * kBlock;
    cvs += group * kCv;
  }
}

void OutputBlocks(const uint32_t* cv, const BlockInput& input, size_t count, uint8_t* out) {
  Lanes lanes;
  lanes.blocks = 1;
  lanes.keep_output = true;
  Fill(lanes.size, input.size);
  Fill(lanes.flags[0], input.flags);
  FillBlocks(lanes, input.block, 1, 0);
  LoadMessages(lanes, MostLanes());
  uint64_t counter = input.counter;
  for (size_t group; count != 0; count -= group) {
    group = std::min(count, MostLanes());
    FillCv(lanes, cv);
    FillCounter(lanes, counter);
    Compress(lanes, group);
    HWY_ALIGN uint8_t rows[kMaxLanes * kBlock];
    for (size_t first = 0; first < group; first += hn::Lanes(D())) {
      StoreRows(lanes.cv, first, kBlock, rows);
      StoreRows(lanes.output, first, kBlock, rows + kBlock / 2);
    }
    memcpy(out, rows, group * kBlock);
    counter += group;
    out += group * kBlock;
  }
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace sinew {
namespace blake3 {
namespace {
HWY_EXPORT(HashChunks);
HWY_EXPORT(HashParents);
HWY_EXPORT(OutputBlocks);
}  // namespace

void HashChunks(const uint8_t* in, size_t count, const uint32_t* key, uint64_t counter,
                uint32_t flags, uint8_t* cvs) {
  SINEW_DISPATCH(HashChunks)(in, count, key, counter, flags, cvs);
}

void HashParents(const uint8_t* children, size_t count, const uint32_t* key, uint32_t flags,
                 uint8_t* cvs) {
  SINEW_DISPATCH(HashParents)(children, count, key, flags, cvs);
}

void OutputBlocks(const uint32_t* cv, const BlockInput& input, size_t count, uint8_t* out) {
  SINEW_DISPATCH(OutputBlocks)(cv, input, count, out);
}

}  // namespace blake3
}  // namespace sinew

#endif  // HWY_ONCE

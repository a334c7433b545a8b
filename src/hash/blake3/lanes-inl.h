#if defined(SINEW_HASH_BLAKE3_LANES_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef SINEW_HASH_BLAKE3_LANES_INL_H_
#undef SINEW_HASH_BLAKE3_LANES_INL_H_
#else
#define SINEW_HASH_BLAKE3_LANES_INL_H_
#endif

#include <hwy/highway.h>

#include <algorithm>

#include "core/bytes.h"
#include "core/scalar-inl.h"
#include "core/targets.h"
#include "hash/blake3/blake3.h"

// Blocks that need not wait for each other, one a lane: what is to be compressed in lanes is put
// into a Lanes, and the chaining values are taken from it. A vector holds the same word of every
// lane, so that only loading, which transposes the blocks, and storing ever look across lanes.
HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace blake3_lanes {

namespace hn = hwy::HWY_NAMESPACE;
using blake3::kBlock;
using blake3::kBlocks;
using blake3::kChunk;
using blake3::kCv;

using D = hn::CappedTag<uint32_t, 16>;
using V = hn::Vec<D>;

// A step of all lanes is one instruction on a vector of words, or two on a pair of vectors if there
// are registers for both states: each step waits for the one before, and the other vector's steps
// fill the time.
constexpr size_t kMaxLanes = SINEW_HAS_AVX3 ? 32 : 16;

// A word of every lane. The second vector of a pair begins in the middle, others at the front.
using Word = uint32_t[kMaxLanes];

struct Lanes {
  HWY_ALIGN_MAX Word cv[8];
  // Of the blocks to compress and, loaded meanwhile, of those that come next.
  HWY_ALIGN_MAX Word messages[2][16];
  // The second half of the output.
  HWY_ALIGN_MAX Word output[8];
  // What the last four words of the state begin as.
  HWY_ALIGN_MAX Word counter_low;
  HWY_ALIGN_MAX Word counter_high;
  HWY_ALIGN_MAX Word size;
  // Of the first block, of those in the middle, and of the last if there are several.
  HWY_ALIGN_MAX Word flags[3];
  // The blocks of each lane, one behind the other, and how many.
  const uint8_t* block[kMaxLanes];
  size_t blocks;
  bool keep_output;
};

// Compresses the blocks of each lane, `count` lanes at least, into its chaining value; the messages
// of the first blocks are loaded. In lanes.cc.
void Compress(Lanes& lanes, size_t count);

#if HWY_TARGET == HWY_SCALAR || HWY_HAVE_SCALABLE
// Four words of the block of each lane, `offset` bytes behind its start.
HWY_INLINE void LoadWords(const uint8_t* const* block, size_t first, size_t offset, Word* words) {
  for (size_t lane = first; lane < first + hn::Lanes(D()); ++lane) {
    for (size_t i = 0; i < 4; ++i) {
      words[i][lane] = Load<uint32_t>(block[lane] + offset + 4 * i);
    }
  }
}

HWY_INLINE void StoreRows(const Word* words, size_t first, size_t stride, uint8_t* out) {
  for (size_t lane = first; lane < first + hn::Lanes(D()); ++lane) {
    for (size_t i = 0; i < 8; ++i) Store(out + stride * lane + 4 * i, words[i][lane]);
  }
}
#else
// 16 bytes for each four lanes, the lanes of one vector being four apart: then transposing four
// words of four lanes is all that is left to do, within blocks of 16 bytes.
template <class DV>
HWY_INLINE hn::Vec<DV> LoadPieces(DV d, const uint8_t* const* from, size_t offset) {
  if constexpr (hn::MaxLanes(d) == 4) {
    return hn::LoadU(d, reinterpret_cast<const uint32_t*>(from[0] + offset));
  } else {
    const hn::Half<DV> half;
    return hn::Combine(d, LoadPieces(half, from + hn::MaxLanes(half), offset),
                       LoadPieces(half, from, offset));
  }
}

template <class DV>
HWY_INLINE void StorePieces(DV d, hn::Vec<DV> pieces, size_t stride, uint8_t* out) {
  if constexpr (hn::MaxLanes(d) == 4) {
    hn::StoreU(pieces, d, reinterpret_cast<uint32_t*>(out));
  } else {
    const hn::Half<DV> half;
    StorePieces(half, hn::LowerHalf(half, pieces), stride, out);
    StorePieces(half, hn::UpperHalf(half, pieces), stride, out + stride * hn::MaxLanes(half));
  }
}

HWY_INLINE void TransposeFours(V& a, V& b, V& c, V& d) {
  const D d32;
  const hn::Repartition<uint64_t, D> d64;
  const auto ab_low = hn::BitCast(d64, hn::InterleaveLower(d32, a, b));
  const auto ab_high = hn::BitCast(d64, hn::InterleaveUpper(d32, a, b));
  const auto cd_low = hn::BitCast(d64, hn::InterleaveLower(d32, c, d));
  const auto cd_high = hn::BitCast(d64, hn::InterleaveUpper(d32, c, d));
  a = hn::BitCast(d32, hn::InterleaveLower(d64, ab_low, cd_low));
  b = hn::BitCast(d32, hn::InterleaveUpper(d64, ab_low, cd_low));
  c = hn::BitCast(d32, hn::InterleaveLower(d64, ab_high, cd_high));
  d = hn::BitCast(d32, hn::InterleaveUpper(d64, ab_high, cd_high));
}

HWY_INLINE void LoadWords(const uint8_t* const* block, size_t first, size_t offset, Word* words) {
  const D d;
  V v0 = LoadPieces(d, block + first, offset);
  V v1 = LoadPieces(d, block + first + 1, offset);
  V v2 = LoadPieces(d, block + first + 2, offset);
  V v3 = LoadPieces(d, block + first + 3, offset);
  TransposeFours(v0, v1, v2, v3);
  hn::Store(v0, d, words[0] + first);
  hn::Store(v1, d, words[1] + first);
  hn::Store(v2, d, words[2] + first);
  hn::Store(v3, d, words[3] + first);
}

HWY_INLINE void StoreRows(const Word* words, size_t first, size_t stride, uint8_t* out) {
  const D d;
  out += stride * first;
  for (size_t i = 0; i < 8; i += 4) {
    V v0 = hn::Load(d, words[i] + first);
    V v1 = hn::Load(d, words[i + 1] + first);
    V v2 = hn::Load(d, words[i + 2] + first);
    V v3 = hn::Load(d, words[i + 3] + first);
    TransposeFours(v0, v1, v2, v3);
    StorePieces(d, v0, stride, out + 4 * i);
    StorePieces(d, v1, stride, out + 4 * i + stride);
    StorePieces(d, v2, stride, out + 4 * i + 2 * stride);
    StorePieces(d, v3, stride, out + 4 * i + 3 * stride);
  }
}
#endif

HWY_INLINE void Fill(Word& words, uint32_t word) {
  for (size_t lane = 0; lane < kMaxLanes; ++lane) words[lane] = word;
}

HWY_INLINE size_t MostLanes() { return SINEW_HAS_AVX3 ? kMaxLanes : hn::Lanes(D()); }

// Loads the first blocks of `count` lanes.
HWY_INLINE void LoadMessages(Lanes& lanes, size_t count) {
  for (size_t first = 0; first < count; first += hn::Lanes(D())) {
    for (size_t i = 0; i < 4; ++i) {
      LoadWords(lanes.block, first, 16 * i, lanes.messages[0] + 4 * i);
    }
  }
}

HWY_INLINE void FillCv(Lanes& lanes, const uint32_t* cv) {
  for (size_t i = 0; i < 8; ++i) Fill(lanes.cv[i], cv[i]);
}

HWY_INLINE void FillCounter(Lanes& lanes, uint64_t counter) {
  for (size_t lane = 0; lane < kMaxLanes; ++lane) {
    lanes.counter_low[lane] = static_cast<uint32_t>(counter + lane);
    lanes.counter_high[lane] = static_cast<uint32_t>((counter + lane) >> 32);
  }
}

// Lanes beyond `count` do what the last one does.
HWY_INLINE void FillBlocks(Lanes& lanes, const uint8_t* in, size_t count, size_t stride) {
  for (size_t lane = 0; lane < kMaxLanes; ++lane) {
    lanes.block[lane] = in + std::min(lane, count - 1) * stride;
  }
}

HWY_INLINE void StoreCvs(const Lanes& lanes, size_t count, uint8_t* out) {
  for (size_t first = 0; first < count; first += hn::Lanes(D())) {
    StoreRows(lanes.cv, first, kCv, out);
  }
}

// So few chunks or messages are sooner hashed in turn: three in lanes take as long.
constexpr size_t kFew = 2;

}  // namespace blake3_lanes
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#endif  // per-target include guard

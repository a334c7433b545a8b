// BLAKE3 of many blocks that need not wait for each other, one a lane: the chunks of an input, the
// parents of a level, the blocks of extended output, and the rows of a column. A vector holds the
// same word of every lane, so that no step but the first, which transposes the blocks, and the last
// ever looks across lanes.

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "hash/blake3_lanes.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include <algorithm>
#include <type_traits>
#include <utility>

#include "core/abi.h"
#include "core/bytes.h"
#include "core/column.h"
#include "core/dispatch.h"
#include "hash/blake3-inl.h"
#include "hash/rows-inl.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

using blake3::BlockInput;
using blake3::kBlock;
using blake3::kBlocks;
using blake3::kChunk;
using blake3::kCv;

using D = hn::CappedTag<uint32_t, 16>;
using V = hn::Vec<D>;

// A step of all lanes is one instruction on a vector of words, or two on a pair of vectors where
// there are registers for both states: each step waits for the one before, and the other vector's
// steps fill the time.
#undef SINEW_BLAKE3_PAIRS
#if HWY_ARCH_X86 && HWY_TARGET <= HWY_AVX3
#define SINEW_BLAKE3_PAIRS 1
constexpr size_t kMaxLanes = 32;
#else
#define SINEW_BLAKE3_PAIRS 0
constexpr size_t kMaxLanes = 16;
#endif

// Sanitizers make so much of functions inlined, and of sixteen vectors that live throughout, that
// compilers need minutes for it: they get functions apart, and the state in memory.
#undef SINEW_BLAKE3_SANITIZED
#undef SINEW_BLAKE3_INLINE
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || HWY_IS_ASAN || HWY_IS_TSAN
#define SINEW_BLAKE3_SANITIZED 1
#define SINEW_BLAKE3_INLINE HWY_NOINLINE
#else
#define SINEW_BLAKE3_SANITIZED 0
#define SINEW_BLAKE3_INLINE HWY_INLINE
#endif

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
  // Of the first block, of those in the middle, and of the last where there are several.
  HWY_ALIGN_MAX Word flags[3];
  // The blocks of each lane, one behind the other, and how many.
  const uint8_t* block[kMaxLanes];
  size_t blocks;
  bool keep_output;
};

template <int kBits>
HWY_INLINE V Rotate(V v) {
#if HWY_ARCH_X86 && (HWY_TARGET == HWY_AVX2 || HWY_TARGET == HWY_SSE4 || HWY_TARGET == HWY_SSSE3)
  // Whole bytes: one shuffle instead of two shifts and an or.
  if constexpr (kBits % 8 == 0) {
    const D d;
    const hn::Repartition<uint8_t, D> d8;
    alignas(16) constexpr uint8_t k16[16] = {2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13};
    alignas(16) constexpr uint8_t k8[16] = {1, 2, 3, 0, 5, 6, 7, 4, 9, 10, 11, 8, 13, 14, 15, 12};
    const auto from = hn::LoadDup128(d8, kBits == 16 ? k16 : k8);
    return hn::BitCast(d, hn::TableLookupBytes(hn::BitCast(d8, v), from));
  }
#endif
  return hn::RotateRight<kBits>(v);
}

// Not called as in Highway, whose functions would be found too.
HWY_INLINE V AddWords(V a, V b) { return hn::Add(a, b); }
// The sum is what the next steps wait for: GCC must not add the word to something later.
[[maybe_unused]] HWY_INLINE void Pin([[maybe_unused]] V& a) {
#if HWY_COMPILER_GCC_ACTUAL && HWY_ARCH_X86 && HWY_TARGET != HWY_SCALAR
  __asm__("" : "+v"(a.raw));
#endif
}
HWY_INLINE V XorWords(V a, V b) { return hn::Xor(a, b); }
HWY_INLINE void LoadWord(const Word& from, V& words) { words = hn::Load(D(), from); }
[[maybe_unused]] HWY_INLINE void SetWord(uint32_t word, V& words) { words = hn::Set(D(), word); }
HWY_INLINE void StoreWord(V words, Word& to) { hn::Store(words, D(), to); }

#if SINEW_BLAKE3_PAIRS
struct Pair {
  V first, second;
};

HWY_INLINE Pair AddWords(Pair a, Pair b) {
  return {hn::Add(a.first, b.first), hn::Add(a.second, b.second)};
}
[[maybe_unused]] HWY_INLINE void Pin(Pair& a) {
  Pin(a.first);
  Pin(a.second);
}
HWY_INLINE Pair XorWords(Pair a, Pair b) {
  return {hn::Xor(a.first, b.first), hn::Xor(a.second, b.second)};
}
template <int kBits>
HWY_INLINE Pair Rotate(Pair a) {
  return {Rotate<kBits>(a.first), Rotate<kBits>(a.second)};
}
HWY_INLINE void LoadWord(const Word& from, Pair& words) {
  words = {hn::Load(D(), from), hn::Load(D(), from + kMaxLanes / 2)};
}
[[maybe_unused]] HWY_INLINE void SetWord(uint32_t word, Pair& words) {
  words.first = words.second = hn::Set(D(), word);
}
HWY_INLINE void StoreWord(Pair words, Word& to) {
  hn::Store(words.first, D(), to);
  hn::Store(words.second, D(), to + kMaxLanes / 2);
}
#endif

#if !SINEW_BLAKE3_SANITIZED
// Half a step of the mixing function for four columns or diagonals side by side.
template <int kRotateD, int kRotateB, class T>
HWY_INLINE void MixHalf(T& a0, T& a1, T& a2, T& a3, T& b0, T& b1, T& b2, T& b3, T& c0, T& c1, T& c2,
                        T& c3, T& d0, T& d1, T& d2, T& d3) {
  a0 = AddWords(a0, b0);
  a1 = AddWords(a1, b1);
  a2 = AddWords(a2, b2);
  a3 = AddWords(a3, b3);
  d0 = Rotate<kRotateD>(XorWords(d0, a0));
  d1 = Rotate<kRotateD>(XorWords(d1, a1));
  d2 = Rotate<kRotateD>(XorWords(d2, a2));
  d3 = Rotate<kRotateD>(XorWords(d3, a3));
  c0 = AddWords(c0, d0);
  c1 = AddWords(c1, d1);
  c2 = AddWords(c2, d2);
  c3 = AddWords(c3, d3);
  b0 = Rotate<kRotateB>(XorWords(b0, c0));
  b1 = Rotate<kRotateB>(XorWords(b1, c1));
  b2 = Rotate<kRotateB>(XorWords(b2, c2));
  b3 = Rotate<kRotateB>(XorWords(b3, c3));
}

// Four columns or diagonals; `order` says which words of the message they add.
template <class T>
HWY_INLINE void Mix(const Word* message, const uint8_t* order, T& a0, T& a1, T& a2, T& a3, T& b0,
                    T& b1, T& b2, T& b3, T& c0, T& c1, T& c2, T& c3, T& d0, T& d1, T& d2, T& d3) {
  const auto add_word = [message, order](size_t step, T& a) HWY_ATTR {
    T words;
    LoadWord(message[order[step]], words);
    a = AddWords(a, words);
    Pin(a);
  };
  add_word(0, a0);
  add_word(2, a1);
  add_word(4, a2);
  add_word(6, a3);
  MixHalf<16, 12>(a0, a1, a2, a3, b0, b1, b2, b3, c0, c1, c2, c3, d0, d1, d2, d3);
  add_word(1, a0);
  add_word(3, a1);
  add_word(5, a2);
  add_word(7, a3);
  MixHalf<8, 7>(a0, a1, a2, a3, b0, b1, b2, b3, c0, c1, c2, c3, d0, d1, d2, d3);
}

#else
// One column or diagonal; x and y are its words of the message.
template <class T>
HWY_NOINLINE void MixWords(const Word& x, const Word& y, Word& a_words, Word& b_words,
                           Word& c_words, Word& d_words) {
  T a, b, c, d, word;
  LoadWord(a_words, a);
  LoadWord(b_words, b);
  LoadWord(c_words, c);
  LoadWord(d_words, d);
  LoadWord(x, word);
  a = AddWords(AddWords(a, b), word);
  d = Rotate<16>(XorWords(d, a));
  c = AddWords(c, d);
  b = Rotate<12>(XorWords(b, c));
  LoadWord(y, word);
  a = AddWords(AddWords(a, b), word);
  d = Rotate<8>(XorWords(d, a));
  c = AddWords(c, d);
  b = Rotate<7>(XorWords(b, c));
  StoreWord(a, a_words);
  StoreWord(b, b_words);
  StoreWord(c, c_words);
  StoreWord(d, d_words);
}
#endif

#if HWY_TARGET == HWY_SCALAR || HWY_HAVE_SCALABLE
// Four words of the block of each lane, `offset` bytes behind its start.
SINEW_BLAKE3_INLINE void LoadWords(const uint8_t* const* block, size_t first, size_t offset,
                                   Word* words) {
  for (size_t lane = first; lane < first + hn::Lanes(D()); ++lane) {
    for (size_t i = 0; i < 4; ++i) {
      words[i][lane] = Load<uint32_t>(block[lane] + offset + 4 * i);
    }
  }
}

SINEW_BLAKE3_INLINE void StoreRows(const Word* words, size_t first, size_t stride, uint8_t* out) {
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

SINEW_BLAKE3_INLINE void LoadWords(const uint8_t* const* block, size_t first, size_t offset,
                                   Word* words) {
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

SINEW_BLAKE3_INLINE void StoreRows(const Word* words, size_t first, size_t stride, uint8_t* out) {
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

// One quarter of what LoadMessages does.
template <class T>
HWY_INLINE void LoadQuarter(const uint8_t* const* block, size_t offset, Word* words) {
  LoadWords(block, 0, offset, words);
  if constexpr (!std::is_same_v<T, V>) LoadWords(block, hn::Lanes(D()), offset, words);
}

HWY_INLINE void Fill(Word& words, uint32_t word) {
  for (size_t lane = 0; lane < kMaxLanes; ++lane) words[lane] = word;
}

// Of the flags for blocks of a chunk.
HWY_INLINE size_t FlagsOf(size_t block, size_t count) {
  return block == 0 ? 0 : block + 1 == count ? 2 : 1;
}

// Compresses the blocks of each lane into its chaining value. The rounds of each block leave time
// to load the next.
#if !SINEW_BLAKE3_SANITIZED
template <class T>
HWY_NOINLINE void CompressLanes(Lanes& lanes) {
  T v0, v1, v2, v3, v4, v5, v6, v7, v8, v9, v10, v11, v12, v13, v14, v15;
  LoadWord(lanes.cv[0], v0);
  LoadWord(lanes.cv[1], v1);
  LoadWord(lanes.cv[2], v2);
  LoadWord(lanes.cv[3], v3);
  LoadWord(lanes.cv[4], v4);
  LoadWord(lanes.cv[5], v5);
  LoadWord(lanes.cv[6], v6);
  LoadWord(lanes.cv[7], v7);
  Word* message = lanes.messages[0];
  Word* next_message = lanes.messages[1];
  const size_t count = lanes.blocks;
  size_t offset = 0;
  for (size_t block = 0; block < count; ++block) {
    // Behind the last block there may be nothing to read.
    if (block + 1 < count) offset += kBlock;
    SetWord(blake3::kIv[0], v8);
    SetWord(blake3::kIv[1], v9);
    SetWord(blake3::kIv[2], v10);
    SetWord(blake3::kIv[3], v11);
    LoadWord(lanes.counter_low, v12);
    LoadWord(lanes.counter_high, v13);
    LoadWord(lanes.size, v14);
    LoadWord(lanes.flags[FlagsOf(block, count)], v15);
    HWY_UNROLL(7)  // so that every index is a constant
    for (size_t round = 0; round < 7; ++round) {
      if (round < 4) {
        LoadQuarter<T>(lanes.block, offset + 16 * round, next_message + 4 * round);
      }
      const uint8_t* order = blake3::kSchedule.word[round];
      Mix(message, order, v0, v1, v2, v3, v4, v5, v6, v7, v8, v9, v10, v11, v12, v13, v14, v15);
      Mix(message, order + 8, v0, v1, v2, v3, v5, v6, v7, v4, v10, v11, v8, v9, v15, v12, v13, v14);
    }
    std::swap(message, next_message);
    if (lanes.keep_output) {
      const auto feed_forward = [&lanes](size_t i, const T& word) HWY_ATTR {
        T cv;
        LoadWord(lanes.cv[i], cv);
        StoreWord(XorWords(word, cv), lanes.output[i]);
      };
      feed_forward(0, v8);
      feed_forward(1, v9);
      feed_forward(2, v10);
      feed_forward(3, v11);
      feed_forward(4, v12);
      feed_forward(5, v13);
      feed_forward(6, v14);
      feed_forward(7, v15);
    }
    v0 = XorWords(v0, v8);
    v1 = XorWords(v1, v9);
    v2 = XorWords(v2, v10);
    v3 = XorWords(v3, v11);
    v4 = XorWords(v4, v12);
    v5 = XorWords(v5, v13);
    v6 = XorWords(v6, v14);
    v7 = XorWords(v7, v15);
  }
  StoreWord(v0, lanes.cv[0]);
  StoreWord(v1, lanes.cv[1]);
  StoreWord(v2, lanes.cv[2]);
  StoreWord(v3, lanes.cv[3]);
  StoreWord(v4, lanes.cv[4]);
  StoreWord(v5, lanes.cv[5]);
  StoreWord(v6, lanes.cv[6]);
  StoreWord(v7, lanes.cv[7]);
}

#else
template <class T>
HWY_NOINLINE void CompressLanes(Lanes& lanes) {
  HWY_ALIGN_MAX Word v[16];
  memcpy(v, lanes.cv, sizeof(lanes.cv));
  Word* message = lanes.messages[0];
  Word* next_message = lanes.messages[1];
  const size_t count = lanes.blocks;
  size_t offset = 0;
  for (size_t block = 0; block < count; ++block) {
    if (block + 1 < count) offset += kBlock;
    for (size_t i = 0; i < 4; ++i) Fill(v[8 + i], blake3::kIv[i]);
    memcpy(v[12], lanes.counter_low, sizeof(Word));
    memcpy(v[13], lanes.counter_high, sizeof(Word));
    memcpy(v[14], lanes.size, sizeof(Word));
    memcpy(v[15], lanes.flags[FlagsOf(block, count)], sizeof(Word));
    for (size_t round = 0; round < 7; ++round) {
      if (round < 4) {
        LoadQuarter<T>(lanes.block, offset + 16 * round, next_message + 4 * round);
      }
      const uint8_t* order = blake3::kSchedule.word[round];
      for (size_t step = 0; step < 8; ++step, order += 2) {
        const size_t i = step % 4;
        const size_t slant = step / 4;  // diagonals follow the columns
        MixWords<T>(message[order[0]], message[order[1]], v[i], v[4 + (i + slant) % 4],
                    v[8 + (i + 2 * slant) % 4], v[12 + (i + 3 * slant) % 4]);
      }
    }
    std::swap(message, next_message);
    for (size_t i = 0; i < 8; ++i) {
      for (size_t lane = 0; lane < kMaxLanes; ++lane) {
        if (lanes.keep_output) lanes.output[i][lane] = v[8 + i][lane] ^ lanes.cv[i][lane];
        v[i][lane] ^= v[8 + i][lane];
      }
    }
  }
  memcpy(lanes.cv, v, sizeof(lanes.cv));
}
#endif

HWY_INLINE size_t MostLanes() { return SINEW_BLAKE3_PAIRS ? kMaxLanes : hn::Lanes(D()); }

// Loads the first blocks of `count` lanes.
HWY_INLINE void LoadMessages(Lanes& lanes, size_t count) {
  for (size_t first = 0; first < count; first += hn::Lanes(D())) {
    for (size_t i = 0; i < 4; ++i) {
      LoadWords(lanes.block, first, 16 * i, lanes.messages[0] + 4 * i);
    }
  }
}

// For the first `count` lanes at least.
HWY_INLINE void Compress(Lanes& lanes, [[maybe_unused]] size_t count) {
#if SINEW_BLAKE3_PAIRS
  if (count > kMaxLanes / 2) return CompressLanes<Pair>(lanes);
#endif
  CompressLanes<V>(lanes);
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

// The messages in the lanes: what each has left to hash, and where its hash goes. A lane whose
// message has ended takes the next row, so that lanes stay full however long the rows are.
struct Messages {
  HWY_ALIGN_MAX uint8_t padded[kMaxLanes][kBlock];
  const uint8_t* next[kMaxLanes];
  uint8_t* hash[kMaxLanes];
  uint32_t left[kMaxLanes];
  uint32_t start[kMaxLanes];  // kChunkStart until the first block is done
};

// Copies the last, partial block of a message; `end` is the end of what can be read.
HWY_INLINE void Pad(const uint8_t* in, size_t size, const uint8_t* end, uint8_t* padded) {
  const hn::CappedTag<uint8_t, kBlock> d;
#if HWY_ARCH_X86 && HWY_TARGET <= HWY_AVX3
  (void)end;
  hn::Store(hn::MaskedLoad(hn::FirstN(d, size), d, in), d, padded);
#else
  const size_t lanes = hn::Lanes(d);
  if (static_cast<size_t>(end - in) < kBlock) {
    memset(padded, 0, kBlock);
    if (size != 0) memcpy(padded, in, size);
    return;
  }
  for (size_t i = 0; i < kBlock; i += lanes) {
    const auto inside =
        hn::Lt(hn::Iota(d, static_cast<uint8_t>(i)), hn::Set(d, static_cast<uint8_t>(size)));
    hn::Store(hn::IfThenElseZero(inside, hn::LoadU(d, in + i)), d, padded + i);
  }
#endif
}

HWY_INLINE Bytes RowAt(const sinew_column& column, size_t width, size_t row) {
  if (HasNarrowOffsets(column.type)) return StringAt<int32_t>(column, row);
  if (HasWideOffsets(column.type)) return StringAt<int64_t>(column, row);
  const uint8_t* values = static_cast<const uint8_t*>(column.values);
  return {values + row * width, width};
}

void HashRows(const sinew_column& column, uint8_t* out) {
  const size_t width = ValueWidth(column.type);
  const uint8_t* end = static_cast<const uint8_t*>(column.values) + column.values_size;
  if (column.count <= kFew || MostLanes() == 1) {
    for (size_t row = 0; row < column.count; ++row, out += kCv) {
      if (!IsValid(column, row)) {
        memset(out, 0, kCv);
        continue;
      }
      const Bytes bytes = RowAt(column, width, row);
      blake3::Hash(bytes.data, bytes.size, out);
    }
    return;
  }
  Lanes lanes;
  Messages messages;
  Fill(lanes.counter_low, 0);
  Fill(lanes.counter_high, 0);
  lanes.blocks = 1;
  lanes.keep_output = false;
  memset(&messages, 0, sizeof(messages));
  FillCv(lanes, blake3::kIv);

  size_t row = 0;
  // Puts the next row that is for the lanes into this one; false when there is none.
  const auto take = [&](size_t lane) HWY_ATTR {
    for (; row < column.count; ++row) {
      uint8_t* hash = out + row * kCv;
      if (!IsValid(column, row)) {
        memset(hash, 0, kCv);
        continue;
      }
      const Bytes bytes = RowAt(column, width, row);
      if (bytes.size > kChunk) {
        blake3::Hash(bytes.data, bytes.size, hash);
        continue;
      }
      messages.next[lane] = bytes.data;
      messages.left[lane] = static_cast<uint32_t>(bytes.size);
      messages.hash[lane] = hash;
      messages.start[lane] = blake3::kChunkStart;
      for (size_t i = 0; i < 8; ++i) lanes.cv[i][lane] = blake3::kIv[i];
      ++row;
      return true;
    }
    return false;
  };

  uint64_t busy = 0;
  uint64_t idle = LowBits(MostLanes());
  for (;;) {
    ForEachRow(idle, [&](size_t lane) HWY_ATTR {
      if (take(lane)) busy |= uint64_t{1} << lane;
    });
    if (busy == 0) return;
    uint64_t ending = 0;
    uint64_t partial = 0;
    for (size_t lane = 0; lane < MostLanes(); ++lane) {
      const uint32_t left = messages.left[lane];
      const bool last = left <= kBlock;
      lanes.size[lane] = last ? left : kBlock;
      lanes.flags[0][lane] = messages.start[lane] | (last ? blake3::kChunkEnd | blake3::kRoot : 0);
      lanes.block[lane] = left < kBlock ? messages.padded[lane] : messages.next[lane];
      ending |= uint64_t{last} << lane;
      partial |= uint64_t{left < kBlock} << lane;
      messages.start[lane] = 0;
    }
    ForEachRow(partial & busy, [&](size_t lane) HWY_ATTR {
      Pad(messages.next[lane], messages.left[lane], end, messages.padded[lane]);
    });
    const size_t used = 64 - static_cast<size_t>(__builtin_clzll(busy));
    LoadMessages(lanes, used);
    Compress(lanes, used);
    ending &= busy;
    if (ending != 0) {
      HWY_ALIGN uint8_t rows[kMaxLanes * kCv];
      StoreCvs(lanes, MostLanes(), rows);
      ForEachRow(ending, [&](size_t lane) { memcpy(messages.hash[lane], rows + lane * kCv, kCv); });
      ForEachRow(ending, [&](size_t lane) { messages.left[lane] = 0; });
    }
    ForEachRow(busy & ~ending, [&](size_t lane) {
      messages.next[lane] += kBlock;
      messages.left[lane] -= kBlock;
    });
    busy &= ~ending;
    idle = ending;
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
HWY_EXPORT(HashRows);
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

void HashRows(const sinew_column& column, uint8_t* out) { SINEW_DISPATCH(HashRows)(column, out); }

}  // namespace blake3
}  // namespace sinew

#endif  // HWY_ONCE

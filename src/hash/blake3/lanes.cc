// The compression function of BLAKE3 for a block of every lane (lanes-inl.h).

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "hash/blake3/lanes.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#include <type_traits>
#include <utility>

#include "core/targets.h"
#include "hash/blake3/blake3.h"
#include "hash/blake3/lanes-inl.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;
using namespace blake3_lanes;

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

#if SINEW_HAS_AVX3
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

// One quarter of what LoadMessages does.
template <class T>
HWY_INLINE void LoadQuarter(const uint8_t* const* block, size_t offset, Word* words) {
  LoadWords(block, 0, offset, words);
  if constexpr (!std::is_same_v<T, V>) LoadWords(block, hn::Lanes(D()), offset, words);
}

// Of the flags for blocks of a chunk.
HWY_INLINE size_t FlagsOf(size_t block, size_t count) {
  return block == 0 ? 0 : block + 1 == count ? 2 : 1;
}

// Compresses the blocks of each lane into its chaining value. The rounds of each block leave time
// to load the next.
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

}  // namespace

void blake3_lanes::Compress(Lanes& lanes, [[maybe_unused]] size_t count) {
#if SINEW_HAS_AVX3
  if (count > kMaxLanes / 2) return CompressLanes<Pair>(lanes);
#endif
  CompressLanes<V>(lanes);
}

}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

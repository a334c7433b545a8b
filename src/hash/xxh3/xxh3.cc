// XXH3 (Collet; https://github.com/Cyan4973/xxHash, doc/xxhash_spec.md) of one input, 64 or 128
// bits wide. Up to 240 bytes it is scalar arithmetic (xxh3.h, xxh3_128.h). Longer inputs
// are added up, 64 bytes at a time, in eight 64-bit lanes, which are scrambled after each kilobyte.
// Both widths and streaming (state.cc) share these sums; columns are in rows.cc.

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "hash/xxh3/xxh3.cc"
#include "hash/xxh3/xxh3.h"

#include <hwy/foreach_target.h>
#include <hwy/highway.h>
#include <string.h>

#include "core/abi.h"
#include "core/bytes.h"
#include "core/dispatch.h"
#include "core/targets.h"
#include "core/vectors-inl.h"
#include "hash/xxh3/xxh3_128.h"

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

using xxh3::kBlock;
using xxh3::kLanes;
using xxh3::kStripe;
using xxh3::kStripes;

// All lanes in one vector or, where vectors are shorter, in several.
using D = hn::CappedTag<uint64_t, kLanes>;
using V = hn::Vec<D>;

HWY_INLINE V LoadWords(const uint8_t* from) { return LoadUnaligned(D(), from); }

// Low half times high half of each lane.
HWY_INLINE V MultiplyHalves(V words) {
#if HWY_TARGET == HWY_SCALAR
  const uint64_t word = hn::GetLane(words);
  return hn::Set(D(), (word & 0xFFFFFFFF) * (word >> 32));
#else
  const hn::Repartition<uint32_t, D> d32;
  return hn::MulEven(hn::BitCast(d32, words), hn::Shuffle2301(hn::BitCast(d32, words)));
#endif
}

// The secret of long inputs: the seed is added to its even words and subtracted from the odd ones.
// Words<kByte>(word, lane) are those from byte kByte of a word on, for the lanes from `lane` on.
#if SINEW_HAS_AVX3
// There are registers for what a block needs, so that seeded words never go through memory.
#undef SINEW_UNROLL_STRIPES
#define SINEW_UNROLL_STRIPES HWY_UNROLL(16)
class Secret {
 public:
  HWY_INLINE explicit Secret(uint64_t seed)
      : seeds_(hn::OddEven(hn::Set(D(), -seed), hn::Set(D(), seed))) {}

  template <int kByte = 0>
  HWY_INLINE V Words(size_t word, size_t lane) const {
    const V words = LoadWords(xxh3::kSecret + 8 * (word + lane));
    const V seeded = word % 2 == 0 ? hn::Add(words, seeds_) : hn::Sub(words, seeds_);
    if constexpr (kByte == 0) {
      return seeded;
    } else {
      return hn::Or(hn::ShiftRight<8 * kByte>(seeded),
                    hn::ShiftLeft<64 - 8 * kByte>(Words(word + 1, lane)));
    }
  }

 private:
  V seeds_;
};
#else
// Unrolled any further, the loop over a block would spill what it loads ahead.
#undef SINEW_UNROLL_STRIPES
#define SINEW_UNROLL_STRIPES HWY_UNROLL(4)
class Secret {
 public:
  HWY_INLINE explicit Secret(uint64_t seed) : secret_(xxh3::kSecret) {
    if (seed == 0) return;
    for (size_t i = 0; i < xxh3::kSecretSize; i += 16) {
      Store(seeded_ + i, xxh3::SecretWord(i) + seed);
      Store(seeded_ + i + 8, xxh3::SecretWord(i + 8) - seed);
    }
    secret_ = seeded_;
  }
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;

  template <int kByte = 0>
  HWY_INLINE V Words(size_t word, size_t lane) const {
    return LoadWords(secret_ + 8 * (word + lane) + kByte);
  }

 private:
  alignas(64) uint8_t seeded_[xxh3::kSecretSize];
  const uint8_t* secret_;
};
#endif

// A stripe goes to the sums twice: lane i as half times half, under the key, to sum i, and as it is
// to that of its neighbour. Neighbours change places once for all stripes, in Sum.
HWY_INLINE void AddStripe(const uint8_t* in, size_t lane, V key, V& products, V& words) {
  V stripe = LoadWords(in + 8 * lane);
#if HWY_COMPILER_GCC_ACTUAL && HWY_ARCH_X86 && HWY_TARGET != HWY_SCALAR
  // Keeps GCC from loading it twice: 10 to 30% where loads cross cache lines.
  __asm__("" : "+v"(stripe.raw));
#endif
  products = hn::Add(products, MultiplyHalves(hn::Xor(stripe, key)));
  words = hn::Add(words, HWY_TARGET == HWY_SCALAR ? LoadWords(in + 8 * (lane ^ 1)) : stripe);
}

HWY_INLINE V Sum(V products, V words) {
#if HWY_TARGET == HWY_SCALAR
  return hn::Add(products, words);
#else
  return hn::Add(products, hn::Shuffle01(words));
#endif
}

// Adds whole blocks to the sums, which the additions within a block do not wait for, and scrambles
// them after each.
HWY_INLINE V AddBlocks(V sum, const uint8_t* in, size_t count, size_t lane, const Secret& secret) {
  const D d;
  for (; count != 0; --count, in += kBlock) {
    V products = hn::Zero(d);
    V words = hn::Zero(d);
    SINEW_UNROLL_STRIPES
    for (size_t i = 0; i < kStripes; ++i) {
      AddStripe(in + i * kStripe, lane, secret.Words(i, lane), products, words);
    }
    sum = hn::Add(sum, Sum(products, words));
    sum = hn::Xor3(sum, hn::ShiftRight<47>(sum), secret.Words(kStripes, lane));
    sum = hn::Mul(sum, hn::Set(d, xxh3::kPrime32_1));
  }
  return sum;
}

// Adds `count` stripes and the 64 bytes at `last`, the end of the input.
HWY_INLINE V AddTail(V sum, const uint8_t* in, size_t count, const uint8_t* last, size_t lane,
                     const Secret& secret) {
  const D d;
  V products = hn::Zero(d);
  V words = hn::Zero(d);
  for (size_t i = 0; i < count; ++i) {
    AddStripe(in + i * kStripe, lane, secret.Words(i, lane), products, words);
  }
  AddStripe(last, lane, secret.Words<1>(kStripes - 1, lane), products, words);
  return hn::Add(sum, Sum(products, words));
}

// Where several vectors make up the lanes, each goes through so many blocks, which stay in the
// first-level cache, before the next one does.
constexpr size_t kBlocksAtOnce = 8;

// Adds blocks, many at a time, until at most kBlocksAtOnce are left, and returns how many it added.
// Does nothing where all lanes are in one vector.
HWY_INLINE size_t AddManyBlocks(uint64_t* sums, const uint8_t* in, size_t count,
                                const Secret& secret) {
  const D d;
  size_t done = 0;
  for (; hn::Lanes(d) < kLanes && count - done > kBlocksAtOnce; done += kBlocksAtOnce) {
    for (size_t lane = 0; lane < kLanes; lane += hn::Lanes(d)) {
      const V sum =
          AddBlocks(hn::Load(d, sums + lane), in + done * kBlock, kBlocksAtOnce, lane, secret);
      hn::Store(sum, d, sums + lane);
    }
  }
  return done;
}

// What is left of a hash of `size` bytes when `sums` has some blocks in it: the blocks at `in`, the
// stripes behind them and the last 64 bytes. Leaves the sums under the key of the hash, or of the
// lower half of the 128-bit hash, whose upper half has other keys.
template <bool k128>
HWY_INLINE void AddRest(uint64_t* sums, uint64_t* high, const uint8_t* in, size_t blocks,
                        size_t stripes, const uint8_t* last, const Secret& secret) {
  const D d;
  for (size_t lane = 0; lane < kLanes; lane += hn::Lanes(d)) {
    V sum = AddBlocks(hn::Load(d, sums + lane), in, blocks, lane, secret);
    sum = AddTail(sum, in + blocks * kBlock, stripes, last, lane, secret);
    hn::Store(hn::Xor(sum, secret.Words<3>(1, lane)), d, sums + lane);
    if constexpr (k128) hn::Store(hn::Xor(sum, secret.Words<5>(14, lane)), d, high + lane);
  }
}

HWY_INLINE uint64_t Merge(const uint64_t* sums, uint64_t hash) {
  for (size_t i = 0; i < kLanes; i += 2) hash += xxh3::MultiplyFold(sums[i], sums[i + 1]);
  return xxh3::Avalanche(hash);
}

HWY_INLINE sinew_hash128 Merge128(const uint64_t* sums, const uint64_t* high, uint64_t size) {
  return {Merge(sums, size * xxh3::kPrime64_1), Merge(high, ~(size * xxh3::kPrime64_2))};
}

template <bool k128>
HWY_INLINE void SumUp(uint64_t* sums, uint64_t* high, const uint8_t* in, size_t size,
                      uint64_t seed) {
  const Secret secret(seed);
  const uint8_t* last = in + size - kStripe;
  // The last block is not scrambled, be it whole or not.
  size_t blocks = (size - 1) / kBlock;
  const size_t stripes = (size - 1) % kBlock / kStripe;
  const size_t done = AddManyBlocks(sums, in, blocks, secret);
  AddRest<k128>(sums, high, in + done * kBlock, blocks - done, stripes, last, secret);
}

uint64_t HashLong(const uint8_t* in, size_t size, uint64_t seed) {
  alignas(64) uint64_t sums[kLanes] = SINEW_XXH3_SUMS;
  SumUp<false>(sums, nullptr, in, size, seed);
  return Merge(sums, size * xxh3::kPrime64_1);
}

sinew_hash128 HashLong128(const uint8_t* in, size_t size, uint64_t seed) {
  alignas(64) uint64_t sums[kLanes] = SINEW_XXH3_SUMS;
  alignas(64) uint64_t high[kLanes];
  SumUp<true>(sums, high, in, size, seed);
  return Merge128(sums, high, size);
}

// Here rather than in the header for the multiplication that newer targets have, into registers of
// choice: so many products at a time run out of registers without it (8.7 ns at 100 bytes).
sinew_hash128 HashMiddle128(const uint8_t* in, size_t size, uint64_t seed) {
  return xxh3::Hash128Of33To240(in, size, seed);
}

void AddBlocksTo(uint64_t* all_sums, const uint8_t* in, size_t count, uint64_t seed) {
  const D d;
  const Secret secret(seed);
  alignas(64) uint64_t sums[kLanes];
  memcpy(sums, all_sums, sizeof(sums));
  const size_t done = AddManyBlocks(sums, in, count, secret);
  for (size_t lane = 0; lane < kLanes; lane += hn::Lanes(d)) {
    const V sum =
        AddBlocks(hn::Load(d, sums + lane), in + done * kBlock, count - done, lane, secret);
    hn::Store(sum, d, sums + lane);
  }
  memcpy(all_sums, sums, sizeof(sums));
}

template <bool k128>
HWY_INLINE void AddLast(const xxh3::LastBlock& block, uint64_t* sums, uint64_t* high) {
  const Secret secret(block.seed);
  memcpy(sums, block.sums, sizeof(uint64_t) * kLanes);
  AddRest<k128>(sums, high, block.in, 0, block.stripes, block.last, secret);
}

uint64_t FinishLong(const xxh3::LastBlock& block) {
  alignas(64) uint64_t sums[kLanes];
  AddLast<false>(block, sums, nullptr);
  return Merge(sums, block.size * xxh3::kPrime64_1);
}

sinew_hash128 FinishLong128(const xxh3::LastBlock& block) {
  alignas(64) uint64_t sums[kLanes];
  alignas(64) uint64_t high[kLanes];
  AddLast<true>(block, sums, high);
  return Merge128(sums, high, block.size);
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

namespace sinew {
namespace xxh3 {
namespace {
HWY_EXPORT(HashLong);
HWY_EXPORT(HashLong128);
HWY_EXPORT(HashMiddle128);
HWY_EXPORT(AddBlocksTo);
HWY_EXPORT(FinishLong);
HWY_EXPORT(FinishLong128);
}  // namespace

uint64_t HashLong(const uint8_t* in, size_t size, uint64_t seed) {
  return SINEW_DISPATCH(HashLong)(in, size, seed);
}

sinew_hash128 HashLong128(const uint8_t* in, size_t size, uint64_t seed) {
  return SINEW_DISPATCH(HashLong128)(in, size, seed);
}

void AddBlocks(uint64_t* sums, const uint8_t* in, size_t count, uint64_t seed) {
  SINEW_DISPATCH(AddBlocksTo)(sums, in, count, seed);
}

uint64_t FinishLong(const LastBlock& block) { return SINEW_DISPATCH(FinishLong)(block); }

sinew_hash128 FinishLong128(const LastBlock& block) { return SINEW_DISPATCH(FinishLong128)(block); }

}  // namespace xxh3
}  // namespace sinew

// SINEW_CHAPTER XXH3
//
// The fastest hash here, of 64 or 128 bits, with a seed (Collet, https://xxhash.com): the same
// numbers as xxHash's XXH3_64bits_withSeed and XXH3_128bits_withSeed, and with seed 0 as
// XXH3_64bits and XXH3_128bits. 128 bits are enough that, among billions of inputs that nobody
// chose, no two have the same hash.
//
// It is not cryptographic, and not for keys from strangers: whoever knows the seed can choose
// inputs that have the same hash, and there are known pairs of inputs that have the same 64-bit
// hash under one seed in 1,400.

// Returns the 64-bit XXH3 hash of `size` bytes.
SINEW_API uint64_t sinew_xxh3_64(const void* in, size_t size, uint64_t seed) SINEW_NOEXCEPT {
  using namespace sinew::xxh3;
  const uint8_t* bytes = static_cast<const uint8_t*>(in);
  // The shortest first: they have the least time for comparisons.
  if (size <= 32) return Hash0To32(bytes, size, seed);
  return size <= kMaxShort ? Hash33To240(bytes, size, seed) : HashLong(bytes, size, seed);
}

// Returns the 128-bit XXH3 hash of `size` bytes.
SINEW_API sinew_hash128 sinew_xxh3_128(const void* in, size_t size, uint64_t seed) SINEW_NOEXCEPT {
  using namespace sinew;
  using namespace sinew::xxh3;
  const uint8_t* bytes = static_cast<const uint8_t*>(in);
  if (size <= 32) return Hash128Of0To32(bytes, size, seed);
  if (size <= kMaxShort) return SINEW_DISPATCH(HashMiddle128)(bytes, size, seed);
  return HashLong128(bytes, size, seed);
}

#endif  // HWY_ONCE

// HighwayHash (Alakuijala, Cox, Wassenberg, "Fast keyed hash/pseudo-random function using SIMD
// multiply and permute", 2016; https://github.com/google/highwayhash): 1024 bits of state, four
// groups of four 64-bit lanes, take in packets of 32 bytes. Each packet is two multiplications and
// two byte permutations a lane, one behind the other, so what counts is the way through them: the
// sums here are associated so that the operand that is ready last is added last.

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "hash/highwayhash.cc"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>
#if HWY_ARCH_ARM_A64
#include <arm_neon.h>
#endif

#include <algorithm>

#include "core/bytes.h"
#include "core/dispatch.h"
#include "core/scalar-inl.h"
#include "core/targets.h"
#include "hash/abi.h"
#include "hash/highwayhash.h"

#ifndef SINEW_HASH_HIGHWAYHASH_CONSTANTS
#define SINEW_HASH_HIGHWAYHASH_CONSTANTS
namespace sinew {
namespace {

constexpr size_t kPacket = 32;

// The digits of pi, as the algorithm fixes them: where the two multipliers start.
alignas(32) constexpr uint64_t kInit0[4] = {0xDBE6D5D5FE4CCE2F, 0xA4093822299F31D0,
                                            0x13198A2E03707344, 0x243F6A8885A308D3};
alignas(32) constexpr uint64_t kInit1[4] = {0x3BD39E10CB0EF593, 0xC0ACF169B5F18A8C,
                                            0xBE5466CF34E90C6C, 0x452821E638D01377};

// Which byte of two lanes becomes each byte: the well-mixed middle of a product goes to the ends,
// and neighbours exchange bytes.
alignas(16) constexpr uint8_t kZipper[16] = {3, 12, 2, 5, 14, 1, 15, 0, 11, 4, 10, 13, 9, 6, 8, 7};

// The caller's state, 32 words. v1 is whole, as the paper has it.
struct HighwayHashWords {
  uint64_t v0[4], v1[4], mul0[4], mul1[4];
  uint8_t key[kPacket];
  uint8_t buffer[kPacket];  // less than a packet, to go on with
  uint64_t buffered;
};
static_assert(sizeof(HighwayHashWords) <= sizeof(sinew_highwayhash_state));

}  // namespace
}  // namespace sinew
#endif  // SINEW_HASH_HIGHWAYHASH_CONSTANTS

HWY_BEFORE_NAMESPACE();
namespace sinew {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

// Four lanes are one vector V where that has 256 bits, else two of 128: nothing but Permute crosses
// the boundary between them. V must be of a size known at compile time, which SVE's vectors are
// not, so that all targets of Arm use NEON's, and the scalar target makes up its own.
#if HWY_TARGET == HWY_SCALAR
struct V {
  uint64_t lane[2];
};

HWY_INLINE V LoadLanes(const void* from) { return Load<V>(from); }
HWY_INLINE void StoreLanes(V v, void* to) { Store(to, v); }
HWY_INLINE V Fill(uint64_t low, uint64_t high) { return {{low, high}}; }
HWY_INLINE V Splat(uint64_t lane) { return {{lane, lane}}; }
HWY_INLINE V AddLanes(V a, V b) { return {{a.lane[0] + b.lane[0], a.lane[1] + b.lane[1]}}; }
HWY_INLINE V XorLanes(V a, V b) { return {{a.lane[0] ^ b.lane[0], a.lane[1] ^ b.lane[1]}}; }

HWY_INLINE V Multiply(V a, V b) {
  return {
      {(a.lane[0] & 0xFFFFFFFF) * (b.lane[0] >> 32), (a.lane[1] & 0xFFFFFFFF) * (b.lane[1] >> 32)}};
}

HWY_INLINE V ZipperMerge(V v) {
  uint8_t from[16], to[16];
  Store(from, v);
  for (size_t i = 0; i < 16; ++i) to[i] = from[kZipper[i]];
  return Load<V>(to);
}

// Rotates each half of a lane to the left; 0 < bits < 32.
HWY_INLINE V RotateHalves(V v, int bits) {
  const uint64_t keep = 0xFFFFFFFF >> (32 - bits) | uint64_t{0xFFFFFFFF} >> (32 - bits) << 32;
  for (uint64_t& lane : v.lane) lane = (lane << bits & ~keep) | (lane >> (32 - bits) & keep);
  return v;
}

HWY_INLINE V SwapHalves(V v) {
  return {{v.lane[0] << 32 | v.lane[0] >> 32, v.lane[1] << 32 | v.lane[1] >> 32}};
}

#elif HWY_ARCH_ARM_A64
using V = uint64x2_t;

HWY_INLINE V LoadLanes(const void* from) {
  return vreinterpretq_u64_u8(vld1q_u8(static_cast<const uint8_t*>(from)));
}
HWY_INLINE void StoreLanes(V v, void* to) {
  vst1q_u8(static_cast<uint8_t*>(to), vreinterpretq_u8_u64(v));
}
HWY_INLINE V Fill(uint64_t low, uint64_t high) {
  return vcombine_u64(vcreate_u64(low), vcreate_u64(high));
}
HWY_INLINE V Splat(uint64_t lane) { return vdupq_n_u64(lane); }
HWY_INLINE V AddLanes(V a, V b) { return vaddq_u64(a, b); }
HWY_INLINE V XorLanes(V a, V b) { return veorq_u64(a, b); }

HWY_INLINE V Multiply(V a, V b) { return vmull_u32(vmovn_u64(a), vshrn_n_u64(b, 32)); }

HWY_INLINE V ZipperMerge(V v) {
  return vreinterpretq_u64_u8(vqtbl1q_u8(vreinterpretq_u8_u64(v), vld1q_u8(kZipper)));
}

// Rotates each half of a lane to the left; 0 < bits < 32.
HWY_INLINE V RotateHalves(V v, int bits) {
  const uint32x4_t halves = vreinterpretq_u32_u64(v);
  return vreinterpretq_u64_u32(
      vorrq_u32(vshlq_u32(halves, vdupq_n_s32(bits)), vshlq_u32(halves, vdupq_n_s32(bits - 32))));
}

HWY_INLINE V SwapHalves(V v) {
  return vreinterpretq_u64_u32(vrev64q_u32(vreinterpretq_u32_u64(v)));
}

#else
using D = hn::CappedTag<uint64_t, SINEW_HAS_AVX2 ? 4 : 2>;
using D32 = hn::Repartition<uint32_t, D>;
using V = hn::Vec<D>;

HWY_INLINE V LoadLanes(const void* from) {
  return hn::LoadU(D(), static_cast<const uint64_t*>(from));
}
HWY_INLINE void StoreLanes(V v, void* to) { hn::StoreU(v, D(), static_cast<uint64_t*>(to)); }
// Two lanes.
HWY_INLINE hn::Vec<hn::CappedTag<uint64_t, 2> > Fill(uint64_t low, uint64_t high) {
  const hn::CappedTag<uint64_t, 2> d;
  return hn::InterleaveLower(hn::Set(d, low), hn::Set(d, high));
}
HWY_INLINE V Splat(uint64_t lane) { return hn::Set(D(), lane); }
HWY_INLINE V AddLanes(V a, V b) { return hn::Add(a, b); }
HWY_INLINE V XorLanes(V a, V b) { return hn::Xor(a, b); }

HWY_INLINE V Multiply(V a, V b) {
  return hn::MulEven(hn::BitCast(D32(), a), hn::BitCast(D32(), hn::ShiftRight<32>(b)));
}

HWY_INLINE V ZipperMerge(V v) {
  const hn::Repartition<uint8_t, D> d8;
  return hn::BitCast(D(), hn::TableLookupBytes(hn::BitCast(d8, v), hn::LoadDup128(d8, kZipper)));
}

// Rotates each half of a lane to the left; 0 < bits < 32.
HWY_INLINE V RotateHalves(V v, int bits) {
  const auto halves = hn::BitCast(D32(), v);
  return hn::BitCast(
      D(), hn::Or(hn::ShiftLeftSame(halves, bits), hn::ShiftRightSame(halves, 32 - bits)));
}

HWY_INLINE V SwapHalves(V v) { return hn::BitCast(D(), hn::Shuffle2301(hn::BitCast(D32(), v))); }
#endif

constexpr size_t kVectors = kPacket / sizeof(V);

// Four lanes.
struct Lanes {
  V part[kVectors];
};

HWY_INLINE Lanes LoadFour(const void* from) {
  Lanes lanes;
  for (size_t i = 0; i < kVectors; ++i) {
    lanes.part[i] = LoadLanes(static_cast<const uint8_t*>(from) + i * sizeof(V));
  }
  return lanes;
}

HWY_INLINE void StoreFour(const Lanes& lanes, uint64_t* to) {
  for (size_t i = 0; i < kVectors; ++i) StoreLanes(lanes.part[i], to + i * sizeof(V) / 8);
}

HWY_INLINE Lanes AddLanes(Lanes a, const Lanes& b) {
  for (size_t i = 0; i < kVectors; ++i) a.part[i] = AddLanes(a.part[i], b.part[i]);
  return a;
}

// Lanes 2, 3, 0, 1, the halves of each exchanged.
HWY_INLINE Lanes Permute(const Lanes& lanes) {
#if SINEW_HAS_AVX2
  alignas(32) static constexpr uint32_t kOrder[8] = {5, 4, 7, 6, 1, 0, 3, 2};
  const auto order = hn::SetTableIndices(D32(), kOrder);
  return {{hn::BitCast(D(), hn::TableLookupLanes(hn::BitCast(D32(), lanes.part[0]), order))}};
#else
  return {{SwapHalves(lanes.part[1]), SwapHalves(lanes.part[0])}};
#endif
}

// The state between packets. The paper's v1 is v1 + merge: that sum is left to the next packet.
struct State {
  Lanes v0, v1, mul0, mul1, merge;
};

HWY_INLINE State Start(const void* key) {
  const Lanes words = LoadFour(key);
  State state;
  state.mul0 = LoadFour(kInit0);
  state.mul1 = LoadFour(kInit1);
  for (size_t i = 0; i < kVectors; ++i) {
    state.v0.part[i] = XorLanes(state.mul0.part[i], words.part[i]);
    state.v1.part[i] = XorLanes(state.mul1.part[i], SwapHalves(words.part[i]));
    state.merge.part[i] = Splat(0);
  }
  return state;
}

HWY_INLINE State LoadState(const HighwayHashWords& from) {
  State state = {
      LoadFour(from.v0), LoadFour(from.v1), LoadFour(from.mul0), LoadFour(from.mul1), {}};
  for (V& part : state.merge.part) part = Splat(0);
  return state;
}

HWY_INLINE void StoreState(const State& state, HighwayHashWords* to) {
  StoreFour(state.v0, to->v0);
  StoreFour(AddLanes(state.v1, state.merge), to->v1);
  StoreFour(state.mul0, to->mul0);
  StoreFour(state.mul1, to->mul1);
}

// Keeps GCC from associating a sum its own way.
HWY_INLINE V AsIs(V v) {
#if HWY_COMPILER_GCC_ACTUAL && HWY_ARCH_X86 && HWY_TARGET != HWY_SCALAR
  __asm__("" : "+v"(v.raw));
#endif
  return v;
}

// What follows once v1 is the sum of itself, merge, mul0 and the packet.
HWY_INLINE void Mix(State& s) {
  for (size_t i = 0; i < kVectors; ++i) {
    const V v1 = s.v1.part[i];
    V v0 = s.v0.part[i];
    s.mul0.part[i] = XorLanes(s.mul0.part[i], Multiply(v1, v0));
    v0 = AsIs(AddLanes(v0, s.mul1.part[i]));
    s.mul1.part[i] = XorLanes(s.mul1.part[i], Multiply(v0, v1));
    v0 = AddLanes(v0, ZipperMerge(v1));
    s.v0.part[i] = v0;
    s.merge.part[i] = ZipperMerge(v0);
  }
}

HWY_INLINE void Absorb(State& s, const Lanes& packet) {
  for (size_t i = 0; i < kVectors; ++i) {
    const V sum = AsIs(AddLanes(AsIs(AddLanes(s.v1.part[i], packet.part[i])), s.mul0.part[i]));
    s.v1.part[i] = AddLanes(sum, s.merge.part[i]);
  }
  Mix(s);
}

HWY_INLINE void AbsorbAll(State& s, const uint8_t* in, size_t packets) {
  for (; packets != 0; --packets, in += kPacket) Absorb(s, LoadFour(in));
}

#if !SINEW_HAS_AVX2
// Whole groups of four bytes, less than 16 in all, and zeros behind them.
HWY_INLINE auto LoadGroups(const uint8_t* in, size_t size) {
  const uint64_t low = size >= 8 ? Load<uint64_t>(in) : size >= 4 ? Load<uint32_t>(in) : 0;
  return Fill(low, size >= 12 ? Load<uint32_t>(in + 8) : 0);
}
#endif

// The last 1 to 31 bytes as a packet: whole groups of four bytes, and behind all that there can be
// of them, the last four bytes (from 16 bytes on) or the one to three bytes that make up no group.
HWY_INLINE Lanes LastPacket(const uint8_t* in, size_t size) {
  uint64_t lane2 = 0;
  uint64_t lane3 = 0;
  if (size >= 16) {
    lane3 = uint64_t{Load<uint32_t>(in + size - 4)} << 32;
  } else if (const size_t rest = size % 4; rest != 0) {
    const uint8_t* bytes = in + size - rest;
    lane2 = bytes[0] | uint64_t{bytes[rest / 2]} << 8 | uint64_t{bytes[rest - 1]} << 16;
  }
#if SINEW_HAS_AVX2
  const D32 d32;
  const V groups = hn::BitCast(
      D(), hn::MaskedLoad(hn::FirstN(d32, size / 4), d32, reinterpret_cast<const uint32_t*>(in)));
  const hn::Half<D> d128;
  return {{hn::Or(groups, hn::Combine(D(), Fill(lane2, lane3), hn::Zero(d128)))}};
#else
  const V last = Fill(lane2, lane3);
  if (size < 16) return {{LoadGroups(in, size), last}};
  return {{LoadLanes(in), XorLanes(LoadGroups(in + 16, size - 16), last)}};
#endif
}

// Less than a packet, at the end: its size goes into the state, too.
HWY_INLINE void AbsorbLast(State& s, const uint8_t* in, size_t size) {
  if (size == 0) return;
  const Lanes packet = LastPacket(in, size);
  for (size_t i = 0; i < kVectors; ++i) {
    s.v1.part[i] = RotateHalves(AddLanes(s.v1.part[i], s.merge.part[i]), static_cast<int>(size));
    s.merge.part[i] = Splat(0);
    s.v0.part[i] = AddLanes(s.v0.part[i], Splat(size << 32 | size));
  }
  Absorb(s, packet);
}

template <int kRounds>
HWY_INLINE void Finish(State& s) {
  for (int round = 0; round < kRounds; ++round) {
    const Lanes packet = Permute(s.v0);
    // Here it is the packet that comes last.
    for (size_t i = 0; i < kVectors; ++i) {
      const V sum = AsIs(AddLanes(AsIs(AddLanes(s.v1.part[i], s.mul0.part[i])), s.merge.part[i]));
      s.v1.part[i] = AddLanes(sum, packet.part[i]);
    }
    Mix(s);
  }
  s.v1 = AddLanes(s.v1, s.merge);
}

HWY_INLINE uint64_t Digest64(State& s) {
  Finish<4>(s);
  uint64_t sum[4];
  StoreFour(AddLanes(AddLanes(s.v0, s.v1), AddLanes(s.mul0, s.mul1)), sum);
  return sum[0];
}

HWY_INLINE sinew_hash128 Digest128(State& s) {
  Finish<6>(s);
  uint64_t a[4], b[4];
  StoreFour(AddLanes(s.v0, s.mul0), a);
  StoreFour(AddLanes(s.v1, s.mul1), b);
  return {a[0] + b[2], a[1] + b[3]};
}

// The remainder of b * 2^128 + a, polynomials over GF(2), modulo x^128 + x^2 + x; the two highest
// bits of b are left out.
HWY_INLINE void Reduce(const uint64_t* a, const uint64_t* b, uint8_t* out) {
  const uint64_t high = b[1] & (~uint64_t{0} >> 2);
  Store(out, a[0] ^ b[0] << 1 ^ b[0] << 2);
  Store(out + 8, a[1] ^ (high << 1 | b[0] >> 63) ^ (high << 2 | b[0] >> 62));
}

HWY_INLINE void Digest256(State& s, uint8_t* out) {
  Finish<10>(s);
  uint64_t a[4], b[4];
  StoreFour(AddLanes(s.v0, s.mul0), a);
  StoreFour(AddLanes(s.v1, s.mul1), b);
  Reduce(a, b, out);
  Reduce(a + 2, b + 2, out + 16);
}

HWY_INLINE State Hash(const uint8_t* in, size_t size, const void* key) {
  State s = Start(key);
  AbsorbAll(s, in, size / kPacket);
  AbsorbLast(s, in + size / kPacket * kPacket, size % kPacket);
  return s;
}

uint64_t Hash64(const uint8_t* in, size_t size, const void* key) {
  State s = Hash(in, size, key);
  return Digest64(s);
}

sinew_hash128 Hash128(const uint8_t* in, size_t size, const void* key) {
  State s = Hash(in, size, key);
  return Digest128(s);
}

void Hash256(const uint8_t* in, size_t size, const void* key, uint8_t* out) {
  State s = Hash(in, size, key);
  Digest256(s, out);
}

void StartWords(HighwayHashWords* words) { StoreState(Start(words->key), words); }

void AbsorbWords(HighwayHashWords* words, const uint8_t* in, size_t packets) {
  State s = LoadState(*words);
  AbsorbAll(s, in, packets);
  StoreState(s, words);
}

HWY_INLINE State LoadWhole(const HighwayHashWords& words) {
  State s = LoadState(words);
  AbsorbLast(s, words.buffer, words.buffered);
  return s;
}

uint64_t DigestWords64(const HighwayHashWords& words) {
  State s = LoadWhole(words);
  return Digest64(s);
}

sinew_hash128 DigestWords128(const HighwayHashWords& words) {
  State s = LoadWhole(words);
  return Digest128(s);
}

void DigestWords256(const HighwayHashWords& words, uint8_t* out) {
  State s = LoadWhole(words);
  Digest256(s, out);
}

}  // namespace
}  // namespace HWY_NAMESPACE
}  // namespace sinew
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sinew {
namespace {
HWY_EXPORT(Hash64);
HWY_EXPORT(Hash128);
HWY_EXPORT(Hash256);
HWY_EXPORT(StartWords);
HWY_EXPORT(AbsorbWords);
HWY_EXPORT(DigestWords64);
HWY_EXPORT(DigestWords128);
HWY_EXPORT(DigestWords256);

HighwayHashWords* WordsOf(sinew_highwayhash_state* state) {
  return reinterpret_cast<HighwayHashWords*>(state);
}
const HighwayHashWords& WordsOf(const sinew_highwayhash_state* state) {
  return *reinterpret_cast<const HighwayHashWords*>(state);
}
}  // namespace

uint64_t HighwayHash64(Bytes in, const void* key) {
  return SINEW_DISPATCH(Hash64)(in.data, in.size, key);
}

}  // namespace sinew

// SINEW_CHAPTER HighwayHash
//
// A hash with a secret key (Alakuijala, Cox, Wassenberg 2016, https://arxiv.org/abs/1612.06257).
// Nobody who does not know the key can choose inputs that have the same hash, or, as far as is
// known, compute the hash of another input. So it suits hash tables of keys that strangers choose,
// and the authentication of short-lived messages. It protects nothing from those who know the key:
// they can make collisions.
//
// 64 bits are enough for hash tables and for messages that are checked at once. For hashes that are
// stored and compared later, take 128 or 256.
//
// `key` always points to SINEW_HIGHWAYHASH_KEY_SIZE bytes. The hashes are those of Google's
// HighwayHash64, 128 and 256 (https://github.com/google/highwayhash) if their key is these bytes as
// four little-endian words.

// Returns the 64-bit HighwayHash of `size` bytes.
SINEW_API uint64_t sinew_highwayhash_64(const void* in, size_t size,
                                        const void* key) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(Hash64)(static_cast<const uint8_t*>(in), size, key);
}

// Returns the 128-bit HighwayHash of `size` bytes; `low` is the first word of Google's two.
SINEW_API sinew_hash128 sinew_highwayhash_128(const void* in, size_t size,
                                              const void* key) SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(Hash128)(static_cast<const uint8_t*>(in), size, key);
}

// Writes the 256-bit HighwayHash of `size` bytes to `out`: 32 bytes, Google's four words in order,
// each little-endian.
SINEW_API void sinew_highwayhash_256(const void* in, size_t size, const void* key,
                                     void* out) SINEW_NOEXCEPT {
  using namespace sinew;
  SINEW_DISPATCH(Hash256)(static_cast<const uint8_t*>(in), size, key, static_cast<uint8_t*>(out));
}

// Starts a hash of an input that comes in pieces. The state keeps a copy of the key.
SINEW_API void sinew_highwayhash_init(sinew_highwayhash_state* state,
                                      const void* key) SINEW_NOEXCEPT {
  using namespace sinew;
  memset(state, 0, sizeof(*state));
  memcpy(WordsOf(state)->key, key, SINEW_HIGHWAYHASH_KEY_SIZE);
  SINEW_DISPATCH(StartWords)(WordsOf(state));
}

// Starts over with the same key.
SINEW_API void sinew_highwayhash_reset(sinew_highwayhash_state* state) SINEW_NOEXCEPT {
  using namespace sinew;
  WordsOf(state)->buffered = 0;
  SINEW_DISPATCH(StartWords)(WordsOf(state));
}

// Adds `size` bytes to the input. How the input is cut into pieces does not change its hash.
SINEW_API void sinew_highwayhash_update(sinew_highwayhash_state* state, const void* in,
                                        size_t size) SINEW_NOEXCEPT {
  using namespace sinew;
  if (size == 0) return;
  HighwayHashWords* words = WordsOf(state);
  const uint8_t* bytes = static_cast<const uint8_t*>(in);
  if (words->buffered != 0) {
    const size_t piece = std::min(size, kPacket - words->buffered);
    memcpy(words->buffer + words->buffered, bytes, piece);
    words->buffered += piece;
    bytes += piece;
    size -= piece;
    if (words->buffered < kPacket) return;
    SINEW_DISPATCH(AbsorbWords)(words, words->buffer, 1);
  }
  if (size >= kPacket) SINEW_DISPATCH(AbsorbWords)(words, bytes, size / kPacket);
  words->buffered = size % kPacket;
  memcpy(words->buffer, bytes + size / kPacket * kPacket, words->buffered);
}

// Returns the 64-bit hash of the input so far. More can be added after it.
SINEW_API uint64_t sinew_highwayhash_64_digest(const sinew_highwayhash_state* state)
    SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(DigestWords64)(WordsOf(state));
}

// Returns the 128-bit hash of the input so far. More can be added after it.
SINEW_API sinew_hash128 sinew_highwayhash_128_digest(const sinew_highwayhash_state* state)
    SINEW_NOEXCEPT {
  using namespace sinew;
  return SINEW_DISPATCH(DigestWords128)(WordsOf(state));
}

// Writes the 256-bit hash of the input so far to `out`, 32 bytes. More can be added after it.
SINEW_API void sinew_highwayhash_256_digest(const sinew_highwayhash_state* state,
                                            void* out) SINEW_NOEXCEPT {
  using namespace sinew;
  SINEW_DISPATCH(DigestWords256)(WordsOf(state), static_cast<uint8_t*>(out));
}
#endif  // HWY_ONCE

#ifndef SINEW_HASH_XXH3_XXH3_H_
#define SINEW_HASH_XXH3_XXH3_H_

#include <hwy/base.h>
#include <stddef.h>
#include <stdint.h>

#include "core/abi.h"
#include "core/bytes.h"
#include "hash/abi.h"

// XXH3-64 of up to 240 bytes, in plain code to inline: https://github.com/Cyan4973/xxHash, doc/
// xxhash_spec.md, whose names are kept where they help. The input is split into a few classes of
// length, each with a formula of its own; what is longer is in xxh3.cc.
namespace sinew {
namespace xxh3 {

constexpr uint64_t kPrime32_1 = 0x9E3779B1;
constexpr uint64_t kPrime32_2 = 0x85EBCA77;
constexpr uint64_t kPrime32_3 = 0xC2B2AE3D;
constexpr uint64_t kPrime64_1 = 0x9E3779B185EBCA87;
constexpr uint64_t kPrime64_2 = 0xC2B2AE3D27D4EB4F;
constexpr uint64_t kPrime64_3 = 0x165667B19E3779F9;
constexpr uint64_t kPrime64_4 = 0x85EBCA77C2B2AE63;
constexpr uint64_t kPrime64_5 = 0x27D4EB2F165667C5;
constexpr uint64_t kPrimeMx1 = 0x165667919E3779F9;
constexpr uint64_t kPrimeMx2 = 0x9FB21C651E98DF25;

constexpr size_t kMaxShort = 240;

// Longer inputs: eight lanes take a stripe at a time; each stripe has its secret eight bytes
// further on, and where the secret ends a block does too.
constexpr size_t kSecretSize = 192;
constexpr size_t kLanes = 8;
constexpr size_t kStripe = 8 * kLanes;
constexpr size_t kStripes = (kSecretSize - kStripe) / 8;  // in a block
constexpr size_t kBlock = kStripes * kStripe;

// Random bytes that the algorithm fixes.
alignas(64) inline constexpr uint8_t kSecret[kSecretSize] = {
    0xb8, 0xfe, 0x6c, 0x39, 0x23, 0xa4, 0x4b, 0xbe, 0x7c, 0x01, 0x81, 0x2c, 0xf7, 0x21, 0xad, 0x1c,
    0xde, 0xd4, 0x6d, 0xe9, 0x83, 0x90, 0x97, 0xdb, 0x72, 0x40, 0xa4, 0xa4, 0xb7, 0xb3, 0x67, 0x1f,
    0xcb, 0x79, 0xe6, 0x4e, 0xcc, 0xc0, 0xe5, 0x78, 0x82, 0x5a, 0xd0, 0x7d, 0xcc, 0xff, 0x72, 0x21,
    0xb8, 0x08, 0x46, 0x74, 0xf7, 0x43, 0x24, 0x8e, 0xe0, 0x35, 0x90, 0xe6, 0x81, 0x3a, 0x26, 0x4c,
    0x3c, 0x28, 0x52, 0xbb, 0x91, 0xc3, 0x00, 0xcb, 0x88, 0xd0, 0x65, 0x8b, 0x1b, 0x53, 0x2e, 0xa3,
    0x71, 0x64, 0x48, 0x97, 0xa2, 0x0d, 0xf9, 0x4e, 0x38, 0x19, 0xef, 0x46, 0xa9, 0xde, 0xac, 0xd8,
    0xa8, 0xfa, 0x76, 0x3f, 0xe3, 0x9c, 0x34, 0x3f, 0xf9, 0xdc, 0xbb, 0xc7, 0xc7, 0x0b, 0x4f, 0x1d,
    0x8a, 0x51, 0xe0, 0x4b, 0xcd, 0xb4, 0x59, 0x31, 0xc8, 0x9f, 0x7e, 0xc9, 0xd9, 0x78, 0x73, 0x64,
    0xea, 0xc5, 0xac, 0x83, 0x34, 0xd3, 0xeb, 0xc3, 0xc5, 0x81, 0xa0, 0xff, 0xfa, 0x13, 0x63, 0xeb,
    0x17, 0x0d, 0xdd, 0x51, 0xb7, 0xf0, 0xda, 0x49, 0xd3, 0x16, 0x55, 0x26, 0x29, 0xd4, 0x68, 0x9e,
    0x2b, 0x16, 0xbe, 0x58, 0x7d, 0x47, 0xa1, 0xfc, 0x8f, 0xf8, 0xb8, 0xd1, 0x7a, 0xd0, 0x31, 0xce,
    0x45, 0xcb, 0x3a, 0x8f, 0x95, 0x16, 0x04, 0x28, 0xaf, 0xd7, 0xfb, 0xca, 0xbb, 0x4b, 0x40, 0x7e,
};

HWY_INLINE uint64_t SecretWord(size_t offset) { return Load<uint64_t>(kSecret + offset); }

// Two secret words that are only used as one, known when this is compiled.
template <size_t kOffset>
inline constexpr uint64_t kSecretPair = [] {
  uint64_t pair = 0;
  for (size_t i = 0; i < 8; ++i) {
    pair |= uint64_t{static_cast<uint8_t>(kSecret[kOffset + i] ^ kSecret[kOffset + 8 + i])}
            << (8 * i);
  }
  return pair;
}();

// The same of two secret words of 32 bits.
template <size_t kOffset>
inline constexpr uint64_t kSecretHalves = [] {
  uint64_t pair = 0;
  for (size_t i = 0; i < 4; ++i) {
    pair |= uint64_t{static_cast<uint8_t>(kSecret[kOffset + i] ^ kSecret[kOffset + 4 + i])}
            << (8 * i);
  }
  return pair;
}();

inline uint64_t RotateLeft(uint64_t x, int bits) { return (x << bits) | (x >> (64 - bits)); }

// The 128-bit product, its halves combined.
HWY_INLINE uint64_t MultiplyFold(uint64_t a, uint64_t b) {
  const unsigned __int128 product = static_cast<unsigned __int128>(a) * b;
  return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}

HWY_INLINE uint64_t Avalanche(uint64_t x) {
  x ^= x >> 37;
  x *= kPrimeMx1;
  return x ^ (x >> 32);
}

HWY_INLINE uint64_t AvalancheXxh64(uint64_t x) {
  x ^= x >> 33;
  x *= kPrime64_2;
  x ^= x >> 29;
  x *= kPrime64_3;
  return x ^ (x >> 32);
}

inline uint64_t Hash0(const uint8_t*, size_t, uint64_t seed) {
  return AvalancheXxh64(seed ^ kSecretPair<56>);
}

HWY_INLINE uint64_t Hash1To3(const uint8_t* in, size_t size, uint64_t seed) {
  const uint32_t bytes = in[size - 1] | static_cast<uint32_t>(size) << 8 | uint32_t{in[0]} << 16 |
                         uint32_t{in[size / 2]} << 24;
  return AvalancheXxh64((kSecretHalves<0> + seed) ^ bytes);
}

// What 4 to 8 bytes are combined with; the same for all keys of a batch.
HWY_INLINE uint64_t KeyOf4To8(uint64_t seed) {
  return kSecretPair<8> - (seed ^ uint64_t{__builtin_bswap32(static_cast<uint32_t>(seed))} << 32);
}

HWY_INLINE uint64_t Hash4To8Of(uint32_t first, uint32_t last, size_t size, uint64_t seed) {
  uint64_t x = KeyOf4To8(seed) ^ (last | uint64_t{first} << 32);
  x ^= RotateLeft(x, 49) ^ RotateLeft(x, 24);
  x *= kPrimeMx2;
  x ^= (x >> 35) + size;
  x *= kPrimeMx2;
  return x ^ (x >> 28);
}

HWY_INLINE uint64_t Hash4To8(const uint8_t* in, size_t size, uint64_t seed) {
  return Hash4To8Of(Load<uint32_t>(in), Load<uint32_t>(in + size - 4), size, seed);
}

// The hash of the eight bytes of a little-endian integer.
inline uint64_t HashWord(uint64_t word, uint64_t seed) {
  return Hash4To8Of(static_cast<uint32_t>(word), static_cast<uint32_t>(word >> 32), 8, seed);
}

HWY_INLINE uint64_t Hash9To16(const uint8_t* in, size_t size, uint64_t seed) {
  const uint64_t low = (kSecretPair<24> + seed) ^ Load<uint64_t>(in);
  const uint64_t high = (kSecretPair<40> - seed) ^ Load<uint64_t>(in + size - 8);
  return Avalanche(size + __builtin_bswap64(low) + high + MultiplyFold(low, high));
}

HWY_INLINE uint64_t Mix16(const uint8_t* in, size_t secret, uint64_t seed) {
  return MultiplyFold(Load<uint64_t>(in) ^ (SecretWord(secret) + seed),
                      Load<uint64_t>(in + 8) ^ (SecretWord(secret + 8) - seed));
}

// 17 to 128 bytes: kPairs times 16 bytes from the front and from the back, 32 * kPairs >= size.
template <size_t kPairs>
HWY_INLINE uint64_t Hash17To128(const uint8_t* in, size_t size, uint64_t seed) {
  uint64_t sum = size * kPrime64_1;
  for (size_t i = 0; i < kPairs; ++i) {
    sum += Mix16(in + 16 * i, 32 * i, seed);
    sum += Mix16(in + size - 16 * (i + 1), 32 * i + 16, seed);
  }
  return Avalanche(sum);
}

inline uint64_t Hash129To240(const uint8_t* in, size_t size, uint64_t seed) {
  uint64_t sum = size * kPrime64_1;
  for (size_t i = 0; i < 8; ++i) sum += Mix16(in + 16 * i, 16 * i, seed);
  sum = Avalanche(sum);
  for (size_t i = 8; i < size / 16; ++i) sum += Mix16(in + 16 * i, 16 * (i - 8) + 3, seed);
  return Avalanche(sum + Mix16(in + size - 16, 119, seed));
}

// The hints lay the code out; the processor predicts for itself.
HWY_INLINE uint64_t Hash0To32(const uint8_t* in, size_t size, uint64_t seed) {
  if (__builtin_expect(size <= 16, 1)) {
    if (__builtin_expect(size > 8, 1)) return Hash9To16(in, size, seed);
    if (__builtin_expect(size >= 4, 1)) return Hash4To8(in, size, seed);
    return size == 0 ? Hash0(in, size, seed) : Hash1To3(in, size, seed);
  }
  return Hash17To128<1>(in, size, seed);
}

// Never inlined: its caller would save registers for it on every call.
__attribute__((noinline)) inline uint64_t Hash33To240(const uint8_t* in, size_t size,
                                                      uint64_t seed) {
  if (size > 128) return Hash129To240(in, size, seed);
  if (size <= 64) return Hash17To128<2>(in, size, seed);
  if (size <= 96) return Hash17To128<3>(in, size, seed);
  return Hash17To128<4>(in, size, seed);
}

// At most kMaxShort bytes.
HWY_INLINE uint64_t HashShort(const uint8_t* in, size_t size, uint64_t seed) {
  return size <= 32 ? Hash0To32(in, size, seed) : Hash33To240(in, size, seed);
}

// More than kMaxShort bytes.
uint64_t HashLong(const uint8_t* in, size_t size, uint64_t seed);
sinew_hash128 HashLong128(const uint8_t* in, size_t size, uint64_t seed);

// The lanes before the first stripe.
#define SINEW_XXH3_SUMS                                                             \
  {::sinew::xxh3::kPrime32_3, ::sinew::xxh3::kPrime64_1, ::sinew::xxh3::kPrime64_2, \
   ::sinew::xxh3::kPrime64_3, ::sinew::xxh3::kPrime64_4, ::sinew::xxh3::kPrime32_2, \
   ::sinew::xxh3::kPrime64_5, ::sinew::xxh3::kPrime32_1}

// Adds whole blocks to the lanes and scrambles them after each; not for the last one of an input.
void AddBlocks(uint64_t* sums, const uint8_t* in, size_t count, uint64_t seed);

// The end of an input of `size` bytes, more than kMaxShort: all blocks but the last are in `sums`;
// `in` has the stripes of the last one but the last 64 bytes, and `last` is these.
struct LastBlock {
  const uint64_t* sums;
  const uint8_t* in;
  size_t stripes;
  const uint8_t* last;
  uint64_t size;
  uint64_t seed;
};
uint64_t FinishLong(const LastBlock& block);
sinew_hash128 FinishLong128(const LastBlock& block);

// sinew_xxh3_64_many for rows [first, first + count) of a column that passed CheckColumn.
void HashRows(const sinew_column& column, size_t first, size_t count, uint64_t seed, uint64_t* out);

}  // namespace xxh3
}  // namespace sinew

#endif  // SINEW_HASH_XXH3_XXH3_H_

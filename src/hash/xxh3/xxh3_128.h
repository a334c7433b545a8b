#ifndef SINEW_HASH_XXH3_XXH3_128_H_
#define SINEW_HASH_XXH3_XXH3_128_H_

#include "hash/xxh3/xxh3.h"

// XXH3-128 of up to 240 bytes, in plain code to inline; what xxh3.h is to XXH3-64, whose
// classes of length it has.
namespace sinew {
namespace xxh3 {

inline sinew_hash128 Hash128Of0(const uint8_t*, size_t, uint64_t seed) {
  return {AvalancheXxh64(seed ^ kSecretPair<64>), AvalancheXxh64(seed ^ kSecretPair<80>)};
}

HWY_INLINE sinew_hash128 Hash128Of1To3(const uint8_t* in, size_t size, uint64_t seed) {
  const uint32_t bytes = in[size - 1] | static_cast<uint32_t>(size) << 8 | uint32_t{in[0]} << 16 |
                         uint32_t{in[size / 2]} << 24;
  const uint32_t swapped = __builtin_bswap32(bytes);
  const uint32_t rotated = swapped << 13 | swapped >> 19;
  return {AvalancheXxh64((kSecretHalves<0> + seed) ^ bytes),
          AvalancheXxh64((kSecretHalves<8> - seed) ^ rotated)};
}

// What 4 to 8 bytes are combined with.
inline uint64_t Key128Of4To8(uint64_t seed) {
  return kSecretPair<16> + (seed ^ uint64_t{__builtin_bswap32(static_cast<uint32_t>(seed))} << 32);
}

HWY_INLINE sinew_hash128 Hash128Of4To8(const uint8_t* in, size_t size, uint64_t seed) {
  const uint64_t bytes = Load<uint32_t>(in) | uint64_t{Load<uint32_t>(in + size - 4)} << 32;
  const unsigned __int128 product =
      static_cast<unsigned __int128>(bytes ^ Key128Of4To8(seed)) * (kPrime64_1 + (size << 2));
  uint64_t low = static_cast<uint64_t>(product);
  const uint64_t high = static_cast<uint64_t>(product >> 64) + (low << 1);
  low ^= high >> 3;
  low ^= low >> 35;
  low *= kPrimeMx2;
  return {low ^ (low >> 28), Avalanche(high)};
}

HWY_INLINE sinew_hash128 Hash128Of9To16(const uint8_t* in, size_t size, uint64_t seed) {
  const uint64_t first = Load<uint64_t>(in);
  const uint64_t last = Load<uint64_t>(in + size - 8);
  const unsigned __int128 product =
      static_cast<unsigned __int128>((kSecretPair<32> - seed) ^ first ^ last) * kPrime64_1;
  const uint64_t keyed = (kSecretPair<48> + seed) ^ last;
  uint64_t low = static_cast<uint64_t>(product) + (static_cast<uint64_t>(size - 1) << 54);
  const uint64_t high = static_cast<uint64_t>(product >> 64) + keyed +
                        static_cast<uint64_t>(static_cast<uint32_t>(keyed)) * (kPrime32_2 - 1);
  low ^= __builtin_bswap64(high);
  const unsigned __int128 second = static_cast<unsigned __int128>(low) * kPrime64_2;
  return {Avalanche(static_cast<uint64_t>(second)),
          Avalanche(static_cast<uint64_t>(second >> 64) + high * kPrime64_2)};
}

// Mix16, of which the compiler cannot keep the halves of the product for later: it would keep those
// of all products, and run out of registers.
HWY_INLINE uint64_t Mix16Now(const uint8_t* in, size_t secret, uint64_t seed) {
  uint64_t mixed = Mix16(in, secret, seed);
  __asm__("" : "+r"(mixed));
  return mixed;
}

// Sixteen bytes here and sixteen there, under the secret from `secret` on.
HWY_INLINE void Mix32(const uint8_t* in1, const uint8_t* in2, size_t secret, uint64_t seed,
                      sinew_hash128& sum) {
  sum.low += Mix16Now(in1, secret, seed);
  sum.low ^= Load<uint64_t>(in2) + Load<uint64_t>(in2 + 8);
  sum.high += Mix16Now(in2, secret + 16, seed);
  sum.high ^= Load<uint64_t>(in1) + Load<uint64_t>(in1 + 8);
}

HWY_INLINE sinew_hash128 Finish17To240(sinew_hash128 sum, size_t size, uint64_t seed) {
  const uint64_t high = sum.low * kPrime64_1 + sum.high * kPrime64_4 + (size - seed) * kPrime64_2;
  return {Avalanche(sum.low + sum.high), 0 - Avalanche(high)};
}

// 17 to 128 bytes: kPairs times 16 bytes from the front and from the back, the middle first;
// 32 * kPairs >= size.
template <size_t kPairs>
HWY_INLINE sinew_hash128 Hash128Of17To128(const uint8_t* in, size_t size, uint64_t seed) {
  sinew_hash128 sum = {size * kPrime64_1, 0};
  for (size_t i = kPairs; i-- > 0;) {
    Mix32(in + 16 * i, in + size - 16 * (i + 1), 32 * i, seed, sum);
  }
  return Finish17To240(sum, size, seed);
}

HWY_INLINE sinew_hash128 Hash128Of129To240(const uint8_t* in, size_t size, uint64_t seed) {
  sinew_hash128 sum = {size * kPrime64_1, 0};
  for (size_t i = 0; i < 128; i += 32) Mix32(in + i, in + i + 16, i, seed, sum);
  sum = {Avalanche(sum.low), Avalanche(sum.high)};
  for (size_t i = 128; i < size / 32 * 32; i += 32) {
    Mix32(in + i, in + i + 16, i - 125, seed, sum);
  }
  Mix32(in + size - 16, in + size - 32, 103, 0 - seed, sum);
  return Finish17To240(sum, size, seed);
}

HWY_INLINE sinew_hash128 Hash128Of0To32(const uint8_t* in, size_t size, uint64_t seed) {
  if (__builtin_expect(size <= 16, 1)) {
    if (__builtin_expect(size > 8, 1)) return Hash128Of9To16(in, size, seed);
    if (__builtin_expect(size >= 4, 1)) return Hash128Of4To8(in, size, seed);
    return size == 0 ? Hash128Of0(in, size, seed) : Hash128Of1To3(in, size, seed);
  }
  return Hash128Of17To128<1>(in, size, seed);
}

HWY_INLINE sinew_hash128 Hash128Of33To240(const uint8_t* in, size_t size, uint64_t seed) {
  if (size > 128) return Hash128Of129To240(in, size, seed);
  if (size <= 64) return Hash128Of17To128<2>(in, size, seed);
  if (size <= 96) return Hash128Of17To128<3>(in, size, seed);
  return Hash128Of17To128<4>(in, size, seed);
}

// At most kMaxShort bytes.
HWY_INLINE sinew_hash128 HashShort128(const uint8_t* in, size_t size, uint64_t seed) {
  return size <= 32 ? Hash128Of0To32(in, size, seed) : Hash128Of33To240(in, size, seed);
}

}  // namespace xxh3
}  // namespace sinew

#endif  // SINEW_HASH_XXH3_XXH3_128_H_

#ifndef SINEW_TESTS_HASH_HIGHWAYHASH_REF_H_
#define SINEW_TESTS_HASH_HIGHWAYHASH_REF_H_

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <array>

// HighwayHash lane by lane, in the order of the paper (Alakuijala, Cox, Wassenberg 2016) and of
// Google's portable C.
class HighwayHashRef {
 public:
  explicit HighwayHashRef(const uint8_t* key) {
    for (size_t i = 0; i < 4; ++i) {
      const uint64_t word = Word(key + 8 * i);
      v0_[i] = mul0_[i] ^ word;
      v1_[i] = mul1_[i] ^ (word << 32 | word >> 32);
    }
  }

  void Append(const uint8_t* in, size_t size) {
    for (; size >= 32; in += 32, size -= 32) {
      Update({Word(in), Word(in + 8), Word(in + 16), Word(in + 24)});
    }
    if (size != 0) UpdateRemainder(in, size);
  }

  uint64_t Finalize64() {
    for (int round = 0; round < 4; ++round) PermuteAndUpdate();
    return v0_[0] + v1_[0] + mul0_[0] + mul1_[0];
  }

  std::array<uint64_t, 2> Finalize128() {
    for (int round = 0; round < 6; ++round) PermuteAndUpdate();
    return {v0_[0] + mul0_[0] + v1_[2] + mul1_[2], v0_[1] + mul0_[1] + v1_[3] + mul1_[3]};
  }

  std::array<uint64_t, 4> Finalize256() {
    for (int round = 0; round < 10; ++round) PermuteAndUpdate();
    std::array<uint64_t, 4> hash;
    for (size_t i = 0; i < 4; i += 2) {
      ModularReduction(v1_[i + 1] + mul1_[i + 1], v1_[i] + mul1_[i], v0_[i + 1] + mul0_[i + 1],
                       v0_[i] + mul0_[i], &hash[i + 1], &hash[i]);
    }
    return hash;
  }

 private:
  static uint64_t Word(const uint8_t* bytes) {
    uint64_t word = 0;
    for (int i = 0; i < 8; ++i) word |= uint64_t{bytes[i]} << (8 * i);
    return word;
  }

  // Byte `from` of a word, moved to byte `to`.
  static uint64_t Byte(uint64_t word, int from, int to) {
    return ((word >> (8 * from)) & 0xFF) << (8 * to);
  }

  static void ZipperMergeAndAdd(uint64_t v1, uint64_t v0, uint64_t* add1, uint64_t* add0) {
    *add0 += Byte(v0, 3, 0) | Byte(v1, 4, 1) | Byte(v0, 2, 2) | Byte(v0, 5, 3) | Byte(v1, 6, 4) |
             Byte(v0, 1, 5) | Byte(v1, 7, 6) | Byte(v0, 0, 7);
    *add1 += Byte(v1, 3, 0) | Byte(v0, 4, 1) | Byte(v1, 2, 2) | Byte(v1, 5, 3) | Byte(v1, 1, 4) |
             Byte(v0, 6, 5) | Byte(v1, 0, 6) | Byte(v0, 7, 7);
  }

  void Update(const std::array<uint64_t, 4>& lanes) {
    for (size_t i = 0; i < 4; ++i) {
      v1_[i] += mul0_[i] + lanes[i];
      mul0_[i] ^= (v1_[i] & 0xFFFFFFFF) * (v0_[i] >> 32);
      v0_[i] += mul1_[i];
      mul1_[i] ^= (v0_[i] & 0xFFFFFFFF) * (v1_[i] >> 32);
    }
    ZipperMergeAndAdd(v1_[1], v1_[0], &v0_[1], &v0_[0]);
    ZipperMergeAndAdd(v1_[3], v1_[2], &v0_[3], &v0_[2]);
    ZipperMergeAndAdd(v0_[1], v0_[0], &v1_[1], &v1_[0]);
    ZipperMergeAndAdd(v0_[3], v0_[2], &v1_[3], &v1_[2]);
  }

  void UpdateRemainder(const uint8_t* in, size_t size) {
    const size_t rest = size % 4;
    const uint8_t* remainder = in + (size - rest);
    uint8_t packet[32] = {};
    for (size_t i = 0; i < 4; ++i) {
      v0_[i] += (uint64_t{size} << 32) + size;
      const uint32_t low = static_cast<uint32_t>(v1_[i]);
      const uint32_t high = static_cast<uint32_t>(v1_[i] >> 32);
      v1_[i] = low << size | low >> (32 - size);
      v1_[i] |= uint64_t{high << size | high >> (32 - size)} << 32;
    }
    memcpy(packet, in, size - rest);
    if (size >= 16) {
      memcpy(packet + 28, in + size - 4, 4);
    } else if (rest != 0) {
      packet[16] = remainder[0];
      packet[17] = remainder[rest / 2];
      packet[18] = remainder[rest - 1];
    }
    Update({Word(packet), Word(packet + 8), Word(packet + 16), Word(packet + 24)});
  }

  static uint64_t Swap(uint64_t word) { return word << 32 | word >> 32; }

  void PermuteAndUpdate() { Update({Swap(v0_[2]), Swap(v0_[3]), Swap(v0_[0]), Swap(v0_[1])}); }

  // (a3 a2 a1 a0) modulo x^128 + x^2 + x.
  static void ModularReduction(uint64_t a3, uint64_t a2, uint64_t a1, uint64_t a0, uint64_t* m1,
                               uint64_t* m0) {
    a3 &= 0x3FFFFFFFFFFFFFFF;
    *m1 = a1 ^ (a3 << 1 | a2 >> 63) ^ (a3 << 2 | a2 >> 62);
    *m0 = a0 ^ a2 << 1 ^ a2 << 2;
  }

  std::array<uint64_t, 4> mul0_ = {0xDBE6D5D5FE4CCE2F, 0xA4093822299F31D0, 0x13198A2E03707344,
                                   0x243F6A8885A308D3};
  std::array<uint64_t, 4> mul1_ = {0x3BD39E10CB0EF593, 0xC0ACF169B5F18A8C, 0xBE5466CF34E90C6C,
                                   0x452821E638D01377};
  std::array<uint64_t, 4> v0_, v1_;
};

#endif  // SINEW_TESTS_HASH_HIGHWAYHASH_REF_H_

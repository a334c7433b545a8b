#ifndef SINEW_CORE_TARGETS_H_
#define SINEW_CORE_TARGETS_H_

// What the target that is being compiled has, for use in #if behind <hwy/highway.h>. These macros
// read HWY_TARGET where they are used, so a file that is compiled once per target needs no others.
// Better targets compare as less in Highway, and newer versions of it have more of them.

// PSHUFB, PMADDUBSW.
#define SINEW_HAS_SSSE3 (HWY_ARCH_X86 && HWY_TARGET <= HWY_SSSE3)
// Vectors of 32 bytes.
#define SINEW_HAS_AVX2 (HWY_ARCH_X86 && HWY_TARGET <= HWY_AVX2)
// Vectors of 64 bytes and masks in registers of their own (AVX-512 F, BW, CD, DQ, VL).
#define SINEW_HAS_AVX3 (HWY_ARCH_X86 && HWY_TARGET <= HWY_AVX3)
// Bytes permuted across a vector (VBMI), compressed and expanded (VBMI2), counted bit by bit
// (BITALG, VPOPCNTDQ), multiplied without carry in a vector (VPCLMULQDQ).
#define SINEW_HAS_AVX3_DL (HWY_ARCH_X86 && HWY_TARGET <= HWY_AVX3_DL)

// One instruction for the CRC-32C of a word; on Arm every CPU from Armv8.1 on has it, hence all
// with SVE, and one for CRC-32 too.
#ifdef __ARM_FEATURE_CRC32
#define SINEW_NEON_HAS_CRC 1
#else
#define SINEW_NEON_HAS_CRC 0
#endif
#define SINEW_HAS_CRC                                                                     \
  ((HWY_ARCH_X86 && HWY_TARGET <= HWY_SSE4) || (HWY_ARCH_ARM && HWY_TARGET < HWY_NEON) || \
   (HWY_TARGET == HWY_NEON && SINEW_NEON_HAS_CRC))
// One for the carry-less product of two words.
#define SINEW_HAS_CLMUL                                                                            \
  ((HWY_ARCH_X86 && HWY_TARGET <= HWY_SSE4) || HWY_TARGET == HWY_NEON || HWY_TARGET == HWY_SVE2 || \
   HWY_TARGET == HWY_SVE2_128)

#endif  // SINEW_CORE_TARGETS_H_

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

#endif  // SINEW_CORE_TARGETS_H_

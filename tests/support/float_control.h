#ifndef SINEW_TESTS_SUPPORT_FLOAT_CONTROL_H_
#define SINEW_TESTS_SUPPORT_FLOAT_CONTROL_H_

#include <stdint.h>

// How floats are rounded, whether subnormal numbers are flushed to zero and which exceptions trap,
// below the flags of exceptions: MXCSR, or FPCR and FPSR. For C and C++.
#if defined(__x86_64__)
#define FLOAT_DEFAULT UINT64_C(0x1F80)
#define FLOAT_TRAPS UINT64_C(0x1F80)  // all of them, where these bits are not set
#define FLOAT_ROUNDING_SHIFT 13
#define FLOAT_FLUSHES {0, 0x8000, 0x40, 0x8040}  // FTZ, DAZ, both
#define FLOAT_FLAGS UINT64_C(0x3F)
#define FLOAT_INEXACT UINT64_C(0x20)

static inline uint64_t GetFloatControl(void) {
  uint32_t word;
  __asm__ volatile("stmxcsr %0" : "=m"(word) : : "memory");
  return word;
}
static inline void SetFloatControl(uint64_t control) {
  const uint32_t word = (uint32_t)control;
  __asm__ volatile("ldmxcsr %0" : : "m"(word) : "memory");
}
#else
#define FLOAT_DEFAULT UINT64_C(0)
#define FLOAT_TRAPS UINT64_C(0x9F00)  // where they are set, if the CPU has traps
#define FLOAT_ROUNDING_SHIFT 22
#define FLOAT_FLUSHES {0, 0x1000000, 0x2000000, 0x3000000}  // FZ, DN, both
#define FLOAT_FLAGS (UINT64_C(0xFFFFFFFF) << 32)
#define FLOAT_INEXACT (UINT64_C(0x10) << 32)

static inline uint64_t GetFloatControl(void) {
  uint64_t control, flags;
  __asm__ volatile("mrs %0, fpcr\n mrs %1, fpsr" : "=r"(control), "=r"(flags) : : "memory");
  return control | flags << 32;
}
static inline void SetFloatControl(uint64_t control) {
  __asm__ volatile("msr fpcr, %0\n msr fpsr, %1"
                   :
                   : "r"(control & 0xFFFFFFFF), "r"(control >> 32)
                   : "memory");
}
#endif

#endif  // SINEW_TESTS_SUPPORT_FLOAT_CONTROL_H_

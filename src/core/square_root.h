#ifndef SINEW_CORE_SQUARE_ROOT_H_
#define SINEW_CORE_SQUARE_ROOT_H_

#include <hwy/base.h>

#if HWY_ARCH_X86
#include <emmintrin.h>
#elif HWY_ARCH_ARM_A64
#include <arm_neon.h>
#endif

namespace sinew {

// The one of the C library reports errors, which would need its library of mathematics.
inline double SquareRoot(double value) {
#if HWY_ARCH_X86
  const __m128d root = _mm_sqrt_sd(_mm_setzero_pd(), _mm_set_sd(value));
  return _mm_cvtsd_f64(root);
#elif HWY_ARCH_ARM_A64
  return vget_lane_f64(vsqrt_f64(vdup_n_f64(value)), 0);
#endif
}

}  // namespace sinew

#endif  // SINEW_CORE_SQUARE_ROOT_H_

// CPUs without SSE4.1 are from before 2008: on x86 the scalar target is compiled for size. Included
// once for each target, before HWY_BEFORE_NAMESPACE; by vectors-inl.h, too.

#if defined(SINEW_CORE_SCALAR_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef SINEW_CORE_SCALAR_INL_H_
#undef SINEW_CORE_SCALAR_INL_H_
#else
#define SINEW_CORE_SCALAR_INL_H_
#endif

#include <hwy/highway.h>

// Highway has no attributes of its own for this target.
#if HWY_ARCH_X86 && HWY_TARGET == HWY_SCALAR && HWY_COMPILER_GCC_ACTUAL && defined(__OPTIMIZE__)
#undef HWY_BEFORE_NAMESPACE
#define HWY_BEFORE_NAMESPACE() \
  _Pragma("GCC push_options")  \
      _Pragma("GCC optimize(\"Os\")") static_assert(true, "For requiring trailing semicolon")
#undef HWY_AFTER_NAMESPACE
#define HWY_AFTER_NAMESPACE() \
  _Pragma("GCC pop_options") static_assert(true, "For requiring trailing semicolon")
#endif

#endif  // per-target include guard

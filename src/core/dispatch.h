#ifndef SINEW_CORE_DISPATCH_H_
#define SINEW_CORE_DISPATCH_H_

#include <hwy/targets.h>

namespace sinew {

// The target in use. Set before main by a constructor.
extern hwy::ChosenTarget chosen_target;

// Whether the CPU multiplies without carry in vectors (VPCLMULQDQ), which some CPUs do that have
// AVX2 and not AVX-512: Highway has no target for them. Set by DetectTargets.
extern bool has_vpclmulqdq;

// Asks the CPU and the system (core/cpu.cc); the same bits as AvailableTargets.
int64_t DetectTargets();

// The targets that this CPU supports and the library was built for, best (lowest bit) first; not
// affected by SINEW_TARGET.
int64_t AvailableTargets();

// Tests only: from now on every kernel runs on `target`, one bit of AvailableTargets(); 0 restores
// the choice made at load time. No kernel may be running.
void UseTarget(int64_t target);

}  // namespace sinew

// Calls the version of a kernel, declared with HWY_EXPORT, for the target in use.
#if (HWY_TARGETS & (HWY_TARGETS - 1)) == 0
#define SINEW_DISPATCH(FUNCTION) HWY_STATIC_DISPATCH(FUNCTION)
#else
#define SINEW_DISPATCH(FUNCTION) \
  (*(HWY_DISPATCH_TABLE(FUNCTION)[::sinew::chosen_target.GetIndex()]))
#endif

#endif  // SINEW_CORE_DISPATCH_H_

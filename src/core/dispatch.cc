#include "core/dispatch.h"

#include <stdlib.h>
#include <strings.h>

#include <atomic>

#include "core/abi.h"

namespace sinew {

hwy::ChosenTarget chosen_target;

namespace {

std::atomic<int64_t> best_target{HWY_STATIC_TARGET};

int64_t BestOf(int64_t targets) { return targets & -targets; }

// Better targets have lower bits, so the cap keeps the named one and all above it. A name that is
// no target of this CPU leaves the choice alone: a value meant for another machine does no harm.
int64_t TargetsAllowed() {
  const int64_t available = AvailableTargets();
  const char* cap = getenv("SINEW_TARGET");
  if (cap == nullptr) return available;
  for (int64_t left = available; left != 0; left &= left - 1) {
    if (strcasecmp(cap, hwy::TargetName(BestOf(left))) == 0) return left;
  }
  return available;
}

__attribute__((constructor)) void ChooseTarget() { UseTarget(0); }

}  // namespace

int64_t AvailableTargets() { return hwy::SupportedTargets() & HWY_TARGETS; }

void UseTarget(int64_t target) {
  if (target == 0) target = BestOf(TargetsAllowed());
  best_target.store(target, std::memory_order_relaxed);
  chosen_target.Update(target);
}

}  // namespace sinew

// SINEW_CHAPTER The library

// Returns the name of the SIMD target that the kernels run on, in Highway's words: with
// Highway 1.0.3 on x86-64 "AVX3_DL", "AVX3", "AVX2", "SSE4", "SSSE3" or "SCALAR", on arm64
// "SVE2_128", "SVE2", "SVE_256", "SVE" or "NEON"; later versions know more. It is the best one of
// the CPU, chosen when the library is loaded. The environment variable SINEW_TARGET can name
// another target of the CPU, in lower or upper case, to be used instead. The string is static.
SINEW_API const char* sinew_target(void) SINEW_NOEXCEPT {
  return hwy::TargetName(sinew::best_target.load(std::memory_order_relaxed));
}

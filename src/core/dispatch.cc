#include "core/dispatch.h"

#include <stdlib.h>
#include <strings.h>

#include <atomic>

#include "core/abi.h"

namespace sinew {

hwy::ChosenTarget chosen_target;

namespace {

int64_t available_targets = HWY_STATIC_TARGET;
std::atomic<int64_t> best_target{HWY_STATIC_TARGET};
std::atomic<bool> cap_understood{true};

int64_t BestOf(int64_t targets) { return targets & -targets; }

// The target of the library that has this name, in any case, or 0.
int64_t TargetNamed(const char* name) {
  for (int64_t left = HWY_TARGETS; left != 0; left &= left - 1) {
    if (strcasecmp(name, hwy::TargetName(BestOf(left))) == 0) return BestOf(left);
  }
  return 0;
}

// Better targets have lower bits, so a cap keeps the target that it names and those above it.
int64_t TargetsAllowed() {
  const char* name = getenv("SINEW_TARGET");
  const int64_t cap = name == nullptr ? 1 : TargetNamed(name);
  cap_understood.store(cap != 0, std::memory_order_relaxed);
  return cap == 0 ? available_targets : available_targets & -cap;
}

__attribute__((constructor)) void ChooseTarget() {
  available_targets = DetectTargets();
  UseTarget(0);
}

}  // namespace

int64_t AvailableTargets() { return available_targets; }

void UseTarget(int64_t target) {
  if (target == 0) target = BestOf(TargetsAllowed());
  best_target.store(target, std::memory_order_relaxed);
  // And what is below it, for kernels that are not built for it.
  chosen_target.Update(available_targets & -target);
}

}  // namespace sinew

// SINEW_CHAPTER The library

// Returns the name of the SIMD target that the kernels run on, in Highway's words: with
// Highway 1.0.3 on x86-64 "AVX3_DL", "AVX3", "AVX2", "SSE4" or "SCALAR", on arm64 "SVE2_128",
// "SVE2", "SVE_256", "SVE" or "NEON"; later versions know more. It is the best one of the CPU,
// chosen when the library is loaded; the environment variable SINEW_TARGET, if it names one of the
// library's targets (in any case), caps it. A CPU that lacks the named target runs the best one
// below it. Results do not depend on it. The string is static.
SINEW_API const char* sinew_target(void) SINEW_NOEXCEPT {
  return hwy::TargetName(sinew::best_target.load(std::memory_order_relaxed));
}

// Returns SINEW_STATUS_OK, or SINEW_STATUS_INVALID_ARGUMENT if SINEW_TARGET was set when the
// library was loaded but does not name one of the library's targets: then it caps nothing.
SINEW_API sinew_status sinew_target_status(void) SINEW_NOEXCEPT {
  return sinew::cap_understood.load(std::memory_order_relaxed) ? SINEW_STATUS_OK
                                                               : SINEW_STATUS_INVALID_ARGUMENT;
}

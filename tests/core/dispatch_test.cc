#include "sinew/sinew.h"

#include "core/dispatch.h"

#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <string>

BOOST_AUTO_TEST_CASE(EnvironmentCapsTheTarget) {
  const std::string best = sinew_target();
  for (int64_t left = sinew::AvailableTargets(); left != 0; left &= left - 1) {
    const std::string name = hwy::TargetName(left & -left);
    setenv("SINEW_TARGET", name.c_str(), 1);
    sinew::UseTarget(0);
    BOOST_TEST(sinew_target() == name);
    BOOST_TEST(sinew_target_status() == SINEW_STATUS_OK);
  }
  // Above all of what the CPU has, or one that it lacks: the best one below.
  const int64_t top = HWY_TARGETS & -HWY_TARGETS;
  setenv("SINEW_TARGET", hwy::TargetName(top), 1);
  sinew::UseTarget(0);
  BOOST_TEST(sinew_target() == best);
  BOOST_TEST(sinew_target_status() == SINEW_STATUS_OK);
  for (const char* unknown : {"avx1024", "", "AVX", "AVX2 "}) {
    setenv("SINEW_TARGET", unknown, 1);
    sinew::UseTarget(0);
    BOOST_TEST(sinew_target() == best);
    BOOST_TEST(sinew_target_status() == SINEW_STATUS_INVALID_ARGUMENT);
  }
  unsetenv("SINEW_TARGET");
  sinew::UseTarget(0);
  BOOST_TEST(sinew_target() == best);
  BOOST_TEST(sinew_target_status() == SINEW_STATUS_OK);
}

// The compiler's own library asks the CPU on its own.
#if defined(__x86_64__)
BOOST_AUTO_TEST_CASE(DetectionAgreesWithTheCompilers) {
  const auto has = [](int64_t target) { return (sinew::DetectTargets() & target) != 0; };
  if ((HWY_TARGETS & HWY_AVX2) != 0) {
    BOOST_TEST(has(HWY_AVX2) == (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2") &&
                                 __builtin_cpu_supports("fma")));
  }
  if ((HWY_TARGETS & HWY_AVX3_DL) != 0) {
    BOOST_TEST(has(HWY_AVX3_DL) ==
               (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vbmi2") &&
                __builtin_cpu_supports("avx512bitalg") && __builtin_cpu_supports("vpclmulqdq") &&
                __builtin_cpu_supports("gfni")));
  }
}
#endif

BOOST_AUTO_TEST_CASE(EveryTargetCanBeChosen) {
  for (int64_t left = sinew::AvailableTargets(); left != 0; left &= left - 1) {
    sinew::UseTarget(left & -left);
    BOOST_TEST(sinew_target() == hwy::TargetName(left & -left));
  }
  sinew::UseTarget(0);
}

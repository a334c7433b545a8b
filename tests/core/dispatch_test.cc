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
  }
  setenv("SINEW_TARGET", "avx1024", 1);
  sinew::UseTarget(0);
  BOOST_TEST(sinew_target() == best);
  unsetenv("SINEW_TARGET");
  sinew::UseTarget(0);
  BOOST_TEST(sinew_target() == best);
}

BOOST_AUTO_TEST_CASE(EveryTargetCanBeChosen) {
  for (int64_t left = sinew::AvailableTargets(); left != 0; left &= left - 1) {
    sinew::UseTarget(left & -left);
    BOOST_TEST(sinew_target() == hwy::TargetName(left & -left));
  }
  sinew::UseTarget(0);
}

#ifndef SINEW_TESTS_SUPPORT_TARGETS_H_
#define SINEW_TESTS_SUPPORT_TARGETS_H_

#include <boost/test/unit_test.hpp>

#include "core/dispatch.h"

// Runs `test` once on every SIMD target of this CPU and names the target in every failure.
template <typename Test>
void ForEachTarget(const Test& test) {
  for (int64_t left = sinew::AvailableTargets(); left != 0; left &= left - 1) {
    const int64_t target = left & -left;
    sinew::UseTarget(target);
    BOOST_TEST_CONTEXT("target " << hwy::TargetName(target)) { test(); }
  }
  sinew::UseTarget(0);
}

#endif  // SINEW_TESTS_SUPPORT_TARGETS_H_

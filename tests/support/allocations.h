#ifndef SINEW_TESTS_SUPPORT_ALLOCATIONS_H_
#define SINEW_TESTS_SUPPORT_ALLOCATIONS_H_

#include "sinew/sinew.h"

#include <boost/test/unit_test.hpp>

#include "core/memory.h"

// Calls `call` with each of its allocations failing in turn until none is left that could: before,
// it must run out of memory, and then check() must find that nothing has changed.
template <typename Call, typename Check>
void UntilItSucceeds(const Call& call, const Check& check) {
  for (int64_t countdown = 0;; ++countdown) {
    sinew::FailAllocationsAfter(countdown);
    const sinew_status status = call();
    sinew::FailAllocationsAfter(-1);
    if (status == SINEW_STATUS_OK) return;
    BOOST_REQUIRE_EQUAL(status, SINEW_STATUS_OUT_OF_MEMORY);
    check();
  }
}

#endif  // SINEW_TESTS_SUPPORT_ALLOCATIONS_H_

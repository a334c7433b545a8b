#ifndef SINEW_TESTS_AGGREGATE_ACCUMULATORS_BATCHES_H_
#define SINEW_TESTS_AGGREGATE_ACCUMULATORS_BATCHES_H_

#include "sinew/sinew.h"

#include <boost/test/unit_test.hpp>
#include <vector>

// Updates, a merge and a reset of an aggregate whose states keep more than a row of them has room
// for: batches are gone when results are asked for, and the other object when it has been merged.
// create() makes an empty GROUP BY, next() the rows of a batch, update(groupby, rows) adds them,
// and require(groupby, all) compares its results with those of all batches.
template <typename Create, typename Next, typename Update, typename Require>
void CheckBatchesAndMerges(const Create& create, const Next& next, const Update& update,
                           const Require& require) {
  using Rows = decltype(next());
  std::vector<Rows> all;
  const auto whole = create();
  const auto add = [&](sinew_groupby* to) {
    all.push_back(next());
    BOOST_REQUIRE_EQUAL(update(to, all.back()), SINEW_STATUS_OK);
  };
  require(whole.get(), all);
  add(whole.get());
  add(whole.get());
  require(whole.get(), all);
  {
    const auto other = create();
    add(other.get());
    const Rows before = all.back();
    add(other.get());
    BOOST_REQUIRE_EQUAL(sinew_groupby_merge(whole.get(), other.get(), nullptr), SINEW_STATUS_OK);
    require(other.get(), std::vector<Rows>{before, all.back()});
  }
  require(whole.get(), all);
  add(whole.get());
  require(whole.get(), all);
  BOOST_REQUIRE_EQUAL(sinew_groupby_reset(whole.get()), SINEW_STATUS_OK);
  all.clear();
  add(whole.get());
  require(whole.get(), all);
}

#endif  // SINEW_TESTS_AGGREGATE_ACCUMULATORS_BATCHES_H_

#include "hpp.h"

BOOST_AUTO_TEST_CASE(CountsInBins) {
  const std::vector<int32_t> values = {1, 5, 10, 11, -3, 7};
  const sinew::column rows(values);
  using counts = std::vector<uint64_t>;
  const auto all = [](const sinew::histogram& of) {
    return counts(of.counts().begin(), of.counts().end());
  };

  const std::vector<double> edges = {0, 5, 10};
  sinew::histogram given(sinew::histogram_bins::between(edges));
  given.add(rows);
  BOOST_TEST((all(given) == counts{1, 3}));
  BOOST_TEST(given.below() == 1u);
  BOOST_TEST(given.above() == 1u);
  BOOST_TEST(given.nan() == 0u);

  sinew::histogram linear(sinew::histogram_bins::linear(0, 12, 3));
  const std::vector<uint8_t> odd = {0b101010};
  linear.add(rows, odd);
  linear.add(rows);
  BOOST_TEST((all(linear) == counts{1, 4, 3}));

  const auto bins = sinew::histogram_bins::log_linear(1, 16, 1);
  BOOST_TEST(bins.size() == 8u);
  sinew::histogram log_linear(bins);
  log_linear.add(rows);
  BOOST_TEST((all(log_linear) == counts{1, 0, 0, 0, 1, 1, 2, 0}));

  RequireError([] { sinew::histogram_bins::log_linear(0, 16, 1); }, SINEW_STATUS_INVALID_ARGUMENT,
               0, "sinew_histogram_log_linear_count");
  sinew::histogram none(sinew::histogram_bins::linear(1, 1, 3));
  RequireError([&] { none.add(rows); }, SINEW_STATUS_INVALID_ARGUMENT, 0, "sinew_histogram");
}

#include "hpp.h"

BOOST_AUTO_TEST_CASE(HllOfColumns) {
  sinew::hll hll(10), other(10);
  const std::vector<int64_t> rows = {1, 2, 3, 3, 2};
  hll.update(sinew::column(rows));
  const std::vector<double> more = {0.5, 1.5};
  other.update(sinew::column(more));
  BOOST_TEST(std::abs(hll.estimate().value - 3) < 1e-3);
  hll.merge(other);
  BOOST_TEST(std::abs(hll.estimate(1).value - 5) < 1e-3);
  BOOST_TEST(hll.estimate().lower == 5);
  BOOST_TEST(hll.lg_k() == 10u);
  BOOST_TEST(hll.memory() > 0u);
  const std::vector<std::byte> bytes = hll.encode();
  const sinew::hll decoded = sinew::hll::decode(bytes);
  BOOST_TEST((decoded.encode() == bytes));
  hll.reset();
  BOOST_TEST(hll.estimate().value == 0);
  RequireError([] { sinew::hll too_many(22); }, SINEW_STATUS_INVALID_ARGUMENT, 0, "options.lg_k");
  RequireError([&] { sinew::hll::decode(std::span(bytes).first(9)); }, SINEW_STATUS_TRUNCATED, 9,
               "in: 9 bytes of");
}

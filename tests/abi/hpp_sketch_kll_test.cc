#include <cmath>

#include "hpp.h"

BOOST_AUTO_TEST_CASE(KllOfColumns) {
  sinew::kll sketch(200), other(100);
  const std::vector<int64_t> rows = {1, 2, 3, 300, -2};
  sketch.update(sinew::column(rows));
  const std::vector<double> more = {0.5, 1.5};
  other.update(sinew::column(more));
  BOOST_TEST(sketch.quantile(0.75) == 3);
  sketch.merge(other);
  const std::vector<double> found = sketch.quantiles(std::vector<double>{0, 0.5, 1});
  BOOST_TEST((found == std::vector<double>{-2, 1.5, 300}));
  BOOST_TEST(sketch.rank(1.5) == 4.0 / 7);
  BOOST_TEST((sketch.ranks(std::vector<double>{-3, 300}) == std::vector<double>{0, 1}));
  BOOST_TEST(sketch.summarize().count == 7u);
  BOOST_TEST(sketch.k() == 200u);
  BOOST_TEST(std::abs(sketch.rank_error() - 0.0133) < 1e-4);
  BOOST_TEST(sketch.memory() > 8 * 600u);
  const std::vector<std::byte> bytes = sketch.encode();
  BOOST_TEST((sinew::kll::decode(bytes).encode() == bytes));
  sketch.reset();
  BOOST_TEST(sketch.summarize().count == 0u);
  RequireError([] { sinew::kll coarse(7); }, SINEW_STATUS_INVALID_ARGUMENT, 0, "options.k");
  RequireError([&] { sinew::kll::decode(std::span(bytes).first(9)); }, SINEW_STATUS_TRUNCATED, 9,
               "in: 9 bytes of");
  const double no_fraction = 2;
  RequireError([&] { (void)sketch.quantile(no_fraction); }, SINEW_STATUS_INVALID_ARGUMENT, 0,
               "sinew_kll_quantiles");
  RequireError([&] { (void)sketch.rank(std::nan("")); }, SINEW_STATUS_INVALID_ARGUMENT, 0,
               "sinew_kll_ranks");
  sinew::kll floats(200, SINEW_TYPE_F32);
  RequireError([&] { floats.merge(sketch); }, SINEW_STATUS_INVALID_ARGUMENT, 0, "another type");
}

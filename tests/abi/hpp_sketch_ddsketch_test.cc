#include "hpp.h"

BOOST_AUTO_TEST_CASE(DDSketchOfColumns) {
  sinew::ddsketch sketch(0.01), other(0.01);
  const std::vector<int64_t> rows = {1, 2, 3, 300, -2};
  sketch.update(sinew::column(rows));
  const std::vector<double> more = {0.5, 1.5};
  other.update(sinew::column(more));
  BOOST_TEST(std::abs(sketch.quantile(0.75) - 3) < 0.03);
  sketch.merge(other);
  const std::vector<double> found = sketch.quantiles(std::vector<double>{0, 0.5, 1});
  BOOST_TEST(std::abs(found.at(0) + 2) < 0.02);
  BOOST_TEST(std::abs(found.at(1) - 1.5) < 0.015);
  BOOST_TEST(std::abs(found.at(2) - 300) < 3);
  BOOST_TEST(sketch.summarize().count == 7);
  BOOST_TEST(std::abs(sketch.relative_accuracy() - 0.01) < 1e-9);
  BOOST_TEST(sketch.memory() > 2 * 2048 * 8u);
  const std::vector<std::byte> bytes = sketch.encode();
  BOOST_TEST((sinew::ddsketch::decode(bytes).encode() == bytes));
  sketch.reset();
  BOOST_TEST(sketch.summarize().count == 0);
  RequireError([] { sinew::ddsketch coarse(1); }, SINEW_STATUS_INVALID_ARGUMENT, 0,
               "options.relative_accuracy");
  RequireError([&] { sinew::ddsketch::decode(std::span(bytes).first(9)); }, SINEW_STATUS_TRUNCATED,
               9, "behind the end");
  const double no_fraction = 2;
  RequireError([&] { (void)sketch.quantile(no_fraction); }, SINEW_STATUS_INVALID_ARGUMENT, 0,
               "sinew_ddsketch_quantiles");
  sinew::ddsketch cubic(0.01, SINEW_DDSKETCH_MAPPING_CUBIC);
  RequireError([&] { cubic.merge(sketch); }, SINEW_STATUS_INVALID_ARGUMENT, 0, "another mapping");
}

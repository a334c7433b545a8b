#include "hpp.h"

// docs/expressions.md.
BOOST_AUTO_TEST_CASE(Expression) {
  const std::vector<std::int64_t> distances = {500, 1500, 2500};
  const std::vector<double> delays = {1.5, 20, -3};
  const std::array<sinew_column, 2> columns = {sinew::column(distances).c(),
                                               sinew::column(delays).c()};
  const std::array<sinew_expression_column, 2> names = {
      sinew_expression_column{"distance", SINEW_TYPE_I64},
      sinew_expression_column{"delay", SINEW_TYPE_F64}};

  sinew::expression filter("distance > 1000 and delay > 0", names);
  BOOST_TEST(filter.type() == SINEW_TYPE_BOOL);
  BOOST_TEST(filter.memory() > 0u);
  std::vector<std::uint8_t> bitmap(1);
  BOOST_TEST(filter.filter(columns, 3, bitmap) == 1u);
  BOOST_TEST(bitmap[0] == 2);

  sinew::expression value("1000 / (distance - 500)", names);
  const sinew::batch values = value.evaluate(columns, 3);
  BOOST_TEST((AllOf(values.get<std::int64_t>(0)) ==
              std::vector<std::optional<std::int64_t>>{std::nullopt, 1, 0}));
  BOOST_TEST(value.faults() == 1u);

  RequireError([] { sinew::expression("a > 'x'", {{"a", SINEW_TYPE_I64}}); },
               SINEW_STATUS_INVALID_ARGUMENT, 4, "expected a number, found string 'x'");
  RequireError([&] { filter.filter(columns, 9, bitmap); }, SINEW_STATUS_INVALID_ARGUMENT, 8,
               "bitmap");
  RequireError([&] { value.filter(columns, 3, bitmap); }, SINEW_STATUS_INVALID_ARGUMENT, 0,
               "sinew_expression_filter");
  RequireError([&] { filter.evaluate(columns, 2); }, SINEW_STATUS_INVALID_ARGUMENT, 0,
               "columns[0]");
}

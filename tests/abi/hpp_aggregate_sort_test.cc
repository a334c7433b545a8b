#include "hpp.h"

BOOST_AUTO_TEST_CASE(SortsValues) {
  std::vector<double> values = {3, -1, 2};
  sinew::sort<double>(values);
  BOOST_TEST((values == std::vector<double>{-1, 2, 3}));
  sinew::sort<double>(values, true);
  BOOST_TEST((values == std::vector<double>{3, 2, -1}));
  std::vector<std::uint8_t> none;
  sinew::sort<std::uint8_t>(none);
}

BOOST_AUTO_TEST_CASE(SortsRows) {
  const std::vector<int32_t> offsets = {0, 1, 2, 3, 4};
  const sinew::column<std::string_view> names(offsets, "baba");
  const std::vector<uint16_t> numbers = {1, 2, 3, 2};
  const sinew::column by(numbers);
  using rows = std::vector<uint32_t>;
  BOOST_TEST((sinew::sorted_rows({{names}, {by, true}}) == rows{1, 3, 2, 0}));
  BOOST_TEST((sinew::sorted_rows({{names}, {by, true}}, 2) == rows{1, 3}));
  rows one(1);
  const sinew::sort_key keys[] = {{by, true}};
  sinew::sorted_rows(keys, 3, one);
  BOOST_TEST((one == rows{0}));
  BOOST_TEST(!sinew::is_sorted({{by}}));
  BOOST_TEST(sinew::is_sorted({{by.slice(0, 3)}}));
  BOOST_TEST((sinew::distinct_rows({{names}}) == rows{0, 1, 2, 3}));

  const uint8_t valid = 0b1110;
  const sinew::column with_null(numbers, std::span(&valid, 1));
  BOOST_TEST((sinew::sorted_rows({{with_null}}) == rows{1, 3, 2, 0}));
  BOOST_TEST((sinew::sorted_rows({{with_null, false, true}}) == rows{0, 1, 3, 2}));

  RequireError([&] { sinew::sorted_rows({}); }, SINEW_STATUS_INVALID_ARGUMENT, 0, "key");
  RequireError([&] { sinew::sorted_rows(keys, 4, one); }, SINEW_STATUS_INVALID_ARGUMENT, 0, "rows");
  RequireError([&] { sinew::distinct_rows({{names}, {by.slice(0, 3)}}); },
               SINEW_STATUS_INVALID_ARGUMENT, 0, "");
}

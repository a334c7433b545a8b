#include "hpp.h"

BOOST_AUTO_TEST_CASE(ComparesValues) {
  const std::vector<int16_t> numbers = {7, -1, 5, 3}, others = {7, 0, 4, 9};
  const uint8_t valid = 0b1011;
  const sinew::column rows(numbers);
  const auto greater = sinew::compare(rows, 3, SINEW_RELATION_GREATER);
  BOOST_TEST((greater.values == std::vector<uint8_t>{0b0101}));
  BOOST_TEST(greater.validity.empty());
  BOOST_TEST((sinew::filter(rows, greater).values == std::vector<int16_t>{7, 5}));

  const sinew::column with_null(others, std::span(&valid, 1));
  const auto less = sinew::compare(rows, with_null, SINEW_RELATION_LESS);
  BOOST_TEST((less.values == std::vector<uint8_t>{0b1010}));
  BOOST_TEST((less.validity == std::vector<uint8_t>{0b1011}));

  const std::vector<int32_t> days = {10, 20};
  const sinew_column dates = {SINEW_TYPE_DATE32, 2,       days.data(), 2 * sizeof(int32_t),
                              nullptr,           nullptr, 0,           0};
  const auto late = sinew::compare(sinew::column<int32_t>(dates), 20, SINEW_RELATION_EQUAL);
  BOOST_TEST((late.values == std::vector<uint8_t>{0b10}));
  RequireError([&] { sinew::compare(rows, dates, SINEW_RELATION_LESS); },
               SINEW_STATUS_INVALID_ARGUMENT, 0, "sinew_compare");
}

BOOST_AUTO_TEST_CASE(ComparesStrings) {
  const std::vector<int32_t> offsets = {0, 1, 3, 3};
  const sinew::column<std::string_view> names(offsets, "abb");
  const auto before = sinew::compare(names, "b", SINEW_RELATION_LESS);
  BOOST_TEST((before.values == std::vector<uint8_t>{0b101}));
  BOOST_TEST(sinew_column(before).count == 3u);
}

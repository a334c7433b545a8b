#include "hpp.h"

BOOST_AUTO_TEST_CASE(FiltersValues) {
  const std::vector<int16_t> numbers = {7, -1, 5, 3};
  const uint8_t bits = 0b1101, valid = 0b1011, none = 0;
  const sinew_column chosen = {SINEW_TYPE_BOOL, 4, &bits, 1, nullptr, nullptr, 0, 0};
  BOOST_TEST(sinew::filter_count(chosen) == 3u);
  const auto packed = sinew::filter(sinew::column(numbers), chosen);
  BOOST_TEST((packed.values == std::vector<int16_t>{7, 5, 3}));
  BOOST_TEST(packed.validity.empty());
  const sinew::column with_null(numbers, std::span(&valid, 1));
  const auto rows = sinew::filter(with_null, chosen);
  using all = std::vector<std::optional<int16_t>>;
  BOOST_TEST((AllOf<int16_t>(rows) == all{7, std::nullopt, 3}));
  const sinew_column nobody = {SINEW_TYPE_BOOL, 4, &none, 1, nullptr, nullptr, 0, 0};
  BOOST_TEST(sinew::filter(with_null, nobody).values.empty());

  const auto booleans = sinew::filter_booleans(chosen, chosen);
  BOOST_TEST((booleans.values == std::vector<uint8_t>{0b111}));
  RequireError([&] { sinew::filter_booleans(with_null, chosen); }, SINEW_STATUS_INVALID_ARGUMENT, 0,
               "not of booleans");
  RequireError([&] { sinew::filter(with_null.slice(0, 3), chosen); }, SINEW_STATUS_INVALID_ARGUMENT,
               0, "sinew_filter");
  RequireError([&] { sinew::filter_count(with_null); }, SINEW_STATUS_INVALID_ARGUMENT, 0,
               "sinew_filter_count");
}

BOOST_AUTO_TEST_CASE(FiltersStrings) {
  const std::vector<int32_t> offsets = {0, 1, 3, 3, 6};
  const uint8_t bits = 0b1010, valid = 0b0111;
  const sinew_column chosen = {SINEW_TYPE_BOOL, 4, &bits, 1, nullptr, nullptr, 0, 0};
  const sinew::column<std::string_view> names(offsets, "abbccc");
  const auto packed = sinew::filter(names, chosen);
  BOOST_TEST(packed.values.bytes == "bbccc");
  BOOST_TEST(packed.values.size() == 2u);
  const auto rows =
      sinew::filter(sinew::column<std::string_view>(offsets, "abbccc", {&valid, 1}), chosen);
  const sinew::column<std::string_view> as_column = rows;
  BOOST_TEST((as_column.at(0) == "bb"));
  BOOST_TEST(!as_column.valid(1));
}

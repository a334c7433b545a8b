#define BOOST_TEST_MODULE sinew_hpp
#include "hpp.h"

static_assert(!std::is_constructible_v<sinew::column<int64_t>, std::vector<double>>);

BOOST_AUTO_TEST_CASE(NamesOfTheLibrary) {
  BOOST_TEST(sinew::version() == SINEW_VERSION);
  BOOST_TEST(!sinew::target().empty());
}

BOOST_AUTO_TEST_CASE(ErrorsOfColumns) {
  const std::vector<int64_t> rows = {INT64_MAX, 1};
  RequireError([&] { sinew::sum(rows); }, SINEW_STATUS_OVERFLOW, 0, "sinew_reduce");
  const std::vector<int64_t> nine(9);
  const std::vector<uint8_t> one_byte(1);
  RequireError([&] { sinew::column(nine, one_byte); }, SINEW_STATUS_INVALID_ARGUMENT, 8,
               "validity");
  RequireError([&] { sinew::column(nine).slice(5, 5); }, SINEW_STATUS_INVALID_ARGUMENT, 9, "slice");
  RequireError([&] { sinew::column<std::string_view>(std::span<const int32_t>(), ""); },
               SINEW_STATUS_INVALID_ARGUMENT, 0, "offsets");
}

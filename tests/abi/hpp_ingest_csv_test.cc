#include "hpp.h"

BOOST_AUTO_TEST_CASE(DecodesCsv) {
  const sinew::field fields[] = {{"name", SINEW_TYPE_STRING}, {"n", SINEW_TYPE_I64}};
  sinew::csv_decoder decoder(fields, {},
                             {.null_text = "-", .flags = SINEW_CSV_HEADER, .delimiter = ';'});
  sinew::batch batch;
  const sinew::decoded step = decoder.decode("n;name\n1;\"a;b\"\n-;c\n", batch, true);
  BOOST_TEST(step.rows == 2u);
  BOOST_TEST((batch.get<std::string_view>(0)[0] == "a;b"));
  BOOST_TEST(
      (AllOf(batch.get<int64_t>(1)) == std::vector<std::optional<int64_t>>{1, std::nullopt}));
  RequireError([&] { sinew::csv_decoder bad(fields); }, SINEW_STATUS_INVALID_ARGUMENT, 0,
               "fields[0].path");
}

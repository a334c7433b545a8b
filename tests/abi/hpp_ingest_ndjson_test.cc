#include "hpp.h"

BOOST_AUTO_TEST_CASE(NdjsonRecords) {
  const std::vector<sinew::field> fields = {{"/user/id", SINEW_TYPE_I64, "id"},
                                            {"name", SINEW_TYPE_LARGE_STRING}};
  sinew::ndjson_decoder decoder(fields, {.max_rows = 2}, {.max_depth = 3});
  sinew::batch batch;
  const std::string_view in =
      "{\"user\":{\"id\":1},\"name\":\"a\\u00e9\"}\n{\"name\":7}\n{\"user\":[[[]]]}\n{\"name\":\"b";
  sinew::decoded decoded = decoder.decode(in, batch);
  BOOST_TEST(decoded.full);
  BOOST_TEST(decoded.rows == 2u);
  BOOST_TEST(batch.name(0) == "id");
  BOOST_TEST(batch.get<std::int64_t>(0)[0] == 1);
  BOOST_TEST(batch.get<std::string_view>(1)[0] == "a\xC3\xA9");
  decoded = decoder.decode(in.substr(decoded.read), batch);
  BOOST_TEST(!decoded.full);
  BOOST_TEST(decoded.rows == 0u);
  decoded = decoder.decode("\"}", batch, true);
  BOOST_TEST(decoded.rows == 1u);
  BOOST_TEST(batch.get<std::string_view>(1)[0] == "b");
  BOOST_TEST(decoder.counts().rejected_records == 1u);
  BOOST_TEST(decoder.counts().rejected_values == 1u);
  BOOST_TEST(decoder.rejects().at(1).reason == SINEW_REJECT_DEPTH);
  BOOST_TEST(decoder.memory() > 0u);
  decoder.reset();
  BOOST_TEST(decoder.counts().records == 0u);

  const std::vector<sinew::field> wrong = {{"a..b", SINEW_TYPE_I64}};
  RequireError([&] { sinew::ndjson_decoder{wrong}; }, SINEW_STATUS_INVALID_ARGUMENT, 0,
               "empty name");
}

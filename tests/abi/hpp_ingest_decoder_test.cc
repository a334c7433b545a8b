#include "hpp.h"

namespace {

sinew::decoder DecoderOf(const sinew::decoder_options& options) {
  const sinew::field fields[] = {{.path = "n", .type = SINEW_TYPE_I64, .name = "number"},
                                 {.path = "s", .type = SINEW_TYPE_STRING}};
  return sinew::ndjson_decoder(fields, options);
}

}  // namespace

BOOST_AUTO_TEST_CASE(DecodesPieces) {
  sinew::decoder decoder = DecoderOf({.max_rows = 2});
  sinew::batch batch;
  const std::string_view in = "{\"n\":1,\"s\":\"a\"}\n{\"n\":true}\n{\"n\":3}\n";
  sinew::decoded step = decoder.decode(in, batch);
  BOOST_TEST(step.full);
  BOOST_TEST(step.rows == 2u);
  BOOST_TEST(
      (AllOf(batch.get<int64_t>(0)) == std::vector<std::optional<int64_t>>{1, std::nullopt}));
  BOOST_TEST((batch.get<std::string_view>(1)[0] == "a"));
  BOOST_TEST((batch.name(0) == "number"));
  step = decoder.decode(in.substr(step.read), batch, true);
  BOOST_TEST(!step.full);
  BOOST_TEST(batch.get<int64_t>(0)[0] == 3);
  BOOST_TEST(decoder.counts().rejected_values == 1u);
  BOOST_REQUIRE_EQUAL(decoder.rejects().size(), 1u);
  BOOST_TEST(decoder.rejects()[0].offset == 21u);
  BOOST_TEST(decoder.memory() > 0u);

  decoder.reset();
  sinew::string_buffer rows;
  rows.push_back("{\"n\":7}");
  rows.push_null();
  decoder.decode(rows, batch);
  BOOST_TEST(
      (AllOf(batch.get<int64_t>(0)) == std::vector<std::optional<int64_t>>{7, std::nullopt}));
}

BOOST_AUTO_TEST_CASE(DecoderStops) {
  sinew::decoder decoder = DecoderOf({.flags = SINEW_DECODER_STOP});
  sinew::batch batch;
  RequireError([&] { decoder.decode("{\"n\":1}\n{\"n\":1.5}\n", batch); }, SINEW_STATUS_CORRUPT, 13,
               "field number");
  BOOST_TEST(batch.size() == 1u);
  RequireError([] { DecoderOf({.flags = 4}); }, SINEW_STATUS_INVALID_ARGUMENT, 0, "options.flags");
}

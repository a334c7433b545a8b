#include "hpp.h"

BOOST_AUTO_TEST_CASE(DecodesProtobuf) {
  const sinew::field fields[] = {{"1", SINEW_TYPE_I64},
                                 {"2.3", SINEW_TYPE_STRING, "name"},
                                 {"4", SINEW_TYPE_I32, "delta", SINEW_FIELD_ZIGZAG}};
  sinew::protobuf_decoder decoder(fields);
  sinew::batch batch;
  // Fields 1: 150 and 2: {3: "ab"}; then a message with field 4: -2 alone.
  const sinew::decoded step = decoder.decode(
      std::string_view("\x09\x08\x96\x01\x12\x04\x1A\x02\x61\x62\x02\x20\x03", 13), batch, true);
  BOOST_TEST(step.rows == 2u);
  BOOST_TEST(
      (AllOf(batch.get<int64_t>(0)) == std::vector<std::optional<int64_t>>{150, std::nullopt}));
  BOOST_TEST((batch.get<std::string_view>(1)[0] == "ab"));
  BOOST_TEST(
      (AllOf(batch.get<int32_t>(2)) == std::vector<std::optional<int32_t>>{std::nullopt, -2}));

  sinew::protobuf_decoder defaults(fields, {}, {.flags = SINEW_PROTOBUF_DEFAULTS});
  (void)defaults.decode(std::string_view("\0", 1), batch, true);
  BOOST_TEST((AllOf(batch.get<int64_t>(0)) == std::vector<std::optional<int64_t>>{0}));

  const sinew::field bad[] = {{"1.0", SINEW_TYPE_I64}};
  RequireError([&] { sinew::protobuf_decoder decoder(bad); }, SINEW_STATUS_INVALID_ARGUMENT, 0,
               "fields[0].path");
}

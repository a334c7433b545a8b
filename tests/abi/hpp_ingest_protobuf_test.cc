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

BOOST_AUTO_TEST_CASE(ReadsLists) {
  const sinew::field fields[] = {{"5", sinew::list_of(SINEW_TYPE_U32), "numbers"},
                                 {"6", sinew::list_of(SINEW_TYPE_STRING), "texts"}};
  sinew::protobuf_decoder decoder(fields);
  sinew::batch batch;
  // 5: [1, 300] packed and 6: ["a", "bc"]; 5: 1.0, which is no u32; 6: [""].
  (void)decoder.decode(std::string_view("\x0C\x2A\x03\x01\xAC\x02\x32\x01\x61\x32\x02\x62\x63"
                                        "\x09\x29\0\0\0\0\0\0\xF0\x3F\x02\x32\0",
                                        26),
                       batch, true);
  const auto numbers = batch.get<sinew::list<std::uint32_t>>(0);
  BOOST_TEST(numbers.size() == 3u);
  BOOST_TEST((AllOf(numbers[0]) == std::vector<std::optional<std::uint32_t>>{1, 300}));
  BOOST_TEST(numbers.valid(0));
  BOOST_TEST(!numbers.at(1));
  BOOST_TEST(numbers.at(2)->size() == 0u);
  BOOST_TEST(numbers.elements().size() == 2u);
  const auto texts = batch.get<sinew::list<std::string_view>>(1).slice(0, 3);
  BOOST_TEST(texts[0].size() == 2u);
  BOOST_TEST((texts[0][1] == "bc"));
  BOOST_TEST(texts[1].size() == 0u);
  BOOST_TEST((texts.slice(2, 1)[0][0] == ""));
  RequireError([&] { (void)batch.get<std::string_view>(1); }, SINEW_STATUS_INVALID_ARGUMENT, 0,
               "not of strings");
  RequireError([&] { (void)batch.get<sinew::list<std::int64_t>>(0); },
               SINEW_STATUS_INVALID_ARGUMENT, 0, "of another type");
}

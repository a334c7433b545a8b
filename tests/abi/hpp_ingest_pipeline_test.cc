#include "hpp.h"

namespace {
const sinew::field kFields[] = {{"origin", SINEW_TYPE_STRING}, {"delay", SINEW_TYPE_I64}};
const sinew::pipeline_options kOptions = {
    .where = "delay is not null",
    .computed = {{"delay * 60", "seconds"}},
    .keys = {{"origin", "from"}},
    .aggregates = {{}, {SINEW_AGGREGATE_SUM, "seconds"}, {SINEW_AGGREGATE_MAX, "delay", "worst"}}};
}  // namespace

BOOST_AUTO_TEST_CASE(GroupsByWhatComesBesideRecords) {
  const sinew::field fields[] = {{"n", SINEW_TYPE_I64}};
  const sinew_expression_column beside[] = {{"key", SINEW_TYPE_LARGE_STRING}};
  sinew::ndjson_decoder decoder(fields);
  sinew::pipeline groups(decoder, {.keys = {{"key"}}, .aggregates = {{SINEW_AGGREGATE_SUM, "n"}}},
                         beside);
  sinew::string_buffer rows, keys;
  for (const char* record : {"{\"n\":1}", "{", "{\"n\":2}", "{\"n\":4}"}) rows.push_back(record);
  for (const char* key : {"a", "b", "c", "a"}) keys.push_back(key);
  const sinew::column<std::string_view> key_column(keys);
  BOOST_TEST(groups.write(rows, decoder, {&key_column.c(), 1}) == 3u);
  const sinew::batch results = groups.results();
  BOOST_TEST((AllOf(results.get<std::string_view>(0)) ==
              std::vector<std::optional<std::string_view>>{"a", "c"}));
  BOOST_TEST((AllOf(results.get<int64_t>(1)) == std::vector<std::optional<int64_t>>{5, 2}));
}

BOOST_AUTO_TEST_CASE(GroupsInputAndColumns) {
  sinew::ndjson_decoder decoder(kFields);
  sinew::pipeline groups(decoder, kOptions);
  BOOST_TEST(groups.write(R"({"origin":"JFK","delay":5}
{"origin":"LGA","delay":null} {"origin":"AMS","del)",
                          decoder) == 1u);
  decoder.reset();
  BOOST_TEST(groups.write("{\"origin\":\"AMS\",\"delay\":7}", decoder, true) == 1u);
  const char* const records[] = {"{\"origin\":\"JFK\",\"delay\":1}", "{"};
  sinew::string_buffer rows;
  for (const char* record : records) rows.push_back(record);
  BOOST_TEST(groups.write(rows, decoder) == 1u);
  BOOST_TEST(groups.counts().rejected_records == 1u);

  sinew::pipeline more(decoder, kOptions);
  const std::vector<std::string> names = {"AMS", "LGA"};
  const std::vector<int64_t> delays = {3, -4};
  sinew::string_buffer origins;
  for (const std::string& name : names) origins.push_back(name);
  const sinew::column<std::string_view> keys(origins);
  sinew_column columns[] = {keys.c(), sinew::column(delays).c()};
  const sinew_expression_column schema[] = {{"origin", columns[0].type}, {"delay", SINEW_TYPE_I64}};
  sinew::pipeline over_columns(schema, kOptions);
  over_columns.update(columns, 2);
  BOOST_TEST(over_columns.size() == 2u);
  more.merge(groups);
  BOOST_TEST(more.size() == 2u);
  BOOST_TEST(more.overflow_count() == 0u);
  BOOST_TEST(more.memory() > 0u);

  const sinew_pipeline_order by_sum[] = {{2, SINEW_PIPELINE_DESCENDING}};
  const sinew::batch results = more.results(by_sum, 1);
  BOOST_TEST(results.size() == 1u);
  BOOST_TEST(results.name(0) == "from");
  BOOST_TEST(results.name(2) == "sum(seconds)");
  BOOST_TEST((results.get<std::string_view>(0)[0] == "AMS"));
  BOOST_TEST(results.get<int64_t>(2)[0] == 420);
  const std::vector<std::byte> bytes = more.encode();
  const std::vector<std::byte> parts[] = {more.encode(0, 2), more.encode(1, 2)};
  more.reset();
  BOOST_TEST(more.results().size() == 0u);
  more.merge_encoded(bytes);
  for (const auto& part : parts) more.merge_encoded(part);
  BOOST_TEST(more.size() == 2u);
  BOOST_TEST(more.results(by_sum, 1).get<int64_t>(2)[0] == 840);
  RequireError([&] { more.encode(2, 2); }, SINEW_STATUS_INVALID_ARGUMENT, 0,
               "part: 2 is not below part_count 2");
  RequireError([&] { more.merge_encoded(std::span(bytes).first(3)); }, SINEW_STATUS_TRUNCATED, 3,
               "in: 3 bytes of 28");
}

BOOST_AUTO_TEST_CASE(PipelineErrors) {
  sinew::ndjson_decoder decoder(kFields);
  RequireError([&] { sinew::pipeline bad(decoder, {.where = "delay > dist"}); },
               SINEW_STATUS_INVALID_ARGUMENT, 8, "where: at byte 8: there is no column dist");
}

// In C it would end there: half a condition would hold.
BOOST_AUTO_TEST_CASE(TextsWithAZeroByte) {
  sinew::ndjson_decoder decoder(kFields);
  using namespace std::string_literals;
  const std::string text = "delay > 0\0 and delay < 5"s;
  const auto refused = [&](const auto& call) {
    RequireError(call, SINEW_STATUS_INVALID_ARGUMENT, 9, "options: a zero byte in a text");
  };
  refused([&] { sinew::pipeline bad(decoder, {.where = text}); });
  refused([&] { sinew::pipeline bad(decoder, {.computed = {{text, "a"}}}); });
  refused([&] { sinew::pipeline bad(decoder, {.keys = {{"delay", text}}}); });
  refused([&] { sinew::pipeline bad(decoder, {.aggregates = {{.where = text}}}); });
  const sinew::field field = {text, SINEW_TYPE_I64};
  refused([&] { sinew::ndjson_decoder bad(std::span(&field, 1)); });
}

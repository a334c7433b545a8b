#include "hpp.h"

BOOST_AUTO_TEST_CASE(DictionaryOfIntegers) {
  sinew::dictionary<int16_t> dictionary;
  const std::vector<int16_t> rows = {7, -1, 7, 7, 3};
  const std::vector<uint8_t> validity = {0b10111};
  const std::vector<uint32_t> indices = dictionary.encode({rows, validity});
  BOOST_TEST(indices == (std::vector<uint32_t>{0, 1, 0, 0, 2}));
  BOOST_TEST(dictionary.size() == 3u);
  BOOST_TEST(dictionary.memory() > 0u);
  sinew::batch batch = dictionary.values();
  const auto values = batch.get<int16_t>(0);
  BOOST_TEST(batch.size() == 3u);
  BOOST_TEST(values[0] == 7);
  BOOST_TEST(values[1] == -1);
  BOOST_TEST(values[2] == 3);
  const sinew::batch one = dictionary.values(1, 1);
  BOOST_TEST(one.get<int16_t>(0)[0] == -1);
  RequireError([&] { one.get<int32_t>(0); }, SINEW_STATUS_INVALID_ARGUMENT, 0, "another type");
  RequireError([&] { one.get<int16_t>(1); }, SINEW_STATUS_INVALID_ARGUMENT, 1, "no such column");
  std::vector<int16_t> out(5);
  sinew::take(values, {indices, validity}, std::span(out));
  BOOST_TEST(out == (std::vector<int16_t>{7, -1, 7, 0, 3}));

  const std::vector<uint32_t> wrong = {0, 3};
  RequireError([&] { sinew::take(values, wrong, std::span(out)); }, SINEW_STATUS_CORRUPT, 1,
               "sinew_take");
  RequireError([&] { dictionary.values(2, 2); }, SINEW_STATUS_INVALID_ARGUMENT, 3, "first + count");
  std::vector<uint32_t> short_of_one(4);
  RequireError([&] { dictionary.encode(rows, short_of_one); }, SINEW_STATUS_INVALID_ARGUMENT, 4,
               "indices");
  dictionary.reset();
  BOOST_TEST(dictionary.size() == 0u);
}

BOOST_AUTO_TEST_CASE(DictionaryOfStrings) {
  sinew::dictionary<std::string_view> dictionary;
  sinew::string_buffer rows;
  for (const char* city : {"Oslo", "Rome", "Oslo"}) rows.push_back(city);
  rows.push_null();
  const std::vector<uint32_t> indices = dictionary.encode(rows);
  BOOST_TEST(indices == (std::vector<uint32_t>{0, 1, 0, 0}));
  const sinew::batch batch = dictionary.values();
  BOOST_TEST(batch.name(0) == "value");
  const auto values = batch.get<std::string_view>(0);
  BOOST_TEST(values.size() == 2u);
  BOOST_TEST((values[1] == "Rome"));
  const sinew::string_rows decoded = sinew::take(values, indices);
  BOOST_TEST(decoded.bytes == "OsloRomeOsloOslo");
  const std::vector<uint32_t> wrong = {2};
  RequireError([&] { sinew::take(values, wrong); }, SINEW_STATUS_CORRUPT, 0, "sinew_take_strings");
  RequireError([] { sinew::dictionary<std::string_view> none(100); }, SINEW_STATUS_MEMORY_LIMIT, 0,
               "100 bytes");
}

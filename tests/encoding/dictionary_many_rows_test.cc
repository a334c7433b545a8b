#include "encoding/dictionary_fixture.h"
#include "support/repeated.h"

// More than 2^31 rows in one column; the indices are written to one block of memory over and over.
BOOST_AUTO_TEST_CASE(EncodesBillionsOfRows) {
  std::vector<uint8_t> bytes(RepeatedMemory::kBlock);
  for (size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<uint8_t>(i % 16 * 3);
  const size_t count = (size_t{1} << 31) + 16;
  RepeatedMemory values(count, bytes.data());
  std::fill(bytes.begin(), bytes.end(), 0xA5);
  RepeatedMemory indices(count * sizeof(uint32_t), bytes.data());
  const sinew_column column = {SINEW_TYPE_U8, count, values.data(), count, nullptr, nullptr, 0, 0};
  const Dictionary dictionary = Create(OptionsFor(SINEW_TYPE_U8));
  uint32_t* out = reinterpret_cast<uint32_t*>(indices.data());
  BOOST_REQUIRE_EQUAL(sinew_dictionary_encode(dictionary.get(), &column, out, nullptr),
                      SINEW_STATUS_OK);
  BOOST_TEST(sinew_dictionary_count(dictionary.get()) == 16u);
  for (const size_t first : {size_t{0}, count - 1600}) {
    for (size_t i = first; i < first + 1600; ++i) BOOST_REQUIRE_EQUAL(out[i], i % 16);
  }
}

// Strings that are 2^32 bytes together, and then some.
BOOST_AUTO_TEST_CASE(EncodesMoreThanFourGibibytesOfStrings) {
  constexpr size_t kLength = 1000000;
  const std::vector<uint8_t> bytes(RepeatedMemory::kBlock, 'x');
  const size_t count = (size_t{1} << 32) / kLength + 100;
  RepeatedMemory values(count * kLength, bytes.data());
  std::vector<int64_t> offsets(count + 1);
  for (size_t i = 0; i <= count; ++i) offsets[i] = static_cast<int64_t>(i * kLength);
  offsets[count] -= 1;  // the last one is another
  const sinew_column column = {SINEW_TYPE_LARGE_STRING,
                               count,
                               values.data(),
                               count * kLength,
                               offsets.data(),
                               nullptr,
                               0,
                               0};
  const Dictionary dictionary = Create(OptionsFor(SINEW_TYPE_STRING));
  std::vector<uint32_t> expected(count);
  expected[count - 1] = 1;
  BOOST_TEST((Encode(dictionary, column) == expected));
  BOOST_TEST(ValuesOf<std::string>(dictionary)[1] == std::string(kLength - 1, 'x'));
}

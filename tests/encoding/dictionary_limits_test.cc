#include "encoding/dictionary_fixture.h"

namespace {

template <typename Value>
void Fill(sinew_type type, size_t limit, size_t hint) {
  sinew_dictionary_options options = OptionsFor(type);
  options.memory_limit = limit;
  options.expected_values = hint;
  options.seed = 1;  // with random ones the share differs, by a few hundredths
  const Dictionary dictionary = Create(options);
  const size_t batch = std::max<size_t>(1, limit / 10000);
  uint64_t next = 0;
  for (sinew_status status = SINEW_STATUS_OK; status == SINEW_STATUS_OK;) {
    Rows<Value> rows;
    for (size_t i = 0; i < batch; ++i) rows.push_back(ValueOf<Value>(next++));
    const Columns column(type, rows);
    std::vector<uint32_t> indices(rows.size());
    status = sinew_dictionary_encode(dictionary.get(), &column.view, indices.data(), nullptr);
    BOOST_REQUIRE_LE(sinew_dictionary_memory(dictionary.get()), limit);
    BOOST_REQUIRE(status == SINEW_STATUS_OK || status == SINEW_STATUS_MEMORY_LIMIT);
  }
  BOOST_REQUIRE(sinew::Invariants(*dictionary));
  const double share =
      static_cast<double>(sinew_dictionary_memory(dictionary.get())) / static_cast<double>(limit);
  BOOST_TEST(share >= 0.7, share << " of " << limit << ", hint " << hint);
}

}  // namespace

BOOST_AUTO_TEST_CASE(ALimitOfAnySizeIsUsedToMostOfIt) {
  for (double limit = 64 << 10; limit <= 16 << 20; limit *= 1.37) {
    for (const size_t hint : {size_t{0}, size_t{8000}, SIZE_MAX}) {
      Fill<int64_t>(SINEW_TYPE_I64, static_cast<size_t>(limit), hint);
      Fill<std::string>(SINEW_TYPE_STRING, static_cast<size_t>(limit), hint);
    }
  }
}

BOOST_AUTO_TEST_CASE(AHintNeverMakesCreationFail) {
  for (size_t limit = 256; limit <= 3 << 20; limit += limit / 16) {
    sinew_dictionary_options options = OptionsFor(SINEW_TYPE_I64);
    options.memory_limit = limit;
    sinew_dictionary* dictionary;
    const sinew_status without = sinew_dictionary_create(&options, &dictionary, nullptr);
    sinew_dictionary_destroy(dictionary);
    for (const size_t hint : {size_t{1}, size_t{1000}, size_t{8000}, size_t{100000}, SIZE_MAX}) {
      options.expected_values = hint;
      BOOST_TEST(sinew_dictionary_create(&options, &dictionary, nullptr) == without);
      sinew_dictionary_destroy(dictionary);
    }
    BOOST_TEST((limit < (64 << 10) || without == SINEW_STATUS_OK));
  }
}

#include "sinew/sinew.h"

#include "core/memory.h"
#include "encoding/dictionary_fixture.h"

namespace {

void ExpectInvalid(sinew_status status, const sinew_error& error, const char* words,
                   size_t offset = 0) {
  BOOST_TEST(status == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(error.status == status);
  BOOST_TEST(error.offset == offset);
  BOOST_TEST(std::string(error.message).find(words) != std::string::npos,
             error.message << " should say " << words);
}

// Every allocation of an encode fails in turn; the dictionary is as it was, and the next try does
// the whole.
template <typename Value>
void FailEveryAllocation(sinew_type type) {
  Random random(type);
  const Rows<Value> known = RandomRows<Value>(300, 200, true, random);
  Rows<Value> more = RandomRows<Value>(3000, 2500, true, random);
  if constexpr (std::is_same_v<Value, std::string>) more.push_back(std::string(3 << 20, 'x'));
  const Columns first(type, known), second(type, more);
  size_t failures = 0;
  for (int64_t countdown = 0;; ++countdown) {
    sinew::FailAllocationsAfter(-1);
    const Dictionary dictionary = Create(OptionsFor(type));
    DictionaryRef<Value> expected;
    BOOST_TEST_REQUIRE(Encode(dictionary, first.view) == expected.Encode(known));
    std::vector<uint32_t> indices(more.size());
    sinew_error error = {};
    sinew::FailAllocationsAfter(countdown);
    const sinew_status status =
        sinew_dictionary_encode(dictionary.get(), &second.view, indices.data(), &error);
    sinew::FailAllocationsAfter(-1);
    if (status == SINEW_STATUS_OK) break;
    ++failures;
    BOOST_REQUIRE_EQUAL(status, SINEW_STATUS_OUT_OF_MEMORY);
    BOOST_REQUIRE(sinew::Invariants(*dictionary));
    BOOST_TEST(std::string(error.message) == "out of memory");
    BOOST_TEST_REQUIRE(ValuesOf<Value>(dictionary) == expected.values());
    BOOST_TEST_REQUIRE(Encode(dictionary, second.view) == expected.Encode(more));
    BOOST_TEST_REQUIRE(ValuesOf<Value>(dictionary) == expected.values());
  }
  BOOST_TEST(failures >= 3u);
  BOOST_TEST(sinew_memory_stats().blocks == 0u);
}

}  // namespace

BOOST_AUTO_TEST_CASE(EveryFailedAllocationOfEncode) {
  FailEveryAllocation<int64_t>(SINEW_TYPE_I64);
  FailEveryAllocation<uint16_t>(SINEW_TYPE_U16);
  FailEveryAllocation<std::string>(SINEW_TYPE_STRING);
}

BOOST_AUTO_TEST_CASE(EveryFailedAllocationOfCreate) {
  sinew_dictionary_options options = OptionsFor(SINEW_TYPE_I64);
  options.expected_values = 100000;
  int64_t countdown = 0;
  for (;; ++countdown) {
    sinew_dictionary* dictionary = reinterpret_cast<sinew_dictionary*>(&options);
    sinew_error error = {};
    sinew::FailAllocationsAfter(countdown);
    const sinew_status status = sinew_dictionary_create(&options, &dictionary, &error);
    sinew::FailAllocationsAfter(-1);
    if (status == SINEW_STATUS_OK) {
      sinew_dictionary_destroy(dictionary);
      break;
    }
    BOOST_TEST(status == SINEW_STATUS_OUT_OF_MEMORY);
    BOOST_TEST(dictionary == nullptr);
    BOOST_TEST(sinew_memory_stats().blocks == 0u);
  }
  BOOST_TEST(countdown >= 4);
  BOOST_TEST(sinew_memory_stats().blocks == 0u);
}

BOOST_AUTO_TEST_CASE(TheMemoryLimitHolds) {
  Random random(3);
  sinew_dictionary_options options = OptionsFor(SINEW_TYPE_STRING);
  options.memory_limit = 200000;
  options.expected_values = SIZE_MAX;
  const Dictionary dictionary = Create(options);
  DictionaryRef<std::string> expected;
  bool reached = false;
  for (size_t batch = 0; batch < 200; ++batch) {
    const Rows<std::string> rows = RandomRows<std::string>(20, 1 << 20, false, random);
    const Columns column(SINEW_TYPE_STRING, rows);
    uint32_t indices[20];
    sinew_error error = {};
    const sinew_status status =
        sinew_dictionary_encode(dictionary.get(), &column.view, indices, &error);
    BOOST_TEST(sinew_dictionary_memory(dictionary.get()) <= options.memory_limit);
    if (status == SINEW_STATUS_OK) {
      expected.Encode(rows);
    } else {
      reached = true;
      BOOST_TEST(status == SINEW_STATUS_MEMORY_LIMIT);
      BOOST_TEST(std::string(error.message).find("200000 bytes") != std::string::npos);
    }
    BOOST_TEST_REQUIRE((ValuesOf<std::string>(dictionary) == expected.values()));
  }
  BOOST_TEST(reached);
  options.memory_limit = 100;
  sinew_dictionary* none;
  BOOST_TEST(sinew_dictionary_create(&options, &none, nullptr) == SINEW_STATUS_MEMORY_LIMIT);
  BOOST_TEST(none == nullptr);
}

BOOST_AUTO_TEST_CASE(CreateNamesTheArgumentAtFault) {
  sinew_dictionary* dictionary;
  sinew_error e = {};
  sinew_dictionary_options options = OptionsFor(SINEW_TYPE_I64);
  ExpectInvalid(sinew_dictionary_create(nullptr, &dictionary, &e), e, "options is null");
  ExpectInvalid(sinew_dictionary_create(&options, nullptr, &e), e, "out is null");
  for (const sinew_type type : {SINEW_TYPE_F32, SINEW_TYPE_F64, SINEW_TYPE_BYTES16, sinew_type{},
                                SINEW_TYPE_BOOL, static_cast<sinew_type>(100)}) {
    options.type = type;
    ExpectInvalid(sinew_dictionary_create(&options, &dictionary, &e), e, "options.type");
    BOOST_TEST(dictionary == nullptr);
  }
  options = OptionsFor(SINEW_TYPE_I64);
  options.size = 8;
  ExpectInvalid(sinew_dictionary_create(&options, &dictionary, &e), e, "options.size");
}

BOOST_AUTO_TEST_CASE(EncodeNamesTheArgumentAtFaultAndChangesNothing) {
  const Dictionary dictionary = Create(OptionsFor(SINEW_TYPE_STRING));
  const Rows<std::string> rows = {"a", "bc", "def"};
  const Columns column(SINEW_TYPE_STRING, rows);
  Encode(dictionary, column.view);
  uint32_t indices[3];
  const auto check = [&](auto change, const char* words, size_t offset = 0) {
    sinew_column changed = column.view;
    change(changed);
    sinew_error error = {};
    ExpectInvalid(sinew_dictionary_encode(dictionary.get(), &changed, indices, &error), error,
                  words, offset);
    BOOST_TEST((ValuesOf<std::string>(dictionary) == std::vector<std::string>{"a", "bc", "def"}));
  };
  const int32_t backwards[] = {0, 2, 1, 3};
  const int64_t huge[] = {0, 1, 1 + (int64_t{1} << 32), 1 + (int64_t{1} << 32)};
  check([](sinew_column& c) { c.type = SINEW_TYPE_I8, c.values_size = 3; }, "column: type 16");
  check([&](sinew_column& c) { c.offsets = backwards; }, "column: the offsets of row 1", 1);
  check([](sinew_column& c) { c.values_size -= 1; }, "column: row 2 ends", 2);
  check([](sinew_column& c) { c.offsets = nullptr; }, "column: offsets is null");
  check([](sinew_column& c) { c.count = SIZE_MAX; },
        "column: count or validity_offset + count overflows");
  check(
      [&](sinew_column& c) {
        c.type = SINEW_TYPE_LARGE_STRING;
        c.offsets = huge;
        c.values_size = size_t{2} << 32;
      },
      "column: row 1 is longer", 1);
  sinew_error e = {};
  ExpectInvalid(sinew_dictionary_encode(nullptr, &column.view, indices, &e), e,
                "dictionary is null");
  ExpectInvalid(sinew_dictionary_encode(dictionary.get(), nullptr, indices, &e), e,
                "column: the column is null");
  ExpectInvalid(sinew_dictionary_encode(dictionary.get(), &column.view, nullptr, &e), e,
                "out is null");
}

BOOST_AUTO_TEST_CASE(ReadersNameTheArgumentAtFault) {
  const Dictionary integers = Create(OptionsFor(SINEW_TYPE_I16));
  const Dictionary strings = Create(OptionsFor(SINEW_TYPE_STRING));
  Encode(integers, Columns(SINEW_TYPE_I16, Rows<int16_t>{5}).view);
  Encode(strings, Columns(SINEW_TYPE_STRING, Rows<std::string>{"five"}).view);
  const OwnedBatch batch = CreateBatch();
  BOOST_REQUIRE_EQUAL(sinew_dictionary_values(strings.get(), 0, 1, batch.get(), nullptr),
                      SINEW_STATUS_OK);
  const Snapshot before(batch.get());
  sinew_error e = {};
  const auto refused = [&](const Dictionary& dictionary, size_t first, size_t count) {
    ExpectInvalid(sinew_dictionary_values(dictionary.get(), first, count, batch.get(), &e), e,
                  "first + count", 1);
    BOOST_TEST((Snapshot(batch.get()) == before));
  };
  refused(integers, 0, 2);
  refused(integers, SIZE_MAX, 2);
  refused(strings, 1, 1);
  refused(strings, 1, SIZE_MAX);
  ExpectInvalid(sinew_dictionary_values(nullptr, 0, 0, batch.get(), &e), e, "dictionary is null");
  ExpectInvalid(sinew_dictionary_values(integers.get(), 0, 1, nullptr, &e), e, "batch is null");
  sinew::FailAllocationsAfter(0);
  BOOST_TEST(sinew_dictionary_values(integers.get(), 0, 1, batch.get(), &e) == SINEW_STATUS_OK);
  BOOST_TEST(sinew_dictionary_values(integers.get(), 0, 0, batch.get(), &e) == SINEW_STATUS_OK);
  sinew::FailAllocationsAfter(-1);
  const OwnedBatch small = CreateBatch(1024);
  Encode(strings, Columns(SINEW_TYPE_STRING, Rows<std::string>{std::string(2000, 'x')}).view);
  BOOST_TEST(sinew_dictionary_values(strings.get(), 0, 2, small.get(), &e) ==
             SINEW_STATUS_MEMORY_LIMIT);
  BOOST_TEST(sinew_batch_column_count(small.get()) == 0u);
  BOOST_TEST(sinew_dictionary_reset(nullptr) == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_dictionary_count(nullptr) == 0u);
  BOOST_TEST(sinew_dictionary_memory(nullptr) == 0u);
  sinew_dictionary_destroy(nullptr);
}

#include "core/key_attack.h"
#include "encoding/dictionary_fixture.h"
#include "support/targets.h"

namespace {

// Encodes in batches of `batch` rows and compares every one, and the values at the end.
template <typename Value>
void RequireEqualToOracle(sinew_type type, const Rows<Value>& rows, size_t batch, size_t offset,
                          bool nulls, const sinew_dictionary_options& options) {
  const Dictionary dictionary = Create(options);
  DictionaryRef<Value> expected;
  for (size_t first = 0; first < rows.size(); first += batch) {
    const size_t last = std::min(first + batch, rows.size());
    const Rows<Value> part(rows.begin() + static_cast<ptrdiff_t>(first),
                           rows.begin() + static_cast<ptrdiff_t>(last));
    const Columns column(type, part, offset, nulls);
    BOOST_TEST_REQUIRE(Encode(dictionary, column.view) == expected.Encode(part));
  }
  BOOST_TEST_REQUIRE(ValuesOf<Value>(dictionary) == expected.values());
}

}  // namespace

// The example of docs/formats/dictionary.md.
BOOST_AUTO_TEST_CASE(TheExampleOfThePage) {
  const Rows<std::string> cities = {"Oslo", "Rome", "Oslo", std::nullopt, "", "Rome"};
  const Columns column(SINEW_TYPE_STRING, cities);
  const Dictionary dictionary = Create(OptionsFor(SINEW_TYPE_STRING));
  const std::vector<uint32_t> indices = {0, 1, 0, 0, 2, 1};
  BOOST_TEST(Encode(dictionary, column.view) == indices);
  const std::vector<std::string> values = {"Oslo", "Rome", ""};
  BOOST_TEST(ValuesOf<std::string>(dictionary) == values);

  BOOST_TEST((column.view.validity[0] & 0x3F) == 0x37);
  const OwnedBatch batch = CreateBatch();
  BOOST_REQUIRE_EQUAL(sinew_dictionary_values(dictionary.get(), 0, 3, batch.get(), nullptr),
                      SINEW_STATUS_OK);
  const sinew_column dictionary_values = sinew_batch_column(batch.get(), 0);
  BOOST_TEST((dictionary_values.type == SINEW_TYPE_LARGE_STRING));
  const int64_t offsets[] = {0, 4, 8, 8};
  BOOST_TEST(memcmp(dictionary_values.offsets, offsets, sizeof(offsets)) == 0);
  BOOST_TEST(memcmp(dictionary_values.values, "\x4F\x73\x6C\x6F\x52\x6F\x6D\x65", 8) == 0);
}

BOOST_AUTO_TEST_CASE(EqualsTheOracleOnEveryTarget) {
  ForEachTarget([] {
    ForEachType([](auto value, sinew_type type) {
      using Value = decltype(value);
      Random random(type);
      for (const size_t count : {0, 1, 2, 7, 255, 256, 257, 600}) {
        for (const size_t distinct : {1, 3, 100, 1000}) {
          const bool nulls = (count + distinct) % 2 == 0;
          RequireEqualToOracle(type, RandomRows<Value>(count, distinct, nulls, random), 256,
                               random.Below(10), nulls, OptionsFor(type));
        }
      }
    });
  });
}

BOOST_AUTO_TEST_CASE(BatchesAreOneBatch) {
  ForEachType([](auto value, sinew_type type) {
    using Value = decltype(value);
    Random random(100 + type);
    const Rows<Value> rows = RandomRows<Value>(3000, 900, true, random);
    for (const size_t batch : {1, 17, 300, 3000}) {
      RequireEqualToOracle(type, rows, batch, batch % 8, true, OptionsFor(type));
    }
  });
}

BOOST_AUTO_TEST_CASE(HintAndSeedChangeNothing) {
  Random random(5);
  for (const size_t expected : {size_t{0}, size_t{1}, size_t{5000}, size_t{300000}}) {
    for (const uint64_t seed : {uint64_t{0}, ~uint64_t{0}, random()}) {
      sinew_dictionary_options options = OptionsFor(SINEW_TYPE_I64);
      options.expected_values = expected;
      options.seed = seed;
      RequireEqualToOracle(SINEW_TYPE_I64, RandomRows<int64_t>(3000, 2000, true, random), 1000, 0,
                           true, options);
      options.type = SINEW_TYPE_STRING;
      RequireEqualToOracle(SINEW_TYPE_STRING, RandomRows<std::string>(3000, 2000, true, random),
                           1000, 0, true, options);
    }
  }
}

// Enough values for segments of the directory to split and for many chunks of the stores.
BOOST_AUTO_TEST_CASE(ManyValues) {
  constexpr size_t kCount = 400000;
  std::vector<uint64_t> rows(kCount);
  for (size_t i = 0; i < kCount; ++i) rows[i] = i * 0x9E3779B97F4A7C15u;
  const sinew_column column = {SINEW_TYPE_U64, kCount,  rows.data(), kCount * 8,
                               nullptr,        nullptr, 0,           0};
  const Dictionary dictionary = Create(OptionsFor(SINEW_TYPE_U64));
  std::vector<uint32_t> indices(kCount);
  for (int turn = 0; turn < 2; ++turn) {
    indices = Encode(dictionary, column);
    for (size_t i = 0; i < kCount; ++i) BOOST_REQUIRE_EQUAL(indices[i], i);
  }
  BOOST_TEST((ValuesOf<uint64_t>(dictionary) == rows));
  BOOST_TEST((ValuesOf<uint64_t>(dictionary, kCount - 3, 3) ==
              std::vector<uint64_t>(rows.end() - 3, rows.end())));
}

BOOST_AUTO_TEST_CASE(ValuesAtTheEndsOfTheirType) {
  const Rows<int8_t> bytes = {-128, 127, -1, 0, -128, 1};
  RequireEqualToOracle(SINEW_TYPE_I8, bytes, 6, 0, false, OptionsFor(SINEW_TYPE_I8));
  const Rows<int64_t> words = {INT64_MIN, INT64_MAX, 0,
                               -1,        INT64_MIN, static_cast<int64_t>(0xD1B54A32D192ED03u)};
  RequireEqualToOracle(SINEW_TYPE_I64, words, 6, 0, false, OptionsFor(SINEW_TYPE_I64));
}

BOOST_AUTO_TEST_CASE(NullsNeedNoValue) {
  const Columns nulls(SINEW_TYPE_I32, Rows<int32_t>(1000));
  const Dictionary dictionary = Create(OptionsFor(SINEW_TYPE_I32));
  BOOST_TEST(Encode(dictionary, nulls.view) == std::vector<uint32_t>(1000));
  BOOST_TEST(sinew_dictionary_count(dictionary.get()) == 0u);
}

// Rows and indices at both ends of guarded memory, at every misalignment.
BOOST_AUTO_TEST_CASE(TouchesNothingElse) {
  GuardedMemory in(4096), out(8192);
  ForEachTarget([&] {
    for (const size_t count : {1u, 3u, 16u, 255u, 300u}) {
      for (size_t misalign = 0; misalign < 8; ++misalign) {
        const size_t size = count * sizeof(uint64_t);
        for (const bool front : {false, true}) {
          uint8_t* rows = front ? in.Front() + misalign : in.Back(size, misalign);
          uint8_t* indices = front ? out.Front() + misalign : out.Back(count * 4, misalign);
          for (size_t i = 0; i < count; ++i) {
            const uint64_t value = i % 11;
            memcpy(rows + i * 8, &value, 8);
          }
          const sinew_column column = {SINEW_TYPE_U64, count, rows, size, nullptr, nullptr, 0, 0};
          const Dictionary dictionary = Create(OptionsFor(SINEW_TYPE_U64));
          BOOST_REQUIRE_EQUAL(
              sinew_dictionary_encode(dictionary.get(), &column,
                                      reinterpret_cast<uint32_t*>(indices), nullptr),
              SINEW_STATUS_OK);
          for (size_t i = 0; i < count; ++i) {
            uint32_t index;
            memcpy(&index, indices + i * 4, 4);
            BOOST_REQUIRE_EQUAL(index, i % 11);
          }
        }
      }
    }
  });
}

BOOST_AUTO_TEST_CASE(ResetForgetsTheValuesAndKeepsTheMemory) {
  Random random(9);
  const Dictionary dictionary = Create(OptionsFor(SINEW_TYPE_STRING));
  const Rows<std::string> rows = RandomRows<std::string>(5000, 3000, true, random);
  const Columns column(SINEW_TYPE_STRING, rows);
  const std::vector<uint32_t> first = Encode(dictionary, column.view);
  const size_t memory = sinew_dictionary_memory(dictionary.get());
  BOOST_TEST(sinew_dictionary_reset(dictionary.get()) == SINEW_STATUS_OK);
  BOOST_TEST(sinew_dictionary_count(dictionary.get()) == 0u);
  BOOST_TEST((Encode(dictionary, column.view) == first));
  BOOST_TEST(sinew_dictionary_memory(dictionary.get()) == memory);
}

BOOST_AUTO_TEST_CASE(ChosenValuesChangeNothing) {
  sinew_dictionary_options options = OptionsFor(SINEW_TYPE_STRING);
  options.seed = 9;
  const std::vector<std::string> strings = AttackStrings(Attack::kOneHash, 20000, 9);
  const Rows<std::string> rows(strings.begin(), strings.end());
  const Dictionary dictionary = Create(options);
  const Columns column(SINEW_TYPE_STRING, rows);
  for (int turn = 0; turn < 2; ++turn) {
    const std::vector<uint32_t> indices = Encode(dictionary, column.view);
    for (size_t i = 0; i < rows.size(); ++i) BOOST_REQUIRE_EQUAL(indices[i], i);
  }
  BOOST_TEST(sinew::KeysOf(*dictionary).is_strong());
  BOOST_TEST(sinew::KeysOf(*dictionary).steps() < 2 * 4 * rows.size() + 5000);
  BOOST_TEST((ValuesOf<std::string>(dictionary) == strings));
}

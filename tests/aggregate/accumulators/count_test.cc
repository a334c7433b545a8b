#include "aggregate/accumulators/contract.h"

namespace {

template <typename T>
void TestCount() {
  std::vector<sinew_type> types = NumbersOf<T>();
  if (std::is_same_v<T, int64_t>) types.insert(types.end(), kTimes.begin(), kTimes.end());
  TestContract<T>(SINEW_AGGREGATE_COUNT, types, SINEW_TYPE_I64,
                  [](const std::vector<T>&, const std::vector<bool>& valid, Order) {
                    const auto count = std::count(valid.begin(), valid.end(), true);
                    return Wanted{true, static_cast<uint64_t>(count)};
                  });
}

template <typename T>
void TestCountRows() {
  TestContract<T>(SINEW_AGGREGATE_COUNT_ROWS, {kTypeOfTest<T>}, SINEW_TYPE_I64,
                  [](const std::vector<T>& rows, const std::vector<bool>&, Order) {
                    return Wanted{true, rows.size()};
                  });
}

}  // namespace

BOOST_AUTO_TEST_CASE(I64) { TestCount<int64_t>(); }
BOOST_AUTO_TEST_CASE(U64) { TestCount<uint64_t>(); }
BOOST_AUTO_TEST_CASE(F64) { TestCount<double>(); }
BOOST_AUTO_TEST_CASE(RowsOfI64) { TestCountRows<int64_t>(); }
BOOST_AUTO_TEST_CASE(RowsOfU64) { TestCountRows<uint64_t>(); }
BOOST_AUTO_TEST_CASE(RowsOfF64) { TestCountRows<double>(); }

// Of a type that has nothing but a count, and whose values need not even be there.
BOOST_AUTO_TEST_CASE(EveryType) {
  const uint8_t validity[] = {0b10110010, 0xFF, 0x01};
  const int64_t offsets[25] = {};
  const uint8_t values[24 * 16] = {};
  size_t types = 0;
  for (int number = 0; number < 128; ++number) {
    const sinew_type type = static_cast<sinew_type>(number);
    if (!sinew::IsType(type)) continue;
    ++types;
    const sinew_column all = {type, 24, values, sizeof(values), offsets, validity, 0, 0};
    BOOST_TEST(Reduce(SINEW_AGGREGATE_COUNT, all).i64 == 13);
    BOOST_TEST(Reduce(SINEW_AGGREGATE_COUNT, all).count == 13u);
    BOOST_TEST(Reduce(SINEW_AGGREGATE_COUNT_ROWS, all).i64 == 24);
    const sinew_column inner = {type, 10, values, sizeof(values), offsets, validity, 7, 0};
    BOOST_TEST(Reduce(SINEW_AGGREGATE_COUNT, inner).i64 == 10);
    const sinew_column none = {type, 0, nullptr, 0, nullptr, nullptr, 3, 0};
    BOOST_TEST(Reduce(SINEW_AGGREGATE_COUNT, none).i64 == 0);
    const sinew_column no_nulls = {type, 24, values, sizeof(values), offsets, nullptr, 0, 0};
    BOOST_TEST(Reduce(SINEW_AGGREGATE_COUNT, no_nulls).i64 == 24);
  }
  BOOST_TEST(types > 15u);
}

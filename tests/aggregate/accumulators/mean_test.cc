#include "aggregate/accumulators/contract.h"
#include "aggregate/accumulators/sum_ref.h"

namespace {

template <typename T>
void TestMean() {
  TestContract<T>(SINEW_AGGREGATE_MEAN, NumbersOf<T>(), SINEW_TYPE_F64,
                  [](const std::vector<T>& rows, const std::vector<bool>& valid, Order order) {
                    const auto count = std::count(valid.begin(), valid.end(), true);
                    if (count == 0) return Wanted{};
                    const double mean = static_cast<double>(RefSum(rows, valid, order)) /
                                        static_cast<double>(count);
                    return Wanted{true, mean != mean ? kNaN : BitsOf(mean)};
                  });
}

template <typename T>
double Mean(const std::vector<T>& rows) {
  return Reduce(SINEW_AGGREGATE_MEAN, rows).f64;
}

}  // namespace

BOOST_AUTO_TEST_CASE(I64) { TestMean<int64_t>(); }
BOOST_AUTO_TEST_CASE(U64) { TestMean<uint64_t>(); }
BOOST_AUTO_TEST_CASE(F64) { TestMean<double>(); }

// No sum is too large for a mean, and the exact sum is rounded once, ties to even.
BOOST_AUTO_TEST_CASE(ByHand) {
  ForEachTarget([] {
    BOOST_TEST(Mean<int64_t>({1, 2, 4}) == 7.0 / 3);
    BOOST_TEST(Mean<int64_t>({INT64_MAX, INT64_MAX}) == 0x1p63);
    BOOST_TEST(Mean<int64_t>({INT64_MIN, INT64_MIN, INT64_MIN}) == -0x1p63);
    BOOST_TEST(Mean<uint64_t>({UINT64_MAX, UINT64_MAX, 2}) == 0x1p65 / 3);
    BOOST_TEST(Mean<int64_t>({(int64_t{1} << 53) + 1}) == 0x1p53);
    BOOST_TEST(Mean<int64_t>({(int64_t{1} << 53) + 3}) == 0x1.0000000000002p53);
    BOOST_TEST(Mean<double>({0.5, 0.25}) == 0.375);
    BOOST_TEST(BitsOf(Mean<double>({-0.0})) == 0u);
  });
}

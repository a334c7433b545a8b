#include "aggregate/accumulators/contract.h"

namespace {

template <typename T>
void TestFirstLast() {
  const auto wanted = [](bool last) {
    return [last](const std::vector<T>& rows, const std::vector<bool>& valid, Order) {
      Wanted found;
      for (size_t i = 0; i < rows.size(); ++i) {
        if (!valid[i] || (found.bits && !last)) continue;
        found.bits = rows[i] != rows[i] ? kNaN : BitsOf(rows[i]);
      }
      return found;
    };
  };
  std::vector<sinew_type> types = NumbersOf<T>();
  if (std::is_same_v<T, int64_t>) types.insert(types.end(), kTimes.begin(), kTimes.end());
  TestContract<T>(SINEW_AGGREGATE_FIRST, types, {}, wanted(false));
  TestContract<T>(SINEW_AGGREGATE_LAST, types, {}, wanted(true));
}

}  // namespace

BOOST_AUTO_TEST_CASE(I64) { TestFirstLast<int64_t>(); }
BOOST_AUTO_TEST_CASE(U64) { TestFirstLast<uint64_t>(); }
BOOST_AUTO_TEST_CASE(F64) { TestFirstLast<double>(); }

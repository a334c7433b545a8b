#include "aggregate/accumulators/contract.h"

namespace {

template <typename T>
void TestBits() {
  const auto wanted = [](T (*combine)(T, T)) {
    return [combine](const std::vector<T>& rows, const std::vector<bool>& valid, Order) {
      std::optional<T> found;
      for (size_t i = 0; i < rows.size(); ++i) {
        if (valid[i]) found = found ? combine(*found, rows[i]) : rows[i];
      }
      return found ? Wanted{true, BitsOf(*found)} : Wanted{};
    };
  };
  std::vector<sinew_type> types = NumbersOf<T>();
  std::erase(types, SINEW_TYPE_BOOL);
  TestContract<T>(SINEW_AGGREGATE_BIT_AND, types, {}, wanted([](T a, T b) -> T { return a & b; }));
  TestContract<T>(SINEW_AGGREGATE_BIT_OR, types, {}, wanted([](T a, T b) -> T { return a | b; }));
  TestContract<T>(SINEW_AGGREGATE_BIT_XOR, types, {}, wanted([](T a, T b) -> T { return a ^ b; }));
}

}  // namespace

BOOST_AUTO_TEST_CASE(I64) { TestBits<int64_t>(); }
BOOST_AUTO_TEST_CASE(U64) { TestBits<uint64_t>(); }

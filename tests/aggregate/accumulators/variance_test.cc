#include "aggregate/accumulators/contract.h"

namespace {

// Count, mean and sum of the squares of the distances from it, as docs/numbers.md has them.
struct RefMoments {
  double count = 0, mean = 0, squares = 0;
};

RefMoments RefMerge(const RefMoments& a, const RefMoments& b) {
  if (a.count == 0) return b;
  if (b.count == 0) return a;
  RefMoments all;
  all.count = a.count + b.count;
  const double part = b.count / all.count, distance = b.mean - a.mean;
  all.mean = a.mean + distance * part;
  all.squares = a.squares + (b.squares + distance * distance * (a.count * part));
  return all;
}

double RefSum32(std::vector<double> terms) {
  double sums[32] = {};
  for (size_t i = 0; i < terms.size(); ++i) sums[i % 32] += terms[i];
  for (size_t half = 16; half != 0; half /= 2) {
    for (size_t j = 0; j < half; ++j) sums[j] += sums[j + half];
  }
  return sums[0];
}

RefMoments RefOfColumn(const std::vector<double>& rows, const std::vector<bool>& valid) {
  RefMoments all;
  for (size_t first = 0; first < rows.size(); first += 2048) {
    const size_t end = std::min<size_t>(first + 2048, rows.size());
    RefMoments block;
    std::vector<double> terms;
    for (size_t i = first; i < end; ++i) {
      terms.push_back(valid[i] ? rows[i] : 0);
      block.count += valid[i];
    }
    if (block.count == 0) continue;
    block.mean = RefSum32(terms) / block.count;
    for (size_t i = first; i < end; ++i) terms[i - first] = valid[i] ? rows[i] - block.mean : 0;
    const double off = RefSum32(terms);
    for (double& term : terms) term *= term;
    block.squares = RefSum32(terms) - off * (off / block.count);
    if (block.squares < 0) block.squares = 0;
    block.mean += off / block.count;
    all = RefMerge(all, block);
  }
  return all;
}

RefMoments RefOfGroup(const std::vector<double>& rows, const std::vector<bool>& valid) {
  RefMoments all;
  for (size_t i = 0; i < rows.size(); ++i) {
    if (!valid[i]) continue;
    all.count += 1;
    const double distance = rows[i] - all.mean;
    all.mean += distance / all.count;
    all.squares += distance * (rows[i] - all.mean);
  }
  return all;
}

template <typename T>
void TestVariances() {
  const auto wanted = [](bool is_sample, bool is_root) {
    return [=](const std::vector<T>& rows, const std::vector<bool>& valid, Order order) {
      std::vector<double> doubles(rows.begin(), rows.end());
      const RefMoments moments =
          order == Order::kColumn ? RefOfColumn(doubles, valid) : RefOfGroup(doubles, valid);
      if (moments.count < (is_sample ? 2 : 1)) return Wanted{};
      double result = moments.squares / (moments.count - is_sample);
      // What is off in a mean shows more the closer the values are to one another.
      double largest = 0;
      for (size_t i = 0; i < rows.size(); ++i) {
        if (valid[i]) largest = std::max(largest, std::abs(doubles[i]));
      }
      const double slack = 1e-14 * moments.count * largest;
      const double tolerance = 1e-9 * result + slack * (is_root ? 1 : std::sqrt(result));
      if (is_root) result = std::sqrt(result);
      return Wanted{true, result != result ? kNaN : BitsOf(result),
                    order == Order::kMerged ? tolerance : 0};
    };
  };
  const std::vector<sinew_type> types = NumbersOf<T>();
  TestContract<T>(SINEW_AGGREGATE_VARIANCE_POPULATION, types, SINEW_TYPE_F64, wanted(false, false));
  TestContract<T>(SINEW_AGGREGATE_VARIANCE_SAMPLE, types, SINEW_TYPE_F64, wanted(true, false));
  TestContract<T>(SINEW_AGGREGATE_STDDEV_POPULATION, types, SINEW_TYPE_F64, wanted(false, true));
  TestContract<T>(SINEW_AGGREGATE_STDDEV_SAMPLE, types, SINEW_TYPE_F64, wanted(true, true));
}

}  // namespace

BOOST_AUTO_TEST_CASE(I64) { TestVariances<int64_t>(); }
BOOST_AUTO_TEST_CASE(U64) { TestVariances<uint64_t>(); }
BOOST_AUTO_TEST_CASE(F64) { TestVariances<double>(); }

// The data set of NIST's StRD "NumAcc1" to "NumAcc4" in small: what is certified is the standard
// deviation of a sample, whatever constant is added to it.
BOOST_AUTO_TEST_CASE(FarFromZero) {
  ForEachTarget([] {
    const std::vector<double> near = {10000001, 10000003, 10000002};
    BOOST_TEST(Reduce(SINEW_AGGREGATE_STDDEV_SAMPLE, near).f64 == 1);
    for (const double base : {1000000.0, 10000000.0, 1e15}) {
      std::vector<double> rows = {base + 0.5};
      for (size_t i = 0; i < 500; ++i) {
        rows.push_back(base + 0.25);
        rows.push_back(base + 0.75);
      }
      BOOST_TEST(std::abs(Reduce(SINEW_AGGREGATE_VARIANCE_SAMPLE, rows).f64 - 0.0625) < 1e-9);
    }
    BOOST_TEST(Reduce(SINEW_AGGREGATE_VARIANCE_POPULATION, std::vector<int64_t>{2, 4}).f64 == 1);
    BOOST_TEST(Reduce(SINEW_AGGREGATE_VARIANCE_SAMPLE, std::vector<int64_t>{2, 4}).f64 == 2);
    const sinew_reduce_result alone =
        Reduce(SINEW_AGGREGATE_VARIANCE_SAMPLE, std::vector<int64_t>{2});
    BOOST_TEST(alone.count == 1u);
    BOOST_TEST(BitsOf(alone.f64) == 0u);
  });
}

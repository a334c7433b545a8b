#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <numeric>

#include "aggregate/reduce.h"
#include "support/random.h"
#include "support/repeated.h"

// Columns of more rows than 32 bits count.

namespace {

constexpr size_t kManyRows = (size_t{1} << 31) + 1000;
constexpr size_t kBlockRows = RepeatedMemory::kOddBlock / 8;

__extension__ typedef __int128 Wide;

// The sum of kManyRows rows, of which `block` is the beginning.
template <typename T>
Wide ManySum(const std::vector<T>& block) {
  const auto sum = [&](size_t rows) {
    return std::accumulate(block.begin(), block.begin() + static_cast<ptrdiff_t>(rows), Wide{0});
  };
  return sum(kBlockRows) * static_cast<Wide>(kManyRows / kBlockRows) + sum(kManyRows % kBlockRows);
}

template <typename T>
std::vector<T> Block(unsigned shift) {
  Random random(7);
  std::vector<T> block(kBlockRows);
  for (T& row : block) row = static_cast<T>(random()) >> shift;
  return block;
}

}  // namespace

BOOST_AUTO_TEST_CASE(IntegersBeyond32BitsOfRows) {
  const std::vector<int64_t> block = Block<int64_t>(28);
  RepeatedMemory rows(kManyRows * 8, block.data(), RepeatedMemory::kOddBlock);
  const sinew_column column = ColumnOf(reinterpret_cast<const int64_t*>(rows.data()), kManyRows);
  const sinew_reduce_result sum = Reduce(SINEW_AGGREGATE_SUM, column);
  BOOST_TEST(sum.status == SINEW_STATUS_OK);
  BOOST_TEST(sum.i64 == static_cast<int64_t>(ManySum(block)));
  BOOST_TEST(sum.count == kManyRows);
  const sinew_reduce_result min = Reduce(SINEW_AGGREGATE_MIN, column);
  BOOST_TEST(min.i64 == *std::min_element(block.begin(), block.end()));
  BOOST_TEST(min.count == kManyRows);
}

BOOST_AUTO_TEST_CASE(NaturalsBeyond32BitsOfRowsAnd64OfSum) {
  const std::vector<uint64_t> block = Block<uint64_t>(0);
  RepeatedMemory rows(kManyRows * 8, block.data(), RepeatedMemory::kOddBlock);
  const sinew_column column = ColumnOf(reinterpret_cast<const uint64_t*>(rows.data()), kManyRows);
  const sinew_reduce_result sum = Reduce(SINEW_AGGREGATE_SUM, column);
  BOOST_TEST(sum.status == SINEW_STATUS_OVERFLOW);
  BOOST_TEST(sum.u64 == 0u);
  BOOST_TEST(sum.count == kManyRows);
  const sinew_reduce_result mean = Reduce(SINEW_AGGREGATE_MEAN, column);
  BOOST_TEST(mean.f64 == static_cast<double>(ManySum(block)) / static_cast<double>(kManyRows));
}

BOOST_AUTO_TEST_CASE(DoublesWithNullsBeyond32BitsOfRows) {
  const std::vector<double> block(kBlockRows, 3.0);
  RepeatedMemory rows(kManyRows * 8, block.data(), RepeatedMemory::kOddBlock);
  std::vector<uint8_t> bits = RandomBytes(RepeatedMemory::kOddBlock, 8);
  RepeatedMemory validity(kManyRows / 8 + 1, bits.data(), RepeatedMemory::kOddBlock);
  constexpr size_t kBit = 3;
  const size_t count = sinew_bitmap_count(validity.data(), kBit, kManyRows);
  size_t ones = 0;
  for (size_t byte = 0; byte < (kManyRows + kBit) / 8; ++byte) {
    ones += static_cast<size_t>(__builtin_popcount(bits[byte % bits.size()]));
  }
  ones -= static_cast<size_t>(__builtin_popcount(bits[0] & 7));
  const uint8_t last = bits[(kManyRows + kBit) / 8 % bits.size()];
  ones += static_cast<size_t>(__builtin_popcount(last & ((1 << (kManyRows + kBit) % 8) - 1)));
  BOOST_REQUIRE_EQUAL(count, ones);
  const sinew_column column =
      ColumnOf(reinterpret_cast<const double*>(rows.data()), kManyRows, validity.data(), kBit);
  const sinew_reduce_result sum = Reduce(SINEW_AGGREGATE_SUM, column);
  BOOST_TEST(sum.f64 == 3.0 * static_cast<double>(ones));
  BOOST_TEST(sum.count == ones);
  BOOST_TEST(Reduce(SINEW_AGGREGATE_COUNT, column).count == ones);
}

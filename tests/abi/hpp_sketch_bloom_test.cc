#include "hpp.h"

BOOST_AUTO_TEST_CASE(BloomOfColumns) {
  sinew::bloom bloom(100, 0.01), other(100, 0.01);
  const std::vector<int64_t> rows = {1, 2, 3}, more = {7, 8}, all = {1, 7, -1, 3, 8};
  bloom.update(sinew::column(rows));
  other.update(sinew::column(more));
  bloom.merge(other);
  BOOST_TEST(bloom.contains(sinew::column(all)).at(0) == 0b11011);
  BOOST_TEST(bloom.memory() >= 128u);
  const std::vector<std::byte> bytes = bloom.encode();
  BOOST_TEST(bytes.size() == 128u);
  const sinew::bloom decoded = sinew::bloom::decode(bytes);
  BOOST_TEST((decoded.encode() == bytes));
  bloom.reset();
  BOOST_TEST((bloom.encode() == sinew::bloom::of_size(128).encode()));
  RequireError([] { sinew::bloom none(0, 0.01); }, SINEW_STATUS_INVALID_ARGUMENT, 0,
               "options.distinct_count");
  RequireError([&] { sinew::bloom::decode(std::span(bytes).first(9)); }, SINEW_STATUS_TRUNCATED, 9,
               "in: 9 bytes are");
}

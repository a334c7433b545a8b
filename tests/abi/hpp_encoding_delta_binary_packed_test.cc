#include "hpp.h"

// docs/formats/delta-binary-packed.md.
BOOST_AUTO_TEST_CASE(DeltaBinaryPacked) {
  const std::vector<int32_t> values = {7, 5, 3, 1, 2, 3, 4, 5};
  const std::vector<int64_t> wide(values.begin(), values.end());
  std::vector<int32_t> narrow_again(8);
  std::vector<int64_t> wide_again(8);
  std::vector<std::byte> bytes(sinew_delta_binary_packed_encoded_bound_i64(8));
  BOOST_TEST(sinew::delta_binary_packed_encode(values, bytes) == 18u);
  BOOST_TEST(sinew::delta_binary_packed_count(bytes) == 8u);
  BOOST_TEST(sinew::delta_binary_packed_decode(bytes, narrow_again).read == 18u);
  BOOST_TEST(narrow_again == values);
  BOOST_TEST(sinew::delta_binary_packed_encode(wide, bytes) == 18u);
  BOOST_TEST(sinew::delta_binary_packed_decode(bytes, wide_again).written == 8u);
  BOOST_TEST(wide_again == wide);
  narrow_again.resize(7);
  RequireError([&] { sinew::delta_binary_packed_decode(bytes, narrow_again); },
               SINEW_STATUS_OUTPUT_FULL, 3, "sinew_delta_binary_packed_decode_i32");
  RequireError([&] { sinew::delta_binary_packed_count(std::span(bytes).first(2)); },
               SINEW_STATUS_TRUNCATED, 2, "sinew_delta_binary_packed_count");
}

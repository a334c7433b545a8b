#include "hpp.h"

// docs/formats/integers.md.
BOOST_AUTO_TEST_CASE(FrameOfReference) {
  const std::vector<int64_t> values = {1000, 1003, 1001};
  const sinew_frame_i64 frame = sinew::frame_of_reference_measure(values);
  BOOST_TEST(frame.base == 1000);
  BOOST_TEST(frame.width == 2u);
  std::vector<uint64_t> distances(3);
  sinew::frame_of_reference_encode(values, frame.base, distances);
  BOOST_TEST(distances == (std::vector<uint64_t>{0, 3, 1}));
  std::vector<int64_t> back(3);
  sinew::frame_of_reference_decode(distances, frame.base, back);
  BOOST_TEST(back == values);
  RequireError([&] { sinew::frame_of_reference_decode(distances, 0, std::span(back).first(2)); },
               SINEW_STATUS_INVALID_ARGUMENT, 2, "out");
}

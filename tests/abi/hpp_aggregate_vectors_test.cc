#include "hpp.h"

BOOST_AUTO_TEST_CASE(FindsNearestVectors) {
  const std::vector<float> values = {3, 4, 4, 3, -3, -4, 6, 8};
  const sinew::vectors<float> in(values, 2);
  const sinew::vectors<float> query(std::span<const float>(values.data(), 2), 2);
  BOOST_TEST(in.size() == 4u);
  BOOST_TEST(in.dimension() == 2u);
  std::vector<double> measures(4);
  sinew::compare(in, query, SINEW_METRIC_SQUARED_DISTANCE, std::span<double>(measures));
  BOOST_TEST((measures == std::vector<double>{0, 2, 100, 25}));
  sinew::nearest_rows found = sinew::nearest(in, query, SINEW_METRIC_DOT, 2);
  BOOST_TEST((found.rows == std::vector<uint32_t>{3, 0}));
  BOOST_TEST((found.measures == std::vector<double>{50, 25}));
  BOOST_TEST(sinew::nearest(in, query, SINEW_METRIC_DOT, 9).count == 4u);

  // Two queries of which each finds the one row that takes part.
  const uint8_t bitmap = 0b0100;
  found = sinew::nearest(in, sinew::vectors<float>(std::span<const float>(values.data(), 4), 2),
                         SINEW_METRIC_DOT, 2, std::span<const uint8_t>(&bitmap, 1));
  BOOST_TEST(found.count == 1u);
  BOOST_TEST((found.rows == std::vector<uint32_t>{2, 2}));
  BOOST_TEST((found.measures == std::vector<double>{-25, -24}));

  const std::vector<double> doubles = {1, 0, 0, 0, 2};
  const sinew::vectors<double> strided(doubles, 2, 3);
  BOOST_TEST(strided.size() == 2u);
  BOOST_TEST(sinew::nearest(strided, strided, SINEW_METRIC_COSINE, 1).rows ==
             (std::vector<uint32_t>{0, 1}));
  RequireError([&] { sinew::vectors<float>(values, 3); }, SINEW_STATUS_INVALID_ARGUMENT, 8,
               "values");
  RequireError([&] { sinew::compare(in, in, SINEW_METRIC_DOT, std::span<double>(measures)); },
               SINEW_STATUS_INVALID_ARGUMENT, 4, "out");
  RequireError([&] { sinew::nearest(in, in, sinew_metric{}, 1); }, SINEW_STATUS_INVALID_ARGUMENT, 0,
               "sinew_vectors_nearest");
}

#include "sinew/sinew.h"

#include <boost/test/unit_test.hpp>

#include "aggregate/count_ref.h"
#include "support/slice.h"
#include "support/targets.h"

BOOST_AUTO_TEST_CASE(Vectors) {
  const uint8_t bits[] = {0b10110010, 0xFF, 0x01};
  ForEachTarget([&] {
    BOOST_TEST(sinew_count(bits, 0, 24).count == 13u);
    BOOST_TEST(sinew_count(bits, 0, 8).count == 4u);
    BOOST_TEST(sinew_count(bits, 1, 1).count == 1u);
    BOOST_TEST(sinew_count(bits, 2, 2).count == 0u);
    BOOST_TEST(sinew_count(bits, 7, 10).count == 10u);
    BOOST_TEST(sinew_count(bits, 17, 7).count == 0u);
  });
}

BOOST_AUTO_TEST_CASE(EqualsOracle) {
  GuardedSlice<uint8_t> slice(kMaxShapeRows);
  ForEachTarget([&] {
    Random random(1);
    ForEachShape([&](size_t count, size_t offset, unsigned percent) {
      const std::vector<bool> valid = RandomFlags(count, percent, random);
      slice.Place(std::vector<uint8_t>(count), valid, offset, 0);
      const sinew_result result = sinew_count(slice.validity, offset, count);
      BOOST_REQUIRE_EQUAL(result.status, SINEW_STATUS_OK);
      BOOST_REQUIRE_EQUAL(result.count, RefCount(valid));
    });
  });
}

BOOST_AUTO_TEST_CASE(AddsUpOverSlices) {
  const std::vector<uint8_t> bits = RandomBytes(5000, 2);
  const size_t count = bits.size() * 8;
  ForEachTarget([&] {
    const size_t all = sinew_count(bits.data(), 0, count).count;
    for (size_t cut = 0; cut <= count; cut += 97) {
      BOOST_REQUIRE_EQUAL(
          sinew_count(bits.data(), 0, cut).count + sinew_count(bits.data(), cut, count - cut).count,
          all);
    }
  });
}

BOOST_AUTO_TEST_CASE(NoBitmapMeansAllValid) {
  const sinew_result result = sinew_count(nullptr, 5, 1000);
  BOOST_TEST(result.status == SINEW_STATUS_OK);
  BOOST_TEST(result.count == 1000u);
}

BOOST_AUTO_TEST_CASE(RejectsOverflow) {
  const uint8_t bits[1] = {0xFF};
  for (const uint8_t* validity : {bits, static_cast<const uint8_t*>(nullptr)}) {
    const sinew_result result = sinew_count(validity, SIZE_MAX, 1);
    BOOST_TEST(result.status == SINEW_STATUS_INVALID_ARGUMENT);
    BOOST_TEST(result.count == 0u);
  }
}

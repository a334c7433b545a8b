#include "sinew/sinew.h"

#include <boost/test/unit_test.hpp>
#include <vector>

#include "encoding/delta_ref.h"
#include "encoding/integers.h"
#include "support/targets.h"

namespace {

int32_t Encode(int32_t start, const int32_t* in, size_t count, int32_t* out) {
  return sinew_delta_encode_i32(in, count, start, out);
}
int64_t Encode(int64_t start, const int64_t* in, size_t count, int64_t* out) {
  return sinew_delta_encode_i64(in, count, start, out);
}
int32_t Decode(int32_t start, const int32_t* in, size_t count, int32_t* out) {
  return sinew_delta_decode_i32(in, count, start, out);
}
int64_t Decode(int64_t start, const int64_t* in, size_t count, int64_t* out) {
  return sinew_delta_decode_i64(in, count, start, out);
}

template <typename T>
void CheckEveryCount() {
  Random random(1);
  std::vector<size_t> counts;
  for (size_t count = 0; count <= 300; ++count) counts.push_back(count);
  counts.insert(counts.end(), {1023, 1024, 3000});
  for (const size_t count : counts) {
    const std::vector<T> values = AnyIntegers<T>(count, random);
    const T start = AnyIntegers<T>(1, random)[0];
    T last = 0;
    BOOST_REQUIRE(
        SameInAndOutOfPlace(values, DeltaRef(start, values), count,
                            [&](const T* in, T* out) { last = Encode(start, in, count, out); }));
    BOOST_REQUIRE_EQUAL(last, count == 0 ? start : values.back());
    const std::vector<T> sums = SumsRef(start, values);
    BOOST_REQUIRE(SameInAndOutOfPlace(values, sums, count + 1, [&](const T* in, T* out) {
      last = Decode(start, in, count, out);
    }));
    BOOST_REQUIRE_EQUAL(last, count == 0 ? start : sums.back());
  }
}

// Values in parts give what they give at once, and the way back gives them again.
template <typename T>
void CheckParts() {
  Random random(2);
  const std::vector<T> values = AnyIntegers<T>(2000, random);
  std::vector<T> whole(values.size()), parts(values.size()), back(values.size());
  Encode(7, values.data(), values.size(), whole.data());
  T encoded = 7, decoded = 7;
  for (size_t at = 0; at < values.size();) {
    const size_t part = std::min<size_t>(random.Below(100), values.size() - at);
    encoded = Encode(encoded, values.data() + at, part, parts.data() + at);
    decoded = Decode(decoded, parts.data() + at, part, back.data() + at);
    at += part;
  }
  BOOST_TEST(parts == whole);
  BOOST_TEST(back == values);
}

}  // namespace

// docs/formats/integers.md.
BOOST_AUTO_TEST_CASE(Example) {
  ForEachTarget([] {
    const std::vector<int32_t> values = {1000, 1003, 1001, 1001, 1010};
    std::vector<int32_t> out(5);
    BOOST_TEST(sinew_delta_encode_i32(values.data(), 5, 1000, out.data()) == 1010);
    BOOST_TEST(out == (std::vector<int32_t>{0, 3, -2, 0, 9}));
    BOOST_TEST(sinew_delta_decode_i32(out.data(), 5, 1000, out.data()) == 1010);
    BOOST_TEST(out == values);
  });
}

BOOST_AUTO_TEST_CASE(EveryCount) {
  ForEachTarget([] {
    CheckEveryCount<int32_t>();
    CheckEveryCount<int64_t>();
    BOOST_TEST(sinew_delta_encode_i32(nullptr, 0, 5, nullptr) == 5);
    BOOST_TEST(sinew_delta_decode_i64(nullptr, 0, 5, nullptr) == 5);
  });
}

BOOST_AUTO_TEST_CASE(InParts) {
  ForEachTarget([] {
    CheckParts<int32_t>();
    CheckParts<int64_t>();
  });
}

#include "sinew/sinew.h"

#include <boost/test/unit_test.hpp>
#include <vector>

#include "encoding/integers.h"
#include "encoding/zigzag_ref.h"
#include "support/targets.h"

namespace {

void Encode(const int32_t* in, size_t count, uint32_t* out) {
  sinew_zigzag_encode_i32(in, count, out);
}
void Encode(const int64_t* in, size_t count, uint64_t* out) {
  sinew_zigzag_encode_i64(in, count, out);
}
void Decode(const uint32_t* in, size_t count, int32_t* out) {
  sinew_zigzag_decode_i32(in, count, out);
}
void Decode(const uint64_t* in, size_t count, int64_t* out) {
  sinew_zigzag_decode_i64(in, count, out);
}

template <typename T>
void CheckEveryCount() {
  using U = std::make_unsigned_t<T>;
  Random random(1);
  for (size_t count = 0; count <= 300; ++count) {
    const std::vector<T> values = AnyIntegers<T>(count, random);
    std::vector<U> mapped;
    for (const T value : values) mapped.push_back(ZigzagRef(value));
    BOOST_REQUIRE(SameInAndOutOfPlace(values, mapped, count,
                                      [&](const T* in, U* out) { Encode(in, count, out); }));
    BOOST_REQUIRE(SameInAndOutOfPlace(mapped, values, count + 1,
                                      [&](const U* in, T* out) { Decode(in, count, out); }));
    const std::vector<U> any = AnyIntegers<U>(count, random);
    std::vector<T> back;
    for (const U value : any) back.push_back(UnzigzagRef(value));
    BOOST_REQUIRE(SameInAndOutOfPlace(any, back, count + 2,
                                      [&](const U* in, T* out) { Decode(in, count, out); }));
  }
}

}  // namespace

// The table of "Signed Integers" in the Protocol Buffers documentation, and docs/formats/varint.md.
BOOST_AUTO_TEST_CASE(ProtocolBuffersTable) {
  ForEachTarget([] {
    const int32_t values[] = {0, -1, 1, -2, 0x7FFFFFFF, -0x7FFFFFFF - 1};
    const uint32_t expected[] = {0, 1, 2, 3, 0xFFFFFFFE, 0xFFFFFFFF};
    uint32_t mapped[6];
    sinew_zigzag_encode_i32(values, 6, mapped);
    BOOST_TEST(mapped == expected, boost::test_tools::per_element());
    int32_t back[6];
    sinew_zigzag_decode_i32(mapped, 6, back);
    BOOST_TEST(back == values, boost::test_tools::per_element());
  });
}

BOOST_AUTO_TEST_CASE(EveryCount) {
  ForEachTarget([] {
    CheckEveryCount<int32_t>();
    CheckEveryCount<int64_t>();
    sinew_zigzag_encode_i32(nullptr, 0, nullptr);
    sinew_zigzag_decode_i64(nullptr, 0, nullptr);
  });
}

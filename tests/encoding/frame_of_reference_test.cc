#include "sinew/sinew.h"

#include <boost/test/unit_test.hpp>
#include <vector>

#include "encoding/frame_of_reference_ref.h"
#include "encoding/integers.h"
#include "support/targets.h"

namespace {

template <typename T>
struct Calls;
template <>
struct Calls<int32_t> {
  static constexpr auto kMeasure = sinew_frame_of_reference_measure_i32;
  static constexpr auto kEncode = sinew_frame_of_reference_encode_i32;
  static constexpr auto kDecode = sinew_frame_of_reference_decode_i32;
};
template <>
struct Calls<int64_t> {
  static constexpr auto kMeasure = sinew_frame_of_reference_measure_i64;
  static constexpr auto kEncode = sinew_frame_of_reference_encode_i64;
  static constexpr auto kDecode = sinew_frame_of_reference_decode_i64;
};
template <>
struct Calls<uint32_t> {
  static constexpr auto kMeasure = sinew_frame_of_reference_measure_u32;
  static constexpr auto kEncode = sinew_frame_of_reference_encode_u32;
  static constexpr auto kDecode = sinew_frame_of_reference_decode_u32;
};
template <>
struct Calls<uint64_t> {
  static constexpr auto kMeasure = sinew_frame_of_reference_measure_u64;
  static constexpr auto kEncode = sinew_frame_of_reference_encode_u64;
  static constexpr auto kDecode = sinew_frame_of_reference_decode_u64;
};

template <typename T>
void CheckMeasure(const std::vector<T>& values, size_t turn) {
  static GuardedMemory memory(1 << 16);
  const size_t size = values.size() * sizeof(T);
  uint8_t* at = turn % 2 == 0 ? memory.Front() + turn / 2 % 8 : memory.Back(size);
  if (size != 0) memcpy(at, values.data(), size);
  const FrameRef<T> expected = MeasureRef(values);
  const auto frame = Calls<T>::kMeasure(reinterpret_cast<const T*>(at), values.size());
  BOOST_REQUIRE(frame.base == expected.base);
  BOOST_REQUIRE_EQUAL(frame.width, expected.width);
}

template <typename T>
void CheckEveryCount() {
  using U = std::make_unsigned_t<T>;
  Random random(1);
  for (size_t count = 0; count <= 300; ++count) {
    const std::vector<T> values = AnyIntegers<T>(count, random);
    const T base = AnyIntegers<T>(1, random)[0];
    const std::vector<U> distances = DistancesRef(values, base);
    BOOST_REQUIRE(SameInAndOutOfPlace(values, distances, count, [&](const T* in, U* out) {
      Calls<T>::kEncode(in, count, base, out);
    }));
    BOOST_REQUIRE(SameInAndOutOfPlace(distances, values, count + 1, [&](const U* in, T* out) {
      Calls<T>::kDecode(in, count, base, out);
    }));
    CheckMeasure(values, count);
    // All values within some width of each other, the extremes at any place.
    const size_t width = random.Below(8 * sizeof(T) + 1);
    std::vector<T> near(count);
    for (T& value : near) {
      const uint64_t distance = width == 0 ? 0 : random() >> (64 - width);
      value = static_cast<T>(static_cast<U>(base) + static_cast<U>(distance));
    }
    CheckMeasure(near, count + 1);
  }
}

// Distances pack into the width that was measured, whatever that is.
template <typename T>
void CheckPacks() {
  using U = std::make_unsigned_t<T>;
  for (size_t width = 0; width <= 8 * sizeof(T); ++width) {
    std::vector<T> values(70, std::numeric_limits<T>::min());
    const uint64_t most = width == 0 ? 0 : ~uint64_t{0} >> (64 - width);
    values[33] = static_cast<T>(static_cast<U>(values[33]) + static_cast<U>(most));
    const auto frame = Calls<T>::kMeasure(values.data(), values.size());
    BOOST_REQUIRE_EQUAL(frame.width, width);
    std::vector<U> distances(values.size());
    Calls<T>::kEncode(values.data(), values.size(), static_cast<T>(frame.base), distances.data());
    if constexpr (sizeof(T) == 4) {
      BOOST_REQUIRE_EQUAL(sinew_bitpack_width_u32(distances.data(), distances.size()), width);
    } else {
      BOOST_REQUIRE_EQUAL(sinew_bitpack_width_u64(distances.data(), distances.size()), width);
    }
  }
}

template <typename Test>
void ForEachType(const Test& test) {
  ForEachTarget([&] {
    test(int32_t{});
    test(int64_t{});
    test(uint32_t{});
    test(uint64_t{});
  });
}

}  // namespace

// docs/formats/integers.md.
BOOST_AUTO_TEST_CASE(Example) {
  ForEachTarget([] {
    const std::vector<int32_t> values = {1000, 1003, 1001, 1001, 1010};
    const sinew_frame_i64 frame = sinew_frame_of_reference_measure_i32(values.data(), 5);
    BOOST_TEST(frame.base == 1000);
    BOOST_TEST(frame.width == 4u);
    std::vector<uint32_t> distances(5);
    sinew_frame_of_reference_encode_i32(values.data(), 5, 1000, distances.data());
    BOOST_TEST(distances == (std::vector<uint32_t>{0, 3, 1, 1, 10}));
    std::vector<uint8_t> packed(3);
    BOOST_TEST(sinew_bitpack_encode_u32(distances.data(), 5, 4, packed.data()).written == 3u);
    BOOST_TEST(packed == (std::vector<uint8_t>{0x30, 0x11, 0x0A}));
  });
}

BOOST_AUTO_TEST_CASE(EveryCount) {
  ForEachType([](auto type) { CheckEveryCount<decltype(type)>(); });
}

BOOST_AUTO_TEST_CASE(Packs) {
  ForEachType([](auto type) { CheckPacks<decltype(type)>(); });
}

#include "sinew/sinew.h"

#include <string.h>

#include <boost/test/unit_test.hpp>
#include <type_traits>
#include <vector>

#include "encoding/varint_ref.h"
#include "support/guard.h"
#include "support/random.h"
#include "support/targets.h"

namespace {

template <typename T>
struct Calls;
template <>
struct Calls<uint32_t> {
  static constexpr auto kEncode = sinew_varint_encode_u32;
  static constexpr auto kDecode = sinew_varint_decode_u32;
  static constexpr auto kSize = sinew_varint_encoded_size_u32;
};
template <>
struct Calls<uint64_t> {
  static constexpr auto kEncode = sinew_varint_encode_u64;
  static constexpr auto kDecode = sinew_varint_decode_u64;
  static constexpr auto kSize = sinew_varint_encoded_size_u64;
};
template <>
struct Calls<int32_t> {
  static constexpr auto kEncode = sinew_varint_encode_zigzag_i32;
  static constexpr auto kDecode = sinew_varint_decode_zigzag_i32;
  static constexpr auto kSize = sinew_varint_encoded_size_zigzag_i32;
};
template <>
struct Calls<int64_t> {
  static constexpr auto kEncode = sinew_varint_encode_zigzag_i64;
  static constexpr auto kDecode = sinew_varint_decode_zigzag_i64;
  static constexpr auto kSize = sinew_varint_encoded_size_zigzag_i64;
};

// Values whose varints have `least` to `most` bytes.
template <typename T>
std::vector<T> RandomValues(size_t count, size_t least, size_t most, Random& random) {
  using U = std::make_unsigned_t<T>;
  std::vector<T> values(count);
  for (T& value : values) {
    const size_t length = least + random.Below(most - least + 1);
    const size_t bits = std::min<size_t>(7 * length, 8 * sizeof(T));
    uint64_t bound = random() >> (64 - bits);
    // Often the first or the last value of its length.
    const uint64_t turn = random.Below(8);
    if (turn == 0) bound = ~uint64_t{0} >> (64 - bits);
    if (turn == 1) bound = length == 1 ? 0 : uint64_t{1} << (7 * (length - 1));
    const U number = static_cast<U>(bound);
    if constexpr (std::is_signed_v<T>) {
      value = UnzigzagRef(number);
    } else {
      value = number;
    }
  }
  return values;
}

// Memory between guard pages, at its front or its back in turn.
class Place {
 public:
  explicit Place(size_t max) : memory_(max + 64) {}
  uint8_t* Of(size_t size) {
    ++turn_;
    return turn_ % 2 == 0 ? memory_.Front() + turn_ / 2 % 8 : memory_.Back(size);
  }
  template <typename T>
  uint8_t* Copy(const std::vector<T>& from) {
    uint8_t* to = Of(from.size() * sizeof(T));
    if (!from.empty()) memcpy(to, from.data(), from.size() * sizeof(T));
    return to;
  }

 private:
  GuardedMemory memory_;
  size_t turn_ = 0;
};

template <typename T>
class Checker {
 public:
  explicit Checker(size_t max) : values_(max * 8), bytes_(max * 10) {}

  void RoundTrip(const std::vector<T>& values) {
    const std::vector<uint8_t> expected = VarintRef(values);
    const T* in = reinterpret_cast<const T*>(values_.Copy(values));
    BOOST_REQUIRE_EQUAL(Calls<T>::kSize(in, values.size()), expected.size());
    uint8_t* out = bytes_.Of(expected.size());
    const sinew_codec_result result = Calls<T>::kEncode(in, values.size(), out, expected.size());
    BOOST_REQUIRE_EQUAL(result.status, SINEW_STATUS_OK);
    BOOST_REQUIRE_EQUAL(result.read, values.size());
    BOOST_REQUIRE_EQUAL(result.written, expected.size());
    BOOST_REQUIRE(Same(out, expected));
    BOOST_REQUIRE_EQUAL(sinew_varint_count(out, expected.size()), values.size());
    Decode(expected, values.size());
  }

  // Every status, with what stands before the fault.
  void Decode(const std::vector<uint8_t>& bytes, size_t capacity) {
    const VarintDecodedRef<T> expected = VarintDecodeRef<T>(bytes.data(), bytes.size(), capacity);
    uint8_t* out = values_.Of(capacity * sizeof(T));
    const sinew_codec_result result =
        Calls<T>::kDecode(bytes_.Copy(bytes), bytes.size(), reinterpret_cast<T*>(out), capacity);
    BOOST_REQUIRE_EQUAL(result.status, expected.status);
    BOOST_REQUIRE_EQUAL(result.read, expected.read);
    BOOST_REQUIRE_EQUAL(result.written, expected.values.size());
    BOOST_REQUIRE(Same(out, expected.values));
  }

  void Full(const std::vector<T>& values, size_t capacity) {
    const std::vector<uint8_t> bytes = VarintRef(values);
    const T* in = reinterpret_cast<const T*>(values_.Copy(values));
    uint8_t* out = bytes_.Of(capacity);
    const sinew_codec_result result = Calls<T>::kEncode(in, values.size(), out, capacity);
    size_t fits = 0, size = 0;
    while (fits < values.size()) {
      const size_t length = VarintRef(std::vector<T>{values[fits]}).size();
      if (size + length > capacity) break;
      size += length;
      ++fits;
    }
    BOOST_REQUIRE_EQUAL(result.status,
                        fits == values.size() ? SINEW_STATUS_OK : SINEW_STATUS_OUTPUT_FULL);
    BOOST_REQUIRE_EQUAL(result.read, fits);
    BOOST_REQUIRE_EQUAL(result.written, size);
    BOOST_REQUIRE(size == 0 || memcmp(out, bytes.data(), size) == 0);
  }

 private:
  template <typename V>
  static bool Same(const uint8_t* got, const std::vector<V>& expected) {
    return expected.empty() || memcmp(got, expected.data(), expected.size() * sizeof(V)) == 0;
  }

  Place values_, bytes_;
};

template <typename Test>
void ForEachType(const Test& test) {
  ForEachTarget([&] {
    test(uint32_t{});
    test(uint64_t{});
    test(int32_t{});
    test(int64_t{});
  });
}

template <typename T>
constexpr size_t kMost = sizeof(T) == 4 ? 5 : 10;

template <typename T>
std::vector<uint8_t> Encoded(const std::vector<T>& values) {
  std::vector<uint8_t> bytes(10 * values.size());
  bytes.resize(Calls<T>::kEncode(values.data(), values.size(), bytes.data(), bytes.size()).written);
  return bytes;
}

}  // namespace

// "Encoding" of the Protocol Buffers documentation: Base 128 Varints, Packed Repeated Fields and
// Signed Integers; docs/formats/varint.md.
BOOST_AUTO_TEST_CASE(ProtocolBuffersExamples) {
  ForEachTarget([] {
    using Bytes = std::vector<uint8_t>;
    BOOST_TEST(Encoded<uint32_t>({150}) == (Bytes{0x96, 0x01}));
    BOOST_TEST(Encoded<uint32_t>({150, 1, 300}) == (Bytes{0x96, 0x01, 0x01, 0xAC, 0x02}));
    BOOST_TEST(Encoded<int32_t>({75, -1, 150}) == (Bytes{0x96, 0x01, 0x01, 0xAC, 0x02}));
    BOOST_TEST(Encoded<uint64_t>({3, 270, 86942}) == (Bytes{0x03, 0x8E, 0x02, 0x9E, 0xA7, 0x05}));
    // -2 as int64.
    BOOST_TEST(Encoded<uint64_t>({~uint64_t{1}}) ==
               (Bytes{0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01}));
    BOOST_TEST(Encoded<int32_t>({0, -1, 1, -2, 0x7FFFFFFF, -0x7FFFFFFF - 1}) ==
               Encoded<uint32_t>({0, 1, 2, 3, 0xFFFFFFFE, 0xFFFFFFFF}));
    BOOST_TEST(Encoded<int64_t>({-500}) == (Bytes{0xE7, 0x07}));
  });
}

BOOST_AUTO_TEST_CASE(EverySmallCount) {
  ForEachType([](auto type) {
    using T = decltype(type);
    Random random(1);
    Checker<T> checker(150);
    for (size_t count = 0; count <= 150; ++count) {
      for (size_t most = 1; most <= kMost<T>; ++most) {
        checker.RoundTrip(RandomValues<T>(count, 1, most, random));
        checker.RoundTrip(RandomValues<T>(count, most, most, random));
      }
    }
  });
}

BOOST_AUTO_TEST_CASE(LongInputs) {
  ForEachType([](auto type) {
    using T = decltype(type);
    Random random(2);
    Checker<T> checker(3000);
    for (size_t least = 1; least <= kMost<T>; ++least) {
      for (size_t most = least; most <= kMost<T>; ++most) {
        checker.RoundTrip(RandomValues<T>(1000 + random.Below(2000), least, most, random));
      }
    }
    // Runs of short values, with a long one here and there.
    std::vector<T> values = RandomValues<T>(3000, 1, 1, random);
    for (size_t at = 0; at < values.size(); at += 1 + random.Below(200)) {
      values[at] = RandomValues<T>(1, kMost<T>, kMost<T>, random)[0];
    }
    checker.RoundTrip(values);
  });
}

BOOST_AUTO_TEST_CASE(RejectsTruncatedAndStopsWhereFull) {
  ForEachType([](auto type) {
    using T = decltype(type);
    Random random(3);
    Checker<T> checker(200);
    for (const size_t most : {size_t{1}, size_t{2}, size_t{4}, kMost<T>}) {
      const std::vector<T> values = RandomValues<T>(150, 1, most, random);
      const std::vector<uint8_t> bytes = VarintRef(values);
      for (size_t size = 0; size <= bytes.size(); ++size) {
        const std::vector<uint8_t> part(bytes.begin(),
                                        bytes.begin() + static_cast<ptrdiff_t>(size));
        checker.Decode(part, values.size());
        checker.Full(values, size);
      }
      for (size_t room = 0; room <= values.size(); ++room) checker.Decode(bytes, room);
    }
  });
}

// Each byte in turn made to go on, and values too large or too long at every place.
BOOST_AUTO_TEST_CASE(RejectsCorrupt) {
  ForEachType([](auto type) {
    using T = decltype(type);
    Random random(4);
    Checker<T> checker(400);
    for (const size_t most : {size_t{1}, size_t{3}, kMost<T>}) {
      const std::vector<uint8_t> bytes = VarintRef(RandomValues<T>(50, 1, most, random));
      for (size_t at = 0; at < bytes.size(); ++at) {
        std::vector<uint8_t> changed = bytes;
        changed[at] ^= 0x80;
        checker.Decode(changed, 400);
        changed[at] = 0xFF;
        checker.Decode(changed, 400);
        for (size_t length = kMost<T>; length <= kMost<T> + 2; ++length) {
          for (const uint8_t last : {0, 1, 2, 15, 16, 127}) {
            changed = bytes;
            std::vector<uint8_t> value(length, 0x80);
            value.back() = last;
            changed.insert(changed.begin() + static_cast<ptrdiff_t>(at), value.begin(),
                           value.end());
            checker.Decode(changed, 400);
          }
        }
      }
    }
  });
}

// A value may be padded with bytes that add nothing.
BOOST_AUTO_TEST_CASE(AcceptsPadding) {
  ForEachType([](auto type) {
    using T = decltype(type);
    Random random(5);
    Checker<T> checker(1000);
    std::vector<uint8_t> bytes;
    for (size_t i = 0; i < 1000; ++i) {
      const size_t length = 1 + random.Below(kMost<T>);
      for (size_t k = 1; k < length; ++k) bytes.push_back(0x80);
      bytes.push_back(static_cast<uint8_t>(random.Below(2)));
    }
    checker.Decode(bytes, 1000);
  });
}

BOOST_AUTO_TEST_CASE(RandomInputs) {
  ForEachType([](auto type) {
    using T = decltype(type);
    Random random(6);
    Checker<T> checker(1000);
    for (size_t round = 0; round < 300; ++round) {
      // Few bytes that go on: faults are rare, and come late.
      std::vector<uint8_t> bytes(random.Below(600));
      const uint64_t share = random.Below(100);
      for (uint8_t& byte : bytes) {
        byte = static_cast<uint8_t>(random() & 0x7F);
        if (random.Below(100) < share) byte |= 0x80;
      }
      checker.Decode(bytes, random.Below(700));
    }
  });
}

BOOST_AUTO_TEST_CASE(NothingToDo) {
  ForEachTarget([] {
    BOOST_TEST(sinew_varint_count(nullptr, 0) == 0u);
    BOOST_TEST(sinew_varint_encoded_size_u32(nullptr, 0) == 0u);
    BOOST_TEST(sinew_varint_encode_u64(nullptr, 0, nullptr, 0).status == SINEW_STATUS_OK);
    BOOST_TEST(sinew_varint_decode_zigzag_i64(nullptr, 0, nullptr, 0).status == SINEW_STATUS_OK);
    const uint8_t one = 1;
    BOOST_TEST(sinew_varint_decode_u32(&one, 1, nullptr, 0).status == SINEW_STATUS_OUTPUT_FULL);
  });
}

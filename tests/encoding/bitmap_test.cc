#include "sinew/sinew.h"

#include <string.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <vector>

#include "encoding/bitmap_ref.h"
#include "support/guard.h"
#include "support/random.h"
#include "support/targets.h"

namespace {

struct Operation {
  const char* name;
  void (*call)(const uint8_t*, size_t, const uint8_t*, size_t, size_t, uint8_t*);
  bool (*of)(bool, bool);
};
const Operation kOperations[] = {
    {"and", sinew_bitmap_and, [](bool a, bool b) { return a && b; }},
    {"or", sinew_bitmap_or, [](bool a, bool b) { return a || b; }},
    {"xor", sinew_bitmap_xor, [](bool a, bool b) { return a != b; }},
    {"and_not", sinew_bitmap_and_not, [](bool a, bool b) { return a && !b; }},
};

// The bytes of bits [offset, offset + count) and no other; every other place is against the front.
class Place {
 public:
  explicit Place(size_t max_bits) : memory_(max_bits / 8 + 16) {}

  // A pointer that is good from bit `offset` on.
  const uint8_t* Fill(const std::vector<uint8_t>& bytes, size_t offset, size_t count) {
    const size_t size = count == 0 ? 0 : (offset + count + 7) / 8 - offset / 8;
    uint8_t* const at = Room(size);
    std::copy_n(bytes.begin() + static_cast<ptrdiff_t>(offset / 8), size, at);
    return reinterpret_cast<const uint8_t*>(reinterpret_cast<uintptr_t>(at) - offset / 8);
  }
  uint8_t* Room(size_t size) {
    front_ = !front_;
    return front_ ? memory_.Front() : memory_.Back(size);
  }

 private:
  GuardedMemory memory_;
  bool front_ = false;
};

bool Same(const uint8_t* bytes, const std::vector<uint8_t>& expected) {
  return std::equal(expected.begin(), expected.end(), bytes);
}

constexpr size_t kMost = 5000;

// Every small count and offset, and counts around the longest loops.
template <typename Test>
void ForEachSlice(const Test& test) {
  for (size_t count = 0; count <= 300; ++count) {
    for (size_t offset = 0; offset < 8; ++offset) test(offset, count);
  }
  for (const size_t count : {511, 512, 513, 1023, 2047, 2048, 2049, 2111, 4603}) {
    for (const size_t offset : {0, 1, 7, 77}) {
      test(static_cast<size_t>(offset), static_cast<size_t>(count));
    }
  }
}

std::vector<uint8_t> BitsOf(size_t per_mille, uint64_t seed) {
  Random random(seed);
  std::vector<bool> flags(kMost);
  for (size_t i = 0; i < kMost; ++i) flags[i] = random.Below(1000) < per_mille;
  return BitmapRef(flags);
}

template <typename T, typename Call>
void CheckIndices(const std::vector<uint8_t>& bytes, size_t offset, size_t count, Place& in,
                  Place& out, const Call& call) {
  const std::vector<T> expected = IndicesRef<T>(BitsRef(bytes.data(), offset, count));
  const uint8_t* const bits = in.Fill(bytes, offset, count);
  for (const size_t spare : {0, 1, 100}) {
    T* const to = reinterpret_cast<T*>(out.Room((expected.size() + spare) * sizeof(T)));
    const sinew_codec_result result = call(bits, offset, count, to, expected.size() + spare);
    BOOST_REQUIRE_EQUAL(result.status, SINEW_STATUS_OK);
    BOOST_REQUIRE_EQUAL(result.read, count);
    BOOST_REQUIRE_EQUAL(result.written, expected.size());
    if (!std::equal(expected.begin(), expected.end(), to)) {
      BOOST_ERROR("indices of " << count << " bits from " << offset);
    }
  }
  if (expected.empty()) return;
  for (const size_t missing : {size_t{1}, (expected.size() + 1) / 2, expected.size()}) {
    const size_t capacity = expected.size() - missing;
    T* const to = reinterpret_cast<T*>(out.Room(capacity * sizeof(T)));
    const sinew_codec_result result = call(bits, offset, count, to, capacity);
    BOOST_REQUIRE_EQUAL(result.status, SINEW_STATUS_OUTPUT_FULL);
    BOOST_REQUIRE_EQUAL(result.read, expected[capacity]);
    BOOST_REQUIRE_EQUAL(result.written, capacity);
    BOOST_REQUIRE(std::equal(to, to + capacity, expected.begin()));
  }
}

}  // namespace

// docs/formats/bitmap.md.
BOOST_AUTO_TEST_CASE(ExampleOfThePage) {
  ForEachTarget([] {
    const uint8_t flags[] = {1, 0, 1, 1, 0, 0, 0, 0, 1, 1, 0};
    uint8_t bits[2];
    sinew_bitmap_from_bytes(flags, 11, bits);
    BOOST_TEST(bits[0] == 0x0D);
    BOOST_TEST(bits[1] == 0x03);
    uint8_t slice[1];
    sinew_bitmap_and(bits, 2, bits, 2, 8, slice);
    BOOST_TEST(slice[0] == 0xC3);
    sinew_bitmap_not(bits, 2, 8, slice);
    BOOST_TEST(slice[0] == 0x3C);
    uint32_t indices[4];
    BOOST_TEST(sinew_bitmap_to_indices_u32(bits, 2, 8, indices, 4).written == 4u);
    BOOST_TEST((std::vector<uint32_t>(indices, indices + 4) == std::vector<uint32_t>{0, 1, 6, 7}));
    BOOST_TEST(sinew_bitmap_count(bits, 2, 8) == 4u);
  });
}

BOOST_AUTO_TEST_CASE(Operations) {
  const std::vector<uint8_t> a = BitsOf(500, 1), b = BitsOf(700, 2);
  Place a_place(kMost), b_place(kMost), out(kMost);
  ForEachTarget([&] {
    size_t turn = 0;
    ForEachSlice([&](size_t a_offset, size_t count) {
      // All pairs of shifts if slices are short.
      const size_t last = count <= 70 ? 7 : 0;
      for (size_t k = 0; k <= last; ++k) {
        const Operation& operation = kOperations[turn++ % 4];
        const size_t b_offset = count <= 70 ? k : (a_offset * 3 + turn / 4) % 20;
        const std::vector<uint8_t> expected = CombineRef(
            BitsRef(a.data(), a_offset, count), BitsRef(b.data(), b_offset, count), operation.of);
        uint8_t* const to = out.Room(expected.size());
        memset(to, 0xFF, expected.size());
        operation.call(a_place.Fill(a, a_offset, count), a_offset, b_place.Fill(b, b_offset, count),
                       b_offset, count, to);
        if (!Same(to, expected)) {
          BOOST_ERROR(operation.name << " of " << count << " bits from " << a_offset << " and "
                                     << b_offset);
        }
      }
    });
  });
}

BOOST_AUTO_TEST_CASE(InPlace) {
  const std::vector<uint8_t> a = BitsOf(500, 3), b = BitsOf(500, 4);
  ForEachTarget([&] {
    for (const Operation& operation : kOperations) {
      for (const size_t offset : {0, 3, 8, 77}) {
        for (const size_t count : {5, 300, 4603}) {
          const size_t bits = static_cast<size_t>(count), from = static_cast<size_t>(offset);
          const std::vector<uint8_t> expected =
              CombineRef(BitsRef(a.data(), from, bits), BitsRef(b.data(), 5, bits), operation.of);
          std::vector<uint8_t> first = a, second = b;
          operation.call(first.data(), from, b.data(), 5, bits, first.data());
          BOOST_TEST(Same(first.data(), expected));
          operation.call(a.data(), from, second.data(), 5, bits, second.data());
          BOOST_TEST(Same(second.data(), expected));
        }
      }
    }
    for (const size_t offset : {0, 3, 77}) {
      std::vector<uint8_t> bits = a;
      std::vector<bool> flags = BitsRef(a.data(), static_cast<size_t>(offset), 4603);
      flags.flip();
      sinew_bitmap_not(bits.data(), static_cast<size_t>(offset), 4603, bits.data());
      BOOST_TEST(Same(bits.data(), BitmapRef(flags)));
    }
  });
}

BOOST_AUTO_TEST_CASE(NotAndCount) {
  const std::vector<uint8_t> bytes = BitsOf(400, 5);
  Place in(kMost), out(kMost);
  ForEachTarget([&] {
    ForEachSlice([&](size_t offset, size_t count) {
      std::vector<bool> flags = BitsRef(bytes.data(), offset, count);
      const uint8_t* const bits = in.Fill(bytes, offset, count);
      BOOST_REQUIRE_EQUAL(sinew_bitmap_count(bits, offset, count),
                          static_cast<size_t>(std::count(flags.begin(), flags.end(), true)));
      flags.flip();
      const std::vector<uint8_t> expected = BitmapRef(flags);
      uint8_t* const to = out.Room(expected.size());
      memset(to, 0xFF, expected.size());
      sinew_bitmap_not(bits, offset, count, to);
      if (!Same(to, expected)) BOOST_ERROR("not of " << count << " bits from " << offset);
    });
  });
}

BOOST_AUTO_TEST_CASE(Bytes) {
  const std::vector<uint8_t> bytes = BitsOf(500, 6);
  Place bits(kMost), mask(8 * kMost);
  ForEachTarget([&] {
    Random random(7);
    ForEachSlice([&](size_t offset, size_t count) {
      const std::vector<bool> flags = BitsRef(bytes.data(), offset, count);
      uint8_t* const to = mask.Room(count);
      sinew_bitmap_to_bytes(bits.Fill(bytes, offset, count), offset, count, to);
      for (size_t i = 0; i < count; ++i) BOOST_REQUIRE_EQUAL(to[i], flags[i] ? 1 : 0);

      for (size_t i = 0; i < count; ++i) {
        if (flags[i]) to[i] = static_cast<uint8_t>(1 + random.Below(255));
      }
      const std::vector<uint8_t> expected = BitmapRef(flags);
      uint8_t* const again = bits.Room(expected.size());
      memset(again, 0xFF, expected.size());
      sinew_bitmap_from_bytes(to, count, again);
      if (!Same(again, expected)) BOOST_ERROR("bits of " << count << " bytes");
    });
  });
}

BOOST_AUTO_TEST_CASE(Indices) {
  Place in(kMost), out(64 * (kMost + 100));
  ForEachTarget([&] {
    for (const size_t per_mille : {0, 10, 250, 1000}) {
      const std::vector<uint8_t> bytes = BitsOf(static_cast<size_t>(per_mille), 8);
      size_t turn = 0;
      ForEachSlice([&](size_t offset, size_t count) {
        if (turn++ % 2 == 0) {
          CheckIndices<uint32_t>(bytes, offset, count, in, out, sinew_bitmap_to_indices_u32);
        } else {
          CheckIndices<uint64_t>(bytes, offset, count, in, out, sinew_bitmap_to_indices_u64);
        }
      });
    }
  });
}

BOOST_AUTO_TEST_CASE(NothingAndTooMuch) {
  ForEachTarget([] {
    for (const Operation& operation : kOperations) {
      operation.call(nullptr, 0, nullptr, 0, 0, nullptr);
    }
    sinew_bitmap_not(nullptr, 0, 0, nullptr);
    sinew_bitmap_from_bytes(nullptr, 0, nullptr);
    sinew_bitmap_to_bytes(nullptr, 0, 0, nullptr);
    BOOST_TEST(sinew_bitmap_count(nullptr, 0, 0) == 0u);
    BOOST_TEST(sinew_bitmap_to_indices_u64(nullptr, 0, 0, nullptr, 0).status == SINEW_STATUS_OK);
    const sinew_codec_result result =
        sinew_bitmap_to_indices_u32(nullptr, 0, (size_t{1} << 32) + 1, nullptr, 0);
    BOOST_TEST(result.status == SINEW_STATUS_INVALID_ARGUMENT);
    BOOST_TEST(result.read == 0u);
  });
}

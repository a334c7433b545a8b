#include "sinew/sinew.h"

#include <string.h>

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "encoding/delta_byte_array_ref.h"
#include "support/column.h"
#include "support/guard.h"
#include "support/random.h"
#include "support/targets.h"

namespace {

// The two encodings, side by side.
struct Encoding {
  bool prefixes;

  sinew_codec_result Bound(const sinew_column* column) const {
    return prefixes ? sinew_delta_byte_array_encoded_bound(column)
                    : sinew_delta_length_byte_array_encoded_bound(column);
  }
  sinew_codec_result Encode(const sinew_column* column, void* out, size_t capacity) const {
    return prefixes ? sinew_delta_byte_array_encode(column, out, capacity)
                    : sinew_delta_length_byte_array_encode(column, out, capacity);
  }
  sinew_codec_result Decode(const void* in, size_t size, int64_t* offsets, size_t capacity,
                            void* bytes, size_t bytes_capacity) const {
    return prefixes
               ? sinew_delta_byte_array_decode(in, size, offsets, capacity, bytes, bytes_capacity)
               : sinew_delta_length_byte_array_decode(in, size, offsets, capacity, bytes,
                                                      bytes_capacity);
  }
  std::vector<uint8_t> Ref(const Strings& strings) const {
    return prefixes ? DeltaPrefixEncodeRef(strings) : DeltaLengthEncodeRef(strings);
  }
};
constexpr Encoding kEncodings[] = {{false}, {true}};

template <typename Offset>
struct Column {
  explicit Column(const Strings& strings) {
    offsets.push_back(0);
    for (const std::string& string : strings) {
      bytes += string;
      offsets.push_back(static_cast<Offset>(bytes.size()));
    }
    view = {sizeof(Offset) == 4 ? SINEW_TYPE_STRING : SINEW_TYPE_LARGE_STRING,
            strings.size(),
            bytes.data(),
            bytes.size(),
            offsets.data(),
            nullptr,
            0,
            0};
  }
  std::string bytes;
  std::vector<Offset> offsets;
  sinew_column view;
};

std::vector<uint8_t> EncodeColumn(const Encoding& encoding, const sinew_column& column) {
  const sinew_codec_result bound = encoding.Bound(&column);
  BOOST_REQUIRE_EQUAL(bound.status, SINEW_STATUS_OK);
  std::vector<uint8_t> out(bound.written);
  const sinew_codec_result result = encoding.Encode(&column, out.data(), out.size());
  BOOST_REQUIRE_EQUAL(result.status, SINEW_STATUS_OK);
  BOOST_REQUIRE_EQUAL(result.read, column.count);
  out.resize(result.written);
  return out;
}

// Both decoders on the same bytes, between guard pages.
void CheckDecode(const Encoding& encoding, const std::vector<uint8_t>& stream, size_t capacity,
                 size_t bytes_capacity) {
  static GuardedMemory in_memory(1 << 17), offsets_memory(1 << 17), bytes_memory(1 << 20);
  const StringsDecodedRef expected =
      StringsDecodeRef(stream.data(), stream.size(), capacity, bytes_capacity, encoding.prefixes);
  uint8_t* in = in_memory.Back(stream.size());
  if (!stream.empty()) memcpy(in, stream.data(), stream.size());
  auto* offsets = reinterpret_cast<int64_t*>(offsets_memory.Back(8 * (capacity + 1)));
  uint8_t* bytes = bytes_memory.Back(bytes_capacity);
  const sinew_codec_result result =
      encoding.Decode(in, stream.size(), offsets, capacity, bytes, bytes_capacity);
  BOOST_REQUIRE_EQUAL(result.status, expected.status);
  BOOST_REQUIRE_EQUAL(result.read, expected.read);
  BOOST_REQUIRE_EQUAL(result.written, expected.strings.size());
  BOOST_REQUIRE_EQUAL(offsets[0], 0);
  size_t total = 0;
  for (size_t i = 0; i < result.written; ++i) {
    const std::string& string = expected.strings[i];
    BOOST_REQUIRE_EQUAL(offsets[i + 1] - offsets[i], static_cast<int64_t>(string.size()));
    BOOST_REQUIRE(memcmp(bytes + offsets[i], string.data(), string.size()) == 0);
    total += string.size();
  }
  if (!encoding.prefixes) return;
  const sinew_codec_result size = sinew_delta_byte_array_decoded_size(in, stream.size(), capacity);
  if (expected.status == SINEW_STATUS_OUTPUT_FULL && expected.read > 3) return;  // bytes
  BOOST_REQUIRE_EQUAL(size.status, expected.status);
  BOOST_REQUIRE_EQUAL(size.read, expected.read);
  BOOST_REQUIRE_EQUAL(size.written, size.status == SINEW_STATUS_OK ? total : 0);
}

void RoundTrip(const Strings& strings) {
  size_t total = 0;
  for (const std::string& string : strings) total += string.size();
  for (const Encoding& encoding : kEncodings) {
    const std::vector<uint8_t> expected = encoding.Ref(strings);
    BOOST_REQUIRE(EncodeColumn(encoding, Column<int32_t>(strings).view) == expected);
    BOOST_REQUIRE(EncodeColumn(encoding, Column<int64_t>(strings).view) == expected);
    CheckDecode(encoding, expected, strings.size(), total);
    CheckDecode(encoding, expected, strings.size() + 5, total + 50);
    if (total > 0) CheckDecode(encoding, expected, strings.size(), total - 1);
    if (!strings.empty()) CheckDecode(encoding, expected, strings.size() - 1, total);
  }
}

// Strings that share some of their front with the one before.
Strings RandomStrings(size_t count, size_t max_size, uint64_t seed) {
  Random random(seed);
  Strings strings;
  std::string last;
  for (size_t i = 0; i < count; ++i) {
    std::string next = last.substr(0, random.Below(last.size() + 1));
    const size_t size = random.Below(max_size + 1);
    while (next.size() < size) next += static_cast<char>('a' + random.Below(3));
    strings.push_back(next);
    last = next;
  }
  return strings;
}

}  // namespace

// Parquet's Encodings.md: "Hello", "World", "Foobar", "ABCDEF" for the lengths; "axis", "axle",
// "babble", "babyhood" for the prefixes 0, 2, 0, 3 and the suffixes "axis", "le", "babble",
// "yhood". Bytes as in docs/formats/delta-byte-array.md.
BOOST_AUTO_TEST_CASE(StandardExamples) {
  ForEachTarget([] {
    const std::vector<uint8_t> lengths = {0x80, 0x01, 0x04, 0x04, 0x0A, 0x00, 0x01, 0,   0,
                                          0,    0x02, 0,    0,    0,    'H',  'e',  'l', 'l',
                                          'o',  'W',  'o',  'r',  'l',  'd',  'F',  'o', 'o',
                                          'b',  'a',  'r',  'A',  'B',  'C',  'D',  'E', 'F'};
    const Strings words = {"Hello", "World", "Foobar", "ABCDEF"};
    BOOST_TEST(EncodeColumn(kEncodings[0], Column<int32_t>(words).view) == lengths);
    const std::vector<uint8_t> prefixes = {
        0x80, 0x01, 0x04, 0x04, 0x00, 0x03, 3,   0,   0,   0,   0x44,
        0x01, 0,    0,    0,    0,    0,    0,   0,   0,   0,   0,  //
        0x80, 0x01, 0x04, 0x04, 0x08, 0x03, 3,   0,   0,   0,   0x70,
        0,    0,    0,    0,    0,    0,    0,   0,   0,   0,   0,  //
        'a',  'x',  'i',  's',  'l',  'e',  'b', 'a', 'b', 'b', 'l',
        'e',  'y',  'h',  'o',  'o',  'd'};
    const Strings sorted = {"axis", "axle", "babble", "babyhood"};
    BOOST_TEST(EncodeColumn(kEncodings[1], Column<int32_t>(sorted).view) == prefixes);
    RoundTrip(words);
    RoundTrip(sorted);
  });
}

BOOST_AUTO_TEST_CASE(EveryCountAndSize) {
  ForEachTarget([] {
    for (size_t count = 0; count <= 70; ++count) RoundTrip(RandomStrings(count, 12, count));
    for (const size_t size : {0, 1, 7, 8, 9, 16, 40, 200}) {
      RoundTrip(RandomStrings(300, static_cast<size_t>(size), 1));
    }
    RoundTrip(Strings(200, "the same, more than sixteen bytes"));
    RoundTrip(Strings(200, ""));
  });
}

BOOST_AUTO_TEST_CASE(LeavesNullsOut) {
  ForEachTarget([] {
    const Strings strings = RandomStrings(300, 20, 3);
    Random random(4);
    std::vector<uint8_t> validity(40);
    for (uint8_t& byte : validity) byte = static_cast<uint8_t>(random());
    const size_t offset = 3;
    Strings valid;
    for (size_t i = offset; i < strings.size(); ++i) {
      if ((validity[i / 8] >> i % 8) & 1) valid.push_back(strings[i]);
    }
    Column<int32_t> column(strings);
    column.view.validity = validity.data();
    column.view = SkipRows(column.view, offset);
    column.view.count -= offset;
    for (const Encoding& encoding : kEncodings) {
      BOOST_TEST(EncodeColumn(encoding, column.view) == encoding.Ref(valid));
    }
    column.view.validity = nullptr;
    valid.assign(strings.begin() + offset, strings.end());
    for (const Encoding& encoding : kEncodings) {
      BOOST_TEST(EncodeColumn(encoding, column.view) == encoding.Ref(valid));
    }
  });
}

BOOST_AUTO_TEST_CASE(RejectsAsTheOracleDoes) {
  ForEachTarget([] {
    Random random(7);
    for (const Encoding& encoding : kEncodings) {
      for (const size_t count : {0, 1, 5, 140}) {
        const std::vector<uint8_t> stream =
            encoding.Ref(RandomStrings(static_cast<size_t>(count), 9, 2));
        for (size_t size = 0; size < stream.size(); ++size) {
          CheckDecode(encoding, {stream.begin(), stream.begin() + static_cast<ptrdiff_t>(size)},
                      200, 5000);
        }
        for (size_t turn = 0; turn < 600; ++turn) {
          std::vector<uint8_t> changed = stream;
          changed[random.Below(turn % 2 == 0 ? std::min<size_t>(stream.size(), 40)
                                             : stream.size())] = static_cast<uint8_t>(random());
          CheckDecode(encoding, changed, 200, 5000);
        }
      }
    }
  });
}

BOOST_AUTO_TEST_CASE(RejectsNegativeAndLongLengths) {
  ForEachTarget([] {
    const auto stream = [](const std::vector<int32_t>& first, const std::vector<int32_t>& second,
                           const std::string& bytes) {
      std::vector<uint8_t> out = DeltaEncodeRef(first);
      if (!second.empty()) AppendRef(&out, DeltaEncodeRef(second));
      out.insert(out.end(), bytes.begin(), bytes.end());
      return out;
    };
    for (const std::vector<int32_t>& lengths :
         std::vector<std::vector<int32_t>>{{-1}, {1, -1}, {1, 2, -3, 1}, {4, 4}, {9}}) {
      CheckDecode(kEncodings[0], stream(lengths, {}, "abcdefg"), 9, 100);
      CheckDecode(kEncodings[0], stream(lengths, {}, "abcdefg"), 9, 5);
    }
    CheckDecode(kEncodings[1], stream({0, 4, 0}, {3, 1, 1}, "abcde"), 9, 100);
    CheckDecode(kEncodings[1], stream({1, 0, 0}, {3, 1, 1}, "abcde"), 9, 100);
    CheckDecode(kEncodings[1], stream({0, -1, 0}, {3, 1, 1}, "abcde"), 9, 100);
    CheckDecode(kEncodings[1], stream({0, 1, 0}, {3, -1, 1}, "abcde"), 9, 100);
    CheckDecode(kEncodings[1], stream({0, 1, 0}, {3, 1}, "abcde"), 9, 100);
    CheckDecode(kEncodings[1], stream({0, 1}, {3, 1, 1}, "abcde"), 9, 100);
    CheckDecode(kEncodings[1], stream({0, 3, 4}, {3, 1, 1}, "abcd"), 9, 100);
    CheckDecode(kEncodings[1], stream({0, 3, 4}, {3, 1, 1}, "abcde"), 9, 11);
    // 2^60 strings without a byte: refused before any is written.
    const std::vector<uint8_t> many = {0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80,
                                       0x40, 1,    0x80, 0x80, 0x80, 0x80, 0x80, 0x80,
                                       0x80, 0x80, 0x10, 0,    0,    0};
    for (const Encoding& encoding : kEncodings) CheckDecode(encoding, many, 100, 100);
    BOOST_TEST(sinew_delta_byte_array_decoded_size(many.data(), many.size(), 100).status ==
               SINEW_STATUS_OUTPUT_FULL);
  });
}

// Strings that are repeated, in miniblocks of all sizes, some of which take no bytes.
BOOST_AUTO_TEST_CASE(RepeatsAsTheOracleDoes) {
  ForEachTarget([] {
    const size_t shapes[][2] = {{128, 4}, {256, 1}, {1024, 2}, {8192, 2}};
    Random random(3);
    Strings strings;
    while (strings.size() < 10000) {
      const std::string word(random.Below(7), static_cast<char>('a' + random.Below(2)));
      strings.insert(strings.end(), 1 + random.Below(3000), word);
    }
    for (const auto& [block, miniblocks] : shapes) {
      for (const auto& [suffix_block, suffix_miniblocks] : shapes) {
        const std::vector<uint8_t> stream =
            DeltaPrefixEncodeRef(strings, block, miniblocks, suffix_block, suffix_miniblocks);
        CheckDecode(kEncodings[1], stream, strings.size(), 1 << 17);
        CheckDecode(kEncodings[1], {stream.begin(), stream.end() - 1}, strings.size(), 1 << 17);
      }
    }
  });
}

// 2^60 strings, in one miniblock without bytes. Who goes from one to the next does not come to an
// end.
BOOST_AUTO_TEST_CASE(SizeOfAClaimThatIsNotWorkedThrough) {
  ForEachTarget([] {
    const std::vector<uint8_t> header = {0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80,  // 2^61
                                         0x20, 1,    0x80, 0x80, 0x80, 0x80, 0x80, 0x80,
                                         0x80, 0x80, 0x10};
    const auto size_of = [&header](std::vector<uint8_t> prefixes, std::vector<uint8_t> suffixes) {
      std::vector<uint8_t> stream = header;
      AppendRef(&stream, prefixes);
      AppendRef(&stream, header);
      AppendRef(&stream, suffixes);
      return sinew_delta_byte_array_decoded_size(stream.data(), stream.size(), SIZE_MAX);
    };
    // A first value, the difference in zigzag, a width; behind the suffixes, bytes.
    const sinew_codec_result empty = size_of({0, 0, 0}, {0, 0, 0});
    BOOST_TEST(empty.status == SINEW_STATUS_OK);
    BOOST_TEST(empty.read == 2 * header.size() + 6);
    BOOST_TEST(empty.written == 0u);
    const sinew_codec_result single = size_of({0, 0, 0}, {2, 0, 0, 'a', 'b'});
    BOOST_TEST(single.status == SINEW_STATUS_TRUNCATED);
    BOOST_TEST(single.read == 2 * header.size() + 8);
    const sinew_codec_result longer = size_of({0, 0, 0}, {0, 2, 0, 'a', 'b'});
    BOOST_TEST(longer.status == SINEW_STATUS_TRUNCATED);
    BOOST_TEST(size_of({0, 0, 0}, {2, 1, 0, 'a'}).status == SINEW_STATUS_CORRUPT);
    BOOST_TEST(size_of({0, 2, 0}, {2, 0, 0, 'a', 'b'}).status == SINEW_STATUS_TRUNCATED);
    BOOST_TEST(size_of({0, 1, 0}, {0, 0, 0}).status == SINEW_STATUS_CORRUPT);
    BOOST_TEST(size_of({2, 0, 0}, {0, 0, 0}).status == SINEW_STATUS_CORRUPT);
  });
}

BOOST_AUTO_TEST_CASE(RejectsColumnsAndSmallOutputs) {
  const Strings strings = RandomStrings(200, 15, 5);
  const Column<int32_t> column(strings);
  for (const Encoding& encoding : kEncodings) {
    const std::vector<uint8_t> expected = EncodeColumn(encoding, column.view);
    GuardedMemory memory(expected.size());
    for (size_t room = 0; room < expected.size(); ++room) {
      uint8_t* out = memory.Back(room);
      const sinew_codec_result result = encoding.Encode(&column.view, out, room);
      BOOST_REQUIRE_EQUAL(result.status, SINEW_STATUS_OUTPUT_FULL);
      BOOST_REQUIRE_LE(result.written, room);
      BOOST_REQUIRE_EQUAL(memcmp(out, expected.data(), result.written), 0);
      BOOST_REQUIRE_LT(result.read, strings.size());
    }
    uint8_t out[64];
    BOOST_TEST(encoding.Encode(nullptr, out, 64).status == SINEW_STATUS_INVALID_ARGUMENT);
    BOOST_TEST(encoding.Bound(nullptr).status == SINEW_STATUS_INVALID_ARGUMENT);
    Column<int32_t> bad(strings);
    bad.offsets[8] = 0;
    BOOST_TEST(encoding.Encode(&bad.view, out, 64).status == SINEW_STATUS_INVALID_ARGUMENT);
    BOOST_TEST(encoding.Encode(&bad.view, out, 64).read == 7u);
    BOOST_TEST(encoding.Bound(&bad.view).read == 7u);
    BOOST_TEST(encoding.Bound(&bad.view).written == 0u);
    const int64_t numbers[] = {1, 2};
    const sinew_column integers = {SINEW_TYPE_I64, 2, numbers, 16, nullptr, nullptr, 0, 0};
    BOOST_TEST(encoding.Encode(&integers, out, 64).status == SINEW_STATUS_INVALID_ARGUMENT);
    BOOST_TEST(encoding.Bound(&integers).status == SINEW_STATUS_INVALID_ARGUMENT);
    // A row of 2^31 bytes, of which none is looked at.
    const int64_t huge[] = {0, 3, int64_t{1} << 31, int64_t{1} << 32};
    const sinew_column large = {
        SINEW_TYPE_LARGE_STRING, 3, numbers, size_t{1} << 32, huge, nullptr, 0, 0};
    BOOST_TEST(encoding.Encode(&large, out, 64).status == SINEW_STATUS_OVERFLOW);
    BOOST_TEST(encoding.Encode(&large, out, 64).read == 2u);
  }
}

#include "sinew/sinew.h"

#include <boost/test/unit_test.hpp>

#include "aggregate/accumulators/accumulator.h"
#include "aggregate/groupby_encode_ref.h"
#include "core/memory.h"
#include "support/targets.h"

// GROUP BY as bytes, and in parts.
namespace {

using Specs = std::vector<sinew_aggregate_spec>;

sinew_groupby_options OptionsOf(const Types& keys, const Types& values, const Specs& specs) {
  sinew_groupby_options options = {};
  options.size = sizeof(options);
  options.key_types = keys.data();
  options.key_count = keys.size();
  options.value_types = values.data();
  options.value_count = values.size();
  options.aggregates = specs.data();
  options.aggregate_count = specs.size();
  return options;
}

// An object and what its bytes should be.
struct Pair {
  Pair(const Types& keys, const Types& values, const Specs& specs)
      : keys(keys),
        values(values),
        groupby(Create(OptionsOf(keys, values, specs))),
        expected(keys, values, specs) {}

  sinew_status Try(const KeyRows& key_rows, const KeyRows& value_rows) {
    std::deque<KeyColumn> columns;
    std::vector<sinew_column> key_views, value_views;
    for (size_t c = 0; c < keys.size(); ++c) {
      key_views.push_back(columns.emplace_back(keys[c], key_rows, c, c).view);
    }
    for (size_t c = 0; c < values.size(); ++c) {
      value_views.push_back(columns.emplace_back(values[c], value_rows, c, 1).view);
    }
    return sinew_groupby_update(groupby.get(), key_views.data(), key_views.size(),
                                value_views.data(), value_views.size(), nullptr);
  }
  void Add(const KeyRows& key_rows, const KeyRows& value_rows) {
    BOOST_REQUIRE_EQUAL(Try(key_rows, value_rows), SINEW_STATUS_OK);
    for (size_t i = 0; i < key_rows.size(); ++i) expected.Add(key_rows[i], value_rows[i]);
  }
  void AddRandom(size_t rows, size_t different, unsigned nulls, Random& random) {
    const auto rows_of = [&](const Types& types, size_t of) {
      KeyRows all(rows);
      for (KeyRow& row : all) {
        for (const sinew_type type : types) row.push_back(RandomKey(type, of, nulls, random));
      }
      return all;
    };
    Add(rows_of(keys, different), rows_of(values, 50));
  }

  const Types keys, values;
  const GroupBy groupby;
  EncodedRef expected;
};

// Bytes that end at a guard page.
std::string Encode(const sinew_groupby* groupby, size_t part = 0, size_t part_count = 1) {
  const sinew_codec_result size = sinew_groupby_encoded_size(groupby, part, part_count);
  BOOST_REQUIRE_EQUAL(size.status, SINEW_STATUS_OK);
  GuardedMemory memory(size.written);
  uint8_t* const out = memory.Back(size.written);
  const sinew_codec_result written =
      sinew_groupby_encode(groupby, part, part_count, out, size.written);
  BOOST_REQUIRE_EQUAL(written.status, SINEW_STATUS_OK);
  BOOST_REQUIRE_EQUAL(written.written, size.written);
  BOOST_REQUIRE_EQUAL(written.read, size.read);
  return std::string(out, out + size.written);
}

class Input {
 public:
  explicit Input(const std::string& bytes) : memory_(bytes.size() + 1), size_(bytes.size()) {
    data_ = memory_.Back(size_);
    if (size_ != 0) memcpy(data_, bytes.data(), size_);
  }
  const void* data() const { return data_; }
  size_t size() const { return size_; }

 private:
  GuardedMemory memory_;
  uint8_t* data_;
  size_t size_;
};

sinew_status MergeEncoded(sinew_groupby* into, const std::string& bytes,
                          sinew_error* error = nullptr) {
  const Input in(bytes);
  return sinew_groupby_merge_encoded(into, in.data(), in.size(), error);
}

sinew_status TryDecode(const std::string& bytes, size_t limit, GroupBy* out,
                       sinew_error* error = nullptr) {
  const Input in(bytes);
  sinew_groupby* groupby = reinterpret_cast<sinew_groupby*>(out);
  const sinew_status status = sinew_groupby_decode(in.data(), in.size(), limit, &groupby, error);
  BOOST_REQUIRE_EQUAL(groupby != nullptr, status == SINEW_STATUS_OK);
  out->reset(groupby);
  return status;
}
GroupBy Decode(const std::string& bytes) {
  GroupBy groupby;
  sinew_error error = {};
  BOOST_REQUIRE_MESSAGE(TryDecode(bytes, 0, &groupby, &error) == SINEW_STATUS_OK, error.message);
  BOOST_REQUIRE(sinew::Invariants(*groupby));
  return groupby;
}

void RequireSame(const std::string& found, const std::string& expected) {
  if (found == expected) return;
  size_t at = 0;
  while (at < std::min(found.size(), expected.size()) && found[at] == expected[at]) ++at;
  BOOST_FAIL("byte " << at << " of " << found.size() << ", expected " << expected.size());
}

std::string FromHex(const std::string& hex) {
  std::string bytes;
  for (size_t i = 0; i < hex.size(); i += 2) {
    bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  }
  return bytes;
}

// The example of the page.
const std::string kExample = FromHex(
    "53474201010103009F00000000000000020000000000000060000000110000000100000000000000"
    "0000000000000000030000000000000000000000000000000500000000000000000000000000000000"
    "044F736C6F0102000000000000000200000000000000FEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF0500"
    "010000000000000000000000000000000000000000000000000000000000000000006587"
    "9D5A");
const Types kExampleKeys = {SINEW_TYPE_STRING}, kExampleValues = {SINEW_TYPE_I16};
const Specs kExampleSpecs = {Spec(SINEW_AGGREGATE_COUNT_ROWS), Spec(SINEW_AGGREGATE_SUM),
                             Spec(SINEW_AGGREGATE_MAX)};
const Key kFive = std::string("\x05\0", 2), kMinusSeven = std::string("\xF9\xFF", 2);

// Every aggregate that a column of a type has.
Specs EveryAggregate(const Types& values, Random& random) {
  Specs specs;
  for (size_t i = 0; i < 24; ++i) {
    sinew_aggregate_spec spec = Spec(static_cast<sinew_aggregate>(1 + random.Below(26)));
    const bool has_column = spec.function != SINEW_AGGREGATE_COUNT_ROWS;
    if (sinew::IsQuantile(spec.function)) spec.fraction = 0.25;
    if (sinew::IsOfAccuracy(spec.function) && random.Below(2) == 0) spec.relative_accuracy = 1e-3;
    if (sinew::IsOfLgK(spec.function) && random.Below(2) == 0) spec.lg_k = 4;
    if (has_column && !values.empty())
      spec.column = static_cast<uint32_t>(random.Below(values.size()));
    const bool has_second = sinew::TakesTwoColumns(spec.function);
    if (has_second && !values.empty())
      spec.second = static_cast<uint32_t>(random.Below(values.size()));
    if (has_column &&
        (values.empty() ||
         sinew::FindAccumulator(spec.function, values[spec.column],
                                has_second ? values[spec.second] : sinew_type{}) == nullptr)) {
      continue;
    }
    const auto filter = std::find(values.begin(), values.end(), SINEW_TYPE_BOOL);
    if (filter != values.end() && random.Below(2) == 0) {
      spec.flags = SINEW_AGGREGATE_FILTER;
      spec.filter = static_cast<uint32_t>(filter - values.begin());
    }
    specs.push_back(spec);
  }
  if (specs.empty()) specs.push_back(Spec(SINEW_AGGREGATE_COUNT_ROWS));
  return specs;
}

Types RandomTypes(size_t count, Random& random) {
  Types types(count);
  for (sinew_type& type : types) type = kAllTypes[random.Below(kTypeCount)];
  return types;
}

}  // namespace

BOOST_AUTO_TEST_CASE(TheExampleOfThePage) {
  Pair pair(kExampleKeys, kExampleValues, kExampleSpecs);
  pair.Add({{"Oslo"}, {std::nullopt}, {"Oslo"}}, {{kFive}, {std::nullopt}, {kMinusSeven}});
  RequireSame(pair.expected.Bytes(), kExample);
  RequireSame(Encode(pair.groupby.get()), kExample);
  const GroupBy decoded = Decode(kExample);
  BOOST_TEST((Keys(decoded.get()) == std::vector<Key>{"Oslo", std::nullopt}));
  BOOST_TEST((Results(decoded.get(), 0) == std::vector<std::optional<uint64_t>>{2, 1}));
  BOOST_TEST((Results(decoded.get(), 1) ==
              std::vector<std::optional<uint64_t>>{static_cast<uint64_t>(-2), 0}));
  RequireSame(Encode(decoded.get()), kExample);
}

BOOST_AUTO_TEST_CASE(TheBytesAreThoseOfThePage) {
  ForEachTarget([] {
    Random random(7);
    for (size_t round = 0; round < 60; ++round) {
      // Each type alone, then several.
      const Types keys =
          round < kTypeCount ? Types{kAllTypes[round]} : RandomTypes(1 + random.Below(8), random);
      Types values = RandomTypes(random.Below(5), random);
      if (round % 2 == 0) values.push_back(SINEW_TYPE_BOOL);
      const Specs specs = EveryAggregate(values, random);
      const unsigned nulls = round % 3 == 0 ? 0 : 20;
      Pair whole(keys, values, specs), first(keys, values, specs), rest(keys, values, specs);
      for (const size_t rows : {7u, 300u}) {
        first.AddRandom(rows, rows, 0, random);
        rest.AddRandom(rows, rows, nulls, random);
        whole.AddRandom(rows, rows, nulls, random);
      }
      const std::string bytes = Encode(whole.groupby.get());
      RequireSame(bytes, whole.expected.Bytes());
      RequireSame(Encode(Decode(bytes).get()), bytes);
      // Merging bytes is merging what they are of, whichever of the two has room for nulls.
      for (const bool swapped : {false, true}) {
        const Pair& into = swapped ? rest : first;
        const std::string more = Encode((swapped ? first : rest).groupby.get());
        const GroupBy by_bytes = Decode(Encode(into.groupby.get()));
        const GroupBy by_merge = Decode(Encode(into.groupby.get()));
        BOOST_REQUIRE_EQUAL(MergeEncoded(by_bytes.get(), more), SINEW_STATUS_OK);
        BOOST_REQUIRE_EQUAL(sinew_groupby_merge(by_merge.get(), Decode(more).get(), nullptr),
                            SINEW_STATUS_OK);
        BOOST_REQUIRE(sinew::Invariants(*by_bytes));
        RequireSame(Encode(by_bytes.get()), Encode(by_merge.get()));
      }
    }
  });
}

BOOST_AUTO_TEST_CASE(PartsAreByTheHashOfColumns) {
  Random random(8);
  for (size_t round = 0; round < 40; ++round) {
    const Types keys =
        round < kTypeCount ? Types{kAllTypes[round]} : RandomTypes(1 + random.Below(8), random);
    const Types values = {SINEW_TYPE_I64};
    const Specs specs = {Spec(SINEW_AGGREGATE_SUM), Spec(SINEW_AGGREGATE_LAST)};
    Pair pair(keys, values, specs);
    pair.AddRandom(500, 400, round % 2 == 0 ? 0 : 20, random);
    const size_t part_count = 1 + random.Below(5);
    size_t groups = 0;
    GroupBy wide = Create(OptionsOf(keys, values, specs));
    for (size_t part = 0; part < part_count; ++part) {
      const std::string bytes = Encode(pair.groupby.get(), part, part_count);
      RequireSame(bytes, pair.expected.Bytes(part, part_count));
      const GroupBy own = Create(OptionsOf(keys, values, specs));
      BOOST_REQUIRE_EQUAL(
          sinew_groupby_merge_part(own.get(), pair.groupby.get(), part, part_count, nullptr),
          SINEW_STATUS_OK);
      BOOST_REQUIRE(sinew::Invariants(*own));
      RequireSame(Encode(own.get()), bytes);
      groups += sinew_groupby_count(own.get());
    }
    BOOST_TEST(groups == pair.expected.count());
  }
  // One whose keys have no room for nulls, and one whose keys have.
  const Types keys = {SINEW_TYPE_I32, SINEW_TYPE_DATE32}, values = {SINEW_TYPE_I64};
  const Specs specs = {Spec(SINEW_AGGREGATE_COUNT_ROWS)};
  Pair narrow(keys, values, specs), wide(keys, values, specs);
  narrow.AddRandom(600, 500, 0, random);
  wide.AddRandom(600, 500, 20, random);
  for (const bool swapped : {false, true}) {
    const GroupBy into = Decode(Encode((swapped ? wide : narrow).groupby.get()));
    const GroupBy expected = Decode(Encode((swapped ? wide : narrow).groupby.get()));
    const sinew_groupby* from = (swapped ? narrow : wide).groupby.get();
    for (const size_t part : {1u, 2u}) {
      BOOST_REQUIRE_EQUAL(sinew_groupby_merge_part(into.get(), from, part, 3, nullptr),
                          SINEW_STATUS_OK);
      BOOST_REQUIRE_EQUAL(MergeEncoded(expected.get(), Encode(from, part, 3)), SINEW_STATUS_OK);
    }
    RequireSame(Encode(into.get()), Encode(expected.get()));
  }
}

BOOST_AUTO_TEST_CASE(NoGroupsAreBytesToo) {
  Pair pair(kExampleKeys, kExampleValues, kExampleSpecs);
  const std::string bytes = Encode(pair.groupby.get());
  RequireSame(bytes, pair.expected.Bytes());
  BOOST_TEST(sinew_groupby_count(Decode(bytes).get()) == 0u);
  const GroupBy into = Decode(kExample);
  BOOST_REQUIRE_EQUAL(MergeEncoded(into.get(), bytes), SINEW_STATUS_OK);
  RequireSame(Encode(into.get()), kExample);
  // A room of another size than the bytes have is told before it is used.
  std::string out(kExample.size() - 1, 'x');
  const sinew_codec_result full = sinew_groupby_encode(into.get(), 0, 1, out.data(), out.size());
  BOOST_TEST(full.status == SINEW_STATUS_OUTPUT_FULL);
  BOOST_TEST(sinew_groupby_encode(into.get(), 0, 1, nullptr, 0).status == SINEW_STATUS_OUTPUT_FULL);
}

BOOST_AUTO_TEST_CASE(CutOrChangedBytesAreRefused) {
  const GroupBy into = Decode(kExample);
  const auto check = [&](const std::string& bytes, sinew_status wanted, const char* words,
                         size_t offset) {
    sinew_error error = {}, same = {};
    GroupBy none;
    BOOST_TEST(TryDecode(bytes, 0, &none, &error) == wanted);
    BOOST_TEST(MergeEncoded(into.get(), bytes, &same) == wanted);
    BOOST_TEST(error.offset == offset);
    BOOST_TEST(same.offset == offset);
    BOOST_TEST(std::string(error.message).find(words) != std::string::npos,
               error.message << " should say " << words);
    BOOST_TEST(std::string(error.message) == same.message);
  };
  for (size_t size = 0; size < kExample.size(); ++size) {
    check(kExample.substr(0, size), SINEW_STATUS_TRUNCATED, " bytes of ", size);
  }
  check(kExample + '\0', SINEW_STATUS_CORRUPT, "bytes behind the end", kExample.size());
  for (size_t bit = 0; bit < 8 * kExample.size(); ++bit) {
    std::string bytes = kExample;
    bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ 1 << bit % 8);
    GroupBy none;
    BOOST_TEST(TryDecode(bytes, 0, &none) != SINEW_STATUS_OK);
    BOOST_TEST(MergeEncoded(into.get(), bytes) != SINEW_STATUS_OK);
    if (bit / 8 >= 16) {
      check(bytes, SINEW_STATUS_CORRUPT, "the checksum is not", kExample.size() - 4);
    }
  }
  check("SGA", SINEW_STATUS_CORRUPT, "no GROUP BY begins like this", 2);
  check("SGB\x02", SINEW_STATUS_CORRUPT, "the version is unknown", 3);
  RequireSame(Encode(into.get()), kExample);
}

namespace {

// Bytes with a right checksum and size, whatever they say.
std::string Sealed(std::string bytes) {
  bytes.resize(bytes.size() - 4);
  bytes.replace(8, 8, EncodedRef::U64(bytes.size() + 4));
  return bytes + EncodedRef::U32(EncodedRef::Crc32c(bytes));
}

}  // namespace

BOOST_AUTO_TEST_CASE(BytesThatSomebodyMadeUpAreRefused) {
  const auto check = [](const std::string& bytes, size_t at, const std::string& instead,
                        size_t offset, const char* words) {
    std::string changed = bytes;
    changed.replace(at, instead.size(), instead);
    sinew_error error = {};
    GroupBy none;
    // Before anything is allocated.
    sinew::FailAllocationsAfter(0);
    const sinew_status status = TryDecode(Sealed(changed), 0, &none, &error);
    sinew::FailAllocationsAfter(-1);
    BOOST_TEST(status == SINEW_STATUS_CORRUPT, error.message << " for " << words);
    BOOST_TEST(error.offset == offset, error.message);
    BOOST_TEST(std::string(error.message).find(words) != std::string::npos,
               error.message << " should say " << words);
  };
  const std::string ff8(8, '\xFF');
  check(kExample, 4, "\t", 4, "cannot be");
  check(kExample, 4, "\xFF\xFF\xFF", 4, "cannot be");
  check(kExample, 5, "\x11", 5, "cannot be");
  check(kExample, 6, "\x41", 6, "cannot be");
  check(kExample, 6, std::string(1, '\0'), 6, "cannot be");
  check(kExample, 7, "\x01", 7, "cannot be");
  // Without a key column and the keys themselves, as a pipeline has it.
  std::string keyless = kExample.substr(0, 24) + kExample.substr(28, 52) + kExample.substr(87);
  check(keyless, 4, std::string(1, '\0'), 4, "there is no key column");
  check(kExample, 16, ff8, 16, "more groups than");
  check(kExample, 16, "\x01", 120, "behind the last group");
  check(kExample, 16, "\x03", 87, "a null bit is of no key column");
  check(kExample, 24, std::string(4, '\0'), 24, "a type is unknown");
  check(kExample, 28, EncodedRef::U32(SINEW_TYPE_LIST + SINEW_TYPE_I64), 28, "of lists");
  check(kExample, 24, EncodedRef::U32(SINEW_TYPE_LARGE_STRING), 24, "or of offsets of 64 bits");
  check(kExample, 32, EncodedRef::U32(9999), 32, "unknown, or takes no column");
  check(kExample, 36, EncodedRef::U32(1), 36, "a column that does not exist");
  check(kExample, 52, EncodedRef::U32(1), 52, "a column that does not exist");
  check(kExample, 48, EncodedRef::U32(SINEW_AGGREGATE_SUM_EXACT), 48, "takes no column");
  check(kExample, 40, EncodedRef::U32(2), 40, "unknown flags");
  check(kExample, 44, EncodedRef::U32(1), 44, "a filter is no column of booleans");
  check(kExample, 40, EncodedRef::U32(1), 44, "a filter is no column of booleans");
  check(kExample, 40, EncodedRef::U32(1) + EncodedRef::U32(1), 44, "no column of booleans");
  const std::string counted = Encode(
      Pair(kExampleKeys, {SINEW_TYPE_BOOL}, {Spec(SINEW_AGGREGATE_COUNT_ROWS)}).groupby.get());
  check(counted, 40, EncodedRef::U32(1), 40, "COUNT_ROWS has a filter");
  check(kExample, 80, "\x02", 80, "a null bit is of no key column");
  check(kExample, 81, "\x84", 83, "goes on behind the end");
  check(kExample, 81, std::string("\x84\0", 2), 81, "more bytes than it needs");
  check(kExample, 81, "\x7F", 82, "goes on behind the end");
  check(kExample, 87, EncodedRef::U64(uint64_t{1} << 56), 87, "a count is 2^56 or more");
  check(kExample, 95, EncodedRef::U64(uint64_t{1} << 56), 95, "a count is 2^56 or more");
  check(kExample, 111, EncodedRef::U64(uint64_t{1} << 56), 103, "a sum is more than");
  check(kExample, 137, "\x01", 137, "a state of no values has some");
  check(kExample, 153, "\x01", 137, "a state of no values has some");
  check(kExample.substr(0, 155) + "x" + kExample.substr(155), 0, "S", 155, "behind the last group");

  // Of one group, whose state and key are the last bytes.
  const auto one = [&](sinew_type key_type, sinew_type type, sinew_aggregate function,
                       const std::string& key, const std::string& value) {
    Pair pair({key_type}, {type}, {Spec(function)});
    pair.Add({{key}}, {{value}});
    return Encode(pair.groupby.get());
  };
  constexpr size_t kKeyAt = 48;
  const std::string number = "12345678", zero(8, '\0');
  std::string bytes = one(SINEW_TYPE_BOOL, SINEW_TYPE_BOOL, SINEW_AGGREGATE_FIRST, "\x01", "\x01");
  check(bytes, kKeyAt + 1, "\x02", kKeyAt + 1, "a boolean is neither");
  check(bytes, kKeyAt + 10, "\x02", kKeyAt + 10, "a boolean is neither");
  check(bytes, kKeyAt + 2, zero, kKeyAt + 10, "a state of no values has some");
  bytes = one(SINEW_TYPE_F64, SINEW_TYPE_F64, SINEW_AGGREGATE_LAST, number, number);
  check(bytes, kKeyAt + 1, EncodedRef::U64(uint64_t{1} << 63), kKeyAt + 1, "a key is -0.0");
  check(bytes, kKeyAt + 1, ff8, kKeyAt + 1, "or a NaN");
  check(bytes, kKeyAt + 17, ff8, kKeyAt + 17, "a NaN is not the quiet one");
  bytes = one(SINEW_TYPE_F32, SINEW_TYPE_F32, SINEW_AGGREGATE_SUM_EXACT, "1234", "1234");
  const size_t exact = kKeyAt + 5;
  check(bytes, kKeyAt + 1, EncodedRef::U32(0x80000000), kKeyAt + 1, "a key is -0.0");
  check(bytes, kKeyAt + 1, EncodedRef::U32(0x7FC00001), kKeyAt + 1, "or a NaN");
  check(bytes, exact, "\x05", exact, "of no known kind");
  check(bytes, exact + 1, "\xFF", exact, "digits that cannot be");
  check(bytes, exact + 1, "\x43", exact, "digits that cannot be");
  check(bytes, exact + 3, std::string(8, '\0'), exact, "digits that cannot be");
  check(bytes.substr(0, exact) + std::string("\1\0\0", 3) + "crc.", 0, "S", exact,
        "digits that cannot be");
  bytes = one(SINEW_TYPE_U64, SINEW_TYPE_U32, SINEW_AGGREGATE_SUM, number, "1234");
  check(bytes, kKeyAt + 9 + 16, ff8, kKeyAt + 9 + 8, "a sum is more than");
  bytes = one(SINEW_TYPE_U64, SINEW_TYPE_I32, SINEW_AGGREGATE_VARIANCE_SAMPLE, number, "1234");
  check(bytes, kKeyAt + 9, zero, kKeyAt + 17, "a state of no values has some");
  const auto distinct = [&](sinew_type type, const std::string& value) {
    return one(SINEW_TYPE_U64, type, SINEW_AGGREGATE_COUNT_DISTINCT, number, value);
  };
  constexpr size_t kSetAt = kKeyAt + 9, kInSet = kSetAt + 8;
  bytes = distinct(SINEW_TYPE_BOOL, "\x01");
  check(bytes, kInSet, "\x02", kInSet, "a boolean is neither");
  check(bytes, kSetAt, zero, kInSet, "behind the last group");
  check(bytes, kSetAt, "\x02", kInSet + 1, "goes on behind the end");
  check(bytes, kSetAt, EncodedRef::U64((uint64_t{1} << 56) - 1), kInSet + 1, "behind the end");
  check(bytes, kSetAt, EncodedRef::U64(uint64_t{1} << 56), kSetAt, "a count is 2^56 or more");
  bytes = distinct(SINEW_TYPE_F32, "1234");
  check(bytes, kInSet, EncodedRef::U32(0x80000000), kInSet, "a value is -0.0");
  check(bytes, kInSet, EncodedRef::U32(0x7FC00001), kInSet, "or a NaN");
  bytes = distinct(SINEW_TYPE_F64, number);
  check(bytes, kInSet, EncodedRef::U64(uint64_t{1} << 63), kInSet, "a value is -0.0");
  check(bytes, kInSet, ff8, kInSet, "or a NaN");
  bytes = distinct(SINEW_TYPE_STRING, "abc");
  check(bytes, kInSet, std::string("\x84\0", 2), kInSet, "more bytes than it needs");
  check(bytes, kInSet, "\x04", kInSet + 1, "goes on behind the end");
  Pair approx({SINEW_TYPE_U64}, {SINEW_TYPE_U8}, {Spec(SINEW_AGGREGATE_APPROX_COUNT_DISTINCT)});
  approx.Add({{number}, {number}}, {{"1"}, {"2"}});
  bytes = Encode(approx.groupby.get());
  constexpr size_t kHllAt = kSetAt + 4, kCouponAt = kHllAt + 5;
  const auto number_at = [&](size_t at) { return bytes.substr(at, 4); };
  check(bytes, kKeyAt, EncodedRef::U32(3), kKeyAt, "a number of registers");
  check(bytes, kKeyAt, EncodedRef::U32(0), kKeyAt, "a number of registers");
  check(bytes, kKeyAt, EncodedRef::U32(22), kKeyAt, "a number of registers");
  check(bytes, kHllAt, "\x02", kHllAt, "neither coupons nor registers");
  check(bytes, kHllAt, "\x01", kHllAt + 1, "goes on behind the end");
  check(bytes, kHllAt + 1, EncodedRef::U32(3), kCouponAt + 8, "goes on behind the end");
  check(bytes, kHllAt + 1, EncodedRef::U32(1), kCouponAt + 4, "behind the last group");
  check(bytes, kHllAt + 1, EncodedRef::U32(385), kHllAt + 1, "more coupons than there can be");
  check(bytes, kCouponAt, EncodedRef::U32(0x3FFFFFF), kCouponAt, "a coupon has no value");
  check(bytes, kCouponAt, number_at(kCouponAt + 4), kCouponAt + 4, "not in ascending order");
  check(bytes, kCouponAt, EncodedRef::U32(~0u), kCouponAt + 4, "not in ascending order");
  // Of 16 registers.
  bytes = bytes.substr(0, kHllAt) + "\x01" + std::string(16, '\x3F') + number;
  bytes.replace(kKeyAt, 4, EncodedRef::U32(4));
  bytes.resize(bytes.size() - 4);
  BOOST_TEST(Results(Decode(Sealed(bytes)).get(), 0)[0].value() > 1000u);
  check(bytes, kHllAt + 3, "\x40", kHllAt + 3, "a register is more than 63");
  check(bytes, kHllAt + 1, std::string(16, '\0'), kHllAt, "registers of no values");
  Pair bins({SINEW_TYPE_U64}, {SINEW_TYPE_U8}, {Spec(SINEW_AGGREGATE_APPROX_QUANTILE)});
  bins.Add({{number}, {number}}, {{"1"}, {"2"}});
  bytes = Encode(bins.groupby.get());
  constexpr size_t kBinsAt = kSetAt + 16, kCodeAt = kBinsAt + 4, kCountAt = kCodeAt + 4;
  const auto accuracy = [](double x) { return EncodedRef::U64(std::bit_cast<uint64_t>(x)); };
  for (const double x : {0.0, 1.0, 1e-7, -0.01}) {
    check(bytes, kKeyAt + 8, accuracy(x), kKeyAt + 8, "a relative accuracy that cannot be");
  }
  check(bytes, kKeyAt + 8, ff8, kKeyAt + 8, "a relative accuracy that cannot be");
  check(bytes, kBinsAt, EncodedRef::U32(3), kCodeAt + 24, "goes on behind the end");
  check(bytes, kBinsAt, EncodedRef::U32(1), kCodeAt + 12, "behind the last group");
  check(bytes, kCodeAt, bytes.substr(kCodeAt + 12, 4), kCodeAt + 12, "not in ascending order");
  check(bytes, kCodeAt, EncodedRef::U32(1), kCodeAt, "no bin of a value");
  check(bytes, kCodeAt, EncodedRef::U32(0x70000000), kCodeAt, "no bin of a value");
  check(bytes, kCodeAt, EncodedRef::U32(0x38000000), kCodeAt + 12, "more bins than there can be");
  check(bytes, kCountAt, zero, kCountAt, "a count is 0");
  check(bytes, kCountAt, EncodedRef::U64(uint64_t{1} << 56), kCountAt, "a count is 0, or 2^56");
}

BOOST_AUTO_TEST_CASE(ExactSumsThatAreNotFinite) {
  const double infinity = std::numeric_limits<double>::infinity();
  const auto value = [](double number) {
    return Key(std::string(reinterpret_cast<const char*>(&number), sizeof(number)));
  };
  const auto key = [](int64_t number) { return *IntegerKey(number); };
  Pair pair({SINEW_TYPE_I64}, {SINEW_TYPE_F64}, {Spec(SINEW_AGGREGATE_SUM_EXACT)});
  pair.Add({{key(1)}, {key(2)}, {key(3)}, {key(3)}},
           {{value(infinity)}, {value(-infinity)}, {value(infinity)}, {value(-infinity)}});
  const std::string bytes = Encode(pair.groupby.get());
  RequireSame(bytes, pair.expected.Bytes());
  const GroupBy decoded = Decode(bytes);
  RequireSame(Encode(decoded.get()), bytes);
  BOOST_TEST((Results(decoded.get(), 0) ==
              std::vector<std::optional<uint64_t>>{0x7FF0000000000000, 0xFFF0000000000000,
                                                   0x7FF8000000000000}));
}

// What comes in bytes takes part in sums without a wrap that nobody sees.
BOOST_AUTO_TEST_CASE(SumsGoOnBeyond64BitsAndBack) {
  const Types keys = {SINEW_TYPE_I64}, values = {SINEW_TYPE_I64};
  const Specs specs = {Spec(SINEW_AGGREGATE_SUM), Spec(SINEW_AGGREGATE_MEAN)};
  Pair up(keys, values, specs), down(keys, values, specs);
  const Key key = *IntegerKey(1), most = *IntegerKey(INT64_MAX), least = *IntegerKey(INT64_MIN);
  up.Add({{key}, {key}}, {{most}, {most}});
  down.Add({{key}, {key}}, {{least}, {least}});
  const GroupBy into = Decode(Encode(up.groupby.get()));
  BOOST_TEST(sinew_groupby_overflow_count(into.get()) == 1u);
  BOOST_REQUIRE_EQUAL(MergeEncoded(into.get(), Encode(down.groupby.get())), SINEW_STATUS_OK);
  BOOST_TEST(sinew_groupby_overflow_count(into.get()) == 0u);
  BOOST_TEST(Results(into.get(), 0)[0].value() == static_cast<uint64_t>(-2));
}

// One key many times, with sums that no rows have: all 128 bits are taken, and no more than these.
BOOST_AUTO_TEST_CASE(SumsOfMadeUpBytesMayTakeAllBits) {
  const Key key = *IntegerKey(1), most = *IntegerKey(INT64_MAX);
  Pair into({SINEW_TYPE_I64}, {SINEW_TYPE_I64},
            {Spec(SINEW_AGGREGATE_SUM), Spec(SINEW_AGGREGATE_MEAN)});
  into.Add({{key}}, {{most}});
  const std::string bytes = Encode(into.groupby.get());
  const auto state = [](uint64_t count, uint64_t low, uint64_t high) {
    return EncodedRef::U64(count) + EncodedRef::U64(low) + EncodedRef::U64(high);
  };
  constexpr size_t kKeyAt = 64, kKeySize = 9;
  std::string more = bytes.substr(0, 16) + EncodedRef::U64(129) + bytes.substr(24, kKeyAt - 24);
  for (size_t i = 0; i < 129; ++i) more += bytes.substr(kKeyAt, kKeySize);
  for (size_t i = 0; i < 128; ++i) more += state(1, 0, (uint64_t{1} << 56) - 1);
  more += state(1, 1, 127) + "crc.";
  BOOST_REQUIRE_EQUAL(sinew_groupby_merge(into.groupby.get(), Decode(Sealed(more)).get(), nullptr),
                      SINEW_STATUS_OK);
  RequireSame(Encode(into.groupby.get()).substr(kKeyAt + kKeySize, 24),
              state(130, uint64_t{1} << 63, INT64_MAX));
  BOOST_TEST(Results(into.groupby.get(), 1)[0].value() ==
             std::bit_cast<uint64_t>(std::ldexp(1.0, 127) / 130));
}

// A set whose values come several times, which no object writes, is what they are once.
BOOST_AUTO_TEST_CASE(ValuesThatComeTwiceAreCountedOnce) {
  Pair pair({SINEW_TYPE_I64}, {SINEW_TYPE_STRING}, {Spec(SINEW_AGGREGATE_COUNT_DISTINCT)});
  const Key key = *IntegerKey(1);
  pair.Add({{key}, {key}}, {{"a"}, {"b"}});
  const std::string bytes = Encode(pair.groupby.get());
  std::string twice = bytes;
  twice[twice.size() - 5] = 'a';
  const GroupBy decoded = Decode(Sealed(twice));
  BOOST_TEST(Results(decoded.get(), 0)[0].value() == 1u);
  BOOST_REQUIRE_EQUAL(MergeEncoded(decoded.get(), bytes), SINEW_STATUS_OK);
  RequireSame(Encode(decoded.get()), bytes);
}

BOOST_AUTO_TEST_CASE(WithoutMemoryNothingChanges) {
  Random random(9);
  for (const Types& keys :
       {Types{SINEW_TYPE_I64}, Types{SINEW_TYPE_BINARY}, Types{SINEW_TYPE_I32, SINEW_TYPE_I32},
        Types{SINEW_TYPE_STRING, SINEW_TYPE_F64, SINEW_TYPE_BYTES16}}) {
    const Types values = {SINEW_TYPE_F64, SINEW_TYPE_STRING};
    const Specs specs = {Spec(SINEW_AGGREGATE_SUM_EXACT),
                         Spec(SINEW_AGGREGATE_MIN),
                         Spec(SINEW_AGGREGATE_MAX, 1),
                         Spec(SINEW_AGGREGATE_LAST, 1),
                         Spec(SINEW_AGGREGATE_COUNT_DISTINCT, 1),
                         Spec(SINEW_AGGREGATE_APPROX_COUNT_DISTINCT, 1),
                         Spec(SINEW_AGGREGATE_APPROX_QUANTILE)};
    Pair into(keys, values, specs), from(keys, values, specs);
    into.AddRandom(100, 90, 0, random);
    from.AddRandom(2000, 1800, 10, random);
    const std::string before = Encode(into.groupby.get()), more = Encode(from.groupby.get());
    const auto retry = [&](const auto& merge) {
      for (int64_t countdown = 0;; ++countdown) {
        const GroupBy object = Decode(before);
        sinew::FailAllocationsAfter(countdown);
        const sinew_status status = merge(object.get());
        sinew::FailAllocationsAfter(-1);
        BOOST_REQUIRE(sinew::Invariants(*object));
        if (status == SINEW_STATUS_OK) break;
        BOOST_REQUIRE_EQUAL(status, SINEW_STATUS_OUT_OF_MEMORY);
        RequireSame(Encode(object.get()), before);
      }
    };
    retry([&](sinew_groupby* object) { return MergeEncoded(object, more); });
    retry([&](sinew_groupby* object) {
      return sinew_groupby_merge_part(object, from.groupby.get(), 1, 2, nullptr);
    });
    for (int64_t countdown = 0;; ++countdown) {
      GroupBy object;
      sinew::FailAllocationsAfter(countdown);
      const sinew_status status = TryDecode(more, 0, &object);
      sinew::FailAllocationsAfter(-1);
      if (status == SINEW_STATUS_OK) break;
      BOOST_REQUIRE_EQUAL(status, SINEW_STATUS_OUT_OF_MEMORY);
    }
    // A limit, too, refuses all or nothing.
    bool refused = false, taken = false;
    for (size_t limit = 4 << 10; limit < 16 << 20; limit *= 2) {
      GroupBy object;
      sinew_error error = {};
      const sinew_status status = TryDecode(more, limit, &object, &error);
      refused |= status == SINEW_STATUS_MEMORY_LIMIT;
      taken |= status == SINEW_STATUS_OK;
      if (status != SINEW_STATUS_OK) {
        BOOST_TEST(error.status == SINEW_STATUS_MEMORY_LIMIT);
        continue;
      }
      BOOST_TEST(sinew_groupby_memory(object.get()) <= limit);
      RequireSame(Encode(object.get()), more);
    }
    BOOST_TEST((refused && taken));
  }
  BOOST_TEST(sinew_memory_stats().current == 0u);
}

BOOST_AUTO_TEST_CASE(ArgumentsAreNamed) {
  const GroupBy example = Decode(kExample);
  const GroupBy other = Create(Options(SINEW_TYPE_I64));
  const auto check = [](sinew_status status, const sinew_error& error, const char* words) {
    BOOST_TEST(status == SINEW_STATUS_INVALID_ARGUMENT);
    BOOST_TEST(std::string(error.message).find(words) != std::string::npos,
               error.message << " should say " << words);
  };
  sinew_error e = {};
  const void* in = kExample.data();
  const size_t size = kExample.size();
  sinew_groupby* out;
  check(sinew_groupby_merge_encoded(nullptr, in, size, &e), e, "into is null");
  check(sinew_groupby_merge_encoded(example.get(), nullptr, size, &e), e, "in is null");
  check(sinew_groupby_merge_encoded(other.get(), in, size, &e), e, "in: its key types");
  check(sinew_groupby_decode(in, size, 0, nullptr, &e), e, "out is null");
  check(sinew_groupby_decode(nullptr, size, 0, &out, &e), e, "in is null");
  check(sinew_groupby_merge_part(nullptr, example.get(), 0, 1, &e), e, "into is null");
  check(sinew_groupby_merge_part(other.get(), nullptr, 0, 1, &e), e, "from is null");
  check(sinew_groupby_merge_part(other.get(), other.get(), 0, 1, &e), e, "merged into itself");
  check(sinew_groupby_merge_part(other.get(), example.get(), 0, 1, &e), e, "from: its key types");
  const GroupBy same = Decode(kExample);
  check(sinew_groupby_merge_part(same.get(), example.get(), 2, 2, &e), e,
        "part: 2 is not below part_count 2");
  check(sinew_groupby_merge_part(same.get(), example.get(), 0, 0, &e), e, "part: 0 is not below");
  char room[200];
  const auto invalid = [](sinew_codec_result result) {
    BOOST_TEST(result.status == SINEW_STATUS_INVALID_ARGUMENT);
    BOOST_TEST(result.written == 0u);
  };
  invalid(sinew_groupby_encode(nullptr, 0, 1, room, sizeof(room)));
  invalid(sinew_groupby_encode(example.get(), 1, 1, room, sizeof(room)));
  invalid(sinew_groupby_encode(example.get(), 0, 1, nullptr, 1));
  invalid(sinew_groupby_encoded_size(nullptr, 0, 1));
  invalid(sinew_groupby_encoded_size(example.get(), 0, 0));
  // String types stand for one another, of keys as of values.
  const Types binary = {SINEW_TYPE_LARGE_BINARY}, string = {SINEW_TYPE_STRING};
  const Specs last = {Spec(SINEW_AGGREGATE_LAST)};
  Pair large(string, binary, last), small(binary, string, last);
  large.Add({{"a"}}, {{"b"}});
  BOOST_TEST(MergeEncoded(small.groupby.get(), Encode(large.groupby.get())) == SINEW_STATUS_OK);
  BOOST_TEST(sinew_groupby_merge(small.groupby.get(), large.groupby.get(), nullptr) ==
             SINEW_STATUS_OK);
  BOOST_TEST(sinew_groupby_count(small.groupby.get()) == 1u);
  const GroupBy into = Create(OptionsOf(binary, kExampleValues, kExampleSpecs));
  BOOST_TEST(MergeEncoded(into.get(), kExample) == SINEW_STATUS_OK);
  BOOST_TEST(sinew_groupby_count(into.get()) == 2u);
}

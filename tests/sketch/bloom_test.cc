#include "sinew/sinew.h"

#include <boost/test/unit_test.hpp>
#include <cmath>
#include <memory>
#include <numeric>

#include "core/memory.h"
#include "support/allocations.h"
#include "support/column.h"
#include "support/guard.h"
#include "support/targets.h"

// What Apache Arrow writes to Parquet files for the same values (pyarrow 26), and the specification
// of the format, word by word.
namespace {

struct Destroy {
  void operator()(sinew_bloom* bloom) const { sinew_bloom_destroy(bloom); }
};
using Bloom = std::unique_ptr<sinew_bloom, Destroy>;

Bloom CreateOf(const sinew_bloom_options& options) {
  sinew_bloom* bloom = nullptr;
  sinew_error error = {};
  BOOST_REQUIRE_MESSAGE(sinew_bloom_create(&options, &bloom, &error) == SINEW_STATUS_OK,
                        error.message);
  return Bloom(bloom);
}
Bloom Create(size_t bitset_size) {
  return CreateOf({sizeof(sinew_bloom_options), 0, 0, bitset_size, 0});
}

void Update(sinew_bloom* bloom, const sinew_column& column) {
  sinew_error error = {};
  BOOST_REQUIRE_MESSAGE(sinew_bloom_update(bloom, &column, &error) == SINEW_STATUS_OK,
                        error.message);
}

std::vector<int64_t> Range(int64_t first, int64_t end) {
  std::vector<int64_t> rows(static_cast<size_t>(end - first));
  std::iota(rows.begin(), rows.end(), first);
  return rows;
}

Bloom Of(size_t bitset_size, const std::vector<int64_t>& rows) {
  Bloom bloom = Create(bitset_size);
  Update(bloom.get(), ColumnOf(SINEW_TYPE_I64, rows));
  return bloom;
}

// Bytes that end at a guard page.
std::string Encode(const sinew_bloom* bloom) {
  const size_t size = sinew_bloom_encoded_size(bloom);
  GuardedMemory memory(size);
  uint8_t* const out = memory.Back(size);
  const sinew_codec_result written = sinew_bloom_encode(bloom, out, size);
  BOOST_REQUIRE_EQUAL(written.status, SINEW_STATUS_OK);
  BOOST_REQUIRE_EQUAL(written.read, 1u);
  BOOST_REQUIRE_EQUAL(written.written, size);
  return std::string(out, out + size);
}

sinew_status TryDecode(const std::string& bytes, Bloom* out, sinew_error* error = nullptr,
                       size_t limit = 0) {
  GuardedMemory memory(bytes.size() + 1);
  uint8_t* const in = memory.Back(bytes.size());
  memcpy(in, bytes.data(), bytes.size());
  sinew_bloom* bloom = nullptr;
  const sinew_status status = sinew_bloom_decode(in, bytes.size(), limit, &bloom, error);
  BOOST_REQUIRE_EQUAL(bloom != nullptr, status == SINEW_STATUS_OK);
  out->reset(bloom);
  return status;
}

// A bitmap that ends at a guard page, as zeros and ones; its unused bits are 0.
std::string Contains(const sinew_bloom* bloom, const sinew_column& column) {
  const size_t size = (column.count + 7) / 8;
  GuardedMemory memory(size + 1);
  uint8_t* const bitmap = memory.Back(size);
  memset(bitmap, 0xAA, size);
  sinew_error error = {};
  BOOST_REQUIRE_MESSAGE(
      sinew_bloom_contains_many(bloom, &column, bitmap, &error) == SINEW_STATUS_OK, error.message);
  std::string found;
  for (size_t i = 0; i < 8 * size; ++i) found += "01"[bitmap[i / 8] >> i % 8 & 1];
  BOOST_REQUIRE(found.find('1', column.count) == std::string::npos);
  return found.substr(0, column.count);
}

std::string FromHex(const std::string& hex) {
  std::string bytes;
  for (size_t i = 0; i < hex.size(); i += 2) {
    bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  }
  return bytes;
}

// The filter as the specification says it.
class Oracle {
 public:
  explicit Oracle(size_t size) : words_(size / 4) {}

  void Add(const void* value, size_t size) {
    ForEachBit(value, size, [&](uint32_t& word, uint32_t bit) { word |= 1u << bit; });
  }
  bool Has(const void* value, size_t size) {
    bool has = true;
    ForEachBit(value, size, [&](uint32_t& word, uint32_t bit) { has = has && (word >> bit & 1); });
    return has;
  }
  std::string bytes() const {
    return std::string(reinterpret_cast<const char*>(words_.data()), words_.size() * 4);
  }

 private:
  template <typename Visit>
  void ForEachBit(const void* value, size_t size, const Visit& visit) {
    static constexpr uint32_t kSalt[8] = {0x47b6137bU, 0x44974d91U, 0x8824ad5bU, 0xa2b7289dU,
                                          0x705495c7U, 0x2df1424bU, 0x9efc4947U, 0x5c6bfb31U};
    const uint64_t hash = sinew_xxh64(value, size, 0);
    const uint64_t blocks = words_.size() / 8;
    const uint64_t block = ((hash >> 32) * blocks) >> 32;
    const uint32_t x = static_cast<uint32_t>(hash);
    for (size_t i = 0; i < 8; ++i) visit(words_[block * 8 + i], (x * kSalt[i]) >> 27);
  }

  std::vector<uint32_t> words_;
};

}  // namespace

// The first one is that of docs/formats/bloom.md.
BOOST_AUTO_TEST_CASE(BitsetsAreThoseOfArrow) {
  ForEachTarget([] {
    const auto check = [](const sinew_column& column, const char* hex) {
      const std::string bytes = FromHex(hex);
      const Bloom bloom = Create(bytes.size());
      Update(bloom.get(), column);
      BOOST_TEST(Encode(bloom.get()) == bytes);
      std::string all(column.count, '1');
      if (column.validity != nullptr) all.back() = '0';
      BOOST_TEST(Contains(bloom.get(), column) == all);
      Bloom decoded;
      BOOST_REQUIRE_EQUAL(TryDecode(bytes, &decoded), SINEW_STATUS_OK);
      BOOST_TEST(Contains(decoded.get(), column) == all);
    };
    const std::vector<int64_t> rows = {1, -2, 3, 4, -5};
    const char* const of_32_bits =
        "240008280010240c00c088010412002088408004002042080022440201180000";
    const char* const of_64_bits =
        "10140808040040024300800208003208600180040100022a4040400000491000";
    const std::vector<int8_t> i8(rows.begin(), rows.end());
    const std::vector<int16_t> i16(rows.begin(), rows.end());
    const std::vector<int32_t> i32(rows.begin(), rows.end());
    check(ColumnOf(SINEW_TYPE_I8, i8), of_32_bits);
    check(ColumnOf(SINEW_TYPE_I16, i16), of_32_bits);
    check(ColumnOf(SINEW_TYPE_I32, i32), of_32_bits);
    check(ColumnOf(SINEW_TYPE_DATE32, i32), of_32_bits);
    check(ColumnOf(SINEW_TYPE_I64, rows), of_64_bits);
    check(ColumnOf(SINEW_TYPE_TIMESTAMP_US, rows), of_64_bits);
    const char* const of_bytes = "24000d004000200c02c08000050a0020800080c4006042000820500200380080";
    check(ColumnOf(SINEW_TYPE_U8, std::vector<uint8_t>{1, 2, 3, 4, 200}), of_bytes);
    check(ColumnOf(SINEW_TYPE_U16, std::vector<uint16_t>{1, 2, 3, 4, 200}), of_bytes);
    check(ColumnOf(SINEW_TYPE_U32, std::vector<uint32_t>{1, 2, 3, 4, 3'000'000'000}),
          "64000c000001200c00c080080502012080028084102042000028500200380002");
    check(ColumnOf(SINEW_TYPE_F32, std::vector<float>{0, -0.0f, 1.5f, -2.25f, HUGE_VALF}),
          "00080c30808042080b0020042240180018200900110044004008400100204002");
    check(ColumnOf(SINEW_TYPE_F64, std::vector<double>{0, -0.0, 1.5, -2.25, HUGE_VAL}),
          "2102000c00000594043140001900020291040800820000510040420228440008");
    const std::string bytes16 = "0123456789abcdef" + std::string(16, '\0');
    check({SINEW_TYPE_BYTES16, 2, bytes16.data(), 32, nullptr, nullptr, 0, 0},
          "0001010042000000002002000000420004001000000008020000300000000018");
    const std::string text = "ahello worldxxxxxxxxxxxxxxxxxxxx";
    const std::vector<int32_t> offsets = {0, 0, 1, 12, 32, 32};
    const std::vector<int64_t> wide(offsets.begin(), offsets.end());
    const uint8_t validity = 0b0111'1000;
    const char* const of_strings =
        "00800c20010802048200004210140010804003000800420121000028000400e0";
    check({SINEW_TYPE_STRING, 5, text.data(), text.size(), offsets.data(), &validity, 3, 0},
          of_strings);
    check({SINEW_TYPE_LARGE_BINARY, 5, text.data(), text.size(), wide.data(), &validity, 3, 0},
          of_strings);
    check(ColumnOf(SINEW_TYPE_I64, Range(0, 20)),
          "1dc25aa8fe084d178b6588ba700226de7791456607c2c2bc4b464a2678794111");
    check(ColumnOf(SINEW_TYPE_I64, Range(0, 100)),
          "bcf64333b5361dafb9eaa67a67ca9b7aff2d85a6bb8ec29d99573d46057fb5a3870242835960275955d34891"
          "365f"
          "025d783301776a4351d4429732c2780a25735dfbbe9bee8b8776eb578fc33cf6f6deccbdf1ee9edaa7ebe8f7"
          "fe8c"
          "ff2951dea29e54c4147d741826e486fc5055dd8b584f64f07bf312c949025fbf3159c2f8");
  });
}

// Rows that are no multiple of anything, some null, of filters whose blocks are no power of 2, and
// of one that is fetched ahead.
BOOST_AUTO_TEST_CASE(ManyRowsAreThoseOfTheSpecification) {
  ForEachTarget([] {
    for (const size_t size : {size_t{32}, size_t{96}, size_t{4000}, (size_t{1} << 20) + 32}) {
      for (const size_t count : {1, 15, 17, 63, 64, 65, 256, 257, 1000}) {
        std::vector<int64_t> rows(count + 1);
        std::vector<uint8_t> validity(count / 8 + 2);
        for (size_t i = 0; i <= count; ++i)
          rows[i] = static_cast<int64_t>(i * i * 0x9E3779B97F4A7C15u);
        for (size_t i = 0; i < validity.size(); ++i)
          validity[i] = static_cast<uint8_t>(i * 37 + 91);
        sinew_column column = ColumnOf(SINEW_TYPE_I64, rows);
        column.count = count;
        column.validity = validity.data();
        column.validity_offset = 5;
        const Bloom bloom = Create(size);
        Oracle oracle(size);
        Update(bloom.get(), column);
        const auto is_valid = [&](size_t i) { return validity[(i + 5) / 8] >> (i + 5) % 8 & 1; };
        for (size_t i = 0; i < count; ++i) {
          if (is_valid(i)) oracle.Add(&rows[i], 8);
        }
        BOOST_REQUIRE(Encode(bloom.get()) == oracle.bytes());
        // Another half of them, and of no nulls.
        const std::vector<int64_t> others = Range(-static_cast<int64_t>(count), 9);
        std::string some, all;
        for (size_t i = 0; i < count; ++i) some += "01"[is_valid(i) && oracle.Has(&rows[i], 8)];
        for (const int64_t other : others) all += "01"[oracle.Has(&other, 8)];
        BOOST_REQUIRE(Contains(bloom.get(), column) == some);
        BOOST_REQUIRE(Contains(bloom.get(), ColumnOf(SINEW_TYPE_I64, others)) == all);
      }
    }
  });
}

BOOST_AUTO_TEST_CASE(BooleansAreBytes) {
  const uint8_t bits = 0b0101'0000;
  const sinew_column column = {SINEW_TYPE_BOOL, 4, &bits, 1, nullptr, nullptr, 0, 4};
  const Bloom bloom = Create(64);
  Update(bloom.get(), column);
  Oracle oracle(64);
  for (const char value : {0, 1}) oracle.Add(&value, 1);
  BOOST_TEST(Encode(bloom.get()) == oracle.bytes());
  BOOST_TEST(Contains(bloom.get(), column) == "1111");
}

// By 8 n / -ln(1 - p^(1/8)) bits in doubles of Python, rounded to powers of 2 as parquet-mr does.
BOOST_AUTO_TEST_CASE(SizesAreThoseOfParquet) {
  struct Case {
    uint64_t distinct_count;
    double probability;
    size_t size;
  };
  for (const Case& c : {Case{1, 0.5, 32},
                        {256, 0.01, 512},
                        {1024, 0.01, 2048},
                        {200, 0.01, 256},
                        {12345, 0.05, 16384},
                        {1000000, 0.01, 2097152},
                        {1000000, 0.1, 1048576},
                        {1000000, 0.001, 2097152},
                        {3, 1e-9, 64},
                        {14000000, 0.01, 33554432},
                        {100000000, 0.1, 134217728},
                        {UINT64_MAX, 0.5, 134217728},
                        {1, 5e-324, 134217728},
                        {1000, 0x1.FFFFFFFFFFFFFp-1, 32}}) {
    const Bloom bloom =
        CreateOf({sizeof(sinew_bloom_options), c.distinct_count, c.probability, 0, 0});
    BOOST_TEST(sinew_bloom_encoded_size(bloom.get()) == c.size,
               c.distinct_count << " with " << c.probability);
    BOOST_TEST(sinew_bloom_memory(bloom.get()) >= c.size);
  }
}

// 20,000 values of others: with 1% expected at most, 200 at the size that it asks for, which is
// rounded up.
BOOST_AUTO_TEST_CASE(FewOthersAreFound) {
  const Bloom bloom = CreateOf({sizeof(sinew_bloom_options), 25'000, 0.01, 0, 0});
  Update(bloom.get(), ColumnOf(SINEW_TYPE_I64, Range(0, 25'000)));
  const std::string all = Contains(bloom.get(), ColumnOf(SINEW_TYPE_I64, Range(0, 25'000)));
  BOOST_TEST(all.find('0') == std::string::npos);
  const std::string found = Contains(bloom.get(), ColumnOf(SINEW_TYPE_I64, Range(-20'000, 0)));
  const auto wrong = std::count(found.begin(), found.end(), '1');
  BOOST_TEST(wrong > 0);
  BOOST_TEST(wrong < 300);
}

BOOST_AUTO_TEST_CASE(MergesAreAsIfOneHadSeenAll) {
  const Bloom into = Of(1024, Range(0, 60)), from = Of(1024, Range(40, 150));
  const std::string before = Encode(from.get());
  BOOST_REQUIRE_EQUAL(sinew_bloom_merge(into.get(), from.get(), nullptr), SINEW_STATUS_OK);
  BOOST_TEST(Encode(from.get()) == before);
  BOOST_TEST(Encode(into.get()) == Encode(Of(1024, Range(0, 150)).get()));
  BOOST_REQUIRE_EQUAL(sinew_bloom_reset(into.get()), SINEW_STATUS_OK);
  BOOST_TEST(Encode(into.get()) == std::string(1024, '\0'));
}

BOOST_AUTO_TEST_CASE(MemoryIsLimitedAndMayFail) {
  const sinew_bloom_options options = {sizeof(options), 0, 0, 4096, 0};
  UntilItSucceeds(
      [&] {
        sinew_bloom* bloom = nullptr;
        const sinew_status status = sinew_bloom_create(&options, &bloom, nullptr);
        BOOST_REQUIRE_EQUAL(bloom != nullptr, status == SINEW_STATUS_OK);
        sinew_bloom_destroy(bloom);
        return status;
      },
      [] {});
  const std::string bytes(4096, '\x11');
  UntilItSucceeds(
      [&] {
        Bloom decoded;
        return TryDecode(bytes, &decoded);
      },
      [] {});
  sinew_bloom_options limited = options;
  limited.memory_limit = 4096;
  sinew_bloom* none = nullptr;
  sinew_error error = {};
  BOOST_TEST(sinew_bloom_create(&limited, &none, &error) == SINEW_STATUS_MEMORY_LIMIT);
  BOOST_TEST(std::string(error.message).find("limit of 4096 bytes") != std::string::npos);
  Bloom decoded;
  BOOST_TEST(TryDecode(bytes, &decoded, nullptr, 4096) == SINEW_STATUS_MEMORY_LIMIT);
  BOOST_TEST(TryDecode(bytes, &decoded, nullptr, 5000) == SINEW_STATUS_OK);
}

BOOST_AUTO_TEST_CASE(ArgumentsAreNamed) {
  sinew_error e = {};
  const auto check = [&](sinew_status status, const char* words,
                         sinew_status wanted = SINEW_STATUS_INVALID_ARGUMENT) {
    BOOST_TEST(status == wanted);
    BOOST_TEST(std::string(e.message).find(words) != std::string::npos,
               e.message << " should say " << words);
  };
  const Bloom bloom = Create(64), other = Create(96);
  sinew_bloom* out = nullptr;
  sinew_bloom_options options = {sizeof(options), 10, 0.1, 0, 0};
  check(sinew_bloom_create(&options, nullptr, &e), "out is null");
  check(sinew_bloom_create(nullptr, &out, &e), "options is null");
  options.size = 3;
  check(sinew_bloom_create(&options, &out, &e), "options.size: 3");
  const auto refuse = [&](uint64_t count, double probability, size_t size, const char* words) {
    options = {sizeof(options), count, probability, size, 0};
    check(sinew_bloom_create(&options, &out, &e), words);
    BOOST_TEST(out == nullptr);
  };
  refuse(0, 0.1, 0, "options.distinct_count is 0");
  for (const double probability : {0.0, 1.0, -0.5, 2.0, HUGE_VAL, std::nan("")}) {
    refuse(10, probability, 0, "options.false_positive_probability");
  }
  refuse(10, 0, 32, "options.bitset_size is there beside");
  refuse(0, 0.1, 32, "options.bitset_size is there beside");
  for (const size_t size : {size_t{31}, size_t{33}, size_t{1} << 31}) {
    refuse(0, 0, size, "is not a multiple of 32");
  }
  sinew_column column = {};
  uint8_t bitmap = 0;
  check(sinew_bloom_update(nullptr, &column, &e), "bloom is null");
  check(sinew_bloom_update(bloom.get(), nullptr, &e), "column is null");
  check(sinew_bloom_contains_many(nullptr, &column, &bitmap, &e), "bloom is null");
  check(sinew_bloom_contains_many(bloom.get(), nullptr, &bitmap, &e), "column is null");
  column.type = static_cast<sinew_type>(SINEW_TYPE_LIST + SINEW_TYPE_I64);
  check(sinew_bloom_update(bloom.get(), &column, &e), "lists are not taken");
  check(sinew_bloom_contains_many(bloom.get(), &column, &bitmap, &e), "lists are not taken");
  const std::vector<int64_t> row = {1};
  column = ColumnOf(SINEW_TYPE_I64, row);
  check(sinew_bloom_contains_many(bloom.get(), &column, nullptr, &e), "bitmap is null");
  check(sinew_bloom_merge(nullptr, bloom.get(), &e), "into is null");
  check(sinew_bloom_merge(bloom.get(), nullptr, &e), "from is null");
  check(sinew_bloom_merge(bloom.get(), bloom.get(), &e), "from is into");
  check(sinew_bloom_merge(bloom.get(), other.get(), &e), "a bitset of 96 bytes");
  check(sinew_bloom_decode("", 0, 0, nullptr, &e), "out is null");
  check(sinew_bloom_decode(nullptr, 1, 0, &out, &e), "in is null");
  for (const size_t size : {0, 31, 33}) {
    const std::string bytes(size, 'x');
    check(sinew_bloom_decode(bytes.data(), size, 0, &out, &e), "no whole blocks",
          SINEW_STATUS_TRUNCATED);
    BOOST_TEST(e.offset == size);
    BOOST_TEST(out == nullptr);
  }
  check(sinew_bloom_decode("", size_t{1} << 31, 0, &out, &e), "more than a bitset can have",
        SINEW_STATUS_CORRUPT);
  BOOST_TEST(e.offset == SINEW_BLOOM_MAX_SIZE);
  BOOST_TEST(sinew_bloom_reset(nullptr) == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_bloom_encode(nullptr, &e, 8).status == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_bloom_encode(bloom.get(), nullptr, 8).status == SINEW_STATUS_INVALID_ARGUMENT);
  for (const sinew_codec_result full :
       {sinew_bloom_encode(bloom.get(), &e, 63), sinew_bloom_encode(bloom.get(), nullptr, 0)}) {
    BOOST_TEST(full.status == SINEW_STATUS_OUTPUT_FULL);
    BOOST_TEST(full.read + full.written == 0u);
  }
  BOOST_TEST(sinew_bloom_encoded_size(nullptr) == 0u);
  BOOST_TEST(sinew_bloom_memory(nullptr) == 0u);
  sinew_bloom_destroy(nullptr);
  // Without rows there need be no memory.
  column = {SINEW_TYPE_STRING, 0, nullptr, 0, nullptr, nullptr, 0, 0};
  BOOST_TEST(sinew_bloom_update(bloom.get(), &column, nullptr) == SINEW_STATUS_OK);
  BOOST_TEST(sinew_bloom_contains_many(bloom.get(), &column, nullptr, nullptr) == SINEW_STATUS_OK);
}

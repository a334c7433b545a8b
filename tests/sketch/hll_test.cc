#include "sinew/sinew.h"

#include <bit>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <memory>
#include <numeric>

#include "core/memory.h"
#include "support/allocations.h"
#include "support/column.h"
#include "support/guard.h"
#include "support/random.h"
#include "support/targets.h"

// What Apache DataSketches makes of the same values (datasketches 5 for Python), and properties.
namespace {

struct Destroy {
  void operator()(sinew_hll* hll) const { sinew_hll_destroy(hll); }
};
using Hll = std::unique_ptr<sinew_hll, Destroy>;

Hll Create(uint32_t lg_k, size_t memory_limit = 0) {
  const sinew_hll_options options = {sizeof(options), lg_k, memory_limit};
  sinew_hll* hll = nullptr;
  sinew_error error = {};
  BOOST_REQUIRE_MESSAGE(sinew_hll_create(&options, &hll, &error) == SINEW_STATUS_OK, error.message);
  return Hll(hll);
}

sinew_status Update(sinew_hll* hll, const std::vector<int64_t>& rows) {
  const sinew_column column = ColumnOf(SINEW_TYPE_I64, rows);
  return sinew_hll_update(hll, &column, nullptr);
}

std::vector<int64_t> Range(int64_t first, int64_t end) {
  std::vector<int64_t> rows(static_cast<size_t>(end - first));
  std::iota(rows.begin(), rows.end(), first);
  return rows;
}

Hll Of(uint32_t lg_k, int64_t first, int64_t end) {
  Hll hll = Create(lg_k);
  BOOST_REQUIRE_EQUAL(Update(hll.get(), Range(first, end)), SINEW_STATUS_OK);
  return hll;
}

// Bytes that end at a guard page.
std::string Encode(const sinew_hll* hll) {
  const size_t size = sinew_hll_encoded_size(hll);
  GuardedMemory memory(size);
  uint8_t* const out = memory.Back(size);
  const sinew_codec_result written = sinew_hll_encode(hll, out, size);
  BOOST_REQUIRE_EQUAL(written.status, SINEW_STATUS_OK);
  BOOST_REQUIRE_EQUAL(written.read, 1u);
  BOOST_REQUIRE_EQUAL(written.written, size);
  return std::string(out, out + size);
}

sinew_status TryDecode(const std::string& bytes, Hll* out, sinew_error* error = nullptr,
                       size_t limit = 0) {
  GuardedMemory memory(bytes.size() + 1);
  uint8_t* const in = memory.Back(bytes.size());
  memcpy(in, bytes.data(), bytes.size());
  sinew_hll* hll = nullptr;
  const sinew_status status = sinew_hll_decode(in, bytes.size(), limit, &hll, error);
  BOOST_REQUIRE_EQUAL(hll != nullptr, status == SINEW_STATUS_OK);
  out->reset(hll);
  return status;
}
Hll Decode(const std::string& bytes) {
  Hll hll;
  sinew_error error = {};
  BOOST_REQUIRE_MESSAGE(TryDecode(bytes, &hll, &error) == SINEW_STATUS_OK, error.message);
  return hll;
}

// With the coupons of a table in order: where they are depends on which came first.
std::string Sorted(std::string bytes) {
  if (bytes[0] != 3) return bytes;
  std::vector<uint32_t> coupons((bytes.size() - 12) / 4);
  memcpy(coupons.data(), &bytes[12], 4 * coupons.size());
  std::sort(coupons.begin(), coupons.end());
  memcpy(&bytes[12], coupons.data(), 4 * coupons.size());
  return bytes;
}

double Estimate(const sinew_hll* hll) { return sinew_hll_estimate(hll, 1).value; }

std::string FromHex(const std::string& hex) {
  std::string bytes;
  for (size_t i = 0; i < hex.size(); i += 2) {
    bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  }
  return bytes;
}

// Without the estimate in order, which is almost the same.
std::string Fixed(std::string bytes) {
  if (bytes.size() > 40 && bytes[0] == 10) bytes.replace(8, 8, 8, '\0');
  return bytes;
}

bool IsNear(double found, double wanted, double part) {
  return std::abs(found - wanted) <= part * std::abs(wanted);
}

struct Vector {
  uint32_t lg_k;
  int64_t first, end;
  double estimate;
  // What sinew_hll_encode writes.
  std::string compact;
  // The same sketch in other forms.
  std::vector<std::string> others;
};
const Vector kVectors[] = {
    {12,
     0,
     0,
     0.0,
     "0201070c030c0008",
     {"0201070c0304000800000000000000000000000000000000000000000000000000000000000000"
      "00"}},
    {10,
     0,
     5,
     5.000000049670538,
     "0201070a03080508cbd7c2042bf2fb06862ff90d7581660781bc5d06",
     {"0201070a03000500cbd7c2042bf2fb06862ff90d7581660781bc5d06000000000000000000000000"}},
    {8,
     0,
     12,
     12.000000327825557,
     "03010708050800090c00000081bc5d06862ff90dcbd7c204b05b4612c1e91705d216730734a2610e75816607f671"
     "f206fc2d420a7b65e6082bf2fb06",
     {"03010708050000050c0000000000000081bc5d0600000000000000000000000000000000862ff90d000000000000"
      "00000000000000000000cbd7c20400000000b05b46120000000000000000c1e9170500000000d216730700000000"
      "34"
      "a2610e75816607f671f206000000000000000000000000fc2d420a7b65e6082bf2fb060000000000000000000000"
      "00"}},
    {5,
     0,
     100,
     100.28220696267839,
     "0a0107050008000a0fdacaad0f1259400000000000301b4000000000000000000000000000000000040201070104"
     "0305010405010102070404010301030401060303010202030604",
     {"0a010705000800060fdacaad0f1259400000000000301b400000000000000000000000000000000084101c013114"
      "015104817010443004031118c31008c2601000",
      "0a010705000801020fdacaad0f1259400000000000301b4000000000000000000900000000000000136030423004"
      "10360302325022102135"}},
    {5,
     0,
     10000,
     9986.48532395946,
     "0a0107050008000aec72181f3e81c34000000000003cb23f000000000000000000000000000000000a0c09090c0e"
     "090d0a0a0b080c080b0a0a090a0909090908080b08070b070807",
     {"0a01070500080702ec72181f3e81c34000000000003cb23f00000000000000000300000000000000532275623314"
      "15342323221241010401"}},
    // One register is 15 above the least, or more.
    {4,
     28400,
     28460,
     55.63162265858481,
     "0a0107040008000a6504e302d9d04b400000000010980e4000000000000000000200000000000000000303040f08"
     "03020705040502010200",
     {"0a010704020800026504e302d9d04b400000000010980e400000000000000000020000000100000030438f235754"
      "12020400003c",
      "0a010704020000026504e302d9d04b400000000010980e400000000000000000020000000100000030438f235754"
      "12020400003c000000000000000000000000"}},
};

}  // namespace

BOOST_AUTO_TEST_CASE(BytesAndEstimatesAreThoseOfDataSketches) {
  ForEachTarget([] {
    for (const Vector& vector : kVectors) {
      const Hll hll = Of(vector.lg_k, vector.first, vector.end);
      const std::string compact = FromHex(vector.compact);
      BOOST_TEST(Fixed(Encode(hll.get())) == Fixed(compact));
      BOOST_TEST(IsNear(Estimate(hll.get()), vector.estimate, 1e-8));
      BOOST_TEST(Sorted(Encode(Decode(compact).get())) == Sorted(compact));
      for (const std::string& other : vector.others) {
        const Hll decoded = Decode(FromHex(other));
        BOOST_TEST(Sorted(Encode(decoded.get())) == Sorted(compact));
        BOOST_TEST(IsNear(Estimate(decoded.get()), vector.estimate, 1e-9));
        BOOST_TEST(sinew_hll_lg_k(decoded.get()) == vector.lg_k);
      }
    }
  });
}

BOOST_AUTO_TEST_CASE(MergedRegistersAreThoseOfDataSketches) {
  const Hll hll = Of(5, 0, 100);
  const Hll other = Of(5, 50, 200);
  BOOST_REQUIRE_EQUAL(sinew_hll_merge(hll.get(), other.get(), nullptr), SINEW_STATUS_OK);
  BOOST_TEST(Encode(hll.get()) ==
             FromHex("0a0107050018000a00000000000000000000000000b01440000000000000000000000000"
                     "000000000402010703040405010405010103070404020402050401060403010304030605"));
  // There 138, by tables.
  BOOST_TEST(IsNear(Estimate(hll.get()), 137.94, 0.05));
}

BOOST_AUTO_TEST_CASE(BoundsAreThoseOfDataSketches) {
  const sinew_estimate of_registers = sinew_hll_estimate(Of(5, 0, 100).get(), 2);
  BOOST_TEST(IsNear(of_registers.lower, 75.09, 0.02));
  BOOST_TEST(IsNear(of_registers.upper, 135.96, 0.02));
  const sinew_estimate of_coupons = sinew_hll_estimate(Of(8, 0, 12).get(), 2);
  BOOST_TEST(of_coupons.lower == 12);
  BOOST_TEST(IsNear(of_coupons.upper, 12.001198689706438, 1e-6));
}

// Of each type, the rows that are not null; of doubles one zero and one NaN; no empty string.
BOOST_AUTO_TEST_CASE(ColumnsOfEveryType) {
  ForEachTarget([] {
    const std::vector<int64_t> small = {1, -2, 3, 4, -5, 6};
    const std::string expected = [&] {
      const Hll hll = Create(8);
      BOOST_REQUIRE_EQUAL(Update(hll.get(), small), SINEW_STATUS_OK);
      return Encode(hll.get());
    }();
    const auto check = [&](const sinew_column& column, const std::string& wanted) {
      const Hll hll = Create(8);
      BOOST_REQUIRE_EQUAL(sinew_hll_update(hll.get(), &column, nullptr), SINEW_STATUS_OK);
      BOOST_TEST(Encode(hll.get()) == wanted);
    };
    check(ColumnOf(SINEW_TYPE_I8, std::vector<int8_t>(small.begin(), small.end())), expected);
    check(ColumnOf(SINEW_TYPE_I16, std::vector<int16_t>(small.begin(), small.end())), expected);
    check(ColumnOf(SINEW_TYPE_DATE32, std::vector<int32_t>(small.begin(), small.end())), expected);
    check(ColumnOf(SINEW_TYPE_TIMESTAMP_US, small), expected);
    const uint8_t validity = 0b00111101;
    const std::vector<int64_t> with_nulls = {1, 99, -2, 3, -5, 6};
    sinew_column nulls = ColumnOf(SINEW_TYPE_I64, with_nulls);
    nulls.validity = &validity;
    const Hll some = Create(8);
    BOOST_REQUIRE_EQUAL(Update(some.get(), {1, -2, 3, -5, 6}), SINEW_STATUS_OK);
    check(nulls, Encode(some.get()));

    const std::string doubles = FromHex("0201070803080408cbd7c204eb31bd1822822a140b4d3f20");
    const double nan = std::nan("");
    check(ColumnOf(SINEW_TYPE_F64, std::vector<double>{0.0, -0.0, -nan, 1.5, -2.25}), doubles);
    check(ColumnOf(SINEW_TYPE_F32,
                   std::vector<float>{0.0f, -0.0f, static_cast<float>(nan), 1.5f, -2.25f}),
          doubles);
    const std::string text = "ahello worldxxxxxxxxxxxxxxxxxxxx";
    const std::vector<int32_t> offsets = {0, 0, 1, 12, 32};
    check({SINEW_TYPE_STRING, 4, text.data(), text.size(), offsets.data(), nullptr, 0, 0},
          FromHex("02010708030803082f823b04eae5a90ef0cb7804"));
    const std::vector<int64_t> wide(offsets.begin(), offsets.end());
    check({SINEW_TYPE_LARGE_BINARY, 4, text.data(), text.size(), wide.data(), nullptr, 0, 0},
          FromHex("02010708030803082f823b04eae5a90ef0cb7804"));
    const uint8_t bits = 0b10;
    const Hll flags = Create(8), numbers = Create(8);
    const sinew_column booleans = {SINEW_TYPE_BOOL, 2, &bits, 1, nullptr, nullptr, 0, 0};
    BOOST_REQUIRE_EQUAL(Update(numbers.get(), {0, 1}), SINEW_STATUS_OK);
    check(booleans, Encode(numbers.get()));
  });
}

// Within four standard errors, of rows in order and merged, whatever the number of registers.
BOOST_AUTO_TEST_CASE(ErrorsAreAsTheyShouldBe) {
  for (const uint32_t lg_k : {4u, 7u, 8u, 11u, 14u}) {
    for (const int64_t count : {10, 300, 3000, 60'000}) {
      const double error = 1.04 / std::sqrt(std::ldexp(1, static_cast<int>(lg_k)));
      double sum = 0;
      constexpr int64_t kTimes = 8;
      for (int64_t i = 0; i < kTimes; ++i) {
        const int64_t first = (i + 1) * 1'000'000;
        const Hll whole = Of(lg_k, first, first + count);
        const Hll merged = Of(lg_k, first, first + count * 2 / 3);
        const Hll rest = Of(lg_k, first + count / 3, first + count);
        BOOST_REQUIRE_EQUAL(sinew_hll_merge(merged.get(), rest.get(), nullptr), SINEW_STATUS_OK);
        const double n = static_cast<double>(count);
        for (const sinew_hll* hll : {whole.get(), merged.get()}) {
          const sinew_estimate found = sinew_hll_estimate(hll, 4);
          BOOST_TEST((found.lower <= n && n <= found.upper),
                     found.value << " for " << n << " of " << lg_k);
          sum += (found.value - n) / n;
        }
        // What is registers in both has the same ones.
        const std::string a = Encode(whole.get()), b = Encode(merged.get());
        if (a[0] == 10 && b[0] == 10) BOOST_TEST(a.substr(16) == b.substr(16));
      }
      BOOST_TEST(std::abs(sum) <= 4 * error * std::sqrt(2.0 * kTimes) * 1.5);
    }
  }
}

// Of registers more than the other has, a merge leaves as many as that.
BOOST_AUTO_TEST_CASE(MergesOfDifferentSizes) {
  for (const uint32_t other_lg_k : {6u, 9u, 12u}) {
    for (const int64_t count : {3, 40, 5000}) {
      const Hll into = Of(9, 0, count), other = Of(other_lg_k, count / 2, 4 * count);
      const std::string before = Encode(other.get());
      BOOST_REQUIRE_EQUAL(sinew_hll_merge(into.get(), other.get(), nullptr), SINEW_STATUS_OK);
      BOOST_TEST(Encode(other.get()) == before);
      const uint32_t lg_k = sinew_hll_lg_k(into.get());
      BOOST_TEST(lg_k == (before[0] == 10 ? std::min(9u, other_lg_k) : 9u));
      const std::string found = Encode(into.get());
      const std::string whole = Encode(Of(lg_k, 0, 4 * count).get());
      if (found[0] == 10 && whole[0] == 10) BOOST_TEST(found.substr(16) == whole.substr(16));
      BOOST_TEST(IsNear(Estimate(into.get()), 4.0 * static_cast<double>(count), 0.4));
      // Rows may follow, and a reset.
      BOOST_REQUIRE_EQUAL(Update(into.get(), Range(0, 10)), SINEW_STATUS_OK);
      BOOST_REQUIRE_EQUAL(sinew_hll_reset(into.get()), SINEW_STATUS_OK);
      BOOST_TEST(Encode(into.get()) == Encode(Create(lg_k).get()));
    }
  }
}

BOOST_AUTO_TEST_CASE(WithoutMemoryNothingChanges) {
  for (const int64_t count : {5, 20, 400}) {
    const Hll hll = Of(9, 0, count), other = Of(9, 1000, 3000);
    const auto changes_or_not = [&](const auto& call) {
      const std::string before = Encode(hll.get());
      UntilItSucceeds(call, [&] { BOOST_REQUIRE(Encode(hll.get()) == before); });
    };
    changes_or_not([&] { return Update(hll.get(), Range(0, 5 * count)); });
    changes_or_not([&] { return sinew_hll_merge(hll.get(), other.get(), nullptr); });
    const std::string bytes = Encode(hll.get());
    UntilItSucceeds(
        [&] {
          Hll decoded;
          return TryDecode(bytes, &decoded);
        },
        [] {});
    changes_or_not([&] { return sinew_hll_reset(hll.get()); });
  }
  const Hll limited = Create(12, 3000);
  sinew_status status = SINEW_STATUS_OK;
  for (int64_t i = 0; i < 1000 && status == SINEW_STATUS_OK; ++i) {
    status = Update(limited.get(), Range(10 * i, 10 * i + 10));
    BOOST_REQUIRE_LE(sinew_hll_memory(limited.get()), 3000u);
  }
  BOOST_TEST(status == SINEW_STATUS_MEMORY_LIMIT);
  BOOST_TEST(Estimate(limited.get()) > 20);
  BOOST_TEST(Estimate(limited.get()) < 1000);
}

BOOST_AUTO_TEST_CASE(BytesThatAreNoSketchAreRefused) {
  for (const Vector& vector : kVectors) {
    std::vector<std::string> all = vector.others;
    all.push_back(vector.compact);
    for (const std::string& hex : all) {
      const std::string bytes = FromHex(hex);
      Hll none;
      sinew_error error = {};
      for (size_t size = 0; size < bytes.size(); ++size) {
        // Of an empty table a header is enough.
        if (size == 8 && vector.end == 0) continue;
        const sinew_status status = TryDecode(bytes.substr(0, size), &none, &error);
        BOOST_TEST((status == SINEW_STATUS_TRUNCATED || status == SINEW_STATUS_CORRUPT));
      }
      BOOST_TEST(TryDecode(bytes + '\0', &none, &error) == SINEW_STATUS_CORRUPT);
      for (size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
        std::string changed = bytes;
        changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ 1 << bit % 8);
        Hll decoded;
        if (TryDecode(changed, &decoded) == SINEW_STATUS_OK) {
          const std::string again = Encode(decoded.get());
          BOOST_TEST(Sorted(Encode(Decode(again).get())) == Sorted(again));
        }
      }
    }
  }
  const auto check = [](const std::string& hex, size_t at, const char* byte, size_t offset,
                        const char* words) {
    std::string changed = FromHex(hex);
    changed.replace(at, 1, byte, 1);
    Hll none;
    sinew_error error = {};
    BOOST_TEST(TryDecode(changed, &none, &error) == SINEW_STATUS_CORRUPT);
    BOOST_TEST(error.offset == offset, error.message);
    BOOST_TEST(std::string(error.message).find(words) != std::string::npos,
               error.message << " should say " << words);
  };
  const std::string& list = kVectors[1].compact;
  const std::string& table = kVectors[2].compact;
  const std::string& of_8 = kVectors[3].compact;
  const std::string& of_4 = kVectors[5].others[0];
  check(list, 0, "\x03", 0, "a header of another size");
  check(list, 1, "\x02", 1, "the version is unknown");
  check(list, 2, "\x08", 2, "no HLL sketch");
  check(list, 3, "\x03", 3, "a number of registers that cannot be");
  check(list, 5, "\x09", 5, "unknown flags");
  check(list, 5, "\x0C", 6, "an empty sketch has coupons");
  check(list, 6, "\x08", 6, "more coupons than there can be");
  check(list, 7, "\x0C", 7, "the mode is unknown");
  check(list, 11, "\0", 8, "a coupon has no value");
  check(table, 3, "\x07", 3, "so few registers, and a table");
  check(table, 8, "\x19", 8, "more coupons than there can be");
  check(of_8, 15, "\xFF", 8, "the estimate is no number of values");
  check(of_8, 36, "\x01", 36, "exceptions of no registers");
  check(of_8, 50, "\x40", 50, "a register is more than 63");
  check(of_4, 4, "\x05", 4, "a table of exceptions");
  check(of_4, 48, "\x05", 48, "an exception of a register that has none");
  check(of_4, 51, "\x38", 48, "an exception of a register that has none");
  std::string twice = FromHex(list);
  twice.replace(12, 4, twice.substr(8, 4));
  Hll none;
  sinew_error error = {};
  BOOST_TEST(TryDecode(twice, &none, &error) == SINEW_STATUS_CORRUPT);
  BOOST_TEST(error.offset == 12u);
}

// Each would pass over all those before it: a table of lg_k 21 took as many steps as half the
// square of its 196,608 coupons.
BOOST_AUTO_TEST_CASE(ChosenCouponsAreRefused) {
  std::string bytes = FromHex("0301071010080009");
  const uint32_t count = 64 * 63;
  bytes.append(reinterpret_cast<const char*>(&count), 4);
  for (uint32_t value = 1; value < 64; ++value) {
    for (uint32_t key = 0; key < 64; ++key) {
      const uint32_t coupon = value << 26 | key;
      bytes.append(reinterpret_cast<const char*>(&coupon), 4);
    }
  }
  Hll none;
  sinew_error error = {};
  BOOST_TEST(TryDecode(bytes, &none, &error) == SINEW_STATUS_CORRUPT);
  BOOST_TEST(error.offset < 3000u, error.message);
  BOOST_TEST(std::string(error.message).find("crowd the table") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(ArgumentsAreNamed) {
  sinew_error e = {};
  const auto check = [&](sinew_status status, const char* words) {
    BOOST_TEST(status == SINEW_STATUS_INVALID_ARGUMENT);
    BOOST_TEST(std::string(e.message).find(words) != std::string::npos,
               e.message << " should say " << words);
  };
  const Hll hll = Create(8);
  sinew_hll* out = nullptr;
  sinew_hll_options options = {sizeof(options), 8, 0};
  check(sinew_hll_create(&options, nullptr, &e), "out is null");
  check(sinew_hll_create(nullptr, &out, &e), "options is null");
  options.size = 3;
  check(sinew_hll_create(&options, &out, &e), "options.size: 3");
  for (const uint32_t lg_k : {0u, 3u, 22u}) {
    options = {sizeof(options), lg_k, 0};
    check(sinew_hll_create(&options, &out, &e), "options.lg_k");
  }
  sinew_column column = {};
  check(sinew_hll_update(nullptr, &column, &e), "hll is null");
  check(sinew_hll_update(hll.get(), nullptr, &e), "column is null");
  column.type = static_cast<sinew_type>(SINEW_TYPE_LIST + SINEW_TYPE_I64);
  check(sinew_hll_update(hll.get(), &column, &e), "lists are not taken");
  check(sinew_hll_merge(nullptr, hll.get(), &e), "into is null");
  check(sinew_hll_merge(hll.get(), nullptr, &e), "from is null");
  check(sinew_hll_merge(hll.get(), hll.get(), &e), "from is into");
  check(sinew_hll_decode("", 0, 0, nullptr, &e), "out is null");
  check(sinew_hll_decode(nullptr, 1, 0, &out, &e), "in is null");
  BOOST_TEST(sinew_hll_reset(nullptr) == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_hll_encode(nullptr, &e, 8).status == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_hll_encode(hll.get(), nullptr, 8).status == SINEW_STATUS_INVALID_ARGUMENT);
  for (const sinew_codec_result full :
       {sinew_hll_encode(hll.get(), &e, 7), sinew_hll_encode(hll.get(), nullptr, 0)}) {
    BOOST_TEST(full.status == SINEW_STATUS_OUTPUT_FULL);
    BOOST_TEST(full.read + full.written == 0u);
  }
  BOOST_TEST(sinew_hll_encoded_size(nullptr) == 0u);
  BOOST_TEST(sinew_hll_memory(nullptr) == 0u);
  BOOST_TEST(sinew_hll_lg_k(nullptr) == 0u);
  BOOST_TEST(sinew_hll_estimate(nullptr, 1).value == 0);
  sinew_hll_destroy(nullptr);
}

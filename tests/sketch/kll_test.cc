#include "sinew/sinew.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>
#include <memory>
#include <numeric>

#include "core/memory.h"
#include "support/allocations.h"
#include "support/column.h"
#include "support/guard.h"
#include "support/random.h"
#include "support/targets.h"

// What Apache DataSketches makes of the same bytes (datasketches 5 for Python), what sorting makes
// of the same values, and properties.
namespace {

struct Destroy {
  void operator()(sinew_kll* kll) const { sinew_kll_destroy(kll); }
};
using Kll = std::unique_ptr<sinew_kll, Destroy>;

constexpr sinew_type kF64 = SINEW_TYPE_F64, kF32 = SINEW_TYPE_F32;

Kll Create(uint32_t k = 200, sinew_type type = kF64, uint64_t seed = 1) {
  const sinew_kll_options options = {sizeof(options), type, k, seed, 0};
  sinew_kll* kll = nullptr;
  sinew_error error = {};
  BOOST_REQUIRE_MESSAGE(sinew_kll_create(&options, &kll, &error) == SINEW_STATUS_OK, error.message);
  return Kll(kll);
}

void Add(const Kll& kll, const sinew_column& column) {
  BOOST_REQUIRE_EQUAL(sinew_kll_update(kll.get(), &column, nullptr), SINEW_STATUS_OK);
}
void Add(const Kll& kll, const std::vector<double>& rows) { Add(kll, ColumnOf(kF64, rows)); }

void Merge(const Kll& into, const Kll& from) {
  BOOST_REQUIRE_EQUAL(sinew_kll_merge(into.get(), from.get(), nullptr), SINEW_STATUS_OK);
}

std::vector<double> Quantiles(const Kll& kll, const std::vector<double>& fractions) {
  std::vector<double> out(fractions.size());
  const sinew_result result =
      sinew_kll_quantiles(kll.get(), fractions.data(), fractions.size(), out.data());
  BOOST_REQUIRE_EQUAL(result.status, SINEW_STATUS_OK);
  return out;
}

std::vector<double> Ranks(const Kll& kll, const std::vector<double>& numbers) {
  std::vector<double> out(numbers.size());
  const sinew_result result =
      sinew_kll_ranks(kll.get(), numbers.data(), numbers.size(), out.data());
  BOOST_REQUIRE_EQUAL(result.status, SINEW_STATUS_OK);
  return out;
}

uint64_t Count(const Kll& kll) { return sinew_kll_summarize(kll.get()).count; }

// Bytes that end at a guard page.
std::string Encode(const Kll& kll) {
  const size_t size = sinew_kll_encoded_size(kll.get());
  GuardedMemory memory(size);
  uint8_t* const out = memory.Back(size);
  const sinew_codec_result written = sinew_kll_encode(kll.get(), out, size);
  BOOST_REQUIRE_EQUAL(written.status, SINEW_STATUS_OK);
  BOOST_REQUIRE_EQUAL(written.read, 1u);
  BOOST_REQUIRE_EQUAL(written.written, size);
  return std::string(out, out + size);
}

sinew_status TryDecode(const std::string& bytes, Kll* out, sinew_error* error = nullptr,
                       sinew_type type = kF64, size_t limit = 0) {
  GuardedMemory memory(bytes.size() + 1);
  uint8_t* const in = memory.Back(bytes.size());
  memcpy(in, bytes.data(), bytes.size());
  sinew_kll* kll = nullptr;
  const sinew_status status = sinew_kll_decode(in, bytes.size(), type, 1, limit, &kll, error);
  BOOST_REQUIRE_EQUAL(kll != nullptr, status == SINEW_STATUS_OK);
  out->reset(kll);
  return status;
}
Kll Decode(const std::string& bytes, sinew_type type = kF64) {
  Kll kll;
  sinew_error error = {};
  BOOST_REQUIRE_MESSAGE(TryDecode(bytes, &kll, &error, type) == SINEW_STATUS_OK, error.message);
  return kll;
}

std::string FromHex(const std::string& hex) {
  std::string bytes;
  for (size_t i = 0; i < hex.size(); i += 2) {
    bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  }
  return bytes;
}

struct Vector {
  sinew_type type;
  uint64_t count;
  std::string bytes;
  double rank_error;
  // Of -10, 0, 7.5, 20 and 31.
  std::vector<double> ranks;
  // Of 0.25, 0.5 and 0.75.
  std::vector<double> quantiles;
};
const std::vector<double> kNumbers = {-10, 0, 7.5, 20, 31}, kFractions = {0.25, 0.5, 0.75};
const Vector kVectors[] = {
    {kF64, 0, "02010f01c8000800", 0.013294757464848584, {}, {}},
    {kF64,
     1,
     "02020f04c8000800000000000000f8bf",
     0.013294757464848584,
     {0, 1, 1, 1, 1},
     {-1.5, -1.5, -1.5}},
    {kF32, 1, "02020f040a0008000000c0bf", 0.2447213635050095, {0, 1, 1, 1, 1}, {-1.5, -1.5, -1.5}},
    {kF64,
     5,
     "05010f00080008000500000000000000080001000300000000000000000000c00000000000001e40000000000000f"
     "4"
     "3f00000000000000800000000000001e4000000000000000c00000000000000840",
     0.30401673415817304,
     {0, 0.4, 1, 1, 1},
     {0, 1.25, 3}},
    {kF64,
     60,
     "05010f00080008003c0000000000000008000300000000000c0000000c00000000000000000000000000000000804"
     "d"
     "4000000000000037400000000000004740000000000000224000000000000040400000000000804b4000000000000"
     "0"
     "3240000000000080444000000000000010400000000000003b4000000000000049400000000000002a40000000000"
     "0"
     "004240000000000000f03f00000000000000400000000000002440000000000000264000000000000035400000000"
     "0"
     "000038400000000000003e40000000000080414000000000008042400000000000804640000000000080494000000"
     "0"
     "0000804c40",
     0.30401673415817304,
     {0, 0, 0.15, 0.3333333333333333, 0.5666666666666667},
     {11, 27, 41}},
    {kF32,
     100,
     "05010f0008000800640000000000000008000400050000000f000000100000001a00000000000000000046420000f"
     "c"
     "4100005041000032420000d0410000f04000001c420000a4410000004000000642000070410000003f0000c040000"
     "0"
     "204100008841000098410000c8410000e44100000e4200001e4200003442000044420000e040000084410000dc410"
     "0"
     "000a420000304200004642",
     0.30401673415817304,
     {0, 0, 0.16, 0.38, 0.56},
     {16.5, 27.5, 39.5}},
};

// From 0 on, in an order that looks random.
std::vector<double> Shuffled(size_t count, uint64_t seed) {
  std::vector<double> values(count);
  std::iota(values.begin(), values.end(), 0.0);
  Random random(seed);
  for (size_t i = count; i > 1; --i) std::swap(values[i - 1], values[random.Below(i)]);
  return values;
}

// The greatest error of a rank, of a sketch of so many values 0, 1, ... or of them over `same`.
double ErrorOf(const Kll& kll, size_t count, double same = 1) {
  std::vector<double> numbers(200);
  for (size_t i = 0; i < numbers.size(); ++i) {
    numbers[i] = std::floor(static_cast<double>(i * count / numbers.size()) / same);
  }
  const std::vector<double> ranks = Ranks(kll, numbers);
  double most = 0;
  for (size_t i = 0; i < numbers.size(); ++i) {
    const double all = static_cast<double>(count);
    const double truth = std::min(all, (numbers[i] + 1) * same) / all;
    most = std::max(most, std::abs(ranks[i] - truth));
  }
  return most;
}

}  // namespace

BOOST_AUTO_TEST_CASE(BytesOfDataSketchesAreRead) {
  for (const Vector& vector : kVectors) {
    const std::string bytes = FromHex(vector.bytes);
    const Kll kll = Decode(bytes, vector.type);
    BOOST_TEST(Count(kll) == vector.count);
    BOOST_TEST(std::abs(sinew_kll_rank_error(kll.get()) - vector.rank_error) < 1e-15);
    if (vector.count != 0) {
      BOOST_TEST(Ranks(kll, kNumbers) == vector.ranks);
      BOOST_TEST(Quantiles(kll, kFractions) == vector.quantiles);
    }
    // The same but for the order of the lowest level, which the flags tell, and the sign of 0.
    const std::string again = Encode(kll);
    BOOST_TEST(again.size() == bytes.size());
    BOOST_TEST(Encode(Decode(again, vector.type)) == again);
    const Kll twice = Decode(again, vector.type);
    Merge(twice, kll);
    BOOST_TEST(Count(twice) == 2 * vector.count);
    if (vector.count != 0) BOOST_TEST((Quantiles(twice, {0, 1}) == Quantiles(kll, {0, 1})));
  }
  // One value is in order.
  BOOST_TEST(Encode(Decode(FromHex(kVectors[0].bytes))) == FromHex(kVectors[0].bytes));
  BOOST_TEST(Encode(Decode(FromHex(kVectors[1].bytes))) ==
             FromHex("02020f06c8000800000000000000f8bf"));
}

// Up to k values, and more as long as nothing is written, all is exact.
BOOST_AUTO_TEST_CASE(FewValuesAreExact) {
  for (const uint32_t k : {8u, 200u, 5000u}) {
    for (const size_t count : {1u, 2u, 7u, 8u, 200u, 991u, 5000u}) {
      if (count > 991 && count > k) continue;
      const std::vector<double> values = Shuffled(count, count);
      const Kll kll = Create(k);
      Add(kll, values);
      for (const bool encoded : {false, true}) {
        if (encoded && count > k) continue;
        const Kll same = encoded ? Decode(Encode(kll)) : Create(k);
        if (!encoded) Merge(same, kll);
        std::vector<double> fractions, wanted;
        for (int i = 0; i <= 20; ++i) {
          fractions.push_back(i / 20.0);
          wanted.push_back(std::floor(fractions.back() * static_cast<double>(count - 1)));
        }
        BOOST_TEST(Quantiles(same, fractions) == wanted);
        const double all = static_cast<double>(count);
        BOOST_TEST((Ranks(same, {-1, 0, all / 2 - 0.5, all - 1, all}) ==
                    std::vector<double>{0, 1 / all, std::floor(all / 2 + 0.5) / all, 1, 1}));
        const sinew_kll_summary summary = sinew_kll_summarize(same.get());
        BOOST_TEST(summary.count == count);
        BOOST_TEST(summary.min == 0);
        BOOST_TEST(summary.max == all - 1);
      }
    }
  }
  const Kll empty = Create();
  BOOST_TEST(std::isnan(Quantiles(empty, {0.5})[0]));
  BOOST_TEST(std::isnan(Ranks(empty, {0.5})[0]));
  BOOST_TEST(std::isnan(sinew_kll_summarize(empty.get()).min));
}

// Of all sketches one in a hundred may have a greater error; of these 300 none of 200 has 1.5 times
// that, and few have that.
BOOST_AUTO_TEST_CASE(ErrorsAreAsTheyShouldBe) {
  for (const uint32_t k : {8u, 50u, 200u, 1500u}) {
    const double error = sinew_kll_rank_error(Create(k).get());
    int beyond = 0, all = 0;
    for (const size_t count : {1500u, 12'000u, 60'000u}) {
      for (uint64_t seed = 0; seed < 6; ++seed) {
        std::vector<double> values = Shuffled(count, seed);
        double same = 1;
        if (seed == 1) std::sort(values.begin(), values.end());
        if (seed == 2) std::sort(values.rbegin(), values.rend());
        if (seed == 3) same = 37;
        for (double& value : values) value = std::floor(value / same);
        const Kll whole = Create(k, kF64, seed), merged = Create(k, kF64, seed);
        Add(whole, values);
        // Parts of all sizes, of which some were written and read.
        for (size_t first = 0, size = 1; first < count; size = 3 * size + 1) {
          const size_t end = std::min(count, first + size);
          Kll part = Create(k);
          Add(part, {values.begin() + static_cast<ptrdiff_t>(first),
                     values.begin() + static_cast<ptrdiff_t>(end)});
          if (size % 2 != 0) part = Decode(Encode(part));
          Merge(merged, part);
          first = end;
        }
        const Kll read = Decode(Encode(merged));
        for (const Kll* kll : {&whole, &merged, &read}) {
          const double found = ErrorOf(*kll, count, same);
          BOOST_TEST(found < 1.5 * error, k << ", " << count << ", " << seed << ": " << found);
          beyond += found > error;
          ++all;
        }
        BOOST_TEST(Count(read) == count);
      }
    }
    BOOST_TEST(beyond <= all / 20);
  }
}

// The sum of errors of many sketches of parts, which must not go one way.
BOOST_AUTO_TEST_CASE(ErrorsOfManyPartsCancel) {
  const size_t count = 200'000;
  const std::vector<double> values = Shuffled(count, 3);
  const Kll merged = Create();
  for (size_t first = 0; first < count; first += 1000) {
    const Kll part = Create();
    Add(part, {values.begin() + static_cast<ptrdiff_t>(first),
               values.begin() + static_cast<ptrdiff_t>(first + 1000)});
    Merge(merged, Decode(Encode(part)));
  }
  BOOST_TEST(ErrorOf(merged, count) < sinew_kll_rank_error(merged.get()));
}

// The same bytes on every target, and however the values are split into calls.
BOOST_AUTO_TEST_CASE(TargetsAndCallsDoNotMatter) {
  std::vector<double> values = Shuffled(7000, 1);
  for (size_t i = 0; i < values.size(); ++i) values[i] = (values[i] - 3000) * 1e3 / 7;
  for (const sinew_type type : {kF64, kF32}) {
    for (const uint32_t k : {8u, 200u, 3000u}) {
      std::string wanted;
      ForEachTarget([&] {
        for (const size_t step : {7000u, 1u, 313u, 992u}) {
          const Kll kll = Create(k, type);
          for (size_t first = 0; first < values.size(); first += step) {
            sinew_column column = ColumnOf(kF64, values);
            column.values = &values[first];
            column.count = std::min(step, values.size() - first);
            column.values_size = 8 * column.count;
            Add(kll, column);
            if (first % 5 == 0) (void)Quantiles(kll, {0.5});
          }
          const std::string bytes = Encode(kll);
          if (wanted.empty()) wanted = bytes;
          BOOST_TEST((bytes == wanted));
        }
      });
      const Kll other = Create(k, type, 2);
      Add(other, values);
      BOOST_TEST((Encode(other) != wanted));
    }
  }
}

BOOST_AUTO_TEST_CASE(ColumnsOfEveryType) {
  ForEachTarget([] {
    const std::vector<int64_t> small = {1, -2, 3, 4, -5, 6};
    const auto check = [&](const sinew_column& column, const std::vector<double>& wanted,
                           sinew_type type = kF64) {
      const Kll kll = Create(8, type);
      Add(kll, column);
      BOOST_TEST(Count(kll) == wanted.size());
      std::vector<double> fractions;
      for (size_t i = 0; i < wanted.size(); ++i) {
        fractions.push_back(static_cast<double>(i) / static_cast<double>(wanted.size() - 1));
      }
      BOOST_TEST(Quantiles(kll, fractions) == wanted);
    };
    const std::vector<double> in_order = {-5, -2, 1, 3, 4, 6};
    check(ColumnOf(SINEW_TYPE_I8, std::vector<int8_t>(small.begin(), small.end())), in_order);
    check(ColumnOf(SINEW_TYPE_I16, std::vector<int16_t>(small.begin(), small.end())), in_order);
    check(ColumnOf(SINEW_TYPE_I32, std::vector<int32_t>(small.begin(), small.end())), in_order);
    check(ColumnOf(SINEW_TYPE_I64, small), in_order, kF32);
    check(ColumnOf(kF32, std::vector<float>(small.begin(), small.end())), in_order, kF32);
    check(ColumnOf(SINEW_TYPE_U64, std::vector<uint64_t>{UINT64_MAX, 0}), {0, 0x1p64});
    const uint8_t validity = 0b00110101;
    sinew_column nulls = ColumnOf(SINEW_TYPE_I64, small);
    nulls.validity = &validity;
    check(nulls, {-5, 1, 3, 6});
    const double infinite = std::numeric_limits<double>::infinity();
    const std::vector<double> doubles = {-0.0, std::nan(""),  1e300, -infinite,
                                         0,    -std::nan(""), 1e-40, infinite};
    check(ColumnOf(kF64, doubles), {-infinite, 0, 0, 1e-40, 1e300, infinite});
    // Rounded to the nearest float.
    check(ColumnOf(kF64, doubles), {-infinite, 0, 0, 1e-40f, infinite, infinite}, kF32);
    const Kll zeros = Create();
    Add(zeros, {-0.0, -0.0});
    BOOST_TEST(!std::signbit(Quantiles(zeros, {0.5})[0]));
  });
}

// In a merge the lesser k has its error, once there is one.
BOOST_AUTO_TEST_CASE(MergesOfDifferentWidths) {
  const Kll into = Create(200), exact = Create(8), coarse = Create(8), fine = Create(60000);
  Add(exact, Shuffled(500, 1));
  Merge(into, exact);
  BOOST_TEST(sinew_kll_rank_error(into.get()) == sinew_kll_rank_error(Create(200).get()));
  Add(coarse, Shuffled(5000, 1));
  const std::string before = Encode(coarse);
  Merge(into, coarse);
  BOOST_TEST(Encode(coarse) == before);
  BOOST_TEST(sinew_kll_rank_error(into.get()) == sinew_kll_rank_error(coarse.get()));
  BOOST_TEST(sinew_kll_k(into.get()) == 200u);
  BOOST_TEST(Count(into) == 5500u);
  Add(fine, Shuffled(50000, 2));
  BOOST_TEST(ErrorOf(fine, 50000) < 1e-12);
  const Kll narrow = Create(8), wide = Decode(Encode(fine));
  Merge(narrow, wide);
  BOOST_TEST(Count(narrow) == 50000u);
  BOOST_TEST(ErrorOf(narrow, 50000) < sinew_kll_rank_error(narrow.get()));
  Merge(fine, into);
  BOOST_TEST(Count(fine) == 55500u);
  BOOST_REQUIRE_EQUAL(sinew_kll_reset(fine.get()), SINEW_STATUS_OK);
  BOOST_TEST(Encode(fine) == Encode(Create(60000)));
}

BOOST_AUTO_TEST_CASE(MemoryIsTakenOnce) {
  UntilItSucceeds(
      [] {
        const sinew_kll_options options = {sizeof(options), kF64, 200, 0, 0};
        sinew_kll* kll = nullptr;
        const sinew_status status = sinew_kll_create(&options, &kll, nullptr);
        BOOST_REQUIRE_EQUAL(kll != nullptr, status == SINEW_STATUS_OK);
        sinew_kll_destroy(kll);
        return status;
      },
      [] {});
  const Kll kll = Create(), other = Create();
  const size_t memory = sinew_kll_memory(kll.get());
  BOOST_TEST(memory < 24 * 200 + 21 * 1024u);
  sinew::FailAllocationsAfter(0);
  Add(kll, Shuffled(100'000, 1));
  Add(other, Shuffled(3'000, 1));
  Merge(kll, other);
  (void)Quantiles(kll, {0.5});
  const std::string bytes = Encode(kll);
  sinew::FailAllocationsAfter(-1);
  BOOST_TEST(sinew_kll_memory(kll.get()) == memory);
  Kll decoded;
  UntilItSucceeds([&] { return TryDecode(bytes, &decoded); }, [] {});
  sinew_error error = {};
  BOOST_TEST(TryDecode(bytes, &decoded, &error, kF64, memory - 1) == SINEW_STATUS_MEMORY_LIMIT);
  BOOST_TEST(TryDecode(bytes, &decoded, &error, kF64, memory) == SINEW_STATUS_OK);
}

BOOST_AUTO_TEST_CASE(BytesThatAreNoSketchAreRefused) {
  const auto check = [](const std::string& bytes, sinew_status status, size_t offset,
                        const char* words) {
    Kll none;
    sinew_error error = {};
    BOOST_TEST(TryDecode(bytes, &none, &error) == status, words);
    BOOST_TEST(error.offset == offset, words << ": " << error.message << " at " << error.offset);
    BOOST_TEST(std::string(error.message).find(words) != std::string::npos,
               error.message << " should say " << words);
  };
  const std::string full = FromHex(kVectors[4].bytes);
  const auto changed = [&](size_t at, const std::string& hex) {
    std::string bytes = full;
    const std::string other = FromHex(hex);
    return bytes.replace(at, other.size(), other);
  };
  const sinew_status corrupt = SINEW_STATUS_CORRUPT, truncated = SINEW_STATUS_TRUNCATED;
  check("", truncated, 0, "0 bytes of 8");
  check(full.substr(0, 19), truncated, 19, "19 bytes of 20");
  check(full.substr(0, 31), truncated, 31, "31 bytes of 32");
  check(full.substr(0, 100), truncated, 100, "100 bytes of 240");
  check(full + '\0', corrupt, 240, "behind the end");
  check(FromHex("02010f01c800080000"), corrupt, 8, "behind the end");
  check(FromHex("02020f04c80008000000c0bf"), truncated, 12, "12 bytes of 16");
  check(changed(0, "02"), corrupt, 0, "a header of another size");
  check(changed(1, "03"), corrupt, 1, "the version");
  check(changed(2, "07"), corrupt, 2, "no KLL sketch");
  check(changed(3, "08"), corrupt, 3, "unknown flags");
  check(changed(3, "05"), corrupt, 3, "an empty sketch has a value");
  check(changed(4, "0700"), corrupt, 4, "a k that cannot be");
  check(changed(6, "09"), corrupt, 6, "another least width");
  check(changed(8, "3b"), corrupt, 8, "another number of values");
  check(changed(8, "3c000000000001ff"), corrupt, 8, "more values than there can be");
  check(changed(16, "0700"), corrupt, 16, "a least k");
  check(changed(16, "0900"), corrupt, 16, "a least k");
  check(changed(18, "00"), corrupt, 18, "a number of levels");
  check(changed(18, "3a"), corrupt, 18, "a number of levels");
  check(changed(20, "01"), corrupt, 8, "another number");
  check(changed(20, "0d"), corrupt, 20, "ends before it begins");
  check(changed(24, "1900000019"), corrupt, 28, "ends before it begins");
  check(changed(28, "ff"), corrupt, 24, "stands for too many");
  check(changed(20, "000000000000000000"), corrupt, 28, "stands for too many");
  check(changed(8, "18").replace(28, 1, "\x18", 1).replace(24, 1, "\x18", 1), corrupt, 28,
        "the highest level is empty");
  check(changed(32, "000000000000f87f"), corrupt, 32, "NaN");
  check(changed(72, "010000000000f0ff"), corrupt, 72, "NaN");
  check(changed(32, "0000000000000040"), corrupt, 144, "less than the least");
  check(changed(40, "0000000000004b40"), corrupt, 80, "more than the greatest");
  check(changed(144, "0000000000002240"), corrupt, 152, "not in order");
  // Whatever is changed, what is taken can be written and read.
  for (size_t bit = 0; bit < 8 * full.size(); bit += 3) {
    std::string bytes = full;
    bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ 1 << bit % 8);
    Kll kll;
    if (TryDecode(bytes, &kll) != SINEW_STATUS_OK) continue;
    const std::string again = Encode(kll);
    BOOST_TEST(Encode(Decode(again)) == again);
  }
}

BOOST_AUTO_TEST_CASE(ThereAreNotMoreThan2To56Values) {
  // One value at the highest level that there can be.
  const std::string one = FromHex("02020f04080008000000000000001040");
  Kll kll = Decode(one);
  for (int doubled = 0; doubled < 56; ++doubled) {
    const Kll other = Decode(Encode(kll));
    Merge(kll, other);
  }
  BOOST_TEST(Count(kll) == uint64_t{1} << 56);
  BOOST_TEST((Quantiles(kll, {0, 0.3, 1}) == std::vector<double>{4, 4, 4}));
  BOOST_TEST(Encode(Decode(Encode(kll))) == Encode(kll));
  sinew_error error = {};
  const Kll other = Decode(one);
  BOOST_TEST(sinew_kll_merge(kll.get(), other.get(), &error) == SINEW_STATUS_OVERFLOW);
  const std::vector<double> row = {1};
  const sinew_column column = ColumnOf(kF64, row);
  BOOST_TEST(sinew_kll_update(kll.get(), &column, &error) == SINEW_STATUS_OVERFLOW);
  BOOST_TEST(std::string(error.message).find("2^56") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(ArgumentsAreNamed) {
  sinew_error e = {};
  const auto check = [&](sinew_status status, const char* words) {
    BOOST_TEST(status == SINEW_STATUS_INVALID_ARGUMENT);
    BOOST_TEST(std::string(e.message).find(words) != std::string::npos,
               e.message << " should say " << words);
  };
  const Kll kll = Create(), floats = Create(200, kF32);
  sinew_kll* out = nullptr;
  const sinew_kll_options good = {sizeof(good), kF64, 200, 0, 0};
  check(sinew_kll_create(&good, nullptr, &e), "out is null");
  check(sinew_kll_create(nullptr, &out, &e), "options is null");
  sinew_kll_options options = good;
  options.size = 3;
  check(sinew_kll_create(&options, &out, &e), "options.size: 3");
  options = good;
  options.type = SINEW_TYPE_I64;
  check(sinew_kll_create(&options, &out, &e), "options.type: 19");
  for (const uint32_t k : {7u, 65536u}) {
    options = good;
    options.k = k;
    check(sinew_kll_create(&options, &out, &e), "options.k");
  }
  sinew_column column = {};
  check(sinew_kll_update(nullptr, &column, &e), "kll is null");
  check(sinew_kll_update(kll.get(), nullptr, &e), "column is null");
  for (const sinew_type type : {SINEW_TYPE_BOOL, SINEW_TYPE_DATE32, SINEW_TYPE_STRING}) {
    column.type = type;
    check(sinew_kll_update(kll.get(), &column, &e), "is not of numbers");
  }
  check(sinew_kll_merge(nullptr, kll.get(), &e), "into is null");
  check(sinew_kll_merge(kll.get(), nullptr, &e), "from is null");
  check(sinew_kll_merge(kll.get(), kll.get(), &e), "from is into");
  check(sinew_kll_merge(kll.get(), floats.get(), &e), "another type");
  check(sinew_kll_decode("", 0, kF64, 0, 0, nullptr, &e), "out is null");
  check(sinew_kll_decode(nullptr, 1, kF64, 0, 0, &out, &e), "in is null");
  check(sinew_kll_decode("", 0, SINEW_TYPE_I8, 0, 0, &out, &e), "type: ");
  BOOST_TEST(sinew_kll_reset(nullptr) == SINEW_STATUS_INVALID_ARGUMENT);
  double values[3] = {0, 0.5, 1.5}, found[3] = {7, 7, 7};
  sinew_result refused = sinew_kll_quantiles(kll.get(), values, 3, found);
  BOOST_TEST(refused.status == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(refused.count == 2u);
  values[1] = std::nan("");
  refused = sinew_kll_ranks(kll.get(), values, 3, found);
  BOOST_TEST(refused.status == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(refused.count == 1u);
  BOOST_TEST(found[0] == 7);
  for (const auto call : {sinew_kll_quantiles, sinew_kll_ranks}) {
    BOOST_TEST(call(kll.get(), nullptr, 0, nullptr).status == SINEW_STATUS_OK);
    BOOST_TEST(call(nullptr, values, 1, found).status == SINEW_STATUS_INVALID_ARGUMENT);
    BOOST_TEST(call(kll.get(), nullptr, 1, found).status == SINEW_STATUS_INVALID_ARGUMENT);
    BOOST_TEST(call(kll.get(), values, 1, nullptr).status == SINEW_STATUS_INVALID_ARGUMENT);
  }
  BOOST_TEST(sinew_kll_encode(nullptr, found, 8).status == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_kll_encode(kll.get(), nullptr, 8).status == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(sinew_kll_encode(kll.get(), nullptr, 0).status == SINEW_STATUS_OUTPUT_FULL);
  const sinew_codec_result full = sinew_kll_encode(kll.get(), found, 7);
  BOOST_TEST(full.status == SINEW_STATUS_OUTPUT_FULL);
  BOOST_TEST(full.read + full.written == 0u);
  BOOST_TEST(sinew_kll_encoded_size(nullptr) == 0u);
  BOOST_TEST(sinew_kll_memory(nullptr) == 0u);
  BOOST_TEST(sinew_kll_k(nullptr) == 0u);
  BOOST_TEST(sinew_kll_rank_error(nullptr) == 0);
  BOOST_TEST(sinew_kll_summarize(nullptr).count == 0u);
  sinew_kll_destroy(nullptr);
}

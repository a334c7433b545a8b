#include "sinew/sinew.h"

#include <algorithm>
#include <bit>
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <limits>
#include <map>
#include <memory>

#include "core/memory.h"
#include "support/allocations.h"
#include "support/column.h"
#include "support/float_control.h"
#include "support/guard.h"
#include "support/random.h"
#include "support/targets.h"

// What Datadog's sketches-go 1.4.8 makes of the same values, the definition of a bin by the C
// library's logarithm, and properties.
namespace {

struct Destroy {
  void operator()(sinew_ddsketch* sketch) const { sinew_ddsketch_destroy(sketch); }
};
using DDSketch = std::unique_ptr<sinew_ddsketch, Destroy>;

constexpr sinew_ddsketch_mapping kLogarithmic = SINEW_DDSKETCH_MAPPING_LOGARITHMIC,
                                 kLinear = SINEW_DDSKETCH_MAPPING_LINEAR,
                                 kQuadratic = SINEW_DDSKETCH_MAPPING_QUADRATIC,
                                 kCubic = SINEW_DDSKETCH_MAPPING_CUBIC;
constexpr sinew_ddsketch_mapping kMappings[] = {kLogarithmic, kLinear, kQuadratic, kCubic};

DDSketch Create(sinew_ddsketch_mapping mapping = kLogarithmic, double accuracy = 0.01,
                uint32_t bins = 2048, size_t memory_limit = 0) {
  const sinew_ddsketch_options options = {sizeof(options), accuracy, mapping, bins, memory_limit};
  sinew_ddsketch* sketch = nullptr;
  sinew_error error = {};
  BOOST_REQUIRE_MESSAGE(sinew_ddsketch_create(&options, &sketch, &error) == SINEW_STATUS_OK,
                        error.message);
  return DDSketch(sketch);
}

sinew_status Update(const DDSketch& sketch, const std::vector<double>& rows) {
  const sinew_column column = ColumnOf(SINEW_TYPE_F64, rows);
  return sinew_ddsketch_update(sketch.get(), &column, nullptr);
}

void Add(const DDSketch& sketch, const std::vector<double>& rows) {
  BOOST_REQUIRE_EQUAL(Update(sketch, rows), SINEW_STATUS_OK);
}

double Quantile(const DDSketch& sketch, double fraction) {
  double value = 0;
  const sinew_result result = sinew_ddsketch_quantiles(sketch.get(), &fraction, 1, &value);
  BOOST_REQUIRE_EQUAL(result.status, SINEW_STATUS_OK);
  return value;
}

// Bytes that end at a guard page.
std::string Encode(const DDSketch& sketch) {
  const size_t size = sinew_ddsketch_encoded_size(sketch.get());
  GuardedMemory memory(size);
  uint8_t* const out = memory.Back(size);
  const sinew_codec_result written = sinew_ddsketch_encode(sketch.get(), out, size);
  BOOST_REQUIRE_EQUAL(written.status, SINEW_STATUS_OK);
  BOOST_REQUIRE_EQUAL(written.read, 1u);
  BOOST_REQUIRE_EQUAL(written.written, size);
  return std::string(out, out + size);
}

sinew_status TryDecode(const std::string& bytes, DDSketch* out, sinew_error* error = nullptr,
                       uint32_t bins = 2048, size_t limit = 0) {
  GuardedMemory memory(bytes.size() + 1);
  uint8_t* const in = memory.Back(bytes.size());
  memcpy(in, bytes.data(), bytes.size());
  sinew_ddsketch* sketch = nullptr;
  const sinew_status status = sinew_ddsketch_decode(in, bytes.size(), bins, limit, &sketch, error);
  BOOST_REQUIRE_EQUAL(sketch != nullptr, status == SINEW_STATUS_OK);
  out->reset(sketch);
  return status;
}

DDSketch Decode(const std::string& bytes, uint32_t bins = 2048) {
  DDSketch sketch;
  sinew_error error = {};
  BOOST_REQUIRE_MESSAGE(TryDecode(bytes, &sketch, &error, bins) == SINEW_STATUS_OK, error.message);
  return sketch;
}

std::string FromHex(const std::string& hex) {
  std::string bytes;
  for (size_t i = 0; i < hex.size(); i += 2) {
    bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  }
  return bytes;
}

bool IsNear(double found, double wanted, double part) {
  return std::abs(found - wanted) <= part * std::abs(wanted);
}

// The same values each, at an accuracy of 5%: 2 of them count as 0, and 1.3 is in a bin of its own.
const std::vector<double> kValues = {1, 1.01, 1.03, 1.015, 0.98, -1, -1.05, 0, 1.3, 1e-320};

struct Vector {
  sinew_ddsketch_mapping mapping;
  uint32_t bins;
  std::string bytes;
  // By index alone, which no limit has changed.
  std::string sparse;
  double least, middle, greatest;
};
const Vector kVectors[] = {
    {kLogarithmic, 2048,
     "0a0909f31aca6b28aff13f12241220000000000000f03f00000000000010400000000000000000000000000000f03"
     "f"
     "18011a0a12080000000000000040210000000000000040",
     "0a0909f31aca6b28aff13f12270a0b080111000000000000f03f0a0b08001100000000000010400a0b08041100000"
     "0"
     "000000f03f1a0d0a0b0800110000000000000040210000000000000040",
     -1.0500000000000003, 0.95000000000000018, 1.282686980609419},
    {kLogarithmic, 3,
     "0a0909f31aca6b28aff13f121a121800000000000014400000000000000000000000000000f03f1a0a12080000000"
     "0"
     "00000040210000000000000040",
     "", -1.0500000000000003, 1.0500000000000003, 1.282686980609419},
    {kLinear, 2048,
     "0a1409cccceaf13c26f13f11ae471301bbfb234018011224122000000000000000400000000000000840000000000"
     "0"
     "000000000000000000f03f18121a141210000000000000f03f000000000000f03f1812210000000000000040",
     "0a1409cccceaf13c26f13f11ae471301bbfb2340180112270a0b08121100000000000000400a0b081411000000000"
     "0"
     "0008400a0b081811000000000000f03f1a1a0a0b081211000000000000f03f0a0b081411000000000000f03f21000"
     "0"
     "000000000040",
     -1.050876314848318, 0.99789434168174318, 1.2610515778179816},
    {kCubic, 2048,
     "0a0b09db4d1b72b9aaf13f180312241220000000000000f03f0000000000001040000000000000000000000000000"
     "0"
     "f03f18011a0a12080000000000000040210000000000000040",
     "0a0b09db4d1b72b9aaf13f180312270a0b080111000000000000f03f0a0b08001100000000000010400a0b0804110"
     "0"
     "0000000000f03f1a0d0a0b0800110000000000000040210000000000000040",
     -1.0500000000000007, 0.95186225551120029, 1.2800131573926008},
};

std::vector<double> Random01(size_t count, uint64_t seed) {
  Random random(seed);
  std::vector<double> values(count);
  for (double& value : values) value = static_cast<double>(random() >> 11) * 0x1p-53 + 0x1p-54;
  return values;
}

// Values of many distributions.
std::vector<std::vector<double>> Distributions(size_t count) {
  std::vector<std::vector<double>> all(7, Random01(count, 5));
  const std::vector<double> other = Random01(count, 6);
  for (size_t i = 0; i < count; ++i) {
    const double u = all[0][i], normal = std::sqrt(-2 * std::log(u)) * std::cos(6.28 * other[i]);
    all[1][i] = -std::log(u);            // exponential
    all[2][i] = std::exp(2 * normal);    // lognormal
    all[3][i] = normal;                  // of both signs
    all[4][i] = -1 / u;                  // Pareto, negative
    all[5][i] = std::floor(10 * u) - 3;  // few, and 0
    all[6][i] = 42;
  }
  return all;
}

// By the definition: the logarithms of the C library, and the bins in a map.
struct Reference {
  std::map<int32_t, double> bins[2];
  double zeros = 0;
  uint64_t rejected = 0;
};

Reference ReferenceOf(sinew_ddsketch_mapping mapping, double accuracy,
                      const std::vector<double>& values) {
  const double rises[] = {1 / std::log(2), 1, 4.0 / 3, 10.0 / 7};
  const double gamma = (1 + accuracy) / (1 - accuracy);
  // Indices per logarithm to the base 2, such that the slowest are as dense as gamma demands.
  const double multiplier = 1 / (std::log(gamma) * rises[mapping]);
  Reference found;
  for (const double value : values) {
    const double size = std::abs(value);
    if (!(size <= std::exp(7.094361393031e+02) / (2 * gamma) * (gamma + 1))) {
      ++found.rejected;
    } else if (size <= 0x1p-1022 * gamma) {
      ++found.zeros;
    } else {
      int exponent;
      const double s = 2 * std::frexp(size, &exponent) - 1;
      const double polynomials[] = {std::log2(1 + s), s, (4 - s) * s / 3,
                                    ((6.0 / 35 * s - 3.0 / 5) * s + 10.0 / 7) * s};
      const double log2 = exponent - 1 + polynomials[mapping];
      const double index = log2 * multiplier + (mapping == kLinear ? multiplier : 0);
      ++found.bins[value < 0][static_cast<int32_t>(std::floor(index))];
    }
  }
  return found;
}

// What decodes to it, in contiguous form.
std::string BytesOf(const Reference& reference, const DDSketch& empty) {
  std::string bytes = Encode(empty);
  bytes.resize(bytes.size() - 4);  // the bins, empty
  const auto put = [&](const auto& value) {
    bytes.append(reinterpret_cast<const char*>(&value), sizeof(value));
  };
  const auto length = [](uint64_t value) {
    std::string text;
    for (; value >= 128; value /= 128) text += static_cast<char>(value % 128 + 128);
    return text + static_cast<char>(value);
  };
  for (const char sign : {0, 1}) {
    const auto& bins = reference.bins[static_cast<size_t>(sign)];
    std::string counts, end;
    if (!bins.empty()) {
      const int32_t first = bins.begin()->first;
      for (int32_t i = first; i <= bins.rbegin()->first; ++i) {
        const double count = bins.count(i) == 0 ? 0 : bins.at(i);
        counts.append(reinterpret_cast<const char*>(&count), sizeof(count));
      }
      const uint32_t offset =
          static_cast<uint32_t>(first) << 1 ^ static_cast<uint32_t>(first >> 31);
      if (first != 0) end = '\x18' + length(offset);
      counts = '\x12' + length(counts.size()) + counts + end;
    }
    bytes += static_cast<char>(0x12 + 8 * sign) + length(counts.size()) + counts;
  }
  if (reference.zeros != 0) {
    bytes += '\x21';
    put(reference.zeros);
  }
  return bytes;
}

}  // namespace

BOOST_AUTO_TEST_CASE(BytesAndQuantilesAreThoseOfDatadog) {
  ForEachTarget([] {
    for (const Vector& vector : kVectors) {
      const DDSketch sketch = Create(vector.mapping, 0.05, vector.bins);
      Add(sketch, kValues);
      const std::string bytes = FromHex(vector.bytes), found = Encode(sketch);
      // Gamma is computed, to about the last digit.
      const auto gamma = [](const std::string& from) {
        double value;
        memcpy(&value, &from[3], sizeof(value));
        return value;
      };
      BOOST_TEST(found.size() == bytes.size());
      BOOST_TEST(IsNear(gamma(found), gamma(bytes), 1e-15));
      const size_t begin = vector.mapping == kLinear ? 22 : 11;
      BOOST_TEST(found.substr(begin) == bytes.substr(begin));
      std::vector<std::string> others = {bytes};
      if (!vector.sparse.empty()) others.push_back(FromHex(vector.sparse));
      for (const std::string& other : others) {
        const DDSketch decoded = Decode(other, vector.bins);
        BOOST_TEST(Encode(decoded) == bytes);
        for (const DDSketch* each : {&sketch, &decoded}) {
          BOOST_TEST(IsNear(Quantile(*each, 0), vector.least, 1e-14));
          BOOST_TEST(IsNear(Quantile(*each, 0.5), vector.middle, 1e-14));
          BOOST_TEST(IsNear(Quantile(*each, 1), vector.greatest, 1e-14));
        }
        BOOST_TEST(sinew_ddsketch_merge(decoded.get(), sketch.get(), nullptr) == SINEW_STATUS_OK);
        BOOST_TEST(sinew_ddsketch_summarize(decoded.get()).count == 20);
      }
    }
  });
}

// On every target, and by the definition, in bins near the ends of what there is, too.
BOOST_AUTO_TEST_CASE(BinsAreThoseOfTheDefinition) {
  std::vector<double> values;
  Random random(1);
  for (const std::vector<double>& some : Distributions(300)) {
    values.insert(values.end(), some.begin(), some.end());
  }
  for (int i = 0; i < 500; ++i) values.push_back(std::bit_cast<double>(random()));
  for (const double value : {0.0, 1e-320, 9e307, 1.3e308, 1.7e308, 1.0 / 0.0, std::nan("")}) {
    values.push_back(value);
    values.push_back(-value);
  }
  for (const sinew_ddsketch_mapping mapping : kMappings) {
    for (const double accuracy : {0.002, 0.01, 0.3}) {
      const Reference reference = ReferenceOf(mapping, accuracy, values);
      const DDSketch empty = Create(mapping, accuracy, SINEW_DDSKETCH_MAX_BINS);
      const std::string wanted = BytesOf(reference, empty);
      ForEachTarget([&] {
        const DDSketch sketch = Create(mapping, accuracy, SINEW_DDSKETCH_MAX_BINS);
        Add(sketch, values);
        BOOST_TEST((Encode(sketch) == wanted));
        BOOST_TEST(sinew_ddsketch_summarize(sketch.get()).rejected == reference.rejected);
      });
    }
  }
}

// A quantile is within the accuracy of the value of its rank; of parts that were merged as of the
// whole, whatever the order. So are the sum, the least and the greatest value.
BOOST_AUTO_TEST_CASE(ErrorsAreWithinTheAccuracy) {
  for (std::vector<double>& values : Distributions(3000)) {
    for (const sinew_ddsketch_mapping mapping : kMappings) {
      for (const double accuracy : {1e-6, 0.01, 0.2}) {
        const uint32_t bins = accuracy == 1e-6 ? SINEW_DDSKETCH_MAX_BINS : 4096;
        const DDSketch whole = Create(mapping, accuracy, bins);
        // With the least accuracy only a few values have as many bins as there are.
        if (accuracy == 1e-6 && values[0] != 42) continue;
        Add(whole, values);
        const auto middle = values.begin() + 1234;
        const DDSketch merged = Create(mapping, accuracy, bins);
        const DDSketch rest = Create(mapping, accuracy, bins);
        Add(merged, {middle, values.end()});
        Add(rest, {values.begin(), middle});
        const std::string of_rest = Encode(rest);
        BOOST_REQUIRE_EQUAL(sinew_ddsketch_merge(merged.get(), rest.get(), nullptr),
                            SINEW_STATUS_OK);
        BOOST_TEST((Encode(merged) == Encode(whole)));
        BOOST_TEST((Encode(rest) == of_rest));
        std::vector<double> sorted = values;
        std::sort(sorted.begin(), sorted.end());
        const DDSketch in_order = Create(mapping, accuracy, bins);
        Add(in_order, sorted);
        BOOST_TEST((Encode(in_order) == Encode(whole)));
        const double slack = accuracy * (1 + 1e-9) + 1e-10;
        double sum = 0, sizes = 0;
        for (const double value : sorted) {
          sum += value;
          sizes += std::abs(value);
        }
        for (int i = 0; i <= 200; ++i) {
          const double fraction = i / 200.0;
          const double exact = sorted[static_cast<size_t>(fraction * (3000 - 1))];
          const double found = Quantile(whole, fraction);
          BOOST_TEST(IsNear(found, exact, slack), found << " for " << exact);
        }
        const sinew_ddsketch_summary summary = sinew_ddsketch_summarize(whole.get());
        BOOST_TEST(summary.count == 3000);
        BOOST_TEST(summary.rejected == 0u);
        BOOST_TEST(IsNear(summary.min, sorted.front(), slack));
        BOOST_TEST(IsNear(summary.max, sorted.back(), slack));
        BOOST_TEST(std::abs(summary.sum - sum) <= slack * sizes);
        BOOST_TEST(IsNear(sinew_ddsketch_relative_accuracy(whole.get()), accuracy, 1e-9));
      }
    }
  }
}

// There are never more bins than were asked for; the values nearest to 0 share the lowest, in
// whatever order they come.
BOOST_AUTO_TEST_CASE(LowestBinsAreShared) {
  std::vector<double> values;
  for (int i = 0; i < 700; ++i) values.push_back((i % 7 == 0 ? -1 : 1) * std::pow(1.05, i - 300));
  for (const uint32_t bins : {1u, 3u, 100u, 1000u}) {
    std::string first;
    for (const int order : {0, 1, 2}) {
      std::vector<double> some = values;
      if (order == 1) std::reverse(some.begin(), some.end());
      if (order == 2) {
        Random random(bins);
        for (size_t i = some.size(); i > 1; --i) std::swap(some[i - 1], some[random.Below(i)]);
      }
      const DDSketch sketch = Create(kLogarithmic, 0.01, bins),
                     part = Create(kLogarithmic, 0.01, bins);
      Add(sketch, {some.begin(), some.begin() + 300});
      Add(part, {some.begin() + 300, some.begin() + 301});
      Add(part, {some.begin() + 301, some.end()});
      BOOST_REQUIRE_EQUAL(sinew_ddsketch_merge(sketch.get(), part.get(), nullptr), SINEW_STATUS_OK);
      if (first.empty()) first = Encode(sketch);
      BOOST_TEST((Encode(sketch) == first));
      // So it is if what has all bins is read with fewer.
      const DDSketch all = Create(kLogarithmic, 0.01, SINEW_DDSKETCH_MAX_BINS);
      Add(all, some);
      BOOST_TEST((Encode(Decode(Encode(all), bins)) == first));
      BOOST_TEST(IsNear(Quantile(sketch, 1), std::pow(1.05, 399), 0.01001));
      BOOST_TEST(IsNear(Quantile(sketch, 0), -std::pow(1.05, 393), 0.01001));
    }
    BOOST_TEST(first.size() <= 2 * 8 * bins + 40);
  }
}

// As doubles, without the rows that are null, and with the same bytes for any number of rows.
BOOST_AUTO_TEST_CASE(ColumnsOfEveryType) {
  ForEachTarget([] {
    const std::vector<double> small = {1, -2, 3, 0, -5, 100};
    const auto expect = [](const sinew_column& column, const std::vector<double>& values) {
      const DDSketch sketch = Create(), wanted = Create();
      BOOST_REQUIRE_EQUAL(sinew_ddsketch_update(sketch.get(), &column, nullptr), SINEW_STATUS_OK);
      for (const double value : values) Add(wanted, {value});
      BOOST_TEST(Encode(sketch) == Encode(wanted));
      BOOST_TEST(sinew_ddsketch_summarize(sketch.get()).rejected ==
                 sinew_ddsketch_summarize(wanted.get()).rejected);
    };
    expect(ColumnOf(SINEW_TYPE_I8, std::vector<int8_t>(small.begin(), small.end())), small);
    expect(ColumnOf(SINEW_TYPE_I16, std::vector<int16_t>(small.begin(), small.end())), small);
    expect(ColumnOf(SINEW_TYPE_I32, std::vector<int32_t>(small.begin(), small.end())), small);
    expect(ColumnOf(SINEW_TYPE_I64, std::vector<int64_t>(small.begin(), small.end())), small);
    expect(ColumnOf(SINEW_TYPE_F32, std::vector<float>(small.begin(), small.end())), small);
    expect(ColumnOf(SINEW_TYPE_U8, std::vector<uint8_t>{0, 3, 255}), {0, 3, 255});
    expect(ColumnOf(SINEW_TYPE_U16, std::vector<uint16_t>{0, 65535}), {0, 65535});
    expect(ColumnOf(SINEW_TYPE_U32, std::vector<uint32_t>{0, UINT32_MAX}), {0, 4294967295.0});
    expect(ColumnOf(SINEW_TYPE_U64, std::vector<uint64_t>{1, UINT64_MAX}), {1, 0x1p64});
    std::vector<double> values = Distributions(1100)[2];
    for (const size_t count : {0u, 1u, 31u, 32u, 33u, 255u, 256u, 257u, 300u, 1024u}) {
      GuardedMemory memory(8 * count + 1);
      for (const size_t gap : {0u, 1u}) {
        uint8_t* const rows = memory.Back(8 * count, gap);
        memcpy(rows, values.data(), 8 * count);
        expect({SINEW_TYPE_F64, count, rows, 8 * count, nullptr, nullptr, 0, 0},
               {values.begin(), values.begin() + static_cast<std::ptrdiff_t>(count)});
      }
      values[count] *= -1;
    }
    // Null rows may hold anything.
    const std::vector<uint8_t> validity = RandomBytes(200, 3);
    std::vector<double> valid;
    for (size_t i = 0; i < values.size(); ++i) {
      if (i % 3 == 0) values[i] = i % 2 == 0 ? 0 : std::nan("");
      const size_t bit = i + 5;
      if ((validity[bit / 8] >> bit % 8 & 1) != 0) valid.push_back(values[i]);
    }
    sinew_column nulls = ColumnOf(SINEW_TYPE_F64, values);
    nulls.validity = validity.data();
    nulls.validity_offset = 5;
    expect(nulls, valid);
  });
}

BOOST_AUTO_TEST_CASE(ModesOfTheCallerChangeNothing) {
  const std::vector<double> values = Distributions(500)[3];
  const DDSketch wanted = Create(kCubic);
  Add(wanted, values);
  const std::string bytes = Encode(wanted);
  const double median = Quantile(wanted, 0.5);
  const double sum = sinew_ddsketch_summarize(wanted.get()).sum;
  const uint64_t flushes[] = FLOAT_FLUSHES;
  const uint64_t before = GetFloatControl();
  for (const uint64_t rounding : {1u, 2u, 3u}) {
    const DDSketch sketch = Create(kCubic);
    const sinew_column column = ColumnOf(SINEW_TYPE_F64, values);
    const double half = 0.5;
    double found = 0;
    SetFloatControl(FLOAT_DEFAULT | rounding << FLOAT_ROUNDING_SHIFT | flushes[3]);
    (void)sinew_ddsketch_update(sketch.get(), &column, nullptr);
    (void)sinew_ddsketch_quantiles(sketch.get(), &half, 1, &found);
    const sinew_ddsketch_summary summary = sinew_ddsketch_summarize(sketch.get());
    SetFloatControl(before);
    BOOST_TEST((Encode(sketch) == bytes));
    BOOST_TEST((found == median));
    BOOST_TEST((summary.sum == sum));
  }
}

BOOST_AUTO_TEST_CASE(EmptySketches) {
  const DDSketch sketch = Create();
  BOOST_TEST(Encode(sketch) == FromHex("0a0909fd4a815abf52f03f12001a00"));
  BOOST_TEST(std::isnan(Quantile(sketch, 0.5)));
  const sinew_ddsketch_summary summary = sinew_ddsketch_summarize(sketch.get());
  BOOST_TEST(summary.count == 0);
  BOOST_TEST(summary.sum == 0);
  BOOST_TEST((std::isnan(summary.min) && std::isnan(summary.max)));
  Add(sketch, {1, -2, 0, std::nan("")});
  BOOST_TEST(sinew_ddsketch_summarize(sketch.get()).rejected == 1u);
  BOOST_TEST(sinew_ddsketch_merge(sketch.get(), Create().get(), nullptr) == SINEW_STATUS_OK);
  BOOST_TEST(sinew_ddsketch_summarize(sketch.get()).count == 3);
  BOOST_TEST(sinew_ddsketch_reset(sketch.get()) == SINEW_STATUS_OK);
  BOOST_TEST(sinew_ddsketch_summarize(sketch.get()).rejected == 0u);
  BOOST_TEST(Encode(sketch) == Encode(Create()));
  Add(sketch, {5});
  BOOST_TEST(IsNear(Quantile(sketch, 0.3), 5, 0.01));
}

BOOST_AUTO_TEST_CASE(WithoutMemoryNothingChanges) {
  const DDSketch sketch = Create(), other = Create();
  const sinew_ddsketch_options options = {sizeof(options), 0.01, kCubic, 100, 0};
  UntilItSucceeds(
      [&] {
        sinew_ddsketch* made;
        const sinew_status status = sinew_ddsketch_create(&options, &made, nullptr);
        BOOST_REQUIRE_EQUAL(made != nullptr, status == SINEW_STATUS_OK);
        sinew_ddsketch_destroy(made);
        return status;
      },
      [] {});
  Add(sketch, {1, 2});
  const std::string before = Encode(sketch);
  const auto check = [&] { BOOST_REQUIRE(Encode(sketch) == before); };
  UntilItSucceeds([&] { return Update(sketch, std::vector<double>(1000, -3)); }, check);
  BOOST_TEST(sinew_ddsketch_summarize(sketch.get()).count == 1002);
  Add(other, {1, 2});
  UntilItSucceeds([&] { return sinew_ddsketch_merge(other.get(), sketch.get(), nullptr); },
                  [&] { BOOST_REQUIRE(Encode(other) == before); });
  UntilItSucceeds(
      [&] {
        DDSketch decoded;
        return TryDecode(Encode(sketch), &decoded);
      },
      [] {});
  const DDSketch limited = Create(kCubic, 0.01, 2048, 20000);
  Add(limited, {1, 2});
  const std::string of_limited = Encode(limited);
  BOOST_TEST(sinew_ddsketch_memory(limited.get()) <= 20000u);
  BOOST_TEST(Update(limited, {3, -3}) == SINEW_STATUS_MEMORY_LIMIT);
  BOOST_TEST((Encode(limited) == of_limited));
  // No memory is taken for negative values that do not count.
  Add(limited, {-0.0, -1e-320, -std::numeric_limits<double>::infinity()});
  DDSketch none;
  sinew_error error = {};
  BOOST_TEST(TryDecode(Encode(sketch), &none, &error, 2048, 20000) == SINEW_STATUS_MEMORY_LIMIT);
  BOOST_TEST(TryDecode(Encode(sketch), &none, &error, 64, 20000) == SINEW_STATUS_OK);
}

// What Protocol Buffers allow beyond what is written: fields in any order and more than once,
// unknown ones, counts in pieces, and bins that are there in both forms.
BOOST_AUTO_TEST_CASE(MessagesInOtherForms) {
  const std::string mapping = "0a0909fd4a815abf52f03f", one = "000000000000f03f";
  const std::string two = "0000000000000040";
  const auto check = [&](const std::string& hex, const std::string& wanted) {
    BOOST_TEST(Encode(Decode(FromHex(hex))) == FromHex(wanted), hex);
  };
  const std::string plain = mapping + "12141210" + one + two + "180c1a00";
  check(plain, plain);
  check("12141210" + one + two + "180c" + mapping, plain);
  check(mapping + "121611" + one + "180111" + two + "180c", plain);
  check(mapping + "120a1208" + one + "120c1208" + two + "180c", plain);
  check(mapping + "121a0a0b080e11" + two + "0a0b080c11" + one, plain);
  check(mapping + "12280a0b080e11" + one + "0a00180e1208" + one + "0a0b080c11" + one, plain);
  // Unknown ones: of each kind, with a number of two bytes, and a known number in another way.
  check("2809" + mapping + "31" + one + "3a0161" + "4d00000000" + "8207020000" + "2001" +
            "10808001" + "12141210" + one + two + "180c",
        plain);
  // The last one holds.
  check("0a0909" + two + mapping + "12141210" + one + two + "180c" + "21" + two + "21" + one,
        plain + "21" + one);
}

BOOST_AUTO_TEST_CASE(BytesThatAreNoSketchAreRefused) {
  const std::string mapping = "0a0909fd4a815abf52f03f", one = "000000000000f03f";
  const auto check = [](const std::string& hex, sinew_status status, size_t offset,
                        const char* words) {
    DDSketch none;
    sinew_error error = {};
    BOOST_TEST(TryDecode(FromHex(hex), &none, &error) == status, hex);
    BOOST_TEST(error.offset == offset, hex << ": " << error.message << " at " << error.offset);
    BOOST_TEST(std::string(error.message).find(words) != std::string::npos,
               hex << ": " << error.message << " should say " << words);
  };
  const sinew_status corrupt = SINEW_STATUS_CORRUPT, truncated = SINEW_STATUS_TRUNCATED;
  check("", corrupt, 0, "there is no mapping");
  check("1200", corrupt, 2, "there is no mapping");
  check("0a", truncated, 1, "goes on behind the end");
  check("0a0909fd4a", truncated, 5, "goes on behind the end");
  check("21000000", truncated, 4, "goes on behind the end");
  check("0affffffffffffffffff01", truncated, 11, "goes on behind the end");
  check("0affffffffffffffffffff01", corrupt, 1, "more than ten bytes");
  check("0a0209fd", corrupt, 3, "goes on behind the end");
  check("0a0118", corrupt, 3, "goes on behind the end");
  check("0000", corrupt, 0, "no such number");
  check("8080808010", corrupt, 0, "no such number");
  check(mapping + "2b", corrupt, 11, "in no known way");
  check(mapping + "0a021804", corrupt, 15, "the mapping is unknown");
  check("0a0909" + one, corrupt, 11, "a gamma or an offset");
  check("0a0909000000000000f07f", corrupt, 11, "a gamma or an offset");
  check(mapping + "0a0911000000000000f07f", corrupt, 22, "a gamma or an offset");
  for (const std::string count :
       {"000000000000f0bf", "000000000000f07f", "000000000000f87f", "010000000000f043"}) {
    check(mapping + "21" + count, corrupt, 12, "no number of values");
    check(mapping + "120a1208" + count, corrupt, 15, "no number of values");
    check(mapping + "120d0a0b080111" + count, corrupt, 18, "no number of values");
  }
  check(mapping + "12081206000000000000", corrupt, 15, "not of 8 bytes each");
  check(mapping + "12101208" + one + "18feffffff0f", corrupt, 15, "values are no doubles");
  check(mapping + "12101208" + one + "18ffffffff0f", corrupt, 15, "values are no doubles");
  // Whatever is changed, or missing, what is taken can be written and read.
  const std::string bytes = FromHex(kVectors[2].sparse) + FromHex(kVectors[2].bytes);
  for (size_t size = 0; size < bytes.size(); ++size) {
    DDSketch sketch;
    if (TryDecode(bytes.substr(0, size), &sketch, nullptr, 16) != SINEW_STATUS_OK) continue;
    BOOST_TEST(Encode(Decode(Encode(sketch), 16)) == Encode(sketch));
  }
  for (size_t bit = 0; bit < 8 * bytes.size(); bit += 3) {
    std::string changed = bytes;
    changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ 1 << bit % 8);
    DDSketch sketch;
    if (TryDecode(changed, &sketch, nullptr, 16) != SINEW_STATUS_OK) continue;
    BOOST_TEST(Encode(Decode(Encode(sketch), 16)) == Encode(sketch));
  }
}

BOOST_AUTO_TEST_CASE(ArgumentsAreNamed) {
  sinew_error e = {};
  const auto check = [&](sinew_status status, const char* words) {
    BOOST_TEST(status == SINEW_STATUS_INVALID_ARGUMENT);
    BOOST_TEST(std::string(e.message).find(words) != std::string::npos,
               e.message << " should say " << words);
  };
  const DDSketch sketch = Create(), other = Create(kCubic), finer = Create(kLogarithmic, 0.009);
  sinew_ddsketch* out = nullptr;
  const sinew_ddsketch_options good = {sizeof(good), 0.01, kLogarithmic, 2048, 0};
  check(sinew_ddsketch_create(&good, nullptr, &e), "out is null");
  check(sinew_ddsketch_create(nullptr, &out, &e), "options is null");
  sinew_ddsketch_options options = good;
  options.size = 3;
  check(sinew_ddsketch_create(&options, &out, &e), "options.size: 3");
  for (const double accuracy : {0.0, -1.0, 1.0, 9e-7, std::nan("")}) {
    options = good;
    options.relative_accuracy = accuracy;
    check(sinew_ddsketch_create(&options, &out, &e), "options.relative_accuracy");
  }
  for (const double accuracy : {1e-6, 0.9999999999999999}) {
    for (const sinew_ddsketch_mapping mapping : kMappings) {
      BOOST_TEST(
          (Encode(Create(mapping, accuracy)) == Encode(Decode(Encode(Create(mapping, accuracy))))));
    }
  }
  options = good;
  options.mapping = static_cast<sinew_ddsketch_mapping>(4);
  check(sinew_ddsketch_create(&options, &out, &e), "options.mapping: 4");
  for (const uint32_t bins : {0u, SINEW_DDSKETCH_MAX_BINS + 1}) {
    options = good;
    options.bins = bins;
    check(sinew_ddsketch_create(&options, &out, &e), "options.bins");
    check(sinew_ddsketch_decode("", 0, bins, 0, &out, &e), "bins: ");
  }
  sinew_column column = {};
  check(sinew_ddsketch_update(nullptr, &column, &e), "ddsketch is null");
  check(sinew_ddsketch_update(sketch.get(), nullptr, &e), "column is null");
  for (const sinew_type type : {SINEW_TYPE_BOOL, SINEW_TYPE_DATE32, SINEW_TYPE_STRING}) {
    column.type = type;
    check(sinew_ddsketch_update(sketch.get(), &column, &e), "is not of numbers");
  }
  check(sinew_ddsketch_merge(nullptr, sketch.get(), &e), "into is null");
  check(sinew_ddsketch_merge(sketch.get(), nullptr, &e), "from is null");
  check(sinew_ddsketch_merge(sketch.get(), sketch.get(), &e), "from is into");
  check(sinew_ddsketch_merge(sketch.get(), other.get(), &e), "another mapping");
  check(sinew_ddsketch_merge(sketch.get(), finer.get(), &e), "another mapping");
  check(sinew_ddsketch_decode("", 0, 1, 0, nullptr, &e), "out is null");
  check(sinew_ddsketch_decode(nullptr, 1, 1, 0, &out, &e), "in is null");
  BOOST_TEST(sinew_ddsketch_reset(nullptr) == SINEW_STATUS_INVALID_ARGUMENT);
  double values[3] = {0, 0.5, 1.5}, found[3] = {7, 7, 7};
  const sinew_result refused = sinew_ddsketch_quantiles(sketch.get(), values, 3, found);
  BOOST_TEST(refused.status == SINEW_STATUS_INVALID_ARGUMENT);
  BOOST_TEST(refused.count == 2u);
  BOOST_TEST(found[0] == 7);
  BOOST_TEST(sinew_ddsketch_quantiles(sketch.get(), nullptr, 0, nullptr).status == SINEW_STATUS_OK);
  for (const sinew_result result : {sinew_ddsketch_quantiles(nullptr, values, 1, found),
                                    sinew_ddsketch_quantiles(sketch.get(), nullptr, 1, found),
                                    sinew_ddsketch_quantiles(sketch.get(), values, 1, nullptr)}) {
    BOOST_TEST(result.status == SINEW_STATUS_INVALID_ARGUMENT);
  }
  for (const sinew_codec_result result : {sinew_ddsketch_encode(nullptr, found, 8),
                                          sinew_ddsketch_encode(sketch.get(), nullptr, 8)}) {
    BOOST_TEST(result.status == SINEW_STATUS_INVALID_ARGUMENT);
  }
  for (const sinew_codec_result full : {sinew_ddsketch_encode(sketch.get(), found, 8),
                                        sinew_ddsketch_encode(sketch.get(), nullptr, 0)}) {
    BOOST_TEST(full.status == SINEW_STATUS_OUTPUT_FULL);
    BOOST_TEST(full.read + full.written == 0u);
  }
  BOOST_TEST(sinew_ddsketch_encoded_size(nullptr) == 0u);
  BOOST_TEST(sinew_ddsketch_memory(nullptr) == 0u);
  BOOST_TEST(sinew_ddsketch_relative_accuracy(nullptr) == 0);
  BOOST_TEST(sinew_ddsketch_summarize(nullptr).count == 0);
  sinew_ddsketch_destroy(nullptr);
}

#include "sinew/sinew.h"

#include "core/float_environment.h"

#include <string.h>

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "support/float_control.h"
#include "support/random.h"
#include "support/targets.h"

// Every entry that computes with floats, whatever the caller has done to the environment of floats.
// A new one that has no row here is noticed by tests/abi/calls.c, if its numbers there are rounded.

namespace {

constexpr size_t kRows = 4096;

using Bits = std::vector<uint8_t>;

template <typename T>
void Append(Bits* bits, const T* values, size_t count) {
  const size_t size = bits->size();
  bits->resize(size + count * sizeof(T));
  memcpy(bits->data() + size, values, count * sizeof(T));
}

// Prices, and numbers that sum up to a subnormal one.
struct Input {
  std::vector<double> prices, subnormal;
  std::vector<float> floats, tiny;
  std::vector<int64_t> integers;
  std::vector<uint64_t> keys;
  Bits packed_doubles, packed_floats;

  Input() {
    Random random(1);
    for (size_t i = 0; i < kRows; ++i) {
      const double cents = static_cast<double>(random.Below(1000000));
      prices.push_back(cents / 100);
      floats.push_back(static_cast<float>(cents) / 100);
      tiny.push_back(static_cast<float>(1000000 - cents) * 1.4e-45f);
      subnormal.push_back(cents * 4.9406564584124654e-324);
      // Rounded when they become doubles.
      integers.push_back(static_cast<int64_t>(random() >> 2));
      keys.push_back(random());
    }
    packed_doubles.resize(sinew_alp_encoded_bound_f64(kRows));
    packed_doubles.resize(
        sinew_alp_encode_f64(prices.data(), kRows, packed_doubles.data(), packed_doubles.size())
            .written);
    packed_floats.resize(sinew_alp_encoded_bound_f32(kRows));
    packed_floats.resize(
        sinew_alp_encode_f32(floats.data(), kRows, packed_floats.data(), packed_floats.size())
            .written);
  }
};

sinew_column ColumnOf(sinew_type type, const void* values, size_t count = kRows) {
  return {type, count, values, count * 8, nullptr, nullptr, 0, 0};
}

Bits ReduceAll(const Input& input) {
  Bits bits;
  for (const sinew_column& column : {ColumnOf(SINEW_TYPE_F64, input.prices.data()),
                                     ColumnOf(SINEW_TYPE_F64, input.prices.data(), 3),
                                     ColumnOf(SINEW_TYPE_F64, input.subnormal.data()),
                                     ColumnOf(SINEW_TYPE_I64, input.integers.data(), 3)}) {
    for (const sinew_aggregate function :
         {SINEW_AGGREGATE_SUM, SINEW_AGGREGATE_MIN, SINEW_AGGREGATE_MAX, SINEW_AGGREGATE_MEAN,
          SINEW_AGGREGATE_QUANTILE_CONTINUOUS, SINEW_AGGREGATE_QUANTILE_DISCRETE}) {
      const bool is_quantile = function >= SINEW_AGGREGATE_QUANTILE_CONTINUOUS;
      const sinew_aggregate_spec spec = {sizeof(spec),           function, 0, 0, 0, 0,
                                         is_quantile ? 0.77 : 0, 0,        0};
      const sinew_reduce_result result = sinew_reduce(&column, &spec);
      Append(&bits, &result, 1);
    }
  }
  // The result is an integer, but floats say of which row.
  const std::pair<sinew_column, sinew_column> pairs[] = {
      {ColumnOf(SINEW_TYPE_I64, input.integers.data()),
       ColumnOf(SINEW_TYPE_F32, input.tiny.data())},
      {ColumnOf(SINEW_TYPE_F64, input.prices.data()),
       ColumnOf(SINEW_TYPE_F64, input.subnormal.data())}};
  for (const auto& [first, second] : pairs) {
    const sinew_column columns[] = {first, second};
    for (const sinew_aggregate function :
         {SINEW_AGGREGATE_ARG_MIN, SINEW_AGGREGATE_ARG_MAX, SINEW_AGGREGATE_COVARIANCE_SAMPLE,
          SINEW_AGGREGATE_CORRELATION}) {
      const sinew_aggregate_spec spec = {sizeof(spec), function, 0, 0, 0, 1, 0, 0, 0};
      const sinew_reduce_result result = sinew_reduce_columns(columns, 2, &spec);
      Append(&bits, &result, 1);
    }
  }
  return bits;
}

Bits GroupBy(const Input& input) {
  std::vector<sinew_aggregate_spec> specs;
  for (const uint32_t column : {0u, 1u, 2u}) {
    for (const sinew_aggregate function :
         {SINEW_AGGREGATE_SUM, SINEW_AGGREGATE_MIN, SINEW_AGGREGATE_MAX, SINEW_AGGREGATE_MEAN,
          SINEW_AGGREGATE_QUANTILE_CONTINUOUS}) {
      if (column == 2 && function == SINEW_AGGREGATE_SUM) continue;  // it overflows
      const bool is_quantile = function == SINEW_AGGREGATE_QUANTILE_CONTINUOUS;
      specs.push_back(
          {sizeof(sinew_aggregate_spec), function, column, 0, 0, 0, is_quantile ? 0.77 : 0, 0, 0});
    }
  }
  const sinew_type key_type = SINEW_TYPE_U64;
  const sinew_type types[] = {SINEW_TYPE_F64, SINEW_TYPE_F64, SINEW_TYPE_I64};
  sinew_groupby_options options = {};
  options.size = sizeof(options);
  options.key_types = &key_type;
  options.key_count = 1;
  options.value_types = types;
  options.value_count = 3;
  options.aggregates = specs.data();
  options.aggregate_count = specs.size();
  std::vector<uint64_t> groups(kRows);
  for (size_t i = 0; i < kRows; ++i) groups[i] = i % 7;
  const sinew_column key = ColumnOf(SINEW_TYPE_U64, groups.data());
  const sinew_column values[] = {ColumnOf(SINEW_TYPE_F64, input.prices.data()),
                                 ColumnOf(SINEW_TYPE_F64, input.subnormal.data()),
                                 ColumnOf(SINEW_TYPE_I64, input.integers.data())};
  const sinew_batch_options batch_options = {sizeof(batch_options), 0};
  sinew_groupby *one = nullptr, *two = nullptr;
  sinew_batch* batch = nullptr;
  Bits bits;
  const sinew_status statuses[] = {
      sinew_groupby_create(&options, &one, nullptr),
      sinew_groupby_create(&options, &two, nullptr),
      sinew_groupby_update(one, &key, 1, values, 3, nullptr),
      sinew_groupby_update(two, &key, 1, values, 3, nullptr),
      sinew_groupby_update(two, &key, 1, values, 3, nullptr),
      sinew_groupby_merge(one, two, nullptr),
      sinew_batch_create(&batch_options, &batch, nullptr),
      sinew_groupby_results(one, 0, 7, batch, nullptr),
  };
  Append(&bits, statuses, sizeof(statuses) / sizeof(statuses[0]));
  for (size_t i = 0; i <= specs.size(); ++i) {
    Append(&bits, static_cast<const uint8_t*>(sinew_batch_column(batch, i).values), 7 * 8);
  }
  sinew_batch_destroy(batch);
  sinew_groupby_destroy(one);
  sinew_groupby_destroy(two);
  return bits;
}

Bits EncodeDoubles(const Input& input) {
  Bits bits(sinew_alp_encoded_bound_f64(kRows));
  bits.resize(sinew_alp_encode_f64(input.prices.data(), kRows, bits.data(), bits.size()).written);
  return bits;
}

Bits EncodeFloats(const Input& input) {
  Bits bits(sinew_alp_encoded_bound_f32(kRows));
  bits.resize(sinew_alp_encode_f32(input.floats.data(), kRows, bits.data(), bits.size()).written);
  return bits;
}

Bits DecodeDoubles(const Input& input) {
  std::vector<double> out(kRows);
  const sinew_codec_result result = sinew_alp_decode_f64(
      input.packed_doubles.data(), input.packed_doubles.size(), out.data(), kRows);
  if (result.status != SINEW_STATUS_OK) return {};
  Bits bits;
  Append(&bits, out.data(), kRows);
  return bits;
}

Bits DecodeFloats(const Input& input) {
  std::vector<float> out(kRows);
  const sinew_codec_result result = sinew_alp_decode_f32(
      input.packed_floats.data(), input.packed_floats.size(), out.data(), kRows);
  if (result.status != SINEW_STATUS_OK) return {};
  Bits bits;
  Append(&bits, out.data(), kRows);
  return bits;
}

Bits JumpHash(const Input& input) {
  std::vector<uint32_t> buckets(kRows);
  for (size_t i = 0; i < kRows; ++i) {
    buckets[i] = sinew_jump_hash(input.keys[i], INT32_MAX).value;
  }
  Bits bits;
  Append(&bits, buckets.data(), kRows);
  return bits;
}

Bits JumpHashMany(const Input& input) {
  std::vector<uint32_t> buckets(kRows);
  const sinew_column column = ColumnOf(SINEW_TYPE_U64, input.keys.data());
  if (sinew_jump_hash_many(&column, INT32_MAX, buckets.data()).status != SINEW_STATUS_OK) return {};
  Bits bits;
  Append(&bits, buckets.data(), kRows);
  return bits;
}

// Integers, but some targets take instructions of floats for them.
Bits PackAndUnpack(const Input& input) {
  const size_t width = 33;
  std::vector<uint64_t> values;
  for (const uint64_t key : input.keys) values.push_back(key >> (64 - width));
  Bits bits(width * kRows / 8);
  std::vector<uint32_t> out(kRows);
  if (sinew_bitpack_encode_u64(values.data(), kRows, width, bits.data()).status !=
          SINEW_STATUS_OK ||
      sinew_bitpack_decode_u32(bits.data(), bits.size(), 27, out.data(), kRows).status !=
          SINEW_STATUS_OK) {
    return {};
  }
  Append(&bits, out.data(), kRows);
  return bits;
}

Bits CompareVectors(const Input& input) {
  Bits bits;
  const auto add = [&](sinew_type type, const void* values, size_t width) {
    const sinew_vectors in = {type, 40, 101, values, 40 * 101 * width, 101 * width};
    sinew_vectors queries = in;
    queries.count = 3;
    double measures[3 * 40];
    uint32_t rows[3 * 5];
    for (const sinew_metric metric :
         {SINEW_METRIC_DOT, SINEW_METRIC_COSINE, SINEW_METRIC_SQUARED_DISTANCE}) {
      if (sinew_vectors_compare(&in, &queries, metric, measures) != SINEW_STATUS_OK) return;
      Append(&bits, measures, 3 * 40);
      if (sinew_vectors_nearest(&in, &queries, nullptr, 0, metric, rows, measures, 5).written !=
          5) {
        return;
      }
      Append(&bits, measures, 3 * 5);
      Append(&bits, rows, 3 * 5);
    }
  };
  add(SINEW_TYPE_F64, input.prices.data(), 8);
  add(SINEW_TYPE_F64, input.subnormal.data(), 8);
  add(SINEW_TYPE_F32, input.floats.data(), 4);
  add(SINEW_TYPE_F32, input.tiny.data(), 4);
  return bits;
}

const struct {
  const char* name;
  Bits (*call)(const Input&);
} kEntries[] = {
    {"sinew_reduce", ReduceAll},
    {"sinew_groupby_*", GroupBy},
    {"sinew_alp_encode_f64", EncodeDoubles},
    {"sinew_alp_encode_f32", EncodeFloats},
    {"sinew_alp_decode_f64", DecodeDoubles},
    {"sinew_alp_decode_f32", DecodeFloats},
    {"sinew_jump_hash", JumpHash},
    {"sinew_jump_hash_many", JumpHashMany},
    {"sinew_bitpack_*", PackAndUnpack},
    {"sinew_vectors_*", CompareVectors},
};

}  // namespace

BOOST_AUTO_TEST_CASE(TheCallersEnvironmentNeitherMattersNorChanges) {
  const Input input;
  const uint64_t before = GetFloatControl();
  std::vector<Bits> expected;
  for (const auto& entry : kEntries) {
    expected.push_back(entry.call(input));
    BOOST_TEST(!expected.back().empty());
  }
  ForEachTarget([&] {
    for (uint64_t rounding = 0; rounding < 4; ++rounding) {
      for (const uint64_t flush : FLOAT_FLUSHES) {
        for (const uint64_t traps : {uint64_t{0}, FLOAT_TRAPS}) {
          const uint64_t control =
              (FLOAT_DEFAULT | rounding << FLOAT_ROUNDING_SHIFT | flush) ^ traps;
          for (size_t i = 0; i < expected.size(); ++i) {
            SetFloatControl(control);
            const uint64_t set = GetFloatControl();  // without the bits that the CPU does not have
            const Bits bits = kEntries[i].call(input);
            const uint64_t after = GetFloatControl();
            SetFloatControl(before);
            BOOST_TEST(bits == expected[i],
                       kEntries[i].name << ": other bits under control " << control);
            BOOST_TEST(after == set, kEntries[i].name << ": " << set << " became " << after);
          }
        }
      }
    }
  });
}

// The flags of exceptions that the caller has not looked at yet stay, and none is added.
BOOST_AUTO_TEST_CASE(FlagsOfTheCallerStay) {
  const Input input;
  const uint64_t before = GetFloatControl();
  for (const uint64_t flags : {uint64_t{0}, FLOAT_INEXACT}) {
    for (const auto& entry : kEntries) {
      SetFloatControl(FLOAT_DEFAULT | flags);
      entry.call(input);
      const uint64_t after = GetFloatControl();
      SetFloatControl(before);
      BOOST_TEST(after == (FLOAT_DEFAULT | flags), entry.name);
    }
  }
}

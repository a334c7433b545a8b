#include "sinew/sinew.h"

#include "core/float_environment.h"

#include <stdio.h>
#include <string.h>

#include <algorithm>
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
  // Keys that are subnormal are not 0.
  std::vector<double> tiny_groups;
  std::vector<float> floats, tiny;
  std::vector<int64_t> integers;
  std::vector<uint64_t> keys;
  // Numbers as text, with more digits than a double has, and as messages of Protocol Buffers.
  std::string json, csv, messages;
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
      tiny_groups.push_back(static_cast<double>(i % 7) * 4.9406564584124654e-324);
    }
    for (size_t i = 0; i < 200; ++i) {
      char text[64];
      const long exponent = static_cast<long>(random.Below(640)) - 330;
      snprintf(text, sizeof(text), "%llu.%lluE%ld", static_cast<unsigned long long>(random() >> 4),
               static_cast<unsigned long long>(random() >> 4), exponent % 300 - 20);
      json += std::string("{\"d\":") + text + ",\"f\":" + text + "}\n";
      csv += std::string(text) + "," + text + "\n";
      // Fields 1, a double, and 2, a float, behind the length of both.
      messages += "\016\011";
      messages.append(reinterpret_cast<const char*>(&subnormal[i]), 8);
      messages += "\025";
      messages.append(reinterpret_cast<const char*>(&tiny[i]), 4);
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

// Results of functions that the other rows do not have, of columns and of groups, which come back
// from bytes and are merged from them.
Bits Moments(const Input& input) {
  Bits bits;
  const sinew_aggregate functions[] = {SINEW_AGGREGATE_VARIANCE_POPULATION,
                                       SINEW_AGGREGATE_VARIANCE_SAMPLE,
                                       SINEW_AGGREGATE_STDDEV_POPULATION,
                                       SINEW_AGGREGATE_STDDEV_SAMPLE,
                                       SINEW_AGGREGATE_SUM_EXACT,
                                       SINEW_AGGREGATE_SUM,
                                       SINEW_AGGREGATE_MEAN};
  sinew_column columns[] = {ColumnOf(SINEW_TYPE_F64, input.prices.data()),
                            ColumnOf(SINEW_TYPE_F64, input.subnormal.data()),
                            ColumnOf(SINEW_TYPE_F32, input.floats.data()),
                            ColumnOf(SINEW_TYPE_F32, input.tiny.data())};
  columns[2].values_size = columns[3].values_size = kRows * 4;
  std::vector<sinew_aggregate_spec> specs;
  for (uint32_t i = 0; i < 4; ++i) {
    for (const sinew_aggregate function : functions) {
      sinew_aggregate_spec spec = {};
      spec.size = sizeof(spec);
      spec.function = function;
      const sinew_reduce_result result = sinew_reduce(&columns[i], &spec);
      Append(&bits, &result, 1);
      specs.push_back(spec);
      specs.back().column = i;
    }
  }
  const sinew_type key_type = SINEW_TYPE_F64;
  const sinew_type types[] = {SINEW_TYPE_F64, SINEW_TYPE_F64, SINEW_TYPE_F32, SINEW_TYPE_F32};
  sinew_groupby_options options = {};
  options.size = sizeof(options);
  options.key_types = &key_type;
  options.key_count = 1;
  options.value_types = types;
  options.value_count = 4;
  options.aggregates = specs.data();
  options.aggregate_count = specs.size();
  const sinew_column key = ColumnOf(SINEW_TYPE_F64, input.tiny_groups.data());
  const sinew_batch_options batch_options = {sizeof(batch_options), 0};
  sinew_groupby *one = nullptr, *two = nullptr;
  sinew_batch* batch = nullptr;
  sinew_status statuses[5] = {
      sinew_groupby_create(&options, &one, nullptr),
      sinew_groupby_update(one, &key, 1, columns, 4, nullptr),
      sinew_batch_create(&batch_options, &batch, nullptr),
  };
  Bits bytes(sinew_groupby_encoded_size(one, 0, 1).written);
  bytes.resize(sinew_groupby_encode(one, 0, 1, bytes.data(), bytes.size()).written);
  statuses[3] = sinew_groupby_decode(bytes.data(), bytes.size(), 0, &two, nullptr);
  statuses[4] = sinew_groupby_merge_encoded(two, bytes.data(), bytes.size(), nullptr);
  const bool is_ok = std::count(statuses, statuses + 5, SINEW_STATUS_OK) == 5 &&
                     sinew_groupby_results(two, 0, 7, batch, nullptr) == SINEW_STATUS_OK;
  Append(&bits, bytes.data(), bytes.size());
  for (size_t i = 0; is_ok && i <= specs.size(); ++i) {
    Append(&bits, static_cast<const uint8_t*>(sinew_batch_column(batch, i).values), 7 * 8);
  }
  sinew_batch_destroy(batch);
  sinew_groupby_destroy(one);
  sinew_groupby_destroy(two);
  return is_ok ? bits : Bits();
}

Bits Expressions(const Input& input) {
  const sinew_expression_column names[] = {
      {"p", SINEW_TYPE_F64}, {"s", SINEW_TYPE_F64}, {"i", SINEW_TYPE_I64}};
  const sinew_column columns[] = {ColumnOf(SINEW_TYPE_F64, input.prices.data()),
                                  ColumnOf(SINEW_TYPE_F64, input.subnormal.data()),
                                  ColumnOf(SINEW_TYPE_I64, input.integers.data())};
  const sinew_batch_options batch_options = {sizeof(batch_options), 0};
  sinew_batch* batch = nullptr;
  if (sinew_batch_create(&batch_options, &batch, nullptr) != SINEW_STATUS_OK) return {};
  Bits bits;
  for (const char* const text : {"p / 3 + s * 7 - i", "s / 2", "i / 3.0", "p * 0.1"}) {
    sinew_expression_options options = {};
    options.size = sizeof(options);
    options.text = text;
    options.text_size = strlen(text);
    options.columns = names;
    options.column_count = 3;
    sinew_expression* expression = nullptr;
    if (sinew_expression_create(&options, &expression, nullptr) == SINEW_STATUS_OK &&
        sinew_expression_evaluate(expression, columns, 3, kRows, batch, nullptr) ==
            SINEW_STATUS_OK) {
      Append(&bits, static_cast<const double*>(sinew_batch_column(batch, 0).values), kRows);
    }
    sinew_expression_destroy(expression);
  }
  sinew_batch_destroy(batch);
  return bits.size() == 4 * 8 * kRows ? bits : Bits();
}

// Two columns of floats and of doubles, from text that is rounded and numbers that must not be.
template <typename Create>
void Decode(const std::string& in, const char* doubles, const char* floats, const Create& create,
            Bits* bits) {
  const sinew_field fields[] = {{doubles, "d", SINEW_TYPE_F64, 0},
                                {floats, "f", SINEW_TYPE_F32, 0}};
  sinew_decoder_options options = {};
  options.size = sizeof(options);
  options.fields = fields;
  options.field_count = 2;
  const sinew_batch_options batch_options = {sizeof(batch_options), 0};
  sinew_decoder* decoder = nullptr;
  sinew_batch* batch = nullptr;
  if (create(&options, &decoder) == SINEW_STATUS_OK &&
      sinew_batch_create(&batch_options, &batch, nullptr) == SINEW_STATUS_OK) {
    const sinew_codec_result result =
        sinew_decoder_decode(decoder, in.data(), in.size(), batch, SINEW_DECODE_END, nullptr);
    if (result.status == SINEW_STATUS_OK) {
      Append(bits, static_cast<const double*>(sinew_batch_column(batch, 0).values), result.written);
      Append(bits, static_cast<const float*>(sinew_batch_column(batch, 1).values), result.written);
    }
  }
  sinew_batch_destroy(batch);
  sinew_decoder_destroy(decoder);
}

Bits Decoders(const Input& input) {
  Bits bits;
  Decode(
      input.json, "d", "f",
      [](const sinew_decoder_options* options, sinew_decoder** out) {
        return sinew_ndjson_create(options, nullptr, out, nullptr);
      },
      &bits);
  Decode(
      input.csv, "0", "1",
      [](const sinew_decoder_options* options, sinew_decoder** out) {
        return sinew_csv_create(options, nullptr, out, nullptr);
      },
      &bits);
  Decode(
      input.messages, "1", "2",
      [](const sinew_decoder_options* options, sinew_decoder** out) {
        return sinew_protobuf_create(options, nullptr, out, nullptr);
      },
      &bits);
  return bits.size() == 3 * 200 * 12 ? bits : Bits();
}

Bits Pipelines(const Input& input) {
  const sinew_expression_column columns[] = {{"p", SINEW_TYPE_F64}, {"s", SINEW_TYPE_F64}};
  const sinew_pipeline_aggregate aggregates[] = {
      {SINEW_AGGREGATE_SUM, "p / 3", nullptr, nullptr, nullptr, 0, 0, 0},
      {SINEW_AGGREGATE_MEAN, "s", nullptr, nullptr, nullptr, 0, 0, 0},
      {SINEW_AGGREGATE_VARIANCE_SAMPLE, "p", nullptr, "s > 0", nullptr, 0, 0, 0}};
  sinew_pipeline_options options = {};
  options.size = sizeof(options);
  options.columns = columns;
  options.column_count = 2;
  options.where = "p > s * 2";
  options.aggregates = aggregates;
  options.aggregate_count = 3;
  const sinew_batch_options batch_options = {sizeof(batch_options), 0};
  const sinew_column rows[] = {ColumnOf(SINEW_TYPE_F64, input.prices.data()),
                               ColumnOf(SINEW_TYPE_F64, input.subnormal.data())};
  sinew_pipeline* pipeline = nullptr;
  sinew_batch* batch = nullptr;
  Bits bits;
  if (sinew_pipeline_create(&options, &pipeline, nullptr) == SINEW_STATUS_OK &&
      sinew_batch_create(&batch_options, &batch, nullptr) == SINEW_STATUS_OK &&
      sinew_pipeline_update(pipeline, rows, 2, kRows, nullptr) == SINEW_STATUS_OK &&
      sinew_pipeline_results(pipeline, nullptr, batch, nullptr) == SINEW_STATUS_OK) {
    for (size_t i = 0; i < 3; ++i) {
      Append(&bits, static_cast<const double*>(sinew_batch_column(batch, i).values), 1);
    }
  }
  sinew_batch_destroy(batch);
  sinew_pipeline_destroy(pipeline);
  return bits;
}

Bits Hll(const Input& input) {
  const sinew_hll_options options = {sizeof(options), 10, 0};
  const sinew_column column = ColumnOf(SINEW_TYPE_U64, input.keys.data());
  const sinew_column other = ColumnOf(SINEW_TYPE_F64, input.subnormal.data());
  sinew_hll *one = nullptr, *two = nullptr;
  Bits bits;
  const auto add = [&bits](const sinew_hll* hll) {
    const sinew_estimate estimate = sinew_hll_estimate(hll, 2);
    Append(&bits, &estimate, 1);
  };
  if (sinew_hll_create(&options, &one, nullptr) == SINEW_STATUS_OK &&
      sinew_hll_create(&options, &two, nullptr) == SINEW_STATUS_OK &&
      sinew_hll_update(one, &column, nullptr) == SINEW_STATUS_OK &&
      sinew_hll_update(two, &other, nullptr) == SINEW_STATUS_OK) {
    add(one);
    add(two);
    if (sinew_hll_merge(one, two, nullptr) == SINEW_STATUS_OK) add(one);
  }
  sinew_hll_destroy(one);
  sinew_hll_destroy(two);
  return bits;
}

Bits Ddsketch(const Input& input) {
  Bits bits;
  for (const sinew_ddsketch_mapping mapping :
       {SINEW_DDSKETCH_MAPPING_LOGARITHMIC, SINEW_DDSKETCH_MAPPING_LINEAR,
        SINEW_DDSKETCH_MAPPING_QUADRATIC, SINEW_DDSKETCH_MAPPING_CUBIC}) {
    const sinew_ddsketch_options options = {sizeof(options), 0.01, mapping, 2048, 0};
    const sinew_column prices = ColumnOf(SINEW_TYPE_F64, input.prices.data());
    const sinew_column integers = ColumnOf(SINEW_TYPE_I64, input.integers.data());
    sinew_ddsketch* sketch = nullptr;
    if (sinew_ddsketch_create(&options, &sketch, nullptr) == SINEW_STATUS_OK &&
        sinew_ddsketch_update(sketch, &prices, nullptr) == SINEW_STATUS_OK &&
        sinew_ddsketch_update(sketch, &integers, nullptr) == SINEW_STATUS_OK) {
      const double fractions[] = {0, 0.1, 0.5, 0.99, 1};
      double quantiles[5];
      if (sinew_ddsketch_quantiles(sketch, fractions, 5, quantiles).count == 5) {
        Append(&bits, quantiles, 5);
      }
      const sinew_ddsketch_summary summary = sinew_ddsketch_summarize(sketch);
      Append(&bits, &summary, 1);
      Bits bytes(sinew_ddsketch_encoded_size(sketch));
      bytes.resize(sinew_ddsketch_encode(sketch, bytes.data(), bytes.size()).written);
      Append(&bits, bytes.data(), bytes.size());
    }
    sinew_ddsketch_destroy(sketch);
  }
  return bits;
}

Bits Kll(const Input& input) {
  Bits bits;
  for (const sinew_type type : {SINEW_TYPE_F64, SINEW_TYPE_F32}) {
    const sinew_kll_options options = {sizeof(options), type, 50, 0, 0};
    const sinew_column prices = ColumnOf(SINEW_TYPE_F64, input.prices.data());
    const sinew_column subnormal = ColumnOf(SINEW_TYPE_F64, input.subnormal.data());
    sinew_kll* kll = nullptr;
    if (sinew_kll_create(&options, &kll, nullptr) == SINEW_STATUS_OK &&
        sinew_kll_update(kll, &prices, nullptr) == SINEW_STATUS_OK &&
        sinew_kll_update(kll, &subnormal, nullptr) == SINEW_STATUS_OK) {
      const double asked[] = {0, 0.1, 0.5, 0.99, 1};
      double found[11] = {sinew_kll_rank_error(kll)};
      if (sinew_kll_quantiles(kll, asked, 5, found + 1).count == 5 &&
          sinew_kll_ranks(kll, asked, 5, found + 6).count == 5) {
        Append(&bits, found, 11);
      }
      Bits bytes(sinew_kll_encoded_size(kll));
      bytes.resize(sinew_kll_encode(kll, bytes.data(), bytes.size()).written);
      Append(&bits, bytes.data(), bytes.size());
    }
    sinew_kll_destroy(kll);
  }
  return bits;
}

// The order of values is that of their bits, and how rows are chosen must not show in it.
Bits Sort(const Input& input) {
  Bits bits;
  std::vector<double> doubles = input.subnormal;
  std::vector<float> floats = input.tiny;
  if (sinew_sort(SINEW_TYPE_F64, doubles.data(), kRows, 0) != SINEW_STATUS_OK ||
      sinew_sort(SINEW_TYPE_F32, floats.data(), kRows, SINEW_SORT_DESCENDING) != SINEW_STATUS_OK) {
    return {};
  }
  Append(&bits, doubles.data(), kRows);
  Append(&bits, floats.data(), kRows);
  const sinew_column column = ColumnOf(SINEW_TYPE_F64, input.subnormal.data());
  std::vector<uint32_t> rows(kRows);
  const size_t parts[][2] = {{0, kRows}, {0, 10}, {kRows / 2, 1}, {kRows - 100, 100}};
  for (const auto& [first, count] : parts) {
    if (sinew_sort_indices(&column, 1, nullptr, first, rows.data(), count, nullptr) !=
        SINEW_STATUS_OK) {
      return {};
    }
    Append(&bits, rows.data(), count);
  }
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
    {"variances, exact sums and floats", Moments},
    {"sinew_expression_*", Expressions},
    {"decoders", Decoders},
    {"sinew_pipeline_*", Pipelines},
    {"sinew_hll_*", Hll},
    {"sinew_ddsketch_*", Ddsketch},
    {"sinew_kll_*", Kll},
    {"sinew_sort*", Sort},
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

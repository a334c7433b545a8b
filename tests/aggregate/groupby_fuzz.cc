#include "sinew/sinew.h"

#include <stdint.h>
#include <string.h>

#include <vector>

#include "aggregate/groupby.h"
#include "core/memory.h"
#include "fuzz/columns.h"

// Decodes its input into two GROUP BYs and a run of calls with columns good and bad. Whatever
// comes, no byte outside of what was given is touched, a failed call leaves the object as it was,
// and nothing stays allocated at the end.
namespace {

void Append(const void* bytes, size_t size, std::vector<uint8_t>* all) {
  const uint8_t* begin = static_cast<const uint8_t*>(bytes);
  if (size != 0) all->insert(all->end(), begin, begin + size);
}

void AppendBatch(const sinew_batch* batch, std::vector<uint8_t>* all) {
  for (size_t i = 0; i < sinew_batch_column_count(batch); ++i) {
    const sinew_column column = sinew_batch_column(batch, i);
    Append(column.values, column.values_size, all);
    if (HasOffsets(column.type)) Append(column.offsets, (column.count + 1) * 8, all);
    if (column.validity != nullptr) Append(column.validity, (column.count + 7) / 8, all);
  }
}

// Everything that can be read out of an object, as bytes.
std::vector<uint8_t> ReadAll(const sinew_groupby* groupby) {
  const sinew_batch_options options = {sizeof(options), 0};
  sinew_batch* batch;
  Require(sinew_batch_create(&options, &batch, nullptr) == SINEW_STATUS_OK);
  std::vector<uint8_t> all;
  const size_t count = sinew_groupby_count(groupby);
  Require(sinew_groupby_results(groupby, 0, count, batch, nullptr) == SINEW_STATUS_OK);
  Require(sinew_batch_row_count(batch) == count);
  AppendBatch(batch, &all);
  const size_t overflows = sinew_groupby_overflow_count(groupby);
  Require(overflows <= count * SINEW_GROUPBY_MAX_AGGREGATES);
  Append(&overflows, sizeof(overflows), &all);
  sinew_batch_destroy(batch);
  return all;
}

sinew_type KeyType(Input* input) {
  const sinew_type types[] = {SINEW_TYPE_I64, SINEW_TYPE_U64, SINEW_TYPE_STRING,
                              SINEW_TYPE_LARGE_STRING};
  return input->Rarely(2) ? kAllTypes[input->Below(kTypeCount)] : types[input->Below(4)];
}

void Run(Input* input) {
  std::vector<sinew_type> key_types(input->Rarely(2) ? 1 + input->Below(SINEW_GROUPBY_MAX_KEYS)
                                                     : 1);
  for (sinew_type& type : key_types) type = input->Rarely(64) ? sinew_type{} : KeyType(input);
  std::vector<sinew_type> value_types(input->Below(4));
  for (sinew_type& type : value_types) {
    constexpr sinew_type kTypes[] = {SINEW_TYPE_F64, SINEW_TYPE_I64, SINEW_TYPE_U64,
                                     SINEW_TYPE_STRING};
    type = kTypes[input->Below(input->Rarely(16) ? 4 : 3)];
  }
  std::vector<sinew_aggregate_spec> aggregates(1 + input->Below(6));
  for (sinew_aggregate_spec& spec : aggregates) {
    spec.size = input->Rarely(64) ? input->Byte() : sizeof(spec);
    spec.function = static_cast<sinew_aggregate>(1 + input->Below(6));
    if (input->Rarely(4)) spec.function = SINEW_AGGREGATE_COUNT_DISTINCT;
    if (input->Rarely(8)) {
      spec.function = SINEW_AGGREGATE_APPROX_COUNT_DISTINCT;
      spec.lg_k = input->Rarely(64) ? input->Byte() : static_cast<uint32_t>(4 + input->Below(4));
    }
    if (input->Rarely(8)) {
      spec.function = SINEW_AGGREGATE_APPROX_QUANTILE;
      spec.lg_k = 0;
      spec.relative_accuracy = input->Rarely(64) ? 2 : 0.25;
    }
    spec.column = static_cast<uint32_t>(input->Below(std::max<size_t>(value_types.size(), 1)));
    if (value_types.empty()) spec.function = SINEW_AGGREGATE_COUNT_ROWS;
    if (spec.function == SINEW_AGGREGATE_COUNT_ROWS) spec.column = 0;
    if (spec.column < value_types.size() && value_types[spec.column] == SINEW_TYPE_STRING &&
        spec.function != SINEW_AGGREGATE_COUNT_DISTINCT &&
        spec.function != SINEW_AGGREGATE_APPROX_COUNT_DISTINCT) {
      spec.function = SINEW_AGGREGATE_COUNT;
    }
    if (spec.column < value_types.size() && value_types[spec.column] != SINEW_TYPE_STRING &&
        input->Rarely(4)) {
      spec.function = input->Below(2) == 0 ? SINEW_AGGREGATE_QUANTILE_CONTINUOUS
                                           : SINEW_AGGREGATE_QUANTILE_DISCRETE;
      spec.fraction = static_cast<double>(input->Below(5)) / 4;
    }
    if (input->Rarely(64)) spec.column = input->Byte();
  }
  sinew_groupby_options options = {};
  options.size = input->Rarely(64) ? input->Byte() : sizeof(options);
  options.key_types = key_types.data();
  options.key_count = input->Rarely(64) ? input->Byte() % (key_types.size() + 1) : key_types.size();
  options.value_types = value_types.data();
  options.value_count = value_types.size();
  options.aggregates = aggregates.data();
  options.aggregate_count =
      input->Rarely(64) ? input->Byte() % (aggregates.size() + 1) : aggregates.size();
  options.memory_limit = input->Rarely(4) ? size_t{input->Byte()} << 10 : 0;
  options.expected_groups = input->Rarely(16) ? input->Byte() : 0;
  options.seed = input->Byte();

  sinew_groupby* objects[2] = {};
  for (sinew_groupby*& object : objects) {
    sinew_error error = {};
    const sinew_status status = sinew_groupby_create(&options, &object, &error);
    Require((object != nullptr) == (status == SINEW_STATUS_OK));
    Require(status == error.status && (status == SINEW_STATUS_OK) == (error.message[0] == 0));
  }
  while (!input->empty() && objects[0] != nullptr && objects[1] != nullptr) {
    const size_t which = input->Below(2);
    sinew_groupby* object = objects[which];
    const std::vector<uint8_t> before = ReadAll(object);
    sinew_status status = SINEW_STATUS_OK;
    if (input->Rarely(8)) sinew::FailAllocationsAfter(static_cast<int64_t>(input->Below(4)));
    switch (input->Below(16)) {
      case 0:
        status = sinew_groupby_merge(object, objects[1 - which], nullptr);
        break;
      case 1:
        status = sinew_groupby_reset(object);
        Require(status == SINEW_STATUS_OK && sinew_groupby_count(object) == 0);
        break;
      default: {
        const size_t count = input->Below(40);
        std::vector<Column> columns;
        std::vector<sinew_column> keys, views;
        for (const sinew_type type : key_types) {
          columns.push_back(DecodeColumn(input, type, count));
          keys.push_back(columns.back().view);
        }
        for (const sinew_type type : value_types) {
          columns.push_back(DecodeColumn(input, type, count));
          views.push_back(columns.back().view);
        }
        const size_t groups = sinew_groupby_count(object);
        status = sinew_groupby_update(object, keys.data(), keys.size(), views.data(), views.size(),
                                      nullptr);
        Require(status != SINEW_STATUS_OK || sinew_groupby_count(object) <= groups + keys[0].count);
      }
    }
    sinew::FailAllocationsAfter(-1);
    Require(sinew::Invariants(*object));
    if (status != SINEW_STATUS_OK) {
      Require(ReadAll(object) == before);
    }
    Require(options.memory_limit == 0 || sinew_groupby_memory(object) <= options.memory_limit);
  }
  for (sinew_groupby* object : objects) sinew_groupby_destroy(object);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Input input(data, size);
  Run(&input);
  Require(sinew_memory_stats().blocks == 0 && sinew_memory_stats().current == 0);
  return 0;
}

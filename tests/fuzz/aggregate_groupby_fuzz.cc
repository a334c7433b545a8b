#include "sinew/sinew.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "core/memory.h"

// Decodes its input into two GROUP BYs and a run of calls with columns good and bad: unknown types,
// null pointers, offsets that run backwards or past the data. Whatever comes, no byte outside of
// what was given is touched (every array is a block of its own, which AddressSanitizer watches), a
// failed call leaves the object as it was, and nothing stays allocated at the end.
namespace {

void Require(bool condition) {
  if (!condition) abort();
}

class Input {
 public:
  Input(const uint8_t* data, size_t size) : data_(data), size_(size) {}

  bool empty() const { return size_ == 0; }

  // Zeros once the input is used up.
  uint8_t Byte() {
    if (size_ == 0) return 0;
    --size_;
    return *data_++;
  }

  size_t Below(size_t bound) { return Byte() % bound; }

  // True once in `n` times.
  bool Rarely(size_t n) { return Below(n) == n - 1; }

  // A number that is often small, sometimes near a limit of its type.
  int64_t Number() {
    switch (Below(8)) {
      case 0:
        return INT64_MAX - Byte();
      case 1:
        return INT64_MIN + Byte();
      default:
        return static_cast<int8_t>(Byte());
    }
  }

 private:
  const uint8_t* data_;
  size_t size_;
};

// A block of exactly `size` bytes.
using Block = std::unique_ptr<uint8_t[]>;

template <typename T>
Block BlockOf(const std::vector<T>& values) {
  Block block(new uint8_t[values.size() * sizeof(T)]);
  if (!values.empty()) memcpy(block.get(), values.data(), values.size() * sizeof(T));
  return block;
}

struct Column {
  sinew_column view = {};
  Block values, offsets, validity;
};

template <typename Offset>
Block Offsets(Input* input, size_t count, size_t bytes) {
  std::vector<Offset> offsets;
  size_t end = 0;
  for (size_t i = 0; i < count; ++i) {
    if (input->Rarely(64)) {
      offsets.push_back(static_cast<Offset>(input->Number()));
    } else {
      offsets.push_back(static_cast<Offset>(end));
      end = std::min(end + input->Below(20), bytes);
    }
  }
  return BlockOf(offsets);
}

// A column of `count` rows; mostly of the given type, mostly whole.
Column DecodeColumn(Input* input, sinew_type type, size_t count) {
  Column column;
  sinew_column& view = column.view;
  view.type = input->Rarely(32) ? static_cast<sinew_type>(input->Below(8)) : type;
  view.count = input->Rarely(32) ? input->Below(40) : count;
  view.offset = input->Rarely(4) ? input->Below(9) : 0;
  const size_t end = view.offset + view.count;
  if (view.type == SINEW_TYPE_STRING || view.type == SINEW_TYPE_LARGE_STRING) {
    std::vector<uint8_t> bytes(input->Below(200));
    for (uint8_t& byte : bytes) byte = static_cast<uint8_t>(input->Below(3));
    view.values_size = bytes.size();
    column.values = BlockOf(bytes);
    column.offsets = view.type == SINEW_TYPE_STRING
                         ? Offsets<int32_t>(input, end + 1, bytes.size())
                         : Offsets<int64_t>(input, end + 1, bytes.size());
  } else {
    std::vector<int64_t> values(input->Rarely(32) ? input->Below(40) : end);
    for (int64_t& value : values) value = input->Number();
    view.values_size = values.size() * sizeof(int64_t);
    column.values = BlockOf(values);
  }
  if (input->Rarely(2)) {
    std::vector<uint8_t> bits((end + 7) / 8);
    for (uint8_t& byte : bits) byte = input->Byte();
    column.validity = BlockOf(bits);
  }
  view.values = input->Rarely(64) ? nullptr : column.values.get();
  view.offsets = input->Rarely(64) ? nullptr : column.offsets.get();
  view.validity = column.validity.get();
  if (input->Rarely(128)) view.count = SIZE_MAX - input->Byte();
  return column;
}

// Everything that can be read out of an object, as bytes.
std::vector<uint8_t> ReadAll(const sinew_groupby* groupby, bool string_keys, size_t aggregates) {
  const size_t count = sinew_groupby_count(groupby);
  std::vector<uint8_t> all;
  Block validity(new uint8_t[(count + 7) / 8]);
  const auto append = [&](const Block& block, size_t size) {
    all.insert(all.end(), block.get(), block.get() + size);
    all.insert(all.end(), validity.get(), validity.get() + (count + 7) / 8);
  };
  if (string_keys) {
    const sinew_result size = sinew_groupby_string_keys_size(groupby, 0, count);
    Require(size.status == SINEW_STATUS_OK);
    Block offsets(new uint8_t[(count + 1) * sizeof(int64_t)]);
    Block bytes(new uint8_t[size.count]);
    Require(sinew_groupby_string_keys(groupby, 0, count, reinterpret_cast<int64_t*>(offsets.get()),
                                      bytes.get(), size.count, validity.get(),
                                      nullptr) == SINEW_STATUS_OK);
    append(offsets, (count + 1) * sizeof(int64_t));
    append(bytes, size.count);
  } else {
    Block keys(new uint8_t[count * 8]);
    Require(sinew_groupby_keys(groupby, 0, count, keys.get(), validity.get(), nullptr) ==
            SINEW_STATUS_OK);
    append(keys, count * 8);
  }
  for (size_t i = 0; i < aggregates; ++i) {
    Block results(new uint8_t[count * 8]);
    const sinew_status status =
        sinew_groupby_result(groupby, i, 0, count, results.get(), validity.get(), nullptr);
    Require(status == SINEW_STATUS_OK || status == SINEW_STATUS_OVERFLOW);
    if (status == SINEW_STATUS_OK) append(results, count * 8);
  }
  return all;
}

sinew_type KeyType(Input* input) {
  const sinew_type types[] = {SINEW_TYPE_I64, SINEW_TYPE_U64, SINEW_TYPE_STRING,
                              SINEW_TYPE_LARGE_STRING};
  return types[input->Below(4)];
}

void Run(Input* input) {
  const sinew_type key_type = input->Rarely(64) ? sinew_type{} : KeyType(input);
  const bool string_keys = key_type == SINEW_TYPE_STRING || key_type == SINEW_TYPE_LARGE_STRING;
  std::vector<sinew_type> value_types(input->Below(4));
  for (sinew_type& type : value_types) type = input->Below(2) ? SINEW_TYPE_F64 : SINEW_TYPE_I64;
  std::vector<sinew_aggregate_spec> aggregates(1 + input->Below(6));
  for (sinew_aggregate_spec& spec : aggregates) {
    spec.function = static_cast<sinew_aggregate>(1 + input->Below(5));
    spec.column = static_cast<uint32_t>(input->Below(std::max<size_t>(value_types.size(), 1)));
    if (value_types.empty() || (spec.function == SINEW_AGGREGATE_COUNT && input->Below(2))) {
      spec = {SINEW_AGGREGATE_COUNT, SINEW_COLUMN_NONE};
    }
    if (input->Rarely(64)) spec.column = input->Byte();
  }
  sinew_groupby_options options = {};
  options.size = input->Rarely(64) ? input->Byte() : sizeof(options);
  options.key_type = key_type;
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
    const std::vector<uint8_t> before = ReadAll(object, string_keys, options.aggregate_count);
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
        const Column key = DecodeColumn(input, key_type, count);
        std::vector<Column> columns;
        std::vector<sinew_column> views;
        for (const sinew_type type : value_types) {
          columns.push_back(DecodeColumn(input, type, count));
          views.push_back(columns.back().view);
        }
        const size_t groups = sinew_groupby_count(object);
        status = sinew_groupby_update(object, &key.view, views.data(), views.size(), nullptr);
        Require(status != SINEW_STATUS_OK ||
                sinew_groupby_count(object) <= groups + key.view.count);
      }
    }
    sinew::FailAllocationsAfter(-1);
    if (status != SINEW_STATUS_OK) {
      Require(ReadAll(object, string_keys, options.aggregate_count) == before);
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

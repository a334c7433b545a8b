#include "sinew/sinew.h"

#include <stdint.h>

#include <map>
#include <vector>

#include "core/memory.h"
#include "encoding/dictionary.h"
#include "fuzz/columns.h"

// Decodes its input into a dictionary and a run of batches, good and bad, and holds what comes out
// against a map. Then takes rows by indices that nobody has checked.
namespace {

using Value = std::vector<uint8_t>;

// The rows of a column, or none where there are too many to be true.
size_t RoomFor(const sinew_column& column) { return column.count < 1000 ? column.count : 0; }

Value ValueAt(const sinew_column& column, size_t row) {
  const uint8_t* values = static_cast<const uint8_t*>(column.values);
  size_t begin, end;
  if (HasOffsets32(column.type)) {
    const int32_t* offsets = static_cast<const int32_t*>(column.offsets) + row;
    begin = static_cast<size_t>(offsets[0]);
    end = static_cast<size_t>(offsets[1]);
  } else if (HasOffsets(column.type)) {
    const int64_t* offsets = static_cast<const int64_t*>(column.offsets) + row;
    begin = static_cast<size_t>(offsets[0]);
    end = static_cast<size_t>(offsets[1]);
  } else {
    begin = row * WidthOf(column.type);
    end = begin + WidthOf(column.type);
  }
  return Value(values + begin, values + end);
}

// The values of a dictionary.
class Values {
 public:
  explicit Values(const sinew_dictionary* dictionary) {
    const sinew_batch_options options = {sizeof(options), 0};
    Require(sinew_batch_create(&options, &batch_, nullptr) == SINEW_STATUS_OK);
    const size_t count = sinew_dictionary_count(dictionary);
    Require(sinew_dictionary_values(dictionary, 0, count, batch_, nullptr) == SINEW_STATUS_OK);
    view = sinew_batch_column(batch_, 0);
    Require(view.count == count);
  }
  ~Values() { sinew_batch_destroy(batch_); }
  Values(const Values&) = delete;

  sinew_column view;

 private:
  sinew_batch* batch_;
};

void RequireValues(const sinew_dictionary* dictionary, const std::vector<Value>& expected) {
  Require(sinew_dictionary_count(dictionary) == expected.size());
  const Values values(dictionary);
  for (size_t i = 0; i < expected.size(); ++i) Require(ValueAt(values.view, i) == expected[i]);
}

// Takes the rows of a good dictionary by indices of any kind.
void Take(const sinew_column& dictionary, const sinew_column& indices) {
  size_t fault = 0;
  const bool usable = indices.type == SINEW_TYPE_U32 || indices.type == SINEW_TYPE_I32;
  const bool whole = indices.values_offset == 0 &&
                     (indices.values != nullptr || indices.values_size == 0) &&
                     (indices.count == 0 ||
                      (usable && indices.values_size / WidthOf(indices.type) >= indices.count));
  const auto index_at = [&](size_t row) {
    uint32_t index;
    memcpy(&index, static_cast<const uint8_t*>(indices.values) + row * 4, 4);
    return index;
  };
  sinew_status expected = usable && whole ? SINEW_STATUS_OK : SINEW_STATUS_INVALID_ARGUMENT;
  if (expected == SINEW_STATUS_OK) {
    while (fault < indices.count &&
           !(IsValid(indices, fault) && index_at(fault) >= dictionary.count)) {
      ++fault;
    }
    if (fault < indices.count) expected = SINEW_STATUS_CORRUPT;
  }
  if (HasOffsets(dictionary.type)) {
    const sinew_codec_result size = sinew_take_strings_size(&dictionary, &indices);
    Require(size.status == expected);
    const size_t capacity = expected == SINEW_STATUS_OK ? size.written : 0;
    Block offsets(new uint8_t[(RoomFor(indices) + 1) * sizeof(int64_t)]);
    Block out(new uint8_t[capacity]);
    const sinew_codec_result result = sinew_take_strings(
        &dictionary, &indices, reinterpret_cast<int64_t*>(offsets.get()), out.get(), capacity);
    Require(result.status == expected);
    if (expected == SINEW_STATUS_CORRUPT) Require(size.read == fault && result.read == fault);
    if (expected != SINEW_STATUS_OK) return;
    const sinew_column decoded = {SINEW_TYPE_LARGE_STRING, indices.count, out.get(), capacity,
                                  offsets.get(),           nullptr,       0,         0};
    for (size_t row = 0; row < indices.count; ++row) {
      Require(ValueAt(decoded, row) ==
              (IsValid(indices, row) ? ValueAt(dictionary, index_at(row)) : Value()));
    }
    return;
  }
  const size_t width = WidthOf(dictionary.type);
  Block out(new uint8_t[RoomFor(indices) * width]);
  const sinew_result result = sinew_take(&dictionary, &indices, out.get());
  Require(result.status == expected);
  if (expected == SINEW_STATUS_CORRUPT) Require(result.count == fault);
  if (expected != SINEW_STATUS_OK) return;
  for (size_t row = 0; row < indices.count; ++row) {
    Require(Value(out.get() + row * width, out.get() + (row + 1) * width) ==
            (IsValid(indices, row) ? ValueAt(dictionary, index_at(row)) : Value(width)));
  }
}

void Run(Input* input) {
  const sinew_type types[] = {SINEW_TYPE_I8,  SINEW_TYPE_U16,    SINEW_TYPE_DATE32,
                              SINEW_TYPE_U64, SINEW_TYPE_STRING, SINEW_TYPE_LARGE_BINARY};
  const sinew_type type = input->Rarely(64) ? sinew_type{} : types[input->Below(6)];
  sinew_dictionary_options options = {};
  options.size = input->Rarely(64) ? input->Byte() : sizeof(options);
  options.type = type;
  options.memory_limit = input->Rarely(4) ? size_t{input->Byte()} << 10 : 0;
  options.expected_values = input->Rarely(16) ? input->Byte() : 0;
  options.seed = input->Byte();
  sinew_dictionary* dictionary;
  sinew_error error = {};
  const sinew_status created = sinew_dictionary_create(&options, &dictionary, &error);
  Require((dictionary != nullptr) == (created == SINEW_STATUS_OK) && created == error.status);
  std::vector<Value> values;
  std::map<Value, uint32_t> numbers;
  while (!input->empty() && dictionary != nullptr) {
    if (input->Rarely(16)) {
      Require(sinew_dictionary_reset(dictionary) == SINEW_STATUS_OK);
      values.clear();
      numbers.clear();
    }
    const Column rows = DecodeColumn(input, type, input->Below(40));
    Block out(new uint8_t[RoomFor(rows.view) * sizeof(uint32_t)]);
    uint32_t* indices = reinterpret_cast<uint32_t*>(out.get());
    if (input->Rarely(8)) sinew::FailAllocationsAfter(static_cast<int64_t>(input->Below(4)));
    const sinew_status status = sinew_dictionary_encode(dictionary, &rows.view, indices, nullptr);
    sinew::FailAllocationsAfter(-1);
    for (size_t row = 0; status == SINEW_STATUS_OK && row < rows.view.count; ++row) {
      uint32_t expected = 0;
      if (IsValid(rows.view, row)) {
        const Value value = ValueAt(rows.view, row);
        const auto [entry, is_new] = numbers.emplace(value, static_cast<uint32_t>(values.size()));
        if (is_new) values.push_back(value);
        expected = entry->second;
      }
      Require(indices[row] == expected);
    }
    Require(sinew::Invariants(*dictionary));
    RequireValues(dictionary, values);
    Require(options.memory_limit == 0 ||
            sinew_dictionary_memory(dictionary) <= options.memory_limit);
    Take(Values(dictionary).view, DecodeColumn(input, SINEW_TYPE_U32, input->Below(40)).view);
  }
  sinew_dictionary_destroy(dictionary);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Input input(data, size);
  Run(&input);
  Require(sinew_memory_stats().blocks == 0 && sinew_memory_stats().current == 0);
  return 0;
}

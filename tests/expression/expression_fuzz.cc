#include "sinew/sinew.h"

#include <stdint.h>
#include <string.h>

#include <string>
#include <vector>

#include "core/memory.h"
#include "fuzz/columns.h"

// The input is a text and, behind a zero byte, columns good and bad. Whatever comes, no byte
// outside of what was given is touched, an error is within the text, and nothing stays allocated.
namespace {

constexpr sinew_expression_column kNames[] = {
    {"a", SINEW_TYPE_I64},          {"b", SINEW_TYPE_I8},           {"c", SINEW_TYPE_U64},
    {"d", SINEW_TYPE_F64},          {"e", SINEW_TYPE_F32},          {"f", SINEW_TYPE_BOOL},
    {"s", SINEW_TYPE_STRING},       {"l", SINEW_TYPE_LARGE_BINARY}, {"t", SINEW_TYPE_TIMESTAMP_MS},
    {"u", SINEW_TYPE_TIMESTAMP_NS}, {"w", SINEW_TYPE_DATE32},       {"x", SINEW_TYPE_BYTES16}};

void Run(const uint8_t* data, size_t size) {
  const void* zero = memchr(data, 0, size);
  const size_t text_size =
      zero == nullptr ? size : static_cast<size_t>(static_cast<const uint8_t*>(zero) - data);
  const Block text = BlockOf(std::vector<uint8_t>(data, data + text_size));
  Input input(data + text_size, size - text_size);
  input.Byte();
  sinew_expression_options options = {};
  options.size = sizeof(options);
  options.text = text.get();
  options.text_size = text_size;
  options.columns = kNames;
  options.column_count = sizeof(kNames) / sizeof(kNames[0]);
  if (input.Rarely(8)) sinew::FailAllocationsAfter(input.Byte());
  sinew_expression* expression;
  sinew_error error = {};
  const sinew_status status = sinew_expression_create(&options, &expression, &error);
  sinew::FailAllocationsAfter(-1);
  Require((expression != nullptr) == (status == SINEW_STATUS_OK));
  if (status != SINEW_STATUS_OK) {
    Require(error.status == status && error.message[0] != 0 && error.offset <= text_size);
    return;
  }
  const size_t rows = input.Below(80);
  std::vector<Column> columns;
  std::vector<sinew_column> views;
  for (const sinew_expression_column& column : kNames) {
    columns.push_back(DecodeColumn(&input, column.type, rows));
    views.push_back(columns.back().view);
  }
  const sinew_batch_options batch_options = {sizeof(batch_options), 0};
  sinew_batch* batch;
  Require(sinew_batch_create(&batch_options, &batch, nullptr) == SINEW_STATUS_OK);
  const sinew_status evaluated =
      sinew_expression_evaluate(expression, views.data(), views.size(), rows, batch, &error);
  if (evaluated == SINEW_STATUS_OK) {
    Require(sinew_batch_row_count(batch) == rows && sinew_batch_column_count(batch) == 1);
    const sinew_column value = sinew_batch_column(batch, 0);
    Require(value.type == sinew_expression_type(expression) && value.count == rows);
    if (value.type == SINEW_TYPE_BOOL) {
      // A filter says the same.
      const Block bitmap(new uint8_t[(rows + 7) / 8]);
      const sinew_expression_result result =
          sinew_expression_filter(expression, views.data(), views.size(), rows, bitmap.get());
      Require(result.status == SINEW_STATUS_OK && result.count <= rows);
      Require(sinew_expression_faults(expression) == 2 * result.faults);
      for (size_t i = 0; i < rows; ++i) {
        const bool is_true =
            IsValid(value, i) && (static_cast<const uint8_t*>(value.values)[i / 8] >> i % 8 & 1);
        Require(is_true == (bitmap[i / 8] >> i % 8 & 1));
      }
    }
  } else {
    Require(sinew_batch_column_count(batch) == 0);
  }
  sinew_batch_destroy(batch);
  sinew_expression_destroy(expression);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Run(data, size);
  Require(sinew_memory_stats().blocks == 0 && sinew_memory_stats().current == 0);
  return 0;
}

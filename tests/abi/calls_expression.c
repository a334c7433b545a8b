#include "calls.h"

CALLS(Expression) {
  static const char text[] = "a >= -100 and x * 2.0 < 1000 and s is not null";
  const sinew_expression_column names[] = {
      {"a", SINEW_TYPE_I64}, {"x", SINEW_TYPE_F64}, {"s", SINEW_TYPE_STRING}};
  sinew_expression_options options;
  memset(&options, 0, sizeof(options));
  options.size = sizeof(options);
  options.text = text;
  options.text_size = sizeof(text) - 1;
  options.columns = names;
  options.column_count = 3;
  sinew_error error = {0, SINEW_STATUS_OK, ""};
  sinew_expression *filter, *value;
  sinew_status status;
  CALL(status = sinew_expression_create(&options, &filter, &error), status == SINEW_STATUS_OK);
  options.text = "if(a > 0, a / 0, a % 7)";
  options.text_size = 23;
  CALL(status = sinew_expression_create(&options, &value, &error), status == SINEW_STATUS_OK);
  if (filter == NULL || value == NULL) return;
  sinew_type type;
  CALL(type = sinew_expression_type(filter), type == SINEW_TYPE_BOOL);
  uint8_t used[1];
  CALL(status = sinew_expression_uses(value, used), status == SINEW_STATUS_OK && used[0] == 1);
  size_t number;
  CALL(number = sinew_expression_memory(filter), number > 0);

  const sinew_column columns[] = {
      {SINEW_TYPE_I64, kRows, integers, sizeof(integers), NULL, validity, 0, 0},
      {SINEW_TYPE_F64, kRows, doubles, sizeof(doubles), NULL, NULL, 0, 0},
      {SINEW_TYPE_STRING, kRows, bytes, sizeof(bytes), offsets, NULL, 0, 0}};
  static uint8_t bitmap[(kRows + 7) / 8];
  sinew_expression_result result;
  // Rows 400 to 499.
  CALL(result = sinew_expression_filter(filter, columns, 3, kRows, bitmap),
       result.status == SINEW_STATUS_OK && result.count == 100 && result.faults == 0 &&
           bitmap[49] == 0 && bitmap[50] == 0xFF && bitmap[62] == 0x0F);

  const sinew_batch_options batch_options = {sizeof(batch_options), 0};
  sinew_batch* batch;
  CALL(status = sinew_batch_create(&batch_options, &batch, &error), status == SINEW_STATUS_OK);
  CALL(status = sinew_expression_evaluate(value, columns, 3, kRows, batch, &error),
       status == SINEW_STATUS_OK && sinew_batch_row_count(batch) == kRows);
  if (status == SINEW_STATUS_OK) {
    const sinew_column column = sinew_batch_column(batch, 0);
    Check(column.type == SINEW_TYPE_I64 && ((const int64_t*)column.values)[0] == -500 % 7, __FILE__,
          __LINE__, "a % 7");
  }
  uint64_t faults;
  CALL(faults = sinew_expression_faults(value), faults == kRows);
  sinew_batch_destroy(batch);
  options.text = "a > 'x'";
  options.text_size = 7;
  sinew_expression* none;
  CALL(status = sinew_expression_create(&options, &none, &error),
       status == SINEW_STATUS_INVALID_ARGUMENT && error.offset == 4 && none == NULL);
  CALL(sinew_expression_destroy(filter), 1);
  CALL(sinew_expression_destroy(value), 1);
  CALL(sinew_expression_destroy(NULL), 1);
}

#include "calls.h"

CALLS(Dictionary) {
  static uint32_t indices[kRows];
  static int64_t ends[kRows + 1];
  static char text[sizeof(bytes)];
  sinew_dictionary_options options;
  memset(&options, 0, sizeof(options));
  options.size = sizeof(options);
  options.type = SINEW_TYPE_STRING;
  sinew_error error = {0, SINEW_STATUS_OK, ""};
  sinew_dictionary *strings, *numbers;
  sinew_status status;
  CALL(status = sinew_dictionary_create(&options, &strings, &error), status == SINEW_STATUS_OK);
  options.type = SINEW_TYPE_U64;
  CALL(status = sinew_dictionary_create(&options, &numbers, &error), status == SINEW_STATUS_OK);
  if (strings == NULL || numbers == NULL) return;

  // Ten different strings, in turn.
  const sinew_column rows = {SINEW_TYPE_STRING, kRows, bytes, sizeof(bytes), offsets, NULL, 0, 0};
  CALL(status = sinew_dictionary_encode(strings, &rows, indices, &error),
       status == SINEW_STATUS_OK && indices[0] == 0);
  size_t count;
  CALL(count = sinew_dictionary_count(strings), count == 10);
  CALL(count = sinew_dictionary_memory(strings), count > 0);
  const sinew_batch_options batch_options = {sizeof(batch_options), 0};
  sinew_batch* batch;
  CALL(status = sinew_batch_create(&batch_options, &batch, &error), status == SINEW_STATUS_OK);
  if (batch == NULL) return;
  CALL(status = sinew_dictionary_values(strings, 0, 10, batch, &error), status == SINEW_STATUS_OK);
  CALL(count = sinew_batch_row_count(batch), count == 10);
  CALL(count = sinew_batch_column_count(batch), count == 1);
  CALL(count = sinew_batch_memory(batch), count > 0);
  const char* name;
  CALL(name = sinew_batch_name(batch, 0), strcmp(name, "value") == 0);
  sinew_column values;
  CALL(values = sinew_batch_column(batch, 0),
       values.values_size == 80 && memcmp(values.values, bytes, 80) == 0);
  const sinew_column encoded = {SINEW_TYPE_U32, kRows, indices, sizeof(indices), NULL, NULL, 0, 0};
  sinew_codec_result decoded;
  CALL(decoded = sinew_take_strings_size(&values, &encoded), decoded.written == sizeof(bytes));
  CALL(decoded = sinew_take_strings(&values, &encoded, ends, text, sizeof(text)),
       decoded.read == kRows && memcmp(text, bytes, sizeof(bytes)) == 0);

  // Out as Arrow arrays, and back.
  struct ArrowSchema schema;
  struct ArrowArray array;
  CALL(status = sinew_batch_export(batch, &schema, &array, &error),
       status == SINEW_STATUS_OK && array.length == 10 && strcmp(schema.format, "+s") == 0);
  CALL(status = sinew_batch_import(batch, &schema, &array, &error),
       status == SINEW_STATUS_OK && array.release == NULL && schema.release == NULL);
  CALL(status = sinew_batch_import(batch, &schema, &array, &error),
       status == SINEW_STATUS_INVALID_ARGUMENT && error.message[0] != 0);

  static uint64_t copies[kRows];
  sinew_result taken;
  const sinew_column integer_rows = {SINEW_TYPE_U64, kRows, naturals, sizeof(naturals),
                                     NULL,           NULL,  0,        0};
  CALL(status = sinew_dictionary_encode(numbers, &integer_rows, indices, &error),
       status == SINEW_STATUS_OK && indices[kRows - 1] == kRows - 1);
  CALL(status = sinew_dictionary_values(numbers, 0, kRows, batch, &error),
       status == SINEW_STATUS_OK &&
           memcmp(sinew_batch_column(batch, 0).values, naturals, sizeof(naturals)) == 0);
  CALL(taken = sinew_take(&integer_rows, &encoded, copies),
       taken.count == kRows && copies[7] == naturals[7]);
  CALL(status = sinew_dictionary_encode(numbers, NULL, indices, &error),
       status == SINEW_STATUS_INVALID_ARGUMENT && error.message[0] != 0);
  CALL(status = sinew_dictionary_reset(numbers), sinew_dictionary_count(numbers) == 0);
  CALL(sinew_dictionary_destroy(numbers), 1);
  CALL(sinew_dictionary_destroy(strings), 1);
  CALL(sinew_dictionary_destroy(NULL), 1);
  CALL(sinew_batch_destroy(batch), 1);
  CALL(sinew_batch_destroy(NULL), 1);
}

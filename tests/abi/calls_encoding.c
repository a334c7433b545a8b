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
  sinew_result result;
  CALL(result = sinew_dictionary_strings_size(strings, 0, 10), result.count == 80);
  CALL(status = sinew_dictionary_strings(strings, 0, 10, ends, text, 80, &error),
       status == SINEW_STATUS_OK && memcmp(text, bytes, 80) == 0);
  static int64_t starts[11];
  static char entries[80];
  memcpy(starts, ends, sizeof(starts));
  memcpy(entries, text, sizeof(entries));
  const sinew_column values = {SINEW_TYPE_LARGE_STRING, 10, entries, 80, starts, NULL, 0, 0};
  const sinew_column encoded = {SINEW_TYPE_U32, kRows, indices, sizeof(indices), NULL, NULL, 0, 0};
  sinew_codec_result decoded;
  CALL(decoded = sinew_take_strings_size(&values, &encoded), decoded.written == sizeof(bytes));
  CALL(decoded = sinew_take_strings(&values, &encoded, ends, text, sizeof(text)),
       decoded.read == kRows && memcmp(text, bytes, sizeof(bytes)) == 0);

  static uint64_t copies[kRows];
  sinew_result taken;
  const sinew_column integer_rows = {SINEW_TYPE_U64, kRows, naturals, sizeof(naturals),
                                     NULL,           NULL,  0,        0};
  CALL(status = sinew_dictionary_encode(numbers, &integer_rows, indices, &error),
       status == SINEW_STATUS_OK && indices[kRows - 1] == kRows - 1);
  CALL(status = sinew_dictionary_values(numbers, 0, kRows, copies, &error),
       status == SINEW_STATUS_OK && memcmp(copies, naturals, sizeof(naturals)) == 0);
  CALL(taken = sinew_take(&integer_rows, &encoded, copies),
       taken.count == kRows && copies[7] == naturals[7]);
  CALL(status = sinew_dictionary_encode(numbers, NULL, indices, &error),
       status == SINEW_STATUS_INVALID_ARGUMENT && error.message[0] != 0);
  CALL(status = sinew_dictionary_reset(numbers), sinew_dictionary_count(numbers) == 0);
  CALL(sinew_dictionary_destroy(numbers), 1);
  CALL(sinew_dictionary_destroy(strings), 1);
  CALL(sinew_dictionary_destroy(NULL), 1);
}

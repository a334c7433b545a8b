#include "calls.h"

CALLS(Decoder) {
  const sinew_field field = {"n", "number", SINEW_TYPE_I64, 0};
  sinew_decoder_options options;
  memset(&options, 0, sizeof(options));
  options.size = sizeof(options);
  options.fields = &field;
  options.field_count = 1;
  options.max_rows = 2;
  sinew_decoder* decoder;
  sinew_batch* batch;
  sinew_error error = {0, SINEW_STATUS_OK, ""};
  const sinew_batch_options batch_options = {sizeof(batch_options), 0};
  sinew_status status = sinew_ndjson_create(&options, NULL, &decoder, &error);
  if (status == SINEW_STATUS_OK) status = sinew_batch_create(&batch_options, &batch, &error);
  Check(status == SINEW_STATUS_OK, __FILE__, __LINE__, "create");
  if (status != SINEW_STATUS_OK) return;

  static const char in[] = "{\"n\":1}\n{\"n\":\"x\"}\n{\"n\":3}\n";
  sinew_codec_result result;
  CALL(result = sinew_decoder_decode(decoder, in, sizeof(in) - 1, batch, SINEW_DECODE_END, &error),
       result.status == SINEW_STATUS_OUTPUT_FULL && result.read == 18 && result.written == 2);
  CALL(result = sinew_decoder_decode(decoder, in + 18, 8, batch, SINEW_DECODE_END, &error),
       result.status == SINEW_STATUS_OK && result.read == 8 && result.written == 1);
  sinew_decoder_counts counts;
  CALL(counts = sinew_decoder_stats(decoder),
       counts.bytes == 26 && counts.records == 3 && counts.rows == 3 && counts.rejects == 1);
  sinew_reject reject;
  CALL(reject = sinew_decoder_reject(decoder, 0), reject.record == 1 && reject.offset == 13 &&
                                                      reject.field == 0 &&
                                                      reject.reason == SINEW_REJECT_TYPE);
  const char* name;
  CALL(name = sinew_reject_name(reject.reason), strcmp(name, "the value is of another type") == 0);
  size_t memory;
  CALL(memory = sinew_decoder_memory(decoder), memory > 0);
  CALL(status = sinew_decoder_reset(decoder), sinew_decoder_stats(decoder).records == 0);

  const int32_t ends[] = {0, 7, 9};
  const sinew_column rows = {SINEW_TYPE_STRING, 2, "{\"n\":7}{}", 9, ends, NULL, 0, 0};
  CALL(status = sinew_decoder_decode_many(decoder, &rows, batch, &error),
       status == SINEW_STATUS_OK && sinew_batch_row_count(batch) == 2 &&
           *(const int64_t*)sinew_batch_column(batch, 0).values == 7);
  CALL(sinew_decoder_destroy(decoder), 1);
  CALL(sinew_decoder_destroy(NULL), 1);
  sinew_batch_destroy(batch);
}

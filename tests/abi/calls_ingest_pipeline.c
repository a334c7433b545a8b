#include "calls.h"

CALLS(Pipeline) {
  static const char input[] =
      "{\"origin\":\"JFK\",\"delay\":5}\n{\"origin\":\"AMS\",\"delay\":-3}\n"
      "{\"origin\":\"JFK\",\"delay\":7}\n{\"origin\":\"JFK\"}\n";
  sinew_field fields[2];
  memset(fields, 0, sizeof(fields));
  fields[0].path = "origin";
  fields[0].type = SINEW_TYPE_STRING;
  fields[1].path = "delay";
  fields[1].type = SINEW_TYPE_I64;
  sinew_decoder_options decoding;
  memset(&decoding, 0, sizeof(decoding));
  decoding.size = sizeof(decoding);
  decoding.fields = fields;
  decoding.field_count = 2;
  sinew_error error = {0, SINEW_STATUS_OK, ""};
  sinew_decoder* decoder = NULL;
  sinew_batch* batch = NULL;
  sinew_pipeline* pipeline = NULL;
  sinew_pipeline* other = NULL;
  sinew_status status;
  CALL(status = sinew_ndjson_create(&decoding, NULL, &decoder, &error), status == SINEW_STATUS_OK);
  const sinew_batch_options batch_options = {sizeof(batch_options), 0};
  CALL(status = sinew_batch_create(&batch_options, &batch, &error), status == SINEW_STATUS_OK);

  const sinew_pipeline_column keys[] = {{"origin", NULL}};
  const sinew_pipeline_aggregate aggregates[] = {
      {SINEW_AGGREGATE_COUNT_ROWS, NULL, NULL, NULL, NULL, 0, 0, 0},
      {SINEW_AGGREGATE_MEAN, "delay", "mean_delay", NULL, NULL, 0, 0, 0}};
  sinew_pipeline_options options;
  memset(&options, 0, sizeof(options));
  options.size = sizeof(options);
  options.decoder = decoder;
  options.where = "delay is not null";
  options.keys = keys;
  options.key_count = 1;
  options.aggregates = aggregates;
  options.aggregate_count = 2;
  CALL(status = sinew_pipeline_create(&options, &pipeline, &error), status == SINEW_STATUS_OK);
  CALL(status = sinew_pipeline_create(&options, &other, &error), status == SINEW_STATUS_OK);
  if (batch == NULL || pipeline == NULL || other == NULL) return;
  sinew_codec_result result;
  CALL(result = sinew_pipeline_write(pipeline, input, sizeof(input) - 1, decoder, SINEW_DECODE_END,
                                     &error),
       result.status == SINEW_STATUS_OK && result.read == sizeof(input) - 1 && result.written == 3);
  static const int32_t offsets[] = {0, 27, 54};
  sinew_column records;
  memset(&records, 0, sizeof(records));
  records.type = SINEW_TYPE_BINARY;
  records.count = 1;
  records.values = input;
  records.values_size = sizeof(input) - 1;
  records.offsets = offsets;
  CALL(result = sinew_pipeline_write_many(other, &records, NULL, 0, decoder, &error),
       result.status == SINEW_STATUS_OK && result.read == 1 && result.written == 1);
  const int64_t delay = 6;
  sinew_column columns[2];
  memset(columns, 0, sizeof(columns));
  columns[0].type = SINEW_TYPE_STRING;
  columns[0].count = 1;
  columns[0].values = "LGA";
  columns[0].values_size = 3;
  static const int32_t ends[] = {0, 3};
  columns[0].offsets = ends;
  columns[1].type = SINEW_TYPE_I64;
  columns[1].count = 1;
  columns[1].values = &delay;
  columns[1].values_size = sizeof(delay);
  CALL(status = sinew_pipeline_update(other, columns, 2, 1, &error), status == SINEW_STATUS_OK);
  CALL(status = sinew_pipeline_merge(pipeline, other, &error), status == SINEW_STATUS_OK);
  char bytes[1000];
  sinew_codec_result coded;
  CALL(coded = sinew_pipeline_encoded_size(other, 0, 1, &error), coded.read == 2);
  CALL(coded = sinew_pipeline_encode(other, 0, 1, bytes, sizeof(bytes), &error), coded.read == 2);
  CALL(status = sinew_pipeline_reset(other), status == SINEW_STATUS_OK);
  CALL(status = sinew_pipeline_merge_encoded(other, bytes, coded.written, &error),
       status == SINEW_STATUS_OK && sinew_pipeline_count(other) == 2);
  size_t count;
  CALL(count = sinew_pipeline_count(pipeline), count == 3);
  const sinew_pipeline_order order = {1, SINEW_PIPELINE_DESCENDING};
  const sinew_pipeline_results_options sorted = {sizeof(sorted), &order, 1, 2};
  CALL(status = sinew_pipeline_results(pipeline, &sorted, batch, &error),
       status == SINEW_STATUS_OK && sinew_batch_row_count(batch) == 2);
  const sinew_column counts = sinew_batch_column(batch, 1);
  CALL(count = sinew_pipeline_overflow_count(pipeline),
       count == 0 && ((const int64_t*)counts.values)[0] == 3);
  sinew_pipeline_counts stats;
  CALL(stats = sinew_pipeline_stats(pipeline), stats.rows == 6 && stats.kept_rows == 5);
  CALL(count = sinew_pipeline_memory(pipeline), count != 0);
  CALL(status = sinew_pipeline_reset(pipeline), status == SINEW_STATUS_OK);
  sinew_pipeline_destroy(pipeline);
  sinew_pipeline_destroy(other);
  sinew_decoder_destroy(decoder);
  sinew_batch_destroy(batch);
}

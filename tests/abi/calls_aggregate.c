#include "calls.h"

// `other` is emptied.
static void CallGroupByAsBytes(const sinew_groupby* groupby, sinew_groupby* other, size_t groups) {
  sinew_groupby* decoded;
  sinew_codec_result result;
  sinew_status status;
  sinew_error error;
  static char out[100 * kRows];
  CALL(result = sinew_groupby_encoded_size(groupby, 0, 1),
       result.status == SINEW_STATUS_OK && result.read == groups && result.written < sizeof(out));
  CALL(result = sinew_groupby_encode(groupby, 0, 1, out, sizeof(out)),
       result.status == SINEW_STATUS_OK && memcmp(out, "SGB", 3) == 0);
  CALL(status = sinew_groupby_decode(out, result.written, 0, &decoded, &error),
       status == SINEW_STATUS_OK && sinew_groupby_count(decoded) == groups);
  CALL(status = sinew_groupby_reset(other), status == SINEW_STATUS_OK);
  CALL(status = sinew_groupby_merge_encoded(other, out, result.written, &error),
       status == SINEW_STATUS_OK && sinew_groupby_count(other) == groups);
  CALL(status = sinew_groupby_merge_part(other, decoded, 1, 2, &error),
       status == SINEW_STATUS_OK && sinew_groupby_count(other) == groups);
  CALL(status = sinew_groupby_merge_encoded(other, out, 5, &error),
       status == SINEW_STATUS_TRUNCATED && error.offset == 5);
  sinew_groupby_destroy(decoded);
}

static void CallGroupBy(sinew_type key_type) {
  const sinew_type value_types[] = {SINEW_TYPE_I64, SINEW_TYPE_F64};
  const sinew_aggregate_spec aggregates[] = {
      {sizeof(*aggregates), SINEW_AGGREGATE_COUNT_ROWS, 0, 0, 0, 0, 0, 0, 0},
      {sizeof(*aggregates), SINEW_AGGREGATE_SUM, 0, 0, 0, 0, 0, 0, 0},
      {sizeof(*aggregates), SINEW_AGGREGATE_MIN, 0, 0, 0, 0, 0, 0, 0},
      {sizeof(*aggregates), SINEW_AGGREGATE_MAX, 1, 0, 0, 0, 0, 0, 0},
      {sizeof(*aggregates), SINEW_AGGREGATE_MEAN, 1, 0, 0, 0, 0, 0, 0}};
  sinew_groupby_options options;
  memset(&options, 0, sizeof(options));
  options.size = sizeof(options);
  options.key_types = &key_type;
  options.key_count = 1;
  options.value_types = value_types;
  options.value_count = 2;
  options.aggregates = aggregates;
  options.aggregate_count = 5;
  sinew_error error = {0, SINEW_STATUS_OK, ""};
  sinew_groupby *groupby, *other;
  sinew_status status;
  CALL(status = sinew_groupby_create(&options, &groupby, &error), status == SINEW_STATUS_OK);
  CALL(status = sinew_groupby_create(&options, &other, &error), status == SINEW_STATUS_OK);
  if (groupby == NULL || other == NULL) return;

  const sinew_column columns[] = {
      {SINEW_TYPE_I64, kRows, integers, sizeof(integers), NULL, validity, 0, 0},
      {SINEW_TYPE_F64, kRows, doubles, sizeof(doubles), NULL, NULL, 0, 0}};
  sinew_column key = {key_type, kRows, naturals, sizeof(naturals), NULL, NULL, 0, 0};
  size_t groups = kRows;
  if (key_type == SINEW_TYPE_STRING) {
    key.values = bytes;
    key.values_size = sizeof(bytes);
    key.offsets = offsets;
    groups = 10;
  }
  CALL(status = sinew_groupby_update(groupby, &key, 1, columns, 2, &error),
       status == SINEW_STATUS_OK && sinew_groupby_count(groupby) == groups);
  CALL(status = sinew_groupby_update(other, &key, 1, columns, 2, &error),
       status == SINEW_STATUS_OK);
  CALL(status = sinew_groupby_merge(groupby, other, &error), status == SINEW_STATUS_OK);
  size_t number;
  CALL(number = sinew_groupby_count(groupby), number == groups);
  CALL(number = sinew_groupby_memory(groupby), number > 0);
  CALL(number = sinew_groupby_overflow_count(groupby), number == 0);

  const sinew_batch_options batch_options = {sizeof(batch_options), 0};
  sinew_batch* batch;
  CALL(status = sinew_batch_create(&batch_options, &batch, &error), status == SINEW_STATUS_OK);
  CALL(status = sinew_groupby_results(groupby, 0, groups, batch, &error),
       status == SINEW_STATUS_OK && sinew_batch_row_count(batch) == groups);
  if (status == SINEW_STATUS_OK) {
    static const sinew_type types[] = {SINEW_TYPE_I64, SINEW_TYPE_I64, SINEW_TYPE_I64,
                                       SINEW_TYPE_F64, SINEW_TYPE_F64};
    const void* keys = key_type == SINEW_TYPE_STRING ? (const void*)bytes : (const void*)naturals;
    sinew_column column;
    CALL(column = sinew_batch_column(batch, 0), memcmp(column.values, keys, 8 * groups) == 0);
    CALL(column = sinew_batch_column(batch, 1),
         *(const int64_t*)column.values == (int64_t)(2 * kRows / groups));
    for (size_t i = 0; i < 5; ++i) {
      CALL(column = sinew_batch_column(batch, 1 + i),
           column.type == types[i] && column.count == groups);
    }
  }
  sinew_batch_destroy(batch);
  CALL(status = sinew_groupby_update(groupby, NULL, 1, NULL, 0, &error),
       status == SINEW_STATUS_INVALID_ARGUMENT && error.message[0] != 0);
  CallGroupByAsBytes(groupby, other, groups);
  CALL(status = sinew_groupby_reset(groupby), sinew_groupby_count(groupby) == 0);
  CALL(sinew_groupby_destroy(groupby), 1);
  CALL(sinew_groupby_destroy(other), 1);
  CALL(sinew_groupby_destroy(NULL), 1);
}

static void CallReductions(void) {
  const sinew_column columns[] = {
      {SINEW_TYPE_I64, kRows, integers, sizeof(integers), NULL, validity, 0, 0},
      {SINEW_TYPE_U64, kRows, naturals, sizeof(naturals), NULL, validity, 0, 0},
      {SINEW_TYPE_F64, kRows, doubles, sizeof(doubles), NULL, validity, 0, 0}};
  static const sinew_aggregate functions[] = {SINEW_AGGREGATE_COUNT, SINEW_AGGREGATE_SUM,
                                              SINEW_AGGREGATE_MIN, SINEW_AGGREGATE_MAX,
                                              SINEW_AGGREGATE_MEAN};
  static const double expected[3][5] = {{kRows, -500, -500, 499, -0.5},
                                        {kRows, 500500, 1, kRows, 500.5},
                                        {kRows, 500000, 0.5, 999.5, 500}};
  sinew_reduce_result result;
  for (int nulls = 0; nulls < 2; ++nulls) {
    for (int i = 0; i < 3; ++i) {
      for (int k = 0; k < 5; ++k) {
        const sinew_aggregate_spec spec = {sizeof(spec), functions[k], 0, 0, 0, 0, 0, 0, 0};
        sinew_column column = columns[i];
        if (nulls == 0) column.validity = NULL;
        CALL(result = sinew_reduce(&column, &spec),
             result.count == kRows &&
                 (double)result.i64 + (double)result.u64 + result.f64 == expected[i][k]);
      }
    }
  }
  CALL(result = sinew_reduce(NULL, NULL), result.status == SINEW_STATUS_INVALID_ARGUMENT);
  const sinew_column filtered[] = {
      columns[0], {SINEW_TYPE_BOOL, kRows, validity, sizeof(validity), NULL, validity, 0, 0}};
  const sinew_aggregate_spec sum = {
      sizeof(sum), SINEW_AGGREGATE_SUM, 0, SINEW_AGGREGATE_FILTER, 1, 0, 0, 0, 0};
  CALL(result = sinew_reduce_columns(filtered, 2, &sum),
       result.count == kRows && result.i64 == -500);
}

CALLS(Aggregate) {
  CallReductions();
  CallGroupBy(SINEW_TYPE_U64);
  CallGroupBy(SINEW_TYPE_STRING);
}

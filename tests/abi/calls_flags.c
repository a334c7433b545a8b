#include "calls.h"

// Every function with flags, and every struct with a member of that name, takes those that it knows
// and refuses each bit that it does not. calls_complete.cmake finds one that has no row here.

// The status of a call with `flags`, which is SINEW_STATUS_INVALID_ARGUMENT if and only if there is
// a bit that is not in KNOWN. Which combinations of known bits go together is tested elsewhere.
#define FLAGS(NAME, KNOWN, STATUS)                                                           \
  do {                                                                                       \
    for (uint32_t bit = 0; bit <= 32; ++bit) {                                               \
      const uint32_t flags = (uint32_t)(UINT64_C(1) << bit);                                 \
      if ((flags & (KNOWN)) != 0) continue;                                                  \
      Check(((STATUS) == SINEW_STATUS_INVALID_ARGUMENT) == (flags != 0), __FILE__, __LINE__, \
            flags == 0 ? #NAME " refuses 0" : #NAME " takes an unknown flag");               \
    }                                                                                        \
  } while (0)

typedef sinew_status (*Create)(const sinew_decoder_options*, sinew_decoder**);

static sinew_status CreateNdjson(const sinew_decoder_options* options, sinew_decoder** out) {
  return sinew_ndjson_create(options, NULL, out, NULL);
}
static sinew_status CreateCsv(const sinew_decoder_options* options, sinew_decoder** out) {
  const sinew_csv_options csv = {sizeof(csv), NULL, 0, SINEW_CSV_HEADER, 0, 0};
  return sinew_csv_create(options, &csv, out, NULL);
}
static sinew_status CreateProtobuf(const sinew_decoder_options* options, sinew_decoder** out) {
  return sinew_protobuf_create(options, NULL, out, NULL);
}
static sinew_status CreateKafka(const sinew_decoder_options* options, sinew_decoder** out) {
  return sinew_kafka_records_create(options, NULL, out, NULL);
}

static sinew_status Decoder(Create create, const char* path, uint32_t field_flags, uint32_t flags) {
  const sinew_field field = {path, NULL, SINEW_TYPE_TIMESTAMP_MS, field_flags};
  sinew_decoder_options options;
  memset(&options, 0, sizeof(options));
  options.size = sizeof(options);
  options.fields = &field;
  options.field_count = 1;
  options.flags = flags;
  sinew_decoder* decoder;
  const sinew_status status = create(&options, &decoder);
  sinew_decoder_destroy(decoder);
  return status;
}

static const sinew_field kField = {"1", NULL, SINEW_TYPE_I64, 0};

static sinew_decoder_options OneField(void) {
  sinew_decoder_options options;
  memset(&options, 0, sizeof(options));
  options.size = sizeof(options);
  options.fields = &kField;
  options.field_count = 1;
  return options;
}

static sinew_status Ndjson(uint32_t flags) {
  const sinew_decoder_options options = OneField();
  const sinew_ndjson_options format = {sizeof(format), 0, flags};
  sinew_decoder* decoder;
  const sinew_status status = sinew_ndjson_create(&options, &format, &decoder, NULL);
  sinew_decoder_destroy(decoder);
  return status;
}

static sinew_status Csv(uint32_t flags) {
  const sinew_decoder_options options = OneField();
  const sinew_csv_options format = {sizeof(format), NULL, 0, flags, 0, 0};
  sinew_decoder* decoder;
  const sinew_status status = sinew_csv_create(&options, &format, &decoder, NULL);
  sinew_decoder_destroy(decoder);
  return status;
}

static sinew_status Protobuf(uint32_t flags) {
  const sinew_decoder_options options = OneField();
  const sinew_protobuf_options format = {sizeof(format), 0, flags};
  sinew_decoder* decoder;
  const sinew_status status = sinew_protobuf_create(&options, &format, &decoder, NULL);
  sinew_decoder_destroy(decoder);
  return status;
}

static sinew_status GroupBy(uint32_t flags) {
  const sinew_type type = SINEW_TYPE_I64;
  const sinew_aggregate_spec spec = {sizeof(spec), SINEW_AGGREGATE_SUM, 0, flags, 0, 0, 0, 0, 0};
  sinew_groupby_options options;
  memset(&options, 0, sizeof(options));
  options.size = sizeof(options);
  options.key_types = options.value_types = &type;
  options.key_count = options.value_count = options.aggregate_count = 1;
  options.aggregates = &spec;
  sinew_groupby* groupby;
  const sinew_status status = sinew_groupby_create(&options, &groupby, NULL);
  sinew_groupby_destroy(groupby);
  return status;
}

CALLS(FlagsOfEncodings) {
  static char out[64];
  static int64_t out_offsets[5];
  static uint32_t words[4];
  const sinew_column strings = {SINEW_TYPE_STRING, 4, "", 0, out_offsets, NULL, 0, 0};
  FLAGS(sinew_base64_encode, SINEW_BASE64_URL | SINEW_BASE64_RAW,
        sinew_base64_encode("abc", 3, out, flags).status);
  FLAGS(sinew_base64_decode, SINEW_BASE64_URL | SINEW_BASE64_RAW | SINEW_BASE64_STRICT,
        sinew_base64_decode("abcd", 4, out, sizeof(out), flags).status);
  FLAGS(sinew_base64_encoded_size, SINEW_BASE64_URL | SINEW_BASE64_RAW,
        sinew_base64_encoded_size(3, flags).status);
  FLAGS(sinew_base64_encode_many, SINEW_BASE64_URL | SINEW_BASE64_RAW,
        sinew_base64_encode_many(&strings, out_offsets, out, sizeof(out), flags).status);
  FLAGS(sinew_base64_decode_many, SINEW_BASE64_URL | SINEW_BASE64_RAW | SINEW_BASE64_STRICT,
        sinew_base64_decode_many(&strings, out_offsets, out, sizeof(out), flags).status);
  FLAGS(sinew_base64_encoded_size_many, SINEW_BASE64_URL | SINEW_BASE64_RAW,
        sinew_base64_encoded_size_many(&strings, flags).status);
  FLAGS(sinew_hex_encode, SINEW_HEX_UPPER, sinew_hex_encode("abc", 3, out, flags).status);
  FLAGS(sinew_json_escape, SINEW_JSON_HTML,
        sinew_json_escape("abc", 3, out, sizeof(out), flags).status);
  FLAGS(sinew_streamvbyte_encode, SINEW_STREAMVBYTE_0124,
        sinew_streamvbyte_encode(words, 4, out, sizeof(out), flags).status);
  FLAGS(sinew_streamvbyte_decode, SINEW_STREAMVBYTE_0124,
        sinew_streamvbyte_decode(out, sizeof(out), words, 4, flags).status);
  FLAGS(sinew_streamvbyte_encode_delta, SINEW_STREAMVBYTE_0124,
        sinew_streamvbyte_encode_delta(words, 4, 0, out, sizeof(out), flags).status);
  FLAGS(sinew_streamvbyte_decode_delta, SINEW_STREAMVBYTE_0124,
        sinew_streamvbyte_decode_delta(out, sizeof(out), 0, words, 4, flags).status);
  FLAGS(sinew_streamvbyte_encoded_size, SINEW_STREAMVBYTE_0124,
        sinew_streamvbyte_encoded_size(words, 4, flags).status);
  FLAGS(sinew_streamvbyte_encoded_size_delta, SINEW_STREAMVBYTE_0124,
        sinew_streamvbyte_encoded_size_delta(words, 4, 0, flags).status);
}

CALLS(FlagsOfAggregates) {
  static int64_t values[4];
  static uint32_t rows[4];
  const sinew_column column = {SINEW_TYPE_I64, 4, values, sizeof(values), NULL, NULL, 0, 0};
  sinew_aggregate_spec spec = {sizeof(spec), SINEW_AGGREGATE_SUM, 0, 0, 0, 0, 0, 0, 0};
  FLAGS(struct sinew_aggregate_spec, 0, (spec.flags = flags, sinew_reduce(&column, &spec).status));
  FLAGS(struct sinew_aggregate_spec, SINEW_AGGREGATE_FILTER,
        (spec.flags = flags, sinew_reduce_columns(&column, 1, &spec).status));
  FLAGS(struct sinew_aggregate_spec, SINEW_AGGREGATE_FILTER, GroupBy(flags));
  FLAGS(sinew_sort, SINEW_SORT_DESCENDING, sinew_sort(SINEW_TYPE_I64, values, 4, flags));
  FLAGS(sinew_sort_indices, SINEW_SORT_DESCENDING | SINEW_SORT_NULLS_FIRST,
        sinew_sort_indices(&column, 1, &flags, 0, rows, 4, NULL));
  FLAGS(sinew_sort_validate, SINEW_SORT_DESCENDING | SINEW_SORT_NULLS_FIRST,
        sinew_sort_validate(&column, 1, &flags).status);
}

CALLS(FlagsOfDecoders) {
  const uint32_t units = SINEW_FIELD_EPOCH_S | SINEW_FIELD_EPOCH_MS | SINEW_FIELD_EPOCH_NS;
  FLAGS(struct sinew_field, units, Decoder(CreateNdjson, "1", flags, 0));
  FLAGS(struct sinew_field, units, Decoder(CreateCsv, "1", flags, 0));
  FLAGS(struct sinew_field, units | SINEW_FIELD_ZIGZAG | SINEW_FIELD_FIXED | SINEW_FIELD_FIRST,
        Decoder(CreateProtobuf, "1", flags, 0));
  FLAGS(struct sinew_field, 0, Decoder(CreateKafka, "timestamp", flags, 0));
  FLAGS(struct sinew_decoder_options, SINEW_DECODER_STOP | SINEW_DECODER_STRICT,
        Decoder(CreateNdjson, "1", 0, flags));
  FLAGS(struct sinew_decoder_options, SINEW_DECODER_STOP | SINEW_DECODER_STRICT,
        Decoder(CreateCsv, "1", 0, flags));
  FLAGS(struct sinew_decoder_options, SINEW_DECODER_STOP | SINEW_DECODER_STRICT,
        Decoder(CreateProtobuf, "1", 0, flags));
  FLAGS(struct sinew_decoder_options, SINEW_DECODER_STOP | SINEW_DECODER_STRICT,
        Decoder(CreateKafka, "timestamp", 0, flags));
  FLAGS(struct sinew_ndjson_options,
        SINEW_NDJSON_VALIDATE | SINEW_NDJSON_CONCATENATED | SINEW_NDJSON_ARRAY, Ndjson(flags));
  FLAGS(struct sinew_csv_options,
        SINEW_CSV_HEADER | SINEW_CSV_NO_QUOTES | SINEW_CSV_LAZY_QUOTES | SINEW_CSV_RAGGED |
            SINEW_CSV_EMPTY_IS_NULL,
        Csv(flags));
  FLAGS(struct sinew_protobuf_options, SINEW_PROTOBUF_DEFAULTS, Protobuf(flags));
}

CALLS(FlagsOfInput) {
  const sinew_decoder_options options = OneField();
  const sinew_batch_options batch_options = {sizeof(batch_options), 0};
  const sinew_stream_options stream_options = {sizeof(stream_options), SINEW_COMPRESSION_NONE, 0,
                                               0};
  const sinew_pipeline_aggregate aggregate = {
      SINEW_AGGREGATE_COUNT_ROWS, NULL, NULL, NULL, NULL, 0, 0, 0};
  sinew_decoder* decoder = NULL;
  sinew_batch* batch = NULL;
  sinew_stream* stream = NULL;
  sinew_pipeline* pipeline = NULL;
  sinew_pipeline_options pipeline_options;
  memset(&pipeline_options, 0, sizeof(pipeline_options));
  pipeline_options.size = sizeof(pipeline_options);
  pipeline_options.aggregates = &aggregate;
  pipeline_options.aggregate_count = 1;
  const int created =
      sinew_ndjson_create(&options, NULL, &decoder, NULL) == SINEW_STATUS_OK &&
      sinew_batch_create(&batch_options, &batch, NULL) == SINEW_STATUS_OK &&
      sinew_stream_create(&stream_options, &stream, NULL) == SINEW_STATUS_OK &&
      (pipeline_options.decoder = decoder,
       sinew_pipeline_create(&pipeline_options, &pipeline, NULL)) == SINEW_STATUS_OK;
  Check(created, __FILE__, __LINE__, "nothing to decode with");
  char out[8];
  FLAGS(sinew_decoder_decode, SINEW_DECODE_END,
        sinew_decoder_decode(decoder, "{}\n", 3, batch, flags, NULL).status);
  FLAGS(sinew_stream_decode, SINEW_DECODE_END,
        sinew_stream_decode(stream, "abc", 3, out, sizeof(out), flags, NULL).status);
  FLAGS(sinew_pipeline_write, SINEW_DECODE_END,
        sinew_pipeline_write(pipeline, "{}\n", 3, decoder, flags, NULL).status);
  sinew_pipeline_order order = {0, 0};
  const sinew_pipeline_results_options sorted = {sizeof(sorted), &order, 1, 0};
  FLAGS(struct sinew_pipeline_order, SINEW_PIPELINE_DESCENDING,
        (order.flags = flags, sinew_pipeline_results(pipeline, &sorted, batch, NULL)));
  sinew_pipeline_destroy(pipeline);
  sinew_stream_destroy(stream);
  sinew_batch_destroy(batch);
  sinew_decoder_destroy(decoder);
}

#include "calls.h"

CALLS(Ndjson) {
  const sinew_field fields[] = {{"/user/id", "id", SINEW_TYPE_I64, 0},
                                {"score", NULL, SINEW_TYPE_F64, 0},
                                {"name", NULL, SINEW_TYPE_STRING, 0}};
  sinew_decoder_options options;
  memset(&options, 0, sizeof(options));
  options.size = sizeof(options);
  options.fields = fields;
  options.field_count = 3;
  const sinew_ndjson_options ndjson = {sizeof(ndjson), 8, SINEW_NDJSON_VALIDATE};
  sinew_decoder* decoder;
  sinew_error error = {0, SINEW_STATUS_OK, ""};
  sinew_status status;
  CALL(status = sinew_ndjson_create(&options, &ndjson, &decoder, &error),
       status == SINEW_STATUS_OK);
  const sinew_batch_options batch_options = {sizeof(batch_options), 0};
  sinew_batch* batch;
  CALL(status = sinew_batch_create(&batch_options, &batch, &error), status == SINEW_STATUS_OK);
  if (decoder == NULL || batch == NULL) return;

  static const char in[] =
      "{\"user\":{\"id\":7},\"score\":0.1,\"name\":\"a\\u00e9\"}\n{\"score\":true}\nno record\n";
  sinew_codec_result result;
  CALL(result = sinew_decoder_decode(decoder, in, sizeof(in) - 1, batch, SINEW_DECODE_END, &error),
       result.status == SINEW_STATUS_OK && result.read == sizeof(in) - 1 && result.written == 2);
  CALL(status = sinew_ndjson_create(&options, &ndjson, NULL, &error),
       status == SINEW_STATUS_INVALID_ARGUMENT && error.message[0] != 0);
  const sinew_column ids = sinew_batch_column(batch, 0), names = sinew_batch_column(batch, 2);
  Check(((const int64_t*)ids.values)[0] == 7 && ids.validity[0] % 4 == 1, __FILE__, __LINE__, "id");
  Check(names.values_size == 3 && memcmp(names.values, "a\xC3\xA9", 3) == 0, __FILE__, __LINE__,
        "name");
  Check(sinew_decoder_stats(decoder).rejected_records == 1 &&
            sinew_decoder_stats(decoder).rejected_values == 1,
        __FILE__, __LINE__, "rejects");
  sinew_decoder_destroy(decoder);
  sinew_batch_destroy(batch);
}

#include "calls.h"

CALLS(Protobuf) {
  // {1: 150, 2: "testing", 3: {1: -1 in zigzag}} and {1: 1, 2: "\xFF"}, each with its length.
  static const char in[] =
      "\020\010\226\001\022\007testing\032\002\010\001\005\010\001\022\001\377";
  const sinew_field fields[] = {{"1", "number", SINEW_TYPE_I64, 0},
                                {"2", "text", SINEW_TYPE_STRING, 0},
                                {"3.1", NULL, SINEW_TYPE_I32, SINEW_FIELD_ZIGZAG}};
  sinew_decoder_options options;
  memset(&options, 0, sizeof(options));
  options.size = sizeof(options);
  options.fields = fields;
  options.field_count = 3;
  const sinew_protobuf_options format = {sizeof(format), 0, SINEW_PROTOBUF_DEFAULTS};
  sinew_error error = {0, SINEW_STATUS_OK, ""};
  sinew_status status;
  sinew_decoder* decoder;
  CALL(status = sinew_protobuf_create(NULL, NULL, &decoder, &error),
       status == SINEW_STATUS_INVALID_ARGUMENT && decoder == NULL && error.message[0] != 0);
  CALL(status = sinew_protobuf_create(&options, &format, &decoder, &error),
       status == SINEW_STATUS_OK);
  const sinew_batch_options batch_options = {sizeof(batch_options), 0};
  sinew_batch* batch;
  CALL(status = sinew_batch_create(&batch_options, &batch, &error), status == SINEW_STATUS_OK);
  if (decoder == NULL || batch == NULL) return;

  sinew_codec_result result;
  CALL(result = sinew_decoder_decode(decoder, in, sizeof(in) - 1, batch, SINEW_DECODE_END, &error),
       result.status == SINEW_STATUS_OK && result.written == 2);
  sinew_column column = sinew_batch_column(batch, 0);
  Check(((const int64_t*)column.values)[0] == 150, __FILE__, __LINE__, "the number");
  column = sinew_batch_column(batch, 1);
  Check(column.values_size == 7 && memcmp(column.values, "testing", 7) == 0, __FILE__, __LINE__,
        "the text");
  Check(column.validity != NULL && (column.validity[0] & 3) == 1, __FILE__, __LINE__, "the null");
  column = sinew_batch_column(batch, 2);
  Check(((const int32_t*)column.values)[0] == -1 && ((const int32_t*)column.values)[1] == 0,
        __FILE__, __LINE__, "the nested number");
  sinew_reject reject;
  CALL(reject = sinew_decoder_reject(decoder, 0), reject.record == 1 && reject.offset == 22 &&
                                                      reject.field == 1 &&
                                                      reject.reason == SINEW_REJECT_ENCODING);
  CALL(sinew_decoder_destroy(decoder), 1);
  CALL(sinew_batch_destroy(batch), 1);
}

#include "calls.h"

CALLS(Csv) {
  static const char input[] = "city,degrees\nHamburg,12.5\n\"Paris, Nord\",-0.5\n";
  sinew_field fields[2];
  memset(fields, 0, sizeof(fields));
  fields[0].path = "degrees";
  fields[0].type = SINEW_TYPE_F64;
  fields[1].path = "city";
  fields[1].type = SINEW_TYPE_STRING;
  sinew_decoder_options options;
  memset(&options, 0, sizeof(options));
  options.size = sizeof(options);
  options.fields = fields;
  options.field_count = 2;
  sinew_csv_options csv;
  memset(&csv, 0, sizeof(csv));
  csv.size = sizeof(csv);
  csv.flags = SINEW_CSV_HEADER;
  sinew_error error = {0, SINEW_STATUS_OK, ""};
  sinew_decoder* decoder;
  sinew_batch* batch;
  sinew_status status;
  CALL(status = sinew_csv_create(&options, &csv, &decoder, &error), status == SINEW_STATUS_OK);
  const sinew_batch_options batch_options = {sizeof(batch_options), 0};
  CALL(status = sinew_batch_create(&batch_options, &batch, &error), status == SINEW_STATUS_OK);
  if (decoder == NULL || batch == NULL) return;
  sinew_codec_result result;
  CALL(result =
           sinew_decoder_decode(decoder, input, sizeof(input) - 1, batch, SINEW_DECODE_END, &error),
       result.status == SINEW_STATUS_OK && result.written == 2);
  const sinew_column degrees = sinew_batch_column(batch, 0);
  const sinew_column cities = sinew_batch_column(batch, 1);
  CALL(status = sinew_decoder_reset(decoder),
       ((const double*)degrees.values)[1] == -0.5 && ((const int32_t*)cities.offsets)[1] == 7 &&
           memcmp(cities.values, "HamburgParis, Nord", 18) == 0);
  sinew_decoder_destroy(decoder);
  sinew_batch_destroy(batch);
}

#include "calls.h"

CALLS(DDSketch) {
  const sinew_ddsketch_options options = {sizeof(options), 0.01, SINEW_DDSKETCH_MAPPING_LOGARITHMIC,
                                          2048, 0};
  sinew_error error = {0, SINEW_STATUS_OK, ""};
  sinew_ddsketch *sketch, *other, *decoded, *none;
  sinew_status status;
  CALL(status = sinew_ddsketch_create(&options, &sketch, &error), status == SINEW_STATUS_OK);
  CALL(status = sinew_ddsketch_create(&options, &other, &error), status == SINEW_STATUS_OK);
  if (sketch == NULL || other == NULL) return;
  const sinew_column rows = {SINEW_TYPE_I64, kRows,    integers, sizeof(integers),
                             NULL,           validity, 0,        0};
  const sinew_column doubled = {SINEW_TYPE_F64, kRows, doubles, sizeof(doubles), NULL, NULL, 0, 0};
  CALL(status = sinew_ddsketch_update(sketch, &rows, &error), status == SINEW_STATUS_OK);
  CALL(status = sinew_ddsketch_update(other, &doubled, &error), status == SINEW_STATUS_OK);
  sinew_ddsketch_summary part, summary;
  CALL(part = sinew_ddsketch_summarize(sketch), part.count > 0 && part.count <= kRows);
  CALL(status = sinew_ddsketch_merge(sketch, other, &error), status == SINEW_STATUS_OK);
  CALL(summary = sinew_ddsketch_summarize(sketch), summary.count > part.count);
  const double fractions[] = {0, 0.5, 1};
  double found[3];
  sinew_result result;
  CALL(result = sinew_ddsketch_quantiles(sketch, fractions, 3, found),
       result.count == 3 && found[0] == summary.min && found[2] == summary.max);
  double accuracy;
  CALL(accuracy = sinew_ddsketch_relative_accuracy(sketch), accuracy > 0.0099 && accuracy < 0.0101);
  size_t size;
  CALL(size = sinew_ddsketch_memory(sketch), size >= 2048 * 8);
  uint8_t encoded[40000];
  CALL(size = sinew_ddsketch_encoded_size(sketch), size < sizeof(encoded));
  sinew_codec_result written;
  CALL(written = sinew_ddsketch_encode(sketch, encoded, sizeof(encoded)),
       written.read == 1 && written.written == size);
  CALL(status = sinew_ddsketch_decode(encoded, size, 2048, 0, &decoded, &error),
       status == SINEW_STATUS_OK);
  CALL(status = sinew_ddsketch_decode(encoded, 5, 2048, 0, &none, &error),
       status == SINEW_STATUS_TRUNCATED && none == NULL);
  CALL(status = sinew_ddsketch_reset(sketch), status == SINEW_STATUS_OK);
  CALL(sinew_ddsketch_destroy(decoded), 1);
  CALL(sinew_ddsketch_destroy(other), 1);
  CALL(sinew_ddsketch_destroy(sketch), 1);
}

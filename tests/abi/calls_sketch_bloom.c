#include "calls.h"

CALLS(Bloom) {
  const sinew_bloom_options options = {sizeof(options), 2000, 0.01, 0, 0};
  sinew_error error = {0, SINEW_STATUS_OK, ""};
  sinew_bloom *bloom, *other, *decoded, *none;
  sinew_status status;
  CALL(status = sinew_bloom_create(&options, &bloom, &error), status == SINEW_STATUS_OK);
  CALL(status = sinew_bloom_create(&options, &other, &error), status == SINEW_STATUS_OK);
  if (bloom == NULL || other == NULL) return;
  const sinew_column rows = {SINEW_TYPE_I64, kRows,    integers, sizeof(integers),
                             NULL,           validity, 0,        0};
  const sinew_column texts = {SINEW_TYPE_STRING, kRows, bytes, sizeof(bytes), offsets, NULL, 0, 0};
  CALL(status = sinew_bloom_update(bloom, &texts, &error), status == SINEW_STATUS_OK);
  CALL(status = sinew_bloom_update(other, &rows, &error), status == SINEW_STATUS_OK);
  CALL(status = sinew_bloom_merge(bloom, other, &error), status == SINEW_STATUS_OK);
  uint8_t bitmap[(kRows + 7) / 8];
  CALL(status = sinew_bloom_contains_many(bloom, &texts, bitmap, &error),
       status == SINEW_STATUS_OK && bitmap[0] == 0xFF);
  CALL(status = sinew_bloom_contains_many(bloom, &rows, bitmap, &error),
       status == SINEW_STATUS_OK && bitmap[0] == validity[0]);
  static uint8_t encoded[4096];
  size_t size;
  CALL(size = sinew_bloom_memory(bloom), size >= 4096);
  CALL(size = sinew_bloom_encoded_size(bloom), size == 4096);
  sinew_codec_result result;
  CALL(result = sinew_bloom_encode(bloom, encoded, sizeof(encoded)),
       result.read == 1 && result.written == size);
  CALL(status = sinew_bloom_decode(encoded, size, 0, &decoded, &error), status == SINEW_STATUS_OK);
  CALL(status = sinew_bloom_decode(encoded, size - 1, 0, &none, &error),
       status == SINEW_STATUS_TRUNCATED && none == NULL);
  CALL(status = sinew_bloom_reset(bloom), status == SINEW_STATUS_OK);
  CALL(sinew_bloom_destroy(decoded), 1);
  CALL(sinew_bloom_destroy(other), 1);
  CALL(sinew_bloom_destroy(bloom), 1);
}

#include "calls.h"

CALLS(Hll) {
  const sinew_hll_options options = {sizeof(options), 8, 0};
  sinew_error error = {0, SINEW_STATUS_OK, ""};
  sinew_hll *hll, *other, *decoded, *none;
  sinew_status status;
  CALL(status = sinew_hll_create(&options, &hll, &error), status == SINEW_STATUS_OK);
  CALL(status = sinew_hll_create(&options, &other, &error), status == SINEW_STATUS_OK);
  if (hll == NULL || other == NULL) return;
  const sinew_column rows = {SINEW_TYPE_I64, kRows,    integers, sizeof(integers),
                             NULL,           validity, 0,        0};
  const sinew_column doubled = {SINEW_TYPE_F64, kRows, doubles, sizeof(doubles), NULL, NULL, 0, 0};
  const sinew_column texts = {SINEW_TYPE_STRING, kRows, bytes, sizeof(bytes), offsets, NULL, 0, 0};
  CALL(status = sinew_hll_update(hll, &texts, &error), status == SINEW_STATUS_OK);
  sinew_estimate estimate;
  CALL(estimate = sinew_hll_estimate(hll, 1), estimate.value > 9.9 && estimate.value < 10.1);
  CALL(status = sinew_hll_update(hll, &rows, &error), status == SINEW_STATUS_OK);
  CALL(status = sinew_hll_update(other, &doubled, &error), status == SINEW_STATUS_OK);
  CALL(status = sinew_hll_merge(hll, other, &error), status == SINEW_STATUS_OK);
  CALL(estimate = sinew_hll_estimate(hll, 2),
       estimate.lower < 2010 && estimate.upper > 2010 && estimate.value > estimate.lower);
  size_t size;
  uint32_t lg_k;
  CALL(size = sinew_hll_memory(hll), size >= 256);
  CALL(lg_k = sinew_hll_lg_k(hll), lg_k == 8);
  uint8_t encoded[512];
  CALL(size = sinew_hll_encoded_size(hll), size == 40 + 256);
  sinew_codec_result result;
  CALL(result = sinew_hll_encode(hll, encoded, sizeof(encoded)),
       result.read == 1 && result.written == size);
  CALL(status = sinew_hll_decode(encoded, size, 0, &decoded, &error), status == SINEW_STATUS_OK);
  CALL(status = sinew_hll_decode(encoded, size - 1, 0, &none, &error),
       status == SINEW_STATUS_TRUNCATED && none == NULL);
  CALL(status = sinew_hll_reset(hll), status == SINEW_STATUS_OK);
  CALL(sinew_hll_destroy(decoded), 1);
  CALL(sinew_hll_destroy(other), 1);
  CALL(sinew_hll_destroy(hll), 1);
}

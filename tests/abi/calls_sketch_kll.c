#include "calls.h"

CALLS(Kll) {
  const sinew_kll_options options = {sizeof(options), SINEW_TYPE_F64, 200, 0, 0};
  sinew_error error = {0, SINEW_STATUS_OK, ""};
  sinew_kll *kll, *other, *decoded, *none;
  sinew_status status;
  CALL(status = sinew_kll_create(&options, &kll, &error), status == SINEW_STATUS_OK);
  CALL(status = sinew_kll_create(&options, &other, &error), status == SINEW_STATUS_OK);
  if (kll == NULL || other == NULL) return;
  const sinew_column rows = {SINEW_TYPE_I64, kRows,    integers, sizeof(integers),
                             NULL,           validity, 0,        0};
  const sinew_column doubled = {SINEW_TYPE_F64, kRows, doubles, sizeof(doubles), NULL, NULL, 0, 0};
  CALL(status = sinew_kll_update(kll, &rows, &error), status == SINEW_STATUS_OK);
  CALL(status = sinew_kll_update(other, &doubled, &error), status == SINEW_STATUS_OK);
  sinew_kll_summary part, summary;
  CALL(part = sinew_kll_summarize(kll), part.count > 0 && part.count <= kRows);
  CALL(status = sinew_kll_merge(kll, other, &error), status == SINEW_STATUS_OK);
  CALL(summary = sinew_kll_summarize(kll), summary.count == part.count + kRows);
  const double fractions[] = {0, 0.5, 1};
  double found[3], ranks[3];
  sinew_result result;
  CALL(result = sinew_kll_quantiles(kll, fractions, 3, found),
       result.count == 3 && found[0] == summary.min && found[2] == summary.max);
  double rank_error;
  CALL(rank_error = sinew_kll_rank_error(kll), rank_error > 0.013 && rank_error < 0.014);
  CALL(result = sinew_kll_ranks(kll, found, 3, ranks), result.count == 3 && ranks[2] == 1);
  uint32_t k;
  CALL(k = sinew_kll_k(kll), k == 200);
  size_t size;
  CALL(size = sinew_kll_memory(kll), size >= 600 * 8);
  uint8_t encoded[8000];
  CALL(size = sinew_kll_encoded_size(kll), size < sizeof(encoded));
  sinew_codec_result written;
  CALL(written = sinew_kll_encode(kll, encoded, sizeof(encoded)),
       written.read == 1 && written.written == size);
  CALL(status = sinew_kll_decode(encoded, size, SINEW_TYPE_F64, 0, 0, &decoded, &error),
       status == SINEW_STATUS_OK);
  CALL(status = sinew_kll_decode(encoded, size - 1, SINEW_TYPE_F64, 0, 0, &none, &error),
       status == SINEW_STATUS_TRUNCATED && none == NULL);
  CALL(status = sinew_kll_reset(kll), status == SINEW_STATUS_OK);
  CALL(sinew_kll_destroy(decoded), 1);
  CALL(sinew_kll_destroy(other), 1);
  CALL(sinew_kll_destroy(kll), 1);
}

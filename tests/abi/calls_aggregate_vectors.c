#include "calls.h"

CALLS(Vectors) {
  static double measures[kRows / 10];
  uint32_t rows[10];
  const sinew_vectors in = {SINEW_TYPE_F64, kRows / 10, 10, doubles, sizeof(doubles), 80};
  const sinew_vectors query = {SINEW_TYPE_F64, 1, 10, doubles + 50, 80, 80};
  sinew_vectors bad = in;
  bad.stride = 79;
  static const sinew_metric metrics[] = {SINEW_METRIC_DOT, SINEW_METRIC_COSINE,
                                         SINEW_METRIC_SQUARED_DISTANCE};
  sinew_status status;
  sinew_codec_result result;
  for (int i = 0; i < 3; ++i) {
    CALL(status = sinew_vectors_compare(&in, &query, metrics[i], measures),
         status == SINEW_STATUS_OK && measures[5] == (i == 0   ? 30332.5
                                                      : i == 1 ? 1
                                                               : 0));
    CALL(result = sinew_vectors_nearest(&in, &query, NULL, 0, metrics[i], rows, measures, 10),
         result.status == SINEW_STATUS_OK && result.written == 10 && rows[0] == (i == 0 ? 99 : 5));
  }
  CALL(result =
           sinew_vectors_nearest(&in, &query, validity, 0, SINEW_METRIC_COSINE, rows, measures, 10),
       result.status == SINEW_STATUS_OK && rows[0] == 5);
  CALL(status = sinew_vectors_compare(&bad, &query, SINEW_METRIC_DOT, measures),
       status == SINEW_STATUS_INVALID_ARGUMENT);
  CALL(result = sinew_vectors_nearest(&bad, &query, NULL, 0, SINEW_METRIC_DOT, rows, measures, 10),
       result.status == SINEW_STATUS_INVALID_ARGUMENT);
}

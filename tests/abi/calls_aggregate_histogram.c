#include "calls.h"

CALLS(Histogram) {
  static uint64_t counts[16];
  static const double edges[] = {0, 10, 100, 1e9};
  const sinew_column numbers = {SINEW_TYPE_F64, kRows,    doubles, sizeof(doubles),
                                NULL,           validity, 0,       0};
  const sinew_column strings = {SINEW_TYPE_STRING, kRows, bytes, sizeof(bytes),
                                offsets,           NULL,  0,     0};
  sinew_status status;
  CALL(status = sinew_histogram(&numbers, validity, 0, edges, counts, 3),
       status == SINEW_STATUS_OK && counts[0] == 10 && counts[1] == 90 && counts[2] == 900);
  memset(counts, 0, sizeof(counts));
  CALL(status = sinew_histogram_linear(&numbers, NULL, 0, 100, 500, counts, 4),
       status == SINEW_STATUS_OK && counts[3] == 100 && counts[4] == 100 && counts[5] == 500);
  memset(counts, 0, sizeof(counts));
  sinew_result bins;
  CALL(bins = sinew_histogram_log_linear_count(64, 256, 1), bins.count == 4);
  CALL(status = sinew_histogram_log_linear(&numbers, NULL, 0, 64, 256, 1, counts, 4),
       status == SINEW_STATUS_OK && counts[0] == 32 && counts[2] == 64 && counts[4] == 64);
  CALL(status = sinew_histogram(&strings, NULL, 0, edges, counts, 3),
       status == SINEW_STATUS_INVALID_ARGUMENT);
}

#include "calls.h"

CALLS(Sort) {
  static uint64_t values[kRows];
  static uint32_t rows[kRows];
  const sinew_column keys[] = {
      {SINEW_TYPE_STRING, kRows, bytes, sizeof(bytes), offsets, NULL, 0, 0},
      {SINEW_TYPE_U64, kRows, naturals, sizeof(naturals), NULL, validity, 0, 0}};
  static const uint32_t orders[] = {0, SINEW_SORT_DESCENDING | SINEW_SORT_NULLS_FIRST};
  memcpy(values, naturals, sizeof(values));
  sinew_status status;
  sinew_error error = {0, SINEW_STATUS_OK, ""};
  CALL(status = sinew_sort(SINEW_TYPE_U64, values, kRows, SINEW_SORT_DESCENDING),
       status == SINEW_STATUS_OK && values[0] == naturals[kRows - 1]);
  CALL(status = sinew_sort(SINEW_TYPE_STRING, values, kRows, 0),
       status == SINEW_STATUS_INVALID_ARGUMENT);
  CALL(status = sinew_sort_indices(keys + 1, 1, orders + 1, 0, rows, kRows, &error),
       status == SINEW_STATUS_OK && rows[0] == kRows - 1 && rows[kRows - 1] == 0);
  CALL(status = sinew_sort_indices(keys, 2, orders, 10, rows, 5, &error),
       status == SINEW_STATUS_OK && rows[0] < kRows);
  CALL(status = sinew_sort_indices(NULL, 1, orders, 0, rows, kRows, &error),
       status == SINEW_STATUS_INVALID_ARGUMENT && error.message[0] != 0);
  sinew_result sorted;
  CALL(sorted = sinew_sort_validate(keys + 1, 1, NULL),
       sorted.status == SINEW_STATUS_OK && sorted.count == kRows);
  CALL(sorted = sinew_sort_validate(keys + 1, 1, orders + 1),
       sorted.status == SINEW_STATUS_CORRUPT && sorted.count == 1);
  sinew_codec_result distinct;
  CALL(distinct = sinew_sort_distinct(keys + 1, 1, rows, kRows),
       distinct.status == SINEW_STATUS_OK && distinct.written == kRows);
}

#include "calls.h"

CALLS(Compare) {
  static uint8_t bits[(kRows + 7) / 8];
  static uint8_t valid[(kRows + 7) / 8];
  const double ten = 10.5;
  const sinew_column numbers = {SINEW_TYPE_F64, kRows,    doubles, sizeof(doubles),
                                NULL,           validity, 0,       0};
  const sinew_column constant = {SINEW_TYPE_F64, 1, &ten, sizeof(ten), NULL, NULL, 0, 0};
  const sinew_column strings = {SINEW_TYPE_STRING, kRows, bytes, sizeof(bytes),
                                offsets,           NULL,  0,     0};
  sinew_result rows;
  CALL(rows = sinew_compare(&numbers, &constant, SINEW_RELATION_LESS_EQUAL, bits, valid),
       rows.status == SINEW_STATUS_OK && rows.count == kRows && bits[0] == 0xFF && bits[1] == 7 &&
           bits[2] == 0 && valid[2] == 0xFF);
  CALL(rows = sinew_compare(&strings, &strings, SINEW_RELATION_EQUAL, bits, NULL),
       rows.status == SINEW_STATUS_OK && bits[2] == 0xFF);
  CALL(rows = sinew_compare(&strings, &constant, SINEW_RELATION_EQUAL, bits, NULL),
       rows.status == SINEW_STATUS_INVALID_ARGUMENT);
}

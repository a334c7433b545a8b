#include "calls.h"

CALLS(Filter) {
  static uint64_t out[kRows];
  static int64_t ends[kRows + 1];
  static char text[sizeof(bytes)];
  static uint8_t valid[(kRows + 7) / 8];
  static uint8_t even[(kRows + 7) / 8];
  memset(even, 0x55, sizeof(even));
  const sinew_column filter = {SINEW_TYPE_BOOL, kRows, even, sizeof(even), NULL, NULL, 0, 0};
  const sinew_column numbers = {SINEW_TYPE_U64, kRows,    naturals, sizeof(naturals),
                                NULL,           validity, 0,        0};
  const sinew_column strings = {SINEW_TYPE_STRING, kRows, bytes, sizeof(bytes),
                                offsets,           NULL,  0,     0};
  sinew_result count;
  CALL(count = sinew_filter_count(&filter),
       count.status == SINEW_STATUS_OK && count.count == kRows / 2);
  CALL(count = sinew_filter_count(&numbers), count.status == SINEW_STATUS_INVALID_ARGUMENT);
  sinew_codec_result packed;
  CALL(packed = sinew_filter(&numbers, &filter, out, valid, kRows),
       packed.written == kRows / 2 && out[7] == naturals[14] && valid[0] == 0xFF);
  CALL(packed = sinew_filter(&numbers, &filter, out, valid, 7),
       packed.status == SINEW_STATUS_OUTPUT_FULL && packed.read == 14);
  CALL(packed = sinew_filter_strings_size(&strings, &filter), packed.written == sizeof(bytes) / 2);
  CALL(packed = sinew_filter_strings(&strings, &filter, ends, NULL, kRows, text, sizeof(text)),
       packed.written == sizeof(bytes) / 2 && ends[1] == 8 && memcmp(text + 8, bytes + 16, 8) == 0);
}

#include "calls.h"

CALLS(Utf8) {
  static char copy[sizeof(bytes)];
  static uint8_t valid[(kRows + 7) / 8];
  const sinew_column strings = {SINEW_TYPE_STRING, kRows, bytes, sizeof(bytes),
                                offsets,           NULL,  0,     0};
  sinew_result result;
  size_t size;
  sinew_codec_result copied;
  CALL(result = sinew_utf8_validate(bytes, sizeof(bytes)), result.count == sizeof(bytes));
  CALL(result = sinew_utf8_validate("ab\xFF", 3),
       result.status == SINEW_STATUS_CORRUPT && result.count == 2);
  CALL(size = sinew_utf8_count("\xC3\xA9", 2), size == 1);
  CALL(size = sinew_utf8_sanitized_size("a\xFF\xFE", 3, 1), size == 2);
  CALL(copied = sinew_utf8_sanitize(bytes, sizeof(bytes), "?", 1, copy, sizeof(copy)),
       copied.written == sizeof(bytes) && memcmp(bytes, copy, sizeof(bytes)) == 0);
  CALL(result = sinew_utf8_validate_many(&strings, valid),
       result.count == kRows && valid[0] == 0xFF);
}

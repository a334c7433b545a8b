#include "calls.h"

CALLS(Utf16) {
  static uint16_t units[sizeof(bytes)];
  static char copy[sizeof(bytes)];
  size_t size;
  sinew_codec_result result;
  CALL(size = sinew_utf8_to_utf16_size(bytes, sizeof(bytes)), size == sizeof(bytes));
  CALL(result = sinew_utf8_to_utf16(bytes, sizeof(bytes), units, sizeof(bytes)),
       result.written == sizeof(bytes) && units[0] == 'a');
  CALL(size = sinew_utf16_to_utf8_size(units, sizeof(bytes)), size == sizeof(bytes));
  CALL(result = sinew_utf16_to_utf8(units, sizeof(bytes), copy, sizeof(copy)),
       result.written == sizeof(bytes) && memcmp(bytes, copy, sizeof(bytes)) == 0);
}

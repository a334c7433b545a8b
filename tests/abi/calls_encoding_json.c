#include "calls.h"

CALLS(Json) {
  static char escaped[sizeof(bytes)];
  static char copy[sizeof(bytes)];
  sinew_codec_result result;
  CALL(result = sinew_json_escape(bytes, sizeof(bytes), escaped, sizeof(escaped), SINEW_JSON_HTML),
       result.status == SINEW_STATUS_OK && result.written == sizeof(bytes));
  CALL(result = sinew_json_unescape(escaped, sizeof(escaped), copy, sizeof(copy)),
       result.written == sizeof(bytes) && memcmp(bytes, copy, sizeof(bytes)) == 0);
}

#include "calls.h"

CALLS(Hex) {
  static char digits[2 * sizeof(bytes)];
  static char copy[sizeof(bytes)];
  sinew_codec_result result;
  CALL(result = sinew_hex_encode(bytes, sizeof(bytes), digits, SINEW_HEX_LOWER),
       result.written == sizeof(digits));
  CALL(result = sinew_hex_decode(digits, sizeof(digits), copy, sizeof(copy)),
       result.written == sizeof(bytes) && memcmp(bytes, copy, sizeof(bytes)) == 0);
  digits[300] = 'g';
  CALL(result = sinew_hex_decode(digits, sizeof(digits), copy, sizeof(copy)),
       result.status == SINEW_STATUS_CORRUPT && result.read == 300);
}

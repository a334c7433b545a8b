#include "calls.h"

CALLS(Base64) {
  static char text[16 * kRows];
  static char copy[16 * kRows];
  static int64_t text_offsets[kRows + 1];
  static int64_t copy_offsets[kRows + 1];
  const sinew_column strings = {SINEW_TYPE_STRING, kRows, bytes, sizeof(bytes),
                                offsets,           NULL,  0,     0};
  size_t size;
  sinew_codec_result result;
  CALL(result = sinew_base64_encoded_size(sizeof(bytes), SINEW_BASE64_STANDARD),
       result.written == 10668);
  CALL(size = sinew_base64_decoded_bound(10668), size == 8001);
  // RFC 4648, section 10.
  CALL(result = sinew_base64_encode("foobar", 6, text, SINEW_BASE64_STANDARD),
       result.written == 8 && memcmp(text, "Zm9vYmFy", 8) == 0);
  CALL(result = sinew_base64_encode(bytes, sizeof(bytes), text, SINEW_BASE64_URL),
       result.written == 10668);
  size = result.written;
  CALL(result = sinew_base64_decode(text, size, copy, sizeof(copy), SINEW_BASE64_URL),
       result.written == sizeof(bytes) && memcmp(bytes, copy, sizeof(bytes)) == 0);
  text[70] = '\n';
  CALL(result = sinew_base64_decode(text, size, copy, sizeof(copy), SINEW_BASE64_URL),
       result.status == SINEW_STATUS_TRUNCATED);
  CALL(result = sinew_base64_encoded_size_many(&strings, SINEW_BASE64_RAW),
       result.written == 11 * kRows);
  CALL(result =
           sinew_base64_encode_many(&strings, text_offsets, text, sizeof(text), SINEW_BASE64_RAW),
       result.read == kRows && text_offsets[kRows] == 11 * kRows);
  const sinew_column texts = {
      SINEW_TYPE_LARGE_STRING, kRows, text, 11 * kRows, text_offsets, NULL, 0, 0};
  CALL(
      result = sinew_base64_decode_many(&texts, copy_offsets, copy, sizeof(copy), SINEW_BASE64_RAW),
      result.read == kRows && memcmp(bytes, copy, sizeof(bytes)) == 0);
}

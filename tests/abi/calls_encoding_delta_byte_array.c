#include "calls.h"

CALLS(DeltaByteArray) {
  static uint8_t packed[24 * kRows];
  static int64_t words[kRows + 1];
  static char text[sizeof(bytes)];
  sinew_codec_result done, count;
  const sinew_column strings = {SINEW_TYPE_STRING, kRows, bytes, sizeof(bytes),
                                offsets,           NULL,  0,     0};
  CALL(done = sinew_delta_length_byte_array_encoded_bound(&strings),
       done.written <= sizeof(packed));
  CALL(done = sinew_delta_length_byte_array_encode(&strings, packed, sizeof(packed)),
       done.read == kRows);
  CALL(done = sinew_delta_length_byte_array_decode(packed, done.written, words, kRows, text,
                                                   sizeof(text)),
       done.written == kRows && memcmp(text, bytes, sizeof(bytes)) == 0);
  CALL(done = sinew_delta_byte_array_encoded_bound(&strings), done.written <= sizeof(packed));
  CALL(done = sinew_delta_byte_array_encode(&strings, packed, sizeof(packed)), done.read == kRows);
  CALL(count = sinew_delta_byte_array_decoded_size(packed, done.written, kRows),
       count.written == sizeof(bytes));
  CALL(done = sinew_delta_byte_array_decode(packed, done.written, words, kRows, text, sizeof(text)),
       done.written == kRows && memcmp(text, bytes, sizeof(bytes)) == 0);
}

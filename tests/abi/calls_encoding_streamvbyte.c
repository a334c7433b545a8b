#include "calls.h"

CALLS(StreamVByte) {
  static uint32_t values[kRows], copies[kRows];
  static uint8_t packed[5 * kRows];
  for (uint32_t i = 0; i < kRows; ++i) values[i] = i * i;
  size_t bound;
  sinew_codec_result size, done;
  CALL(bound = sinew_streamvbyte_encoded_bound(kRows), bound <= sizeof(packed));
  CALL(size = sinew_streamvbyte_encoded_size(values, kRows, SINEW_STREAMVBYTE_1234),
       size.written < 3 * kRows);
  CALL(done = sinew_streamvbyte_encode(values, kRows, packed, size.written, SINEW_STREAMVBYTE_1234),
       done.written == size.written);
  CALL(done = sinew_streamvbyte_decode(packed, size.written, copies, kRows, SINEW_STREAMVBYTE_1234),
       done.read == size.written && memcmp(values, copies, sizeof(values)) == 0);
  memset(copies, 0, sizeof(copies));
  CALL(size = sinew_streamvbyte_encoded_size_delta(values, kRows, 0, SINEW_STREAMVBYTE_0124),
       size.written < 3 * kRows);
  CALL(done = sinew_streamvbyte_encode_delta(values, kRows, 0, packed, size.written,
                                             SINEW_STREAMVBYTE_0124),
       done.written == size.written);
  CALL(done = sinew_streamvbyte_decode_delta(packed, size.written, 0, copies, kRows,
                                             SINEW_STREAMVBYTE_0124),
       done.written == kRows && memcmp(values, copies, sizeof(values)) == 0);
}

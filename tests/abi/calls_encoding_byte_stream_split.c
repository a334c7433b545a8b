#include "calls.h"

CALLS(ByteStreamSplit) {
  static uint8_t packed[8 * kRows];
  static double reals[kRows];
  static int32_t numbers[kRows], numbers_again[kRows];
  for (int i = 0; i < kRows; ++i) numbers[i] = i + 12;
  sinew_codec_result done;
  CALL(done = sinew_byte_stream_split_encode(doubles, kRows, 8, packed),
       done.written == sizeof(doubles) && packed[kRows * 8 - 1] == 0x40);
  CALL(done = sinew_byte_stream_split_decode(packed, sizeof(doubles), 8, reals, kRows),
       memcmp(reals, doubles, sizeof(doubles)) == 0);
  CALL(done = sinew_byte_stream_split_encode(numbers, kRows, 4, packed),
       done.read == kRows && packed[0] == 0x0C);
  CALL(done = sinew_byte_stream_split_decode(packed, sizeof(numbers), 4, numbers_again, kRows),
       memcmp(numbers_again, numbers, sizeof(numbers)) == 0);
}

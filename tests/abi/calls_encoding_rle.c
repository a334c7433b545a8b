#include "calls.h"

CALLS(Rle) {
  static uint8_t packed[2 * kRows];
  static uint32_t halves[kRows];
  size_t size;
  sinew_codec_result done;
  CALL(size = sinew_rle_encoded_bound(kRows, 10), size >= 1250 && size <= sizeof(packed));
  CALL(done = sinew_rle_encode_u32(halves, kRows, 10, packed, sizeof(packed)), done.written == 4);
  CALL(done = sinew_rle_decode_u32(packed, 4, 10, halves, kRows), done.written == kRows);
}

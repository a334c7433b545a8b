#include "calls.h"

CALLS(Varint) {
  static uint8_t packed[10 * kRows];
  static uint32_t halves[kRows];
  static uint64_t words[kRows];
  static int32_t signed_halves[kRows];
  static int64_t signed_words[kRows];
  for (int i = 0; i < kRows; ++i) halves[i] = (uint32_t)i + 1;
  for (int i = 0; i < kRows; ++i) signed_halves[i] = i - 500;
  size_t size;
  sinew_codec_result done;
  CALL(size = sinew_varint_encoded_size_u32(halves, kRows), size == 1873);
  CALL(size = sinew_varint_encoded_size_u64(naturals, kRows), size == 1873);
  CALL(size = sinew_varint_encoded_size_zigzag_i32(signed_halves, kRows), size == 1872);
  CALL(size = sinew_varint_encoded_size_zigzag_i64(integers, kRows), size == 1872);
  CALL(done = sinew_varint_encode_u32(halves, kRows, packed, sizeof(packed)), done.written == 1873);
  CALL(size = sinew_varint_count(packed, 1873), size == kRows);
  CALL(done = sinew_varint_decode_u64(packed, 1873, words, kRows),
       done.written == kRows && memcmp(words, naturals, sizeof(words)) == 0);
  CALL(done = sinew_varint_encode_u64(naturals, kRows, packed, sizeof(packed)), done.read == kRows);
  CALL(done = sinew_varint_decode_u32(packed, 1873, halves, kRows - 1),
       done.status == SINEW_STATUS_OUTPUT_FULL && done.read == 1871 && halves[998] == 999);
  CALL(done = sinew_varint_encode_zigzag_i64(integers, kRows, packed, sizeof(packed)),
       done.read == kRows);
  CALL(done = sinew_varint_decode_zigzag_i32(packed, 1872, signed_halves, kRows),
       done.written == kRows && signed_halves[0] == -500);
  CALL(done = sinew_varint_encode_zigzag_i32(signed_halves, kRows, packed, 1000),
       done.status == SINEW_STATUS_OUTPUT_FULL && done.read == 564 && done.written == 1000);
  CALL(done = sinew_varint_decode_zigzag_i64(packed, 871, signed_words, kRows),
       done.status == SINEW_STATUS_TRUNCATED && done.read == 871);
}
